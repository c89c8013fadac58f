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


# The line of the starter's chronology before which a dated entry stands.
GOES_ON = "  # What goes on has no date.\n"
_TOLD = {
    "შეხვედრა": "A meeting",
    "სემინარი": "A seminar",
    "ვიზიტი": "A visit",
    "საუბარი": "A talk",
    "გამოფენა": "A fair",
}
# With the starter's own it is enough for a timeline.
FIVE_MEETINGS = "".join(
    f"  - {{id: met-{year}, date: {year}, sources: [example-page], text: {{ka: {ka}., en: {en}.}}}}\n"
    for year, (ka, en) in enumerate(_TOLD.items(), start=2022)
)
