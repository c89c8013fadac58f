"""How check, build and each rule grow: ``python benchmarks/growth.py [--sizes 1,2,4,8] [--kind KIND] [--only WORD]``.

Makes projects of several sizes from the ISSA content (`grown.py`) and prints the CPU time of each step and of each rule
by itself, and the exponent of what each costs beyond the content as it is: 1 for what grows as the content does.
benchmarks/README.md says what was measured.
"""

from __future__ import annotations

import argparse
import gc
import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from grown import UNIT, grow

from briefgen.checks import all_rules as checks
from briefgen.checks.acknowledge import acknowledged
from briefgen.checks.subject import Subject
from briefgen.content import translation_lock as lock
from briefgen.content.digest import digest
from briefgen.content.knowing import known
from briefgen.content.model import Content
from briefgen.content.reading import loader
from briefgen.content.snapshot import snapshot
from briefgen.making import compose, judge, press, trees
from briefgen.making.drift import drifts
from briefgen.making.opened import Opened, missed, open_project

TIMES = 3  # of which the quickest counts
LEAST = 0.01  # seconds; what costs less at the largest size has no exponent that means anything
Times = dict[str, float]


def cpu(work: Callable[[], Any], fresh: Callable[[], None] = lambda: None) -> float:
    """Return the CPU seconds of some work, the least of a few times; `fresh` comes before each, and isn't counted."""
    found = []
    for _ in range(TIMES):
        fresh()
        gc.collect()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def measure(folder: Path, only: str = "") -> Times:
    """Return the CPU seconds of each step and of each rule on the project in a folder."""
    held = open_project(folder)
    project, content, theme = held.project, held.content, held.theme
    edition = compose.newest_edition(content)
    on = compose.date_of(content, edition)
    older = min(content.editions, key=lambda id: str(content.editions[id].as_of))
    long_ago = compose.date_of(content, older)
    steps: dict[str, Callable[[], Any]] = {
        "read": lambda: loader.load(project.content),
        "known_at, newest": lambda: _anew(content, on),
        "known_at, oldest": lambda: _anew(content, long_ago),
        "digest": lambda: digest(content, edition),
        "snapshot": lambda: snapshot(content),
        "lock": lambda: lock.text_of(_confirmed(content, project.settings.languages)),
        "what is missed": lambda: missed(project, content),
        "what has drifted": lambda: drifts(project, content),
        "compose one": lambda: trees.compose_all(project, content, compose.plan(project, content), theme),
        "check": lambda: judge.check(_fresh(held)),
        "build one, before it is written": lambda: _prepare(_fresh(held), edition),
    }
    found = {name: cpu(step) for name, step in steps.items() if only in name}
    composed = trees.compose_all(project, content, compose.plan(project, content), theme, draft=True)
    printed = judge._printed(each.document for each in composed)
    gone, drifted = missed(project, content), drifts(project, content)

    def subject() -> Subject:
        values = replace(known.known_at(content, on))
        return Subject(
            values, project.settings.languages, edition, printed=printed, gone=gone, drifts=drifted, root=project.root
        )

    one = subject()
    for each in (one.texts, one.everything, one.spoken):
        assert isinstance(each, tuple)  # what all rules share is made before the first is measured
    problems = checks.run_rules(one)
    for code, rule in checks.RULES.items():
        if only in code:
            found[code] = cpu(lambda rule=rule: checks.reports(one, rule))  # type: ignore[misc]
    if not only or only in "acknowledged":
        found["acknowledged"] = cpu(lambda: acknowledged(one, problems, checks.FIRM))
    return found


def _anew(content: Content, on: Any) -> Content:
    return known.known_at(replace(content), on)


def _fresh(held: Opened) -> Opened:
    """Return the project as it is opened by a verb: its files are known, and nothing is concluded from them."""
    held = Opened(held.project, cache=False)
    held._read = replace(loader.load(held.project.content, held.project.name_of(held.project.content)))
    return held


def _prepare(held: Opened, edition: str) -> None:
    press.prepare(held, edition=edition, draft=True)


def _confirmed(content: Content, languages: Sequence[str]) -> lock.Lock:
    return lock.confirm_translations(lock.Lock("lock"), lock.tracked(content.items), languages, languages[1:])


def exponent(sizes: Sequence[int], times: Sequence[float], base: float) -> float:
    """Return the exponent of growth beyond the base: the slope through the logarithms, the larger half of the sizes."""
    points = [(math.log(size), math.log(cost)) for size, each in zip(sizes, times, strict=True)
              if (cost := each - base) > 0]  # fmt: skip
    points = points[-3:]
    if len(points) < 2:
        return math.nan
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def rows(sizes: Sequence[int], found: Mapping[int, Times]) -> Iterator[tuple[float, str]]:
    """Yield the lines of the table with the exponents."""
    base, largest = found[0], sizes[-1]
    for name in base:
        times = [found[size][name] for size in sizes]
        slope = exponent(sizes, times, base[name]) if times[-1] >= LEAST else math.nan
        told = "" if math.isnan(slope) else f"{slope:9.2f}"
        cells = "".join(f"{1000 * each:9.1f}" for each in [base[name], *times])
        yield found[largest][name], f"{name:34}{cells}{told}"


def main() -> None:
    """Make the projects, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1,2,4,8", help="how many times the unit is added")
    parser.add_argument("--only", default="", help="steps and rules with this word in their name")
    parser.add_argument("--kind", action="append", choices=UNIT, help="let only this grow; repeatable")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    kinds = arguments.kind or [kind for kind in UNIT if kind not in ("editions", "issued")]
    found: dict[int, Times] = {}
    with tempfile.TemporaryDirectory(prefix="briefgen-growth-") as name:
        for size in (0, *sizes):
            folder = Path(name) / str(size)
            grow(folder, **{kind: UNIT[kind] * size for kind in kinds})
            found[size] = measure(folder, arguments.only)
    print("added a time: " + ", ".join(f"{UNIT[kind]} {kind}" for kind in kinds))
    print(f"{'CPU ms, added':34}" + "".join(f"{size:>8} ×" for size in (0, *sizes)) + " exponent")
    for _, line in rows(sizes, found):
        print(line)


if __name__ == "__main__":
    main()
