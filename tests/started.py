"""The project that `briefgen init` makes, for tests that need hundreds: made once in a process, then written anew."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from briefgen.upkeep import starter


def start(folder: Path) -> None:
    """Write the starter into a folder, which may not be there yet."""
    for name, data in _files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@cache
def _files() -> dict[Path, bytes]:
    with tempfile.TemporaryDirectory() as aside:
        made = Path(aside) / "project"
        starter.start(made)
        return {path.relative_to(made): path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()}
