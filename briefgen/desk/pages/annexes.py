"""The PDF of an annex, which somebody gives by choosing it on their computer."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefgen.desk.pages.answering import form, given
from briefgen.desk.pages.shown import go, words_of
from briefgen.making.opened import Opened
from briefgen.problems.notes import Told, Written
from briefgen.upkeep.annexes import keep_annex, take_out_annex


@given
def give(request: Request, project: Opened, data: bytes) -> Response:
    """Keep a file for the form that will name it, and return what it is called."""
    words, name = words_of(request, project), request.query_params.get("name", "")
    kept = keep_annex(project, name, data)
    told = (
        Told("another file has this name, so this one is called {name}", name=Written(kept.name))
        if kept.is_renamed
        else Told("the desk has {name}", name=Written(kept.name))
    )
    return JSONResponse({"name": kept.name, "told": f"{words.sentence(told)} {words.sentence(_SAVE)}"})


_SAVE = Told("it goes with the pack once this form is saved")


@form
def take_out(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Take a file out that no annex names; it is kept aside."""
    take_out_annex(project, fields.get("name", ""))
    return go("/build", done="annex-out")
