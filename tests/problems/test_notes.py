"""Notes: words for people, with the data that a program asks for."""

from __future__ import annotations

import copy
import pickle

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Note, Told


def test_a_note_is_its_words_and_has_its_data() -> None:
    note = Note("changed", "{path}: {old} → {new}", path="stats.members", old=119, new="{120}")
    assert note == "stats.members: 119 → {120}"
    assert (note.code, note.about) == ("changed", {"path": "stats.members", "old": "119", "new": "{120}"})


def test_what_was_told_keeps_its_words_when_it_travels_and_when_a_mistake_tells_it() -> None:
    told = Told("{path} waits for {what}", path="{a}", what=Told("the {thing}", thing="x"))
    assert told == "{a} waits for the x"
    for again in (pickle.loads(pickle.dumps(told)), copy.deepcopy(told), str(Mistake(told))):
        assert isinstance(again, Told)
        assert (type(again), again, again.words) == (Told, told, "{path} waits for {what}")
        assert repr(again.about) == repr(told.about)
        assert isinstance(again.about["what"], Told)
    note = pickle.loads(pickle.dumps(Note("changed", "{new}", new="{}")))
    assert (note, note.code) == ("{}", "changed")
