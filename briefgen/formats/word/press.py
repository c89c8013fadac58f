"""The Word writer: a document tree and a theme make a .docx file with every look in styles.

Provenance: each text with a source stands in a hidden bookmark ``_bg1``, ``_bg2`` …, in the body, the running lines
and the footnotes alike (a bookmark may stand in any story, ECMA-376 17.13.6), and a custom XML part says which
bookmark holds which content field. A source may have several bookmarks, one for each stretch of text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from copy import copy, deepcopy
from typing import TypeVar

from docx.opc.package import OpcPackage
from lxml import etree

from briefgen.document.accepting import accept, is_marked, line_side
from briefgen.document.errors import UnsupportedNodeError
from briefgen.document.shapes import (
    column_shares,
    held_rows,
    is_boxed,
    is_facing,
    is_labelled,
    is_long,
    is_paired,
    is_worksheet,
    label_of,
)
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Drawn,
    Facing,
    Figure,
    Footnote,
    Heading,
    Inline,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Picture,
    Revision,
    Row,
    Table,
    contents_of,
    is_section,
    listed_sections,
    plain,
    walk,
)
from briefgen.formats.run import Pressed, Run, made_anew
from briefgen.formats.word.cells import KEY_FIGURES, Side, cell_look
from briefgen.formats.word.changes import Reviewer, number_changes, one_sided
from briefgen.formats.word.comments import add_comment
from briefgen.formats.word.contents import contents_list
from briefgen.formats.word.fonts import add_fonts
from briefgen.formats.word.inline import Shared, Story
from briefgen.formats.word.letterhead.bare import strip_styles
from briefgen.formats.word.letterhead.faces import set_face
from briefgen.formats.word.letterhead.opened import Letterhead, own_lines
from briefgen.formats.word.measures import (
    column_widths,
    facing_edge,
    fits_facing,
    is_card,
    panel_label_fits,
    stays_whole,
    text_edge,
    text_width,
    wider,
)
from briefgen.formats.word.notes import Footnotes
from briefgen.formats.word.numbering import NUMBERS, RUNNING_NUMBERS, Numbering, list_style, running_list_style
from briefgen.formats.word.package import add_part, add_properties, add_sources, pack, roots_of
from briefgen.formats.word.page import add_running_lines, page_geometry
from briefgen.formats.word.picture import logo_run, number_drawings, picture_run
from briefgen.formats.word.settings import build_settings
from briefgen.formats.word.styles import (
    BOLD,
    LIST_OF_CARDS,
    OVER_LIST,
    OVER_NOTICE,
    OVER_PANEL,
    OVER_TABLE,
    TABLE_STYLE,
    build_styles,
)
from briefgen.formats.word.theme import build_theme
from briefgen.formats.word.xml import NS, W, twips, w
from briefgen.look.logo import Logo
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface

__all__ = ["UnsupportedNodeError", "write_docx"]

RUNNING = "RunningText"
_SECTIONS = ("Heading1", "SectionOnNewPage")
_BEHIND_HEADING = 4.0  # mm, as in page.css
_BESIDE_TEXT = ("Heading2", "Heading3")  # headings in the column of labels
# Running text takes the style of its place.
_ROLES = {role: role.capitalize() for role in ("lead", "notice", "warning", "condition", "unsaid")}
_NEAR_NOTICE = ("Heading1", "SectionOnNewPage", "Condition", "RunningCondition")  # what it stands right below
_PARTED = (RUNNING, "NumberedText", *(running_list_style(kind, 0) for kind in ("Bullet", "Number")))  # by pages
_TABLE_END = "TableEnd"
_OVER_NOTICE = (*_PARTED, _TABLE_END, "RunningNotice")  # styles of what a notice stands below, on the same page
_HAS_FACING = ("TableLabel", "BoxHead")  # styles that say the same in another language less loudly
_HEADS, _HEADS_FACING = 20, 80  # twips: as high as heads that nobody sees are in the PDF, in two languages two lines
_CELL_STYLES = {None: "TableText", "row": "TableLabel", "column": "TableHead"}
_WORKSHEET_STYLES = {None: "WorksheetText", "row": "WorksheetLabel", "column": "TableHead"}
_SIDES = ("top", "left", "bottom", "right", "between", "bar")  # as the schema has them
# The properties of a paragraph that are written here, in the order of the schema (ECMA-376 17.3.1.26).
_IN_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing",
    "ind", "jc", "outlineLvl", "rPr", "pPrChange",
)  # fmt: skip
_Changing = TypeVar("_Changing", Block, ListItem, Row)


def press(document: Drawn, run: Run, sections: Sequence[int] = (), beginning: Sequence[int] = ()) -> Pressed:
    """Return the Word file, on the run's letterhead if there is one; its pages are Word's to count."""
    return Pressed(write_docx(document, run.theme, run.letterhead, sections, run.reviewer, run.kept, beginning))


def write_docx(
    document: Document,
    theme: Theme,
    letterhead: Letterhead | None = None,
    sections: Sequence[int] = (),
    reviewer: Reviewer | None = None,
    kept: Callable[..., bytes] = made_anew,
    beginning: Sequence[int] = (),
) -> bytes:
    """Return the document as a Word file, the same bytes on every run; a letterhead gives it the agency's looks.

    `sections` says for the contents list on which page each section stands; Word knows it once it lays the pages out.
    Those that are `beginning` a page, each by its number from 1, do so here, too.
    The changes of a redline are tracked in the name of the reviewer, or of the document's author on its date.

    The document is of the grammar (`document.grammar`); raises `UnsupportedNodeError` for a node that Word can't show.
    """
    merged = None
    if letterhead:
        theme = letterhead.measured(theme)
        merged = letterhead.merge(build_styles(theme, document.lang, ()))
    package = OpcPackage()
    body = w("body")
    part = add_part(package, "document", w("document", body))
    meta = document.metadata
    by = reviewer.speaking(document.lang) if reviewer else Reviewer(meta.author, meta.date)
    shared = Shared(by, theme if theme.further else None)
    shared.leftwards = document.direction == "rtl"
    footnotes = Footnotes(part, shared)
    writer = _Body(
        Story(part, shared, footnotes.add), theme, merged.bold() if merged else BOLD, kept, letterhead is not None
    )
    writer.lang = document.lang
    writer.title_block(body, meta)
    if theme.logo and not letterhead:
        writer.logo(body, theme.logo)
    writer.body(body, document, sections, beginning)
    shared.reviewer.settle(body)
    own = document.comparison
    if own and (title := body.find(f"{{{W}}}p")) is not None:
        add_comment(part, title, own, shared)
    references = add_running_lines(part, meta, shared, letterhead, document.before, theme=theme)
    geometry = letterhead.geometry() if letterhead else page_geometry(theme, roots_of(part))
    body.append(w("sectPr", *references, *geometry))

    styles = build_styles(theme, document.lang, shared.character_styles)
    numbering = writer.numbering.element(theme)
    word_theme: etree._Element | None = build_theme(theme)
    families = dict.fromkeys(("major", "minor"), theme.faces.family)
    if letterhead and merged:
        merged.add(styles, numbering, document.lang)
        ours = list(own_lines(part))
        merged.adapt(ours)
        merged.set_cells_apart(ours)
        lacking = letterhead.without_georgian(merged, theme)
        set_face(ours, theme.faces.family, lacking, whole=document.lang.startswith("ka"))
        strip_styles(merged.styles, merged.numbering, roots_of(part), merged.ours())
        styles, numbering, word_theme, families = merged.styles, merged.numbering, letterhead.theme, letterhead.fonts
    if shared.leftwards:
        run_leftwards(styles, body)
    add_part(part, "styles", styles)
    if word_theme is not None:
        add_part(part, "theme/theme1", word_theme)
    add_part(part, "numbering", numbering)
    fonts_embedded = add_fonts(part, theme, styles, families)
    even_and_odd = letterhead is not None and letterhead.even_and_odd
    tracked = is_marked(document)  # whoever goes on in a redline does so in sight
    add_part(part, "settings", build_settings(
        document.lang, fonts_embedded=fonts_embedded, even_and_odd=even_and_odd, tracked=tracked
    ))  # fmt: skip
    if shared.sources:
        add_sources(part, shared.sources)
    roots = roots_of(part)
    number_drawings(roots)
    number_changes(roots, first=shared.bookmarks + 1)
    add_properties(package, accept(document), own.title if own else "")
    return pack(package)


def run_leftwards(styles: etree._Element, body: etree._Element) -> None:
    """Let paragraphs begin at the right, and the first column of tables stand there (ECMA-376 17.3.1.6, 17.4.1)."""
    default = styles.find("w:docDefaults/w:pPrDefault/w:pPr", NS)
    if default is not None:
        default.append(w("bidi"))
    for border in styles.iterfind(".//w:pBdr", NS):
        sides = [border.find(f"w:{side}", NS) for side in ("left", "right")]
        for side, name in zip(sides, ("right", "left"), strict=True):
            if side is not None:
                side.tag = f"{{{W}}}{name}"
        border[:] = sorted(border, key=lambda side: _SIDES.index(etree.QName(side).localname))
    for style in body.iterfind(".//w:tbl/w:tblPr/w:tblStyle", NS):
        style.addnext(w("bidiVisual"))
    for frame in body.iterfind(".//w:framePr", NS):
        frame.set(f"{{{W}}}xAlign", "right")
    for section in body.iterfind(".//w:sectPr", NS):
        section.append(w("bidi"))


class _Body:
    """Writes blocks into the body, or into a table cell."""

    def __init__(
        self,
        story: Story,
        theme: Theme,
        bold: frozenset[str],
        kept: Callable[..., bytes] = made_anew,
        on_letterhead: bool = False,
    ) -> None:
        self.numbering = Numbering()
        self._bold = bold
        self._kept = kept
        self._on_letterhead = on_letterhead
        self._story = story
        self._reviewer = story.shared.reviewer
        self._theme = theme
        self._pictures = 0
        self._first: dict[Revision, Block | None] = {}  # below the title, on each side of a redline
        self._marked = False  # whether it is a redline
        self._table_above: etree._Element | None = None  # whose last rule goes, if a section's follows
        self._last_table: Table | None = None
        self._change: Revision | None = None  # of what is being written
        self.lang = ""  # the document's
        self._in: str | None = None  # the language of what is being written, if it is another one

    def title_block(self, body: etree._Element, metadata: Metadata) -> None:
        """Append the title block, without the parts that have no words."""
        parts = {"Kicker": metadata.kicker, "Title": metadata.title, "Subtitle": metadata.edition_line}
        for style, nodes in parts.items():
            if plain(nodes, footnotes=True):
                self._change = one_sided(nodes)
                self._paragraph(body, nodes, style)
                if style == "Title" and not self._on_letterhead and self._in_one_line(nodes):
                    _put(body[-1][0], w("ind", right=0))
        self._change = None

    def _in_one_line(self, title: tuple[Inline, ...]) -> bool:
        """Tell whether a title has room in one line: then it needs no other one to be alike."""
        width = typeface(self._theme, bold=True).width(plain(title), self._theme.sizes.title)
        return width < text_width(self._theme) / 20

    def _each(self, nodes: tuple[_Changing, ...]) -> Iterator[_Changing]:
        """Yield nodes; what is written of each meanwhile has its change, or that of what it stands in."""
        outer = self._change
        for node in nodes:
            self._change = outer or getattr(node, "change", None)
            yield node
        self._change = outer

    def logo(self, body: etree._Element, logo: Logo) -> None:
        """Put the theme's logo beside the title block."""
        self._pictures += 1
        body[0].insert(1, logo_run(self._story.part, logo, self._pictures))  # after the properties

    def body(
        self, body: etree._Element, document: Document, pages: Sequence[int], beginning: Sequence[int] = ()
    ) -> None:
        """Append the blocks of a document; the headings that its contents list names get bookmarks."""
        contents = contents_of(document)
        self._marked = is_marked(document)
        sides: tuple[Revision, Revision] = ("deleted", "inserted")
        for side in sides:
            there = (block for block in document.blocks if getattr(block, "change", None) in (None, side))
            if plain(line_side(document.metadata.edition_line, side)) and not self._on_letterhead:
                self._first[side] = next(there, None)
        for block in document.blocks:
            if isinstance(block, Contents):
                listed = listed_sections(document, block)
                leads = {number: page for number, page in enumerate(pages, start=1) if number in listed}
                bold = "TOCHeading" in self._bold
                body.extend(contents_list(self._story, block, leads, self._theme, bold=bold))
            elif contents and is_section(block):
                start, end = self._story.shared.section()
                self.blocks(body, (block,))
                heading = body[-1]
                heading.insert(1, start)  # after the paragraph's properties
                heading.append(end)
                if self._story.shared.sections in beginning and not block.new_page:
                    _begin_page(heading)
            else:
                self.blocks(body, (block,))

    def _section(self, container: etree._Element, block: Heading) -> None:
        """Append a section's heading, whose rule is enough for the table above.

        The first one has none, since the title block has one, on whichever side of a redline it is.
        """
        above = self._table_above
        if above is not None and above.getnext() is container[-1] and self._change != "deleted":
            _unrule(above[-1], "bottom")
        self._paragraph(container, block.children, "SectionOnNewPage" if block.new_page else "Heading1")
        there = [side for side, first in self._first.items() if first is block]
        if block.new_page or not there:
            return
        heading = container[-1]
        old = deepcopy(heading)
        _put(heading[0], w("pBdr", w("top", val="nil")))
        _set_apart(heading, before=self._theme.space.before_heading)
        if not self._change and len(there) == 1:
            self._reviewer.restyle(heading, *((old, heading) if there == ["inserted"] else (heading, old)))

    def blocks(self, container: etree._Element, blocks: tuple[Block, ...], style: str = RUNNING) -> None:
        """Append blocks; `style` is that of running text there."""
        for block in self._each(blocks):
            match block:
                case Heading():
                    self._heading(container, block)
                case Paragraph() if block.number is not None and style == RUNNING:
                    self._over_numbers(container)
                    self._paragraph(container, block.children, "NumberedText")
                case Paragraph(role="text"):
                    self._set_beside(container, style)
                    other = style in _HAS_FACING and _is_facing(block)
                    self._paragraph(container, block.children, f"{style}Facing" if other else style)
                case Paragraph() if block.role in _ROLES:
                    self._signpost(container, block, ("Running" if style == RUNNING else "") + _ROLES[block.role])
                case List():
                    self._set_beside(container, style)
                    self._list(container, block, running=style == RUNNING)
                case Panel():
                    self._panel(container, block)
                case Figure(picture=Picture() as picture):
                    self._figure(container, picture, block.caption)
                case Table():
                    self._table(container, block)
                case _:
                    raise UnsupportedNodeError(f"not a block that can stand here: {block!r}")

    def _paragraph(
        self, container: etree._Element, nodes: tuple[Inline, ...], style: str, numbering: etree._Element | None = None
    ) -> None:
        properties = [w("pStyle", val=style)]
        if style in _PARTED and self._stays_whole(nodes):
            properties.append(w("keepLines"))
        if numbering is not None:
            properties.append(numbering)
        facing = "br"
        if nodes and isinstance(nodes[-1], Facing) and (size := self._heading_size(style)):
            words = plain(nodes[:-1]), plain(nodes[-1].children)
            if fits_facing(self._theme, *words, size, on_letterhead=self._on_letterhead):
                properties.append(w("tabs", w("tab", val="left", pos=facing_edge(self._theme))))
                facing = "tab"
        paragraph = w("p", w("pPr", *properties))
        container.append(paragraph)
        self._reviewer.mark_paragraph(paragraph, self._change)
        bold = style in self._bold
        self._story.fill(paragraph, nodes, bold=bold, change=self._change, lang=self._in, facing=facing)

    def _heading(self, container: etree._Element, node: Heading) -> None:
        if node.level == 1 and not node.divider:
            self._section(container, node)
            return
        self._paragraph(container, node.children, "Divider" if node.divider else f"Heading{node.level}")
        if node.divider and any(isinstance(each, Facing) for each in node.children):  # over the words of both languages
            _put(container[-1][0], w("ind", left=column_widths(self._theme, (0.5, 0.5), facing=True)[0]))

    def _signpost(self, container: etree._Element, node: Paragraph, style: str) -> None:
        """Append what isn't the text itself; notices stand on no page alone, and apart from what the brief says."""
        over = _style_of_last(container)
        near = is_card(self._theme) and self._above(container) in _NEAR_NOTICE
        below = node.role == "notice" and over in _OVER_NOTICE
        if below:
            _hold((container[-1], *([container[-2][-1]] if over == _TABLE_END else ())))  # with the last row
        self._paragraph(container, node.children, style)
        if node.role == "notice" and not below:
            _set_apart(container[-1], before=0 if near else OVER_NOTICE)
        beside = over == _TABLE_END and self._last_table is not None and is_paired(self._last_table)
        if below and beside and not self._theme.sizes.large_print:  # where the text of that table is
            _put(container[-1][0], w("ind", left=column_widths(self._theme, (1,), paired=True)[0]))
        elif below and over == style and (place := container[-2].find("w:pPr/w:ind", NS)) is not None:
            _put(container[-1][0], copy(place))

    def _stays_whole(self, nodes: tuple[Inline, ...]) -> bool:
        # A paragraph with notes stays with them, as in page.css.
        noted = any(isinstance(below, Footnote) for node in nodes for below in walk(node))
        return noted or stays_whole(self._theme, plain(nodes), on_letterhead=self._on_letterhead)

    def _heading_size(self, style: str) -> float:
        sizes = self._theme.sizes
        by_style = {**dict.fromkeys(_SECTIONS, sizes.heading_1), "Heading2": sizes.heading_2}
        return {**by_style, "Heading3": sizes.heading_3}.get(style, 0)

    def _over_numbers(self, container: etree._Element) -> None:
        """Put the heading that was written last above the text that it heads: a number stands beside that."""
        if _style_of_last(container) in _BESIDE_TEXT:
            _put(container[-1][0], w("ind", left=text_edge(self._theme)))

    def _set_beside(self, container: etree._Element, style: str) -> None:
        """Set a heading of the second level that was written last beside the text that it heads, in one line.

        It stands in a frame (ECMA-376 17.3.1.11) in the column of labels; the space above it is that above the text.
        In a redline it stands above: text that comes or goes would leave it beside what it doesn't head.
        """
        edge, heads = text_edge(self._theme), style == RUNNING and _style_of_last(container) == "Heading2"
        if self._marked or not heads or not edge or len(container) < 2:
            return
        heading, above = container[-1], container[-2]
        room = edge - twips(_BEHIND_HEADING)
        words = "".join(each.text or "" for each in heading.iter(f"{{{W}}}t"))
        width = typeface(self._theme, bold=True).width(words, self._theme.sizes.heading_2) * 20
        begins_page = heading.find("w:pPr/w:pageBreakBefore", NS) is not None
        if begins_page or above.tag != f"{{{W}}}p" or width * wider(on_letterhead=self._on_letterhead) > room:
            return
        _put(heading[0], w("framePr", w=room, wrap="around", vAnchor="text", hAnchor="margin", xAlign="left", y=1))
        _set_apart(heading, before=0, after=0)
        _set_apart(above, after=self._theme.space.before_heading / 2)

    def _panel(self, container: etree._Element, node: Panel) -> None:
        # What has no label goes on in the column of what has; in large print there is none.
        labelled = any(isinstance(block, Paragraph) and label_of(block) for block in node.blocks)
        in_column = labelled and not self._theme.sizes.large_print
        for block in self._each(node.blocks):
            match block:
                case Heading():
                    self._paragraph(container, block.children, "PanelHeading")
                case Paragraph() if found := label_of(block):
                    self._labelled(container, *found)
                case Paragraph() if in_column:
                    self._paragraph(container, (), "PanelRow")
                    self._after_label(container, w("tab"), block.children)
                case Paragraph():
                    self._paragraph(container, block.children, "PanelText")

    def _labelled(self, container: etree._Element, label: Inline, rest: tuple[Inline, ...]) -> None:
        """Append a paragraph of a panel whose label stands in the column of labels, or above if it is too wide."""
        self._paragraph(container, (label,), "PanelRow")
        fits = panel_label_fits(self._theme, plain((label,)), on_letterhead=self._on_letterhead)
        self._after_label(container, w("tab") if fits else w("br"), rest)

    def _after_label(self, container: etree._Element, between: etree._Element, rest: tuple[Inline, ...]) -> None:
        container[-1].append(self._reviewer.run(w("r", between), self._change))
        self._story.fill(container[-1], rest, change=self._change)

    def _figure(self, container: etree._Element, picture: Picture, caption: tuple[Inline, ...]) -> None:
        self._pictures += 1
        run = picture_run(self._story.part, picture, self._pictures, self._theme, self._kept)
        paragraph = w("p", w("pPr", w("pStyle", val="Picture")), self._reviewer.run(run, self._change))
        self._reviewer.mark_paragraph(paragraph, self._change)
        container.append(paragraph)
        self._paragraph(container, caption, "Caption")

    def _list(self, container: etree._Element, node: List, level: int = 0, *, running: bool) -> None:
        style_of, numbers = (running_list_style, RUNNING_NUMBERS) if running else (list_style, NUMBERS)
        style = style_of("Number" if node.ordered else "Bullet", level)
        of_cards = node.ordered and is_card(self._theme) and not any(map(_is_heading, container))
        style = LIST_OF_CARDS if of_cards else style
        numbering = self.numbering.restart(numbers, level) if node.ordered else None
        for at, item in enumerate(self._each(node.items), start=1):
            if 1 < at == len(node.items):
                _hold([container[-1]])  # as in page.css: no page for an item alone
            blocks = item.blocks
            # Numbers and bullets hang on paragraphs: an item that doesn't begin with one gets one without words.
            first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else Paragraph(())
            self._paragraph(container, first.children, style, copy(numbering))
            if of_cards and item is node.items[0]:
                _set_apart(container[-1], before=OVER_LIST)
            for block in self._each(blocks[1:] if blocks and first is blocks[0] else blocks):
                match block:
                    case Paragraph():
                        self._paragraph(container, block.children, style_of("Continue", level))
                    case List():
                        self._list(container, block, level + 1, running=running)

    def _above(self, container: etree._Element) -> str | None:
        """Return the style of the paragraph above, if it comes and goes with what is written now."""
        mark = container[-1].find("w:pPr/w:rPr", NS) if len(container) else None
        tracked = [name for name in ("ins", "del") if mark is not None and mark.find(f"w:{name}", NS) is not None]
        own = {"inserted": ["ins"], "deleted": ["del"], None: list[str]()}[self._change]
        return _style_of_last(container) if tracked == own else None

    def _table(self, container: etree._Element, node: Table) -> None:
        above = self._above(container)
        if is_labelled(node) and above in _PARTED:
            _set_apart(container[-1], after=OVER_TABLE)  # it isn't a line under the text above
        elif is_boxed(node) and above == "Subtitle":
            _set_apart(container[-1], after=OVER_PANEL)
        container.append(table := self._filled(node))
        if node.head and is_labelled(node) and above in _SECTIONS:  # a heading stands near enough
            head, first = table.findall("w:tr", NS)[:2]
            _unrule(head, "bottom")
            _unrule(first, "top")
        self._table_above = None if is_worksheet(node) else table
        self._paragraph(container, (), _TABLE_END)
        self._last_table = node

    def _filled(self, node: Table) -> etree._Element:
        rows = (*node.head, *node.rows)
        worksheet = is_worksheet(node)
        unseen = is_labelled(node)
        styles = dict[str | None, str](_WORKSHEET_STYLES if worksheet else _CELL_STYLES)
        stacked = unseen and self._theme.sizes.large_print
        if unseen:
            styles["column"] = "TableHeadUnseen"
        if stacked:
            styles["row"] = "TableLabelAbove"
        if node.role == KEY_FIGURES:
            styles[None] = "KeyFigure"
        shares = () if stacked else column_shares(node)
        widths = column_widths(self._theme, shares, worksheet=worksheet, facing=is_facing(node), paired=is_paired(node))
        row_headers = not stacked and all(row.cells[0].header == "row" for row in node.rows)
        look = w(
            "tblLook",
            firstRow=int(bool(node.head)),
            lastRow=0,
            firstColumn=int(row_headers),
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        )
        table = w(
            "tbl",
            w(
                "tblPr",
                w("tblStyle", val=TABLE_STYLE),
                w("tblW", w=sum(widths), type="dxa"),
                w("tblLayout", type="fixed"),
                look,
            ),
            w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        )
        high = _HEADS_FACING if is_facing(node) else _HEADS
        of_labels = {**styles, "column": "BoxHead"} if is_boxed(node) else styles
        large = self._theme.sizes.large_print
        with_next = held_rows(node)
        for index, row in enumerate(self._each(rows)):
            header = [w("tblHeader")] if index < len(node.head) else []
            low = [w("trHeight", val=high, hRule="exact")] if header and unseen else []
            change = [self._reviewer.mark(self._change)] if self._change else []
            long = is_long(row, in_large_print=large)
            at = index - len(node.head)
            goes_on = at >= 0 and any(below.goes_on for below in node.rows[at + 1 : at + 2])
            for columns, meets in _lines(row, stacked=stacked, long=long, goes_on=goes_on):
                cells = [
                    self._cell(
                        held,
                        width,
                        styles if column else of_labels,
                        cell_look(self._theme, node, at, column, held[0], stacked=stacked, meets=meets),
                    )
                    for column, (held, width) in enumerate(zip(columns, widths, strict=True))
                ]
                is_label = stacked and "bottom" in meets
                if is_label or at in with_next:
                    _hold(cells)
                whole = [] if long and not is_label else [w("cantSplit")]
                table.append(w("tr", w("trPr", *whole, *low, *header, *map(copy, change)), *cells))
        return table

    def _cell(
        self, held: Sequence[Cell], width: int, styles: dict[str | None, str], look: list[etree._Element]
    ) -> etree._Element:
        cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *look))
        for each in held:
            self._in = each.lang if each.lang != self.lang else None
            # A cell holds a paragraph at least (ECMA-376 17.4.65).
            self.blocks(cell, each.blocks or (Paragraph(()),), styles[each.header])
        self._in = None
        self._reviewer.settle(cell)
        return cell


def _lines(
    row: Row, *, stacked: bool, long: bool, goes_on: bool
) -> Iterator[tuple[Sequence[Sequence[Cell]], Collection[Side]]]:
    """Yield the rows that Word has for one: of each what its cells hold, and the sides on which it meets its like.

    In large print a label stands above what it is of, in one cell with it; where a page may end in the row, in a row
    before it, since a row can be held to the next one, and a paragraph of a cell to nothing.
    """
    if stacked and long:
        yield [row.cells[:1]], {"bottom"}
        yield [row.cells[1:]], {"top"}
        return
    meets: set[Side] = {"top"} if row.goes_on else set()
    yield [row.cells] if stacked else [(cell,) for cell in row.cells], meets | ({"bottom"} if goes_on else set())


def _hold(elements: Sequence[etree._Element]) -> None:
    """Keep paragraphs, or the row of these cells, on one page with what follows."""
    for paragraph in (below for element in elements for below in element.iter(f"{{{W}}}p")):
        if paragraph.find("w:pPr/w:keepNext", NS) is None:
            _put(paragraph[0], w("keepNext"))


def _is_heading(paragraph: etree._Element) -> bool:
    return paragraph.find("w:pPr/w:pStyle[@w:val='SectionOnNewPage']", NS) is not None


def _is_facing(paragraph: Paragraph) -> bool:
    return len(paragraph.children) == 1 and isinstance(paragraph.children[0], Facing)


def _begin_page(heading: etree._Element) -> None:
    """Let a heading begin a page, without the space above that others have."""
    _put(heading[0], w("pageBreakBefore"))
    _set_apart(heading, before=0)


def _unrule(row: etree._Element, side: str) -> None:
    """Take the rule off a side of a row."""
    for properties in row.iterfind("w:tc/w:tcPr", NS):
        borders = properties.find("w:tcBorders", NS)
        if borders is None:
            borders = w("tcBorders")
            properties.insert(1, borders)  # after the width
        if (old := borders.find(f"w:{side}", NS)) is not None:
            borders.remove(old)
        borders.insert(0 if side == "top" else len(borders), w(side, val="nil"))


def _set_apart(paragraph: etree._Element, **space: float) -> None:
    """Give a paragraph other space before or after it than its style has, in mm."""
    spacing = paragraph[0].find("w:spacing", NS)
    if spacing is None:
        _put(paragraph[0], spacing := w("spacing"))
    for side, measure in space.items():
        spacing.set(f"{{{W}}}{side}", str(twips(measure)))


def _put(properties: etree._Element, element: etree._Element) -> None:
    """Put a property of a paragraph where the schema has it."""
    names = [_IN_ORDER.index(etree.QName(each).localname) for each in properties]
    own = _IN_ORDER.index(etree.QName(element).localname)
    properties.insert(sum(each < own for each in names), element)


def _style_of_last(container: etree._Element) -> str | None:
    """Return the style of the paragraph that was written last."""
    style = container[-1].find("w:pPr/w:pStyle", NS) if len(container) else None
    return None if style is None else style.get(f"{{{W}}}val")
