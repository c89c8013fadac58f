"""Names called by words of the same kind: «Technical Committee» for Technical Commission, a meeting for a session."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product

from briefgen.checks.about import is_earlier
from briefgen.checks.printing import printed_path
from briefgen.checks.rules import Found
from briefgen.checks.said import said_in
from briefgen.checks.scan import inside, language_of, quoted, readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.titled import BEGINS, WORD, plain_words
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import GlossaryTerm
from briefgen.content.schema.organisations import Body, Work
from briefgen.language import Language, said
from briefgen.language.phrases import Hit, Phrases, longest
from briefgen.problems.notes import Told


def of_kin(subject: Subject) -> Iterator[Found]:
    """Yield «Technical Committee» for Technical Commission: a name with other words of the same families."""
    for code, (phrases, right) in subject.once(_kin).items():
        shows = language_of(code).words.capitals
        for text in readable(subject):
            if text.key != code or text.language != code or text.is_name or is_earlier(text.path):
                continue
            for hit in text.once(_kin_hits, phrases):
                written = text.raw[hit.start : hit.end]
                own = right.get(hit.phrase, "")
                if not own or inside(quoted(text), hit.start) or _OF.match(text.words, hit.end):
                    continue  # it is a name itself, or that of another organisation's body
                if shows and not all(word[:1].isupper() for word in written.split()):
                    continue
                message = Told("“{written}” is nearly “{right}”", written=written, right=own)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(text.path, message, hint, text.key, hit.start, hit.end - hit.start)


def numbered_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield «the {{ event.number | ordinal }} Meeting» of what is named a session."""
    for text in readable(subject):
        families = [str(words).split("|") for words in said.table(text.language, "kin").values()]
        for start, expression in text.expressions if families and not is_earlier(text.path) else ():
            value, _, how = expression.partition("|")
            if how.strip() != "ordinal" or not value.strip().endswith(".number"):
                continue
            item = subject.content.items.get(printed_path(subject, text, value.strip()).removesuffix(".number"))
            name = item.value.name if item and isinstance(item.value, Event) else None
            behind = WORD.search(text.words, text.raw.index("}}", start))
            words = plain_words(name.root.get(text.key, "")) if name else []
            language = language_of(text.language)
            for family in families if behind else ():
                own = next((word for word in words if word in family), "")
                if behind and own and any(language.is_form(behind[0], one) for one in family if one != own):
                    message = Told("“{written}” is nearly “{right}”", written=behind[0], right=own)
                    hint = Told("write the name; if something else is meant, acknowledge it")
                    yield Found(text.path, message, hint, text.key, behind.start(), len(behind[0]))


def met_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield «the meeting of the Council» of a body whose events are all named sessions."""
    named: dict[tuple[str, str], set[str]] = {}
    for _, held in subject.entities(Event):
        for code, name in held.name.root.items() if held.name and held.body else ():
            own = {word for word in plain_words(name) if word in _sittings(code)}
            if own:
                named.setdefault((held.body or "", code), set()).update(own)
    for text in readable(subject) if named else ():
        sittings = _sittings(text.language)
        if text.is_name or is_earlier(text.path) or text.language != text.key or not sittings:
            continue
        plain, language = text.words.casefold(), language_of(text.language)
        if not any(word[:BEGINS].casefold() in plain for word in sittings):
            continue
        for each in said_in(subject, text):
            own = {word for id in each.of("bodies") for word in named.get((id, text.key), ())}
            before = _SITTING_OF.search(text.words, max(0, each.start - 40), each.start) if own else None
            behind = _SITTING_BEHIND.match(text.words, each.end) if own else None
            for found in filter(None, (before, behind)):
                meant = [word for word in sittings if language.is_form(found[1].capitalize(), word)]
                if meant and not own & {*meant}:
                    right = min(own)
                    message = Told("“{written}” is nearly “{right}”", written=found[1], right=right)
                    hint = Told("write the name; if something else is meant, acknowledge it")
                    yield Found(text.path, message, hint, text.key, found.start(1), len(found[1]))


_SITTING_OF = re.compile(r"(?<!\w)([^\W\d_]+) of (?:the |its )?(?:[A-Z]{3,} )?$")
_SITTING_BEHIND = re.compile(r" ([^\W\d_]+)")


@cache
def _sittings(code: str) -> frozenset[str]:
    return frozenset(filter(None, str(said.table(code, "kin").get("sitting", "")).split("|")))


def of_another_kind(subject: Subject) -> Iterator[Found]:
    """Yield «the new directive, {{ works.… }}» of guidelines."""
    for text in readable(subject):
        papers = said.table(text.language, "papers")
        for start, expression in text.expressions if papers and not is_earlier(text.path) else ():
            if not expression.startswith("works."):
                continue
            item = subject.content.items.get(printed_path(subject, text, expression.split("|")[0].strip()))
            own = papers.get(item.value.kind) if item and isinstance(item.value, Work) else None
            lead = text.words[max(0, start - _LEAD) : start]
            lead = re.split(r"[.;:!?()\n]", lead)[-1]
            before = [*WORD.finditer(lead)][-3:]
            # The nearest noun before a title says what it is.
            if own is None or any(re.fullmatch(own, word[0], re.IGNORECASE) for word in before):
                continue
            for word in reversed(before):
                if re.fullmatch(papers.get("other", said.NOTHING), word[0], re.IGNORECASE):
                    at = start - len(lead) + word.start()
                    message = Told("“{written}”, but the content has another kind of paper", written=word[0])
                    hint = Told("write the name; if something else is meant, acknowledge it")
                    yield Found(text.path, message, hint, text.key, at, len(word[0]))
                    break


_LEAD = 60  # characters before a title in which stands what it is
_OF = re.compile(r"\s+(?:of|for|on)\s")


def _kin(subject: Subject) -> Mapping[str, tuple[Phrases, Mapping[str, str]]]:
    """Return what may be written for names of two words, by language, and the names; "" for the names themselves."""
    proper, taken, bodies = _short_names(subject)
    found = {}
    for code, names in proper.items():
        families = [str(words).split("|") for words in said.table(code, "kin").values()]
        right = dict.fromkeys(taken[code], "")
        for name in sorted(names):
            words = name.split()
            if len(words) != 2 or (language_of(code).words.capitals and not all(map(str.istitle, words))):
                continue
            choices = [{word, *(other for family in families if word in family for other in family)} for word in words]
            for one, other in product(*map(sorted, choices)):
                right.setdefault(f"{one} {other}", name)
        called = said.pattern(code, "names", "of_bodies")
        adjectives = called.split("|") if called != said.NOTHING else []
        for name in sorted(bodies.get(code, ())):
            for adjective in adjectives if len(name.split()) == 1 else ():
                right.setdefault(f"{adjective} {name}", name)
        for crossed, name in _crossed(bodies.get(code, ())):
            right.setdefault(crossed, name)
        if any(right.values()):
            found[code] = _kin_phrases(subject.written_in[code], tuple(right)), right
    return found


@lru_cache(maxsize=16)  # of the languages of a few projects
def _kin_phrases(language: Language, phrases: tuple[str, ...]) -> Phrases:
    return Phrases(language, phrases)


def _kin_hits(text: TextIn, phrases: Phrases) -> list[Hit]:
    return list(longest(phrases.all_in(text.words)))


def _short_names(subject: Subject) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """Return by language the names of bodies and terms, all names that anything has, and the names of bodies alone."""
    proper: dict[str, set[str]] = {}
    taken: dict[str, set[str]] = {}
    bodies: dict[str, set[str]] = {}
    for _, entity in subject.entities(Entity):
        named = getattr(entity, "name", None) or getattr(entity, "term", None)
        if not isinstance(named, Translated):
            continue
        for code, name in named.root.items():
            taken.setdefault(code, set()).add(name)
            is_one = isinstance(entity, Body | GlossaryTerm) and code in subject.written_in
            if is_one and not (isinstance(entity, Body) and is_commission(subject.content, entity)):
                proper.setdefault(code, set()).add(name)
                if isinstance(entity, Body):
                    bodies.setdefault(code, set()).add(name)
        if isinstance(entity, GlossaryTerm):
            for code, also in entity.also.items():
                taken.setdefault(code, set()).update(also)
    return proper, taken, bodies


def _crossed(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what comes of two bodies' names, «General Council» of General Assembly and Council, and the second."""
    words = [name.split() for name in sorted(names)]
    for one in words:
        for other in words:
            if len(one) == _TWO and one[-1] != other[-1] and len(other) <= _TWO:
                yield f"{one[0]} {other[-1]}", " ".join(other)


_TWO = 2  # words of a name, of which the first says what the second is
