"""Where texts print or type the names of people whom the content knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.checks.naming import KnownNames
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn

_PERSON = re.compile(r"(?:persons\.(\w+))")
_BEGINNING = re.compile(r"(?<!\w)(?=\S)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person whom a text names: where, who, and whether by the surname alone."""

    start: int
    end: int
    person: str
    by_surname: bool = False


def mentions(subject: Subject, text: TextIn) -> list[Mention]:
    """Return where a text prints or types somebody's name, or the surname alone; whole names first."""
    kept = subject.once(_kept)
    if text not in kept:
        kept[text] = _mentions(subject, text)
    return kept[text]


def _kept(subject: Subject) -> dict[TextIn, list[Mention]]:
    return {}


def _mentions(subject: Subject, text: TextIn) -> list[Mention]:
    found = [Mention(start, end, person) for start, end, person in whole_names(subject, text)]
    taken = [(mention.start, mention.end) for mention in found]
    for seen in subject.once(KnownNames).seen(text):
        apart = not any(start < seen.end and seen.start < end for start, end in taken)
        if seen.known.is_person and not seen.distance and apart:
            found.append(Mention(seen.start, seen.end, seen.known.id, not seen.whole))
    return found


def whole_names(subject: Subject, text: TextIn) -> Iterator[tuple[int, int, str]]:
    """Yield where a text prints or types a person's name, and whose."""
    for start, expression in text.expressions:
        found = _PERSON.match(expression)
        if found and (path := subject.named("persons", found[1])):
            yield start, text.raw.index("}}", start) + 2, subject.content.items[path].value.id
    if names := subject.once(_names_of_persons).get(text.key):
        yield from names.all_in(text.words)


class _Names:
    """Names in one language as they are written, found in a text at once, however many there are."""

    def __init__(self) -> None:
        self._ids: dict[str, list[tuple[int, str]]] = {}
        self._lengths: dict[str, list[int]] = {}  # of the names that begin with a letter

    def add(self, name: str, number: int, id: str) -> None:
        self._ids.setdefault(name, []).append((number, id))
        lengths = self._lengths.setdefault(name[0], [])
        if len(name) not in lengths:
            lengths.append(len(name))

    def all_in(self, words: str) -> list[tuple[int, int, str]]:
        """Return where each name begins a word, and whose it is; in the order of the names."""
        found: list[tuple[int, int, int, str]] = []
        ends: dict[str, int] = {}  # a name doesn't overlap itself
        for match in _BEGINNING.finditer(words):
            start = match.start()
            for length in self._lengths.get(words[start], ()):
                name = words[start : start + length]
                if name in self._ids and ends.get(name, 0) <= start:
                    ends[name] = start + length
                    found += [(number, start, start + length, id) for number, id in self._ids[name]]
        return [(start, end, id) for _, start, end, id in sorted(found)]


def _names_of_persons(subject: Subject) -> dict[str, _Names]:
    """Return the names of the persons in each language."""
    found = {language: _Names() for language in subject.languages}
    for number, (id, path) in enumerate(subject.content.index.get("persons", {}).items()):
        for language, names in found.items():
            if name := subject.content.items[path].value.name.root.get(language, "").strip():
                names.add(name, number, id)
    return found
