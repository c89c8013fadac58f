"""The desk on a server: whom it lets in, what each role may do, and with what settings it doesn't start."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
import requests
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from briefgen.cli.group import main
from briefgen.desk.app import application
from briefgen.desk.proxy import ProxyError, ProxyGuard, read_proxy
from briefgen.desk.roles import Role
from briefgen.desk.server import ProxyServer, WebServer, in_folder, loopback
from briefgen.making.opened import open_project
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.editing import changes_made
from tests.conftest import DEMO, ROOT
from tests.desk.conftest import FormReader
from tests.started import start

ADDRESS = "https://briefs.agency.example"
SECRET = "Zm9yIHRoZSBwcm94eSBhbmQgdGhlIGRlc2sgYWxvbmU="
SETTINGS = f"""address = "{ADDRESS}"
user_header = "X-Remote-User"
secret_header = "X-Desk-Secret"
secret_file = "secret"

[people]
reader = "reader"
editor = "editor"
issuer = ["issuer"]
sender = "sender"
"ქეთი@agency.example" = ["editor", "issuer", "sender"]
left = []
"""


def settings(folder: Path, text: str = SETTINGS, secret: str = SECRET) -> Path:
    folder.mkdir(exist_ok=True)
    for name, said, mode in (("desk.toml", text, 0o644), ("secret", secret + "\n", 0o600)):
        (folder / name).write_text(said, encoding="utf-8")
        (folder / name).chmod(mode)
    return folder / "desk.toml"


@dataclass
class Behind:
    """A desk behind a proxy, which this is."""

    root: Path
    base: str

    def ask(
        self, page: str, who: str = "editor", method: str = "GET", headers: Mapping[str, str | None] | None = None
    ) -> requests.Response:
        """Ask as the proxy does for somebody; a header that is None isn't sent."""
        given = {
            "Host": "briefs.agency.example", "X-Remote-User": who, "X-Desk-Secret": SECRET, "Origin": ADDRESS,
            **(headers or {}),
        }  # fmt: skip
        sent = {name: value.encode() for name, value in given.items() if value is not None}
        body = {"edition": "nothing", "path": "nothing", "name": "nothing", "here": "/"} if method == "POST" else None
        return self.send(page, method, sent, body)

    def post(self, page: str, /, who: str, **fields: str) -> requests.Response:
        sent = {
            "Host": "briefs.agency.example", "X-Remote-User": who, "X-Desk-Secret": SECRET, "Origin": ADDRESS,
        }  # fmt: skip
        return self.send(page, "POST", {name: value.encode() for name, value in sent.items()}, fields)

    def send(self, page: str, method: str, headers: dict[str, bytes], body: dict[str, str] | None) -> requests.Response:
        with requests.Session() as line:
            line.trust_env = False
            return line.request(method, self.base + page, data=body, headers=headers, timeout=60, allow_redirects=False)

    def form(self, path: str, who: str) -> dict[str, str]:
        reader = FormReader()
        reader.feed(self.ask(f"/thing?path={path}", who).text)
        return reader.fields


@contextmanager
def answering(server: WebServer) -> Iterator[str]:
    """Let a server answer while the block runs; give where."""
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.at}"
    finally:
        server.stop()
        thread.join()


@contextmanager
def behind(root: Path, aside: Path) -> Iterator[Behind]:
    server = ProxyServer(open_project(root), read_proxy(settings(aside), root), 0)
    with answering(server) as base:
        yield Behind(root, base)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    aside = tmp_path_factory.mktemp("behind")
    start(aside / "project")
    with behind(aside / "project", aside / "etc") as found:
        yield found


# Each route, and whom it is open to besides: R all, E editors, I issuers, S senders.
OPEN = {
    "GET /": "REIS", "POST /language": "REIS", "GET /content": "REIS", "GET /thing": "REIS", "GET /brief": "REIS",
    "GET /frame/brief": "REIS", "GET /face/{style}": "REIS", "GET /check": "REIS", "GET /explain/{code}": "REIS",
    "GET /changes": "REIS", "GET /todo": "REIS", "GET /changes/{number}": "REIS", "GET /build": "REIS",
    "GET /file/{edition}/{name}": "REIS", "GET /outbox": "REIS", "GET /help": "REIS",
    "GET /guide/{language}/{name}": "REIS", "GET /static": "REIS", "GET /progress/{number}": "REIS",
    "GET /compare": "REIS", "GET /frame/compare": "REIS", "GET /issued/{issued}": "REIS",
    "GET /issued/{issued}/{name}": "REIS", "POST /reprint": "EI",
    "POST /thing": "E", "POST /figure": "E", "POST /known": "E", "GET /add": "E", "POST /add": "E", "GET /remove": "E",
    "POST /remove": "E", "POST /move": "E", "POST /annex": "E", "POST /annex/out": "E",
    "POST /confirm": "E", "POST /confirm-all": "E", "POST /links": "E",
    "GET /source": "E", "POST /source": "E", "POST /typed": "E",
    "POST /draft": "ES", "POST /draft/gone": "ES",
    "POST /checked": "E", "GET /stand": "E", "POST /stand": "E", "POST /unstand": "E", "POST /changes": "ES",
    "GET /edition": "E",
    "POST /printed": "E", "POST /date": "E", "POST /insert": "E", "POST /usual": "E", "POST /word": "E",
    "POST /edition": "E",
    "POST /build": "EI", "POST /redline": "EI", "POST /print": "EI", "GET /issue": "I", "POST /issue": "I",
    "POST /falls": "I",
    "GET /send": "S", "POST /send": "S", "POST /settle": "S", "GET /recipients": "S", "POST /recipients": "S",
    "POST /look": "S", "POST /letters": "S", "GET /letter/{issued}/{name}": "S", "POST /enrol": "S",
    "GET /recipient": "S",
    "POST /recipient": "S", "POST /unenrol": "S", "GET /addresses": "S", "POST /addresses": "S",
    "POST /locked": "S",
    "GET /settings": "S", "POST /settings": "S",
    "GET /account": "S", "POST /account": "S", "POST /secret": "S", "POST /signin": "S", "POST /try": "S",
}  # fmt: skip
LIKE = {
    "{style}": "regular", "{code}": "office-vacant", "{number}": "1", "{edition}": DEMO, "{name}": "x",
    "{issued}": "x@1",
    "{language}": "en", "/static": "/static/desk.css",
}  # fmt: skip


def declared(app: Starlette) -> dict[str, str]:
    """Return each route with its method, and an address that it answers."""
    found = {}
    for route in app.routes:
        assert isinstance(route, Route | Mount)
        methods = (route.methods or set()) - {"HEAD"} if isinstance(route, Route) else {"GET"}
        for method in methods:
            address = route.path
            for name, value in LIKE.items():
                address = address.replace(name, value)
            found[f"{method} {route.path}"] = address
    return found


def test_each_route_is_open_to_its_roles_and_to_nobody_else(desk: Behind) -> None:
    routes = declared(application(open_project(desk.root)))
    assert set(routes) == set(OPEN)
    wrong = []
    for route, address in routes.items():
        method = route.partition(" ")[0]
        for who, letter in {"reader": "R", "editor": "E", "issuer": "I", "sender": "S", "left": "-"}.items():
            status = desk.ask(address, who, method).status_code
            if (status == 403) == (letter in OPEN[route]) or status >= 500:
                wrong.append((route, who, status))
    assert wrong == []


def test_a_route_that_nobody_declared_is_closed(tmp_path: Path, desk: Behind) -> None:
    app = application(open_project(desk.root))
    app.routes.append(Route("/forgotten", lambda request: PlainTextResponse("open")))
    guard = ProxyGuard(app, read_proxy(settings(tmp_path / "etc"), desk.root))
    with answering(WebServer(guard, loopback(0))) as base:
        told = Behind(desk.root, base)
        assert (told.ask("/forgotten").status_code, told.ask("/help").status_code) == (403, 200)
        assert told.ask("/nowhere").status_code == 404
    with answering(WebServer(app, loopback(0))) as base:  # no guard stands before it
        told = Behind(desk.root, base)
        assert {told.ask(page).status_code for page in ("/", "/help", "/static/desk.css", "/nowhere")} == {403}


def test_pages_show_no_button_that_would_be_refused(desk: Behind) -> None:
    pages = [
        "/", "/content", "/thing?path=association", "/thing?path=association.stats[members]",
        "/thing?path=people.persons[first-example]&added=yes&done=saved",
        f"/thing?path=editions[{DEMO}]", "/add?path=people.persons", "/remove?path=people.persons[first-example]",
        "/source?path=association", "/check", "/brief", "/build", "/changes", "/edition", "/outbox", "/recipients",
        "/account", "/settings", "/stand?path=association&code=fact-unverified", "/help",
    ]  # fmt: skip
    shown: dict[str, set[str]] = {}
    for who in ("reader", "editor", "issuer", "sender"):
        shown[who] = set()
        for page in pages:
            text = desk.ask(page, who).text
            actions = {
                f"{method.upper()} {to}"
                for method, to in re.findall(r'<form [^>]*method="(get|post)" action="([^"]+)"', text)
            }
            links = {
                f"GET {each}"
                for each in re.findall(r'href="(/[a-z]+)[?"]', text)
                if f"GET {each}" in OPEN and each != "/file"
            }
            assert {each for each in actions | links if who[0].upper() not in OPEN[each]} == set(), (who, page)
            shown[who] |= actions | (links & {"GET /issue"})
    assert shown["reader"] == {"POST /language", "GET /brief", "GET /content"}
    assert {"POST /thing", "POST /figure", "POST /build"} <= shown["editor"]
    assert {"POST /build", "GET /issue"} <= shown["issuer"] - shown["sender"]
    assert "POST /recipients" in shown["sender"]
    assert "<fieldset disabled>" in desk.ask("/thing?path=association", "reader").text


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Remote-User": None},
        {"X-Remote-User": ""},
        {"X-Remote-User": "stranger"},
        {"X-Remote-User": "Editor"},
        {"X-Remote-User": "editor, reader"},
        {"X-Desk-Secret": None},
        {"X-Desk-Secret": ""},
        {"X-Desk-Secret": SECRET[:-1]},
        {"X-Desk-Secret": SECRET + "x"},
        {"X-Desk-Secret": f"{SECRET}, {SECRET}"},
        {"X-Remote-User": "stranger", "X-Forwarded-User": "editor", "Remote-User": "editor"},
        {"Host": "127.0.0.1"},
        {"Host": "attacker.example"},
        {"Host": "attacker.example", "X-Forwarded-Host": "briefs.agency.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
    ],
    ids=str,
)  # fmt: skip
def test_nobody_comes_in_whom_the_proxy_does_not_name(desk: Behind, headers: dict[str, str | None]) -> None:
    for page in ("/", "/static/desk.css", "/enter?ticket=x", "/nowhere"):
        answer = desk.ask(page, headers=headers)
        assert answer.status_code == 403
        assert "<" not in answer.text
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("twice", ["X-Remote-User", "X-Desk-Secret"])
def test_a_header_that_comes_twice_is_believed_neither_time(desk: Behind, twice: str) -> None:
    lines = {"Host": "briefs.agency.example", "X-Remote-User": "reader", "X-Desk-Secret": SECRET}
    sent = [f"{name}: {value}" for name, value in lines.items()]
    statuses = []
    for more in ([], [f"{twice}: {lines[twice] if twice == 'X-Desk-Secret' else 'editor'}"]):
        asked = "\r\n".join(["GET / HTTP/1.1", *sent, *more, "Connection: close", "", ""]).encode()
        with socket.create_connection(("127.0.0.1", int(desk.base.rpartition(":")[2])), timeout=60) as line:
            line.sendall(asked)
            statuses.append(line.makefile("rb").readline().split()[1])
    assert statuses == [b"200", b"403"]


def test_who_follows_a_link_from_elsewhere_may_read_and_write_nothing(desk: Behind) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert desk.ask("/", headers=link).status_code == 200  # as after the page that signs people on
    assert desk.ask("/language", method="POST", headers=link).status_code == 403
    for origin in (None, "https://attacker.example", "http://briefs.agency.example", f"{ADDRESS}.attacker.example"):
        assert desk.ask("/language", method="POST", headers={"Origin": origin}).status_code == 403
    assert desk.ask("/language", method="POST").status_code == 303


def test_a_change_says_who_made_it_and_a_name_in_georgian_is_one(tmp_path: Path) -> None:
    start(tmp_path / "project")
    with behind(tmp_path / "project", tmp_path / "etc") as desk:
        for who, word in (("editor", "EXB"), ("ქეთი@agency.example", "EXC")):
            fields = desk.form("association", who) | {"f.acronym": word, "kind": "always"}
            assert desk.post("/thing", who, **fields).status_code == 303
        assert desk.post("/thing", "reader", **(fields | {"f.note": "x"})).status_code == 403
        made = changes_made(open_project(desk.root))
        assert [entry.who for entry in made] == ["editor", "ქეთი@agency.example"]
        page = desk.ask("/changes", "reader").text
        assert "ქეთი@agency.example" in page
        assert 'name="undo"' not in page
        # What others made isn't taken back by mistake.
        first = made[0].number
        (seen,) = re.findall(r'name="seen" value="(\w+)"', desk.ask("/changes", "editor").text)
        asked = desk.post("/changes", "editor", undo=str(first), seen=seen)
        assert asked.status_code == 409
        assert 'name="theirs" value="ქეთი@agency.example"' in asked.text
        assert desk.form("association", "editor")["f.acronym"] == "EXC"
        told = {"undo": str(first), "seen": seen, "theirs": "ქეთი@agency.example", "agreed": "yes"}
        assert f'name="seen" value="{seen}"' in asked.text
        assert desk.post("/changes", "editor", **told).status_code == 303
        assert desk.form("association", "editor")["f.acronym"] == "EXA"


def test_what_one_typed_and_did_not_save_comes_back_to_them_alone(tmp_path: Path) -> None:
    start(tmp_path / "project")
    with behind(tmp_path / "project", tmp_path / "etc") as desk:
        page = desk.ask("/thing?path=association", "editor").text
        (about,) = re.findall(r'data-draft="([^"]+)" data-who="editor" data-ids="([^"]+)"', page)
        kept = '{"f.note": {"was": "", "now": "half a thought"}}'
        assert desk.post("/draft", "editor", draft=about[1], page=about[0], kept=kept).status_code == 200
        shown = {
            who: desk.ask("/thing?path=association", who).text for who in ("editor", "reader", "ქეთი@agency.example")
        }
        assert {who: "half a thought" in text for who, text in shown.items()} == {
            "editor": True, "reader": False, "ქეთი@agency.example": False,
        }  # fmt: skip
        mine = about[1]
        desk.post("/draft/gone", "ქეთი@agency.example", id=mine)
        assert "half a thought" in desk.ask("/thing?path=association", "editor").text


def test_addresses_that_are_wrong_are_shown_to_those_who_send_alone(desk: Behind) -> None:
    people = (
        "- {id: anna, name: Anna, email: anna.secret.example.org, language: ka, ceiling: internal, formats: [docx]}\n"
    )
    path = desk.root / "content" / "recipients.yaml"
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(people, encoding="utf-8")
    try:
        for page in ("/", "/check"):
            for who in ("reader", "editor", "issuer"):
                assert "anna.secret" not in desk.ask(page, who).text
        assert "ადრესატები" in desk.ask("/check", "reader").text
        assert "anna.secret" in desk.ask("/check", "sender").text
    finally:
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")


def test_what_it_came_to_is_shown_to_those_who_may_begin_it(desk: Behind) -> None:
    """What letters came to has addresses in it."""
    page = desk.post("/redline", "issuer", edition="no-such-edition").headers["Location"]
    shown = {who: ended(desk, page, who).text for who in ("issuer", "editor", "reader", "sender")}
    assert {who: "no-such-edition" in text for who, text in shown.items()} == {
        "issuer": True, "editor": True, "reader": False, "sender": False,
    }  # fmt: skip


def ended(desk: Behind, page: str, who: str) -> requests.Response:
    while (answer := desk.ask(page, who)).status_code == 202:
        pass
    return answer


def test_at_a_socket_its_group_alone_may_ask(tmp_path: Path, desk: Behind) -> None:
    at = tmp_path / "desk.sock"
    settings(tmp_path / "etc")
    for _ in range(2):  # the second time it lies there, left by the first
        server = ProxyServer(open_project(desk.root), read_proxy(tmp_path / "etc" / "desk.toml", desk.root), at)
        assert at.stat().st_mode & 0o777 == 0o660
        with answering(server), socket.socket(socket.AF_UNIX) as line:
            line.connect(str(at))
            line.sendall(
                f"GET /help HTTP/1.1\r\nHost: briefs.agency.example\r\nX-Remote-User: reader\r\n"
                f"X-Desk-Secret: {SECRET}\r\nConnection: close\r\n\r\n".encode()
            )
            assert line.makefile("rb").readline().split()[1] == b"200"
            with pytest.raises(ProxyError, match="another desk listens"):
                in_folder(at)
    (tmp_path / "file").write_text("no socket")
    with pytest.raises(ProxyError, match="no socket"):
        in_folder(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "no socket"


@pytest.mark.parametrize(
    ("was", "says", "why"),
    [
        ('user_header = "X-Remote-User"\n', "", "user_header is missing"),
        ('secret_header = "X-Desk-Secret"\n', "", "secret_header is missing"),
        ('secret_file = "secret"\n', "", "secret_file is missing"),
        ('secret_file = "secret"', 'secret_file = "nothing"', "no such file"),
        (f'address = "{ADDRESS}"\n', "", "address is missing"),
        (ADDRESS, "http://briefs.agency.example", "https://"),
        (ADDRESS, f"{ADDRESS}/briefs", "no path"),
        (ADDRESS, "https://user@briefs.agency.example", "https://"),
        ("X-Desk-Secret", "x-remote-user", "the same"),
        ("X-Desk-Secret", "X Desk", "letters, digits and hyphens"),
        ('reader = "reader"', 'reader = "admin"', "roles are reader, editor, issuer, sender"),
        ('reader = "reader"', "reader = 1", "roles are"),
        (SETTINGS[SETTINGS.index("[people]") :], "", "nobody could come in"),
        ("[people]", "trust_all = true\n[people]", "no setting 'trust_all'"),
        ("[people]", "[people", "desk.toml:6:"),
    ],
)
def test_it_does_not_start_with_settings_that_say_less_or_more(tmp_path: Path, was: str, says: str, why: str) -> None:
    assert was in SETTINGS
    path = settings(tmp_path / "etc", SETTINGS.replace(was, says, 1))
    with pytest.raises(ProxyError) as found:
        read_proxy(path, tmp_path / "project")
    assert why in str(found.value)
    assert SECRET not in str(found.value)


@pytest.mark.parametrize(
    ("name", "mode", "why"),
    [("secret", 0o640, "chmod 600"), ("secret", 0o604, "chmod 600"), ("desk.toml", 0o664, "chmod go-w"),
     ("desk.toml", 0o646, "chmod go-w")],
)  # fmt: skip
def test_it_does_not_start_where_others_could_read_the_secret_or_give_themselves_a_role(
    tmp_path: Path, name: str, mode: int, why: str
) -> None:
    path = settings(tmp_path / "etc")
    (path.parent / name).chmod(mode)
    with pytest.raises(ProxyError, match=why):
        read_proxy(path, tmp_path / "project")


@pytest.mark.parametrize("secret", ["", "short", SECRET[:31], f"{SECRET[:30]} {SECRET[30:]}", f"{SECRET}ა", "x" * 1001])
def test_it_does_not_start_with_a_secret_that_is_none(tmp_path: Path, secret: str) -> None:
    with pytest.raises(Mistake):
        read_proxy(settings(tmp_path / "etc", secret=secret), tmp_path / "project")


def test_settings_in_the_project_or_in_a_link_to_it_are_refused(tmp_path: Path) -> None:
    start(tmp_path / "project")
    inside = settings(tmp_path / "project" / "etc")
    (tmp_path / "link.toml").symlink_to(inside)
    for path in (inside, tmp_path / "link.toml"):
        with pytest.raises(ProxyError, match="lies in the project"):
            read_proxy(path, tmp_path / "project")


def test_the_settings_that_the_documentation_shows_are_such(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "desk_on_a_server.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    proxy = read_proxy(settings(tmp_path / "etc", shown), tmp_path / "project")
    assert proxy.address == "https://briefs.agency.example"
    assert {role for person in proxy.people.values() for role in person.roles} == set(Role)
    assert {f"`{role}`" for role in Role} <= set(re.findall("`[a-z]+`", text))


def test_the_command_wants_all_that_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    path = settings(tmp_path / "etc")
    for asked, why in (
        (["--behind-proxy", str(path)], "name one of them"),
        (["--behind-proxy", str(path), "--port", "1", "--socket", "x"], "name one of them"),
        (["--socket", "x"], "goes with --behind-proxy"),
        (["--behind-proxy", str(tmp_path / "nothing.toml"), "--port", "1"], "nothing.toml: no such file"),
    ):
        said = CliRunner().invoke(main, ["desk", *asked])
        assert said.exit_code == 2
        assert why in said.output
