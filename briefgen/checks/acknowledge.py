"""Problems that someone stands by: `acknowledge: {code, because, until}` in the content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.checks.subject import Subject
from briefgen.content.schema.base import Acknowledgement, Entity
from briefgen.content.walk import around
from briefgen.problems.diagnostics import Diagnostic
from briefgen.problems.notes import Told


def acknowledged(subject: Subject, problems: Sequence[Diagnostic], never: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return the problems, those marked that someone stands by at the date of the edition; `never` are codes."""
    return tuple(_marked(subject, problem) if problem.code not in never else problem for problem in problems)


def unfit(
    subject: Subject, problems: Sequence[Diagnostic], codes: Mapping[str, str], not_asked: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Yield a report for each acknowledgement that acknowledges nothing, or whose code there isn't.

    Of codes that were `not_asked` nobody knows whether there is something to acknowledge.
    """
    here = {path for path, _, _ in _all(subject)}
    used = {(problem.code, path) for problem in problems for path in _covering(subject, problem) if path in here}
    for path, index, entry in _all(subject):
        within = ("acknowledge", index, "code")
        if entry.code not in codes:
            message = Told("there is no code {code}", code=repr(entry.code))
            yield subject.content.problem(
                path, "acknowledge-unknown", message, Told("copy it from a report"), within=within
            )
        elif (entry.code, path) not in used and entry.code not in not_asked:
            message = Told("there is no {code} here to acknowledge", code=entry.code)
            yield subject.content.problem(
                path, "acknowledge-unused", message, Told("delete it"), severity="warning", within=within
            )


def _marked(subject: Subject, problem: Diagnostic) -> Diagnostic:
    entries = subject.once(_by_path_and_code)
    for entry in (entry for path in _covering(subject, problem) for entry in entries.get((path, problem.code), ())):
        if not subject.has_passed(entry.until):
            return replace(
                problem, acknowledged=Told("{because} (until {until})", because=entry.because, until=entry.until)
            )
        over = Told("acknowledged until {until}, which is over: {because}", until=entry.until, because=entry.because)
        problem = replace(problem, hint=Told("{hint}; {more}", hint=problem.hint, more=over) if problem.hint else over)
    return problem


def _covering(subject: Subject, problem: Diagnostic) -> list[str]:
    """Return the paths of what may stand for a problem: for a warning all that it lies in, for an error its entity."""
    if problem.severity == "error":
        return [owner for owner, _ in subject.owners(problem.path)][:1]
    return around(problem.path)


def _by_path_and_code(subject: Subject) -> Mapping[tuple[str, str], Sequence[Acknowledgement]]:
    found: dict[tuple[str, str], list[Acknowledgement]] = {}
    for path, _, entry in _all(subject):
        found.setdefault((path, entry.code), []).append(entry)
    return found


def _all(subject: Subject) -> Iterator[tuple[str, int, Acknowledgement]]:
    for path, entity in subject.entities(Entity):
        for index, entry in enumerate(entity.acknowledge):
            yield path, index, entry
