"""Makes a project of many distinct briefs: each edition has invented words of its own beside the content it shares."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "briefgen" / "upkeep" / "starter" / "project"
_PLACES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_GEORGIAN = ["ერთი", "ორი", "სამი", "ოთხი", "ხუთი", "ექვსი", "შვიდი", "რვა", "ცხრა", "ათი"]


def distinct(folder: Path, count: int, project: Path = STARTER, first: int = 0) -> list[str]:
    """Copy a project to a new folder, with so many distinct editions instead of its own; return their names.

    The starter prints two pages a language.
    """
    shutil.copytree(project / "content", folder / "content", ignore=shutil.ignore_patterns("*.issued"))
    shutil.copy(project / "briefgen.toml", folder)
    own = sorted((folder / "content" / "editions").glob("*.yaml"))
    model = own[0].read_text(encoding="utf-8")
    for path in own:
        path.unlink()
    names = [f"2030-{number % 12 + 1:02}-number-{number}" for number in range(first, first + count)]
    for number, name in enumerate(names, first):
        (folder / "content" / "editions" / f"{name}.yaml").write_text(_edition(model, number), encoding="utf-8")
    return names


def _edition(model: str, number: int) -> str:
    digits = [int(digit) for digit in str(number)]
    english = f"Ask for answer {number}: " + " and ".join(_PLACES[digit] for digit in digits) + "."
    georgian = f"ვითხოვოთ პასუხი {number}: " + " და ".join(_GEORGIAN[digit] for digit in digits) + "."
    own = f"objectives:\n  ka: >-\n    {georgian}\n  en: >-\n    {english}\n"
    assert "objectives: null  # not supplied\n" in model
    return model.replace("objectives: null  # not supplied\n", own)
