"""Sending to many: ``python benchmarks/mail_load.py [--count 2000] [--delay MS]``.

A mail server on this computer (aiosmtpd, TLS, with a login) takes one message of some 400 KB (a PDF of 300 KB) for each
recipient, from a bare smtplib loop over one connection and from briefgen's run over 1, 2 and 4, with its ledger on the
disk. Prints messages a second, the ratio to the bare loop, and the peak of memory for a tenth and for all recipients.
The bare loop runs once more at the end, to show what the machine does to the figures. The messages are made
beforehand. `--delay`: how long the server thinks before it takes a message, as one does that writes it to a disk. The
server reads content in blocks, not line by line as aiosmtpd does: else it alone is measured.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import resource
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the server and the letters are those of the tests

from briefgen.mailing.ledger.book import Ledger  # noqa: E402
from briefgen.mailing.letter.planned import Planned  # noqa: E402
from briefgen.mailing.ways.smtp import Smtp  # noqa: E402
from briefgen.mailing.ways.smtp_connection import Server  # noqa: E402
from tests.mailing import scripted  # noqa: E402
from tests.mailing.letters import letter, post_on  # noqa: E402

PDF = Random(1).randbytes(300_000)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Sink(scripted._Protocol):
    """A conversation that reads a message in blocks and forgets it."""

    delay = 0.0
    line_length_limit = 1 << 18

    async def smtp_DATA(self, arg: str) -> None:
        """Take a message, whatever is in it."""
        await self.push("354 go on")
        tail = b""
        while not tail.endswith(b"\r\n.\r\n"):
            tail = (tail + await self._reader.read(1 << 18))[-5:]
        if self.delay:
            await asyncio.sleep(self.delay)
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        await self.push("250 2.0.0 taken")


def serve(delay: float) -> None:
    """Be the server until standard input ends; print the port and the authority."""
    Sink.delay = delay
    scripted._Protocol = Sink  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        certificates = scripted.make_certificates(Path(folder))
        with scripted.scripted(certificates) as book:
            print(book.port, certificates.authority, flush=True)
            sys.stdin.read()


@contextmanager
def server(delay: float) -> Iterator[Server]:
    """Give a server that runs in a process of its own."""
    with subprocess.Popen(
        [sys.executable, __file__, "--serve", "--delay", str(delay)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        port, authority = process.stdout.readline().split()
        yield Server(scripted.HOST, int(port), "starttls", scripted.USER, "client.example.org", Path(authority))
        process.stdin.close()


def letters(count: int) -> Iterator[Planned]:
    """Give letters that differ in recipient and Message-ID, one at a time."""
    model = letter("recipient", pdf=PDF)
    head, blank, body = model.wire.partition(b"\r\n\r\n")
    for number in range(count):
        name = f"r{number}"
        yield Planned(
            recipient=name, address=f"{name}@example.org", name=name, edition=model.edition, version=1, language="en",
            briefs=model.briefs, files=model.files, message_id=model.message_id.replace("recipient", name),
            sender=model.sender, subject=model.subject, wire=head.replace(b"recipient", name.encode()) + blank + body,
        )  # fmt: skip


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and those that this process had the processor."""

    wall: float
    cpu: float

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.wall - other.wall, self.cpu - other.cpu)

    @staticmethod
    def now() -> Spent:
        """Return both clocks."""
        return Spent(time.perf_counter(), time.process_time())


def bare(server: Server, count: int, *, tuned: bool = False) -> Spent:
    """Return what a loop as anyone would write it needs; `tuned`: one that lets TCP hold back no ends of messages."""
    start = Spent.now()
    with smtplib.SMTP(server.host, server.port, server.helo) as smtp:
        smtp.starttls(context=ssl.create_default_context(cafile=server.ca))
        if tuned:
            assert smtp.sock
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.login(scripted.USER, scripted.PASSWORD)
        for each in letters(count):
            smtp.sendmail(each.sender, [each.address], each.wire)
    return Spent.now() - start


def ours(server: Server, count: int, connections: int, folder: Path) -> tuple[Spent, Spent]:
    """Return what planning needs and what the run needs."""
    with Ledger.open(folder) as ledger:
        start = Spent.now()
        ledger.plan(letters(count), NOW)
        planned = Spent.now()
        summary = post_on(
            ledger, Smtp(server, scripted.PASSWORD), connections=connections, now=lambda: NOW, sleep=time.sleep
        )
        assert summary.counts == {"sent": count}, summary
        return planned - start, Spent.now() - planned


def memory(server: Server, count: int) -> float:
    """Return the peak of memory, in MB, of a process that plans and sends."""
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, 'benchmarks'); import mail_load as m;"
        f"m.measure({server.port}, {str(server.ca)!r}, {count})"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(told.stdout)


def measure(port: int, authority: str, count: int) -> None:
    """Send over two connections and print the peak of memory of this process."""
    to = Server(scripted.HOST, port, "starttls", scripted.USER, "client.example.org", Path(authority))
    with tempfile.TemporaryDirectory() as folder:
        ours(to, count, 2, Path(folder) / "outbox")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def told(spent: Spent, count: int) -> str:
    """Return seconds and messages a second, and what a message costs the processor."""
    return f"{spent.wall:.1f} s, {count / spent.wall:.0f} a second, {spent.cpu / count * 1000:.1f} ms CPU each"


def main() -> None:
    """Measure, and print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="recipients")
    parser.add_argument("--delay", type=float, default=0, help="milliseconds that the server thinks")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.delay / 1000)
        return
    count = arguments.count
    size = len(next(letters(1)).wire)
    digest = hashlib.sha256(PDF).hexdigest()[:8]
    print(f"{count} recipients, {size / 1000:.0f} KB a message (PDF {digest}), the server thinks {arguments.delay} ms")
    print(f"load before: {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    with server(arguments.delay) as to:
        bare(to, 20)  # so that the first one measured isn't the first one
        alone, tuned = bare(to, count), bare(to, count, tuned=True)
        print(f"bare smtplib loop: {told(alone, count)}")
        print(f"the same with TCP_NODELAY: {told(tuned, count)}", flush=True)
        for connections in (1, 2, 4):
            with tempfile.TemporaryDirectory() as folder:
                planning, sending = ours(to, count, connections, Path(folder) / "outbox")
            print(
                f"ours, {connections} connection(s): {told(sending, count)}, {alone.wall / sending.wall:.2f} times the"
                f" bare loop, {tuned.wall / sending.wall:.2f} the tuned one; planned before: {told(planning, count)}",
                flush=True,
            )
        print(f"bare smtplib loop again: {told(bare(to, count), count)}")
        print(f"with TCP_NODELAY again: {told(bare(to, count, tuned=True), count)}", flush=True)
        for some in (max(1, count // 10), count):
            print(f"peak of memory, {some} recipients: {memory(to, some):.1f} MB", flush=True)
    print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
