"""The package of a Word file: its properties, its parts, the same bytes whatever the machine."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from lxml import etree

from briefgen.document.tree import Document, Text
from briefgen.formats.word.package import add_part, add_properties, add_sources, pack, related, relationship_id
from briefgen.formats.word.theme import COLOURS, build_theme, theme_colour
from briefgen.formats.word.xml import w
from briefgen.look.theme import Theme
from tests.formats.trees import NOTHING, document

META = replace(
    NOTHING, title=(Text("113\u2011e"),), author="Agen\u2011cy", subject="A\u2060 b", keywords=("x\u2011y", "z"),
    kicker=(Text("Note"),), running_foot=(Text("Version\u00a01"),), status="DRA\u2011FT",
)  # fmt: skip


def packed(tree: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(pack(made(tree))))


def made(tree: Document) -> OpcPackage:
    package = OpcPackage()
    part = add_part(package, "document", w("document"))
    add_properties(package, tree)
    add_sources(part, {"_bg1": "a.b", "_bg2": "c"})
    return package


def test_what_is_packed_is_what_the_library_saves() -> None:
    library = io.BytesIO()
    made(document()).save(library)
    with zipfile.ZipFile(library) as wanted, packed(document()) as found:
        assert sorted(found.namelist()) == sorted(wanted.namelist())
        assert {name: found.read(name) for name in found.namelist()} == {
            name: wanted.read(name) for name in wanted.namelist()
        }


def test_properties_can_be_searched_for_and_have_the_document_s_day() -> None:
    core = etree.fromstring(packed(document(metadata=META)).read("docProps/core.xml"))
    assert [(etree.QName(each).localname, each.text or "") for each in core] == [
        ("title", "DRA-FT · 113-e · Note · Version\u00a01"), ("subject", "A b"), ("creator", "Agen-cy"),
        ("keywords", "x-y, z"), ("lastModifiedBy", "Agen-cy"), ("revision", "1"), ("created", "2019-10-14T00:00:00Z"),
        ("modified", "2019-10-14T00:00:00Z"), ("language", "ka-GE"),
        ("category", "Note"), ("contentStatus", "DRA-FT"), ("version", "Version\u00a01"),
    ]  # fmt: skip


def test_sources_say_which_field_a_bookmark_holds() -> None:
    sources = etree.fromstring(packed(document()).read("customXml/item1.xml"))
    assert [(each.get("bookmark"), each.text) for each in sources] == [("_bg1", "a.b"), ("_bg2", "c")]


def test_entries_are_in_order_and_bear_no_clock_and_no_system() -> None:
    entries = packed(document()).infolist()
    names = [entry.filename for entry in entries]
    assert names == ["[Content_Types].xml", *sorted(set(names) - {"[Content_Types].xml"})]
    assert {(entry.date_time, entry.create_system, entry.external_attr >> 16) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o644)
    }


def test_parts_belong_to_the_one_that_refers_to_them() -> None:
    package = OpcPackage()
    part = add_part(package, "document", w("document"))
    header = add_part(part, "header", w("hdr"), suffix="-first")
    part.relate_to("http://x", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    assert str(header.partname) == "/word/header-first.xml"
    assert related(part) == [header]
    assert part.rels[relationship_id(part, header, "header")].target_part is header
    assert len(part.rels) == 2


def test_colours_are_those_of_word_s_theme_by_both_their_names(theme: Theme) -> None:
    root = build_theme(theme)
    slots = {etree.QName(each).localname: each[0].get("val") for each in root[0][0]}
    colours = theme.colours
    assert slots == {
        "dk1": colours.ink, "lt1": "FFFFFF", "dk2": colours.heading, "lt2": colours.ground, "accent1": colours.accent,
        "accent2": colours.marking, "accent3": colours.secondary, "accent4": colours.rule, "accent5": colours.heading,
        "accent6": colours.accent, "hlink": colours.accent, "folHlink": colours.secondary,
    }  # fmt: skip
    assert {token: theme_colour(token) for token in COLOURS} == {
        "ink": "text1", "heading": "text2", "ground": "background2", "accent": "accent1", "marking": "accent2",
        "secondary": "accent3", "rule": "accent4",
    }  # fmt: skip
    fonts = root[0][1]
    assert [etree.QName(each).localname for each in fonts] == ["majorFont", "minorFont"]
    assert [each.get("script") for each in fonts.iter("{*}font")] == ["Geor", "Geor"]
