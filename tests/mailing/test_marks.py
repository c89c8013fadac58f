"""Marks: a project knows that letters went out, on whichever computer it is, and nobody gets a second one unasked."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.mailing.ledger.book import Ledger
from briefgen.mailing.ledger.marks import MarkError, elsewhere, marked, marks_of
from tests.mailing.letters import EDITION, letter
from tests.mailing.projects import STARTER, Office, sent_to
from tests.mailing.scripted import Scripted

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def marks(office: Office) -> list[Path]:
    return marks_of(office.root / "content", STARTER)


def lose_the_outbox(office: Office) -> None:
    shutil.move(office.root / "outbox", office.root.parent / "outbox-of-then")


# As an office types it


def test_what_went_out_is_marked_beside_the_issued_version_without_anybodys_name(
    office: Office, server: Scripted
) -> None:
    assert office.send().exit_code == 0
    (mark,) = marks(office)
    assert mark.parent == office.root / "content" / "editions" / f"{STARTER}.sent"
    (told,) = json.loads(mark.read_bytes())["versions"].items()
    assert told[0] == "1"
    assert (told[1]["letters"], told[1]["under_way"]) == (2, 0)
    text = mark.read_text(encoding="utf-8").lower()
    assert not [word for word in ("ana", "ben", "agency.example", "@") if word in text]
    assert office.run("log", "--verify").output.count("every frozen file is as issued") == 1
    assert office.run("check").exit_code == 0  # the content has room for it


def test_without_the_outbox_nobody_gets_a_second_letter_unasked(office: Office, server: Scripted) -> None:
    assert office.send().exit_code == 0
    lose_the_outbox(office)
    assert f"letters with {STARTER} went out from another one" in office.run("outbox").output
    again = office.send()
    assert again.exit_code == 1
    assert "Up to 2 letters with version 1 went out from another outbox" in again.output
    assert "type it without --yes and you are asked" in again.output
    assert "their first" not in again.output
    asked = office.run("send", STARTER, typed="\n")
    assert "although some may get it twice? [y/N]" in asked.output
    assert "nothing was sent" in asked.output
    assert sent_to(server) == ["ana", "ben"]


def test_who_says_why_or_yes_sends_all_the_same(office: Office, server: Scripted) -> None:
    assert office.send().exit_code == 0
    lose_the_outbox(office)
    assert office.run("send", STARTER, "--to", "ana", typed="y\n").exit_code == 0
    assert sent_to(server) == ["ana", "ana", "ben"]
    for _ in range(2):  # the reason counts once
        assert office.send("--to", "ben", "--again", "their server lost it").exit_code == 0
        assert sent_to(server) == ["ana", "ana", "ben", "ben"]


def test_marks_of_two_computers_stand_side_by_side(office: Office, server: Scripted) -> None:
    assert office.send("--to", "ana").exit_code == 0
    lose_the_outbox(office)
    assert office.run("send", STARTER, "--to", "ben", typed="y\n").exit_code == 0
    assert [json.loads(mark.read_bytes())["versions"]["1"]["letters"] for mark in marks(office)] == [1, 1]


def test_an_outbox_put_back_from_an_older_copy_is_noticed(office: Office, server: Scripted) -> None:
    assert office.send("--to", "ana").exit_code == 0
    shutil.copytree(office.root / "outbox", office.root.parent / "copy")
    assert office.send("--to", "ben").exit_code == 0
    shutil.rmtree(office.root / "outbox")
    shutil.copytree(office.root.parent / "copy", office.root / "outbox")
    again = office.send()
    assert again.exit_code == 1
    assert "Up to 2 letters with version 1 went out from this outbox, of which an older copy lies here" in again.output
    assert sent_to(server) == ["ana", "ben"]


def test_of_an_earlier_version_that_went_out_elsewhere_is_told_and_nothing_stopped(
    office: Office, server: Scripted, issued_twice: Path
) -> None:
    assert office.send().exit_code == 0
    lose_the_outbox(office)
    office.take(issued_twice)
    result = office.send()
    assert result.exit_code == 0, result.output
    assert "with version 1 went out from another outbox" in result.output
    assert "letters can't say what is new since" in result.output
    assert sent_to(server) == ["ana", "ana", "ben", "ben"]


def test_a_dry_run_tells_it_and_leaves_no_mark(office: Office) -> None:
    assert office.run("send", STARTER, "--dry-run").exit_code == 0
    assert marks(office) == []
    assert not (office.root / "content" / "editions" / f"{STARTER}.sent").exists()
    assert office.send().exit_code == 0
    lose_the_outbox(office)
    dry = office.run("send", STARTER, "--dry-run")
    assert dry.exit_code == 0
    assert "went out from another outbox" in dry.output


def test_a_ledger_of_nothing_is_refused_by_every_verb(office: Office, server: Scripted) -> None:
    assert office.send().exit_code == 0
    for left in ("-wal", "-shm"):
        (office.root / "outbox" / f"ledger.sqlite{left}").unlink(missing_ok=True)
    (office.root / "outbox" / "ledger.sqlite").write_bytes(b"")
    for verb in (["send", STARTER, "--yes"], ["send", STARTER, "--dry-run"], ["outbox"]):
        result = office.run(*verb)
        assert result.exit_code == 1
        assert "ledger.sqlite is empty" in result.output
    assert sent_to(server) == ["ana", "ben"]


# The promise: never too little


def test_a_mark_is_there_before_the_first_letter_and_says_what_may_go(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        numbers = ledger.plan([letter("anna"), letter("beka")], NOW)
        with marked(ledger, tmp_path, numbers, lambda: NOW):
            (path,) = marks_of(tmp_path, EDITION)
            told = json.loads(path.read_bytes())["versions"]["1"]
            assert (told["letters"], told["under_way"]) == (0, 2)
            with Ledger.open(tmp_path / "other") as other:
                (seen,) = elsewhere(other, tmp_path, EDITION)
                assert (seen.version, seen.letters, seen.first, seen.own) == (1, 2, "2026-03-02", False)
            ledger.begin(numbers[0], NOW)
            ledger.note(numbers[0], "sent", "250", NOW, begun=True)
        told = json.loads(path.read_bytes())["versions"]["1"]
        assert (told["letters"], told["under_way"]) == (1, 0)
        assert elsewhere(ledger, tmp_path, EDITION) == ()


def test_where_nothing_has_gone_no_mark_stays(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        numbers = ledger.plan([letter()], NOW)
        with pytest.raises(KeyboardInterrupt), marked(ledger, tmp_path, numbers, lambda: NOW):
            raise KeyboardInterrupt
    assert not list((tmp_path / "editions").iterdir())


def test_a_mark_that_cant_be_written_stops_the_run_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / f"{EDITION}.sent").touch()
    with Ledger.open(tmp_path / "outbox") as ledger:
        numbers = ledger.plan([letter()], NOW)
        with pytest.raises(MarkError, match="so nothing is sent"), marked(ledger, tmp_path, numbers, lambda: NOW):
            pytest.fail("the run began")


@pytest.mark.parametrize(
    "text", ["", "<<<<<<< ours", '{"versions": {"1": {"letters": -1, "first": "2026-03-02", "last": "2026-03-02"}}}']
)
def test_a_mark_that_cant_be_read_stops_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "editions" / f"{EDITION}.sent").mkdir(parents=True)
    (tmp_path / "editions" / f"{EDITION}.sent" / "0123.json").write_text(text, encoding="utf-8")
    with Ledger.open(tmp_path / "outbox") as ledger, pytest.raises(MarkError, match=r"0123\.json can't be read"):
        elsewhere(ledger, tmp_path, EDITION)


def test_a_mark_is_a_plain_file(tmp_path: Path) -> None:
    (tmp_path / "editions" / f"{EDITION}.sent").mkdir(parents=True)
    (tmp_path / "editions" / f"{EDITION}.sent" / "0123.json").symlink_to("/dev/zero")
    with Ledger.open(tmp_path / "outbox") as ledger, pytest.raises(MarkError, match="is a link, not a file"):
        elsewhere(ledger, tmp_path, EDITION)


def test_who_was_forgotten_is_counted_still(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        numbers = ledger.plan([letter("anna")], NOW)
        with marked(ledger, tmp_path, numbers, lambda: NOW):
            ledger.begin(numbers[0], NOW)
            ledger.note(numbers[0], "sent", "250", NOW, begun=True)
        ledger.forget("anna", NOW)
        assert ledger.gone(EDITION)[1].letters == 1
        assert elsewhere(ledger, tmp_path, EDITION) == ()
