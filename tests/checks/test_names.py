"""Names of people in texts: one spelling, printed and not typed, of people whom the content knows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.checks.families import names
from briefgen.checks.families.names import unknown_people
from briefgen.checks.subject import Subject
from tests.checks.small import found, marked, paths, severities, subject, told

SPELLED, TYPED, UNKNOWN = names.name_spelled_twice.code, names.name_typed.code, names.person_unknown.code
PERSONS = [{"id": "nb-1", "name": {"en": "Nikolai Beridze", "ka": "ნიკოლაი ბერიძე"}}]
CITIES = [{"id": "city", "country": "DE", "name": {"en": "Hamburg", "ka": "ჰამბურგი"}}]
OFFICES = [{"id": "chief", "title": {"en": "Chief Guardian", "ka": "მცველი"}}]


def about(words: str, language: str = "en", files: Any = None, **said: Any) -> Subject:
    files = {"people": {"persons": PERSONS}, "places": {"cities": CITIES}, **(files or {})}
    return told({language: words}, files=files, **said)


def test_a_name_with_a_slip_is_an_error_if_it_is_whole_and_a_persons() -> None:
    def said(words: str) -> list[tuple[str, str, str]]:
        one = about(words)
        hints = [each.hint for each in found(one, SPELLED)]
        return list(zip(marked(one, SPELLED), severities(one, SPELLED), hints, strict=True))

    assert said("So Nikolay Beridze came.") == [
        ("Nikolay Beridze", "error", "correct it, or print it with {{ persons.nb_1 }}")
    ]
    assert said("So Beridse came.")[0][:2] == ("Beridse", "warning")
    assert said("In Hamburk.") == [("Hamburk", "warning", "correct it, or print it with {{ city }}")]
    assert said("So Nikolai Beridze came to Hamburg.") == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Nikolai Beridze", "Nikolay Beridze", True),
        ("Nikolai Beridze", "nikolaJ beridse", True),
        ("Nikolai Beridze", "Nikolaj Beritse", False),
        ("Nikolai Beridze", "Nikolaj Peritse", False),
        ("Nikolai Beridze", "Nikolai Beridze", True),  # one person, entered twice
        ("Al Roy", "Al Ray", False),  # six letters: too short to tell
        ("Al Royd", "Al Rayd", True),
    ],
)
def test_two_people_with_nearly_one_name_are_perhaps_one(one: str, other: str, near: bool) -> None:
    persons = [{"id": "one", "name": {"en": one}}, {"id": "two", "name": {"en": other}}]
    both = subject(files={"people": {"persons": persons}})
    assert paths(both, SPELLED) == (["people.persons[two].name"] if near else [])
    assert severities(both, SPELLED) == (["warning"] if near else [])


def test_two_people_may_be_one_in_any_language() -> None:
    persons = [
        {"id": id, "name": {"en": en, "ka": ka}}
        for id, en, ka in (("a", "Anna One", "ანა ბერიძე"), ("b", "Ben Two", "ანა ბერიზე"))
    ]
    about = subject(languages=("en", "ka"), files={"people": {"persons": persons}})
    assert [(one.path, one.language) for one in found(about, SPELLED)] == [("people.persons[b].name", "ka")]


def test_two_cities_may_have_names_that_are_nearly_one() -> None:
    cities = [
        {"id": "a", "country": "DE", "name": {"en": "Hamburg"}},
        {"id": "b", "country": "DE", "name": {"en": "Homburg"}},
    ]
    assert paths(subject(files={"places": {"cities": cities}}), SPELLED) == []


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ("Hamburg", False),
        ("Hamburgs", False),
        ("Hanburg", True),
        ("Hanborg", True),
        ("Hanborc", False),  # another name
        ("in Hanburg", False),  # in more words
    ],
)
def test_a_form_begins_as_the_name_does(form: str, wrong: bool) -> None:
    cities = [{**CITIES[0], "forms": {"en": {"loc": form}}}]
    one = subject(files={"places": {"cities": cities}})
    assert paths(one, SPELLED) == (["places.cities[city].forms"] if wrong else [])


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("EXSA", True),
        ("EXS", True),
        ("EXAS", False),
        ("EXASA", True),
        ("EXXA", False),
        ("XYAS", False),
        ("IXAS-led", True),
    ],
)
def test_an_acronym_with_one_slip_is_marked(words: str, wrong: bool) -> None:
    assert [one.partition("-")[0] for one in marked(about(f"The {words} met."), SPELLED)] == (
        [words.partition("-")[0]] if wrong else []
    )


def test_an_acronym_that_is_meant_stands_in_the_glossary_or_with_a_source() -> None:
    def silent(files: Any) -> bool:
        return not found(about("The EXSA met.", files=files), SPELLED)

    term = {"id": "t", "term": {"en": "The council"}}
    assert not silent({})
    assert silent({"glossary": {"words": {"en": ["EXSA"]}}})
    assert silent({"glossary": {"terms": [{**term, "term": {"en": "EXSA"}}]}})
    assert silent({"glossary": {"terms": [{**term, "also": {"en": ["the EXSA"]}}]}})
    assert silent({"sources": [{"id": "s", "title": "EXSA page"}]})
    assert silent({"sources": [{"id": "s", "title": "Page", "publisher": "EXSA"}]})
    assert not found(about("The EXB met.", association={"acronym": "EXA"}), SPELLED)  # too short to tell
    assert found(about("The EXSB met.", association={"acronym": "EXSA"}), SPELLED)


def test_a_person_is_printed_and_not_typed_a_city_may_be() -> None:
    assert marked(about("So Nikolai Beridze came to Hamburg."), TYPED) == ["Nikolai Beridze"]
    assert found(about("So Nikolai Beridze came."), TYPED)[0].message == "“Nikolai Beridze” is typed by hand"
    assert marked(about("So Beridze came."), TYPED) == ["Beridze"]
    assert marked(about("So Nikolay Beridze came."), TYPED) == []
    labelled = about("So he came.", entry={"label": {"en": "Nikolai Beridze"}})
    assert marked(labelled, TYPED) == []


def unknown(words: str, language: str = "en", **said: Any) -> list[str]:
    said = {"association": {"offices": OFFICES}, **said}
    return [text.raw[start:end] for text, start, end in unknown_people(about(words, language, **said))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It met Mr Smith.", ["Smith"]),
        ("It met Mr John A. van Smith there.", ["John"]),
        ("It met Mr John Paul George Smith there.", ["John Paul George Smith"]),
        ("It met Ms. Anna van Dam.", ["Anna van Dam"]),
        ("It met Mr Ahmed al Rashid.", ["Ahmed al Rashid"]),
        ("The Chief Guardian, Xenia Smith and others spoke.", []),  # a list
        ("It met Dr J. P. Breuer.", ["J. P. Breuer"]),
        ("It met Chief Guardian Anna Smith.", ["Anna Smith"]),
        ("The Chief Guardian of the House, Anna Smith, spoke.", ["Anna Smith"]),
        ("The Chief Guardian, Anna Smith.", ["Anna Smith"]),
        ("It met President Anna Smith.", ["Anna Smith"]),
        ("It met Peter Novak.", ["Peter Novak"]),
        ("It met Peter Novak J. and Peter B.", ["Peter Novak"]),
        ("It met Mr Nikolai Beridze.", []),
        ("It met Mr Beridze and Mr N. Beridze.", []),
        ("It met Mr G. Beridze.", ["G. Beridze"]),
        ("It met Mr Beridze-Smith.", ["Beridze-Smith"]),
        ("It read “To Mr Smith”, and *Mr Smith*.", []),
        ("It met Mr smith.", []),
        ("So Nikolai Beridze and Mr Smith.", ["Smith"]),
    ],
)
def test_somebody_who_is_not_in_the_content_is_found(words: str, expected: list[str]) -> None:
    assert unknown(words) == expected


def test_words_of_other_names_are_nobodys() -> None:
    works = [{"id": "w", "kind": "theme", "title": {"en": "World Forum"}}]
    association = {"offices": OFFICES, "works": works}
    assert unknown("It met President World Bank.", association=association) == []
    assert unknown("It met President WORLD Bank.", association=association) == []
    assert unknown("It met President Wide Bank.", association=association) == ["Wide Bank"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("შეხვდა ბატონ ჯონს.", ["ჯონს"]),
        ("შეხვდა ბატონ ჯონ სმიტს.", ["ჯონ"]),
        ("შეხვდა ბატონ ჯონ ლომაიას.", ["ჯონ ლომაიას"]),
        ("შეხვდა ბატონ ი. ბროიერს.", ["ი. ბროიერს"]),
        ("შეხვდა ბატონ ი. ქ. ბროიერს.", ["ი. ქ. ბროიერს"]),
        ("შეხვდა ბატონ ჯონს. ლომაიას იცნობს.", ["ჯონს"]),
        ("შეხვდა ბატონ ი. სმიტს.", ["ი. სმიტს"]),
        ("შეხვდა ბატონ ი სმიტს.", ["ი"]),
        ("შეხვდა ბატონ, ჯონს.", []),
        ("შეხვდა გელაშვილს.", ["გელაშვილს"]),
        ("შეხვდა ნინო ლომაიას.", ["ნინო ლომაიას"]),
        ("შეხვდა ნინო გელაშვილს.", ["ნინო გელაშვილს"]),
        ("შეხვდა ნინო კარგად.", []),
        ("შეხვდა ნინო, ლომაიას.", []),
        ("შეხვდა ლომაიას.", []),
        ("შეხვდა ბერიძეს.", []),
        ("მცველმა ანტონ მილერმა თქვა.", ["ანტონ მილერმა"]),
        ("მცველმა ანტონ მილერმა შეხვდა გელაშვილს.", ["ანტონ მილერმა", "გელაშვილს"]),
        ("თქვა ანტონ მილერმა.", []),
        ("მცველმა და მილერმა თქვა.", []),
        ("მცველმა ახალ მცველმა თქვა.", []),
        ("მცველმა ჩვენ და მილერმა თქვა.", []),
        ("მცველმა ანტონს მილერმა უთხრა.", []),
        ("დოქტორმა პეტრე ნოვაკმა თქვა.", ["პეტრე ნოვაკმა"]),
    ],
)
def test_without_capitals_names_are_found_by_what_stands_beside_them(words: str, expected: list[str]) -> None:
    assert unknown(words, "ka") == expected


def test_an_office_without_a_title_in_a_language_is_beside_nobody() -> None:
    association = {"offices": [{"id": "chief", "title": {"en": "Chief"}}]}
    assert unknown("მოვიდა ანტონ მილერმა.", "ka", association=association) == []


def test_a_georgian_surname_that_other_names_have_is_a_word() -> None:
    works = [{"id": "w", "kind": "theme", "title": {"ka": "გელაშვილი და მილერმა", "en": "-"}}]
    association = {"offices": OFFICES, "works": works}
    assert unknown("შეხვდა გელაშვილი.", "ka", association=association) == []
    assert unknown("მცველმა ანტონ მილერმა თქვა.", "ka", association=association) == []


def test_while_the_people_could_not_be_read_nobody_is_unknown_and_their_own_names_never_are() -> None:
    whole = about("It met Mr Smith.")
    assert len(list(unknown_people(whole))) == 1
    assert list(unknown_people(replace(whole, content=replace(whole.content, unread=frozenset({"persons"}))))) == []
    mister = [{"id": "m", "name": {"en": "Mr Smith"}}]
    assert list(unknown_people(subject(files={"people": {"persons": mister}}))) == []
    assert marked(whole, UNKNOWN) == ["Smith"]
