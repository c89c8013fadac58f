"""A whole brief that runs from right to left: mirrored, proved, in PDF, Word and on the page."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from lxml import etree

from briefgen.document.directions import mirrored, stretches
from briefgen.document.tree import Cell, Document, Heading, List, Panel, Paragraph, Row, Strong, Table, Text
from briefgen.formats.html import style_sheet, write_html
from briefgen.formats.pdf.press import PdfWriter
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.mailing.letter.body import write_mail
from briefgen.proof import docx, html, pdf
from tests.formats.trees import FULL, document, items, paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINE = "סוכנות הרווחה (ISSA 2024) הצטרפה בשנת 2016 לאיגוד, יחד עם Social Service Agency של גאורגיה."


def line(words: str) -> tuple[Text]:
    return (Text(words),)


@pytest.fixture(scope="module")
def brief() -> Document:
    row = Row((Cell((paragraph("שם"),), "row"), Cell((paragraph("המנהל שלום כהן, ISSA."),))))
    meta = replace(
        FULL, title=line("האיגוד הבינלאומי (ISSA)"), kicker=line("תקציר"), edition_line=line("הפורום העולמי"),
        marking=line("לשימוש פנימי"), running_head=line("בריסל, 2019"), running_foot=line("גרסה 1"),
        page_label=line("עמוד"),
    )  # fmt: skip
    blocks = (
        Heading(1, line("מידע כללי")),
        Paragraph(line(LINE)),
        List(False, items(paragraph("פריט ראשון"), paragraph("פריט שני ISSA"))),
        Panel("glance", (Heading(1, line("במבט אחד")), Paragraph((Strong(line("מקום")), Text(" בריסל"))))),
        Table("facts", (), (row,)),
    )
    return replace(document(*blocks, metadata=meta), lang="he-IL", direction="rtl")


def test_a_pdf_is_mirrored_and_proved(brief: Document, theme: Theme) -> None:
    writer = PdfWriter(theme)
    made = writer.write(brief).data
    assert made == writer.write(brief).data
    assert pdf.faults(made, brief, theme) == []
    other = replace(brief, blocks=(Heading(1, line("כללי מידע")), *brief.blocks[1:]))
    assert pdf.faults(made, other, theme) != []
    (page,) = pypdfium2.PdfDocument(made)
    text = page.get_textpage()
    assert "המנהל שלום כהן" in text.get_text_range()
    found = text.search("מידע").get_next()
    left, _, right, _ = text.get_charbox(found[0])
    assert right > 0.9 * page.get_width() - theme.page.right  # a heading begins at the right
    assert left > page.get_width() / 2


def test_word_files_are_mirrored_and_proved(brief: Document, theme: Theme) -> None:
    word = write_docx(brief, theme)
    assert docx.faults(word, brief, theme) == []
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        styles, body = (etree.fromstring(package.read(f"word/{name}.xml")) for name in ("styles", "document"))
    assert styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi") is not None
    assert [each[1].tag for each in body.iter(f"{W}tblPr")] == [f"{W}bidiVisual"]
    assert body.find(f".//{W}sectPr/{W}bidi") is not None
    rightwards = [
        "".join(text.text or "" for text in run.iter(f"{W}t"))
        for run in body.iter(f"{W}r")
        if run.find(f"{W}t") is not None and run.find(f"{W}rPr/{W}rtl") is None
    ]
    assert rightwards == ["ISSA", "ISSA 2024", "Social Service Agency", "ISSA", "ISSA"]
    bar = styles.find(f".//{W}style[@{W}styleId='PanelText']/{W}pPr/{W}pBdr")
    assert bar is not None
    assert [etree.QName(side).localname for side in bar] == ["top", "left", "bottom", "right"]
    assert int(bar[3].get(f"{W}sz", "0")) > int(bar[1].get(f"{W}sz", "0"))


def test_the_page_is_mirrored_and_proved(brief: Document, theme: Theme) -> None:
    page = write_html(brief, theme)
    assert html.faults(page.encode(), brief, theme) == []
    assert '<html lang="he-IL" dir="rtl">' in page
    assert "<bdi>" not in page


def test_sides_are_exchanged_and_nothing_else(theme: Theme) -> None:
    sheet = (
        "a { margin: 1mm calc(2mm - 1pt) 0 4% } /* left */ @page { @top-left { float: right } } b { padding: 1mm 2mm }"
    )
    assert mirrored(sheet) == (
        "a { margin: 1mm 4% 0 calc(2mm - 1pt) }  @page { @top-right { float: left } } b { padding: 1mm 2mm }"
    )
    ours = style_sheet(theme, "rtl")
    assert "border-right: 2.4pt solid" in ours
    assert "direction: rtl" in ours
    assert "direction: rtl" not in style_sheet(theme)


def test_a_message_is_mirrored(brief: Document) -> None:
    letter = replace(brief, blocks=(brief.blocks[2], brief.blocks[4]))
    page = write_mail(letter)
    assert page.count('lang="he-IL" dir="rtl"') == 2
    assert "padding: 0 24px 0 0" in page
    assert "text-align:right" in page
    assert 'dir="' not in write_mail(replace(letter, direction="ltr"))


def test_foreign_words_stand_apart() -> None:
    assert list(stretches("טל׳ 02\u2011555, כהן")) == [("טל׳ ", True), ("02-555", True), (", כהן", True)]
    assert list(stretches("שלום ISSA, 12 כהן 3")) == [
        ("שלום ", True),
        ("ISSA, 12", False),
        (" כהן ", True),
        ("3", True),
    ]
    # Behind Arabic letters a mark keeps the parts of a number in their order.
    assert list(stretches("هاتف 02\u2011555، 7")) == [
        ("هاتف ", True), ("\u200e02-555", True), ("، ", True), ("7", True),
    ]  # fmt: skip
