"""Reading YAML sources: values, places, and what is refused, always at an exact place."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from briefgen.content.reading import yaml_file
from briefgen.content.reading.scalars import ambiguity, plain_value
from briefgen.content.reading.text import MOST_PROBLEMS
from briefgen.content.reading.yaml_file import (
    DEEPEST,
    LARGEST_FILE,
    LONGEST_TEXT,
    LONGEST_WORD,
    YamlFile,
    parse_yaml,
    read_yaml,
)
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from tests.golden import check_golden
from tests.soak import examples

DATA = Path(__file__).parent.parent / "data"

# Hypothesis may take its time: nothing here depends on the clock.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

content = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]).filter(
    lambda c: ambiguity(c) is None and c not in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff\ufffd"
    "\u2066\u2067\u2068\u2069"
)  # fmt: skip
words = st.text(st.one_of(content, st.sampled_from(" \n'\"\\:#-აბგ")))


def problems(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(ProblemsError) as raised:
        parse_yaml(text, "f")
    return raised.value.problems


def seen(text: str) -> list[tuple[str, str, int]]:
    """Return place, code and length of every problem in a text."""
    return [(str(p.place)[2:], p.code, p.place.length) for p in problems(text)]


def shown(source: YamlFile, text: str, keys: tuple[str | int, ...], **where: Any) -> str:
    """Return what stands in the text at the place of a value."""
    place = source.place(keys, **where)
    return text.split("\n")[place.line - 1][place.column - 1 : place.column - 1 + place.length]


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", None), ("~", None), ("", None), ("true", True), ("false", False),
        ("0", 0), ("-7", -7), ("2019", 2019), ("999999999999999", 999_999_999_999_999),
        ("1.5", 1.5), ("-0.25", -0.25),
        ("2016-11-13", "2016-11-13"), ("2016-11", "2016-11"), ("2001-12-14t21:59:43Z", "2001-12-14t21:59:43Z"),
        ("ongoing", "ongoing"), ("1.2.3", "1.2.3"), ("http://issa.int", "http://issa.int"), ("-", [None]),
        ('"NO"', "NO"), ("'010'", "010"), ('"a\\tb"', "a\tb"), ("N O", "N O"), ("١٢", "١٢"), ("…", "…"), ("—", "—"),
    ],
)  # fmt: skip
def test_a_scalar_means_what_it_looks_like(written: str, value: object) -> None:
    found = parse_yaml(f"- {written}\n", "f").value
    assert found == [value]
    assert isinstance(found, list)
    assert type(found[0]) is type(value)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_is_nothing(text: str) -> None:
    source = parse_yaml(text, "f")
    assert source.value is None
    assert source.place(("a", 0)).file == "f"


def test_block_and_flow_collections_are_read() -> None:
    text = "a: [1, {b: c}]\nd:\n  - e\n  - f: >-\n      g\n      h\n    i: |\n      j\n"
    assert parse_yaml(text, "f").value == {"a": [1, {"b": "c"}], "d": ["e", {"f": "g h", "i": "j\n"}]}


@pytest.mark.parametrize("text", ["a: 1\r\nb: |\r\n  x\r\n  y\r\n", "\ufeffa: 1\nb: |\n  x\n  y\n"])
def test_windows_line_ends_and_byte_order_mark_are_tolerated(text: str) -> None:
    source = parse_yaml(text, "f")
    assert source.value == {"a": 1, "b": "x\ny\n"}
    assert str(source.place(("a",), key=True)) == "f:1:1"
    assert str(source.place(("b",), offset=2)) == "f:4:3"


json_like = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | words
    | st.decimals(-99999, 99999, places=3).map(float).filter(lambda n: "e" not in repr(n)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words.map(lambda w: w[:40]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


class Quoted(yaml.SafeDumper):
    """Writes every text in quotes, nothing with anchors."""

    quote = '"'

    def ignore_aliases(self, data: object) -> bool:
        return True


Quoted.add_representer(str, lambda d, s: d.represent_scalar("tag:yaml.org,2002:str", s, style=d.quote))


@unhurried
@given(json_like, st.sampled_from("'\""), st.booleans(), st.integers(20, 200))
def test_values_dumped_with_quotes_read_back_the_same(value: Any, quote: str, flow: bool, width: int) -> None:
    dumper = type("Dumper", (Quoted,), {"quote": quote})
    text = yaml.dump(value, Dumper=dumper, allow_unicode=True, default_flow_style=flow, width=width)
    assert parse_yaml(text, "f").value == value
    assert parse_yaml(json.dumps(value, ensure_ascii=False), "f").value == value


# Places

PLACES = """\
# a comment
history:
  - id: panama-2016
    date: 2016-11-13   # said so
    text:
      ka: >-
        შეხვედრა ქალაქ
        პანამაში
      en:
  - id: second
stats: {members: 330, tags: [a, "b c"]}
"""


@pytest.mark.parametrize(
    ("keys", "key", "place", "what"),
    [
        (("history",), True, "2:1", "history"),
        (("history",), False, "3:3", "- id: panama-2016"),
        (("history", 0), False, "3:5", "id: panama-2016"),
        (("history", 0, "date"), False, "4:11", "2016-11-13"),
        (("history", 0, "date"), True, "4:5", "date"),
        (("history", 0, "text", "ka"), False, "6:11", ">-"),
        (("history", 0, "text", "en"), False, "9:7", "en"),  # empty: its key
        (("history", 0, "place"), False, "3:5", "id: panama-2016"),  # missing: the entry it is missing in
        (("history", 0, "text", "fr"), False, "5:5", "text"),
        (("history", 7, "text", "fr"), False, "2:1", "history"),
        (("stats", "members"), False, "11:18", "330"),
        (("stats", "tags"), False, "11:29", '[a, "b c"]'),
        (("stats", "tags", 1), False, "11:33", '"b c"'),
        (("stats", "members", "deeper"), True, "11:9", "members"),
        ((), False, "2:1", "history:"),
    ],
)
def test_everything_has_its_place(keys: tuple[str | int, ...], key: bool, place: str, what: str) -> None:
    source = parse_yaml(PLACES, "f")
    assert str(source.place(keys, key=key)) == f"f:{place}"
    assert shown(source, PLACES, keys, key=key) == what


def test_a_problem_shows_its_line() -> None:
    source = parse_yaml(PLACES, "content/x.yaml")
    problem = source.problem(("history", 0, "text", "ka"), "typo", "no such town", "look it up", offset=15, length=8)
    assert problem.render() == (
        "content/x.yaml:8:9: error[typo]: no such town\n"
        "   8 |         პანამაში\n"
        "     |         ^^^^^^^^\n"
        "   hint: look it up"
    )
    assert source.problem((), "c", "m", severity="warning").severity == "warning"


@pytest.mark.parametrize(
    ("text", "wanted", "place", "what"),
    [
        ("k: one two\n   three\n\n   four\n", "three", "2:4", "three"),
        ("k: one two\n   three\n\n   four\n", "four", "4:4", "four"),
        ("k: 'it''s\n  here'\n", "s", "1:9", "s"),
        ("k: 'it''s\n  here'\n", "'", "1:7", "''"),
        ("k: 'it''s\n  here'\n", "here", "2:3", "here"),
        ('k: "a\\tb \\u10D0\\\n  c\\"d"\n', "b", "1:8", "b"),
        ('k: "a\\tb \\u10D0\\\n  c\\"d"\n', "ა", "1:10", "\\u10D0"),
        ('k: "a\\tb \\u10D0\\\n  c\\"d"\n', 'c"d', "2:3", 'c\\"d'),
        ("k: |2\n    deep\n  less\n", "deep", "2:5", "deep"),
        ("k: |+\n  a\n\n  b\n\n", "b", "4:3", "b"),
        ("k: >- # folded\n  one\n  two\n\n  three\n", "two", "3:3", "two"),
        ("k: >- # folded\n  one\n  two\n\n  three\n", "one two", "2:3", "one"),  # the first line's part
    ],
)
def test_an_offset_finds_its_character_in_every_style(text: str, wanted: str, place: str, what: str) -> None:
    source = parse_yaml(text, "f")
    assert isinstance(source.value, dict)
    value = source.value["k"]
    assert isinstance(value, str)
    where: dict[str, Any] = {"offset": value.index(wanted), "length": len(wanted)}
    assert str(source.place(("k",), **where)) == f"f:{place}"
    assert shown(source, text, ("k",), **where) == what


def test_an_offset_may_point_at_white_space_or_the_end() -> None:
    source = parse_yaml("k: 'one   two'\nl: |\n  x\n", "f")
    assert [source.place(("k",), offset=at).column for at in (3, 4, 5, 9, 99)] == [8, 9, 10, 14, 14]
    assert str(source.place(("l",), offset=1)) == "f:3:4"


def test_an_offset_works_in_keys_and_empty_texts() -> None:
    source = parse_yaml("'a b': ''\n", "f")
    assert source.place(("a b",), key=True, offset=2).column == 4
    assert source.place(("a b",), offset=0).column == 9


@pytest.mark.slow
@examples(120, 4000)
@given(words, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(10, 90), st.integers(2, 6), st.booleans())
@example("a 'b' \\ c\n\n d\n", "'", 10, 2, True)
def test_every_visible_character_is_found_where_it_stands(
    text: str, style: str | None, width: int, indent: int, unicode: bool
) -> None:
    dumped = yaml.safe_dump(
        {"k": ["first", text + "ა"]}, default_style=style, width=width, indent=indent, allow_unicode=unicode
    )
    source = parse_yaml(dumped, "f")
    assert isinstance(source.value, dict)
    items = source.value["k"]
    assert isinstance(items, list)
    value = items[1]
    assert isinstance(value, str)
    last = (1, 1)
    for offset, character in enumerate(value):
        place = source.place(("k", 1), offset=offset)
        if character in " \t\n":
            continue
        written = shown(source, dumped, ("k", 1), offset=offset)
        if written != character:
            assert character == ("'" if written == "''" else yaml.safe_load(f'"{written}"'))
        assert (place.line, place.column) > last
        last = (place.line, place.column)


# What is refused


DISAGREED = """yes Yes YES no NO No nO on On ON off OFF y Y n N True TRUE tRue False FALSE Null NULL nULL
    010 -010 00 08 01.5 0o10 0x1F 0b1 1_000 1_0.5 1:30 09:00 1:30:15 190:20:30.15 1e3 1E3 1.5e-3 -1e+3 .5 -.5 1. .inf
    -.INF .nan .NaN = << +1 +995322 +1.5"""


@pytest.mark.parametrize("written", DISAGREED.split())
def test_a_scalar_that_readers_disagree_about_is_refused(written: str) -> None:
    (problem,) = problems(f"- a\n- {written}\n")
    assert (str(problem.place), problem.place.length) == ("f:2:3", len(written))
    assert problem.code == "ambiguous-scalar"
    assert f'"{written}"' in problem.hint
    assert parse_yaml(f'- "{written}"\n', "f").value == [written]


@given(st.text("0123456789+-._:eExobinfaINFA~=<ynNYtrue ", max_size=8).map(str.strip))
@unhurried
def test_plain_scalars_mean_no_more_than_to_other_readers(text: str) -> None:
    """What we read as text, PyYAML's YAML 1.1 rules read as text or as a date."""
    assume(ambiguity(text) is None)
    resolver: Any = yaml.SafeLoader("")
    tag: str = resolver.resolve(yaml.ScalarNode, text, (True, False))
    if isinstance(plain_value(text), str):
        assert tag.rpartition(":")[2] in ("str", "timestamp")
    else:
        assert tag.rpartition(":")[2] in ("null", "bool", "int", "float")


@pytest.mark.parametrize("text", ["1234567890123456", "-1234567890.123456"])
def test_a_number_too_long_is_refused(text: str) -> None:
    assert seen(f"a: {text}") == [("1:4", "number-too-long", len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\n'a': 3\n", [("3:1", "duplicate-key", 3)]),
        ("a: {b: 1, c: 2, b: 3}\n", [("1:17", "duplicate-key", 1)]),
        ("1: x\n", [("1:1", "key-not-text", 1)]),
        ("2016-11-13: x\ntrue: x\n", [("2:1", "key-not-text", 4)]),
        ("? \n: x\n", [("1:2", "key-not-text", 1)]),
        ("? [a, b]\n: 1\n", [("1:3", "key-not-text", 6)]),
        ("no: x\n", [("1:1", "ambiguous-scalar", 2)]),
        ("a: &x 1\nb: *x\n", [("1:4", "anchor", 2), ("2:4", "alias", 2)]),
        ("a: *bold* text\n", [("1:4", "anchor", 1)]),
        ("a: **bold** text\n", [("1:4", "anchor", 1)]),
        ("a: * star\n", [("1:4", "anchor", 1)]),
        ("a: & and\n", [("1:4", "anchor", 1)]),
        ("a: !!python/object:os.system x\n", [("1:4", "tag", 25)]),
        ("a: !!str 1\nb: ! 2\nc: !x [1]\n", [("1:4", "tag", 5), ("2:4", "tag", 1), ("3:4", "tag", 2)]),
        ("a: !x!y z\n", [("1:4", "tag", 1)]),
        ("a: 1\n---\nb: 2\n", [("2:1", "several-documents", 3)]),
        ("%YAML 1.1\n---\na: 1\n", [("1:1", "directive", 9)]),
        ("# c\n%TAG ! x:\n---\na: 1\n", [("2:1", "directive", 9)]),
        ("%FOO\n---\na: 1\n", [("1:1", "directive", 4)]),
        ("a: {{ date }}, text\n", [("1:4", "unquoted-expression", 2)]),
    ],
)
def test_what_yaml_has_and_content_must_not_is_refused(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert seen(text) == expected


def test_a_duplicate_key_names_the_first_ones_line() -> None:
    (problem,) = problems("x:\n  a: 1\n  b: 2\n  a: 3\n")
    assert str(problem.place) == "f:4:3"
    assert "line 2" in problem.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: 1\n", ("2:1", "tab-indentation", 1)),
        ("a: |\n\tx\n", ("2:1", "tab-indentation", 1)),
        ("a: 'x\nb: 1\n", ("1:4", "unclosed-quote", 1)),
        ('a: 1\nb: "x\n', ("2:4", "unclosed-quote", 1)),
        ("a: 'it's'\n", ("1:8", "text-after-value", 1)),
        ("a: [x](http://y) z\n", ("1:7", "text-after-value", 1)),
        ("a:1\nb: 2\n", ("1:2", "missing-space", 1)),
        ("x: 1\na:1\nb: 2\n", ("2:2", "missing-space", 1)),
        ("a:\n- b\n-c\n- d\n", ("3:1", "missing-space", 1)),
        ("a\nb: 2\n", ("1:1", "missing-colon", 1)),
        ("x: 1\nabc\nb: 2\n", ("2:1", "missing-colon", 3)),
        ("a: b: c\n", ("1:5", "colon-in-text", 1)),
        ("a: 1\n  b: 2\n", ("2:3", "bad-indentation", 1)),
        ("a:\n  - 1\n - 2\n", ("3:2", "bad-indentation", 1)),
        ("a: [1, 2\nb: 3\n", ("1:4", "unclosed-bracket", 1)),
        ("a: {b: 1\n", ("1:4", "unclosed-bracket", 1)),
        ("a: [b, [c], \n", ("1:4", "unclosed-bracket", 1)),
        ("a: b\nc: [\n", ("2:4", "unclosed-bracket", 1)),
        ("a: @x\n", ("1:4", "reserved-character", 1)),
        ("a: %x\n", ("1:4", "reserved-character", 1)),
        ("a: }\n", ("1:4", "reserved-character", 1)),
        ("a: - b\n", ("1:4", "misplaced-list", 1)),
        ("a: > b\n  c\n", ("1:6", "text-after-block-sign", 1)),
        ('a: "\\q"\n', ("1:5", "unknown-escape", 2)),
        ('a: "\\ud800"\n', ("1:5", "forbidden-character", 6)),
        ("a: ? b\n", ("1:4", "syntax", 1)),
    ],
)
@pytest.mark.parametrize("parser", [yaml_file._Loader, yaml.SafeLoader])
def test_a_syntax_error_is_put_in_plain_words(
    text: str, expected: tuple[str, str, int], parser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_file, "_Loader", parser)
    (problem,) = problems(text)
    assert (str(problem.place)[2:], problem.code, problem.place.length) == expected
    assert problem.code == "syntax" or not {"mapping", "scalar", "token"} & set(problem.message.split())


FORBIDDEN = (
    "\0\x07\x0b\x1b\r\x7f\x85\x9f\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069"
    "\ud800\udfff\ue000\uf8ff\ufdd0\ufeff\ufffd\ufffe\uffff\U0001fffe\U000f0000\U0010fffd\U0010ffff"
)


@pytest.mark.parametrize("character", FORBIDDEN, ids=ascii)
def test_a_forbidden_character_is_refused_where_it_stands(character: str) -> None:
    (problem,) = problems(f"a: 1\nb: x{character}y\n")
    assert (str(problem.place), problem.code) == ("f:2:5", "forbidden-character")
    assert f"U+{ord(character):04X}" in problem.message
    report = problem.render()
    assert character == "\ufffd" or character not in report.replace("\n", "")


@pytest.mark.parametrize("character", FORBIDDEN, ids=ascii)
def test_a_forbidden_character_is_refused_as_an_escape(character: str) -> None:
    escape = f"\\U{ord(character):08X}"
    (problem,) = problems(f'a: 1\nb: "x\n  y{escape}z"\n')
    assert (str(problem.place), problem.place.length) == ("f:3:4", len(escape))
    assert problem.code == "forbidden-character"
    assert f"U+{ord(character):04X}" in problem.message


def test_what_georgian_and_latin_texts_need_is_allowed() -> None:
    text = "ა\u00a0ბ – „ციტატა“ ₾ é e\u0301 \u200d\u2060 😀 ≥"
    assert parse_yaml(f'- {text}\n- "{text}\\t\\_\\x41"\n', "f").value == [text, f"{text}\t\u00a0A"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "{? "])
def test_deep_nesting_is_refused_however_deep(opening: str) -> None:
    (problem,) = problems(opening * 50_000)
    assert problem.code == "too-deep"
    assert problem.place.column in (DEEPEST * len(opening) + 1, 2 * DEEPEST + 1)


def test_nesting_up_to_the_limit_is_read() -> None:
    value = parse_yaml("[" * DEEPEST + "]" * DEEPEST, "f").value
    for _ in range(DEEPEST - 1):
        assert isinstance(value, list)
        (value,) = value
    assert value == []


def test_every_problem_is_found_in_one_pass() -> None:
    assert [code for _, code, _ in seen("a: yes\na: 2\nb: &x \u202e\n3: 010\nc: 'd\n")] == [
        "ambiguous-scalar", "duplicate-key", "anchor", "forbidden-character", "key-not-text", "ambiguous-scalar",
        "unclosed-quote",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["- yes\n" * 999, "\0 " * 999, '"' + "\\0" * 999 + '"', "{" + "a: 1, " * 999 + "}", "- \0yes\n- no\n" * 99],
)
def test_a_thoroughly_broken_file_gives_a_bounded_report(text: str) -> None:
    assert MOST_PROBLEMS <= len(problems(text)) <= 2 * MOST_PROBLEMS


# Files


def refused(file: Path) -> list[Diagnostic]:
    with pytest.raises(ProblemsError) as raised:
        read_yaml(file, "content/f.yaml")
    return list(raised.value.problems)


def test_a_file_is_read_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes("\ufeffk: ბრიუსელი\r\n".encode())
    source = read_yaml(tmp_path / "f.yaml", "content/f.yaml")
    assert (source.name, source.value) == ("content/f.yaml", {"k": "ბრიუსელი"})
    assert str(source.place(("k",))) == "content/f.yaml:1:4"


def test_a_file_that_is_not_utf8_is_refused_at_the_byte(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes("a: 1\r\nბ: caf".encode() + b"\xe9\n")
    (problem,) = refused(tmp_path / "f.yaml")
    assert (str(problem.place), problem.code) == ("content/f.yaml:2:7", "not-utf-8")
    assert "0xE9" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_another_encoding_is_refused(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes("a: é\n".encode(encoding))
    assert {problem.code for problem in refused(tmp_path / "f.yaml")} & {"not-utf-8", "forbidden-character"}


def test_a_file_may_have_a_mebibyte_and_no_more(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"a: b #" + b"x" * (LARGEST_FILE - 6))
    assert read_yaml(file, "f").value == {"a": "b"}
    file.write_bytes(b"a: b #" + b"x" * (LARGEST_FILE - 5))
    (problem,) = refused(file)
    assert problem.code == "file-too-large"
    assert [p.code for p in problems("ა" * (LARGEST_FILE // 3 + 1))] == ["file-too-large"]


@pytest.mark.parametrize(
    ("line", "marked", "mended"),
    [
        ("name: {ka: მარაქეში, en: Marrakesh, Morocco}", "Morocco", 'en: "Marrakesh, Morocco"'),
        ("name: {en: One, two, three, ka: ერთი}", "two, three", 'en: "One, two, three"'),
        ("name: {ka: ერთი, ორი}", "ორი", 'ka: "ერთი, ორი"'),
    ],
)
def test_a_comma_in_a_text_in_braces_is_explained(line: str, marked: str, mended: str) -> None:
    (problem,) = problems(f"- id: a\n  {line}\n")
    assert (problem.code, problem.place.line) == ("comma-in-text", 2)
    at = problem.place.column - 1
    assert problem.excerpt[at : at + problem.place.length] == marked
    assert mended in problem.hint


def test_what_has_no_value_in_braces_is_no_comma() -> None:
    assert parse_yaml("a: {b: null, c: , d: x}", "f").value == {"a": {"b": None, "c": None, "d": "x"}}
    assert parse_yaml("a: {b: 'x', c}", "f").value == {"a": {"b": "x", "c": None}}
    assert parse_yaml("a: {b: 5, c}", "f").value == {"a": {"b": 5, "c": None}}


def test_a_text_has_no_more_than_a_few_pages() -> None:
    words = ("ა" * 9 + " ") * (LONGEST_TEXT // 10)
    assert parse_yaml(f"a: '{words}'", "f").value == {"a": words}
    (problem,) = problems(f"b: x\na: '{words}ა'")
    assert (problem.code, problem.place.line, problem.place.column) == ("text-too-long", 2, 4)
    assert len(problem.render()) < 1000, "the report shows the text's beginning only"


def test_a_word_has_no_more_letters_than_an_address() -> None:
    parse_yaml(f"a: x {'ა' * LONGEST_WORD} y", "f")
    (problem,) = problems(f"a: x {'ა' * (LONGEST_WORD + 1)} y")
    assert problem.code == "word-too-long"


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    assert [p.code for p in refused(tmp_path / "none.yaml") + refused(tmp_path)] == ["unreadable-file"] * 2


def test_the_report_of_a_bad_file_reads_well(update_golden: bool) -> None:
    with pytest.raises(ProblemsError) as raised:
        read_yaml(DATA / "bad_source.yaml", "content/bad_source.yaml")
    check_golden(DATA / "golden" / "diagnostics" / "bad_source.txt", f"{raised.value}\n", update_golden)


# Whatever people write

yaml_like = st.lists(
    st.sampled_from(
        ["a", "b: ", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", "\t", " ", "[", "]", "{", "}", ",", "'", '"', "\\",
         "|", ">", ">-", "|2", "&x ", "*x", "!t ", "!!", "%", "@", "#", " #", "---", "...", "? ", "1", "yes", "~", "<<",
         "\0", "\\x00", "\\ud800", "\\U00110000", "\\U", "\ud800", "\u2028", "\r", "\ufeff", "ა", "{{ x }}",
         "%YAML 1.1\n"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("parser", [yaml_file._Loader, yaml.SafeLoader])
@examples(120, 4000)
@given(text=st.one_of(st.text(), st.text(st.characters(codec=None)), yaml_like))
def test_whatever_the_text_there_are_values_or_problems_with_places(parser: Any, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "_Loader", parser)
        try:
            parse_yaml(text, "f")
        except ProblemsError as error:
            lines = text.split("\n")
            for problem in error.problems:
                assert 1 <= problem.place.line <= len(lines)
                assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
                assert problem.message
                problem.render().encode("utf-8")


@unhurried
@given(st.binary() | yaml_like.map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_the_bytes_there_is_no_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(data)
    with suppress(ProblemsError):
        assert read_yaml(file, "f").place(()).line >= 1


# Edges


def first(text: str) -> tuple[str, str, int]:
    """Return place, code and length of the first problem."""
    with pytest.raises(ProblemsError) as raised:
        parse_yaml(text, "f")
    problem = raised.value.problems[0]
    return str(problem.place)[2:], problem.code, problem.place.length


@pytest.mark.parametrize(
    "written",
    [
        "0o1_7", "0X1F", "-0b1", "1:30", "1:30:15", "1:2.5", "-1:2", "1e5", "-1e5", ".5e3", "1.e3", "1_0e2", ".inf",
        "-.NaN", ".5", "-.5", "+.5", "5.", "-5.", "1_000", "1.0_0", "+5", "+5.5", "007", "-07", "00.5", "=", "<<",
        "y", "N", "On", "OFF", "Yes", "TRUE", "Null", "NULL",
    ],
)  # fmt: skip
def test_what_some_reader_takes_for_something_else_is_refused(written: str) -> None:
    assert first(f"a: {written}\n") == ("1:4", "ambiguous-scalar", len(written))
    assert parse_yaml(f'a: "{written}"\n', "f").value == {"a": written}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("~", None), ("null", None), ("", None), ("true", True), ("false", False), ("0", 0), ("-0", 0), ("-12", -12),
        ("1.50", 1.5), ("-0.5", -0.5), ("1" * 15, int("1" * 15)), ("2019-10", "2019-10"), ("1.2.3", "1.2.3"),
        ("yesno", "yesno"), ("e5", "e5"), ("10:", None), ("-a", "-a"), (".a", ".a"), ("nullify", "nullify"),
    ],
)  # fmt: skip
def test_what_every_reader_takes_for_the_same_is_read(written: str, value: object) -> None:
    text = f"a: {written}\n" if not written.endswith(":") else "a: '10:'\n"
    found = parse_yaml(text, "f").value
    assert found == {"a": "10:" if written.endswith(":") else value}


def test_limits_are_the_last_that_is_read() -> None:
    words = "ab " * 7000
    assert parse_yaml(f"a: {words[: 20_000 - 1]}c\n", "f")
    assert first(f"a: {words[:20_000]}c\n")[1] == "text-too-long"
    assert parse_yaml(f"a: {'x' * 1000}\n", "f")
    assert first(f"a: {'x' * 1001}\n")[1] == "word-too-long"
    assert parse_yaml("[" * 40 + "]" * 40, "f")
    assert first("[" * 41 + "]" * 41) == ("1:41", "too-deep", 1)
    assert first(f"a: {'1' * 16}\n")[1] == "number-too-long"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  b: 1\n \tc: 2\n", ("3:2", "tab-indentation", 1)),
        ("a: [1, }\n", ("1:8", "reserved-character", 1)),
        ("a: , b\n", ("1:4", "reserved-character", 1)),
        ("a: x\n   y: z\n", ("2:4", "bad-indentation", 1)),
        ("a: []\n# why\n- b\n", ("1:4", "misplaced-list", 2)),
        ("a: [] # none\n- b\n", ("1:4", "misplaced-list", 2)),
        ("a: &x b\n", ("1:4", "anchor", 2)),
        ("a: !t b\n", ("1:4", "tag", 2)),
        ("a: \x07\x07\x07 b\n", ("1:4", "forbidden-character", 3)),
        ("a: 1\na: 2\na: 3\n", ("2:1", "duplicate-key", 1)),
        ("a: {b: x, c, d}\n", ("1:11", "comma-in-text", 4)),
        ("a: {b: x, c, d: 1}\n", ("1:11", "comma-in-text", 1)),
    ],
)
def test_where_a_slip_is_told(text: str, expected: tuple[str, str, int]) -> None:
    assert first(text) == expected


def test_what_is_given_three_times_names_the_first_line_each_time() -> None:
    with pytest.raises(ProblemsError) as raised:
        parse_yaml("a: 1\na: 2\na: 3\n", "f")
    assert ["first on line 1" in problem.message for problem in raised.value.problems] == [True, True]


def test_an_anchor_and_a_tag_of_one_value_are_both_told() -> None:
    with pytest.raises(ProblemsError) as raised:
        parse_yaml("a: &x !t yes\n", "f")
    assert [problem.code for problem in raised.value.problems] == ["anchor", "tag"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: [1, 2\nb: 3\n", "close it with `]`"),
        ("a: {b: 1\n", "close it with `}`"),
        ("a: {b: x, c, d}\n", 'a text with a comma needs quotes: b: "x, c, d"'),
        ("a: yes\n", 'write "yes" in quotes if text is meant, else write true'),
        ("a: .inf\n", 'write ".inf" in quotes if text is meant'),
        ("1: 2\n", 'write "1" in quotes'),
    ],
)
def test_what_helps(text: str, hint: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        parse_yaml(text, "f")
    assert raised.value.problems[0].hint.startswith(hint)


def test_the_place_of_what_is_missing_or_empty_is_its_key() -> None:
    source = parse_yaml("a:\n  b:\n  c: xyz\n", "f")
    assert [str(source.place(keys)) for keys in (("a", "b"), ("a", "d"), ("a", "d", "e"), ("x",))] == [
        "f:2:3", "f:1:1", "f:1:1", "f:1:1",
    ]  # fmt: skip
    assert str(source.place(("a", "d"), offset=2)) == "f:1:1"
    assert [str(source.place(("a", "c"), offset=offset)) for offset in (0, 2, 3, 9)] == [
        "f:3:6",
        "f:3:8",
        "f:3:9",
        "f:3:9",
    ]
    assert source.place(("a", "c"), offset=0, length=0).length == 1
