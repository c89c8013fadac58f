"""Rules that the content keeps, one module a family: nothing stale, wrong or half-translated leaves the house.

A rule is a function with a code, in its family's module; `help/<family>.md` explains it. Adding one costs a function,
its help and two cases in the tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files

from briefgen.checks.acknowledge import acknowledged, unfit
from briefgen.checks.families import (
    ageing,
    facts,
    glossary,
    issued,
    people,
    reading,
    references,
    residue,
    slips,
    spelling,
    structure,
    timing,
    translations,
    typography,
)
from briefgen.checks.rules import Found, Rule
from briefgen.checks.subject import Drift, Length, PictureFile, Subject
from briefgen.problems.diagnostics import Diagnostic, Place, in_order

__all__ = [
    "BLOCKING",
    "FAMILIES",
    "RULES",
    "Drift",
    "Length",
    "PictureFile",
    "Subject",
    "explain",
    "promises",
    "run_rules",
]

FAMILIES = {
    module.__name__.rpartition(".")[2]: tuple(value for value in vars(module).values() if isinstance(value, Rule))
    for module in (
        references,
        structure,
        facts,
        people,
        timing,
        issued,
        ageing,
        translations,
        glossary,
        typography,
        slips,
        spelling,
        residue,
    )
}
RULES = {rule.code: rule for family in FAMILIES.values() for rule in family}
MOST_IN_A_TEXT = 25  # reports of one rule on one text
BLOCKING = frozenset(code for code, rule in RULES.items() if rule.blocks)
FIRM = frozenset(code for code, rule in RULES.items() if rule.firm)


def run_rules(subject: Subject, *, blocking_only: bool = False) -> tuple[Diagnostic, ...]:
    """Return every problem that the rules find; those that someone stands by are marked as acknowledged."""
    rules = [rule for rule in RULES.values() if rule.blocks or not blocking_only]
    found = [problem for rule in rules for problem in reports(subject, rule)]
    if blocking_only:
        return in_order(found)
    problems = acknowledged(subject, in_order(found), FIRM)
    return in_order([*problems, *unfit(subject, problems, promises())])


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
            message = f"{number - MOST_IN_A_TEXT} more of the kind stand in this text; this is the last"
            yield replace(last[text], message=message)


def reports(subject: Subject, rule: Rule) -> list[Diagnostic]:
    """Return what one rule finds, whether someone stands by it or not."""
    return [_diagnostic(subject, rule, found) for found in _bounded(rule.find(subject))]


def promises() -> dict[str, str]:
    """Return what each code stands for, in one line: the rules, and the reports of what can't be read."""
    return {**reading.PROMISES, **{code: rule.promise for code, rule in RULES.items()}}


def explain(code: str) -> str | None:
    """Return the page of help on a code, in Markdown; None if there is no such code."""
    promise = promises().get(code)
    if promise is None:
        return None
    severity = RULES[code].severity if code in RULES else "error"
    return f"# {code} ({severity})\n\n{promise}\n\n{help_sections()[code]}\n"


def help_sections() -> dict[str, str]:
    """Return the text on each code: the sections of the files in help/, headed by the codes."""
    sections: dict[str, str] = {}
    for file in files(__name__).joinpath("help").iterdir():
        for section in file.read_text(encoding="utf-8").split("\n## ")[1:]:
            code, _, body = section.partition("\n")
            sections[code.strip()] = body.strip()
    return sections


def _diagnostic(subject: Subject, rule: Rule, found: Found) -> Diagnostic:
    if found.path not in subject.content.items:  # a file, such as one that isn't there
        severity = found.severity or rule.severity
        place = found.place or Place(found.path)
        return Diagnostic(place, severity, rule.code, found.message, found.hint, found.excerpt)
    # An entry as a whole is shown by its id, which is what a person knows it by.
    shown = f"{found.path}.id" if f"{found.path}.id" in subject.content.items else found.path
    problem = subject.content.problem(
        shown,
        rule.code,
        found.message,
        found.hint,
        severity=found.severity or rule.severity,
        within=tuple(filter(None, (found.language, found.case))),
        key=found.key,
        offset=found.offset,
        length=found.length,
    )
    return replace(problem, path=found.path)
