"""What lies beside the sheet of a letterhead isn't in a brief; what is on it, or leaves it a little, is."""

from __future__ import annotations

import pytest
from lxml import etree

from briefgen.formats.word.letterhead.offsheet import strip_off_sheet
from tests.formats.word.letterhead.test_bare import MORE
from tests.formats.word.xml_reading import inside

A4 = (210.0, 297.0)
MARK = "Canary"


def words(properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{MARK}</w:t></w:r></w:p>"


def drawing(x: int = 0, y: int = 0, edge: str = "page") -> str:
    """Return an anchored drawing of 20 × 10 mm with words, so many mm from an edge."""
    places = "".join(
        f'<wp:position{axis} relativeFrom="{edge}"><wp:posOffset>{offset * 36000}</wp:posOffset></wp:position{axis}>'
        for axis, offset in (("H", x), ("V", y))
    )
    return (
        f'<w:p><w:r><w:drawing><wp:anchor>{places}<wp:extent cx="720000" cy="360000"/>'
        f"<w:txbxContent>{words()}</w:txbxContent></wp:anchor></w:drawing></w:r></w:p>"
    )


def shape(style: str) -> str:
    return (
        f'<w:p><w:r><w:pict><v:shape style="{style}"><v:textbox><w:txbxContent>{words()}</w:txbxContent></v:textbox>'
        "</v:shape></w:pict></w:r></w:p>"
    )


@pytest.mark.parametrize(
    ("story", "there"),
    [
        (words(), True),
        (drawing(10, 10), True),
        (drawing(-19, 10), True),  # a millimetre of it is seen
        (drawing(-20, 10), False),
        (drawing(10, -10), False),
        (drawing(210, 10), False),
        (drawing(209, 10), True),
        (drawing(10, 297), False),
        (drawing(-25, 0, "column"), True),  # the column may begin there
        (drawing(-230, 0, "column"), False),
        (drawing(215, 0, "margin"), False),
        (shape("position:absolute;margin-left:-10pt;margin-top:5pt;width:60pt;height:20pt"), True),
        (shape("position:absolute; margin-left:-2000pt; width:60pt"), False),
        (shape("position:absolute;left:300mm;width:1in;height:1in"), False),
        (shape("position:absolute;margin-left:-80pt;width:60pt;mso-position-horizontal-relative:page"), False),
        (shape("position:absolute;margin-top:99cm;width:60pt;height:20pt"), False),
        (shape("width:60pt;height:20pt;margin-left:-2000pt"), True),  # it stands in its line
        (words('<w:framePr w:w="2000" w:x="-2100" w:hAnchor="page"/>'), False),
        (words('<w:framePr w:w="2000" w:x="-1900" w:hAnchor="page"/>'), True),
        (words('<w:framePr w:w="2000" w:y="17000" w:vAnchor="page"/>'), False),
        (words('<w:ind w:left="-13000"/>'), False),
        (words('<w:ind w:start="12000"/>'), False),
        (words('<w:ind w:left="-700" w:hanging="360"/>'), True),
        (words('<w:ind w:left="x"/>'), True),
    ],
)
def test_words_beside_the_sheet_go(story: str, there: bool) -> None:
    root = etree.fromstring(f"<w:hdr {MORE}>{story}</w:hdr>")
    assert strip_off_sheet(root, A4) is not there
    assert (MARK in inside(root)) is there
    assert root.find(".//{*}p") is not None
