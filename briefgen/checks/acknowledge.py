"""Problems that someone stands by: `acknowledge: {code, because, until}` in the content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.checks.subject import Subject
from briefgen.content.schema.base import Acknowledgement, Entity
from briefgen.problems.diagnostics import Diagnostic


def acknowledged(subject: Subject, problems: Sequence[Diagnostic], never: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return the problems, those marked that someone stands by at the date of the edition; `never` are codes."""
    return tuple(_marked(subject, problem) if problem.code not in never else problem for problem in problems)


def unfit(subject: Subject, problems: Sequence[Diagnostic], codes: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a report for each acknowledgement that acknowledges nothing, or whose code there isn't."""
    for path, index, entry in _all(subject):
        within = ("acknowledge", index, "code")
        if entry.code not in codes:
            message = f"there is no code {entry.code!r}"
            yield subject.content.problem(path, "acknowledge-unknown", message, "copy it from a report", within=within)
        elif not any(problem.code == entry.code and _covers(subject, path, problem) for problem in problems):
            message = f"there is no {entry.code} here to acknowledge"
            yield subject.content.problem(
                path, "acknowledge-unused", message, "delete it", severity="warning", within=within
            )


def _marked(subject: Subject, problem: Diagnostic) -> Diagnostic:
    for path, _, entry in _all(subject):
        if entry.code != problem.code or not _covers(subject, path, problem):
            continue
        if not subject.has_passed(entry.until):
            return replace(problem, acknowledged=f"{entry.because} (until {entry.until})")
        hint = f"acknowledged until {entry.until}, which is over: {entry.because}"
        problem = replace(problem, hint=f"{problem.hint}; {hint}" if problem.hint else hint)
    return problem


def _covers(subject: Subject, path: str, problem: Diagnostic) -> bool:
    """Tell whether an entry stands for a problem: of a warning at anything below it, of an error at itself alone."""
    if problem.severity == "error":
        return path == next((owner for owner, _ in subject.owners(problem.path)), None)
    return _below(problem.path, path)


def _all(subject: Subject) -> Iterator[tuple[str, int, Acknowledgement]]:
    for path, entity in subject.entities(Entity):
        for index, entry in enumerate(entity.acknowledge):
            yield path, index, entry


def _below(path: str, owner: str) -> bool:
    return path == owner or path.startswith((f"{owner}.", f"{owner}["))
