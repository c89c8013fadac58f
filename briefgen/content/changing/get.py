"""Questions to the content: what stands at a path, what a figure was, who held an office on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.content.changing import told
from briefgen.content.changing.paths import PathError, Spot, find, path_to, unread
from briefgen.content.knowing.figures import readings, value_on
from briefgen.content.knowing.terms import holders
from briefgen.content.model import Values
from briefgen.content.schema.base import Number, Reading, Translated
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Term
from briefgen.content.walk import Item
from briefgen.dates import Point
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.notes import Told


@dataclass(frozen=True, slots=True)
class HeldTerm:
    """A term in an office, whose it is, and why it isn't certain on the day that was asked for, if it isn't."""

    term: Term
    person: tuple[str, ...]  # the name in each language; of one whom the content doesn't have the id
    doubt: Literal["", "start", "since"] = ""  # when it began isn't known; it may have ended since


@dataclass(frozen=True, slots=True)
class Answer:
    """What the content says at a path: `texts`, `readings`, `terms` or what is `written`; if it says nothing, none."""

    path: str
    known: bool = True  # False if it doesn't say, or not for certain
    on: Point | None = None  # the day that was asked for
    texts: Mapping[str, str] = field(default_factory=dict)  # by language
    readings: tuple[Reading, ...] = ()  # of a figure, the newest first
    terms: tuple[HeldTerm, ...] = ()  # in an office, the newest first
    written: tuple[str, ...] = ()  # any other value: the lines in which a file has it
    office: str = ""  # the id of the office that was asked for
    earliest: Reading | None = None  # of a figure that isn't known on the day
    up_to: Point | None = None  # for which the content was last brought up to date


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
    return _at(values, full, spot, on)


def kept(values: Values, lines: Callable[[Answer], Sequence[str]], not_supplied: str) -> str:
    """Return what `told` needs to say what `ask` says at any path, in the words of `lines`; on no other day.

    None of the content may be unread. `not_supplied` is what the lines are of the {path} of what wasn't.
    """

    def say(item: Item, spot: Spot) -> tuple[str, bool] | None:
        of_figure = isinstance(values.items.get(item.path.removesuffix(".value"), item).value, Number)
        if not of_figure and not isinstance(item.value, Office | Translated):
            return None
        answer = _at(values, item.path, spot)
        return "\n".join(lines(answer)), answer.known

    return told.kept(values, say, not_supplied)


def _at(values: Values, full: str, spot: Spot, on: Point | None = None) -> Answer:
    value, owner = (
        item.value if (item := values.items.get(at)) else None for at in (full, full.removesuffix(".value"))
    )
    if isinstance(owner, Number):
        value = owner
    match value:
        case Office():
            return _holders(values, value, full, on) if on else _all_terms(values, value, full)
        case Number():
            return _figure(value, full, on)
        case _ if on:
            raise PathError(
                Told("{full}: only figures and offices are different on another day: leave --on out", full=full)
            )
    if spot.missing:
        return Answer(full, known=False)
    raw = told.value_at(spot, values.files)
    if told.is_empty(raw):
        return Answer(full, known=False)
    if isinstance(value, Translated):
        return Answer(full, texts={language: text.strip() for language, text in value.root.items()})
    return Answer(full, written=tuple(told.written(raw)))


def _figure(number: Number, path: str, on: Point | None) -> Answer:
    if on is None:
        return Answer(path, readings=tuple(readings(number)))
    if (reading := value_on(number, on)) is not None:
        return Answer(path, on=on, readings=(reading,))
    return Answer(path, known=False, on=on, earliest=readings(number)[-1])


def _holders(values: Values, office: Office, path: str, on: Point) -> Answer:
    dates = [edition.as_of.start for edition in _editions(values) if edition.as_of.start]
    up_to = max(dates, key=lambda date: date.last_day, default=None)
    terms = []
    for term in holders(_terms(values), office.id, on):
        doubt: Literal["", "start", "since"] = ""
        if term.start is None:
            doubt = "start"
        elif term.end is None and up_to and on.last_day > up_to.last_day:
            doubt = "since"
        terms.append(HeldTerm(term, _name(values, term), doubt))
    known = bool(terms) and not any(one.doubt for one in terms)
    return Answer(path, known, on, terms=tuple(terms), office=office.id, up_to=up_to)


def _all_terms(values: Values, office: Office, path: str) -> Answer:
    terms = [term for term in _terms(values) if term.office == office.id]
    newest_first = sorted(terms, key=lambda term: str(term.start or ""), reverse=True)
    held = tuple(HeldTerm(term, _name(values, term)) for term in newest_first)
    return Answer(path, bool(held), terms=held, office=office.id)


def _name(values: Values, term: Term) -> tuple[str, ...]:
    path = values.index["persons"].get(term.person)
    return tuple(values.items[path].value.name.root.values()) if path else (term.person,)


def _terms(values: Values) -> Iterator[Term]:
    return (item.value for item in values.items.values() if isinstance(item.value, Term))


def _editions(values: Values) -> Iterator[Edition]:
    return (item.value for item in values.items.values() if isinstance(item.value, Edition))
