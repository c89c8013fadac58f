"""What may be a secret in a file of settings: nothing of it is left where it is hidden, and all of it comes back."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.project.hidden import HiddenError, hide, is_plain, pieces_like, reveal
from tests.limits import cpu_limit

PLAIN = """\ufefflanguages = ["ka", "en"]\r
'theme'=\t'plain'
[mail]
sender = "a@agency.example"
ca = 'C:\\x.pem'
authority = "https://login.agency.example:443/x"
port = 587
"""
HIDING = [
    "# hunter2",
    'user = "a:hunter2"',
    'user = "hunter2 "',
    r"user = 'hunter2:\'",
    'graph = "https://a:hunter2@x"',
    'a = """hunter2"""',
    "a = '''\nhunter2 # '''",
    r'a = "\"#hunter2"',
    '"a" = "#"  # "hunter2',
    "a = [ # hunter2\n '!hunter2',\n]",
    "a = '''b''''  #hunter2",
    'mail.a = "x#hunter2"',
    'a = { b = "a:hunter2", c = 1 }',
    'a = """"hunter2"""""',
    "a = 'x=hunter2'",
    r'a = "a\u003ahunter2"',
]


@pytest.mark.parametrize("line", HIDING)
def test_nothing_is_left_of_what_may_be_a_secret(line: str) -> None:
    text = f"{PLAIN}{line}\n"
    tomllib.loads(text.removeprefix("\ufeff"))
    found: dict[str, tuple[str, str]] = {}
    kept = hide(text, found)
    assert ("hunter2" in kept, kept.startswith(PLAIN)) == (False, True)
    assert reveal(kept, found) == text
    assert pieces_like(kept, text) == found
    for other in (f"{text}port = 1\n", text.replace("587", "588"), f"{text}# x\n"):
        assert pieces_like(kept, other) is None


def test_a_mark_is_told_in_its_own_place_alone() -> None:
    found: dict[str, tuple[str, str]] = {}
    assert hide('a = "x:y" # x', found) == 'a = "⟨1⟩" #⟨2⟩'
    assert reveal('# ⟨2⟩\na = "⟨1⟩"\nb = "⟨x⟩"', found) == '# x\na = "x:y"\nb = "⟨x⟩"'
    for wrong in ('b = "⟨1⟩"', 'a = "⟨2⟩"', "#⟨1⟩", "#⟨3⟩"):
        with pytest.raises(HiddenError):
            reveal(wrong, found)


def test_the_same_words_are_the_same_in_what_is_kept_of_two_texts() -> None:
    found: dict[str, tuple[str, str]] = {}
    before, after = (hide(each, found) for each in ("# x\na = 1\n# y\n", "# y\na = 2\n# x\n# x\n"))
    assert (before, after) == ("#⟨1⟩\na = 1\n#⟨2⟩\n", "#⟨2⟩\na = 2\n#⟨1⟩\n#⟨1⟩\n")
    pieces = pieces_like(after, "# Y\na = 2\n# x\n# x\n")  # somebody has edited a remark since
    assert pieces is not None
    assert reveal(before, pieces) == "# x\na = 1\n# Y\n"
    assert pieces_like(after, "# y\na = 2\n# x\n# z\n") is None


@given(st.text("ab=#'\"\\⟨1⟩ \n", max_size=30))
def test_any_text_comes_back(text: str) -> None:
    found: dict[str, tuple[str, str]] = {}
    assert reveal(hide(text, found), found) == text


def test_no_text_takes_long() -> None:
    with cpu_limit(20):
        for each in ("x", '"', '\\"', "'", '"""\\', "# ", "a ", "a =", '""" ', 'a"', " ", "='''"):
            hide(each * 50_000, {})


@pytest.mark.parametrize(
    ("plain", "values"),
    [
        (True, ["a@b.example", "../ca.pem", "", 5, ["a", "b"], None, "წიგნი", "C:\\x", "https://a.b:1/c"]),
        (False, ["a:b", "a b", ["a", "b:c"], "https://a:b@c", "x" * 1000, "a\nb", "http://a"]),
    ],
)
def test_what_is_plain(plain: bool, values: list[object]) -> None:
    assert [value for value in values if is_plain(value) != plain] == []
