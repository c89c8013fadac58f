"""Names that are nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from briefgen.checks.about import is_earlier
from briefgen.checks.kindred import met_otherwise, numbered_otherwise, of_another_kind, of_commissions, of_kin
from briefgen.checks.near_titles import of_moved_titles, of_publishers, of_works
from briefgen.checks.nearness import distance
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, language_of, quoted, with_titles
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.titled import BEGINS, MINOR, WORD, capitalised, plain_words
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Entity
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import GlossaryTerm
from briefgen.content.schema.organisations import Agency, Association, Body
from briefgen.language import said
from briefgen.problems.notes import Told


@rule("name-nearly", "warning", "A name of several words has all of them.")
def name_nearly(subject: Subject) -> Iterator[Found]:
    """Find capitalised names of which one word is another than in a name of the content, or is missing."""
    finders = (
        _of_long_names,
        of_works,
        of_moved_titles,
        of_publishers,
        of_kin,
        of_commissions,
        numbered_otherwise,
        met_otherwise,
        of_another_kind,
    )
    told: dict[tuple[str, str], list[range]] = {}
    for find in finders:
        for found in find(subject):
            here = range(found.offset or 0, (found.offset or 0) + (found.length or 0))
            others = told.setdefault((found.path, found.language), [])
            if not any(here.start < other.stop and other.start < here.stop for other in others):
                others.append(here)
                yield found


def _of_long_names(subject: Subject) -> Iterator[Found]:
    """Yield names of several words of which one is missing, or another one, or that have another order."""
    names, ending = subject.once(_long_names), subject.once(_names_by_ending)
    for text in with_titles(subject):
        known = names.get(text.key)
        for start, end, right in _nearly_uncapitalised(text, ending.get(text.key, {})) if text.key in ending else ():
            if text.language == text.key and not text.is_name and not inside(quoted(text), start):
                message = Told("“{written}” is nearly “{right}”", written=text.raw[start:end], right=right)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(text.path, message, hint, text.key, start, end - start)
        if known is None or text.language != text.key or text.is_name or is_earlier(text.path):
            continue
        for start, end, right in text.once(_nearly, known):
            if not inside(quoted(text), start):
                message = Told("“{written}” is nearly “{right}”", written=text.raw[start:end], right=right)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(text.path, message, hint, text.key, start, end - start)


def _nearly_uncapitalised(text: TextIn, names: Mapping[str, list[tuple[str, ...]]]) -> list[tuple[int, int, str]]:
    """Return where all words of a long name stand but one, in a language that has no capitals to show a name."""
    language, found = language_of(text.language), []
    unlike = re.compile(said.pattern(text.language, "names", "of_others"))
    words = [(word.start(), word.end(), word[0]) for word in WORD.finditer(text.words)]
    for at, (_, end, word) in enumerate(words):
        near: list[tuple[int, int, str]] = []
        for name in names.get(word[:BEGINS], ()):
            here = words[max(0, at - len(name) + 1) : at + 1]
            if len(here) < len(name) or not language.is_form(word, name[-1]):
                continue
            if any(text.words[one[1] : other[0]].strip() for one, other in pairwise(here)):
                continue
            others = [place for place, one in enumerate(name) if not language.is_form(here[place][2], one)]
            if not others:
                near = []
                break  # it is another name
            moved = 1 < len(others) < len(name) and all(
                any(language.is_form(here[place][2], name[other]) for other in others) for place in others
            )
            if moved or (len(others) == 1 and not unlike.fullmatch(here[others[0]][2])):
                near.append((here[0][0], end, " ".join(name)))
        found += near[:1]
    return found


def _names_by_ending(subject: Subject) -> Mapping[str, Mapping[str, list[tuple[str, ...]]]]:
    """Return the names of four words and more of languages without capitals, by how their last word begins."""
    by_language: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    known: set[tuple[str, ...]] = set()
    for _, entity in subject.entities(Entity):
        named: list[tuple[str, str]] = []
        if isinstance(entity, Agency | Association | Body | Event) and entity.name is not None:
            named += entity.name.root.items()
        elif isinstance(entity, GlossaryTerm):
            named += entity.term.root.items()
            named += ((key, other) for key, also in entity.also.items() for other in also)
        for key, name in named:
            words = tuple(plain_words(name))
            shows_none = key in subject.written_in and not language_of(key).words.capitals
            if shows_none and len(words) > _SURE and words not in known:
                known.add(words)
                by_language.setdefault(key, {}).setdefault(words[-1][:BEGINS], []).append(words)
    return by_language


class _LongNames:
    """Names of several words, to be found by what is left of them without one."""

    def __init__(self, names: frozenset[str]) -> None:
        self.whole = {tuple(plain_words(name.casefold())): name for name in names}
        self.lengths = sorted({len(words) for words in self.whole})
        self.ordered = {_weighty(words): name for words, name in self.whole.items()}
        self.without: dict[tuple[int, int, tuple[str, ...]], list[tuple[str, ...]]] = {}
        for words in self.whole:
            for place in range(len(words)):
                self.without.setdefault((len(words), place, (*words[:place], *words[place + 1 :])), []).append(words)

    def moved(self, words: tuple[str, ...]) -> str:
        """Return the name of which these are the words in another order; "" if there is none."""
        name = self.ordered.get(_weighty(words), "") if words[0] not in MINOR and words[-1] not in MINOR else ""
        return name if words not in self.whole else ""

    def near(self, words: tuple[str, ...]) -> str:
        """Return the name of which these are all words but one, or all with another one; "" if there is none."""
        for place in range(len(words)):
            for name in self.without.get((len(words), place, (*words[:place], *words[place + 1 :])), ()):
                near = distance(words[place], name[place], 2) <= 2 and len(name[place]) > 4
                if words[place] not in MINOR and (near or len(words) > _SURE):
                    return self.whole[name]
                if {words[place], name[place]} <= _PREPOSITIONS and 0 < place < len(words) - 1:
                    return self.whole[name]  # the Centre of Excellence
        for place in range(1, len(words) + 1):
            for name in self.without.get((len(words) + 1, place, words), ()):
                if len(words) >= _SURE and name[place] not in MINOR:
                    return self.whole[name]
        return ""


def _weighty(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in words if word not in MINOR))


_SURE = 3  # words of a name: of more than these, another one in the place of one of them is a slip


def _long_names(subject: Subject) -> Mapping[str, _LongNames]:
    """Return the names of three words and more that are written with capitals, by language."""
    of_works: dict[str, set[str]] = {}
    for key, names in subject.once(capitalised).items():
        # Of what is named by an acronym, such as a session of the ISSA Council, texts speak more shortly.
        long = {name for name in names.values() if len(name.split()) > 2 and not any(map(str.isupper, name.split()))}
        if long:
            of_works.setdefault(key, set()).update(long)
    for _, body in subject.entities(Body):
        for key, name in body.name.root.items() if is_commission(subject.content, body) else ():
            words = name.split()
            if len(words) > _SURE and all(word[:1].isupper() or word in MINOR for word in words):
                of_works.setdefault(key, set()).add(name.strip())
    return {key: _LongNames(frozenset(names)) for key, names in of_works.items()}


_CAPITALISED = re.compile(
    r"(?<![\w-])[A-ZÀ-Þ][\w’-]+(?:\s+(?:(?:of|the|and|for|on|de|du|des|la|et)\s+){0,2}[A-ZÀ-Þ][\w’-]+){1,8}"
)


def _nearly(text: TextIn, names: _LongNames) -> list[tuple[int, int, str]]:
    found = []
    # With another order there may be a word between: the World Forum on Social Security.
    sizes = {length + more for length in names.lengths for more in (-1, 0, 1, 2)}
    for run in _CAPITALISED.finditer(text.words):
        words = [(word.start(), word.end(), word[0].casefold()) for word in WORD.finditer(text.words, *run.span())]
        taken = [
            (at, at + size)
            for size in names.lengths
            for at in range(len(words) - size + 1)
            if tuple(word for _, _, word in words[at : at + size]) in names.whole
        ]
        for size in sorted(sizes, reverse=True):
            for at in range(len(words) - size + 1):
                if size < 2 or any(first < at + size and at < last for first, last in taken):
                    continue
                here = tuple(word for _, _, word in words[at : at + size])
                if right := names.moved(here) or names.near(here):
                    found.append((words[at][0], words[at + size - 1][1], right))
                    taken.append((at, at + size))
    return found


_PREPOSITIONS = frozenset({"of", "for", "in", "on", "at", "to", "de", "du", "des", "pour", "sur"})
