"""A redline on paper: bars beside what changed, and still a PDF for everyone."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefgen.document.diff import redline
from briefgen.document.tree import Block, Document, Heading, Metadata, Panel, Paragraph, Strong, Text
from briefgen.formats.html import write_html
from briefgen.formats.pdf.press import PdfWriter
from briefgen.look.theme import Theme
from briefgen.proof import ProofError, prove
from tests.conftest import BuiltProject
from tests.pdf_structure import read_structure, spoken
from tests.redlines import NEW_WORDS, OWN, real_redline
from tests.validators import verapdf

META = Metadata((Text("Title"),), (Text("Kind"),), (Text("Line"),), (Text("M"),), False, (Text("H"),), (Text("F"),),
                (Text("p."),), "A", "s", (), "2019-10-14")  # fmt: skip
SAME = "These are words which both documents have and which nobody has changed in the meantime."


@pytest.fixture(scope="module")
def writer(theme: Theme) -> PdfWriter:
    return PdfWriter(theme)


def document(*texts: str | Block) -> Document:
    return Document("en-GB", META, tuple(Paragraph((Text(text),)) if isinstance(text, str) else text for text in texts))


def bars(data: bytes) -> list[list[float]]:
    """Return left edge, foot, width and height of each bar on the first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found, inside = [], False
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            operator = str(instruction.operator)
            if operator in ("BDC", "EMC"):
                inside = operator == "BDC" and "/Layout" in str(instruction.operands[1:])
            elif operator == "re" and inside:
                found.append([float(number) for number in instruction.operands])
        return found


def test_a_bar_stands_in_the_margin_beside_each_change(writer: PdfWriter, theme: Theme) -> None:
    both = redline(document(SAME, "one old word", SAME, "gone"), document(SAME, "one new word", SAME, SAME + " More."))
    found = bars(writer.write(both).data)
    assert len(found) == 2
    right = (theme.page.width - theme.page.right) * 72 / 25.4
    assert all(right < x < x + width < theme.page.width * 72 / 25.4 for x, _, width, _ in found)
    line = theme.sizes.text * theme.sizes.leading
    assert found[0][3] == pytest.approx(line, abs=1)
    assert found[0][1] > found[1][1]


def test_without_a_change_there_is_no_bar_and_the_file_is_the_same(writer: PdfWriter) -> None:
    same = document(SAME)
    assert bars(writer.write(same).data) == []
    assert writer.write(redline(same, same)).data == writer.write(same).data


def test_bookmarks_are_those_of_the_new_document(writer: PdfWriter) -> None:
    def heading(words: str) -> Heading:
        return Heading(1, (Text(words, words[:5]),))

    old = document(heading("Facts and old figures"), SAME, heading("Gone with it"), SAME + SAME)
    new = document(heading("Facts and new figures"), SAME, heading("What is new now"), SAME)
    with pikepdf.open(io.BytesIO(writer.write(redline(old, new)).data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root[0].children] == ["Facts and new figures", "What is new now"]


def test_a_screen_reader_is_told_what_is_new_and_what_is_gone(writer: PdfWriter) -> None:
    old, new = document("We met the old head of it.", "Gone."), document("We met the new head of it all.")
    both = replace(redline(old, new), comparison=OWN)
    with pikepdf.open(io.BytesIO(writer.write(both).data)) as pdf:
        root = read_structure(pdf)
        said = [line.strip() for line in spoken(root)]
        decorated = {each.attributes.get("/TextDecorationType") for each in root.find("Span")}
    assert said[-2:] == [
        "P: We met the  removed: old added: new end of the change  head of it added:  all end of the change .",
        "P:  removed: Gone. end of the change",
    ]
    assert decorated == {"/Underline", "/LineThrough", None}
    assert "P: Key: struck – gone" in said  # there they are examples


@pytest.mark.slow
def test_it_conforms_to_both_standards_and_is_proved(
    built: BuiltProject, writer: PdfWriter, theme: Theme, tmp_path: Path
) -> None:
    files = []
    for language, brief in built.documents.items():
        both = real_redline(brief)
        data = writer.write(both).data
        prove("x", "pdf", data, both, theme)
        with pytest.raises(ProofError):
            prove("x", "pdf", data, brief, theme)
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(data)
    assert verapdf.failures(files) == {
        (file, profile): set() for file in files for profile in (verapdf.PDF_UA_1, verapdf.PDF_A_2A)
    }


def test_html_marks_insertions_and_deletions(built: BuiltProject, theme: Theme) -> None:
    page = write_html(redline(document("one old word", "gone for ever"), document("one new word")), theme)
    assert '<p>one <del>old</del><ins class="instead">new</ins> word</p>\n<p><del>gone for ever</del></p>' in page
    real = write_html(real_redline(built.documents["ka"]), theme)
    assert '<figure class="deleted">' not in real
    assert f'<ins data-before="added:" data-after="end of the change"> ({OWN.redrawn})</ins></figcaption>' in real
    alone = write_html(replace(real_redline(built.documents["ka"]), comparison=None), theme)
    assert '<figure class="deleted">' in alone
    assert f"<ins>{NEW_WORDS['ka']}</ins>" in alone.replace('<span data-src="new.title">', "").replace("</span>", "")


def test_a_panel_s_label_that_came_or_went_is_marked_inside(theme: Theme) -> None:
    def panel(*texts: str) -> Panel:
        return Panel("at-a-glance", tuple(Paragraph((Strong((Text(text),)), Text(" and more"))) for text in texts))

    page = write_html(replace(redline(document(panel("A:", "B:")), document(panel("A:"))), comparison=OWN), theme)
    label = '<p><span class="label"><del data-before="removed:"><strong>B:</strong> </del></span>'
    assert f'{label}<del data-after="end of the change">and more</del></p>' in page


def test_a_redline_that_says_nothing_of_itself_speaks_no_mark(writer: PdfWriter) -> None:
    both = redline(document("one old word"), document("one new word"))
    with pikepdf.open(io.BytesIO(writer.write(both).data)) as pdf:
        spoken = [
            str(each["/ActualText"])
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each
        ]
    assert spoken == []
