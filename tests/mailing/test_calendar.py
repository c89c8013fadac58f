"""The event in a calendar: days without hours, read back by another reader and held to RFC 5545."""

from __future__ import annotations

import datetime as dt
import re
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from briefgen.mailing.letter.calendar import MEDIA_TYPE, Occasion, write_calendar
from briefgen.problems.mistakes import Mistake

STAMP = dt.datetime(2019, 10, 2, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=4)))
FORUM = Occasion(
    uid="wssf-2019@agency.example",
    sequence=737000001,
    name="ISSA: სოციალური დაცვის მსოფლიო ფორუმი",
    place="ბრიუსელი",
    first=dt.date(2019, 10, 14),
    last=dt.date(2019, 10, 18),
)


def written(occasion: Occasion = FORUM, stamp: dt.datetime = STAMP) -> bytes:
    return write_calendar(occasion, stamp, "ka")


def read(data: bytes) -> dict[str, tuple[str, str]]:
    """Return the properties of the event with their parameters, unfolded by hand as RFC 5545 (3.1) says."""
    lines = re.sub(rb"\r\n[ \t]", b"", data).decode().split("\r\n")
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    found = (re.fullmatch(r"([A-Z-]+)((?:;[^:]*)?):(.*)", line) for line in inside)
    return {each[1]: (each[2], each[3]) for each in found if each}


def test_the_event_lasts_from_its_first_day_to_its_last() -> None:
    event = read(written())
    assert event["DTSTART"] == (";VALUE=DATE", "20191014")
    assert event["DTEND"] == (";VALUE=DATE", "20191019")  # the first day that isn't part of it
    assert event["SUMMARY"] == (";LANGUAGE=ka", FORUM.name)
    assert event["LOCATION"] == (";LANGUAGE=ka", FORUM.place)
    assert event["UID"][1] == FORUM.uid
    assert event["SEQUENCE"][1] == "737000001"
    assert event["DTSTAMP"][1] == "20191002T053000Z"
    assert event["STATUS"][1] == "CONFIRMED"


def test_nobody_is_asked_to_answer_and_nobody_is_made_busy() -> None:
    data = written().decode()
    assert "METHOD" not in data
    assert "ORGANIZER" not in data
    assert "ATTENDEE" not in data
    assert read(written())["TRANSP"][1] == "TRANSPARENT"


def test_thunderbird_does_not_take_the_file_for_an_invitation_to_show_above_the_letter() -> None:
    assert MEDIA_TYPE == "application/ics"  # its converter and its bar are for text/calendar alone


@settings(max_examples=60)
@given(st.text("ა, ;\\xი", min_size=1, max_size=90).filter(lambda text: text == text.strip()))
def test_any_name_comes_back_and_no_line_has_more_than_75_octets(name: str) -> None:
    data = written(replace(FORUM, name=name))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.split(b"\r\n"):
        line.decode()  # no letter is cut
    # By hand as RFC 5545 (3.3.11) says: icalendar 6.0 writes it well, and reads it wrongly.
    assert re.sub(r"\\(.)", r"\1", read(data)["SUMMARY"][1]) == name
    event: Any = Calendar.from_ical(data).walk("VEVENT")[0]
    assert (event.get("DTSTART").dt, event.get("DTEND").dt) == (FORUM.first, FORUM.last + dt.timedelta(days=1))


def test_the_same_event_gives_the_same_bytes() -> None:
    assert written() == written()
    assert written(stamp=STAMP.astimezone(dt.UTC)) == written()


def test_a_day_is_an_event_too_and_a_cancelled_one_says_so() -> None:
    event = read(written(replace(FORUM, last=FORUM.first, place="", cancelled=True)))
    assert event["DTEND"][1] == "20191015"
    assert event["STATUS"][1] == "CANCELLED"
    assert "LOCATION" not in event


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        written(replace(FORUM, last=dt.date(2019, 10, 1)))
    with pytest.raises(Mistake, match="the name of the event holds a line break"):
        written(replace(FORUM, name="x\r\nATTENDEE:spy"))
    with pytest.raises(Mistake, match="without a name"):
        written(replace(FORUM, name=""))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(Mistake, match=r"pip install 'briefgen\[mail\]'"):
        written()
