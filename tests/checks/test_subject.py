"""What the rules look at: the date, the texts, what a value belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.checks.subject import Subject
from briefgen.content.reading.yaml_file import parsed
from briefgen.content.schema.organisations import Stat
from briefgen.content.walk import parent
from briefgen.dates import Date, Point
from tests.checks.small import entry, subject, told


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("association.stats[members].label", "association.stats[members]"),
        ("association.stats[members]", "association.stats"),
        ("events[a].agenda[b]", "events[a].agenda"),
        ("association", ""),
        ("editions[now]", "editions"),
    ],
)
def test_a_value_stands_in_its_entity_an_entry_in_its_list(path: str, expected: str) -> None:
    assert parent(path) == expected


@pytest.mark.parametrize(
    ("date", "as_of", "passed"),
    [
        ("2030-05-14", "2030-05-15", True),
        ("2030-05-15", "2030-05-15", False),
        ("2030-05", "2030-05-15", False),
        ("2030-04", "2030-05-15", True),
        ("2030-05-10", "2030-05", False),
        ("2030-04-30", "2030-05", True),
        ("2030-05-10/2030-05-14", "2030-05-15", True),
        ("2030-05-10/2030-05-15", "2030-05-15", False),
        ("ongoing", "2030-05-15", False),
    ],
)
def test_a_date_has_passed_when_all_of_it_has(date: str, as_of: str, passed: bool) -> None:
    assert subject(edition={"as_of": as_of}).has_passed(Date.parse(date)) is passed


def test_the_date_is_that_of_the_edition_or_one_that_is_asked_for() -> None:
    assert subject().as_of == Point(2030, 5, 15)
    assert subject(on=Point(2029)).as_of == Point(2029)
    assert Subject(subject().content, ("en",)).as_of is None
    assert not Subject(subject().content, ("en",)).has_passed(Date.parse("1900"))
    assert not subject().has_passed(None)


def test_the_folder_is_that_of_the_files() -> None:
    about = subject()
    assert about.folder == ""
    for name, folder in (("content/events.yaml", "content"), ("a/b/events.yaml", "a/b"), ("events.yaml", "")):
        files = {"events": parsed("[]", name)}
        assert replace(about, content=replace(about.content, files=files)).folder == folder


def test_a_value_belongs_to_the_nearest_fact_that_says_how_sure_it_is() -> None:
    stat = {"id": "s", "label": {"en": "Members"}, "value": 30}
    about = subject(association={"status": "verified", "stats": [stat, {**stat, "id": "t", "status": "unverified"}]})
    assert [found[0] for path in ("s", "t") if (found := about.fact(f"association.stats[{path}].value"))] == [
        "association",
        "association.stats[t]",
    ]
    assert about.fact("agency.name") is None
    assert about.fact("agency.markings[public].name") is None
    assert [path for path, _ in about.entities(Stat)] == ["association.stats[s]", "association.stats[t]"]
    assert [path for path, _ in about.owners("agency.markings[public].name")] == ["agency.markings[public]", "agency"]
    assert [path for path, _ in about.owners("association.stats[s].label")] == ["association.stats[s]", "association"]


def test_texts_are_those_in_the_languages_of_the_project_forms_too() -> None:
    forms = {"ka": {"loc": "ლამპარში"}, "en": {"loc": "in the lamp"}, "fr": {"loc": "dans"}}
    words = {"en": "Lamp", "ka": "ლამპარი", "fr": "Lampe"}
    about = subject(languages=("ka", "en"), association={"name": words, "forms": forms})
    texts = [(text.key, text.language, text.raw) for text in about.texts if text.path == "association.name"]
    assert texts == [("en", "en", "Lamp"), ("ka", "ka", "ლამპარი")]
    assert [(text.path, text.key, text.case, text.raw) for text in about.forms] == [
        ("association.forms", "ka", "loc", "ლამპარში"),
        ("association.forms", "en", "loc", "in the lamp"),
    ]
    spoken = [(language.code, words) for _, language, words in about.spoken]
    assert ("ka", "ლამპარში") in spoken
    assert set(about.forms) < set(about.everything)
    assert set(about.plain) < set(about.everything)


def test_an_untranslated_title_is_in_its_own_language_under_each_key() -> None:
    work = {"id": "w", "kind": "theme", "title": {"en": "La lampe", "ka": "La lampe"}, "title_language": "fr"}
    about = subject(languages=("en", "ka"), association={"works": [work]})
    assert {text.language for text in about.texts if text.path.startswith("association.works")} == {"fr"}
    assert sorted(about.written_in) == ["en", "fr", "ka"]
    assert sorted(told({"en": "A", "qq": "B"}).written_in) == ["en"]


def test_phrases_are_spoken_in_their_language_if_it_is_known() -> None:
    about = told("The [სახლი]{lang=ka} and [haus]{lang=qq}.")
    spoken = [language.code for text, language, _ in about.spoken if text.path.endswith("[entry].text")]
    assert spoken == ["en", "ka"]


def test_plain_texts_are_what_is_printed_once_no_ids_notes_or_addresses() -> None:
    sources = {
        "sources": [{"id": "s", "title": "The Page", "publisher": "House", "url": "https://a.example"}],
        "glossary": {
            "words": {"en": ["lamps"]},
            "terms": [{"id": "t", "term": {"en": "T"}, "also": {"en": ["too"]}, "note": "Why"}],
        },
        "cooperation": {
            "title": {"en": "T"},
            "history": [
                entry("A.", city="rome", note="A note.", acknowledge={"code": "a", "because": "So", "until": "2031"})
            ],
        },
    }
    about = subject(files=sources, association={"website": "https://b.example"}, edition={"drafter": "First Drafter"})
    words = {text.raw for text in about.plain}
    assert {"The Page", "House", "EXAS", "First Drafter"} <= words
    assert not words & {"https://a.example", "https://b.example", "A note.", "So", "rome", "Why", "lamps", "too"}
