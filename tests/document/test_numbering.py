from __future__ import annotations

from briefgen.document.numbering import with_numbers
from briefgen.document.tree import Cell, Document, Heading, List, ListItem, Panel, Paragraph, Row, Table, Text, walk
from tests.formats.test_html import METADATA


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def test_running_text_is_numbered_through_the_brief_and_nothing_else() -> None:
    cells = (Cell((text("a label"),), "row"), Cell((text("a row"),)))
    document = Document(
        "en-GB",
        METADATA,
        (
            Panel("at-a-glance", (text("a panel"),)),
            Heading(1, (Text("a heading"),)),
            Paragraph((Text("a lead"),), "lead"),
            text("first"),
            List(True, (ListItem((text("an item"),)),)),
            Table("facts", (), (Row(cells),)),
            Heading(2, (Text("another heading"),)),
            text("second"),
            Paragraph((Text("a notice"),), "notice"),
            text("third"),
        ),
    )
    numbered = [node for node in walk(with_numbers(document)) if isinstance(node, Paragraph) and node.number]
    assert [(node.number, node.children) for node in numbered] == [
        (1, (Text("first"),)),
        (2, (Text("second"),)),
        (3, (Text("third"),)),
    ]
