"""Many pages are asked for in bounds, and what they answered is kept for a day."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefgen.cache.store import Cache
from briefgen.online import links
from briefgen.online.links import AT_ONCE, KEPT, OnlineError, look, trusting
from briefgen.online.reply import Reply
from tests.mailing.scripted import Certificates, certificates
from tests.online.sites import HOST, Site, answer, site, to

__all__ = ["certificates"]

PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture
def here(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    with site(certificates.chains["good"]) as made:
        made.answers = {"/": answer(200), "/old": to("/"), "/ill": answer(500)}
        yield made


@pytest.fixture
def looking(certificates: Certificates) -> Any:
    return partial(look, context=trusting(certificates.authority.read_text("ascii")), judge=lambda each: each == HOST)


def test_an_answer_is_kept_for_a_day_and_that_there_was_none_is_not(here: Site, looking: Any, tmp_path: Path) -> None:
    cache, url = Cache(tmp_path), here.url
    urls = [url("/"), url("/old"), url("/none"), url("/ill"), url("/"), "http://www.example.org/"]
    first = looking(urls, cache, now=lambda: 1000.0)
    assert [reply.kind for reply in first] == ["there", "moved", "gone", "silent", "plain"]
    assert [reply.url for reply in first] == list(dict.fromkeys(urls))
    here.asked.clear()
    assert looking(urls, cache, now=lambda: 999.0 + KEPT) == first
    assert here.asked == ["HEAD /ill", "GET /ill"]
    here.asked.clear()
    assert looking(urls, cache, now=lambda: 1000.0 + KEPT) == first
    assert here.asked[:2] == ["HEAD /", "HEAD /old"]
    here.asked.clear()
    looking(urls[:1], cache, now=lambda: 1.0)  # the clock was put back
    assert here.asked == ["HEAD /"]
    assert all(
        url("/").encode() not in path.read_bytes() for path in tmp_path.iterdir() if b"there" in path.read_bytes()
    )


def test_without_a_guard_of_its_own_nothing_on_this_computer_is_asked(here: Site, certificates: Certificates) -> None:
    context = trusting(certificates.authority.read_text("ascii"))
    assert look([here.url("/")], context=context) == (Reply(here.url("/"), "private"),)
    assert here.heads == []


def test_certificates_are_verified_by_default(here: Site) -> None:
    (reply,) = look([here.url("/")], judge=lambda each: True)
    assert (reply.kind, here.asked) == ("untrusted", [])


def test_what_there_is_no_time_for_is_not_asked(here: Site, looking: Any) -> None:
    assert [reply.kind for reply in looking([here.url("/")], seconds=0)] == ["unasked"]
    assert here.asked == []


@pytest.mark.parametrize("name", PROXIES)
def test_through_a_proxy_nothing_is_asked(here: Site, looking: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, f"http://{HOST}:{here.port}")
    with pytest.raises(OnlineError, match="through a proxy"):
        looking([here.url("/")])
    assert here.heads == []
    assert looking(["http://www.example.org/"]) == (Reply("http://www.example.org/", "plain"),)
    assert looking([]) == ()


def test_without_the_web_nothing_is_concluded(looking: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_name(*asked: Any, **settings: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "no name")

    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    with pytest.raises(OnlineError, match="is this computer on the web"):
        looking(["https://www.example.org/", "https://www.example.com/", "http://www.example.org/"])
    (reply,) = looking(["https://www.example.org/"])  # of one site nobody can tell
    assert reply.kind == "offline"


def test_a_few_hosts_are_asked_at_once_and_one_page_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    turn, most, busy = threading.Lock(), Counter[str](), Counter[str]()

    def asked(url: str, seconds: float, **settings: Any) -> Reply:
        host = url.split("/")[2]
        with turn:
            busy.update(["all", host])
            most["all"], most["host"] = max(most["all"], busy["all"]), max(most["host"], busy[host])
        time.sleep(0.002)
        with turn:
            busy.subtract(["all", host])
        return Reply(url, "there")

    monkeypatch.setattr(links, "ask", asked)
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    urls = [f"https://host-{number % 20}.example/{number}" for number in range(60)]
    assert [reply.url for reply in look(urls)] == urls
    assert most["all"] <= AT_ONCE
    assert most["host"] == 1
