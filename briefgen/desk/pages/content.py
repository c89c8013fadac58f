"""The content: everything in it, and what stands in its lists, taken out or moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.finding import bound, how_far, words_in
from briefgen.desk.naming import named
from briefgen.desk.pages.answering import form, page
from briefgen.desk.pages.filled import learning_of, refusal, require_told, require_unchanged
from briefgen.desk.pages.long import FEW, MANY, part_of
from briefgen.desk.pages.shown import go, link, show, way_back
from briefgen.desk.words import LANGUAGES
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.editing import move_entry, remove_value
from briefgen.upkeep.things import (
    EditionRow,
    Entry,
    EntryList,
    editions_of,
    entries_within,
    list_at,
    lists_of,
    references_to,
    thing,
)

_WITHIN = "within"  # no list of the content is called so


@page
def everything(request: Request, project: Opened) -> Response:
    """Show all lists of the content, of a long one the first; or one list, a part at a time; what has some words."""
    find, path = request.query_params.get("find", "").strip(), request.query_params.get("list", "")
    if path:
        (wanted,) = _having([list_at(project, path)], find)
        part = part_of(request, wanted.entries)
        return show(request, "list.html.jinja", project, list=wanted, part=part, find=find)
    files = [*lists_of(project)]
    within = EntryList(_WITHIN, "", entries_within(project))
    cut = any(len(each.entries) > MANY for each in (within, *(each for file in files for each in file.lists)))
    if find:
        lists = [each for file in files for each in file.lists]
        found = {each.path: each for each in _having([*lists, within], find)}
        within = found[_WITHIN]
        files = [
            replace(file, lists=tuple(filter(_has_any, (found[each.path] for each in file.lists)))) for file in files
        ]
        files = [file for file in files if file.lists]
    return show(
        request, "content.html.jinja", project, files=files, find=find, cut=cut or bool(find), many=MANY, few_are=FEW,
        editions=_editions(project, find), in_entries=within.entries if find or not cut else (),
    )  # fmt: skip


def _editions(project: Opened, find: str) -> list[EditionRow]:
    """Return the editions, the newest first; those whose event or short name has the words that somebody looks for."""
    editions, wanted = editions_of(project), words_in(find)
    if not wanted:
        return [*editions]
    names = {each.id: "\n".join(named(each.event, code) for code in LANGUAGES) for each in editions}
    far = {each.id: how_far(wanted, names[each.id], each.id) for each in editions}
    most = bound(far.values())
    return [each for each in editions if far[each.id] < most]


def _having(lists: Sequence[EntryList], find: str) -> Sequence[EntryList]:
    """Return lists with those entries whose name, in any language, or path has the words that somebody looks for."""
    wanted = words_in(find)
    if not wanted:
        return lists
    entries = (each for one in lists for each in one.entries)
    far = {each.path: how_far(wanted, "\n".join(_names_in_all(each)), each.path) for each in entries}
    most = bound(far.values())
    return [replace(one, entries=tuple(each for each in one.entries if far[each.path] < most)) for one in lists]


def _names_in_all(entry: Entry) -> Iterable[str]:
    """Return what an entry is called; one without a name in each language of the desk."""
    return (named(entry.names, code) for code in LANGUAGES) if entry.says_date else entry.names.values()


def _has_any(list: EntryList) -> bool:
    return bool(list.entries)


@page
def remove_page(request: Request, project: Opened) -> Response:
    """Show what refers to an entry, before it is taken out."""
    path = request.query_params.get("path", "")
    return _remove(request, project, path, back=way_back(request.query_params))


def _remove(request: Request, project: Opened, path: str, status: int = 200, **shown: Any) -> Response:
    about = {"undecided": (), "since": "", "kind": "", "wrong": {}, "anyway": False, "back": "", **shown}
    return show(
        request, "remove.html.jinja", project, status, here=link("/remove", path=path, back=about["back"]),
        thing=thing(project, path), references=part_of(request, references_to(project, path)), **about,
    )  # fmt: skip


@form
def remove(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Take an entry out."""
    path = fields.get("path", "")
    try:
        require_unchanged(project, path, fields)
        require_told(project, fields)
        remove_value(project, path, anyway="anyway" in fields, **learning_of(fields))
    except Mistake as error:
        about = {"anyway": "anyway" in fields, "back": way_back(fields), **refusal(error, fields)}
        return _remove(request, project, path, 409, **about)
    return go(way_back(fields) or "/content", done="removed")


@form
def move(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Let an entry change places with its neighbour."""
    path = fields.get("path", "")
    move_entry(project, path, up="up" in fields)
    return go("/thing", path=path, back=way_back(fields), done="moved")
