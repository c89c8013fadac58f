"""A planned event was held: nobody is asked since when that is new, and what went out stays as it was."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing.add import add_entry
from briefgen.content.changing.fields import FieldChange, set_fields
from briefgen.content.changing.learning import UndecidedError
from briefgen.content.changing.set import set_value
from briefgen.content.knowing.known import known_at
from briefgen.content.reading.loader import load
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.notes import Note
from tests.content import tiny

STATE = "events[forum].state"
HELD = FieldChange("state", "planned", "held")
OLDER = {"zeroth": {"as_of": "2018-01"}}


def states(folder: Path) -> dict[str, str]:
    """Return what each edition says of the event."""
    content = load(folder, "content")
    seen = {name: known_at(content, as_of) for name, each in content.editions.items() if (as_of := each.as_of.start)}
    return {name: each.events[0].state for name, each in seen.items()}


@pytest.mark.parametrize("way", ["form", "command"])
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, {"first": "planned"}),  # nothing went out: its newest edition is judged as any other
        ({"editions": OLDER}, {"first": "planned", "zeroth": "planned"}),
        ({"editions": {"next": {"as_of": "2019-10-19"}}}, {"first": "planned", "next": "held"}),  # by the dates
        ({"editions": {"next": {"as_of": "2019-10-18"}}}, {"first": "planned", "next": "planned"}),
    ],
)
def test_that_an_event_was_held_is_new_since_it_is_over(
    way: str, more: Mapping[str, Any], said: Mapping[str, str], tmp_path: Path
) -> None:
    folder = tiny.write(tmp_path / "content", **more)
    if way == "form":
        set_fields(folder, "content", "events[forum]", [HELD], ["en"])
    else:
        set_value(folder, "content", STATE, "held")
    assert states(folder) == said
    assert ("until: 2019-10-18" in (folder / "events.yaml").read_text("utf-8")) == ("held" not in said.values())


@pytest.mark.parametrize(
    ("as_of", "fields", "until"),
    [
        ("2019-10-15", {}, "2019-10-16"),
        ("2019-10", {"date": "2019-10-30"}, "2019-10-18"),  # it is over with the forum
        ("2019-10-17", {}, ""),
        ("2019-10-15", {"state": "planned"}, ""),
        ("2019-10-15", {"date": "ongoing", "parent": "gone"}, ""),
        ("2019-10-15", {"date": "soon"}, ""),  # the schema says what is wrong with it
        ("2019-10-15", {"earlier": [{"until": "2019-10-15", "state": "planned"}]}, "2019-10-15"),
    ],
)
def test_who_adds_an_event_that_was_held_is_judged_as_who_says_it_of_a_planned_one(
    as_of: str, fields: Mapping[str, Any], until: str, tmp_path: Path
) -> None:
    folder = tiny.write(tmp_path / "content", editions={"first": {"as_of": as_of}})
    entry = {"id": "session", "kind": "meeting", "date": "2019-10-16", "state": "held", "parent": "forum", **fields}
    notes: list[Note] = []
    with contextlib.suppress(ProblemsError):
        notes = add_entry(folder, "content", "events", entry)
    added = (folder / "events.yaml").read_text("utf-8").partition("session")[2]
    assert re.findall(r"until: (\S+)", added) == ([until] if until else [])
    assert ("stay-as-they-were" in [note.code for note in notes]) == bool(until and "earlier" not in fields)


def test_a_session_is_over_with_what_it_is_held_during(tmp_path: Path) -> None:
    forum = {"id": "forum", "kind": "forum", "date": "2019-10-14/2019-10-18", "state": "planned"}
    session = {"id": "session", "kind": "meeting", "date": "2019-10-30", "state": "planned", "parent": "forum"}
    folder = tiny.write(tmp_path / "content", events=[session, forum], editions=OLDER)
    set_value(folder, "content", "events[session].state", "held")
    assert "until: 2019-10-18" in (folder / "events.yaml").read_text("utf-8")


def test_what_else_is_changed_with_it_is_asked_for(tmp_path: Path) -> None:
    number = FieldChange("number", "", "7")
    folder = tiny.write(tmp_path / "content", editions={"next": {"as_of": "2019-10-18"}})
    before = (folder / "events.yaml").read_text("utf-8")
    with pytest.raises(UndecidedError):
        set_fields(folder, "content", "events[forum]", [HELD, number], ["en"])
    assert (folder / "events.yaml").read_text("utf-8") == before
    set_fields(folder, "content", "events[forum]", [HELD, number], ["en"], always=True)
    assert states(folder) == {"first": "planned", "next": "planned"}


def test_that_it_was_not_held_is_asked_for(tmp_path: Path) -> None:
    event = {"id": "forum", "kind": "forum", "date": "2019-10-14/2019-10-18", "state": "held"}
    folder = tiny.write(tmp_path / "content", events=[event], editions={"next": {"as_of": "2019-10-18"}})
    with pytest.raises(UndecidedError):
        set_value(folder, "content", STATE, "planned")


def test_an_event_without_a_last_day_is_asked_for(tmp_path: Path) -> None:
    event = {"id": "forum", "kind": "forum", "date": "ongoing", "state": "planned", "name": {"en": "Forum"}}
    folder = tiny.write(tmp_path / "content", events=[event], editions={"next": {"as_of": "2019-10-18"}})
    with pytest.raises(UndecidedError):
        set_value(folder, "content", STATE, "held")


def test_who_says_otherwise_is_believed(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "content", editions={"next": {"as_of": "2019-10-18"}})
    set_value(folder, "content", STATE, "held", always=True)
    assert states(folder) == {"first": "held", "next": "held"}


@pytest.mark.parametrize("way", ["form", "command"])
@pytest.mark.parametrize(("first", "wrong"), [("held", "28"), ("date", "28"), ("held", "17")])
def test_a_mistyped_day_is_mended_before_or_after_the_event_is_called_held(
    first: str, wrong: str, way: str, tmp_path: Path
) -> None:
    forum = {"id": "forum", "kind": "forum", "date": f"2019-10-14/2019-10-{wrong}", "state": "planned"}
    folder = tiny.write(tmp_path / "content", events=[forum], editions=OLDER)

    def hold() -> None:
        set_value(folder, "content", STATE, "held")

    def mend() -> None:
        if way == "form":
            changed = FieldChange("date", forum["date"], "2019-10-14/2019-10-18")
            set_fields(folder, "content", "events[forum]", [changed], ["en"], always=True)
        else:
            set_value(folder, "content", "events[forum].date", "2019-10-14/2019-10-18", always=True)

    for act in (hold, mend) if first == "held" else (mend, hold):
        act()
    words = (folder / "events.yaml").read_text("utf-8")
    assert re.findall(r"until: (\S+)", words) == ["2019-10-18"]
    assert states(folder) == {"first": "planned", "zeroth": "planned"}
