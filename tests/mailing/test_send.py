"""`briefgen send` as an office types it, against a server that does what a test tells it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import deque
from pathlib import Path

import pytest

from briefgen.upkeep.starter import start
from tests.mailing.certificates import new_key, private_pem
from tests.mailing.projects import STARTER, Office, attachments, issued, read, sent_to
from tests.mailing.scripted import PASSWORD, Certificates, Script, Scripted, scripted
from tests.mailing.test_smime import Signing, openssl
from tests.test_cli import run

PDF_EN, PDF_KA = f"{STARTER}_full_en.pdf", f"{STARTER}_full_ka.pdf"


# The right file to the right person


def test_each_gets_the_issued_file_in_their_language(office: Office, server: Scripted) -> None:
    result = office.send()
    assert result.exit_code == 0, result.output
    files = {received.address: attachments(received.wire) for received in server.mailbox}
    assert list(files["ana@agency.example"].values()) == [issued(office, PDF_KA)]
    assert list(files["ben@agency.example"].values()) == [issued(office, PDF_EN)]
    assert all("საბრიფინგო ცნობა" in name for name in files["ana@agency.example"])


def test_the_table_comes_before_the_question_and_no_means_nothing_goes(office: Office, server: Scripted) -> None:
    office.write_people("id: ana; language: ka", "id: ben", "id: out; email: out@elsewhere.example")
    result = office.run("send", STARTER, typed="n\n")
    assert result.exit_code == 0
    table, _, asked = result.output.partition("Send 2 letters (1 en, 1 ka) from briefs@agency.example")
    assert re.search(r"Ana\s+ka\s+full, PDF \(\d+ KB, 2 pages\)\s+their first", table)
    assert "Out: elsewhere.example is not among the domains for «შიდა სარგებლობისთვის»: agency.example" in table
    assert "nothing was sent" in asked
    assert not server.connections


def test_word_files_and_the_event_come_for_those_who_want_them(office: Office, server: Scripted) -> None:
    office.write_people("id: ana; formats: [docx, pdf]; calendar: true")
    assert office.send().exit_code == 0
    files = attachments(server.mailbox[0].wire)
    assert [name.rpartition(".")[2] for name in files] == ["docx", "pdf", "ics"]
    assert next(iter(files.values())) == issued(office, f"{STARTER}_full_en.docx")
    assert b"BEGIN:VEVENT" in list(files.values())[2]


def test_the_table_names_the_calendar_file_also_of_a_letter_that_waits(office: Office, server: Scripted) -> None:
    office.write_people("id: ana; calendar: true", "id: ben")
    server.script.greeting = "421 4.3.2 down"
    table = office.send().output
    assert re.search(r"Ana\s+en\s+full, PDF \(\d+ KB, 2 pages\)", table)
    assert table.count("the event, calendar file") == 1
    assert office.run("send", STARTER, "--dry-run").output.count("the event, calendar file") == 1


def test_in_a_narrow_window_no_address_is_broken(office: Office) -> None:
    address = "ana.magalitidze-long@agency.example"
    office.write_people(f"id: ana; email: {address}; calendar: true; formats: [pdf, docx]", "id: ben")
    for width in (50, 60, 80, 200):
        window = {"COLUMNS": str(width), "FORCE_COLOR": "1"}
        shown = run("send", STARTER, "--dry-run", folder=office.root, environment=window).output
        lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
        assert any(address in line.split() for line in lines), shown
        assert max(len(line.rstrip()) for line in lines if address in line) <= width


def test_drafts_say_that_they_arent_signed_where_letters_are(office: Office, server: Scripted) -> None:
    assert "signed" not in office.run("send", STARTER, "--dry-run").output
    key = office.root.parent / "key.pem"
    key.write_text("a key", encoding="utf-8")
    office.serve(server, sign=str(key))
    assert "drafts aren't signed" in office.run("send", STARTER, "--dry-run").output


def test_a_key_that_cant_sign_is_told_before_the_question(office: Office, server: Scripted) -> None:
    key = office.root.parent / "key.pem"
    locked = private_pem(new_key(), "x")
    office.serve(server, sign=str(key))
    for pem, told in ((b"no key", "can't be used"), (locked, "the key for signatures wants its password: ")):
        key.write_bytes(pem)
        result = office.send()
        assert (result.exit_code, told in result.output) == (1, True)
        assert "BRIEFGEN_SIGN_PASSWORD" in result.output or pem == b"no key"
    assert not server.connections
    assert "nothing was sent" in office.run("outbox").output


def test_a_locked_pdf_opens_with_the_agreed_password(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    import pikepdf

    office.write_people("id: ana; protect: true")
    refused = office.send()
    assert (refused.exit_code, "no password was agreed for locked PDFs" in refused.output) == (1, True)
    monkeypatch.setenv("BRIEFGEN_PDF_PASSWORD", "by telephone")
    assert office.send().exit_code == 0
    (locked,) = attachments(server.mailbox[0].wire).values()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    with pikepdf.open(io.BytesIO(locked), password="by telephone") as pdf:
        assert len(pdf.pages) == 2
    found = office.run("outbox", "find", hashlib.sha256(locked).hexdigest())
    assert "Ana <ana@agency.example>, sent" in found.output
    assert "by telephone" not in found.output + "".join(server.commands)


def test_a_group_or_a_person_can_be_meant(office: Office, server: Scripted) -> None:
    office.write_people("id: ana; groups: [delegation]", "id: ben", "id: cyn; groups: [delegation]")
    assert office.send("--to", "delegation").exit_code == 0
    assert sent_to(server) == ["ana", "cyn"]
    assert office.send("--to", "ben").exit_code == 0
    assert sent_to(server) == ["ana", "ben", "cyn"]
    assert office.send("--to", "bob").exit_code == 2


def test_answers_go_to_the_drafter(office: Office, server: Scripted) -> None:
    office.serve(server, reply_to="desk@agency.example")
    assert office.send("--to", "ana").exit_code == 0
    # Named after issuing: it is printed nowhere.
    named = "drafter: null\ndrafter_email: nino@agency.example"
    office.edit(f"content/editions/{STARTER}.yaml", "drafter: null", named)
    result = office.send("--to", "ben")
    assert (result.exit_code, "Answers go to nino@agency.example" in result.output) == (0, True)
    answers = {received.address: read(received.wire)["Reply-To"] for received in server.mailbox}
    assert answers == {"ana@agency.example": "desk@agency.example", "ben@agency.example": "nino@agency.example"}


def test_issued_bytes_are_sent_although_the_output_folder_holds_others(office: Office, server: Scripted) -> None:
    right = issued(office, PDF_EN)
    (office.root / "output" / STARTER / PDF_EN).write_bytes(b"%PDF-1.7 last week's")
    assert office.send("--to", "ben").exit_code == 0
    assert list(attachments(server.mailbox[0].wire).values()) == [right]


# What is refused


def test_nothing_that_wasnt_issued_is_sent(office: Office, server: Scripted, tmp_path: Path) -> None:
    start(tmp_path / "fresh")
    fresh = Office(tmp_path / "fresh", tmp_path / "copy")
    fresh.serve(server)
    fresh.write_people("id: ana")
    assert fresh.run("build", "--draft").exit_code == 0
    result = fresh.send()
    assert (result.exit_code, "nothing was issued" in result.output) == (1, True)


def test_content_that_moved_on_has_to_be_issued_first(office: Office, server: Scripted) -> None:
    office.edit("content/events.yaml", "en: Example Forum}", "en: Example Meeting}")
    result = office.send()
    assert result.exit_code == 1
    assert f"has changed since {STARTER}@1 was issued" in result.output
    assert not server.connections
    assert office.send(name=f"{STARTER}@1").exit_code == 0  # named, it is what the person means
    assert len(server.mailbox) == 2


@pytest.mark.slow
def test_an_older_version_is_refused(office: Office, server: Scripted, issued_twice: Path) -> None:
    office.take(issued_twice)
    result = office.send(name=f"{STARTER}@1")
    assert (result.exit_code, f"{STARTER}@2 was issued since" in result.output) == (1, True)
    assert not server.connections


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ("id: ana; ceiling: public", "may get nothing above «საჯარო»"),
        ("id: ana; email: ana@elsewhere.example", "elsewhere.example is not among the domains"),
        ("id: ana; briefs: [changes]", "no changes brief was issued in en"),
    ],
)
def test_who_may_not_have_it_gets_nothing(office: Office, server: Scripted, person: str, why: str) -> None:
    office.write_people(person)
    result = office.send()
    assert (result.exit_code, why in result.output) == (1, True), result.output
    assert not server.connections


def test_a_letter_over_the_servers_size_is_refused_before_it_is_sent(
    office: Office, certificates: Certificates
) -> None:
    with scripted(certificates, Script(size=20_000)) as small:
        office.serve(small)
        result = office.send("--to", "ana")
        assert (result.exit_code, "refused" in result.output) == (1, True)
        assert "DATA" not in small.commands
        assert not small.mailbox


def test_a_wrong_password_a_bad_certificate_or_no_encryption_stop_the_run(
    office: Office, server: Scripted, certificates: Certificates
) -> None:
    wrong = office.send(password="guessed-9")
    assert (wrong.exit_code, "refused user drafter and the password" in wrong.output) == (1, True)
    assert "Not sent yet: 2. The same command goes on" in wrong.output
    assert "guessed-9" not in wrong.output
    for script in (Script(certificate="wrong host"), Script(certificate="expired"), Script(offer_starttls=False)):
        with scripted(certificates, script) as bad:
            office.serve(bad)
            result = office.send()
            assert result.exit_code == 1
            assert "Traceback" not in result.output
            assert not bad.mailbox
            assert not bad.logins  # the password was not shown to it
    office.serve(server)
    assert office.send().exit_code == 0  # what was planned then goes now, once
    assert sent_to(server) == ["ana", "ben"]


# What goes wrong on the way


def test_a_server_that_puts_off_gets_the_same_letter_again(office: Office, server: Scripted) -> None:
    server.script.greylist = True
    result = office.send()
    assert result.exit_code == 0, result.output
    assert sent_to(server) == ["ana", "ben"]


def test_a_refused_address_can_be_mended_and_sent_to(office: Office, server: Scripted) -> None:
    server.script.rcpt["ana@agency.example"] = deque(["550 5.1.1 no such mailbox"])
    result = office.send()
    assert (result.exit_code, "550 5.1.1 no such mailbox" in result.output) == (1, True)
    office.write_people("id: ana; email: anna@agency.example; language: ka", "id: ben")
    assert office.send().exit_code == 0  # Ben has it
    assert [one.address for one in server.mailbox] == ["ben@agency.example", "anna@agency.example"]


def test_who_was_refused_gets_another_letter_once_they_are_named(office: Office, server: Scripted) -> None:
    """As on the desk: the same letter to the same address would be refused once more."""
    server.script.rcpt["ben@agency.example"] = deque(["550 5.1.1 no such mailbox"])
    office.send()
    office.write_people("id: ana; groups: [delegation]", "id: ben; groups: [delegation]", "id: cyn")
    for more in ((), ("--to", "delegation")):
        result = office.send(*more)
        assert (result.exit_code, "no such mailbox" in result.output, "--to ben" in result.output) == (1, True, True)
        assert sent_to(server) == ["ana", "cyn"]
    assert office.send("--to", "ben").exit_code == 0
    assert sent_to(server) == ["ana", "ben", "cyn"]
    assert office.send().exit_code == 0


# What is new, drafts, and who has what


def test_the_table_and_the_letter_say_what_is_new_since_their_copy(
    office: Office, server: Scripted, issued_twice: Path
) -> None:
    assert office.send("--to", "ben").exit_code == 0
    office.take(issued_twice)
    result = office.send("--to", "ben")
    assert re.search(r"have version 1, \d{4}-\d\d-\d\d", result.output)
    text = read(server.mailbox[-1].wire).get_body(("plain",))
    assert text is not None
    assert "What is new since the copy that you have" in text.get_content()
    assert "Briefing note, version 2" in read(server.mailbox[-1].wire)["Subject"]


def test_a_dry_run_writes_drafts_and_leaves_no_trace(office: Office, server: Scripted) -> None:
    result = office.run("send", STARTER, "--dry-run")
    assert result.exit_code == 0, result.output
    folder = office.root / "output" / f"{STARTER}@1.mail"
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert folder.stat().st_mode & 0o077 == 0
    drafts = {path.name: path.read_bytes() for path in folder.glob("*.eml")}
    assert sorted(drafts) == ["ana.eml", "ben.eml"]
    assert read(drafts["ben.eml"])["X-Unsent"] == "1"
    assert list(attachments(drafts["ben.eml"]).values()) == [issued(office, PDF_EN)]
    assert not server.connections
    assert not (office.root / "outbox").exists()
    office.write_people("id: ben")
    assert office.run("send", STARTER, "--dry-run").exit_code == 0
    assert sorted(path.name for path in folder.glob("*.eml")) == ["ben.eml"]  # an old draft would go to the wrong one
    assert office.send().exit_code == 0  # everything is still to be sent


def test_a_dry_run_leaves_what_briefgen_did_not_write(office: Office, server: Scripted) -> None:
    folder = office.root / "output" / f"{STARTER}@1.mail"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    assert office.run("send", STARTER, "--dry-run").exit_code == 0
    assert (folder / "notes.txt").read_text() == "mine"
    before = (folder / "ana.eml").read_bytes()
    (folder / "ben.eml").write_bytes(b"edited")
    result = office.run("send", STARTER, "--dry-run")
    assert result.exit_code == 1
    assert "ben.eml was changed since briefgen wrote it, so it stays, and nothing was written" in result.output
    assert (folder / "ben.eml").read_bytes() == b"edited"
    assert (folder / "ana.eml").read_bytes() == before
    (folder / "ben.eml").rename(folder / "zoe.eml")
    result = office.run("send", STARTER, "--dry-run")
    assert "zoe.eml is not a file that briefgen wrote, so it stays" in result.output
    (folder / "zoe.eml").unlink()
    assert office.run("send", STARTER, "--dry-run").exit_code == 0
    assert (folder / "ana.eml").stat().st_mode & 0o077 == 0


def test_from_a_pdf_one_finds_who_got_it(office: Office, server: Scripted) -> None:
    office.send()
    pdf = office.root / "output" / STARTER / PDF_KA
    found = office.run("outbox", "find", str(pdf))
    assert "Ana <ana@agency.example>, sent" in found.output
    assert "Ben" not in found.output
    assert "Ana" in office.run("outbox", "find", hashlib.sha256(pdf.read_bytes()).hexdigest()[:12]).output
    stranger = office.root / "stranger.pdf"
    stranger.write_bytes(b"%PDF")
    assert office.run("outbox", "find", str(stranger)).exit_code == 1


def test_a_person_can_have_what_is_kept_of_them_and_be_forgotten(office: Office, server: Scripted) -> None:
    office.send()
    kept = json.loads(office.run("outbox", "export", "ana").output)
    assert "ana@agency.example" in json.dumps(kept)
    office.run("send", STARTER, "--dry-run", "--again", "for the test")
    assert office.run("outbox", "forget", "anna", "--yes").exit_code == 2
    assert office.run("outbox", "export", "anna").exit_code != 0
    journal = office.root / ".briefgen" / "journal"
    added = ("id=zaza", "name=Zaza", "email=zaza@agency.example", "language=en", "ceiling=internal")
    office.run("add", "recipients", "--yes", *(f"--field={each}" for each in added))
    assert list(journal.glob("*.json"))
    assert office.run("outbox", "forget", "ana", "--yes").exit_code == 0
    assert not list(journal.glob("*.json"))  # what the list said before had her in it
    for path in office.root.rglob("*"):
        assert not path.is_file() or b"ana@agency.example" not in path.read_bytes(), path
    listed = office.run("outbox").output
    assert "Ana" not in listed
    assert "forgotten" in listed, listed


def test_no_password_is_in_the_outbox_or_on_the_screen(office: Office, server: Scripted) -> None:
    result = office.send()
    for path in (office.root / "outbox").iterdir():
        assert PASSWORD.encode() not in path.read_bytes()
    assert PASSWORD not in result.output


def test_without_settings_or_recipients_it_says_what_is_missing(office: Office) -> None:
    office.people.write_text("[]\n", encoding="utf-8")
    assert "nobody is named" in office.send().output
    (office.root / "briefgen.toml").write_text('languages = ["ka", "en"]\n', encoding="utf-8")
    result = office.send()
    assert (result.exit_code, "[mail]\n  sender = " in result.output) == (2, True)


def test_an_outbox_that_isnt_there_says_so(office: Office) -> None:
    result = office.run("outbox")
    assert (result.exit_code, "nothing was sent from this project yet" in result.output) == (1, True)
    assert not (office.root / "outbox").exists()


def test_names_with_a_slip_and_reasons_without_words_are_told(office: Office, server: Scripted) -> None:
    office.send()
    for arguments in (["--to", "annna"], ["--edition", "2031"], ["find", "gone.pdf"]):
        assert office.run("outbox", *arguments).exit_code == 2
    assert office.run("send", STARTER, "--again", " ").exit_code == 2


def test_a_marking_that_was_raised_after_issuing_counts(office: Office, server: Scripted) -> None:
    office.edit(f"content/editions/{STARTER}.yaml", "marking: internal", "marking: public")
    assert office.run("issue", "--bump").exit_code == 0
    office.write_people("id: ana; email: ana@elsewhere.example; ceiling: public")
    office.edit(f"content/editions/{STARTER}.yaml", "marking: public", "marking: internal")
    result = office.send(name=f"{STARTER}@2")
    assert (result.exit_code, "may get nothing above «საჯარო»" in result.output) == (1, True)
    assert "«შიდა სარგებლობისთვის today, issued as საჯარო»" in result.output
    assert not server.connections


def test_a_signed_letter_can_be_verified(office: Office, server: Scripted) -> None:
    authority = Signing()
    pem = authority.pem(new_key(), "briefs@agency.example")
    outside = office.root.parent / "signer.pem"
    outside.write_bytes(pem)
    office.serve(server, sign="../signer.pem")
    assert office.send("--to", "ben").exit_code == 0
    assert openssl(server.mailbox[0].wire, authority, outside.parent).returncode == 0
    (office.root / "key.pem").write_bytes(pem)
    office.serve(server, sign="key.pem")
    assert "keep the key outside the project" in office.send("--again", "signed").output


def test_slow_typing_isnt_needed(office: Office, server: Scripted) -> None:
    result = office.run("send", STARTER, typed="y\n")
    assert result.exit_code == 0
    assert sent_to(server) == ["ana", "ben"]
