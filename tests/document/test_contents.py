from __future__ import annotations

import pytest

from briefgen.document.contents import NoPlaceError, Wanted, with_contents
from briefgen.document.tree import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Footnote,
    Heading,
    Link,
    Paragraph,
    Strong,
    Text,
    contents_of,
)
from tests.formats.test_html import METADATA

PLACE = Contents((Text("Contents"),), ())
TEXT = Paragraph((Text("word " * 100),))  # six lines


def heading(words: str, level: int = 1) -> Heading:
    return Heading(level, (Text(words),))  # type: ignore[arg-type]


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
