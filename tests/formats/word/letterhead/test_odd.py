"""Letterheads as agencies have them: templates with macros, fields, several sections, a Normal of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from lxml import etree

from briefgen.document.tree import Heading, List, Panel
from briefgen.formats.word.letterhead.legible import illegible
from briefgen.formats.word.letterhead.opened import LetterheadError, read_letterhead
from briefgen.formats.word.letterhead.told import notes as notes_of
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from tests.formats.docx_reading import parts, read_docx
from tests.formats.letterheads import changed, letterhead, saved
from tests.formats.trees import EVERY_NODE, document, items, paragraph
from tests.formats.word.test_press import W, find, style, values
from tests.validators import ooxml

Parts = dict[str, bytes]
TYPES = "[Content_Types].xml"
DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE_TYPE = DOCUMENT_TYPE.replace(b"document.main", b"template.main")
WITH_MACROS = b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
DOCUMENT_WITH_MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"


def of_type(kind: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({TYPES: parts[TYPES].replace(DOCUMENT_TYPE, kind)})


def with_macros(parts: Parts) -> None:
    parts["word/vbaProject.bin"] = b"Attribute VB_Name"
    parts["word/_rels/vbaProject.bin.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        b'Type="http://schemas.microsoft.com/office/2006/relationships/wordVbaData" Target="vbaData.xml"/>'
        b"</Relationships>"
    )
    parts[TYPES] = parts[TYPES].replace(
        b"</Types>",
        b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    add_relation(parts, "word/document.xml", "vbaProject", "vbaProject.bin")
    add_relation(parts, "word/document.xml", "attachedToolbars", "attachedToolbars.bin")


def add_relation(parts: Parts, part: str, kind: str, target: str, *, outside: bool = False) -> None:
    folder, _, file = part.rpartition("/")
    path = f"{folder}/_rels/{file}.rels"
    start = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    mode = ' TargetMode="External"' if outside else ""
    entry = f'<Relationship Id="x{kind}" Type="http://x/relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    parts[path] = parts.get(path, start).replace(b"</Relationships>", entry.encode())


def tied_to_a_template(parts: Parts) -> None:
    add_relation(parts, "word/settings.xml", "attachedTemplate", "file:///C:/Users/nino/Normal.dotm", outside=True)


def in_header(*runs: str) -> Callable[[Parts], None]:
    """Add runs to a paragraph of its own in the header."""

    def change(parts: Parts) -> None:
        name = next(name for name in parts if re.fullmatch(r"word/header\d\.xml", name))
        line = f"<w:p>{''.join(runs)}</w:p></w:hdr>"
        parts[name] = parts[name].replace(b"</w:hdr>", line.encode())

    return change


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def field(instruction: str, *shown: str) -> str:
    marks = [run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")]
    asked = run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
    return "".join([marks[0], asked, marks[1], *(run(f"<w:t>{words}</w:t>") for words in shown), marks[2]])


def several(*changes: Callable[[Parts], None]) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for each in changes:
            each(parts)

    return change


def notes(file: bytes, theme: Theme) -> str:
    return "\n".join(notes_of(read_letterhead(file, "x"), theme))


def written(file: bytes, theme: Theme) -> bytes:
    return write_docx(EVERY_NODE, theme, read_letterhead(file, "x"))


@pytest.fixture(scope="module")
def usual(theme: Theme) -> bytes:
    return written(letterhead(), theme)


# Templates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "left"),
    [
        pytest.param(of_type(TEMPLATE_TYPE), "", id="dotx"),
        pytest.param(several(of_type(WITH_MACROS), with_macros), "it had macros, left behind", id="dotm"),
        pytest.param(several(of_type(DOCUMENT_WITH_MACROS), with_macros), "it had macros, left behind", id="docm"),
        pytest.param(of_type(WITH_MACROS), "", id="dotm without any"),
        pytest.param(tied_to_a_template, "it had a tie to a template, left behind", id="tied"),
        pytest.param(several(of_type(WITH_MACROS), with_macros, tied_to_a_template),
                     "it had a tie to a template and macros, left behind", id="both"),
    ],
)  # fmt: skip
def test_templates_are_taken_without_their_macros(
    theme: Theme, usual: bytes, change: Callable[[Parts], None], left: str
) -> None:
    file = changed(letterhead(), change)
    said = notes(file, theme)
    assert ("left behind" in said) == bool(left)
    assert left in said
    docx = written(file, theme)
    assert docx == usual  # nothing else came along either


def test_macros_in_what_calls_itself_a_document_are_refused() -> None:
    with pytest.raises(LetterheadError, match=r"has macros, which its kind .*; in Word: File, Save As, Word Document"):
        read_letterhead(changed(letterhead(), with_macros), "x")


# Fields ------------------------------------------------------------------------------------------------------------


def test_fields_that_a_brief_can_not_renew_are_the_words_that_they_last_showed(theme: Theme) -> None:
    file = changed(
        letterhead(),
        in_header(
            field("FILENAME \\p", "C:\\", "letter.docx"),
            f'<w:fldSimple w:instr=" DATE \\@ &quot;d.M.yyyy&quot; ">{run("<w:t>12.3.2019</w:t>")}</w:fldSimple>',
            field('DOCPROPERTY "Department"', "საერთაშორისო", field("MERGEFIELD Name", "«Name»")),
            field("SAVEDATE", "1 May"),
            field("PAGE", "1"),
            field("CREATEDATE"),
        ),
    )
    said = notes(file, theme)
    assert (
        "fields in its header or footer are the words now that they last showed: DATE „12.3.2019“, "
        "FILENAME „C:\\letter.docx“, MERGEFIELD „«Name»“, DOCPROPERTY „საერთაშორისო«Name»“, SAVEDATE „1 May“, "
        "CREATEDATE „“"
    ) in said
    header = parts(written(file, theme))["word/header.xml"]
    assert "C:\\letter.docx12.3.2019საერთაშორისო«Name»1 May1" in "".join(
        each.text or "" for each in header.iter(f"{W}t")
    )
    assert [each.text for each in header.iter(f"{W}instrText")] == [" PAGE "]
    assert [each.get(f"{W}fldCharType") for each in header.iter(f"{W}fldChar")] == ["begin", "separate", "end"]
    assert not find(header, ".//w:fldSimple")
    assert not [each for each in header.iter(f"{W}r") if not len(each)]


def test_a_link_made_with_a_field_becomes_words_too(theme: Theme) -> None:
    file = changed(letterhead(), in_header(field('HYPERLINK "https://example.org/"', "example.org")))
    assert "links in its header or footer are plain words now" in notes(file, theme)
    header = parts(written(file, theme))["word/header.xml"]
    assert not find(header, ".//w:instrText")
    assert "example.org" in "".join(each.text or "" for each in header.iter(f"{W}t"))


def test_all_hurdles_are_told_at_once_each_with_the_way_out() -> None:
    def outside(parts: Parts) -> None:
        name = next(name for name in parts if re.fullmatch(r"word/header\d\.xml", name))
        add_relation(parts, name, "image", "https://example.org/logo.png", outside=True)

    file = changed(
        letterhead(),
        several(
            with_macros,
            outside,
            lambda parts: add_relation(parts, "word/document.xml", "oleObject", "embeddings/a.bin"),
            lambda parts: add_relation(parts, "word/settings.xml", "mailMergeSource", "file:///a.xlsx", outside=True),
            in_header(field("INCLUDEPICTURE http://x", "x"), run("<w:object/>")),
            lambda parts: parts.update(
                {"word/document.xml": parts["word/document.xml"].replace(b'w:left="1701"', b'w:left="9000"')}
            ),
        ),
    )
    with pytest.raises(LetterheadError) as caught:
        read_letterhead(file, "x.dotx")
    said = str(caught.value)
    assert said.startswith("x.dotx can't be used yet, for 7 reasons. (1) It has ")
    for number, (what, way) in enumerate(
        [
            ("an embedded object (OLE)", "click on it and delete it"),
            ("something outside of it (image: https://example.org/logo.png)", "Break Link"),
            ("a mail merge", "Mailings, Start Mail Merge, Normal Word Document"),
            ("macros, which its kind of file never has", "File, Save As, Word Document (.docx)"),
            ("mm for the text", "Layout, Size and Margins"),
            ("an embedded object in its header or footer", "click on it, and delete it"),
            ("INCLUDEPICTURE", "press Ctrl+Shift+F9"),
        ],
        start=1,
    ):
        (hurdle,) = re.findall(rf"\({number}\) (.*?)(?= \(\d\) |$)", said)
        assert what in hurdle
        assert f"in Word: {way}" in hurdle or way in hurdle.partition("in Word: ")[2]


# Sections ----------------------------------------------------------------------------------------------------------


def of_two_sections(*, second_has_header: bool = True, first_has_header: bool = True) -> bytes:
    """Return a letterhead whose first page has other margins, and another header than those after it, or none."""
    document = docx.Document(io.BytesIO(letterhead(header=first_has_header)))
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.left_margin = Mm(50)
    if second_has_header:
        second.header.is_linked_to_previous = False
        second.header.paragraphs[0].text = "continued"
    return saved(document)


@pytest.mark.parametrize("second_has_header", [True, False])
def test_of_several_sections_the_first_is_taken(theme: Theme, second_has_header: bool) -> None:
    file = of_two_sections(second_has_header=second_has_header)
    said = notes(file, theme)
    assert "it has 2 sections: page, header and footer are those of the first" in said
    assert "it has no header" not in said
    docx_file = written(file, theme)
    assert read_docx(docx_file).header[0] == " სსიპ სოციალური მომსახურების სააგენტო"
    (margins,) = find(parts(docx_file)["word/document.xml"], ".//w:pgMar")
    assert margins.get(f"{W}left") == "1701"


def test_a_first_section_without_a_header_has_none(theme: Theme) -> None:
    # Nothing stands before it that it could inherit from; that of a later section is never page 1's.
    file = of_two_sections(first_has_header=False)
    assert "it has no header in its first section, only in section 2: the brief's own stands there" in notes(
        file, theme
    )
    assert "continued" not in "".join(read_docx(written(file, theme)).header)


def test_headers_that_are_not_in_force_are_not_taken(theme: Theme) -> None:
    # Word keeps the header of first and even pages when they are switched off.
    document = docx.Document(io.BytesIO(letterhead(first=True, even=True)))
    document.sections[0].different_first_page_header_footer = False
    document.settings.odd_and_even_pages_header_footer = False
    document.sections[0].first_page_header.paragraphs[0].text = "{date}"
    file = saved(document)
    assert "nobody filled in" not in notes(file, theme)
    assert {name for name in parts(written(file, theme)) if "word/header" in name} == {"word/header.xml"}


# Styles, drawings, words to fill in --------------------------------------------------------------------------------


def justified(file: bytes) -> bytes:
    document = docx.Document(io.BytesIO(file))
    normal = document.styles["Normal"].paragraph_format
    normal.alignment, normal.first_line_indent, normal.right_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(12), Mm(5)
    return saved(document)


def in_force(roots: dict[str, etree._Element], name: str, path: str, attribute: str) -> str | None:
    """Return what a paragraph style or one that it is based on says first (ECMA-376 17.7.2)."""
    while True:
        each = style(roots, name)
        if found := [value for value in values(each, path, attribute) if value is not None]:
            return found[0]
        base = values(each, "w:basedOn")
        if not base:
            return None
        name = base[0] or ""


def test_the_letterhead_s_normal_does_not_leak_into_tables_and_panel(theme: Theme) -> None:
    roots = parts(written(justified(letterhead()), theme))
    assert in_force(roots, "Normal", "w:pPr/w:jc", "val") == "both"
    ours = ("TableText", "TableLabel", "TableHead", "TableEnd", "PanelText", "PanelHeading", "Kicker", "Picture")
    for name in (*ours, "FootnoteText"):
        found = [in_force(roots, name, "w:pPr/w:ind", side) for side in ("firstLine", "right")]
        assert (name, in_force(roots, name, "w:pPr/w:jc", "val"), found[0]) == (name, "left", "0")
        assert found[1] == ("200" if name.startswith("Panel") else "0")
    # A list in a cell has the letterhead's own style.
    cells = find(roots["word/document.xml"], ".//w:tc/w:p")
    lists = [each for each in cells if "ListBullet" in values(each, "w:pPr/w:pStyle")]
    assert [values(each, "w:pPr/w:jc") for each in lists] == [["left"]]
    # Running text is the letterhead's.
    for name in ("Lead", "Notice", "NumberedText"):
        assert in_force(roots, name, "w:pPr/w:jc", "val") == "both"


def test_the_ids_of_drawings_are_unique_in_the_whole_file(theme: Theme) -> None:
    roots = parts(written(letterhead(first=True, even=True), theme))
    ids = [
        element.get("id")
        for root in roots.values()
        for element in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    assert len(ids) == 2
    assert len(set(ids)) == 2


def test_the_note_about_styles_names_those_that_an_agency_sets(theme: Theme) -> None:
    def lose(parts: Parts) -> None:
        text = parts["word/styles.xml"].decode()
        parts["word/styles.xml"] = re.sub(
            r'<w:style (?:(?!</w:style>).)*?w:styleId="(Heading2|Caption|TOCHeading)".*?</w:style>',
            "",
            text,
            flags=re.S,
        ).encode()

    (note,) = (each for each in notes(changed(letterhead(), lose), theme).splitlines() if "lacks" in each)
    assert note == "x: it lacks these styles, so the theme's were added: heading 2"


@pytest.mark.parametrize("words", ["{reference}", "{{ date }}", "<<name>>", "[Type here]"])
def test_a_place_that_nobody_filled_in_is_told(theme: Theme, words: str) -> None:
    escaped = words.replace("<", "&lt;")
    file = changed(letterhead(), in_header(run(f"<w:t>No. {escaped[:4]}</w:t>"), run(f"<w:t>{escaped[4:]} a</w:t>")))
    assert f"its header or footer has places that nobody filled in: {words}" in notes(file, theme)
    assert "nobody filled in" not in notes(letterhead(), theme)


def test_an_empty_content_control_is_told(theme: Theme) -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{run('<w:t>Click to enter a date.</w:t>')}</w:sdtContent></w:sdt>"
    )
    assert "nobody filled in: Click to enter a date." in notes(changed(letterhead(), in_header(control)), theme)


def test_joiners_of_the_letterhead_s_own_words_go_too(theme: Theme) -> None:
    file = changed(letterhead(), in_header(run("<w:t>Mon&#x2060;–Fri</w:t>")))
    assert "Mon–Fri" in "".join(read_docx(written(file, theme)).header)


# What nobody could read ---------------------------------------------------------------------------------------------


def restyled(style: str, old: str, new: str) -> Callable[[Parts], None]:
    """Change what stands in a style of the letterhead."""

    def change(parts: Parts) -> None:
        head, mark, rest = parts["word/styles.xml"].decode().partition(f'w:styleId="{style}"')
        inside, end, tail = rest.partition("</w:style>")
        assert re.search(old, inside)
        parts["word/styles.xml"] = f"{head}{mark}{re.sub(old, new, inside, count=1)}{end}{tail}".encode()

    return change


COLOUR = r"<w:color [^>]*/>"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (COLOUR, '<w:color w:val="FFFFFF"/>', "its letters have the colour of the paper"),
        (COLOUR, '<w:color w:val="F2F2F2" w:themeColor="background1"/>', "its letters have the colour of the paper"),
        (COLOUR, '<w:vanish/>', "its letters are hidden"),
        (r'<w:sz w:val="\d+"/>', '<w:sz w:val="2"/>', "its letters have no size"),
        ("<w:pPr>", '<w:pPr><w:framePr w:w="100" w:vAnchor="page" w:hAnchor="page" w:x="1" w:y="1"/>', "in a frame"),
    ],
)  # fmt: skip
def test_a_title_that_nobody_could_read_has_our_style(theme: Theme, old: str, new: str, why: str) -> None:
    file = changed(letterhead(), restyled("Title", old, new))
    assert f"nobody could read its style title, {'it stands ' if 'frame' in why else ''}{why}: the theme's" in notes(
        file, theme
    )
    roots = parts(written(file, theme))
    (title,) = (p for p in find(roots["word/document.xml"], ".//w:p") if "BriefTitle" in values(p, "w:pPr/w:pStyle"))
    assert "".join(each.text or "" for each in title.iter(f"{W}t")).startswith("სოციალური უზრუნველყოფის")
    ours = style(roots, "BriefTitle")
    assert values(ours, "w:name") == ["Brief Title"]
    assert not find(ours, "w:pPr/w:framePr")
    assert values(ours, "w:rPr/w:color") != ["FFFFFF"]
    assert len(values(roots["word/styles.xml"], "w:style/w:name")) == len(
        set(values(roots["word/styles.xml"], "w:style/w:name"))
    )


def test_a_title_that_can_be_read_is_the_letterhead_s(theme: Theme) -> None:
    dark = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
    for file in (letterhead(), changed(letterhead(), restyled("Title", COLOUR, dark))):
        assert "nobody could read" not in notes(file, theme)
        assert "BriefTitle" not in values(parts(written(file, theme))["word/styles.xml"], "w:style", "styleId")


@pytest.mark.parametrize(
    ("defaults", "own", "why"),
    [
        ('<w:color w:val="FFFFFF"/>', "", "its letters have the colour of the paper"),
        ('<w:sz w:val="2"/>', "", "its letters have no size"),
        ("<w:vanish/>", "", "its letters are hidden"),
        ('<w:color w:val="FFFFFF"/><w:sz w:val="2"/>', '<w:color w:val="000000"/><w:sz w:val="40"/>', ""),
        ('<w:color w:val="000000"/><w:sz w:val="40"/>', "", ""),
    ],
)
def test_what_holds_for_all_styles_of_a_letterhead_is_looked_at(defaults: str, own: str, why: str) -> None:
    styles = etree.fromstring(
        f'<w:styles xmlns:w="{W[1:-1]}"><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault>'
        f'<w:pPrDefault/></w:docDefaults><w:style w:styleId="Title"><w:rPr>{own}</w:rPr></w:style></w:styles>'
    )
    assert illegible(styles, "Title") == why


def test_a_heading_that_nobody_could_read_is_told(theme: Theme) -> None:
    file = changed(letterhead(), restyled("Heading2", COLOUR, '<w:color w:val="FFFFFF"/>'))
    assert (
        "nobody could read its style heading 2, its letters have the colour of the paper: change it in Word"
        in notes(file, theme)
    )


def test_a_picture_keeps_off_the_heading_and_its_caption_off_it(theme: Theme) -> None:
    roots = parts(written(letterhead(), theme))
    for side, least in (("before", 100), ("after", 60)):
        assert int(values(style(roots, "Picture"), "w:pPr/w:spacing", side)[0] or 0) >= least


# Microsoft's referee -----------------------------------------------------------------------------------------------


def test_what_comes_out_is_valid(theme: Theme, tmp_path: Path) -> None:
    """All in one file, since the referee takes long to start."""
    file = changed(
        justified(of_two_sections()),
        several(
            of_type(WITH_MACROS),
            with_macros,
            tied_to_a_template,
            restyled("Title", COLOUR, '<w:color w:val="FFFFFF"/>'),
            in_header(field("DATE", "1 May"), field("FILENAME"), run("<w:t>{place}</w:t>")),
        ),
    )
    panel = Panel("at-a-glance", (Heading(2, (EVERY_NODE.metadata.title[0],)), paragraph("a")))
    tree = document(panel, *EVERY_NODE.blocks, List(False, items(paragraph("b"))), metadata=EVERY_NODE.metadata)
    (tmp_path / "a.docx").write_bytes(write_docx(tree, theme, read_letterhead(file, "x")))
    assert ooxml.findings(tmp_path / "a.docx") == []
