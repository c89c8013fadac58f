"""Passwords: what may be one, and the system's keyring: what it keeps, what keeps us from asking it, how to fill it."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

MOST_BYTES = 127  # of a PDF's password (ISO 32000-2, 7.6.4.3.3)


def kept(service: str, name: str) -> tuple[str | None, str]:
    """Return a password of the keyring, or None and, if it can't be asked, why not in plain words."""
    try:
        import keyring
        from keyring.errors import KeyringLocked, NoKeyringError
    except ImportError:
        return None, "keyrings need the package keyring (pip install 'briefgen[mail]')"
    try:
        return keyring.get_password(service, name), ""
    except NoKeyringError:
        return None, "this computer offers no keyring to this session"
    except KeyringLocked:
        return None, "the keyring is locked (unlock it as you do when you log in, and try again)"
    except Exception as error:  # each system has a library of its own below, which raises what it likes
        return None, f"the keyring can't be asked ({str(error) or type(error).__name__})"


def how_to_give(service: str, name: str, variable: str) -> str:
    """Return where a person puts a password: the keyring, if it can be used, or a variable of the environment."""
    _, trouble = kept(service, name)
    if trouble:
        return f"{trouble}: give it in the environment variable {variable}"
    return f"put it in the keyring, {_command()} set {service} {shlex.quote(name)}, or give it in the environment " + (
        f"variable {variable}"
    )


def password_fault(password: str) -> str:
    """Return why a PDF can't have this password, in plain words; nothing if it can."""
    if not password.strip():
        return "is empty, or of spaces alone"
    size = len(password.encode())
    return f"is too long: it has {size} bytes, a PDF's has {MOST_BYTES} at most" if size > MOST_BYTES else ""


def _command() -> str:
    """Return the keyring's command as it can be typed here: that of this Python, which the PATH may not know."""
    found = shutil.which("keyring", path=str(Path(sys.executable).parent))
    if found is None:
        return f"{shlex.quote(sys.executable)} -m keyring"
    path = Path(found)
    return shlex.quote(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))
