"""What is typed and not saved goes to the desk as one types, and comes back with the page."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefgen.desk.pages.shown import go, look
from briefgen.desk.roles import person_of
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake


@look
def keep(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Keep what is typed in a form so far; the browser keeps it where that fails."""
    drafts, who = request.app.state.desk.drafts, person_of(request).name
    try:
        stand = drafts.keep(who, fields.get("draft", ""), fields.get("page", ""), fields.get("kept", ""))
    except (ValueError, KeyError, RecursionError):
        return JSONResponse({"stand": ""}, 400)
    except (OSError, Mistake):
        return JSONResponse({"stand": ""}, 503)
    return JSONResponse({"stand": stand})


@look
def throw_away(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Forget a draft: whoever typed it wants it no more."""
    request.app.state.desk.drafts.forget(person_of(request).name, fields.get("id", ""))
    return go("/")
