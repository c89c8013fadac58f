"""briefgen.toml as a whole in the desk: mended where it can't be used, taken back, and no place for a password."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.desk import server
from briefgen.desk.drafts import Drafts
from briefgen.desk.roles import OWNER, DeskUser, Role
from briefgen.making.opened import Opened
from tests.desk.in_process import Answer, Client
from tests.started import start

THEME = 'theme = "plain"'
LANGUAGES, BRIEFS = 'languages = ["ka", "en"]', 'briefs = ["full"]'
MAIL = '\n[mail]\nsender = "a@agency.example"\nserver = "mail.agency.example"\n'
People = Callable[[str], Client]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    start(tmp_path / "project")
    file = tmp_path / "project" / "briefgen.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\n\n# To email", f"\n{THEME}\n\n# To email"), encoding="utf-8")
    return tmp_path / "project"


@pytest.fixture
def people(root: Path) -> Iterator[People]:
    """Return who asks the desk of a project, by their role; "" is who started it."""
    with asyncio.Runner() as runner:

        def person(role: str) -> Client:
            roles = frozenset({Role.READER, *map(Role, role.split())}) if role else OWNER.roles
            return Client(root, runner, "en", DeskUser(role, roles))

        yield person


def save(desk: Client, old: str, new: str) -> Answer:
    form = desk.get("/settings").form("/settings")
    assert form is not None
    assert old in form.fields["was"]
    return desk.post("/settings", {**form.fields, "text": form.fields["was"].replace(old, new)})


def turn(desk: Client) -> Answer:
    form = desk.get("/changes").form("/changes")
    assert form is not None
    name, number = form.buttons[0]
    return desk.post("/changes", {**form.fields, name: number})


def test_what_cannot_be_used_is_said_at_its_line_and_mended_and_never_saved(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    good = file.read_bytes()
    (root / "loop").symlink_to("loop")
    for wrong, said, at in [
        ("theme = plain", "words stand in quotes", "theme = plain"),
        ('them = "plain"', "no such setting: them", 'them = "plain"'),
        ('them = "plain"', "did you mean theme?", 'them = "plain"'),
        (f"{THEME}\n[mial]", "no such section: [mial]; did you mean [mail]?", "[mial]"),
        ('theme = "unheard"', "; there are ", 'theme = "unheard"'),
        (f'{THEME}{MAIL}port = "2525"', "write: port = 2525", 'port = "2525"'),
        (f'{THEME}{MAIL}port = "99999"', "write: port = 587", 'port = "99999"'),
        ("theme = 3", "theme needs a word in quotes", "theme = 3"),
        ('theme = "unheard"', "There is no theme", 'theme = "unheard"'),
        (f'{THEME}\ncontent = "../x"', "leaves the project", 'content = "../x"'),
        (f'{THEME}\ncontent = "nothing"', "no such folder", 'content = "nothing"'),
        (f'{THEME}\noutput = "content/x"', "lies in content", 'output = "content/x"'),
        (f'{THEME}\nletterhead = "no.docx"', "is not in the project’s folder", 'letterhead = "no.docx"'),
        (f'{THEME}\nunchecked = ["residue"]', "can’t be switched off", 'unchecked = ["residue"]'),
        (f"{THEME}\nfigures_months = -1", "a number of months", "figures_months = -1"),
        (f"{THEME}{MAIL}prot = 5", "no such setting", "prot = 5"),
        (f"{THEME}{MAIL}password = 'x'", "a password never stands in a file", "password = 'x'"),
        (f"{THEME}{MAIL}port = true", "port", "port = true"),
        (f'{THEME}\ncontent = "{"x" * 300}"', "can’t be looked at: file name too long", f'content = "{"x" * 300}"'),
        (f'{THEME}\ncontent = "loop"', "a link that leads to itself", 'content = "loop"'),
        (f'{THEME}\nletterhead = "loop"', "a link that leads to itself", 'letterhead = "loop"'),
        (f'{THEME}\noutput = "briefgen.toml"', "no such folder", 'output = "briefgen.toml"'),
        (f'{THEME}{MAIL}recipients = "no.yaml"', "here is no such file", 'recipients = "no.yaml"'),
        (f'{THEME}{MAIL}recipients = "{"x" * 300}"', "too long", f'recipients = "{"x" * 300}"'),
        (f'{THEME}{MAIL}recipients = "~nobody-here/x"', "is no path", 'recipients = "~nobody-here/x"'),
        (f'{THEME}{MAIL}outbox = "content"', "it has other things in it", 'outbox = "content"'),
        (f'{THEME}{MAIL}ca = "no.pem"', "here is no such file", 'ca = "no.pem"'),
        (f'{THEME}{MAIL}sign = "no.pem"', "here is no such file", 'sign = "no.pem"'),
        (f'{THEME}{MAIL}way = "pigeon"', "no “pigeon”", 'way = "pigeon"'),
        (f'{THEME}{MAIL}login = "magic"', "no “magic”", 'login = "magic"'),
    ]:
        refused = save(desk, THEME, wrong)
        assert (refused.status, said in unescape(refused.text)) == (409, True), wrong
        form = refused.form("/settings")
        assert form is not None
        text = good.decode().replace(THEME, wrong)
        assert (form.fields["text"], form.fields["was"]) == (text, good.decode())
        assert file.read_bytes() == good
        file.write_text(text, encoding="utf-8")
        page = desk.get("/settings")
        assert (page.status, said in unescape(page.text)) == (200, True), wrong
        number = text.split("\n").index(at) + 1
        for each in (refused, page):
            assert f'data-line="{number}"' in each.text, wrong
            assert f"line {number}" in each.text or f"toml:{number}:" in each.text, wrong
        assert save(desk, wrong, THEME).status == 303
        assert (file.read_bytes(), desk.get("/").status) == (good, 200)


def test_a_code_is_proposed_as_it_is_written_and_not_what_it_is_called(root: Path, people: People) -> None:
    refused = save(people(""), LANGUAGES, 'languages = ["eng"]')
    assert (refused.status, "did you mean en?" in unescape(refused.text)) == (409, True)


def test_what_is_switched_off_is_said_on_the_page_of_the_check(root: Path, people: People) -> None:
    desk, said = people(""), "The settings say not to look for"
    assert said not in desk.get("/check").text
    assert save(desk, THEME, f'{THEME}\nunchecked = ["figure-old", "words-better"]').status == 303
    page = desk.get("/check").text
    assert (said in page, 'href="/explain/figure-old">A figure is old</a>' in page) == (True, True)


@pytest.mark.parametrize(("was", "wrong"), [
    (LANGUAGES, 'languages = ["zz"]'), (LANGUAGES, 'languages = ["ka", "zz"]'), (BRIEFS, 'briefs = ["nosuch"]'),
    (THEME, 'theme = "nosuch"'), (THEME, 'content = "loop"'), (THEME, f'content = "{"x" * 300}"'),
    (THEME, 'content = "briefgen.toml"'), (THEME, f'{THEME}{MAIL}recipients = "nosuch"'), (THEME, f"{THEME}\n# a\r# b"),
])  # fmt: skip
def test_no_page_is_in_the_way_of_settings_that_cannot_be_used(
    root: Path, people: People, was: str, wrong: str
) -> None:
    desk, file = people(""), root / "briefgen.toml"
    (root / "loop").symlink_to("loop")
    good = file.read_text(encoding="utf-8")
    if "\r" not in wrong:  # which no browser sends
        refused = save(desk, was, wrong)
        assert (refused.status, "data-line" in refused.text, file.read_text("utf-8")) == (409, True, good)
    file.write_text(good.replace(was, wrong), encoding="utf-8", newline="")
    for each in (desk, people("")):  # the desk that runs, and one that begins
        first = each.get("/")
        assert (first.status, first.headers.get("location")) == (303, "/settings")
        for page in ("/content", "/check", "/brief", "/build", "/recipients"):
            answer = each.get(page)
            assert answer.status == 200 or (answer.status, 'href="/settings"' in answer.text) == (409, True), page
        assert "data-line" in each.get("/settings").text
    form = desk.get("/settings").form("/settings")
    assert form is not None
    text = form.fields["text"] if "\r" in wrong else form.fields["text"].replace(wrong, was)  # a lone CR nobody sees
    assert desk.post("/settings", {**form.fields, "text": text}).status == 303
    assert (desk.get("/").status, "\r" in file.read_text("utf-8")) == (200, False)


def test_a_broken_file_opens_where_it_is_mended_by_who_may(root: Path, people: People) -> None:
    file = root / "briefgen.toml"
    good = file.read_text(encoding="utf-8")
    started = people("")
    assert started.get("/").status == 200
    file.write_text(good.replace(THEME, 'theme = "plain'), encoding="utf-8")
    for desk in (started, people(""), people("sender")):  # also where the desk begins like that
        answer = desk.get("/")
        assert (answer.status, answer.headers["location"]) == (303, "/settings")
        assert 'href="/settings"' in desk.get("/content").text
    editor = people("editor")
    assert ("line 6" in editor.get("/").text, 'href="/settings"' in editor.get("/").text) == (True, False)
    closed = editor.get("/settings")
    assert (closed.status, "<textarea" in closed.text) == (409, False)
    desk = people("sender")  # who isn't at the computer: nobody can tell what of it may be a password
    page, broken = desk.get("/settings"), file.read_text("utf-8")
    assert ("line 6" in page.text, page.form("/settings"), "theme = " in page.text) == (True, None, False)
    assert desk.post("/settings", {"was": broken, "text": good}).status == 409
    assert file.read_text("utf-8") == broken
    for help in ("/help", "/explain/date-order", "/guide/en/home.png"):  # whatever is wrong
        assert (started.get(help).status, desk.get(help).status) == (200, 200), help
    assert started.post("/language", {"language": "ka", "here": "/help"}).headers["location"] == "/help"
    assert save(started, 'theme = "plain', THEME).status == 303
    assert (file.read_text("utf-8"), desk.get("/").status, started.get("/").status) == (good, 200, 200)
    for other in (f'{MAIL}outbox = "/tmp/x"', '\noutput = "elsewhere"', "\nnumbered_paragraphs = true"):
        assert save(desk, THEME, f"{THEME}{other}").status == 409
    assert save(desk, THEME, f"{THEME}{MAIL}").status == 303
    both = people("sender editor")
    assert save(both, '["pdf"', '["html", "pdf"').status == 303
    refused = turn(desk)
    assert (refused.status, "who edit the content" in unescape(refused.text)) == (409, True)
    assert (turn(both).status, file.read_text("utf-8")) == (303, good.replace(THEME, f"{THEME}{MAIL}"))


def test_the_desk_starts_on_a_broken_file_from_any_folder_of_the_project(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Path] = []

    def serve(project: Opened, ready: Callable[[str], None], port: int = 0) -> None:
        served.append(project.root)

    monkeypatch.setattr(server, "serve", serve)
    (root / "briefgen.toml").write_text("languages = [", encoding="utf-8")
    for folder in (root, root / "content" / "editions"):
        monkeypatch.chdir(folder)
        assert CliRunner().invoke(main, ["desk", "--no-browser"]).exit_code == 0
    assert served == [root, root]
    monkeypatch.chdir(root.parent)
    nowhere = CliRunner().invoke(main, ["desk", "--no-browser"])
    assert (nowhere.exit_code, "briefgen init" in nowhere.output) == (2, True)


@pytest.mark.parametrize("raw", ["{}", "\ufeff{}", "{}# no line end", "crlf"])
def test_it_is_taken_back_to_the_byte_where_nobody_else_changed_it(root: Path, people: People, raw: str) -> None:
    desk, file = people(""), root / "briefgen.toml"
    text = file.read_text(encoding="utf-8")
    before = text.replace("\n", "\r\n").encode() if raw == "crlf" else raw.format(text).encode()
    file.write_bytes(before)
    assert save(desk, THEME, f"{THEME}{MAIL}").status == 303
    after = file.read_bytes()
    line, end = THEME.encode(), b"\r\n" if raw == "crlf" else b"\n"
    assert after == before.replace(line, line + MAIL.encode().replace(b"\n", end))
    assert "the settings were changed" in unescape(desk.get("/changes").text).lower()
    assert "server = &#34;mail.agency.example&#34;" in desk.get("/changes/1").text
    assert (turn(desk).status, file.read_bytes()) == (303, before)
    assert (turn(desk).status, file.read_bytes()) == (303, after)  # made again
    other = after.replace(b"a@agency", b"b@agency")
    file.write_bytes(other)
    refused = turn(desk)
    assert (refused.status, "was edited since" in refused.text, file.read_bytes()) == (409, True, other)
    file.write_bytes(after)
    assert "undo" not in people("editor").get("/changes").text
    assert people("editor").get("/changes/1").status == 403
    assert (turn(people("sender")).status, file.read_bytes()) == (303, before)  # nothing but [mail] is another by that


def test_folders_are_taken_back_by_the_owner_and_nothing_that_could_not_be_used(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    (root / "words").mkdir()
    first = file.read_text(encoding="utf-8").replace(THEME, f'{THEME}\nletterhead = "old.docx"')
    file.write_text(first, encoding="utf-8")
    (root / "old.docx").touch()
    assert save(desk, 'letterhead = "old.docx"', 'output = "made"').status == 303
    second = file.read_text(encoding="utf-8")
    refused = turn(people("sender"))
    assert (refused.status, "by whoever looks after the server" in unescape(refused.text)) == (409, True)
    (root / "old.docx").unlink()
    refused = turn(desk)
    assert (refused.status, "is not in the project’s folder" in unescape(refused.text)) == (409, True)
    assert file.read_text(encoding="utf-8") == second
    (root / "old.docx").touch()
    assert (turn(desk).status, file.read_text(encoding="utf-8")) == (303, first)


def test_what_may_be_a_password_is_kept_nowhere_and_that_is_said(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    first = file.read_text(encoding="utf-8") + MAIL
    secrets = [
        "pasword = 'hunter2'",
        "password = hunter2",
        "# password: hunter2",
        "# password: hunter2 (of the server)",
        "# x\u2028password: hunter2",  # no end of a line to TOML
    ]
    secrets += [
        "# password: hunter (of the server)",
        'user = "a"  # token hunter2',
        "# the password is hunter2",
        "# პაროლი: hunter2",
        "pw = 'hunter2'",
        "kennwort = 'hunter2'",
        'user = "a:hunter2"',
        'reply_to = "a@x.example" # https://a:hunter2@x.example/',
        'graph = "https://a:hunter2@x.example"',
        'outbox = """\nhunter2 #"""',
    ]
    for number, secret in enumerate(secrets, 1):
        file.write_text(f"{first}{secret}\n", encoding="utf-8")
        around = re.sub("<textarea.*?</textarea>", "", desk.get("/settings").text, flags=re.DOTALL)
        assert "hunter" not in around  # but where it is mended
        assert save(desk, f"{secret}\n", "").status == 303
        assert file.read_text(encoding="utf-8") == first
        kept = "".join(path.read_text("utf-8") for path in (root / ".briefgen").rglob("*") if path.is_file())
        page, shown = desk.get("/changes"), desk.get(f"/changes/{number}")
        assert "hunter" not in kept + page.text + shown.text
        assert "nothing is kept" in unescape(shown.text).lower()
        form = page.form("/changes")
        assert form is not None
        assert form.buttons == []


def test_nothing_is_taken_back_over_a_change_of_which_nothing_is_kept(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    for old, new in ((THEME, f"{THEME}\n# a remark"), ('["pdf", "docx"]', '["pdf"]'), ("# a remark\n", "")):
        assert save(desk, old, new).status == 303
    assert save(desk, '["pdf"]', '["docx"]').status == 303
    last, before = file.read_bytes(), desk.get("/changes").text
    form = desk.get("/changes").form("/changes")
    assert form is not None
    assert form.buttons == [("undo", "4")]
    refused = desk.post("/changes", {**form.fields, "undo": "1", "agreed": "yes"})
    assert (refused.status, "nothing was taken back" in refused.text) == (409, True)
    assert (file.read_bytes(), desk.get("/changes").text) == (last, before)


def test_what_cannot_be_made_again_when_a_change_before_it_stays_is_told(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    (root / "old.docx").touch()
    for old, new in (
        (THEME, f'{THEME}\nletterhead = "old.docx"'), ('letterhead = "old.docx"', 'output = "made"'),
        (THEME, f"# x\n{THEME}"),
    ):  # fmt: skip
        assert save(desk, old, new).status == 303
    (root / "old.docx").unlink()
    form = desk.get("/changes").form("/changes")
    assert form is not None
    refused = desk.post("/changes", {**form.fields, "undo": "2", "agreed": "yes"})
    assert (refused.status, "1 of 2 changes were taken back, and then: " in refused.text) == (409, True)
    assert ("# x" in file.read_text("utf-8"), 'output = "made"' in file.read_text("utf-8")) == (False, True)


def test_what_another_page_changed_since_is_not_told_of_as_done_by_hand(root: Path, people: People) -> None:
    desk = people("")
    assert save(desk, THEME, f"{THEME}{MAIL}").status == 303
    form = desk.get("/account").form("/account")
    assert form is not None
    assert desk.post("/account", {**form.fields, "f.server": "smtp.agency.example"}).status == 303
    assert save(desk, "smtp.agency", "out.agency").status == 303
    form = desk.get("/changes").form("/changes")
    assert form is not None
    for number, since in (("2", "the settings were changed"), ("1", "mail account was changed")):
        refused = desk.post("/changes", {**form.fields, "undo": number, "agreed": "yes"})
        assert (refused.status, "by hand" in refused.text.partition("or change this by hand")[0]) == (409, False)
        if number == "2":
            assert re.search(
                f"“{since}.*” came after it", unescape(refused.text).replace("The settings", "the settings")
            )
    for _ in range(3):
        assert turn(desk).status == 303
    assert MAIL not in (root / "briefgen.toml").read_text("utf-8")


def test_what_may_be_a_password_is_shown_to_its_owner_alone_and_stays(root: Path, people: People) -> None:
    owner, sender, file = people(""), people("sender"), root / "briefgen.toml"
    secret = '\n# hunter2\nuser = "a:hunter2"  # "hunter2"\nserver'
    before = f"{file.read_text('utf-8')}{MAIL}".replace("\nserver", secret)
    file.write_text(before, encoding="utf-8")
    page = sender.get("/settings")
    assert ("hunter2" in page.text, "hunter2" in owner.get("/settings").text) == (False, True)
    (user,) = re.findall('user = "⟨.*', unescape(page.text).partition("</textarea>")[0])
    assert save(sender, 'server = "mail', 'server = "smtp').status == 303
    after = file.read_text("utf-8")
    assert after == before.replace('\nserver = "mail', '\nserver = "smtp')
    kept = "".join(path.read_text("utf-8") for path in (root / ".briefgen").rglob("*") if path.is_file())
    assert "hunter2" not in kept + sender.get("/changes/1").text
    assert (turn(sender).status, file.read_text("utf-8")) == (303, before)
    assert (turn(sender).status, file.read_text("utf-8")) == (303, after)
    for wrong in (user.replace("user", "tenant"), f"{user}\n#⟨99⟩"):  # nowhere else a mark is told
        refused = save(sender, user, wrong)
        assert (refused.status, "it can only stay where it was" in refused.text) == (409, True)
        assert "hunter2" not in refused.text
    assert save(sender, f"{user}\n", "").status == 303
    assert file.read_text("utf-8") == after.replace('user = "a:hunter2"  # "hunter2"\n', "")
    file.write_text(after.replace("smtp.agency.example", "x:hunter2@y"), encoding="utf-8")  # which can be no server
    assert "hunter2" not in sender.get("/settings").text + sender.get("/outbox").text + people("editor").get("/").text


def test_a_remark_that_was_added_goes_and_stays_gone(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    before = file.read_text(encoding="utf-8")
    assert save(desk, THEME, f"# hunter2\n{THEME}").status == 303
    assert (turn(desk).status, file.read_text("utf-8")) == (303, before)
    refused = turn(desk)  # what it said is kept nowhere
    assert (refused.status, "hunter2" in refused.text, file.read_text("utf-8")) == (409, False, before)


def test_what_was_typed_is_kept_until_it_is_saved_also_while_the_file_is_broken(root: Path, people: People) -> None:
    file, drafts = root / "briefgen.toml", Drafts(root)
    good = file.read_text("utf-8")
    broken, typed = f"{good}[mail", f"{good}# typed\n"
    file.write_text(broken, encoding="utf-8")
    for number, now in enumerate((f"{typed}[", typed)):
        kept = json.dumps({"text": {"was": broken, "now": now}})
        told = {"draft": f"{number:016x}", "page": "/settings", "kept": kept}
        assert people("").post("/draft", told).status == 200
        assert "# typed" in people("").get("/settings").text.partition("data-kept=")[2].partition(" data-brought")[0]
    file.write_text(typed, encoding="utf-8")  # in an editor
    home = people("").get("/").text
    assert ("<summary>Settings <span" in home, [each.id for each in drafts.of("")]) == (True, ["0" * 16])
    form = people("").get("/settings").form("/settings")
    assert form is not None
    sent = {**form.fields, "text": good, "draft": f"{2:016x},{0:016x}:{drafts.of('')[0].stand}"}
    assert people("").post("/settings", sent).status == 303
    assert drafts.of("") == []


def test_what_somebody_else_saved_meanwhile_stays(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    form = desk.get("/settings").form("/settings")
    assert form is not None
    theirs = file.read_bytes() + b"# theirs\n"
    file.write_bytes(theirs)
    refused = desk.post("/settings", {**form.fields, "text": form.fields["was"] + "# mine\n"})
    assert (refused.status, "# theirs" in refused.text, "# mine" in refused.text) == (409, True, True)
    assert file.read_bytes() == theirs
    second = refused.form("/settings")
    assert second is not None
    assert desk.post("/settings", second.fields).status == 303  # who has looked at it
    assert file.read_bytes().endswith(b"# mine\n")


def test_what_is_no_text_to_be_mended_here_is_told_in_the_language_of_the_page(root: Path) -> None:
    file = root / "briefgen.toml"
    with asyncio.Runner() as runner:
        desks = {language: Client(root, runner, language) for language in ("ka", "en")}
        for data, georgian, english in (
            (b"#" * 2_000_000, "მეტია, ვიდრე 1 MB", "briefgen.toml is larger than 1 MB."),
            (b"\xff", "UTF-8", "briefgen.toml was saved in an old encoding"),
            (None, "ასეთი ფაილი ან საქაღალდე არ არის", "briefgen.toml: no such file or directory."),
        ):
            file.unlink()
            if data is not None:
                file.write_bytes(data)
            for language, said in (("ka", georgian), ("en", english)):
                page = desks[language].get("/settings")
                assert (page.status, said in page.text) == (409, True), page.text[-900:]


def test_a_line_that_nobody_types_stops_nothing(root: Path, people: People) -> None:
    desk, file = people(""), root / "briefgen.toml"
    good = file.read_text(encoding="utf-8")
    for line in (
        f"theme = x{' ' * 300_000}x",
        'theme = "' + "\\" * 200_000,
        "x" * 400_000,
        f'them = "x{" " * 300_000}x"',
    ):
        file.write_text(good.replace(THEME, line), encoding="utf-8")
        page = desk.get("/settings")
        assert (page.status, 'data-line="6"' in page.text) == (200, True)
        assert len(page.body) < 2 * len(line) + 20_000
        assert save(desk, line, THEME).status == 303
    assert file.read_text(encoding="utf-8") == good


def test_more_than_can_be_read_again_is_not_saved(root: Path, people: People) -> None:
    desk, before = people(""), (root / "briefgen.toml").read_bytes()
    refused = save(desk, THEME, f"{THEME}  # {'x' * 1_000_000}")
    assert (refused.status, "larger than 1 MB" in refused.text) == (409, True)
    assert ((root / "briefgen.toml").read_bytes(), desk.get("/settings").status) == (before, 200)


def test_what_a_link_leads_to_is_not_shown(root: Path, people: People, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.toml"
    (root / "briefgen.toml").rename(elsewhere)
    (root / "briefgen.toml").symlink_to(elsewhere)
    page = people("").get("/settings")
    assert (page.status, THEME in unescape(page.text), "a link, not a file" in page.text) == (409, False, True)
