"""What holds for every language, and how one is found."""

from __future__ import annotations

import datetime as dt
import importlib
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dates import Date
from briefgen.language import Language, UnknownCountryError, UnknownLanguageError, available, get_language
from briefgen.language.catalogue import FOLDER, load_catalogue, read_po
from briefgen.language.english_numbers import in_words
from briefgen.language.words import MASK
from briefgen.localise.messages import Messages
from briefgen.look.theme_file import load_theme

ROOT = Path(__file__).parents[2]
LANGUAGES = [get_language(code) for code in available()]
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=available())

days = st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31))
COUNTRIES = ("DE", "RU", "BR", "AZ", "BG", "MD", "LV", "GE", "BE", "CH", "PA", "CI", "TR", "CW", "AX")


def dates() -> st.SearchStrategy[Date]:
    def precise(one: dt.date, other: dt.date, width: int) -> Date:
        start, end = (str(day)[:width] for day in sorted((one, other)))
        return Date.parse(start if start == end else f"{start}/{end}")

    return st.builds(precise, days, days, st.sampled_from([4, 7, 10]))


def test_the_languages_are_found_from_their_files() -> None:
    assert available() == ("az", "de", "en", "fr", "ka", "uk")
    assert [(language.code, language.tag, language.name) for language in LANGUAGES] == [
        ("az", "az-AZ", "azərbaycanca"),
        ("de", "de-DE", "Deutsch"),
        ("en", "en-GB", "English"),
        ("fr", "fr-FR", "français"),
        ("ka", "ka-GE", "ქართული"),
        ("uk", "uk-UA", "українська"),
    ]


@pytest.mark.parametrize("code", ["nl", "", "KA", "base", "..", "os", "ka.x", "კა", "ka\n"])
def test_an_unknown_language_is_refused_with_those_there_are(code: str) -> None:
    with pytest.raises(UnknownLanguageError, match="available: az, de, en, fr, ka, uk"):
        get_language(code)


def test_only_the_language_asked_for_is_imported() -> None:
    script = (
        "import sys; from briefgen.language import get_language; get_language('en');"
        "print([name for name in sys.modules if name.startswith(('briefgen.language.', 'babel.messages'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "briefgen.language.en" in done.stdout
    for name in ("briefgen.language.ka", "briefgen.language.fr", "babel.messages"):
        assert name not in done.stdout


def test_a_file_more_is_a_language_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nl.toml").write_text(
        'locale = "nl_NL"\nname = "Nederlands"\n'
        "[months]\nnom = ['jan', 'feb', 'maart', 'apr', 'mei', 'juni', 'juli', 'aug', 'sep', 'oktober', 'nov', 'dec']\n"
        "[dates]\ndays_of_months = '{d} {m} – {e} {n} {y}'\n"
        "[ordinals]\nste = '1 8 20 *'\nde = '2 3'\n"
        "[numbers]\ngroup_mark = '.'\ndecimal_mark = ','\n[lists]\nlast = 'en'\n[quotes]\nouter = ['“', '”']\n",
        encoding="utf-8",
    )
    languages = importlib.import_module("briefgen.language")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages.shipped.cache_clear()
    try:
        assert available() == ("nl",)
        dutch = get_language("nl")
    finally:
        monkeypatch.undo()
        languages.shipped.cache_clear()
    assert dutch.date(Date.parse("2019-10-14/2019-10-18")) == "14–18 oktober 2019"
    assert dutch.date(Date.parse("2019-10-30/2019-11-02")) == "30 oktober – 2 nov 2019"
    assert dutch.number(1234) == "1.234"
    assert dutch.join(["a", "b", "c"]) == "a, b en c"
    assert [dutch.ordinal(n) for n in (1, 2, 22, 8)] == ["1ste", "2de", "22de", "8ste"]


@each_language
@pytest.mark.parametrize("code", ["XX", "ZZ", "EU", "001", "ge", "", "GEO", "{0}"])
def test_an_unknown_country_is_refused(language: Language, code: str) -> None:
    with pytest.raises(UnknownCountryError, match="no country with the code"):
        language.country(code)


@each_language
@given(date=dates())
def test_every_date_has_its_years_and_no_thin_spaces(language: Language, date: Date) -> None:
    assert date.start
    assert date.last
    for text in (language.date(date), language.when(date), language.short_date(date)):
        assert str(date.start.year) in text
        assert str(date.last.year) in text
        assert text == text.strip()
        assert not set(text) & set("\u2009\u202f\n")
    if date.start.day and date.last.day:
        assert str(date.start.day) in language.date(date)
        assert str(date.last.day) in language.date(date)


@each_language
@given(number=st.integers(1 - 10**15, 10**15 - 1) | st.decimals(-(10**14), 10**14, places=4))
def test_no_digit_of_a_number_is_lost(language: Language, number: int | Decimal) -> None:
    mark = "." if language.code == "en" else ","
    written = "".join(char for char in language.number(number) if char.isdigit() or char in (mark, "-"))
    assert Decimal(written.replace(mark, ".")) == number


@each_language
@given(words=st.lists(st.text(), max_size=5))
def test_sorting_takes_any_text_in_any_order(language: Language, words: list[str]) -> None:
    ordered = sorted(words, key=language.sort_key)
    words.reverse()
    assert sorted(words, key=language.sort_key) == ordered


@each_language
def test_firago_has_every_character_that_a_language_writes(language: Language) -> None:
    theme = load_theme(ROOT / "templates" / "themes" / "plain")
    texts = [language.quote("x"), language.join("abc"), language.commas("abc"), language.name]
    texts += [language.number(n) for n in (-1234567, Decimal("1234567.89"))]
    texts += [language.ordinal(n) for n in range(1, 200)]
    texts += [language.country(code) for code in COUNTRIES]
    for content in ("{0}", "{0}-{1:02}", "{0}-{1:02}-01"):
        for month in range(1, 13):
            start, end = content.format(2018, month), content.format(2019, month)
            for date in map(Date.parse, (start, f"{start}/{end}")):
                texts += [language.date(date, case) for case in language.cases]
                texts += [language.when(date), language.short_date(date)]
    path = FOLDER / f"{language.code}.po"
    if path.exists():
        texts += [str(message.string) for message in read_po(path) if message.id]
    texts.append(language.bind(" ".join(texts)))
    assert theme.missing_glyphs(texts) == set()


def test_the_colon_of_the_interface_is_the_language_s() -> None:
    """French has a no-break space before it; a template that writes one itself has it like English."""
    templates = ROOT / "templates"
    written = [
        f"{path.relative_to(templates)}: {line.strip()}"
        for path in sorted(templates.rglob("*.jinja"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"[}%]\}(</\w+>)?\s*:(?=\s|<|\{|$)", line)
    ]
    assert written == []
    wanted = {"en": "What happens:", "fr": "Ce qui se passe\N{NO-BREAK SPACE}:", "ka": "რა ხდება:"}
    for code, words in wanted.items():
        message = Messages(load_catalogue(code))
        assert str(message("{what}:", what=message("What happens"))) == words


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("999", "999"), ("1000", "1,000"), ("-999", "-999"), ("-1000", "-1,000"), ("1.50", "1.5"), ("1.0", "1"),
        ("0.123456789", "0.123456789"), ("999999999999999", "999,999,999,999,999"), ("0", "0"), ("1000.05", "1,000.05"),
    ],
)  # fmt: skip
def test_a_number_with_all_its_digits(number: str, written: str) -> None:
    assert get_language("en").number(Decimal(number)) == written


@pytest.mark.parametrize("number", ["1000000000000000", "-1000000000000000", "0.1234567891", "NaN", "Infinity"])
def test_a_number_with_too_many_digits_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="up to 15 digits, and 9 decimals"):
        get_language("en").number(Decimal(number))


def test_names_are_sorted_by_their_letters_and_words() -> None:
    english, georgian = get_language("en"), get_language("ka")
    assert sorted(["ab", "a c", "A-b", "Éa", "1", "b"], key=english.sort_key) == ["1", "a c", "A-b", "ab", "b", "Éa"]
    assert sorted(["b", "ჰა", "ვა", "ჱა", "ზა", "1", "აბ"], key=georgian.sort_key) == [
        "1",
        "აბ",
        "ვა",
        "ზა",
        "ჱა",
        "ჰა",
        "b",
    ]
    assert georgian.writes("ა")
    assert not any(map(georgian.writes, ["a", "1", " ", "\u10fb"]))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("the 1000nd", ["1000th"]), ("the 21th and 3th", ["21st", "3rd"]), ("the 111th, 112th, 11st", ["11th"]),
        ("the 11 th", ["11th"]), ("123456st", ["123456th"]), ("1.1st, 5th", []),
    ],
)  # fmt: skip
def test_ordinals_that_are_written_otherwise(text: str, right: list[str]) -> None:
    assert [form for _, _, form in get_language("en").wrong_ordinals(text)] == right


def test_what_a_list_of_few_things_is() -> None:
    english = get_language("en")
    assert [english.join(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_language_by_default_knows_a_possessive_and_a_plain_apostrophe() -> None:
    french = get_language("fr")
    assert french.spellings("aujourd’hui") == ("aujourd'hui",)
    assert [french.is_form_of(word, {"ISSA"}) for word in ("ISSA", "ISSA’s", "ISSA's", "ISSAs")] == [True] * 3 + [False]


@pytest.mark.parametrize(
    ("code", "word", "lemma", "is_one"),
    [
        ("en", "organizations", "organisation", True), ("en", "countries", "Country", True),
        ("en", "country", "countries", True), ("en", "boxes", "box", True), ("en", "Council", "council", True),
        ("en", "buies", "bus", False), ("en", "organisational", "organisation", False), ("en", "cat", "cot", False),
        ("fr", "objectifs", "objectif", True), ("fr", "objectif", "objectifs", True), ("fr", "moux", "mot", False),
        ("fr", "principaux", "principal", True), ("fr", "Principal", "principaux", True), ("fr", "mots", "moto", False),
        ("fr", "bureaux", "bureau", True),
        ("ka", "მდივნის", "მდივანი", True), ("ka", "მდივნად", "მდივანი", True), ("ka", "კაცის", "მდივანი", False),
        ("ka", "კონტროლისა", "კონტროლის", True), ("ka", "კომისიის", "კომისია", True), ("ka", "საბჭოთა", "საბჭო", False),
    ],
)  # fmt: skip
def test_which_words_are_forms_of_one(code: str, word: str, lemma: str, is_one: bool) -> None:
    assert get_language(code).is_form(word, lemma) is is_one


@pytest.mark.parametrize(
    ("code", "lemma", "forms", "others"),
    [
        ("fr", "membres", ["membre", "membres", "membrex"], ["embre", "membreses"]),
        ("en", "country", ["country", "countries", "country’s"], ["count"]),
        ("en", "countries", ["country", "countries"], ["count"]),
        ("en", "goal", ["goal", "goals", "goal's", "goals’"], ["goa", "goaly"]),
    ],
)
def test_the_pattern_of_a_noun_in_all_its_forms(code: str, lemma: str, forms: list[str], others: list[str]) -> None:
    pattern = re.compile(get_language(code).inflected(lemma))
    assert [form for form in forms if not pattern.fullmatch(form)] == []
    assert [form for form in others if pattern.fullmatch(form)] == []


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("organization’s", {"organization's", "organization", "organisation's", "organisation"}),
        ("surprized", {"surprized"}),
        ("advertizing", {"advertizing"}),
        ("lamp", {"lamp"}),
    ],
)
def test_under_which_forms_a_dictionary_may_know_a_word(word: str, forms: set[str]) -> None:
    assert set(get_language("en").spellings(word)) == forms


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("He gave ", " men to 12 women.", "seven"),
        ("It went from ", " men to 12 women.", None),
        ("It lay between ", " men and 12 women.", None),
        ("He met Dr. ", " times.", "seven"),
        ("They came (", " of them late).", "seven"),
        ("commissions (", ") met.", None),
        ("There are: ", " of them.", None),
        ("It ended. ", " of them came.", "Seven"),
        ("Of 12 there were ", " who came.", "seven"),
    ],
)
def test_small_numbers_in_a_sentence(before: str, after: str, word: str | None) -> None:
    assert in_words(7, before, after) == word


def test_an_ending_of_measure_is_joined_to_what_stands_for_a_number() -> None:
    georgian = get_language("ka")
    assert list(georgian.wrong_endings(f"{MASK}წლიანი გეგმა")) == [(0, 7, "…-წლიანი")]
    assert [right for _, _, right in georgian.wrong_endings("3 წლიანი, 1000მდე, EU ს, 5 კმ, 12კმ")] == [
        "3-წლიანი", "EU-ს", "1000-მდე", "12 კმ",
    ]  # fmt: skip


def test_a_language_without_rules_of_its_own_knows_a_word_in_either_case() -> None:
    french = get_language("fr")
    assert [Language.is_form(french, word, "État") for word in ("état", "ÉTAT", "Etat", "États")] == [True] * 2 + [
        False
    ] * 2
    assert (french.code, french.tag) == ("fr", "fr-FR")
    assert re.fullmatch(Language.inflected(french, "a.b"), "a.b")
    assert not re.fullmatch(Language.inflected(french, "a.b"), "axb")
    assert list(Language.wrong_endings(french, "3 th")) == []
    assert not Language.is_ending(french, "s")
