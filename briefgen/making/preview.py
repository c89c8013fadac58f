"""A brief while somebody writes it: its page at once, without rules, proof and files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from importlib import import_module

from briefgen.cache.store import Cache
from briefgen.checks.all_rules import Subject, run_rules
from briefgen.content.knowing.known import known_at
from briefgen.document.annexed import without_annexed
from briefgen.document.tree import Drawn
from briefgen.formats.html import press
from briefgen.language import get_language
from briefgen.localise import Gap
from briefgen.localise.printable import Insertable, Printer
from briefgen.making.compose import Job, Print, catalogue_of, date_of, on_paper, plan
from briefgen.making.opened import Opened
from briefgen.making.trees import Composed, compose_all
from briefgen.making.versions import as_issued, next_version
from briefgen.problems.diagnostics import Diagnostic, ProblemsError, in_order
from briefgen.project.formats import FORMATS

__all__ = ["Insertable", "Preview", "Printer", "page_of", "preview", "preview_sheets", "printer", "standing"]


@dataclass(frozen=True, slots=True)
class Preview:
    """The page of a brief as HTML, what was not supplied for it, and what its texts have that can't be printed."""

    html: str
    gaps: tuple[Gap, ...]
    lacking: tuple[Diagnostic, ...] = ()


def preview(
    project: Opened, edition: str | None = None, *, brief: str | None = None, language: str | None = None
) -> Preview:
    """Return a brief as it stands: the newest edition, the first brief and the main language if none is named.

    Nothing of it is kept in the cache, since it is of a moment. Where a text has what can't be printed, a mark stands,
    and all else is shown. Raises `ProblemsError` with what keeps it from being composed, `ProjectError` for a name that
    there isn't, and what opening raises.
    """
    lacking: list[Diagnostic] = []
    document, gaps = standing(project, edition, brief=brief, language=language, lacking=lacking)
    return Preview(page_of(project, document), gaps, in_order(lacking))


def standing(
    project: Opened,
    edition: str | None = None,
    *,
    brief: str | None = None,
    language: str | None = None,
    lacking: list[Diagnostic] | None = None,
) -> tuple[Drawn, tuple[Gap, ...]]:
    """Return the tree of a brief as it stands, and what was not supplied for it; chosen as `preview` has it.

    Raises `ProblemsError` for what its texts are `lacking`, too, unless that goes there.
    """
    folder, content = project.project, project.content
    settings = folder.settings
    chosen = [brief or settings.briefs[0]]
    (job,) = plan(folder, content, edition, [language or settings.languages[0]], chosen, ["html"])
    composed = _composed(project, job, lacking=lacking)
    document = without_annexed(composed.document)
    return on_paper(document, project.theme, settings.contents), composed.gaps


def _composed(
    project: Opened, job: Job, cache: Cache | None = None, lacking: list[Diagnostic] | None = None
) -> Composed:
    """Return the tree of a brief; raises `ProblemsError`, in plain words where no template can do with the content."""
    folder, content = project.project, project.content
    subject = Subject(known_at(content, date_of(content, job.edition)), folder.settings.languages, job.edition)
    if blocking := run_rules(subject, blocking_only=True):
        raise ProblemsError(blocking)
    if composed := as_issued(folder, content, job, project.theme, cache):
        return composed
    job = replace(job, version=next_version(folder, content, job.edition))
    (composed,) = compose_all(folder, content, [job], project.theme, draft=True, cache=cache, lacking=lacking)
    return composed


def page_of(project: Opened, document: Drawn) -> str:
    """Return a tree as a page in the project's theme."""
    return press(document, project.products().run).data.decode()


def preview_sheets(
    project: Opened, edition: str | None = None, *, brief: str | None = None, language: str | None = None
) -> tuple[bytes, ...]:
    """Return the pages of a brief's PDF as it stands, proved, each as PNG; chosen and refused as `preview` has it."""
    folder = project.project
    chosen = [brief or folder.settings.briefs[0]]
    format = next(each for each in FORMATS.values() if each.sheets)
    (job,) = plan(folder, project.content, edition, [language or folder.settings.languages[0]], chosen, [format.name])
    document = on_paper(_composed(project, job, project.cache).document, project.theme, folder.settings.contents)
    made = project.products().file(Print(job, format, document)).data
    return tuple(import_module(format.sheets).sheets(made))


def printer(
    project: Opened, edition: str | None = None, *, language: str | None = None, blank: Collection[str] = ()
) -> Printer:
    """Return what tells what can be printed in texts, of an edition and in a language as `preview` has them.

    `blank` are the paths of facts that nobody has typed yet, whatever stands there for them.
    """
    folder, content = project.project, project.content
    (job, *_) = plan(folder, content, edition, [language or folder.settings.languages[0]], [], ["html"])
    return Printer(content, job.edition, get_language(job.language), catalogue_of(folder, job.language), blank=blank)
