"""Who holds an office: looked up in the terms, never typed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.content.schema.people import Term
from briefgen.dates import Point


def holders(terms: Iterable[Term], office: str, on: Point) -> list[Term]:
    """Return the terms in an office at the end of the day, month or year `on`: one, if the content is sound.

    A start that isn't known lies before all others. A term without an end ends when a later one starts.
    """
    day = on.last_day
    covering = [term for term in terms if term.office == office and _start(term) <= day.isoformat()]
    covering = [term for term in covering if term.end is None or _last_day(term) >= day.isoformat()]
    newest = max(map(_start, covering), default="")
    return [term for term in covering if term.end is not None or _start(term) == newest]


def _start(term: Term) -> str:
    return term.start.start.first_day.isoformat() if term.start and term.start.start else ""


def _last_day(term: Term) -> str:
    return term.end.start.last_day.isoformat() if term.end and term.end.start else ""
