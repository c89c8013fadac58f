"""How values are written on their own."""

from __future__ import annotations

import pytest

from briefgen.content.changing.layout import WIDTH, collection, entry, fields, in_line, key_form, same, scalar
from briefgen.content.reading.source import Keys, Value, parse_source


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
    assert same(parse_source(f"k: {form}\n", "f").value, {"k": value})


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
    assert entry({"id": "a", "m": 1}, 0) == "- id: a\n  m: 1"
    assert entry({"id": "a", "m": 1}, 0, lambda keys: "flow") == "- {id: a, m: 1}"


@pytest.mark.parametrize(("key", "form"), [("ka", "ka"), ("no", '"no"'), ("a b", '"a b"'), ("12", '"12"')])
def test_a_key_is_quoted_if_it_needs_it(key: str, form: str) -> None:
    assert key_form(key) == form


def test_values_of_different_types_are_not_the_same() -> None:
    assert not same(1, True)
    assert not same(1, 1.0)
    assert not same([1], [True])
    assert not same({"a": "1"}, {"a": 1})
    assert same({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]})
