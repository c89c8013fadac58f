"""On its terminal a desk says nothing that lets somebody in, and a page says nothing of what failed."""

from __future__ import annotations

import logging
import re
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
import requests

from tests.desk.conftest import Running
from tests.desk.test_roles import SECRET, behind
from tests.started import start

INSIDE = "what only the inside knows"
TYPED = "words-that-somebody-typed"


def fails(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError(INSIDE)


@pytest.fixture(autouse=True)
def _everything_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if somebody wanted to see all that the server has to say."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio", "starlette"):
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)


def garbage(base: str, *lines: str) -> None:
    """Send what is no request, with what nobody shall see in it."""
    host, port = base.removeprefix("http://").split(":")
    for head in ("GET / HTTP/9.9", "\0", "GET /\x01 HTTP/1.1"):
        with socket.create_connection((host, int(port)), timeout=60) as line:
            line.sendall("\r\n".join([head, *lines, "Host: \0", "", ""]).encode())
            assert b"400" in line.recv(100)


def plain(answer: requests.Response) -> str:
    """Return a failure's page, which has two sentences and nothing else."""
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    words = re.sub(r"<[^>]+>", "", answer.text)
    assert len(re.findall(r'<p lang="(?:ka|en)">', answer.text)) == 2
    for inside in (INSIDE, TYPED, "Traceback", "RuntimeError", "briefgen/", ".py", "/tmp"):
        assert inside not in answer.text
    return words


def test_a_failure_shows_nothing_and_the_terminal_has_no_key(
    capfd: pytest.CaptureFixture[str], desk: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, ticket = desk.browser.cookies[desk.cookie], desk.address.partition("=")[2]
    form = desk.form("association")
    with monkeypatch.context() as broken:
        broken.setattr("briefgen.desk.pages.check.check", fails)
        broken.setattr("briefgen.desk.pages.thing.change_thing", fails)
        assert "went wrong in briefgen" in plain(desk.get("/check"))
        desk.browser.close()  # the server has ended the line; the next request goes over a new one
        plain(desk.post("/thing", **{**form, "f.note": TYPED}))
        desk.browser.close()
    assert desk.browser.get(desk.address, timeout=60).status_code == 403  # used already
    assert desk.get(f"/nowhere?ticket={ticket}").status_code == 404
    garbage(desk.base, f"Cookie: {desk.cookie}={key}", f"X: {ticket}")
    assert desk.get("/check").status_code == 200  # it goes on, and holds nothing
    assert desk.post("/thing", **{**form, "f.note": TYPED, "kind": "always"}).status_code == 200
    told = "".join(capfd.readouterr())
    assert told.count(INSIDE) >= 2  # whoever looks after it can see what it was
    for hidden in (key, ticket, TYPED):
        assert hidden not in told


def test_behind_a_proxy_its_secret_is_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    start(tmp_path / "project")
    with behind(tmp_path / "project", tmp_path / "etc") as desk:
        with monkeypatch.context() as broken:
            broken.setattr("briefgen.desk.pages.check.check", fails)
            plain(desk.ask("/check"))
        garbage(desk.base, f"X-Desk-Secret: {SECRET}")
        for page in ("/", "/check", "/nowhere", "/account", "/outbox", "/changes"):
            assert SECRET not in desk.ask(page, "sender").text
        refused = desk.ask("/check", headers={"X-Desk-Secret": SECRET[:-1]})
        assert refused.status_code == 403
        assert SECRET[:10] not in refused.text + str(refused.headers)
    told = "".join(capfd.readouterr())
    assert INSIDE in told
    assert SECRET[:-1] not in told
