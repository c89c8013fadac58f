"""briefgen.toml as a whole in the desk: mended where it can't be used, taken back, and no place for a password."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from briefgen.desk.roles import OWNER, DeskUser, Role
from tests.desk.in_process import Answer, Client
from tests.started import start

MAIL = '\n[mail]\nsender = "a@agency.example"\nserver = "mail.agency.example"\n'
People = Callable[[str], Client]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    start(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def people(root: Path) -> Iterator[People]:
    with asyncio.Runner() as runner:

        def person(role: str) -> Client:
            roles = frozenset({Role.READER, Role(role)}) if role else OWNER.roles
            return Client(root, runner, "en", DeskUser(role, roles))

        yield person


def save(desk: Client, old: str, new: str) -> Answer:
    form = desk.get("/settings").form("/settings")
    assert form is not None and old in form.fields["was"]
    return desk.post("/settings", {**form.fields, "text": form.fields["was"].replace(old, new)})


def turn(desk: Client) -> Answer:
    form = desk.get("/changes").form("/changes")
    assert form is not None
    name, number = form.buttons[0]
    return desk.post("/changes", {**form.fields, name: number})


@pytest.mark.parametrize(
    ("old", "wrong", "said", "line"),
    [
        ('theme = "plain"', "theme = plain", "words stand in quotes", True),
        ('theme = "plain"', 'them = "plain"', "no such setting: them", True),
        ('theme = "plain"', "theme = 3", "theme needs a word in quotes", True),
        ('theme = "plain"', 'theme = "unheard"', "no theme", True),
        ('theme = "plain"', 'theme = "plain"\ncontent = "../x"', "leaves the project", False),
        ('theme = "plain"', 'theme = "plain"\ncontent = "nothing"', "no such folder", True),
        ('theme = "plain"', f'theme = "plain"{MAIL}prot = 5', "no such setting", True),
    ],
)
def test_what_cannot_be_used_is_said_and_mended_and_never_saved(
    root: Path, people: People, old: str, wrong: str, said: str, line: bool
) -> None:
    desk, file = people(""), root / "briefgen.toml"
    good = file.read_bytes()
    refused = save(desk, old, wrong)
    assert (refused.status, said in unescape(refused.text)) == (409, True)
    assert file.read_bytes() == good
    text = good.decode().replace(old, wrong)
    file.write_text(text, encoding="utf-8")
    page = desk.get("/settings")
    assert (page.status, said in unescape(page.text)) == (200, True)
    if line:
        number = next(n for n, each in enumerate(text.splitlines(), 1) if each not in good.decode().splitlines() + MAIL.splitlines())
        assert f'data-line="{number}"' in page.text
    assert save(desk, wrong, old).status == 303
    assert (file.read_bytes(), desk.get("/").status) == (good, 200)


def test_a_broken_file_leads_to_where_it_is_mended_by_who_may(root: Path, people: People) -> None:
    file = root / "briefgen.toml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace('theme = "plain"', 'theme = "plain'), encoding="utf-8")
    for role, leads in {"": True, "sender": True, "editor": False}.items():  # also where the desk begins like that
        assert ('href="/settings"' in people(role).get("/").text) == leads
    assert people("editor").get("/settings").status == 403
    desk = people("sender")  # who isn't at the computer: nobody can tell which folders were named
    assert (save(desk, 'theme = "plain', 'theme = "plain"').status, file.read_text("utf-8") != good) == (409, True)
    assert save(people(""), 'theme = "plain', 'theme = "plain"').status == 303
    assert (file.read_text("utf-8"), desk.get("/").status) == (good, 200)
    assert save(desk, "[\"pdf\"", "[\"html\", \"pdf\"").status == 303
    for other in (f'{MAIL}outbox = "/tmp/x"', '\noutput = "elsewhere"'):
        assert save(desk, 'theme = "plain"', f'theme = "plain"{other}').status == 409


def test_it_is_taken_back_line_by_line_and_a_password_is_kept_nowhere(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    first = file.read_text(encoding="utf-8") + MAIL
    file.write_text(f"{first}pasword = 'hunter2'\nlogin = \"password\"\n# password: hunter3\n", encoding="utf-8")
    taken_out = save(desk, "pasword = 'hunter2'\n", "")
    assert taken_out.status == 303
    assert "hunter2" not in file.read_text(encoding="utf-8")
    assert not list((root / ".briefgen" / "journal").glob("*"))  # nothing that may come back
    before = file.read_text(encoding="utf-8")
    assert save(desk, 'login = "password"', 'login = "password"\nport = 25').status == 303
    after = file.read_text(encoding="utf-8")
    kept = "".join(path.read_text("utf-8") for path in (root / ".briefgen").rglob("*") if path.is_file())
    assert ("hunter" in kept, "port = 25" in kept) == (False, True)
    page, shown = desk.get("/changes").text, desk.get("/changes/1").text
    assert "edited as a whole" in page and "port = 25" in shown and "hunter" not in page + shown
    assert turn(desk).status == 303
    assert file.read_text(encoding="utf-8") == before
    assert turn(desk).status == 303  # made again
    assert file.read_text(encoding="utf-8") == after
    file.write_text(after.replace("port = 25", "port = 26"), encoding="utf-8")
    assert turn(desk).status == 409
    file.write_text(after, encoding="utf-8")
    assert people("editor").get("/changes/1").status == 403
    assert turn(people("sender")).status == 409
    assert file.read_text(encoding="utf-8") == after


def test_what_somebody_else_saved_meanwhile_stays(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    form = desk.get("/settings").form("/settings")
    assert form is not None
    theirs = file.read_bytes() + b"# theirs\n"
    file.write_bytes(theirs)
    refused = desk.post("/settings", {**form.fields, "text": form.fields["was"] + "# mine\n"})
    assert (refused.status, "# theirs" in refused.text, "# mine" in refused.text) == (409, True, True)
    assert file.read_bytes() == theirs
