"""Microsoft 365: each letter becomes a draft in the sender's mailbox, through Microsoft Graph; a person sends it.

A letter is looked for by its Message-ID before it is made, so that a lost answer leads to no second one. What isn't
complete has no recipient yet, and so can't be sent by mistake: the addresses come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefgen.contacts.account import Account, ca_file, of_mail
from briefgen.contacts.passwords import SecretError
from briefgen.mailing.ways.base import MailboxItem, Outcome, ServerError, UnreachableError
from briefgen.mailing.ways.envelope import check_address
from briefgen.mailing.ways.graph_attachments import attach, compare_attachments, detach
from briefgen.mailing.ways.graph_client import GraphClient, Later, Refused, escaped
from briefgen.mailing.ways.graph_letter import Letter, read_letter
from briefgen.mailing.ways.https import host_of
from briefgen.mailing.ways.replies import one_line, told_size
from briefgen.mailing.ways.tokens import BY_PASSWORD
from briefgen.problems.notes import Told
from briefgen.project.folder import Project

if TYPE_CHECKING:
    from briefgen.mailing.ways.tokens.base import Tokens

PACKAGES: Mapping[str, str] = {"requests": "microsoft"}
DOES = "Put {letters} into the drafts of {sender}, through {where}"
_LARGEST = 150_000_000  # bytes of an attachment (learn.microsoft.com/graph/outlook-large-attachments)


@dataclass(frozen=True, slots=True)
class Graph:
    """The way into the drafts of a mailbox."""

    base: str  # of Graph, without a slash at the end
    mailbox: str  # the sender's
    tokens: Tokens = field(repr=False)
    uploads: tuple[str, ...] = ()  # hosts that take pieces of large attachments, beside that of Graph
    ca: Path | None = None

    def open(self) -> GraphConnection:
        """Return a connection that can write drafts. Raises `ServerError`, `SecretError`."""
        connection = GraphConnection(self)
        try:
            connection.enter()
        except BaseException:
            connection.close()
            raise
        return connection

    @property
    def path(self) -> str:
        """Where the mailbox is."""
        # Never «/me»: that is the mailbox of whoever has signed in.
        return f"/v1.0/users/{escaped(self.mailbox)}"


def where(account: Account) -> str:
    """Return the host of Graph."""
    return host_of(account.graph)


def scopes(account: Account) -> Mapping[str, str]:
    """Return for what a token is asked: to write mail, in another one's mailbox too if the sender isn't the user."""
    shared = "" if _is_own(account) else f" {account.graph}/Mail.ReadWrite.Shared"
    return {"microsoft": f"{account.graph}/Mail.ReadWrite{shared}", "command": ""}


def prepare(account: Account, project: Project) -> Graph:
    """Return the way. Raises `SettingsError`, `SecretError` for what is missing."""
    from briefgen.mailing.ways import tokens_of

    if account.sign:
        raise of_mail(
            "sign",
            Told(
                "{file}: [mail] sign: a draft can't be signed here, the program that sends it does that: "
                "leave out sign",
                file=account.at("sign"),
            ),
        )
    if account.login == BY_PASSWORD:
        raise of_mail(
            "way",
            Told(
                '{file}: [mail] way = {way!r} takes no password, only a sign-in; write: login = "microsoft"',
                file=account.at("way"),
                way=account.way,
            ),
        )
    tokens = tokens_of(account, project)
    tokens.require()
    return Graph(account.graph, account.sender, tokens, tuple(account.uploads), ca_file(account, project))


def _is_own(account: Account) -> bool:
    return account.login_user.casefold() == account.sender.casefold()


class GraphConnection:
    """An open connection. Not to be used by two threads at a time, but for `abort`."""

    def __init__(self, way: Graph) -> None:
        self._way = way
        self._graph = GraphClient(way.base, way.path, way.tokens, way.uploads, way.ca)
        self._drafts = Told("in the drafts of {mailbox}", mailbox=way.mailbox)
        self._bin = ""  # the id of the folder of what was deleted

    @property
    def usable(self) -> bool:
        """Whether another letter may be sent over it."""
        return self._graph.usable

    def enter(self) -> None:
        """Find the mailbox. Raises `ServerError`, `SecretError`."""
        self._graph.take_token()
        with self._plainly():
            self._bin = str(self._graph.call("GET", "/mailFolders/deleteditems?$select=id").get("id", ""))

    def send(self, sender: str, address: str, wire: bytes, before_data: Callable[[], None]) -> Outcome:
        """Make a draft of one message, or complete the one that is there.

        `before_data` is called before the mailbox gets anything of it. Raises `Mistake` for an address that isn't one,
        before that also `ServerError`, `SecretError`.
        """
        check_address(sender)
        check_address(address)
        letter = read_letter(wire)
        self._graph.take_token()  # who can give none fails before anything is noted
        if too_large := next((each for each in letter.attached if len(each.data) > _LARGEST), None):
            return Outcome(
                "refused",
                Told(
                    "{name} has {size}, too much for mail",
                    name=one_line(too_large.name),
                    size=told_size(len(too_large.data)),
                ),
            )
        try:
            found = self._find(letter.message_id)
        except Refused as error:
            raise ServerError(str(error)) from None
        except Later as error:
            return Outcome("deferred", str(error), pause=error.pause)
        if found and found.state == "sent":
            told = Told("the mailbox shows that it was sent {at}", at=found.at)
            return Outcome("sent", told if found.at else Told("the mailbox shows that it was sent"))
        if found and found.state == "complete":
            return Outcome("drafted", self._drafts)
        before_data()
        self._graph.touched = found is not None
        try:
            return self._write(letter, address, found)
        except Refused as error:
            return Outcome("deferred" if error.about_us else "refused", str(error))
        except Later as error:
            return Outcome("deferred", str(error), pause=error.pause, doubtful=error.lost)
        except (ServerError, SecretError) as error:
            return Outcome("deferred", str(error), doubtful=self._graph.touched)

    def seen(self, message_id: str) -> MailboxItem | None:
        """Return what has become of a letter, if it is there. Raises `ServerError`, `SecretError`."""
        self._graph.take_token()
        with self._plainly():
            return self._find(message_id)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Raise what keeps the mailbox from answering as `ServerError`, where no letter is at hand to be put off."""
        try:
            yield
        except Refused as error:
            raise ServerError(str(error)) from None
        except Later as error:
            raise UnreachableError(
                Told("{where} wants nothing now, try again later: {error}", where=self._graph.where, error=error)
            ) from None

    def _find(self, message_id: str) -> MailboxItem | None:
        """Return the message of a Message-ID that counts, if there is one: sent, else complete, else begun.

        Of drafts that are only begun one is enough: others are taken out. Raises `Later`, `Refused`, `ServerError`.
        """
        quoted = message_id.replace("'", "''")
        fields = "$select=id,isDraft,parentFolderId,toRecipients,sentDateTime"
        wanted = escaped(f"internetMessageId eq '{quoted}'")
        got = self._graph.call("GET", f"/messages?{fields}&$filter={wanted}")
        listed = got.get("value")
        all_of_it = [_found(one) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        there = [one for one, folder in all_of_it if one.id and (folder != self._bin or one.state == "sent")]
        best = min(there, key=lambda one: ("sent", "complete", "begun").index(one.state), default=None)
        for one in there:
            if one is not best and one.state == "begun":
                self._remove(one.id)
        return best

    def _write(self, letter: Letter, address: str, begun: MailboxItem | None) -> Outcome:
        if begun is None:
            id, kept_id = self._create(letter)
        else:
            id, kept_id = begun.id, True
            detach(self._graph, id)
        addressed = False
        try:
            for each in letter.attached:
                attach(self._graph, id, each)
            compare_attachments(self._graph, id, letter)
            addressed = True
            self._graph.call("PATCH", f"/messages/{id}", {"toRecipients": [_recipient(letter.to_name, address)]})
        except Refused:
            self._remove(id)
            raise
        except Later as error:  # it is there, and not whole
            if not kept_id:
                return self._unfindable(id, error, addressed=addressed)
            raise Later(str(error), pause=error.pause, lost=True) from None
        if not kept_id:
            return Outcome(
                "drafted",
                Told(
                    "the mailbox gave it a Message-ID of its own, so briefgen can't see whether it is sent: say so, by"
                    ' briefgen outbox settle NUMBER sent --because "how you know"'
                ),
                doubtful=True,
            )
        with suppress(Later, Refused, ServerError, SecretError):  # one that came twice on the way goes
            self._find(letter.message_id)
        return Outcome("drafted", self._drafts)

    def _unfindable(self, id: str, error: Later, *, addressed: bool) -> Outcome:
        """Return what becomes of a draft that isn't done, and that its Message-ID won't find the next time."""
        if addressed and error.lost:
            return Outcome(
                "uncertain",
                Told(
                    "{error}; the mailbox gave the draft a Message-ID of its own, so look yourself whether it lies"
                    " {where}, with its recipient",
                    error=error,
                    where=self._drafts,
                ),
            )
        self._remove(id)  # if it stays, it has no recipient
        return Outcome("deferred", str(error), pause=error.pause)

    def _create(self, letter: Letter) -> tuple[str, bool]:
        """Make a draft without recipient; return its id, and whether it has our Message-ID."""
        fields: dict[str, Any] = {
            "subject": letter.subject,
            "body": {"contentType": "html", "content": letter.html},
            "internetMessageId": letter.message_id,
            "from": _recipient(letter.from_name, self._way.mailbox),
            "replyTo": [_recipient(name, address) for name, address in letter.reply_to],
        }
        try:
            made = self._graph.call("POST", "/messages", fields)
        except Later as error:
            if not error.lost:
                raise
            found = self._find(letter.message_id)
            if found is None:
                raise error from None
            return found.id, True
        id = made.get("id")
        if not isinstance(id, str) or not id:
            raise Later(Told("{where} didn't say which draft it made", where=self._graph.where), lost=True)
        return id, made.get("internetMessageId") == letter.message_id

    def _remove(self, id: str) -> None:
        """Take out a draft that nobody needs; that it stays does no harm, since it has no recipient."""
        with suppress(Later, Refused, ServerError, SecretError):
            self._graph.call("DELETE", f"/messages/{id}")

    def abort(self) -> None:
        """Cut it at once; may be called from another thread. What is under way is looked for the next time."""
        self._graph.abort()

    def close(self) -> None:
        """Close it; doing so twice is no mistake."""
        self._graph.close()


def _found(one: Mapping[str, Any]) -> tuple[MailboxItem, str]:
    id, at = one.get("id"), one.get("sentDateTime")
    state: Literal["sent", "complete", "begun"] = "complete" if one.get("toRecipients") else "begun"
    if one.get("isDraft") is False:
        state = "sent"
    found = MailboxItem(
        escaped(id) if isinstance(id, str) else "", state, one_line(at)[:40] if isinstance(at, str) else ""
    )
    return found, str(one.get("parentFolderId", ""))


def _recipient(name: str, address: str) -> dict[str, Any]:
    return {"emailAddress": {"name": name, "address": address}}
