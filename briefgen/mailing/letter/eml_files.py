"""Letters as files that a mail program opens: addresses are in them, so they are for their owner alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefgen.project.files import MANIFEST, clear, write_all
from briefgen.project.reading import read_plain

_ENDING = ".mail"
_LETTER = ".eml"
_MODE = 0o600


def eml_folder(output: Path, issued: str) -> Path:
    """Return the folder for the drafts of an issued version in the output folder."""
    return output / f"{issued}{_ENDING}"


@contextmanager
def new_eml_folder(folder: Path) -> Iterator[Callable[[str, bytes], Path]]:
    """Give what writes the draft for a recipient and returns its file.

    Drafts of an earlier dry run, which may be wrong by now, are gone.

    Those that a person edited, and letters that briefgen didn't write, aren't: raises `NotOursError` for the first,
    and nothing was written. A link in the place of the folder is taken away.
    """
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear(folder, f"*{_LETTER}")
    listed: dict[str, str] = {}

    def write(recipient: str, wire: bytes) -> Path:
        listed[f"{recipient}{_LETTER}"] = hashlib.sha256(wire).hexdigest()
        files = {f"{recipient}{_LETTER}": wire, MANIFEST: _manifest(listed), ".gitignore": b"*\n"}
        write_all(folder, files, _MODE)
        return folder / f"{recipient}{_LETTER}"

    yield write


def forget_eml_files(output: Path, recipient: str) -> int:
    """Delete the drafts for a recipient, edited or not, and return how many there were."""
    found = list(output.glob(f"*{_ENDING}/{recipient}{_LETTER}"))
    for path in found:
        path.unlink()
        manifest = path.parent / MANIFEST
        if manifest.is_file():
            files = json.loads(read_plain(path.parent, MANIFEST))["files"]
            listed = {name: entry["sha256"] for name, entry in files.items() if name != path.name}
            write_all(path.parent, {MANIFEST: _manifest(listed)}, _MODE)
    return len(found)


def _manifest(listed: dict[str, str]) -> bytes:
    """Return what the folder holds, by which `files` knows on the next run what briefgen wrote."""
    files = {name: {"sha256": sha256} for name, sha256 in listed.items()}
    return json.dumps({"format": "briefgen drafts", "files": files}, indent=1).encode()
