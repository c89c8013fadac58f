from __future__ import annotations

from tests.checks.cases import Edit, fires, gone, silent

AGENCY, ASSOCIATION, COOPERATION, EVENTS, LOCK = (
    "agency.yaml", "association.yaml", "cooperation.yaml", "events.yaml", "translations.lock",
)  # fmt: skip
KA, EN = (
    "სააგენტო ასოციაციას აწვდის სანიმუშო სტატისტიკას.",
    "The Agency provides the Association with example statistics.",
)
CHANGED_KA = (COOPERATION, KA, "სააგენტო ასოციაციას აღარ აწვდის სტატისტიკას.")
CHANGED_EN = (COOPERATION, EN, "The Agency no longer provides the Association with statistics.")
ACTIVITIES_KA = "  ka: ასოციაცია ატარებს სანიმუშო ტრენინგებსა და შეხვედრებს.\n"
ACTIVITIES_EN = "  en: The Association organizes example courses and meetings.\n"
LIST_KA = "  ka: |-\n    ასოციაცია ატარებს:\n\n    - ტრენინგებს\n    - შეხვედრებს\n"
LIST_EN = "  en: |-\n    The Association organizes:\n\n    - courses\n{}"
IN_GENEVA = "At the {{ event.number | ordinal }} Session, in Geneva, the Agency became a member of the Association."
TITLE = "title: {ka: მაგალითების სახელმძღვანელო, en: Guidelines on Examples}"


def drafted_by(name: str) -> Edit:
    """Name who drafted the edition."""
    return ("editions/2030-05-example-city.yaml", "drafter: null     # not", f"drafter: {name}  # not")


def travels(arrival: str) -> Edit:
    """Say when somebody arrives."""
    row = f"delegation: [{{id: head, person: first-example, arrival: '{arrival}'}}]"
    return ("editions/2030-05-example-city.yaml", "drafter: null     # not supplied\n", f"drafter: null\n{row}\n")


CASES = (
    fires("translation-missing", "no English", (AGENCY, ", en: Director}", "}"), marks="title", language="en"),
    fires("translation-missing", "empty", (AGENCY, "ka: დირექტორი", 'ka: " "'), marks='" "', language="ka"),
    silent("translation-missing", "another word", (AGENCY, "en: Director}", "en: Head}"), language="en"),
    silent("translation-missing", "another word", (AGENCY, "ka: დირექტორი", "ka: უფროსი"), language="ka"),
    fires("name-untranslated", "a drafter whom nobody knows", drafted_by("Ana Sample"), marks="Ana Sample"),
    fires("name-untranslated", "in Georgian alone", drafted_by("ანა ნიმუშაძე"), marks="ანა ნიმუშაძე"),
    silent("name-untranslated", "a person, in either language", drafted_by("First Example")),
    fires("name-untranslated", "a person, in capitals", drafted_by("FIRST EXAMPLE"), marks="FIRST EXAMPLE"),
    silent("name-untranslated", "by the id", drafted_by("first-example")),
    fires("name-untranslated", "a month in words", travels("12 May 2030, 21:40, XY 123"), marks="May"),
    fires("name-untranslated", "a short month", travels("13 sep. 2030, 21:40, XY 123"), marks="sep."),
    silent("name-untranslated", "an airport", travels("13.09.2030, 21:40, MAR XY 123")),
    silent("name-untranslated", "a day in figures", travels("12.05.2030, 21:40, Mayfair Air XY 123")),
    fires("language-unknown", "French", (AGENCY, "en: Director}", "en: Director, fr: Directeur}"), marks="fr"),
    fires("language-unknown", "in the glossary", ("glossary.yaml", "also: {en:", "also: {eng:"), marks="eng"),
    fires("language-unknown", "good words", ("glossary.yaml", "words: {}", "words: {fr: [phare]}"), marks="fr"),
    silent("language-unknown", "a third word", (AGENCY, "en: Director}", "en: Director fr}")),

    fires("translations-untracked", "no lock file", gone(LOCK), marks=""),
    silent("translations-untracked", "a change", CHANGED_KA),
    fires("translation-behind", "the Georgian changed", CHANGED_KA, marks=EN),
    fires("translation-behind", "a name", (AGENCY, "ka: დირექტორი", "ka: უფროსი"), marks="Director"),
    silent("translation-behind", "both changed", CHANGED_KA, CHANGED_EN),
    silent("translation-behind", "wrapped anew", (COOPERATION, f"ka: {KA}",
           f"ka: >-\n        {KA[:8]}\n        {KA[9:]}")),
    silent("translation-behind", "typography", (AGENCY, "ka: შიდა სარგებლობისთვის", "ka: შიდა  სარგებლობისთვის")),
    silent("translation-behind", "no lock file", CHANGED_KA, gone(LOCK)),
    silent("translation-behind", "the English is missing", CHANGED_KA, (COOPERATION, EN, '" "')),
    fires("translation-ahead", "the English changed", CHANGED_EN, marks=CHANGED_EN[2]),
    silent("translation-ahead", "both changed", CHANGED_KA, CHANGED_EN),
    silent("translation-ahead", "the quotes alone", (COOPERATION, "the {{ works.example_guidelines | quote }}",
           " the {{ works.example_guidelines  |  quote }}")),
    fires("translation-unconfirmed", "both changed", CHANGED_KA, CHANGED_EN, marks=CHANGED_EN[2]),
    fires("translation-unconfirmed", "a new text", (AGENCY, "",
          "\n  - id: secret\n    name: {ka: საიდუმლო, en: Secret}\n"),
          ("agency.yaml", "contact: null\n", ""), marks="Secret"),
    silent("translation-unconfirmed", "the Georgian changed", CHANGED_KA),
    silent("translation-unconfirmed", "one that is gone", (AGENCY, "contact: null", "# contact: null"),
           (LOCK, "agency.name:", "agency.old_name: {en: 7ff5f840=1eaf2166, words: old}\nagency.name:")),

    fires("placeholder-differs", "deleted", (EVENTS, " on {{ date }}", ""),
          marks="The {{ name }} will take place in {{ city }}.", language="en"),
    fires("placeholder-differs", "deleted", (EVENTS, "{{ date | dat }}, ", ""), marks="{{ date }}", language="ka"),
    fires("placeholder-differs", "another number", (COOPERATION, "{{ votes }} vote", "{{ stats.countries }} vote"),
          marks="{{ stats.countries }}", language="en"),
    fires("placeholder-differs", "the count", (ASSOCIATION, "აქვს {{ commissions | count }} კომისია", "აქვს კომისიები"),
          marks="{{ commissions | count }}", language="ka"),
    silent("placeholder-differs", "other filters", (EVENTS, "{{ date | dat }}", "{{ date }}"), language="ka"),
    silent("placeholder-differs", "no quotes", (COOPERATION, "the {{ works.example_guidelines | quote }}",
           "the *{{ works.example_guidelines }}*"), language="en"),
    silent("placeholder-differs", "its city by name", (COOPERATION, "in {{ city }}", "in Example City"), language="en"),
    fires("placeholder-differs", "another city by name", (COOPERATION, "in {{ city }}, the", "in Geneva, the"),
          marks=IN_GENEVA, language="en"),
    silent("placeholder-differs", "of the event", (COOPERATION, "in {{ city }}", "in {{ event.city }}"), language="en"),
    silent("placeholder-differs", "its name", (EVENTS, "The {{ name }} will",
           "The {{ events.example_forum_2030.name }} will"),
           (EVENTS, "გაიმართება {{ name }}", "გაიმართება {{ events.example_forum_2030 }}"), language="en"),

    fires("footnote-differs", "deleted", (ASSOCIATION, "^[The commissions: {{ commissions | numbered }}.]", ""),
          marks="The Association has {{ commissions | count }} commissions.", language="en"),
    fires("footnote-differs", "one more", (COOPERATION, "სანიმუშო სტატისტიკას.",
          "სანიმუშო სტატისტიკას^[წელიწადში ერთხელ]."),
          marks=EN, language="ka"),
    silent("footnote-differs", "both have one more", (COOPERATION, KA, f"{KA}^[ერთხელ]"), (COOPERATION, EN,
           f"{EN}^[Once]"),
           language="ka"),
    silent("footnote-differs", "other words", (ASSOCIATION, "^[The commissions: ", "^[They are: "), language="en"),

    fires("markup-differs", "a link", (COOPERATION, "example statistics.",
          "[example statistics](https://www.example.org/)."),
          marks="The Agency provides the Association with [example statistics](https://www.example.org/).",
          language="en"),
    fires("markup-differs", "an entry", (ASSOCIATION, ACTIVITIES_KA, LIST_KA), (ASSOCIATION, ACTIVITIES_EN,
          LIST_EN.format("")),
          marks="The Association organizes:", language="ka"),
    silent("markup-differs", "two lists", (ASSOCIATION, ACTIVITIES_KA, LIST_KA),
           (ASSOCIATION, ACTIVITIES_EN, LIST_EN.format("    - meetings\n")), language="ka"),
    silent("markup-differs", "two links", (COOPERATION, KA, f'"[{KA}](https://www.example.org/ka)"'),
           (COOPERATION, EN, f'"[{EN}](https://www.example.org/en)"'), language="en"),

    fires("markup-differs", "bold", (COOPERATION, "with example", "with **example**"),
          marks="The Agency provides the Association with **example** statistics.", language="en"),
    fires("markup-differs", "italics", (COOPERATION, "with example", "with *example*"),
          marks="The Agency provides the Association with *example* statistics.", language="en"),
    silent("markup-differs", "bold and italics in both", (COOPERATION, "with example", "with **example** and *more*"),
           (COOPERATION, "აწვდის სანიმუშო", "აწვდის **სანიმუშო** და *სხვა*"), language="ka"),
    silent("markup-differs", "a title", (COOPERATION, "the {{ works.example_guidelines | quote }}",
           "the *{{ works.example_guidelines }}*"), language="en"),

    fires("translation-copied", "English left", (AGENCY, "ka: დირექტორი", "ka: Director"), marks="Director",
          language="ka"),
    fires("translation-copied", "Georgian left", (AGENCY, "en: Director", "en: დირექტორი"), marks="დირექტორი",
          language="en"),
    fires("translation-copied", "a Georgian word", (COOPERATION, "with example statistics", "with სტატისტიკა"),
          marks="სტატისტიკა", language="en"),
    fires("translation-copied", "a whole sentence", (COOPERATION, f"ka: {KA}", f"ka: {EN}"), marks=EN, language="ka"),
    fires("translation-copied", "an English word", (COOPERATION, "სანიმუშო სტატისტიკას", "statistics აწვდის"),
          marks="statistics", language="ka"),
    fires("translation-copied", "a form", ("places.yaml", "loc: მაგალითში", "loc: in Example"), marks="in Example"),
    silent("translation-copied", "names and addresses", (COOPERATION, "სანიმუშო სტატისტიკას",
           "5 km, iOS, Excel, [statistics]{lang=en}-ს, example.org, info@example.org"), language="ka"),
    silent("translation-copied", "an acronym", (AGENCY, "ka: სააგენტო, en: Agency", "ka: EXA, en: EXA"), language="ka"),
    silent("translation-copied", "Latin words", (COOPERATION, "სანიმუშო სტატისტიკას", "Example-ის სტატისტიკას"),
           language="ka"),
    silent("translation-copied", "an address", (AGENCY, "contact: null",
           "contact: {ka: 'office@example.org, www.example.org', en: 'office@example.org, www.example.org'}"),
           language="ka"),
    silent("translation-copied", "a unit", (ASSOCIATION, '"{{ value }} ქვეყანა"', '"{{ value }} km"'), language="ka"),
    silent("translation-copied", "a number", (ASSOCIATION, '"{{ value }} countries"', '"{{ value }}"'), language="en"),
    silent("translation-copied", "a marked phrase", (COOPERATION, "example statistics", "[სტატისტიკა]{lang=ka}"),
           language="en"),
    silent("translation-copied", "an untranslated title", (ASSOCIATION, TITLE,
           "title: {ka: Guidelines on Examples, en: Guidelines on Examples}\n    title_language: en"), language="ka"),
)  # fmt: skip
