"""An edition as it stands against what was issued: tracked changes in Word, change bars in the PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefgen.document.diff import redline as compare
from briefgen.document.sides import is_marked
from briefgen.document.tree import Document
from briefgen.formats.word.changes import Reviewer
from briefgen.issued.store import Issued, IssueError, open_issued, versions
from briefgen.making.compose import Job
from briefgen.making.opened import Opened, opened
from briefgen.making.output import Built
from briefgen.making.press import Progress, prepare, write_documents
from briefgen.project.folder import Project


class Redlined(NamedTuple):
    """What a redline came to: against what it is, its files, and the names of those in which nothing differs."""

    against: str
    files: tuple[Built, ...]
    unchanged: frozenset[str]


def redline(
    project: Project | Opened,
    name: str,
    against: str | None = None,
    *,
    brief: str | None = None,
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
    out: Path | None = None,
    draft: bool = False,
    progress: Progress = lambda what: None,
) -> Redlined:
    """Write the redline of an edition against what was issued of it.

    `name` is EDITION, compared with its last issued version, or EDITION@VERSION. `against` names another one:
    OTHER@VERSION, or an edition as it stands. In Word the changes are tracked in the name of the edition's drafter,
    if one is named, else of the agency, on the edition's as-of date. Raises `IssueError`, `TamperedError` and what a
    build raises.
    """
    held = opened(project)
    project = held.project
    output = project.output_folder(out)
    edition, at, _ = name.partition("@")
    brief = brief or project.settings.briefs[0]
    formats = formats or [format for format in project.settings.formats if format != "html"]
    if at and against:
        raise IssueError(f"{name} names a version already: leave out --against, or name the edition alone")
    new = prepare(held, edition=edition, briefs=[brief], languages=languages, formats=formats, draft=draft)
    issued = None
    if against is None and not versions(project.content, edition):
        raise IssueError(f"nothing was issued of {edition} yet: name what to compare with, --against EDITION[@VERSION]")
    if against is None or "@" in against:
        issued = open_issued(project.content, against or name)
        issued.require_whole()
        old = _of_issued(issued)
    else:
        other = prepare(held, edition=against, briefs=[brief], languages=languages, formats=formats, draft=draft)
        documents = {_key(other.jobs[name], name): document for name, document in other.prints.items()}
        old = documents.__getitem__
    called = "redline" if brief == project.settings.briefs[0] else f"{brief}-redline"
    prints = {}
    for name, document in new.prints.items():
        job = new.jobs[name]
        stem = replace(job, brief=called).stem
        prints[f"{stem}.{name.rpartition('.')[2]}"] = compare(old(_key(job, name)), document)
    files = write_documents(
        output,
        new.content,
        edition,
        prints,
        new.theme,
        new.letterhead,
        progress,
        _reviewer(new.content.editions[edition].drafter, next(iter(new.prints.values()))),
    )
    unchanged = frozenset(name for name, both in prints.items() if not is_marked(both))
    return Redlined(issued.name if issued else str(against), files, unchanged)


def _key(job: Job, name: str) -> tuple[str, str, str]:
    return job.brief, job.language, name.rpartition(".")[2]


def _of_issued(issued: Issued) -> Callable[[tuple[str, str, str]], Document]:
    """Return what gives the frozen tree of a brief in a language, the one of the format if that had its own."""
    facts = issued.facts

    def old(key: tuple[str, str, str]) -> Document:
        brief, language, format = key
        stem = f"{facts.edition}_{brief}_{language}"
        names = [f"{stem}.{format}", *(name for name in facts.files if name.rpartition(".")[0] == stem)]
        for name in names:
            if name in facts.files:
                return issued.tree(facts.files[name].tree)
        raise IssueError(f"{issued.name} has no brief {brief!r} in {language}: there are {', '.join(facts.files)}")

    return old


def _reviewer(drafter: str | None, document: Document) -> Reviewer | None:
    return Reviewer(drafter, document.metadata.date) if drafter else None
