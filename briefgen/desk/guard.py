"""What stands between the desk and everybody else: who may ask for what, in plain ASGI.

A page on the web can make a browser send requests to this machine, and a name that it owns can be made to lead here
(DNS rebinding). So each request has to name this host, to carry the key that the browser was given at the start, and,
where it would change anything, to come from a page of the desk's own: OWASP, Cross-Site Request Forgery Prevention
Cheat Sheet; Fetch Metadata Request Headers, W3C. What lets itself in is passed on with who it is (`roles.PERSON`).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from briefgen.desk.roles import OWNER, PERSON, DeskUser, Role
from briefgen.desk.words import LANGUAGES, DeskWords
from briefgen.problems.notes import Told

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

# Bytes of what is sent to the desk: a file of 1 MiB as it was and as it is now, each byte of a Georgian letter as %E1.
MOST = 8_000_000
MOST_OF_A_FILE = 32_000_000  # more than an annex may have, which its own page tells
_DIGITS = 20  # of a number of bytes
COOKIE = "briefgen-desk"
ENTER = "/enter"
FRAMED = "/frame/"  # pages that one of the desk's own may show in a frame: a brief
ANNEX = "/annex"  # where a PDF may be sent as it is
_FORMS = (b"application/x-www-form-urlencoded", b"application/json")
_PDF = b"application/pdf"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A brief stands alone: its style is in the page, and nothing in it runs.
_POLICY_FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self' data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)


class Guard:
    """Lets those requests through that come from the one browser that was let in, and from the desk's own pages.

    `hosts` are the names, with their port, by which the desk is reached.
    """

    unknown = Told("open the desk by the address that it gave when it was started")

    def __init__(self, app: App, hosts: Iterable[str], cookie: str = COOKIE, scheme: str = "http") -> None:
        self._app = app
        self._origin = f"{scheme}://".encode()  # what stands before its name where a page says whose it is
        self._cookie = cookie  # a browser keeps one of a name for all ports of this machine
        self._hosts = frozenset(host.encode() for host in hosts)
        self._key = secrets.token_urlsafe(32)  # what the cookie says
        self._entries: set[str] = set()  # tickets that nobody has used yet

    def ticket(self) -> str:
        """Return the path by which a browser is let in, once."""
        ticket = secrets.token_urlsafe(32)
        self._entries.add(ticket)
        return f"{ENTER}?ticket={ticket}"

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no WebSocket is ever opened
        headers: list[tuple[bytes, bytes]] = list(scope["headers"])
        if why := self._refused(scope["method"], scope["path"], headers):
            await self._refuse(why, receive, send, headers)
        elif scope["path"] == ENTER:
            await self._enter(scope, send)
        elif (person := self._person(headers)) is None:
            await self._refuse(self.unknown, receive, send, headers)
        else:
            await self._pass_on({**scope, PERSON: person}, receive, send, headers)

    def _refused(self, method: str, path: str, headers: list[tuple[bytes, bytes]]) -> str:
        """Return why a request isn't answered, whoever sends it; "" if it is."""
        hosts = all_of(headers, b"host")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return Told("this is not the name of the desk")
        site = all_of(headers, b"sec-fetch-site")
        if method in ("GET", "HEAD"):
            own = not site or site in ([b"same-origin"], [b"none"]) or self._is_link(headers)
            return "" if own else Told("asked for by another page")
        if method != "POST":
            return Told("{method}: the desk is only read and written to", method=method)
        if all_of(headers, b"origin") != [self._origin + hosts[0]] or site not in ([], [b"same-origin"]):
            return Told("sent by another page")
        kinds = [kind.partition(b";")[0].strip().lower() for kind in all_of(headers, b"content-type")]
        taken = (*_FORMS, _PDF) if path == ANNEX else _FORMS
        return "" if len(kinds) == 1 and kinds[0] in taken else Told("this is no form of the desk")

    async def _enter(self, scope: MutableMapping[str, Any], send: Send) -> None:
        tickets = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [])
        found = next((each for each in self._entries for ticket in tickets if _same(each, ticket)), None)
        if scope["method"] != "GET" or found is None:
            await _plain(send, 403, Told("this address was used already; a new start of the desk gives a new one"))
            return
        self._entries.discard(found)
        cookie = f"{self._cookie}={self._key}; Path=/; HttpOnly; SameSite=Strict"
        await _plain(send, 303, "", [(b"location", b"/"), (b"set-cookie", cookie.encode())])

    def _person(self, headers: list[tuple[bytes, bytes]]) -> DeskUser | None:
        """Return who asks; None for somebody who isn't let in."""
        return OWNER if self._is_known(headers) else None

    def _is_link(self, headers: list[tuple[bytes, bytes]]) -> bool:
        """Tell whether a page is asked for by a link of another site, and may be."""
        return False

    def _is_known(self, headers: list[tuple[bytes, bytes]]) -> bool:
        found = False
        for line in all_of(headers, b"cookie"):
            try:
                cookies = SimpleCookie(line.decode("latin-1"))
            except CookieError:
                continue
            found |= self._cookie in cookies and _same(cookies[self._cookie].value, self._key)
        return found

    async def _refuse(self, why: str, receive: Receive, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        # Who still sends when the answer ends the connection may see a reset, and never why.
        await _body(headers, receive, MOST)
        await _plain(send, 403, why)

    async def _pass_on(
        self, scope: MutableMapping[str, Any], receive: Receive, send: Send, headers: list[tuple[bytes, bytes]]
    ) -> None:
        gives = scope["path"] == ANNEX and Role.EDITOR in scope[PERSON].roles  # nobody else's would be kept
        most = MOST_OF_A_FILE if gives else MOST
        body = await _body(headers, receive, most)
        if body is None:
            await _plain(send, 413, Told("more than {most} bytes can't be sent to the desk", most=most))
            return
        framed = scope["path"].startswith(FRAMED)

        due: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def read() -> Message:
            return due.pop() if due else await receive()  # then it is told when the browser goes away

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_protecting(framed=framed)]}
            await send(message)

        await self._app(scope, read, answer)


async def _body(headers: list[tuple[bytes, bytes]], receive: Receive, most: int) -> bytes | None:
    """Return all that was sent; None if it is too much."""
    said = all_of(headers, b"content-length")
    if not all(each.isdigit() and len(each) < _DIGITS and int(each) <= most for each in said):
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def all_of(headers: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    """Return what each header of a name says."""
    return [value for key, value in headers if key == name]


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _protecting(*, framed: bool) -> list[tuple[bytes, bytes]]:
    """Return the headers of each answer."""
    return [
        (b"content-security-policy", (_POLICY_FRAMED if framed else _POLICY).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"SAMEORIGIN" if framed else b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cache-control", b"no-store"),
    ]


async def _plain(send: Send, status: int, words: str, more: Iterable[tuple[bytes, bytes]] = ()) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_protecting(framed=False), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    # Nobody has chosen a language yet.
    lines = dict.fromkeys(DeskWords(language)(words) for language in LANGUAGES) if words else [""]
    await send({"type": "http.response.body", "body": "".join(f"{line}\n" for line in lines).encode()})
