"""Numbers with a full stop at the beginning of lines: entries of a list, or ordinals of the text.

Where ordinals end in a full stop, “3. Sitzung” is text. What may be a list is one, as in Markdown: two entries one
after the other, the first of which is 1. Whatever numbers the further ones have, Markdown counts them by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"^(?P<before>[ \t]*)(?P<bullets>(?:[-*+][ \t]+)*)(?:(?P<number>\d{1,9})(?P<stop>\.)[ \t])?.*$", re.M
)


@dataclass
class _Counting:
    """A list that has begun at an indent, or a number that may begin one."""

    indent: int
    last: int
    lone: int | None  # the place of the full stop of its only number so far
    after_gap: bool = False  # an empty line came behind the last entry


def ordinals_at_starts(text: str) -> list[int]:
    """Return the places of full stops that make ordinals of numbers at the beginning of lines, and no list."""
    ordinals: set[int] = set()
    countings: list[_Counting] = []  # that go on here, the outermost first
    before = ""  # the line before, if it is of a paragraph's text
    for line in _LINE.finditer(text):
        if not line[0].strip():
            before = ""
            for each in countings:
                each.after_gap = True
            continue
        indent = len(line["before"])
        if line["bullets"] or not line["number"]:
            # A line behind a gap that isn't indented is of no entry; without a gap Markdown takes it for one's.
            countings = [each for each in countings if each.indent < indent or not each.after_gap]
        if line["bullets"]:
            _end(countings, indent + 1)  # each bullet counts by itself
            indent += len(line["bullets"])
        if not line["number"]:
            before = "" if line["bullets"] else line[0]
            continue
        number, stop = int(line["number"]), line.start("stop")
        _end(countings, indent + 1)
        same = countings.pop() if countings and countings[-1].indent == indent else None
        if same and (not same.after_gap or number - same.last in (0, 1)):
            ordinals.discard(-1 if same.lone is None else same.lone)
            countings.append(_Counting(indent, number, None))
            before = ""
            continue
        ordinals.add(stop)
        if number == 1 and not _goes_on(before):
            countings.append(_Counting(indent, 1, stop))
            before = ""
        else:
            before = line[0]
    return sorted(ordinals)


def _end(countings: list[_Counting], indent: int) -> None:
    """End the lists that are indented so far, or farther."""
    while countings and countings[-1].indent >= indent:
        countings.pop()


def _goes_on(line: str) -> bool:
    """Tell whether the sentence of a line goes on in the next: a heading of a list ends with a noun or with a sign."""
    last = (line.split() or [""])[-1]
    return last.endswith(",") or (last[:1].islower() and last[-1].isalnum())
