"""What notes say of people and markings, and posts and seats that another text has otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.families.spelling import derived_from
from tests.checks import small

OFFICES = [{"id": "president", "title": {"en": "President"}}, {"id": "secretary", "title": {"en": "Secretary General"}}]


@pytest.mark.parametrize(
    ("note", "number"),
    [
        ("He was President until 2029.", 1),
        ("He had been President before.", 1),
        ("He was Secretary General until 2029.", 0),
        ("He succeeded the President of the Bank.", 0),
    ],
)
def test_a_note_gives_nobody_an_office_that_they_never_had(note: str, number: int) -> None:
    person: dict[str, Any] = {"id": "smith", "name": {"en": "John Smith"}, "note": note}
    terms = [{"id": "t", "person": "smith", "office": "secretary", "start": "2028"}]
    about = small.subject(
        association={"offices": OFFICES}, files={"people": {"persons": [person], "terms": terms}}, languages=("en",)
    )
    assert len(small.found(about, "holder-outside-term")) == number


def test_the_note_of_an_edition_names_its_own_marking() -> None:
    for level, number in (("public", 1), ("internal", 0)):
        about = small.subject(edition={"note": f"The marking is {level}."})
        assert len(small.found(about, "marking-differs")) == number


def test_two_terms_with_one_rendering_are_told() -> None:
    terms = [
        {"id": "one", "term": {"ka": "სოციალური დაცვა", "en": "social protection"}},
        {"id": "two", "term": {"ka": "სოციალური დაცვა", "en": "social security"}},
    ]
    about = small.subject(languages=("ka", "en"), files={"glossary": {"terms": terms}})
    assert small.paths(about, "name-doubled") == ["glossary.terms[one].term", "glossary.terms[two].term"]


def test_a_country_has_no_name_of_another() -> None:
    for name, number in (("Republic of Moldova", 1), ("Russian Federation", 0)):
        about = small.subject(files={"places": {"countries": [{"code": "RU", "name": {"en": name}}]}})
        assert len(small.found(about, "city-elsewhere")) == number


def test_georgian_words_are_known_by_what_they_are_made_of() -> None:
    assert list(derived_from("ka", "შეუსვლელი")) == ["შესვლა"]
    assert "გაწევრიანება" in derived_from("ka", "გაუწევრიანებელი")
    assert list(derived_from("ka", "ჰარმონიზებასა")) == ["ჰარმონიზაცია"]
    assert not list(derived_from("en", "harmonized"))


def test_another_countrys_list_is_as_good_as_its_names() -> None:
    for typed, number in (("საქართველო და ლატვია", 0), ("საქართველო და ესტონეთი", 1)):
        texts = {"ka": f"მოვიდნენ: {typed}.", "en": "They came: {{ event.participants.countries | list }}."}
        event = {
            "id": "e",
            "kind": "seminar",
            "date": "2029",
            "state": "held",
            "participants": {"countries": ["GE", "LV"]},
        }
        about = small.told(texts, entry={"event": "e"}, events=[event])
        assert len(small.found(about, "placeholder-differs")) == number


@pytest.mark.parametrize(
    ("note", "number"),
    [
        ("He stays until January 2030.", 1),
        ("He will take up office in spring.", 1),
        ("He stays until January 2035.", 0),
        ("He took up office in spring.", 0),
    ],
)
def test_a_note_on_a_term_lets_it_end_and_begin_when_it_does(note: str, number: int) -> None:
    person = {"id": "smith", "name": {"en": "John Smith"}}
    term = {"id": "t", "person": "smith", "office": "secretary", "start": "2028", "years": 7, "note": note}
    about = small.subject(association={"offices": OFFICES}, files={"people": {"persons": [person], "terms": [term]}})
    assert len(small.found(about, "term-told-otherwise")) == number


def test_what_was_written_after_an_event_was_not_before_it() -> None:
    event = {"id": "congress", "kind": "forum", "name": {"en": "Congress"}, "date": "2030-04-01", "state": "held"}
    for note, number in (("Written before the Forum.", 1), ("Written after the Forum.", 0)):
        about = small.subject(events=[event], edition={"event": "congress", "note": note})
        assert len(small.found(about, "outcome-differs")) == number


def test_an_event_is_in_the_city_after_which_it_is_called() -> None:
    cities = [{"id": city, "country": "GE", "name": {"en": city.title()}} for city in ("tbilisi", "batumi")]
    for city, number in (("batumi", 1), ("tbilisi", 0)):
        event = {"id": "course-tbilisi-2029", "kind": "seminar", "date": "2029", "state": "held", "city": city}
        about = small.subject(events=[event], files={"places": {"cities": cities}})
        assert len(small.found(about, "city-differs")) == number


@pytest.mark.parametrize(
    ("sentence", "marks"),
    [
        ("It serves the Member Organizations of today.", ["Member Organizations"]),
        ("It serves the member organizations of today.", []),
        ("The World Member Organizations Forum met.", []),
        ("It met. Member Organizations Day was held.", []),
        ("The Secretary for Member Organizations came.", []),
    ],
)
def test_a_term_in_small_letters_has_no_capitals_within_a_sentence(sentence: str, marks: list[str]) -> None:
    terms = [{"id": "member", "term": {"en": "member organization"}}]
    assert small.marked(small.told(sentence, files={"glossary": {"terms": terms}}), "capitals-differ") == marks


# An assembly every three years elects the President: whoever holds the office may have been elected at any of them.
ASSEMBLIES: list[dict[str, Any]] = [
    {
        "id": f"assembly-{date[:4]}",
        "kind": "council-session",
        "date": date,
        "state": "held",
        "agenda": [{"id": "a", "kind": "election", "office": "president", "title": {"ka": "არჩევა", "en": "Election"}}],
    }
    for date in ("2024-10", "2027-10-28", "2030-03")
]


@pytest.mark.parametrize(
    ("on", "note", "number"),
    [
        # Of an earlier term nobody wrote down where it is from: its note may tell of any session.
        ("before", "Nothing was found, nor who was elected in October 2024.", 0),
        ("before", "Elected in May 2025.", 0),
        ("before", "არ ვიცით, ვინ აირჩიეს 2024 წლის ოქტომბერში.", 0),
        # Another election than that of the term, in a sentence that names nobody.
        ("later", "Nothing was found, nor who was elected in October 2024.", 0),
        ("later", "არ ვიცით, ვინ აირჩიეს 2024 წლის ოქტომბერში.", 0),
        # No election was then, or it is said of whose term it is.
        ("later", "Elected in May 2025.", 1),
        ("later", "აირჩიეს 2025 წლის მაისში.", 1),
        ("later", "Elected in October 2027.", 0),
    ],
)
def test_a_note_on_a_term_may_tell_of_other_elections_than_that_of_a_later_term(
    on: str, note: str, number: int
) -> None:
    person = {"id": "smith", "name": {"ka": "ჯონ სმითი", "en": "John Smith"}}
    before = {"id": "before", "person": "smith", "office": "president", "end": "2027-10"}
    later = {
        "id": "later",
        "person": "smith",
        "office": "president",
        "start": "2027-11",
        "elected_at": "assembly-2027",
    }
    terms = [{**each, **({"note": note} if each["id"] == on else {})} for each in (before, later)]
    terms = terms if on == "before" else terms[1:]
    offices = [{"id": "president", "title": {"ka": "პრეზიდენტი", "en": "President"}}]
    about = small.subject(
        languages=("ka", "en"),
        association={"offices": offices},
        events=ASSEMBLIES,
        files={"people": {"persons": [person], "terms": terms}},
    )
    assert len(small.found(about, "term-told-otherwise")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("John Smith was elected President in October 2024.", 1),  # of one who is named it is said, session or not
        ("John Smith was elected President in October 2027.", 0),
        ("Mary Jones was elected President in October 2024.", 0),  # whose earlier term nobody wrote down where from
        ("Ann Brown was elected President in October 2024.", 0),  # as the agenda of that session has it
        ("Ann Brown was elected President in May 2025.", 1),
    ],
)
def test_an_election_is_compared_with_all_of_whoever_is_named(text: str, number: int) -> None:
    names = {"smith": "John Smith", "jones": "Mary Jones", "brown": "Ann Brown"}
    persons = [{"id": id, "name": {"en": name}} for id, name in names.items()]
    terms = [
        {"id": "t", "person": "smith", "office": "president", "start": "2027-11", "elected_at": "assembly-2027"},
        {"id": "u", "person": "jones", "office": "president", "end": "2024-11"},
        {"id": "v", "person": "jones", "office": "president", "start": "2030-04", "elected_at": "assembly-2030"},
        {"id": "w", "person": "brown", "office": "president", "start": "2030-04", "elected_at": "assembly-2030"},
    ]
    first, *others = ASSEMBLIES
    elected = {**first, "agenda": [{**first["agenda"][0], "elected": ["brown"]}]}
    about = small.told(
        text,
        association={"offices": OFFICES},
        events=[elected, *others],
        files={"people": {"persons": persons, "terms": terms}},
    )
    assert len(small.found(about, "term-told-otherwise")) == number
