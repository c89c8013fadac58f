"""A form that is refused says so on top, leads to each wrong field, and has all that was typed; so has its draft."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.parse import parse_qsl

import pytest
from starlette.requests import Request

import briefgen.desk
from briefgen.desk.pages.shown import draft_of
from briefgen.desk.roles import OWNER, PERSON
from briefgen.desk.state import Desk
from briefgen.mailing.ledger.book import Ledger
from briefgen.problems.mistakes import Mistake
from briefgen.project.toml import names_secret
from tests.desk.conftest import UNVERIFIED
from tests.desk.in_process import Client
from tests.mailing.letters import letter

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVENT = "example-forum-2030"
STAND = {"path": "association", "code": "fact-unverified", "because": "asked them", "until": "2031"}
EDITION = {"name": "2030-06-forum", "event": EVENT, "as_of": ""}


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def unsure(root: Path) -> None:
    """Let the check find something of the association as a whole, by which somebody can stand."""
    with (root / "content" / "association.yaml").open("a", encoding="utf-8") as file:
        file.write("status: unverified\n")


def leads(page: str) -> list[str]:
    """Return the fields that the box on top leads to; each is there, and marked."""
    box = re.search(r'<div class="box error" id="refused".*?</div>', page, re.DOTALL)
    assert box, page
    found = re.findall(r'href="#([^"]+)"', box[0])
    for id in found:
        (field,) = re.findall(rf'<(?:input|select|textarea)[^>]* id="{id}"[^>]*>', page)
        assert 'aria-invalid="true"' in field
        assert f'id="{id}-said"' in page
    return found


@pytest.mark.parametrize(
    ("page", "sent", "fields"),
    [
        ("/edition", EDITION | {"name": "No Good", "as_of": "soon"}, ["name", "as_of"]),
        ("/edition", EDITION | {"name": ""}, ["name"]),
        ("/edition", EDITION | {"as_of": "1999"}, ["as_of"]),
        ("/edition", EDITION | {"event": "x"}, ["event"]),
        ("/edition", EDITION | {"previous": "x"}, ["previous"]),
        ("/stand", STAND | {"until": "soon"}, ["until"]),
        ("/stand", STAND | {"until": "", "because": " "}, ["because", "until"]),
        ("/account", {"w.sender": "", "f.sender": "nobody", "w.port": "", "f.port": "x"}, ["f-sender", "f-port"]),
    ],
)
def test_it_leads_to_each_wrong_field(
    desk: Client, root: Path, page: str, sent: dict[str, str], fields: list[str]
) -> None:
    unsure(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".briefgen" not in path.parts}
    answer = desk.post(page, sent)
    assert (answer.status, sorted(leads(answer.text))) == (409, sorted(fields))
    form = answer.form(page)
    assert form is not None
    typed = {name: words for name, words in sent.items() if not name.startswith("w.") and words.strip()}
    shown = {name: form.fields[name] for name in typed if name in form.fields}
    assert {name: words for name, words in typed.items() if name in form.typed} == {
        name: shown[name] for name in typed if name in form.typed
    }
    assert before == {path: path.read_bytes() for path in before}


def test_a_day_that_cannot_be_leaves_the_question_with_what_was_typed(desk: Client) -> None:
    """Else nobody could answer it otherwise."""
    assert desk.post("/edition", EDITION).status == 303
    form = desk.get("/thing", path="association").form("/thing")
    assert form is not None
    asked = desk.post("/thing", {**form.fields, "f.acronym": "EXB"})
    question = "Is this new, or was it wrong before?"
    assert (asked.status, question in asked.text) == (409, True)
    form = asked.form("/thing")
    assert form is not None
    editions = form.fields["asked"]
    assert editions
    # Who passes the question by is told so there, and not only the same as before.
    lacks = "hoose one of the two answers"
    assert lacks not in asked.text
    passed_by = desk.post("/thing", {**form.fields, "f.acronym": "EXB"})
    assert (passed_by.status, lacks in passed_by.text.partition('id="undecided"')[2]) == (409, True)
    for day in ("soon", "2019–2020"):
        answer = desk.post("/thing", {**form.fields, "kind": "since", "since": day})
        assert (answer.status, question in answer.text) == (409, True)
        form = answer.form("/thing")
        assert form is not None
        assert {name: form.fields[name] for name in ("f.acronym", "kind", "since", "asked")} == {
            "f.acronym": "EXB", "kind": "since", "since": day, "asked": editions,
        }  # fmt: skip
    assert desk.post("/thing", {**form.fields, "kind": "always"}).status == 303


# Of each form that keeps what is typed: its page, what it is about and is called, a field, and what is refused there.
DRAFTED: dict[str, tuple[str, str, str, str, dict[str, str]]] = {
    "/edition": ("/edition", "", "Begin the next edition", "name", {"name": " "}),
    "/stand": (
        f"/stand?path=association&code=fact-unverified&which={UNVERIFIED}", f"association fact-unverified {UNVERIFIED}",
        "Stand by it: ", "because",
        {"path": "association", "code": "fact-unverified", "which": UNVERIFIED, "because": " "},
    ),
    "/enrol": ("/recipients", "", "Add many, from a table", "table", {"table": " "}),
    "/recipients": ("/recipients", "", "Add somebody", "f.name", {"f.name": "x"}),
    "/recipient": (
        "/recipient?id=front-desk", "front-desk", "The Office", "f.name",
        {"id": "front-desk", "w.email": "", "f.email": "nobody"},
    ),
    "/addresses": ("/addresses", "", "Who gets the briefs", "text", {"was": "- 1", "text": "- 2"}),
    "/source": (
        "/source?path=association", "association", "Example Association", "text",
        {"path": "association", "was": "- 1", "text": "- 2"},
    ),
    "/account": ("/account", "", "Mail account", "f.sender", {"w.sender": "", "f.sender": "nobody"}),
    "/settings": ("/settings", "", "Settings", "text", {"was": "x = 1", "text": "x = 2"}),
    "/add": ("/add?path=people.persons", "people.persons", "Add a person", "f.name.en", {"path": "people.persons"}),
    "/thing": (
        "/thing?path=association", "association", "Example Association", "f.note",
        {"path": "association", "w.acronym": "-", "f.acronym": "E"},
    ),
    "/figure": (
        "/thing?path=association.stats%5Bmembers%5D", "association.stats[members]", "Member organizations",
        "f.new.value", {"path": "association.stats[members]", "f.new.value": "x"},
    ),
    "/known": (
        "/thing?path=people.terms%5Bfirst-example-president%5D", "people.terms[first-example-president]", "President",
        "known", {"path": "people.terms[first-example-president]", "known": "soon"},
    ),
    "/settle": ("/outbox", "1", "Mail", "because", {"number": "1", "because": "x"}),
}  # fmt: skip


def test_a_draft_of_every_form_leads_back_to_it(desk: Client, root: Path) -> None:
    templates = Path(briefgen.desk.__file__).parent / "templates"
    forms = "".join(path.read_text(encoding="utf-8") for path in templates.glob("*.jinja"))
    calls = re.findall(r"[{] drafting\(([^,]+),", forms)
    assert {*calls} == {*(f'"{action}"' for action in DRAFTED if action not in ("/source", "/addresses")), "action"}
    with Ledger.open(root / "outbox") as ledger:
        ledger.plan([letter(edition="2030-05-example-city")], NOW)
    people = "- {id: front-desk, name: The Office, email: a@b.example, language: ka, ceiling: internal}\n"
    (root / "content" / "recipients.yaml").write_text(people, encoding="utf-8")
    people = (root / "content" / "people.yaml").read_text(encoding="utf-8")
    known = people.replace("start: 2028-01\n", "start: 2028-01\n    known_from: 2028-01-01\n")
    (root / "content" / "people.yaml").write_text(known, encoding="utf-8")
    unsure(root)
    for action, (page, about, called, field, sent) in DRAFTED.items():
        draft = f"{action} {about}".strip()
        at, _, query = page.partition("?")
        asked = dict(parse_qsl(query))
        kept = json.dumps({field: {"was": "", "now": "half a thought"}})
        (id,) = re.findall(rf'data-draft="{re.escape(draft)}" data-who="" data-ids="(\w+)"', desk.get(at, **asked).text)
        assert desk.post("/draft", {"draft": id, "page": draft, "kept": kept}).status == 200
        assert "half a thought" in desk.get(at, **asked).text
        home = desk.get("/").text
        assert called in re.findall(r"<summary>([^<]*) <span", home)[0]
        (link,) = re.findall(r'<a class="button" href="([^"]+)">Open</a>', home)
        assert unescape(link) == page
        # One that is sent and refused is its own, and no other form's of the page.
        refused = desk.post(action, {**sent, "draft": id})
        own = rf'data-draft="{re.escape(draft)}" data-who="" data-ids="{id}" data-kept="[^"]*" data-refused="yes"'
        assert (action, refused.status, bool(re.search(own, refused.text))) == (action, 409, True)
        assert refused.text.count('data-refused="yes"') == 1
        assert desk.post("/draft/gone", {"id": id}).status == 303


def test_a_refused_letter_has_its_own_draft_and_what_another_ones_field_says_is_not_its_number(desk: Client) -> None:
    sent = {"number": "3", "because": "4", "decision": ""}
    asked = SimpleNamespace(
        state=SimpleNamespace(sent=sent, draft="a" * 16), app=desk.app, url=SimpleNamespace(path="/settle"),
        scope={PERSON: OWNER},
    )  # fmt: skip
    of = {number: draft_of(cast("Request", asked), "/settle", number) for number in "34"}
    assert [(of[number]["ids"] == "a" * 16, of[number]["refused"]) for number in "34"] == [(True, "yes"), (False, "")]


def test_the_page_of_a_mistake_has_the_short_name_that_was_typed(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Desk) -> None:
        raise Mistake("not now")

    monkeypatch.setattr(Desk, "require_changeable", refuse)
    answer = desk.post("/edition", EDITION | {"name": "2031-05-mine", "as_of": "2030-06-01"})
    assert (answer.status, "2031-05-mine" in answer.text, "1 June 2030" in answer.text) == (409, True, True)


def test_no_password_is_a_field_of_a_draft(desk: Client, root: Path) -> None:
    """What drafts.js keeps is of some kinds of fields, and each field for what is secret is of another."""
    static = Path(briefgen.desk.__file__).parent / "static" / "drafts.js"
    (kinds,) = re.findall(r"const KEPT = (\[.*?\]);", static.read_text(encoding="utf-8"))
    people = "- {id: ana, name: A, email: a@b.example, language: ka, ceiling: internal, protect: true}\n"
    (root / "content" / "recipients.yaml").write_text(people, encoding="utf-8")
    with (root / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write("\n[mail]\nsender = 'a@agency.example'\nserver = 'mail.agency.example'\nuser = 'a'\n")
    seen = [desk.get("/account").text, desk.get("/recipient", id="ana").text]
    for page in seen:
        fields = re.findall(r"<(input|select|textarea)\b([^>]*)", page)
        types = [(re.search(r'\bname="([^"]*)"', has), re.search(r'\btype="([^"]*)"', has), tag) for tag, has in fields]
        secret = [kind[1] if kind else tag for name, kind, tag in types if name and names_secret(name[1])]
        assert secret
        assert not {"text" if each == "input" else each for each in secret} & {*json.loads(kinds), "select"}


BOTH = "A date and an event are given: empty the date, since the event says when it was, or choose no event."


@pytest.mark.parametrize(
    ("action", "path", "typed", "at", "said"),
    [
        ("/thing", "cooperation.history[session-2027]", {"date": "2020-05"}, ["f-date"], BOTH),  # it has an event
        ("/thing", "cooperation.history[session-2027]", {"date": "2020-05", "label.en": "A"}, ["f-date"], BOTH),
        (
            "/thing",
            "association.stats[members]",
            {"status": "disputed"},
            ["f-status"],
            "A disputed fact needs a note, and the source that says otherwise.",
        ),
        (
            "/thing",
            "association.stats[members]",
            {"as_of": "", "label.en": "Members"},
            ["f-as_of"],
            "A figure with a history needs the date of its latest value.",
        ),
    ],
)
def test_what_contradicts_what_stands_there_is_told_at_its_field_when_it_is_saved_as_when_it_is_typed(
    root: Path, desk: Client, action: str, path: str, typed: dict[str, str], at: list[str], said: str
) -> None:
    file, figure = root / "content" / "association.yaml", "    value: 100\n"
    before = file.read_text("utf-8")
    assert figure in before
    file.write_text(before.replace(figure, f"{figure}    history:\n    - {{value: 90, as_of: 2019}}\n"), "utf-8")
    form = desk.get("/thing", path=path).form(action)
    assert form is not None
    sent = {**form.fields, **{f"f.{name}": words for name, words in typed.items()}, "kind": "always"}
    names = [id.removeprefix("f-") for id in at]
    assert json.loads(desk.post("/typed", {**sent, "lang": "en"}).text)["wrong"] == dict.fromkeys(names, said)
    refused = desk.post(action, sent)
    assert (refused.status, leads(refused.text)) == (409, at)
    told = unescape(refused.text)
    assert [said in told.partition(f'id="{id}-said"')[2].partition("</div>")[0] for id in at] == [True] * len(at)
    assert told.partition('class="desk"')[2].count(said) == 1 + len(at)  # on top, and at each field
