"""What is asked of a new entry of the history on saving, and what the editions print of it then, are the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.content.changing.learning import Learning, UndecidedError, is_before, judge
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.dates import Date
from tests.content import tiny
from tests.soak import examples

EDITION, NEWEST = "asked", "newest"
STARTED = {"title": {"en": "History"}, "history": [{"id": "old", "date": "ongoing", "text": {"en": "It goes on."}}]}

days = st.dates(dt.date(2019, 9, 1), dt.date(2020, 1, 31))
points = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))
dated = st.one_of(st.just({"event": "forum"}), points.map(lambda point: {"date": point}), st.just({"date": "ongoing"}))


def content(edition: str, *entries: dict[str, Any]) -> Content:
    event = {"id": "forum", "kind": "forum", "date": "2019-10-14/2019-10-18", "state": "held"}
    editions = {EDITION: {"as_of": edition}, NEWEST: {"as_of": "2021"}}
    history = {**STARTED, "history": [*STARTED["history"], *entries]}
    return tiny.content(events=[event], cooperation=history, editions=editions)


def prints(content: Content) -> bool:
    on = content.editions[EDITION].as_of.start
    assert on is not None
    return "cooperation.history[new]" in known_at(content, on).items


def named(before: Content, after: Content) -> bool:
    """Tell whether the question names the edition as one that would print what nothing is said of."""
    try:
        judge(before, after, Path("none"), Learning())
    except UndecidedError as error:
        return EDITION in error.editions
    return False


@given(dated=dated, known=points, edition=points)
@example(dated={"event": "forum"}, known="2019-10", edition="2019-10-14")
@example(dated={"event": "forum"}, known="2019-10", edition="2019-10-21")
@example(dated={"date": "2019-12"}, known="2019", edition="2019-11")
@examples(60, 5000)
def test_an_edition_prints_what_is_new_since_a_month_if_the_question_named_it(
    dated: dict[str, str], known: str, edition: str
) -> None:
    entry = {"id": "new", "text": {"en": "It came."}, **dated}
    before, asked = content(edition), content(edition, entry)
    answered = content(edition, {**entry, "known_from": known})
    since, on = Date.parse(known).start, answered.editions[EDITION].as_of.start
    assert since is not None
    assert on is not None
    is_of_before = is_before(answered, EDITION, since)
    lies_within = since.first_day <= on.first_day and on.last_day <= since.last_day
    if lies_within and since != on:  # a month or a year, which doesn't say on which side of it the edition lies
        assert prints(answered) == named(before, asked)
    else:
        assert prints(answered) == (not is_of_before)
    assert not (is_of_before and prints(answered))
