"""Phrases are found in whatever grammatical form they stand, and nothing else is."""

from __future__ import annotations

import pytest

from briefgen.language import get_language
from briefgen.language.phrases import Phrases, longest

FORMS = {
    "ka": {
        "მდივანი": "მდივანი მდივანმა მდივანს მდივნის მდივნისა მდივნით მდივნად მდივანო მდივნები მდივნებმა მდივნებს"
        " მდივნების მდივნისთვის მდივნისათვის მდივანთან მდივანზე მდივნისგან მდივნამდე მდივანიც მდივნისაც მდივანთა"
        " მდივანია",
        "გენერალური": "გენერალური გენერალურმა გენერალურ გენერალურს გენერალურად",
        "კომისია": "კომისია კომისიამ კომისიას კომისიასა კომისიის კომისიისა კომისიით კომისიად კომისიაში კომისიაზე"
        " კომისიასთან კომისიიდან კომისიამდე კომისიისთვის კომისიისათვის კომისიისგან კომისიები კომისიებმა კომისიებს"
        " კომისიების კომისიებიდან კომისიათა კომისიაა კომისიაც",
        "მოადგილე": "მოადგილე მოადგილემ მოადგილეს მოადგილის მოადგილედ მოადგილეები",
        "საბჭო": "საბჭო საბჭომ საბჭოს საბჭოსა საბჭოთი საბჭოდ საბჭოში საბჭოზე საბჭოსთან საბჭოდან საბჭომდე საბჭოსთვის"
        " საბჭოები საბჭოების საბჭოსაც საბჭოა",
        "ფორუმი": "ფორუმზე ფორუმში ფორუმის ფორუმიდან ფორუმამდე ფორუმად ფორუმზეც ფორუმები",
        "კონტროლის": "კონტროლის კონტროლისა",
    },
    "en": {
        "Council": "Council council Councils COUNCIL",
        "Agency": "Agency agencies",
        "case": "case cases",
        "box": "boxes",
        "organization": "organisation organizations Organisations",
        "guidelines": "guideline guidelines",
    },
    "fr": {"gardien": "gardien Gardiens", "bureau": "bureaux", "général": "généraux", "voix": "voix"},
}
OTHERS = {
    "ka": {"საბჭო": "საბჭოთა", "პრეზიდენტი": "პრეზიდენტობა", "ბიურო": "ბიუროკრატია", "ასოციაცია": "ასოციაციური",
           "მდივანი": "სამდივნო მდივნობა", "კომისია": "კომისარი", "კონტროლის": "კონტროლი"},
    "en": {"Council": "Councillor counsel", "Bureau": "bureaucracy", "Agency": "agent", "Session": "sessional"},
    "fr": {"gardien": "gardiennage", "bureau": "bureaucrate"},
}  # fmt: skip


def pairs(words: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(code, lemma, form) for code, of in words.items() for lemma, all in of.items() for form in all.split()]


@pytest.mark.parametrize(("code", "lemma", "form"), pairs(FORMS))
def test_a_form_of_a_word_is_known(code: str, lemma: str, form: str) -> None:
    assert get_language(code).is_form(form, lemma)


@pytest.mark.parametrize(("code", "lemma", "form"), pairs(OTHERS))
def test_another_word_is_none(code: str, lemma: str, form: str) -> None:
    assert not get_language(code).is_form(form, lemma)


def test_letters_are_of_a_script() -> None:
    assert get_language("ka").writes("ა")
    assert get_language("en").writes("é")
    assert not get_language("ka").writes("a")
    assert not any(map(get_language("en").writes, "აа1 –"))


KA = ("კომისია", "კონტროლის კომისია", "გენერალური დირექტორი", "აფილირებული (სრულუფლებიანი) წევრი")
EN = ("Commission", "Control Commission", "Director General", "Secretary-General", "Old-age Insurance", "Members’ Day")


def found(code: str, text: str) -> list[str]:
    phrases = Phrases(get_language(code), KA if code == "ka" else EN)
    return [text[hit.start : hit.end] for hit in longest(phrases.all_in(text))]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("ka", "კონტროლის კომისიის წევრები", ["კონტროლის კომისიის"]),
        ("ka", "კომისია და კონტროლის კომისიები", ["კომისია", "კონტროლის კომისიები"]),
        ("ka", "გენერალურ\nდირექტორად", ["გენერალურ\nდირექტორად"]),
        ("ka", "**გენერალურ** დირექტორად", ["გენერალურ** დირექტორად"]),
        ("ka", "გენერალური, დირექტორი", []),
        ("ka", "აფილირებულ (სრულუფლებიან) წევრთა", ["აფილირებულ (სრულუფლებიან) წევრთა"]),
        ("ka", "კონტროლის \ufffc\ufffc კომისია", ["კომისია"]),
        ("en", "The Control Commission’s Director-General", ["Control Commission", "Director-General"]),
        ("en", "the Secretary General, the Secretary‑General", ["Secretary‑General"]),
        ("en", "Old-age insurance on members' days", ["Old-age insurance", "members' days"]),
        ("en", "Subcommission, Commissioner", []),
        ("en", "", []),
    ],
)
def test_the_longest_phrase_is_found_in_any_form(code: str, text: str, expected: list[str]) -> None:
    assert found(code, text) == expected


def test_all_places_include_what_a_longer_phrase_holds() -> None:
    hits = Phrases(get_language("en"), EN).all_in("the Control Commission")
    assert sorted(hit.phrase for hit in hits) == ["Commission", "Control Commission"]


def test_a_hyphen_that_is_meant_goes_before_a_space() -> None:
    phrases = Phrases(get_language("en"), ("Secretary General", "Secretary-General"))
    for text in ("Secretary General", "Secretary-General"):
        assert [hit.phrase for hit in longest(phrases.all_in(text))] == [text]


def test_short_words_and_signs_are_no_trouble() -> None:
    assert [hit.phrase for hit in Phrases(get_language("ka"), ("ხე", "–", "")).all_in("ხის – ხეები")] == ["ხე", "ხე"]
