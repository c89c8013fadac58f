"""Fixtures of the tests that send mail."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.mail.scripted import certificates
from tests.mail.servers import Servers, running_servers, what_is_missing

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
