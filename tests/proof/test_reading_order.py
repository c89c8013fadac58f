"""The words of a tree as a reader meets them, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Emphasis,
    Figure,
    FigureNumber,
    Footnote,
    Heading,
    Link,
    List,
    Panel,
    Paragraph,
    Picture,
    Row,
    Strong,
    Table,
    Text,
)
from briefgen.proof.reading_order import Piece, note_words, notes, pieces, squeeze
from tests.formats.trees import NOTHING, document, items, paragraph, row

SVG = '<svg xmlns="http://www.w3.org/2000/svg" role="img"/>'
PICTURE = Picture(SVG, "Facts in words", 10, 10, (Text("Label", "x.label"), Text("two", "x.label")))
CONTENTS = Contents((Text("In this brief"),), (ContentsEntry(1, (Text("One"),)), ContentsEntry(2, (Text("Two"),))))


def words(*blocks: Block, labels: bool = False) -> list[str]:
    return [piece.words for piece in pieces(document(*blocks), labels=labels)]


def kinds(*blocks: Block) -> list[tuple[str, str]]:
    return [(piece.words, piece.kind) for piece in pieces(document(*blocks))]


def test_white_space_is_the_page_s_business() -> None:
    assert squeeze(" a\u00a0b\n c\td ") == "abcd"


def test_the_title_block_stands_first_and_parts_without_words_are_none() -> None:
    meta = replace(NOTHING, kicker=(Text("Brief"),), title=(Text("The title"),), edition_line=(Text("Forum"),))
    assert [piece.words for piece in pieces(document(metadata=meta))] == ["Brief", "Thetitle", "Forum"]
    assert pieces(document(Paragraph(()))) == ()


def test_every_innermost_block_is_a_piece() -> None:
    panel = Panel("aside", (Heading(2, (Text("Head"),)), paragraph("in the panel")))
    lists = List(False, items(paragraph("a"), List(True, items(paragraph("b")))))
    assert words(Heading(1, (Text("One"),)), panel, lists) == ["One", "Head", "inthepanel", "a", "b"]


def test_of_marked_words_all_are_taken() -> None:
    nodes = Strong((Text("a"), Emphasis((Text("b"),)))), Link("https://example.org", (Text("c"),)), FigureNumber(3)
    assert words(Paragraph(nodes)) == ["abc3"]


def test_a_footnote_has_its_number_in_its_place_and_its_words_apart() -> None:
    one, two = Footnote((Text("First note"),)), Footnote((Text("Second"), Strong((Text(" note"),))))
    tree = document(Paragraph((Text("a"), one)), Paragraph((Strong((Text("b"), two)), Text("c"))))
    assert [piece.words for piece in pieces(tree)] == ["a1", "b2c"]
    assert [note_words(note) for note in notes(tree)] == ["Firstnote", "Secondnote"]


def test_a_figure_has_its_caption_and_only_a_pdf_the_words_inside() -> None:
    figure = Figure(PICTURE, (Text("Figure "), FigureNumber(1)))
    assert words(figure) == ["Figure1"]
    assert words(figure, labels=True) == ["Labeltwo", "Figure1"]


def test_only_a_pdf_has_the_numbers_of_paragraphs_as_words() -> None:
    numbered = replace(paragraph("text"), number=7)
    assert words(numbered, labels=True) == ["7.text"]
    assert words(numbered) == ["text"]
    assert words(paragraph("text"), labels=True) == ["text"]


def test_the_column_heads_are_what_a_page_may_repeat_of_a_table() -> None:
    cell = Cell((paragraph("x"), List(False, items(paragraph("y")))))
    table = Table("facts", (row("Body", "Term", header="column"),), (row("Council", "3 years"), Row((cell, cell))))
    found = pieces(document(table))
    assert [piece.words for piece in found] == ["Body", "Term", "Council", "3years", "x", "y", "x", "y"]
    assert [piece.head for piece in found] == ["", "", *["BodyTerm"] * 6]


def test_entries_of_a_contents_list_name_pages_and_sections_are_what_stands_there() -> None:
    blocks = Heading(1, (Text("One"),)), Heading(2, (Text("Two"),)), Heading(3, (Text("Three"),)), paragraph("a")
    sections = [("One", "section"), ("Two", "section"), ("Three", ""), ("a", "")]
    assert kinds(CONTENTS, *blocks) == [("Inthisbrief", ""), ("One", "entry"), ("Two", "entry"), *sections]
    assert kinds(*blocks) == [(words, "") for words, _ in sections]


def test_a_piece_says_where_its_words_came_from() -> None:
    def source(*nodes: Text | Strong) -> str:
        (piece,) = pieces(document(Paragraph(nodes)))
        return piece.source

    assert source(Text("a"), Strong((Text("b", "x.text"),)), Text("c", "y.text")) == "x.text"
    assert source(Text("a")) == "template"


def test_messages_show_sixty_letters_at_most() -> None:
    assert Piece("a" * 60, "x").shown() == f"„{'a' * 60}“ (x)"
    assert Piece("a" * 61, "x").shown() == f"„{'a' * 60}…“ (x)"
