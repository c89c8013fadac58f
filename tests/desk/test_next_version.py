"""Where a brief was issued and has changed since, the desk says that what it shows is a draft of the next version."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from briefgen.making.opened import open_project
from briefgen.upkeep.editing import set_value
from tests.desk.in_process import Client
from tests.mailing.conftest import issued_starter
from tests.mailing.projects import STARTER

__all__ = ["issued_starter"]

DRAFT = {
    "en": "Version 1 was issued. This is as the content stands now: a draft of version 2.",
    "ka": "ვერსია 1 გაცემულია. აქ ჩანს შინაარსი, როგორიც ახლა არის: სამუშაო ვერსია (მომდევნო ნომერი: 2).",
}


@pytest.fixture
def root(issued_starter: Path, tmp_path: Path) -> Path:
    shutil.copytree(issued_starter, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.mark.parametrize("language", DRAFT)
def test_what_is_shown_says_that_it_is_a_draft_of_the_next_version(
    root: Path, language: str, runner: asyncio.Runner
) -> None:
    desk = Client(root, runner, language)
    pages: tuple[dict[str, str], ...] = ({}, {"sheets": "yes"})
    assert [DRAFT[language] in desk.get("/frame/brief", **page).text for page in pages] == [False, False]
    set_value(open_project(root), f"editions[{STARTER}].drafter", "Ana Example", always=True)
    assert [DRAFT[language] in desk.get("/frame/brief", **page).text for page in pages] == [True, True]


def test_it_says_so_as_one_types(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    form = desk.get("/thing", path=f"editions[{STARTER}]").form("/thing")
    assert form is not None
    assert DRAFT["en"] not in desk.post("/typed", form.fields).text
    assert DRAFT["en"] in desk.post("/typed", {**form.fields, "f.drafter": "Ana Example"}).text
