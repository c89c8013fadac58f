"""A project that is held open: its content, theme and letterhead, each read when first needed, and then kept."""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.content.names import EDITIONS
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import DayError
from briefgen.problems.notes import Told
from briefgen.project.folder import Project, find_project, find_root
from briefgen.project.languages import OwnLanguage, read_languages, use
from briefgen.project.settings import SETTINGS_FILE, ProjectError

if TYPE_CHECKING:
    from briefgen.cache.store import Cache
    from briefgen.content.changing.lost import Lost
    from briefgen.content.model import Content, Values
    from briefgen.content.reading.loader import LoadError
    from briefgen.dates import Point
    from briefgen.formats.run import Run
    from briefgen.formats.word.changes import Reviewer
    from briefgen.formats.word.letterhead.opened import Letterhead
    from briefgen.look.theme import Theme
    from briefgen.making.products import Products

T = TypeVar("T")

# Each part is imported by what reads it: most verbs need but one.


class Opened:
    """A project, and what was read of it: the same values until somebody says that files have changed.

    Whatever is made, checked or sent takes one, so that what belongs together rests on the same content.
    """

    def __init__(self, project: Project | Path, *, cache: bool = True) -> None:
        # Of a folder alone the settings are read when they are first needed, as all else.
        self.root = project.resolve() if isinstance(project, Path) else project.root
        self._project: Project | None = None if isinstance(project, Path) else project
        self._languages: Mapping[str, OwnLanguage] | None = None
        self._read: Content | LoadError | None = None
        self._content: Content | LoadError | None = None
        self._theme: Theme | None = None
        self._letterhead: tuple[Letterhead | None] | None = None
        self._run: Run | None = None
        self._cache: tuple[Cache | None] | None = None if cache else (None,)
        self._concluded: dict[Hashable, Any] = {}
        self.refused_cache: Path | None = None
        """The folder for which the user's cache isn't used, as is seen when it is first asked for."""

    @property
    def project(self) -> Project:
        """The folder and its settings, at hand with the languages that it brings along; raises `ProjectError`."""
        if self._project is None:
            found = find_project(self.root)
            if found.root != self.root:  # the settings are gone, and the project is in the folder of another one
                raise ProjectError(Told("{root} has no {file} any more", root=self.root, file=SETTINGS_FILE))
            self._project = found
        if self._languages is None:
            self._languages = read_languages(self._project)
        use(self._languages)
        return self._project

    @property
    def content(self) -> Content:
        """The content; raises `LoadError` with what is wrong with it, what the rules find included."""
        if self._content is None:
            read = self._as_read()
            self._content = _with_findings(self.project, read, self.cache) if isinstance(read, ProblemsError) else read
        if isinstance(self._content, ProblemsError):
            raise type(self._content)(self._content.problems, self._content.read)
        return self._content

    @property
    def content_for_new(self) -> Content:
        """The content for a new edition, which may be the first; raises `LoadError` with all else that is wrong."""
        from briefgen.content.reading.loader import load

        if self.values[0].index[EDITIONS]:
            return self.content
        return load(self.project.content, self.project.name_of(self.project.content), needs_edition=False)

    @property
    def values(self) -> tuple[Values, tuple[Diagnostic, ...]]:
        """What can be read of the content, and what keeps the rest from it; the rules weren't asked."""
        read = self._as_read()
        return (read.read, read.problems) if isinstance(read, ProblemsError) else (read, ())

    def _as_read(self) -> Content | LoadError:
        if self._read is None:
            from briefgen.content.reading.loader import LoadError, load

            try:
                self._read = load(self.project.content, self.project.name_of(self.project.content))
            except LoadError as error:
                self._read = error
        return self._read

    @property
    def theme(self) -> Theme:
        """The theme that the project names; raises `ThemeError`, `ProjectError`."""
        if self._theme is None:
            from briefgen.making.compose import theme_of

            self._theme = theme_of(self.project)
        return self._theme

    @property
    def letterhead(self) -> Letterhead | None:
        """The letterhead, if the project has one; raises `ProjectError`, `LetterheadError`."""
        if self._letterhead is None:
            self._letterhead = (open_letterhead(self.project),)
        return self._letterhead[0]

    @property
    def cache(self) -> Cache | None:
        """What was made before, if it may be used."""
        if self._cache is None:
            from briefgen.cache.store import open_cache, others_may_write

            self._cache = (open_cache(),)
            self.refused_cache = None if self._cache[0] else others_may_write()
        return self._cache[0]

    def products(self, letterhead: Letterhead | None = None, reviewer: Reviewer | None = None) -> Products:
        """Return what presses files in the project's theme: the style sheet and the faces are read once a theme."""
        from briefgen.formats.run import Run
        from briefgen.making.annexes import reader
        from briefgen.making.products import Products

        if self._run is None or self._run.theme is not self.theme:
            self._run = Run(self.theme)
        run = replace(self._run, letterhead=letterhead, reviewer=reviewer, annexed=reader(self.project))
        return Products(run, self.cache)

    def conclude(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what follows from all that was read, as the check does: worked out once, until files have changed."""
        if key not in self._concluded:
            self._concluded[key] = work()
        found: T = self._concluded[key]
        return found

    def saying(self, content: Content) -> Opened:
        """Return the project with another content than its files have, as while somebody types; nothing is kept."""
        other = copy.copy(self)
        other._read = other._content = content
        other._cache = (None,)
        other._concluded = {}
        return other

    def in_theme(self, theme: Theme) -> Opened:
        """Return the project in another theme than its settings name, such as large print of its own."""
        other = copy.copy(self)
        other._theme, other._run = theme, None
        return other

    def apart(self) -> Opened:
        """Return the same project opened once more: for what runs beside, and may not see what is changed meanwhile.

        Its content is that of now, whatever is saved before it is first asked for.
        """
        other = Opened(self.project)
        other._read = self._as_read()
        other._cache = self._cache
        return other

    def press_like(self, other: Opened) -> bool:
        """Press with what another project has made of the same theme, if it is the same."""
        run = other._run
        if run is None or run.theme != self.theme or run.theme.digest != self.theme.digest:
            return False
        self._run, self._theme = run, run.theme
        return True

    def name_of(self, path: Path) -> str:
        """Return how reports call a file of the project."""
        return self.project.name_of(path)

    def changed(self, *paths: Path) -> None:
        """Be told that these files or folders have changed, or any at all; what rests on them will be read again.

        A relative path is one of the project's. Who writes through this door need not say so; who edits a file beside
        it does. A file is parsed again only if it says something else.
        """
        self._concluded = {}
        settings = self.root / SETTINGS_FILE
        places = [place for path in paths for place in self._places(path)]
        if not paths or self._project is None or any(settings.is_relative_to(place) for place in places):
            self._project = self._read = self._content = self._theme = self._letterhead = self._languages = None
            return
        of_languages = self._project.catalogue_folder
        if any(place.is_relative_to(of_languages) or of_languages.is_relative_to(place) for place in places):
            self._languages = self._read = self._content = None  # what was read may rest on them
        of_content = self._project.content
        if any(place.is_relative_to(of_content) or of_content.is_relative_to(place) for place in places):
            self._read = self._content = None
        if not all(place.is_relative_to(of_content) for place in places):
            self._theme = self._letterhead = None

    def _places(self, path: Path) -> tuple[Path, Path]:
        """Return where a file or folder lies, from the project's folder on: itself, and what it leads to if a link."""
        path = self.root / path
        return path.parent.resolve() / path.name, path.resolve()


def open_project(folder: Path | str, *, cache: bool = True) -> Opened:
    """Open the project that a folder is in; nothing but its settings is read yet. Raises `ProjectError`.

    Without the `cache` all is made anew, and nothing is kept.
    """
    return Opened(find_project(Path(folder)), cache=cache)


def open_to_mend(folder: Path) -> Opened:
    """Open the project that a folder is in, also one whose settings can't be read yet; raises `ProjectError`."""
    return Opened(find_root(folder))


def opened(project: Project | Opened) -> Opened:
    """Return a project that is open, or open it for this once."""
    return project if isinstance(project, Opened) else Opened(project)


def day_named(words: str) -> Point:
    """Return the day, month or year that somebody names; raises `DayError`."""
    from briefgen.dates import Date

    try:
        date = Date.parse(words)
    except ValueError as error:
        raise DayError(str(error)) from None
    if date.start is None or date.end is not None:
        raise DayError(Told("name one day, month or year"))
    return date.start


def _with_findings(project: Project, error: LoadError, cache: Cache | None) -> LoadError:
    """Return an error of the reader's with what the rules find in all that could be read."""
    from briefgen.checks.all_rules import Subject, run_rules
    from briefgen.making.compose import newest_edition

    newest = newest_edition(error.read)
    gone = missed(project, error.read)
    subject = Subject(
        error.read,
        project.settings.languages,
        newest,
        root=project.root,
        gone=gone,
        figures_months=project.settings.figures_months,
        unchecked=project.settings.unchecked,
        memory=cache,
    )
    return type(error)([*error.problems, *run_rules(subject)], error.read)


def missed(project: Project, values: Values) -> tuple[Lost, ...]:
    """Return what the content once had, and nobody meant to take out; versions that were touched don't count."""
    from briefgen.content.changing.lost import confirmed_gone, lost
    from briefgen.content.model import root_of
    from briefgen.issued.store import snapshots

    found = lost(values, snapshots(project.content, skip_tampered=True), confirmed_gone(project.content))
    # A file that is there and can't be read has a report of its own, and nothing in it is lost.
    return tuple(
        one for one in found if root_of(one.path) in values.items or not (project.content / one.file).is_file()
    )


def open_letterhead(project: Project) -> Letterhead | None:
    """Return the project's letterhead, if it has one; raises `ProjectError`, `LetterheadError`."""
    path = project.letterhead
    if path is None:
        return None
    from briefgen.formats.word.letterhead.opened import read_letterhead
    from briefgen.project.reading import read_file

    return read_letterhead(read_file(path, project.name_of(path)), project.name_of(path))
