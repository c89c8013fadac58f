"""The ledger: one row a delivery, states that only go where they may, bytes while they are needed, people forgotten."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from briefgen.mailing.ledger.book import Ledger, LedgerError, State, TakenError
from briefgen.mailing.ledger.records import OVER, packed, unpacked
from briefgen.mailing.letter.planned import Planned
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, to_data
from tests.mailing.letters import EDITION, PDF, letter

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HASH = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder) as ledger:
        yield ledger


def end(ledger: Ledger, number: int, state: State, minutes: int = 1) -> None:
    """Bring a message to a state as a run does it."""
    at = NOW + timedelta(minutes=minutes)
    ledger.begin(number, at)
    ledger.note(number, state, f"reply: {state}", at, begun=True)


def uncertain(ledger: Ledger, planned: Planned | None = None) -> int:
    (number,) = ledger.plan([planned or letter()], NOW)
    end(ledger, number, "uncertain")
    return number


# Where it is kept.


def test_only_its_owner_can_look_into_the_outbox(ledger: Ledger, folder: Path) -> None:
    ledger.plan([letter()], NOW)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.glob("ledger*")}
    assert set(kept) == {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"}
    assert set(kept.values()) == {0o600}


def test_the_outbox_never_gets_into_the_project_s_history(ledger: Ledger, folder: Path) -> None:
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_an_outbox_that_others_could_read_is_closed_to_them(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    Ledger.open(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_was_noted_is_on_the_disk_when_it_is_noted(ledger: Ledger, folder: Path) -> None:
    assert ledger._database.rows("PRAGMA journal_mode")[0][0] == "wal"
    assert ledger._database.rows("PRAGMA synchronous")[0][0] == 2  # FULL: fsync at each commit


def open_files() -> list[str]:
    """Return what this process has open, as Linux calls it."""
    return [str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]


def test_a_file_that_is_no_ledger_is_told(folder: Path) -> None:
    folder.mkdir()
    (folder / "ledger.sqlite").write_text("this is a shopping list, and a long one " * 100, encoding="utf-8")
    with pytest.raises(LedgerError, match=r"ledger\.sqlite can't be read or written"):
        Ledger.open(folder)
    assert str(folder / "ledger.sqlite") not in open_files()


def test_a_ledger_of_another_version_is_told(ledger: Ledger, folder: Path) -> None:
    ledger.close()
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerError, match=r"another version of briefgen \(99\)"):
        Ledger.open(folder)
    assert str(folder / "ledger.sqlite") not in open_files()


def test_a_folder_that_cant_be_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="can't be the folder of what was sent"):
        Ledger.open(tmp_path / "file" / "outbox")


def test_a_file_cant_be_the_folder(folder: Path) -> None:
    folder.write_text("minutes", encoding="utf-8")
    with pytest.raises(
        LedgerError, match="outbox can't be the folder of what was sent: it is a file; name a folder of"
    ):
        Ledger.open(folder)
    assert folder.read_text(encoding="utf-8") == "minutes"


@pytest.mark.parametrize("ignored", ["", "build/\n"], ids=["without .gitignore", "with .gitignore"])
def test_a_folder_of_other_things_is_left_as_it_is(folder: Path, ignored: str) -> None:
    folder.mkdir(mode=0o755)
    for name in ("agency.yaml", "briefgen.toml", "content", "recipients.yaml"):
        (folder / name).touch()
    if ignored:
        (folder / ".gitignore").write_text(ignored, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    mode = folder.stat().st_mode
    with pytest.raises(
        LedgerError, match=r"other things in it \(agency.yaml, briefgen.toml, content …\); name a folder"
    ):
        Ledger.open(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert folder.stat().st_mode == mode


def test_a_ledger_is_opened_whatever_else_was_put_beside_it(folder: Path) -> None:
    Ledger.open(folder).close()
    (folder / "notes.txt").touch()
    Ledger.open(folder).close()


@pytest.mark.parametrize("lost", ["empty", "gone"])
def test_an_outbox_that_lost_its_ledger_is_refused_with_a_way_on(folder: Path, lost: str) -> None:
    with Ledger.open(folder) as ledger, ledger.run_lock(NOW):
        ledger.plan([letter()], NOW)
    path = folder / "ledger.sqlite"
    if lost == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for _ in range(2):
        with pytest.raises(LedgerError, match=rf"ledger\.sqlite is {lost}.*from a backup.*outbox another name"):
            Ledger.open(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    folder.rename(folder.with_name("lost"))
    with Ledger.open(folder) as ledger:
        assert ledger.messages() == []


def test_a_ledger_is_never_seen_half_made(folder: Path) -> None:
    folder.mkdir()
    for left in ("ledger.sqlite.0a.new", "ledger.sqlite.0a.new-journal"):  # a run was killed
        (folder / left).touch()
    with Ledger.open(folder) as ledger:
        assert len(ledger.id) == 16
    assert {path.name for path in folder.iterdir()} == {".gitignore", "ledger.sqlite"}


def test_a_ledger_of_the_version_before_gets_its_id_and_keeps_its_letters(ledger: Ledger, folder: Path) -> None:
    ledger.plan([letter()], NOW)
    ledger.close()
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        connection.execute("DROP TABLE identity")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    with Ledger.open(folder) as first:
        id = first.id
        assert [message.state for message in first.messages()] == ["planned"]
    with Ledger.open(folder) as again:
        assert again.id == id


def go_back_to_version_2(folder: Path) -> None:
    """Make of a ledger one as it was before there were drafts."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        (made,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'messages'").fetchone()
        names = ", ".join(row[1] for row in connection.execute("PRAGMA table_info(messages)") if row[1] != "mailbox")
        old = made.replace(", mailbox TEXT NOT NULL DEFAULT ''", "").replace("'drafted', ", "")
        assert len(old) == len(made) - len(", mailbox TEXT NOT NULL DEFAULT ''") - len("'drafted', ")
        connection.execute(old.replace("TABLE messages", "TABLE old"))
        connection.execute(f"INSERT INTO old ({names}) SELECT {names} FROM messages")
        connection.execute("DROP TABLE messages")
        connection.execute("ALTER TABLE old RENAME TO messages")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()


def test_a_ledger_from_before_drafts_keeps_all_that_it_knows(ledger: Ledger, folder: Path) -> None:
    first, second = ledger.plan([letter(), letter("beka")], NOW)
    ledger.begin(first, NOW)
    ledger.note(first, "uncertain", "the line broke", NOW, begun=True)
    before, id = ledger.export("anna"), ledger.id
    ledger.close()
    go_back_to_version_2(folder)
    with Ledger.open(folder) as again:
        assert again.id == id
        assert again.export("anna") == before
        assert again.wire(second) == letter("beka").wire
        rows = again._database.rows("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'messages'")
        assert {"messages_by_state", "messages_by_recipient"} < {row["name"] for row in rows}
        assert not again._database.rows("PRAGMA foreign_key_check")
        with again._database.writing() as connection, pytest.raises(sqlite3.IntegrityError):
            connection.execute("DELETE FROM messages")  # what hangs on them still does
        again.begin(second, NOW, "box@example.org")
        assert again.note(second, "drafted", "it lies there", NOW, begun=True).state == "drafted"
        assert again.plan([letter("gia")], NOW) == (3,)
    with Ledger.open(folder) as once_more:
        assert [message.state for message in once_more.messages()] == ["uncertain", "drafted", "planned"]


def test_what_became_of_a_letter_keeps_its_parts_to_be_told_in_another_language(ledger: Ledger) -> None:
    told = Told(
        "given up after {number} tries: {said}", number=3, said=Told("{status}: the mailbox is busy", status=503)
    )
    number = ledger.plan([letter()], NOW)[0]
    ledger.begin(number, NOW)
    ledger.note(number, "refused", told, NOW, begun=True)
    reply = ledger.message(number).reply
    assert reply == "given up after 3 tries: 503: the mailbox is busy"
    assert isinstance(reply, Told)
    assert (reply.words, to_data(reply)) == (told.words, to_data(told))
    (known,) = ledger.export("anna")["messages"]
    assert known["reply"] == reply  # a person is told it in plain words
    assert [each["told"] for each in known["log"]][-1] == reply


@pytest.mark.parametrize("kept", ["250 ok", "", "250 ok\x1f", "250 ok\x1f[1]", '250 ok\x1f{"words": 1}'])
def test_words_that_were_kept_without_their_parts_or_with_broken_ones_are_told_as_they_are(kept: str) -> None:
    assert unpacked(kept) == kept.partition("\x1f")[0]
    assert unpacked(packed("250 ok")) == "250 ok"


def test_moments_without_a_time_zone_are_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="time zone"):
        ledger.plan([letter()], NOW.replace(tzinfo=None))


# Planning.


def test_what_is_planned_is_told_as_it_is(ledger: Ledger) -> None:
    planned = letter(briefs=("full", "short"), recipe="5f" * 32)
    (number,) = ledger.plan([planned], NOW)
    message = ledger.message(number)
    same = {field.name for field in fields(Planned)} - {"briefs", "files", "wire"}
    for name in same:
        assert getattr(message, name) == getattr(planned, name)
    assert (message.state, message.at, message.created, message.attempts) == ("planned", NOW, NOW, 0)
    assert (message.size, message.sha256) == (len(planned.wire), hashlib.sha256(planned.wire).hexdigest())
    assert ledger.files(number) == planned.files
    assert ledger.wire(number) == planned.wire
    rows = [(d.edition, d.version, d.brief, d.recipient, d.copy, d.message, d.state) for d in ledger.deliveries()]
    assert rows == [(EDITION, 1, brief, "anna", 1, message, "planned") for brief in ("full", "short")]


def test_all_letters_are_planned_or_none(ledger: Ledger) -> None:
    def letters() -> Iterator[Planned]:
        yield letter("anna")
        yield letter("beka")
        raise Mistake("no file for the third one")

    with pytest.raises(Mistake, match="no file"):
        ledger.plan(letters(), NOW)
    assert ledger.messages() == []
    assert len(ledger.plan([letter("anna"), letter("beka")], NOW)) == 2


@pytest.mark.parametrize("state", ["planned", "deferred", "sending"])
@pytest.mark.parametrize("reason", ["", "they asked for it"])
def test_what_is_on_its_way_isnt_planned_again(ledger: Ledger, state: State, reason: str) -> None:
    (number,) = ledger.plan([letter()], NOW)
    if state == "deferred":
        ledger.note(number, "deferred", "451 later", NOW, begun=False)
    if state == "sending":
        ledger.begin(number, NOW)
    with pytest.raises(
        Mistake, match=f"Anna: {EDITION} version 1, full is on its way already \\({state} since 2026-03-02"
    ):
        ledger.plan([letter(copy=2, reason=reason)], NOW)


@pytest.mark.parametrize(("state", "told"), [("sent", "to send it again, say why"), ("uncertain", "decide about")])
def test_what_was_sent_goes_again_only_for_a_reason(ledger: Ledger, state: State, told: str) -> None:
    (number,) = ledger.plan([letter()], NOW)
    end(ledger, number, state)
    for spaces in ("", "  \t"):
        with pytest.raises(Mistake, match=told):
            ledger.plan([letter(copy=2, reason=spaces)], NOW)
    ledger.plan([letter(copy=2, reason="their mailbox was emptied")], NOW)
    assert [(d.copy, d.state, d.message.reason) for d in ledger.deliveries()] == [
        (1, state, ""),
        (2, "planned", "their mailbox was emptied"),
    ]


@pytest.mark.parametrize("state", ["refused", "dropped"])
def test_what_was_refused_or_dropped_may_be_planned_anew(ledger: Ledger, state: State) -> None:
    (number,) = ledger.plan([letter()], NOW)
    if state == "dropped":
        ledger.decide(number, "drop", "wrong person", NOW)
    else:
        end(ledger, number, state)
    ledger.plan([letter(copy=2)], NOW)
    assert [(d.copy, d.state) for d in ledger.deliveries()] == [(1, state), (2, "planned")]


@pytest.mark.parametrize("state", ["refused", "dropped"])
def test_what_was_uncertain_once_goes_again_only_for_a_reason_whatever_became_of_it(
    ledger: Ledger, state: State
) -> None:
    number = uncertain(ledger)
    if state == "dropped":
        ledger.decide(number, "drop", "the meeting is over", NOW)
    else:
        ledger.decide(number, "again", "they say that they have nothing", NOW)
        end(ledger, number, "refused")
    with pytest.raises(
        Mistake,
        match=f"may have arrived: letter {number} was uncertain before it was {state} on 2026-03-02; .* say why",
    ):
        ledger.plan([letter(copy=2)], NOW)
    ledger.plan([letter(copy=2, reason="they looked everywhere")], NOW)
    assert [(d.copy, d.state) for d in ledger.deliveries()] == [(1, state), (2, "planned")]


def test_a_message_stays_doubtful_from_the_moment_when_it_was_uncertain(ledger: Ledger) -> None:
    first, second = ledger.plan([letter("anna"), letter("beka")], NOW)
    ledger.begin(first, NOW)
    end(ledger, second, "refused")
    assert [ledger.message(number).doubtful for number in (first, second)] == [False, False]
    with ledger.run_lock(NOW):
        assert ledger.message(first).doubtful
    ledger.decide(first, "again", "they say that they have nothing", NOW)
    assert ledger.message(first).doubtful
    end(ledger, first, "sent")
    assert [ledger.message(number).doubtful for number in (first, second)] == [True, False]


def test_each_brief_version_edition_and_person_is_a_delivery_of_its_own(ledger: Ledger) -> None:
    others = [
        letter(), letter("beka"), letter(version=2), letter(edition="2020-02-tbilisi"),
        letter(briefs=("short",), copy=7),
    ]  # fmt: skip
    assert len(ledger.plan(others, NOW)) == 5
    # One of two briefs is enough to be refused.
    with pytest.raises(Mistake, match="short is on its way"):
        ledger.plan([letter(briefs=("new", "short"), copy=8)], NOW)


def test_two_letters_of_one_message_id_are_refused(ledger: Ledger) -> None:
    with pytest.raises(Mistake, match=r"there is a message <.*> already"):
        ledger.plan([letter(), replace(letter(), recipient="beka")], NOW)
    assert ledger.messages() == []


@pytest.mark.parametrize("changes", [{"address": "a b@example.org"}, {"sender": "x@example.org>\r\nDATA"}])
def test_what_cant_be_sent_isnt_planned(ledger: Ledger, changes: dict[str, Any]) -> None:
    with pytest.raises(Mistake, match="no email address"):
        ledger.plan([replace(letter(), **changes)], NOW)


def test_a_letter_without_a_brief_isnt_planned(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="delivers no brief"):
        ledger.plan([replace(letter(), briefs=())], NOW)


# The bytes.


def test_an_attachment_is_kept_once_for_all_who_get_it(ledger: Ledger, folder: Path) -> None:
    pdf = os.urandom(300_000)
    letters = [letter(f"r{number}", pdf=pdf, body=f"Dear {number}\n") for number in range(40)]
    numbers = ledger.plan(letters, NOW)
    assert [ledger.wire(number) for number in numbers] == [each.wire for each in letters]
    ledger.close()
    assert sum(path.stat().st_size for path in folder.iterdir()) < 2 * len(letters[0].wire)


def test_messages_without_anything_to_share_are_kept_as_well(ledger: Ledger) -> None:
    short = replace(letter(), wire=f"Message-ID: {letter().message_id}\r\n\r\nno file\r\n".encode())
    (number,) = ledger.plan([short], NOW)
    assert ledger.wire(number) == short.wire


@pytest.mark.parametrize("state", ["sent", "refused", "dropped"])
def test_bytes_are_let_go_when_it_is_over_and_not_before(ledger: Ledger, folder: Path, state: State) -> None:
    first, second = ledger.plan([letter("anna"), letter("beka")], NOW)
    for number in (first, second):
        ledger.tidy()
        assert ledger.wire(number)
        if state == "dropped":
            ledger.decide(number, "drop", "too late", NOW)
        else:
            end(ledger, number, state)
    ledger.tidy()
    with pytest.raises(TakenError, match=f"is {state} already"):
        ledger.wire(first)
    for table in ("parts", "blobs"):
        assert ledger._database.rows(f"SELECT * FROM {table}") == []


def test_bytes_that_were_let_go_are_gone_from_the_file(ledger: Ledger, folder: Path) -> None:
    wanted = [letter("anna").wire[-400:-200], b"Please find"]
    for name in ("anna", "beka"):
        (number,) = ledger.plan([letter(name)], NOW)
        assert all(each in b"".join(path.read_bytes() for path in folder.iterdir()) for each in wanted)
        end(ledger, number, "sent")
        ledger.tidy()
    ledger.close()
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not [each for each in wanted if each in kept]


def test_damaged_bytes_are_noticed_before_they_go_out(ledger: Ledger) -> None:
    (number,) = ledger.plan([letter()], NOW)
    with ledger._database.writing() as connection:
        connection.execute("UPDATE parts SET data = CAST(replace(data, 'brief', 'grief') AS BLOB) WHERE position = 0")
    with pytest.raises(LedgerError, match="isn't what was planned; it was not sent"):
        ledger.wire(number)


# From state to state.


def test_only_one_run_can_begin_a_message(ledger: Ledger, folder: Path) -> None:
    (number,) = ledger.plan([letter()], NOW)
    with Ledger.open(folder) as other:
        ledger.begin(number, NOW)
        with pytest.raises(TakenError):
            other.begin(number, NOW)
        with pytest.raises(TakenError):  # what it heard before it came so far counts no more
            other.note(number, "deferred", "451 later", NOW, begun=False)
        assert other.message(number).state == "sending"


def test_a_message_that_was_left_in_the_middle_is_uncertain(ledger: Ledger) -> None:
    first, second, third = ledger.plan([letter(name) for name in ("anna", "beka", "gia")], NOW)
    ledger.begin(first, NOW)
    end(ledger, second, "sent")
    with ledger.run_lock(NOW + timedelta(hours=1)):
        assert [ledger.message(number).state for number in (first, second, third)] == ["uncertain", "sent", "planned"]
    assert "nobody knows whether it took it" in ledger.message(first).reply


def test_waiting_are_planned_and_deferred_ones_what_is_due_first(ledger: Ledger) -> None:
    numbers = ledger.plan([letter(name) for name in ("anna", "beka", "gia", "davit")], NOW)
    later = NOW + timedelta(hours=1)
    ledger.note(numbers[0], "deferred", "451", NOW, begun=False, next_try=later, give_up=later)
    end(ledger, numbers[1], "sent")
    assert [message.id for message in ledger.waiting()] == [numbers[2], numbers[3], numbers[0]]
    assert [message.id for message in ledger.waiting([numbers[0], numbers[1]])] == [numbers[0]]
    assert ledger.waiting([]) == []
    assert (ledger.message(numbers[0]).next_try, ledger.message(numbers[0]).give_up) == (later, later)


@pytest.mark.parametrize(("decision", "state"), [("sent", "sent"), ("again", "planned"), ("drop", "dropped")])
def test_a_person_decides_about_what_is_uncertain(ledger: Ledger, decision: str, state: str) -> None:
    number = uncertain(ledger)
    message = ledger.decide(number, decision, "I rang them up", NOW)  # type: ignore[arg-type]
    assert (message.state, message.reply) == (state, "I rang them up")
    if decision == "again":
        assert ledger.wire(number) == letter().wire  # the same message, byte by byte
    with pytest.raises(Mistake, match="there is nothing to decide"):
        ledger.decide(number, "sent", "I rang them up", NOW)


def test_what_is_settled_as_sent_keeps_the_time_when_it_went_out(ledger: Ledger) -> None:
    lost, killed = ledger.plan([letter("anna"), letter("beka")], NOW)
    sent = NOW + timedelta(minutes=1)
    end(ledger, lost, "uncertain")
    ledger.begin(killed, sent)
    found, settled = NOW + timedelta(days=1), NOW + timedelta(days=2)
    with ledger.run_lock(found):
        assert [ledger.message(number).at for number in (lost, killed)] == [sent, sent]
    for number, uncertain_since in ((lost, sent), (killed, found)):
        ledger.decide(number, "sent", "I rang them up", settled)
        assert ledger.message(number).at == sent
        log = ledger._database.rows("SELECT state, at FROM log WHERE message = ? ORDER BY rowid", (number,))
        assert [(row["state"], datetime.fromisoformat(row["at"])) for row in log] == [
            ("planned", NOW), ("sending", sent), ("uncertain", uncertain_since), ("sent", settled),
        ]  # fmt: skip


@pytest.mark.parametrize(("decision", "state"), [("again", "planned"), ("drop", "dropped")])
def test_what_is_settled_otherwise_has_the_time_of_that(ledger: Ledger, decision: str, state: str) -> None:
    settled = NOW + timedelta(days=2)
    message = ledger.decide(uncertain(ledger), decision, "I rang them up", settled)  # type: ignore[arg-type]
    assert (message.state, message.at) == (state, settled)


def test_a_decision_needs_a_reason(ledger: Ledger) -> None:
    number = uncertain(ledger)
    with pytest.raises(Mistake, match="say why"):
        ledger.decide(number, "sent", " ", NOW)
    assert ledger.message(number).state == "uncertain"


def test_what_waits_can_be_dropped_but_not_declared_sent(ledger: Ledger) -> None:
    (number,) = ledger.plan([letter()], NOW)
    with pytest.raises(Mistake, match="is planned: there is nothing to decide"):
        ledger.decide(number, "sent", "because", NOW)
    assert ledger.decide(number, "drop", "too late", NOW).state == "dropped"


def test_a_number_that_isnt_there_is_told(ledger: Ledger) -> None:
    with pytest.raises(Mistake, match="there is no letter 7"):
        ledger.decide(7, "sent", "because", NOW)


# Who has what.


def test_the_last_copy_is_the_newest_that_was_sent(ledger: Ledger) -> None:
    assert ledger.last_copy("anna", "full") is None
    letters = [letter(version=version) for version in (2, 1, 3, 4)]
    two, one, three, four = ledger.plan(letters, NOW)
    end(ledger, one, "sent", minutes=1)  # who sends an old version later wants to be compared with that one
    end(ledger, two, "sent", minutes=2)  # deferred until then
    end(ledger, three, "refused", minutes=3)
    end(ledger, four, "uncertain", minutes=4)
    found = ledger.last_copy("anna", "full")
    assert found is not None
    assert (found.version, found.message.id) == (1, one)
    ledger.decide(four, "sent", "they have it", NOW + timedelta(hours=1))
    found = ledger.last_copy("anna", "full")
    assert found is not None
    assert found.version == 4
    assert ledger.last_copy("anna", "short") is None
    assert ledger.last_copy("beka", "full") is None


def test_a_file_is_found_by_its_hash_as_issued_or_as_sent(ledger: Ledger) -> None:
    locked = replace(letter().files[0], sent_sha256=f"{7:064x}")
    ledger.plan([letter("anna"), replace(letter("beka"), files=(locked,))], NOW)
    assert [found.message.recipient for found in ledger.find(HASH)] == ["anna", "beka"]
    assert [found.message.recipient for found in ledger.find(HASH[:8].upper())] == ["anna", "beka"]
    (found,) = ledger.find(f"{7:064x}")
    assert (found.message.recipient, found.file) == ("beka", locked)
    assert ledger.find("f" * 64) == []


@pytest.mark.parametrize("digits", ["", "abc", "1234567", "12345678%", "g" * 8, "a" * 65])
def test_what_is_no_hash_is_told(ledger: Ledger, digits: str) -> None:
    with pytest.raises(Mistake, match="is no SHA-256: at least 8 digits"):
        ledger.find(digits)


def test_deliveries_and_messages_can_be_asked_for_by_edition_and_person(ledger: Ledger) -> None:
    ledger.plan([letter("anna"), letter("beka"), letter("anna", edition="2020-02-tbilisi")], NOW)
    assert len(ledger.deliveries()) == len(ledger.messages()) == 3
    assert [d.recipient for d in ledger.deliveries(edition=EDITION)] == ["anna", "beka"]
    assert [d.edition for d in ledger.deliveries(recipient="anna")] == [EDITION, "2020-02-tbilisi"]
    assert [m.recipient for m in ledger.messages(edition=EDITION, recipient="beka")] == ["beka"]
    assert ledger.messages(states=["sent"]) == []
    assert ledger.recipients() == ["anna", "beka"]
    assert ledger.editions() == [EDITION, "2020-02-tbilisi"]


# A person's data.


def test_all_that_is_known_of_a_person_can_be_handed_over(ledger: Ledger) -> None:
    number = uncertain(ledger)
    ledger.decide(number, "again", "they never got it", NOW)
    ledger.plan([letter("beka")], NOW)
    exported = json.loads(json.dumps(ledger.export("anna")))
    assert exported["recipient"] == "anna"
    (message,) = exported["messages"]
    assert (message["address"], message["state"]) == ("anna@example.org", "planned")
    assert message["bytes"] == letter().wire.decode()
    assert [file["issued_sha256"] for file in message["files"]] == [HASH]
    assert [row["state"] for row in message["log"]] == ["planned", "sending", "uncertain", "planned"]
    assert message["deliveries"] == [{"edition": EDITION, "version": 1, "brief": "full", "copy": 1}]
    assert "beka" not in json.dumps(exported)
    columns = {row["name"] for row in ledger._database.rows("SELECT name FROM pragma_table_info('messages')")}
    assert columns < set(message)  # a new column is not left out


SECRETS = [b"zenobia", b"Zenobia", b"zenobia@example.org", b"a word for her alone"]


def test_a_forgotten_person_is_gone_from_the_file_and_what_they_got_stays(ledger: Ledger, folder: Path) -> None:
    reason = "a word for her alone"
    planned = replace(letter("zenobia", reason=reason, body=f"{reason}\n", recipe="zenobia"), subject=reason)
    numbers = ledger.plan([planned, letter("zenobia", version=2), letter("anna")], NOW)
    assert all(secret in b"".join(path.read_bytes() for path in folder.iterdir()) for secret in SECRETS)
    ledger.begin(numbers[0], NOW)
    ledger.note(numbers[0], "sent", f"250 {reason} <zenobia@example.org>", NOW, begun=True)
    end(ledger, numbers[1], "refused")

    assert ledger.forget("zenobia", NOW) == 2

    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not [secret for secret in SECRETS if secret in kept]
    ledger.close()
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not [secret for secret in SECRETS if secret in kept]
    with Ledger.open(folder) as again:
        alias = f"forgotten-{numbers[0]}"
        assert [f.message.recipient for f in again.find(HASH)] == [alias, alias, "anna"]
        assert [(d.recipient, d.version, d.state) for d in again.deliveries(recipient=alias)] == [
            (alias, 1, "sent"), (alias, 2, "refused"),
        ]  # fmt: skip
        assert again.recipients() == ["anna", alias]
        assert again.last_copy("zenobia", "full") is None
        with pytest.raises(Mistake, match="there is no letter to 'zenobia' in the outbox"):
            again.forget("zenobia", NOW)
        assert again.message(numbers[2]).address == "anna@example.org"


def test_a_person_whom_the_ledger_doesnt_know_is_told_with_who_may_be_meant(ledger: Ledger) -> None:
    ledger.plan([letter("anna"), letter("beka")], NOW)
    for name, hint in (("ana", r"did you mean anna\?"), ("zenobia", "briefgen outbox lists who got something")):
        told = f"there is no letter to '{name}' in the outbox; {hint}"
        with pytest.raises(Mistake, match=told):
            ledger.export(name)
        with pytest.raises(Mistake, match=told):
            ledger.forget(name, NOW)
    assert [message.address for message in ledger.messages()] == ["anna@example.org", "beka@example.org"]


def test_two_forgotten_people_stay_two(ledger: Ledger) -> None:
    for name in ("anna", "beka"):
        (number,) = ledger.plan([letter(name)], NOW)
        end(ledger, number, "sent")
        ledger.forget(name, NOW)
    assert [found.message.recipient for found in ledger.find(HASH)] == ["forgotten-1", "forgotten-2"]
    ledger.plan([letter("anna")], NOW)  # who comes back is a new person


@pytest.mark.parametrize("state", ["planned", "deferred", "uncertain"])
def test_nobody_is_forgotten_while_something_is_under_way(ledger: Ledger, state: State) -> None:
    (number,) = ledger.plan([letter()], NOW)
    if state == "uncertain":
        end(ledger, number, "uncertain")
    if state == "deferred":
        ledger.note(number, "deferred", "451 later", NOW, begun=False)
    with pytest.raises(Mistake, match=f"letter {number} to anna is {state}: send it or decide"):
        ledger.forget("anna", NOW)
    assert ledger.message(number).address == "anna@example.org"


def test_forgetting_tells_if_someone_else_has_the_file_open(ledger: Ledger, folder: Path) -> None:
    (number,) = ledger.plan([letter()], NOW)
    end(ledger, number, "sent")
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM messages").fetchone()
        ledger._database.rows("PRAGMA busy_timeout = 1")
        with pytest.raises(LedgerError, match=r"open elsewhere|database is locked"):
            ledger.forget("anna", NOW)
        assert ledger.message(number).address == "anna@example.org"  # so that it can be tried again
    assert ledger.forget("anna", NOW) == 1
    assert b"anna@example.org" not in b"".join(path.read_bytes() for path in folder.iterdir())


# Any course of events.


class Outbox(RuleBasedStateMachine):
    """Runs, kills, decisions and new plans in any order; a server that takes a message whenever it gets to see it."""

    folder: Path

    @initialize()
    def begin(self) -> None:
        # A name that is drawn comes again when what failed is made smaller, and with it what was sent before.
        self.ledger = Ledger.open(Path(mkdtemp(dir=self.folder)) / "ledger")
        self.arrived: dict[str, int] = {}
        self.again: dict[str, int] = {}  # how often a person wanted it
        self.doubtful: set[str] = set()  # what was uncertain once
        self.now = NOW

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()

    @rule(name=st.sampled_from(["anna", "beka"]), version=st.integers(1, 2), reason=st.sampled_from(["", "why not"]))
    def plan(self, name: str, version: int, reason: str) -> None:
        messages = [d.message for d in self.ledger.deliveries(recipient=name) if d.version == version]
        before = ["uncertain" if m.message_id in self.doubtful and m.state in OVER else m.state for m in messages]
        allowed = {"refused", "dropped"} | ({"sent", "uncertain"} if reason else set())
        new = letter(name, version=version, copy=len(before) + 1, reason=reason, pdf=PDF[:50])
        try:
            self.ledger.plan([new], self.now)
        except Mistake:
            assert set(before) - allowed
        else:
            assert set(before) <= allowed
            self.again[new.message_id] = 1

    @rule(
        outcome=st.sampled_from(["sent", "deferred", "refused", "uncertain"]),
        reached=st.sampled_from(["rcpt", "data", "content"]),
        killed=st.booleans(),
    )
    def run(self, outcome: State, reached: str, killed: bool) -> None:
        """Send all that waits; each message gets as far as `reached`, then comes a kill or what the server says."""
        self.now += timedelta(minutes=1)
        with self.ledger.run_lock(self.now):
            for message in self.ledger.waiting():
                if reached != "rcpt":
                    self.ledger.begin(message.id, self.now)
                if reached == "content" and outcome in ("sent", "uncertain"):
                    self.arrived[message.message_id] = self.arrived.get(message.message_id, 0) + 1
                if killed:
                    return
                state: State = outcome if reached == "content" or outcome in ("deferred", "refused") else "deferred"
                self.ledger.note(message.id, state, "reply", self.now, begun=reached != "rcpt")

    @rule(decision=st.sampled_from(["sent", "again", "drop"]), which=st.integers(0, 5))
    def decide(self, decision: str, which: int) -> None:
        messages = self.ledger.messages(states=["uncertain"])
        if messages:
            message = messages[which % len(messages)]
            self.ledger.decide(message.id, decision, "I know", self.now)  # type: ignore[arg-type]
            self.again[message.message_id] += decision == "again"
            self.doubtful.add(message.message_id)

    @invariant()
    def nothing_arrives_oftener_than_it_was_wanted(self) -> None:
        for identity, times in getattr(self, "arrived", {}).items():
            assert times <= self.again[identity]

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "ledger"):
            for message in self.ledger.messages():
                arrived = message.message_id in self.arrived
                assert not (arrived and message.state == "deferred" and self.again[message.message_id] == 1)
                assert not (arrived and message.state == "refused" and self.again[message.message_id] == 1)
                if message.state in ("planned", "deferred", "uncertain", "sending"):
                    assert self.ledger.wire(message.id)


def test_whatever_happens_nothing_is_sent_twice_or_lost(tmp_path: Path) -> None:
    class Here(Outbox):
        folder = tmp_path

    run_state_machine_as_test(Here, settings=settings(max_examples=25, stateful_step_count=12))
