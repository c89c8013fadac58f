"""Pictures of any content: nothing lies on anything else or leaves the frame, or there is no picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import pictures
from briefgen.dates import Date
from briefgen.document.tree import Figure, Picture, walk
from briefgen.localise import LocalBrief
from briefgen.localise.chronology import HistoryRow
from briefgen.localise.values import LocalDate, LocalEntity, LocalList, LocalNumber, LocalText
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.svg import clean
from tests.conftest import ROOT, BuiltProject
from tests.golden import check_golden
from tests.pictures.picture_reading import Seen, see
from tests.pictures.sheets import REAL, THEMES, entity, pictures_of
from tests.soak import examples

GOLDEN = ROOT / "tests" / "data" / "golden" / "pictures"
SMALLEST = 7  # points
HAIR = 0.05  # mm: what can't be seen


@dataclass(frozen=True)
class Sheet:
    """What a picture is drawn for: a brief with some content of its own, in a look; `told` is that content."""

    brief: LocalBrief
    theme: Theme
    told: tuple[Any, ...]


# The real ones -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("name", pictures.NAMES)
def test_golden_picture(name: str, language: str, theme: Theme, update_golden: bool) -> None:
    picture = pictures_of(REAL[language], theme)[name]
    assert picture
    check_golden(GOLDEN / f"{name}.{language}.svg", picture.svg, update_golden)


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("name", pictures.NAMES)
def test_the_real_pictures_are_legible(name: str, language: str, look: str) -> None:
    theme = THEMES[look]
    picture = pictures_of(REAL[language], theme)[name]
    assert picture
    assert faults(picture, theme) == []
    colours = theme.colours
    assert see(picture, theme).colours <= {colours.ink, colours.heading, colours.accent, colours.secondary}


def test_pictures_stand_in_the_brief(built: BuiltProject) -> None:
    for document in built.documents.values():
        assert len([node for node in walk(document) if isinstance(node, Figure)]) == len(pictures.NAMES)


# Any ---------------------------------------------------------------------------------------------------------------


def faults(picture: Picture, theme: Theme) -> list[str]:
    """Return what a person would find wrong with a picture."""
    seen = see(picture, theme)
    found = [f"{line.words!r} leaves the frame" for line in seen.lines if _is_outside(line, picture)]
    found += [f"{point} is outside" for point in seen.points if not _is_inside(*point, picture)]
    found += [f"{box} is outside" for box in seen.boxes if not all(_is_inside(*p, picture) for p in (box[:2], box[2:]))]
    found += [
        f"{one.words!r} lies on {other.words!r}"
        for index, one in enumerate(seen.lines)
        for other in seen.lines[:index]
        if one.overlaps(other)
    ]
    found += [f"{line.words!r} is struck through" for line in seen.lines if _is_struck(line, seen)]
    found += [f"{line.words!r} is too small" for line in seen.lines if line.size < SMALLEST - 0.01]
    found += [f"{line.words!r} lies on the edge of a box" for line in seen.lines for box in seen.boxes
              if _is_on_edge(line, box)]  # fmt: skip
    found += [f"{label.value!r} has no source" for label in picture.labels if not label.source and not is_year(label)]
    found += [f"{label.value!r} isn't said" for label in picture.labels
              if not is_year(label) and not is_in_tables(label)
              and squeezed(label.value) not in squeezed(picture.alt)]  # fmt: skip
    painted = squeezed(" ".join(line.words for line in seen.lines))
    if painted != squeezed(" ".join(label.value for label in picture.labels)):
        found.append("its labels aren't what is painted")
    return found


def is_year(label: Any) -> bool:
    return bool(label.value.isdecimal() and len(label.value) == 4)


def is_in_tables(label: Any) -> bool:
    """Tell whether the tables beside a chart say it: who holds an office, how often a body meets, what happened when.

    How many entries of a timeline have no label is of no use to who hears it.
    """
    source = str(label.source)
    beside = ("people.", "cooperation.history", "events", "x.", "catalogue[Ongoing]", "catalogue[{count} more without")
    return source.startswith(beside) or source.endswith(".meets_every_years")


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


def _is_inside(x: float, y: float, picture: Picture) -> bool:
    # Half of a line's weight may lie outside the middle of it.
    return -HAIR <= x <= picture.width + HAIR and -HAIR <= y <= picture.height + HAIR


def _is_outside(line: Any, picture: Picture) -> bool:
    return not (_is_inside(line.left, line.top, picture) and _is_inside(line.right, line.bottom, picture))


def _is_struck(line: Any, seen: Seen) -> bool:
    return any(line.is_crossed_by(*upright) for upright in seen.uprights)


def _is_on_edge(line: Any, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    touches = left < line.right and line.left < right and top < line.bottom and line.top < bottom
    inside = left <= line.left and line.right <= right and top <= line.top and line.bottom <= bottom
    return touches and not inside


LETTERS = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰABCXYZabcxyz0123456789.,()–„“-"
words = st.text(LETTERS, min_size=1, max_size=14)
phrases = st.lists(words, min_size=1, max_size=7).map(" ".join)
languages = st.sampled_from(["ka", "en"])


@st.composite
def themes(draw: st.DrawFn) -> Theme:
    """Draw a look, on a page that leaves some room for the text."""
    theme = THEMES[draw(st.sampled_from(sorted(THEMES)))]
    margin = draw(st.sampled_from([theme.page.right, theme.page.right, 40.0, 70.0, 100.0]))
    return replace(theme, page=replace(theme.page, right=margin))


days = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))


@st.composite
def written_dates(draw: st.DrawFn) -> str:
    """Draw a date as it stands in the content, of any precision, or two."""
    first = draw(days)
    kind = draw(st.sampled_from(["day", "day", "days", "month", "year", "ongoing"]))
    match kind:
        case "days":
            return f"{first}/{first + dt.timedelta(draw(st.integers(1, 400)))}"
        case "month":
            return f"{first:%Y-%m}"
        case "year":
            return f"{first:%Y}"
        case "ongoing":
            return "ongoing"
    return str(first)


@st.composite
def histories(draw: st.DrawFn) -> Sheet:
    brief = REAL[draw(languages)]
    rows = []
    for index, (date, label) in enumerate(
        draw(st.lists(st.tuples(written_dates(), st.none() | phrases), min_size=0, max_size=26))
    ):
        path = f"cooperation.history[{index}]"
        value = LocalDate(Date.parse(date), f"{path}.date", brief.language)
        event = None if label else entity(f"events[{index}]", draw(phrases), number=None, body=None)
        row = entity(path, date=value, event=event)
        if label:
            row.fields["label"] = LocalText(label, f"{path}.label")
        rows.append(HistoryRow(row, LocalText(date, f"{path}.date")))
    told = tuple((str(row.entry.date.date), str(row.entry.fields.get("label") or row.entry.event)) for row in rows)
    return Sheet(replace(brief, history=brief.history.made(rows)), draw(themes()), told)


@st.composite
def associations(draw: st.DrawFn) -> Sheet:
    brief = REAL[draw(languages)]
    names = st.lists(words, min_size=1, max_size=3).map(" ".join)
    offices = [entity(f"association.offices[{n}]", name) for n, name in enumerate(draw(st.lists(names, max_size=6)))]
    names_of_bodies = draw(st.lists(names, min_size=2, max_size=7, unique=True))
    bodies = [entity(f"association.bodies[{n}]", name) for n, name in enumerate(names_of_bodies)]
    for number, body in enumerate(bodies):
        path = body.path
        below = bodies[number + 1 :]
        chosen = draw(st.lists(st.sampled_from(below), unique_by=id, max_size=5)) if below else []
        years = draw(st.none() | st.integers(1, 6))
        body.fields |= {
            "elects": LocalList(_some(draw, offices), f"{path}.elects"),
            "elects_bodies": LocalList(chosen, f"{path}.elects_bodies"),
            "meets_at": _one(draw, [other for other in bodies if other is not body]),
            "meets_every_years": LocalNumber(years, f"{path}.meets_every_years", brief.language) if years else None,
            "headed_by": _one(draw, offices),
            "parent": None,
        }
    commissions = [
        entity(f"association.commissions[{n}]", "x", parent=draw(st.sampled_from(bodies)))
        for n in range(draw(st.integers(0, 3)) if bodies else 0)
    ]
    association = LocalEntity("association")
    association.fields = {
        **brief.association.fields,
        "bodies": LocalList([*bodies, *commissions], "association.bodies"),
    }
    own = replace(brief, association=association, bodies=LocalList(bodies, "association.bodies"))
    told = tuple(
        (str(b), [str(o) for o in b.elects], [str(o) for o in b.elects_bodies], str(b.meets_at)) for b in bodies
    )
    return Sheet(own, draw(themes()), told)


def _some(draw: st.DrawFn, entities: list[LocalEntity]) -> Iterable[LocalEntity]:
    return draw(st.lists(st.sampled_from(entities), unique_by=id, max_size=6)) if entities else []


def _one(draw: st.DrawFn, entities: list[LocalEntity]) -> LocalEntity | None:
    return draw(st.none() | st.sampled_from(entities)) if entities else None


@pytest.mark.slow
@examples(30, 1000)
@given(histories())
def test_any_history_is_drawn_well_or_not_at_all(sheet: Sheet) -> None:
    picture = pictures_of(sheet.brief, sheet.theme)["timeline"]
    assert picture is None or faults(picture, sheet.theme) == []


@pytest.mark.slow
@examples(30, 1000)
@given(associations())
def test_any_association_is_drawn_well_or_not_at_all(sheet: Sheet) -> None:
    picture = pictures_of(sheet.brief, sheet.theme)["governance"]
    assert picture is None or faults(picture, sheet.theme) == []


def test_most_histories_are_drawn() -> None:
    """A timeline that is always left out would have no faults."""
    brief, theme = REAL["ka"], THEMES["plain"]
    last = brief.history[-2]
    for count in (6, 7, 12, 23, 60):
        rows = [brief.history[0], *(last for _ in range(count - 2))]
        assert pictures_of(replace(brief, history=brief.history.made(rows)), theme)["timeline"], count


# Faults are found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('<text x="', '<text x="-3', "leaves the frame", id="left"),
        pytest.param('<text x="', '<text x="160', "leaves the frame", id="right"),
        pytest.param('font-size="2.', 'font-size="1.', "is too small", id="small"),
        pytest.param('<polyline points="', '<polyline points="175,3 175,9 ', "is outside", id="line"),
        pytest.param("</text>", "!</text>", "aren't what is painted", id="words"),
        pytest.param('<polyline points="', '<polyline points="50,0 50,90 30,0 30,90 ', "struck", id="struck"),
    ],
)  # fmt: skip
def test_a_fault_is_found(old: str, new: str, message: str, theme: Theme) -> None:
    picture = pictures_of(REAL["ka"], theme)["timeline"]
    assert picture
    assert old in picture.svg
    broken = replace(picture, svg=picture.svg.replace(old, new, 1))
    assert message in "\n".join(faults(broken, theme))


def test_labels_on_one_another_or_without_a_source_are_found(theme: Theme) -> None:
    picture = pictures_of(REAL["ka"], theme)["timeline"]
    assert picture
    text = next(line for line in picture.svg.splitlines() if line.startswith("<text"))
    broken = replace(picture, svg=picture.svg.replace(text, f"{text}\n{text}", 1))
    assert "lies on" in "\n".join(faults(broken, theme))
    bare = replace(picture, labels=tuple(replace(label, source=None) for label in picture.labels))
    assert "has no source" in "\n".join(faults(bare, theme))
    silent = replace(picture, alt="Timeline")
    assert "isn't said" in "\n".join(faults(silent, theme))
