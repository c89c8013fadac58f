"""Whoever was elected needs a term: the desk says so at once, and leads to its form, until there is one."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from briefgen.desk.roles import DeskUser, Role
from briefgen.making.opened import open_project
from briefgen.upkeep.editing import set_value
from briefgen.upkeep.machine_forms import date_in, iso_of
from tests.desk.in_process import Answer, Client

EDITION = "editions/2030-05-example-city.yaml"
AFTER = "2030-05-17"
ITEM = "events[example-forum-2030].agenda[head]"
AGENDA = (
    "  agenda: [{id: head, kind: election, office: president, term_years: 3, title: {ka: არჩევა, en: Election}},"
    " {id: body, kind: election, title: {ka: წევრები, en: Members}}]\n"
)
BETWEEN = (
    "\n- {id: between, kind: council-session, name: {ka: სესია, en: Session}, date: 2029-03-01, state: held,"
    " sources: [example-page], agenda: [{id: head, kind: election, office: president,"
    " title: {ka: არჩევა, en: Election}}]}\n"
)
TOLD = {
    "en": "Second Example was elected and has no term of office yet; the office: President",
    "ka": "არჩეულია მეორე მაგალითაძე, მაგრამ ვადა ჯერ არ აქვს; თანამდებობა: პრეზიდენტი",
}


@pytest.fixture
def root(root: Path) -> Path:
    edit(root, EDITION, "as_of: 2030-05 ", "as_of: 2030-05-14 ")  # so that the check doesn't know what came of it
    edit(root, "events.yaml", "  state: planned  # planned, held or cancelled\n", f"  state: planned\n{AGENDA}")
    set_value(open_project(root), "events[example-forum-2030].state", "held", since=AFTER)
    return root


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / "content" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def save(desk: Client, elected: str, path: str = ITEM) -> Answer:
    """Save who was elected; return the page that follows."""
    form = desk.get("/thing", path=path).form("/thing")
    assert form is not None
    return follow(desk, desk.post("/thing", {**form.fields, "f.elected": elected, "kind": "since", "since": AFTER}))


def follow(desk: Client, answer: Answer) -> Answer:
    assert answer.status == 303, answer.text
    return opened(desk, answer.headers["location"])


def opened(desk: Client, address: str) -> Answer:
    parts = urlsplit(address)
    return desk.get(parts.path, **dict(parse_qsl(parts.query)))


def leads(page: Answer) -> list[str]:
    """Return where a page leads that says that a term is to be entered."""
    part = page.text.partition('id="terms-due"')[2].partition("</ul>")[0]
    return [unescape(each) for each in re.findall(r'href="([^"]+)"', part)]


def given(address: str) -> dict[str, str]:
    return {name: words for name, words in parse_qsl(urlsplit(address).query) if name != "back"}


FILLED = {
    "path": "people.terms",
    "f.person": "second-example",
    "f.office": "president",
    "f.elected_at": "example-forum-2030",
    "f.years": "3",
    "f.start": "2030-05-16",
}


@pytest.mark.parametrize("language", ["en", "ka"])
def test_that_somebody_elected_needs_a_term_is_told_at_once_and_until_it_is_there(
    root: Path, runner: asyncio.Runner, language: str
) -> None:
    desk = Client(root, runner, language)
    assert "second" not in str(leads(desk.get("/")))
    page = save(desk, "second-example")
    for where in (page, desk.get("/thing", path="events[example-forum-2030]"), desk.get("/")):
        assert TOLD[language] in unescape(where.text)
        assert [given(each) for each in leads(where)] == [FILLED]
    new = opened(desk, leads(page)[0]).form("/add")
    assert new is not None
    assert FILLED.items() <= {**new.fields, "f.start": iso_of(new.fields["f.start"])}.items()
    page = follow(desk, desk.post("/add", {**new.fields, "f.start": "2030-05-17", "kind": "always"}))
    assert f"/thing?path={ITEM}" in unquote(unescape(page.text))  # the way back
    for where in (desk.get("/thing", path=ITEM), desk.get("/")):
        assert (leads(where), TOLD[language] in unescape(where.text)) == ([], False)


@pytest.mark.parametrize("language", ["en", "ka"])
@pytest.mark.parametrize(
    ("date", "start"),
    [("2030-05-15", "2030-05-15"), ("2030-05", "2030-05"), ("2030-04/2030-05", "2030-05"), ("2030", "")],
)
def test_a_term_is_proposed_to_start_as_exactly_as_its_election_is_known(
    root: Path, runner: asyncio.Runner, date: str, start: str, language: str
) -> None:
    edit(root, "events.yaml", "date: 2030-05-14/2030-05-16", f"date: {date}")
    desk = Client(root, runner, language)
    page = save(desk, "second-example")
    filled = given(leads(page)[0])
    assert filled.get("f.start", "") == start
    new = opened(desk, leads(page)[0]).form("/add")
    assert new is not None
    # Of a year nobody can say more, and the one before holds the office in it.
    assert new.fields["f.start"] == (date_in(language, start) if start else "")
    if start:
        told = {"kind": "always"}
        saved = desk.post("/add", {**new.fields, **told})
        assert saved.status == 303, saved.text
        assert f"    start: {start}\n" in (root / "content" / "people.yaml").read_text("utf-8")


def test_while_somebody_elected_is_chosen_and_not_saved_the_check_tells_it(root: Path, runner: asyncio.Runner) -> None:
    edit(root, EDITION, "as_of: 2030-05-14 ", "as_of: 2030-06 ")
    desk = Client(root, runner, "en")
    form = desk.get("/thing", path=ITEM).form("/thing")
    assert form is not None
    answer = desk.post("/checked", {**form.fields, "f.elected": "second-example"})
    assert "Second Example is elected, but has no term as President" in unescape(answer.text)


@pytest.mark.parametrize(
    ("elected", "path"),
    [
        ("first-example", ITEM),  # who holds the office still
        ("[]", ITEM),
        ("second-example", "events[example-forum-2030].agenda[body]"),  # no office: nobody has a term in it
    ],
)
def test_where_no_term_is_lacking_nothing_is_asked(root: Path, runner: asyncio.Runner, elected: str, path: str) -> None:
    desk = Client(root, runner, "en")
    assert leads(save(desk, elected, path)) == leads(desk.get("/")) == []


def test_what_the_check_tells_already_is_told_once(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    save(desk, "second-example")
    edit(root, EDITION, "as_of: 2030-05-14 ", "as_of: 2030-06 ")
    page = desk.get("/thing", path=ITEM)
    assert "Second Example is elected, but has no term as President" in unescape(page.text)
    assert (leads(page), leads(desk.get("/"))) == ([], [])
    for where in (page, desk.get("/")):  # and leads to the form
        (to,) = re.findall(r'href="(/add\?[^"]*path=people\.terms[^"]*f\.person[^"]*)"', where.text)
        assert given(unescape(to)) == FILLED


def test_who_may_only_read_is_asked_for_no_term(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    save(desk, "second-example")
    reader = Client(root, runner, "en", DeskUser("reader", frozenset({Role.READER})))
    assert leads(reader.get("/thing", path=ITEM)) == leads(reader.get("/")) == []


@pytest.mark.parametrize(
    ("language", "told", "alone"),
    [
        ("en", "After this election briefs go on naming First Example (President), whose term stands, until the "
         "term of Second Example is entered: once this is saved, the page leads to its form.",
         "Briefs name Second Example (President) only once the new term is entered"),
        ("ka", "ამ არჩევნების შემდეგაც ცნობებში კვლავ ის წერია, ვისი ვადაც ჯერ არ დასრულებულა (პრეზიდენტი – პირველ "
         "მაგალითაძე), სანამ ახალი ვადა შეიყვანება (მეორე მაგალითაძე)",
         "ცნობებში ახალი სახელი (პრეზიდენტი – მეორე მაგალითაძე) მხოლოდ მაშინ"),
    ],
)  # fmt: skip
def test_beside_the_brief_it_is_said_whom_it_goes_on_naming_until_the_new_term_is_there(
    root: Path, runner: asyncio.Runner, language: str, told: str, alone: str
) -> None:
    desk = Client(root, runner, language)

    def said(elected: str, path: str = ITEM) -> str:
        form = desk.get("/thing", path=path).form("/thing")
        assert form is not None
        answer = json.loads(desk.post("/typed", {**form.fields, "f.elected": elected, "lang": "en"}).text)
        assert answer["body"] is not None
        return str(answer["message"]).replace("\u00a0", " ")

    assert said("second-example").startswith(told)
    assert said("first-example") == said("[]") == ""
    assert said("second-example", "events[example-forum-2030].agenda[body]") == ""
    events = root / "content" / "events.yaml"
    before = events.read_text("utf-8")
    events.write_text(f"{before}{BETWEEN}", "utf-8")  # since it nobody is known to hold the office
    assert said("second-example").startswith(alone)
    events.write_text(before, "utf-8")
    edit(root, "people.yaml", "    start: 2028-01\n", "    start: 2028-01\n    end: 2029-12\n")
    assert said("second-example").startswith(alone)


def with_result(root: Path, *, elected_at: bool = True) -> None:
    """Let a term say who was elected, of whom the agenda says nothing."""
    said = ", elected_at: example-forum-2030" if elected_at else ""
    term = f"  - {{id: second, person: second-example, office: president, start: 2030-05-17{said}}}\n"
    edit(root, "people.yaml", "\nterms:\n", f"\nterms:\n{term}")


def asked(page: Answer) -> list[str]:
    """Return what a page asks about who was elected, each with what is told beside it."""
    lines = re.findall(r'<li class="task.*?</li>', page.text, re.DOTALL)
    words = [" ".join(unescape(re.sub("<[^>]+>", " ", each)).split()) for each in lines]
    return [each for each in words if "ho was elected" in each or "ინ აირჩიეს" in each or "არჩეული" in each]


OFFERED = {"en": "By the terms of office: Second Example", "ka": "უფლებამოსილების ვადის მიხედვით: მეორე მაგალითაძე"}


@pytest.mark.parametrize("elected_at", [True, False])  # a term that begins on the day after is its result as well
@pytest.mark.parametrize("language", ["en", "ka"])
def test_who_was_elected_by_a_term_is_offered_where_the_agenda_says_nothing(
    root: Path, runner: asyncio.Runner, language: str, elected_at: bool
) -> None:
    edit(root, EDITION, "as_of: 2030-05-14 ", "as_of: 2030-06 ")
    desk = Client(root, runner, language)
    event = "events[example-forum-2030]"
    lists = [("/thing", {"path": event, "due": "yes"}), ("/thing", {"path": event, "done": "held"}), ("/", {})]
    for at, about in lists:
        assert OFFERED[language] not in str(asked(desk.get(at, **about)))
    with_result(root, elected_at=elected_at)
    for at, about in lists:
        told = asked(desk.get(at, **about))
        assert len([each for each in told if OFFERED[language] in each]) == 1, told  # of the members nothing is known
    form = desk.get("/thing", path=f"{ITEM}.elected")
    offer = re.search(r'id="by-terms">.*?</form>', form.text, re.DOTALL)
    assert offer
    assert {"en": "Second Example", "ka": "მეორე მაგალითაძე"}[language] in unescape(offer[0])
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', offer[0]))
    page = follow(desk, desk.post("/thing", {**hidden, "kind": "always"}))
    assert "elected: [second-example]" in (root / "content" / "events.yaml").read_text("utf-8")
    assert 'id="by-terms"' not in page.text
    for at, about in lists:
        assert OFFERED[language] not in str(asked(desk.get(at, **about)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: head, kind: election", "id: head, kind: election, elected: []"),  # what the agenda says itself
        ("id: head, kind: election, office: president", "id: head, kind: election"),
        ("state: held", "state: planned"),
    ],
)
def test_a_term_is_offered_as_the_result_of_nothing_else(
    root: Path, runner: asyncio.Runner, old: str, new: str
) -> None:
    with_result(root)
    edit(root, "events.yaml", old, new)
    assert 'id="by-terms"' not in Client(root, runner, "en").get("/thing", path=ITEM).text


def test_who_may_only_read_is_told_and_offered_nothing_to_write(root: Path, runner: asyncio.Runner) -> None:
    with_result(root)
    reader = Client(root, runner, "en", DeskUser("reader", frozenset({Role.READER})))
    page = reader.get("/thing", path=ITEM).text
    assert 'id="by-terms"' in page
    assert "Write as elected" not in page


def test_where_two_were_elected_by_the_terms_both_are_offered(root: Path, runner: asyncio.Runner) -> None:
    with_result(root)
    term = "  - {id: also, person: first-example, office: president, start: 2030-05, elected_at: example-forum-2030}\n"
    edit(root, "people.yaml", "\nterms:\n", f"\nterms:\n{term}")
    desk = Client(root, runner, "en")
    offer = desk.get("/thing", path=ITEM).text.partition('id="by-terms">')[2].partition("</form>")[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', offer))
    assert "First Example, Second Example" in unescape(offer)
    follow(desk, desk.post("/thing", {**hidden, "kind": "always"}))
    assert "elected: [first-example, second-example]" in (root / "content" / "events.yaml").read_text("utf-8")
