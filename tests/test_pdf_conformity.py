"""Every PDF conforms to PDF/A-2a and PDF/UA-1, and says to a screen reader what no validator asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from briefgen.document.shapes import file_title
from briefgen.document.tree import (
    Cell,
    Document,
    Footnote,
    Foreign,
    Heading,
    Link,
    List,
    Paragraph,
    Picture,
    Table,
    plain,
    walk,
)
from briefgen.formats.pdf.press import PdfWriter
from briefgen.look.theme_file import load_theme
from briefgen.project.folder import find_project
from tests.conftest import ROOT
from tests.formats.pdf.test_leftwards import brief as leftwards_brief
from tests.formats.pdf.test_tags import long_document
from tests.golden import check_golden
from tests.pdf_reading import faces, squeeze
from tests.pdf_structure import Tag, bookmarks, marked_words, read_structure, spoken, text_colours
from tests.validators import verapdf
from tests.validators.verapdf import PDF_A_2A, PDF_UA_1
from tests.written import WrittenBrief

Read = tuple[Document, pikepdf.Pdf, Tag]
GOLDEN = ROOT / "tests" / "data" / "golden" / "issa"
THEMES = sorted(path.parent for path in (ROOT / "templates" / "themes").glob("*/theme.toml"))


@pytest.fixture(scope="module")
def looks(
    written: list[WrittenBrief], in_other_themes: dict[Path, list[WrittenBrief]]
) -> dict[Path, list[WrittenBrief]]:
    """Every brief by the folder of its theme: of both projects as they are, and the newest real ones in the others."""
    project = find_project(ROOT)
    return {project.theme_folder(project.settings.theme): written} | in_other_themes


@pytest.fixture(scope="module")
def read(looks: dict[Path, list[WrittenBrief]]) -> Iterator[list[Read]]:
    """Every brief in every look: its tree, the open PDF, and the PDF's structure."""
    files = [(brief.document, pikepdf.open(brief.pdf)) for briefs in looks.values() for brief in briefs]
    yield [(tree, pdf, read_structure(pdf)) for tree, pdf in files]
    for _, pdf in files:
        pdf.close()


# The referee ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_pdf_conforms_to_both_standards(looks: dict[Path, list[WrittenBrief]], tmp_path: Path) -> None:
    files = [brief.pdf for briefs in looks.values() for brief in briefs]
    for folder in THEMES:
        # What no brief has: a table, a list, a paragraph, a phrase and a footnote that go on over the next page.
        files.append(tmp_path / f"{folder.name}.pdf")
        files[-1].write_bytes(PdfWriter(load_theme(folder)).write(long_document()).data)
    files.append(tmp_path / "leftwards.pdf")  # words that run from right to left
    files[-1].write_bytes(PdfWriter(load_theme(THEMES[0])).write(leftwards_brief()).data)
    found = verapdf.failures(files)
    assert len(found) == 2 * len(files) >= 12
    assert {key: rules for key, rules in found.items() if rules} == {}


def untag(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


def lose_the_title(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(xmp.replace(b"dc:title>", b"dc:rights>"))


def lose_the_claim_to_be_accessible(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(xmp.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def lose_the_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def lose_a_face(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[0].obj.Resources.Font
    font = fonts[next(iter(fonts.keys()))]
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def lose_the_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def show_the_file_s_name(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    return [tag.element for tag in read_structure(pdf).find(role)]


def have_a_picture_without_words(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].S = Name.Figure


def skip_a_heading(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


def lose_the_scopes(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "TH"):
        del cell.A


def lose_the_name_of_a_footnote(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Note")[0].ID


def lose_the_words_of_a_link(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            del annotation.Contents


def leave_words_without_a_tag(pdf: pikepdf.Pdf) -> None:
    replace_first(pdf, lambda operator, operands: operator == "BDC" and "/MCID" in operands[1], [Name.Span], "BMC")


def show_a_missing_glyph(pdf: pikepdf.Pdf) -> None:
    replace_first(pdf, lambda operator, _: operator in ("Tj", "TJ"), [pikepdf.String(b"\0\0")], "Tj")


def replace_first(pdf: pikepdf.Pdf, wanted: Callable[..., bool], operands: list[pikepdf.Object], operator: str) -> None:
    """Replace the first instruction of the first page that is wanted."""
    page = pdf.pages[0]
    instructions = list(pikepdf.parse_content_stream(page))
    index = next(i for i, old in enumerate(instructions) if wanted(str(old.operator), old.operands))
    instructions[index] = pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


CONTROLS: dict[Callable[[pikepdf.Pdf], None], set[tuple[str, str]]] = {
    untag: {(PDF_UA_1, "7.1-11"), (PDF_A_2A, "6.7.2.2-1"), (PDF_A_2A, "6.7.3.3-1")},
    leave_words_without_a_tag: {(PDF_UA_1, "7.1-3")},
    lose_the_title: {(PDF_UA_1, "7.1-9")},
    lose_the_claim_to_be_accessible: {(PDF_UA_1, "5-1")},
    lose_the_metadata: {(PDF_UA_1, "7.1-8"), (PDF_A_2A, "6.6.2.1-1")},
    lose_a_face: {(PDF_UA_1, "7.21.4.1-1"), (PDF_A_2A, "6.2.11.4.1-1")},
    lose_the_language: {(PDF_UA_1, "7.2-2"), (PDF_UA_1, "7.2-34")},
    show_the_file_s_name: {(PDF_UA_1, "7.1-10")},
    have_a_picture_without_words: {(PDF_UA_1, "7.3-1")},
    skip_a_heading: {(PDF_UA_1, "7.4.2-1")},
    lose_the_scopes: {(PDF_UA_1, "7.5-1")},
    lose_the_name_of_a_footnote: {(PDF_UA_1, "7.9-1")},
    show_a_missing_glyph: {(PDF_UA_1, "7.21.8-1"), (PDF_A_2A, "6.2.11.8-1")},
    lose_the_words_of_a_link: {(PDF_UA_1, "7.18.5-2")},
}


def test_a_broken_pdf_fails(written: list[WrittenBrief], tmp_path: Path) -> None:
    expected = {}
    for spoil, rules in CONTROLS.items():
        path = tmp_path / f"{spoil.__name__}.pdf"
        with pikepdf.open(written[-1].pdf) as pdf:  # of the second project: with footnote, link and list
            spoil(pdf)
            pdf.save(path)
        expected[path] = rules
    found = verapdf.failures(expected)
    missed = {
        path.stem: found[path, profile]
        for path, rules in expected.items()
        for profile, rule in rules
        if rule not in found[path, profile]
    }
    assert missed == {}


# What no validator sees ----------------------------------------------------------------------------------------------


def test_footnotes_are_notes_and_their_marks_references(read: list[Read]) -> None:
    for tree, _, root in read:
        footnotes = [node for node in walk(tree) if isinstance(node, Footnote)]
        notes = list(root.find("Note"))
        words = [f"{number}.{squeeze(plain(note.children))}" for number, note in enumerate(footnotes, start=1)]
        assert [squeeze(note.words) for note in notes] == words
        assert [next(note.find("Lbl")).words.strip() for note in notes] == [f"{n + 1}." for n in range(len(notes))]
        assert [mark.words.strip() for mark in root.find("Reference")] == [str(n + 1) for n in range(len(notes))]
        assert len({str(note.element.ID) for note in notes}) == len(notes)


def test_a_mark_leads_to_its_note_and_back_and_the_note_is_told_after_it(read: list[Read]) -> None:
    count = 0
    for tree, pdf, root in read:
        named = dict(zip(*[iter(pdf.Root.Names.Dests.Names)] * 2, strict=True)) if "/Names" in pdf.Root else {}
        places = {str(name): (int(where[0].StructParents), float(where[3])) for name, where in named.items()}
        for number, (before, note) in enumerate(marks_and_notes(root), start=1):
            (mark,), (label,) = before.find("Link"), next(note.find("Lbl")).find("Link")
            to, back = (link.element.K[0].Obj for link in (mark, label))
            assert (str(to.Contents), str(back.Contents)) == (
                f"{tree.metadata.footnote} {number}",
                tree.metadata.back_to_text,
            )
            assert (str(to.Dest), str(back.Dest)) == (f"note-{number}", f"call-{number}")
            (there, down), (here, up) = places[f"note-{number}"], places[f"call-{number}"]
            assert there > here or down < up
            count += 1
    assert count


def marks_and_notes(tag: Tag) -> Iterator[tuple[Tag, Tag]]:
    """Yield each note with what stands before it."""
    for before, kid in zip((None, *tag.kids), tag.kids, strict=False):
        if kid.role == "Note":
            assert before is not None
            yield before, kid
        yield from marks_and_notes(kid)


def test_what_a_screen_reader_gives_is_golden(written: list[WrittenBrief], update_golden: bool) -> None:
    for brief in written:
        if brief.document.metadata.keywords[0] != "ISSA":
            continue
        with pikepdf.open(brief.pdf) as pdf:
            text = "\n".join(spoken(read_structure(pdf))) + "\n"
        check_golden(GOLDEN / f"spoken/{brief.pdf.stem}.txt", text, update_golden)


def test_a_table_is_one_table_with_header_cells_of_a_scope(read: list[Read]) -> None:
    for tree, _, root in read:
        tables = [node for node in walk(tree) if isinstance(node, Table)]
        found = list(root.find("Table"))
        assert [[cells(row) for row in table.find("TR")] for table in found] == [
            [list(map(expected_cell, row.cells)) for row in (*table.head, *table.rows)] for table in tables
        ]


def cells(row: Tag) -> list[tuple[str, str | None, str]]:
    return [(cell.role, cell.attributes.get("/Scope"), label_free(cell)) for cell in row.find("TH", "TD")]


def expected_cell(cell: Cell) -> tuple[str, str | None, str]:
    scope = {"row": "/Row", "column": "/Column", None: None}[cell.header]
    paragraphs = [node for node in walk(cell) if isinstance(node, Paragraph)]
    return ("TH" if cell.header else "TD", scope, squeeze("".join(plain(node.children) for node in paragraphs)))


def label_free(tag: Tag) -> str:
    """Return the words without footnotes, marks of them and labels of lists."""
    if tag.role in ("Reference", "Lbl", "Note"):
        return ""
    return squeeze(tag.own_words) + "".join(map(label_free, tag.kids))


def test_pictures_say_their_facts_and_where_they_stand(read: list[Read]) -> None:
    count = 0
    for tree, _, root in read:
        pictures = [node for node in walk(tree) if isinstance(node, Picture)]
        figures = list(root.find("Figure"))
        assert [str(figure.element.Alt) for figure in figures] == [picture.alt for picture in pictures]
        for picture, figure in zip(pictures, figures, strict=True):
            left, foot, right, head = (float(edge) / 72 * 25.4 for edge in figure.element.A.BBox)
            assert (right - left, head - foot) == pytest.approx((picture.width, picture.height), abs=0.2)
            assert 0 < left < right < 210
            assert 0 < foot < head < 297
        count += len(figures)
        assert len(list(root.find("Caption"))) == len(figures)
    assert count


def test_lists_say_how_they_are_numbered(read: list[Read]) -> None:
    for tree, _, root in read:
        lists = [node for node in walk(tree) if isinstance(node, List)]
        assert [
            (tag.attributes["/ListNumbering"], [kid.role for kid in tag.kids if kid.role != "L"])
            for tag in root.find("L")
        ] == [("/Decimal" if node.ordered else "/Disc", ["LI"] * len(node.items)) for node in lists]
        for item in root.find("LI"):
            assert [kid.role for kid in item.kids] == ["Lbl", "LBody"]


def test_foreign_phrases_say_their_language(read: list[Read]) -> None:
    seen = set()
    for tree, pdf, root in read:
        assert str(pdf.Root.Lang) == tree.lang
        phrases = [node for block in tree.blocks for node in walk(block) if isinstance(node, Foreign)]
        tags = [tag for tag in root.find("Span", "P") if "/Lang" in tag.element]
        assert sorted((str(tag.element.Lang), squeeze(tag.words)) for tag in tags) == sorted(
            (node.lang, squeeze(plain(node.children))) for node in phrases
        )
        seen |= {(tree.lang, node.lang) for node in phrases}
    assert {("ka-GE", "en"), ("en-GB", "fr"), ("fr-FR", "en")} <= seen


def test_links_are_live_and_say_where_they_lead(read: list[Read]) -> None:
    count = 0
    for tree, pdf, root in read:
        links = {node.href: squeeze(plain(node.children)) for node in walk(tree) if isinstance(node, Link)}
        leading = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        annotations = [note for note in leading if "/A" in note]
        assert {str(note.A.URI) for note in annotations} == set(links)
        for note in annotations:
            assert squeeze(str(note.Contents)) == f"{links[str(note.A.URI)]}({note.A.URI})"
        assert len(list(root.find("Link"))) == len(leading)
        count += len(annotations)
    assert count


def test_running_lines_are_artifacts_and_all_else_is_in_the_structure(read: list[Read]) -> None:
    for tree, pdf, root in read:
        marked = "".join(words for page in pdf.pages for words in marked_words(page).values())
        assert sorted(squeeze(root.words)) == sorted(squeeze(marked))
        assert squeeze(plain(tree.metadata.running_foot)) not in squeeze(marked)


def test_bookmarks_are_the_headings_below_the_name_of_the_file(read: list[Read]) -> None:
    for tree, pdf, _ in read:
        headings = [node for node in walk(tree) if isinstance(node, Heading)]
        assert bookmarks(pdf) == [
            (1, file_title(tree.metadata)),
            *((node.level + 1, plain(node.children)) for node in headings),
        ]


def test_metadata_are_the_document_s_own(read: list[Read]) -> None:
    for tree, pdf, _ in read:
        meta = tree.metadata
        assert meta.author
        assert meta.subject
        assert meta.keywords
        values = {key: str(value) for key, value in pdf.docinfo.items()}
        assert values.pop("/Producer").startswith("briefgen")
        assert values == {
            "/Title": file_title(meta),
            "/Author": meta.author,
            "/Subject": meta.subject,
            "/Keywords": ", ".join(meta.keywords),
            "/Creator": "briefgen",
            "/CreationDate": f"D:{meta.date.replace('-', '')}000000Z",
            "/ModDate": f"D:{meta.date.replace('-', '')}000000Z",
        }
        xmp = pdf.open_metadata()
        assert xmp["dc:title"] == file_title(meta)
        assert xmp["dc:creator"] == [meta.author]
        assert xmp["dc:description"] == meta.subject
        assert xmp["dc:subject"] == set(meta.keywords)
        assert xmp["dc:language"] == {tree.lang}
        assert {xmp[f"xmp:{kind}Date"] for kind in ("Create", "Modify", "Metadata")} == {f"{meta.date}T00:00:00Z"}
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")


def test_only_the_theme_s_faces_are_in_the_file(looks: dict[Path, list[WrittenBrief]]) -> None:
    for folder, briefs in looks.items():
        family = load_theme(folder).faces.family.replace(" ", "")
        for brief in briefs:
            found = faces(brief.pdf)
            assert found
            assert {face for face in found if not face.replace("-", "").startswith(family)} == set()


# Colours -------------------------------------------------------------------------------------------------------------

RUNNING_TEXT = ("ink",)
TEXT = ("heading", "accent", "secondary", "marking")


@pytest.mark.parametrize("folder", THEMES, ids=lambda path: path.name)
@pytest.mark.parametrize("token", [*RUNNING_TEXT, *TEXT])
def test_words_stand_out_from_paper_and_ground(folder: Path, token: str) -> None:
    colours = load_theme(folder).colours
    for ground in ("FFFFFF", colours.ground):
        assert contrast(getattr(colours, token), ground) >= (7 if token in RUNNING_TEXT else 4.5)


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_words_have_no_colours_but_these(looks: dict[Path, list[WrittenBrief]]) -> None:
    for folder, briefs in looks.items():
        colours = load_theme(folder).colours
        allowed = {getattr(colours, token).upper() for token in (*RUNNING_TEXT, *TEXT)}
        for brief in briefs:
            with pikepdf.open(brief.pdf) as pdf:
                assert {colour for page in pdf.pages for colour in text_colours(page)} <= allowed


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2 counts it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
