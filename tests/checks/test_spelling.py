from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from briefgen.cache.store import Cache
from briefgen.checks.families import spelling
from briefgen.checks.subject import Subject
from briefgen.language import get_language
from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.problems.diagnostics import Diagnostic
from briefgen.project.folder import find_project
from briefgen.project.workshop import cache_folder
from tests.checks.small import told
from tests.started import start

COOPERATION = "content/cooperation.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start(tmp_path / "demo")
    return tmp_path / "demo"


def problems(folder: Path) -> list[Diagnostic]:
    """What is reported of words; that a text and its translation part is another matter."""
    others = ("translation-", "glossary-")
    return [problem for problem in check(find_project(folder)) if not problem.code.startswith(others)]


def test_a_language_that_nobody_can_check_is_said_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.language.dictionaries._own_folders", lambda root: [root / ".cache" / "dictionaries"])
    monkeypatch.setattr("briefgen.language.dictionaries._SYSTEM", ())
    (folder / COOPERATION).write_text(
        (folder / COOPERATION).read_text(encoding="utf-8").replace("Brief history", "Breif history"), encoding="utf-8"
    )
    found = problems(folder)
    assert [(problem.code, problem.severity) for problem in found] == [("spelling-unchecked", "note")] * 2
    assert {problem.message for problem in found} == {
        "nothing here can check the spelling in 'en'",
        "nothing here can check the spelling in 'ka'",
    }
    assert any("dictionary-ka" in problem.hint for problem in found)


def test_without_the_package_the_hint_names_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.language.dictionaries.speller_is_installed", lambda: False)
    assert {problem.hint for problem in problems(folder)} == {"type: pip install chunspell"}


def test_a_word_is_reported_once_in_each_text_with_what_may_be_meant(folder: Path) -> None:
    text = (folder / COOPERATION).read_text(encoding="utf-8")
    text = text.replace("en: Brief history of cooperation", "en: Breif history, breif and Breif")
    text = text.replace("en: The Agency provides", "en: The Breif provides")
    (folder / COOPERATION).write_text(text, encoding="utf-8")
    found = [(problem.message.split()[0], problem.hint.split("?")[0]) for problem in problems(folder)]
    assert found == [
        ("“Breif”", "did you mean Brief"),
        ("“breif”", "did you mean brief"),
        ("“Breif”", "did you mean Brief"),
    ]


def test_without_a_cache_no_answer_is_kept_nor_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
    path = folder / COOPERATION
    path.write_text(path.read_text(encoding="utf-8").replace("Brief history", "Breif history"), encoding="utf-8")
    found = check(open_project(folder))  # keeps what the dictionaries said
    kept = [*(cache_folder() / "made").glob("spelling-*")]
    assert kept
    for entry in kept:  # as if all words were wrong
        words = json.loads(entry.read_bytes().partition(b"\n")[2])
        kind, _, key = entry.name.partition("-")
        Cache(entry.parent).put(kind, key, json.dumps(dict.fromkeys(words, False)).encode())
    before = {entry: entry.read_bytes() for entry in kept}
    assert check(open_project(folder, cache=False)) == found
    assert {entry: entry.read_bytes() for entry in kept} == before


def test_a_name_that_is_nearly_right_is_offered(folder: Path) -> None:
    text = (folder / COOPERATION).read_text(encoding="utf-8")
    text = text.replace("ka: სააგენტო ასოციაციას აწვდის", "ka: მაგალიტაძე ასოციაციას აწვდის")
    (folder / COOPERATION).write_text(text, encoding="utf-8")
    (found,) = [problem for problem in problems(folder) if problem.code == "spelling"]
    assert found.hint.startswith("did you mean მაგალითაძე ")


def test_a_glossary_that_cannot_be_read_does_not_bring_a_flood(folder: Path) -> None:
    (folder / "content" / "glossary.yaml").write_text("words: {en: [sectoral], ka: 3}\n", encoding="utf-8")
    text = (folder / COOPERATION).read_text(encoding="utf-8")
    (folder / COOPERATION).write_text(text.replace("en: Brief history", "en: Sectoral sectoral"), encoding="utf-8")
    assert {problem.code for problem in problems(folder)} == {"value-wrong", "word-doubled"}


# Below with a dictionary of a few words, in memory -------------------------------------------------------------------


class Few:
    """A dictionary that knows these words, and offers what begins alike."""

    def __init__(self, *words: str) -> None:
        self.words, self.saved = words, 0

    def knows(self, word: str) -> bool:
        return word in self.words

    def suggest(self, word: str, alphabet: str) -> list[str]:
        return [known for known in self.words if known[:3] == word[:3]]

    def save(self) -> None:
        self.saved += 1


def unknown(words: str, language: str = "en", known: str = "", **said: Any) -> list[str]:
    about = told({language: words}, **said)
    return list(speller(about, *known.split(), language=language).unknown(words))


def speller(about: Subject, *words: str, language: str = "en") -> spelling._Speller:
    own = spelling._own_words(about, language)
    return spelling._Speller(get_language(language), cast("Any", Few(*words)), own)


@pytest.mark.parametrize(
    ("words", "known", "expected"),
    [
        ("so it is", "so it", ["is"]),
        ("is so is", "so", ["is"]),
        ("the organization’s", "the organisation", []),
        ("a EXAS NATO’s x", "", []),  # letters, acronyms
        ("well-known", "well known", []),
        ("well-knwon", "well known", ["knwon"]),
        ("co-op", "co-op", []),  # known as one
        ("co-op hoem", "co-op", ["hoem"]),
        ("co\u2011op", "co\u2011op", []),
        ("l’eau", "", ["l’eau"]),
        ("see example.org or a.work@b now", "see or now", []),
        ("See pp. and Prof. X, Prof X.", "See and", ["Prof"]),
        ("e.g. etc. approx. No. cm. long.", "", ["etc", "approx", "long"]),
        ("so and so", "so and", []),
        ("in Georgia, Georgian and Geneva, Genevan", "in and", ["Genevan"]),
        ("слово ab1 1ab", "", []),  # other letters, and parts of signs
        ("«ab» “cd”ef", "", ["ab", "cd", "ef"]),
    ],
)
def test_a_word_is_known_to_the_dictionary_the_project_or_is_none(words: str, known: str, expected: list[str]) -> None:
    assert unknown(words, known=known) == expected


def test_the_projects_words_are_good_with_their_forms() -> None:
    term = {"id": "t", "term": {"en": "Lamp-keeper"}, "also": {"en": ["glimmer house"]}}
    files = {
        "glossary": {"words": {"en": ["sectoral"], "ka": ["სექტორული"]}, "terms": [term]},
        "people": {"persons": [{"id": "p", "name": {"en": "Anna Smithova"}}]},
        "places": {"cities": [{"id": "c", "country": "DE", "name": {"en": "Xburg"}}]},
    }
    words = "sectoral Lamp keeper Lamp-keeper glimmer house Smithova Xburg Germany Germany’s Smithova’s Côte nonsense"
    assert unknown(words, files=files) == ["nonsense"]


def test_the_word_list_of_a_language_is_its_own() -> None:
    files = {"glossary": {"words": {"en": ["sectoral"], "ka": ["სექტორული"]}}}
    assert unknown("სექტორული სახლი", "ka", files=files) == ["სახლი"]


def test_an_ending_that_hangs_on_signs_is_one_and_no_word() -> None:
    assert unknown("EU-ს და „ა“-ს, 3-ის და ს-ის", "ka", "და") == unknown("და", "ka", "და") == []
    assert unknown("სახლი-ს და ს", "ka", "და") == ["სახლი"]
    assert unknown("EU-ში, „ა“-ში და 3-ში", "ka", "და") == []
    assert unknown("ში და", "ka", "და") == ["ში"]


def test_what_may_be_meant_is_offered_three_at_most_the_projects_own_first() -> None:
    files = {"glossary": {"words": {"en": ["sectoral"]}}}
    about = told({"en": "A."}, files=files)
    several = speller(about, "secta", "sector", "second", "section")
    assert several.meant("sectorl") == ["sectoral", "secta", "sector"]
    assert spelling._hint(["a", "b"]).startswith("did you mean a or b? Add a good word")
    both = speller(about, "sectoral", "sector", "second")
    assert both.meant("sectorl") == ["sectoral", "sector", "second"]  # each once
    alone = speller(about)
    assert alone.meant("sectxral") == ["sectoral"]  # any letter may be wrong
    assert several.meant("zzz") == []
    assert spelling._hint([]) == "Add a good word to the words of glossary.yaml"


def test_words_are_told_of_in_forms_too_but_not_in_names_and_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    few = Few("The", "Agency")
    monkeypatch.setattr(spelling, "find_dictionary", lambda code, *_: few if code == "en" else None)
    term = {"id": "t", "term": {"en": "Glimmer"}}
    cities = [{"id": "c", "country": "DE", "name": {"en": "Xburg"}, "forms": {"en": {"loc": "in Xburgh"}}}]
    people = {"people": {"persons": [{"id": "p", "name": {"en": "Anna Smithova"}}]}}
    files = {"glossary": {"terms": [term]}, "places": {"cities": cities}, **people}
    about = told({"en": "The Agncy met Mr Novak hier."}, files=files, association={"name": {"en": "The Agency"}})
    entries = [(one.path, one.case, one.message) for one in spelling.spelling.find(about) if "agency." not in one.path]
    assert ("cooperation.history[entry].text", "", "“Agncy” is in no dictionary") in entries
    assert ("cooperation.history[entry].text", "", "“hier” is in no dictionary") in entries
    assert ("places.cities[c].forms", "loc", "“Xburgh” is in no dictionary") in entries
    assert not [path for path, case, _ in entries if path.endswith(".name") and path.startswith(("pe", "pl"))]
    assert not [message for _, _, message in entries if "Novak" in message]  # person-unknown asks for him
    assert few.saved == 1
    without = {path: item for path, item in about.content.items.items() if path != "glossary"}
    assert list(spelling.spelling.find(replace(about, content=replace(about.content, items=without)))) == []
    unchecked = list(spelling.spelling_unchecked.find(replace(about, languages=("en", "ka"))))
    assert unchecked == []
    phrase = told({"en": "The [სახლი]{lang=ka} and [სახლი]{lang=ka}.", "ka": "სახლი."})
    (one,) = spelling.spelling_unchecked.find(phrase)
    assert (one.message, one.path) == (
        "nothing here can check the spelling in 'ka'", "cooperation.title",
    )  # fmt: skip


def test_georgian_abbreviations_before_and_behind_a_number_are_no_words() -> None:
    assert unknown("გვ. 5, 2030 წწ. და სს. წწ", "ka", "და") == ["წწ"]


def test_whom_a_georgian_verb_is_about_is_seen_at_its_beginning() -> None:
    assert unknown("გვკითხონ და გვკიბხონ", "ka", "და გკითხონ") == ["გვკიბხონ"]


def test_an_acronym_that_is_said_in_full_before_it_is_no_word_of_its_own() -> None:
    text = "შრომის საერთაშორისო ორგანიზაცია (შსო), სახლი (შსო)"
    assert unknown(f"{text}; შსო-ს", "ka", "შრომის საერთაშორისო ორგანიზაცია სახლი") == []
    assert unknown("სახლი (შსო)", "ka", "სახლი") == ["შსო"]


def test_forms_that_a_dictionary_lacks_are_those_of_words_that_it_has() -> None:
    known = "წერილობით გაწვევა დარიგება"
    assert unknown("წერილობითაც გაუწვევიათ დაურიგდათ", "ka", known) == []
    assert unknown("წერილობიტაც გაუწვეევიათ დაურიგდაათ", "ka", known) == ["წერილობიტაც", "გაუწვეევიათ", "დაურიგდაათ"]
