"""A content of a few lines, read in a millisecond: for what depends on one or two values, which a test adds."""

from __future__ import annotations

import copy
import difflib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from briefgen.content.changing import layout
from briefgen.content.model import Content
from briefgen.content.snapshot import restore

FILES: dict[str, Any] = {
    "association": {"id": "lamps", "name": {"en": "Lamps"}, "acronym": "L", "founded": "1900"},
    "agency": {
        "id": "us", "name": {"en": "Us"}, "short_name": {"en": "U"}, "country": "GE",
        "markings": [{"id": "open", "name": {"en": "Open"}}],
    },
    "events": [{"id": "forum", "kind": "forum", "date": "2019-10-14/2019-10-18", "state": "planned"}],
    "people": {}, "places": {}, "cooperation": {}, "sources": [], "glossary": {},
    "editions/first": {"event": "forum", "version": 1, "as_of": "2019-10", "marking": "open"},
}  # fmt: skip


def files(**more: Any) -> dict[str, Any]:
    """Return the files with some others in their place, or with more in them; `editions` by their names."""
    found = copy.deepcopy(FILES)
    for name, value in more.pop("editions", {}).items():
        found[f"editions/{name}"] = {**FILES["editions/first"], **value}
    for name, value in more.items():
        found[name] = {**found[name], **value} if isinstance(value, dict) else value
    return copy.deepcopy(found)


def content(**more: Any) -> Content:
    """Return the content of these files."""
    data = {"format": "briefgen content", "version": 1, "files": files(**more), "translations": None}
    return restore(json.dumps(data))


def write(folder: Path, **more: Any) -> Path:
    """Write these files into a folder; return it."""
    for name, value in files(**more).items():
        if not value:
            continue
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (
            [layout.entry_lines(each, 0) for each in value] if isinstance(value, list) else [layout.fields(value, 0)]
        )
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def done(folder: Path, do: Callable[[Path], Sequence[str]], **more: Any) -> tuple[Sequence[str], list[str]]:
    """Write the files, change them; return what was told, and the lines that differ, as in a diff without context."""
    write(folder, **more)
    before = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
    notes = do(folder)
    lines: list[str] = []
    for path in sorted({*before, *folder.rglob("*.yaml")}):
        old, new = before.get(path, ""), path.read_text(encoding="utf-8")
        lines += list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    return notes, [line for line in lines if not line.startswith("@@")]
