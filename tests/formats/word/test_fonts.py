"""The faces and the theme inside a Word file: what is embedded, that it opens, and that nothing else is needed."""

from __future__ import annotations

import io
import shutil
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from briefgen.document.tree import Document, Emphasis, Heading, Paragraph, Strong, Text
from briefgen.formats.word.embedding import BASE, obfuscate
from briefgen.formats.word.faces import Styles
from briefgen.formats.word.press import write_docx
from briefgen.look.errors import ThemeError
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from tests.formats.docx_reading import parts
from tests.formats.trees import EVERY_NODE, NOTHING, document, paragraph
from tests.formats.word.test_press import NS, ROOT, W, find, values
from tests.libreoffice import aside
from tests.limits import run_limited

R = f"{{{NS['r']}}}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def embedded(docx: bytes) -> dict[str, TTFont]:
    """Return the fonts of a file by the element that names them, read as Word reads them."""
    roots = parts(docx)
    targets = {each.get("Id"): each.get("Target") for each in roots["word/_rels/fontTable.xml.rels"].iter(RELS)}
    found = {}
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for entry in roots["word/fontTable.xml"].iterfind("w:font/*", NS):
            if entry.get(f"{R}id"):
                key = uuid.UUID(entry.get(f"{W}fontKey"))
                data = obfuscate(package.read(f"word/{targets[entry.get(f'{R}id')]}"), key)
                found[etree.QName(entry).localname] = TTFont(io.BytesIO(data))
    return found


def test_faces_open_and_bear_the_names_of_the_family(theme: Theme) -> None:
    fonts = embedded(write_docx(EVERY_NODE, theme))
    assert list(fonts) == ["embedRegular", "embedBold", "embedItalic", "embedBoldItalic"]
    styles = {"Regular": (0, 0x40), "Bold": (1, 0x20), "Italic": (2, 0x01), "Bold Italic": (3, 0x21)}
    for font, (style, (mac, selection)) in zip(fonts.values(), styles.items(), strict=True):
        assert (font["name"].getDebugName(1), font["name"].getDebugName(2)) == ("FiraGO", style)
        assert font["head"].macStyle == mac
        assert font["OS/2"].fsSelection & 0x61 == selection
        assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


@pytest.mark.slow
def test_a_person_can_go_on_editing(theme: Theme) -> None:
    alphabet = {chr(code) for code in range(0x10D0, 0x1100)} | set("„“–«»§№₾•\u00a0\u2011äéžŠ@#0Zz")
    assert alphabet <= BASE

    def covered(text: str) -> set[str]:
        file = write_docx(document(paragraph("ა", Text(text))), theme)
        return set(map(chr, embedded(file)["embedRegular"].getBestCmap()))

    assert {char for char in BASE | {"→"} if not theme.missing_glyphs([char])} <= covered("→")
    assert len(covered("→")) < 500
    # Of an alphabet of which something stands there, all.
    assert set("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяҐЄІЇЫҶәґ") <= covered("Ж")
    assert set("αβγδεζηθικλμνξοπρσςτυφχψωΆή") <= covered("α") - covered("Ж")


@pytest.mark.parametrize(
    ("node", "faces"),
    [
        pytest.param(paragraph("a"), {"embedRegular"}, id="plain"),
        pytest.param(paragraph("a", Emphasis((Text("b"),))), {"embedRegular", "embedItalic"}, id="emphasis"),
        pytest.param(paragraph(Strong((Emphasis((Text("b"),)),))), {"embedBoldItalic"}, id="both"),
        pytest.param(Heading(1, (Text("a"),)), {"embedBold"}, id="heading"),
        pytest.param(Heading(1, (Strong((Text("a"),)),)), {"embedBold"}, id="strong in bold"),
    ],
)
def test_only_faces_in_use_are_embedded(node: Paragraph | Heading, faces: set[str], theme: Theme) -> None:
    # The number of the page, in bold, and the words around it stand at the foot of every page.
    assert set(embedded(write_docx(document(node), theme))) == faces | {"embedBold", "embedRegular"}


def test_the_key_stands_beside_the_font_and_never_changes(theme: Theme) -> None:
    keys = [values(parts(write_docx(each, theme))["word/fontTable.xml"], "w:font/w:embedBold", "fontKey")
            for each in (EVERY_NODE, document(paragraph("a")))]  # fmt: skip
    assert keys[0] == keys[1]
    assert keys[0][0] == f"{{{str(uuid.UUID(keys[0][0])).upper()}}}"


def test_word_is_told_to_embed_again(theme: Theme) -> None:
    settings = parts(write_docx(EVERY_NODE, theme))["word/settings.xml"]
    assert find(settings, "w:embedTrueTypeFonts")
    assert find(settings, "w:saveSubsetFonts")


@pytest.mark.parametrize(("name", "substitute"), [("plain", "Segoe UI"), ("sober", "Sylfaen")])
def test_the_font_table_names_a_substitute_with_georgian(name: str, substitute: str) -> None:
    theme = load_theme(ROOT / "templates" / "themes" / name)
    (font,) = find(parts(write_docx(document(paragraph("a")), theme))["word/fontTable.xml"], "w:font")
    assert [etree.QName(each).localname for each in font][:2] == ["altName", "panose1"]
    assert values(font, "w:altName") == [substitute]


def with_face(theme: Theme, fs_type: int, outlines: str = "glyf") -> Theme:
    """Return the theme with a regular face whose maker allows something else."""
    font = TTFont(io.BytesIO(theme.face_files["regular"]))
    font["OS/2"].fsType = fs_type
    if outlines != "glyf":
        del font["glyf"], font["loca"]
        font["maxp"].tableVersion = 0x00005000
    data = io.BytesIO()
    font.save(data)
    changed = replace(theme)
    changed.__dict__["face_files"] = {**theme.face_files, "regular": data.getvalue()}
    return changed


@pytest.mark.parametrize("fs_type", [0x0002, 0x0004, 0x0200, 0x0208])
def test_a_face_that_may_not_be_embedded_is_refused(fs_type: int, theme: Theme) -> None:
    with pytest.raises(ThemeError, match=f"the theme plain: its face regular may not be embedded .*fsType {fs_type}"):
        write_docx(document(paragraph("a")), with_face(theme, fs_type))


def test_a_face_that_may_not_be_cut_is_embedded_whole(theme: Theme) -> None:
    file = write_docx(document(paragraph("a")), with_face(theme, 0x0108))
    assert len(embedded(file)["embedRegular"].getBestCmap()) > 2000
    assert values(parts(file)["word/fontTable.xml"], "w:font/w:embedRegular", "subsetted") == [None]


def test_a_face_without_truetype_outlines_is_refused(theme: Theme) -> None:
    with pytest.raises(ThemeError, match="no TrueType outlines"):
        write_docx(document(paragraph("a")), with_face(theme, 0, outlines="none"))


@pytest.mark.slow
def test_cutting_a_face_warns_of_nothing(caplog: pytest.LogCaptureFixture) -> None:
    # fontTools does, of tables that it doesn't know.
    write_docx(document(paragraph("ა☺")), load_theme(ROOT / "templates" / "themes" / "sober"))
    assert caplog.messages == []


def test_faces_follow_what_styles_say() -> None:
    def style(kind: str, name: str, properties: str, based_on: str = "", default: str = "") -> str:
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        return f'<w:style w:type="{kind}" w:styleId="{name}"{default}>{base}<w:rPr>{properties}</w:rPr></w:style>'

    namespaces = f'xmlns:w="{NS["w"]}"'
    styles = etree.fromstring(
        f"<w:styles {namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme='minorHAnsi'/></w:rPr>"
        "</w:rPrDefault></w:docDefaults>"
        + style("paragraph", "N", "", default=' w:default="1"')
        + style("paragraph", "H", "<w:b/><w:rFonts w:ascii='Other' w:asciiTheme='majorHAnsi'/>", "N")
        + style("paragraph", "L", "<w:b w:val='0'/>", "H")
        + style("paragraph", "Circle", "<w:i/>", "Circle")
        + style("character", "S", "<w:b/>")
        + style("character", "O", "<w:rFonts w:ascii='Other'/>")
        + "</w:styles>"
    )

    def faces(paragraph: str = "", run: str = "", direct: str = "") -> set[str]:
        story = etree.fromstring(
            f"<w:body {namespaces}><w:p><w:pPr><w:pStyle w:val='{paragraph}'/></w:pPr>"
            f"<w:r><w:rPr><w:rStyle w:val='{run}'/>{direct}</w:rPr></w:r></w:p></w:body>"
        )
        return Styles(styles, {"minor": "F", "major": "F"}).faces("F", [story])

    assert faces("N") == faces("") == faces("L") == {"regular"}
    assert faces("H") == faces("N", "S") == {"bold"}
    assert faces("H", "S") == {"regular"}  # two toggles
    assert faces("H", "S", "<w:b/>") == {"bold"}
    assert faces("Circle") == {"italic"}
    assert faces("N", "O") == faces("N", direct="<w:rFonts w:ascii='Other'/>") == set()


def test_colours_and_fonts_are_those_of_the_word_theme(theme: Theme) -> None:
    roots = parts(write_docx(EVERY_NODE, theme))
    a = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    scheme = {
        etree.QName(slot).localname: slot[0].get("val")
        for slot in roots["word/theme/theme1.xml"].iterfind("a:themeElements/a:clrScheme/*", a)
    }
    words = {"text1": "dk1", "text2": "dk2", "background2": "lt2"}
    used = [each for each in roots["word/styles.xml"].iter() if each.get(f"{W}themeColor")]
    assert len(used) > 10
    for each in used:
        name = each.get(f"{W}themeColor", "")
        colour = each.get(f"{W}color") or each.get(f"{W}val")
        assert scheme[words.get(name, name)] == colour
    for fonts in find(roots["word/styles.xml"], ".//w:rFonts"):
        assert {
            fonts.get(f"{W}{kind}", "")[:5] for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
        } in (
            {"minor"},
            {"major"},
        )
    assert values(roots["word/styles.xml"], "w:docDefaults/w:rPrDefault/w:rPr/w:kern") == ["2"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice isn't installed")
def test_libreoffice_needs_no_other_font(theme: Theme, tmp_path: Path) -> None:
    long = Document(
        "ka-GE", NOTHING, (*EVERY_NODE.blocks, paragraph("ქართული AV To “x” № 5 ₾ ", Emphasis((Text("და"),))))
    )
    (tmp_path / "a.docx").write_bytes(write_docx(long, theme))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "a.docx"]
    # A home without fonts: what the file looks like to someone who has never seen the theme's face.
    environment = aside(tmp_path) | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    run_limited(command, cwd=tmp_path, env=environment)
    faces = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pypdf.PdfReader(tmp_path / "a.pdf").pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert faces == {"FiraGO-Regular", "FiraGO-Bold", "FiraGO-Italic", "FiraGO-BoldItalic"}
