"""The chips under a text say in words what each expression in it stands for, never its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.content.schema.base import Translated
from briefgen.desk.naming import Names
from briefgen.desk.pages.expressions import called
from briefgen.desk.words import DeskWords
from briefgen.making.opened import Opened, open_project
from briefgen.making.preview import Printer, printer
from tests.conftest import ROOT
from tests.started import start

PROJECTS = [ROOT, *(path.parent for path in sorted((ROOT / "tests" / "data").glob("*/briefgen.toml")))]
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_RAW = re.compile(r"[a-z]_[a-z]|\w\.[a-z]|\|")  # of a path, or of a filter


def texts(project: Opened) -> Iterator[tuple[str, str, str]]:
    """Yield each expression of the content, with the path of its text and the language."""
    for path, item in project.content.items.items():
        if isinstance(item.value, Translated):
            for language, words in item.value.root.items():
                for expression in _EXPRESSION.findall(words):
                    yield path, language, expression


def chips(project: Opened, language: str) -> dict[tuple[str, str], str]:
    """Return what the desk calls each expression that prints, by the text and the expression."""
    words = DeskWords(language)
    names = Names(project, words)
    printers: dict[str, Printer] = {}
    said = {}
    for path, of_text, expression in texts(project):
        found = printers.setdefault(of_text, printer(project, language=of_text))
        if found.printed(path, expression).prints:
            said[path, expression.strip()] = called(found, path, expression, names, words)
    return said


def fact_at(project: Opened, path: str, expression: str) -> str:
    """Return where what an expression stands for is written."""
    fact = printer(project).fact(path, expression)
    assert fact is not None
    return fact.at


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("root", [*PROJECTS, None], ids=lambda root: root.name if root else "starter")
def test_each_expression_is_called_in_words(root: Path | None, language: str, tmp_path: Path) -> None:
    if root is None:
        start(root := tmp_path / "project")
    project = open_project(root)
    said = chips(project, language)
    raw = {at: words for at, words in said.items() if not words or _RAW.search(words) or at[1] == words}
    assert raw == {}
    if language == "ka":  # a name may be in other letters, what is around it not
        names = Names(project, DeskWords("ka"))
        things = {at: names.where(fact_at(project, *at)).thing for at in said}
        assert [words for at, words in said.items() if re.search("[A-Za-z]", words.replace(things[at], ""))] == []


SEMINAR = "cooperation.history[academy-2017].text"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("event.participants.organisations", "– Participants · Organisations"),
        ("event.participants.countries | count", "– Participants · Countries, how many there are"),
        ("event.participants.countries | commas", "– Participants · Countries, all of them, with commas"),
        ("(event . date) | loc", "– Date, locative: where, in what"),
        ("commissions | numbered", "Commissions, all of them, numbered"),
        ("persons | count", "People, how many there are"),
        ("cooperation.history.academy_2017.date", "– Date"),
        ("association.name | quote", "Name, in quotation marks"),
        ("event", "Event"),
        ("21 | ordinal", "a number, as an ordinal"),
        ("city", "City"),
        ("event.nothing", ""),
        ("1 + 1", ""),
        ("'abc' | quote", ""),
        ("nobody.here | quote", ""),
    ],
)  # fmt: skip
def test_what_is_in_something_else_is_called_too(expression: str, expected: str) -> None:
    project = open_project(ROOT)
    words = DeskWords("en")
    said = called(printer(project, language="en"), SEMINAR, expression, Names(project, words), words)
    assert said.endswith(expected) if expected else said == ""
