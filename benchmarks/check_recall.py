"""Judges the rules of `briefgen check`: ``python benchmarks/check_recall.py [--family F] [--show-misses]``.

Makes each fault of recall/faults.yaml, and each harmless edit of recall/harmless.yaml, in a copy of the ISSA project,
accepts the translations as after a real edit, checks, and prints what was found. benchmarks/README.md says what counts.
"""

from __future__ import annotations

import argparse
import gc
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from briefgen.__main__ import SELDOM
from briefgen.checks.all_rules import FAMILIES, RULES
from briefgen.content.translation_lock import FILE, confirm_translations, read_lock, text_of, tracked
from briefgen.making.judge import check
from briefgen.making.opened import Opened, open_project
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.project.settings import SETTINGS_FILE

ROOT = Path(__file__).resolve().parent.parent
SET = Path(__file__).resolve().parent / "recall"
LABELS = ("content", "list", "neither")  # who could know that it's wrong: the content itself, a list, only a reader
Check = Callable[[Opened], Sequence[Diagnostic]]

# Which reports are of the right kind, by family of faults: families of rules, and patterns of codes of other families.
_LANGUAGE = ("spelling", "slips", "typography", "glossary")
_OF_FACTS = "digits-differ|count-differs|fact-contradicts|placeholder-differs"
FITS: dict[str, tuple[str, ...]] = {
    "numbers": (
        "facts",
        "placeholder-differs|sense-differs|list-count|source-note-differs|source-number",
        "range-wrong",
    ),
    "dates": (
        "timing",
        "ageing",
        _OF_FACTS,
        "review-passed|source-(?:date|number|note-differs)",
        "holder-.*|term-.*|office-(?:twice|vacant)",
        "range-wrong",
    ),
    "people": (
        "people",
        _OF_FACTS,
        "reference-unknown|country-unknown|glossary-.*|office-of-another|source-note-differs|capitals-differ",
    ),
    "places": (
        "references",
        _OF_FACTS,
        "name-.*|place-.*|city-.*|region-.*|glossary-.*|person-from-elsewhere|label-differs",
    ),
    "terms": (
        "glossary",
        "name-.*|office-.*|acronym-.*|capitals?-.*|phrase-.*|spelling|words-better|placeholder-differs",
        "(?:field|institution)-differs",
    ),
    "georgian": (*_LANGUAGE, "name-spelled-twice"),
    "english-french": (*_LANGUAGE, "name-spelled-twice|grammar.*|article-.*"),
    "residue": (
        "residue",
        "typography",
        "(?:word|sentence)-doubled|script-mixed|reference-.*|footnote-differs|markup-differs|edition-event",
    ),
    "translation": (
        "translations",
        _OF_FACTS,
        "(link|place|city-name)-differs|figure-misplaced|name-.*|script-mixed|mark-.*|negation-.*|glossary-.*",
    ),
    "structure": (
        "structure",
        "references",
        "timing",
        "people",
        _OF_FACTS,
        "fact-disputed|order-.*|placeholder-.*|city-elsewhere|status-.*",
    ),
    "sources-links": (
        "references",
        "structure",
        "source-.*|links?-.*|fact-.*|date-order|date-impossible|date-unlike-name|name-nearly",
    ),
    "edition-before": (
        "timing",
        "ageing",
        "people",
        "residue",
        _OF_FACTS,
        "number-typed|glossary-forbidden|review-passed",
        "reference-unknown|city-differs|source-figure-differs|content-lost|(?:status|marking)-.*|edition-event|agenda-differs",
    ),
}
# Of no use as an answer: only says that something was changed, or that a value was typed, not that it is wrong.
UNFIT = r"translation-(behind|ahead|unconfirmed)|translations-untracked|fact-unverified|spelling-unchecked"
UNFIT_IN = {
    "numbers": r"number-typed|number-in-digits|fact-un.*|fact-disputed|review-passed",
    "dates": r"date-typed|words-undated",
    "people": r"name-typed|term-ends-soon",
    "structure": r"date-typed|name-typed|source-unused",
}


@dataclass(frozen=True, slots=True)
class Case:
    """An edit of the set; its label is "harmless" if it does no harm."""

    id: str
    family: str
    label: str
    why: str
    fields: tuple[str, ...]
    words: tuple[str, ...]
    edits: tuple[tuple[str, str, str], ...]  # file, old, new

    def __str__(self) -> str:
        edits = "".join(f"\n      {file}: «{_line(old)}» → «{_line(new)}»" for file, old, new in self.edits)
        return f"{self.id} [{self.label}] {self.why}{edits}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The new reports on a case: those that tell of it, those at its place of another kind, and all the others."""

    case: Case
    found: tuple[Diagnostic, ...]
    near: tuple[Diagnostic, ...]
    others: tuple[Diagnostic, ...]

    @property
    def new(self) -> tuple[Diagnostic, ...]:
        """All of them."""
        return (*self.found, *self.near, *self.others)

    def has(self, severity: str) -> bool:
        """Tell whether any of them is so grave."""
        return any(problem.severity == severity for problem in self.new)


def read_set(folder: Path = SET) -> tuple[Case, ...]:
    """Return the faults and the harmless edits of a set, without those that were withdrawn."""
    withdrawn = _yaml(folder / "withdrawn.yaml")
    rows = [row for name in ("faults", "harmless") for row in _yaml(folder / f"{name}.yaml")]
    return tuple(_case(row) for row in rows if row["id"] not in withdrawn)


def _yaml(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _case(row: dict[str, Any]) -> Case:
    where = row.get("where", {"fields": (), "words": ()})  # of a harmless edit it needn't be said
    edits = tuple((edit["file"], edit["old"], edit["new"]) for edit in row["edits"])
    label = row.get("label", "harmless")
    return Case(row["id"], row["family"], label, row["why"], tuple(where["fields"]), tuple(where["words"]), edits)


def judge(cases: Iterable[Case], checking: Check = check) -> Iterator[Verdict]:
    """Make each edit in a copy of the project by itself, and yield what became of it."""
    with _copied() as held:
        clean = Counter(map(_identity, _reports(held, checking)))
        for case in cases:
            with edited(held.root, case):
                held.changed(Path("content"))
                _accept_translations(held)
                yield _verdict(held, case, clean, _reports(held, checking))


@contextmanager
def _copied() -> Iterator[Opened]:
    with tempfile.TemporaryDirectory(prefix="briefgen-recall-") as name:
        for folder in ("content", "templates"):
            shutil.copytree(ROOT / folder, Path(name) / folder)
        shutil.copy(ROOT / SETTINGS_FILE, name)
        yield open_project(Path(name).resolve())


@contextmanager
def edited(root: Path, case: Case) -> Iterator[None]:
    """Have an edit in the project for a while."""
    before = {
        path: path.read_bytes() for path in (root / "content" / FILE, *(root / file for file, _, _ in case.edits))
    }
    try:
        for file, old, new in case.edits:
            text = (root / file).read_text(encoding="utf-8")
            if text.count(old) != 1:
                raise ValueError(f"{case.id}: {text.count(old)} times in {file}: {old}")
            (root / file).write_text(text.replace(old, new), encoding="utf-8")
        yield
    finally:
        for path, data in before.items():
            path.write_bytes(data)


def _accept_translations(held: Opened) -> None:
    """Confirm all translations, as `briefgen translations --accept` does; but nobody's journal grows by it."""
    try:
        items = held.content.items
    except ProblemsError:
        return
    path = held.project.content / FILE
    main, *others = held.project.settings.languages
    texts = [(key, text) for key, text in tracked(items) if all(text.root.get(code) for code in (main, *others))]
    lock = confirm_translations(read_lock(path.parent, FILE), texts, (main, *others), others)
    path.write_text(text_of(lock), encoding="utf-8")
    held.changed(path)


def _reports(held: Opened, checking: Check) -> Sequence[Diagnostic]:
    """Return the reports on the project as it is now; what stops the check is one too, at no place."""
    try:
        found = checking(held)
    except Mistake as mistake:
        return [Diagnostic(Place(SETTINGS_FILE), "error", "mistake", str(mistake))]
    return [problem for problem in found if problem.severity != "note" and not problem.acknowledged]


def _identity(problem: Diagnostic) -> tuple[str, ...]:
    # Lines move with what was written above them.
    return (problem.code, problem.severity, problem.place.file, problem.path, problem.message)


def _verdict(held: Opened, case: Case, clean: Counter[tuple[str, ...]], problems: Iterable[Diagnostic]) -> Verdict:
    known = clean.copy()
    found: list[Diagnostic] = []
    near: list[Diagnostic] = []
    others: list[Diagnostic] = []
    for problem in problems:
        if known[_identity(problem)] > 0:
            known[_identity(problem)] -= 1
        elif not is_at(problem, case, held.root):
            others.append(problem)
        else:
            (found if fits(problem.code, case.family) else near).append(problem)
    return Verdict(case, tuple(found), tuple(near), tuple(others))


def is_at(problem: Diagnostic, case: Case, root: Path) -> bool:
    """Tell whether a report is of a field that was changed, or of what it belongs to, or points at its new words.

    A contradiction may be told of at its other end: in what names the entity that was changed.
    """
    block = _block(root / problem.place.file, problem.place.line)
    told = f"{problem.message} {problem.hint}"
    for field in case.fields:
        plain = re.sub(r"\.(ka|en)\b.*", "", field)
        entity, _, _ = plain.partition("]")
        entity += "]" if "]" in plain else ""
        # The file as a whole is too wide a place.
        if problem.path and (_below(problem.path, entity) or ("." in problem.path and _below(plain, problem.path))):
            return True
        name = entity.rstrip("]").partition("[")[2]
        if len(re.split("[-_]", name)) > 1 and re.search(
            rf"(?<![\w-]){re.sub('[-_]', '[-_]', name)}(?![\w-])", "\n".join([told, *block.values()])
        ):
            return True
    if any(word in told for word in case.words if len(word) > 3):
        return True
    # What can't be read has no path.
    return not problem.path and any(
        problem.place.file == file and not block.keys().isdisjoint(_lines(root / file, new))
        for file, _, new in case.edits
    )


def _block(path: Path, line: int) -> dict[int, str]:
    """Return the lines of the entry of a list, or of what has a name of its own in a file, in which a line stands."""
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, text in enumerate(lines, 1) if re.match(r" *- (id|code):|\w", text)]
    first = max((number for number in starts if number <= line), default=1)
    last = min((number for number in starts if number > line), default=len(lines) + 1)
    return {number: lines[number - 1] for number in range(first, last)}


def _below(path: str, owner: str) -> bool:
    return path == owner or path.startswith((f"{owner}.", f"{owner}["))


def _lines(path: Path, text: str) -> range:
    before, _, _ = path.read_text(encoding="utf-8").partition(text)
    first = before.count("\n") + 1
    return range(first, first + text.count("\n") + 1)


def fits(code: str, family: str) -> bool:
    """Tell whether a report of this code is of the right kind; what lets nothing be read is, of any."""
    if re.fullmatch(UNFIT, code) or re.fullmatch(UNFIT_IN.get(family, r"(?!)"), code):
        return False
    in_family = any(rule.code == code for name in FITS[family] for rule in FAMILIES.get(name, ()))
    return in_family or code not in RULES or any(re.fullmatch(pattern, code) for pattern in FITS[family])


# What is printed ---------------------------------------------------------------------------------------------------


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a line for each family, and one for all: found of planted by label, harmless edits with a report."""
    heads = [*LABELS, "content + list", "all"]
    yield f"{'family':16}" + "".join(f"{head:>17}" for head in heads) + f"{'harmless':>10}{'errors':>8}{'warnings':>10}"
    families = list(dict.fromkeys(verdict.case.family for verdict in verdicts))
    for family in [*families, "all"]:
        rows = [verdict for verdict in verdicts if family in (verdict.case.family, "all")]
        harmless = [verdict for verdict in rows if verdict.case.label == "harmless"]
        errors, warnings = (sum(verdict.has(grave) for verdict in harmless) for grave in ("error", "warning"))
        groups = [*((label,) for label in LABELS), LABELS[:2], LABELS]
        yield (
            f"{family:16}"
            + "".join(f"{_share(rows, group):>17}" for group in groups)
            + "".join((f"{len(harmless):>10}", f"{errors:>8}", f"{warnings:>10}"))
        )


def found_of(verdicts: Iterable[Verdict], labels: Sequence[str]) -> tuple[int, int]:
    """Return how many of the faults with these labels were found, and how many there are."""
    rows = [bool(verdict.found) for verdict in verdicts if verdict.case.label in labels]
    return sum(rows), len(rows)


def _share(verdicts: Iterable[Verdict], labels: Sequence[str]) -> str:
    found, of = found_of(verdicts, labels)
    return f"{found}/{of} {100 * found / of:5.1f} %" if of else "–"


def passes(verdicts: Sequence[Verdict]) -> bool:
    """Tell whether the rules are good enough; without a fault and a harmless edit nothing is shown."""

    def share(labels: Sequence[str], family: str = "") -> float:
        found, of = found_of([v for v in verdicts if family in ("", v.case.family)], labels)
        return found / of if of else 0

    harmless = [verdict for verdict in verdicts if verdict.case.label == "harmless"]
    least = min((share(LABELS[:2], verdict.case.family) for verdict in verdicts), default=0)
    enough = share(LABELS[:1]) >= 0.95 and share(LABELS[:2]) >= 0.9 and least >= 0.8
    quiet = not any(v.has("error") for v in harmless) and sum(v.has("warning") for v in harmless) <= 0.03 * len(
        harmless
    )
    return enough and quiet and bool(harmless)


def _misses(verdicts: Iterable[Verdict]) -> Iterator[str]:
    yield "\nmissed"
    for verdict in verdicts:
        if verdict.case.label != "harmless" and not verdict.found:
            told = [f"at the place: {', '.join(sorted({p.code for p in verdict.near}))}"] if verdict.near else []
            told += [f"elsewhere: {', '.join(sorted({p.code for p in verdict.others}))}"] if verdict.others else []
            yield f"  {verdict.case}" + "".join(f"\n      only {each}" for each in told)


def _harmless(verdicts: Iterable[Verdict]) -> Iterator[str]:
    yield "\nharmless, with reports"
    for verdict in verdicts:
        if verdict.case.label == "harmless" and verdict.new:
            yield f"  {verdict.case}"
            yield from (f"      {p.place}: {p.severity}[{p.code}]: {p.message}" for p in verdict.new)


def _line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ⏎ ", text)


def main(arguments: Sequence[str] | None = None, checking: Check = check) -> int:
    """Run the judge; return 0 if the rules are good enough."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--family", action="append", default=[], choices=list(FITS), help="only this one; repeatable")
    parser.add_argument(
        "--set",
        choices=sorted(path.name for path in SET.iterdir() if path.is_dir()),
        default="",
        help="another set, see the README",
    )
    parser.add_argument("--show-misses", action="store_true", help="every fault that was not found, with its edits")
    parser.add_argument("--show-harmless", action="store_true", help="every harmless edit with a report")
    parser.add_argument("--show-found", action="store_true", help="every fault that was found, with the reports")
    options = parser.parse_args(arguments)
    gc.set_threshold(*SELDOM)  # as the command does
    verdicts = list(
        judge(
            [case for case in read_set(SET / options.set) if case.family in (options.family or FITS)],
            checking,
        )
    )
    print("\n".join(table(verdicts)))
    if options.show_misses:
        print("\n".join(_misses(verdicts)))
    if options.show_found:
        for verdict in verdicts:
            if verdict.case.label != "harmless" and verdict.found:
                told = "".join(f"\n      {p.place}: {p.severity}[{p.code}]: {p.message}" for p in verdict.found)
                print(f"  {verdict.case}{told}")
    if options.show_harmless:
        print("\n".join(_harmless(verdicts)))
    return 0 if passes(verdicts) else 1


if __name__ == "__main__":
    raise SystemExit(main())
