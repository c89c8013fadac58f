"""Who works through a list is led from what they have done to what comes next in it."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from briefgen.desk.pages.onward import _mark, goes_back
from briefgen.making.opened import open_project
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.upkeep.editing import set_value
from tests.desk.in_process import Answer, Client

_LINK = re.compile(r'<a href="([^"]+)">([^<]+)</a>')


@pytest.fixture
def desk(root: Path, runner: asyncio.Runner) -> Client:
    """A desk with two names that have something wrong in them."""
    project = open_project(root)
    set_value(project, "association.name.en", "Example  Association", always=True)
    set_value(project, "places.cities[example-city].name.en", "Example  City", always=True)
    return Client(root, runner, "en")


def follow(desk: Client, address: str) -> Answer:
    parts = urlsplit(unescape(address))
    return desk.get(parts.path, **dict(parse_qsl(parts.query)))


def tasks(page: Answer) -> list[tuple[str, str]]:
    """Return where the entries of a list lead, and what they say."""
    found = re.findall(r'<li class="(?:task|problem) .*?</li>', page.text, re.DOTALL)
    return [(link[1], link[2]) for each in found if (link := _LINK.search(each)) and "/thing?" in link[1]]


def save(desk: Client, form: Answer, **typed: str) -> Answer:
    fields = form.form("/thing").fields  # type: ignore[union-attr]
    answer = desk.post("/thing", fields | {f"f.{name}": words for name, words in typed.items()} | {"kind": "always"})
    assert answer.status == 303, answer.text
    return follow(desk, answer.headers["location"])


def onward(page: Answer) -> tuple[str, str]:
    box = page.text.partition('id="onward"')[2].partition("</p>")[0]
    found = _LINK.findall(box)[-1]
    return str(found[0]), unescape(found[1])


def has_onward(page: Answer) -> bool:
    return 'id="onward"' in page.text


@pytest.mark.parametrize(
    ("page", "about", "back"),
    [
        ("/", {}, "Back to the to-do list"),
        ("/todo", {"group": "wording"}, "Back to the to-do list"),
        ("/check", {}, "Back to the check"),
        ("/check", {"kind": "space-doubled"}, "Back to the check"),
    ],
)
def test_what_is_saved_leads_to_what_comes_next_in_the_list(
    desk: Client, page: str, about: dict[str, str], back: str
) -> None:
    (first, _), (second, told) = [each for each in tasks(desk.get(page, **about)) if "2 spaces in a row" in each[1]]
    form = follow(desk, first)
    assert f">{back}</a>" in form.text
    assert 'id="onward"' not in form.text  # nothing is done yet
    saved = save(desk, form, **{"name.en": "Example Association"})
    assert f">{back}</a>" in saved.text
    to, said = onward(saved)
    assert said == told
    form = follow(desk, to)
    assert "Example  City" in form.text
    saved = save(desk, form, note="A note")  # which mends nothing of it: it goes on all the same, to something else
    assert not has_onward(saved) or "cities" not in unquote(onward(saved)[0])
    assert unquote(urlsplit(unescape(second)).query).partition("&")[0] == unquote(urlsplit(to).query).partition("&")[0]


def test_a_term_that_is_added_from_the_list_leads_on(desk: Client) -> None:
    to = re.search(r'href="(/add[?][^"]+f.office=director[^"]*)"', desk.get("/").text)
    assert to
    form = follow(desk, to[1])
    assert ">Back to the to-do list</a>" in form.text
    fields = form.form("/add").fields  # type: ignore[union-attr]
    typed = {"f.person": "first-example", "f.start": "2029-01-01", "kind": "always"}
    added = follow(desk, desk.post("/add", fields | typed).headers["location"])
    assert "Saved." in added.text
    assert onward(added)[1] == "The agency’s contact for questions about the brief."


def test_what_is_taken_out_or_stood_by_leads_back_to_the_list(desk: Client) -> None:
    (to, _) = tasks(desk.get("/"))[1]
    form = follow(desk, to)
    stand = re.search(r'href="(/stand[?][^"]+)"', form.text)
    assert stand
    fields = follow(desk, stand[1]).form("/stand").fields  # type: ignore[union-attr]
    done = follow(desk, desk.post("/stand", fields | {"because": "So it is", "until": "2033"}).headers["location"])
    assert ">Back to the to-do list</a>" in done.text
    assert onward(done)
    remove = re.search(r'href="(/remove[?][^"]+)"', done.text)
    assert remove
    fields = follow(desk, remove[1]).form("/remove").fields  # type: ignore[union-attr]
    gone = desk.post("/remove", fields | {"anyway": "yes", "kind": "always"})
    assert gone.headers["location"].startswith("/?at=")


def test_what_is_due_after_an_event_leads_back_to_it(desk: Client) -> None:
    event = desk.get("/thing", path="events[example-session-12]", done="held")
    due = event.text.partition('id="due"')[2].partition("</section>")[0]
    assert due
    assert [to for to in re.findall(r'href="(/[^"]+)"', due) if "back=" not in to and to != "/edition"] == []


@pytest.mark.parametrize("group", ["wording", "gaps"])
def test_what_comes_next_of_one_kind_is_of_that_kind(desk: Client, group: str) -> None:
    page = desk.get("/todo", group=group)
    listed = [to for to, _ in tasks(page)]
    entries = re.findall(r'<li class="task .*?href="([^"]+)"', page.text, re.DOTALL)
    own = {dict(parse_qsl(urlsplit(unescape(to)).query))["path"] for to in entries}
    assert own
    for to in (listed[0], listed[-1]):
        saved = follow(desk, f"{to}&done=saved")
        assert has_onward(saved) is (len(own) > 1)
        if has_onward(saved):
            following = dict(parse_qsl(urlsplit(unescape(onward(saved)[0])).query))
            assert following["path"] in own
            assert following["back"].startswith(f"/todo?group={group}")


def test_the_way_on_looks_at_few_problems_of_many() -> None:
    rows = [(Diagnostic(Place("f", at), "warning", "c", "m", path=f"t[{at // 3}]"), ()) for at in range(900)]
    asked: list[str] = []

    class Counting:
        def where(self, path: str) -> object:
            asked.append(path)
            return SimpleNamespace(path=path)

    back = goes_back("/", cast("Any", Counting()), rows)
    assert back(rows[0][0]) == f"/?at=0-{_mark(rows[3][0])}"
    assert back(rows[-1][0]).startswith(f"/?at=899-{_mark(rows[0][0])}")
    assert len(asked) < 10
