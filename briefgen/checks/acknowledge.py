"""Problems that someone stands by: `acknowledge: {code, because, until}` in the content.

One that names a `field`, or what the report `says`, is meant for that finding alone, and for another rule on dates that
says the same of the same words. Without these it is for all of the code: of a warning for whatever is found in the
entity and below.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from briefgen.checks.about import without_tense
from briefgen.checks.subject import Subject
from briefgen.content.schema.base import Acknowledgement, Entity
from briefgen.content.walk import around
from briefgen.problems.diagnostics import SEVERITIES, Diagnostic, Place
from briefgen.problems.notes import Told


def acknowledged(subject: Subject, problems: Sequence[Diagnostic], never: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return the problems, those marked that someone stands by at the date of the edition; `never` are codes."""
    marked = [_marked(subject, problem) if problem.code not in never else problem for problem in problems]
    stood_by = {_words(each): each for each in reversed(marked) if each.code in _DAYS and each.acknowledged}
    return tuple(_with_its_like(each, stood_by.get(_words(each))) for each in marked)


# Rules that may say the same of the same words: that this is not the day of what is told, but another one.
_DAYS = frozenset(("date-differs", "event-told-otherwise", "time-differs"))


def _words(problem: Diagnostic) -> tuple[str, str, Place, str]:
    return problem.path, problem.language, problem.place, without_tense(str.__str__(problem.message))


def _with_its_like(problem: Diagnostic, other: Diagnostic | None) -> Diagnostic:
    """Return a problem, marked as another one is by which somebody stands, if both say the same of the same words."""
    if other is None or problem.acknowledged or problem.code not in _DAYS or problem.code == other.code:
        return problem
    if SEVERITIES.index(problem.severity) < SEVERITIES.index(other.severity):
        return problem  # a graver one isn't meant
    return replace(problem, acknowledged=other.acknowledged, stood_by=other.stood_by)


def unfit(
    subject: Subject, problems: Sequence[Diagnostic], codes: Mapping[str, str], not_asked: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Yield a report for each acknowledgement that acknowledges nothing, or whose code there isn't.

    Of codes that were `not_asked` nobody knows whether there is something to acknowledge.
    """
    used: dict[tuple[str, str], list[Diagnostic]] = {}
    for problem in problems:
        for path in _covering(subject, problem):
            used.setdefault((path, problem.code), []).append(problem)
    for path, index, entry in _all(subject):
        within = ("acknowledge", index, "code")
        if entry.code not in codes:
            message = Told("there is no code {code}", code=repr(entry.code))
            hint = Told("copy it from a report")
            found = subject.content.problem(path, "acknowledge-unknown", message, hint, within=within)
            yield replace(found, stood_by=(path, which(entry.code, entry.field, entry.says)))
        elif entry.code not in not_asked and not any(
            _is_meant(entry, path, each) for each in used.get((path, entry.code), ())
        ):
            message = Told("there is no {code} here to acknowledge", code=entry.code)
            found = subject.content.problem(
                path, "acknowledge-unused", message, Told("delete it"), severity="warning", within=within
            )
            yield replace(found, stood_by=(path, which(entry.code, entry.field, entry.says)))


def finding(owner: str, problem: Diagnostic) -> tuple[str | None, str]:
    """Return in which field of an entity a problem is, with its language, and what it says, as an entry has them."""
    field = problem.path[len(owner) :].removeprefix(".")
    if field and problem.language and problem.language not in field.split(".")[-2:]:
        field = f"{field}.{problem.language}"  # a case of a name has it in its path
    return field or None, " ".join(str.__str__(problem.message).split())


def which(code: str, field: str | None, says: str | None) -> str:
    """Return a short word that stands for what an entry is for, to tell it from others of its entity."""
    return sha256("\n".join((code, field or "", without_tense(says or ""))).encode()).hexdigest()[:12]


def _marked(subject: Subject, problem: Diagnostic) -> Diagnostic:
    entries = subject.once(_by_path_and_code)
    covering = ((path, each) for path in _covering(subject, problem) for each in entries.get((path, problem.code), ()))
    for path, entry in ((path, entry) for path, entry in covering if _is_meant(entry, path, problem)):
        if not subject.has_passed(entry.until):
            because = Told("{because} (until {until})", because=entry.because, until=entry.until)
            at = path, which(entry.code, entry.field, entry.says)
            return replace(problem, acknowledged=because, stood_by=at)
        over = Told("acknowledged until {until}, which is over: {because}", until=entry.until, because=entry.because)
        problem = replace(problem, hint=Told("{hint}; {more}", hint=problem.hint, more=over) if problem.hint else over)
    return problem


def _covering(subject: Subject, problem: Diagnostic) -> list[str]:
    """Return the paths of what may stand for a problem: for a warning all that it lies in, for an error its entity."""
    if problem.severity == "error":
        return [owner for owner, _ in subject.owners(problem.path)][:1]
    return around(problem.path)


def _is_meant(entry: Acknowledgement, path: str, problem: Diagnostic) -> bool:
    """Tell whether an entry of the entity at a path is meant for a problem of its code within it."""
    field, says = finding(path, problem)
    return (entry.says is None or without_tense(entry.says) == without_tense(says)) and (
        entry.field == field or (entry.field is None and (entry.says is None or field is None))
    )


def _by_path_and_code(subject: Subject) -> Mapping[tuple[str, str], Sequence[Acknowledgement]]:
    found: dict[tuple[str, str], list[Acknowledgement]] = {}
    for path, _, entry in _all(subject):
        found.setdefault((path, entry.code), []).append(entry)
    return found


def _all(subject: Subject) -> Iterator[tuple[str, int, Acknowledgement]]:
    for path, entity in subject.entities(Entity):
        for index, entry in enumerate(entity.acknowledge):
            yield path, index, entry
