"""Every text is there in every language, says the same in each, and is as new as its source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.checks.families import translations
from briefgen.checks.subject import Subject
from briefgen.content.translation_lock import Confirmed, Lock, Pair, fingerprint
from tests.checks.small import found, marked, paths, subject, told

MISSING, UNKNOWN = translations.translation_missing.code, translations.language_unknown.code
PLACEHOLDER, FOOTNOTE = translations.placeholder_differs.code, translations.footnote_differs.code
MARKUP, COPIED = translations.markup_differs.code, translations.translation_copied.code
KA, EN = "სააგენტო შეხვდა.", "The Agency met."


def two(ka: str, en: str, **said: Any) -> Subject:
    return told({"ka": ka, "en": en}, **said)


def of_entry(about: Subject, code: str) -> list[tuple[str, str]]:
    return [(one.path.rpartition(".")[2], one.message) for one in found(about, code) if "[entry]" in one.path]


def test_a_text_is_missing_or_empty() -> None:
    assert of_entry(two(KA, EN), MISSING) == []
    assert of_entry(two(KA, " \n"), MISSING) == [("text", "the text in 'en' is empty")]
    label = {"label": {"ka": "ა"}}
    assert of_entry(two(KA, EN, entry=label), MISSING) == [("label", "the text in 'en' is missing")]
    files = {"places": {"countries": [{"code": "GE", "name": {"ka": "საქართველო"}}],
                        "cities": [{"id": "c", "country": "GE", "name": {"ka": "ა"}}]}}  # fmt: skip
    about = two(KA, EN, files=files)
    assert [path for path in paths(about, MISSING) if path.startswith("places")] == ["places.cities[c].name"]


def test_a_text_of_any_kind_may_be_in_a_language_that_there_is_not() -> None:
    about = told({"en": "A.", "qq": "B."}, languages=("en",))
    assert paths(about, UNKNOWN) == ["cooperation.title", "cooperation.history[entry].text"]


def test_a_language_that_the_project_has_not_is_told_wherever_it_stands() -> None:
    term = {"id": "t", "term": {"en": "T"}, "also": {"de": ["D"]}, "forbidden": {"fr": ["F"], "en": ["G"]}}
    files = {"glossary": {"terms": [term], "words": {"it": ["i"], "en": ["e"]}}}
    about = told("A.", entry={"label": {"en": "A", "qq": "B", "fr": "C"}}, files=files)
    assert [(one.path, one.language) for one in found(about, UNKNOWN)] == [
        ("cooperation.history[entry].label", "fr"),
        ("cooperation.history[entry].label", "qq"),
        ("glossary.words", "it"),
        ("glossary.terms[t].also", "de"),
        ("glossary.terms[t].forbidden", "fr"),
    ]


@pytest.mark.parametrize(
    ("ka", "en", "marks"),
    [
        ("{{ date | dat }} იყო.", "On {{ date }}.", []),
        ("{{ date | dat }} იყო.", "Then.", [("en", "Then.")]),
        ("მაშინ.", "On {{ date }} it was.", [("en", "{{ date }}")]),
        ("{{ event.date }} იყო.", "On {{ date }}.", []),
        ("{{ date | year }} იყო.", "On {{ date }}.", [("en", "On {{ date }}."), ("en", "{{ date }}")]),
    ],
)
def test_a_text_prints_the_same_in_each_language(ka: str, en: str, marks: list[tuple[str, str]]) -> None:
    about = two(ka, en)
    assert (
        list(zip([one.language for one in found(about, PLACEHOLDER)], marked(about, PLACEHOLDER), strict=True)) == marks
    )


def test_footnotes_links_and_lists_are_as_many_in_each_language() -> None:
    for ka, en, code, message in (
        (f"{KA}^[ა]", EN, FOOTNOTE, "footnotes: 0 in the text in 'en', 1 in the one in 'ka'"),
        (KA, f"{EN}^[a]", FOOTNOTE, "footnotes: 1 in the text in 'en', 0 in the one in 'ka'"),
        ("[ა](https://a.example)", EN, MARKUP, "links: 0 in the text in 'en', 1 in the one in 'ka'"),
        (KA, "[a](https://a.example)", MARKUP, "links: 1 in the text in 'en', 0 in the one in 'ka'"),
        ("- ა\n- ბ", "- a", MARKUP, "list entries: 1 in the text in 'en', 2 in the one in 'ka'"),
        ("- ა", "- a\n- b", MARKUP, "list entries: 2 in the text in 'en', 1 in the one in 'ka'"),
    ):
        assert of_entry(two(ka, en), code) == [("text", message)]
        assert of_entry(two(ka, ka), FOOTNOTE) == of_entry(two(en, en), MARKUP) == []
    name = {"label": {"ka": "- ა", "en": "a"}}
    assert of_entry(two("- ა", EN, entry=name), MARKUP) == [
        ("text", "list entries: 0 in the text in 'en', 1 in the one in 'ka'")
    ]


@pytest.mark.parametrize(
    ("ka", "en", "marks"),
    [
        (KA, EN, []),
        ("The Agency met.", EN, [("ka", "The Agency met.")]),
        (KA, "სააგენტო", [("en", "სააგენტო")]),
        ("EXAS", "EXAS", []),
        ("EXAS 12 km", "EXAS 12 km", []),  # acronyms and units
        ("word", "EXAS", [("ka", "word")]),
        ("Lamp", "Lamp", [("ka", "Lamp")]),
        ("სააგენტო, EU-based, x/work, a.work, @work", EN, []),
        ("5 kgs", "5 kgs", []),  # no word of more than three letters
        ("სააგენტო met", EN, []),
        ("სააგენტო workshop", EN, [("ka", "workshop")]),
        ("სააგენტო work", EN, [("ka", "work")]),
        ("სააგენტო Workshop, a.work@b.example, work-up, http://work.example", EN, []),
        (KA, "The სააგენტო met.", [("en", "სააგენტო")]),
        (KA, "The სააgent met.", []),  # mixed letters have a rule of their own
        (KA, "The [სააგენტო]{lang=ka} met.", []),
        (KA, "The Совет met.", []),
    ],
)
def test_a_text_is_in_its_own_language(ka: str, en: str, marks: list[tuple[str, str]]) -> None:
    about = two(ka, en)
    assert list(zip([one.language for one in found(about, COPIED)], marked(about, COPIED), strict=True)) == marks


@pytest.mark.parametrize(
    ("fr", "en", "copied"),
    [
        ("Union des quatre vents", "Union des quatre vents", True),
        ("Union  des quatre\nvents", "Union des quatre vents", True),
        ("Un jour, un jour", "Un jour, un jour", True),
        ("Union des vents", "Union des vents", False),  # three words
        ("Union des vents EXAS", "Union des vents EXAS", False),
        ("Union des quatre vents", "Union of the four winds", False),
    ],
)
def test_two_languages_of_one_script_differ_in_four_words(fr: str, en: str, copied: bool) -> None:
    messages = [one.message for one in found(told({"fr": fr, "en": en}), COPIED)]
    assert messages == (["the texts in 'fr' and 'en' are the same"] if copied else [])


def test_a_title_that_stays_untranslated_is_the_same() -> None:
    title = {"fr": "Union des quatre vents", "en": "Union des quatre vents"}
    work = {"id": "w", "kind": "theme", "title": title}
    for own, copied in ((None, True), ("en", True), ("fr", False)):
        one = work if own is None else {**work, "title_language": own}
        about = subject(languages=("en", "fr"), association={"works": [one]})
        assert bool(found(about, COPIED)) is copied, own


def test_what_no_language_of_the_project_has_is_no_language_of_a_text() -> None:
    work = {"id": "w", "kind": "theme", "title": {"en": "Совет", "fr": "Совет"}, "title_language": "ru"}
    assert found(subject(languages=("en", "fr"), association={"works": [work]}), COPIED) == []


def locked(entries: dict[str, Confirmed] | None, exists: bool = True, **words: str) -> Subject:
    about = told(words or {"ka": KA, "en": EN})
    return replace(about, content=replace(about.content, lock=Lock("content/translations.lock", exists, entries or {})))


def test_a_project_of_several_languages_keeps_track() -> None:
    code = translations.translations_untracked.code
    assert paths(locked(None, exists=False), code) == ["content/translations.lock"]
    assert paths(locked(None), code) == []
    assert paths(locked(None, exists=False, en=EN), code) == []


AT = "cooperation.history[entry].text"
STANDINGS = {
    translations.translation_behind.code: ("Before.", EN),
    translations.translation_ahead.code: (KA, "Before."),
    translations.translation_unconfirmed.code: ("Before.", "Before."),
}


@pytest.mark.parametrize("code", STANDINGS)
def test_a_translation_stands_behind_ahead_or_waits_to_be_confirmed(code: str) -> None:
    for each, (ka, en) in STANDINGS.items():
        entries = {AT: Confirmed("w", {"en": Pair(fingerprint(ka), fingerprint(en))})}
        assert (AT in paths(locked(entries), code)) is (each == code)
    confirmed = {AT: Confirmed("w", {"en": Pair(fingerprint(KA), fingerprint(EN))})}
    assert AT not in paths(locked(confirmed), code)
    new = code == translations.translation_unconfirmed.code
    assert (AT in paths(locked(None), code)) is new
    assert paths(locked(None, exists=False), code) == []
    assert AT not in paths(locked(None, ka=KA, en=" "), code)
    assert AT not in paths(locked(None, ka=" ", en=EN), code)


def test_a_pair_has_words_on_both_sides() -> None:
    def compared(ka: str, en: str) -> bool:
        return AT in [source.path for source, _ in translations.pairs(two(ka, en))]

    assert compared(KA, EN)
    assert not compared(KA, " ")
    assert not compared(" ", EN)


def test_the_message_says_which_language_has_changed() -> None:
    said = {
        translations.translation_behind.code: "the text in 'ka' has changed since, the one in 'en' has not",
        translations.translation_ahead.code: "the text in 'en' has changed since, the one in 'ka' has not",
        translations.translation_unconfirmed.code: (
            "the texts in 'ka' and 'en' have both changed since someone compared them"
        ),
    }
    for code, (ka, en) in STANDINGS.items():
        entries = {AT: Confirmed("w", {"en": Pair(fingerprint(ka), fingerprint(en))})}
        assert [one.message for one in found(locked(entries), code) if one.path == AT] == [said[code]]
    (new,) = [one for one in found(locked(None), translations.translation_unconfirmed.code) if one.path == AT]
    assert new.message == "nobody has confirmed yet that this says the same as the text in 'ka'"


def test_white_space_around_a_text_changes_nothing() -> None:
    entries = {AT: Confirmed("w", {"en": Pair(fingerprint(KA), fingerprint(EN))})}
    for code in STANDINGS:
        assert AT not in paths(locked(entries, ka=f" {KA} ", en=f"{EN}\n"), code)


def test_the_whole_text_is_marked_with_what_to_type() -> None:
    (one,) = [each for each in found(locked(None), translations.translation_unconfirmed.code) if each.path == AT]
    assert (one.language, one.offset, one.length) == ("en", 0, len(EN))
    assert one.hint == f"if it does: briefgen translations --accept '{AT}'"
