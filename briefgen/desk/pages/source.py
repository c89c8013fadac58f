"""A file of the content as it is written, for who prefers that, and where it can't be read as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.shown import form, go, page, show
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.editing import ChangedError, UndecidedError
from briefgen.upkeep.saving import change_source, source_of


@page
def source_page(request: Request, project: Opened) -> Response:
    """Show a file, and where in it somebody wants to be."""
    return _source(request, project, request.query_params.get("path", ""))


def _source(request: Request, project: Opened, path: str, status: int = 200, **shown: Any) -> Response:
    root, file, text = source_of(project, path)
    about = {"typed": None, "wrong": "", "problems": (), "undecided": (), "since": "", "now": "", **shown}
    line = request.query_params.get("line", "")
    return show(
        request, "source.html.jinja", project, status,
        root=root, file=file, text=text, line=line if line.isascii() and line.isdigit() else "", **about,
    )  # fmt: skip


@form
def save_source(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write a file as it was typed, if it can be read and nobody else has changed it."""
    path, was, text = fields.get("path", ""), _plain(fields.get("was", "")), _plain(fields.get("text", ""))
    always = fields.get("kind") == "always"
    why: dict[str, Any] = {}
    try:
        done = change_source(project, path, was, text, since=None if always else fields.get("since"), always=always)
        return go("/source", path=path, done="saved" if done.files else "nothing")
    except UndecidedError as error:
        why = {"undecided": error.editions}
    except ProblemsError as error:
        why = {"problems": error.problems}
    except ChangedError as error:
        why = {"wrong": str(error), "now": source_of(project, path)[2]}
    except Mistake as error:
        why = {"wrong": str(error)}
    return _source(request, project, path, 409, typed=text, was=was, **why)


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n")
