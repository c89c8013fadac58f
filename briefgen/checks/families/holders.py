"""People whom texts call the holders of offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.about import date_of, in_words, name_of, person_called, surely_before, when
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import language_of, matcher, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.terms import surely_until, terms_of_persons
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Fact
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from briefgen.language.words import MASK
from briefgen.problems.notes import Told, with_commas

_PERSON = re.compile(r"(?:persons\.(\w+))")


@rule("holder-outside-term", "error", "Whoever a text calls the holder of an office held it on the text's date.")
def holder_outside_term(subject: Subject) -> Iterator[Found]:
    """Find people beside the title of an office that they didn't hold then."""
    for text in readable(subject):
        on = date_of(subject, text.path) or _dated(subject, text.path)
        if on is None or on.ongoing:
            on = Date(subject.as_of)
        for start, end, person in _named(subject, text):
            for office in _offices_beside(subject, text, start, end):
                terms = subject.once(terms_of_persons).get((person, office.id), [])
                if terms and all(_surely_outside(subject, term, on) for term in terms):
                    message = Told(
                        "{person} wasn't {office} {on}: {terms}",
                        person=person_called(subject, person),
                        office=name_of(office),
                        on=when(on),
                        terms=_spans(terms),
                    )
                    hint = Told("name who held the office then, or say “then” or “later”")
                    yield Found(text.path, message, hint, text.key, start, end - start)
    yield from _listed_persons(subject)


def _listed_persons(subject: Subject) -> Iterator[Found]:
    for path, entry in subject.entities(HistoryEntry):
        on = date_of(subject, path)
        if on is None or on.ongoing or not entry.persons:
            continue
        of_persons, persons = subject.once(terms_of_persons), dict.fromkeys(entry.persons)
        for office in _offices_named(subject, path):
            own = [term for person in persons for term in of_persons.get((person, office.id), ())]
            # If one of those listed held it, or was elected to it there, the text may mean them.
            fits = any(
                not _surely_outside(subject, t, on) or (t.elected_at and t.elected_at == entry.event) for t in own
            )
            for index, person in enumerate(entry.persons):
                his = [term for term in own if term.person == person]
                if his and not fits:
                    message = Told(
                        "the text names the office “{office}”, which {person} didn't hold {on}: {spans}",
                        office=name_of(office),
                        person=person_called(subject, person),
                        on=when(on),
                        spans=_spans(his),
                    )
                    yield Found(f"{path}.persons[{index}]", message, Told("list who held it then"))


def _offices_named(subject: Subject, path: str) -> Iterator[Office]:
    """Yield the offices that the text of an entry names as held, in its main language."""
    texts = subject.texts_at(f"{path}.text")
    for _, office in subject.entities(Office):
        for text in texts[:1]:  # one language is enough
            for found in matcher(_title(office, text.language, text.key)).finditer(text.words):
                start, end = sentence(text.words, found.start())
                if not matcher(words_of(text.language).not_in_office).search(text.words[start:end]):
                    yield office
                    break


def _named(subject: Subject, text: TextIn) -> Iterator[tuple[int, int, str]]:
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


_BEGINNING = re.compile(r"(?<!\w)(?=\S)")


def _names_of_persons(subject: Subject) -> dict[str, _Names]:
    """Return the names of the persons in each language."""
    found = {language: _Names() for language in subject.languages}
    for number, (id, path) in enumerate(subject.content.index.get("persons", {}).items()):
        for language, names in found.items():
            if name := subject.content.items[path].value.name.root.get(language, "").strip():
                names.add(name, number, id)
    return found


def _offices_beside(subject: Subject, text: TextIn, start: int, end: int) -> Iterator[Office]:
    """Yield the offices whose title stands right before or behind a name, unless the sentence tells of an election."""
    words = words_of(text.language)
    first, last = sentence(text.words, start)
    # An election is told of before the name, or right behind it: გენერალურ მდივნად … აირჩიეს.
    around = [*text.words[first:start].replace(MASK, " ").split()[-8:], "…", *text.words[end:last].split()[:2]]
    if matcher(words.not_in_office).search(" ".join(around)):
        return
    before, after = text.raw[:start], text.raw[end:]
    between = r"[\s,(–-]*(?:(?:of|de|du)\s+(?:the\s+)?[\w-]+[\s,]*)?"
    between += "".join(rf"(?:(?:{linking})\s+)?" for linking in (words.copula, words.honorifics) if linking)
    for _, office in subject.entities(Office):
        title = _title(office, text.language, text.key)
        printed = rf"\{{\{{\s*offices\.{office.id.replace('-', '_')}\b[^}}]*\}}\}}"
        named = rf"(?:(?<!\w)(?:{title})(?!\w)|{printed})"
        if re.search(rf"{named}{between}$", before, re.IGNORECASE) or re.match(
            rf"[\w’']{{0,4}}\s*[,(–-]?\s*(?:the\s+|le\s+|la\s+)?{named}", after, re.IGNORECASE
        ):
            yield office


def _title(office: Office, language: str, key: str) -> str:
    return _inflected(office.title.root.get(key, ""), language)


@cache
def _inflected(title: str, language: str) -> str:
    """Return a pattern of a title in any of its forms."""
    return r"\s+".join(language_of(language).inflected(word) for word in title.split()) or "(?!)"


def _surely_outside(subject: Subject, term: Term, on: Date) -> bool:
    if surely_before(on, term.start) or surely_before(term.end, on):
        return True
    return on.start is not None and term.end is None and surely_until(subject, term) < on.start.first_day


def _dated(subject: Subject, path: str) -> Date | None:
    dates = (owner.as_of for _, owner in subject.owners(path) if isinstance(owner, Fact) and owner.as_of)
    return next(dates, None)


def _spans(terms: list[Term]) -> str:
    def known(date: Date | None) -> str:
        return in_words(date) if date else "…"

    spans = (Told("{start} – {end}", start=known(term.start), end=known(term.end)) for term in terms)
    return Told("in office {spans}", spans=with_commas(spans))
