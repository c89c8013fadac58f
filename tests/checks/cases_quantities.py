"""Cases of how many a text says that there are, how that changed, and how often a body meets."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language
from tests.checks.cases_facts import ASSOCIATION, SOURCES, session
from tests.checks.cases_figures import FOURTEEN
from tests.checks.cases_wholes import EXPECTED

HISTORY: Edit = (
    ASSOCIATION,
    "    value: 50\n",
    "    value: 50\n    history: [{as_of: 2028-02, value: 48, status: unverified}]\n",
)
NOTED: Edit = (
    SOURCES,
    "  date: 2030-01-15\n",
    "  date: 2030-01-15\n  note: In 1950, 17 institutions from 9 countries met.\n",
)
_ACTIVITIES = {
    "ka": "ასოციაცია ატარებს სანიმუშო ტრენინგებსა და შეხვედრებს.",
    "en": "The Association organizes example courses and meetings.",
}
_MEETS = {"ka": "წელიწადში ერთხელ.", "en": "years."}


def works(language: str, text: str) -> Edit:
    """Return the edit that appends a sentence to what the association does."""
    return ASSOCIATION, _ACTIVITIES[language], f"{_ACTIVITIES[language]} {text}"


def assembly(language: str, text: str) -> Edit:
    """Return the edit that appends a sentence to what the assembly is."""
    return ASSOCIATION, _MEETS[language], f"{_MEETS[language]} {text}"


Rows = tuple[tuple[Language, str, str | None], ...]
_OF_EVENT: Rows = (
    ("en", "Hundreds of participants filled the hall.", "Hundreds of"),
    ("en", "Over twenty people attended.", "Over twenty"),
    ("en", "Fewer than ten representatives came.", "Fewer than ten"),
    ("en", "Representatives of a dozen countries took part.", "a dozen"),
    ("en", "More than two thousand people attended.", "More than two thousand"),
    ("en", "Altogether twenty experts were trained.", "twenty"),
    ("en", "No more than five organizations were represented.", "No more than five"),
    ("ka", "დარბაზი ასობით მონაწილემ აავსო.", "ასობით"),
    ("ka", "ოცზე მეტი ადამიანი ესწრებოდა.", "ოცზე მეტი"),
    ("ka", "ათზე ნაკლები მონაწილე მოვიდა.", "ათზე ნაკლები"),
    ("ka", "მონაწილეობდა ორი ათასზე მეტი ადამიანი.", "ორი ათასზე მეტი"),
    ("en", "More than ten participants worked in pairs.", None),
    ("en", "Over ten people attended.", None),
    ("en", "Half a dozen representatives presented papers.", None),
    ("en", "Another fifty people attended online.", None),
    ("en", "Hundreds of participants had filled the hall in 2020.", None),
    ("ka", "ათზე მეტი მონაწილე ესწრებოდა.", None),
    ("ka", "კიდევ ორმოცდაათამდე ადამიანი ესწრებოდა ონლაინ.", None),
)
_OF_ASSOCIATION: Rows = (
    ("en", "The Association unites some 40 member institutions.", "some 40"),
    ("en", "Its member organizations number almost two hundred.", "almost two hundred"),
    ("en", "The Association has members in fewer than thirty countries.", "fewer than thirty"),
    ("ka", "ასოციაცია დაახლოებით 40 წევრ ორგანიზაციას აერთიანებს.", "დაახლოებით 40"),
    ("ka", "მისი წევრი ორგანიზაციების რაოდენობა თითქმის ორასია.", "თითქმის ორასია"),
    ("en", "The Association unites over a hundred member institutions.", None),
    ("en", "The Association has members in some fifty countries.", None),
    ("en", "Fewer than thirty member organizations have answered.", None),
    ("ka", "ასოციაცია ასზე მეტ წევრ ორგანიზაციას აერთიანებს.", None),
)
_COMPARED: Rows = (
    ("en", "The number of organizations was higher than that of participants.", ""),
    ("en", "There were as many organizations as participants.", ""),
    ("ka", "ორგანიზაციების რაოდენობა მონაწილეების რაოდენობას აღემატებოდა.", ""),
    ("en", "There were twice as many participants as organizations.", None),
    ("ka", "მონაწილეების რაოდენობა ორგანიზაციების რაოდენობას აღემატებოდა.", None),
)
_GREW: Rows = (
    ("en", "Since February 2028 the number of member countries has doubled.", "doubled"),
    ("en", "Since February 2028 the number of member countries has fallen.", "fallen"),
    ("en", "Ten countries have joined since February 2028.", "Ten"),
    ("en", "The number of member countries rose by 30 per cent.", "30"),
    ("ka", "2028 წლის თებერვლის შემდეგ წევრი ქვეყნების რაოდენობა გაორმაგდა.", "გაორმაგდა"),
    ("ka", "2028 წლის თებერვლის შემდეგ წევრი ქვეყნების რაოდენობა შემცირდა.", "შემცირდა"),
    ("en", "Since February 2028 two countries have joined.", None),
    ("en", "The number of member countries rose by four per cent.", None),
    ("en", "Since 2010 the number of member countries has doubled.", None),
    ("ka", "2028 წლის თებერვლის შემდეგ წევრი ქვეყნების რაოდენობა ორით გაიზარდა.", None),
)
_OFTEN: Rows = (
    ("en", "It is convened every year.", "every year"),
    ("en", "It thus meets twice in three years.", "twice in three years"),
    ("ka", "ის ყოველწლიურად იკრიბება.", "ყოველწლიურად"),
    ("en", "It is a triennial meeting.", None),
    ("en", "Its working groups meet every year.", None),
    ("ka", "სამუშაო ჯგუფები ყოველწლიურად იკრიბება.", None),
)
_UNLIKE: Rows = (
    ("en", "The first one, in 1950, brought together nine institutions from seventeen countries.", "nine"),
    ("ka", "1950 წელს 17 ქვეყნის ცხრა დაწესებულება შეიკრიბა.", "17"),
    ("en", "The first one, in 1950, brought together seventeen institutions from nine countries.", None),
    ("en", "The next one, in 1951, brought together nine institutions from seventeen countries.", None),
    ("ka", "1950 წელს ცხრა ქვეყნის 17 დაწესებულება შეიკრიბა.", None),
)
_EXPECTED: Rows = (
    ("en", "The number of participants fell short of what had been expected.", "fell short of what had been expected"),
    ("en", "Three times as many came as had been expected.", "Three times"),
    ("ka", "მოსალოდნელზე სამჯერ მეტი მონაწილე მოვიდა.", "სამჯერ"),
    ("en", "More participants came than had been expected.", None),
    ("ka", "მოსალოდნელზე მეტი მონაწილე მოვიდა.", None),
)


def _cases(code: str, rows: Rows, put: object, *edits: Edit) -> tuple[Case, ...]:
    assert callable(put)
    return tuple(
        Case(code, text, (*edits, put(language, text)), text if marks == "" else marks, language)
        for language, text, marks in rows
    )


CASES = (
    *_cases("quantity-differs", _OF_EVENT, session, FOURTEEN),
    *_cases("quantity-differs", _OF_ASSOCIATION, works),
    *_cases("numbers-compared", _COMPARED, session, FOURTEEN),
    *_cases("growth-differs", _GREW, works, HISTORY),
    *_cases("frequency-differs", _OFTEN, assembly),
    *_cases("count-unlike-note", _UNLIKE, assembly, NOTED),
    *_cases("sum-wrong", _EXPECTED, session, EXPECTED),
)
