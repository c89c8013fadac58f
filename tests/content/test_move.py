"""An entry changes places with its neighbour, with its comments; nothing else in the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.changing.edit import CannotEditError
from briefgen.content.changing.editor import Editor, EditorError
from briefgen.making.opened import open_project
from briefgen.upkeep.editing import move_entry, undo
from tests.conftest import DemoCopy

TEXT = """# the list
list:
  # about the list
  - id: a  # first
    text: >
      long words

      and more
    # inside a

  # above b
  - id: b
  - {id: c, words: [w, x]}  # in brackets

  # the end of the file
other: [p, q, r]
"""


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (
            0,
            TEXT.replace(
                """  - id: a  # first
    text: >
      long words

      and more
    # inside a

  # above b
  - id: b
""",
                """  # above b
  - id: b

  - id: a  # first
    text: >
      long words

      and more
    # inside a
""",
            ),
        ),
        (
            1,
            TEXT.replace(
                """  # above b
  - id: b
  - {id: c, words: [w, x]}  # in brackets
""",
                """  - {id: c, words: [w, x]}  # in brackets
  # above b
  - id: b
""",
            ),
        ),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_neighbours_change_places_with_their_comments(at: int, expected: str, ends: str) -> None:
    editor = Editor(TEXT.replace("\n", ends), "a.yaml")
    editor.swap(("list",), at)
    assert editor.raw == expected.replace("\n", ends)


def test_in_brackets_too() -> None:
    editor = Editor(TEXT, "a.yaml")
    editor.swap(("other",), 1)
    assert editor.raw == TEXT.replace("[p, q, r]", "[p, r, q]")


FORMS = (
    "- id: {0}", "- {{id: {0}}}  # c", "- id: {0}\n  t: |\n    x\n\n    w", "# up\n- id: {0}", "- id: {0}\n  # in\n",
)  # fmt: skip
ENTRIES = st.lists(st.sampled_from(FORMS), min_size=2, max_size=6)


@given(ENTRIES, st.integers(0, 4), st.sampled_from(["", "  "]))
def test_whatever_the_entries_two_change_places_and_every_line_stays(entries: list[str], at: int, indent: str) -> None:
    lines = "\n".join(each.format(f"e{number}") for number, each in enumerate(entries)).splitlines()
    raw = "l:\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in lines)
    at %= len(entries) - 1
    editor = Editor(raw, "a.yaml")
    before = yaml.safe_load(raw)["l"]
    try:
        editor.swap(("l",), at)
    except EditorError:
        assert editor.raw == raw
        return
    after = yaml.safe_load(editor.raw)["l"]
    assert after == [*before[:at], before[at + 1], before[at], *before[at + 2 :]]
    assert sorted(editor.raw.splitlines()) == sorted(raw.splitlines())


def test_an_entry_of_the_content_moves_and_comes_back(demo_copy: DemoCopy) -> None:
    path = demo_copy.root / "content" / "people.yaml"
    before = path.read_text(encoding="utf-8")
    held = open_project(demo_copy.root)
    first, second = (person.id for person in held.content.people.persons[:2])
    assert move_entry(held, f"people.persons[{second}]", up=True).files == ("content/people.yaml",)
    assert [person.id for person in held.content.people.persons[:2]] == [second, first]
    assert sorted(path.read_text(encoding="utf-8").splitlines()) == sorted(before.splitlines())
    undo(held)
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(("path", "up", "why"), [
    ("people.persons[{first}]", True, "is the first of its list"),
    ("people.persons[{last}]", False, "is the last of its list"),
    ("people", True, "is no entry of a list"),
])  # fmt: skip
def test_where_there_is_no_neighbour_nothing_is_written(demo_copy: DemoCopy, path: str, up: bool, why: str) -> None:
    held = open_project(demo_copy.root)
    persons = held.content.people.persons
    before = {each: each.read_bytes() for each in Path(demo_copy.root / "content").rglob("*.yaml")}
    with pytest.raises(CannotEditError, match=why):
        move_entry(held, path.format(first=persons[0].id, last=persons[-1].id), up=up)
    assert {each: each.read_bytes() for each in before} == before
