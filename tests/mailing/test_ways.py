"""The ways of sending that there are: each has what a way has, a page, and words of doctor."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from briefgen.contacts.account import Account
from briefgen.contacts.passwords import keep_no_more
from briefgen.mailing import ways
from briefgen.mailing.ways.tokens import LOGINS
from briefgen.mailing.ways.tokens.microsoft import _ADVICE
from briefgen.project.settings import ProjectError
from briefgen.upkeep import doctor
from tests.mailing.conftest import InMemory
from tests.mailing.projects import Office, signed_in
from tests.mailing.scripted import Scripted

ROOT = Path(__file__).resolve().parents[2]
ACCOUNT = Account(sender="briefs@agency.example")
PAGES = sorted((ROOT / "docs" / "email").glob("*.md"))


def undocumented(names: Iterable[str]) -> set[tuple[str, str]]:
    """Return the ways that a table of settings doesn't name, or that no page shows, and where."""
    places = {"pages": "".join(page.read_text(encoding="utf-8") for page in PAGES)}
    for name in ("settings.md", "email.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        places[name] = "".join(re.findall(r"^\| `way` \|.*$", text, re.MULTILINE))
    return {
        (way, place)
        for way in names
        for place, text in places.items()
        if (f'way = "{way}"' if place == "pages" else f'`"{way}"`') not in text
    }


def test_every_way_is_documented() -> None:
    assert not undocumented(ways.WAYS)
    assert undocumented([*ways.WAYS, "pigeon"]) == {("pigeon", place) for place in ("pages", "settings.md", "email.md")}


def test_every_kind_of_server_has_a_page_that_is_linked() -> None:
    text = (ROOT / "docs" / "email.md").read_text(encoding="utf-8")
    assert {path.name for path in PAGES} == {"server.md", "relay.md", "microsoft.md", "google.md", "command.md"}
    assert set(re.findall(r"\]\(email/([\w.]+)\)", text)) == {path.name for path in PAGES}
    pages = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert {name for name in LOGINS if f'login = "{name}"' not in pages} == set()
    for code in ("535 5.7.139", "5.7.30", *_ADVICE):
        assert code in pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_shows_can_be_set(page: Path) -> None:
    shown = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    for example in shown:
        settings = tomllib.loads(example.replace("…", "x"))["mail"]
        account = Account.model_validate(settings)
        way = ways.way_of(account)
        assert account.login == "password" or account.login in way.scopes(account)
        assert way.where(account)


@pytest.mark.parametrize("name", ways.WAYS)
def test_every_way_has_what_a_way_has(name: str) -> None:
    way = ways.way_of(ACCOUNT.model_copy(update={"way": name}))
    asked = way.DOES.format(letters="2 letters", sender="me", where=way.where(ACCOUNT))
    assert "2 letters" in asked
    assert "me" in asked
    assert all(extra for extra in way.PACKAGES.values())


def test_a_way_that_there_isnt_is_told_with_what_may_be_meant() -> None:
    with pytest.raises(ProjectError, match=r"\[mail\] way: there is no 'smpt'; did you mean smtp\?"):
        ways.way_of(Account(sender="briefs@agency.example", way="smpt"))


# What doctor says of the way in use.


def doctors(office: Office, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, str]:
    monkeypatch.chdir(office.root)
    (found,) = doctor._sending(Path.cwd())
    assert not found.needed  # briefs can be made all the same
    return found.works, found.detail


def test_doctor_says_where_letters_go_and_what_is_missing(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", "x")
    told = "briefs@agency.example hands each letter to a mail server (SMTP): 127.0.0.1"
    assert doctors(office, monkeypatch) == (True, told)
    monkeypatch.delenv("BRIEFGEN_MAIL_PASSWORD")
    works, detail = doctors(office, monkeypatch)
    assert (works, "wants the password of drafter" in detail) == (False, True)
    office.serve(server, way="pidgin")
    assert doctors(office, monkeypatch) == (
        False, "briefgen.toml:21: [mail] way: there is no 'pidgin'; there are " + ", ".join(ways.WAYS)
    )  # fmt: skip
    assert not server.connections


def test_doctor_names_the_package_that_a_way_lacks(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways.way_of(ACCOUNT), "PACKAGES", {"columba": "birds"})
    assert doctors(office, monkeypatch) == (False, "no columba; type: pip install 'briefgen[birds]'")


def test_doctor_speaks_of_the_sign_in_and_of_what_it_lacks(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch, in_memory: InMemory
) -> None:
    for way, tells in (
        ("smtp", "hands each letter to a mail server (SMTP): 127.0.0.1"),
        ("graph", "graph.microsoft.com"),
    ):
        office.serve(server, way=way, login="microsoft", client_id="app-17", tenant="t")
        works, detail = doctors(office, monkeypatch)
        assert (works, "nobody has signed in as drafter yet: type briefgen login" in detail) == (False, True)
        name = signed_in(office, "renewal")
        works, detail = doctors(office, monkeypatch)
        assert (works, detail.endswith(tells)) == (True, True), detail
        keep_no_more("briefgen-login", name)
    found = importlib.util.find_spec
    for lacking in ("msal", "requests"):
        monkeypatch.setattr(doctor, "find_spec", lambda name, lacking=lacking: None if name == lacking else found(name))
        assert doctors(office, monkeypatch) == (False, f"no {lacking}; type: pip install 'briefgen[microsoft]'")
    assert not server.connections


def test_a_project_without_mail_and_a_folder_without_project_have_no_way(issued_starter: Path, tmp_path: Path) -> None:
    assert doctor._sending(issued_starter) == []
    assert doctor._sending(tmp_path) == []
