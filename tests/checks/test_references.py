"""Ids lead somewhere, and nothing lies unused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks.families import references
from briefgen.checks.subject import Subject
from briefgen.content.reading.yaml_file import parsed
from tests.checks.small import found, paths, subject, told
from tests.soak import examples

UNKNOWN, CIRCLE = references.reference_unknown.code, references.parent_circle.code
UNUSED, COUNTRY = references.source_unused.code, references.country_unknown.code
MEETING = {"kind": "meeting", "date": "2028", "state": "held"}


def with_files(about: Subject, *names: str, folder: str = "content/") -> Subject:
    files = {name: parsed("{}", f"{folder}{name}.yaml") for name in names}
    return replace(about, content=replace(about.content, files=files))


def test_an_id_that_nothing_has_is_told_with_what_is_near() -> None:
    cities = {"places": {"cities": [{"id": "rome", "country": "IT", "name": {"en": "Rome"}}]}}
    (only,) = found(subject(events=[{**MEETING, "id": "m", "city": "romme"}], files=cities), UNKNOWN)
    assert only.path == "events[m].city"
    assert only.message == "there is no 'romme' among the cities"
    assert "rome" in only.hint
    assert paths(subject(events=[{**MEETING, "id": "m", "city": "rome"}], files=cities), UNKNOWN) == []
    assert paths(told("A.", entry={"countries": ["XQ"]}), UNKNOWN) == []  # has a rule of its own
    assert paths(told("A.", entry={"countries": ["XQ", "GE"]}), COUNTRY) == ["cooperation.history[entry].countries[0]"]


def test_a_file_that_is_missing_is_told_once_with_how_many_ids_lead_into_it() -> None:
    events = [{**MEETING, "id": "m", "city": "rome"}, {**MEETING, "id": "n", "city": "oslo", "theme": "lost"}]
    all_but_places = ("association", "agency", "events", "people", "cooperation", "sources", "glossary")
    about = with_files(subject(events=events), *all_but_places)
    lost = [one for one in found(about, UNKNOWN) if one.path.startswith("content")]
    assert [one.path for one in lost] == ["content/places.yaml"]
    assert lost[0].message == "places.yaml is missing, and 2 ids of other files lead into it"
    hints = {one.path: one.hint for one in found(about, UNKNOWN)}
    assert hints["events[m].city"] == "places.yaml is missing"
    assert hints["events[n].theme"] == "there are none yet"
    one = with_files(subject(events=events[:1]), *all_but_places, folder="")
    assert [(each.path, each.message) for each in found(one, UNKNOWN)][1:] == [
        ("places.yaml", "places.yaml is missing, and 1 id of other files lead into it")
    ]


def test_a_kind_that_two_files_may_hold_is_missed_in_neither() -> None:
    term = {"people": {"terms": [{"id": "t", "person": "p", "office": "o"}], "persons": [{"id": "p", "name": {}}]}}
    about = with_files(subject(files=term), "people", "events")
    assert paths(about, UNKNOWN)[-1] == "people.terms[t].office"


@pytest.mark.parametrize(
    ("parents", "circle"),
    [
        ({"a": "b", "b": None}, []),
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "a"}, ["a", "b"]),
        ({"a": "b", "b": "c", "c": "b"}, ["b", "c"]),  # the first only leads into one
        ({"a": "nowhere"}, []),
    ],
)
def test_nothing_is_its_own_parent(parents: dict[str, str | None], circle: list[str]) -> None:
    events = [{**MEETING, "id": id, "parent": parent} for id, parent in parents.items()]
    assert paths(subject(events=events), CIRCLE) == [f"events[{id}].parent" for id in circle]
    bodies = [{"id": id, "kind": "council", "name": {"en": id}, "parent": parent} for id, parent in parents.items()]
    assert paths(subject(association={"bodies": bodies}), CIRCLE) == [
        f"association.bodies[{id}].parent" for id in circle
    ]


def test_a_source_is_used_where_a_fact_names_it() -> None:
    sources = {"sources": [{"id": "page", "title": "Page"}, {"id": "person", "title": "Page"}]}
    about = told("A.", entry={"sources": ["page"], "persons": ["person"]}, files=sources)
    assert paths(about, UNUSED) == ["sources[person]"]
    assert paths(replace(about, content=replace(about.content, unread=frozenset({"events"}))), UNUSED) == []


def test_ids_of_what_could_not_be_read_are_not_missed() -> None:
    about = subject(events=[{**MEETING, "id": "m", "city": "rome", "theme": "lost"}])
    unread = replace(about, content=replace(about.content, unread=frozenset({"cities"})))
    assert paths(unread, UNKNOWN) == ["events[m].theme"]


@examples(40, 1000)
@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefx"), max_size=6))
def test_what_is_its_own_ancestor_is_found_by_going_each_way_once(parents: dict[str, str]) -> None:
    def comes_back(start: str) -> bool:
        at = parents[start]
        for _ in parents:
            if at == start:
                return True
            at = parents.get(at, "")
        return False

    assert references._in_circles(parents) == {path for path in parents if comes_back(path)}
