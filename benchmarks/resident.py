"""Does something again and again in one process: ``resident.py WHAT PROJECT TIMES``; prints a figure each time.

html, checked, pdf: a text is edited, and the CPU seconds are told until there is the page, the report, or the PDF,
proved. memory: the process's size in bytes after each PDF of an edited text. peak: the most that a build had, once.
"""

from __future__ import annotations

import gc
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefgen.__main__ import SELDOM
from briefgen.making.judge import check
from briefgen.making.opened import Opened, open_project
from briefgen.making.press import build
from briefgen.making.preview import preview

EDITED = "cooperation.yaml"
_TITLE = re.compile(r"(ისტორია|the Agency)(?: [ა-ჰ]+| [a-z]+)?$", re.MULTILINE)
_PAGE = os.sysconf("SC_PAGE_SIZE")


def edit(project: Path, number: int) -> None:
    """Let a heading of the brief say something else, in both languages."""
    file = project / "content" / EDITED
    head, title, rest = re.split(r"(?m)(^title:\n(?:  .*\n)+)", file.read_text(encoding="utf-8"), maxsplit=1)
    ka, en = ("".join(chr(first + int(digit)) for digit in str(number)) for first in (ord("ა"), ord("a")))
    words = {"ისტორია": ka, "the Agency": en}
    file.write_text(head + _TITLE.sub(lambda found: f"{found[1]} {words[found[1]]}", title) + rest, encoding="utf-8")


def html(held: Opened) -> None:
    """Compose and write the page, as a live page would."""
    preview(held, language="ka")


def pdf(held: Opened) -> None:
    """Build the Georgian PDF."""
    build(held, languages=["ka"], formats=["pdf"])


def main(what: str, folder: Path, times: int) -> None:
    """Do it so many times; the first isn't like the others."""
    gc.set_threshold(*SELDOM)  # as the command does
    held = open_project(folder)
    if what == "peak":
        build(held, languages=["ka"])
        print(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0] + "000")
        return
    work: dict[str, Callable[[Opened], object]] = {"html": html, "checked": check, "pdf": pdf, "memory": pdf}
    for number in range(times):
        edit(folder, time.time_ns() % 10**9)
        start = time.process_time()
        held.changed(Path("content") / EDITED)
        work[what](held)
        took = time.process_time() - start
        if what == "memory":
            gc.collect()  # as `build --watch` does between two builds
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE if what == "memory" else 0
        print(resident or took, flush=number % 10 == 0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
