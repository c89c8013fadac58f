"""The sizes of a letterhead's styles, by which the pages of its briefs are reckoned."""

from __future__ import annotations

from dataclasses import replace

from briefgen.formats.word.letterhead.opened import read_letterhead
from briefgen.formats.word.letterhead.sizes import in_its_sizes
from briefgen.look.theme import Theme
from tests.formats.letterheads import letterhead
from tests.formats.word.xml_reading import parsed


def style(name: str, run: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    called = f'<w:name w:val="{name}"/>{base}<w:rPr>{run}</w:rPr>'
    return f'<w:style w:type="paragraph" w:styleId="{name}">{called}</w:style>'


def test_styles_say_how_large_they_are_themselves_or_by_what_they_are_based_on(theme: Theme) -> None:
    styles = parsed(
        style("Normal", '<w:sz w:val="23"/>') + style("heading 1", based_on="Normal") + style("Title", "<w:b/>"),
        "styles",
    )
    assert in_its_sizes(theme.sizes, styles) == replace(theme.sizes, text=11.5, heading_1=11.5)


def test_sizes_that_no_brief_could_have_are_left_out(theme: Theme) -> None:
    for value in ("0", "2", "3000", "odd", ""):
        assert in_its_sizes(theme.sizes, parsed(style("Normal", f'<w:sz w:val="{value}"/>'), "styles")) == theme.sizes


def test_pages_are_reckoned_in_its_measures_and_sizes(theme: Theme) -> None:
    reckoned = read_letterhead(letterhead(), "letterhead.docx").reckoned(theme)
    assert (reckoned.sizes.text, reckoned.sizes.heading_1, reckoned.sizes.title) == (11, 15, 24)
    assert reckoned.sizes.label == theme.sizes.label
    assert (round(reckoned.page.left), reckoned.page.label_column) == (30, theme.page.label_column)
