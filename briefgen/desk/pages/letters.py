"""Letters that wait, and those of which somebody has to say what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from briefgen.issuing.log import Logged, log
from briefgen.mailing.ledger.book import Delivery
from briefgen.mailing.outbox import open_outbox
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake

_WAITS = ("deferred", "planned")
_UNDECIDED = ("drafted", "uncertain")
Late = dict[str, list[dt.datetime | None]]  # by the version with which they go: when each can be tried, None for now


@dataclass(frozen=True)
class OpenLetters:
    """What is left to do about letters: of those that wait when each can be tried; how many nobody has decided of."""

    late: Late = field(default_factory=dict)
    undecided: int = 0


def first_try(moments: Iterable[dt.datetime | None]) -> dt.datetime | None:
    """Return when the first of several letters can be tried; None if one can now."""
    each = list(moments)
    return None if None in each else min(filter(None, each), default=None)


def newest_issued(project: Opened) -> dict[str, Logged]:
    """Return the newest version of each edition."""
    return {each.facts.edition: each for each in log(project) if each.facts}


def unread_versions(project: Opened) -> list[str]:
    """Return the versions of which nobody can tell when they were issued, and with which files."""
    return [each.name for each in log(project) if not each.facts]


def going_by(deliveries: Iterable[Delivery], newest: Mapping[str, Logged]) -> dict[int, str]:
    """Return with which version each letter goes out, if it does: with the newest of its edition."""
    return {each.message.id: newest[each.edition].name for each in deliveries if each.edition in newest}


def late_by_version(deliveries: Iterable[Delivery], goes_by: Mapping[int, str]) -> Late:
    """Return of each version with which letters that wait go out when each can be tried."""
    late: Late = {}
    for each in sorted(deliveries, key=lambda each: each.message.id):
        if each.state in _WAITS and each.message.id in goes_by:
            name = goes_by[each.message.id]  # of a version before it goes none any more
            own = f"{each.edition}@{each.version}" == name
            late.setdefault(name, []).append(each.message.next_try if own else None)
    return late


def open_letters(project: Opened) -> OpenLetters:
    """Return which letters somebody has to look after; none where the outbox isn't here or can't be read."""
    try:
        with closing(open_outbox(project)) as outbox:
            deliveries = outbox.deliveries()
    except Mistake:  # there is none, or who has what says why
        return OpenLetters()
    late = late_by_version(deliveries, going_by(deliveries, newest_issued(project)))
    return OpenLetters(late, sum(each.state in _UNDECIDED for each in deliveries))
