"""Who does what to whom: the same in every language; and whose an office is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.checks.families.senses import aligned
from briefgen.checks.families.translations import pairs
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import said_in
from briefgen.checks.scan import readable, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.organisations import Agency, Association, Office
from briefgen.language.phrases import Phrases, longest
from briefgen.language.usage import usage
from briefgen.problems.notes import Told

_KINDS = ("bodies", "offices", "persons")
Thing = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Actor:
    """Somebody who may do something: where a text names them, and who they may be."""

    start: int
    end: int
    things: frozenset[Thing]


@rule("roles-differ", "warning", "Whoever does something in one language does it in the others.")
def roles_differ(subject: Subject) -> Iterator[Found]:
    """Find sentences in which one language lets somebody do what is done to them in another."""
    for source, translation in pairs(subject):
        if source.is_name or not all(usage(text.language).patterns.get("agent") for text in (source, translation)):
            continue
        if len(_actors(subject, source)) < 1 or len(_actors(subject, translation)) < 1:
            continue
        for ours, theirs in aligned(source, translation):
            yield from _another_office(subject, ours, theirs)
            (do, suffer), (does, suffers) = (_roles(subject, *one) for one in (ours, theirs))
            turned = {thing for thing in do.keys() & suffers.keys() if thing not in suffer and thing not in does}
            back = {thing for thing in does.keys() & suffer.keys() if thing not in suffers and thing not in do}
            # In one language somebody acts on them: else there are many ways to say that they came by something.
            if not turned and not back:
                continue
            thing = min(turned or back)
            other, at = (theirs[0], suffers[thing]) if turned else (ours[0], suffer[thing])
            opposite = ours[0] if turned else theirs[0]
            message = Told(
                "{word} has something done to it here, and does it in the text in {key}",
                word=shown(other.raw[at.start : at.end]),
                key=repr(opposite.key),
            )
            hint = Told("correct the one that is wrong")
            yield Found(other.path, message, hint, other.key, at.start, at.end - at.start)


Stretch = tuple[TextIn, int, int]


def _another_office(subject: Subject, ours: Stretch, theirs: Stretch) -> Iterator[Found]:
    """Yield the one office of a sentence that is another one in the other language: the Treasurer, the President."""
    here, there = (
        [
            each
            for each in said_in(subject, text)
            if start <= each.start < end and each.of("offices") and not each.of("persons")
        ]
        for text, start, end in (ours, theirs)
    )
    only_here, only_there = (
        [each for each in one if not any(each.of("offices") & every.of("offices") for every in another)]
        for one, another in ((here, there), (there, here))
    )
    if len(only_here) == len(only_there) == 1 and len(here) == len(there):
        (one,), (another,), (text, opposite) = only_here, only_there, (theirs[0], ours[0])
        message = Told(
            "“{another}” here, “{one}” in {key}",
            another=text.raw[another.start : another.end],
            one=opposite.raw[one.start : one.end],
            key=repr(opposite.key),
        )
        hint = Told("correct the one that is wrong")
        yield Found(text.path, message, hint, text.key, another.start, another.end - another.start)


Roles = tuple[Mapping[Thing, _Actor], Mapping[Thing, _Actor]]


def _roles(subject: Subject, text: TextIn, start: int, end: int) -> Roles:
    """Return who does something in a sentence, and to whom something is done, as surely as words show it."""
    patterns = usage(text.language).patterns
    does: dict[Thing, _Actor] = {}
    suffers: dict[Thing, _Actor] = {}
    for actor in _actors(subject, text):
        if not start <= actor.start < end:
            continue
        before = text.words[start : actor.start].lstrip()
        marked = f"{before}§{text.words[actor.start : actor.end]}§{text.words[actor.end : end]}"
        for name, found in (("agent", does), ("patient", suffers)):
            if matcher(patterns.get(name, "")).search(marked):
                found.update(dict.fromkeys(actor.things, actor))
    return does, suffers


def _actors(subject: Subject, text: TextIn) -> Sequence[_Actor]:
    kept = subject.once(_kept)
    if text not in kept:
        kept[text] = _named(subject, text)
    return kept[text]


def _kept(subject: Subject) -> dict[TextIn, Sequence[_Actor]]:
    return {}


def _named(subject: Subject, text: TextIn) -> Sequence[_Actor]:
    """Return the bodies, offices and people that a text names, the association and the agency."""
    found = [
        _Actor(each.start, each.end, things)
        for each in said_in(subject, text)
        if (things := frozenset(thing for thing in each.things if thing[0] in _KINDS))
        and text.words[each.start].isalpha()
    ]
    known = subject.once(_organisations).get(text.language)
    for hit in longest(known[0].all_in(text.words)) if known else ():
        apart = not any(one.start < hit.end and hit.start < one.end for one in found)
        if known and apart and text.words[hit.start].isupper() >= hit.phrase[0].isupper():
            found.append(_Actor(hit.start, hit.end, frozenset({(known[1][hit.phrase], "")})))
    return sorted(found, key=lambda one: one.start)


def _organisations(subject: Subject) -> Mapping[str, tuple[Phrases, Mapping[str, str]]]:
    """Return what the association and the agency are called in each language."""
    named: dict[str, dict[str, str]] = {code: {} for code in subject.languages}
    for _, association in subject.entities(Association):
        for code, name in association.name.root.items():
            called = named.setdefault(code, {})
            called |= dict.fromkeys(filter(None, (association.acronym, name.strip())), "association")
            if words := name.split():
                first = code in subject.written_in and subject.written_in[code].words.head_first
                called[words[0 if first else -1]] = "association"
    for _, agency in subject.entities(Agency):
        for names in (agency.name, agency.short_name):
            for code, name in names.root.items():
                named.setdefault(code, {})[name.strip()] = "agency"
    return {
        code: (Phrases(subject.written_in[code], tuple(filter(None, names))), names)
        for code, names in named.items()
        if code in subject.written_in
    }


# Whose an office is --------------------------------------------------------------------------------------------------


@rule("office-of-another", "error", "An office is of the association or of the agency, as the content has it.")
def office_of_another(subject: Subject) -> Iterator[Found]:
    """Find the Director of the association where only the agency has a Director, and the like."""
    owned: dict[str, set[str]] = {"association": set(), "agency": set()}
    for path, office in subject.entities(Office):
        owner = path.partition(".")[0]
        if owner in owned:
            owned[owner].add(office.id)
    if not all(owned.values()):
        return
    for text in readable(subject):
        pattern = usage(text.language).patterns.get("office_of", "")
        if text.is_name or not pattern or ".earlier[" in text.path:
            continue
        actors = _actors(subject, text)
        for holder in actors:
            ids = {id for kind, id in holder.things if kind == "offices"}
            if not ids or _is_member(text, holder):
                continue
            for whose_it_is in actors:
                whose = next((kind for kind, _ in whose_it_is.things if kind in owned), "")
                if not whose or abs(whose_it_is.start - holder.start) > _BESIDE or ids & owned[whose]:
                    continue
                first, last = sorted((holder, whose_it_is), key=lambda one: one.start)
                marks = "§%", "%§"
                order = marks[0] if first is holder else marks[1]
                between = text.words[first.end : last.start]
                told = f"{order[0]}{text.words[first.start : first.end]}{order[0]}{between}"
                told += f"{order[1]}{text.words[last.start : last.end]}{order[1]}{text.words[last.end : last.end + 25]}"
                if not re.search(pattern, told, re.IGNORECASE):
                    continue
                message = Told(
                    "{word} isn’t an office of {owner}",
                    word=shown(text.raw[holder.start : holder.end]),
                    owner=shown(text.raw[whose_it_is.start : whose_it_is.end]),
                )
                hint = Told("correct the office, or whose it is")
                yield Found(text.path, message, hint, text.key, holder.start, holder.end - holder.start)
                break


def _is_member(text: TextIn, office: _Actor) -> bool:
    """Tell whether an office is that of a member or a delegate: who is sent by one is sent to the other."""
    words = words_of(text.language)
    sent = "|".join(filter(None, (words.members, words.counted.get("people", ""))))
    return bool(matcher(sent).search(text.words[office.start : office.end]))


_BESIDE = 60  # characters between an office and whose it is
