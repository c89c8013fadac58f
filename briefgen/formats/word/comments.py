"""Comments in Word: the part comments.xml (ECMA-376 17.13.4). A redline has one, which says what it is.

It stands beside the title and in no text: with all changes accepted or rejected the file is the brief and no more.
What the marks mean it leaves to Word, which has its own.
"""

from __future__ import annotations

from docx.opc.part import Part
from lxml import etree

from briefgen.document.tree import Comparison, Deleted, Heading, Inserted, Paragraph, plain, walk
from briefgen.formats.word.inline import Shared
from briefgen.formats.word.package import add_part
from briefgen.formats.word.xml import text_element, w

_INITIALS = 3  # letters


def add_comment(document_part: Part, paragraph: etree._Element, comparison: Comparison, shared: Shared) -> None:
    """Say beside a paragraph what a redline says of itself."""
    lines = [
        _line(block, shared, is_title=number == 0)
        for number, block in enumerate(comparison.panel.blocks)
        if not any(isinstance(node, Inserted | Deleted) for node in walk(block))
    ]
    lines[0].insert(0, w("r", w("annotationRef")))
    author, date = shared.reviewer.author, f"{shared.reviewer.date}T00:00:00Z"
    initials = "".join(word[0] for word in author.split())[:_INITIALS]
    comment = w("comment", *lines, id=0, author=author, date=date, initials=initials)
    add_part(document_part, "comments", w("comments", comment))
    paragraph.insert(1, w("commentRangeStart", id=0))  # after its properties
    paragraph.append(w("commentRangeEnd", id=0))
    paragraph.append(w("r", w("commentReference", id=0)))


def _line(block: Heading | Paragraph, shared: Shared, *, is_title: bool) -> etree._Element:
    look = [w("rPr", shared.character_style(("Strong",)))] if is_title else []
    return w("p", w("r", *look, text_element(plain(block.children))))
