"""Which version a brief says that it is: the one that was issued while it says the same, else a draft of the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefgen.cache.store import Cache
from briefgen.checks.all_rules import Subject, run_rules
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.document.digest import SOURCE, digest_of
from briefgen.document.tree import Contents, Document, Figure, Text, unbind, walk
from briefgen.issued.store import Issued, open_issued, versions
from briefgen.look.theme import Theme
from briefgen.making.compose import Job, date_of, plan
from briefgen.making.drift import is_unchanged
from briefgen.making.opened import Opened
from briefgen.making.trees import Composed, compose_all
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import Project


def next_version(project: Project, content: Content, edition: str) -> int | None:
    """Return which version a draft of an edition leads to, if that isn't the one that its file names.

    So it is where that was issued, and something has changed since that the edition can print.
    """
    last = _issued_as(project, content, edition)
    return last + 1 if last and not is_unchanged(project, content, edition) else None


def was_issued(content: Path, edition: str) -> bool:
    """Tell whether anything of an edition was issued, by the folder of the content."""
    return bool(versions(content, edition))


def as_issued_or_next(
    project: Project, content: Content, jobs: Sequence[Job], composed: Sequence[Composed]
) -> list[Job]:
    """Return the jobs of an edition: those whose words aren't those that were issued as drafts of the next version."""
    edition = jobs[0].edition
    last = _issued_as(project, content, edition)
    if not last:
        return list(jobs)
    try:
        issued = open_issued(project.content, f"{edition}@{last}")
    except Mistake:  # it was touched: nobody can tell what it said
        issued = None
    return [
        job
        if issued and _says_the_same(project, content, job, each, issued)
        else replace(job, draft=True, version=last + 1)
        for job, each in zip(jobs, composed, strict=True)
    ]


def as_issued(project: Project, content: Content, job: Job, theme: Theme, cache: Cache | None) -> Composed | None:
    """Return a brief of the version that was issued last while it has its words, so that it is no draft; else None."""
    if not _issued_as(project, content, job.edition) or not is_unchanged(project, content, job.edition):
        return None
    try:
        composed = compose_all(project, content, [job], theme, cache=cache)
    except ProblemsError:
        return None  # as a draft it may be without what it lacks
    (told,) = as_issued_or_next(project, content, [job], composed)
    return None if told.draft else composed[0]


def changed_since(held: Opened, edition: str) -> int:
    """Return the version of an edition that was issued last, if its own briefs say something else by now; else 0.

    Raises what opening raises, and `ProjectError`.
    """
    return held.conclude(("changed-since", edition), lambda: _changed_since(held, edition))


def _changed_since(held: Opened, edition: str) -> int:
    project, content = held.project, held.content
    last = max(versions(project.content, edition), default=0)
    if not last or is_unchanged(project, content, edition):
        return 0
    if content.editions[edition].version > last:  # somebody has said so
        return last
    if run_rules(Subject(known_at(content, date_of(content, edition)), project.settings.languages), blocking_only=True):
        return last  # nothing can be composed of it
    jobs = plan(project, content, edition)
    try:
        composed = compose_all(project, content, jobs, held.theme, cache=held.cache)
    except ProblemsError:
        return last
    return last if any(job.draft for job in as_issued_or_next(project, content, jobs, composed)) else 0


def _issued_as(project: Project, content: Content, edition: str) -> int:
    """Return the version that was issued last, unless the edition names a later one already; else 0."""
    last = max(versions(project.content, edition), default=0)
    return last if content.editions[edition].version <= last else 0


def _says_the_same(project: Project, content: Content, job: Job, composed: Composed, issued: Issued) -> bool:
    """Tell whether a brief has the words that were issued; of one that wasn't, whether the edition can print them.

    A copy's number is its holder's: numbered anew since, or never issued, it isn't what was.
    """
    facts = issued.facts
    try:
        trees = {
            (*facts.of(name)[:2], file.copy): file.tree
            for name, file in facts.files.items()
            if job.profile in ("", file.profile)
        }
        tree = trees.get((job.brief, job.languages, job.copy or 0))
        if job.copy and not tree:
            return False
        if tree:
            was, now = issued.tree(tree), composed.document
            if (digest := digest_of(was)) and (other := digest_of(now)):
                # A later briefgen may break its lines elsewhere.
                return digest == other or (_words(was) == _words(now) and is_unchanged(project, content, job.edition))
        return is_unchanged(project, content, job.edition)
    except Mistake:
        return False


def _words(document: Document) -> list[str]:
    """Return what a brief says, however its lines are bound; not its digest, nor what is derived on paper."""
    derived = {id(node) for block in document.blocks if isinstance(block, Figure | Contents) for node in walk(block)}
    return [
        unbind(node.value).replace("\u00a0", " ")
        for node in walk(document)
        if isinstance(node, Text) and node.source != SOURCE and id(node) not in derived
    ]
