"""Acronyms and their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.about import is_earlier
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import language_of, readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.titled import MINOR, plain_words
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.glossary import Glossary, GlossaryTerm
from briefgen.content.schema.organisations import Association
from briefgen.language import said
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_CAPITALS = "A-ZÀ-ÖØ-ÞƏĞİŞЄІЇҐА-Я"  # of scripts that have small letters, too
_ACRONYM = re.compile(rf"(?<![\w&./-])[{_CAPITALS}]{{2,7}}(?![\w&/]|\.\w)")
_ROMAN = re.compile(r"[IVXLC]+")
_IN_BRACKETS = re.compile(rf"\((?:the\s+)?([{_CAPITALS}]{{2,7}})(?:[-’]\w{{1,4}})?\)")
_BEHIND = re.compile(rf"(?<![\w-])([{_CAPITALS}]{{2,7}})(?:[-’]\w{{1,4}})?\s+\(([^()]{{6,90}})\)")


@rule("acronym-unexpanded", "warning", "The words of every acronym stand somewhere.")
def acronym_unexpanded(subject: Subject) -> Iterator[Found]:
    """Find acronyms that no text, no name and no term of the glossary expands, at the first place in each language."""
    known = subject.once(_known_acronyms)
    told: set[tuple[str, str]] = set()
    for text in readable(subject):
        if text.is_name or is_earlier(text.path):
            continue
        expected = known | subject.once(_expansions).get(text.key, {}).keys() | _common(text.language)
        for found in _ACRONYM.finditer(text.words):
            acronym = found[0]
            if acronym in expected or (text.key, acronym) in told or _ROMAN.fullmatch(acronym):
                continue
            if re.match(r"[\s-]?\d", text.words[found.end() :]) or _is_shouted(text, found):
                continue  # ISO 3166, C102
            told.add((text.key, acronym))
            message = Told("nothing says what {acronym} stands for", acronym=acronym)
            hint = Told("write the words, with the acronym in brackets, or add it to the glossary")
            yield Found(text.path, message, hint, text.key, found.start(), found.end() - found.start())


def _is_shouted(text: TextIn, found: re.Match[str]) -> bool:
    """Tell whether a word is only one of several in capitals, as in a heading."""
    around = text.words[max(0, found.start() - 12) : found.start()] + text.words[found.end() : found.end() + 12]
    return bool(re.search(rf"(?<!\w)[{_CAPITALS}]{{3,}}(?!\w)", around)) and "(" not in around


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(str(said.table(code, "acronyms").get("known", "")).split())


def _known_acronyms(subject: Subject) -> frozenset[str]:
    """Return the acronyms that the content has for itself: the association's, and what its names and glossary say."""
    found = {association.acronym for _, association in subject.entities(Association) if association.acronym}
    words: list[str] = []
    for _, term in subject.entities(GlossaryTerm):
        words += [*term.term.root.values(), *(each for also in term.also.values() for each in also)]
    for _, glossary in subject.entities(Glossary):
        words += [word for each in glossary.words.values() for word in each]
    for _, entity in subject.entities(Entity):
        for named in (getattr(entity, "name", None), getattr(entity, "short_name", None)):
            words += named.root.values() if isinstance(named, Translated) else ()
    return frozenset(found.union(*(_ACRONYM.findall(word) for word in words)))


def _expansions(subject: Subject) -> Mapping[str, Mapping[str, list[tuple[TextIn, int, int, str]]]]:
    """Return where each acronym has its words, by language: text, start and end of what stands before the bracket."""
    found: dict[str, dict[str, list[tuple[TextIn, int, int, str]]]] = {}
    for text in readable(subject):
        if is_earlier(text.path):
            continue
        for match in _IN_BRACKETS.finditer(text.words):
            before = text.words[max(0, match.start() - 90) : match.start()]
            before = re.split(rf"[.;:!?()\n{MASK}]", before)[-1]
            if before.strip():
                start = match.start() - len(before)
                found.setdefault(text.key, {}).setdefault(match[1], []).append((text, start, match.end(), before))
        for match in _BEHIND.finditer(text.words):
            if len(match[2].split()) >= 2:
                row = found.setdefault(text.key, {}).setdefault(match[1], [])
                row.append((text, match.start(), match.end(), match[2]))
    return found


@rule("acronym-otherwise", "error", "An acronym has the same words everywhere, once in a text.")
def acronym_otherwise(subject: Subject) -> Iterator[Found]:
    """Find acronyms whose words aren't those of the name, or differ between texts, or stand in a text twice."""
    names = {
        (key, association.acronym): name
        for _, association in subject.entities(Association)
        for key, name in association.name.root.items()
    }
    for key, by_acronym in subject.once(_expansions).items():
        for acronym, places in by_acronym.items():
            language = places[0][0].language
            name = names.get((key, acronym)) or said.table(language, "organisations").get(acronym, "")
            seen: set[str] = set()
            first = ""
            for text, start, end, words in places:
                right = name or first
                if right and not _ends_with(words, right, language):
                    written = " ".join(words.split()[-len(right.split()) :])
                    message = Told(
                        "{acronym} is here “{written}”, not “{right}”", acronym=acronym, written=written, right=right
                    )
                    at = text.words.rfind(written.split()[0], start, end) if written else start
                    yield Found(
                        text.path, message, Told("write the words of the name"), text.key, max(at, start),
                        end - max(at, start),
                    )  # fmt: skip
                elif not right:
                    first = _own_words(words, acronym)
                if text.path in seen:
                    message = Told("the words of {acronym} stand in this text twice", acronym=acronym)
                    hint = Told("write the acronym alone the second time")
                    yield Found(text.path, message, hint, text.key, start, end - start, severity="warning")
                elif (listed := _list_of(text.path)) in seen and listed:
                    message = Told("the words of {acronym} stand in an entry before", acronym=acronym)
                    hint = Told("write the acronym alone the second time")
                    yield Found(text.path, message, hint, text.key, start, end - start, severity="warning")
                seen.update((text.path, _list_of(text.path)))


def _list_of(path: str) -> str:
    """Return the list in which the entry of a text stands, which is read as a whole; "" if there is none."""
    return path.partition("[")[0] + "[" if "[" in path else ""


def _ends_with(words: str, name: str, code: str) -> bool:
    """Tell whether words end with a name, or are it, in any form."""
    language = language_of(code)
    said_words, wanted = plain_words(words), plain_words(name)
    if not wanted or len(said_words) < len(wanted):
        return False
    return all(
        one.casefold() == other.casefold() or language.is_form(one, other)
        for one, other in zip(said_words[-len(wanted) :], wanted, strict=True)
    )


def _own_words(words: str, acronym: str) -> str:
    """Return the words before an acronym that begin with its letters; "" where they can't be told."""
    found = plain_words(words)
    major = [number for number, word in enumerate(found) if word.lower() not in MINOR]
    letters = [found[number][0].upper() for number in major[-len(acronym) :]]
    if letters == list(acronym):
        return " ".join(found[major[-len(acronym)] :])
    return ""
