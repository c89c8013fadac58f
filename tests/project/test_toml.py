from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.project.toml import TomlError, read_toml


def message(folder: Path, text: str | bytes) -> str:
    path = folder / "briefgen.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(TomlError) as raised:
        read_toml(path, "briefgen.toml")
    return str(raised.value)


@pytest.mark.parametrize(
    ("line", "what", "mended"),
    [
        ("theme = “sober”", "curly", 'write theme = "sober"'),
        ("theme = „sober“  # the serif", "curly", 'write theme = "sober"  # the serif'),
        ("theme = sober", "words stand in quotes", 'write theme = "sober"'),
        ("theme = sober # the serif", "words stand in quotes", 'write theme = "sober"  # the serif'),
        ("letterhead = our letterhead.docx", "words stand in quotes", 'write letterhead = "our letterhead.docx"'),
        ('letterhead = "C:\\Users\\me\\paper.docx"', "backslash", "write letterhead = 'C:\\Users\\me\\paper.docx'"),
        ("numbered_paragraphs = True", "True isn't understood", "write numbered_paragraphs = true"),
        ("numbered_paragraphs = no", "no isn't understood", "write numbered_paragraphs = false"),
        ('theme: "sober"', "written with =", 'write theme = "sober"'),
        ("theme sober", "written with =", 'write theme = "sober"'),
        ("theme =", "nothing is set", 'write theme = "…"'),
        ("theme =  # the serif", "nothing is set", 'write theme = "…"'),
        ("theme = sober2 and more", "words stand in quotes", 'write theme = "sober2 and more"'),
        ('theme = "sober', "mark at the end is missing", 'write theme = "sober"'),
        ('theme = "sober # the serif', "mark at the end is missing", 'write theme = "sober"  # the serif'),
        ("theme = ‟sober”", "curly", 'write theme = "sober"'),
        ("x = Yes", "Yes isn't understood", "write x = true"),
        ("x = FALSE # off", "FALSE isn't understood", "write x = false  # off"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", '\r\nbriefs = ["full"]\r\n'])
def test_a_likely_slip_is_shown_mended(tmp_path: Path, line: str, what: str, mended: str, end: str) -> None:
    shown = message(tmp_path, f'languages = ["ka"]\n{line}{end}')
    assert shown.startswith("briefgen.toml:2:")
    assert what in shown
    assert mended in shown
    assert f"2 | {line}" in shown


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a = {b=1, b=2}", "this is given twice; delete one"),
        ("a.b = 1\na.b.c = 2", "this is given twice; delete one"),
        ('a = "x\x01"', "illegal character"),
        ("[mail", "expected ']' at the end of a table declaration"),
        ("a = {}\na.b = 1", "this line can't be read"),
    ],
)
def test_what_the_parser_says_is_told_in_words_that_can_be_translated(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "t.toml").write_text(line)
    with pytest.raises(TomlError) as raised:
        read_toml(tmp_path / "t.toml", "t.toml")
    assert raised.value.problem.message == says


def test_what_is_given_twice_is_told(tmp_path: Path) -> None:
    assert "given twice" in message(tmp_path, 'theme = "a"\ntheme = "b"\n')


def test_another_encoding_is_told(tmp_path: Path) -> None:
    assert "save the file with the encoding UTF-8" in message(tmp_path, 'theme = "a"'.encode("utf-16"))


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "briefgen.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "a"')
    assert read_toml(path, "x") == {"theme": "a"}


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read_or_told_of_at_a_place(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode())
    try:
        read_toml(path, "any.toml")
    except TomlError as error:
        assert str(error).startswith("any.toml:")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"a = 1\nb = 2\nc = '\xff'\n", "t.toml:3:1: error[toml]: this is not UTF-8"),
        (b'a = 1\nb = "', "t.toml:2:1: error[toml]: unterminated string"),
        (b"a = [1,\n2\n", "t.toml:2:1: error[toml]: a bracket is not closed here"),
        (b"a = 1\n[b\nc = 2\n", "t.toml:2:3: error[toml]: "),
        (b"a = 1\na = 2  # \xe2\x80\x9ctwo\xe2\x80\x9d\n", "this is given twice; delete one"),
        (b"[a]\n[a]\n", "this is given twice; delete one"),
        ("a = “x”\n".encode(), "t.toml:1:5: error[toml]: a curly quotation mark"),
        (b"a = '\xe2\x80\n'", "t.toml:1:1: error[toml]: this is not UTF-8"),
        (b"a = 1\n= 2\n", "t.toml:2:1: error[toml]: "),
        (b"= 2\n", "t.toml:1:1: error[toml]: "),
        (b"a = true\nb = 1 x\n", "t.toml:2:7: error[toml]: "),
        (b"  theme: sober\n", "t.toml:1:8: error[toml]: a setting is written with ="),
        ('title = "„X“"\n[mail\n'.encode(), "t.toml:2:6: error[toml]: "),  # the first line is as it should be
        ('title = "„X“"\ntheme = = "x"\n'.encode(), "t.toml:2:9: error[toml]: "),
        (b'a = "one\\ntwo"\n[mail\n', "t.toml:2:6: error[toml]: "),
        (b"theme sober\n", "t.toml:1:6: error[toml]: a setting is written with ="),
        (b"theme = sober\r\n", "t.toml:1:9: error[toml]: words stand in quotes\n   1 | theme = sober\n"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, text: bytes, says: str) -> None:
    path = tmp_path / "t.toml"
    path.write_bytes(text)
    with pytest.raises(TomlError) as raised:
        read_toml(path, "t.toml")
    assert says in str(raised.value)


def test_the_line_before_the_first_is_not_the_last(tmp_path: Path) -> None:
    told = message(tmp_path, "a = 1 2\nb: 3")
    assert told.startswith("briefgen.toml:1:7: ")
    assert "written with =" not in told


@pytest.mark.parametrize(
    "line",
    [
        "password = Geheim123",
        "[mail]\nClient_Secret : Geheim123",
        'token = "Geheim123',
        "mail = { პაროლი = Geheim123 }",
        '[mail]\npasswords = [\n  "Geheim123",\n  x\n]',
        "[mail]\npasswords = [\n  Geheim123\n]",
        '[mail]\npassword = """\nb = 1\nGeheim123',
        '[mail]\npassword =\n"Geheim123"',
        "[mail]\npassword = \\\nGeheim123",
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\nuser = 'x'\n"])
def test_what_may_be_a_password_is_never_shown(tmp_path: Path, line: str, end: str) -> None:
    told = message(tmp_path, line + end)
    assert told.startswith("briefgen.toml:")
    assert "Geheim" not in told


@pytest.mark.parametrize("end", ["", "\n", '\ninner = ["«", "»"]\n', '\n\n# more\n[binding]\nbefore = ["a"]\n'])
@pytest.mark.parametrize(
    ("lines", "place", "mended"),
    [
        ('outer = ["„", "”"', "2", 'outer = ["„", "”"]'),
        ('outer = ["„", "”"  # low, high', "2", 'outer = ["„", "”"]  # low, high'),
        ('outer = ["#", "”"', "2", 'outer = ["#", "”"]'),
        ('nom = [\n    "a", "b",\n    "c", "d"', "4", '"c", "d"]'),
        ('last_before = { "e" = ["i"], "y" = ["h"]', "2", 'last_before = { "e" = ["i"], "y" = ["h"] }'),
        ('last_before = { "e" = ["i"], "y" = ["h"', "2", 'last_before = { "e" = ["i"], "y" = ["h"] }'),
        ("dates = ['{D}\\.', '{Y}'", "2", "dates = ['{D}\\.', '{Y}']"),
    ],
)
def test_a_bracket_that_is_missing_is_told_where_it_is(
    tmp_path: Path, lines: str, place: str, mended: str, end: str
) -> None:
    shown = message(tmp_path, f'name = "x"\n{lines}{end}')
    assert shown.startswith(f"briefgen.toml:{place}:"), shown
    assert "a bracket is not closed here" in shown
    assert f"write {mended}" in shown


def test_curly_marks_in_quotes_are_no_slip(tmp_path: Path) -> None:
    assert "curly" not in message(tmp_path, 'name = "x"\nouter = ["„", "”"] x\n')
    assert "curly" in message(tmp_path, 'name = "x"\nouter = [“a”]\n')
