"""How large the words of a brief are in a letterhead's own styles, for whoever reckons how many go on its pages."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from briefgen.formats.word.letterhead.legible import chain, first
from briefgen.formats.word.xml import NS, W
from briefgen.look.tokens import Sizes

# What a theme calls the sizes of the styles that a brief takes from a letterhead.
_CALLED = {
    "normal": "text",
    "title": "title",
    "subtitle": "edition_line",
    "heading 1": "heading_1",
    "heading 2": "heading_2",
    "heading 3": "heading_3",
}
_MOST = 2.5  # times the theme's own, or a part of it: what is beyond is no size for a brief's words


def in_its_sizes(sizes: Sizes, styles: etree._Element) -> Sizes:
    """Return a theme's sizes with those of a letterhead's styles in their place (ECMA-376 17.3.2.38)."""
    theirs = {}
    for style in styles.iterfind("w:style[@w:type='paragraph']", NS):
        name = style.find("w:name", NS)
        called = _CALLED.get("" if name is None else name.get(f"{{{W}}}val", "").lower())
        size = first(list(chain(styles, style.get(f"{{{W}}}styleId", ""))), "w:rPr/w:sz")
        if called and size is not None and size.get(f"{{{W}}}val", "").isdecimal():
            points = int(size.get(f"{{{W}}}val", "")) / 2
            if 1 / _MOST <= points / getattr(sizes, called) <= _MOST:
                theirs[called] = points
    return replace(sizes, **theirs)
