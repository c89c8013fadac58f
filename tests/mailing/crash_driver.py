"""Sends two letters and kills itself at the N-th step, if there is one: ``python -m tests.mailing.crash_driver``.

A step is a word to the server, a reply of it that has arrived, or a statement of the ledger. Only this driver knows of
steps: it wraps smtplib, http.client, ssl and sqlite3, nothing of briefgen. Each order, a line of standard input, is run
in a fork of this process, which has everything loaded and only one thread.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import select
import signal
import smtplib
import socket
import sqlite3
import ssl
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import keyring
import msal  # noqa: F401 — so that no fork has to load it
from keyring.backend import KeyringBackend

from briefgen.contacts.passwords import keep_secret
from briefgen.mailing.ledger.book import Ledger
from briefgen.mailing.ledger.marks import marked
from briefgen.mailing.ways.base import Way
from briefgen.mailing.ways.graph import Graph
from briefgen.mailing.ways.https import host_of, session
from briefgen.mailing.ways.smtp import Smtp
from briefgen.mailing.ways.smtp_connection import Server
from briefgen.mailing.ways.tokens.base import Tokens
from briefgen.mailing.ways.tokens.microsoft import Microsoft
from tests.limits import wait_until
from tests.mailing.cloud import CLIENT, TENANT, USER, steps_of
from tests.mailing.letters import letter, post_on

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
_LARGE = 1000  # bytes: what is longer is the content of a message


class Steps:
    """Notes steps, and ends the process at one of them: nothing after it happens, nothing is tidied up."""

    def __init__(self, last: int, report: int) -> None:
        self._last = last
        self._report = report
        self._count = 0
        self._lock = threading.Lock()

    def __call__(self, name: str) -> None:
        with self._lock:
            self._count += 1
            os.write(self._report, f"{name}\n".encode())
            if self._count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)


def watch_ledger(step: Steps) -> None:
    """Make each statement of SQLite a step, and what follows a commit another one."""
    connect = sqlite3.connect

    class Watched(sqlite3.Connection):
        _state = "nothing"

        def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
            verb, found = sql.split()[0], re.search(r"(?:FROM|INTO|TABLE|UPDATE) (\w+)", sql)
            if verb == "BEGIN":
                self._state = "nothing"
            elif sql.startswith("UPDATE messages SET state"):
                self._state = parameters[0]
            elif sql.startswith("INSERT INTO messages"):
                self._state = "planned"
            name = f"commit of {self._state}" if verb == "COMMIT" else f"{verb} {found[1] if found else ''}".strip()
            step(name)
            cursor = super().execute(sql, parameters)
            if verb == "COMMIT":
                step(f"after {name}")
            return cursor

        def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
            step(" ".join(sql.split()[:3]))
            return super().executemany(sql, parameters)

    def watched(*arguments: Any, **settings: Any) -> sqlite3.Connection:
        return connect(*arguments, factory=Watched, **settings)

    sqlite3.connect = watched  # type: ignore[assignment]


def watch_line(step: Steps) -> None:
    """Make each word to the server a step, and each reply once it has arrived, unread."""
    get_socket, send, get_reply = smtplib.SMTP._get_socket, smtplib.SMTP.send, smtplib.SMTP.getreply  # type: ignore[attr-defined]
    wrap = ssl.SSLContext.wrap_socket
    said = "connect"

    def watched_get_socket(self: smtplib.SMTP, *arguments: Any) -> socket.socket:
        nonlocal said
        said = "connect"
        step("connect")
        made: socket.socket = get_socket(self, *arguments)
        step("connected")
        return made

    def watched_send(self: smtplib.SMTP, s: str | bytes) -> None:
        nonlocal said
        said = "content" if len(s) > _LARGE else "dot" if s == b".\r\n" else str(s).split()[0].upper()
        step(said)
        if said == "content":
            send(self, s[: len(s) // 2])
            step("half of the content")
            send(self, s[len(s) // 2 :])
        else:
            send(self, s)
        step(f"{said} has gone")

    def watched_get_reply(self: smtplib.SMTP) -> tuple[int, bytes]:
        sock = self.sock
        assert sock is not None
        if not (isinstance(sock, ssl.SSLSocket) and sock.pending()):
            wait_until(lambda: select.select([sock], [], [], 0.01)[0])
        step(f"reply to {said}")
        return get_reply(self)

    def watched_wrap(self: ssl.SSLContext, *arguments: Any, **settings: Any) -> ssl.SSLSocket:
        step("TLS")
        return wrap(self, *arguments, **settings)

    smtplib.SMTP._get_socket = watched_get_socket  # type: ignore[attr-defined]
    smtplib.SMTP.send = watched_send  # type: ignore[assignment, method-assign]
    smtplib.SMTP.getreply = watched_get_reply  # type: ignore[method-assign]
    ssl.SSLContext.wrap_socket = watched_wrap  # type: ignore[method-assign]


def watch_requests(step: Steps) -> None:
    """Make each request over HTTPS a step, and its answer once it has arrived, unread."""
    put, get = http.client.HTTPConnection.putrequest, http.client.HTTPConnection.getresponse
    asked = ""

    def watched_put(self: http.client.HTTPConnection, method: str, url: str, *arguments: Any, **settings: Any) -> None:
        nonlocal asked
        asked = steps_of(method, urlsplit(url).path)
        step(asked)
        put(self, method, url, *arguments, **settings)

    def watched_get(self: http.client.HTTPConnection) -> http.client.HTTPResponse:
        step(f"{asked} has gone")
        sock = self.sock
        if not (isinstance(sock, ssl.SSLSocket) and sock.pending()):
            wait_until(lambda: select.select([sock], [], [], 0.01)[0])
        step(f"reply to {asked}")
        return get(self)

    http.client.HTTPConnection.putrequest = watched_put  # type: ignore[method-assign]
    http.client.HTTPConnection.getresponse = watched_get  # type: ignore[method-assign]


class Signed(KeyringBackend):
    """A keyring in which somebody has signed in."""

    priority = 1

    def __init__(self, renewal: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._entries: dict[tuple[str, str], str] = {}
        keyring.set_keyring(self)
        keep_secret("briefgen-login", "briefs", renewal)

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._entries[service, username] = password


def way_of(order: dict[str, Any]) -> Way:
    """Return the way that an order names."""
    ca, patience = Path(order["ca"]), order["patience"]
    server = Server(
        order["host"], order["port"], "starttls", order["user"], "client.example.org", ca, patience, patience
    )
    if order["way"] == "password":
        return Smtp(server, order["password"])
    Signed(order["renewal"])
    sky = order["sky"]
    http = session([host_of(sky)], ca)
    scope = "https://outlook.office.com/SMTP.Send"
    tokens = Tokens(Microsoft("briefs", USER, CLIENT, f"{sky}/{TENANT}", scope, http), USER)
    return Smtp(server, None, tokens) if order["way"] == "token" else Graph(sky, USER, tokens, (), ca)


def watch_mark(step: Steps) -> None:
    """Make the moment in which a mark takes its place a step, and what follows another one."""
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        step("mark")
        done = replace(self, target)
        step("mark is there")
        return done

    Path.replace = watched  # type: ignore[assignment, method-assign]


def send_all(folder: Path, way: Way, recipients: Sequence[str]) -> None:
    """Plan the letters and send them, deferred ones again within the run."""
    clock = [START]

    def sleep(seconds: float) -> None:
        clock[0] += timedelta(seconds=seconds)

    with Ledger.open(folder) as ledger:
        numbers = ledger.plan([letter(recipient) for recipient in recipients], START)
        with marked(ledger, folder, numbers, lambda: clock[0]):
            post_on(ledger, way, retry_seconds=[60], wait=timedelta(hours=1), now=lambda: clock[0], sleep=sleep)


def main() -> None:
    """Obey orders from standard input, such as {"kill": N, "folder": …}; answer with the steps until each died."""
    for line in sys.stdin:
        order = json.loads(line)
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            step = Steps(order["kill"], write)
            watch_ledger(step)
            watch_line(step)
            watch_mark(step)
            watch_requests(step)
            send_all(Path(order["folder"]), way_of(order), order["recipients"])
            os._exit(0)
        os.close(write)
        _, status = os.waitpid(child, 0)
        with os.fdopen(read) as report:
            steps = report.read().splitlines()
            print(json.dumps({"signal": os.WTERMSIG(status), "exit": os.WEXITSTATUS(status), "steps": steps}))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
