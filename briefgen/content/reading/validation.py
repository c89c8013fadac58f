"""A value of a YAML file -> an entity of the schema; pydantic's errors in plain words, each at its place."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from briefgen.content.reading.yaml_file import YamlFile, parse_yaml
from briefgen.content.schema.base import DOMAIN, EMAIL, LANGUAGE, PDF_NAME, TIME, Entity, Reading, Record, Translated
from briefgen.content.walk import Keys
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.notes import SchemaWord, Told, WordRow, Written, either

_MOST_QUOTED = 60  # characters
_CODE = re.compile(r"[a-z]{2,3}")


def validated(source: YamlFile, model: Any, *, may_lack: bool = False) -> Any:
    """Return what a file says, as `model` has it; raises `ProblemsError` with all that is wrong with it.

    `may_lack` says that there need not be such a file.
    """
    try:
        return adapter(model).validate_python(source.value)
    except ValidationError as error:
        raise ProblemsError(_explain(error, _Read(source, model, may_lack))) from None


def complaint(value: Any, annotation: Any, name: str) -> str:
    """Return what is wrong with the value of one field, in plain words with what helps; "" if nothing is."""
    try:
        adapter(annotation).validate_python(value)
    except ValidationError as error:
        return in_plain_words(error.errors(include_url=False)[0], annotation, name)
    return ""


def in_plain_words(detail: Any, annotation: Any, name: str = "") -> str:
    """Return what one of pydantic's errors says, in plain words with what helps; `name` is what was read."""
    keys = tuple(key for key in detail["loc"] if key != "[key]")
    _, message, hint = _in_plain_words(detail, keys, _Read(parse_yaml("", name), annotation, may_lack=False))
    return Told("{message}; {hint}", message=message, hint=hint) if hint else message


@cache
def adapter(model: Any) -> TypeAdapter[Any]:
    """Return what pydantic reads a type by; making one takes longer than reading with it."""
    return TypeAdapter(model)


@cache
def json_schema(model: Any) -> Mapping[str, Any]:
    """Return the JSON schema of a type, which takes longer to make than what is asked of it."""
    return MappingProxyType(adapter(model).json_schema())


@dataclass(frozen=True, slots=True)
class _Read:
    source: YamlFile
    model: Any
    may_lack: bool


def _explain(error: ValidationError, read: _Read) -> list[Diagnostic]:
    problems = []
    for detail in error.errors(include_url=False):
        keys = tuple(detail["loc"])
        on_key = detail["type"] == "extra_forbidden" or keys[-1:] == ("[key]",)
        keys = tuple(key for key in keys if key != "[key]")
        code, message, hint = _in_plain_words(detail, keys, read)
        problems.append(read.source.problem(keys, code, message, hint, key=on_key))
    return problems


def _in_plain_words(detail: Any, keys: Keys, read: _Read) -> tuple[str, str, str]:
    given = _cut(detail["input"])
    key = next((str(key) for key in reversed(keys) if isinstance(key, str)), read.source.name)
    name = SchemaWord("field", key)
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "field-missing", Told("{name} is missing", name=name), ""
        case "extra_forbidden":
            return "field-unknown", Told("there is no field {name} here", name=Written(key)), _nearest(keys, read.model)
        case "literal_error":
            return (
                "value-wrong",
                Told("{name} can't be {given!r}", name=name, given=given),
                Told("choose {expected}", expected=_choice(context["expected"])),
            )
        case "string_pattern_mismatch":
            return _not_of_the_pattern(str(detail["input"]), given, name, context["pattern"])
        case "string_type" | "string_unicode":
            hint = _one_text(detail["input"])
            return "value-wrong", Told("{name} needs text, not {kind}", name=name, kind=_kind(detail["input"])), hint
        case "int_type" | "int_parsing" | "int_parsing_size" | "int_from_float" | "float_type" | "float_parsing":
            return "value-wrong", _no_number(detail["type"], name, _kind(detail["input"])), ""
        case "bool_type" | "bool_parsing":
            return (
                "value-wrong",
                Told("{name} is true or false, not {kind}", name=name, kind=_kind(detail["input"])),
                "",
            )
        case "dict_type" | "model_type" | "model_attributes_type" | "list_type":
            return _no_collection(detail, keys, read, name)
        case "string_too_short" | "too_short":
            return _too_short(detail["type"], name, context["min_length"])
        case "value_error":
            return "value-wrong", str(context["error"]), ""
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "string_too_long":
            return "value-wrong", _beyond(name, context), ""
        case _:  # what pydantic says of it is for programmers
            return "value-wrong", _otherwise(name, given), ""


def _otherwise(name: str, given: Any) -> str:
    return Told("{name} can't be {given!r}", name=name, given=given if isinstance(given, str) else _kind(given))


def _too_short(type: str, name: str, least: int) -> tuple[str, str, str]:
    is_text = type == "string_too_short"
    if is_text and least > 1:
        return "value-wrong", Told("{name} has fewer than {least} characters", name=name, least=least), ""
    hint = Told("write the text, or delete the line") if is_text else Told("write at least one, or delete the line")
    return "value-wrong", Told("{name} is empty", name=name), hint


def _no_number(type: str, name: str, kind: str) -> str:
    if type.startswith("float"):
        return Told("{name} needs a number, not {kind}", name=name, kind=kind)
    return Told("{name} needs a whole number, not {kind}", name=name, kind=kind)


def _beyond(name: str, context: Mapping[str, Any]) -> str:
    match context:
        case {"ge": least}:
            return Told("{name} has to be {least} or more", name=name, least=least)
        case {"gt": least}:
            return Told("{name} has to be more than {least}", name=name, least=least)
        case {"le": most}:
            return Told("{name} has to be {most} or less", name=name, most=most)
        case _:
            most = context["max_length"]
            return Told("{name} has more than {most} characters", name=name, most=most)


def _no_collection(detail: Any, keys: Keys, read: _Read, name: str) -> tuple[str, str, str]:
    is_list = detail["type"] == "list_type"
    if not keys and detail["input"] is None:
        fields = ", ".join(field for field in _fields_at(read.model, ()) if field != "acknowledge")
        hint: str = (
            Told("start each entry with a hyphen") if is_list else Told("write its fields: {fields}", fields=fields)
        )
        return "value-wrong", Told("nothing is written in this file"), _filled(read, hint)
    if is_list:
        return (
            "value-wrong",
            Told("{name} needs a list, not {kind}", name=name, kind=_kind(detail["input"])),
            Told("start each entry with a hyphen"),
        )
    return (
        "value-wrong",
        Told("{name} needs fields, not {kind}", name=name, kind=_kind(detail["input"])),
        _fields_hint(detail["input"], keys, read) if keys else "",
    )


def _one_text(given: Any) -> str:
    if given is None:
        return Told("write the text, or delete the line")
    return Told("write it as one text") if isinstance(given, dict) else Told("put the value in quotes")


def _fields_hint(given: Any, keys: Keys, read: _Read) -> str:
    """Return what to write in the place of a value that should have fields."""
    model = _model_at(read.model, keys)
    if model is not None and issubclass(model, Reading) and type(given) is int:
        return Told("write {{value: {number}, as_of: …}}", number=given)
    if model is not None and issubclass(model, Record):
        fields = [field for field in model.model_fields if field == "id" or field not in Entity.model_fields]
        return Told("write its fields: {fields}", fields=", ".join(fields))
    codes = dict.fromkeys(_languages_in(read.source.value)) or ["en"]
    return Told("write {each} under it", each=", ".join(f"{code}: …" for code in codes))


def _languages_in(value: Any) -> Iterator[str]:
    """Yield the languages in which texts of a file are written, as they come."""
    if isinstance(value, dict):
        if value and all(_CODE.fullmatch(str(key)) and isinstance(text, str) for key, text in value.items()):
            yield from map(str, value)
        for each in value.values():
            yield from _languages_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _languages_in(each)


def _not_of_the_pattern(text: str, given: Any, name: str, pattern: str) -> tuple[str, str, str]:
    if pattern.startswith("^[a-z0-9]+"):
        return "id-wrong", Told("{given!r} can't be an id", given=given), Told("use a–z, 0–9, hyphens and underscores")
    if pattern == "^[A-Z]{2}$":
        return "value-wrong", Told("{given!r} is not a country code", given=given), Told("use ISO 3166-1, such as GE")
    if pattern.startswith("^https"):
        broken = isinstance(given, str) and given.startswith("https://") and len(given.split()) > 1
        hint = Told("there is a space in it: write %20 in its place") if broken else Told("start with https://")
        return "value-wrong", Told("{given!r} is not a web address", given=given), hint
    if pattern == EMAIL.pattern:
        return (
            "value-wrong",
            Told("{given!r} is not an email address", given=given),
            _not_ascii(text),
        )
    if pattern == f"^{DOMAIN}$":
        return (
            "value-wrong",
            Told("{given!r} is not a domain", given=given),
            Told("write what follows the @: agency.example"),
        )
    if pattern == TIME:
        return (
            "value-wrong",
            Told("{given!r} is no time of day", given=given),
            Told("write hours and minutes, such as 09:30"),
        )
    if pattern == PDF_NAME:
        leads = isinstance(given, str) and bool({*given} & {*"/\\:"})
        return (
            "value-wrong",
            Told("{given!r} says where a file lies; here its name alone is written", given=given)
            if leads
            else Told("{given!r} is not the name of a PDF", given=given),
            Told("name a file that lies in content/annexes, such as draft-agenda.pdf"),
        )
    if pattern == LANGUAGE:
        return (
            "value-wrong",
            Told("{given!r} is not the code of a language", given=given),
            Told("use two or three letters, such as ka or en"),
        )
    return (
        "value-wrong",
        Told("{name} can't be {given!r}", name=name, given=given),
        Told("write plain words on one line"),
    )


def _not_ascii(address: str) -> str:
    """Return what helps, and what the first letter is in front of the @ that no address has, such as a Cyrillic і."""
    odd = next((char for char in address.rpartition("@")[0] if not char.isascii()), "")
    if not odd:
        return Told("write it as name@agency.example")
    return Told(
        "write it as name@agency.example; «{odd}» is {name}, and what stands before the @ is Latin",
        odd=odd, name=unicodedata.name(odd, "no letter").lower()
    )  # fmt: skip


def _cut(value: Any) -> Any:
    """Return what a message quotes: of a long text the beginning."""
    return f"{value[:_MOST_QUOTED]}…" if isinstance(value, str) and len(value) > _MOST_QUOTED else value


def _kind(value: Any) -> str:
    names: dict[type, str] = {
        dict: Told("fields"), list: Told("a list"), type(None): Told("nothing"), bool: Told("true or false")
    }  # fmt: skip
    return names.get(type(value)) or (
        Told("text") if isinstance(value, str) else Told("the number {value}", value=value)
    )


def _choice(expected: str) -> str:
    """Return the choices that pydantic has as «'a', 'b' or 'c'»."""
    first, _, last = expected.rpartition(" or ")
    each = [*first.split(", "), last] if first else [last]
    words = [SchemaWord("choice", choice) for choice in each]
    return either([WordRow(", ", words[:-1]), words[-1]]) if first else words[0]


def _filled(read: _Read, hint: str) -> str:
    """Return the hint for an empty file."""
    return Told("{hint}; or delete the file", hint=hint) if read.may_lack else hint


def _nearest(keys: Keys, model: Any) -> str:
    """Suggest the field that was probably meant, from the model that the keys lead to."""
    fields = _fields_at(model, keys[:-1])
    close = difflib.get_close_matches(str(keys[-1]), fields, 1)
    if close:
        return Told("did you mean {name}?", name=close[0])
    return Told("there are {names}", names=", ".join(fields)) if fields else ""


def _fields_at(annotation: Any, keys: Keys) -> list[str]:
    model = _model_at(annotation, keys)
    return list(model.model_fields) if model and issubclass(model, Record) else []


def _model_at(annotation: Any, keys: Keys) -> type[BaseModel] | None:
    """Return what has fields where the keys lead to."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        if not keys:
            return annotation
        field = annotation.model_fields.get(str(keys[0]))
        return _model_at(field.annotation, keys[1:]) if field else None
    if isinstance(annotation, type) and issubclass(annotation, Translated):
        return None if keys else annotation
    parts = get_args(annotation)
    if isinstance(annotation, type(list[int])) and parts:  # list[...]: step over the index
        return _model_at(parts[0], keys[1:])
    return next((found for part in parts if (found := _model_at(part, keys))), None)
