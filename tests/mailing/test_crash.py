"""A kill at any step, a full disk, two runs at once: nothing goes out twice, nothing is lost, and the ledger knows."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.contacts.passwords import keep_secret
from briefgen.mailing.ledger.book import Ledger, LedgerError, Message
from briefgen.mailing.ledger.marks import elsewhere, marks_of
from briefgen.mailing.posting import Summary
from briefgen.mailing.ways.graph import Graph
from briefgen.mailing.ways.graph_letter import read_letter
from briefgen.mailing.ways.tokens.base import Tokens
from briefgen.problems.mistakes import Mistake
from tests.mailing.cloud import USER as USER_THERE
from tests.mailing.cloud import Cloud, cloud
from tests.mailing.conftest import InMemory
from tests.mailing.letters import EDITION, letter, post_on
from tests.mailing.scripted import HOST, PASSWORD, PATIENCE, USER, Certificates, Script, Scripted, scripted
from tests.mailing.test_tokens import microsoft
from tests.soak import either

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 9, tzinfo=UTC)

# Each of these is a step of the conversation or of the ledger at which the process must have died.
STEPS = {
    "commit of planned", "after commit of planned", "connect", "connected", "reply to connect", "EHLO", "reply to EHLO",
    "STARTTLS", "reply to STARTTLS", "TLS", "AUTH", "reply to AUTH", "MAIL", "reply to MAIL", "RCPT", "reply to RCPT",
    "commit of sending", "after commit of sending", "DATA", "reply to DATA", "content", "half of the content",
    "content has gone", "dot", "dot has gone", "reply to dot", "commit of sent", "after commit of sent",
    "RSET", "reply to RSET", "mark", "mark is there",
    "commit of deferred", "after commit of deferred", "QUIT", "reply to QUIT", "DELETE blobs",
}  # fmt: skip
# Those where it turns: what is noted, what the server has, what the mark says.
SAMPLE = (
    "commit of planned", "after commit of planned", "reply to RCPT", "mark", "mark is there", "commit of sending",
    "after commit of sending", "half of the content", "dot", "dot has gone", "reply to dot", "commit of sent",
    "after commit of sent", "commit of deferred",
)  # fmt: skip


def run(ledger: Ledger, book: Scripted, now: datetime = LATER, connections: int = 1) -> Summary:
    return post_on(
        ledger, book.way(), retry_seconds=[60], connections=connections, now=lambda: now, sleep=lambda seconds: None
    )


def by_recipient(ledger: Ledger) -> dict[str, Message]:
    return {message.recipient: message for message in ledger.messages()}


@contextmanager
def driver() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.mailing.crash_driver"], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin
        yield process
        process.stdin.close()


@pytest.fixture
def quick_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, if there is such a disk: a kill takes away nothing that the system has, wherever it is."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


class Victims:
    """Runs that send two letters and are killed, or not, each with recipients and an outbox of its own."""

    def __init__(
        self,
        book: Scripted,
        process: subprocess.Popen[str],
        folder: Path,
        sky: Cloud | None = None,
        way: str = "password",
    ) -> None:
        self.book, self._process, self._folder = book, process, folder
        self.sky, self.way = sky, way

    def run(self, kill: int) -> tuple[list[str], Path, list[str]]:
        """Let one run until its step of that number, or to its end (0); return its steps, folder and recipients."""
        assert self._process.stdin
        assert self._process.stdout
        recipients, folder = [f"anna{kill}", f"beka{kill}"], self._folder / str(kill)
        # The second one is deferred at first, so that this way is walked as well.
        self.book.script.rcpt = {f"beka{kill}@example.org": deque(["451 4.7.1 greylisted"])}
        order = {"kill": kill, "folder": str(folder), "host": HOST, "port": self.book.port, "user": USER,
                 "password": PASSWORD, "ca": str(self.book.certificates.authority), "recipients": recipients,
                 "patience": PATIENCE, "way": self.way}  # fmt: skip
        if self.sky:
            self.sky.faults = {"create": deque(["", "429 60"])}
            order |= {"sky": self.sky.url, "renewal": self.sky.allow()}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        report = json.loads(self._process.stdout.readline())
        self.book.settle()
        self.book.script.rcpt = {}
        if self.sky:
            self.sky.settle()
            self.sky.faults = {}
        assert (report["signal"], report["exit"]) == (signal.SIGKILL if kill else 0, 0)
        return report["steps"], folder, recipients


@pytest.mark.soak
@pytest.mark.slow
def test_a_kill_at_any_step_neither_doubles_nor_loses_a_message(certificates: Certificates, quick_disk: Path) -> None:
    with scripted(certificates) as book, driver() as process:
        victims = Victims(book, process, quick_disk)
        steps, _, recipients = victims.run(0)
        assert set(steps) >= STEPS
        assert [book.counts()[letter(recipient).message_id] for recipient in recipients] == [1, 1]
        numbers = range(1, len(steps) + 1)
        for number in either([steps.index(step) + 1 for step in SAMPLE], numbers):
            killed, folder, recipients = victims.run(number)
            assert killed == steps[:number]
            look_and_go_on(folder, book, recipients, killed[-1])


TOKEN_SAMPLE = ("token", "reply to token", "AUTH", "reply to AUTH", "dot has gone", "commit of sent")


@pytest.mark.soak
@pytest.mark.slow
def test_a_kill_at_any_step_of_a_run_that_signs_in_by_token(certificates: Certificates, quick_disk: Path) -> None:
    with scripted(certificates) as book, cloud(certificates, rotates=False) as sky, driver() as process:
        book.script.ways, book.script.tokens = "PLAIN XOAUTH2", sky.good
        victims = Victims(book, process, quick_disk, sky, "token")
        steps, _, recipients = victims.run(0)
        assert set(steps) >= {*STEPS, *TOKEN_SAMPLE, "discovery", "token has gone"}
        assert [book.counts()[letter(recipient).message_id] for recipient in recipients] == [1, 1]
        assert set(book.logins) == {"XOAUTH2 right"}
        for number in either([steps.index(step) + 1 for step in TOKEN_SAMPLE], range(1, len(steps) + 1)):
            killed, folder, recipients = victims.run(number)
            assert killed == steps[:number]
            look_and_go_on(folder, book, recipients, killed[-1])


DRAFT_STEPS = {
    "commit of planned", "after commit of planned", "token", "folder", "reply to folder", "find", "reply to find",
    "commit of sending", "after commit of sending", "create", "create has gone", "reply to create", "attach",
    "attach has gone", "reply to attach", "attached", "address", "address has gone", "reply to address",
    "commit of drafted", "after commit of drafted", "commit of deferred", "mark", "mark is there",
}  # fmt: skip
DRAFT_SAMPLE = (
    "after commit of planned", "after commit of sending", "create has gone", "reply to create", "attach has gone",
    "reply to attach", "address has gone", "reply to address", "commit of drafted", "after commit of drafted",
)  # fmt: skip


@pytest.mark.soak
@pytest.mark.slow
def test_a_kill_at_any_step_leaves_each_draft_once_and_whole(
    certificates: Certificates, quick_disk: Path, in_memory: InMemory
) -> None:
    with scripted(certificates) as book, cloud(certificates, rotates=False) as sky, driver() as process:
        keep_secret("briefgen-login", "briefs", sky.allow())
        way = Graph(sky.url, USER_THERE, Tokens(microsoft(sky), USER_THERE), (), certificates.authority)
        victims = Victims(book, process, quick_disk, sky, "graph")
        steps, _, recipients = victims.run(0)
        assert set(steps) >= DRAFT_STEPS
        look_at_drafts(sky, recipients)
        for number in either([steps.index(step) + 1 for step in DRAFT_SAMPLE], range(1, len(steps) + 1)):
            killed, folder, recipients = victims.run(number)
            assert killed == steps[:number]
            with Ledger.open(folder) as ledger:
                look_and_draft_on(ledger, folder, way, sky, recipients, f"killed at «{killed[-1]}»")
            look_at_drafts(sky, recipients)


def look_and_draft_on(ledger: Ledger, folder: Path, way: Graph, sky: Cloud, recipients: list[str], where: str) -> None:
    """Hold the ledger to the mailbox after a kill, and go on."""
    found = by_recipient(ledger)
    assert set(found) in (set(), set(recipients)), f"{where}: only some were planned"
    arrived = [state_of(found, name) for name in recipients if sky.counts()[letter(name).message_id]]
    assert set(arrived) <= {"sending", "drafted"}, where  # nothing is there that the ledger doesn't know of
    begun = sum(state_of(found, name) in ("sending", "drafted") for name in recipients)
    assert marked_letters(folder) >= begun, where
    assert elsewhere(ledger, folder, EDITION) == (), f"{where}: the ledger doesn't know its own mark"
    if not found:
        ledger.plan([letter(name) for name in recipients], NOW)
    summary = post_on(ledger, way, retry_seconds=[60], now=lambda: LATER, sleep=lambda seconds: None)
    assert set(summary.counts) <= {"drafted"}, where
    assert {message.state for message in ledger.messages()} == {"drafted"}, where
    left = {name for name in recipients if state_of(found, name) == "sending"}
    assert {message.recipient for message in ledger.messages() if message.doubtful} == left, where


def look_at_drafts(sky: Cloud, recipients: list[str]) -> None:
    """Hold the mailbox to what was meant: each letter once, with its recipient and its file."""
    for name in recipients:
        meant = letter(name)
        (kept,) = [one for one in sky.mailbox if one.message_id == meant.message_id]
        assert [address for _, address in kept.to] == [meant.address]
        assert [one.data for one in kept.attached] == [one.data for one in read_letter(meant.wire).attached]


def look_and_go_on(folder: Path, book: Scripted, recipients: list[str], step: str) -> None:
    """Hold the ledger to the mailbox after a kill, send again, and hold it to the mailbox again."""
    letters = {recipient: letter(recipient) for recipient in recipients}
    where = f"killed at «{step}»"
    with Ledger.open(folder) as ledger:
        found = by_recipient(ledger)
        assert set(found) in (set(), set(recipients)), f"{where}: only some were planned"
        arrived = book.counts()
        told = marked_letters(folder)
        assert told >= sum(arrived[planned.message_id] for planned in letters.values()), where
        assert told >= sum(state_of(found, name) in ("sending", "sent", "uncertain") for name in recipients), where
        assert elsewhere(ledger, folder, EDITION) == (), f"{where}: the ledger doesn't know its own mark"
        for recipient, planned in letters.items():
            state = state_of(found, recipient)
            expected: dict[int, set[str | None]] = {0: {None, "planned", "deferred", "sending"}, 1: {"sending", "sent"}}
            assert state in expected[arrived[planned.message_id]], where
        if not found:
            ledger.plan(letters.values(), NOW)
        summary = run(ledger, book)
        book.settle()
        left = {recipient for recipient, message in found.items() if message.state == "sending"}
        assert len(left) <= 1
        arrived = book.counts()
        for recipient, message in by_recipient(ledger).items():
            assert message.state == ("uncertain" if recipient in left else "sent"), where
            assert arrived[message.message_id] in ((0, 1) if recipient in left else (1,)), where
        assert "deferred" not in summary.counts
        assert not run(ledger, book).counts
        assert book.counts() == arrived, where


def state_of(found: dict[str, Message], recipient: str) -> str | None:
    return found[recipient].state if recipient in found else None


def marked_letters(content: Path) -> int:
    """Return how many letters the marks say may have gone, whichever ledger lies there now."""
    marks = [json.loads(path.read_bytes()) for path in marks_of(content, EDITION)]
    return sum(one["letters"] + one["under_way"] for mark in marks for one in mark["versions"].values())


# A full disk: real writes that fail.


@contextmanager
def full_disk(limit: int = 0) -> Iterator[None]:
    """Let no file of this process grow beyond `limit` bytes for a while."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def log_size(folder: Path) -> int:
    return (folder / "ledger.sqlite-wal").stat().st_size


def test_a_disk_that_is_full_at_planning_leaves_nothing_planned(certificates: Certificates, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    with scripted(certificates) as book, Ledger.open(folder) as ledger:
        with full_disk(log_size(folder) + 10_000), pytest.raises(LedgerError, match="can't be read or written"):
            ledger.plan([letter("anna"), letter("beka")], NOW)
        assert ledger.messages() == []
        assert not run(ledger, book).counts
        ledger.plan([letter("anna"), letter("beka")], NOW)
        assert run(ledger, book).counts == {"sent": 2}
        assert set(book.counts().values()) == {1}


def test_a_disk_that_is_full_before_the_server_sees_the_message_keeps_it_back(
    certificates: Certificates, tmp_path: Path
) -> None:
    folder = tmp_path / "outbox"
    with scripted(certificates) as book, Ledger.open(folder) as ledger:
        ledger.plan([letter("anna"), letter("beka")], NOW)
        with full_disk(log_size(folder)), pytest.raises(LedgerError, match="can't be read or written"):
            run(ledger, book)
        assert "RCPT" in book.commands
        assert book.mailbox == []
        assert {message.state for message in ledger.messages()} == {"planned"}
        assert run(ledger, book).counts == {"sent": 2}
        assert set(book.counts().values()) == {1}


def test_what_was_accepted_and_couldnt_be_noted_is_uncertain(certificates: Certificates, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    with scripted(certificates) as book, Ledger.open(folder) as ledger:
        ledger.plan([letter("anna"), letter("beka")], NOW)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        book.hooks.append(lambda got: resource.setrlimit(resource.RLIMIT_FSIZE, (log_size(folder), hard)))
        with full_disk(resource.RLIM_INFINITY), pytest.raises(LedgerError, match="can't be read or written"):
            run(ledger, book)
        book.hooks.clear()
        assert [got.address for got in book.mailbox] == ["anna@example.org"]
        assert [message.state for message in ledger.messages()] == ["sending", "planned"]
        assert run(ledger, book).counts == {"sent": 1}
        assert [message.state for message in ledger.messages()] == ["uncertain", "sent"]
        assert set(book.counts().values()) == {1}


# Two runs at once.


def test_a_second_run_is_refused_until_the_first_has_ended(certificates: Certificates, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    with scripted(certificates) as book, Ledger.open(folder) as first, Ledger.open(folder) as second:
        first.plan([letter()], NOW)
        with first.run_lock(NOW):
            with pytest.raises(Mistake, match="another briefgen is sending from this outbox"):
                run(second, book)
            assert [message.state for message in second.messages()] == ["planned"]  # reading needs no lock
            assert run(first, book).counts == {"sent": 1}
        assert not run(second, book).counts
        assert len(book.mailbox) == 1


def test_who_only_looks_sees_what_a_killed_run_left(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    with Ledger.open(folder) as ledger:
        left, waits = ledger.plan([letter("anna"), letter("beka")], NOW)
        ledger.begin(left, NOW)
    with Ledger.open(folder) as reader:
        reader.recover(LATER)
        assert [reader.message(number).state for number in (left, waits)] == ["uncertain", "planned"]
        assert "nobody knows whether it took it" in reader.message(left).reply
        with Ledger.open(folder) as other, other.run_lock(LATER):
            pass  # who looked keeps no run out


def test_who_only_looks_leaves_alone_what_a_run_has_under_way(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    with Ledger.open(folder) as ledger, Ledger.open(folder) as reader:
        (number,) = ledger.plan([letter()], NOW)
        with ledger.run_lock(NOW):
            ledger.begin(number, NOW)
            for looking in (reader, ledger):
                looking.recover(LATER)
                assert reader.message(number).state == "sending"
            ledger.note(number, "sent", "250 2.0.0 queued", NOW, begun=True)


def test_who_only_looks_takes_no_lock_where_nothing_was_left(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    with Ledger.open(folder) as ledger:
        ledger.plan([letter()], NOW)
        ledger.recover(LATER)
        assert not (folder / "lock").exists()
        assert ledger.messages()[0].state == "planned"


def test_an_outbox_that_cant_be_locked_is_told(certificates: Certificates, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    with scripted(certificates) as book, Ledger.open(folder) as ledger:
        ledger.plan([letter()], NOW)
        (folder / "lock").mkdir()
        with pytest.raises(LedgerError, match="can't be locked; keep the outbox on a disk of this computer"):
            run(ledger, book)
        assert book.connections == 0


class Unlocked(Ledger):
    """A ledger of which any number of runs may think that they are alone: a lock on a share that does nothing."""

    @contextmanager
    def run_lock(self, at: datetime) -> Iterator[None]:
        yield


def test_even_without_the_lock_nothing_is_sent_twice(certificates: Certificates, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    letters = [letter(f"r{number}") for number in range(15)]
    errors: list[BaseException] = []

    def one_run(book: Scripted) -> None:
        try:
            with Unlocked.open(folder) as ledger:
                ready.wait()
                run(ledger, book, connections=2)
        except BaseException as error:
            errors.append(error)
            ready.abort()  # or the others would wait for this one

    ready = threading.Barrier(3)
    # Some are deferred once, in whichever run they are tried first.
    rcpt = {f"r{number}@example.org": deque(["451 later"]) for number in range(0, 15, 4)}
    with scripted(certificates, Script(rcpt=rcpt)) as book:
        with Ledger.open(folder) as ledger:
            ledger.plan(letters, NOW)
        threads = [threading.Thread(target=one_run, args=(book,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        with Ledger.open(folder) as ledger:
            assert {message.state for message in ledger.messages()} <= {"sent", "deferred"}
            run(ledger, book, now=LATER + timedelta(hours=1))
            assert {message.state for message in ledger.messages()} == {"sent"}
        assert book.counts() == {each.message_id: 1 for each in letters}
