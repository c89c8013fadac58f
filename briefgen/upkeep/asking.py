"""The content is asked what it says: the front for whoever only reads, which brings along nothing that changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefgen.content.changing import get
from briefgen.content.changing.get import Answer, HeldTerm
from briefgen.content.schema.base import Reading
from briefgen.making.opened import Opened, day_named, opened
from briefgen.project.folder import Project

__all__ = ["Answer", "HeldTerm", "Reading", "all_values", "get_value"]


def get_value(project: Project | Opened, path: str, on: str | None = None) -> Answer:
    """Return what the content says at a path; of a figure or an office also what it was `on` a day.

    Raises `PathError`, `ProblemsError`, `DayError`.
    """
    return get.ask(*opened(project).values, path, day_named(on) if on else None)


def all_values(project: Project | Opened, lines: Callable[[Answer], Sequence[str]], not_supplied: str) -> str | None:
    """Return what is kept of the content to say what it says at any path; None if some of it can't be read.

    `lines` are what is said of an answer, `not_supplied` what of the {path} of what wasn't supplied.
    """
    values, problems = opened(project).values
    return None if problems else get.kept(values, lines, not_supplied)
