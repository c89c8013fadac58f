"""The servers that the tests send mail through do what such servers do, and nothing of them stays."""

from __future__ import annotations

import imaplib
import json
import os
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.limits import wait_until
from tests.mailing import servers
from tests.mailing.conftest import require_servers
from tests.mailing.servers import Servers, ServersError, running_servers

ATTACHMENT = bytes(range(256)) * 300
BODY = "პირველი სტრიქონი\n.\n.. two dots, then a line of spaces\n   \nFrom here on: the end\n"


def message(servers: Servers, name: str, number: int = 1) -> EmailMessage:
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = servers.address("office")
    made["To"] = servers.address(name)
    made["Subject"] = f"შეჯამება {number}"
    made["Date"] = "Thu, 24 Oct 2019 09:00:00 +0000"
    made["Message-ID"] = f"<{number}@briefs.example>"
    made.set_content(BODY, cte="8bit")  # so that the dots are on the wire
    made.add_attachment(ATTACHMENT, "application", "pdf", filename="ბრიუსელი.pdf")
    return made


def by_starttls(servers: Servers, *, password: str | None = None) -> smtplib.SMTP:
    smtp = smtplib.SMTP(servers.host, servers.port)
    try:
        smtp.starttls(context=ssl.create_default_context(cafile=servers.ca))
        smtp.login(servers.user, password or servers.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def by_tls(servers: Servers, *, password: str | None = None) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=servers.ca)
    smtp = smtplib.SMTP_SSL(servers.host, servers.tls_port, context=context)
    try:
        smtp.login(servers.user, password or servers.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


WAYS = pytest.mark.parametrize("connect", [by_starttls, by_tls])


@WAYS
def test_a_message_is_read_back_as_it_was_sent(
    mail_servers: Servers, connect: Callable[[Servers], smtplib.SMTP]
) -> None:
    sent = message(mail_servers, "giorgi").as_bytes()
    with connect(mail_servers) as smtp:
        smtp.sendmail(mail_servers.address("office"), mail_servers.address("giorgi"), sent, ["BODY=8BITMIME"])
    (received,) = mail_servers.mailbox("giorgi")
    assert received.endswith(b"\r\n" + sent)  # the servers put their own lines above it
    parsed = message_from_bytes(received, policy=policy.default)
    assert parsed.get_all("Message-ID") == ["<1@briefs.example>"]
    body, attachment = parsed.iter_parts()
    assert body.get_content().splitlines() == BODY.splitlines()
    assert attachment.get_content() == ATTACHMENT
    assert attachment.get_filename() == "ბრიუსელი.pdf"


def test_a_message_without_id_or_date_is_not_given_any(mail_servers: Servers) -> None:
    with by_starttls(mail_servers) as smtp:
        smtp.sendmail(mail_servers.address("office"), mail_servers.address("giorgi"), "Subject: bare\r\n\r\nx\r\n")
    (received,) = mail_servers.mailbox("giorgi")
    assert not {"message-id", "date", "from"} & {name.lower() for name in message_from_bytes(received)}


def test_two_messages_give_two_in_the_order_they_were_sent(mail_servers: Servers) -> None:
    with by_starttls(mail_servers) as smtp:
        for number in (1, 2):
            smtp.send_message(message(mail_servers, "giorgi", number))
            assert len(mail_servers.mailbox("giorgi")) == number
    found = [message_from_bytes(one)["Message-ID"] for one in mail_servers.mailbox("giorgi")]
    assert found == ["<1@briefs.example>", "<2@briefs.example>"]


def test_the_same_message_twice_gives_two(mail_servers: Servers) -> None:
    with by_starttls(mail_servers) as smtp:
        for _ in range(2):
            smtp.send_message(message(mail_servers, "giorgi"))
    assert len(mail_servers.mailbox("giorgi")) == 2


def test_each_mailbox_has_its_own_until_all_are_emptied(mail_servers: Servers) -> None:
    with by_starttls(mail_servers) as smtp:
        smtp.send_message(message(mail_servers, "giorgi"))
    assert [len(mail_servers.mailbox(name)) for name in ("giorgi", "nino")] == [1, 0]
    mail_servers.empty()
    assert mail_servers.mailbox("giorgi") == []
    with by_starttls(mail_servers) as smtp:
        smtp.send_message(message(mail_servers, "giorgi", 2))
    assert len(mail_servers.mailbox("giorgi")) == 1


@WAYS
def test_a_wrong_password_is_refused(mail_servers: Servers, connect: Callable[..., smtplib.SMTP]) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError) as refused:
        connect(mail_servers, password="wrong-horse")
    assert refused.value.smtp_code == 535


def test_a_wrong_password_opens_no_mailbox(mail_servers: Servers) -> None:
    context = ssl.create_default_context(cafile=mail_servers.ca)
    with (
        imaplib.IMAP4_SSL(mail_servers.host, mail_servers.imap_port, ssl_context=context) as imap,
        pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"),
    ):
        imap.login("giorgi", "wrong-horse")


def test_without_tls_there_is_neither_login_nor_delivery(mail_servers: Servers) -> None:
    with smtplib.SMTP(mail_servers.host, mail_servers.port) as smtp:
        smtp.ehlo()
        assert smtp.has_extn("starttls")
        assert not smtp.has_extn("auth")
        assert smtp.docmd("AUTH PLAIN")[0] != 334
        assert smtp.mail(mail_servers.address("office"))[0] == 530
        assert smtp.rcpt(mail_servers.address("giorgi"))[0] >= 500


@pytest.mark.parametrize("port", ["port", "tls_port"])
def test_without_login_nothing_is_delivered(mail_servers: Servers, port: str) -> None:
    context = ssl.create_default_context(cafile=mail_servers.ca)
    if port == "port":
        smtp = smtplib.SMTP(mail_servers.host, mail_servers.port)
        smtp.starttls(context=context)
    else:
        smtp = smtplib.SMTP_SSL(mail_servers.host, mail_servers.tls_port, context=context)
    with smtp, pytest.raises(smtplib.SMTPRecipientsRefused, match=r"Relay access denied|Recipient address rejected"):
        smtp.send_message(message(mail_servers, "giorgi"))
    assert mail_servers.mailbox("giorgi") == []


def test_the_certificate_is_trusted_by_nobody_else(mail_servers: Servers) -> None:
    with (
        smtplib.SMTP(mail_servers.host, mail_servers.port) as smtp,
        pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"),
    ):
        smtp.starttls(context=ssl.create_default_context())


def test_a_message_over_the_advertised_size_is_refused(mail_servers: Servers) -> None:
    large = b"Subject: large\r\n\r\n" + (b"x" * 70 + b"\r\n") * (mail_servers.size_limit // 72)
    with by_starttls(mail_servers) as smtp:
        smtp.ehlo_or_helo_if_needed()
        assert smtp.esmtp_features["size"] == str(mail_servers.size_limit)
        office, giorgi = mail_servers.address("office"), mail_servers.address("giorgi")
        with pytest.raises(smtplib.SMTPSenderRefused) as at_once:  # smtplib announces the size
            smtp.sendmail(office, giorgi, large + b"x" * 100)
        assert at_once.value.smtp_code == 552
        smtp.mail(office)
        smtp.rcpt(giorgi)
        assert smtp.data(large + b"x" * 100)[0] == 552  # not announced, so seen at the end
        smtp.sendmail(office, giorgi, large[:-1000])
    assert len(mail_servers.mailbox("giorgi")) == 1


def test_an_unknown_mailbox_is_refused_and_a_known_one_beside_it_is_not(mail_servers: Servers) -> None:
    giorgi, unknown = mail_servers.address("giorgi"), mail_servers.address("unknown-person")
    with by_starttls(mail_servers) as smtp:
        refused = smtp.sendmail(mail_servers.address("office"), [giorgi, unknown], "Subject: both\r\n\r\nx\r\n")
    assert {address: code for address, (code, _) in refused.items()} == {unknown: 550}
    assert len(mail_servers.mailbox("giorgi")) == 1


@pytest.mark.parametrize(("end", "count"), [(b"\r\n.\r\n", 1), (b"\r\n", 0)], ids=["after the end", "before the end"])
def test_who_hangs_up_in_data_has_sent_a_message_only_after_its_end(
    mail_servers: Servers, end: bytes, count: int
) -> None:
    with by_starttls(mail_servers) as smtp:
        smtp.mail(mail_servers.address("office"))
        smtp.rcpt(mail_servers.address("giorgi"))
        assert smtp.docmd("DATA")[0] == 354
        smtp.send(b"Subject: cut off\r\n\r\nx" + end)
        smtp.close()
    assert len(mail_servers.mailbox("giorgi")) == count


def test_no_message_leaves_the_machine(mail_servers: Servers) -> None:
    with by_starttls(mail_servers) as smtp, pytest.raises(smtplib.SMTPRecipientsRefused, match="Relay access denied"):
        smtp.sendmail(mail_servers.address("office"), "someone@elsewhere.example", "Subject: out\r\n\r\nx\r\n")


def test_they_listen_on_the_loopback_only(mail_servers: Servers) -> None:
    def addresses(port: int) -> set[str]:
        # Lines of proc(5): «sl local_address rem_address st …»; 0A is LISTEN.
        lines = [line.split() for name in ("tcp", "tcp6") if (path := Path("/proc/net", name)).exists()
                 for line in path.read_text().splitlines()[1:]]  # fmt: skip
        return {line[1].split(":")[0] for line in lines if line[3] == "0A" and line[1].endswith(f":{port:04X}")}

    loopback = {f"{int.from_bytes(socket.inet_aton('127.0.0.1'), sys.byteorder):08X}"}
    for port in (mail_servers.port, mail_servers.tls_port, mail_servers.imap_port):
        assert addresses(port) == loopback


RUN = """\
import json, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
from tests.mailing.servers import running_servers
with running_servers() as servers:
    print(json.dumps([str(servers.folder), *servers.processes()]), flush=True)
    sys.stdin.readline()
"""


def is_running(pid: int) -> bool:
    try:
        # What stands after the name in parentheses, see proc(5); a zombie has ended, though nobody took notice.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("end", ["by itself", signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=str)
def test_nothing_of_them_is_left_when_the_tests_end(running_mail_servers: Servers, end: str | signal.Signals) -> None:
    tests = subprocess.Popen(
        [sys.executable, "-c", RUN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with tests:
        assert tests.stdin
        assert tests.stdout
        folder, *processes = json.loads(tests.stdout.readline())
        assert sum(map(is_running, processes)) > 5
        if isinstance(end, signal.Signals):
            tests.send_signal(end)
        else:
            tests.stdin.write(b"\n")
            tests.stdin.flush()

    def left() -> list[object]:
        return [*filter(is_running, processes), *filter(os.path.exists, [folder])]

    # Who ends in order waits for them; who is killed can't, so this has to.
    if end in (signal.SIGTERM, signal.SIGKILL):
        wait_until(lambda: not left(), lambda: f"left: {left()}")
    assert left() == []


@pytest.mark.parametrize("which", [0, 1])
def test_nothing_of_them_is_left_when_their_supervisor_is_killed(mail_servers: Servers, which: int) -> None:
    with running_servers() as others:
        by_starttls(others).close()
        processes = others.processes()
        os.kill(processes[which], signal.SIGKILL)
        wait_until(lambda: not [pid for pid in processes if is_running(pid) and pid != others.pid])
    assert not others.folder.exists()
    assert mail_servers.mailbox("giorgi") == []  # those of somebody else go on


def test_servers_that_cannot_start_say_why_and_leave_nothing(
    running_mail_servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = (running_mail_servers.port, running_mail_servers.tls_port, running_mail_servers.imap_port)
    monkeypatch.setattr(servers, "_free_ports", lambda: taken)
    folders = []
    make_folder = tempfile.mkdtemp

    def make_and_note(**options: Any) -> str:
        folders.append(Path(make_folder(**options)))
        return str(folders[-1])

    monkeypatch.setattr(tempfile, "mkdtemp", make_and_note)
    with (
        pytest.raises(ServersError, match=r"did not start.*(?s:.*)Address already in use"),
        running_servers(),
    ):
        pass
    (folder,) = folders
    assert not folder.exists()


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_where_they_cannot_run_a_test_is_skipped_but_under_ci_it_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(servers, "ROOT", tmp_path)
    with pytest.raises(outcome, match=r"type: \.ci/mail-servers"):
        require_servers()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(outcome, match="only root may run Postfix"):
        require_servers()
