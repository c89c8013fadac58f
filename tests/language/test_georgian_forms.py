"""Which words may be forms of which, letter by letter."""

from __future__ import annotations

import re

import pytest

from briefgen.language.base import NameOf
from briefgen.language.georgian_forms import is_ending, is_form, lemmas, pattern, spellings, usual


@pytest.mark.parametrize(
    ("word", "lemmas_of_it", "not_of_it"),
    [
        ("სახლის", ["სახლი", "სახლ", "სახლა", "სახლე"], ["სახლელი"]),
        ("სახლმდე", [], ["სახლ", "სახლი"]),  # მდე stands after a vowel, ამდე after a consonant
        ("სახლამდე", ["სახლი", "სახლა"], []),
        ("სახლ", ["სახლი", "სახლ"], ["სახლა"]),
        ("კომისიაში", ["კომისია"], ["კომისი"]),
        ("კომისიის", ["კომისია", "კომისიე"], ["კომის"]),
        ("ჩაის", ["ჩაი"], []),
        ("საბჭოს", ["საბჭო"], []),
        ("საბჭოთა", [], ["საბჭო"]),
        ("ბრძოლათა", ["ბრძოლა"], []),
        ("კონტროლისა", ["კონტროლის", "კონტროლი"], ["კონტროლისი"]),
        ("მომხსენებლის", ["მომხსენებელი"], []),
        ("დამფუძნებლად", ["დამფუძნებელი"], []),
        ("სახლნლის", ["სახლნელი"], []),
        ("მომხსენებლს", [], ["მომხსენებელი"]),
        ("წევრებისთვისაც", ["წევრი"], []),
        ("წევრსავე", [], ["წევრი"]),
    ],
)
def test_what_a_word_may_be_a_form_of(word: str, lemmas_of_it: list[str], not_of_it: list[str]) -> None:
    found = lemmas(word)
    assert [lemma for lemma in lemmas_of_it if lemma not in found] == []
    assert [lemma for lemma in not_of_it if lemma in found] == []


@pytest.mark.parametrize(
    ("word", "lemma", "is_one"),
    [
        ("მდივანი", "მდივანი", True), ("მდივნისა", "მდივანი", True), ("მდივნებს", "მდივანი", True),
        ("მდივნს", "მდივანი", False), ("მდივნისხ", "მდივანი", False), ("სახელმწიფო", "სახელმწიფო", True),
        ("სახლის", "სახელი", True), ("წყლით", "წყალი", True), ("კონტროლის", "კონტროლის", True),
        ("კონტროლისა", "კონტროლის", True), ("კონტროლისს", "კონტროლის", False), ("ISSAა", "ISSA", False),
        ("კომისია", "კომისიები", False), ("ბაღნის", "ბაღანი", True), ("ბაღტის", "ბაღატი", False),
        ("ანის", "ანიი", False),
    ],
)  # fmt: skip
def test_whether_a_word_is_a_form(word: str, lemma: str, is_one: bool) -> None:
    assert is_form(word, lemma) is is_one


def test_what_is_only_an_ending() -> None:
    both = ["ის", "ში", "მდე", "ამდე", "დან", "ებმა", "თა", "ც", "აც"]  # after a consonant, a vowel, or either
    assert [letters for letters in both if not is_ending(letters)] == []
    assert [letters for letters in ("ფო", "ისხ", "სახლი", "x", "მდემდე") if is_ending(letters)] == []


def test_under_which_forms_a_dictionary_may_know_a_word() -> None:
    first, *others = spellings("სახლების")
    assert (first, others) == ("სახლების", sorted(others))  # the same in each run
    assert {"სახლი", "სახლები", "სახლა"} <= {*others}
    assert spellings("გენერალურ")[0] == "გენერალურ"
    assert "გენერალური" in spellings("გენერალურ")  # an adjective may stand bare before a noun
    assert "სახლი" not in spellings("სახლ")  # a noun may not
    assert spellings("ქალაქშიო") == ("ქალაქშიო",)  # what somebody says: a slip is likelier
    assert "ქალაქა" in spellings("ქალაქაში")
    assert "სახლის" in spellings("სახლისა")
    assert "ხე" not in spellings("ხეს")  # too short to be looked up


@pytest.mark.parametrize(
    ("lemma", "forms", "others"),
    [
        ("წევრები", ["წევრი", "წევრები", "წევრის", "წევრებისთვის"], ["წევრობა", "წევრ"]),
        ("ქვეყნები", ["ქვეყნის", "ქვეყნებს", "ქვეყნათა"], []),
        ("კომისიების", ["კომისიები", "კომისიას", "კომისიის"], ["კომისარი"]),
        ("საბჭო", ["საბჭო", "საბჭოს", "საბჭოები", "საბჭოც"], ["საბჭოთა"]),
        ("ბიურო", ["ბიუროში"], ["ბიურ"]),
        ("ბუ", ["ბუ", "ბუს", "ბუები"], ["ბუთა"]),
        ("კომისია", ["კომისია", "კომისიათა", "კომისიის", "კომისიები"], ["კომისიი"]),
        ("მხარე", ["მხარე", "მხარის", "მხარეთა", "მხარეში"], ["მხარი"]),
        ("მდივანი", ["მდივანი", "მდივან", "მდივანს", "მდივნის", "მდივნები"], ["მდივნს", "მდივნ"]),
        ("დღე", ["დღის", "დღეს"], ["დღ"]),
    ],
)
def test_a_pattern_has_all_forms_of_a_noun(lemma: str, forms: list[str], others: list[str]) -> None:
    compiled = re.compile(pattern(lemma))
    assert [form for form in forms if not compiled.fullmatch(form)] == []
    assert [form for form in others if compiled.fullmatch(form)] == []
    assert not compiled.match(f"{forms[0]}ხ")  # a form ends where its word does


@pytest.mark.parametrize(
    ("name", "of", "forms"),
    [
        ("ბრიუსელი", "city", "erg ბრიუსელმა, dat ბრიუსელს, gen ბრიუსელის/ბრიუსლის, "
         "ins ბრიუსელით/ბრიუსლით, adv ბრიუსელად/ბრიუსლად, loc ბრიუსელში"),  # as წერეთლის: which is asked
        ("ჟენევა", "city", "erg ჟენევამ, dat ჟენევას, gen ჟენევის, ins ჟენევით, adv ჟენევად, loc ჟენევაში"),
        ("ბიურო", "thing", "erg ბიურომ, dat ბიუროს, gen ბიუროს, ins ბიუროთი, adv ბიუროდ, loc ბიუროში/ბიუროზე"),
        ("მდივანი", "thing", "erg მდივანმა, dat მდივანს, gen მდივანის/მდივნის, ins მდივანით/მდივნით, "
         "adv მდივანად/მდივნად, loc მდივანში/მდივანზე"),
        ("ჩილე", "thing", "erg ჩილემ, dat ჩილეს, gen ჩილეს/ჩილის, ins ჩილეთი/ჩილით, adv ჩილედ, loc ჩილეში/ჩილეზე"),
        ("ახალი ფორუმი", "thing", ""),  # ახალ ფორუმს
        ("სოციალური ფონდის საბჭო", "thing", "erg სოციალური ფონდის საბჭომ, dat სოციალური ფონდის საბჭოს, "
         "gen სოციალური ფონდის საბჭოს, ins სოციალური ფონდის საბჭოთი, adv სოციალური ფონდის საბჭოდ, "
         "loc სოციალური ფონდის საბჭოში/სოციალური ფონდის საბჭოზე"),
        ("გიორგი ნიმუში", "person", "erg გიორგი ნიმუშმა, dat გიორგი ნიმუშს, gen გიორგი ნიმუშის, ins გიორგი ნიმუშით, "
         "adv გიორგი ნიმუშად"),
        ("ნიმუშაძე", "person", "erg ნიმუშაძემ, dat ნიმუშაძეს, gen ნიმუშაძის, ins ნიმუშაძით, adv ნიმუშაძედ"),
        ("ანა", "person", "erg ანამ, dat ანას, gen ანას/ანის, ins ანათი/ანით, adv ანად"),  # ანას, but კომისიის
        ("ნიმუშევსკი", "person", ""),  # its last vowel may stay
        ("ჰავაი", "thing", ""),
        ("EXA", "thing", ""),
        ("", "thing", ""),
    ],
)  # fmt: skip
def test_how_a_name_usually_goes(name: str, of: NameOf, forms: str) -> None:
    wanted = dict(each.split(" ", 1) for each in forms.split(", ") if each)
    assert {case: "/".join(each) for case, each in usual(name, of).items()} == wanted
