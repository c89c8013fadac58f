"""Checks of the whole content, one module a family; `CHECKS` lists them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefgen.checks import events, offices, references, translations
from briefgen.content.model import Values
from briefgen.diagnostics import Diagnostic, in_order

Check = Callable[[Values, Sequence[str]], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (references.check, translations.check, offices.check, events.check)


def check(content: Values, languages: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Return every problem that the checks find, for a project in these languages."""
    return in_order(problem for family in CHECKS for problem in family(content, languages))
