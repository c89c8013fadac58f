"""Pages are asked for at the address that was judged, and at no other; nothing goes along, and all is bounded."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from briefgen.online.asking import MOST, ask, is_public
from briefgen.online.links import trusting
from briefgen.online.reply import Reply
from tests.mailing.scripted import Certificates, certificates
from tests.online.sites import HOST, Site, answer, drips, hangs_up, never_ends, says_nothing, site, to

__all__ = ["certificates"]


def is_ours(address: str) -> bool:
    return address == HOST


@pytest.fixture
def here(certificates: Certificates) -> Iterator[Site]:
    with site(certificates.chains["good"]) as made:
        yield made


def asked(certificates: Certificates, url: str, seconds: float = 30, judge: Any = is_ours) -> Reply:
    return ask(url, seconds, context=trusting(certificates.authority.read_text("ascii")), judge=judge)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2a00:1450:4001:80b::200e", True), ("127.0.0.1", False), ("10.0.0.1", False),
        ("172.16.9.9", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("255.255.255.255", False), ("224.0.0.1", False), ("239.1.1.1", False), ("::1", False),
        ("::", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("ff0e::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False), ("2002:a00:1::1", False), ("2001:db8::1", False), ("192.0.2.1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_what_comes_of_asking(here: Site, certificates: Certificates) -> None:
    url, moved = here.url, here.url("/new")
    here.answers = {
        "/": answer(200), "/new": answer(200), "/gone": answer(410), "/closed": answer(403), "/ill": answer(503),
        "/moved": to("/new"), "/moved-308": to(moved, 308), "/slash": to("/slash/"), "/slash/": answer(200),
        "/away": to("/new", 302), "/away-then-moved": to("/moved", 307), "/moved-then-away": to("/away"),
        "/moved-and-gone": to("/none"), "/round": to("/round-2"), "/round-2": to("/round"),
        "/plain": to("http://127.0.0.1/"), "/file": to("file:///etc/passwd"), "/password": to("https://a:b@127.0.0.1/"),
        "/no-address": to("https://[/"), "/spaces": to("/a b"), "/a%20b": answer(200), "/nowhere": answer(302),
        "/early": answer(103, "Link: </a>") + answer(410), "/no-http": b"220 mail\r\n\r\n", "/hangs-up": hangs_up,
        "HEAD /get": answer(405), "GET /get": answer(200), "HEAD /get-2": hangs_up, "GET /get-2": answer(200),
        "HEAD /get-3": answer(404), "GET /get-3": never_ends,
        "/many": answer(200, *[f"X: {'a' * 1000}"] * (MOST // 1000 + 10)),
        "/%E1%83%90?q=%E1%83%90": answer(200), "/later": answer(429),
    }  # fmt: skip
    told = {
        path: (reply.kind, reply.about) for path in [*here.answers, "/none", "/ა?q=ა"] if path[0] == "/"
        for reply in [asked(certificates, url(path))]
    }  # fmt: skip
    round_and_round = "it leads from page to page, and never to an end"
    assert told == {
        **dict.fromkeys(("/", "/new", "/slash", "/slash/", "/away", "/away-then-moved", "/a%20b", "/nowhere",
                         "/%E1%83%90?q=%E1%83%90", "/ა?q=ა"), ("there", "")),
        **dict.fromkeys(("/gone", "/early"), ("gone", "410")),
        **dict.fromkeys(("/none", "/moved-and-gone"), ("gone", "404")),
        "/closed": ("closed", "403"), "/later": ("closed", "429"),
        "/ill": ("silent", "its server says that something is wrong (503)"),
        "/moved": ("moved", moved), "/moved-308": ("moved", moved), "/moved-then-away": ("moved", url("/away")),
        "/round": ("silent", round_and_round), "/round-2": ("silent", round_and_round),
        "/plain": ("plain", "http://127.0.0.1/"), "/file": ("plain", "file:///etc/passwd"),
        **dict.fromkeys(("/password", "/no-address"), ("silent", "it leads to what is no address")),
        "/spaces": ("moved", url("/a%20b")),
        **dict.fromkeys(("/no-http", "/hangs-up", "/many"), ("silent", "it answers with what is no page")),
    }  # fmt: skip
    for path in ("/get", "/get-2", "/get-3"):
        assert asked(certificates, url(path)) == Reply(url(path), "there")
    assert here.asked.count("GET /new") == 0
    assert here.asked.count("GET /later") == 0  # who says «too often» isn't asked again at once
    # Nothing goes along but what every request has: no cookie that was set, no password of the home folder.
    names = {line.partition(":")[0] for head in here.heads for line in head.split("\r\n")[1:] if line}
    assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_who_takes_too_long_is_not_waited_for(here: Site, certificates: Certificates) -> None:
    here.answers = {"/silent": says_nothing, "/drip": drips}
    for path in here.answers:
        reply = asked(certificates, here.url(path), seconds=0.3)
        assert (reply.kind, reply.about) == ("silent", "it takes too long")


def test_nothing_is_asked_at_an_address_that_is_not_public(here: Site, certificates: Certificates) -> None:
    assert asked(certificates, here.url("/"), judge=is_public) == Reply(here.url("/"), "private")
    assert here.asked == []
    with site(certificates.chains["good"], "127.0.0.2") as other:
        inner = other.url("/inner", "127.0.0.2")
        here.answers = {"/leads-in": to(inner)}
        assert asked(certificates, here.url("/leads-in")) == Reply(here.url("/leads-in"), "private", inner)
        assert other.heads == []


def test_the_line_leads_to_the_very_address_that_was_judged(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    with (
        site(certificates.chains["wrong host"]) as ours,  # which is mail.example.org's
        site(certificates.chains["wrong host"], "127.0.0.2") as inner,
    ):

        def changing(host: str, port: int, **settings: Any) -> Any:
            looked_up.append(host)
            there = (HOST, ours.port) if len(looked_up) == 1 else ("127.0.0.2", inner.port)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", there)]

        monkeypatch.setattr(socket, "getaddrinfo", changing)
        ours.answers = {"/": answer(200), "/again": to("/")}
        assert asked(certificates, "https://mail.example.org/").kind == "there"
        assert looked_up == ["mail.example.org"]
        assert "Host: mail.example.org\r\n" in ours.heads[0]
        looked_up.clear()  # a redirect is looked up and judged anew
        assert asked(certificates, "https://mail.example.org/again").kind == "private"
        assert (looked_up, inner.heads) == (["mail.example.org"] * 2, [])


def test_one_address_among_others_that_is_not_public_is_enough(
    here: Site, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, here.port)) for each in (HOST, "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **settings: both)
    assert asked(certificates, here.url("/")).kind == "private"
    assert here.asked == []


def test_a_certificate_that_is_wrong_is_told_of(certificates: Certificates) -> None:
    for fault, why in [
        ("wrong host", "it is for another site"),
        ("expired", "it has expired"),
        ("unknown authority", "no authority that this computer trusts has signed it"),
    ]:
        with site(certificates.chains[fault]) as wrong:
            assert asked(certificates, wrong.url("/")) == Reply(wrong.url("/"), "untrusted", why)
            assert wrong.asked == []


def test_what_can_not_be_reached(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    assert asked(certificates, f"https://{HOST}:{port}/") == Reply(
        f"https://{HOST}:{port}/", "silent", "connection refused"
    )
    assert asked(certificates, "http://127.0.0.1/").kind == "plain"
    assert asked(certificates, f"https://{'a' * 64}.example/").about == "there is no such site"
    for number in (socket.EAI_NONAME, socket.EAI_AGAIN):

        def no_name(*asked: Any, number: int = number, **settings: Any) -> Any:
            raise socket.gaierror(number, "no name")

        monkeypatch.setattr(socket, "getaddrinfo", no_name)
        reply = asked(certificates, "https://www.example.org/")
        assert (reply.kind, reply.about) == ("offline", "there is no such site")


def test_plain_tcp_is_never_spoken(certificates: Certificates) -> None:
    with socket.create_server((HOST, 0)) as plain:

        def greet() -> None:
            line, _ = plain.accept()
            line.sendall(b"220 mail.example.org ESMTP\r\n")
            line.close()

        thread = threading.Thread(target=greet)
        thread.start()
        reply = asked(certificates, f"https://{HOST}:{plain.getsockname()[1]}/")
        thread.join()
    assert reply.kind == "silent"
