"""A small invented association, whose editions of 2019 have to stay as they were: how it is changed and printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.content.changing import add as entries
from briefgen.content.changing import remove as removal
from briefgen.content.changing import set as changes
from briefgen.content.changing.new import new_edition
from briefgen.content.digest import digest
from briefgen.content.reading.loader import load
from briefgen.document.tree import Document, unbind
from briefgen.document.tree_json import dump
from briefgen.formats.run import Run
from briefgen.formats.text import write_text
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.making.compose import compose, on_paper, plan
from briefgen.making.judge import examine
from briefgen.making.products import Products
from briefgen.making.templating import Templates
from briefgen.problems.diagnostics import Diagnostic
from briefgen.problems.notes import Note
from briefgen.project.folder import Project, find_project

PROJECT = Path(__file__).parent / "data" / "past"
OLDER = ("2019-10-before", "2019-11-after")
NEWER = "2022-11-newer"
_READING = re.compile(r"\.history\[[0-9-]+\](?=\.(?:value|as_of))")
Step = tuple[Any, ...]


class Past:
    """A copy of the project."""

    def __init__(self, folder: Path, of: Path = PROJECT) -> None:
        shutil.copytree(of, folder)
        self.folder = folder / "content"
        self.project = find_project(folder)

    def set(self, path: str, words: str, **options: Any) -> list[Note]:
        """Set a value as `briefgen set` does."""
        return changes.set_value(self.folder, "content", path, words, **options)

    def add(self, path: str, entry: dict[str, Any], **options: Any) -> list[Note]:
        """Add an entry as `briefgen add` does."""
        return entries.add_entry(self.folder, "content", path, entry, **options)

    def remove(self, path: str, **options: Any) -> list[Note]:
        """Take something out as `briefgen remove` does."""
        return removal.remove(self.folder, "content", path, **options)

    def new(self, as_of: str = "2022-11-15", event: str | None = None) -> None:
        """Start the newer edition as `briefgen new` does."""
        new_edition(self.folder, "content", NEWER, OLDER[-1], event, as_of)

    def do(self, step: Step) -> Any:
        """Do a step, such as ("set", PATH, WORDS, {"since": "2022-01-01"})."""
        verb, *arguments = step
        options = arguments.pop() if arguments and isinstance(arguments[-1], dict) and verb != "new" else {}
        if verb == "add" and len(arguments) == 1:
            arguments, options = [*arguments, options], {}
        method: Callable[..., Any] = getattr(self, verb)
        return method(*arguments, **options)

    def printed(self, editions: tuple[str, ...] = OLDER) -> dict[str, str]:
        """Return the trees of the editions' briefs as text, by edition and brief."""
        # A figure that went to its history stands elsewhere: that is no other word.
        found = {name: _READING.sub("", dump(tree)) for name, tree in trees(self.project, editions).items()}
        # What it could print, too: by that `send` and `check` see whether an issued edition has changed.
        content = load(self.folder)
        return found | {f"{edition}/digest": digest(content, edition) for edition in editions}

    def words(self, edition: str) -> str:
        """Return the words of an edition's full brief."""
        return words(trees(self.project, (edition,))[f"{edition}/full"])

    def errors(self, edition: str) -> list[Diagnostic]:
        """Return what keeps an edition from being built."""
        content = load(self.folder)
        problems = examine(self.project, content, plan(self.project, content, edition), Products(Run(_theme())), None)[
            1
        ]
        return [problem for problem in problems if problem.severity == "error"]


def words(document: Document) -> str:
    """Return the words of a tree."""
    return " ".join(unbind(write_text(document)).split())


def trees(project: Project, editions: tuple[str, ...]) -> dict[str, Document]:
    """Return the full brief of each edition, and the change note of what has one before it."""
    content = load(project.content)
    found = {}
    for edition in editions:
        briefs = ["full", *(["changes"] if content.editions[edition].previous else [])]
        for job in plan(project, content, edition, briefs=briefs):
            _, document = compose(project, content, job, templates=_templates(project))
            found[f"{edition}/{job.brief}"] = on_paper(document, _theme(), project.settings.contents)
    return found


@cache
def _theme() -> Theme:
    project = find_project(PROJECT)
    return load_theme(project.theme_folder("plain"), project.theme_folder)


@cache
def _template_set(folders: tuple[Path, ...]) -> Templates:
    return Templates(folders)


def _templates(project: Project) -> Templates:
    return _template_set(project.template_folders)
