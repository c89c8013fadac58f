"""Characters that can't be seen are refused or reported, at the very place, however the text is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import starter
from briefgen.making.judge import check
from briefgen.project.folder import find_project

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
