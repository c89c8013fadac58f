"""One property: what an edition printed when it was its time, it prints after everything that was learnt later."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.knowing import learnt as learnt_module
from briefgen.content.knowing.learnt import Learnt
from briefgen.content.knowing.recorded import Recorded
from briefgen.localise import entities as localise_module
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from tests.past_project import OLDER, Past, Step
from tests.soak import examples
from tests.test_past import CLARK, COUNCIL, LATER, NEW, SCENARIOS, then

__all__ = ["then"]

# Every step of the scenarios, of which any sequence may be drawn; who and what they name is there from the beginning.
_FIRST = [CLARK, COUNCIL]
_ALL = [step for steps, _, _ in SCENARIOS.values() for step in steps if step != NEW and step not in _FIRST]
_steps = st.sampled_from(list({repr(step): step for step in _ALL}.values()))
_steps = st.one_of(_steps, _steps, _steps, _steps, st.just(NEW))
_days = st.dates(dt.date(2019, 12, 1), dt.date(2022, 11, 1)).map(str)


@examples(4, 400)
@given(st.lists(st.tuples(_steps, _days), min_size=1, max_size=6))
def test_what_was_printed_is_printed_after_everything_learnt_later(
    then: dict[str, str], learnt: list[tuple[Step, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        past = _begun(Path(folder, "project"))
        for step, day in learnt:
            _tried(past, step, {"since": day})
        assert past.printed() == then


@examples(4, 400)
@given(st.lists(st.tuples(_steps, _days | st.none()), min_size=2, max_size=6))
def test_what_was_corrected_is_all_that_changes(learnt: list[tuple[Step, str | None]]) -> None:
    """An edition that was corrected prints what it would have printed had nothing else ever been learnt."""
    also_learnt = {_subject(step) for step, day in learnt if day}
    with tempfile.TemporaryDirectory() as folder:
        past, corrected = _begun(Path(folder, "project")), _begun(Path(folder, "corrected"))
        for step, day in learnt:
            if step == NEW:
                _tried(past, step, {})
                _tried(corrected, step, {})
            elif day:
                _tried(past, step, {"since": day})
            elif _subject(step) not in also_learnt and _tried(past, step, {"always": True}):
                _tried(corrected, step, {"always": True})
        assert past.printed() == corrected.printed()


def _begun(folder: Path) -> Past:
    past = Past(folder)
    for step in _FIRST:
        past.do(step if step is CLARK else (*step, LATER))
    return past


def _tried(past: Past, step: Step, said: dict[str, Any]) -> bool:
    """Do a step, of which it is said what kind of change it is; what is refused writes nothing."""
    named, options = _apart(step)
    try:
        past.do(named if named[0] == "new" else (*named, {**options, **said}))
    except (Mistake, ProblemsError):
        return False
    return True


def _apart(step: Step) -> tuple[Step, dict[str, Any]]:
    """Return a step without its options, and those, less what they say of the kind of change."""
    has_options = isinstance(step[-1], dict) and (len(step) > 3 or step[0] == "remove")
    options = {name: each for name, each in step[-1].items() if name != "since"} if has_options else {}
    return (step[:-1] if has_options else step), options


def _subject(step: Step) -> str:
    """Return what a step is about: an entity, or a field of a file."""
    words = re.findall(r"[\w-]+", re.sub(r"^(people|places|association|cooperation)\.", "", ".".join(step[1:2])))
    return " ".join([*words[:2], *([str(step[2].get("id"))] if step[0] == "add" else [])])


# Each kind of change, and what turns it back: by what was recorded, or by the dates that things have by nature.
NOTHING_TOLD: tuple[Any, str, Callable[..., Any]] = (Recorded, "_told", lambda self, value, path: {})
ALL_KNOWN: tuple[Any, str, Callable[..., Any]] = (Recorded, "_is_known", lambda self, value: True)
ELECTED: Step = ("set", "events[session].agenda[president].elected", "[brown]")
CANCELLED: Step = ("set", "events[next-forum].state", "cancelled")
OFF: dict[str, tuple[tuple[Any, str, Callable[..., Any]], list[Step]]] = {
    "holder": ((Learnt, "_is_later", lambda self, term, events, elections: False),
               SCENARIOS["a president elected at a session of 2022"][0]),
    "holder, recorded": (ALL_KNOWN, SCENARIOS["a result of 2019 learnt later, as a term"][0]),
    "end of a term": ((Learnt, "_open", lambda self, term: term),
                      SCENARIOS["the same, and the earlier term is ended"][0]),
    "figure": (ALL_KNOWN, SCENARIOS["a figure of the same year with a newer one"][0]),
    "figure, by its date": ((localise_module, "known_on", lambda number, on: number),
                            SCENARIOS["a newer figure by its date alone"][0]),
    "result": ((learnt_module, "_undecided", lambda item: item), [ELECTED]),
    "result, recorded": (NOTHING_TOLD, SCENARIOS["a result of 2019 learnt later, in the agenda"][0]),
    "rewording": (NOTHING_TOLD, SCENARIOS["an entry reworded"][0]),
    "held": ((Learnt, "events", lambda self, seen: list(seen)), SCENARIOS["an event held"][0]),
    "held, recorded": (NOTHING_TOLD, SCENARIOS["an event held, as the newest edition has to know"][0]),
    "cancelled": ((Learnt, "events", lambda self, seen: list(seen)), [NEW, CANCELLED]),
    "cancelled, recorded": (NOTHING_TOLD, SCENARIOS["an event cancelled"][0]),
    "renamed": (NOTHING_TOLD, SCENARIOS["a body renamed"][0]),
    "removed": ((Recorded, "knows", lambda self, value: getattr(value, "known_until", None) is None),
                SCENARIOS["a commission that is no more"][0]),
    "added": (ALL_KNOWN, SCENARIOS["a commission added years later"][0]),
    "history": ((Learnt, "_is_untold", lambda self, entry, events: False),
                SCENARIOS["an entry of 2021, by its date alone"][0]),
}  # fmt: skip


@pytest.mark.parametrize("kind", OFF)
def test_each_turning_back_is_noticed_when_it_is_switched_off(
    then: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    off, steps = OFF[kind]
    past = Past(tmp_path / "project")
    for step in steps:
        past.do(step)
    printed = past.printed()
    assert printed["2019-10-before/full"] == then["2019-10-before/full"]
    monkeypatch.setattr(*off)
    try:
        same = past.printed() == printed and not past.errors(OLDER[1])
    except (Mistake, ProblemsError):
        same = False
    assert not same
