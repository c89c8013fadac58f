"""Words that are in no dictionary, nor among the project's own."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefgen.checks.families.names import unknown_people
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.base import Entity
from briefgen.content.schema.glossary import Glossary, GlossaryTerm
from briefgen.content.schema.people import Person
from briefgen.content.schema.places import City, Country
from briefgen.language import Language, UnknownCountryError
from briefgen.language.countries import country_codes
from briefgen.language.dictionaries import MOST_SUGGESTIONS, Dictionary, find_dictionary, how_to_get, slips
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# Not the parts of an address or of a file's name: example.org.
_COMPOUND = re.compile(rf"(?<![\w{MASK}.@]){_WORD.pattern}(?:[-\u2011]{_WORD.pattern})*(?!\w|[.@]\w)")
_ENDING_OF_SIGNS = re.compile(rf"[\w{MASK}”“»)\].%]-$")  # „EU-“, „3-“, „…“-
# Their names are what the project says they are.
_NAMED: tuple[type[Person | City | Country], ...] = (Person, City, Country)


@rule("spelling", "warning", "Every word is one that a dictionary or the project knows.")
def spelling(subject: Subject) -> Iterator[Found]:
    """Find words that neither the dictionary nor the project knows, at their first place in each text."""
    if "glossary" not in subject.content.items:
        return  # it could not be read, and its words would all be reported
    people: dict[TextIn, set[str]] = {}  # person-unknown asks for them
    for text, start, end in unknown_people(subject):
        people.setdefault(text, set()).update(_WORD.findall(text.raw[start:end]))
    spellers: dict[str, _Speller | None] = {}
    for text, language, words in subject.spoken:
        if language.code not in spellers:
            dictionary = find_dictionary(language.code, language.dictionary, subject.root)
            spellers[language.code] = _Speller(language, dictionary, subject) if dictionary else None
        speller = spellers[language.code]
        if speller is None or (not text.case and isinstance(_owner(subject, text), (*_NAMED, GlossaryTerm))):
            continue
        for word, start in speller.unknown(words).items():
            if word in people.get(text, ()):
                continue
            message = Told("{word} is in no dictionary", word=shown(word))
            yield Found(text.path, message, speller.hint(word), text.key, start, len(word), case=text.case)
    for speller in filter(None, spellers.values()):
        speller.dictionary.save()


@rule("spelling-unchecked", "note", "The spelling is checked in every language.")
def spelling_unchecked(subject: Subject) -> Iterator[Found]:
    """Say in which languages the spelling could not be checked, and what to install."""
    firsts = {language.code: (text, language) for text, language, _ in reversed(subject.spoken)}
    for code, (text, language) in firsts.items():
        if find_dictionary(code, language.dictionary, subject.root) is None:
            message = Told("nothing here can check the spelling in {code}", code=repr(code))
            yield Found(text.path, message, how_to_get(language.dictionary), text.key)


@dataclass(frozen=True)
class _Speller:
    language: Language
    dictionary: Dictionary
    subject: Subject

    def unknown(self, words: str) -> dict[str, int]:
        """Return the unknown words of a text, and where each stands first."""
        found: dict[str, int] = {}
        for compound in _COMPOUND.finditer(words):
            if compound[0] in self._own or self._is_abbreviation(compound[0], words[compound.end() :][:1]):
                continue
            parts = list(_WORD.finditer(words, *compound.span()))
            if len(parts) > 1 and self._is_ours(compound[0]) and self._accepts(compound[0]):
                continue
            for part in parts:
                word, start = part[0], part.start()
                joined = _ENDING_OF_SIGNS.search(words[max(0, start - 2) : start])
                if self._is_ours(word) and not (joined and self.language.is_ending(word)) and not self._accepts(word):
                    found.setdefault(word, start)
        return found

    def hint(self, word: str) -> str:
        """Return what may be meant, and what to do with a good word."""
        near = [other for other in slips(word, self._alphabet) if other in self._own]
        near += self.dictionary.suggest(word, self._alphabet)
        meant = " or ".join(list(dict.fromkeys(near))[:MOST_SUGGESTIONS])
        add = Told("Add a good word to the words of glossary.yaml")
        return Told("did you mean {meant}? {add}", meant=meant, add=add) if meant else add

    def _accepts(self, word: str) -> bool:
        return (
            any(self.dictionary.knows(form) for form in self.language.spellings(word))
            or self.language.is_form_of(word, self._own)
            or self.language.is_form_of(word, self._countries)
        )

    def _is_ours(self, word: str) -> bool:
        """Tell a word of the language from single letters, from acronyms and from words in other letters."""
        return len(word) > 1 and not re.split("[’']", word)[0].isupper() and bool(self._letters.fullmatch(word))

    def _is_abbreviation(self, word: str, following: str) -> bool:
        binding = self.language.binding
        return following == "." and (len(word) < 3 or f"{word}." in binding.before | binding.between)

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        return re.compile(rf"[{self.language.letters}’'\u2011-]+")

    @property
    def _alphabet(self) -> str:
        letters = self.language.letters
        return letters if "-" not in letters else string.ascii_lowercase

    @cached_property
    def _own(self) -> frozenset[str]:
        """The words of the project: its word list, its terms, and the names of people and places."""
        texts: list[str] = []
        for _, glossary in self.subject.entities(Glossary):
            texts += glossary.words.get(self.language.code, ())
        for _, term in self.subject.entities(GlossaryTerm):
            texts += [*term.term.root.values(), *(word for words in term.also.values() for word in words)]
        for kind in _NAMED:
            for _, entity in self.subject.entities(kind):
                texts += entity.name.root.values()
        whole = (word for text in texts for word in _COMPOUND.findall(text))
        return frozenset(part for word in whole for part in (word, *_WORD.findall(word)))

    @cached_property
    def _countries(self) -> frozenset[str]:
        names = []
        for code in country_codes():
            try:
                names += _WORD.findall(self.language.country(code))
            except UnknownCountryError:
                continue
        return frozenset(names)


def _owner(subject: Subject, text: TextIn) -> Entity | None:
    return next((entity for _, entity in subject.owners(text.path)), None)
