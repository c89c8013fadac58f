"""On no page does a clerk read what machines call things: the ids of persons, sources, bodies, editions, versions.

Names of files have them, and whatever shows a file as it is written.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from briefgen.making.opened import Opened, open_project
from briefgen.upkeep.editing import add_entry, remove_value, set_value
from tests.desk.in_process import Client
from tests.mailing.conftest import InMemory, in_memory, issued_starter, office, server
from tests.mailing.projects import STARTER, Office
from tests.mailing.scripted import PASSWORD, certificates
from tests.soak import either

__all__ = ["InMemory", "certificates", "in_memory", "issued_starter", "office", "server"]

NAME = f"{STARTER}@1"
FORUM = "events[example-forum-2030]"
SESSION = "events[example-session-12]"
# What a page says to whom: a reader's text, and what is heard or shown by the mouse.
_HEARD = ("aria-label", "title", "alt", "placeholder", "data-said", "data-words-of")
# What shows a file as it is, or what somebody typed: a technical detail.
_AS_WRITTEN = {"textarea", "pre", "code", "script", "style"}
_VOID = {"input", "br", "meta", "link", "img", "hr"}
_FILE = re.compile(r"[\w.@-]+\.(?:pdf|docx|html|txt|eml|yaml|toml|tex|epub)\b")
_NOT_CRAWLED = ("/frame/", "/file/", "/guide/", "/static/", "/letter/", "/source", "/addresses", "/settings", "/help")


class _Read(HTMLParser):
    """Reads what a page shows and says, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            example = has.get("id", "").endswith("-about")  # what a short name is like, and words in another language
            self._open.append("code" if example else tag)
        if tag == "a":
            self.links.append(has.get("href", ""))
        self.words += [has[name] for name in _HEARD if name in has]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() not in (tag, "code"):
            pass

    def handle_data(self, data: str) -> None:
        if not _AS_WRITTEN & {*self._open}:
            self.words.append(data)


def ids_of(project: Opened) -> set[str]:
    """Return the ids of all that a project tells of, of its editions and of what was issued."""
    values = project.values[0]
    within = {found for path in values.items for found in re.findall(r"\[([^\[\]]*[a-z][^\[\]]*)\]", path)}
    return {id for ids in values.index.values() for id in ids} | within | {NAME}


def read_of(text: str, ids: set[str], language: str) -> list[str]:
    """Return the ids that stand in words for a person; in English those alone that no word of English is."""
    found = set(re.findall(r"[\w@-]+", _FILE.sub(" ", text))) & ids
    return sorted(id for id in found if language == "ka" or re.search(r"[-_@\d]", id))


@pytest.fixture
def furnished(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A project in which something was changed, and gone, and wrong, and sent."""
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    assert office.send().exit_code == 0
    project = open_project(office.root)
    set_value(project, "association.stats[members]", "131", as_of="2030-12", sources=["example-page"], always=True)
    set_value(project, "people.persons[first-example].name.en", "First Other Example", always=True)
    set_value(project, f"{FORUM}.city", "example-city", always=True)
    set_value(project, f"{FORUM}.sources", "", always=True)
    set_value(project, f"{FORUM}.text.en", "The {{ name }} of {{ works.example_guidelines }}, {{ date }}.", always=True)
    add_entry(project, "sources", [("id", "page-of-nobody"), ("title", "A page that nothing names")], always=True)
    new = {"id": "another-example", "name.ka": "სხვა მაგალითაძე", "name.en": "Another Example", "country": "GE"}
    add_entry(project, "people.persons", list(new.items()), always=True)
    remove_value(project, "people.persons[another-example]", always=True)
    many = [f"one-of-several-pages-of-nobody-{number}" for number in range(3)]  # more than a line of the changes has
    for number, id in enumerate(many):
        add_entry(project, "sources", [("id", id), ("title", f"Page {number} of many")], always=True)
    set_value(project, "association.stats[members]", "132", as_of="2030-12-02", sources=["page-of-nobody"], always=True)
    set_value(project, f"{SESSION}.name", "", always=True)  # a session that nobody gave a name
    set_value(project, f"{SESSION}.state", "held", always=True)
    nameless = {"id": "another-session", "kind": "council-session", "date": "2030-05-15", "state": "planned"}
    add_entry(project, "events", [*nameless.items(), ("parent", "example-forum-2030")], always=True)
    add_entry(project, "events", [("id", "gone-session"), *[*nameless.items()][1:]], always=True)
    remove_value(project, "events[gone-session]", always=True)
    set_value(project, "events[another-session].city", "example-city", always=True)
    came = "{people: {value: 100, as_of: 2030-05-17, sources: [page-of-nobody, example-page]}}"
    set_value(project, f"{FORUM}.participants", came, always=True)
    set_value(project, f"{SESSION}.sources", f"[{', '.join(many)}]", always=True)
    set_value(project, f"{SESSION}.sources", "[example-page]", always=True)
    set_value(project, "association.acronym", "EXA", always=True)
    return office


def crawl(client: Client) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each page that links lead to: its address, its HTML, and its words."""
    held = [f"/thing?path={at}&done=held" for at in (SESSION, "events[another-session]")]  # what is due then
    due, seen = deque(["/", *held]), {"/"}
    while due:
        address = due.popleft()
        parts = urlsplit(address)
        answer = client.get(parts.path, **{name: each[0] for name, each in parse_qs(parts.query).items()})
        assert answer.status == 200, address
        read = _Read()
        read.feed(answer.text)
        yield address, answer.text, read.words
        for to in read.links:
            bare = unescape(to).partition("#")[0]
            kind = re.sub(r"[&?](?:back|from|severity)=[^&]*", "", bare)
            if kind.startswith("/") and kind not in seen and not kind.startswith(_NOT_CRAWLED) and kind.count("/") < 3:
                seen.add(kind)
                due.append(bare)


@pytest.mark.soak
@pytest.mark.parametrize("language", either(["ka"], ["ka", "en"]))
def test_no_page_calls_a_thing_by_its_id(furnished: Office, language: str) -> None:
    ids = ids_of(open_project(furnished.root))
    found: dict[str, str] = {}
    with asyncio.Runner() as runner:
        client = Client(furnished.root, runner, language)
        pages = 0
        for address, _html, words in crawl(client):
            pages += 1
            for each in words:
                for id in read_of(each, ids, language):
                    found.setdefault(f"{urlsplit(address).path}: {id}: {' '.join(each.split())[:120]}", address)
    assert pages > 60
    assert not found, "\n".join(sorted(found))
