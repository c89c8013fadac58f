"""An edition as it stands against what was issued: tracked changes in Word, change bars in the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefgen.content.knowing.readers import withheld
from briefgen.content.knowing.signed import signature_in
from briefgen.content.model import Content
from briefgen.content.schema.audience import Readers, audience_of
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.people import Person
from briefgen.content.snapshot import restore
from briefgen.document.annexed import without_annexed
from briefgen.document.diff import redline as compare
from briefgen.document.showing import counted
from briefgen.document.tree import Document, Text, walk
from briefgen.formats.word.changes import Reviewer
from briefgen.issued.store import CONTENT, Issued, IssueError, open_issued, versions
from briefgen.issuing.comparison import State, with_comparison
from briefgen.making.brief_types import brief_type, recorded
from briefgen.making.compose import Print
from briefgen.making.opened import Opened, opened
from briefgen.making.output import Built
from briefgen.making.press import Prepared, Progress, prepare, write_documents
from briefgen.problems.notes import SchemaWord, Told
from briefgen.project.folder import Project
from briefgen.project.formats import FORMATS, Format

_MOST_PATHS = 5  # that a message lists


class Redlined(NamedTuple):
    """What a redline came to: against what it is, its files, and those in which nothing differs.

    Of pages that are left empty nothing is said: nobody shortens a text for its redline.
    """

    against: str
    files: tuple[Built, ...]
    unchanged: frozenset[str]  # by their names


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
    OTHER@VERSION, or an edition as it stands. In Word the changes are tracked on the edition's as-of date, in the name
    of its drafter if the brief's readers may know, else of the agency. Raises `IssueError`, `TamperedError` and what a
    build raises.
    """
    held = opened(project)
    project = held.project
    output = project.output_folder(out)
    edition, at, _ = name.partition("@")
    brief = brief or project.settings.briefs[0]
    usual = project.settings.formats
    formats = _marking(formats or [name for name in usual if FORMATS[name].redlines] or usual)
    if at and against:
        raise IssueError(
            Told("{name} names a version already: leave out --against, or name the edition alone", name=name)
        )

    def prepared(edition: str) -> Prepared:
        # Problems are the draft's, and change with every change.
        return prepare(held, edition=edition, briefs=[brief], languages=languages, formats=formats, draft=draft,
                       with_problems=False)  # fmt: skip

    new = prepared(edition)
    readers = brief_type(brief, project.template_folders).readers
    issued = None
    if against is None and not versions(project.content, edition):
        raise IssueError(
            Told(
                "nothing was issued of {edition} yet: name what to compare with, --against EDITION[@VERSION]",
                edition=edition,
            )
        )
    if against is None or "@" in against:
        issued = open_issued(project.content, against or name)
        issued.require_whole()
        old = of_issued(issued)
    else:
        other = prepared(against)
        documents = {_key(each): each.document for each in other.prints}
        old = documents.__getitem__
    before = {each.name: old(_key(each)) for each in new.prints}
    if issued:
        _require_for(readers, brief, new.content, before.values(), issued)
    called = "redline" if brief == project.settings.briefs[0] else f"{brief}-redline"
    prints = [
        replace(
            each,
            job=replace(
                each.job, brief=called, draft=each.job.draft and draft
            ),  # it has one name, whatever it leads to
            document=told(project, State(before[each.name], issued is not None), State(each.document, is_issued=False)),
        )
        for each in new.prints
    ]
    may_know = readers.may_read(audience_of(Edition, "drafter"))
    drafter = new.content.editions[edition].drafter if may_know else None
    reviewer = _reviewer(drafter, new.prints, new.content.people.persons)
    files = write_documents(
        output,
        new.content,
        edition,
        prints,
        held.products(new.products.run.letterhead, reviewer),
        progress,
    )
    unchanged = frozenset(each.name for each in prints if not counted(each.document).total)
    return Redlined(issued.name if issued else str(against), files, unchanged)


def told(project: Project, old: State, new: State) -> Document:
    """Return the redline of two states, which says what it is."""
    return with_comparison(compare(without_annexed(old.document), without_annexed(new.document)), old, new, project)


def _marking(formats: Sequence[str]) -> Sequence[str]:
    """Return the formats; raises `IssueError` for one that shows no changes."""
    for format in (FORMATS[name] for name in formats if name in FORMATS):
        if not format.redlines:
            able = ", ".join(each.name for each in FORMATS.values() if each.redlines)
            raise IssueError(
                Told("{label} can't show what changed; a redline is made as {able}", label=format.label, able=able)
            )
    return formats


def _key(each: Print) -> tuple[str, str, Format]:
    return each.job.brief, each.job.language, each.format


def of_issued(issued: Issued) -> Callable[[tuple[str, str, Format]], Document]:
    """Return what gives the frozen tree of a brief in a language, the one of the format if that had its own."""
    facts = issued.facts

    def old(key: tuple[str, str, Format]) -> Document:
        brief, language, format = key
        names = [name for name in facts.files if facts.of(name)[:2] == (brief, language)]
        for name in sorted(names, key=lambda name: (facts.files[name].copy, facts.of(name)[2] != format)):
            return issued.tree(facts.files[name].tree)
        raise IssueError(
            Told(
                "{name} has no brief {brief!r} in {language}: there are {files}",
                name=issued.name,
                brief=brief,
                language=language,
                files=", ".join(facts.files),
            )
        )

    return old


def _reviewer(drafter: str | None, prints: Sequence[Print], people: Iterable[Person]) -> Reviewer | None:
    """Return in whose name changes are: that of the drafter as each document would print it."""
    if not drafter:
        return None
    names = {each.document.lang: signature_in(people, drafter, each.job.language) for each in prints}
    first = prints[0].document
    return Reviewer(names[first.lang], first.metadata.date, tuple(sorted(names.items())))


def _require_for(readers: Readers, brief: str, content: Content, before: Iterable[Document], issued: Issued) -> None:
    """Raise `IssueError` where a brief said what its readers of today may not see: a redline has what was removed.

    Who may read it, the content says as it is, and as it was when that brief was issued; and so does whom it was for,
    since what its template itself says, or counts, has no place in the content.
    """
    about = {"brief": SchemaWord("brief", repr(brief)), "name": issued.name}
    then = restore(issued.read(CONTENT), issued.name)
    told = {node.source for document in before for node in walk(document) if isinstance(node, Text) and node.source}
    if kept := sorted(withheld(content, told, readers) | withheld(then, told, readers)):
        raise IssueError(
            Told(
                "the brief {brief} of {name} holds what is not for its readers any more: {paths}; a redline would "
                "show it as removed. Compare with a version that was issued without it",
                **about,
                paths=", ".join(kept[:_MOST_PATHS]),
            )
        )
    files = (file for name, file in issued.facts.files.items() if issued.facts.of(name)[0] == brief)
    was = [recorded(file.audience, personal=file.personal) for file in files]
    if not all(map(readers.may_get, was)):
        raise IssueError(
            Told(
                "the brief {brief} of {name} was for fewer readers than it is today; a redline would show them what "
                "was removed. Compare with a version that was issued for the same readers",
                **about,
            )
        )
