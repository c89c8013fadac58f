"""How a letter leaves: one module a way, which [mail] way chooses from this table.

A way is a line here and a module of its name beside this file, with

- ``PACKAGES``: the packages that it can't do without, and with which extra each comes: ``{"msal": "microsoft"}``;
- ``DOES``: what a person is asked, such as «Send {letters} from {sender}, through {where}»;
- ``where(account)``: where letters are handed in, for people;
- ``scopes(account)``: by [mail] login for what a token is asked, if one can sign in there by token;
- ``prepare(account, project)``: the `Way`, with all that it needs; raises `Mistake` for what is missing.

Whatever goes out goes through `base.Connection`: nothing else of sending knows one way from another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol, cast

from briefgen.mailing.ways.table import module_named
from briefgen.problems.notes import Told

if TYPE_CHECKING:  # the help of `send` lists the ways, and loads nothing heavy
    from briefgen.contacts.account import Account
    from briefgen.mailing.ways.base import MailboxConnection, Way
    from briefgen.mailing.ways.tokens.base import Tokens
    from briefgen.project.folder import Project

WAYS = {
    "smtp": Told("hands each letter to a mail server (SMTP)"),
    "graph": Told("puts each letter into the drafts of a mailbox at Microsoft 365, to be sent from there"),
}


class WayModule(Protocol):
    """What the module of a way has."""

    PACKAGES: Mapping[str, str]
    DOES: str

    def where(self, account: Account) -> str:
        """Return where letters are handed in, for people."""

    def scopes(self, account: Account) -> Mapping[str, str]:
        """Return by [mail] login for what a token is asked; nothing if only passwords are taken."""

    def prepare(self, account: Account, project: Project) -> Way:
        """Return the way, ready to be opened. Raises `Mistake` for what is missing, secrets among it."""


def way_of(account: Account) -> WayModule:
    """Return the way that [mail] chooses. Raises `ProjectError` if there is none of that name."""
    return cast("WayModule", module_named(account, "way", __name__, WAYS))


@contextmanager
def open_mailbox(account: Account, project: Project) -> Iterator[MailboxConnection | None]:
    """Open the mailbox in which letters are looked for, to be closed again; None if the way has none.

    Raises `Mistake`.
    """
    way = way_of(account).prepare(account, project)
    if not way.mailbox:
        yield None
        return
    connection = cast("MailboxConnection", way.open())
    try:
        yield connection
    finally:
        connection.close()


def packages_of(account: Account) -> dict[str, str]:
    """Return the packages that sending can't do without, and with which extra each comes. Raises `ProjectError`."""
    from briefgen.mailing.ways.tokens import BY_PASSWORD, login_of

    return {**way_of(account).PACKAGES, **({} if account.login == BY_PASSWORD else login_of(account).PACKAGES)}


def tokens_of(account: Account, project: Project) -> Tokens:
    """Return who gives tokens for the way in use. Raises `Mistake` for what is missing."""
    from briefgen.contacts.account import of_mail
    from briefgen.mailing.ways.tokens import BY_PASSWORD, login_of
    from briefgen.mailing.ways.tokens.base import Tokens
    from briefgen.project.settings import ProjectError

    if account.login == BY_PASSWORD:
        raise ProjectError(
            Told("{file}: [mail] login is a password, so there is nothing to sign in to", file=account.at("login"))
        )
    login, scopes = login_of(account), way_of(account).scopes(account)
    if account.login not in scopes:
        none = Told("a password alone")
        raise of_mail(
            "login",
            Told(
                "{file}: [mail] login = {login!r} doesn't go with way = {way!r}, which takes {scopes}",
                file=account.at("login"),
                login=account.login,
                way=account.way,
                scopes=", ".join(scopes) or none,
            ),
        )
    for package, extra in login.PACKAGES.items():
        if not find_spec(package):
            raise ProjectError(
                Told(
                    "[mail] login = {login!r} needs the package {package}: pip install 'briefgen[{extra}]'",
                    login=account.login,
                    package=package,
                    extra=extra,
                )
            )
    host = way_of(account).where(account)
    return Tokens(login.provider(account, project, scopes[account.login], host), account.login_user)


def sign_ins_of(account: Account) -> tuple[str, ...]:
    """Return how a person signs in by [mail] login, "browser" or "code"; none by password. Raises `ProjectError`."""
    from briefgen.mailing.ways.tokens import BY_PASSWORD, login_of

    return () if account.login == BY_PASSWORD else login_of(account).SIGN_INS


def is_signed_in(account: Account, project: Project) -> bool:
    """Tell whether a sign-in is kept. Raises `ProjectError`, `SecretError` if the keyring can't be asked."""
    from briefgen.mailing.ways.tokens import login_of
    from briefgen.mailing.ways.tokens.base import is_kept

    name = login_of(account).kept_as(account, project, way_of(account).where(account))
    return bool(name) and is_kept(name)


def forget_sign_in(account: Account, project: Project) -> None:
    """Take what a sign-in has kept out of the keyring. Raises `ProjectError` where nothing is kept, `SecretError`."""
    from briefgen.mailing.ways.tokens import BY_PASSWORD, LOGINS, login_of
    from briefgen.mailing.ways.tokens.base import forget_kept
    from briefgen.project.settings import ProjectError

    name = ""
    if account.login != BY_PASSWORD:
        name = login_of(account).kept_as(account, project, way_of(account).where(account))
    if not name:
        how = LOGINS.get(account.login, Told("a password"))
        raise ProjectError(
            Told(
                "{file}: [mail] login = {login!r} is {how}: no sign-in is kept, so there is nothing to forget",
                file=account.at("login"),
                login=account.login,
                how=how,
            )
        )
    forget_kept(name)
