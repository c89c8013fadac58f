"""A command that was run before: what it rests on is looked at, so that it need not do it all again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cache import unchanged
from briefgen.cache.store import open_cache
from briefgen.making.opened import Opened
from briefgen.project.files import MANIFEST
from briefgen.project.folder import Project, built_in_templates
from briefgen.project.reading import read_file
from briefgen.project.settings import SETTINGS_FILE, ProjectError

if TYPE_CHECKING:
    from briefgen.making.output import Built

_LOADED = Path("/proc/self/maps")  # on Linux: which files are part of this process, the system's libraries among them
_GONE = " (deleted)"  # so ends the name of one that was renamed over meanwhile


@dataclass(frozen=True, slots=True)
class InputsBefore:
    """What the inputs of a command were before it began."""

    projects: tuple[Project, ...]
    places: tuple[str, ...]
    told: str


def look_at(*projects: Opened, also: Iterable[Path] = ()) -> InputsBefore | None:
    """Look at all that a build of these projects reads, and at `also` some files.

    None where that can't be done by a look, or where one of them is no project any more.
    """
    try:
        folders = [each.project for each in projects]
        read = [place for each in folders for place in (*edited(each), *_between(each))]
    except ProjectError:  # who builds it will say so
        return None
    return _looked_at(folders, [*map(str, also), *read, *_tools()])


def look_at_content(project: Opened) -> InputsBefore | None:
    """Look at the settings and the content, and at what reads them, as `look_at`."""
    folder = project.project
    read = map(str, (folder.settings_file, folder.named_inputs[1], folder.content))
    return _looked_at([folder], [*read, *_between(folder), *_tools()])


def _looked_at(projects: Sequence[Project], found: Sequence[str]) -> InputsBefore | None:
    places = tuple(dict.fromkeys(found))
    try:
        return InputsBefore(tuple(projects), places, unchanged.look(places))
    except OSError:
        return None


def remember(seen: InputsBefore | None, arguments: Sequence[str], files: Sequence[Built], said: str) -> None:
    """Keep what a command that wrote these files has said, for the same command.

    Nothing is kept if its inputs have changed meanwhile, or if someone else, such as a build that began before they
    did, has written over the files.
    """
    if seen is None or open_cache() is None or not unchanged.same(seen.told, seen.places):
        return
    named = [_as_named(seen.projects, file.path) for file in files]
    libraries = _libraries()
    if any(library.endswith(_GONE) for library in libraries):
        return
    written = [*map(str, named), *sorted({str(path.parent / MANIFEST) for path in named})]
    places = [*seen.places, *libraries, *written]
    try:
        told = unchanged.look(places)
        for file in files:
            if hashlib.sha256(read_file(file.path)).hexdigest() != file.sha256:
                return
        unchanged.keep(unchanged.folder_of_user(), unchanged.command_line(arguments), places, told, said)
    except OSError:
        return


def remember_content(seen: InputsBefore | None, told: str) -> None:
    """Keep what the content says at any path, for whatever is asked of it."""
    remember(seen, unchanged.CONTENT, (), told)


def edited(project: Project) -> tuple[str, ...]:
    """Return the files and folders that a build reads and that people edit; some may not be there."""
    from briefgen.making.keys import all_dictionaries  # brings the languages along

    return tuple(map(str, (*project.named_inputs, built_in_templates(), *all_dictionaries(project.root))))


def _between(project: Project) -> Iterator[str]:
    """Yield where between this folder and the project's there may come to be another project."""
    here = Path(unchanged.here())
    yield from (str(at / SETTINGS_FILE) for at in (here, *here.parents) if project.root in at.parents)


def _tools() -> Iterator[str]:
    yield from (unchanged.PACKAGE, sys.executable)
    yield from (f"{path}/" for path in unchanged.package_folders())  # each tells when something in it goes or comes


def _as_named(projects: Iterable[Project], path: Path) -> Path:
    """Return a file of the output by the folder's name in the settings, which may be a link."""
    for project in projects:
        if path.is_relative_to(project.output):
            return project.root / project.settings.output / path.relative_to(project.output)
    return path


def _libraries() -> list[str]:
    """Return the files of the system's libraries that this process has loaded."""
    try:
        lines = _LOADED.read_text().splitlines()
    except OSError:
        return []
    files = (line.partition("/")[1] + line.partition("/")[2] for line in lines)
    return sorted({file for file in files if ".so" in file and "-packages/" not in file})
