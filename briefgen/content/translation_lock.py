"""content/translations.lock: what a person last confirmed to say the same in every language.

For each text it keeps the first words of its source and, for each translation, a pair of fingerprints: that of the
source and that of the translation as they were then. People can read it and merge it; briefgen writes it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from briefgen.content.reading.yaml_file import YamlFile, parsed, text_of_file
from briefgen.content.schema.base import PointInTime, Translated
from briefgen.content.walk import Item
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.notes import Told

FILE = "translations.lock"
WORDS = "words"  # the key of the source's first words; no language has so long a code

Standing = Literal["confirmed", "behind", "ahead", "changed", "new"]
"""Of a translation: as confirmed; only its source has changed since; only it has; both have; never confirmed."""

_HEADER = """\
# Which texts say the same in every language, as someone last confirmed: a fingerprint of the source and one of the
# translation for each. Kept by `briefgen translations --accept`; there is no need to edit it.
"""
_PAIR = re.compile(r"([0-9a-f]{8})=([0-9a-f]{8})")
_LONGEST = 60  # characters of the first words
# Typography is not meaning: a quotation mark or a dash may be mended without anybody translating again.
_SAME = {**dict.fromkeys("„“”«»‟″", '"'), **dict.fromkeys("‚‘’‹›′", "'"), **dict.fromkeys("‐‑‒–—−", "-")}
_TYPOGRAPHY = str.maketrans({**_SAME, "\u00ad": None, "\u2060": None})


class Pair(NamedTuple):
    """The fingerprints of a source and of its translation."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was confirmed of one text: how its source began, and a pair for each translation, by language."""

    words: str
    pairs: Mapping[str, Pair]


@dataclass(frozen=True, slots=True)
class SeenWording:
    """An earlier wording of a text: its path, and until when a language says what it says there, if it changes."""

    path: str
    until: Mapping[str, PointInTime]


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock file; `name` is what reports call it. One that doesn't exist confirms nothing.

    `before` are the earlier wordings that are seen on a day, by the paths of the texts as they are now.
    """

    name: str
    exists: bool = False
    texts: Mapping[str, Confirmed] = field(default_factory=dict)
    before: Mapping[str, SeenWording] = field(default_factory=dict)

    def standing(self, path: str, text: Translated, source: str, language: str) -> Standing:
        """Return how a text in a language stands to the one in the source language; both must be there."""
        confirmed = self.texts.get(path)
        pair = confirmed.pairs.get(language) if confirmed else None
        if pair is None:
            return "new"
        source_changed = fingerprint(text.root[source]) != pair.source
        translation_changed = fingerprint(text.root[language]) != pair.translation
        if source_changed:
            return "changed" if translation_changed else "behind"
        return "ahead" if translation_changed else "confirmed"


def fingerprint(text: str) -> str:
    """Return eight hex digits that stand for what a text says, however its file is wrapped, quoted and dashed."""
    plain = " ".join(text.translate(_TYPOGRAPHY).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


def first_words(text: str) -> str:
    """Return how a text begins, by which a person knows it."""
    plain = " ".join(text.split())
    if len(plain) <= _LONGEST:
        return plain
    return f"{plain[:_LONGEST].rpartition(' ')[0] or plain[:_LONGEST]} …"


def tracked(items: Mapping[str, Item]) -> Iterator[tuple[str, Translated]]:
    """Yield the texts that have a translation to keep up, with their paths.

    Names of countries stand only where they differ from CLDR's; the glossary isn't printed.
    """
    for path, item in items.items():
        if isinstance(item.value, Translated) and not path.startswith(("places.countries", "glossary.")):
            yield path, item.value


def told_until(items: Mapping[str, Item], path: str) -> dict[str, PointInTime]:
    """Return until when each language of the text at a path says what it says, if it changes after that.

    Only an earlier wording ends. One of its languages may change with the next wording, and another one later.
    """
    owner, _, own = path.rpartition(".earlier[")
    id, _, field = own.partition("].")
    if not owner or not field.isidentifier():  # what stands within a field changes with the whole of it
        return {}
    entity, text = items[owner].value, items[path].value
    found: dict[str, PointInTime] = {}
    following = getattr(entity, field)
    for each in entity.earlier:  # from new to old: the first change has the last word
        if field in each.model_fields_set:
            then = following.root if following else {}
            found |= {code: each.until for code, words in text.root.items() if then.get(code) != words}
            following = getattr(each, field)
        if each.id == id:
            break
    return found


def confirm_translations(
    lock: Lock, texts: Iterable[tuple[str, Translated]], languages: Sequence[str], chosen: Sequence[str]
) -> Lock:
    """Return the lock with `chosen` translations of some texts confirmed as they are; the main language is first."""
    source = languages[0]
    changed = dict(lock.texts)
    for path, text in texts:
        before = changed.get(path)
        pairs = {language: pair for language, pair in before.pairs.items() if language in languages} if before else {}
        for language in chosen:
            pairs[language] = Pair(fingerprint(text.root[source]), fingerprint(text.root[language]))
        changed[path] = Confirmed(first_words(text.root[source]), pairs)
    return Lock(lock.name, True, changed)


def text_of(lock: Lock) -> str:
    """Return the file."""
    return _HEADER + "".join(map(_line, sorted(lock.texts.items())))


def _line(entry: tuple[str, Confirmed]) -> str:
    path, text = entry
    pairs = [f"{language}: {pair.source}={pair.translation}" for language, pair in sorted(text.pairs.items())]
    return f"{path}: {{{', '.join([*pairs, f'{WORDS}: {json.dumps(text.words, ensure_ascii=False)}'])}}}\n"


def read_lock(folder: Path, name: str) -> Lock:
    """Read the file in the folder of the content, if there is one; raises `ProblemsError`."""
    path = folder / FILE
    if not path.exists():
        return Lock(name)
    if not path.resolve().is_relative_to(folder.resolve()):
        message = Told("this link leads out of the content")
        raise ProblemsError([Diagnostic(Place(name), "error", "link-outside", message)])
    return _lock(parsed(text_of_file(path, name), name), name)


@lru_cache(8)
def _lock(source: YamlFile, name: str) -> Lock:
    entries = source.value if source.value is not None else {}
    if not isinstance(entries, dict):
        raise ProblemsError([_damaged(source, (), Told("a lock file has a line for each text"))])
    problems: list[Diagnostic] = []
    texts = {path: _confirmed(source, path, entry, problems) for path, entry in entries.items()}
    if problems:
        raise ProblemsError(problems)
    return Lock(name, True, texts)


def _confirmed(source: YamlFile, path: str, entry: object, problems: list[Diagnostic]) -> Confirmed:
    if not isinstance(entry, dict) or not isinstance(entry.get(WORDS), str):
        problems.append(_damaged(source, (path,), Told("this line needs fingerprints and {words}", words=WORDS)))
        return Confirmed("", {})
    pairs = {}
    for language, written in entry.items():
        if language == WORDS:
            continue
        if found := _PAIR.fullmatch(written) if isinstance(written, str) else None:
            pairs[language] = Pair(found[1], found[2])
        else:
            problems.append(_damaged(source, (path, language), Told("this is no pair of fingerprints")))
    return Confirmed(entry[WORDS], pairs)


def _damaged(source: YamlFile, keys: tuple[str, ...], message: str) -> Diagnostic:
    hint = Told("delete the line, then confirm its text again: briefgen translations")
    return source.problem(keys, "lock-damaged", message, hint)
