"""The contents list in Word: a field, filled, whose entries lead to their sections."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from briefgen.document.tree import Contents, ContentsEntry, Revision, Text
from briefgen.formats.word.contents import contents_list
from briefgen.formats.word.measures import list_indent
from briefgen.look.theme import Theme
from tests.formats.word.xml_reading import bare, new_story

TITLE = (Text("In this brief"),)


def entry(words: str, level: int = 1, change: Revision | None = None) -> ContentsEntry:
    return ContentsEntry(level, (Text(words),), change)  # type: ignore[arg-type]


def made(theme: Theme, contents: Contents, leads: dict[int, int], *, bold: bool = True) -> str:
    return "".join(map(bare, contents_list(new_story(), contents, leads, theme, bold=bold)))


def lines(xml: str) -> list[str]:
    return re.findall(r"<p>.*?</p>", xml)


def test_each_entry_has_its_level_its_section_and_its_page(theme: Theme) -> None:
    title, *entries, end = lines(
        made(theme, Contents(TITLE, (entry("A", 2), entry("B", 1), entry("C", 2))), {2: 7, 3: 8, 5: 9})
    )
    assert '<pStyle val="TOCHeading"/><keepNext/>' in title
    assert [re.findall(r'<pStyle val="(\w+)"/>', line)[0] for line in entries] == ["TOC2", "TOC1", "TOC2"]
    assert [re.findall(r'anchor="(\w+)"', line)[0] for line in entries] == [
        f"_Toc00000000{number}" for number in (2, 3, 5)
    ]
    assert [re.findall(r"PAGEREF (\w+) ", line)[0] for line in entries] == [
        f"_Toc00000000{number}" for number in (2, 3, 5)
    ]
    # The dots between words and page touch neither.
    assert [re.findall(r"<t>([^<]+)</t>", line) for line in entries] == [
        ["A", " ", " ", "7"], ["B", " ", " ", "8"], ["C", " ", " ", "9"]
    ]  # fmt: skip
    assert '<pStyle val="TableEnd"/>' in end


def test_a_number_stands_in_a_column_of_its_own(theme: Theme) -> None:
    tab = ContentsEntry(1, (Text("10. "), Text("Bodies", "x")))
    _, numbered, other, _ = lines(made(theme, Contents(TITLE, (tab, entry("Annex A. Rules")), tabs=True), {1: 2, 2: 3}))
    indent = list_indent(theme)
    assert f'<tab val="left" pos="{indent}"/>' in numbered
    assert f'<ind left="{indent}" hanging="{indent}"/>' in numbered
    assert "<t>10.</t></r><r><tab/></r>" in numbered
    assert "hanging" not in other


def test_in_large_print_the_list_begins_a_page_as_in_the_pdf(theme: Theme) -> None:
    large = replace(theme, sizes=replace(theme.sizes, text=16.0))
    assert ["pageBreakBefore" in made(each, Contents(TITLE, (entry("A", 1),)), {1: 2}) for each in (theme, large)] == [
        False, True,
    ]  # fmt: skip


def test_the_field_begins_once_and_ends_after_the_last_entry(theme: Theme) -> None:
    xml = made(theme, Contents(TITLE, (entry("A"), entry("B"))), {1: 1, 2: 2})
    assert xml.count("TOC \\o") == 1
    first, second, end = lines(xml)[1:]
    assert first.index("TOC \\o") < first.index("<hyperlink")
    assert "TOC \\o" not in second
    assert '<fldChar fldCharType="end"/>' in end
    assert xml.count('"begin"') == xml.count('"separate"') == xml.count('"end"') == 3
    assert xml.startswith("<sdt><sdtPr><docPartObj>")


def test_there_is_a_page_for_each_entry_and_no_other(theme: Theme) -> None:
    for leads in ({1: 1}, {1: 1, 2: 2, 3: 3}):
        with pytest.raises(ValueError, match="zip"):
            made(theme, Contents(TITLE, (entry("A"), entry("B"))), leads)


def test_an_entry_that_comes_or_goes_leaves_the_field(theme: Theme) -> None:
    xml = made(theme, Contents(TITLE, (entry("A", change="deleted"), entry("B"))), {1: 1, 2: 2})
    title, gone, stays, end = lines(xml)
    assert '<rPr><del id="0"/></rPr>' in gone
    assert "<delText>A</delText>" in gone
    assert "<delText>1</delText>" in gone
    assert "<instrText> TOC \\o" in gone
    assert gone.count("<del ") == 8  # its mark, its words, its tab, and the field of its page
    assert [line.count("<del ") for line in (title, stays, end)] == [0, 0, 0]
    assert xml.startswith("<sdt>")


@pytest.mark.parametrize(("change", "tag"), [("deleted", "del"), ("inserted", "ins")])
def test_a_list_that_comes_or_goes_does_so_whole(theme: Theme, change: Revision, tag: str) -> None:
    contents = Contents(TITLE, (entry("A"), entry("B", change=change)), change)
    xml = made(theme, contents, {1: 1, 2: 2})
    assert "<sdt>" not in xml
    for line in lines(xml):
        assert f'<rPr><{tag} id="0"/></rPr>' in line
        assert not re.search(rf"(?<!<{tag} id=\"0\">)<r>", line)  # every run
    other = "inserted" if change == "deleted" else "deleted"
    both = made(theme, Contents(TITLE, (entry("A", change=other),), change), {1: 1})  # type: ignore[arg-type]
    assert {"del": "<ins ", "ins": "<del "}[tag] not in both


def test_bold_in_its_heading_depends_on_the_style_of_that(theme: Theme) -> None:
    from briefgen.document.tree import Strong

    contents = Contents((Strong((Text("In"),)),), (entry("A"),))
    assert 'rStyle val="StrongInBold"' in made(theme, contents, {1: 1}, bold=True)
    assert 'rStyle val="Strong"' in made(theme, contents, {1: 1}, bold=False)
