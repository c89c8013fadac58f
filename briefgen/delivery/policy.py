"""Who gets which files of an issued version, and who doesn't, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.content.schema.organisations import Marking
from briefgen.content.schema.recipients import Recipient

# What of a brief is under way or done, by the states of the ledger; a refused letter may be planned again.
WAITING = frozenset({"planned", "deferred"})
DONE = frozenset({"sent", "uncertain", "sending"})


@dataclass(frozen=True, slots=True)
class Before:
    """What the ledger says of a brief of this version for a recipient: the letter's number, its state, since when."""

    message: int
    state: str
    on: str  # the day, ISO 8601


@dataclass(frozen=True, slots=True)
class Offer:
    """The files of an issued version in one language, by type of brief, and its marking."""

    languages: Mapping[str, Mapping[str, Sequence[str]]]  # language -> brief -> names of files
    marking: str
    briefs: Sequence[str]  # the usual types of brief of the project


@dataclass(frozen=True, slots=True)
class Share:
    """What a recipient gets, `files` by type of brief; or why nothing.

    `waiting` are letters that were planned before and aren't delivered yet: with a refusal they may not go any more.
    """

    recipient: Recipient
    files: Mapping[str, tuple[str, ...]]
    refusal: str = ""
    waiting: tuple[int, ...] = ()


def share(
    recipient: Recipient,
    offer: Offer,
    markings: Sequence[Marking],
    language: str,
    before: Mapping[str, Before],
    *,
    again: bool = False,
) -> Share:
    """Return what a recipient gets of what is offered; `markings` go from the most open one up.

    `language` is that of names in refusals. `before` says what became of the types of brief that were planned already;
    `again` sends what was delivered once more.
    """
    waiting = tuple(dict.fromkeys(each.message for each in before.values() if each.state in WAITING))

    def refused(why: str) -> Share:
        return Share(recipient, {}, why, waiting)

    if why := _marking_refused(recipient, offer.marking, markings, language):
        return refused(why)
    if recipient.language not in offer.languages:
        return refused(f"nothing was issued in {recipient.language}")
    wanted = tuple(recipient.briefs or offer.briefs)
    issued = offer.languages[recipient.language]
    files = {brief: _of_formats(issued[brief], recipient.formats) for brief in wanted if issued.get(brief)}
    if not files:
        return refused(f"no {' or '.join(wanted)} brief was issued in {recipient.language}")
    if lacking := [brief for brief, names in files.items() if not names]:
        return refused(f"the {lacking[0]} brief wasn't issued as {' or '.join(recipient.formats)}")
    if recipient.protect and any(not name.endswith(".pdf") for names in files.values() for name in names):
        return refused("only a PDF can be locked: take docx out of formats, or protect")
    if doubtful := [before[brief] for brief in files if _state(before, brief) == "uncertain"]:
        number = doubtful[0].message
        return refused(f"letter {number} may have arrived or not: ask, then briefgen outbox settle {number} sent|again")
    stays = WAITING if again else WAITING | DONE
    new = {brief: names for brief, names in files.items() if _state(before, brief) not in stays}
    if new or waiting:
        return Share(recipient, new, waiting=waiting)
    return refused(f"has it already, since {max(before[brief].on for brief in files)}")


def _state(before: Mapping[str, Before], brief: str) -> str:
    return before[brief].state if brief in before else ""


def _of_formats(names: Sequence[str], formats: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for format in formats for name in names if name.endswith(f".{format}"))


def _marking_refused(recipient: Recipient, marking: str, markings: Sequence[Marking], language: str) -> str:
    levels = {each.id: each for each in markings}
    order = list(levels)
    if marking not in levels:
        return f"its marking {marking!r} is none of today's: {', '.join(order)}"

    def name(id: str) -> str:
        return f"«{levels[id].name.root.get(language, id)}»"

    if order.index(marking) > order.index(recipient.ceiling):
        return f"may get nothing above {name(recipient.ceiling)}; this is {name(marking)}"
    domains = levels[marking].domains
    if not domains and marking == order[0]:
        return ""
    domain = recipient.email.rpartition("@")[2].lower()
    if domain in (each.lower() for each in domains):
        return ""
    if not domains:
        return f"no domains are named for {name(marking)}: add them to the marking in agency.yaml, domains: [{domain}]"
    return f"{domain} is not among the domains for {name(marking)}: {', '.join(domains)}"
