"""What a request leaves behind in a desk that goes on: ``python benchmarks/desk_growth.py [--rounds N] [--trace]``.

A clerk's round, again and again on the ISSA content: a form is opened, typed in (the brief, the check, the draft),
saved, and the pages are looked at. Prints how many KB the process grows by a request once it has what it keeps, by a
line through its size after each round; `--trace` prints instead where the memory comes from that was taken since and
is still held.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import statistics
import sys
import tempfile
import tracemalloc
from pathlib import Path

from grown import ROOT, grow

from briefgen.desk.server import OFTEN

sys.path.insert(0, str(ROOT))
from tests.desk.in_process import Client

THING, FIELD = "cooperation.history[panama-2016]", "text.en"
PAGES = [
    "/",
    "/content",
    "/check",
    "/changes",
    "/compare",
    "/frame/brief",
    "/build",
    "/outbox",
    "/recipients",
]
A_ROUND = 7 + len(PAGES)  # requests
SETTLED = 120  # rounds: by then the journal is as full as it may be, and each page of changes reads all of it
_SIZE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--trace", action="store_true")
    arguments = parser.parse_args()
    settled = min(SETTLED, arguments.rounds // 2)
    with tempfile.TemporaryDirectory(prefix="bench-desk-growth-") as aside, asyncio.Runner() as runner:
        root = Path(aside) / "project"
        grow(root)
        desk = Client(root, runner)
        gc.freeze()
        gc.set_threshold(*OFTEN)
        sizes = []
        before = None
        for number in range(arguments.rounds):
            a_round(desk, number)
            gc.collect()
            sizes.append(resident())
            if arguments.trace and number == settled:
                tracemalloc.start()
                a_round(desk, number + 10**6)
                gc.collect()
                before = tracemalloc.take_snapshot()
        if before:
            after = tracemalloc.take_snapshot()
            for grown in after.compare_to(before, "lineno")[:20]:
                print(grown)
            return
        later = sizes[settled:]
        slope = statistics.linear_regression(range(len(later)), later).slope
        print(
            f"after {settled} rounds {sizes[settled] / 1e6:.0f} MB, after {arguments.rounds} {sizes[-1] / 1e6:.0f} MB: "
            f"{slope / 1e3 / A_ROUND:.2f} KB a request"
        )


def a_round(desk: Client, number: int) -> None:
    """Open a form, type, save, look around: `A_ROUND` requests."""
    form = desk.get("/thing", path=THING).form("/thing")
    assert form is not None
    words = form.fields[f"w.{FIELD}"].partition(" Round")[0] + f" Round {'abcdefghij'[number % 10]}."
    typed = {**form.fields, f"f.{FIELD}": words}
    for page, more in (
        ("/typed", {"lang": "en"}),
        ("/checked", {"lang": "en"}),
        ("/insert", {"field": f"f.{FIELD}", "lang": "en"}),
    ):
        assert desk.post(page, {**typed, **more}).status == 200
    kept = json.dumps({f"f.{FIELD}": {"was": form.fields[f"w.{FIELD}"], "now": words}})
    draft = f"{number:016x}"
    assert desk.post("/draft", {"draft": draft, "page": f"/thing {THING}", "kept": kept}).status == 200
    assert desk.post("/thing", {**typed, "kind": "always", "draft": draft}).status == 303
    assert desk.get("/thing", path=THING, done="saved").status == 200
    for page in PAGES:
        assert desk.get(page).status == 200, page


def resident() -> int:
    """Return the size of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _SIZE


if __name__ == "__main__":
    main()
