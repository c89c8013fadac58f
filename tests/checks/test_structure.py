"""How the brief is put together: its links, its marking, its length, its pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.checks.families import structure
from briefgen.checks.subject import Length, PictureFile, Subject
from briefgen.content.changing.lost import Lost
from briefgen.content.reading.yaml_file import parsed
from briefgen.problems.diagnostics import Place
from tests.checks.small import found, marked, paths, subject, told

COARSE, OPEN, LOST = structure.image_coarse.code, structure.marking_too_open.code, structure.content_lost.code
INSECURE, LONG = structure.link_insecure.code, structure.brief_too_long.code


def test_an_insecure_link_is_marked_up_to_its_end() -> None:
    assert marked(told("See [it](http://a.example/x) or <http://b.example>."), INSECURE) == [
        "http://a.example/x",
        "http://b.example",
    ]
    sources = {"sources": [{"id": "s", "title": "http://x.example", "url": "http://x.example"}]}
    about = subject(association={"website": "http://y.example"}, agency={"website": "https://z.example"}, files=sources)
    assert sorted(paths(about, INSECURE)) == ["association.website", "sources[s].url"]


@pytest.mark.parametrize(
    ("marking", "objectives", "position", "parent", "wrong"),
    [
        ("public", True, False, None, True),
        ("internal", True, True, None, False),
        ("public", False, False, None, False),
        ("public", False, False, "forum", False),
        ("public", False, True, None, False),  # of another event
        ("public", False, True, "forum", True),
    ],
)
def test_the_most_open_marking_prints_neither_objectives_nor_positions(
    marking: str, objectives: bool, position: bool, parent: str | None, wrong: bool
) -> None:
    words = {"en": "We agree."}
    item = {"id": "i", "kind": "report", "title": {"en": "Report"}, "position": words if position else None}
    session = {
        "id": "s",
        "kind": "meeting",
        "date": "2030-05-20",
        "state": "planned",
        "parent": parent,
        "agenda": [item],
    }
    edition = {"marking": marking, "objectives": words if objectives else None}
    about = subject(edition=edition, events=[session], editions={"other": {"marking": "internal", "objectives": words}})
    assert paths(about, OPEN) == (["editions[now].marking"] if wrong else [])


def test_the_marking_of_every_edition_is_looked_at_whichever_is_asked_for() -> None:
    other = {"marking": "public", "objectives": {"en": "We agree."}}
    about = subject(editions={"other": other})
    assert paths(about, OPEN) == ["editions[other].marking"]
    assert paths(replace(about, edition="other"), OPEN) == ["editions[other].marking"]


def test_the_levels_between_are_not_open_and_a_position_is_named() -> None:
    markings = [{"id": name, "name": {"en": name}} for name in ("public", "middle", "internal")]
    edition = {"objectives": {"en": "We agree."}}
    assert paths(subject(agency={"markings": markings}, edition={**edition, "marking": "middle"}), OPEN) == []
    item = {"id": "i", "kind": "report", "title": {"en": "Report"}, "position": {"en": "We agree."}}
    forum = {"id": "own", "kind": "forum", "date": "2030-05-20", "state": "planned", "agenda": [item]}
    next_to_it = {**forum, "id": "own2"}
    (only,) = found(subject(events=[forum], edition={"marking": "public", "event": "own"}), OPEN)
    assert only.message.endswith("prints a position on „Report“")
    both = {"marking": "public", "event": "own", "objectives": {"en": "We agree."}}
    assert found(subject(events=[forum], edition=both), OPEN)[0].message.endswith("prints objectives")
    assert paths(subject(events=[forum, next_to_it], edition={"marking": "public"}), OPEN) == []
    silent = {**forum, "agenda": []}
    assert paths(subject(events=[silent, next_to_it], edition={"marking": "public", "event": "own"}), OPEN) == []


@pytest.mark.parametrize(("pages", "wrong"), [(10, False), (11, True)])
def test_a_brief_is_as_long_as_its_type_allows(pages: int, wrong: bool) -> None:
    assert bool(found(subject(lengths=(Length("full", "en", pages, 10),)), LONG)) is wrong


def with_files(about: Subject, *names: str) -> Subject:
    files = {name: parsed("{}", f"content/{name}.yaml") for name in names}
    return replace(about, content=replace(about.content, files=files))


def picture(width: float, pixels: int | None, missing: bool = False) -> PictureFile:
    return PictureFile("the logo", Place("theme.toml", 3), "logo = …", width, pixels, missing)


@pytest.mark.parametrize(
    ("width", "pixels", "coarse"),
    [(25.4, 150, False), (25.4, 148, True), (50.8, 299, False), (25.4, None, False)],
)
def test_a_picture_has_150_dots_an_inch_or_nearly(width: float, pixels: int | None, coarse: bool) -> None:
    assert bool(found(subject(pictures=(picture(width, pixels),)), COARSE)) is coarse


def test_the_edge_of_what_is_coarse_and_what_is_asked_for() -> None:
    assert not found(subject(pictures=(picture(254, 1493),)), COARSE)  # 1492.5
    (only,) = found(subject(pictures=(picture(254.1, 1492),)), COARSE)
    assert only.message == "the logo has 1492 pixels across 254 mm: 149 dpi"
    assert only.hint.endswith("take a picture 1501 pixels wide, or more")
    assert (only.path, only.place, only.excerpt) == ("theme.toml", Place("theme.toml", 3), "logo = …")


def test_a_picture_that_is_missing_is_told_whatever_it_is() -> None:
    assert len(found(subject(pictures=(picture(20, None, True), picture(20, 900))), structure.image_missing.code)) == 1


def test_what_is_lost_is_told_at_the_nearest_thing_that_is_there_else_at_its_file() -> None:
    gone = (Lost("association.works[old].title", "the work’s title", 1), Lost("people.persons[p]", "Anna", 2))
    assert [one.path for one in found(subject(gone=gone), LOST)] == ["association.yaml", "people.yaml"]
    about = with_files(subject(gone=gone), "association")
    assert [one.path for one in found(about, LOST)] == ["association.works", "content/people.yaml"]
    hints = [one.hint for one in found(about, LOST)]
    assert hints[1].endswith("briefgen issue now --without Anna")
    assert hints[0].endswith("briefgen issue now --without 'the work’s title'")


def test_a_title_that_names_its_office_is_not_blamed_for_a_body_beside_it() -> None:
    office = {"id": "head", "title": {"en": "President"}}
    other = {"id": "clerk", "title": {"en": "Treasurer"}}
    body = {"id": "control", "kind": "commission", "name": {"en": "Control Commission"}}
    items = [
        {
            "id": "a",
            "kind": "election",
            "office": "head",
            "body": "control",
            "title": {"en": "Election of the President"},
        },
        {"id": "b", "kind": "election", "office": "clerk", "title": {"en": "Election of the Treasurer"}},
    ]
    session = {"id": "s", "kind": "council-session", "date": "2028", "state": "held", "agenda": items}
    about = subject(association={"bodies": [body], "offices": [office, other]}, events=[session])
    assert paths(about, "field-differs") == ["events[s].agenda[a].body"]
