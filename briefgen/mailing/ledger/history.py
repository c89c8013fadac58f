"""What the ledger says about those who are to get a version: what they have, and what still waits for them."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.content.schema.recipients import Recipient
from briefgen.mailing.ledger.records import WAITING, Delivery
from briefgen.problems.notes import Told

BeforeKind = Literal["had", "uncertain", "sending", "waiting"]
_RANK: tuple[BeforeKind, ...] = ("had", "uncertain", "sending", "waiting")


@dataclass(frozen=True, slots=True)
class Before:
    """What became of a brief of this version for a recipient."""

    kind: BeforeKind  # had: they have it, as far as anybody knows
    message: int
    on: str  # the day, ISO 8601
    reasons: frozenset[str]  # why it was sent again, each time


def before(deliveries: Iterable[Delivery], without: Container[int] = ()) -> dict[str, Before]:
    """Return what became of each type of brief, over all copies of it, as if the letters in `without` were dropped.

    A letter that may have arrived counts as had for good, also if it was dropped: only a person sends it again.
    """
    found: dict[str, Before] = {}
    for one in sorted(deliveries, key=lambda one: one.message.id):
        match "dropped" if one.message.id in without else one.state:
            case "planned" | "deferred":
                kind: BeforeKind = "waiting"
            case "sending" | "uncertain" as state:
                kind = state
            case "sent" | "drafted":
                kind = "had"
            case _ if one.message.doubtful:
                kind = "had"
            case _:
                continue
        older = found.get(one.brief)
        reasons = (older.reasons if older else frozenset()) | {one.message.reason}
        if older is None or _RANK.index(kind) >= _RANK.index(older.kind):
            day = one.at.astimezone().date().isoformat()
            found[one.brief] = Before(kind, one.message.id, day, reasons)
        else:
            found[one.brief] = replace(older, reasons=reasons)
    return found


class Own:
    """Deliveries by whom they are for: by the recipient's id, or under another id by address and language."""

    def __init__(self, deliveries: Iterable[Delivery]) -> None:
        self._of: dict[Hashable, list[Delivery]] = {}
        for one in deliveries:
            for key in {one.recipient, _box(one.message.address, one.message.language)}:
                self._of.setdefault(key, []).append(one)

    def to(self, recipient: Recipient) -> list[Delivery]:
        """Return what went to a recipient."""
        own = self._of.get(recipient.id, []) + self._of.get(_box(recipient.email, recipient.language), [])
        return list({(one.message.id, one.brief): one for one in own}.values())


def stale(
    deliveries: Iterable[Delivery],
    version: int,
    meant: Mapping[str, tuple[Recipient, str]],
    *,
    everybody: bool,
) -> dict[int, str]:
    """Return the letters that still wait and would go out wrong now, and why.

    `meant` are recipients by id, each with the recipe of their letter; if that is `everybody`, others are gone. What a
    person wants to be sent again as it was goes as it was.
    """
    found: dict[int, str] = {}
    boxes = {_box(recipient.email, recipient.language): id for id, (recipient, _) in meant.items()}
    for one in deliveries:
        id, message = one.recipient, one.message
        owner = boxes.get(_box(message.address, message.language))
        if one.state not in WAITING or not (id in meant or owner or everybody):
            continue
        if one.version != version:
            found[message.id] = Told("version {version} was issued meanwhile", version=version)
        elif id not in meant:
            found[message.id] = (
                Told("{address} is that of {owner} now", address=message.address, owner=owner)
                if owner
                else Told("{id} gets nothing any more", id=id)
            )
        elif message.address != meant[id][0].email:
            found[message.id] = Told("{id} has another address now", id=id)
        elif message.recipe != meant[id][1] and not message.doubtful:
            found[message.id] = Told("what {id} is to get has changed", id=id)
    return found


def _box(address: str, language: str) -> tuple[str, str]:
    return address.casefold(), language
