"""Microsoft 365: each letter becomes a draft in the sender's mailbox, through Microsoft Graph; a person sends it.

A letter is looked for by its Message-ID before it is made, so that a lost answer leads to no second one. What isn't
complete has no recipient yet, and so can't be sent by mistake: the addresses come last.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

import requests

from briefgen.contacts.account import Account, ca_file
from briefgen.contacts.passwords import SecretError
from briefgen.mailing.ways.base import Found, Outcome, ServerError, UnreachableError
from briefgen.mailing.ways.envelope import check_address
from briefgen.mailing.ways.graph_letter import Attached, Letter, read_letter
from briefgen.mailing.ways.https import cut, host_of, plainly, session
from briefgen.mailing.ways.replies import clean, told_size
from briefgen.mailing.ways.tokens.base import said
from briefgen.project.folder import SETTINGS_FILE, Project, ProjectError

if TYPE_CHECKING:
    from briefgen.mailing.ways.tokens.base import Tokens

PACKAGES: Mapping[str, str] = {"requests": "microsoft"}
DOES = "Put {letters} into the drafts of {sender}, through {where}"
# Bytes. Outlook takes an attachment of up to 3 MB at once, a larger one in pieces, each a multiple of 320 KiB
# (learn.microsoft.com/graph/outlook-large-attachments).
AT_ONCE = 3_000_000
PIECE = 10 * 320 * 1024
_LARGEST = 150_000_000
_LONGEST_PAUSE = 86_400.0  # seconds that a server may ask to wait
# What is about us, whatever the letter is, and what to do about it.
_ADVICE = {
    401: "the sign-in isn't taken: type briefgen login, and sign in as the user of [mail]",
    403: "ask your IT to give the app the permission Mail.ReadWrite (delegated), and you access to this mailbox",
    404: "ask your IT whether this mailbox is at Microsoft 365 (Exchange Online) and has a licence",
}


@dataclass(frozen=True, slots=True)
class Graph:
    """The way into the drafts of a mailbox."""

    base: str  # of Graph, without a slash at the end
    mailbox: str  # the sender's
    tokens: Tokens = field(repr=False)
    uploads: tuple[str, ...] = ()  # hosts that take pieces of large attachments, beside that of Graph
    ca: Path | None = None

    def open(self) -> Drafts:
        """Return a line that can write drafts. Raises `ServerError`, `SecretError`."""
        line = Drafts(self)
        try:
            line.enter()
        except BaseException:
            line.close()
            raise
        return line

    @property
    def path(self) -> str:
        """Where the mailbox is."""
        # Never «/me»: that is the mailbox of whoever has signed in.
        return f"/v1.0/users/{_escaped(self.mailbox)}"


def where(account: Account) -> str:
    """Return the host of Graph."""
    return host_of(account.graph)


def scopes(account: Account) -> Mapping[str, str]:
    """Return for what a token is asked: to write mail, in another one's mailbox too if the sender isn't the user."""
    shared = "" if _is_own(account) else f" {account.graph}/Mail.ReadWrite.Shared"
    return {"microsoft": f"{account.graph}/Mail.ReadWrite{shared}", "command": ""}


def prepare(account: Account, project: Project) -> Graph:
    """Return the way. Raises `ProjectError`, `SecretError` for what is missing."""
    from briefgen.mailing.ways import tokens_of

    if account.sign:
        raise ProjectError(
            f"{SETTINGS_FILE}: [mail] sign: a draft can't be signed here, the program that sends it does that: leave"
            " out sign"
        )
    tokens = tokens_of(account, project)
    tokens.require()
    return Graph(account.graph, account.sender, tokens, tuple(account.uploads), ca_file(account, project))


def _is_own(account: Account) -> bool:
    return account.login_user.casefold() == account.sender.casefold()


class _Later(Exception):
    """Not now; `lost`: whether it was done nobody knows."""

    def __init__(self, told: str, *, pause: float = 0.0, lost: bool = False) -> None:
        super().__init__(told)
        self.pause, self.lost = pause, lost


class _Refused(Exception):
    """No, for good."""

    def __init__(self, told: str, status: int) -> None:
        super().__init__(told)
        self.status = status

    @property
    def about_us(self) -> bool:
        """Whether it is so whatever the letter is."""
        return self.status in _ADVICE


class Drafts:
    """An open line. Not to be used by two threads at a time, but for `abort`."""

    def __init__(self, way: Graph) -> None:
        self._way = way
        self._http = session([host_of(way.base), *way.uploads], way.ca)
        self._where = host_of(way.base)
        self._drafts = f"in the drafts of {way.mailbox}"
        self._bin = ""  # the id of the folder of what was deleted
        self._token = ""  # for the letter at hand
        self._touched = False  # whether the mailbox may have got something of it
        self.usable = True

    def enter(self) -> None:
        """Find the mailbox. Raises `ServerError`, `SecretError`."""
        self._token = self._way.tokens.token()
        with self._plainly():
            self._bin = str(self._call("GET", "/mailFolders/deleteditems?$select=id").get("id", ""))

    def send(self, sender: str, address: str, wire: bytes, before_data: Callable[[], None]) -> Outcome:
        """Make a draft of one message, or complete the one that is there.

        `before_data` is called before the mailbox gets anything of it. Raises `Mistake` for an address that isn't one,
        before that also `ServerError`, `SecretError`.
        """
        check_address(sender)
        check_address(address)
        letter = read_letter(wire)
        self._token = self._way.tokens.token()  # who can give none fails before anything is noted
        if too_large := next((each for each in letter.attached if len(each.data) > _LARGEST), None):
            return Outcome(
                "refused", f"{clean(too_large.name)} has {told_size(len(too_large.data))}, too much for mail"
            )
        try:
            found = self.look(letter.message_id)
        except _Refused as error:
            raise ServerError(str(error)) from None
        except _Later as error:
            return Outcome("deferred", str(error), pause=error.pause)
        if found and found.state == "sent":
            return Outcome("sent", f"the mailbox shows that it was sent {found.at}".strip())
        if found and found.state == "complete":
            return Outcome("drafted", self._drafts)
        before_data()
        self._touched = found is not None
        try:
            return self._write(letter, address, found)
        except _Refused as error:
            return Outcome("deferred" if error.about_us else "refused", str(error))
        except _Later as error:
            return Outcome("deferred", str(error), pause=error.pause, doubtful=error.lost)
        except (ServerError, SecretError) as error:
            return Outcome("deferred", str(error), doubtful=self._touched)

    def seen(self, message_id: str) -> Found | None:
        """Return what has become of a letter, if it is there. Raises `ServerError`, `SecretError`."""
        self._token = self._way.tokens.token()
        with self._plainly():
            return self.look(message_id)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Raise what keeps the mailbox from answering as `ServerError`, where no letter is at hand to be put off."""
        try:
            yield
        except _Refused as error:
            raise ServerError(str(error)) from None
        except _Later as error:
            raise UnreachableError(f"{self._where} wants nothing now, try again later: {error}") from None

    def look(self, message_id: str) -> Found | None:
        """Return the message of a Message-ID that counts, if there is one: sent, else complete, else begun.

        Of drafts that are only begun one is enough: others are taken out. Raises `_Later`, `_Refused`, `ServerError`.
        """
        quoted = message_id.replace("'", "''")
        fields = "$select=id,isDraft,parentFolderId,toRecipients,sentDateTime"
        wanted = _escaped(f"internetMessageId eq '{quoted}'")
        got = self._call("GET", f"/messages?{fields}&$filter={wanted}")
        listed = got.get("value")
        all_of_it = [_found(one) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        there = [one for one, folder in all_of_it if one.id and (folder != self._bin or one.state == "sent")]
        best = min(there, key=lambda one: ("sent", "complete", "begun").index(one.state), default=None)
        for one in there:
            if one is not best and one.state == "begun":
                self._remove(one.id)
        return best

    def _write(self, letter: Letter, address: str, begun: Found | None) -> Outcome:
        if begun is None:
            id, kept_id = self._create(letter)
        else:
            id, kept_id = begun.id, True
            self._detach(id)
        addressed = False
        try:
            for each in letter.attached:
                self._attach(id, each)
            self._compare(id, letter)
            addressed = True
            self._call("PATCH", f"/messages/{id}", {"toRecipients": [_recipient(letter.to_name, address)]})
        except _Refused:
            self._remove(id)
            raise
        except _Later as error:  # it is there, and not whole
            if not kept_id:
                return self._unfindable(id, error, addressed=addressed)
            raise _Later(str(error), pause=error.pause, lost=True) from None
        if not kept_id:
            return Outcome(
                "drafted",
                "the mailbox gave it a Message-ID of its own, so briefgen can't see whether it is sent: say so, by"
                ' briefgen outbox settle NUMBER sent --because "how you know"',
                doubtful=True,
            )
        with suppress(_Later, _Refused, ServerError, SecretError):  # one that came twice on the way goes
            self.look(letter.message_id)
        return Outcome("drafted", self._drafts)

    def _unfindable(self, id: str, error: _Later, *, addressed: bool) -> Outcome:
        """Return what becomes of a draft that isn't done, and that its Message-ID won't find the next time."""
        if addressed and error.lost:
            return Outcome(
                "uncertain",
                f"{error}; the mailbox gave the draft a Message-ID of its own, so look yourself whether it lies"
                f" {self._drafts}, with its recipient",
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
            made = self._call("POST", "/messages", fields)
        except _Later as error:
            if not error.lost:
                raise
            found = self.look(letter.message_id)
            if found is None:
                raise error from None
            return found.id, True
        id = made.get("id")
        if not isinstance(id, str) or not id:
            raise _Later(f"{self._where} didn't say which draft it made", lost=True)
        return id, made.get("internetMessageId") == letter.message_id

    def _attach(self, id: str, each: Attached) -> None:
        if len(each.data) <= AT_ONCE:
            self._call(
                "POST",
                f"/messages/{id}/attachments",
                {
                    "@odata.type": "#microsoft.graph.fileAttachment",
                    "name": each.name,
                    "contentType": each.media_type,
                    "contentBytes": base64.b64encode(each.data).decode(),
                },
            )
            return
        item = {"attachmentType": "file", "name": each.name, "size": len(each.data), "contentType": each.media_type}
        got = self._call("POST", f"/messages/{id}/attachments/createUploadSession", {"AttachmentItem": item})
        url = got.get("uploadUrl")
        if not isinstance(url, str):
            raise _Later(f"{self._where} didn't say where a large attachment goes", lost=True)
        for start in range(0, len(each.data), PIECE):
            piece = each.data[start : start + PIECE]
            place = f"bytes {start}-{start + len(piece) - 1}/{len(each.data)}"
            self._ask("PUT", url, piece, {"Content-Range": place, "Content-Type": "application/octet-stream"})

    def _compare(self, id: str, letter: Letter) -> None:
        """Hold what lies there to what was meant: what came twice on the way goes, and what lacks is no draft yet."""
        lacking = list(letter.attached)
        for attachment, name, size in self._attached(id):
            # What Exchange gives as the size counts what it keeps with a file, too: it is never less.
            whole = [each for each in lacking if each.name == name and len(each.data) <= size]
            if whole:
                lacking.remove(max(whole, key=lambda each: len(each.data)))
            else:
                self._call("DELETE", f"/messages/{id}/attachments/{attachment}")
        if lacking:
            raise _Later(f"{self._where} took {clean(lacking[0].name)}, and doesn't have it, or not whole")

    def _detach(self, id: str) -> None:
        """Take all attachments out of a draft that was begun: nobody knows which are whole."""
        for attachment, _, _ in self._attached(id):
            self._call("DELETE", f"/messages/{id}/attachments/{attachment}")

    def _attached(self, id: str) -> list[tuple[str, str, int]]:
        """Return the attachments of a draft: id, name, and size in bytes."""
        listed = self._call("GET", f"/messages/{id}/attachments?$select=id,name,size").get("value")
        return [
            (_escaped(one["id"]), str(one.get("name", "")), size if isinstance(size := one.get("size"), int) else 0)
            for one in (listed if isinstance(listed, list) else [])
            if isinstance(one, dict) and isinstance(one.get("id"), str)
        ]

    def _remove(self, id: str) -> None:
        """Take out a draft that nobody needs; that it stays does no harm, since it has no recipient."""
        with suppress(_Later, _Refused, ServerError, SecretError):
            self._call("DELETE", f"/messages/{id}")

    def _call(self, method: str, path: str, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Ask Graph about the mailbox, with the token; with a new one if it is not taken."""
        url = f"{self._way.base}{self._way.path}{path}"
        body = None if fields is None else json.dumps(fields).encode()
        try:
            return self._ask(method, url, body, self._headers())
        except _Refused as error:
            if error.status != 401:
                raise
        self._way.tokens.spoil()
        self._token = self._way.tokens.token()
        return self._ask(method, url, body, self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}

    def _ask(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> dict[str, Any]:
        """Return the answer. Raises `_Later`, `_Refused`, `ServerError`; none tells a token or an address of ours."""
        if not self.usable:
            raise _Later("the line was cut", lost=True)
        touched, self._touched = self._touched, True
        try:
            response = self._http.request(method, url, data=body, headers=dict(headers))
        except (requests.RequestException, OSError) as error:
            told = plainly(self._where, error)
            if not isinstance(told, UnreachableError):
                raise told from None
            raise _Later(str(told), lost=not isinstance(error, requests.ConnectTimeout)) from None
        status = response.status_code
        if status in (401, 429):  # it got nothing
            self._touched = touched
        if status == 429 or status >= 500:
            raise _Later(
                f"{status}: the mailbox is busy",
                pause=_pause(response.headers.get("Retry-After", "")),
                lost=status != 429,
            )
        try:
            got = response.json() if response.content.strip() else {}
        except ValueError:
            got = None
        if 200 <= status < 300:
            if not isinstance(got, dict):
                raise _Later(f"{self._where} answers what can't be read", lost=True)
            return got
        raise _Refused(self._told(status, got, headers), status)

    def _told(self, status: int, got: Any, headers: Mapping[str, str]) -> str:
        why = got.get("error") if isinstance(got, dict) else None
        code, message = (why.get("code", ""), why.get("message", "")) if isinstance(why, dict) else ("", "")
        words = said(f"{status} {code}: {message}", headers.get("Authorization", "").removeprefix("Bearer "))
        advice = _ADVICE.get(status)
        return f"{self._where}: {advice}. It said: {words}" if advice else words

    def abort(self) -> None:
        """Cut the line at once; may be called from another thread. What is under way is looked for the next time."""
        self.usable = False
        cut(self._http)

    def close(self) -> None:
        """Close the line; doing so twice is no mistake."""
        self._http.close()


def _found(one: Mapping[str, Any]) -> tuple[Found, str]:
    id, at = one.get("id"), one.get("sentDateTime")
    state: Literal["sent", "complete", "begun"] = "complete" if one.get("toRecipients") else "begun"
    if one.get("isDraft") is False:
        state = "sent"
    found = Found(_escaped(id) if isinstance(id, str) else "", state, clean(at)[:40] if isinstance(at, str) else "")
    return found, str(one.get("parentFolderId", ""))


def _recipient(name: str, address: str) -> dict[str, Any]:
    return {"emailAddress": {"name": name, "address": address}}


def _escaped(text: str) -> str:
    return quote(text, safe="")


def _pause(text: str) -> float:
    """Return how many seconds a server asks to wait; nothing if it doesn't say so in seconds."""
    return min(float(text), _LONGEST_PAUSE) if text.isascii() and text.isdigit() else 0.0
