"""Our lines on a letterhead that floats: under the marking, the event and the version there is no ink.

LibreOffice lays out the brief, and the letterhead by itself; where our words stand, the letterhead's page is white.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Mm
from PIL import Image, ImageDraw

from briefgen.document.tree import Text
from briefgen.formats.word.letterhead.opened import read_letterhead
from briefgen.formats.word.letterhead.room import Room
from briefgen.formats.word.letterhead.told import notes as notes_of
from briefgen.formats.word.press import write_docx
from briefgen.look.raster import dark_rows
from briefgen.look.theme import Theme
from tests.conftest import once_a_run
from tests.formats.docx_reading import parts, read_docx
from tests.formats.letterheads import letterhead, saved
from tests.formats.trees import FULL, document, paragraph
from tests.formats.word.test_press import find, values
from tests.libreoffice import to_pdf
from tests.validators import ooxml

_DPI = 72
_EMU = 36000
_MARGINS = (45, 35)  # mm, top and bottom
TREE = document(paragraph("ტექსტი"), metadata=replace(FULL, marking_at_foot=True))
LONG = replace(TREE, metadata=replace(TREE.metadata, marking=(Text("შიდა სარგებლობისთვის " * 6),)))
OURS = ("შიდა", "სარგებლობისთვის", "ბრიუსელი,", "ვერსია")


def painted(*bands: tuple[float, float], width: int = 210, height: int = 297) -> io.BytesIO:
    """Return a white picture with black bands, all in mm."""
    image = Image.new("RGB", (width, height), "white")
    for top, bottom in bands:
        ImageDraw.Draw(image).rectangle((0, top, width, bottom), fill="black")
    file = io.BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return file


def floating(story: docx.section._BaseHeaderFooter, picture: io.BytesIO, width: float, x: float, y: float,
             vertical: str = "page", index: int = 0) -> None:  # fmt: skip
    """Put a picture behind the text of a header or footer, from the edges of the page or from its paragraph, in mm."""
    run = story.paragraphs[index].add_run()
    run.add_picture(picture, width=Mm(width))
    (inline,) = run._r.xpath(".//wp:inline")
    anchor = parse_xml(
        '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" '
        'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="1" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(x * _EMU)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{vertical}"><wp:posOffset>{round(y * _EMU)}</wp:posOffset></wp:positionV>'
        "</wp:anchor>"
    )
    for child in list(inline):
        anchor.append(child)
        if child.tag.endswith("}extent"):
            anchor.append(parse_xml(f'<wp:wrapNone xmlns:wp="{child.tag[1:].partition("}")[0]}"/>'))
    inline.getparent().replace(inline, anchor)


def bare(*, margins: tuple[int, int] = _MARGINS) -> docx.document.Document:
    """Return a letterhead with an empty paragraph in header and footer."""
    opened = docx.Document(io.BytesIO(letterhead(header=False)))
    section = opened.sections[0]
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.top_margin, section.bottom_margin = Mm(margins[0]), Mm(margins[1])
    return opened


def page_picture() -> docx.document.Document:
    opened = bare()
    floating(opened.sections[0].header, painted((0, 38), (270, 297)), 210, 0, 0)
    return opened


def page_picture_from_its_paragraph() -> docx.document.Document:
    opened = bare()
    distance = opened.sections[0].header_distance or 0
    floating(opened.sections[0].header, painted((0, 38), (270, 297)), 210, 0, -distance / _EMU, "paragraph")
    return opened


def page_picture_and_small_margins() -> docx.document.Document:
    # The agency's staff press Enter until they are below the picture's head.
    opened = bare(margins=(20, 15))
    floating(opened.sections[0].header, painted((0, 38), (270, 297)), 210, 0, 0)
    return opened


def logo_taller_than_the_words_beside_it() -> docx.document.Document:
    opened = bare()
    opened.sections[0].header.paragraphs[0].add_run("Agency")
    floating(opened.sections[0].header, painted((0, 30), width=60, height=30), 60, 30, 12)
    return opened


def logo_from_its_paragraph() -> docx.document.Document:
    opened = bare()
    opened.sections[0].header.add_paragraph("Agency")
    floating(opened.sections[0].header, painted((0, 25), width=60, height=25), 60, 30, 2, "paragraph", index=1)
    return opened


def frame_of_an_address() -> docx.document.Document:
    opened = bare()
    frame = opened.sections[0].header.add_paragraph("Address\nof\nfour\nlines")
    frame._p.get_or_add_pPr().insert(0, parse_xml(
        '<w:framePr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:w="6000" w:h="1500" '
        'w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="1700" w:y="900"/>'
    ))  # fmt: skip
    return opened


def band_at_the_foot() -> docx.document.Document:
    opened = bare()
    floating(opened.sections[0].footer, painted((0, 25), width=210, height=25), 210, 0, 272)
    return opened


def picture_that_sticks_out_of_the_footer() -> docx.document.Document:
    opened = bare()
    floating(opened.sections[0].footer, painted((0, 22), width=210, height=22), 210, 0, -12, "paragraph")
    return opened


KINDS: tuple[Callable[[], docx.document.Document], ...] = (
    page_picture,
    page_picture_from_its_paragraph,
    page_picture_and_small_margins,
    logo_taller_than_the_words_beside_it,
    logo_from_its_paragraph,
    frame_of_an_address,
    band_at_the_foot,
    picture_that_sticks_out_of_the_footer,
)


@dataclass(frozen=True)
class Page:
    """The first page of a PDF: its words with their boxes in points, and the page of its letterhead in grey."""

    words: list[tuple[str, tuple[float, float, float, float]]]
    paper: Image.Image

    def on_ink(self) -> list[str]:
        """Return which of our words stand on ink."""
        found = [(word, box) for word, box in self.words if word in OURS]  # the marking at head and foot
        assert {word for word, _ in found} == set(OURS)
        return [word for word, box in found if min(self.paper.crop(box).tobytes()) < 200]


def look(folder: Path, files: dict[str, dict[str, bytes]]) -> dict[str, dict[str, Page]]:
    """Return the page of each brief on a letterhead, beside that of the letterhead by itself, which is its `paper`.

    All at once, since LibreOffice takes long to start.
    """
    paths = []
    for name, each in files.items():
        for kind, data in each.items():
            paths.append(folder / f"{name}-{kind}.docx")
            paths[-1].write_bytes(data)
    to_pdf(paths, folder)
    pages: dict[str, dict[str, Page]] = {}
    for name, each in files.items():
        picture = folder / f"{name}.png"
        subprocess.run(
            ["pdftoppm", "-r", str(_DPI), "-png", "-singlefile", str(folder / f"{name}-paper.pdf"), str(picture)[:-4]],
            check=True, capture_output=True,
        )  # fmt: skip
        with Image.open(picture) as opened:
            paper = opened.convert("L")
        pages[name] = {kind: Page(words(folder / f"{name}-{kind}.pdf"), paper) for kind in each if kind != "paper"}
    return pages


def words(file: Path) -> list[tuple[str, tuple[float, float, float, float]]]:
    command = ["pdftotext", "-bbox", "-l", "1", str(file), "-"]
    page = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    return [(word, tuple(map(float, box))) for *box, word in re.findall(pattern, page)]  # type: ignore[misc]


@pytest.fixture(scope="module")
def pages(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Page]]:
    """Return what `look` sees of each kind of letterhead: as it is, and with our lines as they stood before."""

    def make(folder: Path) -> dict[str, dict[str, Page]]:
        files = {}
        for kind in KINDS:
            file = saved(kind())
            opened = read_letterhead(file, "x")
            assert opened.room.doubtful == ()
            # As it was before: under the letterhead's own lines, whatever floats there.
            unmoved = read_letterhead(file, "x")
            unmoved.__dict__["room"] = Room()
            briefs = {"moved": write_docx(TREE, theme, opened), "unmoved": write_docx(TREE, theme, unmoved)}
            files[kind.__name__] = {"paper": file, **briefs}
            if kind is page_picture:
                files[kind.__name__]["long"] = write_docx(LONG, theme, opened)
        return look(folder, files)

    return once_a_run(tmp_path_factory, "pages-of-letterheads", make)


def test_no_ink_is_under_our_lines(pages: dict[str, dict[str, Page]]) -> None:
    assert {name: each["moved"].on_ink() for name, each in pages.items()} == {kind.__name__: [] for kind in KINDS}
    assert all(each["unmoved"].on_ink() for each in pages.values())


def test_a_marking_that_is_longer_stays_in_its_place(pages: dict[str, dict[str, Page]]) -> None:
    """It takes two lines, which grow towards the text."""
    assert pages["page_picture"]["long"].on_ink() == []


def test_moved_lines_are_valid(theme: Theme, tmp_path: Path) -> None:
    moved = read_letterhead(saved(page_picture_and_small_margins()), "x")  # both lines, and the margins
    (tmp_path / "a.docx").write_bytes(write_docx(TREE, theme, moved))
    assert ooxml.findings(tmp_path / "a.docx") == []


def said(opened: docx.document.Document, theme: Theme) -> str:
    return "\n".join(notes_of(read_letterhead(saved(opened), "x"), theme))


def test_a_picture_without_room_is_told(theme: Theme) -> None:
    opened = bare()
    floating(opened.sections[0].header, painted((0, 297)), 210, 0, 0)
    assert "covers the page, so that the marking and the event may stand on it" in said(opened, theme)
    assert "so that the version may stand on it" in said(opened, theme)
    assert "set a larger bottom margin in Word" in said(opened, theme)
    assert "may stand on it" not in said(page_picture(), theme)


def test_a_picture_that_can_not_be_looked_at_is_told(theme: Theme) -> None:
    opened = page_picture()
    (turned,) = opened.sections[0].header._element.xpath(".//pic:pic/pic:spPr/a:xfrm")
    turned.set("rot", "60000")
    assert "so that the marking and the event may stand on it" in said(opened, theme)


def test_what_floats_elsewhere_moves_nothing(theme: Theme) -> None:
    opened = bare()
    header = opened.sections[0].header
    floating(header, painted((0, 60), width=100, height=60), 100, 50, 120)  # a watermark in the middle of the text
    floating(header, painted((0, 290), width=20, height=290), 20, 2, 2)  # a strip down the margin
    assert read_letterhead(saved(opened), "x").room == Room()
    assert read_letterhead(letterhead(first=True), "x").room == Room()


def vml(style: str) -> docx.document.Document:
    """Return a letterhead with a shape of Word 2003, which many still have."""
    opened = bare()
    opened.sections[0].header.paragraphs[0].add_run()._r.append(
        parse_xml(
            '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            f'xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="position:absolute;{style}"/></w:pict>'
        )
    )
    return opened


def test_shapes_of_old_word_are_seen_too() -> None:
    def room(style: str) -> Room:
        return read_letterhead(saved(vml(style)), "x").room

    page = "mso-position-vertical-relative:page"
    assert room(f"margin-top:0;width:595pt;height:842pt;{page}").doubtful == ("header", "footer")
    assert room("width:415pt;height:124pt;mso-position-vertical:center;mso-position-vertical-relative:margin") == Room()
    distance = (docx.Document().sections[0].header_distance or 0) / _EMU
    assert round(room(f"margin-top:5mm;height:25mm;{page}").before + distance) == 30
    assert room("margin-top:5mm;height:25mm").before == 30  # from its paragraph
    assert room("margin-top:5mm;height:25mm;mso-position-vertical-relative:bottom-margin-area").after is not None


def test_floating_tables_are_seen_too() -> None:
    opened = bare()
    table = opened.sections[0].header.add_table(1, 1, Mm(60))
    table._tbl.tblPr.insert(1, parse_xml(
        '<w:tblpPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:vertAnchor="page" '
        'w:horzAnchor="page" w:tblpX="1700" w:tblpY="700"/>'
    ))  # fmt: skip
    distance = (opened.sections[0].header_distance or 0) / _EMU
    assert round(read_letterhead(saved(opened), "x").room.before + distance) == _MARGINS[0]  # nobody knows its height


def test_first_and_even_pages_have_our_lines_in_the_same_places(theme: Theme) -> None:
    opened = docx.Document(io.BytesIO(letterhead(first=True, even=True)))
    floating(opened.sections[0].first_page_header, painted((0, 297)), 210, 0, 0)
    floating(opened.sections[0].even_page_footer, painted((0, 20), width=210, height=20), 210, 0, 277)
    roots = parts(write_docx(TREE, theme, read_letterhead(saved(opened), "x")))
    for kind in ("", "-first", "-even"):
        (ours,) = (
            p for p in find(roots[f"word/header{kind}.xml"], "w:p") if "BriefHeader" in values(p, "w:pPr/w:pStyle")
        )
        assert int(values(ours, "w:pPr/w:spacing", "before")[0] or 0) > 1000
        styles = [values(p, "w:pPr/w:pStyle") for p in find(roots[f"word/footer{kind}.xml"], "w:p")]
        assert styles[:2] == [["BriefFooter"], ["BriefFooter"]]
        last = find(roots[f"word/footer{kind}.xml"], "w:p")[1]
        assert int(values(last, "w:pPr/w:spacing", "after")[0] or 0) > 500


def test_no_word_is_lost_above_the_letterhead_s_footer(theme: Theme) -> None:
    opened = page_picture()
    opened.sections[0].footer.paragraphs[0].add_run("ქ. თბილისი")
    words = read_docx(write_docx(TREE, theme, read_letterhead(saved(opened), "x")))
    assert words.footer[-1] == "ქ. თბილისი"
    assert "ვერსია 1" in words.footer[1]
    assert "stand above it" in said(opened, theme)


def test_a_note_keeps_off_the_lines_above_the_letterhead_s_footer(theme: Theme) -> None:
    root = parts(write_docx(TREE, theme, read_letterhead(saved(page_picture()), "x")))["word/footer.xml"]
    first, last, _ = find(root, "w:p")
    assert int(values(first, "w:pPr/w:spacing", "before")[0] or 0) >= 200
    assert values(last, "w:pPr/w:spacing", "before") == [None]


def test_a_negative_margin_does_not_let_the_text_run_into_our_lines(theme: Theme) -> None:
    opened = bare()
    margins = opened.sections[0]._sectPr.pgMar
    assert margins is not None
    margins.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}top", "-2500")
    body = parts(write_docx(TREE, theme, read_letterhead(saved(opened), "x")))["word/document.xml"]
    assert values(body, ".//w:pgMar", "top") == ["2500"]


def test_ink_is_told_from_paper() -> None:
    bands = dark_rows(painted((10, 19)).getvalue(), 0.1, 0.9, 297)
    assert bands is not None
    assert [row for row, dark in enumerate(bands) if dark] == list(range(10, 20))
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))  # black, but nothing is painted
    file = io.BytesIO()
    clear.save(file, "PNG")
    assert dark_rows(file.getvalue(), 0, 1, 10) == [False] * 10
    assert dark_rows(b"no picture", 0, 1, 10) is None
    assert dark_rows(file.getvalue(), 0.5, 0.5, 10) is None
