"""An SVG from outside: its shapes are taken, and what runs, leads out of it or grows is refused."""

from __future__ import annotations

import pytest
from lxml import etree

from briefgen.look import vector
from briefgen.look.errors import PictureError
from briefgen.look.vector import harmless

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ed="urn:editor"'


def svg(inside: str = "", size: str = 'viewBox="0 0 10 20"', before: str = "") -> bytes:
    return f"{before}<svg {NAMES} {size}>{inside}</svg>".encode()


def taken(inside: str, size: str = 'viewBox="0 0 10 20"') -> str:
    root = etree.fromstring(harmless(svg(inside, size), 30)[0])
    return "".join(etree.tostring(each, encoding="unicode") for each in root).replace(
        ' xmlns="http://www.w3.org/2000/svg"', ""
    )


def refused(inside: str) -> str:
    with pytest.raises(PictureError) as error:
        harmless(svg(inside), 30)
    return str(error.value)


# What it is ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "height"),
    [
        ('viewBox="0 0 10 20"', 60),
        ('viewBox="5,5,20,10"', 15),
        ('viewBox="0 0 1000000 1000000"', 30),
        ('viewBox="-5 -5 20 10"', 15),
        ('width="20" height="10"', 15),
        ('width="20.5mm" height="41mm"', 60),
        ('width="6pc" height="3pc"', 15),
        ('viewBox="0 0 10 20" width="1" height="9"', 60),
    ],
)
def test_it_is_as_high_as_its_width_says(size: str, height: float) -> None:
    data, found = harmless(svg("<path d='M0 0'/>", f'{size} x="1" y="2" preserveAspectRatio="none" overflow="x"'), 30)
    root = etree.fromstring(data)
    assert found == pytest.approx(height)
    assert (root.get("width"), root.get("height")) == ("30.000mm", f"{height:.3f}mm")
    assert root.get("viewBox")
    assert set(root.attrib) == {"viewBox", "width", "height"}


@pytest.mark.parametrize(
    "size",
    [
        "", 'width="10"', 'width="1em" height="1em"', 'viewBox="0 0 0 10"', 'viewBox="0 0 10 0"',
        'viewBox="0 0 -10 -20"', 'viewBox="0 0 10 -20"', 'viewBox="0 0 10"', 'viewBox=""', 'viewBox="0 0 a b"',
        'viewBox="0 0 nan 10"', 'viewBox="0 0 10 inf"', 'viewBox="0 0 2e6 2e6"', 'viewBox="-2e6 0 10 10"',
    ],
)  # fmt: skip
def test_one_that_does_not_say_how_large_it_is_is_refused(size: str) -> None:
    with pytest.raises(PictureError, match="doesn't say how large it is"):
        harmless(svg("", size), 30)


def test_what_is_no_svg_is_refused() -> None:
    for data in (b"<svg/>", b"<html/>"):
        with pytest.raises(PictureError, match="is no SVG"):
            harmless(data, 30)
    with pytest.raises(PictureError, match="is broken"):
        harmless(b"<svg", 30)
    with pytest.raises(PictureError, match="declares entities"):
        harmless(svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'), 30)
    harmless(svg(before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'), 30)


def test_words_about_the_picture_and_an_editor_s_notes_stay_behind() -> None:
    notes = "<title>a</title><desc/><metadata><ed:x/></metadata><ed:view/><!-- a --><?b c?>"
    assert (
        taken(f"{notes}<g><title/><path d='M0 0' ed:note='1' spreadMethod='reflect'/></g>") == '<g><path d="M0 0"/></g>'
    )


@pytest.mark.parametrize(
    "shape", ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "g", "defs", "linearGradient",
              "radialGradient", "stop", "clipPath", "use", "style"]
)  # fmt: skip
def test_every_shape_is_taken(shape: str) -> None:
    assert taken(f"<{shape}/>") == f"<{shape}/>"


def test_what_is_no_shape_is_refused() -> None:
    for name in ("text", "tspan", "textPath"):
        assert refused(f"<{name}/>") == f"has <{name}>, which a logo can't have; turn its letters into outlines"
    for name in ("image", "script", "animate", "foreignObject", "filter", "mask", "a", "svg"):
        assert refused(f"<g><{name}/></g>") == f"has <{name}>, which a logo can't have; save it as a PNG"


def test_too_many_shapes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector, "_ELEMENTS", 4)
    taken("<g><path/><path/></g>")
    assert refused("<g><path/><path/><path/></g>") == "has more than 4 shapes; save it as a PNG"


# What leads out or runs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["url(x.svg)", "URL (x)", "url('x')", "@import", r"\75 rl(x)", "expression(1)", "EXPRESSION (1)"]
)
def test_nothing_leads_out_of_it(value: str) -> None:
    assert refused(f'<path fill="{value}"/>') == "refers to something outside of it (fill)"
    assert refused(f"<style>p {{ fill: {value} }}</style>").startswith("has a style sheet that can't be taken along")


@pytest.mark.parametrize("value", ["url(#a)", "url('#a')", 'url( "#a")'.replace('"', "&quot;"), "#fff", "none"])
def test_what_refers_to_its_own_parts_is_taken(value: str) -> None:
    taken(f'<path fill="{value}"/>')


@pytest.mark.parametrize("name", ["onclick", "onLoad", "ONx"])
def test_scripts_are_refused(name: str) -> None:
    assert refused(f'<path {name}="x"/>') == f"has a script ({name})"


def test_a_style_sheet_has_no_clip_path_and_no_large_number() -> None:
    assert refused("<style>a { clip-path: none }</style>").startswith("has a style sheet")
    assert refused("<style>a { r: 9999999 }</style>").startswith("has a number that no drawing needs (9999999)")
    taken("<style>a { fill: #112233; r: 9 }</style>")


def test_a_clip_path_in_a_clip_path_is_refused() -> None:
    for inside in ('<path clip-path="url(#a)"/>', '<path style="clip-path: url(#a)"/>', '<g><path clip="x"/></g>'):
        assert refused(f"<clipPath>{inside}</clipPath>") == "has a clip path in a clip path; save it as a PNG"
    taken('<clipPath><path id="clip" class="clip" clip-rule="evenodd"/></clipPath><g clip-path="url(#clip)"/>')


# References ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("href", ["href", "xlink:href"])
def test_shapes_may_be_used_again_and_gradients_take_one_another_s_colours(href: str) -> None:
    taken(f'<path id="a"/><use {href}="#a"/>')
    taken(f'<linearGradient id="a"/><radialGradient {href}="#a"/>')
    assert refused(f'<use {href}="#b"/><path id="a"/>') == "refers to something that isn't in it (#b)"
    assert refused(f'<use {href}="x.svg#a"/><path id="a"/>').startswith("refers to something that isn't in it")
    assert (
        refused(f'<path {href}="#a"/><path id="a"/>')
        == "has <path> of <path>, which a logo can't have; save it as a PNG"
    )
    assert "<use> of <g>" in refused(f'<use {href}="#a"/><g id="a"/>')
    assert "<use> of <linearGradient>" in refused(f'<use {href}="#a"/><linearGradient id="a"/>')
    assert "<linearGradient> of <path>" in refused(f'<linearGradient {href}="#a"/><path id="a"/>')


@pytest.mark.parametrize("href", ["href", "xlink:href"])
def test_nothing_is_used_by_way_of_a_third(href: str) -> None:
    inner = f'<linearGradient id="a" {href}="#b"/><linearGradient id="b"/>'
    assert "<radialGradient> of <linearGradient>" in refused(f'{inner}<radialGradient href="#a"/>')


# Numbers -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["1000000", "-1000000", "1e6", "1_000_000", "1000mm", "99%", "1.5", ".5", "#99999999"]
)
def test_numbers_of_drawings_are_taken(number: str) -> None:
    taken(f'<path stroke-width="{number}" id="a99999999" class="b99999999" data-x="99999999"/>')


@pytest.mark.parametrize(
    "number", ["1000001", "-1000001", "2e6", "1001mm", "1001%", "inf", "NaN", "nanpx", "0-9999999", "9_"]
)
def test_numbers_that_no_drawing_needs_are_refused(number: str) -> None:
    assert refused(f'<path stroke-width="{number}"/>').startswith("has a number that no drawing needs (")
    assert refused(f'<rect width="{number}"/>').startswith("has a number that no drawing needs (")


def test_words_that_only_begin_like_a_number_are_words() -> None:
    for word in ("nano", "inform"):
        taken(f'<path fill="{word}"/>')


@pytest.mark.parametrize(("tag", "name"), [("path", "d"), ("polygon", "points")])
def test_lines_are_neither_endless_nor_without_end(tag: str, name: str) -> None:
    taken(f'<{tag} {name}="M 500000000 -500000000"/>')
    assert (
        refused(f'<{tag} {name}="M 500000000 -500000001"/>')
        == "has a line that is too long for a PDF; save it as a PNG"
    )
    for word in ("inf", "nan", "INF"):
        assert refused(f'<{tag} {name}="M 0 {word}"/>') == "has a line that can't be drawn; save it as a PNG"
    assert "too long" in refused(f'<{tag} {name}="M 0 9_"/>')


# What isn't seen ------------------------------------------------------------------------------------------------------


def test_words_that_are_no_picture_stay_behind() -> None:
    kept = '<g id="g"><path id="p" d="M0 0"/></g><use href="#p"/>'
    noted = (
        '<!-- who --> who <g id="g" class="who" data-who="who" aria-label="who">who<path id="p" d="M0 0"/>who</g>'
        '<title>who</title><g id="who" style="fill:red; display : none"><path d="M1 1"/></g>'
        '<path display="none" id="x"/><use href="#p"/>'
    )
    assert taken(noted) == kept.replace(' id="g"', "")
    assert taken('<style>/* who */.a{fill:url( #b )} /* who</style><g class="a" id="b"/><g id="c"/>') == (
        '<style>.a{fill:url( #b )} </style><g class="a" id="b"/><g/>'
    )


@pytest.mark.parametrize(
    "hidden",
    [
        'visibility="hidden"', 'visibility="collapse"', 'opacity="0"', 'opacity="0.00"', 'opacity="0%"',
        'style="fill:red;visibility : hidden"', 'style="opacity:.0"', 'style="display:none"',
    ],
)  # fmt: skip
def test_shapes_that_are_not_seen_go(hidden: str) -> None:
    assert taken(f'<g {hidden}><path d="M1 1"/></g><path d="M2 2"/>') == '<path d="M2 2"/>'


@pytest.mark.parametrize(
    "seen",
    [
        '<path opacity="0.5"/>', '<path opacity="1"/>', '<path style="stop-opacity:0"/>',
        '<path style="opacity:0.01"/>',
        '<path visibility="visible"/>', '<path style="opacity:inherit"/>',
        '<g visibility="hidden"><path visibility="visible"/></g>',
        '<clipPath><path opacity="0"/></clipPath>',
    ],
)  # fmt: skip
def test_shapes_that_are_seen_stay(seen: str) -> None:
    assert taken(seen) == seen


@pytest.mark.parametrize(
    "rule", [".a{display:none}", "path { opacity : 0 }", "#x{fill:red;visibility:hidden}", ".a{opacity:/* */0}"]
)
def test_a_style_sheet_that_hides_shapes_is_refused(rule: str) -> None:
    sheet = f'<style>{rule}</style><path class="a" id="x" d="M1 1"/>'
    assert refused(sheet) == "has a style sheet that hides shapes; take these out, and save it anew"


def test_one_that_hides_nothing_is_taken() -> None:
    assert ".a{fill-opacity:0.5}" in taken('<style>.a{fill-opacity:0.5}/* display:none */</style><g class="a"/>')
