"""Scalars: what an unquoted one means, and where each character of a value stands in its source."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefgen.problems.notes import Told

Scalar = str | int | float | bool | None

LONGEST_NUMBER = 15  # digits that survive a float, JSON and a spreadsheet

_NONE = {"", "~", "null"}
_BOOLEANS = {"true": True, "false": False}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")

# What readers of YAML 1.1 or 1.2 take for something else than text: pattern, what it is, what to write.
_AMBIGUOUS: list[tuple[re.Pattern[str], str, str]] = [
    (re.compile(pattern, re.IGNORECASE), meaning, advice)
    for pattern, meaning, advice in (
        (r"yes|on|y|true", Told("the truth value true"), Told("write true")),
        (r"no|off|n|false", Told("the truth value false"), Told("write false")),
        (r"null", Told("an empty value"), Told("write null")),
        (r"0o[0-7_]+|[-+]?0x[0-9a-f_]+|[-+]?0b[01_]+",
         Told("a number of another base"), Told("write the decimal number")),
        (r"[-+]?[0-9][0-9_]*(:[0-9]+)+(\.[0-9_]*)?", Told("a number of base 60"), ""),
        (r"[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9_]+)e[-+]?[0-9]+",
         Told("a number with an exponent"), Told("write all its digits")),
        (r"[-+]?\.(inf|nan)", Told("infinity or “not a number”"), ""),
        (r"[-+]?\.[0-9_]+", Told("a decimal"), Told("write a digit before the point")),
        (r"[-+]?[0-9][0-9_]*\.", Told("a decimal"), Told("write a digit after the point")),
        (r"[-+]?[0-9][0-9.]*_[0-9._]*", Told("a number"), Told("leave the underscores out")),
        (r"\+[0-9]+(\.[0-9]+)?", Told("a number, which loses its plus sign"), Told("leave the sign out")),
        (r"-?0[0-9]+(\.[0-9]+)?", Told("an octal number"), Told("leave the leading zero out")),
        (r"=", Told("a default value"), ""),
        (r"<<", Told("an order to merge another mapping"), ""),
    )
]  # fmt: skip


def ambiguity(text: str) -> tuple[str, str, str] | None:
    """Return code, message and hint if readers disagree about this plain scalar."""
    if text in _NONE or text in _BOOLEANS:
        return None
    if _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
        if sum(character.isdigit() for character in text) <= LONGEST_NUMBER:
            return None
        return (
            "number-too-long",
            Told("a number may have at most {number} digits", number=LONGEST_NUMBER),
            Told("put it in quotes if it is a phone, account or other number that nobody calculates with"),
        )
    if len(text) > len("false") and text[0] not in "-+.0123456789":
        return None  # most texts: nothing below can match
    for pattern, meaning, advice in _AMBIGUOUS:
        if pattern.fullmatch(text):
            instead = Told('write "{text}" in quotes if text is meant', text=text)
            return (
                "ambiguous-scalar",
                Told("`{text}` without quotes can be read as {meaning}", text=text, meaning=meaning),
                Told("{instead}, else {advice}", instead=instead, advice=advice) if advice else instead,
            )
    return None


def plain_value(text: str) -> Scalar:
    """Return what an unquoted, unambiguous scalar means; dates stay text."""
    if text in _NONE:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


_SPACE = " \t\n"
_ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[\s\S])"
ESCAPE = re.compile(_ESCAPE)
_SINGLE = re.compile(r"''|[^ \t\n]")
_DOUBLE = re.compile(rf"{_ESCAPE}|[^ \t\n]")
_VISIBLE = re.compile(r"[^ \t\n]")
_NAMED = dict(zip('0abtnvfre "/\\N_LP\t\n', '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029\t ', strict=True))


def unescape(escape: str) -> str:
    """Return the character that a backslash escape stands for: a space for a joined line, nothing if there is none."""
    if len(escape) == 2:
        return _NAMED.get(escape[1], escape[1])
    code = int(escape[2:], 16)
    return chr(code) if code <= 0x10FFFF else ""


def escapes(raw: str) -> list[tuple[int, int, str]]:
    """Return start, end and character of every escape in the source of a double-quoted scalar."""
    return [(found.start(), found.end(), unescape(found.group())) for found in ESCAPE.finditer(raw)]


class ScalarSource(NamedTuple):
    """A scalar as the parser found it: its source with quotes or block header, its style, its text."""

    raw: str
    style: str | None
    text: str

    def stretch(self, offset: int, length: int | None) -> tuple[int, int]:
        """Return start and end in `raw` of characters of `text`; without a length, of one character.

        Line folding and indentation only change white space, so the other characters of source and text go in pairs.
        """
        spots = _spots(self.raw, self.style)
        offset = min(max(offset, 0), len(self.text))
        before = _visible(self.text[:offset])
        if offset < len(self.text) and self.text[offset] not in _SPACE:
            start = spots[before][0]
        else:  # white space: as far behind the last character as in the text, yet on its line
            start = spots[before - 1][1] if before else _content(self.raw, self.style)[0]
            gap = len(self.text[:offset]) - len(self.text[:offset].rstrip(_SPACE))
            line_end = self.raw.find("\n", start)
            limits = [len(self.raw)] if line_end < 0 else [line_end]
            limits += [spots[before][0]] if before < len(spots) else []
            start = max(start, min(start + gap, *limits))
        last = before + _visible(self.text[offset : offset + (1 if length is None else length)])
        return start, max(start + 1, spots[last - 1][1] if last > before else 0)


def _visible(text: str) -> int:
    return len(text) - sum(text.count(space) for space in _SPACE)


def _content(raw: str, style: str | None) -> tuple[int, int]:
    """Return where the content starts and ends, without quotes or block header."""
    if style in ("|", ">"):
        return raw.find("\n") + 1 or len(raw), len(raw)
    return (1, len(raw) - 1) if style in ("'", '"') else (0, len(raw))


@lru_cache(maxsize=16)
def _spots(raw: str, style: str | None) -> list[tuple[int, int]]:
    """Return start and end in the source of each character that isn't white space."""
    pattern = {"'": _SINGLE, '"': _DOUBLE}.get(style or "", _VISIBLE)
    spots = []
    for found in pattern.finditer(raw, *_content(raw, style)):
        if style != '"' or found[0][0] != "\\" or unescape(found[0]) not in _SPACE:
            spots.append(found.span())
    return spots
