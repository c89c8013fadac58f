"""Cases of the rules about what is to be said."""

from __future__ import annotations

from tests.checks.cases import Edit, fires, silent

EDITION = "editions/2030-05-example-city.yaml"
CLEARED = "cleared_by: Ana Example"


def says(ka: str, en: str) -> str:
    return f"{{ka: {ka}, en: {en}}}"


def points(*kinds: str, ka: str = "სიტყვა.", en: str = "A word.", cleared: str = CLEARED, more: str = "") -> Edit:
    """Give the edition points of these kinds."""
    rows = "".join(
        f"  - {{id: p{number}, kind: {kind}, say: {says(ka, en)}{', ' + cleared if cleared else ''}}}\n"
        for number, kind in enumerate(kinds, start=1)
    )
    return (EDITION, "drafter: null     # not supplied\n", f"drafter: null\npoints:\n{rows}{more}")


def meeting(minutes: int, words: int, interpretation: str = "none") -> Edit:
    """Give the edition a meeting with a point of that many words."""
    ka, en = "სიტყვა " * words, "word " * words
    row = (
        f"meetings:\n  - id: m\n    name: {says('შეხვედრა', 'Meeting')}\n    minutes: {minutes}\n"
        f"    interpretation: {interpretation}\n    points:\n"
        f"      - {{id: p, kind: key-message, say: {says(ka.strip(), en.strip())}, {CLEARED}}}\n"
    )
    return (EDITION, "drafter: null     # not supplied\n", f"drafter: null\n{row}")


def question(words: int, cleared: str = CLEARED) -> Edit:
    """Give the edition a question with an answer of that many words."""
    ka, en = ("სიტყვა " * words).strip(), ("word " * words).strip()
    row = (
        f"questions:\n  - id: q\n    topic: {says('თემა', 'Topic')}\n    question: {says('რა?', 'What?')}\n"
        f"    answer: {says(ka, en)}\n{'    ' + cleared if cleared else ''}\n"
    )
    return (EDITION, "drafter: null     # not supplied\n", f"drafter: null\n{row}")


LONG_KA, LONG_EN = ("სიტყვა " * 30).strip(), ("words " * 40).strip()
POINT = f"{{id: p1, kind: key-message, say: {says('სიტყვა.', 'A word.')}}}"
SEVEN = ["key-message"] * 5 + ["ask", "line-to-take"]

CASES = (
    fires("points-many", "seven that are said", points(*SEVEN), marks="points"),
    silent("points-many", "six, and what is said if it is raised", points(*SEVEN[1:], "if-raised", "red-line")),
    fires("objective-long", "four lines", points("objective", ka=LONG_KA), marks=LONG_KA, language="ka"),
    fires("objective-long", "four lines", points("objective", en=LONG_EN), marks=LONG_EN, language="en"),
    silent("objective-long", "a short one", points("objective"), language="ka"),
    silent("objective-long", "a short one", points("objective"), language="en"),
    silent("objective-long", "a message", points("key-message", ka=LONG_KA, en=LONG_EN)),
    fires("answer-long", "sixty-one words", question(61), marks=("word " * 61).strip(), language="en"),
    fires("answer-long", "sixty-one words", question(61), marks=("სიტყვა " * 61).strip(), language="ka"),
    silent("answer-long", "fifty words", question(50), language="ka"),
    silent("answer-long", "fifty words", question(50), language="en"),
    fires("speaking-long", "221 words in two minutes", meeting(2, 221), marks="2"),
    silent("speaking-long", "220 words in two minutes", meeting(2, 220)),
    fires("speaking-long", "120 words, interpreted", meeting(2, 120, "consecutive"), marks="2"),
    silent("speaking-long", "110 words, interpreted", meeting(2, 110, "consecutive")),
    fires("point-uncleared", "a point", points("key-message", cleared=""), marks=POINT),
    fires("point-uncleared", "an answer", question(5, cleared=""), marks="id: q"),
    silent("point-uncleared", "cleared", points("key-message")),
)  # fmt: skip
