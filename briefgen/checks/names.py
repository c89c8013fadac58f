"""Names of people in texts: one spelling, printed and not typed, of people whom the content knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import WORD, inside, matcher, quoted, readable, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import MASK, TextIn
from briefgen.content.schema.base import Name
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Person
from briefgen.content.schema.places import City
from briefgen.diagnostics import Severity
from briefgen.language import get_language

_NAMES = ("people.persons", "places.")  # where names of people and cities stand
_SHORTEST_ALONE = 6  # letters of a word that is taken for a misspelt surname or city


@dataclass(frozen=True, slots=True)
class _Known:
    """A person's or a city's name in one language."""

    path: str
    id: str
    name: str
    is_person: bool

    @property
    def parts(self) -> list[str]:
        """The words of the name."""
        return self.name.split()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A stretch of a text that is a name, or nearly one."""

    start: int
    end: int
    known: _Known
    distance: int
    whole: bool  # not the surname alone


@rule("name-spelled-twice", "error", "A name has one spelling in a language.")
def name_spelled_twice(subject: Subject) -> Iterator[Found]:
    """Find what is nearly, but not quite, the name of a person or a city."""
    for text in readable(subject):
        for seen in _seen(subject, text):
            if seen.distance:
                written = text.raw[seen.start : seen.end]
                severity: Severity = "error" if seen.whole and seen.known.is_person else "warning"
                yield Found(
                    text.path, f"“{written}” is nearly „{seen.known.name}“".replace("„", "“").replace("“ is", "” is"),
                    f"correct it, or print the name with {{{{ }}}}; the spelling stands with {seen.known.id!r}",
                    text.key, seen.start, seen.end - seen.start, severity=severity,
                )  # fmt: skip
    for language in subject.languages:
        known = _known(subject, language)
        for number, one in enumerate(known):
            for other in known[:number]:
                near = distance(one.name.casefold(), other.name.casefold(), 2)
                if one.is_person and other.is_person and 0 < near <= 2 and len(one.name) > _SHORTEST_ALONE:
                    message = f"“{one.name}” is nearly the name of {other.id!r}, “{other.name}”"
                    yield Found(f"{one.path}.name", message, "is it one person?", language, severity="warning")
    yield from _misspelt_forms(subject)


def _misspelt_forms(subject: Subject) -> Iterator[Found]:
    for language in subject.languages:
        words = words_of(language)
        for known in _known(subject, language):
            forms = subject.content.items[known.path].value.forms.get(language, {})
            for case, form in forms.items():
                parts = form.split()
                if (
                    len(parts) == len(known.parts)
                    and 0 < _distance(known.parts, parts, words.name_endings, words.dropped) <= 2
                ):
                    message = f"the form {case!r}, “{form}”, doesn't begin as the name does: “{known.name}”"
                    yield Found(
                        f"{known.path}.forms", message, "correct the form or the name", severity="warning", key=True
                    )


@rule("name-typed", "warning", "Names of people are printed, not typed.")
def name_typed(subject: Subject) -> Iterator[Found]:
    """Find names of known people that are typed in prose."""
    for text in readable(subject):
        if isinstance(subject.content.items[text.path].value, Name):
            continue  # which can't print anything
        for seen in _seen(subject, text):
            if seen.known.is_person and not seen.distance:
                id = seen.known.id.replace("-", "_")
                message = f"“{text.raw[seen.start : seen.end]}” is typed by hand"
                hint = f"print the name with {{{{ persons.{id} }}}}"
                yield Found(text.path, message, hint, text.key, seen.start, seen.end - seen.start)


@rule("person-unknown", "warning", "Everybody whom a text names stands in people.yaml.")
def person_unknown(subject: Subject) -> Iterator[Found]:
    """Find what looks like the name of somebody whom the content doesn't know."""
    for text in readable(subject):
        if text.path.startswith(_NAMES):
            continue
        seen = _seen(subject, text)
        for start, end in _names_in(subject, text):
            if any(start < other.end and other.start < end for other in seen):
                continue
            message = f"“{text.raw[start:end]}” is not in people.yaml"
            hint = "add the person there, and print the name with {{ persons.… }}"
            yield Found(text.path, message, hint, text.key, start, end - start)


# Known names ---------------------------------------------------------------------------------------------------------


def _known(subject: Subject, language: str) -> list[_Known]:
    return [
        _Known(path, entity.id, name, isinstance(entity, Person))
        for kind in (Person, City)
        for path, entity in subject.entities(kind)
        if isinstance(entity, Person | City) and (name := entity.name.root.get(language, "").strip())
    ]


def _seen(subject: Subject, text: TextIn) -> list[_Seen]:
    """Return where a text types a known name or nearly so, the longest first where two overlap."""
    if text.path.startswith(_NAMES):
        return []
    known = tuple(_known(subject, text.key))
    found = sorted(
        _search(text, known, _other_words(subject, text.key)), key=lambda seen: (seen.distance, not seen.whole)
    )
    taken: list[_Seen] = []
    for seen in found:
        if not any(seen.start < other.end and other.start < seen.end for other in taken):
            taken.append(seen)
    return taken


@lru_cache(maxsize=4096)
def _search(text: TextIn, known: tuple[_Known, ...], other_words: frozenset[str]) -> tuple[_Seen, ...]:
    words = words_of(text.language)
    endings, dropped = words.name_endings, words.dropped
    written = [(found.start(), found.end(), found[0]) for found in WORD.finditer(text.words)]
    found = []
    for name in known:
        parts = name.parts
        stems = {stem for part in parts for stem in _stems(part, dropped) if len(stem) > 2}
        surname = parts[-1] if len(parts) > 1 or not name.is_person else ""
        for at, (start, end, word) in enumerate(written):
            if len(parts) > 1:
                # A slip or two leaves one of the words whole.
                for size in (len(parts), len(parts) + 1, len(parts) - 1):
                    window = written[at : at + size]
                    if size < 2 or len(window) < size or not _may_be_one(text, window, words.capitals):
                        continue
                    if not any(w.casefold().startswith(tuple(stems)) for _, _, w in window):
                        continue
                    far = _distance(parts, [w for _, _, w in window], endings, dropped)
                    if far <= (2 if len(name.name) >= 10 else 1):
                        found.append(_Seen(start, window[-1][1], name, far, True))
            if len(surname) < 4 or surname.casefold() in other_words or (words.capitals and not word[0].isupper()):
                continue
            far = _distance([surname], [word], endings, dropped)
            long = min(len(surname), len(word)) >= _SHORTEST_ALONE and word[:1] == surname[:1]
            if far == 0 or (far == 1 and long and word.casefold() not in other_words):
                found.append(_Seen(start, end, name, far, len(parts) == 1))
    return tuple(found)


def _may_be_one(text: TextIn, window: list[tuple[int, int, str]], capitals: bool) -> bool:
    if any(text.words[one[1] : other[0]].strip(" \u00a0\n") for one, other in pairwise(window)):
        return False
    return not capitals or (window[0][2][0].isupper() and window[-1][2][0].isupper())


def _other_words(subject: Subject, language: str) -> frozenset[str]:
    """Return the words that stand in names of other things too: they can't be told from surnames."""
    return frozenset(
        word.casefold()
        for text in readable(subject)
        if text.key == language
        and isinstance(subject.content.items[text.path].value, Name)
        and not text.path.startswith(_NAMES)
        for word in WORD.findall(text.raw)
    )


def _stems(word: str, dropped: str) -> set[str]:
    word = word.casefold()
    return {word, word[:-1]} if dropped and word[-1] in dropped else {word}


def _distance(parts: list[str], written: list[str], endings: tuple[str, ...], dropped: str) -> int:
    """Return in how many letters words differ from a name, whose last word may take an ending; at most 3."""
    last = written[-1].casefold()
    head = "".join(f"{part.casefold()} " for part in written[:-1])
    name = "".join(f"{part.casefold()} " for part in parts[:-1])
    best = 3
    for ending in endings:
        if ending and not last.endswith(ending):
            continue
        base = last[: len(last) - len(ending)]
        for stem in _stems(parts[-1], dropped):
            if abs(len(head) + len(base) - len(name) - len(stem)) <= 2:
                best = min(best, distance(head + base, name + stem, best))
        if best == 0:
            break
    return best


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters have to be changed, added, left out or swapped; `most` + 1 if more than that."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, char2 in enumerate(other, start=1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (char != char2))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == char2:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


# Unknown names -------------------------------------------------------------------------------------------------------


def _names_in(subject: Subject, text: TextIn) -> Iterator[tuple[int, int]]:
    """Yield the stretches that look like somebody's name."""
    words = words_of(text.language)
    spans = quoted(text)
    found: dict[int, int] = {}
    if words.capitals:
        name = r"[^\W\d_a-zà-ÿ][\w’'-]*(?:\s+(?:(?:van|von|de|da|dos|al)\s+)?[^\W\d_a-zà-ÿ][\w’'-]+)"
        if words.honorifics:
            for match in re.finditer(rf"(?<![\w-]){words.honorifics}\s+(?P<name>{name}{{0,3}})", text.words):
                found[match.start("name")] = match.end("name")
        for title in _titles(subject, text):
            for match in re.finditer(rf"(?<![\w-]){title}\s+(?P<name>{name}{{1,3}})", text.words):
                if not _is_known_phrase(subject, text, match["name"]):
                    found[match.start("name")] = match.end("name")
    else:
        found |= _uncapitalised(subject, text)
    for start, end in sorted(found.items()):
        if not inside(spans, start):
            yield start, end


def _uncapitalised(subject: Subject, text: TextIn) -> dict[int, int]:
    words = words_of(text.language)
    found: dict[int, int] = {}
    surname = re.compile(rf"\w{{2,}}(?:{words.surnames})") if words.surnames else re.compile(r"(?!)")
    likely = re.compile(rf"\w{{2,}}(?:{words.surnames}|{words.likely_surnames})") if words.surnames else surname
    written = [(match.start(), match.end(), match[0]) for match in WORD.finditer(text.words)]
    titles = [matcher(title) for title in _titles(subject, text)]
    ordinary = _other_words(subject, text.key)

    def adjoins(one: int, other: int) -> bool:
        return not text.words[written[one][1] : written[other][0]].strip(" \u00a0\n")

    for at, (start, end, word) in enumerate(written):
        if word in ordinary:
            continue
        follows = at > 0 and adjoins(at - 1, at)
        before = written[at - 1][2] if follows else ""
        addressed = bool(words.honorifics and re.fullmatch(words.honorifics, before))
        if addressed:
            last = (
                at + 1 if at + 1 < len(written) and adjoins(at, at + 1) and likely.fullmatch(written[at + 1][2]) else at
            )
            found[start] = written[last][1]
        elif surname.fullmatch(word):
            whole = at >= 1 and follows and (before in words.given_names or _after_title(text, written, at - 1, titles))
            found[written[at - 1][0] if whole else start] = end
        elif likely.fullmatch(word) and follows:  # a name only if something else says so
            if not (before in words.given_names or _after_title(text, written, at - 1, titles)):
                continue
            found[written[at - 1][0]] = end
    return {start: end for start, end in found.items() if MASK not in text.words[start:end]}


def _after_title(text: TextIn, written: list[tuple[int, int, str]], at: int, titles: list[re.Pattern[str]]) -> bool:
    """Tell whether the title of an office ends right before a word."""
    before = text.words[: written[at][0]].rstrip()
    return any(
        match.end() == len(before) for title in titles for match in title.finditer(before[-60:].rjust(len(before)))
    )


def _titles(subject: Subject, text: TextIn) -> list[str]:
    language = get_language(text.language)
    titles = (office.title.root.get(text.key, "").split() for _, office in subject.entities(Office))
    return [r"\s+".join(language.inflected(word) for word in title) for title in titles if title]


def _is_known_phrase(subject: Subject, text: TextIn, phrase: str) -> bool:
    first = phrase.split()[0].casefold()
    return first in _other_words(subject, text.key)
