from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.making.judge import check
from briefgen.problems.diagnostics import Diagnostic
from briefgen.project.folder import find_project
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
