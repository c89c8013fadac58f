"""Whether a change is new, or was wrong before, isn't asked where the date that somebody gives says so."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.desk.in_process import Answer, Client, Form
from tests.desk.test_forms import before_it, opened
from tests.started import start

QUESTION = "Is this new, or was it wrong before?"
REASON = "This is chosen since you gave the date {day}. If it was wrong all along, choose the other answer."
TEXTS = {"f.text.ka": "სააგენტომ მიიღო.", "f.text.en": "The Agency was host."}
TERM = "people.terms[first-example-president]"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in ("shown", "asking"):
        monkeypatch.setattr(f"briefgen.desk.pages.{module}.today", lambda: dt.date(2031, 1, 1))
    start(tmp_path / "project")
    before_it(tmp_path / "project")  # of January 2030 and of May 2030; the first went out
    return tmp_path / "project"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def words(answer: Answer) -> str:
    return unescape(answer.text).replace("\u00a0", " ")


def form(answer: Answer, action: str) -> Form:
    found = answer.form(action)
    assert found is not None
    return found


def test_a_new_entry_of_a_day_that_a_brief_which_went_out_covers_is_proposed_as_new_with_the_reason(
    desk: Client,
) -> None:
    new = opened(desk, "/add", path="cooperation.history").fields | TEXTS | {"f.id": "new"}
    asked = desk.post("/add", {**new, "f.date": "10 March 2028"})
    told = words(asked)
    assert (asked.status, QUESTION in told, REASON.format(day="10 March 2028") in told) == (409, True, True)
    chosen = form(asked, "/add").fields
    assert (chosen["kind"], chosen["since"]) == ("since", "10 March 2028")
    other = words(desk.post("/add", {**chosen, "since": "soon"}))  # who has typed another day chose by themselves
    assert REASON.partition("{")[0] not in other


def test_who_gives_no_date_chooses_by_themselves(desk: Client) -> None:
    asked = desk.post("/thing", opened(desk, "/thing", path="association").fields | {"f.acronym": "NEW"})
    told = words(asked)
    assert (asked.status, QUESTION in told, REASON.partition("{")[0] in told) == (409, True, False)
    assert form(asked, "/thing").fields.get("kind") is None


def test_a_day_that_is_given_where_there_was_none_says_since_when_and_one_that_is_mended_does_not(
    desk: Client,
) -> None:
    for field, day, kind in (("end", "20 December 2029", "since"), ("start", "October 2030", None)):
        asked = desk.post("/thing", opened(desk, "/thing", path=TERM).fields | {f"f.{field}": day})
        told = words(asked)
        assert (asked.status, REASON.format(day=day) in told) == (409, kind == "since"), field
        chosen = form(asked, "/thing").fields
        assert (chosen.get("kind"), chosen["since"]) == (kind, day)


def test_the_date_of_a_new_figure_says_since_when_it_is_new(desk: Client, root: Path) -> None:
    figure = opened(desk, "/thing", "/figure", path="association.stats[members]").fields
    asked = desk.post("/figure", figure | {"f.new.value": "9", "f.new.as_of": "December 2029", "verified": "on"})
    assert (asked.status, REASON.format(day="December 2029") in words(asked)) == (409, True)
    chosen = form(asked, "/figure").fields
    assert (chosen["kind"], chosen["since"]) == ("since", "December 2029")
