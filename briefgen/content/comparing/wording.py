"""What changed in a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# An expression counts as one word; white space and punctuation stand for themselves.
_TOKEN = re.compile(r"\{\{.*?\}\}|\w+(?:[-’'.]\w+)*|\s+|.", re.DOTALL)
_SENTENCE_END = re.compile(r"(?:(?<=\w{3}[.!?…])|(?<=[)\]}”“»*][.!?…]))\s+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text: as before, gone, or new."""

    kind: Literal["same", "gone", "new"]
    text: str


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """Return both texts as one: without what is new it is the old one, without what is gone the new one."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    return tuple(_merged(before, after))


def apart(told: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the old text and the new one each as a whole, where they have too little in common to be read as one."""
    length = {kind: sum(len(each.text) for each in told if each.kind in ("same", kind)) for kind in ("gone", "new")}
    same = sum(len(each.text) for each in told if each.kind == "same")
    if len(told) < 4 or same * 3 >= max(length.values()) * 2:
        return tuple(told)
    gone, new = ("".join(each.text for each in told if each.kind in ("same", kind)) for kind in ("gone", "new"))
    return Stretch("gone", gone), Stretch("new", new)


def _merged(before: list[str], after: list[str]) -> Iterator[Stretch]:
    gone, new = "", ""
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = "".join(before[i:j])
        # A lone space between two changes is no island.
        if tag == "equal" and not (same.isspace() and (gone or new) and m < len(after) and j < len(before)):
            yield from _changed(gone, new)
            gone, new = "", ""
            yield Stretch("same", same)
        else:
            gone, new = gone + same, new + "".join(after[k:m])
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch("gone", gone)
    if new:
        yield Stretch("new", new)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; an abbreviation of one or two letters ends none."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]


def new_sentences(old: str, new: str) -> str:
    """Return the sentences of the new text that the old one doesn't have; empty if it only lost some."""
    kept = set(sentences(old))
    return " ".join(sentence for sentence in sentences(new) if sentence not in kept)
