"""Signing in without a password: a module for each who gives tokens, which [mail] login chooses from this table.

A way to sign in is a line here and a module of its name beside this file, with

- ``PACKAGES``: the packages that it can't do without, and with which extra each comes;
- ``SIGN_INS``: how a person signs in there, in a "browser" or by "code"; none where nobody does;
- ``kept_as(account, project, host)``: by what the keyring knows a sign-in whose tokens `host` gets, if it keeps any;
- ``provider(account, project, scope, host)``: who gives tokens for a `scope`, which `host` gets; raises `Mistake` for
  what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

from briefgen.mailing.ways.table import module_named
from briefgen.problems.notes import Told

if TYPE_CHECKING:  # the help of `login` lists them, and loads nothing heavy
    from briefgen.contacts.account import Account
    from briefgen.mailing.ways.tokens.base import Provider
    from briefgen.project.folder import Project

BY_PASSWORD = "password"  # noqa: S105 — the name of a setting
LOGINS = {
    "microsoft": Told("a sign-in at Microsoft 365, in a browser or with a code"),
    "google": Told("a sign-in at Google, in a browser"),
    "command": Told("what a command of the agency prints"),
}


class LoginModule(Protocol):
    """What the module of a way to sign in has."""

    PACKAGES: Mapping[str, str]
    SIGN_INS: tuple[str, ...]

    def kept_as(self, account: Account, project: Project, host: str) -> str:
        """Return by what the keyring knows a sign-in whose tokens `host` gets; nothing if it keeps none."""

    def provider(self, account: Account, project: Project, scope: str, host: str) -> Provider:
        """Return who gives tokens. Raises `Mistake` for what is missing in [mail]."""


def login_of(account: Account) -> LoginModule:
    """Return the way to sign in that [mail] chooses, which isn't a password. Raises `ProjectError`."""
    return cast("LoginModule", module_named(account, "login", __name__, LOGINS, [BY_PASSWORD]))
