"""A list that somebody works through: each form that it leads to knows the way back, and what comes next.

The address of the way back says where in the list one was, and what came next there about something else (`at`). If
that is there no more, what stands in the same place comes next: what was done is gone from the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from briefgen.desk.naming import Names
from briefgen.desk.pages.long import few, few_of_each
from briefgen.making.judge import check
from briefgen.making.limits import keeping, when_issued
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import SEVERITIES, Diagnostic, Place
from briefgen.problems.folding import Folded, folded
from briefgen.upkeep.next_edition import Group, Todo, TodoEntry, list_todo
from briefgen.upkeep.saving import root_in_report

_LISTS = ("/", "/todo", "/check")
_FORMS = ("/thing", "/add", "/source", "/stand", "/account", "/settings", "/recipient", "/recipients", "/addresses")
With = Sequence[tuple[Diagnostic, Sequence[Diagnostic]]]
GoesBack = Callable[[Diagnostic], str]


@dataclass(frozen=True, slots=True)
class Parted:
    """What is to do as the first page has it: what is told `first`, with what is likely gone with it; the rest."""

    first: With
    groups: tuple[tuple[Group, tuple[TodoEntry, ...]], ...]

    @property
    def rows(self) -> With:
        """All of it in the order of the page."""
        return (*self.first, *(row for _, entries in self.groups for row in rows_of_group(entries)))


def parted(todo: Todo, first: Iterable[Diagnostic]) -> Parted:
    """Return what is to do, parted."""
    under = {_which(entry.found[-1]): entry.under for _, entries in todo.groups for entry in entries}
    told = tuple((each, under.get(_which(each), ())) for each in first)
    gone = {_which(each) for each, _ in told}

    def left(entry: TodoEntry) -> TodoEntry:
        found = tuple(each for each in entry.found if _which(each) not in gone)
        return replace(entry, found=found, under=entry.under if found[-1:] == entry.found[-1:] else ())

    rest = ((group, tuple(each for each in map(left, entries) if each.found)) for group, entries in todo.groups)
    return Parted(told, tuple((group, entries) for group, entries in rest if entries))


def _which(problem: Diagnostic) -> tuple[str, Place, str]:
    return problem.code, problem.place, problem.message


def by_thing(project: Opened, names: Names, problems: Iterable[Diagnostic]) -> list[list[Diagnostic]]:
    """Return problems by the thing, or the file: that with the gravest first, and of equals that with the most."""
    together: dict[tuple[str, str], list[Diagnostic]] = {}
    for each in sorted(problems, key=_grave):
        file = "" if each.path else root_in_report(project, each.place.file) or each.place.file
        together.setdefault((names.where(each.path).path if each.path else "", file), []).append(each)
    return sorted(together.values(), key=lambda those: (_grave(those[0]), -len(those)))


def _grave(problem: Diagnostic) -> int:
    return SEVERITIES.index(problem.severity)


def of_kind(problems: Iterable[Diagnostic], kind: str) -> list[Diagnostic]:
    """Return the problems of one kind; what somebody stands by comes last."""
    return sorted((each for each in problems if each.code == kind), key=lambda each: bool(each.acknowledged))


def open_causes(causes: Iterable[Folded]) -> tuple[list[Diagnostic], dict[str, int]]:
    """Return what the page of the check lists of the causes that are open, and how many of each kind it leaves out."""
    return few_of_each(one.problem for one in causes if not one.problem.acknowledged)


def goes_back(page: str, names: Names, rows: With) -> GoesBack:
    """Return what says the way back from the form of each problem of a list; what is gone with one goes with it."""
    thing = cache(lambda number: _thing(names, rows[number][0]))  # of what is looked at alone: few are, of many
    at: dict[tuple[str, Place, str], int] = {}
    for number, (each, under) in enumerate(rows):
        for one in (each, *under):
            at.setdefault(_which(one), number)

    def back(problem: Diagnostic) -> str:
        number = at.get(_which(problem))
        if number is None:
            return page
        others = (_mark(rows[each][0]) for each in _in_turn(number, len(rows)) if thing(each) != thing(number))
        return _at(page, number, next(others, ""))

    return back


def _thing(names: Names, problem: Diagnostic) -> str:
    return names.where(problem.path).path if problem.path else ""


def _mark(problem: Diagnostic) -> str:
    """Return what stands for a problem in an address, wherever its line is by now."""
    return f"{crc32(f'{problem.code} {problem.path} {problem.language}'.encode()):08x}"


def _in_turn(number: int, all_of: int) -> Iterable[int]:
    return chain(range(number, all_of), range(min(number, all_of)))


def _at(page: str, number: int, next_mark: str) -> str:
    path, _, query = page.partition("?")
    asked = {name: value for name, value in parse_qsl(query) if name != "at"}
    return f"{path}?{urlencode({**asked, 'at': f'{number}-{next_mark}'})}"


def is_list(back: str) -> bool:
    """Tell whether a way back leads to a list that somebody works through."""
    return urlsplit(back).path in _LISTS


def is_form(back: str) -> bool:
    """Tell whether a way back leads to a form."""
    return urlsplit(back).path in _FORMS


def begins_edition(back: str) -> bool:
    """Tell whether a way back leads to the form in which an edition is begun."""
    return urlsplit(back).path == "/edition"


def after_edition(back: str) -> str:
    """Return where somebody goes on who has begun an edition, and came `back` there from.

    Not to the event that they added on the way to that form: its own way leads there once more.
    """
    return "/" if not back or begins_edition(dict(parse_qsl(urlsplit(back).query)).get("back", "")) else back


def rows_of_group(entries: Iterable[TodoEntry]) -> With:
    """Return what is to do of one kind in the order of its page."""
    return [(each, entry.under if each is entry.found[-1] else ()) for entry in entries for each in entry.found]


def rows_of(project: Opened, names: Names, back: str) -> list[Diagnostic]:
    """Return the list that a way back leads to, in its order."""
    parts = urlsplit(back)
    if parts.path == "/todo":
        key = dict(parse_qsl(parts.query)).get("group")
        entries = next((entries for group, entries in list_todo(project).todo.groups if group.key == key), ())
        return [each for each, _ in rows_of_group(entries)]
    if parts.path != "/check":
        todo = list_todo(project).todo
        return [each for each, _ in parted(todo, few(keeping(when_issued(project.project, todo.problems)))).rows]
    found = check(project)
    if kind := dict(parse_qsl(parts.query)).get("kind"):
        return of_kind(found, kind)
    return [those[0] for those in by_thing(project, names, open_causes(folded(found))[0])]


def next_one(project: Opened, names: Names, back: str, path: str) -> tuple[Diagnostic, str] | None:
    """Return what comes next in the list that a form was opened from, with the way back from there; None if nothing."""
    number, _, mark = dict(parse_qsl(urlsplit(back).query)).get("at", "").partition("-")
    if not is_list(back) or not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    rows = rows_of(project, names, back)
    here = next((at for at, each in enumerate(rows) if _mark(each) == mark), int(number))
    for at in _in_turn(here, len(rows)):
        each = rows[at]
        if each.path and not each.acknowledged and _thing(names, each) != path:
            return each, goes_back(back, names, [(one, ()) for one in rows])(each)
    return None
