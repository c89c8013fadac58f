"""What nobody sees of a letterhead on paper isn't in a brief's Word file."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from briefgen.formats.word.letterhead.bare import strip_styles, strip_theme, strip_unseen
from briefgen.formats.word.letterhead.opened import read_letterhead
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from tests.formats.letterheads import changed, letterhead
from tests.formats.trees import EVERY_NODE
from tests.formats.word.letterhead.test_file import NAMES
from tests.formats.word.xml_reading import inside

WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
MORE = f'{NAMES} {WP} xmlns:o="urn:schemas-microsoft-com:office:office"'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MARK = "Canary"


def stripped(words: str, styles: str = "") -> str:
    root = etree.fromstring(f"<w:hdr {MORE}>{words}</w:hdr>")
    strip_unseen(root, etree.fromstring(f"<w:styles {MORE}>{styles}</w:styles>") if styles else None)
    return inside(root)


def run(properties: str = "", words: str = "a") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hidden"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="character" w:styleId="Shown"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Away"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Tiny"><w:rPr><w:sz w:val="1"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
)


@pytest.mark.parametrize(
    ("line", "properties", "there"),
    [
        ("", "", True),
        ("", "<w:vanish/>", False),
        ("", '<w:vanish w:val="true"/>', False),
        ("", '<w:vanish w:val="0"/>', True),
        ("", '<w:rStyle w:val="Away"/>', False),
        ("", '<w:rStyle w:val="Away"/><w:vanish w:val="off"/>', True),
        ("Hidden", "", False),
        ("Hidden", '<w:rStyle w:val="Shown"/>', True),
        ("Nobody", "", True),
        ("", '<w:sz w:val="4"/>', True),
        ("", '<w:sz w:val="3"/>', False),
        ("", '<w:color w:val="FFFFFF"/>', False),
        ("", '<w:color w:val="FEFEF0"/>', False),
        ("", '<w:color w:val="808080"/>', True),
        ("", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', True),
        ("White", "", False),
        ("White", '<w:color w:val="auto"/>', True),
        ("Tiny", "", False),
        ("Tiny", '<w:sz w:val="20"/>', True),
    ],
)
def test_hidden_words_go(line: str, properties: str, there: bool) -> None:
    named = f'<w:pPr><w:pStyle w:val="{line}"/></w:pPr>' if line else ""
    assert ("<t>a</t>" in stripped(f"<w:p>{named}{run(properties)}</w:p>", STYLES)) is there


@pytest.mark.parametrize("ground", ["<w:tblStyle/>", "<wp:anchor/>", "<w:pict/>", "<w:shd/>"])
def test_white_words_stay_where_something_may_be_behind_them(ground: str) -> None:
    white = run('<w:color w:val="FFFFFF"/>')
    assert "<t>a</t>" in stripped(f"<w:p>{white}</w:p>{ground}")
    assert "<t>" not in stripped(f"<w:p>{white}</w:p>")


def test_all_words_of_a_letterhead_whose_running_text_is_hidden_go() -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert "<t>" not in stripped(f"<w:p>{run()}</w:p>", styles)


def test_rows_and_drawings_that_are_hidden_go_and_others_have_no_words_of_their_own() -> None:
    row = "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc/></w:tr>"
    assert stripped(f'<w:tbl><w:tblPr><w:tblCaption w:val="{MARK}"/></w:tblPr>{row}</w:tbl>') == "<tbl><tblPr/></tbl>"
    drawn = f'<w:p><wp:inline><wp:docPr id="1" name="{MARK}" descr="{MARK}" title="{MARK}"%s/></wp:inline></w:p>'
    assert stripped(drawn % ' hidden="1"') == "<p/>"
    assert MARK not in stripped(drawn % "")
    shape = f'<w:pict><v:shape id="{MARK}" alt="{MARK}" o:title="{MARK}" o:gfxdata="{MARK}" style="%s"/></w:pict>'
    assert "shape" in stripped(shape % "width:1pt")
    assert MARK not in stripped(shape % "width:1pt")
    assert stripped(shape % "width:1pt;visibility:hidden") == "<pict/>"


@pytest.mark.parametrize(("words", "there"), [("a", True), (MARK, False)])
def test_what_programs_of_long_ago_show_instead_says_the_same_or_goes(words: str, there: bool) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice Requires='wps'>{run()}</mc:Choice><mc:Fallback>{run(words=words)}</mc:Fallback>"
    left = stripped(f"<w:p><w:r><mc:AlternateContent {mc}>{both}</mc:AlternateContent></w:r></w:p>")
    assert ("Fallback" in left) is there
    assert MARK not in left


def test_controls_leave_their_words_alone() -> None:
    choices = f'<w:sdtPr><w:tag w:val="{MARK}"/><w:comboBox><w:listItem w:value="{MARK}"/></w:comboBox></w:sdtPr>'
    control = f"<w:sdt>{choices}<w:sdtContent><w:p>{run()}</w:p></w:sdtContent></w:sdt>"
    assert stripped(f"{control}<w:p>{run(words='b')}</w:p>") == stripped(
        f"<w:p>{run()}</w:p><w:p>{run(words='b')}</w:p>"
    )
    within = f"<w:sdt><w:sdtPr/><w:sdtContent>{run()}<w:sdt>{choices}<w:sdtContent>{run()}</w:sdtContent></w:sdt>"
    assert stripped(f"<w:p>{within}</w:sdtContent></w:sdt></w:p>") == stripped(f"<w:p>{run()}{run()}</w:p>")


def test_marks_of_editing_go() -> None:
    change = f'<w:pPrChange w:id="1" w:author="{MARK}" w:date="2030"><w:pPr/></w:pPrChange>'
    line = f'<w:p w:rsidR="00AB" w:rsidRDefault="00AB"><w:pPr>{change}</w:pPr><w:moveFromRangeStart w:name="x"/></w:p>'
    assert stripped(line) == "<p><pPr/></p>"
    form = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:val="{MARK}"/></w:ffData></w:fldChar>'
    assert MARK not in stripped(f"<w:p><w:r>{form}</w:r></w:p>")


def style(id: str, more: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{id}"/>{more}</w:style>'


def test_styles_and_lists_of_which_nothing_is_set_go() -> None:
    numbers = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    styles = etree.fromstring(
        f"<w:styles {NAMES}>"
        + style("Used", '<w:aliases w:val="x"/><w:basedOn w:val="Base"/><w:next w:val="Next"/><w:rsid w:val="0"/>')
        + "".join(map(style, ("Base", "Next", "Known", "Unused")))
        + style("List", '<w:basedOn w:val="Unknown"/>' + numbers)
        + style("OfList", kind="numbering")
        + '<w:style w:type="table" w:default="1" w:styleId="Table"/></w:styles>'
    )
    numbering = etree.fromstring(
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:name w:val="x"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:name w:val="x"/><w:numStyleLink w:val="OfList"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    body = etree.fromstring(
        f'<w:body {NAMES}><w:p><w:pPr><w:pStyle w:val="Used"/></w:pPr></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="List"/></w:pPr></w:p></w:body>'
    )
    strip_styles(styles, numbering, [body], ["Known", "Nowhere"])
    left = [each.get(f"{{{each.nsmap['w']}}}styleId") for each in styles]
    assert left == ["Used", "Base", "Next", "Known", "List", "OfList", "Table"]
    assert "aliases" not in inside(styles)
    assert "rsid" not in inside(styles)
    assert len(numbering) == 2
    assert "name" not in inside(numbering)


def test_a_theme_has_no_names() -> None:
    theme = etree.fromstring(
        f'<a:theme xmlns:a="{A}" name="{MARK}"><a:themeElements><a:clrScheme name="{MARK}"/>'
        f'<a:fontScheme name="{MARK}"><a:latin typeface="Sylfaen"/></a:fontScheme>'
        f'<a:fmtScheme name="{MARK}"/></a:themeElements>'
        f'<a:objectDefaults><a:spDef x="{MARK}"/></a:objectDefaults><a:custClrLst>'
        f'<a:custClr name="{MARK}"/></a:custClrLst>'
        f'<a:extLst><a:ext uri="{MARK}"/></a:extLst></a:theme>'
    )
    strip_theme(theme)
    told = etree.tostring(theme, encoding="unicode")
    assert MARK not in told
    assert "Sylfaen" in told
    assert "objectDefaults" in told  # the schema wants them


def noted() -> bytes:
    """Return a picture of which half is cut off where it is shown, with a note."""
    notes, target = PngInfo(), io.BytesIO()
    notes.add_text("Comment", f"{MARK} of the picture")
    image = Image.new("RGB", (120, 120), "#7a1f1f")
    image.paste("#00ff00", (0, 0, 60, 120))
    image.save(target, "PNG", pnginfo=notes)
    return target.getvalue()


def spoilt(first: bool) -> bytes:
    """Return a letterhead with a note of its own in every place that nobody sees on paper."""
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{MARK} hidden</w:t></w:r></w:p>"
    control = f'<w:p><w:sdt><w:sdtPr><w:alias w:val="{MARK} alias"/></w:sdtPr><w:sdtContent/></w:sdt></w:p>'
    away = f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="X{MARK}"><w:name w:val="{MARK} style"/></w:style>'
    lists = f'<w:abstractNum w:abstractNumId="990"><w:name w:val="{MARK} list"/><w:lvl w:ilvl="0"/></w:abstractNum>'

    def spoil(parts: dict[str, bytes]) -> None:
        for name in list(parts):
            text = parts[name]
            if re.fullmatch(r"word/(header|footer)\d\.xml", name):
                text = re.sub(rb"(<w:(?:hdr|ftr)[^>]*>)", lambda m: m[0] + (hidden + control).encode(), text)
                text = re.sub(rb'name="[^"]*"', f'name="{MARK} name" descr="{MARK} descr"'.encode(), text)
                text = re.sub(rb"(<a:blip [^>]*/>)", rb'\1<a:srcRect l="50000"/>', text)
                text = text.replace(b"<w:p>", f'<w:p w:rsidR="{MARK}">'.encode())
            elif name.startswith("word/media/"):
                text = noted()
            elif name == "word/styles.xml":
                text = text.replace(b"</w:styles>", f"{away}</w:styles>".encode())
            elif name == "word/numbering.xml":
                text = re.sub(rb"(<w:numbering[^>]*>)", lambda m: m[0] + lists.encode(), text)
            elif name == "word/theme/theme1.xml":
                text = text.replace(b'name="Office', f'name="{MARK} Office'.encode())
            elif name == "docProps/core.xml":
                text = text.replace(b"python-docx", MARK.encode())
            parts[name] = text

    return changed(letterhead(first=first), spoil)


@pytest.mark.parametrize("first", [False, True])
def test_nothing_that_nobody_sees_comes_along(theme: Theme, first: bool) -> None:
    data = spoilt(first)

    def notes(file: bytes) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            return [f"{name}: {found.decode()}" for name in package.namelist()
                    for found in re.findall(rb"Canary[ \w]*", package.read(name) + name.encode())]  # fmt: skip

    assert len({each.partition(":")[2] for each in notes(data)}) >= 10
    taken = read_letterhead(data, "letterhead.docx")
    assert taken.dropped == ("hidden words",)
    written = write_docx(EVERY_NODE, theme, taken)
    assert notes(written) == []
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        (picture,) = {package.read(each) for each in package.namelist() if each.startswith("word/media/letterhead")}
    with Image.open(io.BytesIO(picture)) as image:
        assert (image.size, image.convert("RGB").getcolors()) == ((60, 120), [(60 * 120, (0x7A, 0x1F, 0x1F))])
