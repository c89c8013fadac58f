"""Where messages are handed in, and plain words for what goes wrong there."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefgen.mistakes import Mistake

FINAL_TIMEOUT = 600.0  # seconds, RFC 5321 4.5.3.2.6: who doesn't wait so long gets messages delivered twice
NOT_ASCII = (
    "has a letter beyond a–z and A–Z, such as é or ა, which logging in to a mail server can't carry: change it there"
)
_LONGEST_REPLY = 500  # characters of a server's reply that are kept
_AUTHORITY = (
    "no authority that this computer trusts has signed it: if the server is your own, name its authority as [mail] ca"
)
_FORM = (
    "it is not made as RFC 5280 has it ({}), which Python 3.13 and later refuse: those who run the server must have a"
    " new one made, and their authority a new one for itself if it is their own"
)
# What OpenSSL refuses only where it is strict (X509_V_FLAG_X509_STRICT), in a certificate or in its authority's.
_STRICT = (78, *range(80, 94))
# What OpenSSL says of a certificate (X509_V_ERR_…), and what a person can do about it.
_CERTIFICATE = {
    9: "it is not valid yet: check the date of this computer",
    10: "it has expired: tell those who run the server",
    18: _AUTHORITY,
    19: _AUTHORITY,
    20: _AUTHORITY,
    62: "it is for another host name: write [mail] server as the certificate names it",
    64: "it is for another address: write [mail] server as the certificate names it",
}


class ServerError(Mistake):
    """The server can't be used as it is set up. It has seen nothing of the message that this was noticed with."""


class UnreachableError(ServerError):
    """The server can't be reached, or wants no connection now; later it may."""


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


def plainly(server: Server, error: OSError | ValueError) -> ServerError:
    """Return what went wrong with a connection in plain words, with what to do."""
    if isinstance(error, ssl.SSLCertVerificationError):
        form = _FORM.format(error.verify_message) if error.verify_code in _STRICT else error.verify_message
        why = _CERTIFICATE.get(error.verify_code, form)
        return ServerError(f"{server}: the certificate can't be trusted, so nothing was sent: {why}")
    if isinstance(error, ssl.SSLError):
        other = "starttls" if server.security == "tls" else "tls"
        return ServerError(
            f"{server} and this computer find no common encryption (TLS 1.2 or newer), so nothing was sent;"
            f' perhaps the port wants [mail] security = "{other}": {reason(error)}'
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return ServerError(
            f"{server} offers no encryption (STARTTLS), so nothing was sent: use its port for encrypted mail,"
            ' with [mail] security = "tls" if that is port 465; if it offered STARTTLS until now, someone may be'
            " listening"
        )
    if isinstance(error, smtplib.SMTPResponseException):
        said = words(error.smtp_code, error.smtp_error)
        if error.smtp_code // 100 == 4:
            return UnreachableError(f"{server} wants no connection now, try again later: {said}")
        return ServerError(f"{server} refused the connection: {said}")
    return UnreachableError(
        f"{server} can't be reached; check [mail] server and port, and the network: {reason(error)}"
    )


def reason(error: OSError | ValueError) -> str:
    """Return what the system says of an error, on one line."""
    told = error.strerror if isinstance(error, OSError) else None
    return clean(told or str(error) or type(error).__name__)


def words(code: int, reply: bytes | str) -> str:
    """Return a reply of the server on one line, with its code if it has one."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return clean(f"{code} {text}" if code >= 0 else text)


def clean(text: str) -> str:
    """Return text of a server on one line, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_LONGEST_REPLY].strip()


def told_size(size: int) -> str:
    """Return a size in bytes as people say it, in megabytes or kilobytes."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.1f} KB"
