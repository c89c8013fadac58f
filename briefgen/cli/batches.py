"""What a person is told of a batch: how far it is, what was written where, and what couldn't be built and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.terminal import echo
from briefgen.problems.reports import summary, text

if TYPE_CHECKING:
    from briefgen.making.batch import Batch, BatchItem

_MOST_GAPS = 20  # that are listed


def tell_step(told: Callable[[str], None]) -> Callable[[BatchItem, int, int], None]:
    """Return what tells how far a batch is, in the line that says what is written."""
    return lambda item, done, total: told(f"{total} editions: {item.edition or item.project.name}, number {done}")


def tell_batch(batch: Batch) -> None:
    """Show what a batch wrote, and what it has to say of it; what couldn't be built as mistakes."""
    several = len({item.project for item in batch.items}) > 1
    for line in _written(batch):
        echo(line)
    for worker in batch.deaths:
        echo(f"{worker} died; what it had in hand was made by another worker")
    for line in _remarks(batch):
        echo(line)
    for item in batch.failed:
        echo(f"{_name(item, several=several)}: not built", err=True)
        echo(text(item.problems) if item.problems else item.bug or f"briefgen: {item.error}", err=True)
    if batch.failed:
        echo(f"{len(batch.failed)} of {len(batch.items)} could not be built", err=True)


def _written(batch: Batch) -> Iterator[str]:
    folders: Counter[Path] = Counter()
    files: Counter[Path] = Counter()
    for item in batch.items:
        if item.result:
            folder = item.result.files[0].path.parent.parent
            folders[folder] += 1
            files[folder] += len(item.result.files)
    for folder, count in folders.items():
        shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
        echoed = "1 edition" if count == 1 else f"{count} editions"
        yield f"wrote {echoed} to {shown}/, files: {files[folder]}"


def _remarks(batch: Batch) -> Iterator[str]:
    built = [item.result for item in batch.items if item.result]
    yield from dict.fromkeys(note for result in built for note in result.notes)
    if problems := tuple(dict.fromkeys(problem for result in built for problem in result.problems)):
        yield f"{summary(problems)}; briefgen check shows where and what to do"
    gaps = Counter(f"{gap.path}: {gap.what}" for result in built for gap in result.gaps)
    if gaps:
        yield "Not supplied:"
        for gap, count in gaps.most_common(_MOST_GAPS):
            yield f"  {gap}" if len(built) == 1 else f"  {gap} (editions: {count})"
        if len(gaps) > _MOST_GAPS:
            yield f"  and {len(gaps) - _MOST_GAPS} more"


def _name(item: BatchItem, *, several: bool) -> str:
    return f"{item.project.name} {item.edition}".strip() if several or not item.edition else item.edition
