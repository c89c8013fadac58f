"""Questions to the content: what stands at a path, what a figure was, who held an office on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.content.changing import layout
from briefgen.content.changing.paths import PathError, find, path_to, unread
from briefgen.content.knowing.figures import readings, value_on
from briefgen.content.knowing.terms import holders
from briefgen.content.model import Values
from briefgen.content.schema.base import Fact, Number, Reading, Translated
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Term
from briefgen.dates import Point
from briefgen.problems.diagnostics import Diagnostic, ProblemsError


@dataclass(frozen=True, slots=True)
class Answer:
    """What the content says, line by line; `known` is False if it doesn't know."""

    lines: tuple[str, ...]
    known: bool = True


def ask(values: Values, problems: Sequence[Diagnostic], path: str, on: Point | None = None) -> Answer:
    """Return what the content says at a path, on a day if one is named; raises `PathError`, `ProblemsError`.

    `values` is what could be read of it, `problems` what kept the rest from it.
    """
    if broken := unread(path, values, problems):
        raise ProblemsError(broken)
    spot = find(path, values)
    full = path_to(spot, values)
    if spot.root not in values.items:
        raise ProblemsError(problems)  # the file can be read, but not understood
    value, owner = (
        item.value if (item := values.items.get(at)) else None for at in (full, full.removesuffix(".value"))
    )
    if isinstance(owner, Number):
        value = owner
    match value:
        case Office():
            return _holders(values, value, on) if on else _all_terms(values, value)
        case Number():
            return _figure(value, full, on)
        case _ if on:
            raise PathError(f"{full}: only figures and offices are different on another day: leave --on out")
    if spot.missing:
        return Answer((f"not known: {full} was not supplied",), known=False)
    raw: Any = values.files[spot.root].value
    for key in spot.keys:
        raw = raw[key]
    if raw is None or raw in ([], {}):
        return Answer((f"not known: {full} was not supplied",), known=False)
    if isinstance(value, Translated):
        return Answer(tuple(f"{language}: {text.strip()}" for language, text in value.root.items()))
    return Answer(tuple(_as_written(raw)))


def _as_written(raw: Any) -> list[str]:
    """Return the lines in which a file would have a value."""
    if isinstance(raw, dict):
        return layout.fields(raw, 0).split("\n")
    if isinstance(raw, list):
        return "\n".join(layout.entry(each, 0) for each in raw).split("\n")
    return [str(raw).strip() if not isinstance(raw, bool) else str(raw).lower()]


def _figure(number: Number, path: str, on: Point | None) -> Answer:
    if on is None:
        return Answer(tuple(map(_reading, readings(number))))
    reading = value_on(number, on)
    if reading is not None:
        return Answer((_reading(reading),))
    first = readings(number)[-1]
    why = f"the earliest value is {_reading(first)}" if first.as_of else "its value has no date"
    return Answer((f"not known: {path} on {on}; {why}",), known=False)


def _reading(reading: Reading) -> str:
    rough = "" if reading.qualifier == "exact" else f"{reading.qualifier.replace('-', ' ')} "
    date = f", as of {reading.as_of}" if reading.as_of else ""
    return f"{rough}{reading.value}{date}{_sure(reading)}"


def _holders(values: Values, office: Office, on: Point) -> Answer:
    found = holders(_terms(values), office.id, on)
    if not found:
        return Answer((f"not known: who was {office.id} on {on}",), known=False)
    lines, known = [], True
    dates = [edition.as_of.start for edition in _editions(values) if edition.as_of.start]
    up_to = max(dates, key=lambda date: date.last_day, default=None)
    for term in found:
        line = _term(values, term)
        if term.start is None:
            line = f"not known for certain: {line}; when this term began is not known"
            known = False
        elif term.end is None and up_to and on.last_day > up_to.last_day:
            line = f"not known for certain: {line}; the content was last brought up to date for {up_to}"
            known = False
        lines.append(line)
    return Answer(tuple(lines), known)


def _all_terms(values: Values, office: Office) -> Answer:
    terms = [term for term in _terms(values) if term.office == office.id]
    if not terms:
        return Answer((f"not known: who is {office.id}; there is no term in people.yaml",), known=False)
    newest_first = sorted(terms, key=lambda term: str(term.start or ""), reverse=True)
    return Answer(tuple(_term(values, term) for term in newest_first))


def _term(values: Values, term: Term) -> str:
    path = values.index["persons"].get(term.person)
    who = " / ".join(values.items[path].value.name.root.values()) if path else term.person
    since, until = (f" {word} {date}" if date else "" for word, date in (("from", term.start), ("to", term.end)))
    return f"{who}{since}{until}{_sure(term)}"


def _sure(fact: Fact) -> str:
    parts = [*([fact.status] if fact.status else []), *([", ".join(fact.sources)] if fact.sources else [])]
    return f" ({'; '.join(parts)})" if parts else ""


def _terms(values: Values) -> Iterator[Term]:
    return (item.value for item in values.items.values() if isinstance(item.value, Term))


def _editions(values: Values) -> Iterator[Edition]:
    return (item.value for item in values.items.values() if isinstance(item.value, Edition))
