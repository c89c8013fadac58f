"""Two languages in one document: what says the same stands beside each other, and nothing is lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.document.bilingual import BilingualError, side_by_side
from briefgen.document.grammar import faults, start
from briefgen.document.shapes import held_rows, is_boxed, is_facing, is_labelled
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Drawn,
    Facing,
    Figure,
    FigureNumber,
    Footnote,
    Heading,
    Link,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Picture,
    Row,
    Strong,
    Table,
    Text,
    plain,
    walk,
)
from briefgen.document.tree_json import dump, load
from briefgen.formats.html import write_html
from briefgen.look.theme import Theme
from briefgen.proof.html import faults as faults_of_page


def words(value: str, source: str | None = None) -> tuple[Text]:
    return (Text(value, source),)


def document(lang: str, name: str, *blocks: Block, **more: Any) -> Document:
    line = words(f"line {lang}", "catalogue[line]")
    meta = Metadata(
        title=words(f"title {lang}", "association.name"), kicker=line, edition_line=line, marking=line,
        marking_at_foot=True, running_head=line, running_foot=line, page_label=line, author="a", subject="s",
        keywords=(), date="2030-05-01", most_pages=4, language=name,
    )  # fmt: skip
    return Document(lang, meta, blocks, **more)


def pair(ours: tuple[Block, ...], theirs: tuple[Block, ...]) -> Document:
    joined = side_by_side(document("ka-GE", "ქართული", *ours), document("en-GB", "English", *theirs))
    assert list(faults(joined, start(Drawn))) == []
    assert load(dump(joined)) == joined
    return joined


def row(label: str, source: str, *cells: str) -> Row:
    return Row((
        Cell((Paragraph(words(label, f"{source}.label")),), "row"),
        *(Cell((Paragraph(words(cell, f"{source}.text")),)) for cell in cells),
    ))  # fmt: skip


def shown(table: Block) -> list[list[str]]:
    assert isinstance(table, Table)
    return [["/".join(plain_of(block) for block in cell.blocks) for cell in row.cells] for row in table.rows]


def plain_of(block: Any) -> str:
    if isinstance(block, List):
        return "+".join(plain_of(each) for item in block.items for each in item.blocks)
    return plain(block.children)


def test_a_heading_is_one_in_both_languages_and_the_running_text_below_it_a_table() -> None:
    ours = (Heading(1, words("ა", "catalogue[A]")), Paragraph(words("ბ", "a.text")), Paragraph(words("გ", "b.text")))
    theirs = (Heading(1, words("A", "catalogue[A]")), Paragraph(words("B", "a.text")), Paragraph(words("C", "b.text")))
    heading, table = pair(ours, theirs).blocks
    assert isinstance(heading, Heading)
    assert heading.children == (Text("ა", "catalogue[A]"), Facing("en-GB", (Text("A", "catalogue[A]"),)))
    assert plain(heading.children) == "ა · A"
    assert shown(table) == [["", "ბ", "B"], ["", "გ", "C"]]
    assert isinstance(table, Table)
    assert [cell.lang for cell in table.rows[0].cells] == [None, "ka-GE", "en-GB"]
    assert [plain_of(block) for cell in table.head[0].cells for block in cell.blocks] == ["ქართული", "English"]


def test_what_one_language_alone_has_stands_beside_nothing() -> None:
    ours = [Paragraph(words(each, f"{each}.text")) for each in ("a", "b", "d")]
    theirs = [Paragraph(words(each.upper(), f"{each}.text")) for each in ("a", "c", "d", "e")]
    (table,) = pair(tuple(ours), tuple(theirs)).blocks
    assert shown(table) == [["", "a", "A"], ["", "b", ""], ["", "", "C"], ["", "d", "D"], ["", "", "E"]]


def test_paragraphs_of_one_field_are_paired_in_their_order() -> None:
    ours = tuple(Paragraph(words(each, "a.text")) for each in "123")
    theirs = tuple(Paragraph(words(each, "a.text")) for each in "xy")
    (table,) = pair(ours, theirs).blocks
    assert shown(table) == [["", "1", "x"], ["", "2", "y"], ["", "3", ""]]


def test_rows_of_labels_become_one_with_both_labels_before_the_two_texts() -> None:
    head = Row((Cell((Paragraph(words("რა", "catalogue[Item]")),), "column"), Cell((Paragraph(words("-")),), "column")))
    ours = Table("facts", (head,), (row("დაარსდა", "f", "1927 წ."), row("წევრები", "m", "330"), row("x", "x", "x")))
    theirs = Table("facts", (), (row("Founded", "f", "1927"), row("Members", "m", "330"), row("Y", "y", "Y")))
    (table,) = pair((ours,), (theirs,)).blocks
    assert isinstance(table, Table)
    assert shown(table) == [
        ["დაარსდა/Founded", "1927 წ.", "1927"], ["წევრები/Members", "330", "330"], ["x", "x", ""], ["Y", "", "Y"]
    ]  # fmt: skip
    assert {cell.header for row in table.rows for cell in row.cells[:1]} == {"row"}
    assert (is_facing(table), is_labelled(table), is_boxed(table)) == (True, True, False)


def test_paragraphs_of_a_row_begin_side_by_side_and_a_label_goes_on_with_them() -> None:
    def labelled(label: str, **cells: str) -> Row:
        text = tuple(Paragraph(words(value, f"r.{source}")) for source, value in cells.items())
        return Row((Cell((Paragraph(words(label, "r.label")),), "row"), Cell(text)))

    ours = Table("points", (), (labelled("ა", say="ბ", know="გ", never="დ"), labelled("1", say="ე", know="ვ")))
    theirs = Table("points", (), (labelled("A", say="B", never="D"), labelled("1", say="E", know="F")))
    (table,) = pair((ours,), (theirs,)).blocks
    assert isinstance(table, Table)
    assert shown(table) == [
        ["ა/A", "ბ", "B"], ["", "გ", ""], ["", "დ", "D"], ["1", "ე", "E"], ["", "ვ", "F"]
    ]  # fmt: skip
    assert [row.goes_on for row in table.rows] == [False, True, True, False, True]
    assert [row.cells[0].header for row in table.rows] == ["row", None, None, "row", None]
    assert held_rows(table) == {0, 1, 3}  # with what goes on
    # A label that would push the texts apart goes on with them.
    ours, theirs = (Table("points", (), (labelled(of * 20, say=of, know=of),)) for of in ("ა", "A"))
    (table,) = pair((ours,), (theirs,)).blocks
    assert shown(table) == [["ა" * 20, "ა", "A"], ["A" * 20, "ა", "A"]]


def test_what_is_in_two_languages_by_itself_stands_once() -> None:
    def terms(*rows: tuple[str, str]) -> Table:
        cells = ((Cell((Paragraph(words(a, f"terms.{a[0]}")),), "row"), Cell((Paragraph(words(b)),))) for a, b in rows)
        return Table("terms", (), tuple(map(Row, cells)))

    ours = terms(("a-ka", "a-en"), ("c-ka", "c-en"))
    theirs = terms(("c-en", "c-ka"), ("a-en", "a-ka"), ("b-en", "b-fr"))  # by another alphabet
    joined = pair((ours,), (theirs,))
    (table,) = joined.blocks
    assert isinstance(table, Table)
    assert not is_facing(table)
    said = [[text.value for text in walk(row) if isinstance(text, Text)] for row in table.rows]
    assert said == [["a-ka", "a-en"], ["c-ka", "c-en"], ["b-en", "b-fr"]]


def test_a_table_of_more_columns_has_both_in_each_cell_and_what_is_alike_once() -> None:
    words_of = (("ა", "330"), ("A", "about"))
    ours, theirs = (Table("figures", (), (row(name, "f", "320", now),)) for name, now in words_of)
    (table,) = pair((ours,), (theirs,)).blocks
    assert shown(table) == [["ა/A", "320", "330/about"]]
    assert isinstance(table, Table)
    assert not is_facing(table)


def test_a_panel_is_a_table_in_a_box_with_its_labels_in_the_column_of_labels() -> None:
    ours = Panel("at-a-glance", (
        Heading(1, words("მოკლედ")), Paragraph((Strong(words("რა:")), Text(" ფორუმი", "e.name"))),
        Paragraph(words("ა")),
    ))  # fmt: skip
    theirs = Panel("at-a-glance", (
        Heading(1, words("At a glance")), Paragraph((Strong(words("What:")), Text(" Forum", "e.name"))),
        Paragraph(words("A")),
    ))  # fmt: skip
    (table,) = pair((ours,), (theirs,)).blocks
    assert shown(table) == [["რა:/What:", "ფორუმი", "Forum"], ["", "ა", "A"]]
    assert isinstance(table, Table)
    assert [plain_of(block) for block in table.head[0].cells[0].blocks] == ["მოკლედ", "At a glance"]
    assert (table.role, is_boxed(table), is_labelled(table)) == ("boxed-at-a-glance", True, False)


def test_items_stand_beside_each_other_but_those_of_other_lists_do_not() -> None:
    def items(*each: str, ordered: bool = False) -> List:
        return List(ordered, tuple(ListItem((Paragraph(words(word, "l")),)) for word in each))

    def rows(ours: List, theirs: List) -> list[list[str]]:
        (table,) = pair((ours,), (theirs,)).blocks
        return shown(table)

    assert rows(items("ა", "ბ"), items("A", "B")) == [["", "ა", "A"], ["", "ბ", "B"]]
    assert rows(items("ა", "ბ"), items("A")) == [["", "ა+ბ", "A"]]
    assert rows(items("ა", "ბ", ordered=True), items("A", "B", ordered=True)) == [["", "ა+ბ", "A+B"]]


def test_figures_are_numbered_in_each_language() -> None:
    def figure(caption: str, number: int) -> Figure:
        svg = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
        return Figure(Picture(svg, caption, 10, 10, ()), (Text(caption), FigureNumber(number)))

    joined = pair((figure("ა", 1), figure("ბ", 2)), (figure("A", 1), figure("B", 2)))
    assert [(each.lang, plain(each.caption)) for each in joined.blocks if isinstance(each, Figure)] == [
        (None, "ა1"), ("en-GB", "A1"), (None, "ბ2"), ("en-GB", "B2")
    ]  # fmt: skip
    wrong = replace(joined, blocks=(joined.blocks[0], joined.blocks[0]))
    assert [why for _, why in faults(wrong)] == ["the figures aren't numbered one after the other"]


def test_numbers_of_paragraphs_stand_in_the_column_of_labels() -> None:
    (table,) = pair((Paragraph(words("ა", "a"), number=1),), (Paragraph(words("A", "a"), number=1),)).blocks
    assert shown(table) == [["1.", "ა", "A"]]


def test_what_stands_around_the_text_is_in_both_languages() -> None:
    joined = pair((Contents(words("სარჩევი"), ()), Paragraph(words("ა", "a"))), (Contents(words("Contents"), ()),))
    meta = joined.metadata
    assert (plain(meta.title), meta.language, meta.most_pages) == ("title ka-GE · title en-GB", "ქართული · English", 8)
    assert plain(meta.marking) == "line ka-GE · line en-GB"
    assert [plain(block.title) for block in joined.blocks if isinstance(block, Contents)] == ["სარჩევი · Contents"]
    same = document("en-GB", "English")
    same = replace(same, metadata=document("ka-GE", "").metadata)
    assert plain(side_by_side(document("ka-GE", ""), same).metadata.title) == "title ka-GE"


def test_notes_and_links_of_both_are_kept_and_the_page_says_each_language(theme: Theme) -> None:
    def text(lang: str) -> Paragraph:
        link = Link("https://example.org", words(f"link {lang}", "a"))
        return Paragraph((Text(f"text {lang}", "a"), Footnote(words(f"note {lang}", "n")), link))

    joined = pair((text("ka"),), (text("en"),))
    assert [plain(node.children) for node in walk(joined) if isinstance(node, Footnote)] == ["note ka", "note en"]
    page = write_html(joined, theme)
    assert faults_of_page(page.encode(), joined, theme) == []
    assert '<td lang="ka-GE">' in page
    assert '<span class="facing" lang="en-GB"><span data-src="association.name">title en-GB</span></span>' in page
    assert faults_of_page(page.replace('<td lang="en-GB">', "<td>").encode(), joined, theme) != []


def test_languages_that_cannot_stand_side_by_side_are_refused() -> None:
    georgian, hebrew = document("ka-GE", "ქართული"), document("he-IL", "עברית", direction="rtl")
    with pytest.raises(BilingualError, match="not ka-GE twice"):
        side_by_side(georgian, georgian)
    with pytest.raises(BilingualError, match="ka-GE and he-IL are read in two directions"):
        side_by_side(georgian, hebrew)


def test_on_a_card_one_language_stands_under_the_other_and_names_are_counted_once() -> None:
    def card(lang: str, name: str, *topics: str, say: str) -> Document:
        items = tuple(ListItem((Paragraph(words(each, f"{at}.topic")),)) for at, each in zip("xy", topics, strict=True))
        heading = Heading(1, (Text("1. "), *words(topics[0], "x.topic")), new_page=True)
        strip = Paragraph(words(f"{topics[1]}!", "catalogue[Not acceptable]"), "warning")
        one = document(lang, name, List(True, items), heading, strip, Paragraph(words(say, "x.say")))
        return replace(one, metadata=replace(one.metadata, paper="card"))

    ours, theirs = card("ka-GE", "ქართული", "ა", "ბ", say="გ"), card("en-GB", "English", "A", "B", say="C")
    joined = side_by_side(ours, theirs)
    assert list(faults(joined, start(Drawn))) == []
    assert [plain_of(block) for block in joined.blocks] == [
        "ა · A+ბ · B", "1. ა · A", "ბ! · B!", "გ", "C",
    ]  # fmt: skip
    assert [each.lang for each in walk(joined.blocks[-1]) if isinstance(each, Facing)] == ["en-GB"]
    strip = joined.blocks[2]
    assert isinstance(strip, Paragraph)
    assert plain(strip.children) == "ბ! · B!"  # one, a line for each language
    assert isinstance(strip.children[-1], Facing)
    assert joined.metadata.running_foot == ours.metadata.running_foot
    assert plain(joined.metadata.marking) == "line ka-GE · line en-GB"
