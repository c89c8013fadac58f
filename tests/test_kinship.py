"""A test that speaks of what a change speaks of is akin to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.kinship import Kinship


def draw_tide(ebb: str) -> str:
    return f"{ebb} at the harbour wall"


def tells_of_a_harbour() -> None:
    assert draw_tide("neap") != "spring"


def tells_of_nothing_in_particular() -> None:
    assert "always" > "ab"


@given(st.just("lighthouse"))
def tells_of_any_lamp(keeper: str) -> None:
    assert keeper == "lighthouse"


WORDS = "draw tide harbour wall spring neap tells nothing particular lamp keeper lighthouse assert always just"
TESTS = {test.__name__: test for test in (tells_of_a_harbour, tells_of_nothing_in_particular, tells_of_any_lamp)}


def nearest(change: str) -> str:
    kinship = Kinship(change, TESTS)
    return max(TESTS, key=kinship.share)


def test_names_texts_and_the_functions_that_a_test_calls_are_what_it_says() -> None:
    assert nearest("-    return tide if is_neap else spring\n+    return spring") == "tells_of_a_harbour"
    assert nearest("+    harbour_wall()") == "tells_of_a_harbour"
    assert nearest("+LIGHTHOUSE = 3") == "tells_of_any_lamp"


def test_a_word_that_few_say_counts_more() -> None:
    kinship = Kinship("assert tells lighthouse", {**TESTS, "again": tells_of_a_harbour})
    assert kinship.share("tells_of_any_lamp") > 2 * kinship.share("tells_of_a_harbour") > 0


def test_the_name_of_a_case_is_said_too() -> None:
    kinship = Kinship("ebb and neap", TESTS)
    assert kinship.share("tells_of_any_lamp") == 0
    assert kinship.share("tells_of_any_lamp", "[neap]") > 0


def test_of_what_nobody_says_nobody_has_a_share() -> None:
    kinship = Kinship("zzz", TESTS)
    assert [kinship.share(name) for name in TESTS] == [0, 0, 0]


def test_every_process_adds_in_the_same_order() -> None:
    weights = Kinship(WORDS, TESTS)._weights
    assert len(weights) > 8
    assert list(weights) == sorted(weights)
