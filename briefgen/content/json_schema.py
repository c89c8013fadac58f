"""JSON Schema of the content files, from the models: editors complete and check with it as a person types."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from briefgen.content import schema
from briefgen.content.schema.base import LANGUAGE, Translated
from briefgen.project.files import write_all

# Translated fields that need not have every language: model, field.
_PARTIAL = (("Country", "name"),)


def write_schemas(folder: Path, languages: Sequence[str], ids: Mapping[str, Sequence[str]]) -> list[Path]:
    """Write a schema for each file of the content, for a project in these languages; return the paths.

    `ids` are all that a field can hold that refers to a kind.
    """
    models: dict[str, Any] = {stem: file.model for stem, file in schema.FILES.items()}
    models |= {schema.RECIPIENTS: list[schema.Recipient], "edition": schema.Edition}
    files = {f"{stem}.json": _text(json_schema(model, languages, ids)) for stem, model in models.items()}
    write_all(folder, files)
    return [folder / name for name in files]


def json_schema(
    model: Any, languages: Sequence[str], ids: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> dict[str, Any]:
    """Return the schema of a content file: draft 2020-12, with the languages as the keys of translated texts."""
    found = TypeAdapter(model).json_schema(schema_generator=_Generator)
    definitions = found.get("$defs", {})
    for kind in Translated.__subclasses__():
        if kind.__name__ in definitions:
            definitions[kind.__name__] = {
                "description": definitions[kind.__name__]["description"],
                **_by_language({"type": "string", "minLength": 1}, languages),
                "required": list(languages),
            }
    for entity in (found, *definitions.values()):
        for by_language in entity.get("properties", {}).values():  # forms; variants and words of the glossary
            if LANGUAGE in by_language.get("patternProperties", {}):
                one_language = by_language.pop("patternProperties")[LANGUAGE]
                by_language.update(_by_language(one_language, languages))
    for name, field in _PARTIAL:
        if name in definitions:
            properties = definitions[name]["properties"]
            text = _by_language({"type": "string", "minLength": 1}, languages)
            properties[field] = {"description": properties[field]["description"], **text}
    _choices(found, ids)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Written by briefgen schema",
        **found,
    }


def _choices(schema: Any, ids: Mapping[str, Sequence[str]]) -> None:
    """Put what a field can hold in the place of what it refers to, everywhere in a schema."""
    if isinstance(schema, dict) and (known := ids.get(schema.pop("x-refers", ""))):
        schema["enum"] = list(known)
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _choices(part, ids)


def _text(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def _by_language(value: dict[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict.fromkeys(languages, value),
        "additionalProperties": False,
    }


class _Generator(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes from the names of fields: they say nothing new."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
