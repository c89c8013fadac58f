"""What the check finds, and what each problem means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.long import part_of
from briefgen.desk.pages.shown import form, go, link, page, show, words_of
from briefgen.making.explaining import help_page
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import SEVERITIES
from briefgen.problems.mistakes import Mistake
from briefgen.problems.reports import count
from briefgen.upkeep.saving import stand_by


@page
def page_of_check(request: Request, project: Opened) -> Response:
    """Show the problems, the gravest first; what somebody stands by comes last. Or those of one kind."""
    found = check(project)
    if kind := request.query_params.get("kind", ""):
        of_kind = sorted((each for each in found if each.code == kind), key=lambda each: bool(each.acknowledged))
        return show(request, "kind.html.jinja", project, kind=kind, part=part_of(request, of_kind))
    open_ones = [each for each in found if not each.acknowledged]
    return show(
        request, "check.html.jinja", project, count=count(found),
        groups=[(severity, [each for each in open_ones if each.severity == severity]) for severity in SEVERITIES],
        acknowledged=[each for each in found if each.acknowledged],
    )  # fmt: skip


@page
def explained(request: Request, project: Opened) -> Response:
    """Show what a problem means, why it matters, and what to do."""
    told = help_page(request.path_params["code"], words_of(request, project).language)
    reader = MarkdownIt("commonmark", {"html": False}).disable("link")  # a page shows how one is written
    text = reader.render(told.text)
    return show(request, "explained.html.jinja", project, help=told, text=text)


@page
def stand_page(request: Request, project: Opened) -> Response:
    """Ask why somebody stands by a problem, and until when."""
    return _stand(request, project, request.query_params.get("path", ""), request.query_params.get("code", ""))


def _stand(request: Request, project: Opened, at: str, code: str, status: int = 200, **shown: Any) -> Response:
    message = next((each.message for each in check(project) if (each.path, each.code) == (at, code)), "")
    about = {"typed": {}, "wrong": "", **shown}
    here = link("/stand", path=at, code=code)
    return show(request, "stand.html.jinja", project, status, here=here, at=at, code=code, message=message, **about)


@form
def stand(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write that somebody stands by a problem."""
    path, code = fields.get("path", ""), fields.get("code", "")
    try:
        stand_by(project, path, code, fields.get("because", ""), fields.get("until", ""))
    except Mistake as error:
        return _stand(request, project, path, code, 409, typed=fields, wrong=str(error))
    return go("/thing", path=path, done="saved")
