"""What somebody means who types a name: an id, a name in any language, or a part of one that no other has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from briefgen.content.own_kinds import CALLED
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import Named, SchemaWord, Told, WordRow, Written, either, looked_up

_TOLD_IN = ("ka", "en")  # the languages in which messages are told
_FEW = 5  # of what there is, as many as a message names
_WORD = re.compile(r"[^\W_]+")


def meant_by(words: str, known: Mapping[str, str], *, several: bool) -> list[str]:
    """Return the ids that are meant by words, of several with commas or semicolons between; others as they are."""
    if not several:
        return [meant(words, known)]
    between = "," if "," in words else ";"  # as people write it
    parts = [part.strip() for part in words.strip("[]").split(between)]
    whole = words.strip("[] ")
    if len(found := _called_so(whole, known)) == 1:  # a name may have a comma
        return found
    ids = [meant(part, known) for part in parts]
    typed = _words(whole)
    if not {*ids} <= known.keys() and len({*typed}) == len(typed) and len(found := may_be(whole, known)) == 1:
        return found  # “Lee, Ann” is one, though others are called Lee; “Ann Lee, Lee” are two
    twice = {part for part in parts if parts.count(part) > 1}  # an id of these is told where it may not be
    return [id for at, id in enumerate(ids) if id in twice or id not in ids[:at]]


def meant(words: str, known: Mapping[str, str]) -> str:
    """Return the id that is meant by words, if they can mean but one; other words as they are."""
    if words in known:
        return words
    found = _called_so(words, known) or may_be(words, known)
    return found[0] if len(found) == 1 else words


def may_be(words: str, known: Mapping[str, str]) -> list[str]:
    """Return the ids whose name, in one language, has all of the words, or else words that begin with them.

    Letters alone, which begin many a word, have to be words of the name.
    """
    typed = _words(words)
    begin = typed if any(len(each) > 1 for each in typed) else ()
    return _that_have(typed, known, str.__eq__) or _that_have(begin, known, str.startswith)


def unknown(words: str, kind: str, known: Mapping[str, str]) -> str:
    """Return what is told of words that mean none of what there is, or more than one."""
    import difflib  # only who made a mistake waits for it

    if found := _called_so(words, known) or may_be(words, known):
        return Told(
            "more than one of the {kind} can be meant by “{words}”: {names}; write more of the name",
            kind=looked_up(CALLED.get(kind, kind)),
            words=Written(words),
            names=WordRow(", ", _told_apart(found[:_FEW], known)),
        )
    close = [each for each, name in known.items() if words.casefold() in f"{each} {name}".casefold()]
    if not 0 < len(close) <= _FEW:
        close = difflib.get_close_matches(words, known, 1)
    if close:
        hint: str = Told("did you mean {name}?", name=either([_of_id(each, known) for each in close]))
    elif len(known) <= _FEW:
        some = [_of_id(each, known) for each in known]
        hint = Told("there are {names}", names=WordRow(", ", some)) if some else did_you_mean(words, ())
    else:

        def unlike(each: str) -> float:
            return -max(
                difflib.SequenceMatcher(None, words.casefold(), one.casefold()).ratio() for one in (each, known[each])
            )

        some = [_of_id(each, known) for each in sorted(known, key=unlike)[:_FEW]]
        hint = Told("there are, among others, {names}", names=WordRow(", ", some))
    return Told(
        "there is no {id} among the {kind}; {hint}", id=words, kind=looked_up(CALLED.get(kind, kind)), hint=hint
    )


def _called_so(words: str, known: Mapping[str, str]) -> list[str]:
    """Return the ids of what is called so in any language, as a list shows it: with the id behind, too."""
    said = words.casefold()
    return [
        id for id, name in known.items() if any(said in (each, f"{each} ({id})".casefold()) for each in _names(name))
    ]


def _that_have(typed: Sequence[str], known: Mapping[str, str], fits: Callable[[str, str], bool]) -> list[str]:
    def has(name: str) -> bool:
        return all(any(fits(word, each) for word in _words(name)) for each in typed)

    return [id for id, name in known.items() if typed and any(map(has, _names(name)))]


def _words(words: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", words).casefold())


def _names(name: str) -> set[str]:
    """Return what something is called in any language, in small letters."""
    return {each.casefold() for each in (name, *(name.texts.values() if isinstance(name, Named) else ())) if each}


def _told_apart(ids: Sequence[str], known: Mapping[str, str]) -> list[Named | SchemaWord]:
    """Return ids as a message has them; those with one name have the id behind it."""
    named = [_of_id(each, known) for each in ids]
    times = Counter(tuple(each.texts.values()) for each in named if isinstance(each, Named))
    return [
        Named(each, {language: f"{words} ({each})" for language, words in each.texts.items()})
        if isinstance(each, Named) and times[tuple(each.texts.values())] > 1
        else each
        for each in named
    ]


def _of_id(id: str, known: Mapping[str, str]) -> Named | SchemaWord:
    """Return an id as a message has it, which a page calls by its name."""
    name = known[id]
    if isinstance(name, SchemaWord):
        return name
    texts = dict(name.texts) if isinstance(name, Named) else {}
    if "" in texts:  # it is the same in all languages
        texts = dict.fromkeys(_TOLD_IN, texts[""])
    return Named(id, texts)
