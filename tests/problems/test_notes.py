"""Notes: words for people, with the data that a program asks for."""

from __future__ import annotations

from briefgen.problems.notes import Note


def test_a_note_is_its_words_and_has_its_data() -> None:
    note = Note("changed", "{path}: {old} → {new}", path="stats.members", old=119, new="{120}")
    assert note == "stats.members: 119 → {120}"
    assert (note.code, note.about) == ("changed", {"path": "stats.members", "old": "119", "new": "{120}"})
