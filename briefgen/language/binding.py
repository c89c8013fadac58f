"""Where a line must not break: no-break hyphens, word joiners and no-break spaces.

Hyphens and spaces are exchanged for their no-break forms, and joiners are added; nothing else. With
`briefgen.document.tree.unbind` and ordinary spaces the text is again what it was, and binding twice changes no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import Final

from briefgen.document.tree import NO_BREAK_HYPHEN, WORD_JOINER

NO_BREAK_SPACE: Final = "\u00a0"

_LONGEST_TOKEN = 16  # a longer compound may break at its hyphens
_SHORT_ENDING = 3  # letters
_LONGEST_PAIR = 20  # characters; longer words that a dash joins may part
_LONGEST_CHAIN = 3  # words; a longer chain would leave holes in the ragged edge

# Digits grouped with spaces are one word: 10 000.
_GROUPED = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:[ {NO_BREAK_SPACE}]\d{{3}})+(?!\w)")
_SPACE = re.compile(rf"((?!(?<=\d){NO_BREAK_SPACE}\d{{3}}(?!\w))\s)")
_COMPOUND = re.compile(rf"(?<!\w)\w++(?:[-{NO_BREAK_HYPHEN}]\w++)++")
_AFTER_MARK = re.compile(r"(?<=[“”»)\]%.])-(?=\w)")  # „…“-ის, 12%-ით, J.-P.
_RANGE_DASH = re.compile(r"(?<=\d)–(?=\w)|(?<=\w)–(?=\d)")  # 14–18, October–2
_JOINING_DASH = re.compile(r"(?<=\w)–(?=\w)")  # October–November
# 30 December 2021–2 January 2022 and December 2021–January 2022 may fill a line, so a line may end at the dash, and
# before a year, as in any date: a chain without any plain space LibreOffice breaks within a word, not at its dash.
_MONTH = r"(?:\d{1,2}[ \u00a0])?[^\W\d_]+[ \u00a0]\d{4}"
_ACROSS_YEARS = re.compile(rf"(?<!\w){_MONTH}–(?={_MONTH}(?!\w))")
_ADDRESS = re.compile(r"://|@|^\W*www\.|[A-Za-z0-9]\.[a-z]{2,6}(?:[/?#:]|\W*$)")

_OPENING = r"[(\[„“«‘\"']*"
# 3 · 14–18 · 14.10.2019 · 113-ე · მე-11 · 1000-მდე · 1er · 12%: nothing behind it, not even a comma.
_NUMBER = re.compile(rf"{_OPENING}[+−-]?(?:[^\W\d_]{{2}}-)?\d(?:[\d.,–{NO_BREAK_SPACE}-]*\d)?(?:-?[^\W\d_]{{1,4}})?%?")
_END_OF_RANGE = re.compile(r"^[^\W\d_]+–")  # October–2 November
_COUNTED = re.compile(r"[^\W\d_]|[%‰°₾€$£]")
_INITIAL = re.compile(rf"{_OPENING}(?:[^\W\d_]\.-?)+")
_DASHES = "–—"


@dataclass(frozen=True, slots=True)
class Binding:
    """What a language adds to the rules that hold for all."""

    before: frozenset[str] = frozenset()  # stays with the next word: „ქ.“, "No."
    between: frozenset[str] = frozenset()  # stays with the words on both sides: „წწ.“
    uncounted: frozenset[str] = frozenset()  # no number counts these: „და“, "and"
    marks: str = ""  # punctuation that stands after a space: French "; : ! ?"


def spaced(text: str, language: Binding) -> str:
    """Return words with no-break spaces at the signs that have one: before ; and », behind «. All else stays."""
    if not language.marks:
        return text
    return re.sub(rf" (?=[{re.escape(language.marks)}](?:\W|$))|(?<=«) ", NO_BREAK_SPACE, text)


@lru_cache(8192)
def bind(text: str, language: Binding) -> str:
    """Return text with hyphens and spaces bound where a line must not break; addresses are left alone."""
    text = _GROUPED.sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)
    parts = pairwise((0, *(found.end() for found in _ACROSS_YEARS.finditer(text)), len(text)))
    return "".join(_bind_part(text[start:end], language) for start, end in parts)


def _bind_part(text: str, language: Binding) -> str:
    # Words stand at the even places, the white space between them at the odd ones.
    pieces = _SPACE.split(text)
    words = [_plain(word) for word in pieces[::2]]
    _bind_spaces(words, pieces, language)
    pieces[::2] = [word if _ADDRESS.search(word) else _bind_word(word) for word in pieces[::2]]
    return "".join(pieces)


def _bind_spaces(words: list[str], pieces: list[str], language: Binding) -> None:
    chain = _weight(words[0])
    for place in range(1, len(words)):
        space, left, right = pieces[2 * place - 1], words[place - 1], words[place]
        bound = space == NO_BREAK_SPACE
        if space == " " and left and right:
            ahead = chain + _bound_ahead(words, pieces, place)
            bound = _never_first(right, language) or (ahead <= _LONGEST_CHAIN and _belong(left, right, language))
        if bound:
            pieces[2 * place - 1] = NO_BREAK_SPACE
        chain = chain * bound + _weight(right)


def _bound_ahead(words: list[str], pieces: list[str], place: int) -> int:
    """Return how many words hang together from `place` on."""
    total = _weight(words[place])
    while 2 * place + 1 < len(pieces) and pieces[2 * place + 1] == NO_BREAK_SPACE:
        place += 1
        total += _weight(words[place])
    return total


def _weight(word: str) -> int:
    """Return 1 for a word, 0 for a lone dash or mark."""
    return int(any(char.isalnum() for char in word))


def _never_first(word: str, language: Binding) -> bool:
    return word in _DASHES or (word[0] in language.marks and not _weight(word))


def _is_before(bare: str, language: Binding) -> bool:
    """Tell whether a word stays with the next one; one in small letters does with a capital, too."""
    return bare in language.before or bare[:1].lower() + bare[1:] in language.before


def _belong(left: str, right: str, language: Binding) -> bool:
    """Tell whether two neighbouring words belong together, whatever stands around them."""
    if _ADDRESS.search(left):
        return False
    bare = left.lstrip("([„“«‘\"'") or left
    if right in language.between or _is_before(bare, language):
        return True
    if bare in language.between:
        return not right[0].isdigit()  # in „2019 წ. 14 ოქტომბერი“ the day belongs to its month
    if _NUMBER.fullmatch(left) or _NUMBER.fullmatch(_END_OF_RANGE.sub("", left)):
        return bool(_COUNTED.match(right)) and right.strip(".,;:!?)") not in language.uncounted
    return bool(_INITIAL.fullmatch(left)) and not any(map(_is_small, bare)) and right[0].isalpha()


def _is_small(char: str) -> bool:
    """Tell the letters of "e.g." from initials; Georgian writes both with the same letters."""
    return char.islower() and not "ა" <= char <= "ჰ"


def _bind_word(word: str) -> str:
    word = _COMPOUND.sub(lambda found: _bind_compound(found[0]), word)
    word = _AFTER_MARK.sub(NO_BREAK_HYPHEN, word)
    dash = _JOINING_DASH if len(word.strip(".,;:!?()")) <= _LONGEST_PAIR else _RANGE_DASH
    return dash.sub(f"–{WORD_JOINER}", word)


def _bind_compound(compound: str) -> str:
    parts = compound.replace(NO_BREAK_HYPHEN, "-").split("-")
    if len(compound) <= _LONGEST_TOKEN:
        return NO_BREAK_HYPHEN.join(parts)
    # In a long one numerals and a short ending still keep to their neighbour; what was bound stays bound.
    hyphens = [char for char in compound if char in ("-", NO_BREAK_HYPHEN)]
    for place, (left, right) in enumerate(pairwise(parts)):
        is_short_ending = place == len(hyphens) - 1 and len(right) <= _SHORT_ENDING
        if is_short_ending or left.isdigit() or right.isdigit():
            hyphens[place] = NO_BREAK_HYPHEN
    return parts[0] + "".join(map(add, hyphens, parts[1:]))


def _plain(word: str) -> str:
    return word.replace(NO_BREAK_HYPHEN, "-").replace(WORD_JOINER, "")
