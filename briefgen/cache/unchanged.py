"""A command that was run before, and of which nothing has changed since: seen by a look at files, nothing else.

What it looked at is written down: of each file its size, its times, and its place on the disk, which no edit leaves as
they are, since nobody can set the time of the last change (`st_ctime`). A file so young that another edit could bear
the same time is told by its bytes, as all are on Windows, where that time is another one. This module imports next to
nothing: all that a command costs of which nothing has changed is Python's own start and this.
"""

from __future__ import annotations

import os
import sys
import time
from stat import S_ISDIR, S_ISREG
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Other output, other files: what the environment says of places, languages, fonts, libraries and the clock. By whole
# names: what begins like one of them, as HOMEBREW_GITHUB_API_TOKEN does, may be a password, and would lie on the disk.
_NAMES = (
    "DYLD_FALLBACK_LIBRARY_PATH DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH FC_LANG FONTCONFIG_FILE FONTCONFIG_PATH"
    " FONTCONFIG_SYSROOT FREETYPE_PROPERTIES HB_OPTIONS HB_SHAPER_LIST HOME LANG LANGUAGE LC_ALL LC_COLLATE LC_CTYPE"
    " LC_MESSAGES LC_NUMERIC LC_TIME LD_LIBRARY_PATH LD_PRELOAD PANGOCAIRO_BACKEND PANGO_LANGUAGE PYTHONHASHSEED"
    " PYTHONHOME PYTHONIOENCODING PYTHONNOUSERSITE PYTHONOPTIMIZE PYTHONPATH PYTHONSAFEPATH PYTHONUSERBASE PYTHONUTF8"
    " SOURCE_DATE_EPOCH TZ WEASYPRINT_DLL_DIRECTORIES XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_DIRS XDG_DATA_HOME"
)
_OF_THE_ENVIRONMENT = frozenset(_NAMES.split())
_YOUNG = 2_000_000_000  # ns: the coarsest time that a file system keeps (FAT)
_COMPILED = "__pycache__"  # of our own code; in a project it is a folder as any other
_SELF = os.path.realpath(__file__)  # where an installation is that a link leads to
PACKAGE = os.path.dirname(os.path.dirname(_SELF))  # briefgen's own folder
_WINDOWS = os.name == "nt"
_HEAD = "briefgen unchanged 1"
CONTENT = ("what the content says",)  # stands for a command that says all of it; nobody can type it
_LARGEST = 100_000_000  # bytes of a file that is told by them; the same as `project.reading` has
_MOST = 20_000_000  # bytes of a record


class Strange(OSError):
    """Something lies where files are looked at of which nobody can tell whether it has changed."""


def look(places: Iterable[str], *, again_soon: bool = False) -> str:
    """Return what is in these files and folders, a line each, so that any change gives another text.

    Of a folder whose name ends with a slash only the folder itself is looked at. Who looks `again_soon` is told of the
    times alone, of what is young as well. Raises `Strange` for a link to a folder or what is no plain file, OSError for
    what can't be looked at.
    """
    newest = time.time_ns() + (_YOUNG * 1000 if again_soon else -_YOUNG)
    return _look(places, lambda path, about: _WINDOWS or about.st_mtime_ns > newest or about.st_ctime_ns > newest)


def same(told: str, places: Iterable[str]) -> bool:
    """Tell whether a look at the places would tell the same; where a file was told by its bytes, by these."""
    by_bytes = {line.partition(" ")[2] for line in told.split("\n") if line.startswith("=")}
    try:
        return _look(places, lambda path, about: path in by_bytes) == told
    except OSError:
        return False


def _look(places: Iterable[str], by_bytes: Callable[[str, os.stat_result], bool]) -> str:
    lines: list[str] = []
    for place in places:
        try:
            about = os.stat(place)
        except (FileNotFoundError, NotADirectoryError):
            lines.append(f"- {place}")
            continue
        if not S_ISDIR(about.st_mode):
            lines.append(_line(place, about, by_bytes))
        elif place.endswith(("/", os.sep)):
            lines.append(_times(place, about))
        else:
            _look_into(place, lines, by_bytes)
    return "\n".join(lines)


def _look_into(folder: str, lines: list[str], by_bytes: Callable[[str, os.stat_result], bool]) -> None:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):  # it went just now
        lines.append(f"- {folder}")
        return
    lines.append(f"/ {folder}")
    for entry in entries:
        if entry.is_dir():
            if entry.is_symlink():
                raise Strange(f"{entry.path} is a link to a folder")
            if entry.name != _COMPILED or not folder.startswith(PACKAGE):
                _look_into(entry.path, lines, by_bytes)
            continue
        try:
            lines.append(_line(entry.path, entry.stat(), by_bytes))
        except FileNotFoundError:  # a link to nothing
            lines.append(f"- {entry.path}")


def _line(path: str, about: os.stat_result, by_bytes: Callable[[str, os.stat_result], bool]) -> str:
    if not S_ISREG(about.st_mode):  # to open a pipe is to wait for who writes to it
        raise Strange(f"{path} is no plain file")
    if by_bytes(path, about):
        if about.st_size > _LARGEST:
            raise Strange(f"{path} is larger than anything that is read")
        import hashlib

        with open(path, "rb") as file:
            return f"={hashlib.sha256(file.read()).hexdigest()} {path}"
    return _times(path, about)


def _times(path: str, about: os.stat_result) -> str:
    return f"+{about.st_size}.{about.st_mtime_ns}.{about.st_ctime_ns}.{about.st_ino}.{about.st_dev} {path}"


def package_folders() -> list[str]:
    """Return the folders that installed packages lie in; what lies there says in its name of which version it is."""
    return [path.rstrip("/") for path in sys.path if path.rstrip("/").endswith("-packages")]


def here() -> str:
    """Return the folder that a command is run in; raises OSError if it is gone."""
    return os.getcwd()


def command_line(arguments: Iterable[str]) -> str:
    """Return what says which command is run, where, by which briefgen and in what environment: one line."""
    told = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name in _OF_THE_ENVIRONMENT]
    return repr([here(), sys.executable, _SELF, *arguments, told])


def keep(folder: str, command: str, places: Sequence[str], told: str, said: str) -> None:
    """Keep what a command has said, and what a look at the places told; if that can't be, nothing is kept."""
    body = "\0\0".join((command, "\0".join(places), told, said)).encode("utf-8", "surrogateescape")
    path = _path(folder, command)
    aside = f"{path}.{os.getpid()}.part"
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(f"{_HEAD} {crc32(body)}\n".encode() + body)
        os.replace(aside, path)
    except OSError:
        pass


def said_again(folder: str, arguments: Iterable[str]) -> str | None:
    """Return what a command has said the last time if nothing that it rests on has changed; None else."""
    try:
        command = command_line(arguments)
        if not os.path.isabs(folder) or not all(map(is_ours, (os.path.dirname(folder), folder))):
            return None
        with open(_path(folder, command), "rb") as file:
            head, _, body = file.read(_MOST).partition(b"\n")
    except OSError:
        return None
    parts = body.decode("utf-8", "surrogateescape").split("\0\0")
    if head != f"{_HEAD} {crc32(body)}".encode() or len(parts) != 4 or parts[0] != command:
        return None
    places, told, said = parts[1].split("\0"), parts[2], parts[3]
    try:
        now = look(places) if "\n=" in told else told
    except OSError:
        return None
    if not same(told, places):
        return None
    if now != told:  # what was young then is old enough to be told by its times
        keep(folder, command, places, now, said)
    return said


def is_ours(folder: str) -> bool:
    """Tell whether this is a folder that nobody else may write to; on Windows a user's folder is theirs."""
    about = os.lstat(folder)
    return S_ISDIR(about.st_mode) and (_WINDOWS or (about.st_uid == os.getuid() and not about.st_mode & 0o022))


def _path(folder: str, command: str) -> str:
    return os.path.join(folder, f"command-{crc32(command.encode('utf-8', 'surrogateescape')):08x}")


def folder_of_user() -> str:
    """Return the folder of the user's cache, as `store` has it; for a user without a home one that isn't there."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    base = base if os.path.isabs(base) else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "briefgen", "made")


def say(said: str) -> None:
    """Print what a command has said, as `cli.terminal` would: in a file UTF-8, on a screen what it lacks is escaped."""
    if sys.stdout.isatty():
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        sys.stdout.write(said)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
