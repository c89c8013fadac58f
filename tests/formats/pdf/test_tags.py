"""What goes on in the next line or over the next page stays one thing in the structure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from briefgen.document.tree import (
    Cell,
    Document,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Panel,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    plain,
)
from briefgen.formats.pdf.press import PdfWriter
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from tests.conftest import ROOT
from tests.formats.test_html import METADATA
from tests.pdf_reading import squeeze
from tests.pdf_structure import Tag, marked_words, read_structure

WORDS = "one two three four five six seven eight nine ten "
ADDRESS = "https://www.example.org/"


def cell(words: str, header: str | None = None) -> Cell:
    return Cell((paragraph(Text(words)),), header)  # type: ignore[arg-type]


def paragraph(*nodes: Inline) -> Paragraph:
    return Paragraph(nodes)


def long_document() -> Document:
    """A document whose parts are each longer than a page."""
    head = Row((cell("Date", "column"), cell("Event", "column")))
    rows = tuple(Row((cell(f"row {number}", "row"), cell(WORDS * 3))) for number in range(60))
    items = tuple(ListItem((paragraph(Text(f"item {number} {WORDS}")),)) for number in range(60))
    note = Footnote((Text("A note. " + WORDS * 100),))
    blocks = (
        Table("history", (head,), rows),
        List(True, items),
        paragraph(Text(WORDS * 200)),
        paragraph(Text("See "), Link(ADDRESS, (Text(WORDS * 2), Strong((Text(WORDS),)))), Text("."), note),
        paragraph(Text("So "), Foreign("fr", (Text(WORDS * 200),)), Text(".")),
    )
    return Document("en-GB", METADATA, blocks)


@pytest.fixture(scope="module")
def pdf(theme: Theme) -> Iterator[pikepdf.Pdf]:
    written = PdfWriter(theme).write(long_document())
    assert written.pages > 5
    with pikepdf.open(io.BytesIO(written.data)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def root(pdf: pikepdf.Pdf) -> Tag:
    return read_structure(pdf)


def test_a_table_over_pages_is_one_with_one_head(root: Tag, pdf: pikepdf.Pdf) -> None:
    (table,) = root.find("Table")
    assert [kid.role for kid in table.kids] == ["THead", "TBody"]
    assert len(list(table.find("TR"))) == 61
    assert [next(row.find("TH")).words for row in table.find("TR")][1:] == [f"row {number}" for number in range(60)]
    assert not any("/Headers" in tag.attributes or "/ID" in tag.element for tag in table.find("TH", "TD"))
    # The repeated heads are there to see, not to hear.
    assert "".join(words for page in pdf.pages for words in marked_words(page).values()).count("Event") == 1
    assert pdf.pages[1].obj.Contents.read_bytes().count(b"/Pagination") >= 5


def test_a_list_over_pages_is_one(root: Tag) -> None:
    (tag,) = root.find("L")
    assert len(tag.kids) == 60
    assert [squeeze(item.words) for item in tag.kids] == [
        squeeze(f"{number + 1}. item {number} {WORDS}") for number in range(60)
    ]


def test_a_paragraph_over_pages_is_one(root: Tag) -> None:
    assert [squeeze(tag.words) for tag in root.find("P")].count(squeeze(WORDS * 200)) == 1


def test_a_phrase_over_lines_and_pages_is_one(root: Tag) -> None:
    (tag,) = (tag for tag in root.find("Span") if "/Lang" in tag.element)
    assert (str(tag.element.Lang), squeeze(tag.words)) == ("fr", squeeze(WORDS * 200))


def test_a_line_that_goes_on_ends_with_a_space(root: Tag) -> None:
    said = [" ".join(tag.words.split()) for tag in root.find("P", "Note")]
    assert " ".join((WORDS * 200).split()) in said  # a paragraph over pages
    assert any(" ".join((WORDS * 100).split()) in words for words in said if words.startswith("1. "))  # a note, too


@pytest.mark.parametrize("words", ["self-evident and/or well-known, 2017–2019: ", "one – „two“ – and three – "])
def test_no_space_stands_where_a_line_breaks_behind_a_hyphen_but_behind_a_dash(theme: Theme, words: str) -> None:
    document = replace(long_document(), blocks=(Paragraph((Text(words * 60),)),))
    with pikepdf.open(io.BytesIO(PdfWriter(theme).write(document).data)) as pdf:
        (tag,) = [tag for tag in read_structure(pdf).find("P") if squeeze(tag.words).startswith(squeeze(words))]
    assert tag.words.strip() == (words * 60).strip()


def test_a_footnote_is_one(root: Tag) -> None:
    (note,) = root.find("Note")
    assert squeeze(note.words) == squeeze("1. A note. " + WORDS * 100)
    assert str(note.element.ID) == "note-0001"


def test_each_line_of_a_link_leads_to_its_address(root: Tag, pdf: pikepdf.Pdf) -> None:
    annotations = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    assert len(annotations) == len(list(root.find("Link"))) > 1
    assert {str(note.A.URI) for note in annotations} == {ADDRESS}
    assert {str(note.Contents) for note in annotations} == {f"{(WORDS * 3).strip()} ({ADDRESS})"}


@pytest.mark.parametrize("look", ["plain", "large"])
def test_a_label_on_a_line_of_its_own_is_heard_with_what_it_is_of(look: str) -> None:
    labelled = Paragraph((Strong((Text("Who leads:"),)), Text(f" {WORDS * 20}")))
    title = Heading(1, (Text("At a glance"),))
    document = replace(long_document(), blocks=(Panel("at-a-glance", (title, labelled)),))
    writer = PdfWriter(load_theme(ROOT / "templates" / "themes" / look))
    with pikepdf.open(io.BytesIO(writer.write(document).data)) as pdf:
        said = [squeeze(tag.words) for tag in read_structure(pdf).find("P")]
    assert squeeze(f"Who leads: {WORDS * 20}") in said


def test_all_words_are_in_the_structure_once(root: Tag) -> None:
    document = long_document()
    (words,) = (plain(block.children) for block in document.blocks[2:3] if isinstance(block, Paragraph))
    assert squeeze(root.words).count(squeeze(words)) == 2  # as a paragraph, and as a phrase
