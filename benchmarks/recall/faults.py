"""What a planted fault is, and which reports tell of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.content.walk import Keys

# What a report must be about to fit a fault: families of rules, and codes in case a family has another name.
FACTS = ("facts", r"fact-.*|review-.*|count-.*|number-.*|digits-.*")
PEOPLE = ("people", r"office-.*|holder-.*|term-.*|name-.*|person-.*")
TIME = ("timing", r"event-.*|words-.*|date-.*|weekday-.*")
TRANSLATION = ("translations", r"translation-.*|placeholder-.*|footnote-.*")
GLOSSARY = ("glossary", r"glossary-.*")
LANGUAGE = (
    "typography",
    "spelling",
    r"quotes-.*|dash-.*|range-.*|ordinal-.*|mtavruli|script-.*|word-.*|space-.*|spelling.*|character-.*",
)
RESIDUE = ("residue", r"residue.*|character-.*|forbidden-character")
REFERENCES = ("references", r"reference-.*|country-.*|source-.*|link-.*|parent-.*")
STRUCTURE = ("structure", r"image-.*|marking-.*|brief-.*|letterhead-.*|logo-.*")
BEHIND = r"translation-(behind|stale|old|older|unconfirmed|unknown|new)"  # says only that a source was changed


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file and what replaces it; `expects` for a text: its keys, and what it must then be."""

    file: str
    start: int
    end: int
    new: str
    expects: tuple[Keys, str] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One stretch of one file replaced by something wrong, and which reports tell of it.

    `fits` are families or patterns of codes, less what `unfit` matches. A report is near if its value is one of the
    paths `near` or below, or its line one of the stretch's. `also` are what may follow from the fault besides.
    """

    kind: str
    family: str
    project: str
    file: str
    start: int
    end: int
    new: str
    old: str
    near: tuple[str, ...]
    fits: tuple[str, ...]
    unfit: str = ""
    also: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # what may follow from it at other places
    everywhere: bool = False  # a report of it, and what follows from it, may be at any place
    expects: tuple[Keys, str] | None = None  # a text, and what it must then be
    readable: bool = True  # whether the file must still be YAML

    @property
    def change(self) -> str:
        """What was replaced by what, on one line."""
        return f"{_shown(self.old)} → {_shown(self.new)}"


def below(path: str, owner: str) -> bool:
    """Tell whether a path is another one's, or of something in it."""
    return path == owner or path.startswith((f"{owner}.", f"{owner}["))


def _shown(text: str) -> str:
    text = "".join(c if c.isprintable() or c == "\n" else f"<U+{ord(c):04X}>" for c in text)
    text = re.sub(r"\s*\n\s*", " ⏎ ", text)
    return f"«{text if len(text) < 90 else f'{text[:60]} … {text[-25:]}'}»"
