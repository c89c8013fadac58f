"""How the cells of Word's tables look beyond their style: margins, borders and grounds, by the kind of table."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from lxml import etree

from briefgen.document.shapes import is_boxed, is_facing, is_worksheet
from briefgen.document.tree import RUNNING, Cell, Table
from briefgen.formats.word import style_parts as make
from briefgen.formats.word.measures import COLUMN_GAP, HAIRLINE, IN_CELLS, PANEL_BAR, PANEL_LEFT
from briefgen.formats.word.theme import theme_colour
from briefgen.formats.word.xml import twips, w
from briefgen.look.theme import Theme

Side = Literal["top", "bottom"]
KEY_FIGURES = "key-figures"
# In mm, as in page.css: behind a label, between two languages, and above, below and between the rows of a panel.
_BEHIND_LABEL = 3.0
_BETWEEN_LANGUAGES = 4.0
_PANEL_EDGE, _PANEL_ROW = 3.0, 1.5
_KEY_FIGURE = 0.5  # above and below it
_OVER_REST = 0.6  # between a label and a text over which a page may end: there a rule stands over the rest of it
_PANEL_INSIDE = PANEL_LEFT / 20 * 25.4 / 72


def cell_look(
    theme: Theme,
    table: Table,
    row: int,
    column: int,
    cell: Cell,
    *,
    stacked: bool = False,
    meets: Collection[Side] = (),
) -> list[etree._Element]:
    """Return what a cell's properties hold behind its width; `row` is counted from 0, heads before it from -1 down.

    In a `stacked` table one cell is as wide as the page and holds the whole row, or half of it. There is no rule on a
    side on which a row `meets` what belongs to it.
    """
    if is_worksheet(table):
        return _to_fill(theme, ruled=cell.header is None) if column else []
    if is_facing(table) and is_boxed(table):
        return _boxed(theme, table, row, column)
    right = 0 if stacked else _gap(table, column, cell)
    if is_facing(table) and table.role == RUNNING:
        margins = _margins(top=0, bottom=theme.space.paragraph - IN_CELLS, right=right)
        return [w("tcBorders", w("top", val="nil"), w("bottom", val="nil")), margins]
    if table.role != KEY_FIGURES or row < 0:
        top, bottom = (_OVER_REST, 0.0) if stacked else (0.0, theme.space.paragraph - IN_CELLS)
        inner = {side: space for side, space in (("top", top), ("bottom", bottom)) if side in meets}
        borders = [w("tcBorders", *(w(side, val="nil") for side in inner))] if inner else []
        return [*borders, _margins(right=right, **inner)]
    # The table of facts that follows begins with a rule.
    end = [w("tcBorders", w("bottom", val="nil"))] if row == len(table.rows) - 1 else []
    near = {} if stacked else {"top": _KEY_FIGURE, "bottom": _KEY_FIGURE}  # as high as its large letters
    # One-line cells stand on one line, as nearly as the room below a label is that below a figure's large letters.
    return [*end, _margins(right=right, **near), w("vAlign", val="center" if is_facing(table) else "bottom")]


def _gap(table: Table, column: int, cell: Cell) -> float:
    """Return how far a cell's words end before the next one; the last column reaches the edge of the page's text."""
    if column == len((*table.head, *table.rows)[0].cells) - 1:
        return 0
    if cell.header == "row":
        return _BEHIND_LABEL
    return _BETWEEN_LANGUAGES if is_facing(table) else COLUMN_GAP


def _boxed(theme: Theme, table: Table, row: int, column: int) -> list[etree._Element]:
    """Return what makes a table stand out as a panel does: its ground, and the bar before the first column."""
    bar = [make.border("left", PANEL_BAR, theme.colours, "accent")] if column == 0 else []
    ground = w("shd", val="clear", color="auto", fill=theme.colours.ground, themeFill=theme_colour("ground"))
    last = column == len(table.rows[0].cells) - 1
    margins = _margins(
        top=_PANEL_EDGE if row < 0 else 0,
        left=_PANEL_INSIDE if column == 0 else 0,
        bottom=(_PANEL_EDGE if row == len(table.rows) - 1 else _PANEL_ROW) - IN_CELLS,
        right=_PANEL_INSIDE if last else _BETWEEN_LANGUAGES if column else _BEHIND_LABEL,
    )
    return [w("tcBorders", w("top", val="nil"), *bar, w("bottom", val="nil")), ground, margins]


def _to_fill(theme: Theme, *, ruled: bool) -> list[etree._Element]:
    """Return what a cell beside another has in a table to be filled in: its inner edge, with a hairline if `ruled`."""
    border = [w("tcBorders", make.border("left", HAIRLINE, theme.colours, "rule"))] if ruled else []
    return [*border, _margins(left=COLUMN_GAP)]


def _margins(**mm: float) -> etree._Element:
    """Build the margins of a cell that are not those of its table; the order of the sides is the schema's."""
    sides = (side for side in ("top", "left", "bottom", "right") if side in mm)
    return w("tcMar", *(w(side, w=twips(max(mm[side], 0)), type="dxa") for side in sides))
