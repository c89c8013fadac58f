"""Letters that a theme's own face lacks, in PDF, Word, the page and pictures."""

from __future__ import annotations

import io
import json
import re
import uuid
import zipfile
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from lxml import etree

from briefgen.document.tree import Document, Emphasis, Heading, Strong, Text
from briefgen.formats.html import write_html
from briefgen.formats.pdf.press import PdfWriter
from briefgen.formats.word.embedding import obfuscate
from briefgen.formats.word.press import write_docx
from briefgen.look.carriers import CARRIERS, carrier_of
from briefgen.look.errors import ThemeError
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.look.typeface import typeface
from briefgen.making.press import faces_listed
from briefgen.proof import docx, pdf
from tests.formats.trees import FULL, document, paragraph

ROOT = Path(__file__).parents[2]
DEJAVU = "matplotlib:mpl-data/fonts/ttf/DejaVuSans"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = "Հայկ"
GOOD = f"""
[[further]]
family = "DejaVu Sans"
regular = "{DEJAVU}.ttf"
bold = "{DEJAVU}-Bold.ttf"

[[further]]
family = "Own Signs"
regular = "own/signs.otf"
"""


def otf(letters: str) -> bytes:
    """Return a face with PostScript outlines, a square for each letter."""
    builder = FontBuilder(1000, isTTF=False)
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    pen = T2CharStringPen(600, None)
    pen.moveTo((50, 0))
    pen.curveTo((50, 300), (250, 600), (500, 600))
    pen.lineTo((500, 0))
    pen.closePath()
    builder.setupCFF("OwnSigns", {}, {name: pen.getCharString() for name in names}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own Signs", "styleName": "Regular", "psName": "OwnSigns"})
    builder.setupOS2(fsType=0)
    builder.setupPost()
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()


def theme_in(folder: Path, further: str = GOOD, signs: str = " 王小") -> Theme:
    own = folder / "own"
    (own / "own").mkdir(parents=True, exist_ok=True)
    (own / "theme.toml").write_text(f'extends = "plain"\n{further}', encoding="utf-8")
    (own / "own" / "signs.otf").write_bytes(otf(signs))
    return load_theme(own, lambda name: ROOT / "templates" / "themes" / name)


@pytest.fixture(scope="module")
def further(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    return theme_in(tmp_path_factory.mktemp("themes"))


@pytest.fixture(scope="module")
def brief() -> Document:
    return document(
        Heading(1, (Text(f"Visit of 王 and {NAME}"),)),
        paragraph(f"„{NAME}“ met 王小.", Strong((Text(f"Bold {NAME}"),)), Emphasis((Text(f"slanted {NAME}"),))),
        metadata=FULL,
    )


def test_a_letter_is_shown_by_the_first_family_that_has_it(further: Theme, theme: Theme) -> None:
    assert further.families == ("FiraGO", "DejaVu Sans", "Own Signs")
    assert list(further.by_family(f"a {NAME}, 王ა")) == [
        ("FiraGO", "a "), ("DejaVu Sans", NAME), ("FiraGO", ", "), ("Own Signs", "王"), ("FiraGO", "ა"),
    ]  # fmt: skip
    assert list(further.by_family(f"{NAME}\u0301")) == [("DejaVu Sans", f"{NAME}\u0301")]
    assert further.missing_glyphs([f"{NAME} 王 明"]) == {"明"}
    assert list(theme.by_family(NAME)) == [("FiraGO", NAME)]
    assert further.tokens()["faces_family"] == "FiraGO, DejaVu Sans, Own Signs"
    assert further.digest != theme.digest


def test_files_carry_the_letters_in_use_and_prove_it(further: Theme, brief: Document) -> None:
    made = PdfWriter(further).write(brief).data
    assert pdf.faults(made, brief, further) == []
    assert NAME in write_html(brief, further)
    word = write_docx(brief, further)
    assert word == write_docx(brief, further)
    assert docx.faults(word, brief, further) == []
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        table = etree.fromstring(package.read("word/fontTable.xml"))
        relations = etree.fromstring(package.read("word/_rels/fontTable.xml.rels"))
        targets = {str(each.get("Id")): str(each.get("Target")) for each in relations}
        letters = {}
        for font in table:
            for face in (each for each in font if each.tag.startswith(f"{W}embed")):
                target = targets[next(str(value) for name, value in face.items() if str(name).endswith("}id"))]
                key = str(face.get(f"{W}fontKey")).strip("{}")
                letters[font.get(f"{W}name"), face.tag.removeprefix(f"{W}embed")] = TTFont(
                    io.BytesIO(obfuscate(package.read(f"word/{target}"), uuid.UUID(key)))
                )
    cut = {name: "".join(map(chr, sorted(font.getBestCmap()))) for name, font in letters.items()}
    assert cut["DejaVu Sans", "Regular"] == cut["DejaVu Sans", "Bold"] == "".join(sorted(NAME))
    assert cut["Own Signs", "Regular"] == "小王"
    assert "glyf" in letters["Own Signs", "Regular"]  # Word embeds no others
    assert {name for name, _ in cut} == set(further.families)


def test_pictures_are_lettered_by_the_same_faces(further: Theme, theme: Theme) -> None:
    ours, own = typeface(further, bold=False), typeface(theme, bold=False)
    assert ours.width("a王", 10) == pytest.approx(own.width("a", 10) + 6)
    assert ours.outlines("a", 10, 0, 0) == own.outlines("a", 10, 0, 0)
    assert ours.outlines("王", 10, 0, 0) != own.outlines("王", 10, 0, 0)


def test_the_manifest_lists_further_faces_by_what_is_in_them(further: Theme, theme: Theme) -> None:
    assert faces_listed(theme) == faces_listed(None) == {}
    listed = json.loads(json.dumps(faces_listed(further)))["faces"]
    assert sorted(listed) == ["DejaVu Sans", "Own Signs"]
    assert list(listed["Own Signs"]) == ["own/signs.otf"]
    assert re.fullmatch("[0-9a-f]{64}", listed["DejaVu Sans"][f"{DEJAVU}.ttf"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("own/signs.otf", "own/none.otf", "face own/none.otf is not in its folder"),
        ("own/signs.otf", "../own/signs.otf", "is not a plain word"),
        ("own/signs.otf", "/own/signs.otf", "is not a plain word"),
        ("Own Signs", "DejaVu Sans", "the family DejaVu Sans is named twice"),
        ('regular = "own', 'bold = "own', "lacks bold_italic"),
        ("[[further]]", "[further]", "in two brackets"),
        ("own/signs.otf", "no_package:signs.otf", "type: pip install no_package"),
    ],
)
def test_further_faces_that_there_are_not_are_told_of(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = GOOD.replace(GOOD[: GOOD.rindex("[[further]]")], "\n") if new == "[further]" else GOOD
    assert old in text
    with pytest.raises(ThemeError, match=message):
        _ = theme_in(tmp_path, text.replace(old, new)).letters_of


def test_a_face_without_a_space_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="Own Signs has no space"):
        theme_in(tmp_path, signs="王").missing_glyphs(["a"])


def test_the_package_for_a_letter_is_known(further: Theme) -> None:
    def package(letters: str) -> str:
        found = carrier_of(letters, ("FiraGO",))
        return found.package if found else ""

    assert (package("Հ"), package("王"), package("王Հ"), package("☃"), package("한")) == (
        *("matplotlib", "pylopdf-fonts-zh-cn", ""), "matplotlib", "",
    )  # fmt: skip
    assert all(carrier.regular in carrier.lines for carrier in CARRIERS)
