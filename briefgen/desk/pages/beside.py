"""What takes long runs beside the pages: how far it is, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from briefgen.desk.pages.answering import page
from briefgen.desk.pages.shown import asked_for, show
from briefgen.desk.roles import person_of
from briefgen.desk.state import Desk, LongWork, Run
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

_OVER = Told(
    "what this page was about is over: look at the page on which it was begun; what was made stands under Files, what"
    " was sent under Mail"
)
MOMENT = 1.0  # seconds that a page waits for the end before it says how far things are
T = TypeVar("T")
Then = Callable[[Request, Opened, Any], Response]


def beside(
    request: Request,
    what: str,
    run: Run,
    then: Then,
    *,
    holds: bool = False,
    alone: bool = True,
    stop: Event | None = None,
) -> Response:
    """Begin something that takes long, and go to its page, which at the end is what `then` makes of its result.

    What heeds `stop` can be given up there.
    """
    desk: Desk = request.app.state.desk
    end = (request.url.path, asked_for(request), then)
    work = desk.begin(what, person_of(request).name, run, holds=holds, alone=alone, end=end, stop=stop)
    return RedirectResponse(f"/progress/{work.number}", 303)


def asked(request: Request, ask: Callable[[], T]) -> T:
    """Ask what may wait for a person, as a keyring does, while other pages answer; nothing is changed after it."""
    with request.app.state.desk.let_go():
        return ask()


def work_page(request: Request) -> Response:
    """Show how far something is, or what it came to."""
    work = request.app.state.desk.work(str(request.path_params["number"]))
    if work:
        work.wait(MOMENT)  # before it holds the project
    return page(partial(_shown, work=work))(request)


def _shown(request: Request, project: Opened, *, work: LongWork | None) -> Response:
    if work is None:
        return show(request, "mistake.html.jinja", project, 404, mistake=_OVER)
    begun_at, request.state.begun_on, then = work.end
    sees = request.app.state.doors.opens(person_of(request), begun_at)
    if not work.wait(0):
        # Who can't begin it isn't told how it goes: a line may have the code of a sign-in.
        lines = tuple(work.told) if sees else ()
        return show(request, "work.html.jinja", project, 202, work=work, lines=lines, sees=sees)
    if not sees:
        raise Mistake(Told("it is done; what it came to is for others to see"))
    if work.error:
        raise work.error
    made: Response = then(request, project, work.result)
    return made
