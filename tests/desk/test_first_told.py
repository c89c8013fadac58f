"""Before an edition is issued its page says what interpreters get for the first time, so that somebody looks at it."""

from __future__ import annotations

import asyncio
import shutil
from html import unescape
from pathlib import Path

from briefgen.issuing.issue import issue
from briefgen.making.opened import open_project
from tests.canaries import EDITION
from tests.desk.in_process import Client
from tests.test_pack import PROJECT


def test_the_words_of_steps_are_told_of_the_first_time_that_interpreters_get_them(
    tmp_path: Path, runner: asyncio.Runner
) -> None:
    root = tmp_path / "project"
    shutil.copytree(PROJECT, root)
    (root / "briefgen.toml").write_text('languages = ["ka", "en"]\nbriefs = ["interpreters"]\nformats = ["html"]\n')
    path = root / "content" / "editions" / f"{EDITION}.yaml"
    text = path.read_text("utf-8")
    points = text[text.index("    points:\n      - id: support") : text.index("delegation:")]
    path.write_text(text.replace(points, ""), "utf-8")

    def told() -> str:
        page = unescape(Client(root, runner, "en").get("/issue", edition=EDITION).text)
        return page.partition('id="firsts"')[2].partition("</div>")[0]

    assert told() == ""  # nothing went out yet, so nothing is new
    issue(open_project(root), "2031-04-20", EDITION)
    assert told() == ""  # nor is there anything
    path.write_text(text, "utf-8")
    assert "words of the scenario for the first time" in told()
    assert "scenario%5Bvote%5D" in told()
    assert "scenario%5Barrival%5D" not in told()
    issue(open_project(root), "2031-04-21", EDITION, bump=True)
    assert told() == ""
