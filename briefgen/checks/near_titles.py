"""Titles of works, and publishers, that are nearly those of the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from briefgen.checks.about import is_earlier
from briefgen.checks.likely import matcher
from briefgen.checks.nearness import distance
from briefgen.checks.rules import Found
from briefgen.checks.scan import with_titles
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.titled import MINOR, WORD, plain_words
from briefgen.content.schema.organisations import Agency, Association, Work
from briefgen.content.schema.sources import Source
from briefgen.language import said
from briefgen.problems.notes import Told

_SURE = 3  # words: of more than these, another one in the place of one of them is a slip
_MANY = 5  # words of a title, of which the same is sure

_ByLongest = Mapping[str, Sequence[tuple[str, Sequence[str]]]]  # titles and their words, by the longest of these


def of_works(subject: Subject) -> Iterator[Found]:
    """Yield works whose titles differ by a word, or a letter or two, from what a source of theirs is titled."""
    titles = {source.id: source.title for _, source in subject.entities(Source)}
    for path, work in subject.entities(Work):
        for text in subject.texts_at(f"{path}.title"):
            words = plain_words(text.raw)
            for title in (titles.get(id, "") for id in (*work.sources, *work.contradicted_by)):
                there = list(WORD.finditer(title)) if len(words) > _SURE else []
                windows = (there[at : at + len(words)] for at in range(len(there) - len(words) + 1))
                near = next((each for each in windows if _by_letters(words, [word[0] for word in each])), None)
                if near:
                    right = title[near[0].start() : near[-1].end()]
                    message = Told("“{written}” is nearly “{right}”", written=text.raw, right=right)
                    hint = Told("write the name; if something else is meant, acknowledge it")
                    yield Found(text.path, message, hint, text.key, 0, len(text.raw))


def _by_letters(words: list[str], others: list[str]) -> bool:
    differing = _differing(words, others)
    if len(differing) == 1 and len(words) > _MANY:
        return True  # of so many words another one in the place of one
    return 0 < len(differing) < _SURE and all(_is_slip(one, other) for one, other in differing)


def _differing(words: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in zip(words, others, strict=True) if one.casefold() != other.casefold()]


def _is_slip(one: str, other: str) -> bool:
    return distance(one, other, 2) <= 2 < len(one)


def of_moved_titles(subject: Subject) -> Iterator[Found]:
    """Yield titles of works, and of what they are known from, with their words in another order."""
    titles = subject.once(_titles_known)
    for text in with_titles(subject):
        if is_earlier(text.path):
            continue
        for start, end, title in text.once(_moved, titles):
            message = Told("“{written}” is nearly “{right}”", written=text.raw[start:end], right=title)
            hint = Told("write the name; if something else is meant, acknowledge it")
            yield Found(text.path, message, hint, text.key, start, end - start)


def _titles_known(subject: Subject) -> _ByLongest:
    titles = [title for _, work in subject.entities(Work) for title in work.title.root.values()]
    titles += [source.title for _, source in subject.entities(Source)]
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for title in dict.fromkeys(titles):
        words = plain_words(title)
        if len({word for word in words if word not in MINOR}) > _SURE:
            found.setdefault(max(words, key=len), []).append((title, words))
    return found


def _moved(text: TextIn, titles: _ByLongest) -> list[tuple[int, int, str]]:
    """Return where a text has all words of a title side by side, in another order."""
    words = list(WORD.finditer(text.words))
    said_here, found = {word[0] for word in words}, []
    for longest in sorted(said_here & titles.keys()):
        for title, plain in titles[longest]:
            for at in range(len(words) - len(plain) + 1) if said_here.issuperset(plain) else ():
                here = words[at : at + len(plain)]
                order = [word[0] for word in here]
                if order != list(plain) and sorted(order) == sorted(plain):
                    between = {sign for one, other in pairwise(here) for sign in text.words[one.end() : other.start()]}
                    if all(sign.isspace() or sign in title for sign in between):  # else it is no one name
                        found.append((here[0].start(), here[-1].end(), title))
                        break
    return found


def of_publishers(subject: Subject) -> Iterator[Found]:
    """Yield publishers that are called like the agency or the association but for one word."""
    named = [agency.name for _, agency in subject.entities(Agency)]
    named += [association.name for _, association in subject.entities(Association)]
    names = {name: code for each in named for code, name in each.root.items()}
    known = {text.raw.casefold() for text in subject.texts if text.is_name}
    for path, source in subject.entities(Source):
        publisher = source.publisher or ""
        if publisher.casefold() in known or any(publisher in _others(code) for code in names.values()):
            continue
        for name, code in names.items():
            if _is_nearly(plain_words(publisher), plain_words(name), code):
                message = Told("“{written}” is nearly “{right}”", written=publisher, right=name)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(f"{path}.publisher", message, hint)


def _is_nearly(words: list[str], right: list[str], code: str) -> bool:
    """Tell whether one word is another, and not just what tells two organisations apart."""
    differing = _differing(words, right) if len(words) == len(right) else []
    if len(differing) != 1 or len(words) < _SURE:
        return False
    (one, other) = differing[0]
    if _is_slip(one, other):
        return True
    is_last = one == words[-1]  # Social Service Fund is no Agency; a Review of the Association no Association
    of_others = matcher(said.pattern(code, "names", "of_others"))
    return len(words) > _SURE and not is_last and not of_others.fullmatch(one)


def _others(code: str) -> frozenset[str]:
    """Return names of other organisations that a language knows."""
    real = str(said.table(code, "kin").get("real", "")).split("|")
    return frozenset({*real, *map(str, said.table(code, "organisations").values())})
