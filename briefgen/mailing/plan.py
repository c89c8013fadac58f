"""What sending an issued version would do: who gets what, or why not; nothing of it is done or noted yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.contacts.account import Account
from briefgen.content.model import Content
from briefgen.content.schema.audience import PUBLIC, Audience
from briefgen.content.schema.organisations import Marking
from briefgen.content.schema.recipients import Recipient
from briefgen.issued.store import Issued, sha256
from briefgen.issuing.reprint import produce_again
from briefgen.mailing.ledger.book import Delivery, Message
from briefgen.mailing.ledger.marks import Elsewhere
from briefgen.mailing.letter.covering import Covering, EarlierCopy
from briefgen.mailing.letter.message import NameAddress
from briefgen.mailing.policy import Share, marking_refused
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.folder import Project
from briefgen.project.reading import read_plain


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
    readers: Audience = PUBLIC  # who may read what it says
    reply_to: NameAddress | None = None
    refused: Message | None = None  # the last letter to their address, if that was refused
    left_out: bool = False  # they get nothing now, neither a new letter nor what waits for them

    @property
    def recipient(self) -> Recipient:
        """Who."""
        return self.share.recipient


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may get an issued version of a marking, among its levels, or why not."""

    shares: tuple[Share, ...]
    marking: str
    levels: tuple[Marking, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What of a sending a person says yes to; `rows` are recipients, by their ids, and what each gets."""

    name: str
    account: Account
    marking: str
    rows: tuple[tuple[str, str, tuple[str, ...], int, Share], ...]
    forbidden: Mapping[int, str]
    elsewhere: tuple[Elsewhere, ...]
    left_out: frozenset[str]


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
    later: str | None  # an edition of a later date that was issued, too
    reason: str
    earlier: Callable[[Delivery], EarlierCopy | None]
    levels: tuple[Marking, ...]  # of today
    elsewhere: tuple[Elsewhere, ...]  # letters with this edition that this outbox doesn't know of
    drafts: tuple[Message, ...]  # of other versions, that lie in a mailbox still

    @property
    def new(self) -> tuple[PlanRow, ...]:
        """Those who are to be written to."""
        return tuple(row for row in self.rows if row.briefs and not row.left_out)

    @property
    def held(self) -> tuple[tuple[PlanRow, Message], ...]:
        """Those who would be written to, had their last letter not been refused, each with that one."""
        return tuple((row, row.refused) for row in self.rows if row.briefs and row.left_out and row.refused)

    @property
    def waiting(self) -> tuple[int, ...]:
        """Letters that were planned before and may still go."""
        rows = (row for row in self.rows if not (row.share.refusal or row.left_out))
        return tuple(number for row in rows for number in row.share.waiting)

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
        """Whether somebody who is meant may not have it, or was refused before."""
        return bool(self.held) or any(row.share.refusal for row in self.rows)

    @property
    def twice(self) -> int:
        """How many letters with this version may have gone out elsewhere: whoever has one would get another."""
        return sum(one.letters for one in self.elsewhere if one.version == self.issued.facts.version)

    @property
    def outline(self) -> Outline:
        """What a person has seen and said yes to: if this is another one, they are asked again."""
        rows = tuple((row.recipient.id, row.recipe, row.briefs, row.copy, row.share) for row in self.rows)
        left_out = frozenset(row.recipient.id for row in self.rows if row.left_out)
        return Outline(self.issued.name, self.account, self.marking, rows, self.forbidden, self.elsewhere, left_out)

    def is_part_of(self, whole: Sending) -> bool:
        """Tell whether this is what a person has seen of a sending, whomever they have left out of it."""
        mine = self.outline
        return mine == replace(whole.outline, left_out=mine.left_out)

    @cached_property
    def covering(self) -> Covering:
        """What writes the letters."""
        return Covering(self.project, self.content, self.issued.facts.edition)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The issued files by their names: the very bytes, or `SendError`."""
        wanted = {name for row in self.new for brief in row.briefs for name in row.share.files[brief]}
        return _bytes(self.project, self.issued, wanted)

    def copy_of(self, row: PlanRow) -> EarlierCopy | None:
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
        occasion = self.covering.occasion(row.recipient.language, self.account.domain, row.readers)
        return wanted and occasion is not None

    def news(self, row: PlanRow) -> tuple[str, ...]:
        """Return what is new for a recipient since the copy that they have, in the main language; a line a change."""
        earlier = self.copy_of(row)
        return self.covering.news(self.project.settings.languages[0], earlier) if earlier else ()


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
            Told(
                "these files aren't in {folder} as they were issued, and this briefgen can't print them to "
                "the same bytes: {names}; briefgen reprint {name} says why",
                folder=project.name_of(folder),
                names=", ".join(sorted(differing)),
                name=issued.name,
            )
        )
    return again
