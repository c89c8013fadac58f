"""Cases of English verbs in a form that their subject, or what stands before them, doesn't ask for."""

from __future__ import annotations

from tests.checks.cases import Case
from tests.checks.cases_quantities import works

_WRONG = (
    ("It give the members support.", "It give"),
    ("The delegation meet in May and agree on it.", None),  # „agree“ belongs to what isn't said: nothing sure
    ("The committee organize the courses.", "The committee organize"),
    ("They has a plan.", "They has"),
    ("The courses which was held were short.", "The courses which was"),
    ("The members was invited.", "The members was"),
    ("The delegation were invited.", "The delegation were"),
    ("Members works together with experts.", "Members works"),
    ("The plan was agree by all.", "was agree"),
    ("They will adopts the plan.", "will adopts"),
    ("They must to adopt the plan.", "must to adopt"),
    ("They have agree on the plan.", "have agree"),
    ("It organizes, trains and advise its members.", "organizes, trains and advise"),
    ("Although it was late, but it began.", "Although it was late, but"),
    ("Both the members as well as the staff agree.", "Both the members as well as"),
    ("These kind of courses are short.", "These kind of"),
    ("It consists in four parts.", "consists in"),
)
_RIGHT = (
    "It gives support to members.",
    "The committee organizes the courses.",
    "The heads of the committee organize the courses.",
    "The courses which were held were short.",
    "One of the courses that was held is short.",
    "The result is that members are better informed.",
    "They were present at it.",
    "The statistics show it, and the news is good.",
    "The United States was invited.",
    "Although it was late, many came, but few stayed.",
    "They have become members and have use of the library.",
    "Both the members and the staff agree.",
    "It is of use to all, and is present everywhere.",
    "The Association makes it work.",
)
CASES = (
    *(Case("words-wrong", text, (works("en", text),), marks, "en") for text, marks in _WRONG),
    *(Case("words-wrong", text, (works("en", text),), None, "en") for text in _RIGHT),
)
