"""Letters as files that a mail program opens: addresses are in them, so they are for their owner alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_ENDING = ".mail"


def folder_of(output: Path, issued: str) -> Path:
    """Return the folder for the drafts of an issued version in the output folder."""
    return output / f"{issued}{_ENDING}"


@contextmanager
def new_folder(folder: Path) -> Iterator[Callable[[str, bytes], None]]:
    """Give what writes the draft for a recipient; drafts of an earlier dry run, which may be wrong by now, are gone."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")

    def write(recipient: str, wire: bytes) -> None:
        path = folder / f"{recipient}.eml"
        path.touch(mode=0o600)
        path.write_bytes(wire)

    yield write


def forget(output: Path, recipient: str) -> int:
    """Delete the drafts for a recipient and return how many there were."""
    found = list(output.glob(f"*{_ENDING}/{recipient}.eml"))
    for path in found:
        path.unlink()
    return len(found)
