"""Measures, and what runs look like: the parts of Word's styles that have edges."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from briefgen.formats.word import style_parts as make
from briefgen.formats.word.embedding import BASE, obfuscate
from briefgen.formats.word.faces import Look, Styles
from briefgen.formats.word.fonts import line_height
from briefgen.formats.word.measures import BEHIND_MARK, column_widths, list_indent, text_edge, text_width
from briefgen.formats.word.numbering import NUMBERS, RUNNING_NUMBERS, Numbering, list_style
from briefgen.formats.word.settings import build_settings
from briefgen.formats.word.styles import build_styles
from briefgen.formats.word.xml import NS, W, eighths, half_points, text_element, twips, w
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.look.tokens import Page
from briefgen.look.typeface import typeface
from tests.conftest import ROOT
from tests.formats.word.xml_reading import bare, parsed


def with_page(theme: Theme, **changes: float) -> Theme:
    page = replace(theme.page, **{"width": 254.0, "left": 25.4, "right": 50.8, "label_column": 38.1, **changes})
    assert isinstance(page, Page)
    return replace(theme, page=page)


# Measures ------------------------------------------------------------------------------------------------------------


def test_lengths_are_rounded_to_word_s_units() -> None:
    assert (twips(25.4), twips(0.0177), twips(0.0089), twips(0.0087)) == (1440, 1, 1, 0)
    assert (half_points(9.8), half_points(9.7), half_points(10)) == (20, 19, 20)
    assert (eighths(0.5), eighths(0.99)) == (4, 8)


def test_an_attribute_of_nought_is_written_and_one_of_nothing_is_not() -> None:
    assert bare(w("x", a=0, b=None, c="")) == '<x a="0" c=""/>'
    assert text_element(" a ").get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_columns_share_the_width_and_leave_none_of_it(theme: Theme) -> None:
    own = with_page(theme)
    assert text_width(own) == 10080
    assert column_widths(own, ()) == [10080]
    assert column_widths(own, (1,)) == [2160, 7920]
    assert column_widths(own, (0.5, 0.5)) == [2160, 3960, 3960]
    assert column_widths(own, (0.5, 0.2, 0.3)) == [2160, 3960, 1584, 2376]
    assert all(sum(column_widths(own, [1 / count] * count)) == 10080 for count in range(1, 12))


def test_a_worksheet_s_first_column_takes_what_the_others_leave(theme: Theme) -> None:
    own = with_page(theme, blank_column=12.7)
    assert column_widths(own, (0.5, 0.5), worksheet=True) == [10080 - 3024 - 720, 3024, 720]
    assert column_widths(own, (0.3, 0.3, 0.4), worksheet=True) == [10080 - 3024 - 1440, 3024, 720, 720]


def test_what_one_reads_begins_behind_the_labels_in_tables_and_without(theme: Theme) -> None:
    own = with_page(theme)
    assert text_edge(own) == column_widths(own, (1,))[0] == twips(own.page.label_column)
    number = typeface(theme, bold=False).width("10.", 10) * 20
    assert list_indent(replace(theme, sizes=replace(theme.sizes, text=10))) == round(number) + twips(BEHIND_MARK)


@pytest.mark.parametrize("name", ["plain", "sober", "large"])
def test_a_number_of_two_digits_stands_apart_from_its_item(name: str) -> None:
    theme = load_theme(ROOT / "templates" / "themes" / name)
    number = typeface(theme, bold=False).width("10.", theme.sizes.text)
    assert list_indent(theme) / 20 - number >= theme.sizes.text / 4 - 0.05


# Styles --------------------------------------------------------------------------------------------------------------


def looks(theme: Theme, style_id: str, *combinations: tuple[str, ...]) -> str:
    root = build_styles(theme, "en-GB", combinations)
    (style,) = (
        each for each in root.iterfind("w:style", NS) if each.values()[-1] == style_id or style_id in each.values()
    )
    return bare(style)


def test_headings_have_less_space_the_deeper_they_are(theme: Theme) -> None:
    own = replace(theme, space=replace(theme.space, before_heading=25.4, after_heading=2.54))
    # The rule of a section takes some of the space above it.
    for level, before, after, leading in ((1, 1440 - 51, 144, 1.25), (2, 720, 72, 1.3), (3, 576, 58, 1.3)):
        line = round(240 * leading / line_height(own))  # Word's are multiples of the face's own
        style = looks(own, f"Heading{level}")
        assert f'<spacing before="{before}" after="{after}" line="{line}" lineRule="auto"/>' in style
        assert f'<outlineLvl val="{level - 1}"/>' in style


def test_lines_keep_their_distance_where_word_rounds_the_size(theme: Theme) -> None:
    def line(size: float) -> int:
        style = looks(replace(theme, sizes=replace(theme.sizes, text=size, leading=1.5)), "Normal")
        return int(style.partition(' line="')[2].partition('"')[0])

    assert line(9.75) == pytest.approx(line(10) * 0.975, abs=1)
    assert line(9.75) != line(10)


def test_lists_are_set_in_by_their_level(theme: Theme) -> None:
    indent = list_indent(theme)
    assert [list_style("Bullet", level) for level in (0, 1, 2)] == ["ListBullet", "ListBullet2", "ListBullet3"]
    assert f'<ind left="{indent}"/>' in looks(theme, "ListContinue")
    assert f'<ind left="{indent * 3}"/>' in looks(theme, "ListContinue3")
    assert '<name val="List Bullet"/>' in looks(theme, "ListBullet")
    assert '<name val="List Bullet 2"/>' in looks(theme, "ListBullet2")
    assert '<numPr><numId val="1"/></numPr>' in looks(theme, "ListBullet")
    assert '<numPr><ilvl val="1"/><numId val="2"/></numPr>' in looks(theme, "ListNumber2")
    assert '<ind left="0"/>' in looks(theme, "TOC1")
    assert f'<ind left="{twips(5)}"/>' in looks(theme, "TOC2")


def test_marks_inside_one_another_are_one_style_with_the_looks_of_all(theme: Theme) -> None:
    style = looks(theme, "EmphasisStrong", ("Emphasis",), ("Emphasis", "Strong"))
    assert "<b/><bCs/><i/><iCs/>" in style
    assert '<basedOn val="Emphasis"/>' in style
    assert 'customStyle="1"' in style
    assert 'customStyle="1"' not in looks(theme, "Strong")
    assert 'customStyle="1"' in looks(theme, "Marking")
    link = looks(theme, "HyperlinkMarking", ("Hyperlink", "Marking"))
    assert f'<color val="{theme.colours.marking}"' in link  # the later wins, once
    assert link.count("<color ") == 1
    assert '<u val="single"/>' in link


def test_cells_have_no_less_than_no_space_below(theme: Theme) -> None:
    for row, below in ((2.27, 72), (0.5, 0)):  # its last paragraph brings a millimetre
        own = replace(theme, space=replace(theme.space, row=row))
        assert f'<bottom w="{below}" type="dxa"/>' in looks(own, "LabelTable")
    assert f'<right w="{twips(2)}" type="dxa"/>' in looks(theme, "LabelTable")


def test_a_style_says_only_what_it_has() -> None:
    assert bare(make.style("paragraph", "A", "a")) == (
        '<style type="paragraph" styleId="A"><name val="a"/><uiPriority val="9"/><qFormat/></style>'
    )
    hidden = make.style("paragraph", "A", "a", shown=False, default=True, based_on="B", next_style="C")
    assert bare(hidden) == (
        '<style type="paragraph" default="1" styleId="A"><name val="a"/><basedOn val="B"/><next val="C"/>'
        '<uiPriority val="9"/><semiHidden/><unhideWhenUsed/></style>'
    )
    assert bare(make.spacing(line=1.004)) == '<spacing before="0" after="0" line="241" lineRule="auto"/>'
    assert bare(make.spacing(before=25.4)) == '<spacing before="1440" after="0"/>'
    assert bare(make.lang("ka-GE")) == '<lang val="ka-GE" eastAsia="ka-GE" bidi="ka-GE"/>'


# Lists and settings --------------------------------------------------------------------------------------------------


def test_each_numbered_list_begins_at_one_on_its_own_level(theme: Theme) -> None:
    lists = Numbering()
    assert [bare(lists.restart(kind, level)) for kind, level in ((NUMBERS, 0), (RUNNING_NUMBERS, 2))] == [
        '<numPr><ilvl val="0"/><numId val="6"/></numPr>', '<numPr><ilvl val="2"/><numId val="7"/></numPr>'
    ]  # fmt: skip
    root = lists.element(theme)
    indent, edge, hanging = list_indent(theme), text_edge(theme), twips(BEHIND_MARK)
    restarts = [bare(each) for each in root.iterfind("w:num", NS)][5:]
    assert restarts == [
        f'<num numId="{number}"><abstractNumId val="{kind}"/><lvlOverride ilvl="{level}"><startOverride val="1"/>'
        "</lvlOverride></num>"
        for number, kind, level in ((6, NUMBERS, 0), (7, RUNNING_NUMBERS, 2))
    ]
    labels = [each.values()[0] for each in root.iterfind("w:abstractNum/w:lvl/w:lvlText", NS)]
    assert labels == ["•", "–", "•", "–", "•", "%1.", "%2.", "%3.", "%4.", "%5."] * 2 + ["%1."]
    indents = [bare(each) for each in root.iterfind("w:abstractNum/w:lvl/w:pPr/w:ind", NS)]
    for first, begin in ((0, indent), (10, edge)):
        lefts = begin, begin + indent
        assert indents[first : first + 2] == [f'<ind left="{left}" hanging="{hanging}"/>' for left in lefts]
    assert indents[-1] == f'<ind left="{edge}" hanging="{2 * indent}"/>'  # as wide as two levels
    levels = root.findall("w:abstractNum/w:lvl", NS)[:-1]
    assert {bare(each) for level in levels for each in level.iterfind("w:lvlJc", NS)} == {'<lvlJc val="right"/>'}
    assert {each.get(f"{{{W}}}val") for level in levels for each in level.iter(f"{{{W}}}color")} == {
        theme.colours.accent
    }


def test_settings_say_what_the_file_has() -> None:
    plain = bare(build_settings("ka-GE", fonts_embedded=False))
    assert not any(
        f"<{name}/>" in plain
        for name in ("embedTrueTypeFonts", "saveSubsetFonts", "trackRevisions", "evenAndOddHeaders")
    )
    whole = bare(build_settings("ka-GE", fonts_embedded=True, even_and_odd=True, tracked=True))
    assert "<embedTrueTypeFonts/><saveSubsetFonts/><trackRevisions/><evenAndOddHeaders/>" in whole
    assert '<themeFontLang val="ka-GE"/>' in plain
    assert 'accent6="accent6"' in plain
    assert 'name="compatibilityMode" uri="http://schemas.microsoft.com/office/word" val="15"' in plain


# Faces ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("over", "base", "comes_out"),
    [
        (Look("A", True, None), Look("B", False, True), Look("A", True, True)),
        (Look(None, False, None), Look("B", True, None), Look("B", False, None)),
        (Look(), Look("B", True, True), Look("B", True, True)),
        (Look("A", None, False), Look(None, True, True), Look("A", True, False)),
    ],
)
def test_what_is_said_nearer_wins(over: Look, base: Look, comes_out: Look) -> None:
    assert over.over(base) == comes_out


def test_a_character_style_toggles_that_of_the_paragraph() -> None:
    assert Look("A", True, False).toggle(Look(None, True, True)) == Look("A", False, True)
    assert Look("A").toggle(Look("B", True, None)) == Look("B", True, False)


def run(properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr></w:r>"


def style(id: str, inside: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"{more}>{inside}</w:style>'


FACE = '<w:rFonts w:ascii="Ours"/>'


def faces(styles: str, line: str, fonts: dict[str, str] | None = None) -> set[str]:
    return Styles(parsed(styles, "styles"), fonts or {}).faces("Ours", [parsed(f"<w:p>{line}</w:p>")])


def test_faces_of_a_family_are_those_of_its_runs() -> None:
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{FACE}</w:rPr></w:rPrDefault></w:docDefaults>"
    lines = run(), run("<w:b/>"), run("<w:i/>"), run("<w:b/><w:i/>")
    assert [faces(defaults, line) for line in lines] == [{"regular"}, {"bold"}, {"italic"}, {"bold_italic"}]
    assert faces(defaults, run('<w:rFonts w:ascii="Other"/>')) == set()
    for off in ("0", "false", "off"):
        assert faces(defaults, run(f'<w:b w:val="{off}"/>')) == {"regular"}
    assert faces(defaults, run('<w:b w:val="1"/>')) == {"bold"}
    strong = '<w:style w:type="character" w:styleId="S"><w:rPr><w:b/></w:rPr></w:style>'
    assert faces(defaults + strong, run('<w:rStyle w:val="S"/>')) == {"bold"}
    in_bold = style("P", "<w:rPr><w:b/></w:rPr>") + strong + defaults
    assert faces(in_bold, '<w:pPr><w:pStyle w:val="P"/></w:pPr>' + run('<w:rStyle w:val="S"/>')) == {"regular"}


def test_without_a_style_a_line_has_the_default_one() -> None:
    for value, counts in (("1", True), ("true", True), ("0", False), ("false", False), ("off", False)):
        styles = style("N", f"<w:rPr>{FACE}<w:b/></w:rPr>", f' w:default="{value}"')
        assert faces(styles, run()) == ({"bold"} if counts else set())
        assert Styles(parsed(styles, "styles"), {}).body_family() == ("Ours" if counts else None)


def test_a_family_may_be_called_by_the_theme_and_styles_stand_on_others() -> None:
    named = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:ascii="Other"/></w:rPr>'
    line = '<w:pPr><w:pStyle w:val="P"/></w:pPr>' + run()
    assert faces(style("P", named), line, {"minor": "Ours"}) == {"regular"}
    assert faces(style("P", named), line, {"major": "Ours"}) == set()
    base = style("B", f"<w:rPr>{FACE}<w:b/></w:rPr>")
    assert faces(base + style("P", '<w:basedOn w:val="B"/><w:rPr><w:b w:val="0"/></w:rPr>'), line) == {"regular"}
    assert faces(style("B", '<w:basedOn w:val="P"/>') + style("P", '<w:basedOn w:val="B"/>'), line) == set()


def test_a_person_can_go_on_in_the_languages_of_briefs() -> None:
    assert set("აჰჯA~z ÉžſĐ–—„“”‘‚…€₾№™−•") <= BASE
    assert not set("\u0180字\u10a0") & BASE


def test_a_font_is_obfuscated_by_its_key_from_the_end_and_undone_by_it() -> None:
    import uuid

    key = uuid.UUID("00000000-0000-0000-0000-0000000000ff")
    data = bytes(40)
    assert obfuscate(data, key) == b"\xff" + bytes(15) + b"\xff" + bytes(23)
    assert obfuscate(obfuscate(b"a" * 40, key), key) == b"a" * 40


def test_in_large_print_the_marks_of_lists_and_numbers_of_paragraphs_stay_within_the_margin(theme: Theme) -> None:
    large = replace(theme, sizes=replace(theme.sizes, text=16.0))
    roots = [Numbering().element(large), build_styles(large, "en", ())]
    places = [each for root in roots for each in root.iter(f"{{{W}}}ind") if each.get(f"{{{W}}}hanging")]
    assert len(places) > 10
    assert all(int(each.get(f"{{{W}}}left", "0")) >= int(each.get(f"{{{W}}}hanging", "0")) for each in places)


# Frames ---------------------------------------------------------------------------------------------------------


def test_a_warning_is_white_on_the_colour_of_the_frame_that_it_shares_with_its_words(theme: Theme) -> None:
    for on in (theme, theme.on("card")):
        styles = build_styles(on, "ka-GE", ())

        def said(name: str, what: str, styles: etree._Element = styles) -> str:
            return "".join(bare(each) for each in styles.iterfind(f"w:style[@w:styleId='{name}']/{what}", NS))

        assert said("Warning", "w:rPr/w:b") == said("Condition", "w:rPr/w:b") == "<b/>"
        assert not said("Unsaid", "w:rPr/w:b")
        assert 'val="FFFFFF"' in said("Warning", "w:rPr/w:color")
        assert f'fill="{on.colours.marking}"' in said("Warning", "w:pPr/w:shd")
        assert not said("Condition", "w:pPr/w:shd") + said("Unsaid", "w:pPr/w:shd")
        frames = {name: said(name, "w:pPr/w:pBdr") for name in ("Warning", "Unsaid", "Condition")}
        assert frames["Warning"] == frames["Unsaid"] != frames["Condition"]
        sizes = {said(name, "w:rPr/w:sz") for name in frames}
        assert sizes == {f'<sz val="{half_points(on.sizes.heading_2 if on.paper else on.sizes.text)}"/>'}
