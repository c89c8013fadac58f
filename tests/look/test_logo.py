"""A theme's logo: at the head of page 1, decoration, harmless, the same bytes on every run."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from docx import Document as open_docx
from lxml import etree
from PIL import Image, ImageFile

from briefgen.document.tree import Document
from briefgen.formats.html import write_html
from briefgen.formats.pdf.press import PdfWriter
from briefgen.formats.word.letterhead.opened import read_letterhead
from briefgen.formats.word.press import write_docx
from briefgen.look.errors import ThemeError
from briefgen.look.theme_file import load_theme
from tests.conftest import BuiltProject
from tests.formats.docx_reading import parts
from tests.formats.letterheads import letterhead
from tests.logos import THEMES, raster, svg, themed, write_theme
from tests.pdf_structure import read_structure
from tests.validators import ooxml, verapdf

ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
GRADIENT = (
    "<style>.a{fill:url(#g)}</style><defs><linearGradient id='g'><stop offset='0' stop-color='#12597A'/>"
    "<stop offset='1' stop-color='#8C1515'/></linearGradient><clipPath id='c'><use xlink:href='#r'/></clipPath></defs>"
    "<rect id='r' class='a' x='50' y='8' width='66' height='8'/><g clip-path='url(#c)'><path d='M0 0h99v9z'/></g>"
)
LOGOS = {
    "wide": (raster(900, 200), "logo.png", 45),
    "tall": (raster(300, 460), "logo.png", 14),
    "photo": (raster(600, 300, kind="JPEG", mode="RGB"), "logo.jpg", 30),
    "grey": (raster(600, 300, mode="LA"), "logo.png", 30),
    "drawing": (svg(GRADIENT), "in/logo.svg", 40),
}


def head_of(document: Document) -> Document:
    """Return the beginning of a brief, where the logo stands."""
    return replace(document, blocks=document.blocks[:2])


# What a theme says ---------------------------------------------------------------------------------------------------


def test_the_themes_that_come_along_have_no_logo() -> None:
    assert {load_theme(path.parent).logo for path in THEMES.glob("*/theme.toml")} == {None}


def test_a_logo_is_as_tall_as_its_width_says(tmp_path: Path) -> None:
    logo = themed(tmp_path, raster(900, 300), width=45).logo
    assert logo
    assert (logo.kind, logo.width, logo.height, logo.pixels) == ("png", 45, 15, 900)
    logo = themed(tmp_path, svg(), "logo.svg", 45).logo
    assert logo
    assert (logo.kind, logo.width, logo.height, logo.pixels) == ("svg", 45, 15, None)


def test_a_theme_takes_the_logo_of_the_one_that_it_extends(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    own = (THEMES / "plain" / "theme.toml").read_text(encoding="utf-8") + '[logo]\nfile = "a.png"\nwidth = 20\n'
    (plain / "theme.toml").write_text(own, encoding="utf-8")
    (plain / "a.png").write_bytes(raster(300, 100))
    (tmp_path / "next").mkdir()
    for words, width in (("", 20), ("[logo]\nwidth = 30\n", 30)):
        (tmp_path / "next" / "theme.toml").write_text(f'extends = "plain"\n{words}', encoding="utf-8")
        theme = load_theme(tmp_path / "next")
        assert theme.logo_file
        assert (theme.logo_file.path, theme.logo_file.width) == (plain / "a.png", width)
        assert theme.logo


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"logo.png"', "3", "is not the name of a picture"),
        ('"logo.png"', '"logo.gif"', "is not the name of a picture; it ends in .png, .jpg, .jpeg, .svg"),
        ('"logo.png"', '"../logo.png"', "leaves the theme's folder"),
        ('"logo.png"', '"/tmp/logo.png"', "leaves the theme's folder"),
        ('"logo.png"', '"link.png"', "leaves the theme's folder"),
        ('"logo.png"', r'"a\\logo.png"', "leaves the theme's folder"),
        ("width = 30", "width = 0", "is not a size"),
        ("width = 30", 'width = "30"', "is not a size"),
        ("width = 30", "width = 90", "leaves no room for the title; 60 mm is the most"),
        ("width = 30", "", "needs file, .* and width"),
        ("width = 30", 'width = 30\nalt = "x"', "needs file, .* and width"),
        ('[logo]\nfile = "logo.png"\nwidth = 30', "logo = 3", "needs file, .* and width"),
    ],
)
def test_what_is_no_logo_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = write_theme(tmp_path, raster(300, 100))
    (tmp_path / "logo.png").write_bytes(raster(300, 100))
    (folder / "link.png").symlink_to(tmp_path / "logo.png")
    text = (folder / "theme.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "theme.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ThemeError, match=message):
        load_theme(folder, lambda name: THEMES / name)


@pytest.mark.parametrize(
    ("data", "file", "message"),
    [
        (None, "logo.png", "logo.png can't be read"),
        (raster(100, 400), "logo.png", "would be 120 mm tall; 22 mm is the most: write width = 5"),
        (raster(1, 2000), "logo.png", "too narrow"),
        (svg(attributes=""), "logo.svg", "doesn't say how large it is; give it a viewBox"),
    ],
)
def test_a_picture_that_does_not_fit_is_refused(tmp_path: Path, data: bytes | None, file: str, message: str) -> None:
    with pytest.raises(ThemeError, match=message):
        _ = themed(tmp_path, data, file).logo


# What is taken of a picture ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [None, raster(100, 400), b"?"], ids=["missing", "too tall", "broken"])
def test_a_picture_is_called_as_the_project_has_it(tmp_path: Path, data: bytes | None) -> None:
    folder = write_theme(tmp_path, data)
    theme = load_theme(folder, lambda name: THEMES / name, lambda path: f"ours/{path.name}")
    with pytest.raises(ThemeError, match=r"^the logo ours/logo\.png "):
        _ = theme.logo


def test_a_picture_keeps_its_pixels_and_loses_its_notes(tmp_path: Path) -> None:
    original = Image.open(io.BytesIO(raster(300, 150, kind="JPEG", mode="RGB")))
    exif = original.getexif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "taken at home"
    file = io.BytesIO()
    original.save(file, "JPEG", exif=exif)
    logo = themed(tmp_path, file.getvalue() + b"<script>", "logo.jpg", 10).logo
    assert logo
    assert not [word for word in (b"taken", b"script", b"Exif", b"eXIf") if word in logo.data]
    upright = Image.open(io.BytesIO(logo.data))
    assert (upright.size, logo.pixels, upright.info) == ((150, 300), 150, {})
    lying = Image.open(file)
    assert upright.tobytes() == lying.transpose(Image.Transpose.ROTATE_270).tobytes()


def test_a_broken_picture_is_noticed_even_after_weasyprint_has_told_pillow_to_be_lenient(tmp_path: Path) -> None:
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        with pytest.raises(ThemeError, match="is broken"):
            _ = themed(tmp_path, raster(600, 200)[:-200]).logo
        assert ImageFile.LOAD_TRUNCATED_IMAGES
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def test_a_drawing_keeps_its_shapes_and_loses_an_editor_s_notes(tmp_path: Path) -> None:
    notes = (
        '<title>Draft 3</title><metadata><x xmlns="http://www.inkscape.org/n">me</x></metadata><!-- me -->'
        '<path d="M0 0h9v9z" xmlns:i="http://www.inkscape.org/n" i:label="me"/><?php me ?>'
    )
    logo = themed(tmp_path, svg(notes), "logo.svg").logo
    assert logo
    root = etree.fromstring(logo.data)
    assert [etree.QName(element).localname for element in root.iter()] == ["svg", "circle", "path"]
    assert (root.get("width"), root.get("height")) == ("30.000mm", "10.000mm")
    assert not [word for word in (b"me ", b"Draft", b"inkscape") if word in logo.data]


# Where it stands -----------------------------------------------------------------------------------------------------


# Every kind of picture in one look, and one of lines in the other.
@pytest.mark.slow
def test_pdf_files_with_a_logo_are_valid(built: BuiltProject, tmp_path: Path) -> None:
    files = []
    for base, names in (("plain", ["wide", "photo", "grey", "drawing"]), ("sober", ["drawing"])):
        for name in names:
            data, file, width = LOGOS[name]
            theme = themed(tmp_path / base / name, data, file, width, base)
            files.append(tmp_path / f"{base}-{name}.pdf")
            files[-1].write_bytes(PdfWriter(theme).write(head_of(built.documents["ka"])).data)
    assert {key: rules for key, rules in verapdf.failures(files).items() if rules} == {}


# In Word whatever has pixels is a PNG by then.
@pytest.mark.slow
@pytest.mark.parametrize(("base", "name"), [("plain", "photo"), ("sober", "drawing")])
def test_word_files_with_a_logo_are_valid(base: str, name: str, built: BuiltProject, tmp_path: Path) -> None:
    data, file, width = LOGOS[name]
    theme = themed(tmp_path / "theme", data, file, width, base)
    (tmp_path / "a.docx").write_bytes(write_docx(head_of(built.documents["ka"]), theme))
    assert ooxml.findings(tmp_path / "a.docx") == []


def test_the_pdf_shows_it_once_and_says_nothing_of_it(built: BuiltProject, tmp_path: Path) -> None:
    document = built.documents["en"]
    with pikepdf.open(built.path("en", "pdf")) as without:
        figures = len(list(read_structure(without).find("Figure")))
    data = PdfWriter(themed(tmp_path, raster(900, 200), width=45)).write(document).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = pdf.pages[0].resources.XObject
        (image,) = [drawn[name] for name in drawn.keys() if drawn[name].Subtype == "/Image"]  # noqa: SIM118  (no dict)
        shown = [
            sum(str(each.operator) == "Do" and page.resources.XObject[str(each.operands[0])].objgen == image.objgen
                for each in pikepdf.parse_content_stream(page))
            for page in pdf.pages
        ]  # fmt: skip
        assert shown == [1] + [0] * (len(shown) - 1)
        assert (int(image.Width), bool(image.get("/Interpolate", False))) == (900, False)
        assert pdf.pages[0].Contents.read_bytes().count(b"/Layout") == 1
        assert len(list(read_structure(pdf).find("Figure"))) == figures


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), [("wide", "ka"), ("tall", "ka"), ("tall", "en")])
def test_page_1_holds_as_much_as_without_it(name: str, language: str, built: BuiltProject, tmp_path: Path) -> None:
    document = built.documents[language]
    pdf = PdfWriter(themed(tmp_path, *LOGOS[name])).write(document).data
    with pikepdf.open(io.BytesIO(pdf)) as after, pikepdf.open(built.path(language, "pdf")) as before:
        assert len(after.pages) == len(before.pages)


@pytest.mark.parametrize(("name", "endings"), [("wide", ["png"]), ("photo", ["png"]), ("drawing", ["png", "svg"])])
def test_word_shows_it_at_the_right_margin_as_decoration(
    name: str, endings: list[str], built: BuiltProject, tmp_path: Path
) -> None:
    theme = themed(tmp_path, *LOGOS[name])
    docx = write_docx(built.documents["en"], theme)
    document = parts(docx)["word/document.xml"]
    (anchor,) = document.iter(f"{WP}anchor")
    assert anchor.findtext(f"{WP}positionH/{WP}align") == "right"
    assert theme.logo
    assert int(anchor.find(f"{WP}extent").get("cx")) == round(theme.logo.width * 36000)  # type: ignore[union-attr,arg-type]
    assert anchor.find(f"{WP}docPr").get("descr") == ""  # type: ignore[union-attr]
    (decorative,) = anchor.iter(ADEC)
    assert decorative.get("val") == "1"
    paragraph = next(anchor.iterancestors("{*}p"))
    assert paragraph.getparent().index(paragraph) == 0  # type: ignore[union-attr]
    names = [str(part.partname) for part in open_docx(io.BytesIO(docx)).part.package.iter_parts()]
    assert sorted(name for name in names if "logo" in name) == [f"/word/media/logo.{ending}" for ending in endings]
    ids = [each.get("id") for each in document.iter(f"{WP}docPr")]
    assert len(ids) == len(set(ids)) > 1


def test_on_a_letterhead_word_shows_the_letterhead_s(built: BuiltProject, tmp_path: Path) -> None:
    theme = themed(tmp_path, raster(900, 200))
    docx = write_docx(built.documents["en"], theme, read_letterhead(letterhead(), "letterhead.docx"))
    assert not list(parts(docx)["word/document.xml"].iter(f"{WP}anchor"))
    assert b"word/media/logo." not in docx


def test_a_page_that_stands_alone_holds_it(built: BuiltProject, tmp_path: Path) -> None:
    html = write_html(built.documents["en"], themed(tmp_path, svg(), "logo.svg"))
    (picture,) = [line for line in html.splitlines() if "<img" in line]
    assert 'alt="" src="data:image/svg+xml;base64,' in picture
    assert "width: 30.00mm; height: 10.00mm" in picture


@pytest.mark.slow
@pytest.mark.parametrize("name", ["wide", "drawing"])
def test_the_same_logo_gives_the_same_bytes(name: str, built: BuiltProject, tmp_path: Path) -> None:
    document = head_of(built.documents["en"])

    def written() -> tuple[bytes, bytes, str]:
        theme = themed(tmp_path / "theme", *LOGOS[name])
        return PdfWriter(theme).write(document).data, write_docx(document, theme), write_html(document, theme)

    assert written() == written()
