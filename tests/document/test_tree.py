"""The document tree: what its nodes refuse, what is below them and in which order, and their plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.document.tree import (
    LARGEST_PICTURE,
    Address,
    Cell,
    Contents,
    ContentsEntry,
    Day,
    Deleted,
    Document,
    Emphasis,
    Figure,
    FigureNumber,
    Footnote,
    Heading,
    Inserted,
    LanguageTag,
    LineBreak,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Picture,
    RoleName,
    Row,
    Strong,
    Table,
    Text,
    children,
    contents_of,
    is_section,
    listed_sections,
    plain,
    unbind,
    walk,
)


def words(text: str) -> tuple[Text]:
    return (Text(text),)


META = Metadata(
    words("title"), words("kicker"), words("edition"), words("marking"), True, words("head"), words("foot"),
    words("page"), "a", "s", (), "2019-10-14",
)  # fmt: skip
PICTURE = Picture("<svg/>", "facts", 100.0, 50.0, (Text("label"),))


def row(*cells: str) -> Row:
    return Row(tuple(Cell((Paragraph(words(cell)),) if cell else ()) for cell in cells))


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (Address, ["https://a.example/b?c", "http://a", "mailto:a@b.example"], ["ftp://a", "https://a b", "a", 'https://a"']),
        (LanguageTag, ["ka", "en-GB", "abk"], ["k", "en-gb", "english", "en-GBR", "EN"]),
        (RoleName, ["facts", "at-a-glance"], ["", "Facts", "a--b", "-a", "a1"]),
        (Day, ["2019-10-14"], ["2019-10", "14.10.2019", "2019-10-141"]),
    ],
)  # fmt: skip
def test_texts_have_a_form(pattern: Any, right: list[str], wrong: list[str]) -> None:
    (like,) = pattern.__metadata__
    assert [bool(like.pattern.fullmatch(text)) for text in (*right, *wrong)] == [True] * len(right) + [False] * len(
        wrong
    )


@pytest.mark.parametrize(
    ("make", "fine"),
    [
        (lambda: FigureNumber(1), True),
        (lambda: FigureNumber(0), False),
        (lambda: Heading(1, (), new_page=True), True),
        (lambda: Heading(2, (), new_page=True), False),
        (lambda: Heading(1, (), new_page=True, divider=True), True),
        (lambda: Heading(1, (), divider=True), False),
        (lambda: Heading(2, ()), True),
        (lambda: Paragraph((), number=1), True),
        (lambda: Paragraph((), number=0), False),
        (lambda: Paragraph((), "notice", number=1), False),
        (lambda: Paragraph((), "notice"), True),
        (lambda: Table("a", (), (row("a", "b"), row("c", "d"))), True),
        (lambda: Table("a", (row("a"),), ()), False),
        (lambda: Table("a", (), (Row(()),)), False),
        (lambda: Table("a", (row("a"),), (row("a", "b"),)), False),
        (lambda: Table("a", (), (row("a", "b"), row("a"))), False),
        (lambda: replace(PICTURE, alt=" "), False),
        (lambda: replace(PICTURE, width=0.0), False),
        (lambda: replace(PICTURE, height=0.0), False),
        (lambda: replace(PICTURE, width=0.1, height=float(LARGEST_PICTURE)), True),
        (lambda: replace(PICTURE, width=float(LARGEST_PICTURE), height=0.1), True),
        (lambda: replace(PICTURE, width=LARGEST_PICTURE + 0.1), False),
        (lambda: replace(PICTURE, height=LARGEST_PICTURE + 0.1), False),
        (lambda: replace(META, date="2019-02-29"), False),
        (lambda: replace(META, date="2020-02-29"), True),
    ],
)
def test_a_node_refuses_what_no_reader_could_be_shown(make: Any, fine: bool) -> None:
    if fine:
        assert make()
    else:
        with pytest.raises(ValueError, match=r"\w"):
            make()


def test_everything_is_walked_in_reading_order_the_running_lines_first() -> None:
    item = ListItem((Paragraph(words("item")), List(True, (ListItem((Paragraph(words("below")),)),))))
    line = (
        Strong(words("strong")), Footnote((Emphasis(words("note")),)), LineBreak(), Inserted(words("in")),
        Deleted(words("out")),
    )  # fmt: skip
    blocks = (
        Contents(words("contents"), (ContentsEntry(1, words("entry")),)),
        Heading(1, words("heading")),
        Paragraph(line),
        List(False, (item,)),
        Table("a", (row("column"),), (row("cell"),)),
        Panel("glance", (Paragraph(words("panel")),)),
        Figure(PICTURE, (Text("caption"), FigureNumber(1))),
    )
    seen = [node.value for node in walk(Document("en-GB", META, blocks)) if isinstance(node, Text)]
    assert seen == [
        "marking", "head", "kicker", "title", "edition", "foot", "page", "contents", "entry", "heading", "strong",
        "note", "in", "out", "item", "below", "column", "cell", "panel", "label", "caption",
    ]  # fmt: skip
    assert children(Text("a")) == children(LineBreak()) == children(FigureNumber(1)) == ()
    assert next(walk(blocks[0])) is blocks[0]


def test_sections_are_headings_of_two_levels() -> None:
    assert [is_section(Heading(level, ())) for level in (1, 2, 3)] == [True, True, False]
    assert not is_section(Paragraph(()))


def test_a_contents_list_names_the_sections_of_its_side_all_counted_together() -> None:
    contents = Contents(words("c"), ())
    headings = (Heading(1, ()), Heading(2, (), change="inserted"), Heading(3, ()), Heading(1, (), change="deleted"))
    document = Document("en-GB", META, (Paragraph(()), contents, *headings, Heading(2, ())))
    assert contents_of(document) is contents
    assert contents_of(replace(document, blocks=headings)) is None
    assert listed_sections(document, contents) == (1, 2, 3, 4)
    assert listed_sections(document, replace(contents, change="inserted")) == (1, 2, 4)
    assert listed_sections(document, replace(contents, change="deleted")) == (1, 3, 4)


def test_plain_words_are_as_a_person_would_search_for_them() -> None:
    nodes = (
        Text("a\u2011b\u2060c"), LineBreak(), Strong((Text("d"),)), Footnote((Text("n"),)), FigureNumber(3),
        Inserted((Footnote((Text("m"),)), Text("e"))),
    )  # fmt: skip
    assert plain(nodes) == "a-bc d3e"
    assert plain(nodes, footnotes=True) == "a-bc dn3me"
    assert unbind("a\u2011b\u2060") == "a-b"
