"""The Word writer: what stands in the parts, who can open the file, and that it never changes by itself."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import docx2python
import mammoth  # type: ignore[import-untyped]
import pypdf
import pytest
from hypothesis import given
from lxml import etree

from briefgen.document.shapes import file_title
from briefgen.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Panel,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    plain,
    walk,
)
from briefgen.formats.word.press import UnsupportedNodeError, write_docx
from briefgen.look.theme import Theme
from tests.formats.docx_reading import DocxText, bookmarked, parts, read_docx
from tests.formats.trees import EVERY_NODE, FULL, NOTHING, document, paragraph
from tests.golden import check_golden
from tests.libreoffice import to_pdf
from tests.soak import examples
from tests.strategies import documents

ROOT = Path(__file__).resolve().parents[3]
PLAIN = ROOT / "templates" / "themes" / "plain"
GOLDEN = ROOT / "tests" / "data" / "golden" / "docx"
NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NS['w']}}}"


def every_paragraph(document: Document) -> DocxText:
    """What a reader has to find, read off the tree; paragraphs without words left out."""

    def texts(blocks: tuple[Block, ...]) -> list[str]:
        found = []
        for block in blocks:
            match block:
                case Heading() | Paragraph():
                    found.append(plain(block.children))
                case Figure():
                    found.append(plain(block.caption))
                case Panel():
                    found += texts(block.blocks)
                case List():
                    found += [text for item in block.items for text in texts(item.blocks)]
                case Table():
                    rows = (*block.head, *block.rows)
                    found += [text for row in rows for cell in row.cells for text in texts(cell.blocks)]
        return found

    meta = document.metadata
    # Each line of what runs at the head is set at the right by a tab of its own.
    lines: list[list[Inline]] = [[]]
    for node in meta.running_head:
        if isinstance(node, LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    head = plain(meta.marking)
    if plain(meta.running_head):
        head += "\t" + " \t".join(plain(tuple(line)) for line in lines)
    label = plain(meta.page_label) + "\u00a0" if plain(meta.page_label) else ""
    foot = plain(meta.running_foot) + f"\t{label}1 / 1"
    title_block = [plain(nodes) for nodes in (meta.kicker, meta.title, meta.edition_line)]
    notes = [plain(node.children) for node in walk(document) if isinstance(node, Footnote)]
    return worded(
        DocxText(
            header=[head],
            body=[*title_block, *texts(document.blocks)],
            footer=[f"{plain(meta.marking)}\t{foot}" if meta.marking_at_foot and plain(meta.marking) else foot],
            footnotes=notes,
        )
    )


def worded(text: DocxText) -> DocxText:
    return DocxText(
        *([words for words in story if words] for story in (text.header, text.body, text.footer, text.footnotes))
    )


# Reading -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def full(theme: Theme) -> bytes:
    return write_docx(EVERY_NODE, theme)


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall(path, NS)


def values(root: etree._Element, path: str, attribute: str = "val") -> list[str | None]:
    return [element.get(f"{W}{attribute}") for element in find(root, path)]


def style(roots: dict[str, etree._Element], style_id: str) -> etree._Element:
    (found,) = find(roots["word/styles.xml"], f"w:style[@w:styleId='{style_id}']")
    return found


# The parts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/header.xml",
        "word/footer.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        "word/_rels/document.xml.rels",
        "word/_rels/footnotes.xml.rels",
        "docProps/core.xml",
        "docProps/app.xml",
        "customXml/item1.xml",
        "[Content_Types].xml",
    ],
)
def test_part_is_the_golden_one(name: str, full: bytes, update_golden: bool) -> None:
    root = parts(full)[name]
    for font in find(root, ".//*[@w:fontKey]"):
        font.set(f"{W}fontKey", "of the font's bytes, which come from HarfBuzz")
    etree.indent(root)
    check_golden(GOLDEN / Path(name).name, etree.tostring(root, encoding="unicode") + "\n", update_golden)


def test_all_looks_are_in_styles(full: bytes) -> None:
    roots = parts(full)
    for name in ("word/document.xml", "word/footnotes.xml", "word/header.xml", "word/footer.xml"):
        root = roots[name]
        assert {etree.QName(element).localname for element in find(root, ".//w:rPr/*")} <= {"rStyle", "lang"}
        of_paragraphs = {etree.QName(element).localname for element in find(root, ".//w:pPr/*")}
        # What it is held to is of its place, and whether it may be parted of its length; so is whether a heading
        # stands beside its text, and the first one has a rule of its own. The foot's stop is behind its marking.
        of_place = {"framePr", "pBdr", "spacing", "tabs"}
        assert of_paragraphs <= {"pStyle", "numPr", "keepNext", "keepLines", "top", *of_place}


def test_every_style_in_use_is_defined(full: bytes) -> None:
    roots = parts(full)
    used = {value for root in roots.values() for tag in ("p", "r", "tbl") for value in values(root, f".//w:{tag}Style")}
    used |= set(values(roots["word/styles.xml"], ".//w:basedOn")) | set(values(roots["word/styles.xml"], ".//w:next"))
    assert used <= set(values(roots["word/styles.xml"], "w:style", "styleId"))


def test_only_the_theme_s_face_is_named(full: bytes, theme: Theme) -> None:
    fonts = [fonts for root in parts(full).values() for fonts in find(root, ".//w:rFonts")]
    explicit = ("ascii", "hAnsi", "eastAsia", "cs")
    assert {each.get(f"{W}{name}") for each in fonts for name in explicit} == {theme.faces.family}
    drawn = {each.get("typeface") for each in parts(full)["word/theme/theme1.xml"].iter() if "typeface" in each.attrib}
    assert drawn == {theme.faces.family}


def test_georgian_is_never_set_in_capitals(full: bytes) -> None:
    for root in parts(full).values():
        assert not find(root, ".//w:caps")
        assert not find(root, ".//w:smallCaps")


def test_line_spacing_counts_from_the_face_s_own_line_height(full: bytes) -> None:
    spacing = style(parts(full), "Normal").find("w:pPr/w:spacing", NS)
    assert spacing is not None
    assert spacing.get(f"{W}line") == "284"  # 240 × 1.45 / 1.2, of FiraGO, × 9.8 / 10, the nearest half-point


def test_headings_keep_with_what_follows(full: bytes) -> None:
    for level in (1, 2, 3):
        heading = style(parts(full), f"Heading{level}")
        assert values(heading, "w:name") == [f"heading {level}"]
        assert values(heading, "w:pPr/w:outlineLvl") == [str(level - 1)]
        assert find(heading, "w:pPr/w:keepNext")


def test_bold_is_not_switched_off_in_a_bold_paragraph(full: bytes) -> None:
    roots = parts(full)
    (heading,) = (p for p in find(roots["word/document.xml"], ".//w:p") if values(p, "w:pPr/w:pStyle") == ["Heading1"])
    assert values(heading, ".//w:rStyle") == ["StrongInBold"]
    assert not find(style(roots, "StrongInBold"), "w:rPr/w:b")


def test_one_style_stands_for_nested_marks(full: bytes) -> None:
    properties = style(parts(full), "EmphasisStrong").find("w:rPr", NS)
    assert properties is not None
    assert [etree.QName(element).localname for element in properties] == ["b", "bCs", "i", "iCs"]


def test_a_worksheet_leaves_room_to_write_and_has_smaller_type(theme: Theme) -> None:
    line = Row((Cell((paragraph("a"),)), Cell((paragraph("b"),)), Cell(()), Cell(())))
    (table,) = find(parts(write_docx(document(Table("todo", (), (line,))), theme))["word/document.xml"], ".//w:tbl")
    widths = [int(width or 0) for width in values(table, "w:tblGrid/w:gridCol", "w")]
    assert widths[2:] == [round(theme.page.blank_column * 1440 / 25.4)] * 2
    assert widths[1] == round(sum(widths) * 0.3)
    assert len(find(table, "w:tr/w:tc/w:tcPr/w:tcBorders/w:left")) == 3  # a rule before each but the first
    assert sum(widths) == round((theme.page.width - theme.page.left - theme.page.right) * 1440 / 25.4)
    assert set(values(table, "w:tr/w:tc/w:p/w:pPr/w:pStyle")) == {"WorksheetText"}


def test_table_is_native(full: bytes, theme: Theme) -> None:
    table, plain_table = find(parts(full)["word/document.xml"], ".//w:tbl")
    widths = [int(width or 0) for width in values(table, "w:tblGrid/w:gridCol", "w")]
    assert widths[0] == round(theme.page.label_column * 1440 / 25.4)
    assert sum(widths) == round((theme.page.width - theme.page.left - theme.page.right) * 1440 / 25.4)
    assert values(table, "w:tblPr/w:tblLayout", "type") == ["fixed"]
    assert len(find(table, "w:tr/w:trPr/w:cantSplit")) == len(find(table, "w:tr")) == 3
    assert len(find(table, "w:tr/w:trPr/w:tblHeader")) == 1
    assert [values(each, "w:tblPr/w:tblLook", "firstRow") for each in (table, plain_table)] == [["1"], ["0"]]
    assert values(table, "w:tblPr/w:tblLook", "firstColumn") == ["1"]
    assert values(table, "w:tr[2]/w:tc/w:p/w:pPr/w:pStyle") == ["TableLabel", "TableText", "TableText"]
    assert all(cell[-1].tag == f"{W}p" for cell in find(table, ".//w:tc"))


def test_each_numbered_list_starts_at_one(full: bytes) -> None:
    roots = parts(full)
    used = values(roots["word/document.xml"], ".//w:pPr/w:numPr/w:numId")
    assert used == ["6", "6", "7", "7"]
    for number in ("6", "7"):
        path = f"w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride"
        assert values(roots["word/numbering.xml"], path) == ["1"]


def test_footnotes_are_numbered_from_one(full: bytes) -> None:
    roots = parts(full)
    assert values(roots["word/document.xml"], ".//w:footnoteReference", "id") == ["1", "2"]
    assert values(roots["word/footnotes.xml"], "w:footnote", "id") == ["-1", "0", "1", "2"]
    assert values(roots["word/settings.xml"], "w:footnotePr/w:footnote", "id") == ["-1", "0"]


def test_hyphen_that_binds_and_foreign_phrase(full: bytes) -> None:
    body = parts(full)["word/document.xml"]
    assert len(find(body, ".//w:noBreakHyphen")) == 2
    text = "".join(element.text or "" for element in find(body, ".//w:t"))
    assert "\u2011" not in text
    assert "14–18" in text
    assert values(body, ".//w:rPr/w:lang") == ["en-GB"]


def test_a_range_can_be_searched_for_wherever_it_stands(theme: Theme) -> None:
    range_ = (Text("14–\u2060", "x.text"), Strong((Text("\u206018\u2060"),)), Text("\u2060"))
    metadata = replace(FULL, title=range_, marking=range_, running_head=range_, running_foot=range_, page_label=range_)
    cell = Table("facts", (), (Row((Cell((Paragraph(range_),), "row"), Cell((Paragraph(range_),)))),))
    blocks = (
        Heading(1, range_),
        Paragraph((*range_, Footnote(range_))),
        List(False, (ListItem((Paragraph(range_),)),)),
        cell,
    )
    file = write_docx(document(*blocks, metadata=metadata), theme)
    words = read_docx(file)
    found = [line for line in (*words.header, *words.body, *words.footer, *words.footnotes) if line]
    assert len([line for line in found if "14–18" in line]) == len(found) - 2  # kicker and edition line
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                assert "\u2060" not in etree.tostring(etree.fromstring(package.read(name)), encoding="unicode")


def test_only_headings_have_an_outline_level(full: bytes) -> None:
    # Programs that make a contents list of levels would list the panel.
    styles = find(parts(full)["word/styles.xml"], "w:style")
    levels = [each.get(f"{W}styleId") for each in styles if find(each, "w:pPr/w:outlineLvl")]
    assert levels == ["Heading1", "Heading2", "Heading3"]


def test_page_has_the_theme_s_size(full: bytes) -> None:
    section = docx.Document(io.BytesIO(full)).sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height, section.top_margin) if length] == [
        210,
        297,
        22,
    ]


def test_empty_lines_leave_nothing_behind(theme: Theme) -> None:
    roots = parts(write_docx(document(paragraph("x")), theme))
    assert len(find(roots["word/document.xml"], ".//w:p")) == 1
    assert "word/header.xml" not in roots
    assert "customXml/item1.xml" not in roots
    text = read_docx(write_docx(document(metadata=replace(NOTHING, marking_at_foot=True)), theme))
    assert text == DocxText(header=[], body=[], footer=["\t1 / 1"], footnotes=[])


def test_marking_stands_alone_in_the_header(theme: Theme) -> None:
    text = read_docx(write_docx(document(metadata=replace(NOTHING, marking=(Text("შიდა"),))), theme))
    assert text.header == ["შიდა"]
    assert text.footer == ["\t1 / 1"]


def test_bookmarks_say_where_words_came_from(full: bytes) -> None:
    found = bookmarked(full)
    texts = [node for node in walk(EVERY_NODE) if isinstance(node, Text) and node.source]
    assert {source for source, _ in found} == {node.source for node in texts}
    # The two texts of one source share a bookmark, across the footnote between them.
    assert ("history[x].text", 'ISSA-ს 113-ე სხდომა, 14–18 ოქტომბერი; <b> & "c"') in found
    assert ("history[x].note", "მეორე") in found
    assert ("edition.marking", "შიდა სარგებლობისთვის") in found


def test_a_bookmark_spans_a_link_but_never_crosses_its_edge(theme: Theme) -> None:
    one = Text("ა", "s"), Link("https://issa.int/", (Text("ბ", "s"),)), Text("გ", "s")
    two = Text("ა", "s"), Link("https://issa.int/", (Text("ბ", "s"), Text("გ", "t"))), Text("დ", "t")
    file = write_docx(document(Paragraph(one), Paragraph(two)), theme)
    assert bookmarked(file) == [("s", "აბგ"), ("s", "ა"), ("s", "ბ"), ("t", "გ"), ("t", "დ")]
    first, second = find(parts(file)["word/document.xml"], ".//w:p")
    assert [etree.QName(element).localname for element in first] == [
        "pPr",
        "bookmarkStart",
        "r",
        "hyperlink",
        "r",
        "bookmarkEnd",
    ]
    hyperlink = second.find("w:hyperlink", NS)
    assert hyperlink is not None
    assert len(find(hyperlink, "w:bookmarkStart")) == len(find(hyperlink, "w:bookmarkEnd")) == 2


def test_properties_are_the_document_s_own(full: bytes, theme: Theme) -> None:
    properties = docx.Document(io.BytesIO(full)).core_properties
    assert properties.title == file_title(FULL)
    assert (properties.author, properties.last_modified_by, properties.revision) == ("Agency", "Agency", 1)
    assert (properties.subject, properties.keywords, properties.language) == ("ISSA", "ISSA, forum", "ka-GE")
    assert properties.created == properties.modified == datetime(2019, 10, 14, tzinfo=UTC)
    assert docx.Document(io.BytesIO(write_docx(document(), theme))).core_properties.author == ""


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(Paragraph((Heading(1, ()),)), id="block in paragraph"),  # type: ignore[arg-type]
        pytest.param(Paragraph((), "aside"), id="unknown role"),  # type: ignore[arg-type]
        pytest.param(Text("x"), id="inline as block"),
    ],
)
def test_what_is_no_node_is_an_error(block: Block, theme: Theme) -> None:
    with pytest.raises(UnsupportedNodeError):
        write_docx(document(block), theme)


# Who can open it -----------------------------------------------------------------------------------------------


def test_all_words_are_there_in_order(full: bytes) -> None:
    assert worded(read_docx(full)) == every_paragraph(EVERY_NODE)


def test_mammoth_sees_the_structure(full: bytes) -> None:
    html = mammoth.convert_to_html(io.BytesIO(full)).value
    assert "<h1>ციფრებში (მთავარი)</h1>" in html or "<h1>ციფრებში<strong> (მთავარი)</strong></h1>" in html
    assert html.count("<table>") == 2
    assert html.count("<thead>") == 1
    assert 'href="mailto:info@ssa.gov.ge"' in html
    assert 'id="footnote-2"' in html
    assert "<ol><li>თავიდან 1</li><li>2</li></ol>" in html


def test_docx2python_finds_the_words(full: bytes) -> None:
    with docx2python.docx2python(io.BytesIO(full)) as content:
        assert "უმაღლესი ორგანო" in content.text
        assert "შიდა სარგებლობისთვის" in content.text
        assert "შენიშვნა" in content.text


@examples(10, 1000)
@given(document=documents)
def test_any_document_keeps_its_words(theme: Theme, document: Document) -> None:
    file = write_docx(document, theme)
    assert worded(read_docx(file)) == every_paragraph(document)
    assert docx.Document(io.BytesIO(file)).core_properties.title == file_title(document.metadata)
    messages = mammoth.extract_raw_text(io.BytesIO(file)).messages
    assert not [message for message in messages if message.type == "error"]


@pytest.mark.slow
def test_libreoffice_shows_all_words_and_tags_them(full: bytes, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "full.docx").write_bytes(full)
    (tmp_path / "bare.docx").write_bytes(write_docx(document(paragraph("ერთი")), theme))
    to_pdf([tmp_path / "full.docx", tmp_path / "bare.docx"], tmp_path, UseTaggedPDF=True)
    expected = {"full": every_paragraph(EVERY_NODE), "bare": DocxText([], ["ერთი"], [], [])}
    for name, text in expected.items():
        pdf = pypdf.PdfReader(tmp_path / f"{name}.pdf")
        shown = squeezed("".join(page.extract_text() for page in pdf.pages))
        for words in (*text.header, *text.body, *text.footnotes):
            # A footnote's number may stand before the punctuation.
            missing = [word for word in words.split() if squeezed(word.strip(";.")) not in shown]
            assert not missing
    kinds = structure_types(pypdf.PdfReader(tmp_path / "full.pdf"))
    assert {"/H1", "/H2", "/H3", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Link", "/Note"} <= kinds


def squeezed(text: str) -> str:
    """Text without what a PDF reader may add, drop or replace: spaces, joiners, the code point of a hyphen."""
    return "".join(text.replace("\u2060", "").replace("\u2011", "-").replace("\u2010", "-").split())


def structure_types(pdf: pypdf.PdfReader) -> set[str]:
    """Return the standard types of all structure elements."""
    root: Any = pdf.root_object["/StructTreeRoot"]
    roles = root.get("/RoleMap", {})
    found, waiting = set(), [root]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting += element
        elif isinstance(element, dict):
            if "/S" in element:
                found.add(str(roles.get(element["/S"], element["/S"])))
            if "/K" in element:
                waiting.append(element["/K"])
    return found


# The same bytes ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_bytes_are_the_same_in_every_process(full: bytes, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from briefgen.formats.word.press import write_docx; "
        "from briefgen.look.theme_file import load_theme; from tests.formats.trees import EVERY_NODE; "
        "target, theme = map(Path, sys.argv[1:]); target.write_bytes(write_docx(EVERY_NODE, load_theme(theme)))"
    )
    for seed, zone, locale in (("1", "Asia/Tbilisi", "C"), ("77", "America/Los_Angeles", "C.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        target = tmp_path / f"{seed}.docx"
        subprocess.run([sys.executable, "-c", script, target, PLAIN], check=True, env=environment, cwd=tmp_path)
        assert target.read_bytes() == full


def test_the_zip_file_bears_no_clock_and_no_system(full: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(full)) as package:
        entries = package.infolist()
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)
    }


def test_an_item_of_a_list_in_a_list_shows_its_own_number(theme: Theme) -> None:
    root = parts(write_docx(EVERY_NODE, theme))["word/numbering.xml"]
    shown = [values(kind, "w:lvl/w:lvlText")[:3] for kind in root.iterfind("w:abstractNum", NS)]
    assert ["%1.", "%2.", "%3."] in shown


@pytest.mark.parametrize(("label", "between"), [("Who came:", "tab"), ("Whatever a label may say at length:", "br")])
def test_a_label_of_a_panel_stands_beside_its_text_or_above_it(theme: Theme, label: str, between: str) -> None:
    row = Paragraph((Strong((Text(label),)), Text(" 1,300 participants")))
    body = parts(write_docx(document(Panel("glance", (Heading(1, (Text("At a glance"),)), row))), theme))[
        "word/document.xml"
    ]
    (found,) = (each for each in body.iter(f"{W}p") if label in "".join(map(str, each.itertext())))
    assert [etree.QName(each).localname for each in found.iter(f"{W}tab", f"{W}br")] == [between]


def test_what_has_no_label_in_a_panel_goes_on_in_the_column(theme: Theme) -> None:
    row = Paragraph((Strong((Text("Who came:"),)), Text(" 1,300 participants")))
    more = paragraph("And 40 guests")
    for blocks, style, tabs in (((row, more), "PanelRow", 1), ((more,), "PanelText", 0)):
        panel = Panel("glance", (Heading(1, (Text("At a glance"),)), *blocks))
        body = parts(write_docx(document(panel), theme))["word/document.xml"]
        (found,) = (each for each in body.iter(f"{W}p") if "And 40 guests" in "".join(map(str, each.itertext())))
        assert (values(found, "w:pPr/w:pStyle"), len(find(found, "w:r/w:tab"))) == ([style], tabs)


@pytest.mark.parametrize("above", ["table", "paragraph"])
def test_the_notices_at_the_end_do_not_stand_on_a_page_alone(theme: Theme, above: str) -> None:
    table = Table("facts", (), (Row((Cell((paragraph("Founded"),), "row"), Cell((paragraph("1927"),)))),) * 3)
    over = table if above == "table" else paragraph("An answer.")
    notices = [Paragraph((Text(each),), "notice") for each in ("Drafted by", "Version 1")]
    body = parts(write_docx(document(over, *notices), theme))["word/document.xml"]
    kept = [
        "".join(map(str, each.itertext()))
        for each in body.iter(f"{W}p")
        if each.find(f"{W}pPr/{W}keepNext") is not None
    ]
    # the last two rows, and what Word wants after a table
    assert kept == [*(["Founded", "1927", "Founded", "1927", ""] if above == "table" else ["An answer."]), "Drafted by"]
