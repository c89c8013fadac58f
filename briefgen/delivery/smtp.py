"""One connection to the mail server: encrypted, verified, logged in; it tells plainly what became of each message."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from briefgen.delivery.envelope import check_address
from briefgen.delivery.server import (
    NOT_ASCII,
    Server,
    ServerError,
    UnreachableError,
    clean,
    plainly,
    reason,
    told_size,
    words,
)
from briefgen.reading import read_file

__all__ = ["Connection", "Outcome", "Server", "ServerError", "UnreachableError"]

Kind = Literal["sent", "deferred", "refused", "uncertain"]

MESSAGES_A_CONNECTION = 100  # many servers allow no more
_QUIT_TIMEOUT = 5.0
_CERTIFICATES = 5_000_000  # bytes: all that a system trusts has some 200 000
_TOO_LARGE = 552
# What smtplib can do; CRAM-MD5 last, since it fails where the server keeps only a hash of the password.
_LOGINS = ("PLAIN", "LOGIN", "CRAM-MD5")
_NOT_ALLOWED = re.compile(rb"5\.7\.\d")  # RFC 3463: security or policy
_NO_SUCH_LOGIN = (500, 501, 502, 504)  # the server offers what it can't do: another way may work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try: `uncertain` means that the message may have arrived or not."""

    kind: Kind
    reply: str  # of the server, or what happened instead of one


class Connection:
    """A line to the server; use `open` and `with`. Not to be used by two threads at a time."""

    def __init__(self, smtp: smtplib.SMTP, server: Server) -> None:
        self._smtp = smtp
        self._server = server
        self._left = MESSAGES_A_CONNECTION
        size = smtp.esmtp_features.get("size", "")
        self.size_limit = int(size) or None if size.isascii() and size.isdigit() else None  # bytes (RFC 1870)

    @classmethod
    def open(cls, server: Server, password: str | None) -> Connection:
        """Connect, encrypt, verify, log in. Raises `ServerError`, which never tells the password."""
        smtp = None
        try:
            smtp = _connect(server)
            if smtp.sock is not None:  # each word is answered before the next: nothing is won by collecting them
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _expect(server, smtp.ehlo(), "EHLO")
            if server.security == "starttls":
                smtp.starttls(context=_context(server))
                _expect(server, smtp.ehlo(), "EHLO")
            if server.user is not None:
                _log_in(smtp, server, password or "")
        except BaseException as error:
            if smtp is not None:
                smtp.close()
            # What smtplib and ssl raise is an OSError, too; a host name that can't be one is a ValueError.
            if isinstance(error, OSError | ValueError):
                raise plainly(server, error) from None
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
                "refused", f"the letter has {told_size(len(wire))}, the server takes {told_size(self.size_limit)}"
            )
        self._left -= 1
        size = f" SIZE={len(wire)}" if self._smtp.has_extn("size") else ""
        try:
            code, reply = self._smtp.docmd(f"MAIL FROM:<{sender}>{size}")
            if code // 100 == 5 and code != _TOO_LARGE:
                self._smtp.close()
                raise ServerError(
                    f"{self._server} takes no messages from {sender}; check [mail] sender and user. The server said:"
                    f" {words(code, reply)}"
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
        """Raise `ServerError` if a recipient was refused since nobody is logged in: the next one would be, too.

        RFC 4954 has 530 for that; Postfix says «554 5.7.1 Access denied», others «550 5.7.1 relaying denied». But a
        mailbox that only some may write to is refused so as well: then the sender's own isn't, for which we ask.
        """
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
                f"{self._server} takes no messages without a login: name [mail] user, and put the password in the"
                f" environment or the keyring. The server said: {words(code, reply)}"
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
                return Outcome("refused" if code // 100 == 5 else "deferred", words(code, reply))
            return Outcome("uncertain", f"the server answered before the message had ended: {words(code, reply)}")
        self._patience(self._server.timeout)
        if code // 100 == 2:
            return Outcome("sent", words(code, reply))
        if code // 100 in (4, 5):
            return self._turned_down(code, reply)
        self._smtp.close()  # who knows what the next reply would be about
        return Outcome("uncertain", f"the reply to the message makes no sense: {words(code, reply)}")

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
        return Outcome("refused" if code // 100 == 5 else "deferred", words(code, reply))

    def _lost(self, kind: Kind, error: OSError) -> Outcome:
        self._smtp.close()
        when = "before the message was sent" if kind == "deferred" else "before the server said whether it took it"
        return Outcome(kind, clean(f"the connection was lost {when}: {reason(error)}"))

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


def _certificates(file: Path | None) -> str | None:
    if file is None:
        return None
    # Only words around the certificates have other letters, which ssl takes in no text.
    text = read_file(file, most=_CERTIFICATES).decode("ascii", "ignore")
    if "CERTIFICATE" not in text:  # of an empty text ssl would make: whatever the system trusts
        raise OSError("no certificate begins in it")
    return text


def _context(server: Server) -> ssl.SSLContext:
    """Return the rules of TLS: certificates and host names verified, nothing older than 1.2."""
    try:
        context = ssl.create_default_context(cadata=_certificates(server.ca))
    except OSError as error:
        raise ServerError(f"[mail] ca: {server.ca} holds no certificate that can be read: {reason(error)}") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _connect(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, server.helo, timeout=server.timeout, context=_context(server))
    return smtplib.SMTP(server.host, server.port, server.helo, timeout=server.timeout)


def _log_in(smtp: smtplib.SMTP, server: Server, password: str) -> None:
    assert server.user is not None
    for what, text in (("user", server.user), ("password", password)):
        if not text.isascii():
            raise ServerError(f"the {what} for the mail server {NOT_ASCII}")
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    ways = [way for way in _LOGINS if way in offered]
    if not ways:
        raise ServerError(
            f"{server} takes no user name and password (it offers {', '.join(offered) or 'nothing'}):"
            " leave out [mail] user, or ask those who run it"
        )
    # Not smtplib's login(), which tries a wrong password in every way there is: that locks accounts.
    smtp.user, smtp.password = server.user, password
    try:
        for way in ways:
            try:
                smtp.auth(way, getattr(smtp, f"auth_{way.lower().replace('-', '_')}"))
            except smtplib.SMTPAuthenticationError as error:
                if error.smtp_code in _NO_SUCH_LOGIN and way != ways[-1]:
                    continue
                raise _refused(server, password, error) from None
            return
    finally:
        smtp.user = smtp.password = ""  # smtplib would keep them


def _refused(server: Server, password: str, error: smtplib.SMTPAuthenticationError) -> ServerError:
    """Return what a server said of a login, without the password if it said it back."""
    said = words(error.smtp_code, error.smtp_error)
    secrets = (password, *(b64encode(text.encode()).decode() for text in (password, f"\0{server.user}\0{password}")))
    if any(secret and secret in said for secret in secrets):
        said = str(error.smtp_code)
    if error.smtp_code // 100 == 4:
        return UnreachableError(f"{server} lets nobody in now, try again later: {said}")
    return ServerError(
        f"{server} refused user {server.user} and the password; put the right one in the environment or the keyring."
        f" The server said: {said}"
    )


def _expect(server: Server, answer: tuple[int, bytes], command: str) -> None:
    code, reply = answer
    if code != 250:
        kind = UnreachableError if code // 100 == 4 else ServerError
        raise kind(f"{server} answered {command} with {words(code, reply)}")
