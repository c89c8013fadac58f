"""Rules that look at each text by itself: what one has found in a text is kept with the text, whatever else changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from briefgen.checks.rules import Find, Found
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, spoken_in
from briefgen.language import Language


def each_text(look: Callable[[TextIn], Iterable[Found]]) -> Find:
    """Make what looks at one text look at every text that can be printed."""

    def found_in(text: TextIn) -> tuple[Found, ...]:
        return tuple(look(text))

    @wraps(look)
    def find(subject: Subject) -> Iterator[Found]:
        for text in subject.everything:
            yield from text.once(found_in)

    return find


def each_spoken(look: Callable[[TextIn, Language, str], Iterable[Found]]) -> Find:
    """Make what looks at one text in one language, all else masked, look at every text in each that it speaks."""

    def found_in(text: TextIn) -> tuple[Found, ...]:
        return tuple(found for language, words in text.once(spoken_in) for found in look(text, language, words))

    @wraps(look)
    def find(subject: Subject) -> Iterator[Found]:
        for text in (*subject.texts, *subject.forms):
            yield from text.once(found_in)

    return find
