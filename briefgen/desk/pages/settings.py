"""The settings as they are written, for what no form has, and where they can't be read as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.shown import go, mend, page, said_of, show
from briefgen.desk.roles import person_of
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.editing import ChangedError
from briefgen.upkeep.mail_account import fixed_settings
from briefgen.upkeep.settings_file import SETTINGS_FILE, change_settings, line_of, settings_fault, settings_text


def _settings(
    request: Request,
    project: Opened,
    status: int = 200,
    error: Mistake | None = None,
    typed: str | None = None,
) -> Response:
    text = settings_text(project)
    fault = settings_fault(project)
    why = error or fault
    now = text if isinstance(error, ChangedError) else ""
    line = line_of(text if typed is None else typed, why) if why else 0
    about: dict[str, Any] = {"typed": typed, "now": now, "problems": (), "undecided": (), "since": "", "kind": ""}
    about |= {"wrong": {"": said_of(request, error)} if error else {}, "fault": fault and said_of(request, fault)}
    return show(
        request, "source.html.jinja", None if fault else project, status, here="/settings", action="/settings",
        root="", file=SETTINGS_FILE, text=text, line=line or "", at_line="" if why and why.problem else line, **about,
    )  # fmt: skip


settings_page = page(_settings, mending=True)


@mend
def save_settings(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write the settings as they were typed, if they can be used and nobody else has changed them."""
    was, text = fields.get("was", ""), fields.get("text", "")
    fixed = fixed_settings(owner=not person_of(request).name)
    try:
        done = change_settings(project, was, text, fixed=fixed)
    except Mistake as error:
        return _settings(request, project, 409, error, text)
    return go("/settings", done="saved" if done else "nothing")
