"""The Word styles that a theme's tokens make: the part styles.xml (ECMA-376 17.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from briefgen.document.tree import LIST_LEVELS
from briefgen.formats.word import style_parts as make
from briefgen.formats.word.fonts import line_height
from briefgen.formats.word.framed import framed_styles
from briefgen.formats.word.measures import (
    BEHIND_MARK,
    COLUMN_GAP,
    HAIRLINE,
    IN_CELLS,
    PANEL_BAR,
    PANEL_LEFT,
    contents_tab,
    is_card,
    list_indent,
    text_edge,
    text_width,
)
from briefgen.formats.word.numbering import (
    BULLETS,
    NUMBERS,
    PARAGRAPHS,
    RUNNING_BULLETS,
    RUNNING_NUMBERS,
    list_style,
    running_list_style,
)
from briefgen.formats.word.theme import theme_colour
from briefgen.formats.word.xml import half_points, twips, w
from briefgen.look.theme import Theme

# Paragraph styles that are bold throughout; see `docx_inline` for why a run has to know.
BOLD = frozenset(
    {
        "Title",
        "Kicker",
        "Heading1",
        "Heading2",
        "Heading3",
        "SectionOnNewPage",
        "Divider",
        "Lead",
        "RunningLead",
        "PanelHeading",
        "Warning",
        "RunningWarning",
        "Condition",
        "RunningCondition",
        "BoxHead",
        "TableLabel",
        "TableLabelAbove",
        "WorksheetLabel",
        "TOCHeading",
    }
)
TABLE_STYLE = "LabelTable"
LIST_OF_CARDS = "ListOfCards"

# In mm, as in page.css: above a table that follows text, a panel, a list on a card, and a notice that begins a section;
# between the rows of a panel in large print.
OVER_TABLE = 4.0
OVER_PANEL = 6.0
OVER_LIST = 3.0  # on a card
OVER_NOTICE = 4.0
_OVER_DIVIDER, _UNDER_DIVIDER = 60.0, 3.0  # the title of an annex
_UNDER_BOX_HEAD = 1.3  # in two languages; in one the head of a panel has its own space
_IN_PANEL_IN_LARGE_PRINT = 2.0
_ROW_IN_LARGE_PRINT = 1.5  # times the space of a row, as in the page.css of large
_IN_CONTENTS = 1.5  # the leading of a contents list, as in page.css
_CONTENTS_LEVEL = 5.0  # mm: the indent of its second level
_OVER_RULE = 0.9  # what the rule of a section, and the line that ends a table, take more in Word
_IN_LIST_ON_CARD = 1.15  # the leading of a list on a card, as in page.css
_SECTION = 0.75  # points: the rule that begins a section is darker than those of a table
_TITLE_SHORTER = 0.08  # of the width, as in page.css: two lines of a title are more alike
_KERNED = 2  # half-points: pairs are kerned from this size on, as in the PDF


def build_styles(theme: Theme, lang: str, combinations: Iterable[tuple[str, ...]]) -> etree._Element:
    """Build the root of styles.xml; `combinations` are the character styles in use together in one run."""
    return deepcopy(_built(theme, lang, tuple(combinations)))


@lru_cache(maxsize=16)  # most files of a theme have the same
def _built(theme: Theme, lang: str, combinations: tuple[tuple[str, ...], ...]) -> etree._Element:
    return w(
        "styles",
        w(
            "docDefaults",
            w(
                "rPrDefault",
                w("rPr", make.fonts(theme), w("kern", val=_KERNED), *make.size(theme.sizes.text), make.lang(lang)),
            ),
            w("pPrDefault", w("pPr", w("widowControl"))),
        ),
        # Word lists in its panes only what this file defines.
        w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0),
        *_paragraph_styles(theme),
        *_list_styles(theme),
        *_character_styles(theme, combinations),
        *_table_styles(theme),
        make.style("numbering", "NoList", "No List", default=True, priority=99, shown=False),
    )


# Styles by kind ------------------------------------------------------------------------------------------------


def _paragraph_styles(theme: Theme) -> make.Elements:
    sizes, colours, space = theme.sizes, theme.colours, theme.space
    small_gap = space.paragraph / 2

    def heading(level: int, size: float) -> etree._Element:
        share = (1, 0.5, 0.4)[level - 1]  # of the space around a section heading
        lines = (1.25, 1.3, 1.3)[level - 1] / line_height(theme)  # as in page.css
        before = max(space.before_heading * share - (_OVER_RULE if level == 1 else 0), 0)
        spacing = make.spacing(before=before, after=space.after_heading * share, line=lines)
        run = [make.fonts(theme, "major"), *make.bold(), make.colour(colours, "heading"), *make.size(size)]
        opens = [w("pBdr", make.border("top", _SECTION, colours, "heading", space=7))] if level == 1 else []
        paragraph = [*make.keep_together(), *opens, spacing, w("outlineLvl", val=level - 1)]
        return make.paragraph_style(f"Heading{level}", f"heading {level}", paragraph, run, next_style="RunningText")

    # Word's sizes are whole half-points: where that rounds the text size, the lines keep their distance all the same.
    rounding = 2 * sizes.text / half_points(sizes.text)
    line = sizes.leading * rounding / line_height(theme)
    leading = make.spacing(after=space.paragraph, line=line)
    rule = w("pBdr", make.border("bottom", 1, colours, "heading", space=11))

    def running(style_id: str, name: str) -> etree._Element:
        tab = w("tabs", w("tab", val="right", pos=text_width(theme)))
        return make.paragraph_style(
            style_id, name, [tab, make.spacing()], [make.colour(colours, "secondary"), *make.size(sizes.running)]
        )

    return [
        # The size stands here too: LibreOffice lays the document's default over character styles in tables.
        make.style(
            "paragraph",
            "Normal",
            "Normal",
            [leading],
            [make.fonts(theme), make.colour(colours, "ink"), *make.size(sizes.text)],
            default=True,
        ),
        make.paragraph_style(
            "Kicker",
            "Kicker",
            [*make.keep_together(), make.spacing(after=space.paragraph, line=1)],
            [*make.bold(), make.colour(colours, "accent"), *make.size(sizes.label)],
            next_style="Title",
            custom=True,
        ),
        make.paragraph_style(
            "Title",
            "Title",
            [
                *make.keep_together(),
                make.spacing(after=space.after_heading, line=1),
                w("ind", right=0 if is_card(theme) else round(text_width(theme) * _TITLE_SHORTER)),
            ],
            [make.fonts(theme, "major"), *make.bold(), make.colour(colours, "heading"), *make.size(sizes.title)],
            next_style="Subtitle",
        ),
        make.paragraph_style(
            "Subtitle",
            "Subtitle",
            [w("keepLines"), rule, make.spacing(after=space.after_heading)],
            [make.colour(colours, "secondary"), *make.size(sizes.edition_line)],
            next_style="RunningText",
        ),
        heading(1, sizes.heading_1),
        heading(2, sizes.heading_2),
        heading(3, sizes.heading_3),
        make.paragraph_style(
            "SectionOnNewPage",
            "Section on New Page",
            [w("pageBreakBefore"), make.spacing(after=space.after_heading)],
            [],
            based_on="Heading1",
            next_style="RunningText",
            custom=True,
        ),
        make.paragraph_style(
            "Divider",
            "Divider",
            [
                w("pageBreakBefore"),
                make.spacing(before=_OVER_DIVIDER, after=_UNDER_DIVIDER, line=1.2 / line_height(theme)),
                w("ind", left=text_edge(theme)),
            ],
            make.size(sizes.title),
            based_on="Heading1",
            next_style="RunningText",
            custom=True,
        ),
        # What one reads stands in the second column of the page, as in the tables.
        *(
            make.paragraph_style(
                f"Running{kind}", f"Running {kind}", [w("ind", left=text_edge(theme))], [], based_on=base, custom=True
            )
            for kind, base in (("Text", "Normal"), ("Lead", "Lead"), ("Notice", "Notice"))
        ),
        make.paragraph_style(
            "Lead", "Lead", [w("keepNext")], [*make.bold(), make.colour(colours, "heading")], custom=True
        ),
        make.paragraph_style(
            "Notice",
            "Notice",
            [make.spacing(before=space.before_heading, after=space.paragraph), w("contextualSpacing")],  # one block
            [make.colour(colours, "secondary"), *make.size(sizes.small)],
            custom=True,
        ),
        make.paragraph_style(
            "NumberedText", "Numbered Text", [w("numPr", w("numId", val=PARAGRAPHS))], [], custom=True
        ),
        *framed_styles(theme),
        *_panel_styles(theme),
        *_contents_styles(theme, _IN_CONTENTS * rounding / line_height(theme)),
        # Said again, for a letterhead whose Normal is set wider.
        make.paragraph_style("TableText", "Table Text", [make.spacing(after=IN_CELLS, line=line)], [], custom=True),
        make.paragraph_style(
            "KeyFigure",
            "Key Figure",
            [make.spacing(line=1)],
            [make.colour(colours, "heading"), *make.size(sizes.heading_1 * 1.4)],
            based_on="TableText",
            custom=True,
        ),
        # Smaller than the text beside it, on the same lines.
        make.paragraph_style(
            "TableLabel",
            "Table Label",
            [
                make.spacing(
                    before=(sizes.text - sizes.label) * 0.8 * 25.4 / 72,
                    after=IN_CELLS,
                    line=line * half_points(sizes.text) / half_points(sizes.label),
                )
            ],
            [*make.bold(), make.colour(colours, "heading"), *make.size(sizes.label)],
            based_on="TableText",
            custom=True,
        ),
        # The same in a brief's other language, below it.
        make.paragraph_style(
            "TableLabelFacing",
            "Table Label Facing",
            [make.spacing(after=IN_CELLS)],
            [w("b", val=0), w("bCs", val=0)],
            based_on="TableLabel",
            custom=True,
        ),
        make.paragraph_style(
            "TableLabelAbove",
            "Table Label Above",
            [make.spacing()],  # held to what follows, it would hold its row to the next one
            [],
            based_on="TableLabel",
            custom=True,
        ),
        make.paragraph_style(
            "TableHead",
            "Table Head",
            [w("keepNext"), make.spacing(after=small_gap, line=1)],
            [make.colour(colours, "secondary"), *make.size(sizes.small)],
            based_on="TableText",
            custom=True,
        ),
        # The heading of a panel that is a table, in two languages.
        make.paragraph_style(
            "BoxHead",
            "Box Head",
            [make.spacing()],
            [*make.bold(), make.colour(colours, "accent"), *make.size(sizes.heading_2)],
            based_on="TableHead",
            custom=True,
        ),
        make.paragraph_style(
            "BoxHeadFacing",
            "Box Head Facing",
            [make.spacing(after=_UNDER_BOX_HEAD)],
            [w("b", val=0), w("bCs", val=0)],
            based_on="BoxHead",
            custom=True,
        ),
        # What nobody need see: Word's readers of tables ask for heads all the same.
        make.paragraph_style(
            "TableHeadUnseen",
            "Table Head Unseen",
            [make.spacing(line=1)],
            [w("vanish"), *make.size(1)],
            based_on="TableHead",
            custom=True,
        ),
        make.paragraph_style(
            "WorksheetText", "Worksheet Text", [], [*make.size(sizes.small)], based_on="TableText", custom=True
        ),
        # The head of a group of rows stays with the first of them.
        make.paragraph_style(
            "WorksheetLabel", "Worksheet Label", [w("keepNext")], [], based_on="TableLabel", custom=True
        ),
        make.paragraph_style(
            "Picture", "Picture", [*make.keep_together(), make.spacing(line=1)], [], next_style="Caption", custom=True
        ),
        make.paragraph_style(
            "Caption",
            "caption",
            [w("keepLines"), make.spacing(before=space.after_heading / 2, after=space.after_heading, line=1)],
            [make.colour(colours, "secondary"), *make.size(sizes.small)],
            next_style="RunningText",
        ),
        # Word joins tables that touch, and wants a paragraph after the last one: this one takes a point.
        make.paragraph_style(
            "TableEnd", "Table End", [w("spacing", after=0, line=20, lineRule="exact")], make.size(1), custom=True
        ),
        running("Header", "header"),
        running("Footer", "footer"),
        make.paragraph_style(
            "FootnoteText",
            "footnote text",
            [make.spacing(after=small_gap), w("ind", left=text_edge(theme))],
            make.size(sizes.footnote),
        ),
    ]


def _panel_styles(theme: Theme) -> make.Elements:
    """Paragraphs on a light ground with a bar at the left. Word joins them, since their borders are alike."""
    colours, space = theme.colours, theme.space
    borders = w(
        "pBdr",
        make.border("top", 1, colours, "ground", space=8),
        make.border("left", PANEL_BAR, colours, "accent", space=9),
        make.border("bottom", 1, colours, "ground", space=6),
        make.border("right", 1, colours, "ground", space=9),
    )
    ground = w("shd", val="clear", color="auto", fill=colours.ground, themeFill=theme_colour("ground"))
    # The ground reaches past the indents by the space of the borders: 9 points and the bar.
    left, edge = PANEL_LEFT, text_edge(theme)
    indent = w("ind", left=left, right=10 * 20)
    between = _IN_PANEL_IN_LARGE_PRINT if theme.sizes.large_print else IN_CELLS
    text = [w("keepLines"), borders, ground, make.spacing(after=between), indent]
    # In large print labels stand above what they are of.
    row = [] if theme.sizes.large_print else [w("ind", left=edge, hanging=edge - left)]
    # No outline level: programs that take the contents list from levels would list the panel.
    heading = [w("keepNext"), make.spacing(before=OVER_PANEL, after=space.paragraph, line=1)]
    look = [*make.bold(), make.colour(colours, "accent"), *make.size(theme.sizes.heading_2)]
    return [
        make.paragraph_style("PanelText", "Panel Text", text, [], custom=True),
        make.paragraph_style("PanelRow", "Panel Row", row, [], based_on="PanelText", custom=True),
        make.paragraph_style("PanelHeading", "Panel Heading", heading, look, based_on="PanelText", custom=True),
    ]


def _contents_styles(theme: Theme, line: float) -> make.Elements:
    sizes, space = theme.sizes, theme.space
    spacing = make.spacing(before=space.before_heading * 0.75, after=space.after_heading, line=1)
    look = [
        make.fonts(theme, "major"),
        *make.bold(),
        make.colour(theme.colours, "heading"),
        *make.size(sizes.heading_2),
    ]
    styles = [
        make.paragraph_style(
            "TOCHeading", "TOC Heading", [*make.keep_together(), spacing], look, next_style="RunningText"
        )
    ]
    for level in (1, 2):
        indent = [w("ind", left=twips(_CONTENTS_LEVEL) * (level - 1))]
        paragraph = [w("keepLines"), contents_tab(theme), make.spacing(line=line), *indent]
        styles.append(make.paragraph_style(f"TOC{level}", f"toc {level}", paragraph, []))
    return styles


def _list_styles(theme: Theme) -> make.Elements:
    """Return those that Word knows, for cells, and those of running text, whose words begin where it begins."""
    styles = []
    indent = list_indent(theme)
    edge = text_edge(theme) or indent  # marks stay within the margin
    kinds = (("Bullet", BULLETS, RUNNING_BULLETS), ("Number", NUMBERS, RUNNING_NUMBERS))

    def listed(number: int, level: int) -> etree._Element:
        return w("numPr", *([w("ilvl", val=level)] if level else []), w("numId", val=number))

    def running(kind: str, level: int, *numbering: etree._Element) -> etree._Element:
        name, base = running_list_style(kind, level), list_style(kind, level)
        title = f"Running {kind}{f' {level + 1}' if level else ''}"
        # The place is said here, too, for a letterhead whose lists are its own.
        place = w("ind", left=edge + indent * level, **({"hanging": twips(BEHIND_MARK)} if numbering else {}))
        return make.paragraph_style(name, title, [*numbering, place], [], based_on=base, custom=True)

    for level in range(LIST_LEVELS):
        suffix = f" {level + 1}" if level else ""
        for kind, in_cells, in_text in kinds:
            name = list_style(kind, level)
            styles.append(make.paragraph_style(name, f"List {kind}{suffix}", [listed(in_cells, level)], []))
            styles.append(running(kind, level, listed(in_text, level)))
        continued = [w("ind", left=indent * (level + 1))]
        styles.append(make.paragraph_style(list_style("Continue", level), f"List Continue{suffix}", continued, []))
        styles.append(running("Continue", level))
    if is_card(theme):  # its list of the cards is close, and not in the size of what is said
        close = make.spacing(line=_IN_LIST_ON_CARD / line_height(theme))
        size, base = make.size(theme.sizes.heading_2), running_list_style("Number", 0)
        styles.append(make.paragraph_style(LIST_OF_CARDS, "List of Cards", [close], size, based_on=base, custom=True))
    return styles


def _character_styles(theme: Theme, combinations: Iterable[tuple[str, ...]]) -> make.Elements:
    colours = theme.colours
    looks: dict[str, Callable[[], make.Elements]] = {
        "Strong": make.bold,
        "StrongInBold": lambda: [],
        "Emphasis": lambda: [w("i"), w("iCs")],
        "Secondary": lambda: [make.colour(colours, "secondary"), *make.size(theme.sizes.small)],
        "Hyperlink": lambda: [make.colour(colours, "accent"), w("u", val="single")],
        "Marking": lambda: [*make.bold(), make.colour(colours, "marking")],
    }
    built_in = {"Strong", "Emphasis", "Hyperlink"}
    raised = [make.colour(colours, "accent"), w("vertAlign", val="superscript")]
    default = make.style(
        "character", "DefaultParagraphFont", "Default Paragraph Font", default=True, priority=1, shown=False
    )
    styles = [default, make.character_style("FootnoteReference", "footnote reference", raised)]
    for kind, look in looks.items():
        styles.append(make.character_style(kind, _spaced(kind), look(), custom=kind not in built_in))
    for kinds in sorted(combinations):
        if len(kinds) > 1:
            run = make.ordered([element for kind in kinds for element in looks[kind]()])
            name = " ".join(_spaced(kind) for kind in kinds)
            styles.append(make.character_style("".join(kinds), name, run, based_on=kinds[0], custom=True))
    return styles


def _table_styles(theme: Theme) -> make.Elements:
    row = theme.space.row * (_ROW_IN_LARGE_PRINT if theme.sizes.large_print else 1)
    # The last paragraph of a cell brings its own space after.
    margins = {"top": twips(row), "left": 0, "bottom": twips(max(row - IN_CELLS, 0)), "right": 0}
    hairlines = [make.border(side, HAIRLINE, theme.colours, "rule") for side in ("bottom", "insideH")]
    plain = make.style("table", "TableNormal", "Normal Table", default=True, priority=99, shown=False)
    plain.append(w("tblPr", w("tblInd", w=0, type="dxa"), make.cell_margins(dict.fromkeys(margins, 0))))
    labelled = make.style("table", TABLE_STYLE, "Label Table", based_on="TableNormal", custom=True)
    labelled.append(w("tblPr", w("tblBorders", *hairlines), make.cell_margins({**margins, "right": twips(COLUMN_GAP)})))
    return [plain, labelled]


def _spaced(kind: str) -> str:
    return {"StrongInBold": "Strong in Bold"}.get(kind, kind)
