"""A desk that runs, on a copy of the project that `briefgen init` makes, and somebody who was let in."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread

import pytest
import requests

from briefgen.checks.acknowledge import which
from briefgen.desk.guard import COOKIE
from briefgen.desk.pages import asking, dates, making
from briefgen.desk.server import DeskServer
from briefgen.making.opened import open_project
from tests.started import start

UNVERIFIED = which("fact-unverified", None, "nobody has verified this")  # what the check says where that is the status


@dataclass(frozen=True)
class Running:
    """A desk, its project's folder, and a browser that was let in."""

    root: Path
    base: str
    address: str
    browser: requests.Session

    @property
    def cookie(self) -> str:
        """The name of the cookie with the browser's key."""
        return f"{COOKIE}-{self.base.rpartition(':')[2]}"

    def get(self, path: str, **more: object) -> requests.Response:
        return self.browser.get(self.base + path, timeout=60, **more)  # type: ignore[arg-type]

    def post(self, page: str, /, **fields: str) -> requests.Response:
        """Send a form, as a page of the desk does; of what takes long, wait for the end."""
        answer = self.browser.post(self.base + page, data=fields, headers={"Origin": self.base}, timeout=60)
        while answer.status_code == 202:
            answer = self.browser.get(answer.url, timeout=60)
        return answer

    def seen(self, page: str) -> str:
        """Return what stands for all that a page shows, as its forms send it back."""
        (seen, *_) = re.findall(r'name="seen" value="([^"]+)"', self.get(page).text)
        return str(seen)

    def form(self, path: str) -> dict[str, str]:
        """Return the fields of the form of a thing, as a browser has them."""
        reader = FormReader()
        reader.feed(self.get(f"/thing?path={path}").text)
        return reader.fields


class FormReader(HTMLParser):
    """Reads what the fields of the form `form` say."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside = False
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = has.get("id") == "form"
            return
        if not self._inside:
            return
        if tag == "input":
            self.fields[has["name"]] = has.get("value", "")
        elif tag in ("textarea", "select"):
            self._open = has["name"]
            self.fields[self._open] = ""
        elif tag == "option" and "selected" in has:
            self.fields[self._open] = has["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag in ("textarea", "select"):
            if tag == "textarea" and self._open:  # a browser drops the line end that it begins with
                self.fields[self._open] = self.fields[self._open].removeprefix("\n")
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea":
            self.fields[self._open] += data


@contextmanager
def running(root: Path) -> Iterator[Running]:
    """Run the desk of a project while the block runs."""
    server = DeskServer(open_project(root))
    thread = Thread(target=server.run)
    thread.start()
    try:
        base = f"http://127.0.0.1:{server.port}"
        with requests.Session() as browser:
            browser.trust_env = False
            browser.headers["Connection"] = "close"  # one that is kept may end just as it is used again
            yield Running(root, base, server.address, browser)
    finally:
        server.stop()
        thread.join()


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """What a client in this process is run by, with all that it began, from one request to the next."""
    with asyncio.Runner() as found:
        yield found


@pytest.fixture(scope="session", autouse=True)
def today() -> Iterator[None]:
    """Let it be a day after all that the projects of these tests tell of, whatever the clock says."""
    with pytest.MonkeyPatch.context() as patch:
        for page in (asking, dates):
            patch.setattr(page, "today", lambda: dt.date(2031, 1, 1))
        patch.setattr(making, "today", lambda: dt.date(2030, 1, 1))  # before what editions are begun for
        yield


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a project that was just started."""
    start(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    start(tmp_path / "project")
    with running(tmp_path / "project") as found:
        assert found.browser.get(found.address, timeout=60).status_code == 200
        yield found
