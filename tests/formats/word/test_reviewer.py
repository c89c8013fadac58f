"""Tracked changes: of runs, of the marks of paragraphs, and where the last paragraph can't go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.document.tree import Deleted, Footnote, Inline, Inserted, Revision, Text
from briefgen.formats.word.changes import Reviewer, number_changes, one_sided
from briefgen.formats.word.xml import W, text_element, w
from tests.formats.word.xml_reading import REVIEWER, bare, inside, parsed


def p(words: str, mark: str = "", style: str = "") -> str:
    """Return a paragraph as Word has it, whose mark came or went."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (
        f'<w:rPr><w:{mark} w:id="0"/></w:rPr>' if mark else ""
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{words}</w:t></w:r></w:p>"


def settled(body: str) -> str:
    root = parsed(body)
    REVIEWER.settle(root)
    return inside(root)


def plain(body: str) -> str:
    return inside(parsed(body))


def test_a_change_says_who_made_it_and_on_which_day() -> None:
    mark = Reviewer("First Example", "2020-01-02").mark("inserted")
    assert {str(key).removeprefix(f"{{{W}}}"): value for key, value in mark.attrib.items()} == {
        "id": "0", "author": "First Example", "date": "2020-01-02T00:00:00Z"
    }  # fmt: skip


def test_only_what_is_gone_has_the_names_of_gone_words() -> None:
    def run(change: Revision | None) -> str:
        return bare(REVIEWER.run(w("r", text_element("a"), text_element(" PAGE ", "instrText"), w("tab")), change))

    alive, gone = (
        "<t>a</t><instrText> PAGE </instrText><tab/>",
        "<delText>a</delText><delInstrText> PAGE </delInstrText><tab/>",
    )
    assert run(None) == f"<r>{alive}</r>"
    assert run("inserted") == f'<ins id="0"><r>{alive}</r></ins>'
    assert run("deleted") == f'<del id="0"><r>{gone}</r></del>'


def test_the_mark_of_a_paragraph_stands_in_its_properties() -> None:
    for properties in ("", '<w:pPr><w:pStyle w:val="Lead"/></w:pPr>'):
        paragraph = parsed(properties + "<w:r/>", "p")
        before = bare(paragraph)
        REVIEWER.mark_paragraph(paragraph, None)
        assert bare(paragraph) == before
        REVIEWER.mark_paragraph(paragraph, "deleted")
        style = '<pStyle val="Lead"/>' if properties else ""
        assert bare(paragraph) == f'<p><pPr>{style}<rPr><del id="0"/></rPr></pPr><r/></p>'


def test_what_has_no_change_at_its_end_stays() -> None:
    for body in (p("a", "ins") + p("b"), p("a", "ins") + "<w:tbl/>", "", p("a")):
        assert settled(body) == plain(body)


@pytest.mark.parametrize("mark", ["ins", "del"])
def test_the_mark_before_the_last_paragraphs_is_the_one_that_comes_or_goes(mark: str) -> None:
    body = p("a") + p("b", mark) + p("c", mark)
    assert settled(body) == plain(p("a", mark) + p("b", mark) + p("c"))
    # An earlier change, apart from the last ones, isn't touched.
    assert settled(p("x", mark) + body) == plain(p("x", mark) + p("a", mark) + p("b", mark) + p("c"))


def styled(new: str, old: str) -> str:
    """Return the properties of a paragraph that had another style."""

    def style(name: str) -> str:
        return f'<pStyle val="{name}"/>' if name else ""

    before = f"<pPr>{style(old)}</pPr>" if old else "<pPr/>"
    return f'<pPr>{style(new)}<pPrChange id="0">{before}</pPrChange></pPr>'


@pytest.mark.parametrize(("mark", "new", "old"), [("ins", "Notice", "Lead"), ("del", "Lead", "Notice")])
def test_the_last_paragraph_tracks_its_style_where_the_one_before_it_has_another(mark: str, new: str, old: str) -> None:
    after = settled(p("a", style="Lead") + p("b", mark, "Notice"))
    assert after == plain(p("a", mark, "Lead")) + f"<p>{styled(new, old)}<r><t>b</t></r></p>"


def test_after_a_table_its_end_is_the_last_line_and_can_not_go() -> None:
    table = "<w:tbl/>"
    assert settled(table + p("a", "ins", "Lead")) == plain(table + p("a", "", "Lead"))
    after = settled(table + p("end", "ins", "TableEnd") + p("a", "ins", "Lead"))
    assert after == plain(table + p("end", "ins", "TableEnd")) + f"<p>{styled('Lead', 'TableEnd')}<r><t>a</t></r></p>"


def test_where_both_sides_end_in_their_own_the_last_old_one_shares_its_place() -> None:
    body = p("same") + p("new", "ins", "Lead") + p("gone", "del") + p("old", "del", "Notice") + p("last", "ins", "Lead")
    first = '<p><pPr><pStyle val="Lead"/><rPr><ins id="0"/></rPr></pPr><r><t>old</t></r><r><t>new</t></r></p>'
    end = f"<p>{styled('Lead', 'Notice')}<r><t>last</t></r></p>"
    assert settled(body) == plain(p("same") + p("gone", "del")) + first + end
    bare_body = p("old", "del") + "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r/></w:p>"
    assert settled(bare_body) == "<p><r><t>old</t></r><r/></p>"


def test_changes_of_a_file_are_numbered_through_all_its_parts() -> None:
    roots = [parsed("<w:ins/><w:p><w:del/></w:p>"), parsed("<w:p><w:pPrChange/><w:b/></w:p>")]
    number_changes(roots, first=5)
    numbers = [each.get(f"{{{W}}}id") for root in roots for each in root.iter()]
    assert [number for number in numbers if number] == ["5", "6", "7"]


@pytest.mark.parametrize(
    ("nodes", "change"),
    [
        ((Inserted((Text("a"),)),), "inserted"),
        ((Deleted((Text("a"),)),), "deleted"),
        ((Text("a"),), None),
        ((Inserted((Text("a"),)), Deleted((Text("b"),))), None),
        ((), None),
        ((Inserted((Footnote((Text("a"),)),)),), "inserted"),
        ((Deleted((Text("a"),)), Inserted((Footnote((Text("b"),)),))), None),
    ],
)
def test_a_line_with_words_on_one_side_only_is_of_that_one(nodes: tuple[Inline, ...], change: Revision | None) -> None:
    assert one_sided(nodes) == change


def test_a_reviewer_is_a_value() -> None:
    assert replace(REVIEWER, date="2020-01-03").mark("deleted").get(f"{{{W}}}date") == "2020-01-03T00:00:00Z"
