"""What a text says that the edition before said, against what it can have said."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.about import event_of, is_earlier, name_of
from briefgen.checks.amounts import amounts, turn
from briefgen.checks.happenings import cities_in, happenings
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import sentence, with_notes
from briefgen.checks.subject import Subject
from briefgen.content.schema.base import Number
from briefgen.content.schema.events import Event
from briefgen.problems.notes import Told

_LARGE = 20  # a smaller number is also of something else


@rule("cited-otherwise", "warning", "What a text says of the edition before stood there.")
def cited_otherwise(subject: Subject) -> Iterator[Found]:
    """Find “the previous brief gave Geneva as the place of the Forum”, and figures that no edition had."""
    known = subject.once(_figures)
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path):
            continue
        for found in turn(text.language, "edition_before", "time").finditer(text.words):
            start, end = sentence(text.words, found.start())
            own = event_of(subject, text.path)
            places = [(at, to, city) for at, to, city in cities_in(subject, text) if start <= at < end]
            named = [subject.content.items[one.path.removesuffix(".date")].value for one in happenings(subject, text)
                     if start <= one.start < end and one.path.startswith("events[")
                     and not any(at == one.start for at, *_ in places)]  # fmt: skip
            held = [each for each in named or ([own] if own else []) if isinstance(each, Event)]
            if held and places and not {each.city for each in held} & {city for *_, city in places}:
                at, to, _ = places[0]
                message = Told("{name} was in another city", name=name_of(held[0]))
                yield Found(text.path, message, Told("look what the edition before says"), text.key, at, to - at)
            for amount in amounts(subject, text):
                large = start <= amount.start < end and not amount.printed and amount.value >= _LARGE
                if large and amount.value not in known:
                    message = Told("no figure of the content was ever {number}", number=format(amount.value, "g"))
                    at, length = amount.start, amount.end - amount.start
                    yield Found(text.path, message, Told("look what the edition before says"), text.key, at, length)


def _figures(subject: Subject) -> frozenset[float]:
    """Return all values that figures of the content have, or had."""
    found = set[float]()
    for _, number in subject.entities(Number):
        found |= {float(number.value), *(float(each.value) for each in number.history)}
    return frozenset(found)
