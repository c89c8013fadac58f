"""What sending an issued version would do: joins what was issued, who may get it and what they have already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.content.known import digest
from briefgen.content.model import Content
from briefgen.content.schema.recipients import Recipient
from briefgen.content.snapshot import restore
from briefgen.covering import Covering, Earlier
from briefgen.delivery.account import Account, pdf_password, read_account
from briefgen.delivery.ledger import Delivery, Ledger
from briefgen.delivery.policy import WAITING, Before, Offer, Share, share
from briefgen.delivery.recipients import chosen
from briefgen.examine import load_content, open_recipients
from briefgen.issued.reprint import produce_again
from briefgen.issued.store import CONTENT, Issued, issued_editions, open_issued, sha256, versions
from briefgen.mistakes import Mistake
from briefgen.project import Project


class SendError(Mistake):
    """What was asked for may not be sent; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a recipient gets, and the copy that they have."""

    share: Share
    briefs: tuple[str, ...]
    had: Delivery | None = None  # the last copy of the first of the briefs
    copy: int = 1

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
    rows: tuple[Row, ...]
    stale: Mapping[int, str]  # letters planned before that would go out wrong now, and why
    later: str | None  # an edition of a later date that was issued, too
    reason: str
    earlier: Callable[[Delivery], Earlier | None]

    @property
    def new(self) -> tuple[Row, ...]:
        """Those who are to be written to."""
        return tuple(row for row in self.rows if row.briefs)

    @property
    def waiting(self) -> tuple[int, ...]:
        """Letters that were planned before and may still go."""
        return tuple(number for row in self.rows if not row.share.refusal for number in row.share.waiting)

    @property
    def forbidden(self) -> Mapping[int, str]:
        """Letters that were planned before and may not go any more, and why."""
        refused = {n: row.share.refusal for row in self.rows if row.share.refusal for n in row.share.waiting}
        return {**self.stale, **refused}

    @cached_property
    def content(self) -> Content:
        """The content that was issued."""
        return restore(self.issued.read(CONTENT).decode(), self.issued.name)

    @cached_property
    def covering(self) -> Covering:
        """What writes the letters."""
        return Covering(self.project, self.content, self.issued.facts.edition)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The issued files by their names: the very bytes, or `SendError`."""
        wanted = {name for row in self.new for brief in row.briefs for name in row.share.files[brief]}
        return _bytes(self.project, self.issued, wanted)

    def copy_of(self, row: Row) -> Earlier | None:
        """Return the earlier copy that a recipient has, if there is one; what is as new as this one isn't earlier."""
        had, facts = row.had, self.issued.facts
        if had is None or (had.edition == facts.edition and had.version >= facts.version):
            return None
        earlier = self.earlier(had)
        later = earlier and earlier.content.editions[earlier.edition].as_of.start
        this = self.content.editions[facts.edition].as_of.start
        return None if later and this and later.first_day > this.first_day else earlier

    def news(self, row: Row) -> tuple[str, ...]:
        """Return what is new for a recipient since the copy that they have, in the main language; a line a change."""
        earlier = self.copy_of(row)
        return self.covering.news(self.project.settings.languages[0], earlier) if earlier else ()


def prepare(project: Project, name: str, ledger: Ledger, to: Sequence[str] = (), *, reason: str = "") -> Sending:
    """Return what sending EDITION, or EDITION@VERSION, would do; with a `reason`, also to those who have it.

    Raises `SendError`, `IssueError`, `TamperedError`, `RecipientError`, `ProjectError`, `ProblemsError`.
    """
    account = read_account(project)
    content = load_content(project)
    issued = _newest(project, content, name)
    everybody = open_recipients(project, content)
    if not everybody:
        raise SendError("nobody is named in recipients.yaml, so there is nobody to send to")
    facts = issued.facts
    frozen = restore(issued.read(CONTENT).decode(), issued.name)
    offer = Offer(_offered(issued), frozen.editions[facts.edition].marking, project.settings.briefs)
    deliveries = ledger.deliveries(edition=facts.edition)
    stale = _stale(deliveries, facts.version, {one.id: one.email for one in everybody})
    of_this: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        if delivery.version == facts.version:
            of_this.setdefault(delivery.recipient, []).append(delivery)
    rows = []
    for recipient in chosen(everybody, to):
        own = of_this.get(recipient.id, [])
        before = _before([one for one in own if one.message.id not in stale])
        levels, language = content.agency.markings, project.settings.languages[0]
        found = share(recipient, offer, levels, language, before, again=bool(reason))
        if not found.refusal and found.files and recipient.protect and not pdf_password(recipient.id):
            found = replace(found, files={}, refusal=_no_password(recipient))
        rows.append(_row(found, own, ledger))
    later = _later(project, content, facts.edition)
    return Sending(project, account, issued, tuple(rows), stale, later, reason, _Copies(project))


def _newest(project: Project, content: Content, name: str) -> Issued:
    """Return the issued version that may go out: the newest one, of content that hasn't moved on unless it is named."""
    edition, at, _ = name.partition("@")
    issued = open_issued(project.content, name)
    newest = max(versions(project.content, edition))
    if issued.facts.version != newest:
        raise SendError(f"{name} is not the newest: {edition}@{newest} was issued since, and that one can be sent")
    issued.require_whole()
    if at:
        return issued
    if edition not in content.editions or digest(content, edition) != issued.facts.content:
        raise SendError(
            f"{edition} has changed since {issued.name} was issued: issue it first, briefgen issue {edition} --bump; "
            f"to send what was issued all the same, name the version: briefgen send {issued.name}"
        )
    return issued


def _offered(issued: Issued) -> dict[str, dict[str, list[str]]]:
    """Return the issued files by language and type of brief; a file is called EDITION_BRIEF_LANGUAGE.FORMAT."""
    offered: dict[str, dict[str, list[str]]] = {}
    for name in issued.facts.files:
        brief, _, language = name.removeprefix(f"{issued.facts.edition}_").rpartition(".")[0].rpartition("_")
        offered.setdefault(language, {}).setdefault(brief, []).append(name)
    return offered


def _before(deliveries: Sequence[Delivery]) -> dict[str, Before]:
    last = {one.brief: one for one in sorted(deliveries, key=lambda one: one.copy)}
    return {
        brief: Before(one.message.id, one.state, one.at.astimezone().date().isoformat()) for brief, one in last.items()
    }


def _stale(deliveries: Sequence[Delivery], version: int, addresses: Mapping[str, str]) -> dict[int, str]:
    """Return the letters that still wait with an older version or an address that isn't the recipient's any more."""
    stale = {}
    for one in deliveries:
        if one.state in WAITING and one.version != version:
            stale[one.message.id] = f"version {version} was issued meanwhile"
        elif one.state in WAITING and one.message.address != addresses.get(one.recipient, one.message.address):
            stale[one.message.id] = "the recipient has another address now"
    return stale


def _later(project: Project, content: Content, edition: str) -> str | None:
    """Return the edition of the latest date of which something was issued, unless it is this one."""
    dates = {
        id: start.first_day
        for id in issued_editions(project.content)
        if id in content.editions and (start := content.editions[id].as_of.start)
    }
    latest = max(dates, key=dates.__getitem__, default=edition)
    return latest if edition in dates and dates[latest] > dates[edition] else None


def _row(found: Share, own: Sequence[Delivery], ledger: Ledger) -> Row:
    briefs = () if found.refusal else tuple(found.files)
    if not briefs:
        return Row(found, ())
    had = next(filter(None, (ledger.last_copy(found.recipient.id, brief) for brief in briefs)), None)
    return Row(found, briefs, had, 1 + max((one.copy for one in own if one.brief in briefs), default=0))


def _no_password(recipient: Recipient) -> str:
    return (
        f"no password was agreed for locked files: keyring set briefgen-pdf {recipient.id}, "
        "and tell them by another way than email"
    )


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
                self.contents[name] = restore(open_issued(self.project.content, name).read(CONTENT).decode(), name)
            except Mistake:
                self.contents[name] = None
        content = self.contents[name]
        return Earlier(content, had.edition, had.version, had.at.astimezone().date()) if content else None


def _bytes(project: Project, issued: Issued, names: set[str]) -> dict[str, bytes]:
    wanted = {name: issued.facts.files[name].sha256 for name in names}
    folder = project.output / issued.facts.edition
    there = {name: path.read_bytes() for name in wanted if (path := folder / name).is_file()}
    if all(sha256(there.get(name, b"")) == hash for name, hash in wanted.items()):
        return there
    _, again = produce_again(issued, folder)
    if differing := [name for name, hash in wanted.items() if sha256(again[name]) != hash]:
        raise SendError(
            f"these files aren't in {project.name_of(folder)} as they were issued, and this briefgen can't print them "
            f"to the same bytes: {', '.join(sorted(differing))}; briefgen reprint {issued.name} says why"
        )
    return again
