"""The section [mail]: what is wrong is told in plain words, and a password never stands in a file."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from briefgen.contacts.account import (
    Account,
    account_password,
    pdf_lock_refused,
    pdf_password,
    read_account,
)
from briefgen.contacts.passwords import SecretError
from briefgen.mailing.ways.smtp import server_of
from briefgen.project.folder import Project, find_project
from briefgen.project.settings import ProjectError
from briefgen.upkeep.starter import start

USUAL = 'server = "mail.agency.example"\nsender = "briefs@agency.example"\n'


def project(folder: Path, mail: str | None) -> Project:
    start(folder / "project")
    if mail is not None:
        with (folder / "project" / "briefgen.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[mail]\n{mail}")
    return find_project(folder / "project")


def test_a_server_and_a_sender_are_enough(tmp_path: Path) -> None:
    account = read_account(project(tmp_path, USUAL))
    assert (account.security, account.at_port, account.domain) == ("starttls", 587, "agency.example")


def test_without_a_server_only_drafts_can_be_written(tmp_path: Path) -> None:
    named = project(tmp_path, 'sender = "briefs@agency.example"\n')
    with pytest.raises(ProjectError, match="names no server"):
        server_of(read_account(named), named)


def test_the_port_follows_from_the_kind_of_line(tmp_path: Path) -> None:
    assert read_account(project(tmp_path, USUAL + 'security = "tls"\n')).at_port == 465


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        (
            None,
            r"doesn't say how to send. Write at its end.*\n  \[mail\]\n  sender = .briefs@agency",
        ),
        ('server = "mail.agency.example"\n', r"\[mail\] sender is missing"),
        (
            USUAL + "retry_seconds = [0]\n",
            r"\[mail\] retry_seconds has to be 1 or more; write: retry_seconds = \[60",
        ),
        (
            USUAL + 'security = "none"\n',
            r"\[mail\] security can't be 'none'; choose .*; write: security = .starttls.",
        ),
        (USUAL + 'security = "ssl"\n', "'starttls' or 'tls'"),
        (USUAL + 'port = "587"\n', r"\[mail\] port needs a whole number, not text; write: port = 587"),
        (USUAL + 'sever = "x"\n', r"sever: there is no such setting; did you mean server"),
        (USUAL.replace("briefs@", "Briefs <briefs@"), "sender can't be"),
        (USUAL.replace("mail.agency.example", "mail.agency.example\\r\\nEHLO"), "server can't be"),
    ],
)
def test_what_is_wrong_is_told(mail: str | None, told: str, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=told):
        read_account(project(tmp_path, mail))


@pytest.mark.parametrize("key", ["password", "smtp_password", "Secret", "api_token"])
def test_a_password_in_the_file_is_refused_and_not_repeated(key: str, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="never stands in a file") as raised:
        read_account(project(tmp_path, f'{USUAL}{key} = "hunter2"\n'))
    assert "hunter2" not in str(raised.value)


def test_the_password_comes_from_the_environment() -> None:
    account = Account(server="mail.agency.example", sender="briefs@agency.example", user="briefs")
    assert account_password(account, {"BRIEFGEN_MAIL_PASSWORD": "hunter2"}) == "hunter2"
    assert "hunter2" not in repr(account)


def test_without_a_password_it_says_how_to_give_it() -> None:
    with keyring_that():
        assert "keyring set briefgen briefs@mail.agency.example" in needs_its_password()


def test_an_account_without_a_user_needs_none() -> None:
    account = Account(server="mail.agency.example", sender="briefs@agency.example")
    assert account_password(account, {"BRIEFGEN_MAIL_PASSWORD": "hunter2"}) is None


def test_the_password_of_a_locked_pdf_comes_from_elsewhere_too() -> None:
    assert pdf_password("ana", {"BRIEFGEN_PDF_PASSWORD": "agreed"}) == "agreed"
    assert pdf_password("ana", {}) is None


@contextmanager
def keyring_that(*, raises: Exception | None = None) -> Iterator[None]:
    """Put a keyring in the place of the system's: one that is empty, or that can't be asked."""
    import keyring
    from keyring.backend import KeyringBackend

    before = keyring.get_keyring()  # first, as below

    class Mine(KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            if raises:
                raise raises
            return None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise NotImplementedError

    keyring.set_keyring(Mine())  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        keyring.set_keyring(before)


def needs_its_password() -> str:
    account = Account(server="mail.agency.example", sender="briefs@agency.example", user="briefs")
    with pytest.raises(SecretError) as raised:
        account_password(account, {})
    return str(raised.value)


@pytest.mark.parametrize(
    ("raises", "told"),
    [
        (NoKeyringError("No recommended backend was available."), "this computer offers no keyring to this session: "),
        (
            KeyringLocked("Failed to unlock the collection!"),
            "the keyring is locked (unlock it as you do when",
        ),
        (InitError("no D-Bus"), "the keyring can't be asked (no D-Bus): "),
        (ConnectionRefusedError("refused"), "the keyring can't be asked (refused): "),
    ],
)
def test_what_is_the_matter_with_the_keyring_is_told_with_the_other_way(raises: Exception, told: str) -> None:
    with keyring_that(raises=raises):
        for text in (needs_its_password(), pdf_lock_refused("ana", {})):
            assert told in text
            assert "keyring set" not in text  # it would end in a traceback
        assert needs_its_password().endswith("give it in the environment variable BRIEFGEN_MAIL_PASSWORD")
        assert "environment variable BRIEFGEN_PDF_PASSWORD" in pdf_lock_refused("ana", {})
        assert pdf_lock_refused("ana", {"BRIEFGEN_PDF_PASSWORD": "agreed"}) == ""


def test_without_the_package_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "keyrings need the package keyring (pip install 'briefgen[mail]'): give it in" in needs_its_password()


def test_the_command_that_is_named_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    with keyring_that():
        told = re.search(
            r"put it in the keyring, (\S+) set briefgen briefs@mail\.agency\.example, or", needs_its_password()
        )
        assert told
        assert os.access(told[1], os.X_OK)
        monkeypatch.setattr(sys, "executable", "/nowhere/bin/python3")
        assert "/nowhere/bin/python3 -m keyring set briefgen" in needs_its_password()


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("x" * 200, "the password for their locked PDFs is too long: it has 200 bytes, a PDF's has 127 at most"),
        ("ა" * 43, "is too long: it has 129 bytes"),
        ("  ", "is empty, or of spaces alone"),
    ],
)
def test_a_password_that_a_pdf_cant_have_is_told_as_what_it_is(password: str, told: str) -> None:
    assert told in pdf_lock_refused("ana", {"BRIEFGEN_PDF_PASSWORD": password})
    assert pdf_lock_refused("ana", {"BRIEFGEN_PDF_PASSWORD": "ა" * 42}) == ""


@pytest.mark.parametrize(("user", "password", "what"), [("briefs", "Éva", "password"), ("ნინო", "x", "user")])
def test_what_a_login_cant_carry_is_told_before_anything_is_planned(user: str, password: str, what: str) -> None:
    account = Account(server="mail.agency.example", sender="briefs@agency.example", user=user)
    with pytest.raises(SecretError, match=f"the {what} for the mail server has a letter beyond a–z") as raised:
        account_password(account, {"BRIEFGEN_MAIL_PASSWORD": password})
    assert "Éva" not in str(raised.value)


def test_a_keyring_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backend import KeyringBackend

    before = keyring.get_keyring()  # first: the package takes the best of the classes that there are by then

    class InMemory(KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return {("briefgen", "briefs@mail.agency.example"): "kept", ("briefgen-pdf", "ana"): "hers"}.get(
                (service, username)
            )

        def set_password(self, service: str, username: str, password: str) -> None:
            raise NotImplementedError

    keyring.set_keyring(InMemory())  # type: ignore[no-untyped-call]
    try:
        account = Account(server="mail.agency.example", sender="briefs@agency.example", user="briefs")
        assert account_password(account, {}) == "kept"
        assert pdf_password("ana", {"BRIEFGEN_PDF_PASSWORD": "for all"}) == "hers"
        assert pdf_password("ben", {"BRIEFGEN_PDF_PASSWORD": "for all"}) == "for all"
    finally:
        keyring.set_keyring(before)
