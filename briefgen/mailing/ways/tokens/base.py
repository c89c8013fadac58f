"""Tokens: given for a while, renewed by a longer one that the keyring alone keeps."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from briefgen.contacts.account import Account, ca_file
from briefgen.contacts.passwords import SecretError, keep_no_more, keep_secret, kept_long
from briefgen.mailing.ways.base import ServerError
from briefgen.mailing.ways.replies import one_line, tells
from briefgen.problems.notes import Told
from briefgen.project.folder import Project
from briefgen.project.reading import read_file

_SERVICE = "briefgen-login"  # the name in the keyring
_EARLY = 300.0  # seconds before its end in which a token isn't used any more
_LARGEST_CA = 4_000_000  # bytes
_TOKEN = re.compile(r"[\x21-\x7e]{1,16000}")


@dataclass(frozen=True, slots=True)
class Grant:
    """A token, for how many seconds it is good, and what renews it."""

    token: str = field(repr=False)
    seconds: float
    renewal: str | None = field(repr=False)


class Provider(Protocol):
    """Who gives tokens."""

    name: str  # by what the keyring knows whose sign-in it is; nothing is kept if it is empty

    def renew(self, renewal: str) -> Grant:
        """Return a new token. Raises `SecretError` if a person has to sign in again, `ServerError`."""

    def sign_in(
        self, tell: Callable[[str], None], *, code: bool, given_up: Callable[[], bool] = lambda: False
    ) -> Grant:
        """Let a person sign in, in a browser or with a `code` on another device. Raises `ServerError`.

        Where it can, it ends soon once that was `given_up`.
        """


class Tokens:
    """Who logs in by token: gives one that is good for some minutes. Threads may share it."""

    def __init__(self, provider: Provider, user: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._provider, self._user, self._clock = provider, user, clock
        self._lock = threading.Lock()
        self._token, self._until = "", 0.0

    def require(self) -> None:
        """Raise `SecretError` if nobody has signed in yet."""
        if self._provider.name and not self._renewal():
            raise SecretError(
                Told("nobody has signed in as {user} yet: {how}", user=self._user, how=how_to_sign_in(self._user))
            )

    def token(self) -> str:
        """Return a token, renewed if it ends soon. Raises `SecretError`, `ServerError`; neither tells it."""
        with self._lock:
            if not self._token or self._clock() >= self._until:
                self.require()
                self._take(self._provider.renew(self._renewal() or ""))
            return self._token

    def spoil(self) -> None:
        """Renew it the next time, since a server didn't take it."""
        with self._lock:
            self._token = ""

    def sign_in(self, tell: Callable[[str], None], *, code: bool, given_up: Callable[[], bool] = lambda: False) -> None:
        """Let a person sign in, and keep what renews the token, unless that was given up meanwhile.

        Raises `SecretError`, `ServerError`.
        """
        grant = self._provider.sign_in(tell, code=code, given_up=given_up)
        if given_up():
            raise was_given_up()
        if not grant.renewal:
            raise ServerError(Told("the sign-in gave nothing to renew it by; ask your IT to allow offline_access"))
        with self._lock:
            before = self._renewal() if self._provider.name else None
            self._take(grant)
            if given_up():  # while the keyring waited for its owner
                self._take_back(before)
                raise was_given_up()

    def _take_back(self, before: str | None) -> None:
        self._token = ""
        if before:
            keep_secret(_SERVICE, self._provider.name, before)
        elif self._provider.name:
            keep_no_more(_SERVICE, self._provider.name)

    def _renewal(self) -> str | None:
        return _kept(self._provider.name)

    def _take(self, grant: Grant) -> None:
        if not _TOKEN.fullmatch(grant.token):
            raise ServerError(Told("what was given as a token is none"))
        if grant.renewal and self._provider.name and grant.renewal != self._renewal():
            keep_secret(_SERVICE, self._provider.name, grant.renewal)
        self._token, self._until = grant.token, self._clock() + grant.seconds - _EARLY


def was_given_up() -> ServerError:
    """Return what is raised of a sign-in that was given up meanwhile."""
    return ServerError(Told("the sign-in was given up; nothing was kept"))


def bound_name(account: Account, project: Project, *hosts: str) -> str:
    """Return by what the keyring knows the sign-in of a user by an app at these hosts, trusted by `ca`.

    Who can write into a project could otherwise name a host of their own there, and be sent what others have kept.
    """
    path = ca_file(account, project)
    trusted = read_file(path, account.ca, _LARGEST_CA) if path and path.is_file() else b""
    bound = hashlib.sha256("\n".join([*hosts, hashlib.sha256(trusted).hexdigest()]).encode()).hexdigest()[:32]
    return f"{account.login_user}@{account.client_id} {bound}"


def is_kept(name: str) -> bool:
    """Tell whether somebody has signed in. Raises `SecretError` if the keyring can't be asked."""
    return bool(_kept(name))


def _kept(name: str) -> str | None:
    found, trouble = kept_long(_SERVICE, name)
    if trouble:
        raise SecretError(Told("a sign-in is kept in the keyring alone, and {trouble}", trouble=trouble))
    return found


def forget_kept(name: str) -> None:
    """Keep nothing any more. Raises `SecretError` if the keyring can't be asked."""
    keep_no_more(_SERVICE, name)


def how_to_sign_in(user: str) -> str:
    """Return what a person is told who has to sign in."""
    return Told("type briefgen login, and sign in as {user}", user=user)


def too_late(seconds: float) -> str:
    """Return what a person is told who didn't sign in within some seconds."""
    minutes = f"{seconds / 60:.0f}"
    return Told("nobody signed in within {minutes} minutes: to try again, type briefgen login", minutes=minutes)


def said(text: str, *secrets: str) -> str:
    """Return what a server said, on one line, or that it can't be shown: it said a secret back, or a piece of one."""
    if tells(text, *secrets):
        return Told("(what it said holds what nobody may see)")
    return one_line(text)
