"""Lists in Word: the part numbering.xml (ECMA-376 17.9)."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

from lxml import etree

from briefgen.document.tree import LIST_LEVELS
from briefgen.formats.word import style_parts as make
from briefgen.formats.word.measures import BEHIND_MARK, list_indent, text_edge
from briefgen.formats.word.xml import twips, w
from briefgen.look.theme import Theme

# The definitions, and the instances that the styles name: of lists in cells, of lists in running text, that
# begin where it begins, and of a brief's paragraphs.
BULLETS, NUMBERS, RUNNING_BULLETS, RUNNING_NUMBERS, PARAGRAPHS = 1, 2, 3, 4, 5
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
        self._restarts: list[tuple[int, int]] = []  # the definition and level of each numbered list

    def restart(self, kind: int, level: int) -> etree._Element:
        """Begin a numbered list, in a cell or in running text; returns the numbering of its items."""
        self._restarts.append((kind, level))
        return w("numPr", w("ilvl", val=level), w("numId", val=PARAGRAPHS + len(self._restarts)))

    def element(self, theme: Theme) -> etree._Element:
        """Build the root of the part.

        What hangs before the text stays within the margin where that is the edge of running text, in large print.
        """
        indent, edge = list_indent(theme), text_edge(theme)
        colour = make.colour(theme.colours, "accent")
        root = w(
            "numbering",
            _definition(BULLETS, list_style, "Bullet", indent, indent, colour),
            _definition(NUMBERS, list_style, "Number", indent, indent, colour),
            _definition(RUNNING_BULLETS, running_list_style, "Bullet", indent, edge or indent, colour),
            _definition(RUNNING_NUMBERS, running_list_style, "Number", indent, edge or indent, colour),
            _through(2 * indent, edge or 2 * indent),
            *(w("num", w("abstractNumId", val=kind), numId=kind) for kind in range(BULLETS, PARAGRAPHS + 1)),
        )
        for number, (kind, level) in enumerate(self._restarts, start=PARAGRAPHS + 1):
            restart = w("lvlOverride", w("startOverride", val=1), ilvl=level)
            root.append(w("num", w("abstractNumId", val=kind), restart, numId=number))
        return root


def _definition(
    number: int, style_of: Callable[[str, int], str], kind: str, indent: int, edge: int, colour: etree._Element
) -> etree._Element:
    """Build the levels of a list whose words begin at `edge`, and each further level an `indent` behind.

    Its marks end near the words, however wide they are.
    """
    bulleted = kind == "Bullet"
    levels = [
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="bullet" if bulleted else "decimal"),
            w("pStyle", val=style_of(kind, level)),
            w("lvlText", val=_BULLETS[level] if bulleted else f"%{level + 1}."),
            w("lvlJc", val="right"),
            w("pPr", w("ind", left=edge + indent * level, hanging=twips(BEHIND_MARK))),
            w("rPr", copy(colour)),
            ilvl=level,
        )
        for level in range(LIST_LEVELS)
    ]
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _through(indent: int, edge: int) -> etree._Element:
    """Build the numbers of paragraphs: they stand before the text, at the end of the first column."""
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="decimal"),
        w("pStyle", val="NumberedText"),
        w("lvlText", val="%1."),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=edge, hanging=indent)),
        ilvl=0,
    )
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=PARAGRAPHS)
