"""Lists in Word: the part numbering.xml (ECMA-376 17.9)."""

from __future__ import annotations

from lxml import etree

from briefgen.document.tree import LIST_LEVELS
from briefgen.formats.word.xml import w

# The definitions, and the instances that the styles name: of lists, and of a brief's paragraphs.
BULLETS, NUMBERS, PARAGRAPHS = 1, 2, 3
_BULLETS = "•–•–•"


def list_style(kind: str, level: int) -> str:
    """Return the id of the built-in style of a level: ``ListBullet`` for 0, ``ListBullet2`` for 1, and so on."""
    return f"List{kind}{level + 1 if level else ''}"


def running_list_style(kind: str, level: int) -> str:
    """Return the id of our style of a level in running text, which is based on the built-in one."""
    return list_style(kind, level).replace("List", "Running", 1)


class Numbering:
    """The definitions, and one instance for each numbered list, so that each starts at 1."""

    def __init__(self) -> None:
        self._restarts: list[int] = []  # the level of each numbered list

    def restart(self, level: int) -> etree._Element:
        """Begin a numbered list; returns the numbering of its items."""
        self._restarts.append(level)
        return w("numPr", w("ilvl", val=level), w("numId", val=PARAGRAPHS + len(self._restarts)))

    def element(self, indent: int, edge: int) -> etree._Element:
        """Build the root of the part; `indent` is that of a list's level, `edge` that of running text; in twips."""
        root = w(
            "numbering",
            _definition(BULLETS, "Bullet", "bullet", list(_BULLETS), indent),
            _definition(NUMBERS, "Number", "decimal", [f"%{level + 1}." for level in range(LIST_LEVELS)], indent),
            _through(edge),
            *(w("num", w("abstractNumId", val=kind), numId=kind) for kind in (BULLETS, NUMBERS, PARAGRAPHS)),
        )
        for number, level in enumerate(self._restarts, start=PARAGRAPHS + 1):
            restart = w("lvlOverride", w("startOverride", val=1), ilvl=level)
            root.append(w("num", w("abstractNumId", val=NUMBERS), restart, numId=number))
        return root


def _definition(number: int, kind: str, number_format: str, labels: list[str], indent: int) -> etree._Element:
    levels = [
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=number_format),
            w("pStyle", val=list_style(kind, level)),
            w("lvlText", val=label),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=indent * (level + 1), hanging=indent)),
            ilvl=level,
        )
        for level, label in enumerate(labels)
    ]
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _through(edge: int) -> etree._Element:
    """Build the numbers of paragraphs: they stand in the first column, and the text where all text stands."""
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="decimal"),
        w("pStyle", val="NumberedText"),
        w("lvlText", val="%1."),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=edge, hanging=edge)),
        ilvl=0,
    )
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=PARAGRAPHS)
