"""What came of the last try of the mail account, be it to send: until it is another one, or has another password."""

from __future__ import annotations

from starlette.requests import Request

from briefgen.desk.state import Desk
from briefgen.making.opened import Opened


def note_try(request: Request, project: Opened, why: str = "") -> None:
    """Note that the account of a project let the desk in, or `why` it didn't."""
    _desk(request).failed_try = (project.project.settings.mail, why) if why else None


def forget_try(request: Request) -> None:
    """Note that nobody has tried the account with the password, or the sign-in, that it has now."""
    _desk(request).failed_try = None


def failed_try(request: Request, project: Opened) -> str:
    """Return why the last try of the account failed; "" if it didn't, or nobody has tried it as it is."""
    settings, why = _desk(request).failed_try or ({}, "")
    return why if settings == project.project.settings.mail else ""


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
