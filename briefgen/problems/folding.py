"""Problems by their cause: what is wrong once is told once, with what follows from it under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.problems.diagnostics import SEVERITIES, Diagnostic

# What stands in one language and not in another: where something else is wrong in the text, that is why.
_BETWEEN = frozenset(
    ("digits-differ", "glossary-unused", "length-differs", "mark-differs", "negation-differs", "place-differs",
     "placeholder-differs", "qualifier-differs", "sense-differs")
)  # fmt: skip
# What is said of a whole entry, and follows from nothing else that is wrong with it.
_ALONE = frozenset(
    ("fact-disputed", "fact-unsourced", "fact-unverified", "not-supplied", "source-unused", "translation-ahead",
     "translation-behind", "translation-unconfirmed")
)  # fmt: skip
BROKEN = frozenset(("expression-wrong", "prose-wrong"))  # a text that has such a place prints something else
_ALIKE = frozenset(("spelling",))  # says least of all that is said of the same words
# What languages say wrongly together, since one was translated from the other; each has slips of its own.
_TRANSLATED = frozenset(
    ("age-wrong", "city-differs", "city-elsewhere", "count-differs", "date-differs", "date-impossible",
     "duration-differs", "expression-wrong", "founded-otherwise", "holder-outside-term", "person-from-elsewhere",
     "list-count", "list-order", "marking-differs", "note-left", "place-former", "pointer-lost", "private-data",
     "region-as-country", "residue", "sum-wrong", "time-impossible", "weekday-wrong", "words-expired",
     "words-undated")
)  # fmt: skip
_LONG = 40  # characters of a line from which on a report of all of it is one of the whole text
Numbered = tuple[int, Diagnostic]


@dataclass(frozen=True, slots=True)
class Folded:
    """A problem, and those that are likely gone when it is mended."""

    problem: Diagnostic  # with what another rule offers for the same words, if it offers nothing itself
    under: tuple[Diagnostic, ...] = ()
    at: int = 0  # the problem's place among all


def folded(problems: Iterable[Diagnostic]) -> tuple[Folded, ...]:
    """Return the problems by their causes, in their order; what somebody stands by is alone."""
    listed = list(problems)
    groups = _Groups(len(listed))
    fields: dict[str, list[Numbered]] = defaultdict(list)
    for at, each in enumerate(listed):
        if each.path and not each.acknowledged and each.code not in _ALONE:
            fields[each.path].append((at, each))
    for those in fields.values():
        groups.join_all(_overlapping(those))
        groups.join_all(_in_languages([one for one in those if one[1].code in _TRANSLATED | _BETWEEN]))
        groups.join_all(_between_languages(those, groups))
    groups.join_all(_resting(fields))
    return tuple(_of_one_cause([(at, listed[at]) for at in group]) for group in groups.all())


def _of_one_cause(numbered: Sequence[Numbered]) -> Folded:
    if len(numbered) == 1:
        return Folded(numbered[0][1], at=numbered[0][0])
    problems = [each for _, each in numbered]
    rests = {on for each in problems for on in each.rests_on}
    fixes = {(each.language, each.place): each.fix for each in problems if each.fix}
    head = min(
        problems,
        key=lambda each: (
            SEVERITIES.index(each.severity), each.code in _BETWEEN, each.code in _ALIKE, each.path not in rests
        ),
    )  # fmt: skip
    under = tuple(each for each in problems if each is not head)
    fix = head.fix or fixes.get((head.language, head.place))  # what another rule offers for the same words
    at = next(at for at, each in numbered if each is head)
    return Folded(replace(head, fix=fix) if fix else head, under, at)


def _resting(fields: Mapping[str, Sequence[Numbered]]) -> Iterator[tuple[int, int]]:
    """Yield problems of a field and those that rest on it; or of several fields that rest on one."""
    resting: dict[str, list[Numbered]] = defaultdict(list)
    for those in fields.values():
        for at, each in those:
            for on in filter(None, each.rests_on):
                resting[on].append((at, each))
    for on, those in resting.items():
        own = fields.get(on, ())
        # What one text says otherwise is wrong there; what several fields do is wrong where they look.
        if own or len({each.path for _, each in those}) > 1:
            first, *others = sorted({at for at, _ in (*own, *those)})
            yield from ((first, at) for at in others)


def _between_languages(problems: Sequence[Numbered], groups: _Groups) -> Iterator[tuple[int, int]]:
    """Yield what differs between languages with the one thing that is wrong in a text; with more, nobody knows why."""
    between = [(at, each) for at, each in problems if each.code in _BETWEEN]
    others = [at for at, each in problems if each.code not in _BETWEEN]
    causes = {groups.first(at) for at in others}
    if broken := [at for at, each in problems if each.code in BROKEN]:
        yield from ((broken[0], at) for at, each in between if each.code == "placeholder-differs")
    if len(causes) == 1:
        yield from ((others[0], at) for at, _ in between)
    elif not causes and len(between) == len({(each.code, each.language) for _, each in between}):
        yield from ((between[0][0], at) for at, _ in between[1:])


def _overlapping(problems: Sequence[Numbered]) -> Iterator[tuple[int, int]]:
    """Yield problems of the same words; what is said of a text as a whole is said of none of them."""
    spots: dict[tuple[str, str, int], list[Numbered]] = defaultdict(list)
    for at, each in problems:
        place = each.place
        if place.length > _LONG and place.column + place.length > len(each.excerpt.rstrip()):
            continue
        spots[each.language, each.place.file, each.place.line].append((at, each))
    for those in spots.values():
        those.sort(key=lambda one: one[1].place.column)
        end, last = 0, -1
        for at, each in those:
            if last >= 0 and each.place.column < end:
                yield last, at
            if each.place.column + each.place.length >= end:
                end, last = each.place.column + each.place.length, at


def _in_languages(problems: Sequence[Numbered]) -> Iterator[tuple[int, int]]:
    """Yield problems of a kind of which each language of a text has as many."""
    kinds: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, each in problems:
        if each.language:
            kinds[each.code][each.language].append(at)
    for languages in kinds.values():
        first, *others = languages.values()
        for other in others:
            if len(other) == len(first):
                yield from zip(first, other, strict=True)


class _Groups:
    """Numbers that belong together, as more is said about which do."""

    def __init__(self, number: int) -> None:
        self._of = list(range(number))

    def first(self, one: int) -> int:
        """Return the first number of a group, by any."""
        while self._of[one] != one:
            self._of[one] = self._of[self._of[one]]
            one = self._of[one]
        return one

    def join_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Say that the two of each pair belong together."""
        for one, other in pairs:
            low, high = sorted((self.first(one), self.first(other)))
            self._of[high] = low

    def all(self) -> Iterator[list[int]]:
        """Yield the groups, in the order of their first numbers."""
        groups: dict[int, list[int]] = {}
        for one in range(len(self._of)):
            groups.setdefault(self.first(one), []).append(one)
        yield from groups.values()
