"""A way of sending is one module and one line: added here in a copy of the package, and it keeps its word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import once_a_run
from tests.test_new_things import EDITION, Scratch, step

PIGEON = '''
"""Pigeons: each letter is tied to one, which flies to a loft."""

import os
from dataclasses import dataclass
from pathlib import Path

from briefgen.mailing.ways.base import Outcome, ServerError

PACKAGES = {}
DOES = "Tie {letters} of {sender} to the pigeons of {where}"


def where(account):
    return account.server


def scopes(account):
    return {}


def prepare(account, project):
    return Pigeons(project.anywhere(account.server))


@dataclass
class Pigeons:
    loft: Path
    mailbox = ""

    def open(self):
        self.loft.mkdir(exist_ok=True)
        return Line(self.loft)


@dataclass
class Line:
    loft: Path
    usable: bool = True

    def send(self, sender, address, wire, before_data):
        who = address.partition("@")[0]
        if who == "ill":
            return Outcome("deferred", "no pigeon is well today")
        if who == "far":
            return Outcome("refused", "no pigeon flies so far")
        if os.environ.get("HAWK") == "before":
            raise ServerError("a hawk is over the loft")
        before_data()
        (self.loft / who).write_bytes(wire)
        if os.environ.get("HAWK"):
            os._exit(9)
        return Outcome("sent", "it has flown")

    def abort(self):
        pass

    def close(self):
        pass
'''
LINE = ("WAYS = {", '    "pigeon": "ties each letter to a pigeon",')
READER = """\
- id: {0}
  name: {1}
  email: {0}@agency.example
  language: en
  ceiling: internal
  formats: [docx]
"""
MAIL = '\n[mail]\nway = "pigeon"\nserver = "loft"\nsender = "briefs@agency.example"\nconnections = 1\n'
SEND = ("send", EDITION, "--yes", "--wait", "0")
HAUNTED = """
import os
from pathlib import Path
from click.testing import CliRunner
from briefgen.cli import main
from briefgen.upkeep.doctor import _sending
told = open("told.txt", "w")
(found,) = _sending(Path.cwd())
print(found.works, found.detail, file=told)
for hawk in ("before", "after"):
    os.environ["HAWK"] = hawk
    done = CliRunner().invoke(main, ["send", "EDITION", "--yes", "--wait", "0", "--to", "dov"])
    print(done.output, file=told, flush=True)
print("nobody comes here", file=told)
"""


def with_way(folder: Path) -> Mapping[str, str]:
    scratch = Scratch(folder)
    scratch.write("briefgen/mailing/ways/pigeon.py", PIGEON)
    scratch.add_line("mailing/ways/__init__.py", *LINE)
    settings = scratch.project / "briefgen.toml"
    text = settings.read_text(encoding="utf-8").replace('["pdf", "docx"]', '["docx"]')
    settings.write_text(text + MAIL, encoding="utf-8")
    people = "".join(READER.format(id, id.title()) for id in ("ana", "ill", "far"))
    scratch.write("project/content/recipients.yaml", people)
    said = scratch.steps(
        step("issue", "issue", "--on", "2030-05-01"),
        step("declined", "send", EDITION, typed="n\n"),
        step("nothing yet", "outbox"),
        step("sent", *SEND),
        step("outbox", "outbox"),
        step("again", *SEND, "--to", "ana"),
        step("help", "send", "--help"),
    )
    said["flown"] = " ".join(sorted(path.name for path in (scratch.project / "loft").iterdir()))
    scratch.write("project/content/recipients.yaml", people + READER.format("dov", "Dov"))
    scratch.run(HAUNTED.replace("EDITION", EDITION))
    said["hawk"] = (scratch.project / "told.txt").read_text(encoding="utf-8")
    (scratch.project / "loft" / "dov").unlink()
    return said | scratch.steps(
        step("after the hawk", *SEND, "--to", "dov"),
        step("outbox after the hawk", "outbox"),
        step("settled", "outbox", "settle", "4", "again", "--because", "nothing came"),
        step("once more", *SEND, "--to", "dov"),
        step("had", *SEND, "--to", "dov"),
    )


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return what the verbs say of a new way, also after it was killed."""
    return once_a_run(tmp_path_factory, "new-way", with_way)


def test_a_way_is_a_module_and_a_line(said: Mapping[str, str]) -> None:
    assert "Tie 3 letters (3 en) of briefs@agency.example to the pigeons of loft? [y/N]" in said["declined"]
    assert "nothing was sent" in said["nothing yet"]
    assert "it has flown" in said["sent"]
    assert said["flown"] == "ana"
    assert "ties each letter to a pigeon" in said["help"]
    assert said["hawk"].startswith("True briefs@agency.example ties each letter to a pigeon: loft\n")


def test_what_a_new_way_says_is_noted(said: Mapping[str, str]) -> None:
    for words in ("no pigeon is well today", "no pigeon flies so far"):
        assert words in said["sent"]
    for name, state in (("Ana (ana)", "sent"), ("Ill (ill)", "deferred"), ("Far (far)", "refused")):
        (line,) = [line for line in said["outbox"].splitlines() if name in line]
        assert f" {state} " in line
    assert "Have it already: Ana" in said["again"]


def test_a_new_way_that_is_killed_sends_nothing_twice(said: Mapping[str, str]) -> None:
    assert "a hawk is over the loft" in said["hawk"]
    assert "nobody comes here" not in said["hawk"]  # it was killed while it had the letter
    assert "it has flown" not in said["after the hawk"]
    (line,) = [line for line in said["outbox after the hawk"].splitlines() if "Dov (dov)" in line]
    assert " uncertain " in line
    assert "it goes out with: briefgen send" in said["settled"]
    assert "it has flown" in said["once more"]
    assert "Have it already: Dov" in said["had"]
