"""The spine: content -> files, stage by stage; it reads top to bottom as the picture in docs/architecture.md.

Nothing is written to the output folder before everything has been produced, so a failed build leaves the last
good files; each file is then renamed into place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from briefgen import checks, pictures, templating
from briefgen.changes.compare import Change, compare
from briefgen.changes.sides import edition_side
from briefgen.content.known import digest, known_at
from briefgen.content.loader import LoadError, load
from briefgen.content.model import EDITIONS, Content, Values
from briefgen.content.schema.base import Translated
from briefgen.content.schema.edition import Edition
from briefgen.dates import Point
from briefgen.diagnostics import Diagnostic, Place, ProblemsError, in_order, stops
from briefgen.document import contents
from briefgen.document.contents import with_contents
from briefgen.document.html_reader import read_html
from briefgen.document.numbering import with_numbers
from briefgen.document.tree import Document, Text, contents_of, walk
from briefgen.draft import with_problems
from briefgen.files import write_all
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import Gap, LocalBrief, Since, localise
from briefgen.localise.values import LocalPhrase
from briefgen.mistakes import Mistake
from briefgen.output import Built, manifest
from briefgen.project import SETTINGS_FILE, Project, ProjectError, check_name
from briefgen.proof import prove
from briefgen.writers.docx import write_docx
from briefgen.writers.docx_letterhead import Letterhead, read_letterhead
from briefgen.writers.html import write_html
from briefgen.writers.theme import Theme, load_theme

Progress = Callable[[str], None]
"""Is told what is being done, such as «2019-10-brussels_full_ka.pdf»."""


CHANGE_NOTE = "changes"  # the brief type that says what is new since another edition

# A brief is laid out to count its pages from this share of its longest length on: the estimate may be that wrong.
_NEARLY = 0.6


@dataclass(frozen=True, slots=True)
class Job:
    """One brief in one language, in some formats."""

    edition: str
    brief: str
    language: str
    formats: tuple[str, ...]
    since: str | None = None  # the edition that a change note compares with

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
    since: str | None = None,
    progress: Progress = lambda what: None,
) -> Result:
    """Build an edition, the newest by default; a change note says what is new `since` another one.

    Raises `ProblemsError`, `ProjectError`, `ThemeError`, `PdfError`.
    """
    content = load_content(project)
    jobs = plan(project, content, edition, languages, briefs, formats, since)
    theme = load_theme(project.theme_folder(project.settings.theme), project.theme_folder)
    known = known_at(content, date_of(content, jobs[0].edition))
    subject = checks.Subject(known, project.settings.languages, jobs[0].edition, root=project.root)
    if checks.check(subject, blocking_only=True):
        raise ProblemsError(checks.check(subject))
    composed = compose_all(project, content, jobs, theme, draft=draft)
    documents = [document for _, document in composed]
    subject = replace(subject, printed=_printed(documents), lengths=_lengths(jobs, documents, theme))
    problems = checks.check(subject)
    if stops(problems) and not draft:
        raise ProblemsError(problems)
    letterhead = _letterhead(project, jobs)
    # On a letterhead the text may be narrower, and pictures are drawn as wide as the text.
    on_letterhead = (
        compose_all(project, content, jobs, letterhead.measured(theme), draft=draft) if letterhead else composed
    )
    if draft:
        composed, on_letterhead = (
            [(brief, _with_problems(brief, document, problems, theme)) for brief, document in briefs]
            for briefs in (composed, on_letterhead)
        )
    folder = _folder(out or project.output, jobs[0].edition)
    data: dict[str, bytes] = {}
    files: list[Built] = []
    write = _writers(theme, letterhead)
    for job, (_, plain_document), (_, word_document) in zip(jobs, composed, on_letterhead, strict=True):
        for format in job.formats:
            document = word_document if format == "docx" else plain_document
            name = f"{job.stem}.{format}"
            progress(name)
            start = time.perf_counter()
            written = write(document, format)
            data[name] = written.data
            prove(name, written.data, document, theme, letterhead.faces if letterhead else None, written.sections)
            files.append(Built(folder / name, len(written.data), written.pages, time.perf_counter() - start))
    data["manifest.json"] = manifest(folder, _identity(content, jobs[0].edition), files, data)
    write_all(folder, data)
    gaps = dict.fromkeys(gap for brief, _ in composed for gap in brief.gaps)
    listed = any(contents_of(document) for _, document in composed)
    notes = letterhead.notes(theme, contents=listed) if letterhead else ()
    return Result(tuple(files), tuple(gaps), problems, notes)


def load_content(project: Project) -> Content:
    """Return the content; raises `LoadError` with what is wrong with it, what the rules find included."""
    try:
        return load(project.content, project.name_of(project.content))
    except LoadError as error:
        newest = newest_edition(error.read)
        subject = checks.Subject(error.read, project.settings.languages, newest, root=project.root)
        raise LoadError([*error.problems, *checks.check(subject)], error.read) from None


def check(project: Project, edition: str | None = None, on: Point | None = None) -> tuple[Diagnostic, ...]:
    """Return every problem: of the content, in every edition and language, and of the letterhead.

    What time has overtaken is judged at the date of the edition (the newest by default), or at the date `on`.
    """
    return in_order([*_check_content(project, edition, on), *_check_letterhead(project)])


def _check_content(project: Project, edition: str | None, on: Point | None) -> tuple[Diagnostic, ...]:
    try:
        content = load_content(project)
    except LoadError as error:
        return error.problems
    if edition is not None:
        _require("edition", [edition], list(content.editions))
    newest = edition or newest_edition(content)
    known = known_at(content, on or date_of(content, newest))
    subject = checks.Subject(known, project.settings.languages, newest, on, root=project.root)
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
        if most is None or contents.pages(document) < most * _NEARLY:
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
    document = with_problems(document, problems, heading, columns, lambda words: theme.missing_glyphs([words]))
    return with_contents(document, "always") if contents_of(document) else document


def _printed(documents: Iterable[Document]) -> frozenset[str]:
    """Return the paths of the values that documents show."""
    nodes = (node for document in documents for node in walk(document))
    return frozenset(node.source for node in nodes if isinstance(node, Text) and node.source)


def _check_letterhead(project: Project) -> list[Diagnostic]:
    try:
        open_letterhead(project)
    except Mistake as error:
        hint = "mend the file in Word, or take the line `letterhead = …` out"
        lines = (project.root / SETTINGS_FILE).read_text(encoding="utf-8").splitlines()
        number = next((n for n, line in enumerate(lines, 1) if line.lstrip().startswith("letterhead")), 1)
        place = Place(SETTINGS_FILE, number, length=len("letterhead"))
        return [Diagnostic(place, "error", "letterhead-unusable", str(error), hint, excerpt=lines[number - 1])]
    return []


def plan(
    project: Project,
    content: Content,
    edition: str | None = None,
    languages: Sequence[str] = (),
    briefs: Sequence[str] = (),
    formats: Sequence[str] = (),
    since: str | None = None,
) -> list[Job]:
    """Return the jobs of a build; raises `ProjectError` for a name that there isn't."""
    settings = project.settings
    edition = newest_edition(content) if edition is None else edition
    templates = templating.template_names(project.template_folders)
    _require("edition", [edition], list(content.editions))
    _require("language", languages, settings.languages)
    _require("brief", briefs or settings.briefs, templates)
    briefs = tuple(dict.fromkeys(briefs or settings.briefs))
    if since is not None and CHANGE_NOTE not in briefs:
        raise ProjectError(f"--since goes with the change note: add --brief {CHANGE_NOTE}")
    if CHANGE_NOTE in briefs:
        since = since or content.editions[edition].previous
        if since is None:
            raise ProjectError(f"{edition} names no edition before it: add `previous: …` to its file, or use --since")
        _require("edition", [since], list(content.editions))
    return [
        Job(
            edition,
            check_name(brief, "brief"),
            language,
            tuple(dict.fromkeys(formats or settings.formats)),
            since if brief == CHANGE_NOTE else None,
        )
        for brief in briefs
        for language in dict.fromkeys(languages or settings.languages)
    ]


def newest_edition(content: Values) -> str:
    """Return the edition with the latest as-of date, of those that could be read."""
    editions = {path: item.value for path, item in content.items.items() if isinstance(item.value, Edition)}
    dates = {path[len(EDITIONS) + 1 : -1]: str(edition.as_of) for path, edition in editions.items()}
    return max(dates, key=lambda id: (dates[id], id), default="")


def date_of(content: Content, edition: str) -> Point:
    """Return the date for which an edition is true."""
    as_of = content.editions[edition].as_of.start
    assert as_of is not None  # the schema wants a point in time
    return as_of


def compose_all(
    project: Project, content: Content, jobs: Sequence[Job], theme: Theme, *, draft: bool = False
) -> list[tuple[LocalBrief, Document]]:
    """Return the brief and the tree of each job; raises `ProblemsError` with the problems of all of them."""
    composed: list[tuple[LocalBrief, Document]] = []
    problems: list[Diagnostic] = []
    for job in jobs:
        try:
            brief, document = compose(project, content, job, draft=draft, theme=theme)
            require_glyphs(known_at(content, date_of(content, job.edition)), document, theme)
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
    since = Since(job.since, _changes(content, job.since, job.edition)) if job.since else None
    brief = localise(content, job.edition, language, catalogue, draft=draft, since=since)
    drawn = pictures.draw(brief, theme)
    shown = {name: picture is not None for name, picture in drawn.items()}
    html = templating.render(brief, job.brief, project.template_folders, shown)
    document = with_contents(read_html(html, language.bind, drawn), project.settings.contents)
    return brief, with_numbers(document) if project.settings.numbered_paragraphs else document


def _changes(content: Content, old: str, new: str) -> tuple[Change, ...]:
    return compare(edition_side(content, old), edition_side(content, new))


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
    return {
        "edition": edition,
        "version": facts.version,
        "as_of": str(facts.as_of),
        "content": digest(content, edition),
    }


def _letterhead(project: Project, jobs: Sequence[Job]) -> Letterhead | None:
    return open_letterhead(project) if any("docx" in job.formats for job in jobs) else None


def open_letterhead(project: Project) -> Letterhead | None:
    """Return the project's letterhead, if it has one; raises `ProjectError`, `LetterheadError`."""
    path = project.letterhead
    return read_letterhead(path.read_bytes(), project.name_of(path)) if path else None


@dataclass(frozen=True, slots=True)
class _Written:
    data: bytes
    pages: int | None = None
    sections: tuple[int, ...] = ()  # the pages that the contents list names


def _writers(theme: Theme, letterhead: Letterhead | None) -> Callable[[Document, str], _Written]:
    """Return what writes a document in a format; one PDF writer serves the whole run, made when first needed.

    Word's contents list names the pages of the PDF, which is laid out for that even where nobody asked for it.
    """

    @cache
    def writer() -> Callable[[Document], _Written]:
        from briefgen.writers.pdf import PdfWriter

        write = PdfWriter(theme).write

        @lru_cache(maxsize=1)
        def pdf(document: Document) -> _Written:
            pdf = write(document)
            return _Written(pdf.data, pdf.pages, pdf.sections)

        return pdf

    def write(document: Document, format: str) -> _Written:
        if format == "docx":
            sections = writer()(document).sections if contents_of(document) else ()
            return _Written(write_docx(document, theme, letterhead, sections), sections=sections)
        if format == "html":
            return _Written(write_html(document, theme).encode())
        return writer()(document)

    return write


def _require(what: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            raise ProjectError(f"there is no {what} {name!r}; there are {', '.join(known)}")
