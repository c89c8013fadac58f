"""How open a level of marking is by its name, beside its short name and beside the other levels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.organisations import Agency
from briefgen.language import said
from briefgen.problems.notes import Told

_RANKS = ("open", "internal", "restricted", "confidential", "secret")
_APART = 2  # ranks; what one agency keeps within its house another keeps for official use


def misnamed(subject: Subject) -> Iterator[Found]:
    """Yield a level „public“ that is called secret, and one that is called more open than the one before it."""
    hint = Told("correct the name, or the order: the most open level goes first")
    for path, agency in subject.entities(Agency):
        for key in subject.languages:
            ranked = []
            for marking in agency.markings:
                text = next((one for one in subject.texts_at(f"{path}.markings[{marking.id}].name") if one.key == key),
                            None)  # fmt: skip
                rank = _rank(text.language, text.raw) if text else None
                if text is None or rank is None:
                    continue
                short = _rank("en", marking.id.replace("-", " ").replace("_", " "))
                if short is not None and short != rank and (not short or not rank or abs(short - rank) >= _APART):
                    yield _found(text, Told("the level {id} is called otherwise", id=repr(marking.id)), hint)
                else:
                    ranked.append((rank, text))
            for (before, _), (rank, text) in pairwise(ranked):
                if rank < before:
                    yield _found(text, Told("by its name it is more open than the level before it"), hint)


def _found(text: TextIn, message: str, hint: str) -> Found:
    return Found(text.path, message, hint, text.key, 0, len(text.raw), severity="warning")


def _rank(language: str, name: str) -> int | None:
    """Return how closed a name is; None of one that doesn't say."""
    ranks = [rank for rank, each in enumerate(_RANKS) if matcher(said.pattern(language, "levels", each)).search(name)]
    return ranks[-1] if ranks else None
