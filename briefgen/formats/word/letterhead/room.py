"""Where a letterhead keeps room for our running lines: clear of what floats in its header and footer.

Pictures, frames and tables that float take no room in the flow, so a line under the letterhead's own could stand on
them. Ours is moved towards the text until it is clear of them. A picture of the whole page has room where the text
stands, or where its pixels are light; where that can't be told, or there is no such place, a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from briefgen.formats.word.letterhead.page import distances, measures
from briefgen.formats.word.letterhead.stories import Letters
from briefgen.formats.word.xml import NS, W
from briefgen.look.raster import dark_rows

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_EMU, _TWIP = 1 / 36000, 25.4 / 1440  # in mm
_CSS = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96, "": 25.4 / 72}
_WHOLE = 0.6  # of the page's height: what is taller is taken for a picture of the page
_HEAD, _FOOT = 20, 16  # mm that our lines may take, and an empty paragraph of the letterhead beside them
_SEARCHED = 0.35  # of the page's height: how far in from its edge a clear place is looked for


@dataclass(frozen=True)
class Float:
    """What floats in a story; lengths in mm. `top` counts from the page's edge, or from its paragraph."""

    story: str
    top: float | None  # None where nobody knows
    height: float | None
    from_paragraph: bool = False
    left: float = 0  # from the page's edge
    width: float | None = None
    first: bool = False  # it counts from the first paragraph
    picture: bytes | None = None  # where it is one picture and nothing else


@dataclass(frozen=True)
class Room:
    """How far our lines are moved, in mm, and where they may stand on something all the same."""

    before: float = 0  # space above our line in the header
    after: float | None = None  # space below our lines in the footer, which then stand above the letterhead's own
    doubtful: tuple[str, ...] = ()  # "header", "footer"


def find_room(section: etree._Element, stories: dict[tuple[str, str], Letters]) -> Room:
    """Return where our lines are clear of what floats in any header or footer."""
    page, (header, footer) = measures(section), distances(section)
    height, top, bottom = page["height"], abs(page["top"]), abs(page["bottom"])
    search = round(height * _SEARCHED)
    before, after = 0.0, -1.0  # below 0: our lines stay where they are
    doubtful: list[str] = []
    whole = []
    for each in _floats(stories, section):
        if each.width is not None and not page["left"] - each.width < each.left < page["width"] - page["right"]:
            continue  # beside the text
        if each.height is not None and each.height > _WHOLE * height:
            whole.append(each)
        elif each.from_paragraph and each.top is not None and each.story == "header":
            # Ours comes after its paragraph.
            before = max(before, top - header if each.height is None else each.top + each.height)
        elif each.from_paragraph and each.top is not None:
            after = max(after, 0.0, -each.top)  # it stands below our lines, but for what sticks out upwards
        elif each.top is None:
            before, after = max(before, top - header), max(after, bottom - footer)
        else:
            end = each.top + (each.height or 0.0)
            if each.top < top:
                before = max(before, (end if each.height and end < search else top) - header)
                doubtful += ["header"] if end >= search else []
            if end > height - bottom:
                after = max(after, (height - each.top if each.top > height - search else bottom) - footer)
                doubtful += ["footer"] if each.top <= height - search else []
    for each in whole:
        before, after = max(before, top - header), max(after, bottom - footer)
        dark = _dark(each, page)
        head = _clear(dark, round(header + before), _HEAD, search) if dark else None
        foot = _clear(dark[::-1], round(footer + after), _FOOT, search) if dark else None
        doubtful += [story for story, room in (("header", head), ("footer", foot)) if room is None]
        before = before if head is None else max(before, head - header)
        after = after if foot is None else max(after, foot - footer)
    return Room(max(before, 0.0), after if after >= 0 else None, tuple(dict.fromkeys(doubtful)))


def _dark(each: Float, page: dict[str, float]) -> list[bool] | None:
    """Return for each mm of the page whether the picture is dark there, across the width of the text; None: unknown."""
    if each.picture is None or each.top is None or each.from_paragraph or not each.width or not each.height:
        return None
    left, right = (page["left"] - each.left) / each.width, (page["width"] - page["right"] - each.left) / each.width
    rows = dark_rows(each.picture, max(left, 0), min(right, 1), round(each.height))
    if rows is None:
        return None
    start, length = round(each.top), round(page["height"])
    return [start <= y < start + len(rows) and rows[y - start] for y in range(length)]


def _clear(dark: list[bool], start: int, length: int, limit: int) -> int | None:
    """Return the first place from `start` on where so many mm are light."""
    return next((y for y in range(start, limit) if not any(dark[max(y, 0) : y + length])), None)


def _floats(stories: dict[tuple[str, str], Letters], section: etree._Element) -> Iterator[Float]:
    page, (header, _) = measures(section), distances(section)
    for (story, _), letters in stories.items():
        for each in _of_story(story, letters, page):
            # The first paragraph of a header begins where the header does.
            moved = each.first and each.story == "header" and each.top is not None
            yield replace(each, top=(each.top or 0.0) + header, from_paragraph=False) if moved else each


def _of_story(story: str, letters: Letters, page: dict[str, float]) -> Iterator[Float]:
    for anchor in letters.root.iter(f"{_WP}anchor"):
        yield _anchored(story, letters, anchor, page)
    for frame in letters.root.iter(f"{{{W}}}framePr"):
        if frame.get(f"{{{W}}}dropCap") is None:
            known = frame.get(f"{{{W}}}yAlign") is None and frame.get(f"{{{W}}}h") is not None
            vertical = frame.get(f"{{{W}}}vAnchor", "text"), _number(frame.get(f"{{{W}}}y")) * _TWIP
            yield _placed(story, *vertical, _number(frame.get(f"{{{W}}}h")) * _TWIP if known else None, page)
    for table in letters.root.iterfind(".//w:tbl/w:tblPr/w:tblpPr", NS):
        vertical = table.get(f"{{{W}}}vertAnchor", "text"), _number(table.get(f"{{{W}}}tblpY")) * _TWIP
        yield _placed(story, *vertical, None, page)
    for shape in letters.root.iter(
        *(f"{_VML}{kind}" for kind in ("shape", "rect", "roundrect", "oval", "group", "line"))
    ):
        style = dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", shape.get("style", "")))
        parent = shape.getparent()
        if style.get("position", "").strip() != "absolute" or (parent is not None and parent.tag == f"{_VML}group"):
            continue
        relative, align = (style.get(f"mso-position-vertical{kind}", "").strip() for kind in ("-relative", ""))
        length = _css(style.get("height"))
        if align not in ("", "absolute"):
            yield _aligned(story, relative or "text", align, length, page)
        else:
            yield _placed(story, relative or "text", _css(style.get("margin-top")) or 0.0, length, page)


def _anchored(story: str, letters: Letters, anchor: etree._Element, page: dict[str, float]) -> Float:
    extent = anchor.find(f"{_WP}extent")
    width, height = (_number(extent.get(side)) * _EMU if extent is not None else None for side in ("cx", "cy"))
    vertical, horizontal = anchor.find(f"{_WP}positionV"), anchor.find(f"{_WP}positionH")
    if vertical is None:
        return Float(story, None, height)
    relative, align = vertical.get("relativeFrom", ""), vertical.findtext(f"{_WP}align")
    if align:
        found = _aligned(story, relative, align, height, page)
    else:
        found = _placed(story, relative, _number(vertical.findtext(f"{_WP}posOffset")) * _EMU, height, page)
    blips = list(anchor.iter(f"{_A}blip"))
    plain = not any(each.get("rot") for each in anchor.iter(f"{_A}xfrm")) and not any(
        each.attrib for each in anchor.iter(f"{_A}srcRect")
    )
    picture = letters.picture(blips[0]) if plain and len(blips) == 1 else None
    left = _left(horizontal, width or 0.0, page)
    if left is None:
        left, width = 0.0, None
    first = found.from_paragraph and letters.root[0] in anchor.iterancestors()
    return replace(found, left=left, width=width, picture=picture, first=first)


def _left(horizontal: etree._Element | None, width: float, page: dict[str, float]) -> float | None:
    """Return how far from the page's left edge something begins; None where nobody knows."""
    if horizontal is None:
        return None
    relative, align = horizontal.get("relativeFrom", ""), horizontal.findtext(f"{_WP}align")
    text = page["left"], page["width"] - page["right"]
    start, end = {
        "page": (0.0, page["width"]), "margin": text, "column": text, "leftMargin": (0.0, page["left"]),
        "rightMargin": (text[1], page["width"]),
    }.get(relative, (None, None))  # fmt: skip
    if start is None or end is None:
        return None
    if align:
        return {"left": start, "right": end - width, "center": (start + end - width) / 2}.get(align)
    return start + _number(horizontal.findtext(f"{_WP}posOffset")) * _EMU


def _area(relative: str, page: dict[str, float]) -> tuple[float, float] | None:
    """Return top and bottom of what a position counts from; None for a paragraph and what nobody knows."""
    top, bottom, height = abs(page["top"]), abs(page["bottom"]), page["height"]
    return {
        "page": (0.0, height), "margin": (top, height - bottom), "topMargin": (0.0, top),
        "top-margin-area": (0.0, top), "bottomMargin": (height - bottom, height),
        "bottom-margin-area": (height - bottom, height),
    }.get(relative)  # fmt: skip


def _placed(story: str, relative: str, offset: float, height: float | None, page: dict[str, float]) -> Float:
    area = _area(relative, page)
    if area is not None:
        return Float(story, area[0] + offset, height)
    known = relative in ("paragraph", "line", "text")
    return Float(story, offset if known else None, height, from_paragraph=known)


def _aligned(story: str, relative: str, align: str, height: float | None, page: dict[str, float]) -> Float:
    area = _area(relative, page)
    if area is None or height is None:
        return Float(story, None, height)
    places = {"top": area[0], "bottom": area[1] - height, "center": sum(area) / 2 - height / 2}
    return Float(story, places.get(align), height)


def _number(value: str | None) -> float:
    return float(value) if value and re.fullmatch(r"[+-]?\d{1,11}(\.\d*)?", value.strip()) else 0.0


def _css(value: str | None) -> float | None:
    found = re.fullmatch(r"\s*([+-]?\d{0,6}\.?\d{1,6})(pt|in|mm|cm|px|)\s*", value or "")
    return float(found[1]) * _CSS[found[2]] if found else None
