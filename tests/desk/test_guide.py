"""The guide: its sections and the pages that they are about, the same in both languages, and its pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.desk.pages.guide import FOLDER, Section, read_guide
from briefgen.desk.pages.in_guide import section_of
from briefgen.desk.pages.menu import MENU
from briefgen.desk.words import LANGUAGES
from tests.desk.conftest import Running
from tests.desk.places import PLACES
from tests.desk.screenshots import BEGUN, LATER, lowest_cut

BOTH = pytest.mark.parametrize("language", LANGUAGES)


def anchors(section: Section) -> list[str]:
    return [section.anchor, *(anchor for each in section.below for anchor in anchors(each))]


def html(section: Section) -> str:
    return section.html + "".join(map(html, section.below))


def asked(desk: Running, page: str, language: str) -> str:
    desk.post("/language", language=language, here="/help")
    return desk.get(page).text


def test_each_page_leads_to_a_section_of_the_guide() -> None:
    leads = {each.address: section_of(each.address.partition("?")[0], "/build?edition=x") for each in PLACES}
    assert (leads.pop("/help"), leads.pop("/nowhere")) == ("", "")
    assert (leads["/progress/99"], leads["/thing?path=association"], leads["/falls"]) == ("build", "content", "issue")
    for language in LANGUAGES:
        there = anchors(read_guide(language))[1:]
        assert {page: section for page, section in leads.items() if section not in there} == {}


@BOTH
def test_sections_are_listed_and_lead_to_their_page(desk: Running, language: str) -> None:
    there = anchors(read_guide(language))[1:]
    shown = asked(desk, "/help", language)
    assert len(there) == len(set(there))
    assert re.findall(r'<h[23] id="([a-z]+)"', shown) == there == re.findall(r'<a href="#([a-z]+)">', shown)
    back = set(re.findall(r'<p class="where"><a href="([^"]+)"', shown))
    assert back == {*MENU, "/edition", "/compare", "/recipients", "/account", "/settings"} - {"/brief"}
    for page in back - {"/compare"}:  # there is nothing to compare yet
        assert re.findall(r'href="/help#([a-z]+)"', asked(desk, page, language)) == [section_of(page, page)]


def test_both_languages_have_the_same_sections_pictures_and_steps() -> None:
    english, georgian = ((FOLDER / f"{language}.md").read_text(encoding="utf-8") for language in ("en", "ka"))
    for kind in (r"^#+ .*?(\{#\w+\})?$", r"\((\w+\.png)\)", r"^ *(?:- |\d\. |#+ )"):
        of_kind = re.compile(kind, re.MULTILINE)
        assert len(of_kind.findall(english)) > 10
        assert of_kind.findall(english) == of_kind.findall(georgian)
    assert read_guide("en").below[-1].anchor == "setup"  # what no clerk needs stands last


@BOTH
def test_each_picture_is_made_by_the_command_and_leads_to_itself(desk: Running, language: str) -> None:
    shown = asked(desk, "/help", language)
    pictures = re.findall(r'<a href="(/guide/[^"]+)"><img src="([^"]+)" alt="[^"]+"', shown)
    assert len(pictures) == shown.count("<img")
    assert sorted(Path(picture).stem for _, picture in pictures) == sorted({**BEGUN, **LATER})
    for address, picture in pictures:
        assert address == picture
        assert desk.get(picture).headers["Content-Type"] == "image/png"
    assert desk.get(f"/guide/{language}/..%2Fen.md").status_code == 404


def test_no_line_breaks_before_an_ending_that_is_joined_to_a_name() -> None:
    georgian = html(read_guide("ka"))
    assert "PDF\N{NON-BREAKING HYPHEN}ის" in georgian
    assert re.findall("[A-Za-z0-9]-[ა-ჰ]", georgian) == []


@pytest.mark.parametrize(
    ("lines", "height"),
    [
        ([], 100),
        ([(10, 30), (120, 140)], 100),
        ([(80, 104)], 75),  # not through a line, nor so that one touches the edge
        ([(70, 96), (40, 68)], 35),  # no room between these
        ([(60, 80), (85, 120), (20, 50)], 55),  # as much as is needed
    ],
)
def test_a_picture_is_cut_through_no_line(lines: list[tuple[float, float]], height: int) -> None:
    assert lowest_cut(lines, 100) == height


def test_a_picture_without_a_clean_place_to_cut_is_not_made() -> None:
    with pytest.raises(ValueError, match="no clean place"):
        lowest_cut([(0, 200)], 100)
