"""What is written for a name by who half remembers it: other words of the same families in the place of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from briefgen.checks.subject import Subject
from briefgen.checks.titled import MINOR
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import GlossaryTerm
from briefgen.content.schema.organisations import Agency, Association, Body, Office
from briefgen.language import Language, said
from briefgen.language.phrases import Phrases, phrases_of

_TWO = 2  # words of a name, of which the first says what the second is
_LONGEST = 6  # words of a name of which one is taken for another


@dataclass(slots=True)
class _Names:
    """The names of a language."""

    proper: set[str] = field(default_factory=set)  # of bodies, offices and terms
    taken: set[str] = field(default_factory=set)  # all that anything has
    bodies: set[str] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)  # how the association is called for short


def variants(subject: Subject) -> Mapping[str, tuple[Phrases, Mapping[str, str]]]:
    """Return what may be written for names, by language, and the names; "" for the names themselves."""
    found = {}
    for code, names in _names(subject).items():
        known = said.table(code, "organisations").values()
        right = dict.fromkeys((*names.taken, *map(str, known), *_listed(code, "kin", "real")), "")
        for written, name in _variants(subject.written_in[code], code, names):
            right.setdefault(written, name)
        if any(right.values()):
            found[code] = phrases_of(subject.written_in[code], tuple(right)), right
    return found


def _variants(language: Language, code: str, names: _Names) -> Iterator[tuple[str, str]]:
    kin = families(code)
    for name in sorted(names.proper | {*map(str, said.table(code, "organisations").values())}):
        if not language.words.capitals or all(word[:1].isupper() or word in MINOR for word in name.split()):
            yield from _of_one_name(name, kin, turned=language.words.capitals)
    for name in sorted(names.proper):
        if " " not in name and (not language.words.capitals or name.istitle()):
            yield from _of_owner(name, sorted(names.owners), kin)
    for name in sorted(names.bodies):
        for adjective in _listed(code, "names", "of_bodies") if " " not in name else ():
            yield f"{adjective} {name}", name
    for name in sorted(names.agencies):
        first, _, last = name.rpartition(" ")
        for adjective in _listed(code, "names", "of_agencies"):
            yield from ((f"{adjective} {name}", name), (f"{first} {adjective} {last}", name))
    yield from _crossed(names.bodies)


def families(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a language that are taken for one another, by what they are called together."""
    return {key: tuple(str(words).split("|")) for key, words in said.table(code, "kin").items() if key != "real"}


def _listed(code: str, table: str, key: str) -> tuple[str, ...]:
    return tuple(filter(None, str(said.table(code, table).get(key, "")).split("|")))


def _of_one_name(name: str, kin: Mapping[str, tuple[str, ...]], *, turned: bool) -> Iterator[tuple[str, str]]:
    words = name.split()
    if not _TWO <= len(words) <= _LONGEST:
        return
    is_long = len(words) > _TWO
    of_each = [
        {each for key, alike in kin.items() if word in alike and (is_long or key[:5] != "long_") for each in alike}
        for word in words
    ]
    if is_long:  # one word is another, not all
        for at, others in enumerate(of_each):
            yield from ((" ".join((*words[:at], other, *words[at + 1 :])), name) for other in sorted(others))
        return
    for one, other in product(*(sorted({word, *others}) for word, others in zip(words, of_each, strict=True))):
        yield f"{one} {other}", name
        if turned:  # the General Secretary; where nothing shows a name, that would be any words
            yield f"{other} {one}", name


def _of_owner(name: str, owners: Iterable[str], kin: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield «ISSA Board» and «Board of the Association» for the Bureau."""
    others = {each for key, alike in kin.items() if name in alike and key[:5] != "long_" for each in alike} - {name}
    for other in sorted(others):
        for owner in owners:
            yield f"{owner} {other}", name
            yield f"{owner}-ს {other}", name
            yield f"{owner}’s {other}", name
            yield f"{other} of {owner}", name
            yield f"{other} of the {owner}", name


def _crossed(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what comes of two bodies' names, «General Council» of General Assembly and Council, and the second."""
    words = [name.split() for name in sorted(names)]
    for one in words:
        for other in words:
            if len(one) == _TWO and one[-1] != other[-1] and len(other) <= _TWO:
                yield f"{one[0]} {other[-1]}", " ".join(other)


_NAMED, _NOBODY = ("name", "term", "title"), Translated({})


def _names(subject: Subject) -> Mapping[str, _Names]:
    found = {code: _Names() for code in subject.written_in}
    kin = {code: frozenset(families(code).get("commission", ())) for code in found}
    for _, entity in subject.entities(Entity):
        named = next((each for key in _NAMED if isinstance(each := getattr(entity, key, None), Translated)), _NOBODY)
        is_body = isinstance(entity, Body) and not is_commission(subject.content, entity)
        is_one = is_body or isinstance(entity, GlossaryTerm | Office | Agency | Association | Event)
        for code, name in named.root.items():
            if code not in found:
                continue
            names = found[code]
            names.taken.add(name)
            is_called_so = isinstance(entity, Body) and not kin[code].isdisjoint(name.split())
            names.proper.update({name} if is_one or is_called_so else ())
            names.bodies.update({name} if is_body else ())
            match entity:
                case Agency():
                    names.agencies.add(name)
                case Association():
                    names.owners.update(filter(None, (entity.acronym, name.split()[-1] if name.split() else "")))
                case Event():  # its texts may leave out whose it is
                    first, _, rest = name.partition(" ")
                    short = {rest} if first.split("-")[0].isupper() and " " in rest else set()
                    names.proper.update(short)
                    names.taken.update(short)
        if isinstance(entity, GlossaryTerm):
            for code, also in entity.also.items():
                if code in found:
                    found[code].taken.update(also)
    return found
