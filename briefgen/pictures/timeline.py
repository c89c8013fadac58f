"""The timeline of cooperation, as data: when something happened, how far the brief knows, and what is ahead.

It shows what the table can't: rhythm, gaps, how near the next thing is. It is drawn from six dated entries on, with the
coming event, that span three years at least: fewer, or closer ones, are told as well by the table alone. So are
many of which hardly one has a few words: dots alone say nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from briefgen.document.tree import Chart, ChartItem, Text
from briefgen.localise import LocalBrief
from briefgen.localise.values import LocalEntity, LocalNumber, LocalText

_FEWEST = 6  # dated entries, with the coming event
_SHORTEST = 3 * 365  # days from the first to the last
_DATED = ("past", "coming")
_DATES_ALONE = 12  # entries that have room for their dates, if for nothing else
_UNLABELLED = "catalogue[{count} more without a label: see the table]"  # where that is from


def timeline(brief: LocalBrief) -> Chart | None:
    """Return the chart, or None where there are too few dated entries for one, or too close ones, or words for too few.

    Its items are the entries (``past`` or ``coming``: days, a date and maybe what happened), in the order of their
    days; ``as-of`` with the words for the day up to which the brief knows; ``ongoing``, which has the word for that and
    what goes on; ``unlabelled`` with what stands for one, two … entries that get no label.
    """
    rows = [row.entry for row in brief.history if not row.entry.date.is_ongoing]
    as_of = brief.edition.as_of.date.start.first_day
    entries = [_entry(brief, row, as_of) for row in rows]
    if not any(row.event is not None and row.event.path == brief.event.path for row in rows):
        entries.append(_entry(brief, brief.event, as_of))
    entries.sort(key=_place)
    if len(entries) > _DATES_ALONE and sum(len(entry.words) > 1 for entry in entries) < len(entries) / 3:
        return None
    if len(entries) < _FEWEST or _last(entries).toordinal() - _first(entries[0]).toordinal() < _SHORTEST:
        return None
    date = brief.edition.as_of
    known = Text(str(brief.message("As of {date}", date=date.short)), date.source)
    word = brief.message("Ongoing")
    going_on = [what for row in brief.history if row.entry.date.is_ongoing and (what := _what(brief, row.entry))]
    ongoing = [ChartItem("ongoing", (Text(str(word), word.source), what)) for what in going_on]
    unlabelled = ChartItem("unlabelled", tuple(_unlabelled(brief, count) for count in range(1, len(entries))))
    day = as_of.isoformat()
    return Chart(
        "timeline",
        _in_words(brief, entries, known),
        (*entries, ChartItem("as-of", (known,), (day, day)), *ongoing, unlabelled),
        brief.language.direction,
    )


def without_words(chart: Chart) -> list[str]:
    """Return the paths of the dates that stand on a timeline alone: nothing says what happened then."""
    return [item.words[0].source or "" for item in chart.items if item.role in _DATED and len(item.words) == 1]


def _in_words(brief: LocalBrief, entries: list[ChartItem], known: Text) -> str:
    """Return what the picture shows beside what the table says: span, rhythm, what is ahead."""
    message = brief.message
    coming = (entry for entry in entries if entry.role == "coming")
    ahead = brief.language.semicolons(" – ".join(text.value for text in entry.words) for entry in coming)
    facts = {
        message("Timeline of cooperation"): _between(entries[0], entries[-1]),
        message("Number of entries"): brief.language.number(len(entries)),
    }
    if gap := _longest_gap(entries):
        facts[message("Longest time without an entry")] = _between(*gap)
    facts[message("Ahead")] = ahead or str(message("nothing with a date"))
    told = [
        str(message("{what}: {new}", what=what, new=LocalText(fact, what.source or ""))) for what, fact in facts.items()
    ]
    return " ".join(f"{fact}." for fact in (*told, known.value))


def _between(before: ChartItem, after: ChartItem) -> str:
    return f"{before.words[0].value} – {after.words[0].value}"


def _longest_gap(entries: list[ChartItem]) -> tuple[ChartItem, ChartItem] | None:
    """Return the entries before and after the longest time in which there was none, of those that are over."""
    longest, found = 0, None
    latest = entries[0]
    for _, entry in pairwise(entries):
        days = _first(entry).toordinal() - _last([latest]).toordinal()
        if days > longest:
            longest, found = days, (latest, entry)
        latest = max(latest, entry, key=lambda each: each.days[1])
    return found


def _entry(brief: LocalBrief, entity: LocalEntity, as_of: dt.date) -> ChartItem:
    start, last, short = entity.date.date.start, entity.date.date.last, entity.date.short
    first, end = start.first_day, last.last_day
    what = _what(brief, entity)
    words = (Text(short.value, short.source), *([what] if what else []))
    # The event of an edition is ahead as long as it isn't over; something else that has begun has happened.
    is_event = entity.path == brief.event.path or entity.fields.get("event") is brief.event
    is_coming = first > as_of or (is_event and end >= as_of)
    return ChartItem("coming" if is_coming else "past", words, (first.isoformat(), end.isoformat()))


def _place(entry: ChartItem) -> tuple[float, int]:
    """Return where an entry stands: its label hangs at its middle."""
    first, last = _first(entry).toordinal(), _last([entry]).toordinal()
    return (first + last) / 2, first


def _first(entry: ChartItem) -> dt.date:
    return dt.date.fromisoformat(entry.days[0])


def _last(entries: list[ChartItem]) -> dt.date:
    return max(dt.date.fromisoformat(entry.days[1]) for entry in entries)


def _unlabelled(brief: LocalBrief, count: int) -> Text:
    number = LocalNumber(count, "catalogue", brief.language)
    words = brief.message("{count} more without a label: see the table", count=number)
    return Text(str(words), _UNLABELLED)


def _what(brief: LocalBrief, entity: LocalEntity) -> Text | None:
    """Return a few words: the entry's own label, else the name of its event, or of the body that met."""
    label = entity.fields.get("label")
    event = entity.fields.get("event", None if "history" in entity.path else entity)
    if label is not None:
        return Text(brief.language.bind(label.value), label.source)
    if event is None or (name := event.name or (event.body and event.body.name)) is None:
        return None
    is_said = event.number and re.search(rf"(?<!\d){event.number.number}(?!\d)", str(name))
    number = f" ({event.number.ordinal(event.number.agrees)})" if event.number and not is_said else ""
    return Text(brief.language.bind(f"{name}{number}"), name.source)
