"""How sentences begin and end, and signs that all texts of a language have or lack alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.about import is_earlier
from briefgen.checks.each import each_spoken
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import readable, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.base import Line, Prose
from briefgen.language import Language, said
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_BEGINNING = re.compile(r"(?<=[^\W\d_]{3})[)”»’]?[.!?][)”»’]?\s+(?=[^\W\d_])")
_END_OF_SENTENCE = re.compile(r"[^\W\d_]{3}[)”»]?[.!?]\s+\S")
_ENDS = re.compile(rf"(?:\w|{MASK}|(?<![.!?…])[)”“»])$")
_INDEX = re.compile(r"\[[^\]]*\]")
_LONGEST = 10  # letters of an abbreviation
_SHORT = 5  # characters of a word with a full stop that may be one
_FEWEST = 4  # texts of a kind that say how such texts end
_MOST = 0.9  # of them


@rule("capital-missing", "warning", "A sentence begins with a capital.")
@each_spoken
def capital_missing(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find small letters behind the end of a sentence, where the language has capitals; no abbreviation ends one."""
    if text.is_name or ". " not in words.replace("\n", " "):
        return
    for found in _BEGINNING.finditer(words):
        start = found.end()
        before = words[max(0, found.start() - _LONGEST) : found.end()]
        if not words[start].islower() or _is_abbreviated(language, before):
            continue
        if words[start].upper() == words[start] or "GEORGIAN" in language.script:
            continue
        word = re.match(r"\w+", words[start:])
        written = word[0] if word else words[start]
        right = written[0].upper() + written[1:]
        message = Told("{word} begins a sentence", word=shown(written))
        yield Found(
            text.path, message, Told("write “{now}”, or a comma for the full stop", now=right), text.key, start,
            len(written), case=text.case, fix=(right,),
        )  # fmt: skip


def _is_abbreviated(language: Language, words: str) -> bool:
    """Tell whether words end with a full stop that ends no sentence; in a language of which nobody said, if it may."""
    if _abbreviations(language.code).search(words):
        return True
    last = re.search(r"(?<![\w.])[^\W\d_][\w.]*(?=[)”»’]?\s+$)", words)
    if last is None or not last[0].endswith("."):
        return False
    if last[0].casefold() in {each.casefold() for each in language.abbreviations}:
        return True
    return len(last[0]) <= _SHORT and "abbreviated" not in said.table(language.code, "marks")


@cache
def _abbreviations(code: str) -> re.Pattern[str]:
    """Return what ends with a full stop in the middle of a sentence, at the end of what was searched."""
    return re.compile(rf"(?<!\w)(?:{said.pattern(code, 'marks', 'abbreviated')})\.[)”»’]?\s+$", re.IGNORECASE)


@rule("end-missing", "warning", "A text of sentences ends with a full stop.")
def end_missing(subject: Subject) -> Iterator[Found]:
    """Find texts without a mark at their end that have one between sentences, or whose like all have one."""
    kinds: dict[tuple[str, str], list[TextIn]] = {}
    for text in readable(subject):
        item = subject.content.items.get(text.path)
        if item and isinstance(item.value, Prose | Line) and not text.is_name and text.raw.strip():
            kinds.setdefault((_INDEX.sub("", text.path), text.key), []).append(text)
    for texts in kinds.values():
        bare = [text for text in texts if _ENDS.search(text.words.rstrip())]
        all_others = len(texts) >= _FEWEST and len(texts) - len(bare) >= _MOST * (len(texts) - 1)
        for text in bare:
            words = text.words.rstrip()
            last = words.rpartition("\n\n")[2]
            if last.lstrip().startswith(("-", "*", "+")) or re.match(r"\s*\d+[.)]\s", last):
                continue  # the last of a list
            if all_others or _END_OF_SENTENCE.search(last):
                end = len(words)
                start = max(0, end - 1)
                message = Told("the last sentence has no end mark")
                yield Found(text.path, message, Told("write a full stop"), text.key, start, end - start)


@rule("marks-mixed", "warning", "What has a full stop in one text has it in all.")
def marks_mixed(subject: Subject) -> Iterator[Found]:
    """Find «Mr.» beside «Mr», «per cent» beside «percent»: the rarer of two ways to write one thing."""
    written: dict[tuple[str, str], list[list[tuple[TextIn, int, int]]]] = {}
    for text in with_notes(subject):
        if is_earlier(text.path):
            continue
        for one, other in said.table(text.language, "alike").items():
            for number, pattern in enumerate((one, other)):
                for found in matcher(pattern).finditer(text.words):
                    ways = written.setdefault((text.language, one), [[], []])
                    ways[number].append((text, *found.span()))
    for first, second in written.values():
        rarer, other = (second, first) if len(second) < len(first) else (first, second)
        if not rarer:
            continue
        text, start, end = other[0]
        common = text.raw[start:end]
        for text, start, end in rarer:
            message = Told("{word}, but elsewhere {other}", word=shown(text.raw[start:end]), other=shown(common))
            yield Found(text.path, message, Told("write it alike everywhere"), text.key, start, end - start)
