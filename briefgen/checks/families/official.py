"""Names of well-known organizations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.likely import Matcher, needed
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.organisations import Work
from briefgen.content.schema.sources import Source
from briefgen.language import said
from briefgen.problems.notes import Told


@rule("name-official", "error", "Organizations have the names that they give themselves.")
def name_official(subject: Subject) -> Iterator[Found]:
    """Find names of well-known organizations that are spelt otherwise, or that they don't have."""
    for text in with_notes(subject):
        if not text.is_note and isinstance(
            next((owner for _, owner in subject.owners(text.path)), None), Work | Source
        ):
            continue
        yield from (
            Found(
                text.path,
                Told("“{written}” is called “{right}”", written=text.raw[start:end], right=right),
                Told("write “{now}”", now=right), text.key, start, end - start, fix=(right,),
            )
            for start, end, right in text.once(_misnamed)
        )  # fmt: skip


def _misnamed(text: TextIn) -> list[tuple[int, int, str]]:
    found = []
    for pattern, right in _official(text.language):
        for match in pattern.finditer(text.words):
            name = match.expand(right)
            if " ".join(match[0].split()) != name:
                found.append((*match.span(), name))
    return found


@cache
def _official(code: str) -> tuple[tuple[Matcher, str], ...]:
    named = [(_spelt_somehow(name), name) for name in said.table(code, "organisations").values()]
    wrong = [(pattern, right) for pattern, right in said.table(code, "misnamed").items()]
    return tuple(
        (Matcher(rf"(?<![\w-])(?:{pattern})(?!\w)", needed(pattern), re.NOFLAG), right)
        for pattern, right in (*wrong, *named)
    )


def _spelt_somehow(name: str) -> str:
    """Return a pattern for a name in either variety of English."""
    words = []
    for word in name.split():
        spelt = re.escape(word).replace("Organization", "Organi[sz]ation").replace("Organisation", "Organi[sz]ation")
        spelt = spelt.replace("Standardization", "Standardi[sz]ation")
        spelt = re.sub(r"Labour", "Labou?r", spelt)
        spelt = re.sub(r"Programme", "Program(?:me)?", spelt)
        spelt = re.sub(r"Centre", "Cent(?:re|er)", spelt)
        spelt = spelt.replace("’", "[’']?")
        words.append(spelt)
    return r"\s+".join(words)
