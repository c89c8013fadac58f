"""The files of the real project: the same words in every format, the same bytes on every run, only the theme's face."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from briefgen.document.shapes import file_title
from briefgen.document.tree import Block, Document, Figure, Heading, List, Panel, Paragraph, Picture, Table, plain
from briefgen.formats.text import footnotes, write_text
from tests.conftest import EDITION, ROOT, BuiltProject, Pressed
from tests.formats.docx_reading import read_docx
from tests.golden import check_golden
from tests.pdf_reading import faces, info, page_text, squeeze, structure_text
from tests.pdf_structure import read_structure
from tests.tree_text import tree_text

GOLDEN = Path(__file__).parent / "data" / "golden" / "issa"
LANGUAGES = ["ka", "en"]
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    """The words of every heading and paragraph, column heads of tables left out: a PDF repeats them on each page."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                found.append(plain(block.children))
            case Figure(picture=Picture() as picture):
                found += [plain(picture.labels), plain(block.caption)]
            case Panel():
                found += paragraphs(block.blocks)
            case List():
                found += [words for item in block.items for words in paragraphs(item.blocks)]
            case Table():
                found += [words for row in block.rows for cell in row.cells for words in paragraphs(cell.blocks)]
    return found


def column_heads(document: Document) -> list[str]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [words for table in tables for row in table.head for cell in row.cells for words in paragraphs(cell.blocks)]


# The same words ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@both_languages
def test_the_pdf_has_the_words_of_the_tree_in_order_and_no_others(built: BuiltProject, language: str) -> None:
    document = built.documents[language]
    meta = document.metadata
    with pikepdf.open(built.path(language, "pdf")) as pdf:
        text = squeeze(read_structure(pdf).words)
    if language == "ka":  # another reader says the same, and takes long
        assert structure_text(built.path(language, "pdf")) == text
    for number, note in enumerate(footnotes(document), start=1):
        told = f"{number}{number}.{squeeze(plain(note.children))}"  # after its mark, in the paragraph that it hangs on
        assert text.count(told) == 1
        text = text.replace(told, "")
    position, rest = 0, ""
    for words in [plain(meta.kicker), plain(meta.title), plain(meta.edition_line), *paragraphs(document.blocks)]:
        found = text.find(squeeze(words), position)
        assert found >= 0, words
        rest += text[position:found] + "|"
        position = found + len(squeeze(words))
    rest += text[position:]
    for words in column_heads(document):
        rest = rest.replace(squeeze(words), "")
    assert rest.replace("|", "").replace("•", "") == ""


@both_languages
def test_the_word_file_has_the_words_of_the_tree_in_order_and_no_others(built: BuiltProject, language: str) -> None:
    document = built.documents[language]
    words = read_docx(built.path(language, "docx").read_bytes())
    body = [line.replace("\t", " ") for line in words.body if line.strip()]  # a tab is behind a label
    notes = [f"[{number}] {note}" for number, note in enumerate(words.footnotes, start=1)]
    assert "\n".join([*body, *notes]) + "\n" == write_text(document)


@both_languages
def test_running_lines_stand_on_every_page(built: BuiltProject, language: str) -> None:
    meta = built.documents[language].metadata
    text = page_text(built.path(language, "pdf"))
    pages = int(info(built.path(language, "pdf"))["Pages"])
    for number in range(1, pages + 1):
        assert f"{number} / {pages}" in text
    for line, times in ((meta.running_head, 1), (meta.running_foot, 1), (meta.marking, 2)):
        assert text.count(" ".join(plain(line).split())) == times * pages


@both_languages
def test_the_footnote_stands_on_the_page_of_its_mark(built: BuiltProject, language: str) -> None:
    path = built.path(language, "pdf")
    note = plain(footnotes(built.documents[language])[0].children)
    pages = [
        subprocess.run(["pdftotext", "-f", str(n), "-l", str(n), "-raw", path, "-"], capture_output=True, check=True)
        for n in range(1, int(info(path)["Pages"]) + 1)
    ]
    texts = [squeeze(page.stdout.decode()) for page in pages]
    commissions = {"ka": "13ტექნიკური(დარგობრივი)კომისია1", "en": "13technical(sectoral)commissions,1"}[language]
    assert [squeeze(note)[:40] in text for text in texts] == [commissions in text for text in texts]


# Golden files --------------------------------------------------------------------------------------------------------


@both_languages
def test_golden_tree(pressed: Pressed, language: str, update_golden: bool) -> None:
    check_golden(GOLDEN / f"{language}.tree.txt", tree_text(pressed.documents[f"{language}.html"]), update_golden)


@both_languages
def test_golden_html(pressed: Pressed, language: str, update_golden: bool) -> None:
    before, _, after = pressed.file(language, "html").decode().partition("<style>")
    check_golden(GOLDEN / f"{language}.html", before + after.partition("</style>\n")[2], update_golden)


# One whole Word file, in the language that asks more of it; of the other the tree says all that a writer is given.
@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "docProps/core.xml"])
def test_golden_word_parts(pressed: Pressed, part: str, update_golden: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(pressed.file("ka", "docx"))) as package:
        root = etree.fromstring(package.read(part))
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode") + "\n"
    check_golden(GOLDEN / "ka" / Path(part).name, text, update_golden)


# The same bytes ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_run_gives_the_same_bytes(built: BuiltProject, tmp_path: Path) -> None:
    environment = os.environ | {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "C"}
    command = [sys.executable, "-m", "briefgen", "build", EDITION, "--lang", "ka", "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    for format in ("pdf", "docx"):
        first = built.path("ka", format)
        second = tmp_path / EDITION / first.name
        assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest(), first


# The look and the properties -----------------------------------------------------------------------------------------


@both_languages
def test_the_pdf_has_only_the_theme_s_face(built: BuiltProject, language: str) -> None:
    assert faces(built.path(language, "pdf")) <= {"FiraGO", "FiraGO-Bold", "FiraGO-Italic", "FiraGO-Bold-Italic"}


@both_languages
def test_properties_say_what_the_file_is(built: BuiltProject, language: str) -> None:
    meta = built.documents[language].metadata
    properties = info(built.path(language, "pdf"))
    assert properties["Title"] == file_title(meta)
    assert properties["Author"] == meta.author
    assert properties["Subject"] == meta.subject
    assert properties["Tagged"] == "yes"
    assert properties["Page size"].endswith("(A4)")
    with zipfile.ZipFile(built.path(language, "docx")) as package:
        core = etree.parse(io.BytesIO(package.read("docProps/core.xml")))
    values = {etree.QName(element).localname: element.text for element in core.getroot()}
    assert values["title"] == file_title(meta)
    assert values["language"] == {"ka": "ka-GE", "en": "en-GB"}[language]
    assert values["created"] == "2019-10-01T00:00:00Z"


@both_languages
def test_every_word_of_the_page_knows_its_field(built: BuiltProject, language: str) -> None:
    tree = tree_text(built.documents[language])
    lines = [line.strip() for line in tree.splitlines() if line.strip().startswith("„")]
    without = [line for line in lines if not line.endswith(">")]
    # Only the punctuation that templates and filters put between values has no field.
    assert {"".join(char for char in line if char.isalpha()) for line in without} == {""}
