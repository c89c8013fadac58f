"""A command that was run before: what it rests on is looked at, so that it need not do it all again."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.cache import unchanged
from briefgen.cache.store import open_cache
from briefgen.making.opened import Opened
from briefgen.project.files import MANIFEST
from briefgen.project.folder import Project, built_in_templates

_PACKAGE = Path(__file__).resolve().parents[1]
_LOADED = Path("/proc/self/maps")  # on Linux: which files are part of this process, the system's libraries among them


@dataclass(frozen=True, slots=True)
class InputsBefore:
    """What the inputs of a command were before it began."""

    places: tuple[str, ...]
    told: str


def look_at(project: Opened) -> InputsBefore | None:
    """Look at all that a build reads; None where that can't be done by a look. Raises `ProjectError`."""
    return _looked_at([*edited(project.project), *_tools()])


def look_at_content(project: Opened) -> InputsBefore | None:
    """Look at the settings and the content, and at what reads them, as `look_at`."""
    return _looked_at([*map(str, (project.project.settings_file, project.project.content)), *_tools()])


def _looked_at(found: Sequence[str]) -> InputsBefore | None:
    places = tuple(dict.fromkeys(found))
    try:
        return InputsBefore(places, unchanged.look(places))
    except OSError:
        return None


def remember(seen: InputsBefore | None, arguments: Sequence[str], files: Sequence[Path], said: str) -> None:
    """Keep what a command that wrote these files has said, for the same command.

    Nothing is kept if its inputs have changed meanwhile.
    """
    if seen is None or open_cache() is None or not unchanged.same(seen.told, seen.places):
        return
    written = [*map(str, files), *sorted({str(file.parent / MANIFEST) for file in files})]
    places = [*seen.places, *_libraries(), *written]
    try:
        told = unchanged.look(places)
        unchanged.keep(unchanged.folder_of_user(), unchanged.command_line(arguments), places, told, said)
    except OSError:
        return


def edited(project: Project) -> tuple[str, ...]:
    """Return the files and folders that a build reads and that people edit; some may not be there."""
    from briefgen.making.keys import all_dictionaries  # brings the languages along

    return tuple(map(str, (*project.inputs, built_in_templates(), *all_dictionaries(project.root))))


def _tools() -> Iterator[str]:
    yield from map(str, (_PACKAGE, Path(sys.executable).resolve()))
    # Of what is installed, the names say the versions: a folder tells when one of them goes or comes.
    yield from (f"{path.rstrip('/')}/" for path in sys.path if path.rstrip("/").endswith("-packages"))


def _libraries() -> list[str]:
    """Return the files of the system's libraries that this process has loaded."""
    try:
        lines = _LOADED.read_text().splitlines()
    except OSError:
        return []
    files = (line.partition("/")[1] + line.partition("/")[2] for line in lines)
    return sorted({file for file in files if ".so" in file and "-packages/" not in file})
