"""GraphConnection in a mailbox at Microsoft 365: each letter once, whole, whatever happens on the way."""

from __future__ import annotations

import re
import threading
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from briefgen.contacts.account import Account
from briefgen.contacts.passwords import keep_secret
from briefgen.mailing.drafts import _when
from briefgen.mailing.ledger.book import Ledger
from briefgen.mailing.ledger.marks import marked, marks_of
from briefgen.mailing.posting import Summary
from briefgen.mailing.ways import graph_attachments, graph_client, way_of
from briefgen.mailing.ways.base import Outcome, ServerError, UnreachableError
from briefgen.mailing.ways.graph import Graph, GraphConnection
from briefgen.mailing.ways.graph_attachments import AT_ONCE
from briefgen.mailing.ways.graph_letter import read_letter
from briefgen.mailing.ways.https import host_of
from briefgen.mailing.ways.tokens.base import Tokens
from briefgen.problems.mistakes import Mistake
from briefgen.project.settings import ProjectError
from tests.mailing import cloud as at_microsoft
from tests.mailing.cloud import (
    CLIENT,
    DROP,
    DROP_ACCEPTED,
    GARBLED,
    LATE,
    PIECE,
    REPEAT,
    TENANT,
    USER,
    Cloud,
    Kept,
    cloud,
)
from tests.mailing.conftest import InMemory
from tests.mailing.letters import EDITION, letter, post_on
from tests.mailing.projects import STARTER, Office, issued, signed_in
from tests.mailing.scripted import Certificates, Clock
from tests.mailing.test_tokens import microsoft

ANNA = "anna@example.org"
HOUR = timedelta(hours=1)


def nothing() -> None:
    """Stand for a ledger that has nothing to say."""


@pytest.fixture
def way(sky: Cloud, in_memory: InMemory) -> Graph:
    keep_secret("briefgen-login", "briefs", sky.allow())
    return Graph(sky.url, USER, Tokens(microsoft(sky), USER), (), sky.certificates.authority)


@pytest.fixture
def line(way: Graph) -> Iterator[GraphConnection]:
    line = way.open()
    yield line
    line.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "outbox") as ledger:
        yield ledger


def run(ledger: Ledger, way: Any, clock: Clock, **changes: Any) -> Summary:
    return post_on(ledger, way, **{"now": clock.now, "sleep": clock.sleep} | changes)


def wire(*sizes: int, subject: str = "ჩანაწერი «Brief»", body: str = "<p>გამარჯობა</p>") -> bytes:
    """Return a letter with attachments of these sizes."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = f"სააგენტო <{USER}>", f"ანა <{ANNA}>"
    message["Reply-To"] = "Nino <nino@agency.example>"
    message["Subject"], message["Message-ID"] = subject, "<1@agency.example>"
    message.set_content("hello")
    message.add_alternative(body, subtype="html")
    for number, size in enumerate(sizes):
        data = bytes((number + position) % 251 for position in range(251)) * (size // 251 + 1)
        message.add_attachment(data[:size], "application", "pdf", filename=f"ცნობა {number}.pdf")
    return message.as_bytes()


def outcome(line: GraphConnection, bytes_: bytes, address: str = ANNA) -> Outcome:
    return line.send(USER, address, bytes_, nothing)


# What lies in the mailbox is what was meant.


@pytest.mark.parametrize("sizes", [(), (1000,), (AT_ONCE, AT_ONCE + 1, 7), (10 * PIECE,), (10 * PIECE + 1,)])
def test_what_lies_in_the_drafts_is_what_was_meant(
    line: GraphConnection, sky: Cloud, sizes: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_attachments, "PIECE", 5 * PIECE)  # so that several go
    meant = wire(*sizes)
    assert outcome(line, meant) == Outcome("drafted", f"in the drafts of {USER}")
    (kept,) = sky.mailbox
    letter = read_letter(meant)
    assert kept.is_draft
    assert kept.message_id == "<1@agency.example>"
    assert kept.fields["subject"] == "ჩანაწერი «Brief»"
    assert kept.to == [("ანა", ANNA)]
    assert kept.fields["from"] == {"emailAddress": {"name": "სააგენტო", "address": USER}}
    assert kept.fields["replyTo"] == [{"emailAddress": {"name": "Nino", "address": "nino@agency.example"}}]
    assert kept.fields["body"]["contentType"] == "html"
    assert kept.fields["body"]["content"].strip() == "<p>გამარჯობა</p>"
    assert [(one.name, one.media_type) for one in kept.attached] == [
        (f"ცნობა {number}.pdf", "application/pdf") for number in range(len(sizes))
    ]
    assert [one.data for one in kept.attached] == [one.data for one in letter.attached]
    assert [len(one.data) for one in kept.attached] == list(sizes)
    assert sky.sessions == {}
    assert sky.steps.count("piece") == sum(-(-size // (5 * PIECE)) for size in sizes if size > AT_ONCE)


def test_only_what_is_large_goes_in_pieces_and_these_without_the_token(line: GraphConnection, sky: Cloud) -> None:
    outcome(line, wire(10, AT_ONCE, AT_ONCE + 1))
    assert [step for step in sky.steps if step in ("attach", "session")] == ["attach", "attach", "session"]
    for step, header in sky.authorizations:
        assert bool(header) == (step not in ("piece", "discovery", "token")), step


def test_the_addresses_come_last(line: GraphConnection, sky: Cloud) -> None:
    addressed: list[bool] = []
    sky.hooks.append(lambda step: addressed.append(bool(sky.mailbox and sky.mailbox[-1].to)))
    outcome(line, wire(10, AT_ONCE + 1))
    made = sky.steps[sky.steps.index("create") :]
    assert made == ["create", "attach", "session", "piece", "attached", "address", "find"]
    assert addressed == [False] * (len(addressed) - 1) + [True]  # as it was when each of them came


def test_the_ledger_is_told_before_the_mailbox_gets_anything(line: GraphConnection, sky: Cloud) -> None:
    seen: list[int] = []

    def full() -> None:
        seen.append(len(sky.mailbox))
        raise Mistake("the disk is full")

    with pytest.raises(Mistake, match="the disk is full"):
        line.send(USER, ANNA, wire(10), full)
    assert seen == [0]
    assert "create" not in sky.steps


@pytest.mark.parametrize("address", ["anna", "anna@example.org\r\nBcc: x@example.org", ""])
def test_an_address_that_is_none_gets_nothing(line: GraphConnection, sky: Cloud, address: str) -> None:
    with pytest.raises(Mistake, match="no email address"):
        outcome(line, wire(), address)
    assert sky.mailbox == []


def test_a_file_that_no_mail_carries_is_refused_before_anything_is_made(
    line: GraphConnection, sky: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.mailing.ways.graph._LARGEST", 5000)
    assert outcome(line, wire(5000)).kind == "drafted"
    sky.mailbox.clear()
    found = outcome(line, wire(5001))
    assert (found.kind, found.reply) == ("refused", "ცნობა 0.pdf has 5.0 KB, too much for mail")
    assert sky.mailbox == []


def test_the_mailbox_of_an_office_is_another_than_ones_own(sky: Cloud, way: Graph) -> None:
    def of(**settings: Any) -> tuple[str, str]:
        account = Account(sender="office@agency.example", way="graph", **settings)
        path = Graph(sky.url, account.sender, way.tokens).path
        return path, way_of(account).scopes(account)["microsoft"]

    mine = "https://graph.microsoft.com/Mail.ReadWrite"
    there = "/v1.0/users/office%40agency.example"
    assert of() == of(user="Office@agency.example") == (there, mine)
    assert of(user="nino@agency.example") == (there, f"{mine} {mine}.Shared")


def test_nothing_goes_into_the_mailbox_of_whoever_signed_in(way: Graph, sky: Cloud) -> None:
    sky.signed_in = "nino@agency.example"
    with pytest.raises(ServerError, match="you access to this mailbox"):
        way.open()
    sky.shared = (USER,)
    line = way.open()
    assert outcome(line, wire(10)).kind == "drafted"
    line.close()
    assert [kept.of for kept in sky.mailbox] == [USER]


# What goes wrong on the way: each letter lies there once, or is looked for.

STEPS = ["create", "attach", "session", "piece", "attached", "address"]


@pytest.mark.parametrize("fault", [DROP, DROP_ACCEPTED, LATE, REPEAT, GARBLED, "503", "429 17", "500", "504 2"])
@pytest.mark.parametrize("step", STEPS)
def test_whatever_happens_it_lies_there_once_and_whole(
    ledger: Ledger, way: Graph, sky: Cloud, clock: Clock, step: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if 20 kB were much: the sizes that count are those of the test above.
    monkeypatch.setattr(graph_attachments, "AT_ONCE", 20_000)
    monkeypatch.setattr(at_microsoft, "SMALLEST_SESSION", 20_000)
    meant = letter("anna", pdf=b"%PDF" + bytes(21_000)) if step in ("session", "piece") else letter("anna")
    ledger.plan([meant, letter("beka")], clock.now())
    sky.give(step, fault)
    summary = run(ledger, way, clock, wait=HOUR)
    assert summary.counts == {"drafted": 2}
    assert len(sky.mailbox) == 2
    assert sky.counts() == {meant.message_id: 1, letter("beka").message_id: 1}
    for kept in sky.mailbox:
        assert len(kept.to) == 1
        (found,) = {one.data for one in kept.attached}
        assert (
            found == read_letter(meant.wire if kept.message_id == meant.message_id else letter().wire).attached[0].data
        )
        assert len(kept.attached) == 1
    if fault.startswith("429"):
        assert clock.slept == [60]  # no sooner than the run's own pause


@pytest.mark.parametrize("fault", [DROP, DROP_ACCEPTED, LATE, REPEAT, GARBLED, "503", "429 17"])
@pytest.mark.parametrize("step", ["create", "attach", "attached", "address"])
def test_where_no_draft_can_be_found_again_no_second_one_is_completed(
    ledger: Ledger, way: Graph, sky: Cloud, clock: Clock, step: str, fault: str
) -> None:
    sky.own_ids = True
    (number,) = ledger.plan([letter("anna")], clock.now())
    sky.give(step, fault)
    run(ledger, way, clock, wait=HOUR)
    message = ledger.message(number)
    lost = step == "address" and fault in (DROP, DROP_ACCEPTED, LATE, GARBLED, "503")
    assert message.state == ("uncertain" if lost else "drafted"), message.reply
    complete = [kept for kept in sky.mailbox if kept.to]
    assert len(complete) == (fault in (DROP_ACCEPTED, GARBLED) if lost else 1)
    if lost:
        assert "look yourself whether it lies in the drafts of briefs@agency.example" in message.reply
    assert not [kept for kept in sky.mailbox if not kept.to] or (step == "create" or lost)


def test_what_is_there_by_half_isnt_there(line: GraphConnection, sky: Cloud) -> None:
    sky.cuts = 1
    found = outcome(line, wire(4000))
    assert (found.kind, found.doubtful) == ("deferred", True)
    assert "took ცნობა 0.pdf, and doesn't have it, or not whole" in found.reply
    assert [kept.to for kept in sky.mailbox] == [[]]
    assert outcome(line, wire(4000)).kind == "drafted"
    assert [len(one.data) for one in sky.mailbox[0].attached] == [4000]


@pytest.mark.parametrize(("asked", "slept"), [("17", 60.0), ("61", 61.0), ("soon", 60.0), ("9" * 400, None)])
def test_a_mailbox_that_wants_rest_gets_it(
    ledger: Ledger, way: Graph, sky: Cloud, clock: Clock, asked: str, slept: float | None
) -> None:
    ledger.plan([letter()], clock.now())
    sky.give("create", f"429 {asked}")
    summary = run(ledger, way, clock, wait=HOUR, retry_seconds=[60])
    assert clock.slept == ([] if slept is None else [slept])
    assert summary.counts == ({"deferred": 1} if slept is None else {"drafted": 1})
    assert not ledger.messages()[0].doubtful


def test_a_lost_answer_is_looked_for_at_once(ledger: Ledger, way: Graph, sky: Cloud, clock: Clock) -> None:
    ledger.plan([letter()], clock.now())
    sky.give("create", DROP_ACCEPTED)
    assert run(ledger, way, clock).counts == {"drafted": 1}
    assert clock.slept == []
    assert sky.steps.count("create") == 1


def test_one_that_comes_late_is_found_the_next_time(ledger: Ledger, way: Graph, sky: Cloud, clock: Clock) -> None:
    ledger.plan([letter()], clock.now())
    sky.give("create", LATE)
    assert run(ledger, way, clock).counts == {"deferred": 1}
    assert ledger.messages()[0].doubtful
    assert len(sky.mailbox) == 1
    clock.time += HOUR
    assert run(ledger, way, clock).counts == {"drafted": 1}
    assert sky.steps.count("create") == 1


def test_one_that_stays_away_is_uncertain_in_the_end(ledger: Ledger, way: Graph, sky: Cloud, clock: Clock) -> None:
    ledger.plan([letter()], clock.now())
    sky.give("create", *[DROP] * 50)
    summary = run(ledger, way, clock, wait=timedelta(days=9), give_up_hours=1)
    assert summary.counts == {"uncertain": 1}
    assert "given up after" in ledger.messages()[0].reply
    ledger.decide(1, "again", "nothing lies there", clock.now())
    sky.faults.clear()
    assert run(ledger, way, clock).counts == {"drafted": 1}
    assert len(sky.mailbox) == 1


@pytest.mark.parametrize(("first", "state"), [(LATE, "uncertain"), ("429", "refused")])
def test_who_gives_up_says_whether_it_may_lie_there(
    ledger: Ledger, way: Graph, sky: Cloud, clock: Clock, first: str, state: str
) -> None:
    ledger.plan([letter()], clock.now())
    sky.give("create", first)
    sky.give("find", "", "", *["429"] * 50)
    run(ledger, way, clock, wait=timedelta(days=9), give_up_hours=1)
    sky.late.clear()
    assert ledger.messages()[0].state == (state if first == LATE else "drafted")


def test_two_that_are_complete_are_left_to_the_person(line: GraphConnection, sky: Cloud) -> None:
    for id in ("A", "B"):
        fields = {"internetMessageId": "<1@agency.example>", "toRecipients": [{"emailAddress": {"address": ANNA}}]}
        sky.mailbox.append(Kept(id, fields))
    sky.mailbox.append(Kept("C", {"internetMessageId": "<1@agency.example>"}))
    assert outcome(line, wire()).kind == "drafted"
    assert [kept.id for kept in sky.mailbox] == ["A", "B"]
    assert "create" not in sky.steps


def test_what_was_deleted_isnt_there(line: GraphConnection, sky: Cloud) -> None:
    outcome(line, wire())
    sky.mailbox[0].folder = "deleteditems"
    assert outcome(line, wire()).kind == "drafted"
    assert [kept.folder for kept in sky.mailbox] == ["deleteditems", "drafts"]
    sky.mailbox[1].send()
    sky.mailbox[1].folder = "deleteditems"  # sent, then tidied away
    assert outcome(line, wire()).kind == "sent"


def test_a_mailbox_with_ids_of_its_own_is_told(line: GraphConnection, sky: Cloud) -> None:
    sky.own_ids = True
    found = outcome(line, wire())
    assert found.kind == "drafted"
    assert "the mailbox gave it a Message-ID of its own" in found.reply


@pytest.mark.parametrize(
    ("step", "fault", "kind", "left"),
    [
        ("create", "400", "refused", 0), ("attach", "413", "refused", 0), ("address", "400", "refused", 0),
        ("create", "403", "deferred", 0), ("attach", "404", "deferred", 0),
    ],
)  # fmt: skip
def test_what_the_mailbox_refuses_leaves_nothing_behind(
    line: GraphConnection, sky: Cloud, step: str, fault: str, kind: str, left: int
) -> None:
    sky.give(step, fault)
    found = outcome(line, wire(10))
    assert (found.kind, found.doubtful, len(sky.mailbox)) == (kind, False, left)
    assert fault in found.reply
    assert ("ask your IT" in found.reply) == (kind == "deferred")


# Tokens, on the way.


class Spent(Tokens):
    """Gives a token only so often."""

    def __init__(self, real: Tokens, times: int) -> None:
        self.real, self.times = real, times

    def token(self) -> str:
        self.times -= 1
        if self.times < 0:
            raise ServerError("no token any more")
        return self.real.token()

    def spoil(self) -> None:
        self.real.spoil()


def test_a_letter_without_a_token_is_as_it_was(ledger: Ledger, way: Graph, sky: Cloud, clock: Clock) -> None:
    ledger.plan([letter("anna")], clock.now())
    with pytest.raises(ServerError, match="no token any more"):
        run(ledger, replace(way, tokens=Spent(way.tokens, 1)), clock)
    assert (ledger.messages()[0].state, ledger.messages()[0].doubtful) == ("planned", False)
    assert "create" not in sky.steps


@pytest.mark.parametrize(("step", "doubtful"), [("create", False), ("attach", True)])
def test_only_what_the_mailbox_may_have_got_is_doubtful(
    ledger: Ledger, way: Graph, sky: Cloud, clock: Clock, step: str, doubtful: bool
) -> None:
    ledger.plan([letter("anna")], clock.now())
    sky.give(step, "401")
    run(ledger, replace(way, tokens=Spent(way.tokens, 2)), clock)
    (message,) = ledger.messages()
    assert (message.state, message.doubtful) == ("deferred", doubtful)
    assert "no token any more" in message.reply


def test_a_token_is_asked_for_once_a_letter(way: Graph, sky: Cloud) -> None:
    spent = Spent(way.tokens, 3)
    line = replace(way, tokens=spent).open()
    assert outcome(line, wire(10, 20)).kind == "drafted"
    line.close()
    assert spent.times == 1


# Who may, and where.


@pytest.mark.parametrize(
    ("fault", "told", "kind"),
    [
        ("401", "the sign-in isn't taken: type briefgen login", ServerError),
        ("403", "ask your IT to give the app the permission Mail.ReadWrite", ServerError),
        ("404", "ask your IT whether this mailbox is at Microsoft 365", ServerError),
        ("503 9", "wants nothing now, try again later", UnreachableError),
        ("429 9", "wants nothing now, try again later", UnreachableError),
        (DROP, "can't be reached", UnreachableError),
        ("302 https://elsewhere.example/", "sends us to another place", ServerError),
        ("huge", "answers with more than 4 MB", ServerError),
    ],
)
def test_a_mailbox_that_cant_be_used_is_told_at_once(
    way: Graph, sky: Cloud, fault: str, told: str, kind: type[Exception]
) -> None:
    sky.give("folder", fault, fault)
    with pytest.raises(kind, match=re.escape(told)) as caught:
        way.open()
    words = "".join(traceback.format_exception_only(caught.value))
    assert not [token for token in (*sky.good, *sky.renewals) if token in words]
    assert isinstance(caught.value, UnreachableError) == (kind is UnreachableError)


def test_a_token_that_ended_is_renewed_once(line: GraphConnection, sky: Cloud) -> None:
    sky.good.clear()
    assert outcome(line, wire()).kind == "drafted"
    assert sky.steps.count("token") == 2


def test_a_sign_in_that_ends_on_the_way_leaves_the_letter_to_be_looked_for(line: GraphConnection, sky: Cloud) -> None:
    def end(step: str) -> None:
        if step == "attach":
            sky.good.clear()
            sky.renewals.clear()

    sky.hooks.append(end)
    found = outcome(line, wire(10))
    assert (found.kind, found.doubtful) == ("deferred", True)
    assert "type briefgen login" in found.reply


def test_pieces_go_to_no_host_that_mail_doesnt_name(
    way: Graph, sky: Cloud, certificates: Certificates, in_memory: InMemory
) -> None:
    with cloud(certificates) as other:
        sky.elsewhere = other.url
        line = way.open()
        found = outcome(line, wire(AT_ONCE + 1))
        line.close()
        assert (found.kind, other.steps) == ("deferred", [])
        assert f"{host_of(other.url)} is no server that [mail] names" in found.reply
        assert "authtoken" not in found.reply
        named = Graph(way.base, USER, way.tokens, (host_of(other.url),), certificates.authority)
        other.sessions = sky.sessions
        line = named.open()
        assert outcome(line, wire(AT_ONCE + 1)).kind == "drafted"
        line.close()
        assert "piece" in other.steps
    (kept,) = sky.mailbox
    assert len(kept.attached[0].data) == AT_ONCE + 1


def test_letters_that_a_signature_needs_go_another_way(office: Office, in_memory: InMemory, sky: Cloud) -> None:
    serve(office, sky, sign="../key.pem")
    result = office.send()
    assert "a draft can't be signed here" in result.output
    assert result.exit_code == 2


# Ctrl-C.


@pytest.mark.parametrize("step", ["find", "create", "attach", "attached", "address"])
def test_ctrl_c_twice_cuts_the_line(
    ledger: Ledger, way: Graph, sky: Cloud, clock: Clock, certificates: Certificates, step: str
) -> None:
    wanted = step
    ledger.plan([letter("anna"), letter("beka")], clock.now())
    arrived, free = threading.Event(), threading.Event()

    def hook(step: str) -> None:
        if step == wanted:
            arrived.set()
            sky.lock.release()
            assert free.wait(30)
            sky.lock.acquire()

    sky.hooks.append(hook)
    line = way.open()
    found: list[Outcome] = []
    thread = threading.Thread(target=lambda: found.append(outcome(line, letter().wire)))
    thread.start()
    assert arrived.wait(30)
    line.abort()
    thread.join()
    free.set()
    line.close()
    assert not line.usable
    assert (found[0].kind, found[0].doubtful) == ("deferred", step != "find")
    assert sky.steps[-1] == step  # and nothing after it


# The ledger.


def left_by_a_kill(ledger: Ledger, clock: Clock, mailbox: str) -> int:
    (number,) = ledger.plan([letter()], clock.now())
    ledger.begin(number, clock.now(), mailbox)
    return number


def test_what_a_killed_run_left_is_looked_for_by_the_next(ledger: Ledger, way: Graph, sky: Cloud, clock: Clock) -> None:
    left_by_a_kill(ledger, clock, USER)
    line = way.open()
    outcome(line, letter().wire, "anna@example.org")
    line.close()
    assert run(ledger, way, clock).counts == {"drafted": 1}
    (message,) = ledger.messages()
    assert (message.state, message.doubtful) == ("drafted", True)
    assert len(sky.mailbox) == 1


class NoMailbox:
    mailbox = ""

    def open(self) -> Any:
        raise AssertionError("nothing may be sent")


class Another(NoMailbox):
    mailbox = "other@agency.example"


@pytest.mark.parametrize("other", [NoMailbox(), Another()])
def test_what_may_lie_in_a_mailbox_goes_no_other_way_by_itself(ledger: Ledger, clock: Clock, other: Any) -> None:
    number = left_by_a_kill(ledger, clock, USER)
    run(ledger, other, clock)
    message = ledger.message(number)
    assert message.state == "uncertain"
    assert f"may lie in the mailbox of {USER}" in message.reply


def test_a_draft_is_no_letter_that_was_sent(ledger: Ledger, way: Graph, sky: Cloud, clock: Clock) -> None:
    (number,) = ledger.plan([letter()], clock.now())
    run(ledger, way, clock)
    message = ledger.message(number)
    assert (message.state, message.doubtful, message.mailbox) == ("drafted", False, USER)
    assert ledger.last_copy("anna", "full") is None
    assert ledger.gone(message.edition)[1].letters == 1  # a person may have sent it
    assert ledger.wire(number) == letter().wire  # until it is settled
    with pytest.raises(Mistake, match="lies as a draft in the mailbox since 2026-03-02; to send it again, say why"):
        ledger.plan([letter(copy=2)], clock.now())
    with pytest.raises(Mistake, match="is drafted: send it or decide about it first"):
        ledger.forget("anna", clock.now())
    assert run(ledger, way, clock).counts == {}


@pytest.mark.parametrize(("decision", "state"), [("sent", "sent"), ("drop", "dropped"), ("again", "planned")])
def test_a_person_says_what_became_of_a_draft(
    ledger: Ledger, way: Graph, clock: Clock, decision: Any, state: str
) -> None:
    (number,) = ledger.plan([letter()], clock.now())
    run(ledger, way, clock)
    clock.time += HOUR
    message = ledger.decide(number, decision, "I know", clock.now(), gone=True)
    assert (message.state, message.at) == (state, clock.now())
    if state == "dropped":
        ledger.plan([letter(copy=2)], clock.now())  # it is gone there: nobody needs a reason


def test_a_draft_that_may_lie_there_still_is_doubtful_when_it_is_dropped(
    ledger: Ledger, way: Graph, clock: Clock
) -> None:
    (number,) = ledger.plan([letter()], clock.now())
    run(ledger, way, clock)
    assert ledger.decide(number, "drop", "I think so", clock.now()).doubtful
    with pytest.raises(Mistake, match="may have arrived"):
        ledger.plan([letter(copy=2)], clock.now())


def test_where_a_mailbox_is_spelt_otherwise_it_is_the_same(ledger: Ledger, way: Graph, clock: Clock) -> None:
    left_by_a_kill(ledger, clock, USER.upper())
    assert run(ledger, way, clock).counts == {"drafted": 1}


def test_what_lies_in_the_mailbox_is_told_of_by_the_mark(
    ledger: Ledger, way: Graph, clock: Clock, tmp_path: Path
) -> None:
    numbers = ledger.plan([letter("anna"), letter("beka")], clock.now())
    with marked(ledger, tmp_path, numbers, clock.now):
        run(ledger, way, clock, messages=[numbers[0]])
    (mark,) = marks_of(tmp_path, EDITION)
    assert '"letters": 1' in mark.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("told", "noted"),
    [
        ("2026-03-02T08:00:00Z", "2026-03-02T08:00:00+00:00"), ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00+00:00"),
        ("2026-03-02T09:00:01Z", "2026-03-02T09:00:00+00:00"), ("2026-03-02T08:00:00", "2026-03-02T09:00:00+00:00"),
        ("yesterday", "2026-03-02T09:00:00+00:00"), ("", "2026-03-02T09:00:00+00:00"),
    ],
)  # fmt: skip
def test_when_a_draft_was_sent_the_mailbox_says_if_it_can_be(told: str, noted: str, clock: Clock) -> None:
    assert _when(told, clock.now()).isoformat() == noted


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0), ("17", 17), ("86400", 86400), ("86401", 86400), ("-3", 0), ("1.5", 0), ("", 0), ("\u0663", 0)],
)
def test_only_whole_seconds_are_a_pause(text: str, seconds: float) -> None:
    assert graph_client._pause(text) == seconds


def test_a_letter_without_html_is_drafted_as_its_text() -> None:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = USER, ANNA, "s"
    message["Message-ID"] = "<1@agency.example>"
    message.set_content("1 < 2 & 3\n")
    letter = read_letter(message.as_bytes())
    assert letter.html.split() == ["<pre>1", "&lt;", "2", "&amp;", "3", "</pre>"]
    assert (letter.to_name, letter.reply_to, letter.attached) == ("", (), ())


# As an office types it.


def serve(office: Office, sky: Cloud, **more: Any) -> None:
    settings = {
        "way": "graph", "login": "microsoft", "client_id": CLIENT, "tenant": TENANT, "authority": sky.url,
        "graph": sky.url, "user": "", "server": "",
    }  # fmt: skip
    office.serve(sky, **settings | more)  # type: ignore[arg-type]
    signed_in(office, sky.allow())


def test_an_office_drafts_sends_by_hand_and_asks_the_mailbox(
    office: Office, in_memory: InMemory, sky: Cloud, server: Any
) -> None:
    serve(office, sky)
    asked = office.run("send", STARTER, typed="n\n").output
    assert f"Put 2 letters (1 en, 1 ka) into the drafts of {USER}, through 127.0.0.1:{sky.port}?" in asked
    assert sky.mailbox == []
    result = office.send()
    assert result.exit_code == 0, result.output
    assert "2 letters: 2 drafted" in result.output
    assert "2 drafts lie in the mailbox: look at them there, and send them; briefgen outbox look" in result.output
    by_address = {kept.to[0][1]: kept for kept in sky.mailbox}
    ben = by_address["ben@agency.example"]
    assert [one.data for one in ben.attached] == [issued(office, f"{STARTER}_full_en.pdf")]
    assert "საბრიფინგო ცნობა" in by_address["ana@agency.example"].attached[0].name
    assert "drafts lie" not in office.send().output  # nothing to do
    assert len(sky.mailbox) == 2

    looked = office.run("outbox", "look")
    assert (looked.exit_code, "2 drafts lie there still" in looked.output) == (0, True), looked.output
    ben.send()
    sky.mailbox.remove(by_address["ana@agency.example"])
    found = office.run("outbox", "look").output
    assert "letter 2 to Ben was sent: the mailbox shows it sent 2026-03-02T10:11:12Z" in found
    assert "letter 1 to Ana isn't there any more: if you sent it, type briefgen outbox settle 1 sent" in found
    listed = office.run("outbox").output
    assert f"Letter 1 to Ana lies in the mailbox as a draft: in the drafts of {USER}" in listed
    assert re.search(r"Ben \(ben\)\s+sent\s+2026-03-02 \d\d:11", listed)
    assert office.run("outbox", "settle", "1", "sent", "--because", "I did").exit_code == 0
    said = "".join((asked, result.output, found, listed))
    kept = b"".join(path.read_bytes() for path in office.root.rglob("*") if path.is_file())
    for secret in (*sky.good, *sky.renewals):
        assert secret not in said
        assert secret.encode() not in kept


@pytest.mark.slow
def test_a_draft_of_an_older_version_is_told_of(
    office: Office, in_memory: InMemory, sky: Cloud, server: Any, issued_twice: Path
) -> None:
    serve(office, sky)
    office.write_people("id: ben")
    assert "lies in the mailbox still" not in office.send().output
    office.take(issued_twice)
    assert office.send().exit_code == 0
    assert len(sky.mailbox) == 2
    settle = 'delete it there, then type: briefgen outbox settle 1 drop --because "deleted"'
    shown = office.run("send", STARTER, typed="n\n").output
    assert f"A draft of version 1 to Ben lies in the mailbox still: {settle}" in shown
    assert "of version 2 to Ben lies" not in shown
    early = office.run("outbox", "settle", "1", "drop", "--because", "deleted")
    assert (early.exit_code, "delete it there first, so that nobody gets two" in early.output) == (1, True)
    sky.mailbox[1].send()
    early = office.run("outbox", "settle", "2", "drop", "--because", "deleted")
    assert (early.exit_code, "the mailbox shows that letter 2 was sent" in early.output) == (1, True)
    sky.mailbox[0].folder = "deleteditems"
    dropped = office.run("outbox", "settle", "1", "drop", "--because", "deleted")
    assert (dropped.exit_code, "--again" in dropped.output) == (0, False)
    assert "lies in the mailbox still" not in office.run("send", STARTER, typed="n\n").output


def test_a_draft_that_cant_be_asked_for_goes_out_again_for_a_reason_only(
    office: Office, in_memory: InMemory, sky: Cloud, server: Any
) -> None:
    serve(office, sky)
    office.write_people("id: ben")
    office.send()
    sky.good.clear()
    sky.renewals.clear()  # the sign-in counts no more
    dropped = office.run("outbox", "settle", "1", "drop", "--because", "I think so")
    assert (dropped.exit_code, "only --again sends that version once more" in dropped.output) == (0, True)
    with Ledger.open(office.root / "outbox") as ledger:
        assert ledger.message(1).doubtful


def test_drafts_of_another_sender_are_named_and_those_of_another_spelling_are_looked_for(
    office: Office, in_memory: InMemory, sky: Cloud, server: Any
) -> None:
    serve(office, sky)
    office.write_people("id: ben")
    office.send()
    sky.shared = (USER.upper(), "other@agency.example")
    for kept in sky.mailbox:
        kept.of = "Briefs@agency.example"
        kept.send()
    sky.shared = ("Briefs@agency.example",)
    serve(office, sky, sender="other@agency.example")
    assert f"letter 1 to Ben is a draft of {USER}, which isn't [mail] sender" in office.run("outbox", "look").output
    serve(office, sky, sender="Briefs@agency.example")
    assert "letter 1 to Ben was sent" in office.run("outbox", "look").output


def test_a_draft_that_a_person_settles_while_the_mailbox_is_asked_ends_no_look(
    office: Office, in_memory: InMemory, sky: Cloud, server: Any
) -> None:
    serve(office, sky)
    office.send()
    for kept in sky.mailbox:
        kept.send()

    def hook(step: str) -> None:
        if step == "folder":  # the line is being opened
            sky.hooks.clear()
            with Ledger.open(office.root / "outbox") as ledger:
                ledger.decide(1, "sent", "I did", Clock().now())

    sky.hooks.append(hook)
    looked = office.run("outbox", "look")
    assert looked.exit_code == 0, looked.output
    assert "letter 2 to Ben was sent" in looked.output
    assert "letter 1" not in looked.output


def test_who_sends_by_a_server_has_no_drafts_to_look_for(office: Office, server: Any) -> None:
    office.send()
    result = office.run("outbox", "look")
    assert (result.exit_code, "no drafts to look for" in result.output) == (0, True)


def test_what_is_wrong_with_the_settings_is_told(in_memory: InMemory) -> None:
    account = Account(sender="briefs@agency.example", way="graph", login="google", client_id="x")
    with pytest.raises(
        ProjectError, match="login = 'google' doesn't go with way = 'graph', which takes microsoft, command"
    ):
        way_of(account).prepare(account, None)  # type: ignore[arg-type]
