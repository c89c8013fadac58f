"""Who gets the briefs: somebody is added, changed, taken out; or a whole table comes in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.naming import named
from briefgen.desk.pages.answering import form, look, page
from briefgen.desk.pages.beside import asked
from briefgen.desk.pages.filled import base_of, changed_fields, empty_fields, refusal, rows, standing, typed_in
from briefgen.desk.pages.shown import go, link, show, way_back, words_of
from briefgen.desk.words import LANGUAGE_NAMES
from briefgen.mailing.ledger.records import WAITING
from briefgen.mailing.outbox import open_outbox
from briefgen.mailing.secret_places import forget_pdf_password, keep_pdf_password, pdf_secret
from briefgen.making.judge import open_recipients
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.upkeep.editing import ChangedError
from briefgen.upkeep.enrolling import (
    EnrolmentError,
    change_recipient,
    change_recipients_source,
    enrol,
    fields_of,
    prepare_recipients,
    recipient_entry,
    recipients_source,
    remove_recipient,
    with_id,
)
from briefgen.upkeep.fitting import types_of_brief
from briefgen.upkeep.forms import recipient_form
from briefgen.upkeep.saving import FieldsError
from briefgen.upkeep.things import ThingField

_UNLOCKED = Told(
    "their PDFs are not locked, so no password is needed: choose “yes” under “Lock with a password” and save, then"
    " there is a field for it below"
)
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:{}]+@[^\s<>()\[\]\"',;:{}]+")


@page
def recipients_page(request: Request, project: Opened) -> Response:
    """Show who gets the briefs, and the form of another one."""
    return _recipients(request, project, {})


def _recipients(
    request: Request, project: Opened, typed: Mapping[str, str], status: int = 200, **shown: Any
) -> Response:
    wanted = recipient_form(project).naming
    fields = empty_fields((*wanted.own, *wanted.sure), typed)
    about = {"wrong": {}, "problems": (), "notes": (), "added": None, "faults": (), **shown}
    return show(
        request, "recipients.html.jinja", project, status, here="/recipients",
        people=open_recipients(project.project, project.content), own=rows(_to_choose(request, project, fields)),
        table=typed.get("table", ""), **about,
    )  # fmt: skip


def _to_choose(request: Request, project: Opened, fields: Iterable[ThingField]) -> list[ThingField]:
    """Return the fields with what can be chosen in them, by the names that people know."""
    words = words_of(request, project)
    settings = project.project.settings
    choices = {
        "language": {code: LANGUAGE_NAMES.get(code, code) for code in settings.languages},
        "ceiling": {
            each.id: named(each.name.root, words.language, each.id) for each in project.content.agency.markings
        },
        "briefs": {brief: words.within("brief", brief) for brief in types_of_brief(project.project)},
    }

    def to_choose(field: ThingField) -> ThingField:
        name = field.question.name
        if name not in choices:
            return field
        return replace(field, question=replace(field.question, choices=choices[name], refers=name))

    return [to_choose(field) for field in fields]


@form
def add_recipient(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Add somebody who gets the briefs."""
    typed = typed_in(fields)
    try:
        added = enrol(project, prepare_recipients(project, with_id(project, typed)))
    except (Mistake, ProblemsError) as error:
        at_fields = error.at_fields if isinstance(error, EnrolmentError) else {}
        return _recipients(
            request, project, fields, 409, **refusal(FieldsError(at_fields) if at_fields else error, fields)
        )
    return _added(request, project, added.files, added.notes, 1)


@form
def add_table(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Add all of a table that somebody has pasted; who is there already stays."""
    try:
        people = prepare_recipients(project, pasted=fields.get("table", "").strip() or " ")
        added = enrol(project, people)
    except (Mistake, ProblemsError) as error:
        faults = error.faults if isinstance(error, EnrolmentError) else ()
        told = {"faults": [(_row_of(each), each) for each in faults]} if faults else refusal(error, fields)
        return _recipients(request, project, fields, 409, **told)
    return _added(request, project, added.files, added.notes, len(people.new))


def _row_of(fault: str) -> str:
    """Return the row of a table in which something is wrong; "" where nothing tells."""
    where = fault.about.get("where") if isinstance(fault, Told) else None
    return str(where.about.get("number", "")) if isinstance(where, Told) else ""


def _added(request: Request, project: Opened, files: tuple[str, ...], notes: Iterable[Any], number: int) -> Response:
    if files and not notes:
        return go("/recipients", done="saved")
    return _recipients(request, project, {}, notes=tuple(notes), added=number if files else 0)


@page
def recipient_page(request: Request, project: Opened) -> Response:
    """Show the form of somebody who gets the briefs."""
    return _recipient(request, project, request.query_params.get("id", ""))


def _recipient(
    request: Request, project: Opened, id: str, status: int = 200, sent: Mapping[str, str] | None = None, **shown: Any
) -> Response:
    entry = recipient_entry(project, id)
    fields = [replace(each, path=f"recipients[{id}].{each.question.name}") for each in fields_of(project, entry)]
    about = {"wrong": {}, "problems": (), "failed": "", **standing(sent or {}, fields), **shown}
    back = way_back(sent or request.query_params)
    secret = asked(request, lambda: pdf_secret(id)) if entry.now["protect"] == "true" else None
    return show(
        request, "recipient.html.jinja", project, status, here=link("/recipient", id=id, back=back),
        back=back, entry=entry, secret=secret, own=rows(_to_choose(request, project, fields)),
        waits=_waits(project, id), **about,
    )  # fmt: skip


def _waits(project: Opened, id: str) -> bool:
    """Tell whether a letter to somebody waits; of an outbox that isn't there none does."""
    with suppress(Mistake), closing(open_outbox(project)) as outbox:
        return bool(outbox.messages(recipient=id, states=WAITING))
    return False


@form
def save_recipient(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write what was changed of somebody."""
    id = fields.get("id", "")
    try:
        done = change_recipient(project, id, changed_fields(fields))
    except (Mistake, ProblemsError) as error:
        recipient_entry(project, id)  # gone meanwhile: then that is told
        return _recipient(request, project, id, 409, fields, **refusal(error, fields))
    return go("/recipient", id=id, back=way_back(fields), done="saved" if done.files else "nothing")


@look
def keep_locking_password(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Keep the password that was agreed with somebody for locked PDFs, or forget it; no page shows it again."""
    entry = recipient_entry(project, fields.get("id", ""))  # nobody else has one
    try:
        if fields.get("forget"):
            asked(request, lambda: forget_pdf_password(entry.id))
        else:
            held = "held" in fields
            asked(request, lambda: keep_pdf_password(entry.id, fields.get("secret", ""), held=held))
    except Mistake as error:
        is_locked = entry.now["protect"] == "true"
        return _recipient(request, project, entry.id, 409, failed=str(error) if is_locked else _UNLOCKED)
    return go("/recipient", id=entry.id, done="forgotten" if fields.get("forget") else "kept")


@page
def addresses_page(request: Request, project: Opened) -> Response:
    """Show the file with the people as it is written: also one that can't be read, to be mended."""
    return _addresses(request, project)


def _addresses(request: Request, project: Opened, status: int = 200, **shown: Any) -> Response:
    name, text = recipients_source(project)
    about = {"typed": None, "wrong": {}, "problems": (), "undecided": (), "since": "", "now": "", "base": "", **shown}
    about |= {"back": "", "unread": ()}
    line = request.query_params.get("line", "")
    return show(
        request, "source.html.jinja", project, status, here="/addresses", action="/addresses",
        root="", file=name, text=text, line=line if line.isascii() and line.isdigit() else "", **about,
    )  # fmt: skip


@form
def save_addresses(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write the file with the people as it was typed, if it can be read and nobody else has changed it."""
    was, text = fields.get("was", ""), fields.get("text", "")
    try:
        done = change_recipients_source(project, was, text)
    except (ProblemsError, Mistake) as error:
        now = recipients_source(project)[1] if isinstance(error, ChangedError) else ""
        base = base_of(error, fields, "was")
        return _addresses(request, project, 409, typed=text, now=now, base=base, **refusal(error, fields))
    forget_addresses(request, was, text)
    return go("/recipients" if done.files else "/addresses", done="saved" if done.files else "nothing")


def forget_addresses(request: Request, was: str, says: str) -> None:
    """Forget what was typed and not saved with addresses in it that a file has no more."""
    gone = set(_ADDRESS.findall(was)) - set(_ADDRESS.findall(says))
    request.app.state.desk.drafts.forget_saying(gone, ("/addresses", "/recipients", "/recipient", "/enrol"))


@form
def take_out(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Take somebody out."""
    id = fields.get("id", "")
    try:
        address = recipient_entry(project, id).now["email"]
        remove_recipient(project, id, fields.get("seen", ""))
    except (Mistake, ProblemsError) as error:
        recipient_entry(project, id)
        return _recipient(request, project, id, 409, **refusal(error, fields))
    request.app.state.desk.drafts.forget_page(f"/recipient {id}")  # they have the address in them
    forget_addresses(request, address, "")
    return go("/recipients", done="removed")
