"""The desk without its server, for thousands of requests: what a browser would send, and the forms of the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from starlette.applications import Starlette

from briefgen.desk.app import application
from briefgen.desk.roles import OWNER, PERSON, DeskUser
from briefgen.making.opened import open_to_mend

FORM = b"application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What the desk answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()

    @property
    def forms(self) -> list[Form]:
        """The forms of the page."""
        reader = _Forms()
        reader.feed(self.text)
        for form in reader.forms:
            form.fields |= reader.elsewhere.get(form.id, {})
        return reader.forms

    def form(self, action: str) -> Form | None:
        """Return the form that is sent to an address, if the page has one."""
        return next((form for form in self.forms if form.action == action), None)


@dataclass
class Form:
    """A form as a browser has it: what its fields say, those that can be typed in, and its buttons."""

    action: str
    id: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Client:
    """Asks the pages of a project, in a language that was chosen; each one has a server's memory of its own."""

    def __init__(self, root: Path, runner: asyncio.Runner, language: str = "", person: DeskUser = OWNER) -> None:
        self._person = person
        self._language = language.encode()
        self.app: Starlette = application(open_to_mend(root))
        self._runner = runner

    def get(self, page: str, **about: str) -> Answer:
        return self._runner.run(self._ask("GET", page, urlencode(about).encode(), b""))

    def post(self, page: str, fields: Mapping[str, str]) -> Answer:
        # A browser sends lines of a form with both marks of their end.
        told = {name: words.replace("\n", "\r\n") for name, words in fields.items()}
        return self._runner.run(self._ask("POST", page, b"", urlencode(told).encode()))

    def send(self, page: str, data: bytes, **about: str) -> Answer:
        """Send a file as it is."""
        return self._runner.run(self._ask("POST", page, urlencode(about).encode(), data))

    async def _ask(self, method: str, page: str, query: bytes, body: bytes) -> Answer:
        return await _ask(self.app, method, page, query, body, self._language, self._person)


async def _ask(
    app: Starlette, method: str, page: str, query: bytes, body: bytes, language: bytes, person: DeskUser
) -> Answer:
    due = [{"type": "http.request", "body": body, "more_body": False}]
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return due.pop() if due else await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": page, "raw_path": quote(page).encode(), "root_path": "", "query_string": query,
        "headers": [(b"host", b"desk"), (b"content-type", FORM), (b"cookie", b"briefgen-language=" + language)],
        "client": ("127.0.0.1", 1), "server": ("desk", 2), PERSON: person,
    }  # fmt: skip
    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return Answer(said[0]["status"], headers, b"".join(each.get("body", b"") for each in said[1:]))


class _Forms(HTMLParser):
    """Reads the forms of a page, with what a browser would send of each."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.elsewhere: dict[str, dict[str, str]] = {}  # boxes that are ticked outside of their form, by its id
        self._form: Form | None = None
        self._open = ""  # the textarea or select that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(has.get("action", ""), has.get("id", ""))
            self.forms.append(self._form)
        form, name = self._form, has.get("name", "")
        if form is None and "form" in has and "checked" in has:
            self.elsewhere.setdefault(has["form"], {})[name] = has["value"]
        if form is None:
            return
        if tag == "button" and name:
            form.buttons.append((name, has.get("value", "")))
        elif tag == "input" and name:
            if has.get("type") in ("radio", "checkbox") and "checked" not in has:
                return
            form.fields[name] = has.get("value", "")
            if "readonly" not in has and has.get("type", "text") == "text":
                form.typed.add(name)
        elif tag in ("textarea", "select"):
            self._open = name
            form.fields[name] = ""
            if tag == "textarea" and "hidden" not in has:
                form.typed.add(name)
        elif tag == "option" and "selected" in has:
            form.fields[self._open] = has["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "textarea" and self._form is not None:  # a browser drops the line end that it begins with
            self._form.fields[self._open] = self._form.fields[self._open].removeprefix("\n")
        if tag in ("textarea", "select"):
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._open and self.lasttag == "textarea":
            self._form.fields[self._open] += data
