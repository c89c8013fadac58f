"""A long brief with a contents list and numbered paragraphs: the numbers are those of the pages, in PDF and Word."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from briefgen.document.contents import pages
from briefgen.document.tree import Document, Heading, Paragraph, contents_of, plain, walk
from briefgen.formats.pdf.press import PdfWriter
from briefgen.formats.run import Run
from briefgen.formats.word.letterhead.opened import read_letterhead
from briefgen.formats.word.letterhead.told import notes as notes_of
from briefgen.look.theme import Theme
from briefgen.making.press import Prepared, prepare, produce
from briefgen.making.products import Products
from briefgen.proof import ProofError, prove
from tests.conftest import EDITION, once_a_run
from tests.formats.docx_reading import parts
from tests.formats.letterheads import letterhead
from tests.long_brief import long_project
from tests.pages_in_word import misnamed, named_in_word
from tests.pdf_reading import info, page_lines, squeeze
from tests.pdf_structure import Tag, bookmarks, read_structure
from tests.validators import ooxml, verapdf
from tests.written import WrittenBrief

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LANGUAGES = ("ka", "en")


@dataclass(frozen=True)
class LongBrief:
    """The long brief of each language: its tree and its files, and a Word file on a letterhead."""

    documents: dict[str, Document]
    folder: Path
    notes: tuple[str, ...]  # what was said of the letterhead

    def path(self, language: str, format: str) -> Path:
        return self.folder / EDITION / f"{EDITION}_long_{language}.{format}"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> LongBrief:
    def make(folder: Path) -> LongBrief:
        copy = long_project(folder / "project")
        output = folder / "output"
        (output / EDITION).mkdir(parents=True)

        def put(ready: Prepared, ending: str, *formats: str, languages: Collection[str] = LANGUAGES) -> None:
            prints = [e for e in ready.prints if e.format.name in formats and e.job.language in languages]
            anew = Products(Run(ready.theme, ready.letterhead))
            for name, data in produce(output, prints, anew)[1].items():
                stem, _, format = name.rpartition(".")
                (output / EDITION / f"{stem}{ending}.{format}").write_bytes(data)

        plain = prepare(copy.project, edition=EDITION, formats=("pdf", "docx", "html"))
        put(plain, "", "pdf", "docx", "html")
        put(plain, ".alone", "docx", languages=["en"])  # which lays the pages out only to count them
        (copy.root / "letterhead.docx").write_bytes(letterhead())
        copy.edit("briefgen.toml", "theme", 'letterhead = "letterhead.docx"\ntheme')
        ready = prepare(copy.project, edition=EDITION, formats=("docx",))
        put(ready, ".letterhead", "docx")
        documents = {each.job.language: each.document for each in plain.prints if each.format.name == "pdf"}
        return LongBrief(documents, output, ready.notes)

    return once_a_run(tmp_path_factory, "long", make)


both_languages = pytest.mark.parametrize("language", LANGUAGES)


def sections(document: Document) -> list[str]:
    found = [block for block in document.blocks if isinstance(block, Heading) and block.level < 3]
    return [squeeze(plain(heading.children)) for heading in found]


def standing_on(pdf: Path, headings: list[str]) -> list[int]:
    """Return on which page of a PDF each heading stands, as a line of its own, whatever its contents list says."""
    left = list(headings)
    found = []
    for number, lines in enumerate(page_lines(pdf), start=1):
        # A long heading may take two lines.
        for line in (squeeze(line) for line in lines):
            if left and line and left[0].startswith(line) and (line == left[0] or len(line) > 12):
                found.append(number)
                left.pop(0)
    assert not left
    return found


def named_in_pdf(pdf: Path, count: int) -> list[int]:
    ends = [re.search(r"(?:\. ){2,}\s*(\d+)$", line.strip()) for lines in page_lines(pdf) for line in lines]
    named = [int(end[1]) for end in ends if end]
    assert len(named) == count
    return named


def words_of(paragraph: etree._Element | None) -> str:
    assert paragraph is not None
    said = {f"{W}noBreakHyphen": "-"}
    return squeeze("".join(said.get(str(x.tag), (x.text or "") if x.tag == f"{W}t" else "") for x in paragraph.iter()))


# Who gets one -------------------------------------------------------------------------------------------------------


def test_the_short_briefs_have_no_contents_list(written: list[WrittenBrief]) -> None:
    assert len(written) >= 4
    assert [contents_of(brief.document) for brief in written] == [None] * len(written)


def test_the_estimate_of_pages_is_near_the_pages(written: list[WrittenBrief], long: LongBrief) -> None:
    measured = [(brief.document, brief.pdf) for brief in written]
    measured += [(long.documents[language], long.path(language, "pdf")) for language in LANGUAGES]
    for document, pdf in measured:
        laid_out = int(info(pdf)["Pages"])
        assert laid_out - 1.5 < pages(document) < laid_out + 1, pdf.name


# What it says -------------------------------------------------------------------------------------------------------


@both_languages
def test_the_pdf_names_the_pages_on_which_its_headings_stand(long: LongBrief, language: str) -> None:
    pdf, headings = long.path(language, "pdf"), sections(long.documents[language])
    assert len(headings) == 16
    stand = standing_on(pdf, headings)
    assert stand[-1] >= 7
    assert named_in_pdf(pdf, len(headings)) == stand


@pytest.mark.parametrize(("language", "format"), [*((each, "docx") for each in LANGUAGES), ("en", "alone.docx")])
def test_word_names_the_pages_of_the_pdf(long: LongBrief, language: str, format: str) -> None:
    headings = sections(long.documents[language])
    assert named_in_word(long.path(language, format)) == standing_on(long.path(language, "pdf"), headings)


@both_languages
def test_on_a_letterhead_word_names_pages_that_are_as_large_as_its_sheet(
    long: LongBrief, language: str, theme: Theme
) -> None:
    document = long.documents[language]
    run = Run(theme, read_letterhead(letterhead(), "letterhead.docx"))
    reckoned = list(run.on_letterhead().once(PdfWriter).layout(document).sections)
    assert reckoned != list(run.once(PdfWriter).layout(document).sections)
    assert named_in_word(long.path(language, "letterhead.docx")) == reckoned


@pytest.mark.slow
@both_languages
def test_the_pages_are_those_of_word_in_libreoffice(long: LongBrief, language: str, tmp_path: Path) -> None:
    assert [*misnamed([long.path(language, "docx")], tmp_path)] == []


def test_a_letterhead_s_pages_are_other_ones_and_the_build_says_so(long: LongBrief) -> None:
    assert any("renew it with F9" in note for note in long.notes)


def test_without_a_contents_list_nothing_is_said_of_it(theme: Theme) -> None:
    notes = notes_of(read_letterhead(letterhead(), "letterhead.docx"), theme)
    assert notes
    assert not any("F9" in note for note in notes)


@both_languages
def test_entries_lead_to_the_headings_in_word(long: LongBrief, language: str) -> None:
    for format in ("docx", "letterhead.docx"):
        root = parts(long.path(language, format).read_bytes())["word/document.xml"]
        marked = {
            start.get(f"{W}name"): words_of(start.getparent())
            for start in root.iter(f"{W}bookmarkStart")
            if start.get(f"{W}name", "").startswith("_Toc")
        }
        names = [link.get(f"{W}anchor", "") for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
        fields = " ".join(text.text or "" for text in root.iter(f"{W}instrText"))
        assert [marked[name] for name in names] == sections(long.documents[language])
        assert re.findall(r"PAGEREF (\S+) ", fields) == names
        assert fields.split()[:5] == ["TOC", "\\o", '"1-2"', "\\h", "\\z"]


@both_languages
def test_bookmarks_and_tags_of_the_pdf(long: LongBrief, language: str) -> None:
    document = long.documents[language]
    contents = contents_of(document)
    assert contents is not None
    with pikepdf.open(long.path(language, "pdf")) as pdf:
        marks = [squeeze(title) for _, title in bookmarks(pdf)]
        root = read_structure(pdf)
        assert squeeze(plain(contents.title)) not in marks
        assert [mark for mark in marks if mark in sections(document)] == sections(document)
        (whole,) = (tag for tag in root.find("TOC") if not any(tag in other.kids for other in root.find("TOCI")))
        entries = list(whole.find("TOCI"))
        named = named_in_pdf(long.path(language, "pdf"), len(entries))
        # An entry is heard as its words and the number, without the dots; where it leads is said.
        heard = [squeeze(next(entry.find("Reference")).words) for entry in entries]
        assert heard == [f"{words}{page}" for words, page in zip(sections(document), named, strict=True)]
        assert [level(entry) for entry in whole.kids] == [(1, 1)] * 8
        assert all(len(list(link.find("Link"))) == 1 for link in whole.find("Reference"))
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if "/Dest" in note]
        assert [squeeze(str(link.Contents)) for link in links] == sections(document)


def level(entry: Tag) -> tuple[int, int]:
    """Return how many references and how many lists are in an entry of the first level."""
    return len([kid for kid in entry.kids if kid.role == "Reference"]), len([k for k in entry.kids if k.role == "TOC"])


# Numbered paragraphs ------------------------------------------------------------------------------------------------


@both_languages
def test_a_screen_reader_hears_the_numbers_in_order(long: LongBrief, language: str) -> None:
    with pikepdf.open(long.path(language, "pdf")) as pdf:
        heard = [squeeze(tag.words) for tag in read_structure(pdf).find("P")]
    wanted = [
        f"{node.number}.{squeeze(plain(node.children))}"
        for node in walk(long.documents[language])
        if isinstance(node, Paragraph) and node.number
    ]
    assert len(wanted) > 60
    assert [words for words in heard if words in set(wanted)] == wanted


@both_languages
def test_the_numbers_are_word_s_own_on_a_letterhead_too(long: LongBrief, language: str) -> None:
    words = [node for node in walk(long.documents[language]) if isinstance(node, Paragraph) and node.number]
    for format in ("docx", "letterhead.docx"):
        roots = parts(long.path(language, format).read_bytes())
        numbered = roots["word/document.xml"].findall(f".//{W}pStyle[@{W}val='NumberedText']")
        assert len(numbered) == len(words)
        assert roots["word/document.xml"].find(f".//{W}pStyle[@{W}val='NumberedText']/../{W}numPr") is None


# The referees -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_both_referees_accept_the_files(long: LongBrief) -> None:
    # What is theirs, contents list and numbers, is made alike in both languages.
    assert set().union(*verapdf.failures([long.path("ka", "pdf")]).values()) == set()
    for language, format in (("en", "docx"), ("ka", "letterhead.docx")):
        assert ooxml.findings(long.path(language, format)) == []


# The proof ----------------------------------------------------------------------------------------------------------


def changed(docx: Path, old: str, new: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(docx) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            data = source.read(name).decode() if name.endswith(".xml") else source.read(name)
            if name == "word/document.xml":
                assert isinstance(data, str)
                assert old in data
                data = data.replace(old, new, 1)
            package.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('<w:t xml:space="preserve">8</w:t>', "<w:t>7</w:t>", "doesn't say that .* is on page 8"),
        ("One · ", "Onee · ", "doesn't say that"),
        ('<w:pStyle w:val="NumberedText"/>', "", "paragraph 1 doesn't have its number"),
    ],
)
def test_a_change_in_the_word_file_is_found(long: LongBrief, theme: Theme, old: str, new: str, message: str) -> None:
    docx, document = long.path("en", "docx"), long.documents["en"]
    stand = standing_on(long.path("en", "pdf"), sections(document))
    prove("x", "docx", docx.read_bytes(), document, theme, sections=stand)
    with pytest.raises(ProofError, match=message):
        prove("x", "docx", changed(docx, old, new), document, theme, sections=stand)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('" . . " "1"', "its sections stand on"),  # every entry says page 1
        ("none", "names no page"),
    ],
)
def test_a_pdf_that_names_other_pages_is_found(
    long: LongBrief, theme: Theme, tmp_path: Path, content: str, message: str
) -> None:
    other = tmp_path / "other"
    shutil.copytree(theme.folder, other)
    sheet = (other / "page.css").read_text(encoding="utf-8")
    right = 'leader(" .") " " target-counter(attr(href), page)'
    assert right in sheet
    (other / "page.css").write_text(sheet.replace(right, content), encoding="utf-8")
    document = long.documents["en"]
    pdf = PdfWriter(replace(theme, folder=other)).write(document).data
    with pytest.raises(ProofError, match=message):
        prove("x", "pdf", pdf, document, theme)
