"""The bench of the goals: an edit is one, and a line's turns are ratios to the anchor of the same turn."""

from __future__ import annotations

import itertools
import shutil
import sys
from pathlib import Path

import goals
import pytest
from resident import EDITED, edit

ROOT = Path(__file__).resolve().parent.parent


def test_an_edit_gives_one_heading_other_words_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    file = Path(shutil.copy(ROOT / "content" / EDITED, tmp_path / "content"))
    before = file.read_text(encoding="utf-8").splitlines()
    seen = set()
    for number in (7, 7, 40):
        edit(tmp_path, number)
        after = file.read_text(encoding="utf-8").splitlines()
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert [(old.split(":")[0].strip(), new.startswith(old)) for old, new in changed] == [
            ("ka", True),
            ("en", True),
        ]
        seen.add(tuple(new for _, new in changed))
    assert len(seen) == 2


@pytest.mark.parametrize(("arguments", "goes_on"), [(["check"], True), (["build"], False)])
def test_a_check_that_finds_problems_is_measured_and_all_else_has_to_succeed(
    tmp_path: Path, arguments: list[str], goes_on: bool
) -> None:
    def ends(code: str) -> bool:
        try:
            goals.output_of([sys.executable, "-c", code, *arguments], tmp_path, {})
        except SystemExit:
            return False
        return True

    assert ends("raise SystemExit(1)") is goes_on
    assert not ends("raise SystemExit(2)")
    assert not ends("1 / 0")


def test_a_turn_measures_anchor_and_contestants_one_after_another(tmp_path: Path) -> None:
    clock = itertools.count(1)
    contestants = [goals.Briefgen(tmp_path, tmp_path), goals.Briefgen(ROOT, tmp_path)]
    line = goals.Line("title", "≤ 2", lambda one: float(next(clock)), anchor=lambda: float(next(clock)), most=2)
    assert line.turns(contestants, 5) == [[2 / 1, 5 / 4], [3 / 1, 6 / 4]]
    assert goals.told([2.0, 3.0, 1.0]) == "   2.00 (1.00–3.00)"
