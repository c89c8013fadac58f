"""How an association is governed: who stands under whom, what is said, and where boxes stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from briefgen.document.tree import Picture
from briefgen.localise import LocalBrief
from briefgen.localise.holders import Holder
from briefgen.localise.values import LocalEntity, LocalList
from briefgen.look.theme import Theme
from briefgen.pictures.governance import governance
from tests.pictures.picture_reading import see
from tests.pictures.sheets import REAL, THEMES, body, entity, pictures_of, text, with_bodies
from tests.pictures.test_pictures import faults

THEME = THEMES["plain"]


def picture_of(brief: LocalBrief, theme: Theme = THEME) -> Picture | None:
    return pictures_of(brief, theme)["governance"]


def drawn(brief: LocalBrief, theme: Theme = THEME) -> Picture:
    picture = picture_of(brief, theme)
    assert picture is not None
    assert faults(picture, theme) == []
    boxes = see(picture, theme).boxes
    for one, other in combinations([box for box in boxes if box[2] - box[0] > 1], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (one, other)
    return picture


def alt(brief: LocalBrief) -> str:
    chart = governance(brief)
    assert chart
    return chart.alt


def under(relation: str, name: str, above: LocalEntity) -> LocalEntity:
    made = body(name)
    made.fields[relation] = above
    return made


def test_two_bodies_are_said_better_in_a_sentence() -> None:
    council, bureau, audit = body("Council"), body("Bureau"), body("Audit")
    assert governance(with_bodies(body("Assembly", ["President"], [council]))) is None
    assert governance(with_bodies(council, bureau, audit)) is None
    assert governance(with_bodies(body("Assembly", [], [council, bureau])))
    assert governance(with_bodies(body("Assembly", [], [council], meets_at=bureau)))


def test_of_commissions_some_of_which_are_not_for_the_readers_the_number_is_not_told() -> None:
    real = REAL["en"]
    assert "(13)" in alt(real)
    every = real.association.bodies
    association = LocalEntity(real.association.path)
    shorter = LocalList(every[:-1], every.source, is_shortened=True)
    association.fields.update({**real.association.fields, "bodies": shorter})
    chart = governance(replace(real, association=association))
    assert chart
    assert "(1" not in chart.alt + repr(chart)


def test_the_real_chart_is_a_tree_with_holders_and_our_own_place() -> None:
    chart = governance(REAL["en"])
    assert chart
    (assembly,) = chart.items
    (council,) = next(each for each in assembly.items if each.role == "together").items
    assert [each.words[0].value for each in council.items if each.role == "ours"] == ["Agency: one vote"]
    (elects,) = [each for each in council.items if each.role == "elects"]
    assert [each.role for each in elects.items] == ["office"] * 3 + ["body"] * 2
    assert [each.words[0].value for office in elects.items[:3] for each in office.items] == [
        "Joachim Breuer", "Nikolai Kozlov", "Marcelo Abi\u2011Ramia Caetano",
    ]  # fmt: skip
    (mandates,) = [each for each in elects.items[4].items if each.role == "mandates"]
    (commissions,) = mandates.items
    assert (commissions.role, commissions.words[0].value.replace("\u00a0", " ")) == (
        "bodies",
        "Technical commissions (13)",
    )
    # What the tables say as well is left to them.
    assert "Breuer" not in chart.alt
    assert "every three years" not in chart.alt
    assert "Bureau – decides the structure and mandate of: Technical commissions" in chart.alt.replace("\u00a0", " ")


def test_what_no_line_says_stands_in_words_and_nothing_stands_twice() -> None:
    council = body("Council")
    bureau = under("reports_to", "Bureau", council)
    brief = with_bodies(
        body("Assembly", ["President"], [council, bureau]), body("Board", ["President"]), council, bureau
    )
    said = alt(brief)
    assert "Assembly – elects: President, Council, Bureau." in said
    assert "Bureau – reports to: Council." in said
    assert "Board – elects: President." in said
    words = [label.value for label in drawn(brief).labels]
    assert words.count("President") == 1
    assert "elects: President" in words


def test_an_office_is_called_as_who_holds_it_bears_it() -> None:
    council, bureau = body("Council", headed_by="President"), body("Bureau", headed_by="Chairman")
    brief = with_bodies(body("Assembly", ["President", "Chairman"], [council, bureau]), council, bureau)
    offices = {office.words().value: office for each in brief.bodies for office in each.elects}
    held = [("President", "Madam President"), ("Chairman", "Chairwoman"), ("Chairman", "Chairman")]
    leadership = tuple(Holder(offices[of], entity("p", "Ann"), text(said), text("Ann")) for of, said in held)
    said = alt(replace(brief, leadership=brief.leadership.made(leadership)))
    assert "Assembly – elects: Madam President, Chairman, Council, Bureau." in said
    assert "Council – headed by: Madam President." in said
    assert "Bureau – headed by: Chairman." in said  # a man and a woman: neither's title stands for both


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ("mandated_by", "Council – decides the structure and mandate of: Bureau, Audit."),
        ("reports_to", "Council – reporting to it: Bureau, Audit."),
        ("parent", "Council – parts of it: Bureau, Audit."),
        ("meets_at", "Council, Bureau, Audit – as a rule meet together."),
    ],
)
def test_every_relation_has_its_line(relation: str, words: str) -> None:
    council = body("Council")
    brief = with_bodies(council, under(relation, "Bureau", council), under(relation, "Audit", council))
    assert words in alt(brief)
    drawn(brief)


def test_bodies_over_one_another_in_a_ring_end_somewhere() -> None:
    council, bureau, audit = body("Council"), body("Bureau"), body("Audit")
    council.fields["reports_to"], bureau.fields["reports_to"], audit.fields["reports_to"] = bureau, audit, council
    brief = with_bodies(council, bureau, audit)
    assert alt(brief).count("reports to:") == 1
    drawn(brief)


@pytest.mark.parametrize("look", THEMES)
def test_many_bodies_and_offices_become_lists_of_which_nothing_is_lost(look: str) -> None:
    offices = [f"Office of member {number}" for number in range(40)]
    bodies = [body(f"Commission on something {number}") for number in range(25)]
    for brief in (
        with_bodies(body("Assembly", offices, bodies[:2]), *bodies[:2]),
        with_bodies(body("Assembly", [], bodies), *bodies),
        with_bodies(body("Assembly", offices[:9], bodies[:7]), *bodies[:7]),
    ):
        picture = drawn(brief, THEMES[look])
        said = [label.value for label in picture.labels]
        chosen = [each for elector in brief.bodies for each in (*elector.elects, *elector.elects_bodies)]
        assert all(str(each.name) in said for each in chosen)
        assert picture.height < 115


def test_there_is_none_where_a_word_is_wider_than_its_place() -> None:
    name = "Sozialversicherungsangelegenheitenkommissionsvorsitzangelegenheiten"
    brief = with_bodies(body(name, [], [body("Council"), body("Bureau")]))
    assert governance(brief)
    assert picture_of(brief) is None
    narrow = replace(THEME, page=replace(THEME.page, right=160.0))
    assert picture_of(REAL["en"], narrow) is None


def test_our_place_without_votes_is_said() -> None:
    council = body("Council")
    brief = with_bodies(body("Assembly", [], [council, body("Bureau")]), council)
    cooperation = LocalEntity("cooperation")
    cooperation.fields = {"membership": entity("membership", represented_in=[council], votes=None)}
    assert "Council – Agency is represented." in alt(replace(brief, cooperation=cooperation))
