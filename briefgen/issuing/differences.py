"""States of the content beside each other: editions, issued versions, snapshots, and the content as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.content.comparing import named, render
from briefgen.content.comparing.compare import EDITION, Change, Side, compare
from briefgen.content.comparing.named import CONTENT as TODAY
from briefgen.content.comparing.telling import ReportLine, grouped
from briefgen.content.comparing.wording import Stretch, apart
from briefgen.content.names import EDITIONS
from briefgen.content.snapshot import snapshot
from briefgen.issued import store
from briefgen.making.opened import Opened, opened
from briefgen.project.files import write_all
from briefgen.project.folder import Project

if TYPE_CHECKING:
    from rich.text import Text

__all__ = [
    "TODAY",
    "Difference",
    "ReportLine",
    "Stretch",
    "apart",
    "coloured",
    "diff",
    "write_difference",
    "write_snapshot",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one state to another, by meaning."""

    old: Side
    new: Side
    changes: Sequence[Change]

    def path_now(self, path: str) -> str:
        """Return where the content as it stands has what a change tells of: an edition's own under that edition."""
        first, dot, rest = path.partition(".")
        return f"{EDITIONS}[{self.new.edition}]{dot}{rest}" if first == EDITION else path

    def as_text(self) -> str:
        """Return it to be read."""
        return render.plain_text(self.old, self.new, self.changes)

    def grouped(self) -> Mapping[str, Sequence[ReportLine]]:
        """Return it under headings, in words that can be told in other languages."""
        return grouped(self.old, self.new, self.changes)

    def as_json(self) -> str:
        """Return it for a program."""
        return render.as_json(self.old, self.new, self.changes)

    def as_html(self) -> str:
        """Return it as a page that needs nothing beside it."""
        return render.as_html(self.old, self.new, self.changes)


def diff(project: Project | Opened, old: str, new: str = named.CONTENT, *, folder: Path | None = None) -> Difference:
    """Return what changed between two states: `content`, an edition, EDITION@VERSION, or a snapshot file.

    Files are looked for from `folder` on, the project's by default. Raises `SideError`, `SnapshotError`, `IssueError`,
    `TamperedError`, `LoadError`.
    """
    held = opened(project)

    def issued(name: str) -> str:
        return store.open_issued(held.project.content, name).read(store.CONTENT).decode()

    first, second = named.two_sides(held.content, old, new, issued, folder or held.project.root)
    return Difference(first, second, compare(first, second))


def coloured(difference: Difference) -> Text:
    """Return a difference for a terminal."""
    return render.text(difference.old, difference.new, difference.changes)


def write_difference(project: Project | Opened, difference: Difference, form: str, out: Path) -> Path:
    """Write a difference as `text`, `json` or `html` to a file, and return where; raises `ProjectError`."""
    path = opened(project).project.for_output(out)
    shown = {"json": difference.as_json, "html": difference.as_html, "text": difference.as_text}[form]()
    mark = "Written by briefgen diff\n\n" if form == "text" else ""
    write_all(path.parent, {path.name: f"{mark}{shown}\n".encode()})
    return path


def write_snapshot(project: Project | Opened, out: Path) -> Path:
    """Write everything that the content says to a file, to compare with later, and return where it is.

    Raises `LoadError`, `ProjectError`.
    """
    held = opened(project)
    path = held.project.for_output(out)
    write_all(path.parent, {path.name: snapshot(held.content).encode()})
    return path
