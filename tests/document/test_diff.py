"""A redline holds both documents, and marks what differs: no less, and in a brief no more."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given

from briefgen.document import tree
from briefgen.document.accepting import accept, is_marked, joined, reject
from briefgen.document.children import child_fields
from briefgen.document.contents import entries_of
from briefgen.document.diff import _field, redline
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    Deleted,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    Inserted,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Picture,
    Row,
    Strong,
    Table,
    Text,
)
from tests.conftest import BuiltProject
from tests.soak import examples
from tests.strategies import long_documents, pairs

META = Metadata((Text("Title"),), (), (), (), False, (), (), (), "a", "s", (), "2019-10-14")


def document(*blocks: Block) -> Document:
    return Document("en-GB", META, blocks)


def paragraph(*nodes: Inline | str, source: str | None = None) -> Paragraph:
    return Paragraph(tuple(Text(node, source) if isinstance(node, str) else node for node in nodes))


def marked(old: Any, new: Any) -> Any:
    """Return the redline of two paragraphs or other blocks, which both have."""
    blocks = redline(document(old), document(new)).blocks
    assert len(blocks) == 1
    assert blocks[0].change is None
    return blocks[0]


def words(nodes: tuple[Inline, ...]) -> str:
    """Return a line with its changes in braces."""
    shown = ""
    for node in nodes:
        match node:
            case Text():
                shown += node.value
            case Inserted():
                shown += f"{{+{words(node.children)}}}"
            case Deleted():
                shown += f"{{-{words(node.children)}}}"
            case Strong() | Link() | Footnote():
                shown += f"<{words(node.children)}>"
    return shown


@examples(40, 2000)
@given(pairs)
def test_each_side_can_be_had_from_a_redline(pair: tuple[Document, Document]) -> None:
    old, new = pair
    both = redline(old, new)
    assert accept(both) == joined(new)
    assert reject(both) == joined(old)


def test_one_object_that_stands_twice_in_a_line_is_two_nodes() -> None:
    strong = Strong((Text("0"),))
    same = "What both of them say: "
    old, new = document(paragraph(same, Strong((Text("1"),)))), document(paragraph(same, strong, strong))
    assert accept(redline(old, new)) == joined(new)
    assert reject(redline(new, old)) == joined(new)


@examples(25, 1000)
@given(long_documents())
def test_a_document_does_not_differ_from_itself(same: Document) -> None:
    both = redline(same, same)
    assert both == joined(same)
    assert not is_marked(both)


@examples(25, 1000)
@given(pairs)
def test_what_differs_is_marked(pair: tuple[Document, Document]) -> None:
    old, new = pair
    assert is_marked(redline(old, new)) == (joined(old) != joined(new))


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_real_brief_does_not_differ_from_itself(built: BuiltProject, language: str) -> None:
    assert not is_marked(redline(built.documents[language], built.documents[language]))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("the Council elects", "the Council chose", "the Council {-elects}{+chose}"),
        # Whole words, with their hyphens and joiners.
        ("ISSA\u2011ს წევრი", "ISSA\u2011მ წევრი", "{-ISSA\u2011ს}{+ISSA\u2011მ} წევრი"),
        ("2017–\u20602019", "2017–\u20602020", "2017–\u2060{-2019}{+2020}"),
        ("1,000 people", "1,300 people", "{-1,000}{+1,300} people"),
        # Where a line may break is no change.
        ("7\u00a0years", "7 years", "7 years"),
        ("in 2017-18 now", "in 2017\u2011\u206018 now", "in 2017\u2011\u206018 now"),
        # Neighbouring words that were replaced are one change.
        ("an old red house", "an new blue house", "an {-old red}{+new blue} house"),
        ("one two", "one and two", "one {+and }two"),
        ("one, two", "one", "one{-, two}"),
        # A word or two between much longer replacements go along; others stay.
        (
            "We expect the heads of the Agency soon",
            "We saw 1,300 people of the Bureau home",
            "We {-expect the heads of the Agency soon}{+saw 1,300 people of the Bureau home}",
        ),
        ("it was so in Rome", "it is so at Rome", "it {-was}{+is} so {-in}{+at} Rome"),
    ],
)
def test_words_are_marked_not_letters(old: str, new: str, shown: str) -> None:
    assert words(marked(paragraph(old, source="a"), paragraph(new, source="a")).children) == shown


@pytest.mark.parametrize("kind", [Strong, Footnote, lambda nodes: Link("https://a.org/", nodes)])
def test_a_change_inside_strong_words_a_link_or_a_footnote_stays_inside(kind: Any) -> None:
    old, new = (paragraph("We met ", kind((Text(f"the {who} of the Agency"),))) for who in ("head", "director"))
    assert words(marked(old, new).children) == "We met <the {-head}{+director} of the Agency>"


def test_a_link_that_leads_elsewhere_is_another_link() -> None:
    old, new = (paragraph("See ", Link(f"https://{name}.org/", (Text("here"),)), " and there") for name in "ab")
    assert words(marked(old, new).children) == "See {-<here>}{+<here>} and there"


def row(id: str, *cells: str) -> Row:
    source = f"history[{id}].text"
    return Row(
        tuple(Cell((paragraph(text, source=source),), "row" if n == 0 else None) for n, text in enumerate(cells))
    )


def test_rows_are_told_apart_by_their_fields() -> None:
    old = Table("history", (), (row("a", "2016", "The Bureau met in Panama"), row("b", "2017", "The Forum met")))
    new = Table(
        "history", (), (row("a", "2016", "The Council met in Lima"), row("c", "2016", "The Bureau met in Panama City"))
    )
    rows = marked(old, new).rows
    assert [each.change for each in rows] == [None, "deleted", "inserted"]
    assert words(rows[0].cells[1].blocks[0].children) == "The {-Bureau}{+Council} met in {-Panama}{+Lima}"


def test_what_an_interface_label_leads_is_found_by_it_whatever_it_says() -> None:
    def labelled(label: str, words: str, source: str | None) -> Paragraph:
        return Paragraph((Strong((Text(label, source),)), Text(f" {words}", words)))

    def fact(label: str, words: str, source: str | None) -> Table:
        stays = Row((Cell((paragraph("Purpose"),), "row"), Cell((paragraph("what " * 20),))))
        fact = Row((Cell((paragraph(label, source=source),), "row"), Cell((paragraph(words),))))
        return Table("facts", (), (stays, fact))

    ann, bob = "Ann Smith of the Agency in Tbilisi", "Bob Jones, who came from Kyiv"
    for make, source, changes in (
        (labelled, "catalogue[Who]", 1),
        (labelled, None, 2),
        (fact, "catalogue[Who]", 2),
        (fact, None, 3),
    ):
        blocks = redline(document(make("Who:", ann, source)), document(make("Who:", bob, source))).blocks
        assert sum(len(block.rows) if isinstance(block, Table) else 1 for block in blocks) == changes
    assert words(marked(labelled("A:", "Ann", "catalogue[A]"), labelled("A:", "Bob", "catalogue[A]")).children) == (
        "<A:> {-Ann}{+Bob}"
    )


def test_a_label_that_changes_stays_the_label() -> None:
    old, new = (
        paragraph(Strong((Text(label, "catalogue[x]"),)), " the election of the President and more")
        for label in ("What will be decided:", "Was on the agenda:")
    )
    shown = "<{-What will be decided}{+Was on the agenda}:> the election of the President and more"
    assert words(marked(old, new).children) == shown
    without = paragraph(Strong((Text("The end:"),)), "the election of the President and more")
    assert words(marked(old, without).children).startswith("{-<What will be decided:>")


def test_a_cell_of_one_paragraph_keeps_it() -> None:
    old, new = (Table("facts", (), (Row((Cell((paragraph("Members", source="label"),)), Cell((paragraph(n),)))),))
                for n in ("330", "340"))  # fmt: skip
    assert words(marked(old, new).rows[0].cells[1].blocks[0].children) == "{-330}{+340}"


def test_items_come_and_go() -> None:
    def items(*texts: str) -> List:
        return List(False, tuple(ListItem((paragraph(text),)) for text in texts))

    both = marked(items("first of all", "second to none", "third party"), items("first of all", "third party", "new"))
    assert [item.change for item in both.items] == [None, "deleted", None, "inserted"]


def test_what_moved_is_deleted_and_inserted() -> None:
    first, second, third = (Heading(1, (Text(text),)) for text in ("One thing", "Another matter", "Last words"))
    both = redline(document(first, second, third), document(second, third, first))
    assert [block.change for block in both.blocks] == ["deleted", None, None, "inserted"]


def test_a_heading_of_another_level_is_another_heading() -> None:
    both = redline(document(Heading(1, (Text("One"),))), document(Heading(2, (Text("One"),))))
    assert [block.change for block in both.blocks] == ["deleted", "inserted"]


def test_a_picture_that_changed_is_another_figure_and_a_caption_is_not() -> None:
    def figure(picture: str, caption: str) -> Figure:
        return Figure(Picture("<svg/>", picture, 1, 1, ()), (Text(caption, "c"),))

    both = redline(document(figure("a", "The bodies")), document(figure("b", "The bodies")))
    assert [block.change for block in both.blocks] == ["deleted", "inserted"]
    assert words(marked(figure("a", "The old bodies"), figure("a", "The bodies")).caption) == "The {-old }bodies"


def test_the_same_words_from_another_field_are_no_change_to_a_reader() -> None:
    both = redline(
        document(paragraph("same words", source="agenda[0]")), document(paragraph("same words", source="agenda[1]"))
    )
    assert both.blocks == (Paragraph((Text("same words", "agenda[1]", earlier="agenda[0]"),)),)


@pytest.mark.parametrize(("before", "after"), [(None, "agenda[1]"), ("agenda[0]", None), ("agenda[0]", "agenda[1]")])
def test_each_side_has_the_fields_that_its_words_came_from(before: str | None, after: str | None) -> None:
    old, new = (document(paragraph("same words", source=source)) for source in (before, after))
    assert accept(redline(old, new)) == new
    assert reject(redline(old, new)) == old


def test_the_title_block_and_the_running_lines_have_changes_too() -> None:
    other = replace(META, title=(Text("New Title"),), running_foot=(Text("Version 2"),), author="b", date="2020-01-01")
    both = redline(document(), replace(document(), metadata=other))
    assert words(both.metadata.title) == "{+New }Title"
    assert words(both.metadata.running_foot) == "{+Version 2}"
    assert both.before == META
    assert reject(both).metadata == META


@pytest.mark.parametrize(
    ("before", "after"), [("a b", "a\u00a0b"), ("a–b", "a–\u2060b"), ("a\u2060", "a"), ("x-y", "x\u2011y")]
)
def test_each_side_breaks_its_lines_as_it_did(before: str, after: str) -> None:
    old, new = (document(paragraph(words, source="s")) for words in (before, after))
    both = redline(old, new)
    assert words(both.blocks[0].children) == after  # type: ignore[union-attr]
    assert (accept(both), reject(both)) == (new, old)


def test_two_languages_have_no_redline() -> None:
    with pytest.raises(ValueError, match="one language, not of en-GB and ka-GE"):
        redline(document(), replace(document(), lang="ka-GE"))


def test_nor_has_a_redline() -> None:
    both = redline(document(), document(paragraph("a")))
    with pytest.raises(ValueError, match="one of these is a redline"):
        redline(document(), both)


def test_whatever_stands_in_a_row_of_blocks_rows_or_items_can_be_marked() -> None:
    kinds = [*get_args(tree.Block), ListItem, Row]
    assert [kind for kind in kinds if "change" not in {field.name for field in fields(kind)}] == []


def test_every_field_with_nodes_is_compared() -> None:
    assert {kind.__name__: child_fields(kind) for kind in (Table, Figure, Link, Picture, Text)} == {
        "Table": ("head", "rows"),
        "Figure": ("caption",),
        "Link": ("children",),
        "Picture": ("labels",),
        "Text": (),
    }


# Edges of what is shown as one that was changed ----------------------------------------------------------------------


def lines(old: str, new: str, source: str | None = None, other: str | None = None) -> list[str]:
    """Return how a paragraph that became another is shown: as one, or as two."""
    one, two = Paragraph((Text(old, source),)), Paragraph((Text(new, other or source),))
    blocks = redline(Document("en-GB", META, (one,)), Document("en-GB", META, (two,))).blocks
    return [getattr(block, "change", None) or "changed" for block in blocks]


APART = ["deleted", "inserted"]


@pytest.mark.parametrize(
    ("old", "new", "source", "shown"),
    [
        ("a b c d e", "a b c x y", None, ["changed"]),  # six tenths of the words
        ("a b c d e", "a b v x y", None, APART),
        ("a b c d e", "a v w x y", "s", ["changed"]),  # a fifth, of one field
        ("a b c d e f", "a v w x y z", "s", APART),
        ("a b c d e", "a v w x y", "catalogue[s]", APART),
        ("a", "a b", None, ["changed"]),
    ],
)
def test_paragraphs_are_one_if_they_share_enough_words(
    old: str, new: str, source: str | None, shown: list[str]
) -> None:
    assert lines(old, new, source) == shown


def test_words_of_different_fields_need_more_in_common() -> None:
    assert lines("a b c d e", "a v w x y", "s", "t") == APART
    assert lines("a b c d e", "a b c x y", "s", "t") == ["changed"]


def marks(old: str, new: str) -> str:
    one, two = (Document("en-GB", META, (Paragraph((Text(words, "s"),)),)) for words in (old, new))
    (block,) = redline(one, two).blocks
    assert isinstance(block, Paragraph)
    shown = ""
    for node in block.children:
        words = "".join(child.value for child in getattr(node, "children", (node,)) if isinstance(child, Text))
        shown += {Deleted: f"[-{words}-]", Inserted: f"[+{words}+]"}.get(type(node), words)
    return shown


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("one two three", "one 2 three", "one [-two-][+2+] three"),
        ("one two three four", "one 2 3 four", "one [-two three-][+2 3+] four"),  # the space between goes along
        ("one two three", "one three", "one [-two -]three"),
        ("a well-known thing", "a well-liked thing", "a [-well-known-][+well-liked+] thing"),
        ("of 1,000 things", "of 1,500 things", "of [-1,000-][+1,500+] things"),
        ("the agency’s own", "the agencies’ own", "the [-agency’s-][+agencies’+] own"),
        ("a b", "a\u00a0b", "a\u00a0b"),
    ],
)
def test_words_are_never_divided(old: str, new: str, shown: str) -> None:
    assert marks(old, new) == shown


def test_documents_in_two_languages_have_no_redline_nor_has_a_redline() -> None:
    one = Document("en-GB", META, (Paragraph((Text("a"),)),))
    with pytest.raises(ValueError, match="of one language, not of en-GB and ka-GE"):
        redline(one, replace(one, lang="ka-GE"))
    marked = redline(one, replace(one, blocks=()))
    for pair in ((marked, one), (one, marked)):
        with pytest.raises(ValueError, match="one of these is a redline"):
            redline(*pair)


def test_a_number_that_differs_is_no_change_but_one_that_came_is() -> None:
    old, new = (Document("en-GB", META, (replace(Paragraph((Text("a"),)), number=number),)) for number in (1, 2))
    assert not is_marked(redline(old, new))
    without = Document("en-GB", META, (Paragraph((Text("a"),)),))
    assert is_marked(redline(without, new))


def test_metadata_that_differs_is_kept_of_before() -> None:
    old = Document("en-GB", META, ())
    assert redline(old, replace(old, metadata=replace(META, date="2020-01-01"))).before == META
    title = redline(old, replace(old, metadata=replace(META, title=(Text("New"),))))
    assert title.before is None
    assert is_marked(title)


def test_what_moved_is_deleted_here_and_inserted_there() -> None:
    one, two = Paragraph((Text("first of all words", "a"),)), Paragraph((Text("second of other things", "b"),))
    blocks = redline(Document("en-GB", META, (one, two)), Document("en-GB", META, (two, one))).blocks
    assert sorted(str(getattr(block, "change", None)) for block in blocks) == ["None", "deleted", "inserted"]


def test_a_nodes_field_is_that_of_most_of_its_letters() -> None:
    assert _field(Paragraph((Text("aa", "x"), Text("bbb", "y"), Text("aa", "x")))) == "x"
    assert _field(Paragraph((Text("aa", "x"), Text("a" * 9, "catalogue[A]"), Text("b" * 9)))) == "x"
    assert _field(Paragraph((Text("a"),))) is None


def test_what_stands_between_two_changes_is_kept_and_what_came_or_went_between_them_is_marked() -> None:
    long = "two three four five six seven"
    assert marks(f"one {long} eight", f"1 {long} 8") == f"[-one-][+1+] {long} [-eight-][+8+]"
    first, second = (f"{word} is said of it in so many words" for word in ("first", "second"))
    changed = [paragraph(first + "."), paragraph(second + ".")]
    between = [paragraph(first + "!"), paragraph("other things"), paragraph(second + "!")]
    for old, new, change in ((changed, between, "inserted"), (between, changed, "deleted")):
        blocks = redline(document(*old), document(*new)).blocks
        assert [getattr(block, "change", None) for block in blocks] == [None, change, None]


def test_a_contents_list_of_one_side_keeps_the_entries_of_that_side() -> None:
    one, two = (Heading(1, (Text(word),)) for word in ("One", "Two"))
    lists = [Contents((Text("Contents"),), entries_of(blocks)) for blocks in ((one, two), (one,))]
    came = redline(document(one, two), document(lists[1], one)).blocks[0]
    assert came == replace(lists[1], change="inserted")
    both = redline(document(lists[0], one, two), document(lists[1], one)).blocks[0]
    assert isinstance(both, Contents)
    assert [entry.change for entry in both.entries] == [None, "deleted"]
