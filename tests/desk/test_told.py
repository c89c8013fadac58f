"""What a person is told of mistakes keeps its parts (`Told`), so that the desk can tell it in Georgian."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Where words stay plain, and why no clerk at the desk reads them, or reads them as they are.
NOT_AT_THE_DESK = {
    "briefgen/__init__.py": "a program that imports what isn't there",
    "briefgen/cli/*": "what is typed in a terminal: commands and their options",
    "briefgen/cache/*": "caught: what can't be trusted is made again",
    "briefgen/content/kinds.py": "whoever writes the schema",
    "briefgen/content/schema/__init__.py": "whoever writes the schema",
    "briefgen/project/formats.py": "whoever writes a format",
    "briefgen/problems/notes.py": "where `Told` is made",
    "briefgen/language/*": "a catalogue or a call that whoever programs a language gets wrong",
    "briefgen/document/tree.py": "whoever writes a format",
    "briefgen/document/tree_json.py": "what is frozen is read only if its hash is right",
    "briefgen/document/diff.py": "whoever writes a format",
    "briefgen/document/contents.py": "whoever writes a format",
    "briefgen/document/lines.py": "whoever writes a format",
    "briefgen/formats/word/inline.py": "whoever writes a format",
    "briefgen/formats/word/press.py": "whoever writes a format",
    "briefgen/formats/html.py": "whoever writes a format",
    "briefgen/mailing/letter/body.py": "whoever writes a format",
    "briefgen/proof/*": "whoever writes a format: which nodes of a file differ from the tree",
    "briefgen/pictures/*": "caught: another picture is drawn",
    "briefgen/making/batch.py": "many projects at once, from a terminal",
    "briefgen/making/cluster.py": "many projects at once, from a terminal",
    "briefgen/making/parcel.py": "many projects at once, from a terminal",
    "briefgen/making/worker.py": "many projects at once, from a terminal",
    "briefgen/making/tools.py": "a library that doesn't start: it is told by its own words",
    "briefgen/desk/proxy.py": "who sets up a server: the desk doesn't start",
    "briefgen/desk/server.py": "who sets up a server: the desk doesn't start",
    "briefgen/issuing/environment.py": "packages of long ago, from a terminal",
    "briefgen/issuing/package_lock.py": "packages of long ago, from a terminal",
    "briefgen/upkeep/languages.py": "a language is begun by whoever sets up a project, from a terminal",
    "briefgen/upkeep/doctor.py": "the state of a computer, from a terminal",
}
# Mistakes of the program itself: they end in a traceback, or are caught and put in other words.
_OF_THE_PROGRAM = {"TypeError", "KeyError", "AttributeError", "NotImplementedError", "OSError", "ValueError"}
# Here a ValueError is what pydantic, or who typed a date, is told.
_VALUES_ARE_TOLD = ("briefgen/content/schema/*", "briefgen/dates.py")
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
_NAMES = {"message", "hint", "why", "advice"}


def plain_words(node: ast.expr) -> Iterator[int]:
    """Yield the lines of words that keep no parts: literals of several words, and f-strings."""
    match node:
        case ast.JoinedStr():
            yield node.lineno
        case ast.Constant(value=str(words)) if " " in words.strip() and re.search("[a-z]{2}", words):
            yield node.lineno
        case ast.IfExp(body=body, orelse=other):
            yield from (*plain_words(body), *plain_words(other))
        case ast.BoolOp(values=values):
            for value in values:
                yield from plain_words(value)
        case ast.BinOp(left=left, right=right):
            yield from (*plain_words(left), *plain_words(right))


def _without_words(value: ast.expr) -> bool:
    """Tell whether a value is put together of what no language has other words for: 12.5, name.yaml."""
    if not isinstance(value, ast.JoinedStr):
        return False
    words = "".join(str(part.value) for part in value.values if isinstance(part, ast.Constant))
    return " " not in words or not re.search("[a-z]{2}", words)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _told_of(node: ast.AST, *, values: bool) -> list[ast.expr]:
    """Return what a person is told by a statement or expression: of a mistake, of a problem, of a change."""
    match node:
        case ast.Raise(exc=ast.Call() as made):
            program = _OF_THE_PROGRAM - ({"ValueError"} if values else set())
            return [] if _called(made) in program else made.args
        case ast.Return(value=ast.Call() as made) if _called(made).endswith(("Error", "Mistake")):
            return made.args
        case ast.Call(keywords=keywords) if _called(node) in ("Told", "Note"):
            return [each.value for each in keywords if not _without_words(each.value)]
        case ast.Call() if _called(node) == "rule":
            return []  # what a rule holds is told with its page of help
        case ast.Call(args=args, keywords=keywords):
            named = [each.value for each in keywords if each.arg in ("message", "hint")]
            return [*_behind_code(args), *(named if _called(node) in ("problem", "Diagnostic") else ())]
        case ast.Tuple(elts=elements):
            return _behind_code(elements)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in _NAMES:
            return [value]
    return []


def _behind_code(parts: list[ast.expr]) -> list[ast.expr]:
    """Return what follows the code of a problem: its message, its hint."""
    for at, part in enumerate(parts):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and _CODE.fullmatch(part.value):
            return parts[at + 1 :]
    return []


def untold(source: str, *, values: bool = False) -> list[int]:
    """Return the lines of a module where somebody is told something in plain words."""
    found: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        for part in _told_of(node, values=values):
            found.update(plain_words(part))
        if isinstance(node, ast.Call) and _called(node) in ("Told", "Note"):
            words = node.args[_called(node) == "Note" :][:1]
            if words and not (isinstance(words[0], ast.Constant) and isinstance(words[0].value, str)):
                found.add(node.lineno)  # no catalogue could be made of it
    return sorted(found)


def _is_in(file: str, patterns: object) -> bool:
    return any(fnmatch(file, pattern) for pattern in patterns)  # type: ignore[attr-defined]


def test_whatever_a_clerk_is_told_can_be_told_in_georgian() -> None:
    found = []
    for path in sorted((ROOT / "briefgen").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        if not _is_in(file, NOT_AT_THE_DESK):
            lines = untold(path.read_text(encoding="utf-8"), values=_is_in(file, _VALUES_ARE_TOLD))
            found += [f"{file}:{line}" for line in lines]
    assert found == [], "tell it with Told(…), and translate it in briefgen/desk/catalogues/ka.po"


def test_each_place_that_stays_plain_is_there_and_plain() -> None:
    files = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "briefgen").rglob("*.py"))}
    for pattern in NOT_AT_THE_DESK:
        within = [path for file, path in files.items() if fnmatch(file, pattern)]
        assert any(untold(path.read_text(encoding="utf-8"), values=True) or _has_plain(path) for path in within), (
            pattern
        )


def _has_plain(path: Path) -> bool:
    """Tell whether a module raises anything at all in words."""
    return bool(re.search(r'raise \w+\(\s*f?"', path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "planted",
    [
        'raise Mistake("there is no way")',
        'raise ProjectError(f"there is no {name}")',
        'def refused():\n    return SecretError(f"no {name}")',
        'raise Mistake(Told("a {thing}", thing="of two words"))',
        'raise Mistake(Told(words, thing=thing))',
        'notes.append(Note("code", words))',
        'source.problem(keys, "id-twice", f"{id} is used twice", "ids are unique")',
        'self.report(span, "too-deep", Told("nested too deep"), "divide it")',
        'found = "value-wrong", f"{name} is missing", ""',
        'message = "there is no way"',
        'hint = Told("a") if close else f"there are {names}"',
    ],
)  # fmt: skip
def test_plain_words_are_noticed_wherever_they_are_told(planted: str) -> None:
    assert untold(planted)


@pytest.mark.parametrize(
    "planted",
    [
        'raise Mistake(Told("there is no {name}", name=name))',
        'raise TypeError("a mistake of the program")',
        'source.problem(keys, "id-twice", Told("{id} is used twice", id=id), hint)',
        'notes.append(Note("added", "{path} was added", path=path))',
    ],
)  # fmt: skip
def test_what_keeps_its_parts_is_left_alone(planted: str) -> None:
    assert untold(planted) == []
