"""Writing files: each is whole, several come together or not at all, and what someone else made stays.

New files are written beside their places (asides), then renamed over the old ones. Where there are several, a promise
is put down first: `.promise.briefgen` says which aside goes where. A run that is killed before leaves everything old;
of one that is killed after, the next run that writes there keeps the promise. It also sweeps asides that were left.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.reading import NotPlainError, read_plain, read_plain_if_any
from briefgen.project.workshop import only_one

MANIFEST = "manifest.json"
_ASIDE = ".briefgen"  # the ending of a file that isn't in its place yet
_LEFT = re.compile(r"\..+\.[a-z0-9_]{8}\.briefgen")
_PROMISE = ".promise.briefgen"
# By which a file says itself that briefgen wrote it; the files of a build are known by their manifest.
_MARK = re.compile(rb'"format": "briefgen |[Ww]ritten by briefgen|name="generator" content="briefgen')
_HEAD = 1000  # bytes: the mark stands at the beginning


class ChangedError(Mistake):
    """Someone else changed the file between reading and writing it; theirs stays."""


class KeptError(ChangedError):
    """What a run that was killed had all but done was done now, in its place."""


class NotOursError(Mistake):
    """There is a file that briefgen didn't write, or that was changed since; it stays, and nothing was written."""


def write_all(folder: Path, files: Mapping[str, bytes], mode: int = 0o644) -> None:
    """Write what briefgen makes into a folder: all of these files, or none.

    Only what briefgen itself wrote is written over: a file that the manifest beside it lists with its hash, or one
    that bears our mark. Raises `NotOursError` for any other. A file that is new gets the `mode`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with only_one(folder):
        _put(folder, files, lambda: require_ours(folder, files), mode)


def clear(folder: Path, pattern: str) -> None:
    """Delete the files of a folder that match, all or none: those that its manifest lists with their hash.

    Raises `NotOursError` if one isn't listed, or was changed since.
    """
    with only_one(folder):
        listed = _listed(folder / MANIFEST)
        found = sorted(folder.glob(pattern))
        for path in found:
            there = _there(path)
            if there is None or listed.get(path.name) != hashlib.sha256(there).hexdigest():
                raise _not_ours(path, listed)
        for path in found:
            path.unlink()


def replace_files(
    folder: Path,
    files: Mapping[str, tuple[bytes | None, bytes | None]],
    name: str,
    before: Callable[[], None] = lambda: None,
    mode: int = 0o644,
) -> None:
    """Put new bytes in the place of those that were read, in files of a folder that reports call `name`: all or none.

    None says that there was no file, or that there shall be none. Raises `ChangedError` if one holds something else by
    now. Runs of briefgen wait for one another, so that of two that read the same file the second one is refused.
    `before` is called when all is ready and looked at. A file that is new gets the `mode`.
    """

    def look() -> None:
        for file, (old, _) in files.items():
            if read_plain_if_any(folder, file) != old:
                called = f"{name}/{file}"
                raise ChangedError(
                    Told(
                        "{called} was changed by someone else meanwhile; nothing was written: try again", called=called
                    )
                )

    def look_twice() -> None:
        look()
        before()
        look()

    with only_one(folder):
        _put(folder, {file: new for file, (_, new) in files.items()}, look_twice, mode)


def replace_file(
    path: Path,
    old: bytes | None,
    new: bytes | None,
    name: str,
    before: Callable[[], None] = lambda: None,
    mode: int = 0o644,
) -> None:
    """Put `new` in the place of `old`, as `replace_files` does, in one file that reports call `name`."""
    replace_files(path.parent, {path.name: (old, new)}, str(Path(name).parent.as_posix()), before, mode)


@contextmanager
def new_folder(path: Path, name: str) -> Iterator[Path]:
    """Give a folder aside to fill; what it then holds appears under `path` at once, or not at all.

    Raises `ChangedError`, which calls the folder `name`, if there is one already: it is never written over. Runs of
    briefgen wait for one another.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_one(path.parent):
        sweep(path.parent)
        if path.exists():
            raise ChangedError(
                Told("{name} is there already and is never written over; nothing was written", name=name)
            )
        with _told_as(path):
            aside = path.parent / Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=_ASIDE, dir=path.parent)).name
        try:
            yield aside
            _seal(aside)
            aside.rename(path)
            _sync(path.parent)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def fill_folder(folder: Path, name: str) -> Iterator[Path]:
    """Give a folder aside to fill; what it then holds comes into an empty folder, all of it or nothing.

    The folder stays the same one: a person may work in it. Raises `ChangedError`, which calls it `name`, if it isn't
    empty; `KeptError` if it is so no more, since a run that was killed had promised to fill it.
    """
    with only_one(folder):
        if sweep(folder):
            raise KeptError(Told("{name} was filled by a run that was killed", name=name))
        if any(folder.iterdir()):
            raise ChangedError(Told("{name} is not empty; name a new folder", name=name))
        with _told_as(folder):
            # Python 3.12 and later make a relative path absolute.
            aside = folder / Path(tempfile.mkdtemp(prefix=".new.", suffix=_ASIDE, dir=folder)).name
        moved: list[Path] = []
        try:
            yield aside
            _seal(aside)
            entries = sorted(aside.iterdir())
            _promise(folder, {entry.name: entry for entry in entries})
            try:
                for entry in entries:
                    entry.rename(folder / entry.name)
                    moved.append(entry)
            except OSError:
                (folder / _PROMISE).unlink(missing_ok=True)
                for entry in moved:
                    (folder / entry.name).rename(entry)
                raise
            _sync(folder)
            (folder / _PROMISE).unlink()
        finally:
            if not (folder / _PROMISE).exists():
                shutil.rmtree(aside, ignore_errors=True)


def sweep(folder: Path) -> bool:
    """Keep the promise of a run that was killed, and clear away what else it left; nobody else may be writing.

    Return whether there was a promise.
    """
    kept: list[tuple[str, str]] = []
    if (promise := folder / _PROMISE).is_file():
        kept += _promised(promise)
        for aside, file in kept:
            if aside and (folder / aside).exists():
                (folder / aside).replace(folder / file)
            elif not aside:
                (folder / file).unlink(missing_ok=True)
        _sync(folder)
        promise.unlink()
    for left in folder.iterdir():
        if _LEFT.fullmatch(left.name):
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
    return bool(kept)


def _put(folder: Path, files: Mapping[str, bytes | None], look: Callable[[], None], mode: int = 0o644) -> None:
    """Put files into their places below a folder, or take them away (None), once `look` has nothing against it."""
    places = list(dict.fromkeys((folder, *((folder / file).parent for file in files))))
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
        sweep(place)
    asides: dict[str, Path | None] = {}
    try:
        for file, data in files.items():
            asides[file] = None if data is None else _write_aside(folder / file, data, mode)
        look()
        if len(files) > 1:
            _promise(folder, asides)
        _settle(folder, asides)
        for place in places:
            _sync(place)
        (folder / _PROMISE).unlink(missing_ok=True)
    finally:
        # Of a run that is ended by Ctrl-C behind its promise, the next one needs what lies ready.
        if not (folder / _PROMISE).exists():
            for aside in asides.values():
                if aside is not None:
                    aside.unlink(missing_ok=True)


def _settle(folder: Path, asides: Mapping[str, Path | None]) -> None:
    """Rename the asides into their places; if one can't be, as where a file is open on Windows, all are as before."""
    before: dict[str, bytes | None] = {}
    try:
        for file, aside in asides.items():
            path = folder / file
            old = read_plain_if_any(folder, file) if len(asides) > 1 else None
            if aside is not None:
                with _told_as(path):
                    aside.replace(path)
            else:
                path.unlink(missing_ok=True)
            before[file] = old
    except OSError:
        (folder / _PROMISE).unlink(missing_ok=True)
        for file, old in before.items():
            if old is None:
                (folder / file).unlink(missing_ok=True)
            else:
                _write_aside(folder / file, old).replace(folder / file)
        raise


def _promise(folder: Path, asides: Mapping[str, Path | None]) -> None:
    pairs = [["" if aside is None else aside.relative_to(folder).as_posix(), file] for file, aside in asides.items()]
    aside = _write_aside(folder / _PROMISE, json.dumps(pairs).encode())
    try:
        for place in {folder, *(each.parent for each in asides.values() if each)}:
            _sync(place)
        aside.replace(folder / _PROMISE)
        _sync(folder)
    finally:
        aside.unlink(missing_ok=True)


def _promised(promise: Path) -> Iterable[tuple[str, str]]:
    """Return which aside goes where; nothing for a file that isn't ours."""
    try:
        pairs = [(str(aside), str(file)) for aside, file in json.loads(read_plain(promise.parent, promise.name))]
    except (ValueError, TypeError, RecursionError, NotPlainError):
        return ()
    inside = (path for pair in pairs for path in pair)
    return () if any(Path(path).is_absolute() or ".." in Path(path).parts for path in inside) else pairs


def require_ours(folder: Path, files: Mapping[str, bytes]) -> None:
    """Raise `NotOursError` where `write_all` would write these files over one that briefgen didn't write."""
    listed = _listed(folder / MANIFEST)
    for file, data in files.items():
        path = folder / file
        if not path.exists() and not path.is_symlink():
            continue
        there = _there(path)
        ours = there is not None and (there == data or _is_ours(file, there, listed))
        if not ours:
            raise _not_ours(path, listed)


def _there(path: Path) -> bytes | None:
    """Return what is in a file; None for what is no plain one."""
    try:
        return read_plain(path.parent, path.name)
    except NotPlainError:
        return None


def _not_ours(path: Path, listed: Mapping[str, str]) -> NotOursError:
    changed = Told("{path} was changed since briefgen wrote it", path=path)
    strange = Told("{path} is not a file that briefgen wrote", path=path)
    return NotOursError(
        Told(
            "{why}, so it stays, and nothing was written: move it away or delete it, then try again",
            why=changed if path.name in listed else strange,
        )
    )


def _is_ours(file: str, data: bytes, listed: Mapping[str, str] | None) -> bool:
    if file == MANIFEST:
        return bool(listed) or b'"briefgen"' in data
    return (listed or {}).get(file) == hashlib.sha256(data).hexdigest() or bool(_MARK.search(data[:_HEAD]))


def _listed(manifest: Path) -> dict[str, str]:
    """Return the hashes that a manifest lists; nothing if there is none."""
    try:
        found = json.loads(read_plain(manifest.parent, manifest.name))["files"]
        return {file: str(entry["sha256"]) for file, entry in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write_aside(path: Path, data: bytes, mode: int = 0o644) -> Path:
    """Write a file next to `path`, safely on the disk and with the mode that `path` has, else with `mode`."""
    with _told_as(path.parent if path.name == _PROMISE else path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_ASIDE, dir=path.parent)
    aside = path.parent / Path(name).name  # `mkstemp` makes a relative path absolute
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(path.stat().st_mode & 0o777 if path.exists() else mode)
    except BaseException:
        aside.unlink()
        raise
    return aside


@contextmanager
def _told_as(path: Path) -> Iterator[None]:
    """Let what the system refuses name the path that a person knows, not the hidden one beside it."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None


def _seal(folder: Path) -> None:
    """Bring a folder that was filled safely to the disk, readable to all who may read the one that it is in."""
    for file in (found for found in folder.rglob("*") if found.is_file()):
        file.chmod(0o644)
        _sync(file)
    for each in (*(found for found in folder.rglob("*") if found.is_dir()), folder):
        each.chmod(0o755)
        _sync(each)


def _sync(path: Path) -> None:
    if os.name == "nt":  # Windows opens no folders, and its files were written through
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
