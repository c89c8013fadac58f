"""Cases of rules that read notes and titles beside the texts: of the staff, of sources, of an edition."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_calendar import worded_before
from tests.checks.cases_references import noted, source

ASSOCIATION, COOPERATION, EVENTS = "association.yaml", "cooperation.yaml", "events.yaml"
AGENCY, GLOSSARY, EDITION, PLACES = "agency.yaml", "glossary.yaml", "editions/2030-05-example-city.yaml", "places.yaml"
KA_END, EN_END = "გახდა ასოციაციის წევრი.", "a member of the Association."
OWN_KA, OWN_EN = "აწვდის სანიმუშო სტატისტიკას.", "with example statistics."


def both(ka: str, en: str) -> tuple[Edit, Edit]:
    """Put a sentence behind the entry on the session, in each language."""
    return (COOPERATION, KA_END, f"{KA_END} {ka}"), (COOPERATION, EN_END, f"{EN_END} {en}")


def before(ka: str, en: str) -> Edit:
    """Give an entry a wording of before."""
    return worded_before(f"{ka}.", f"{en}.")


def election(ka: str, en: str) -> tuple[Edit, Edit]:
    """Put the election of a body on the agenda of the session."""
    body = (
        "  - {id: audit, kind: control, name: {ka: სარევიზიო კომისია, en: Audit Commission}}\n\n  - id: commissions\n"
    )
    item = f"    - {{id: audit, kind: election, body: audit, title: {{ka: {ka}, en: {en}}}}}\n"
    return (ASSOCIATION, "  - id: commissions\n", body), (EVENTS, "  number: 12\n", f"  number: 12\n  agenda:\n{item}")


def reports(note: str) -> Edit:
    """Give the body that reports to the Assembly a note."""
    body = (
        "  - {id: bureau, kind: bureau, name: {ka: ბიურო, en: Bureau}}\n"
        "  - {id: audit, kind: control, name: {ka: სარევიზიო კომისია, en: Audit Commission}, reports_to: assembly,"
        f" note: {note}}}\n\n  - id: commissions\n"
    )
    return ASSOCIATION, "  - id: commissions\n", body


def marked(marking: str, note: str) -> tuple[Edit, Edit]:
    """Have an edition before, and a note on the marking of this one."""
    old = "event: example-forum-2030\nversion: 1\nas_of: 2030-03\nmarking: internal\nsources: [example-page]\n"
    new = f"version: 1\nprevious: 2030-03-first\nnote: {note}\n"
    return ("editions/2030-03-first.yaml", "", old.replace("internal", marking)), (EDITION, "version: 1\n", new)


def work(title: str, of_source: str) -> tuple[Edit, Edit]:
    """Give the works another title, and a source with its own."""
    return (
        (ASSOCIATION, "en: Guidelines on Examples}\n", f"en: {title}}}\n    sources: [guide]\n"),
        source("guide", of_source),
    )


NOTES_OF_STATUS: tuple[tuple[str, str, Language, str | None], ...] = (
    ("verified", "Nothing was found.", "en", "verified"),
    ("verified", "არაფერი მოიძებნა.", "ka", "verified"),
    ("unverified", "The Agency has confirmed all of it.", "en", "unverified"),
    ("unverified", "სააგენტომ ყველაფერი დაადასტურა.", "ka", "unverified"),
    ("unverified", "The Agency has not confirmed any of it.", "en", None),
    ("unverified", "სააგენტოს ეს არ დაუდასტურებია.", "ka", None),
)
OF_MARKINGS: tuple[tuple[str, str, Language, str | None], ...] = (
    ("internal", "The marking is stricter than before.", "en", "The marking is stricter"),
    ("public", "The marking is that of the edition before.", "en", "The marking is that of"),
    ("internal", "გრიფი გამკაცრდა.", "ka", "გრიფი გამკაცრდა"),
    ("public", "The marking is stricter than before.", "en", None),
    ("internal", "The marking is that of the edition before.", "en", None),
    ("public", "გრიფი გამკაცრდა.", "ka", None),
)
SAID: tuple[tuple[str, Language, str, str, str | None], ...] = (
    ("residue", "en", "მან მონაცემები მიიღო.", "It received { votes } data.", "{ votes }"),
    ("residue", "en", "მან მონაცემები მიიღო.", "It received [TN 8] data.", "[TN 8]"),
    ("residue", "ka", "მან [რ. 1] მონაცემები მიიღო.", "It received data.", None),
    ("concept-differs", "en", "მან მონაცემები მიიღო.", "It received data twice.", "twice"),
    ("concept-differs", "ka", "მან მონაცემები ორჯერ მიიღო.", "It received data.", "ორჯერ"),
    ("concept-differs", "en", "მან მონაცემები ორჯერ მიიღო.", "It received data two times.", None),
    ("sense-differs", "en", "მუშაობა იქ დაიწყო.", "Work had ended there.", "had ended"),
    ("sense-differs", "en", "მუშაობა იქ დასრულდა.", "Work began there.", "began"),
    ("sense-differs", "en", "მუშაობა იქ დაიწყო.", "Work began there.", None),
    ("words-wrong", "en", "იქ იყო.", "It was there on October 14–18, 2019.", "October 14–18, 2019"),
    ("words-wrong", "en", "სხდომა ღიაა.", "It is open in principal.", "in principal"),
    ("words-expired", "ka", "მაშინ ითქვა, რომ საბჭო მომავალ წელს შეიკრიბებოდა.", "It was said there.", None),
    ("words-expired", "ka", "საბჭო მომავალ წელს შეიკრიბება.", "It was said there.", "მომავალ წელს"),
    ("words-expired", "en", "იქ ითქვა.", "It was said that the Council would meet next year.", None),
    ("sense-differs", "en", "ხმის მიცემა მხოლოდ დასწრებით არის ნებადართული.", "No vote is cast in absence.", None),
    ("sense-differs", "en", "ხმის მიცემა დასწრებით არის ნებადართული.", "A vote is cast in absence.", "absence"),
    ("place-differs", "en", "საქართველო და არა ამერიკის შტატი.", "Georgia, not the American state.", None),
    (
        "field-differs",
        "en",
        "წევრია.",
        "It obtained the status of associate member then.",
        "affiliate",
    ),
    (
        "field-differs",
        "ka",
        "ასოცირებული წევრის სტატუსი მიენიჭა.",
        "It is one.",
        " ასოცირებული წევრის სტატუსი მიენიჭა.",
    ),
    ("words-wrong", "en", "სხდომა ღიაა.", "It is in principal cities, and open in principle.", None),
    ("space-wrong", "ka", "შეხვდა ქ.მაგალითში.", "It met there.", "."),
    ("space-wrong", "ka", "შეხვდა ქ. მაგალითში, იხ. ქვემოთ.", "It met there.", None),
    ("space-wrong", "en", "შეხვდა მას.", "It met Prof.Example there.", "."),
    ("space-wrong", "en", "შეხვდა მას.", "It met Prof. Example, at p.m. and No.5.", None),
)

PREPARED: tuple[tuple[str, Language, str, str | None], ...] = (
    ("elsewhere", "en", "This note was prepared for the meeting in Other City.", "Other City"),
    ("here", "en", "This note was prepared for the meeting in Example City.", None),
    ("of another thing", "en", "This note tells of the meeting in Other City.", None),
    ("elsewhere", "ka", "ეს ცნობა სხვა ქალაქის შეხვედრისთვის მომზადდა.", "სხვა ქალაქის"),
    ("here", "ka", "ეს ცნობა მომზადდა შეხვედრისთვის, რომელიც ქ. მაგალითში გაიმართება.", None),
)

CASES: tuple[Case, ...] = (
    *(
        Case("status-unlike-note", note, (noted(status, note),), marks, language)
        for status, note, language, marks in NOTES_OF_STATUS
    ),
    *(
        Case("marking-differs", f"{marking}: {note}", marked(marking, note), marks, language)
        for marking, note, language, marks in OF_MARKINGS
    ),
    *(
        Case(code, f"{marks or 'nothing'} in {en if language == 'en' else ka}", both(ka, en), marks, language)
        for code, language, ka, en, marks in SAID
    ),
    # A body whose note says to whom it reports, and one that is elected
    fires("body-differs", "by a note", reports("It reports to the Bureau."), marks="assembly", language="en"),
    silent("body-differs", "by a note", reports("It reports to the Assembly."), language="en"),
    silent("body-differs", "on another thing", reports("The Bureau hears it."), language="en"),
    fires(
        "field-differs", "another commission",
        *election("საკონტროლო კომისიის არჩევა", "Election of the Audit Commission"),
        marks="კომისიის", language="ka",
    ),
    fires(
        "field-differs", "another commission",
        *election("სარევიზიო კომისიის არჩევა", "Election of the Control Commission"),
        marks="Election of the Control Commission", language="en",
    ),
    silent(
        "field-differs", "of auditors", *election("რევიზორების არჩევა", "Election of the auditors"), language="en"
    ),
    # Titles
    fires(
        "source-number", "of its event", source("page", "EXA sobre la 21 reunión"),
        (EVENTS, "  state: held\n  sources: [example-page]", "  state: held\n  sources: [example-page, page]"),
        marks="EXA sobre la 21 reunión",
    ),
    silent(
        "source-number", "another number", source("page", "EXA sobre la 12 reunión, 21 mayo"),
        (EVENTS, "  state: held\n  sources: [example-page]", "  state: held\n  sources: [example-page, page]"),
    ),
    fires(
        "glossary-forbidden", "in a title", source("page", "The Director General of the Example Association"),
        marks="Director General", language="en",
    ),
    silent(
        "glossary-forbidden", "in a title", source("page", "The Secretary General of the Example Association"),
        language="en",
    ),
    fires(
        "phrase-avoided", "in a name", (ASSOCIATION, "ka: პირველი სანიმუშო კომისია", "ka: ინვალიდთა კომისია"),
        marks="ინვალიდთა", language="ka",
    ),
    fires(
        "words-wrong", "in a note", (COOPERATION, "    date: ongoing\n", "    date: ongoing\n    note: Of Mr. Who.\n"),
        marks="Mr.", language="en",
    ),
    fires(
        "capitals-differ", "of two halves",
        (GLOSSARY, "  - id: member_organization", "  - {id: vice, term: {ka: მოადგილე, en: Vice-Chairperson}}\n"
         "\n  - id: member_organization"),
        *both("მოადგილე აირჩიეს.", "It has a Vice-chairperson."), marks="Vice-chairperson", language="en",
    ),
    fires(
        "residue", "the code of a language", (ASSOCIATION, "en: a first example;", "en: 'EN: a first example;'"),
        marks="EN:", language="en",
    ),
    silent(
        "residue", "an acronym", (ASSOCIATION, "en: a first example;", "en: 'EXA: a first example;'"), language="en"
    ),
    fires(
        "name-nearly", "a work", *work("Guideline on Examples of Offices", "EXA Guidelines on Examples of Offices"),
        marks="Guideline on Examples of Offices", language="en",
    ),
    silent(
        "name-nearly", "a work", *work("Guidelines on Examples of Offices", "EXA Guidelines on Examples of Offices"),
        language="en",
    ),
    fires(
        "name-nearly", "the words of a title in another order",
        *work("'Examples, Samples and Models of Offices'", "EXA Guidelines on Examples of Offices"),
        (ASSOCIATION, "en: a first example;", "en: 'the Examples, Models and Samples of Offices;'"),
        marks="Examples, Models and Samples of Offices", language="en",
    ),
    silent(
        "name-nearly", "the words of a title in its own order",
        *work("'Examples, Samples and Models of Offices'", "EXA Guidelines on Examples of Offices"),
        (ASSOCIATION, "en: a first example;", "en: 'the Examples, Samples and Models of Offices;'"),
        language="en",
    ),
    *(
        silent(
            "name-nearly", title, *work("'Guidelines on the Management of Service Quality'", "EXA page"),
            (ASSOCIATION, "en: a first example;", f"en: '{words}'"), language="en",
        )
        for title, words in (
            ("words of two sentences", "We speak of Service Quality. Guidelines on the Management came;"),
            ("words before and behind a colon", "on the Quality of Service: Guidelines Management;"),
        )
    ),
    silent(
        "name-nearly", "another work", *work("Guidelines on Samples of Offices", "EXA Guidelines on Texts of Offices"),
        language="en",
    ),
    # What isn't wrong
    silent(
        "name-spelled-twice", "on the spelling",
        (COOPERATION, "    date: ongoing\n", "    date: ongoing\n    note: The Latin spelling may be Furst Example.\n"),
        language="en",
    ),
    fires(
        "name-spelled-twice", "in a note",
        (COOPERATION, "    date: ongoing\n", "    date: ongoing\n    note: It was sent by Furst Example.\n"),
        marks="Furst Example", language="en",
    ),
    silent(
        "name-spelled-twice", "a part, in a title", source("page", "Examples of the year"), language="en"
    ),
    # What an edition says of itself
    fires("words-undated", "of before", before("ხვალ იწყება", "It begins soon"), marks="ხვალ", language="ka"),
    fires("words-undated", "of before", before("მალე იწყება", "It begins tomorrow"), marks="tomorrow", language="en"),
    silent("words-undated", "of before", before("მალე იწყება", "It begins on 1 May"), language="en"),
    *(
        Case(
            "edition-event", f"{title}, {language}",
            ((PLACES, "", "\n  - {id: other-city, country: GE, name: {ka: სხვა ქალაქი, en: Other City}}\n"),
             *both(*((text, "It left.") if language == "ka" else ("იგი წავიდა.", text)))),
            marks, language,
        )
        for title, language, text, marks in PREPARED
    ),
)  # fmt: skip
