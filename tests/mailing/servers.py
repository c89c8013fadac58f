"""Postfix and Dovecot, private to a run of the tests: on free ports of the loopback, in a folder that goes with them.

`.ci/mail-servers` unpacks them into ``.cache/mail/root``, the root directory in which they run; nothing of the
system's own mail service is read or touched. No message can leave the machine: Postfix has no way to other servers.
"""

from __future__ import annotations

import imaplib
import json
import os
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from tests.limits import LOOKS
from tests.mailing import supervisor
from tests.mailing.server_files import DOMAIN, PASSWORD, write_server_files

ROOT = Path(__file__).resolve().parents[2] / ".cache/mail/root"


class ServersError(RuntimeError):
    """The servers can't be started, or did not do what they were asked for; with the end of their logs."""


def what_is_missing() -> str | None:
    """Return why Postfix and Dovecot can't run here, in words for a person; None if they can."""
    if not sys.platform.startswith("linux"):
        return "Postfix and Dovecot are run on Linux only"
    if os.geteuid() != 0:
        return "only root may run Postfix"
    if not (ROOT / "usr/sbin/dovecot").is_file():
        return "no Postfix and Dovecot in .cache/mail; on Debian, to fetch them, type: .ci/mail-servers"
    return None


@dataclass(frozen=True, slots=True)
class Servers:
    """Running servers: where they listen, who may send, and what is in the mailboxes."""

    folder: Path
    pid: int  # of the process that all others come from
    port: int  # submission with STARTTLS
    tls_port: int  # submission with TLS from the first byte
    imap_port: int
    size_limit: int
    host: str = "localhost"
    user: str = "office"
    password: str = PASSWORD

    @property
    def ca(self) -> Path:
        """The certificate of the authority that the servers' certificate is from."""
        return self.folder / "ca.pem"

    def address(self, name: str) -> str:
        """Return the address of a mailbox. Every name has one, but for those that begin with «unknown»."""
        return f"{name}@{DOMAIN}"

    def mailbox(self, name: str) -> list[bytes]:
        """Return the messages in a mailbox, oldest first, read over IMAPS when all that was accepted is delivered."""
        self._wait_until_delivered()
        context = ssl.create_default_context(cafile=self.ca)
        with imaplib.IMAP4_SSL(self.host, self.imap_port, ssl_context=context) as imap:
            imap.login(name, self.password)
            imap.select("INBOX", readonly=True)
            _, (numbers,) = imap.search(None, "ALL")
            if not numbers:
                return []
            _, parts = imap.fetch(numbers.replace(b" ", b",").decode(), "(BODY.PEEK[])")
        return [part[1] for part in parts if isinstance(part, tuple)]

    def empty(self) -> None:
        """Throw away all mailboxes, when all that was accepted is delivered."""
        self._wait_until_delivered()
        for mailbox in (self.folder / "mailboxes").iterdir():
            shutil.rmtree(mailbox)

    def processes(self) -> list[int]:
        """Return the ids of all processes that belong to the servers."""
        return [self.pid, *supervisor.descendants(self.pid)]

    def log(self) -> str:
        """Return the end of what the servers wrote down."""
        return _logs(self.folder)

    def _wait_until_delivered(self) -> None:
        """Wait until nothing is on its way: a message is in one of these folders from RCPT until it is delivered."""
        # In the order in which a message moves, so that none slips past.
        for _ in range(LOOKS):
            if not any(any((self.folder / "queue" / name).iterdir()) for name in ("incoming", "active", "deferred")):
                return
            if any((self.folder / "queue/deferred").iterdir()):
                break
            time.sleep(0.01)
        raise ServersError(f"Postfix could not deliver a message.\n{self.log()}")


@contextmanager
def running_servers(size_limit: int = 3_000_000) -> Iterator[Servers]:
    """Start Postfix and Dovecot, and end them; afterwards none of their processes is left, nor their folder.

    Should this process be killed, they end as well. Raises `ServersError`.
    """
    folder = Path(tempfile.mkdtemp(prefix="servers-", dir=ROOT / "tmp"))
    folder.chmod(0o755)
    started = None
    try:
        # One run after the other: two that found the same port free would share it, since Postfix allows that.
        with FileLock(ROOT.parent / "starting.lock"), (folder / "supervisor.log").open("wb") as errors:
            ports = _free_ports()
            write_server_files(ROOT, folder, size_limit, ports)
            settings = f"/{folder.relative_to(ROOT)}"
            commands = [
                ["/usr/lib/postfix/sbin/master", "-d", "-c", f"{settings}/postfix"],
                ["/usr/sbin/dovecot", "-F", "-c", f"{settings}/dovecot.conf"],
            ]
            started = subprocess.Popen(
                [sys.executable, "-I", supervisor.__file__, ROOT, folder, *map(json.dumps, commands)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,  # Ctrl-C is for the tests
            )
            servers = Servers(folder, started.pid, *ports, size_limit)
            # Dovecot first: Postfix asks it who may send, and gives up for a minute if nobody answers.
            for port in (servers.imap_port, servers.port, servers.tls_port):
                _wait_for_greeting(servers, port)
        yield servers
    finally:
        if started:
            assert started.stdin
            started.stdin.close()
            started.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _free_ports() -> tuple[int, int, int]:
    """Return three ports that nobody listens on, below those that the system gives to clients by itself."""
    ports: list[int] = []
    while len(ports) < 3:
        port = secrets.randbelow(12_000) + 20_000  # not `random`: a seed would give every run the same ones
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in ports:
            ports.append(port)
    return ports[0], ports[1], ports[2]


def _wait_for_greeting(servers: Servers, port: int) -> None:
    """Wait until a port answers like a mail server that is ready."""
    context = ssl.create_default_context(cafile=servers.ca)
    for _ in range(LOOKS):
        try:
            with socket.create_connection(("127.0.0.1", port)) as plain:
                if port == servers.port:
                    greeting = plain.recv(4)
                else:
                    with context.wrap_socket(plain, server_hostname=servers.host) as secure:
                        greeting = secure.recv(4)
            if greeting in (b"220 ", b"* OK"):
                return
        except OSError:
            pass
        if (servers.folder / "ended.log").exists():
            break
        time.sleep(0.01)
    raise ServersError(f"Postfix or Dovecot did not start.\n{servers.log()}")


def _logs(folder: Path) -> str:
    logs = (path.read_text(errors="replace") for path in sorted(folder.glob("*.log")))
    return "\n".join(line for log in logs for line in log.splitlines()[-20:])
