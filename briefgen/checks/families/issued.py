"""What was issued, beside what its edition would print now."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Drift, Subject
from briefgen.content.walk import parent
from briefgen.problems.notes import Told, both

_MOST = 8  # paths that the note about the newest edition lists


@rule("issued-differs", "warning", "What was issued is what its edition prints, but for what was recorded since.")
def issued_differs(subject: Subject) -> Iterator[Found]:
    """Find values that an issued edition printed otherwise, though no record says since when."""
    current = [drift for drift in subject.drifts if drift.current and drift.path]
    older: dict[str, list[Drift]] = {}
    for drift in subject.drifts:
        if drift.why:
            message = Told(
                "{issued} can't be compared with what its edition would print now: {why}",
                issued=drift.issued,
                why=drift.why,
            )
            yield Found(f"editions[{drift.edition}]", message, Told("briefgen log --verify says whether it is whole"))
        elif not drift.current:
            older.setdefault(drift.path, []).append(drift)
    for path, drifts in older.items():
        names = ", ".join(drift.issued for drift in drifts)
        bump = both(Told("briefgen issue {edition} --bump", edition=drift.edition) for drift in drifts)
        message = Told(
            "{path}: {told}, without a record of since when; {names} printed it as it was",
            path=path,
            told=drifts[0].told,
            names=names,
        )
        yield Found(
            _there(subject, path),
            message,
            Told("if it is new from a day on: {ways}; if it was wrong: {bump}", ways=drifts[0].ways, bump=bump),
        )
    if current:
        paths = list(dict.fromkeys(drift.path for drift in current))
        shown: str = ", ".join(paths[:_MOST])
        if len(paths) > _MOST:
            shown = Told("{paths} and {number} more", paths=shown, number=len(paths) - _MOST)
        message = Told(
            "since {issued} was issued, other words stand at {paths}",
            issued=current[0].issued,
            paths=shown,
        )
        hint = Told("when it goes out again: briefgen issue {edition} --bump", edition=current[0].edition)
        yield Found(f"editions[{current[0].edition}].version", message, hint, severity="note")


def _there(subject: Subject, path: str) -> str:
    """Return the value at a path, or the nearest one around it that is still there."""
    while path and path not in subject.content.items:
        path = parent(path)
    return path
