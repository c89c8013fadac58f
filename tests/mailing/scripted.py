"""A real mail server (aiosmtpd) on a loopback port that does what a test tells it, and certificates for it."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import ssl
import threading
import warnings
from base64 import b64decode, b64encode
from collections import Counter, deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from aiosmtpd.smtp import MISSING, SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509

from briefgen.mailing.ways.smtp import Smtp
from briefgen.mailing.ways.smtp_connection import FINAL_TIMEOUT, Server
from tests.limits import wait_until
from tests.mailing.certificates import Authority, new_key, private_pem, public_pem

HOST = "127.0.0.1"
USER, PASSWORD = "drafter", "open-sesame-17"
PATIENCE = FINAL_TIMEOUT  # the client's own; no test waits for its end

# What a server can do instead of a reply.
DROP = "drop"  # it hangs up
DROP_ACCEPTED = "drop, but accepted"  # it takes the message, then hangs up
GARBLED = "qué? %&"
SILENT = "silent"  # it takes the message and never replies

Fault = Literal["good", "wrong host", "expired", "unknown authority", "not by the rules"]


@dataclass(frozen=True)
class Certificates:
    """PEM files: an authority that clients may be told to trust, and chains with keys for servers."""

    authority: Path
    chains: dict[str, Path]


def make_certificates(folder: Path) -> Certificates:
    """Make an authority and a chain for each fault."""
    known, stranger = Authority("known"), Authority("stranger")
    address, name = x509.IPAddress(ipaddress.ip_address(HOST)), x509.DNSName("mail.example.org")
    key = new_key()
    wanted = {
        "good": known.issue("server", key, [address]),
        "wrong host": known.issue("server", key, [name]),
        "expired": known.issue("server", key, [address], end=datetime(2001, 1, 1, tzinfo=UTC)),
        "unknown authority": stranger.issue("server", key, [address]),
        "not by the rules": known.issue("server", key, [address], authority_key=False),
    }
    authority = folder / "authority.pem"
    authority.write_bytes(public_pem(known.certificate))
    chains = {}
    for fault, certificate in wanted.items():
        chains[fault] = folder / f"{fault.replace(' ', '-')}.pem"
        chains[fault].write_bytes(private_pem(key) + public_pem(certificate))
    return Certificates(authority, chains)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@dataclass
class Script:
    """What the server answers: per address the replies one after the other, then 250; and its own habits."""

    mail: deque[str] = field(default_factory=deque)
    rcpt: dict[str, deque[str]] = field(default_factory=dict)
    data: dict[str, deque[str]] = field(default_factory=dict)  # to DATA itself, instead of 354
    early: str = ""  # what comes right behind 354, before the message
    content: dict[str, deque[str]] = field(default_factory=dict)  # to the whole message
    offer_starttls: bool = True
    starttls: str | None = None  # what it answers to STARTTLS, instead of 220
    starttls_injected: bytes = b""  # what someone on the way puts behind 220, in plain text
    greeting: str | None = None
    goes_down: bool = False  # with a 421 to a message it also wants no new connection, until the greeting is taken back
    greylist: bool = False  # 451 to each address the first time
    size: int | None = None
    implicit: bool = False  # TLS from the first byte
    certificate: Fault = "good"
    password: str = PASSWORD
    tls_version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    login: bool = True  # whether it offers AUTH
    broken_login: str = ""  # a way that it offers and doesn't know
    auth: str | None = None  # what it answers to any login
    ways: str = "LOGIN PLAIN"  # to log in, that it offers
    tokens: Collection[str] = ()  # that it takes
    no_token: str = "535 5.7.8 Username and Password not accepted"  # what it says of another one
    most: int | None = None  # lines at once; more are told 421


@dataclass(frozen=True)
class Received:
    sender: str | None
    address: str
    wire: bytes


class Scripted:
    """The running server: its mailbox, its book of commands, and the settings for a client."""

    def __init__(self, script: Script, certificates: Certificates) -> None:
        self.script = script
        self.certificates = certificates
        self.mailbox: list[Received] = []
        self.commands: list[str] = []  # as they came, passwords left out
        self.logins: list[str] = []
        self.mail_options: list[str] = []
        self.connections = 0
        self.most_at_once = 0
        self.hooks: list[Any] = []  # called with each message that was accepted, before the reply
        self.port = 0
        self._seen: set[str] = set()
        self.at_work = 0
        self._lock = threading.Lock()

    def server(self, **changes: Any) -> Server:
        """Return the settings with which a client finds this server."""
        values: dict[str, Any] = {
            "host": HOST, "port": self.port, "security": "tls" if self.script.implicit else "starttls", "user": USER,
            "helo": "client.example.org", "ca": self.certificates.authority,
            "timeout": PATIENCE, "final_timeout": PATIENCE,
        }  # fmt: skip
        return Server(**values | changes)

    def way(self, password: str | None = PASSWORD, **changes: Any) -> Smtp:
        """Return the way through this server."""
        return Smtp(self.server(**changes), password)

    def counts(self) -> Counter[str]:
        """Return how many messages of each Message-ID arrived."""
        return Counter(message_id(received.wire) for received in self.mailbox)

    def settle(self) -> None:
        """Wait until the server has heard the end of all connections."""
        wait_until(lambda: not self.at_work)

    def enter(self) -> None:
        with self._lock:
            self.connections += 1
            self.at_work += 1
            self.most_at_once = max(self.most_at_once, self.at_work)

    def leave(self) -> None:
        with self._lock:
            self.at_work -= 1

    # What aiosmtpd asks.

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        hidden = [
            name for name, there in (("STARTTLS", self.script.offer_starttls), ("AUTH", self.script.login)) if not there
        ]
        offered = [line for line in responses if not any(name in line for name in hidden)]
        return [f"{line[:4]}AUTH {self.script.ways}" if line[4:8] == "AUTH" else line for line in offered]

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.mail_options = options
        reply = _next(self.script.mail)
        if reply == "250 OK":
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return reply

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.script.greylist and address not in self._seen:
            self._seen.add(address)
            return "451 4.7.1 greylisted, try again later"
        reply = _next(self.script.rcpt.get(address))
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        reply = _next(self.script.content.get(address))
        if self.script.goes_down and reply.startswith("421"):
            self.script.greeting = "421 4.3.2 down"
        accepted = reply in (DROP_ACCEPTED, SILENT, GARBLED) or reply.startswith("2")
        if accepted:
            assert envelope.original_content is not None
            self.mailbox.append(Received(envelope.mail_from, address, envelope.original_content))
            for hook in self.hooks:
                hook(self.mailbox[-1])
        if reply == DROP_ACCEPTED:
            raise asyncio.CancelledError
        if reply == SILENT:
            await asyncio.get_running_loop().create_future()  # until the client hangs up
        return reply

    async def handle_AUTH(self, server: SMTP, session: Session, envelope: Envelope, arguments: list[str]) -> Any:
        if arguments[0] == self.script.broken_login:
            return "504 5.5.4 Unrecognized authentication type"
        return self.script.auth or MISSING

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        right = data == LoginPassword(USER.encode(), self.script.password.encode())
        self.logins.append(f"{mechanism} {'right' if right else 'wrong'}")
        return AuthResult(success=right, handled=False)


def _next(replies: deque[str] | None) -> str:
    reply = replies.popleft() if replies else "250 OK"
    if reply == DROP:
        raise asyncio.CancelledError  # aiosmtpd then closes the connection
    return reply


class _Protocol(SMTP):
    """aiosmtpd's conversation, with the faults that it offers no hook for."""

    book: Scripted
    line_length_limit = 12_288  # RFC 4954, 4: that long may a login be, and tokens are long
    _left = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self._original_transport is None:
            self.book.enter()
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        if not self._left:  # a failed handshake tells it twice
            self._left = True
            self.book.leave()

    def eof_received(self) -> bool | None:
        super().eof_received()
        return False  # close: what aiosmtpd has only just begun would else stay open for ever

    async def push(self, status: Any) -> None:
        reply = status.encode() if isinstance(status, str) else status
        if reply.startswith(b"220 Ready"):
            injected = self.book.script.starttls_injected
            reply += b"\r\n" + injected if injected else b""
        elif reply.startswith(b"354") and self.book.script.early:
            reply += f"\r\n{self.book.script.early}".encode()
        elif reply.startswith(b"220 ") and self.book.script.greeting:
            reply = self.book.script.greeting.encode()
            if self.book.script.greeting == DROP:
                self._writer.close()
                raise asyncio.CancelledError
        elif reply.startswith(b"220 ") and self.book.script.most and self.book.at_work > self.book.script.most:
            reply = b"421 4.7.0 too many connections"
        await super().push(reply)

    async def auth_XOAUTH2(self, server: SMTP, arguments: list[str]) -> AuthResult:
        found = re.fullmatch(r"user=(.*)\x01auth=Bearer (.*)\x01\x01", b64decode(arguments[1]).decode())
        assert found
        right = found[1] == USER and found[2] in self.book.script.tokens
        self.book.logins.append(f"XOAUTH2 {'right' if right else 'wrong'}")
        if right:
            return AuthResult(success=True)
        why = b64encode(b'{"status":"400","schemes":"Bearer"}').decode()
        await self.push(f"334 {why}")
        assert await self._reader.readline() == b"\r\n"
        return AuthResult(success=False, handled=False, message=self.book.script.no_token)

    async def _call_handler_hook(self, command: str, *args: Any) -> Any:
        self.book.commands.append(command)
        return await super()._call_handler_hook(command, *args)

    async def smtp_STARTTLS(self, arg: str) -> None:
        self.book.commands.append("STARTTLS")
        if self.book.script.starttls == DROP:
            raise asyncio.CancelledError
        if self.book.script.starttls:
            await self.push(self.book.script.starttls)
            return
        await super().smtp_STARTTLS(arg)

    async def smtp_DATA(self, arg: str) -> None:
        self.book.commands.append("354?")
        if self.envelope and self.envelope.rcpt_tos:
            reply = _next(self.book.script.data.get(self.envelope.rcpt_tos[0]))
            if reply != "250 OK":
                await self.push(reply)
                return
        await super().smtp_DATA(arg)


@contextmanager
def scripted(certificates: Certificates, script: Script | None = None) -> Iterator[Scripted]:
    """Give a server that is listening, and end it."""
    book = Scripted(script or Script(), certificates)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.chains[book.script.certificate])
    if book.script.tls_version < ssl.TLSVersion.TLSv1_2:
        context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # old versions are what a test is about
        context.maximum_version = book.script.tls_version
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda loop, context: None)  # connections that break are what this is about

    def protocol() -> SMTP:
        made = _Protocol(
            book, loop=loop, hostname="scripted.example.org", authenticator=book.authenticate,
            data_size_limit=book.script.size, tls_context=None if book.script.implicit else context,
            require_starttls=not book.script.implicit, auth_require_tls=not book.script.implicit,
        )  # fmt: skip
        made.book = book
        made.command_size_limits["AUTH"] = made.line_length_limit
        return made

    listening = loop.run_until_complete(
        loop.create_server(protocol, HOST, 0, ssl=context if book.script.implicit else None)
    )
    book.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield book
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.run_until_complete(listening.wait_closed())
        loop.close()


def message_id(wire: bytes) -> str:
    """Return the Message-ID of a message."""
    head = wire.partition(b"\r\n\r\n")[0].decode()
    return next(line.partition(": ")[2] for line in head.split("\r\n") if line.lower().startswith("message-id:"))


class Clock:
    """A clock that stands still but for the waiting that it is asked for."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)) -> None:
        self.time = start
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)
