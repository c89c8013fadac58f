"""What a person is asked who adds an entry, sets a value or starts an edition: forms, a question a field."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from briefgen.content.changing import wanted
from briefgen.content.changing.add import misplaced
from briefgen.content.changing.edit import Edit, as_date, day_of, short
from briefgen.content.changing.fields import mended_by, wrong_together
from briefgen.content.changing.first_entries import with_first
from briefgen.content.changing.layout import in_line
from briefgen.content.changing.learning import Learning
from briefgen.content.changing.new import day_of_edition
from briefgen.content.changing.wanted import Question, lists
from briefgen.content.model import Content
from briefgen.content.reading.loader import is_id
from briefgen.content.schema import RECIPIENTS, Edition, Recipient
from briefgen.language import available, get_language
from briefgen.language.georgian_words import in_latin
from briefgen.making.compose import newest_edition
from briefgen.making.judge import known_to_recipients
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, Written
from briefgen.upkeep.fitting import fitted
from briefgen.upkeep.names import names_of

__all__ = [
    "RECIPIENTS",
    "EditionForm",
    "EntryForm",
    "Question",
    "ValueForm",
    "edition_form",
    "entry_form",
    "lists",
    "recipient_form",
    "since_day",
    "typed",
    "value_form",
]


_NAMES = ("name", "title", "label", "term", "topic")  # fields of an entry that say what it is called
_SAYS = ("say", "what", "question", "raised", "know", "never")  # in whose first words one without a name is known
_FIRST_WORDS = 5
_ELSE = ("person", "office", "kind", "event", "period", "date")  # what tells one of the others that have no name
_LONGEST = 40  # of a proposed name, so that a number fits behind it
_YEAR = re.compile(r"\d{4}")
_FILLED_IN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_BY_YEAR = re.compile(r"\d{4}-(?!\d\d-)")


@dataclass(frozen=True, slots=True)
class EntryForm:
    """The form of a new entry: its own fields, and how sure they are."""

    path: str  # of the list
    own: tuple[Question, ...]
    sure: tuple[Question, ...]
    forms: tuple[Question, ...] = ()  # the cases of its name that its languages have
    with_first: tuple[Question, ...] = ()  # its own, and the first of what it holds
    _change: Edit | None = None

    def wrong(self, entry: Mapping[str, Any]) -> str:
        """Return what is wrong with the answers as a whole, in plain words; "" if nothing is."""
        change = self._change
        return (wanted.wrong(change, entry) or misplaced(change, entry)) if change else ""

    def wrong_as_whole(self, entry: Mapping[str, Any]) -> dict[str, str]:
        """Return what is wrong with the answers so far as a whole, by the field: see `wrong_together`."""
        return wrong_together(self._change, (*self.own, *self.sure), entry) if self._change else {}

    def mended_by(self, entry: Mapping[str, Any]) -> list[str]:
        """Return the fields one of which has to be answered, too, before the answers as a whole are right."""
        return mended_by(self._change, (*self.own, *self.sure), entry) if self._change else []

    @property
    def naming(self) -> EntryForm:
        """The form for who need not know what an id is: it may be left out, see `named`, and typed with capitals.

        It asks for the cases of the name, too, without which texts can't name the entry, and for the first of what
        the entry holds, such as whom one meets.
        """
        return replace(self, own=(*map(_may_lack_id, self.with_first or self.own), *self.forms))

    def named(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Return an entry with an id, which is made from its English name, or from another one, if it has none."""
        asked = next((each for each in self.own if each.keys == ("id",)), None)
        if asked is None or entry.get("id"):
            return dict(entry)
        said = next(filter(None, (_called(entry.get(name)) for name in _NAMES)), "")
        begins = next(filter(None, (_first_words(entry.get(name)) for name in _SAYS)), "")
        else_said = "-".join(_begun(entry[name]) for name in _ELSE if entry.get(name))
        words = as_id(said) or as_id(begins) or as_id(else_said)
        words = words or as_id(_first_words(entry.get("text"))) or as_id(self.path.rpartition(".")[2])
        if self.path == "events":  # the next one is called so, too
            words = _when_and_where(as_id(said) or as_id(str(entry.get("kind", ""))) or words, entry)
        return {"id": next(filter(partial(_is_free, asked), _numbered(words))), **entry}


@dataclass(frozen=True, slots=True)
class ValueForm:
    """The form of a value: a figure with its date, an entry of several fields, or one answer."""

    path: str
    kind: Literal["figure", "several", "one"]
    questions: tuple[Question, ...]
    now: Any  # what stands there
    shown: str | None  # the same for people; None if nothing was supplied

    @property
    def kept(self) -> dict[tuple[str, ...], str]:
        """What each field that has something says now, for people."""
        return {(name,): short(value) for name, value in (self.now or {}).items() if value}

    def is_past(self, as_of: str) -> bool:
        """Tell whether a figure of that date goes to the history, since the present one is of a later one."""
        date = (self.now or {}).get("as_of")
        return bool(as_of) and date is not None and day_of(as_date(as_of)) < day_of(date)

    def stands_at(self, as_of: str) -> str:
        """Return the path at which a figure of that date stands: its own, or in the history."""
        return f"{self.path}.history[{as_date(as_of)}]" if self.is_past(as_of) else self.path

    def kept_of(self, as_of: str) -> Any:
        """Return the value of that date which a figure's history has already; None if it has none."""
        day, history = day_of(as_date(as_of)) if as_of else "", (self.now or {}).get("history") or []
        return next((each["value"] for each in history if day and day_of(each["as_of"]) == day), None)

    def is_of_now(self, as_of: str | None) -> bool:
        """Tell whether a figure of that date mends the present value, and sends none to the history."""
        date = (self.now or {}).get("as_of")
        return as_of is None or (date is not None and day_of(as_date(as_of)) == day_of(date))


@dataclass(frozen=True, slots=True)
class EventToCome:
    """An event for which there is no edition yet: what it is called, by language, and when it begins."""

    id: str
    names: dict[str, str]
    day: dt.date


@dataclass(frozen=True, slots=True)
class EditionForm:
    """The form of a new edition: what those that there are tell of it, and the questions for its event and date."""

    content: Content
    newest: str  # "" if the new one is the project's first
    event: Question
    as_of: Question
    marking: Question  # asked for the first one only: later ones have that of the one before

    def name(self, words: str) -> str:
        """Return a name for the edition; raises `Mistake` for one that can't be or that another one has."""
        if not is_id(words):
            raise Mistake(Told("use a–z, 0–9 and hyphens, no spaces and no capitals, as in 2022-10-marrakesh"))
        if words in self.content.editions:
            raise Mistake(Told("there is an edition {words} already", words=Written(words)))
        return words

    def day(self, event: str, as_of: str, previous: str) -> None:
        """Raise `EditionError` for a day that can't be that of an edition made from another one, the newest if none."""
        day_of_edition(self.content, previous or self.newest, event or None, as_of or None)

    def lacks(self, event: str) -> str:
        """Return what an event lacks without which no brief can be made for it; "" if nothing."""
        found = self.content.entity("events", event)
        if found.name is None:
            return Told("this event has no name yet: give it one first")
        return Told("this event has no date yet: give it one first") if found.date.ongoing else ""

    def date(self, event: str) -> str:
        """Return the date of an event, as files have it."""
        return str(self.content.entity("events", event).date)

    def is_over(self, event: str, today: dt.date) -> bool:
        """Tell whether the last day of an event has passed."""
        last = self.content.entity("events", event).date.last
        return last is not None and last.last_day < today

    def next_event(self, today: dt.date) -> str:
        """Return the event that an edition is most likely begun for: the first planned one after that of the newest.

        It isn't over yet; "" if there is none.
        """
        taken = {edition.event for edition in self.content.editions.values()}
        newest = (self.newest and self.first_day(self.content.editions[self.newest].event)) or ""
        events = (each for each in self.content.events if each.state == "planned" and each.id not in taken)
        ahead = (each for each in events if each.date.last and each.date.last.last_day >= today)
        dated = ((self.first_day(each.id) or "", each.id) for each in ahead if each.parent is None)
        return min(((day, id) for day, id in dated if day > newest), default=("", ""))[1]

    def to_come(self, today: dt.date) -> EventToCome | None:
        """Return what is known of the `next_event`, for who reads of it."""
        if not (found := self.next_event(today)):
            return None
        event = self.content.entity("events", found)
        return EventToCome(event.id, names_of(self.content, event), event.date.start.first_day)

    def proposed_name(self, event: str) -> str:
        """Return a name for the edition of an event in the style of the newest one's, such as 2022-10-marrakesh.

        That is its date, to the month or the year as there, and where it is, or else what it is called.
        """
        of = self.content.entity("events", event)
        during = self.content.entity("events", of.parent) if of.parent else of
        day = str(of.date.start or during.date.start or "")[: 4 if _BY_YEAR.match(self.newest) else 7]
        where = of.city or during.city or re.sub(r"(?<!\d)\d{4}(?!\d)", "", of.id)
        stem = re.sub(r"[^a-z0-9]+", "-", f"{day}-{where}".lower()).strip("-")
        return next(name for name in _numbered(stem) if name not in self.content.editions)

    def first_day(self, event: str) -> str | None:
        """Return the day on which an event starts, if that is known."""
        known = event in self.content.index["events"]
        day = self.content.entity("events", event).date.start if known else None
        return str(day) if day else None


def entry_form(project: Opened, path: str) -> EntryForm:
    """Return the form of a new entry of the list at a path; raises `PathError`, `CannotEditError`, `ProblemsError`."""
    change = _change(project, path)
    languages = project.project.settings.languages
    own, sure = wanted.of_entry(change, languages)
    own = fitted(project.project, own)
    spoken = {code: get_language(code).name_cases for code in languages if code in available()}
    forms = (each for each in wanted.forms_of_entry(change, languages) if each.case in spoken.get(each.keys[-2], ()))
    first = with_first(change, own, languages)
    return EntryForm(change.path, tuple(own), tuple(sure), tuple(forms), tuple(first), change)


def _may_lack_id(question: Question) -> Question:
    """Return a question for an id as one in small letters, which may be left out; others as they are."""
    if question.keys != ("id",):
        return question
    return replace(question, needed=False, read=lambda words: question.read(words.lower()))


def _begun(said: Any) -> str:
    """Return what tells an entry of others in a few words: of several days the first."""
    return str(said).partition("/")[0]


def _first_words(said: Any) -> str:
    """Return the first words of a text, without what it fills in."""
    return " ".join(_FILLED_IN.sub(" ", _called(said)).split()[:_FIRST_WORDS])


def _when_and_where(words: str, event: Mapping[str, Any]) -> str:
    """Return an event's name as an id with its city and its year, as far as these don't stand in it.

    Of what is too long the words at the end of the name go, then those of the city.
    """
    there = words.split("-")
    year = _YEAR.match(str(event.get("date") or ""))
    parts = [as_id(str(event.get("city") or "")), year[0] if year else ""]
    city, year_behind = (f"-{each}" if each and not {*each.split("-")} <= {*there} else "" for each in parts)
    room = _LONGEST - len(year_behind)
    while len(there) > 1 and len("-".join(there) + city) > room:
        there.pop()
    name = _cut("-".join(there), room)
    return name + _cut(city, room - len(name)) + year_behind


def _called(said: Any) -> str:
    """Return a name in English, or else in another language."""
    if isinstance(said, Mapping):
        return str(said.get("en") or next(filter(None, said.values()), ""))
    return str(said or "")


def as_id(words: str) -> str:
    """Return words as an id; no digit stands first, since expressions name things by it."""
    seen = "".join(each for each in in_latin(words) if each not in "'’" and unicodedata.category(each) != "Cf")
    plain = unicodedata.normalize("NFKD", seen).lower()
    plain = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")
    digits, _, rest = plain.partition("-")
    plain = f"{rest}-{digits}" if digits.isdigit() and rest else plain
    plain = _cut(plain, _LONGEST)
    return plain if plain[:1].isalpha() else ""


def _cut(id: str, room: int) -> str:
    """Return an id as far as there is room for it: whole words, or of a single one its beginning."""
    return id if len(id) <= room else id[:room].rpartition("-")[0] or id[:room].rstrip("-")


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 10_000))


def _is_free(asked: Question, name: str) -> bool:
    try:
        asked.read(name)
    except Mistake:
        return False
    return True


def recipient_form(project: Opened) -> EntryForm:
    """Return the form of somebody who is to get the briefs."""
    known = known_to_recipients(project.project, project.content)
    choices = {"language": known.languages, "ceiling": known.markings, "briefs": known.briefs}
    own, sure = (
        tuple(wanted.restricted(each, choices[each.name]) if each.name in choices else each for each in questions)
        for questions in wanted.of_model(Recipient, project.content, project.project.settings.languages)
    )
    return EntryForm(RECIPIENTS, own, sure)


def value_form(project: Opened, path: str) -> ValueForm:
    """Return the form of the value at a path; raises `PathError`, `CannotEditError`, `ProblemsError`."""
    change = _change(project, path)
    questions = wanted.of_value(change, project.project.settings.languages)
    now: Any = None if change.spot.missing else change.editor.value(change.spot.keys)
    kind: Literal["figure", "several", "one"] = (
        "figure" if questions[0].keys == ("value",) else "several" if questions[0].keys else "one"
    )
    return ValueForm(change.path, kind, tuple(questions), now, None if change.spot.missing else short(now))


def edition_form(project: Opened) -> EditionForm:
    """Return the form of a new edition; raises `LoadError`."""
    content, languages = project.content_for_new, project.project.settings.languages
    event, as_of, marking = (
        wanted.of_field(Edition, each, content, languages) for each in ("event", "as_of", "marking")
    )
    return EditionForm(content, newest_edition(content), event, as_of, marking)


def with_default(question: Question, default: str | None) -> Question:
    """Return a question that says what holds without an answer."""
    return replace(question, default=default) if default else question


def typed(value: Any) -> str:
    """Return a value as a person types it for `set_value`."""
    if isinstance(value, list | dict):
        return in_line(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def since_day(words: str) -> str:
    """Return the day since which a change is new, as it was typed; raises `LearningError` for what is none."""
    Learning.read(words, always=False)
    return words


def _change(project: Opened, path: str) -> Edit:
    folder = project.project
    return Edit(folder.content, folder.name_of(folder.content), path)
