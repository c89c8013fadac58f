from __future__ import annotations

import hashlib
import json
import platform
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.reading.loader import load
from briefgen.document.tree import Document, Paragraph, Text
from briefgen.formats.html import write_html
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.making.compose import newest_edition, plan, require_glyphs
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.making.press import build
from briefgen.making.tools import LIBRARIES
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.files import write_all
from briefgen.project.settings import ProjectError
from briefgen.proof import ProofError
from briefgen.upkeep.starter import start
from tests.conftest import DEMO as EDITION
from tests.conftest import ROOT, DemoCopy, Pressed


def built_files(copy: DemoCopy) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (copy.root / "output").rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_build_writes_each_language_and_format(demo_copy: DemoCopy) -> None:
    seen: list[str] = []
    result = build(demo_copy.project, progress=seen.append)
    names = [f"{EDITION}_full_{language}.{format}" for language in ("ka", "en") for format in ("pdf", "docx")]
    assert [file.path.name for file in result.files] == names == seen
    assert set(built_files(demo_copy)) == {*names, "manifest.json"}
    assert all(file.size == file.path.stat().st_size for file in result.files)
    assert [file.pages is None for file in result.files] == [False, True, False, True]


@pytest.mark.slow
def test_a_failed_build_leaves_the_last_good_files(demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    project = demo_copy.project
    build(project, formats=["html"])
    good = built_files(demo_copy)
    demo_copy.edit("content/association.yaml", "en: Assembly}", "en: Board}")

    def fail_on_english(document: Document, theme: Theme) -> str:
        if document.lang == "en-GB":
            raise OSError("disk full")
        return write_html(document, theme)

    monkeypatch.setattr("briefgen.formats.html.write_html", fail_on_english)
    with pytest.raises(OSError, match="disk full"):
        build(project, formats=["html"])
    assert built_files(demo_copy) == good


def test_nothing_half_written_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = b"Written by briefgen"
    write_all(tmp_path, {"a.pdf": old, "b.pdf": old})

    def fail(descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_all(tmp_path, {"a.pdf": b"new", "b.pdf": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": old, "b.pdf": old}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"edition": "2020-x"}, "there is no edition '2020-x'; there are 2030-05-example-city"),
        ({"edition": "../x"}, "there is no edition"),
        ({"languages": ["de"]}, "there is no language 'de'; there are ka, en"),
        ({"briefs": ["../full"]}, "there is no brief"),
    ],
)
def test_names_that_there_are_not(demo_copy: DemoCopy, options: dict[str, object], message: str) -> None:
    with pytest.raises(ProjectError, match=message):
        build(demo_copy.project, **options)  # type: ignore[arg-type]


def test_content_with_errors_is_not_built(demo_copy: DemoCopy) -> None:
    demo_copy.edit("content/events.yaml", "city: example-city", "city: exampel-city")
    with pytest.raises(ProblemsError, match="there is no 'exampel-city' among the cities"):
        build(demo_copy.project)
    assert built_files(demo_copy) == {}


@pytest.mark.slow
def test_a_missing_translation_stops_an_issued_brief_and_shows_in_a_draft(demo_copy: DemoCopy) -> None:
    demo_copy.edit("content/association.yaml", ", en: Assembly}", "}")
    with pytest.raises(ProblemsError, match="the text in 'en' is missing"):
        build(demo_copy.project, formats=["html"])
    result = build(demo_copy.project, formats=["html"], draft=True)
    assert [problem.code for problem in result.problems if problem.severity == "error"] == ["translation-missing"]
    page = built_files(demo_copy)[f"{EDITION}_full_en_draft.html"].decode()
    assert "[not translated]" in page
    assert "DRAFT" in page


UNUSED = "\n- {id: unused, title: Page, publisher: Somebody, cited_as: {ka: გვერდი}}\n"


def test_what_no_brief_prints_may_lack_a_translation(demo_copy: DemoCopy) -> None:
    sources = demo_copy.root / "content/sources.yaml"
    sources.write_text(sources.read_text("utf-8") + UNUSED, "utf-8")
    result = build(demo_copy.project, formats=["html"])
    missing = [problem for problem in result.problems if problem.code == "translation-missing"]
    assert [(problem.path, problem.severity) for problem in missing] == [("sources[unused].cited_as", "warning")]
    english = "      en: The Agency received the {{ works.example_guidelines | quote }}.\n"
    demo_copy.edit("content/cooperation.yaml", english, "")  # of prose that is printed the page would have a hole
    with pytest.raises(ProblemsError, match="the text in 'en' is missing"):
        build(demo_copy.project, formats=["html"])


def test_check_reports_texts_of_every_language_without_building(demo_copy: DemoCopy) -> None:
    demo_copy.edit("content/events.yaml", "in {{ city }}", "in {{ citi }}")
    demo_copy.edit("content/cooperation.yaml", "{{ votes }} ხმა", "{{ vots }} ხმა")
    found = [problem for problem in check(demo_copy.project) if problem.code == "expression-wrong"]
    assert [problem.place.file for problem in found] == ["content/cooperation.yaml", "content/events.yaml"]
    assert not (demo_copy.root / "output").exists()


def test_the_newest_edition_is_built_if_none_is_named(demo_copy: DemoCopy) -> None:
    text = (demo_copy.root / f"content/editions/{EDITION}.yaml").read_text(encoding="utf-8")
    demo_copy.write("content/editions/2028-12-earlier.yaml", text.replace("as_of: 2030-05", "as_of: 2028-12"))
    content = load(demo_copy.project.content)
    assert newest_edition(content) == EDITION
    assert {job.edition for job in plan(demo_copy.project, content)} == {EDITION}


def test_a_character_without_a_glyph_stops_the_build(pressed: Pressed, theme: Theme) -> None:
    document, content = pressed.documents["ka.html"], load(ROOT / "content")
    strange = Document(document.lang, document.metadata, (Paragraph((Text("a\u2603b", "x.text"),)),))
    with pytest.raises(ProblemsError) as raised:
        require_glyphs(content, strange, theme)
    (problem,) = raised.value.problems
    assert (str(problem.place.file), problem.message) == ("x.text", "FiraGO has no '☃' (U+2603)")
    require_glyphs(content, document, theme)


def test_a_link_in_the_output_folder_is_not_followed(demo_copy: DemoCopy, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (demo_copy.root / "output").mkdir()
    (demo_copy.root / "output" / EDITION).symlink_to(elsewhere)
    with pytest.raises(ProjectError, match="a link that leads elsewhere"):
        build(demo_copy.project, formats=["html"])
    assert list(elsewhere.iterdir()) == []


def test_a_language_that_is_named_twice_is_built_once(demo_copy: DemoCopy) -> None:
    result = build(demo_copy.project, formats=["html", "html"], languages=["ka", "ka"])
    assert len(result.files) == 1


@pytest.mark.slow
def test_the_manifest_lists_what_the_folder_holds(demo_copy: DemoCopy) -> None:
    build(demo_copy.project, formats=["html"], languages=["ka"])
    build(demo_copy.project, formats=["html"], languages=["en"])
    files = built_files(demo_copy)
    listed = json.loads(files.pop("manifest.json"))
    assert (listed["edition"], listed["version"], listed["as_of"]) == (EDITION, 1, "2030-05")
    assert {name: entry["sha256"] for name, entry in listed["files"].items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    for name, entry in listed["files"].items():
        assert entry["printed"] in files[name].decode()


def test_two_builds_at_once_leave_a_folder_that_its_manifest_lists_wholly(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    code = """
import os, pathlib, sys, time
import briefgen.checks.all_rules, briefgen.cli.briefs, briefgen.making.compose, briefgen.making.judge
import briefgen.formats.html
from briefgen import cli
from briefgen.making import press
real = press.manifest
def run(own, other):
    def both_have_made_their_list(*arguments):  # before one of them writes, unless it is kept from it
        made = real(*arguments)
        pathlib.Path(sys.argv[1], own).touch()
        for _ in range(40):
            if not pathlib.Path(sys.argv[1], other).exists(): time.sleep(0.05)
        return made
    press.manifest = both_have_made_their_list
    cli.main(["build", "--format", "html", "--lang", own])
for pair in (("ka", "en"), ("en", "ka")):
    if os.fork() == 0:
        run(*pair)
assert [os.wait()[1] for _ in range(2)] == [0, 0]
"""
    command = [sys.executable, "-c", code, str(tmp_path)]
    assert subprocess.run(command, cwd=tmp_path / "demo", check=False).returncode == 0
    [folder] = (tmp_path / "demo" / "output").iterdir()
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.html")}
    assert {name: entry["sha256"] for name, entry in listed.items()} == there
    assert len(there) == 2
    assert {path.name for path in folder.iterdir()} == {*there, "manifest.json"}


def test_the_manifest_names_everything_that_may_change_the_bytes(demo_copy: DemoCopy) -> None:
    build(demo_copy.project, formats=["html"], languages=["ka"])
    tools = json.loads(built_files(demo_copy)["manifest.json"])["tools"]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {re.split(r"[<>=]", line)[0] for line in settings["project"]["dependencies"]}
    unlocked = {name: tools.pop(name) for name in ("python", "platform", *LIBRARIES)}
    assert unlocked["python"] == platform.python_version()
    assert unlocked["platform"].startswith(f"{platform.system()} ")
    assert all(re.fullmatch(r"[0-9]+([.][0-9]+)+(-[a-z0-9]+)?", unlocked[name]) for name in LIBRARIES)
    # What these bring with them shapes the bytes as well; fonttools[woff] brings Brotli.
    assert set(tools) > needed | {"briefgen", "fonttools", "lxml", "pydyf", "brotli", "pydantic-core"}
    assert "pytest" not in tools
    assert tools == {name: version(name) for name in tools}


def test_a_file_that_someone_changed_is_no_longer_listed(demo_copy: DemoCopy) -> None:
    build(demo_copy.project, formats=["html"], languages=["ka"])
    (demo_copy.root / "output" / EDITION / f"{EDITION}_full_ka.html").write_text("mine", encoding="utf-8")
    build(demo_copy.project, formats=["html"], languages=["en"])
    assert list(json.loads(built_files(demo_copy)["manifest.json"])["files"]) == [f"{EDITION}_full_en.html"]


def test_a_file_that_is_not_what_the_tree_says_is_not_written(
    demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget_a_block(document: Document, *rest: Any) -> bytes:
        return write_docx(replace(document, blocks=document.blocks[1:]), *rest)

    monkeypatch.setattr("briefgen.formats.word.press.write_docx", forget_a_block)
    with pytest.raises(ProofError, match="nothing was written"):
        build(Opened(demo_copy.project, cache=False), formats=["docx"])
    assert built_files(demo_copy) == {}
