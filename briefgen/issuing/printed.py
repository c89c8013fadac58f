"""An issued version with its files, of those that lie in the output as they were issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.issued.facts import Facts
from briefgen.issued.store import open_issued, sha256
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.project.reading import read_plain


@dataclass(frozen=True, slots=True)
class Version:
    """An issued version: the bytes of each file, None for one that lies nowhere as it was issued.

    `faults` is what of that which is kept of it isn't as it was issued, in words.
    """

    name: str
    facts: Facts
    faults: tuple[str, ...]
    files: Mapping[str, bytes | None]


def issued_version(project: Opened, name: str) -> Version:
    """Return the version EDITION@VERSION; raises `IssueError`, `TamperedError`.

    Its files lie in the folder of the edition until it is built anew, and in that of the version once it was reprinted.
    """
    issued = open_issued(project.project.content, name)
    folders = [project.project.output / issued.facts.edition, project.project.output / issued.name]
    files = {name: _as_issued(folders, name, each.sha256) for name, each in issued.facts.files.items()}
    return Version(issued.name, issued.facts, tuple(issued.faults()), files)


def _as_issued(folders: list[Path], name: str, hash: str) -> bytes | None:
    for folder in folders:
        try:
            data = read_plain(folder, name)
        except (OSError, ValueError, Mistake):  # gone, or no plain file
            continue
        if sha256(data) == hash:
            return data
    return None
