"""Which of the two a change is: new from a day on, or wrong all along; and whether that has to be said.

What went out stays as it was, so a change that an edition of before would print otherwise needs an answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.content.digest import digest
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content, Values
from briefgen.content.names import EDITIONS, ISSUED
from briefgen.dates import Point
from briefgen.language.typed_dates import read_date
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Note, Told


class LearningError(Mistake):
    """A change can't be new from that day on; the message says why. Nothing was written."""

    exit_code = 2


class UndecidedError(Mistake):
    """Editions that went out would print a change, and nobody said which of the two it is. Nothing was written."""

    exit_code = 2

    def __init__(self, editions: Sequence[str]) -> None:
        self.editions = tuple(editions)
        names = ", ".join(editions)
        super().__init__(
            f"{names} would print this, too, so say which it is:\n"
            "  --since DATE  it is so from that day on: editions of before stay as they were\n"
            "  --always     it was wrong all along: every edition is mended\n"
            "nothing was written"
        )


@dataclass(frozen=True, slots=True)
class Learning:
    """What a person says of a change: new `since` a day, or of `always`; neither, if nobody said anything."""

    since: Point | None = None
    always: bool = False

    @classmethod
    def read(cls, since: str | None, *, always: bool) -> Learning:
        """Return what was said; raises `LearningError`."""
        if since is None:
            return cls(always=always)
        if always:
            raise LearningError(
                Told("say either --since DATE or --always: it is new from a day on, or was wrong all along")
            )
        try:
            date = read_date(since)
        except ValueError as error:
            raise LearningError(Told("--since: {error}", error=error)) from None
        if date.start is None or date.end is not None:
            raise LearningError(Told("--since: name one day, month or year"))
        return cls(date.start)

    @property
    def until(self) -> str:
        """The last day before."""
        assert self.since is not None
        return (self.since.first_day - dt.timedelta(days=1)).isoformat()


def went_out(content: Content, folder: Path) -> list[str]:
    """Return the editions that have to stay as they were: all but the newest, and that one too once it was issued."""
    by_date = sorted(content.editions, key=lambda id: (str(content.editions[id].as_of), id))
    newest = by_date[-1]
    versions = [
        int(path.name[1:])
        for path in (folder / EDITIONS / f"{newest}{ISSUED}").glob("v*")
        if path.is_dir() and re.fullmatch(r"v[1-9][0-9]{0,2}", path.name)
    ]
    is_issued = content.editions[newest].version <= max(versions, default=0)
    return by_date if is_issued else by_date[:-1]


def judge(before: Content, after: Content, folder: Path, learning: Learning) -> list[Note]:
    """Return what to tell of the editions that went out.

    Raises `UndecidedError` where they would print a change of which nothing was said, and `LearningError` where one of
    before the day that was named would print it all the same.
    """
    kept = [id for id in went_out(before, folder) if id in after.editions]
    touched = [id for id in kept if _seen(before, id) != _seen(after, id)]
    names = ", ".join(touched)
    if learning.since is not None:
        older = [id for id in touched if is_before(before, id, learning.since)]
        if older:
            raise LearningError(
                Told(
                    "{older} would print this in spite of --since {since}; nothing was written: change "
                    "what it belongs to together with it, in its file, or say --always",
                    older=", ".join(older),
                    since=learning.since,
                )
            )
        if touched:
            return [
                Note(
                    "prints-this",
                    "{editions}: not of before {since}, so it prints this; briefgen issue --bump if it went out",
                    editions=names,
                    since=learning.since,
                )
            ]
        return [stay_as_they_were(after, learning.since)]
    if touched and not learning.always:
        raise UndecidedError(touched)
    return (
        [
            Note(
                "mended-too",
                "{editions}: mended, too; where it went out: briefgen issue EDITION --bump",
                editions=names,
            )
        ]
        if touched
        else []
    )


def stay_as_they_were(content: Content, since: Point) -> Note:
    """Return what to tell of the editions of before a day, which print nothing of what is new since then."""
    stay = ", ".join(id for id in content.editions if is_before(content, id, since))
    return Note(
        "stay-as-they-were",
        "editions of before {since} stay as they were: {editions}",
        since=since,
        editions=stay or Told("there are none"),
    )


def is_kept(content: Values, learning: Learning) -> bool:
    """Tell whether it is written down what stood there before a change that is new from a day on.

    Of several editions one has to be of before that day: else none ever said it so.
    """
    since = learning.since
    if since is None or not isinstance(content, Content) or len(content.editions) < 2:
        return since is not None
    return any(is_before(content, id, since) for id in content.editions)


def is_before(content: Values, edition: str, day: Point) -> bool:
    """Tell whether an edition is of before a day."""
    on: Point | None = content.items[f"{EDITIONS}[{edition}]"].value.as_of.start
    return on is not None and on.first_day < day.first_day


def _seen(content: Content, edition: str) -> tuple[str, Any]:
    """Return what an edition prints, and what its words may not be, by the glossary of then."""
    on = content.editions[edition].as_of.start
    assert on is not None
    terms = known_at(content, on).glossary.terms
    return digest(content, edition), {term.id: term.forbidden for term in terms if term.forbidden}
