"""Quotation marks and brackets in one paragraph: of the right shape, and each with its partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.language import Language
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

MARKS = "\"'´“”„‟«»‘’‚‛‹›"
_PAIRED = re.compile(f"[{MARKS}]|<<|>>|(?<!,),,(?=\\w)")
_PARAGRAPHS = re.compile(r"\n\s*(?:\n|[-*+]\s|\d+[.)]\s)")
_BRACKETS = {")": "(", "]": "["}
_COUNTER = re.compile(r"(?:^|[\s;:,(„“])(?:\d{1,2}|[^\W\d_])\)")  # a) b) 1) 2)


class Wrong(NamedTuple):
    """A mark that is wrong: where, what is wrong with it, what to do, and whether that is beyond doubt."""

    start: int
    length: int
    message: str
    hint: str
    sure: bool = True
    fix: tuple[str, ...] = ()  # what may stand there


def wrong_quotes(text: str, language: Language) -> Iterator[Wrong]:
    """Yield the quotation marks that aren't the language's own, or that lack their partner."""
    if not _PAIRED.search(text):
        return
    start = 0
    for end in (*(found.start() for found in _PARAGRAPHS.finditer(text)), len(text)):
        yield from _in_paragraph(text, start, end, language)
        start = end


def unpaired_brackets(text: str) -> Iterator[Wrong]:
    """Yield round and square brackets that aren't closed, or were never opened."""
    counters = {found.end() - 1 for found in _COUNTER.finditer(text)}
    opened: list[int] = []
    for found in re.finditer(r"\\.|[()\[\]]", text):
        at, char = found.start(), found[0]
        if char in "([":
            opened.append(at)
        elif char in _BRACKETS:
            if opened and text[opened[-1]] == _BRACKETS[char]:
                opened.pop()
            elif at not in counters:
                yield Wrong(
                    at,
                    1,
                    Told("{char} closes no bracket", char=char),
                    Told("delete it, or open the bracket with {brackets}", brackets=_BRACKETS[char]),
                )
    for at in opened:
        closing = ")" if text[at] == "(" else "]"
        yield Wrong(
            at,
            1,
            Told("the bracket {text} isn't closed", text=text[at]),
            Told("add {closing} where it ends", closing=closing),
        )


class _Open(NamedTuple):
    """A quotation that began: where, with what, and the marks that it should have."""

    place: int
    mark: str
    opening: str
    closing: str

    def closed_by(self, mark: str, at: int) -> Wrong | None:
        """Return what is wrong with the pair, if something is: one report for both marks."""
        opens, closes = self.mark == self.opening, mark == self.closing
        if opens and closes:
            return None
        if opens:
            return Wrong(
                at,
                len(mark),
                Told("{mark} doesn't end a quotation here", mark=mark),
                Told("type {closing} instead of {mark}", closing=self.closing, mark=mark),
                fix=(self.closing,),
            )
        hint = Told("type {opening} instead of {mark}", opening=self.opening, mark=self.mark)
        if closes:
            message = Told("{mark} doesn't begin a quotation here", mark=self.mark)
            return Wrong(self.place, len(self.mark), message, hint, fix=(self.opening,))
        hint = Told(
            "type {opening} where it begins and {closing} where it ends", opening=self.opening, closing=self.closing
        )
        message = Told(
            "this quotation stands in {mark}…{mark_2} instead of {opening}…{closing}",
            mark=self.mark,
            mark_2=mark,
            opening=self.opening,
            closing=self.closing,
        )
        return Wrong(self.place, len(self.mark), message, hint, fix=(self.opening,))  # then its end is told of

    def unclosed(self) -> Wrong:
        """Return the report of a quotation that has no end."""
        hint = Told("add {closing} where it ends", closing=self.closing)
        if self.mark != self.opening:
            hint = Told(
                "type {opening} where it begins and {closing} where it ends", opening=self.opening, closing=self.closing
            )
        return Wrong(
            self.place, len(self.mark), Told("the quotation that {mark} begins isn't closed", mark=self.mark), hint
        )


def _in_paragraph(text: str, start: int, end: int, language: Language) -> Iterator[Wrong]:
    outer, inner = ((pair[0].strip(), pair[1].strip()) for pair in (language.quotes, language.inner_quotes))
    inner = inner if inner[0] else outer
    opened: list[_Open] = []
    for found in _PAIRED.finditer(text, start, end):
        at, mark = found.start(), found[0]
        before, after = _neighbour(text, at - 1, -1, end), _neighbour(text, found.end(), 1, end)
        if mark in "'’´" and _is_apostrophe(mark, before, after, opened):
            if mark != "’":
                what = Told("a straight apostrophe") if mark == "'" else Told("an accent in the place of an apostrophe")
                yield Wrong(at, 1, what, Told("type ’"), sure=False, fix=("’",))
            continue
        pair = inner if len(opened) % 2 else outer
        if _opens(mark, before, after, opened, (outer[0], inner[0]), (outer[1], inner[1])):
            alone = not opened and language.inner_may_stand_alone and mark == inner[0]
            opened.append(_Open(at, mark, *(inner if alone else pair)))
        elif not opened:
            hint = Told(
                "delete it, or type {outer} where the quotation begins and {outer_2} here",
                outer=outer[0],
                outer_2=outer[1],
            )
            yield Wrong(at, len(mark), Told("{mark} ends a quotation that never began", mark=mark), hint)
        elif wrong := opened.pop().closed_by(mark, at):
            yield wrong
    yield from (one.unclosed() for one in opened)


def _is_apostrophe(mark: str, before: str, after: str, opened: list[_Open]) -> bool:
    if _is_letter(before) and _is_letter(after):
        return True
    if opened and opened[-1].closing == "’":
        return False
    if opened and opened[-1].mark == "'":
        return False
    return _is_letter(before) or (mark == "’" and _is_letter(after))


def _opens(
    mark: str, before: str, after: str, opened: list[_Open], openers: tuple[str, ...], closers: tuple[str, ...]
) -> bool:
    gap_before = before.isspace() or before in "([{—–-/" or before in openers
    gap_after = after.isspace() or after in ".,;:!?)]}…—–" or after in closers
    if opened and mark == opened[-1].closing and mark not in openers and (gap_after or not gap_before):
        return False
    if mark in openers and mark not in closers:
        return gap_before or not gap_after
    if gap_before and gap_after:
        return mark not in closers and not opened
    return gap_before


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == MASK


def _neighbour(text: str, at: int, step: int, end: int) -> str:
    """Return the next character, over signs of emphasis; a space at the end."""
    while 0 <= at < end and text[at] in "*_":
        at += step
    return text[at] if 0 <= at < end else " "
