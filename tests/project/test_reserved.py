"""Names that no file can have on Windows."""

from __future__ import annotations

import pytest

from briefgen.project.reserved import is_reserved


@pytest.mark.parametrize(
    "name",
    ["con", "CON", "aux.txt", "nul", "prn.a.b", "com1", "lpt9", "COM²", "lpt¹.x", "conin$", "CONOUT$", "com0"],
)
def test_what_windows_keeps_for_devices(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize(
    "name", ["cons", "com", "com10", "xcon", "con-x", "conin", "auxiliary", "2019-10-brussels", ""]
)
def test_what_any_file_may_be_called(name: str) -> None:
    assert not is_reserved(name)
