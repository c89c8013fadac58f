"""The guard by itself, before an application that would answer everything: each request breaks one rule.

Each of its rules was broken on purpose, in some fifty ways, and one of these tests or of tests/desk/test_guard.py
noticed each.
"""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from briefgen.desk.guard import ANNEX, COOKIE, ENTER, MOST, MOST_OF_A_FILE, Guard
from briefgen.desk.roles import DeskUser, Role

HOST = b"127.0.0.1:4000"
FORM = b"application/x-www-form-urlencoded"
Headers = list[tuple[bytes, bytes]]


class Behind:
    """What the guard protects: it says what reached it."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        self.guard = Guard(self.answer, [HOST.decode()])
        (_, ticket) = self.guard.ticket().split("=")
        self.ticket = ticket
        said = self.ask("GET", ENTER, [(b"host", HOST)], f"ticket={ticket}")
        self.cookie = dict(said[0]["headers"])[b"set-cookie"].partition(b";")[0]

    async def answer(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        self.reached.append(scope["type"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def ask(
        self,
        method: str,
        path: str,
        headers: Headers,
        query: str = "",
        kind: str = "http",
        body: list[bytes] | None = None,
    ) -> list[MutableMapping[str, Any]]:
        said: list[MutableMapping[str, Any]] = []
        due = list(body or [b""])

        async def receive() -> MutableMapping[str, Any]:
            assert due, "read on, although it was too much"
            part = due.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(due)}

        async def send(message: MutableMapping[str, Any]) -> None:
            said.append(message)

        scope = {"type": kind, "method": method, "path": path, "query_string": query.encode(), "headers": headers}
        asyncio.run(self.guard(scope, receive, send))
        return said


def good(behind: Behind, method: str = "GET", **instead: bytes | list[bytes] | None) -> Headers:
    """Return the headers of a request that is let through, with some of them said otherwise, twice, or not at all."""
    told: dict[str, bytes | list[bytes] | None] = {"host": HOST, "cookie": behind.cookie}
    if method != "GET":
        told |= {"origin": b"http://" + HOST, "sec-fetch-site": b"same-origin", "content-type": FORM}
    told |= {name.replace("_", "-"): value for name, value in instead.items()}
    return [
        (name.encode(), each)
        for name, value in told.items()
        for each in (value if isinstance(value, list) else [value] if value is not None else [])
    ]


@pytest.fixture
def behind() -> Behind:
    return Behind()


def test_what_breaks_no_rule_is_let_through(behind: Behind) -> None:
    for method in ("GET", "HEAD", "POST"):
        assert behind.ask(method, "/", good(behind, method))[0]["status"] == 200
    assert behind.ask("POST", "/", good(behind, "POST", sec_fetch_site=None))[0]["status"] == 200
    assert len(behind.reached) == 4


@pytest.mark.parametrize(
    ("method", "instead"),
    [
        ("GET", {"host": [HOST, b"attacker.example"]}),
        ("GET", {"host": [HOST, HOST]}),
        ("GET", {"host": None}),
        ("GET", {"host": b"attacker.example"}),
        ("GET", {"host": HOST + b".attacker.example"}),
        ("GET", {"sec_fetch_site": [b"same-origin", b"cross-site"]}),
        ("GET", {"sec_fetch_site": b""}),
        ("POST", {"origin": None}),
        ("POST", {"origin": b"https://" + HOST}),
        ("POST", {"origin": b"http://" + HOST + b".attacker.example"}),
        ("POST", {"origin": b"http://" + HOST + b"0"}),
        ("POST", {"origin": b"http://localhost:4000"}),
        ("POST", {"origin": [b"http://" + HOST, b"https://attacker.example"]}),
        ("POST", {"sec_fetch_site": b"same-site"}),
        ("POST", {"sec_fetch_site": b"none"}),
        ("POST", {"content_type": None}),
        ("POST", {"content_type": [FORM, b"text/plain"]}),
        ("POST", {"content_type": b"text/plain; " + FORM}),
        ("POST", {"content_type": FORM + b"x"}),
        ("GET", {"cookie": None}),
        ("GET", {"cookie": COOKIE.encode() + b"="}),
        ("GET", {"cookie": b"other=1"}),
        *((method, {}) for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "post", "BRIEF", "")),
    ],
    ids=str,
)
def test_what_breaks_one_rule_reaches_nothing(behind: Behind, method: str, instead: dict[str, Any]) -> None:
    # A method that is none would pass all other rules, too.
    said = behind.ask(method, "/", good(behind, "GET" if method == "GET" else "POST", **instead))
    assert (said[0]["status"], behind.reached) == (403, [])


def test_no_part_of_the_key_is_enough_and_nothing_more_than_it(behind: Behind) -> None:
    name, _, key = behind.cookie.partition(b"=")
    for wrong in (b"", key[:1], key[:-1], key + b"x", key.swapcase(), behind.ticket.encode(), b"\xc3\xa9", b'"'):
        said = behind.ask("GET", "/", good(behind, cookie=name + b"=" + wrong))
        assert (said[0]["status"], behind.reached) == (403, []), wrong
    assert Behind().cookie != behind.cookie


@pytest.mark.parametrize("method", ["HEAD", "POST"])
def test_a_ticket_is_for_a_browser_that_opens_a_page(behind: Behind, method: str) -> None:
    """What looks at an address beforehand, as programs for mail and chat do, doesn't use it up."""
    ticket = behind.guard.ticket().partition("=")[2]
    said = behind.ask(method, ENTER, good(behind, method, cookie=None), f"ticket={ticket}")
    assert said[0]["status"] == 403
    for host in (b"attacker.example", HOST + b".attacker.example"):  # by another name nobody comes in
        assert behind.ask("GET", ENTER, [(b"host", host)], f"ticket={ticket}")[0]["status"] == 403
    assert behind.ask("GET", ENTER, [(b"host", HOST)], f"ticket={ticket}")[0]["status"] == 303


@pytest.mark.parametrize(
    "said",
    [
        [str(MOST + 1)], ["x"], ["-1"], ["1e3"], [""], ["٣"], ["10", str(MOST + 1)], ["10", "x"], ["0" * 30 + "10"],
        ["9" * 5000],
    ],
    ids=lambda said: " ".join(each[:9] for each in said),
)  # fmt: skip
def test_what_says_to_be_too_much_is_not_read(behind: Behind, said: list[str]) -> None:
    headers = [*good(behind, "POST"), *((b"content-length", each.encode()) for each in said)]
    answer = behind.ask("POST", "/", headers, body=[b"x" * 10])
    assert (answer[0]["status"], behind.reached) == (413, [])


@pytest.mark.parametrize("said", ["0", "10", str(MOST)])
def test_what_says_to_be_as_much_as_is_allowed_is_read(behind: Behind, said: str) -> None:
    headers = [*good(behind, "POST"), (b"content-length", said.encode())]
    assert behind.ask("POST", "/", headers, body=[b"x" * 10])[0]["status"] == 200


def test_what_says_nothing_of_its_size_is_read_no_further_than_is_allowed(behind: Behind) -> None:
    parts = [b"x" * (MOST // 2)] * 4
    answer = behind.ask("POST", "/", good(behind, "POST"), body=parts)
    assert (answer[0]["status"], behind.reached) == (413, [])
    assert behind.ask("POST", "/", good(behind, "POST"), body=[b"x" * MOST])[0]["status"] == 200


@pytest.mark.parametrize(("path", "status"), [(ANNEX, 200), ("/thing", 403), (f"{ANNEX}/x", 403), ("/", 403)])
def test_a_file_is_taken_in_one_place_alone(behind: Behind, path: str, status: int) -> None:
    headers = [pair for pair in good(behind, "POST") if pair[0] != b"content-type"]
    headers.append((b"content-type", b"application/pdf"))
    assert behind.ask("POST", path, headers, body=[b"%PDF"])[0]["status"] == status
    parts = [b"x" * MOST_OF_A_FILE, b"x"]
    assert behind.ask("POST", path, headers, body=parts)[0]["status"] == (413 if status == 200 else status)
    assert behind.ask("POST", path, headers, body=parts[:1])[0]["status"] == status


def test_a_large_file_is_read_of_those_alone_whose_it_can_be(behind: Behind) -> None:
    class OfReader(Guard):
        def _person(self, headers: Headers) -> DeskUser | None:
            return DeskUser("nino", frozenset(Role) - {Role.EDITOR})

    behind.guard = OfReader(behind.answer, [HOST.decode()])
    half = b"x" * (MOST // 2)
    headers = good(behind, "POST", content_type=b"application/pdf")
    assert behind.ask("POST", ANNEX, headers, body=[half, half, b"x", half])[0]["status"] == 413


@pytest.mark.parametrize("kind", ["websocket", "something"])
def test_nothing_but_http_is_answered(behind: Behind, kind: str) -> None:
    assert behind.ask("GET", "/", good(behind), kind=kind) == []
    assert behind.reached == []


OWN = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "font-src": "'self'", "connect-src": "'self'", "frame-src": "'self'", "form-action": "'self'",
    "base-uri": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
FRAMED = {
    "default-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "data:", "font-src": "'self' data:",
    "form-action": "'none'", "base-uri": "'none'", "frame-ancestors": "'self'", "sandbox": "allow-same-origin",
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "policy", "frames"),
    [
        ("/", OWN, b"DENY"),
        ("/frame/brief", FRAMED, b"SAMEORIGIN"),
        ("/frames", OWN, b"DENY"),
        ("/x/frame/", OWN, b"DENY"),
    ],
)
def test_every_answer_bears_the_whole_policy(behind: Behind, path: str, policy: dict[str, str], frames: bytes) -> None:
    headers = dict(behind.ask("GET", path, good(behind))[0]["headers"])
    said = dict(each.split(" ", 1) for each in headers[b"content-security-policy"].decode().split("; "))
    assert said == policy
    assert headers[b"x-frame-options"] == frames
    for name in (b"referrer-policy", b"cross-origin-opener-policy", b"cross-origin-resource-policy"):
        assert headers[name] == b"same-origin"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"cache-control"] == b"no-store"
