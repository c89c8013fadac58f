"""Texts of which nothing but the spelling is mended, as the check proposes it: their translations stay confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefgen.checks.all_rules import RULES
from briefgen.content.changing.fields import FieldChange, typed_over
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import Fix

# Families of rules on how something is written, not on what is said.
_OF_WRITING = ("spelling", "slips", "capitals", "typography")
_SPACES = re.compile(r"\s+")


def respelled(project: Opened, path: str, changes: Sequence[FieldChange]) -> frozenset[str]:
    """Return the paths of the texts of a thing that are changed just as the check proposes to mend their spelling."""
    found: dict[str, bool] = {}
    languages = project.project.settings.languages
    for each in typed_over(changes):
        name, _, language = each.name.rpartition(".")
        text = f"{path}.{name}"
        if name and language in languages:
            found[text] = found.get(text, True) and _is_mended(project, text, language, each)
    return frozenset(text for text, is_so in found.items() if is_so)


def _is_mended(project: Opened, text: str, language: str, change: FieldChange) -> bool:
    fixes = [
        problem.fix
        for problem in check(project)
        if problem.fix and problem.language == language and problem.path in (text, f"{text}.{language}")
        and problem.code in RULES and RULES[problem.code].find.__module__.rpartition(".")[2] in _OF_WRITING
    ]  # fmt: skip
    return bool(fixes) and bool(re.fullmatch(_with_any(change.was, fixes), change.words))


def _with_any(was: str, fixes: Iterable[Fix]) -> str:
    """Return the pattern of a text with any of the fixes, however its lines are broken."""
    pattern, at = "", 0
    for fix in sorted(fixes, key=lambda fix: (fix.start, fix.length)):
        if fix.start >= at and was[fix.start : fix.start + fix.length] == fix.here:
            pattern += f"{_plain(was[at : fix.start])}(?:{'|'.join(map(_plain, (fix.here, *fix.words)))})"
            at = fix.start + fix.length
    return pattern + _plain(was[at:])


def _plain(words: str) -> str:
    return r"\s+".join(map(re.escape, _SPACES.split(words)))
