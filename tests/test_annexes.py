"""Annexes: PDFs that are appended to the pack as they are, behind title pages; what does more than show pages isn't."""

from __future__ import annotations

import io
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, String

from briefgen.content.model import Content
from briefgen.content.reading.loader import LoadError
from briefgen.formats.pdf.annex_unseen import unseen
from briefgen.formats.pdf.annexing import AnnexError, look, put_in
from briefgen.issuing.issue import issue
from briefgen.issuing.reprint import reprint
from briefgen.making.compose import Job, compose
from briefgen.making.judge import check
from briefgen.making.opened import Opened, open_project
from briefgen.making.press import Result, build
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import Project
from tests import annexes
from tests.annexes import A3_WIDE, A4, annex, put
from tests.canaries import EDITION
from tests.formats.docx_reading import parts
from tests.pages_in_word import misnamed, named_in_word
from tests.pdf_reading import page_lines, squeeze
from tests.pdf_structure import read_structure
from tests.test_contents import named_in_pdf, sections
from tests.test_pack import PROJECT
from tests.validators import ooxml, verapdf
from tests.written import WrittenBrief

TITLES = {"ka": ["დანართი ა. დღის წესრიგის პროექტი", "დანართი ბ. არჩევნების წესი"],
          "en": ["Annex A. Draft agenda", "Annex B. Rules of the election"]}  # fmt: skip
FILE = f"content/editions/{EDITION}.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose pack has two annexes with files, and a contents list."""
    root = tmp_path / "project"
    shutil.copytree(PROJECT, root)
    edit(root, FILE, "election}\n    language: en\n", "election}\n    language: en\n    file: the rules.pdf\n")
    put(root, "draft-agenda.pdf", annex(A4, A3_WIDE, words="Agenda"))
    put(root, "the rules.pdf", annex(A3_WIDE, words="Rules"))
    return root


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def pack(root: Path | Opened, *formats: str, languages: tuple[str, ...] = ("en",), draft: bool = False) -> Result:
    opened = root if isinstance(root, Opened) else open_project(root)
    return build(opened, briefs=["pack"], formats=formats or ["pdf"], languages=languages, draft=draft)


def of(result: Result, ending: str) -> Path:
    return next(file.path for file in result.files if file.path.name.endswith(ending))


def sizes(pdf: Path) -> list[tuple[float, float]]:
    with pikepdf.open(pdf) as opened:
        return [(round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in opened.pages]


def bookmarked(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """Return the bookmarks of sections, and the pages that they lead to."""
    pages = [page.obj.objgen for page in pdf.pages]
    with pdf.open_outline() as outline:
        marks: list[Any] = [mark for title in outline.root for mark in title.children]
    return [(mark.title.replace("\u00a0", " "), pages.index(mark.destination[0].objgen) + 1) for mark in marks]


# What comes of it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ka", "en"])
def test_pages_are_appended_as_they_are_behind_a_title_page_of_each(project: Path, language: str) -> None:
    pdf = of(pack(project, languages=(language,)), "pdf")
    pages = [[squeeze(line) for line in lines] for lines in page_lines(pdf)]
    first, second = (squeeze(title) for title in TITLES[language])
    assert [first in "".join(lines) for lines in pages[-5:]] == [True, False, False, False, False]
    assert [second in "".join(lines) for lines in pages[-5:]] == [False, False, False, True, False]
    assert [*pages[-4:-2], pages[-1]] == [["Agenda1"], ["Agenda2"], ["Rules1"]]
    assert [round(x) for size in (sizes(pdf)[-4], sizes(pdf)[-3], sizes(pdf)[-1]) for x in size] == [
        round(x) for size in (A4, A3_WIDE, A3_WIDE) for x in size
    ]


@pytest.mark.parametrize("language", ["ka", "en"])
def test_contents_and_bookmarks_name_the_pages_of_the_annexes(project: Path, language: str) -> None:
    made = pack(project, "pdf", "docx", languages=(language,))
    pdf = of(made, "pdf")
    pages = len(sizes(pdf))
    named = named_in_pdf(pdf, len(named_in_word(of(made, "docx"))))
    assert named[-2:] == [pages - 4, pages - 1]
    with pikepdf.open(pdf) as opened:
        assert bookmarked(opened)[-2:] == list(zip(TITLES[language], named[-2:], strict=True))
    # In Word a title page follows another: it has no place for the pages.
    assert named_in_word(of(made, "docx")) == [*named[:-1], named[-2] + 1]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ka", "en"])
def test_tabs_and_contents_name_the_pages_of_word_as_libreoffice_lays_them_out(
    project: Path, language: str, tmp_path: Path
) -> None:
    docx = of(pack(project, "docx", languages=(language,)), "docx")
    document = compose(*_held(project), Job(EDITION, "pack", language, ()))[1]
    headings = sections(document)
    assert [squeeze(title) in headings for title in TITLES[language]] == [True, True]
    assert sum(bool(re.match(r"\d+\.", heading)) for heading in headings) == 13  # the tabs
    assert len(named_in_word(docx)) == len(headings)
    assert len([*misnamed([docx], tmp_path)]) <= 1  # LibreOffice isn't Word: a line that just fits may make a page


def _held(project: Path) -> tuple[Project, Content]:
    held = open_project(project)
    return held.project, held.content


def test_word_lists_them_with_title_pages_and_is_valid(project: Path) -> None:
    docx = of(pack(project, "docx"), "docx")
    text = "".join(map(str, parts(docx.read_bytes())["word/document.xml"].itertext())).replace("\u00a0", " ")
    assert all(title in text for title in TITLES["en"])
    assert "Agenda 1" not in text
    assert ooxml.findings(docx) == []


def test_the_web_page_has_a_list_alone(project: Path) -> None:
    page = of(pack(project, "html"), "html").read_text("utf-8")
    words = " ".join(re.sub("<[^>]*>", "", page).replace("\u00a0", " ").split())
    assert "English · 2 pages, attached to the PDF" in words
    assert "<object" not in page
    assert "draft-agenda" not in page  # what a file is called, readers needn't know


def test_a_pack_with_annexes_claims_no_standard_and_says_so(project: Path) -> None:
    made = pack(project)
    assert [note for note in made.notes if "PDF/UA" in note and "draft-agenda.pdf, the rules.pdf" in note] != []
    with pikepdf.open(of(made, "pdf")) as pdf:
        assert b"pdfuaid:part" not in pdf.Root.Metadata.read_bytes()
        assert b"pdfaid:part" not in pdf.Root.Metadata.read_bytes()
    edit(project, FILE, "    file: draft-agenda.pdf\n", "")
    edit(project, FILE, "    file: the rules.pdf\n", "")
    made = pack(project)
    assert [note for note in made.notes if "PDF/UA" in note] == []
    with pikepdf.open(of(made, "pdf")) as pdf:
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


def test_a_pack_whose_annexes_conform_conforms_with_their_tags(project: Path) -> None:
    made = build(open_project(project), briefs=["counterpart", "qa"], formats=["pdf"], languages=["ka"])
    put(project, "draft-agenda.pdf", of(made, "counterpart_ka.pdf").read_bytes())
    put(project, "the rules.pdf", of(made, "qa_ka.pdf").read_bytes())
    made = pack(project)
    (note,) = [note for note in made.notes if "PDF/UA" in note]
    assert note.endswith("as the files at its end do (draft-agenda.pdf, the rules.pdf); nobody has checked these")
    pdf = of(made, "pdf")
    assert set().union(*verapdf.failures([pdf]).values()) == set()
    with pikepdf.open(pdf) as opened:
        root = read_structure(opened)
        assert b"pdfuaid:part" in opened.Root.Metadata.read_bytes()
        languages = [str(tag.element.Lang) for tag in root.find("Div") if "/Lang" in tag.element]
        heads = [squeeze(tag.words) for tag in root.find("H2")]
    assert languages == ["ka-GE", "ka-GE"]
    first = heads.index(squeeze(TITLES["en"][0]))
    assert "ძირითადიმონაცემები" in heads[first:]
    assert heads.index(squeeze(TITLES["en"][1])) > heads.index("ძირითადიმონაცემები")
    put(project, "the rules.pdf", annex(A3_WIDE))  # one that isn't: then none of them is, and it is named
    made = pack(project)
    (note,) = [note for note in made.notes if "PDF/UA" in note]
    assert "(the rules.pdf)" in note
    with pikepdf.open(of(made, "pdf")) as opened:
        assert b"pdfuaid:part" not in opened.Root.Metadata.read_bytes()


def lose_a_page_of_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.StructParents


def stand_in_itself(pdf: pikepdf.Pdf) -> None:
    element = pdf.Root.StructTreeRoot.K[0]
    element.K.append(element)


def lead_roles_in_a_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(A=pikepdf.Name.B, B=pikepdf.Name.A)


def claim_nothing(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"pdfuaid:part", b"pdfuaid:other"))


def damage_the_claim(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(b"<x")


def have_layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary()


@pytest.mark.parametrize(
    "spoil",
    [lose_a_page_of_tags, stand_in_itself, lead_roles_in_a_circle, claim_nothing, damage_the_claim, have_layers],
)
def test_a_file_whose_tags_can_not_stand_beside_others_does_not_conform(
    spoil: Callable[[pikepdf.Pdf], None], written: list[WrittenBrief]
) -> None:
    data = written[-1].pdf.read_bytes()
    assert look(data)[1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spoil(pdf)
        out = io.BytesIO()
        pdf.save(out)
    assert not look(out.getvalue())[1]


def test_the_same_files_give_the_same_bytes_and_another_file_another_digest(project: Path) -> None:
    def made() -> tuple[bytes, str | None]:
        result = pack(open_project(project, cache=False))
        return of(result, "pdf").read_bytes(), result.files[0].digest

    once = made()
    assert made() == once
    put(project, "draft-agenda.pdf", annex(A4, A3_WIDE, words="Newer"))
    assert made()[1] != once[1]


def test_what_was_made_before_is_not_taken_for_another_file(project: Path) -> None:
    before = len(sizes(of(pack(project), "pdf")))
    put(project, "draft-agenda.pdf", annex(A4))
    assert len(sizes(of(pack(project), "pdf"))) == before - 1


def test_what_was_issued_has_its_annexes_for_ever(project: Path) -> None:
    held = open_project(project)
    made = issue(held, "2031-04-21", EDITION, briefs=["pack"])
    was = {file.path.name: file.path.read_bytes() for file in made.result.files}
    put(project, "draft-agenda.pdf", annex(words="Newer"))
    (project / "content" / "annexes" / "the rules.pdf").unlink()
    again = reprint(open_project(project), f"{EDITION}@1")
    assert {file.path.name: file.path.read_bytes() for file in again.files} == was


def test_a_picture_may_have_the_name_of_a_note() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        blank = io.BytesIO()
        pdf.save(blank)
        form = pdf.make_stream(b"0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form.PieceInfo = pikepdf.Dictionary(Private=pikepdf.String("noted"))
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Ref=form))
        pdf.pages[0].Contents = pdf.make_stream(b"/Ref Do")
        pdf.save(out)
    with pikepdf.open(io.BytesIO(put_in(blank.getvalue(), [0], [out.getvalue()]))) as pdf:
        shown = pdf.pages[0].Resources.XObject.Ref
        assert shown.read_bytes() == b"0 0 9 9 re f"
        assert "/PieceInfo" not in shown


# What is refused ----------------------------------------------------------------------------------------------------

REFUSED = {
    "locked": (annexes.locked(), "locked with a password"),
    "no PDF": (b"words", "is no PDF"),
    "cut off": (annex()[:-300], "is damaged"),
    "layers that are none": (annex(spoil=annexes.switch_off_a_number), "is damaged"),
    "a hidden layer": (annex(spoil=annexes.hide_a_layer), "OCProperties"),
    "words that are none": (annex(spoil=annexes.lose_contents), "is damaged"),
    "a script on opening": (annex(spoil=annexes.run_on_opening), "OpenAction"),
    "a script by name": (annex(spoil=annexes.script_by_name), "JavaScript"),
    "a form sent": (annex(spoil=annexes.submit_on_opening), "OpenAction"),
    "a program started": (annex(spoil=annexes.launch), "Launch"),
    "an action of a page": (annex(spoil=annexes.act_on_pages), "AA"),
    "a file inside": (annex(spoil=annexes.attach), "EmbeddedFile"),
    "a layer hidden in print": (annex(spoil=annexes.hide_in_print), "OCProperties"),
    "what layers show that aren't": (annex(spoil=annexes.show_if_another_is_hidden), "OCMD"),
    "a script of a bookmark": (annex(spoil=annexes.script_of_a_bookmark), "JavaScript"),
    "a form of XML": (annex(spoil=annexes.form_of_xml), "XFA"),
    "a form that was filled in": (annex(spoil=annexes.filled_in()), "has a form that was filled in"),
    "one that nobody drew": (annex(spoil=annexes.filled_in(redrawn=False)), "has a form that was filled in"),
    "one that is drawn anew": (annex(spoil=annexes.filled_in(shown=True)), "has a form that was filled in"),
    "a program for printers": (annex(spoil=annexes.for_a_printer), "PostScript"),
    "contents in another file": (annex(spoil=annexes.from_another_file), "does more than show pages (F)"),
    "a picture of many points": (annex(spoil=annexes.of_many_points), "unpacks to more than 200 MB"),
    "a page of miles": (annex(spoil=annexes.boxed(0, 0, 20_000, 9)), "7056 × 3 mm, which nobody can print"),
    "a page of large units": (annex(spoil=annexes.boxed(0, 0, 595, 842, UserUnit=100)), "nobody can print"),
    "a page of nothing": (annex(spoil=annexes.boxed(10, 10, 10, 10)), "nobody can print"),
    "a page cut to nothing": (
        annex(spoil=annexes.boxed(0, 0, 99, 99, CropBox=Array([200, 200, 300, 300]))), "nobody can print"
    ),
    "a page with words for a side": (annex(spoil=annexes.boxed(0, 0, 99, String("a"))), "is damaged"),
    "a page that is turned a little": (annex(spoil=annexes.boxed(0, 0, 99, 99, Rotate=45)), "is damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_more_than_show_pages_is_refused(what: str) -> None:
    data, why = REFUSED[what]
    with pytest.raises(AnnexError) as refused:
        look(data)
    assert why in str(refused.value)


@pytest.mark.parametrize("what", ["a script by name", "words that are none", "a page of miles"])
def test_what_is_refused_is_told_by_name_at_its_line(project: Path, what: str) -> None:
    data, why = REFUSED[what]
    put(project, "draft-agenda.pdf", data)
    (found,) = [each for each in check(open_project(project)) if each.code == "annex-unusable"]
    line = (project / FILE).read_text("utf-8").splitlines().index("    file: draft-agenda.pdf") + 1
    assert (found.place.file, found.place.line, found.severity) == (FILE, line, "error")
    assert found.message.startswith("draft-agenda.pdf ")
    assert why in found.message


@pytest.mark.parametrize("what", ["a script by name", "words that are none"])
def test_what_is_refused_stops_a_build_and_a_draft_goes_without(project: Path, what: str) -> None:
    put(project, "draft-agenda.pdf", REFUSED[what][0])
    with pytest.raises(ProblemsError, match="annex-unusable"):
        pack(project)
    draft = of(pack(project, draft=True), "pdf")  # which says what is wrong, and goes without
    assert b"JavaScript" not in draft.read_bytes()
    assert not any("Agenda1" in map(squeeze, lines) for lines in page_lines(draft))


def test_a_file_is_looked_through_once_for_all_languages_and_rules(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bytes] = []

    def count(data: bytes) -> tuple[int, bool]:
        looked.append(data)
        return look(data)

    monkeypatch.setattr("briefgen.formats.pdf.annexing.look", count)
    data = annex(A4, words="Seen by nobody before")
    put(project, "draft-agenda.pdf", data)
    pack(project, languages=("ka", "en"))
    assert looked.count(data) == 1


def test_one_that_opens_at_a_page_is_as_good_as_any(project: Path) -> None:
    put(project, "draft-agenda.pdf", annex(spoil=annexes.open_at_a_page))
    assert [each for each in check(open_project(project)) if each.code == "annex-unusable"] == []
    with pikepdf.open(of(pack(project), "pdf")) as pdf:
        assert "/OpenAction" not in pdf.Root


def test_a_file_that_is_not_there_or_a_link_is_refused(project: Path) -> None:
    path = project / "content" / "annexes" / "draft-agenda.pdf"
    elsewhere = path.rename(project / "elsewhere.pdf")
    with pytest.raises(ProblemsError, match=r"draft-agenda.pdf isn’t in content/annexes"):
        pack(project)
    path.symlink_to(elsewhere)
    with pytest.raises(ProblemsError, match="a link, not a file"):
        pack(project)


@pytest.mark.parametrize("name", ["../briefgen.pdf", "/etc/a.pdf", "a/b.pdf", ".hidden.pdf", "a.docx", "c:a.pdf"])
def test_a_name_that_leads_elsewhere_is_refused(project: Path, name: str) -> None:
    edit(project, FILE, "file: draft-agenda.pdf", f'file: "{name}"')
    with pytest.raises(LoadError) as error:
        _ = open_project(project).content
    assert any(each.place.file == FILE for each in error.value.problems)


# Who gets it --------------------------------------------------------------------------------------------------------


def test_whoever_is_not_of_the_agency_gets_no_annex(project: Path) -> None:
    folder = project / "templates" / "briefs"
    folder.mkdir(parents=True)
    built_in = Path(__file__).parents[1] / "templates" / "briefs"
    shutil.copy(built_in / "pack.html.jinja", folder / "handed.html.jinja")
    text = (built_in / "counterpart.html.jinja").read_text("utf-8")
    asks = text.replace("</main>", "{% for each in brief.annexes %}{{ each.annex.title }}{% endfor %}\n</main>")
    (folder / "handed.html.jinja").write_text(asks, "utf-8")
    (folder / "handed.toml").write_text('audience = "counterpart"\n', "utf-8")
    with pytest.raises(ProblemsError) as error:
        build(open_project(project), briefs=["handed"], formats=["pdf"], languages=["en"])
    assert error.value.problems[0].place.file == "templates/briefs/handed.html.jinja"


@pytest.mark.parametrize(
    ("size", "times", "page"),
    [(300, 1, True), (300, 1, False), (80, 3, True), (80, 3, False)],  # megabytes, in contents or in drawings
)
def test_a_bomb_is_refused(size: int, times: int, page: bool) -> None:
    data = annex(spoil=annexes.swollen(size * 1_000_000, times, page=page))
    assert len(data) < 2_000_000
    with pytest.raises(AnnexError, match="unpacks to more than 200 MB"):
        look(data)


@pytest.mark.parametrize("escaped", [True, False])
def test_what_may_grow_without_bound_while_it_is_opened_is_refused_unopened(
    escaped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    large, small = (annexes.listed_by_lzw(size, escaped=escaped) for size in (200_000, 200))
    with pytest.raises(AnnexError, match="damaged"):
        look(small)  # it can't grow much
    monkeypatch.setattr(pikepdf, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(AnnexError, match="LZW"):
        look(large)


def test_a_large_file_that_is_packed_as_files_are_today_is_opened() -> None:
    noise = bytes(random.Random(1).randbytes(300_000))

    def fill(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(noise, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=9, Height=9)
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=picture)

    with pikepdf.open(io.BytesIO(annex(spoil=fill))) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert len(out.getvalue()) > 200_000
    assert look(out.getvalue()) == (1, False)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (None, ""),
        (annexes.painted, ""),
        (annexes.trimmed_a_little, ""),
        (annexes.cut_to_a_part, "has a page that was cut; what was cut off is still in it"),
        (annexes.unpainted, "has words that nobody sees, and that a search finds"),
        (annexes.unpainted_in_a_drawing, "has words that nobody sees, and that a search finds"),
        (annexes.unpainted_in_a_pattern, "has words that nobody sees, and that a search finds"),
        (annexes.painted_as(b"BT 3.0 Tr /F1 9 Tf (a) Tj ET"), "has words that nobody sees, and that a search finds"),
        (annexes.painted_as(b"BT 7 Tr /F1 9 Tf (a) Tj ET"), "has words that nobody sees, and that a search finds"),
        (annexes.painted_as(b"BT +3%x\nTr /F1 9 Tf (a) Tj ET"), "has words that nobody sees, and that a search finds"),
        (annexes.painted_as(b" Tr" * 7_000_000), "can’t be looked through for words that nobody sees"),
    ],
)
def test_what_nobody_sees_on_pages_is_told(spoil: annexes.Spoil | None, told: str) -> None:
    assert unseen(annex(spoil=spoil)) == told


@pytest.mark.parametrize("spoil", [None, annexes.unpainted])
def test_whose_words_nobody_sees_is_told_by_name(spoil: annexes.Spoil | None, project: Path) -> None:
    put(project, "draft-agenda.pdf", annex(spoil=spoil))
    found = [each.message for each in check(open_project(project)) if each.code == "annex-hides"]
    assert found == (["draft-agenda.pdf has words that nobody sees, and that a search finds"] if spoil else [])


@pytest.mark.parametrize("spoil", [
    annexes.filled_in(shown=True, redrawn=False), annexes.filled_in(V=String("")),
    annexes.filled_in(FT=pikepdf.Name.Btn, V=pikepdf.Name.Off), annexes.filled_in(FT=pikepdf.Name.Sig, redrawn=False),
])  # fmt: skip
def test_a_form_that_is_empty_or_shown_as_it_is_may_be_there(spoil: annexes.Spoil) -> None:
    assert look(annex(spoil=spoil)) == (1, False)


@pytest.mark.parametrize("box", [(9, 9, -90, -90), (-50, -50, 14_350, 20), (0, 0, 10.5, 3.01)])
def test_a_page_may_begin_anywhere_and_be_as_large_as_a_pdf_can_have_it(box: tuple[float, ...]) -> None:
    assert look(annex(spoil=annexes.boxed(*box))) == (1, False)


def test_what_programs_noted_at_pages_and_drawings_stays_behind() -> None:
    made = put_in(annex(A4, A4), [1], [annex(A3_WIDE, spoil=annexes.noted)])
    with pikepdf.open(io.BytesIO(made)) as pdf:
        drawing = pdf.pages[1].Resources.XObject.X
        assert drawing.read_bytes() == b"0 0 9 9 re f"
        assert {*drawing.keys()} - {"/Filter"} == {"/Type", "/Subtype", "/BBox", "/Length"}
        held = [each.read_bytes() if isinstance(each, pikepdf.Stream) else b"" for each in pdf.objects]
        assert not any(b"Canary" in each for each in held)
        assert "Canary" not in repr(list(pdf.objects)) + repr(pdf.docinfo)


def test_a_page_keeps_what_was_filled_in_on_it() -> None:
    def fill_in(pdf: pikepdf.Pdf) -> None:
        seen = pdf.make_stream(b"0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        seen.BBox = pikepdf.Array([0, 0, 9, 9])
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=pikepdf.Array([0, 0, 9, 9]), F=4,
            AP=pikepdf.Dictionary(N=seen),
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(field)])

    made = put_in(annex(A4, A4), [1], [annex(A3_WIDE, spoil=fill_in)])
    with pikepdf.open(io.BytesIO(made)) as pdf:
        page = pdf.pages[1]
        assert float(page.mediabox[2]) == pytest.approx(A3_WIDE[0])
        assert "/Annots" not in page
        assert b"Do" in b"".join(stream.read_bytes() for stream in page.Contents)
