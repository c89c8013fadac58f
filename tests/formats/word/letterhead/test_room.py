"""Where our lines are clear of what floats in a letterhead, from the XML alone."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from lxml import etree
from PIL import Image

from briefgen.formats.word.letterhead.room import Room, _area, _clear, _css, _left, _number, find_room

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
VML = "urn:schemas-microsoft-com:vml"
NAMES = f'xmlns:w="{W}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:v="{VML}"'
PAGE = {"width": 210.0, "height": 297.0, "top": 40.0, "bottom": 30.0, "left": 20.0, "right": 20.0}


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def emu(mm: float) -> int:
    return round(mm * 36000)


SIZE = f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
SIDES = {"top": 40, "bottom": 30, "left": 20, "right": 20, "header": 10, "footer": 10}
MARGINS = " ".join(f'w:{side}="{twips(mm)}"' for side, mm in SIDES.items())
SECTION = etree.fromstring(f'<w:sectPr {NAMES}>{SIZE}<w:pgMar {MARGINS} w:gutter="0"/></w:sectPr>')


@dataclass
class Story:
    """What is asked of a header or footer: its XML, and the pictures that its drawings show."""

    root: etree._Element
    shown: bytes | None = None

    def picture(self, blip: etree._Element) -> bytes | None:
        return self.shown


def place(value: float | str) -> str:
    return f"<wp:align>{value}</wp:align>" if isinstance(value, str) else f"<wp:posOffset>{emu(value)}</wp:posOffset>"


def floating(
    vertical: str = "page",
    top: float | str = 0,
    height: float = 10,
    *,
    horizontal: str = "page",
    left: float | str = 50,
    width: float = 100,
    blips: int = 1,
    more: str = "",
) -> str:
    """Return a paragraph with a drawing that floats; a place is in mm, or an alignment."""

    position = f'<wp:positionV relativeFrom="{vertical}">{place(top)}</wp:positionV>' if vertical else ""
    inside = (
        f'<wp:positionH relativeFrom="{horizontal}">{place(left)}</wp:positionH>{position}'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/>{"<a:blip/>" * blips}{more}'
    )
    return f"<w:p><w:r><w:drawing><wp:anchor>{inside}</wp:anchor></w:drawing></w:r></w:p>"


WORDS = "<w:p/>"


def room(header: str = "", footer: str = "", picture: bytes | None = None) -> Room:
    stories = {
        ("header", "default"): Story(etree.fromstring(f"<w:hdr {NAMES}>{header}</w:hdr>"), picture),
        ("footer", "default"): Story(etree.fromstring(f"<w:ftr {NAMES}>{footer}</w:ftr>"), picture),
    }
    found = find_room(SECTION, stories)  # type: ignore[arg-type]
    return Room(round(found.before, 1), None if found.after is None else round(found.after, 1), found.doubtful)


NOWHERE = Room()


# Drawings ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawing", "where"),
    [
        pytest.param(floating(top=5, height=30), Room(before=25), id="above the text: just below it"),
        pytest.param(floating(top=5, height=60), Room(before=55), id="into the text: below it all the same"),
        pytest.param(floating(top=5, height=0), Room(before=30), id="of no height: where the text begins"),
        pytest.param(floating(top=5, height=120), Room(30, None, ("header",)), id="far into the text"),
        pytest.param(floating(top=100, height=50), NOWHERE, id="beside the text"),
        pytest.param(floating("margin", 0, 50), NOWHERE, id="from where the text begins"),
        pytest.param(floating("topMargin", 3, 20), Room(before=13), id="from the top margin"),
        pytest.param(floating(top=280, height=10), Room(after=7), id="below the text"),
        pytest.param(floating("bottomMargin", 3, 20), Room(after=17), id="from the bottom margin"),
        pytest.param(floating(top=150, height=130), Room(0, 20, ("footer",)), id="from amid the text to below it"),
        pytest.param(floating(top="top", height=30), Room(before=20), id="at the top"),
        pytest.param(floating(top="bottom", height=30), Room(after=20), id="at the bottom"),
        pytest.param(floating("margin", "bottom", 40), NOWHERE, id="at the end of the text"),
        pytest.param(floating("bottomMargin", "center", 10), Room(after=10), id="amid the bottom margin"),
        pytest.param(floating(top="inside", height=9), Room(30, 20), id="nobody knows the alignment"),
        pytest.param(floating("character", 5), Room(30, 20), id="nobody knows from where"),
        pytest.param(floating("paragraph", "top"), Room(30, 20), id="aligned to a paragraph"),
        pytest.param(floating(""), Room(30, 20), id="it doesn't say where"),
    ],
)  # fmt: skip
def test_our_lines_are_moved_clear_of_a_drawing(drawing: str, where: Room) -> None:
    assert room(drawing) == room(footer=drawing) == where


@pytest.mark.parametrize("vertical", ["paragraph", "line"])
def test_a_drawing_may_count_from_its_paragraph(vertical: str) -> None:
    assert room(WORDS + floating(vertical, 3, 20)) == Room(before=23)
    assert room(floating(vertical, 3, 20)) == Room(before=23)  # the first, which begins where the header does
    assert room(floating(vertical, 3, 120)) == Room(30, None, ("header",))
    assert room(WORDS + floating(vertical, 3, 120)) == Room(before=123)
    assert room(footer=floating(vertical, 5, 20)) == Room(after=0)
    assert room(footer=WORDS + floating(vertical, -8, 20)) == Room(after=8)


@pytest.mark.parametrize(
    ("left", "width", "counts"), [(0, 15, False), (0, 25, True), (195, 15, False), (180, 15, True), (-30, 40, False)]
)
def test_what_stands_beside_the_text_does_not_count(left: float, width: float, counts: bool) -> None:
    assert room(floating(top=5, height=30, left=left, width=width)) == (Room(before=25) if counts else NOWHERE)
    # Where nobody knows on which side it stands it does.
    unknown = floating(top=5, height=30, horizontal="character", left=left, width=width)
    assert room(unknown) == Room(before=25)


def test_of_several_the_farthest_counts_and_each_doubt_is_said_once() -> None:
    assert room(floating(top=5, height=30) + floating(top=5, height=20)) == Room(before=25)
    assert room(floating(top=285, height=5) + floating(top=280, height=5)) == Room(after=7)
    assert room(floating(top=5, height=120) * 2) == Room(30, None, ("header",))


# A picture of the whole page -----------------------------------------------------------------------------------------


def picture(*dark: tuple[int, int, int, int], rows: int = 297) -> bytes:
    """Return a white page, a pixel a mm, with boxes of ink."""
    image = Image.new("RGB", (210, rows), "white")
    for box in dark:
        image.paste("#222222", box)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


WHOLE = {"left": 0, "width": 210, "height": 297}


def whole(picture_: bytes | None, **changes: float | str) -> Room:
    return room(floating("page", 0, **{**WHOLE, **changes}), picture=picture_)  # type: ignore[arg-type]


def test_on_a_picture_of_the_page_our_lines_stand_where_it_is_light() -> None:
    assert whole(picture((0, 0, 210, 30), (0, 280, 210, 297))) == Room(before=30, after=20)
    assert whole(picture((0, 0, 210, 50), (0, 260, 210, 297))) == Room(before=40, after=27)
    # Our lines need 20 mm at the head, and 16 at the foot.
    assert whole(picture((0, 62, 210, 70), (0, 246, 210, 251))) == Room(before=30, after=20)
    assert whole(picture((0, 57, 210, 70), (0, 254, 210, 256))) == Room(before=60, after=33)
    for beside in ((0, 0, 15, 297), (195, 0, 210, 297)):
        assert whole(picture(beside)) == Room(before=30, after=20)


def test_where_there_is_no_light_place_our_lines_may_not_be_read() -> None:
    both = Room(30, 20, ("header", "footer"))
    assert whole(picture((0, 0, 210, 297))) == both
    assert whole(picture((0, 0, 210, 120), (0, 280, 210, 297))) == Room(30, 20, ("header",))
    assert whole(None) == both
    assert whole(b"no picture") == both


def test_a_picture_that_is_turned_cut_or_one_of_several_can_not_be_looked_at() -> None:
    light, both = picture(), Room(30, 20, ("header", "footer"))
    assert room(floating(top=0, **WHOLE), picture=light) == Room(before=30, after=20)  # type: ignore[arg-type]
    for changes in ({"more": '<a:xfrm rot="5400000"/>'}, {"more": '<a:srcRect l="9"/>'}, {"blips": 2}):
        assert room(floating(top=0, **{**WHOLE, **changes}), picture=light) == both  # type: ignore[arg-type]
    assert room(floating(top=0, **{**WHOLE, "more": "<a:xfrm/><a:srcRect/>"}), picture=light) == Room(30, 20)  # type: ignore[arg-type]


def test_a_picture_that_does_not_begin_with_the_page_is_looked_at_where_it_lies() -> None:
    ink = picture((0, 0, 210, 20), rows=250)
    assert room(floating("page", 40, height=250, left=0, width=210), picture=ink) == Room(before=50, after=20)
    edge = picture((0, 0, 210, 1), rows=250)
    assert room(floating("page", 40, height=250, left=0, width=210), picture=edge) == Room(before=31, after=20)
    hung = WORDS + floating("paragraph", 0, height=297, left=0, width=210)
    assert room(hung, picture=picture()).doubtful == ("header", "footer")  # nobody knows where its paragraph is
    half = picture((0, 0, 105, 100))  # its left half, which lies left of the page's text
    assert room(floating("page", 0, height=297, left=-85, width=210), picture=half) == Room(before=30, after=20)


def test_a_clear_place_is_light_all_along() -> None:
    assert _clear([True, False, False, True, False, False, False], 0, 3, 7) == 4
    assert _clear([True, False, False, True, False, False, False], 0, 2, 7) == 1
    assert _clear([True] * 5, 0, 2, 5) is None
    assert _clear([False] * 5, 2, 2, 5) == 2
    assert _clear([False] * 5, 5, 2, 5) is None


# Frames, tables and old shapes ---------------------------------------------------------------------------------------


def frame(more: str) -> str:
    return f"<w:p><w:pPr><w:framePr {more}/></w:pPr></w:p>"


@pytest.mark.parametrize(
    ("more", "where"),
    [
        (f'w:vAnchor="page" w:y="{twips(5)}" w:h="{twips(30)}"', Room(before=25)),
        (f'w:vAnchor="page" w:y="{twips(5)}"', Room(before=30)),
        (f'w:vAnchor="page" w:y="{twips(5)}" w:h="{twips(30)}" w:yAlign="top"', Room(before=30)),
        (f'w:y="{twips(5)}" w:h="{twips(30)}"', Room(before=35)),
        (f'w:vAnchor="text" w:y="{twips(5)}" w:h="{twips(30)}" w:x="{twips(9)}"', Room(before=35)),
        (f'w:dropCap="drop" w:vAnchor="page" w:y="{twips(5)}" w:h="{twips(30)}"', NOWHERE),
    ],
)
def test_frames_are_seen(more: str, where: Room) -> None:
    assert room(frame(more)) == where


def test_floating_tables_are_seen() -> None:
    def table(more: str) -> str:
        return f"<w:tbl><w:tblPr><w:tblpPr {more}/></w:tblPr></w:tbl>"

    assert room(table(f'w:vertAnchor="page" w:tblpY="{twips(5)}"')) == Room(before=30)
    assert room(table(f'w:vertAnchor="page" w:tblpY="{twips(280)}"')) == Room(after=7)
    assert room(table(f'w:vertAnchor="page" w:tblpY="{twips(290)}"')) == NOWHERE  # below our lines
    assert room(table(f'w:tblpY="{twips(5)}"')) == Room(before=30)  # from its paragraph, of unknown height
    assert room(footer=table(f'w:tblpY="{twips(-5)}"')) == Room(after=5)


def shape(style: str, kind: str = "shape") -> str:
    return f'<w:p><w:r><w:pict><v:{kind} style="{style}"/></w:pict></w:r></w:p>'


ABSOLUTE = "position:absolute;"


@pytest.mark.parametrize(
    ("style", "where"),
    [
        (f"{ABSOLUTE}margin-top:5mm;height:30mm;mso-position-vertical-relative:page", Room(before=25)),
        (f"{ABSOLUTE}margin-top:5mm;height:30mm", Room(before=35)),
        (f"{ABSOLUTE}margin-top:5mm;height:30mm;mso-position-vertical:absolute", Room(before=35)),
        (f"{ABSOLUTE}height:30mm;mso-position-vertical:top;mso-position-vertical-relative:page", Room(before=20)),
        (f"{ABSOLUTE}height:30mm;mso-position-vertical:bottom;mso-position-vertical-relative:page", Room(after=20)),
        (f"{ABSOLUTE}height:9mm;mso-position-vertical:center;mso-position-vertical-relative:bottom-margin-area",
         Room(after=9.5)),
        (f"{ABSOLUTE}margin-top:3mm;height:9mm;mso-position-vertical-relative:top-margin-area", Room(before=2)),
        (f"{ABSOLUTE}height:9mm;mso-position-vertical:top", Room(30, 20)),
        ("position:relative;margin-top:5mm;height:30mm;mso-position-vertical-relative:page", NOWHERE),
        ("margin-top:5mm;height:30mm;mso-position-vertical-relative:page", NOWHERE),
    ],
)  # fmt: skip
def test_shapes_of_old_word_are_seen(style: str, where: Room) -> None:
    assert room(WORDS + shape(style)) == where


@pytest.mark.parametrize("kind", ["rect", "roundrect", "oval", "group", "line"])
def test_so_are_those_of_every_kind_but_for_those_of_a_group(kind: str) -> None:
    style = f"{ABSOLUTE}margin-top:5mm;height:30mm;mso-position-vertical-relative:page"
    assert room(shape(style, kind)) == Room(before=25)
    inner = f'<v:rect style="{ABSOLUTE}margin-top:900mm;height:30mm"/>'
    grouped = shape(style, "group").replace("/></w:pict>", f">{inner}</v:group></w:pict>")
    assert room(grouped) == Room(before=25)


# Places and lengths --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relative", "area"),
    [
        ("page", (0, 297)),
        ("margin", (40, 267)),
        ("topMargin", (0, 40)),
        ("top-margin-area", (0, 40)),
        ("bottomMargin", (267, 297)),
        ("bottom-margin-area", (267, 297)),
        ("paragraph", None),
        ("outsideMargin", None),
    ],
)
def test_a_place_counts_from_an_area_of_the_page(relative: str, area: tuple[float, float] | None) -> None:
    assert _area(relative, PAGE) == area
    assert _area(relative, {**PAGE, "top": -40.0, "bottom": -30.0}) == area  # one that doesn't give way


@pytest.mark.parametrize(
    ("relative", "at", "left"),
    [
        ("page", 5.0, 5),
        ("margin", 5.0, 25),
        ("column", 5.0, 25),
        ("leftMargin", 5.0, 5),
        ("rightMargin", 5.0, 195),
        ("page", "left", 0),
        ("page", "right", 150),
        ("page", "center", 75),
        ("margin", "right", 130),
        ("margin", "center", 75),
        ("leftMargin", "center", -20),
        ("page", "inside", None),
        ("character", 5.0, None),
    ],
)
def test_a_drawing_stands_from_an_edge_on(relative: str, at: float | str, left: float | None) -> None:
    horizontal = etree.fromstring(f'<wp:positionH {NAMES} relativeFrom="{relative}">{place(at)}</wp:positionH>')
    found = _left(horizontal, 60, PAGE)
    assert (None if found is None else round(found, 3)) == left
    assert _left(None, 60, PAGE) is None


@pytest.mark.parametrize(
    ("text", "mm"),
    [
        ("72pt", 25.4), ("1in", 25.4), ("10mm", 10), ("1.5cm", 15), ("96px", 25.4), ("72", 25.4), ("-36pt", -12.7),
        (" .5in ", 12.7), ("+1in", 25.4), ("1em", None), ("", None), (None, None), ("auto", None),
    ],
)  # fmt: skip
def test_lengths_of_style_sheets(text: str | None, mm: float | None) -> None:
    found = _css(text)
    assert (None if found is None else round(found, 3)) == mm


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("-12", -12), ("+12", 12), (" 12.5 ", 12.5), ("12.", 12), ("", 0), (None, 0), ("a", 0), ("1" * 12, 0)],
)
def test_numbers_of_attributes(text: str | None, number: float) -> None:
    assert _number(text) == number
