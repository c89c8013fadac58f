"""The desk on a server: behind a proxy that signs people on, and says who asks, with a secret that it alone adds.

One TOML file outside of the project says how the two know each other, and who may do what. Nothing else that a proxy
may add is believed: no `Forwarded`, no `X-Forwarded-…`.
"""

from __future__ import annotations

import hmac
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.desk.guard import App, Guard, all_of
from briefgen.desk.roles import DeskUser, Role
from briefgen.problems.mistakes import Mistake, did_you_mean, reason
from briefgen.problems.notes import Told
from briefgen.project.reading import read_file
from briefgen.project.toml import TomlError, read_toml

LEAST = 32  # characters of the secret: what nobody guesses, from `openssl rand -base64 32`
_MOST = 1000  # bytes of it
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,99}")
_SECRET = re.compile(r"[!-~]+")  # what a header carries as it is
# A sign-on over plain HTTP can be overheard; on one machine it can't.
_ADDRESS = re.compile(r"(https://[a-z0-9.-]+(?::\d{1,5})?|http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?)/?")
_SETTINGS = ("address", "user_header", "secret_header", "secret_file", "people")


class ProxyError(Mistake):
    """The desk doesn't start behind a proxy as its settings are; the message says what is wrong with them."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Proxy:
    """How the desk is reached, what the proxy says of each request and with what secret, and who may do what."""

    address: str  # as people type it, without a path
    user_header: str
    secret_header: str
    secret: bytes
    people: Mapping[str, DeskUser]


class ProxyGuard(Guard):
    """Lets those through whom the proxy has signed on, and whom the settings name."""

    unknown = Told("the desk doesn't know you: ask whoever looks after it")

    def __init__(self, app: App, proxy: Proxy) -> None:
        scheme, _, host = proxy.address.partition("://")
        super().__init__(app, [host], scheme=scheme)
        self._proxy = proxy

    def _person(self, headers: list[tuple[bytes, bytes]]) -> DeskUser | None:
        """Return who asks: with exactly one secret, which is ours, and exactly one name."""
        secrets = all_of(headers, self._proxy.secret_header.encode())
        users = all_of(headers, self._proxy.user_header.encode())
        if len(secrets) != 1 or not hmac.compare_digest(secrets[0], self._proxy.secret) or len(users) != 1:
            return None
        return self._proxy.people.get(users[0].decode("utf-8", "replace"))

    def _is_link(self, headers: list[tuple[bytes, bytes]]) -> bool:
        """Tell whether somebody followed a link, as from the page that signs them on: to a page, not to a part of one.

        A page that is looked at changes nothing.
        """
        mode, to = all_of(headers, b"sec-fetch-mode"), all_of(headers, b"sec-fetch-dest")
        return (mode, to) == ([b"navigate"], [b"document"])


def read_proxy(path: Path, project: Path) -> Proxy:
    """Return what the settings say; raises `ProxyError`, also where others than their owner could change them."""
    path = path.absolute()
    if path.resolve().is_relative_to(project.resolve()):
        raise ProxyError(
            f"{path} lies in the project, where whoever edits it could give themselves a role: move it out"
        )
    _require_mode(path, stat.S_IWGRP | stat.S_IWOTH, "changed by others: type chmod go-w")
    try:
        found = read_toml(path, str(path))
    except TomlError as error:
        raise ProxyError(str(error)) from None
    except OSError as error:
        raise ProxyError(f"{path}: {reason(error)}") from None
    for name in found:
        if name not in _SETTINGS:
            raise ProxyError(f"{path}: there is no setting {name!r}; {did_you_mean(name, _SETTINGS)}")
    address = _words(found, "address", path).lower()
    if not (fits := _ADDRESS.fullmatch(address)):
        raise ProxyError(
            f"{path}: address = {address!r}: write the address as people type it, https://…, with no path after it"
        )
    user, secret = (_header(found, name, path) for name in ("user_header", "secret_header"))
    if user == secret:
        raise ProxyError(f"{path}: user_header and secret_header are the same")
    return Proxy(fits[1], user, secret, _secret(path, _words(found, "secret_file", path)), _people(found, path))


def _words(found: Mapping[str, Any], name: str, path: Path) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise ProxyError(f'{path}: {name} is missing; write {name} = "…"')
    return value


def _header(found: Mapping[str, Any], name: str, path: Path) -> str:
    value = _words(found, name, path)
    if not _HEADER.fullmatch(value):
        raise ProxyError(f"{path}: {name} = {value!r}: a header has letters, digits and hyphens")
    return value.lower()


def _secret(settings: Path, named: str) -> bytes:
    """Return the secret, which nobody but its owner may read."""
    path = settings.parent / named
    _require_mode(path, stat.S_IRWXG | stat.S_IRWXO, "read by others: type chmod 600")
    try:
        secret = read_file(path, str(path), _MOST).decode("utf-8", "replace").strip()
    except OSError as error:
        raise ProxyError(f"{path}: {reason(error)}") from None
    if len(secret) < LEAST or not _SECRET.fullmatch(secret):
        raise ProxyError(
            f"{path}: a secret has at least {LEAST} letters, digits and signs, and no spaces: openssl rand -base64 32"
        )
    return secret.encode()


def _people(found: Mapping[str, Any], path: Path) -> dict[str, DeskUser]:
    people = found.get("people")
    if not isinstance(people, dict) or not people:
        raise ProxyError(f"{path}: nobody is named under [people], so nobody could come in")
    return {name: DeskUser(name, frozenset(_roles(name, said, path))) for name, said in people.items()}


def _roles(name: str, said: Any, path: Path) -> list[Role]:
    roles = said if isinstance(said, list) else [said]
    known = [str(role) for role in Role]
    for role in roles:
        if role not in known:
            raise ProxyError(f"{path}: {name!r} is {role!r}; roles are {', '.join(known)}")
    return [Role(role) for role in roles]


def _require_mode(path: Path, forbidden: int, why: str) -> None:
    """Refuse a file that others may touch, or that belongs to somebody else than who runs the desk, or root."""
    try:
        found = path.stat()
    except OSError as error:
        raise ProxyError(f"{path}: {reason(error)}") from None
    if not stat.S_ISREG(found.st_mode):
        raise ProxyError(f"{path} is no file")
    if os.name == "posix" and found.st_uid not in (0, os.getuid()):
        raise ProxyError(f"{path} belongs to another user")
    if os.name == "posix" and found.st_mode & forbidden:
        raise ProxyError(f"{path} may be {why} {path}")
