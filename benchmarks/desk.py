"""How soon the desk answers who types: ``python benchmarks/desk.py [--times N]``.

A clerk's pauses in typing, one after another: the brief with what is typed (as the page asks for it), and what the
check says of it. Prints the median and the 95th percentile on the clock, in ms, and as ratios to a Python that does
nothing, started in between.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import requests

from briefgen.desk.server import DeskServer
from briefgen.making.opened import open_project

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
                words = project.content.items[f"{THING}.text"].value.root["en"]

                def ask(page: str, number: int) -> None:
                    typed = {"path": THING, f"w.{FIELD}": words, f"f.{FIELD}": f"{words} {'abcdefghij'[number % 10]}."}
                    base = server.address[: server.address.index("/", 8)]
                    browser.post(f"{base}/{page}", data=typed, headers={"Origin": base}, timeout=60).raise_for_status()

                anchor = [took(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)) for _ in range(5)]
                for page, what in (("typed", "typing → the brief"), ("checked", "typing → checked")):
                    ask(page, 0)
                    found = sorted(took(lambda n=n, page=page: ask(page, n)) for n in range(times))  # type: ignore[misc]
                    middle, late = statistics.median(found), found[int(len(found) * LEAST) - 1]
                    python = statistics.median(anchor)
                    print(
                        f"{what}: median {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms"
                        f" ({middle / python:.1f} and {late / python:.1f} × Python)"
                    )
        finally:
            server.stop()
            thread.join()


def took(work: Callable[[], object]) -> float:
    """Return how long some work takes, in s on the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
