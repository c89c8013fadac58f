"""The output folder: what was written, and the manifest that lists it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.formats.run import Hole
from briefgen.making.tools import packages, system
from briefgen.project.reading import read_plain


@dataclass(frozen=True, slots=True)
class Built:
    """A file that was written. `pages` is known for PDF only."""

    path: Path
    size: int
    pages: int | None
    seconds: float
    sha256: str  # of its bytes, in hex
    digest: str | None = None  # that it prints
    holes: tuple[Hole, ...] = ()
    brief: str = ""
    language: str = ""
    version: int | None = None  # that it says it is, if not the edition's
    draft: bool = False
    copy: int | None = None  # which of several it is


def manifest(folder: Path, identity: Mapping[str, Any], built: Sequence[Built]) -> bytes:
    """Return manifest.json: whose briefs these are, what the folder holds, from which content, made with what.

    Files of earlier builds that this one didn't write (another language, say) stay listed while they are unchanged.
    """
    listed = {
        file.path.name: {
            "sha256": file.sha256,
            "bytes": file.size,
            "pages": file.pages,
            "content": identity["content"],
            "brief": file.brief,
            "language": file.language,
            "version": file.version or identity["version"],
            **({"printed": file.digest} if file.digest else {}),
            **({"draft": True} if file.draft else {}),
            **({"copy": file.copy} if file.copy else {}),
        }
        for file in built
    }
    for name, entry in listed_in(folder).items():
        if name not in listed and _unchanged(folder, name, entry.get("sha256")):
            listed[name] = entry
    facts = {**identity, "files": dict(sorted(listed.items())), "tools": {**system(), **packages()}}
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def manifest_with(folder: Path, name: str, data: bytes, pages: int, of: str, layout: str) -> bytes:
    """Return the manifest with a file more: the brief that it lists as `of`, in another layout, for the printer."""
    facts = json.loads(read_plain(folder, "manifest.json"))
    brief = facts["files"][of]
    facts["files"][name] = {
        **brief, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "pages": pages, "layout": layout
    }  # fmt: skip
    facts["files"] = dict(sorted(facts["files"].items()))
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def _unchanged(folder: Path, name: str, sha256: object) -> bool:
    try:
        return Path(name).name == name and hashlib.sha256(read_plain(folder, name)).hexdigest() == sha256
    except OSError:
        return False


def listed_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what the manifest of a folder says of each file; nothing if there is none, or if it isn't ours."""
    try:
        files = json.loads(read_plain(folder, "manifest.json"))["files"]
        return {name: entry for name, entry in files.items() if isinstance(entry, dict)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
