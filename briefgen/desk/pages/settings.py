"""The settings as they are written, for what no form has, and where they can't be used as they are."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.answering import mend, page, said_of
from briefgen.desk.pages.filled import base_of
from briefgen.desk.pages.shown import go, show
from briefgen.desk.roles import Role, person_of
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, side_by_side
from briefgen.upkeep.editing import ChangedError
from briefgen.upkeep.mail_account import fixed_settings
from briefgen.upkeep.settings_file import Rights, change_settings, line_of, settings_fault, settings_text


def rights_of(request: Request) -> Rights:
    """Return what whoever asks may do with the settings: behind a proxy all have names but the owner."""
    person = person_of(request)
    return Rights(fixed_settings(owner=not person.name), edit=Role.EDITOR in person.roles)


def _settings(
    request: Request,
    project: Opened,
    status: int = 200,
    error: Mistake | None = None,
    typed: str | None = None,
    base: str = "",
) -> Response:
    rights = rights_of(request)
    text, fault = settings_text(project, rights), settings_fault(project)
    shown = (text if typed is None else typed) or ""
    why = error or fault
    return show(
        request, "settings.html.jinja", None if fault else project, status, here="/settings",
        text=text, typed=typed, base=base, now=text if isinstance(error, ChangedError) else "", all_shown=rights.owner,
        wrong={"": _said(request, error, shown)} if error else {}, fault=fault and _said(request, fault, text or ""),
        line=line_of(shown, why) if why else 0,
    )  # fmt: skip


def _said(request: Request, error: Mistake, text: str) -> str:
    """Return what a mistake in a text says, with its line."""
    said, line = said_of(request, error), line_of(text, error)
    has_line = error.problem or f":{line}:" in said
    return side_by_side([said, Told("(line {line})", line=line)]) if line and not has_line else said


settings_page = page(_settings, mending=True)


@mend
def save_settings(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write the settings as they were typed, if they can be used and nobody else has changed them."""
    try:
        done = change_settings(project, fields.get("was", ""), fields.get("text", ""), rights_of(request))
    except Mistake as error:
        return _settings(request, project, 409, error, fields.get("text", ""), base_of(error, fields, "was"))
    return go("/settings", done="saved" if done else "nothing")
