"""A project: the folder with briefgen.toml, and where things are in it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefgen.problems.mistakes import reason
from briefgen.problems.notes import Told, WordRow, Written, either
from briefgen.project.reading import read_file
from briefgen.project.settings import SETTINGS_FILE, ProjectError, Settings, check_name, of_setting, settings_in
from briefgen.project.toml import LARGEST

_LOOPED = Told("a link that leads to itself")


@dataclass(frozen=True)
class Project:
    """A project folder and its settings."""

    root: Path
    settings: Settings

    @property
    def content(self) -> Path:
        """The folder with the content."""
        return self._inside("content")

    @property
    def output(self) -> Path:
        """The folder that a build writes to; raises `ProjectError` for one in what a build reads."""
        path = self._inside("output")
        if name := self._read_from(path):
            raise of_setting(
                "output",
                Told(
                    "{file}: output = {output!r} lies in {name} = {value!r}: a build would read what it "
                    "has written; give each a folder of its own",
                    file=SETTINGS_FILE,
                    output=self.settings.output,
                    name=name,
                    value=getattr(self.settings, name),
                ),
            )
        return path

    def _read_from(self, path: Path) -> str | None:
        """Return the setting whose folder a path lies in, if a build reads that."""
        path = path.resolve()
        return next(
            (name for name in ("content", "templates", "catalogues") if path.is_relative_to(self._inside(name))), None
        )

    @property
    def letterhead(self) -> Path | None:
        """The agency's letterhead for the Word files, if it has one; raises `ProjectError`."""
        if not self.settings.letterhead:
            return None
        path = self._inside("letterhead")
        if not path.is_file():
            raise of_setting(
                "letterhead",
                Told(
                    "{file}: letterhead = '{letterhead}': there is no such file in the project; copy it "
                    "beside briefgen.toml and write its name",
                    file=SETTINGS_FILE,
                    letterhead=self.settings.letterhead,
                ),
            )
        return path

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates and themes are looked for: the project's own first, then those of briefgen."""
        return tuple(dict.fromkeys((self._inside("templates"), built_in_templates())))

    @property
    def settings_file(self) -> Path:
        """The file with the settings."""
        return self.root / SETTINGS_FILE

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files and folders of the project that a build reads; some may not be there. Raises `ProjectError`."""
        return (self.settings_file, *map(self._inside, self.settings_read))

    @property
    def named_inputs(self) -> tuple[Path, ...]:
        """The same as `inputs`, as the settings name them: a link may come to lead elsewhere."""
        inside = zip(self.settings_read, self.inputs[1:], strict=True)  # raises for what leaves the project
        return (self.settings_file, *(self.root / str(getattr(self.settings, name)) for name, _ in inside))

    @property
    def settings_read(self) -> tuple[str, ...]:
        """The settings that name those files and folders, but for the first, in the same order."""
        return ("content", "templates", "catalogues", *(("letterhead",) if self.settings.letterhead else ()))

    @property
    def theme(self) -> Path:
        """The folder of the theme that the settings name; raises `SettingsError`."""
        try:
            return self.theme_folder(self.settings.theme)
        except ProjectError as error:
            raise of_setting("theme", str(error)) from None

    def theme_folder(self, name: str) -> Path:
        """Return the folder of a theme; raises `ProjectError`."""
        check_name(name, "theme")
        for folder in self.template_folders:
            if (folder / "themes" / name / "theme.toml").exists():
                return folder / "themes" / name
        themes = {each.parent.name for folder in self.template_folders for each in folder.glob("themes/*/theme.toml")}
        raise ProjectError(
            Told(
                "there is no theme {name!r} in {folders}; there are {names}",
                name=name,
                folders=either(dict.fromkeys(map(self.name_of, self.template_folders))),
                names=WordRow(", ", map(Written, sorted(themes))),
            )
        )

    @property
    def catalogue_folder(self) -> Path:
        """Where the project's own catalogues are, if it has some."""
        return self._inside("catalogues")

    def catalogue_files(self, language: str) -> tuple[Path, ...]:
        """Return the project's own catalogue of a language, if it has one."""
        path = self.catalogue_folder / f"{language}.po"
        return (path,) if path.exists() else ()

    def name_of(self, path: Path) -> str:
        """Return how reports call a file: its path from the project, or from briefgen's own folders."""
        for base in (self.root, built_in_templates().parent):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.name

    def output_folder(self, out: Path | None = None) -> Path:
        """Return the folder to write to: the project's, or another one as `for_output` has it."""
        return self.for_output(out) if out else self.output

    def for_output(self, path: Path) -> Path:
        """Return a file or folder that a person names to write to, from the project's folder on.

        Raises `ProjectError` for one in the content, or in what else a build reads.
        """
        path = self.root / path
        if name := self._read_from(path):
            raise ProjectError(
                Told(
                    "{path} is in the content, which is written by hand; nothing was written: name another",
                    path=self.name_of(path),
                )
                if name == "content"
                else Told(
                    "{path} is in the {name}, which are written by hand; nothing was written: name another",
                    path=self.name_of(path),
                    name=name,
                )
            )
        return path

    def anywhere(self, value: str, setting: str = "") -> Path:
        """Return a path that a setting names, which may lead out of the project: from its folder, or from ~ or /.

        Raises `SettingsError` for what can be no path here.
        """
        return self._followed(setting, value, lambda: Path(value).expanduser())

    def _followed(self, setting: str, value: str, path: Callable[[], Path]) -> Path:
        """Return where a path leads; there need be nothing yet. Raises `SettingsError` for what can be no path here."""
        try:
            found = (self.root / path()).resolve()
            with suppress(FileNotFoundError, NotADirectoryError):
                found.stat()
        except OSError as error:  # too long, a link that leads to itself, or not ours to look at
            why = _LOOPED if error.errno == errno.ELOOP else reason(error)
            raise of_setting(
                setting,
                Told("{file}: {value!r} can't be looked at: {why}", file=SETTINGS_FILE, value=value, why=why),
            ) from None
        except (RuntimeError, ValueError) as error:  # a user that there isn't; a character that no name can have
            why = _LOOPED if str(error).startswith("Symlink loop") else str(error)  # Python 3.12 and before
            raise of_setting(
                setting, Told("{file}: {value!r} is no path: {error}", file=SETTINGS_FILE, value=value, error=why)
            ) from None
        return found

    def _inside(self, setting: str) -> Path:
        value: str = getattr(self.settings, setting)
        path = self._followed(setting, value, lambda: Path(value))
        if not path.is_relative_to(self.root):
            raise of_setting(
                setting,
                Told(
                    "{file}: {setting} = {value!r} leaves the project", file=SETTINGS_FILE, setting=setting, value=value
                ),
            )
        return path


@cache
def built_in_templates() -> Path:
    """Return the templates that come with briefgen, in a checkout or in an installed package."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def find_project(start: Path) -> Project:
    """Return the project that `start` is in; raises `ProjectError`."""
    root = find_root(start)
    return Project(root, _read_settings(root / SETTINGS_FILE))


def find_root(start: Path) -> Path:
    """Return the folder of the project that `start` is in, whatever its settings say; raises `ProjectError`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).exists():
            return folder
    raise ProjectError(
        Told(
            "no {file} in this folder or above it; go to your project, or start one with: briefgen init FOLDER",
            file=SETTINGS_FILE,
        )
    )


def _read_settings(path: Path) -> Settings:
    return settings_in(read_file(path, SETTINGS_FILE, LARGEST))
