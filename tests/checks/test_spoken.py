"""French, German, Ukrainian and Azerbaijani: what the rules that read words find in them, from their data."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.checks.small import entry, found, subject
from tests.checks.spoken import misjudged

LANGUAGES = ("fr", "de", "uk", "az")


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_read_the_language(language: str) -> None:
    spoken = import_module(f"tests.checks.spoken_{language}")
    assert misjudged(language, spoken.NAMES, spoken.ROWS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_not_written_so(language: str) -> None:
    pairs = import_module(f"tests.checks.spoken_{language}").WRONG
    said = [*enumerate(words for pair in pairs for words in pair)]
    history = [entry({language: words}, id=f"e{number}") for number, words in said]
    files = {"cooperation": {"title": {language: "–"}, "history": history}}
    paths = " ".join(one.path for one in found(subject(languages=(language,), files=files), "words-wrong"))
    assert [words for number, words in said if (f"[e{number}]" in paths) != (number % 2 == 0)] == []
