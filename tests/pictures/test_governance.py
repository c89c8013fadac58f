"""Who elects whom in an association: what is drawn, said, and where boxes stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefgen.document.tree import Chart, ChartItem, Picture, Text
from briefgen.localise import LocalBrief
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.governance import _Diagram, _Group
from briefgen.pictures.governance import governance
from tests.pictures.picture_reading import see
from tests.pictures.sheets import THEMES, body, pictures_of, with_bodies
from tests.pictures.test_pictures import faults

THEME = THEMES["plain"]


def drawn(brief: LocalBrief) -> Picture:
    picture = picture_of(brief)
    assert picture is not None
    assert faults(picture, THEME) == []
    return picture


def picture_of(brief: LocalBrief, theme: Theme = THEME) -> Picture | None:
    return pictures_of(brief, theme)["governance"]


def diagram(brief: LocalBrief | None = None, theme: Theme = THEME) -> _Diagram:
    chart = governance(brief) if brief else Chart("governance", "facts", ())
    assert chart
    return _Diagram(chart, theme)


def member(name: str) -> ChartItem:
    return ChartItem("member", (Text(name, "x"),))


def group(names: Sequence[str], left: float, right: float) -> _Group:
    return _Group(Text("elects"), [member(name) for name in names], left, right)


def boxes(picture: Picture) -> list[list[str]]:
    """Return the words in each box, in the order in which boxes are drawn."""
    seen = see(picture, THEME)
    return [
        [line.words for line in seen.lines if left <= line.left and line.right <= right and top <= line.top <= bottom]
        for left, top, right, bottom in seen.boxes
    ]


# Whether there is a picture ------------------------------------------------------------------------------------------


def test_two_bodies_are_said_better_in_a_sentence() -> None:
    council, bureau, audit = body("Council"), body("Bureau"), body("Audit")
    assert governance(with_bodies(body("Assembly", ["President"], [council]))) is None
    assert governance(with_bodies(body("Assembly", [], [council]))) is None
    assert governance(with_bodies(body("Assembly", [], [council, bureau])))
    assert governance(with_bodies(body("Assembly", [], [council], meets_at=bureau)))
    assert governance(with_bodies(council, bureau, audit)) is None


def test_there_is_none_where_a_word_is_wider_than_its_place_or_the_whole_too_tall() -> None:
    name = "Sozialversicherungsangelegenheitenkommissionsvorsitz"
    wide = with_bodies(body(name, [], [body("Council"), body("Bureau")]))
    assert governance(wide)  # the data are there
    assert picture_of(wide) is None
    levels = [body(f"Level {number}") for number in range(5)]
    electors = [body(f"Elector {number}", ["President"], [level]) for number, level in enumerate(levels)]
    assert picture_of(with_bodies(*electors[:2], *levels))
    tall = picture_of(with_bodies(*electors[:3], *levels))
    assert tall
    assert 80 < tall.height < 110
    assert picture_of(with_bodies(*electors, *levels)) is None


def test_words_that_are_not_drawn_need_no_room() -> None:
    """Nobody meets with the assembly, so the words for that don't count on a narrow letterhead."""
    narrow = replace(THEME, page=replace(THEME.page, right=98.0))
    picture = picture_of(with_bodies(body("Assembly", [], [body("Council"), body("Bureau")])), narrow)
    assert picture
    assert faults(picture, narrow) == []


# What it says --------------------------------------------------------------------------------------------------------


def test_a_body_s_notes_stand_once_however_often_it_is_drawn() -> None:
    council = body("Council", ["Treasurer"], years=3, headed_by="President")
    picture = drawn(with_bodies(body("Assembly", ["President"], [council, body("Bureau", years=1)]), council))
    said = " ".join(" ".join(words) for words in boxes(picture))
    assert said.count("meets every three years") == 1
    assert said.count("headed by: President") == 1
    assert said.count("meets every year") == 1
    assert picture.alt == (
        "How the Association is governed. Assembly – elects: President. Assembly – elects the members of: Council,"
        " Bureau. Council – meets every three years; headed by: President. Bureau – meets every year. Council – elects:"
        " Treasurer."
    )
    sources = {label.value: label.source for label in picture.labels}
    assert sources["headed by: President"] == "offices[President].name"
    assert sources["meets every three years"] == "association.bodies[Council].meets_every_years"


def test_a_body_that_is_drawn_anyway_is_no_partner_beside_one_that_meets_with_it() -> None:
    council, forum = body("Council"), body("Forum", years=3)
    together = "as a rule meet together"
    first = body("Assembly", ["President"], [council], meets_at=forum)
    picture = drawn(with_bodies(first))
    assert f"Forum, Assembly – {together}." in picture.alt
    assert ["Forum"] in [words[:1] for words in boxes(picture)]
    # The partner of the first stands there already; so does what is elected.
    second = body("Board", ["Treasurer"], [body("Audit")], meets_at=forum)
    alt = drawn(with_bodies(first, second)).alt
    assert alt.count(together) == 1
    assert "Board – as a rule meets together with: Forum." in alt
    both = drawn(with_bodies(body("Assembly", ["President"], [council], meets_at=second), second))
    assert "Board, Assembly" not in both.alt  # it has a place of its own
    elected = drawn(with_bodies(body("Assembly", ["President"], [council, body("Audit")], meets_at=council)))
    assert together not in elected.alt
    assert "as a rule meets together with: Council" in elected.alt


def test_bodies_with_commissions_stand_beside_the_first_that_elects_unless_they_are_elected() -> None:
    council, bureau, other = body("Council"), body("Bureau"), body("Programme")
    electors = body("Assembly", ["President"], [council, bureau]), body("Board", ["Treasurer"], [bureau])
    brief = with_bodies(*electors, council, bureau, other, commissions_of=[other, other, council])
    said = [words for words in boxes(drawn(brief)) if words]
    assert [words for words in said if "Programme" in words[0]] == [["Programme\u00a0(2)"]]
    assert [words for words in said if "Council" in words[0]] == [["Council\u00a0(1)"]]


# Where it stands -----------------------------------------------------------------------------------------------------


def test_offices_and_bodies_share_the_width_by_their_numbers() -> None:
    def edges(offices: int, bodies: int) -> list[tuple[float, float]]:
        council = [body(f"Council {n}") for n in range(bodies)]
        elector = body("Assembly", [f"Office {n}" for n in range(offices)], council)
        made = diagram(with_bodies(elector, body("Other", ["x"], [body("y"), body("z")])))
        return [(round(each.left, 2), round(each.right, 2)) for each in made.groups(made.chart.items[0])]

    assert edges(2, 2) == [(0.3, 82.7), (87.0, 169.7)]
    assert edges(3, 3) == edges(2, 2)
    assert edges(9, 1) == [(0.3, 99.7), (104.0, 169.7)]  # three fifths at most
    assert edges(1, 9) == [(0.3, 65.7), (70.0, 169.7)]
    assert edges(2, 0) == [(0.3, 169.7)]
    assert edges(0, 2) == [(0.3, 169.7)]


@pytest.mark.parametrize(
    ("members", "width", "fits"),
    [
        (["Council"], 30, True),
        (["Council"], 24, True),
        (["Council"], 23.9, False),  # the narrowest box
        (["a", "b", "c", "d"], 120, True),
        (["a", "b", "c", "d", "e"], 170, False),
        (["a", "b"], 52, True),  # two of 24 with the gap
        (["a", "b"], 51.9, False),
    ],
)
def test_members_have_boxes_of_their_own_where_there_is_room(members: list[str], width: float, fits: bool) -> None:
    assert diagram().fits(group(members, 0, width)) is fits


def test_boxes_stand_side_by_side_with_a_gap() -> None:
    assert group("abc", 10, 48).boxes() == [(10, 10), (24, 10), (38, 10)]
    assert group("a", 10, 48).boxes() == [(10, 38)]


def test_a_word_has_air_inside_its_box() -> None:
    made, name = diagram(), "Sozialversicherungsrat"
    width = made.lettering.longest_word(made.words(member(name)))
    assert width > 24
    for room, fits in ((width + 3.3, True), (width + 3.1, False)):
        assert made.fits(group([name], 0, room)) is fits


def test_too_many_offices_stand_as_names_in_one_box() -> None:
    names = ["One", "Two", "Three", "Four", "Five"]
    picture = drawn(with_bodies(body("Assembly", names, [body("Council"), body("Bureau")])))
    assert names in boxes(picture)
    assert f"Assembly – elects: {', '.join(names)}." in picture.alt


def test_a_kind_alone_hangs_on_an_upright_line_and_its_verb_stands_to_the_right() -> None:
    seen = see(drawn(with_bodies(body("Assembly", [], [body("Council"), body("Bureau")]))), THEME)
    verb = next(line for line in seen.lines if line.words == "elects the members of")
    assert {round(x, 1) for x, _, _ in seen.uprights} >= {85.0}
    assert verb.left == pytest.approx(86.5, abs=0.01)


def test_single_members_are_joined_to_the_line_above_them() -> None:
    picture = drawn(with_bodies(body("Assembly", ["President"], [body("Council")], meets_at=body("Forum"))))
    # Down, along and down for each of the two; the dotted one to the partner.
    assert picture.svg.count("<polyline") == 7
    assert picture.svg.count("stroke-dasharray") == 1


def test_a_narrow_page_has_narrower_boxes_for_both_that_meet_together() -> None:
    narrow = replace(THEME, page=replace(THEME.page, right=90.0))
    brief = with_bodies(body("Assembly", ["President"], [body("Council")], meets_at=body("Forum")))
    made = diagram(brief, narrow)
    assert (round(made.head_box, 2), round(made.partner_box, 2)) == (26.0, 23.55)
    assert (diagram().head_box, diagram().partner_box) == (44.0, 40.0)
    picture = picture_of(brief, narrow)
    assert picture is None or faults(picture, narrow) == []
