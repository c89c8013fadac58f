"""What the pages of the desk weigh and cost with 1 000 entries: ``python benchmarks/crowded.py [--number N]``.

So many persons, sources and words, four in five as many entries of the history (a file is 1 MiB at most), a quarter as
many events and terms, are added to the ISSA content. Prints of each page its KB and the CPU seconds of asking for it
once more, both also as so many times what they are without what was added; and what it cost right after a save.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qsl

from grown import ROOT, grow

from briefgen.desk.server import OFTEN

sys.path.insert(0, str(ROOT))
from tests.desk.in_process import Client

ENTRY = "/thing?path=cooperation.history[panama-2016]"
PAGES = [
    "/", "/todo?group=doubts", "/content", "/content?find=b", "/thing?path=association", "/thing?path=people", ENTRY,
    "/add?path=cooperation.history", "/check", "/check?kind=fact-unverified", "/changes", "/edition",
    "/build", "/recipients", "/compare",
]  # fmt: skip


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--number", type=int, default=1000)
    number = parser.parse_args().number
    gc.set_threshold(*OFTEN)
    with tempfile.TemporaryDirectory(prefix="bench-crowded-") as aside, asyncio.Runner() as runner:
        few, many = Path(aside) / "few", Path(aside) / "many"
        grow(few)
        grow(many, persons=number, sources=number, words=number, entries=number * 4 // 5, events=number // 4,
             terms=number // 4)  # fmt: skip
        desks = [Client(root, runner) for root in (few, many)]
        print(f"{'':46}{'KB':>6}{'× few':>8}{'CPU s':>8}{'× few':>8}")
        for page in PAGES:
            (light, quick), (heavy, slow) = (measured(desk, page) for desk in desks)
            print(f"{page:46}{heavy / 1000:6.0f}{heavy / light:8.1f}{slow:8.2f}{slow / quick:8.1f}")
        quick, slow = (saved(desk) for desk in desks)
        print(f"{'the form after a save of an entry':46}{'':14}{slow:8.2f}{slow / quick:8.1f}")


def measured(desk: Client, page: str) -> tuple[int, float]:
    """Return the bytes of a page, and the CPU seconds of asking for it once more."""
    path, _, query = page.partition("?")
    about = dict(parse_qsl(query))
    desk.get(path, **about)
    start = time.process_time()
    size = len(desk.get(path, **about).text.encode())
    return size, time.process_time() - start


def saved(desk: Client) -> float:
    """Return the CPU seconds of a save and the form that comes after it; the first save isn't like the others."""
    took = 0.0
    for number in range(2):
        path, _, query = ENTRY.partition("?")
        form = desk.get(path, **dict(parse_qsl(query))).form("/thing")
        assert form is not None
        start = time.process_time()
        desk.post("/thing", {**form.fields, "f.note": f"note {number}", "kind": "always"})
        desk.get(path, **dict(parse_qsl(query)))
        took = time.process_time() - start
    return took


if __name__ == "__main__":
    main()
