from __future__ import annotations

from tests.checks.cases import fires, silent

COOPERATION, GLOSSARY, ASSOCIATION = "cooperation.yaml", "glossary.yaml", "association.yaml"
KA, EN = (
    "სააგენტო ასოციაციას აწვდის სანიმუშო სტატისტიკას.",
    "The Agency provides the Association with example statistics.",
)
MEMBER = "  - id: member_organization"
PANEL = "  - id: panel\n    term: {ka: საკონტროლო ასამბლეა, en: Control Panel}\n"
SEMINAR = (GLOSSARY, MEMBER, "  - id: workshop\n    term: {ka: სემინარი, en: workshop}\n" + MEMBER)


def text(ka: str, en: str) -> tuple[tuple[str, str, str], ...]:
    return (COOPERATION, KA, ka), (COOPERATION, EN, en)


def forbidden(form: str) -> tuple[tuple[str, str, str], ...]:
    return text(f"შეხვდა {form}.", "It met the Secretary General.")


PHRASES = """phrases:
  - id: parties
    avoid: {ka: [დაინტერესებული მხარე], en: [key stakeholder, in the framework of]}
    write: {en: [those concerned]}
"""


def avoided(ka: str, en: str) -> tuple[tuple[str, str, str], ...]:
    return (GLOSSARY, "# Good words", f"{PHRASES}\n# Good words"), *text(ka, en)


CASES = (
    fires("phrase-avoided", "of the project", *avoided("შეხვდა დაინტერესებულ მხარეებს.", "It met them."),
          marks="დაინტერესებულ მხარეებს", language="ka"),
    fires("phrase-avoided", "of the project", *avoided("შეხვდა.", "It met the key stakeholders."),
          marks="key stakeholders", language="en"),
    silent("phrase-avoided", "one of its words", *avoided("მხარე.", "It met the stakeholder."), language="en"),
    silent("phrase-avoided", "quoted", *avoided("შეხვდა „დაინტერესებულ მხარეებს“.", "A."), language="ka"),
    silent("phrase-avoided", "of another language", *avoided("იგი.", "დაინტერესებული მხარე."), language="en"),
    *(
        fires("glossary-forbidden", form, *forbidden(form), marks=form, language="ka")
        for form in (
            "გენერალური დირექტორი", "გენერალურ დირექტორს", "გენერალურმა დირექტორმა", "გენერალურ დირექტორად",
            "გენერალური დირექტორის", "გენერალური დირექტორები", "გენერალურ დირექტორთან", "გენერალური დირექტორისთვის",
        )
    ),
    *(
        fires("glossary-forbidden", form, *text("შეხვდა გენერალურ მდივანს.", f"It met the {form}."), marks=form,
              language="en")
        for form in ("Director General", "director general", "Director-General", "Director Generals")
    ),
    fires("glossary-forbidden", "possessive", *text("მდივნის აზრი.", "The Director General’s view."),
          marks="Director General",
          language="en"),
    fires("glossary-forbidden", "the association's", *forbidden("ასოციაციის გენერალურ დირექტორს"),
          marks="გენერალურ დირექტორს", language="ka"),
    fires("glossary-forbidden", "an organisation's, perhaps this one", *forbidden("ორგანიზაციის გენერალურ დირექტორს"),
          marks="გენერალურ დირექტორს", language="ka"),
    *(
        fires("glossary-forbidden", words, *text("მდივანი.", f"It met {words}."), marks="Director General",
              language="en")
        for words in ("the Director General of the Association", "the Director General of EXA",
                      "EXA’s Director General", "the Agency’s Director General", "the Director General of the Assembly")
    ),
    silent("glossary-forbidden", "another body's", *forbidden("WHO-ს გენერალურ დირექტორს"), language="ka"),
    *(
        silent("glossary-forbidden", words, *text("მდივანი.", f"It met {words}."), language="en")
        for words in ("the Director-General of the WHO", "the Director General of World Example Fund",
                      "the ILO Director General", "Unesco’s Director General")
    ),
    silent("glossary-forbidden", "an address", *text("მისამართია general.director@example.org.",
           "Write to director-general@example.org, or see director-general.example.org."), language="en"),
    silent("glossary-forbidden", "the term", *forbidden("გენერალურ მდივანს"), language="ka"),
    silent("glossary-forbidden", "another director", *forbidden("ახალ დირექტორს, გენერალური მდივნის დირექტორს"),
           language="ka"),
    silent("glossary-forbidden", "two sentences", *text("ეს არის გენერალური. დირექტორი წავიდა.",
           "The director. General talk."),
           language="ka"),
    silent("glossary-forbidden", "the term", *text("შეხვდა გენერალურ მდივანს.", "It met the Secretary General."),
           language="en"),
    silent("glossary-forbidden", "another order", *text("დირექტორი.", "The Director of the General Assembly."),
           language="en"),
    silent("glossary-forbidden", "a foreign phrase", *text("მდივანი („[Director General]{lang=en}“).",
           "The secretary."),
           language="ka"),

    fires("glossary-unused", "a term", *text("შეხვდა გენერალურ მდივანს.", "It met the Chief."),
          marks="It met the Chief.",
          language="en"),
    fires("glossary-unused", "a term, the other way", *text("შეხვდა უფროსს.", "It met the Secretary General."),
          marks="შეხვდა უფროსს.", language="ka"),
    fires("glossary-unused", "a body", *text("ასამბლეამ გადაწყვიტა.", "The Meeting decided."),
          marks="The Meeting decided.",
          language="en"),
    fires("glossary-unused", "an office", *text("პრეზიდენტი აირჩიეს.", "The Chairman was elected."),
          marks="The Chairman was elected.", language="en"),
    silent("glossary-unused", "an office of a woman", (ASSOCIATION, "en: President}", "en: President}\n"
           "    of_a_woman: {ka: პრეზიდენტი, en: Chairwoman}"),
           *text("პრეზიდენტი აირჩიეს.", "The Chairwoman was elected."), language="en"),
    fires("glossary-unused", "the agency", *text("ასოციაცია შეხვდა მას.", "The Association met the Agency."),
          marks="ასოციაცია შეხვდა მას.", language="ka"),
    fires("glossary-unused", "beside a ministry", *text("სამინისტროს ასამბლეა.", "The Meeting of the Ministry."),
          marks="The Meeting of the Ministry.", language="en"),
    silent("glossary-unused", "the agency, shortly", *text("შეხვდა სააგენტოს.", "It met the Example Agency."),
           language="en"),
    silent("glossary-unused", "of a ministry", *text("ასამბლეის სამინისტრო.", "The Ministry of Meetings."),
           language="en"),
    silent("glossary-unused", "a body's name as a common noun", *text("ასამბლეებს ატარებენ.", "They hold meetings."),
           language="ka"),
    silent("glossary-unused", "other forms", *text("გენერალური მდივნისა და პრეზიდენტის შეხვედრა წევრ ორგანიზაციებთან",
           "The Secretary General and the Presidents met member organisations"), language="en"),
    silent("glossary-unused", "what else stands for it", *text("წევრი ორგანიზაციის აზრი",
           "The view of a member institution"),
           language="en"),
    silent("glossary-unused", "printed", *text("'{{ bodies.assembly }}'", "The Assembly"), language="ka"),
    silent("glossary-unused", "printed", *text("ასამბლეა", "'{{ bodies.assembly }}'"), language="en"),
    silent("glossary-unused", "with a small letter", *text("სხვა შეხვედრა", "another assembly, another president"),
           language="ka"),
    silent("glossary-unused", "a longer term", *text("საკონტროლო ასამბლეა", "Control Panel"),
           (GLOSSARY, MEMBER, PANEL + MEMBER), language="ka"),
    silent("glossary-unused", "a term in one language", *text("საკონტროლო ასამბლეა", "Control Panel"),
           (GLOSSARY, MEMBER, PANEL.replace(", en: Control Panel", "") + MEMBER), language="en"),
    *(
        silent("glossary-unused", word, *text(f"გაიმართა {word}.", "An online workshop was held."), SEMINAR,
               language="ka")
        for word in ("ონლაინსემინარი", "ონლაინსემინარები", "ვებსემინარებზე", "ონლაინ-სემინარის დღე", "ბიზნესსემინარით")
    ),
    *(
        fires("glossary-unused", word, *text(f"გაიმართა {word}.", "An online workshop was held."), SEMINAR,
              marks=f"გაიმართა {word}.", language="ka")
        for word in ("ონლაინშეხვედრა", "ქვესემინარი", "ანტისემინარი", "ონლაინსემინარისტი")
    ),
    fires("glossary-unused", "a vice-president", *text("აირჩიეს ვიცეპრეზიდენტი.", "The President was elected."),
          marks="აირჩიეს ვიცეპრეზიდენტი.", language="ka"),
    silent("glossary-unused", "the title of a work", (ASSOCIATION, "en: Guidelines on Examples", "en: The President"),
           language="en"),
)  # fmt: skip
