"""What isn't content is taken back, too: who gets the briefs and the mail account, by those who may change them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from briefgen.content.changing import journal_apart
from briefgen.desk.roles import EVERYBODY, DeskUser, Role
from briefgen.project.reading import read_plain
from briefgen.upkeep import changed_fields
from tests.desk.in_process import Answer, Client
from tests.mailing.conftest import InMemory, in_memory

__all__ = ["in_memory"]

People = Callable[[str], Client]
PERSON = {"id": "nino", "name": "ნინო", "email": "nino@agency.example", "language": "ka", "ceiling": "internal"}


@pytest.fixture
def people(root: Path, in_memory: InMemory) -> Iterator[People]:
    """Return who asks the desk of a project, by their role; "" is who started it."""
    with asyncio.Runner() as runner:

        def person(role: str) -> Client:
            roles = frozenset({Role(role)}) if role else EVERYBODY
            return Client(root, runner, "en", DeskUser(role, roles))

        yield person


def send(desk: Client, page: str, at: str = "", **typed: str) -> Answer:
    form = desk.get(at or page).form(page)
    assert form is not None
    return desk.post(page, {**form.fields, **{f"f.{name}": words for name, words in typed.items()}})


def turn(desk: Client, number: int = 0, **more: str) -> Answer:
    """Press a button on the page of changes, the first one if none is named."""
    form = desk.get("/changes").form("/changes")
    assert form is not None
    name, value = form.buttons[number]
    return desk.post("/changes", {**form.fields, name: value, **more})


def test_who_gets_the_briefs_is_taken_back_by_who_may_send_and_seen_by_nobody_else(root: Path, people: People) -> None:
    sender, file = people("sender"), root / "content" / "recipients.yaml"
    before = file.read_bytes()
    assert send(sender, "/recipients", **PERSON).status == 303
    added = file.read_bytes()
    kept = {path.stat().st_mode & 0o077 for path in (root / ".briefgen" / "journal").iterdir()}
    assert kept == {0}
    for role in ("reader", "editor", "issuer"):
        page, one = people(role).get("/changes"), people(role).get("/changes/1")
        assert "1 recipient added to" in page.text
        assert ("nino" in page.text, "ნინო" in page.text, "undo" in page.text, one.status) == (*3 * [False], 403)
        assert "nino" not in one.text
        (seen,) = {form.fields["seen"] for form in sender.get("/changes").forms if "seen" in form.fields}
        assert people(role).post("/changes", {"undo": "1", "seen": seen}).status == 403
    assert file.read_bytes() == added
    assert "ნინო" in sender.get("/changes").text
    shown = sender.get("/changes/1").text
    assert "nino@agency.example" in shown
    assert "<dt>Email" in shown
    assert turn(sender).status == 303
    assert file.read_bytes() == before
    assert turn(sender).status == 303  # made again
    assert file.read_bytes() == added


def test_each_place_is_taken_back_by_itself(root: Path, people: People) -> None:
    """An editor's change need not wait until a sender takes theirs back."""
    editor, sender = people("editor"), people("sender")
    text = root / "content" / "association.yaml"
    before = text.read_bytes()
    form = editor.get("/thing", path="association").form("/thing")
    assert form is not None
    fields = {**form.fields, "f.acronym": "EXB", "kind": "always"}
    assert editor.post("/thing", fields).status == 303
    assert send(sender, "/recipients", **PERSON).status == 303
    buttons = {who: desk.get("/changes").form("/changes") for who, desk in (("e", editor), ("s", sender))}
    assert {who: form and form.buttons for who, form in buttons.items()} == {
        "e": [("undo", "1")], "s": [("undo", "2")],
    }  # fmt: skip
    assert turn(editor).status == 303
    assert text.read_bytes() == before
    assert b"nino@" in (root / "content" / "recipients.yaml").read_bytes()
    assert turn(people(""), theirs="sender").status == 303
    assert b"nino@" not in (root / "content" / "recipients.yaml").read_bytes()


def test_an_address_that_is_taken_back_stays_in_no_draft(root: Path, people: People) -> None:
    desk = people("")
    assert send(desk, "/recipients", **PERSON).status == 303
    kept = '{"f.email": {"was": "nino@agency.example", "now": "nino@elsewhere.example"}}'
    assert desk.post("/draft", {"draft": "0" * 16, "page": "/recipient nino", "kept": kept}).status == 200
    drafts = root / ".briefgen" / "drafts"
    assert turn(desk).status == 303
    assert not list(drafts.glob("*/*.json"))
    # Taken out, taken back, and made again: then it is gone once more.
    assert turn(desk).status == 303
    form = desk.get("/recipient", id="nino").form("/unenrol")
    assert form is not None
    assert desk.post("/unenrol", form.fields).status == 303
    assert turn(desk).status == 303
    assert desk.post("/draft", {"draft": "1" * 16, "page": "/recipient nino", "kept": kept}).status == 200
    assert list(drafts.glob("*/*.json"))
    assert turn(desk).status == 303
    assert not list(drafts.glob("*/*.json"))


def test_a_change_of_the_mail_account_is_taken_back_and_no_password_is_kept(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    start = file.read_text(encoding="utf-8")
    assert send(desk, "/account", sender="a@agency.example", server="mail.agency.example").status == 303
    first = file.read_text(encoding="utf-8")
    file.write_text(f'{first}password = "hunter2"  # hunter2\n', encoding="utf-8")
    form = desk.get("/account").form("/account")
    assert form is not None
    fields = {**form.fields, "drop.password": "yes", "f.server": "smtp.agency.example", "f.port": "587"}
    assert desk.post("/account", fields).status == 303
    second = file.read_text(encoding="utf-8")
    assert "hunter2" not in second
    journal = "".join(path.read_text(encoding="utf-8") for path in (root / ".briefgen" / "journal").iterdir())
    page = desk.get("/changes").text
    assert "The mail account was changed: server, port" in unescape(page)
    shown = desk.get("/changes/2").text
    assert "<del>mail.agency.example</del> → <ins>smtp.agency.example</ins>" in shown
    assert "hunter2" not in journal + page + shown
    file.write_text(f"# mine\n{second}", encoding="utf-8")  # another line, by hand
    assert turn(desk).status == 303
    assert file.read_text(encoding="utf-8") == f"# mine\n{first}"
    file.write_text(f"# mine\n{first}password = 'again'\n", encoding="utf-8")
    assert turn(desk).status == 303  # made again
    assert "smtp.agency.example" in file.read_text(encoding="utf-8")
    assert "password = 'again'" in file.read_text(encoding="utf-8")
    file.write_text(first.replace("mail.agency", "other.agency"), encoding="utf-8")
    refused = turn(desk)
    assert (refused.status, "was edited since" in refused.text) == (409, True)
    file.write_text(second, encoding="utf-8")
    assert turn(desk, 1, agreed="yes").status == 303
    assert file.read_text(encoding="utf-8") == start
    assert turn(desk).status == 303  # made again
    assert file.read_text(encoding="utf-8") == first
    file.write_text(f"{first}# ours\n", encoding="utf-8")
    assert turn(desk, 1).status == 303
    assert file.read_text(encoding="utf-8") == f"{start}\n[mail]\n# ours\n"
    file.write_text(first, encoding="utf-8")
    # What is dropped alone is nothing that could come back.
    file.write_text(f"{first}pasword = 'hunter3'\n", encoding="utf-8")
    form = desk.get("/account").form("/account")
    assert form is not None
    assert desk.post("/account", {**form.fields, "drop.pasword": "yes"}).status == 303
    assert file.read_text(encoding="utf-8") == first
    assert len(next(form for form in desk.get("/changes").forms if form.action == "/changes").buttons) == 1
    assert "settings that there aren’t were taken out" in unescape(desk.get("/changes").text).lower()


def test_a_user_with_a_password_behind_it_is_kept_nowhere(root: Path, people: People) -> None:
    desk = people("")
    assert send(desk, "/account", sender="a@agency.example", server="mail.agency.example").status == 303
    for user in ("a:hunter2", "briefs"):
        assert send(desk, "/account", user=user, uploads="files.agency.example:443").status == 303
        kept = "".join(path.read_text("utf-8") for path in (root / ".briefgen" / "journal").iterdir())
        page = desk.get("/changes").text
        assert ("hunter2" in kept + page, "The mail account was changed: user" in unescape(page)) == (False, True)
        form = desk.get("/changes").form("/changes")
        assert form is None or form.buttons == []  # nor is what was before it, which nobody could go back to
    assert send(desk, "/account", uploads="other.agency.example:443", ca="").status == 303
    assert turn(desk).status == 303  # of its own kind, it may have a port


def test_a_hostile_journal_stops_no_page_and_writes_nowhere_else(root: Path, people: People) -> None:
    desk = people("")
    assert send(desk, "/account", sender="a@agency.example", server="mail.agency.example").status == 303
    (path,) = (root / ".briefgen" / "journal").iterdir()
    data, said = json.loads(path.read_bytes()), (root / "briefgen.toml").read_bytes()
    for number, (place, texts) in enumerate(
        [
            ("account", {}), ("account", {"../x": ["", ""]}), ("account", {"x": ["[mail", "a = [" * 9999]}),
            ("account", {"x": ["[mail]\npassword = 'x'\n", "[mail]\n"]}), ("recipients", {}),
            ("recipients", {"x": ["- [", None]}), ("recipients", {"x": ["", "- 1\n- {a: [{}]}\n"]}),
        ],
        start=2,
    ):  # fmt: skip
        entry = {**data, "number": number, "place": place, "files": texts, "what": "<i>what</i>"}
        bad = {**entry, "number": 99, "what": {"words": "{a.__class__} {0}", "about": {"a": "b"}}}
        (path.parent / "00000099.json").write_text(json.dumps(bad), encoding="utf-8")
        (path.parent / f"{number:08}.json").write_text(json.dumps(entry), encoding="utf-8")
        assert desk.get("/changes").status == 200
        assert desk.get(f"/changes/{number}").status in (200, 404)
    form = desk.get("/changes").form("/changes")
    assert form is not None
    assert len(form.buttons) == 4  # the others have nothing that could be taken back, or lie behind one that hasn't
    people_were = (root / "content" / "recipients.yaml").read_bytes()
    for _ in range(4):
        form = desk.get("/changes").form("/changes")
        assert form is not None
        assert turn(desk).status in (303, 409)
    assert (root / "briefgen.toml").read_bytes() in (said, said.replace(b"\n\n[mail]\n", b"\n"))
    assert (root / "content" / "recipients.yaml").read_bytes() == people_were
    assert not (root / "x").exists()


def test_the_list_of_changes_reads_what_is_kept_once_and_parses_no_list_of_people(
    root: Path, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a thousand recipients each list would be a good part of a second, and nobody else is served meanwhile."""
    settings, elsewhere = root / "briefgen.toml", tmp_path / "people.yaml"
    elsewhere.write_text("[]\n", encoding="utf-8")
    desk = people("")
    assert send(desk, "/recipients", **PERSON).status == 303
    said = settings.read_text(encoding="utf-8")
    settings.write_text(f"{said}\n[mail]\nrecipients = '{elsewhere.as_posix()}'\n", encoding="utf-8")
    for name in ("ana", "lia"):
        assert send(desk, "/recipients", **{**PERSON, "id": name, "name": name.title(), "email": f"{name}@a.example"})
    reads: list[str] = []

    def read(folder: Path, name: str) -> bytes:
        reads.append(name)
        return read_plain(folder, name)

    monkeypatch.setattr(journal_apart, "read_plain", read)
    monkeypatch.setattr(changed_fields, "parsed", None)
    for role, shown in (("", True), ("sender", True), ("reader", False)):
        reads.clear()
        page = people(role).get("/changes")
        assert page.status == 200
        assert [name in page.text for name in ("ნინო", "Ana", "Lia")] == [shown] * 3
        assert reads == [".people.yaml.undo"]


def test_settings_of_a_server_are_taken_back_by_its_owner_alone(
    root: Path, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, sender, file = people(""), people("sender"), root / "briefgen.toml"
    assert send(owner, "/account", sender="a@agency.example", server="mail.agency.example").status == 303
    assert send(owner, "/account", outbox="elsewhere").status == 303
    for role in ("reader", "editor", "issuer"):
        page = people(role).get("/changes")
        assert ("undo" in page.text, people(role).get("/changes/1").status) == (False, 403)
    said = file.read_bytes()
    refused = turn(sender, theirs="")
    assert (refused.status, "by whoever looks after the server" in unescape(refused.text)) == (409, True)
    assert file.read_bytes() == said
    assert turn(owner).status == 303
    assert b"outbox" not in file.read_bytes()
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", "x")  # which would go to whatever server is named
    refused = turn(sender, -1)
    assert (refused.status, b"mail.agency.example" in file.read_bytes()) == (409, True)


def test_a_line_of_the_settings_is_shown_to_who_looks_after_the_computer_alone(root: Path, people: People) -> None:
    desks = {role: people(role) for role in ("", "reader", "editor", "issuer", "sender")}
    with (root / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write("\n[mail]\nlogin_pw = hunter2 # x\n")
    told = {}
    for role, desk in desks.items():
        home = desk.get("/")  # which opens on the settings for who may mend them
        told[role] = desk.get(home.headers["location"]).text if home.status == 303 else home.text
    assert [role for role, page in told.items() if "hunter2" in page] == [""]
    assert all("words stand in quotes" in page for page in told.values())


def test_a_change_names_all_its_fields_and_what_was_taken_back_can_be_brought_back_at_once(
    root: Path, people: People
) -> None:
    desk, file = people(""), root / "content" / "association.yaml"
    before = file.read_bytes()
    for name in ("One", "Two"):
        said = {"name.en": f"Association {name}", "acronym": name.upper(), "note": f"Asked {name}."}
        form = desk.get("/thing", path="association").form("/thing")
        assert form is not None
        typed = {f"f.{field}": words for field, words in said.items()}
        assert desk.post("/thing", {**form.fields, **typed, "kind": "always"}).status == 303
    changed = file.read_bytes()
    assert "; also: acronym, note" in desk.get("/changes").text
    look = desk.get("/changes/2").form("/changes")  # who looks at a change can take it back there
    assert look is not None
    for fields in ({**look.fields, **dict(look.buttons)}, {"seen": "", "undo": "1", "agreed": "yes"}):
        listed = desk.get("/changes").form("/changes")
        assert listed is not None
        taken = desk.post("/changes", {**fields, "seen": listed.fields["seen"]})
        page = desk.get("/changes", **dict(parse_qsl(taken.headers["location"].partition("?")[2])))
        back = page.form("/changes")
        assert back is not None
        assert "This was taken back:" in page.text
        assert page.text.count("Bring all of these back") <= 1
        if fields["undo"] == "1":  # also who comes later can bring them back together
            later = desk.get("/changes")
            assert "Taken back, and not brought back yet: 2" in later.text
            (back,) = [form for form in later.forms if dict(form.buttons) == {"redo": "2"}]
        assert file.read_bytes() != changed
        assert desk.post("/changes", {**back.fields, **dict(back.buttons)}).status == 303
        assert file.read_bytes() == changed  # all that was taken back
    # What was taken back before that comes back with it, so it is told first.
    for number in ("2", "1"):
        listed = desk.get("/changes").form("/changes")
        assert listed is not None
        assert desk.post("/changes", {**listed.fields, "undo": number}).status == 303
    several = desk.get("/changes").form("/changes")
    assert several is not None
    asked = desk.post("/changes", {"seen": several.fields["seen"], "redo": "2"})
    assert asked.status == 409
    assert "Nothing was made again yet. These changes would be made again together, 2 in all:" in asked.text
    assert file.read_bytes() == before
    agree = asked.form("/changes")
    assert agree is not None
    assert desk.post("/changes", {**agree.fields, "redo": "2"}).status == 303
    assert file.read_bytes() == changed
    assert before != changed
    assert "This was taken back" not in desk.get("/changes", done="undone", taken="1,2").text


def test_what_was_added_and_taken_back_is_still_called_by_what_it_was(root: Path, people: People) -> None:
    desk = people("")
    for path, said in (
        ("people.terms", {"person": "second-example", "office": "secretary_general", "start": "2031"}),
        ("cooperation.history", {"date": "2030-01", "text.ka": "ერთი ტექსტი.", "text.en": "Some text."}),
    ):
        form = desk.get("/add", path=path).form("/add")
        assert form is not None
        typed = {f"f.{name}": words for name, words in said.items()}
        assert desk.post("/add", {**form.fields, **typed, "kind": "always"}).status == 303
    listed = desk.get("/changes").form("/changes")
    assert listed is not None
    assert desk.post("/changes", {**listed.fields, "undo": "1", "agreed": "yes"}).status == 303
    page = desk.get("/changes", taken="1,2").text
    assert page.count("Some text. (History) was added") == 2
    assert page.count("Second Example, Secretary General (Terms of office) was added") == 2
    assert "second-example" not in page
