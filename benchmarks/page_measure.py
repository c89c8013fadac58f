"""What a reader's eye meets on the pages of PDF files, in figures: holes, lengths of lines, left edges, breaks.

    python benchmarks/page_measure.py FILE_OR_FOLDER…  [--json] [--faults]

One row a page and one a file. What is a paragraph, a cell, a note or a head is said by the tags (`page_reading`);
without tags there are only holes and edges. README.md says what the columns mean.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise, product
from pathlib import Path
from statistics import fmean

from page_reading import MM, Line, Sheet, read

SAME_EDGE = 0.7 * MM  # what starts within this is at one edge
FOOT_GAP = 6 * MM  # above the running foot, where no page says how far down its text may go
FAULTS = ("lone_words", "lone_lines", "lone_heads", "lost_heads", "broken_dates", "overlaps")
MONTHS = (
    r"იანვ\w+|თებერვ\w+|მარტ\w+|აპრილ\w*|მაის\w*|ივნის\w*|ივლის\w*|აგვისტ\w+|სექტემბ\w+|ოქტომბ\w+|ნოემბ\w+|დეკემბ\w+|"
    r"January|February|March|April|May|June|July|August|September|October|November|December"
)
DATE = re.compile(
    rf"\d{{4}}\sწლის\s(?:\d\d?(?:[–-]\d\d?)?\s)?(?:{MONTHS})|\d\d?(?:[–-]\d\d?)?\s(?:{MONTHS})(?:\s\d{{4}})?"
)


@dataclass
class Page:
    """A row of the table."""

    page: int
    hole_mm: float = 0  # the largest vertical one; on the last page, its foot left out
    foot: float = 0  # how much of the text area is empty at its foot
    chars: dict[str, float] = field(default_factory=dict)  # of full lines: text, table, note
    edges: dict[str, int] = field(default_factory=dict)  # of paragraphs, lists, cells: mm -> lines that start there
    other_edges: dict[str, int] = field(default_factory=dict)  # of heads, labels, notes, contents
    left_mm: float = 0
    right_mm: float = 0  # from the page's right edge
    lone_words: list[str] = field(default_factory=list)
    lone_lines: list[str] = field(default_factory=list)  # of a paragraph that goes on, or went on
    lone_heads: list[str] = field(default_factory=list)
    lost_heads: list[str] = field(default_factory=list)  # of tables that go on
    broken_dates: list[str] = field(default_factory=list)
    overlaps: list[str] = field(default_factory=list)


@dataclass
class Measured:
    """A file: the row that sums up, and its pages."""

    file: str
    tagged: bool
    all: Page
    pages: list[Page]


def measure(path: Path) -> Measured:
    """Measure a file."""
    file = read(path)
    lines = file.lines
    body = [line for line in lines if line.place] or lines
    area = _text_area(body, lines, file.sheets[0].height)
    pages = [Page(number + 1) for number in range(len(file.sheets))]
    for page, sheet in zip(pages, file.sheets, strict=True):
        here = [line for line in lines if line.page == page.page - 1]
        page.left_mm = round(min((line.left for line in here), default=0) / MM, 1)
        page.right_mm = round((sheet.width - max((line.right for line in here), default=0)) / MM, 1)
        page.edges, page.other_edges = _edges(here, file.tagged)
        page.chars = _means(file.blocks, page.page - 1)
        page.overlaps = _overlaps(here)
        _holes(page, here, sheet, area, last=page is pages[-1])
        later = {line.place.block for line in lines if line.place and line.page >= page.page}
        page.lone_heads = _lone_heads(here, later) if page is not pages[-1] else []
    _breaks(file.blocks, pages)
    _lost_heads(lines, pages)
    total = Page(len(pages), max(page.hole_mm for page in pages), max((page.foot for page in pages[:-1]), default=0))
    total.chars = _means(file.blocks, None)
    total.edges, total.other_edges = _edges(lines, file.tagged)
    total.left_mm, total.right_mm = min(page.left_mm for page in pages), min(page.right_mm for page in pages)
    for name in FAULTS:
        setattr(total, name, [each for page in pages for each in getattr(page, name)])
    return Measured(str(path), file.tagged, total, pages)


def _text_area(body: Sequence[Line], lines: Sequence[Line], height: float) -> tuple[float, float]:
    """Return the foot and the top of the text area: where text stands on any page, or might above the running foot."""
    if not body:
        return 0, height
    foot, top = min(line.bottom for line in body), max(line.top for line in body)
    running = [line.top for line in lines if line.place is None and line.top < foot]
    return min(foot, max(running) + FOOT_GAP if running else height - top), top


def _holes(page: Page, here: Sequence[Line], sheet: Sheet, area: tuple[float, float], last: bool) -> None:
    foot, top = area
    marks = [*sheet.ink, *((line.bottom, line.top) for line in here)]
    free, hole = top, 0.0
    for high, low in sorted(((min(high, top), max(low, foot)) for low, high in marks if high > foot and low < top))[
        ::-1
    ]:
        hole, free = max(hole, free - high), min(free, low)
    page.hole_mm = round(max(hole, 0 if last else free - foot) / MM, 1)
    text = [line for line in here if line.bottom >= foot and not (line.place and line.place.kind == "note")]
    end = min((line.bottom for line in text), default=top)
    notes = [line for line in here if line.place and line.place.kind == "note" and line.top < end]
    ends = [max(line.top for line in notes), min(line.bottom for line in notes)] if notes else [foot, foot]
    page.foot = round((end - ends[0] + ends[1] - foot) / (top - foot), 3)


def _edges(lines: Sequence[Line], tagged: bool) -> tuple[dict[str, int], dict[str, int]]:
    """Return where lines start: those of running text, lists and cells, and others; bullets and pictures left out."""
    starts: tuple[list[float], list[float]] = [], []
    for line in lines:
        kind = line.place.kind if line.place else "figure" if tagged else "text"
        if kind != "figure" and re.search(r"\w", line.text):
            starts[kind not in ("text", "table")].append(line.left)
    return _grouped(starts[0]), _grouped(starts[1])


def _grouped(starts: Sequence[float]) -> dict[str, int]:
    groups: list[list[float]] = []
    for start in sorted(starts):
        if groups and start - groups[-1][0] <= SAME_EDGE:
            groups[-1].append(start)
        else:
            groups.append([start])
    return {f"{fmean(group) / MM:.1f}": len(group) for group in groups}


def _overlaps(here: Sequence[Line]) -> list[str]:
    """Return texts that are printed over one another."""
    shown = [line for line in here if not line.place or line.place.kind != "figure"]
    shown = sorted((line for line in shown if re.search(r"\w", line.text)), key=lambda each: -each.base)
    found = []
    for at, one in enumerate(shown):
        for other in shown[at + 1 :]:
            if other.base < one.base - 0.5 * one.size:
                break
            if min(one.right, other.right) - max(one.left, other.left) > 1 and (one.place or other.place):
                found.append(f"{one.text[:40].strip()} / {other.text[:40].strip()}")
    return found


def _lone_heads(here: Sequence[Line], going_on: set[int]) -> list[str]:
    """Return the heads with nothing under them, or with one line of a paragraph that goes on elsewhere."""
    body = [line for line in here if line.place and line.place.kind not in ("note", "figure")]
    found = []
    for head in body:
        assert head.place is not None
        # A head of the first column may have its text beside it, on a line with it.
        below = [
            line
            for line in body
            if (line.base < head.base - 1 or (line.base < head.base + 1 and line.left > head.right))
            and not _same(line, head)
        ]
        rows = {round(line.base) for line in below}
        goes_on = any(line.place and line.place.block in going_on for line in below)
        if (head.place.kind == "head" and len(rows) < 1 + goes_on) or (head.place.in_head and not rows):
            found.append(head.text)
    return found


def _same(one: Line, other: Line) -> bool:
    return one.place is not None and other.place is not None and one.place.block == other.place.block


def _breaks(blocks: Sequence[Sequence[Line]], pages: Sequence[Page]) -> None:
    """Note paragraphs that end in a line of one word, and dates broken over lines."""
    for block in blocks:
        if len(block) > 1 and block[0].place and block[0].place.kind in ("text", "table", "note"):
            last = block[-1]
            if len(last.text.split()) == 1 and last.left <= block[-2].right:
                pages[last.page].lone_words.append(last.text.strip())
        if block[0].place is None or block[0].place.kind == "figure":
            continue
        counts = Counter(line.page for line in block)
        for line in block if len(counts) > 1 else ():
            if counts[line.page] == 1:
                pages[line.page].lone_lines.append(line.text.strip())
        for one, other in pairwise(block):
            joined = f"{one.text.rstrip()}\n{other.text.lstrip()}"
            dates = [found[0] for found in DATE.finditer(joined) if "\n" in found[0]]
            pages[one.page].broken_dates.extend(date.replace("\n", " ↵ ") for date in dates)


def _means(blocks: Sequence[Sequence[Line]], number: int | None) -> dict[str, float]:
    """Return the mean number of characters of full lines, those whose paragraph goes on in the next line."""
    counts: dict[str, list[int]] = defaultdict(list)
    for block in blocks:
        for line in block[:-1]:
            if line.place and line.place.kind in ("text", "table", "note") and number in (None, line.page):
                counts[line.place.kind].append(len(line.text.strip()))
    return {kind: round(fmean(found), 1) for kind, found in sorted(counts.items())}


def _lost_heads(lines: Sequence[Line], pages: Sequence[Page]) -> None:
    """Note where a table goes on without the head that it has on the page before."""
    shown = [line for line in lines if line.place and line.place.kind not in ("note", "figure")]
    ends = [[line for line in shown if line.page == page.page - 1] for page in pages]
    heads: list[Line] = []  # of the table that goes on
    for page, (before, after) in zip(pages[1:], pairwise(ends), strict=True):
        above, below = (_outermost(each, side) for each, side in ((before, min), (after, max)))
        if not above or not below:
            heads = []
            continue
        kept = heads if above == _outermost(before, max) else []
        heads = [line for line in before if line.place and line.place.in_head and line.place.table == above] or kept
        words = _squeezed(
            [line for line in lines if line.page == page.page - 1 and (not line.place or line.place.in_head)]
        )
        own = any(line.place and line.place.in_head and line.place.table == below for line in after)
        if (above == below or not own) and not all(_squeezed([head]) in words for head in heads):
            page.lost_heads.append(" | ".join(head.text.strip() for head in heads))


def _outermost(lines: Sequence[Line], side: Callable[..., Line]) -> int | None:
    """Return the table that the first or the last line of a page is in."""
    place = side(lines, key=lambda line: line.base).place if lines else None
    return place.table if place else None


def _squeezed(lines: Sequence[Line]) -> str:
    return "".join("".join(line.text.split()) for line in lines)


def row(name: str, page: Page) -> list[str]:
    """Return the cells of a page's row, or of a file's."""
    chars = [f"{page.chars[kind]:.0f}" if kind in page.chars else "–" for kind in ("text", "table", "note")]
    faults = [str(len(getattr(page, name))) for name in FAULTS]
    edges = [_often(page.edges), "| " + _often(page.other_edges)]
    return [name, f"{page.hole_mm:.0f}", f"{page.foot:.0%}", *chars, *faults, *edges]


def _often(edges: dict[str, int]) -> str:
    return " ".join(f"{edge}×{count}" for edge, count in edges.items() if count >= 3) or "–"


HEAD = [
    "page",
    "hole mm",
    "foot",
    "text",
    "table",
    "notes",
    "1 word",
    "1 line",
    "heads",
    "tables",
    "dates",
    "over",
    "text edges, mm×lines",
    "| of heads, labels, notes",
]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    parser.add_argument("--json", action="store_true", help="everything, for a program")
    parser.add_argument(
        "--faults", action="store_true", help="name each lone word, lone or lost head, broken date, overlap"
    )
    asked = parser.parse_args()
    files = [file for path in asked.paths for file in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    found = [measure(file) for file in files]
    if asked.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
        return
    rows = [HEAD]
    for each in found:
        name = f"{Path(each.file).name}, {len(each.pages)} p." + ("" if each.tagged else ", no tags")
        rows += [row(name, each.all), *(row(str(page.page), page) for page in each.pages)]
    widths = [max(len(cells[at]) for cells in rows) for at in range(len(HEAD))]
    for cells in rows:
        print(
            "  ".join(
                [
                    cells[0].ljust(widths[0]),
                    *map(str.rjust, cells[1:-2], widths[1:-2]),
                    cells[-2].ljust(widths[-2]),
                    cells[-1],
                ]
            ).rstrip()
        )
    if asked.faults:
        for each in found:
            for page, name in product(each.pages, FAULTS):
                for fault in getattr(page, name):
                    print(f"{Path(each.file).name} {page.page} {name}: {fault}")


if __name__ == "__main__":
    main()
