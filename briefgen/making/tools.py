"""What the files are made with: Python, its packages, the system's libraries, briefgen's own code; and the lock.

Another version of one of these may give other files from the same content. The packages are what a lock can bring back;
the rest is written down, so that one can say what differs.
"""

from __future__ import annotations

import ctypes
import hashlib
import platform
import re
import sys
import zlib
from collections.abc import Callable, Collection, Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from briefgen.cache.store import key_of
from briefgen.cache.unchanged import look, package_folders
from briefgen.project.folder import built_in_templates

PACKAGE = Path(__file__).resolve().parents[1]
CODE = "briefgen code"
LIBRARIES = ("fontconfig", "freetype", "fribidi", "glib", "harfbuzz", "pango", "zlib")  # of the system
UNLOCKED = ("python", "platform", *LIBRARIES, "briefgen", CODE)  # what no lock can bring back
_NOT_CODE = ("__pycache__", "templates", "lock")  # of the package's folder; the last two are there in a wheel


def system() -> dict[str, str]:
    """Return the versions of what no lock holds and the files depend on: Python, and libraries of the system.

    A library that isn't here has none.
    """
    return {"python": platform.python_version(), **_system()}


@cache
def _system() -> dict[str, str]:
    found = {"platform": f"{platform.system()} {platform.machine()}", "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name, (files, ask) in _LIBRARIES.items():
        for file in files:
            try:
                found[name] = ask(ctypes.CDLL(file))
                break
            except (OSError, AttributeError, ValueError):
                continue
    return found


def _text(function: str) -> Callable[[ctypes.CDLL], str]:
    """Return what asks a function that returns the version as text."""

    def ask(library: ctypes.CDLL) -> str:
        call = library[function]
        call.restype = ctypes.c_char_p
        return str(call().decode("ascii"))

    return ask


def _fontconfig(library: ctypes.CDLL) -> str:
    number = library.FcGetVersion()  # 2.14.1 is 21401
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _glib(library: ctypes.CDLL) -> str:
    parts = ("major", "minor", "micro")
    return ".".join(str(ctypes.c_uint.in_dll(library, f"glib_{part}_version").value) for part in parts)


def _freetype(library: ctypes.CDLL) -> str:
    handle, numbers = ctypes.c_void_p(), [ctypes.c_int() for _ in range(3)]
    if library.FT_Init_FreeType(ctypes.byref(handle)):
        raise OSError("FreeType can't be started")
    library.FT_Library_Version(handle, *map(ctypes.byref, numbers))
    library.FT_Done_FreeType(handle)
    return ".".join(str(number.value) for number in numbers)


def _fribidi(library: ctypes.CDLL) -> str:
    told = ctypes.c_char_p.in_dll(library, "fribidi_version_info").value or b""
    found = re.search(rb"\d+(\.\d+)+", told)  # "(GNU FriBidi) 1.0.8 …"
    if not found:
        raise ValueError(told)
    return found[0].decode()


# What WeasyPrint loads and what Pango stands on: files on Linux, macOS and Windows, and how each tells its version.
_LIBRARIES: dict[str, tuple[tuple[str, ...], Callable[[ctypes.CDLL], str]]] = {
    "fontconfig": (("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"), _fontconfig),
    "freetype": (("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll"), _freetype),
    "fribidi": (("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll"), _fribidi),
    "glib": (("libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll"), _glib),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), _text("hb_version_string")),
    "pango": (("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"), _text("pango_version_string")),
}


@cache
def packages() -> dict[str, str]:
    """Return the version of each package that briefgen needs, with all that those need, by normalised name."""
    from email.parser import HeaderParser

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: dict[str, str] = {}
    waiting, seen = [("briefgen", "")], set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            there = distribution(name)
        except PackageNotFoundError:
            continue  # what needs it will say so
        # Of what a package says of itself the head alone is read: its whole README stands below.
        told = HeaderParser().parsestr((there.read_text("METADATA") or "").partition("\n\n")[0]) or there.metadata
        found[str(canonicalize_name(name))] = told["Version"]
        for need in map(Requirement, told.get_all("Requires-Dist") or ()):
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                waiting += [(need.name, wanted) for wanted in ("", *need.extras)]
    return dict(sorted(found.items()))


@cache
def state() -> str:
    """Return what tells the code, the packages and the libraries of this process from any others: quick, for a cache.

    Of briefgen's own files the times say whether they have changed, of packages what they say of their versions.
    """
    own = (PACKAGE, built_in_templates(), Path(sys.executable).resolve())
    folders = [Path(path) for path in package_folders() if Path(path).is_dir()]
    names = sorted(each.name for folder in folders for each in folder.iterdir() if each.suffix == ".dist-info")
    return key_of(look(map(str, own)), *names, *(f"{name} {version}" for name, version in system().items()))


def all_tools(more: Iterable[str] = ()) -> dict[str, str]:
    """Return the versions of everything, with those of `more` packages; raises `PackageNotFoundError`."""
    return {**system(), CODE: code(), **dict(sorted({**packages(), **{name: version(name) for name in more}}.items()))}


@cache
def code() -> str:
    """Return a digest of briefgen's own files, which may differ where its version doesn't."""
    return _digest_of(PACKAGE, _NOT_CODE)


@cache
def templates() -> str:
    """Return a digest of the templates that come with briefgen."""
    return _digest_of(built_in_templates())


def _digest_of(folder: Path, without: Collection[str] = ()) -> str:
    """Return a digest of the names and bytes of all files in a folder, `without` what lies in folders of some names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder)
        if path.is_file() and not any(part in without for part in name.parts):
            digest.update(name.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def lock_folder() -> Path:
    """Return the lock that comes with briefgen, in a checkout or in an installed package."""
    installed = PACKAGE / "lock"
    return installed if installed.is_dir() else PACKAGE.parent / "lock"
