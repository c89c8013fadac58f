"""One property: what an edition printed when it was its time, it prints after everything that was learnt later."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.learnt import Learnt
from briefgen.content.recorded import Recorded
from briefgen.diagnostics import ProblemsError
from briefgen.mistakes import Mistake
from tests.past_project import Past, Step
from tests.soak import examples
from tests.test_past import CLARK, COUNCIL, LATER, SCENARIOS, then

__all__ = ["then"]

# Every step of the scenarios, of which any sequence may be drawn; who and what they name is there from the beginning.
_FIRST = [CLARK, COUNCIL]
_STEPS = [
    step
    for steps, _, _ in SCENARIOS.values()
    for step in steps
    if step not in _FIRST and step[1:] != CLARK[1:]
]  # fmt: skip
_days = st.dates(dt.date(2019, 12, 1), dt.date(2022, 11, 1)).map(str)


@examples(4, 400)
@given(st.lists(st.tuples(st.sampled_from(_STEPS), _days), min_size=1, max_size=6))
def test_what_was_printed_is_printed_after_everything_learnt_later(
    then: dict[str, str], learnt: list[tuple[Step, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        past = Past(Path(folder, "project"))
        for step in _FIRST:
            past.do(step if step[0] == "add" and step is CLARK else (*step, LATER))
        for step, day in learnt:
            options: dict[str, Any] = (
                dict(step[-1]) if isinstance(step[-1], dict) and (len(step) > 3 or step[0] == "remove") else {}
            )
            named = step[:-1] if options else step
            told = named if step[0] == "new" else (*named, {**options, "since": day})
            try:
                past.do(told)
            except (Mistake, ProblemsError):
                continue  # refused, and then nothing is written
        assert past.printed() == then


OFF: dict[str, tuple[type, str, Callable[..., Any], str]] = {
    "earlier wordings": (Recorded, "_told", lambda self, value, path: {}, "an entry reworded"),
    "names": (Recorded, "_told", lambda self, value, path: {}, "a body renamed"),
    "what wasn't known yet": (Recorded, "_is_known", lambda self, value: True, "a commission added years later"),
    "readings": (Recorded, "_is_known", lambda self, value: True, "a figure of the same year with a newer one"),
    "what is gone": (
        Recorded,
        "knows",
        lambda self, value: getattr(value, "known_until", None) is None,
        "a commission that is no more",
    ),
    "events": (Learnt, "events", lambda self, seen: list(seen), "an event held"),
    "terms": (Learnt, "_is_later", lambda self, term, events: False, "a president elected at a session of 2022"),
    "ends": (Learnt, "_open", lambda self, term: term, "the same, and the earlier term is ended"),
    "history": (Learnt, "_is_untold", lambda self, entry, events: False, "an entry of 2021, by its date alone"),
}


@pytest.mark.parametrize("kind", OFF)
def test_each_turning_back_is_noticed_when_it_is_switched_off(
    then: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    owner, method, idle, scenario = OFF[kind]
    past = Past(tmp_path / "project")
    monkeypatch.setattr(owner, method, idle)
    try:
        for step in SCENARIOS[scenario][0]:
            past.do(step)
        same = past.printed() == then and not past.errors("2019-11-after")
    except (Mistake, ProblemsError):
        same = False  # the change itself is refused: an older edition would print it
    assert not same
