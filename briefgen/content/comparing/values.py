"""What values of the content are called where changes are told: figures, ids, choices, and what an entry says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from briefgen.content.model import Content
from briefgen.content.schema.base import Entity, Line, Prose, Translated
from briefgen.content.walk import markers
from briefgen.problems.notes import Named, SchemaWord, Told, WordRow, Written

_TOPIC = "topic"
_NAMES = ("name", "title", "label", _TOPIC)
_TEXTS = ("text", "name", "title", "label", "term")  # the first that an entry has says all that one knows it by
_NOT_SAID = ("acknowledge", "as_of", "sources")  # of an entry: the last two are told as what stands behind it
Fields = Mapping[str, FieldInfo]


def figure(reading: Mapping[str, Any] | None) -> str:
    """Return a figure in words."""
    if reading is None:
        return Told("nothing")
    number = str(reading["value"])
    match reading["qualifier"]:
        case "more-than":
            return Told("more than {number}", number=number)
        case "at-least":
            return Told("at least {number}", number=number)
        case "about":
            return Told("about {number}", number=number)
        case "up-to":
            return Told("up to {number}", number=number)
    return number


def backing(entry: Mapping[str, Any] | None) -> str:
    """Return what stands behind a fact: its date and its sources."""
    entry = entry or {}
    as_of = Told("as of {day}", day=entry["as_of"]) if entry.get("as_of") else ""
    return WordRow("; ", [as_of, WordRow(", ", entry.get("sources") or ())])


def persons(content: Content, ids: Sequence[str]) -> str:
    """Return the names of persons."""
    paths = content.index["persons"]
    names = [name(content.items[paths[id]].value) if id in paths else id for id in ids]
    return WordRow(", ", names) or Told("nobody known")


def name(entity: Any) -> str:
    """Return the name of an entity in its first language, with those in the others; "" if it has none."""
    words = next((words for field in _NAMES if (words := getattr(entity, field, None))), None)
    return _in_all(words.root) if words is not None and hasattr(words, "root") else ""


def name_behind(content: Content, entity: Any) -> str:
    """Return the name of the event that an entity tells of, or of the person whose term it is."""
    for kind, field in (("events", "event"), ("persons", "person")):
        path = content.index[kind].get(str(getattr(entity, field, None) or ""))
        if path and (found := name(content.items[path].value)):
            return found
    return ""


def acknowledged(entry: Mapping[str, Any]) -> str:
    """Return what somebody stands by, why and until when, without how a file keeps it.

    Besides it has what the check said, if it is that alone: for who can tell it in another language.
    """
    says = {"says": Written(entry["says"])} if entry.get("says") else {}
    return Told(
        "{problem}: {reason} (until {until})",
        problem=entry["code"], reason=Written(entry["because"]), until=entry["until"], **says,
    )  # fmt: skip


def own_words(entry: Any) -> str:
    """Return the text or the name by which one knows an entry, in each language; "" if it has neither."""
    fields = entry if isinstance(entry, dict) else {}
    for field in _TEXTS:
        if isinstance(fields.get(field), dict) and fields[field]:
            return _in_all(fields[field])
    return ""


def words_of(fields: Fields, entry: Any) -> str:
    """Return what one knows an entry by: its text or name, else its first sentence, else whom it is about."""
    if found := own_words(entry):
        return found
    said = entry if isinstance(entry, dict) else {}
    sentences = (field for field in fields if said.get(field) and _holds(fields[field].annotation, (Line, Prose)))
    if field := next(sentences, ""):
        return _in_all(said[field])
    about = next((said[field] for field in fields if isinstance(said.get(field), Named)), "")
    return about or short(entry)


def texts_of(fields: Fields, entry: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the texts of an entry, each in its languages, by their fields; its topic is its heading."""
    said = (field for field in fields if entry.get(field) and field != _TOPIC)
    return {field: entry[field] for field in said if _holds(fields[field].annotation, (Translated,))}


def entries_of(fields: Fields, entry: Mapping[str, Any]) -> dict[str, tuple[Fields, list[Any]]]:
    """Return the lists of entries that an entry holds, each with the fields of its entries."""
    found: dict[str, tuple[Fields, list[Any]]] = {}
    for field in fields:
        model = _model_in(fields[field].annotation)
        if model and isinstance(entry.get(field), list) and entry[field] and field not in _NOT_SAID:
            found[field] = model.model_fields, entry[field]
    return found


def plain_of(fields: Fields, entry: Mapping[str, Any]) -> str:
    """Return what else an entry says, field by field, of what kind it is first."""
    apart = {*_NOT_SAID, _TOPIC, *texts_of(fields, entry), *entries_of(fields, entry)}
    kept = [(field, each) for field, each in entry.items() if field not in apart]
    return short(dict(sorted(kept, key=lambda said: not isinstance(said[1], SchemaWord))))


def with_names(content: Content, fields: Fields, value: Any) -> Any:
    """Return the values of an entity's fields with what ids stand for, and with choices as words of the schema.

    In English words an id is itself. The fields say what is what: an id may be one of another kind, or a choice of
    another field.
    """

    def named(field: str, said: Any) -> Any:
        if field not in fields:
            return said
        if isinstance(said, list):
            model = _model_in(fields[field].annotation)
            return [with_names(content, model.model_fields, each) if model else named(field, each) for each in said]
        if not isinstance(said, str):
            return said
        if _is_choice(fields[field].annotation):
            return SchemaWord("choice", said)
        at = content.index.get(markers(fields[field])[0] or "", {}).get(said)
        called = name(content.items[at].value) if at and at in content.items else ""
        return Named(said, called.texts) if isinstance(called, Named) else said

    return {name: named(name, each) for name, each in value.items()} if isinstance(value, dict) else value


def short(value: Any) -> str:
    """Return a value in words, without what is empty in it."""
    if value in (None, "", [], {}):
        return Told("nothing")
    if isinstance(value, list):
        return WordRow("; " if any(isinstance(each, dict) for each in value) else ", ", map(short, value))
    if isinstance(value, dict):
        if is_figure(value):
            behind = backing(value)
            return Told("{figure} ({backing})", figure=figure(value), backing=behind) if behind else figure(value)
        named = ((SchemaWord("field", name), short(each)) for name, each in filled(value).items())
        return WordRow("; ", (Told("{field}: {value}", field=field, value=words) for field, words in named))
    if isinstance(value, bool):
        return Told("yes") if value else Told("no")
    return value if isinstance(value, str) else str(value)


def is_figure(value: Any) -> bool:
    """Tell whether this is a figure."""
    return isinstance(value, dict) and {"value", "qualifier"} <= value.keys()


def has_figure(value: Any) -> bool:
    """Tell whether there is a figure in this."""
    return isinstance(value, dict) and (is_figure(value) or any(map(has_figure, value.values())))


def filled(value: Any) -> Any:
    """Return a value without what is empty in it."""
    if isinstance(value, dict):
        return {name: filled(each) for name, each in value.items() if each not in (None, "", [], {})}
    return [filled(each) for each in value] if isinstance(value, list) else value


def _in_all(texts: Mapping[str, str]) -> str:
    """Return a text in its first language, with those in the others; "" if there is none."""
    return Named(next(iter(texts.values())), texts) if texts else ""


def _is_choice(annotation: Any) -> bool:
    return get_origin(annotation) is Literal or any(_is_choice(part) for part in get_args(annotation))


def _holds(annotation: Any, kinds: tuple[type, ...]) -> bool:
    """Tell whether a field says a text of one of these kinds, and not a list of them."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return issubclass(annotation, kinds)
    return get_origin(annotation) is not list and any(_holds(part, kinds) for part in get_args(annotation))


def _model_in(annotation: Any) -> type[Entity] | None:
    """Return of which entities a field holds a list; None if of none."""
    if get_origin(annotation) is list:
        held = get_args(annotation)[0]
        return held if isinstance(held, type) and issubclass(held, Entity) else None
    return next(filter(None, map(_model_in, get_args(annotation))), None)
