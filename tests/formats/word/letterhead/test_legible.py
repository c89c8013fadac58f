"""Whether the brief's words could be read in a letterhead's style."""

from __future__ import annotations

import pytest

from briefgen.formats.word.letterhead.legible import illegible
from tests.formats.word.xml_reading import parsed

COLOUR, HIDDEN, SIZE, FRAME = (
    f"its letters have {what}" if what.startswith(("the", "no")) else what
    for what in ("the colour of the paper", "its letters are hidden", "no size", "it stands in a frame")
)


def style(id: str, run: str = "", paragraph: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:styleId="{id}">{base}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'


def why(run: str = "", paragraph: str = "", more: str = "", based_on: str = "") -> str:
    return illegible(parsed(more + style("T", run, paragraph, based_on), "styles"), "T")


@pytest.mark.parametrize(
    ("run", "told"),
    [
        ("", ""),
        ('<w:color w:val="FFFFFF"/>', COLOUR),
        ('<w:color w:val="auto"/>', ""),
        ('<w:color w:val="000000"/>', ""),
        ('<w:color w:val="DDDDDD"/>', COLOUR),  # a contrast of 1.36
        ('<w:color w:val="D0D0D0"/>', ""),  # 1.54
        ('<w:color w:val="FFFF00"/>', COLOUR),
        ('<w:color w:val="00FFFF"/>', COLOUR),
        ('<w:color w:val="FF0000"/>', ""),
        ('<w:color w:val="odd"/>', ""),
        ('<w:color w:val="0000FF"/><w:shd w:fill="000000"/>', ""),  # 2.4
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="1F3864"/>', ""),
        ('<w:color w:val="1F3864"/><w:shd w:fill="1F3864"/>', COLOUR),
        ('<w:shd w:fill="000000"/>', COLOUR),
        ('<w:shd w:fill="auto"/>', ""),
        ("<w:vanish/>", HIDDEN),
        ('<w:vanish w:val="true"/>', HIDDEN),
        *((f'<w:vanish w:val="{off}"/>', "") for off in ("0", "false", "off")),
        ('<w:sz w:val="7"/>', SIZE),
        ('<w:sz w:val="8"/>', ""),
        ('<w:sz w:val="odd"/>', ""),
    ],
)
def test_letters_need_a_contrast_a_size_and_to_be_shown(run: str, told: str) -> None:
    assert why(run) == told


def test_a_style_in_a_frame_is_none_for_a_page() -> None:
    assert why(paragraph="<w:framePr/>") == FRAME


def test_the_ground_of_letters_comes_before_that_of_their_paragraph() -> None:
    dark, light = '<w:shd w:fill="000000"/>', '<w:shd w:fill="FFFFFF"/>'
    white = '<w:color w:val="FFFFFF"/>'
    assert why(white, dark) == ""
    assert why(white + light, dark) == COLOUR
    assert why(white + dark, light) == ""


def test_a_style_takes_what_it_does_not_say_from_those_it_is_based_on_and_from_the_defaults() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{white}</w:rPr></w:rPrDefault></w:docDefaults>"
    assert why(more=style("A", white), based_on="A") == COLOUR
    assert why(more=style("A", based_on="B") + style("B", white), based_on="A") == COLOUR
    assert why('<w:color w:val="000000"/>', more=style("A", white), based_on="A") == ""
    assert why(more=defaults) == COLOUR
    assert why(more=defaults + style("A", '<w:color w:val="000000"/>'), based_on="A") == ""
    assert why(more=style("A", based_on="T"), based_on="A") == ""  # a circle
    assert illegible(parsed(defaults, "styles"), "None") == COLOUR
