"""[mail] is changed setting by setting: every other line of briefgen.toml stays, whatever way it is written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from briefgen.contacts.account_changes import account_entry, change_account
from briefgen.content.changing.fields import CollisionError, FieldChange, FieldsError
from briefgen.project.files import ChangedError
from briefgen.project.folder import Project, find_project
from briefgen.project.settings import ProjectError
from briefgen.upkeep.mail_account import account_questions
from tests.conftest import ROOT

HEAD = 'languages = ["ka", "en"]   # the main one first\n'
FULL = f"""# Ours.
{HEAD}
[mail]  # how
# Who sends.
sender = "a@agency.example"   # the office
server="mail.agency.example"
retry_seconds = [
  60,  # soon
  300,
]

# It ends here.
"""


def at(folder: Path, text: str) -> Project:
    (folder / "briefgen.toml").write_bytes(text.encode())
    return find_project(folder)


def change(project: Project, **to: str) -> tuple[str, ...]:
    now = account_entry(project, account_questions()).now
    return change_account(project, account_questions(), [FieldChange(n, now[n], words) for n, words in to.items()])


def text_of(project: Project) -> str:
    return project.settings_file.read_bytes().decode()


SHAPES = {
    "none": (HEAD, {"sender": "b@agency.example"}, f'{HEAD}\n[mail]\nsender = "b@agency.example"\n'),
    "no line end": (
        f'theme = "plain"\n{HEAD}'.strip("\n"), {"sender": "b@agency.example", "port": "2525"},
        f'theme = "plain"\n{HEAD}\n[mail]\nsender = "b@agency.example"\nport = 2525\n',
    ),
    "one": (FULL, {"sender": "b@agency.example"}, FULL.replace("a@agency", "b@agency")),
    "taken out": (FULL, {"server": ""}, FULL.replace('server="mail.agency.example"\n', "")),
    "a list": (FULL, {"retry_seconds": "5, 10"}, re.sub(r"\[\n.*?\n\]", "[5, 10]", FULL, flags=re.DOTALL)),
    "a number": (FULL, {"give_up_hours": "0.5"}, f"{FULL}give_up_hours = 0.5\n"),
    "before others": (
        f'{HEAD}[mail]\nsender = "a@agency.example"\n\n[x]\n# not ours\n', {"user": "u"},
        f'{HEAD}[mail]\nsender = "a@agency.example"\nuser = "u"\n\n[x]\n# not ours\n',
    ),
    "dotted": (
        f'mail.sender = "a@agency.example"\n{HEAD}', {"sender": "b@agency.example"},
        f'mail.sender = "b@agency.example"\n{HEAD}',
    ),
    "in line": (
        f'{HEAD}mail = {{sender="a@agency.example", port = 1}} # so\n', {"port": "2"},
        f'{HEAD}mail = {{sender="a@agency.example", port = 2}} # so\n',
    ),
    "quotes": (
        f'{HEAD}[mail]\nsender = "a@agency.example"\n', {"user": 'AGENCY\\"ნინო"'},
        f'{HEAD}[mail]\nsender = "a@agency.example"\nuser = "AGENCY\\\\\\"ნინო\\""\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_changed_is_another_and_every_other_line_stays(tmp_path: Path, shape: str, ends: str) -> None:
    before, to, after = (each.replace("\n", ends) if isinstance(each, str) else each for each in SHAPES[shape])
    assert isinstance(before, str)
    assert isinstance(to, dict)
    path = tmp_path / "briefgen.toml"
    path.write_bytes(before.encode())
    # A project reads no [x]; what else stands there isn't our business.
    project = Project(tmp_path, find_project(ROOT).settings)
    assert change(project, **to) == ("briefgen.toml",)
    assert text_of(project) == after
    assert change(project, **to) == ()


def test_the_mark_of_notepad_stays(tmp_path: Path) -> None:
    project = at(tmp_path, f"\ufeff{FULL}")
    change(project, user="u")
    assert text_of(project) == f'\ufeff{FULL}user = "u"\n'


def test_the_settings_that_come_with_a_project_can_be_completed(tmp_path: Path) -> None:
    text = (ROOT / "briefgen" / "upkeep" / "starter" / "project" / "briefgen.toml").read_text(encoding="utf-8")
    project = at(tmp_path, text)
    change(project, sender="a@agency.example", server="mail.agency.example")
    added = '\n[mail]\nsender = "a@agency.example"\nserver = "mail.agency.example"\n'
    assert text_of(project) == text + added


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("sender", "nobody", "write it as name@agency.example"),
        ("sender", "", "can't be left out"),
        ("server", "a b", "'a b' can't stand here; write it as mail.agency.example"),
        ("port", "x", "needs a whole number"),
        ("port", "70000", "has to be 65535 or less"),
        ("security", "none", "choose 'starttls' or 'tls'"),
        ("way", "pigeon", "there are smtp, graph"),
        ("give_up_hours", "soon", "needs a number, not text"),
        ("give_up_hours", "0", "has to be more than 0"),
        ("retry_seconds", "1, x", "needs a whole number"),
        ("authority", "http://x", "'http://x' can't stand here; write it as https://login.agency.example"),
    ],
)
def test_what_cannot_be_is_told_at_its_setting(tmp_path: Path, name: str, words: str, said: str) -> None:
    project = at(tmp_path, FULL)
    with pytest.raises(FieldsError) as raised:
        change(project, user="u", **{name: words})
    assert list(raised.value.wrong) == [name]
    assert said in raised.value.wrong[name]
    assert text_of(project) == FULL


def test_what_is_wrong_already_is_told_at_its_setting(tmp_path: Path) -> None:
    project = at(tmp_path, FULL.replace('server="mail', 'connections = 99\nserver="mail'))
    with pytest.raises(FieldsError) as raised:
        change(project, user="u")
    assert list(raised.value.wrong) == ["connections"]
    without = at(tmp_path, f'{HEAD}[mail]\nserver = "x"\n')
    with pytest.raises(FieldsError) as raised:
        change(without, user="u")
    assert raised.value.wrong == {"sender": "this can't be left out"}


def test_a_setting_that_there_is_not_can_be_taken_out_and_nothing_else(tmp_path: Path) -> None:
    project = at(tmp_path, f'{FULL}smtp_password = "hunter2"\n')
    entry = account_entry(project, account_questions())
    assert entry.unknown == ("smtp_password",)
    assert "hunter2" not in repr(entry)
    with pytest.raises(FieldsError) as raised:
        change(project, user="u")
    assert raised.value.wrong == {"": "smtp_password: there is no such setting"}
    assert change_account(project, account_questions(), [], drop=["smtp_password", "sender", "languages"])
    assert text_of(project) == FULL


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    project = at(tmp_path, FULL)
    asked = account_questions()
    shown = account_entry(project, asked).now
    change(project, server="theirs.agency.example")
    with pytest.raises(CollisionError):
        change_account(project, asked, [FieldChange("server", shown["server"], "ours.agency.example")])
    assert change_account(project, asked, [FieldChange("user", shown["user"], "u")])
    assert tomllib.loads(text_of(project))["mail"] | {"retry_seconds": 0} == {
        "sender": "a@agency.example", "server": "theirs.agency.example", "user": "u", "retry_seconds": 0,
    }  # fmt: skip


def test_a_file_that_changes_while_it_is_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.contacts import account_changes

    project = at(tmp_path, FULL)
    really = account_changes._changed

    def meanwhile(*given: object) -> str:
        project.settings_file.write_text(f"{FULL}# theirs\n", encoding="utf-8")
        return really(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(account_changes, "_changed", meanwhile)
    with pytest.raises(ChangedError, match=r"briefgen.toml was changed by someone else"):
        change(project, user="u")
    assert text_of(project) == f"{FULL}# theirs\n"


def test_what_would_change_anything_else_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.contacts import account_changes

    project = at(tmp_path, FULL)
    really = account_changes._changed
    for more in ('templates = "/etc"\n', "mail.port = 1\n"):
        monkeypatch.setattr(account_changes, "_changed", lambda *given, more=more: more + really(*given))
        with pytest.raises(ProjectError):
            change(project, user="u")
        assert text_of(project) == FULL


def test_a_setting_that_is_fixed_stays(tmp_path: Path) -> None:
    project = at(tmp_path, FULL)
    with pytest.raises(FieldsError) as raised:
        change_account(project, account_questions(), [FieldChange("ca", "", "/etc/passwd")], fixed=["ca"])
    assert "ca" in raised.value.wrong
    assert text_of(project) == FULL
