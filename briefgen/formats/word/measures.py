"""Where things stand on Word's page, and how wide they are, by the theme: what styles and what is written both need."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from lxml import etree

from briefgen.document.tree import CARD
from briefgen.formats.word.xml import twips, w
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface

HAIRLINE = 0.5  # points
PANEL_BAR = 2.4  # points
PANEL_LEFT = 9 * 20 + round(PANEL_BAR * 20)  # twips from the margin to its words
COLUMN_GAP = 2.0  # mm
BEHIND_MARK = 2.0  # mm between the mark of an item and its words
IN_CELLS = 1.0  # mm between the paragraphs of a cell or panel, as in page.css; the last one's is below it, too
_FACING_LABEL = 0.78  # of the label column, as in page.css
_TOGETHER = 3  # lines: orphans and widows of page.css
_FILLED = 0.96  # of a line, on average
_ANSWER = 0.3  # of the width: the second column of a table to be filled in, as in page.css


def text_width(theme: Theme) -> int:
    """Return the width between the margins in twips."""
    return twips(theme.page.width - theme.page.left - theme.page.right)


def column_widths(
    theme: Theme, shares: Sequence[float], *, worksheet: bool = False, facing: bool = False, paired: bool = False
) -> list[int]:
    """Return the widths of a table's columns in twips: the label column, and of the rest each its share.

    Beside two languages that are `facing` each other the label column is narrower; one that is `paired` with another
    has half of the width.
    Where some are to be filled in by hand, the first one takes what the others leave.
    """
    width = text_width(theme)
    if worksheet:
        others = [round(width * _ANSWER), *[twips(theme.page.blank_column)] * (len(shares) - 1)]
        return [width - sum(others), *others]
    if not shares:
        return [width]
    label = width // 2 if paired else round(twips(theme.page.label_column) * (_FACING_LABEL if facing else 1))
    edges = [label + round((width - label) * share) for share in accumulate(shares, initial=0)]
    return [label, *(right - left for left, right in pairwise(edges))]


def facing_edge(theme: Theme) -> int:
    """Return where the other language begins, in twips from the margin."""
    return sum(column_widths(theme, (0.5, 0.5), facing=True)[:2])


def fits_facing(theme: Theme, ours: str, theirs: str, size: float, *, on_letterhead: bool) -> bool:
    """Tell whether a heading has room over its own column in both languages, each in one line."""
    edge, factor = facing_edge(theme), wider(on_letterhead=on_letterhead)
    room = (edge / 20 - 6, (text_width(theme) - edge) / 20)
    face = typeface(theme, bold=True)
    return all(face.width(words, size) * factor < each for words, each in zip((ours, theirs), room, strict=True))


def text_edge(theme: Theme) -> int:
    """Return where what one reads begins, in twips from the margin: behind the column of labels.

    In large print there is none: labels stand above what they are of.
    """
    return 0 if theme.sizes.large_print else twips(theme.page.label_column)


def stays_whole(theme: Theme, words: str, *, on_letterhead: bool) -> bool:
    """Tell whether running text has too few lines to be parted: three go on each side, as in page.css, Word's are two.

    In ragged lines some of the room is left, so it is reckoned as a little narrower.
    """
    room = (text_width(theme) - text_edge(theme)) / 20 * _FILLED
    width = typeface(theme, bold=False).width(words, theme.sizes.text) * wider(on_letterhead=on_letterhead)
    return width <= (2 * _TOGETHER - 1) * room


def contents_tab(theme: Theme, *, numbered: bool = False) -> etree._Element:
    """Build the tab stop of the contents list: dots as far as the number of the page; behind a `number` one more."""
    behind = [w("tab", val="left", pos=list_indent(theme))] if numbered else []
    return w("tabs", *behind, w("tab", val="right", leader="dot", pos=text_width(theme)))


def list_indent(theme: Theme) -> int:
    """Return the indent of one list level in twips: room for a number of two digits and what is behind it."""
    number = typeface(theme, bold=False).width("10.", theme.sizes.text)
    return max(round(theme.sizes.text * 1.6 * 20), round(number * 20) + twips(BEHIND_MARK))


def is_card(theme: Theme) -> bool:
    """Tell whether the sheet is a card."""
    return theme.paper == CARD


def panel_label_fits(theme: Theme, label: str, *, on_letterhead: bool) -> bool:
    """Tell whether a label of a panel leaves room before the text beside it."""
    if theme.sizes.large_print:
        return False
    room = (text_edge(theme) - PANEL_LEFT) / 20 - 4
    return typeface(theme, bold=True).width(label, theme.sizes.text) * wider(on_letterhead=on_letterhead) < room


def wider(*, on_letterhead: bool) -> float:
    """Return how much wider than in the theme's face words may be: a letterhead's own face is another one."""
    return 1.25 if on_letterhead else 1.0
