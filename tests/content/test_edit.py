"""A change as a whole: what is typed, when it is written, and when it isn't."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing import add as entries
from briefgen.content.changing import journal
from briefgen.content.changing import set as changes
from briefgen.content.changing.edit import CannotEditError, as_typed, day_of, short
from briefgen.content.changing.layout import in_line, same
from briefgen.content.changing.order import type_at
from briefgen.content.reading.loader import load
from briefgen.content.reading.yaml_file import read_yaml
from briefgen.content.schema import FILES, RECIPIENTS, Edition, Recipient
from briefgen.dates import Date
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.files import ChangedError
from tests.conftest import ProjectCopy
from tests.content import tiny
from tests.content.conftest import changed
from tests.content.test_editor import FILES as CONTENT
from tests.content.test_editor import every_place

# How files are changed, whichever editions print it: tests/test_learning.py asks which of the two a change is.
set_value = partial(changes.set_value, always=True)
add_entry = partial(entries.add_entry, always=True)

NAME = {"ka": "ა", "en": "b"}


@pytest.mark.parametrize("file", CONTENT.values(), ids=CONTENT)
def test_what_is_shown_of_a_value_is_what_one_types_for_it(file: Path) -> None:
    source = read_yaml(file, file.name)
    models = {**{stem: file.model for stem, file in FILES.items()}, RECIPIENTS: list[Recipient]}
    model = Edition if file.parent.name == "editions" else models[file.stem]
    for keys, value in every_place(source.value):
        types = type_at(model, keys)
        assert types, keys
        words = value if isinstance(value, str) else in_line(value)
        assert same(as_typed(words, types), value), keys


def test_a_file_with_two_mistakes_is_mended_one_by_one(folder: Path, project_copy: ProjectCopy) -> None:
    project_copy.edit("content/people.yaml", "country: DE", "country: Germany")
    project_copy.edit("content/people.yaml", "country: RU", "country: Russia")
    set_value(folder, "content", "people.persons[breuer].country", "DE")
    set_value(folder, "content", "people.persons[kozlov].country", "RU")
    assert changed(folder) == []
    load(folder)


def test_a_file_that_cannot_be_read_is_not_changed(folder: Path, project_copy: ProjectCopy) -> None:
    project_copy.edit("content/people.yaml", "persons:\n", "persons\n")
    with pytest.raises(ProblemsError, match=r"content/people.yaml:\d+:\d+: error"):
        set_value(folder, "content", "people.persons[breuer].country", "AT")


def test_a_link_out_of_the_content_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "people.yaml"
    (folder / "people.yaml").rename(outside)
    (folder / "people.yaml").symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(ProblemsError, match=r"content/people\.yaml:1:1: error\[link-outside\]"):
        set_value(folder, "content", "people.persons[breuer].country", "AT")
    assert outside.read_bytes() == before


def test_no_file_is_started_through_a_link_out_of_the_content(folder: Path, tmp_path: Path) -> None:
    (folder / "glossary.yaml").unlink()
    (folder / "glossary.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(ProblemsError, match=r"content/glossary\.yaml:1:1: error\[link-outside\]"):
        add_entry(folder, "content", "glossary.terms", {"id": "x", "term": NAME})
    assert not (tmp_path / "outside.yaml").exists()


def test_a_link_within_the_content_stays_a_link(folder: Path) -> None:
    (folder / "people.yaml").rename(folder / ".people-shared")
    (folder / "people.yaml").symlink_to(".people-shared")
    set_value(folder, "content", "people.persons[breuer].country", "AT")
    assert (folder / "people.yaml").is_symlink()
    assert "country: AT" in (folder / ".people-shared").read_text(encoding="utf-8")


def test_a_file_that_changes_while_it_is_read_is_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "people.yaml"
    theirs = path.read_bytes().replace(b"persons:\n", b"persons:\n  - id: first\n    name: {ka: x, en: x}\n", 1)

    def then_they_write(*arguments: object) -> object:
        content = load(*arguments)  # type: ignore[arg-type]
        path.write_bytes(theirs)
        return content

    monkeypatch.setattr("briefgen.content.changing.edit.load", then_they_write)
    with pytest.raises(ChangedError, match="was changed by someone else just now"):
        set_value(folder, "content", "people.persons[breuer].name.en", "Another")
    assert path.read_bytes() == theirs


def test_what_someone_else_writes_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "people.yaml"
    theirs = path.read_bytes() + b"# a comment of someone else\n"

    def while_looking(*arguments: object) -> object:
        path.write_bytes(theirs)
        return load(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("briefgen.content.changing.edit._dangling", lambda values: set())
    monkeypatch.setattr(
        "briefgen.content.changing.edit.load", lambda *a: load(*a) if len(a) == 2 else while_looking(*a)
    )
    with pytest.raises(ChangedError, match="was changed by someone else meanwhile"):
        set_value(folder, "content", "people.persons[breuer].country", "AT")
    assert path.read_bytes() == theirs


# Edges, with a content of a few lines

AGENCY = {"contact": {"en": "Room 1"}}
LOCK = "translations.lock"


def since(folder: Path, path: str, words: str, day: str) -> Sequence[str]:
    return changes.set_value(folder, "content", path, words, since=day)


def earlier(folder: Path, *keys: Any) -> Any:
    value: Any = read_yaml(folder / "agency.yaml", "x").value
    for key in keys:
        value = value[key]
    return value["earlier"]


def test_what_a_field_said_is_kept_by_its_last_day_the_newest_first(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, agency=AGENCY)
    since(folder, "agency.contact.en", "Room 2", "2019-11-01")
    since(folder, "agency.website", "https://a.example/", "2019-06-01")
    assert earlier(folder) == [
        {"until": "2019-10-31", "contact": {"en": "Room 1"}}, {"until": "2019-05-31", "website": None},
    ]  # fmt: skip
    # Of what changed twice on one day what it was before counts; what else changed on it is added.
    since(folder, "agency.contact.en", "Room 3", "2019-11-01")
    since(folder, "agency.website", "https://b.example/", "2019-11-01")
    assert earlier(folder)[0] == {"until": "2019-10-31", "contact": {"en": "Room 1"}, "website": "https://a.example/"}
    since(folder, "agency.contact.en", "Room 4", "2022-01-01")
    assert earlier(folder)[0] == {"until": "2021-12-31", "contact": {"en": "Room 3"}}
    with pytest.raises(CannotEditError, match=r"agency\.contact\.en changed after 2021-12-31, too"):
        since(folder, "agency.contact.en", "Room 5", "2020-01-01")
    # What hasn't changed later goes between.
    since(folder, "agency.short_name.en", "V", "2020-01-01")
    assert [each["until"] for each in earlier(folder)] == ["2021-12-31", "2019-12-31", "2019-10-31", "2019-05-31"]
    load(folder)


@pytest.mark.parametrize(
    ("path", "words", "kept"),
    [
        ("agency.offices[head].title.en", "H", {"title": {"en": "Head"}}),
        ("agency.status", "verified", {"status": "unverified", "note": "doubtful"}),
        ("agency.note", "other", {"status": "unverified", "note": "doubtful"}),
    ],
)
def test_what_was_left_out_had_its_default_and_what_is_said_of_a_fact_belongs_together(
    tmp_path: Path, path: str, words: str, kept: dict[str, Any]
) -> None:
    offices = [{"id": "head", "title": {"en": "Head"}}]
    folder = tiny.write(tmp_path, agency={"status": "unverified", "note": "doubtful", "offices": offices})
    since(folder, path, words, "2019-11")
    keys = ("offices", 0) if "offices" in path else ()
    assert earlier(folder, *keys) == [{"until": "2019-10-31", **kept}]


@pytest.mark.parametrize(
    ("path", "words", "kept"),
    [
        ("association.stats[m].label.en", "N", {"label": {"en": "M"}}),
        ("association.stats[m]", "10", {"value": 9, "qualifier": "about", "as_of": 2019, "sources": ["s"]}),
        ("association.stats[m].row", "false", {"row": True}),
    ],
)
def test_of_a_figure_its_value_is_kept_with_all_that_is_said_of_it_and_its_words_alone(
    tmp_path: Path, path: str, words: str, kept: dict[str, Any]
) -> None:
    stat = {"id": "m", "label": {"en": "M"}, "value": 9, "qualifier": "about", "as_of": 2019, "sources": ["s"]}
    folder = tiny.write(tmp_path, association={"stats": [stat]}, sources=[{"id": "s", "title": "S"}])
    since(folder, path, words, "2019-11")
    value: Any = read_yaml(folder / "association.yaml", "x").value
    assert value["stats"][0]["earlier"] == [{"until": "2019-10-31", **kept}]


def test_what_a_file_that_is_not_there_said_was_nothing(tmp_path: Path) -> None:
    since(tiny.write(tmp_path), "cooperation.title.en", "Past", "2019-11")
    value: Any = read_yaml(tmp_path / "cooperation.yaml", "x").value
    assert value == {"title": {"en": "Past"}, "earlier": [{"until": "2019-10-31", "title": None}]}


def test_what_is_never_printed_has_no_past(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, agency={"earlier": [{"until": 2015, "contact": {"en": "x"}}]})
    for path in ("agency.id", "agency.earlier[2015].contact.en"):
        with pytest.raises(CannotEditError, match="has no past: it is never printed, or is earlier itself"):
            since(folder, path, "x", "2019-11")


def test_an_earlier_wording_stays_confirmed_as_it_was(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, agency={"name": {"ka": "ჩვენ", "en": "Us"}, "short_name": {"ka": "ჩ", "en": "U"}})
    lock = 'agency.name: {en: 0123abcd=0123abce, words: "ჩვენ"}\n'
    (folder / LOCK).write_text(lock, encoding="utf-8")
    told: list[Any] = []
    changes.set_value(
        folder, "content", "agency.name.en", "We", since="2019-11", agree=lambda *files: told.append(files)
    )
    assert (folder / LOCK).read_text(encoding="utf-8").splitlines()[-2:] == [
        'agency.earlier[2019-10-31].name: {en: 0123abcd=0123abce, words: "ჩვენ"}',
        lock.strip(),
    ]
    assert told[0][1] == [f"content/{LOCK}"]
    # A day that is written as a month stays the name of the wording.
    before = (folder / LOCK).read_bytes()
    changes.set_value(folder, "content", "agency.short_name.en", "W", since="2019-11")
    assert (folder / LOCK).read_bytes() == before


def test_who_mends_what_was_always_wrong_hears_of_the_wordings_that_stay(tmp_path: Path) -> None:
    records = [{"until": 2018, "contact": {"en": "Room 0"}}, {"until": 2017, "website": "https://x.example/"}]
    folder = tiny.write(tmp_path, agency={**AGENCY, "earlier": records})
    notes = changes.set_value(folder, "content", "agency.contact.en", "Room 2", always=True)
    assert notes == [
        "agency.contact.en: Room 1 → Room 2",
        "editions of until 2018 print what stood there then; if that was wrong, too, correct it: "
        "agency.earlier[2018].contact",
    ]
    assert changes.set_value(folder, "content", "agency.contact.en", "Room 3") == ["agency.contact.en: Room 2 → Room 3"]


def test_a_mistake_in_place_of_another_is_no_less_one(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, agency={"country": "Georgia"})
    with pytest.raises(ProblemsError, match="'Sakartvelo' is not a country code"):
        changes.set_value(folder, "content", "agency.country", "Sakartvelo")
    # What is wrong elsewhere stops nobody, nor is it asked which editions print what couldn't be read.
    assert changes.set_value(folder, "content", "agency.contact.en", "Room 1") == [
        "agency.contact.en: nothing → Room 1"
    ]
    assert changes.set_value(folder, "content", "association.acronym", "LA") == ["association.acronym: L → LA"]
    assert changes.set_value(folder, "content", "agency.country", "GE") == ["agency.country: Georgia → GE"]


PERSON = {"id": "a", "name": {"en": "A"}}
TALK = {"id": "h", "date": 2015, "text": {"en": "x"}, "persons": ["nobody"]}
PAST = {"title": {"en": "Past"}, "history": [TALK]}


def test_only_what_leads_nowhere_by_this_change_is_told(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, cooperation=PAST, people={"persons": [PERSON]})
    path = "cooperation.history[h]"
    assert changes.set_value(folder, "content", f"{path}.text.en", "y") == [f"{path}.text.en: x → y"]
    told = changes.set_value(folder, "content", f"{path}.persons", "[nobody, a, someone]")
    assert told[1:] == ["there is no someone among the persons yet: add it, else briefgen check will say so"]
    (folder / "people.yaml").write_text("persons\n", encoding="utf-8")
    assert len(changes.set_value(folder, "content", f"{path}.persons", "[whoever]")) == 1


def test_a_source_is_not_missed_where_the_sources_cannot_be_read(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, association={"stats": [{"id": "m", "label": {"en": "M"}, "value": 9}]})
    (folder / "sources.yaml").write_text("- id\n", encoding="utf-8")
    assert changes.set_value(folder, "content", "association.stats[m]", "8", sources=["s"])


def test_the_nearest_neighbour_shows_how_a_field_is_written(tmp_path: Path) -> None:
    lines = """\
title: {en: Past}
history:
  - id: a
    date: 2015
    text:
      en: A
    summary:
      en: In a block
  - id: b
    date: 2016
    text: {en: B}
    summary: {en: In brackets}
  - id: c
    date: 2017
    text: {en: C}
"""
    folder = tiny.write(tmp_path)
    (folder / "cooperation.yaml").write_text(lines, encoding="utf-8")
    changes.set_value(folder, "content", "cooperation.history[c].summary.en", "New")
    assert (folder / "cooperation.yaml").read_text(encoding="utf-8") == f"{lines}    summary: {{en: New}}\n"


def test_what_the_journal_calls_a_change_is_what_was_told(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "content")
    (tmp_path / "briefgen.toml").write_text('languages = ["en"]', encoding="utf-8")
    changes.set_value(folder, "content", "agency.contact.en", "Room 1")
    entry = journal.last(folder)
    assert entry is not None
    assert entry.what == "agency.contact.en: nothing → Room 1"


def test_what_is_taken_out_is_told_to_whoever_agrees(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, agency=AGENCY)
    told: list[Any] = []
    agree = lambda *files: told.append(files)  # noqa: E731
    changes.set_value(folder, "content", "agency.contact", "null", agree=agree)
    ((((name, old, new),), locks),) = told
    assert (name, locks) == ("content/agency.yaml", ["content/removed.lock"])
    assert ("contact: {en: Room 1}" in old, "contact: null" in new) == (True, True)
    changes.set_value(folder, "content", "agency.contact", "null", agree=agree)
    assert len(told) == 1  # nothing was written


@pytest.mark.parametrize(
    ("words", "types", "value"),
    [
        ("null", {str}, None),
        ("", {str}, ""),
        ("a\r\nb", {str}, "a\nb"),
        ("no", {str}, "no"),
        ("12", {str}, "12"),
        ("12", {int}, 12),
        ("true", {bool}, True),
        ("007", {int}, "007"),
        ("yes", {bool}, "yes"),
        ("2019", {Date}, 2019),
        ("2019-10", {Date}, "2019-10"),
        ("0x1", {Date}, "0x1"),
        ("[a]", {"planned", "held"}, "[a]"),
        ("[a]", set(), "[a]"),
        ("[a, 1]", {list[str]}, ["a", 1]),
    ],
)
def test_what_is_meant_by_what_is_typed(words: str, types: set[Any], value: Any) -> None:
    assert same(as_typed(words, frozenset(types)), value)


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "nothing"), ("a" * 60, "a" * 60), ("a" * 61, "a" * 57 + "…"), (["a", "b"], "[a, b]"), (0, "0"), ("", "")],
)
def test_a_value_is_cut_for_a_message(value: Any, words: str) -> None:
    assert short(value) == words


@pytest.mark.parametrize(("date", "day"), [("2019", "2019-12-31"), (2019, "2019-12-31"), ("2019-02", "2019-02-28")])
def test_the_last_day_of_a_date(date: Any, day: str) -> None:
    assert day_of(date) == day


@pytest.mark.parametrize("date", ["2019-10-14/2019-10-18", "ongoing", "soon"])
def test_what_is_no_day_month_or_year_has_no_last_day(date: str) -> None:
    with pytest.raises(CannotEditError):
        day_of(date)
