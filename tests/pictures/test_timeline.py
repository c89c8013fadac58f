"""The history of a cooperation on a line, and the coming event at its end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from briefgen.dates import Date
from briefgen.document.tree import Picture, Text
from briefgen.localise import LocalBrief
from briefgen.localise.values import LocalDate, LocalNumber
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.flags import Flag
from briefgen.pictures.drawing.svg import Block, DoesNotFitError, Style, StyledWords
from briefgen.pictures.drawing.timeline import _Diagram, _Entry, _Flown, _Label, _row_heights
from briefgen.pictures.timeline import _entry, _what, timeline
from tests.pictures.picture_reading import see
from tests.pictures.sheets import ENGLISH, REAL, THEMES, entity, pictures_of, row, text, with_history
from tests.pictures.test_pictures import faults

THEME = THEMES["plain"]
ONGOING = Text("Ongoing", "catalogue[Ongoing]")
NARROW = replace(THEME, page=replace(THEME.page, right=110.0))  # 80 mm for the text


def drawn(brief: LocalBrief, theme: Theme = THEME) -> Picture:
    picture = pictures_of(brief, theme)["timeline"]
    assert picture is not None
    assert faults(picture, theme) == []
    return picture


def drawn_whole(brief: LocalBrief, theme: Theme = THEME) -> Picture:
    """Return the picture of a brief of which each entry has its label."""
    picture = drawn(brief, theme)
    assert not any("more without a label" in label.value for label in picture.labels)
    return picture


def told(brief: LocalBrief) -> list[str]:
    """Return what the entries of a chart are called, in their order."""
    chart = timeline(brief)
    assert chart
    return [item.words[-1].value for item in chart.items if item.role in ("past", "coming")]


EARLY = [row(f"200{number}-05", "early") for number in range(3)]


def years(*numbers: int) -> list[str]:
    return [str(number) for number in numbers]


# What stands on it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "first", "is_drawn"),
    [(4, "2000", False), (5, "2000", True), (5, "2016-10-20", False), (5, "2016-10-14", True), (60, "2000", True)],
)
def test_it_is_drawn_from_six_dated_entries_over_three_years_on(count: int, first: str, is_drawn: bool) -> None:
    rows = [row(first, "x"), *(row("2018-05", "x") for _ in range(count - 1)), row("ongoing", "x")]
    brief = with_history(*rows, event="2019-10-14")
    assert bool(timeline(brief)) is is_drawn
    if is_drawn:
        drawn(brief)


def test_the_coming_event_stands_there_once_whether_or_not_the_history_has_it() -> None:
    brief = with_history(*EARLY, row("2015", "A"), row("2016", "B"), row("2017", "C"), event="2019-12")
    assert told(brief)[3:] == ["A", "B", "C", "Forum"]
    brief = replace(brief, history=brief.history.made([*brief.history, row("2019-12", event=brief.event)]))
    assert told(brief)[3:] == ["A", "B", "C", "Forum"]
    assert drawn(brief).svg.count('r="1.2"') == 1


@pytest.mark.parametrize(
    ("event", "is_coming"),
    [("2019-09-30", False), ("2019-09-28/2019-10-01", True), ("2019-10", True), ("2021", True)],
)
def test_the_event_is_ahead_until_it_is_over_when_the_brief_is_written(event: str, is_coming: bool) -> None:
    picture = drawn(with_history(*EARLY, row("2015", "A"), row("2016", "B"), row("2019", "C"), event=event))
    assert picture.svg.count('r="1.2"') == is_coming
    last = "nothing with a date." if not is_coming else "– Forum."
    assert picture.alt.endswith(f"{last} As of Oct 2019.")
    (ground,) = see(picture, THEME).boxes
    (line,) = re.findall(r'points="([\d.]+),[\d.]+ [\d.]+,[\d.]+"[^>]*dasharray="0.9', picture.svg)
    assert ground[2] == float(line)
    assert (ground[2] < 160) is (event == "2021")


def test_it_says_in_words_what_the_table_does_not() -> None:
    rows = [
        row("2010-03", "A"),
        row("2010-04/2014-04", "B"),
        row("2011", "C"),
        row("2016-05-01", "D"),
        row("2017", "E"),
    ]
    picture = drawn(with_history(*rows, row("ongoing", "Advice"), event="2019-12"))
    assert picture.alt == (
        "Timeline of cooperation: Mar 2010 – Dec 2019. Number of entries: 6. Longest time without an entry: "
        "Apr 2010–Apr 2014 – 1 May 2016. Ahead: Dec 2019 – Forum. As of Oct 2019."
    )


def test_entries_stand_in_the_order_of_their_middles_which_is_where_their_labels_hang() -> None:
    rows = [row("2016/2018", "C"), row("2014/2019", "B"), row("2015", "A"), row("2015-01/2020-12", "D")]
    assert told(with_history(*EARLY, *rows, event="2021"))[3:] == ["A", "B", "C", "D", "Forum"]
    same = [row("2016-03-02/2016-03-10", "B"), row("2016-03-01/2016-03-11", "A"), row("2016-03-06", "C")]
    assert told(with_history(*EARLY, *same, event="2021"))[3:] == ["A", "B", "C", "Forum"]


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2016-11", dt.date(2016, 11, 1), dt.date(2016, 11, 30)),
        ("2016", dt.date(2016, 1, 1), dt.date(2016, 12, 31)),
        ("2016-02/2016-03", dt.date(2016, 2, 1), dt.date(2016, 3, 31)),
        ("2016-05-04", dt.date(2016, 5, 4), dt.date(2016, 5, 4)),
    ],
)
def test_an_entry_reaches_from_its_first_day_to_its_last(date: str, first: dt.date, last: dt.date) -> None:
    made = row(date, "x").entry
    item = _entry(ENGLISH, made, dt.date(2019, 10, 1))
    assert item.days == (str(first), str(last))
    found = _Entry.of(item)
    assert (found.first, found.last) == (first, last)
    assert found.middle == (first.toordinal() + last.toordinal()) / 2


def test_an_entry_is_called_by_its_label_its_event_or_the_body_that_met() -> None:
    bureau = entity("bodies[b]", "Bureau")
    number = LocalNumber(113, "events[e].number", REAL["ka"].language)
    named = entity("events[e]", "Forum", number=None, body=bureau)
    meeting = entity("events[e]", None, number=number, body=bureau)
    bare = entity("events[e]", None, number=None, body=None)

    def called(**fields: Any) -> str | None:
        found = _what(REAL["ka"], entity("cooperation.history[x]", **fields))
        return found.value if found else None

    assert called(label=text("113-ე 14–18 მაისი"), event=named) == "113\u2011ე 14–\u206018\u00a0მაისი"
    assert called(event=named) == "Forum"
    assert called(event=meeting) == "Bureau (113\u2011ე)"
    said = entity("events[e]", "Bureau, 113-ე სხდომა", number=meeting.number, body=None)
    assert called(event=said) == "Bureau, 113\u2011ე\u00a0სხდომა"  # its name has the number
    assert called(event=bare) is None
    assert called(event=None) is None
    event = _what(REAL["ka"], meeting)
    assert event
    assert (event.value, event.source) == ("Bureau (113\u2011ე)", "bodies[b].name")


def test_what_goes_on_stands_below_and_has_no_day() -> None:
    dated = [*EARLY, row("2015", "A"), row("2016", "B"), row("2017", "C")]
    heights = []
    for goes_on in ([], ["Advice"], ["Advice", "More"], ["Advice " * 18, "More"]):
        picture = drawn(with_history(*dated, *(row("ongoing", what.strip()) for what in goes_on), event="2019"))
        heights.append(picture.height)
        assert [label.value for label in picture.labels].count("Ongoing") == len(goes_on)
    assert heights[0] == pytest.approx(heights[1], abs=0.4)  # beside the day of the brief, where it has the room
    assert heights[1] + 3 < heights[2] < heights[3]


def test_a_picture_that_would_be_too_tall_is_none() -> None:
    dated = [*EARLY, row("2015", "A"), row("2016", "B"), row("2017", "C")]
    for number, is_drawn in ((9, True), (25, False)):
        brief = with_history(*dated, *[row("ongoing", "x") for _ in range(number)], event="2019")
        assert timeline(brief)
        assert bool(pictures_of(brief, THEME)["timeline"]) is is_drawn


# Of many, the newest have labels --------------------------------------------------------------------------------------


def test_of_many_entries_the_newest_have_labels_and_the_others_a_dot_and_are_counted() -> None:
    rows = [row(f"{1990 + n // 2}-0{1 + n % 2 * 5}-10", f"Something that happened, number {n}") for n in range(58)]
    picture = drawn(with_history(*rows, event="2019-10-14/2019-10-18"))
    labelled = {int(found) for label in picture.labels if (found := label.value.rpartition("number ")[2]).isdecimal()
                and "number" in label.value}  # fmt: skip
    (more,) = (label.value for label in picture.labels if "without a label" in label.value)
    assert more == f"{58 - len(labelled)} more without a label: see the table"
    assert "Forum" in [label.value for label in picture.labels]
    assert {55, 56, 57} <= labelled
    assert picture.svg.count("<circle") == 59
    assert picture.svg.count('r="0.7"') == 58 - len(labelled)
    assert picture.height < 74


def test_of_many_entries_those_that_say_what_happened_have_labels_before_mere_dates() -> None:
    def rows(said: int) -> list[Any]:
        return [row(f"{1990 + n // 2}-0{1 + n % 2 * 5}-10", f"Past {n}" if n < said else None) for n in range(58)]

    labels = [label.value for label in drawn(with_history(*rows(19), event="2019")).labels]
    said = [label for label in labels if label.startswith("Past ")]
    assert len(said) > 3
    assert {"Forum", f"{58 - len(said)} more without a label: see the table"} <= set(labels)
    assert timeline(with_history(*rows(18), event="2019")) is None  # hardly one of them says what happened


def test_words_that_have_no_room_cost_one_label_and_not_the_picture() -> None:
    rows = [*EARLY, row("2015", "x" * 100), row("2016", "B"), row("2017", "C")]
    labels = [label.value for label in drawn(with_history(*rows, event="2019"), NARROW).labels]
    assert "1 more without a label: see the table" in labels
    assert {"B", "C", "early", "Forum"} <= set(labels)
    long = [row(f"201{number}", "x" * 100) for number in range(6)]
    hopeless = with_history(*long, event="2019")
    hopeless.event.fields["name"] = text("x" * 100)
    assert timeline(hopeless)
    assert pictures_of(hopeless, NARROW)["timeline"] is None


# Where it stands -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param(["2001-01-01/2019-12-31", "2004", "2005-06"], id="a long one reaches past those that begin later"),
        pytest.param(["1990/2010", "2011", "2012"], id="the first began before the line does"),
        pytest.param(["2011", "2012", "2013-06/2023-06"], id="the last ends after the line does"),
        pytest.param(["2015-03-02", "2015-03-02", "2015-03-02"], id="all on one day"),
    ],
)
def test_what_lasts_long_stays_inside_the_picture(dates: list[str]) -> None:
    drawn(with_history(row("1988", "x"), row("1989", "x"), *(row(date, "x") for date in dates), event="2019-09"))


def test_a_word_that_is_long_makes_labels_wider_instead_of_leaving_the_picture_out() -> None:
    long = "Sozialversicherungsangelegenheiten"
    rows = [*EARLY, row("2015", f"A {long}"), row("2016", "B"), row("2017", "C")]
    picture = drawn_whole(with_history(*rows, event="2019"))
    assert f"A {long}" in [label.value for label in picture.labels]


def test_where_there_is_no_room_beside_the_date_the_words_stand_under_it() -> None:
    days = [f"{year}-10-14/{year}-11-18" for year in (2009, 2010, 2013, 2015, 2017)]
    rows = [row(date, f"Sozialversicherungen{number}") for number, date in enumerate(days)]
    picture = drawn(with_history(*rows, event="2019-10-14/2019-11-18"), NARROW)
    lines = {line.words: line for line in see(picture, NARROW).lines}
    middle, last = lines["14 Oct–18 Nov 2015"], lines["14 Oct–18 Nov 2019"]
    assert lines["Sozialversicherungen3"].top > middle.top
    assert lines["Forum"].top > last.top
    assert lines["Forum"].right == pytest.approx(last.right, abs=0.01)  # both end at the line


def diagram(theme: Theme = THEME) -> _Diagram:
    return _Diagram(theme)


def entry(day: str, what: str | None = None, *, coming: bool = False) -> _Entry:
    date = Date.parse(day)
    words = Text(what, "x") if what else None
    when = LocalDate(date, "x.date", ENGLISH.language).short
    assert date.start
    assert date.last
    return _Entry(date.start.first_day, date.last.last_day, Text(when.value, when.source), words, coming)


def test_the_lowest_drawing_is_taken_and_of_those_the_one_with_the_longest_lines() -> None:
    made = diagram()
    words = "Some words that are long enough for two lines or three"
    for points, width in (([3.0, 60.0, 167.0], 42), ([3.0, 80.0], 60)):
        entries = [entry(str(2010 + number), words) for number in range(len(points))]
        found = made.flown(entries, points)
        first = made.label(entries[0], width, False)
        assert first
        assert found[0].label.width == first.width
        others = [made.all_flown(entries, points, range(len(points)), other, False) for other in (110, 60, 50, 36)]
        heights = {sum(_row_heights(flown)) for flown in others if flown}
        assert len(heights) > 1
        assert sum(_row_heights(found)) <= min(heights)


def lines_of(height: float, width: float) -> Block:
    style = Style(height / 1.22 * 72 / 25.4)
    return Block((StyledWords("x", None, style),), (), width)


def test_a_label_is_as_large_as_its_date_and_what_happened() -> None:
    date, what = lines_of(3, 20), lines_of(7, 10)
    sizes = {
        "alone": (_Label(date, None, False), 20, 3),
        "beside": (_Label(date, what, False), 20 + 1.8 + 10, 7),
        "beside, lower": (_Label(what, date, False), 20 + 1.8 + 10, 7),
        "under": (_Label(date, what, True), 20, 10),
        "under, wider": (_Label(what, date, True), 20, 10),
    }
    for name, (label, width, height) in sizes.items():
        assert (label.width, round(label.height, 6)) == (width, height), name


def test_a_row_is_as_high_as_its_highest_label() -> None:
    labels = [_Label(lines_of(height, 9), None, False) for height in (3, 5, 9)]
    flags = [Flag(0, 9, True, row) for row in (0, 0, 2)]
    flown = [_Flown(0, *each) for each in zip(labels, flags, strict=True)]
    assert _row_heights(flown) == [pytest.approx(1 + 5), 1, pytest.approx(1 + 9)]


def named(draw: Callable[[_Diagram], object]) -> list[str]:
    made = diagram()
    draw(made)
    return [label.value for label in made.drawing.picture(20, "alt").labels]


def ticks(draw: Callable[[_Diagram], object]) -> int:
    made = diagram()
    draw(made)
    return made.drawing.picture(20, "alt").svg.count("<polyline")


def wide(mm: float, start: float = 0.0) -> Callable[[float], float]:
    """Return the place of a day if each year takes so many mm, the first from `start` on."""
    first = dt.date(2015, 1, 1).toordinal()
    return lambda day: start + (day - first) / 365.2425 * mm


@pytest.mark.parametrize(("more", "is_named"), [(2.9, False), (3.1, True)])
def test_a_year_is_named_where_it_has_the_room(more: float, is_named: bool) -> None:
    width = diagram().lettering.width("2016", Style(7.5, bold=True))
    assert ("2017" in named(lambda made: made.years(2015, 2017, wide(width + more), 0, 170))) is is_named


def test_years_begin_at_marks_but_for_those_at_or_outside_the_edges() -> None:
    assert ticks(lambda made: made.years(2015, 2016, wide(50), 0, 170)) == 2  # 2016, 2017: the line goes on
    assert ticks(lambda made: made.years(2015, 2016, wide(50, 10), 0, 170)) == 3
    assert ticks(lambda made: made.years(2015, 2016, wide(50, -30), 0, 170)) == 2
    assert ticks(lambda made: made.years(2015, 2018, wide(50), 0, 170)) == 3  # at 50, 100, 150
    assert named(lambda made: made.years(2015, 2015, wide(50), 0, 170)) == years(2015, 2016)


def test_where_years_are_short_every_second_or_fifth_is_named_and_marked() -> None:
    assert named(lambda made: made.years(2000, 2019, wide(6, -90 + 6 * 30), 0, 170))[:2] == years(2000, 2002)
    assert named(lambda made: made.years(1960, 2019, wide(2.5, 150), 0, 170))[:2] == years(1960, 1965)


def test_no_year_lies_on_the_line_of_the_day_of_the_brief() -> None:
    for known in range(170):
        made = diagram()
        made.years(2015, 2017, wide(56), 0, known)
        lines = see(made.drawing.picture(20, "alt"), THEME).lines
        assert len(lines) == 3
        assert not any(line.left < known < line.right for line in lines)


def test_flags_that_point_left_have_their_words_on_the_left() -> None:
    for under in (False, True):
        made = diagram()
        label = made.label(entry("2015", "Something"), 60, under)
        assert label
        made.flag(entry("2015", "Something"), label, Flag(170, label.width + 1.4, False), 0, 20)
        seen = see(made.drawing.picture(30, "alt"), THEME)
        assert all(line.right <= 170 for line in seen.lines)


@pytest.mark.parametrize(("length", "is_drawn"), [(1.9, False), (2.1, True)])
def test_how_long_something_lasts_is_drawn_where_it_can_be_seen(length: float, is_drawn: bool) -> None:
    made, lasting = diagram(), entry("2015-01-01/2015-01-02")
    first = lasting.first.toordinal()
    made.tick(lasting, lambda day: 50 + (day - first) * length, 20)
    assert ('stroke-width="1"' in made.drawing.picture(30, "alt").svg) is is_drawn


def test_what_goes_on_points_on_from_the_end_of_its_words() -> None:
    made = diagram()
    made.line(made.ongoing(ONGOING, Text("Advice", "x")), 10)
    picture = made.drawing.picture(30, "alt")
    assert [(label.value, label.source) for label in picture.labels] == [
        ("Ongoing", "catalogue[Ongoing]"),
        ("Advice", "x"),
    ]
    end = max(line.right for line in see(picture, THEME).lines)
    (arrow,) = re.findall(r'points="([\d.]+),[\d.]+ ([\d.]+),[\d.]+"[^>]*dasharray', picture.svg)
    assert float(arrow[0]) == pytest.approx(end + 2, abs=0.01)
    assert float(arrow[1]) == pytest.approx(end + 10, abs=0.01)


def test_a_word_wider_than_every_label_leaves_the_picture_out() -> None:
    with pytest.raises(DoesNotFitError):
        diagram(NARROW).ongoing(ONGOING, Text("x" * 100, "x"))
