"""Nothing grows faster than the content: with twice as much added, twice the steps are added.

What is counted are calls, in Python and into C, which neither a slow nor a busy machine changes. The content is that of
the bench of growth: persons, entries, sources, events, terms, words of the glossary, wordings of before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from grown import UNIT, grow

from briefgen.checks import all_rules as checks
from briefgen.checks import rules
from briefgen.checks.acknowledge import acknowledged
from briefgen.checks.subject import Subject
from briefgen.content import snapshot, translation_lock
from briefgen.content.changing.lost import lost
from briefgen.content.comparing.compare import compare
from briefgen.content.comparing.named import edition_side
from briefgen.content.digest import digest
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.dates import Point
from briefgen.localise.gaps import gaps
from briefgen.problems.diagnostics import Diagnostic
from tests.soak import some
from tests.steps import steps

# Entries that are added; of other kinds in proportion. Of sixteen, any have much of what the sixteen before them had.
SIZES = (16, 48, 80)
FAR = 400  # entries at which what grows by pairs has to be less than half of what grows as the content does
NEGLIGIBLE = 100  # steps for an entry
EDITION, OLDER = "2019-11-after-brussels", "2019-10-brussels"
LANGUAGES = ("ka", "en")


@dataclass(frozen=True)
class Grown:
    """A content of some size, and what the rules look at."""

    size: int
    content: Content
    subject: Subject
    snapshot: str


@cache
def grown(size: int) -> Grown:
    of_content = UNIT.keys() - {"editions", "issued"}
    kinds = {kind: UNIT[kind] * size // UNIT["entries"] for kind in of_content}
    kinds["persons"] *= 4  # so that there are surnames with every letter
    with TemporaryDirectory() as folder:
        grow(Path(folder) / "project", **kinds)
        content = load(Path(folder) / "project" / "content")
    printed = frozenset(path for path in content.items if path.startswith(("cooperation.", "people.", "events[")))
    known = known_at(content, Point(2019, 11))
    about = Subject(known, LANGUAGES, EDITION, printed=printed)
    return Grown(size, content, about, snapshot.snapshot(content))


def by_pairs(work: Callable[[Grown], Callable[[], Any]]) -> float:
    """Return how many steps go with the square of what is added, to those that go with it, where that is much."""
    counts = []
    for of in map(grown, SIZES):
        work(of)()  # what is kept of texts, whichever tests were run before
        counts.append(steps(work(of)))
    few, some, many = counts
    first, second, _third = SIZES
    step = second - first
    square = ((many - some) - (some - few)) / (2 * step**2)
    plain = (some - few) / step - square * (first + second)
    return square * FAR / max(plain, NEGLIGIBLE)


def grows(work: Callable[[Grown], Callable[[], Any]]) -> bool:
    return by_pairs(work) > 0.5


def rule_on(rule: rules.Rule) -> Callable[[Grown], Callable[[], Any]]:
    def work(of: Grown) -> Callable[[], Any]:
        about = replace(of.subject)  # on which nothing was looked up yet
        assert about.texts
        return lambda: list(rule.find(about))

    return work


@pytest.mark.soak
def test_no_rule_grows_faster_than_the_content() -> None:
    rules = some(tuple(checks.RULES.items()), 6)
    assert [code for code, rule in rules if grows(rule_on(rule))] == []


@cache
def _problems(size: int) -> tuple[Diagnostic, ...]:
    return checks.run_rules(grown(size).subject)


def _acknowledging(of: Grown) -> Callable[[], Any]:
    about, problems = replace(of.subject), _problems(of.size)
    return lambda: acknowledged(about, problems, ())


STEPS: dict[str, Callable[[Grown], Callable[[], Any]]] = {
    "acknowledgements": _acknowledging,
    "known on the newest day": lambda of: lambda: known_at(replace(of.content), Point(2019, 11)),
    "known on an older day": lambda of: lambda: known_at(replace(of.content), Point(2018, 11, 3)),
    "digest": lambda of: lambda: digest(replace(of.content), EDITION),
    "snapshot": lambda of: lambda: snapshot.snapshot(replace(of.content)),
    "restored": lambda of: lambda: snapshot.restore(of.snapshot),
    "lock": lambda of: (
        lambda: translation_lock.text_of(
            translation_lock.confirm_translations(
                translation_lock.Lock("l"), translation_lock.tracked(of.content.items), LANGUAGES, LANGUAGES[1:]
            )
        )
    ),
    "what is missed": lambda of: lambda: lost(grown(SIZES[0]).content, [of.snapshot], ["people.persons[p1]"]),
    "what changed": lambda of: lambda: compare(edition_side(of.content, OLDER), edition_side(of.content, EDITION)),
    "gaps": lambda of: lambda: gaps(of.content, EDITION),
}


@pytest.mark.parametrize("name", STEPS)
def test_no_step_grows_faster_than_the_content(name: str) -> None:
    assert not grows(STEPS[name])


def test_what_grows_faster_is_noticed() -> None:
    @rules.rule("all-pairs", "note", "Nothing is compared with all else.")
    def all_pairs(subject: Subject) -> Any:
        texts = [text.path for text in subject.texts]
        return (None for one in texts for two in texts if one.startswith(two) and not one)

    @rules.rule("each", "note", "Each is looked at.")
    def each(subject: Subject) -> Any:
        return (None for one in subject.texts if one.path.startswith("none") and not one.path)

    assert grows(rule_on(all_pairs))
    assert not grows(rule_on(each))
