"""What works on this machine and what to install: for ``briefgen doctor``, and for the set-up of a checkout.

The set-up asks before any package is installed, so only the standard library is imported at the head.
"""

from __future__ import annotations

import ctypes
import platform
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.look.theme import Theme
    from briefgen.project.folder import Project

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one part works; `detail` says what was found, or what to do."""

    part: str
    works: bool
    needed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Library:
    """A system library: its file on Linux and on macOS, and the Debian package that brings it."""

    files: tuple[str, str]
    package: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that briefgen does without, what it serves, its Debian package, and one that does `instead`."""

    name: str
    program: str
    purpose: str
    package: str
    instead: str = ""

    @property
    def path(self) -> str | None:
        """Where it is, or what does instead of it."""
        return shutil.which(self.program) or (shutil.which(self.instead) if self.instead else None)


# What WeasyPrint loads. Pango's package brings GObject, HarfBuzz and Fontconfig, whose packages have other names from
# system to system.
LIBRARIES = (
    Library(("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"), "libpango-1.0-0"),
    Library(("libpango-1.0.so.0", "libpango-1.0.dylib"), "libpango-1.0-0"),
    Library(("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "libpango-1.0-0"),
    Library(("libfontconfig.so.1", "libfontconfig.1.dylib"), "libpango-1.0-0"),
    Library(("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "libpangoft2-1.0-0"),
    Library(("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), "libharfbuzz-subset0"),
)
# Only the tests load it: a reader of mail that shares no code with what writes ours.
GMIME = Library(("libgmime-3.0.so.0", "libgmime-3.0.0.dylib"), "gir1.2-gmime-3.0")
TOOLS = (
    Tool("LibreOffice", "soffice", "to look at Word pages, and for the tests", "libreoffice-writer-nogui"),
    # Its shell without a window takes two thirds of the CPU that all of it takes.
    Tool("Chromium", "chromium-headless-shell", "for the tests of the desk", "chromium-headless-shell", "chromium"),
    Tool("Firefox", "firefox-esr", "for the tests of the desk", "firefox-esr"),
    Tool("poppler", "pdftoppm", "to turn PDF pages into pictures, and for the tests", "poppler-utils"),
)


def examine(folder: Path) -> list[Finding]:
    """Return what was found of each part, for the project that a folder is in; reads, but changes nothing.

    The needed parts come first.
    """
    pango = _pango()
    return [
        _python(),
        pango,
        _weasyprint() if pango.works else Finding("WeasyPrint", False, True, "can't be loaded without Pango"),
        _packages(),
        _fonts(),
        _languages(),
        *_project(folder),
        _spelling(folder),
        _desk(),
        _mail(),
        *_sending(folder),
        *map(_tool, TOOLS),
    ]


def missing_packages(*, tools: bool) -> list[str]:
    """Return the Debian packages to install for briefgen, and with `tools` also those for its tests."""
    packages = [library.package for library in LIBRARIES if not is_loadable(library)]
    if tools:
        packages += [tool.package for tool in TOOLS if not tool.path]
        packages += [] if is_loadable(GMIME) else [GMIME.package]
    return list(dict.fromkeys(packages))


def is_loadable(library: Library) -> bool:
    """Try to load a library by its file's name, as WeasyPrint does."""
    return any(_load(file) for file in library.files)


def _load(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _python() -> Finding:
    wanted = ".".join(map(str, OLDEST_PYTHON))
    works = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", works, True, platform.python_version() + ("" if works else f"; install {wanted} or newer"))


def _pango() -> Finding:
    missing = [library.files[0] for library in LIBRARIES if not is_loadable(library)]
    if not missing:
        return Finding("Pango", True, True, f"all {len(LIBRARIES)} libraries that WeasyPrint loads are here")
    return Finding("Pango", False, True, f"no {', '.join(missing)}; {_how_to_install(missing_packages(tools=False))}")


def _weasyprint() -> Finding:
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        return Finding("WeasyPrint", False, True, f"{error}; type: pip install --upgrade weasyprint")
    return Finding("WeasyPrint", True, True, weasyprint.__version__)


def _packages() -> Finding:
    """Look whether the packages are those of the lock; others within the ranges work as well."""
    from briefgen.issuing.environment import unlike_the_lock
    from briefgen.making.tools import lock_folder

    other = [f"{name} {here} ({locked or 'not'} locked)" for name, (here, locked) in unlike_the_lock().items()]
    if not other:
        return Finding("packages", True, False, "those of the lock, which an issued version keeps")
    detail = (
        f"not those of the lock, so an issued version keeps none: {', '.join(other)}; to have those of the lock, type:"
        f" python -m pip install --require-hashes --no-deps -r {lock_folder() / 'brief.txt'}"
    )
    return Finding("packages", True, False, detail)


def _fonts() -> Finding:
    """Look at the faces of the theme that comes with briefgen."""
    from briefgen.look.errors import ThemeError
    from briefgen.look.theme_file import load_theme
    from briefgen.project.folder import built_in_templates

    try:
        theme = load_theme(built_in_templates() / "themes" / "plain")
        faces = len(theme.face_files)
        return Finding(theme.faces.family, True, True, f"{faces} faces, of pymupdf-fonts {version('pymupdf-fonts')}")
    except (ThemeError, ImportError, PackageNotFoundError) as error:
        return Finding("FiraGO", False, True, f"{error}; type: pip install --upgrade pymupdf-fonts")


def _languages() -> Finding:
    from briefgen.language import shipped
    from briefgen.language.catalogue import CatalogueError, load_catalogue

    codes = shipped()
    try:
        for code in codes:
            load_catalogue(code)
    except CatalogueError as error:
        return Finding("languages", False, True, str(error))
    return Finding("languages", True, True, ", ".join(codes))


def _project(here: Path) -> list[Finding]:
    """Look at the project that `here` is in; having none is no fault."""
    from briefgen.look.theme_file import load_theme
    from briefgen.problems.mistakes import Mistake
    from briefgen.project.folder import find_project
    from briefgen.project.settings import SETTINGS_FILE

    exists = any((folder / SETTINGS_FILE).is_file() for folder in (here, *here.parents))
    try:
        project = find_project(here)
    except Mistake as error:
        return [Finding("project", False, exists, str(error))]
    found = Finding("project", True, True, str(project.root))
    try:
        theme = load_theme(project.theme, project.theme_folder, project.name_of)
        found_theme = Finding("theme", True, True, f"{theme.name}, set in {theme.faces.family}")
    except Mistake as error:
        return [found, Finding("theme", False, True, str(error))]
    return [found, found_theme, *_letterhead(project, theme)]


def _letterhead(project: Project, theme: Theme) -> list[Finding]:
    """Try to open the project's letterhead, if it has one, and say what it lacks."""
    from briefgen.formats.word.letterhead.opened import read_letterhead
    from briefgen.formats.word.letterhead.told import notes as notes_of
    from briefgen.problems.mistakes import Mistake
    from briefgen.project.reading import read_file

    try:
        path = project.letterhead
        if path is None:
            return []
        letterhead = read_letterhead(read_file(path, project.name_of(path)), project.name_of(path))
    except (Mistake, OSError) as error:
        return [Finding("letterhead", False, True, str(error))]
    notes = (note.removeprefix(f"{letterhead.name}: ") for note in notes_of(letterhead, theme))
    return [Finding("letterhead", True, True, "; ".join([f"{letterhead.name} opens", *notes]))]


def _spelling(here: Path) -> Finding:
    """Look for the dictionaries of the project's languages, or of any; a brief can be made without."""
    from briefgen.language import available, get_language
    from briefgen.language.dictionaries import find_dictionary, how_to_get
    from briefgen.problems.mistakes import Mistake
    from briefgen.project.folder import find_project

    root, codes = None, available()
    with suppress(Mistake):  # that is told of the project itself
        project = find_project(here)
        root, codes = project.root, project.settings.languages
    names = {code: get_language(code).dictionary for code in codes if code in available()}
    names = {code: name for code, name in names.items() if all(name)}
    found = {code: find_dictionary(code, name, root) for code, name in names.items()}
    missing = [code for code in found if found[code] is None]
    if missing and (root or len(missing) == len(found)):
        detail = f"no speller for {', '.join(missing)}; {how_to_get(names[missing[0]])}"
        return Finding("spelling", False, False, detail)
    return Finding("spelling", True, False, f"dictionaries for {', '.join(code for code in found if found[code])}")


def _desk() -> Finding:
    """Look for what only the desk needs: the extra `desk`."""
    missing = [name for name in ("starlette", "tomlkit", "uvicorn") if not find_spec(name)]
    if missing:
        return Finding("desk", False, False, f"no {', '.join(missing)}; type: pip install 'briefgen[desk]'")
    return Finding("desk", True, False, "a page in the browser: briefgen desk")


def _mail() -> Finding:
    """Look for what only some ways of sending need: the extra `mail`."""
    purposes = {"keyring": "passwords kept by the system", "icalendar": "calendar files", "cryptography": "signatures"}
    missing = [f"{name} ({purpose})" for name, purpose in purposes.items() if not find_spec(name)]
    if missing:
        return Finding("mail", False, False, f"no {', '.join(missing)}; type: pip install 'briefgen[mail]'")
    return Finding("mail", True, False, f"{', '.join(purposes.values())}")


def _sending(here: Path) -> list[Finding]:
    """Look at the way of sending that the project's [mail] chooses, if there is one; logs in nowhere."""
    from briefgen.problems.mistakes import Mistake
    from briefgen.project.folder import find_project

    try:
        project = find_project(here)
    except Mistake:  # that is told of the project itself
        return []
    if not project.settings.mail:
        return []
    try:
        return [_way(project)]
    except Mistake as error:
        return [Finding("sending", False, False, str(error))]


def _way(project: Project) -> Finding:
    from briefgen.contacts.account import read_account
    from briefgen.mailing.ways import WAYS, packages_of, way_of

    account = read_account(project)
    way = way_of(account)
    for package, extra in packages_of(account).items():
        if not find_spec(package):
            return Finding("sending", False, False, f"no {package}; type: pip install 'briefgen[{extra}]'")
    way.prepare(account, project)
    return Finding("sending", True, False, f"{account.sender} {WAYS[account.way]}: {way.where(account)}")


def _tool(tool: Tool) -> Finding:
    path = tool.path
    detail = path or f"only {tool.purpose}; {_how_to_install([tool.package])}"
    return Finding(tool.name, path is not None, False, detail)


def _how_to_install(packages: list[str]) -> str:
    if shutil.which("apt-get"):
        return f"type: sudo apt-get install {' '.join(packages)}"
    return f"install what your system calls {', '.join(packages)} (these are Debian's names)"
