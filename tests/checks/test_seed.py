"""The Agency's own text of 2019, put in unchanged: what a reader would see in it is reported.

tests/data/seed_brief.ka.txt is that text, as it was received. It is data of these tests and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from briefgen.making.judge import check
from briefgen.problems.diagnostics import Diagnostic
from briefgen.project.folder import find_project
from tests.conftest import ROOT
from tests.started import start

SEED = (ROOT / "tests" / "data" / "seed_brief.ka.txt").read_text(encoding="utf-8").split("\n")
ENTRY = """
  - id: line-{number}
    date: ongoing
    text:
      ka: {text}
      en: A line of the example.
"""
MISSPELT = {  # numbers of lines, from 1
    2: ["ორგანიზაციებსი"],
    3: ["პრეზიდენრი"],
    11: ["კომისების", "სადაღვევო", "პეციალური"],
    18: ["ცონდისა"],
    21: ["უშაულოდ"],
    25: ["ღონიძიებაში", "მონაწილეობიას", "მოანაწილეს"],
    33: ["მოსმახურების"],
    39: ["რემელზეც"],
}
# The dictionary takes two more for good words: რომელბიც (line 11) and მმართველო (line 6).


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Diagnostic]:
    folder = tmp_path_factory.mktemp("seed") / "project"
    start(folder)
    association = folder / "content" / "association.yaml"
    association.write_text(association.read_text(encoding="utf-8").replace("EXA", "ISSA"), encoding="utf-8")
    with (folder / "content" / "cooperation.yaml").open("a", encoding="utf-8") as file:
        for number, line in enumerate(SEED, 1):
            if line.strip():
                file.write(ENTRY.format(number=number, text=json.dumps(line, ensure_ascii=False)))
    return list(check(find_project(folder)))


def marked(problems: list[Diagnostic], code: str) -> Iterator[tuple[int, str]]:
    """Yield the line of the seed and the stretch that each report of a code marks."""
    for problem in problems:
        if problem.code == code:
            start = problem.place.column - 1
            line = problem.path.partition("[line-")[2].partition("]")[0]
            yield int(line), problem.excerpt[start : start + problem.place.length]


def test_the_misspellings_are_found(problems: list[Diagnostic]) -> None:
    found = set(marked(problems, "spelling"))
    wanted = {(line, word) for line, words in MISSPELT.items() for word in words}
    assert len(wanted) == 12
    assert wanted <= found


def test_what_else_is_reported_is_grammar_or_belongs_to_a_word_list(problems: list[Diagnostic]) -> None:
    misspelt = {word for words in MISSPELT.values() for word in words}
    # მდივანად isn't among them: the starter's glossary has the noun, and a word of the list may take any ending.
    grammar = {"აქტუარიული"}  # doubtful
    # The third name of the line, რამია, may also be a form of რამე.
    names = {"ბროიერი", "კოზლოვი"}  # a new project's people.yaml doesn't have them
    good = {"აფილირებული", "გათეთრება", "ინიცირებული"}
    assert {word for _, word in marked(problems, "spelling")} - misspelt == grammar | names | good


def test_what_is_left_of_word_is_found(problems: list[Diagnostic]) -> None:
    found = list(marked(problems, "residue"))
    assert {(11, "[footnoteRef:1]"), (11, "[1:"), (26, "[bookmark: _GoBack]")} <= set(found)
    assert {line for line, stretch in found if stretch == "·"} == {17, 18, 19, 29, 31, 33, 35, 37, 39, 41}
    assert {line for line, stretch in found if stretch not in "·" and line in (3, 5)} == {3, 5}  # tabs


def test_the_ordinal_is_found_and_the_right_one_is_not(problems: list[Diagnostic]) -> None:
    assert list(marked(problems, "ordinal-wrong")) == [(35, "11-ე")]


def test_the_hyphens_for_dashes_are_found(problems: list[Diagnostic]) -> None:
    lines = [line for line, stretch in marked(problems, "dash-wrong") if stretch == "-"]
    assert lines == [3, 4, 5, 7, 8, 9, 10, 11, 35, 41]


def test_the_ranges_are_found(problems: list[Diagnostic]) -> None:
    assert list(marked(problems, "range-wrong")) == [(24, "14 – 18"), (25, "14-18"), (35, "2017-2019"), (37, "11-13")]


def test_the_english_quotation_marks_are_found(problems: list[Diagnostic]) -> None:
    assert list(marked(problems, "quotes-wrong")) == [(41, "“")]


def test_the_numeral_without_a_hyphen_is_found(problems: list[Diagnostic]) -> None:
    assert list(marked(problems, "ending-wrong")) == [(25, "3 წლიან")]


def test_the_director_who_should_be_a_secretary_general_is_found(problems: list[Diagnostic]) -> None:
    assert list(marked(problems, "glossary-forbidden")) == [(39, "გენერალურ დირექტორად")]
    assert {problem.severity for problem in problems if problem.code == "glossary-forbidden"} == {"error"}
