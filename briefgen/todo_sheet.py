"""The to-do list on a sheet of paper: shortened, in the words of one language, with room to write in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefgen.content.model import Values, root_of
from briefgen.content.schema.base import Name
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.people import Term
from briefgen.diagnostics import Diagnostic
from briefgen.todo import N_, NOT_SUPPLIED, Entry, Todo

_QUOTED = re.compile(r"“(.*)”: .*")
_STEP = re.compile(r"\[([^\[\]]+)\]")

# What a sheet says instead of the report, in its own language; where it quotes words, they say enough.
ON_PAPER = {
    "review-passed": N_("the date of review has passed"),
    "event-overdue": N_("over, but still planned"),
    "office-vacant": N_("who holds the office?"),
    "term-ends-soon": N_("the term ends: who follows?"),
    "translation-missing": N_("a language is missing"),
    "translation-behind": N_("changed in one language only"),
    "translation-ahead": N_("changed in one language only"),
    "translation-unconfirmed": N_("do the languages say the same?"),
}
_QUOTES_ENOUGH = frozenset({"words-expired", "words-undated"})


@dataclass(frozen=True, slots=True)
class About:
    """What a row is about, in words of the content; an id is in no language."""

    path: str
    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was found: a message of the catalogues, or words of a text, or else the report in English."""

    message: str = ""
    words: tuple[str, ...] = ()
    report: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet; with `count` it stands for so many facts of a file, in these lines."""

    about: tuple[About, ...]
    said: tuple[Said, ...]
    where: tuple[str, ...]  # a line a file
    count: int = 0
    lines: str = ""


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """A group on the sheet; `heading` is a message of the catalogues."""

    heading: str
    rows: tuple[SheetRow, ...]


def sheet(todo: Todo, content: Values, language: str) -> tuple[SheetGroup, ...]:
    """Return the list for a sheet of paper: shortened, and what goes together put together."""
    return tuple(
        SheetGroup(group.heading, tuple(_counts(entries) if group.counted else _rows(entries, content, language)))
        for group, entries in todo.groups
    )


def _counts(entries: Sequence[Entry]) -> Iterator[SheetRow]:
    files = dict.fromkeys(entry.found[0].place.file for entry in entries)
    for file in files:
        own = [entry.found[0] for entry in entries if entry.found[0].place.file == file]
        name, _, lines = _where(own)[0].partition(": ")
        yield SheetRow((), (), (name,), len(own), lines)


def _rows(entries: Sequence[Entry], content: Values, language: str) -> Iterator[SheetRow]:
    """Yield a row for each thing; things of which the same is said share one."""
    things: dict[About | None, list[Entry]] = {}
    for entry in entries:
        things.setdefault(_about(entry, content, language), []).append(entry)
    alike: dict[tuple[Said, ...], list[About | None]] = {}
    for about, own in things.items():
        alike.setdefault(tuple(dict.fromkeys(_said(entry, content) for entry in own)), []).append(about)
    for said, abouts in alike.items():
        found = [problem for about in abouts for entry in things[about] for problem in entry.found]
        yield SheetRow(tuple(filter(None, abouts)), said, _where(found))


def _said(entry: Entry, content: Values) -> Said:
    problem = entry.found[0]
    item = content.items.get(entry.path)
    if problem.code == NOT_SUPPLIED and item is not None:
        if item.expected:
            return Said(item.expected)
        return Said(
            N_("who holds the office?") if ".offices[" in entry.path else N_("confirmation of the date and the marking")
        )
    if problem.code in ON_PAPER:
        return Said(ON_PAPER[problem.code])
    quoted = [match for one in entry.found if (match := _QUOTED.fullmatch(one.message))]
    if problem.code in _QUOTES_ENOUGH and len(quoted) == len(entry.found):
        return Said(words=tuple(dict.fromkeys(match[1] for match in quoted)))
    return Said(report="; ".join(dict.fromkeys(one.message for one in entry.found)))


def _where(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return files and their lines, such as «events.yaml: 11, 20–22»."""
    lines: dict[str, set[int]] = {}
    for problem in found:
        lines.setdefault(problem.place.file.rpartition("/")[2], set()).add(problem.place.line)
    return tuple(f"{file}: {', '.join(_ranges(numbers))}" for file, numbers in lines.items())


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        first, *more = [number for _, number in run]
        yield f"{first}–{more[-1]}" if len(more) > 1 else ", ".join(map(str, [first, *more]))


def _about(entry: Entry, content: Values, language: str) -> About | None:
    """Return the name of the nearest thing that a value belongs to and that has one in the language; else its id.

    What the edition or the agency as a whole lacks needs no name: the sheet is about them.
    """
    path = entry.path
    if entry.found[0].code == NOT_SUPPLIED and root_of(path) in (path, _above(path)):
        return None
    ids = _STEP.findall(path)
    return named(path, content, language) or (About(path, ids[-1]) if ids else None)


def named(path: str, content: Values, language: str, *, or_other: bool = False) -> About | None:
    """Return the nearest thing that a value belongs to and that has a name in the language, `or_other` in another."""
    at = path
    while at:
        value = content.items[at].value if at in content.items else None
        for field in ("label", "title", "name"):
            name = getattr(value, field, None)
            if not isinstance(name, Name):
                continue
            for code in (language, *(name.root if or_other else ())):
                if words := name.root.get(code):
                    return About(f"{at}.{field}", words, code)
        if isinstance(value, Term):
            at = content.index["persons"].get(value.person, "")
        elif isinstance(value, HistoryEntry | Edition):
            at = content.index["events"].get(value.event or "", "")
        else:
            at = _above(at)
    return None


def _above(path: str) -> str:
    return path[: path.rindex("[")] if path.endswith("]") else path.rpartition(".")[0]
