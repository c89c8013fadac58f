"""The timeline of cooperation, as data: the dated history on a line, with the coming event at its end."""

from __future__ import annotations

import datetime as dt

from briefgen.document.tree import Chart, ChartItem, Text
from briefgen.localise import LocalBrief
from briefgen.localise.values import LocalEntity

_FEWEST = 3  # dated entries
_MOST_PER_STRIP = 8
_MOST_STRIPS = 3


def timeline(brief: LocalBrief) -> Chart | None:
    """Return the chart, or None where there are too few dated entries for one, or too many.

    Its items are ``strip``, a line with its entries (``past`` or ``coming``: days, a date and maybe what happened), in
    the order of their days; then ``ongoing``, which has the word for that and what goes on.
    """
    rows = [row.entry for row in brief.history if not row.entry.date.is_ongoing]
    strips = -(-(len(rows) + 1) // _MOST_PER_STRIP)
    if len(rows) < _FEWEST or strips > _MOST_STRIPS:
        return None
    coming = brief.event.path
    entries = [_entry(brief, row, coming=row.event is not None and row.event.path == coming) for row in rows]
    if not any(entry.role == "coming" for entry in entries):
        entries.append(_entry(brief, brief.event, coming=True))
    entries.sort(key=_place)
    size = -(-len(entries) // strips)
    lines = [ChartItem("strip", (), items=tuple(entries[at : at + size])) for at in range(0, len(entries), size)]
    going_on = [what for row in brief.history if row.entry.date.is_ongoing and (what := _what(brief, row.entry))]
    word = brief.message("Ongoing")
    facts = [" – ".join(text.value for text in entry.words) for entry in entries]
    facts += [str(brief.message("{what}: {new}", what=word, new=what.value)) for what in going_on]
    ongoing = [ChartItem("ongoing", (Text(str(word), word.source), what)) for what in going_on]
    alt = f"{brief.message('Timeline of cooperation')}. {'; '.join(facts)}."
    return Chart("timeline", alt, (*lines, *ongoing))


def _entry(brief: LocalBrief, entity: LocalEntity, *, coming: bool) -> ChartItem:
    start, last, short = entity.date.date.start, entity.date.date.last, entity.date.short
    days = (start.first_day.isoformat(), last.last_day.isoformat())
    what = _what(brief, entity)
    words = (Text(short.value, short.source), *([what] if what else []))
    return ChartItem("coming" if coming else "past", words, days)


def _place(entry: ChartItem) -> tuple[float, int]:
    """Return where an entry stands: its label hangs at its middle."""
    first, last = (dt.date.fromisoformat(day).toordinal() for day in entry.days)
    return (first + last) / 2, first


def _what(brief: LocalBrief, entity: LocalEntity) -> Text | None:
    """Return a few words: the entry's own label, else the name of its event, or of the body that met."""
    label = entity.fields.get("label")
    event = entity.fields.get("event", None if "history" in entity.path else entity)
    if label is not None:
        return Text(brief.language.bind(label.value), label.source)
    if event is None or (name := event.name or (event.body and event.body.name)) is None:
        return None
    number = f" ({event.number.ordinal()})" if event.number else ""
    return Text(brief.language.bind(f"{name}{number}"), name.source)
