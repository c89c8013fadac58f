"""Where a link leads is told in a note, since nobody can follow it on paper."""

from __future__ import annotations

import pytest
from hypothesis import given

from briefgen.document.addresses import shown_address, with_addresses
from briefgen.document.grammar import faults
from briefgen.document.tree import Document, Emphasis, Footnote, Link, Paragraph, Text, plain, walk
from tests.document.test_accepting import META
from tests.strategies import documents

HREF = "https://www.example.org/a/handbook?part=1#two"


def told(*nodes: Link | Emphasis | Footnote | Text) -> list[str]:
    document = with_addresses(Document("en-GB", META, (Paragraph(nodes),)))
    assert list(faults(document)) == []
    return [plain(node.children) for node in walk(document) if isinstance(node, Footnote)]


def test_a_link_has_a_note_where_its_words_say_something_else() -> None:
    link = Link(HREF, (Text("the handbook", "x.text"),))
    assert told(Text("See "), link, Text(", and "), Emphasis((link,))) == ["example.org/a/handbook?part=1"]
    (note,) = (
        node
        for node in walk(with_addresses(Document("en-GB", META, (Paragraph((link,)),))))
        if isinstance(node, Footnote)
    )
    assert note.children == (Text("example.org/a/handbook?part=1", "x.text"),)


@pytest.mark.parametrize("words", [HREF, "example.org/a/handbook?part=1", "www.example.org/a/handbook?part=1"])
def test_words_that_are_the_address_need_no_note(words: str) -> None:
    assert told(Link(HREF, (Text(words),))) == []


@pytest.mark.parametrize("words", ["two", "handbook?part=1#two", "l", "example.org"])
def test_words_that_end_an_address_or_name_its_site_are_not_the_address(words: str) -> None:
    assert told(Link(HREF, (Text(words),))) == ["example.org/a/handbook?part=1"]


def test_an_address_that_is_shown_once_is_not_shown_again() -> None:
    again = HREF.replace("https", "http").replace("#two", "#three")
    assert told(Link(HREF, (Text("the handbook"),)), Text(" and "), Link(again, (Text("its part"),))) == [
        "example.org/a/handbook?part=1"
    ]


def test_within_a_note_the_address_stands_in_brackets() -> None:
    assert told(Footnote((Text("See "), Link(HREF, (Text("it"),))))) == ["See it (example.org/a/handbook?part=1)"]


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/a%20b/%E7%A4%BE", "example.org/a%20b/%E7%A4%BE"),  # a face may lack the letter
        ("https://example.org:8080/a", "example.org:8080/a"),
        ("mailto:post@example.org", "post@example.org"),
        (f"https://example.org/{'long/' * 20}end.html", "example.org/…/end.html"),
        (f"https://example.org/{'long' * 20}", "example.org/…"),
        ("https://example.org/shown.php?id=7", "example.org/shown.php?id=7"),  # another page without it
        (f"https://example.org/{'long/' * 20}?id=7", "example.org/…/long?id=7"),
        (f"https://example.org/a?id={'7' * 60}", "example.org/…"),
    ],
)
def test_an_address_is_shortened(href: str, shown: str) -> None:
    assert shown_address(href) == shown


@given(documents)
def test_any_document_stays_one_and_keeps_its_words(document: Document) -> None:
    done = with_addresses(document)
    assert list(faults(done)) == list(faults(document))
    links = {node.href for node in walk(document) if isinstance(node, Link)}
    notes = [sum(isinstance(node, Footnote) for node in walk(each)) for each in (document, done)]
    assert notes[0] <= notes[1] <= notes[0] + len(links)
    assert links or done == document
