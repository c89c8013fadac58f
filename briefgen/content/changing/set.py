"""`briefgen set`: one value, or a new figure with its date, while the old one goes to its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import Any, TypedDict, Unpack

from briefgen.content.changing.edit import Agree, CannotEditError, Edit, as_typed, day_of, short, short_both
from briefgen.content.changing.editor import EditorError
from briefgen.content.changing.held import follow_day, since_over
from briefgen.content.changing.learning import Learning, is_kept
from briefgen.content.changing.term_days import follow_term
from briefgen.content.reading.yaml_file import Value
from briefgen.content.schema.base import Number, Reading
from briefgen.content.walk import Keys, markers
from briefgen.dates import Date
from briefgen.problems.notes import Note, Told


class OfFigure(TypedDict, total=False):
    """What is said of a figure's value beside it: as of when it is true, where it is from, how exact it is.

    And whether somebody has confirmed it.
    """

    as_of: str | None
    sources: Sequence[str]
    qualifier: str | None
    verified: bool


def set_value(
    folder: Path,
    name: str,
    path: str,
    words: str,
    *,
    since: str | None = None,
    always: bool = False,
    agree: Agree | None = None,
    **said: Unpack[OfFigure],
) -> list[Note]:
    """Set the value at a path, as a person types it; return what to tell. `null` empties a field.

    With `as_of` a figure gets a new value, and the old one goes to its history; the new one is `verified` or not. The
    change is new `since` a day, and then older editions keep what they had; or it was wrong of `always`. Raises
    `Mistake`, `ProblemsError`, and `UndecidedError` if neither is said although an edition that went out would print
    it. That a planned event was held is new since it is over.
    """
    learning = Learning.read(since, always=always)
    change = Edit(folder, name, path)
    change.write(put_value(change, words, learning, **said), agree)
    return change.notes


def put_value(
    change: Edit,
    words: str,
    learning: Learning,
    **said: Unpack[OfFigure],
) -> Learning:
    """Put a value into the text of a file as `set_value` does, and write nothing; return since when it holds."""
    as_of, qualifier, sources = said.get("as_of"), said.get("qualifier"), said.get("sources", ())
    keys, missing = change.spot.keys, change.spot.missing
    if not missing and words != "null" and issubclass(change.model(keys) or object, Number):
        keys = (*keys, "value")  # a figure stands for its value
    if learning == Learning():
        learning = since_over(change, (*keys, *missing), words) or learning
    past = change.past(keys, missing) if learning.since else None
    if not missing and keys[-1:] == ("value",) and issubclass(change.model(keys[:-1]) or object, Number):
        new = as_typed(words, change.types(keys), str(keys[-1]))
        change.known_sources(sources)
        since = str(learning.since) if learning.since else None
        if _set_figure(change, keys[:-1], new, since, **said):
            past = None  # each reading says itself from when on it is known
    elif missing and (at := _new_figure(change, keys, missing)) is not None:
        value: dict[str, Value] = {"value": as_typed(words, frozenset([int]), "value"), "qualifier": qualifier}
        value |= {"as_of": as_of and as_typed(as_of, frozenset([Date])), "sources": [*sources] or None}
        change.known_sources(sources)
        set_field(change, keys, at, {name: each for name, each in value.items() if each is not None})
    elif as_of or sources or qualifier:
        raise CannotEditError(
            Told(
                "{path} is not a figure: only figures such as association.stats[…] have --as-of, --source "
                "and --qualifier; a new holder of an office is a term: briefgen add people.terms",
                path=change.path,
            )
        )
    else:
        old = None if missing else change.editor.value(keys)
        set_field(change, keys, missing, as_typed(words, change.types((*keys, *missing)), str((*keys, *missing)[-1])))
        if words != "null":
            follow_term(change, keys, old, learning)
    if past and change.differs:
        if is_kept(change.values, learning):
            change.keep(past, learning.until)
    elif learning.always and change.differs:
        change.tell_earlier(keys, missing)
    return learning


def _new_figure(change: Edit, keys: Keys, missing: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the missing fields that lead to a figure which isn't there yet, if that is what is meant."""
    for at in (missing, missing[:-1] if missing[-1] == "value" else ()):
        if at and issubclass(change.model((*keys, *at)) or object, Number):
            return at
    return None


def set_field(change: Edit, keys: Keys, missing: tuple[str, ...], value: Value) -> None:
    """Set what is at these keys, or the fields below it that are missing; None empties it."""
    if missing:
        if value is not None:
            _supply(change, keys, missing, value)
        return
    old = change.editor.value(keys)
    if value is None and keys and isinstance(keys[-1], int):
        raise CannotEditError(
            Told(
                "{path} is an entry: take it out with briefgen remove {quoted}",
                path=change.path,
                quoted=quote(change.path),
            )
        )
    if isinstance(old, list) and any(isinstance(each, dict) for each in old):
        raise CannotEditError(
            Told(
                "{path} is a list of entries: add to it with briefgen add {quoted}, take one out with "
                "briefgen remove {entry}",
                path=change.path,
                quoted=quote(change.path),
                entry=quote(f"{change.path}[ID]"),
            )
        )
    if value is None and keys and not _stays_empty(change, keys):
        change.editor.remove(keys)
        change.removed.append(change.path)
        change.notes.append(Note("taken-out", "{path} was taken out", path=change.path))
        return
    change.editor.set(keys, value, change.style_beside(keys))
    if value in (None, [], "") and old not in (None, [], ""):
        change.removed.append(change.path)
    if change.differs:
        was, now = short_both(old, value)
        change.notes.append(Note("changed", "{path}: {old} → {new}", path=change.path, old=was, new=now))
        if value is not None:
            change.editor.fill_gap(keys)
        change.tell_comment(keys)
        follow_day(change, keys, old)
        if value is None:
            change.editor.mark_gap(keys)
        if keys[-1:] == ("status",) and value == "verified":
            _drop_doubts(change, keys[:-1])


def _supply(change: Edit, keys: Keys, missing: tuple[str, ...], value: Value) -> None:
    """Write a value where its field isn't there yet."""
    change.notes.append(Note("supplied", "{path}: nothing → {new}", path=change.path, new=short(value)))
    for field in reversed(missing[1:]):
        value = {field: value}
    if keys and change.editor.value(keys) is None:
        change.editor.set(keys, {missing[0]: value}, change.style_beside(keys))
        change.editor.fill_gap(keys)
        change.tell_comment(keys)
    else:
        change.put(keys, missing[0], value)


def _drop_doubts(change: Edit, keys: Keys) -> None:
    """Take the note of a fact away that is verified now: it says what was doubtful."""
    note = (change.editor.value(keys) or {}).get("note")
    if note is None:
        return
    try:
        change.editor.remove((*keys, "note"))
    except EditorError:  # comments stand in it
        change.notes.append(
            Note("note-stays", "its note stays, delete it if it is no longer true: {note}", note=short(note))
        )
    else:
        change.notes.append(
            Note("note-taken-out", "its note, of what was doubtful, was taken out: {note}", note=short(note))
        )


def _stays_empty(change: Edit, keys: Keys) -> bool:
    """Whether a field is written as null when it is empty: one that a complete brief has, and one that stands so."""
    if change.editor.value(keys) is None:
        return True
    model = change.model(keys[:-1])
    field = model.model_fields.get(keys[-1]) if model and hasattr(model, "model_fields") else None
    return field is not None and markers(field)[1] is not None


# Figures -------------------------------------------------------------------------------------------------------------

_NO_SOURCE = Note("no-source", "it has no source: say --source ID")
_BELONGS_TO_THE_VALUE = ("qualifier", "status", "sources", "contradicted_by", "note", "known_from", "earlier")


def _set_figure(
    change: Edit,
    keys: Keys,
    value: Value,
    since: str | None,
    **said: Unpack[OfFigure],
) -> bool:
    """Set a figure's value, and tell whether that is a reading of its own: of another date than the present one."""
    as_of, qualifier, sources = said.get("as_of"), said.get("qualifier"), said.get("sources", ())
    verified = said.get("verified", False)
    figure = dict(change.editor.value(keys))
    rough = None if qualifier in (None, "exact") else qualifier
    date = None if as_of is None else as_typed(as_of, frozenset([Date]))
    if date is None or (figure.get("as_of") is not None and day_of(date) == day_of(figure["as_of"])):
        set_field(change, (*keys, "value"), (), value)
        stated: dict[str, Value] = {"as_of": date, "sources": [*sources] or None, "qualifier": rough}
        if verified:
            set_field(
                change,
                (*keys, "status") if "status" in figure else keys,
                () if "status" in figure else ("status",),
                "verified",
            )
        for name, each in stated.items():
            if each is not None or (name == "qualifier" and qualifier):
                change.put(keys, name, each)
        if change.differs:
            change.notes.append(
                Note("mended", "this mends the value; a new one with a later --as-of sends the old one to the history")
            )
        return False
    new: dict[str, Value] = {"as_of": date, "value": value, "qualifier": rough, "sources": [*sources] or None}
    new["known_from"] = since and as_typed(since, frozenset([Date]))
    if figure.get("as_of") is None:
        raise CannotEditError(
            Told(
                "the present value, {value}, has no date, so it can't go to the history; give it one "
                "first: briefgen set {path} DATE",
                value=figure.get("value"),
                path=quote(change.path.removesuffix(".value") + ".as_of"),
            )
        )
    day, present = day_of(date), day_of(figure["as_of"])
    if day < present:
        if verified:
            new["status"] = "verified"
        _add_past(change, keys, {name: each for name, each in new.items() if each is not None})
        change.notes.append(
            Note(
                "kept-as-past",
                "{date} is before {present}, the date of the present value: kept in the history",
                date=date,
                present=figure["as_of"],
            )
        )
        if not sources:
            change.notes.append(_NO_SOURCE)
        return True
    old = {name: figure[name] for name in ("as_of", "value", *_BELONGS_TO_THE_VALUE[:-1]) if figure.get(name)}
    old["value"] = figure["value"]
    corrected, others = _apart(figure.get("earlier") or [])
    if corrected:
        old["earlier"] = corrected
        change.put(keys, "earlier", others or None)
    _add_past(change, keys, old)
    # What was said about the old value isn't said about the new one.
    new["status"] = "verified" if verified else "unverified" if figure.get("status") else None
    for name in ("value", "as_of", *_BELONGS_TO_THE_VALUE[:-1], "review_by"):
        change.put(keys, name, new.get(name))
    path, old_value = change.path.removesuffix(".value"), short(figure["value"])
    change.notes.append(
        Note("new-value", "{path}: {old} → {new}, as of {date}", path=path, old=old_value, new=short(value), date=date)
    )
    change.notes.append(
        Note("old-value-kept", "the old value, as of {date}, is kept in the history", date=figure["as_of"])
    )
    change.notes += _left_behind(figure, new, qualifier)
    return True


def _left_behind(old: Mapping[str, Any], new: Mapping[str, Value], qualifier: str | None) -> Iterator[Note]:
    """Yield what to tell of what was said of a figure's old value, and isn't said of the new one."""
    if new["status"] == "unverified":
        yield Note("unverified", "its status is unverified until someone has checked it")
    if old.get("qualifier") and not qualifier:
        yield Note(
            "now-exact",
            "it was {qualifier}; the new value is exact unless you say --qualifier",
            qualifier=old["qualifier"],
        )
    if not new["sources"]:
        yield _NO_SOURCE
    if old.get("review_by"):
        yield Note("review-taken-out", "its review_by, {date}, was taken out: set a new one", date=old["review_by"])


def _apart(earlier: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return what was recorded of a figure's value, which goes to the history with it, and what of its words."""
    own = {*Reading.model_fields}
    of_value = [{name: each for name, each in record.items() if name in own or name == "until"} for record in earlier]
    of_words = [{name: each for name, each in record.items() if name not in own} for record in earlier]
    return [record for record in of_value if "value" in record], [record for record in of_words if len(record) > 1]


def _add_past(change: Edit, keys: Keys, past: Mapping[str, Value]) -> None:
    history: list[Any] = change.editor.value(keys).get("history") or []
    day = day_of(past["as_of"])
    if any(day_of(each["as_of"]) == day for each in history):
        raise CannotEditError(
            Told(
                "the history of {path} has a value of {as_of} already; set that one",
                path=change.path,
                as_of=past["as_of"],
            )
        )
    at = next((i for i, each in enumerate(history) if day_of(each["as_of"]) < day), len(history))
    ordered: dict[str, Value] = {
        name: past[name] for name in ("as_of", "value", *_BELONGS_TO_THE_VALUE) if name in past
    }
    if history:
        change.editor.add_entry((*keys, "history"), ordered, None, at)
    else:
        change.put(keys, "history", [ordered])
