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
from briefgen.formats.word.measures import text_width, wider
from briefgen.formats.word.package import add_part, relationship_id
from briefgen.formats.word.xml import NS, R, W, text_element, twips, w
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface

# How far from the text the running lines stand, in mm, as in page.css: those at the head end there, those at the foot
# begin. What is more than one line goes on towards the edge, as far as printers print.
_FROM_TEXT = {"hdr": 6.0, "ftr": 5.5}
_BEHIND_MARKING = 4.0
_EDGE = 5.0  # mm
_AIR = 120  # twips between our lines and what floats on a letterhead


def _side_by_side(theme: Theme, marking: str, head: str, *, on_letterhead: bool) -> bool:
    """Tell whether both have room in one line, with some between them."""
    size, page = theme.sizes.running, theme.page
    needed = typeface(theme, bold=True).width(marking, size) + typeface(theme, bold=False).width(head, size)
    return needed * wider(on_letterhead=on_letterhead) < (page.width - page.left - page.right) * 72 / 25.4 - size


def page_geometry(theme: Theme, roots: Sequence[etree._Element] = ()) -> list[etree._Element]:
    """Return size and margins of the page; the header and the footer among the `roots` stand clear of the text."""
    page, line = theme.page, theme.sizes.running * theme.sizes.leading * 25.4 / 72
    lines = {etree.QName(root).localname: _lines_in(root) for root in roots}
    head, foot = (
        max(margin - _FROM_TEXT[kind] - max(lines.get(kind, 1), 1) * line, min(margin / 2, _EDGE))
        for kind, margin in (("hdr", page.top), ("ftr", page.bottom))
    )
    margins = w(
        "pgMar",
        top=twips(page.top),
        right=twips(page.right),
        bottom=twips(page.bottom),
        left=twips(page.left),
        header=twips(head),
        footer=twips(foot),
        gutter=0,
    )
    return [w("pgSz", w=twips(page.width), h=twips(page.height)), margins]


def _in_one_line(theme: Theme, marking: str, metadata: Metadata) -> bool:
    """Tell whether marking, version and the number of the page have room beside one another at the foot."""
    if any(isinstance(node, LineBreak) for node in metadata.running_foot):
        return False
    size, bold = theme.sizes.running, typeface(theme, bold=True)
    rest = typeface(theme, bold=False).width(plain(metadata.running_foot) + plain(metadata.page_label), size)
    needed = bold.width(f"{marking} 100 / 100", size) + rest + 2 * size
    return needed + _BEHIND_MARKING * 72 / 25.4 < text_width(theme) / 20


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
        if not letterhead and _in_one_line(theme, plain(shown), metadata):
            behind = typeface(theme, bold=True).width(plain(shown), theme.sizes.running)
            line[0].append(w("tabs", w("tab", val="left", pos=round(behind * 20) + twips(_BEHIND_MARKING))))
            line.append(shared.reviewer.run(w("r", w("tab")), change))
        else:
            shared.reviewer.mark_paragraph(line, change)
            line = _line(root, footer)
    else:
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
