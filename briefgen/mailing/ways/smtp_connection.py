"""A connection to a mail server: encrypted and verified, letters go over it, and what became of each is told."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from briefgen.mailing.ways.base import Outcome, OutcomeKind, ServerError, UnreachableError
from briefgen.mailing.ways.envelope import check_address
from briefgen.mailing.ways.replies import reason, reply_line, told_size
from briefgen.mailing.ways.smtp_login import advice_for, log_in, log_in_by_token
from briefgen.mailing.ways.trust import trusting, untrusted
from briefgen.problems.notes import Told

if TYPE_CHECKING:
    pass

FINAL_TIMEOUT = 600.0  # seconds, RFC 5321 4.5.3.2.6: who doesn't wait so long gets messages delivered twice
MESSAGES_A_CONNECTION = 100  # many servers allow no more
_QUIT_TIMEOUT = 5.0
_TOO_LARGE = 552
_NOT_ALLOWED = re.compile(rb"5\.7\.\d")  # RFC 3463: security or policy


@dataclass(frozen=True, slots=True)
class Server:
    """Where messages are handed in, and how; the password is no part of it."""

    host: str
    port: int
    security: Literal["starttls", "tls"]
    user: str | None
    helo: str  # what the computer calls itself
    ca: Path | None = None  # trust this authority alone (PEM)
    timeout: float = 60  # seconds for each step
    final_timeout: float = FINAL_TIMEOUT  # seconds for the reply to a whole message

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class SmtpConnection:
    """A line to the server; use `open` and `with`. Not to be used by two threads at a time."""

    def __init__(self, smtp: smtplib.SMTP, server: Server) -> None:
        self._smtp = smtp
        self._server = server
        self._left = MESSAGES_A_CONNECTION
        size = smtp.esmtp_features.get("size", "")
        self.size_limit = int(size) or None if size.isascii() and size.isdigit() else None  # bytes (RFC 1870)

    @classmethod
    def open(cls, server: Server, secret: str | None, *, by_token: bool = False) -> SmtpConnection:
        """Connect, encrypt, verify, log in by password or token. Raises `ServerError`, which never tells either."""
        smtp = None
        try:
            smtp = _connect(server)
            if smtp.sock is not None:  # each word is answered before the next: nothing is won by collecting them
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _expect(server, smtp.ehlo(), "EHLO")
            if server.security == "starttls":
                smtp.starttls(context=trusting(server.ca))
                _expect(server, smtp.ehlo(), "EHLO")
            if server.user is not None:
                (log_in_by_token if by_token else log_in)(smtp, server, server.user, secret or "")
        except BaseException as error:
            if smtp is not None:
                smtp.close()
            # What smtplib and ssl raise is an OSError, too; a host name that can't be one is a ValueError.
            if isinstance(error, OSError | ValueError):
                raise connection_error(server, error) from None
            raise
        return cls(smtp, server)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def usable(self) -> bool:
        """Whether another message may be sent over this connection."""
        return self._smtp.sock is not None and self._left > 0

    def send(self, sender: str, address: str, wire: bytes, before_data: Callable[[], None]) -> Outcome:
        """Send one message, its bytes unchanged, to one address.

        `before_data` is called once the server has accepted sender and recipient, before it gets to see the message;
        what that raises is raised, and nothing was sent. Raises `Mistake` for an address that isn't one, `ServerError`
        if the sender is refused or the server wants a login: that is no fault of this recipient.
        """
        check_address(sender)
        check_address(address)
        if self.size_limit and len(wire) > self.size_limit:
            return Outcome(
                "refused",
                Told(
                    "the letter has {size}, the server takes {most}",
                    size=told_size(len(wire)),
                    most=told_size(self.size_limit),
                ),
            )
        self._left -= 1
        size = f" SIZE={len(wire)}" if self._smtp.has_extn("size") else ""
        try:
            code, reply = self._smtp.docmd(f"MAIL FROM:<{sender}>{size}")
            if code // 100 == 5 and code != _TOO_LARGE:
                self._smtp.close()
                told = reply_line(code, reply)
                advice = advice_for(told) or Told("check [mail] sender and user")
                raise ServerError(
                    Told(
                        "{server} takes no messages from {sender}; {advice}. The server said: {told}",
                        server=self._server,
                        sender=sender,
                        advice=advice,
                        told=told,
                    )
                )
            if code // 100 == 2:
                code, reply = self._smtp.docmd(f"RCPT TO:<{address}>")
                self._check_login(code, reply, sender)
            if code // 100 != 2:
                return self._turned_down(code, reply)
        except OSError as error:
            return self._lost("deferred", error)
        try:
            before_data()
        except BaseException:
            self._reset()
            raise
        try:
            code, reply = self._smtp.docmd("DATA")
            if code != 354:
                return self._turned_down(code, reply)
        except OSError as error:
            return self._lost("deferred", error)
        return self._hand_over(wire)

    def _check_login(self, code: int, reply: bytes, sender: str) -> None:
        """Raise `ServerError` if a recipient was refused since nobody is logged in as it wants: the next one would be.

        RFC 4954 has 530 for that; Postfix says «554 5.7.1 Access denied», others «550 5.7.1 relaying denied». But a
        mailbox that only some may write to is refused so as well: then the sender's own isn't, for which we ask.
        """
        if code // 100 == 5 and (advice := advice_for(reply_line(code, reply))):
            self._smtp.close()
            raise ServerError(
                Told(
                    "{server} takes nothing: {advice}. The server said: {said}",
                    server=self._server,
                    advice=advice,
                    said=reply_line(code, reply),
                )
            )
        denied = code // 100 == 5 and _NOT_ALLOWED.match(reply)
        if self._server.user is not None or not self._smtp.has_extn("auth") or not (code == 530 or denied):
            return
        about_us = code == 530
        if not about_us:
            self._smtp.rset()
            self._smtp.docmd(f"MAIL FROM:<{sender}>")
            asked, told = self._smtp.docmd(f"RCPT TO:<{sender}>")
            about_us = asked // 100 == 5 and bool(_NOT_ALLOWED.match(told))
        if about_us:
            self._smtp.close()
            raise ServerError(
                Told(
                    "{server} takes no messages without a login: name [mail] user, and put the password in "
                    "the environment or the keyring. The server said: {said}",
                    server=self._server,
                    said=reply_line(code, reply),
                )
            )

    def _hand_over(self, wire: bytes) -> Outcome:
        """Send what stands between 354 and the reply; without a clear reply nobody knows.

        Whatever comes before our final dot has gone can't be about the message, which isn't whole yet (RFC 5321,
        4.1.1.4). A no counts, and the dot isn't sent.
        """
        dotted = (b"." if wire.startswith(b".") else b"") + wire.replace(b"\r\n.", b"\r\n..")
        try:
            self._patience(self._server.final_timeout)
            self._smtp.send(dotted)
            early = self._has_spoken()
            if not early:
                self._smtp.send(b".\r\n")
            code, reply = self._smtp.getreply()
        except OSError as error:
            return self._lost("uncertain", error)
        if early:
            self._smtp.close()
            if code // 100 in (4, 5):
                return Outcome("refused" if code // 100 == 5 else "deferred", reply_line(code, reply))
            return Outcome(
                "uncertain",
                Told("the server answered before the message had ended: {said}", said=reply_line(code, reply)),
            )
        self._patience(self._server.timeout)
        if code // 100 == 2:
            return Outcome("sent", reply_line(code, reply))
        if code // 100 in (4, 5):
            return self._turned_down(code, reply)
        self._smtp.close()  # who knows what the next reply would be about
        return Outcome(
            "uncertain", Told("the reply to the message makes no sense: {said}", said=reply_line(code, reply))
        )

    def _has_spoken(self) -> bool:
        """Tell whether something of the server is waiting to be read; waits for nothing."""
        assert self._smtp.sock is not None
        assert self._smtp.file is not None
        patience = self._smtp.sock.gettimeout()
        self._smtp.sock.settimeout(0)
        try:
            return bool(self._smtp.file.peek(1))
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            self._smtp.sock.settimeout(patience)

    def _turned_down(self, code: int, reply: bytes) -> Outcome:
        if code == 421 or code // 100 not in (4, 5):
            self._smtp.close()
        else:
            self._reset()
        told = reply_line(code, reply)
        if advice := advice_for(told):  # that is about us, not about this recipient
            return Outcome("deferred", Told("{said}: {advice}", said=told, advice=advice))
        return Outcome("refused" if code // 100 == 5 else "deferred", told)

    def _lost(self, kind: OutcomeKind, error: OSError) -> Outcome:
        self._smtp.close()
        why = reason(error)
        return Outcome(
            kind,
            Told("the connection was lost before the message was sent: {why}", why=why)
            if kind == "deferred"
            else Told("the connection was lost before the server said whether it took it: {why}", why=why),
        )

    def _reset(self) -> None:
        """Make the connection ready for another message, or give it up."""
        try:
            code, _ = self._smtp.rset()
        except OSError:
            code = -1
        if code != 250:
            self._smtp.close()

    def _patience(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def abort(self) -> None:
        """Cut the line at once; may be called from another thread. A message on its way is then uncertain."""
        sock = self._smtp.sock
        if sock is not None:
            try:
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not SSLSocket's, which would go on in plain text
            except OSError:
                return

    def close(self) -> None:
        """Say goodbye and close; what the server says to that doesn't matter."""
        try:
            if self._smtp.sock is not None:
                self._patience(_QUIT_TIMEOUT)
                self._smtp.quit()
        except OSError:
            pass
        finally:
            self._smtp.close()


def _connect(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host, server.port, server.helo, timeout=server.timeout, context=trusting(server.ca)
        )
    return smtplib.SMTP(server.host, server.port, server.helo, timeout=server.timeout)


def _expect(server: Server, answer: tuple[int, bytes], command: str) -> None:
    code, reply = answer
    if code != 250:
        kind = UnreachableError if code // 100 == 4 else ServerError
        raise kind(
            Told(
                "{server} answered {command} with {said}",
                server=server,
                command=command,
                said=reply_line(code, reply),
            )
        )


def connection_error(server: Server, error: OSError | ValueError) -> ServerError:
    """Return what went wrong with a connection in plain words, with what to do."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return untrusted(server, error)
    if isinstance(error, ssl.SSLError):
        told = (
            Told(
                "{server} and this computer find no common encryption (TLS 1.2 or newer), so nothing was "
                'sent; perhaps the port wants [mail] security = "starttls": {reason}',
                server=server,
                reason=reason(error),
            )
            if server.security == "tls"
            else Told(
                "{server} and this computer find no common encryption (TLS 1.2 or newer), so nothing was "
                'sent; perhaps the port wants [mail] security = "tls": {reason}',
                server=server,
                reason=reason(error),
            )
        )
        return ServerError(told, "security")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return ServerError(
            Told(
                "{server} offers no encryption (STARTTLS), so nothing was sent: ask your IT for the port "
                'on which it does, often 587, or 465 with [mail] security = "tls"; if there is none, ask '
                "them to switch TLS on; if it offered STARTTLS until now, someone may be listening",
                server=server,
            ),
            "security",
        )
    if isinstance(error, smtplib.SMTPResponseException):
        said = reply_line(error.smtp_code, error.smtp_error)
        if error.smtp_code // 100 == 4:
            return UnreachableError(
                Told("{server} wants no connection now, try again later: {said}", server=server, said=said)
            )
        return ServerError(Told("{server} refused the connection: {said}", server=server, said=said))
    return UnreachableError(
        Told(
            "{server} can't be reached; check [mail] server and port, and the network: {reason}",
            server=server,
            reason=reason(error),
        )
    )
