"""The changes that were made: each can be looked at, taken back, and made again."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from textwrap import shorten

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.naming import Names, Where, named
from briefgen.desk.pages.answering import form, not_for_them, page
from briefgen.desk.pages.changed_words import LONGEST, ChangedWords, look_alike
from briefgen.desk.pages.people import forget_addresses
from briefgen.desk.pages.settings import rights_of
from briefgen.desk.pages.shown import go, show, words_of
from briefgen.desk.pages.stood_by import as_found
from briefgen.desk.roles import person_of
from briefgen.desk.values import ValueWords
from briefgen.desk.words import DeskWords
from briefgen.making.opened import Opened
from briefgen.problems.notes import Named, Told, WordRow, Written
from briefgen.upkeep.changed_fields import FieldDifference, differing_fields, knows, names_once
from briefgen.upkeep.editing import (
    ACCOUNT,
    ASIDE,
    CONTENT,
    RECIPIENTS,
    SETTINGS,
    JournalEntry,
    UndoError,
    changes_made,
    redo,
    undo_all,
)
from briefgen.upkeep.mail_account import FIXED
from briefgen.upkeep.settings_file import require_may_turn

# The page by which something is changed: who may send it may take such a change back.
_CHANGED_BY = {
    CONTENT: "/thing",
    ASIDE: "/annex/out",
    RECIPIENTS: "/addresses",
    ACCOUNT: "/account",
    SETTINGS: "/settings",
}
_SHORT = 57  # characters of a text that its change tells whole
_PRIVATE = (RECIPIENTS, ACCOUNT, SETTINGS)  # of which others see that something was changed, and no more


@page
def page_of_changes(request: Request, project: Opened) -> Response:
    """List the changes, the newest first."""
    return _changes(request, project)


def _changes(
    request: Request, project: Opened, status: int = 200, back: Sequence[JournalEntry] = (), theirs: str = "",
    *, again: bool = False,
) -> Response:  # fmt: skip
    entries = tuple(reversed(changes_made(project)))
    numbers = request.query_params.get("taken", "").split(",")  # what was taken back just now
    taken = [each for each in entries if each.undone and str(each.number) in numbers and _may_turn(request, each)]
    redone = {each.place: each.number for each in entries if each.undone}  # of each place the one that is next
    may_turn, may_see = partial(_may_turn, request), partial(_may_see, request)
    return show(
        request, "changes.html.jinja", project, status, redone=redone.values(), may_turn=may_turn, may_see=may_see,
        turns=any(map(may_turn, entries)), offered=_offered(entries), newest=_newest(entries), taken=taken,
        to_bring_back=_to_bring_back(request, entries, taken),
        entries=entries, seen=_seen(entries), theirs=theirs, back=back, again=again,
        what_was=_what_was(request, project, entries),
    )  # fmt: skip


def _to_bring_back(
    request: Request, entries: Iterable[JournalEntry], but: Sequence[JournalEntry]
) -> list[list[JournalEntry]]:
    """Return the changes that were taken back, of each place those that can be brought back together, `but` some."""
    by_place: dict[str, list[JournalEntry]] = {}
    for each in entries:
        if each.undone and _may_turn(request, each):
            by_place.setdefault(each.place, []).append(each)
    found = (those for those in by_place.values() if len(those) > 1 and all(each.files for each in those))
    return [those for those in found if those != list(but)]


def _may_turn(request: Request, entry: JournalEntry) -> bool:
    """Tell whether somebody may take a change back: who could have made it, but for the settings of a server."""
    return bool(request.app.state.doors.opens(person_of(request), _CHANGED_BY[entry.place]))


def _may_see(request: Request, entry: JournalEntry) -> bool:
    return entry.place not in _PRIVATE or _may_turn(request, entry)


def _offered(entries: Iterable[JournalEntry]) -> set[int]:
    """Return the numbers of the changes, the newest first, that can be taken back: nothing of a place behind a gap."""
    offered: set[int] = set()
    gaps: set[str] = set()
    for entry in entries:
        if not entry.files and not entry.undone:
            gaps.add(entry.place)
        elif entry.place not in gaps:
            offered.add(entry.number)
    return offered


def _newest(entries: Iterable[JournalEntry]) -> list[int]:
    """Return of each place the number of its newest change that stands: nothing goes back with it."""
    by_place: dict[str, int] = {}
    for entry in entries:
        if not entry.undone:
            by_place.setdefault(entry.place, entry.number)
    return list(by_place.values())


def _seen(entries: Iterable[JournalEntry]) -> str:
    """Return what stands for the list of changes that somebody was shown."""
    return sha256(repr([(each.number, each.at, each.undone) for each in entries]).encode()).hexdigest()


@page
def one(request: Request, project: Opened) -> Response:
    """Show what a change came to, line by line."""
    entries = tuple(reversed(changes_made(project)))
    entry = _numbered(entries, str(request.path_params["number"]))
    if entry is None:
        return show(request, "mistake.html.jinja", project, 404, mistake=Told("this change is kept no more"))
    if not _may_see(request, entry):
        return not_for_them(request, project)
    files = [(name, list(_lines(before or "", after or ""))) for name, (before, after) in entry.files.items()]
    return show(
        request, "change.html.jinja", project, entry=entry, files=files, seen=_seen(entries),
        newest=_newest(entries),
        may_undo=entry.number in _offered(entries) and not entry.undone and _may_turn(request, entry),
        things=_things(request, project, entry, entries), what_was=_what_was(request, project, entries),
        values=_values(request, project, entries),
    )  # fmt: skip


def _values(request: Request, project: Opened, entries: Sequence[JournalEntry]) -> ValueWords:
    """Return what says values in words, those of before, too, which may name what is there no more."""
    words = words_of(request, project)
    return ValueWords(project, words, Names(project, words), partial(names_once, entries))


def _what_was(request: Request, project: Opened, entries: Sequence[JournalEntry]) -> Callable[[JournalEntry], str]:
    """Return what says in words what a change was: what is there no more is called as the files called it."""
    words = words_of(request, project)
    names_now = Names(project, words)
    values = _values(request, project, entries)  # for all changes of a page
    changed_words = ChangedWords(project, words, names_now)

    def said(entry: JournalEntry) -> str:
        what, since = what_alone(entry), _holds_since(entry)
        return words(Told("{what}, from {day}", what=Named(what, {words.language: what}), day=since)) if since else what

    def what_alone(entry: JournalEntry) -> str:
        what = entry.what
        if entry.place != CONTENT:
            return _what_was_beside(request, entry, words, values)
        if isinstance(what, Told) and "others" in what.about:
            fields = map(names_now.field_in_sentence, str.__str__(what.about["others"]).split(", "))
            parts = {"change": of_one(entry, what.about["change"]), "others": ", ".join(dict.fromkeys(fields))}
            return words(what.about_others({name: Named(each, {words.language: each}) for name, each in parts.items()}))
        return of_one(entry, what)

    def of_one(entry: JournalEntry, what: str) -> str:
        path = str.__str__(what.about["path"]) if isinstance(what, Told) and "path" in what.about else ""
        if isinstance(what, Told):
            what = what.about_others(_whole(entry, path, what, values, names_now, changed_words))
            what = what.about_others(dict(_text(entry, path, changed_words)))
            what = _stood_by(project, what, words.language)
        if path and isinstance(what, Told):
            where = names_now.where(path)
            if not knows(project, where.path):
                where = replace(where, thing=_called(where.path, differing_fields(entry), words, values) or where.thing)
            called = str(where) if where.field else _of_a_kind(where, words)
            what = what.about_others({"path": Named(path, {words.language: called})})
        return values(what)

    return said


_UNTIL = re.compile(r"\.earlier\[(\d{4}-\d\d-\d\d)\]")


def _holds_since(entry: JournalEntry) -> str:
    """Return the day from which on a change holds, where it kept what stood there before; else ""."""
    if entry.place != CONTENT:
        return ""
    kept = {found[1] for each in differing_fields(entry) if each.old is None for found in _UNTIL.finditer(each.path)}
    return (dt.date.fromisoformat(kept.pop()) + dt.timedelta(days=1)).isoformat() if len(kept) == 1 else ""


def _of_a_kind(where: Where, words: DeskWords) -> str:
    """Return what an entry is called with its list: a person, a delegate and an interlocutor may have one name."""
    at, _, id = where.path.rpartition("[")
    among = words.list_at(at) if id and at != "editions" else ""  # an edition says that it is one
    return where.thing if among in where.thing else f"{where.thing} ({among})"


def _whole(
    entry: JournalEntry, path: str, what: Told, values: ValueWords, names: Names, changed_words: ChangedWords
) -> dict[str, Named]:
    """Return what was and is said, in words, where the change is told by lists and fields as a file has them, cut."""
    whole, cut = {}, {}
    told = {side: str.__str__(what.about.get(side, "")) for side in ("old", "new")}
    for side, said in told.items():
        if not said.startswith(("[", "{")) or said.endswith("]"):
            continue
        rows = [(each.path[len(path) :].lstrip("."), each) for each in differing_fields(entry)]
        parts = (
            (names.fields(field), values(getattr(each, side), each.path))
            for field, each in rows
            if each.path.startswith(path) and (getattr(each, side) is not None or not field)
        )
        words = "; ".join(f"{field}: {value}" if field else value for field, value in parts)
        whole[side], cut[side] = words, shorten(words, LONGEST, placeholder=" …")
    if len(whole) > 1 and look_alike(*cut.values()):
        cut = dict(zip(whole, changed_words(path, *whole.values()), strict=True))
    return {side: Named(told[side], {values.language: words}) for side, words in cut.items()}


def _text(entry: JournalEntry, path: str, changed_words: ChangedWords) -> Iterator[tuple[str, Written]]:
    """Yield what was and is said in a text that is long, or has facts in it, or looks as before: what differs."""
    row = next((each for each in differing_fields(entry) if each.path == path), None)
    texts = {"old": row.old, "new": row.new} if row else {}
    said = {side: text for side, text in texts.items() if isinstance(text, str)}
    unseen = len(said) > 1 and look_alike(*said.values())
    if unseen or any("{{" in text or len(text) > _SHORT for text in said.values()):
        both = changed_words(path, said.get("old", ""), said.get("new", ""))
        yield from ((side, Written(words)) for side, words in zip(texts, both, strict=True) if side in said)


def _stood_by(project: Opened, what: Told, language: str) -> Told:
    """Return what tells that somebody stands by a problem with what was found, and why they do."""
    if "problem" not in what.about:
        return what
    what = as_found(project, what, language)
    return (
        Told("{path}: stood by until {until}: {problem} – {reason}", **what.about) if "reason" in what.about else what
    )


def _called(path: str, fields: Sequence[FieldDifference], words: DeskWords, values: ValueWords) -> str:
    """Return what something is called that isn't there now: as the files called it, or by what it was about."""
    of_it = [each for each in fields if each.path.startswith(path)]
    names = next((each.names for each in of_it if each.names), {})
    about = [each for each in of_it if each.path.removeprefix(path) in (".person", ".office", ".event")]
    return _as_was(names, words, values) or ", ".join(values(each.new or each.old, each.path) for each in about)


def _as_was(names: Mapping[str, str], words: DeskWords, values: ValueWords) -> str:
    """Return what something was called; an event without a name by its city's name of now."""
    return words.heading(values(names[""])) if isinstance(names.get(""), WordRow) else named(names, words.language)


def _what_was_beside(request: Request, entry: JournalEntry, words: DeskWords, values: ValueWords) -> str:
    """Return what was changed beside the content; of whom, for those who may know."""
    what = entry.what
    if entry.place == ACCOUNT and isinstance(what, Told) and "settings" in what.about:
        settings = str.__str__(what.about["settings"]).split(", ")
        labels = ", ".join(words.of_field(each, running=True) for each in settings)
        return words(what.about_others({"settings": Named(labels, {words.language: labels})}))
    people = entry.people if _may_see(request, entry) else ()
    return f"{values(what)}: {', '.join(people)}" if people else values(what)


def _things(
    request: Request, project: Opened, entry: JournalEntry, entries: Sequence[JournalEntry]
) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Return what a change came to, by the thing: each field's name, language and path, what it said and says."""
    words = words_of(request, project)
    names = Names(project, words)
    values = _values(request, project, entries)
    found: dict[str, list[tuple[object, ...]]] = {}
    fields = differing_fields(entry)
    for each in fields:
        where, last = names.where(each.path), each.path.rpartition(".")[2]
        if entry.place == ACCOUNT:
            row = (words.of_field(last), "", "", each.old, each.new)
            found.setdefault(words("Mail account"), []).append(row)
            continue
        known = knows(project, where.path)
        called = where.thing if known else _called(where.path, fields, words, values)
        if last == "id" and called:  # which is for the files
            continue
        language = last if last in project.project.settings.languages else ""
        row = (where.field, language, each.path.removesuffix(f".{language}"), each.old, each.new)
        found.setdefault(called or where.thing, []).append(row)
    return list(found.items())


def _numbered(entries: Iterable[JournalEntry], number: str) -> JournalEntry | None:
    return next((entry for entry in entries if str(entry.number) == number), None)


def _lines(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that differ, each with its sign, and some around them."""
    differing = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return [(line[0], line[1:]) for line in differing if not line.startswith(("---", "+++"))]


@form
def turn(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Take changes back, from the newest of their place to the one that was chosen; or make them again, the other way.

    Several are taken back, or made again, once that is agreed; of one its line says what it was, and it can be brought
    back at once.
    """
    entries = tuple(reversed(changes_made(project)))
    due = [entry for entry in entries if entry.undone == ("redo" in fields)]
    wanted = _numbered(due, fields.get("redo", fields.get("undo", "")))
    if wanted and not _may_turn(request, wanted):
        return not_for_them(request, project)
    if wanted is None or fields.get("seen") != _seen(entries):  # what came since would go back with it
        raise UndoError(Told("something else was changed just now; nothing was written: look again"))
    back = [each for each in due if each.place == wanted.place]
    back = back[back.index(wanted) :][::-1] if wanted.undone else back[: back.index(wanted) + 1]
    for entry in back:
        _require_settings(request, entry)
    listed = {str(entry.number) for entry in back} <= {*fields.get("listed", "").split(",")}  # beside the button
    agreed = len(back) == 1 or listed or "agreed" in fields
    if wanted.undone:
        if not agreed:
            return _changes(request, project, 409, back, again=True)
        for entry in back:
            redo(project, entry)
            if entry.place == RECIPIENTS:
                forget_addresses(request, *(text or "" for text in next(iter(entry.files.values()))))
        return go("/changes", done="redone")
    theirs = ", ".join(sorted({entry.who for entry in back if entry.who} - {person_of(request).name}))
    if not agreed or (theirs and fields.get("theirs") != theirs):
        return _changes(request, project, 409, back, theirs)
    undo_all(project, back)
    for entry in back:
        if entry.place == RECIPIENTS:
            forget_addresses(request, *(text or "" for text in reversed(next(iter(entry.files.values())))))
    return go("/changes", done="undone", taken=",".join(str(entry.number) for entry in back))


def _require_settings(request: Request, entry: JournalEntry) -> None:
    """Raise `Mistake` where a change has settings that aren't theirs."""
    rights = rights_of(request)
    if entry.place == SETTINGS:
        require_may_turn(entry, rights)
    if entry.place == ACCOUNT and any(each.path.partition(".")[2] in rights.fixed for each in differing_fields(entry)):
        raise UndoError(FIXED)
