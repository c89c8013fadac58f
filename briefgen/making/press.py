"""The spine: content -> files, stage by stage; it reads top to bottom as the picture in docs/architecture.md.

Nothing is written to the output folder before everything has been produced, so a failed build leaves the last
good files; each file is then renamed into place.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen.content.digest import digest
from briefgen.content.model import Content
from briefgen.content.schema.audience import INTERNAL
from briefgen.document.annexed import annexed_in
from briefgen.document.contents import with_contents
from briefgen.document.digest import digest_of
from briefgen.document.tree import Document, contents_of
from briefgen.formats.run import Run
from briefgen.formats.word.letterhead import told
from briefgen.formats.word.letterhead.opened import Letterhead
from briefgen.language import get_language
from briefgen.localise import Gap
from briefgen.look.theme import Theme
from briefgen.making.brief_types import brief_type
from briefgen.making.compose import Job, Print, as_print, on_paper, plan, texts_of
from briefgen.making.copies import for_whom, plan_beside
from briefgen.making.judge import examine
from briefgen.making.opened import Opened, opened
from briefgen.making.output import Built, manifest
from briefgen.making.products import Products
from briefgen.making.trees import compose_all
from briefgen.making.versions import as_issued_or_next, next_version
from briefgen.problems.diagnostics import Diagnostic, ProblemsError, stops
from briefgen.problems.notes import Told
from briefgen.project.files import MANIFEST, write_all
from briefgen.project.folder import Project
from briefgen.project.formats import FORMATS
from briefgen.project.settings import ProjectError
from briefgen.project.workshop import only_one
from briefgen.todo.draft import DraftLanguage
from briefgen.todo.draft import with_problems as with_last_page
from briefgen.todo.tasks import Todo, todo

Progress = Callable[[str], None]
"""Is told what is being done, such as «2019-10-brussels_full_ka.pdf»."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that the writers take for an edition, checked, and what there is to say of it."""

    content: Content
    edition: str
    prints: tuple[Print, ...]
    products: Products
    gaps: tuple[Gap, ...]
    problems: tuple[Diagnostic, ...]
    notes: tuple[str, ...]

    @property
    def theme(self) -> Theme:
        """The theme that it is pressed in."""
        return self.products.run.theme

    @property
    def letterhead(self) -> Letterhead | None:
        """The letterhead of the Word files, if there are some and the project has one."""
        return self.products.run.letterhead


@dataclass(frozen=True, slots=True)
class Result:
    """What a build gave."""

    files: tuple[Built, ...]
    gaps: tuple[Gap, ...]
    problems: tuple[Diagnostic, ...]  # what the rules found; errors only in a draft
    notes: tuple[str, ...] = ()  # what is gone from the content, what the letterhead lacks, and the like


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
    profile: str | None = None,
    bilingual: Sequence[str] = (),
    progress: Progress = lambda what: None,
) -> Result:
    """Build an edition, the newest by default, or what a `profile` of it says; a change note says what is new `since`.

    A `bilingual` brief is in two languages, side by side.

    Raises `ProblemsError`, `ProjectError`, `ThemeError`, `PdfError`.
    """
    held = opened(project)
    output = held.project.output_folder(out)
    ready = prepare(
        held, edition=edition, languages=languages, briefs=briefs, formats=formats, draft=draft, since=since,
        profile=profile,
        bilingual=bilingual,
    )  # fmt: skip
    files = write_documents(output, ready.content, ready.edition, ready.prints, ready.products, progress)
    return Result(files, ready.gaps, ready.problems, ready.notes + hole_notes(files))


def prepare(
    project: Project | Opened,
    *,
    edition: str | None = None,
    languages: Sequence[str] = (),
    briefs: Sequence[str] = (),
    formats: Sequence[str] = (),
    draft: bool = False,
    since: str | None = None,
    profile: str | None = None,
    bilingual: Sequence[str] = (),
    beside: bool = False,
    profiles: Sequence[str] = (),
    copy: int | None = None,
    with_problems: bool = True,
) -> Prepared:
    """Return what a build writes, before it is written; raises what `build` raises, but for `PdfError`.

    A `bilingual` brief may stand `beside` those in each language, and what `profiles` say beside all of them; or all
    is one `copy`.
    Of a draft the last page lists the problems, unless it is to be without.
    """
    held = opened(project)
    project, content = held.project, held.content
    jobs = plan(project, content, edition, languages, briefs, formats, since, profile, bilingual, beside=beside)
    jobs = plan_beside(project, content, jobs[0].edition, jobs, profiles)
    jobs = [replace(job, copy=copy) for job in jobs] if copy else jobs
    if draft:
        version = next_version(project, content, jobs[0].edition)
        jobs = [replace(job, draft=True, version=version) for job in jobs]
    lettered = any(FORMATS[format].letterhead for job in jobs for format in job.formats)
    letterhead = held.letterhead if lettered else None
    products, theme = held.products(letterhead), held.theme
    if any(job.facing for job in jobs) and theme.sizes.large_print:
        raise ProjectError(Told("large print has no room for two languages side by side: build each by itself"))
    try:
        composed, problems = examine(project, content, jobs, products, letterhead, draft=draft)
    except ProblemsError as error:
        raise ProblemsError(_errors(error.problems)) from None
    if stops(problems) and not draft:
        raise ProblemsError(_errors(problems))
    if not draft:
        jobs = as_issued_or_next(project, content, jobs, composed)
        drafts = iter(compose_all(project, content, [job for job in jobs if job.draft], theme, cache=products.cache))
        composed = [next(drafts) if job.draft else each for job, each in zip(jobs, composed, strict=True)]
    printed = [on_paper(each.document, theme, project.settings.contents) for each in composed]
    on_letterhead = printed
    if letterhead:
        paper = letterhead.measured(theme)
        on_letterhead = [
            on_paper(each.document, paper, project.settings.contents, like=plain)
            for each, plain in zip(composed, printed, strict=True)
        ]
    if draft and with_problems:
        listed = todo(jobs[0].edition, problems, content, project.settings.languages)
        printed, on_letterhead = (
            [
                _with_problems(document, project, job.language, listed, content, theme)
                if _lists_problems(project, job, document)
                else document
                for job, document in zip(jobs, documents, strict=True)
            ]
            for documents in (printed, on_letterhead)
        )
    prints = tuple(
        as_print(job, FORMATS[format], lettered if FORMATS[format].letterhead else document)
        for job, document, lettered in zip(jobs, printed, on_letterhead, strict=True)
        for format in job.formats
    )
    gaps = dict.fromkeys(gap for each in composed for gap in each.gaps)
    has_contents = any(map(contents_of, printed))
    georgian = any(each.document.lang.startswith("ka") for each in composed)
    notes = tuple(problem.message for problem in problems if problem.code == "content-lost")
    notes += told.notes(letterhead, theme, contents=has_contents, georgian=georgian) if letterhead else ()
    notes += _since_issued(prints) + unproved(prints) + _appended(prints) + for_whom(content, jobs)
    if folder := held.refused_cache:
        notes += (
            Told(
                "{folder} is no folder that only you may write to: what was made before is neither taken from there "
                "nor kept, and everything is made anew. Have its rights changed, or have it taken away",
                folder=folder,
            ),
        )
    return Prepared(content, jobs[0].edition, prints, products, tuple(gaps), problems, notes)


def _since_issued(prints: Iterable[Print]) -> tuple[str, ...]:
    """Say of which version files are a draft, since what was issued said something else."""
    prints = list(prints)
    version = next((each.job.version for each in prints if each.job.version), None)
    if version is None:
        return ()
    if all(each.job.copy for each in prints if each.job.version):
        return (
            Told(
                "copies that aren't those of version {issued} – their text has changed since, or these numbers are not "
                "the ones that their holders have – are a draft of version {next}",
                issued=version - 1,
                next=version,
            ),
        )
    same = [each.name for each in prints if not each.job.version]
    if same:
        return (
            Told(
                "the text has changed since version {issued} was issued, so these files are a draft of version "
                "{next}; what says the same is still version {issued}: {files}",
                issued=version - 1,
                next=version,
                files=", ".join(same),
            ),
        )
    return (
        Told(
            "the text has changed since version {issued} was issued, so these files are a draft of version {next}",
            issued=version - 1,
            next=version,
        ),
    )


def _appended(prints: Iterable[Print]) -> tuple[str, ...]:
    """Say of files with annexes what they don't claim to be, or claim on the word of others."""
    notes: list[str] = []
    for each in prints:
        files = annexed_in(each.document)
        if others := [annexed.file for annexed in files if not annexed.conforms]:
            notes.append(
                Told(
                    "{file} ends in pages of other files ({annexes}), which briefgen can’t vouch for: it claims neither"
                    " PDF/UA nor PDF/A",
                    file=each.name,
                    annexes=", ".join(others),
                )
            )
        elif files:
            notes.append(
                Told(
                    "{file} claims PDF/UA and PDF/A, as the files at its end do ({annexes}); nobody has checked these",
                    file=each.name,
                    annexes=", ".join(annexed.file for annexed in files),
                )
            )
    return tuple(notes)


def unproved(prints: Iterable[Print]) -> tuple[str, ...]:
    """Say of the formats without a proof that they have none, and why."""
    formats = dict.fromkeys(each.format for each in prints if not each.format.prover)
    return tuple(
        Told("what is written as {format} isn't proved: {why}", format=each.label, why=each.unproved)
        for each in formats
    )


def hole_notes(files: Iterable[Built]) -> tuple[str, ...]:
    """Say which pages of files are left a good part empty, and before what."""
    return tuple(
        Told(
            "page {page} of {file} is {share} % empty at its foot: what comes next does not fit there (“{before}”); "
            "shorten it, or what stands before it",
            page=hole.page,
            file=file.path.name,
            share=hole.share,
            before=hole.before,
        )
        for file in files
        for hole in file.holes
    )


def _errors(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Leave out what doesn't keep the brief from being built."""
    return [problem for problem in problems if stops([problem])]


def write_sheet(
    project: Project, content: Content, job: Job, document: Document, theme: Theme, out: Path | None = None
) -> tuple[Built, ...]:
    """Write a sheet for the staff beside the briefs of its edition, proved as they are; it is on no letterhead."""
    drawn = on_paper(document, theme, "auto")
    prints = [Print(job, FORMATS[format], drawn) for format in job.formats]
    return write_documents(project.output_folder(out), content, job.edition, prints, Products(Run(theme)))


def write_documents(
    output: Path,
    content: Content,
    edition: str,
    prints: Sequence[Print],
    products: Products,
    progress: Progress = lambda what: None,
) -> tuple[Built, ...]:
    """Write documents of one edition, and the manifest: all of them once each is proved, or none."""
    folder = folder_in(output, edition)
    files, data = produce(folder, prints, products, progress)
    put(folder, identity(content, edition, products.run.theme), files, data)
    return files


def put(folder: Path, identity: Mapping[str, Any], files: Sequence[Built], data: Mapping[str, bytes]) -> None:
    """Write the files of an edition and the manifest, which lists what another run has written meanwhile, too."""
    with only_one(folder):
        listed = manifest(folder, identity, files)
        write_all(folder, {**data, MANIFEST: listed})


def produce(
    folder: Path,
    prints: Sequence[Print],
    products: Products,
    progress: Progress = lambda what: None,
) -> tuple[tuple[Built, ...], dict[str, bytes]]:
    """Return the bytes of each file, proved, and what is to be said of it once it is in `folder`; writes nothing."""
    data: dict[str, bytes] = {}
    files: list[Built] = []
    for each in prints:
        progress(each.name)
        start = time.perf_counter()
        pressed = products.file(each)
        data[each.name] = pressed.data
        took = time.perf_counter() - start
        digest, sha256 = digest_of(each.document), hashlib.sha256(pressed.data).hexdigest()
        files.append(
            Built(
                folder / each.name, len(pressed.data), pressed.pages, took, sha256, digest, pressed.holes,
                brief=each.job.brief, language=each.job.languages, version=each.job.version, draft=each.job.draft,
                copy=each.job.copy,
            )
        )  # fmt: skip
    return tuple(files), data


def _lists_problems(project: Project, job: Job, document: Document) -> bool:
    """Tell whether a draft lists what is wrong: that quotes all content, for us alone, and no card has room for it."""
    audience = brief_type(job.brief, project.template_folders).audience
    return audience == INTERNAL and not document.metadata.paper


def _with_problems(
    document: Document, project: Project, language: str, problems: Todo, content: Content, theme: Theme
) -> Document:
    known, texts = get_language(language), texts_of(project, language)
    words = DraftLanguage(
        language, texts, known.bind, known.capital, lambda text: theme.missing_glyphs([text]), known.apart
    )
    document = with_last_page(document, problems, content, words)
    return with_contents(document, "always") if contents_of(document) else document


def folder_in(output: Path, edition: str) -> Path:
    """Return the folder of an edition's files; raises `ProjectError` for a link that leads out of the output."""
    folder = output / edition
    if folder.resolve() != output.resolve() / edition:
        raise ProjectError(Told("{folder} is a link that leads elsewhere; nothing was written", folder=folder))
    return folder


def identity(content: Content, edition: str, theme: Theme | None = None) -> dict[str, Any]:
    """Return what the manifest says of an edition: which, its version, its date and the digest of its content.

    Of a theme that it is pressed in also the further faces, if it has some.
    """
    facts = content.editions[edition]
    return {
        "edition": edition,
        "version": facts.version,
        "as_of": str(facts.as_of),
        "content": digest(content, edition),
        **faces_listed(theme),
    }


def faces_listed(theme: Theme | None) -> dict[str, Any]:
    """Return what the manifest says of the further faces of a theme; nothing if it has none."""
    return {"faces": theme.further_digests()} if theme and theme.further else {}
