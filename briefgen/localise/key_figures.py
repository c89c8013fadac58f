"""Figures as briefs show them: those that stand out, and those with a row of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.content.knowing.figures import known_on, path_of, value_on
from briefgen.content.schema.base import Number, Reading
from briefgen.content.schema.edition import Edition
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.values import LocalEntity, LocalPhrase, LocalText

# The figures that a rendered text prints, by what it says of where each is from.
_QUOTED = re.compile(r"association\.stats\[([^\]]+)\]\S*\.value\b")


@dataclass(frozen=True, slots=True)
class StatRow:
    """A figure with a row of its own, and those that its text quotes and that are of another date."""

    figure: LocalEntity
    of_other_dates: tuple[LocalEntity, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that stands out, in digits; and what it was for the edition before, None if that wasn't other."""

    figure: LocalEntity
    now: LocalText | LocalPhrase
    before: LocalText | LocalPhrase | None


def stat_row(stat: LocalEntity, stats: Iterable[LocalEntity]) -> StatRow:
    """Return a figure as a row; of those that its text quotes, the ones of another date are told with it."""
    quoted = set(_QUOTED.findall(stat.text.html)) if stat.text else set()
    others = (other for other in stats if other.id in quoted and other.as_of)
    return StatRow(stat, tuple(other for other in others if str(other.as_of) != str(stat.as_of)))


def key_figure(builder: EntityBuilder, path: str, before: Edition | None) -> KeyFigure:
    """Return a figure that stands out, with what it was for the edition before, as far as readers may know that."""
    number: Number = builder.content.items[path].value
    shows_past = not builder.lacks(f"{path}.history")
    was = value_on(number, before.as_of.start) if before and before.as_of.start and shows_past else None
    now = known_on(number, builder.on)

    def in_digits(reading: Reading) -> LocalText | LocalPhrase:
        source = f"{path_of(reading, number, path)}.value"
        return builder.rough(LocalText(builder.language.number(reading.value), source), reading.qualifier)

    is_new = was is not None and (was.value, was.qualifier) != (now.value, now.qualifier)
    return KeyFigure(builder.entity(path), in_digits(now), in_digits(was) if was and is_new else None)
