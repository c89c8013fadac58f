"""Whatever a person types, there is a report or a brief that every reader opens; never a traceback."""

from __future__ import annotations

import io
import json
import random
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import docx
import mammoth  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content import schema
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.reading.yaml_file import read_yaml
from briefgen.document.tree import Document, unbind
from briefgen.formats.html import write_html
from briefgen.formats.text import write_text
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.making.compose import Job, compose, on_paper, require_glyphs
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import Project, find_project
from tests.conftest import ROOT
from tests.formats.docx_reading import read_docx
from tests.libreoffice import to_pdf
from tests.soak import examples

SECOND = Path(__file__).parent / "data" / "second_project"
EDITION = "2024-03-port-example"

# The pieces of which marks are made, among any other characters.
PIECES = [
    "*",
    "**",
    "_",
    "[",
    "](https://example.org/)",
    "]{lang=fr}",
    "^[",
    "]",
    "{{",
    "}}",
    "{% if %}",
    "<b>",
    "&amp;",
]
PIECES += ["<", ">", '"', "'", "]]>", "\\", "\n", "\n\n", "\n- ", "\n  1. ", "  ", "\u00a0", "{{ date }}", "{{ city }}"]
PIECES += ["{{ event | ordinal }}", "{{ stats.members }}", "{{ commissions | list }}", "{{ association | quote }}"]
PIECES += [
    "ა",
    "ჰო",
    "113-ე",
    "ISSA-ს",
    "„",
    "“",
    "é",
    "—",
    "1 000",
    "\u2011",
    "\u2060",
    "\u00ad",
    "e\u0301",
    "😀",
    "| a |",
]
characters = st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\0")
wild = st.lists(st.sampled_from(PIECES) | st.text(characters, max_size=8), max_size=14).map("".join)
# Without expressions that must be closed and letters that FiraGO lacks: most of it gives a brief.
tame = st.text("ab ABჰიé12<>&*_^]\\\"'`#|-–.!(){};:\n\u00a0\u2011", max_size=60)
lines = st.just("What we did") | st.text("aბ <&>\"'*_-1", max_size=9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SECOND, tmp_path_factory.mktemp("arbitrary") / "project"))


@cache
def theme() -> Theme:
    return load_theme(ROOT / "templates" / "themes" / "plain")


def with_texts(folder: Path, line: str, text: str) -> tuple[Project, Content]:
    """Put arbitrary words into a line and a text of the content, in both languages; raises `ProblemsError`."""
    content: Any = read_yaml(SECOND / "content/cooperation.yaml", "cooperation.yaml").value
    content["history"][0]["text"] = {"en": text, "fr": text}
    content["title"] = {"en": line, "fr": line}
    written = json.dumps(content, ensure_ascii=False)  # JSON is YAML, and leaves nothing to guess
    (folder / "content/cooperation.yaml").write_text(written, encoding="utf-8", newline="")
    project = find_project(folder)
    return project, load(project.content)


def document(folder: Path, line: str, text: str, language: str = "en") -> Document | None:
    """Return the brief's tree, or nothing if there was a report."""
    try:
        project, content = with_texts(folder, line, text)
        tree = compose(project, content, Job(EDITION, "full", language, ()))[1]
        require_glyphs(content, tree, theme())
    except ProblemsError as error:
        assert error.problems
        assert all(problem.place.file.startswith(("content/", "templates/", "catalogue")) for problem in error.problems)
        return None
    return on_paper(tree, theme(), project.settings.contents)


def squeezed(text: str) -> str:
    return "".join(unbind(text).split())


@pytest.mark.slow
@examples(15, 2000)
@given(line=lines, text=tame | wild, language=st.sampled_from(["en", "fr"]))
def test_any_prose_gives_a_report_or_a_brief_that_opens(folder: Path, line: str, text: str, language: str) -> None:
    tree = document(folder, line, text, language)
    if tree is None:
        return
    file = write_docx(tree, theme())
    words = read_docx(file)
    notes = [f"[{number}]{note}" for number, note in enumerate(words.footnotes, start=1)]
    assert squeezed("".join([*words.body, *notes])) == squeezed(write_text(tree))
    docx.Document(io.BytesIO(file))
    raw = mammoth.extract_raw_text(io.BytesIO(file))
    assert not [message for message in raw.messages if message.type == "error"]
    assert write_html(tree, theme())


@pytest.mark.slow
def test_libreoffice_converts_what_any_prose_gives(folder: Path, tmp_path: Path) -> None:
    choose = random.Random(2019)
    files: list[Path] = []
    while len(files) < 6:
        tree = document(folder, "What we did", "".join(choose.choices([*PIECES, "a", " b "], k=9)))
        if tree is not None:
            files.append(tmp_path / f"{len(files)}.docx")
            files[-1].write_bytes(write_docx(tree, theme()))
    to_pdf(files, tmp_path)
    assert sorted(path.stem for path in tmp_path.glob("*.pdf")) == sorted(path.stem for path in files)
    assert all(path.read_bytes().startswith(b"%PDF-") for path in tmp_path.glob("*.pdf"))


# Any YAML ------------------------------------------------------------------------------------------------------------

FIELDS = sorted(
    {"id", "name", "text", "en", "fr", *(n for m in (schema.Association, schema.Edition) for n in m.model_fields)}
)
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["2016-11", "a-b"])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=3), inner),
    max_leaves=12,
)
any_yaml = st.one_of(
    st.text(max_size=60),
    values.map(lambda value: yaml.safe_dump(value, allow_unicode=True)),
    values.map(json.dumps),
)


@pytest.mark.parametrize("file", [*schema.FILES, f"editions/{EDITION}"])
@examples(12, 500)
@given(text=any_yaml)
def test_any_yaml_gives_problems_or_content(file: str, folder: Path, text: str) -> None:
    path = folder / "content" / f"{file}.yaml"
    its = SECOND / "content" / f"{file}.yaml"
    right = its.read_bytes() if its.exists() else b"{}\n"  # kinds of its own the project has none
    (folder / "content/cooperation.yaml").write_bytes((SECOND / "content/cooperation.yaml").read_bytes())
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load(folder / "content")
    except ProblemsError as error:
        assert all(problem.place.line >= 1 and problem.message for problem in error.problems)
    finally:
        path.write_bytes(right)
