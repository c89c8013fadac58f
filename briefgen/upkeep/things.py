"""What the content tells about, thing by thing, as a page shows it: lists, and forms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from briefgen.content import schema
from briefgen.content.changing import wanted
from briefgen.content.changing.edit import Edit
from briefgen.content.changing.fields import says_now
from briefgen.content.changing.order import type_at
from briefgen.content.changing.paths import PathError
from briefgen.content.changing.remove import references
from briefgen.content.changing.wanted import NEVER_ASKED, NONE, Question, about_kind, called, newest_first
from briefgen.content.kinds import KINDS
from briefgen.content.model import Values, root_of
from briefgen.content.names import EDITIONS
from briefgen.content.schema.base import Entity, Number
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.walk import entry_path, markers, owners
from briefgen.language import available, get_language
from briefgen.language.base import NameOf
from briefgen.making.opened import Opened
from briefgen.problems.notes import Told
from briefgen.upkeep.fitting import fitted
from briefgen.upkeep.names import names_of, note_of, says_its_date

__all__ = [
    "NONE",
    "ContentFile",
    "EditionRow",
    "Entry",
    "EntryList",
    "Question",
    "Thing",
    "ThingField",
    "editions_of",
    "entries_within",
    "is_list_within_edition",
    "list_at",
    "lists_of",
    "place_of",
    "references_to",
    "thing",
]


_WHOSE_NAMES: Mapping[str, NameOf] = {"people.persons": "person", "places.cities": "city"}  # by the list
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: its path, and what people call it in each language."""

    path: str
    names: dict[str, str]
    note: str = ""  # what tells it from others: a date, a state
    says_date: bool = False  # so does what it is called
    state: str = ""  # of an event that was not held, or not yet


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list of the content with its entries; `about` says in English what its entries are, `lacks` what it wants."""

    path: str
    about: str
    entries: tuple[Entry, ...]
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of the content with the lists in it; `has_form` if it has fields of its own beside them."""

    path: str
    about: str
    lists: tuple[EntryList, ...]
    has_form: bool


@dataclass(frozen=True, slots=True)
class ThingField:
    """A field of a thing: the question for it, and what it says now, as a form shows it."""

    question: Question
    now: str
    path: str
    usual: tuple[str, ...] = ()  # how such a name goes in the case as a rule; for a person to judge


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that the content tells about: its own fields, how sure they are, and the lists that it has."""

    path: str
    names: dict[str, str]
    own: tuple[ThingField, ...]
    sure: tuple[ThingField, ...]
    lists: tuple[EntryList, ...]
    is_figure: bool
    place: tuple[int, int] | None  # which entry of its list it is, and of how many
    file: str  # as reports call it
    line: int
    text: str  # as its file has it

    @property
    def seen(self) -> str:
        """What stands for all that its file says of it."""
        return sha256(self.text.encode()).hexdigest()


def lists_of(project: Opened) -> tuple[ContentFile, ...]:
    """Return the content file by file, as people read it."""
    values = project.values[0]
    found = []
    for stem, file in schema.FILES.items():
        if stem not in values.items:
            continue
        value = values.items[stem].value
        if file.is_list:
            found.append(ContentFile(stem, "", (_entries(values, stem, get_args(file.model)[0], value),), False))
        else:
            lists = tuple(_lists_in(values, file.model, value, stem))
            holds_something = stem in values.files and bool(values.files[stem].value)
            found.append(ContentFile(stem, about_kind(file.model), lists, holds_something))
    return tuple(found)


def entries_within(project: Opened) -> tuple[Entry, ...]:
    """Return what stands within entries and has a name or a title, such as the items of an agenda."""
    values = project.values[0]
    there = ((path, item.value) for path, item in values.items.items() if path.endswith("]") and "]." in path)
    return tuple(Entry(path, names) for path, each in there if isinstance(each, Entity) and (names := called(each)))


def thing(project: Opened, path: str) -> Thing:
    """Return what stands at a path, with its form; raises `PathError`, `CannotEditError`, `ProblemsError`."""
    folder = project.project
    change = Edit(folder.content, folder.name_of(folder.content), path)
    own, sure = wanted.of_thing(change, folder.settings.languages)
    own = fitted(folder, own)
    model: Any = change.model(change.spot.keys)
    value = change.values.items[change.path].value if change.path in change.values.items else None

    def fields(questions: Sequence[Question]) -> tuple[ThingField, ...]:
        here = ((each, says_now(change, each)) for each in questions)
        own = ((_without_itself(change.values, change.path, each, now), now) for each, now in here)
        return tuple(ThingField(each, now, f"{change.path}.{each.name}") for each, now in own)

    if not change.spot.keys and not change.editor.source.value:  # a file that holds nothing, or is none
        raise PathError(Told("there is nothing at {path}", path=path))
    span = change.editor.source.span(change.spot.keys)
    return Thing(
        path=change.path,
        names=names_of(change.values, value) if value is not None else {},
        own=tuple(with_usual(fields(own), called(value) if value is not None else {}, change.path)),
        sure=fields(sure),
        lists=tuple(_lists_in(change.values, model, value, change.path)) if value is not None else (),
        is_figure=issubclass(model, Number),
        place=_place(change),
        file=change.file_name,
        line=change.editor.source.text.count("\n", 0, span.start) + 1,
        text=change.editor.source.text[span.start : span.end],
    )


def _without_itself(values: Values, path: str, question: Question, now: str) -> Question:
    """Return a question without the thing that it is about as an answer, nor what is above or before itself by that."""
    known = values.index.get(question.refers, {})
    within = {id for id, at in known.items() if at == path}
    if not within or question.choices is None:
        return question
    if question.keys in (("parent",), ("previous",)):
        of = {id: getattr(values.items[at].value, question.name, None) for id, at in known.items()}
        while more := {id for id, above in of.items() if above in within} - within:
            within |= more
    said = {each.strip() for each in now.split(",")}
    left = {id: named for id, named in question.choices.items() if id not in within or id in said}
    return replace(question, choices=left)


def with_usual(fields: Sequence[ThingField], names: Mapping[str, str], path: str) -> Iterator[ThingField]:
    """Yield the fields of an entry, of case forms those that the language has or that are filled.

    These have how its name goes as a rule. The path leads to the entry, or to the list that it is for.
    """
    of = _WHOSE_NAMES.get(path.partition("[")[0], "thing")
    for field in fields:
        case, code = field.question.case, field.question.keys[-2:][0]
        if not case:
            yield field
            continue
        language = get_language(code) if code in available() else None
        if language is not None and case in language.name_cases:
            usual = language.usual_forms(names.get(code, ""), of)
            yield replace(field, usual=usual.get(case, ()))
        elif field.now:
            yield field


def _place(change: Edit) -> tuple[int, int] | None:
    keys = change.spot.keys
    if not keys or not isinstance(keys[-1], int) or issubclass(change.model(keys), Event):  # whose place their date is
        return None
    return keys[-1] + 1, len(change.editor.value(keys[:-1]))


def list_at(project: Opened, path: str) -> EntryList:
    """Return a list with its entries; raises `PathError` if there is none at the path."""
    values = project.values[0]
    if path in schema.FILES and schema.FILES[path].is_list:
        return _entries(values, path, get_args(schema.FILES[path].model)[0], values.items[path].value)
    owner = path.rpartition(".")[0]
    while owner not in values.items or not isinstance(values.items[owner].value, Entity):
        owner, dot, _ = owner.rpartition(".")
        if not dot:
            raise PathError(Told("there is nothing at {path}", path=path))
    for each in _lists_in(values, type(values.items[owner].value), values.items[owner].value, owner):
        if each.path == path:
            return each
    raise PathError(Told("there is nothing at {path}", path=path))


def is_list_within_edition(path: str) -> bool:
    """Tell whether a path leads to a list of entries that an edition holds: its points, whom one meets in a meeting."""
    edition = root_of(path)
    kind: type[BaseModel] = Edition
    steps = _IN_BRACKETS.sub("", path.removeprefix(edition)).split(".")[1:]
    for step in steps:
        field = kind.model_fields.get(step)
        held = get_args(field.annotation)[:1] if field is not None and get_origin(field.annotation) is list else ()
        if not held or not isinstance(held[0], type) or not issubclass(held[0], Entity):
            return False
        kind = held[0]
    return bool(steps) and edition.startswith("editions[") and not path.endswith("]")


def lists_of_kind(kind: str) -> tuple[str, ...]:
    """Return the lists whose entries a field that refers to a kind names; none for what stands in no list."""
    return KINDS[kind].lists if kind in KINDS else ()


def references_to(project: Opened, path: str) -> tuple[str, ...]:
    """Return the paths of what refers to an entry; raises `PathError`."""
    return tuple(references(project.values[0], path))


def place_of(project: Opened, path: str) -> tuple[str, str]:
    """Return the path of the thing whose form has the value at a path, and its field there; raises KeyError."""
    for above, _entity in owners(project.values[0].items, path):
        if _has_form(above):
            return above, path[len(above) :].lstrip(".")
    raise KeyError(path)


def _has_form(path: str) -> bool:
    """Tell whether a thing is shown by itself: a file, an edition, or an entry of a list; no part of another thing."""
    return path.endswith("]") or path in schema.FILES


def _lists_in(values: Values, model: type[BaseModel], value: Any, path: str) -> Iterator[EntryList]:
    for name, info in model.model_fields.items():
        if name in NEVER_ASKED:
            continue
        for kind in type_at(info.annotation, ()):
            held = get_args(kind)[0] if get_origin(kind) is list else None
            if isinstance(held, type) and issubclass(held, Entity):
                there = getattr(value, name) or []
                expected = markers(info)[1]
                lacks = expected.what if expected and expected.never_none and not there else ""
                yield replace(_entries(values, f"{path}.{name}", held, there), lacks=lacks)
            elif isinstance(kind, type) and issubclass(kind, Entity) and isinstance(getattr(value, name), kind):
                yield from _lists_in(values, kind, getattr(value, name), f"{path}.{name}")


def _entries(values: Values, path: str, model: type[Entity], value: Sequence[Any]) -> EntryList:
    there = [(entry_path(path, i, each), each) for i, each in enumerate(value)]
    if issubclass(model, Event):
        there.sort(key=lambda one: newest_first(one[1]))
    entries = (
        Entry(at, names_of(values, each), note_of(values, each), says_its_date(each), _state_of(each))
        for at, each in there
    )
    return EntryList(path, about_kind(model), tuple(entries))


def _state_of(value: Any) -> str:
    return value.state if isinstance(value, Event) and value.state != "held" else ""


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition among the others: what it is for, when that begins and ends, and the date for which it is true."""

    id: str
    path: str
    event: dict[str, str]  # what the event is called, by language
    day: dt.date | None
    last: dt.date | None
    as_of: str
    date: str  # of the event
    state: str  # of the event
    event_path: str
    says_date: bool  # what the event is called says its date


def editions_of(project: Opened) -> tuple[EditionRow, ...]:
    """Return the editions that could be read, the newest first."""
    values = project.values[0]
    found = []
    for id, path in values.index.get(EDITIONS, {}).items():
        edition: Any = values.items[path].value
        event: Any = values.items[at].value if (at := values.index["events"].get(edition.event)) else None
        start = event.date.start if event else None
        found.append(
            EditionRow(
                id=id,
                path=path,
                event=names_of(values, event) if event else {},
                day=start.first_day if start else None,
                last=event.date.last.last_day if event and event.date.last else None,
                as_of=str(edition.as_of),
                date=str(event.date) if event and event.date else "",
                state=event.state if event else "",
                event_path=at or "",
                says_date=says_its_date(event),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.as_of, each.id), reverse=True))
