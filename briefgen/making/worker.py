"""What one worker of a batch does: keeps projects open, and makes the files of one edition at a time, as bytes.

The same code runs in a process of this machine and in one of a cluster; nothing is written but what a cluster's worker
unpacks for itself.
"""

from __future__ import annotations

import gc
import os
import platform
import tempfile
import traceback
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from briefgen.cache.store import key_of
from briefgen.making.opened import Opened, open_project
from briefgen.making.tools import CODE, code, packages, system, templates
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import Mistake, reason

if TYPE_CHECKING:
    from briefgen.making.parcel import Parcel
    from briefgen.making.press import Result

_MOST_OPEN = 4  # projects that a worker holds; the one used longest ago goes first


class DifferentError(Exception):
    """A worker has another briefgen than the one that asks, or other packages or libraries."""


class FacesError(Mistake):
    """The theme's faces, which packages bring along, are other ones here."""


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """One edition of one project, and which of its files are wanted."""

    edition: str
    languages: tuple[str, ...] = ()
    briefs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    draft: bool = False
    cache: bool = True  # whether what was made before is used, and what is made is kept


@dataclass(frozen=True, slots=True)
class Made:
    """The files of an edition by name, what is to be said of them, and the manifest's facts; or why there are none."""

    worker: str
    result: Result | None = None
    data: Mapping[str, bytes] = field(default_factory=dict)
    identity: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    error: str = ""  # a mistake in plain words
    bug: str = ""  # a traceback


@dataclass(frozen=True, slots=True)
class _Place:
    """A project that is held open, with what its files are pressed with."""

    held: Opened
    folder: tempfile.TemporaryDirectory[str] | None = None  # what a parcel was unpacked to


_places: OrderedDict[str, _Place] = OrderedDict()
_one_at_a_time = Lock()  # a cluster may give one process several threads; what sets pages serves one


def make_here(order: WorkOrder, root: str) -> Made:
    """Make an edition of the project in a folder of this machine, as it was when this process first read it."""
    with _one_at_a_time:
        return _made(order, root, lambda: _Place(_like_others(open_project(root, cache=order.cache))))


def make_from(order: WorkOrder, parcel: Parcel, tools: str) -> Made:
    """Make an edition of a project that is given by value; raises `DifferentError` unless the tools are the same."""
    from briefgen.making.parcel import unpack

    tempfile.tempdir = _own_folder() or tempfile.tempdir  # for what is kept for a while, and left by who is killed
    if _own_key() != tools:
        raise DifferentError(worker_name())

    def place() -> _Place:
        folder = tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True)
        held = Opened(unpack(parcel, Path(folder.name)), cache=False)  # nothing of a brief stays at a worker
        if held.theme.digest != parcel.theme:  # its files came along
            raise FacesError(f"the faces of the theme {held.theme.name} are other ones at {worker_name()}")
        return _Place(_like_others(held), folder)

    with _one_at_a_time:
        return _made(order, parcel.key, place)


def _made(order: WorkOrder, key: str, place: Callable[[], _Place]) -> Made:
    name = worker_name()
    try:
        if key not in _places:
            _places[key] = place()
            while len(_places) > _MOST_OPEN:
                _close(_places.popitem(last=False)[1])
        _places.move_to_end(key)
        made = _make(_places[key], order, name)
        _settle()
        return made
    except ProblemsError as error:
        return Made(name, problems=tuple(error.problems))
    except (Mistake, OSError) as error:
        return Made(name, error=plain(error))
    except Exception:
        return Made(name, bug=traceback.format_exc())


def _make(place: _Place, order: WorkOrder, name: str) -> Made:
    from briefgen.making.press import Result, identity, prepare, produce

    ready = prepare(
        place.held, edition=order.edition, languages=order.languages, briefs=order.briefs, formats=order.formats,
        draft=order.draft,
    )  # fmt: skip
    files, data = produce(Path(), ready.prints, ready.products)
    result = Result(files, ready.gaps, ready.problems, ready.notes)
    return Made(name, result, data, identity(ready.content, ready.edition, ready.theme))


def _like_others(held: Opened) -> Opened:
    """Return a project that presses with what another one here has made of the same theme."""
    for place in reversed(_places.values()):
        if held.press_like(place.held):
            break
    return held


@cache
def _settle() -> None:
    """Once a first brief is made, leave what stays for good out of each later search for what can be forgotten."""
    gc.collect()
    gc.freeze()


def _own_folder() -> str | None:
    """Return the folder of a cluster's worker, which is cleared after one that was killed; None elsewhere."""
    from distributed import get_worker

    try:
        return str(get_worker().local_directory)
    except ValueError:
        return None


def _close(place: _Place) -> None:
    if place.folder is not None:
        place.folder.cleanup()


def plain(error: Exception) -> str:
    """Return what a person is told of a mistake, or of what the system refuses."""
    if isinstance(error, OSError) and not isinstance(error, Mistake) and error.filename:
        return f"{error.filename}: {reason(error)}"
    return str(error)


def worker_name() -> str:
    """Return how reports call this process."""
    return f"{platform.node()}:{os.getpid()}"


def tools() -> dict[str, str]:
    """Return all that the bytes of a file may depend on beside the project, each with its version or digest."""
    return {**system(), CODE: code(), "briefgen templates": templates(), **packages()}


def tools_key(tools: Mapping[str, str]) -> str:
    """Return what tells tools from any others."""
    return key_of(repr(sorted(tools.items())))


@cache
def _own_key() -> str:
    return tools_key(tools())
