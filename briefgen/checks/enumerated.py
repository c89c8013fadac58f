"""Lists within a sentence: courses, webinars and study visits."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.checks.places import last_link
from briefgen.checks.texts import TextIn
from briefgen.language import said
from briefgen.language.words import MASK

_MOST_WORDS = 3  # of an entry between two commas


class Enumeration(NamedTuple):
    """A list of a sentence: where it stands, and how many entries it has."""

    start: int
    end: int
    size: int


def enumeration(text: TextIn, start: int, end: int) -> Enumeration | None:
    """Return the one list of a sentence whose entries end as names of several things do; None of any other."""
    listed = said.pattern(text.language, "listed", "entry")
    words = text.words[start:end]
    links = list(re.finditer(rf",?\s+{last_link(text)}\s+", words)) if listed != said.NOTHING else []
    if len(links) != 1 or MASK in words or not re.fullmatch(r"[^():;–—\d„“”«»\"]+", words):
        return None
    (link,) = links
    before, behind = words[: link.start()], words[link.end() :]
    *entries, last = before.split(",")
    if "," in behind or any(len(entry.split()) > _MOST_WORDS for entry in (*entries[1:], *([last] if entries else []))):
        return None
    first = [re.search(rf"(?:{listed})$", entry.strip(), re.IGNORECASE) for entry in (*entries, last)]
    following = behind.split()[:_MOST_WORDS]
    if not all(first) or not any(re.search(rf"(?:{listed})[.?!]?$", word, re.IGNORECASE) for word in following):
        return None
    begin = start + len(before) - len(before.lstrip())
    return Enumeration(begin, start + link.end() + len(behind.rstrip()), len(entries) + 2)
