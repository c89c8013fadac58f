"""A file of the content as it is written, for who prefers that, and where it can't be read as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.answering import form, page
from briefgen.desk.pages.filled import base_of, learning_of, refusal, require_told
from briefgen.desk.pages.shown import go, link, show, way_back
from briefgen.making.judge import hides_others
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.editing import ChangedError, last_saved
from briefgen.upkeep.saving import change_source, source_of


@page
def source_page(request: Request, project: Opened) -> Response:
    """Show a file, and where in it somebody wants to be."""
    return _source(request, project, request.query_params.get("path", ""), back=way_back(request.query_params))


def _source(request: Request, project: Opened, path: str, status: int = 200, **shown: Any) -> Response:
    root, file, text = source_of(project, path)
    about: dict[str, Any] = {"typed": None, "wrong": {}, "problems": (), "undecided": (), "since": "", "kind": ""}
    about |= {"now": "", "base": "", "back": "", **shown}
    unread = () if about["typed"] is not None else _unread(project, file)
    saved = last_saved(project, file) if unread else None
    put_back = saved if "saved" in request.query_params else None
    if put_back:
        about["typed"], unread = put_back[1], ()
    line = request.query_params.get("line", "") or (str(unread[0].place.line) if unread else "")
    return show(
        request, "source.html.jinja", project, status,
        here=link("/source", path=root, back=about["back"]), action="/source",
        root=root, file=file, text=text, unread=unread, saved=saved, put_back=put_back,
        line=line if line.isascii() and line.isdigit() else "", **about,
    )  # fmt: skip


def _unread(project: Opened, file: str) -> Sequence[Diagnostic]:
    """Return why a file can't be read as it is, if that is so."""
    return [each for each in project.values[1] if each.place.file == file and not each.path and hides_others(each)]


@form
def save_source(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write a file as it was typed, if it can be read and nobody else has changed it."""
    path, was, text = fields.get("path", ""), fields.get("was", ""), fields.get("text", "")
    try:
        require_told(project, fields)
        done = change_source(project, path, was, text, **learning_of(fields))
    except (ProblemsError, Mistake) as error:
        now = source_of(project, path)[2] if isinstance(error, ChangedError) else ""
        base = base_of(error, fields, "was")
        told = refusal(error, fields)
        return _source(request, project, path, 409, typed=text, now=now, base=base, back=way_back(fields), **told)
    return go("/source", path=path, back=way_back(fields), done="saved" if done.files else "nothing")
