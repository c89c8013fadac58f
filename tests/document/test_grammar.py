"""One grammar: what the types of the tree let stand, every writer shows; the rest is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from briefgen.document.contents import pages
from briefgen.document.diff import redline
from briefgen.document.errors import UnsupportedNodeError
from briefgen.document.grammar import faults, start
from briefgen.document.html_reader import read_html
from briefgen.document.tree import (
    Cell,
    Chart,
    ChartItem,
    Contents,
    Document,
    Drawn,
    Figure,
    FigureNumber,
    Footnote,
    Heading,
    Letter,
    Link,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    contents_of,
)
from briefgen.document.tree_json import StoreError, dump, load
from briefgen.formats.html import write_html
from briefgen.formats.pdf.press import PdfWriter
from briefgen.formats.text import write_text
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.mailing.letter.body import write_mail, write_mail_text
from briefgen.problems.diagnostics import ProblemsError
from briefgen.proof import prove
from tests.document.test_html_reader import FRAME
from tests.soak import examples
from tests.strategies import PICTURES, documents, letters, long_documents, pairs, usual, worded

META = Metadata((), (), (), (), False, (), (), (), "a", "s", (), "2019-10-14")
WORDS = Paragraph((Text("x"),))
NOTE = Footnote((Text("x"),))
LINK = Link("https://a.org", (Text("x"),))


ITEM = "document.blocks[0].items[0].blocks[0]: "
CELL = "document.blocks[0].rows[0].cells[0].blocks[0]: "
FIRST = "document.blocks[0].children[0]"
TABLE = "<table role='a'><tbody><tr><td>{}</td></tr></tbody></table>"


def document(*blocks: Any, **metadata: Any) -> Document:
    return Document("en-GB", replace(META, **metadata), blocks)


def item(*blocks: Any) -> List:
    return List(False, (ListItem(blocks),))


def cell(*blocks: Any) -> Table:
    return Table("facts", (), (Row((Cell(blocks),)),))


def nested(levels: int) -> Any:
    block: Any = WORDS
    for _ in range(levels):
        block = item(block)
    return block


def line(*nodes: Any) -> Paragraph:
    return Paragraph(nodes)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (document(item(cell(WORDS))), ITEM + "a table can't stand in a list item"),
        (document(cell(cell(WORDS))), CELL + "a table can't stand in a cell"),
        (document(item(Paragraph((), "lead"))), ITEM + "a lead can't stand in a list item"),
        (document(cell(Panel("x", ()))), CELL + "a panel can't stand in a cell"),
        (document(cell(Heading(1, ()))), CELL + "a heading can't stand in a cell"),
        (document(item(Paragraph((), number=1))), ITEM + "a numbered paragraph can't stand in a list item"),
        (document(nested(6)), "document.blocks[0]" + ".items[0].blocks[0]" * 5 + ": a list can't stand in 5 others"),
        (document(line(Footnote((NOTE,)))), FIRST + ".children[0]: a footnote can't stand in a footnote"),
        (
            document(line(Link("https://a.org", (Strong((LINK,)),)))),
            FIRST + ".children[0].children[0]: a link can't stand in a link",
        ),
        (document(line(Link("https://a.org", (NOTE,)))), FIRST + ".children[0]: a footnote can't stand in a link"),
        (document(line(FigureNumber(1))), FIRST + ": the number of a figure can't stand in a paragraph"),
        (
            document(running_head=(NOTE,)),
            "document.metadata.running_head[0]: a footnote can't stand in the running head",
        ),
        (document(line(Link("javascript:x", ()))), FIRST + ".href: 'javascript:x' can't be linked"),
        (document(line(Link("https://a.org x", ()))), FIRST + ".href: 'https://a.org x' can't be linked"),
        (
            document(Panel("x", (Heading(1, (), new_page=True),))),
            "document.blocks[0].blocks[0]: a heading on a new page can't stand in a panel",
        ),
        (
            document(line(Text("a\u202eb"))),
            FIRST + ".value: U+202E RIGHT-TO-LEFT OVERRIDE is an invisible mark that reorders text",
        ),
        (document(line(Text("\x1b[2J"))), FIRST + ".value: U+001B is a control character"),
        (document(line(Text("a", "\x07"))), FIRST + ".source: U+0007 is a control character"),
        (document(line(Text("\ud800"))), FIRST + ".value: U+D800 is half of a character (a lone surrogate)"),
        (document(author="\x1b"), "document.metadata.author: U+001B is a control character"),
        (document(Contents((), ()), Contents((), ())), "document: a brief has one contents list"),
    ],
)
def test_what_cannot_stand_there_is_named_with_its_place_and_neither_stored_nor_read(
    wrong: Document, said: str
) -> None:
    assert ": ".join(next(faults(wrong))) == said
    with pytest.raises(StoreError) as raised:
        dump(wrong)
    assert str(raised.value) == said


def test_what_may_stand_in_a_place_can_be_asked() -> None:
    assert start(Letter).within(Document, "blocks").choices() == "a heading, a paragraph, a list, a table, a panel"
    assert start().within(Document, "blocks").choices().endswith("a panel, a figure, a contents list, a file")


def test_figures_are_numbered_one_after_the_other() -> None:
    def figures(*numbers: int) -> Document:
        return document(*(Figure(PICTURES[0], (Text("Figure "), FigureNumber(number))) for number in numbers))

    assert [bool(list(faults(figures(*numbers)))) for numbers in ((1,), (1, 2), (2,), (1, 1), (1, 3))] == [
        False, False, True, True, True,
    ]  # fmt: skip


def test_a_place_is_called_by_the_node_and_a_long_text_is_cut() -> None:
    assert start().within(Document, "blocks").within(Table, "rows").within(Row, "cells").name == "a row"
    (said,) = (why for _, why in faults(document(line(Link("x" * 61, ())))))
    assert said == f"{'x' * 60!r} can't be linked"


def test_of_several_places_that_refuse_a_node_the_outermost_is_named() -> None:
    line = start(Letter).within(Document, "blocks").within(Paragraph, "children").within(Link, "children")
    assert line.refusal(Footnote) == "a footnote can't stand in a message"
    assert line.refusal(Link) == "a link can't stand in a link"


def test_five_levels_of_lists_are_right() -> None:
    assert not list(faults(document(nested(5))))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Table("facts", (), ()), "no rows"),
        (lambda: Table("facts", (Row((Cell(()),)),), (Row((Cell(()), Cell(()))),)), "different numbers of cells"),
        (lambda: Heading(2, (), new_page=True), "only a section of level 1"),
        (lambda: Paragraph((), "lead", number=1), "only running text is numbered"),
        (lambda: replace(META, date="2019-02-30"), "day is out of range"),
    ],
)
def test_some_nodes_cannot_even_be_made(make: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        make()


# The reader refuses by the same grammar, with template, line and column ----------------------------------------------


@pytest.mark.parametrize(
    ("outside", "inside", "said"),
    [
        ("<ul><li><p>x</p>{}</li></ul>", TABLE.format("x"), "a table can't stand in a list item"),
        ("<ul><li>{}</li></ul>", "<p role='lead'>x</p>", "a lead can't stand in a list item"),
        ("<ul><li>{}</li></ul>", "<h2>x</h2>", "a heading can't stand in a list item"),
        (TABLE, "<aside role='a'><p>x</p></aside>", "a panel can't stand in a cell"),
        (TABLE, TABLE.format("x"), "a table can't stand in a cell"),
        ("<aside role='a'><p>x</p>{}</aside>", "<ul><li>x</li></ul>", "a list can't stand in a panel"),
        (
            "<p><span role='footnote'>x {}</span></p>",
            "<span role='footnote'>y</span>",
            "a footnote can't stand in a footnote",
        ),
        (
            "<p><a href='https://a.org'>x <em>{}</em></a></p>",
            "<a href='https://b.org'>y</a>",
            "a link can't stand in a link",
        ),
        ("<p>x {}</p>", "<span role='figure-number'></span>", "the number of a figure can't stand in a paragraph"),
        ("<ul><li>" * 5 + "{}" + "</li></ul>" * 5, "<ul><li>x</li></ul>", "a list can't stand in 5 others"),
        ("<p>{}</p>", "<em>a\u202eb</em>", "U+202E RIGHT-TO-LEFT OVERRIDE is an invisible mark that reorders text"),
        ("<nav>{}</nav>", "<h2>x<span role='footnote'>y</span></h2>", "a footnote can't stand in the title"),
    ],
)
def test_the_reader_refuses_it_at_the_tag(outside: str, inside: str, said: str) -> None:
    placed = re.sub(r"<(\w+)", r'<\1 data-at="own/x.html.jinja:7:3"', inside)
    with pytest.raises(ProblemsError) as raised:
        read_html(FRAME.format(outside.replace("{}", placed)))
    (problem,) = raised.value.problems
    assert f"{problem.place}: {problem.message}" == f"templates/own/x.html.jinja:7:3: {said}"


def test_the_reader_names_the_text_of_the_content_that_brought_it() -> None:
    html = FRAME.format("<p>x</p>").replace(
        '<p role="running-head">h</p>',
        '<p role="running-head"><span data-src="events[a].name">h<span role="footnote">x</span></span></p>',
    )
    with pytest.raises(ProblemsError, match=r"events\[a\].name: a footnote can't stand in the running head"):
        read_html(html)


@pytest.mark.parametrize("date", ["today", "2019-02-30", "20191014"])
def test_a_date_that_a_template_makes_up_is_refused(date: str) -> None:
    with pytest.raises(ProblemsError, match=r"is not a day|day is out of range"):
        read_html(FRAME.format("<p>x</p>").replace('content="2019-10-01"', f'content="{date}"'))


def test_a_letter_has_what_a_message_can_show() -> None:
    html = FRAME.format('<p>x<span role="footnote">note</span></p>')
    assert read_html(html)
    with pytest.raises(ProblemsError, match="a footnote can't stand in a message"):
        read_html(html, letter=True)


def test_figures_count_their_numbers_as_word_does() -> None:
    number = "<span role='figure-number'></span>"
    figure = "<figure data-picture='a'><figcaption>{}</figcaption></figure>"
    _, second = read_html(
        FRAME.format(figure.format("no number") + figure.format(f"Figure {number}")),
        pictures={"a": Chart("a", "Facts", ())},
    ).blocks
    assert isinstance(second, Figure)
    assert second.caption[-1] == FigureNumber(1)
    with pytest.raises(ProblemsError, match="a figure has one number"):
        read_html(FRAME.format(figure.format(f"Figure {number} {number}")), pictures={"a": Chart("a", "Facts", ())})


UNDRAWN = Document("en-GB", META, (Figure(Chart("map", "Facts", (ChartItem("part", (Text("x"),)),)), (Text("Map"),)),))


def test_a_chart_stands_in_a_figure_until_it_is_drawn() -> None:
    assert not list(faults(UNDRAWN))
    why = "a picture that isn't drawn can't stand in what is printed"
    assert list(faults(UNDRAWN, start(Drawn))) == [("document.blocks[0].picture", why)]
    day = replace(UNDRAWN, blocks=(Figure(Chart("map", "Facts", (ChartItem("part", (), ("2019-1-1",)),)), ()),))
    assert [why for _, why in faults(day)] == ["'2019-1-1' is not a day"]


@pytest.mark.parametrize("write", [write_html, write_docx])
def test_no_format_shows_a_picture_that_is_not_drawn(theme: Theme, write: Callable[..., object]) -> None:
    with pytest.raises(UnsupportedNodeError):
        write(UNDRAWN, theme)
    with pytest.raises(ValueError, match="isn't known before it is drawn"):
        pages(UNDRAWN)


# Every writer on the whole grammar -----------------------------------------------------------------------------------


@cache
def pdf_writer(theme: Theme) -> PdfWriter:
    return PdfWriter(theme)


def write_both(tree: Document, theme: Theme) -> None:
    """Write and prove Word, PDF and HTML."""
    pdf = pdf_writer(theme).write(tree)
    sections = pdf.sections if contents_of(tree) else ()
    prove("x", "docx", write_docx(tree, theme, sections=sections), tree, theme, sections=sections)
    prove("x", "pdf", pdf.data, tree, theme)
    prove("x", "html", write_html(tree, theme).encode(), tree, theme)


@examples(6, 150)
@given((documents | long_documents()).map(usual).map(worded))
def test_every_writer_shows_what_the_grammar_lets_through(theme: Theme, tree: Document) -> None:
    assert not list(faults(tree))
    assert load(dump(tree)) == tree
    assert write_text(tree)
    assert write_html(tree, theme).endswith("</html>\n")
    write_both(tree, theme)


@examples(25, 1000)
@given(letters)
def test_every_letter_becomes_a_message(tree: Document) -> None:
    assert not list(faults(tree, start(Letter)))
    assert write_mail(tree)
    assert write_mail_text(tree)


@examples(2, 100)
@given(pairs)
def test_a_redline_is_of_the_grammar_and_is_written(theme: Theme, pair: tuple[Document, Document]) -> None:
    both = redline(*(worded(usual(side)) for side in pair))
    assert not list(faults(both))
    write_both(both, theme)
