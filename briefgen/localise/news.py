"""What is new in an edition since an earlier one, in one language: what the change note tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from briefgen.content.comparing.compare import Change
from briefgen.content.comparing.wording import new_sentences
from briefgen.content.model import Content
from briefgen.content.schema.base import Name
from briefgen.dates import Date
from briefgen.language.base import Language
from briefgen.localise.citing import cited
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.headings import headings_of
from briefgen.localise.other_news import QUOTED, Others, is_entry
from briefgen.localise.values import LocalDate, LocalEntity, LocalNumber, LocalPhrase, LocalProse, LocalText, joined


@dataclass(frozen=True, slots=True)
class Since:
    """The earlier edition, the date for which it is true, and what changed since.

    It may be of another state of the content, frozen when it was issued, and even an earlier version of the same one.
    """

    edition: str
    as_of: Date
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """An event that has been held since, and the sessions held during it."""

    event: LocalEntity
    sessions: tuple[LocalEntity, ...]

    @property
    def agenda(self) -> tuple[LocalEntity, ...]:
        """The items of all its sessions."""
        return tuple(item for session in self.sessions for item in session.agenda)

    @property
    def is_unsettled(self) -> bool:
        """Whether agendas are known, and no result of any item."""
        return bool(self.agenda) and not any(item.is_settled for item in self.agenda)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure before and now; what isn't known is None. `expected` says that before was a forecast."""

    label: LocalText | LocalPhrase
    old: Any
    new: Any
    expected: bool = False
    as_of: LocalDate | None = None
    sources: LocalPhrase | None = None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office that others hold now; None where nobody is known."""

    office: LocalEntity
    old: LocalPhrase | None
    new: LocalPhrase | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that reads otherwise now: what it is about, and its new sentences, or else those left out, in quotes."""

    about: Any
    new: Any
    left_out: Any = None


@dataclass(frozen=True)
class LocalNews:
    """What is new since the earlier edition, whose date is `since`."""

    since: LocalDate
    held: tuple[Held, ...]
    cancelled: tuple[LocalEntity, ...]
    figures: tuple[FigureRow, ...]
    offices: tuple[OfficeRow, ...]
    entries: tuple[str, ...]  # ids of the new entries of the history
    passages: tuple[Passage, ...]
    gone: tuple[Any, ...]  # what the history no longer tells
    unsettled: tuple[LocalEntity, ...]  # items of agendas of which no result is known
    # What a change note needn't tell, since whoever goes there reads it in the brief; a covering letter names it.
    moved: tuple[LocalEntity, ...] = ()  # the event and its sessions, where another date or city is known now
    settled: tuple[LocalEntity, ...] = ()  # items whose result is known now, though their session was held before
    others: tuple[Any, ...] = ()  # what else is new or reads otherwise: our objectives, an item of the agenda …


_PARAGRAPHS = re.compile(r"(<p\b[^>]*>)(.*)(</p>)", re.DOTALL)
_OF_ASSOCIATION = {"aim": "aim", "activities": "activities", "intro": "goals"}  # fields, and their headings


def news_of(content: Content, builder: EntityBuilder, since: Since, scope: Mapping[str, Any]) -> LocalNews:
    """Return what is new in the content as an edition sees it; the builder has rendered its texts already."""
    return _News(content, builder, since, scope).told()


class _News:
    def __init__(self, content: Content, builder: EntityBuilder, since: Since, scope: Mapping[str, Any]) -> None:
        self.content, self.builder, self.since, self.scope = content, builder, since, scope
        self.message, self.language = builder.message, builder.language

    def told(self) -> LocalNews:
        states = {change.path.removesuffix(".state"): change.new for change in self._of("state")}
        held = tuple(self._held([path for path, state in states.items() if state == "held"]))
        told = {session.path for each in held for session in each.sessions}
        others = Others(self.content, self.builder, self.since.changes, self.scope)
        return LocalNews(
            since=LocalDate(self.since.as_of, f"editions[{self.since.edition}].as_of", self.language),
            held=held,
            cancelled=tuple(self.builder.entity(path) for path, state in states.items() if state == "cancelled"),
            figures=(*self._participants(held), *self._figures()),
            offices=tuple(self._offices()),
            entries=tuple(change.new["id"] for change in self._of("added") if is_entry(change.path)),
            passages=tuple(self._passages()),
            gone=tuple(filter(None, map(self._gone, self._of("removed")))),
            unsettled=tuple(item for each in held for item in each.agenda if not item.is_settled),
            moved=tuple(map(self.builder.entity, dict.fromkeys(others.moved()))),
            settled=tuple(map(self.builder.entity, dict.fromkeys(others.settled(told)))),
            others=tuple({str(what): what for what in others.others(self._about)}.values()),
        )

    def _of(self, kind: str) -> Iterator[Change]:
        return (change for change in self.since.changes if change.kind == kind)

    def _held(self, paths: list[str]) -> Iterator[Held]:
        events = {path: self.content.items[path].value for path in paths}
        ids = {event.id for event in events.values()}
        for path, event in events.items():
            if event.parent not in ids:
                sessions = [other for other, session in events.items() if session.parent == event.id]
                yield Held(self.builder.entity(path), tuple(map(self.builder.entity, sessions or [path])))

    # Figures

    def _participants(self, held: tuple[Held, ...]) -> Iterator[FigureRow]:
        for event in (each.event for each in held):
            if event.participants is None:
                continue
            for name, label, alone in (
                ("people", self.message("{event}: participants", event=event), self.message("Participants")),
                (
                    "from_countries",
                    self.message("{event}: countries represented", event=event),
                    self.message("Countries represented"),
                ),
            ):
                figure = event.participants.fields[name]
                if figure is not None:
                    before = event.participants_expected if name == "people" else None
                    sources = cited(
                        self.content, self.builder, self.content.items[figure.path].value.sources, self.language.comma
                    )
                    yield FigureRow(
                        alone if len(held) == 1 else label, before, figure, before is not None, figure.as_of, sources
                    )

    def _figures(self) -> Iterator[FigureRow]:
        for change in self._of("figure"):
            if change.path.startswith("association.stats[") and change.new is not None:
                as_of = change.new["as_of"]
                yield FigureRow(
                    self.builder.entity(change.path).label,
                    self._figure(change.old, change.path),
                    self._figure(change.new, change.path),
                    as_of=LocalDate(Date.parse(as_of), f"{change.path}.as_of", self.language) if as_of else None,
                    sources=cited(self.content, self.builder, change.new["sources"], self.language.comma),
                )

    def _figure(self, reading: Mapping[str, Any] | None, path: str) -> Any:
        if reading is None:
            return None
        number = LocalNumber(reading["value"], f"{path}.value", self.language)
        return self.builder.rough(number, reading["qualifier"])

    # People

    def _offices(self) -> Iterator[OfficeRow]:
        for change in self._of("office"):
            if change.path not in self.content.items:
                continue  # the office itself is gone
            yield OfficeRow(self.builder.entity(change.path), self._persons(change.old), self._persons(change.new))

    def _persons(self, ids: Iterable[str]) -> LocalPhrase | None:
        known = self.content.index["persons"]
        return joined([self.builder.referred("persons", id) for id in ids if id in known], self.language.comma)

    # Texts

    def _passages(self) -> Iterator[Passage]:
        for change in self._of("reworded"):
            owner, _, field = change.path.rpartition(".")
            item = self.content.items.get(change.path)
            printed = change.path.startswith(("association.", "agency.", "cooperation.", "people."))
            if change.language != self.language.code or field not in QUOTED or item is None or not printed:
                continue
            if change.new is None:
                continue
            entity = self.builder.entity(owner)
            about = self._about(entity, field)
            if isinstance(item.value, Name):
                yield Passage(about, LocalText(change.new, change.path))
                continue
            words = new_sentences(change.old or "", change.new)
            if words:
                yield Passage(about, self._prose(change.path, words, entity))
            elif left := self._prose(change.path, new_sentences(change.new, change.old or ""), entity, past=True):
                yield Passage(about, None, left)

    def _prose(self, path: str, words: str, owner: LocalEntity, *, past: bool = False) -> LocalProse | None:
        prose = LocalProse(path)
        problems = len(self.builder.problems)
        prose.html = self.builder.render(words, path, self.scope, owner)
        if past and len(self.builder.problems) > problems:  # it names what is no longer there
            del self.builder.problems[problems:]
            return None
        if past:
            prose.html = _quoted(prose.html, self.language)
        return prose

    def _about(self, entity: LocalEntity, field: str) -> Any:
        if what := _OF_ASSOCIATION.get(field):
            return headings_of(self.message, self.scope["association"]).fields[what]
        if entity.path == "cooperation.membership":
            return self.message("Membership")
        if entity.path.startswith("association.programmes"):
            return self.message("Future objectives")
        if is_entry(entity.path):
            name = entity.label or (entity.event.name if entity.event else None)
            if entity.date.is_ongoing:
                return self.message("Ongoing: {what}", what=name) if name else self.message("Ongoing")
            date = entity.date.short
            return self.message("{what} ({date})", what=name, date=date) if name else entity.date.when
        named = (entity.fields.get(name) for name in ("name", "title", "label"))
        return next(filter(None, named), None) or self.message("Text")

    def _gone(self, change: Change) -> Any:
        """Return what was left out, by the words that it had; nothing for what isn't an entry with words."""
        entry = change.old if isinstance(change.old, dict) else {}
        if not change.path.startswith(("association.", "cooperation.history[")):
            return None
        for name in ("label", "name", "title"):
            if words := (entry.get(name) or {}).get(self.language.code):
                return LocalText(words, f"{change.path}.{name}")
        if not is_entry(change.path):
            return None
        if entry.get("event") in self.content.index["events"]:
            return self.builder.referred("events", entry["event"]).name
        date = entry.get("date")
        if date == str(Date.parse("ongoing")):
            return self.message("Ongoing")
        return LocalDate(Date.parse(date), f"{change.path}.date", self.language).when if date else self.message("Event")


def _quoted(prose: Markup, language: Language) -> Markup:
    """Return prose as a quotation, or else a list, which has no place for the marks, as it is."""
    found = _PARAGRAPHS.fullmatch(prose.strip())
    if found is None:
        return prose
    begins, words, ends = found.groups()
    opening, closing = (mark.strip() for mark in language.quotes)
    inner = language.inner_quotes
    if all(inner) and opening != closing:  # a lone mark, or one that both begins and ends, may be none of ours
        pair = rf"{re.escape(opening)}\s*([^{re.escape(opening + closing)}]*?)\s*{re.escape(closing)}"
        words = re.sub(pair, lambda found: inner[0] + found[1] + inner[1], words)
    return Markup(begins + language.quote(words) + ends)
