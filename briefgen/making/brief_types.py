"""What a type of brief is beside its template: who reads it, and its limits. Data, `templates/briefs/<name>.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from briefgen.content.schema.audience import AUDIENCES, INTERNAL, Audience, Readers
from briefgen.content.schema.edition import Edition
from briefgen.content.walk import markers
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import Told, Written
from briefgen.project.reading import read_file
from briefgen.project.toml import LARGEST, TomlError, lines_of, parse_toml

_EXPECTED = tuple(
    name for name, field in Edition.model_fields.items() for _, mark in [markers(field)] if mark and mark.of_types
)
COUNTERPART = "counterpart"  # the type that comes with briefgen for what may be handed over


@dataclass(frozen=True, slots=True)
class BriefType:
    """What the data of a type of brief say. Nothing that isn't for its readers comes into it."""

    title: str | Mapping[str, str] = ""  # a message of the catalogues, or the words in each language
    audience: Audience = INTERNAL
    personal: bool = False  # whether its readers see to the journey: numbers, flights, hotels
    marking: int = 1  # the lowest that it may carry: which of the agency's levels, the most open is 1
    expects: tuple[str, ...] = ()  # the fields of an edition that a complete one has beside those of every type

    @property
    def readers(self) -> Readers:
        """Who reads it."""
        return Readers(self.audience, self.personal)


def brief_type(name: str, folders: Sequence[Path]) -> BriefType:
    """Return what the data of a type say: the first there are in the folders with templates, the project's own first.

    A type without data is for the agency alone. Raises `ProblemsError` for data that can't be used.
    """
    for folder in folders:
        path = folder / "briefs" / f"{name}.toml"
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return _read(name, read_file(path, f"templates/briefs/{path.name}", LARGEST))
    return BriefType()


def expected_of(names: Iterable[str], folders: Sequence[Path]) -> frozenset[str]:
    """Return the fields of an edition that some of these types have beside those of every type."""
    return frozenset(field for name in names for field in brief_type(name, folders).expects)


def recorded(audience: str, *, personal: bool) -> Readers:
    """Return who a brief was for, by what was recorded when it was issued; the agency alone where that is unknown."""
    return Readers(AUDIENCES.get(audience, INTERNAL), personal)


def _read(name: str, data: bytes) -> BriefType:
    file = f"templates/briefs/{name}.toml"
    try:
        found = parse_toml(data, file)
    except TomlError as error:
        raise ProblemsError([error.problem]) from None
    lines = lines_of(data.decode("utf-8-sig"), "")
    wrong = [
        Diagnostic(Place(file, lines.get(key, 1)), "error", "template-wrong", message, hint)
        for key, (message, hint) in _wrong(found)
    ]
    if wrong:
        raise ProblemsError(wrong)
    read: dict[str, Any] = {**found, "audience": AUDIENCES[found.get("audience", "internal")]}
    read["expects"] = tuple(found.get("expects", ()))
    return BriefType(**read)


def _wrong(found: Mapping[str, Any]) -> list[tuple[str, tuple[Told, str]]]:
    """Return the entries that can't be used, with what is wrong and what would do."""
    return [(key, fault) for key, value in found.items() if (fault := _fault(key, value, found))]


def _fault(key: str, value: Any, found: Mapping[str, Any]) -> tuple[Told, str] | None:
    names = [Written(field.name) for field in fields(BriefType)]
    match key:
        case "title":
            texts = value.values() if isinstance(value, dict) else [value]
            fits = all(isinstance(each, str) for each in texts)
            return None if fits else (Told("{name} is a text, or a text in each language", name=Written(key)), "")
        case "audience":
            hint = did_you_mean(str(value), [Written(each) for each in AUDIENCES])
            return None if value in AUDIENCES else (Told("there is no audience {name!r}", name=value), hint)
        case "personal":
            if not isinstance(value, bool):
                return Told("{name} is true or false", name=Written(key)), ""
            theirs = value and found.get("audience") in ("public", COUNTERPART)
            return (Told("personal data are never for the other side, or for everybody"), "") if theirs else None
        case "expects":
            unknown = [each for each in (value if isinstance(value, list) else [value]) if each not in _EXPECTED]
            hint = did_you_mean(str(*unknown[:1]), [Written(each) for each in _EXPECTED])
            message = Told("there is no field {name!r} that a type may expect", name=unknown[0]) if unknown else None
            return (message, hint) if message else None
        case "marking":
            fits = isinstance(value, int) and not isinstance(value, bool) and value >= 1
            return None if fits else (Told("{name} is a whole number, 1 or more", name=Written(key)), "")
        case _:
            return Told("there is no {name!r} here", name=key), did_you_mean(key, names)
