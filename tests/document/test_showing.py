"""A redline as pages show it: what only follows from other changes isn't marked, and isn't counted."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from briefgen.document.accepting import accept, reject
from briefgen.document.diff import redline
from briefgen.document.digest import SOURCE
from briefgen.document.showing import Tally, counted, shown
from briefgen.document.tree import (
    Block,
    Cell,
    Comparison,
    Deleted,
    Document,
    Figure,
    Inserted,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
    plain,
    unbind,
    walk,
)
from tests.strategies import pairs

META = Metadata((Text("Title"),), (), (), (Text("Secret"),), True, (), (), (), "a", "s", (), "2019-10-14")
OWN = Comparison(
    "Redline",
    "Redline · Before: Version 1",
    Panel("redline", (Paragraph((Text("What has changed"),)),)),
    "drawn anew",
    "moved here",
    "-",
    "+",
    ".",
)
LONG = "Here stand many words which both of them have in common,"


def document(*blocks: Block, foot: str = "Version 1") -> Document:
    return Document("en-GB", replace(META, running_foot=(Text(foot),)), blocks)


def text(words: str, source: str | None = None) -> Paragraph:
    return Paragraph((Text(words, source),))


def figure(alt: str, caption: str = "Figure: bodies", label: str = "a") -> Figure:
    return Figure(Picture("<svg/>", alt, 1, 1, (Text("Council", label),)), (Text(caption),))


def compared(old: Document, new: Document) -> Document:
    return replace(redline(old, new), comparison=OWN)


@pytest.mark.parametrize(
    ("old", "new", "tally"),
    [
        ((), (), Tally()),
        ((text(f"{LONG} one."),), (text(f"{LONG} two."),), Tally(reworded=1)),
        ((text(f"{LONG} one."),), (text(f"{LONG} one more."),), Tally(added=1)),
        ((text(f"{LONG} at last."),), (text(f"{LONG} last."),), Tally(removed=1)),
        ((text(f"{LONG} last"),), (text(LONG),), Tally(removed=1)),
        ((text("Gone"),), (text("Other words"), text("New")), Tally(added=2, removed=1)),
        ((figure("a"),), (figure("b"),), Tally(redrawn=1)),
        ((figure("a"),), (figure("a", label="b"),), Tally()),  # its words come from another field
        ((figure("a"),), (figure("b", "Other words"),), Tally(added=1, removed=1)),
        ((figure("a"), text("x")), (text("x"),), Tally(removed=1)),
        ((text(""), text("a"), text("b")), (text("a"), text("b"), text(" ")), Tally(added=1, removed=1)),  # no words
        (
            (text("First"), text("Second"), text("Third")),
            (text("Second"), text("Third"), text("First")),
            Tally(moved=1),
        ),
    ],
)
def test_a_change_is_counted_where_it_stands(old: tuple[Block, ...], new: tuple[Block, ...], tally: Tally) -> None:
    both = redline(document(*old), document(*new, foot="Version 2"))
    assert counted(both) == tally
    assert tally.total == tally.reworded + tally.added + tally.removed + tally.redrawn + tally.moved


@pytest.mark.parametrize(("before", "blocks"), [("Version 1 · ", 1), ("", 2)])
def test_what_runs_on_every_page_and_the_digest_are_the_new_ones_alone(before: str, blocks: int) -> None:
    old, new = (
        document(Paragraph((*([Text(before)] if before else []), Text(digest, SOURCE)), "notice"), foot=foot)
        for digest, foot in (("8a24f2b", "Version 1"), ("1c2efc6", "Version 2"))
    )
    both = compared(old, new)
    assert len(both.blocks) == blocks
    page = shown(both)
    assert page.metadata.running_foot == (Text("Version 2"),)
    assert page.metadata.running_head == (Text("Redline · "),)
    assert page.blocks == new.blocks
    assert counted(both).total == 0
    assert (accept(both), reject(both)) == (new, old)


def test_of_a_figure_that_was_drawn_anew_the_new_one_is_shown_and_said_to_be() -> None:
    (block,) = shown(compared(document(figure("a")), document(figure("b")))).blocks
    assert isinstance(block, Figure)
    assert isinstance(block.picture, Picture)
    assert (block.picture.alt, block.change) == ("b", None)
    assert block.caption[-1] == Inserted((Text(" (drawn anew)"),))


def test_a_figure_whose_words_come_from_elsewhere_is_no_other_one() -> None:
    both = compared(document(figure("a")), document(figure("a", label="b")))
    assert shown(both).blocks == (figure("a", label="b"),)
    assert (accept(both).blocks, reject(both).blocks) == ((figure("a", label="b"),), (figure("a"),))


def test_what_moved_is_gone_where_it_stood_and_says_so_where_it_stands() -> None:
    def table(*words: str) -> Table:
        return Table(
            "facts", (), tuple(Row((Cell((text(word),), "row"), Cell((text(f"of {word}"),)))) for word in words)
        )

    def items(*words: str) -> List:
        return List(False, tuple(ListItem((text(word),)) for word in words))

    for make in (table, items):
        old, new = document(make("One", "Two", "Three")), document(make("Two", "Three", "One"))
        both = compared(old, new)
        (block,) = shown(both).blocks
        assert isinstance(block, Table | List)
        nodes = block.rows if isinstance(block, Table) else block.items
        assert [node.change for node in nodes] == ["deleted", None, None, None]
        last = [node for node in walk(nodes[-1]) if isinstance(node, Paragraph)][-1]
        assert last.children[-1] == Inserted((Text(" (moved here)"),))
        assert counted(both) == Tally(moved=1)
        assert (accept(both), reject(both)) == (new, old)


def test_a_figure_that_is_gone_stays_in_sight() -> None:
    old = document(figure("a"), text("x"), figure("c", "Last"))
    blocks = shown(compared(old, document(text("x")))).blocks
    assert [getattr(block, "change", None) for block in blocks] == ["deleted", None, "deleted"]


def test_what_says_nothing_of_itself_is_shown_as_it_is() -> None:
    both = redline(document(foot="1"), document(foot="2"))
    assert shown(both) is both
    assert any(isinstance(node, Deleted) for node in both.metadata.running_foot)
    assert plain(shown(replace(both, comparison=OWN)).metadata.running_foot) == "2"


def test_a_marking_that_changed_is_marked_and_counted() -> None:
    old, new = document(text("A")), document(text("A"))
    new = replace(new, metadata=replace(new.metadata, marking=(Text("Public"),)))
    both = replace(redline(old, new), comparison=OWN)
    assert counted(both) == Tally(reworded=1)
    assert plain(shown(both).metadata.marking) == "SecretPublic"


@given(pairs)
def test_what_is_shown_has_every_word_of_the_new_document_in_its_place(pair: tuple[Document, Document]) -> None:
    own = replace(OWN, name="\ue000", moved="\ue001", redrawn="\ue002")
    both = replace(redline(*pair), comparison=own)
    said = re.sub("\\(?[\ue000-\ue002]\\)?·?", "", words(accept(shown(both))))
    assert said == words(accept(both))


def words(document: Document) -> str:
    """Return all that a document has words for, from its running lines to its last note."""
    nodes = (node for part in (document.metadata, document) for node in walk(part))
    return "".join(unbind("".join(node.value for node in nodes if isinstance(node, Text))).split())
