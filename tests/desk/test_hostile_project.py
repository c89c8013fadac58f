"""A project whose files are hostile, beside its words (tests/desk/test_hostile.py): pages say so, or it is inert.

Nothing here starts a browser: the pages are read, and what a page may have is listed. No page fails, and none has
anything of its own that a browser would run or fetch.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from briefgen.mailing.ledger.book import Ledger
from tests import logos
from tests.desk.in_process import Client
from tests.logos import write_theme
from tests.mailing.letters import letter
from tests.soak import some
from tests.started import start

DEMO = "2030-05-example-city"
SCRIPT = "</style></script></title></textarea>\"'><script>fetch('//hit.example')</script><img src=//hit.example/x>"
PAGES = [
    "/", "/content", "/thing?path=association", "/thing?path=people.persons[first-example]", "/check", "/brief",
    "/build",
    "/frame/brief?lang=ka", "/changes", "/changes/1", "/edition", "/outbox", "/recipients", "/recipient?id=front-desk",
    "/compare", "/frame/compare", "/source?path=association", "/todo?group=facts", "/help",
]  # fmt: skip
FRAMED = "/frame/"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
# What each kind of element may lead to, or be made of, in a page of the desk.
SRC = {
    "script": re.compile(r"/static/\w+\.js"), "iframe": re.compile(r"/frame/[\w/]+(\?.*)?"),
    "img": re.compile(r"data:image/(png|svg\+xml|jpeg);.*|/guide/.*"),
}  # fmt: skip
HREF = re.compile(r"(/(?!/)|#|data:,|mailto:|https?://)", re.IGNORECASE)
NEVER = {"object", "embed", "base", "applet", "audio", "video", "portal", "frame", "frameset"}


class Inert(HTMLParser):
    """Reads a page; `found` is what no page of the desk may have."""

    def __init__(self, *, framed: bool) -> None:
        super().__init__()
        self.framed, self.found, self._open = framed, list[str](), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self._open = tag
        told = self.get_starttag_text() or ""
        wrong = tag in NEVER or (tag == "style" and not self.framed)
        wrong |= any(name.startswith("on") or name in ("srcdoc", "autofocus", "http-equiv", "ping") for name in has)
        wrong |= "style" in has and not self.framed
        wrong |= "src" in has and not (tag in SRC and SRC[tag].fullmatch(has["src"]))
        wrong |= "href" in has and not HREF.match(has["href"])
        wrong |= tag == "link" and not has.get("href", "").startswith(("/static/", "data:,"))
        wrong |= tag == "script" and "src" not in has
        wrong |= "action" in has and not re.match(r"/(?!/)", has["action"])
        if wrong:
            self.found.append(told)

    def handle_data(self, data: str) -> None:
        if self._open in ("style", "svg") and re.search(r"@import|url\(\s*(?!['\"]?(data:|/face/|#))", data):
            self.found.append(data[:200])
        if self._open == "script" and data.strip():
            self.found.append(data[:200])


def look(desk: Client, root: Path, pages: list[str] = PAGES) -> dict[str, int]:
    """Ask for every page; return what each answered. None fails, and all that it shows is inert."""
    answered = {}
    for page in pages:
        path, _, query = page.partition("?")
        answer = desk.get(path, **dict(each.split("=") for each in query.split("&") if each))
        answered[page] = answer.status
        assert answer.status in (200, 303, 404, 409), (page, answer.text)
        if "html" in answer.headers.get("content-type", ""):
            reader = Inert(framed=path.startswith(FRAMED))
            reader.feed(answer.text)
            assert reader.found == [], page
            assert "Traceback" not in answer.text
    return answered


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Client]]:
    """One desk for all of them: it goes on, whatever its project has become."""
    root = tmp_path_factory.mktemp("hostile") / "project"
    start(root)
    with asyncio.Runner() as runner:
        yield root, Client(root, runner)


@pytest.fixture
def root(kept: tuple[Path, Client]) -> Path:
    """A good project again."""
    for path in kept[0].iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    start(kept[0])
    return kept[0]


@pytest.fixture
def desk(root: Path, kept: tuple[Path, Client]) -> Client:
    return kept[1]


def test_a_good_project_shows_all_of_them(desk: Client, root: Path) -> None:
    """Or what follows would show nothing."""
    assert {page for page, status in look(desk, root).items() if status != 200} == {"/changes/1", "/todo?group=facts"}


@pytest.mark.parametrize("bad", ["<script>x()</script>", "<img src=//x>", "<a href=javascript:x()>", "<b onclick=x()>",
                                 "<base href=//x>", "<style>@import '//x'</style>", "<link rel=stylesheet href=//x>",
                                 "<form action=//x>", "<iframe src=//x>", "<script src=//x></script>"])  # fmt: skip
def test_the_reader_of_pages_sees_what_is_not_inert(bad: str) -> None:
    for framed in (False, True):
        reader = Inert(framed=framed)
        reader.feed(bad)
        assert reader.found != []


# The theme --------------------------------------------------------------------------------------------------------

SHEETS = [
    "@import url(//hit.example/x.css);", "@import '//hit.example/x.css';", "body { background: url(//hit.example/x) }",
    "body { background: url('file:///etc/passwd') }", f"/* {SCRIPT} */", f"body::after {{ content: \"{SCRIPT}\" }}",
    "@font-face { font-family: x; src: url(//hit.example/x) }", r"body { background: u\72l(//hit.example/x) }",
    "body { background: image-set('//hit.example/x' 1x) }", "a { behavior: url(#x); -moz-binding: url(//hit.example) }",
    "@namespace url(//hit.example);", "\0", "{" * 100_000,
]  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("css", some(SHEETS, 5), ids=lambda css: css[:30])
def test_a_hostile_style_sheet(desk: Client, root: Path, css: str) -> None:
    theme(root, css)
    look(desk, root, ["/frame/brief?lang=ka", "/frame/brief?lang=en&sheets=yes", "/check"])


def theme(root: Path, css: str = "", logo: bytes = b"", file: str = "logo.svg") -> None:
    """Let the project have a theme of its own, with some more in its style sheet."""
    write_theme(root / "templates" / "themes", logo or logos.svg(), file)
    own = (logos.THEMES / "plain" / "page.css").read_text("utf-8")
    (root / "templates" / "themes" / "own" / "page.css").write_text(f"{css}\n{own}\n{css}\n", "utf-8")
    settings(root, 'theme = "own"')


def settings(root: Path, *lines: str) -> None:
    """Put lines into the settings, in place of those that set the same."""
    path = root / "briefgen.toml"
    keys = {line.partition("=")[0].strip() for line in lines}
    kept = [line for line in path.read_text("utf-8").splitlines() if line.partition("=")[0].strip() not in keys]
    path.write_text("\n".join([*lines, *kept]) + "\n", "utf-8")


@pytest.mark.parametrize("inside", [
    "<script>fetch('//hit.example')</script>", '<path d="M0 0h9" onload="x()"/>', '<image href="//hit.example/x.png"/>',
    '<a href="javascript:x()"><path d="M0 0h9"/></a>', "<style>@import '//hit.example'</style>",
    f"<desc>{SCRIPT}</desc>",
    "<foreignObject><iframe src='//hit.example'/></foreignObject>",
])  # fmt: skip
def test_a_hostile_logo(desk: Client, root: Path, inside: str) -> None:
    theme(root, logo=logos.svg(inside))
    look(desk, root, ["/", "/check", "/frame/brief?lang=ka"])


def test_a_letterhead_that_is_a_drawing_with_a_script(desk: Client, root: Path) -> None:
    (root / "letterhead.docx").write_bytes(logos.svg(SCRIPT))
    settings(root, 'letterhead = "letterhead.docx"')
    assert look(desk, root)["/check"] == 200


# The settings -----------------------------------------------------------------------------------------------------

SETTINGS = [
    'content = "../outside"', 'content = "/etc"', 'content = "~"', 'output = "/etc"', 'output = "../.."',
    'output = "content"', 'templates = "../../etc"', 'catalogues = "/"', 'letterhead = "/etc/passwd"',
    'theme = "../../x"', f"theme = {json.dumps(SCRIPT)}", f"briefs = [{json.dumps(SCRIPT)}]",
    f"languages = [{json.dumps(SCRIPT)}]", "languages = []", "briefs = []", 'languages = ["ka", "ka"]',
    'content = "a\\u0000b"', 'output = "a\\u0000b"', 'letterhead = "\\u001b[2J"', 'theme = "\\u202e\\u0007"',
    f'content = "{"x" * 100_000}"', f"{'x' * 100_000} = 1", "x = " + "[" * 50_000, 'content = 1', "= 1", "\0", "\udcff",
    f"{json.dumps(SCRIPT)} = 1",
    f"mail = {{ sender = {json.dumps(SCRIPT)}, outbox = '/etc', recipients = '/etc/passwd' }}",
    "mail = { outbox = '../..', recipients = '/dev/zero' }", "mail = { outbox = 1, recipients = [] }",
    "mail = { password = 'hunter2-of-the-mail', server = 'x.example', sender = 'a@x.example' }", "mail = 1",
]  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("line", some(SETTINGS, 8), ids=lambda line: ascii(line[:40]))
def test_hostile_settings(desk: Client, root: Path, line: str) -> None:
    path = root / "briefgen.toml"
    before = path.read_bytes()
    settings(root)
    data = f"{line}\n{path.read_text('utf-8')}" if "=" not in line else None
    if data is None:
        settings(root, line)
    else:
        path.write_bytes(data.encode("utf-8", "surrogateescape"))
    inside = sorted(root.parent.rglob("*"))
    look(desk, root, ["/", "/build", "/outbox", "/recipients", "/frame/compare"])
    assert [
        each for each in sorted(root.parent.rglob("*")) if each not in inside and ".briefgen" not in each.parts
    ] == []
    path.write_bytes(before)  # mended, the desk goes on
    assert desk.get("/").status == 200


# Names of files ---------------------------------------------------------------------------------------------------

NAMES = [
    f"{SCRIPT.replace('/', chr(0x2215))}",
    "a\nb",
    "a\"b'c",
    "\u202egnp.exe",
    "\udcff\udcfe",
    "-rf",
    " ",
    "%2e%2e",
    "a\x1b[2J",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_hostile_names_of_files(desk: Client, root: Path, name: str) -> None:
    output = root / "output" / DEMO
    output.mkdir(parents=True)
    (output / f"{name}.pdf").write_bytes(b"%PDF-1.7")
    (output / f"{name}.html").write_text(SCRIPT)
    (root / "content" / f"{name}.yaml").write_text(f"# {SCRIPT}\n", "utf-8")
    (root / "content" / "editions" / f"{name}.yaml").write_text("event: example-forum-2030\n", "utf-8")
    (root / "content" / "editions" / f"{name}.issued").mkdir()
    look(desk, root, ["/", "/content", "/check", "/build", "/compare"])
    shown = desk.get("/build").text
    for link in re.findall(r'href="(/file/[^"]+)"', shown):
        answer = desk.get(unquote(unescape(link)))
        assert answer.status in (200, 404)
        assert "\n" not in answer.headers.get("content-disposition", "")
        html = answer.headers["content-type"].startswith("text/html")
        assert not html or answer.status == 404 or answer.headers["content-disposition"].startswith("attachment")


# Recipients, and what was sent -------------------------------------------------------------------------------------


def test_hostile_recipients(desk: Client, root: Path) -> None:
    path = root / "content" / "recipients.yaml"
    text = path.read_text("utf-8").replace("name: Front Desk", f"name: {json.dumps(SCRIPT)}")
    text = text.replace('"Dear colleagues,"', json.dumps(SCRIPT))
    path.write_text(f"{text}\n- id: {json.dumps(SCRIPT)}\n  name: x\n", "utf-8")
    look(desk, root)
    path.write_text(text, "utf-8")
    assert look(desk, root)["/recipients"] == 200
    assert "&lt;script&gt;" in desk.get("/recipients").text


def test_a_ledger_with_hostile_words(desk: Client, root: Path) -> None:
    with Ledger.open(root / "outbox") as ledger:
        for who, version, state in (("anna", 1, "uncertain"), ("ben", 1, "refused")):
            (number,) = ledger.plan([replace(letter(who, version=version, edition=DEMO), name=SCRIPT)], NOW)
            ledger.begin(number, NOW)
            ledger.note(number, state, SCRIPT, NOW, begun=True)  # type: ignore[arg-type]
    assert look(desk, root)["/outbox"] == 200
    assert "&lt;script&gt;" in desk.get("/outbox").text
    assert "&lt;script&gt;" in desk.get("/").text


# What the desk itself keeps ---------------------------------------------------------------------------------------

SPOILT = [
    "", "\0", "{", "[]", "1", "null", '"x"', "[" * 100_000, '{"number": 1}', "x" * 3_000_000, '{"files": 1}',
    json.dumps({"number": "1", "at": SCRIPT, "what": SCRIPT, "files": {SCRIPT: [SCRIPT, SCRIPT]}, "who": SCRIPT}),
    json.dumps({"number": 1, "at": SCRIPT, "what": SCRIPT, "files": {"people.yaml": [SCRIPT, SCRIPT]}, "who": SCRIPT}),
    json.dumps({"number": 1, "at": 1, "what": {"a": []}, "files": [], "undone": "x", "private": 3, "stays": []}),
    json.dumps({"number": 10**400, "at": "", "what": "", "files": {"../../x": [None, "y"]}}),
    json.dumps({"page": SCRIPT, "fields": {SCRIPT: {"was": SCRIPT, "now": SCRIPT}}}),
    json.dumps({"page": 1, "fields": {"a": {"was": None, "now": [1]}}}), "\udcff",
]  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("what", some(SPOILT, 5), ids=lambda what: ascii(what[:40]))
def test_what_the_desk_keeps_is_spoilt(desk: Client, root: Path, what: str) -> None:
    form = desk.get("/thing", path="association").form("/thing")
    assert form is not None
    kept = json.dumps({"f.note": {"was": "", "now": "half"}})
    for page in ("/thing association", "/source association"):
        draft = {"draft": f"{len(page):016x}", "page": page, "kept": kept}
        assert desk.post("/draft", draft).status == 200
    assert desk.post("/thing", {**form.fields, "f.note": "whole", "kind": "always"}).status == 303
    files = list((root / ".briefgen").rglob("*.json"))
    assert len(files) == 3
    for path in files:
        path.write_bytes(what.encode("utf-8", "surrogateescape"))
    before = {path: path.read_bytes() for path in (root / "content").rglob("*.yaml")}
    look(desk, root, ["/", "/changes", "/changes/1", "/source?path=association"])
    changes = desk.get("/changes").form("/changes")
    for name, number in changes.buttons if changes else ():
        assert desk.post("/changes", {**changes.fields, name: number}).status in (303, 404, 409)  # type: ignore[union-attr]
    assert {path: path.read_bytes() for path in before} == before  # nothing of it comes into the content
    assert not (root.parent / "x").exists()
    form = desk.get("/thing", path="association").form("/thing")
    assert form is not None
    assert desk.post("/thing", {**form.fields, "f.note": "more", "kind": "always"}).status in (303, 409)


@pytest.mark.parametrize("what", [b"", b"no ledger", b"SQLite format 3\0" + b"x" * 5000, SCRIPT.encode()])
def test_the_outbox_is_spoilt(desk: Client, root: Path, what: bytes) -> None:
    (root / "outbox").mkdir(mode=0o700)
    (root / "outbox" / "ledger.sqlite").write_bytes(what)
    look(desk, root, ["/", "/outbox", "/check"])
