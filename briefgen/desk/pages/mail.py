"""Briefs by email: who would get what, the yes, what became of each letter."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from briefgen.desk.pages.answering import form, no_file, page, said_of
from briefgen.desk.pages.beside import asked, beside
from briefgen.desk.pages.files import changed_editions
from briefgen.desk.pages.letters import first_try, going_by, late_by_version, newest_issued, unread_versions
from briefgen.desk.pages.long import part_of
from briefgen.desk.pages.shown import go, link, seconds_until, show
from briefgen.desk.pages.tries import failed_try, note_try
from briefgen.desk.roles import person_of
from briefgen.desk.state import Tell
from briefgen.issuing.log import log
from briefgen.mailing.drafts import look_for_drafts
from briefgen.mailing.letter.eml_files import eml_folder
from briefgen.mailing.outbox import Decision, Message, open_outbox, settle
from briefgen.mailing.plan import Reach, Sending
from briefgen.mailing.planner import nobody_gets, would_get
from briefgen.mailing.policy import goes_nowhere, lacks_domain, marking_refused
from briefgen.mailing.readiness import readiness
from briefgen.mailing.send import Sent, plan_mail, send_mail, would_send
from briefgen.mailing.ways.base import ServerError
from briefgen.making.compose import newest_edition
from briefgen.making.judge import open_recipients
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

DECISIONS = ("sent", "again", "drop")
_AGAIN = Told("it is to be sent again")


_OPEN = ("drafted", "uncertain", "deferred", "planned")  # what somebody may have to decide stands first


@page
def outbox_page(request: Request, project: Opened) -> Response:
    """Show what can be sent, what went to whom, and what somebody has to decide."""
    return _outbox(request, project)


def _outbox(request: Request, project: Opened, status: int = 200, **shown: Any) -> Response:
    deliveries: list[Any] = []
    why = ""
    try:
        with closing(open_outbox(project)) as outbox:
            newest_first = outbox.deliveries()[::-1]
            deliveries = sorted(newest_first, key=lambda each: each.state not in _OPEN)
    except Mistake as mistake:
        why = str(mistake)
    in_order = sorted(deliveries, key=lambda each: each.message.id)
    last = {(each.edition, each.version, each.recipient): each.message.id for each in in_order}  # tried once more since
    newest = newest_issued(project)
    goes_by = going_by(deliveries, newest)
    late = late_by_version(deliveries, goes_by)
    about: dict[str, Any] = {
        "sent": None,
        "wrong": "",
        "looked": None,
        "decided": {},
        "tried": (),
        "issued_name": "",
        "stopped": False,
    }
    about |= shown
    sends = request.app.state.doors.opens(person_of(request), "/account")
    folder = project.project
    ready = asked(request, lambda: readiness(folder)) if sends else None
    kept_edition, domains_at = _kept_by_domains(project)
    return show(
        request, "outbox.html.jinja", project, status, here="/outbox",
        deliveries=deliveries, last=last.values(), late=late, goes_by=goes_by,
        part=part_of(request, deliveries), why=why, has_open=any(each.state in _OPEN for each in deliveries),
        issued=list(newest.values())[::-1], unread=unread_versions(project),
        ready=ready, nobody=_is_nobody_named(project),
        kept_edition=kept_edition, domains_at=domains_at, **about,
    )  # fmt: skip


@page
def send_page(request: Request, project: Opened) -> Response:
    """Show who would get what, and ask."""
    asked = request.query_params
    ticked = {asked["also"]: True} if "also" in asked else {}
    return _ask(request, project, asked.get("name", ""), asked.get("again", ""), ticked)


def _ask(
    request: Request,
    project: Opened,
    name: str,
    again: str,
    ticked: Mapping[str, bool],
    *,
    changed: bool = False,
    letters: Sequence[str] = (),
    nobody_chosen: bool = False,
) -> Response:
    """Show who would get what; `ticked` says of whom somebody has decided already whether they are to get it."""
    apart = project.apart()
    ready = asked(request, lambda: readiness(apart))
    reach = Reach((), "", ())
    try:
        reach = asked(request, lambda: would_get(apart, name))
    except (Mistake, ProblemsError):
        if ready.account:
            raise
    nobody = _is_nobody_named(project)
    sending = asked(request, lambda: would_send(apart, name, again=again)) if ready.account and not nobody else None
    facts = sending.issued.facts if sending else None
    moved_on = bool(facts and changed_editions(project, [facts.edition])[facts.edition] == facts.version)
    shares = [row.share for row in sending.rows] if sending else reach.shares
    return show(
        request, "send.html.jinja", project, 409 if changed or nobody_chosen or not sending else 200,
        here=link("/send", name=name, again=again),
        domains_at=_domains_at(project, reach), by_domains=_by_domains(reach), shares=shares, nobody=nobody,
        name=name, sending=sending, ready=ready, again=again, ticked=ticked,
        nobody_chosen=nobody_chosen, changed=changed, letters=letters, moved_on=moved_on,
        seen=_seen(sending) if sending else "", waiting=_waiting(project, sending) if sending else [],
        to=_to_whom(project, sending.forbidden) if sending else {}, failure=failed_try(request, project),
        unsent=_unsent(project, sending) if sending else (),
    )  # fmt: skip


def _unsent(project: Opened, sending: Sending) -> tuple[str, ...]:
    """Return the types of brief that were issued, too, and go to none of those who get briefs."""
    facts = sending.issued.facts
    return nobody_gets(
        project, facts.edition, (facts.of(name)[0] for name, file in facts.files.items() if not file.copy)
    )


def _to_whom(project: Opened, numbers: Iterable[int]) -> dict[int, str]:
    """Return to whom letters are, by their numbers."""
    if not (asked_for := list(numbers)):
        return {}
    with closing(open_outbox(project)) as outbox:
        letters = [outbox.message(number) for number in asked_for]
    return {each.id: each.name or each.address for each in letters}


def _letter(project: Opened, number: str) -> Message | None:
    """Return the letter of a number that somebody typed, if there is one."""
    with suppress(Mistake), closing(open_outbox(project)) as outbox:
        return next((each for each in outbox.messages() if str(each.id) == number), None)
    return None


def _waiting(project: Opened, sending: Sending) -> list[tuple[str, str, dt.datetime | None]]:
    """Return for whom letters wait, by id and name, and until when none of theirs can be tried; None if one can now."""
    if not sending.waiting:
        return []
    with closing(open_outbox(project)) as outbox:
        due = {number: outbox.message(number).next_try for number in sending.waiting}
    found = []
    for row in sending.rows:
        if moments := [due[number] for number in row.share.waiting if number in due]:
            moment = first_try(moments)
            found.append((row.recipient.id, row.recipient.name, moment if seconds_until(moment) else None))
    return found


def _is_nobody_named(project: Opened) -> bool:
    """Tell whether nobody gets the briefs; what is wrong in their file is told where it is opened."""
    with suppress(Mistake, ProblemsError):
        return not any(each.active for each in open_recipients(project.project, project.content))
    return False


def _domains_at(project: Opened, reach: Reach) -> str:
    """Return the path of the marking whose domains keep somebody from getting it; "" if they keep nobody."""
    return project.content.index["markings"].get(reach.marking, "") if _by_domains(reach) else ""


def _by_domains(reach: Reach) -> list[str]:
    """Return whom the domains of the marking keep from getting it: nothing in their own form would change that."""
    refused = (each.recipient for each in reach.shares if each.refusal)
    return [each.id for each in refused if lacks_domain(each, reach.marking, reach.levels)]


def _kept_by_domains(project: Opened) -> tuple[str, str]:
    """Return the newest edition if nobody may get it, and the marking whose domains keep them; both "" if somebody may.

    It is told before the edition is issued, which can't be taken back.
    """
    with suppress(Mistake, ProblemsError):
        content = project.content
        edition, levels = newest_edition(content), content.agency.markings
        active = [each for each in open_recipients(project.project, content) if each.active] if edition else []
        marking = content.editions[edition].marking if edition else ""
        language = project.project.settings.languages[0]
        if all(marking_refused(each, marking, levels, language) for each in active):
            keep = (
                any(lacks_domain(each, marking, levels) for each in active) if active else goes_nowhere(marking, levels)
            )
            at = content.index["markings"].get(marking, "") if keep else ""
            return (edition, at) if at else ("", "")
    return "", ""


def _seen(sending: Sending) -> str:
    """Return what stands for all that a person was shown and says yes to."""
    return hashlib.sha256(repr(sending.outline).encode()).hexdigest()


@form
def send_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Send what was shown to those who were chosen, if it is still that; each letter is tried once.

    Of whom nobody has chosen nothing goes out, and what is put off waits.
    """
    name, again = fields.get("name", ""), fields.get("again", "")
    ticked = _ticked(fields)

    def run(project: Opened, tell: Tell) -> tuple[Sent, set[int]] | Mistake | None:
        tried: set[int] = set()

        def told(message: Message, outcome: object) -> None:
            tried.add(message.id)
            tell(str(message.name))

        try:
            whole = would_send(project, name, again=again)
            if _seen(whole) != fields.get("seen", ""):
                return Sent(whole, declined=True), tried
            if ticked and not any(ticked.values()):
                return None
            sent = send_mail(
                project, name, without=_without(ticked), again=again, agrees=lambda one: one.is_part_of(whole),
                progress=told,
            )  # fmt: skip
        except Mistake as mistake:  # the server lets nobody in, or isn't there: what waits is in the outbox
            if isinstance(mistake, ServerError):
                note_try(request, project, str(mistake))
            return mistake
        if tried:
            note_try(request, project)
        return sent, tried

    def shown(request: Request, project: Opened, made: tuple[Sent, set[int]] | Mistake | None) -> Response:
        if isinstance(made, Mistake):
            return _outbox(request, project, 409, wrong=said_of(request, made), stopped=True)
        if made is None:
            return _ask(request, project, name, again, ticked, nobody_chosen=True)
        sent, tried = made
        if sent.declined:
            return _ask(request, project, name, again, ticked, changed=True)
        return _outbox(request, project, sent=sent, tried=tried, issued_name=name)

    return beside(request, Told("Letters are going out"), run, shown, holds=True)


def _ticked(fields: Mapping[str, str]) -> dict[str, bool]:
    """Return of those who stood in the table whether they are to get it, by their ids."""
    return {id: f"to.{id}" in fields for id in fields.get("chosen", "").split()}


def _without(ticked: Mapping[str, bool]) -> set[str] | None:
    """Return who is left out, if somebody was asked."""
    return {id for id, is_ticked in ticked.items() if not is_ticked} if ticked else None


@form
def settle_one(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Decide what became of a letter, and why."""
    number, decision = fields.get("number", ""), fields.get("decision", "")
    because = " ".join(fields.get("because", "").split())
    if decision == "again" and not because:  # of what goes once more nobody has to know anything
        because = _AGAIN
    known = _letter(project, number)
    if not because and decision in DECISIONS and known and known.state not in _OPEN:
        because = _AGAIN  # none is needed: that there is nothing to decide is told below
    if not number.isascii() or not number.isdigit() or decision not in DECISIONS or not because:
        which = Told("no letter was named")
        if known:
            which = Told("letter {number} to {name}", number=number, name=known.name or known.address)
        wrong = Told("nothing was decided yet ({letter}): say why, or how you know, and press its button", letter=which)
        return _outbox(request, project, 409, wrong=wrong, decided=fields)
    try:
        with closing(open_outbox(project)) as outbox:
            settle(outbox, int(number), cast("Decision", decision), because, project=project)
    except Mistake as mistake:
        return _outbox(request, project, 409, wrong=str(mistake), decided=fields)
    return go("/outbox", done="saved")


@form
def look_at_drafts(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Ask the mailbox which drafts somebody has sent from there, and note it."""
    open_outbox(project).close()  # there has to be one
    return beside(
        request, Told("The mailbox is being asked"), lambda project, tell: look_for_drafts(project),
        lambda request, project, looked: _outbox(request, project, looked=looked), holds=True,
    )  # fmt: skip


@form
def write_letters(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write the letters as files that a mail program opens; nothing is sent or noted."""
    name, again, ticked = fields.get("name", ""), fields.get("again", ""), _ticked(fields)

    def run(project: Opened, tell: Tell) -> list[str]:
        without = _without(ticked) if any(ticked.values()) else None
        return [path.name for path in plan_mail(project, name, without=without, again=again)[1]]

    return beside(
        request, Told("The letters are being written, to look at"), run,
        lambda request, project, letters: _ask(request, project, name, again, ticked, letters=letters),
    )  # fmt: skip


@page
def letter(request: Request, project: Opened) -> Response:
    """Return a letter that was written to be looked at."""
    issued, name = request.path_params["issued"], request.path_params["name"]
    known = issued in {each.name for each in log(project)}
    written = eml_folder(project.project.output, issued).glob("*.eml") if known else ()
    found = next((path for path in written if path.name == name and path.is_file() and not path.is_symlink()), None)
    if found is None:
        return no_file(request, project, name)
    return FileResponse(found, media_type="message/rfc822", content_disposition_type="attachment", filename=name)
