"""Issued versions of a few files, frozen by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen.issued.facts import Facts, Printed
from briefgen.issued.store import FACTS, Issued, sha256


def facts(edition: str = "forum", version: int = 1, **changes: object) -> Facts:
    given: dict[str, object] = {
        "edition": edition, "version": version, "as_of": "2030-05", "issued": "2030-05-02", "content": "0123456789ab",
        "theme": "plain", "letterhead": None, "tools": {}, "files": {}, "frozen": {}, **changes,
    }  # fmt: skip
    return Facts(**given)  # type: ignore[arg-type]


def printed(tree: str = "trees/x.json", pages: int | None = None, size: int = 1000) -> Printed:
    return Printed(tree=tree, sha256="0" * 64, bytes=size, pages=pages)


def freeze(content: Path, told: Facts | None = None, **files: str) -> Issued:
    """Freeze files, by their names with __ for /, in the content's folder of a version."""
    told = told or facts()
    folder = content / "editions" / f"{told.edition}.issued" / f"v{told.version}"
    frozen = {}
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        frozen[path.relative_to(folder).as_posix()] = sha256(text.encode())
    folder.mkdir(parents=True, exist_ok=True)
    told = replace(told, frozen=frozen).sealed()
    (folder / FACTS).write_text(told.text(), encoding="utf-8")
    return Issued(folder, told)
