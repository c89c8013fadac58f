"""A recipient's entry is changed or taken out, field by field; every other line of their file stays as it is."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from briefgen.contacts.enrolment import (
    EnrolmentError,
    RecipientsFile,
    located,
    open_recipients_file,
    text_in,
    write_recipients,
)
from briefgen.contacts.recipients import Known, check_recipients
from briefgen.content.changing.fields import FieldChange, FieldsError, due_changes, shown
from briefgen.content.changing.rewrite import as_in_file, shown_text
from briefgen.content.changing.wanted import Question
from briefgen.content.reading.yaml_file import Value, parsed
from briefgen.content.schema.recipients import Recipient
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.notes import Told
from briefgen.project.files import ChangedError
from briefgen.project.folder import Project


@dataclass(frozen=True, slots=True)
class RecipientEntry:
    """An entry as its file has it: what each field says, and what stands for all of it."""

    id: str
    name: str
    now: Mapping[str, str]
    seen: str


def recipient_entry(project: Project, id: str, questions: Iterable[Question]) -> RecipientEntry:
    """Return the entry of an id; raises `EnrolmentError` if there is none, and `ProblemsError`."""
    entry = _found(open_recipients_file(project), id)[1]
    now = {each.name: shown(_at(entry, each.keys)) for each in questions}
    return RecipientEntry(id, str(entry.get("name", id)), now, _digest(entry))


def change_recipient(
    project: Project, known: Known, id: str, questions: Sequence[Question], changes: Sequence[FieldChange]
) -> tuple[str, ...]:
    """Change those fields that somebody changed; return the file's name if it is another by that.

    An id stays: by it the outbox knows who has what. Raises `FieldsError`, `CollisionError`, `EnrolmentError`,
    `ChangedError`, `ProblemsError`; nothing is written then.
    """
    held = open_recipients_file(project)
    at, entry = _found(held, id)
    asked = {each.name: each for each in questions if each.keys != ("id",)}
    changes = [each for each in changes if each.name != "id"]
    due = due_changes(changes, asked, {name: shown(_at(entry, each.keys)) for name, each in asked.items()})
    new = copy.deepcopy(entry)
    for name, (_, value) in due.items():
        _put(new, asked[name].keys, value)
    for name in Recipient.model_fields:  # as they are written in a file
        if name in new and name not in entry:
            held.editor.add_field((at,), name, new[name], Recipient)
        elif name in entry and name not in new:
            held.editor.remove((at, name))
        elif name in entry:
            held.editor.set((at, name), new[name])
    try:
        return _write(project, known, held, Told("a recipient changed in {name}", name=held.name))
    except ProblemsError as error:
        raise _told_at_fields(error, held, at, asked, due.keys()) from None


def remove_recipient(project: Project, known: Known, id: str, seen: str) -> tuple[str, ...]:
    """Take an entry out, if it still is what somebody has `seen`; raises as `change_recipient` does."""
    held = open_recipients_file(project)
    at, entry = _found(held, id)
    if _digest(entry) != seen:
        raise ChangedError(
            Told(
                "this was changed meanwhile, by somebody else or in another window, and nothing was written: look at "
                "it as it is now"
            )
        )
    held.editor.remove((at,))
    return _write(project, known, held, Told("a recipient taken out of {name}", name=held.name))


def recipients_text(project: Project) -> tuple[str, str]:
    """Return how reports call the file, and what it says, as a page shows it; it need not be readable as YAML.

    Raises `EnrolmentError`.
    """
    _, name, old = located(project)
    return name, shown_text(text_in(old, name))


def rewrite_recipients(project: Project, known: Known, was: str, text: str) -> tuple[str, ...]:
    """Write the file anew if it still says what it `was`, and if what it shall say can be read; return its name.

    Raises `ChangedError`, `EnrolmentError`, `ProblemsError`; nothing is written then.
    """
    path, name, old = located(project)
    raw = text_in(old, name)
    if shown_text(raw) != was:
        raise ChangedError(Told("{called} was changed by someone else meanwhile; nothing was written", called=name))
    if text == was:
        return ()
    new = as_in_file(raw, text)
    source = parsed(new, name)
    if source.value is not None:
        check_recipients(source, known)
    write_recipients(project, path, name, old, new, Told("{file} was edited as a whole", file=name))
    return (name,)


def _told_at_fields(
    error: ProblemsError, held: RecipientsFile, at: int, asked: Mapping[str, Question], changed: Set[str]
) -> Exception:
    """Return what is wrong with an entry, by its fields, where all of it is; else the problems as they are.

    What a changed field has in common with that of another entry, such as an address, is told of that one.
    """
    source, wrong = held.editor.source, dict[str, str]()
    entries: Any = source.value
    for problem in error.problems:
        for number, keys in _spots(entries):
            if source.place((number, *keys)) != problem.place:
                continue
            names = [name for name, each in asked.items() if each.keys[: len(keys)] == keys[: len(each.keys)]]
            names.sort(key=lambda name: _at(entries[at], asked[name].keys) is not None)  # what lacks, where that is it
            if names and (number == at or changed & set(names)):
                said = Told("{message}; {hint}", message=problem.message, hint=problem.hint)
                wrong.setdefault(names[0], said if problem.hint else problem.message)
                break
        else:
            return error
    return FieldsError(wrong)


def _spots(entries: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield where values of the entries stand: the number of the entry, and the keys below it."""
    for number, entry in enumerate(entries):
        for name, value in entry.items() if isinstance(entry, dict) else ():
            yield number, (name,)
            inside = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
            yield from ((number, (name, key)) for key in inside)


def _write(project: Project, known: Known, held: RecipientsFile, what: str) -> tuple[str, ...]:
    if held.editor.raw.encode() == held.old:
        return ()
    if held.editor.source.value:
        check_recipients(held.editor.source, known)
    write_recipients(project, held.path, held.name, held.old, held.editor.raw, what)
    return (held.name,)


def _found(held: RecipientsFile, id: str) -> tuple[int, dict[str, Any]]:
    entries: Any = held.editor.source.value or []
    for at, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and entry.get("id") == id:
            return at, entry
    raise EnrolmentError(Told("{name} has nobody called {id!r}", name=held.name, id=id))


def _at(entry: Value, keys: tuple[str, ...]) -> Any:
    for key in keys:
        entry = entry.get(key) if isinstance(entry, dict) else None
    return entry


def _put(entry: dict[str, Any], keys: tuple[str, ...], value: Value) -> None:
    """Give a field a value, or take it out for None; what is left empty above it goes, too."""
    name, *below = keys
    if below:
        inside = entry.setdefault(name, {})
        _put(inside, tuple(below), value)
        if not inside:
            del entry[name]
    elif value is None:
        entry.pop(name, None)
    else:
        entry[name] = value


def _digest(entry: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()
