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
from briefgen.pictures.drawing.flags import Flag, fly
from briefgen.pictures.drawing.svg import Block, DoesNotFitError, Style, StyledWords
from briefgen.pictures.drawing.timeline import _Diagram, _Entry, _Label, _row_heights
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


def strips(picture: Picture) -> int:
    """Return how many lines there are, by the bands on which they lie."""
    return picture.svg.count("<rect")


def years(*numbers: int) -> list[str]:
    return [str(number) for number in numbers]


# What stands on it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "lines"), [(2, 0), (3, 1), (7, 1), (8, 2), (15, 2), (16, 3), (23, 3), (24, 0)])
def test_a_line_has_eight_entries_at_most_with_the_coming_event(count: int, lines: int) -> None:
    rows = [row(str(1990 + number), "x") for number in range(count)]
    brief = with_history(*rows, event="2014")
    assert bool(timeline(brief)) is bool(lines)
    assert (strips(drawn(brief)) if lines else 0) == lines


def test_the_coming_event_stands_there_once_whether_or_not_the_history_has_it() -> None:
    brief = with_history(row("2015", "A"), row("2016", "B"), row("2017", "C"), event="2019")
    assert drawn(brief).alt.endswith("2015 – A; 2016 – B; 2017 – C; 2019 – Forum.")
    brief = replace(brief, history=(*brief.history, row("2018", event=brief.event)))
    picture = drawn(brief)
    assert picture.alt.endswith("2017 – C; 2018 – Forum.")
    assert picture.svg.count('r="1.2"') == 1


def test_entries_stand_in_the_order_of_their_middles_which_is_where_their_labels_hang() -> None:
    rows = [row("2016/2018", "C"), row("2014/2019", "B"), row("2015", "A"), row("2015-01/2020-12", "D")]
    alt = drawn(with_history(*rows, event="2021")).alt
    assert [alt.index(f"– {letter}") for letter in "ABCD"] == sorted(alt.index(f"– {letter}") for letter in "ABCD")
    same = [row("2016-03-02/2016-03-10", "B"), row("2016-03-01/2016-03-11", "A"), row("2016-03-06", "C")]
    assert drawn(with_history(*same, event="2021")).alt.index("– A") < drawn(
        with_history(*same, event="2021")
    ).alt.index("– B")


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
    item = _entry(ENGLISH, made, coming=False)
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
    assert called(event=bare) is None
    assert called(event=None) is None
    event = _what(REAL["ka"], meeting)
    assert event
    assert (event.value, event.source) == ("Bureau (113\u2011ე)", "bodies[b].name")


def test_what_goes_on_stands_below_and_has_no_day() -> None:
    brief = with_history(row("2015", "A"), row("2016", "B"), row("2017", "C"), row("ongoing", "Advice"), event="2019")
    picture = drawn(brief)
    without = drawn(with_history(*brief.history[:3], event="2019"))
    assert picture.alt == without.alt.removesuffix(".") + "; Ongoing: Advice."
    assert picture.height > without.height + 2
    twice = drawn(with_history(*brief.history, row("ongoing", "More"), event="2019"))
    assert twice.height - picture.height == pytest.approx(picture.height - without.height)


def test_a_picture_that_would_be_too_tall_is_none() -> None:
    dated = [row("2015", "A"), row("2016", "B"), row("2017", "C")]
    for number, is_drawn in ((9, True), (25, False)):
        brief = with_history(*dated, *[row("ongoing", "x") for _ in range(number)], event="2019")
        assert timeline(brief)
        assert bool(pictures_of(brief, THEME)["timeline"]) is is_drawn


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
    drawn(with_history(*(row(date, "x") for date in dates), event=dates[-1]))


def test_a_word_that_is_long_makes_labels_wider_instead_of_leaving_the_picture_out() -> None:
    long = "Sozialversicherungsangelegenheiten"
    picture = drawn(with_history(row("2015", f"A {long}"), row("2016", "B"), row("2017", "C"), event="2019"))
    assert long in picture.alt


def test_where_there_is_no_room_beside_the_date_the_words_stand_under_it() -> None:
    days = ("2015-10-14/2015-11-18", "2016-10-14/2016-11-18", "2018-10-14/2018-11-18")
    rows = [row(date, f"Sozialversicherungen{number}") for number, date in enumerate(days)]
    picture = drawn(with_history(*rows, event="2019-10-14/2019-11-18"), NARROW)
    lines = {line.words: line for line in see(picture, NARROW).lines}
    first, last = lines["14 Oct–18 Nov 2015"], lines["14 Oct–18 Nov 2019"]
    assert lines["Sozialversicherungen0"].top > first.top
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


@pytest.mark.parametrize(("points", "width"), [([3.0, 60.0, 167.0], 42), ([3.0, 80.0], 60)])
def test_the_lowest_drawing_is_taken_and_of_those_the_one_with_the_longest_lines(
    points: list[float], width: float
) -> None:
    made = diagram()
    words = "Some words that are long enough for two lines or three"
    entries = [entry(str(2010 + number), words) for number in range(len(points))]
    found = made.flown(entries, points)
    assert found[0][0].width == made.label(entries[0], width, False).width
    heights = set()
    for other in (110, 60, 50, 36):
        labels = [made.label(each, other, False) for each in entries]
        if flags := fly(points, [label.width + 1.4 for label in labels], made.width):
            heights.add(sum(_row_heights(labels, flags)))
    assert len(heights) > 1
    assert sum(_row_heights(*found)) <= min(heights)


def test_the_lowest_labels_keep_off_the_line() -> None:
    made = diagram()
    height = made.label(entry("2015"), 9, False).height
    assert made.strip([entry("2015"), entry("2019")], 10) == pytest.approx(10 + height + 2.2 + 4.4)


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
    assert _row_heights(labels, flags) == [pytest.approx(1.1 + 5), 1.1, pytest.approx(1.1 + 9)]


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
    assert ("2016" in named(lambda made: made.years(2015, 2017, wide(width + more), 0))) is is_named


def test_years_begin_at_marks_but_for_those_at_or_outside_the_edges() -> None:
    assert ticks(lambda made: made.years(2015, 2016, wide(50), 0)) == 2  # 2016, 2017: the line goes on
    assert ticks(lambda made: made.years(2015, 2016, wide(50, 10), 0)) == 3
    assert ticks(lambda made: made.years(2015, 2016, wide(50, -30), 0)) == 2
    assert ticks(lambda made: made.years(2015, 2018, wide(50), 0)) == 3  # at 50, 100, 150
    assert named(lambda made: made.years(2015, 2015, wide(50), 0)) == years(2015, 2016)


def test_the_last_year_of_what_lasts_long_is_named() -> None:
    brief = with_history(row("2010", "A"), row("2011", "B"), row("2012-01/2021-01", "C"), event="2012-01/2021-01")
    assert {"2012", "2014", "2015"} <= {label.value for label in drawn(brief).labels}


def test_what_goes_on_takes_the_height_of_its_words() -> None:
    made = diagram()
    one = made.ongoing(ONGOING, Text("Advice", "x"), 10)
    two = made.ongoing(ONGOING, Text("Advice " * 20, "x"), 10)
    assert two - 10 == pytest.approx(2 * (one - 10))


def test_flags_that_point_left_have_their_words_on_the_left() -> None:
    for under in (False, True):
        made = diagram()
        label = made.label(entry("2015", "Something"), 60, under)
        made.flag(entry("2015", "Something"), label, Flag(170, label.width + 1.4, False), 0, 20, lambda day: 170.0)
        seen = see(made.drawing.picture(30, "alt"), THEME)
        assert all(line.right <= 170 for line in seen.lines)


@pytest.mark.parametrize(("length", "is_drawn"), [(1.9, False), (2.1, True)])
def test_how_long_something_lasts_is_drawn_where_it_can_be_seen(length: float, is_drawn: bool) -> None:
    made, lasting = diagram(), entry("2015-01-01/2015-01-02")
    label = made.label(lasting, 60, False)
    first = lasting.first.toordinal()
    made.flag(lasting, label, Flag(50, label.width, True), 0, 20, lambda day: 50 + (day - first) * length)
    assert ('stroke-width="1"' in made.drawing.picture(30, "alt").svg) is is_drawn


def test_what_goes_on_points_on_from_the_end_of_its_words() -> None:
    made = diagram()
    made.ongoing(ONGOING, Text("Advice", "x"), 10)
    picture = made.drawing.picture(30, "alt")
    assert [(label.value, label.source) for label in picture.labels] == [
        ("Ongoing", "catalogue[Ongoing]"),
        ("Advice", "x"),
    ]
    end = max(line.right for line in see(picture, THEME).lines)
    (arrow,) = re.findall(r'points="([\d.]+),[\d.]+ ([\d.]+),[\d.]+"[^>]*dasharray', picture.svg)
    assert float(arrow[0]) == pytest.approx(end + 2, abs=0.01)
    assert float(arrow[1]) == pytest.approx(169.6)


def test_a_word_wider_than_every_label_leaves_the_picture_out() -> None:
    with pytest.raises(DoesNotFitError):
        diagram(NARROW).ongoing(ONGOING, Text("x" * 100, "x"), 0)
