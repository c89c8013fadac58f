"""What one language of a text names, the others name: the budget, a conference, Tuesday, the Treasurer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache

from briefgen.checks.amounts import values
from briefgen.checks.enumerated import enumeration
from briefgen.checks.families.senses import aligned
from briefgen.checks.families.translations import pairs
from briefgen.checks.likely import Matcher, matcher, needed
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import said_in
from briefgen.checks.scan import dates, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.organisations import Agency, Association
from briefgen.language import said
from briefgen.problems.notes import Told

_WORD = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")
_SHORTEST, _MOST = 2, 3  # letters of a beginning; reports on one text
_FEWEST = 4  # words of a text whose words can be compared
Concepts = Mapping[str, tuple[int, int, bool]]  # by name, where each stands first, and whether by a word for it alone


@rule("concept-differs", "warning", "What one language of a text names, the others name.")
def concept_differs(subject: Subject) -> Iterator[Found]:
    """Find what has a word of its own in every language, and stands in one language of a text only."""
    yield from _acronyms_differ(subject)
    for source, translation in pairs(subject):
        if source.is_name or source.language != source.key or translation.language != translation.key:
            continue
        told = 0
        known = said.table(source.language, "concepts").keys() & said.table(translation.language, "concepts").keys()
        for text, other in ((source, translation), (translation, source)):
            if len(other.words.split()) < _FEWEST:
                continue
            ours, theirs = _own(subject, text), other.once(_concepts)
            for name, (start, end, is_name) in ours.items():
                if not is_name or name in theirs or name not in known:
                    continue
                if told < _MOST:
                    told += 1
                    message = Told(
                        "{word} stands here; the text in {key} has nothing of the kind",
                        word=shown(text.raw[start:end]),
                        key=repr(other.key),
                    )
                    hint = Told("say it in both, or in neither")
                    yield Found(text.path, message, hint, text.key, start, end - start)
        if not told:
            yield from _in_a_sentence(subject, source, translation, known)
        yield from _others_of_a_kind(source, translation)
        yield from _lists_differ(source, translation)


def _lists_differ(source: TextIn, translation: TextIn) -> Iterator[Found]:
    """Yield sentences that list more things in one language than in the other."""
    for ours, theirs in aligned(source, translation):
        lists = [(found, text) for text, start, end in (ours, theirs) if (found := enumeration(text, start, end))]
        if len(lists) < _PAIR:
            continue
        (few, text), (many, opposite) = sorted(lists, key=lambda one: one[0].size)
        if few.size < many.size > _PAIR:
            message = Told("{few} things stand in this list, {many} in the text in {key}", few=str(few.size),
                           many=str(many.size), key=repr(opposite.key))  # fmt: skip
            hint = Told("say it in both, or in neither")
            yield Found(text.path, message, hint, text.key, few.start, few.end - few.start)


_PAIR = 2


def _others_of_a_kind(source: TextIn, translation: TextIn) -> Iterator[Found]:
    """Yield a month, or a share in words, that is another one in the other language: September and November."""
    told: tuple[Callable[[TextIn], Mapping[float, tuple[int, int]]], ...] = (_months, _shares_told)
    for words in told:
        ours, theirs = source.once(words), translation.once(words)
        only = [(key, ours[key]) for key in ours if key not in theirs]
        others = [(key, theirs[key]) for key in theirs if key not in ours]
        if len(only) != 1 or len(others) != 1:
            continue
        (_, (start, end)), (_, (first, last)) = only[0], others[0]
        if start < 0 or first < 0:
            continue  # in digits, or printed
        message = Told(
            "“{raw}” here, “{other}” in {key}",
            raw=translation.raw[first:last],
            other=source.raw[start:end],
            key=repr(source.key),
        )
        hint = Told("correct the one that is wrong")
        yield Found(translation.path, message, hint, translation.key, first, last - first)


def _months(text: TextIn) -> dict[float, tuple[int, int]]:
    """Return the months that a text names, and where; below zero those that only a date has."""
    found: dict[float, tuple[int, int]] = {date.month: (-1, -1) for date in dates(text) if date.month}
    for month, (name, pattern) in enumerate(
        zip(words_of(text.language).months, _month_names(text.language), strict=True), 1
    ):
        hit = pattern.search(text.words) if name else None
        if hit and (month not in found or not any(one.start <= hit.start() < one.end for one in dates(text))):
            found[month] = hit.span()
    return found


@cache
def _month_names(code: str) -> tuple[Matcher, ...]:
    return tuple(Matcher(rf"(?<![\w-])(?:{name})(?!\w)", needed(name), re.NOFLAG) for name in words_of(code).months)


def _shares_told(text: TextIn) -> dict[float, tuple[int, int]]:
    """Return the shares that a text has in words, and where: a third, three quarters."""
    found: dict[int, tuple[float, tuple[int, int]]] = {}
    for pattern, value in values(text.language, "shares").items():
        for hit in pattern.finditer(text.words):
            if hit.end() not in found or hit.start() < found[hit.end()][1][0]:
                found[hit.end()] = value, hit.span()
    return dict(found.values())


def _in_a_sentence(subject: Subject, source: TextIn, translation: TextIn, known: Collection[str]) -> Iterator[Found]:
    """Yield what a sentence names, and its translation doesn't, where the whole text has it less often, too."""
    told = 0
    for text, other in ((source, translation), (translation, source)):
        here, there = text.once(_all_concepts), other.once(_all_concepts)
        more = [
            (name, places)
            for name, places in here.items()
            if len(places) > len(there.get(name, ())) and name in known and name not in _TOLD_OF
        ]
        if not any(is_name for _, places in more for _, _, is_name in places):
            continue
        for (_, start, end), (_, its_start, its_end) in aligned(text, other):
            if (start, end) == (0, len(text.raw)) or len(other.words[its_start:its_end].split()) < _FEWEST:
                continue  # which aren't known to be the same sentences, or are too short
            for name, places in more:
                own = next((one for one in places if one[2] and start <= one[0] < end), None)
                if own is None or any(its_start <= one[0] < its_end for one in there.get(name, ())):
                    continue
                pronouns = (len(_pronouns(text, start, end)), len(_pronouns(other, its_start, its_end)))
                if told < _MOST and pronouns[0] >= pronouns[1] and name in _own(subject, text):
                    told += 1
                    message = Told(
                        "{word} stands here; the text in {key} has nothing of the kind",
                        word=shown(text.raw[own[0] : own[1]]),
                        key=repr(other.key),
                    )
                    hint = Told("say it in both, or in neither")
                    yield Found(text.path, message, hint, text.key, own[0], own[1] - own[0])


# What a text is told of, and what another language may leave to a pronoun, or to the verb.
_TOLD_OF = frozenset({
    "ambassador", "candidate", "ceremony", "child", "company", "conference", "delegate", "deputy", "director", "doctor",
    "election", "exhibition", "expert", "forum", "guest", "lawyer", "mayor", "meeting", "observer", "president",
    "professor", "project", "school", "secretariat", "secretary", "seminar", "training", "treasurer", "university",
    "visit", "youth",
})  # fmt: skip


def _pronouns(text: TextIn, start: int, end: int) -> list[str]:
    pattern = said.pattern(text.language, "notes", "pronouns")
    return [] if pattern == said.NOTHING else matcher(pattern).findall(text.words, start, end)


def _acronyms_differ(subject: Subject) -> Iterator[Found]:
    """Yield the acronym of another organisation than in the other language: the ILO here, the ISSA there."""
    for source, translation in pairs(subject):
        here, there = ({found[0]: found for found in _ACRONYM.finditer(text.words)} for text in (source, translation))
        ours, theirs = here.keys() - there.keys(), there.keys() - here.keys()
        if len(ours) == len(theirs) == 1:
            found = there[min(theirs)]
            message = Told("{word} here, {other} in the text in {key}", word=shown(found[0]), other=shown(min(ours)),
                           key=repr(source.key))  # fmt: skip
            hint = Told("correct the one that is wrong")
            yield Found(translation.path, message, hint, translation.key, found.start(), len(found[0]))


_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{3,}(?![A-Za-z])")


@rule("institution-differs", "error", "An institution that one language of a text names is named in the others.")
def institution_differs(subject: Subject) -> Iterator[Found]:
    """Find well-known institutions, such as the International Labour Organization, in one language of a text only."""
    for source, translation in pairs(subject):
        if source.is_name or source.language != source.key or translation.language != translation.key:
            continue
        for text, other in ((source, translation), (translation, source)):
            ours, theirs = text.once(_institutions), other.once(_institutions)
            only = ours.keys() & said.table(other.language, "institutions").keys() - theirs.keys()
            # The United Nations stand in the names of others, too.
            if "UN" in only and any(name.startswith("UN") for name in theirs):
                only -= {"UN"}
            for name in sorted(only):
                start, end = ours[name]
                message = Told(
                    "{word} stands here; the text in {key} has nothing of the kind",
                    word=shown(text.raw[start:end]),
                    key=repr(other.key),
                )
                yield Found(text.path, message, Told("correct the one that is wrong"), text.key, start, end - start)


def _institutions(text: TextIn) -> dict[str, tuple[int, int]]:
    found = {}
    for name, pattern in said.table(text.language, "institutions").items():
        if hit := matcher(pattern).search(text.typed):
            found[name] = hit.span()
    return found


def _own(subject: Subject, text: TextIn) -> Concepts:
    """Return what a text names by its words, and not in the name of a body, an office or a work."""
    names = [(each.start, each.end) for each in said_in(subject, text)]
    unlike = subject.once(_in_our_names).get(text.language, frozenset())
    return {
        name: (start, end, is_name)
        for name, (start, end, is_name) in text.once(_concepts).items()
        if name not in unlike and not any(first <= start < last for first, last in names)
    }


def _concepts(text: TextIn) -> dict[str, tuple[int, int, bool]]:
    """Return what a text names, and where first, by a word for it alone if it has one."""
    return {
        name: next((one for one in places if one[2]), places[0]) for name, places in text.once(_all_concepts).items()
    }


def _all_concepts(text: TextIn) -> dict[str, list[tuple[int, int, bool]]]:
    found: dict[str, list[tuple[int, int, bool]]] = {}
    for word in _WORD.finditer(text.typed) if _beginnings(text.language) else ():
        for name, is_name in dict.fromkeys(_names_of(word[0].casefold(), text.language)):
            places = found.setdefault(name, [])
            if not places or places[-1][0] != word.start():
                places.append((*word.span(), is_name))
            elif is_name:
                places[-1] = (*word.span(), True)
    return found


@lru_cache(maxsize=1 << 14)
def _names_of(word: str, code: str) -> tuple[tuple[str, bool], ...]:
    """Return what a word may name, and whether it is a word for that alone.

    A verb of whoever speaks may name what it names without the sign of that, and a compound what its noun does.
    """
    found = [*_begin(word, code), *_beginnings(code).get(f"{word}=", ())]
    if speaks := re.match(said.pattern(code, "words", "speaker"), word):
        for plain in dict.fromkeys(((speaks["lead"] or "") + word[speaks.end() :], word[speaks.end() :])):
            found += [(name, False) for name, _ in _begin(plain, code)]
    if qualified := said.qualified(code).fullmatch(word):
        found += [(name, False) for name, _ in _begin(qualified["noun"], code)]
    return tuple(found)


def _begin(word: str, code: str) -> list[tuple[str, bool]]:
    """Return what a word may name by how it begins."""
    beginnings = _beginnings(code)
    return [each for end in range(_SHORTEST, len(word) + 1) for each in beginnings.get(word[:end], ())]


@cache
def _beginnings(code: str) -> Mapping[str, tuple[tuple[str, bool], ...]]:
    """Return what each beginning of a word may name, and whether that alone: so what stands before the semicolon."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for name, words in said.table(code, "concepts").items():
        alone, _, also = words.partition(";")
        for is_name, each in ((True, alone), (False, also)):
            for word in each.split():
                found.setdefault(word.casefold(), []).append((name, is_name))
    return {word: tuple(names) for word, names in found.items()}


def _in_our_names(subject: Subject) -> dict[str, frozenset[str]]:
    """Return by language what stands in the names of the association and the agency: texts shorten these."""
    found: dict[str, set[str]] = {}
    names = [one.name for _, one in subject.entities(Association)]
    names += [one.name for _, one in subject.entities(Agency)]
    for name in names:
        for key, words in name.root.items():
            for word in _WORD.findall(words):
                found.setdefault(key, set()).update(named for named, _ in _names_of(word.casefold(), key))
    return {key: frozenset(names) for key, names in found.items()}
