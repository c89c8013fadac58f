"""HTTPS to the hosts that [mail] names, and to no other."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from briefgen.mailing.ways.base import ServerError
from briefgen.mailing.ways.https import MOST, host_of, session
from briefgen.mailing.ways.trust import trusting
from tests.mailing.cloud import TENANT, Cloud


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
