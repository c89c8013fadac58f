"""What years have passed over: an edition shouldn't tell as news what is long ago."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.about import date_of, edition_with, event, in_words, is_printed, name_of
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.content.knowing.figures import known_on
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Stat
from briefgen.dates import Date
from briefgen.problems.notes import Told

_MONTH = 365.25 / 12  # days
_HISTORY_MONTHS = 24


@rule("figure-old", "warning", "A figure is no older than figures may be, or says when it is to be looked at again.")
def figure_old(subject: Subject) -> Iterator[Found]:
    """Find figures whose date, as the edition prints them, lies too many months before the edition's."""
    months = subject.figures_months
    for path, figure in subject.entities(Stat):
        printed = known_on(figure, subject.as_of) if subject.as_of else figure  # a later value is of later editions
        if figure.review_by is None and is_printed(subject, path) and _is_long_ago(subject, printed.as_of, months):
            message = Told(
                "this figure is of {as_of}, more than {months} months before the edition",
                as_of=in_words(printed.as_of),
                months=months,
            )
            hint = Told("check whether there is a newer one; if not, say with `review_by` when to look again")
            if printed is not figure:  # there is a newer one
                message = Told(
                    "the edition prints the value of {as_of}, more than {months} months before it; that of {newer} is "
                    "of a later day than the edition",
                    as_of=in_words(printed.as_of),
                    months=months,
                    newer=in_words(figure.as_of),
                )
                hint = Told(
                    "check whether there is one from between the two; that of {newer} is printed by editions of "
                    "then or later",
                    newer=in_words(figure.as_of),
                )
            yield Found(path, message, hint)


@rule("history-old", "warning", "The history, and what the briefs call new, reach into the last two years.")
def history_old(subject: Subject) -> Iterator[Found]:
    """Find a history that ends more than two years before the edition, or whose last entry with a summary does."""
    if "events" in subject.content.unread:
        return  # whose dates many entries take
    told = [(path, entry, date_of(subject, path)) for path, entry in subject.entities(HistoryEntry)]
    dated = [(path, entry, date) for path, entry, date in told if date is not None and date.last is not None]
    dated.sort(key=lambda one: one[2].last.last_day if one[2].last else None)  # type: ignore[arg-type, return-value]
    if dated and _is_long_ago(subject, dated[-1][2]):
        message = Told(
            "the last entry of the history is of {dated}, more than two years before the edition",
            dated=in_words(dated[-1][2]),
        )
        yield Found("cooperation.history", message, Told("add what was done together since"))
        return
    summed = [(path, date) for path, entry, date in dated if entry.summary is not None]
    if summed and _is_long_ago(subject, summed[-1][1]):
        message = Told(
            "what the briefs call new is of {summed}, more than two years before the edition",
            summed=in_words(summed[-1][1]),
        )
        hint = Told("write a summary for this later entry of the history, or for another one of since")
        yield Found(f"{dated[-1][0]}.summary", message, hint)


@rule("event-bare", "warning", "Something is said of the edition's event: a text, or the agenda of it or of a session.")
def event_bare(subject: Subject) -> Iterator[Found]:
    """Find the edition's event without a text or an agenda, and without a session during it that has one."""
    edition = edition_with(subject, subject.edition)
    found = event(subject, edition.event) if edition else None
    if found is None:
        return
    during = [each for _, each in subject.entities(Event) if found.id in (each.id, each.parent)]
    if not any(each.text or each.agenda for each in during):
        message = Told(
            "the edition is about {found}, and nothing is said of it: it has no text, and no session with an agenda",
            found=name_of(found),
        )
        yield Found(
            subject.content.index["events"][found.id],
            message,
            Told("add a text, an agenda, or a session held during it that has one"),
        )


def _is_long_ago(subject: Subject, date: Date | None, months: int = _HISTORY_MONTHS) -> bool:
    """Tell whether a date lies more than so many months before the edition's; never of what is ongoing or unknown."""
    if subject.as_of is None or date is None or date.last is None:
        return False
    return (subject.as_of.first_day - date.last.last_day).days > months * _MONTH
