"""The words of a PDF's pages are followed through the tree's, and its language, tags and faces looked at."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from briefgen.document.tree import (
    Block,
    Contents,
    ContentsEntry,
    Footnote,
    Heading,
    List,
    ListItem,
    Paragraph,
    Table,
    Text,
)
from briefgen.formats.pdf.press import PdfWriter
from briefgen.look.theme import Theme
from briefgen.proof import ProofError, prove
from briefgen.proof.pdf import _PAGE, _differences, _running, faults
from tests.formats.trees import NOTHING, document, paragraph, row


def pages(*texts: str) -> list[str]:
    """Return the pages' words, each with the number at its foot."""
    return [f"{text}{number}/{len(texts)}" for number, text in enumerate(texts, start=1)]


def differences(texts: list[str], *blocks: Block) -> list[str]:
    return list(_differences(texts, document(*blocks)))


def note(words: str) -> Footnote:
    return Footnote((Text(words),))


def items(*words: str) -> List:
    return List(True, tuple(ListItem((paragraph(each),)) for each in words))


# One page after another ----------------------------------------------------------------------------------------------


def test_the_mark_of_an_item_stands_before_it_where_it_is_alone_on_its_page() -> None:
    assert differences(pages("ab1.2.", "3.c"), items("a", "b", "c")) == []
    assert differences(pages("ab1.2.", "3.cdefg", "h"), items("a", "b", "cdefgh")) == []
    assert differences(pages("a1.", "2.b"), items("a", "2.b")) == []
    assert differences(pages("a1.", "2.x"), items("a", "b")) != []


def test_a_paragraph_may_go_on_over_several_pages() -> None:
    assert differences(pages("abc"), paragraph("abc")) == []
    assert differences(pages("ab", "c", "de"), paragraph("abcd"), paragraph("e")) == []
    assert differences(pages("a", "b"), paragraph("ab")) == []


def test_the_first_words_that_differ_are_told() -> None:
    assert differences(pages("abx"), paragraph("abc")) == ["page 1: instead of „abc“ (template) there is „abx“"]
    assert differences(pages("ab", "x"), paragraph("abc")) == ["page 2: instead of „abc“ (template) there is „x“"]
    assert differences(pages("abcd"), paragraph("abc")) == ["page 1: instead of the end of the text there is „d“"]
    assert differences(pages("a"), paragraph("a"), paragraph("b")) == ["„b“ (template) is missing"]
    assert differences(pages("ab"), paragraph("abc")) == ["„abc“ (template) is missing"]


def test_markers_of_lists_may_end_a_page_and_nothing_else() -> None:
    for markers in ("•", "◦▪•", "1.2.10.", ""):
        assert differences(pages(f"ab{markers}", "c"), paragraph("abc")) == []
    for other in ("x", "1", "*"):
        assert len(differences(pages(f"ab{other}", "c"), paragraph("abc"))) == 1
    assert differences(pages("a10.", "1.b"), paragraph("a"), paragraph("1. b")) == []


def test_the_marker_of_an_item_of_one_line_may_stand_before_it_where_a_page_ends() -> None:
    one = List(ordered=True, items=(ListItem((paragraph("abc"),)),))
    assert differences(pages("x1.abc", "d"), paragraph("x"), one, paragraph("d")) == []
    assert differences(pages("x•abc"), paragraph("x"), replace(one, ordered=False)) == []
    assert differences(pages("xabc1."), paragraph("x"), one) == []
    assert (
        differences(
            pages("xab9.10.c"),
            paragraph("x"),
            *(replace(one, items=(ListItem((paragraph(each),)),)) for each in ("ab", "c")),
        )
        == []
    )  # in columns
    for wrong in ("x1.abcd", "x1.ab", "x1abc", "x1.1.abc"):
        assert len(differences(pages(wrong), paragraph("x"), one)) == 1, wrong
    assert len(differences(pages("x1.abc"), paragraph("x"), paragraph("abc"))) == 1  # which is no item


def test_footnotes_end_the_page_in_their_order() -> None:
    one, two = Paragraph((Text("a"), note("n1"))), Paragraph((Text("b"), note("n2")))
    assert differences(pages("a1b21.n12.n2"), one, two) == []
    assert differences(pages("a11.n1", "b22.n2"), one, two) == []
    assert differences(pages("a1•1.n1", "b22.n2"), one, two) == []
    assert differences(pages("a1b22.n2"), one, two) == ["page 1: instead of the end of the text there is „2.n2“"]
    assert differences(pages("a1b21.n1"), one, two) == ["the footnote „2.n2“ is missing"]
    assert differences(pages("a1b2"), one, two) == ["the footnote „1.n1“ is missing", "the footnote „2.n2“ is missing"]


def test_a_number_that_ends_a_page_is_taken_for_words_as_far_as_can_be() -> None:
    assert differences(pages("a2", "019"), paragraph("a2019")) == []
    assert differences(pages("in1.", "2.x"), paragraph("in1.2.x")) == []


def test_a_table_that_goes_on_repeats_its_column_heads() -> None:
    table = Table("facts", (row("Body", "Term", header="column"),), (row("Council", "3"), row("Bureau", "4")))
    assert differences(pages("BodyTermCouncil3Bureau4"), table) == []
    assert differences(pages("BodyTermCouncil3", "BodyTermBureau4"), table) == []
    assert len(differences(pages("BodyTermCouncil3", "TermBodyBureau4"), table)) == 1


# What runs on every page ---------------------------------------------------------------------------------------------


def test_running_lines_end_each_page_with_its_number() -> None:
    meta = replace(
        NOTHING, marking=(Text("Internal"),), running_head=(Text("Forum"),), running_foot=(Text("v 1"),),
        page_label=(Text("page"),),
    )  # fmt: skip
    tree = document(paragraph("ab"), metadata=meta)
    assert _running(tree, 2, 3) == "InternalForumv1page2/3"
    both = replace(tree, metadata=replace(meta, marking_at_foot=True))
    assert _running(both, 2, 3) == "InternalForumInternalv1page2/3"
    assert list(_differences(["aInternalForumv1page1/2", "bInternalForumv1page2/2"], tree)) == []
    assert differences(["a1/1x"], paragraph("a")) == ["page 1 ends in „a1/1x“ instead of its running lines"]
    (told,) = differences(["x" * 60 + "y" * 80], paragraph("a"))
    assert told == f"page 1 ends in „{'y' * 80}“ instead of its running lines"
    wrong = ["aInternalForumv1page1/2", "bInternalForumv1page1/2"]
    assert list(_differences(wrong, tree)) == [f"page 2 ends in „{wrong[1]}“ instead of its running lines"]


# The contents list ---------------------------------------------------------------------------------------------------

M = "\ue000"
CONTENTS = Contents((Text("List"),), (ContentsEntry(1, (Text("A"),)), ContentsEntry(2, (Text("B"),))))
SECTIONS = Heading(1, (Text("A"),)), paragraph("x"), Heading(2, (Text("B"),)), paragraph("y")


def listed(first: int, second: int) -> str:
    return f"ListA...{M}{first}{M}B..{M}{second}{M}"


def test_a_contents_list_names_the_pages_on_which_its_sections_stand() -> None:
    assert differences(pages(f"{listed(1, 1)}AxBy"), CONTENTS, *SECTIONS) == []
    assert differences(pages(f"{listed(1, 2)}Ax", "By"), CONTENTS, *SECTIONS) == []
    assert differences(pages(listed(2, 12), "Ax", *"•" * 9, "By"), CONTENTS, *SECTIONS) == []
    assert differences(pages(f"{listed(1, 1)}Ax", "By"), CONTENTS, *SECTIONS) == [
        "the contents list names the pages [1, 1]; its sections stand on [1, 2]"
    ]
    assert differences(pages(f"{listed(2, 1)}Ax", "By"), CONTENTS, *SECTIONS)
    assert differences(pages(f"ListAB..{M}1{M}AxBy"), CONTENTS, *SECTIONS) == [
        "page 1: the contents list names no page for „A“ (template)"
    ]


def test_a_number_after_dots_is_a_page_only_in_the_contents_list() -> None:
    # In the text such a line is words like any others.
    blocks = (*SECTIONS, paragraph("wait...7"))
    assert differences(pages(f"{listed(1, 1)}AxBywait...{M}7{M}"), CONTENTS, *blocks) == []
    assert differences(pages(f"{listed(1, 1)}AxBy", f"wait...{M}7{M}"), CONTENTS, *blocks) == []


def test_a_section_that_goes_on_stands_where_it_begins() -> None:
    blocks = Heading(1, (Text("A"),)), Heading(2, (Text("Beta"),))
    contents = replace(CONTENTS, entries=(CONTENTS.entries[0], ContentsEntry(2, (Text("Beta"),))))
    text = f"ListA...{M}1{M}Beta..{M}1{M}A"
    assert differences(pages(f"{text}Be", "ta"), contents, *blocks) == [
        "the contents list names the pages [1, 1]; its sections stand on [1]"
    ]


@pytest.mark.parametrize(
    ("line", "number"), [("A . . . 7", "7"), ("A . 12", "12"), ("A . . 7 \t", "7"), ("A 7", None), ("A . . 7 b", None)]
)
def test_the_number_of_an_entry_stands_after_dots_at_the_end_of_its_line(line: str, number: str | None) -> None:
    found = _PAGE.search(f"{line}\nnext")
    assert (found and found[2]) == number


# A file --------------------------------------------------------------------------------------------------------------

TREE = document(
    Contents((Text("List"),), (ContentsEntry(1, (Text("Fifty-three"),)),)),
    Heading(1, (Text("Fifty-three"),)),
    paragraph("-".join(["word"] * 60)),  # lines end in hyphens
    paragraph("113\u2011ე სხდომა, 14–\u206018 ოქტომბერი"),
    metadata=replace(NOTHING, page_label=(Text("p."),)),
)


@pytest.fixture(scope="module")
def file(theme: Theme) -> bytes:
    return PdfWriter(theme).write(TREE).data


@pytest.mark.parametrize("ordered", [False, True])
def test_a_list_of_one_entry_may_end_a_page(theme: Theme, ordered: bool) -> None:
    entry = List(ordered, (ListItem((paragraph("Nana"),)),))
    brief = document(Heading(2, (Text("Delegation"),)), entry, metadata=TREE.metadata)
    assert faults(PdfWriter(theme).write(brief).data, brief, theme) == []


def spoiled(file: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(file)) as pdf:
        change(pdf)
        pdf.save(target)
    return target.getvalue()


def test_a_file_has_its_language_tags_and_the_theme_s_faces_alone(file: bytes, theme: Theme) -> None:
    assert faults(file, TREE, theme) == []
    with pytest.raises(ProofError, match="is not what the content says"):
        prove("x", "pdf", file, document(), theme)
    assert faults(file, replace(TREE, lang="ka"), theme) == ["the language is 'ka-GE', not ka"]

    def silent(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Lang

    def untagged(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.MarkInfo

    assert faults(spoiled(file, silent), TREE, theme) == ["the language is '', not ka-GE"]
    assert faults(spoiled(file, untagged), TREE, theme) == ["the file has no tags"]
    other = replace(theme, faces=replace(theme.faces, family="Fira Go"))
    assert faults(file, TREE, other) == [
        f"there is another face than the theme's: {face}" for face in ("FiraGO", "FiraGO-Bold")
    ]
    spaced = replace(theme, faces=replace(theme.faces, family="Fira GO"))
    assert faults(file, TREE, spaced) == []  # in a PDF names have no spaces
