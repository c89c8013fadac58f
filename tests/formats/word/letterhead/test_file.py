"""A letterhead as a file from outside: what its package may hold, and what each part may refer to."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from PIL import Image

from briefgen.formats.word.letterhead import file as module
from briefgen.formats.word.letterhead.file import LetterheadError, LetterheadFile
from briefgen.formats.word.letterhead.stories import Letters
from briefgen.look.bare import bare
from tests.formats.word.xml_reading import inside
from tests.look.test_bare import emf, picture

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = DOCUMENT.replace("document.main", "template.main")
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
PNG = b"\x89PNG\r\n\x1a\n rest"


def relation(kind: str, target: str, id: str = "r1", *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relations(*each: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{"".join(each)}</Relationships>'


def types(main: str = DOCUMENT, more: str = "") -> str:
    return f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'


def packed(main: str = DOCUMENT, more_types: str = "", **parts: Any) -> bytes:
    """Return a Word file; parts are named with __ for / and _ for a full stop."""
    given: dict[str, str | bytes] = {
        "[Content_Types].xml": types(main, more_types),
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMES}/>",
    }
    given |= {
        name.replace("__", "/").replace("_rels_", "_rels/").replace("·", "."): data for name, data in parts.items()
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in given.items():
            package.writestr(name, data)
    return target.getvalue()


def opened(main: str = DOCUMENT, more_types: str = "", **parts: Any) -> LetterheadFile:
    return LetterheadFile(packed(main, more_types, **parts), "a.docx")


def refused(file: LetterheadFile) -> str:
    with pytest.raises(LetterheadError) as error:
        file.require_no_hurdles()
    return str(error.value)


# The package ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "main", [DOCUMENT, TEMPLATE, MACROS, MACROS.replace("document.macroEnabled", "template.macroEnabledTemplate")]
)
def test_documents_and_templates_are_taken(main: str) -> None:
    file = opened(main)
    file.require_no_hurdles()
    assert (file.document, file.dropped) == ("word/document.xml", [])
    with pytest.raises(LetterheadError, match="is not a Word document or template"):
        opened("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")


def test_a_file_has_one_document_inside() -> None:
    two = relations(relation("officeDocument", "word/document.xml"), relation("officeDocument", "word/b.xml", "r2"))
    for rels in (two, relations(), relations(relation("officeDocument", "http://x", external=True))):
        with pytest.raises(LetterheadError):
            opened(**{"_rels/·rels": rels})


@pytest.mark.parametrize(
    ("limit", "more", "message"),
    [
        ("_FILE", -1, "is larger than 10 MB"),
        ("_FILE", 0, None),
    ],
)
def test_a_file_may_be_as_large_as_the_limit(
    monkeypatch: pytest.MonkeyPatch, limit: str, more: int, message: str | None
) -> None:
    data = packed()
    monkeypatch.setattr(module, limit, len(data) + more)
    if message:
        with pytest.raises(LetterheadError, match="is larger than"):
            LetterheadFile(data, "a.docx")
    else:
        LetterheadFile(data, "a.docx")


def test_parts_may_be_as_many_and_as_large_as_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ENTRIES", 4)
    opened(word__a="x")
    with pytest.raises(LetterheadError, match="or more than 4"):
        opened(word__a="x", word__b="x")
    monkeypatch.setattr(module, "_ENTRIES", 500)
    size = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(packed())).infolist())
    monkeypatch.setattr(module, "_UNPACKED", size + 10)
    opened(word__a="x" * 10)
    with pytest.raises(LetterheadError, match="unpacks to more than"):
        opened(word__a="x" * 6, word__b="x" * 5)


def test_parts_of_one_name_are_damage() -> None:
    data = io.BytesIO(packed())
    with zipfile.ZipFile(data, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "x")
    with pytest.raises(LetterheadError, match="parts of the same name"):
        LetterheadFile(data.getvalue(), "a.docx")


def test_a_part_is_read_up_to_a_limit() -> None:
    file = opened(word__a="12345")
    assert file.read("word/a", 5) == b"12345"
    with pytest.raises(LetterheadError, match="has a part of 0 MB: word/a"):
        file.read("word/a", 4)
    with pytest.raises(LetterheadError, match="is damaged: word/b is missing"):
        file.read("word/b")
    with pytest.raises(LetterheadError, match="is damaged: word/a: "):
        file.xml("word/a")
    typed = opened(word__a='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(LetterheadError, match="has a document type in word/a"):
        typed.xml("word/a")


def test_kinds_are_those_of_parts_or_of_endings() -> None:
    file = opened(more_types='<Default Extension="PNG" ContentType="image/png"/>')
    assert file.content_type("word/document.xml") == DOCUMENT
    assert [file.content_type(f"word/a.{ending}") for ending in ("png", "PNG", "gif")] == ["image/png", "image/png", ""]


# Macros --------------------------------------------------------------------------------------------------------------

VBA = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'


@pytest.mark.parametrize(
    "parts",
    [
        {"more_types": VBA},
        {"more_types": VBA.replace("vnd.ms-office.vbaProject", "x.MacroEnabled.y")},
        {"word__vbaProject": "x"},
        {"word__VBAData": "x"},
        {"word___rels/document·xml·rels": relations(relation("vbaProject", "vba.bin"))},
        {"word___rels/document·xml·rels": relations(relation("wordVbaData", "vba.xml"))},
        {"word___rels/document·xml·rels": relations(relation("attachedToolbars", "x.bin"))},
    ],
)
def test_macros_are_left_behind_where_there_may_be_some_and_refused_elsewhere(parts: dict[str, str]) -> None:
    file = opened(MACROS, **parts)
    file.require_no_hurdles()
    assert file.dropped == ["macros"]
    assert "has macros, which its kind of file never has" in refused(opened(DOCUMENT, **parts))


# What parts refer to -------------------------------------------------------------------------------------------------


def with_relations(*each: str) -> LetterheadFile:
    return opened(**{"word___rels/document·xml·rels": relations(*each)})


def test_targets_are_names_of_parts() -> None:
    file = with_relations(
        relation("styles", "styles.xml", "a"),
        relation("image", "/media/b.png", "b"),
        relation("image", "../c.png", "c"),
        relation("hyperlink", "#here", "d"),
        relation("hyperlink", "http://x", "e", external=True),
    )
    found = {id: each.target for id, each in file.relations("word/document.xml").items()}
    assert found == {"a": "word/styles.xml", "b": "media/b.png", "c": "c.png", "d": None, "e": None}
    file.require_no_hurdles()
    assert file.relations("word/other.xml") == {}


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("oleObject", "an embedded object (OLE)"),
        ("package", "an embedded file"),
        ("control", "an ActiveX control"),
        ("aFChunk", "another document inside (altChunk)"),
        ("subDocument", "another document inside"),
        ("mailMergeSource", "a mail merge"),
        ("frame", "frames"),
    ],
)
def test_what_a_letterhead_never_needs_is_refused_wherever_it_is_named(kind: str, what: str) -> None:
    assert refused(with_relations(relation(kind, "x.bin"))).startswith(f"a.docx has {what}; in Word: ")
    elsewhere = opened(**{"word___rels/footer9·xml·rels": relations(relation(kind, "x.bin", external=True))})
    assert refused(elsewhere).startswith(f"a.docx has {what}; ")


@pytest.mark.parametrize("kind", ["image", "styles", "header", "video"])
def test_only_links_lead_out(kind: str) -> None:
    told = refused(with_relations(relation(kind, "http://x/" + "y" * 90, external=True)))
    assert f"refers to something outside of it ({kind}: http://x/{'y' * 71}); in Word: " in told


def test_a_tie_to_a_template_is_left_behind_once() -> None:
    tie = relation("attachedTemplate", "file:///x.dotm", external=True)
    file = opened(**{f"word___rels/{name}·xml·rels": relations(tie) for name in ("settings", "document")})
    file.require_no_hurdles()
    assert file.dropped == ["a tie to a template"]


def test_all_hurdles_are_told_in_their_order_each_once() -> None:
    file = opened()
    for what in ("has a", "has b", "has a"):
        file.refuse(what, "way")
    assert refused(file) == (
        "a.docx can't be used yet, for 2 reasons. (1) It has a; in Word: way. (2) It has b; in Word: way."
    )
    one = opened()
    one.refuse("has a", "way")
    assert refused(one) == "a.docx has a; in Word: way"
    other = opened()
    other.refuse("has a", "way")
    assert str(other.error("is damaged")).endswith("(1) It has a; in Word: way. (2) It is damaged.")


# A header ------------------------------------------------------------------------------------------------------------


def header(words: str, *related: str, tag: Any = "hdr", **parts: Any) -> tuple[Letters, LetterheadFile]:
    file = opened(
        **{
            "word__header1·xml": f"<w:{tag} {NAMES}>{words}</w:{tag}>",
            "word___rels/header1·xml·rels": relations(*related),
            **parts,
        }
    )
    return Letters(file, "word/header1.xml", (210, 297)), file


def line(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def left(words: str) -> str:
    letters, _ = header(words)
    return inside(letters.root)


@pytest.mark.parametrize(
    "mark", ["bookmarkStart", "bookmarkEnd", "commentRangeStart", "permStart", "proofErr", "del", "moveFrom"]
)
def test_marks_of_editing_go_with_what_is_in_them(mark: str) -> None:
    assert left(line(f"<w:{mark}>{run('gone')}</w:{mark}>{run('a')}")) == "<p><r><t>a</t></r></p>"


@pytest.mark.parametrize("tag", ["hyperlink", "ins", "moveTo", "smartTag", "customXml"])
def test_what_is_round_words_goes_and_they_stay(tag: str) -> None:
    letters, file = header(line(f"{run('a')}<w:{tag}><w:{tag}Pr/>{run('b')}{run('c')}</w:{tag}>{run('d')}"))
    assert inside(letters.root) == "<p>" + "".join(f"<r><t>{letter}</t></r>" for letter in "abcd") + "</p>"
    assert letters.unlinked is (tag == "hyperlink")
    file.require_no_hurdles()


def test_joiners_that_other_faces_show_as_a_box_go() -> None:
    assert left(line(run("14–\u206018"))) == "<p><r><t>14–18</t></r></p>"


def test_links_are_told_whichever_way_they_are_made() -> None:
    simple = '<w:fldSimple w:instr=" HYPERLINK x">' + run("a") + "</w:fldSimple>"
    assert header(line(simple))[0].unlinked
    assert header(line(f"<w:hyperlink>{run('a')}</w:hyperlink>"))[0].unlinked
    assert not header(line(run("a")))[0].unlinked


@pytest.mark.parametrize("tag", ["object", "control", "altChunk", "subDoc"])
def test_objects_are_refused(tag: str) -> None:
    assert "has an embedded object in its header or footer" in refused(header(line(f"<w:{tag}/>"))[1])


def test_what_is_no_header_is_damage() -> None:
    header("", tag="ftr")
    with pytest.raises(LetterheadError, match="its header or footer is none"):
        header("", tag="document")


def test_pictures_are_taken_by_how_they_begin() -> None:
    blip = line('<w:r><w:drawing><a:blip r:embed="r1"/></w:drawing></w:r>')
    for kind, taken in {"PNG": "png", "JPEG": "jpeg", "GIF": "png", "BMP": "png", "TIFF": "png", "": "emf"}.items():
        data = picture(kind) if kind else emf()
        letters, file = header(blip, relation("image", "media/a.x"), **{"word__media__a·x": data})
        file.require_no_hurdles()
        assert letters.picture(letters.root.find(".//{*}blip")) == bare(data)[1]  # type: ignore[arg-type]
        assert bare(data)[0] == taken
    for data in (b"<svg/>", b"\x89PNG", b"%PDF", PNG):
        _, file = header(blip, relation("image", "media/a.x"), **{"word__media__a·x": data})
        assert "has a picture of a kind that can't be taken along: word/media/a.x" in refused(file)


def test_a_header_refers_to_pictures_and_to_nothing_else() -> None:
    blip = line('<w:r><w:drawing><a:blip r:embed="r1"/></w:drawing></w:r>')
    told = "has something in its header or footer that can't be taken along: blip"
    assert told in refused(header(blip)[1])  # it leads nowhere
    assert told in refused(header(blip, relation("chart", "a.xml"), word__a="x")[1])
    assert told in refused(header(blip, relation("hyperlink", "http://x", external=True))[1])


@pytest.mark.parametrize("name", ["src", "href", "althref"])
def test_no_shape_takes_a_picture_from_outside(name: str) -> None:
    told = refused(header(line(f'<w:r><w:pict><v:imagedata {name}="http://x"/></w:pict></w:r>'))[1])
    assert "refers to a picture outside of it in its header or footer" in told


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("{name}", ("{name}",)),
        ("{{ name }} &lt;&lt;date&gt;&gt;", ("{{ name }}", "<<date>>")),
        ("[Type here]", ("[Type here]",)),
        ("[x] and [x]", ("[x]",)),
        ("&lt;name&gt; {} []", ()),
        ("{" + "x" * 60 + "}", ("{" + "x" * 60 + "}",)),
        ("{" + "x" * 61 + "}", ()),
    ],
)
def test_places_that_nobody_filled_in_are_found(words: str, places: tuple[str, ...]) -> None:
    assert header(line(run(words)))[0].unfilled == places
    half = len(words) // 2
    if "&" not in words:
        assert header(line(run(words[:half]) + run(words[half:])))[0].unfilled == places  # over two runs


def test_a_content_control_that_still_says_what_to_do_is_one() -> None:
    def control(properties: str, words: str) -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"

    shows = "<w:showingPlcHdr/>"
    assert header(line(control(shows, " Click ") + control("", "done")))[0].unfilled == ("Click",)
    assert header(line(control(shows, " ")))[0].unfilled == ()


def test_a_picture_s_pixels_count_as_far_as_they_are_shown() -> None:
    target = io.BytesIO()
    Image.new("RGB", (100, 50)).save(target, "PNG")

    def measured(cut: str = "", cx: str = "360000") -> list[tuple[float, int]]:
        picture = (
            f'<pic:pic><pic:blipFill><a:blip r:embed="r1"/>{cut}</pic:blipFill><pic:spPr><a:xfrm><a:ext cx="{cx}"/>'
            "</a:xfrm></pic:spPr></pic:pic>"
        )
        letters, _ = header(
            line(f"<w:r><w:drawing><a:graphicData>{picture}</a:graphicData></w:drawing></w:r>"),
            relation("image", "a.png"),
            **{"word__a·png": target.getvalue()},
        )
        return list(letters.measured_pictures())

    assert measured() == [(10, 100)]
    assert measured('<a:srcRect l="10000" r="15000" t="9"/>') == [(10, 75)]
    assert measured('<a:srcRect l="90000" r="90000"/>') == [(10, 1)]
    assert measured(cx="0") == measured(cx="odd") == []
