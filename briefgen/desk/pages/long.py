"""Lists that may be long: a page shows the first of them and says where the rest is, or shows a part at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request

from briefgen.problems.diagnostics import Diagnostic

T = TypeVar("T")

FEW = 12  # of a long list that is one among others on its page
MANY = 100  # of one that has a page of its own


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of a list: what is shown, what comes before it, how many there are in all, and `most` in a part."""

    shown: tuple[T, ...]
    before: int
    all: int
    most: int

    @property
    def previous(self) -> int | None:
        """Where the part before this one begins; None if this is the first."""
        return max(self.before - self.most, 0) if self.before else None

    @property
    def next(self) -> int | None:
        """Where the next part begins; None if this is the last."""
        end = self.before + len(self.shown)
        return end if end < self.all else None


def part_of(request: Request, items: Sequence[T], most: int = MANY) -> Part[T]:
    """Return that part of a list which a page is asked for (`from`), the first if it isn't said or isn't there."""
    said = request.query_params.get("from", "")
    before = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    if before >= len(items):
        before = 0
    return Part(tuple(items[before : before + most]), before, len(items), most)


def few(items: Sequence[T]) -> Sequence[T]:
    """Return a list that is one among others, or the first of it where it is long."""
    return items if len(items) <= 2 * FEW else items[:FEW]


def few_of_each(problems: Iterable[Diagnostic]) -> tuple[list[Diagnostic], dict[str, int]]:
    """Return the problems without most of those kinds that there are many of, and how many of each were left out."""
    problems = list(problems)
    number = Counter(each.code for each in problems)
    seen: Counter[str] = Counter()
    shown = []
    for each in problems:
        seen[each.code] += 1
        if number[each.code] <= 2 * FEW or seen[each.code] <= FEW:
            shown.append(each)
    return shown, {code: all_of - FEW for code, all_of in number.items() if all_of > 2 * FEW}
