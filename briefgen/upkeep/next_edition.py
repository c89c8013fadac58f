"""Keeping briefs up to date from session to session: the next edition, what is left to do for it, the sheet of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.checks.all_rules import BLOCKING
from briefgen.content.changing.edit import Agree
from briefgen.content.changing.new import EditionError, Pen, new_edition
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content, Values
from briefgen.content.reading.loader import LoadError
from briefgen.language import get_language
from briefgen.localise import Gap, gaps
from briefgen.look.theme import Theme
from briefgen.making.brief_types import expected_of
from briefgen.making.compose import Job, catalogue_of, compose, date_of, newest_edition, plan, require_glyphs
from briefgen.making.judge import check
from briefgen.making.opened import Opened, opened
from briefgen.making.output import Built
from briefgen.making.press import write_sheet
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import Told
from briefgen.project.folder import Project
from briefgen.project.settings import ProjectError
from briefgen.todo.sheet import SheetGroup, SheetRow, sheet, with_capitals, with_code_points
from briefgen.todo.tasks import NOT_SUPPLIED, Group, Todo, todo
from briefgen.todo.tasks import Task as TodoEntry

__all__ = ["EditionError", "Group", "Listed", "Todo", "TodoEntry", "list_todo", "start_edition", "write_todo"]

SHEET = "todo"


@dataclass(frozen=True, slots=True)
class Listed:
    """The to-do list of an edition, and the content that it was made of."""

    todo: Todo
    content: Values

    @property
    def is_whole(self) -> bool:
        """Whether all of the content could be read."""
        return isinstance(self.content, Content)


def start_edition(
    project: Project | Opened,
    edition: str,
    previous: str | None = None,
    event: str | None = None,
    as_of: str | None = None,
    agree: Agree | None = None,
    marking: str | None = None,
) -> list[str]:
    """Write a new edition, made from another (the newest by default), and return the names of all files written.

    A project's first one is made from none; for it alone `marking` counts, the strictest by default. What the tool says
    in the files is in the project's main language, whoever starts it: colleagues read it, and no bytes depend on who.
    Raises `EditionError`, `CatalogueError`, `ProblemsError`, `ChangedError`.
    """
    held = opened(project)
    folder, name = held.project.content, held.project.name_of(held.project.content)
    held.changed(folder)  # it is made of what the files say at this moment
    previous = previous or newest_edition(held.content_for_new)
    language = held.project.settings.languages[0]
    pen = Pen(language, catalogue_of(held.project, language).text)
    written = new_edition(folder, name, edition, previous, event, as_of, agree, marking, pen)
    held.changed(folder)
    return written


def list_todo(project: Project | Opened, edition: str | None = None) -> Listed:
    """Return what is left to do for an edition, the newest by default; raises `ProjectError`."""
    held = opened(project)
    content: Values
    try:
        content = held.content
    except LoadError as error:
        content = error.read
    edition = edition or newest_edition(content)
    if isinstance(content, Content) and edition not in content.editions:
        raise ProjectError(
            Told(
                "there is no edition {edition!r}; {hint}", edition=edition, hint=did_you_mean(edition, content.editions)
            )
        )
    problems = list(check(held, edition if isinstance(content, Content) else None))
    if isinstance(content, Content):
        problems += [_problem(gap) for gap in not_supplied(held.project, content, edition)]
    return Listed(todo(edition, problems, content, held.project.settings.languages), content)


def not_supplied(project: Project, content: Content, edition: str, briefs: Sequence[str] = ()) -> tuple[Gap, ...]:
    """Return what was not supplied for an edition, as builds list it; () of one whose event isn't there.

    It is what some of the `briefs` want; of those that are usual, or that a profile names, if none are given.
    """
    if content.editions[edition].event not in content.index["events"]:
        return ()
    profiles = content.editions[edition].profiles
    built = briefs or (*project.settings.briefs, *(brief for each in profiles for brief in each.briefs))
    expects = expected_of(built, project.template_folders)
    return gaps(known_at(content, date_of(content, edition)), edition, expects)


def _problem(gap: Gap) -> Diagnostic:
    return Diagnostic(gap.place, "warning", NOT_SUPPLIED, gap.what, path=gap.path)


def write_todo(
    project: Project | Opened, listed: Listed, languages: Sequence[str] = (), formats: Sequence[str] = ()
) -> tuple[Built, ...]:
    """Write the list as a sheet, in the main language by default; raises `ProblemsError` while nothing can be composed.

    Raises `ProjectError` for a language that the project doesn't have, or if there is nothing to do.
    """
    held = opened(project)
    project, content, edition = held.project, listed.content, listed.todo.edition
    if not isinstance(content, Content):
        raise ProjectError(Told("the content can't be read; correct first what the list names"))
    if not listed.todo.groups:
        raise ProjectError(Told("nothing is left to do for {edition}: there is no sheet to write", edition=edition))
    found = [problem for _, entries in listed.todo.groups for entry in entries for problem in entry.found]
    if blocking := [problem for problem in found if problem.code in BLOCKING]:
        raise ProblemsError(blocking)  # no text can be composed
    theme = held.theme
    jobs = plan(project, content, edition, languages or project.settings.languages[:1], formats=formats)
    written: list[Built] = []
    for job in {job.language: replace(job, brief=SHEET) for job in jobs}.values():
        written += _write(project, content, listed, job, theme)
    return tuple(written)


def _write(project: Project, content: Content, listed: Listed, job: Job, theme: Theme) -> tuple[Built, ...]:
    groups = tuple(_shown(group, theme) for group in sheet(listed.todo, content, job.language))
    _, composed = compose(project, content, job, draft=True, sheet=groups)
    document = with_capitals(composed, get_language(job.language).capital)
    require_glyphs(content, document, theme)
    return write_sheet(project, content, job, document, theme)


def _shown(group: SheetGroup, theme: Theme) -> SheetGroup:
    """Return a group with code points in place of what the theme's faces can't show: what is wrong is quoted."""

    def shown(words: str) -> str:
        return with_code_points(words, theme.missing_glyphs([words]))

    def of_row(row: SheetRow) -> SheetRow:
        said = tuple(replace(one, words=tuple(map(shown, one.words)), report=shown(one.report)) for one in row.said)
        return SheetRow(row.about and replace(row.about, words=shown(row.about.words)), said)

    return replace(group, rows=tuple(map(of_row, group.rows)))
