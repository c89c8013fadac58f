"""Changing content files: the wanted value, and every other byte as it was."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen import starter
from briefgen.characters import forbidden
from briefgen.content.changing.editor import EditError, Editor
from briefgen.content.changing.layout import same
from briefgen.content.reading.source import LONGEST_TEXT, LONGEST_WORD, Keys, Value, parse_source
from tests.conftest import ROOT
from tests.soak import examples

SECOND = Path(__file__).parent.parent / "data" / "second_project"
FILES = {
    f"{name}-{path.stem}": path
    for name, folder in (("issa", ROOT), ("second", SECOND), ("starter", starter.PROJECT))
    for path in sorted((folder / "content").rglob("*.yaml"))
    if not path.parent.name.startswith(".") and path.stem not in ("glossary", "recipients")  # nearly empty
}
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def every_place(value: Value, keys: Keys = ()) -> Iterator[tuple[Keys, Value]]:
    yield keys, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in parts:
        yield from every_place(each, (*keys, key))


def with_value(value: Any, keys: Keys, new: Any) -> Any:
    if not keys:
        return new
    changed = copy.deepcopy(value)
    inner = changed
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = new
    return changed


def after(text: str, keys: Keys, value: Value) -> str:
    """Return a text with a value set; it says what was wanted and nothing else."""
    editor = Editor(text, "f")
    wanted = with_value(editor.source.value, keys, value)
    editor.set(keys, value)
    assert same(parse_source(editor.raw, "f").value, wanted)
    return editor.raw


# The same value


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_setting_every_value_to_itself_changes_no_byte(file: Path) -> None:
    text = file.read_bytes().decode()
    editor = Editor(text, file.name)
    places = list(every_place(copy.deepcopy(editor.source.value)))
    assert len(places) > 3
    for keys, value in places:
        editor.set(keys, value)
        assert editor.raw == text


# One value, everything else as it was

TEXT = """\
# A file
- id: a  # the first
  name: {ka: ერთი, en: One}   # flow
  plain: some words
  single: 'it''s'
  double: "a: b"
  empty:
  gap: null  # not supplied
  count: 12
  folded: >-
    This is a text that goes on for a while, so that it has to be wrapped somewhere near the hundred and tenth
    column.

  literal: |
    line
    line

  list: [x, z]

# between
- id: b
  long: words that
    go on  # here
  items:
    - one
    -
    - two
"""
HOSTILE = [
    "plain", "a: b", "a #b", "# x", "- x", "-", "? x", "no", "yes", "null", "true", "12", "1.5", "0o7", "2019-10",
    "12:30", "{x}", "{{ x }} y", "[x", "x]", "x, y", "}", "@x", "`x`", "%x", "&x", "*x", "!x", "|", ">", ">-", "'", '"',
    "it's", '"q"', "„ქართული“", "ქართული: ტექსტი", " x", "x ", "", " ", "\t", "a\tb", "a\nb", "a\n\nb", "\na", "a\n",
    "a\n\n", " a\nb", "a\n b", "a\\nb", "\\", "x:", ":x", "...", "---", "~", "=", "<<", "a  b", "ა" * 300,
    "word " * 60 + "end", "x" * LONGEST_WORD, "- one\n- two",
    "{{ stats.member_organisations | count }} and " * 8 + "end", "\u00a0x", "a\u00a0 b", "😀",
]  # fmt: skip
SCALARS = [keys for keys, value in every_place(parse_source(TEXT, "f").value) if not isinstance(value, dict | list)]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_is_written_at_every_place_and_in_every_style(value: str) -> None:
    for keys in SCALARS:
        new = after(TEXT, keys, value)
        for comment in ("# A file", "# the first", "# flow", "# not supplied", "# between", "# here"):
            assert new.count(comment) >= 1, (keys, new)
        windows = after(TEXT.replace("\n", "\r\n"), keys, value)
        assert windows == new.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("x" * (LONGEST_WORD + 1), "1001 characters stand here without a space; 1000 is the most"),
        ("word " * (LONGEST_TEXT // 5) + "x", "this text has 20001 characters; 20000 is the most"),
    ],
)
def test_what_could_not_be_read_again_for_its_length_is_refused_everywhere(value: str, why: str) -> None:
    for keys in SCALARS:
        editor = Editor(TEXT, "f")
        with pytest.raises(EditError, match=why):
            editor.set(keys, value)
        assert editor.raw == TEXT


texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Co", "Cn"]).filter(lambda c: not forbidden(c)),
        st.sampled_from(" \n\t'\"\\:#-{}[],აბგ|>&*!%@`?=~"),
    ),
    max_size=300,
)


@given(st.sampled_from(SCALARS), texts | st.integers(-(10**14), 10**14) | st.booleans() | st.none())
@unhurried
def test_any_value_is_written_anywhere(keys: Keys, value: Value) -> None:
    after(TEXT, keys, value)


@pytest.mark.soak
@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_any_text_is_written_into_the_files_of_the_projects(file: Path) -> None:
    text = file.read_bytes().decode()
    places = [keys for keys, value in every_place(parse_source(text, "f").value) if isinstance(value, str | int)]

    @given(st.sampled_from(places), texts)
    @examples(8, 300)
    @example(places[-1], "a: b #c\n- „დ“")
    def check(keys: Keys, value: str) -> None:
        new = after(text, keys, value)
        stood = parse_source(text, "f").span(keys)
        behind = text[stood.start : stood.end]
        behind = behind[len(behind.rstrip(" \n")) :] + text[stood.end :]
        assert new.startswith(text[: stood.start])
        assert new.endswith(behind) or new.endswith(behind.partition("\n")[2])  # a comment may move up

    check()


# Fields and entries that come and go


values = st.recursive(
    texts | st.integers(-9999, 9999) | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ka", "en", "no", "id"]), inner, max_size=3)
    ),
    max_leaves=6,
)
MAPPINGS = [keys for keys, value in every_place(parse_source(TEXT, "f").value) if isinstance(value, dict)]
LISTS = [keys for keys, value in every_place(parse_source(TEXT, "f").value) if isinstance(value, list)]
COMMENTS = [line.partition("#")[2] for line in TEXT.splitlines() if "#" in line]


@given(st.sampled_from(MAPPINGS), values, st.booleans())
@unhurried
def test_any_field_is_added_to_any_mapping_and_taken_out_again(keys: Keys, value: Value, windows: bool) -> None:
    text = TEXT.replace("\n", "\r\n") if windows else TEXT
    editor = Editor(text, "f")
    wanted = with_value(editor.source.value, (*keys, "new"), value)
    editor.add_field(keys, "new", value, None)
    assert same(parse_source(editor.raw, "f").value, wanted)
    assert all(comment in editor.raw for comment in COMMENTS)
    editor.remove((*keys, "new"))
    assert editor.raw == text


@given(st.sampled_from(LISTS), values, st.integers(0, 3))
@unhurried
def test_any_entry_is_added_at_any_place_of_a_list(keys: Keys, value: Value, at: int) -> None:
    editor = Editor(TEXT, "f")
    entries = editor.value(keys)
    at = min(at, len(entries))
    wanted = with_value(editor.source.value, keys, [*entries[:at], value, *entries[at:]])
    editor.add_entry(keys, value, None, at)
    assert same(parse_source(editor.raw, "f").value, wanted)
    assert all(comment in editor.raw for comment in COMMENTS)


def test_a_comment_below_an_entry_stays_with_it() -> None:
    editor = Editor("a:\n  - id: x\n    # of x\n\n# of b\nb: 1\n", "f")
    editor.add_entry(("a",), {"id": "z"}, None)
    assert editor.raw == "a:\n  - id: x\n    # of x\n\n  - id: z\n\n# of b\nb: 1\n"
    editor.add_field(("a", 0), "m", 1, None)
    assert editor.raw.startswith("a:\n  - id: x\n    # of x\n    m: 1\n")


def test_a_comment_behind_a_field_outlives_it() -> None:
    editor = Editor("a: 1\nb: 2  # why\nc: 3\n", "f")
    editor.remove(("b",))
    assert editor.raw == "a: 1\n# why\nc: 3\n"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("- a: 1\n- a: 2\n", "\n"),
        ("- a: 1\n\n- a: 2\n", "\n\n"),
        ("- a: 1\n", "\n\n"),
        ("- a: 1\n  l:\n    - x: 1\n    - x: 2\n", "\n"),
    ],
)
def test_entries_stand_apart_where_those_of_the_file_do(text: str, apart: str) -> None:
    editor = Editor(text, "f")
    editor.add_entry((), {"a": 3}, None)
    assert editor.raw == f"{text[:-1]}{apart}- a: 3\n"


def test_a_file_without_a_last_line_end_stays_without() -> None:
    editor = Editor("a: 1\nb: 2", "f")
    editor.add_field((), "c", 3, None)
    editor.set(("b",), "x")
    assert editor.raw == "a: 1\nb: x\nc: 3"


def test_a_block_that_ends_the_file_gets_the_line_end_that_it_needs() -> None:
    assert after("a: |-\n  b\n  c", ("a",), "b\nc\n") == "a: |\n  b\n  c\n"


def test_nothing_is_changed_if_something_cannot_be_written() -> None:
    text = "a: {x: 1, z: 2}\n"
    editor = Editor(text, "f")
    with pytest.raises(EditError, match=r"f: U\+0007 is a control character"):
        editor.set(("a",), {"x": 3, "z": "\a"})
    assert (editor.raw, editor.value(("a",))) == (text, {"x": 1, "z": 2})
