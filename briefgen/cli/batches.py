"""What a person is told of a batch: how far it is, what was written where, and what couldn't be built and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.common import remarks
from briefgen.cli.terminal import echo
from briefgen.problems.characters import cleaned
from briefgen.problems.reports import text

if TYPE_CHECKING:
    from briefgen.making.batch import Batch, BatchItem
    from briefgen.making.press import Result


def tell_step(told: Callable[[str], None]) -> Callable[[BatchItem, int, int], None]:
    """Return what tells how far a batch is, in the line that says what is written."""
    return lambda item, done, total: told(f"{total} editions: {item.edition or item.project.name}, number {done}")


def tell_batch(batch: Batch) -> None:
    """Show what a batch wrote, and what it has to say of it; what couldn't be built as mistakes."""
    several = len({item.project for item in batch.items}) > 1
    for what, folder, files in _written(batch):
        echo(f"wrote {what} to {folder}/, files: {files}")
    for worker in batch.deaths:
        echo(f"{worker} died; what it had in hand was made by another worker")
    for line in remarks(_results(batch)):
        echo(line)
    for item in batch.failed:
        echo(f"{_name(item, several=several)}: not built", err=True)
        echo(text(item.problems) if item.problems else item.bug or f"briefgen: {item.error}", err=True)
    if batch.failed:
        echo(f"{len(batch.failed)} of {len(batch.items)} could not be built", err=True)


def batch_again(batch: Batch) -> str:
    """Return what the same command says when nothing has changed."""
    there = (f"  {what} in {folder}/, files: {files}" for what, folder, files in _written(batch))
    lines = ["Nothing has changed since this was written:", *there, *remarks(_results(batch))]
    return "".join(f"{cleaned(line)}\n" for line in lines)


def _results(batch: Batch) -> list[Result]:
    return [item.result for item in batch.items if item.result]


def _written(batch: Batch) -> Iterator[tuple[str, Path, int]]:
    """Yield how many editions are in each folder that was written to, and how many files that is."""
    folders: Counter[Path] = Counter()
    files: Counter[Path] = Counter()
    for result in _results(batch):
        folder = result.files[0].path.parent.parent
        folders[folder] += 1
        files[folder] += len(result.files)
    for folder, count in folders.items():
        shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
        yield "1 edition" if count == 1 else f"{count} editions", shown, files[folder]


def _name(item: BatchItem, *, several: bool) -> str:
    return f"{item.project.name} {item.edition}".strip() if several or not item.edition else item.edition
