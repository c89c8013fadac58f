"""Changing content files: the wanted value, and every other byte as it was."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen.content.changing.editor import Editor, EditorError
from briefgen.content.changing.layout import same
from briefgen.content.reading.yaml_file import LONGEST_TEXT, LONGEST_WORD, Value, parse_yaml
from briefgen.content.schema.organisations import Stat
from briefgen.content.walk import Keys
from briefgen.problems.characters import forbidden
from briefgen.upkeep import starter
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
    assert same(parse_yaml(editor.raw, "f").value, wanted)
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
SCALARS = [keys for keys, value in every_place(parse_yaml(TEXT, "f").value) if not isinstance(value, dict | list)]


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
        with pytest.raises(EditorError, match=why):
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
    places = [keys for keys, value in every_place(parse_yaml(text, "f").value) if isinstance(value, str | int)]

    @given(st.sampled_from(places), texts)
    @examples(8, 300)
    @example(places[-1], "a: b #c\n- „დ“")
    def check(keys: Keys, value: str) -> None:
        new = after(text, keys, value)
        stood = parse_yaml(text, "f").span(keys)
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
MAPPINGS = [keys for keys, value in every_place(parse_yaml(TEXT, "f").value) if isinstance(value, dict)]
LISTS = [keys for keys, value in every_place(parse_yaml(TEXT, "f").value) if isinstance(value, list)]
COMMENTS = [line.partition("#")[2] for line in TEXT.splitlines() if "#" in line]


@given(st.sampled_from(MAPPINGS), values, st.booleans())
@unhurried
def test_any_field_is_added_to_any_mapping_and_taken_out_again(keys: Keys, value: Value, windows: bool) -> None:
    text = TEXT.replace("\n", "\r\n") if windows else TEXT
    editor = Editor(text, "f")
    wanted = with_value(editor.source.value, (*keys, "new"), value)
    editor.add_field(keys, "new", value, None)
    assert same(parse_yaml(editor.raw, "f").value, wanted)
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
    assert same(parse_yaml(editor.raw, "f").value, wanted)
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
    with pytest.raises(EditorError, match=r"f: U\+0007 is a control character"):
        editor.set(("a",), {"x": 3, "z": "\a"})
    assert (editor.raw, editor.value(("a",))) == (text, {"x": 1, "z": 2})


# One edit at a time: a text, what is done, the text after it

EDITS: dict[str, tuple[str, Callable[[Editor], Any], str]] = {
    "a number becomes a truth value": ("a: 1\n", lambda e: e.set(("a",), True), "a: true\n"),
    "a mapping of nothing": ("a: {}\n", lambda e: e.set(("a",), {"b": 1}), "a: {b: 1}\n"),
    "a list becomes nothing": ("a:\n  - x\nb: 1\n", lambda e: e.set(("a",), None), "a: null\nb: 1\n"),
    "a list in brackets becomes nothing": ("a: [x]\nb: 1\n", lambda e: e.set(("a",), None), "a: null\nb: 1\n"),
    "nothing becomes a list": ("a: null\nb: 1\n", lambda e: e.set(("a",), ["x"]), "a: [x]\nb: 1\n"),
    "fields that are left out go": (
        "a:\n  b: 1\n  c: 2\nd: 3\n",
        lambda e: e.set(("a",), {"b": 2}),
        "a:\n  b: 2\nd: 3\n",
    ),
    "a first field below a comment": ("# head\n", lambda e: e.add_field((), "a", "x", None), "# head\na: x\n"),
    "a first field below a comment without end": (
        "# head",
        lambda e: e.add_field((), "a", "x", None),
        "# head\na: x\n",
    ),
    "a field where the schema has it": (
        "id: x\nvalue: 1\nas_of: 2019\n",
        lambda e: e.add_field((), "label", {"en": "X"}, Stat),
        "id: x\nlabel: {en: X}\nvalue: 1\nas_of: 2019\n",
    ),
    "a field that stands first": ("value: 1\n", lambda e: e.add_field((), "id", "x", Stat), "id: x\nvalue: 1\n"),
    "a field in brackets": ("a: {b: 1}\n", lambda e: e.add_field(("a",), "c", 2, None), "a: {b: 1, c: 2}\n"),
    "a field in brackets that stands first": (
        "- {value: 1}\n",
        lambda e: e.add_field((0,), "id", "x", Stat),
        "- {id: x, value: 1}\n",
    ),
    "a field behind the comments of the one before": (
        "id: x  # one\n# two\nvalue: 1\n",
        lambda e: e.add_field((), "label", "y", Stat),
        'id: x  # one\nlabel: "y"\n# two\nvalue: 1\n',
    ),
    "a field behind what stands below the one before": (
        "a:\n  id: x\n  # two\n  value: 1\n",
        lambda e: e.add_field(("a",), "label", "b", Stat),
        "a:\n  id: x\n  # two\n  label: b\n  value: 1\n",
    ),
    "an entry at the beginning": ("- a\n- b\n", lambda e: e.add_entry((), "c", None, 0), "- c\n- a\n- b\n"),
    "an entry in brackets at the beginning": (
        "a: [b, c]\n",
        lambda e: e.add_entry(("a",), "d", None, 0),
        "a: [d, b, c]\n",
    ),
    "an entry in brackets within": ("a: [b, c]\n", lambda e: e.add_entry(("a",), "d", None, 1), "a: [b, d, c]\n"),
    "an entry has the order of the fullest": (
        "- id: a\n- id: b\n  c: 1\n  b: 2\n",
        lambda e: e.add_entry((), {"b": 1, "c": 2, "id": "d"}, None),
        "- id: a\n- id: b\n  c: 1\n  b: 2\n- id: d\n  c: 2\n  b: 1\n",
    ),
    "an entry looks like the nearest": (
        "- {id: a, t: {k: 1}}\n- id: b\n  t:\n    k: 1\n",
        lambda e: e.add_entry((), {"id": "c", "t": {"k": 2}}, None),
        "- {id: a, t: {k: 1}}\n- id: b\n  t:\n    k: 1\n- id: c\n  t:\n    k: 2\n",
    ),
    "the first entry of a file of comments": (
        "# head",
        lambda e: e.add_entry((), {"id": "a"}, None),
        "# head\n- id: a",
    ),
    "the first entry of a file of comments with an end": (
        "# head\n",
        lambda e: e.add_entry((), {"id": "a"}, None),
        "# head\n- id: a",
    ),
    "the first entry of a list of none": ("[]\n", lambda e: e.add_entry((), {"id": "a"}, None), "- id: a\n"),
    "an entry leaves a comment to the next one": (
        "a:\n  - x\n  # about d\n  - d\n",
        lambda e: e.add_entry(("a",), "z", None, 1),
        "a:\n  - x\n  - z\n  # about d\n  - d\n",
    ),
    "the first of several in brackets goes": ("{a: 1, b: 2, c: 3}\n", lambda e: e.remove(("a",)), "{b: 2, c: 3}\n"),
    "one in the middle goes": ("{a: 1, b: 2, c: 3}\n", lambda e: e.remove(("b",)), "{a: 1, c: 3}\n"),
    "the last in brackets goes": ("{a: 1, b: 2, c: 3}\n", lambda e: e.remove(("c",)), "{a: 1, b: 2}\n"),
    "the only one in brackets goes": ("a: {b: 1}\n", lambda e: e.remove(("a", "b")), "a: {}\n"),
    "the first entry in brackets goes": ("[x, b, c]\n", lambda e: e.remove((0,)), "[b, c]\n"),
    "an entry in the middle goes": ("[x, b, c]\n", lambda e: e.remove((1,)), "[x, c]\n"),
    "the last entry in brackets goes": ("[x, b, c]\n", lambda e: e.remove((2,)), "[x, b]\n"),
    "the only entry in brackets goes": ("a: [x]\n", lambda e: e.remove(("a", 0)), "a: []\n"),
    "a field goes and leaves its comment": ("a: 1  # why\nb: 2\n", lambda e: e.remove(("a",)), "# why\nb: 2\n"),
    "a last field goes": ("a: 1\nb: 2", lambda e: e.remove(("b",)), "a: 1\n"),
    "the only entry goes": ("a:\n  - x\nb: 1\n", lambda e: e.remove(("a", 0)), "a: []\nb: 1\n"),
    "the only entry of a file goes": ("# head\n- x\n", lambda e: e.remove((0,)), "# head\n[]\n"),
    "the first entry goes with its empty line": (
        "- a: 1\n\n- b: 2\n\n- c: 3\n",
        lambda e: e.remove((0,)),
        "- b: 2\n\n- c: 3\n",
    ),
    "the last entry goes with the empty line above": ("- a: 1\n\n- b: 2\n", lambda e: e.remove((1,)), "- a: 1\n"),
    "a last entry leaves the empty line below": (
        "x:\n  - a\n\n  - b\n\nz: 1\n",
        lambda e: e.remove(("x", 1)),
        "x:\n  - a\n\nz: 1\n",
    ),
    "a last entry without an end goes": ("- a\n- b", lambda e: e.remove((1,)), "- a\n"),
    "an entry goes and leaves a comment to the next one": (
        "a:\n  - x\n  # about d\n  - d\n",
        lambda e: e.remove(("a", 0)),
        "a:\n  # about d\n  - d\n",
    ),
    "an entry goes with its own comments": (
        "a:\n  - x  # one\n    # two\n  - d\n",
        lambda e: e.remove(("a", 0)),
        "a:\n  - d\n",
    ),
    "nothing is supplied": ("a: null\nb: 1\n", lambda e: e.mark_gap(("a",)), "a: null  # not supplied\nb: 1\n"),
    "nothing is supplied, and a comment says so": (
        "a: null  # why\n",
        lambda e: e.mark_gap(("a",)),
        "a: null  # why\n",
    ),
    "nothing is supplied in brackets": ("a: {b: null}\n", lambda e: e.mark_gap(("a", "b")), "a: {b: null}\n"),
    "something is supplied": ("a: x  # not supplied\n", lambda e: e.fill_gap(("a",)), "a: x\n"),
    "another comment stays": ("a: x  # why\n", lambda e: e.fill_gap(("a",)), "a: x  # why\n"),
    "a comment stays where it is": ("a: x # why\n", lambda e: e.set(("a",), "z"), "a: z # why\n"),
    "a comment behind the sign of a block stays": (
        "a: > # why\n  x\n",
        lambda e: e.set(("a",), "z\n"),
        "a: >  # why\n  z\n",
    ),
    "a block is indented as it was": (
        "a: |\n    x\n      deeper\n",
        lambda e: e.set(("a",), "b\nc\n"),
        "a: |\n    b\n    c\n",
    ),
    "a block with an empty line at its beginning": (
        "a: |-\n\n    x\n",
        lambda e: e.set(("a",), "b\nc"),
        "a: |-\n    b\n    c\n",
    ),
    "words for nothing are written as the neighbour's": (
        "a: null\n",
        lambda e: e.set(("a",), "words", lambda keys: '"'),
        'a: "words"\n',
    ),
    "words keep their own quotes": ("a: 'x'\n", lambda e: e.set(("a",), "words", lambda keys: '"'), "a: 'words'\n"),
    "a list in lines stays in lines": ("a:\n  - x\n  - z\n", lambda e: e.set(("a",), ["x", "b"]), "a:\n  - x\n  - b\n"),
    "a value where not even a space stands": ("a:\nb: 1\n", lambda e: e.set(("a",), "x"), "a: x\nb: 1\n"),
    "the mark of the file stays": ("\ufeffa: 1\n", lambda e: e.set(("a",), 2), "\ufeffa: 2\n"),
    "Windows' line ends": (
        "a: 1\r\nb: 2\r\n",
        lambda e: e.add_field((), "c", "x\nz", None),
        "a: 1\r\nb: 2\r\nc: |-\r\n  x\r\n  z\r\n",
    ),
    "few of Windows' line ends": ("a: 1\r\nb: 2\n", lambda e: e.add_field((), "c", 3, None), "a: 1\r\nb: 2\nc: 3\n"),
    "most of Windows' line ends": (
        "a: 1\r\nb: 2\r\nd: 3\n",
        lambda e: e.add_field((), "c", 4, None),
        "a: 1\r\nb: 2\r\nd: 3\r\nc: 4\n",
    ),
    "between Windows' lines": (
        "id: x\r\nvalue: 1\r\n",
        lambda e: e.add_field((), "label", 3, Stat),
        "id: x\r\nlabel: 3\r\nvalue: 1\r\n",
    ),
}


@pytest.mark.parametrize("case", EDITS.values(), ids=EDITS)
def test_an_edit_and_every_other_byte_as_it_was(case: tuple[str, Callable[[Editor], Any], str]) -> None:
    before, edit, wanted = case
    editor = Editor(before, "f")
    edit(editor)
    assert editor.raw == wanted


@pytest.mark.parametrize(
    ("text", "edit", "why"),
    [
        ("- a: 1\n  b: 2\n", lambda e: e.remove((0, "a")), "it opens its entry"),
        ("a:\n  b: 1\n  # why\n  c: 2\nd: 3\n", lambda e: e.remove(("a",)), "there are comments inside"),
        ("a:\n  - b\n  # why\n  - c\n", lambda e: e.set(("a",), ["x"]), "there are comments inside"),
        ("- - a\n  - b\n", lambda e: e.remove((0, 0)), "it doesn't begin its line"),
        ("a: 1\n", lambda e: e.add_field(("a",), "b", 1, None), "it has no fields"),
        ("- a\n", lambda e: e.set((0,), ["b"]), "change the fields of an entry, or its file"),
        ("a: 1\n", lambda e: e.set(("a",), "x\x07y"), "U\\+0007"),
    ],
)  # fmt: skip
def test_what_would_do_harm_is_refused_and_changes_nothing(text: str, edit: Callable[[Editor], Any], why: str) -> None:
    editor = Editor(text, "f")
    with pytest.raises(EditorError, match=why):
        edit(editor)
    assert editor.raw == text


def test_if_one_field_of_several_cannot_be_set_none_is() -> None:
    text = "a:\n  b: 1\n  c:\n    - d\n    # why\n    - e\n"
    editor = Editor(text, "f")
    with pytest.raises(EditorError):
        editor.set(("a",), {"b": 2, "c": ["x"]})
    assert (editor.raw, editor.value(("a", "b"))) == (text, 1)


@pytest.mark.parametrize(
    ("text", "keys", "comment"),
    [
        ("a: x  # one\n", ("a",), "# one"),
        ("a: x\t# one\n", ("a",), "# one"),
        ("a:  # one\n  b: x  # two\n", ("a",), "# one"),
        ("a:  # one\n  b: x  # two\n", ("a", "b"), "# two"),
        ("a: {b: x, c: 1}  # one\n", ("a", "b"), ""),
        ("a: {b: x, c: 1}  # one\n", ("a",), "# one"),
        ("a: 'x # y'\n", ("a",), ""),
        ("- x  # one\n", (0,), "# one"),
    ],
)
def test_the_comment_behind_a_value(text: str, keys: Keys, comment: str) -> None:
    assert Editor(text, "f").at.comment(keys) == comment


@pytest.mark.parametrize(
    ("text", "keys", "apart"),
    [
        ("a:\n  - b: 1\n\n  - b: 2\n", ("a",), True),
        ("a:\n  - b: 1\n  - b: 2\n", ("a",), False),
        ("a:\n  - b: 1\nc:\n  - b: 1\n\n  - b: 2\n", ("a",), True),
        ("a:\n  - b: 1\nc:\n  - b: 1\n  - b: 2\n", ("a",), False),
        ("a:\n  - b: 1\n", ("a",), True),
        ("a:\n  - b: 1\nc:\n  - x\n  - z\n", ("a",), False),
        ("a:\n  - b: 1\nc: [{b: 1}, {b: 2}]\nd:\n  - b: 1\n\n  - b: 2\n", ("a",), True),
    ],
)
def test_whether_entries_stand_apart(text: str, keys: Keys, apart: bool) -> None:
    editor = Editor(text, "f")
    assert editor.at.entries_apart(keys, len(editor.value(keys))) is apart


def test_a_look_is_that_of_the_nearest_that_has_one() -> None:
    at = Editor("- {a: 'x', b: {c: 1}}\n- a: z\n- d: 1\n", "f").at
    look = at.styles_at((2,), (1,), (0,))
    assert [look(keys) for keys in ((), ("a",), ("b",), ("b", "c"), ("e",))] == ["block", "", "flow", "", None]
