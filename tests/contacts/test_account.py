"""What [mail] says, setting by setting, and which of the passwords that there are is taken."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from briefgen.contacts.account import (
    Account,
    account_password,
    how_to_unlock,
    outbox_folder,
    pdf_lock_refused,
    pdf_password,
    read_account,
    right_line,
    sign_key,
    sign_password,
)
from briefgen.contacts.passwords import SecretError
from briefgen.project.folder import Project, find_project
from briefgen.project.settings import ProjectError, Settings

SENDER = "briefs@agency.example"


def project(root: Path, **mail: Any) -> Project:
    return Project(root, Settings(("en",), mail=mail))


def refused(**mail: Any) -> str:
    with pytest.raises(ProjectError) as raised:
        read_account(project(Path("/nowhere"), **{"sender": SENDER, **mail}))
    return str(raised.value)


def test_what_a_sender_alone_has() -> None:
    account = read_account(project(Path("/nowhere"), sender=SENDER))
    assert (account.way, account.login, account.security, account.at_port) == ("smtp", "password", "starttls", 587)
    assert (account.login_user, account.domain, account.outbox) == (SENDER, "agency.example", "outbox")
    assert account.retry_seconds == [60, 300, 900, 1800, 3600]
    assert (account.connections, account.give_up_hours) == (2, 24)
    assert account.graph == "https://graph.microsoft.com"
    assert account.uploads == ["outlook.office.com", "outlook.office365.com"]


def test_what_is_said_goes_before_what_is_usual() -> None:
    account = Account(sender=SENDER, port=2525, security="tls", user="me")
    assert (account.at_port, account.login_user, account.domain) == (2525, "me", "agency.example")


FITS = [
    ("server", "a" * 253), ("server", "Mail-1.agency.example"), ("port", 0), ("port", 65535), ("user", "u" * 254),
    ("user", "AGENCY\\nino beridze"), ("client_id", "a" * 200), ("client_id", "0f_a-b.c"), ("tenant", "a" * 253),
    ("authority", ""), ("authority", "https://login.example"), ("authority", "https://login.example:8443/a_b/v2.0"),
    ("graph", "https://graph.example:12345"), ("connections", 1), ("connections", 8), ("retry_seconds", [1]),
    ("give_up_hours", 0.5), ("give_up_hours", 168), ("reply_to", "office@agency.example"),
]  # fmt: skip
FITS_NOT = [
    ("server", "a" * 254), ("server", "mail server"), ("server", "mail\n"), ("port", -1), ("port", 65536),
    ("user", "u" * 255), ("user", "u\x1f"), ("user", "u\x7f"), ("client_id", "a" * 201), ("client_id", "a/b"),
    ("tenant", "a" * 254), ("tenant", "a_b"), ("authority", "http://login.example"), ("authority", "https://"),
    ("authority", "https://login.example:123456"), ("authority", "https://login.example/"),
    ("authority", "https://me@login.example"), ("graph", ""), ("connections", 0), ("connections", 9),
    ("retry_seconds", []), ("retry_seconds", [60, 0]), ("give_up_hours", 0), ("give_up_hours", 168.5),
    ("reply_to", "office"),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "value"), FITS)
def test_a_setting_that_fits(setting: str, value: object) -> None:
    account = read_account(project(Path("/nowhere"), sender=SENDER, **{setting: value}))
    assert getattr(account, setting) == value


@pytest.mark.parametrize(("setting", "value"), FITS_NOT)
def test_a_setting_that_does_not_fit_is_named(setting: str, value: object) -> None:
    assert refused(**{setting: value}).startswith(f"briefgen.toml: [mail] {setting}")


def test_what_is_wrong_with_a_setting_is_told_in_a_line_for_each() -> None:
    assert refused(server="a b", reply_to="office", prt=1).splitlines() == [
        "briefgen.toml: [mail] server can't be 'a b'; write: server = \"mail.agency.example\"",
        "briefgen.toml: [mail] reply_to can't be 'office'; write: reply_to = \"office@agency.example\"",
        "briefgen.toml: [mail] prt: there is no such setting; did you mean port?",
    ]
    assert refused(port=70000) == "briefgen.toml: [mail] port has to be 65535 or less; write: port = 587"
    assert refused(retry_seconds=["1"]).startswith(
        "briefgen.toml: [mail] retry_seconds needs a whole number, not text; write"
    )


@pytest.mark.parametrize("setting", Account.model_fields)
def test_the_right_form_that_is_told_is_right(setting: str) -> None:
    said = tomllib.loads(right_line(setting))
    assert set(said) == {setting}
    assert Account.model_validate({"sender": SENDER, **said})


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "briefgen.toml"
    path.write_text('languages = ["en"]\n\n[mail] # how\n\n"port" = 70000\n  server="a b"\n', encoding="utf-8")
    with pytest.raises(ProjectError) as raised:
        read_account(find_project(tmp_path))
    assert [line.partition(": ")[::2] for line in str(raised.value).splitlines()] == [
        ("briefgen.toml:3", '[mail] sender is missing; write: sender = "briefs@agency.example"'),
        ("briefgen.toml:6", "[mail] server can't be 'a b'; write: server = \"mail.agency.example\""),
        ("briefgen.toml:5", "[mail] port has to be 65535 or less; write: port = 587"),
    ]
    path.write_text('mail.port = 0\nmail.sender = "a@agency.example"\nlanguages = ["en"]\n', encoding="utf-8")
    account = read_account(find_project(tmp_path))
    assert (account.at("port"), account.at("sender"), account.at("way")) == (
        "briefgen.toml:1", "briefgen.toml:2", "briefgen.toml",
    )  # fmt: skip


@pytest.mark.parametrize("key", ["password", "PASSWD", "client_secret", "token", "my_passwd"])
def test_a_secret_is_refused_before_all_else(key: str) -> None:
    told = refused(**{"port": 70000, key: "hunter2"})
    assert told.startswith(f"briefgen.toml: [mail] {key}: a password never stands in a file")
    assert "BRIEFGEN_MAIL_PASSWORD" in told
    assert "hunter2" not in told


def test_the_outbox_is_a_folder_of_the_project_or_another(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    assert outbox_folder(project(root)) == root / "outbox"
    assert outbox_folder(project(root, outbox="../sent")) == root.parent / "sent"
    for wrong in ("", 1, ["a"]):
        with pytest.raises(ProjectError, match=r"\[mail\] outbox needs the name of a folder in quotes"):
            outbox_folder(project(root, outbox=wrong))


def test_the_key_for_signing_lies_outside_the_project(tmp_path: Path) -> None:
    inside = tmp_path.resolve() / "project"
    inside.mkdir()
    for path in (inside / "key.pem", tmp_path / "key.pem"):
        path.write_bytes(b"the key")
    here = project(inside)
    assert sign_key(Account(sender=SENDER, sign="../key.pem"), here) == b"the key"
    with pytest.raises(ProjectError, match="sign: keep the key outside the project"):
        sign_key(Account(sender=SENDER, sign="key.pem"), here)
    with pytest.raises(ProjectError, match=r"sign = '../gone.pem': there is no such file"):
        sign_key(Account(sender=SENDER, sign="../gone.pem"), here)
    (tmp_path / "key.pem").write_bytes(b"x" * 1_000_001)
    with pytest.raises(OSError, match=r"\.\./key\.pem is larger than 1 MB"):
        sign_key(Account(sender=SENDER, sign="../key.pem"), here)


def test_the_environment_goes_before_the_keyring_but_for_what_was_agreed(entries: dict[tuple[str, str], str]) -> None:
    account = Account(sender=SENDER, server="mail.example", user="me")
    said = {"BRIEFGEN_MAIL_PASSWORD": "m", "BRIEFGEN_SIGN_PASSWORD": "s", "BRIEFGEN_PDF_PASSWORD": "p"}
    assert (sign_password(account, {}), pdf_password("ana", {})) == (None, None)
    assert pdf_password("ana", {"BRIEFGEN_PDF_PASSWORD": ""}) is None
    entries.update({
        ("briefgen", "me@mail.example"): "kept m", ("briefgen-sign", SENDER): "kept s", ("briefgen-pdf", "ana"): "hers"
    })  # fmt: skip
    assert (account_password(account, said), account_password(account, {})) == ("m", "kept m")
    assert (sign_password(account, said), sign_password(account, {})) == ("s", "kept s")
    assert (pdf_password("ana", said), pdf_password("ana", {}), pdf_password("ben", said)) == ("hers", "hers", "p")


def test_where_each_password_is_put_is_told(entries: dict[tuple[str, str], str]) -> None:
    account = Account(sender=SENDER, server="mail.example", user="me")
    with pytest.raises(SecretError, match=r"the password of me: .* set briefgen me@mail.example, or .*_MAIL_PASSWORD"):
        account_password(account, {})
    assert how_to_unlock(account).endswith(
        f"set briefgen-sign {SENDER}, or give it in the environment variable BRIEFGEN_SIGN_PASSWORD"
    )
    told = pdf_lock_refused("ana", {})
    assert told.startswith("no password was agreed for locked PDFs: ")
    assert "set briefgen-pdf ana, or give it in the environment variable BRIEFGEN_PDF_PASSWORD, and tell" in told
    assert pdf_lock_refused("ana", {"BRIEFGEN_PDF_PASSWORD": " "}) == (
        "the password for their locked PDFs is empty, or of spaces alone: agree on another one"
    )


@pytest.mark.parametrize("host", ["https://outlook.office.com", "Outlook.office.com", "a b", "a/b", "", "a.example:x"])
def test_what_takes_large_attachments_is_a_host(host: str) -> None:
    assert Account(sender="briefs@agency.example", uploads=["a.example:8443"]).uploads == ["a.example:8443"]
    with pytest.raises(ValidationError, match="uploads"):
        Account(sender="briefs@agency.example", uploads=[host])
