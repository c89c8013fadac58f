"""The project's own words: the right term in each language, and none that was ruled out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.checks.belonging import Owners
from briefgen.checks.families.translations import pairs
from briefgen.checks.forms import typed_forms
from briefgen.checks.likely import matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, quoted, sentence
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.glossary import Glossary
from briefgen.content.schema.organisations import Agency, Association, Body, Office, Work
from briefgen.language import said
from briefgen.language.phrases import Hit, Phrases, longest, phrases_of
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told


@dataclass(frozen=True)
class _Term:
    """What a term is called in each language, the proper name first, and what it may not be called."""

    names: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]]
    note: str = ""
    in_glossary: bool = False


class _Vocabulary:
    """The terms in one language, to be found in texts."""

    def __init__(self, subject: Subject, language: str, terms: tuple[_Term, ...]) -> None:
        # A variant of several words can mean nothing but the term; one such as „ასამბლეა“ or “the Agency” may.
        self.proper = {
            name
            for term in terms
            for place, name in enumerate(term.names.get(language, ()))
            if place == 0 or (term.in_glossary and len(name.split()) > 2)
        }
        self.named: dict[str, list[_Term]] = defaultdict(list)
        self.allowed: set[str] = set()  # what the glossary itself says; a body's name may well be wrong
        self.forbidden: dict[str, _Term] = {}
        for term in terms:
            for name in term.names.get(language, ()):
                self.named[name].append(term)
                if term.in_glossary:
                    self.allowed.add(name)
            self.forbidden.update(dict.fromkeys(term.forbidden.get(language, ()), term))
        known, forms = (*self.named, *self.forbidden), subject.once(typed_forms).get(language, ())
        written_in = subject.written_in[language]
        self._phrases = phrases_of(written_in, known, forms)
        self._loose = (
            None if written_in.knows_endings else phrases_of(written_in, tuple(self.named), forms, loosely=True)
        )

    def hits(self, text: TextIn) -> list[Hit]:
        """Return where terms, and what is forbidden, stand in the words of a text."""
        return text.once(_hits, self._phrases)

    def likely_hits(self, text: TextIn) -> list[Hit]:
        """Return the same, and what may be a term in a form that nothing says of the language; more than there is."""
        return self.hits(text) if self._loose is None else [*self.hits(text), *text.once(_likely_hits, self._loose)]

    def hits_in(self, words: str) -> list[Hit]:
        """Return the same of what is printed there."""
        return self._phrases.all_in(words)


def _hits(text: TextIn, phrases: Phrases) -> list[Hit]:
    return phrases.all_in(text.words)


def _likely_hits(text: TextIn, phrases: Phrases) -> list[Hit]:
    return phrases.all_in(text.words)


@rule("glossary-forbidden", "error", "No text says what the glossary rules out.")
def glossary_forbidden(subject: Subject) -> Iterator[Found]:
    """Find variants of terms that the glossary forbids, in any form; other bodies may have such an office."""
    vocabularies = _vocabularies(subject)
    titles = {name for _, office in subject.entities(Office) for name in office.title.root.values()}
    owners = {
        code: Owners(subject, code, {name for name in vocabulary.allowed if name.isupper()})
        for code, vocabulary in vocabularies.items()
    }
    for text in (*subject.texts, *subject.titles):
        if text.language not in vocabularies or text.path.startswith("glossary."):
            continue
        vocabulary = vocabularies[text.language]
        for hit in longest(vocabulary.hits(text)):
            if (term := vocabulary.forbidden.get(hit.phrase)) and hit.phrase not in vocabulary.allowed:
                whose = owners[text.language].whose(text, hit.start, hit.end)
                if whose == "other" and any(name in titles for names in term.names.values() for name in names):
                    continue
                message = Told("the glossary rules out „{raw}“", raw=text.raw[hit.start : hit.end])
                proper = [Told("the term is „{name}“", name=name) for name in term.names.get(text.language, ())[:1]]
                hint = (
                    Told("{says}: {note}", says=proper[0], note=term.note)
                    if proper and term.note
                    else (*proper, term.note)[0]
                )
                # In another form than the first, the term would have to have that form, too.
                fix = term.names.get(text.language, ())[:1] if text.raw[hit.start : hit.end] == hit.phrase else ()
                severity: Severity = (
                    "error" if whose == "ours" and not text.is_note else "warning"
                )  # others chose the title
                yield Found(
                    text.path, message, hint, text.key, hit.start, hit.end - hit.start, severity=severity, fix=fix
                )


@rule("glossary-unused", "warning", "A term of the glossary is rendered by its term.")
def glossary_unused(subject: Subject) -> Iterator[Found]:
    """Find texts that have a term in one language and nothing that stands for it in another."""
    if subject.content.unread:
        return  # what could not be read may print the term
    vocabularies = _vocabularies(subject)
    bodies = {name for _, body in subject.entities(Body) for name in body.name.root.values() if " " not in name}
    # A text lacks a term once, whichever of the other languages has it; with «Social Service Agency» also «Agency».
    told: dict[tuple[str, str], str] = {}
    for source, translation in pairs(subject):
        if _is_a_name_itself(subject, source):
            continue
        for text, other in ((source, translation), (translation, source)):
            if text.language not in vocabularies or other.language not in vocabularies:
                continue
            here, there = vocabularies[text.language], vocabularies[other.language]
            plain = said.unqualified(other.language, other.words)
            found = [*there.likely_hits(other), *there.hits_in(_printed(subject, other))]
            found += there.hits_in(plain) if plain != other.words else []
            # What is ruled out has a report of its own; two phrases of one term are one report.
            settled = {
                id(term)
                for hit in found
                for term in (*there.named.get(hit.phrase, ()), there.forbidden.get(hit.phrase))
            }
            for hit in sorted(longest(here.hits(text)), key=lambda hit: -len(hit.phrase)):
                terms = [term for term in here.named.get(hit.phrase, ()) if term.names.get(other.language)]
                if hit.phrase not in here.proper or not _is_meant(text, hit) or inside(quoted(text), hit.start):
                    continue  # whoever gave a work its title chose the words
                if any(id(term) in settled for term in terms) or _is_of_ministry(text, hit, other):
                    continue
                if hit.phrase in bodies and _is_one_of_many(text, hit):
                    continue
                settled.update(map(id, terms))
                names = "“ or „".join(dict.fromkeys(term.names[other.language][0] for term in terms))
                before = told.get(place := (other.path, other.key), "")
                if terms and names not in before:
                    told[place] = f"{before} {names}"
                    written = text.raw[hit.start : hit.end]
                    message = Told(
                        "the text in {key} says „{written}“, this one doesn't say „{names}“",
                        key=repr(text.key),
                        written=written,
                        names=names,
                    )
                    hint = Told("use the term; what else may stand for it goes under `also` in glossary.yaml")
                    yield Found(other.path, message, hint, other.key, offset=0, length=len(other.raw))


def _is_a_name_itself(subject: Subject, text: TextIn) -> bool:
    """Tell whether a text is the official title of a work or the name of a body, whatever its words mean elsewhere."""
    owner = next((entity for _, entity in subject.owners(text.path)), None)
    return (isinstance(owner, Work) and text.path.endswith(".title")) or (
        isinstance(owner, Body) and text.path.endswith(".name")
    )


def _is_of_ministry(text: TextIn, hit: Hit, other: TextIn) -> bool:
    """Tell whether a phrase is part of a ministry's name, which has a rendering of its own in each language."""
    there, here = usage(other.language).patterns, usage(text.language).patterns
    if not matcher(there.get("ministry", "")).search(other.words):
        return False
    start, end = sentence(text.words, hit.start)
    before, behind = here.get("ministry_before", "(?!)"), here.get("ministry_behind", "(?!)")
    return bool(
        re.search(rf"(?<!\w)(?:{before})$", text.words[start : hit.start], re.IGNORECASE)
        or re.match(rf"(?:{behind})(?!\w)", text.words[hit.end : end])
    )


def _is_one_of_many(text: TextIn, hit: Hit) -> bool:
    """Tell whether a body's name of one word is a common noun: in the plural, as in liaison offices (ბიუროები)."""
    plural = said.pattern(text.language, "names", "plural")
    return bool(re.fullmatch(rf"\w+?(?:{plural})", text.words[hit.start : hit.end]))


def _is_meant(text: TextIn, hit: Hit) -> bool:
    """Tell whether a phrase stands for the term: one with a capital, such as «Council», is written with it."""
    return text.words[hit.start].isupper() >= hit.phrase[0].isupper()


def _vocabularies(subject: Subject) -> dict[str, _Vocabulary]:
    terms = _terms(subject)
    return {code: _Vocabulary(subject, code, terms) for code in subject.languages if code in subject.written_in}


def _terms(subject: Subject) -> tuple[_Term, ...]:
    """Return the terms of the glossary, and the names of entities; those that share a name are one."""
    terms: list[_Term] = []
    for _, glossary in subject.entities(Glossary):
        for entry in glossary.terms:
            names = {code: (name, *entry.also.get(code, ())) for code, name in entry.term.root.items() if name.strip()}
            forbidden = {code: tuple(said) for code, said in entry.forbidden.items()}
            terms.append(_Term(_with_those_of_women(subject, names), forbidden, entry.note, in_glossary=True))
    main = subject.languages[0]
    known = {name.casefold() for term in terms for name in term.names.get(main, ())}
    for named in _named(subject):
        names = {code: (name,) for code, name in named.root.items() if name.strip()}
        if set(names) >= set(subject.languages) and names[main][0].casefold() not in known:
            terms.append(_Term(_with_those_of_women(subject, names), {}))
    for _, agency in subject.entities(Agency):  # either name stands for it
        both = {code: (name, agency.short_name.root.get(code, "")) for code, name in agency.name.root.items()}
        names = {code: tuple(filter(str.strip, each)) for code, each in both.items() if each[0].strip()}
        if set(names) >= set(subject.languages) and names[main][0].casefold() not in known:
            terms.append(_Term(names, {}))
    return tuple(terms)


def _with_those_of_women(subject: Subject, names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the names of a term, and what a woman is called who holds an office of that title."""
    for _, office in subject.entities(Office):
        title, woman = office.title.root, office.of_a_woman
        if woman and any(title.get(code) in known for code, known in names.items()):
            own = {code: name for code, name in woman.root.items() if name.strip()}
            names = {code: (*known, *([own[code]] if code in own else [])) for code, known in names.items()}
    return names


def _named(subject: Subject) -> Iterator[Translated]:
    for _, entity in subject.entities(Entity):
        match entity:
            # Commissions are named like a subject, of which texts speak as well.
            case Body() if not is_commission(subject.content, entity):
                yield entity.name
            case Office():
                yield entity.title
            case Agency():
                yield entity.short_name
            case Association():
                yield entity.name


def _printed(subject: Subject, text: TextIn) -> str:
    """Return the names that the expressions of a text print, in its language."""
    return f" {MASK} ".join(filter(None, (_name(subject, text, value) for value in text.printed)))


def _name(subject: Subject, text: TextIn, value: str) -> str:
    """Return the name or title that `value` prints, such as `bodies.council` or `event`; an empty one for none."""
    item = subject.content.items.get(printed_path(subject, text, value))
    if item is None:
        return ""
    named = item.value
    if isinstance(named, Entity):
        named = getattr(named, "name", None) or getattr(named, "title", None)
    return named.root.get(text.key, "") if isinstance(named, Translated) else ""
