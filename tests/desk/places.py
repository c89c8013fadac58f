"""Every page of the desk, in every state that it has: for whatever looks at all of them.

`test_pages` holds the list to the routes of the desk and to its templates, so a page that is new fails there until it
stands here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
import requests

from briefgen.desk.pages import beside, making
from briefgen.making.opened import open_project
from briefgen.online import links
from briefgen.online.reply import Reply
from briefgen.upkeep.editing import add_entry, set_value
from briefgen.upkeep.saving import stand_by
from tests.conftest import DEMO
from tests.desk.conftest import FormReader, Running, running
from tests.mailing.projects import Office
from tests.mailing.scripted import Certificates, Script, scripted
from tests.started import start

T = TypeVar("T")
NAME = f"{DEMO}@1"
MEMBERS = "association.stats[members]"
PERSON = "people.persons[first-example]"
ITEM = "events[example-session-12].agenda[report]"
NOT_PAGES = {
    "/frame/brief": "the brief, as it is", "/frame/compare": "the brief, as it is", "/face/{style}": "a face",
    "/file/{edition}/{name}": "a file", "/issued/{issued}/{name}": "a file", "/letter/{issued}/{name}": "a letter",
    "/guide/{language}/{name}": "a picture",
}  # fmt: skip
NO_ANSWER = {
    "/language": "leads back", "/typed": "data", "/checked": "data", "/date": "data", "/printed": "data",
    "/insert": "data", "/usual": "data", "/draft": "data", "/draft/gone": "leads home", "/annex": "data",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A page: the route that answers with it, and what is asked for; of a form that is sent, how it is filled."""

    route: str
    address: str
    status: int = 200
    of: str = "full"  # which project
    sends: Callable[[Running], Mapping[str, str]] | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is a page as somebody opens it, without anything done there."""
        return self.sends is None and self.status == 200 and self.of == "full"

    def ask(self, desk: Running) -> requests.Response:
        """Ask for it as a browser does."""
        if self.status == 202:
            return _while_it_runs(desk)
        return desk.get(self.address) if self.sends is None else desk.post(self.address, **self.sends(desk))


def _page(address: str, status: int = 200, of: str = "full") -> Place:
    return Place("GET " + address.partition("?")[0], address, status, of)


def _sent(
    address: str,
    fields: Callable[[Running], Mapping[str, str]] | Mapping[str, str],
    status: int = 409,
    of: str = "full",
) -> Place:
    given = fields if callable(fields) else lambda _desk: fields
    return Place("POST " + address, address, status, of, given)


def _thing(path: str, **typed: str) -> Callable[[Running], dict[str, str]]:
    return lambda desk: desk.form(path) | {f"f.{name}": words for name, words in typed.items()}


def _collided(desk: Running) -> dict[str, str]:
    return desk.form("association") | {"w.acronym": "EXA", "f.acronym": "EXN", "f.note": "typed", "kind": "always"}


def _form(page: str, **typed: str) -> Callable[[Running], dict[str, str]]:
    """Return what the main form of a page sends, with what is typed into it."""

    def fields(desk: Running) -> dict[str, str]:
        reader = FormReader()
        reader.feed(desk.get(page).text)
        return reader.fields | {f"f.{name}": words for name, words in typed.items()}

    return fields


def _seen(page: str, **more: str) -> Callable[[Running], dict[str, str]]:
    return lambda desk: {"seen": desk.seen(page), **more}


def _file(desk: Running, root: str) -> str:
    return (desk.root / "content" / f"{root}.yaml").read_text("utf-8")


def _back(desk: Running) -> dict[str, str]:
    """Take back the first change, with those after it."""
    numbers = re.findall(r'name="undo" value="(\d+)"', desk.get("/changes").text)
    return {"seen": desk.seen("/changes"), "undo": min(numbers, key=int)}


def _while_it_runs(desk: Running) -> requests.Response:
    """Return the page of something that takes long, before its end."""
    ended = Event()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "build", lambda *_given, progress, **_named: (progress("A file"), ended.wait()))
        patch.setattr(beside, "MOMENT", 0)
        try:
            return desk.browser.post(
                f"{desk.base}/build", data={"edition": DEMO}, headers={"Origin": desk.base}, timeout=60
            )
        finally:
            ended.set()


PLACES = [
    _page("/"), _page("/todo?group=gaps"), _page("/content"), _page("/content?list=people.persons"),
    _page("/content?find=nothing-like-it"),
    _page("/thing?path=association"), _page(f"/thing?path={MEMBERS}"), _page(f"/thing?path={PERSON}"),
    _page(f"/thing?path=editions[{DEMO}]"), _page("/thing?path=events[example-session-12]&done=held"),  # what is due
    _page(f"/thing?path={ITEM}&done=saved&carried=yes&kind=since&since=2030-05"),
    _page("/thing?path=events[example-session-12].agenda[head]"),  # a term says who was elected
    _page("/add?path=people.terms"), _page("/add?path=events"), _page(f"/remove?path={PERSON}"),
    _page("/remove?path=cooperation.history[statistics]"), _page("/source?path=association"),
    _page("/brief"), _page("/brief?sheets=yes"), _page("/check"), _page("/check?kind=translation-behind"),
    _page("/stand?path=association.stats[countries]&code=fact-unverified"),
    _page(f"/stand?path={ITEM}&code=fact-unverified&back=/check"),  # with a reason, to withdraw
    Place("GET /explain/{code}", "/explain/office-vacant"), _page("/changes"),
    Place("GET /changes/{number}", "/changes/1"),
    _page("/edition?event=example-session-12"),  # which is over
    _page("/build"), _page(f"/issue?edition={DEMO}"), _page(f"/issue?edition={DEMO}&chosen=yes"),
    Place("GET /issued/{issued}", f"/issued/{NAME}"),
    _page(f"/compare?old={NAME}&new={DEMO}"), _page("/outbox"), _page(f"/send?name={NAME}"), _page("/recipients"),
    _page("/recipient?id=ana"),
    _page("/thing?path=places.cities[example-city]"), _page("/addresses"), _page("/account"), _page("/settings"),
    _page("/help"),
    _page(f"/thing?path={MEMBERS}&done=saved&beside=/figure"),  # another form of the page isn't saved
    # Forms that are refused, or that ask: errors beside fields, a collision, a question, a yes.
    _sent("/thing", _thing("association", founded="soon", acronym="")),
    _sent("/thing", _thing("association", **{"name.en": "Another Association"})),
    _sent("/thing", _collided),
    _sent("/figure", _seen(f"/thing?path={MEMBERS}", **{"path": MEMBERS, "f.new.value": "9", "f.new.as_of": "soon"})),
    _sent("/figure", _seen(f"/thing?path={MEMBERS}", **{"path": MEMBERS, "f.new.value": "9", "f.new.as_of": "2031"})),
    _sent("/edition", {"name": "2033-08-late", "event": "example-forum-2030", "as_of": "2033-08-01"}),  # far from it
    _sent("/add", {"path": "people.terms", "f.start": "soon"}),
    # What an entry takes from its event, and a day still to come.
    _sent("/add", {"path": "cooperation.history", "f.event": "example-session-12", "f.date": "2033"}),
    _sent("/remove", {"path": PERSON, "seen": "old"}),
    _sent("/source", {"path": "association", "was": "", "text": "name: ["}),
    _sent("/source", lambda desk: {"path": "association", "was": _file(desk, "association"), "text": "name: ["}),
    _sent("/stand", {"path": "association.acronym", "code": "fact-unverified", "until": "soon"}),
    _sent("/word", {"word": "ka"}),
    _sent("/unstand", {"path": PERSON, "code": "fact-unverified"}), _sent("/known", {"path": ITEM, "known": "soon"}),
    _sent("/changes", _back), _sent("/edition", {"name": "no good", "event": "example-forum-2030"}),
    _sent("/issue", {"edition": DEMO, "seen": "old"}), _sent("/falls", {"edition": DEMO}),
    _sent("/settle", {"number": "1"}),
    _sent("/recipients", {"f.id": "ana", "f.email": "nobody"}),
    _sent("/recipient", _form("/recipient?id=ana", email="no")),
    _sent("/enrol", {"table": "name\temail\nAna\tno"}), _sent("/addresses", {"was": "", "text": "- ["}),
    _sent("/account", _form("/account", port="many")),
    _sent("/settings", lambda desk: {"was": (desk.root / "briefgen.toml").read_text("utf-8"), "text": "theme = plain"}),
    _sent("/settings", {"text": "x"}),
    _sent("/annex/out", {"name": "nothing.pdf"}),
    _sent("/move", {"path": "association.acronym"}), _sent("/confirm", {"path": PERSON, "seen": "old"}),
    _sent("/confirm-all", {"kind": "password"}), _sent("/reprint", {"name": "nothing"}),
    _sent("/look", {"kind": "password"}, 200), _sent("/secret", {"kind": "password"}),
    _sent("/signin", {"kind": "password"}, 200),
    _sent("/try", {"kind": "password"}, 200), _sent("/links", {"asked": "yes"}, 200),
    _sent("/locked", {"id": "ana"}),
    _sent("/unenrol", {"id": "ana", "seen": "old"}),
    # What was done, or is being done.
    Place("GET /progress/{number}", "/progress/99", 202),
    _sent("/letters", {"name": NAME}, 200), _sent("/build", {"edition": DEMO}, 200),
    _sent("/redline", {"edition": DEMO, "against": NAME}, 200),
    _sent("/print", {"edition": DEMO, "name": f"{DEMO}_full_en.pdf", "layout": "booklet"}, 200),
    _sent("/print", {"edition": DEMO, "name": "x.pdf", "layout": "booklet"}),
    _sent("/send", _seen(f"/send?name={NAME}", name=NAME), 200),
    # A project that was just started, one without editions, one that can't be read.
    *(_page(page, of="new") for page in ("/", "/check", "/build", "/outbox", "/changes", "/compare", "/account")),
    _page("/check?kind=date-typed", of="new"),
    *(_page(page, of="empty") for page in ("/", "/content", "/build", "/brief", "/edition")),
    _page("/", of="broken"), _page("/thing?path=association", 409, "broken"),
    _page("/source?path=association", of="broken"),
    Place("GET /{nowhere}", "/nowhere", 404),
]  # fmt: skip


@contextmanager
def desks(issued: Path, folder: Path, certificates: Certificates) -> Iterator[dict[str, Running]]:
    """Run the desks of the projects that places are `of`; `issued` is the starter, issued once."""
    script = Script(rcpt={"ben@agency.example": deque(["451 4.7.1 try again later"] * 9)})
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        server = stack.enter_context(_aside(scripted(certificates, script)))
        office = Office(issued, folder / "full")
        office.serve(server)
        patch.setenv("BRIEFGEN_MAIL_PASSWORD", server.script.password)
        patch.setattr(links, "look", lambda urls, cache: tuple(Reply(url, "gone", "404") for url in urls))
        roots = {"full": office.root, **{each: folder / each for each in ("new", "empty", "broken")}}
        for each in ("new", "empty", "broken"):
            start(roots[each])
        furnish(office)
        for path in (roots["empty"] / "content" / "editions").iterdir():
            path.unlink()
        with (roots["broken"] / "content" / "association.yaml").open("a", encoding="utf-8") as file:
            file.write("unknown: [\n")
        found = {each: stack.enter_context(running(root)) for each, root in roots.items()}
        for desk in found.values():
            desk.get(desk.address.removeprefix(desk.base))
        use(found["full"])
        office.write_people("id: ana", "id: ben; language: ka", "id: carol", "id: open; ceiling: public")
        yield found


@contextmanager
def _aside(context: AbstractContextManager[T]) -> Iterator[T]:
    """Enter and leave a context in a thread of its own: a browser's loop runs in this one."""
    with ThreadPoolExecutor(1) as aside:
        found = aside.submit(context.__enter__).result()
        try:
            yield found
        finally:
            aside.submit(context.__exit__, None, None, None).result()


def furnish(office: Office) -> None:
    """Give a project something of all that a page can show: changes, problems, letters that went or didn't."""
    project = open_project(office.root)
    set_value(project, MEMBERS, "131", as_of="2030-12", sources=["example-page"], always=True)
    set_value(project, "association.acronym", "EXO", always=True)
    set_value(project, f"{PERSON}.name.en", "First Other Example", always=True)
    set_value(project, f"{PERSON}.name.ka", "პირველ სხვაძე", since="2030-12")
    # What no brief prints, is known since a day, and has a reason to stand by what the check doesn't say of it.
    item = {"id": "report", "kind": "report", "title.ka": "ანგარიში", "title.en": "Report", "known_from": "2029"}
    add_entry(project, ITEM.partition("[report]")[0], [*item.items()], always=True)
    # Who was elected by a term, where the agenda doesn't say it.
    election = {"id": "head", "kind": "election", "office": "president", "title.ka": "არჩევა", "title.en": "Election"}
    set_value(project, "people.terms[first-example-president].elected_at", "example-session-12", always=True)
    add_entry(project, ITEM.partition("[report]")[0], [*election.items()], always=True)
    stand_by(project, ITEM, "fact-unverified", "asked the Council", "2032", dt.date(2031, 1, 1))
    office.edit("briefgen.toml", '"pdf", "docx"', '"html"')  # which is made at once
    office.write_people("id: ana", "id: ben; language: ka")
    office.write_people("id: ana", "id: ben; language: ka")


def use(desk: Running) -> None:
    """Send letters, one of which is put off, and leave what two tabs have typed and not saved of one form."""
    desk.post("/send", **_seen(f"/send?name={NAME}", name=NAME)(desk))
    for number, words in enumerate(("Example Town", "Example Village")):
        kept = {"f.name.en": {"was": "Example City", "now": words}}
        desk.post("/draft", draft=f"{number:016x}", page="/thing places.cities[example-city]", kept=json.dumps(kept))


@pytest.fixture(scope="module")
def desks_of_places(
    issued_starter: Path, certificates: Certificates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Running]]:
    with desks(issued_starter, tmp_path_factory.mktemp("places"), certificates) as found:
        yield found
