"""A mail server: each letter is handed over an encrypted, verified line, and what became of it is told plainly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from briefgen.contacts.account import Account, account_password, ca_file, of_mail, right_line
from briefgen.mailing.ways.smtp_login import RefusedError
from briefgen.mailing.ways.tokens import BY_PASSWORD
from briefgen.project.folder import Project

if TYPE_CHECKING:
    from briefgen.mailing.ways.tokens.base import Tokens
from briefgen.mailing.ways.smtp_connection import Server, SmtpConnection
from briefgen.problems.notes import Told

PACKAGES: Mapping[str, str] = {}
DOES = "Send {letters} from {sender}, through {where}"
# To hand in mail, and nothing else where that can be said.
_SCOPES: Mapping[str, str] = {
    "microsoft": "https://outlook.office.com/SMTP.Send", "google": "https://mail.google.com/", "command": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Smtp:
    """The way through a mail server."""

    server: Server
    password: str | None = field(repr=False)
    tokens: Tokens | None = field(default=None, repr=False)  # instead of a password
    mailbox: Literal[""] = ""  # what a server was given nobody can look for

    def open(self) -> SmtpConnection:
        """Return a line to the server. Raises `ServerError`."""
        if self.tokens is None:
            return SmtpConnection.open(self.server, self.password)
        try:
            return SmtpConnection.open(self.server, self.tokens.token(), by_token=True)
        except RefusedError:  # it may have been taken back before its time
            self.tokens.spoil()
            return SmtpConnection.open(self.server, self.tokens.token(), by_token=True)


def where(account: Account) -> str:
    """Return the server's name."""
    return account.server


def scopes(account: Account) -> Mapping[str, str]:
    """Return for what a token is asked."""
    return _SCOPES


def prepare(account: Account, project: Project) -> Smtp:
    """Return the way. Raises `SettingsError` if no server is named, `SecretError` for a password that is missing."""
    from briefgen.mailing.ways import tokens_of

    server = server_of(account, project)
    if account.login == BY_PASSWORD:
        return Smtp(server, account_password(account))
    tokens = tokens_of(account, project)
    tokens.require()
    return Smtp(replace(server, user=account.login_user), None, tokens)


def server_of(account: Account, project: Project) -> Server:
    """Return the server to send through; raises `SettingsError` if none is named."""
    if not account.server:
        raise of_mail(
            "server",
            Told(
                "{file}: [mail] names no server to send through; write: {line}",
                file=account.at(""),
                line=right_line("server"),
            ),
        )
    return Server(
        host=account.server,
        port=account.at_port,
        security=account.security,
        user=account.user or None,
        helo=account.domain,
        ca=ca_file(account, project),
    )
