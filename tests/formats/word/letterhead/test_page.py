"""The page of a letterhead: whose section's it is, and its measures."""

from __future__ import annotations

import pytest
from lxml import etree

from briefgen.formats.word.letterhead.file import LetterheadError
from briefgen.formats.word.letterhead.page import check_page, distances, is_on, measures, sections
from tests.formats.word.letterhead.test_fields import Hurdles
from tests.formats.word.xml_reading import parsed


class File(Hurdles):
    def error(self, what: str) -> LetterheadError:
        return LetterheadError(what)


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def section(**changes: float | str) -> etree._Element:
    given: dict[str, float | str] = {
        "w": 210, "h": 297, "top": 40, "right": 20, "bottom": 30, "left": 25, "header": 10, "footer": 12, "gutter": 0,
        **changes,
    }  # fmt: skip
    text = {name: value if isinstance(value, str) else str(twips(value)) for name, value in given.items()}
    size = f'<w:pgSz w:w="{text.pop("w")}" w:h="{text.pop("h")}"/>'
    margins = " ".join(f'w:{name}="{value}"' for name, value in text.items())
    return parsed(f"{size}<w:pgMar {margins}/>", "sectPr")


def test_sections_are_those_of_paragraphs_and_of_the_body() -> None:
    document = parsed(
        '<w:body><w:p><w:pPr><w:sectPr w:x="1"/></w:pPr></w:p><w:p><w:sectPrChange><w:sectPr w:x="2"/></w:sectPrChange>'
        '</w:p><w:sectPr w:x="3"/></w:body>',
        "document",
    )
    assert [each.values() for each in sections(document)] == [["1"], ["3"]]


@pytest.mark.parametrize(
    ("value", "on"), [("", True), ('w:val="1"', True), ('w:val="true"', True), ('w:val="on"', True)]
    + [(f'w:val="{off}"', False) for off in ("0", "false", "off")],
)  # fmt: skip
def test_a_switch_is_on_unless_it_says_otherwise(value: str, on: bool) -> None:
    assert is_on(parsed(f"<w:titlePg {value}/>", "sectPr"), "titlePg") is on
    assert not is_on(parsed("", "sectPr"), "titlePg")


def test_measures_are_in_millimetres_and_the_gutter_is_a_part_of_the_left_margin() -> None:
    found = {name: round(mm, 1) for name, mm in measures(section(gutter=5)).items()}
    assert found == {"width": 210, "height": 297, "top": 40, "right": 20, "bottom": 30, "left": 30}
    assert [round(mm, 1) for mm in distances(section())] == [10, 12]


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"top": -40, "bottom": -30}, True),  # margins that don't give way
        ({"left": 49, "right": 70}, True),
        ({"left": 51, "right": 70}, False),  # less than 90 mm for the text
        ({"top": 100, "bottom": 108}, False),
        ({"top": -100, "bottom": -108}, False),
        ({"w": 89, "left": 0, "right": 0}, False),
        ({"w": 599, "h": 500}, True),
        ({"w": 601}, False),
        ({"right": -400}, False),
        ({"left": -5}, True),
    ],
)
def test_a_page_leaves_room_for_the_text(changes: dict[str, float], fits: bool) -> None:
    file = File()
    check_page(file, section(**changes))  # type: ignore[arg-type]
    assert (file.refused == []) is fits, file.refused


def test_measures_that_are_no_numbers_are_damage() -> None:
    with pytest.raises(LetterheadError, match="measures that are no numbers"):
        check_page(File(), section(top="wide"))  # type: ignore[arg-type]
