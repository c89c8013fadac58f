"""Cases of the rules on acronyms, capitals, names that are nearly right, phrases and varieties."""

from __future__ import annotations

from tests.checks.cases import Case, Language, fires, silent
from tests.checks.cases_facts import ASSOCIATION, COOPERATION, EVENTS, said, session

ASSEMBLY = (ASSOCIATION, "name: {ka: ასამბლეა, en: Assembly}", "name: {ka: გენერალური ასამბლეა, en: General Assembly}")
FORUM = (
    EVENTS,
    "name: {ka: სანიმუშო ფორუმი, en: Example Forum}",
    "name: {ka: სანიმუშო მსოფლიო ფორუმი, en: World Social Example Forum}",
)
LONG = (EVENTS, "name: {ka: სანიმუშო ფორუმი", "name: {ka: სანიმუშო დარგთა მსოფლიო ფორუმი")

KIN: tuple[tuple[str, Language, str, str | None], ...] = (
    ("another noun", "en", "It was decided by the General Meeting.", "General Meeting"),
    ("both words", "en", "It was decided by the Plenary Conference.", "Plenary Conference"),
    ("another noun", "ka", "გადაწყვიტა გენერალურმა კრებამ.", "გენერალურმა კრებამ"),
    ("the name", "en", "It was decided by the General Assembly.", None),
    ("no name", "en", "It was decided by a general meeting.", None),
    ("of another", "en", "It was decided by the General Meeting of the Bank.", None),
    ("another", "en", "It was decided by the Annual Meeting.", None),
    ("the name", "ka", "გადაწყვიტა გენერალურმა ასამბლეამ.", None),
    ("another", "ka", "გადაწყვიტა წლიურმა კრებამ.", None),
)

BODIES = (
    ASSEMBLY,
    (ASSOCIATION, "  - id: commissions\n", "  - {id: council, kind: council, name: {ka: საბჭო, en: Council}}\n"
     "  - {id: bureau, kind: bureau, name: {ka: ბიურო, en: Bureau}}\n\n  - id: commissions\n"),
    (ASSOCIATION, "name: {ka: მეორე სანიმუშო კომისია, en: Second Example Commission}",
     "name: {ka: სანიმუშო დახმარება და ჯანმრთელობის დაზღვევა, en: Example Care and Sickness Insurance}"),
    (EVENTS, "  number: 12\n", "  number: 12\n  body: council\n"),
)  # fmt: skip
OF_BODIES: tuple[tuple[str, str, Language, str, str | None], ...] = (
    ("name-nearly", "of two bodies", "en", "It was decided by the General Council.", "General Council"),
    ("name-nearly", "of two bodies", "ka", "გადაწყვიტა გენერალურმა საბჭომ.", "გენერალურმა საბჭომ"),
    ("name-nearly", "no body", "en", "It was decided by the Town Council.", None),
    ("name-nearly", "another's adjective", "en", "It was decided by the Executive Bureau.", "Executive Bureau"),
    ("name-nearly", "another's adjective", "ka", "გადაწყვიტა აღმასრულებელმა ბიურომ.", "აღმასრულებელმა ბიურომ"),
    ("name-nearly", "a meeting", "en", "The meeting of the Council was long.", "meeting"),
    ("name-nearly", "a meeting", "ka", "საბჭოს სხდომა გრძელი იყო.", "სხდომა"),
    ("name-nearly", "a session", "en", "The session of the Council was long.", None),
    ("name-nearly", "a session", "ka", "საბჭოს სესია გრძელი იყო.", None),
    ("name-nearly", "a meeting of another", "en", "The meeting of the Bureau was long.", None),
    ("name-nearly", "a commission", "en", "The Commission on Example Care and Health Insurance met.",
     "Example Care and Health Insurance"),
    ("name-nearly", "a commission", "ka", "სანიმუშო დაცვა და ჯანმრთელობის დაზღვევა განიხილეს.",
     "სანიმუშო დაცვა და ჯანმრთელობის დაზღვევა"),
    ("name-nearly", "the commission", "en", "The Commission on Example Care and Sickness Insurance met.", None),
    ("name-nearly", "two words of another", "en", "The Commission on Example Aid and Sickness Benefits met.",
     "Example Aid and Sickness Benefits"),
    ("name-nearly", "of another subject", "en", "The Commission on Human Rights met.", None),
    ("name-nearly", "of another subject", "ka", "ადამიანის უფლებათა კომისია შეიკრიბა.", None),
    ("name-nearly", "the commission", "ka", "სანიმუშო დახმარებისა და ჯანმრთელობის დაზღვევის კომისია შეიკრიბა.", None),
    ("name-nearly", "another kind of body", "en", "The EXA Presidium met.", "EXA Presidium"),
    ("name-nearly", "another kind of body, of it", "en", "The Board of the Association met.",
     "Board of the Association"),
    ("name-nearly", "its secretariat", "en", "The General Secretariat of EXA met.", None),
    ("name-nearly", "another kind of body", "ka", "EXA-ს პრეზიდიუმი შეიკრიბა.", "EXA-ს პრეზიდიუმი"),
    ("name-nearly", "another kind of body, of it", "ka", "ასოციაციის სენატი შეიკრიბა.", "ასოციაციის სენატი"),
    ("name-nearly", "no body's name", "en", "The board of the Association met.", None),
    ("name-nearly", "another's", "en", "The Board of the Bank met.", None),
    ("name-nearly", "another's", "ka", "ბანკის პრეზიდიუმი შეიკრიბა.", None),
    ("name-nearly", "a subject", "en", "They speak of care and of health insurance.", None),
    ("name-nearly", "another paper", "en", "They adopted a new directive, *{{ works.example_guidelines }}*.",
     "directive"),
    ("name-nearly", "another paper", "ka", "მიიღეს ახალი დირექტივა – {{ works.example_guidelines | quote }}.",
     "დირექტივა"),
    ("name-nearly", "the paper", "en", "They adopted new guidelines, *{{ works.example_guidelines }}*.", None),
    ("name-nearly", "the paper", "ka", "მიიღეს ახალი გაიდლაინი – {{ works.example_guidelines | quote }}.", None),
    ("capitals-differ", "one word", "en", "It was elected by the council.", "council"),
    ("capitals-differ", "behind the acronym", "en", "It was elected by the EXA council.", "council"),
    ("capitals-differ", "the agency", "en", "It thanked the agency.", "agency"),
    ("capitals-differ", "the agency's name", "en", "It thanked the Agency.", None),
    ("capitals-differ", "another agency", "en", "It thanked the news agency.", None),
    ("capitals-differ", "one word, of a town", "en", "It was elected by the council members.", None),
)  # fmt: skip

LONG_KA = (EVENTS, "name: {ka: სანიმუშო მსოფლიო ფორუმი", "name: {ka: სანიმუშო დარგთა მსოფლიო ფორუმი")
OF_LONG: tuple[tuple[str, Language, str, str | None], ...] = (
    ("another order", "en", "They met at the World Example Social Forum.", "World Example Social Forum"),
    (
        "another order and preposition",
        "en",
        "They met at the World Forum on Social Example.",
        "World Forum on Social Example",
    ),
    ("another order", "ka", "შეხვდნენ მსოფლიო სანიმუშო დარგთა ფორუმზე.", "მსოფლიო სანიმუშო დარგთა ფორუმზე"),
    ("another kind", "en", "They met at the World Social Example Congress.", "World Social Example Congress"),
    ("another kind", "ka", "შეხვდნენ სანიმუშო დარგთა მსოფლიო სამიტზე.", "სანიმუშო დარგთა მსოფლიო სამიტზე"),
    ("its own", "ka", "შეხვდნენ სანიმუშო დარგთა მსოფლიო ფორუმზე.", None),
)

NUMBER = "{{ event.number | ordinal }}"
NUMBERED: tuple[tuple[Language, str, str, str | None], ...] = (
    ("en", "Session", "Meeting", "Meeting"),
    ("en", "Session", "Session and meeting", None),
    ("ka", "სესიაზე", "სხდომაზე", "სხდომაზე"),
    ("ka", "სესიაზე", "სესიაზე და სხდომაზე", None),
)

CASES = (
    *(
        fires(code, title, *BODIES, session(language, text), marks=marks, language=language)
        if marks
        else silent(code, f"{title}, of the bodies", *BODIES, session(language, text), language=language)
        for code, title, language, text, marks in OF_BODIES
    ),
    *said(
        "acronym-unexpanded",
        ("no words", "en", "Courses are run with the ITCILO.", "ITCILO"),
        ("no words", "ka", "კურსები ITCILO-ს მონაწილეობით ტარდება.", "ITCILO"),
        ("its words", "en", "The Training Centre of Turin (TCT) runs courses; the TCT is known.", None),
        ("its words", "ka", "ტურინის ცენტრი (TCT) კურსებს ატარებს; TCT ცნობილია.", None),
        ("known to all", "en", "The UN and NATO took part with EXA.", None),
        ("a number", "en", "See ISO 3166 and Chapter XIV.", None),
    ),
    *said(
        "acronym-otherwise",
        ("another name", "en", "The Sample Association (EXA) met.", "Sample Association (EXA)"),
        ("another name", "ka", "სამაგალითო ასოციაცია (EXA) შეიკრიბა.", "სამაგალითო ასოციაცია (EXA)"),
        ("of a known one", "en", "The World Hunger Organization (WHO) met.", "World Hunger Organization (WHO)"),
        (
            "twice",
            "en",
            "The Example Association (EXA) met; the Example Association (EXA) spoke.",
            " the Example Association (EXA)",
        ),
        ("its name", "en", "The Example Association (EXA) met.", None),
        ("its name", "ka", "სანიმუშო ასოციაციამ (EXA) დაამტკიცა.", None),
    ),
    fires(
        "acronym-otherwise",
        "a name of signs alone",
        (ASSOCIATION, "en: Example Association}", 'en: "–"}'),
        session("en", "The – Association (EXA) met."),
        marks="Association (EXA)",
        language="en",
    ),
    fires(
        "acronym-otherwise",
        "behind the acronym",
        session("en", "The EXA (Sample Association) met."),
        marks="Sample Association)",
        language="en",
    ),
    fires(
        "capitals-differ",
        "small letters",
        ASSEMBLY,
        session("en", "It was decided by the general assembly."),
        marks="general assembly",
        language="en",
    ),
    silent(
        "capitals-differ", "its own", ASSEMBLY, session("en", "It was decided by the General Assembly."), language="en"
    ),
    silent(
        "capitals-differ", "no capitals", ASSEMBLY, session("ka", "გადაწყვიტა გენერალურმა ასამბლეამ."), language="ka"
    ),
    *said(
        "name-official",
        ("a variety", "en", "The World Health Organisation came.", "World Health Organisation"),
        ("another name", "en", "The Counsel of Europe came.", "Counsel of Europe"),
        (
            "another name",
            "ka",
            "ესწრებოდა მსოფლიო ჯანდაცვის ორგანიზაციის წარმომადგენელი.",
            "მსოფლიო ჯანდაცვის ორგანიზაციის",
        ),
        ("another preposition", "en", "The Council for Europe came.", "Council for Europe"),
        ("its own", "en", "The World Health Organization and the OECD came.", None),
        ("its own", "ka", "ესწრებოდა ჯანდაცვის მსოფლიო ორგანიზაციის წარმომადგენელი.", None),
    ),
    fires(
        "name-nearly",
        "another word",
        FORUM,
        session("en", "They met at the World Social Sample Forum then."),
        marks="World Social Sample Forum",
        language="en",
    ),
    fires(
        "name-nearly",
        "a word less",
        FORUM,
        session("en", "They met at the World Example Forum then."),
        marks="World Example Forum",
        language="en",
    ),
    silent(
        "name-nearly",
        "the name",
        FORUM,
        session("en", "They met at the World Social Example Forum then."),
        language="en",
    ),
    fires(
        "name-nearly",
        "another word without capitals",
        LONG,
        session("ka", "შეხვდნენ სანიმუშო საქმეთა მსოფლიო ფორუმზე."),
        marks="სანიმუშო საქმეთა მსოფლიო ფორუმზე",
        language="ka",
    ),
    *(
        silent("name-nearly", f"long {title}", LONG, session("ka", f"შეხვდნენ {text}."), language="ka")
        for title, text in (
            ("the name", "სანიმუშო დარგთა მსოფლიო ფორუმზე"),
            ("another name", "სანიმუშო დარგთა ევროპულ ფორუმზე"),
            ("a short name", "სანიმუშო ფორუმზე"),
            ("a national one", "სანიმუშო დარგთა ეროვნულ ფორუმზე"),
        )
    ),
    *(
        Case("name-nearly", f"of a long name: {title}", (FORUM, LONG_KA, session(language, text)), marks, language)
        for title, language, text, marks in OF_LONG
    ),
    silent("name-nearly", "another name", FORUM, session("ka", "შეხვდნენ სანიმუშო სამხრეთ ფორუმზე."), language="ka"),
    *said(
        "phrase-avoided",
        ("empty words", "en", "They leverage synergies in it.", "leverage synergies"),
        ("empty words", "ka", "სინერგიები იზრდება, სინერგიის ძალა.", "სინერგიები"),
        ("said of people", "en", "It helps the handicapped and others.", "the handicapped"),
        ("said of people, by a thing", "en", "They spoke of wheelchair-bound members.", "wheelchair-bound"),
        ("said of people, by law", "en", "They spoke of illegal migrants.", "illegal migrants"),
        ("said of people", "ka", "ეხმარება სულით ავადმყოფებს.", "სულით ავადმყოფებს"),
        ("said of people, another word", "ka", "ეხმარება ინვალიდებსა და მოხუცებს.", "ინვალიდებსა"),
        ("of a state", "ka", "ინვალიდობის პენსიაზე საუბრობენ.", None),
        ("of people", "en", "It helps persons with disabilities.", None),
        ("plain words", "en", "They use what both have.", None),
        ("plain words", "ka", "ორივე იყენებს, რაც აქვს.", None),
    ),
    *said(
        "variety-mixed",
        ("American", "en", "The programs of the center began.", "programs"),
        ("British", "en", "The programmes of the centre began.", None),
        ("a name", "en", "The Carter Center Foundation was there.", None),
    ),
    fires(
        "variety-mixed",
        "the rarer ending",
        session("en", "They organise, recognize, realize and modernize it."),
        marks="organise",
        language="en",
    ),
    fires("variety-mixed", "labor", session("en", "The labor market."), marks="labor", language="en"),
    silent("variety-mixed", "no English", session("ka", "ცენტრი მუშაობს."), language="ka"),
    silent(
        "variety-mixed",
        "always so",
        session("en", "They advise, supervise and recognize, realize, organize it."),
        language="en",
    ),
    fires(
        "name-spelled-twice",
        "letters turned",
        (ASSOCIATION, "acronym: EXA", "acronym: EXAM"),
        session("en", "The MAXE met."),
        marks="MAXE",
        language="en",
    ),
    *(
        Case("name-nearly", f"of its kin: {title}", (ASSEMBLY, session(language, text)), marks, language)
        for title, language, text, marks in KIN
    ),
    *(
        Case("name-nearly", f"a numbered {marks}", ((COOPERATION, f"{NUMBER} {old}", f"{NUMBER} {new}"),), marks, code)
        for code, old, new, marks in NUMBERED
    ),
)
