"""What changed from one state of the content to another; applied to the first, it gives the second."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.comparing.compare import Change, Side, apply, compare
from briefgen.content.comparing.named import SideError, edition_side, two_sides
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.snapshot import restore, snapshot
from briefgen.dates import Point
from tests.conftest import EDITION, ROOT
from tests.content import tiny
from tests.soak import examples

NEWER = "2019-11-after-brussels"
CONTENT = load(ROOT / "content")
DATA: dict[str, Any] = json.loads(snapshot(CONTENT))


def made(files: dict[str, Any]) -> Content:
    return restore(json.dumps({**DATA, "files": files}))


def edited(*steps: Any, value: Any = None, drop: bool = False) -> Content:
    """Return the content with the value at these keys of the snapshot changed or dropped."""
    files = copy.deepcopy(DATA["files"])
    *above, last = steps
    at: Any = files
    for step in above:
        at = at[step]
    if drop:
        del at[last]
    else:
        at[last] = value
    return made(files)


def changes(new: Content) -> list[Change]:
    return list(compare(Side("old", CONTENT), Side("new", new)))


def place(file: str, field: str | None, id: str) -> tuple[Any, ...]:
    entries = DATA["files"][file][field] if field else DATA["files"][file]
    index = next(i for i, entry in enumerate(entries) if entry["id"] == id)
    return (file, field, index) if field else (file, index)


def test_a_figure_with_its_sources_is_one_change() -> None:
    at = place("association", "stats", "member_organisations")
    stat = {**DATA["files"]["association"]["stats"][at[-1]], "value": 334, "as_of": "2024-06", "qualifier": "at-least"}
    (change,) = changes(edited(*at, value=stat))
    assert (change.kind, change.path) == ("figure", "association.stats[member_organisations]")
    assert (change.old["value"], change.new["value"], change.new["as_of"]) == (330, 334, "2024-06")
    assert change.new["sources"] == ["agency-brief-2019"]


@pytest.mark.parametrize(("field", "value"), [("value", 331), ("qualifier", "about"), ("as_of", "2019-12")])
def test_whatever_a_reader_sees_of_a_figure_makes_it_another_one(field: str, value: object) -> None:
    at = place("association", "stats", "member_organisations")
    (change,) = changes(edited(*at, value={**DATA["files"]["association"]["stats"][at[-1]], field: value}))
    assert (change.kind, change.path) == ("figure", "association.stats[member_organisations]")


def test_a_state_is_its_own_kind() -> None:
    (change,) = changes(edited(*place("events", None, "bureau-113"), "state", value="cancelled"))
    assert (change.kind, change.path, change.old, change.new) == (
        "state", "events[bureau-113].state", "held", "cancelled",
    )  # fmt: skip


def test_a_text_is_reworded_in_each_language_by_itself() -> None:
    (change,) = changes(edited(*place("association", "bodies", "council"), "text", "en", value="New words."))
    assert (change.kind, change.path, change.language) == ("reworded", "association.bodies[council].text", "en")


def test_an_entry_that_goes_is_removed_and_one_that_comes_is_added() -> None:
    at = place("people", "persons", "kozlov")
    (gone,) = changes(edited(*at, drop=True))
    assert (gone.kind, gone.path, gone.old["id"]) == ("removed", "people.persons[kozlov]", "kozlov")
    (came,) = compare(Side("old", edited(*at, drop=True)), Side("new", CONTENT))
    assert (came.kind, came.after, came.new["id"]) == ("added", "breuer", "kozlov")


def test_only_the_entry_that_moved_is_called_moved() -> None:
    files = copy.deepcopy(DATA["files"])
    goals = files["association"]["goals"]["items"]
    goals.insert(0, goals.pop())
    (change,) = changes(made(files))
    assert (change.kind, change.path, change.after) == ("moved", "association.goals.items[services]", None)


def test_an_edition_comes_and_goes_as_a_whole() -> None:
    (change,) = changes(edited(f"editions/{NEWER}", drop=True))
    assert (change.kind, change.path) == ("removed", f"editions[{NEWER}]")


# Edges, with a content of a few lines: what changes from one to the other -------------------------------------------

STAT = {"id": "members", "label": {"en": "Members"}, "value": 5, "as_of": "2019", "sources": ["a", "b"]}
DATED = {"id": "talk", "date": "2015", "text": {"en": "A talk."}}
OFFICE = {"id": "head", "title": {"en": "Head"}}
TITLE = {"title": {"en": "Past"}}
MEETING = {"id": "meeting", "kind": "meeting", "date": "2016", "state": "held"}
PEOPLE = [{"id": each, "name": {"en": each}} for each in "abcd"]


def stat(**fields: Any) -> dict[str, Any]:
    return {"association": {"stats": [{**STAT, **fields}]}}


def events(*ids: str) -> dict[str, Any]:
    return {"events": [{**tiny.FILES["events"][0], "id": "forum"}, *({**MEETING, "id": id} for id in ids)]}


def found(old: dict[str, Any], new: dict[str, Any], on: tuple[Point, Point] | None = None) -> list[Change]:
    """Return what changed between two contents, and that it leads there and back."""
    dates = on or (None, None)
    editions = ("first", "first") if on else ("", "")
    a, b = (Side(name, tiny.content(**each), day, edition)
            for name, each, day, edition in zip("ab", (old, new), dates, editions, strict=True))  # fmt: skip
    told = compare(a, b)
    before = copy.deepcopy(a.tree)
    assert apply(a.tree, told) == b.tree
    assert apply(b.tree, compare(b, a)) == a.tree
    kept = a.tree
    apply(kept, told)
    assert kept == before
    return list(told)


def kinds(told: list[Change]) -> list[tuple[str, str, str | None]]:
    return [(change.kind, change.path, change.after) for change in told]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (stat(), stat(sources=["b"]), [("changed", "association.stats[members].sources", None)]),
        (stat(), stat(note="x", review_by="2020"),
         [("changed", f"association.stats[members].{name}", None) for name in ("review_by", "note")]),
        (stat(), stat(label={"en": "All"}), [("reworded", "association.stats[members].label", None)]),
        (stat(), stat(value=6, label={"en": "All"}),
         [("figure", "association.stats[members]", None), ("reworded", "association.stats[members].label", None)]),
        (stat(), stat(label={"en": "Members", "ka": "ა"}), [("reworded", "association.stats[members].label", None)]),
        ({}, stat(), [("added", "association.stats[members]", None)]),
        (stat(), {}, [("removed", "association.stats[members]", None)]),
        (events(), events("x", "y"), [("added", "events[x]", "forum"), ("added", "events[y]", "x")]),
        (events("x", "y"), events(), [("removed", "events[x]", None), ("removed", "events[y]", None)]),
        (events("x", "y", "z"), events("z", "x", "y"), [("moved", "events[z]", "forum")]),
        (events("v", "w", "x", "y", "z"), events("v", "z", "w", "x", "y"), [("moved", "events[z]", "v")]),
        ({}, {"editions": {"next": {}}}, [("added", "editions[next]", None)]),
        ({}, {"editions": {"first": {"version": 2}}}, [("changed", "editions[first].version", None)]),
        ({"editions": {"next": {}}}, {}, [("removed", "editions[next]", None)]),
        ({"people": {"persons": PEOPLE}}, {"people": {"persons": [PEOPLE[3], *PEOPLE[:3]]}},
         [("moved", "people.persons[d]", None)]),
        ({"agency": {"contact": {"en": "Room 1"}}}, {}, [("changed", "agency.contact", None)]),
    ],
    ids=lambda value: None,
)  # fmt: skip
def test_each_change_is_told_where_it_is_and_leads_there_and_back(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, str, str | None]]
) -> None:
    assert kinds(found(old, new)) == expected


def test_what_comes_and_goes_as_a_whole_is_told_with_all_that_it_says() -> None:
    (came,) = found({}, {"editions": {"next": {"as_of": "2019-11"}}})
    assert came.new["as_of"] == "2019-11"
    (gone,) = found({"editions": {"next": {"as_of": "2019-11"}}}, {})
    assert gone.old["as_of"] == "2019-11"


def test_a_figure_that_was_not_there_is_a_figure() -> None:
    people = {"value": 7, "qualifier": "about"}
    came = [{**tiny.FILES["events"][0], "participants_expected": people}]
    for old, new in (({}, {"events": came}), ({"events": came}, {})):
        (change,) = found(old, new)
        assert (change.kind, change.path) == ("figure", "events[forum].participants_expected")


def test_languages_come_and_go_one_by_one() -> None:
    one, two = {"en": "A talk."}, {"en": "", "ka": "საუბარი"}
    told = found({"cooperation": {**TITLE, "history": [{**DATED, "text": one}]}},
                 {"cooperation": {**TITLE, "history": [{**DATED, "text": two}]}})  # fmt: skip
    assert [(each.language, each.old, each.new) for each in told] == [("en", "A talk.", ""), ("ka", None, "საუბარი")]


def test_a_list_of_plain_values_changes_as_a_whole() -> None:
    one, two = [{**TITLE, "history": [{**DATED, "countries": countries}]} for countries in ([], ["GE"])]
    for old, new in (({"cooperation": one}, {"cooperation": two}), ({"cooperation": two}, {"cooperation": one})):
        assert kinds(found(old, new)) == [("changed", "cooperation.history[talk].countries", None)]


def test_only_the_state_of_an_event_is_a_state() -> None:
    (change,) = found(events("x"), {"events": [*events()["events"], {**MEETING, "id": "x", "state": "cancelled"}]})
    assert (change.kind, change.path) == ("state", "events[x].state")


def test_an_earlier_wording_is_found_again_by_its_last_day() -> None:
    def talk(words: str) -> dict[str, Any]:
        earlier = [
            {"until": "2017", "text": {"en": "Newer."}},
            {"until": "2016", "as_of": "2015", "text": {"en": words}},
        ]
        return {"cooperation": {**TITLE, "history": [{**DATED, "earlier": earlier}]}}

    told = found(talk("Old."), talk("Older."))
    assert kinds(told) == [("reworded", "cooperation.history[talk].earlier[2016].text", None)]


def test_on_a_date_what_was_before_is_no_part_of_it() -> None:
    days = Point(2019, 10), Point(2019, 10)
    old = stat(history=[{"as_of": "2017", "value": 3}], known_from="2010")
    assert found(old, stat(), days) == []
    assert found({}, {"editions": {"next": {}}}, days) == []
    forum = {"events": [{**tiny.FILES["events"][0], "earlier": [{"until": "2012", "state": "cancelled"}]}]}
    assert found(forum, {}, days) == []
    later = {"agency": {"contact": {"en": "Room 2"}, "earlier": [{"until": "2020", "contact": {"en": "Room 1"}}]}}
    assert found({"agency": {"contact": {"en": "Room 1"}}}, later, days) == []
    talk = {"cooperation": {**TITLE, "history": [DATED]}}
    assert kinds(found({"cooperation": TITLE}, talk, days)) == [("added", "cooperation.history[talk]", None)]
    # An edition's own fields are compared, whichever edition it is.
    (change,) = found({}, {"editions": {"first": {"version": 2}}}, days)
    assert (change.path, change.old, change.new) == ("edition.version", 1, 2)


def test_a_side_with_a_date_and_no_edition_has_no_edition_of_its_own() -> None:
    side = Side("then", tiny.content(), Point(2019, 10))
    assert not [root for root in side.roots if root.startswith("edition")]
    assert "edition" in Side("then", tiny.content(), Point(2019, 10), "first").roots


def office(owner: str, *terms: tuple[str, str, str | None]) -> dict[str, Any]:
    held = [{"id": f"{person}-1", "person": person, "office": "head", "start": start, **({"end": end} if end else {})}
            for person, start, end in terms]  # fmt: skip
    return {owner: {"offices": [OFFICE]}, "people": {"persons": PEOPLE, "terms": held}}


@pytest.mark.parametrize("owner", ["association", "agency"])
def test_an_office_that_others_hold_is_told_first(owner: str) -> None:
    days = Point(2019, 10, 1), Point(2019, 12, 1)
    held = office(owner, ("a", "2010", "2019-11"), ("b", "2019-11-30", None))
    told = found(held, held, days)
    assert [(each.kind, each.path, each.old, each.new) for each in told] == [
        ("office", f"{owner}.offices[head]", ["a"], ["b"])
    ]
    again = found(office(owner), office(owner, ("b", "2019", None)), days)
    assert (again[0].old, again[0].new) == ([], ["b"])
    without = found({}, office(owner, ("b", "2019", None)), days)
    assert (without[0].kind, without[0].new) == ("office", ["b"])
    # What has no date has no holder of an office.
    undated, dated = Side("a", tiny.content(**office(owner))), Side("b", tiny.content(**held), days[1])
    assert "office" not in {each.kind for each in compare(undated, dated)}


# Properties ----------------------------------------------------------------------------------------------------------


def _lists(value: Any) -> list[list[Any]]:
    """Return every list of entries with ids, wherever it stands."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    own = [value] if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0] else []
    return own + [each for part in below for each in _lists(part)]


def _fields(value: Any, name: str) -> list[dict[str, Any]]:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    own = [value] if isinstance(value, dict) and name in value else []
    return own + [each for part in below for each in _fields(part, name)]


EDITS = st.tuples(
    st.sampled_from(["drop", "move", "copy", "figure", "text", "language", "state", "note", "empty", "participants"]),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)


def _edit(files: dict[str, Any], what: str, one: int, two: int) -> None:
    lists = [entries for entries in _lists(files) if entries]
    entries = lists[one % len(lists)]
    names = {"figure": "value", "text": "text", "language": "text", "state": "state", "note": "note"}
    found = _fields(files, names.get(what, "participants"))
    fields = found[one % len(found)] if found else {}
    match what:
        case "drop":
            del entries[two % len(entries)]
        case "move":
            entries.insert(one % len(entries), entries.pop(two % len(entries)))
        case "copy":
            new = f"{entries[0]['id'][:20]}-{one % 1000}-{two}"
            if new not in {entry["id"] for entry in entries}:
                entries.insert(two % len(entries), {**copy.deepcopy(entries[0]), "id": new})
        case "figure" if "sources" in fields:
            fields["value"] = two
        case "text" if isinstance(fields.get("text"), dict):
            fields["text"]["ka"] = f"ტექსტი {two}"
        case "language" if isinstance(fields.get("text"), dict):
            fields["text"].pop("en", None)
        case "state":
            fields["state"] = ("planned", "held", "cancelled")[two % 3]
        case "note":
            fields["note"] = f"note {two}"
        case "empty" if files["cooperation"].get("membership"):
            files["cooperation"]["membership"] = None
        case "participants" if fields:
            fields["participants"] = None if two % 2 else {"people": {"value": two}}


def _valid(edits: list[tuple[str, int, int]]) -> Content:
    """Return the content after those of some edits that leave it sound."""
    files = copy.deepcopy(DATA["files"])
    content = CONTENT
    for edit in edits:
        tried = copy.deepcopy(files)
        _edit(tried, *edit)
        try:
            content = made(tried)
        except Exception:
            continue
        files = tried
    return content


@examples(4, 200)
@given(st.lists(EDITS, max_size=4), st.lists(EDITS, min_size=1, max_size=5), st.booleans())
def test_changes_lead_from_one_state_to_the_other(
    first: list[tuple[str, int, int]], second: list[tuple[str, int, int]], dated: bool
) -> None:
    a, b = _valid(first), _valid([*first, *second])
    sides = [Side("a", a), Side("b", b)]
    if dated:
        sides = [edition_side(a, EDITION), edition_side(b, NEWER)]
    old, new = sides
    assert apply(old.tree, compare(old, new)) == new.tree
    assert apply(new.tree, compare(new, old)) == old.tree
    assert compare(old, old) == compare(new, new) == ()


@pytest.mark.slow
def test_the_edits_of_the_property_change_something() -> None:
    kinds = {edit: {c.kind for c in changes(_valid([(edit, n, 7 * n + 2) for n in range(4)]))} for edit in (
        "drop", "move", "copy", "figure", "text", "language", "state", "note", "empty", "participants")}  # fmt: skip
    assert all(kinds.values()), kinds
    assert set().union(*kinds.values()) >= {"added", "removed", "moved", "figure", "state", "reworded", "changed"}


# Sides ---------------------------------------------------------------------------------------------------------------


def test_two_editions_are_the_content_at_two_dates() -> None:
    found = {(change.kind, change.path) for change in compare(*two_sides(CONTENT, EDITION, NEWER))}
    assert found >= {
        ("state", "events[wssf-2019].state"),
        ("office", "association.offices[president]"),
        ("added", "cooperation.history[brussels-2019]"),
        ("reworded", "cooperation.history[council-2018].text"),
    }
    assert not compare(*two_sides(CONTENT, EDITION, EDITION))


def test_the_content_as_it_stands_is_the_other_side_by_default() -> None:
    a, b = two_sides(CONTENT, EDITION)
    assert (a.edition, b.edition) == (EDITION, NEWER)
    a, b = two_sides(CONTENT, "content")
    assert (a.on, b.on) == (None, None)
    assert not compare(a, b)


def test_a_snapshot_file_is_a_side(tmp_path: Any) -> None:
    path = tmp_path / "then.json"
    path.write_text(snapshot(edited("agency", "country", value="FR")), encoding="utf-8")
    (change,) = compare(*two_sides(CONTENT, str(path)))
    assert (change.path, change.old, change.new) == ("agency.country", "FR", "GE")


def test_what_is_neither_edition_nor_file_is_refused_with_a_suggestion() -> None:
    with pytest.raises(SideError, match="did you mean 2019-10-brussels"):
        two_sides(CONTENT, "2019-10-brusels")


def test_a_folder_and_a_name_that_nothing_was_issued_under_are_no_sides(tmp_path: Path) -> None:
    asked: list[str] = []

    def issued(name: str) -> str:
        asked.append(name)
        return snapshot(tiny.content())

    for name in (str(tmp_path), "frist"):
        with pytest.raises(SideError, match="first"):
            two_sides(tiny.content(), name, issued=issued)
    with pytest.raises(SideError):
        two_sides(tiny.content(), "first@1")
    assert asked == []
    then, now = two_sides(tiny.content(editions={"next": {"as_of": "2020"}}), "first@1", issued=issued)
    assert (then.name, then.edition, then.on) == ("first@1", "first", Point(2019, 10))
    assert (now.name, now.edition, now.on) == ("the content as it stands", "next", Point(2020))
    assert asked == ["first@1"]
