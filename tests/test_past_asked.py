"""Which of the two a change is, new from a day on or wrong all along: asked in a real terminal, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.past_project import OLDER, Past
from tests.terminals import Terminal

ALL_ALONG = "Was it wrong all along, so that every edition is to be mended? [y/N]: "
SINCE = "From which day on is it so? Editions of before stay as they were: "
CHANGE = ("set", "agency.contact.en", "Room 2")


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(tmp_path / "project")


def test_new_from_a_day_on(past: Past) -> None:
    terminal = Terminal(past.project.root, *CHANGE)
    terminal.answer(ALL_ALONG, "n")
    terminal.answer(SINCE, "soon")
    terminal.answer(SINCE, "2019-11-01")
    assert terminal.end() == 0
    assert f"{OLDER[0]} would print this, too.\n" in terminal.shown
    assert "--since: 'soon' is not a date" in terminal.shown
    assert f"editions of before 2019-11-01 stay as they were: {OLDER[0]}" in terminal.shown
    assert "Contact: Room 1" in past.words(OLDER[0])
    assert "Contact: Room 2" in past.words(OLDER[1])


def test_wrong_all_along(past: Past) -> None:
    terminal = Terminal(past.project.root, "remove", "cooperation.history[letters]")
    terminal.answer(ALL_ALONG, "y")
    assert terminal.end() == 0
    assert f"{OLDER[0]}: mended, too; where it went out: briefgen issue EDITION --bump" in terminal.shown
    assert "Letters" not in past.words(OLDER[0])


def test_whoever_does_not_answer_changes_nothing(past: Past) -> None:
    before = {path: path.read_bytes() for path in past.folder.rglob("*.yaml")}
    terminal = Terminal(past.project.root, "add", "glossary.terms", "--field", "id=x", "--field", "term.en=message",
                        "--field", "forbidden={en: [letter]}")  # fmt: skip
    terminal.until(ALL_ALONG)
    terminal.interrupt()
    assert terminal.end() == 1
    assert {path: path.read_bytes() for path in past.folder.rglob("*.yaml")} == before


def test_where_nobody_can_be_asked_the_command_ends_and_says_what_to_add(past: Past) -> None:
    before = {path: path.read_bytes() for path in past.folder.rglob("*.yaml")}
    command = [sys.executable, "-m", "briefgen", *CHANGE]
    run = subprocess.run(command, cwd=past.project.root, input="y\n", capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        f"briefgen: {OLDER[0]} would print this, too, so say which it is:\n"
        "  --since DATE  it is so from that day on: editions of before stay as they were\n"
        "  --always     it was wrong all along: every edition is mended\n"
        "nothing was written\n"
    )
    assert {path: path.read_bytes() for path in past.folder.rglob("*.yaml")} == before
