"""How the brief is put together: its links, its marking, its length, its pictures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from shlex import quote

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import PictureFile, Subject
from briefgen.content.model import root_of
from briefgen.content.names import ANNEXES
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import AgendaItem
from briefgen.content.schema.organisations import Agency
from briefgen.content.walk import parent
from briefgen.problems.diagnostics import Place
from briefgen.problems.notes import Named, SchemaWord, Told

_DPI = 150  # the least for print
_MM_PER_INCH = 25.4
_NEARLY = 0.995  # widths are kept in whole EMU or tenths of a mm
_INSECURE = re.compile(r"http://[^\s<>\")]+")


@rule("link-insecure", "warning", "Links lead to https addresses.")
def link_insecure(subject: Subject) -> Iterator[Found]:
    """Find http links in texts, and http addresses of organisations and sources."""
    hint = Told("write https:// if the site has it; otherwise acknowledge this")
    for text in subject.texts:
        for found in _INSECURE.finditer(text.raw):
            message = Told("{found} is not a secure link", found=found[0])
            fix = (found[0].replace("http:", "https:", 1),)
            yield Found(text.path, message, hint, text.key, found.start(), len(found[0]), fix=fix)
    for path, item in subject.content.items.items():
        if path.endswith((".url", ".website")) and isinstance(item.value, str) and _INSECURE.match(item.value):
            yield Found(path, Told("{value} is not a secure link", value=item.value), hint)


@rule("marking-too-open", "error", "What is for the delegation alone never carries the most open marking.")
def marking_too_open(subject: Subject) -> Iterator[Found]:
    """Find an edition with the most open marking that prints positions or objectives."""
    markings = [marking.id for _, agency in subject.entities(Agency) for marking in agency.markings]
    public = [(path, one) for path, one in subject.entities(Edition) if one.marking in markings[:1]]
    positions = _positions(subject) if public else {}
    for path, edition in public:
        private: list[str] = [Told("objectives")] if edition.objectives else []
        for item in positions.get(edition.event, ()):
            titles = item.title.root
            title = Named(next(iter(titles.values()), item.id), titles)
            private.append(Told("a position on „{title}“", title=title))
        if private:
            message = Told(
                "the brief is marked {marking}, the most open level, and prints {private}",
                marking=repr(edition.marking),
                private=private[0],
            )
            yield Found(f"{path}.marking", message, Told("choose a level that is not for everybody"))


def _positions(subject: Subject) -> dict[str | None, list[AgendaItem]]:
    """Return the items with a position by the event whose brief prints them: that itself, or one during which it is."""
    parents = dict(_parents(subject))
    found: dict[str | None, list[AgendaItem]] = {}
    for path, item in subject.entities(AgendaItem):
        held = path[len("events[") : path.find("]")]
        if item.position and held in parents:
            for event in dict.fromkeys((held, parents[held])):
                found.setdefault(event, []).append(item)
    return found


@rule("brief-too-long", "error", "A brief is no longer than its type allows.")
def brief_too_long(subject: Subject) -> Iterator[Found]:
    """Find briefs of the edition with more pages than their template allows."""
    for length in subject.lengths:
        if length.pages > length.most:
            message = Told(
                "the brief {brief} has {pages} pages in {language}; {most} is the most",
                brief=SchemaWord("brief", repr(length.brief)),
                pages=length.pages,
                language=repr(length.language),
                most=length.most,
            )
            if length.lines:
                message = Told(
                    "{message}: {lines} lines too many; what is longest is “{section}”",
                    message=message,
                    lines=length.lines,
                    section=length.section,
                )
            hint = Told(
                "shorten the longest texts, or leave out what the officials know; the limit stands in the template,"
                " templates/briefs/{brief}.html.jinja (the line with `pages`)",
                brief=length.brief,
            )
            yield Found(f"editions[{subject.edition}]", message, hint)


@rule("content-lost", "warning", "What the content once had is still there, or was taken out on purpose.")
def content_lost(subject: Subject) -> Iterator[Found]:
    """Find what translations.lock or an issued version knows, and the content has no more."""
    items, files = subject.content.items, subject.content.files
    for one in subject.gone:
        message = Told("{told} is gone; translations.lock or an issued version knows it", told=one.told)
        hint = Told(
            "put it back (briefgen undo, version control); if it is meant: briefgen issue {what} --without {name}",
            what=subject.edition or "",
            name=quote(one.name),
        )
        at = one.path
        while at and at not in items:
            at = parent(at)
        there = root_of(one.path) in files and at
        yield Found(at if there else f"{subject.folder}/{one.file}".removeprefix("/"), message, hint)


@rule("figure-left-out", "warning", "Every figure that is drawn from the content fits the paper.")
def figure_left_out(subject: Subject) -> Iterator[Found]:
    """Find figures of the edition's briefs that are left out because a word is too wide or the whole too tall."""
    for each in subject.left_out:
        brief = SchemaWord("brief", repr(each.brief))
        words = {"brief": brief, "language": repr(each.language), "figure": f"„{each.figure}“"}
        message = Told("{figure} is left out of the brief {brief} in {language}: it doesn't fit the paper", **words)
        if each.on_letterhead:
            message = Told(
                "{figure} is left out of the brief {brief} in {language} on the letterhead: it doesn't fit the paper",
                **words,
            )
        hint = Told("shorten the longest names that it shows, or take the wider paper; the tables say the same")
        yield Found(f"editions[{subject.edition}]", message, hint)


@rule("entry-wordless", "warning", "What stands on the timeline has a few words beside its date.")
def entry_wordless(subject: Subject) -> Iterator[Found]:
    """Find entries of the history of which the timeline has the date alone, since they have no label, and no event."""
    for path in subject.dates_alone:
        entry, _, field = path.rpartition(".")
        if entry.startswith("cooperation.history[") and field == "date" and entry in subject.content.items:
            message = Told("the timeline prints the date of this alone: no words beside it say what happened")
            yield Found(entry, message, Told("give it a few words, as its label"), lacks="label")


@rule("image-missing", "error", "A picture that the briefs show is there.", blocks=True)
def image_missing(subject: Subject) -> Iterator[Found]:
    """Find pictures whose file isn't there."""
    for picture in subject.pictures:
        if picture.missing:
            yield _about(
                picture, Told("{name} isn't there", name=picture.name), Told("put the file there, or take its name out")
            )


@rule("image-coarse", "warning", "A picture has 150 dots an inch at the size in which it is printed.")
def image_coarse(subject: Subject) -> Iterator[Found]:
    """Find pictures with too few pixels for their width on paper."""
    for picture in subject.pictures:
        inches = picture.width / _MM_PER_INCH
        if picture.pixels is not None and picture.pixels < _DPI * inches * _NEARLY:
            dpi = picture.pixels / inches
            message = Told(
                "{name} has {pixels} pixels across {width} mm: {dpi} dpi",
                name=picture.name,
                pixels=picture.pixels,
                width=format(picture.width, ".0f"),
                dpi=format(dpi, ".0f"),
            )
            hint = Told(
                "print shows dots below {dpi} dpi: take a picture {least} pixels wide, or more",
                dpi=_DPI,
                least=math.ceil(_DPI * inches),
            )
            yield _about(picture, message, hint)


@rule("annex-unusable", "error", "The file of an annex is a whole PDF that only shows pages.", firm=True)
def annex_unusable(subject: Subject) -> Iterator[Found]:
    """Find annexes whose file isn't there, is locked or damaged, or does more than show pages."""
    for annex in subject.annexes:
        if annex.fault:
            message = Told("{name} {fault}", name=annex.name, fault=annex.fault)
            hint = Told("put another file in its place, or take the line out: then the annex is only listed")
            yield Found(annex.path, message, hint)


@rule("annex-hides", "warning", "Nothing is on the pages of an annex that nobody sees.")
def annex_hides(subject: Subject) -> Iterator[Found]:
    """Find annexes on whose pages something was cut off, or isn't painted: it goes along with the pack."""
    for annex in subject.annexes:
        if annex.unseen:
            message = Told("{name} {fault}", name=annex.name, fault=annex.unseen)
            hint = Told(
                "print it to a new PDF, and check whether it is gone; or stand by it, if whoever reads it may know"
            )
            yield Found(annex.path, message, hint)


@rule("annex-unnamed", "warning", "Each file in the folder of the annexes is that of an annex.")
def annex_unnamed(subject: Subject) -> Iterator[Found]:
    """Find files of annexes that no edition names: they are in no brief."""
    for annex in subject.annexes:
        if not annex.path:
            folder = f"{subject.folder}/{ANNEXES}".removeprefix("/")
            message = Told("no edition has an annex with the file {name}", name=annex.name)
            hint = Told("write the file’s name at its annex, or take it out of the folder")
            yield Found(f"{folder}/{annex.name}", message, hint, place=Place(f"{folder}/{annex.name}"))


def _about(picture: PictureFile, message: str, hint: str) -> Found:
    return Found(picture.place.file, message, hint, place=picture.place, excerpt=picture.excerpt)


def _parents(subject: Subject) -> Iterator[tuple[str, str | None]]:
    for path in subject.content.index.get("events", {}).values():
        event = subject.content.items[path].value
        yield event.id, event.parent
