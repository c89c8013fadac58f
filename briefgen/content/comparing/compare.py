"""Two states of the content -> what changed between them, as a list of `Change` values; and the way back, `apply`."""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from briefgen.content.knowing.figures import known_on
from briefgen.content.knowing.known import known_at
from briefgen.content.knowing.terms import by_office, holders
from briefgen.content.model import Content
from briefgen.content.names import EDITIONS
from briefgen.content.schema.base import PAST, Number, Reading, Record, Translated
from briefgen.content.schema.events import Event
from briefgen.dates import Date, Point

ChangeKind = Literal["figure", "office", "state", "added", "removed", "moved", "reworded", "changed"]
Tree = dict[str, Any]
"""The content as JSON has it, each file's values under the first step of their paths."""

EDITION = "edition"  # where a side that is an edition has its own fields
_STEP = re.compile(r"\.([A-Za-z0-9_-]+)|\[([^\[\]]+)\]")
_NAMED_BY = ("id", "until", "as_of", "code")  # by which a path names an entry of a list


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. Values are as JSON has them; None where there was, or is, nothing.

    `figure`: a figure has another value or date; `office`: others hold it (ids of persons); `state` of an event;
    `reworded`: a text in one `language`; `added`, `removed`, `moved`: an entry of a list, which then stands behind
    the entry `after` (None: it stands first); `changed`: any other value.
    """

    kind: ChangeKind
    path: str
    old: Any = None
    new: Any = None
    language: str = ""
    after: str | None = None


@dataclass(frozen=True)
class Side:
    """A state of the content, and what people call it.

    With `on` it is what was known on that date, figures included; without, everything with its history. `edition` is
    the edition that it is seen by.
    """

    name: str
    content: Content
    on: Point | None = None
    edition: str = ""

    @property
    def roots(self) -> dict[str, Any]:
        """The values of its files by the first steps of their paths; of editions only its own, if it has one."""
        content = known_at(self.content, self.on) if self.on else self.content
        roots = {root: content.items[root].value for root in content.roots}
        if self.on is None:
            return roots
        kept = {root: value for root, value in roots.items() if not root.startswith(f"{EDITIONS}[")}
        return kept | ({EDITION: content.editions[self.edition]} if self.edition else {})

    @property
    def tree(self) -> Tree:
        """Its values as JSON has them."""
        return {root: _plain(value, self.on) for root, value in self.roots.items()}


def compare(a: Side, b: Side) -> tuple[Change, ...]:
    """Return what changed from one side to another; nothing if they say the same."""
    comparison = _Comparison(a.on, b.on)
    old, new = a.roots, b.roots
    found: list[Change] = []
    for root in dict.fromkeys([*old, *new]):
        if root not in new:
            found.append(Change("removed", root, old=_plain(old[root], a.on)))
        elif root not in old:
            found.append(Change("added", root, new=_plain(new[root], b.on)))
        else:
            found += comparison.values(root, old[root], new[root])
    return (*_offices(a, b), *found)


def apply(tree: Tree, changes: Iterable[Change]) -> Tree:
    """Return the values after some changes; with all changes from a to b, the tree of a becomes that of b."""
    tree = copy.deepcopy(tree)
    for change in changes:
        if change.kind != "office":  # which only says what terms and dates bring about
            _apply(tree, change)
    return tree


# Comparing -----------------------------------------------------------------------------------------------------------


class _Comparison:
    def __init__(self, old_date: Point | None, new_date: Point | None) -> None:
        self.old_date, self.new_date = old_date, new_date

    def values(self, path: str, old: Any, new: Any) -> Iterator[Change]:
        if isinstance(old, Translated) and isinstance(new, Translated):
            for language in dict.fromkeys([*old.root, *new.root]):
                before, after = old.root.get(language), new.root.get(language)
                if before != after:
                    yield Change("reworded", path, before, after, language)
        elif isinstance(old, Record) and type(old) is type(new):
            yield from self._entities(path, old, new)
        elif isinstance(old, list) and isinstance(new, list) and _is_keyed(old) and _is_keyed(new):
            yield from self._lists(path, old, new)
        elif (before := self._old(old)) != (after := self._new(new)):
            figure = isinstance(old, Number) or isinstance(new, Number)
            yield Change("figure" if figure else "changed", path, before, after)

    def _entities(self, path: str, old: Record, new: Record) -> Iterator[Change]:
        fields = list(type(old).model_fields)
        before, after = self._old(old), self._new(new)
        if isinstance(old, Number):
            own = [name for name in before if name in Number.model_fields]
            if any(before[name] != after[name] for name in ("value", "qualifier", "as_of")):
                yield Change("figure", path, {n: before[n] for n in own}, {n: after[n] for n in own})
            else:
                yield from (
                    Change("changed", f"{path}.{name}", before[name], after[name])
                    for name in own
                    if before[name] != after[name]
                )
            fields = [name for name in fields if name not in Number.model_fields]
        for name in fields:
            if name not in before:
                continue  # what a date doesn't see
            if name == "state" and isinstance(old, Event) and before[name] != after[name]:
                yield Change("state", f"{path}.{name}", before[name], after[name])
            else:
                yield from self.values(f"{path}.{name}", getattr(old, name), getattr(new, name))

    def _lists(self, path: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
        before, after = {entry.id: entry for entry in old}, {entry.id: entry for entry in new}
        for id, entry in before.items():
            if id not in after:
                yield Change("removed", f"{path}[{id}]", old=self._old(entry))
        for id in filter(after.__contains__, before):
            yield from self.values(f"{path}[{id}]", before[id], after[id])
        stay = _longest_run([id for id in before if id in after], [id for id in after if id in before])
        previous = None
        for id, entry in after.items():
            if id not in before:
                yield Change("added", f"{path}[{id}]", new=self._new(entry), after=previous)
            elif id not in stay:
                yield Change("moved", f"{path}[{id}]", after=previous)
            previous = id

    def _old(self, value: Any) -> Any:
        return _plain(value, self.old_date)

    def _new(self, value: Any) -> Any:
        return _plain(value, self.new_date)


def _is_keyed(entries: Sequence[Any]) -> bool:
    ids = [getattr(entry, "id", None) for entry in entries]
    return None not in ids and len(set(ids)) == len(ids)


def _longest_run(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the most entries of a list that keep their order; the others have moved."""
    place = {id: index for index, id in enumerate(old)}
    lowest: list[int] = []  # the lowest last place of a run of each length
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for id in new:
        length = bisect_left(lowest, place[id])
        before[id] = ends[length - 1] if length else None
        lowest[length : length + 1] = [place[id]]
        ends[length : length + 1] = [id]
    run: set[str] = set()
    at = ends[-1] if ends else None
    while at is not None:
        run.add(at)
        at = before[at]
    return run


def _offices(a: Side, b: Side) -> Iterator[Change]:
    """Yield the offices that others hold on the other side's date."""
    if a.on is None or b.on is None:
        return
    then, now = known_at(a.content, a.on), known_at(b.content, b.on)
    before, after = by_office(then.people.terms), by_office(now.people.terms)
    for owner in ("association", "agency"):
        offices = [office.id for content in (then, now) for office in getattr(content, owner).offices]
        for office in dict.fromkeys(offices):
            old = [term.person for term in holders(before.get(office, ()), office, a.on)]
            new = [term.person for term in holders(after.get(office, ()), office, b.on)]
            if old != new:
                yield Change("office", f"{owner}.offices[{office}]", old, new)


def _plain(value: Any, on: Point | None) -> Any:
    """Return a value as JSON has it; on a date a figure is the one known then, and there is no before."""
    match value:
        case Translated():
            return dict(value.root)
        case Record():
            fields: Mapping[str, Any] = {name: getattr(value, name) for name in type(value).model_fields}
            if on is not None:
                hidden = {*PAST, "history"} if isinstance(value, Number) else {*PAST}
                if isinstance(value, Number):
                    reading = known_on(value, on)
                    fields = {**fields, **{name: getattr(reading, name) for name in Reading.model_fields}}
                fields = {name: each for name, each in fields.items() if name not in hidden}
            return {name: _plain(each, on) for name, each in fields.items()}
        case Date():
            return str(value)
        case list():
            return [_plain(each, on) for each in value]
        case dict():
            return {key: _plain(each, on) for key, each in value.items()}
    return value


# Applying ------------------------------------------------------------------------------------------------------------


def _apply(tree: Tree, change: Change) -> None:
    root = next((r for r in (change.path, _root(change.path)) if r in tree), change.path)
    if change.path == root:  # a file's values as a whole
        if change.kind == "removed":
            del tree[root]
        else:
            tree[root] = copy.deepcopy(change.new)
        return
    *steps, (field, id) = [("", root), *_steps(change.path[len(root) :])]
    holder: Any = tree
    for name, entry in steps:
        holder = holder[name] if name else holder[entry] if holder is tree else holder[_place(holder, entry)]
    match change.kind:
        case "removed":
            del holder[_place(holder, id)]
        case "added" | "moved":
            entry = copy.deepcopy(change.new) if change.kind == "added" else holder.pop(_place(holder, id))
            holder.insert(0 if change.after is None else _place(holder, change.after) + 1, entry)
        case "reworded":
            _reword(holder[field] if field else holder[id], change)
        case "figure" if field and isinstance(holder[field], dict) and change.new is not None:
            holder[field].update(copy.deepcopy(change.new))
        case "figure" if id:
            holder[_place(holder, id)].update(copy.deepcopy(change.new))
        case _:
            holder[field] = copy.deepcopy(change.new)


def _reword(text: dict[str, str], change: Change) -> None:
    if change.new is None:
        del text[change.language]
    else:
        text[change.language] = change.new


def _root(path: str) -> str:
    if path.startswith(f"{EDITIONS}["):
        return path[: path.index("]") + 1]
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def _steps(rest: str) -> list[tuple[str, str]]:
    return [(found[1] or "", found[2] or "") for found in _STEP.finditer(rest)]


def _place(entries: Sequence[Mapping[str, Any]], id: str) -> int:
    return next(index for index, entry in enumerate(entries) if _name(entry) == id)


def _name(entry: Mapping[str, Any]) -> str:
    return str(next(entry[name] for name in _NAMED_BY if name in entry))
