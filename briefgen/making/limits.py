"""What an edition may be built with and not issued: what nobody has cleared, and more than one can keep in mind."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace

from briefgen.checks.all_rules import RULES
from briefgen.content.schema.audience import audience_of
from briefgen.content.schema.edition import Edition
from briefgen.making.brief_types import brief_type
from briefgen.making.compose import own_briefs
from briefgen.problems.diagnostics import Diagnostic, ProblemsError, stops
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import Project

_TO_ISSUE = frozenset(code for code, rule in RULES.items() if rule.to_issue)


def before_issue(project: Project, briefs: Collection[str], problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems as they are for whoever issues these types of brief: some warnings are errors then.

    They are about what is to be said, and nothing to types whose readers aren't told that.
    """
    points = audience_of(Edition, "points")
    said = any(brief_type(brief, project.template_folders).readers.may_read(points) for brief in briefs)
    return tuple(
        replace(each, severity="error") if said and each.code in _TO_ISSUE and each.severity == "warning" else each
        for each in problems
    )


def when_issued(project: Project, problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems as they are for whoever issues the usual briefs, wherever they are shown."""
    briefs: tuple[str, ...] = ()
    with suppress(Mistake):  # the settings may name a type that there isn't
        briefs = own_briefs(project)
    return before_issue(project, briefs, problems)


def keeping(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return those of the problems, as they are for whoever issues, that keep briefs from being issued."""
    return tuple(each for each in problems if stops([each]))


def require_limits(project: Project, briefs: Collection[str], problems: Iterable[Diagnostic]) -> None:
    """Raise `ProblemsError` where these types of brief can't be issued."""
    if found := keeping(before_issue(project, briefs, problems)):
        raise ProblemsError(found)
