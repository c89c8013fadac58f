"""Several fields of one entity are changed at once, as a form has them: those that somebody changed, and no others.

Each carries what the person saw. What somebody else has changed meanwhile is never overwritten: the others go on, and
where both changed the same field, nothing is written and both are told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.content.changing import wanted
from briefgen.content.changing.edit import Agree, CannotEditError, Edit
from briefgen.content.changing.held import since_over
from briefgen.content.changing.layout import in_line
from briefgen.content.changing.learning import Learning, is_kept
from briefgen.content.changing.set import set_field
from briefgen.content.changing.term_days import follow_term
from briefgen.content.changing.wanted import Question
from briefgen.content.kinds import COUNTRIES
from briefgen.content.reading.yaml_file import Value
from briefgen.content.walk import Keys
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Note, Told, line_by_line

LEFT_OUT = Told("this can't be left out")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a form: what it said when it was opened, and what it shall say; "" is nothing."""

    name: str
    was: str
    words: str


@dataclass(frozen=True, slots=True)
class Collision:
    """A field that two people changed: what it said when the form was opened, says now, and shall say."""

    name: str
    was: str
    now: str
    words: str


class FieldsError(Mistake):
    """Answers can't be understood, by their fields; nothing was written."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.wrong = dict(wrong)
        super().__init__(line_by_line(Told("{name}: {said}", name=name, said=why) for name, why in wrong.items()))


class CollisionError(Mistake):
    """Somebody else has changed the same fields meanwhile; nothing was written."""

    def __init__(self, fields: Sequence[Collision]) -> None:
        self.fields = tuple(fields)
        names = ", ".join(field.name for field in fields)
        super().__init__(Told("{names}: changed by someone else meanwhile; nothing was written", names=names))


def set_fields(
    folder: Path,
    name: str,
    path: str,
    changes: Sequence[FieldChange],
    languages: Sequence[str],
    *,
    since: str | None = None,
    always: bool = False,
    agree: Agree | None = None,
    respelled: Collection[str] = (),
) -> list[Note]:
    """Change fields of the entity at a path; return what to tell. As `set_value`, for several at once.

    The translations of texts that are `respelled` alone stay confirmed, if they were.

    Raises `FieldsError`, `CollisionError`, `Mistake`, `ProblemsError`, `UndecidedError`; nothing is written then.
    """
    learning = Learning.read(since, always=always)
    change = Edit(folder, name, path)
    put_fields(change, changes, languages, learning)
    change.respelled, change.source = respelled, languages[0]
    change.write(learning, agree)
    return change.notes


def put_fields(
    change: Edit, changes: Sequence[FieldChange], languages: Sequence[str], learning: Learning | None = None
) -> None:
    """Put changed fields into the text of a file, and write nothing; raises `FieldsError`, `CollisionError`."""
    asked = {question.name: question for part in wanted.of_thing(change, languages) for question in part}
    now = {name: says_now(change, question) for name, question in asked.items()}
    due = due_changes(changes, asked, now)
    entity = change.path
    for keys in _emptied(asked, now, {name: changes_to for name, (changes_to, _) in due.items()}):
        due = {name: each for name, each in due.items() if asked[name].keys[: len(keys)] != keys}
        _put(change, entity, keys, None, learning)
    for name in (name for name in asked if name in due):  # as they are written in a file
        _put(change, entity, asked[name].keys, due[name][1], learning)
    change.path = entity


def put_entry(change: Edit, words: Mapping[str, str], languages: Sequence[str]) -> tuple[str, list[Question]]:
    """Put a new entry as far as it is typed into the list that a change leads to; nothing is written.

    Return its path, and what it needs and nobody has typed yet: that has something in its place, which nobody means.
    Raises `CannotEditError`, `EditorError`.
    """
    keys: Keys = (*change.spot.keys, *change.spot.missing)
    asked = [each for part in wanted.of_entry(change, languages) for each in part]
    entry, _wrong = entry_of(asked, words)
    untyped = [question for question in asked if _is_left_out(entry, question)]
    for question in untyped:
        put_at(entry, question.keys, _stand_in(change, question))
    if change.spot.missing:
        set_field(change, change.spot.keys, change.spot.missing, [entry])
    else:
        change.editor.add_entry(keys, entry, change.model((*keys, 0)), len(change.editor.value(keys) or []))
    return f"{change.path}[{entry.get('id', '')}]", untyped


def entry_of(asked: Sequence[Question], words: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the new entry that is typed into a form, and what of it is wrong or missing, by the field."""
    entry: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for question in asked:
        said = words.get(question.name, "").strip()
        try:
            if said:
                put_at(entry, question.keys, question.read(said))
        except Mistake as error:
            wrong[question.name] = str(error)
    left_out = {question.name: LEFT_OUT for question in asked if _is_left_out(entry, question)}
    return entry, left_out | wrong


def _is_left_out(entry: Mapping[str, Any], question: Question) -> bool:
    """Tell whether an entry can't do without what it doesn't say; below an optional field only if that says more."""
    is_needed = question.needed and (not question.within or _says_something(entry, question.within))
    return is_needed and not _says_something(entry, question.keys)


def wrong_together(change: Edit, asked: Sequence[Question], entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with a new entry of a list as a whole, at each of the fields without which it wouldn't be.

    At "" if it is so whichever field that may be left out is taken out: then one of two is missing, or what the entry
    can't do without is wrong together. What it needs so and nobody has typed yet has something in its place; of that
    this tells nothing.
    """
    if not (told := _wrong(change, asked, entry)):
        return {}
    optional = [each for each in asked if not each.needed and _says_something(entry, each.keys)]
    left = ((each.name, {name: value for name, value in entry.items() if name != each.keys[0]}) for each in optional)
    return {name: told for name, without in left if _wrong(change, asked, without) != told} or {"": told}


def mended_by(change: Edit, asked: Sequence[Question], entry: Mapping[str, Any]) -> list[str]:
    """Return the fields that say nothing, with any of which a new entry of a list would be wrong as a whole no more.

    Of a text that is its first language.
    """
    found: dict[str, str] = {}
    for each in asked:
        if not each.needed and not _says_something(entry, each.keys[:1]) and each.keys[0] not in found:
            more = deepcopy(dict(entry))
            put_at(more, each.keys, _stand_in(change, each))
            if not _wrong(change, asked, more):
                found[each.keys[0]] = each.name
    return [*found.values()]


def _wrong(change: Edit, asked: Sequence[Question], entry: Mapping[str, Any]) -> str:
    """Return what is wrong with an entry as a whole, whatever it needs and doesn't say; "" if nothing is."""
    whole = deepcopy(dict(entry))
    for question in asked:
        if _is_left_out(whole, question) or (question.kind == "id" and not _says_something(whole, question.keys)):
            put_at(whole, question.keys, _stand_in(change, question))
    return wanted.wrong(change, whole)


def _says_something(entry: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    """Tell whether an entry that is made field by field has something at these keys."""
    there: Any = entry
    for key in keys:
        there = there.get(key) if isinstance(there, Mapping) else None
    return there is not None


def _stand_in(change: Edit, question: Question) -> Value:
    """Return what stands for an answer that nobody has given yet; of several, one."""
    made: dict[str, Value] = {"id": "not-named-yet", "number": 1, "date": "2000"}
    one = made.get(question.kind, "…")
    if question.choices:
        one = next(iter(question.choices))
    elif question.refers == COUNTRIES:
        item = change.values.items.get("agency.country")
        one = str(item.value) if item else None
    return [one] if question.several else one


def put_at(entry: dict[str, Any], keys: tuple[str, ...], value: Value) -> None:
    """Put a value into an entry that is made field by field."""
    for key in keys[:-1]:
        entry = entry.setdefault(key, {})
    entry[keys[-1]] = value


def says_now(change: Edit, question: Question) -> str:
    """Return what a field says in its file, as a form shows it; "" if it says nothing."""
    value: Any = change.editor.value(change.spot.keys)
    for key in question.keys:
        value = value.get(key) if isinstance(value, dict) else None
    return wanted.NONE if question.none and value == [] else shown(value)


def shown(value: Value) -> str:
    """Return a value as a form shows it, and a person types it."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        return ", ".join(map(str, value))
    if isinstance(value, dict | list):
        return in_line(value)
    return str(value).lower() if isinstance(value, bool) else str(value).strip("\n")


_Due = dict[str, tuple[str, Value]]  # by field: what it shall say, and the value that is


def due_changes(
    changes: Sequence[FieldChange], asked: Mapping[str, Question], now: Mapping[str, str]
) -> dict[str, tuple[str, Value]]:
    """Return what each field of a form shall say, by what it says `now`: the words, and the value that they are.

    Raises `FieldsError`, `CollisionError`.
    """
    due, wrong, collided = _due(changes, asked, now)
    if wrong:
        raise FieldsError(wrong)
    if collided:
        raise CollisionError(collided)
    return due


def _due(
    changes: Sequence[FieldChange], asked: Mapping[str, Question], now: Mapping[str, str]
) -> tuple[_Due, dict[str, str], list[Collision]]:
    """Return what is to be written, what can't be understood, and what somebody else has changed, too."""
    due: _Due = {}
    wrong: dict[str, str] = {}
    for each in changes:
        name, was, words = each.name, _plain(each.was), _plain(each.words)
        if name not in asked:
            raise CannotEditError(Told("there is no field {name} in the form", name=name))
        if words in (was, now[name]):
            continue
        try:
            due[name] = words, asked[name].read(words) if words else None
        except CannotEditError as error:
            wrong[name] = str(error)
        if asked[name].always_needed and not words:
            wrong[name] = LEFT_OUT
    return due, wrong, collisions(changes, now)


def typed_over(changes: Sequence[FieldChange]) -> list[FieldChange]:
    """Return the fields in which somebody typed something else than they were shown."""
    plain = (FieldChange(each.name, _plain(each.was), _plain(each.words)) for each in changes)
    return [each for each in plain if each.words != each.was]


def collisions(changes: Sequence[FieldChange], now: Mapping[str, str]) -> list[Collision]:
    """Return those of the changes that somebody else was quicker with, by what each field says now."""
    return [
        Collision(each.name, each.was, now[each.name], each.words)
        for each in typed_over(changes)
        if now.get(each.name, each.was) not in (each.was, each.words)
    ]


def _plain(words: str) -> str:
    """Return words as a browser sends them as a file has them."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip("\n") if words.strip() else ""


def _emptied(asked: Mapping[str, Question], now: Mapping[str, str], due: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the optional fields above others, of which nothing would be left; the outermost alone."""
    found: list[tuple[str, ...]] = []
    optional = {each.within or (() if each.needed else each.keys[:-1]) for each in asked.values()}
    optional |= {each.within[:1] for each in asked.values() if each.case}
    for within in sorted(optional - {()}, key=len):
        below = [name for name, each in asked.items() if each.keys[: len(within)] == within]
        becomes_empty = any(now[name] for name in below) and not any(due.get(name, now[name]) for name in below)
        if becomes_empty and not any(within[: len(other)] == other for other in found):
            found.append(within)
    return found


def _put(change: Edit, entity: str, keys: tuple[str, ...], value: Value, learning: Learning | None) -> None:
    there: tuple[str | int, ...] = change.spot.keys
    missing = keys
    while missing:
        holds = change.editor.value(there)
        if not isinstance(holds, dict) or missing[0] not in holds:
            break
        there, missing = (*there, missing[0]), missing[1:]
    change.path = ".".join([entity, *keys])
    learning = since_over(change, (*there, *missing), value) or learning
    past = change.past(there, missing) if learning and learning.since else None
    before, old = change.editor.raw, None if missing else change.editor.value(there)
    set_field(change, there, missing, value)
    if change.editor.raw == before:
        return
    if value is not None:
        follow_term(change, there, old, learning)
    if past and learning:
        if is_kept(change.values, learning):
            change.keep(past, learning.until)
    elif learning and learning.always:
        change.tell_earlier(there, missing)
