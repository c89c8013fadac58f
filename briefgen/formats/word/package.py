"""The package around a Word document: its parts, their relationships, its properties, and the zip file.

Parts and relationships are python-docx's (Open Packaging Conventions, ECMA-376 Part 2); its template isn't used,
so nothing of it has to be taken out again.
"""

from __future__ import annotations

import datetime
import io
import uuid
import zipfile
from collections.abc import Iterator
from typing import Any, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.pkgwriter import _ContentTypesItem
from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]  # lxml-stubs leaves it out

from briefgen.document.shapes import file_title
from briefgen.document.tree import Document, plain, unbind

SOURCES_NAMESPACE = "urn:briefgen:sources:1"
_LEVEL = 7  # of compression; 9 takes twice as long and saves 4 bytes in a thousand

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"

_WORD_PARTS = {
    "document": (CONTENT_TYPE.WML_DOCUMENT_MAIN, RELATIONSHIP_TYPE.OFFICE_DOCUMENT),
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "theme/theme1": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "comments": (CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


RELATIONSHIPS = {name: relationship for name, (_, relationship) in _WORD_PARTS.items()}


def add_part(owner: OpcPackage | Part, name: str, root: etree._Element, suffix: str = "") -> Part:
    """Add ``word/<name><suffix>.xml`` and relate `owner` to it; `root` may still grow."""
    content_type, relationship = _WORD_PARTS[name]
    package = owner if isinstance(owner, OpcPackage) else owner.package
    return _add_part(owner, package, f"/word/{name}{suffix}.xml", content_type, relationship, root)


def relationship_id(owner: Part, part: Part, name: str) -> str:
    """Return the id by which `owner` refers to a part that `add_part` added to it."""
    return owner.relate_to(part, _WORD_PARTS[name][1])


def related(owner: Part) -> list[Part]:
    """Return the parts that `owner` refers to, without what lies outside the file."""
    return [relation.target_part for relation in owner.rels.values() if not relation.is_external]


def roots_of(owner: Part) -> list[etree._Element]:
    """Return the XML of a part and of those that it refers to."""
    return [each.element for each in (owner, *related(owner)) if hasattr(each, "element")]


def add_properties(package: OpcPackage, document: Document, kind: str = "") -> None:
    """Add the core properties (ECMA-376 Part 2, section 11) and the application's; `kind`: what else it is."""
    metadata = document.metadata
    author = unbind(metadata.author)
    day = datetime.date.fromisoformat(metadata.date)
    dc = ElementMaker(namespace=_DC, nsmap={"dc": _DC})
    cp = ElementMaker(namespace=_CP, nsmap={"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI})
    dcterms = ElementMaker(namespace=_DCTERMS, nsmap={"dcterms": _DCTERMS, "xsi": _XSI})
    when = {f"{{{_XSI}}}type": "dcterms:W3CDTF"}
    core = cp.coreProperties(
        dc.title(file_title(metadata, kind)),
        dc.subject(unbind(metadata.subject)),
        dc.creator(author),
        cp.keywords(unbind(", ".join(metadata.keywords))),
        cp.lastModifiedBy(author),
        cp.revision("1"),
        dcterms.created(f"{day}T00:00:00Z", when),
        dcterms.modified(f"{day}T00:00:00Z", when),
        dc.language(document.lang),
        *(
            element(text)
            for element, text in (
                (cp.category, plain(metadata.kicker)),
                (cp.contentStatus, " · ".join(filter(None, (unbind(metadata.status), kind)))),
                (cp.version, plain(metadata.running_foot)),
            )
            if text
        ),
    )
    types = CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES
    _add_part(package, package, "/docProps/core.xml", *types, core)
    app = ElementMaker(namespace=_APP, nsmap={None: _APP})
    application = app.Properties(app.Application("briefgen"), app.DocSecurity("0"))
    types = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
    _add_part(package, package, "/docProps/app.xml", *types, application)


def add_sources(document_part: Part, sources: dict[str, str]) -> None:
    """Add the custom XML part that says for each bookmark which content field its words came from."""
    make = ElementMaker(namespace=SOURCES_NAMESPACE, nsmap={None: SOURCES_NAMESPACE})
    root = make.sources(*(make.source(path, bookmark=name) for name, path in sources.items()))
    data = _add_part(
        document_part,
        document_part.package,
        "/customXml/item1.xml",
        CONTENT_TYPE.XML,
        RELATIONSHIP_TYPE.CUSTOM_XML,
        root,
    )
    ds = ElementMaker(namespace=_DS, nsmap={"ds": _DS})
    item_id = str(uuid.uuid5(uuid.NAMESPACE_URL, SOURCES_NAMESPACE)).upper()
    schemas = ds.schemaRefs(ds.schemaRef({f"{{{_DS}}}uri": SOURCES_NAMESPACE}))
    properties = ds.datastoreItem(schemas, {f"{{{_DS}}}itemID": f"{{{item_id}}}"})
    types = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
    _add_part(data, document_part.package, "/customXml/itemProps1.xml", *types, properties)


def pack(package: OpcPackage) -> bytes:
    """Return the zip file: the same bytes for the same parts, whatever the clock, system or locale."""
    members = {uri.membername: data for uri, data in _members(package)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        # The content types come first, as readers of streams want them.
        for name in sorted(members, key=lambda name: (name != CONTENT_TYPES_URI.membername, name)):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = 0o644 << 16
            target.writestr(entry, members[name], zipfile.ZIP_DEFLATED, _LEVEL)
    return packed.getvalue()


def _members(package: OpcPackage) -> Iterator[tuple[PackURI, bytes]]:
    """Yield what `OpcPackage.save` would write; to unpack a zip file of its own takes as long as to pack this one."""
    parts = package.parts
    yield CONTENT_TYPES_URI, _ContentTypesItem.from_parts(parts).blob  # type: ignore[no-untyped-call]
    yield PACKAGE_URI.rels_uri, package.rels.xml
    for part in parts:
        yield part.partname, part.blob
        if part.rels:
            yield part.partname.rels_uri, part.rels.xml


def _add_part(
    owner: OpcPackage | Part, package: OpcPackage, uri: str, content_type: str, relationship: str, root: etree._Element
) -> Part:
    part = XmlPart(PackURI(uri), content_type, cast(Any, root), cast(Any, package))
    owner.relate_to(part, relationship)
    return part
