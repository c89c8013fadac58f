"""Signs that nobody sees and that come with text from Word, PDFs and web pages.

The desk takes them out of what is typed. What stands in a file already stays until its field is changed; so a form
shows where they are.
"""

from __future__ import annotations

import re

_SIGNS = "\u00ad\u200b\u2060\ufeff"  # soft hyphens, and what has no width
_OUT = dict.fromkeys(map(ord, _SIGNS))
_WITH_WORDS = re.compile(rf"\S*[{_SIGNS}]+\S*")
_MOST = 5  # places that a form shows
MARK = "¦"


def without_unseen(words: str) -> str:
    """Return what somebody typed without what nobody sees."""
    return words.translate(_OUT)


def unseen_in(words: str) -> str:
    """Return the words in which something stands that nobody sees, each with a mark there; "" if there are none."""
    found = [re.sub(f"[{_SIGNS}]+", MARK, each) for each in _WITH_WORDS.findall(words)]
    return ", ".join(found[:_MOST]) + (" …" if len(found) > _MOST else "")
