"""Tokens of Microsoft 365, by MSAL: a public client that the agency's IT has registered."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import requests

from briefgen.contacts.account import Account, ca_file, of_mail, right_line
from briefgen.contacts.passwords import SecretError
from briefgen.mailing.ways.base import ServerError, UnreachableError
from briefgen.mailing.ways.https import host_of, request_error, session
from briefgen.mailing.ways.replies import one_line
from briefgen.mailing.ways.tokens.base import Grant, bound_name, how_to_sign_in, said, too_late, was_given_up
from briefgen.problems.notes import SchemaWord, Told
from briefgen.project.folder import Project

PACKAGES: Mapping[str, str] = {"msal": "microsoft"}
AUTHORITY = "https://login.microsoftonline.com"
SIGN_INS = ("browser", "code")
_PATIENCE = 900  # seconds for a person to sign in
_AGAIN = ("invalid_grant", "interaction_required", "login_required", "consent_required")
_NOT_TYPED = ("authorization_pending", "slow_down", "expired_token", "code_expired")  # RFC 8628, and as Entra says it
_LATER = ("temporarily_unavailable", "server_error")
# What Entra says, and what to ask one's IT for (learn.microsoft.com/entra/identity-platform/reference-error-codes).
_ADVICE = {
    "AADSTS65001": Told(
        "ask your IT to consent to the permission of the app for the whole agency («Grant admin consent»)"
    ),
    "AADSTS90094": Told(
        "ask your IT to consent to the permission of the app for the whole agency («Grant admin consent»)"
    ),
    "AADSTS700016": Told("ask your IT for the client id and the tenant: no app of that id is registered there"),
    "AADSTS90002": Told("ask your IT for the tenant: there is none of that name"),
    "AADSTS7000218": Told("ask your IT to set «Allow public client flows» of the app to yes"),
    "AADSTS50011": Told("ask your IT to add the redirect URI http://localhost to the app, as «Mobile and desktop»"),
    "AADSTS53003": Told("a rule of your IT (Conditional Access) keeps it out: ask them to let this app in"),
    "AADSTS50105": Told("ask your IT to assign you to the app"),
}


@dataclass
class Microsoft:
    """A public client of a tenant."""

    name: str
    user: str
    client_id: str
    authority: str  # with the tenant
    scope: str  # one or several
    http: requests.Session
    sleep: Callable[[float], None] = time.sleep

    def renew(self, renewal: str) -> Grant:
        """Return a new token. Raises `SecretError`, `ServerError`."""
        return self._grant(lambda app: app.acquire_token_by_refresh_token(renewal, self.scope.split()), renewal)

    def sign_in(
        self, tell: Callable[[str], None], *, code: bool, given_up: Callable[[], bool] = lambda: False
    ) -> Grant:
        """Let a person sign in. Raises `ServerError`."""
        if code:
            return self._grant(lambda app: self._with_code(app, tell, given_up))
        tell(Told("A browser opens: sign in there as {user}.", user=self.user))
        return self._grant(
            lambda app: app.acquire_token_interactive(self.scope.split(), login_hint=self.user, timeout=_PATIENCE)
        )

    def _with_code(self, app: Any, tell: Callable[[str], None], given_up: Callable[[], bool]) -> dict[str, Any]:
        flow = app.initiate_device_flow(self.scope.split())
        if "user_code" not in flow:
            return dict(flow)
        tell(
            Told(
                "Open {address} in the browser of any device, type the code {code}, and sign in as {user}.",
                address=one_line(str(flow.get("verification_uri", ""))),
                code=one_line(str(flow["user_code"])),
                user=self.user,
            )
        )
        pause = min(max(1, int(flow.get("interval", 5))), 60)
        flow["interval"] = pause  # with 0 MSAL would ask without end
        result: dict[str, Any] = {}
        for _ in range(max(1, min(_PATIENCE, int(flow.get("expires_in", _PATIENCE))) // pause)):
            result = app.acquire_token_by_device_flow(flow, exit_condition=lambda flow: True)
            if result.get("error") not in ("authorization_pending", "slow_down"):
                break
            self._wait(pause, given_up)
        return result

    def _wait(self, seconds: int, given_up: Callable[[], bool]) -> None:
        """Wait until it is asked again; raises `ServerError` within a second once that was given up."""
        for _ in range(seconds):
            if given_up():
                raise was_given_up()
            self.sleep(1)

    def _grant(self, ask: Callable[[Any], Any], *secrets: str) -> Grant:
        """Return what MSAL was given. Raises `SecretError`, `ServerError`; neither tells a secret."""
        import msal
        from msal.exceptions import MsalServiceError
        from msal.oauth2cli.oauth2 import BrowserInteractionTimeoutError

        logging.getLogger("msal").disabled = True
        for name in list(logging.root.manager.loggerDict):
            if name.startswith("msal."):  # they log answers that they can't read, whatever is in them
                logging.getLogger(name).disabled = True
        host = host_of(self.authority)
        try:
            # Its own look at which authorities Microsoft knows would go to another host than [mail] names.
            app = msal.PublicClientApplication(
                self.client_id, authority=self.authority, http_client=self.http, instance_discovery=False
            )
            result = ask(app)
        except (requests.HTTPError, MsalServiceError):  # MSAL raises them for 5xx alone
            raise UnreachableError(Told("{host} gives no token now, try again later", host=host)) from None
        except (requests.RequestException, OSError) as error:
            raise request_error(host, error) from None
        except BrowserInteractionTimeoutError:
            raise ServerError(too_late(_PATIENCE)) from None
        except (ValueError, KeyError, TypeError, AttributeError, RuntimeError):  # so MSAL says that it can't read it
            raise ServerError(
                Told(
                    "{host} doesn't answer as Microsoft 365 does; check [mail] tenant and authority with your IT",
                    host=host,
                )
            ) from None
        finally:
            self.http.close()  # the next token is wanted in an hour
        if not isinstance(result, dict) or not isinstance(result.get("access_token"), str):
            raise self._refused(result if isinstance(result, dict) else {}, *secrets)
        renewal = result.get("refresh_token")
        return Grant(result["access_token"], _seconds(result), renewal if isinstance(renewal, str) else None)

    def _refused(self, result: Mapping[str, Any], *secrets: str) -> Exception:
        error, description = str(result.get("error", "no token")), str(result.get("error_description", ""))
        told = said(f"{error}: {description}", *secrets)
        advice = next((words for code, words in _ADVICE.items() if f"{code}:" in description), "")
        host = host_of(self.authority)
        if error in _NOT_TYPED:
            return ServerError(too_late(_PATIENCE))
        if error in _LATER:
            return UnreachableError(Told("{host} gives no token now, try again later: {told}", host=host, told=told))
        if advice:
            return ServerError(
                Told("{host} gives no token: {advice}. It said: {told}", host=host, advice=advice, told=told)
            )
        if error in _AGAIN:
            return SecretError(
                Told(
                    "the sign-in of {user} counts no more: {how}. {told}",
                    user=self.user,
                    how=how_to_sign_in(self.user),
                    told=told,
                )
            )
        return ServerError(Told("{host} gives no token. It said: {told}", host=host, told=told))


def _seconds(result: Mapping[str, Any]) -> float:
    try:
        return min(max(0.0, float(result.get("expires_in", 0))), 86_400.0)
    except (TypeError, ValueError):
        return 0.0


def kept_as(account: Account, project: Project, host: str) -> str:
    """Return by what the keyring knows the sign-in at this tenant, for tokens that `host` gets."""
    return bound_name(account, project, account.authority or AUTHORITY, account.tenant, host)


def provider(account: Account, project: Project, scope: str, host: str) -> Microsoft:
    """Return Microsoft 365 as [mail] names it. Raises `SettingsError`."""
    for field in ("client_id", "tenant"):
        if not getattr(account, field):
            raise of_mail(
                field,
                Told(
                    "{file}: [mail] {field} is missing: your IT has it once it has registered an app for "
                    "briefgen; docs/email.md has the steps. Write: {line}",
                    file=account.at(""),
                    field=SchemaWord("field", field),
                    line=right_line(field),
                ),
            )
    authority = account.authority or AUTHORITY
    http = session([host_of(authority)], ca_file(account, project), rests=True)
    name = kept_as(account, project, host)
    return Microsoft(name, account.login_user, account.client_id, f"{authority}/{account.tenant}", scope, http)
