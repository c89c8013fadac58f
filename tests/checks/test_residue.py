"""Characters that can't be seen are refused or reported, at the very place, however the text is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.checks.families import residue
from briefgen.making.judge import check
from briefgen.project.folder import find_project
from briefgen.upkeep import starter
from tests.checks.small import found, marked, paths, severities, subject, told

OLD = "ka: სააგენტო ასოციაციას აწვდის სანიმუშო სტატისტიკას."


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\u0007", "forbidden-character"),
        ("\u202e", "forbidden-character"),
        ("\u200f", "forbidden-character"),
        ("\ufeff", "forbidden-character"),
        ("\u200b", "character-invisible"),
        ("\u00ad", "character-invisible"),
        ("\u2060", "character-invisible"),
    ],
)
@pytest.mark.parametrize(
    ("before", "line"),
    [("ka: სააგენტო", 0), ("ka: >-\n        სააგენტო\n        ასოცი", 2), ("ka: |-\n        სააგენტო", 1)],
)
def test_an_invisible_character_is_reported_where_it_stands(
    tmp_path: Path, character: str, code: str, before: str, line: int
) -> None:
    starter.start(tmp_path / "demo")
    path = tmp_path / "demo" / "content" / "cooperation.yaml"
    text = path.read_text(encoding="utf-8")
    start = text[: text.index(OLD)].count("\n") + 1
    path.write_text(text.replace(OLD, f"{before}{character}აცია."), encoding="utf-8")
    found = [problem for problem in check(find_project(tmp_path / "demo")) if problem.code == code]
    column = len(before.split("\n")[-1]) + (7 if "\n" not in before else 1)
    assert [(problem.place.line, problem.place.column) for problem in found] == [(start + line, column)]


def left(words: str, language: str = "en", **fields: Any) -> list[str]:
    return marked(told({language: words}, entry=fields), residue.residue.code)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A [bookmark: x] b [footnoteRef:1] c _GoBack d _Toc12 e _Ref3 f _Hlk4.", 6),
        ("A [12] b [123: c.", 2),
        ("A [1](https://a.example) and [2]{lang=ka}.", 1),
        ("A [^note]: b [endnote] c.", 2),
        ("Error! Reference not found. And Error.", 1),
        ('A HYPERLINK "x and #REF! and #N/A.', 3),
        ("A TODO, FIXME, XXX, XXXX, TBD, Todo: b, todo: c.", 7),
        ("A todo list.", 0),
        ("A ?? b [?] c (?) d? e.", 3),
        ("A @@ b ## c $$ d.", 3),
        ("Lorem ipsum dolor and so on, lorem, ipsum dolor.", 3),
        ("A <!-- b --> c <!-- d", 2),
        ("A [comment: x] b.", 1),
        ("A Commented [AS1]: b [NB check] c [JP2] d.", 3),
        ("A {++b++} c.", 2),
        ("A {>> b <<} c [-d-] e {+f+} g.", 4),
        ("Deleted: a\nMoved up [b]: c\nNot Deleted: d", 2),
        ("<<<<<<< a\n=======\n>>>>>>> b", 3),
        ("A &nbsp; b &#160; c &#xA0; d AT&T e.", 3),
        ("A <br> b </p> c <sup>2</sup> d <td width=1> e <x>.", 5),
        ("# A", 1),
        ("###### A", 1),
        ("> A", 1),
        ("| a | b |", 1),
        ("A\n---\nb", 1),
        ("A ~~b~~ c `d` e __f__ g ![h", 7),
        ("A ___ b ..... c …… d.", 3),
        ("A __ b .... c … d.", 0),
        ("Name: ___", 1),
        ("A “…” b „...“ c.", 2),
        ("A [●] b [__] c DD/MM/YYYY d dd.mm.yy e.", 4),
        ("A XX.XX b XXXX/XX c 20XX d 19XX e 20X1 f 20X g.", 6),
        ("A {name} b.", 1),
        ("A {{ b.", 1),
        ("A b }} c {% d %} e.", 3),
        ("Theyâ€™re, cafÃ© and ¶.", 3),
        ("A\tb", 1),
        ("• a\n  · b\n- c\no d", 3),
        ("A [b]{lang=ka", 2),
        ("A [insert name] b <date> c [our names] d [years].", 3),
        ("A [Date] b.", 1),
        ("A […] b “c […] d” e.", 1),
        ("A [to be confirmed] b (check!) c (checks).", 2),
        ("A **b** c **d.", 1),
        ("A **b** c.", 0),
    ],
)
def test_what_is_left_over_is_marked(words: str, expected: int) -> None:
    assert len(left(words)) == expected, left(words)


def test_of_what_overlaps_the_longest_is_told_and_what_touches_is_apart() -> None:
    assert left("A [?????] b.") == ["[?????]"]
    assert left("A ???@@ b.") == ["???", "@@"]
    assert left("A XXXX.XXXX b.") == ["XXXX.XXXX"]
    assert found(told("#### A"), "residue")[0].message == "“####” is Markdown that briefgen doesn't take"
    assert found(told("A\n=======\nb"), "residue")[0].message == "“=======” is a tracked change"
    assert left("A **b** c **d.") == ["**"]
    about = told("A **b** c **d.")
    assert [one.offset for one in found(about, "residue")] == [10]


def test_plain_texts_take_no_markdown() -> None:
    label = {"label": {"en": "A **b** and [c](https://d.example)"}}
    assert marked(told("A.", entry=label), "residue") == ["**", "[c]"]
    assert left("A **b** and [c](https://d.example).") == []
    forms = {"en": {"loc": "in **b**"}}
    about = subject(association={"forms": forms})
    assert [one.case for one in found(about, "residue")] == ["loc"]
    drafter = subject(edition={"drafter": "Anna **Smith**"})
    assert paths(drafter, "residue") == ["editions[now].drafter"]
    assert marked(subject(edition={"drafter": "Anna […] Smith"}), "residue") == []


def test_what_cannot_be_seen_is_named_by_its_kind() -> None:
    assert found(told("A\tb."), "residue")[0].message == "a tab stands here"
    assert found(told("A TBD b."), "residue")[0].message == "“TBD” is a note to oneself"


def test_characters_without_width_are_errors_odd_spaces_perhaps_meant() -> None:
    about = told("A\u200bb c\u2009d e\u00ad\u2060f g\u00a0h.")
    code = residue.character_invisible.code
    assert list(zip(marked(about, code), severities(about, code), strict=True)) == [
        ("\u200b", "error"), ("\u00ad\u2060", "error"), ("\u2009", "warning"),
    ]  # fmt: skip
    messages = [one.message for one in found(about, code)]
    assert messages[0] == "U+200B (zero width space) can't be seen"
    assert messages[2] == "an unusual character: thin space"
    assert [one.hint.partition(" ")[0] for one in found(about, code)] == ["delete", "delete", "type"]


def test_a_figure_is_there_if_a_brief_has_so_many() -> None:
    about = told("See Figure 2.")
    for figures, severity in ((None, "warning"), (2, "warning"), (1, None), (0, None)):
        assert [one.severity for one in found(replace(about, figures=figures), "pointer-lost")] == [severity]
