"""Many briefs: ours beside plain WeasyPrint and python-docx, two workers beside one, a Dask cluster beside the pool.

``python benchmarks/batch.py [--counts 10,50] [--runs 3] [--memory 500]``. Each contestant makes the same distinct
briefs, in PDF and Word, in a process of its own; they take turns. What a brief costs is the difference between two
numbers of briefs, so that the start counts for nobody. `--memory` tells how a worker grows over so many briefs.
"""

from __future__ import annotations

import argparse
import gc
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import plain
from distinct import STARTER, distinct
from docx import Document as WordDocument
from weasyprint import HTML

from briefgen.look.theme_file import load_theme
from briefgen.making.compose import compose, on_paper, plan
from briefgen.making.opened import open_project
from briefgen.making.worker import WorkOrder, make_here

HERE = Path(__file__).resolve().parent
LANGUAGE = "en"
Cost = tuple[float, float]  # seconds of CPU, and by the clock


def prepare(folder: Path, count: int) -> None:
    """Make a project of so many editions, and write the words of each as plain HTML."""
    editions = distinct(folder / "project", count, STARTER)
    held = open_project(folder / "project")
    (folder / "plain").mkdir()
    plain.write_fonts(load_theme(held.project.theme_folder(held.project.settings.theme)), folder / "plain" / "fonts")
    for edition in editions:
        for job in plan(held.project, held.content, edition, [LANGUAGE]):
            document = on_paper(compose(held.project, held.content, job)[1], held.theme, "auto")
            (folder / "plain" / f"{edition}.html").write_text(plain.to_html(document), encoding="utf-8")


def naive(folder: Path) -> None:
    """Make a PDF/UA-1 and a Word file of every page in a folder, as everyone calls the libraries."""
    for page in sorted(folder.glob("*.html")):
        html = HTML(filename=page)
        html.write_pdf(page.with_suffix(".pdf"), pdf_variant="pdf/ua-1")
        word = WordDocument()
        for element in html.etree_element.iter():
            if element.tag in ("h1", "h2", "h3", "p", "li", "td", "th"):
                word.add_paragraph("".join(element.itertext()))
        word.save(str(page.with_suffix(".docx")))


def cost(command: list[str], folder: Path) -> Cost:
    """Return what a process costs with all that it starts."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    took, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took


def compare(counts: list[int], runs: int) -> None:
    """Print what a brief costs each contestant, and the ratios that the goals are of."""
    python = sys.executable
    batch = [python, "-m", "briefgen", "build", "--all", "--no-cache", "--lang", LANGUAGE]
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as name:
        for count in counts:
            (Path(name) / str(count)).mkdir()
            prepare(Path(name) / str(count), count)
        for _ in range(runs):
            costs: dict[str, list[Cost]] = {}
            for count in counts:
                folder = Path(name) / str(count)
                contestants = {
                    "plain": [python, str(HERE / "batch.py"), "--naive", str(folder / "plain")],
                    "one worker": [*batch, "--workers", "1"],
                    "two workers": [*batch, "--workers", "2"],
                    "Dask, two workers": [*batch, "--workers", "2", "--on", "local"],
                }
                for contestant, command in contestants.items():
                    costs.setdefault(contestant, []).append(cost(command, folder / "project"))
                    shutil.rmtree(folder / "project" / "output", ignore_errors=True)
            more = counts[-1] - counts[0]
            for contestant, (few, many) in costs.items():
                each = (many[0] - few[0]) / more, (many[1] - few[1]) / more
                found.setdefault(contestant, []).append(each)
    print(f"{'a brief, PDF and Word':24}{'CPU ms':>10}{'clock ms':>10}   (medians of {runs})")
    for contestant, values in found.items():
        cpu, clock = (statistics.median(value[part] * 1000 for value in values) for part in (0, 1))
        print(f"{contestant:24}{cpu:10.0f}{clock:10.0f}")
    for told, one, other, part in (
        ("as fast as plain, a core", "plain", "one worker", 0),
        ("two workers to one, by the clock", "one worker", "two workers", 1),
        ("Dask to the pool, by the clock", "Dask, two workers", "two workers", 1),
        ("Dask to the pool, CPU", "Dask, two workers", "two workers", 0),
    ):
        ratios = [a[part] / b[part] for a, b in zip(found[one], found[other], strict=True)]
        print(f"{told:34}{statistics.median(ratios):6.2f}   {min(ratios):.2f}–{max(ratios):.2f}")


def memory(count: int) -> None:
    """Print how much a worker grows over so many briefs, once it is warm."""
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as name:
        editions = distinct(Path(name) / "project", 50)
        warm, resident = count // 5, 0
        for number in range(count + warm):
            order = WorkOrder(editions[number % len(editions)], languages=(LANGUAGE,), cache=False)
            made = make_here(order, str(Path(name) / "project"))
            assert made.result, made
            if number == 0:
                print(f"peak of the first brief: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")
            if number in (warm - 1, count + warm - 1):
                gc.collect()
                resident = _resident() - resident
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"growth over {count} briefs: {resident / count:.1f} KB a brief; peak {peak / 1000:.0f} MB")


def _resident() -> int:
    """Return the memory of this process in KB, as Linux tells it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", default="10,50", help="two numbers of briefs")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", type=int, help="only this: how a worker grows over so many briefs")
    parser.add_argument("--naive", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.naive:
        naive(arguments.naive)
    elif arguments.memory:
        memory(arguments.memory)
    else:
        compare([int(count) for count in arguments.counts.split(",")], arguments.runs)


if __name__ == "__main__":
    main()
