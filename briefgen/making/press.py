"""The spine: content -> files, stage by stage; it reads top to bottom as the picture in docs/architecture.md.

Nothing is written to the output folder before everything has been produced, so a failed build leaves the last
good files; each file is then renamed into place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from briefgen.content.digest import digest
from briefgen.content.model import Content
from briefgen.document.contents import with_contents
from briefgen.document.tree import Document, Text, contents_of
from briefgen.formats.html import write_html
from briefgen.formats.word.changes import Reviewer
from briefgen.formats.word.letterhead.opened import Letterhead
from briefgen.formats.word.press import write_docx
from briefgen.localise import Gap, LocalBrief
from briefgen.look.theme import Theme
from briefgen.making.compose import Job, compose_all, plan
from briefgen.making.judge import examine
from briefgen.making.opened import Opened, opened
from briefgen.making.output import Built, manifest
from briefgen.problems.diagnostics import Diagnostic, ProblemsError, stops
from briefgen.project.files import MANIFEST, write_all
from briefgen.project.folder import Project, ProjectError
from briefgen.project.workshop import only_one
from briefgen.proof import prove
from briefgen.todo.draft import Words, with_problems
from briefgen.todo.tasks import Todo, todo

Progress = Callable[[str], None]
"""Is told what is being done, such as «2019-10-brussels_full_ka.pdf»."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that the writers take for an edition, checked, and what there is to say of it."""

    content: Content
    edition: str
    prints: Mapping[str, Document]  # by the name of the file that is to be written
    jobs: Mapping[str, Job]  # of which each file is
    theme: Theme
    letterhead: Letterhead | None
    gaps: tuple[Gap, ...]
    problems: tuple[Diagnostic, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a build gave."""

    files: tuple[Built, ...]
    gaps: tuple[Gap, ...]
    problems: tuple[Diagnostic, ...]  # what the rules found; errors only in a draft
    notes: tuple[str, ...] = ()  # what is gone from the content, what the letterhead lacks


def build(
    project: Project | Opened,
    *,
    edition: str | None = None,
    languages: Sequence[str] = (),
    briefs: Sequence[str] = (),
    formats: Sequence[str] = (),
    out: Path | None = None,
    draft: bool = False,
    since: str | None = None,
    progress: Progress = lambda what: None,
) -> Result:
    """Build an edition, the newest by default; a change note says what is new `since` another one.

    Raises `ProblemsError`, `ProjectError`, `ThemeError`, `PdfError`.
    """
    held = opened(project)
    output = held.project.output_folder(out)
    ready = prepare(
        held, edition=edition, languages=languages, briefs=briefs, formats=formats, draft=draft, since=since
    )
    files = write_documents(output, ready.content, ready.edition, ready.prints, ready.theme, ready.letterhead, progress)
    return Result(files, ready.gaps, ready.problems, ready.notes)


def prepare(
    project: Project | Opened,
    *,
    edition: str | None = None,
    languages: Sequence[str] = (),
    briefs: Sequence[str] = (),
    formats: Sequence[str] = (),
    draft: bool = False,
    since: str | None = None,
) -> Prepared:
    """Return what a build writes, before it is written; raises what `build` raises, but for `PdfError`."""
    held = opened(project)
    project, content = held.project, held.content
    jobs = [replace(job, draft=draft) for job in plan(project, content, edition, languages, briefs, formats, since)]
    theme = held.theme
    letterhead = held.letterhead if any("docx" in job.formats for job in jobs) else None
    try:
        composed, problems = examine(project, content, jobs, theme, letterhead, draft=draft)
    except ProblemsError as error:
        raise ProblemsError(_errors(error.problems)) from None
    if stops(problems) and not draft:
        raise ProblemsError(_errors(problems))
    # On a letterhead the text may be narrower, and pictures are drawn as wide as the text.
    on_letterhead = (
        compose_all(project, content, jobs, letterhead.measured(theme), draft=draft) if letterhead else composed
    )
    if draft:
        listed = todo(jobs[0].edition, problems, content, project.settings.languages)
        composed, on_letterhead = (
            [(brief, _with_problems(brief, document, listed, content, theme)) for brief, document in briefs]
            for briefs in (composed, on_letterhead)
        )
    prints: dict[str, Document] = {}
    jobs_of: dict[str, Job] = {}
    for job, (_, document), (_, word_document) in zip(jobs, composed, on_letterhead, strict=True):
        for format in job.formats:
            prints[f"{job.stem}.{format}"] = word_document if format == "docx" else document
            jobs_of[f"{job.stem}.{format}"] = job
    gaps = dict.fromkeys(gap for brief, _ in composed for gap in brief.gaps)
    has_contents = any(contents_of(document) for _, document in composed)
    georgian = any(document.lang.startswith("ka") for _, document in composed)
    notes = tuple(problem.message for problem in problems if problem.code == "content-lost")
    notes += letterhead.notes(theme, contents=has_contents, georgian=georgian) if letterhead else ()
    return Prepared(content, jobs[0].edition, prints, jobs_of, theme, letterhead, tuple(gaps), problems, notes)


def _errors(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Leave out what doesn't keep the brief from being built."""
    return [problem for problem in problems if stops([problem])]


def write_sheet(
    project: Project, content: Content, job: Job, document: Document, theme: Theme, out: Path | None = None
) -> tuple[Built, ...]:
    """Write a sheet for the staff beside the briefs of its edition, proved as they are; it is on no letterhead."""
    prints = {f"{job.stem}.{format}": document for format in job.formats}
    return write_documents(project.output_folder(out), content, job.edition, prints, theme, None)


def write_documents(
    output: Path,
    content: Content,
    edition: str,
    prints: Mapping[str, Document],
    theme: Theme,
    letterhead: Letterhead | None,
    progress: Progress = lambda what: None,
    reviewer: Reviewer | None = None,
) -> tuple[Built, ...]:
    """Write documents of one edition, and the manifest: all of them once each is proved, or none."""
    folder = folder_in(output, edition)
    files, data = produce(folder, prints, theme, letterhead, progress, reviewer)
    put(folder, content, edition, files, data)
    return files


def put(folder: Path, content: Content, edition: str, files: Sequence[Built], data: Mapping[str, bytes]) -> None:
    """Write the files of an edition and the manifest, which lists what another run has written meanwhile, too."""
    with only_one(folder):
        listed = manifest(folder, identity(content, edition), files, data)
        write_all(folder, {**data, MANIFEST: listed})


def produce(
    folder: Path,
    prints: Mapping[str, Document],
    theme: Theme,
    letterhead: Letterhead | None,
    progress: Progress = lambda what: None,
    reviewer: Reviewer | None = None,
) -> tuple[tuple[Built, ...], dict[str, bytes]]:
    """Return the bytes of each file, proved, and what is to be said of it once it is in `folder`; writes nothing.

    The ending of its name says in which format a document is wanted.
    """
    write = _writers(theme, letterhead, reviewer)
    data: dict[str, bytes] = {}
    files: list[Built] = []
    for name, document in prints.items():
        progress(name)
        start = time.perf_counter()
        written = write(document, name.rpartition(".")[2])
        data[name] = written.data
        prove(name, written.data, document, theme, letterhead.faces if letterhead else None, written.sections)
        files.append(Built(folder / name, len(written.data), written.pages, time.perf_counter() - start))
    return tuple(files), data


def _with_problems(brief: LocalBrief, document: Document, problems: Todo, content: Content, theme: Theme) -> Document:
    def message(msgid: str, **values: str) -> Text:
        phrase = brief.message(msgid, **values)
        return Text(str(phrase), phrase.source)

    language = brief.language
    words = Words(language.code, message, language.bind, lambda text: theme.missing_glyphs([text]))
    document = with_problems(document, problems, content, words)
    return with_contents(document, "always") if contents_of(document) else document


def folder_in(output: Path, edition: str) -> Path:
    """Return the folder of an edition's files; raises `ProjectError` for a link that leads out of the output."""
    folder = output / edition
    if folder.resolve() != output.resolve() / edition:
        raise ProjectError(f"{folder} is a link that leads elsewhere; nothing was written")
    return folder


def identity(content: Content, edition: str) -> dict[str, Any]:
    """Return what the manifest says of an edition: which, its version, its date and the digest of its content."""
    facts = content.editions[edition]
    return {
        "edition": edition,
        "version": facts.version,
        "as_of": str(facts.as_of),
        "content": digest(content, edition),
    }


@dataclass(frozen=True, slots=True)
class _Written:
    data: bytes
    pages: int | None = None
    sections: tuple[int, ...] = ()  # the pages that the contents list names


def _writers(
    theme: Theme, letterhead: Letterhead | None, reviewer: Reviewer | None
) -> Callable[[Document, str], _Written]:
    """Return what writes a document in a format; one PDF writer serves the whole run, made when first needed.

    Word's contents list names the pages of the PDF, which is laid out for that even where nobody asked for it.
    """

    @cache
    def writer() -> Callable[[Document], _Written]:
        from briefgen.formats.pdf.press import PdfWriter

        write = PdfWriter(theme).write

        @lru_cache(maxsize=1)
        def pdf(document: Document) -> _Written:
            pdf = write(document)
            return _Written(pdf.data, pdf.pages, pdf.sections)

        return pdf

    def write(document: Document, format: str) -> _Written:
        if format == "docx":
            sections = writer()(document).sections if contents_of(document) else ()
            return _Written(write_docx(document, theme, letterhead, sections, reviewer), sections=sections)
        if format == "html":
            return _Written(write_html(document, theme).encode())
        return writer()(document)

    return write
