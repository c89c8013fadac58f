"""Pictures in Word: an SVG of outlines, a PNG of that, and the words that say the same."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from lxml import etree
from PIL import Image

from briefgen.document.tree import Picture, Text
from briefgen.formats.word.package import related
from briefgen.formats.word.picture import logo_run, number_drawings, outlined, picture_run, png
from briefgen.look.logo import Logo
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface
from tests.formats.word.xml_reading import document_part

RECT = '<rect width="25.4" height="12.7" fill="#FF0000"/>'
SIZE = 'viewBox="0 0 25.4 12.7" width="25.4mm" height="12.7mm" role="img"'


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {SIZE}>{inside}</svg>'


def words(weight: str = "") -> str:
    return f'<text x="1" y="5" font-size="3"{weight} fill="#112233">Aა</text>\n'


def xml(run: etree._Element) -> str:
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(run, encoding="unicode"))


def test_letters_become_outlines_of_their_own_face_and_colour(theme: Theme) -> None:
    for weight, bold in (("", False), (' font-weight="bold"', True)):
        text = outlined(svg(words(weight) + RECT), theme).decode()
        data = typeface(theme, bold=bold).outlines("Aა", 3, 1, 5)
        assert f'<path d="{data}" fill="#112233"/>\n<rect' in text
        assert "<text" not in text
        assert "role=" not in text


def test_pixels_are_fine_enough_for_print_and_lie_on_white(theme: Theme) -> None:
    image = Image.open(io.BytesIO(png(outlined(svg(""), theme))))
    assert image.size == (300, 150)
    assert image.convert("RGB").getpixel((9, 9)) == (255, 255, 255)


def test_a_picture_is_as_large_as_its_tree_says_and_says_its_facts_in_words(theme: Theme) -> None:
    part = document_part()
    picture = Picture(svg(RECT), "113\u2011e 14–\u206018", 25.4, 12.75, (Text("a"),))
    text = xml(picture_run(part, picture, 3, theme))
    assert text.count('cx="914400" cy="459000"') == 2
    assert 'id="3" name="Picture 3" descr="113-e 14–18"' in text
    assert {str(each.partname) for each in related(part)} == {"/word/media/picture3.svg", "/word/media/picture3.png"}
    pixels, drawn = re.findall(r'r:embed="(\w+)"', text)[::-1]
    endings = {id: str(part.rels[id].target_part.partname)[-3:] for id in (pixels, drawn)}
    assert sorted(endings.values()) == ["png", "svg"]
    assert f'<asvg:svgBlip r:embed="{next(id for id, ending in endings.items() if ending == "svg")}"/>' in text


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_logo_is_decoration_beside_its_paragraph(theme: Theme, kind: str) -> None:
    part = document_part()
    data = outlined(svg(RECT), theme)
    logo = Logo(kind, data if kind == "svg" else png(data), 20, 10)  # type: ignore[arg-type]
    text = xml(logo_run(part, logo, 1))
    assert text.count('cx="720000" cy="360000"') == 2
    assert 'name="Picture 1" descr=""' in text
    assert '<adec:decorative val="1"/>' in text
    assert ("svgBlip" in text) is (kind == "svg")
    names = {"/word/media/logo.png"} | ({"/word/media/logo.svg"} if kind == "svg" else set())
    assert {str(each.partname) for each in related(part)} == names


def test_drawings_are_numbered_through_all_parts(theme: Theme) -> None:
    part = document_part()
    runs = [logo_run(part, Logo("png", b"x", 1, 1), 7) for _ in range(3)]
    number_drawings(runs)
    assert [re.findall(r'<wp:docPr id="(\d+)"', xml(run)) for run in runs] == [["1"], ["2"], ["3"]]


def test_a_picture_is_asked_for_by_its_drawing_and_made_only_if_it_is_not_kept(theme: Theme) -> None:
    picture = Picture(svg(RECT), "A bar.", 20, 10, (Text("a"),))
    asked: list[tuple[str, list[str], bytes]] = []

    def kept(kind: str, of: list[str], make: Callable[[], bytes]) -> bytes:
        asked.append((kind, of, make()))
        return b"<svg/>\0pixels"

    part = document_part()
    picture_run(part, picture, 1, theme, kept)
    drawn = outlined(picture.svg, theme)
    assert asked == [("picture", [picture.svg], drawn + b"\0" + png(drawn))]
    assert sorted(each.target_part.blob for each in part.rels.values()) == [b"<svg/>", b"pixels"]
