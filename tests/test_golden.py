"""Golden files: what a failure says, and what the flag does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import UPDATE_FLAG, check_golden


def test_a_missing_golden_file_names_the_flag(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=f"a.txt is missing: run pytest with {UPDATE_FLAG}"):
        check_golden(tmp_path / "a.txt", "new", update=False)


def test_a_difference_names_the_flag(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(AssertionError, match=f"differs from golden file a.txt.*{UPDATE_FLAG}"):
        check_golden(tmp_path / "a.txt", "new", update=False)


def test_the_flag_writes_the_file(tmp_path: Path) -> None:
    golden = tmp_path / "new" / "a.txt"
    check_golden(golden, "words\n", update=True)
    check_golden(golden, "words\n", update=False)
