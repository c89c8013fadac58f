"""The two sides of a redline: what it says accepted, and what it said before."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.accepting import accept, is_marked, joined, line_side, reject
from briefgen.document.tree import Deleted, Document, Heading, Inserted, Metadata, Panel, Paragraph, Strong, Text

META = Metadata((Text("Title"),), (), (), (), False, (), (), (), "a", "s", (), "2019-10-14")


def document(*blocks: Paragraph | Panel | Heading, **fields: Metadata) -> Document:
    return Document("en-GB", fields.get("metadata", META), blocks)


def paragraph(words: str, number: int | None = None, **fields: object) -> Paragraph:
    return replace(Paragraph((Text(words),)), number=number, **fields)  # type: ignore[arg-type]


def test_neighbouring_texts_of_one_source_are_one_and_empty_ones_none() -> None:
    nodes = (Text("a", "x"), Text("b", "x"), Text("", "y"), Text("c", "y"), Strong((Text("d"), Text("e"))), Text("f"))
    assert joined(document(Paragraph(nodes))).blocks == (
        Paragraph((Text("ab", "x"), Text("c", "y"), Strong((Text("de"),)), Text("f"))),
    )
    title = replace(META, title=(Text("T"), Text("u")))
    assert joined(document(metadata=title)).metadata.title == (Text("Tu"),)
    assert joined(document(metadata=replace(META, keywords=("a", "b")))).metadata.keywords == ("a", "b")
    # A source of before keeps two texts apart.
    apart = (Text("a", "x", earlier="y"), Text("b", "x"))
    assert joined(document(Paragraph(apart))).blocks == (Paragraph(apart),)


def test_each_side_has_its_own_words_and_sources() -> None:
    line = (
        Text("a", "x", earlier="y"),
        Deleted((Text("b", "y"),)),
        Inserted((Strong((Text("c", "x"),)),)),
        Text("d", "x", earlier=""),
    )
    assert line_side(line, "inserted") == (Text("a", "x"), Strong((Text("c", "x"),)), Text("d", "x"))
    assert line_side(line, "deleted") == (Text("ab", "y"), Text("d", None))


def test_a_node_on_one_side_alone_leaves_with_all_in_it() -> None:
    marked = document(
        paragraph("both", 1),
        paragraph("new", 2, change="inserted"),
        paragraph("old", 2, change="deleted"),
        paragraph("last", 3),
    )
    assert accept(marked).blocks == (paragraph("both", 1), paragraph("new", 2), paragraph("last", 3))
    # The old document counts anew; what has no number keeps none.
    assert reject(marked).blocks == (paragraph("both", 1), paragraph("old", 2), paragraph("last", 3))
    fewer = document(paragraph("new", 1, change="inserted"), paragraph("lead"), paragraph("last", 2))
    assert reject(fewer).blocks == (paragraph("lead"), paragraph("last", 1))


def test_the_old_metadata_comes_back_with_the_old_lines() -> None:
    title = (Deleted((Text("Old"),)), Inserted((Text("New"),)))
    marked = replace(document(metadata=replace(META, title=title, date="2020-01-01")), before=META)
    assert (accept(marked).metadata.date, accept(marked).metadata.title) == ("2020-01-01", (Text("New"),))
    assert (reject(marked).metadata.date, reject(marked).metadata.title) == ("2019-10-14", (Text("Old"),))
    assert accept(marked).before is None
    assert reject(marked).before is None
    same = replace(marked, before=None)
    assert (reject(same).metadata.date, reject(same).metadata.title) == ("2020-01-01", (Text("Old"),))


def test_a_document_is_marked_by_any_difference() -> None:
    assert not is_marked(document(paragraph("a", 1)))
    for marked in (
        document(paragraph("a", change="inserted")),
        document(Paragraph((Inserted((Text("a"),)),))),
        document(Paragraph((Text("a", "x", earlier="y"),))),
        document(Paragraph((Text("a", "x", earlier=""),))),
        replace(document(), before=META),
        document(metadata=replace(META, title=(Deleted((Text("a"),)),))),
        document(Panel("glance", (paragraph("a", change="deleted"),))),
    ):
        assert is_marked(marked)
