"""What people call the things of the content, in each language, and what tells one from others of its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from textwrap import shorten
from typing import Any

from babel import Locale, UnknownLocaleError

from briefgen.content.changing.wanted import called
from briefgen.content.model import Values
from briefgen.content.names import EDITIONS
from briefgen.content.schema.base import Entity, Reading, Translated
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Programme
from briefgen.content.schema.places import Country
from briefgen.content.walk import markers
from briefgen.language import available, get_language
from briefgen.language.countries import country_codes
from briefgen.making.opened import Opened
from briefgen.problems.notes import Named, SchemaWord, WordRow
from briefgen.upkeep.machine_forms import date_in, is_date

_LONGEST = 70  # characters of a text that stands for a name


@cache
def countries(language: str) -> dict[str, str]:
    """Return the codes of all countries, each with its name in a language, in the order of the names."""
    known = get_language(language)
    names = {code: known.country(code) for code in country_codes()}
    return dict(sorted(names.items(), key=lambda each: known.sort_key(each[1])))


def languages_by_name(language: str) -> dict[str, str]:
    """Return the codes of languages, each with its name in a language, in the order of the names."""
    known = get_language(language)
    names = {code: str(name) for code, name in Locale.parse(language).languages.items() if len(code) == 2}
    # In Georgian Kannada is called as Canada is: what it calls itself tells the two apart.
    lands = set(countries(language).values())
    called = {code: _by_itself(code) if name in lands else "" for code, name in names.items()}
    names = {code: f"{name} ({called[code]})" if called[code] else name for code, name in names.items()}
    return dict(sorted(names.items(), key=lambda each: known.sort_key(each[1])))


def _by_itself(code: str) -> str:
    """Return what a language is called in itself; "" where nobody knows."""
    try:
        return str(Locale.parse(code).get_language_name(code) or "")
    except UnknownLocaleError:
        return ""


def names_at(project: Opened, path: str) -> dict[str, str]:
    """Return what people call the thing at a path, by language; nothing if it has no name. Raises KeyError."""
    values = project.values[0]
    value = values.items[path].value
    return names_of(values, value) if isinstance(value, Entity) else {}  # a file may be a list


def names_of_ids(project: Opened) -> dict[str, tuple[dict[str, str], str]]:
    """Return what people call what has an id, by the id and by language, and its date or the like.

    Editions are called by their id alone.
    """
    values = project.values[0]
    return {
        id: (names, "" if says_its_date(value) else note_of(values, value))
        for kind, ids in values.index.items()
        if kind != EDITIONS
        for id, path in ids.items()
        if path in values.items and isinstance(value := values.items[path].value, Entity)
        if (names := names_of(values, value))
    }


def dates_of_events(project: Opened) -> dict[str, str]:
    """Return the date of each event, by its id."""
    values = project.values[0]
    there = ((id, values.items.get(path)) for id, path in values.index.get("events", {}).items())
    return {id: note_of(values, item.value) for id, item in there if item}


@dataclass(frozen=True, slots=True)
class NamedThing:
    """What a thing is called, by language; its date, or that of its event; and whether the name is its `own`."""

    names: dict[str, str]
    date: str
    own: bool


def named_things(project: Opened) -> dict[str, NamedThing]:
    """Return what people call each entry of a list, by its path; editions apart."""
    values = project.values[0]
    found = {}
    for path, item in values.items.items():
        if not path.endswith("]") or path.startswith(f"{EDITIONS}[") or not isinstance(item.value, Entity):
            continue
        if names := names_of(values, item.value):
            note = "" if says_its_date(item.value) else note_of(values, item.value)
            found[path] = NamedThing(names, note, bool(called(item.value)))
    return found


def names_of(values: Values, entity: Any) -> dict[str, str]:
    """Return what people call an entity: its name; else what it is about, how its text begins, or its years."""
    if isinstance(entity, Country):  # which says its name in those languages alone where it is another than usual
        return {code: get_language(code).country(entity.code) for code in available()} | called(entity)
    if names := called(entity):
        return names
    if isinstance(entity, Event):
        return {"": nameless(_kind_of(values, entity), _city_of(values, entity), entity.date)}
    if isinstance(entity, Edition):
        event = values.items.get(values.index.get("events", {}).get(entity.event, ""))
        return names_of(values, event.value) if event else {}
    fields = type(entity).model_fields
    text = next((name for name in fields if isinstance(getattr(entity, name), Translated)), "")
    before_text = (
        list(fields)[: list(fields).index(text)] if text else list(fields)
    )  # whom a step names, it isn't about
    about = [
        _of_event(values, it) if isinstance(it, Event) else called(it)
        for name in before_text
        if (refers := markers(fields[name])[0] or "") in values.index
        and isinstance(id := getattr(entity, name), str)
        and id in values.index[refers]
        and (it := values.items[values.index[refers][id]].value)
    ]
    if any(isinstance(names.get(""), WordRow) for names in about):
        parts = (names.get("") or Named(next(iter(names.values())), names) for names in about if names)
        return {"": WordRow(", ", parts)}
    if about:
        return {code: ", ".join(names[code] for names in about if code in names) for code in about[0]}
    if text:
        said = getattr(entity, text).root
        return {code: shorten(words, _LONGEST, placeholder=" …") for code, words in said.items()}
    if isinstance(entity, Programme):
        return {code: get_language(code).date(entity.period) for code in available()}
    return {}


def _of_event(values: Values, event: Event) -> dict[str, str]:
    """Return what people call an event in the name of another thing; one of several with a name with its date."""
    names = names_of(values, event)
    others = (values.items.get(path) for path in values.index.get("events", {}).values())
    if not is_date(str(event.date)) or not any(
        other and other.value is not event and other.value.name == event.name for other in others
    ):
        return names
    return {code: f"{name} ({date_in(code, event.date)})" if code else name for code, name in names.items()}


def says_its_date(entity: Any) -> bool:
    """Tell whether what an entity is called says when it is: an event without a name."""
    return isinstance(entity, Event) and not called(entity)


def nameless(kind: str, city: str, date: object) -> str:
    """Return what an event without a name is called: its kind, where it is, and when; in any language."""
    days = {code: date_in(code, date) for code in available()} if is_date(str(date)) else {}
    when = Named(str(date), {"": str(date), **days}) if days else ""
    return WordRow(", ", (kind if isinstance(kind, Named) else SchemaWord("choice", kind), city, when))


def _kind_of(values: Values, event: Event) -> str:
    """Return the kind of an event, or what the agency calls its own one."""
    own = values.items.get(values.index.get("eventkinds", {}).get(event.kind, ""))
    names = called(own.value) if own else {}
    return Named(event.kind, names) if names else event.kind


def _city_of(values: Values, event: Event) -> str:
    during = values.items.get(values.index.get("events", {}).get(event.parent or "", ""))
    city = event.city or (getattr(during.value, "city", None) if during else None)
    place = values.items.get(values.index.get("cities", {}).get(city or "", ""))
    names = called(place.value) if place else {}
    return Named(names.get("en") or next(iter(names.values()), ""), names)


def note_of(values: Values, value: Any) -> str:
    """Return the date of a thing, or that of its event; of what a figure was, its value."""
    if isinstance(value, Reading):
        return str(value.value)
    if date := next((str(found) for name in ("date", "start", "as_of") if (found := getattr(value, name, None))), ""):
        return date
    event = values.items.get(values.index.get("events", {}).get(str(getattr(value, "event", "")), ""))
    return note_of(values, event.value) if event and event.value is not value else ""
