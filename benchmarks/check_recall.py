"""Judges the rules of `briefgen check`: ``python benchmarks/check_recall.py [--seed N] [--count N] [--show-misses]``.

Plants single faults, of every family, in copies of the ISSA project and of the second project, checks each copy, and
prints how many faults were reported, per project and family; and what was reported that nobody planted.
benchmarks/README.md says what counts.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from recall import facts, people, structure, times, translation, words
from recall.faults import Fault, below
from recall.planting import KINDS, draw
from recall.site import Site

from briefgen.checks.all_rules import FAMILIES
from briefgen.making.judge import check
from briefgen.problems.diagnostics import SEVERITIES, Diagnostic, Place
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import SETTINGS_FILE, Project, find_project

ROOT = Path(__file__).resolve().parent.parent
PROJECTS = {"issa": ROOT, "second": ROOT / "tests" / "data" / "second_project"}
LEAST_RECALL = 98  # per cent
Check = Callable[[Project], Sequence[Diagnostic]]

assert all((facts, people, times, translation, words, structure))  # importing them entered their kinds


@dataclass
class Verdict:
    """What became of one fault: the reports that are new, and which of them tell of it."""

    fault: Fault
    line: int
    found: tuple[Diagnostic, ...]
    extra: tuple[Diagnostic, ...]  # neither the fault nor what follows from it
    near: tuple[Diagnostic, ...]  # at the place, of a code that doesn't fit

    def __str__(self) -> str:
        fault = self.fault
        told = f" [only {', '.join(sorted({p.code for p in self.near}))}]" if self.near and not self.found else ""
        where = f"{fault.project}: {fault.file}:{self.line} {fault.near[0]}"
        return f"{fault.family}, {fault.kind}: {where}: {fault.change}{told}"


@dataclass
class Result:
    """The verdicts on all faults, and the reports on the clean projects."""

    verdicts: list[Verdict] = field(default_factory=list)
    clean: dict[str, Sequence[Diagnostic]] = field(default_factory=dict)

    @property
    def recall(self) -> float:
        """How many of the faults were found, in per cent; none planted is none found."""
        return 100 * sum(bool(v.found) for v in self.verdicts) / len(self.verdicts) if self.verdicts else 0.0

    @property
    def false_errors(self) -> list[Diagnostic]:
        """Errors on projects without a fault."""
        return [p for problems in self.clean.values() for p in problems if p.severity == "error" and not p.acknowledged]

    @property
    def passes(self) -> bool:
        """Whether the rules are good enough."""
        return self.recall >= LEAST_RECALL and not self.false_errors


def judge(
    seed: int,
    count: int,
    families: Sequence[str] = (),
    kinds: Sequence[str] = (),
    checking: Check = check,
    tell: Callable[[str], None] = lambda text: None,
) -> Result:
    """Plant faults and judge what `checking` reports of them."""
    result = Result()
    with copies() as sites:
        for site in sites:
            result.clean[site.name] = _reports(site, checking)
        for number, (site, fault) in enumerate(draw(sites, seed, count, families, kinds), 1):
            with planted(site, fault):
                problems = _reports(site, checking)
            result.verdicts.append(verdict(site, fault, result.clean[site.name], problems))
            tell(f"\r{number} of {count}")
    return result


@contextmanager
def copies() -> Iterator[list[Site]]:
    """Give copies of the projects in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="briefgen-recall-") as name:
        sites = []
        for project, root in PROJECTS.items():
            folder = Path(name) / project
            shutil.copytree(root / "content", folder / "content")
            shutil.copy(root / SETTINGS_FILE, folder)
            _copy_settings(find_project(root), folder)
            sites.append(Site(project, folder))
        yield sites


def _copy_settings(project: Project, folder: Path) -> None:
    """Copy the files and folders that the settings name, such as a letterhead; not what a build wrote."""
    for name in asdict(project.settings).values():
        path = project.root / name if isinstance(name, str) and name else None
        if path is None or path in (project.content, project.output):
            continue
        if path.is_dir():
            shutil.copytree(path, folder / name, dirs_exist_ok=True)
        elif path.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / name)


@contextmanager
def planted(site: Site, fault: Fault) -> Iterator[None]:
    """Have a fault in the project for a while."""
    path = site.project.root / fault.file
    path.write_text(site.after(fault), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(site.files[fault.file], encoding="utf-8")


def _reports(site: Site, checking: Check) -> tuple[Diagnostic, ...]:
    """Return the reports on the project as it is now; what stops the check is one too."""
    try:
        return tuple(checking(find_project(site.project.root)))
    except Mistake as mistake:
        return (Diagnostic(Place(SETTINGS_FILE), "error", "mistake", str(mistake)),)
    except Exception as error:
        # A traceback is no report. It is counted as an error that nobody planted, so that it can't be overlooked.
        return (Diagnostic(Place("?"), "error", "crash", f"{type(error).__name__}: {error}"),)


def verdict(site: Site, fault: Fault, clean: Sequence[Diagnostic], problems: Sequence[Diagnostic]) -> Verdict:
    """Judge the reports on a project with one fault; those that the clean project has too don't count."""
    known = Counter(_identity(problem) for problem in clean)
    new = []
    for problem in problems:
        if known[_identity(problem)] > 0:
            known[_identity(problem)] -= 1
        elif problem.severity != "note" and not problem.acknowledged:
            new.append(problem)
    lines = site.lines(fault)
    near = [problem for problem in new if fault.everywhere or _is_near(problem, fault, site)]
    found = [p for p in near if _fits(p.code, fault.fits) and not re.fullmatch(fault.unfit or r"(?!)", p.code)]
    others = [problem for problem in near if problem not in found]
    follows = [problem for problem in others if _fits(problem.code, fault.also)]
    # What a fault renames or takes out is missed as well, wherever it was.
    follows += [problem for problem in new if _fits(problem.code, fault.elsewhere) or problem.code == "content-lost"]
    extra = [problem for problem in new if problem not in found and problem not in follows]
    return Verdict(fault, lines.start, tuple(found), tuple(extra), tuple(others))


def _identity(problem: Diagnostic) -> tuple[str, ...]:
    # Lines move with what was planted above them.
    return (problem.code, problem.severity, problem.place.file, problem.path, problem.message, problem.acknowledged)


def _is_near(problem: Diagnostic, fault: Fault, site: Site) -> bool:
    if problem.path and any(below(problem.path, path) for path in fault.near):
        return True
    # What can't be read has no path; the report of a field that is gone points at the entity.
    lines = site.lines(fault) if problem.path else (*site.lines(fault), *site.lines_of_entity(fault))
    return problem.place.file == fault.file and problem.place.line in lines


def _fits(code: str, patterns: Sequence[str]) -> bool:
    for pattern in patterns:
        if pattern in FAMILIES:
            if any(rule.code == code for rule in FAMILIES[pattern]):
                return True
        elif re.fullmatch(pattern, code):
            return True
    return False


# What is printed ---------------------------------------------------------------------------------------------------


def table(result: Result) -> Iterator[str]:
    """Yield the lines of planted, found and recall, by family and project."""
    yield f"{'family':26}{'project':10}{'planted':>8}{'found':>8}{'recall':>9}"
    groups = [(v.fault.family, v.fault.project) for v in result.verdicts]
    for family, project in dict.fromkeys(sorted(groups, key=lambda group: (FAMILY_ORDER.index(group[0]), group[1]))):
        yield _row(
            family, project, [v for v in result.verdicts if (v.fault.family, v.fault.project) == (family, project)]
        )
    yield _row("all", "", result.verdicts)


def _row(family: str, project: str, verdicts: Sequence[Verdict]) -> str:
    found = sum(bool(verdict.found) for verdict in verdicts)
    percent = f"{100 * found / len(verdicts):.1f} %" if verdicts else "–"
    return f"{family:26}{project:10}{len(verdicts):8}{found:8}{percent:>9}"


FAMILY_ORDER = list(dict.fromkeys(kind.family for kind in KINDS))


def report(result: Result, *, chosen: bool, misses: bool, extras: bool) -> Iterator[str]:
    """Yield the lines of the report; `chosen` says that only some kinds were wanted."""
    yield from table(result)
    idle = [kind.name for kind in KINDS if not any(v.fault.kind == kind.name for v in result.verdicts)]
    if idle and not chosen:
        yield f"\nnot planted, for want of a place or of turns: {'; '.join(idle)}"
    yield "\nreports that no fault explains, one project and code a line: errors, warnings"
    by_code = Counter((v.fault.project, p.code, p.severity) for v in result.verdicts for p in v.extra)
    for project, code in dict.fromkeys((project, code) for project, code, _ in sorted(by_code)):
        yield f"  {project:10}{code:26}{by_code[project, code, 'error']:4}{by_code[project, code, 'warning']:4}"
    yield "\non the clean projects: " + ("nothing" if not any(result.clean.values()) else "")
    for project, problems in result.clean.items():
        counts = Counter((p.severity if not p.acknowledged else "acknowledged", p.code) for p in problems)
        for severity in (*SEVERITIES, "acknowledged"):
            for (kind_, code), number in sorted(counts.items()):
                if kind_ == severity:
                    yield f"  {project:10}{severity:14}{code:26}{number:4}"
    if misses:
        yield "\nmissed"
        yield from (f"  {verdict}" for verdict in result.verdicts if not verdict.found)
    if extras:
        yield "\nunexplained"
        for verdict in result.verdicts:
            for problem in verdict.extra:
                yield f"  {verdict}\n      {problem.place}: {problem.severity}[{problem.code}]: {problem.message}"


def main(arguments: Sequence[str] | None = None, checking: Check = check) -> int:
    """Run the judge; return 0 if the rules are good enough."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=420, help="how many faults are planted (%(default)s)")
    parser.add_argument("--family", action="append", default=[], choices=FAMILY_ORDER, help="only this one; repeatable")
    parser.add_argument("--kind", action="append", default=[], choices=[kind.name for kind in KINDS], metavar="KIND")
    parser.add_argument("--show-misses", action="store_true", help="a line for every fault that was not found")
    parser.add_argument("--show-extras", action="store_true", help="every report that no fault explains")
    parser.add_argument("--list", action="store_true", help="print the faults and check nothing")
    options = parser.parse_args(arguments)
    if options.list:
        with copies() as sites:
            for site, fault in draw(sites, options.seed, options.count, options.family, options.kind):
                print(Verdict(fault, site.lines(fault).start, (), (), ()))
        return 0
    tell = (lambda text: print(text, end="", file=sys.stderr, flush=True)) if sys.stderr.isatty() else lambda text: None
    result = judge(options.seed, options.count, options.family, options.kind, checking, tell)
    chosen = bool(options.family or options.kind)
    print("\n".join(report(result, chosen=chosen, misses=options.show_misses, extras=options.show_extras)))
    print(f"\nseed {options.seed}: recall {result.recall:.1f} %, {len(result.false_errors)} errors on clean projects")
    return 0 if result.passes else 1


if __name__ == "__main__":
    raise SystemExit(main())
