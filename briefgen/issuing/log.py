"""The log of what was issued, and whether it still is as it was."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.issued.facts import Facts
from briefgen.issued.store import IssueError, TamperedError, issued_editions, open_issued, versions
from briefgen.making.opened import Opened, opened
from briefgen.problems.notes import Told
from briefgen.project.folder import Project


@dataclass(frozen=True, slots=True)
class Logged:
    """An issued version: what issued.json says, if that can be read, and what isn't as it was issued."""

    name: str
    facts: Facts | None
    faults: tuple[str, ...] | None = None  # None: nobody looked


def log_by_edition(project: Project | Opened) -> dict[str, list[Logged]]:
    """Return what was issued of each edition of which something was, in order."""
    found: dict[str, list[Logged]] = {}
    for one in log(project):
        found.setdefault(one.name.partition("@")[0], []).append(one)
    return found


def log(project: Project | Opened, edition: str | None = None, *, verify: bool = False) -> tuple[Logged, ...]:
    """Return what was issued, of one edition or of all, in order; `verify` looks at every frozen file.

    Raises `IssueError` for an edition of which nothing was issued.
    """
    content = opened(project).project.content
    editions = issued_editions(content)
    if edition is not None and edition not in editions:
        raise IssueError(
            Told(
                "nothing was issued of {edition!r}; issued were: {editions}",
                edition=edition,
                editions=", ".join(editions) or Told("none"),
            )
        )
    found: list[Logged] = []
    for id in editions if edition is None else [edition]:
        for version in versions(content, id):
            name = f"{id}@{version}"
            try:
                issued = open_issued(content, name)
                found.append(Logged(name, issued.facts, tuple(issued.faults()) if verify else None))
            except TamperedError as error:
                found.append(Logged(name, None, (str(error),)))
    return tuple(found)
