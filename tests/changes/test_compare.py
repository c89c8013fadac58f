"""What changed from one state of the content to another; applied to the first, it gives the second."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.changes.compare import Change, Side, apply, compare
from briefgen.changes.sides import SideError, edition_side, two_sides
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.snapshot import restore, snapshot
from tests.conftest import EDITION, ROOT
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
