"""One recipient apart from the others: no letter of somebody else, and no trouble that stops everybody."""

from __future__ import annotations

import io
import shutil
from collections import deque
from pathlib import Path

import pikepdf
import pytest

from briefgen.content import snapshot
from briefgen.content.model import Content
from briefgen.mailing import planner
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project import folder as projects
from tests.conftest import once_a_run
from tests.mailing.projects import STARTER, Office, attachments, issued, new_version, read, sent_to
from tests.mailing.scripted import DROP, Scripted
from tests.mailing.test_sending_again import PDF_EN, have_them_wait


def words(wire: bytes) -> str:
    body = read(wire).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


TWO = ('briefs = ["full"]', 'briefs = ["full", "short"]')


@pytest.fixture(scope="session")
def issued_both(issued_starter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter project with a second version that has two briefs."""

    def make(folder: Path) -> Path:
        office = Office(issued_starter, folder)
        office.edit("briefgen.toml", *TWO)
        templates = office.root / "templates" / "briefs"
        templates.mkdir(parents=True)
        shutil.copy(projects.built_in_templates() / "briefs" / "full.html.jinja", templates / "short.html.jinja")
        new_version(office)
        return office.root

    return once_a_run(tmp_path_factory, "starter-two-briefs", make)


def go_on_with_two_briefs(office: Office, issued_both: Path) -> None:
    office.edit("briefgen.toml", *TWO)
    office.take(issued_both)


def settle_again(office: Office, number: int) -> None:
    assert office.run("outbox", "settle", str(number), "again", "--because", "she has nothing").exit_code == 0


# Nothing of others


@pytest.mark.slow
def test_words_of_an_internal_version_stay_inside(office: Office, server: Scripted) -> None:
    entry = "  - id: guidelines-2028\n"
    office.edit("content/cooperation.yaml", entry, f"{entry}    label: {{ka: საიდუმლო პროექტი, en: Secret project}}\n")
    assert office.run("translations", "--accept", "--all").exit_code == 0
    assert office.run("issue", "--bump").exit_code == 0
    office.write_people("id: ben")
    assert office.send().exit_code == 0
    office.edit(f"content/editions/{STARTER}.yaml", "marking: internal", "marking: public")
    path = office.root / "content" / "cooperation.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  # Any other has a date"), text.index("  # What goes on has no date")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    gone = "cooperation.history[guidelines-2028]\n"  # and it is meant, as `issue --without` would note
    (office.root / "content" / "removed.lock").write_text(gone, encoding="utf-8")
    new_version(office)
    office.write_people("id: ben; email: ben@elsewhere.example; ceiling: public; who: internal")
    assert office.send().exit_code == 0
    assert "Secret project" not in words(server.mailbox[-1].wire)
    assert "the copy that you have" not in words(server.mailbox[-1].wire)


def test_a_letter_that_waits_for_another_id_isnt_taken_for_ones_own(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_PDF_PASSWORD", "by telephone")
    office.write_people("id: ben; salutation: {en: Dear Ben}")
    have_them_wait(office, server, "ben")
    office.write_people("id: benedict; email: ben@agency.example; protect: true; salutation: {en: Dear Benedict}")
    assert office.send("--to", "benedict").exit_code == 0
    (received,) = server.mailbox
    assert list(attachments(received.wire).values()) != [issued(office, PDF_EN)]
    assert "Dear Benedict" in words(received.wire)


def test_a_locked_pdf_that_waits_is_locked_anew(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write_people("id: ben; protect: true")
    monkeypatch.setenv("BRIEFGEN_PDF_PASSWORD", "old")
    have_them_wait(office, server, "ben")
    monkeypatch.setenv("BRIEFGEN_PDF_PASSWORD", "new")
    assert office.send().exit_code == 0
    (pdf,) = attachments(server.mailbox[0].wire).values()
    with pikepdf.open(io.BytesIO(pdf), password="new") as opened:
        assert len(opened.pages) == 2


def test_a_locked_pdf_that_is_put_off_goes_on_in_the_same_run(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write_people("id: ben; protect: true")
    monkeypatch.setenv("BRIEFGEN_PDF_PASSWORD", "agreed")
    server.script.greylist = True
    assert office.send().exit_code == 0
    assert sent_to(server) == ["ben"]


@pytest.mark.slow
def test_types_of_brief_that_the_project_doesnt_send_any_more_dont_wait_to_go(
    office: Office, server: Scripted, issued_both: Path
) -> None:
    go_on_with_two_briefs(office, issued_both)
    office.write_people("id: ben")
    have_them_wait(office, server, "ben")
    office.edit("briefgen.toml", '"full", "short"', '"full"')
    assert office.send(name=f"{STARTER}@2").exit_code == 0
    assert len(attachments(server.mailbox[0].wire)) == 1


def test_who_may_not_have_it_any_more_doesnt_get_it_from_a_run_that_waits(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.serve(server, retry_seconds=[600])
    office.write_people("id: ana", "id: ben")
    server.script.rcpt["ben@agency.example"] = deque(["451 later"])
    monkeypatch.setattr("time.sleep", lambda seconds: office.write_people("id: ana", "id: ben; ceiling: public"))
    result = office.send()
    assert (result.exit_code, "may not go as it is any more" in result.output) == (1, True)
    assert sent_to(server) == ["ana"]


def test_a_format_named_twice_comes_once(office: Office, server: Scripted) -> None:
    office.write_people("id: ben; formats: [pdf, pdf]")
    office.send()
    assert len(list(read(server.mailbox[0].wire).iter_attachments())) == 1


# Once for each reason


def test_a_letter_that_waits_goes_out_for_the_reason_of_the_run_that_sends_it(office: Office, server: Scripted) -> None:
    office.write_people("id: ana", "id: ben")
    have_them_wait(office, server, "ben")
    office.serve(server, retry_seconds=[1])
    office.send("--again", "the printer ate it")
    office.send("--again", "the printer ate it")
    assert sent_to(server) == ["ana", "ana", "ben"]


def test_a_reason_counts_once_whatever_came_between(office: Office, server: Scripted) -> None:
    office.write_people("id: ben")
    office.send()
    for why in ("first", "second", "first"):
        office.send("--again", why)
    assert len(server.mailbox) == 3


# Nobody stops the others


def test_one_restricted_mailbox_stops_nobody_else(office: Office, server: Scripted) -> None:
    office.serve(server, user="", connections=1)
    office.write_people("id: ana", "id: ben")
    server.script.rcpt["ana@agency.example"] = deque(["550 5.7.1 takes letters from its own house only"])
    assert office.send().exit_code == 1
    assert sent_to(server) == ["ben"]


def test_one_password_that_cant_be_stops_nobody_else(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_PDF_PASSWORD", "x" * 200)
    office.write_people("id: ana; protect: true", "id: ben")
    result = office.send()
    assert (result.exit_code, "is too long: it has 200 bytes, a PDF's has 127 at most" in result.output) == (1, True)
    assert sent_to(server) == ["ben"]


@pytest.mark.slow
def test_an_old_copy_that_cant_be_read_any_more_is_none(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch, issued_twice: Path
) -> None:
    office.write_people("id: ana")
    office.send()
    office.take(issued_twice)
    real = snapshot.restore

    def stricter(text: str, name: str = "") -> Content:
        if name.endswith("@1"):
            raise ProblemsError([])
        return real(text, name)

    monkeypatch.setattr(planner, "restore", stricter)  # as a later briefgen may be
    assert office.send().exit_code == 0
    assert "the copy that you have" not in words(server.mailbox[-1].wire)


# What a person wants to be sent again


@pytest.mark.slow
def test_a_letter_settled_again_waits_while_another_one_is_in_doubt(
    office: Office, server: Scripted, issued_both: Path
) -> None:
    go_on_with_two_briefs(office, issued_both)
    office.write_people("id: ben; briefs: [full]")
    server.script.content["ben@agency.example"] = deque([DROP] * 3)
    office.send()
    settle_again(office, 1)
    office.write_people("id: ben; briefs: [full, short]")
    office.send()
    settle_again(office, 1)
    office.send()
    settle_again(office, 2)
    assert office.send().exit_code == 0
    assert len(server.mailbox) == 2


def test_a_letter_settled_again_outlives_a_refusal_that_passes(office: Office, server: Scripted) -> None:
    office.write_people("id: ben")
    server.script.content["ben@agency.example"] = deque([DROP])
    office.send()
    settle_again(office, 1)
    office.edit("content/agency.yaml", "agency.example", "other.example")
    assert office.send(name=f"{STARTER}@1").exit_code == 1
    office.edit("content/agency.yaml", "other.example", "agency.example")
    assert office.send(name=f"{STARTER}@1").exit_code == 0
    assert sent_to(server) == ["ben"]


# What a person types


@pytest.mark.parametrize(
    "arguments",
    [
        ("send", STARTER, "--yes", "--again", "as in his mail [/2]"),
        ("outbox", "settle", "9" * 23, "drop", "--because", "x"),
        ("send", STARTER, "--yes", "--wait", "99999999999999"),
        ("send", STARTER, "--yes", "--again", "x\udcff"),
    ],
)
def test_odd_words_and_numbers_are_a_persons_mistake(
    office: Office, server: Scripted, arguments: tuple[str, ...]
) -> None:
    office.send()
    result = office.run(*arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
