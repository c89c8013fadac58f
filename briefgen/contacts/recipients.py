"""recipients.yaml -> the people and offices that briefs are sent to, or every problem at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.contacts.readers import type_refused
from briefgen.content.reading.validation import validated
from briefgen.content.reading.yaml_file import YamlFile, read_yaml
from briefgen.content.schema.audience import Readers
from briefgen.content.schema.recipients import FILE, Recipient, readers_of
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import Named, Told, Written
from briefgen.project.folder import Project
from briefgen.project.settings import SETTINGS_FILE, of_setting

CODE = "recipient-wrong"


class RecipientError(Mistake):
    """Nobody is meant by a name."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What a recipient may name: languages and types of brief of the project, and its markings, the most open first."""

    languages: Collection[str]
    briefs: Collection[str]
    markings: Collection[str]
    named: Mapping[str, str] = field(default_factory=dict)  # the markings by what people call them, in small letters
    readers: Mapping[str, Readers] = field(default_factory=dict)  # of the types of brief


def recipients_file(project: Project) -> tuple[Path, str]:
    """Return the file with the recipients, and how reports call it.

    There need not be one in the content; raises `SettingsError` if [mail] names another one that isn't there.
    """
    named = project.settings.mail.get("recipients")
    if isinstance(named, str) and named:
        path = project.anywhere(named, "mail.recipients")
        if not path.exists():
            raise of_setting(
                "mail.recipients",
                Told("{file}: [mail] recipients = {named!r}: there is no such file", file=SETTINGS_FILE, named=named),
            )
        return path, project.name_of(path)
    path = project.content / f"{FILE}.yaml"
    return path, project.name_of(path)


def read_recipients(path: Path, name: str, known: Known) -> tuple[Recipient, ...]:
    """Return the recipients, none if there is no file; raises `ProblemsError`, whose reports call the file `name`."""
    if not path.exists():
        return ()
    return check_recipients(read_yaml(path, name), known)


def check_recipients(source: YamlFile, known: Known) -> tuple[Recipient, ...]:
    """Return the recipients that a file says; raises `ProblemsError`."""
    found: list[Recipient] = validated(source, list[Recipient], may_lack=True)
    if problems := list(_problems(source, found, known)):
        raise ProblemsError(problems)
    return tuple(found)


def chosen(recipients: Sequence[Recipient], names: Iterable[str]) -> tuple[Recipient, ...]:
    """Return those that are meant by ids and groups, in their order; all of them if no name is given.

    Raises `RecipientError` for a name that nobody has, and for somebody who is named and inactive.
    """
    names = list(dict.fromkeys(names))
    groups = {group for recipient in recipients for group in recipient.groups}
    ids = {recipient.id: recipient for recipient in recipients}
    for name in names:
        if name not in groups and name not in ids:
            raise RecipientError(
                Told("nobody is called {name!r}; {hint}", name=name, hint=did_you_mean(name, [*ids, *sorted(groups)]))
            )
        if name in ids and not ids[name].active:
            raise RecipientError(Told("{name} is not active; set active: true to send to them again", name=name))
    active = (recipient for recipient in recipients if recipient.active)
    meant = tuple(one for one in active if not names or one.id in names or set(one.groups) & set(names))
    if not meant:
        raise RecipientError(Told("nobody who is meant is active; set active: true to send to them again"))
    return meant


def _problems(source: YamlFile, recipients: Sequence[Recipient], known: Known) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, recipient in enumerate(recipients):
        if first.setdefault(recipient.id, index) != index:
            yield source.problem(
                (index, "id"), "id-twice", Told("the id {id!r} is used twice", id=recipient.id), Told("ids are unique")
            )
        for keys, message, hint in unfit(dict(recipient), known):
            yield source.problem((index, *keys), CODE, message, hint)
    boxes: dict[tuple[str, str], Recipient] = {}
    for index, recipient in enumerate(recipients):
        if not recipient.active:
            continue
        other = boxes.setdefault((recipient.email.casefold(), recipient.language), recipient)
        if other.id != recipient.id:
            message = Told(
                "{email} is the address of {other}, too: everything would arrive there twice",
                email=recipient.email,
                other=called(other),
            )
            yield source.problem((index, "email"), CODE, message, Told("make one entry of the two"))
    names = {recipient.id for recipient in recipients}
    for index, recipient in enumerate(recipients):
        for number, group in enumerate(recipient.groups):
            if group in names:
                message = Told("{group!r} is the id of a recipient, so it can't be a group", group=group)
                yield source.problem((index, "groups", number), CODE, message, Told("give the group another name"))


def unfit(person: Mapping[str, Any], known: Known) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield what somebody's fields name that a project lacks, or that they lack: the field, what is wrong, a hint."""
    named: list[tuple[tuple[str | int, ...], str, Collection[str]]] = [
        (("language",), person.get("language", ""), known.languages),
        (("ceiling",), person.get("ceiling", ""), known.markings),
        *((("briefs", number), brief, known.briefs) for number, brief in enumerate(person.get("briefs", ()))),
    ]
    for keys, name, there_are in named:
        if name and name not in there_are:
            message = Told("there is no {what} {name!r}", what=_WHAT[str(keys[0])], name=Written(name))
            called = known.named if keys == ("ceiling",) else ()
            yield keys, message, did_you_mean(name, [*there_are, *(each for each in called if each not in there_are)])
    yield from _for_others(person, known)
    salutation, language = person.get("salutation"), person.get("language")
    if isinstance(salutation, Mapping) and salutation and language and language not in salutation:
        message = Told("there is no salutation in {language}, the language of the message", language=language)
        yield ("salutation",), message, Told("write it, or delete the field")


def _for_others(person: Mapping[str, Any], known: Known) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield the types of brief that are for fewer readers than somebody is among."""
    own = readers_of(person, next(iter(known.markings), ""))
    for number, brief in enumerate(person.get("briefs", ())):
        if brief in known.readers and (why := type_refused(own, brief, known.readers[brief])):
            yield ("briefs", number), why, Told("take it out of briefs, or say who they are: who, travels")


_WHAT = {"language": Told("language"), "ceiling": Told("marking"), "briefs": Told("type of brief")}


def called(person: Recipient) -> Named:
    """Return somebody by their id, as a terminal has it, and elsewhere by their name."""
    return Named(person.id, dict.fromkeys(("ka", "en"), person.name))
