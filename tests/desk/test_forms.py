"""What a form leads to, asks and says: of an event that was held, of a new figure, of a new holder of an office."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.content.knowing.known import known_at
from briefgen.content.knowing.terms import holders
from briefgen.content.model import Content
from briefgen.desk.pages import home, making
from briefgen.desk.roles import DeskUser, Role
from briefgen.localise.gaps import gaps
from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.upkeep.due import lacking_after, still_due
from briefgen.upkeep.editing import add_entry, set_value
from briefgen.upkeep.forms import entry_form
from briefgen.upkeep.machine_forms import iso_of
from briefgen.upkeep.next_edition import Listed, list_todo
from tests.desk.in_process import Answer, Client, Form
from tests.started import start

NEWEST = "editions[2030-05-example-city]"
LATER = (
    "The newest brief is true for a day on which this was still to come, and tells of it so. If it is to tell what "
    "came of it, give it a later day."
)
FORUM, SESSION = "events[example-forum-2030]", "events[example-session-12]"
OPEN = "Not saved yet."


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def opened(desk: Client, page: str, action: str = "", **about: str) -> Form:
    form = desk.get(page, **about).form(action or page)
    assert form is not None
    return form


def content(root: Path, name: str) -> str:
    return (root / "content" / name).read_text("utf-8")


def write(root: Path, name: str, text: str) -> None:
    (root / "content" / name).write_text(text, "utf-8")


def edit(root: Path, name: str, old: str, new: str) -> None:
    assert old in content(root, name)
    write(root, name, content(root, name).replace(old, new))


def follow(desk: Client, answer: Answer) -> str:
    """Return the page that a saved form leads to."""
    assert answer.status == 303, answer.text
    page, _, query = answer.headers["location"].partition("?")
    return desk.get(page, **dict(parse_qsl(query))).text


def links(text: str, around: str) -> dict[str, str]:
    """Return the links in the part of a page with an id: their words, by where they lead."""
    part = text.partition(f'id="{around}"')[2].partition("</section>")[0]
    return {unquote(unescape(to)): unescape(words) for to, words in re.findall(r'<a href="([^"]+)">([^<]+)</a>', part)}


AGENDA = """
- id: during
  kind: council-session
  parent: example-forum-2030
  name: {ka: სესია, en: Council}
  date: 2030-05-15
  state: planned
  agenda:
    - id: president
      kind: election
      office: president
      title: {ka: პრეზიდენტის არჩევა, en: Election of the President}
    - id: report
      kind: report
      title: {ka: ანგარიში, en: Report}
      outcome: {ka: მოისმინა., en: It was heard.}
    - id: programme
      kind: adoption
      title: {ka: პროგრამა, en: Programme}
"""


def before_it(root: Path) -> None:
    """Let a brief have gone out before the event, whose newest edition is of before it, too."""
    earlier = content(root, "editions/2030-05-example-city.yaml").replace("as_of: 2030-05", "as_of: 2030-01")
    write(root, "editions/2030-01-before.yaml", earlier)


def test_what_is_to_do_on_an_agenda_says_at_which_event(desk: Client, root: Path) -> None:
    held = AGENDA.replace("state: planned", "state: held").replace("  parent: example-forum-2030\n", "")
    for id, date in (("first", "2027-05-15"), ("second", "2029-05-15")):
        one = held.replace("id: during", f"id: {id}").replace("date: 2030-05-15", f"date: {date}")
        write(root, "events.yaml", content(root, "events.yaml") + one)
    tasks = re.findall(r'<li class="task.*?</li>', desk.get("/").text, re.DOTALL)
    lines = [" ".join(unescape(re.sub("<[^>]+>", " ", each)).split()) for each in tasks if "agenda" in each]
    told = "Nobody has confirmed yet that this says the same as the text in Georgian. Programme – Title"
    assert [each for each in lines if "Programme" in each] == [
        f"{told} · Council (15 May 2027)",
        f"{told} · Council (15 May 2029)",
    ]
    assert len(set(lines)) == len(lines)


def test_an_event_that_was_held_leads_to_what_is_due_and_asks_nothing(desk: Client, root: Path) -> None:
    before_it(root)
    write(root, "events.yaml", content(root, "events.yaml") + AGENDA)
    form = opened(desk, "/thing", path=FORUM)
    page = follow(desk, desk.post("/thing", {**form.fields, "f.state": "held"}))
    saved = content(root, "events.yaml").partition("- id: example-session-12")[0]
    assert "state: held  # planned, held or cancelled" in saved
    assert "until: 2030-05-16\n      state: planned" in saved
    assert re.search(r'name="here" value="[^"]*done=held"', page)  # it is there in another language, too
    due = links(page, "due")
    assert list(due.values())[:3] == ["Was this held, too?", "Who was elected?", "What was decided?"]
    back = f"back=/thing?path={quote(FORUM)}&done=held"
    assert due == {
        f"/thing?path=events[during].state&{back}": "Was this held, too?",
        f"/thing?path=events[during].agenda[president].elected&{back}": "Who was elected?",
        f"/thing?path=events[during].agenda[programme].outcome&{back}": "What was decided?",
        f"/thing?path={FORUM}.participants.people.value&{back}": "How many came?",
        f"/thing?path={FORUM}.text&{back}": "Does its text still speak of it as to come?",
        f"/add?path=cooperation.history&{back}&f.event=example-forum-2030": "What of it belongs in our history?",
        f"/thing?path={NEWEST}.as_of&{back}": LATER,
    }
    assert page.count("path=editions%5B2030-05-example-city%5D.as_of") == 1  # one piece of advice, once
    for address in due:
        page, _, query = address.partition("?")
        about = dict(parse_qsl(query))
        answer = desk.get(page, **about)
        assert answer.status == 200
        if page == "/thing":  # the field has the focus by its path: see desk.js
            assert f'data-path="{about["path"]}"' in answer.text, about
    assert opened(desk, "/add", path="cooperation.history", **{"f.event": "example-forum-2030"}).fields["f.event"]
    (root / "content/editions/2030-05-example-city.issued/v1").mkdir(parents=True)
    due = links(desk.get("/thing", path=FORUM, done="held").text, "due")
    (gone,) = (words for address, words in due.items() if address.startswith("/edition?back="))
    assert (
        gone
        == "The newest brief went out, and is true for a day on which this was still to come: begin the next edition."
    )
    assert 'id="due"' not in desk.get("/thing", path=FORUM).text
    assert 'id="due"' not in desk.get("/thing", path=SESSION, done="saved").text


def test_what_is_still_due_of_an_event_is_found_again(
    desk: Client, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(today: dt.date) -> dict[str, str]:
        monkeypatch.setattr(home, "still_due", lambda project, _today: still_due(project, today))
        return {to: words for to, words in links(desk.get("/").text, "still-due").items() if "due=yes" in to}

    assert told(dt.date(2030, 6, 1)) == {}
    form = opened(desk, "/thing", path=FORUM)
    page = follow(desk, desk.post("/thing", {**form.fields, "f.state": "held"}))
    session = "What was decided, or who was elected? Add the session at which it was."
    hints = [session, "Does its text still speak of it as to come?", LATER]  # which hold of some events alone
    due = [each for each in links(page, "due").values() if each not in hints]
    assert len(due) == len(links(page, "due")) - len(hints)
    assert told(dt.date(2030, 5, 15)) == told(dt.date(2031, 6, 1)) == {}
    ((address, words),) = told(dt.date(2030, 6, 1)).items()
    assert words == f"The event was held: what is still due ({len(due)})"
    assert address == f"/thing?path={FORUM}&due=yes&back=/"
    page = desk.get("/thing", path=FORUM, due="yes").text
    assert list(links(page, "due").values()) == due
    assert all(f"back=/thing?path={quote(FORUM)}&due=yes" in each for each in links(page, "due"))
    form_of_it = desk.get("/thing", path=FORUM).text
    assert words in form_of_it
    assert "due=yes" in form_of_it


def test_once_nothing_is_lacking_of_an_event_nothing_is_left_to_do(
    desk: Client, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "list_todo", lambda project: _nothing_else(list_todo(project)))
    monkeypatch.setattr(home, "still_due", lambda project, _today: still_due(project, dt.date(2030, 6, 1)))
    for field, said in (("state", "held"), ("text.ka", "ის გაიმართა."), ("text.en", "The forum was held.")):
        set_value(open_project(root), f"{FORUM}.{field}", said, always=True)
    lacking = links(desk.get("/thing", path=FORUM, due="yes").text, "due")
    assert list(lacking.values()) == ["How many came?", "What of it belongs in our history?"]
    page = desk.get("/").text
    assert "The event was held: what is still due (2)" in page
    assert "Nothing is left to do." not in page
    came = "{people: {value: 300, as_of: 2030-05-16}}"
    set_value(open_project(root), f"{FORUM}.participants", came, always=True)
    assert "The event was held: what is still due (1)" in desk.get("/").text
    entry = [("id", "forum"), ("event", FORUM[7:-1]), ("text.ka", "ის."), ("text.en", "It.")]
    add_entry(open_project(root), "cooperation.history", entry, always=True)
    page = desk.get("/").text
    assert 'id="still-due"' not in page
    assert "Nothing is left to do." in page
    form = desk.get("/thing", path=FORUM, due="yes").text
    assert 'id="due"' not in form
    assert "what is still due" not in form
    # Who has just said that it was held is asked the rest, too.
    assert (
        "Does its text still speak of it as to come?"
        in links(desk.get("/thing", path=FORUM, done="held").text, "due").values()
    )


def test_at_a_session_something_is_decided_and_at_an_evening_of_the_forum_not_always(desk: Client, root: Path) -> None:
    fields = {"kind": "meeting", "parent": FORUM[7:-1], "date": "2030-05-15", "state": "held"}
    names = {"name.ka": "სადილი", "name.en": "Dinner"}
    add_entry(open_project(root), "events", [("id", "dinner"), *(fields | names).items()], always=True)
    set_value(open_project(root), f"{FORUM}.state", "held", always=True)
    asked = "What was decided, or who was elected? Put it on the agenda."
    assert asked in links(desk.get("/thing", path=FORUM, done="held").text, "due").values()
    assert asked not in links(desk.get("/thing", path=FORUM, due="yes").text, "due").values()
    assert asked in links(desk.get("/thing", path=SESSION, due="yes").text, "due").values()


def test_who_only_reads_is_asked_for_nothing_and_led_to_no_closed_door(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_value(open_project(root), f"{FORUM}.state", "held", always=True)
    monkeypatch.setattr(home, "still_due", lambda project, _today: still_due(project, dt.date(2030, 6, 1)))
    pages: list[tuple[str, dict[str, str]]] = [
        ("/", {}), *(("/thing", {"path": FORUM} | more) for more in ({}, {"due": "yes"}, {"done": "held"}))
    ]  # fmt: skip
    with asyncio.Runner() as runner:
        reader = Client(root, runner, "en", DeskUser("reader", frozenset({Role.READER})))
        for page, about in pages:
            text = reader.get(page, **about).text
            assert "still due" not in text, about
            for address in {unescape(each) for each in re.findall(r'href="(/(?!static)[^"#]*)', text)}:
                to, _, query = address.partition("?")
                assert reader.get(to, **dict(parse_qsl(query))).status != 403, (about, address)
        monkeypatch.setattr(home, "list_todo", lambda project: _nothing_else(list_todo(project)))
        assert "Nothing is left to do." in reader.get("/").text


def _nothing_else(listed: Listed) -> Listed:
    """Return a to-do list of nothing."""
    return replace(listed, todo=replace(listed.todo, groups=()))


def test_of_an_event_without_an_agenda_it_is_asked_first_what_was_decided(desk: Client, root: Path) -> None:
    before_it(root)
    form = opened(desk, "/thing", path=FORUM)
    page = follow(desk, desk.post("/thing", {**form.fields, "f.state": "held"}))
    (address, asked), *_ = links(page, "due").items()
    assert asked == "What was decided, or who was elected? Add the session at which it was."
    query = dict(parse_qsl(urlsplit(address).query))
    session = opened(desk, "/add", **query)
    assert (session.fields["f.parent"], session.fields["f.city"]) == (FORUM[7:-1], "example-city")  # most likely
    page = desk.get("/add", path="events").text
    assert 'name="f.parent"' in page
    assert '<option value="example-forum-2030" data-proposed="example-city">' in page
    new = {"f.kind": "meeting", "f.name.ka": "ა", "f.name.en": "B", "f.date": "2030-05-15", "f.state": "held"}
    page = follow(desk, desk.post("/add", {**session.fields, **new, "kind": "always"}))
    (address, asked), *_ = links(page, "due").items()
    assert asked == "What was decided, or who was elected? Put it on the agenda."
    assert urlsplit(address).path == "/add"
    assert dict(parse_qsl(urlsplit(address).query))["path"] == "events[b-example-city-2030].agenda"


def test_an_agenda_that_no_brief_prints_says_so_before_it_is_typed(desk: Client, root: Path) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + AGENDA)
    for event, said in ((FORUM, False), ("events[during]", False), (SESSION, True)):
        for page in (desk.get("/thing", path=event), desk.get("/add", path=f"{event}.agenda")):
            assert ("no edition is about this event" in page.text) is said
    assert (
        f'path={quote(SESSION, safe="")}.parent">Say so here: Example Session – Part of<'
        in desk.get("/add", path=f"{SESSION}.agenda").text
    )


def test_an_event_that_was_held_after_the_day_of_its_edition_leads_to_that_day(desk: Client, root: Path) -> None:
    before_it(root)
    result = "outcome: {ka: მოისმინა., en: It was heard.}"
    write(root, "events.yaml", content(root, "events.yaml") + AGENDA.replace(result, ""))
    for event in (FORUM, "events[during]"):
        form = opened(desk, "/thing", path=event)
        assert "give it a later day" in follow(desk, desk.post("/thing", {**form.fields, "f.state": "held"}))
        known = desk.get("/thing", path=event).text.partition('id="known-wording"')[2].partition("</section>")[0]
        assert "Briefs for a later day tell that it was held, and what came of it" in known
        assert "it tells of this as to come" in known
        assert "name an earlier day" not in known
        (to,) = re.findall(r'href="(/thing[^"]+as_of[^"]*)"', known)
    assert "editions[2030-05-example-city].as_of" in unquote(to)
    item = "events[during].agenda[report]"
    form = opened(desk, "/thing", path=item)
    follow(
        desk,
        desk.post("/thing", {**form.fields, "f.outcome.ka": "მოისმინა.", "f.outcome.en": "Heard.", "kind": "always"}),
    )
    assert "only one of a later date prints it" in desk.get("/thing", path=item).text
    day = opened(desk, "/thing", **dict(parse_qsl(urlsplit(unescape(to)).query)))
    follow(desk, desk.post("/thing", {**day.fields, "f.as_of": "2030-06-01"}))
    assert "only one of a later date prints it" not in desk.get("/thing", path=item).text


def test_the_brief_beside_a_form_opens_in_the_language_last_chosen_else_in_that_of_the_desk(
    desk: Client, root: Path
) -> None:
    def opens_in(desk: Client) -> list[str]:
        page = desk.get("/thing", path=FORUM).text
        found = re.findall(r'<option value="(..)" selected>|/frame/brief\?lang=(..)"', page.partition("<aside")[2])
        brief = re.findall(r'name="lang">.*?value="(..)" selected', desk.get("/brief").text, re.DOTALL)
        return [one or other for one, other in found] + brief

    assert opens_in(desk) == ["en", "en", "en"]
    for page, more in (("/brief", {}), ("/frame/brief", {"chosen": "yes"})):
        kept = desk.get(page, lang="ka", **more).headers["set-cookie"]
        assert kept.startswith("briefgen-preview=ka; ")
        assert "set-cookie" not in desk.get(page, lang="fr", **more).headers  # which the project doesn't have
    assert "set-cookie" not in desk.get("/frame/brief", lang="ka").headers  # nobody chose it
    with asyncio.Runner() as runner:
        assert opens_in(Client(root, runner, "en; briefgen-preview=ka")) == ["ka", "ka", "ka"]
        assert opens_in(Client(root, runner, "fr; briefgen-preview=fr")) == ["ka", "ka", "ka"]
        edit(root, "../briefgen.toml", 'languages = ["ka", "en"]', 'languages = ["en", "ka"]')
        assert opens_in(Client(root, runner, "ka")) == ["ka", "ka", "ka"]


@pytest.mark.parametrize(("page", "path"), [("/thing", "association.stats[members]"), ("/add", "association.stats")])
def test_the_source_of_a_figure_stands_beside_it(desk: Client, page: str, path: str) -> None:
    form = desk.get(page, path=path).text.partition(f'action="{page}"')[2]
    own, _, sure = form.partition("Sources and certainty")
    assert own.index('name="f.value"') < own.index('name="f.as_of"') < own.index('name="f.sources"')
    assert 'name="f.status"' in sure


def test_what_is_used_very_often_is_shown_a_part_at_a_time(desk: Client, root: Path) -> None:
    uses = "".join(
        f"\n- {{id: e{n}, kind: seminar, name: {{ka: x, en: X}}, date: 2029, state: held, sources: [example-page]}}\n"
        for n in range(230)
    )
    write(root, "events.yaml", content(root, "events.yaml") + uses)
    last = desk.get("/remove", path="sources[example-page]", **{"from": "200"}).text
    assert ("events%5Be229%5D" in last, "events%5Be0%5D" in last) == (True, False)
    first = desk.get("/remove", path="sources[example-page]").text
    assert first.partition("until each of them refers to something else")[2].partition("</ul>")[0].count("<li>") == 100
    assert 'href="/remove?path=sources%5Bexample-page%5D&amp;from=100"' in first
    assert 'name="anyway"' in first
    assert 'name="anyway" checked' not in first


def test_no_edition_is_begun_for_an_event_without_a_name(desk: Client, root: Path) -> None:
    nameless = "\n- {id: mute, kind: seminar, date: 2031-03-04, city: example-city, state: planned}\n"
    write(root, "events.yaml", content(root, "events.yaml") + nameless)
    form = opened(desk, "/edition", event="mute")
    refused = desk.post("/edition", form.fields)
    assert (refused.status, "has no name yet: give it one first" in refused.text) == (409, True)
    assert 'path=events%5Bmute%5D&amp;back=%2Fedition">' in refused.text
    added = opened(desk, "/add", path="events", back="/edition")
    typed = {"f.kind": "seminar", "f.date": "2031-05", "f.city": "example-city", "f.state": "planned"}
    for names, status in (({}, 409), ({"f.name.ka": "ა", "f.name.en": "A"}, 303)):
        answer = desk.post("/add", {**added.fields, **typed, **names, "kind": "always"})
        assert answer.status == status
        assert ("This can’t be left out" in unescape(answer.text)) is (status == 409)


def test_a_short_name_is_proposed_for_the_next_edition_in_the_style_of_the_others(desk: Client, root: Path) -> None:
    more = "".join(
        f"\n- id: {id}\n  kind: seminar\n  name: {{ka: x, en: X}}\n  date: {date}\n  state: {state}\n{rest}"
        for id, date, state, rest in (
            ("later-2032", "2032", "planned", ""),
            ("next-2031", "2031-03-04", "planned", "  city: example-city\n"),
            ("over", "2031-01", "held", ""),
            ("within", "2031-03-05", "planned", "  parent: next-2031\n"),
        )
    )
    write(root, "events.yaml", content(root, "events.yaml") + more)

    def proposed() -> dict[str, str]:
        found = re.findall(r'<option value="([^"]+)" data-proposed="([^"]*)"', desk.get("/edition").text)
        return {event: name for event, name in found if event != "example-session-12"}

    form = opened(desk, "/edition")
    assert (form.fields["event"], form.fields["name"]) == ("next-2031", "2031-03-example-city")
    assert proposed() == {
        "example-forum-2030": "2030-05-example-city-2",  # the other is there
        "later-2032": "2032-later",
        "next-2031": "2031-03-example-city",
        "over": "2031-01-over",
        "within": "2031-03-example-city",
    }
    form = opened(desk, "/edition", event="later-2032")  # that was just added
    assert (form.fields["event"], form.fields["name"]) == ("later-2032", "2032-later")
    assert 'value="My Own"' in desk.post("/edition", {**form.fields, "name": "My Own"}).text  # what was typed stays
    (root / "content" / "editions" / "2030-05-example-city.yaml").rename(root / "content" / "editions" / "2030-x.yaml")
    assert proposed()["next-2031"] == "2031-example-city"
    old = "- {id: old, kind: seminar, name: {ka: x, en: X}, date: 2020, state: held}\n"
    write(root, "events.yaml", old + content(root, "events.yaml").replace("state: planned", "state: held"))
    form = opened(desk, "/edition")  # nothing is to come: somebody has to say of which event it is
    assert (form.fields["event"], form.fields["name"]) == ("", "")
    refused = desk.post("/edition", {**form.fields, "name": "2031-x"})
    assert (refused.status, 'href="#event"' in refused.text) == (409, True)


def test_texts_that_were_typed_together_are_confirmed_together(desk: Client, root: Path) -> None:
    form = opened(desk, "/thing", path="association")
    texts = {"f.aim.ka": "ახალი მიზანი.", "f.aim.en": "A new aim.", "f.activities.en": "Other <activities>."}
    page = follow(desk, desk.post("/thing", {**form.fields, **texts, "kind": "always"}))
    assert page.index('id="translations"') < page.index('id="form"')  # it is the next thing to do
    assert "Both languages say the same: confirm all 2" in page
    assert "A new aim." in page
    assert "Other &lt;activities&gt;." in page.partition('id="form"')[0]
    confirm = opened(desk, "/thing", "/confirm", path="association")
    *each, (name, together) = confirm.buttons
    assert (each, name, together) == (
        [("text", "association.aim"), ("text", "association.activities")],
        "text", "association.aim association.activities",
    )  # fmt: skip
    before = content(root, "translations.lock")
    assert desk.post("/confirm", {**confirm.fields}).status == 409  # not all that there are
    assert content(root, "translations.lock") == before
    page = follow(desk, desk.post("/confirm", {**confirm.fields, name: together}))
    assert "Confirmed: both languages say the same." in page
    assert 'id="translations"' not in page
    told = desk.get("/changes").text
    assert "2 texts confirmed" in told
    # One alone is confirmed as before.
    form = opened(desk, "/thing", path="association")
    page = follow(desk, desk.post("/thing", {**form.fields, "f.aim.en": "The new aim.", "kind": "always"}))
    assert "confirm all" not in page
    assert opened(desk, "/thing", "/confirm", path="association").buttons == [("text", "association.aim")]


def test_a_new_figure_asks_for_its_date_and_says_so_before(desk: Client, root: Path) -> None:
    page = desk.get("/thing", path="association.stats[members]").text
    label = page.partition('<label for="f-new-as_of">')[2].partition("</label>")[0]
    assert '<span class="needed">' in label
    form, before = (
        opened(desk, "/thing", "/figure", path="association.stats[members]"),
        content(root, "association.yaml"),
    )
    answer = desk.post("/figure", {**form.fields, "f.new.value": "131", "kind": "always"})
    assert (answer.status, 'href="#f-new-as_of"' in answer.text) == (409, True)
    assert content(root, "association.yaml") == before


def test_a_figure_of_before_is_kept_with_its_source(desk: Client, root: Path) -> None:
    path = "association.stats[members]"
    form = opened(desk, "/thing", "/figure", path=path)
    typed = {**form.fields, "f.new.value": "90", "f.new.as_of": "2020-12-31", "verified": "on", "kind": "always"}
    refused = desk.post("/figure", typed)
    assert refused.status == 409
    assert "Say where this is from" in refused.text
    assert 'href="#f-new-sources"' in refused.text
    assert "value: 90" not in content(root, "association.yaml")
    assert desk.post("/figure", {**typed, "f.new.sources": "example-page"}).status == 303
    kept = "- as_of: 2020-12-31\n        value: 90\n        status: verified\n        sources: [example-page]"
    assert kept in content(root, "association.yaml")


def test_what_is_over_is_proposed_for_no_edition(desk: Client, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "".join(
        f"- id: {id}\n  kind: seminar\n  name: {{ka: {id}, en: {id}}}\n  date: {date}\n  state: planned\n"
        for id, date in (("passed", "2031-01-02"), ("going", "2031-03-01/2031-03-09"), ("next", "2031-06"))
    )
    write(root, "events.yaml", content(root, "events.yaml") + more)
    monkeypatch.setattr(making, "today", lambda: dt.date(2031, 3, 9))
    assert opened(desk, "/edition").fields["event"] == "going"
    monkeypatch.setattr(making, "today", lambda: dt.date(2031, 3, 10))
    assert opened(desk, "/edition").fields["event"] == "next"
    with asyncio.Runner() as runner:
        for language, words in (("ka", "დასრულებულია"), ("en", "is over")):
            page = Client(root, runner, language).get("/edition").text
            over = re.findall(rf'<option value="([^"]+)"[^>]*>[^<]* – {words}</option>', page)
            assert {"passed", "going"} <= set(over)
            assert "next" not in over
            # The script puts it beside.
            tells = re.findall(
                r'<option value="([^"]+)"[^>]* data-tells="[^"]*9[^"]+"', page
            )  # the script puts it beside
            assert set(tells) >= {"going"}
            assert "next" not in tells
            chosen = Client(root, runner, language).get("/edition", event="going").text
            told = re.search(r'<span class="warns" id="event-tells" role="status">([^<]*)<', chosen)
            assert told is not None
            assert ("9 March 2031" if language == "en" else "9 მარტი") in told[1].replace("\u00a0", " ")


def test_all_that_is_wrong_with_an_edition_is_told_at_once(desk: Client, root: Path) -> None:
    form = opened(desk, "/edition")
    early = {**form.fields, "event": "example-forum-2030", "name": "No Good", "as_of": "1990-01-01"}
    refused = desk.post("/edition", early)
    assert (refused.status, 'href="#name"' in refused.text, 'href="#as_of"' in refused.text) == (409, True, True)
    refused = desk.post("/edition", {**early, "name": "1990-01-next"})
    assert (refused.status, 'href="#name"' in refused.text, 'href="#as_of"' in refused.text) == (409, False, True)
    refused = desk.post("/edition", {**early, "event": "", "name": ""})
    assert [f'href="#{each}"' in refused.text for each in ("event", "name", "as_of")] == [True, True, True]
    page = desk.get("/edition").text
    assert 'action="/edition" novalidate' in page  # a browser would tell the first that lacks, and no other


@pytest.mark.parametrize(
    ("day", "date", "is_refused"),
    [
        ("2030-05-13", "2030-05-14/2030-05-18", True),
        ("2030-05-14", "2030-05-14/2030-05-18", False),  # it has begun
        ("2030-04-30", "May 2030", True),
        ("2030-05-13", "2030-05-13", False),  # its date is mended, too
        ("2030-05-13", "some day", False),  # and then that is what is told
    ],
)
def test_no_event_was_held_before_it_begins(
    desk: Client, root: Path, monkeypatch: pytest.MonkeyPatch, day: str, date: str, *, is_refused: bool
) -> None:
    monkeypatch.setattr("briefgen.desk.pages.asking.today", lambda: dt.date.fromisoformat(day))
    before = content(root, "events.yaml")
    said = "It can’t have been held yet, since it begins only "
    form = opened(desk, "/thing", path=FORUM)
    new = opened(desk, "/add", path="events").fields | {"f.id": "other", "f.kind": "seminar", "f.name.en": "Other"}
    for page, fields in (("/thing", form.fields), ("/add", new)):
        answer = desk.post(page, {**fields, "f.state": "held", "f.date": date})
        assert (said in answer.text) == is_refused
        assert not is_refused or (answer.status == 409 and content(root, "events.yaml") == before)
    # What stands there already hinders no other change.
    write(root, "events.yaml", content(root, "events.yaml").replace("state: planned", "state: held"))
    form = opened(desk, "/thing", path=FORUM)
    follow(desk, desk.post("/thing", {**form.fields, "f.name.en": "Great Forum", "kind": "always"}))


def test_a_form_whose_question_is_open_says_that_it_is_not_saved_and_keeps_what_was_typed(
    desk: Client, root: Path
) -> None:
    before_it(root)
    form = opened(desk, "/thing", path=FORUM)
    answer = desk.post("/thing", {**form.fields, "f.state": "held", "f.name.en": "Great Forum"})
    assert answer.status == 409
    assert OPEN in answer.text.partition("<form id")[0]
    asked = answer.form("/thing")
    assert asked is not None
    assert (asked.fields["f.state"], asked.fields["f.name.en"]) == ("held", "Great Forum")
    assert "Great Forum" not in content(root, "events.yaml")
    follow(desk, desk.post("/thing", {**asked.fields, "kind": "always"}))
    saved = content(root, "events.yaml").partition("- id: example-session-12")[0]
    assert "Great Forum" in saved
    assert "until: 2030-05-16\n      state: planned" in saved


@pytest.mark.parametrize("page", ["/thing", "/figure", "/add", "/remove", "/source"])
def test_the_question_since_when_is_asked_until_it_is_answered(desk: Client, root: Path, page: str) -> None:
    before_it(root)
    at, path, typed = {
        "/thing": ("/thing", "association", {"f.founded": "1951"}),
        "/figure": ("/thing", "association.stats[members]", {"f.new.value": "131", "f.new.as_of": "2029"}),
        "/add": ("/add", "association.goals.items", {"f.id": "new", "f.text.ka": "ახალი", "f.text.en": "New"}),
        "/remove": ("/remove", "association.goals.items[second_goal]", {"anyway": "on"}),
        "/source": ("/source", "association", {}),
    }[page]
    form = opened(desk, at, page, path=path)
    if page == "/source":
        typed = {"text": form.fields["text"].replace("founded: 1950", "founded: 1951")}
    if page == "/figure":
        typed |= {"f.new.as_of": "2030-01", "f.new.sources": "example-page"}
    before = content(root, "association.yaml")
    answer = first = desk.post(page, {**form.fields, **typed})
    for _ in range(2):
        assert answer.status == 409
        assert (OPEN if page != "/remove" else "It isn’t taken out yet: ") in unescape(answer.text)
        asked = answer.form(page)
        assert asked is not None
        chosen = asked.fields.pop("kind", "")  # nothing is chosen for anybody, unless the date that they gave does it
        assert chosen == ("since" if page == "/figure" and answer is first else "")
        assert content(root, "association.yaml") == before
        answer = desk.post(page, {**asked.fields, **typed, "since": "2030-02-03"})
    asked = answer.form(page)
    assert asked is not None
    assert asked.fields["since"] == "2030-02-03"  # what was typed stays
    if named := {"/thing": "Example Association", "/figure": "Member organizations"}.get(page):
        assert f"<p><strong>{named}</strong>. " in answer.text
    assert desk.post(page, {**asked.fields, **typed, "kind": "always"}).status == 303
    assert content(root, "association.yaml") != before


def test_each_list_of_a_thing_says_what_is_in_it(desk: Client) -> None:
    page = unescape(desk.get("/thing", path="editions[2030-05-example-city]").text)
    lists = re.findall(r'<section id="([a-z]+)"><h2>[^<]+</h2>(<p class="about">[^<]{15,}</p>)?', page)
    assert [name for name, about in lists if not about] == []
    assert {"points", "questions", "annexes", "addenda"} <= {name for name, _ in lists}


def test_who_takes_out_what_others_name_ticks_it_once(desk: Client, root: Path) -> None:
    before_it(root)
    form = opened(desk, "/remove", "/remove", path="places.cities[example-city]")
    asked = desk.post("/remove", {**form.fields, "anyway": "on"})
    assert "It isn’t taken out yet: " in unescape(asked.text)
    assert 'name="anyway" checked' in asked.text


@pytest.mark.parametrize("action", ["/thing", "/figure"])
def test_of_two_forms_on_a_page_that_one_asks_which_was_sent(desk: Client, root: Path, action: str) -> None:
    before_it(root)
    form = opened(desk, "/thing", action, path="association.stats[members]")
    typed = {"f.label.en": "All members"} if action == "/thing" else {"f.new.value": "131", "f.new.as_of": "2030-01"}
    answer = desk.post(action, {**form.fields, **typed})
    assert answer.status == 409
    asked = {each.action: "since" in each.fields for each in answer.forms if each.action in ("/thing", "/figure")}
    assert asked == {"/thing": action == "/thing", "/figure": action == "/figure"}
    assert OPEN in answer.text


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ("2030-05-17", "Before, the office was held until 16 May 2030 by"),
        (
            "2030-05",
            "The term before has no end. It is taken to end when this one starts; if you know when it ended, "
            "write it there:",
        ),
    ],
)
def test_who_adds_a_term_is_told_what_becomes_of_the_one_before(
    desk: Client, root: Path, start: str, says: str
) -> None:
    form = opened(desk, "/add", path="people.terms")
    assert "it ends on the day before this one starts" in desk.get("/add", path="people.terms").text
    typed = {"id": "second", "person": "second-example", "office": "president", "start": start}
    page = follow(desk, desk.post("/add", {**form.fields, **{f"f.{name}": words for name, words in typed.items()}}))
    there = "/thing?path=people.terms%5Bfirst-example-president%5D.end"
    assert re.search(rf'{re.escape(says)} <a href="{re.escape(there)}&(?:amp;)?back=[^"]+">First Example</a>\.', page)
    first = desk.get("/thing", path="people.terms[second-example-president-before]").text
    assert "Before, the office" not in first
    assert "The term before" not in first


def test_after_an_election_without_a_result_a_new_term_says_what_the_briefs_say(desk: Client, root: Path) -> None:
    """One truth: they name nobody in between, and what mends that is the result; no check asks for something else."""
    agenda = "\n  agenda: [{id: head, kind: election, office: president, title: {ka: არჩევა, en: Election}}]"
    edit(root, "events.yaml", "  number: 12\n", f"  number: 12{agenda}\n")
    edit(root, "people.yaml", "    start: 2028-01\n", "")
    edit(root, "people.yaml", "    start: 2020\n    end: 2027-12\n", "    start: 2016\n    end: 2019\n")
    form = opened(desk, "/add", path="people.terms")
    typed = {"id": "second", "person": "second-example", "office": "president", "elected_at": "example-forum-2030"}
    result = "/thing?path=events%5Bexample-session-12%5D.agenda%5Bhead%5D.elected"
    taken, nobody = "It is taken to end when this one starts", "after it briefs name nobody until this term starts"
    for day, says, not_so in (("2030-06-01", nobody, taken), ("2027-11-30", taken, nobody)):
        sent = {**typed, "id": f"second-{day}", "start": day}
        page = follow(desk, desk.post("/add", {**form.fields, **{f"f.{name}": words for name, words in sent.items()}}))
        assert says in page
        assert not_so not in page
        assert (result in page) is (says is nobody)
        assert "is held by nobody" not in page
        assert page.count(">First Example</a>") == 1
        assert desk.post("/remove", opened(desk, "/remove", path=f"people.terms[second-{day}]").fields).status == 303


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_new_term_that_says_of_no_election_is_told_alike_everywhere(root: Path, language: str) -> None:
    """It is asked for; without it nobody is known to hold the office until it starts, in whatever edition."""
    agenda = "\n  agenda: [{id: head, kind: election, office: president, title: {ka: არჩევა, en: Election}}]"
    edit(root, "events.yaml", "  number: 12\n", f"  number: 12{agenda}\n")
    edit(root, "people.yaml", "    start: 2028-01\n", "    status: verified\n")
    edit(root, "people.yaml", "    start: 2020\n    end: 2027-12\n", "    start: 2016\n    end: 2019\n")

    def in_editions() -> list[tuple[str, list[str], bool]]:
        now = open_project(root).values[0]
        assert isinstance(now, Content)
        found = []
        for id in sorted(now.editions):
            on = now.editions[id].as_of.start
            assert on is not None
            held = [each.person for each in holders(known_at(now, on).people.terms, "president", on)]
            lacks = any(gap.path == "association.offices[president]" for gap in gaps(known_at(now, on), id))
            found.append((id[:7], held, lacks))
        return found

    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        before = in_editions()
        assert before == [("2030-05", [], True)]
        form = opened(desk, "/add", path="people.terms")
        typed = {"f.id": "new", "f.person": "second-example", "f.office": "president", "f.start": "2030-08-01"}
        asked = desk.post("/add", {**form.fields, **typed})
        assert asked.status == 409
        box = asked.text.partition('id="refused"')[2].partition("</div>")[0]
        assert re.findall('href="#([^"]+)"', box) == ["f-elected_at"]
        at_field = asked.text.partition('id="f-elected_at-said"')[2].partition("</div>")[0]
        assert {"ka": "სანიმუშო სესია", "en": "Example Session"}[language] in at_field
        again = asked.form("/add")
        assert again is not None
        leave = dict(re.findall(r'type="checkbox" name="(sure.elected_at)" value="([^"]+)"', asked.text))
        page = follow(desk, desk.post("/add", {**again.fields, **leave}))
        result = "/thing?path=events%5Bexample-session-12%5D.agenda%5Bhead%5D.elected"
        assert result in page
        assert '<a href="#f-elected_at">' in page
        assert in_editions() == before
        later = content(root, "editions/2030-05-example-city.yaml").replace("as_of: 2030-05", "as_of: 2030-09")
        write(root, "editions/2030-09-later.yaml", later)
        assert in_editions() == [*before, ("2030-09", ["second-example"], False)]
        told = desk.get("/compare", old="2030-05-example-city", new="2030-09-later").text
        assert {"ka": "მეორე მაგალითაძე", "en": "Second Example"}[language] in told
        assert {"ka": "პირველ მაგალითაძე", "en": "First Example"}[language] not in told
        assert [each for each in check(open_project(root)) if each.code == "office-vacant"] == []
        # Once it is said, the term before goes on until this one starts, in each edition.
        form = opened(desk, "/thing", path="people.terms[new]")
        chosen = {**form.fields, "f.elected_at": "example-session-12", "kind": "always"}
        page = follow(desk, desk.post("/thing", chosen))
        assert result not in page
        assert in_editions() == [("2030-05", ["first-example"], False), ("2030-09", ["second-example"], False)]


def test_the_end_of_a_verified_term_before_is_offered_in_one_place(desk: Client, root: Path) -> None:
    edit(root, "people.yaml", "    start: 2028-01\n", "    start: 2028-01\n    status: verified\n")
    form = opened(desk, "/add", path="people.terms")
    assert "verified or somebody" not in desk.get("/add", path="people.terms").text
    typed = {"id": "second", "person": "second-example", "office": "president", "start": "2030-05-17"}
    added = desk.post("/add", {**form.fields, **{f"f.{name}": words for name, words in typed.items()}})
    page = follow(desk, added)
    box = page.partition('id="before"')[2].partition("</div>")[0]
    assert "The term before has no end. It is taken to end when this one starts" in box
    assert "since it is verified" not in page
    assert "Write as its end: 16 May 2030" in unescape(box).replace("\u00a0", " ")
    end = "/thing?path=people.terms[first-example-president].end"
    home = unquote(unescape(desk.get("/").text + desk.get("/todo", group="rest").text))
    assert f'href="{end}' in home  # the very field
    offered = next(each for each in desk.get("/thing", path="people.terms[second]").forms if "f.end" in each.fields
                   and each.fields["path"] == "people.terms[first-example-president]")  # fmt: skip
    assert (offered.action, offered.fields["f.end"]) == ("/thing", "2030-05-16")
    saved = desk.post("/thing", {**offered.fields, "kind": "always"})
    assert "people.terms[second]" in unquote(unquote(saved.headers["location"]))  # the way back
    assert "    end: 2030-05-16\n" in content(root, "people.yaml")
    page = desk.get("/thing", path="people.terms[second]").text
    assert "Before, the office was held until 16 May 2030 by" in page
    assert "f.end" not in {name for each in desk.get("/thing", path="people.terms[second]").forms
                           for name in each.fields if each.fields.get("path") != "people.terms[second]"}  # fmt: skip
    assert f'href="{end}' not in unquote(unescape(desk.get("/").text + desk.get("/todo", group="rest").text))


@pytest.mark.parametrize("start", ["    start: 2010-01-01\n", ""])
def test_the_end_of_a_term_is_offered_where_the_next_one_begins_not_behind_that(
    desk: Client, root: Path, start: str
) -> None:
    one, two = "first-example", "second-example"
    terms = [("a", one, start), ("b", two, "    start: 2016-01-01\n    end: 2020-12-31\n"),
             ("c", one, "    start: 2024-05-01\n")]  # fmt: skip
    written = "".join(f"  - id: {id}\n    person: {who}\n    office: president\n{days}" for id, who, days in terms)
    people = content(root, "people.yaml").partition("\nterms:")[0]
    (root / "content" / "people.yaml").write_text(f"{people}\nterms:\n{written}", "utf-8")
    boxes = {}
    for id in ("a", "b", "c"):
        page = unescape(desk.get("/thing", path=f"people.terms[{id}]").text).replace("\u00a0", " ")
        boxes[id] = page.partition('id="before"')[2].partition("</div>")[0]
    assert boxes["a"] == ""
    assert "Write as its end: 31 December 2015" in boxes["b"]
    assert "Write as its end" not in boxes["c"]
    if start:
        assert "Before, the office was held until 31 December 2020 by" in boxes["c"]
    (form,) = [each for each in desk.get("/thing", path="people.terms[b]").forms
               if each.fields.get("path") == "people.terms[a]"]  # fmt: skip
    assert desk.post("/thing", {**form.fields, "kind": "always"}).status == 303
    found = {each.code for each in check(open_project(root))}
    assert not found & {"term-unfit", "office-twice"}


def test_of_a_term_before_whose_last_day_nobody_can_conclude_none_is_offered(desk: Client, root: Path) -> None:
    edit(root, "people.yaml", "    start: 2028-01\n", "    status: verified\n")
    edit(root, "people.yaml", "    start: 2020\n    end: 2027-12\n", "    start: 2016\n    end: 2019\n")
    form = opened(desk, "/add", path="people.terms")
    typed = {"id": "second", "person": "second-example", "office": "president", "start": "2030-05"}
    page = follow(desk, desk.post("/add", {**form.fields, **{f"f.{name}": words for name, words in typed.items()}}))
    assert page.count("It is taken to end when this one starts; if you know when") == 1
    assert "Write as its end" not in page


def test_a_refused_form_leads_to_each_of_its_fields_and_a_saved_one_to_what_the_check_finds(desk: Client) -> None:
    path = "association.bodies[assembly]"
    form = opened(desk, "/thing", path=path)
    refused = desk.post("/thing", {**form.fields, "f.meets_every_years": "x", "f.name.en": ""}).text
    top = refused.partition('id="refused" role="alert" tabindex="-1"')[2].partition("</div>")[0]
    assert re.findall('href="#(.*?)">(.*?)</a>', top) == [
        ("f-name-en", "Name (English)"),
        ("f-meets_every_years", "Years between meetings: a whole number is needed, not text."),
    ]
    assert all(f'id="{id}"' in refused for id in ("f-name-en", "f-meets_every_years"))
    figure = opened(desk, "/thing", "/figure", path="association.stats[members]")
    refused = desk.post("/figure", {**figure.fields, "f.new.value": "x", "f.new.as_of": "soon"}).text
    top = refused.partition('id="refused" role="alert" tabindex="-1"')[2].partition("</div>")[0]
    assert re.findall('href="#(.*?)">(.*?)</a>', top) == [
        ("f-new-value", "Value: a whole number is needed, not text."), ("f-new-as_of", "As of (date)"),
    ]  # fmt: skip
    page = follow(desk, desk.post("/thing", {**form.fields, "f.text.en": "It {{ nope }}.", "kind": "always"}))
    found = page.partition('id="found-here"')[2].partition("</div>")[0]
    assert '<a href="#f-text-en">Text (English)</a>' in unescape(found)
    assert f"/thing?path={path}.text&text=en" in unescape(unquote(desk.get("/check").text))


def test_facts_are_put_into_a_new_entry_as_into_one_that_is_there(desk: Client) -> None:
    page = desk.get("/add", path="cooperation.history").text
    assert "/static/expressions.js" in page
    assert re.search(r'<form[^>]* data-insert="Put in a fact…"[^>]* data-new="yes">', page)
    assert 'lang="en" rows="3" spellcheck="true" data-expressions>' in page
    form = opened(desk, "/add", path="cooperation.history")
    typed = {
        **form.fields,
        "f.date": "2031-05-02",
        "f.text.en": "On {{ date }}, {{ association.acronym }}, {{ nope }}.",
    }
    typed["new"] = "yes"
    date, acronym, nope = json.loads(desk.post("/printed", typed).text)["text.en"]
    assert (date["prints"], acronym["prints"]) == ("2 May 2031", "EXA")
    assert (date["called"], acronym["called"], nope["called"]) == ("Date", "Example Association – Acronym", "")
    assert "There is no “nope” here" in nope["wrong"]
    typed |= {"field": "f.text.en", "lang": "en"}
    own, *others = json.loads(desk.post("/insert", typed).text)
    assert own["of"] == "Of this entry itself"
    (date,) = (each for each in own["all"] if each["expression"] == "date")
    assert (date["prints"], date["called"]) == ("2 May 2031", "Date")
    (number,) = (each for group in others for each in group["all"] if each["expression"] == "stats.members.value")
    assert number["called"] == "Member organizations – Value"
    assert "წევრი ორგანიზაციები" in number["finds"]
    (count,) = (each for group in others for each in group["all"] if each["expression"] == "stats | count")
    assert count["called"].endswith("– how many there are")
    assert "Of the association" in [group["of"] for group in others]
    forms = json.loads(desk.post("/insert", {**typed, "expression": "date"}).text)
    assert [one["prints"] for one in forms][:2] == ["2 May 2031", "2031"]
    dateless = json.loads(desk.post("/insert", {**typed, "f.date": ""}).text)  # no entry can be so: what is there can
    assert "Of the association" in [group["of"] for group in dateless]


@pytest.mark.parametrize(("language", "kinds"), [("en", "Your own kinds of event"), ("ka", "სახეები")])
def test_lists_of_facts_are_headed_in_words(root: Path, runner: asyncio.Runner, language: str, kinds: str) -> None:
    own = "events:\n- id: hearing\n  name: {ka: მოსმენა, en: hearing}\n  like: meeting\n"
    (root / "content" / "kinds.yaml").write_text(own, "utf-8")
    desk = Client(root, runner, language)
    form = opened(desk, "/thing", path="association")
    groups = json.loads(desk.post("/insert", {**form.fields, "field": "f.aim.en", "lang": "en"}).text)
    (of_kinds,) = (group for group in groups if kinds in group["of"])
    assert not [group["of"] for group in groups if "kinds" in group["of"] and language == "ka"]
    assert [each["prints"] for each in of_kinds["all"]] == ["1", "hearing"]
    called = [each["called"] for group in groups for each in group["all"]]
    assert any(each.startswith(("Edition “", "გამოცემა „")) for each in called)
    assert not [each for each in called if each.startswith("edition")]


@pytest.mark.parametrize(("like", "asked"), [("council-session", True), ("seminar", False)])
def test_of_a_session_of_an_own_kind_what_was_decided_is_asked(root: Path, like: str, asked: bool) -> None:
    own = f"events:\n- {{id: plenary, name: {{ka: პლენუმი, en: plenary}}, like: {like}}}\n"
    write(root, "kinds.yaml", own)
    held = "\n- id: a-plenary\n  kind: plenary\n  name: {ka: პლენუმი, en: Plenary}\n  date: 2030-05-20\n  state: held\n"
    write(root, "events.yaml", content(root, "events.yaml") + held)
    lacking = lacking_after(open_project(root), "events[a-plenary]")
    assert ("agenda" in [each.what for each in lacking]) is asked


def test_what_is_chosen_and_what_heads_a_page_begins_with_a_capital(desk: Client, root: Path) -> None:
    office = "offices:\n  - id: delegate\n    title: {ka: დელეგატი, en: titular delegate}\n"
    edit(root, "association.yaml", "offices:\n", office)
    page = desk.get("/thing", path=FORUM).text
    assert re.findall(r'<option value="(?:forum|council-session)"[^>]*>([^<]+)<', page) == ["Forum", "Council session"]
    assert ">Titular delegate</option>" in desk.get("/add", path="people.terms").text
    assert "<h1>Titular delegate</h1>" in desk.get("/thing", path="association.offices[delegate]").text


def test_what_lies_in_different_cities_is_told_by_names(desk: Client, root: Path) -> None:
    elsewhere = "cities:\n  - {id: elsewhere, country: FR, name: {ka: სხვაგან, en: Elsewhere}}\n"
    edit(root, "places.yaml", "cities:\n", elsewhere)
    within = f"  city: elsewhere\n  parent: {FORUM[7:-1]}\n  state: planned\n"
    session = f"\n- id: a-session\n  kind: council-session\n  name: {{ka: სხდომა, en: A session}}\n{within}"
    write(root, "events.yaml", content(root, "events.yaml") + session + "  date: 2030-05-15\n")
    assert "Held in Elsewhere during Example Forum, which is in Example City" in unescape(desk.get("/check").text)


@pytest.mark.parametrize(
    "path",
    ["association.bodies", "association.stats", "association.goals.items", "people.persons", "people.terms", "events",
     "places.cities", "sources", "glossary.terms", "glossary.phrases",
     "association.programmes"],
)  # fmt: skip
def test_a_new_entry_of_any_list_prints_its_texts_before_it_can_be_saved(desk: Client, path: str) -> None:
    form = opened(desk, "/add", path=path)
    texts = [name for name in form.fields if name.endswith(".en")]
    typed = {**form.fields, "new": "yes", **dict.fromkeys(texts, "{{ association.acronym }}")}
    said = json.loads(desk.post("/printed", typed).text)
    assert {name: one["prints"] for name, (one,) in said.items()} == dict.fromkeys((n[2:] for n in texts), "EXA")


@pytest.mark.parametrize("verified", [True, False])
def test_a_new_figure_says_that_nobody_has_confirmed_it_or_that_somebody_has(
    desk: Client, root: Path, verified: bool
) -> None:
    edit(root, "association.yaml", "  - id: members\n", "  - id: members\n    status: verified\n")
    page = desk.get("/thing", path="association.stats[members]").text
    assert "Until somebody does, the check says of the figure that it is not verified. Name its source above." in page
    form = opened(desk, "/thing", "/figure", path="association.stats[members]")
    typed = {"f.new.value": "131", "f.new.as_of": "2030-04", "f.new.sources": "example-page", "kind": "always"}
    follow(desk, desk.post("/figure", {**form.fields, **typed, **({"verified": "on"} if verified else {})}))
    figure = content(root, "association.yaml").partition("- id: members")[2].partition("history:")[0]
    assert re.findall(r"status: (\w+)", figure) == ["verified" if verified else "unverified"]
    assert "value: 131" in figure


def test_where_one_is_leads_back_to_the_list_and_pages_are_named_by_their_thing(desk: Client, root: Path) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + AGENDA)
    path = "events[during].agenda[president]"
    page = desk.get("/thing", path=path).text
    where = page.partition('<p class="where">')[2].partition("</p>")[0]
    assert [(unquote(to), words) for to, words in re.findall(r'<a href="([^"]+)">([^<]+)</a>', where)] == [
        ("/content", "Content"),
        ("/thing?path=events[during]", "Council"),
        ("/thing?path=events[during]#agenda", "Agenda"),
    ]
    assert '<section id="agenda">' in desk.get("/thing", path="events[during]").text
    titles = {
        address: re.findall(r"<title>(.*?) – project</title>", desk.get(address, path=path, code="event-early").text)
        for address in ("/thing", "/remove", "/stand")
    }
    assert titles == {
        "/thing": ["Election of the President"],
        "/remove": ["Take out “Election of the President”"],
        "/stand": ["Stand by it: Election of the President"],
    }
    assert '/content?list=events">Events</a>' in desk.get("/thing", path=FORUM).text


def test_the_brief_goes_on_where_somebody_else_was_quicker_and_that_is_told_at_the_field(
    desk: Client, root: Path
) -> None:
    form = opened(desk, "/thing", path=FORUM)
    edit(root, "events.yaml", "en: Example Forum", "en: Their Forum")
    typed = {**form.fields, "f.name.en": "My Forum", "lang": "en"}
    said = json.loads(desk.post("/typed", typed).text)
    assert said["collisions"] == {"name.en": "Their Forum"}
    assert "My Forum" in said["body"]
    told = "Saved meanwhile:"
    assert f'data-meanwhile="{told}"' in desk.get("/thing", path=FORUM).text


def test_the_proposed_day_is_today(desk: Client, root: Path) -> None:
    before_it(root)
    form = opened(desk, "/thing", path=FORUM)
    days = [dt.date.today().isoformat()]
    answer = desk.post("/thing", {**form.fields, "f.name.en": "Great Forum"})
    assert 'data-date="point"' in answer.text.partition('name="since"')[2].partition(">")[0]  # with its calendar
    asked = answer.form("/thing")
    assert asked is not None
    assert iso_of(asked.fields["since"]) in [*days, dt.date.today().isoformat()]  # it may be midnight in between


def test_each_list_of_the_content_is_a_link_away(desk: Client) -> None:
    page = desk.get("/content").text
    leads = re.findall(r'<a href="#((?:list|file)-[^"]+)"', page)
    assert len(leads) > 10
    assert [each for each in leads if f'id="{each}"' not in page] == []
    assert 'class="jumps"' not in desk.get("/content", find="a").text


@pytest.mark.parametrize("words", ["election", "არჩევა"])
def test_what_stands_within_an_entry_is_found_by_its_title(desk: Client, root: Path, words: str) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + AGENDA)
    found = desk.get("/content", find=words).text.partition('id="lists"')[2]
    assert re.findall(r'href="/thing\?path=([^"]+)"', found) == ["events%5Bduring%5D.agenda%5Bpresident%5D"]
    assert 'id="within"' not in desk.get("/content", find="lighthouse").text


def test_an_id_that_was_refused_can_be_typed_anew_and_one_that_is_saved_can_not(desk: Client) -> None:
    form = opened(desk, "/add", path="people.persons")
    refused = desk.post("/add", {**form.fields, "f.id": "first-example", "f.name.en": "A", "f.name.ka": "ა"})
    asked = refused.form("/add")
    assert refused.status == 409
    assert asked is not None
    assert asked.fields["f.id"] == "first-example"
    assert "f.id" in asked.typed
    saved = opened(desk, "/thing", path="people.persons[first-example]")
    assert saved.fields["f.id"] == "first-example"
    assert "f.id" not in saved.typed


def test_a_short_name_is_made_of_the_name_if_none_is_typed_and_has_no_capitals(desk: Client, root: Path) -> None:
    form = opened(desk, "/add", path="people.persons")
    made = {"f.name.en": "Zoë D'Other", "f.name.ka": "ჭყონი ღვთისო", "known": "", "always": "on"}
    for id, english, expected in (
        ("", "Zoë D'Other", "zoe-dother"),
        ("", "Zoë D'Other", "zoe-dother-2"),
        ("Marrakesh", "A", "marrakesh"),
        ("", "2030 Group", "group-2030"),
    ):
        answer = desk.post("/add", {**form.fields, **made, "f.id": id, "f.name.en": english})
        assert answer.status == 303, answer.text
        assert expected in open_project(root).content.index["persons"]
    assert (
        entry_form(open_project(root), "people.persons").named({"name": {"ka": "ჭყონი ღვთისო"}})["id"]
        == "chqoni-ghvtiso"
    )
    assert entry_form(open_project(root), "people.terms").named({"person": "a", "office": "b"})["id"] == "a-b"


def test_changes_are_taken_back_all_together_or_not_at_all(desk: Client, root: Path) -> None:
    for path, typed in ((FORUM, {"f.number": "7"}), ("association", {"f.acronym": "NEW"})):
        form = opened(desk, "/thing", path=path)
        follow(desk, desk.post("/thing", {**form.fields, **typed, "kind": "always"}))
    edit(root, "events.yaml", "number: 7", "number: 8")
    listed = opened(desk, "/changes")
    both = next(value for name, value in listed.buttons if (name, value) == ("undo", "1"))
    answer = desk.post("/changes", {**listed.fields, "undo": both})
    assert answer.status == 409
    asked = answer.forms[1]  # behind the one of the languages
    assert len(re.findall("<li>", answer.text.partition('id="refused"')[2].partition("</form>")[0])) == 2
    assert "acronym: NEW" in content(root, "association.yaml")
    answer = desk.post("/changes", {**asked.fields, **dict(asked.buttons)})
    assert answer.status == 409
    assert "None of the 2 changes was taken back: " in answer.text
    assert "acronym: NEW" in content(root, "association.yaml")
    assert "number: 8" in content(root, "events.yaml")
    edit(root, "events.yaml", "number: 8", "number: 7")
    listed = opened(desk, "/changes")  # as they were
    answer = desk.post("/changes", {**listed.fields, "undo": both, "agreed": "yes"})
    assert answer.status == 303
    assert ("acronym: EXA" in content(root, "association.yaml"), "number: 7" in content(root, "events.yaml")) == (
        True,
        False,
    )


@pytest.mark.parametrize("way", ["up", "down"])
def test_an_entry_is_moved_by_the_command_as_on_the_desk(
    desk: Client, root: Path, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"association.stats[{'countries' if way == 'up' else 'members'}]"
    start(tmp_path / "typed")
    before = content(root, "association.yaml")
    form = opened(desk, "/thing", "/move", path=path)
    follow(desk, desk.post("/move", {**form.fields, way: "yes"}))
    monkeypatch.chdir(tmp_path / "typed")
    done = CliRunner().invoke(main, ["move", path, f"--{way}"])
    assert (done.exit_code, done.output) == (0, f"{path} was moved {way}\n")
    assert content(tmp_path / "typed", "association.yaml") == content(root, "association.yaml") != before
    assert CliRunner().invoke(main, ["move", path]).exit_code == 2  # nobody said which way


def test_what_may_be_left_out_as_a_whole_is_folded_until_it_says_something_or_is_wrong(
    desk: Client, root: Path
) -> None:
    def is_open(page: str, of: str) -> bool:
        (found,) = re.findall(rf'<details class="folded"( open)?><summary>{of}</summary>', page)
        return bool(found)

    page = desk.get("/thing", path=FORUM).text
    assert [is_open(page, of) for of in ("Participants", "Participants expected")] == [False, False]
    assert 'name="f.state"' in page.partition('<details class="folded"')[0]
    form = opened(desk, "/thing", path=FORUM)
    refused = desk.post("/thing", {**form.fields, "f.participants.people.value": "many"}).text
    assert [is_open(refused, of) for of in ("Participants", "Participants expected")] == [True, False]
    follow(desk, desk.post("/thing", {**form.fields, "f.participants.people.value": "300", "kind": "always"}))
    page = desk.get("/thing", path=FORUM).text
    assert [is_open(page, of) for of in ("Participants", "Participants expected")] == [True, False]
    assert is_open(desk.get("/thing", path="cooperation").text, "Membership")
    assert not is_open(desk.get("/add", path="events").text, "Participants")


def test_what_stands_within_an_event_says_in_which_before_it_is_taken_out(desk: Client, root: Path) -> None:
    add_entry(
        open_project(root),
        f"{SESSION}.agenda",
        [("id", "budget"), ("kind", "report"), ("title.ka", "ა"), ("title.en", "B")],
        always=True,
    )
    of_the_event = f'<span class="crumb">/ <a href="/thing?{urlencode({"path": SESSION})}">'
    assert of_the_event in desk.get("/remove", path=f"{SESSION}.agenda[budget]").text
    assert '<span class="crumb">/ <a href="/content?list=events">' in desk.get("/remove", path=SESSION).text


def test_the_note_of_what_is_new_is_offered_where_there_is_an_edition_before(desk: Client, root: Path) -> None:
    editions = len(open_project(root).content.editions)
    assert desk.get("/build").text.count('name="changes"') == editions - 1


@pytest.mark.parametrize(
    ("settings", "georgian", "english", "unsaid"),
    [
        ('languages = ["ka"]\n[mail]\nserver = mail\n', "სტრიქონი 3: სიტყვები ბრჭყალებში იწერება",
         "line 3: words stand in quotes; there stands “server = mail”; write server = &#34;mail&#34;", "error[toml]"),
        ('languages = ["ka"\npassword = "hunter2"\n', "სტრიქონი 1: აქ ფრჩხილი დაუხურავი დარჩა",
         "line 1: a bracket is not closed here", "hunter2"),
        ('languages = ["ka"]\n[mail]\npassword = “hunter2”\n', "სტრიქონი 3:", "delete the line", "hunter2"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_read_are_told_in_plain_words_with_their_line(
    root: Path, settings: str, georgian: str, english: str, unsaid: str
) -> None:
    with asyncio.Runner() as runner:
        desks = [(Client(root, runner, language), said) for language, said in (("ka", georgian), ("en", english))]
        (root / "briefgen.toml").write_text(settings, "utf-8")
        for desk, said in desks:
            assert desk.get("/").headers["location"] == "/settings"  # which shows the whole file besides
            page = desk.get("/content").text
            assert said in page
            assert unsaid not in page
            assert said in desk.get("/settings").text


@pytest.mark.parametrize(
    ("language", "genitive", "lacks"),
    [
        ("ka", "ნათესაობითი: ვისი, რისი", "ჯერ აკრეფილი არ არის; ჩვეულებრივ: პირველ მაგალითაძის"),
        ("en", "genitive: whose, of what", "it is not typed yet; usually: "),
    ],
)
def test_a_fact_is_put_in_in_a_case_and_one_that_is_not_typed_says_where_it_is(
    root: Path, language: str, genitive: str, lacks: str
) -> None:
    project = open_project(root)
    set_value(project, "people.persons[first-example].forms.ka.dat", "პირველ მაგალითაძეს", always=True)
    about = {"path": "association", "field": "f.aim.ka", "lang": "ka"}
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        said = json.loads(desk.post("/insert", {**about, "expression": "persons.first_example"}).text)
        forms = {one["called"]: one for one in said}
        (dative,) = (one for one in said if one["expression"].endswith("| dat"))
        assert dative["prints"] == "პირველ მაგალითაძეს"
        assert lacks in forms[genitive]["lacks"]
        assert forms[genitive]["prints"] == ""
        page, _, field = forms[genitive]["to"].partition("#")
        asked = dict(parse_qsl(urlsplit(page).query))
        assert f'id="{field}"' in desk.get("/thing", **asked).text
        office = json.loads(desk.post("/insert", {**about, "expression": "offices.president"}).text)
        assert genitive in [one["called"] for one in office]
        city = {"path": FORUM, "field": "f.text.ka", "lang": "ka", "expression": "city"}  # a thing that a field names
        found = {one["called"]: one for one in json.loads(desk.post("/insert", city).text)}
        assert "places.cities[example-city]" in unquote(found[genitive]["to"])
        english = {**about, "field": "f.aim.en", "lang": "en", "expression": "persons.first_example"}
        assert genitive not in [one["called"] for one in json.loads(desk.post("/insert", english).text)]


def test_the_first_edition_is_begun_from_the_first_page_and_by_the_command_alike(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    (first,) = (root / "content" / "editions").iterdir()
    first.unlink()
    with asyncio.Runner() as runner:
        for language, words in (("ka", "პირველი გამოცემის დაწყება"), ("en", "Begin the first edition")):
            desk = Client(root, runner, language)
            assert f'<a class="button main" href="/edition">{words}</a>' in desk.get("/").text
            assert f"<h1>{words}</h1>" in desk.get("/edition").text
        form = opened(desk, "/edition")
        assert (form.fields["event"], form.fields["marking"]) == ("example-forum-2030", "internal")
        # Without an event there is nothing to begin, and nothing is written.
        assert desk.post("/edition", form.fields | {"event": ""}).status == 409
        assert not first.exists()
        assert desk.post("/edition", form.fields | {"name": first.stem, "marking": "public"}).status == 303
        assert desk.get("/thing", path=f"editions[{first.stem}]").status == 200
    begun = first.read_text("utf-8")
    assert "as_of: 2030-" in begun
    assert "marking: public\n" in begun
    assert "objectives: null  # not supplied\n" in begun
    first.unlink()
    new = CliRunner().invoke(main, ["new", first.stem, "--event", "example-forum-2030"])
    assert f"wrote content/editions/{first.name}" in new.output
    assert first.read_text("utf-8") == begun.replace("marking: public", "marking: internal")


def test_of_a_figure_one_of_whose_values_goes_it_is_not_said_that_it_is_gone(desk: Client, root: Path) -> None:
    old = "    history:\n      - {value: 90, as_of: 2018-06, sources: [example-page]}\n"
    edit(root, "association.yaml", "  - id: members\n", f"  - id: members\n{old}")
    entry = "association.stats[members].history[2018-06]"
    page = desk.get("/remove", path=entry)
    form = page.form("/remove")
    assert form is not None, page.text
    assert "<h1>Take out “" in page.text
    assert desk.post("/remove", {**form.fields, "kind": "always"}).status == 303
    said = unescape(desk.get("/changes").text).replace("\u00a0", " ")
    assert "The value of June 2018 was taken out of the history of Member organizations" in said


def test_what_is_said_beside_the_name_of_a_field_is_told_apart_from_it(desk: Client) -> None:
    page = desk.get("/thing", path="association.stats[members]").text
    legends = [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<legend>(.*?)</legend>", page, re.DOTALL)]
    assert "Label, needed" in [" ".join(each.split()).replace(" ,", ",") for each in legends]
    labels = [
        re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<label [^>]+>(.*?)</label>", page, re.DOTALL)
    ]
    assert "Value, needed" in labels
    assert not re.search(
        r'\w <span class="(?:needed|state)">', "".join(re.findall(r"<legend>.*?</legend>", page, re.DOTALL))
    )


def test_events_stand_by_date_the_newest_first_in_every_list_and_picker(desk: Client, root: Path) -> None:
    """Not as in their file, where a new one stands last; who has no date yet stands last, and it is said."""
    more = "".join(
        f"\n- id: {id}\n  kind: seminar\n  name: {{ka: ღონისძიება, en: {name}}}\n  date: {date}\n  state: planned\n"
        for id, name, date in (("z-old", "Older", 2001), ("z-none", "Undated", "ongoing"), ("z-new", "Newer", 2077))
    )
    file = root / "content" / "events.yaml"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")

    def order(page: str) -> list[str]:
        found = [
            (page.index(name), name)
            for name in ("Newer", "Example Forum", "Older", "Undated")
            if name in (page := page.replace("&nbsp;", " "))
        ]
        return [name for _, name in sorted(found)]

    wanted = ["Newer", "Example Forum", "Older", "Undated"]
    everything = desk.get("/content").text.partition('id="list-events"')[2].partition("</details>")[0]
    alone = desk.get("/content", list="events").text.partition("<h1>")[2]
    for page in (everything, alone):
        assert order(page) == wanted
        assert "those without a date are last" in page
        assert re.search(r"Undated</a>\s*<span class=\"where\">no date yet<", page)
    next_edition = desk.get("/edition").text.partition('id="event"')[2].partition("</select>")[0]
    history = desk.get("/add", path="cooperation.history").text.partition('id="f-event"')[2].partition("</select>")[0]
    term = desk.get("/add", path="people.terms").text.partition('id="f-elected_at"')[2].partition("</select>")[0]
    for page in (next_edition, history, term):
        assert order(page) == wanted
        assert "Newer (2077)" in page
        assert "Undated (no date yet)" in page
    assert desk.get("/thing", path="events[z-new]").form("/move") is None  # its place is its date
    form = desk.get("/edition").form("/edition")
    assert form is not None
    begun = {**form.fields, "event": "z-none", "name": "2077-05-none", "as_of": "2077-05-01"}
    refused = desk.post("/edition", begun)  # of which no brief can be made
    assert refused.status == 409
    assert "This event has no date yet: give it one first." in refused.text
    assert '<a href="/thing?path=events%5Bz-none%5D&amp;back=%2Fedition">' in refused.text


def test_a_surname_is_taken_for_the_person_who_has_it_and_one_of_several_is_told(desk: Client, root: Path) -> None:
    agenda = "\n  agenda: [{id: vote, kind: election, office: president, title: {ka: არჩევა, en: Election}}]"
    edit(root, "events.yaml", "  number: 12\n", f"  number: 12{agenda}\n")
    at = f"{SESSION}.agenda[vote]"

    def chosen(words: str) -> Answer:
        form = opened(desk, "/thing", path=at)
        return desk.post("/thing", {**form.fields, "f.elected": words, "kind": "always"})

    refused = chosen("მაგალითაძე")  # a surname of two
    assert refused.status == 409
    told = "More than one of the people can be meant by “მაგალითაძე”: First Example, Second Example; write more"
    assert told in unescape(refused.text)
    assert chosen("პირ, SECOND").status == 303
    assert "elected: [first-example, second-example]" in content(root, "events.yaml")


def test_with_whom_one_meets_is_asked_with_the_meeting_and_told_if_nobody_is_named(desk: Client, root: Path) -> None:
    form = opened(desk, "/add", path=f"{NEWEST}.meetings")
    assert "f.interlocutors" in form.fields
    named = {"f.name.ka": "შეხვედრა", "f.name.en": "A talk"}
    refused = desk.post("/add", {**form.fields, **named, "f.interlocutors": "nobody at all"})
    assert refused.status == 409
    assert "nobody at all among the people" in unescape(refused.text)
    page = follow(desk, desk.post("/add", {**form.fields, **named, "f.interlocutors": "First, second-example"}))
    assert "Still to fill in" not in page
    at = f"{NEWEST}.meetings[a-talk].interlocutors"
    assert desk.get("/thing", path=f"{at}[first-example]").status == 200
    assert desk.get("/thing", path=f"{at}[second-example]").status == 200
    page = follow(desk, desk.post("/add", {**form.fields, "f.name.ka": "სხვა", "f.name.en": "Another talk"}))
    alone = f"{NEWEST}.meetings[another-talk].interlocutors"
    assert (
        "Still to fill in: with whom one meets." in page.partition('id="interlocutors"')[2].partition("</section>")[0]
    )
    todo = unquote(unescape(desk.get("/check").text + desk.get("/").text))
    assert f"/add?path={alone}" in todo
    assert f"/add?path={at}" not in todo


def test_the_day_for_which_a_brief_is_true_has_one_name_wherever_it_is_asked_for(desk: Client) -> None:
    for page in ("/edition", "/"):
        assert "As of (date)" in desk.get(page).text
    assert "As of (date)" in desk.get("/thing", path="editions[2030-05-example-city]").text


def test_a_name_without_which_an_event_is_refused_is_marked_so(desk: Client) -> None:
    for about, needed in (({"back": "/edition"}, True), ({}, False)):
        page = desk.get("/add", path="events", **about).text
        legend = page.partition('<fieldset class="languages-row">')[2].partition("</legend>")[0]
        assert "Name" in legend
        assert ('class="needed"' in legend) is needed


def test_an_event_with_an_agenda_of_its_own_is_asked_once_what_was_decided(desk: Client, root: Path) -> None:
    before_it(root)
    edit(root, "events.yaml", "kind: forum", "kind: council-session")
    form = opened(desk, "/thing", path=FORUM)
    page = follow(desk, desk.post("/thing", {**form.fields, "f.state": "held"}))
    asked = [each for each in links(page, "due").values() if each.startswith("What was decided")]
    assert asked == ["What was decided, or who was elected? Put it on the agenda."]


def test_what_is_typed_and_not_saved_is_not_confirmed(desk: Client) -> None:
    form = opened(desk, "/thing", path="association")
    typed = {"f.name.ka": "სხვა სახელი", "f.name.en": "Another name", "kind": "always"}
    follow(desk, desk.post("/thing", {**form.fields, **typed}))
    confirm = opened(desk, "/thing", "/confirm", path="association")
    refused = desk.post("/confirm", {**confirm.fields, "text": "association.name", "beside": "yes"})
    assert refused.status == 409
    assert "typed and not saved: save it first" in refused.text
    assert desk.post("/confirm", {**confirm.fields, "text": "association.name"}).status == 303
