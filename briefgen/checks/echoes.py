"""One mistake is told once: what other rules say of it, because of it, goes without saying until it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.problems.diagnostics import Diagnostic

# A text with a broken expression prints something else than the others.
_BROKEN = ("expression-wrong", "prose-wrong")
_OF_A_BROKEN_TEXT = ("placeholder-differs",)
# What is said at a place because of what the second says of the same words.
_AT_ONE_PLACE = {
    "residue": _BROKEN,
    "spelling": ("name-spelled-twice",),
    "digits-differ": ("date-differs",),
    "date-typed": ("date-differs",),
    "number-typed": ("count-differs",),
    "name-typed": ("name-spelled-twice",),
}

_Spot = tuple[str, str, int, int]


def without_echoes(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the problems without those that say of a mistake what another one says; the fix of either stays."""
    told = list(problems)
    heard = [each for each in told if not each.acknowledged]
    broken = {(each.path, each.language) for each in heard if each.code in _BROKEN}
    at: dict[_Spot, set[str]] = {}
    fixes = {(_spot(each), each.code): each.fix for each in heard if each.fix}
    for each in heard:
        at.setdefault(_spot(each), set()).add(each.code)

    def is_echo(each: Diagnostic) -> bool:
        if each.code in _OF_A_BROKEN_TEXT and (each.path, each.language) in broken:
            return True
        return not at.get(_spot(each), set()).isdisjoint(_AT_ONE_PLACE.get(each.code, ()))

    def with_fix(each: Diagnostic) -> Diagnostic:
        of = (code for code, others in _AT_ONE_PLACE.items() if each.code in others)
        found = next((fixes[_spot(each), code] for code in of if (_spot(each), code) in fixes), None)
        return replace(each, fix=found) if found and not each.fix else each

    return [with_fix(each) for each in told if not is_echo(each)]


def _spot(problem: Diagnostic) -> _Spot:
    return problem.path, problem.language, problem.place.line, problem.place.column
