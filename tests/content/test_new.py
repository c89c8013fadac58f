"""A new edition's file, made from the one before; and what older editions have written down for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing.new import EditionError, Pen, new_edition
from briefgen.content.reading.loader import load
from briefgen.content.reading.yaml_file import read_yaml
from briefgen.language.catalogue import load_catalogue
from tests.content import tiny

EVENTS = [
    {**tiny.FILES["events"][0], "name": {"ka": "ფორუმი", "en": "Forum"}},
    {
        "id": "next-forum",
        "kind": "forum",
        "date": "2022-10-24/2022-10-28",
        "state": "planned",
        "name": {"ka": "მომდევნო"},
    },
    {"id": "someday", "kind": "forum", "date": "ongoing", "state": "planned"},
]


def made(folder: Path, event: str | None = None, as_of: str | None = None, **more: Any) -> str:
    """Write the files, start the edition `next` from the first; return its file."""
    tiny.write(folder, **{"events": EVENTS, **more})
    new_edition(folder, "content", "next", "first", event, as_of)
    load(folder)
    return (folder / "editions" / "next.yaml").read_text(encoding="utf-8")


def test_what_belongs_to_the_edition_before_is_left_out(tmp_path: Path) -> None:
    own = {
        "version": 3, "status": "verified", "sources": ["s"], "review_by": 2022, "note": "asked", "drafter": "N. N.",
        "acknowledge": {"code": "a-b", "because": "x", "until": 2030}, "objectives": {"ka": "ა", "en": "To listen"},
    }  # fmt: skip
    text = made(tmp_path, "next-forum", editions={"first": own}, sources=[{"id": "s", "title": "S"}])
    assert text == (
        "# The briefs for: მომდევნო. Made from first.\n\n"
        "event: next-forum\nversion: 1\nprevious: first\nas_of: 2022-10-24\nmarking: open\nstatus: unverified\n"
        "drafter: N. N.\nobjectives: null  # not supplied\n"
    )


def test_without_an_event_it_is_for_the_same_one_on_another_date(tmp_path: Path) -> None:
    text = made(tmp_path, None, "2019-10")
    assert text == (
        "# The briefs for: Forum. Made from first.\n\n"
        "event: forum\nversion: 1\nprevious: first\nas_of: 2019-10\nmarking: open\n"
    )


def test_what_the_tool_says_is_in_the_language_of_the_pen(tmp_path: Path) -> None:
    tiny.write(tmp_path, events=EVENTS, editions={"first": {"status": "unverified", "note": "asked"}})
    pen = Pen("ka", load_catalogue("ka").text)
    new_edition(tmp_path, "content", "next", "first", None, "2020", pen=pen)
    text = (tmp_path / "editions" / "next.yaml").read_text(encoding="utf-8")
    assert text.startswith("# საბრიფინგო ცნობები ღონისძიებისთვის: ფორუმი. შექმნილია გამოცემიდან first.\n")
    assert not re.search("The briefs|Forum", text)
    assert not load(tmp_path).editions["next"].note, (
        "words of the tool in a field, which everybody reads in one language"
    )


def test_what_was_doubtful_stays_doubtful(tmp_path: Path) -> None:
    text = made(tmp_path, None, "2020", editions={"first": {"status": "unverified", "note": "asked"}})
    assert text.endswith("\nstatus: unverified\n")


def test_the_head_of_the_file_gives_way_but_for_what_editors_read(tmp_path: Path) -> None:
    tiny.write(tmp_path, events=EVENTS)
    path = tmp_path / "editions" / "first.yaml"
    head = "# yaml-language-server: $schema=x\n# The briefs for: Forum.\n\n  # more\n"
    path.write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8")
    new_edition(tmp_path, "content", "next", "first", "someday", "2022")
    text = (tmp_path / "editions" / "next.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=x\n# The briefs for: someday. Made from first.\n\nevent: someday\n"
    )


@pytest.mark.parametrize(
    ("event", "as_of", "starts"),
    [
        ("next-forum", None, "2022-10-24"),
        ("next-forum", "2022-11", "2022-11"),
        (None, "2019-10-01", "2019-10-01"),
        (None, "2019", "2019"),
        (None, "2019-10-31", "2019-10-31"),
    ],
)
def test_the_day_that_it_is_true_for(tmp_path: Path, event: str | None, as_of: str | None, starts: str) -> None:
    made(tmp_path, event, as_of)
    assert str(load(tmp_path).editions["next"].as_of) == starts


@pytest.mark.parametrize(
    ("edition", "previous", "event", "as_of", "says"),
    [
        ("First", "first", None, "2020", "'First' can't be an edition's name"),
        ("first", "first", None, "2020", "there is an edition first already (content/editions/first.yaml)"),
        ("next", "frist", None, "2020", "there is no edition 'frist'; did you mean first?"),
        ("next", "first", "x", None, "there is no event 'x'; there are forum, next-forum, someday. Add it first"),
        ("next", "first", None, None, "say what comes after first: its event (--event ID), or its date (--as-of DATE)"),
        ("next", "first", None, "soon", "--as-of: 'soon' is not a date"),
        ("next", "first", "someday", None, "the event someday has no date yet: say one with --as-of DATE"),
        ("next", "first", None, "ongoing", "name one day, month or year: --as-of DATE"),
        ("next", "first", None, "2019-10-14/2019-10-18", "name one day, month or year: --as-of DATE"),
        ("next", "first", None, "2019-09-30", "2019-09-30 is before 2019-10, the date of first"),
    ],
)
def test_what_is_no_next_edition(
    tmp_path: Path, edition: str, previous: str, event: str | None, as_of: str | None, says: str
) -> None:
    tiny.write(tmp_path, events=EVENTS)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    with pytest.raises(EditionError, match=re.escape(says)):
        new_edition(tmp_path, "content", edition, previous, event, as_of)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


def test_what_older_editions_print_is_written_down_once_and_told(tmp_path: Path) -> None:
    """Without a later edition they print what is too early for them; with it dates would take that away."""
    cancelled = {**EVENTS[1], "state": "cancelled"}
    files = {
        "events": [EVENTS[0], cancelled],
        "people": {
            "persons": [{"id": "a", "name": {"en": "A"}}],
            "terms": [{"id": "t", "person": "a", "office": "head", "start": 2010, "end": "2020-05"}],
        },
        "agency": {"offices": [{"id": "head", "title": {"en": "Head"}}]},
        "cooperation": {"title": {"en": "x"}, "history": [{"id": "h", "date": "2019-12-01", "text": {"en": "x"}}]},
        "editions": {"first": {"as_of": "2019-10"}, "second": {"as_of": "2019-11", "previous": "first"}},
    }
    tiny.write(tmp_path, **files)
    told: list[Any] = []
    wrote = new_edition(tmp_path, "content", "next", "second", None, "2022-11", lambda *them: told.append(them))
    assert wrote == [
        "content/editions/next.yaml", "content/cooperation.yaml", "content/people.yaml", "content/events.yaml",
    ]  # fmt: skip
    ((shown, locks),) = told
    assert ([name for name, _, _ in shown], locks) == (wrote, [])

    def read(name: str) -> Any:
        return read_yaml(tmp_path / f"{name}.yaml", name).value

    assert read("cooperation")["history"][0]["known_from"] == "2019-10"
    # The first one saw it planned, and so it stays; the second one saw it cancelled.
    assert read("events")[1]["earlier"] == [{"until": "2019-10-31", "state": "planned"}]
    assert read("people")["terms"][0]["earlier"] == [{"until": "2019-09-30", "end": None}]
