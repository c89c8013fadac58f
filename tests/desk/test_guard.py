"""Who is let in to the desk, and what is refused: each line of the list of attacks is a request."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from briefgen.desk import guard
from tests.desk.conftest import Running, running
from tests.started import start


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A desk that nothing changes, for all tests here."""
    root = tmp_path_factory.mktemp("guarded") / "project"
    start(root)
    with running(root) as found:
        assert found.browser.get(found.address, timeout=60).status_code == 200
        yield found


def content(desk: Running) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (desk.root / "content").rglob("*.yaml")}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"Host": "attacker.example"}),
        ("/", {"Host": "127.0.0.1"}),
        ("/", {"Host": "127.0.0.1:1"}),
        ("/", {"Host": "localhost.attacker.example"}),
        ("/static/desk.css", {"Host": "attacker.example"}),
        ("/frame/brief", {"Sec-Fetch-Site": "cross-site"}),
        ("/", {"Sec-Fetch-Site": "same-site"}),
        ("/content", {"Sec-Fetch-Site": "none, cross-site"}),
    ],
    ids=str,
)
def test_nobody_reads_under_another_name_or_from_another_page(
    desk: Running, path: str, headers: dict[str, str]
) -> None:
    answer = desk.get(path, headers=headers)
    assert answer.status_code == 403
    assert "<" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://attacker.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "BASE", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "BASE", "Sec-Fetch-Site": "none"},
        {"Origin": "BASE", "Content-Type": "text/plain"},
        {"Origin": "BASE", "Content-Type": "multipart/form-data; boundary=x"},
        {"Origin": "BASE", "Host": "attacker.example"},
    ],
    ids=str,
)
def test_nobody_writes_from_another_page(desk: Running, headers: dict[str, str]) -> None:
    before = content(desk)
    kinds = {"Content-Type": "application/x-www-form-urlencoded"}
    told = {name: value.replace("BASE", desk.base) for name, value in headers.items()}
    body = "path=association&w.acronym=EXA&f.acronym=BAD&kind=always"
    answer = desk.browser.post(f"{desk.base}/thing", data=body, headers={**kinds, **told}, timeout=60)
    assert answer.status_code == 403
    assert content(desk) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_what_is_neither_read_nor_written_is_refused(desk: Running, method: str) -> None:
    answer = desk.browser.request(method, f"{desk.base}/", headers={"Origin": desk.base}, timeout=60)
    assert answer.status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "A" * 43, "=; x=1", "\x80;=,", "a" * 5000])
def test_who_has_not_been_let_in_sees_nothing(desk: Running, cookie: str) -> None:
    for path in ("/", "/content", "/static/desk.js", "/frame/brief", "/nowhere"):
        headers = {"Cookie": f"{desk.cookie}={cookie}"} if cookie else {}
        answer = requests.get(desk.base + path, headers=headers, timeout=60)
        assert answer.status_code == 403
        assert "<" not in answer.text


def test_the_address_lets_one_browser_in_once(desk: Running) -> None:
    for _ in range(2):
        answer = requests.get(desk.address, timeout=60, allow_redirects=False)
        assert answer.status_code == 403
        assert "Set-Cookie" not in answer.headers
    for ticket in ("", "x", desk.browser.cookies[desk.cookie]):
        found = requests.get(f"{desk.base}{guard.ENTER}?ticket={ticket}", timeout=60, allow_redirects=False)
        assert found.status_code == 403


def test_the_key_is_kept_from_scripts_and_from_other_pages(tmp_path: Path) -> None:
    start(tmp_path / "project")
    with running(tmp_path / "project") as desk:
        answer = requests.get(desk.address, timeout=60, allow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")
        said = answer.headers["Set-Cookie"].split("; ")
        assert {*said[1:]} == {"Path=/", "HttpOnly", "SameSite=Strict"}


def raw(desk: Running, request: bytes) -> bytes:
    """Return the first line that the desk answers to what no library would send."""
    with socket.create_connection(("127.0.0.1", int(desk.base.rpartition(":")[2])), timeout=60) as line:
        line.sendall(request)
        found = b""
        while part := line.recv(65536):
            found += part
        return found.partition(b"\r\n")[0]


def test_two_names_and_none_are_refused(desk: Running) -> None:
    host, cookie = desk.base.removeprefix("http://").encode(), desk.browser.cookies[desk.cookie].encode()
    allowed = b"Cookie: " + desk.cookie.encode() + b"=" + cookie + b"\r\n"
    good = b"GET / HTTP/1.1\r\nHost: " + host + b"\r\n" + allowed + b"Connection: close\r\n\r\n"
    assert raw(desk, good).split()[1] == b"200"
    for hosts in (b"", b"Host: " + host + b"\r\nHost: attacker.example\r\n"):
        asked = b"GET / HTTP/1.1\r\n" + hosts + allowed + b"Connection: close\r\n\r\n"
        assert raw(desk, asked).split()[1] in (b"400", b"403")


def test_too_much_is_refused_whether_it_says_so_or_not(desk: Running) -> None:
    much = b"f.note=" + b"x" * guard.MOST
    headers = {"Origin": desk.base, "Content-Type": "application/x-www-form-urlencoded"}
    answer = desk.browser.post(f"{desk.base}/thing", data=much, headers=headers, timeout=60)
    assert answer.status_code == 413
    in_parts = (much[at : at + 100_000] for at in range(0, len(much), 100_000))
    answer = desk.browser.post(f"{desk.base}/thing", data=in_parts, headers=headers, timeout=60)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe\x00", b"path", b"&&&===", b"path=%ff%00", b"path=" + b"[" * 10_000, b'{"path": 1}',
     "path=ა[ბ]".encode(), b"path=../../etc/passwd",
     b"path=association&f.acronym=x&w.acronym=x&f.nothing=1&w.nothing="],
    ids=lambda body: repr(body[:20]),
)  # fmt: skip
def test_a_malformed_form_changes_nothing_and_is_told_plainly(desk: Running, body: bytes) -> None:
    before = content(desk)
    headers = {"Origin": desk.base, "Content-Type": "application/x-www-form-urlencoded"}
    for page in (
        "/thing",
        "/figure",
        "/add",
        "/remove",
        "/confirm",
        "/annex/out",
        "/changes",
        "/edition",
        "/typed",
        "/checked",
        "/settings",
    ):
        answer = desk.browser.post(desk.base + page, data=body, headers=headers, timeout=60, allow_redirects=False)
        assert answer.status_code < 500, (page, answer.text)
        assert "Traceback" not in answer.text
    assert content(desk) == before


@pytest.mark.parametrize(
    "path",
    ["/file/../briefgen.toml", "/file/..%2F..%2Fetc/passwd", "/file/%2e%2e/briefgen.toml",
     "/file/2030-05-example-city/manifest.json", "/file/2030-05-example-city/..%2F..%2Fbriefgen.toml",
     "/static/../app.py", "/static/..%2Fapp.py", "/static/%2e%2e/guard.py",
     "/face/..%2F..%2Fx", "/explain/..%2F..%2Fx", "/thing?path=../../etc/passwd", "/changes/99999"],
)  # fmt: skip
def test_no_path_leads_out(desk: Running, path: str) -> None:
    (desk.root / "output" / "2030-05-example-city").mkdir(parents=True, exist_ok=True)
    (desk.root / "output" / "2030-05-example-city" / "manifest.json").write_text("{}")
    host = desk.base.removeprefix("http://").encode()
    cookie = desk.cookie.encode() + b"=" + desk.browser.cookies[desk.cookie].encode()
    asked = b"GET " + path.encode() + b" HTTP/1.1\r\nHost: " + host + b"\r\nCookie: " + cookie
    assert raw(desk, asked + b"\r\nConnection: close\r\n\r\n").split()[1] in (b"403", b"404", b"409")


def test_each_answer_says_what_a_browser_may_do_with_it(desk: Running) -> None:
    page, frame = desk.get("/"), desk.get("/frame/brief")
    for answer in (page, frame, desk.get("/static/desk.js"), desk.get("/nowhere")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    own = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in own
    assert "unsafe" not in own
    shown = frame.headers["Content-Security-Policy"]
    assert "script-src" not in shown
    assert "sandbox allow-same-origin" in shown
    assert "frame-ancestors 'self'" in shown


def test_the_desks_of_two_projects_do_not_lock_one_another_out(desk: Running, tmp_path: Path) -> None:
    start(tmp_path / "other")
    with running(tmp_path / "other") as other:
        assert desk.browser.get(other.address, timeout=60).status_code == 200  # the same browser
        for each in (desk, other):
            assert desk.browser.get(each.base, timeout=60).status_code == 200
