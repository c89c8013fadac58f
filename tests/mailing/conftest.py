"""Fixtures of the tests that send mail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from briefgen.upkeep.starter import start
from tests.conftest import once_a_run
from tests.mailing.cloud import Cloud, cloud
from tests.mailing.projects import Office, new_version
from tests.mailing.scripted import Certificates, Scripted, certificates, scripted
from tests.mailing.servers import Servers, running_servers, what_is_missing
from tests.test_cli import run

__all__ = ["certificates"]


def require_servers() -> None:
    """Skip a test if the servers can't run here; under CI it fails, or it would pass for one that was run."""
    missing = what_is_missing()
    if missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)


@pytest.fixture(scope="session")
def running_mail_servers() -> Iterator[Servers]:
    """Run Postfix and Dovecot as long as this process needs them; of several processes each has its own."""
    require_servers()
    with running_servers() as servers:
        yield servers


@pytest.fixture
def mail_servers(running_mail_servers: Servers) -> Servers:
    """Return running servers with empty mailboxes."""
    running_mail_servers.empty()
    return running_mail_servers


@pytest.fixture(scope="session")
def issued_starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter project, issued once."""

    def make(folder: Path) -> Path:
        start(folder / "project")
        assert run("issue", "--on", "2030-05-02", folder=folder / "project").exit_code == 0
        return folder / "project"

    return once_a_run(tmp_path_factory, "starter", make)


@pytest.fixture(scope="session")
def issued_twice(issued_starter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a second version, in which a text reads otherwise: for `Office.take`."""

    def make(folder: Path) -> Path:
        office = Office(issued_starter, folder)
        new_version(office)
        return office.root

    return once_a_run(tmp_path_factory, "starter-twice", make)


class InMemory(KeyringBackend):
    """A keyring that holds as little in an entry as that of Windows does."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.refuses = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.refuses or len(password.encode("utf-16-le")) > 2560:
            raise OSError(1783, f"the stub received bad data: {password}")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.entries:
            raise PasswordDeleteError(username)
        del self.entries[service, username]


@pytest.fixture
def in_memory() -> Iterator[InMemory]:
    """Put a keyring in the place of the system's."""
    before, made = keyring.get_keyring(), InMemory()
    keyring.set_keyring(made)
    try:
        yield made
    finally:
        keyring.set_keyring(before)


@pytest.fixture
def sky(certificates: Certificates) -> Iterator[Cloud]:
    with cloud(certificates) as book:
        yield book


@pytest.fixture
def server(certificates: Certificates) -> Iterator[Scripted]:
    with scripted(certificates) as book:
        yield book


@pytest.fixture
def office(issued_starter: Path, server: Scripted, tmp_path: Path) -> Office:
    office = Office(issued_starter, tmp_path)
    office.serve(server)
    office.write_people("id: ana; language: ka", "id: ben")
    return office
