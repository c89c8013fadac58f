"""The letter that brings briefs to a recipient: what is attached, and what is new since the copy that they have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefgen.content.comparing.compare import Change, compare
from briefgen.content.comparing.named import edition_side
from briefgen.content.digest import NEVER_PRINTED
from briefgen.content.kinds import UNPRINTED
from briefgen.content.model import Content
from briefgen.content.schema.audience import INTERNAL, Audience, Readers
from briefgen.dates import Date, Point
from briefgen.document.digest import with_digest
from briefgen.document.html_reader import read_html
from briefgen.document.tree import plain
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import LocalBrief, Since, headlines, localise
from briefgen.localise.values import LocalDate, LocalNumber, LocalPhrase, LocalText, Withheld
from briefgen.mailing.letter.body import write_mail, write_mail_text
from briefgen.mailing.letter.calendar import Occasion
from briefgen.mailing.letter.file_names import file_name
from briefgen.making.brief_types import brief_type
from briefgen.making.templating import Templates, render
from briefgen.problems.notes import N_
from briefgen.project.folder import Project

TEMPLATE = "brief"
MOST_LINES = 8  # of what is new
_FULL, _CHANGE_NOTE = "full", "changes"
_LETTER = "letter"  # where its own words come from


_CALENDAR = N_("calendar file")


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that comes with the letter, by the name that the recipient sees."""

    name: str
    kind: str  # as people read it: «PDF»; empty for the calendar file, which each language calls by its own name
    size: int  # bytes
    pages: int | None = None
    locked: bool = False  # with the password that was agreed on
    brief: str = ""


@dataclass(frozen=True, slots=True)
class CoveringNote:
    """What a letter says to its recipient alone."""

    files: tuple[AttachedFile, ...]
    salutation: str | None = None  # in the recipient's language; None: a neutral one
    readers: Audience = INTERNAL  # who may read all that comes with it, and it itself


@dataclass(frozen=True)
class EarlierCopy:
    """The copy that a recipient has: the content as it was issued, of which edition and version, and when it went."""

    content: Content
    edition: str
    version: int
    sent: dt.date


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter in words."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _File:
    """A line of the list of files."""

    name: str
    format: LocalPhrase | str
    pages: LocalNumber | None
    size: LocalPhrase
    locked: bool


@dataclass(frozen=True, slots=True)
class _Had:
    """The copy that the recipient has, as the template sees it."""

    version: LocalNumber
    sent: LocalDate
    as_of: LocalDate | None  # None for the same edition
    news: tuple[LocalPhrase, ...]
    more: LocalNumber | None  # how many lines of news there are beyond these
    is_same: bool  # nothing has changed that is printed


@dataclass(frozen=True, slots=True)
class _Letter:
    """What the template calls `mail`."""

    title: LocalPhrase | LocalText  # of what it brings above all
    salutation: str | None
    files: tuple[_File, ...]
    version: LocalNumber | None  # None for the first
    had: _Had | None
    has_change_note: bool
    drafter: LocalText | None  # None, too, for those who may not know
    contact: LocalText | None


class Covering:
    """Writes the letters of one edition; what several recipients share is worked out once."""

    def __init__(self, project: Project, content: Content, edition: str) -> None:
        self.project, self.content, self.edition = project, content, edition
        self._templates = Templates(project.template_folders)
        self._briefs: dict[tuple[str, str, int, Audience], tuple[LocalBrief, bool]] = {}

    def mail(self, language: str, note: CoveringNote, earlier: EarlierCopy | None = None) -> Mail:
        """Return the letter to a recipient; raises `ProblemsError`.

        It says what its readers may see; what is new is for the agency alone.
        """
        readers = note.readers
        earlier = earlier if readers == INTERNAL else None
        brief, is_same = self._brief(language, earlier, readers)
        briefs = [file.brief for file in note.files if file.brief]
        letter = _letter(
            brief,
            self._title(brief, _FULL if _FULL in briefs else next(iter(briefs), _FULL)),
            note,
            earlier,
            self.content.editions[self.edition].version,
            is_same=is_same,
        )
        html = render(brief, TEMPLATE, self.project.template_folders, templates=self._templates, mail=letter)
        document = with_digest(read_html(html, brief.language.bind, letter=True, direction=brief.language.direction))
        subject = plain(document.metadata.title).replace("\u00a0", " ")
        return Mail(subject, write_mail_text(document), write_mail(document))

    def news(self, language: str, earlier: EarlierCopy) -> tuple[str, ...]:
        """Return what is new since an earlier copy, a short line each, the weightiest first; raises `ProblemsError`."""
        return tuple(map(str, headlines(self._brief(language, earlier)[0])))

    def file_name(
        self, brief: str, language: str, ending: str, readers: Audience = INTERNAL, beside: Iterable[str] = ()
    ) -> str:
        """Return how the recipient sees a file's name; where a type `beside` it has its title, with the type's own."""
        local, _ = self._brief(language, None, readers)
        version = self.content.editions[self.edition].version
        where = local.event.city or local.event.name
        # By the date that the brief is true for: an event may have an edition before it and one after it.
        title = self._title(local, brief)
        alike = any(str(self._title(local, each)) == str(title) for each in beside if each != brief)
        own = brief if alike else ""
        parts = (local.association.acronym, where, title, own, local.edition.as_of, f"v{version}")
        return file_name(" – ".join(str(part) for part in parts if part), ending)

    def occasion(self, language: str, domain: str, readers: Audience = INTERNAL) -> Occasion | None:
        """Return the event for the calendar of a recipient; nothing if its days aren't known.

        `domain` is the sender's: with it the event has a name of its own among all calendars.
        """
        local, _ = self._brief(language, None, readers)
        edition = self.content.editions[self.edition]
        event = self.content.entity("events", edition.event)
        if event.date.start is None or event.date.last is None or event.date.start.day is None:
            return None
        assert edition.as_of.start is not None
        acronym = local.association.acronym
        return Occasion(
            uid=f"{edition.event}@{domain}",
            sequence=edition.as_of.start.last_day.toordinal() * 1000 + edition.version,  # up to 999, by the schema
            name=f"{acronym}: {local.event.name}" if acronym else str(local.event.name),
            place=str(local.event.city) if local.event.city else "",
            first=event.date.start.first_day,
            last=event.date.last.last_day,
            cancelled=event.state == "cancelled",
        )

    def _title(self, local: LocalBrief, brief: str) -> LocalPhrase | LocalText:
        """Return what a type of brief is called; one that doesn't say so goes by its name."""
        title = brief_type(brief, self.project.template_folders).title
        if isinstance(title, str):
            return local.message(title) if title else LocalText(brief, _LETTER)
        return LocalText(title.get(local.language.code, brief), _LETTER)

    def _brief(
        self, language: str, earlier: EarlierCopy | None, readers: Audience = INTERNAL
    ) -> tuple[LocalBrief, bool]:
        key = (language, *((earlier.edition, earlier.version) if earlier else ("", 0)), readers)
        if key not in self._briefs:
            since = is_same = None
            if earlier:
                old, new = edition_side(earlier.content, earlier.edition), edition_side(self.content, self.edition)
                since = Since(earlier.edition, earlier.content.editions[earlier.edition].as_of, compare(old, new))
                is_same = not any(_is_printed(change, language) for change in since.changes)
            catalogue = load_catalogue(language, *self.project.catalogue_files(language), name_of=self.project.name_of)
            brief = localise(
                self.content, self.edition, get_language(language), catalogue, since=since, readers=Readers(readers)
            )
            self._briefs[key] = brief, bool(is_same)
        return self._briefs[key]


def _letter(
    brief: LocalBrief,
    title: LocalPhrase | LocalText,
    note: CoveringNote,
    earlier: EarlierCopy | None,
    version: int,
    *,
    is_same: bool,
) -> _Letter:
    def number(value: int) -> LocalNumber:
        return LocalNumber(value, _LETTER, brief.language)

    def file(attached: AttachedFile) -> _File:
        if attached.size < 1_000_000:
            size = brief.message("{number} KB", number=number(max(1, round(attached.size / 1000))))
        else:
            megabytes = brief.language.number(round(Decimal(attached.size) / 1_000_000, 1))
            size = brief.message("{number} MB", number=megabytes)
        pages = None if attached.pages is None else number(attached.pages)
        kind = attached.kind or brief.message(_CALENDAR)
        return _File(attached.name, kind, pages, size, attached.locked)

    had = None
    if earlier is not None:
        assert brief.news is not None
        lines = headlines(brief)
        more = len(lines) - MOST_LINES if len(lines) > MOST_LINES + 1 else 0  # one more takes a line itself
        sent = Date(Point(earlier.sent.year, earlier.sent.month, earlier.sent.day))
        had = _Had(
            version=number(earlier.version),
            sent=LocalDate(sent, _LETTER, brief.language),
            as_of=None if earlier.edition == brief.edition_id else brief.news.since,
            news=lines[: len(lines) - more],
            more=number(more) if more else None,
            is_same=is_same,
        )
    return _Letter(
        title=title,
        salutation=note.salutation,
        files=tuple(map(file, note.files)),
        version=number(version) if version > 1 else None,
        had=had,
        has_change_note=any(attached.brief == _CHANGE_NOTE for attached in note.files),
        drafter=_told(brief.edition.fields["drafter"]),
        contact=_told(brief.agency.fields["contact"]),
    )


def _told(value: Any) -> Any:
    """Return a value; None for one that isn't for the readers."""
    return None if isinstance(value, Withheld) else value


def _is_printed(change: Change, language: str) -> bool:
    """Tell whether a change can be seen in a brief in a language; version and date stand in the letter anyway."""
    field = change.path.rpartition(".")[2]
    root = change.path.partition(".")[0].partition("[")[0]
    if root in UNPRINTED or field in NEVER_PRINTED or change.language not in ("", language):
        return False
    return change.path not in {f"edition.{name}" for name in ("version", "as_of", "previous", "drafter")}
