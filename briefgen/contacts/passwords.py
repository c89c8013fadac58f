"""Passwords: what may be one, and the system's keyring: what it keeps, what keeps us from asking it, how to fill it."""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
import sys
from pathlib import Path

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

MOST_BYTES = 127  # of a PDF's password (ISO 32000-2, 7.6.4.3.3)


class SecretError(Mistake):
    """A password is needed and isn't found, or can't be kept; the message says what to do."""


# Where there is no keyring: what was typed, for this process alone, in no file. It ends with the process.
_HELD: dict[tuple[str, str], str] = {}


def hold_password(service: str, name: str, password: str) -> None:
    """Hold a password in the memory of this process until it ends, where the keyring can't be asked."""
    _HELD[service, name] = password


def is_held(service: str, name: str) -> bool:
    """Tell whether this process holds a password."""
    return (service, name) in _HELD


def kept(service: str, name: str) -> tuple[str | None, str]:
    """Return a password that is held or in the keyring; or None and, if that can't be asked, why not in plain words."""
    held = _HELD.get((service, name))
    return (held, "") if held else _in_keyring(service, name)


def _in_keyring(service: str, name: str) -> tuple[str | None, str]:
    try:
        import keyring
        from keyring.errors import KeyringLocked, NoKeyringError
    except ImportError:
        return None, Told("keyrings need the package keyring (pip install 'briefgen[mail]')")
    try:
        return keyring.get_password(service, name), ""
    except NoKeyringError:
        return None, Told("this computer offers no keyring to this session")
    except KeyringLocked:
        return None, Told("the keyring is locked (unlock it as you do when you log in, and try again)")
    except Exception as error:  # each system has a library of its own below, which raises what it likes
        return None, Told("the keyring can't be asked ({error})", error=str(error) or type(error).__name__)


def how_to_give(service: str, name: str, variable: str) -> str:
    """Return where a person puts a password: the keyring, if it can be used, or a variable of the environment."""
    _, trouble = kept(service, name)
    if trouble:
        return Told("{trouble}: give it in the environment variable {variable}", trouble=trouble, variable=variable)
    command = f"{_command()} set {service} {shlex.quote(name)}"
    return Told(
        "put it in the keyring, {command}, or give it in the environment variable {variable}",
        command=command,
        variable=variable,
    )


def password_fault(password: str) -> str:
    """Return why a PDF can't have this password, in plain words; nothing if it can."""
    if not password.strip():
        return Told("is empty, or of spaces alone")
    size = len(password.encode())
    if size > MOST_BYTES:
        return Told("is too long: it has {size} bytes, a PDF's has {most} at most", size=size, most=MOST_BYTES)
    return ""


def _command() -> str:
    """Return the keyring's command as it can be typed here: that of this Python, which the PATH may not know."""
    found = shutil.which("keyring", path=str(Path(sys.executable).parent))
    if found is None:
        return f"{shlex.quote(sys.executable)} -m keyring"
    path = Path(found)
    return shlex.quote(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))


# Some keyrings hold no more than some 1200 characters in an entry (Windows: 2560 bytes, keyring stores UTF-16).
_PIECE = 1000


def keep_password(service: str, name: str, password: str) -> None:
    """Keep a password as the command of the keyring does. Raises `SecretError`, which never tells it."""
    if trouble := _set(service, name, password):
        raise SecretError(Told("a password is kept in the keyring alone, and {trouble}", trouble=trouble))


def forget_password(service: str, name: str) -> None:
    """Take a password out of memory, or else out of the keyring. Raises `SecretError` if that can't be done."""
    if _HELD.pop((service, name), None):
        return
    _, trouble = _in_keyring(service, name)
    if trouble:
        raise SecretError(trouble)
    _delete(service, name)


def keep_secret(service: str, name: str, secret: str) -> None:
    """Keep a secret of any length, whole or as before. Raises `SecretError` if the keyring can't be written."""
    digest = hashlib.sha256(secret.encode()).hexdigest()[:16]
    pieces = [secret[start : start + _PIECE] for start in range(0, len(secret), _PIECE)]
    before = kept(service, name)[0]
    head = f"{len(pieces)} {digest}"  # from when this is there on it is this one
    for named, piece in [*((_piece_name(name, digest, at), each) for at, each in enumerate(pieces)), (name, head)]:
        if trouble := _set(service, named, piece):
            raise SecretError(Told("a sign-in is kept in the keyring alone, and {trouble}", trouble=trouble))
    if before and before != head:
        _drop_pieces(service, name, before)


def kept_long(service: str, name: str) -> tuple[str | None, str]:
    """Return what `keep_secret` has kept, or None and, if the keyring can't be asked, why not in plain words."""
    head, trouble = kept(service, name)
    found = _HEAD.fullmatch(head or "")
    if found is None:
        return None, trouble
    pieces = [kept(service, _piece_name(name, found[2], number))[0] or "" for number in range(int(found[1]))]
    secret = "".join(pieces)
    return (secret if hashlib.sha256(secret.encode()).hexdigest()[:16] == found[2] else None), ""


def keep_no_more(service: str, name: str) -> None:
    """Take out of the keyring what `keep_secret` has kept, if it has. Raises `SecretError` if that can't be done."""
    head, _ = kept(service, name)
    if head:
        _delete(service, name)
        _drop_pieces(service, name, head)


_HEAD = re.compile(r"(\d{1,2}) ([0-9a-f]{16})")


def _piece_name(name: str, digest: str, number: int) -> str:
    return f"{name}#{digest}.{number}"


def _drop_pieces(service: str, name: str, head: str) -> None:
    if found := _HEAD.fullmatch(head):
        for number in range(int(found[1])):
            _delete(service, _piece_name(name, found[2], number))


def _set(service: str, name: str, secret: str) -> str:
    """Put a secret into the keyring; return why that can't be done, nothing if it is."""
    _, trouble = _in_keyring(service, name)
    if not trouble:
        import keyring

        try:
            keyring.set_password(service, name, secret)
        except Exception as error:  # each system has a library of its own below; what it says may hold the secret
            return Told("the keyring takes nothing ({name})", name=type(error).__name__)
    return trouble


def _delete(service: str, name: str) -> None:
    import keyring
    from keyring.errors import PasswordDeleteError

    try:
        keyring.delete_password(service, name)
    except PasswordDeleteError:  # it is gone already
        return
    except Exception as error:
        raise SecretError(Told("the keyring can't be written ({name})", name=type(error).__name__)) from None
