"""The agency's mail account: its settings, its password or sign-in, and a try of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from threading import Event
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.answering import form, look, page
from briefgen.desk.pages.beside import asked, beside
from briefgen.desk.pages.filled import changed_fields, refusal, rows, standing
from briefgen.desk.pages.shown import go, show, words_of
from briefgen.desk.pages.tries import failed_try, forget_try, note_try
from briefgen.desk.roles import person_of
from briefgen.desk.state import Tell
from briefgen.mailing.readiness import readiness, try_account
from briefgen.mailing.secret_places import forget_secret_of, keep_secret_of
from briefgen.mailing.sign_in import sign_in, sign_out
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.upkeep.mail_account import account_form, change_account, fixed_settings
from briefgen.upkeep.things import ThingField

_DROP = "drop."
_SET = Told("whoever looks after this computer has set this password: nothing is typed here, and nothing was changed")


@page
def account_page(request: Request, project: Opened) -> Response:
    """Show the mail account: what is missing, its settings, its password."""
    return _account(request, project)


def _account(
    request: Request, project: Opened, status: int = 200, sent: Mapping[str, str] | None = None, **shown: Any
) -> Response:
    folder = project.project
    ready = asked(request, lambda: readiness(folder))
    fields = account_form(project)
    fixed = fixed_settings(owner=_is_owner(request))
    about: dict[str, Any] = {
        "wrong": {},
        "problems": (),
        "failed": "",
        "failed_at": "",
        "tried": "",
        "signed": "",
    }
    about |= {**standing(sent or {}, fields.fields), **shown}
    at = about["failed_at"]
    about["failed_at"] = at if at in {each.question.name for each in fields.fields} - fixed else ""
    touched = {*about["typed"], *about["wrong"], about["failed_at"]}

    asks_password = any(each.kind == "password" for each in ready.secrets)

    def told(each: ThingField) -> ThingField:
        if each.question.name != "login" or asks_password or ready.sign_ins:
            return each
        about = Told("How the agency logs in there. The password is typed on this page, once this is saved.")
        return replace(each, question=replace(each.question, about=about))

    def group(part: tuple[ThingField, ...]) -> dict[str, Any]:
        those = [told(each) for each in part if each.question.name not in fixed]
        return {
            "rows": rows(those),
            "open": any(each.now or each.question.name in touched for each in those),
            "fixed": [each.question.name for each in part if each.question.name in fixed],
        }

    return show(
        request, "account.html.jinja", project, status, here="/account",
        fixed_named=lambda names: ", ".join(words_of(request, project).of_field(each, running=True) for each in names),
        entry=fields.entry, owner=_is_owner(request),
        own=group(fields.own), app=group(fields.app), more=group(fields.more), ready=ready,
        failure=failed_try(request, project), **about,
    )  # fmt: skip


def _is_owner(request: Request) -> bool:
    """Tell whether somebody sits at the computer that the desk runs on: behind a proxy all others have names."""
    return not person_of(request).name


@form
def save_account(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write the settings that were changed."""
    drop = [name.removeprefix(_DROP) for name in fields if name.startswith(_DROP)]
    try:
        fixed = fixed_settings(owner=_is_owner(request))
        done = change_account(project, changed_fields(fields), drop=drop, fixed=fixed)
    except Mistake as error:
        return _account(request, project, 409, fields, **refusal(error, fields))
    return go("/account", done="saved" if done.files else "nothing")


@look
def keep_secret(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Keep a password, or forget one; no page shows it again, whatever comes of it.

    One is held in memory only where the form says so, which it does where there is no keyring.
    """
    folder, kind = project.project, fields.get("kind", "")
    try:
        if fields.get("forget"):
            asked(request, lambda: forget_secret_of(folder, kind))
        else:
            held = "held" in fields
            asked(request, lambda: keep_secret_of(folder, kind, fields.get("secret", ""), held=held))
    except Mistake as error:
        places = asked(request, lambda: readiness(folder)).secrets
        is_set = not fields.get("forget") and any(each.kind == kind and each.given == "environment" for each in places)
        return _account(request, project, 409, failed=_SET if is_set else str(error))
    forget_try(request)
    return go("/account", done="forgotten" if fields.get("forget") else "kept")


@look
def sign_in_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Let somebody sign in, in the browser of this computer or by a code on any device; forget it; or give it up."""
    if "give_up" in fields:
        work = request.app.state.desk.work(fields["give_up"])
        return go("/account", done="given-up" if work and work.give_up() else "")
    if fields.get("forget"):
        folder = project.project
        try:
            asked(request, lambda: sign_out(folder))
        except Mistake as error:
            return _account(request, project, 409, failed=str(error))
        return go("/account", done="forgotten")
    code = fields.get("how") == "code" or not _is_owner(request)  # no browser opens at somebody else's computer

    stop = Event()

    def run(project: Opened, tell: Tell) -> dict[str, Any]:
        try:
            signed = sign_in(project, tell, code=code, given_up=stop.is_set).login_user
            forget_try(request)
            return {"signed": signed}
        except Mistake as error:
            return {"failed": str(error)}

    return beside(request, Told("Somebody signs in to the mail account"), run, _ended, alone=False, stop=stop)


@look
def try_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Connect to the server as sending does, and send nothing."""

    def run(project: Opened, tell: Tell) -> dict[str, Any]:
        try:
            tried = try_account(project)
            note_try(request, project)
            return {"tried": tried}
        except Mistake as error:
            note_try(request, project, str(error))
            at = getattr(error, "setting", "").removeprefix("mail.")
            return {"failed": str(error), "failed_at": at}

    return beside(request, Told("The mail account is being tried"), run, _ended)


def _ended(request: Request, project: Opened, came_to: dict[str, Any]) -> Response:
    return _account(request, project, **came_to)
