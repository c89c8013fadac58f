"""Every `briefgen …` that a message, a help page or a document names is one that there is, options and all."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from briefgen.cli import main
from briefgen.content.changing import wanted
from tests.conftest import ROOT

# What stands for something that a person types, as messages write it, and what is typed.
FILLED = {
    "{number}": "1", "{code}": "nl",
    "PATH…": "agency.contact agency.name", "PATH": "agency.contact", "DATE": "2019-10-14", "NUMBER": "1",
    "BRIEF": "full_ka", "{x}": "1", "{x}.": "1", "EDITION": "2019-10-brussels", "GROUP": "board",
    "EDITION@VERSION": "2019-10-brussels@1", "ID": "breuer", "VALUE": "1", "FILE": "people.xlsx", "CODE": "too-long",
    "REASON": "lost", "FOLDER": "new", "PERSON": "breuer", "NAME=VALUE": "id=a", "VERB": "check", "A": "a", "B": "b",
}  # fmt: skip
_OPTION = r"--?[a-z][a-z-]*"
_QUOTED = r"'[^']*'|\"[^\"]*\""
_FIELD = r"[a-z_]+(?:\.[a-z]+)?=\S+"
_PATH = r"[\w{}-]*[\[\].@/{}0-9…][\w\[\].@/{}…-]*"
_ADDRESS = r"tls://[\w.:]+"
_WORD = re.compile(rf"(?:{_OPTION}|{_QUOTED}|{_ADDRESS}|{_FIELD}|[A-Z]+(?:@[A-Z]+|=[A-Z]+)?…?|{_PATH})(?![\w-])")
_VALUES = {
    "verified", "held", "null", "today", "find", "settle", "export", "forget", "json", "sarif", "recipients", "html",
    "changes", "ka", "nl", "fr", "uk", "internal", "local", "-h", "sent", "again", "drop", "sent|again|drop",
    "sent|again", "booklet",
}  # fmt: skip


def texts() -> Iterator[tuple[str, str]]:
    """Yield what can name a command, with where it stands: words of messages, and documents."""
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("briefgen/**/*.md")]:
        if path.name not in ("CHANGELOG.md", "architecture.md"):
            for paragraph in re.split(r"\n\s*\n|\n\|", path.read_text(encoding="utf-8")):
                yield str(path.relative_to(ROOT)), " ".join(paragraph.split())
    for path in ROOT.glob("briefgen/**/*.py"):
        source = path.read_text(encoding="utf-8")
        if "briefgen " not in source:
            continue
        tree = ast.parse(source)
        told = "cli" in path.parts  # of a verb the docstring is its help
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        bodies = [node.body for node in ast.walk(tree) if isinstance(node, documented)]
        inner = set() if told else {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
        inner |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                words = "".join(str(each.value) if isinstance(each, ast.Constant) else "{x}" for each in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
                words = str(node.value).replace("Written by briefgen", "")  # what is said in files, not to be typed
            else:
                continue
            for line in words.splitlines():
                yield f"{path.relative_to(ROOT)}:{node.lineno}", line


def _verbs() -> dict[str, click.Command]:
    """Return all verbs, each imported for it."""
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    assert len(found) > 20
    return {name: command for name, command in found.items() if command}


VERBS = _verbs()


def commands(line: str) -> Iterator[list[str]]:
    """Yield the commands that a line names, as words."""
    for found in re.finditer(r"(?<![\w.-])briefgen ([a-z]+)(?![\w=-])", line):
        if found[1] not in VERBS:
            continue
        rest, words = line[found.end() :], [found[1]]
        while rest.startswith(" "):
            word = _WORD.match(rest, 1)
            plain = re.match(r"[a-z.|]+(?![\w-])", rest[1:])
            group = VERBS[words[0]]
            below = group.commands if isinstance(group, click.Group) and len(words) == 1 else {}
            if plain and (plain[0] in {*_VALUES, *below} or plain[0].rstrip(".") in wanted.lists()):
                words.append(plain[0].partition("|")[0].rstrip("."))
                rest = rest[1 + plain.end() :]
            elif word:
                words.append(word[0])
                rest = rest[word.end() :]
            else:
                break
        yield words


NAMED = sorted(
    {(place, tuple(words)) for place, line in texts() for words in commands(line)}, key=lambda each: (each[1], each[0])
)


# Where a verb is named without being what one shall type.
NAMES = {
    ("diff",),
    ("snapshot",),
    ("send",),
    ("send", "…", "--to"),
    ("remove",),
    ("add",),
    ("set",),
    ("new",),
    ("reprint",),
}


def filled(words: tuple[str, ...]) -> list[str]:
    return [part for word in words for part in shlex.split(FILLED.get(word, word.rstrip(".…,")) or "x")]


def test_there_are_many() -> None:
    assert len(NAMED) > 60
    assert {"set", "add", "new", "check", "issue", "send", "outbox", "redline"} <= {words[0] for _, words in NAMED}


@pytest.mark.parametrize("words", sorted({words for _, words in NAMED}), ids=" ".join)
def test_a_command_that_is_named_can_be_typed(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if words in NAMES:
        return
    verb, *arguments = filled(words)
    command = VERBS[verb]
    if isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        verb, *arguments = arguments
        assert verb in command.commands
        command = command.commands[verb]
    (tmp_path / "people.xlsx").touch()
    monkeypatch.chdir(tmp_path)
    where = [place for place, each in NAMED if each == words]
    try:
        command.make_context(verb, arguments, parent=click.Context(main))
    except click.exceptions.Exit:  # --help
        pass
    except click.UsageError as error:
        pytest.fail(f"{where}: briefgen {' '.join(words)}: {error.format_message()}")
