"""Letterheads for tests, made with python-docx as an agency would make one in Word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image


@cache
def letterhead(*, first: bool = False, even: bool = False, page_number: bool = False, header: bool = True,
               pixels: int = 120) -> bytes:  # fmt: skip
    """Return a letterhead: a logo and a name at the head, an address at the foot, its own styles and margins."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(25)
    section.top_margin, section.bottom_margin = Mm(42), Mm(30)
    for name, size in (("Normal", 11), ("Heading 1", 15), ("Title", 24)):
        font = document.styles[name].font
        font.name, font.size = "DejaVu Serif", Pt(size)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x7A, 0x1F, 0x1F)
    if header:
        _fill(section.header, "სსიპ სოციალური მომსახურების სააგენტო", logo=pixels)
        _fill(section.footer, "ქ. თბილისი, აკაკი წერეთლის გამზირი 144", page_number=page_number)
    if first:
        section.different_first_page_header_footer = True
        _fill(section.first_page_header, "პირველი გვერდი", logo=pixels)
    if even:
        document.settings.odd_and_even_pages_header_footer = True
        _fill(section.even_page_header, "ლუწი გვერდი")
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(file: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a letterhead after `change` has had its way with the parts."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def _fill(
    story: docx.section._Header | docx.section._Footer, words: str, *, logo: int = 0, page_number: bool = False
) -> None:
    story.is_linked_to_previous = False
    paragraph = story.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if logo:
        picture = io.BytesIO()
        Image.new("RGB", (logo, logo), "#7a1f1f").save(picture, "PNG")
        paragraph.add_run().add_picture(picture, width=Mm(12))
    paragraph.add_run(f" {words}")
    if page_number:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " PAGE ")
        paragraph._p.append(field)
