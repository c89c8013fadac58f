"""Capitals of names and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.about import is_earlier
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, quoted, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.titled import capitalised
from briefgen.content.schema.base import Entity
from briefgen.content.schema.glossary import GlossaryTerm
from briefgen.content.schema.organisations import Agency, Association, Body, Office
from briefgen.content.schema.people import Person
from briefgen.language import said
from briefgen.problems.notes import Told


@rule("capitals-differ", "warning", "Names and titles have their capitals.")
def capitals_differ(subject: Subject) -> Iterator[Found]:
    """Find names that are written with other capitals than the content gives them."""
    yield from _small_alone(subject)
    yield from _needless(subject)
    yield from _small_surnames(subject)
    for key, names in subject.once(capitalised).items():
        pattern = _any_name(tuple(sorted(names)))
        for text in with_notes(subject):
            if text.key != key or text.language != key or text.is_name or is_earlier(text.path) or pattern is None:
                continue
            for found in pattern.finditer(text.words):
                written = " ".join(found[0].split())
                right = names.get(written.casefold(), written)
                if written == right or written.isupper() or inside(quoted(text), found.start()):
                    continue
                if written[1:] == right[1:] and any(word.isupper() for word in right.split()):
                    continue  # the meeting of the ISSA Bureau
                message = Told("“{written}” is written “{right}”", written=written, right=right)
                at, end = found.span()
                yield Found(text.path, message, Told("write “{now}”", now=right), text.key, at, end - at, fix=(right,))


def _small_surnames(subject: Subject) -> Iterator[Found]:
    """Yield a person whose name ends in a word without a capital; «van» and «de» never stand last."""
    for path, person in subject.entities(Person):
        for key, name in person.name.root.items():
            language = subject.written_in.get(key)
            last = name.split()[-1] if language and language.words.capitals and len(name.split()) > 1 else ""
            if last.islower() and last.isalpha() and len(last) > _SUFFIX and name[:1].isupper():
                message = Told("“{written}” is written “{right}”", written=last, right=last.capitalize())
                hint = Told("write “{now}”", now=last.capitalize())
                at = name.rstrip().rfind(last)
                yield Found(f"{path}.name", message, hint, key, at, len(last), fix=(last.capitalize(),))


_SUFFIX = 3  # letters of what stands behind a name, and isn't one: jun


def _needless(subject: Subject) -> Iterator[Found]:
    """Yield «Member Organizations» within a sentence, of a term that the glossary writes in small letters."""
    terms = subject.once(_small_terms)
    for text in with_notes(subject):
        pattern = _in_capitals(terms.get(text.key, ()))
        if pattern is None or text.key != text.language or text.is_name or is_earlier(text.path):
            continue
        for found in pattern.finditer(text.words):
            before = text.words[max(0, found.start() - _FAR) : found.start()].split()
            # Behind another word with a capital it is a part of a name.
            linked = len(before) > 1 and before[-2][:1].isupper()  # the Secretary for Social Security
            if not before or not before[-1].islower() or linked or inside(quoted(text), found.start()):
                continue
            right = found[0].lower()
            message = Told("“{written}” is written “{right}”", written=found[0], right=right)
            hint = Told("write “{now}”", now=right)
            yield Found(text.path, message, hint, text.key, found.start(), len(found[0]), fix=(right,))


_FAR = 40  # characters in which the word before stands


def _small_terms(subject: Subject) -> dict[str, tuple[str, ...]]:
    """Return by language the terms of several words that the glossary writes without a capital."""
    found: dict[str, list[str]] = {}
    for _, term in subject.entities(GlossaryTerm):
        for key, name in term.term.root.items():
            language = subject.written_in.get(key)
            if language and language.words.capitals and name.islower() and " " in name:
                found.setdefault(key, []).append(name)
    return {key: tuple(sorted(names)) for key, names in found.items()}


@cache
def _in_capitals(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    one = "|".join(r"\s+".join(re.escape(word[0].upper() + word[1:]) for word in name.split()) for name in names)
    return re.compile(rf"(?<![\w-])(?:{one})s?(?![\w-])(?!\s+[A-Z])")


def _small_alone(subject: Subject) -> Iterator[Found]:
    """Yield «the treasurer» and «the council» where the text of a body has what these name with a capital."""
    for text in with_notes(subject):
        before = said.pattern(text.language, "names", "alone_before")
        behind = said.pattern(text.language, "names", "alone_behind")
        names = subject.once(_alone).get(text.key)
        if before == said.NOTHING or not names or text.key != text.language or text.is_name or is_earlier(text.path):
            continue
        for found in _small("|".join((before, *subject.once(_acronyms))), behind, names).finditer(text.words):
            written = found["name"]
            right = written[0].upper() + written[1:]
            message = Told("“{written}” is written “{right}”", written=written, right=right)
            at, end = found.span("name")
            hint = Told("write “{now}”", now=right)
            yield Found(text.path, message, hint, text.key, at, end - at, fix=(right,))


def _acronyms(subject: Subject) -> tuple[str, ...]:
    return tuple(re.escape(entity.acronym) for _, entity in subject.entities(Association) if entity.acronym)


def _alone(subject: Subject) -> Mapping[str, frozenset[str]]:
    """Return the names of bodies and offices of the association that are one word with a capital, in small letters."""
    found: dict[str, set[str]] = {}
    parents = {body.parent for _, body in subject.entities(Body)}
    for path, entity in subject.entities(Entity):
        if path.startswith("association.") and isinstance(entity, Body | Office) and entity.id not in parents:
            named = entity.name if isinstance(entity, Body) else entity.title
            for key, name in named.root.items():
                if name.istitle() and name.isalpha():
                    found.setdefault(key, set()).add(name.lower())
    for _, agency in subject.entities(Agency):
        for key, name in agency.short_name.root.items():
            if name.istitle() and name.isalpha():
                found.setdefault(key, set()).add(name.lower())
    for _, term in subject.entities(GlossaryTerm):
        for key, name in term.term.root.items():
            if name.istitle() and name.isalpha() and _is_of_association(subject, name, key):
                found.setdefault(key, set()).add(name.lower())
    return {key: frozenset(names) for key, names in found.items()}


def _is_of_association(subject: Subject, name: str, key: str) -> bool:
    """Tell whether a word is the last one of the association's name, which stands for it."""
    return any(
        association.name.root.get(key, "").split()[-1:] == [name] for _, association in subject.entities(Association)
    )


@cache
def _small(before: str, behind: str, names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{before}) (?P<name>{'|'.join(sorted(names))})(?:{behind})")


@cache
def _any_name(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest = sorted(names, key=len, reverse=True)
    one = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"(?<![\w-])(?:{one})(?![\w-])", re.IGNORECASE)
