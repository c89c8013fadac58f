"""The PDF of an annex, which somebody gives by choosing it on their computer."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefgen.desk.pages.answering import given
from briefgen.desk.pages.shown import words_of
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, Written
from briefgen.upkeep.annexes import keep_annex


@given
def give(request: Request, project: Opened, data: bytes) -> Response:
    """Keep a file among the annexes, and return what it is called there; or why it can't be an annex."""
    words, name = words_of(request, project), request.query_params.get("name", "")
    try:
        called = keep_annex(project, name, data)
    except Mistake as error:
        return JSONResponse({"wrong": words.sentence(str(error))})
    other = (
        Told("another file has this name, so this one is called {name}", name=Written(called))
        if called.casefold() != name.casefold()
        else Told("the desk has {name}", name=Written(called))
    )
    return JSONResponse({"name": called, "told": f"{words.sentence(other)} {words.sentence(_SAVE)}"})


_SAVE = Told("it goes with the pack once this form is saved")
