"""Numbered copies in the desk: they are proposed where an edition is issued, and the version says who has which."""

from __future__ import annotations

import asyncio
import re
import shutil
from html import unescape
from pathlib import Path

from briefgen.issued.store import open_issued
from tests.canaries import EDITION
from tests.desk.in_process import Client
from tests.test_pack import PROJECT


def test_copies_are_issued_with_the_rest_and_the_version_tells_who_has_which(
    tmp_path: Path, runner: asyncio.Runner
) -> None:
    root = tmp_path / "project"
    shutil.copytree(PROJECT, root)
    settings = root / "briefgen.toml"
    settings.write_text('languages = ["ka", "en"]\nbriefs = ["counterpart"]\nformats = ["html"]\n', "utf-8")
    desk = Client(root, runner, "en")
    page = desk.get("/issue", edition=EDITION)
    form = page.form("/issue")
    assert form is not None
    assert form.fields["for.director"] == "yes"
    assert "the Director" in page.text
    assert f"{EDITION}_steering_ka_copy-2.html" in page.text
    without = {name: value for name, value in form.fields.items() if name != "for.director"}
    asked = desk.post("/issue", without)  # somebody chose otherwise than what was shown
    assert asked.status == 409
    assert "_copy-2" not in asked.text
    answer = desk.post("/issue", form.fields)
    at = answer.headers["location"]
    while answer.status in (202, 303):
        answer = desk.get(at)
    assert "Copies 1 to 2 are for the Director" in unescape(re.sub("<[^>]*>", "", answer.text))
    facts = open_issued(root / "content", f"{EDITION}@1").facts
    assert {file.copy for file in facts.files.values()} == {0, 1, 2}
    shown = unescape(re.sub("<[^>]*>", "", desk.get(f"/issued/{EDITION}@1").text))
    assert "copy 2: the Director" in shown
    assert "Who has it" not in shown  # at this moment nobody has anything
    home = " ".join(unescape(re.sub("<[^>]*>", " ", desk.get("/").text)).split())
    assert "Version 1, numbered copies: 2 copy 1: the Director copy 2: the Director" in home
    assert "nobody yet" not in home
    edition = root / "content" / "editions" / f"{EDITION}.yaml"
    mended = edition.read_text("utf-8").replace(
        "ka: დირექტორი, en: the Director", "ka: გენერალური დირექტორი, en: the DG"
    )
    edition.write_text(mended, "utf-8")
    assert "copy 2: დირექტორი" in desk.get(f"/issued/{EDITION}@1").text  # as it was recorded
    again = desk.get("/issue", edition=EDITION).form("/issue")
    assert again is not None
    assert again.fields["for.director"] == "yes"
    assert {name for name in again.fields if name.startswith("of.")} == {"of.counterpart"}
