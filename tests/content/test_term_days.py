"""The start or the end of a term is mended: the days by which it is known go along, and it is asked what has to be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing.fields import FieldChange, set_fields
from briefgen.content.changing.learning import UndecidedError
from briefgen.content.changing.set import set_value
from briefgen.content.knowing.known import known_at
from briefgen.content.reading.loader import load
from tests.content import tiny

PERSON = {"id": "ana", "name": {"en": "Ana"}}
OFFICES = [{"id": "director", "title": {"en": "Director"}}]
TERM = "people.terms[one]"
OLDER = {"zeroth": {"as_of": "2018-03-20"}}


def written(folder: Path, **more: Any) -> Path:
    term = {"id": "one", "person": "ana", "office": "director", **more}
    people = {"persons": [PERSON], "terms": [term]}
    return tiny.write(folder / "content", people=people, agency={"offices": OFFICES}, editions=OLDER)


def change(folder: Path, way: str, field: str, was: str, now: str, **learning: Any) -> None:
    if way == "form":
        set_fields(folder, "content", TERM, [FieldChange(field, was, now)], ["en"], **learning)
    else:
        set_value(folder, "content", f"{TERM}.{field}", now, **learning)


def in_office(folder: Path) -> dict[str, bool]:
    """Return whether each edition knows who holds the office on its day."""
    found = {}
    content = load(folder, "content")
    for name, each in content.editions.items():
        on = each.as_of.start
        assert on is not None
        terms = known_at(content, on).people.terms
        found[name] = any(
            term.start and term.start.start and term.start.start.first_day <= on.last_day
            and (term.end is None or (term.end.start is not None and on.first_day <= term.end.start.last_day))
            for term in terms
        )  # fmt: skip
    return found


def days(folder: Path, name: str) -> list[str]:
    return re.findall(rf"{name}: (\S+)", (folder / "people.yaml").read_text("utf-8"))


@pytest.mark.parametrize("way", ["form", "command"])
def test_an_earlier_start_is_known_from_then_or_from_the_day_since_which_it_is_new(way: str, tmp_path: Path) -> None:
    for learning, known, older in (
        ({"always": True}, "2018-03", True),
        ({"since": "2018-03-10"}, "2018-03-10", True),
        ({"since": "2018-04"}, "2018-04", False),
    ):
        folder = written(tmp_path / known, start="2018-05-01", known_from="2018-05-01")
        assert in_office(folder) == {"first": True, "zeroth": False}
        with pytest.raises(UndecidedError):  # without `known_from` moved nothing would differ, and nobody be asked
            change(folder, way, "start", "2018-05-01", "2018-03")
        change(folder, way, "start", "2018-05-01", "2018-03", **learning)
        assert days(folder, "known_from") == [known]
        assert in_office(folder) == {"first": True, "zeroth": older}
    folder = written(tmp_path / "own", start="2018-05-01", known_from="2018-04-01")  # a day of its own stays
    change(folder, way, "start", "2018-05-01", "2018-03")
    assert days(folder, "known_from") == ["2018-04-01"]
    folder = written(tmp_path / "later", start="2018-05-01", known_from="2018-05-01")  # announced then, it stays so
    change(folder, way, "start", "2018-05-01", "2018-06-01")
    assert days(folder, "known_from") == ["2018-05-01"]


@pytest.mark.parametrize("way", ["form", "command"])
def test_a_mended_end_takes_along_until_when_there_was_none(way: str, tmp_path: Path) -> None:
    for now, until, older in (("2018-03-15", "2018-03-14", False), ("2018-06", "2018-05-31", True)):
        folder = written(tmp_path / now, start="2010")
        change(folder, way, "end", "", "2018-04-15", since="2018-04-15")
        assert (days(folder, "until"), in_office(folder)) == (["2018-04-14"], {"first": False, "zeroth": True})
        if not older:
            with pytest.raises(UndecidedError):
                change(folder, way, "end", "2018-04-15", now)
        change(folder, way, "end", "2018-04-15", now, always=True)
        assert (days(folder, "until"), in_office(folder)) == ([until], {"first": False, "zeroth": older})
