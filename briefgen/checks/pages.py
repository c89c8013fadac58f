"""Which rules there are, and what each promises and means: read from their files, so that to tell of them is quick.

What rules look at (the schema, the languages) takes far longer to import than a page to read.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from briefgen.checks.families import reading
from briefgen.problems.diagnostics import Severity

# The families in the order in which they are told, and the modules of each.
FAMILIES = {
    "references": ("references", "sources", "noted", "remarks"),
    "structure": ("structure", "links", "ties", "bodies", "kinds", "claims", "editions", "layout"),
    "online": ("online",),
    "facts": ("numbers", "sums", "figures", "quantities", "changes", "ages", "facts"),
    "people": (
        "holders",
        "names",
        "addressing",
        "elections",
        "people",
        "open_terms",
        "tenure",
        "told_offices",
        "seats",
        "agendas",
    ),
    "places": ("place_names", "places", "event_places", "whereabouts", "venues"),
    "timing": (
        "date_order",
        "calendar",
        "told_dates",
        "durations",
        "event_days",
        "told_events",
        "reckoning",
        "typed_dates",
        "told_times",
        "sequence",
        "timing",
        "overtaken",
        "outcomes",
        "cited_editions",
        "wordings",
    ),
    "points": ("points",),
    "issued": ("issued",),
    "ageing": ("ageing",),
    "translations": ("translations", "signed", "senses", "concepts", "roles"),
    "glossary": ("glossary", "acronyms", "capitals", "official", "nearly", "phrases", "varieties"),
    "typography": ("typography", "sentences"),
    "slips": ("slips",),
    "spelling": ("spelling", "wording"),
    "residue": ("residue", "leftovers"),
}
_HERE = Path(__file__).parent
_RULE = re.compile(r'^@rule\(\s*"([\w-]+)",\s*"(\w+)",\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)


class HelpPage(NamedTuple):
    """What is told of a code: its severity, what is held in a line of English, and the page on it, in Markdown.

    One `as_written` is on the signs in a file, and shows them.
    """

    code: str
    severity: Severity
    promise: str
    text: str
    as_written: bool


class StatedRule(NamedTuple):
    """What a rule says of itself."""

    code: str
    severity: Severity
    promise: str


@cache
def stated() -> dict[str, tuple[StatedRule, ...]]:
    """Return the rules of each family."""
    return {
        family: tuple(rule for module in modules for rule in _stated(module)) for family, modules in FAMILIES.items()
    }


def _stated(module: str) -> list[StatedRule]:
    text = (_HERE / "families" / f"{module}.py").read_text(encoding="utf-8")
    return [StatedRule(*said) for said in _RULE.findall(text)]


def promises() -> dict[str, str]:
    """Return what each code stands for, in one line: the rules, and the reports of what can't be read."""
    return {**reading.PROMISES, **{rule.code: rule.promise for rules in stated().values() for rule in rules}}


def page(code: str, language: str = "en") -> HelpPage | None:
    """Return the page of help on a code; None if there is no such code.

    What isn't there in a language is explained in English.
    """
    promise = promises().get(code)
    if promise is None:
        return None
    found = (rule.severity for rules in stated().values() for rule in rules if rule.code == code)
    severity: Severity = next(found, "error")
    text = help_sections(language).get(code) or help_sections()[code]
    return HelpPage(code, severity, promise, text, code in reading.AS_WRITTEN)


def explain(code: str) -> str | None:
    """Return the page of help on a code as a terminal shows it, in English; None if there is no such code."""
    told = page(code)
    return told and f"# {code} ({told.severity})\n\n{told.promise}\n\n{told.text}\n"


def help_sections(language: str = "en") -> dict[str, str]:
    """Return the text on each code: the sections of the files in help/, or in its folder of a language."""
    sections: dict[str, str] = {}
    for file in (_HERE / "help" / ("" if language == "en" else language)).glob("*.md"):
        for section in file.read_text(encoding="utf-8").split("\n## ")[1:]:
            code, _, body = section.partition("\n")
            sections[code.strip()] = body.strip()
    return sections
