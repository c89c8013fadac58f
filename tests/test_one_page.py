"""The steering brief is one page, or says what is too long by how much; no card splits a sentence."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.problems.diagnostics import ProblemsError
from tests.canaries import EDITION
from tests.pdf_reading import page_lines, squeeze
from tests.test_pack import PROJECT

MOST = 30  # lines that are written
TOLD = re.compile(
    r"the brief 'steering' has \d+ pages in '(\w+)'; 1 is the most: (\d+) lines too many; what is longest is “(.+)”"
)
SENTENCES = {
    "en": "We ask for a decision before the end of the year.",
    "ka": "გთხოვთ წლის ბოლომდე გადაწყვიტოთ.",
}  # a line


def edited(root: Path, edit: Callable[[dict[str, Any]], None]) -> Path:
    """Write the invented project with another edition into a folder, anew each time."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(PROJECT, root)
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    data = yaml.safe_load(file.read_text("utf-8"))
    data["points"] = [each for each in data["points"] if each["id"] in ("offer", "delay")]  # the rest leaves no room
    edit(data)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    file.write_text(re.sub(r"(time: )(\d\d:\d\d)", r'\1"\2"', text), "utf-8")
    return root


def entry(data: dict[str, Any], list_: str, id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in data[list_] if each["id"] == id)
    return found


def at_the_issue(data: dict[str, Any], texts: dict[str, list[str]]) -> None:
    # A line has room for one and a half.
    data["issue"] = {code: " ".join((lines * 2)[: len(lines) * 3 // 2]) for code, lines in texts.items()}


def at_the_objectives(data: dict[str, Any], texts: dict[str, list[str]]) -> None:
    data["objectives"] = {code: "\n".join(f"- {line}" for line in lines) for code, lines in texts.items()}


def at_a_point(data: dict[str, Any], texts: dict[str, list[str]]) -> None:
    entry(data, "points", "offer")["say"] = {code: "\n\n".join(lines) for code, lines in texts.items()}


def at_an_answer(data: dict[str, Any], texts: dict[str, list[str]]) -> None:
    entry(data, "points", "delay")["say"] = {code: "\n\n".join(lines) for code, lines in texts.items()}


def at_the_steps(data: dict[str, Any], texts: dict[str, list[str]]) -> None:
    for number, words in enumerate(zip(*texts.values(), strict=True)):
        step = {
            "id": f"step-{number}",
            "date": dt.date(2031, 5, 14),
            "time": f"{12 + number // 4}:{number % 4 * 15:02}",
        }
        data["scenario"].append(step | {"what": dict(zip(texts, words, strict=True))})


SECTIONS = {
    "At a glance": at_the_issue, "Our objectives": at_the_objectives, "Points to make": at_a_point,
    "What they may raise": at_an_answer, "Timing": at_the_steps,
}  # fmt: skip
IN_GEORGIAN = {
    "At a glance": "მოკლედ", "Our objectives": "ჩვენი მიზნები", "Points to make": "სათქმელი",
    "What they may raise": "რა შეიძლება წამოჭრან", "Timing": "განრიგი",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ka"])
@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_too_long_for_the_page_is_told_and_without_so_many_lines_it_is_one(
    section: str, language: str, tmp_path: Path
) -> None:
    def made(lines: int) -> None:
        texts = {code: [sentence] * lines for code, sentence in SENTENCES.items()}
        root = edited(tmp_path / "project", lambda data: SECTIONS[section](data, texts))
        build(open_project(root), briefs=["steering"], formats=["html"], languages=[language])

    with pytest.raises(ProblemsError) as refused:
        made(MOST)
    (problem,) = [each for each in refused.value.problems if each.code == "brief-too-long"]
    told = TOLD.fullmatch(str(problem.message))
    assert told, problem.message
    assert told[1] == language
    assert told[3] == (section if language == "en" else IN_GEORGIAN[section])
    made(max(MOST - int(told[2]), 1))


# Cards ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ka"])
def test_no_card_splits_a_sentence(language: str, tmp_path: Path) -> None:
    """What a message says stands on one card, or isn't printed: there is no length at which it goes on."""

    def printed(words: int) -> bool:
        said = {code: " ".join(itertools.islice(itertools.cycle(sentence[:-1].split()), words)) + "."
                for code, sentence in SENTENCES.items()}  # fmt: skip
        root = edited(tmp_path / "project", lambda data: entry(data, "points", "offer").update(say=said))
        try:
            (made,) = build(open_project(root), briefs=["cards"], formats=["pdf"], languages=[language]).files
        except ProblemsError as error:
            assert {each.code for each in error.problems if each.severity == "error"} == {"brief-too-long"}
            return False
        cards = [squeeze("".join(lines)) for lines in page_lines(made.path)]
        assert sum(squeeze(said[language]) in card for card in cards) == 1
        return True

    outcomes = [printed(words) for words in (20, 45, 55, 65, 75, 130)]
    assert outcomes == sorted(outcomes, reverse=True)  # from some length on it has no room
    assert {*outcomes} == {True, False}
