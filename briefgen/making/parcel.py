"""A project by value: its settings and the files that a build reads, for a worker that shares no disk with us."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen.cache.store import key_of
from briefgen.contacts.recipients import recipients_file
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import Project
from briefgen.project.reading import read_file
from briefgen.project.settings import ProjectError, Settings

_LEFT_OUT = frozenset({"__pycache__"})
_UNSAFE = re.compile(r"[\\:\x00-\x1f]")  # in a step of a path, on one system or another


class ParcelError(Mistake):
    """A parcel names a file that wouldn't lie in the folder it is unpacked to."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files of a project by their paths in it, and its settings; nothing of whom its briefs are mailed to."""

    settings: Settings
    files: Mapping[str, bytes]
    theme: str  # the digest of its theme, to which packages bring the faces
    key: str  # of all that is in the files and the settings: SHA-256, in hex


def pack(held: Opened) -> Parcel:
    """Return a project by value; raises `ProjectError`, `ThemeError`, OSError for what can't be read or sent."""
    project = held.project
    settings = replace(project.settings, mail={}, **_where(project))
    mailed_to = {recipients_file(each)[0] for each in (project, replace(project, settings=settings))}
    files: dict[str, bytes] = {}
    for path in _files(project):
        name = path.relative_to(project.root).as_posix()
        if path.is_symlink():
            raise ProjectError(f"{name} is a link: a cluster gets plain files only; copy what it leads to")
        if path not in mailed_to:
            _require_inside(name)
            files[name] = read_file(path, name)
    key = key_of(repr(settings), *(part for name in sorted(files) for part in (name, files[name])))
    return Parcel(settings, files, held.theme.digest, key)


def unpack(parcel: Parcel, folder: Path) -> Project:
    """Write the files of a parcel into an empty folder, and return the project there; raises `ParcelError`."""
    for name in parcel.files:
        _require_inside(name)
    for name, data in parcel.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Project(folder.resolve(), parcel.settings)


def _where(project: Project) -> dict[str, Any]:
    """Return where each thing is that a build reads, by its setting; what is named may be a link to it."""
    return {
        setting: place.relative_to(project.root).as_posix()
        for setting, place in zip(project.settings_read, project.inputs[1:], strict=True)
    }


def _files(project: Project) -> Iterator[Path]:
    """Yield the files that a build reads, and links among them."""
    for place in project.inputs[1:]:  # the settings go as data, less [mail]
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in found:
            if (path.is_symlink() or path.is_file()) and not _LEFT_OUT.intersection(path.parts):
                yield path


def _require_inside(name: str) -> None:
    steps = name.split("/")  # a path would drop what is empty or a dot
    if any(step in ("", ".", "..") or _UNSAFE.search(step) for step in steps):
        raise ParcelError(f"{name!r} is no file of a project")
