from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from briefgen.document.shapes import is_long
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from briefgen.formats.pdf import press as pdf_module
from briefgen.formats.pdf.press import PdfError, PdfWriter
from briefgen.formats.run import Hole
from briefgen.look.theme import Theme
from tests.formats.test_html import METADATA
from tests.pdf_reading import faces, info


@pytest.fixture(scope="module")
def writer(theme: Theme) -> PdfWriter:
    return PdfWriter(theme)


def document(*nodes: object) -> Document:
    return Document("ka-GE", METADATA, (Paragraph(nodes),))  # type: ignore[arg-type]


def spoiled(theme: Theme, folder: Path, css: str) -> Theme:
    """The theme with more CSS, in a folder of its own."""
    style = (theme.folder / "page.css").read_text(encoding="utf-8")
    (folder / "page.css").write_text(style + css.replace("$", "$$"), encoding="utf-8")
    return replace(theme, folder=folder)


def test_every_face_of_the_theme_is_used_and_no_other(writer: PdfWriter, tmp_path: Path) -> None:
    words = Text("ქ. ბრიუსელი Aa 12 „–“")
    both = Strong((Emphasis((words,)),))
    pdf = writer.write(document(words, Strong((words,)), Emphasis((words,)), both))
    (tmp_path / "x.pdf").write_bytes(pdf.data)
    assert faces(tmp_path / "x.pdf") == {"FiraGO", "FiraGO-Bold", "FiraGO-Italic", "FiraGO-Bold-Italic"}
    assert (info(tmp_path / "x.pdf")["Pages"], pdf.pages) == ("1", 1)


def test_one_writer_gives_the_same_bytes_again(writer: PdfWriter, theme: Theme) -> None:
    first = writer.write(document(Text("ა"))).data
    writer.write(document(Text("Another, with more glyphs")))
    assert writer.write(document(Text("ა"))).data == first
    assert PdfWriter(theme).write(document(Text("ა"))).data == first


def test_ligatures_are_off_without_anything_that_each_piece_of_text_leaves_behind(
    writer: PdfWriter, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = document(Text("office, find, flow"))
    without = writer.write(words).data
    assert writer._fonts.font_features == {}  # WeasyPrint keeps one there for each that it has made, and lost
    asked = spoiled(theme, tmp_path, "html { font-variant-ligatures: no-common-ligatures }")
    assert PdfWriter(asked).write(words).data == without  # as themes of before have it, that were frozen
    monkeypatch.setattr(pdf_module, "_FEATURES", '"clig" 1, "liga" 1')
    assert PdfWriter(theme).write(words).data != without


def test_the_machine_s_fonts_are_not_seen(theme: Theme, tmp_path: Path) -> None:
    pdf = PdfWriter(spoiled(theme, tmp_path, "p { font-family: 'DejaVu Sans', 'Noto Sans', serif }")).write(
        document(Text("ა"))
    )
    (tmp_path / "x.pdf").write_bytes(pdf.data)
    assert faces(tmp_path / "x.pdf") <= {"FiraGO", "FiraGO-Bold"}


@pytest.mark.parametrize("css", ["p { colour: red }", "p { color: reddish }", "p { }} p { color: red }", "@nope { }"])
def test_a_warning_stops_the_build(theme: Theme, tmp_path: Path, css: str) -> None:
    with pytest.raises(PdfError):
        PdfWriter(spoiled(theme, tmp_path, css)).write(document(Text("ა")))


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1/x.png",
        "https://192.0.2.1/x.png",
        "file:///etc/passwd",
        "../theme.toml",
        "missing.png",
        "//x/y",
    ],
)
def test_nothing_outside_the_theme_is_fetched(theme: Theme, tmp_path: Path, url: str) -> None:
    folder = tmp_path / "theme"
    folder.mkdir()
    (tmp_path / "theme.toml").write_text("x", encoding="utf-8")
    for css in (f"@import url({url});", f"p {{ background: url({url}) }}"):
        style = css + (theme.folder / "page.css").read_text(encoding="utf-8")
        (folder / "page.css").write_text(style, encoding="utf-8")
        with pytest.raises(PdfError, match="not a file of the theme"):
            PdfWriter(replace(theme, folder=folder)).write(document(Text("ა")))


def test_a_picture_of_the_theme_may_be_used(theme: Theme, tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (tmp_path / "mark.svg").write_text(svg, encoding="utf-8")
    assert PdfWriter(spoiled(theme, tmp_path, "p { background: url(mark.svg) }")).write(document(Text("ა"))).pages == 1


def test_other_programs_still_see_the_machine_s_fonts(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    PdfWriter(theme)
    assert "FONTCONFIG_FILE" not in os.environ
    monkeypatch.setenv("FONTCONFIG_FILE", "mine.conf")
    PdfWriter(theme)
    assert os.environ["FONTCONFIG_FILE"] == "mine.conf"


def test_a_layout_that_goes_on_and_on_is_stopped(writer: PdfWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 2)
    lines = Document("ka-GE", METADATA, tuple(Paragraph((Text("ა"),)) for _ in range(90)))
    assert writer.write(document(Text("ა"))).pages == 1
    with pytest.raises(PdfError, match="more than 2 pages"):
        writer.write(lines)
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 9)
    assert 2 < writer.write(lines).pages <= 9


SCALE = 1.5  # a screen's: a line without height is a pixel there, and fades where there are many


def test_a_note_stands_below_one_short_rule_in_every_reader(writer: PdfWriter, tmp_path: Path) -> None:
    def rules(name: str, *nodes: object) -> list[int]:
        """Return the widths of the lines that pdfium draws, in mm: other readers leave one out that has no height."""
        path = tmp_path / name
        path.write_bytes(writer.write(document(*nodes)).data)
        page = pypdfium2.PdfDocument(path)[0].render(scale=SCALE).to_pil().convert("L")
        dark = page.point(lambda grey: 255 if grey >= 170 else 0).convert("1")
        found = []
        for y in range(dark.height):
            row = dark.crop((0, y, dark.width, y + 1)).tobytes()
            run = max(map(len, "".join(f"{byte:08b}" for byte in row)[: dark.width].split("1")))
            found.append(round(run / SCALE / 72 * 25.4))
        above = [0, *found]
        return [width for width, before in zip(found, above, strict=False) if width > 15 and before <= 15]

    without = rules("without.pdf", Text("words"))
    assert len(without) == 1  # of the title block
    note = Footnote((Text("a note of many words " * 30),))
    title, rule = rules("with.pdf", Text("words"), note)
    assert [title] == without
    assert rule < title / 4


@pytest.mark.parametrize(("lines", "share"), [(22, 33), (28, None)])
def test_a_page_left_early_is_told_of_with_what_comes_next(writer: PdfWriter, lines: int, share: int | None) -> None:
    whole = Paragraph((Text("words " * 400), Footnote((Text("A note"),))))  # never broken, since it has a note
    written = writer.write(Document("en-GB", METADATA, (*[Paragraph((Text("A line"),))] * lines, whole)))
    assert written.pages == 2
    assert written.holes == (() if share is None else (Hole(1, share, ("words " * 10).strip()),))


def test_a_page_left_early_on_purpose_has_no_hole(writer: PdfWriter) -> None:
    section = Heading(1, (Text("Section"),), new_page=True)
    blocks = (Paragraph((Text("A line"),)), section, Paragraph((Text("A line"),)))
    written = writer.write(Document("en-GB", METADATA, blocks))
    assert (written.pages, written.holes) == (2, ())


@pytest.mark.parametrize(("lines", "beginning"), [(22, (2,)), (33, ()), (34, ()), (35, ())])
def test_a_section_begins_a_page_that_leaves_room_on_the_one_before(
    writer: PdfWriter, lines: int, beginning: tuple[int, ...]
) -> None:
    whole = Paragraph((Text("words " * 400), Footnote((Text("A note"),))))  # never broken, since it has a note
    contents = Contents((Text("Contents"),), (ContentsEntry(1, (Text("First"),)), ContentsEntry(1, (Text("Next"),))))
    first: tuple[Block, ...] = (Heading(1, (Text("First"),)), *[Paragraph((Text("A line"),))] * lines)
    document = Document("en-GB", METADATA, (contents, *first, Heading(1, (Text("Next"),)), whole))
    layout = writer.layout(document)
    assert layout.sections == (1, 2)
    assert layout.beginning == beginning  # at a full page's foot another program may need a line more


@pytest.mark.parametrize("notes", [0, 1])
def test_no_label_stands_alone_at_a_page_s_foot(writer: PdfWriter, notes: int) -> None:
    note = (Footnote((Text("A note"),)),)  # where a paragraph has one, it isn't broken
    words = Paragraph((Text(f"Beginning {'words ' * 250}"), *note * notes))
    row = Row((Cell((Paragraph((Text("Label"),)),), "row"), Cell((words, Paragraph((Text("words " * 100),))))))
    assert is_long(row)
    pages = []
    for lines in (10, 22, 26, 29, 30, 31, 32):
        blocks: list[Block] = [Paragraph((Text("A line"),))] * lines
        blocks += [Heading(2, (Text("Heading"),)), Table("history", (), (row,))]
        pdf = pypdfium2.PdfDocument(writer.write(Document("en-GB", METADATA, tuple(blocks))).data)
        seen = [page.get_textpage().get_text_bounded() for page in pdf]
        found = {word: [word in page for page in seen].index(True) for word in ("Heading", "Label", "Beginning")}
        assert len(set(found.values())) == 1, (lines, found)
        pages.append(found["Label"])
    assert set(pages) == {0, 1}


def test_lines_end_where_they_would_without_other_type_in_them(theme: Theme, tmp_path: Path) -> None:
    writer = PdfWriter(spoiled(theme, tmp_path, "em { font-style: normal }"))  # letters are as wide
    words = [f"These are all the words that fit on the first line of a text {'i' * number}, " for number in range(40)]

    def lines(*end: Inline) -> list[str]:
        paragraphs = tuple(Paragraph((Text(each), *end, Text(" of a few words."))) for each in words)
        pages = pypdfium2.PdfDocument(writer.write(Document("en-GB", METADATA, paragraphs)).data)
        return [line.strip() for page in pages for line in page.get_textpage().get_text_bounded().splitlines()]

    assert lines(Emphasis((Text("a title"),))) == lines(Text("a title"))
