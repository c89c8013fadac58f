"""Tokens of Google, by google-auth-oauthlib: a desktop client that the agency's IT has registered."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from briefgen.contacts.account import Account, ca_file, of_mail, right_line
from briefgen.contacts.passwords import SecretError, how_to_give, kept
from briefgen.mailing.ways.base import ServerError, UnreachableError
from briefgen.mailing.ways.https import bind_to_hosts, host_of, request_error
from briefgen.mailing.ways.tokens.base import Grant, bound_name, how_to_sign_in, said, too_late
from briefgen.problems.notes import Told
from briefgen.project.folder import Project

PACKAGES: Mapping[str, str] = {"google_auth_oauthlib": "google"}
CLIENT_SECRET = "BRIEFGEN_CLIENT_SECRET"  # noqa: S105 — the name of an environment variable
CLIENT_SERVICE = "briefgen-client"  # the name in the keyring
SIGN_INS = ("browser",)
_PATIENCE = 900  # seconds for a person to sign in


@dataclass
class Google:
    """A desktop client: Google gives it a secret, too, which it wants to see with each token."""

    name: str
    user: str
    client_id: str
    client_secret: str = field(repr=False)
    ask_at: str
    give_at: str
    scope: str
    ca: Path | None

    def renew(self, renewal: str) -> Grant:
        """Return a new token. Raises `SecretError`, `ServerError`."""
        from requests_oauthlib import OAuth2Session

        with OAuth2Session(self.client_id) as http:
            self._bind(http)
            given = self._asked(
                lambda: http.refresh_token(
                    self.give_at, refresh_token=renewal, client_id=self.client_id, client_secret=self.client_secret
                ),
                renewal,
            )
        return self._grant(given)

    def sign_in(
        self, tell: Callable[[str], None], *, code: bool, given_up: Callable[[], bool] = lambda: False
    ) -> Grant:
        """Let a person sign in. Raises `ServerError`."""
        from google_auth_oauthlib.flow import InstalledAppFlow

        if code:
            raise ServerError(Told("Google takes no code for mail: sign in where a browser opens, with briefgen login"))
        tell(Told("A browser opens: sign in there as {user}.", user=self.user))
        client = {
            "client_id": self.client_id, "client_secret": self.client_secret, "auth_uri": self.ask_at,
            "token_uri": self.give_at,
        }  # fmt: skip
        flow = InstalledAppFlow.from_client_config(
            {"installed": client}, scopes=[self.scope], autogenerate_code_verifier=True
        )
        self._bind(flow.oauth2session)
        settings: dict[str, Any] = {"login_hint": self.user, "prompt": "consent"}  # or nothing comes to renew it by

        def wait() -> None:
            try:
                flow.run_local_server(port=0, authorization_prompt_message=None, timeout_seconds=_PATIENCE, **settings)
            except AttributeError:  # so the library says, in all its versions, that nobody came back
                raise ServerError(too_late(_PATIENCE)) from None

        self._asked(wait)
        return self._grant(flow.oauth2session.token)

    def _bind(self, http: requests.Session) -> None:
        http.trust_env = False
        bind_to_hosts(http, [host_of(self.give_at)], self.ca, rests=True)

    def _asked(self, ask: Callable[[], Any], *secrets: str) -> Any:
        """Return what the library returns. Raises `SecretError`, `ServerError`; neither tells a secret."""
        from oauthlib.oauth2 import OAuth2Error

        host = host_of(self.give_at)
        try:
            return ask()
        except OAuth2Error as error:
            told = said(f"{error.error}: {error.description or ''}", self.client_secret, *secrets)
            if error.error == "invalid_grant":
                raise SecretError(
                    Told(
                        "the sign-in of {user} counts no more: {how}. {told}",
                        user=self.user,
                        how=how_to_sign_in(self.user),
                        told=told,
                    )
                ) from None
            if (error.status_code or 0) >= 500:
                raise UnreachableError(
                    Told("{host} gives no token now, try again later: {told}", host=host, told=told)
                ) from None
            raise ServerError(Told("{host} gives no token. It said: {told}", host=host, told=told)) from None
        except (requests.RequestException, OSError) as error:
            raise request_error(host, error) from None
        except ServerError:
            raise
        except (Warning, ValueError, KeyError, TypeError, AttributeError):  # another scope; what can't be read
            raise ServerError(
                Told("{host} doesn't answer as Google does, or not all was allowed there", host=host)
            ) from None

    def _grant(self, given: Mapping[str, Any]) -> Grant:
        token, renewal = given.get("access_token"), given.get("refresh_token")
        if not isinstance(token, str):
            raise ServerError(Told("{host} gives no token", host=host_of(self.give_at)))
        seconds = given.get("expires_in", 0)
        usable = min(max(0.0, float(seconds)), 86_400.0) if isinstance(seconds, int | float) else 0.0
        return Grant(token, usable, renewal if isinstance(renewal, str) else None)


def client_name(account: Account) -> str:
    """Return by what the keyring knows the secret of the app; at another authority than Google's it has another."""
    return f"{account.client_id}@{host_of(account.authority)}" if account.authority else account.client_id


def kept_as(account: Account, project: Project, host: str) -> str:
    """Return by what the keyring knows the sign-in, for tokens that `host` gets."""
    return bound_name(account, project, *_places(account), host)


def provider(
    account: Account, project: Project, scope: str, host: str, environment: Mapping[str, str] = os.environ
) -> Google:
    """Return Google as [mail] names it. Raises `SettingsError`, or `SecretError` without the client's secret."""
    if not account.client_id:
        raise of_mail(
            "client_id",
            Told(
                "{file}: [mail] client_id is missing: your IT has it once it has registered a desktop app "
                "for briefgen; docs/email.md has the steps. Write: {line}",
                file=account.at(""),
                line=right_line("client_id"),
            ),
        )
    named = client_name(account)
    secret = environment.get(CLIENT_SECRET) or kept(CLIENT_SERVICE, named)[0]
    if not secret:
        how = how_to_give(CLIENT_SERVICE, named, CLIENT_SECRET)
        raise SecretError(
            Told("Google wants the secret of the app, too, which your IT has beside the client id: {how}", how=how)
        )
    ask_at, give_at = _places(account)
    name, ca = kept_as(account, project, host), ca_file(account, project)
    return Google(name, account.login_user, account.client_id, secret, ask_at, give_at, scope, ca)


def _places(account: Account) -> tuple[str, str]:
    """Return where a person is asked, and where tokens are given."""
    return (
        f"{account.authority or 'https://accounts.google.com/o/oauth2'}/auth",
        f"{account.authority or 'https://oauth2.googleapis.com'}/token",
    )
