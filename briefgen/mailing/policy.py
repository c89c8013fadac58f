"""Who gets which files of an issued version, and who doesn't, and why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.contacts.readers import type_refused
from briefgen.content.schema.audience import COUNTERPART, INTERNAL, Audience, Readers
from briefgen.content.schema.organisations import Marking
from briefgen.content.schema.recipients import Recipient
from briefgen.mailing.ledger.history import Before
from briefgen.problems.notes import Named, Told, both, either
from briefgen.project.formats import FORMATS

ALL_OF_THEM = Readers(INTERNAL)  # who reads a type of which nothing was issued: the agency


@dataclass(frozen=True, slots=True)
class Offer:
    """The files of an issued version, and its marking."""

    files: Mapping[str, Mapping[str, Mapping[str, str]]]  # language -> brief -> format -> name of the file
    marking: str
    briefs: Sequence[str]  # the usual types of brief of the project
    readers: Mapping[str, Readers] = field(default_factory=dict)  # of each type that was issued
    # The types of which there are numbered copies, by language: these are on paper, and none is among the files.
    copied: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """What a recipient gets, `files` by type of brief; or a `refusal`; or, in `had`, that they have it.

    `waiting` are letters that were planned before and aren't delivered yet: with a refusal they may not go any more,
    unless it is a `passing` one.
    `lacks` are files that they want, and that weren't issued or aren't for them, in words.
    """

    recipient: Recipient
    files: Mapping[str, tuple[str, ...]]
    refusal: str = ""
    passing: bool = False  # the refusal is about another letter, and ends when that is settled
    had: str = ""
    waiting: tuple[int, ...] = ()
    lacks: tuple[str, ...] = ()


def share(
    recipient: Recipient,
    offer: Offer,
    markings: Sequence[Marking],
    language: str,
    before: Mapping[str, Before],
    *,
    again: str = "",
) -> Share:
    """Return what a recipient gets of what is offered; `markings` go from the most open one up.

    `language` is that of names in refusals. With a reason in `again` those who have a brief get it once more, unless it
    went out for this very reason: so the same command goes on and doesn't start over.
    """
    waiting = tuple(dict.fromkeys(each.message for each in before.values() if each.kind == "waiting"))

    def refused(why: str, *, passing: bool = False) -> Share:
        return Share(recipient, {}, why, passing, waiting=waiting)

    kept = kept_from(recipient, offer, markings, language)
    wanted = tuple(brief for brief in recipient.briefs or offer.briefs if brief not in kept)
    if not wanted:
        return refused(next(iter(kept.values())))
    copied = offer.copied.get(recipient.language, ())
    if recipient.language not in offer.files and not copied:
        return refused(Told("nothing was issued in {language}", language=recipient.language))
    issued = offer.files.get(recipient.language, {})
    files = {brief: _of_formats(issued[brief], recipient.formats) for brief in wanted if issued.get(brief)}
    if not files:
        if on_paper := [brief for brief in wanted if brief in copied]:
            return refused(_on_paper(either(on_paper), recipient.language))
        return refused(
            Told("no {brief} brief was issued in {language}", brief=either(wanted), language=recipient.language)
        )
    if lacking := [brief for brief, names in files.items() if not names]:
        return refused(_not_as(lacking[0], either(map(_format_named, recipient.formats))))
    got = {format for brief in files for format in recipient.formats if format in issued[brief]}
    if recipient.protect and not all(FORMATS[format].locks for format in got):
        lockable = either(each.label for each in FORMATS.values() if each.locks)
        others = both(format for format in recipient.formats if not FORMATS[format].locks)
        return refused(
            Told(
                "only a {lockable} can be locked: take {others} out of formats, or protect",
                lockable=lockable,
                others=others,
            )
        )
    for brief in files:
        number = before[brief].message if brief in before else 0
        if number and before[brief].kind == "uncertain":
            settle = Told('briefgen outbox settle {number} sent|again --because "how you know"', number=number)
            words = Told(
                "letter {number} may have arrived or not; ask, then type: {settle}", number=number, settle=settle
            )
            return refused(words, passing=True)
        if number and before[brief].kind == "sending":
            words = Told("letter {number} is being sent by another briefgen at this moment", number=number)
            return refused(words, passing=True)
    new = {brief: names for brief, names in files.items() if _is_new(before.get(brief), again)}
    if new or waiting:
        return Share(
            recipient, new, waiting=waiting, lacks=(*kept.values(), *_lacks(recipient, wanted, issued, copied))
        )
    return Share(recipient, {}, had=Told("since {day}", day=max(before[brief].on for brief in files)))


def kept_from(recipient: Recipient, offer: Offer, markings: Sequence[Marking], language: str) -> dict[str, str]:
    """Return the types of brief that a recipient wants and may not have, and why: by its marking, or its readers."""
    found = {}
    own = recipient.readers(markings[0].id)
    for brief in recipient.briefs or offer.briefs:
        readers = offer.readers.get(brief, ALL_OF_THEM)
        # What may be handed over bears the most open marking, whatever the edition's is.
        marking = offer.marking if readers.audience > COUNTERPART else markings[0].id
        why = marking_refused(recipient, marking, markings, language) or type_refused(own, brief, readers)
        if why:
            found[brief] = why
    return found


def letter_readers(recipient: Recipient, offer: Offer, markings: Sequence[Marking], language: str) -> Audience:
    """Return who may read a letter: its recipient, and all who may read something that it brings."""
    kept = kept_from(recipient, offer, markings, language)
    brought = [offer.readers[brief].audience for brief in recipient.briefs or offer.briefs
               if brief in offer.readers and brief not in kept]  # fmt: skip
    if not brought:
        return INTERNAL  # there is no letter; one that was planned before is taken back for what keeps it
    return min(recipient.readers(markings[0].id).audience, *brought)


def _is_new(before: Before | None, again: str) -> bool:
    return before is None or (before.kind == "had" and bool(again) and again not in before.reasons)


def _lacks(
    recipient: Recipient, wanted: Iterable[str], issued: Mapping[str, Mapping[str, str]], copied: Collection[str]
) -> Iterable[str]:
    for brief in wanted:
        if brief not in issued:
            yield (
                _on_paper(brief, recipient.language)
                if brief in copied
                else Told("no {brief} brief was issued", brief=brief)
            )
            continue
        for format in recipient.formats:
            if format not in issued[brief]:
                yield _not_as(brief, _format_named(format))


def _on_paper(brief: str, language: str) -> str:
    return Told(
        "the {brief} brief was issued in {language} in numbered copies alone, which are on paper: to send it, issue it "
        "without a number, too",
        brief=brief,
        language=language,
    )


def _not_as(brief: str, format: str) -> str:
    return Told("the {brief} brief wasn't issued as {format}", brief=brief, format=format)


def _format_named(key: str) -> str:
    """Return a format by its key, as a command takes it; the desk calls it by its label."""
    return Named(key, dict.fromkeys(("ka", "en"), FORMATS[key].label))


def _of_formats(names: Mapping[str, str], formats: Iterable[str]) -> tuple[str, ...]:
    return tuple(names[format] for format in dict.fromkeys(formats) if format in names)


def marking_refused(recipient: Recipient, marking: str, markings: Sequence[Marking], language: str) -> str:
    """Return why a recipient may not have what has this marking; nothing if they may."""
    levels = {each.id: each for each in markings}
    order = list(levels)
    if marking not in levels:
        return Told(
            "its marking {marking!r} is none of today's: {markings}", marking=marking, markings=", ".join(order)
        )

    def name(id: str) -> str:
        called = levels[id].name.root
        return Told("«{name}»", name=Named(called.get(language, id), called))

    if order.index(marking) > order.index(recipient.ceiling):
        return Told(
            "may get nothing above {ceiling}; this is {marking}", ceiling=name(recipient.ceiling), marking=name(marking)
        )
    if _may_be_emailed(recipient, marking, markings):
        return ""
    domains, domain = levels[marking].domains, recipient.email.rpartition("@")[2].lower()
    if not domains:
        return Told(
            "no domains are named for {marking}: add them to the marking in agency.yaml, domains: [{domain}]",
            marking=name(marking),
            domain=Named(domain, {}),  # no path of the content, such as agency.example
        )
    return Told(
        "{domain} is not among the domains for {marking}: {domains}",
        domain=Named(domain, {}), marking=name(marking), domains=Named(", ".join(domains), {}),
    )  # fmt: skip


def lacks_domain(recipient: Recipient, marking: str, markings: Sequence[Marking]) -> bool:
    """Tell whether the domains of the marking are all that keeps a recipient from what has it."""
    order = [each.id for each in markings]
    may = marking in order and order.index(marking) <= order.index(recipient.ceiling)
    return may and not _may_be_emailed(recipient, marking, markings)


def goes_nowhere(marking: str, markings: Sequence[Marking]) -> bool:
    """Tell whether what has this marking may go to no domain: none is named, and it isn't for everybody."""
    return any(each.id == marking and not each.domains for each in markings[1:])


def _may_be_emailed(recipient: Recipient, marking: str, markings: Sequence[Marking]) -> bool:
    if goes_nowhere(marking, markings):
        return False
    domains = next(each.domains for each in markings if each.id == marking)
    return not domains or recipient.email.rpartition("@")[2].lower() in (each.lower() for each in domains)
