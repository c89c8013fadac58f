"""A format is one module and one entry of the table: added here in a copy of the package, and everything has it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import once_a_run
from tests.test_new_things import EDITION, Scratch, edit, step
from tests.test_settings import formats_table

TABLE = "briefgen/project/formats.py"
MODULE = '''
"""Document -> plain text in a file."""

from briefgen.formats.run import Pressed
from briefgen.formats.text import write_text


def press(document, run, sections=()):
    """Return the words."""
    return Pressed(write_text(document).encode())
'''
ENTRY = (
    '    Format("text", "plain text", "text/plain; charset=utf-8", "briefgen.formats.plain", ending="txt",'
    ' called=("plain",), unproved="nothing but its words is there to be read back"),'
)
PROVER = '''
"""Reads a text back."""


def faults(data, document, theme, letterhead=None, sections=()):
    """Return what is wrong."""
    return ["it is too long"] if len(data) > 9 else []
'''
RECIPIENTS = """\
- id: first-reader
  name: First Reader
  email: reader@agency.example
  language: en
  ceiling: internal
  formats: [text]
- id: second-reader
  name: Second Reader
  email: second@agency.example
  language: en
  ceiling: internal
  formats: [text]
  protect: true
"""


def with_format(folder: Path) -> Scratch:
    scratch = Scratch(folder)
    scratch.write("briefgen/formats/plain.py", MODULE)
    scratch.add_line("project/formats.py", "FORMATS = table(", ENTRY)
    settings = scratch.project / "briefgen.toml"
    text = settings.read_text(encoding="utf-8").replace('["pdf", "docx"]', '["text"]')
    mail = '[mail]\nserver = "mail.agency.example"\nuser = "briefs"\nsender = "briefs@agency.example"\n'
    settings.write_text(f"{text}\n{mail}", encoding="utf-8")
    scratch.write("project/content/recipients.yaml", RECIPIENTS)
    return scratch


def all_said(folder: Path) -> dict[str, str]:
    scratch = with_format(folder)
    said = scratch.steps(
        step("accept", "translations", "--accept", "--all"),
        step("help", "build", "--help"),
        step("called", "build", "--format", "plain"),
        step("check", "check", "--format", "json"),
        step("build", "build"),
        step("page", "=read", f"output/{EDITION}/{EDITION}_full_en.txt"),
        step("manifest", "=read", f"output/{EDITION}/manifest.json"),
        step("issue", "issue", "--on", "2030-05-01"),
        step("reprint", "reprint", f"{EDITION}@1"),
        step("redline", "redline", EDITION, "--format", "text"),
        step("redline by itself", "redline", EDITION),
        step("send", "send", EDITION, "--dry-run"),
        step("schemas", "schema"),
        step("schema", "=read", "content/.schema/recipients.json"),
        edit("briefgen.toml", '["text"]', '["odt"]'),
        step("another", "build"),
    )
    # Where the entry names a prover, no file is written that it finds wrong.
    scratch.write("briefgen/proof/plain.py", PROVER)
    table = scratch.house / TABLE
    entry = table.read_text(encoding="utf-8")
    table.write_text(
        entry.replace('unproved="nothing but its words is there to be read back"', 'prover="plain"'), encoding="utf-8"
    )
    said |= scratch.steps(edit("briefgen.toml", '["odt"]', '["text"]'), step("proved", "build"))
    said["docs"] = scratch.run(f"from __future__ import annotations\n{inspect.getsource(formats_table)}\n"
                               "from briefgen.project.formats import FORMATS\nprint(formats_table())")  # fmt: skip
    letters = sorted((scratch.project / "output").rglob("*.eml"))
    said["letters"] = "\n".join(letter.read_text(encoding="utf-8", errors="replace") for letter in letters)
    return said


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return what the verbs say of the new format, one after the other."""
    return once_a_run(tmp_path_factory, "new-format", all_said)


def test_it_is_offered_built_and_listed(said: Mapping[str, str]) -> None:
    assert "text|pdf|docx|html" in said["help"]
    assert "did you mean text" in said["called"]
    assert "invalid" not in said["check"]
    assert f"{EDITION}_full_en.txt" in said["build"]
    assert "what is written as plain text isn't proved: nothing but its words is there" in " ".join(
        said["build"].split()
    )
    assert said["page"].startswith("Briefing note · Example Agency\n")
    assert f"{EDITION}_full_en.txt" in json.loads(said["manifest"])["files"]
    assert "no such format: odt; there are text, pdf, docx, html" in said["another"]


def test_it_is_issued_and_printed_again(said: Mapping[str, str]) -> None:
    assert f"issued {EDITION}@1" in said["issue"]
    names = [f"{EDITION}_full_{language}.txt" for language in ("ka", "en")]
    assert said["reprint"].splitlines() == [f"wrote output/{EDITION}@1/{name}: the very bytes" for name in names]


def test_what_shows_no_changes_is_refused_in_plain_words(said: Mapping[str, str]) -> None:
    refused = "plain text can't show what changed; a redline is made as pdf, docx, html"
    assert refused in said["redline"]
    assert refused in said["redline by itself"]


def test_people_get_it_by_email(said: Mapping[str, str]) -> None:
    assert "full, plain text" in said["send"]
    assert "only a PDF can be locked: take text out of formats, or protect" in " ".join(said["send"].split())
    assert "Content-Type: text/plain" in said["letters"]
    assert ".txt" in said["letters"]
    formats = json.loads(said["schema"])["$defs"]["Recipient"]["properties"]["formats"]
    assert formats["items"]["enum"] == ["text", "pdf", "docx"]


def test_the_page_of_settings_has_its_row(said: Mapping[str, str]) -> None:
    assert "| `text` | plain text | `.txt` | yes | no | no | no | yes |" in said["docs"]


def test_what_its_prover_finds_is_not_written(said: Mapping[str, str]) -> None:
    assert "is not what the content says, so nothing was written:\n  it is too long" in said["proved"]
