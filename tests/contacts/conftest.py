from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest

from tests.mailing.conftest import InMemory


@pytest.fixture
def entries() -> Iterator[dict[tuple[str, str], str]]:
    """Put a keyring in the place of the system's; return what it keeps."""
    before, made = keyring.get_keyring(), InMemory()
    keyring.set_keyring(made)
    try:
        yield made.entries
    finally:
        keyring.set_keyring(before)
