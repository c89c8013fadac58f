"""Every Word file is valid, accessible through LibreOffice, and readable by programs that aren't Word."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mammoth  # type: ignore[import-untyped]
import pytest
from docx2python import docx2python
from lxml import etree

from briefgen.document.shapes import file_title
from briefgen.document.tree import Figure, Footnote, Heading, plain, unbind, walk
from tests.formats.docx_reading import parts
from tests.libreoffice import to_pdf
from tests.pdf_reading import squeeze
from tests.validators import ooxml, verapdf
from tests.validators.verapdf import PDF_UA_1
from tests.written import WrittenBrief

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DOCUMENT, FOOTNOTES, FOOTER, STYLES = (f"word/{name}.xml" for name in ("document", "footnotes", "footer", "styles"))

Parts = dict[str, bytes]


def unpack(file: Path) -> Parts:
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(file: Path, parts: Parts) -> Path:
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file


# Microsoft's referee -------------------------------------------------------------------------------------------------


def findings(files: list[Path]) -> dict[str, list[ooxml.Finding]]:
    with ThreadPoolExecutor(2) as pool:
        return dict(zip((file.stem for file in files), pool.map(ooxml.findings, files), strict=True))


@pytest.mark.slow
def test_every_word_file_is_valid(written: list[WrittenBrief]) -> None:
    found = findings([brief.docx for brief in written])
    assert len(found) >= 4
    assert {name: what for name, what in found.items() if what} == {}


def put_elements_in_a_wrong_order(parts: Parts) -> None:
    root = etree.fromstring(parts[DOCUMENT])
    paragraph = next(item for item in root.iter(f"{W}p") if item[0].tag == f"{W}pPr")
    paragraph.append(paragraph[0])
    parts[DOCUMENT] = etree.tostring(root)


def refer_to_no_footnote(parts: Parts) -> None:
    root = etree.fromstring(parts[DOCUMENT])
    next(root.iter(f"{W}footnoteReference")).set(f"{W}id", "99")
    parts[DOCUMENT] = etree.tostring(root)


def use_an_id_twice(parts: Parts) -> None:
    root = etree.fromstring(parts[FOOTNOTES])
    first, second = list(root)[-2:]
    second.set(f"{W}id", str(first.get(f"{W}id")))
    parts[FOOTNOTES] = etree.tostring(root)


def lose_a_part(parts: Parts) -> None:
    del parts[STYLES]


INVALID = {
    put_elements_in_a_wrong_order: "Sch_UnexpectedElementContentExpectingComplex",
    refer_to_no_footnote: "Sem_MissingReferenceElement",
    use_an_id_twice: "Sem_UniqueAttributeValue",
    lose_a_part: "Exception",  # the package can't even be opened
}


@pytest.mark.slow
def test_a_broken_word_file_is_not_valid(written: list[WrittenBrief], tmp_path: Path) -> None:
    files = {}
    for spoil, expected in INVALID.items():
        package = unpack(written[-1].docx)
        spoil(package)
        files[pack(tmp_path / f"{spoil.__name__}.docx", package)] = expected
    found = findings(list(files))
    missed = {
        file.stem: found[file.stem]
        for file, expected in files.items()
        if expected not in {finding.id for finding in found[file.stem]}
    }
    assert missed == {}


# The referee for accessibility, by way of LibreOffice ----------------------------------------------------------------

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The least Word file with what LibreOffice can't export properly: a footnote, a link and the border of a paragraph.
BARE = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{WORD}.footnotes+xml"/>'
    '<Override PartName="/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="b" Type="{PACKAGE}/relationships/metadata/core-properties" Target="core.xml"/>'
    "</Relationships>",
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
    f'<Relationship Id="b" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="c" Type="{OFFICE}/hyperlink" Target="https://www.example.org/" TargetMode="External"/>'
    "</Relationships>",
    "core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Title</dc:title></cp:coreProperties>',
    "word/styles.xml": f'<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults></w:styles>",
    "word/footnotes.xml": f'<w:footnotes {NAMESPACES}><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>'
    "<w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>",
    "word/document.xml": f"<w:document {NAMESPACES}><w:body>"
    '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr></w:pPr><w:r><w:t>Words</w:t></w:r>'
    '<w:r><w:footnoteReference w:id="1"/></w:r>'
    '<w:hyperlink r:id="c"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p></w:body></w:document>',
}
# Pages without tab order, a link that isn't tagged, a note without a name, a border that is neither tag nor artifact.
LIBREOFFICE_S_OWN = {"7.18.3-1", "7.18.5-1", "7.9-1", "7.1-3"}


def lose_the_title(parts: Parts) -> None:
    core = next(name for name in parts if name.endswith("core.xml"))
    root = etree.fromstring(parts[core])
    for title in root.findall("{http://purl.org/dc/elements/1.1/}title"):
        root.remove(title)
    parts[core] = etree.tostring(root)


def skip_a_heading(parts: Parts) -> None:
    root = etree.fromstring(parts[DOCUMENT])
    headings = [style for style in root.iter(f"{W}pStyle") if style.get(f"{W}val") == "Heading1"]
    headings[1].set(f"{W}val", "Heading3")
    parts[DOCUMENT] = etree.tostring(root)


def lose_what_pictures_say(parts: Parts) -> None:
    root = etree.fromstring(parts[DOCUMENT])
    for picture in root.iter(f"{WP}docPr"):
        del picture.attrib["descr"]
    parts[DOCUMENT] = etree.tostring(root)


INACCESSIBLE = {
    lose_the_title: {"7.1-9", "7.1-10"},
    skip_a_heading: {"7.4.2-1"},
    lose_what_pictures_say: {"7.3-1"},
}


@pytest.mark.slow
def test_every_word_file_is_accessible_but_for_what_libreoffice_does(
    written: list[WrittenBrief], tmp_path: Path
) -> None:
    files = {brief.docx: set[str]() for brief in written}
    with_pictures = next(brief for brief in written if b"<pic:pic" in unpack(brief.docx)[DOCUMENT])
    for spoil, rules in INACCESSIBLE.items():
        package = unpack(with_pictures.docx)
        spoil(package)
        files[pack(tmp_path / f"{spoil.__name__}.docx", package)] = rules
    bare = pack(tmp_path / "bare.docx", {name: text.encode() for name, text in BARE.items()})
    to_pdf([bare, *files], tmp_path, UseTaggedPDF=True, PDFUACompliance=True)
    converted = {file: tmp_path / f"{file.stem}.pdf" for file in (bare, *files)}
    found = {path.stem: rules for (path, _), rules in verapdf.failures(converted.values(), [PDF_UA_1]).items()}
    assert found["bare"] == LIBREOFFICE_S_OWN
    assert {file.stem: found[file.stem] - LIBREOFFICE_S_OWN for file in files} == {
        file.stem: rules for file, rules in files.items()
    }


# What no validator sees ----------------------------------------------------------------------------------------------


def field_faults(root: etree._Element) -> list[str]:
    """Return what is wrong with the fields of a part: each begins, may have a result, and ends; one in another."""
    faults: list[str] = []
    open_fields: list[str] = []
    for mark in root.iter(f"{W}fldChar"):
        match mark.get(f"{W}fldCharType"), open_fields:
            case "begin", _:
                open_fields.append("begin")
            case "separate", [*_, "begin"]:
                open_fields[-1] = "separate"
            case "end", [*_, _]:
                open_fields.pop()
            case kind, _:
                faults.append(f"{kind} without begin")
    return faults + ["begin without end"] * len(open_fields)


def silent_pictures(root: etree._Element) -> list[str]:
    """Return the names of pictures that say nothing to who can't see them."""
    return [str(item.get("name")) for item in root.iter(f"{WP}docPr") if not (item.get("descr") or "").strip()]


def test_every_field_that_begins_ends(written: list[WrittenBrief]) -> None:
    for brief in written:
        roots = parts(brief.docx.read_bytes())
        assert {name: field_faults(root) for name, root in roots.items() if field_faults(root)} == {}
        assert roots[FOOTER].find(f".//{W}fldChar") is not None


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_an_unbalanced_field_is_found(written: list[WrittenBrief], kind: str) -> None:
    root = parts(written[0].docx.read_bytes())[FOOTER]
    mark = next(mark for mark in root.iter(f"{W}fldChar") if mark.get(f"{W}fldCharType") == kind)
    run = mark.getparent()
    assert run is not None
    run.remove(mark)
    assert bool(field_faults(root)) == (kind != "separate")  # a field needs no result


def test_every_picture_says_its_facts(written: list[WrittenBrief]) -> None:
    for brief in written:
        pictures = [node.picture for node in walk(brief.document) if isinstance(node, Figure)]
        root = parts(brief.docx.read_bytes())[DOCUMENT]
        assert silent_pictures(root) == []
        assert [item.get("descr") for item in root.iter(f"{WP}docPr")] == [unbind(picture.alt) for picture in pictures]


def test_a_picture_that_says_nothing_is_found(written: list[WrittenBrief]) -> None:
    package = unpack(written[0].docx)
    lose_what_pictures_say(package)
    assert silent_pictures(etree.fromstring(package[DOCUMENT]))


# Other readers -------------------------------------------------------------------------------------------------------


def test_mammoth_reads_every_word_file(written: list[WrittenBrief]) -> None:
    for brief in written:
        result = mammoth.convert_to_html(io.BytesIO(brief.docx.read_bytes()))
        assert {message.type for message in result.messages} <= {"warning"}  # it doesn't know the styles' names
        page = etree.fromstring(f"<html>{result.value}</html>".encode())
        # A panel's heading has a style of its own, which isn't a heading to mammoth.
        headings = [node for node in brief.document.blocks if isinstance(node, Heading)]
        found = [squeeze(unbind("".join(map(str, item.itertext())))) for item in page.iter("h1", "h2", "h3")]
        assert found == [squeeze(plain(node.children)) for node in headings]
        footnotes = [node for node in walk(brief.document) if isinstance(node, Footnote)]
        assert len(page.findall(".//li[@id]")) == len(footnotes)
        assert not any("\ufffd" in str(words) for words in page.itertext())


def test_docx2python_reads_every_word_file(written: list[WrittenBrief]) -> None:
    for brief in written:
        with docx2python(brief.docx) as content:
            words = hyphenless(content.text)
            assert (content.core_properties["title"], content.core_properties["language"]) == (
                file_title(brief.document.metadata),
                brief.document.lang,
            )
        for node in walk(brief.document):
            if isinstance(node, Heading | Footnote):
                assert hyphenless(plain(node.children)) in words


def hyphenless(text: str) -> str:
    """Return the words without hyphens: docx2python doesn't know the one at which no line breaks."""
    return squeeze(unbind(text)).replace("-", "")
