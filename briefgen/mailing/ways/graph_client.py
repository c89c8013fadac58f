"""Asking Microsoft Graph about one mailbox: with a token, a new one if it isn't taken, and what went wrong in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import requests

from briefgen.mailing.ways.base import UnreachableError
from briefgen.mailing.ways.https import cut, host_of, request_error, session
from briefgen.mailing.ways.tokens.base import said
from briefgen.problems.notes import Told

if TYPE_CHECKING:
    from briefgen.mailing.ways.tokens.base import Tokens

_LONGEST_PAUSE = 86_400.0  # seconds that a server may ask to wait
# What is about us, whatever the letter is, and what to do about it.
_ADVICE = {
    401: Told("the sign-in isn't taken: type briefgen login, and sign in as the user of [mail]"),
    403: Told("ask your IT to give the app the permission Mail.ReadWrite (delegated), and you access to this mailbox"),
    404: Told("ask your IT whether this mailbox is at Microsoft 365 (Exchange Online) and has a licence"),
}


class Later(Exception):
    """Not now; `lost`: whether it was done nobody knows."""

    def __init__(self, told: str, *, pause: float = 0.0, lost: bool = False) -> None:
        super().__init__(told)
        self.pause, self.lost = pause, lost


class Refused(Exception):
    """No, for good."""

    def __init__(self, told: str, status: int) -> None:
        super().__init__(told)
        self.status = status

    @property
    def about_us(self) -> bool:
        """Whether it is so whatever the letter is."""
        return self.status in _ADVICE


class GraphClient:
    """A line to Graph, for the mailbox that lies at a path there."""

    def __init__(self, base: str, path: str, tokens: Tokens, uploads: Sequence[str], ca: Path | None) -> None:
        self._http = session([host_of(base), *uploads], ca)
        self.where = host_of(base)
        self._base, self._path = base, path
        self._tokens = tokens
        self._token = ""  # for the letter at hand
        self.touched = False  # whether the mailbox may have got something of it
        self.usable = True

    def take_token(self) -> None:
        """Have a token for what is asked next. Raises `ServerError`, `SecretError`."""
        self._token = self._tokens.token()

    def call(self, method: str, path: str, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Ask Graph about the mailbox, with the token; with a new one if it is not taken."""
        url = f"{self._base}{self._path}{path}"
        body = None if fields is None else json.dumps(fields).encode()
        try:
            return self._ask(method, url, body, self._headers())
        except Refused as error:
            if error.status != 401:
                raise
        self._tokens.spoil()
        self.take_token()
        return self._ask(method, url, body, self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}

    def _ask(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> dict[str, Any]:
        """Return the answer. Raises `Later`, `Refused`, `ServerError`; none tells a token or an address of ours."""
        if not self.usable:
            raise Later(Told("the line was cut"), lost=True)
        touched, self.touched = self.touched, True
        try:
            response = self._http.request(method, url, data=body, headers=dict(headers))
        except (requests.RequestException, OSError) as error:
            told = request_error(self.where, error)
            if not isinstance(told, UnreachableError):
                raise told from None
            raise Later(str(told), lost=not isinstance(error, requests.ConnectTimeout)) from None
        status = response.status_code
        if status in (401, 429):  # it got nothing
            self.touched = touched
        if status == 429 or status >= 500:
            raise Later(
                Told("{status}: the mailbox is busy", status=status),
                pause=_pause(response.headers.get("Retry-After", "")),
                lost=status != 429,
            )
        try:
            got = response.json() if response.content.strip() else {}
        except ValueError:
            got = None
        if 200 <= status < 300:
            if not isinstance(got, dict):
                raise Later(Told("{where} answers what can't be read", where=self.where), lost=True)
            return got
        raise Refused(self._told(status, got, headers), status)

    def _told(self, status: int, got: Any, headers: Mapping[str, str]) -> str:
        why = got.get("error") if isinstance(got, dict) else None
        code, message = (why.get("code", ""), why.get("message", "")) if isinstance(why, dict) else ("", "")
        words = said(f"{status} {code}: {message}", headers.get("Authorization", "").removeprefix("Bearer "))
        advice = _ADVICE.get(status)
        if not advice:
            return words
        return Told("{where}: {advice}. It said: {words}", where=self.where, advice=advice, words=words)

    def put(self, url: str, data: bytes, headers: Mapping[str, str]) -> None:
        """Give data to a host that takes uploads, without the token. Raises as `call` does."""
        self._ask("PUT", url, data, headers)

    def abort(self) -> None:
        """Cut the line at once; may be called from another thread."""
        self.usable = False
        cut(self._http)

    def close(self) -> None:
        """Close the line; doing so twice is no mistake."""
        self._http.close()


def _pause(text: str) -> float:
    """Return how many seconds a server asks to wait; nothing if it doesn't say so in seconds."""
    return min(float(text), _LONGEST_PAUSE) if text.isascii() and text.isdigit() else 0.0


def escaped(text: str) -> str:
    """Return text as one part of a path or a query has it."""
    return quote(text, safe="")
