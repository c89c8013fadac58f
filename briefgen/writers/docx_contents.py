"""The contents list in Word: a TOC field, filled, in the content control by which Word offers to renew it.

ECMA-376 17.16.5.68 (TOC), 17.16.5.45 (PAGEREF), 17.5.2.12 (docPartObj). The field asks for headings by style, not by
outline level: the panel's heading has a level, so that it can be found, and isn't in the list.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from briefgen.document.tree import Contents
from briefgen.writers.docx_inline import Story, section_bookmark
from briefgen.writers.docx_styles import contents_tab
from briefgen.writers.docx_xml import text, w
from briefgen.writers.theme import Theme

_FIELD = ' TOC \\o "1-2" \\h \\z '


def contents_list(story: Story, node: Contents, pages: Sequence[int], theme: Theme, *, bold: bool) -> etree._Element:
    """Build the list; `pages` are those of its entries, `bold` says that the style of its heading is.

    Raises ValueError if there are more entries than pages, or fewer.
    """
    title = _paragraph("TOCHeading")
    story.fill(title, node.title, bold=bold)
    lines = [title]
    for number, (entry, page) in enumerate(zip(node.entries, pages, strict=True), start=1):
        # As Word does: the stop stands in each line, since a letterhead's style may have none.
        line = _paragraph(f"TOC{entry.level}", contents_tab(theme))
        if number == 1:
            line.extend([_mark("begin"), w("r", text(_FIELD, "instrText")), _mark("separate")])
        link = w("hyperlink", anchor=section_bookmark(number), history=1)
        story.fill(link, entry.children)
        link.append(w("r", w("tab")))
        instruction = w("r", text(f" PAGEREF {section_bookmark(number)} \\h ", "instrText"))
        link.extend([_mark("begin"), instruction, _mark("separate"), w("r", text(str(page))), _mark("end")])
        line.append(link)
        lines.append(line)
    end = _paragraph("TableEnd")  # a line of a point, as after a table
    end.append(_mark("end"))
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", gallery), w("sdtContent", *lines, end))


def _paragraph(style: str, *properties: etree._Element) -> etree._Element:
    return w("p", w("pPr", w("pStyle", val=style), *properties))


def _mark(kind: str) -> etree._Element:
    return w("r", w("fldChar", fldCharType=kind))
