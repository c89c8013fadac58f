"""What is wrong with a project: its content by the rules, its texts, its letterhead and logo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.checks.all_rules import BLOCKING, OF_TASTE, RULES, LeftOut, Length, PictureFile, Subject, run_rules
from briefgen.checks.families.online import to_ask
from briefgen.checks.pages import promises
from briefgen.contacts.account import read_account
from briefgen.contacts.recipients import Known, read_recipients, recipients_file
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.reading.loader import LoadError
from briefgen.content.schema.recipients import Recipient
from briefgen.dates import Point
from briefgen.document import contents
from briefgen.document.annexed import annexed_in
from briefgen.document.tree import Chart, Document, Drawn, Figure, Heading, Panel, Text, plain, walk
from briefgen.language import get_language
from briefgen.localise.later import later_problems, later_texts
from briefgen.look.theme import Theme
from briefgen.making.annexes import annexes_of
from briefgen.making.answers import ask
from briefgen.making.brief_types import brief_type
from briefgen.making.compose import (
    Job,
    brief_types,
    catalogue_of,
    date_of,
    newest_edition,
    on_paper,
    plan,
    require_known,
)
from briefgen.making.drift import drifts, is_unchanged
from briefgen.making.opened import Opened, day_named, missed, opened
from briefgen.making.products import Products
from briefgen.making.sights import Sights
from briefgen.making.titles import unprintable_titles
from briefgen.making.trees import Composed, compose_all
from briefgen.pictures.drawing import draw
from briefgen.pictures.timeline import without_words
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError, in_order
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.folder import Project
from briefgen.project.reading import read_file
from briefgen.project.settings import SETTINGS_FILE, of_setting

if TYPE_CHECKING:
    from briefgen.formats.word.letterhead.opened import Letterhead

# A brief is laid out to count its pages from this share of its longest length on: the estimate may be that wrong.
_NEARLY = 0.6
# Errors that no rule finds, and that keep none from looking.
_BESIDE = ("letterhead-unusable", "mail-unusable", "acknowledge-unknown")


def check(
    project: Project | Opened,
    edition: str | None = None,
    on: Point | str | None = None,
    *,
    online: bool = False,
    briefs: Sequence[str] = (),
) -> tuple[Diagnostic, ...]:
    """Return every problem: of the content, in every edition and language, of the letterhead and the recipients.

    What time has overtaken is judged at the date of the edition (the newest by default), or at the date `on`, and what
    it prints by these types of `briefs`, the usual ones by default. `online`
    also asks the pages that links lead to. Raises `ProjectError` for an edition that there isn't, `DayError` for a date
    that is none, `OnlineError` where no page can be asked.
    """
    held = opened(project)
    require_kinds(held.project)
    day = day_named(on) if isinstance(on, str) else on
    links = check_links(held, edition, day) if online else ()
    letterhead, problems = _check_letterhead(held)
    try:
        content = held.content
    except LoadError as error:
        return in_order([*error.problems, *problems, *links])
    problems += _check_mail(held.project, content)
    judged = edition or newest_edition(content)
    others = () if {*briefs} == {*held.project.settings.briefs} else tuple(briefs)  # the usual ones are judged already
    found = held.conclude(
        ("check", judged, day, *others), lambda: _check_content(held, judged, day, letterhead, others)
    )
    return in_order([*found, *problems, *links])


def check_links(
    project: Project | Opened, edition: str | None = None, on: Point | None = None
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the pages that links lead to, once they were asked: of all that could be read.

    Raises `OnlineError` where no page can be asked.
    """
    from briefgen.online.links import look  # nobody else waits for what speaks to the web

    held = opened(project)
    subject = _linked(held, edition, on)
    return run_rules(replace(subject, replies=look(to_ask(subject), held.cache)), online=True)


def links_to_ask(project: Project | Opened, edition: str | None = None, on: Point | None = None) -> tuple[str, ...]:
    """Return the pages that `check_links` asks."""
    return tuple(to_ask(_linked(opened(project), edition, on)))


def _linked(held: Opened, edition: str | None, on: Point | None) -> Subject:
    """Return what may lead to pages, as it is known at a day: all that could be read."""
    content = held.values[0]
    judged = edition or newest_edition(content)
    if isinstance(content, Content):
        require_known("edition", [judged], content.editions)
        content = known_at(content, on or date_of(content, judged))
    settings = held.project.settings
    return Subject(content, settings.languages, judged, on, root=held.project.root, unchecked=settings.unchecked)


def require_kinds(project: Project) -> None:
    """Raise `SettingsError` where the settings switch off what nobody can do without, or what there isn't."""
    for code in project.settings.unchecked:
        if code not in OF_TASTE:
            why = (
                Told("{code} can't be switched off: only warnings can that a rule of the check gives", code=code)
                if code in promises()
                else Told("there is no code {code}", code=repr(code))
            )
            raise of_setting(
                "unchecked", Told("{file}: {setting}: {why}", file=SETTINGS_FILE, setting="unchecked", why=why)
            )


def hides_others(problem: Diagnostic) -> bool:
    """Tell whether a problem of the content lets no brief be made, so that not every rule could look."""
    return is_of_reading(problem) or (problem.severity == "error" and problem.code in BLOCKING)


def is_of_reading(problem: Diagnostic) -> bool:
    """Tell whether a problem keeps something of the content from being read, so that no rule found it."""
    return problem.severity == "error" and problem.code not in RULES and problem.code not in _BESIDE


def _check_mail(project: Project, content: Content) -> Sequence[Diagnostic]:
    """Return what is wrong with the recipients, and with [mail] if there is such a section."""
    try:
        open_recipients(project, content)
        if project.settings.mail:
            read_account(project)
    except ProblemsError as error:
        return error.problems
    except Mistake as error:
        place, line = _setting(project, project.root / SETTINGS_FILE, "[mail]")
        return [
            Diagnostic(
                place, "error", "mail-unusable", str(error), Told("docs/email.md lists the settings"), excerpt=line
            )
        ]
    return ()


def _check_content(
    held: Opened, edition: str | None, on: Point | None, letterhead: Letterhead | None, briefs: Sequence[str]
) -> tuple[Diagnostic, ...]:
    project, content = held.project, held.content
    if edition is not None:
        require_known("edition", [edition], content.editions)
    products = held.products(letterhead)
    problems: list[Diagnostic] = []
    wanted = edition or newest_edition(content)
    sights = Sights(project, content, held.theme)
    for id in sorted(content.editions, key=lambda id: id != wanted):  # it says whether anything can be composed
        if id != wanted and (sights.know(id) or is_unchanged(project, content, id)):
            continue
        jobs = plan(project, content, id, briefs=briefs if id == wanted else ())
        try:
            if id == wanted:
                problems += examine(project, content, jobs, products, letterhead, on=on, draft=True)[1]
            else:  # the rules look at the one edition; the texts have to be right in all
                compose_all(project, content, jobs, held.theme, draft=True, cache=products.cache)
            sights.add(id)
        except BlockedError as error:
            return error.problems
        except ProblemsError as error:
            problems += error.problems
    return in_order([*problems, *_of_later_texts(project, content)])


def _of_later_texts(project: Project, content: Content) -> Iterator[Diagnostic]:
    """Yield what is wrong in texts that no edition prints yet: the next one will."""
    if texts := later_texts(content):
        newest = newest_edition(content)
        for code in project.settings.languages:
            language, catalogue = get_language(code), catalogue_of(project, code)
            yield from later_problems(content, newest, texts, language, catalogue)


class BlockedError(ProblemsError):
    """No brief can be composed before these problems are mended."""


def examine(
    project: Project,
    content: Content,
    jobs: Sequence[Job],
    products: Products,
    letterhead: Letterhead | None,
    *,
    on: Point | None = None,
    draft: bool = False,
) -> tuple[list[Composed], tuple[Diagnostic, ...]]:
    """Return the briefs of one edition, and what the rules find; raises `BlockedError`, `ProblemsError`."""
    theme, cache = products.run.theme, products.cache
    pictures = _logo(project, theme) + _in_letterhead(letterhead)
    languages = project.settings.languages
    known = known_at(content, on or date_of(content, jobs[0].edition))
    subject = Subject(
        known,
        languages,
        jobs[0].edition,
        on,
        root=project.root,
        figures_months=project.settings.figures_months,
        unchecked=project.settings.unchecked,
        pictures=pictures,
        annexes=tuple(annexes_of(project, known, jobs[0].edition)),
        gone=missed(project, content),
        memory=cache,
    )
    if run_rules(subject, blocking_only=True):
        raise BlockedError(run_rules(subject))
    try:
        composed = compose_all(project, content, jobs, theme, draft=draft, cache=cache)
    except ProblemsError as error:
        raise ProblemsError([*error.problems, *run_rules(subject)]) from None
    documents = [on_paper(each.document, theme, project.settings.contents) for each in composed]
    subject = replace(
        subject,
        printed=_printed(documents),
        lengths=_lengths(jobs, documents, products),
        left_out=tuple(_left_out(jobs, composed, theme, letterhead)),
        dates_alone=tuple(sorted({path for each in composed for path in _dates_alone(each.document)})),
        figures=max((sum(isinstance(block, Figure) for block in document.blocks) for document in documents), default=0),
        drifts=drifts(project, content),
    )
    return composed, (*ask(subject, cache), *unprintable_titles(project, jobs))


def open_recipients(project: Project, content: Content) -> tuple[Recipient, ...]:
    """Return who gets the briefs by email; raises `ProblemsError`."""
    path, name = recipients_file(project)
    return read_recipients(path, name, known_to_recipients(project, content))


def known_to_recipients(project: Project, content: Content) -> Known:
    """Return what a recipient may name."""
    markings = [marking.id for marking in content.agency.markings]
    named = {name.casefold(): each.id for each in content.agency.markings for name in each.name.root.values()}
    briefs = brief_types(project)
    readers = {brief: brief_type(brief, project.template_folders).readers for brief in briefs}
    return Known(project.settings.languages, briefs, markings, named, readers)


def _lengths(jobs: Iterable[Job], documents: Iterable[Drawn], products: Products) -> tuple[Length, ...]:
    """Return the lengths of those documents that may be too long; laying pages out takes its time."""
    lengths: list[Length] = []
    for job, document in zip(jobs, documents, strict=True):
        most = _most_pages(document, products.run.theme)
        if most is None or (not document.metadata.paper and contents.pages(document) < most * _NEARLY):
            continue
        layout = products.layout(document)
        over = [count for count, _ in layout.lines[most:]]
        if document.metadata.paper:  # what a card has no room for is on one that begins with no heading
            cover = next((page for page, (_, begins) in enumerate(layout.lines) if begins), layout.pages)
            over = [count for count, begins in layout.lines[cover:] if not begins]
            most += cover  # the list of the cards may go on over several
        sections = _sections(document)
        longest = max(sections, key=lambda each: each[1], default=("", 0))[0]
        lengths.append(Length(job.brief, job.languages, layout.pages, most, sum(over), longest))
    return tuple(lengths)


def _most_pages(document: Drawn, theme: Theme) -> int | None:
    """Return how many pages a document may have: as its type says, or one a card; None for any."""
    if document.metadata.paper:
        return sum(isinstance(block, Heading) and block.new_page for block in document.blocks)
    most = document.metadata.most_pages
    # A limit is one of words: large print has more pages of them, and pages of other files don't count.
    return most and round(most * theme.sizes.room) + sum(each.pages for each in annexed_in(document))


def _sections(document: Drawn) -> Iterator[tuple[str, int]]:
    """Yield the heading of each section, or panel, with the number of its letters."""
    heading, letters = "", 0
    for block in document.blocks:
        first = next(iter(block.blocks), block) if isinstance(block, Panel) else block
        if isinstance(first, Heading) and (first.level == 1 or first is not block):
            yield heading, letters
            heading, letters = plain(first.children), 0
        letters += sum(len(node.value) for node in walk(block) if isinstance(node, Text))
    yield heading, letters


def _left_out(
    jobs: Iterable[Job], composed: Iterable[Composed], theme: Theme, letterhead: Letterhead | None
) -> Iterator[LeftOut]:
    """Yield the figures that don't fit the theme's paper, or that of a letterhead alone."""
    paper = letterhead.measured(theme) if letterhead else theme
    for job, each in zip(jobs, composed, strict=True):
        for figure in (block for block in each.document.blocks if isinstance(block, Figure)):
            if not isinstance(figure.picture, Chart):
                continue
            here = LeftOut(job.brief, job.language, plain(figure.caption))
            if draw(figure.picture, theme) is None:
                yield here
            elif draw(figure.picture, paper) is None:
                yield replace(here, on_letterhead=True)


def _dates_alone(document: Document) -> Iterator[str]:
    """Yield the paths of the dates that stand on a document's timeline without words."""
    for block in document.blocks:
        if isinstance(block, Figure) and isinstance(block.picture, Chart) and block.picture.name == "timeline":
            yield from without_words(block.picture)


def _printed(documents: Iterable[Document]) -> frozenset[str]:
    """Return the paths of the values that documents show."""
    nodes = (node for document in documents for node in walk(document))
    return frozenset(node.source for node in nodes if isinstance(node, Text) and node.source)


def _check_letterhead(held: Opened) -> tuple[Letterhead | None, list[Diagnostic]]:
    project = held.project
    try:
        return held.letterhead, []
    except Mistake as error:
        hint = Told("correct the file in Word, or take the line `letterhead = …` out")
        place, line = _setting(project, project.root / SETTINGS_FILE, "letterhead")
        return None, [Diagnostic(place, "error", "letterhead-unusable", str(error), hint, excerpt=line)]


def _setting(project: Project, path: Path, word: str) -> tuple[Place, str]:
    """Return the place and the text of the line of a TOML file that sets something."""
    lines = read_file(path, project.name_of(path)).decode("utf-8-sig").splitlines()
    number = next((n for n, line in enumerate(lines, 1) if line.lstrip().startswith(word)), 1)
    return Place(project.name_of(path), number, length=len(word)), lines[number - 1]


def _logo(project: Project, theme: Theme) -> tuple[PictureFile, ...]:
    """Return the theme's logo for the rules; raises `ThemeError` for one that is there and can't be used."""
    file = theme.logo_file
    if file is None:
        return ()
    place, line = _setting(project, file.folder / "theme.toml", "file")
    name, missing = (
        Told("the logo {name}", name=project.name_of(file.path)),
        not file.path.exists() or file.path.is_dir(),
    )
    pixels = theme.logo.pixels if not missing and theme.logo else None
    return (PictureFile(name, place, line, file.width, pixels, missing),)


def _in_letterhead(letterhead: Letterhead | None) -> tuple[PictureFile, ...]:
    if letterhead is None:
        return ()
    place = Place(letterhead.name)
    return tuple(
        PictureFile(
            Told("a picture in the header of {name}", name=letterhead.name)
            if story == "header"
            else Told("a picture in the footer of {name}", name=letterhead.name),
            place,
            "",
            width,
            pixels,
        )
        for story, width, pixels in letterhead.pictures
    )
