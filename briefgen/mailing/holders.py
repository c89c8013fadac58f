"""Who has which version of an edition: of what went out from here, and how many letters went from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

from briefgen.contacts.account import outbox_folder
from briefgen.mailing.ledger.book import Delivery, Ledger, has_ledger
from briefgen.mailing.ledger.marks import elsewhere, marked_editions
from briefgen.mailing.outbox import open_outbox
from briefgen.making.opened import Opened

_NOBODY_KNOWS = ("sending", "drafted", "uncertain")


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has a version as their newest, and who may have it: nobody knows whether that letter arrived.

    `elsewhere` is how many more letters with it went out from other computers, which know to whom.
    """

    version: int
    sure: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    elsewhere: int = 0

    @property
    def letters(self) -> int:
        """How many have it, or may have it."""
        return len(self.sure) + len(self.doubtful) + self.elsewhere


def who_has(project: Opened) -> dict[str, tuple[Holders, ...]]:
    """Return who has which version of each edition, the newest first; nothing where nothing went out yet.

    Raises `Mistake` where letters went out, and the outbox isn't here or can't be read.
    """
    folder = project.project
    marked = marked_editions(folder.content)
    if not marked and not has_ledger(outbox_folder(folder)):
        return {}
    with closing(open_outbox(project)) as ledger:
        editions = dict.fromkeys([*ledger.editions(), *marked])
        found = {edition: _holders(ledger, project, edition) for edition in editions}
    return {edition: holders for edition, holders in found.items() if holders}


def _holders(ledger: Ledger, project: Opened, edition: str) -> tuple[Holders, ...]:
    deliveries = ledger.deliveries(edition)
    names = {each.recipient: each.message.name or each.recipient for each in deliveries}  # the newest name
    sure = _newest(each for each in deliveries if each.state == "sent")
    doubtful = _newest(each for each in deliveries if _may_have_arrived(each))
    away: dict[int, int] = {}
    for each in elsewhere(ledger, project.project.content, edition):
        away[each.version] = away.get(each.version, 0) + each.letters
    found = []
    for version in sorted({*sure.values(), *doubtful.values(), *away}, reverse=True):
        has = [names[who] for who, newest in sure.items() if newest == version]
        may = [names[who] for who, newest in doubtful.items() if newest == version > sure.get(who, 0)]
        if has or may or version in away:
            found.append(Holders(version, tuple(sorted(has)), tuple(sorted(may)), away.get(version, 0)))
    return tuple(found)


def _may_have_arrived(delivery: Delivery) -> bool:
    return delivery.state != "sent" and (delivery.message.doubtful or delivery.state in _NOBODY_KNOWS)


def _newest(deliveries: Iterable[Delivery]) -> dict[str, int]:
    """Return the newest version of each recipient."""
    found: dict[str, int] = {}
    for each in deliveries:
        found[each.recipient] = max(each.version, found.get(each.recipient, 0))
    return found
