"""The rules of a sending, without the command line: shown, asked, looked at again, posted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.content.schema.recipients import Recipient
from briefgen.mailing.ledger.book import Delivery, Ledger, Message
from briefgen.mailing.ledger.history import before, stale
from briefgen.mailing.plan import SendError, Sending
from briefgen.mailing.planner import plan_sending
from briefgen.mailing.posting import PostProgress
from briefgen.mailing.send import Order, Sent, dispatch, dry_run
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import find_project
from tests.mailing.letters import letter
from tests.mailing.projects import STARTER, Office, sent_to
from tests.mailing.scripted import PASSWORD, Clock, Scripted


@dataclass
class Front:
    """Says yes, or what it is told to, and remembers what it was shown."""

    asks: bool = True
    answer: bool = True
    meanwhile: list[Callable[[], object]] = field(default_factory=list)  # what happens while the person reads
    shown: list[bool] = field(default_factory=list)
    asked: int = 0
    told: list[tuple[str, str]] = field(default_factory=list)
    ends: list[tuple[list[str], bool]] = field(default_factory=list)

    @contextmanager
    def busy(self, what: str) -> Iterator[None]:
        yield

    def show(self, sending: Sending, ledger: Ledger, *, changed: bool) -> None:
        self.shown.append(changed)

    def agrees(self, sending: Sending) -> bool:
        self.asked += 1
        if self.meanwhile:
            self.meanwhile.pop(0)()
        return self.answer

    @contextmanager
    def follow(self, total: int) -> Iterator[PostProgress]:
        yield lambda message, outcome: self.told.append((message.recipient, outcome.kind))

    def ended(self, messages: Sequence[Message], *, interrupted: bool) -> None:
        self.ends.append(([message.state for message in messages], interrupted))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the project isn't where the person is
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)


def order(office: Office, *, reason: str = "") -> Order:
    return Order(find_project(office.root), STARTER, reason=reason)


def go(office: Office, front: Front, *, reason: str = "", wait: int = 0, clock: Clock | None = None) -> Sent:
    clock = clock or Clock()
    return dispatch(order(office, reason=reason), front, wait=timedelta(minutes=wait), now=clock.now, sleep=clock.sleep)


@pytest.mark.usefixtures("elsewhere")
def test_what_was_agreed_to_goes_and_comes_back_as_data(office: Office, server: Scripted) -> None:
    front = Front()
    result = go(office, front)
    assert (result.complete, result.declined) == (True, False)
    assert {message.recipient: message.state for message in result.messages} == {"ana": "sent", "ben": "sent"}
    assert sorted(front.told) == [("ana", "sent"), ("ben", "sent")]
    assert (front.shown, front.asked, front.ends) == ([False], 1, [(["sent", "sent"], False)])
    again = go(office, front)
    assert (again.complete, again.messages, front.asked) == (True, (), 1)  # nothing to do: nobody is asked


@pytest.mark.usefixtures("elsewhere")
def test_no_means_that_nothing_is_noted(office: Office, server: Scripted) -> None:
    result = go(office, Front(answer=False))
    assert (result.declined, result.messages) == (True, ())
    with Ledger.open(office.root / "outbox") as ledger:
        assert ledger.messages() == []
    assert not server.connections


@pytest.mark.usefixtures("elsewhere")
def test_what_changed_while_the_person_read_is_shown_and_asked_again(office: Office, server: Scripted) -> None:
    front = Front(meanwhile=[lambda: office.write_people("id: ana; language: ka")])
    assert go(office, front).complete
    assert (front.shown, front.asked) == ([False, True], 2)
    assert sent_to(server) == ["ana"]


def go_while(office: Office, server: Scripted, front: Front, change: Callable[[], object], *replies: str) -> Clock:
    """Send while something changes in the first pause, which Ben's letter is in; return the clock."""
    server.script.rcpt["ben@agency.example"] = deque(["451 later", *replies])
    clock, changes = Clock(), [change]
    real = clock.sleep

    def sleep(seconds: float) -> None:
        real(seconds)
        if changes:
            changes.pop()()

    clock.sleep = sleep  # type: ignore[method-assign]
    go(office, front, wait=60, clock=clock)
    return clock


@pytest.mark.usefixtures("elsewhere")
def test_a_letter_that_waits_is_looked_at_again_after_each_pause(office: Office, server: Scripted) -> None:
    front = Front()
    with pytest.raises(Mistake, match=r"may not go as it is any more, since may get nothing above"):
        go_while(
            office, server, front, lambda: office.write_people("id: ana; language: ka", "id: ben; ceiling: public")
        )
    assert sent_to(server) == ["ana"]
    assert [sorted(states) for states, _ in front.ends] == [["deferred", "sent"]]  # shown although it broke off


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"user": "somebody"}, r"\[mail\] user changed meanwhile"),
        ({"way": "graph"}, r"\[mail\] way changed meanwhile"),
        ({"sender": "else@agency.example"}, r"\[mail\] sender changed meanwhile"),
        ({"outbox": "other"}, r"\[mail\] outbox is another folder now"),
        ({"recipients": "nobody.yaml"}, r"nobody\.yaml"),
        ({"sendr": "x"}, r"\[mail\] sendr: there is no such setting"),
    ],
)
def test_what_waits_doesnt_go_as_mail_said_before(
    office: Office, server: Scripted, setting: dict[str, str], told: str
) -> None:
    front = Front()
    with pytest.raises(Mistake, match=told):
        go_while(office, server, front, lambda: office.serve(server, **setting))
    assert sent_to(server) == ["ana"]
    assert [sorted(states) for states, _ in front.ends] == [["deferred", "sent"]]


@pytest.mark.usefixtures("elsewhere")
def test_what_the_settings_say_meanwhile_holds_for_what_waits(office: Office, server: Scripted) -> None:
    front = Front()
    clock = go_while(office, server, front, lambda: office.serve(server, retry_seconds=[77]), "451 later")
    assert clock.slept == [1, 77]
    assert [sorted(states) for states, _ in front.ends] == [["sent", "sent"]]


@pytest.mark.usefixtures("elsewhere")
def test_another_account_while_the_person_reads_is_shown_and_asked_again(office: Office, server: Scripted) -> None:
    front = Front(meanwhile=[lambda: office.serve(server, sender="else@agency.example")])
    assert go(office, front).complete
    assert (front.shown, front.asked) == ([False, True], 2)
    assert {received.sender for received in server.mailbox} == {"else@agency.example"}


@pytest.mark.usefixtures("elsewhere")
def test_another_outbox_while_the_person_reads_stops(office: Office, server: Scripted) -> None:
    front = Front(meanwhile=[lambda: office.serve(server, outbox="other")])
    with pytest.raises(SendError, match=r"\[mail\] outbox is another folder now"):
        go(office, front)
    assert not server.mailbox


@pytest.mark.usefixtures("elsewhere")
def test_one_whom_a_letter_may_not_reach_leaves_it_incomplete(office: Office, server: Scripted) -> None:
    office.write_people("id: ana; ceiling: public", "id: ben")
    assert not go(office, Front()).complete
    assert sent_to(server) == ["ben"]


@pytest.mark.usefixtures("elsewhere")
def test_what_went_out_elsewhere_needs_a_person_or_a_reason(office: Office, server: Scripted) -> None:
    assert go(office, Front()).complete
    (office.root / "outbox").rename(office.root / "lost")
    with pytest.raises(SendError, match="letters with this version went out elsewhere"):
        go(office, Front(asks=False))
    assert len(server.mailbox) == 2
    assert go(office, Front(asks=False), reason="the outbox was lost").complete
    assert len(server.mailbox) == 4


@pytest.mark.usefixtures("elsewhere")
def test_a_dry_run_says_what_it_wrote(office: Office, server: Scripted) -> None:
    wrote: list[str] = []
    done = dry_run(order(office), Front(), now=Clock().now, wrote=lambda path: wrote.append(path.name))
    assert wrote == ["ana.eml", "ben.eml"] == sorted(path.name for path in done.folder.glob("*.eml"))
    assert not (office.root / "outbox").exists()


# What counts, and what doesn't.


@pytest.mark.parametrize(("had", "told"), [(1, 1), (2, None)])
def test_who_gets_it_again_is_told_what_is_new_since_an_earlier_version_alone(
    office: Office, issued_twice: Path, tmp_path: Path, had: int, told: int | None
) -> None:
    office.take(issued_twice)
    clock = Clock()
    with Ledger.open(tmp_path / "outbox") as ledger:
        there = letter("ben", version=had, edition=STARTER)
        (number,) = ledger.plan([replace(there, address="ben@agency.example")], clock.now())
        ledger.note(number, "sent", "250", clock.now(), begun=False)
        sending = plan_sending(find_project(office.root), STARTER, ledger, ["ben"], reason="she lost it")
        (row,) = sending.new
        earlier = sending.copy_of(row)
    assert (earlier and earlier.version) == told


@pytest.mark.usefixtures("elsewhere")
def test_only_those_who_get_a_letter_are_counted_in_the_question(office: Office, server: Scripted) -> None:
    server.script.rcpt["ana@agency.example"] = deque(["451 later"] * 9)
    assert not go(office, Front()).complete
    office.write_people("id: ana; language: ka", "id: ben", "id: cyn", "id: out; ceiling: public")
    asked = office.run("send", STARTER, typed="n\n").output
    assert "Send 2 letters (1 en, 1 ka) from" in asked  # Ana's waits, Cyn's is new; Ben has it, Out gets nothing


@pytest.mark.parametrize(
    ("doubtful", "state", "gone"),
    [(True, "planned", False), (False, "planned", True), (False, "deferred", True), (False, "sent", False)],
)
def test_what_a_person_wants_again_as_it_was_isnt_taken_back_for_other_wishes(
    tmp_path: Path, doubtful: bool, state: str, gone: bool
) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        clock = Clock()
        (number,) = ledger.plan([letter("anna", recipe="old")], clock.now())
        if doubtful:
            ledger.begin(number, clock.now())
            ledger.note(number, "uncertain", "the line broke", clock.now(), begun=True)
            ledger.decide(number, "again", "she has nothing", clock.now())
        elif state != "planned":
            ledger.note(number, state, "said", clock.now(), begun=False)  # type: ignore[arg-type]
        deliveries: list[Delivery] = ledger.deliveries()
        (delivery,) = deliveries
        person = _person("anna", delivery.message.address)
        found = stale(deliveries, 1, {"anna": (person, "new")}, everybody=True)
        assert found == ({number: "what anna is to get has changed"} if gone else {})
        assert stale(deliveries, 1, {"anna": (person, "old")}, everybody=True) == {}
        kind = {"planned": "waiting", "deferred": "waiting", "sent": "had"}[state]
        assert before(deliveries)["full"].kind == kind


def _person(id: str, address: str) -> Recipient:
    return Recipient.model_validate(
        {"id": id, "name": id.title(), "email": address, "language": "en", "ceiling": "internal"}
    )
