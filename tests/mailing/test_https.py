"""HTTPS to the hosts that [mail] names, and to no other."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests

from briefgen.mailing.ways.base import ServerError, UnreachableError
from briefgen.mailing.ways.https import MOST, cut, host_of, request_error, session
from briefgen.mailing.ways.trust import trusting
from tests.mailing.cloud import DRIP, TENANT, Cloud


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://a.example/x", "a.example"), ("https://a.example:443", "a.example"),
        ("https://a.example:8443/x?y", "a.example:8443"), ("https://A.example", "a.example"),
        ("https://b.example@a.example/", "a.example"), ("https://a.example:x/", ""),
    ],
)  # fmt: skip
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url", ["http://{}", "https://{}.elsewhere.example", "https://elsewhere.example/{}", "http://{}/"]
)
def test_nothing_goes_elsewhere_or_unencrypted(sky: Cloud, url: str) -> None:
    http = session([host_of(sky.url)], sky.certificates.authority)
    with pytest.raises((ServerError, requests.exceptions.InvalidURL)):
        http.get(url.format(host_of(sky.url)))
    assert sky.steps == []


def test_no_password_of_the_home_folder_goes_along(sky: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("default login me password home-secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    http = session([host_of(sky.url)], sky.certificates.authority)
    assert http.get(f"{sky.url}/{TENANT}/v2.0/.well-known/openid-configuration").status_code == 200
    assert sky.authorizations == [("discovery", "")]
    http.close()


def test_a_proxy_of_the_environment_is_used_and_gets_no_words(sky: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{sky.port}")  # which is none
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    http = session(["graph.example"], sky.certificates.authority)
    with pytest.raises(requests.exceptions.ConnectionError, match=r"(?i)aborted|reset|proxy"):  # not: no such host
        http.get("https://graph.example/v1.0/me", headers={"Authorization": "Bearer secret"})
    assert sky.steps == []


def test_what_doesnt_verify_cant_be_asked_to(sky: Cloud) -> None:
    http = session([host_of(sky.url)], None)
    http.verify = False
    with pytest.raises(requests.exceptions.SSLError):
        http.get(sky.url, verify=False)
    assert sky.steps == []


def test_trust_is_of_one_authority_alone(sky: Cloud) -> None:
    assert len(trusting(sky.certificates.authority).get_ca_certs()) == 1
    assert MOST == 4_000_000


def test_who_never_ends_to_answer_is_cut(sky: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.mailing.ways.https._WHOLE", 0.1)  # each word of it comes sooner
    sky.give("discovery", DRIP)
    http = session([host_of(sky.url)], sky.certificates.authority)
    with pytest.raises(requests.RequestException) as caught:
        http.get(f"{sky.url}/{TENANT}/v2.0/.well-known/openid-configuration")
    assert isinstance(request_error("it", caught.value), UnreachableError)
    http.close()


@contextmanager
def proxy(arrived: threading.Event, *, answers: bool) -> Iterator[int]:
    """Give the port of a proxy that takes one line through, or says nothing."""
    lines: list[socket.socket] = []

    def pass_on(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        ours, _ = listening.accept()
        lines.append(ours)
        asked = ours.recv(65536).split()[1].decode()
        arrived.set()
        if answers:
            host, _, port = asked.partition(":")
            lines.append(socket.create_connection((host, int(port))))
            ours.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=pass_on, args=(lines[1], ours))
            back.start()
            pass_on(ours, lines[1])
            back.join()
        else:
            with suppress(OSError):
                ours.recv(1)  # until it is cut

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()
    for line in lines:
        line.close()


@pytest.mark.parametrize("answers", [True, False])
def test_a_line_through_a_proxy_can_be_cut(sky: Cloud, monkeypatch: pytest.MonkeyPatch, answers: bool) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    at_proxy, at_server, free = threading.Event(), threading.Event(), threading.Event()

    def hook(step: str) -> None:
        at_server.set()
        assert free.wait(30)

    sky.hooks.append(hook)
    http = session([host_of(sky.url)], sky.certificates.authority)
    caught: list[Exception] = []

    def ask() -> None:
        try:
            http.get(f"{sky.url}/{TENANT}/v2.0/.well-known/openid-configuration")
        except requests.RequestException as error:
            caught.append(error)

    with proxy(at_proxy, answers=answers) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        asking = threading.Thread(target=ask)
        asking.start()
        assert (at_server if answers else at_proxy).wait(30)
        cut(http)
        asking.join(30)
        assert not asking.is_alive()
        free.set()
        http.close()
    assert len(caught) == 1
