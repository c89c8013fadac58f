"""A Word file that isn't what its tree says is found out, wherever it differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefgen.document.diff import redline
from briefgen.document.tree import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Footnote,
    Heading,
    Metadata,
    Paragraph,
    Text,
)
from briefgen.look.theme import Theme
from briefgen.proof import ProofError, prove
from briefgen.proof.docx import faults
from tests.formats.trees import NOTHING, document, paragraph
from tests.proof.parts import DEFAULTS, NUMBERED, PAGE, fonts, level, numbering, p, packed, parts, style


def told(
    theme: Theme,
    made: dict[str, str],
    tree: Document,
    letterhead: frozenset[str] | None = None,
    sections: Sequence[int] = (),
) -> list[str]:
    return faults(packed(made), tree, theme, letterhead, sections)


def numbered(number: int, words: str) -> Paragraph:
    return replace(paragraph(words), number=number)


# Words ---------------------------------------------------------------------------------------------------------------


def test_a_file_that_says_what_its_tree_says_is_right(theme: Theme) -> None:
    hyphen = "<w:p><w:r><w:t>113</w:t><w:noBreakHyphen/><w:t>e</w:t></w:r></w:p>"
    tree = document(paragraph("one  two"), paragraph("113\u2011e"))
    assert told(theme, parts(p("one") + "<w:p/>" + hyphen), document(paragraph("one"), paragraph("113\u2011e"))) == []
    assert told(theme, parts(p("o ne two") + hyphen), tree) == []  # where lines end is nobody's business


def test_words_that_are_missing_or_too_many_are_named(theme: Theme) -> None:
    tree = document(Paragraph((Text("one", "x.text"),)), paragraph("two"))
    assert told(theme, parts(p("one") + p("three")), tree) == ["„two“ (template) is missing, or not in its place"]
    assert told(theme, parts(p("two")), tree) == ["„one“ (x.text) is missing, or not in its place"]
    assert told(theme, parts(p("one")), tree) == ["„two“ (template) is missing, or not in its place"]
    more = told(theme, parts(p("one") + p("two") + p("and more")), tree)
    assert more == ["there are words that the content doesn't have: „andmore“"]


def test_the_pages_of_a_contents_list_are_those_given_in_their_order(theme: Theme) -> None:
    contents = Contents((Text("List"),), (ContentsEntry(1, (Text("A"),)), ContentsEntry(1, (Text("B"),))))
    tree = document(contents, Heading(1, (Text("A"),)), Heading(1, (Text("B"),)))

    def file(first: str, second: str) -> dict[str, str]:
        return parts(p("List") + p(f"A{first}") + p(f"B{second}") + p("A") + p("B"))

    assert told(theme, file("1", "3"), tree, sections=(1, 3)) == []
    assert told(theme, file("3", "1"), tree, sections=(1, 3)) == [
        "the contents list doesn't say that „A“ (template) is on page 1"
    ]
    assert told(theme, file("1", "1"), tree, sections=(1, 3)) == [
        "the contents list doesn't say that „B“ (template) is on page 3"
    ]
    assert told(theme, file("1", "3"), tree) == ["the contents list doesn't say that „A“ (template) is on page ?"]


# Footnotes and running lines -----------------------------------------------------------------------------------------


def test_footnotes_have_their_words_and_their_places(theme: Theme) -> None:
    tree = document(Paragraph((Text("a"), Footnote((Text("A note"),)))))
    mark = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'

    def note(words: str) -> str:
        return f'<w:footnote w:id="1">{p(words)}</w:footnote>'

    assert told(theme, parts(mark, notes=note("A note")), tree) == []
    assert told(theme, parts(mark, notes=note("A not")), tree) == ["the footnotes are ['Anot'], not ['Anote']"]
    assert told(theme, parts(p("a"), notes=note("A note")), tree) == ["„a1“ (template) is missing, or not in its place"]


RUNNING = replace(
    NOTHING, marking=(Text("Internal"),), running_head=(Text("Forum"),), running_foot=(Text("v1"),),
    page_label=(Text("page"),),
)  # fmt: skip


@pytest.mark.parametrize("name", ["Internal", "Forum", "v1", "page"])
def test_every_running_line_stands_in_a_header_or_footer(theme: Theme, name: str) -> None:
    tree = document(paragraph("Internal Forum v1 page"), metadata=RUNNING)
    lines = {"header": p("Internal") + p("Forum"), "footer": p("v1 page") + PAGE}
    whole = parts(p("Internal Forum v1 page"), **lines)
    assert told(theme, whole, tree) == []
    without = {story: words.replace(name, "") for story, words in lines.items()}
    told_of = told(theme, parts(p("Internal Forum v1 page"), **without), tree)
    assert told_of == [f"the running line „{name}“ is missing"]
    # A letterhead numbers the pages in its own words.
    on_letterhead = told(theme, parts(p("Internal Forum v1 page"), **without), tree, frozenset())
    assert on_letterhead == ([] if name == "page" else told_of)


@pytest.mark.parametrize(
    ("footer", "numbers"),
    [
        (PAGE, True),
        ("<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>", True),
        ('<w:p><w:fldSimple w:instr=" NUMPAGES "/></w:p>', False),
        (p("PAGE"), False),
        ("", False),
    ],
)
def test_pages_are_numbered(theme: Theme, footer: str, numbers: bool) -> None:
    lacking = [] if numbers else ["the pages are not numbered"]
    assert told(theme, parts(p("a"), footer=footer), document(paragraph("a"))) == lacking
    assert told(theme, parts(p("a") + PAGE, footer=footer), document(paragraph("a"))) == lacking  # not in the text
    assert told(theme, parts(p("a"), footer="", header=footer), document(paragraph("a"))) == lacking


# Language and faces --------------------------------------------------------------------------------------------------


def test_the_file_says_its_language(theme: Theme) -> None:
    made = parts(p("a"), styles=DEFAULTS.replace("ka-GE", "ka"))
    assert told(theme, made, document(paragraph("a"))) == ["the language ka-GE is not set"]


@pytest.mark.parametrize("kind", ["ascii", "hAnsi", "cs", "eastAsia"])
def test_no_other_face_is_named_anywhere(theme: Theme, kind: str) -> None:
    other = f'<w:rFonts w:{kind}="Other"/>'
    note = f'<w:footnote w:id="1">{p("n", run=other)}</w:footnote>'
    noted = Paragraph((Text("a"), Footnote((Text("n"),))))
    mark = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    lines: list[tuple[dict[str, str], Block]] = [
        (parts(p("a", run=other)), paragraph("a")),
        (parts(p("a"), styles=DEFAULTS + style("X", f"<w:rPr>{other}</w:rPr>")), paragraph("a")),
        (parts(mark, notes=note), noted),
    ]
    for made, block in lines:
        assert told(theme, made, document(block)) == ["there are other faces than the theme's: Other"]
        assert told(theme, made, document(block), frozenset({"Other"})) == []


def test_beside_those_of_a_letterhead_the_theme_s_face_is_right(theme: Theme) -> None:
    assert told(theme, parts(p("a", run=fonts("FiraGO"))), document(paragraph("a")), frozenset({"Other"})) == []


def test_letters_that_no_face_has_are_told(theme: Theme) -> None:
    boxes = told(theme, parts(p("字"), header=p("字")), document(paragraph("字")))
    assert [each.split(" in ")[1] for each in boxes] == ["word/document.xml", "word/header.xml"]
    assert len(told(theme, parts(p("字"), header=p("字")), document(paragraph("字")), frozenset())) == 1


# Numbered paragraphs -------------------------------------------------------------------------------------------------


def test_the_paragraphs_that_the_tree_numbers_are_those_that_word_numbers(theme: Theme) -> None:
    tree = document(numbered(1, "a"), paragraph("b"), numbered(2, "c"))

    def file(*in_style: bool, levels: str = level(), styles: str = NUMBERED) -> dict[str, str]:
        lines = "".join(p(words, "Num" if is_so else "") for words, is_so in zip("abc", in_style, strict=True))
        return parts(lines, styles=DEFAULTS + styles, numbers=numbering(levels))

    assert told(theme, file(True, False, True), tree) == []
    assert told(theme, file(True, False, True, styles=NUMBERED.lower().replace("numpr", "numPr")
                            .replace("ppr", "pPr").replace("numid", "numId").replace("styleid", "styleId")
                            .replace('"num"', '"Num"')), tree) == []  # fmt: skip
    assert told(theme, file(True, False, False), tree) == ["paragraph 2 doesn't have its number"]
    assert told(theme, file(True, True, False), tree) == ["paragraph 2 doesn't have its number"]
    assert told(theme, file(True, True, True), tree) == ["paragraph 2 doesn't have its number"]
    assert told(theme, file(False, False, True), tree) == ["paragraph 1 doesn't have its number"]
    wrong = ["paragraph 1 doesn't have its number"]
    assert told(theme, file(True, False, True, levels=level(start="2")), tree) == wrong
    assert told(theme, file(True, False, True, levels=level(format="lowerRoman")), tree) == wrong
    assert told(theme, file(True, False, True, levels=level(ilvl="1")), tree) == wrong
    assert told(theme, file(True, False, True, styles=NUMBERED.replace("Text", "List")), tree) == wrong
    assert told(theme, file(True, False, True, styles=style("Num", name="Numbered Text")), tree) == wrong
    lost = file(True, False, True)
    lost["word/numbering.xml"] = lost["word/numbering.xml"].replace('w:numId="3"', 'w:numId="4"')
    assert told(theme, lost, tree) == wrong


def test_a_note_in_a_numbered_paragraph_changes_nothing_of_its_number(theme: Theme) -> None:
    tree = document(Paragraph((Text("a"), Footnote((Text("n"),))), number=1))
    line = '<w:p><w:pPr><w:pStyle w:val="Num"/></w:pPr><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    note = f'<w:footnote w:id="1">{p("n")}</w:footnote>'
    made = parts(line, styles=DEFAULTS + NUMBERED, notes=note, numbers=numbering(level()))
    assert told(theme, made, tree) == []


def test_where_the_tree_numbers_none_the_style_may_be_there(theme: Theme) -> None:
    made = parts(p("a", "Num"), styles=DEFAULTS + NUMBERED, numbers=numbering(level()))
    assert told(theme, made, document(paragraph("a"))) == []


# Redlines ------------------------------------------------------------------------------------------------------------


def test_tracked_changes_that_nobody_asked_for_are_told(theme: Theme) -> None:
    made = parts(f"<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>{p('字')}")
    told_of = told(theme, made, document(paragraph("a"), paragraph("字")))
    assert told_of[0] == "there are tracked changes in it"
    assert "has no „字“" in told_of[1]


def both(old: str, new: str) -> str:
    gone = f"<w:del><w:r><w:delText>{old}</w:delText></w:r></w:del>" if old else ""
    return f"<w:p>{gone}<w:ins><w:r><w:t>{new}</w:t></w:r></w:ins></w:p>"


def test_each_side_of_a_redline_is_held_to_its_own_tree(theme: Theme) -> None:
    tree = redline(document(paragraph("old words")), document(paragraph("new words")))
    line = both("old", "new").replace("</w:p>", "<w:r><w:t> words</w:t></w:r></w:p>")
    assert told(theme, parts(line), tree) == []
    assert told(theme, parts(line.replace(">old<", ">odd<")), tree) == [
        "with all changes rejected, „oldwords“ (template) is missing, or not in its place"
    ]
    assert told(theme, parts(line.replace(">new<", ">now<")), tree) == [
        "with all changes accepted, „newwords“ (template) is missing, or not in its place"
    ]
    stuck = "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr></w:p>"
    assert "with all changes rejected, the last paragraph of the text or of a cell goes, which it can't" in told(
        theme, parts(line + stuck), tree
    )


def test_of_a_redline_s_sections_each_side_names_its_own_pages(theme: Theme) -> None:
    def tree(*names: str) -> Document:
        entries = tuple(ContentsEntry(1, (Text(name, name),)) for name in names)
        sections = [Heading(1, (Text(name, name),)) for name in names]
        return document(Contents((Text("List"),), entries), *sections, paragraph("Some words at the end."))

    def changed(words: str, change: str) -> str:
        tag = "delText" if change == "del" else "t"
        mark = f"<w:pPr><w:rPr><w:{change}/></w:rPr></w:pPr>"
        return f"<w:p>{mark}<w:{change}><w:r><w:{tag}>{words}</w:{tag}></w:r></w:{change}></w:p>"

    marked = redline(tree("Alpha", "Gone away"), tree("Alpha", "Brand new"))
    order = [block.change for block in marked.blocks if isinstance(block, Heading)]
    sections = {None: 1, "deleted": 2, "inserted": 3}
    names = {None: "Alpha", "deleted": "Gone away", "inserted": "Brand new"}
    tags = {"deleted": "del", "inserted": "ins"}
    assert sorted(map(str, order)) == ["None", "deleted", "inserted"]

    def line(words: str, change: str | None) -> str:
        return changed(words, tags[change]) if change else p(words)

    lines = [p("List"), *(line(f"{names[each]}{sections[each]}", each) for each in order)]
    lines += [*(line(names[each], each) for each in order), p("Some words at the end.")]
    assert told(theme, parts("".join(lines)), marked, sections=[sections[each] for each in order]) == []


# All of it -----------------------------------------------------------------------------------------------------------


def test_a_proof_names_the_file_and_everything_that_is_wrong(theme: Theme) -> None:
    made = packed(parts(p("b"), footer=""))
    with pytest.raises(ProofError) as error:
        prove("x.docx", "docx", made, document(paragraph("a")), theme)
    assert str(error.value) == (
        "x.docx is not what the content says, so nothing was written:\n"
        "  „a“ (template) is missing, or not in its place\n  the pages are not numbered"
    )
    contents = Contents((Text("List"),), (ContentsEntry(1, (Text("A"),)),))
    listed = document(contents, Heading(1, (Text("A"),)))
    prove("x.docx", "docx", packed(parts(p("List") + p("A7") + p("A"))), listed, theme, sections=[7])
    other = packed(parts(p("a", run=fonts("Other"))))
    prove("x.docx", "docx", other, document(paragraph("a")), theme, frozenset({"Other"}))


def test_what_is_of_no_side_is_no_metadata_of_either(theme: Theme) -> None:
    meta: Metadata = replace(NOTHING, title=(Text("A title"),))
    assert told(theme, parts(p("A title") + p("a")), document(paragraph("a"), metadata=meta)) == []
