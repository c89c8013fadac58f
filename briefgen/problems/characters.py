"""Characters that no text may have: what they are, and texts from elsewhere without them, so that they can be shown."""

from __future__ import annotations

import re

from briefgen.problems.notes import Told

_CLASSES = {
    Told("a control character"): "\x00-\x08\x0b-\x1f\x7f-\x9f",
    Told("an invisible line separator"): "\u2028\u2029",
    Told("an invisible mark that reorders text"): "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    Told("half of a character (a lone surrogate)"): "\ud800-\udfff",
    Told(
        "a private-use character, which has no agreed meaning"
    ): "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
    Told("a byte order mark inside the text"): "\ufeff",
    Told("a replacement character: what stood here was lost"): "\ufffd",
    Told("a code that is not a character"): "\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)),
}
FORBIDDEN = re.compile(f"[{''.join(_CLASSES.values())}]")


def forbidden(text: str) -> str:
    """Return the first character of the text that no text may have, or an empty string."""
    found = FORBIDDEN.search(text)
    return found.group() if found else ""


def describe(character: str) -> str:
    """Name a forbidden character: code point, Unicode name, what is wrong with it."""
    import unicodedata

    kind = next(kind for kind, members in _CLASSES.items() if re.match(f"[{members}]", character))
    name = unicodedata.name(character, "")
    return Told("{character} is {kind}", character=f"U+{ord(character):04X} {name}".rstrip(), kind=kind)


def cleaned(text: str) -> str:
    """Return the text with U+FFFD for what no text may have: a terminal would obey it, a person not see it."""
    return FORBIDDEN.sub("\ufffd", text)
