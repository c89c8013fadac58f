"""Words that are in no dictionary, nor among the project's own."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefgen.checks.families.names import unknown_people
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown, spoken_in
from briefgen.content.schema.base import Entity
from briefgen.content.schema.glossary import Glossary, GlossaryTerm
from briefgen.content.schema.people import Person
from briefgen.content.schema.places import City, Country
from briefgen.language import Language, UnknownCountryError, said
from briefgen.language.countries import country_codes
from briefgen.language.dictionaries import MOST_SUGGESTIONS, Dictionary, find_dictionary, how_to_get, slips
from briefgen.language.gazetteer import gazetteer
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# Not the parts of an address or of a file's name: example.org.
_COMPOUND = re.compile(rf"(?<![\w{MASK}.@]){_WORD.pattern}(?:[-\u2011]{_WORD.pattern})*(?!\w|[.@]\w)")
_ENDING_OF_SIGNS = re.compile(rf"[\w{MASK}”“»)\].%]-$")  # „EU-“, „3-“, „…“-
_IN_BRACKETS = re.compile(r"(?<=\s\()([^\W\d_]{2,6})(?=\))")
_EXPANDED = 120  # characters in which what an acronym stands for is said
_LED = 5  # letters of a word behind a syllable that leads it, at least
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
    for text in (*subject.texts, *subject.forms, *subject.notes, *subject.titles):
        if not text.case and isinstance(_owner(subject, text), (*_NAMED, GlossaryTerm)):
            continue
        languages = [language for language, _ in text.once(spoken_in)]
        for language in languages:
            if language.code not in spellers:
                spellers[language.code] = _speller_of(subject, language)
        for speller, unknown in text.once(_unknown_in, *(spellers[language.code] for language in languages)):
            foreign = text.is_note and text.path.endswith(".title") and len(unknown) > 1  # a title in another language
            for word, start in unknown.items() if not foreign else ():
                if word not in people.get(text, ()) and not (text.is_note and _may_be_a_name(word)):
                    known_as = {"language": speller.language.code, "raw": word}  # for whoever takes it for right
                    message = Told("{word} is in no dictionary", word=shown(word), **known_as)
                    meant = tuple(speller.meant(word))
                    hint = _hint(meant)
                    yield Found(text.path, message, hint, text.key, start, len(word), case=text.case, fix=meant)
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


def _hint(meant: Sequence[str]) -> str:
    """Return what may be meant, and what to do with a good word."""
    add = Told("Add a good word to the words of glossary.yaml")
    return Told("did you mean {meant}? {add}", meant=" or ".join(meant), add=add) if meant else add


def _may_be_a_name(word: str) -> bool:
    """Tell whether a word with a capital is perhaps somebody's, of whom a note or a title tells."""
    return word[0].isupper() and len(word) < _LONG_NAME


_LONG_NAME = 10  # letters


def _unknown_in(text: TextIn, *spellers: _Speller | None) -> list[tuple[_Speller, dict[str, int]]]:
    """Return the unknown words of a text, by who knows the languages that it speaks."""
    spoken = zip(spellers, text.once(spoken_in), strict=True)
    return [(speller, speller.unknown(words)) for speller, (_, words) in spoken if speller]


def _speller_of(subject: Subject, language: Language) -> _Speller | None:
    dictionary = find_dictionary(language.code, language.dictionary, subject.root, subject.memory)
    return _speller(language, dictionary, _own_words(subject, language.code)) if dictionary else None


@lru_cache(maxsize=16)  # the same for the same words, so that what it said of a text stays
def _speller(language: Language, dictionary: Dictionary, own: frozenset[str]) -> _Speller:
    return _Speller(language, dictionary, own)


def _own_words(subject: Subject, language: str) -> frozenset[str]:
    """Return the words of the project: its word list, its terms, and the names of people and places."""
    texts: list[str] = []
    for _, glossary in subject.entities(Glossary):
        texts += glossary.words.get(language, ())
    for _, term in subject.entities(GlossaryTerm):
        texts += [*term.term.root.values(), *(word for words in term.also.values() for word in words)]
    for kind in _NAMED:
        for _, entity in subject.entities(kind):
            texts += entity.name.root.values()
    whole = (word for text in texts for word in _COMPOUND.findall(text))
    return frozenset(part for word in whole for part in (word, *_WORD.findall(word)))


@lru_cache(maxsize=16)
def _places(language: Language) -> frozenset[str]:
    known = gazetteer(language)
    names = [word for name in (*known.names, *known.more) for word in _WORD.findall(name)]
    for code in country_codes():
        try:
            names += _WORD.findall(language.country(code))
        except UnknownCountryError:
            continue
    return frozenset(names)


@lru_cache(maxsize=16)
def _more(language: Language) -> frozenset[str]:
    """Return right words that dictionaries lack: those of the language's file, and the names of currencies."""
    listed = said.table(language.code, "words").get("more", "").split()
    return frozenset((*listed, *language.currency_nouns()))


@lru_cache(maxsize=16)
def _leading(language: Language) -> re.Pattern[str]:
    """Return a pattern of a word behind a syllable that leads words of any kind, such as sub- and თანა-."""
    leads = said.table(language.code, "words").get("leading", said.NOTHING)
    return re.compile(rf"(?:{leads})(?P<word>\w{{{_LED},}})")


def derived_from(code: str, word: str) -> Iterator[str]:
    """Yield the words of which one of a language is made as such words are: შეუსვლელი of შესვლა."""
    for pattern, base in said.table(code, "derived").items():
        if found := re.fullmatch(pattern, word):
            yield found.expand(base)


def _are_initials(words: str, bracket: re.Match[str]) -> bool:
    """Tell whether a word in brackets is made of the first letters of the words before it, as an acronym is."""
    before = _WORD.findall(words[max(0, bracket.start() - _EXPANDED) : bracket.start()])
    return "".join(word[0] for word in before[-len(bracket[1]) :]).casefold() == bracket[1].casefold()


@dataclass(frozen=True, eq=False)
class _Speller:
    """Who knows the words of a language: its dictionary, and the project's `own`."""

    language: Language
    dictionary: Dictionary
    own: frozenset[str]

    def unknown(self, words: str) -> dict[str, int]:
        """Return the unknown words of a text, and where each stands first."""
        found: dict[str, int] = {}
        short = {bracket[1] for bracket in _IN_BRACKETS.finditer(words) if _are_initials(words, bracket)}
        for compound in _COMPOUND.finditer(words):
            if (
                compound[0] in self.own
                or compound[0] in _more(self.language)
                or self._is_abbreviation(compound[0], words[compound.end() :][:1])
            ):
                continue
            parts = list(_WORD.finditer(words, *compound.span()))
            if len(parts) > 1 and self._is_ours(compound[0]) and self._accepts(compound[0]):
                continue
            for part in parts:
                word, start = part[0], part.start()
                joined = _ENDING_OF_SIGNS.search(words[max(0, start - 2) : start])
                if word in short:
                    continue
                if self._is_ours(word) and not (joined and self.language.is_ending(word)) and not self._accepts(word):
                    found.setdefault(word, start)
        return found

    def meant(self, word: str) -> list[str]:
        """Return what may be meant, the project's own words first."""
        near = [other for other in slips(word, self._alphabet) if other in self.own]
        near += self.dictionary.suggest(word, self._alphabet)
        return list(dict.fromkeys(near))[:MOST_SUGGESTIONS]

    def _accepts(self, word: str) -> bool:
        if any(self.dictionary.knows(form) for form in self.language.spellings(word)):
            return True
        known = (self.own, _places(self.language), _more(self.language))
        if any(self.language.is_form_of(word, words) for words in known):
            return True
        bases = tuple(derived_from(self.language.code, word))
        if any(base in words for words in known for base in bases) or any(map(self.dictionary.knows, bases)):
            return True
        behind = [led["word"]] if (led := _leading(self.language).fullmatch(word)) else []
        behind += [noun["noun"]] if (noun := said.qualified(self.language.code).fullmatch(word)) else []
        return any(self.dictionary.knows(form) for each in behind for form in self.language.spellings(each))

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


def _owner(subject: Subject, text: TextIn) -> Entity | None:
    return next((entity for _, entity in subject.owners(text.path)), None)
