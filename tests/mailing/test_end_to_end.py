"""The real brief through real servers: issued, sent by Postfix, read back from Dovecot over IMAPS, the same."""

from __future__ import annotations

import shutil
from email.utils import parsedate_to_datetime
from pathlib import Path

import mailparser
import pytest

from tests.conftest import EDITION, ROOT, once_a_run
from tests.mailing.projects import Office, attachments, read
from tests.mailing.server_files import DOMAIN
from tests.mailing.servers import Servers
from tests.test_cli import run

WORDS = ("სოციალური უზრუნველყოფის საერთაშორისო ასოციაცია", "პატივცემულო ანა,", "სოციალური მომსახურების სააგენტო")


@pytest.fixture(scope="module")
def issued_brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ISSA project with the brief of Brussels issued, as PDF alone."""

    def make(folder: Path) -> Path:
        folder = folder / "issa"
        shutil.copytree(ROOT / "content", folder / "content", ignore=shutil.ignore_patterns("*.issued"))
        settings = (ROOT / "briefgen.toml").read_text(encoding="utf-8").replace('["pdf", "docx"]', '["pdf"]')
        (folder / "briefgen.toml").write_text(settings, encoding="utf-8")
        result = run("issue", EDITION, "--on", "2019-10-02", folder=folder)
        assert result.exit_code == 0, result.output
        return folder

    return once_a_run(tmp_path_factory, "sent", make)


@pytest.fixture
def office(issued_brief: Path, mail_servers: Servers, tmp_path: Path) -> Office:
    office = Office(issued_brief, tmp_path, EDITION)
    internal = "name: {ka: შიდა სარგებლობისთვის, en: For internal use}"
    office.edit("content/agency.yaml", internal, f"{internal}\n    domains: [{DOMAIN}]")
    office.serve(mail_servers, sender=mail_servers.address("office"))
    office.write_people(
        f"id: ana; language: ka; email: ana@{DOMAIN}; salutation: {{ka: 'პატივცემულო ანა,'}}",
        f"id: ben; email: ben@{DOMAIN}; calendar: true",
        f"id: gone; email: unknown-gone@{DOMAIN}",
    )
    return office


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_each_finds_the_issued_pdf_in_their_mailbox(office: Office, mail_servers: Servers, security: str) -> None:
    port = mail_servers.tls_port if security == "tls" else mail_servers.port
    office.serve(mail_servers, sender=mail_servers.address("office"), security=security, port=port)
    result = office.send(password=mail_servers.password)
    assert result.exit_code == 1, result.output  # one has no mailbox
    assert "550 5.1.1" in result.output
    assert "2 sent" in result.output
    printed = office.root / "output" / EDITION
    for name, language in (("ana", "ka"), ("ben", "en")):
        (wire,) = mail_servers.mailbox(name)
        files = attachments(wire)
        pdf = next(file for file in files if file.endswith(".pdf"))
        assert files[pdf] == (printed / f"{EDITION}_full_{language}.pdf").read_bytes()
        # An independent parser gives the same names.
        assert [one["filename"] for one in mailparser.parse_from_bytes(wire).attachments] == list(files)
    (wire,) = mail_servers.mailbox("ana")
    message = read(wire)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    for word in WORDS:
        assert word in " ".join(text.get_content().split())
        assert word in html.get_content()
    assert next(iter(attachments(wire))).startswith("ISSA – ბრიუსელი – საბრიფინგო ცნობა – 2019 წლის ოქტომბერი")
    assert parsedate_to_datetime(message["Date"]).tzinfo is not None
    assert [file.rpartition(".")[2] for file in attachments(mail_servers.mailbox("ben")[0])] == ["pdf", "ics"]


def test_a_second_run_sends_nothing_more(office: Office, mail_servers: Servers) -> None:
    office.send(password=mail_servers.password)
    office.send(password=mail_servers.password)
    assert [len(mail_servers.mailbox(name)) for name in ("ana", "ben")] == [1, 1]


def test_a_wrong_password_sends_nothing(office: Office, mail_servers: Servers) -> None:
    result = office.send(password="guessed-9")
    assert result.exit_code == 1
    assert "guessed-9" not in result.output
    assert mail_servers.mailbox("ana") == []
