"""What came of the last try of the mail account, be it to send: until it is another one, or has another password."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request

from briefgen.desk.state import Desk, FailedTry
from briefgen.making.opened import Opened


def note_try(request: Request, project: Opened, why: str = "") -> None:
    """Note that the account of a project let the desk in, or `why` it didn't."""
    _desk(request).failed_try = (project.project.settings.mail, FailedTry(why, now())) if why else None


def forget_try(request: Request) -> None:
    """Note that nobody has tried the account with the password, or the sign-in, that it has now."""
    _desk(request).failed_try = None


def failed_try(request: Request, project: Opened) -> FailedTry | None:
    """Return the last try of the account that the desk made, if it failed; None if nobody has tried it as it is."""
    settings, failed = _desk(request).failed_try or ({}, None)
    return failed if settings == project.project.settings.mail else None


def now() -> dt.datetime:
    """Return this moment."""
    return dt.datetime.now(dt.UTC)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
