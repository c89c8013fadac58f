"""How the Word writer writes each block, without the file around it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from briefgen.document.shapes import is_labelled
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Deleted,
    Document,
    Facing,
    Figure,
    Footnote,
    Heading,
    Inserted,
    List,
    ListItem,
    Paragraph,
    Picture,
    Revision,
    Row,
    Table,
    Text,
)
from briefgen.formats.word.measures import text_edge
from briefgen.formats.word.press import RUNNING, _Body, write_docx
from briefgen.formats.word.styles import BOLD, OVER_LIST, OVER_NOTICE, OVER_TABLE, build_styles
from briefgen.formats.word.xml import NS, W, twips, w
from briefgen.look.logo import Logo
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from tests.conftest import ROOT
from tests.formats.trees import NOTHING, document, items, paragraph, row
from tests.formats.word.xml_reading import inside, new_story


def made(theme: Theme, bold: frozenset[str] = BOLD) -> _Body:
    return _Body(new_story(), theme, bold)


def blocks(theme: Theme, *of: Block, style: str = RUNNING) -> str:
    body = w("body")
    made(theme).blocks(body, of, style)
    return inside(body)


def labelled_table() -> Table:
    """Return a table of one row, whose heads nobody sees."""
    heads = Row((Cell((paragraph("x"),), "column"), Cell((paragraph("y"),), "column")))
    return Table("history", (heads,), (Row((Cell((paragraph("label"),), "row"), Cell((paragraph("words"),)))),))


def shown(xml: str) -> list[str]:
    """Return each paragraph as style: words; + and - where its mark came or went."""
    found = []
    for line in re.findall(r"<p>.*?</p>|<p/>", xml):
        style = re.search(r'<pStyle val="(\w+)"/>', line)
        mark = "".join(sign for tag, sign in (("ins", "+"), ("del", "-")) if f'<rPr><{tag} id="0"/></rPr>' in line)
        words = "".join(re.findall(r"<(?:t|delText)>([^<]*)</", line))
        found.append(f"{mark}{style[1] if style else ''}: {words}")
    return found


def heading(words: str, level: int, *, new_page: bool = False, change: Revision | None = None) -> Heading:
    return Heading(level, (Text(words),), new_page=new_page, change=change)  # type: ignore[arg-type]


# Styles --------------------------------------------------------------------------------------------------------------


def test_each_block_has_the_style_of_what_it_is(theme: Theme) -> None:
    of = (
        heading("a", 1), heading("b", 2), heading("c", 3), heading("d", 1, new_page=True), paragraph("e"),
        replace(heading("i", 1, new_page=True), divider=True),
        replace(paragraph("f"), role="lead"), replace(paragraph("g"), role="notice"), replace(paragraph("h"), number=1),
        replace(paragraph("i"), role="warning"), replace(paragraph("j"), role="unsaid"),
    )  # fmt: skip
    assert shown(blocks(theme, *of)) == [
        "Heading1: a", "Heading2: b", "Heading3: c", "SectionOnNewPage: d", "RunningText: e",
        "Divider: i", "RunningLead: f", "RunningNotice: g", "NumberedText: h",
        "RunningWarning: i", "RunningUnsaid: j",
    ]  # fmt: skip


def test_on_a_card_the_list_of_the_cards_stands_apart_and_what_a_card_begins_with_does_not(theme: Theme) -> None:
    notice, topics = replace(paragraph("n"), role="notice"), List(True, items(paragraph("a"), paragraph("b")))
    of = notice, topics, heading("c", 1, new_page=True), notice, notice, List(True, items(paragraph("d")))
    over = {
        line: re.findall(r'<spacing before="(\d+)"/>', xml)
        for xml in re.findall(r"<p>.*?</p>", blocks(theme.on("card"), *of))
        for line in shown(xml)
    }
    assert over == {
        "RunningNotice: n": [],  # the last of them
        "ListOfCards: a": [str(twips(OVER_LIST))], "ListOfCards: b": [],
        "SectionOnNewPage: c": [], "RunningNumber: d": [],
    }  # fmt: skip
    assert blocks(theme.on("card"), *of[2:4]).count('<spacing before="0"/>') == 1
    assert "ListOfCards" not in blocks(theme, *of)


def test_running_text_takes_the_style_of_its_place_and_has_no_number_of_its_own_there(theme: Theme) -> None:
    of = paragraph("a"), replace(paragraph("b"), number=1), replace(paragraph("c"), role="lead")
    assert shown(blocks(theme, *of, style="TableText")) == ["TableText: a", "TableText: b", "Lead: c"]


def test_a_heading_stands_above_what_begins_with_a_number_and_beside_other_text(theme: Theme) -> None:
    heads = [Heading(level, (Text("A"),)) for level in (1, 2, 3)]
    numbered = replace(paragraph("b"), number=1)
    edge = f'<ind left="{text_edge(theme)}"/>'
    assert [edge in blocks(theme, head, numbered) for head in heads] == [False, True, True]
    assert not any(edge in blocks(theme, head, paragraph("b")) for head in heads)


def test_the_items_of_lists_by_their_level_and_what_they_begin_with(theme: Theme) -> None:
    inner = List(False, (ListItem((paragraph("c"), paragraph("d"))),))
    outer = List(True, (ListItem((paragraph("a"), paragraph("b"), inner)), ListItem((inner,)), ListItem(())))
    assert shown(blocks(theme, outer)) == [
        "RunningNumber: a", "RunningContinue: b", "RunningBullet2: c", "RunningContinue2: d", "RunningNumber: ",
        "RunningBullet2: c", "RunningContinue2: d", "RunningNumber: ",
    ]  # fmt: skip
    in_a_cell = [line.replace("Running", "List") for line in shown(blocks(theme, outer))]
    assert shown(blocks(theme, outer, style="TableText")) == in_a_cell


def test_each_numbered_list_has_a_number_of_its_own_on_each_item(theme: Theme) -> None:
    inner = List(True, items(paragraph("x")))
    xml = blocks(theme, List(True, (ListItem((paragraph("a"), inner)), ListItem((paragraph("b"),)))), inner)
    assert re.findall(r'<ilvl val="(\d)"/><numId val="(\d)"/>', xml) == [("0", "6"), ("1", "7"), ("0", "6"), ("0", "8")]


# Tables --------------------------------------------------------------------------------------------------------------


def look(theme: Theme, table: Table) -> tuple[str, str, int]:
    xml = blocks(theme, table)
    first = re.search(r'firstRow="(\d)"', xml)
    column = re.search(r'firstColumn="(\d)"', xml)
    assert first
    assert column
    return first[1], column[1], xml.count("<tblHeader/>")


def test_a_table_says_which_rows_and_columns_are_heads(theme: Theme) -> None:
    head, labelled = row("a", "b", header="column"), row("c", "d")
    plain = Row((Cell((paragraph("e"),)), Cell((paragraph("f"),))))
    assert look(theme, Table("x", (head,), (labelled, labelled))) == ("1", "1", 1)
    assert look(theme, Table("x", (head, head), (labelled,))) == ("1", "1", 2)
    assert look(theme, Table("x", (), (labelled, plain))) == ("0", "0", 0)


def test_a_cell_holds_a_paragraph_in_its_style_and_a_table_is_closed_by_one(theme: Theme) -> None:
    xml = blocks(theme, Table("x", (row("a", "b", header="column"),), (row("c", "d"), Row((Cell(()), Cell(()))))))
    assert shown(xml) == [
        "TableHead: a", "TableHead: b", "TableLabel: c", "TableText: d", "TableText: ", "TableText: ", "TableEnd: "
    ]  # fmt: skip


# Changes -------------------------------------------------------------------------------------------------------------

PICTURE = Picture('<svg xmlns="http://www.w3.org/2000/svg" role="img"/>', "Facts", 10, 10, (Text("a"),))


def test_what_stands_in_a_block_has_its_change_and_what_follows_has_not(theme: Theme) -> None:
    of = List(False, items(paragraph("a")), "inserted"), paragraph("b")
    assert shown(blocks(theme, *of)) == ["+RunningBullet: a", "RunningText: b"]
    xml = blocks(theme, replace(paragraph("a"), change="deleted"), paragraph("b"))
    assert shown(xml) == ["-RunningText: a", "RunningText: b"]
    assert xml.count("<del id") == 2  # its mark and its words
    assert blocks(theme, heading("a", 1, change="inserted")).count("<ins id") == 2


def test_a_picture_comes_and_goes_with_its_caption(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.formats.word.press.picture_run", lambda *arguments: w("r", w("drawing")))
    for change, tag in (("inserted", "ins"), ("deleted", "del")):
        xml = blocks(theme, Figure(PICTURE, (Text("caption"),), change=change))  # type: ignore[arg-type]
        assert f'<{tag} id="0"><r><drawing/></r></{tag}>' in xml
        assert xml.count(f'<rPr><{tag} id="0"/></rPr>') == 2
    assert "id=" not in blocks(theme, Figure(PICTURE, (Text("caption"),)))


def test_rows_and_the_table_that_they_stand_in(theme: Theme) -> None:
    def rows(table: Table) -> list[str]:
        return re.findall(r"<trPr>(.*?)</trPr>", blocks(theme, table))

    came = '<cantSplit/><ins id="0"/>'
    assert rows(Table("x", (), (row("a", "b"), replace(row("c", "d"), change="inserted")))) == ["<cantSplit/>", came]
    assert rows(Table("x", (), (row("a", "b"), row("c", "d")), "inserted")) == [came, came]
    # In a cell that comes the last paragraph can't go by itself.
    xml = blocks(theme, Table("x", (), (replace(row("a", "b"), change="inserted"),)))
    assert '<rPr><ins id="0"/></rPr>' not in xml


def test_the_title_block_has_no_lines_without_words_and_each_has_its_own_change(theme: Theme) -> None:
    def lines(**changes: Any) -> list[str]:
        body = w("body")
        made(theme).title_block(body, replace(NOTHING, **changes))
        return shown(inside(body))

    assert lines() == []
    assert lines(kicker=(Text("a"),), title=(Text("b"),)) == ["Kicker: a", "Title: b"]
    came = (Inserted((Text("a"),)),)
    assert lines(kicker=came, title=(Text("b"),), edition_line=(Deleted((Text("c"),)),)) == [
        "+Kicker: a", "Title: b", "-Subtitle: c"
    ]  # fmt: skip
    assert lines(title=(Footnote((Text("n"),)),)) == ["Title: "]
    body, writer = w("body"), made(theme)
    writer.title_block(body, replace(NOTHING, edition_line=came))
    writer.blocks(body, (paragraph("b"),))
    assert shown(inside(body)) == ["+Subtitle: a", "RunningText: b"]


def test_a_logo_stands_first_in_the_first_paragraph(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.formats.word.press.logo_run", lambda *arguments: w("logo"))
    body, writer = w("body"), made(theme)
    writer.blocks(body, (heading("a", 1), paragraph("b")))
    writer.logo(body, Logo("png", b"x", 1, 1))
    assert "</pPr><logo/><r>" in inside(body)
    assert inside(body).count("<logo/>") == 1


# The contents list ---------------------------------------------------------------------------------------------------


def with_contents(
    theme: Theme, tree: Document, pages: tuple[int, ...], bold: frozenset[str] = BOLD, beginning: tuple[int, ...] = ()
) -> str:
    body = w("body")
    made(theme, bold).body(body, tree, pages, beginning)
    return inside(body)


def test_sections_that_begin_a_page_of_the_pdf_begin_one(theme: Theme) -> None:
    entries = ContentsEntry(1, (Text("a"),)), ContentsEntry(2, (Text("b"),)), ContentsEntry(1, (Text("c"),))
    sections = heading("a", 1), heading("b", 2), heading("c", 1, new_page=True)
    tree = document(Contents((Text("List"),), entries), *sections)
    begun = r'<pStyle val="(\w+)"/><pageBreakBefore/><spacing before="0"/>'
    assert re.findall(begun, with_contents(theme, tree, (1, 2, 3), beginning=(2, 3))) == ["Heading2"]  # c's style does
    assert "pageBreakBefore" not in with_contents(theme, tree, (1, 2, 3))


# How pages break -----------------------------------------------------------------------------------------------------


def test_text_that_a_pdf_would_not_part_stays_whole(theme: Theme) -> None:
    line = "words of a line " * 6  # about as many as a line has room for
    for lines, whole in ((1, True), (4, True), (8, False)):
        assert ("<keepLines/>" in blocks(theme, paragraph(line * lines))) == whole
    noted = replace(paragraph(line * 8), children=(Text(line * 8), Footnote((Text("a note"),))))
    assert "<keepLines/>" in blocks(theme, noted)


def test_notices_are_one_block_apart_from_text_and_a_table_is(theme: Theme) -> None:
    notice = replace(paragraph("a"), role="notice")
    table = labelled_table()
    assert is_labelled(table)
    near = f'<spacing before="{twips(OVER_NOTICE)}"/>'
    for above, count in ((paragraph("a"), 0), (table, 0), (heading("a", 1), 1)):
        assert blocks(theme, above, *[notice] * 3).count(near) == count
    styles = build_styles(theme, "en-GB", ())
    (style,) = (each for each in styles.iterfind("w:style", NS) if each.get(f"{{{W}}}styleId") == "Notice")
    assert style.find("w:pPr/w:contextualSpacing", NS) is not None
    spacing = style.find("w:pPr/w:spacing", NS)
    assert spacing is not None
    assert spacing.get(f"{{{W}}}before") == str(twips(theme.space.before_heading))
    apart = f'<spacing after="{twips(OVER_TABLE)}"/>'
    assert [apart in blocks(theme, above, table) for above in (paragraph("a"), heading("a", 1))] == [True, False]


def test_space_and_breaks_stand_where_the_schema_has_them(theme: Theme) -> None:
    notice = replace(paragraph("a"), role="notice", change="inserted")
    second = blocks(theme, heading("a", 1), notice).split("</p>")[1]
    assert second.index("<spacing") < second.index("<rPr>")
    # A heading over what begins with a number is indented to it; one in two languages has a tab for the other.
    entries = ContentsEntry(1, (Text("a"),)), ContentsEntry(2, (Text("b"),))
    for words in ((Text("b"),), (Text("b"), Facing("ka-GE", (Text("c"),)))):
        parts = heading("a", 1), replace(heading("b", 2), children=words), replace(paragraph("d"), number=1)
        tree = document(Contents((Text("List"),), entries), *parts)
        xml = with_contents(theme, tree, (1, 2), beginning=(2,))
        found = re.search(r'<pPr><pStyle val="Heading2"/>(.*?)</pPr>', xml)
        order = [name for name in re.findall(r"<(\w+)", found[1] if found else "") if name != "tab"]
        tabs = ["tabs"] if len(words) > 1 else []
        assert order == ["pageBreakBefore", *tabs, "spacing", "ind"]


def test_in_a_redline_space_is_given_between_what_comes_and_goes_together(theme: Theme) -> None:
    table = labelled_table()
    apart = f'<spacing after="{twips(OVER_TABLE)}"/>'
    sides: list[tuple[Revision | None, Revision | None, bool]]
    sides = [(None, None, True), ("inserted", "inserted", True), (None, "inserted", False), ("deleted", None, False)]
    for above, below, given in sides:
        one, other = replace(paragraph("a"), change=above), replace(table, change=below)
        assert (apart in blocks(theme, one, other)) == given


def test_in_large_print_tables_are_as_wide_as_the_text() -> None:
    large = load_theme(ROOT / "templates" / "themes" / "large")
    xml = blocks(large, labelled_table())
    assert set(re.findall(r'<tcMar><right w="(\d+)"', xml)) == {"0"}


def test_sections_have_the_bookmarks_that_the_contents_list_names(theme: Theme) -> None:
    entries = ContentsEntry(1, (Text("One"),)), ContentsEntry(2, (Text("Two"),))
    sections = heading("One", 1), heading("x", 3), heading("Two", 2), paragraph("a")
    xml = with_contents(theme, document(Contents((Text("List"),), entries), *sections), (4, 7))
    text = re.sub(r'<bookmarkStart id="(\d)" name="(\w+)"/>', r"[\1 \2 ", xml)
    text = re.sub(r'<bookmarkEnd id="(\d)"/>', r" \1]", text)
    assert '<p><pPr><pStyle val="Heading1"/></pPr>[1 _Toc000000001 <r><t>One</t></r> 1]</p>' in text
    assert "[2 _Toc000000002 <r><t>Two</t></r> 2]</p>" in text
    assert re.findall(r"<t>(\d)</t>", xml) == ["4", "7"]
    assert "bookmark" not in with_contents(theme, document(*sections), (1, 1))


def test_a_list_of_one_side_names_its_own_sections_alone(theme: Theme) -> None:
    contents = Contents((Text("List"),), (ContentsEntry(1, (Text("Two"),)),), "inserted")
    sections = heading("One", 1, change="deleted"), heading("Two", 1, change="inserted")
    xml = with_contents(theme, document(contents, *sections, paragraph("a")), (4, 7))
    assert re.findall(r"<t>(\d)</t>", xml) == ["7"]


# The whole file ------------------------------------------------------------------------------------------------------


def test_a_redline_numbers_its_changes_after_its_bookmarks_and_its_properties_are_the_new_ones(theme: Theme) -> None:
    meta = replace(NOTHING, title=(Deleted((Text("Old"),)), Inserted((Text("New"),))), author="A")
    tree = document(Paragraph((Text("a", "x"), Inserted((Text("b", "y"),)))), metadata=meta)
    with zipfile.ZipFile(io.BytesIO(write_docx(tree, theme))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        core = package.read("docProps/core.xml").decode()
        settings = package.read("word/settings.xml").decode()
    space = root.nsmap["w"]
    tags = {name: [each.get(f"{{{space}}}id") for each in root.iter(f"{{{space}}}{name}")] for name in ("ins", "del")}
    numbers = sorted(int(number or 0) for each in tags.values() for number in each)
    assert numbers == list(range(3, 3 + len(numbers)))
    assert ">New</dc:title>" in core
    assert "trackRevisions" in settings


def test_key_figures_are_large_beside_labels_in_the_middle_and_the_facts_begin_with_the_rule(theme: Theme) -> None:
    head, labelled = row("a", "b", header="column"), row("c", "d")
    xml = blocks(theme, Table("key-figures", (head,), (labelled, labelled)))
    assert shown(xml)[2:-1] == ["TableLabel: c", "KeyFigure: d"] * 2
    rows = re.findall(r"<tr>.*?</tr>", xml)
    assert ["vAlign" in each for each in rows] == [False, True, True]
    assert [each.count('<bottom val="nil"/>') for each in rows] == [0, 0, 2]


def test_a_row_that_is_long_in_large_print_breaks_there(theme: Theme) -> None:
    large = replace(theme, sizes=replace(theme.sizes, text=16.0))
    table = Table("x", (), (row("a", "word " * 80),))
    last = (blocks(each, table).rpartition("<tr>")[2] for each in (theme, large))
    assert ["cantSplit" in row for row in last] == [True, False]


def test_no_page_has_the_last_row_of_a_table_alone(theme: Theme) -> None:
    def held(table: Table) -> list[bool]:
        return ["keepNext" in each for each in re.findall(r"<tr>.*?</tr>", blocks(theme, table))]

    rows = tuple(row(label, "x") for label in "abcde")
    assert held(Table("x", (), rows)) == [False, False, False, True, False]
    assert held(Table("terms", (), rows)) == [False, True, True, True, False]
    assert held(Table("x", (), rows[:1])) == [False]
    gone = replace(rows[-1], change="deleted")
    assert not any(held(Table("x", (), (*rows, gone))))  # the last row of one side alone
    assert not any(held(Table("x", (), (*rows, row("f", "word " * 50)))))  # it is not short
    assert not any(held(Table("x", (), (row("a", "word " * 80), rows[-1]))))  # what goes with it would leave a hole


def test_there_is_no_rule_before_a_row_that_goes_on(theme: Theme) -> None:
    rows = (row("a", "b"), replace(row("c", "d"), goes_on=True), row("e", "f"))
    xml = re.findall(r"<tr>.*?</tr>", blocks(theme, Table("x", (), rows)))
    assert [re.findall(r'<(top|bottom) val="nil"/>', each) for each in xml] == [["bottom"] * 2, ["top"] * 2, []]
    assert ["keepNext" in each for each in xml] == [True, True, False]


def test_no_page_has_the_last_item_of_a_list_alone(theme: Theme) -> None:
    lines = re.findall(r"<p>.*?</p>", blocks(theme, List(False, items(*map(paragraph, "abc")))))
    assert ["keepNext" in each for each in lines] == [False, True, False]
    assert "keepNext" not in blocks(theme, List(False, items(paragraph("a"))))


def test_in_large_print_a_label_stays_with_a_text_over_which_a_page_may_end(theme: Theme) -> None:
    large = replace(theme, sizes=replace(theme.sizes, text=16.0))
    xml = blocks(large, Table("x", (), (row("c", "word " * 80), row("e", "f"))))
    label, text, short = re.findall(r"<tr>.*?</tr>", xml)
    assert [shown(each) for each in (label, text)] == [["TableLabelAbove: c"], [f"TableText: {'word ' * 80}"]]
    assert shown(short) == ["TableLabelAbove: e", "TableText: f"]
    assert [each.count("keepNext") for each in (label, text, short)] == [1, 0, 0]
    assert ["cantSplit" in each for each in (label, text, short)] == [True, False, True]
    assert ['<bottom val="nil"/>' in label, '<top val="nil"/>' in text, "nil" in short] == [True, True, False]


def test_in_large_print_a_label_stands_above_what_it_is_of_in_one_column_with_the_text(theme: Theme) -> None:
    large = replace(theme, sizes=replace(theme.sizes, text=16.0))
    head, labelled = row("a", "b", header="column"), row("c", "d")
    xml = blocks(large, Table("x", (head,), (labelled,)))
    assert shown(xml)[:4] == ["TableHeadUnseen: a", "TableHeadUnseen: b", "TableLabelAbove: c", "TableText: d"]
    assert (xml.count("<gridCol"), xml.count("<tc>"), 'firstColumn="0"' in xml) == (1, 2, True)
    three = row("c", "d", "e")
    assert blocks(large, Table("x", (), (three,))).count("<gridCol") == 3  # what needs its columns keeps them
    assert (text_edge(large), text_edge(theme) > 0) == (0, True)


def test_a_heading_of_the_second_level_stands_beside_its_text_where_it_has_room(theme: Theme) -> None:
    def framed(*after: Block, words: str = "Aims", level: int = 2) -> bool:
        return "<framePr " in blocks(theme, paragraph("a"), heading(words, level), *after)

    items = List(False, (ListItem((paragraph("b"),)),))
    assert framed(paragraph("b"))
    assert framed(items)
    assert not framed(paragraph("b"), words="Aims of the association in the next years")
    assert not framed(paragraph("b"), level=3)
    assert not framed(replace(paragraph("b"), role="lead"))
    assert not framed(replace(paragraph("b"), number=1))
    assert not framed(labelled_table())
    large = load_theme(ROOT / "templates" / "themes" / "large")
    assert "<framePr " not in blocks(large, paragraph("a"), heading("Aims", 2), paragraph("b"))


def test_in_a_redline_headings_stand_above_their_text(theme: Theme) -> None:
    cases: list[tuple[Revision | None, bool]] = [(None, True), ("inserted", False)]
    for change, beside in cases:
        tree = document(paragraph("a"), heading("Aims", 2), replace(paragraph("b"), change=change))
        with zipfile.ZipFile(io.BytesIO(write_docx(tree, theme))) as file:
            assert (b"<w:framePr " in file.read("word/document.xml")) == beside


def test_the_space_above_a_heading_beside_its_text_is_below_what_is_before(theme: Theme) -> None:
    space = f'<spacing after="{twips(theme.space.before_heading / 2)}"/>'
    xml = blocks(theme, paragraph("a"), heading("Aims", 2), paragraph("b"))
    assert xml.index(space) < xml.index("<framePr ")
    assert '<spacing before="0" after="0"/>' in xml
    assert space not in blocks(theme, paragraph("a"), heading("Aims", 2), labelled_table())


def test_rules_of_a_table_give_way_to_a_section_s(theme: Theme) -> None:
    def rules(*nodes: Block) -> list[list[str]]:
        rows = re.findall(r"<tr>.*?</tr>", blocks(theme, *nodes))
        return [sorted(set(re.findall(r'<(top|bottom) val="nil"/>', row))) for row in rows]

    table = labelled_table()
    rows = len(table.rows) + len(table.head)
    assert rules(paragraph("a"), table, paragraph("b")) == [[]] * rows
    above = rules(heading("a", 1), table, paragraph("b"))
    assert above[:2] == [["bottom"], ["top"]]
    assert above[2:] == [[]] * (rows - 2)
    below = rules(paragraph("a"), table, heading("b", 1))
    assert below[-1] == ["bottom"]
    assert below[:-1] == [[]] * (rows - 1)
    assert rules(paragraph("a"), table, heading("b", 2))[-1] == []
