"""Words that run from right to left in a brief that runs from left to right: set, stored, heard and proved."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from briefgen.document.directions import direction_of, levels, phrases, runs
from briefgen.document.tree import Cell, Document, Figure, Footnote, Heading, Link, Row, Strong, Table, Text
from briefgen.formats.html import page_for_print, write_html
from briefgen.formats.pdf.press import PdfWriter
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface
from briefgen.pictures.drawing.svg import Drawing, Lettering, Style, StyledWords
from briefgen.proof import docx, html, pdf
from briefgen.proof.pdf_stored import stored
from tests.formats.trees import FULL, document, paragraph
from tests.pdf_reading import mupdf_text

HEBREW, ARABIC = "שלום כהן", "محمد الاتحاد راشد"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def brief() -> Document:
    cells = (Cell((paragraph(f"Name {HEBREW}"),), "row"), Cell((paragraph(f"A {ARABIC}, yes."),)))
    note = Footnote((Text(f"As {HEBREW} says."),))
    return replace(
        document(
            Heading(1, (Text(f"Visit of {HEBREW} to Tbilisi"),)),
            paragraph(f"The director {HEBREW} (born 1967) met {ARABIC} 3 times; 25% agreed.", note),
            paragraph(
                f"{HEBREW}, and so ", Link("https://example.org", (Text(f"see {HEBREW}"),)), Strong((Text(ARABIC),))
            ),
            paragraph(" ".join(f"So far {HEBREW} goes on." for _ in range(12))),
            Table("facts", (), (Row(cells),)),
            metadata=replace(FULL, title=(Text(f"On {HEBREW}"),)),
        ),
        lang="en-GB",
    )


@pytest.fixture(scope="module")
def written(theme: Theme) -> bytes:
    return PdfWriter(theme).write(brief()).data


def named(text: str) -> tuple[int, int]:
    """Return how often the two names stand in what was read; where lines end doesn't count."""
    words = "".join(char for char in text if not char.isspace() and char not in "\u202a\u202b\u202c\u200e\u200f")
    return words.count(HEBREW.replace(" ", "")), words.count(ARABIC.replace(" ", ""))


EXPECTED = (19, 3)


def test_the_proof_reads_it_in_order(written: bytes, theme: Theme) -> None:
    assert pdf.faults(written, brief(), theme) == []
    assert named("".join(stored(written))) == EXPECTED
    other = replace(brief(), metadata=replace(FULL, title=(Text("On כהן שלום"),)))
    assert pdf.faults(written, other, theme) != []


def test_other_readers_find_names_in_reading_order(written: bytes, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(written)
    poppler = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    pdfium = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written))
    assert (named(poppler), named(pdfium), named(mupdf_text(file))) == (EXPECTED, EXPECTED, EXPECTED)


def test_what_is_heard_is_in_reading_order_and_beside_no_letters(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        spans = [
            each
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Span and "/ActualText" in each
        ]
        said = [str(span.ActualText).strip() for span in spans]
        assert said.count(HEBREW) == EXPECTED[0]
        assert said.count(ARABIC) == EXPECTED[1]
        # MuPDF lays what is heard over the letters of the same element, from left to right.
        assert not any(isinstance(kid, int) for span in spans for kid in span.K)


def test_word_says_which_runs_run_leftwards(theme: Theme) -> None:
    word = write_docx(brief(), theme)
    assert docx.faults(word, brief(), theme) == []
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = [
        "".join(text.text or "" for text in run.iter(f"{W}t"))
        for run in root.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rtl") is not None
    ]
    assert set(found) == {HEBREW, ARABIC}


def test_a_page_keeps_such_words_apart(theme: Theme) -> None:
    page = write_html(brief(), theme)
    assert html.faults(page.encode(), brief(), theme) == []
    assert f"<bdi>{HEBREW}</bdi> (born 1967)" in page
    assert f"<bdi>{ARABIC}</bdi> 3 times" in page


# In a line of Hebrew: what is told apart has its own brackets, and none that are the line's.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jean Exemple", "<bdi>Jean Exemple</bdi>"),
        ("Example Forum (EXF)", "<bdi>Example Forum (EXF)</bdi>"),
        ("(EXF) Forum, ", "<bdi>(EXF) Forum</bdi>, "),
        (" (lighthouses.example.org/forum).", " (<bdi>lighthouses.example.org/forum</bdi>)."),
        (": “Level 1”, ", ": “<bdi>Level 1</bdi>”, "),
        ("Exemple: +1 202-555 (home)", "<bdi>Exemple: +1 202-555 (home)</bdi>"),
        ("14–16, 2031", "14–16, 2031"),
        (f"{HEBREW} ISSA", f"<bdi>{HEBREW} ISSA</bdi>"),
    ],
)
def test_foreign_words_of_a_hebrew_line_stand_apart(text: str, expected: str, theme: Theme) -> None:
    leftward = replace(document(paragraph("a", Strong((Text(text),))), metadata=FULL), lang="he", direction="rtl")
    assert f"<strong>{expected}</strong>" in page_for_print(leftward)


def test_phrases_end_with_their_own_letters() -> None:
    assert list(phrases("abc")) == [("abc", False)]
    assert list(phrases(f"met {HEBREW} 12, ({ARABIC}) x")) == [
        ("met ", False), (f"{HEBREW} 12, ({ARABIC}", True), (") x", False),
    ]  # fmt: skip
    assert list(phrases(f"{HEBREW} 3 May")) == [(HEBREW, True), (" 3 May", False)]
    assert list(phrases("שָׁ x")) == [("שָׁ", True), (" x", False)]


def test_lines_are_laid_as_unicode_has_it() -> None:
    assert runs("abc שלום 123 כהן, x", "ltr") == [
        ("abc ", "ltr"), (" כהן", "rtl"), ("123", "ltr"), ("שלום ", "rtl"), (", x", "ltr"),
    ]  # fmt: skip
    assert runs("שלום ISSA 2024 כהן 12.5% ab cd", "rtl") == [
        ("ab cd", "ltr"), (" ", "rtl"), ("12.5%", "ltr"), (" כהן ", "rtl"), ("ISSA 2024", "ltr"), ("שלום ", "rtl"),
    ]  # fmt: skip
    assert levels("a-b", "rtl") == [2, 2, 2]
    assert levels("", "ltr") == []
    assert [direction_of(text) for text in ("12 שלום a", "a שלום", "12")] == ["rtl", "ltr", "ltr"]


def test_words_of_pictures_join_and_run_leftwards(theme: Theme) -> None:
    face = typeface(theme, bold=False)
    apart = sum(face.width(char, 10) for char in "محمد")
    assert face.width("محمد", 10) != pytest.approx(apart)  # letters within a word have other forms
    assert face.outlines("שם", 10, 0, 0).count("M") == face.outlines("םש", 10, 0, 0).count("M")
    assert face.outlines("שם", 10, 0, 0) != face.outlines("םש", 10, 0, 0)
    drawing, style = Drawing(theme, 100), Style(8)
    drawing.words(Lettering(theme).block([StyledWords(ARABIC, None, style)], 90), 5, 5)
    drawing.words(Lettering(theme).block([StyledWords("abc", None, style)], 90), 5, 15)
    drawing.words(Lettering(theme).block([StyledWords("שלום (כהן), ISSA", None, style)], 90), 5, 10)
    picture = drawing.picture(20, "Names")
    assert picture.svg.count('direction="rtl" text-anchor="end"') == 2
    drawing.words(Lettering(theme).block([StyledWords(f"Visit of {HEBREW} (2019)", None, style)], 90), 5, 20)
    picture = drawing.picture(30, "Names")
    assert re.findall(r'rtl"[^>]*>([^<]*)', picture.svg) == [ARABIC, "שלום (כהן), ISSA", HEBREW]
    figure = replace(document(Figure(picture, (Text("Names"),)), metadata=FULL), lang="en-GB")
    assert pdf.faults(PdfWriter(theme).write(figure).data, figure, theme) == []


# Glyphs of marks stand for the same marks everywhere, alone on a letter or on one another.
@pytest.mark.parametrize("words", ["ماءٌ نقيٌّ في ماء نقي", "لَا ولا إنَّ ومِنْ كلٍّ لاً", "שָׁלוֹם שלום בְּרֵאשִׁית ראש שׂשּׁ"])
def test_vowels_and_other_marks_are_stored_with_their_letters(words: str, theme: Theme) -> None:
    for text in (words, " ".join(reversed(words.split()))):
        marked = replace(document(paragraph(f"Name {text} here"), metadata=FULL), lang="en-GB")
        made = PdfWriter(theme).write(marked).data
        assert pdf.faults(made, marked, theme) == []
