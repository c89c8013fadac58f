"""Runs, links, fields and the bookmarks that say where words came from."""

from __future__ import annotations

import re

import pytest

from briefgen.document.errors import UnsupportedNodeError
from briefgen.document.tree import (
    Deleted,
    Emphasis,
    FigureNumber,
    Footnote,
    Foreign,
    Inline,
    Inserted,
    LineBreak,
    Link,
    Revision,
    Secondary,
    Strong,
    Text,
)
from briefgen.formats.word.inline import Story, section_bookmark
from briefgen.formats.word.xml import w
from tests.formats.word.xml_reading import bare, inside, new_story


def filled(*nodes: Inline, story: Story | None = None, **how: object) -> str:
    """Return the inside of a paragraph, its runs as {words}, or {style:words}, and bookmarks as [number…]."""
    paragraph = w("p")
    (story or new_story()).fill(paragraph, nodes, **how)  # type: ignore[arg-type]
    text = inside(paragraph)
    text = re.sub(r'<r><rPr><rStyle val="(\w+)"/></rPr><(?:t|delText)>([^<]*)</(?:t|delText)></r>', r"{\1:\2}", text)
    text = re.sub(r"<r><(?:t|delText)>([^<]*)</(?:t|delText)></r>", r"{\1}", text)
    text = re.sub(r'<bookmarkStart id="(\d+)" name="_bg\d+"/>', r"[\1 ", text)
    return re.sub(r'<bookmarkEnd id="(\d+)"/>', r" \1]", text)


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        ("a b ", "<r><t>a b </t></r>"),
        ("113\u2011e", "<r><t>113</t><noBreakHyphen/><t>e</t></r>"),
        ("\u2011e", "<r><noBreakHyphen/><t>e</t></r>"),
        ("a\u2011", "<r><t>a</t><noBreakHyphen/></r>"),
        ("14–\u206018", "<r><t>14–18</t></r>"),
        ("", ""),
        ("\u2060", ""),
    ],
)
def test_words_have_word_s_hyphens_and_no_joiners(value: str, xml: str) -> None:
    paragraph = w("p")
    new_story().fill(paragraph, (Text(value),))
    assert inside(paragraph) == xml


def test_texts_of_one_source_share_a_bookmark_and_each_other_source_begins_one() -> None:
    assert filled(Text("a", "x"), Text("b", "x")) == "[1 {a}{b} 1]"
    assert filled(Text("a", "x"), Strong((Text("b", "x"),)), Text("c", "y")) == "[1 {a}{Strong:b} 1][2 {c} 2]"
    assert filled(Text("a", "x"), Text("b"), Text("c", "x")) == "[1 {a} 1]{b}[2 {c} 2]"
    assert filled(Text("a"), Text("b")) == "{a}{b}"
    assert filled(Text("a", "x"), Text("", "y"), Text("c", "x")) == "[1 {a}{c} 1]"
    assert filled(Text("a", "")) == "[1 {a} 1]"


def test_the_ledger_knows_the_field_of_each_bookmark_and_numbers_all_of_them_through() -> None:
    story = new_story()
    story.fill(w("p"), (Text("a", "x"), Text("b", "y")))
    start, end = story.shared.section()
    story.fill(w("p"), (Text("c", "x"),))
    assert story.shared.sources == {"_bg1": "x", "_bg2": "y", "_bg3": "x"}
    assert bare(start) == '<bookmarkStart id="3" name="_Toc000000001"/>'
    assert bare(end) == '<bookmarkEnd id="3"/>'
    assert story.shared.bookmarks == 4
    assert section_bookmark(12) == "_Toc000000012"


def test_struck_words_are_followed_by_room_before_those_in_their_place() -> None:
    def last(*gone: Inline) -> str:
        return filled(Deleted(gone), Inserted((Text("new"),))).removesuffix('<ins id="0">{new}</ins>')

    wide = '<r><rPr>{}<spacing val="50"/></rPr><delText>{}</delText></r>'.format
    assert last(Text("old")) == f'<del id="0">{{ol}}{wide("", "d")}</del>'
    assert last(Text("o")) == f'<del id="0"><r/>{wide("", "o")}</del>'
    style = '<rStyle val="Strong"/>'
    assert last(Text("an "), Strong((Text("old"),))).endswith(f"{{Strong:ol}}{wide(style, 'd')}</del>")
    hyphened = "<r><delText>14</delText><noBreakHyphen/><delText>t</delText></r>"
    assert last(Text("14\u2011th")) == f'<del id="0">{hyphened}{wide("", "h")}</del>'
    for odd in ((), (Text("14\u2011"),), (LineBreak(),), (Link("https://example.org", (Text("a"),)),)):
        assert "spacing" not in last(*odd)  # nothing to widen, or nothing that it would help
    assert "spacing" not in filled(Deleted((Text("old"),)), Text("same"), Inserted((Text("new"),)))


def test_words_that_are_gone_are_in_no_field() -> None:
    gone = '<del id="0">{b}</del>'
    both = Text("a", "x"), Deleted((Text("b", "x"),)), Text("c", "x")
    assert filled(*both) == f"[1 {{a}}{gone}{{c}} 1]"
    assert filled(Text("a", "x"), Deleted((Text("b", "x"),))) == f"[1 {{a}}{gone} 1]"
    assert filled(Inserted((Text("a", "x"),))) == '[1 <ins id="0">{a}</ins> 1]'
    assert filled(Text("a"), change="inserted") == '<ins id="0">{a}</ins>'


def test_marks_inside_one_another_are_one_style_by_the_order_of_their_names() -> None:
    both = filled(Strong((Emphasis((Text("a"),)),)))
    assert both == filled(Emphasis((Strong((Text("a"),)),))) == "{EmphasisStrong:a}"
    assert filled(Strong((Text("a"), Strong((Text("b"),))))) == "{Strong:a}{Strong:b}"
    assert filled(Secondary((Text("a"),)), kinds=("Marking",)) == "{MarkingSecondary:a}"
    story = new_story()
    filled(Strong((Emphasis((Text("a"),)),)), Text("b"), story=story)
    assert story.shared.character_styles == {("Emphasis", "Strong")}


def test_bold_in_a_bold_paragraph_is_a_style_of_its_own() -> None:
    assert filled(Strong((Text("a"),)), bold=True) == "{StrongInBold:a}"


@pytest.mark.parametrize(("lang", "called"), [("ka", "ka-GE"), ("en", "en-GB"), ("en-US", "en-US"), ("it", "it")])
def test_a_foreign_phrase_has_the_language_that_word_has_a_dictionary_of(lang: str, called: str) -> None:
    says = f'<lang val="{called}" eastAsia="{called}"/>'
    assert filled(Foreign(lang, (Text("a"),))) == f"<r><rPr>{says}</rPr><t>a</t></r>"
    strong = filled(Strong((Foreign(lang, (Text("a"),)),)))
    assert strong == f'<r><rPr><rStyle val="Strong"/>{says}</rPr><t>a</t></r>'


def link(*nodes: Inline) -> Link:
    return Link("https://example.org", nodes)


def test_a_bookmark_spans_a_link_of_its_field_and_none_crosses_its_edge() -> None:
    def shown(*nodes: Inline) -> str:
        return re.sub(r"<hyperlink[^>]*>(.*?)</hyperlink>", r"<\1>", filled(*nodes))

    assert shown(Text("a", "x"), link(Text("b", "x")), Text("c", "x")) == "[1 {a}<{Hyperlink:b}>{c} 1]"
    assert shown(Text("a", "x"), link(Text("b", "x"))) == "[1 {a}<{Hyperlink:b}> 1]"
    assert shown(Text("a", "x"), link(Text("b", "y")), Text("c", "x")) == "[1 {a} 1]<[2 {Hyperlink:b} 2]>[3 {c} 3]"
    mixed = link(Text("b", "x"), Emphasis((Text("c", "y"),)))
    assert shown(Text("a", "x"), mixed) == "[1 {a} 1]<[2 {Hyperlink:b} 2][3 {EmphasisHyperlink:c} 3]>"
    assert shown(link(Text("b", "x")), Text("c", "x")) == "<[1 {Hyperlink:b} 1]>[2 {c} 2]"
    # What has no words of a field in the line doesn't count.
    gone = link(Text("b", "x"), LineBreak(), Footnote((Text("n", "z"),)), Deleted((Text("c", "y"),)))
    assert shown(Text("a", "x"), gone, Text("d", "x")).startswith("[1 {a}<{Hyperlink:b}")


def test_a_footnote_stands_by_its_number_and_only_where_there_may_be_one() -> None:
    noted: list[object] = []
    story = Story(new_story().part, new_story().shared, lambda nodes, change: noted.append((nodes, change)) or 3)  # type: ignore[func-returns-value]
    note = Footnote((Text("n"),))
    run = '<r><rPr><rStyle val="FootnoteReference"/></rPr><footnoteReference id="3"/></r>'
    assert filled(note, Inserted((note,)), story=story) == f'{run}<ins id="0">{run}</ins>'
    assert noted == [((Text("n"),), None), ((Text("n"),), "inserted")]
    with pytest.raises(UnsupportedNodeError):
        filled(note, story=Story(story.part, story.shared))


@pytest.mark.parametrize(
    ("before", "word"),
    [
        (("Figure ",), "Figure"),
        (("See the ", "Figure\u00a0"), "Figure"),
        (("ნახ", "აზი "), "ნახაზი"),
        (("1. ",), "Figure"),
        ((), "Figure"),
        (("Gráfico ",), "Gráfico"),
    ],
)
def test_word_counts_figures_by_the_word_before_their_number(before: tuple[str, ...], word: str) -> None:
    text = filled(*map(Text, before), FigureNumber(2))
    assert f"<instrText> SEQ {word} \\* ARABIC </instrText>" in text
    assert "{2}" in text


def test_the_number_of_a_figure_stands_in_no_bookmark() -> None:
    text = filled(Text("Figure ", "x"), FigureNumber(2), Text(" a", "x"))
    assert text.startswith('[1 {Figure } 1]<r><fldChar fldCharType="begin"/></r>')
    assert text.endswith('<r><fldChar fldCharType="end"/></r>[2 { a} 2]')


@pytest.mark.parametrize("change", ["deleted", "inserted"])
def test_a_figure_that_comes_or_goes_has_its_own_number(change: Revision) -> None:
    text = filled(Text("Figure "), FigureNumber(2), change=change)
    assert " SEQ Figure \\* ARABIC \\r 2 <" in text
