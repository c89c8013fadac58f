"""What a text could print, as whoever writes it is offered it, is what it then prints."""

from __future__ import annotations

import pytest

from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise.printable import Printer
from tests.conftest import ROOT
from tests.content import tiny

EDITION = "2019-10-brussels"
ENTRY = "cooperation.history[panama-2016].text"
PATHS = (
    ENTRY,
    "association.aim",
    "association.stats[member_countries].text",
    "events[wssf-2019].text",
    "no.such[thing].text",
    "",
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load(ROOT / "content")


def printer(content: Content, language: str) -> Printer:
    return Printer(content, EDITION, get_language(language), load_catalogue(language))


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_whatever_is_offered_is_printed_so(content: Content, language: str, path: str) -> None:
    found = printer(content, language)
    offered = found.offered(path)
    assert len({one.expression for one in offered}) == len(offered) > 50
    for one in offered:
        assert found.printed(path, one.expression).prints == one.prints != ""


def test_what_a_text_belongs_to_comes_first_and_hides_the_rest(content: Content) -> None:
    offered = printer(content, "ka").offered(ENTRY)
    own = {one.expression: one.prints for one in offered if one.of == ""}
    assert own["date"] == "2016 წლის 13 ნოემბერი"
    assert own["city"] == "პანამა"
    assert [one.of for one in offered[: len(own)]] == [""] * len(own)
    assert {one.of for one in offered} >= {"event", "association", "agency", "events", "persons", "stats"}


def test_a_text_that_the_edition_does_not_know_yet_is_told_of_as_things_stand() -> None:
    entry = {"id": "next", "event": "forum", "text": {"en": "In {{ event.date | year }}."}, "known_from": "2020"}
    cooperation = {"title": {"en": "x"}, "history": [entry]}
    found = Printer(tiny.content(cooperation=cooperation), "first", get_language("en"), load_catalogue("en"))
    path = "cooperation.history[next].text"
    assert found.printed(path, "event.date | year").prints == "2019"
    assert "event.date" in {one.expression for one in found.offered(path)}
    assert found.forms(path, "event.date")["year"].prints == "2019"
    assert "no" in found.printed("cooperation.text", "event.date").wrong


def test_what_is_for_the_staff_is_not_offered(content: Content) -> None:
    names = {one.expression.rpartition(".")[2] for one in printer(content, "en").offered(ENTRY)}
    assert not names & {"note", "url", "website", "id", "version"}


def test_the_forms_of_a_value_are_those_that_the_language_has(content: Content) -> None:
    ka = {name: one.prints for name, one in printer(content, "ka").forms(ENTRY, "date").items()}
    assert (ka[""], ka["dat"], ka["year"]) == ("2016 წლის 13 ნოემბერი", "2016 წლის 13 ნოემბერს", "2016")
    assert len(set(ka.values())) == len(ka)
    en = printer(content, "en").forms(ENTRY, "event.number")
    assert {name: one.prints for name, one in en.items()}["ordinal"] == "113th"
    assert "dat" not in en


@pytest.mark.parametrize("expression", ["nothing", "event.", "event | loud", "event.text", "}} {{", "event }} *x*", ""])
def test_what_prints_nothing_says_why(content: Content, expression: str) -> None:
    one = printer(content, "en").printed(ENTRY, expression)
    assert bool(one.wrong) != bool(one.prints)
    assert "<" not in one.prints


def test_of_what_there_is_none_no_number_is_offered() -> None:
    found = Printer(tiny.content(), "first", get_language("en"), load_catalogue("en"))
    offered = [one.expression for one in found.offered("association.name") if one.expression.endswith(" | count")]
    assert "eventkinds | count" not in offered
    assert "events | count" in offered
