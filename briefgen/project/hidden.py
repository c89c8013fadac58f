"""What may be a secret in a file of settings: a mark stands for it wherever the file is kept or shown to others.

Nobody can tell a password by its looks. So what is known not to be one stands as it is – settings that there are, their
numbers, names, addresses and paths – and whatever else somebody may have written, in a remark or between quotes, is
hidden: as ``#⟨1⟩`` or ``"⟨1⟩"``, the same words by the same number. What is hidden stays in the file alone.

All of this takes texts that TOML can read, and no settings but known ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

_PIECE = re.compile(
    r"""
    (?P<key> (?<![\w."'-]) (?: [\w.-]++ | "[^"\n]*+" | '[^'\n]*+' ) [ \t]*+ = )
    | (?P<remark> \# [^\r\n]*+ )
    | \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5}
    | " (?:\\.|[^"\\\n])*+ "? | ' [^'\n]*+ '?
    """,
    re.VERBOSE | re.DOTALL,
)
# A name, an email address, a path, an address of a page: in none of them a password has its place.
_PLAIN = re.compile(
    r"[\w.+@~/\\-]{0,500}|[A-Za-z]:[\\/][\w.~/\\-]{0,500}|https://[\w.-]{1,250}(?::\d{1,5})?[\w./-]{0,250}"
)
_MARK = re.compile(r"⟨(\d{1,6})⟩")

Pieces = Mapping[str, tuple[str, str]]
"""What was hidden, by its number: of which setting it is, and what it says."""


class HiddenError(Mistake):
    """A mark stands where nobody can tell what it stands for."""


def is_plain(value: Any) -> bool:
    """Tell whether a value can be no secret, or none that anybody could know for one."""
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    return not isinstance(value, str) or bool(_PLAIN.fullmatch(value))


def _is_plain_as_written(words: str) -> bool:
    said = words[1:-1].replace("\\\\", "/") if words[0] == '"' else words[1:-1]
    return bool(_PLAIN.fullmatch(said)) and (words[0] != '"' or "\\" not in said)


def hide(text: str, found: dict[str, tuple[str, str]]) -> str:
    """Return the text with marks, and put what they stand for to what was `found` in other texts."""
    numbers = {piece: number for number, piece in found.items()}

    def mark(key: str, words: str) -> str:
        if words[0] != "#" and _is_plain_as_written(words):
            return words
        number = numbers.setdefault((key, words), str(len(numbers) + 1))
        found[number] = (key, words)
        return f"#⟨{number}⟩" if words[0] == "#" else f'"⟨{number}⟩"'

    return "".join(each if key is None else mark(key, each) for key, each in _parts(text))


def reveal(text: str, pieces: Pieces) -> str:
    """Return the text with what its marks stand for, each in a remark or in the setting that it is of.

    Raises `HiddenError` for a mark anywhere else.
    """

    def said(key: str, words: str) -> str:
        mark = _MARK.fullmatch(words[1:].strip() if words[0] == "#" else words[1:-1])
        if not mark:
            return words
        of, piece = pieces.get(mark[1], (None, ""))
        if of != key:
            raise HiddenError(
                Told("{mark} stands for what isn't shown or kept here: it can only stay where it was", mark=mark[0])
            )
        return piece

    return "".join(each if key is None else said(key, each) for key, each in _parts(text))


def pieces_like(kept: str, text: str) -> Pieces | None:
    """Return what the marks of a text that is `kept` stand for, where another one says the same; else None."""
    found: dict[str, tuple[str, str]] = {}
    shown = hide(text, found)
    order = {number: str(at) for at, number in enumerate(dict.fromkeys(_MARK.findall(kept)), 1)}
    same = _MARK.sub(lambda mark: f"⟨{order[mark[1]]}⟩", kept) == shown
    return {number: found[at] for number, at in order.items()} if same else None


def marks_in(text: str) -> frozenset[str]:
    """Return the numbers of the marks in a text that is kept."""
    return frozenset(_MARK.findall(text))


def _parts(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield the text in parts: of a remark, or of words between quotes, with "#" or the key that they are of."""
    at, key = 0, ""
    for piece in _PIECE.finditer(text):
        yield None, text[at : piece.start()]
        if piece["key"]:
            key = piece["key"][:-1].strip(" \t\"'")
            yield None, piece[0]
        else:
            yield "#" if piece["remark"] else key, piece[0]
        at = piece.end()
    yield None, text[at:]
