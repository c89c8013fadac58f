"""What a PDF says of itself, twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from lxml import etree
from pikepdf import Dictionary, Name

from briefgen.document.tree import Text
from briefgen.formats.pdf.metadata import set_metadata, unbind_bookmarks
from tests.formats.trees import NOTHING, document

META = replace(
    NOTHING,
    title=(Text("A & B 14–\u206018"),),
    author="Agency\u2011<x>",
    subject="Brief\u2060 & more",
    keywords=("o\u2060ne", "two & three"),
    date="2019-10-14",
)
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/", "xmp": "http://ns.adobe.com/xap/1.0/",
}  # fmt: skip


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    return pikepdf.new()


def xmp(pdf: pikepdf.Pdf) -> etree._Element:
    return etree.fromstring(pdf.Root.Metadata.read_bytes())


def words(pdf: pikepdf.Pdf, name: str) -> list[str]:
    root = xmp(pdf)
    found = root.find(f".//{name}", NAMES)
    if found is None:
        return []
    return [each.text or "" for each in found.iterfind(".//rdf:li", NAMES)] or [found.text or ""]


def test_properties_are_the_document_s_own_and_its_day_is_the_only_time(pdf: pikepdf.Pdf) -> None:
    set_metadata(pdf, document(metadata=META))
    info = {key: str(value) for key, value in pdf.trailer.Info.items() if key != "/Producer"}
    assert info == {
        "/Title": "A & B 14–18", "/Author": "Agency-<x>", "/Subject": "Brief & more", "/Keywords": "one, two & three",
        "/Creator": "briefgen", "/CreationDate": "D:20191014000000Z", "/ModDate": "D:20191014000000Z",
    }  # fmt: skip
    assert str(pdf.trailer.Info.Producer).startswith("briefgen with WeasyPrint ")


def test_xmp_says_the_same_in_the_document_s_language(pdf: pikepdf.Pdf) -> None:
    set_metadata(pdf, document(metadata=META))
    assert words(pdf, "dc:title") == ["A & B 14–18"] * 2
    tongues = [each.values() for each in xmp(pdf).iterfind(".//dc:title//rdf:li", NAMES)]
    assert tongues == [["x-default"], ["ka-GE"]]
    assert words(pdf, "dc:language") == ["ka-GE"]
    assert words(pdf, "dc:creator") == ["Agency-<x>"]
    assert words(pdf, "dc:description") == ["Brief & more"] * 2
    assert words(pdf, "dc:subject") == ["one", "two & three"]
    assert words(pdf, "pdf:Keywords") == ["one, two & three"]
    assert words(pdf, "xmp:CreatorTool") == ["briefgen"]
    for name in ("dc:date", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        assert words(pdf, name) == ["2019-10-14T00:00:00Z"]
    text = pdf.Root.Metadata.read_bytes().decode()
    for standard in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert standard in text


def test_what_a_document_does_not_say_is_left_out(pdf: pikepdf.Pdf) -> None:
    set_metadata(pdf, document())
    assert pdf.trailer.Info.keys() == {"/Creator", "/Producer", "/CreationDate", "/ModDate"}
    for name in ("dc:creator", "dc:description", "dc:subject", "pdf:Keywords"):
        assert words(pdf, name) == []


def test_every_bookmark_can_be_searched_for(pdf: pikepdf.Pdf) -> None:
    def item(title: str, **more: Any) -> pikepdf.Object:
        return pdf.make_indirect(Dictionary(Title=pikepdf.String(title), **more))

    last = item("113\u2011e")
    below = item("14–\u206018", Next=item("a\u2060b"))
    pdf.Root.Outlines = Dictionary(Type=Name.Outlines, First=item("one", First=below, Next=last))
    unbind_bookmarks(pdf)
    first = pdf.Root.Outlines.First
    titles = [first.Title, first.First.Title, first.First.Next.Title, first.Next.Title]
    assert list(map(str, titles)) == ["one", "14–18", "ab", "113-e"]
    del pdf.Root.Outlines
    unbind_bookmarks(pdf)
