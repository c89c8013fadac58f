"""Letterheads: what is taken from them, what is never lost, and what is refused."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.document.tree import Document
from briefgen.formats.word.letterhead.opened import LetterheadError, read_letterhead
from briefgen.formats.word.letterhead.told import notes as notes_of
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.making.judge import check
from briefgen.making.press import build, prepare
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import find_project
from briefgen.project.settings import ProjectError
from briefgen.proof import prove
from tests.conftest import EDITION, ProjectCopy
from tests.formats.docx_reading import bookmarked, parts, read_docx
from tests.formats.letterheads import changed, letterhead, saved
from tests.formats.trees import EVERY_NODE, NOTHING, paragraph
from tests.formats.word.test_press import W, every_paragraph, find, style, values, worded
from tests.started import start

Parts = dict[str, bytes]
AGENCY = "სსიპ სოციალური მომსახურების სააგენტო"
RELS = "word/_rels/document.xml.rels"


def written(theme: Theme, file: bytes) -> bytes:
    return write_docx(EVERY_NODE, theme, read_letterhead(file, "letterhead.docx"))


@pytest.fixture(scope="module")
def on_letterhead(theme: Theme) -> bytes:
    return written(theme, letterhead())


def test_no_word_is_lost(on_letterhead: bytes) -> None:
    found, wanted = worded(read_docx(on_letterhead)), every_paragraph(EVERY_NODE)
    assert (found.body, found.footnotes) == (wanted.body, wanted.footnotes)
    assert found.header == [f" {AGENCY}", *wanted.header]
    assert ["\t".join(found.footer[1:])] == wanted.footer  # in lines of their own, where theirs is of unknown width
    assert ("edition.marking", "შიდა სარგებლობისთვის") in bookmarked(on_letterhead)


def test_a_bookmark_stands_once(theme: Theme) -> None:
    roots = parts(written(theme, letterhead(first=True, even=True)))
    names = [name for root in roots.values() for name in values(root, ".//w:bookmarkStart", "name")]
    assert names
    assert len(names) == len(set(names))


def test_styles_are_the_letterhead_s_and_ours_are_added(on_letterhead: bytes, theme: Theme) -> None:
    roots = parts(on_letterhead)
    assert values(style(roots, "Heading1"), "w:rPr/w:color") == ["7A1F1F"]
    assert values(style(roots, "Normal"), "w:rPr/w:sz") == ["22"]
    marking = style(roots, "Marking")
    assert values(marking, "w:rPr/w:color") == [theme.colours.marking]
    assert not find(marking, ".//w:rFonts")
    assert all(not each.get(f"{W}themeColor") for each in marking.iter())
    styles = roots["word/styles.xml"]
    ids = values(styles, "w:style", "styleId")
    assert len(ids) == len(set(ids))
    used = {value for root in roots.values() for tag in ("p", "r", "tbl") for value in values(root, f".//w:{tag}Style")}
    assert used | set(values(styles, ".//w:basedOn")) | set(values(styles, ".//w:next")) <= set(ids)
    assert set(values(styles, ".//w:lang")) == {"ka-GE"}


def fonts_of(docx: bytes) -> set[str]:
    """Return the families that the runs of the body name themselves."""
    return {str(each) for each in values(parts(docx)["word/document.xml"], ".//w:r/w:rPr/w:rFonts", "ascii")}


def embedded_faces(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return [name for name in package.namelist() if name.endswith(".odttf")]


def all_in(family: str, signature: str | None = None) -> Callable[[Parts], None]:
    """Set all of a letterhead in one family; the signature is what its font table says of it."""

    def change(parts: Parts) -> None:
        parts["word/theme/theme1.xml"] = re.sub(
            rb'<a:latin typeface="[^"]*"', b'<a:latin typeface="%s"' % family.encode(), parts["word/theme/theme1.xml"]
        )
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"DejaVu Serif", family.encode())
        sign = (
            f'<w:sig w:usb0="{signature}" w:usb1="00000000" w:usb2="00000000" w:usb3="00000000" ' if signature else ""
        )
        sign += 'w:csb0="00000001" w:csb1="00000000"/>' if signature else ""
        parts["word/fontTable.xml"] = (
            f'<w:fonts xmlns:w="{W[1:-1]}"><w:font w:name="{family}">{sign}</w:font></w:fonts>'.encode()
        )

    return change


def test_a_face_with_georgian_is_left_alone(theme: Theme) -> None:
    file = changed(letterhead(), all_in("House Face", "04000001"))
    docx = written(theme, file)
    assert embedded_faces(docx) == []
    assert fonts_of(docx) == set()
    assert "Georgian" not in "\n".join(notes_of(read_letterhead(file, "x"), theme))


@pytest.mark.parametrize(("family", "signature"), [("House Face", "00000001"), ("Times New Roman", None)])
def test_a_face_without_georgian_is_told_and_georgian_has_ours(
    theme: Theme, family: str, signature: str | None
) -> None:
    file = changed(letterhead(), all_in(family, signature))
    said = "\n".join(notes_of(read_letterhead(file, "x"), theme))
    assert f"{family} has no Georgian letters: Georgian stands in FiraGO, which the Word files hold" in said
    assert "Georgian" not in "\n".join(notes_of(read_letterhead(file, "x"), theme, georgian=False))
    docx = written(theme, file)
    assert embedded_faces(docx)
    runs = [run for run in find(parts(docx)["word/document.xml"], ".//w:r") if find(run, "w:t")]
    assert {tuple(values(run, "w:rPr/w:rFonts", "hAnsi")) for run in runs} == {("FiraGO",)}
    prove("x", "docx", docx, EVERY_NODE, theme, read_letterhead(file, "x").faces)
    # In English only what is Georgian.
    english = write_docx(
        Document("en-GB", NOTHING, (paragraph("Tbilisi"), paragraph("თბილისი"))), theme, read_letterhead(file, "x")
    )
    assert [bool(find(each, ".//w:rFonts")) for each in find(parts(english)["word/document.xml"], ".//w:p")] == [
        False,
        True,
    ]


def test_a_face_of_which_nobody_knows_is_told(theme: Theme) -> None:
    file = changed(letterhead(), all_in("House Face"))
    said = "\n".join(notes_of(read_letterhead(file, "x"), theme))
    assert "it doesn't say whether House Face has Georgian letters" in said
    assert fonts_of(written(theme, file)) == set()


def test_the_page_is_the_letterhead_s(on_letterhead: bytes) -> None:
    section = docx.Document(io.BytesIO(on_letterhead)).sections[0]
    assert [round(each.mm) for each in (section.left_margin, section.right_margin, section.top_margin) if each] == [
        30,
        25,
        42,
    ]
    (width,) = {
        values(table, "w:tblPr/w:tblW", "w")[0] for table in find(parts(on_letterhead)["word/document.xml"], ".//w:tbl")
    }
    assert int(width or 0) == pytest.approx(155 * 1440 / 25.4, abs=2)


def test_lists_are_numbered_apart(on_letterhead: bytes) -> None:
    roots = parts(on_letterhead)
    numbers = values(roots["word/numbering.xml"], "w:num", "numId")
    assert len(numbers) == len(set(numbers))
    used = values(roots["word/document.xml"], ".//w:numPr/w:numId")
    assert set(used) <= set(numbers)
    assert used[0] == used[1] != used[2] == used[3]
    definitions = values(roots["word/numbering.xml"], "w:abstractNum", "abstractNumId")
    assert len(definitions) == len(set(definitions))
    assert set(values(roots["word/numbering.xml"], "w:num/w:abstractNumId")) <= set(definitions)


def test_first_and_even_pages_keep_the_marking_too(theme: Theme) -> None:
    roots = parts(written(theme, letterhead(first=True, even=True)))
    for name, words in (("header", AGENCY), ("header-first", "პირველი გვერდი"), ("header-even", "ლუწი გვერდი")):
        root = roots[f"word/{name}.xml"]
        text = "".join(each.text or "" for each in root.iter(f"{W}t"))
        assert words in text
        assert "შიდა სარგებლობისთვის" in text
        assert len(find(root, ".//w:drawing")) == (name != "header-even")
    assert find(roots["word/document.xml"], ".//w:sectPr/w:titlePg")
    assert find(roots["word/settings.xml"], "w:evenAndOddHeaders")
    assert all("PAGE" in "".join(values_of_fields(roots[f"word/footer{kind}.xml"])) for kind in ("", "-first", "-even"))


def values_of_fields(root: object) -> list[str]:
    return [each.text or "" for each in root.iter(f"{W}instrText")]  # type: ignore[attr-defined]


def test_pages_are_numbered_once(theme: Theme) -> None:
    footer = parts(written(theme, letterhead(page_number=True)))["word/footer.xml"]
    assert not values_of_fields(footer)
    assert values(footer, ".//w:fldSimple", "instr") == [" PAGE "]
    # But a letterhead that numbers some of its pages isn't relied on.
    footer = parts(written(theme, letterhead(page_number=True, first=True)))["word/footer-first.xml"]
    assert values_of_fields(footer)


def test_the_message_names_what_is_lacking(theme: Theme) -> None:
    notes = notes_of(read_letterhead(letterhead(), "letterhead.docx"), theme)
    assert all(note.startswith("letterhead.docx: ") for note in notes)
    said = "\n".join(notes)
    assert "lacks these styles" not in said  # no letterhead knows our labels and panels
    assert "no place for the marking" in said
    assert "the number of the page" in said
    assert "set in DejaVu Serif" in said
    assert "has no header" in "\n".join(notes_of(read_letterhead(letterhead(header=False), "x"), theme))


def test_styles_are_known_by_their_names(theme: Theme) -> None:
    # In a Georgian or German Word the id of "heading 1" is another one.
    def rename(parts: Parts) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'"Heading1"', b'"berschrift1"')

    roots = parts(written(theme, changed(letterhead(), rename)))
    assert "berschrift1" in values(roots["word/document.xml"], ".//w:pStyle")
    assert "Heading1" not in values(roots["word/document.xml"], ".//w:pStyle")


def test_a_list_style_without_bullets_gets_ours(theme: Theme) -> None:
    def drop(parts: Parts) -> None:
        text = parts["word/styles.xml"].decode()
        start = text.index('w:styleId="ListBullet"')
        end = text.index("</w:style>", start)
        parts["word/styles.xml"] = (
            text[:start] + re.sub(r"<w:numPr>.*?</w:numPr>", "", text[start:end], flags=re.S) + text[end:]
        ).encode()

    file = changed(letterhead(), drop)
    assert "no bullets or numbers in List Bullet:" in "\n".join(notes_of(read_letterhead(file, "x"), theme))
    assert find(style(parts(written(theme, file)), "ListBullet"), "w:pPr/w:numPr")


def test_bold_follows_the_letterhead(theme: Theme) -> None:
    def thin(parts: Parts) -> None:
        text = parts["word/styles.xml"].decode()
        start = text.index('w:styleId="Heading1"')
        end = text.index("</w:style>", start)
        parts["word/styles.xml"] = (text[:start] + text[start:end].replace("<w:b/>", "") + text[end:]).encode()

    for file, strong in ((letterhead(), "StrongInBold"), (changed(letterhead(), thin), "Strong")):
        body = parts(written(theme, file))["word/document.xml"]
        (heading,) = (p for p in find(body, ".//w:p") if values(p, "w:pPr/w:pStyle") == ["Heading1"])
        assert values(heading, ".//w:rStyle") == [strong]


def test_links_become_words_and_nothing_leads_out(theme: Theme) -> None:
    document = docx.Document(io.BytesIO(letterhead()))
    footer = document.sections[0].footer
    rel = footer.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = docx.oxml.OxmlElement("w:hyperlink")
    link.set(docx.oxml.ns.qn("r:id"), rel)
    link.append(deepcopy(footer.paragraphs[0].runs[0]._r))
    footer.paragraphs[0]._p.append(link)
    file = saved(document)
    assert "links in its header or footer are plain words" in "\n".join(notes_of(read_letterhead(file, "x"), theme))
    roots = parts(written(theme, file))
    assert not find(roots["word/footer.xml"], ".//w:hyperlink")
    outside = [
        each.get("Target")
        for name in ("header", "footer")
        for each in roots.get(f"word/_rels/{name}.xml.rels", ())
        if each.get("TargetMode") == "External"
    ]
    assert outside == []


def test_the_same_letterhead_gives_the_same_bytes(theme: Theme, on_letterhead: bytes) -> None:
    assert written(theme, letterhead()) == on_letterhead


# What is refused ---------------------------------------------------------------------------------------------------


def relation(kind: str, target: str = "https://example.org/x", external: bool = True) -> Callable[[Parts], None]:
    mode = ' TargetMode="External"' if external else ""

    def change(parts: Parts) -> None:
        entry = f'<Relationship Id="rX" Type="http://x/relationships/{kind}" Target="{target}"{mode}/></Relationships>'
        parts[RELS] = parts[RELS].replace(b"</Relationships>", entry.encode())

    return change


def replaced(part: str, old: str, new: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        (name,) = (name for name in parts if re.fullmatch(part, name) and old.encode() in parts[name])
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)

    return change


def added(name: str, data: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: data})


def removed(name: str) -> Callable[[Parts], None]:
    return lambda parts: (parts.pop(name), None)[1]


def in_header(xml: str) -> Callable[[Parts], None]:
    return replaced(r"word/header\d.xml", "</w:hdr>", f"<w:p><w:r>{xml}</w:r></w:p></w:hdr>")


def field(*pieces: str) -> Callable[[Parts], None]:
    runs = "".join(f"</w:r><w:r><w:instrText>{piece}</w:instrText>" for piece in pieces)
    return in_header(f'<w:fldChar w:fldCharType="begin"/>{runs}')


def with_entities(parts: Parts) -> None:
    parts["word/styles.xml"] = b'<!DOCTYPE x [<!ENTITY a "a">]>' + parts["word/styles.xml"].partition(b"?>")[2].strip()


CHUNK = '<w:altChunk r:id="x"/><w:sectPr'
VML = '<w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://x/y.png"/></w:pict>'
PAGE = 'w:w="11906"'


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(relation("image"), "refers to something outside", id="linked picture"),
        pytest.param(relation("frame"), "frames", id="frame"),
        pytest.param(relation("oleObject", "embeddings/a.bin", False), "OLE", id="OLE"),
        pytest.param(relation("package", "embeddings/a.xlsx", False), "an embedded file", id="embedded workbook"),
        pytest.param(relation("aFChunk", "afchunk.htm", False), "altChunk", id="altChunk"),
        pytest.param(relation("vbaProject", "vbaProject.bin", False), "macros", id="macros by relation"),
        pytest.param(added("word/vbaProject.bin", b"x"), "macros", id="macros by name"),
        pytest.param(
            replaced(r"\[Content_Types\]\.xml", "wordprocessingml.document.main+xml", "x.macroEnabled.main+xml"),
            "save it in Word as .docx", id="unknown type",
        ),
        pytest.param(
            replaced(r"\[Content_Types\]\.xml", "document.main+xml", "glossary.main+xml"), "save it in Word as .docx",
            id="no document",
        ),
        pytest.param(replaced("word/document.xml", "<w:sectPr", CHUNK), "altChunk", id="chunk"),
        pytest.param(replaced(r"word/header\d.xml", "<w:drawing>", "<w:object>"), "damaged", id="not XML"),
        pytest.param(in_header("<w:object/>"), "embedded object", id="object"),
        pytest.param(field("INCLUDE", 'PICTURE "http://x"'), "INCLUDEPICTURE", id="field in pieces"),
        pytest.param(field("DDEAUTO", " c:\\\\x"), "DDEAUTO", id="DDE"),
        pytest.param(in_header('</w:r><w:fldSimple w:instr="IMPORT x"/><w:r>'), "IMPORT", id="simple field"),
        pytest.param(replaced(r"word/header\d.xml", 'embed="', 'embed="no'), "taken along: blip", id="dangling"),
        pytest.param(in_header(VML), "a picture outside", id="VML source"),
        pytest.param(replaced(r"word/media/.*", "PNG", "NOT"), "a picture of a kind", id="no picture"),
        pytest.param(with_entities, "a document type", id="entities"),
        pytest.param(replaced("word/document.xml", PAGE, 'w:w="99999999"'), "has a page of", id="absurd page"),
        pytest.param(replaced("word/document.xml", PAGE, 'w:w="wide"'), "that are no numbers", id="no number"),
        pytest.param(replaced("word/document.xml", 'w:left="1701"', 'w:left="9000"'), "for the text", id="no room"),
        pytest.param(removed("word/styles.xml"), "word/styles.xml is missing", id="lost part"),
        pytest.param(removed("[Content_Types].xml"), "not a Word file", id="no types"),
        pytest.param(added("word/x.bin", bytes(60_000_000)), "unpacks to more than", id="zip bomb"),
        pytest.param(lambda parts: parts.update({f"x/{n}": b"" for n in range(600)}), "more than 500", id="many parts"),
    ],
)  # fmt: skip
def test_a_hostile_or_damaged_letterhead_is_refused(change: Callable[[Parts], None], message: str) -> None:
    with pytest.raises(LetterheadError, match=re.escape(message)) as caught:
        read_letterhead(changed(letterhead(), change), "letterhead.docx")
    assert str(caught.value).startswith("letterhead.docx ")


def test_what_is_no_word_file_is_refused() -> None:
    file = letterhead()
    for data in (b"", b"Dear colleagues", b"\xd0\xcf\x11\xe0" * 200, file[: len(file) // 2], bytes(11_000_000)):
        with pytest.raises(LetterheadError, match=r"letterhead\.docx is (not a Word file|larger than)"):
            read_letterhead(data, "letterhead.docx")


@pytest.mark.slow
def test_no_damage_gives_anything_but_a_message() -> None:
    file = letterhead()
    for position in range(0, len(file), 199):
        damaged = bytearray(file)
        damaged[position] ^= 0xFF
        try:
            read_letterhead(bytes(damaged), "letterhead.docx")
        except LetterheadError:
            continue


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    file = bytearray(changed(letterhead(), added("word/zeros.bin", bytes(1_000_000))))
    # In the central directory the unpacked size stands 24 bytes after the signature.
    for match in re.finditer(rb"PK\x01\x02", bytes(file)):
        file[match.start() + 24 : match.start() + 28] = struct.pack("<I", 10)
    with pytest.raises(LetterheadError, match="is damaged"):
        read_letterhead(bytes(file), "letterhead.docx")


# In a project ------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of the project that `briefgen init` makes, with a letterhead in its settings."""
    start(tmp_path / "small")
    settings = tmp_path / "small" / "briefgen.toml"
    settings.write_text(f'letterhead = "letterhead.docx"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")
    return settings.parent


@pytest.mark.slow
def test_a_project_with_a_letterhead(small: Path) -> None:
    (small / "letterhead.docx").write_bytes(letterhead(first=True))
    result = build(find_project(small), languages=("ka",))
    assert "letterhead.docx: its header has no place for the marking" in result.notes[0]
    (docx_file,) = small.glob("output/*/*_ka.docx")
    assert read_docx(docx_file.read_bytes()).header[0] == f" {AGENCY}"
    settings = small / "briefgen.toml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    on_letterhead = docx_file.with_suffix(".pdf").read_bytes()
    build(find_project(small), languages=("ka",), formats=("pdf",))
    assert docx_file.with_suffix(".pdf").read_bytes() == on_letterhead


def test_pictures_are_as_wide_as_the_letterhead_s_text(project_copy: ProjectCopy) -> None:
    (project_copy.root / "letterhead.docx").write_bytes(letterhead())
    project_copy.edit("briefgen.toml", "theme =", 'letterhead = "letterhead.docx"\ntheme =')
    build(project_copy.project, edition=EDITION, languages=("ka",), formats=("docx",))
    file = project_copy.root / "output" / EDITION / f"{EDITION}_full_ka.docx"
    shapes = docx.Document(str(file)).inline_shapes
    assert [round(shape.width.mm) for shape in shapes] == [155, 155]
    # Ours and the letterhead's logo in the header, each with an id that no other drawing of the file has.
    ids = [
        element.get("id")
        for root in parts(file.read_bytes()).values()
        for element in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    assert len(ids) == len(set(ids)) == 3


def test_check_reports_a_letterhead_that_cannot_be_used(small: Path) -> None:
    path = small / "letterhead.docx"
    for data, message in ((None, "there is no such file"), (b"Dear colleagues", "letterhead.docx is not a Word file")):
        if data:
            path.write_bytes(data)
        project = find_project(small)
        (problem,) = (problem for problem in check(project) if problem.code == "letterhead-unusable")
        with pytest.raises(Mistake, match=re.escape(problem.message)):
            build(project)
        assert message in problem.message


@pytest.mark.parametrize(
    ("value", "message"),
    [("../letterhead.docx", "leaves the project"), ("/etc/passwd", "leaves the project"), ("no.docx", "no such file")],
)
def test_a_letterhead_stands_in_the_project(project_copy: ProjectCopy, value: str, message: str) -> None:
    project_copy.edit("briefgen.toml", "theme =", f'letterhead = "{value}"\ntheme =')
    with pytest.raises(ProjectError, match=message):
        build(project_copy.project, edition=EDITION)


def test_a_build_of_several_languages_tells_of_it_if_one_is_georgian(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    (tmp_path / "demo" / "letterhead.docx").write_bytes(changed(letterhead(), all_in("House Face", "00000001")))
    settings = tmp_path / "demo" / "briefgen.toml"
    settings.write_text('languages = ["ka", "en"]\nformats = ["docx"]\nletterhead = "letterhead.docx"\n')
    for languages, told in (((), True), (("ka",), True), (("en",), False)):
        notes = prepare(find_project(tmp_path / "demo"), languages=languages).notes
        assert any("House Face has no Georgian letters" in note for note in notes) is told, languages
