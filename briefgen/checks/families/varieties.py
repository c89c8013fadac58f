"""One variety of a language in all texts: programme and not program, -ize everywhere or -ise everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.about import is_earlier
from briefgen.checks.likely import Matcher, needed
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, quoted, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.organisations import Work
from briefgen.content.schema.sources import Source
from briefgen.language import said
from briefgen.problems.notes import Told

_MOST = 3  # times as often as the other ending: then the text has chosen


@rule("variety-mixed", "warning", "All texts of a language have one variety of it.")
def variety_mixed(subject: Subject) -> Iterator[Found]:
    """Find American spellings in British texts, and the rarer one of -ise and -ize."""
    endings: dict[str, list[tuple[TextIn, re.Match[str]]]] = {"s": [], "z": []}
    for text in with_notes(subject):
        owner = next((entity for _, entity in subject.owners(text.path)), None)
        if is_earlier(text.path) or isinstance(owner, Work | Source):
            continue
        spans = quoted(text)
        for start, end, right in text.once(_other_variety):
            if not inside(spans, start):
                message = Told("“{written}” is of another variety", written=text.raw[start:end])
                hint = Told("write “{now}”", now=right)
                yield Found(text.path, message, hint, text.key, start, end - start, fix=(right,))
        for match in text.once(_ending_words):
            if not inside(spans, match.start()):
                endings[match[1].lower()].append((text, match))
    rarer, other = sorted(endings, key=lambda letter: len(endings[letter]))
    if len(endings[rarer]) * _MOST <= len(endings[other]):
        for text, match in endings[rarer]:
            at, end = match.span()
            place = match.start(1) - at
            right = f"{match[0][:place]}{other}{match[0][place + 1 :]}"
            message = Told("“{written}”, but the other texts have “{right}”", written=match[0], right=right)
            yield Found(text.path, message, Told("write “{now}”", now=right), text.key, at, end - at, fix=(right,))


def _other_variety(text: TextIn) -> list[tuple[int, int, str]]:
    return [
        (*match.span(), _as_written(match[0], match.expand(right)))
        for pattern, right in _varieties(text.language)
        for match in pattern.finditer(text.words)
        if not (match[0][0].isupper() and text.words[match.end() :][1:2].isupper())  # a name has its own spelling
    ]


def _as_written(written: str, right: str) -> str:
    return right[:1].upper() + right[1:] if written[0].isupper() else right


@cache
def _varieties(code: str) -> tuple[tuple[Matcher, str], ...]:
    table = said.table(code, "variety")
    return tuple(
        (Matcher(rf"(?<![\w-])(?:{pattern})(?![\w-])", needed(pattern)), right) for pattern, right in table.items()
    )


def _ending_words(text: TextIn) -> tuple[re.Match[str], ...]:
    pattern = said.pattern(text.language, "endings", "either")
    always = re.compile(said.pattern(text.language, "endings", "always"), re.IGNORECASE)
    return tuple(
        match
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?!\w)", text.words, re.IGNORECASE)
        if not always.match(match[0])
    )
