"""Cases of the rules on what became of things, of which kind they are, and what texts say of the brief."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_facts import ASSOCIATION, COOPERATION, EVENTS
from tests.checks.cases_people import entry
from tests.checks.cases_reckoning import aim, session

TITLE = ("ka: თანამშრომლობის მოკლე ისტორია", "en: Brief history of cooperation")
LISTED_KA, LISTED_EN = "{{ commissions | numbered }}].\n", "{{ commissions | numbered }}.]\n"


def title(language: str, words: str) -> Edit:
    return COOPERATION, TITLE[language == "en"], f"{language}: {words}"


def listed(language: str, words: str) -> Edit:
    """Return the edit that puts a sentence behind the list of the commissions, First and Second in this order."""
    end = LISTED_KA if language == "ka" else LISTED_EN
    return ASSOCIATION, end, f"{end[:-1]} {words}\n"


def agenda(language: str, words: str) -> tuple[Edit, ...]:
    """Return the edits that put an election of the President on the agenda of the session, and a text to it."""
    texts = {"ka": "სესია გაიმართა.", "en": "The session was held.", language: words}
    text = f"\n  text: {{ka: '{texts['ka']}', en: '{texts['en']}'}}"
    named = "{ka: პრეზიდენტის არჩევა, en: Election of the President}"
    item = f"{{id: president, kind: election, office: president, title: {named}}}"
    return ((EVENTS, "  number: 12\n", f"  number: 12\n  agenda: [{item}]{text}\n"),)


def decided(language: str, words: str) -> tuple[Edit, ...]:
    """Return the edits that put an election on the agenda of the session that was held, and what became of it."""
    texts = {"ka": "საბჭომ იმსჯელა.", "en": "The Council discussed it.", language: words}
    named = "{ka: პრეზიდენტის არჩევა, en: Election of the President}"
    outcome = f"{{ka: '{texts['ka']}', en: '{texts['en']}'}}"
    item = f"{{id: president, kind: election, office: president, title: {named}, outcome: {outcome}}}"
    return ((EVENTS, "  number: 12\n", f"  number: 12\n  agenda: [{item}]\n"),)


# What is put off, dropped or never came to a vote at a session that was held.
OF_THE_AGENDA: tuple[tuple[Language, str, str | None], ...] = (
    ("ka", "პრეზიდენტის არჩევა მომდევნო სესიისთვის გადაიდო.", None),
    ("ka", "არჩევა შემდეგ სესიამდე გადაიდო.", None),
    ("ka", "მე-12 სესიაზე პრეზიდენტის არჩევა გადაიდო.", None),
    ("ka", "სესიამ პრეზიდენტის არჩევა გააუქმა.", None),
    ("ka", "სესია გაიმართა, მაგრამ პრეზიდენტის არჩევა გადაიდო.", None),
    ("ka", "სესია გაიმართა და კენჭისყრა გაუქმდა.", None),
    ("ka", "სესიის ბოლოს ეს საკითხი გადადეს.", None),
    ("ka", "სესიის გადაწყვეტილებით არჩევა არ გამართულა.", None),
    ("ka", "სესია გადაიდო.", "გადაიდო"),
    ("ka", "მე-12 სესია გაუქმდა და არჩევა არ ჩატარებულა.", "გაუქმდა"),
    ("en", "The election was put off to the next session.", None),
    ("en", "At the session the election was postponed.", None),
    ("en", "At the 12th Session the election of the President was put off.", None),
    ("en", "The election of the President was postponed at the 12th Session.", None),
    ("en", "The session decided that the election was postponed.", None),
    ("en", "The session took place, but the election was called off.", None),
    ("en", "The session was held and the vote was cancelled.", None),
    ("en", "Cancelled by the session.", None),
    ("en", "The session cancelled the vote.", None),
    ("en", "It was decided at the session that elections had been postponed.", None),
    ("en", "The session was postponed.", "was postponed"),
    ("en", "The 12th Session, due in May, was called off.", "was called off"),
    ("en", "The session in Geneva never took place.", "never took place"),
)
TOLD: tuple[tuple[str, Language, tuple[Edit, ...], str | None], ...] = (
    ("outcome-differs", "en", (aim("en", "The 12th Session will elect a Treasurer."),), "will"),
    ("outcome-differs", "en", (aim("en", "The 12th Session was called off."),), "was called off"),
    ("outcome-differs", "en", (session("en", "The session was postponed."),), "was postponed"),
    ("outcome-differs", "en", (aim("en", "The Agency is no longer a member of the Association."),),
     "is no longer a member"),
    ("outcome-differs", "ka", (aim("ka", "მე-12 სესია ხაზინადარს აირჩევს."),), "აირჩევს"),
    ("outcome-differs", "ka", (aim("ka", "მე-12 სესია გაუქმდა."),), "გაუქმდა"),
    ("outcome-differs", "ka", (aim("ka", "სააგენტო ასოციაციის წევრი აღარ არის."),), "წევრი აღარ არის"),
    ("outcome-differs", "en", (aim("en", "The next Session will elect a Treasurer."),), None),
    ("outcome-differs", "en", (aim("en", "The 12th Session elected a Treasurer."),), None),
    ("outcome-differs", "en", (session("en", "A visit to Gori was called off."),), None),
    ("outcome-differs", "en", (aim("en", "The Bank is no longer a member of the Association."),), None),
    ("outcome-differs", "ka", (aim("ka", "მომდევნო სესია ხაზინადარს აირჩევს."),), None),
    ("outcome-differs", "ka", (session("ka", "ვიზიტი გორში გაუქმდა."),), None),
    ("cited-otherwise", "en", (aim("en", "The last brief spoke of 1,234 members."),), "1,234"),
    ("cited-otherwise", "ka", (aim("ka", "წინა ცნობაში 1234 წევრი ეწერა."),), "1234"),
    ("cited-otherwise", "en", (aim("en", "The 12th Session had 1,234 members."),), None),
    ("cited-otherwise", "ka", (aim("ka", "წინა ცნობაში წევრები ეწერა."),), None),
    ("date-differs", "en", (session("en", "By letter of 7 December 2027 the Board elected it."),), None),
    ("date-differs", "ka", (session("ka", "საბჭომ 2027 წლის 7 დეკემბრის წერილით აირჩია."),), None),
    ("kind-differs", "", ((EVENTS, "kind: council-session", "kind: seminar"),), "seminar"),
    ("kind-differs", "", ((EVENTS, "kind: council-session", "kind: meeting"),), None),
    *(
        ("kind-differs", "", (
            (EVENTS, "{ka: სანიმუშო სესია, en: Example Session}", f"{{ka: სესიის {word}, en: Example seminar}}"),
            (EVENTS, "kind: council-session", "kind: seminar"),
        ), marks)
        for word, marks in (("ონლაინსემინარი", None), ("ონლაინშეკრება", "seminar"))
    ),
    ("agenda-differs", "en", agenda("en", "On the agenda was the election of the Secretary General."),
     "Secretary General"),
    ("agenda-differs", "ka", agenda("ka", "დღის წესრიგში იყო გენერალური მდივნის არჩევა."), "გენერალური მდივნის"),
    ("agenda-differs", "en", agenda("en", "On the agenda was the election of the President."), None),
    ("agenda-differs", "ka", agenda("ka", "დღის წესრიგში იყო პრეზიდენტის არჩევა."), None),
    ("layout-differs", "en", (title("en", "Brief history of cooperation with the Ministry"),), "Ministry"),
    ("layout-differs", "ka", (title("ka", "სამინისტროს თანამშრომლობის მოკლე ისტორია"),), "სამინისტროს"),
    ("layout-differs", "en", (entry("en", "Our history begins with the latest event."),),
     "history begins with the latest"),
    ("layout-differs", "en", (aim("en", "It has the five bodies described below."),), "five"),
    ("layout-differs", "en", (aim("en", "Both the Board, the Fund and the Bank agree."),), "Both"),
    ("layout-differs", "ka", (aim("ka", "აქვს ქვემოთ აღწერილი ხუთი ორგანო."),), "ხუთი"),
    ("layout-differs", "en", (title("en", "Brief history of cooperation with the Agency"),), None),
    ("layout-differs", "en", (entry("en", "Our history stands in chronological order."),), None),
    ("layout-differs", "en", (aim("en", "Both the Board and the Bank agree."),), None),
    ("layout-differs", "ka", (aim("ka", "აქვს ქვემოთ აღწერილი ორი ორგანო."),), None),
    ("list-order", "en", (aim("en", "It has three tasks – first, to teach; third, to write."),), "third"),
    ("list-order", "en", (aim("en", "It has two tasks – first, to teach; second, to write."),), None),
    ("list-order", "en", (listed("en", "They are listed in alphabetical order from Z."),), None),
    ("list-count", "en", ((ASSOCIATION, "en: The Association organizes example courses and meetings.",
                           'en: "It organizes the following three courses:"'),), ":"),
    ("list-count", "ka", ((ASSOCIATION, "ka: ასოციაცია ატარებს სანიმუშო ტრენინგებსა და შეხვედრებს.",
                           'ka: "ასოციაცია ატარებს შემდეგ სამ ტრენინგს:"'),), ":"),
)  # fmt: skip

CASES: tuple[Case, ...] = tuple(
    silent(code, title, *edits, language=language)
    if marks is None
    else fires(code, title, *edits, marks=marks, language=language)
    for code, title, language, edits, marks in (
        *((code, edits[0][2][-60:], language, edits, marks) for code, language, edits, marks in TOLD),
        *(
            ("outcome-differs", words, language, decided(language, words), marks)
            for language, words, marks in OF_THE_AGENDA
        ),
    )
)
