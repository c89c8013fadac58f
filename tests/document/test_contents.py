from __future__ import annotations

import pytest

from briefgen.document.contents import NoPlaceError, Wanted, entries_of, pages, with_contents
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Deleted,
    Document,
    Figure,
    FigureNumber,
    Footnote,
    Heading,
    Inserted,
    LineBreak,
    Link,
    List,
    ListItem,
    Panel,
    Paragraph,
    Picture,
    Row,
    Strong,
    Table,
    Text,
    contents_of,
)
from tests.formats.test_html import METADATA

PLACE = Contents((Text("Contents"),), ())
TEXT = Paragraph((Text("word " * 100),))  # six lines


def heading(words: str, level: int = 1) -> Heading:
    return Heading(level, (Text(words),))  # type: ignore[arg-type]


def cell(words: str) -> Cell:
    return Cell((Paragraph((Text(words),)),))


def brief(*blocks: Block) -> Document:
    return Document("en-GB", METADATA, (PLACE, *blocks))


def sections(number: int, paragraphs: int) -> tuple[Block, ...]:
    found: list[Block] = []
    for i in range(number):
        found += [heading(f"Section {i}"), *[TEXT] * paragraphs]
    return tuple(found)


def entries(document: Document) -> list[tuple[int, str]]:
    contents = contents_of(document)
    assert contents is not None
    return [
        (entry.level, "".join(n.value for n in entry.children if isinstance(n, Text))) for entry in contents.entries
    ]


def test_entries_are_the_headings_of_two_levels_in_their_order() -> None:
    document = brief(heading("One"), TEXT, heading("Below", 2), TEXT, heading("Deep", 3), TEXT, heading("Two"), TEXT)
    assert entries(with_contents(document, "always")) == [(1, "One"), (2, "Below"), (1, "Two")]


def test_an_entry_keeps_the_words_and_their_source_without_footnotes_and_links() -> None:
    note, link = Footnote((Text("note"),)), Link("https://www.example.org/", (Text("here", "b"),))
    document = with_contents(brief(Heading(1, (Text("See ", "a"), Strong((link,)), note)), TEXT), "always")
    contents = contents_of(document)
    assert contents is not None
    assert contents.entries == (ContentsEntry(1, (Text("See ", "a"), Strong((Text("here", "b"),)))),)


@pytest.mark.parametrize(
    ("wanted", "paragraphs", "shown"),
    [("auto", 6, False), ("auto", 10, True), ("never", 10, False), ("always", 1, True)],
)
def test_a_long_brief_gets_one_unless_the_settings_say_otherwise(wanted: Wanted, paragraphs: int, shown: bool) -> None:
    document = with_contents(brief(*sections(5, paragraphs)), wanted)
    assert (contents_of(document) is not None) == shown


def test_a_long_brief_of_few_sections_gets_none() -> None:
    assert contents_of(with_contents(brief(*sections(3, 20)))) is None
    assert contents_of(with_contents(brief(*sections(4, 20)))) is not None


@pytest.mark.parametrize("wanted", ["auto", "never"])
def test_a_template_without_a_place_for_it_gets_none(wanted: Wanted) -> None:
    document = Document("en-GB", METADATA, sections(9, 9))
    assert with_contents(document, wanted) == document


def test_always_needs_a_place() -> None:
    with pytest.raises(NoPlaceError, match="no place for a contents list"):
        with_contents(Document("en-GB", METADATA, sections(9, 9)), "always")


def test_nothing_is_listed_where_there_are_no_headings() -> None:
    assert with_contents(brief(TEXT), "always").blocks == (TEXT,)


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (heading("a"), 3.5),
        (heading("a", 2), 2.5),
        (heading("a", 3), 2.0),
        (Paragraph((Text("x" * 95),)), 1.4),
        (Paragraph((Text("x" * 96),)), 2.4),
        (Paragraph((Text("x" * 90), Footnote((Text("y" * 10),)))), 2.4),  # a footnote takes room, too
        (List(False, (ListItem((TEXT,)), ListItem((TEXT,)))), 12.8),
        (Panel("glance", (heading("a"), TEXT)), 9.9),
        (Table("facts", (), (Row((cell("x" * 69), cell("x"))),)), 2.8),
        (
            Table(
                "facts",
                (
                    Row(
                        (cell("x"), cell("x")),
                    ),
                ),
                (Row((cell("x"), cell("x" * 68))),),
            ),
            3.6,
        ),
        (Figure(Picture("<svg/>", "alt", 100.0, 51.0, ()), (Text("caption"),)), 12.0),
        (PLACE, 0.0),
    ],
)
def test_a_block_takes_so_many_lines_and_a_page_has_forty_two(block: Block, lines: float) -> None:
    assert pages(brief(block)) * 42 == pytest.approx(lines)


def test_a_list_is_worth_it_from_four_entries_and_on_more_than_six_pages() -> None:
    def shown(sections: int, below: int) -> bool:
        # Six pages have 252 lines; a section's heading takes 3.5, one of the third level, which isn't listed, 2.
        blocks = [*[heading("a")] * sections, *[heading("b", 3)] * below]
        return contents_of(with_contents(brief(*blocks))) is not None

    assert shown(4, 120)
    assert not shown(4, 119)  # six pages
    assert not shown(3, 121)


def test_entries_have_the_words_alone_of_all_kinds_of_nodes() -> None:
    line = (Text("a"), LineBreak(), FigureNumber(3), Inserted((Text("b"),)), Deleted((Footnote((Text("c"),)),)))
    (entry,) = entries_of((Heading(1, line, change="inserted"),))
    assert entry.children == (Text("a"), Text(" "), Text("3"), Inserted((Text("b"),)))
    assert entry.change == "inserted"
