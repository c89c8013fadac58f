"""What is planned, offered or asked for is no other date of an event that is known."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.acknowledge import acknowledged
from briefgen.problems.diagnostics import Diagnostic, Place, Severity
from tests.checks.small import found, marked, subject

RULES = "date-differs", "event-told-otherwise", "time-differs"
FORUM = {"id": "social-forum", "kind": "forum", "name": {"en": "Social Forum", "ka": "სოციალური ფორუმი"},
         "date": "2030-06-20", "state": "planned"}  # fmt: skip
SEMINAR = {"id": "seminar", "kind": "seminar", "name": {"en": "Academy seminar", "ka": "აკადემიის სემინარი"},
           "date": "2017-04-11/2017-04-13", "state": "held"}  # fmt: skip


def said(language: str, words: str, where: str) -> Any:
    """Return a subject in which an edition of a planned forum says that in one of its texts."""
    text, topic = {language: words}, {"en": "Seminar", "ka": "სემინარი"}
    texts: dict[str, Any] = {
        "objectives": text, "issue": text,
        "points": [{"id": "one", "kind": "ask", "topic": topic, "say": text}],
        "questions": [{"id": "two", "topic": topic, "question": topic, "answer": text}],
    }  # fmt: skip
    association = {"name": {"en": "Example Association", "ka": "ნიმუშის ასოციაცია"}}
    edition = {"event": "social-forum", where: texts[where]}
    return subject(
        languages=("en", "ka"), association=association, events=[FORUM, SEMINAR], edition=edition, files=None
    )


@pytest.mark.parametrize("where", ["objectives", "issue", "points", "questions"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ka", "შევთავაზოთ სემინარის მასპინძლობა 2031 წელს."),
        ("ka", "ფორუმის მასპინძლობა შევთავაზოთ 2033 წელს."),
        ("ka", "ვითხოვოთ, რომ სემინარი 2031 წელს თბილისში გაიმართოს."),
        ("ka", "სემინარის ჩატარება 2031 წელს."),
        ("ka", "სასწავლო ცენტრი 2031 წელს გაიხსნება."),
        ("ka", "რეფორმის კონფერენცია 2025 წელს ჩატარდა."),
        ("ka", "გავმართოთ სემინარი 2031 წლის გაზაფხულზე."),
        ("en", "Offer to host the seminar in 2031."),
        ("en", "Ask for a seminar to be held in Tbilisi in 2031."),
        ("en", "Agree that the seminar takes place in 2031."),
        ("en", "The training centre opens in 2031."),
        ("en", "We met their experts in 2025."),
        ("en", "The new portal was launched on 3 March 2026."),
    ],
)
def test_what_is_no_event_of_the_content_has_no_other_date(where: str, language: str, words: str) -> None:
    assert [marked(said(language, words, where), code) for code in RULES] == [[], [], []]


@pytest.mark.parametrize(
    ("language", "words", "message"),
    [
        ("en", "The Forum is held on 3 May 2031.", "“3 May 2031”, but that is on 20 June 2030"),
        ("ka", "ფორუმი 2031 წელს გაიმართება.", "“2031 წელს”, but that is on 20 June 2030"),
        ("en", "It opens on 21 July 2030.", "“21 July 2030”, but that is on 20 June 2030"),
    ],
)
def test_of_what_is_ahead_it_is_said_that_it_is(language: str, words: str, message: str) -> None:
    assert [one.message for one in found(said(language, words, "objectives"), "date-differs")] == [message]


def test_of_what_was_it_is_said_that_it_was() -> None:
    told = found(said("en", "The Academy seminar took place in 2018.", "objectives"), "event-told-otherwise")
    assert [one.message for one in told] == ["“in 2018”, but that was on 11–13 April 2017"]


@pytest.mark.parametrize(
    ("code", "severity", "column", "stands"),
    [
        ("event-told-otherwise", "error", 5, True),
        ("time-differs", "warning", 5, True),
        ("event-told-otherwise", "error", 30, False),  # of other words
        ("spelling", "error", 5, False),  # which says something else
    ],
)
def test_who_stands_by_a_date_stands_by_what_else_is_said_of_it(
    code: str, severity: Severity, column: int, stands: bool
) -> None:
    at = Place("editions/now.yaml", 9, 5, 4)
    stood_by = {"code": "date-differs", "because": "It is another one.", "until": "2031-05", "field": "objectives.en",
                "says": "another day"}  # fmt: skip
    about = subject(edition={"objectives": {"en": "Offer it in 2031."}, "acknowledge": [stood_by]})
    first = Diagnostic(at, "error", "date-differs", "another day", path="editions[now].objectives", language="en")
    other = Diagnostic(Place("editions/now.yaml", 9, column, 4), severity, code, "that too",
                       path="editions[now].objectives", language="en")  # fmt: skip
    for problems in ((first, other), (other, first)):
        marks = {each.code: bool(each.acknowledged) for each in acknowledged(about, problems, ())}
        assert marks == {"date-differs": True, code: stands}
