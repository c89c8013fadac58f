"""A plan is made: what was issued, who may get it and what they have already are joined."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from briefgen.contacts.account import Account, pdf_lock_refused, pdf_password, read_account
from briefgen.contacts.recipients import chosen, recipients_file
from briefgen.content.digest import digest
from briefgen.content.knowing.signed import signature_in
from briefgen.content.model import Content
from briefgen.content.schema.audience import Audience, Readers, audience_of
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.organisations import Marking
from briefgen.content.schema.people import Person
from briefgen.content.schema.recipients import Recipient
from briefgen.content.snapshot import restore
from briefgen.issued.store import CONTENT, Issued, issued_editions, open_issued, sha256, versions
from briefgen.mailing.ledger.book import Delivery, Ledger, Message
from briefgen.mailing.ledger.history import Own, before, stale
from briefgen.mailing.ledger.marks import elsewhere
from briefgen.mailing.ledger.records import DRAFTED
from briefgen.mailing.letter.covering import EarlierCopy
from briefgen.mailing.letter.message import NameAddress
from briefgen.mailing.plan import PlanRow, Reach, SendError, Sending
from briefgen.mailing.policy import Offer, Share, letter_readers, share
from briefgen.making.brief_types import brief_type, recorded
from briefgen.making.judge import open_recipients
from briefgen.making.opened import Opened, opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.folder import Project

_THIS_RUN = secrets.token_hex()


def plan_sending(
    project: Project | Opened,
    name: str,
    ledger: Ledger,
    to: Sequence[str] = (),
    *,
    without: Collection[str] | None = None,
    reason: str = "",
) -> Sending:
    """Return what sending EDITION, or EDITION@VERSION, would do; with a `reason`, also to those who have it.

    `without` are those who get nothing now; if nobody says, those whose last letter was refused, unless they are named
    in `to`. Raises `SendError`, `IssueError`, `TamperedError`, `RecipientError`, `ProjectError`, `ProblemsError`.
    """
    held = opened(project)
    held.changed()  # settings, content, recipients: as things stand now, also for what waits
    project = held.project
    account = read_account(project)
    content = held.content
    issued, frozen, offer = _offer(project, content, name)
    everybody = open_recipients(project, content)
    if not everybody:
        raise SendError(
            Told(
                "nobody is named in {file}, so there is nobody to send to",
                file=recipients_file(project)[1],
            )
        )
    meant = chosen(everybody, to)
    edition, version = issued.facts.edition, issued.facts.version
    today = content.editions.get(edition, frozen.editions[edition])
    levels, language = content.agency.markings, project.settings.languages[0]
    readers = {one.id: letter_readers(one, offer, levels, language) for one in meant}
    people = content.people.persons
    replies = {one.id: _reply_to(today, account, readers[one.id], people, one.language) for one in meant}
    recipes = {one.id: _recipe(one, project, account, issued, replies[one.id], readers[one.id]) for one in meant}
    deliveries = ledger.deliveries(edition=edition)
    stale_letters = stale(deliveries, version, {one.id: (one, recipes[one.id]) for one in meant}, everybody=not to)
    of_this = Own(one for one in deliveries if one.version == version)
    last = {one.address.casefold(): one for one in ledger.messages() if one.state != "dropped"}
    rows = []
    for recipient in meant:
        own = of_this.to(recipient)
        found = share(recipient, offer, levels, language, before(own, stale_letters), again=reason)
        if not found.refusal and found.files and recipient.protect and (why := pdf_lock_refused(recipient.id)):
            found = replace(found, files={}, refusal=why)
        row = _row(found, own, ledger, recipes[recipient.id])
        refused = _refused(recipient, last)
        left_out = recipient.id in without if without is not None else bool(refused) and recipient.id not in to
        rows.append(
            replace(
                row, readers=readers[recipient.id], reply_to=replies[recipient.id], refused=refused, left_out=left_out
            )
        )
    later = _later(project, content, edition)
    copies = _Copies(project)
    doubtful = frozenset(one.message.id for one in deliveries if one.message.doubtful)
    return Sending(
        project=project,
        account=account,
        issued=issued,
        content=frozen,
        rows=tuple(rows),
        stale=stale_letters,
        doubtful=doubtful,
        marking=offer.marking,
        later=later,
        reason=reason,
        earlier=copies,
        levels=tuple(levels),
        elsewhere=elsewhere(ledger, project.content, edition),
        drafts=tuple(one for one in ledger.messages(edition=edition, states=DRAFTED) if one.version != version),
    )


def would_get(project: Project | Opened, name: str) -> Reach:
    """Return who may get EDITION, or EDITION@VERSION, or why not, whatever they have; it needs no mail account.

    Raises as `plan_sending` does, but not if nobody is named.
    """
    held = opened(project)
    content, levels = held.content, held.content.agency.markings
    _, _, offer = _offer(held.project, content, name)
    active = [each for each in open_recipients(held.project, content) if each.active]
    language = held.project.settings.languages[0]
    return Reach(tuple(share(each, offer, levels, language, {}) for each in active), offer.marking, tuple(levels))


def nobody_gets(project: Project | Opened, edition: str, briefs: Iterable[str]) -> tuple[str, ...]:
    """Return those types of brief of an edition, once issued, that go to none of those who are named, for any reason.

    None where nobody is named, since then all stay. Raises `ProblemsError` if who gets the briefs can't be read.
    """
    held, briefs = opened(project), tuple(dict.fromkeys(briefs))
    got = {brief for each in once_issued(held, edition, briefs) for brief in each.files}
    is_somebody_named = bool(open_recipients(held.project, held.content))
    return tuple(brief for brief in briefs if is_somebody_named and brief not in got)


def once_issued(project: Project | Opened, edition: str, briefs: Iterable[str]) -> tuple[Share, ...]:
    """Return what each of those who get briefs would be sent of types of an edition once it is issued, or why nothing.

    Raises `ProblemsError` if who gets the briefs can't be read.
    """
    held = opened(project)
    content, settings, folders = held.content, held.project.settings, held.project.template_folders
    everybody = open_recipients(held.project, content)
    levels, language = content.agency.markings, settings.languages[0]
    readers = {brief: brief_type(brief, folders).readers for brief in briefs}
    files = {brief: {format: f"{brief}.{format}" for format in settings.formats} for brief in readers}
    issued = dict.fromkeys(settings.languages, files)
    offer = Offer(issued, content.editions[edition].marking, settings.briefs, readers)
    return tuple(share(each, offer, levels, language, {}) for each in everybody if each.active)


def _offer(project: Project, content: Content, name: str) -> tuple[Issued, Content, Offer]:
    """Return the issued version that may go out, its content, and what is offered of it today."""
    issued = _newest(project, content, name)
    frozen, edition = _content_of(issued), issued.facts.edition
    today = content.editions.get(edition, frozen.editions[edition])
    marking = _highest([frozen.editions[edition].marking, today.marking], content.agency.markings)
    readers = _readers(project, issued)
    return issued, frozen, Offer(offered(issued), marking, project.settings.briefs, readers, copied(issued))


def _newest(project: Project, content: Content, name: str) -> Issued:
    """Return the issued version that may go out: the newest one, of content that hasn't moved on unless it is named."""
    edition, at, _ = name.partition("@")
    issued = open_issued(project.content, name)
    newest = max(versions(project.content, edition))
    if issued.facts.version != newest:
        raise SendError(
            Told(
                "{name} is not the newest: {edition}@{newest} was issued since, and that one can be sent",
                name=name,
                edition=edition,
                newest=newest,
            )
        )
    issued.require_whole()
    if at:  # a person means what was issued, whatever has become of the content
        return issued
    if edition not in content.editions or digest(content, edition) != issued.facts.content:
        raise SendError(
            Told(
                "{edition} has changed since {name} was issued: issue it first, briefgen issue {edition} "
                "--bump; to send what was issued all the same, name the version: briefgen send {name}",
                edition=edition,
                name=issued.name,
            )
        )
    return issued


def offered(issued: Issued) -> dict[str, dict[str, dict[str, str]]]:
    """Return the issued files by language, type of brief and format, but for numbered copies, which are on paper."""
    offered: dict[str, dict[str, dict[str, str]]] = {}
    for name, file in issued.facts.files.items():
        if file.copy:
            continue
        brief, language, format = issued.facts.of(name)
        offered.setdefault(language, {}).setdefault(brief, {})[format.name] = name
    return offered


def copied(issued: Issued) -> dict[str, set[str]]:
    """Return the types of brief of which numbered copies were issued, by language."""
    copied: dict[str, set[str]] = {}
    for name, file in issued.facts.files.items():
        if file.copy:
            brief, language, _ = issued.facts.of(name)
            copied.setdefault(language, set()).add(brief)
    return copied


def _readers(project: Project, issued: Issued) -> dict[str, Readers]:
    """Return who may get each type of brief that was issued: as it was, and as it is today."""
    found: dict[str, Readers] = {}
    for name, file in issued.facts.files.items():
        brief = issued.facts.of(name)[0]
        then = recorded(file.audience, personal=file.personal)
        found[brief] = then.closer(brief_type(brief, project.template_folders).readers)
    return found


def _recipe(
    recipient: Recipient,
    project: Project,
    account: Account,
    issued: Issued,
    reply_to: NameAddress | None,
    readers: Audience,
) -> str:
    """Return a hash of what decides how the letter to a recipient reads and what it carries.

    That of locked files holds for this run alone, since nothing of the password is kept.
    """
    locked = [_THIS_RUN, pdf_password(recipient.id)] if recipient.protect else None
    briefs = recipient.briefs or project.settings.briefs
    profile = recipient.model_dump(exclude={"id", "ceiling", "who", "travels", "groups", "active", "note"})
    answers = reply_to and (reply_to.name, reply_to.address)
    parts = [profile, list(briefs), locked, account.sender, account.sign, answers, readers, issued.facts.seal]
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode())


def _highest(markings: Iterable[str], levels: Sequence[Marking]) -> str:
    """Return the least open of some markings; one that is no level any more is above all."""
    order = [level.id for level in levels]
    return max(markings, key=lambda marking: order.index(marking) if marking in order else len(order))


def _reply_to(
    edition: Edition, account: Account, readers: Audience, people: Sequence[Person], language: str
) -> NameAddress | None:
    """Return where answers go: to the drafter of today, for readers who may know, or else where [mail] says."""
    if edition.drafter_email and Readers(readers).may_read(audience_of(Edition, "drafter")):
        name = signature_in(people, edition.drafter, language) if edition.drafter else ""
        return NameAddress(name, edition.drafter_email)
    return NameAddress("", account.reply_to) if account.reply_to else None


def _later(project: Project, content: Content, edition: str) -> str | None:
    """Return the edition of the latest date of which something was issued, unless it is this one."""
    dates = {
        id: start.first_day
        for id in issued_editions(project.content)
        if id in content.editions and (start := content.editions[id].as_of.start)
    }
    latest = max(dates, key=dates.__getitem__, default=edition)
    return latest if edition in dates and dates[latest] > dates[edition] else None


def _refused(recipient: Recipient, last: Mapping[str, Message]) -> Message | None:
    """Return the last letter to somebody's address if it was refused: what goes there again would be, too."""
    found = last.get(recipient.email.casefold())
    return found if found and found.state == "refused" else None


def _row(found: Share, own: Iterable[Delivery], ledger: Ledger, recipe: str) -> PlanRow:
    briefs = tuple(found.files)
    if not briefs:
        return PlanRow(found, ())
    id = found.recipient.id
    had = next(filter(None, (ledger.last_copy(id, brief) for brief in briefs)), None)
    copies = [one.copy for one in own if one.recipient == id and one.brief in briefs]
    return PlanRow(found, briefs, had, 1 + max(copies, default=0), recipe)


def _content_of(issued: Issued) -> Content:
    return restore(issued.read(CONTENT).decode(), issued.name)


class _Copies:
    """What recipients have: the content of earlier issued versions, each read once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.contents: dict[str, Content | None] = {}

    def __call__(self, had: Delivery) -> EarlierCopy | None:
        """Return the copy that a delivery brought; None if what was frozen then can't be read any more."""
        name = f"{had.edition}@{had.version}"
        if name not in self.contents:
            try:
                self.contents[name] = _content_of(open_issued(self.project.content, name))
            except (Mistake, ProblemsError):
                self.contents[name] = None
        content = self.contents[name]
        return EarlierCopy(content, had.edition, had.version, had.at.astimezone().date()) if content else None
