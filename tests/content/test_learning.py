"""Whether a change is new from a day on or was wrong all along, and which editions it touches."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing.learning import Learning, LearningError, UndecidedError, is_before, judge, went_out
from briefgen.content.model import Content
from briefgen.dates import Date, Point
from tests.content import tiny

EDITIONS = {"first": {"as_of": "2019-10"}, "a-second": {"as_of": "2019-11-05"}, "third": {"as_of": "2022-11"}}
LATER: dict[str, Any] = {"agency": {"contact": {"en": "Room 2"}}}


def point(text: str) -> Point:
    start = Date.parse(text).start
    assert start is not None
    return start


@pytest.mark.parametrize(
    ("since", "until"),
    [("2019-10-18", "2019-10-17"), ("2019-10", "2019-09-30"), ("2019", "2018-12-31"), ("2020-03-01", "2020-02-29")],
)
def test_the_last_day_before(since: str, until: str) -> None:
    assert Learning.read(since, always=False).until == until


@pytest.mark.parametrize(
    ("since", "always", "says"),
    [
        ("soon", False, "--since: 'soon' is not a date"),
        ("2019", True, "say either --since DATE or --always"),
        ("2019-10-14/2019-10-18", False, "name one day, month or year"),
        ("ongoing", False, "name one day, month or year"),
    ],
)
def test_what_is_no_day_to_learn_on_is_refused(since: str, always: bool, says: str) -> None:
    with pytest.raises(LearningError, match=says):
        Learning.read(since, always=always)
    assert Learning.read(None, always=True) == Learning(always=True)


@pytest.mark.parametrize(
    ("issued", "version", "newest_went_out"),
    [
        ([], 1, False),
        (["v1/"], 1, True),
        (["v1/"], 2, False),
        (["v1/", "v10/"], 10, True),
        (["v2/"], 1, True),
        (["v1"], 1, False),
        (["v0/", "v01/", "v1x/", "w1/"], 1, False),
    ],
)
def test_all_but_the_newest_went_out_and_that_one_too_once_issued(
    tmp_path: Path, issued: list[str], version: int, newest_went_out: bool
) -> None:
    content = tiny.content(editions={**EDITIONS, "third": {"as_of": "2022-11", "version": version}})
    for name in issued:
        path = tmp_path / "editions" / "third.issued" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if name.endswith("/") else path.touch()
    out = went_out(content, tmp_path)
    assert out == ["first", "a-second", *(["third"] if newest_went_out else [])]


@pytest.mark.parametrize(
    ("edition", "day", "is_older"),
    [
        ("first", "2019-10-01", False),
        ("first", "2019-10-02", True),
        ("first", "2019-10", False),
        ("first", "2019-11", True),
        ("a-second", "2019-11-05", False),
        ("a-second", "2019-11-06", True),
        ("a-second", "2019", False),
    ],
)
def test_an_edition_is_of_before_a_day(edition: str, day: str, is_older: bool) -> None:
    assert is_before(tiny.content(editions=EDITIONS), edition, point(day)) is is_older


def judged(since: str | None, *, always: bool = False, **after: Any) -> Sequence[str]:
    before = tiny.content(editions=EDITIONS)
    return judge(before, tiny.content(**{"editions": EDITIONS, **LATER, **after}), Path("none"),
                 Learning.read(since, always=always))  # fmt: skip


def test_what_editions_would_print_has_to_be_decided() -> None:
    with pytest.raises(UndecidedError) as raised:
        judged(None)
    assert raised.value.editions == ("first", "a-second")
    assert str(raised.value).startswith("first, a-second would print this, too, so say which it is:\n")
    assert judged(None, always=True) == [
        "first, a-second: mended, too; where it went out: briefgen issue EDITION --bump"
    ]
    assert judged(None, always=True, agency={"website": None}) == []
    assert judged(None, agency={"website": None}) == []


def test_what_is_new_since_a_day_is_printed_from_then_on() -> None:
    with pytest.raises(LearningError, match=r"^first would print this in spite of --since 2019-11;"):
        judged("2019-11")
    with pytest.raises(LearningError, match=r"^first, a-second would print this"):
        judged("2022")
    assert judged("2019-10-01") == [
        "first, a-second: not of before 2019-10-01, so it prints this; briefgen issue --bump if it went out"
    ]
    same: dict[str, Any] = {"agency": {"website": None}}
    assert judged("2019-11", **same) == ["editions of before 2019-11 stay as they were: first"]
    assert judged("2019-10", **same) == ["editions of before 2019-10 stay as they were: there are none"]


def test_a_forbidden_word_touches_the_editions_whose_words_it_would_refuse() -> None:
    term = {"id": "t", "term": {"en": "letter"}, "forbidden": {"en": ["epistle"]}}
    with pytest.raises(UndecidedError):
        judged(None, agency={"website": None}, glossary={"terms": [term]})
    harmless = {"id": "t", "term": {"en": "letter"}}
    assert judged(None, agency={"website": None}, glossary={"terms": [harmless]}) == []


def test_who_renames_a_drafter_is_asked() -> None:
    def content(english: str) -> Content:
        person = {"id": "ana", "name": {"ka": "ანა", "en": english}}
        editions = {**EDITIONS, "first": {**EDITIONS["first"], "drafter": "Ana"}}
        return tiny.content(editions=editions, people={"persons": [person]})

    with pytest.raises(UndecidedError) as raised:
        judge(content("Ana"), content("Anna"), Path(), Learning())
    assert raised.value.editions == ("first",)


def test_an_edition_that_goes_is_asked_nothing() -> None:
    editions = {"first": {"as_of": "2019-10"}, "third": {"as_of": "2022-11"}}
    with pytest.raises(UndecidedError) as raised:
        judged(None, editions=editions)
    assert raised.value.editions == ("first",)
