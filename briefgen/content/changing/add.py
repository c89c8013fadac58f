"""`briefgen add`: a new entry of a list; a new term in an office ends the one before it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any

from briefgen.content.changing.edit import Agree, CannotEditError, Edit, as_typed, day_of
from briefgen.content.changing.held import tell_planned
from briefgen.content.changing.learning import Learning, UndecidedError, is_before, is_kept, judge
from briefgen.content.changing.order import in_written_order
from briefgen.content.changing.paths import PathError, name_of
from briefgen.content.changing.set import set_field
from briefgen.content.changing.wanted import missing
from briefgen.content.knowing.terms import follows_at_once
from briefgen.content.model import Content
from briefgen.content.own_kinds import is_election
from briefgen.content.reading.yaml_file import Value, parse_yaml
from briefgen.content.schema.base import PastReading, spoken
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Stat
from briefgen.content.walk import Keys
from briefgen.dates import Date, Point
from briefgen.problems.notes import Note, SchemaWord, Told, Written, both


def add_entry(
    folder: Path,
    name: str,
    path: str,
    entry: Mapping[str, Any] | Sequence[tuple[str, str]],
    *,
    ends_earlier: bool | None = None,
    since: str | None = None,
    always: bool = False,
    agree: Agree | None = None,
) -> list[Note]:
    """Add an entry to the list at a path, from fields as a person types them or from values; return what to tell.

    A term in an office ends the earlier one, if that has no end; one that is verified, or after which there was another
    election, only if `ends_earlier` says so. The entry is new `since` a day, and then older editions don't know it; or
    it was missing of `always`. Raises `Mistake`, `ProblemsError`, and `UndecidedError` if neither is said although an
    edition that went out would print it.
    """
    learning = Learning.read(since, always=always)
    change = Edit(folder, name, path)
    new = put_new(change, entry, learning, ends_earlier=ends_earlier)
    try:
        change.write(learning, agree)
    except UndecidedError as error:
        own = _known_by_its_date(change, new, error.editions)
        if own is None:
            raise
        change.write(Learning(own), agree)
    return change.notes


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that was put into the text of a file: its path, what it says, where it stands, and its model."""

    path: str
    fields: Mapping[str, Any]
    keys: Keys
    model: Any


def put_new(
    change: Edit,
    entry: Mapping[str, Any] | Sequence[tuple[str, str]],
    learning: Learning,
    *,
    ends_earlier: bool | None = None,
) -> NewEntry:
    """Put a new entry into the text of a file as `add_entry` does, and write nothing."""
    keys: Keys = (*change.spot.keys, *change.spot.missing)
    kinds = [kind for kind in change.types(keys) if getattr(kind, "__origin__", None) is list]
    model = change.model((*keys, 0))
    if not kinds or model is None:
        raise PathError(
            Told("{path} is not a list of entries, such as cooperation.history or people.terms", path=change.path)
        )
    new = (
        dict(entry)
        if isinstance(entry, Mapping)
        else _from_fields(entry, lambda below: change.types((*keys, 0, *below)))
    )
    entries = [] if change.spot.missing else change.editor.value(keys) or []
    if "id" in new and any(spoken(str(new["id"])) == spoken(name_of(each, 0)) for each in entries):
        other: str = Told("choose another id")
        if model is Stat:
            figure = next(each for each in entries if spoken(str(each.get("id"))) == spoken(str(new["id"])))
            path = f"{change.path}[{figure['id']}]"
            other = _of_that_day(path, figure, new)
            other = other or Told("a value of another date, newer or older: {command}", command=_new_value(path, new))
        raise CannotEditError(
            Told("{path} has an entry {id} already; {other}", path=change.path, id=Written(new["id"]), other=other)
        )
    misspelt = new.keys() - model.model_fields.keys()  # which is told of with its place
    if not misspelt and (lacking := missing(change, new)):
        fields = " ".join(f"--field {name}=…" for name in lacking)
        raise CannotEditError(
            Told(
                "a new entry of {path} needs {lacking}: {fields}",
                path=change.path,
                lacking=both(SchemaWord("field", each) for each in lacking),
                fields=fields,
            )
        )
    if learning.since is not None:
        if "known_from" not in model.model_fields:
            raise CannotEditError(Told("{path} has no past: leave --since out", path=change.path))
        new["known_from"] = as_typed(str(learning.since), frozenset([Date]))
    elif "known_from" in model.model_fields and not learning.always and (day := _known_with(change, new)):
        new.setdefault("known_from", as_typed(day, frozenset([Date])))
    at = _place_in(model, change, keys, new, entries)
    planned = tell_planned(change, new) if model is Event else []
    if change.spot.missing:
        set_field(change, change.spot.keys, change.spot.missing, [in_written_order(new, model, {})])
    else:
        change.editor.add_entry(keys, new, model, at)
    added = f"{change.path}[{name_of(new, len(entries))}]"
    change.notes = [Note("added", "{path} was added to {file}", path=added, file=change.file_name), *planned]
    if "known_from" in new:
        change.notes.append(_known(str(new["known_from"])))
    if change.path == "people.terms":
        _end_earlier(change, keys, new, entries, ends_earlier, learning)
    return NewEntry(added, new, (*keys, at), model)


def put_as_known(change: Edit, entry: Mapping[str, Any], learning: Learning) -> NewEntry:
    """Put a new entry into the text of a file as `put_new` does, for who looks at it before anything is written.

    Where nothing is said of since when it is new, it is known from its own date on, if `add_entry` would have it so.
    """
    new = put_new(change, entry, learning)
    after = change.after()
    if isinstance(change.values, Content) and isinstance(after, Content):
        try:
            judge(change.values, after, change.folder, learning)
        except UndecidedError as error:
            _known_by_its_date(change, new, error.editions)
    return new


def _known_by_its_date(change: Edit, new: NewEntry, editions: Sequence[str]) -> Point | None:
    """Write that a new entry is known from its own date on, where these editions are of before; return that date.

    None where they aren't, and nothing is written.
    """
    own = _own_date(change, new.fields) if "known_from" in new.model.model_fields else None
    if own is None or not all(is_before(change.values, edition, own) for edition in editions):
        return None
    change.put(new.keys, "known_from", as_typed(str(own), frozenset([Date])))
    change.notes.append(_known(str(own)))
    return own


def _known_with(change: Edit, new: Mapping[str, Any]) -> str:
    """Return since when the event is known that a new entry came of: editions of before know neither; "" if always."""
    events = change.values.index["events"]
    found = (change.values.items.get(events.get(str(new.get(field)), "")) for field in ("event", "elected_at"))
    days = [each.value.known_from for each in found if each is not None and each.value.known_from is not None]
    return str(max(days, key=lambda day: day.start.first_day)) if days else ""


def read_entry(text: str) -> dict[str, Value]:
    """Return the entry that YAML text says; raises `ProblemsError`, `CannotEditError`."""
    value = parse_yaml(text, "stdin").value
    if value is None:  # nothing was sent: what is needed is told
        return {}
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise CannotEditError(Told("write the fields of one entry: id: …, or name them with --field id=…"))
    return value


def _own_date(change: Edit, new: Mapping[str, Any]) -> Point | None:
    """Return when something new can first have been known by its own date; None if it has none, or is to come."""
    event = change.values.items.get(change.values.index["events"].get(str(new.get("event")), ""))
    if event is not None and event.value.state != "held":
        return None
    written = new.get("date", new.get("as_of"))
    date = Date.parse(str(written)) if written is not None else event.value.date if event else None
    return date.last if date else None


def misplaced(change: Edit, new: Mapping[str, Any]) -> str:
    """Return why a figure's history can't take an earlier value of that date; "" if it can, or the list is another."""
    keys: Keys = (*change.spot.keys, *change.spot.missing)
    if change.model((*keys, 0)) is PastReading:
        try:
            _place(change, keys, new, [] if change.spot.missing else change.editor.value(keys) or [])
        except CannotEditError as error:
            return str(error)
    return ""


def _place_in(model: Any, change: Edit, keys: Keys, new: Mapping[str, Any], entries: Sequence[Any]) -> int:
    """Return where a new entry belongs in its list: at the end, but in what goes by time; raises `CannotEditError`."""
    if model is PastReading:
        return _place(change, keys, new, entries)
    return _in_time(change, new, entries) if model is HistoryEntry else len(entries)


def _in_time(change: Edit, new: Mapping[str, Any], entries: Sequence[Any]) -> int:
    """Return where an entry belongs in a history: behind what began no later, and before what goes on."""
    own = _when(change, new)
    before = [at for at, each in enumerate(entries, 1) if _when(change, each) <= own] if own else [len(entries)]
    return max(before, default=0)


def _when(change: Edit, entry: Mapping[str, Any]) -> tuple[bool, str] | tuple[()]:
    """Return by what an entry stands in its history: whether it goes on, and its first day; () if that isn't known."""
    event = change.values.items.get(change.values.index["events"].get(str(entry.get("event")), ""))
    try:
        date = Date.parse(str(entry["date"])) if entry.get("date") else event.value.date if event else None
    except ValueError:  # the reader says so
        date = None
    if date is None:
        return ()
    return date.ongoing, date.start.first_day.isoformat() if date.start else ""


def _place(change: Edit, keys: Keys, new: Mapping[str, Any], readings: Sequence[Any]) -> int:
    """Return where a figure's earlier value belongs in its history, the newest first; raises `CannotEditError`."""
    if "as_of" not in new:
        return len(readings)  # the schema says that it is missing
    day, figure = day_of(new["as_of"]), change.editor.value(keys[:-1])
    path = change.path.removesuffix(".history")
    if stands := _of_that_day(path, figure, new):
        raise CannotEditError(stands)
    if figure.get("as_of") is not None and day >= day_of(figure["as_of"]):
        raise CannotEditError(
            Told(
                "{date} is not before {present}, the date of the present value; a new value sends that one "
                "to the history: {command}",
                date=new["as_of"],
                present=figure["as_of"],
                command=_new_value(path, new),
            )
        )
    if same := next((each for each in readings if day_of(each["as_of"]) == day), None):
        own = quote(f"{change.path}[{same['as_of']}].value")
        raise CannotEditError(
            Told(
                "there is a value of {date} already, {value}; to mend that one: briefgen set {path} {new}",
                date=same["as_of"],
                value=same["value"],
                path=own,
                new=new.get("value", "VALUE"),
            )
        )
    return next((i for i, each in enumerate(readings) if day_of(each["as_of"]) < day), len(readings))


def _of_that_day(path: str, figure: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Return what to tell where a new value has the present one's date, and would overwrite it; "" if it has not."""
    if None in (figure.get("as_of"), new.get("as_of")) or day_of(new["as_of"]) != day_of(figure["as_of"]):
        return ""
    return Told(
        "{value} is the value of {date} already; to mend that one: briefgen set {path} {new}",
        value=figure.get("value"), date=figure["as_of"], path=quote(path), new=new.get("value", "VALUE"),
    )  # fmt: skip


def _known(day: str) -> Note:
    return Note("known-from", "known_from {day} was written there: editions of before that day don't know it", day=day)


def _new_value(path: str, new: Mapping[str, Any]) -> str:
    return Told(
        "briefgen set {path} {value} --as-of {date}",
        path=quote(path),
        value=new.get("value", "VALUE"),
        date=new.get("as_of", "DATE"),
    )


def _end_earlier(
    change: Edit,
    keys: Keys,
    new: Mapping[str, Value],
    terms: list[Any],
    write: bool | None,
    learning: Learning,
) -> None:
    """End the term before a new one in the same office, if it has no end and that can be said of it."""
    start = new.get("start")
    for index, term in enumerate(terms):
        later = start is not None and (term.get("start") is None or day_of(term["start"]) < day_of(start))
        if term.get("office") != new.get("office") or term.get("end") is not None or not later:
            continue
        if any(_starts_between(each, term, new) for each in terms):
            continue  # it ended before that one: its end is offered there
        id = name_of(term, index)
        date = Date.parse(str(start)).start
        verified = term.get("status") == "verified"
        between = _election_between(change, term, new)
        if write is False:
            continue
        if (date is None or date.day is None) and between:
            change.notes.append(
                Note(
                    "term-ended-by-election",
                    "{term} has no end, and {between} elected in between: until you say who was elected there, nobody "
                    "is known to hold the office from then until this term starts",
                    term=id,
                    between=between,
                )
            )
            continue
        if date is None or date.day is None:
            change.notes.append(
                Note(
                    "term-without-end",
                    "{term} has no end; until you give it one, it is taken to end when this term starts",
                    term=id,
                )
            )
            continue
        end = (date.first_day - datetime.timedelta(days=1)).isoformat()
        if write is None and (verified or between):
            why = Told("{between} elected in between", between=between) if between else Told("it is verified")
            change.notes.append(
                Note(
                    "term-left-open",
                    "{term} has no end, and got none, since {why}; if it ended on {end}: "
                    "briefgen set 'people.terms[{term}].end' {end}",
                    term=id,
                    why=why,
                    end=end,
                )
            )
            continue
        past = change.past((*keys, index), ("end",)) if learning.since else None
        change.put((*keys, index), "end", end)
        if past and is_kept(change.values, learning):
            change.keep(past, learning.until)
        change.notes.append(
            Note(
                "term-ended",
                "{term} had no end: it now ends on {end}, the day before (--keep-earlier leaves it open)",
                term=id,
                end=end,
            )
        )


def _starts_between(other: Mapping[str, Any], term: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether another term of the office starts between two; a start that isn't known lies before all others."""
    if other.get("office") != new.get("office") or not other.get("start"):
        return False
    begun = day_of(term["start"]) if term.get("start") else ""
    return begun < day_of(other["start"]) < day_of(new["start"])


def _election_between(change: Edit, term: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    """Return the event that elected somebody to the office after a term began and before the new one was elected."""
    begun, start = day_of(term["start"]) if term.get("start") else "", day_of(new["start"])
    events = [item.value for item in change.values.items.values() if isinstance(item.value, Event)]
    elections = sorted(
        (event.date.start.first_day.isoformat(), event.id)
        for event in events
        if event.date.start and event.state != "cancelled" and event.id != term.get("elected_at")
        if any(is_election(change.values, item) and item.office == new.get("office") for item in event.agenda)
    )
    between = [event for first, event in elections if begun < first <= start]
    last = next((event for event in events if between and event.id == between[-1]), None)
    is_result = last is not None and (
        follows_at_once(Date.parse(str(new["start"])), last.date)
        or any(new.get("person") in (item.elected or ()) for item in last.agenda if item.office == new.get("office"))
    )
    own = new.get("elected_at", last.id if last and is_result else None)
    return next((event for event in between if event != own), None)


def _from_fields(fields: Sequence[tuple[str, str]], types: Any) -> dict[str, Value]:
    entry: dict[str, Any] = {}
    for path, words in fields:
        *above, last = path.split(".")
        inner = entry
        for step in above:
            inner = inner.setdefault(step, {})
            if not isinstance(inner, dict):
                raise CannotEditError(Told("--field {path}: {name} has a value already", path=path, name=step))
        if last in inner:
            raise CannotEditError(Told("--field {path}: {name} has a value already", path=path, name=last))
        inner[last] = as_typed(words, types(path.split(".")), last)
    return entry
