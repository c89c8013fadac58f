"""The event as a calendar file: days without hours, by RFC 5545; the same event, the same bytes.

It is a file beside the letter, not an invitation. Thunderbird shows whatever calls itself ``text/calendar`` above the
letter, an attachment too (comm-central: nsSimpleMimeConverterStub.cpp sets force_inline_display), with a bar of
buttons if the part or the file names a METHOD; letter and marking are pushed down. So the type is ``application/ics``,
as in Google's mails, which calendars know by the file's ending, and there is no METHOD: PUBLISH would also want an
ORGANIZER (RFC 5546, 3.2.1).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefgen.mailing.letter.message import MessageError, require_clean
from briefgen.problems.notes import Told

MEDIA_TYPE = "application/ics"


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event of whole days, `first` to `last`, in the recipient's language.

    Calendars know it by its `uid` for good; with a higher `sequence` the same event is another one's newer state.
    """

    uid: str
    sequence: int
    name: str
    place: str  # may be empty
    first: dt.date
    last: dt.date
    cancelled: bool = False


def has_calendar(wire: bytes) -> bool:
    """Tell whether a message that we wrote carries a calendar file."""
    return f"\r\nContent-Type: {MEDIA_TYPE};".encode() in wire


def write_calendar(occasion: Occasion, stamp: dt.datetime, language: str) -> bytes:
    """Return an event to be put into a calendar: nobody is asked to answer.

    `stamp` has a time zone; `language` is a BCP 47 tag. Raises `MessageError`.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MessageError(Told("calendar files need the package icalendar: pip install 'briefgen[mail]'")) from None
    if occasion.last < occasion.first:
        raise ValueError("an event ends before it begins")
    for what, words in ((Told("name of the event"), occasion.name), (Told("place of the event"), occasion.place)):
        require_clean(what, words)
    if not occasion.name:
        raise MessageError(Told("an event without a name can't stand in a calendar"))
    calendar, event = Calendar(), Event()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//briefgen//EN")
    event.add("uid", occasion.uid)
    event.add("sequence", occasion.sequence)
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("dtstart", occasion.first)
    event.add("dtend", occasion.last + dt.timedelta(days=1))  # the day after the last one
    event.add("summary", occasion.name, parameters={"language": language})
    if occasion.place:
        event.add("location", occasion.place, parameters={"language": language})
    event.add("status", "CANCELLED" if occasion.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # who only hears of an event isn't busy
    calendar.add_component(event)
    return bytes(calendar.to_ical())
