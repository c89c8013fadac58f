"""The cases in which names and dates stand, by their usual abbreviations."""

from __future__ import annotations

from typing import Literal, get_args

Case = Literal[
    "erg", "dat", "gen", "ins", "adv", "loc", "acc", "voc", "abl", "par", "ine", "ela", "ill", "ade", "all", "ess",
    "tra", "com", "ter",
]  # fmt: skip
CASES: tuple[str, ...] = get_args(Case)
OF_DATES = ("from", "until")  # further forms of dates: since, and up to them
