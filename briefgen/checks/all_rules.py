"""All rules: what they find in the content, and what of it somebody stands by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module

from briefgen.checks.acknowledge import acknowledged, unfit
from briefgen.checks.kept import answers
from briefgen.checks.pages import FAMILIES as MODULES
from briefgen.checks.pages import promises
from briefgen.checks.rules import Found, Rule
from briefgen.checks.subject import Drift, LeftOut, Length, PictureFile, Subject
from briefgen.content.schema.base import Translated
from briefgen.problems.diagnostics import Diagnostic, Fix, Place, in_order
from briefgen.problems.notes import Told

__all__ = [
    "BLOCKING",
    "FAMILIES",
    "FIRM",
    "RULES",
    "Drift",
    "LeftOut",
    "Length",
    "PictureFile",
    "Subject",
    "reports",
    "run_rules",
]


def _rules_of(module: str) -> list[Rule]:
    """Return the rules that a module defines, not those that it takes from another one."""
    name = f"briefgen.checks.families.{module}"
    values = vars(import_module(name)).values()
    return [value for value in values if isinstance(value, Rule) and value.find.__module__ == name]


FAMILIES = {
    family: tuple(rule for module in modules for rule in _rules_of(module)) for family, modules in MODULES.items()
}
RULES = {rule.code: rule for family in FAMILIES.values() for rule in family}
MOST_IN_A_TEXT = 25  # reports of one rule on one text
BLOCKING = frozenset(code for code, rule in RULES.items() if rule.blocks)
FIRM = frozenset(code for code, rule in RULES.items() if rule.firm)
ONLINE = frozenset(rule.code for rule in FAMILIES["online"])  # their rules look at what pages answered
_TO_PRINT = re.compile(r"\{\{(?! persons\.…)")  # a hint that says to: not of somebody who isn't in the content
OF_TASTE = frozenset(code for code, rule in RULES.items() if rule.severity != "error" and not rule.firm)
"""What a project can do without; an error of such a kind is reported all the same."""


def run_rules(subject: Subject, *, blocking_only: bool = False, online: bool = False) -> tuple[Diagnostic, ...]:
    """Return every problem that the rules find; those that someone stands by are marked as acknowledged.

    `online`: what the rules find that look at what pages answered, and no others do.
    """
    rules = [rule for rule in RULES.values() if (rule.blocks or not blocking_only) and (rule.code in ONLINE) is online]
    found = answers(subject, rules, reports)
    if blocking_only:
        return in_order(found)
    problems = acknowledged(subject, in_order(found), FIRM)
    if online:
        unused = unfit(subject, problems, promises(), promises().keys() - ONLINE)
        problems = (*problems, *(each for each in unused if each.code == "acknowledge-unused"))
    else:
        problems = (*problems, *unfit(subject, problems, promises(), ONLINE))
    return in_order(each for each in problems if each.severity == "error" or each.code not in subject.unchecked)


def _bounded(found: Iterable[Found]) -> Iterator[Found]:
    """Yield what a rule has found, of one text no more than a person would mend before looking again."""
    seen: Counter[tuple[str, str, str]] = Counter()
    last: dict[tuple[str, str, str], Found] = {}
    for one in found:
        text = one.path, one.language, one.case
        seen[text] += 1
        if seen[text] <= MOST_IN_A_TEXT:
            yield one
        last[text] = one
    for text, number in seen.items():
        if number > MOST_IN_A_TEXT:
            more = number - MOST_IN_A_TEXT
            message = Told("{more} more of the kind stand in this text; this is the last", more=more)
            yield replace(last[text], message=message)


def reports(subject: Subject, rule: Rule) -> list[Diagnostic]:
    """Return what one rule finds, whether someone stands by it or not."""
    return [_diagnostic(subject, rule, found) for found in _bounded(rule.find(subject))]


def _diagnostic(subject: Subject, rule: Rule, found: Found) -> Diagnostic:
    severity = found.severity or rule.severity
    if found.path not in subject.content.items:  # a file, such as one that isn't there
        place = found.place or Place(found.path)
        return Diagnostic(place, severity, rule.code, found.message, found.hint, found.excerpt)
    if severity == "error" and found.path.endswith(".note"):
        severity = "warning"  # no brief prints it, so that none has to wait for it
    # An entry as a whole is shown by its id, which is what a person knows it by.
    shown = f"{found.path}.id" if f"{found.path}.id" in subject.content.items else found.path
    problem = subject.content.problem(
        shown,
        rule.code,
        found.message,
        found.hint,
        severity=severity,
        within=tuple(filter(None, (found.language, found.case))) if _is_in_languages(subject, found) else (),
        key=found.key,
        offset=found.offset,
        length=found.length,
    )
    path = f"{found.path}.{found.language}.{found.case}" if found.case else found.path
    if found.lacks:
        path = f"{found.path}.{found.lacks}"
    return replace(problem, path=path, fix=_fix(subject, found), rests_on=found.rests_on)


def _is_in_languages(subject: Subject, found: Found) -> bool:
    return not isinstance(subject.content.items[found.path].value, str)  # a note is in whatever it was written in


def _fix(subject: Subject, found: Found) -> Fix | None:
    to_print = found.fix or _TO_PRINT.search(found.hint)
    if not to_print or found.case or found.offset is None or found.length is None:
        return None
    value = subject.content.items[found.path].value
    text = value.root[found.language] if isinstance(value, Translated) else str(value)
    here = text[found.offset : found.offset + found.length]
    return Fix(found.offset, found.length, here, found.fix)
