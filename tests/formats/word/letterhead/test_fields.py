"""Fields in a letterhead's header: what goes on counting, and what becomes the words that it last showed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from briefgen.formats.word.letterhead.fields import instructions, settle_fields
from briefgen.formats.word.letterhead.stories import shows_page_number
from tests.formats.word.xml_reading import inside, parsed


@dataclass
class Hurdles:
    """What a file is told of it."""

    refused: list[str] = field(default_factory=list)

    def refuse(self, what: str, way: str) -> None:
        self.refused.append(what)


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def complex_(instruction: str, shown: str) -> str:
    """Return a field of several runs; parts of the instruction stand between |."""
    return mark("begin") + "".join(map(code, instruction.split("|"))) + mark("separate") + shown + mark("end")


def simple(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{shown}</w:fldSimple>'


def settled(header: str) -> tuple[list[str], bool, list[str], str]:
    """Return what became words, whether there was a link, what is refused, and the words that are left."""
    root, file = parsed(f"<w:p>{header}</w:p>", "hdr"), Hurdles()
    told, linked = settle_fields(file, root)  # type: ignore[arg-type]
    return told, linked, file.refused, inside(root)


@pytest.mark.parametrize("name", ["PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "page"])
def test_what_word_renews_from_the_brief_stays(name: str) -> None:
    for header in (simple(f" {name} ", run("7")), complex_(f" {name} ", run("7"))):
        assert settled(header) == ([], False, [], inside(parsed(f"<w:p>{header}</w:p>", "hdr")))


@pytest.mark.parametrize("name", ["FILENAME", "DATE", "DOCPROPERTY", "MERGEFIELD", "date"])
def test_what_tells_of_the_letterhead_s_own_file_becomes_words(name: str) -> None:
    for header in (simple(f" {name} x", run(" a.docx ")), complex_(f" {name} x", run(" a.docx "))):
        assert settled(header) == ([f"{name.upper()} „a.docx“"], False, [], f"<p>{inside(parsed(run(' a.docx ')))}</p>")


def test_a_link_becomes_words_and_is_no_field_to_tell_of() -> None:
    for header in (simple(" HYPERLINK x", run("site")), complex_(" HYPERLINK x", run("site"))):
        assert settled(header) == ([], True, [], f"<p>{inside(parsed(run('site')))}</p>")
        assert settled(header + simple(" DATE ", run("1 May")))[:2] == (["DATE „1 May“"], True)


def test_any_other_field_is_refused_with_its_beginning() -> None:
    long = "INCLUDEPICTURE " + "x" * 80
    for header in (simple(long, run("a")), complex_(long, run("a"))):
        assert settled(header)[2] == [f"has a field in its header or footer that can't be taken along: {long[:60]!r}"]
    assert settled(simple("", run("a")))[2] == ["has a field in its header or footer that can't be taken along: ''"]


def test_what_a_field_last_showed_is_all_of_its_words() -> None:
    told, _, _, left = settled(complex_(" DA|TE ", run("1 ") + run("May")))
    assert told == ["DATE „1 May“"]
    assert re.findall(r"<t>(.*?)</t>", left) == ["1 ", "May"]
    told, _, _, left = settled(simple(" DATE ", "<w:fldData/>" + run("1 ") + run("May")))
    assert told == ["DATE „1 May“"]
    assert "fldData" not in left


def test_a_field_in_the_question_of_another_goes_with_it() -> None:
    inner = complex_(" PAGE ", run("7"))
    header = mark("begin") + code(" DATE ") + inner + code("x") + mark("separate") + run("May") + mark("end") + run("b")
    told, _, refused, left = settled(header)
    assert (told, refused) == (["DATE „May“"], [])
    assert re.findall(r"<t>(.*?)</t>", left) == ["May", "b"]
    assert "fldChar" not in left
    assert "instrText" not in left


def test_a_field_in_the_words_of_another_is_settled_by_itself() -> None:
    told, _, _, left = settled(complex_(" DATE ", run("on ") + complex_(" PAGE ", run("7"))))
    assert told == ["DATE „on 7“"]
    assert left.count("fldChar ") == 3  # the page goes on counting
    told, _, _, left = settled(complex_(" PAGE ", run("on ") + complex_(" DATE ", run("May"))))
    assert told == ["DATE „May“"]
    assert left.count("fldChar ") == 3


def test_runs_that_are_left_empty_go_and_others_keep_their_looks() -> None:
    looks = "<w:rPr><w:b/></w:rPr>"
    header = complex_(" DATE ", f"<w:r>{looks}<w:t>May</w:t></w:r>").replace(
        "<w:r><w:fldChar", f"<w:r>{looks}<w:fldChar"
    )
    assert settled(header)[3] == "<p><r><rPr><b/></rPr><t>May</t></r></p>"
    one_run = f'<w:r>{looks}<w:instrText> DATE </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>May</w:t></w:r>'
    header = mark("begin") + one_run + mark("end")
    assert settled(header)[3] == "<p><r><rPr><b/></rPr><t>May</t></r></p>"
    shared = '<w:r><w:t>a</w:t><w:fldChar w:fldCharType="begin"/></w:r>'
    header = shared + complex_(" DATE ", run("May")).removeprefix(mark("begin"))
    assert settled(header)[3] == "<p><r><t>a</t></r><r><t>May</t></r></p>"


def test_one_that_is_told_twice_is_told_once() -> None:
    assert settled(simple(" DATE ", run("May")) * 2)[0] == ["DATE „May“"]
    assert settled(simple(" DATE ", run("May")) + simple(" DATE ", run("June")))[0] == ["DATE „May“", "DATE „June“"]


def test_an_instruction_may_be_spread_over_runs_or_have_no_beginning() -> None:
    root = parsed(simple(" TITLE ", "") + complex_(" PA|GE ", run("7")) + code(" DATE "), "hdr")
    assert [each.strip() for each in instructions(root)] == ["TITLE", "PAGE", "DATE"]
    inner = mark("begin") + code(" DATE ") + complex_(" PAGE ", run("7")) + code("x") + mark("separate") + mark("end")
    assert {" ".join(each.split()) for each in instructions(parsed(inner, "hdr"))} == {"PAGE", "DATE x"}


@pytest.mark.parametrize(
    ("instruction", "shows"),
    [(" PAGE ", True), ("page", True), (" PAGEREF x", False), ("NUMPAGES", False), ("", False)],
)
def test_only_a_field_of_the_page_shows_its_number(instruction: str, shows: bool) -> None:
    assert shows_page_number(parsed(simple(instruction, run("7")), "hdr")) is shows
