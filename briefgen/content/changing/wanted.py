"""What a person has to say for a new entry or a value: one question a field, all of it from the schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from shlex import quote
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefgen.content import schema
from briefgen.content.changing.days import day_at, has_year
from briefgen.content.changing.edit import CannotEditError, Edit, as_typed
from briefgen.content.changing.meant import meant_by, unknown
from briefgen.content.changing.order import type_at, written_order
from briefgen.content.changing.paths import name_of
from briefgen.content.kinds import kind_of
from briefgen.content.model import Values
from briefgen.content.own_kinds import CALLED, like_kind, shipped
from briefgen.content.reading.validation import complaint, json_schema
from briefgen.content.reading.yaml_file import Value
from briefgen.content.schema.base import (
    ABOUT,
    LANGUAGE,
    PDF_NAME,
    READERS,
    TIME,
    WEB,
    Entity,
    Name,
    Number,
    Reading,
    Record,
    Translated,
    spoken,
)
from briefgen.content.walk import Keys, markers
from briefgen.language.typed_words import read_language, read_time, read_web
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import Named, SchemaWord, Told, Written

NONE = "[]"  # as a file has it
NEVER_ASKED = ("known_from", "known_until", "earlier", "acknowledge", "forms")
Kind = Literal["text", "word", "number", "date", "truth", "id", "pdf"]  # of what a field holds


@dataclass(frozen=True, slots=True)
class Question:
    """One field that a person is asked for: what is said of it, what is allowed, and what an answer means.

    `within` are the fields above it: an optional one, of which nothing needs an answer unless its first has one.
    `choices` are all answers that there can be, with what each is called. `none` says that there are none, where that
    is an answer, too, which is typed as NONE.
    """

    keys: tuple[str, ...]
    about: str
    allowed: tuple[str, ...]
    needed: bool
    read: Callable[[str], Value] = field(repr=False)  # raises `CannotEditError`
    default: str = ""
    within: tuple[str, ...] = ()
    kind: Kind = "text"
    several: bool = False
    choices: Mapping[str, str] | None = None
    examples: tuple[str, ...] = ()
    such_as: str = ""  # what it may say, in invented English words
    case: str = ""  # of a name, as `forms` has it; its language stands before it in `keys`
    refers: str = ""
    language: str = ""
    none: str = ""
    only_for: tuple[str, ...] = ()  # the kinds of which it says something, if not of all

    @property
    def name(self) -> str:
        """The field as `--field` names it."""
        return ".".join(self.keys)

    @property
    def always_needed(self) -> bool:
        """Whether it needs an answer by itself, whatever else is answered."""
        return self.needed and not self.within


@cache
def lists() -> tuple[str, ...]:
    """Return the lists of the content that entries can be added to, by their paths."""
    found = [stem for stem, file in schema.FILES.items() if file.is_list]
    for stem, file in schema.FILES.items():
        for name, info in getattr(file.model, "model_fields", {}).items():
            if name not in NEVER_ASKED and _entries_of(info.annotation):
                found.append(f"{stem}.{name}")
    return tuple(found)


def of_entry(change: Edit, languages: Sequence[str]) -> tuple[list[Question], list[Question]]:
    """Return what is asked for a new entry of the list that a change leads to: its own fields, how sure they are.

    Raises `CannotEditError` if it leads to no list of entries.
    """
    keys: Keys = (*change.spot.keys, *change.spot.missing)
    model = change.model((*keys, 0))
    if model is None or not _entries_of_types(change.types(keys)):
        raise CannotEditError(
            Told("{path} is not a list of entries; there are {lists}", path=change.path, lists=", ".join(lists()))
        )
    entries = [] if change.spot.missing else change.editor.value(keys) or []
    taken = {spoken(name_of(entry, 0)) for entry in entries}
    taken |= {spoken(id) for id in change.values.index.get(kind_of(model) or "", ())}
    return _with_days(change, *of_model(model, change.values, languages, taken))


def of_model(
    model: type[BaseModel], values: Values, languages: Sequence[str], taken: Collection[str] = ()
) -> tuple[list[Question], list[Question]]:
    """Return what is asked for an entity of a kind: its own fields, and how sure they are; `taken` are ids in use."""
    questions = list(_of_fields(model, values, languages))
    if taken:
        questions = [_free(each, taken) if each.keys == ("id",) else each for each in questions]
    own = [each for each in questions if each.needed or _is_own(model, each.keys[0])]
    return own, [each for each in questions if each not in own]


def _is_own(model: type[BaseModel], name: str) -> bool:
    """Tell whether a field is one of a kind's own, or stands beside these: how sure a fact is, is said behind all."""
    return name not in (*ABOUT, READERS) or name in getattr(model, "beside", ())


def of_thing(change: Edit, languages: Sequence[str]) -> tuple[list[Question], list[Question]]:
    """Return what can be said of the entity that a change leads to: its own fields, how sure they are.

    Raises `CannotEditError` if it leads to none.
    """
    model = None if change.spot.missing else change.model(change.spot.keys)
    if model is None or not issubclass(model, Entity):
        raise CannotEditError(Told("{path} has no fields that a form could show", path=change.path))
    own, sure = _with_days(change, *of_model(model, change.values, languages))
    return [*own, *_of_forms(model, change, languages)], sure


def _with_days(change: Edit, own: list[Question], sure: list[Question]) -> tuple[list[Question], list[Question]]:
    """Return the questions, that for a day so that it needs no year where the event says it."""
    if not has_year(change.path):
        return own, sure
    return [
        replace(each, read=_within_event(change, each.read)) if each.keys == ("date",) else each for each in own
    ], sure


def _within_event(change: Edit, read: Callable[[str], Value]) -> Callable[[str], Value]:
    def told(words: str) -> Value:
        try:
            return read(words)
        except CannotEditError:
            with suppress(ValueError):
                return read(str(day_at(change.values, change.path, words)))
            raise

    return told


def forms_of_entry(change: Edit, languages: Sequence[str]) -> list[Question]:
    """Return what can be said of the case forms of the name of a new entry of the list that a change leads to."""
    model = change.model((*change.spot.keys, *change.spot.missing, 0))
    return [] if model is None else [*_of_forms(model, change, languages)]


def _of_forms(model: type[BaseModel], change: Edit, languages: Sequence[str]) -> Iterator[Question]:
    """Yield what is asked for the case forms of an entity's name: by language, and by case."""
    info = model.model_fields.get("forms")
    if info is not None:
        cases, word = get_args(get_args(info.annotation)[1])
        one = FieldInfo.from_annotation(word)
        for language in languages:
            for case in get_args(cases):
                keys = ("forms", language, case)
                asked = replace(_plain(one, keys, change.values), needed=False, within=keys[:2], case=case, kind="word")
                yield replace(asked, read=_without_spaces_around(asked.read))


def _without_spaces_around(read: Callable[[str], Value]) -> Callable[[str], Value]:
    def told(words: str) -> Value:
        if words != words.strip():
            raise CannotEditError(Told("there is a space before it or behind it; take it out"))
        return read(words)

    return told


def about_kind(model: type[BaseModel]) -> str:
    """Return what is said of a kind of entity, or of text, in English."""
    return " ".join((model.__doc__ or "").replace("``", "").split())


def missing(change: Edit, entry: Collection[str]) -> list[str]:
    """Return the fields that an entry of the list which a change leads to can't do without, and that it lacks."""
    texts = (item.value for item in change.values.items.values() if isinstance(item.value, Translated))
    languages = [*next((text.root for text in texts), {})]
    questions = of_entry(change, languages)[0]
    return [each.name for each in questions if each.always_needed and each.keys[0] not in entry]


def of_field(model: type[BaseModel], name: str, values: Values, languages: Sequence[str]) -> Question:
    """Return the question for one field of an entity that has one answer."""
    (question,) = _of_field(name, model.model_fields[name], values, languages)
    return question


def wrong(change: Edit, entry: Mapping[str, Value]) -> str:
    """Return what is wrong with an entry as a whole, in plain words; "" if nothing is."""
    return complaint(dict(entry), change.model((*change.spot.keys, *change.spot.missing, 0)), change.path)


def restricted(question: Question, choices: Collection[str]) -> Question:
    """Return a question to which only these answers are allowed, or several of them."""

    def read(words: str) -> Value:
        value = question.read(words)
        for each in value if isinstance(value, list) else [value]:
            if each not in choices:
                raise CannotEditError(
                    Told(
                        "{name} can't be {each}; {choices}",
                        name=SchemaWord("field", question.name),
                        each=Written(each),
                        choices=did_you_mean(str(each), choices),
                    )
                )
        return value

    return replace(question, read=read, allowed=(f"of: {', '.join(choices)}", *question.allowed))


def of_value(change: Edit, languages: Sequence[str]) -> list[Question]:
    """Return what is asked to set the value that a change leads to; raises `CannotEditError` if it holds fields."""
    keys: Keys = (*change.spot.keys, *change.spot.missing)
    if "forms" in keys:  # by language and by case: no plain question
        form = ("'{ka: {loc: …}}'", "'{loc: …}'", "…")[min(len(keys) - 1 - keys.index("forms"), 2)]
        raise CannotEditError(
            Told(
                "{path} is not asked for: name it with its value, such as briefgen set {path_2} {form}",
                path=change.path,
                path_2=quote(change.path),
                form=form,
            )
        )
    if issubclass(change.model(keys) or object, Number):
        figure = [each for each in _of_fields(change.model(keys), change.values, languages)
                  if each.keys[0] in (*Reading.model_fields, "sources") and each.keys[0] in _OF_A_FIGURE]  # fmt: skip
        return sorted(figure, key=lambda each: _OF_A_FIGURE.index(each.keys[0]))
    above = change.model(keys[:-1]) if keys else None
    if above is not None and issubclass(above, Translated):
        return [replace(_in_language(str(keys[-1]), above, change.values, needed=True), keys=())]
    info = above.model_fields.get(str(keys[-1])) if above is not None else None
    if info is None or (change.model(keys) is not None and not issubclass(change.model(keys), Translated)):
        names = [name for name in getattr(change.model(keys), "model_fields", ()) if name not in NEVER_ASKED]
        raise CannotEditError(
            Told(
                "{path} has fields of its own, name one: {what}",
                path=change.path,
                what=", ".join(names) or Told("an entry, as in [id]"),
            )
        )
    if _entries_of(info.annotation):
        raise CannotEditError(Told("{path} is a list of entries: briefgen add {path}", path=change.path))
    found = list(_of_field(str(keys[-1]), info, change.values, languages))
    return [replace(each, keys=each.keys[1:], within=()) for each in found]


_OF_A_FIGURE = ("value", "as_of", "sources", "qualifier")


def _of_fields(
    model: type[BaseModel], values: Values, languages: Sequence[str], within: tuple[str, ...] = ()
) -> Iterator[Question]:
    for name in (name for group in written_order(model) for name in group):
        if name not in NEVER_ASKED:
            kinds = _only_for(model, name, values)
            for each in _of_field(name, model.model_fields[name], values, languages, within):
                yield replace(each, such_as=each.such_as or _such_as(model, name), only_for=each.only_for or kinds)


def _only_for(model: type[BaseModel], name: str, values: Values) -> tuple[str, ...]:
    """Return the kinds of which a field says something; () if that is all of them, or none that there is."""
    declared: Mapping[str, str] = getattr(model, "for_kinds", {})
    kind = next((kind for kind, names in declared.items() if name in names.split()), None)
    return like_kind(values, markers(model.model_fields["kind"])[0] or "", kind) if kind else ()


def _such_as(model: type[BaseModel], name: str) -> str:
    """Return what a field of a kind may say, as the kind itself or one that it is made of has it."""
    owners = (kind for kind in model.__mro__ if issubclass(kind, Record))
    return next((words for kind in owners if (words := kind.such_as.get(name, ""))), "")


def _of_field(
    name: str, info: FieldInfo, values: Values, languages: Sequence[str], within: tuple[str, ...] = ()
) -> Iterator[Question]:
    kinds = type_at(info.annotation, ())
    inner = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
    keys = (*within, name)
    if _entries_of(info.annotation):
        return
    if inner is not None and issubclass(inner, Translated):
        for language in languages:
            asked = _in_language(language, inner, values, needed=info.is_required())
            about = info.description or asked.about
            yield replace(asked, keys=(*keys, language), about=about, within=() if info.is_required() else keys)
    elif inner is not None:
        nested = list(_of_fields(inner, values, languages, keys))
        # How sure it is can be said later.
        yield from (each for each in nested if _is_own(inner, each.keys[len(keys)]))
    elif by_language := next((kind for kind in kinds if get_origin(kind) is dict), None):
        for language in languages:
            one = FieldInfo.from_annotated_attribute(get_args(by_language)[1], None)
            yield replace(_plain(one, (*keys, language), values), about=info.description or "", needed=False)
    else:
        needed = info.is_required()
        yield replace(_plain(info, keys, values), within=within, needed=needed)


def _in_language(language: str, kind: type[Translated], values: Values, *, needed: bool) -> Question:
    info = FieldInfo(annotation=str)
    plain = _plain(info, (language,), values)
    return replace(
        plain,
        about=about_kind(kind),
        needed=needed,
        language=language,
        kind="word" if issubclass(kind, Name) else "text",
    )


def _plain(info: FieldInfo, keys: tuple[str, ...], values: Values) -> Question:
    """Return the question for a field that holds a word, a number, a date, or several of them."""
    annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    refers, expected = markers(info)
    said = json_schema(annotation)
    said = next((each for each in said.get("anyOf", ()) if each.get("type") != "null"), said)
    several = said.get("type") == "array"
    each = said["items"] if several else said
    known = _known(refers, values)
    pattern = str(each.get("pattern", ""))
    default = info.get_default() if not info.is_required() else None
    about = info.description or said.get("description") or each.get("description") or ""

    def read(words: str) -> Value:
        parts = meant_by(words, known or {}, several=several)
        kinds = type_at(annotation, (0,) if several else ())
        typed = [as_typed(_as_files_have_it(part, pattern), kinds, keys[-1]) for part in parts if part]
        value: Value = typed if several else typed[0]
        if problem := complaint(value, annotation, keys[-1]):
            raise CannotEditError(problem)
        for id in typed:
            if known is not None and id not in known:
                raise CannotEditError(unknown(str(id), refers or "", known))
        return value

    return Question(
        keys=keys,
        about=about,
        allowed=tuple(_allowed(each, refers, known, several=several)),
        needed=info.is_required(),
        read=read,
        default="" if default in (None, "", [], {}) else _said(default),
        kind=_kind(each, keys),
        several=several,
        choices=known if known is not None else {each: each for each in each["enum"]} if "enum" in each else None,
        examples=tuple(each.get("examples", ())),
        refers=refers or ("languages" if pattern == LANGUAGE else ""),
        none=expected.none if expected and several else "",
    )


_READERS = {
    TIME: read_time,
    LANGUAGE: read_language,
    WEB: read_web,
}  # of what people write otherwise than files, by the pattern


def _as_files_have_it(words: str, pattern: str) -> str:
    try:
        return _READERS[pattern](words) if pattern in _READERS else words
    except ValueError as error:
        raise CannotEditError(str(error)) from None


def _kind(said: Mapping[str, Any], keys: tuple[str, ...]) -> Kind:
    if said.get("type") == "boolean":
        return "truth"
    if said.get("type") in ("integer", "number"):
        return "number"
    if said.get("type") == ["string", "integer"]:
        return "date"
    if keys == ("id",):
        return "id"
    if said.get("pattern") == PDF_NAME:
        return "pdf"
    return "word" if {"maxLength", "enum", "pattern"} & said.keys() else "text"


def _allowed(
    said: Mapping[str, Any], refers: str | None, known: Mapping[str, str] | None, *, several: bool
) -> Iterator[str]:
    if "enum" in said:
        yield f"one of: {', '.join(said['enum'])}"
    if said.get("type") == "boolean":
        yield "true or false"
    if said.get("type") == "integer":
        least, most = said.get("minimum"), said.get("maximum")
        yield f"a whole number from {least} to {most}" if most is not None and most < 10**9 else "a whole number"
    if "examples" in said:
        yield f"such as {', '.join(said['examples'])}"
    if known is not None:
        where = next((path for path in lists() if path.rpartition(".")[2] == refers), "")
        none = f"there are no {refers} yet; add one first: briefgen add {where}"
        yield f"of the {CALLED.get(refers or '', refers)}:" if known else none
        yield from (f"  {id}  {'' if name == id else name}".rstrip() for id, name in known.items())
    if several:
        yield "several with commas between"


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).lower()


def _known(kind: str | None, values: Values) -> dict[str, str] | None:
    """Return the ids that a field may name, each with the entity's name; None if it may be anything."""
    beside = {id: SchemaWord("choice", id) for id in shipped(values, kind or "")}
    if kind is None or (not beside and kind not in values.index) or kind in values.unread:
        return None
    own = values.index.get(kind, {}).items()
    there = [(id, values.items[path].value if path in values.items else None) for id, path in own]
    if kind == "events":
        there.sort(key=lambda one: newest_first(one[1]))
    return beside | {id: _called(entity) if entity is not None else "" for id, entity in there}


def newest_first(event: Any) -> tuple[bool, int, int]:
    """Return by what events are sorted where somebody looks for one: the newest first, then those without a date.

    Their order in the file says nothing; an event stands before its sessions of the same day.
    """
    date = getattr(event, "date", None)
    if date is None or date.start is None:
        return (True, 0, 0)
    return (False, -date.start.first_day.toordinal(), -date.last.last_day.toordinal())


def _called(entity: Any) -> str:
    names = called(entity)
    return Named(names.get("en") or next(iter(names.values()), ""), names)


def called(entity: Any) -> dict[str, str]:
    """Return what people call an entity, by language ("" where it is the same in all); {} for what has no name."""
    name = next((found for each in ("name", "title", "label") if (found := getattr(entity, each, None))), "")
    named = name.root if isinstance(name, Translated) else {"": str(name)}
    return {language: words for language, words in named.items() if words}


def _free(question: Question, taken: Collection[str]) -> Question:
    def read(words: str) -> Value:
        value = question.read(words)
        if spoken(str(value)) in taken:
            raise CannotEditError(Told("there is an entry {value} already; choose another id", value=value))
        return value

    return replace(question, read=read)


def _entries_of(annotation: Any) -> bool:
    return _entries_of_types(type_at(annotation, ()))


def _entries_of_types(kinds: Any) -> bool:
    """Tell whether a list of entities may stand there."""
    return any(
        isinstance(each, type) and issubclass(each, BaseModel)
        for kind in kinds if get_origin(kind) is list for each in type_at(kind, (0,))
    )  # fmt: skip
