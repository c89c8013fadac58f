"""The run: each waiting message once, deferred ones again in time, the ledger true at any moment."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from briefgen.mailing.ledger.book import Ledger, Message
from briefgen.mailing.posting import Conditions, Summary
from briefgen.mailing.ways.base import Outcome, ServerError, UnreachableError
from briefgen.problems.mistakes import Mistake
from tests.mailing.letters import SENDER, letter, post_on
from tests.mailing.scripted import (
    DROP,
    DROP_ACCEPTED,
    GARBLED,
    PASSWORD,
    SILENT,
    Certificates,
    Clock,
    Received,
    Script,
    Scripted,
    scripted,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "outbox") as ledger:
        yield ledger


def run(ledger: Ledger, book: Scripted, clock: Clock, **changes: Any) -> tuple[Summary, list[tuple[str, str]]]:
    """Send what waits, and return the summary and what progress was told."""
    told: list[tuple[str, str]] = []
    settings: dict[str, Any] = {
        "way": book.way(), "connections": 2, "now": clock.now, "sleep": clock.sleep,
        "progress": lambda message, outcome: told.append((message.recipient, message.state)),
    }  # fmt: skip
    return post_on(ledger, **settings | changes), told


def plan(ledger: Ledger, clock: Clock, *names: str) -> tuple[int, ...]:
    return ledger.plan([letter(name) for name in names], clock.now())


def states(ledger: Ledger) -> dict[str, str]:
    return {message.recipient: message.state for message in ledger.messages()}


def saying(**replies: Any) -> dict[str, deque[str]]:
    return {f"{name}@example.org": deque(said) for name, said in replies.items()}


def test_all_that_waits_goes_out_as_it_was_planned(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    letters = [letter(f"r{number}") for number in range(7)]
    ledger.plan(letters, clock.now())
    with scripted(certificates) as book:
        summary, told = run(ledger, book, clock)
        assert (summary.counts, summary.next_try, summary.interrupted) == ({"sent": 7}, None, False)
        assert sorted(told) == [(each.recipient, "sent") for each in letters]
        assert {got.address: got.wire for got in book.mailbox} == {each.address: each.wire for each in letters}
        assert book.counts() == {each.message_id: 1 for each in letters}
        assert not run(ledger, book, clock)[0].counts


def test_nothing_to_send_needs_no_server(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    with scripted(certificates) as book:
        assert not run(ledger, book, clock)[0].counts
        assert book.connections == 0


def test_only_the_messages_that_are_asked_for_go_out(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    numbers = plan(ledger, clock, "anna", "beka", "gia")
    with scripted(certificates) as book:
        summary, _ = run(ledger, book, clock, messages=[numbers[1], 999])
        assert summary.counts == {"sent": 1}
        assert states(ledger) == {"anna": "planned", "beka": "sent", "gia": "planned"}


def test_451_then_250(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    plan(ledger, clock, "anna", "beka")
    with scripted(certificates, Script(rcpt=saying(anna=["451 4.3.0 later"]))) as book:
        summary, told = run(ledger, book, clock, wait=HOUR)
        assert summary.counts == {"sent": 2}
        assert sorted(told) == [("anna", "deferred"), ("anna", "sent"), ("beka", "sent")]
        assert clock.slept == [60.0]
        assert set(book.counts().values()) == {1}
        assert ledger.messages(recipient="anna")[0].attempts == 2


def test_550_for_one_is_final_and_the_others_get_theirs(
    certificates: Certificates, ledger: Ledger, clock: Clock
) -> None:
    plan(ledger, clock, "anna", "beka", "gia")
    with scripted(certificates, Script(rcpt=saying(beka=["550 5.1.1 no such user"]))) as book:
        assert run(ledger, book, clock, wait=HOUR)[0].counts == {"sent": 2, "refused": 1}
        assert ledger.messages(recipient="beka")[0].reply == "550 5.1.1 no such user"
        assert not run(ledger, book, clock, wait=HOUR)[0].counts
        assert "beka@example.org" not in {got.address for got in book.mailbox}


def test_a_greylisting_server_gets_everything_the_second_time(
    certificates: Certificates, ledger: Ledger, clock: Clock
) -> None:
    plan(ledger, clock, "anna", "beka", "gia")
    with scripted(certificates, Script(greylist=True)) as book:
        summary, _ = run(ledger, book, clock)
        assert summary.counts == {"deferred": 3}
        assert summary.next_try == clock.now() + timedelta(seconds=60)
        assert run(ledger, book, clock)[0].counts == {"deferred": 3}  # not due yet: it isn't even tried
        assert book.commands.count("RCPT") == 3
        clock.time += timedelta(seconds=60)
        assert run(ledger, book, clock)[0].counts == {"sent": 3}
        assert set(book.counts().values()) == {1}


def test_the_same_bytes_go_out_on_every_try(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    plan(ledger, clock, "anna")
    with scripted(certificates, Script(content=saying(anna=["451 later", "452 full", DROP_ACCEPTED]))) as book:
        run(ledger, book, clock, wait=HOUR)
        assert [got.wire for got in book.mailbox] == [letter("anna").wire]
        ledger.decide(1, "again", "they say that they have nothing", clock.now())
        assert run(ledger, book, clock)[0].counts == {"sent": 1}
        assert [got.wire for got in book.mailbox] == [letter("anna").wire] * 2
        assert ledger.messages()[0].attempts == 4


def test_pauses_grow_and_life_is_bounded(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    plan(ledger, clock, "anna")
    with scripted(certificates, Script(rcpt=saying(anna=["450 4.2.0 busy"] * 50))) as book:
        start = clock.now()
        summary, told = run(ledger, book, clock, wait=timedelta(days=9), retry_seconds=[60, 300, 900], give_up_hours=1)
        assert clock.slept == [60, 300, 900, 900, 900]
        assert clock.now() - start <= HOUR
        assert told == [("anna", "deferred")] * 5 + [("anna", "refused")]
        assert summary.counts == {"refused": 1}
        assert ledger.messages()[0].reply == "given up after 6 tries: 450 4.2.0 busy"
        assert book.mailbox == []


def test_who_comes_late_still_tries_once_before_giving_up(
    certificates: Certificates, ledger: Ledger, clock: Clock
) -> None:
    plan(ledger, clock, "anna", "beka")
    with scripted(certificates, Script(rcpt=saying(anna=["450 busy"], beka=["450 busy", "450 busy"]))) as book:
        run(ledger, book, clock)
        clock.time += timedelta(days=30)
        run(ledger, book, clock)
        assert states(ledger) == {"anna": "sent", "beka": "refused"}


def test_how_things_stand_is_asked_also_where_a_letter_came_due_without_a_pause(
    certificates: Certificates, ledger: Ledger, clock: Clock
) -> None:
    (number,) = plan(ledger, clock, "anna")

    def told(message: Message, outcome: Outcome) -> None:
        clock.time += HOUR

    with scripted(certificates, Script(rcpt=saying(anna=["451 later"]))) as book:
        forbidden = Conditions([60], 48, forbidden={number: "she has left"})
        with pytest.raises(Mistake, match="may not go as it is any more, since she has left"):
            run(ledger, book, clock, progress=told, look_again=lambda: forbidden)
        assert (clock.slept, book.mailbox) == ([], [])
    assert states(ledger) == {"anna": "deferred"}


def test_a_run_waits_no_longer_than_it_may(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    plan(ledger, clock, "anna")
    with scripted(certificates, Script(rcpt=saying(anna=["450 busy"] * 9))) as book:
        summary, _ = run(ledger, book, clock, retry_seconds=[60], wait=timedelta(seconds=150))
        assert clock.slept == [60, 60]
        assert summary.counts == {"deferred": 1}
        assert summary.next_try == clock.now() + timedelta(seconds=60)


@pytest.mark.parametrize(("reply", "arrived"), [(DROP, 0), (DROP_ACCEPTED, 1), (GARBLED, 1)])
def test_without_a_clear_reply_it_is_uncertain_and_never_sent_again_by_itself(
    certificates: Certificates, ledger: Ledger, clock: Clock, reply: str, arrived: int
) -> None:
    plan(ledger, clock, "anna", "beka")
    with scripted(certificates, Script(content=saying(anna=[reply]))) as book:
        summary, _ = run(ledger, book, clock, wait=timedelta(days=9), connections=1)
        assert summary.counts == {"uncertain": 1, "sent": 1}
        clock.time += timedelta(days=9)
        assert not run(ledger, book, clock)[0].counts
        assert book.counts()[letter("anna").message_id] == arrived


@pytest.mark.parametrize("place", ["rcpt", "data"])
@pytest.mark.parametrize("reply", ["421 4.3.2 going down", DROP])
def test_a_line_that_ends_before_the_message_is_taken_up_again(
    certificates: Certificates, ledger: Ledger, clock: Clock, place: str, reply: str
) -> None:
    plan(ledger, clock, "anna", "beka")
    script = Script()
    getattr(script, place).update(saying(anna=[reply]))
    with scripted(certificates, script) as book:
        assert run(ledger, book, clock, wait=HOUR, connections=1)[0].counts == {"sent": 2}
        assert set(book.counts().values()) == {1}
        assert len(book.logins) == 3  # anna, beka, anna again


def test_lines_are_reused_and_no_more_are_open_than_allowed(
    certificates: Certificates, ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(ledger, clock, *(f"r{number}" for number in range(30)))
    with scripted(certificates) as book:
        run(ledger, book, clock, connections=3, messages=range(1, 21))
        book.settle()
        assert book.most_at_once <= 3
        assert book.connections <= 3
        monkeypatch.setattr("briefgen.mailing.ways.smtp_connection.MESSAGES_A_CONNECTION", 4)
        before = book.connections
        run(ledger, book, clock, connections=1)
        assert book.connections - before == 3  # 4 + 4 + 2
        assert set(states(ledger).values()) == {"sent"}


def test_a_message_larger_than_the_server_takes_is_refused(
    certificates: Certificates, ledger: Ledger, clock: Clock
) -> None:
    plan(ledger, clock, "anna")
    with scripted(certificates, Script(size=10_000)) as book:
        assert run(ledger, book, clock, wait=HOUR)[0].counts == {"refused": 1}
        assert "the server takes 10.0 KB" in ledger.messages()[0].reply
        assert book.mailbox == []


@pytest.mark.parametrize(
    "script",
    [
        Script(password="another"), Script(certificate="expired"), Script(certificate="wrong host"),
        Script(certificate="unknown authority"), Script(offer_starttls=False), Script(starttls="454 not now"),
        Script(login=False), Script(mail=deque(["530 5.7.0 log in first"] * 2)), Script(greeting="421 4.3.2 too busy"),
        Script(greeting="554 5.7.1 go away"),
    ],
)  # fmt: skip
def test_a_server_that_cant_be_used_changes_nothing(
    certificates: Certificates, ledger: Ledger, clock: Clock, script: Script
) -> None:
    plan(ledger, clock, "anna", "beka")
    before = ledger.messages()
    with scripted(certificates, script) as book:
        with pytest.raises(ServerError) as raised:
            run(ledger, book, clock, wait=HOUR)
        # Why they wait stands with them, and nothing else has changed.
        assert ledger.messages() == [replace(each, reply=str(raised.value)) for each in before]
        assert (
            book.logins.count("PLAIN wrong") + book.logins.count("LOGIN wrong") <= 1
        )  # a wrong password is tried once, not by each thread
        assert clock.slept == []


@pytest.mark.parametrize("connections", [1, 3])
def test_a_server_that_wants_a_login_marks_nobody_refused(
    certificates: Certificates, ledger: Ledger, clock: Clock, connections: int
) -> None:
    names = ["anna", "beka", "gia", "davit"]
    plan(ledger, clock, *names)
    before = ledger.messages()
    denied = "554 5.7.1 Recipient address rejected: Access denied"
    with scripted(certificates, Script(rcpt=saying(**{name: [denied] for name in names}))) as book:
        book.script.rcpt[SENDER] = deque([denied] * connections)
        with pytest.raises(ServerError, match="without a login") as raised:
            run(ledger, book, clock, way=book.way(user=None), connections=connections, wait=HOUR)
        assert ledger.messages() == [replace(each, reply=str(raised.value)) for each in before]
        assert book.commands.count("RCPT") <= 2 * connections  # ours, and the question whether it is about us
        book.script.rcpt.clear()
        assert run(ledger, book, clock)[0].counts == {"sent": 4}


def test_a_server_that_goes_away_is_waited_for(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    plan(ledger, clock, "anna", "beka", "gia")
    with scripted(certificates, Script(content=saying(anna=["421 4.3.2 going down"]), goes_down=True)) as book:

        def sleep(seconds: float) -> None:
            clock.sleep(seconds)
            if len(clock.slept) == 2:
                book.script.greeting = None

        with pytest.raises(UnreachableError, match="wants no connection now"):
            run(ledger, book, clock, connections=1)
        assert sorted(states(ledger).values()) == ["deferred", "planned", "planned"]
        book.script.greeting = None
        book.script.content.update(saying(beka=["421 4.3.2 going down"]))
        summary, _ = run(ledger, book, clock, connections=1, wait=HOUR, sleep=sleep)
        assert summary.counts == {"sent": 3}
        assert clock.slept[:2] == [60, 300]
        assert set(book.counts().values()) == {1}


def test_a_server_that_allows_one_line_gets_everything_over_one(
    certificates: Certificates, ledger: Ledger, clock: Clock
) -> None:
    plan(ledger, clock, *(f"r{number}" for number in range(9)))
    with scripted(certificates, Script(most=1)) as book:
        assert run(ledger, book, clock, connections=3)[0].counts == {"sent": 9}
        assert set(book.counts().values()) == {1}


# Ctrl-C.


def test_ctrl_c_brings_what_is_under_way_to_its_end(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    plan(ledger, clock, *(f"r{number}" for number in range(40)))

    def pressed(message: Message, outcome: Outcome) -> None:
        told.append(message.state)
        if len(told) == 1:
            raise KeyboardInterrupt

    told: list[str] = []
    with scripted(certificates) as book:
        summary, _ = run(ledger, book, clock, progress=pressed, wait=HOUR)
        assert summary.interrupted
        assert set(summary.counts) <= {"sent", "planned"}
        assert summary.counts["sent"] == len(book.mailbox)
        rest, _ = run(ledger, book, clock)
        assert rest.counts == {"sent": summary.counts["planned"]} or not summary.counts["planned"]
        assert not rest.interrupted
        assert sorted(book.counts().values()) == [1] * 40


def test_ctrl_c_twice_doesnt_wait_for_a_server_that_is_silent(
    certificates: Certificates, ledger: Ledger, clock: Clock
) -> None:
    plan(ledger, clock, "anna", "beka", "gia")
    arrived = threading.Event()

    def hook(got: Received) -> None:
        if got.address == "anna@example.org":
            arrived.set()

    def pressed(message: Message, outcome: Outcome) -> None:
        assert arrived.wait(30)
        raise KeyboardInterrupt

    with scripted(certificates, Script(content=saying(anna=[SILENT]))) as book:
        book.hooks.append(hook)
        summary, _ = run(ledger, book, clock, connections=3, progress=pressed)
        assert summary.interrupted
        assert states(ledger) == {"anna": "uncertain", "beka": "sent", "gia": "sent"}
        assert "timed out" not in ledger.messages(recipient="anna")[0].reply


def test_ctrl_c_while_waiting_ends_the_run(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    plan(ledger, clock, "anna")

    def sleep(seconds: float) -> None:
        raise KeyboardInterrupt

    with scripted(certificates, Script(rcpt=saying(anna=["450 busy"]))) as book:
        summary, _ = run(ledger, book, clock, sleep=sleep, wait=HOUR)
        assert summary.interrupted
        assert summary.counts == {"deferred": 1}


def test_an_error_of_who_shows_progress_loses_nothing(certificates: Certificates, ledger: Ledger, clock: Clock) -> None:
    plan(ledger, clock, "anna", "beka")

    def broken(message: Message, outcome: Outcome) -> None:
        raise RuntimeError("the terminal is gone")

    with scripted(certificates) as book:
        with pytest.raises(RuntimeError, match="the terminal is gone"):
            run(ledger, book, clock, progress=broken)
        assert len(book.mailbox) == list(states(ledger).values()).count("sent") > 0
        run(ledger, book, clock)
        assert sorted(book.counts().values()) == [1, 1]


def test_the_password_is_nowhere_in_what_is_kept(
    certificates: Certificates, ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    plan(ledger, clock, "anna", "beka")
    with scripted(certificates, Script(rcpt=saying(beka=[f"550 {PASSWORD[::-1]}"]))) as book:
        run(ledger, book, clock)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "outbox").iterdir())
    assert PASSWORD[::-1].encode() in kept  # what would be kept is seen
    assert PASSWORD.encode() not in kept
