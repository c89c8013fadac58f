"""The spine: content -> files, stage by stage; it reads top to bottom as the picture in docs/architecture.md.

Nothing is written to the output folder before everything has been produced, so a failed build leaves the last
good files; each file is then renamed into place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen import checks, pictures, templating
from briefgen.content.loader import LoadError, load
from briefgen.content.model import EDITIONS, Content, Values
from briefgen.content.schema.base import Translated
from briefgen.content.schema.edition import Edition
from briefgen.dates import Point
from briefgen.diagnostics import Diagnostic, Place, ProblemsError, in_order, stops
from briefgen.document.html_reader import read_html
from briefgen.document.tree import Document, Text, walk
from briefgen.draft import with_problems
from briefgen.files import write_all
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import Gap, LocalBrief, localise
from briefgen.localise.values import LocalPhrase
from briefgen.output import Built, manifest
from briefgen.project import Project, ProjectError, check_name
from briefgen.proof import prove
from briefgen.writers.docx import write_docx
from briefgen.writers.docx_letterhead import Letterhead, read_letterhead
from briefgen.writers.html import write_html
from briefgen.writers.text import write_text
from briefgen.writers.theme import Theme, load_theme

Progress = Callable[[str], None]
"""Is told what is being done, such as «2019-10-brussels_full_ka.pdf»."""


# Characters of plain text: fewer than a sparse page has. A brief with no more than these a page is surely short enough.
SPARSE_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Job:
    """One brief in one language, in some formats."""

    edition: str
    brief: str
    language: str
    formats: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The name of the files, without the ending."""
        return f"{self.edition}_{self.brief}_{self.language}"


@dataclass(frozen=True, slots=True)
class Result:
    """What a build gave."""

    files: tuple[Built, ...]
    gaps: tuple[Gap, ...]
    problems: tuple[Diagnostic, ...]  # what the rules found; errors only in a draft
    notes: tuple[str, ...] = ()  # what the letterhead lacks


def build(
    project: Project,
    *,
    edition: str | None = None,
    languages: Sequence[str] = (),
    briefs: Sequence[str] = (),
    formats: Sequence[str] = (),
    out: Path | None = None,
    draft: bool = False,
    progress: Progress = lambda what: None,
) -> Result:
    """Build an edition, the newest by default; raises `ProblemsError`, `ProjectError`, `ThemeError`, `PdfError`."""
    content = load_content(project)
    jobs = plan(project, content, edition, languages, briefs, formats)
    theme = load_theme(project.theme_folder(project.settings.theme), project.theme_folder)
    subject = checks.Subject(content, project.settings.languages, jobs[0].edition)
    if checks.check(subject, blocking_only=True):
        raise ProblemsError(checks.check(subject))
    composed = compose_all(project, content, jobs, theme, draft=draft)
    documents = [document for _, document in composed]
    subject = replace(subject, printed=_printed(documents), lengths=_lengths(jobs, documents, theme))
    problems = checks.check(subject)
    if draft:
        documents = [_with_problems(brief, document, problems, theme) for brief, document in composed]
    elif stops(problems):
        raise ProblemsError(problems)
    folder = _folder(out or project.output, jobs[0].edition)
    data: dict[str, bytes] = {}
    files: list[Built] = []
    letterhead = _letterhead(project, jobs)
    write = _writers(theme, letterhead)
    for job, document in zip(jobs, documents, strict=True):
        for format in job.formats:
            name = f"{job.stem}.{format}"
            progress(name)
            start = time.perf_counter()
            data[name], pages = write(document, format)
            prove(name, data[name], document, theme, letterhead.faces if letterhead else None)
            files.append(Built(folder / name, len(data[name]), pages, time.perf_counter() - start))
    data["manifest.json"] = manifest(folder, _identity(content, jobs[0].edition), files, data)
    write_all(folder, data)
    gaps = dict.fromkeys(gap for brief, _ in composed for gap in brief.gaps)
    return Result(tuple(files), tuple(gaps), problems, letterhead.notes(theme) if letterhead else ())


def load_content(project: Project) -> Content:
    """Return the content; raises `LoadError` with what is wrong with it, what the rules find included."""
    try:
        return load(project.content, project.name_of(project.content))
    except LoadError as error:
        subject = checks.Subject(error.read, project.settings.languages, newest_edition(error.read))
        raise LoadError([*error.problems, *checks.check(subject)], error.read) from None


def check(project: Project, edition: str | None = None, on: Point | None = None) -> tuple[Diagnostic, ...]:
    """Return every problem of the content: its shape, the rules, its texts in every edition and language.

    What time has overtaken is judged at the date of the edition (the newest by default), or at the date `on`.
    """
    try:
        content = load_content(project)
    except LoadError as error:
        return error.problems
    if edition is not None:
        _require("edition", [edition], list(content.editions))
    subject = checks.Subject(content, project.settings.languages, edition or newest_edition(content), on)
    if checks.check(subject, blocking_only=True):
        return checks.check(subject)  # no text can be composed
    theme = load_theme(project.theme_folder(project.settings.theme), project.theme_folder)
    problems: list[Diagnostic] = []
    for id in content.editions:
        jobs = plan(project, content, id)
        try:
            documents = [document for _, document in compose_all(project, content, jobs, theme, draft=True)]
        except ProblemsError as error:
            problems += error.problems
        else:
            if id == subject.edition:
                lengths = _lengths(jobs, documents, theme)
                subject = replace(subject, printed=_printed(documents), lengths=lengths)
    return in_order([*problems, *checks.check(subject)])


def _lengths(jobs: Iterable[Job], documents: Iterable[Document], theme: Theme) -> tuple[checks.Length, ...]:
    """Return the lengths of those documents that may be too long; laying pages out takes its time."""
    lengths: list[checks.Length] = []
    writer = None
    for job, document in zip(jobs, documents, strict=True):
        most = document.metadata.most_pages
        if most is None or len(write_text(document)) <= most * SPARSE_PAGE:
            continue
        from briefgen.writers.pdf import PdfWriter

        writer = writer or PdfWriter(theme)
        lengths.append(checks.Length(job.brief, job.language, writer.write(document).pages, most))
    return tuple(lengths)


def _with_problems(brief: LocalBrief, document: Document, problems: Sequence[Diagnostic], theme: Theme) -> Document:
    def text(phrase: LocalPhrase) -> Text:
        return Text(str(phrase), phrase.source)

    heading = text(brief.message("Problems of this draft"))
    columns = text(brief.message("Place")), text(brief.message("Problem"))
    return with_problems(document, problems, heading, columns, lambda words: theme.missing_glyphs([words]))


def _printed(documents: Iterable[Document]) -> frozenset[str]:
    """Return the paths of the values that documents show."""
    nodes = (node for document in documents for node in walk(document))
    return frozenset(node.source for node in nodes if isinstance(node, Text) and node.source)


def plan(
    project: Project,
    content: Content,
    edition: str | None = None,
    languages: Sequence[str] = (),
    briefs: Sequence[str] = (),
    formats: Sequence[str] = (),
) -> list[Job]:
    """Return the jobs of a build; raises `ProjectError` for a name that there isn't."""
    settings = project.settings
    edition = newest_edition(content) if edition is None else edition
    templates = templating.template_names(project.template_folders)
    _require("edition", [edition], list(content.editions))
    _require("language", languages, settings.languages)
    _require("brief", briefs or settings.briefs, templates)
    return [
        Job(edition, check_name(brief, "brief"), language, tuple(dict.fromkeys(formats or settings.formats)))
        for brief in dict.fromkeys(briefs or settings.briefs)
        for language in dict.fromkeys(languages or settings.languages)
    ]


def newest_edition(content: Values) -> str:
    """Return the edition with the latest as-of date, of those that could be read."""
    editions = {path: item.value for path, item in content.items.items() if isinstance(item.value, Edition)}
    dates = {path[len(EDITIONS) + 1 : -1]: str(edition.as_of) for path, edition in editions.items()}
    return max(dates, key=lambda id: (dates[id], id), default="")


def compose_all(
    project: Project, content: Content, jobs: Sequence[Job], theme: Theme, *, draft: bool = False
) -> list[tuple[LocalBrief, Document]]:
    """Return the brief and the tree of each job; raises `ProblemsError` with the problems of all of them."""
    composed: list[tuple[LocalBrief, Document]] = []
    problems: list[Diagnostic] = []
    for job in jobs:
        try:
            brief, document = compose(project, content, job, draft=draft, theme=theme)
            require_glyphs(content, document, theme)
            composed.append((brief, document))
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return composed


def compose(
    project: Project, content: Content, job: Job, *, draft: bool = False, theme: Theme | None = None
) -> tuple[LocalBrief, Document]:
    """Return a brief in one language, and its document tree; raises `ProblemsError`."""
    theme = theme or load_theme(project.theme_folder(project.settings.theme))
    language = get_language(job.language)
    catalogue = load_catalogue(job.language, *project.catalogue_files(job.language))
    brief = localise(content, job.edition, language, catalogue, draft=draft)
    drawn = pictures.draw(brief, theme)
    shown = {name: picture is not None for name, picture in drawn.items()}
    html = templating.render(brief, job.brief, project.template_folders, shown)
    return brief, read_html(html, language.bind, drawn)


def require_glyphs(content: Content, document: Document, theme: Theme) -> None:
    """Raise `ProblemsError` for characters that the theme's faces can't show."""
    texts = [node for node in walk(document) if isinstance(node, Text)]
    missing = theme.missing_glyphs(text.value for text in texts)
    language = document.lang.partition("-")[0]
    problems = [
        _missing_glyph(content, text.source, language, char, theme.faces.family)
        for text in texts
        for char in sorted(set(text.value) & missing)
    ]
    if problems:
        raise ProblemsError(problems)


def _missing_glyph(content: Content, source: str | None, language: str, char: str, family: str) -> Diagnostic:
    code, message = "glyph-missing", f"{family} has no {char!r} (U+{ord(char):04X})"
    hint = "use another character, or a theme whose face has it"
    item = content.items.get(source or "")
    if item is None:
        return Diagnostic(Place(source or "templates"), "error", code, message, hint)
    if not isinstance(item.value, Translated):
        return content.problem(item.path, code, message, hint)
    offset = item.value.root.get(language, "").find(char)
    return content.problem(item.path, code, message, hint, within=(language,), offset=offset if offset >= 0 else None)


def _folder(output: Path, edition: str) -> Path:
    folder = output / edition
    if folder.resolve() != output.resolve() / edition:
        raise ProjectError(f"{folder} is a link that leads elsewhere; nothing was written")
    return folder


def _identity(content: Content, edition: str) -> dict[str, Any]:
    facts = content.editions[edition]
    return {"edition": edition, "version": facts.version, "as_of": str(facts.as_of), "content": content.digest}


def _letterhead(project: Project, jobs: Sequence[Job]) -> Letterhead | None:
    path = project.letterhead
    if path is None or not any("docx" in job.formats for job in jobs):
        return None
    return read_letterhead(path.read_bytes(), project.name_of(path))


def _writers(theme: Theme, letterhead: Letterhead | None) -> Callable[[Document, str], tuple[bytes, int | None]]:
    """Return what writes a document in a format; one PDF writer serves the whole run, made when first needed."""
    pdf_writer: list[object] = []

    def write(document: Document, format: str) -> tuple[bytes, int | None]:
        if format == "docx":
            return write_docx(document, theme, letterhead), None
        if format == "html":
            return write_html(document, theme).encode(), None
        from briefgen.writers.pdf import PdfWriter

        if not pdf_writer:
            pdf_writer.append(PdfWriter(theme))
        writer = pdf_writer[0]
        assert isinstance(writer, PdfWriter)
        pdf = writer.write(document)
        return pdf.data, pdf.pages

    return write


def _require(what: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            raise ProjectError(f"there is no {what} {name!r}; there are {', '.join(known)}")
