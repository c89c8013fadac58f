"""Nothing of the Agency's brief of 2019 is lost: each of its facts and phrases stands in every brief that we build.

`tests/data/inventory.tsv` has a row for each, with the words that the Georgian and the English brief must contain:
one phrase, or several between " | "; after "absent: ", one that must not be there.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

TABLE = Path(__file__).parent / "data" / "inventory.tsv"
ABSENT = "absent: "

# How many rows each part of the brief has: what it lacked, the fact sheet, the bodies, the footnote with the
# commissions, the activities, the Forum, the history.
PARTS = {"0": 5, "1": 9, "2": 41, "2F": 14, "3": 20, "4": 18, "5": 45}

BriefText = Callable[[str, str], str]


@dataclass(frozen=True)
class Row:
    """A fact or phrase of the brief of 2019."""

    id: str
    kind: str
    ka: str
    en: str
    note: str

    def phrases(self, language: str) -> tuple[list[str], list[str]]:
        """Return what the brief in a language must contain, and what it must not."""
        parts = {"ka": self.ka, "en": self.en}[language].split(" | ")
        forbidden = [part.removeprefix(ABSENT) for part in parts if part.startswith(ABSENT)]
        return [part for part in parts if not part.startswith(ABSENT)], forbidden


def _read() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [Row(**row) for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]


ROWS = _read()


def test_the_table_has_every_row_in_order() -> None:
    assert [row.id for row in ROWS] == [f"{part}.{n:02}" for part, rows in PARTS.items() for n in range(1, rows + 1)]


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_row_says_what_to_look_for(language: str) -> None:
    for row in ROWS:
        wanted, forbidden = row.phrases(language)
        assert row.kind, row.id
        assert wanted or forbidden, row.id
        assert all(phrase and phrase == " ".join(phrase.split()) for phrase in (*wanted, *forbidden)), row.id


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_brief_contains_every_row(language: str, format: str, brief_text: BriefText) -> None:
    # Titles, running lines and footnotes belong to the text as much as the paragraphs do.
    text = brief_text(language, format)
    lost, false = [], []
    for row in ROWS:
        wanted, forbidden = row.phrases(language)
        # A page may end inside a phrase; then the tags have it, without spaces.
        lost += [(row.id, phrase) for phrase in wanted if phrase not in text and "".join(phrase.split()) not in text]
        false += [(row.id, phrase) for phrase in forbidden if phrase in text]
    assert (lost, false) == ([], [])
