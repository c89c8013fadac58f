"""A row of a table, or what a form says, is read as somebody who gets the briefs; all that is wrong with it at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from briefgen.contacts.recipients import Known, unfit
from briefgen.content.schema.recipients import Recipient
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import SchemaWord, Told, WordRow, Written

# How the columns of a table may be called, beside the fields' own names.
_COLUMNS = {
    "e-mail": "email", "mail": "email", "address": "email", "full name": "name", "group": "groups", "brief": "briefs",
    "format": "formats", "marking": "ceiling", "highest marking": "ceiling",
    "უმაღლესი გრიფი": "ceiling", "გრიფი": "ceiling",
    "სახელი": "name", "სახელი, გვარი": "name", "სახელი და გვარი": "name", "ელფოსტა": "email", "ელ. ფოსტა": "email",
    "ელ.ფოსტა": "email", "ენა": "language", "ჯგუფი": "groups", "ჯგუფები": "groups", "შენიშვნა": "note",
}  # fmt: skip
_LANGUAGES = {
    "ქართული": "ka", "georgian": "ka", "ინგლისური": "en", "english": "en", "ფრანგული": "fr", "french": "fr",
}  # fmt: skip
_LISTS = ("groups", "briefs", "formats")
_ANSWERS = {"yes": True, "true": True, "1": True, "დიახ": True, "no": False, "false": False, "0": False, "არა": False}
_YES_OR_NO = ("active", "calendar", "protect", "travels")
_Keys = tuple[str | int, ...]


def person_in(
    cells: Mapping[str, Any], known: Known, taken: Collection[str] | None
) -> tuple[Recipient | None, dict[str, str]]:
    """Return somebody by what columns or options say, or what is wrong, by the field of a form.

    Where they have no id they get one that isn't `taken`; with None they have to say it.
    """
    fields, wrong = _fields(cells, known)
    if taken is not None and "id" not in fields:
        fields["id"] = proposed_id(str(fields.get("email", "")), taken)
    person = None
    try:
        person = Recipient.model_validate(fields)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            if each["type"] == "string_pattern_mismatch" and each["loc"][0] in _OF_PROJECT:
                continue  # what there is, is told below
            if (each["loc"][0],) not in wrong:
                wrong.setdefault(each["loc"], _told(each))
    told = {keys[0] for keys in wrong}
    for keys, said, hint in unfit(fields, known):
        if keys[0] not in told:
            wrong[keys] = Told("{name}: {said}", name=_named(keys), said=Told("{wrong}; {hint}", wrong=said, hint=hint))
    return person, {_asked_as(keys, fields): said for keys, said in wrong.items()}


_OF_PROJECT = ("language", "ceiling")


def proposed_id(address: str, taken: Collection[str]) -> str:
    """Return an id made of what stands before the @, one that nobody has."""
    local = unicodedata.normalize("NFKD", address.rpartition("@")[0]).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", local))[:40].strip("-") or "recipient"
    numbers = iter(range(2, 10_000))
    id = stem
    while id in taken:
        id = f"{stem}-{next(numbers)}"
    return id


def _fields(cells: Mapping[str, Any], known: Known) -> tuple[dict[str, Any], dict[_Keys, str]]:
    """Return the fields that columns or options name, with values as the schema has them; and what none can be."""
    fields: dict[str, Any] = {}
    wrong: dict[_Keys, str] = {}
    for head, value in cells.items():
        above, dot, below = (head, "", "") if _called(head) in _COLUMNS else head.partition(".")
        name = _COLUMNS.get(_called(above), _called(above).replace(" ", "_"))
        if name not in Recipient.model_fields:
            hint = did_you_mean(name, Recipient.model_fields)
            wrong[(name,)] = Told("there is no field {head!r}; {hint}", head=head, hint=hint)
        elif dot:
            fields.setdefault(name, {})[below] = value
        elif isinstance(value, str) and name in _LISTS:
            fields[name] = [part for part in re.split(r"[\s,;\[\]]+", value) if part]
        elif isinstance(value, str) and name in _YES_OR_NO:
            if value.casefold() not in _ANSWERS:
                wrong[(name,)] = Told("{name} is yes or no, not {value!r}", name=name, value=value)
            else:
                fields[name] = _ANSWERS[value.casefold()]
        elif isinstance(value, str) and name == "language":
            fields[name] = _LANGUAGES.get(_called(value), value)
        elif isinstance(value, str) and name == "ceiling":
            fields[name] = known.named.get(_called(value), value)
        else:
            fields[name] = value
    return fields, wrong


def _called(head: str) -> str:
    return " ".join(head.casefold().split())


def _named(keys: _Keys) -> WordRow:
    fields = [SchemaWord("field", str(key)) for key in keys if not isinstance(key, int)]
    return WordRow(".", fields, ".".join(map(str, keys)))


def _asked_as(keys: _Keys, fields: Mapping[str, Any]) -> str:
    """Return the field of a form for what is wrong: of salutations that which lacks, of several values all."""
    names = [str(key) for key in keys if not isinstance(key, int)]
    return ".".join([*names, str(fields.get("language"))] if keys == ("salutation",) else names)


def _as_typed(value: object) -> object:
    return Written(value) if isinstance(value, str) else value


def _told(error: Any) -> str:
    field = _named(error["loc"])
    match error["type"]:
        case "missing":
            return Told("{name} is missing", name=field)
        case "string_pattern_mismatch" if error["loc"][-1] == "email":
            wrong = Told("{given!r} is not an email address", given=_as_typed(error["input"]))
            return Told("{wrong}; {hint}", wrong=wrong, hint=Told("write it as name@agency.example"))
        case "string_pattern_mismatch":
            return Told("{name} can't be {given!r}", name=field, given=_as_typed(error["input"]))
        case "value_error":
            return Told("{name}: {said}", name=field, said=error["ctx"]["error"])
        case _:
            said = f"{error['msg'][0].lower()}{error['msg'][1:]}"
            return Told("{name}: {said}", name=field, said=said)
