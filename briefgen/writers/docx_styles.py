"""The Word styles that a theme's tokens make: the part styles.xml (ECMA-376 17.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from lxml import etree

from briefgen.writers.docx_fonts import line_height
from briefgen.writers.docx_numbering import BULLETS, DEPTH, NUMBERS, list_style
from briefgen.writers.docx_xml import eighths, half_points, twips, w
from briefgen.writers.theme import Theme

# Paragraph styles that are bold throughout; see `docx_inline` for why a run has to know.
BOLD = frozenset({"Title", "Kicker", "Heading1", "Heading2", "Heading3", "Lead", "PanelHeading", "TableLabel"})
TABLE_STYLE = "LabelTable"

_Elements = list[etree._Element]
_HAIRLINE = 0.5  # points
_PANEL_BAR = 2.4  # points
_COLUMN_GAP = 2.0  # mm


def build_styles(theme: Theme, lang: str, combinations: Iterable[tuple[str, ...]]) -> etree._Element:
    """Build the root of styles.xml; `combinations` are the character styles in use together in one run."""
    return w(
        "styles",
        w(
            "docDefaults",
            w("rPrDefault", w("rPr", _fonts(theme), *_size(theme.sizes.text), _lang(lang))),
            w("pPrDefault", w("pPr", w("widowControl"))),
        ),
        # Word lists in its panes only what this file defines.
        w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0),
        *_paragraph_styles(theme),
        *_list_styles(theme),
        *_character_styles(theme, combinations),
        *_table_styles(theme),
        _style("numbering", "NoList", "No List", default=True, priority=99, shown=False),
    )


def text_width(theme: Theme) -> int:
    """Return the width between the margins in twips."""
    return twips(theme.page.width - theme.page.left - theme.page.right)


def column_widths(theme: Theme, columns: int) -> list[int]:
    """Return the widths of a table's columns in twips: the label column, and the rest in equal shares."""
    width = text_width(theme)
    if columns == 1:
        return [width]
    label = twips(theme.page.label_column)
    edges = [label + (width - label) * column // (columns - 1) for column in range(columns)]
    return [label, *(right - left for left, right in pairwise(edges))]


def list_indent(theme: Theme) -> int:
    """Return the indent of one list level in twips: room for a number of two digits and its stop."""
    return round(theme.sizes.text * 1.6 * 20)


# Styles by kind ------------------------------------------------------------------------------------------------


def _paragraph_styles(theme: Theme) -> _Elements:
    sizes, colours, space = theme.sizes, theme.colours, theme.space
    small_gap = space.paragraph / 2

    def heading(level: int, size: float) -> etree._Element:
        share = (1, 0.5, 0.4)[level - 1]  # of the space around a section heading
        spacing = _spacing(before=space.before_heading * share, after=space.after_heading * share, line=1)
        run = [*_bold(), _colour(colours.heading), *_size(size)]
        paragraph = [*_keep(), spacing, w("outlineLvl", val=level - 1)]
        return _paragraph_style(f"Heading{level}", f"heading {level}", paragraph, run, next_style="Normal")

    # Word's sizes are whole half-points: where that rounds the text size, the lines keep their distance all the same.
    rounding = 2 * sizes.text / half_points(sizes.text)
    leading = _spacing(after=space.paragraph, line=sizes.leading * rounding / line_height(theme))
    rule = w("pBdr", _border("bottom", 1, colours.heading, space=11))

    def running(style_id: str, name: str) -> etree._Element:
        tab = w("tabs", w("tab", val="right", pos=text_width(theme)))
        return _paragraph_style(style_id, name, [tab, _spacing()], [_colour(colours.secondary), *_size(sizes.running)])

    return [
        # The size stands here too: LibreOffice lays the document's default over character styles in tables.
        _style(
            "paragraph",
            "Normal",
            "Normal",
            [leading],
            [_fonts(theme), _colour(colours.ink), *_size(sizes.text)],
            default=True,
        ),
        _paragraph_style(
            "Kicker",
            "Kicker",
            [*_keep(), _spacing(after=space.paragraph, line=1)],
            [*_bold(), _colour(colours.accent), *_size(sizes.label)],
            next_style="Title",
            custom=True,
        ),
        _paragraph_style(
            "Title",
            "Title",
            [*_keep(), _spacing(after=space.after_heading, line=1)],
            [*_bold(), _colour(colours.heading), *_size(sizes.title)],
            next_style="Subtitle",
        ),
        _paragraph_style(
            "Subtitle",
            "Subtitle",
            [w("keepLines"), rule, _spacing(after=space.after_heading)],
            [_colour(colours.secondary), *_size(sizes.edition_line)],
            next_style="Normal",
        ),
        heading(1, sizes.heading_1),
        heading(2, sizes.heading_2),
        heading(3, sizes.heading_3),
        _paragraph_style("Lead", "Lead", [w("keepNext")], [*_bold(), _colour(colours.heading)], custom=True),
        _paragraph_style("Notice", "Notice", [], [_colour(colours.secondary)], custom=True),
        *_panel_styles(theme),
        _paragraph_style("TableText", "Table Text", [], [], custom=True),
        _paragraph_style(
            "TableLabel",
            "Table Label",
            [],
            [*_bold(), _colour(colours.heading), *_size(sizes.label)],
            based_on="TableText",
            custom=True,
        ),
        _paragraph_style(
            "TableHead",
            "Table Head",
            [w("keepNext"), _spacing(after=small_gap, line=1)],
            [_colour(colours.secondary), *_size(sizes.small)],
            based_on="TableText",
            custom=True,
        ),
        # Word joins tables that touch, and wants a paragraph after the last one: this one takes a point.
        _paragraph_style(
            "TableEnd", "Table End", [w("spacing", after=0, line=20, lineRule="exact")], _size(1), custom=True
        ),
        running("Header", "header"),
        running("Footer", "footer"),
        _paragraph_style("FootnoteText", "footnote text", [_spacing(after=small_gap)], _size(sizes.footnote)),
    ]


def _panel_styles(theme: Theme) -> _Elements:
    """Paragraphs on a light ground with a bar at the left. Word joins them, since their borders are alike."""
    colours, space = theme.colours, theme.space
    borders = w(
        "pBdr",
        _border("top", 1, colours.ground, space=5),
        _border("left", _PANEL_BAR, colours.accent, space=9),
        _border("bottom", 1, colours.ground, space=5),
        _border("right", 1, colours.ground, space=9),
    )
    ground = w("shd", val="clear", color="auto", fill=colours.ground)
    # The ground reaches past the indents by the space of the borders: 9 points and the bar.
    indent = w("ind", left=9 * 20 + round(_PANEL_BAR * 20), right=10 * 20)
    text = [w("keepNext"), w("keepLines"), borders, ground, _spacing(after=space.paragraph), indent]
    heading = [_spacing(after=space.paragraph, line=1), w("outlineLvl", val=0)]
    look = [*_bold(), _colour(colours.accent), *_size(theme.sizes.heading_2)]
    return [
        _paragraph_style("PanelText", "Panel Text", text, [], custom=True),
        _paragraph_style("PanelHeading", "Panel Heading", heading, look, based_on="PanelText", custom=True),
    ]


def _list_styles(theme: Theme) -> _Elements:
    styles = []
    indent = list_indent(theme)
    for level in range(DEPTH):
        suffix = f" {level + 1}" if level else ""
        for kind, number in (("Bullet", BULLETS), ("Number", NUMBERS)):
            numbering = w("numPr", *([w("ilvl", val=level)] if level else []), w("numId", val=number))
            styles.append(_paragraph_style(list_style(kind, level), f"List {kind}{suffix}", [numbering], []))
        continued = [w("ind", left=indent * (level + 1))]
        styles.append(_paragraph_style(list_style("Continue", level), f"List Continue{suffix}", continued, []))
    return styles


def _character_styles(theme: Theme, combinations: Iterable[tuple[str, ...]]) -> _Elements:
    colours = theme.colours
    looks: dict[str, Callable[[], _Elements]] = {
        "Strong": _bold,
        "StrongInBold": lambda: [],
        "Emphasis": lambda: [w("i"), w("iCs")],
        "Secondary": lambda: [_colour(colours.secondary), *_size(theme.sizes.small)],
        "Hyperlink": lambda: [_colour(colours.accent), w("u", val="single")],
        "Marking": lambda: [*_bold(), _colour(colours.marking)],
    }
    built_in = {"Strong", "Emphasis", "Hyperlink"}
    raised = [_colour(colours.accent), w("vertAlign", val="superscript")]
    default = _style(
        "character", "DefaultParagraphFont", "Default Paragraph Font", default=True, priority=1, shown=False
    )
    styles = [default, _character_style("FootnoteReference", "footnote reference", raised)]
    for kind, look in looks.items():
        styles.append(_character_style(kind, _spaced(kind), look(), custom=kind not in built_in))
    for kinds in sorted(combinations):
        if len(kinds) > 1:
            run = _ordered([element for kind in kinds for element in looks[kind]()])
            name = " ".join(_spaced(kind) for kind in kinds)
            styles.append(_character_style("".join(kinds), name, run, based_on=kinds[0], custom=True))
    return styles


def _table_styles(theme: Theme) -> _Elements:
    row, colour = theme.space.row, theme.colours.rule
    # The last paragraph of a cell brings its own space after.
    margins = {"top": twips(row), "left": 0, "bottom": twips(max(row - theme.space.paragraph, 0)), "right": 0}
    hairlines = [_border(side, _HAIRLINE, colour) for side in ("bottom", "insideH")]
    plain = _style("table", "TableNormal", "Normal Table", default=True, priority=99, shown=False)
    plain.append(w("tblPr", w("tblInd", w=0, type="dxa"), _cell_margins(dict.fromkeys(margins, 0))))
    labelled = _style("table", TABLE_STYLE, "Label Table", based_on="TableNormal", custom=True)
    labelled.append(w("tblPr", w("tblBorders", *hairlines), _cell_margins({**margins, "right": twips(_COLUMN_GAP)})))
    return [plain, labelled]


# Building blocks -----------------------------------------------------------------------------------------------


def _paragraph_style(
    style_id: str,
    name: str,
    paragraph: _Elements,
    run: _Elements,
    *,
    based_on: str = "Normal",
    next_style: str | None = None,
    custom: bool = False,
) -> etree._Element:
    return _style("paragraph", style_id, name, paragraph, run, based_on=based_on, next_style=next_style, custom=custom)


def _character_style(
    style_id: str, name: str, run: _Elements, *, based_on: str = "DefaultParagraphFont", custom: bool = False
) -> etree._Element:
    return _style("character", style_id, name, [], run, based_on=based_on, custom=custom)


def _style(
    kind: str,
    style_id: str,
    name: str,
    paragraph: Iterable[etree._Element] = (),
    run: Iterable[etree._Element] = (),
    *,
    based_on: str | None = None,
    next_style: str | None = None,
    default: bool = False,
    custom: bool = False,
    priority: int = 9,
    shown: bool = True,
) -> etree._Element:
    """Build a style; a style that isn't shown is one that Word needs and nobody picks."""
    style = w("style", type=kind, default=1 if default else None, customStyle=1 if custom else None, styleId=style_id)
    style.append(w("name", val=name))
    if based_on:
        style.append(w("basedOn", val=based_on))
    if next_style:
        style.append(w("next", val=next_style))
    style.append(w("uiPriority", val=priority))
    style.extend([w("qFormat")] if shown else [w("semiHidden"), w("unhideWhenUsed")])
    for tag, properties in (("pPr", list(paragraph)), ("rPr", list(run))):
        if properties:
            style.append(w(tag, *properties))
    return style


def _keep() -> _Elements:
    return [w("keepNext"), w("keepLines")]


def _fonts(theme: Theme) -> etree._Element:
    # All four alike: LibreOffice ignores hAnsi for Georgian.
    family = theme.faces.family
    return w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)


def _lang(lang: str) -> etree._Element:
    return w("lang", val=lang, eastAsia=lang, bidi=lang)


def _bold() -> _Elements:
    return [w("b"), w("bCs")]


def _size(points: float) -> _Elements:
    return [w("sz", val=half_points(points)), w("szCs", val=half_points(points))]


def _colour(value: str) -> etree._Element:
    return w("color", val=value)


def _spacing(*, before: float = 0, after: float = 0, line: float | None = None) -> etree._Element:
    """Space in mm; `line` is a multiple of the font's own line height, None inherits it."""
    lines: dict[str, int | str] = {} if line is None else {"line": round(240 * line), "lineRule": "auto"}
    return w("spacing", before=twips(before), after=twips(after), **lines)


def _border(side: str, points: float, colour: str, space: int = 0) -> etree._Element:
    return w(side, val="single", sz=eighths(points), space=space, color=colour)


def _cell_margins(margins: dict[str, int]) -> etree._Element:
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins.items()))


def _ordered(run: _Elements) -> _Elements:
    """Return run properties once each, the later winning, in the order that the schema wants (17.3.2.28)."""
    by_tag = {etree.QName(element).localname: element for element in run}
    return [by_tag[tag] for tag in ("b", "bCs", "i", "iCs", "color", "sz", "szCs", "u") if tag in by_tag]


def _spaced(kind: str) -> str:
    return {"StrongInBold": "Strong in Bold"}.get(kind, kind)
