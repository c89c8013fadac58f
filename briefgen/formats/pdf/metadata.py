"""What a PDF says of itself: its properties, the same as XMP with the standards that it conforms to; bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from xml.sax.saxutils import escape, quoteattr

import pikepdf
from pikepdf import Dictionary, Name

from briefgen.document.annexed import annexed_in
from briefgen.document.shapes import file_title
from briefgen.document.tree import Document, unbind

# PDF/A wants every schema explained that it doesn't know itself; PDF/UA's is one.
_PDFUA_SCHEMA = """\
 <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
   xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
   <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
   <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
   <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
   <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
   </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
 </rdf:Description>
"""


def set_metadata(pdf: pikepdf.Pdf, document: Document, kind: str = "") -> None:
    """Write the properties, twice as PDF has it, all from the document: the clock and the machine say nothing.

    `kind` is what its title says that it is besides: a redline.
    """
    meta = document.metadata
    day = meta.date.replace("-", "")
    keywords = tuple(unbind(word) for word in meta.keywords)
    values = {
        "Title": file_title(meta, kind),
        "Author": unbind(meta.author),
        "Subject": unbind(meta.subject),
        "Keywords": ", ".join(keywords),
        "Creator": "briefgen",
        "Producer": f"briefgen with WeasyPrint {_weasyprint()}",
        "CreationDate": f"D:{day}000000Z",
        "ModDate": f"D:{day}000000Z",
    }
    pdf.trailer.Info = pdf.make_indirect(Dictionary({f"/{key}": value for key, value in values.items() if value}))
    conforms = all(each.conforms for each in annexed_in(document))  # pages of other files as they say themselves
    xmp = _xmp(values, keywords, document.lang, f"{meta.date}T00:00:00Z", conforms=conforms).encode()
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)


@cache
def _weasyprint() -> str:
    return version("weasyprint")


def unbind_bookmarks(pdf: pikepdf.Pdf) -> None:
    """Take from the bookmarks what binds the lines of the headings."""
    for item in _bookmarks(pdf.Root.get("/Outlines")):
        item.Title = unbind(str(item.Title))


def _bookmarks(parent: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    item = parent.get("/First") if parent is not None else None
    while item is not None:
        yield item
        yield from _bookmarks(item)
        item = item.get("/Next")


def _xmp(values: dict[str, str], keywords: tuple[str, ...], lang: str, date: str, *, conforms: bool) -> str:
    def by_language(text: str) -> str:
        items = (f"<rdf:li xml:lang={quoteattr(tag)}>{escape(text)}</rdf:li>" for tag in ("x-default", lang))
        return f"<rdf:Alt>{''.join(items)}</rdf:Alt>"

    def several(kind: str, texts: tuple[str, ...]) -> str:
        return f"<rdf:{kind}>{''.join(f'<rdf:li>{escape(text)}</rdf:li>' for text in texts)}</rdf:{kind}>"

    claims = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"} if conforms else {}
    properties = {
        **claims,
        "dc:format": "application/pdf",
        "dc:language": several("Bag", (lang,)),
        "dc:title": by_language(values["Title"]),
        "dc:creator": several("Seq", (values["Author"],)) if values["Author"] else "",
        "dc:description": by_language(values["Subject"]) if values["Subject"] else "",
        "dc:subject": several("Bag", keywords) if keywords else "",
        "dc:date": several("Seq", (date,)),
        "pdf:Keywords": escape(values["Keywords"]),
        "pdf:Producer": escape(values["Producer"]),
        "xmp:CreatorTool": escape(values["Creator"]),
        "xmp:CreateDate": date,
        "xmp:ModifyDate": date,
        "xmp:MetadataDate": date,
    }
    lines = "".join(f"  <{name}>{value}</{name}>\n" for name, value in properties.items() if value)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        ' <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        f'{lines} </rdf:Description>\n{_PDFUA_SCHEMA if conforms else ""}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )
