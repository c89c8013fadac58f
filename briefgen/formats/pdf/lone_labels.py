"""Labels that would stand alone at the foot of a page, since nothing of what they belong to fits beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

WHOLE = "whole"  # the class of a row that begins where all of it fits, or at the head of a page
STYLE = f"tr.{WHOLE} {{ break-inside: avoid !important }}\n"


def keep(sheets: Sequence[Any]) -> bool:
    """Mark the rows of which pages that WeasyPrint has laid out show labels alone; return whether there are any."""
    found = [row.element for sheet in sheets for row in _rows(sheet._page_box) if _is_lone(row)]
    new = [element for element in found if WHOLE not in element.get("class", "").split()]
    for element in new:
        element.set("class", f"{element.get('class', '')} {WHOLE}".strip())
    return bool(new)


def _rows(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "TableRowBox":
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _rows(child)


def _is_lone(row: Any) -> bool:
    """Tell whether a row begins on a page with its label, and with nothing of what it says beside it."""
    label, *others = row.children
    said = [cell for cell in others if "".join(cell.element.itertext()).strip()]
    return bool(said) and _has_words(label) and not any(map(_has_words, said))


def _has_words(box: Any) -> bool:
    return type(box).__name__ == "TextBox" or any(map(_has_words, getattr(box, "children", ())))
