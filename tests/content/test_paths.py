"""From what a person types to a place in a file."""

from __future__ import annotations

import pytest

from briefgen.content.changing.paths import Spot, file_of, find, path_to
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from tests.conftest import ROOT

STAT = "association.stats[member_countries]"


@pytest.fixture(scope="module")
def content() -> Content:
    return load(ROOT / "content")


@pytest.mark.parametrize(
    ("path", "spot", "full"),  # the full path where it isn't the one that was typed
    [
        ("events", Spot("events", ()), "events"),
        ("events[wssf-2019].state", Spot("events", (0, "state")), ""),
        ("events.wssf_2019.state", Spot("events", (0, "state")), "events[wssf-2019].state"),
        ("stats.member_countries", Spot("association", ("stats", 1)), "association.stats[member_countries]"),
        ("stats[member-countries].as_of", Spot("association", ("stats", 1, "as_of")), f"{STAT}.as_of"),
        ("offices.director", Spot("agency", ("offices", 0)), "agency.offices[director]"),
        ("stats.member_countries.history[2019-02-01]", Spot("association", ("stats", 1, "history", 0)),
         f"{STAT}.history[2019-02-01]"),
        ("agency.website", Spot("agency", (), ("website",)), "agency.website"),
        ("cooperation.history[panama-2016].summary.ka", Spot("cooperation", ("history", 1), ("summary", "ka")), ""),
        ("editions[2019-10-brussels].as_of", Spot("editions[2019-10-brussels]", ("as_of",)), ""),
        ("people.persons[breuer].sources[0]", Spot("people", ("persons", 0, "sources", 0)), ""),
    ],
)  # fmt: skip
def test_a_path_leads_to_a_place(content: Content, path: str, spot: Spot, full: str) -> None:
    assert find(path, content) == spot
    assert path_to(spot, content) == (full or path)


def test_every_provenance_path_leads_to_its_value(content: Content) -> None:
    for path, item in content.items.items():
        spot = find(path, content)
        assert (*spot.keys, *spot.missing) == item.keys, path
        assert path_to(spot, content) == path


def test_the_file_of_a_path() -> None:
    assert [file_of(root) for root in ("people", "editions[2019-10-brussels]")] == [
        "people.yaml", "editions/2019-10-brussels.yaml",
    ]  # fmt: skip
