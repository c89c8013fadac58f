"""How values are written on their own."""

from __future__ import annotations

import pytest

from briefgen.content.changing.layout import WIDTH, collection, entry_lines, fields, in_line, key_form, same, scalar
from briefgen.content.reading.yaml_file import Value, parse_yaml
from briefgen.content.walk import Keys


@pytest.mark.parametrize(
    ("value", "style", "form"),
    [
        ("words", None, "words"),
        ("words", '"', '"words"'),
        ("words", "'", "'words'"),
        ("it's", "'", "'it''s'"),
        ("a: b", None, '"a: b"'),
        ("no", None, '"no"'),
        ("2019-10", None, "2019-10"),
        ("12", None, '"12"'),
        ("", None, '""'),
        ("{{ x }} y", None, '"{{ x }} y"'),
        ("words", ">", ">-\n  words"),
        ("two\nlines", None, "|-\n  two\n  lines"),
        ("two\nlines", ">", ">-\n  two\n\n  lines"),
        ("two\nlines\n", "|", "|\n  two\n  lines"),
        (" led by a space", ">", '" led by a space"'),
        (None, ">", "null"),
        (True, None, "true"),
        (12, '"', "12"),
    ],
)
def test_a_scalar_keeps_its_style_where_that_can_say_it(value: Value, style: str | None, form: str) -> None:
    assert scalar(value, style, 3, 2) == form
    assert same(parse_yaml(f"k: {form}\n", "f").value, {"k": value})


def test_long_text_is_folded_and_no_expression_is_broken() -> None:
    words = "{{ stats.member_organisations | count }}, " * 9 + "end"
    first, *lines = scalar(words, None, 10, 4).split("\n")
    assert first == ">-"
    assert all(
        line.startswith("    ") and len(line) <= WIDTH and line.count("{{") == line.count("}}") for line in lines
    )
    assert " ".join(line.strip() for line in lines) == words


def test_what_is_short_stands_in_one_line_and_what_is_long_in_several() -> None:
    assert collection({"ka": "ერთი", "en": "One"}, 7, 2) == " {ka: ერთი, en: One}"
    assert collection({"ka": "ა" * 60, "en": "b" * 60}, 7, 2) == f"\n    ka: {'ა' * 60}\n    en: {'b' * 60}"
    assert collection(["a", "b"], 7, 2) == " [a, b]"
    assert collection([{"id": "a"}], 7, 2) == "\n    - id: a"
    assert collection([], 7, 2) == " []"
    assert in_line({"a": ["x, y", 1, None], "b": {}}) == '{a: ["x, y", 1, null], b: {}}'


def test_neighbours_decide() -> None:
    looks: dict[Keys, str] = {("text",): "block", ("text", "ka"): ">", ("list",): "flow"}
    value: Value = {"text": {"ka": "ა"}, "list": [{"a": 1}], "name": {"ka": "ა"}}
    assert isinstance(value, dict)
    assert (
        fields(value, 2, lambda keys: looks.get(keys))
        == "text:\n    ka: >-\n      ა\n  list: [{a: 1}]\n  name: {ka: ა}"
    )
    assert entry_lines({"id": "a", "m": 1}, 0) == "- id: a\n  m: 1"
    assert entry_lines({"id": "a", "m": 1}, 0, lambda keys: "flow") == "- {id: a, m: 1}"


@pytest.mark.parametrize(("key", "form"), [("ka", "ka"), ("no", '"no"'), ("a b", '"a b"'), ("12", '"12"')])
def test_a_key_is_quoted_if_it_needs_it(key: str, form: str) -> None:
    assert key_form(key) == form


def test_values_of_different_types_are_not_the_same() -> None:
    assert not same(1, True)
    assert not same(1, 1.0)
    assert not same([1], [True])
    assert not same({"a": "1"}, {"a": 1})
    assert same({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]})
    assert not same({"a": 1}, {"a": 1, "b": 2})
    assert not same({"a": 1, "b": 2}, {"a": 1})
    assert not same([1], [1, 2])
    assert not same([1, 2], [1])


@pytest.mark.parametrize("column", [0, 10, 50])
def test_a_line_may_be_as_long_as_the_width_and_no_longer(column: int) -> None:
    words = "x " * 80
    fits = words[: 110 - column - 1] + "x"
    assert scalar(fits, None, column, 2) == fits
    assert scalar(f"{fits}x", None, column, 2).startswith(">-\n")
    for style in ("'", '"'):
        assert scalar(fits, style, column, 2) == f"{style}{fits}{style}"
        assert scalar(f"{fits}x", style, column, 2).startswith(">-\n")
    room = 110 - column - 1 - len("{a: }")
    assert collection({"a": "x" * room}, column, 2) == f" {{a: {'x' * room}}}"
    assert collection({"a": "x" * (room + 1)}, column, 2).startswith("\n    a: ")


def test_a_folded_line_is_full_and_a_long_word_has_its_own() -> None:
    width = WIDTH - 4
    full = f"{'a' * (width - 2)} b"
    assert scalar(f"{full} c {'d' * width}", ">", 0, 4) == f">-\n    {full}\n    c\n    {'d' * width}"
    assert scalar(f"{'d' * (width + 9)} {'e' * (width + 9)} f", ">", 0, 4) == (
        f">-\n    {'d' * (width + 9)}\n    {'e' * (width + 9)}\n    f"
    )


@pytest.mark.parametrize(
    ("value", "style", "form"),
    [
        ("a\tb", '"', '"a\\tb"'),
        ("ends twice\n\n", "|", '"ends twice\\n\\n"'),
        ("ends\n", ">", ">\n  ends"),
        ("two\nlines", None, "|-\n  two\n  lines"),
        ("two\n\nlines", ">", ">-\n  two\n\n\n  lines"),
    ],
)
def test_what_only_some_forms_can_say(value: str, style: str | None, form: str) -> None:
    assert scalar(value, style, 3, 2) == form
    assert same(parse_yaml(f"k: {form}\n", "f").value, {"k": value})


def test_in_brackets_there_are_no_blocks() -> None:
    assert scalar("words", ">", 0, 0, flow=True) == "words"
    assert scalar("a, b", None, 0, 0, flow=True) == '"a, b"'
    assert collection({"a": "x\nz"}, 3, 0) == "\n  a: |-\n    x\n    z"
    assert collection([{}, []], 3, 0) == " [{}, []]"
    assert collection([{}, {"a": 1}], 3, 0) == "\n  - {}\n  - a: 1"
    assert collection({"a": 1}, 3, 0, lambda keys: None if keys else "block") == "\n  a: 1"
    assert entry_lines({}, 0) == "- {}"
