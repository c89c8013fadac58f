"""Compares briefgen with plain WeasyPrint and Typst on the same words: ``python benchmarks/run.py [RUNS]``.

Every figure is CPU time, of a process with all that it starts, or of one build inside a process. The contestants
take turns, so that a machine whose speed drifts is unfair to none. benchmarks/README.md says what is compared.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import plain

from briefgen.look.theme_file import load_theme
from briefgen.making.compose import compose, on_paper, plan
from briefgen.making.opened import opened
from briefgen.project.folder import find_project

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WARM_TIMES = 6  # in one process; the first is not counted
Command = list[str]


def prepare(folder: Path) -> None:
    """Write the words of the newest edition, in every language, as plain HTML and as Typst."""
    project = find_project(ROOT)
    content = opened(project).content
    theme = load_theme(project.theme_folder(project.settings.theme))
    plain.write_fonts(theme, folder / "fonts")
    for job in plan(project, content):
        document = on_paper(compose(project, content, job)[1], theme, project.settings.contents)
        (folder / f"{job.language}.html").write_text(plain.to_html(document), encoding="utf-8")
        (folder / f"{job.language}.typ").write_text(plain.to_typst(document), encoding="utf-8")


def output_of(command: Command) -> str:
    """Run a command in the project; return what it printed."""
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)}\n{result.stdout}{result.stderr}")
    return result.stdout


def cold(command: Command) -> float:
    """Return the CPU seconds of a process and of those that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output_of(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def warm(command: Command) -> float:
    """Return the median CPU seconds of a build in one process, the first build left out."""
    seconds = [float(line) for line in output_of(command).splitlines()]
    return statistics.median(seconds[1:])


def compare(title: str, contestants: dict[str, Command], runs: int, *, in_one_process: bool = False) -> None:
    """Print each contestant's time, and how many times as long the first one takes."""
    measure = warm if in_one_process else cold
    for command in contestants.values():
        output_of(command)  # compiled modules and files come into the cache
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(runs):
        for name, command in contestants.items():
            times[name].append(measure(command))
    first = next(iter(times.values()))
    print(f"\n{title}\n{'':34}{'min ms':>8}{'median ms':>11}   briefgen / this, median")
    for name, values in times.items():
        ratio = statistics.median(a / b for a, b in zip(first, values, strict=True))
        note = "" if values is first else f"{ratio:10.2f}"
        print(f"  {name:32}{min(values) * 1000:8.0f}{statistics.median(values) * 1000:11.0f}{note}")


def main(runs: int) -> None:
    """Run all comparisons."""
    python = sys.executable
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as name:
        folder = Path(name)
        prepare(folder)
        weasyprint = [python, str(HERE / "with_weasyprint.py"), name]
        typst = [python, str(HERE / "with_typst.py"), name]
        build = [python, "-m", "briefgen", "build", "--out", str(folder / "out")]
        again = [python, str(HERE / "with_briefgen.py"), str(folder / "out"), str(WARM_TIMES)]
        compare(
            "Cold: one process, both languages",
            {
                "briefgen build (PDF and Word)": build,
                "plain WeasyPrint (PDF)": [*weasyprint, "1"],
                "Typst (PDF)": [*typst, "1"],
            },
            runs,
        )
        compare(
            "Cold: PDF only",
            {
                "briefgen build --format pdf": [*build, "--format", "pdf"],
                "plain WeasyPrint": [*weasyprint, "1"],
                "Typst": [*typst, "1"],
            },
            runs,
        )
        compare(
            "Warm: a later build in the same process, both languages",
            {
                "briefgen (PDF and Word)": [*again, "pdf", "docx"],
                "plain WeasyPrint (PDF)": [*weasyprint, str(WARM_TIMES)],
                "Typst after an edit (PDF)": [*typst, str(WARM_TIMES)],
            },
            runs,
            in_one_process=True,
        )
        compare(
            "Check of the ISSA project, its dictionaries' answers kept",
            {
                "briefgen check": [python, "-m", "briefgen", "check"],
                "only what it imports": [python, "-c", "import briefgen.cli, briefgen.making.judge"],
                "Python that does nothing": [python, "-c", "pass"],
            },
            runs,
        )
        compare(
            "Help",
            {
                "briefgen --help": [python, "-m", "briefgen", "--help"],
                "weasyprint --help": [python, "-m", "weasyprint", "--help"],
                "import typst": [python, "-c", "import typst"],
                "Python that does nothing": [python, "-c", "pass"],
            },
            runs,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
