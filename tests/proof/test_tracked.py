"""Word's changes, accepted or rejected (ECMA-376 17.13.5)."""

from __future__ import annotations

import pytest
from lxml import etree

from briefgen.formats.word.xml import W
from briefgen.proof.tracked import Verdict, decide, is_tracked

NS = f'xmlns:w="{W}"'


def part(tag: str, inside: str = "") -> etree._Element:
    return etree.fromstring(f"<w:{tag} {NS}>{inside}</w:{tag}>")


def run(words: str, change: str = "") -> str:
    tag = "delText" if change == "del" else "t"
    text = f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"
    return f"<w:{change}>{text}</w:{change}>" if change else text


def paragraph(inside: str, mark: str = "", style: str = "") -> str:
    """Return a paragraph; `mark` says that the mark at its end came or went."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f"<w:rPr><w:{mark}/></w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def decided(body: str, decision: Verdict, notes: str = "") -> tuple[list[str], str, str]:
    """Return what Word couldn't do, and the inside of the body and of the footnotes, without the namespace."""
    parts = {
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/footnotes.xml": part("footnotes", notes),
    }
    found = decide(parts, decision)
    bare = [etree.tostring(root, encoding="unicode").replace(f" {NS}", "") for root in parts.values()]
    return found, bare[0][len("<w:document><w:body>") : -len("</w:body></w:document>")], bare[1]


def body(inside: str, decision: Verdict) -> str:
    found, after, _ = decided(inside, decision)
    assert found == []
    return after


@pytest.mark.parametrize("mark", ["ins", "del", "pPrChange"])
def test_a_change_of_any_kind_in_any_part_is_one(mark: str) -> None:
    parts = {"a": part("document"), "b": part("hdr", f"<w:p><w:{mark}/></w:p>")}
    assert is_tracked(parts)
    assert not is_tracked({"a": part("document", "<w:p/>")})


def test_words_come_or_go() -> None:
    both = paragraph(run("a") + run("old", "del") + run("new", "ins"))
    assert body(both, "accepted") == paragraph(run("a") + run("new"))
    assert body(both, "rejected") == paragraph(run("a") + run("old"))  # and they are words again


def test_all_runs_of_a_change_stay_in_their_order() -> None:
    several = f"<w:p><w:ins>{run('a')}{run('b')}</w:ins>{run('c')}</w:p>"
    assert body(several, "accepted") == paragraph(run("a") + run("b") + run("c"))


def test_the_instruction_of_a_field_that_stays_is_one_again() -> None:
    gone = "<w:p><w:del><w:r><w:delInstrText> PAGE </w:delInstrText></w:r></w:del></w:p>"
    assert body(gone, "rejected") == "<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"


@pytest.mark.parametrize(("mark", "decision"), [("ins", "rejected"), ("del", "accepted")])
def test_a_paragraph_whose_mark_goes_goes_on_in_the_next_one(mark: str, decision: Verdict) -> None:
    for style in ("", "Lead"):
        following = paragraph(run("b"), style=style)
        assert body(paragraph(run("a"), mark, "Kicker") + following, decision) == paragraph(
            run("a") + run("b"), style=style
        )


def test_all_that_stands_in_a_paragraph_goes_on_but_its_properties() -> None:
    inside = '<w:bookmarkStart w:id="1"/>' + run("a") + f"<w:hyperlink>{run('b')}</w:hyperlink>"
    assert body(paragraph(inside, "del", "Lead") + paragraph(run("c")), "accepted") == paragraph(inside + run("c"))


def test_marks_that_stay_leave_both_paragraphs() -> None:
    for mark, decision in (("ins", "accepted"), ("del", "rejected")):
        after = body(paragraph(run("a"), mark) + paragraph(run("b")), decision)  # type: ignore[arg-type]
        assert after == f"<w:p><w:pPr><w:rPr/></w:pPr>{run('a')}</w:p>" + paragraph(run("b"))


def test_several_in_a_row_go_on_in_the_last() -> None:
    gone = paragraph(run("a"), "del") + paragraph(run("b"), "del") + paragraph(run("c"))
    assert body(gone, "accepted") == paragraph(run("a") + run("b") + run("c"))


def test_a_paragraph_without_words_goes_before_a_table_and_others_cannot() -> None:
    table = "<w:tbl><w:tr/></w:tbl>"
    bookmark = "<w:bookmarkEnd/>"
    assert body(paragraph("", "del") + table, "accepted") == table
    assert body(paragraph(bookmark, "del") + table, "accepted") == table
    found, _, _ = decided(paragraph(bookmark + run("a"), "del") + table, "accepted")
    assert found == ["a paragraph before a table loses its mark, and not its words"]


def test_the_last_paragraph_of_the_text_or_of_a_cell_cannot_go() -> None:
    last = ["the last paragraph of the text or of a cell goes, which it can't"]
    assert decided(paragraph(run("a"), "del"), "accepted")[0] == last
    assert decided(paragraph(run("a"), "del") + "<w:sectPr/>", "accepted")[0] == last
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('', 'ins')}</w:tc></w:tr></w:tbl>"
    assert decided(cell, "rejected")[0] == last
    # In a row that goes it goes with it.
    row = f"<w:tbl><w:tr/><w:tr><w:trPr><w:ins/></w:trPr><w:tc>{paragraph('', 'ins')}</w:tc></w:tr></w:tbl>"
    assert body(row, "rejected") == "<w:tbl><w:tr/></w:tbl>"


def test_rows_come_or_go_and_a_table_without_rows_with_them() -> None:
    def row(words: str, change: str = "") -> str:
        properties = f"<w:trPr><w:{change}/></w:trPr>" if change else "<w:trPr/>"
        return f"<w:tr>{properties}<w:tc>{paragraph(words)}</w:tc></w:tr>"

    table = f"<w:tbl>{row('a')}{row('b', 'ins')}{row('c', 'del')}</w:tbl>"
    assert body(table, "accepted") == f"<w:tbl>{row('a')}{row('b')}</w:tbl>"
    assert body(table, "rejected") == f"<w:tbl>{row('a')}{row('c')}</w:tbl>"
    whole = f"<w:p/><w:tbl>{row('a', 'ins')}{row('b', 'ins')}</w:tbl><w:p/>"
    assert body(whole, "rejected") == "<w:p/><w:p/>"


def test_a_paragraph_has_the_properties_of_its_side_and_keeps_those_of_its_mark() -> None:
    change = '<w:pPrChange><w:pPr><w:pStyle w:val="Old"/></w:pPr></w:pPrChange>'
    both = f'<w:p><w:pPr><w:pStyle w:val="New"/><w:rPr><w:b/></w:rPr>{change}</w:pPr></w:p>'
    assert body(both, "accepted") == '<w:p><w:pPr><w:pStyle w:val="New"/><w:rPr><w:b/></w:rPr></w:pPr></w:p>'
    assert body(both, "rejected") == '<w:p><w:pPr><w:pStyle w:val="Old"/><w:rPr><w:b/></w:rPr></w:pPr></w:p>'


def test_footnotes_without_a_mark_go_and_the_others_are_numbered_anew() -> None:
    def mark(number: int, change: str = "") -> str:
        run = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
        return f"<w:{change}>{run}</w:{change}>" if change else run

    def note(number: int, words: str) -> str:
        return f'<w:footnote w:id="{number}">{words}</w:footnote>'

    rule = '<w:footnote w:type="separator" w:id="-1"/>'
    notes = rule + note(1, "one") + note(2, "two") + note(3, "three")
    text = f"<w:p>{mark(1)}{mark(2, 'del')}{mark(3)}</w:p>"
    found, after, left = decided(text, "accepted", notes)
    assert (found, after) == ([], f"<w:p>{mark(1)}{mark(2)}</w:p>")
    assert left == f"<w:footnotes>{rule}{note(1, 'one')}{note(2, 'three')}</w:footnotes>"
    assert decided(text, "rejected", notes)[2] == f"<w:footnotes>{notes}</w:footnotes>"
