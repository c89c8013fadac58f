"""translations.lock: how a text stands to its source, and what the file says; one text at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.content.schema.base import Name
from briefgen.content.translation_lock import (
    FILE,
    Confirmed,
    Lock,
    Pair,
    confirm_translations,
    fingerprint,
    first_words,
    read_lock,
    text_of,
    told_until,
    tracked,
)
from briefgen.problems.diagnostics import ProblemsError
from tests.content import tiny

TEXT = Name({"ka": "ა", "en": "b", "fr": "c"})


def pair(source: str, translation: str) -> Pair:
    return Pair(fingerprint(source), fingerprint(translation))


@pytest.mark.parametrize(
    ("was", "stands"),
    [
        (("ა", "b"), "confirmed"),
        (("ე", "b"), "behind"),
        (("ა", "d"), "ahead"),
        (("ე", "d"), "changed"),
        (None, "new"),
    ],
)
def test_how_a_translation_stands_to_its_source(was: tuple[str, str] | None, stands: str) -> None:
    lock = Lock("x", True, {"p": Confirmed("ა", {"en": pair(*was)} if was else {})})
    assert lock.standing("p", TEXT, "ka", "en") == stands
    assert lock.standing("q", TEXT, "ka", "en") == "new"
    assert lock.standing("p", TEXT, "ka", "fr") == "new"


@pytest.mark.parametrize("mark", "„“”«»‟″")
def test_which_quotation_marks_are_the_same(mark: str) -> None:
    assert fingerprint(f"{mark}a{mark}") == fingerprint('"a"')


@pytest.mark.parametrize("mark", "‚‘’‹›′")
def test_which_single_quotation_marks_are_the_same(mark: str) -> None:
    assert fingerprint(f"a{mark}s") == fingerprint("a's")


@pytest.mark.parametrize("mark", "‐‑‒–—−")
def test_which_dashes_are_the_same(mark: str) -> None:
    assert fingerprint(f"1{mark}2") == fingerprint("1-2")


def test_what_is_typography_and_what_is_another_text() -> None:
    assert fingerprint("a\u00adb\u2060c") == fingerprint("abc")
    assert fingerprint(" a\n  b ") == fingerprint("a b")
    assert len({fingerprint(text) for text in ("a b", "ab", "a, b", "A b", "a “b”", "a ‘b’", "a-b")}) == 7


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("a  b\nc", "a b c"),
        ("x" * 60, "x" * 60),
        ("x" * 61, f"{'x' * 60} …"),
        (f"{'x' * 30} {'z' * 30}", f"{'x' * 30} …"),
        (f"{'x' * 59} z", f"{'x' * 59} …"),
    ],
)
def test_how_a_text_begins(text: str, begins: str) -> None:
    assert first_words(text) == begins


def test_which_texts_have_a_translation_to_keep_up() -> None:
    content = tiny.content(
        places={
            "cities": [{"id": "c", "country": "GE", "name": {"en": "C"}}],
            "countries": [{"code": "GE", "name": {"en": "G"}}],
        },
        glossary={"terms": [{"id": "t", "term": {"en": "x"}}]},
    )  # fmt: skip
    assert [path for path, _ in tracked(content.items)] == [
        "association.name", "agency.name", "agency.short_name", "agency.markings[open].name", "places.cities[c].name",
    ]  # fmt: skip


def test_of_a_text_that_is_confirmed_the_other_languages_of_the_project_stay() -> None:
    old = pair("x", "z")
    lock = Lock("x", True, {"p": Confirmed("x", {"fr": old, "de": old}), "q": Confirmed("q", {})})
    new = confirm_translations(lock, [("p", TEXT), ("r", TEXT)], ["ka", "en", "fr"], ["en"])
    assert new.texts == {
        "p": Confirmed("ა", {"fr": old, "en": pair("ა", "b")}),
        "q": Confirmed("q", {}),
        "r": Confirmed("ა", {"en": pair("ა", "b")}),
    }
    assert new.exists


def test_the_file_is_sorted_and_reads_back(tmp_path: Path) -> None:
    lock = Lock(FILE, True, {"b": Confirmed('ა "x"', {"fr": Pair("0" * 8, "1" * 8), "en": Pair("2" * 8, "3" * 8)}),
                             "a": Confirmed("", {})})  # fmt: skip
    text = text_of(lock)
    assert text.splitlines()[2:] == [
        'a: {words: ""}', 'b: {en: 22222222=33333333, fr: 00000000=11111111, words: "ა \\"x\\""}',
    ]  # fmt: skip
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert read_lock(tmp_path, FILE) == lock
    (tmp_path / FILE).write_text("# nothing yet\n", encoding="utf-8")
    assert read_lock(tmp_path, FILE) == Lock(FILE, True, {})
    (tmp_path / FILE).unlink()
    assert read_lock(tmp_path, FILE) == Lock(FILE)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n", "a lock file has a line for each text"),
        ("a: b\n", ":1:4: error[lock-damaged]: this line needs fingerprints and words"),
        (
            'a: {words: "x"}\nb: {en: 00000000=11111111}\n',
            ":2:4: error[lock-damaged]: this line needs fingerprints and words",
        ),
        ('a: {words: "x", en: 0000000=11111111}\n', ":1:21: error[lock-damaged]: this is no pair of fingerprints"),
        ('a: {words: "x", en: 1}\n', "this is no pair of fingerprints"),
        ('a: {words: "x", en: 00000000=1111111G}\n', "this is no pair of fingerprints"),
    ],
)
def test_what_is_no_lock(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        read_lock(tmp_path, FILE)
    assert says in str(raised.value)
    hints = {problem.hint for problem in raised.value.problems if problem.code == "lock-damaged"}
    assert hints <= {"delete the line, then confirm its text again: briefgen translations"}


def test_a_lock_elsewhere_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    (tmp_path / FILE).write_text("# x\n", encoding="utf-8")
    (folder / FILE).symlink_to(tmp_path / FILE)
    with pytest.raises(ProblemsError, match="this link leads out of the content"):
        read_lock(folder, FILE)


def test_an_earlier_wording_says_until_when_each_of_its_languages_stays_so() -> None:
    entry = {
        "id": "one", "date": "2018-05-01", "text": {"ka": "ახალი", "en": "new"},
        "earlier": [
            {"until": "2019-12", "summary": {"ka": "მოკლედ", "en": "short"}},  # the text was as it is now
            {"until": "2019-11", "text": {"ka": "ახალი", "en": "old"}},
            {"until": "2019-10-13", "text": {"ka": "ძველი", "en": "old"}},
        ],
    }  # fmt: skip
    items = tiny.content(cooperation={"title": {"ka": "ისტორია", "en": "History"}, "history": [entry]}).items
    own = "cooperation.history[one]"

    def until(path: str) -> dict[str, str]:
        return {language: str(day) for language, day in told_until(items, path).items()}

    assert until(f"{own}.text") == {}
    assert until(f"{own}.earlier[2019-11].text") == {"en": "2019-11"}
    assert until(f"{own}.earlier[2019-10-13].text") == {"ka": "2019-10-13", "en": "2019-11"}
    assert until(f"{own}.earlier[2019-12].summary") == {"ka": "2019-12", "en": "2019-12"}
