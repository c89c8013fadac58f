"""What a keyring keeps and how a person is told to fill it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from keyring.errors import PasswordDeleteError

from briefgen.contacts.passwords import (
    SecretError,
    how_to_give,
    keep_no_more,
    keep_secret,
    kept,
    kept_long,
    password_fault,
)

Entries = dict[tuple[str, str], str]


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("x", ""),
        (" x ", ""),
        ("x" * 127, ""),
        ("x" * 128, "is too long: it has 128 bytes, a PDF's has 127 at most"),
        ("ა" * 42 + "x", ""),
        ("", "is empty, or of spaces alone"),
        (" \t", "is empty, or of spaces alone"),
    ],
)
def test_which_passwords_a_pdf_can_have(password: str, fault: str) -> None:
    assert password_fault(password) == fault


def test_the_command_is_that_of_this_python_as_it_can_be_typed_here(
    entries: Entries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "my tools" / "bin"
    place.mkdir(parents=True)
    (place / "keyring").touch(mode=0o755)
    monkeypatch.setattr(sys, "executable", str(place / "python3"))
    monkeypatch.chdir(tmp_path)
    rest = "or give it in the environment variable V"
    assert how_to_give("s", "o'n", "V") == (f"put it in the keyring, 'my tools/bin/keyring' set s 'o'\"'\"'n', {rest}")
    monkeypatch.chdir(place)
    assert how_to_give("s", "n", "V") == f"put it in the keyring, keyring set s n, {rest}"
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert how_to_give("s", "n", "V") == f"put it in the keyring, '{place}/keyring' set s n, {rest}"
    (place / "keyring").unlink()
    assert how_to_give("s", "n", "V") == f"put it in the keyring, '{place}/python3' -m keyring set s n, {rest}"


def test_what_is_kept_is_found_under_its_service_and_name(entries: Entries) -> None:
    entries["s", "n"] = "secret"
    assert [kept("s", "n"), kept("s", "o"), kept("t", "n")] == [("secret", ""), (None, ""), (None, "")]


def test_a_secret_stands_in_pieces_of_a_thousand_and_the_new_one_replaces_the_old(entries: Entries) -> None:
    keep_secret("s", "n", "a" * 1000)
    assert sorted(map(len, entries.values())) == [len("1 0123456789abcdef"), 1000]
    keep_secret("s", "other", "theirs")
    keep_secret("s", "n", "b" * 1001)
    assert sorted(map(len, entries.values()))[:2] == [1, 6]
    assert (kept_long("s", "n"), kept_long("s", "other")) == (("b" * 1001, ""), ("theirs", ""))
    keep_no_more("s", "n")
    assert (kept_long("s", "n"), kept_long("s", "other"), len(entries)) == ((None, ""), ("theirs", ""), 2)


@pytest.mark.parametrize(
    "head", ["", "1", "1 0123", "100 0123456789abcdef", "1 0123456789abcdeF", "1 0123456789abcdef0"]
)
def test_what_something_else_put_there_is_none_of_ours_and_is_written_over(entries: Entries, head: str) -> None:
    entries["s", "n"] = head
    assert kept_long("s", "n") == (None, "")
    keep_secret("s", "n", "secret")
    assert kept_long("s", "n") == ("secret", "")


def test_a_piece_that_reads_otherwise_makes_the_whole_none(entries: Entries) -> None:
    for _ in range(2):  # the same again is as good
        keep_secret("s", "n", "secret")
        assert kept_long("s", "n") == ("secret", "")
    (name,) = (name for _, name in entries if name != "n")
    entries["s", name] = "secreT"
    assert kept_long("s", "n") == (None, "")


def test_what_is_gone_already_is_taken_out_with_the_rest(entries: Entries) -> None:
    keep_secret("s", "n", "x" * 2500)
    del entries["s", next(name for _, name in entries if name.endswith(".0"))]
    assert kept_long("s", "n") == (None, "")
    keep_no_more("s", "n")
    assert entries == {}


def test_a_keyring_that_can_not_be_written_is_told_without_the_secret(
    entries: Entries, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring

    def refuse(*secret: str) -> None:
        raise OSError(*secret)

    keep_secret("s", "n", "secret")
    ring = keyring.get_keyring()
    monkeypatch.setattr(ring, "delete_password", refuse)
    with pytest.raises(SecretError, match=r"^the keyring can't be written \(OSError\)$"):
        keep_no_more("s", "n")
    monkeypatch.setattr(ring, "set_password", refuse)
    with pytest.raises(SecretError) as raised:
        keep_secret("s", "n", "new one")
    assert str(raised.value) == "a sign-in is kept in the keyring alone, and the keyring takes nothing (OSError)"

    def silent(*_: str) -> str:
        raise PasswordDeleteError

    monkeypatch.setattr(ring, "get_password", silent)
    assert kept("s", "n") == (None, "the keyring can't be asked (PasswordDeleteError)")
    assert kept_long("s", "n") == (None, "the keyring can't be asked (PasswordDeleteError)")
