"""Labels over points of a line, each on its upright line like a flag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.pictures.drawing.flags import Flag, fly


@given(st.lists(st.tuples(st.integers(0, 170), st.integers(2, 110)), min_size=1, max_size=8))
def test_flags_never_cover_one_another_or_their_lines(flags: list[tuple[int, int]]) -> None:
    points = sorted(float(point) for point, _ in flags)
    flown = fly(points, [float(width) for _, width in flags], 170)
    for index, one in enumerate(flown or ()):
        assert 0 <= one.left <= one.right <= 170
        for other in (flown or ())[:index]:
            assert one.row != other.row or one.right < other.left or other.right < one.left
            above, below = (one, other) if one.row > other.row else (other, one)
            assert not below.left < above.point < below.right


def test_flags_of_close_points_stand_above_one_another_and_distant_ones_in_a_row() -> None:
    close, distant = fly([10, 12, 14], [30, 30, 30], 170), fly([10, 60, 120], [30, 30, 30], 170)
    assert [flag.row for flag in close or ()] == [2, 1, 0]
    assert [flag.row for flag in distant or ()] == [0, 0, 0]
    assert [flag.rightwards for flag in fly([10, 160], [30, 30], 170) or ()] == [True, False]
    assert fly([10, 12], [165, 165], 170) is None


@pytest.mark.parametrize(
    ("points", "widths", "flown"),
    [
        pytest.param([0], [50], [(True, 0)], id="from edge to edge"),
        pytest.param([50], [50], [(False, 0)], id="from edge to edge, leftwards"),
        pytest.param([20], [20], [(True, 0)], id="rightwards where both ways have room"),
        pytest.param([20, 25], [20, 20], [(True, 1), (True, 0)], id="as few leftwards as can be"),
        pytest.param([0, 26], [20, 20], [(True, 0), (True, 0)], id="side by side with a gap"),
        pytest.param([0, 22], [20, 20], [(True, 1), (True, 0)], id="above one another without one"),
        pytest.param([40, 45], [40, 40], [(False, 0), (False, 1)], id="all leftwards"),
        pytest.param([30], [51], None, id="wider than the room"),
        pytest.param([], [], None, id="none"),
    ],
)
def test_flags_fly_in_few_rows_and_mostly_rightwards(
    points: list[float], widths: list[float], flown: list[tuple[bool, int]] | None
) -> None:
    flags = fly(points, widths, 50)
    assert (None if flags is None else [(flag.rightwards, flag.row) for flag in flags]) == flown


@pytest.mark.parametrize(
    ("rightwards", "point", "covered"),
    [
        *((True, 10, False), (True, 30, True), (True, 50.5, True), (True, 51, False), (True, 9.5, False)),
        *((False, 10, False), (False, -10, True), (False, -30.5, True), (False, -31, False), (False, 10.5, False)),
    ],
)
def test_a_flag_covers_what_touches_its_words(rightwards: bool, point: float, covered: bool) -> None:
    assert Flag(10, 40, rightwards).covers(point) is covered


@pytest.mark.parametrize(("point", "collides"), [(42.9, True), (43, False), (-22.9, True), (-23, False)])
def test_neighbours_in_a_row_have_a_gap(point: float, collides: bool) -> None:
    assert Flag(10, 30, True).collides(Flag(point, 30, True)) is collides
