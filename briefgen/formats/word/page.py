"""The page in Word: its size and margins, and the lines that run on every page (ECMA-376 17.6, 17.10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from docx.opc.part import Part
from lxml import etree

from briefgen.document.accepting import line_side
from briefgen.document.tree import Inline, LineBreak, Metadata, Revision, plain
from briefgen.formats.word.changes import one_sided
from briefgen.formats.word.inline import Shared, Story
from briefgen.formats.word.letterhead.opened import Letterhead
from briefgen.formats.word.letterhead.room import Room
from briefgen.formats.word.measures import wider
from briefgen.formats.word.package import add_part, relationship_id
from briefgen.formats.word.xml import NS, R, W, text_element, twips, w
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface

# Where in the margin the running lines begin, as shares of it from the edge of the sheet: one at the head, two at the
# foot. What is more than that, as in two languages, goes on towards the edge, as far as printers print.
_HEADER, _FOOTER = 0.6, 0.42
_USUAL = {"hdr": 1, "ftr": 2}
_LINE = 1.4  # of a running line, by its size
_EDGE = 5.0  # mm
_AIR = 120  # twips between our lines and what floats on a letterhead


def _side_by_side(theme: Theme, marking: str, head: str, *, on_letterhead: bool) -> bool:
    """Tell whether both have room in one line, with some between them."""
    size, page = theme.sizes.running, theme.page
    needed = typeface(theme, bold=True).width(marking, size) + typeface(theme, bold=False).width(head, size)
    return needed * wider(on_letterhead=on_letterhead) < (page.width - page.left - page.right) * 72 / 25.4 - size


def page_geometry(theme: Theme, roots: Sequence[etree._Element] = ()) -> list[etree._Element]:
    """Return size and margins of the page; the header and the footer among the `roots` stand clear of the text."""
    page = theme.page
    begin = {"hdr": page.top * _HEADER, "ftr": page.bottom * _FOOTER}
    for root in roots:
        if (kind := etree.QName(root).localname) in begin:
            more = max(_lines_in(root) - _USUAL[kind], 0) * theme.sizes.running * _LINE * 25.4 / 72
            begin[kind] = max(begin[kind] - more, min(begin[kind], _EDGE))
    margins = w(
        "pgMar",
        top=twips(page.top),
        right=twips(page.right),
        bottom=twips(page.bottom),
        left=twips(page.left),
        header=twips(begin["hdr"]),
        footer=twips(begin["ftr"]),
        gutter=0,
    )
    return [w("pgSz", w=twips(page.width), h=twips(page.height)), margins]


def _lines_in(root: etree._Element) -> int:
    return len(root.findall(f".//{{{W}}}p")) + len(root.findall(f".//{{{W}}}br"))


def add_running_lines(
    document_part: Part,
    metadata: Metadata,
    shared: Shared,
    letterhead: Letterhead | None = None,
    before: Metadata | None = None,
    *,
    theme: Theme,
) -> list[etree._Element]:
    """Add header and footer; returns the references to them. A header without words is left out.

    With a letterhead, its own lines stand above ours, or where it keeps room. `before` are the old document's
    metadata, of a redline.
    """
    above = {story: letterhead.running(story) if letterhead else None for story in ("header", "footer")}
    header, footer = ("BriefHeader", "BriefFooter") if letterhead else ("Header", "Footer")
    room = letterhead.room if letterhead else Room()
    parts: dict[str, Part] = {}
    marking, head, foot = metadata.marking, metadata.running_head, metadata.running_foot
    if _words(marking) or _words(head) or above["header"] is not None:
        root = w("hdr") if above["header"] is None else above["header"]
        story = Story(add_part(document_part, "header", root), shared)
        line = _line(root, header)
        if room.before:
            line[0].append(w("spacing", before=twips(room.before) + _AIR))
        story.fill(line, marking, kinds=("Marking",))
        if _words(head):
            lines = list(_lines(head))
            longest = max(map(plain, lines), key=len)
            beside = _side_by_side(theme, plain(marking), longest, on_letterhead=letterhead is not None)
            for number, words in enumerate(lines):
                between = [w("tab")] if beside and not number else [w("br"), w("tab")]
                line.append(shared.reviewer.run(w("r", *between), one_sided(head)))
                story.fill(line, words)
        parts["header"] = story.part

    root = w("ftr") if above["footer"] is None else above["footer"]
    theirs = list(root) if room.after is not None else []
    story = Story(add_part(document_part, "footer", root), shared)
    at_foot = metadata.marking_at_foot, (before or metadata).marking_at_foot
    side: Revision | None = None if all(at_foot) else "inserted" if at_foot[0] else "deleted"
    shown = line_side(marking, side) if side else marking
    if any(at_foot) and _words(shown):
        change = side or one_sided(marking)  # both may have one, and one of them no words in it
        line = _line(root, footer)
        story.fill(line, shown, kinds=("Marking",), change=change)
        shared.reviewer.mark_paragraph(line, change)
    line = _line(root, footer)
    story.fill(line, foot)
    if room.after is not None:
        line[0].append(w("spacing", after=twips(room.after) + _AIR))
        _air_above(root[len(theirs)])
        root.extend(theirs)  # below ours
    parts["footer"] = story.part
    if not (letterhead and letterhead.numbers_pages):
        _page_number(story, line, metadata)
    references = [_reference(document_part, part, name) for name, part in parts.items()]
    return [*references, *letterhead.add_stories(document_part, parts)] if letterhead else references


def _lines(nodes: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    """Yield the lines of a running line: each is set at the right by a tab of its own."""
    breaks = [at for at, node in enumerate(nodes) if isinstance(node, LineBreak)]
    for start, end in pairwise((-1, *breaks, len(nodes))):
        yield nodes[start + 1 : end]


def _air_above(line: etree._Element) -> None:
    """Keep the first line of a footer off the text and its notes, which may reach down to it."""
    spacing = line[0].find("w:spacing", NS)
    if spacing is None:
        spacing = w("spacing")
        line[0].insert(1, spacing)  # after the style
    spacing.set(f"{{{W}}}before", str(2 * _AIR))


def _page_number(story: Story, line: etree._Element, metadata: Metadata) -> None:
    line.append(w("r", w("tab")))
    if _words(metadata.page_label):
        story.fill(line, metadata.page_label)
        space = w("r", text_element("\N{NO-BREAK SPACE}"))
        line.append(story.shared.reviewer.run(space, one_sided(metadata.page_label)))
    line.extend([*_field("PAGE"), _strong(text_element(" / ")), *_field("NUMPAGES")])


def _line(root: etree._Element, style: str) -> etree._Element:
    paragraph = w("p", w("pPr", w("pStyle", val=style)))
    root.append(paragraph)
    return paragraph


def _reference(document_part: Part, part: Part, kind: str) -> etree._Element:
    reference = w(f"{kind}Reference", type="default")
    reference.set(f"{{{R}}}id", relationship_id(document_part, part, kind))
    return reference


def _field(instruction: str) -> Iterator[etree._Element]:
    """Yield the runs of a complex field (ECMA-376 17.16.18); the 1 stands until Word lays the pages out."""
    yield _strong(w("fldChar", fldCharType="begin"))
    yield _strong(text_element(f" {instruction} ", "instrText"))
    yield _strong(w("fldChar", fldCharType="separate"))
    yield _strong(text_element("1"))
    yield _strong(w("fldChar", fldCharType="end"))


def _strong(content: etree._Element) -> etree._Element:
    return w("r", w("rPr", w("rStyle", val="Strong")), content)


def _words(nodes: tuple[Inline, ...]) -> bool:
    return bool(plain(nodes, footnotes=True))
