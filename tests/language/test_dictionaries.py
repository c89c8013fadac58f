"""Dictionaries are found, asked once a word, and their answers kept; nothing on the disk can spoil a check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.cache.store import Cache
from briefgen.language.dictionaries import Dictionary, _loaded, find_dictionary, how_to_get, slips, unload
from briefgen.project.workshop import cache_folder

NAMES = ("xx_XX", "dictionary-xx")


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Return a dictionary of three words."""
    path = tmp_path / "project" / ".cache" / "dictionaries" / "xx" / "index.dic"
    write(path, "lamp", "keeper", "წყარო")
    return path


def write(path: Path, *words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([str(len(words)), *words, ""]), encoding="utf-8")
    path.with_suffix(".aff").write_text("SET UTF-8\n", encoding="utf-8")


def memory(folder: Path) -> Cache:
    folder.mkdir(exist_ok=True)
    return Cache(folder)


def kept(folder: Path) -> dict[str, object]:
    (file,) = folder.glob("spelling-*")
    answers: dict[str, object] = json.loads(file.read_bytes().partition(b"\n")[2])
    return answers


def test_a_dictionary_knows_its_words(words: Path, tmp_path: Path) -> None:
    dictionary = Dictionary(words)
    assert [dictionary.knows(word) for word in ("lamp", "lmap", "წყარო", "წყაო")] == [True, False, True, False]


def test_a_dictionary_that_was_changed_is_read_again(words: Path, tmp_path: Path) -> None:
    assert not Dictionary(words).knows("torch")
    write(words, "lamp", "torch")
    assert Dictionary(words).knows("torch")


def test_what_is_unloaded_keeps_no_memory_and_answers_again(words: Path) -> None:
    unload()
    dictionary = Dictionary(words)
    for word in ("lamp", "keeper"):
        assert dictionary.knows(word)
        assert _loaded.cache_info().currsize == 1
        unload()
        assert _loaded.cache_info().currsize == 0


def test_a_very_long_word_is_unknown(words: Path, tmp_path: Path) -> None:
    assert not Dictionary(words).knows("ა" * 5000)


def test_it_offers_what_is_one_slip_away(words: Path, tmp_path: Path) -> None:
    dictionary = Dictionary(words)
    assert dictionary.suggest("lmap", "abc") == ["lamp"]
    assert dictionary.suggest("კეთილი", "abc") == []


def test_a_right_word_stays_right_whoever_asks_for_better_ones(words: Path, tmp_path: Path) -> None:
    first = Dictionary(words, memory(tmp_path / "kept"))
    assert first.suggest("lamp", "abc") == []
    first.save()
    assert Dictionary(words, memory(tmp_path / "kept")).knows("lamp")


def test_the_likeliest_slips_come_first() -> None:
    assert list(slips("ab", "x")) == ["ba", "b", "a", "xab", "axb", "abx", "xb", "ax"]


def test_answers_are_kept_and_nothing_is_loaded_for_them(words: Path, tmp_path: Path) -> None:
    first = Dictionary(words, memory(tmp_path / "kept"))
    assert (first.knows("lamp"), first.knows("lmap"), first.suggest("lmap", "a")) == (True, False, ["lamp"])
    first.save()
    assert kept(tmp_path / "kept") == {"lamp": True, "lmap": ["lamp"]}
    code = (
        "import sys; from pathlib import Path; from briefgen.cache.store import Cache\n"
        "from briefgen.language.dictionaries import Dictionary\n"
        f"d = Dictionary(Path({str(words)!r}), Cache(Path({str(tmp_path / 'kept')!r})))\n"
        "print(d.knows('lamp'), d.knows('lmap'), d.suggest('lmap', 'a'), 'hunspell' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "True False ['lamp'] False\n"


def test_a_changed_dictionary_is_asked_anew(words: Path, tmp_path: Path) -> None:
    first = Dictionary(words, memory(tmp_path / "kept"))
    assert not first.knows("wick")
    first.save()
    write(words, "lamp", "wick")
    assert Dictionary(words, memory(tmp_path / "kept")).knows("wick")


def test_a_dictionary_whose_size_and_time_stay_is_asked_anew(words: Path, tmp_path: Path) -> None:
    first = Dictionary(words, memory(tmp_path / "kept"))
    assert not first.knows("torch1")
    first.save()
    about = words.stat()
    write(words, "lamp", "torch1", "წყარო")
    os.utime(words, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert words.stat().st_size == about.st_size
    assert Dictionary(words, memory(tmp_path / "kept")).knows("torch1")


def put(folder: Path, answers: bytes) -> None:
    (file,) = folder.glob("spelling-*")
    kind, _, key = file.name.partition("-")
    Cache(folder).put(kind, key, answers)


@pytest.mark.parametrize("spoiled", ["", "{", "[1]", '{"lamp": 3}', '{"lamp": [1]}', "\udcff"])
def test_a_spoiled_entry_of_answers_is_no_harm(words: Path, tmp_path: Path, spoiled: str) -> None:
    first = Dictionary(words, memory(tmp_path / "kept"))
    first.knows("lmap")
    first.save()
    put(tmp_path / "kept", spoiled.encode("utf-8", "surrogateescape"))
    second = Dictionary(words, memory(tmp_path / "kept"))
    assert second.knows("lamp")
    second.save()
    assert kept(tmp_path / "kept") == {"lamp": True}


def test_a_folder_that_cannot_be_written_is_no_harm(words: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    dictionary = Dictionary(words, Cache(tmp_path / "file" / "kept"))
    assert dictionary.knows("lamp")
    dictionary.save()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "no folder"


def test_without_a_memory_answers_last_as_long_as_the_dictionary(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dictionary = Dictionary(words)
    assert (dictionary.knows("lamp"), dictionary.suggest("lmap", "a")) == (True, ["lamp"])
    dictionary.save()
    monkeypatch.setattr("briefgen.language.dictionaries._loaded", lambda *_: pytest.fail("asked again"))
    assert (dictionary.knows("lamp"), dictionary.suggest("lmap", "a")) == (True, ["lamp"])


def test_two_that_run_at_once_keep_the_answers_of_both(words: Path, tmp_path: Path) -> None:
    one, other = Dictionary(words, memory(tmp_path / "kept")), Dictionary(words, memory(tmp_path / "kept"))
    one.knows("lamp")
    other.knows("keeper")
    one.save()
    other.save()
    assert kept(tmp_path / "kept") == {"lamp": True, "keeper": True}
    assert len(list((tmp_path / "kept").iterdir())) == 1


@pytest.mark.parametrize("place", ["xx/index.dic", "xx/xx_XX.dic", "node_modules/dictionary-xx/index.dic"])
def test_the_project_s_own_dictionary_is_found(tmp_path: Path, place: str) -> None:
    path = tmp_path / ".cache" / "dictionaries" / place
    write(path, "lamp")
    found = find_dictionary("xx", NAMES, tmp_path)
    assert found is not None
    assert found.words == path


def test_half_a_dictionary_and_a_language_without_one_are_none(tmp_path: Path) -> None:
    path = tmp_path / ".cache" / "dictionaries" / "xx" / "index.dic"
    write(path, "lamp")
    path.with_suffix(".aff").unlink()
    assert find_dictionary("xx", NAMES, tmp_path) is None
    assert find_dictionary("xx", ("", ""), tmp_path) is None


def test_what_to_type_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "npm install --prefix .cache/dictionaries dictionary-xx; or install hunspell-xx-xx" in how_to_get(NAMES)
    monkeypatch.setattr("briefgen.language.dictionaries.speller_is_installed", lambda: False)
    assert how_to_get(NAMES) == "type: pip install chunspell"


def test_answers_lie_in_the_cache_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "briefgen"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/not/allowed")
    assert cache_folder() == Path.home() / ".cache" / "briefgen"


@pytest.mark.parametrize("language", ["en", "fr", "ka"])
def test_the_set_up_has_brought_every_dictionary(language: str) -> None:
    from briefgen.language import get_language

    assert find_dictionary(language, get_language(language).dictionary, None), (
        f"no dictionary for {language}; type: make test"
    )


# Edges


def test_every_single_slip_of_a_word_and_no_other() -> None:
    assert list(slips("ab", "xy")) == [
        "ba", "b", "a", "xab", "yab", "axb", "ayb", "abx", "aby", "xb", "yb", "ax", "ay",
    ]  # fmt: skip
    assert list(slips("a", "x")) == ["", "xa", "ax", "x"]
    assert list(slips("a" * 61, "x")) == []
    assert len(list(slips("a" * 60, "x"))) > 100


def test_a_word_of_sixty_letters_is_still_looked_up(tmp_path: Path) -> None:
    write(tmp_path / "x.dic", "a" * 60, "b" * 61)
    dictionary = Dictionary(tmp_path / "x.dic")
    assert (dictionary.knows("a" * 60), dictionary.knows("b" * 61)) == (True, False)


def test_no_more_than_three_words_are_offered_each_once(tmp_path: Path) -> None:
    write(tmp_path / "x.dic", "aa", "ab", "ac", "ad", "ae")
    dictionary = Dictionary(tmp_path / "x.dic")
    found = dictionary.suggest("a", "eabcd")
    assert len(found) == len(set(found)) == 3
    assert dictionary.knows("a") is False  # what is offered for it makes it no right word


def test_what_was_kept_gives_way_to_what_was_asked_and_to_too_much(
    words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = memory(tmp_path / "kept")
    Dictionary(words, cache).save()
    assert not list(cache.folder.iterdir())  # nothing was asked
    first = Dictionary(words, cache)
    assert (first.knows("lamp"), first.knows("lmap")) == (True, False)
    first.save()
    second = Dictionary(words, cache)
    assert second.suggest("lmap", "abc") == ["lamp"]
    second.save()
    assert kept(cache.folder) == {"lamp": True, "lmap": ["lamp"]}
    monkeypatch.setattr("briefgen.language.dictionaries._MOST_ANSWERS", 2)
    third = Dictionary(words, cache)
    assert third.knows("keeper")
    third.save()
    assert kept(cache.folder) == {"keeper": True}


@pytest.mark.parametrize(
    "answers", ['{"lamp": true, "lmap": 5}', '{"lamp": ["x", 5]}', '["lamp"]', '{"lamp": null}', "{", "[" * 100_000]
)
def test_answers_that_are_none_are_asked_again(words: Path, tmp_path: Path, answers: str) -> None:
    first = Dictionary(words, memory(tmp_path / "kept"))
    first.knows("keeper")
    first.save()
    put(tmp_path / "kept", answers.encode())
    again = Dictionary(words, memory(tmp_path / "kept"))
    assert (again.knows("lamp"), again.knows("lmap")) == (True, False)


def test_a_language_without_both_names_has_no_dictionary(words: Path) -> None:
    root = words.parents[3]
    assert find_dictionary("xx", NAMES, root) is not None
    for names in (("", ""), ("xx_XX", ""), ("", "dictionary-xx")):
        assert find_dictionary("xx", names, root) is None
