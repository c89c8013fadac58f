"""What the check finds, and what each problem means."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.shown import page, show
from briefgen.making.explaining import explain
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import SEVERITIES
from briefgen.problems.reports import count


@page
def page_of_check(request: Request, project: Opened) -> Response:
    """Show every problem, the gravest first; what somebody stands by comes last."""
    found = check(project)
    open_ones = [each for each in found if not each.acknowledged]
    return show(
        request, "check.html.jinja", project, count=count(found),
        groups=[(severity, [each for each in open_ones if each.severity == severity]) for severity in SEVERITIES],
        acknowledged=[each for each in found if each.acknowledged],
    )  # fmt: skip


@page
def explained(request: Request, project: Opened) -> Response:
    """Show what a problem means, why it matters, and what to do."""
    code = request.path_params["code"]
    return show(request, "explained.html.jinja", project, code=code, text=explain(code))
