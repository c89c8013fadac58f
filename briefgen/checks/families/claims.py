"""What a text claims about the brief itself holds: how many follow, in which order, and who may read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from briefgen.checks.about import edition_with, noted_editions
from briefgen.checks.levels import misnamed
from briefgen.checks.likely import matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import said_in
from briefgen.checks.scan import TypedNumber, is_readable, numbers, sentence
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import CountryCode, Translated
from briefgen.content.schema.organisations import Agency, Body, Goals
from briefgen.content.schema.places import Country
from briefgen.language import Language, UnknownCountryError
from briefgen.language.phrases import longest, phrases_of
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_ENTRY = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(\S.*)", re.MULTILINE)
_LIST = re.compile(r":\s*\n(?:\s*\n)?(?=[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S)")
_INLINE = re.compile(r"\s*:\s+([^.;:()\n]+)")
_WITHIN = re.compile(r"(?<=[^\W\d])[ \u00a0\u202f]?:[ \u00a0]+([^.;:()\n?!]+)[.;]")  # a list within a sentence
_MOST_WITHIN = 12  # entries of such a list
_ITEM = 200  # characters between two marks of an enumeration
_NEAR_LIST = 60  # characters between the number and the list
_FEW = 3  # names that are a list; words of a name in one
_AHEAD = 120  # characters in which the list begins, of which an order is claimed
_NEAR = 25  # characters between an ordinal and «of the list»
_MOST = 50  # entries that somebody counts in words
_LETTERED = re.compile(r"(?<![\w)])\(?([a-zა-ჰ])\)(?=\s)")  # the letters of Georgian stand in their order in Unicode


@rule("list-count", "error", "As many follow as are announced.")
def list_count(subject: Subject) -> Iterator[Found]:
    """Find «the following four objectives» before three."""
    for path, goals in subject.entities(Goals):
        for text in subject.texts_at(f"{path}.intro"):
            yield from _miscounted(text, 0, len(text.raw), len(goals.items))
    for text in subject.texts:
        if text.path.endswith(".intro"):
            continue
        yield from _miscounted_within(subject, text)
        yield from _nothing_follows(text)
        if "\n" not in text.raw:
            continue
        for found in _LIST.finditer(text.raw):
            start, _ = sentence(text.raw, max(0, found.start() - 1))
            rest = text.raw[found.end() :]
            block = rest[: cut.start()] if (cut := re.search(r"\n\s*\n(?![ \t]*(?:[-*+]|\d+[.)])\s)", rest)) else rest
            yield from _miscounted(text, start, found.start(), len(_ENTRY.findall(block)))


@rule("list-order", "error", "What is said to be in alphabetical order is.")
def list_order(subject: Subject) -> Iterator[Found]:
    """Find lists, printed or typed, that a text calls alphabetical and that aren't; and «the third of the list»."""
    yield from _skipped(subject)
    for text in subject.texts:
        patterns, language = usage(text.language).patterns, subject.written_in.get(text.language)
        if language is None:
            continue
        for claim in matcher(patterns.get("alphabetical", "")).finditer(text.words):
            names = _names_behind(subject, text, language, claim.end())
            wrong = _out_of_order(names, language) if names else _typed_out_of_order(text, language, claim.end())
            if not names and wrong is None and not _INLINE.match(text.words, claim.end()):
                wrong = _out_of_order(_names_anywhere(subject, text, language), language)
            if wrong:
                message = Told("„{second}“ stands behind „{first}“", first=wrong[0], second=wrong[1])
                hint = Told("put the list in order, or don't say that it is")
                yield Found(text.path, message, hint, text.key, claim.start(), len(claim[0]))
        yield from _misplaced(subject, text, patterns.get("in_list", ""))
        yield from _at_the_wrong_end(subject, text, patterns)


@rule("marking-differs", "error", "No text says that the brief has another marking than it has.")
def marking_differs(subject: Subject) -> Iterator[Found]:
    """Find «this brief is for internal use only» in one that is public, and the name of another level."""
    edition = edition_with(subject, subject.edition)
    markings = [marking for _, agency in subject.entities(Agency) for marking in agency.markings]
    level = edition.marking if edition else ""
    own = next((marking for marking in markings if marking.id == level), None)
    yield from _marking_in_notes(subject)
    yield from misnamed(subject)
    if own is None:
        return
    for text in subject.texts:
        language, patterns = subject.written_in.get(text.language), usage(text.language).patterns
        if language is None or text.is_name:
            continue
        for about in matcher(patterns.get("this_paper", "")).finditer(text.words):
            start, end = sentence(text.words, about.start())
            said = text.words[start:end]
            names = {name: one for one in markings if (name := one.name.root.get(text.language, ""))}
            named = [names[hit.phrase] for hit in phrases_of(language, tuple(names)).all_in(said)]
            closed = matcher(patterns.get("confidential", "")).search(said)
            if (named and own not in named) or (not named and closed and own is markings[0]):
                message = Told("the brief has another marking: „{own}“", own=own.name.root.get(text.language, own.id))
                start, length = end - len(said.lstrip()), len(said.strip())
                yield Found(text.path, message, Told("correct the marking or the text"), text.key, start, length)


def _marking_in_notes(subject: Subject) -> Iterator[Found]:
    """Yield «the marking is public» in the note of an edition with another one."""
    called = {marking.id: marking for _, agency in subject.entities(Agency) for marking in agency.markings}
    for note, edition in noted_editions(subject):
        own = called.get(edition.marking or "")
        for found in matcher(usage(note.language).patterns.get("marking_is", "")).finditer(note.words) if own else ():
            named = [id for id, one in called.items()
                     if found["level"].casefold() in (id, one.name.root.get(note.language, "").casefold())]  # fmt: skip
            if own and named and own.id not in named:
                message = Told("the brief has another marking: „{own}“", own=own.name.root.get(note.language, own.id))
                hint = Told("correct the marking or the text")
                yield Found(note.path, message, hint, "", found.start(), len(found[0]))
    yield from _marking_compared(subject, list(called))


def _marking_compared(subject: Subject, levels: Sequence[str]) -> Iterator[Found]:
    """Yield «the marking is stricter than that of the edition before» where it is the same, or the other way round."""
    for note, edition in noted_editions(subject):
        before = edition_with(subject, edition.previous)
        if before is None or edition.marking not in levels or before.marking not in levels:
            continue
        now, then = levels.index(edition.marking), levels.index(before.marking)
        so = {"marking_raised": now > then, "marking_kept": now == then, "marking_lowered": now < then}
        for name in (name for name, is_so in so.items() if not is_so):
            for found in matcher(usage(note.language).patterns.get(name, "")).finditer(note.words):
                message = Told("by the fields of the two editions it isn't so")
                hint = Told("correct the marking or the text")
                yield Found(note.path, message, hint, "", found.start(), len(found[0]))


def _miscounted(text: TextIn, start: int, end: int, follow: int) -> Iterator[Found]:
    counted = [
        number
        for number in numbers(text)
        if start <= number.start < end and not number.ordinal and number.whole and 1 < number.whole <= _MOST
    ]
    if counted and follow and all(number.whole != follow for number in counted):
        number = counted[-1]
        message = Told("{follow} follow", follow=follow)
        hint = Told("correct the number or the list")
        yield Found(text.path, message, hint, text.key, number.start, number.end - number.start)


def _miscounted_within(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield «four officers: the President, the Treasurer and the Secretary General»."""
    patterns = usage(text.language).patterns
    last, others = patterns.get("list_and", ""), matcher(patterns.get("among_others", ""))
    for listed in _WITHIN.finditer(text.words) if last else ():
        names = listed[1]
        start, _ = sentence(text.words, max(0, listed.start() - 1))
        counted = [one for one in numbers(text) if start <= one.start < listed.end()]
        if MASK in text.words[start : listed.end()] or others.search(text.words, start, listed.end()):
            continue
        ands = len(re.findall(rf"(?:{last})\s", names))
        most = len(re.findall(rf"(?:{last})\s|,\s", names)) + 1
        # An entry may have an «and» of its own: employment and pensions.
        least = most - max(0, ands - 1)
        (number, *more) = counted or (None,)
        if number is None or more or number.ordinal or not number.whole or not 1 < number.whole <= _MOST_WITHIN:
            continue
        # Two may be two groups, unless each entry is one thing by its name.
        named = [each for each in said_in(subject, text) if listed.start(1) <= each.start < listed.end(1)]
        if number.whole == 2 and len(named) != most:
            continue
        if listed.start() - number.end < _NEAR_LIST and ands and most > 2 and not least <= number.whole <= most:
            message = Told("{follow} follow", follow=most)
            hint = Told("correct the number or the list")
            at, length = number.start, number.end - number.start
            yield Found(text.path, message, hint, text.key, at, length, severity="warning")


def _names_behind(subject: Subject, text: TextIn, language: Language, at: int) -> Sequence[str]:
    """Return the names in the list that begins behind a place: what an expression prints, or typed entries."""
    for start, expression in text.expressions:
        if at <= start <= at + _AHEAD:
            return _names_printed(subject, text, expression, language)
    return _ENTRY.findall(text.raw[at:])


def _names_anywhere(subject: Subject, text: TextIn, language: Language) -> Sequence[str]:
    """Return the names of the one list that a text prints, before a sentence that says how it is ordered."""
    printed = {expression.split("|")[0].strip(): expression for _, expression in text.expressions}
    lists = [names for each in printed.values() if len(names := _names_printed(subject, text, each, language)) > 1]
    return lists[0] if len(lists) == 1 else ()


def _names_printed(subject: Subject, text: TextIn, expression: str, language: Language) -> list[str]:
    value = expression.split("|")[0].strip()
    if value == "commissions":
        bodies = (body for _, body in subject.entities(Body) if is_commission(subject.content, body))
        return [body.name.root.get(text.key, "") for body in bodies]
    item = subject.content.items.get(printed_path(subject, text, value))
    names = []
    for each in item.value if item and isinstance(item.value, list) else ():
        name = getattr(each, "name", None) or getattr(each, "title", None)
        if isinstance(name, Translated):
            names.append(name.root.get(text.key, ""))
        elif isinstance(each, str):
            names.append(_country(subject, language, each))
    return names


def _country(subject: Subject, language: Language, code: CountryCode) -> str:
    own = {each.code: each.name.root for _, each in subject.entities(Country)}
    try:
        return own.get(code, {}).get(language.code) or language.country(code)
    except UnknownCountryError:
        return ""


def _out_of_order(names: Sequence[str], language: Language) -> tuple[str, str] | None:
    """Return the first two names that stand in the wrong order."""
    plain = [name.strip("*_„“”«» ") for name in names]
    for one, other in pairwise(plain):
        if one and other and language.sort_key(other) < language.sort_key(one):
            return one, other
    return None


def _typed_out_of_order(text: TextIn, language: Language, at: int) -> tuple[str, str] | None:
    """Return the first two names in the wrong order in a list within a sentence: «in alphabetical order: …».

    Of names of several words, people may have sorted by the last one: they are wrong if they are so by both.
    """
    listed = _INLINE.match(text.words, at)
    last = usage(text.language).patterns.get("list_and", "")
    if not listed or MASK in listed[1] or not last:
        return None
    names = [name.strip() for name in re.split(rf"(?:{last}) |, ", listed[1]) if name.strip()]
    if len(names) < _FEW or any(len(name.split()) > _FEW for name in names):
        return None
    for one, other in pairwise(names):
        if all(_out_of_order((one.split()[place], other.split()[place]), language) for place in (0, -1)):
            return one, other
    return None


def _skipped_letters(text: TextIn) -> Iterator[Found]:
    """Yield (d) that follows (b) where a text counts by letters from (a) on."""
    before: re.Match[str] | None = None
    for found in _LETTERED.finditer(text.words):
        if before and found.start() - before.end() < _ITEM and ord(found[1]) == ord(before[1]) + 2:
            message = Told("{letter} is left out: this follows {before}", letter=f"{chr(ord(found[1]) - 1)})",
                           before=f"{before[1]})")  # fmt: skip
            hint = Told("correct the letters, or add what is left out")
            yield Found(text.path, message, hint, text.key, found.start(), len(found[0]))
        before = found if found[1] in "aა" or before else None


def _skipped(subject: Subject) -> Iterator[Found]:
    """Yield «first, the plan; third, the budget»: the second is left out; and (a), (b), (d)."""
    for text in subject.texts:
        if text.is_name or not is_readable(text):
            continue
        yield from _skipped_letters(text)
        marks = [one for one in numbers(text) if one.ordinal and one.whole and _is_mark(text, one)]
        for one, other in pairwise(marks):
            start, end = sentence(text.words, one.start)
            same = start <= other.start < end or _opens(text, other.start)
            then = matcher(usage(text.language).patterns.get("then", ""))
            if one.whole and other.whole and same and other.whole > one.whole + 1 and other.start - one.end < _ITEM:
                if one.whole == 1 and other.whole == 3 and then.search(text.words, one.end, other.start):
                    continue
                message = Told(
                    "number {number} is left out: this follows {before}", number=one.whole + 1, before=one.whole
                )
                at = other.start
                yield Found(text.path, message, Told("correct the number"), text.key, at, other.end - at)


def _is_mark(text: TextIn, one: TypedNumber) -> bool:
    """Tell whether an ordinal counts what follows it: first, the plan; third – the budget."""
    last = usage(text.language).patterns.get("list_and", "(?!)")
    before = text.words[max(0, one.start - 6) : one.start].rstrip()
    is_joined = re.search(rf"(?:{last})$", before)
    behind = re.match(r"[^\W\d_]{0,3}\s*[,:–—-]\s", text.words[one.end :])
    return bool(behind) and (bool(is_joined) or not before or before[-1] in ":;,.–—(" or _opens(text, one.start))


def _opens(text: TextIn, at: int) -> bool:
    return sentence(text.words, at)[0] >= at - 2


def _nothing_follows(text: TextIn) -> Iterator[Found]:
    """Yield «the following three rights:» at the end of a text."""
    told = text.words.rstrip()
    if text.is_name or not told.endswith(":") or text.raw.rstrip()[-1:] != ":":
        return
    start, _ = sentence(text.words, len(told) - 1)
    if matcher(usage(text.language).patterns.get("announces", "")).search(text.words, start):
        at = len(told) - 1
        yield Found(text.path, Told("nothing follows"), Told("give the list, or end the sentence"), text.key, at, 1)


def _misplaced(subject: Subject, text: TextIn, pattern: str) -> Iterator[Found]:
    if not matcher(pattern).search(text.words):
        return
    named = {place for _, place in _commissions_in(subject, text)}
    if len(named) != 1:
        return
    (place,) = named
    for found in matcher(pattern).finditer(text.words):
        for number in numbers(text):
            is_near = -_NEAR <= number.start - found.start() <= _NEAR
            if number.ordinal and is_near and number.whole != place:
                message = Told("it is number {place} of the list", place=place)
                length = number.end - number.start
                yield Found(text.path, message, Told("correct the place"), text.key, number.start, length)


def _at_the_wrong_end(subject: Subject, text: TextIn, patterns: Mapping[str, str]) -> Iterator[Found]:
    """Yield «the list begins with» a commission that isn't the first, and «ends with» one that isn't the last."""
    for ends in ("list_begins", "list_ends"):
        for found in matcher(patterns.get(ends, "")).finditer(text.words):
            start, end = sentence(text.words, found.start())
            named = {place for at, place in _commissions_in(subject, text) if start <= at < end}
            right = 1 if ends == "list_begins" else len(subject.once(_commissions))
            if len(named) == 1 and named != {right}:
                message = Told("it is number {place} of the list", place=next(iter(named)))
                length = found.end() - found.start()
                yield Found(text.path, message, Told("correct the place"), text.key, found.start(), length)


def _commissions(subject: Subject) -> tuple[tuple[str, Body], ...]:
    return tuple((path, body) for path, body in subject.entities(Body) if is_commission(subject.content, body))


def _commissions_in(subject: Subject, text: TextIn) -> list[tuple[int, int]]:
    """Return where a text names a commission, typed or printed, and its place in the list of them."""
    places = {path: number for number, (path, _) in enumerate(subject.once(_commissions), 1)}
    found = []
    for start, expression in text.expressions:
        path = printed_path(subject, text, expression.split("|")[0].strip()).removesuffix(".name")
        found += [(start, places[path])] if path in places else []
    if language := subject.written_in.get(text.language):
        names = {body.name.root.get(text.language, ""): places[path] for path, body in subject.once(_commissions)}
        names.pop("", None)
        hits = longest(phrases_of(language, tuple(names)).all_in(text.words)) if names else ()
        found += [(hit.start, names[hit.phrase]) for hit in hits]
    return found
