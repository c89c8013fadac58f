"""Numbered copies are issued beside the rest: each says its number, and it is recorded who has which."""

from __future__ import annotations

import asyncio
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.cli.lists import log_text
from briefgen.issued.facts import read_facts
from briefgen.issued.store import open_issued
from briefgen.issuing.handout import in_copies_alone, to_hand_out
from briefgen.issuing.issue import issue, to_issue
from briefgen.issuing.log import log
from briefgen.issuing.redline import redline
from briefgen.issuing.reprint import reprint
from briefgen.mailing.planner import copied, offered
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.making.printing import print_brief
from briefgen.project.settings import ProjectError
from tests.canaries import EDITION
from tests.desk.in_process import Client
from tests.pdf_reading import page_text, squeeze
from tests.test_pack import PROJECT

OTHERS = "{id: others, name: {ka: სხვები, en: Others}, briefs: [counterpart], languages: [en], copies: 2}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("copies") / "project"
    shutil.copytree(PROJECT, root)
    edition = root / "content" / "editions" / f"{EDITION}.yaml"
    edition.write_text(f"{edition.read_text('utf-8')}  - {OTHERS}\n", "utf-8")
    settings = root / "briefgen.toml"
    settings.write_text(settings.read_text("utf-8") + 'formats = ["html"]\n', "utf-8")
    issue(open_project(root), "2031-04-21", briefs=["steering"], profiles=["director", "others"])
    return root


def test_each_copy_is_frozen_with_its_number_and_whose_it_is(root: Path) -> None:
    facts = open_issued(root / "content", f"{EDITION}@1").facts
    copies = {name: (file.copy, file.holder) for name, file in facts.files.items() if file.copy}
    assert copies == {
        f"{EDITION}_{brief}_{language}_copy-{number}.html": (number, holder)
        for brief, language, numbers, holder in (
            ("steering", "ka", (1, 2), "დირექტორი"), ("cards", "ka", (1, 2), "დირექტორი"),
            ("counterpart", "en", (3, 4), "სხვები"),
        )
        for number in numbers
    }  # fmt: skip
    usual = {f"{EDITION}_steering_{language}.html" for language in ("ka", "en")}
    assert facts.files.keys() - copies.keys() == usual
    assert {file.profile for file in facts.files.values()} == {"", "director", "others"}
    assert read_facts(facts.text().encode()) == facts
    for name, (number, _) in copies.items():
        words = squeeze(re.sub("<[^>]*>", "", (root / "output" / EDITION / name).read_text("utf-8")))
        assert f"ეგზემპლარი{number}" in words or f"Copy{number}" in words
    assert "_counterpart_en_copy-4.html  " in (told := log_text(log(open_project(root))))
    assert "copy 4 for სხვები" in told
    assert all("copy" not in line for line in told.splitlines() if "_steering_en.html" in line)


def test_they_are_printed_again_and_are_no_draft(root: Path) -> None:
    again = reprint(open_project(root), f"{EDITION}@1")
    assert (len(again.files), again.differing) == (8, ())
    assert [each.facts is not None for each in log(open_project(root), verify=True)] == [True]
    made = build(open_project(root), profile="others")
    assert not any(file.draft for file in made.files)
    assert "copies 3 to 4 are for სხვები" in made.notes
    redline(open_project(root), EDITION, brief="steering", languages=["en"], formats=["html"])


def test_no_copy_is_sent_by_email_nor_is_one_in_what_is_handed_over(root: Path) -> None:
    files = offered(open_issued(root / "content", f"{EDITION}@1"))
    assert files == {language: {"steering": {"html": f"{EDITION}_steering_{language}.html"}} for language in files}
    on_paper = copied(open_issued(root / "content", f"{EDITION}@1"))
    assert on_paper == {"ka": {"steering", "cards"}, "en": {"counterpart"}}  # of these a recipient is told so
    place = root / "output" / EDITION / "handout"
    assert not list(place.glob("*"))
    facts = open_issued(root / "content", f"{EDITION}@1").facts
    folders = open_project(root).project.template_folders
    assert in_copies_alone(facts, folders) == ("counterpart",)
    usual = replace(next(file for file in facts.files.values() if file.brief == "counterpart"), copy=0)
    both = replace(facts, files={**facts.files, "usual.html": usual})
    assert [*to_hand_out(both, folders)] == ["usual.html"]
    assert in_copies_alone(both, folders) == ()


def test_the_page_of_the_version_says_what_is_there_in_copies_alone(root: Path) -> None:
    with asyncio.Runner() as runner:
        page = Client(root, runner, "en").get(f"/issued/{EDITION}@1")
    assert "was issued in numbered copies alone" in page.text
    assert "What may be handed over" not in page.text


def test_a_number_that_is_somebody_elses_or_nobodys_makes_a_draft(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "project")
    edition = tmp_path / "project" / "content" / "editions" / f"{EDITION}.yaml"
    later = edition.read_text("utf-8").replace("copies: 2\n", "copies: 1\n")
    edition.write_text(f"{later}  - {OTHERS.replace('others', 'third')}\n", "utf-8")
    made = build(open_project(tmp_path / "project"), profile="others")  # the one before has a copy less
    assert [file.path.name for file in made.files] == [
        f"{EDITION}_counterpart_en_draft_copy-2.html", f"{EDITION}_counterpart_en_copy-3.html"
    ]  # fmt: skip
    made = build(open_project(tmp_path / "project"), profile="third")
    assert [file.path.name for file in made.files] == [
        f"{EDITION}_counterpart_en_draft_copy-{number}.html" for number in (4, 5)
    ]
    assert [note for note in made.notes if "are a draft of version 2" in note and "text has changed since" in note]


def test_what_would_be_issued_names_the_copies(root: Path) -> None:
    due = to_issue(open_project(root), EDITION, ["steering"], profiles=["others"])
    assert (due.briefs, due.types) == (("steering",), ("steering", "counterpart"))
    assert due.seen != to_issue(open_project(root), EDITION, ["steering"]).seen
    with pytest.raises(ProjectError, match="there is no profile 'other'; did you mean others"):
        to_issue(open_project(root), EDITION, profiles=["other"])


def test_a_copy_in_large_print_is_still_that_copy(root: Path) -> None:
    build(open_project(root), profile="others", formats=["pdf"])
    done = print_brief(open_project(root), f"{EDITION}_counterpart_en_copy-3", "large")
    assert "Copy3" in squeeze(page_text(done.path))
