"""Cases of the rules on what each language of a text names, and who does what in it."""

from __future__ import annotations

from tests.checks.cases import Edit, Language, fires, silent

COOPERATION, ASSOCIATION = "cooperation.yaml", "association.yaml"
KA_END, EN_END = "გახდა ასოციაციის წევრი.", "a member of the Association."


def both(ka: str, en: str) -> tuple[Edit, Edit]:
    """Return the edits that put a sentence behind the entry on the session, in each language."""
    return (COOPERATION, KA_END, f"{KA_END} {ka}"), (COOPERATION, EN_END, f"{EN_END} {en}")


# In Georgian, in English, where the report is, and what it marks; silent where nothing is marked.
NAMED: tuple[tuple[str, str, Language, str | None], ...] = (
    ("მან მიიღო გეგმა და ბიუჯეტი.", "It adopted the plan.", "ka", "ბიუჯეტი"),
    ("სესიამ გეგმა მიიღო.", "The session adopted the plan and the budget.", "en", "budget"),
    ("შეხვედრა ორშაბათს გაიმართა.", "The meeting was held on Tuesday.", "en", "Tuesday"),
    ("მას შრომის მინისტრი ესწრებოდა.", "The Minister of Finance attended it.", "en", "Finance"),
    (
        "ბიუჯეტი ახალია. განიხილეს გეგმა და ბიუჯეტი.",
        "The budget is new. The plan was discussed there.",
        "ka",
        "ბიუჯეტი",
    ),
    ("ბიუჯეტი ახალია. ის განიხილეს.", "The budget is new. The budget was discussed there.", "en", None),
    ("მათ ხელშეწყობა და კვლევა სურთ.", "They want to do the research.", "ka", "ხელშეწყობა"),
    ("მათ ხელშეწყობა სურთ.", "They want to be helped.", "ka", None),
    ("ჩვენ მხარს ვუჭერთ წინადადებას.", "We support the proposal.", "en", None),
    ("მხარს დავუჭერთ.", "We will support it.", "en", None),
    ("საბჭო გვიჭერს მხარს.", "The Council supports us.", "en", None),
    ("დავეხმარებით და გეხმარებით.", "We support it.", "en", None),
    ("ჩვენ ვიხილავთ.", "We support it.", "en", "support"),
    ("განიხილეს საპენსიო სისტემა.", "Pensions were discussed.", "en", None),
    ("მას ექსპერტები ესწრებოდნენ.", "Specialists attended it.", "ka", None),
    # Of a noun and what qualifies it Georgian makes one word, which takes the endings.
    *(
        (f"იქ {ka} გაიმართა.", f"An {en} was held there.", "en", None)
        for ka, en in (
            ("ონლაინსემინარი", "online seminar"), ("ონლაინსემინარების კვირა", "online seminar week"),
            ("ონლაინ-სემინარი", "online seminar"), ("ვიდეოკონფერენცია", "impressive video conference"),
            ("პრესკონფერენცია", "open press conference"), ("ვებინარი", "online seminar"),
        )
    ),
    ("მას ონლაინ სემინარები ჰქონდა.", "It held some webinars there.", "ka", None),
    ("იქ ონლაინსემინარი გაიმართა.", "An online conference was held there.", "en", "conference"),
    ("იქ ონლაინშეხვედრა გაიმართა.", "An online seminar was held there.", "en", "seminar"),
)  # fmt: skip
INSTITUTIONS: tuple[tuple[str, str, Language, str | None], ...] = (
    ("ესწრებოდა შრომის საერთაშორისო ორგანიზაცია.", "The World Health Organization attended.", "en",
     "World Health Organization"),
    ("ესწრებოდა გაერო.", "The World Bank attended.", "ka", "გაერო"),
    ("ესწრებოდა გაერო.", "The United Nations attended.", "en", None),
    ("ესწრებოდა შრომის საერთაშორისო ორგანიზაცია.", "The ILO attended.", "ka", None),
)  # fmt: skip
ROLES: tuple[tuple[str, str, Language, str | None], ...] = (
    ("სააგენტომ ასამბლეა მოიწვია.", "The Assembly invited the Agency.", "en", "Agency"),
    ("ასამბლეა ირჩევს პრეზიდენტს.", "The President elects the Assembly.", "en", "Assembly"),
    ("პრეზიდენტი არჩეული იქნა ასამბლეის მიერ.", "The President elected the Assembly.", "en", "Assembly"),
    ("პრეზიდენტმა მიმართა ასამბლეას.", "The President was thanked by the Assembly.", "en", "President"),
    ("მან ასამბლეას მიმართა.", "The Assembly thanked the President.", "ka", "ასამბლეას"),
    ("ასამბლეა ირჩევს პრეზიდენტს.", "The President is elected by the Assembly.", "en", None),
    ("სააგენტომ ასამბლეა მოიწვია.", "The Agency invited the Assembly.", "ka", None),
    ("სააგენტომ მოწვევა მიიღო.", "An invitation reached the Agency.", "ka", None),
    ("რიგგარეშე სხდომის მოწვევაც შეიძლება.", "An extraordinary meeting may also be convened.", "ka", None),
)
OF_ANOTHER: tuple[tuple[str, str, Language, str | None], ...] = (
    ("", "The Director of the Association was there.", "en", "Director"),
    ("იქ ასოციაციის დირექტორი იყო.", "", "ka", "დირექტორი"),
    ("", "The President of the Agency was there.", "en", "President"),
    ("", "The Director of the Agency was there.", "en", None),
    ("იქ სააგენტოს დირექტორი იყო.", "", "ka", None),
    ("", "The Director of the Association Centre was there.", "en", None),
)

CASES = (
    *(
        fires(code, f"{ka} {en}", *both(ka, en), marks=marks, language=language)
        if marks
        else silent(code, f"{ka} {en}", *both(ka, en), language=language)
        for code, rows in (
            ("concept-differs", NAMED),
            ("institution-differs", INSTITUTIONS),
            ("roles-differ", ROLES),
            ("office-of-another", OF_ANOTHER),
        )
        for ka, en, language, marks in rows
    ),
)
