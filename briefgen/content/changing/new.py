"""`briefgen new`: the next edition, made from one that there is, or the first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen.content.changing import journal, layout
from briefgen.content.changing.edit import Agree, Edit, as_typed
from briefgen.content.changing.editor import Editor
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content, root_of
from briefgen.content.names import EDITIONS
from briefgen.content.reading.loader import is_id, load
from briefgen.content.reading.yaml_file import Value
from briefgen.content.schema.base import Name
from briefgen.content.schema.edition import Edition
from briefgen.dates import Date
from briefgen.language.typed_dates import read_date
from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import N_, Told

_EVENT_BOUND = (
    "sources",
    "contradicted_by",
    "review_by",
    "acknowledge",
    "note",
    # What was prepared for its event: to say the same again somebody has to want it.
    "number",
    "issue",
    "points",
    "questions",
    "meetings",
    "scenario",
    "delegation",
    "annexes",
    "addenda",
)  # said of the previous edition, not of this
_MODELINE = "# yaml-language-server:"


_HEAD = N_("The briefs for: {event}.")
_HEAD_OF_NEXT = N_("The briefs for: {event}. Made from {previous}.")


@dataclass(frozen=True, slots=True)
class Pen:
    """In what language words of the tool's own are written into the files, and how: what each message says in it."""

    language: str = "en"
    says: Callable[[str], str] = str


class EditionError(Mistake):
    """The edition can't be made; the message says why and what to do, `field` of which answer. Nothing was written."""

    exit_code = 2

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


def new_edition(
    folder: Path,
    name: str,
    edition: str,
    previous: str,
    event: str | None = None,
    as_of: str | None = None,
    agree: Agree | None = None,
    marking: str | None = None,
    pen: Pen = Pen(),
) -> list[str]:
    """Write the file of a new edition; return the names of all that was written, this first.

    Raises `EditionError`, `ProblemsError`, `ChangedError`, and whatever `agree` raises so that nothing is written.

    Marking and drafter stay; what was prepared for the event, such as objectives, is not taken over. What older
    editions announced is written down as known then. Without `as_of` the edition is true for
    the day on which the event starts. Never written over a file that is there.

    A project's first edition has no `previous`; its marking is the strictest unless one is named.
    """
    content = load(folder, name, needs_edition=bool(previous))
    path = folder / EDITIONS / f"{edition}.yaml"
    called = f"{name}/{EDITIONS}/{edition}.yaml"
    if not is_id(edition):
        raise EditionError(
            Told(
                "{edition!r} can't be an edition's name: use a–z, 0–9 and hyphens, no spaces and no capitals,"
                " as in 2022-10-marrakesh",
                edition=edition,
            ),
            "name",
        )
    if edition in content.editions or path.exists():
        raise EditionError(
            Told(
                "there is an edition {edition} already ({called}); what is left to do there: briefgen todo",
                edition=edition,
                called=called,
            ),
            "name",
        )
    first = not previous and not content.editions
    if not first and previous not in content.editions:
        raise EditionError(
            Told(
                "there is no edition {previous!r}; {hint}",
                previous=previous,
                hint=did_you_mean(previous, content.editions),
            ),
            "previous",
        )
    if event is not None and event not in content.index["events"]:
        known = ", ".join(content.index["events"]) or "none"
        raise EditionError(
            Told(
                "there is no event {event!r}; there are {known}. Add it first: briefgen add events",
                event=event,
                known=known,
            ),
            "event",
        )
    if first and event is None:
        raise EditionError(Told("name the event of the first edition (--event ID)"), "event")
    date = day_of_edition(content, previous, event, as_of)
    if first:
        text = _first_text(content, folder, called, event or "", date, marking, pen)
    else:
        text = _text(content, previous, event or content.editions[previous].event, date, pen)
    after = load(folder, name, {path: text})
    kept = _kept(folder, name, content, after)
    files: dict[Path, tuple[bytes | None, bytes | None]] = {
        change.target: (change.old, change.editor.raw.encode()) for change in kept
    }
    load(folder, name, {path: text, **{change.file: change.editor.raw for change in kept}})  # it says what is wrong
    if agree:
        agree([(called, "", text), *(change.difference for change in kept)], [])
    journal.write(
        folder,
        name,
        {path: (None, text.encode()), **files},
        Told("{edition} was started", edition=edition)
        if first
        else Told("{edition} was started from {previous}", edition=edition, previous=previous),
    )
    return [called, *(change.file_name for change in kept)]


def _kept(folder: Path, name: str, before: Content, after: Content) -> list[Edit]:
    """Return what is to be written of what older editions print and would be taken, by its date, for learnt since."""
    changes: dict[str, Edit] = {}
    told: set[str] = set()

    def of(root: str) -> Edit:
        if root not in changes:
            changes[root] = Edit(folder, name, root)
        return changes[root]

    for edition in sorted(before.editions.values(), key=lambda edition: str(edition.as_of)):
        on = edition.as_of.start
        assert on is not None
        was, is_now = known_at(before, on), known_at(after, on)
        for entry in was.cooperation.history:
            at = f"cooperation.history[{entry.id}]"
            if at not in is_now.items and at not in told:
                told.add(at)
                since = as_typed(str(edition.as_of), frozenset([Date]))
                of("cooperation").put(before.items[at].keys, "known_from", since)
        fields: list[tuple[str, Value]] = [(f"events[{event.id}].state", "planned") for event in was.events
                                           if event.state == "cancelled"]  # fmt: skip
        fields += [(f"people.terms[{term.id}].end", None) for term in was.people.terms if term.end is not None]
        for at, earlier in fields:
            item = is_now.items.get(at)
            if item is not None and item.value != was.items[at].value and at not in told:
                told.add(at)
                change = of(root_of(at))
                past = change.past(before.items[at].keys, ())
                until = (on.first_day - datetime.timedelta(days=1)).isoformat()
                change.keep(replace(past, fields={at.rpartition(".")[2]: earlier}), until)
    return [*changes.values()]


def day_of_edition(content: Content, previous: str, event: str | None, as_of: str | None) -> Value:
    """Return the date for which a new edition is true, as it is written; `EditionError` if none can be."""
    if as_of is None and event is None:
        raise EditionError(
            Told(
                "say what comes after {previous}: its event (--event ID), or its date (--as-of DATE)", previous=previous
            ),
            "as_of",
        )
    try:
        date = read_date(as_of) if as_of is not None else content.entity("events", event or "").date
    except ValueError as error:
        raise EditionError(Told("--as-of: {error}", error=error), "as_of") from None
    before = content.editions[previous].as_of.start if previous else None
    if date.start is None or (as_of is not None and date.end is not None):
        raise EditionError(
            Told("the event {event} has no date yet: say one with --as-of DATE", event=event)
            if as_of is None
            else Told("name one day, month or year: --as-of DATE"),
            "as_of",
        )
    if before is not None and date.start.last_day < before.first_day:
        raise EditionError(
            Told(
                "{date} is before {before}, the date of {previous}: a new edition comes later",
                date=date.start,
                before=before,
                previous=previous,
            ),
            "as_of",
        )
    return as_typed(str(date.start), frozenset([Date]))


def _text(content: Content, previous: str, event: str, as_of: Value, pen: Pen) -> str:
    """Return the file of the previous edition, with what differs in this one."""
    source = content.files[f"{EDITIONS}[{previous}]"]
    editor = Editor(source.text, source.name)
    before: Any = source.value
    fields: dict[str, Value] = {"event": event, "version": 1, "as_of": as_of, "previous": previous}
    if "status" in before:
        fields["status"] = "unverified"  # why, is told to each in their language: no sentence of ours stands in a note
    for field in _EVENT_BOUND:
        if field in before:
            editor.remove((field,))
    for field, value in fields.items():
        if field in before:
            editor.set((field,), value)
        elif field in Edition.model_fields:
            editor.add_field((), field, value, Edition)
    if before.get("objectives") is not None:
        editor.set(("objectives",), None)
        editor.mark_gap(("objectives",))
    head = pen.says(_HEAD_OF_NEXT).format(event=_name(content, event, pen.language), previous=previous)
    return _headed(editor.raw, f"# {head}")


def _first_text(
    content: Content, folder: Path, called: str, event: str, as_of: Value, marking: str | None, pen: Pen
) -> str:
    """Return the file of a project's first edition."""
    levels = [level.id for level in content.agency.markings]
    marking = marking or (levels[-1] if levels else "")  # the scheme has the most open first
    if marking not in levels:
        raise EditionError(Told("add first a level of marking, which says who may read the briefs"), "marking")
    fields: dict[str, Value] = {"event": event, "version": 1, "as_of": as_of, "marking": marking}
    editor = Editor(layout.fields({**fields, "drafter": None, "objectives": None}, 0) + "\n", called)
    for gap in ("drafter", "objectives"):
        editor.mark_gap((gap,))
    helps = (folder / ".schema" / "edition.json").is_file()
    modeline = f"{_MODELINE} $schema=../.schema/edition.json\n" if helps else ""
    head = pen.says(_HEAD).format(event=_name(content, event, pen.language))
    return f"{modeline}# {head}\n\n{editor.raw}"


def _headed(text: str, comment: str) -> str:
    """Return the file with a comment at its head in place of the one that told of the previous edition."""
    head = re.match(r"(?:[ ]*(?:#[^\n]*)?\n)*", text)
    assert head is not None
    lines = [line for line in head[0].splitlines() if line.startswith(_MODELINE)]
    return "\n".join([*lines, comment, "", text[head.end() :]])


def _name(content: Content, event: str, language: str) -> str:
    name: Name | None = content.entity("events", event).name
    words: Sequence[str] = [*name.root.values()] if name else []
    return (name.root.get(language) or words[0]) if name and words else event
