"""What a person names to compare: an edition, a snapshot file, or the content as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from briefgen.content.comparing.compare import Side
from briefgen.content.knowing.known import newest_date
from briefgen.content.model import Content
from briefgen.content.snapshot import restore
from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import Told
from briefgen.project.reading import read_file

CONTENT = "content"
OpenSnapshot = Callable[[str], str]
"""Gives the snapshot that was frozen with EDITION@VERSION; raises `Mistake` if there is none."""


class SideError(Mistake):
    """There is nothing to compare under a name; the message says what there is."""

    exit_code = 2


def two_sides(
    content: Content, first: str, second: str = CONTENT, issued: OpenSnapshot | None = None, folder: Path = Path()
) -> tuple[Side, Side]:
    """Return what two names stand for: `content`, the id of an edition, EDITION@VERSION, or the path of a snapshot.

    Paths are read from `folder` on. If one of them is an edition, both are seen as of a date: that of the edition, or
    of the newest one of the other side. Raises `SideError`, `SnapshotError`.
    """
    sides = [_side(content, name, issued, folder) for name in (first, second)]
    if any(side.on for side in sides):
        sides = [side if side.on else _dated(side) for side in sides]
    return sides[0], sides[1]


def _side(content: Content, name: str, issued: OpenSnapshot | None, folder: Path) -> Side:
    if name == CONTENT:
        return Side("the content as it stands", content)
    if name in content.editions:
        return edition_side(content, name)
    path = folder / name
    if path.exists() and not path.is_dir():
        return Side(path.name, restore(read_file(path), path.name))
    edition, at, _ = name.partition("@")
    if at and issued:
        return replace(edition_side(restore(issued(name), name), edition), name=name)
    hint = did_you_mean(name, content.editions)
    raise SideError(
        Told(
            "{name}: name an edition, EDITION@VERSION, a snapshot file, or {content}; {hint}",
            name=name,
            content=CONTENT,
            hint=hint,
        )
    )


def edition_side(content: Content, edition: str) -> Side:
    """Return the content as an edition sees it."""
    return Side(edition, content, content.editions[edition].as_of.start, edition)


def _dated(side: Side) -> Side:
    on = newest_date(side.content)
    edition = next(id for id, edition in side.content.editions.items() if edition.as_of.start == on)
    return Side(side.name, side.content, on, edition)
