"""What sending an issued version would do: joins what was issued, who may get it and what they have already."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.contacts.account import Account, pdf_lock_refused, pdf_password, read_account
from briefgen.contacts.recipients import chosen, recipients_file
from briefgen.content.digest import digest
from briefgen.content.model import Content
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.organisations import Marking
from briefgen.content.schema.recipients import Recipient
from briefgen.content.snapshot import restore
from briefgen.issued.store import CONTENT, Issued, issued_editions, open_issued, sha256, versions
from briefgen.issuing.reprint import produce_again
from briefgen.mailing.ledger.book import Delivery, Ledger, Message
from briefgen.mailing.ledger.history import Own, before, stale
from briefgen.mailing.ledger.marks import Elsewhere, elsewhere
from briefgen.mailing.ledger.records import DRAFTED
from briefgen.mailing.letter.covering import Covering, Earlier
from briefgen.mailing.letter.message import Mailbox
from briefgen.mailing.policy import Offer, Share, marking_refused, share
from briefgen.making.judge import open_recipients
from briefgen.making.opened import Opened, opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import Project
from briefgen.project.reading import read_plain

_THIS_RUN = secrets.token_hex()


class SendError(Mistake):
    """What was asked for may not be sent; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a recipient gets, and the copy that they have."""

    share: Share
    briefs: tuple[str, ...]
    had: Delivery | None = None  # the last copy of the first of the briefs
    copy: int = 1
    recipe: str = ""  # a hash of what decides how the letter reads and what it carries

    @property
    def recipient(self) -> Recipient:
        """Who."""
        return self.share.recipient


@dataclass(frozen=True)
class Sending:
    """An issued version, and what is to be done about each recipient; nothing of it is noted yet."""

    project: Project
    account: Account
    issued: Issued
    content: Content  # as it was issued
    rows: tuple[PlanRow, ...]
    stale: Mapping[int, str]  # letters planned before that would go out wrong now, and why
    doubtful: frozenset[int]  # letters that may have arrived before: only a person takes them back
    marking: str  # what may be sent to whom is judged by it
    reply_to: Mailbox | None
    later: str | None  # an edition of a later date that was issued, too
    reason: str
    earlier: Callable[[Delivery], Earlier | None]
    levels: tuple[Marking, ...]  # of today
    elsewhere: tuple[Elsewhere, ...]  # letters with this edition that this outbox doesn't know of
    drafts: tuple[Message, ...]  # of other versions, that lie in a mailbox still

    @property
    def new(self) -> tuple[PlanRow, ...]:
        """Those who are to be written to."""
        return tuple(row for row in self.rows if row.briefs)

    @property
    def waiting(self) -> tuple[int, ...]:
        """Letters that were planned before and may still go."""
        return tuple(number for row in self.rows if not row.share.refusal for number in row.share.waiting)

    @property
    def forbidden(self) -> Mapping[int, str]:
        """Letters that were planned before and may not go any more, and why."""
        refused = {
            number: row.share.refusal
            for row in self.rows
            if row.share.refusal and not row.share.passing
            for number in row.share.waiting
            if number not in self.doubtful
        }
        return {**self.stale, **refused}

    @property
    def refuses(self) -> bool:
        """Whether somebody who is meant may not have it."""
        return any(row.share.refusal for row in self.rows)

    @property
    def twice(self) -> int:
        """How many letters with this version may have gone out elsewhere: whoever has one would get another."""
        return sum(one.letters for one in self.elsewhere if one.version == self.issued.facts.version)

    @property
    def outline(self) -> object:
        """What a person has seen and said yes to: if this is another one, they are asked again."""
        rows = [(row.recipient.id, row.recipe, row.briefs, row.copy, row.share) for row in self.rows]
        return self.issued.name, self.account, self.marking, rows, self.forbidden, self.elsewhere

    @cached_property
    def covering(self) -> Covering:
        """What writes the letters."""
        return Covering(self.project, self.content, self.issued.facts.edition)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The issued files by their names: the very bytes, or `SendError`."""
        wanted = {name for row in self.new for brief in row.briefs for name in row.share.files[brief]}
        return _bytes(self.project, self.issued, wanted)

    def copy_of(self, row: PlanRow) -> Earlier | None:
        """Return the earlier copy that a recipient has, if there is one; what is as new as this one isn't earlier.

        Who gets locked files is told nothing of what is in them, and nobody anything of a copy that went to another
        address or that they may not have today.
        """
        had, facts = row.had, self.issued.facts
        if row.recipient.protect or had is None or (had.edition == facts.edition and had.version >= facts.version):
            return None
        earlier = self.earlier(had)
        if earlier is None or had.message.address.casefold() != row.recipient.email.casefold():
            return None
        edition, this = earlier.content.editions[earlier.edition], self.content.editions[facts.edition]
        if marking_refused(row.recipient, edition.marking, self.levels, row.recipient.language):
            return None
        later, now = edition.as_of.start, this.as_of.start
        return None if later and now and later.first_day > now.first_day else earlier

    def has_calendar(self, row: PlanRow) -> bool:
        """Tell whether a recipient gets the event as a calendar file."""
        wanted = row.recipient.calendar
        return wanted and self.covering.occasion(row.recipient.language, self.account.domain) is not None

    def news(self, row: PlanRow) -> tuple[str, ...]:
        """Return what is new for a recipient since the copy that they have, in the main language; a line a change."""
        earlier = self.copy_of(row)
        return self.covering.news(self.project.settings.languages[0], earlier) if earlier else ()


def prepare(
    project: Project | Opened, name: str, ledger: Ledger, to: Sequence[str] = (), *, reason: str = ""
) -> Sending:
    """Return what sending EDITION, or EDITION@VERSION, would do; with a `reason`, also to those who have it.

    Raises `SendError`, `IssueError`, `TamperedError`, `RecipientError`, `ProjectError`, `ProblemsError`.
    """
    held = opened(project)
    held.changed()  # settings, content, recipients: as things stand now, also for what waits
    project = held.project
    account = read_account(project)
    content = held.content
    issued = _newest(project, content, name)
    everybody = open_recipients(project, content)
    if not everybody:
        raise SendError(f"nobody is named in {recipients_file(project)[1]}, so there is nobody to send to")
    meant = chosen(everybody, to)
    edition, version = issued.facts.edition, issued.facts.version
    frozen = _content_of(issued)
    today = content.editions.get(edition, frozen.editions[edition])
    reply_to = _reply_to(today, account)
    levels, language = content.agency.markings, project.settings.languages[0]
    marking = _highest([frozen.editions[edition].marking, today.marking], levels)
    offer = Offer(_offered(issued), marking, project.settings.briefs)
    recipes = {one.id: _recipe(one, project, account, issued, reply_to) for one in meant}
    deliveries = ledger.deliveries(edition=edition)
    stale_letters = stale(deliveries, version, {one.id: (one, recipes[one.id]) for one in meant}, everybody=not to)
    of_this = Own(one for one in deliveries if one.version == version)
    rows = []
    for recipient in meant:
        own = of_this.to(recipient)
        found = share(recipient, offer, levels, language, before(own, stale_letters), again=reason)
        if not found.refusal and found.files and recipient.protect and (why := pdf_lock_refused(recipient.id)):
            found = replace(found, files={}, refusal=why)
        rows.append(_row(found, own, ledger, recipes[recipient.id]))
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
        marking=marking,
        reply_to=reply_to,
        later=later,
        reason=reason,
        earlier=copies,
        levels=tuple(levels),
        elsewhere=elsewhere(ledger, project.content, edition),
        drafts=tuple(one for one in ledger.messages(edition=edition, states=DRAFTED) if one.version != version),
    )


def _newest(project: Project, content: Content, name: str) -> Issued:
    """Return the issued version that may go out: the newest one, of content that hasn't moved on unless it is named."""
    edition, at, _ = name.partition("@")
    issued = open_issued(project.content, name)
    newest = max(versions(project.content, edition))
    if issued.facts.version != newest:
        raise SendError(f"{name} is not the newest: {edition}@{newest} was issued since, and that one can be sent")
    issued.require_whole()
    if at:  # a person means what was issued, whatever has become of the content
        return issued
    if edition not in content.editions or digest(content, edition) != issued.facts.content:
        raise SendError(
            f"{edition} has changed since {issued.name} was issued: issue it first, briefgen issue {edition} --bump; "
            f"to send what was issued all the same, name the version: briefgen send {issued.name}"
        )
    return issued


def _offered(issued: Issued) -> dict[str, dict[str, dict[str, str]]]:
    """Return the issued files by language, type of brief and format."""
    offered: dict[str, dict[str, dict[str, str]]] = {}
    for name in issued.facts.files:
        brief, language, format = issued.facts.of(name)
        offered.setdefault(language, {}).setdefault(brief, {})[format.name] = name
    return offered


def _recipe(recipient: Recipient, project: Project, account: Account, issued: Issued, reply_to: Mailbox | None) -> str:
    """Return a hash of what decides how the letter to a recipient reads and what it carries.

    That of locked files holds for this run alone, since nothing of the password is kept.
    """
    locked = [_THIS_RUN, pdf_password(recipient.id)] if recipient.protect else None
    briefs = recipient.briefs or project.settings.briefs
    profile = recipient.model_dump(exclude={"id", "ceiling", "groups", "active", "note"})
    answers = reply_to and (reply_to.name, reply_to.address)
    parts = [profile, list(briefs), locked, account.sender, account.sign, answers, issued.facts.seal]
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode())


def _highest(markings: Iterable[str], levels: Sequence[Marking]) -> str:
    """Return the least open of some markings; one that is no level any more is above all."""
    order = [level.id for level in levels]
    return max(markings, key=lambda marking: order.index(marking) if marking in order else len(order))


def _reply_to(edition: Edition, account: Account) -> Mailbox | None:
    """Return where answers go: to the drafter whom the edition names today, or else where [mail] says."""
    if edition.drafter_email:
        return Mailbox(edition.drafter or "", edition.drafter_email)
    return Mailbox("", account.reply_to) if account.reply_to else None


def _later(project: Project, content: Content, edition: str) -> str | None:
    """Return the edition of the latest date of which something was issued, unless it is this one."""
    dates = {
        id: start.first_day
        for id in issued_editions(project.content)
        if id in content.editions and (start := content.editions[id].as_of.start)
    }
    latest = max(dates, key=dates.__getitem__, default=edition)
    return latest if edition in dates and dates[latest] > dates[edition] else None


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

    def __call__(self, had: Delivery) -> Earlier | None:
        """Return the copy that a delivery brought; None if what was frozen then can't be read any more."""
        name = f"{had.edition}@{had.version}"
        if name not in self.contents:
            try:
                self.contents[name] = _content_of(open_issued(self.project.content, name))
            except (Mistake, ProblemsError):
                self.contents[name] = None
        content = self.contents[name]
        return Earlier(content, had.edition, had.version, had.at.astimezone().date()) if content else None


def _bytes(project: Project, issued: Issued, names: set[str]) -> dict[str, bytes]:
    wanted = {name: issued.facts.files[name].sha256 for name in names}
    folder = project.output / issued.facts.edition
    with suppress(OSError):  # gone, or something else by now
        there = {name: read_plain(folder, name) for name in wanted}
        if all(sha256(there[name]) == hash for name, hash in wanted.items()):
            return there
    _, again = produce_again(issued, folder)
    if differing := [name for name, hash in wanted.items() if sha256(again[name]) != hash]:
        raise SendError(
            f"these files aren't in {project.name_of(folder)} as they were issued, and this briefgen can't print them "
            f"to the same bytes: {', '.join(sorted(differing))}; briefgen reprint {issued.name} says why"
        )
    return again
