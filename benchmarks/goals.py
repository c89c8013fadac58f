"""How far the goals are reached: ``python benchmarks/goals.py [--runs N] [--only WORD] [--against FOLDER]``.

Each line is a ratio of CPU time to an anchor that is measured beside it, turn by turn: a Python that does nothing, or
the naive way to the same pages (`naive.py`). With --against another checkout of briefgen takes its turns, too, in the
same interpreter. Prints the median of the turns, and the least and the greatest. benchmarks/README.md says more.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import plain
from grown import UNIT, grow
from growth import exponent
from resident import edit

from briefgen.making.compose import compose, on_paper, plan
from briefgen.making.opened import open_project

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WARM_TIMES = 6  # in one process; the first is not counted
RENDERS = 120
SETTLED = 20  # renders after which a process has what it keeps
BUILD = ("build", "--lang", "ka")
Run = Callable[[], float]


@dataclass(frozen=True)
class Briefgen:
    """A checkout of briefgen, with projects and a cache of its own."""

    code: Path
    folder: Path

    def project(self, name: str, **added: int) -> Path:
        """Return a project of the ISSA content with so much added, made when it is first asked for."""
        path = self.folder / name
        if not path.is_dir():
            grow(path, **added)
        return path

    def cpu(self, project: Path, *arguments: str, cache: str = "", fresh: bool = False) -> float:
        """Return the CPU seconds of a command, with a cache of that name; a `fresh` one is emptied before."""
        if fresh:
            shutil.rmtree(self.folder / f"cache-{cache}", ignore_errors=True)
        return cpu([sys.executable, "-m", "briefgen", *arguments], project, self._environment(cache))

    def resident(self, what: str, project: Path, times: int, cache: str = "") -> list[float]:
        """Return what `resident.py` tells."""
        command = [sys.executable, str(HERE / "resident.py"), what, str(project), str(times)]
        return [float(line) for line in output_of(command, project, self._environment(cache)).split()]

    def _environment(self, cache: str) -> dict[str, str]:
        # No PYTHONDONTWRITEBYTECODE: what Python compiles is kept, as it is for whoever uses briefgen.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, "PYTHONPATH": str(self.code), "XDG_CACHE_HOME": str(self.folder / f"cache-{cache}")}


@dataclass(frozen=True)
class Line:
    """A goal: what is measured, in its own unit or as so many times the anchor."""

    title: str
    goal: str
    measure: Callable[[Briefgen], float]
    anchor: Run = lambda: 1.0
    most: int = 99  # turns: what takes long has few

    def turns(self, contestants: Sequence[Briefgen], runs: int) -> list[list[float]]:
        """Return what each contestant took, turn by turn, the anchor beside it."""
        found: list[list[float]] = [[] for _ in contestants]
        for _ in range(min(runs, self.most)):
            anchor = self.anchor()
            for values, contestant in zip(found, contestants, strict=True):
                values.append(self.measure(contestant) / anchor)
        return found


def output_of(command: Sequence[str], cwd: Path, environment: dict[str, str]) -> str:
    """Run a command; return what it printed. A check may find problems; all else has to succeed."""
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    found = (
        "check" in command and done.returncode == 1 and "Traceback" not in done.stderr
    )  # what is invented has faults
    if done.returncode and not found:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def cpu(command: Sequence[str], cwd: Path, environment: dict[str, str]) -> float:
    """Return the CPU seconds of a process and of those that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output_of(command, cwd, environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def python() -> float:
    """Return the CPU seconds of a Python that does nothing: the median of a few, since it is so short."""
    command = [sys.executable, "-c", "pass"]
    return statistics.median(cpu(command, ROOT, {**os.environ}) for _ in range(5))


def prepare(folder: Path) -> None:
    """Write the words of the newest edition in Georgian, as a plain page and as a list for python-docx."""
    held = open_project(ROOT, cache=False)
    project, content = held.project, held.content
    (job,) = plan(project, content, None, ["ka"])
    document = on_paper(compose(project, content, job)[1], held.theme, project.settings.contents)
    plain.write_fonts(held.theme, folder / "fonts")
    (folder / "ka.html").write_text(plain.to_html(document), encoding="utf-8")
    (folder / "ka.json").write_text(json.dumps(plain.to_words(document)), encoding="utf-8")


def lines(folder: Path) -> Iterator[Line]:
    """Yield the lines of the table."""
    naive = [sys.executable, str(HERE / "naive.py"), str(folder)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def naive_cold() -> float:
        return cpu([*naive, "1", "pdf", "docx"], folder, environment)

    def naive_warm() -> float:
        return _warm(map(float, output_of([*naive, str(WARM_TIMES), "pdf"], folder, environment).split()))

    def unchanged(name: str, editions: int) -> Callable[[Briefgen], float]:
        def measure(one: Briefgen) -> float:
            project = one.project(name, editions=editions)
            if not (project / "output").is_dir():
                for _ in range(3):  # made; young files told by their bytes; and by their times
                    one.cpu(project, *BUILD, cache=name)
            return one.cpu(project, *BUILD, cache=name)

        return measure

    def edited(one: Briefgen) -> float:
        project = one.project("edited")
        one.cpu(project, *BUILD, cache="edited")
        edit(project, _number())
        return one.cpu(project, *BUILD, cache="edited")

    def resident(what: str) -> Callable[[Briefgen], float]:
        return lambda one: _warm(one.resident(what, one.project("resident"), WARM_TIMES))

    def verb(*arguments: str) -> Callable[[Briefgen], float]:
        return lambda one: one.cpu(one.project("two"), *arguments, cache="verbs")

    def first_get(one: Briefgen) -> float:
        return one.cpu(one.project("two"), "get", "stats.member_organisations", cache="get", fresh=True)

    def beside(one: Briefgen) -> float:
        few, many = one.project("two"), one.project("thousands", editions=1998)
        return one.cpu(many, *BUILD, cache="many", fresh=True) / one.cpu(few, *BUILD, cache="few", fresh=True)

    def checks(one: Briefgen) -> float:
        few, many = one.project("two"), one.project("forty-two", editions=40)
        return one.cpu(many, "check", cache="many", fresh=True) / one.cpu(few, "check", cache="few", fresh=True)

    def growing(one: Briefgen) -> float:
        kinds = ("persons", "entries", "sources")
        sizes = (0, 2, 4, 8)
        costs = [
            one.cpu(one.project(f"grown-{size}", **{kind: UNIT[kind] * size for kind in kinds}), "check",
                    cache="grown", fresh=True)
            for size in sizes
        ]  # fmt: skip
        return exponent(sizes[1:], costs[1:], costs[0])

    def peak(one: Briefgen) -> float:
        shutil.rmtree(one.folder / "cache-peak", ignore_errors=True)
        return one.resident("peak", one.project("two"), 1, cache="peak")[0] / 1e6

    def leaves(one: Briefgen) -> float:
        sizes = one.resident("memory", one.project("resident"), RENDERS, cache="memory")[SETTLED:]
        slope: float = statistics.linear_regression(range(len(sizes)), sizes).slope
        return slope / 1e3

    yield Line("nothing changed, 2 editions, × Python", "≤ 3", unchanged("few", 0), python)
    yield Line("log, × Python", "≤ 8", verb("log"), python)
    yield Line("explain, × Python", "≤ 8", verb("explain"), python)
    yield Line("explain CODE, × Python", "≤ 8", verb("explain", "fact-disputed"), python)
    yield Line("get, × Python", "≤ 20", first_get, python)
    yield Line("get of what the cache knows, × Python", "≤ 8", verb("get", "stats.member_organisations"), python)
    yield Line("get of a whole file that the cache knows, × Python", "≤ 8", verb("get", "association"), python)
    yield Line("--help, × Python", "≤ 5", verb("--help"), python)
    yield Line("cold, empty cache, ka PDF + Word, × naive", "≤ 2",
               lambda one: one.cpu(one.project("two"), *BUILD, cache="cold", fresh=True), naive_cold, 4)  # fmt: skip
    yield Line("cold process, one text edited, × naive", "≤ 1.2", edited, naive_cold, 4)
    yield Line("resident: edit → HTML, × naive's warm PDF", "≤ 0.06", resident("html"), naive_warm, 3)
    yield Line("resident: edit → checked, × naive's warm PDF", "≤ 0.25", resident("checked"), naive_warm, 3)
    yield Line("resident: edit → PDF, proved, × naive's warm PDF", "≤ 1.1", resident("pdf"), naive_warm, 3)
    yield Line("check: 42 editions to 2", "≤ 1.3", checks, most=2)
    yield Line("check: exponent, + 400 persons, 400 entries, 1 600 sources", "≤ 1.1", growing, most=1)
    yield Line("build of one beside 2 000 to beside 2", "≤ 2", beside, most=1)
    yield Line("nothing changed, 2 000 editions, × Python", "≤ 6", unchanged("thousands", 1998), python)
    yield Line("memory: peak of a build, MB", "≤ 110", peak, most=2)
    yield Line(f"memory: a render leaves, over {RENDERS}, KB", "≤ 5", leaves, most=1)


def _warm(seconds: Iterable[float]) -> float:
    return statistics.median([*seconds][1:])


_numbers = iter(range(1, 10**6))


def _number() -> int:
    return next(_numbers)


def told(values: Sequence[float]) -> str:
    """Return the median, and the spread."""
    if len(values) == 1:
        return f"{values[0]:7.2f}"
    return f"{statistics.median(values):7.2f} ({min(values):.2f}–{max(values):.2f})"


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="turns of each line; what takes long has fewer")
    parser.add_argument("--only", default="", help="lines with this in their title")
    parser.add_argument("--against", type=Path, help="another checkout of briefgen, which takes its turns")
    arguments = parser.parse_args()
    codes = [ROOT, *([arguments.against.resolve()] if arguments.against else [])]
    with tempfile.TemporaryDirectory(prefix="briefgen-goals-") as name:
        folder = Path(name)
        prepare(folder)
        contestants = [Briefgen(code, folder / str(number)) for number, code in enumerate(codes)]
        for one in contestants:  # what Python compiles is there before anything is measured
            one.cpu(one.project("two"), *BUILD, cache="first")
        heads = ["this", *(["the other"] if arguments.against else [])]
        print(f"{'':60}{'goal':>8}  {''.join(f'{head:24}' for head in heads)}".rstrip())
        for line in lines(folder):
            if arguments.only in line.title:
                found = line.turns(contestants, arguments.runs)
                print(f"{line.title:60}{line.goal:>8}  {''.join(f'{told(each):24}' for each in found)}".rstrip(),
                      flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
