"""What was planned, put off, doubted or sent before, when an office types `briefgen send` once more."""

from __future__ import annotations

import io
import re
from collections import deque
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.mailing.projects import STARTER, Office, attachments, issued, read, sent_to
from tests.mailing.scripted import DROP_ACCEPTED, Scripted

PDF_EN, PDF_KA, WORD_EN = (f"{STARTER}_full_{name}" for name in ("en.pdf", "ka.pdf", "en.docx"))


def have_them_wait(office: Office, server: Scripted, *names: str) -> None:
    """Have letters put off, so that they wait for the next run."""
    office.serve(server, retry_seconds=[1])
    server.script.rcpt.update({f"{name}@agency.example": deque(["451 later"]) for name in names})
    office.send("--wait", "0")


# What waits


@pytest.mark.parametrize(
    "profile",
    [
        "language: ka",
        "protect: true",
        "formats: [docx]",
        "name: Benedict",
        "calendar: true",
        "salutation: {en: Hi B}",
    ],
)
def test_a_letter_that_waits_is_written_anew_if_its_recipients_wishes_changed(
    office: Office, server: Scripted, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_PDF_PASSWORD", "by telephone")
    office.write_people("id: ben")
    have_them_wait(office, server, "ben")
    office.write_people(f"id: ben; {profile}")
    result = office.send()
    assert "To be taken back: letter 1, since what ben is to get has changed" in result.output
    assert result.exit_code == 0
    (received,) = server.mailbox
    files = list(attachments(received.wire).values())
    match profile:
        case "language: ka":
            assert files == [issued(office, PDF_KA)]
        case "protect: true":
            assert files != [issued(office, PDF_EN)]
        case "formats: [docx]":
            assert files == [issued(office, WORD_EN)]
        case "name: Benedict":
            assert "Benedict" in read(received.wire)["To"]
        case "calendar: true":
            assert len(files) == 2
        case _:
            text = read(received.wire).get_body(("plain",))
            assert text is not None
            assert "Hi B" in text.get_content()


def test_a_letter_that_waits_stands_in_the_table(office: Office, server: Scripted) -> None:
    office.write_people("id: ben")
    have_them_wait(office, server, "ben")
    result = office.send()
    assert re.search(r"Ben\s+en\s+full, PDF \(\d+ KB\)\s+planned \d{4}-.*, goes on", result.output)
    assert sent_to(server) == ["ben"]


@pytest.mark.slow
def test_a_newer_version_takes_back_letters_that_still_wait(
    office: Office, server: Scripted, issued_twice: Path
) -> None:
    office.write_people("id: ana; language: ka")
    have_them_wait(office, server, "ana")
    office.take(issued_twice)
    result = office.send()
    assert "version 2 was issued meanwhile" in result.output
    (received,) = server.mailbox
    assert list(attachments(received.wire).values()) == [issued(office, PDF_KA)]


def test_a_letter_that_waits_doesnt_go_to_an_address_that_isnt_theirs_any_more(
    office: Office, server: Scripted
) -> None:
    have_them_wait(office, server, "ben")
    office.write_people("id: ben; email: benedict@agency.example")
    assert "another address now" in office.send("--to", "ben").output
    assert "benedict@agency.example" in [one.address for one in server.mailbox]
    assert "ben@agency.example" not in [one.address for one in server.mailbox]


def test_a_letter_that_waits_doesnt_go_to_someone_who_may_not_have_it_any_more(
    office: Office, server: Scripted
) -> None:
    office.write_people("id: ben")
    have_them_wait(office, server, "ben")
    office.write_people("id: ben; ceiling: public")
    assert "To be taken back: letter 1, since may get nothing above" in office.send().output
    assert not server.mailbox
    assert " dropped " in office.run("outbox").output


def test_no_means_that_nothing_is_taken_back_either(office: Office, server: Scripted) -> None:
    have_them_wait(office, server, "ana", "ben")
    office.write_people("id: ana; active: false", "id: ben; name: Benedict")
    asked = office.run("send", STARTER, typed="n\n")
    assert "To be taken back: letter 1, since ana gets nothing any more" in asked.output
    assert office.run("outbox").output.count(" deferred ") == 2
    office.run("send", STARTER, "--dry-run")
    assert office.run("outbox").output.count(" deferred ") == 2
    assert office.send("--to", "ben").exit_code == 0
    assert office.run("outbox").output.count(" deferred ") == 1  # Ana wasn't meant
    assert sent_to(server) == ["ben"]


def test_the_newest_version_counts_while_a_run_waits(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch, issued_twice: Path
) -> None:
    office.serve(server, retry_seconds=[600])
    server.script.rcpt["ana@agency.example"] = deque(["451 later"])
    monkeypatch.setattr("time.sleep", lambda seconds: office.take(issued_twice))
    result = office.send("--to", "ana")
    assert (result.exit_code, "another version" in result.output) == (1, True)
    assert not server.mailbox


class SlowAnswer(io.RawIOBase):
    """A person who deactivates Ana before answering yes, and then, asked once more, answers no."""

    answers: ClassVar[tuple[bytes, ...]] = (b"y\n", b"n\n")

    def __init__(self, office: Office) -> None:
        self.office, self.left = office, list(self.answers)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not len(buffer):  # Click looks whether these are bytes
            return 0
        self.office.write_people("id: ana; language: ka; active: false", "id: ben")
        answer = self.left.pop(0) if self.left else b""
        buffer[: len(answer)] = answer
        return len(answer)


def test_what_changes_while_a_person_thinks_is_shown_before_anything_goes(office: Office, server: Scripted) -> None:
    result = office.run("send", STARTER, typed=SlowAnswer(office))
    assert "Something has changed meanwhile" in result.output
    assert "nothing was sent, and nothing was changed" in result.output
    assert not server.connections


# What was sent


def test_the_same_version_goes_out_once(office: Office, server: Scripted) -> None:
    assert office.send().exit_code == 0
    result = office.send()
    assert (result.exit_code, "Have it already: Ana (since " in result.output) == (0, True)
    assert len(server.mailbox) == 2
    assert office.send("--to", "ana", "--again", "she lost it").exit_code == 0
    assert sent_to(server) == ["ana", "ana", "ben"]
    assert len(server.counts()) == 3  # another letter, with an id of its own
    assert "copy 2: she lost it" in office.run("outbox").output


def test_the_same_command_goes_on_with_those_who_get_it_again(office: Office, server: Scripted) -> None:
    office.send()
    office.serve(server, retry_seconds=[1])
    server.script.rcpt["ben@agency.example"] = deque(["451 later"])
    again = ("--again", "the printer ate it", "--wait", "0")
    assert office.send(*again).exit_code == 1
    assert office.send("--again", "the printer ate it").exit_code == 0
    assert office.send(*again).exit_code == 0
    assert sent_to(server) == ["ana", "ana", "ben", "ben"]


def test_a_second_copy_that_was_refused_keeps_nobody_from_theirs(office: Office, server: Scripted) -> None:
    office.write_people("id: ana")
    office.send()
    server.script.rcpt["ana@agency.example"] = deque(["550 full"])
    office.send("--again", "she lost it")
    office.write_people("id: ana", "id: ben")
    assert office.send().exit_code == 0
    assert sent_to(server) == ["ana", "ben"]


def test_the_same_address_under_another_id_has_it_already(office: Office, server: Scripted) -> None:
    office.send("--to", "ben")
    office.write_people("id: benedict; email: Ben@agency.example")
    result = office.send()
    assert (result.exit_code, "Have it already: Benedict" in result.output) == (0, True)
    assert len(server.mailbox) == 1


# What nobody knows


def test_a_line_that_drops_after_the_letter_is_decided_by_a_person(office: Office, server: Scripted) -> None:
    server.script.content["ana@agency.example"] = deque([DROP_ACCEPTED])
    result = office.send("--to", "ana")
    assert (result.exit_code, "1 uncertain" in result.output) == (1, True)
    assert "may have arrived or not" in office.send("--to", "ana").output
    assert len(server.mailbox) == 1
    assert 'then type: briefgen outbox settle 1 sent|again|drop --because "' in office.run("outbox").output
    assert office.run("outbox", "settle", "1", "sent", "--because", "she has it").exit_code == 0
    assert "Have it already" in office.send("--to", "ana").output
    assert len(server.mailbox) == 1


def test_a_person_may_have_an_uncertain_letter_sent_again_as_it_was(office: Office, server: Scripted) -> None:
    server.script.content["ana@agency.example"] = deque([DROP_ACCEPTED])
    office.send("--to", "ana")
    settled = office.run("outbox", "settle", "1", "again", "--because", "she has nothing")
    assert f"it goes out with: briefgen send {STARTER}@1 --to ana" in settled.output
    office.write_people("id: ana; language: ka; name: Another name", "id: ben")
    assert office.send("--to", "ana").exit_code == 0
    first, second = server.mailbox
    assert first.wire == second.wire


def test_what_may_have_arrived_and_was_dropped_goes_out_for_a_reason_only(office: Office, server: Scripted) -> None:
    server.script.content["ana@agency.example"] = deque([DROP_ACCEPTED])
    office.send("--to", "ana")
    office.run("outbox", "settle", "1", "drop", "--because", "she doesn't answer")
    assert "Have it already: Ana" in office.send("--to", "ana").output
    assert len(server.mailbox) == 1
    assert office.send("--to", "ana", "--again", "she has nothing").exit_code == 0
    assert len(server.mailbox) == 2
