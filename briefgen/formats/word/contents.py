"""The contents list in Word: a TOC field, filled, in the content control by which Word offers to renew it.

ECMA-376 17.16.5.68 (TOC), 17.16.5.45 (PAGEREF), 17.5.2.12 (docPartObj). The field asks for headings by style, and by
outline level for those that begin a page; nothing else has a level.

In a redline entries come and go like any other lines; the pages are those of the redline, until Word renews the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from briefgen.document.shapes import number_of
from briefgen.document.tree import Contents, Revision
from briefgen.formats.word.inline import Story, section_bookmark
from briefgen.formats.word.measures import contents_tab, list_indent
from briefgen.formats.word.xml import text_element, w
from briefgen.look.theme import Theme

_FIELD = ' TOC \\o "1-2" \\h \\z \\u '


def contents_list(
    story: Story, node: Contents, leads: Mapping[int, int], theme: Theme, *, bold: bool
) -> list[etree._Element]:
    """Build the list; `leads` are the section of each entry and its page, `bold` says that the style of its heading is.

    Raises ValueError if there are more entries than sections with a page, or fewer.
    """
    reviewer, whole = story.shared.reviewer, node.change

    def paragraph(style: str, change: Revision | None, *properties: etree._Element) -> etree._Element:
        line = w("p", w("pPr", w("pStyle", val=style), *properties))
        reviewer.mark_paragraph(line, change)
        return line

    def run(change: Revision | None, content: etree._Element) -> etree._Element:
        return reviewer.run(w("r", content), change)

    # In large print it begins a page, as in page.css: cut in two, it might end on another page here than in the PDF.
    apart = [w("pageBreakBefore")] if theme.sizes.large_print else []
    title = paragraph("TOCHeading", whole, w("keepNext"), *apart)
    story.fill(title, node.title, bold=bold, change=whole)
    lines = [title]
    numbered = any(map(number_of, node.entries))
    for entry, (number, page) in zip(node.entries, leads.items(), strict=True):
        change = whole or entry.change
        # As Word does: the stop stands in each line, since a letterhead's style may have none.
        tab, rest = number_of(entry) or (None, entry.children)
        properties = [contents_tab(theme, numbered=tab is not None)]
        if tab:  # in a column of its own
            properties.append(w("ind", left=list_indent(theme), hanging=list_indent(theme)))
        elif numbered and entry.level > 1:  # at the edge of the titles
            properties.append(w("ind", left=list_indent(theme)))
        line = paragraph(f"TOC{entry.level}", change, *properties)
        if len(lines) == 1:
            # The field itself stays if only its first entry goes.
            field = (_mark("begin"), text_element(_FIELD, "instrText"), _mark("separate"))
            line.extend(run(whole, part) for part in field)
        link = w("hyperlink", anchor=section_bookmark(number), history=1)
        if tab:
            story.fill(link, (replace(tab, value=tab.value.rstrip()),), change=change)
            link.append(run(change, w("tab")))
        story.fill(link, rest, change=change)
        instruction = text_element(f" PAGEREF {section_bookmark(number)} \\h ", "instrText")
        page_field = (_mark("begin"), instruction, _mark("separate"), text_element(str(page)), _mark("end"))
        # The dots touch neither the words nor the number.
        dots = w("r", text_element(" "), w("tab"), text_element(" "))
        link.append(reviewer.run(dots, change))
        link.extend(run(change, part) for part in page_field)
        line.append(link)
        lines.append(line)
    end = paragraph("TableEnd", whole)  # a line of a point, as after a table
    end.append(run(whole, _mark("end")))
    if whole:
        return [*lines, end]  # without the control, which couldn't come and go with them
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return [w("sdt", w("sdtPr", gallery), w("sdtContent", *lines, end))]


def _mark(kind: str) -> etree._Element:
    return w("fldChar", fldCharType=kind)
