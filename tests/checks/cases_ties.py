from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_typography import LINES, says

EVENTS, ASSOCIATION, COOPERATION = "events.yaml", "association.yaml", "cooperation.yaml"
AGENCY, EDITION = "agency.yaml", "editions/2030-05-example-city.yaml"
ASSEMBLY = {
    "ka": "ka: უმაღლესი ორგანო. იკრიბება {{ meets_every_years }} წელიწადში ერთხელ.",
    "en": "en: The highest body. It meets once every {{ meets_every_years }} years.",
}
LANGUAGES: tuple[Language, ...] = ("ka", "en")


def assembly(language: Language, words: str, *fields: str) -> tuple[Edit, ...]:
    """Give the Assembly another text, and fields."""
    more = "".join(f"    {field}\n" for field in fields)
    return (
        (ASSOCIATION, ASSEMBLY[language], f"{language}: {words}"),
        (ASSOCIATION, "    meets_every_years: 3\n", f"    meets_every_years: 3\n{more}"),
    )


def member(*fields: str) -> Edit:
    return COOPERATION, "  votes: 1", "\n".join(("  votes: 1", *(f"  {field}" for field in fields)))


BODIES_SAID = (
    ASSOCIATION, "  - id: commissions\n",
    "  - {id: council, kind: council, name: {ka: საბჭო, en: Council}, elects: [president], elects_bodies: [bureau]}\n"
    "  - {id: bureau, kind: bureau, name: {ka: ბიურო, en: Bureau}, headed_by: president}\n\n  - id: commissions\n",
)  # fmt: skip
OF_BODIES: tuple[tuple[str, Language, str, str | None], ...] = (
    (
        "its head",
        "en",
        "The Bureau is headed by the Secretary General.",
        "The Bureau is headed by the Secretary General.",
    ),
    ("its head", "ka", "ბიუროს გენერალური მდივანი ხელმძღვანელობს.", "ბიუროს გენერალური მდივანი ხელმძღვანელობს."),
    ("who elects it", "en", "The Bureau is elected by the Assembly.", "The Bureau is elected by the Assembly."),
    ("who elects", "ka", "პრეზიდენტს ბიურო ირჩევს.", "პრეზიდენტს ბიურო ირჩევს."),
    ("as it is", "en", "The Bureau is headed by the President. The Bureau is elected by the Council.", None),
    ("as it is", "ka", "ბიუროს პრეზიდენტი ხელმძღვანელობს. პრეზიდენტს საბჭო ირჩევს.", None),
    ("a meeting", "en", "The meeting of the Bureau is chaired by the Secretary General.", None),
    ("not so", "en", "The Bureau is not headed by the Secretary General.", None),
)
ENDS: tuple[tuple[str, Language, str, str | None], ...] = (
    ("the last", "en", "The list ends with the First Example Commission.", "list ends"),
    ("the first", "en", "The list begins with the Second Example Commission.", "list begins"),
    ("the last", "ka", "სია პირველი სანიმუშო კომისიით მთავრდება.", "სია პირველი სანიმუშო კომისიით მთავრდება"),
    ("as it is", "en", "The list begins with the First Example Commission.", None),
    ("as it is", "ka", "სია მეორე სანიმუშო კომისიით მთავრდება.", None),
)


def at_the_session(*fields: str) -> Edit:
    return EVENTS, "  number: 12", "\n".join(("  number: 12", *(f"  {field}" for field in fields)))


def agenda(title: str, *fields: str) -> Edit:
    more = "".join(f"      {field}\n" for field in fields)
    return EVENTS, "  number: 12", f"  number: 12\n  agenda:\n    - id: item\n{more}      title: {title}"


OTHER_ITEM = (
    EVENTS, "  agenda:\n",
    "  agenda:\n    - {id: secretary, kind: election, office: secretary_general, title: {ka: გენერალური მდივნის არჩევა,"
    " en: Election of the Secretary General}}\n",
)  # fmt: skip
PRESIDENT = "{ka: პრეზიდენტის არჩევა, en: Election of the President}"
ELECTED = {"ka": "ირჩევს პრეზიდენტსა და გენერალურ მდივანს.", "en": "It elects the President and the Secretary General."}
HEADED = {
    "ka": "ხელმძღვანელობს პრეზიდენტი. მასში შედის გენერალური მდივანი.",
    "en": "Headed by the President. It also includes the Secretary General.",
}
MEMBER = {"ka": "ka: სააგენტო ასოციაციის წევრია", "en": "en: The Agency is a member of the Association"}
ASSOCIATE = {
    "ka": "ka: სააგენტო ასოციაციის ასოცირებული წევრია",
    "en": "en: The Agency is an associate member of the Association",
}
SEATED = {"ka": "ka: სააგენტო ასამბლეის წევრია", "en": "en: The Agency is represented in the Assembly"}
FOUR = {"ka": 'ka: "სტრატეგიული მიზნებია:"', "en": 'en: "The strategic goals are:"'}
GOALS = {
    "ka": ("ოთხი სტრატეგიული მიზანია:", "ოთხი", "ორი სტრატეგიული მიზანია:"),
    "en": ("The following four goals guide us:", "four", "There are two goals:"),
}
WITHIN: dict[Language, tuple[str, str, str]] = {
    "en": (
        "It elects four officers: the President, the Treasurer and the Secretary General.",
        "four",
        "It elects three officers: the President, the Treasurer and the Secretary General. It deals with four fields: "
        "health, employment and pensions, families and data. Ten came: A, B and others.",
    ),
    "ka": (
        "საბჭო ოთხ თანამდებობის პირს ირჩევს: პრეზიდენტს, ხაზინადარსა და გენერალურ მდივანს.",
        "ოთხ",
        "საბჭო სამ თანამდებობის პირს ირჩევს: პრეზიდენტს, ხაზინადარსა და გენერალურ მდივანს. ათი მოვიდა, მათ შორის: "
        "პრეზიდენტი, მდივანი და ხაზინადარი.",
    ),
}
TYPED = {
    "ka": ("ასოციაცია სამ რამეს აკეთებს:\n\n- ერთი\n- ორი", "სამ"),
    "en": ("The Association does three things:\n\n- one\n- two", "three"),
}
ORDER = {
    "ka": ("ანბანის მიხედვით", "[კომისიები: {{", "^[კომისიები, ანბანის მიხედვით: {{"),
    "en": ("in alphabetical order", "[The commissions: {{", "^[The commissions, in alphabetical order: {{"),
}
RIGHT = {
    "ka": "ანბანით:\n\n- ასოციაცია\n- ბიურო\n- საბჭო",
    "en": "In alphabetical order:\n\n- Assembly\n- Bureau\n- Council",
}
THIRD = {
    "ka": ("{{ bodies.second_commission }} სიით {} ადგილზეა.", "პირველ", "მეორე"),
    "en": ("{{ bodies.second_commission }} is the {} of the list.", "first", "second"),
}
CLOSED = {"ka": "წინამდებარე ცნობა მხოლოდ შიდა სარგებლობისთვისაა.", "en": "This brief is for internal use only."}
OPEN = (EDITION, "marking: internal", "marking: public")


def says_block(language: Language, words: str) -> Edit:
    """Return the edit that makes an entry say several lines."""
    lines = words.replace("\n", "\n        ")
    return COOPERATION, LINES[language], f"{language}: |-\n        {lines}"


def third(language: Language, place: str) -> Edit:
    words, *_ = THIRD[language]
    return says(language, words.replace("{}", place))


IN_SENTENCES: tuple[tuple[str, Language, str, str | None], ...] = (
    (
        "in a sentence",
        "en",
        "They are, in alphabetical order: Austria, Russia, Bulgaria and Latvia.",
        "in alphabetical order",
    ),
    (
        "in a sentence",
        "ka",
        "ანბანური თანმიმდევრობით: ავსტრია, რუსეთი, ბულგარეთი და ლატვია.",
        "ანბანური თანმიმდევრობით",
    ),
    ("in order", "en", "They are, in alphabetical order: Austria, Bulgaria, Latvia and Russia.", None),
    ("in order", "ka", "ანბანური თანმიმდევრობით: ავსტრია, ბულგარეთი, ლატვია და რუსეთი.", None),
    ("by last names", "en", "In alphabetical order: Zoe Abel, Ann Baker and Max Cole.", None),
    ("no second", "en", "They discussed two items: first, the plan and, third, the budget.", "third"),
    ("no second", "ka", "განიხილეს ორი საკითხი: პირველი – გეგმა და მესამე – ბიუჯეტი.", "მესამე"),
    ("a second", "en", "They discussed: first, the plan, second, a report and, third, the budget.", None),
    ("a second", "ka", "განიხილეს: პირველი – გეგმა, მეორე – ანგარიში და მესამე – ბიუჯეტი.", None),
    ("then", "en", "They discussed first, the plan, then the report and, third, the budget.", None),
    ("no letter c", "en", "The forms are: (a) training; (b) meetings; (d) courses.", "(d)"),
    ("no letter გ", "ka", "სახეებია: ა) ტრენინგი; ბ) შეხვედრა; დ) კურსი.", "დ)"),
    ("letters", "en", "The forms are: (a) training; (b) meetings; (c) courses. Plan B) is another (d).", None),
    ("letters", "ka", "სახეებია: ა) ტრენინგი; ბ) შეხვედრა; გ) კურსი.", None),
)

CASES = (
    fires(
        "body-differs",
        "a commission of another body",
        (ASSOCIATION, "parent: commissions", "parent: assembly"),
        marks="assembly",
    ),
    # field-differs
    *(
        case
        for language in LANGUAGES
        for case in (
            fires(
                "field-differs",
                f"seat {language}",
                member("represented_in: [commissions]"),
                (COOPERATION, MEMBER[language], SEATED[language]),
                marks="[commissions]",
                language=language,
            ),
            silent(
                "field-differs",
                f"seat {language}",
                member("represented_in: [assembly]"),
                (COOPERATION, MEMBER[language], SEATED[language]),
                language=language,
            ),
            fires(
                "field-differs",
                f"kind of membership {language}",
                (COOPERATION, MEMBER[language], ASSOCIATE[language]),
                marks="affiliate",
                language=language,
            ),
            silent(
                "field-differs",
                f"kind {language}",
                (COOPERATION, MEMBER[language], ASSOCIATE[language]),
                (COOPERATION, "category: affiliate", "category: associate"),
                language=language,
            ),
        )
    ),
    fires(
        "field-differs",
        "an office",
        agenda(PRESIDENT, "kind: election", "office: secretary_general"),
        marks="secretary_general",
    ),
    silent("field-differs", "an office", agenda(PRESIDENT, "kind: election", "office: president")),
    fires(
        "field-differs",
        "an office and a body",
        agenda(PRESIDENT, "kind: election", "office: president", "body: first_commission"),
        OTHER_ITEM,
        marks="first_commission",
    ),
    silent("field-differs", "an item of each", agenda(PRESIDENT, "kind: election", "office: president"), OTHER_ITEM),
    fires(
        "field-differs",
        "where membership began",
        (COOPERATION, "decided_at: example-session-12", "decided_at: example-forum-2030"),
        marks="example-forum-2030",
    ),
    fires(
        "field-differs",
        "a work",
        (COOPERATION, "    works: [example-guidelines]", "    works: [other]"),
        (ASSOCIATION, "works:\n", "works:\n  - {id: other, kind: publication, title: {ka: სხვა, en: Other Book}}\n"),
        marks="[other]",
    ),
    fires(
        "field-differs",
        "where a work was adopted",
        (ASSOCIATION, "    kind: guidelines\n", "    kind: guidelines\n    adopted_at: example-forum-2030\n"),
        (COOPERATION, "Agency became a member", "{{ works.example_guidelines }} were launched"),
        marks="example-forum-2030",
    ),
    # body-differs
    *(
        case
        for language in LANGUAGES
        for case in (
            fires(
                "head-differs",
                f"head {language}",
                *assembly(language, HEADED[language], "headed_by: secretary_general"),
                marks="secretary_general",
                language=language,
            ),
            silent(
                "head-differs",
                f"head {language}",
                *assembly(language, HEADED[language], "headed_by: president"),
                language=language,
            ),
            fires(
                "body-differs",
                f"elected {language}",
                *assembly(language, ELECTED[language], "elects: [president]"),
                marks="[president]",
                language=language,
            ),
            silent(
                "body-differs",
                f"elected {language}",
                *assembly(language, ELECTED[language], "elects: [president, secretary_general]"),
                language=language,
            ),
        )
    ),
    *(
        Case("body-differs", f"elsewhere: {title}", (BODIES_SAID, says(language, text)), marks, language)
        for title, language, text, marks in OF_BODIES
    ),
    *(
        Case("list-order", f"an end: {title}", (says(language, text),), marks, language)
        for title, language, text, marks in ENDS
    ),
    # event-body
    fires("event-body", "a session of commissions", at_the_session("body: commissions"), marks="commissions"),
    fires("event-body", "a work as a theme", at_the_session("theme: example-guidelines"), marks="example-guidelines"),
    silent("event-body", "a session of the Assembly", at_the_session("body: assembly", "based_on: example-guidelines")),
    # adoption-late
    fires(
        "adoption-late",
        "one that runs",
        agenda(PRESIDENT, "kind: adoption", "programme: programme-2031-2033"),
        (ASSOCIATION, "period: 2031/2033", "period: 2025/2033"),
        marks="programme-2031-2033",
    ),
    silent("adoption-late", "the next one", agenda(PRESIDENT, "kind: adoption", "programme: programme-2031-2033")),
    # reference-circle
    fires("reference-circle", "a body", *assembly("en", "The body.", "reports_to: assembly"), marks="assembly"),
    silent("reference-circle", "another body", *assembly("en", "The body.", "reports_to: commissions")),
    # name-doubled
    fires(
        "name-doubled", "two markings", (AGENCY, "en: For internal use", "en: Public"), marks="Public", language="en"
    ),
    fires(
        "name-doubled",
        "two markings alike in all",
        (AGENCY, "ka: შიდა სარგებლობისთვის, en: For internal use", "ka: საჯარო, en: Public"),
        marks="საჯარო",
    ),
    fires(
        "name-doubled",
        "two commissions",
        (ASSOCIATION, "ka: მეორე სანიმუშო", "ka: პირველი სანიმუშო"),
        marks="პირველი სანიმუშო კომისია",
        language="ka",
    ),
    silent(
        "name-doubled",
        "two alike in both",
        (ASSOCIATION, "ka: მეორე სანიმუშო", "ka: პირველი სანიმუშო"),
        (ASSOCIATION, "en: Second Example C", "en: First Example C"),
        language="en",
    ),
    silent(
        "name-doubled", "two unlike in both", (ASSOCIATION, "ka: მეორე სანიმუშო", "ka: სხვა სანიმუშო"), language="ka"
    ),
    # list-count, list-order
    *(
        case
        for language in LANGUAGES
        for case in (
            fires(
                "list-count",
                f"goals {language}",
                (ASSOCIATION, FOUR[language], f'{language}: "{GOALS[language][0]}"'),
                marks=GOALS[language][1],
                language=language,
            ),
            silent(
                "list-count",
                f"goals {language}",
                (ASSOCIATION, FOUR[language], f'{language}: "{GOALS[language][2]}"'),
                language=language,
            ),
            fires(
                "list-count",
                f"a typed list {language}",
                says_block(language, TYPED[language][0]),
                marks=TYPED[language][1],
                language=language,
            ),
            fires(
                "list-count",
                f"within a sentence {language}",
                says(language, WITHIN[language][0]),
                marks=WITHIN[language][1],
                language=language,
            ),
            silent(
                "list-count", f"within a sentence {language}", says(language, WITHIN[language][2]), language=language
            ),
            silent(
                "list-count",
                f"a typed list {language}",
                says_block(language, f"{TYPED[language][0]}\n- 3"),
                language=language,
            ),
            fires(
                "list-order",
                f"commissions {language}",
                (ASSOCIATION, f"^{ORDER[language][1]}", ORDER[language][2]),
                (ASSOCIATION, "en: First Example C", "en: Third Example C"),
                marks=ORDER[language][0],
                language=language,
            ),
            silent("list-order", f"typed {language}", says_block(language, RIGHT[language]), language=language),
            fires(
                "list-order",
                f"a place {language}",
                third(language, THIRD[language][1]),
                marks=THIRD[language][1],
                language=language,
            ),
            silent("list-order", f"a place {language}", third(language, THIRD[language][2]), language=language),
            fires(
                "marking-differs",
                f"closed {language}",
                OPEN,
                says(language, f"აქ. {CLOSED[language]}"),
                marks=CLOSED[language],
                language=language,
            ),
            silent("marking-differs", f"as it is {language}", says(language, CLOSED[language]), language=language),
        )
    ),
    # edition-event
    fires(
        "edition-event",
        "long ago",
        (EDITION, "event: example-forum-2030", "event: example-session-12"),
        marks="example-session-12",
    ),
    silent("edition-event", "what it is for", (EDITION, "version: 1", "version: 2")),
    *(
        Case("list-order", title, (says_block(language, text),), marks, language)
        for title, language, text, marks in IN_SENTENCES
    ),
)
