"""The letters of a Word file are held against the faces that it names or holds."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from briefgen.formats.word.embedding import _subset, obfuscate
from briefgen.look.theme import Theme
from briefgen.proof.docx_faces import _plain, boxes, embedded
from tests.proof.parts import DEFAULTS, NS, fonts, p, parts, roots, style

BOX = "字"  # in none of the theme's faces
KEY = uuid.UUID("12345678-9abc-def0-1234-56789abcdef0")
RELATIONS = "word/_rels/fontTable.xml.rels"
THEME_PART = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:majorFont><a:latin typeface="Major"/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Minor"/></a:minorFont></a:theme>'
)


def found(theme: Theme, made: dict[str, str], *, only_ours: bool = False) -> list[str]:
    return boxes({name: text.encode() for name, text in made.items()}, roots(made), theme, only_ours=only_ours)


def test_a_letter_that_the_face_lacks_is_named_with_its_words_and_place(theme: Theme) -> None:
    for name in ("document", "header", "footer", "footnotes"):
        made = {**parts(), f"word/{name}.xml": f"<w:{name} {NS}>{p(f'ab {BOX} {BOX}')}</w:{name}>"}
        told = f"the face FiraGO has no „{BOX}“ (U+5B57) for „{BOX}{BOX}“ in word/{name}.xml"
        assert found(theme, made) == [told]
    assert found(theme, parts(p("სიტყვა word 14–18"))) == []


def test_a_message_has_sixty_letters_at_most_and_names_each_once_in_order(theme: Theme) -> None:
    words = "字一" * 40
    assert found(theme, parts(p(words))) == [
        f"the face FiraGO has no „一“ (U+4E00), „字“ (U+5B57) for „{words[:60]}“ in word/document.xml"
    ]


def test_of_faces_that_nobody_knows_nothing_is_said(theme: Theme) -> None:
    assert found(theme, parts(p(BOX, run=fonts("Other")))) == []


@pytest.mark.parametrize("place", ["<w:t>a\u2060b</w:t>", "<w:t/>\u2060", '<w:t w:x="\u2060"/>'])
def test_joiners_are_boxes_in_any_part(theme: Theme, place: str) -> None:
    for name in ("document", "header", "settings"):
        made = {**parts(), f"word/{name}.xml": f"<w:{name} {NS}><w:p><w:r>{place}</w:r></w:p></w:{name}>"}
        # Said once, not as a letter that the face lacks.
        assert found(theme, made) == [f"there are word joiners (U+2060) in word/{name}.xml"]


def test_a_letterhead_s_own_running_lines_are_left_to_it(theme: Theme) -> None:
    for name in ("Brief Header", "Brief Footer"):
        ours = style("B", name=name)
        made = parts(p("a"), styles=DEFAULTS + ours, header=p(BOX) + p(f"{BOX}x", "B"), footer=p(BOX))
        assert [each.split(" for ")[1] for each in found(theme, made, only_ours=True)] == [
            f"„{BOX}“ in word/header.xml"
        ]
        assert len(found(theme, made)) == 3
    made = parts(p(BOX), styles=DEFAULTS, notes=f"<w:footnote>{p(BOX)}</w:footnote>", header=p(BOX, "Unknown"))
    assert len(found(theme, made, only_ours=True)) == 2  # text and notes are ours in any case


# In which family a run stands ----------------------------------------------------------------------------------------


def in_firago(theme: Theme, styles: str, style_id: str = "", run: str = "", words: str = BOX, **more: str) -> bool:
    """Say whether words stand in the theme's family, which hasn't their letters."""
    made = {**parts(p(words, style_id, run), styles=styles), **more}
    return bool(found(theme, made))


def test_the_nearest_of_run_character_style_paragraph_style_and_defaults_says_the_family(theme: Theme) -> None:
    ours, other = f"<w:rPr>{fonts()}</w:rPr>", f"<w:rPr>{fonts('Other')}</w:rPr>"
    reference = '<w:rStyle w:val="C"/>'
    character = style("C", ours, kind="character")
    assert in_firago(theme, DEFAULTS)
    assert in_firago(theme, style("P", other) + character, "P", reference)
    assert not in_firago(theme, style("P", ours) + style("C", other, kind="character"), "P", reference)
    assert in_firago(theme, style("P", other) + style("C", other, kind="character"), "P", reference + fonts())
    assert not in_firago(theme, style("P", ours) + character, "P", reference + fonts("Other"))
    assert not in_firago(theme, "")


def test_a_style_has_the_family_of_those_it_is_based_on(theme: Theme) -> None:
    ours = style("Base", f"<w:rPr>{fonts()}</w:rPr>")
    assert in_firago(theme, ours + style("Own", '<w:basedOn w:val="Base"/>'), "Own")
    assert in_firago(theme, ours + style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="Base"/>'), "A")
    circle = style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>')
    assert not in_firago(theme, circle, "A")


@pytest.mark.parametrize("default", ["1", "true", "on", "0", "false", "off", ""])
def test_without_a_style_a_paragraph_has_the_one_that_is_set_for_all(theme: Theme, default: str) -> None:
    inside = f"<w:rPr>{fonts()}</w:rPr>"
    assert in_firago(theme, style("N", inside, default=default)) is (default in ("1", "true", "on"))
    table = style("T", f"<w:rPr>{fonts('Other')}</w:rPr>", kind="table", default="1")
    assert in_firago(theme, table + style("N", inside, default=default)) is (default in ("1", "true", "on"))


def test_ascii_and_other_letters_may_stand_in_two_families(theme: Theme) -> None:
    mixed = '<w:rFonts w:ascii="Other" w:hAnsi="FiraGO"/>'
    assert in_firago(theme, "", run=mixed)
    assert not in_firago(theme, "", run='<w:rFonts w:ascii="FiraGO" w:hAnsi="Other"/>')
    assert in_firago(theme, "", run='<w:rFonts w:ascii="FiraGO"/>', words="a\u007f")


def test_a_name_of_word_s_theme_comes_before_a_family(theme: Theme) -> None:
    for kind, family in (("minor", "Minor"), ("major", "Major")):
        named = f'<w:rFonts w:hAnsiTheme="{kind}HAnsi" w:hAnsi="Other"/>'
        ours = {"word/theme/theme1.xml": THEME_PART.replace(family, "FiraGO")}
        assert in_firago(theme, "", run=named, **ours)
        assert not in_firago(theme, "", run=named.replace("Other", "FiraGO"), **{"word/theme/theme1.xml": THEME_PART})
    # A theme that the file hasn't says nothing.
    assert in_firago(theme, "", run='<w:rFonts w:hAnsiTheme="minorHAnsi" w:hAnsi="FiraGO"/>')


def test_a_family_that_the_file_does_not_hold_has_the_letters_of_all_the_theme_s_faces(theme: Theme) -> None:
    thin = replace(theme)
    faces = {"regular": _subset(theme.face_files["regular"], "abc"), "bold": _subset(theme.face_files["bold"], "bcd")}
    thin.__dict__["face_files"] = faces
    assert found(thin, parts(p("bc"), footer="")) == []
    assert len(found(thin, parts(p("ab"), footer=""))) == len(found(thin, parts(p("cd"), footer=""))) == 1


# What the file holds -------------------------------------------------------------------------------------------------


def font_table(*faces: str, family: str = "FiraGO") -> str:
    embeds = "".join(f'<w:embed{face} r:id="{face}" w:fontKey="{{{KEY}}}"/>' for face in faces)
    return f'<w:fonts {NS}><w:font w:name="{family}"><w:charset w:val="00"/>{embeds}</w:font></w:fonts>'


def with_fonts(**files: bytes) -> dict[str, bytes]:
    targets = "".join(f'<Relationship Id="{face}" Target="fonts/{face}.odttf"/>' for face in files)
    held = {f"word/fonts/{face}.odttf": obfuscate(data, KEY) for face, data in files.items()}
    return {RELATIONS: f"<Relationships>{targets}</Relationships>".encode(), **held}


def test_a_face_is_read_as_it_was_before_it_was_obfuscated() -> None:
    data = bytes(range(64))
    assert _plain(obfuscate(data, KEY), f"{{{KEY}}}") == data


def test_a_family_in_the_file_has_the_letters_that_all_its_faces_have(theme: Theme) -> None:
    regular, bold = (
        _subset(theme.face_files[face], letters) for face, letters in (("regular", "abc"), ("bold", "bcd"))
    )
    made = {"word/fontTable.xml": font_table("Regular", "Bold")}
    assert embedded(with_fonts(Regular=regular, Bold=bold), roots(made)) == {"FiraGO": frozenset("bc")}
    assert embedded(with_fonts(Regular=regular), roots({"word/fontTable.xml": font_table()})) == {}
    assert embedded({}, roots(made)) == {}
    assert embedded(with_fonts(Regular=regular), {}) == {}
    # What the file holds counts, not what the theme has.
    file = {**parts(p("abcd")), **made}
    held = {**{name: text.encode() for name, text in file.items()}, **with_fonts(Regular=regular, Bold=bold)}
    assert boxes(held, roots(file), theme) == [
        "the face FiraGO has no „a“ (U+0061), „d“ (U+0064) for „abcd“ in word/document.xml"
    ]
