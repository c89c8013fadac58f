"""What is planned, offered or asked for is no other date of an event that is known."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.acknowledge import acknowledged, unfit, which
from briefgen.problems.diagnostics import Diagnostic, Place, Severity
from tests.checks.small import found, marked, subject

RULES = "date-differs", "event-told-otherwise", "time-differs"
FORUM = {"id": "social-forum", "kind": "forum", "name": {"en": "Social Forum", "ka": "სოციალური ფორუმი"},
         "date": "2030-06-20", "state": "planned"}  # fmt: skip
SEMINAR = {"id": "seminar", "kind": "seminar", "name": {"en": "Academy seminar", "ka": "აკადემიის სემინარი"},
           "date": "2017-04-11/2017-04-13", "state": "held"}  # fmt: skip


HELD: Any = {"state": "held", "as_of": "2030-07-15"}  # the forum, and an edition after it


def said(language: str, words: str, where: str, *, state: str = "planned", as_of: str = "2030-05-15") -> Any:
    """Return a subject in which an edition of a forum, or the history of the seminar, says that in one of its texts."""
    text, topic = {language: words}, {"en": "Seminar", "ka": "სემინარი"}
    texts: dict[str, Any] = {
        "objectives": text, "issue": text,
        "points": [{"id": "one", "kind": "ask", "topic": topic, "say": text}],
        "questions": [{"id": "two", "topic": topic, "question": topic, "answer": text}],
    }  # fmt: skip
    association = {"name": {"en": "Example Association", "ka": "ნიმუშის ასოციაცია"}}
    edition = {"event": "social-forum", "as_of": as_of} | ({where: texts[where]} if where in texts else {})
    history = [] if where in texts else [{"id": "entry", "event": "seminar", "text": text}]
    files = {"cooperation": {"title": topic, "history": history}}
    events = [{**FORUM, "state": state}, SEMINAR]
    return subject(languages=("en", "ka"), association=association, events=events, edition=edition, files=files)


@pytest.mark.parametrize("where", ["objectives", "points", "questions"])
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
        ("en", "Offer to host the seminar in 2028."),
        ("ka", "შევთავაზოთ სემინარის მასპინძლობა 2028 წელს."),
        ("en", "Ask for a seminar to be held in Tbilisi in 2031."),
        ("en", "Agree that the seminar takes place in 2031."),
        ("en", "The training centre opens in 2031."),
        ("en", "We met their experts in 2025."),
        ("en", "The new portal was launched on 3 March 2026."),
    ],
)
def test_what_is_no_event_of_the_content_has_no_other_date(where: str, language: str, words: str) -> None:
    assert [marked(said(language, words, where), code) for code in RULES] == [[], [], []]


@pytest.mark.parametrize("when", [{}, HELD])
@pytest.mark.parametrize("where", ["objectives", "issue"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The Forum took place on 20 June 2031."),
        ("en", "The Social Forum was held in June 2032."),
        ("en", "The Forum takes place on 20 June 2031."),
        ("en", "The Academy seminar took place in April 2031."),
        ("en", "Held on 14 June 2031 in Tbilisi."),
        ("en", "Held on 14 June 2029 in Tbilisi."),
        ("en", "It was opened on 19 June 2031 by the Minister."),
        ("ka", "ფორუმი გაიმართა 2031 წლის ივნისში."),
        ("ka", "ფორუმი გაიმართა 2031 წლის ივნისში, რათა შევთანხმდეთ თანამშრომლობაზე."),
        ("ka", "გამოფენა გაიხსნა 2031 წლის 19 ივნისს."),
        ("ka", "2031 წლის ივნისში გამართულ კონფერენციაზე ვისაუბრეთ."),
    ],
)
def test_a_wrong_date_of_the_event_or_of_what_was_is_found(
    when: dict[str, str], where: str, language: str, words: str
) -> None:
    about = said(language, words, where, **when)
    assert any(marked(about, code) for code in ("date-differs", "event-told-otherwise"))


@pytest.mark.parametrize("words", ["The opening takes place on 14 June 2030.", "The training centre opens in 2031."])
def test_what_is_at_issue_is_of_the_event(words: str) -> None:
    assert marked(said("en", words, "issue"), "date-differs")


@pytest.mark.parametrize("where", ["objectives", "issue", "history"])
@pytest.mark.parametrize(
    "more",
    [
        "შევთანხმდით თანამშრომლობაზე", "შევთავაზეთ დახმარება", "მოვიწვიეთ ექსპერტები", "ჩავატარეთ შეხვედრა",
        "გავმართეთ მისი გახსნა", "დავგეგმეთ ნაბიჯები",
    ],
)  # fmt: skip
def test_what_we_did_is_no_plan(where: str, more: str) -> None:
    about = said("ka", f"სემინარი გაიმართა 2028 წლის აპრილში და {more}.", where)
    # In an objective the seminar isn't the event of the text; there the other rule tells of it.
    assert marked(about, "event-told-otherwise" if where == "objectives" else "date-differs") == ["2028 წლის აპრილში"]


def test_a_season_of_what_was_is_found() -> None:
    about = said("en", "The Forum took place in the spring of 2031.", "objectives", **HELD)
    assert marked(about, "time-differs") or marked(about, "event-told-otherwise")


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


def test_of_what_is_in_the_month_of_the_edition_it_is_said_that_it_is() -> None:
    about = subject(edition={"as_of": "2030-05", "objectives": {"en": "The Forum is held on 3 May 2031."}})
    (one,) = found(about, "date-differs")
    assert one.message == "“3 May 2031”, but that is on 20 May 2030"


def test_of_what_was_it_is_said_that_it_was() -> None:
    told = found(said("en", "The Academy seminar took place in 2018.", "objectives"), "event-told-otherwise")
    assert [one.message for one in told] == ["“in 2018”, but that was on 11–13 April 2017"]


SAYS = "“in 2031”, but that was on 20 June 2030"


@pytest.mark.parametrize(
    ("code", "severity", "column", "message", "stands"),
    [
        ("event-told-otherwise", "error", 5, SAYS, True),
        ("time-differs", "warning", 5, SAYS, True),
        ("event-told-otherwise", "error", 30, SAYS, False),  # of other words
        ("event-told-otherwise", "error", 5, SAYS.replace("20 June", "11 April"), False),  # of another event
        ("date-differs", "error", 5, SAYS.replace("20 June", "11 April"), False),
        ("spelling", "error", 5, SAYS, False),  # which says something else
    ],
)
def test_who_stands_by_a_date_stands_by_what_else_names_the_same_day(
    code: str, severity: Severity, column: int, message: str, stands: bool
) -> None:
    stood_by = {"code": "date-differs", "because": "It is another one.", "until": "2031-05", "field": "objectives.en",
                "says": SAYS}  # fmt: skip
    about = subject(edition={"objectives": {"en": "Offer it in 2031."}, "acknowledge": [stood_by]})
    first = Diagnostic(Place("editions/now.yaml", 9, 5, 4), "error", "date-differs", SAYS,
                       path="editions[now].objectives", language="en")  # fmt: skip
    other = Diagnostic(Place("editions/now.yaml", 9, column, 4), severity, code, message,
                       path="editions[now].objectives", language="en")  # fmt: skip
    for problems in ((first, other), (other, first)):
        marks = {(each.code, each.message): bool(each.acknowledged) for each in acknowledged(about, problems, ())}
        assert marks == {("date-differs", SAYS): True, (code, message): stands}


@pytest.mark.parametrize(("kept", "says"), [("is", "was"), ("was", "is")])
def test_what_somebody_stands_by_stays_so_when_the_event_is_over(kept: str, says: str) -> None:
    """An edition goes on, and the check tells of the same day in another tense."""
    kept, says = (SAYS.replace(" was ", f" {verb} ") for verb in (kept, says))
    stood_by = {"code": "date-differs", "because": "So.", "until": "2031-05", "field": "objectives.en", "says": kept}
    about = subject(edition={"objectives": {"en": "Offer it in 2031."}, "acknowledge": [stood_by]})
    one = Diagnostic(Place("editions/now.yaml"), "error", "date-differs", says, path="editions[now].objectives",
                     language="en")  # fmt: skip
    (marked_one,) = acknowledged(about, [one], ())
    assert marked_one.stood_by == ("editions[now]", which("date-differs", "objectives.en", says))
    assert not list(unfit(about, [one], {"date-differs": ""}))
