"""A change -> what a reviewer reads of it: under which heading, what it is about, what was said and is said now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.content.comparing.compare import EDITION, Change, Side
from briefgen.content.comparing.values import (
    Fields,
    acknowledged,
    backing,
    entries_of,
    figure,
    has_figure,
    name,
    name_behind,
    own_words,
    persons,
    plain_of,
    short,
    texts_of,
    with_names,
    words_of,
)
from briefgen.content.comparing.wording import Stretch, stretches
from briefgen.content.knowing.known import known_at
from briefgen.content.knowing.terms import holders, successor
from briefgen.content.model import Content
from briefgen.content.names import EDITIONS
from briefgen.content.schema.base import Translated
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.people import Term
from briefgen.problems.notes import SchemaWord, Told, WordRow

_OWN = Told("What each edition says of itself")
_GROUPS = {
    "state": Told("Events"),
    "figure": Told("Figures"),
    "people": Told("People and offices"),
    "added": Told("Added"),
    "removed": Told("Removed"),
    "moved": Told("Moved"),
    "reworded": Told("Reworded"),
    "changed": Told("Other values"),
    "own": _OWN,
}
_ACKNOWLEDGED, _FORMS = ".acknowledge", ".forms"
_OF_ITS_NAME = ("id", "forms")  # of an entry that is told by its name


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line that a reviewer reads of a change: what it is about, where it stands, what was said and is said now.

    Of an entry that came or went a line tells one `part`; what two editions each say of themselves has the `side`.
    What isn't prose are values, some of them of the schema.
    """

    about: str
    path: str
    told: tuple[Stretch, ...]
    remark: str = ""
    language: str = ""
    part: str = ""
    side: str = ""
    is_prose: bool = False


def grouped(a: Side, b: Side, changes: Iterable[Change]) -> dict[str, list[ReportLine]]:
    """Return the changes under headings, each as a line or several; headings without changes are left out."""
    groups: dict[str, list[ReportLine]] = {heading: [] for heading in _GROUPS.values()}
    for change in changes:
        groups[_heading(a, b, change)] += _lines(a, b, change)
    return {heading: lines for heading, lines in groups.items() if lines}


def _heading(a: Side, b: Side, change: Change) -> str:
    if _is_own(a, b, change):
        return _OWN
    if _is_text(a, b, change):
        return _GROUPS["reworded"]
    people = change.kind == "office" or (change.path.startswith("people.") and change.kind in ("added", "removed"))
    has = change.kind == "changed" and (has_figure(change.old) or has_figure(change.new))
    return _GROUPS["people" if people else "figure" if has else change.kind]


def _is_own(a: Side, b: Side, change: Change) -> bool:
    """Tell whether two editions say it each of itself, such as their numbers: then neither has changed."""
    first, _, field = change.path.partition(".")
    return first == EDITION and a.edition != b.edition and field.isidentifier() and change.kind != "moved"


def _is_text(a: Side, b: Side, change: Change) -> bool:
    """Tell whether a text came or went with all its languages."""
    return change.kind == "changed" and any(isinstance(_at(side, change.path), Translated) for side in (a, b))


def _at(side: Side, path: str) -> Any:
    """Return what a state of the content has at a path of a change; None if there is nothing."""
    first, _, rest = path.partition(".")
    item = side.content.items.get(f"{EDITIONS}[{side.edition}].{rest}" if first == EDITION else path)
    return item.value if item else None


def _fields_at(side: Side, path: str) -> Fields:
    """Return the fields of the entity at a path, or of that whose field it is; none of what isn't there."""
    above = path if path.endswith("]") else path.rpartition(".")[0]
    model = Edition if above == EDITION else type(_at(side, above or path))
    return getattr(model, "model_fields", {})


def _lines(a: Side, b: Side, change: Change) -> Iterator[ReportLine]:
    if _is_own(a, b, change):
        yield from _side_by_side(a, b, change)
    elif _is_text(a, b, change):
        old, new = change.old or {}, change.new or {}
        for language in dict.fromkeys([*old, *new]):
            told = stretches(old.get(language, ""), new.get(language, ""))
            yield ReportLine(_about(a, b, change), change.path, told, language=language)
    elif change.kind == "changed" and change.path.endswith(_ACKNOWLEDGED):
        yield from _acknowledgements(a, b, change)
    elif change.kind == "changed" and change.path.endswith(_FORMS):
        yield from _forms(a, b, change)
    elif change.kind in ("added", "removed"):
        yield from _entry(a, b, change)
    else:
        yield _line(a, b, change)


def _side_by_side(a: Side, b: Side, change: Change) -> Iterator[ReportLine]:
    field = change.path.rpartition(".")[2]
    for side, value in ((a, change.old), (b, change.new)):
        line = ReportLine("", change.path, (), side=side.name if "@" in side.name else side.edition)
        if change.path.endswith(_ACKNOWLEDGED):
            yield from (_acknowledgement(line, "same", each) for each in value or ())
        elif change.kind == "reworded" or isinstance(value, dict):
            texts = {change.language: value} if change.kind == "reworded" else value
            for language, words in texts.items():
                if words:
                    yield replace(line, told=(Stretch("same", words),), language=language)
        elif value not in (None, "", []):
            named = with_names(side.content, _fields_at(side, change.path), {field: value})
            yield replace(line, told=(Stretch("same", short(named[field])),))


def _acknowledgements(a: Side, b: Side, change: Change) -> Iterator[ReportLine]:
    old, new = change.old or [], change.new or []
    line = ReportLine(_about(a, b, change), change.path, ())
    yield from (_acknowledgement(line, "gone", each) for each in old if each not in new)
    yield from (_acknowledgement(line, "new", each) for each in new if each not in old)


def _acknowledgement(line: ReportLine, kind: Any, entry: Mapping[str, Any]) -> ReportLine:
    """Return the line of what somebody stands by, at its field."""
    part = SchemaWord("field", entry["field"]) if entry.get("field") else ""
    return replace(line, told=(Stretch(kind, acknowledged(entry)),), part=part)


def _forms(a: Side, b: Side, change: Change) -> Iterator[ReportLine]:
    """Yield the forms of a name that aren't as they were, each in its language."""
    old, new = change.old or {}, change.new or {}
    line = ReportLine(_about(a, b, change), change.path, ())
    for language in dict.fromkeys([*old, *new]):
        was, now = old.get(language, {}), new.get(language, {})
        for case in dict.fromkeys([*was, *now]):
            if was.get(case) != now.get(case):
                told = stretches(was.get(case, ""), now.get(case, ""))
                yield replace(line, told=told, language=language, part=SchemaWord("field", case))


def _entry(a: Side, b: Side, change: Change) -> Iterator[ReportLine]:
    """Yield an entry that came or went: its text or its name, else all that it says, a text in each language.

    Of an event all stands behind its name: when it is, and what came of it.
    """
    kind: Any = "new" if change.kind == "added" else "gone"
    side, value = (b, change.new) if change.kind == "added" else (a, change.old)
    line = ReportLine(_about(a, b, change), change.path, (), backing(change.new))
    fields, found = _fields_at(side, change.path), own_words(value)
    of_event = isinstance(_at(side, change.path), Event)
    if found:
        yield replace(line, told=(Stretch(kind, found),))
        if not of_event:
            return
    entry = with_names(side.content, fields, value)
    if not fields or not isinstance(entry, dict):
        yield replace(line, told=(Stretch(kind, short(entry)),))
        return
    yield from _all_of(line, kind, fields, entry, with_results=of_event)


def _all_of(
    line: ReportLine, kind: Any, fields: Fields, entry: Mapping[str, Any], *, with_results: bool
) -> Iterator[ReportLine]:
    """Yield what an entry says behind the words that it is known by; `with_results` what its entries say, too."""
    found = own_words(entry)
    rest = {field: said for field, said in entry.items() if not found or field not in _OF_ITS_NAME}
    yield replace(line, told=(Stretch(kind, plain_of(fields, rest)),), remark="" if found else line.remark)
    line = replace(line, remark="")
    for field, texts in texts_of(fields, entry).items():
        for language, words in texts.items() if own_words({field: texts}) != found or not found else ():
            yield replace(line, told=(Stretch(kind, words),), language=language, part=SchemaWord("field", field))
    for field, (of_each, entries) in entries_of(fields, entry).items():
        for each in entries:
            of_one = replace(line, part=SchemaWord("field", field))
            yield replace(of_one, told=(Stretch(kind, words_of(of_each, each)),))
            if with_results:
                yield from _all_of(of_one, kind, of_each, each, with_results=False)


def _line(a: Side, b: Side, change: Change) -> ReportLine:
    old, new = a.content, b.content
    remark, is_prose = "", False
    match change.kind:
        case "reworded":
            told, is_prose = stretches(change.old or "", change.new or ""), True
        case "figure":
            told = _arrow(figure(change.old), figure(change.new))
            remark = backing(change.new)
        case "office":
            told = _arrow(persons(old, change.old), persons(new, change.new))
            remark = WordRow("; ", _ended(a, b, change))
        case "moved":
            told = (Stretch("same", _now_stands(b, change)),)
        case _ if isinstance(change.old, str) and isinstance(change.new, str) and " " in change.old:
            told, is_prose = stretches(change.old, change.new), True
        case _:
            field = change.path.rpartition(".")[2]
            was = with_names(old, _fields_at(a, change.path), {field: change.old})[field]
            now = with_names(new, _fields_at(b, change.path), {field: change.new})[field]
            told = _listed(was, now) or _arrow(
                _concluded(a, change.path, was) or short(was), _concluded(b, change.path, now) or short(now)
            )
    return ReportLine(_about(a, b, change), change.path, told, remark, change.language, is_prose=is_prose)


def _arrow(old: str, new: str) -> tuple[Stretch, ...]:
    return Stretch("gone", old), Stretch("same", " → "), Stretch("new", new)


def _listed(old: Any, new: Any) -> tuple[Stretch, ...]:
    """Return what is in a list no more, and what is new in it; nothing of what isn't two lists that share something."""
    if not isinstance(old, list) or not isinstance(new, list) or not any(each in new for each in old):
        return ()
    gone, come = [each for each in old if each not in new], [each for each in new if each not in old]
    told: list[Stretch] = []
    for kind, entries in (("gone", gone), ("new", come)):
        for each in entries:
            told += [Stretch("same", "; ")] if told else []
            told.append(Stretch(kind, short(each)))  # type: ignore[arg-type]
    return tuple(told)


def _about(a: Side, b: Side, change: Change) -> str:
    return _called(b, change.path) or _called(a, change.path)


def _called(side: Side, path: str) -> str:
    """Return the name of the nearest thing that has one, in the first language."""
    while path and path != EDITION:
        value = _at(side, path)
        if value is not None and (found := name(value) or name_behind(side.content, value)):
            return found
        path = path[: path.rindex("[")] if path.endswith("]") else path.rpartition(".")[0]
    return ""


def _now_stands(side: Side, change: Change) -> str:
    if not change.after:
        return Told("now the first")
    before = _at(side, f"{change.path.rpartition('[')[0]}[{change.after}]")
    return Told("now behind {entry}", entry=name(before) or name_behind(side.content, before) or change.after)


def _known(side: Side) -> Content:
    return known_at(side.content, side.on) if side.on else side.content


def _concluded(side: Side, path: str, value: Any) -> str:
    """Return when a term ends of which no end is written: with an election, or when the next one in its office starts.

    "" of all else.
    """
    above, _, field = path.rpartition(".")
    item = _known(side).items.get(above)
    if value is not None or field != "end" or item is None or not isinstance(item.value, Term):
        return ""
    if item.value.end is not None:
        return Told("with an election whose result isn't known: {day}", day=item.value.end)
    next_one = successor(_known(side).people.terms, item.value)
    return Told("when the next term starts: {day}", day=next_one.start) if next_one else ""


def _ended(a: Side, b: Side, change: Change) -> Iterator[str]:
    """Yield what ended the terms of those who held an office before, where no end is written: no field says it."""
    office = change.path.rpartition("[")[2].rstrip("]")
    before = holders(_known(a).people.terms, office, a.on) if a.on else []
    now = {term.id: term for term in _known(b).people.terms}
    for term in before:
        if term.person in change.new or term.id not in now or now[term.id].end is not None:
            continue
        if next_one := successor(now.values(), term):
            yield Told(
                "{person}: the end of the term follows from the start of the next one, {day}",
                person=persons(a.content, [term.person]),
                day=next_one.start,
            )
