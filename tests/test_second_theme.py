"""The real project in the second theme: looks are data, and each face in the files is the theme's."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from tests.conftest import NEWEST, ROOT
from tests.formats.docx_reading import parts
from tests.formats.word.test_fonts import embedded
from tests.formats.word.test_press import NS, W
from tests.pdf_reading import page_text
from tests.written import WrittenBrief


@pytest.fixture(scope="module")
def sober(in_other_themes: dict[Path, list[WrittenBrief]]) -> Path:
    briefs = in_other_themes[ROOT / "templates" / "themes" / "sober"]
    return next(brief.pdf.parent for brief in briefs if brief.pdf.name.startswith(f"{NEWEST}_full_"))


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_pdf_has_the_theme_s_faces_alone(language: str, sober: Path) -> None:
    path = sober / f"{NEWEST}_full_{language}.pdf"
    faces = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pypdf.PdfReader(path).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert faces
    assert all(face.startswith("DejaVu-Serif") for face in faces), faces
    assert "\ufffd" not in page_text(path)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_word_file_names_and_holds_the_theme_s_faces_alone(language: str, sober: Path) -> None:
    docx = (sober / f"{NEWEST}_full_{language}.docx").read_bytes()
    roots = parts(docx)
    fonts = [fonts for root in roots.values() for fonts in root.iterfind(".//w:rFonts", NS)]
    assert {each.get(f"{W}{name}") for each in fonts for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "DejaVu Serif"
    }
    inside = embedded(docx)
    assert "embedRegular" in inside
    assert {font["name"].getDebugName(1) for font in inside.values()} == {"DejaVu Serif"}
    shown = {char for name in ("document", "footnotes") for text in roots[f"word/{name}.xml"].iter(f"{W}t")
             for char in text.text or ""}  # fmt: skip
    assert shown <= set(map(chr, inside["embedRegular"].getBestCmap()))


def test_no_theme_is_a_font_file() -> None:
    assert not [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".ttf", ".otf", ".woff2")]
