"""What the content once had and has no more: known from translations.lock and from what was issued.

A file that was deleted, a list that was cut off or emptied, an entry that is gone leave no trace in the content itself:
fewer pages, and fewer problems than before. So what is remembered is looked up, and named by the largest part that is
missing. A person may say that it is meant, and who takes it out with briefgen has said so; `content/removed.lock` keeps
that, a line a path, so that nobody is asked twice. What comes back leaves the file with the next answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.content.changing import journal
from briefgen.content.model import Values, file_of, root_in, root_of
from briefgen.content.schema.base import Entity
from briefgen.content.walk import around
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.reading import read_plain

FILE = "removed.lock"
_HEADER = (
    "# What is gone from the content and is meant to be. Kept by `briefgen remove`, `set` and `issue --without`.\n"
)
_STEP = re.compile(r"[.\[][^.\[\]]+\]?")
_NAMED_BY = ("id", "until", "as_of")
# What goes when a fact is settled or brought up to date, and is nobody's loss.
_PASSING = {
    "status", "note", "review_by", "acknowledge", "contradicted_by", "sources", "qualifier", "as_of", "value",
    "participants_expected", "objectives", "earlier", "end",
}  # fmt: skip


class UnreadableError(Mistake):
    """What was confirmed can't be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that is gone: its path, how people call it, and how many of the remembered texts and values it held."""

    path: str
    name: str
    held: int

    @property
    def file(self) -> str:
        """The file of the content that it stood in."""
        return file_of(root_of(self.path))

    @property
    def told(self) -> str:
        """What is gone, and how much of it."""
        if self.held == 1:
            return Told("{name} (1 value)", name=self.name)
        return Told("{name} ({number} values)", name=self.name, number=self.held)


def remembered(snapshots: Iterable[str]) -> set[str]:
    """Return the paths of all values that snapshots of the content hold; what can't be read holds nothing."""
    found: set[str] = set()
    for text in snapshots:
        try:
            files = json.loads(text)["files"]
            for file, value in files.items():
                found.update(_paths(value, root_in(file)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return found


def lost(values: Values, snapshots: Iterable[str], confirmed: Iterable[str] = ()) -> list[Lost]:
    """Return what is remembered and gone, by path, less what was confirmed; each by its largest part."""
    lock = values.lock.texts if values.lock else {}
    missing: dict[str, int] = {}
    meant = {one for one in confirmed if _gone(values, one)}  # what came back may be lost again
    for path in sorted({*lock, *remembered(snapshots)}):
        gone = _gone(values, path)
        if gone and not _is_meant(gone, meant):
            missing[gone] = missing.get(gone, 0) + 1
    return [Lost(path, _called(path), held) for path, held in sorted(missing.items())]


def is_missed(values: Values, path: str, confirmed: Iterable[str]) -> bool:
    """Tell whether what stood at a path is gone although nobody has said that it is meant."""
    gone = _gone(values, path)
    return bool(gone) and not _is_meant(gone, {one for one in confirmed if _gone(values, one)})


def _is_meant(gone: str, meant: Set[str]) -> bool:
    return not meant.isdisjoint(around(gone))


def confirmed_gone(folder: Path) -> list[str]:
    """Return the paths of what is gone and is meant to be; raises `UnreadableError`, `NotPlainError`."""
    try:
        lines = (_read(folder) or b"").decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UnreadableError(
            Told("{file} is not UTF-8: byte {start} is damaged", file=FILE, start=error.start)
        ) from None
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def confirm_gone(folder: Path, name: str, values: Values, paths: Iterable[str]) -> None:
    """Keep that what is gone at these paths is meant to be; what has come back is no longer kept."""
    paths = list(paths)
    if files := noted(folder, values, paths):
        journal.write(folder, name, files, Told("gone, and meant to be: {paths}", paths=", ".join(paths)))


def noted(folder: Path, values: Values, paths: Iterable[str]) -> dict[Path, tuple[bytes | None, bytes | None]]:
    """Return what the file said and what it shall say, once what is gone at these paths is meant; {} if it does."""
    path, old = folder / FILE, _read(folder)
    kept = {one for one in confirmed_gone(folder) if _gone(values, one)}
    for one in paths:
        kept |= {one, _gone(values, one) or one}  # with its last entry a list is gone as a whole
    new = (_HEADER + "".join(f"{one}\n" for one in sorted(kept))).encode()
    return {} if new == old else {path: (old, new)}


def _read(folder: Path) -> bytes | None:
    try:
        return read_plain(folder, FILE)
    except FileNotFoundError:
        return None


def _gone(values: Values, path: str) -> str:
    """Return the largest part of a path that isn't in the content, or nothing if all of it is there."""
    at, steps = _root_and_steps(path)
    if at not in values.items or (at not in values.files and values.files):
        return at
    value = values.items[at].value
    for step in steps:
        below = at + step
        name = step.strip(".[]")
        if step.startswith(".") and name in _PASSING:
            return ""
        if below not in values.items:
            return below if isinstance(value, list) else ""  # a field that the schema no longer has, or a language
        value, at = values.items[below].value, below
        if value is None or (isinstance(value, list | dict | str) and not value):
            return at
        if not isinstance(value, Entity | list):
            return ""
    return ""


def _root_and_steps(path: str) -> tuple[str, list[str]]:
    root = root_of(path)
    return root, _STEP.findall(path[len(root) :])


def _called(path: str) -> str:
    root, steps = _root_and_steps(path)
    return path if steps else file_of(root)


def _paths(value: Any, path: str) -> Iterator[str]:
    """Yield the paths of what a value of a snapshot holds, but for what is empty."""
    if value in (None, "", [], {}):
        return
    yield path
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _paths(each, f"{path}.{name}")
    elif isinstance(value, list):
        for each in value:
            name = next((each[key] for key in _NAMED_BY if key in each), None) if isinstance(each, Mapping) else None
            if name is not None:
                yield from _paths(each, f"{path}[{name}]")
