"""Plain text: what the other formats are compared with."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.tree import (
    Contents,
    ContentsEntry,
    Figure,
    Footnote,
    Heading,
    List,
    ListItem,
    Panel,
    Paragraph,
    Picture,
    Table,
    Text,
)
from briefgen.formats.text import footnotes, write_text
from tests.formats.trees import NOTHING, document, items, paragraph, row

PICTURE = Picture('<svg xmlns="http://www.w3.org/2000/svg" role="img"/>', "Facts", 10, 10, (Text("Label"),))


def test_every_paragraph_has_a_line_and_footnotes_stand_last() -> None:
    meta = replace(NOTHING, kicker=(Text("Brief"),), title=(Text("Title"),), edition_line=(Text("Forum"),))
    contents = Contents((Text("In this brief"),), (ContentsEntry(1, (Text("One"),)), ContentsEntry(2, (Text("Two"),))))
    one, two = Footnote((Text("first"),)), Footnote((Text("second"),))
    tree = document(
        contents,
        Heading(1, (Text("One"),)),
        Paragraph((Text("a"), one)),
        Panel("aside", (Paragraph((Text("b"), two)),)),
        List(True, (*items(paragraph("c")), ListItem((paragraph("d"), paragraph("e"))))),
        Table("facts", (row("Body", "Term", header="column"),), (row("Council", "3"),)),
        Figure(PICTURE, (Text("Caption"),)),
        metadata=meta,
    )
    assert write_text(tree).splitlines() == [
        *("Brief", "Title", "Forum", "In this brief", "One", "Two", "One", "a", "b", "c", "d", "e"),
        *("Body", "Term", "Council", "3", "Caption", "[1] first", "[2] second"),
    ]
    assert footnotes(tree) == (one, two)
    assert write_text(document(Paragraph(()))) == "\n\n\n\n"
