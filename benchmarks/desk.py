"""How soon the desk answers who types: ``python benchmarks/desk.py [--times N]``.

A clerk's pauses in typing, one after another: the brief with what is typed (as the page asks for it), and what the
check says of it; and a save that is checked. In between, in the same process, Typst compiles the same words to a PDF
anew after an edit of one line (extra `bench`). Prints the median and the 95th percentile on the clock, in ms, and as
ratios to Typst's median.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import requests
import typst
from plain import EDIT, to_typst, write_fonts

from briefgen.desk.server import DeskServer
from briefgen.making.compose import on_paper, plan
from briefgen.making.opened import Opened, open_project
from briefgen.making.trees import compose_all

ROOT = Path(__file__).resolve().parent.parent
THING, FIELD = "cooperation.history[panama-2016]", "text.en"
LEAST = 0.95


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="bench-desk-") as aside:
        root = Path(aside) / "project"
        shutil.copytree(ROOT / "content", root / "content")
        shutil.copy(ROOT / "briefgen.toml", root)
        project = open_project(root, cache=False)
        server = DeskServer(project)
        thread = Thread(target=server.run)
        thread.start()
        try:
            with requests.Session() as browser:
                browser.trust_env = False
                browser.get(server.address, timeout=60)
                words: str = project.content.items[f"{THING}.text"].value.root["en"]
                base = server.address[: server.address.index("/", 8)]

                def ask(page: str, number: int, **more: str) -> str:
                    text = f"{words} {'abcdefghij'[number % 10]}."
                    typed = {"path": THING, f"w.{FIELD}": words, f"f.{FIELD}": text, **more}
                    answer = browser.post(f"{base}/{page}", data=typed, headers={"Origin": base}, timeout=60)
                    answer.raise_for_status()
                    return text

                def save(number: int) -> None:  # its answer is the form with what the check says of it
                    nonlocal words
                    words = ask("thing", number, kind="always")[-3000:]

                again = typst_of(project, Path(aside) / "typst")
                works = {
                    "typing → the brief": lambda n: ask("typed", n),
                    "typing → checked": lambda n: ask("checked", n),
                    "save → checked": save,
                    "Typst, the same words to a PDF again": again,
                }
                found: dict[str, list[float]] = {what: [] for what in works}
                for number in range(times + 1):
                    for what, work in works.items():
                        took_it = took(lambda work=work, number=number: work(number))  # type: ignore[misc]
                        if number:  # the first isn't like the others
                            found[what].append(took_it)
                other = statistics.median(found["Typst, the same words to a PDF again"])
                for what, each in found.items():
                    middle, late = statistics.median(each), sorted(each)[int(times * LEAST) - 1]
                    print(
                        f"{what}: median {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms"
                        f" ({middle / other:.2f} and {late / other:.2f} × Typst)"
                    )
        finally:
            server.stop()
            thread.join()


def typst_of(project: Opened, folder: Path) -> Callable[[int], None]:
    """Return what compiles the words of the English brief with Typst, after an edit of one line."""
    (job,) = plan(project.project, project.content, languages=["en"], formats=["pdf"])
    (made,) = compose_all(project.project, project.content, [job], project.theme, draft=True)
    folder.mkdir()
    write_fonts(project.theme, folder / "fonts")
    source, path = to_typst(on_paper(made.document, project.theme, "never")), folder / "brief.typ"
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"])

    def again(number: int) -> None:
        path.write_text(source.replace(EDIT, f"Edit {number}\n"), encoding="utf-8")
        typst.compile(path, output=path.with_suffix(".pdf"), font_paths=fonts)

    return again


def took(work: Callable[[], object]) -> float:
    """Return how long some work takes, in s on the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
