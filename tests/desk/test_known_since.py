"""From which day on something is known: what is proposed, what the page of it says then, and how it is changed."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefgen.desk.pages import shown
from briefgen.making.opened import open_project
from briefgen.upkeep.consequences import known_from_its_date, proposed_day, usual_day
from briefgen.upkeep.machine_forms import iso_of
from tests.desk.in_process import Answer, Client, Form
from tests.desk.test_forms import before_it, content, edit, follow, opened, write

TERM = {"id": "second", "person": "second-example", "office": "secretary_general", "start": "15 October 2029"}
PATH = "people.terms[second]"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def formed(answer: Answer) -> Form:
    """Return the form of a thing that a page has."""
    form = answer.form("/thing")
    assert form is not None
    return form


def typed(**fields: str) -> dict[str, str]:
    return {f"f.{name}": words for name, words in fields.items()}


def test_a_new_term_is_proposed_to_be_known_since_it_starts_and_says_which_brief_does_not_print_it(
    desk: Client, root: Path
) -> None:
    before_it(root)
    form = opened(desk, "/add", path="people.terms")
    asked = desk.post("/add", {**form.fields, **typed(**TERM)}).form("/add")
    assert asked is not None
    assert asked.fields["since"] == "15 October 2029"
    assert not proposed_day({"start": "2031-02"}, {"start"}, dt.date(2031, 1, 1))  # to come: today is proposed
    page = unescape(follow(desk, desk.post("/add", {**asked.fields, "kind": "since", "since": "2030-11-27"})))
    page = page.replace("\u00a0", " ")
    assert "Known since 27 November 2030." in page
    assert "The edition “Example Forum (as of May 2030)” is of May 2030: it doesn’t print this." in page
    assert "<details open><summary>Known since which day?" in page
    day = opened(desk, "/thing", "/known", path=PATH)
    refused = desk.post("/known", {**day.fields, "known": "soon"}).text
    box = refused.partition('id="refused"')[2].partition("</div>")[0]
    assert '<a href="#known-day">Known since which day?</a>' in box
    assert "“soon”" in box
    again = refused.partition('action="/known"')[2].partition("</form>")[0]
    assert 'class="discard">Cancel' in again  # its own draft is forgotten by it: see drafts.js
    page = unescape(follow(desk, desk.post("/known", {**day.fields, "known": "15 October 2029"})))
    assert "Known since 15 October 2029." in page.replace("\u00a0", " ")
    assert "doesn’t print this" not in page
    assert "<details><summary>Known since which day?" in page  # it needs nobody's attention
    assert "known_from: 2029-10-15" in content(root, "people.yaml")


def test_a_change_that_is_new_from_a_later_day_says_which_brief_prints_what_was_before(
    desk: Client, root: Path
) -> None:
    before_it(root)
    form = opened(desk, "/thing", path="association")
    changed = {**form.fields, "f.acronym": "NEW", "kind": "since", "since": "2030-11-27"}
    page = unescape(follow(desk, desk.post("/thing", changed))).replace("\u00a0", " ")
    assert "holds from 27 November 2030 on." in page
    assert "The edition “Example Forum (as of May 2030)” is of May 2030: it prints what stood here before." in page


def test_it_is_said_which_briefs_a_day_leaves_as_they_are_and_which_not(
    desk: Client, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "today", lambda: dt.date(2031, 1, 1))
    before_it(root)
    later = content(root, "editions/2030-05-example-city.yaml").replace("as_of: 2030-05", "as_of: 2031-06")
    write(root, "editions/2031-06-later.yaml", later)
    write(root, "editions/2031-07-last.yaml", later.replace("2031-06", "2031-07"))
    form = opened(desk, "/thing", path="association")
    asked = desk.post("/thing", {**form.fields, "f.acronym": "NEW"})
    page = unescape(asked.text).replace("\u00a0", " ")
    assert "Earlier briefs stay as they were" not in page
    change, stay = (
        "Example Forum (as of June 2031)",
        "Example Forum (as of January 2030); Example Forum (as of May 2030)",
    )
    assert f"From 1 January 2031 on these change, since they are true for that day or a later one: {change}." in page
    assert f"These are of before 1 January 2031 and stay as they were: {stay}." in page
    form = formed(asked)
    assert form.fields["told"] == "2031-06-later"
    # By another day more would change: that has to be seen before it is so.
    other = desk.post("/thing", {**form.fields, "kind": "since", "since": "2030-04-01"})
    page = unescape(other.text).replace("\u00a0", " ")
    assert (other.status, "More briefs change than were named before" in page) == (409, True)
    assert "These are of before 1 April 2030 and stay as they were: Example Forum (as of January 2030)." in page
    again = formed(other)
    assert (again.fields["kind"], again.fields["since"], again.fields["f.acronym"]) == ("since", "2030-04-01", "NEW")
    assert desk.post("/thing", again.fields).status == 303
    assert "until: 2030-03-31\n    acronym: EXA" in content(root, "association.yaml")


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_day_that_is_proposed_is_one_that_a_brief_prints(
    root: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "today", lambda: dt.date(2031, 1, 1))  # long after the newest edition, of May 2030
    before_it(root)
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)

        def proposed(page: str, sent: dict[str, str], **about: str) -> str:
            asked = desk.post(page, {**opened(desk, page, **about).fields, **sent}).form(page)
            assert asked is not None
            return iso_of(asked.fields["since"])

        texts = {"f.text.ka": "სააგენტომ მიიღო.", "f.text.en": "The Agency was host."}
        held = {**texts, "f.id": "new", "f.event": "example-session-12"}
        assert proposed("/add", held, path="cooperation.history") == "2027-12-02"  # of the event
        assert proposed("/thing", {"f.acronym": "NEW"}, path="association") == "2030-05"  # no day of its own
        project = open_project(root)
        within = proposed_day({"date": "20 May 2030"}, {"date"}, dt.date(2031, 1, 1), project)
        assert within == "2030-05"  # of the edition itself, which prints what is new since then
        for today, day in (("2030-04-30", "2030-04-30"), ("2030-05-02", "2030-05")):
            assert usual_day(project, dt.date.fromisoformat(today)) == day
        (root / "content" / "editions" / "2030-05-example-city.issued" / "v1").mkdir(parents=True)
        assert usual_day(project, dt.date(2031, 1, 1)) == ""  # what went out prints nothing new
        assert usual_day(project, dt.date(2030, 4, 30)) == "2030-04-30"


@pytest.mark.parametrize("language", ["ka", "en"])
def test_of_a_day_that_no_edition_knows_it_is_told_at_once_which_will(root: Path, language: str) -> None:
    yet = {"ka": "ეს ჯერ არც ერთ ცნობაში", "en": "No brief prints this yet"}[language]
    before_it(root)
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)

        def said(words: str, name: str, path: str) -> str:
            return str(json.loads(desk.post("/date", {"words": words, "name": name, "path": path}).text)["yet"])

        for name, path in (("f.date", "cooperation.history"), ("f.start", "people.terms[first-example-president]")):
            told = said("2030-11-20", name, path)
            assert told.startswith(yet)
            assert {"ka": "2030 წლის 20 ნოემბერი", "en": "20 November 2030"}[language] in told.replace("\u00a0", " ")
            assert said("2030-05-20", name, path) == ""
        assert said("2030-05-20", "since", "association").startswith(
            yet
        )  # for what is new, a month counts as its first
        assert said("2030-11-20", "f.founded", "association") == said("2030-11-20", "f.date", "events") == ""
        form = opened(desk, "/add", path="cooperation.history")
        late = {"f.id": "new", "f.date": "2030-11-20", "f.text.ka": "სააგენტომ მიიღო.", "f.text.en": "It was host."}
        page = follow(desk, desk.post("/add", {**form.fields, **late}))
        assert 'id="known"' in page
        assert "known_from: 2030-11-20" in content(root, "cooperation.yaml")
    edit(root, "editions/2030-05-example-city.yaml", "as_of: 2030-05", "as_of: 2030-04")
    about = "cooperation.history", {"event": "example-forum-2030"}
    assert known_from_its_date(open_project(root), *about) == ""  # it announces what is to come
    edit(root, "events.yaml", "state: planned", "state: held")
    assert known_from_its_date(open_project(root), *about) == "2030-05-16"


@pytest.mark.parametrize("answer", [{"kind": "since", "since": "2030-11-27"}, {"kind": "always"}])
def test_what_was_answered_is_not_asked_of_the_other_language(desk: Client, root: Path, answer: dict[str, str]) -> None:
    before_it(root)
    form = opened(desk, "/thing", path="association")
    asked = formed(desk.post("/thing", {**form.fields, "f.aim.ka": "ახალი მიზანი."}))
    wrong = desk.post("/thing", {**asked.fields, **answer, "f.name.ka": ""})  # refused for another reason
    asked = formed(wrong)
    assert {"asked", "kind"} <= asked.fields.keys()
    saved = desk.post("/thing", {**asked.fields, "f.name.ka": asked.fields["w.name.ka"]})
    where = dict(parse_qsl(urlsplit(saved.headers["location"]).query))
    page = desk.get("/thing", **where)
    assert "Anything else you change here" in page.text
    form = formed(page)
    assert desk.post("/thing", {**form.fields, "f.aim.en": "A new aim."}).status == 303
    text = content(root, "association.yaml")
    assert text.count("until: 2030-11-26\n") == (answer["kind"] == "since")
    assert text.count("A new aim.") == 1
    # Where other briefs change than those that the answer was given for, it is asked.
    form = formed(desk.get("/thing", **where))
    assert desk.post("/thing", {**form.fields, "told": "", "f.aim.en": "Another."}).status == (
        303 if answer["kind"] == "since" else 409
    )


def test_a_term_cannot_end_before_it_starts(desk: Client, root: Path) -> None:
    form = opened(desk, "/add", path="people.terms")
    wrong = TERM | {"start": "October 2019", "end": "5 May 2018"}
    answer = desk.post("/add", {**form.fields, **typed(**wrong), "kind": "always"})
    assert answer.status == 409
    assert "It ends on 5 May 2018, and starts only in October 2019" in answer.text.replace("\u00a0", " ")
    assert "2018" not in content(root, "people.yaml")
    follow(desk, desk.post("/add", {**form.fields, **typed(**TERM), "kind": "always"}))
    form = opened(desk, "/thing", path=PATH)
    assert desk.post("/thing", {**form.fields, "f.end": "2018", "kind": "always"}).status == 409
    edit(root, "people.yaml", "start: 2029-10-15", "start: 2029-10-15\n    end: 2018")
    assert "It ends in 2018, and starts only on 15 October 2029" in desk.get("/check").text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_day_to_come_on_which_something_is_said_to_have_happened_is_asked_about(root: Path, language: str) -> None:
    asks = {"ka": "ეს თარიღი ჯერ არ დამდგარა", "en": "This is still to come: by this computer it is 1 January 2031."}
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        figure = "association.stats[members]"
        history = {"f.id": "new", "f.text.ka": "სააგენტომ მიიღო.", "f.text.en": "It was host.", "kind": "always"}
        source = {"f.id": "page", "f.title": "Page", "f.publisher": "Somebody"}
        value = {"f.new.value": "131", "f.new.sources": "example-page", "kind": "always"}
        for day, (page, action, path, name, others) in enumerate((
            ("/add", "/add", "cooperation.history", "f.date", history),
            ("/add", "/add", "sources", "f.accessed", source),
            ("/thing", "/figure", figure, "f.new.as_of", value),
            ("/thing", "/thing", "sources[page]", "f.date", {}),
            ("/thing", "/thing", figure, "f.as_of", {"kind": "always"}),
        ), 2):  # fmt: skip
            day_to_come = f"2031-01-{day:02}"
            form = opened(desk, page, action, path=path)
            asked = desk.post(action, {**form.fields, **others, name: day_to_come})
            refused = asked.text.replace("\u00a0", " ")
            assert (asked.status, refused.count(asks[language])) == (409, 2), path  # above the form, and at its field
            assert f'href="#{name.replace(".", "-")}"' in refused
            told = asked.form(action)
            assert told is not None
            again = {**told.fields, **others}
            assert asks[language] in desk.post(action, {**again, name: "2031-02"}).text.replace("\u00a0", " ")
            assert desk.post(action, {**again, f"sure.{name[2:]}": day_to_come}).status == 303, path
            typing = json.loads(desk.post("/date", {"words": "2031-01-02", "name": name, "path": path}).text)["yet"]
            assert typing.replace("\u00a0", " ").startswith(asks[language])
        for name, path in (
            ("f.as_of", "editions[2030-05-example-city]"),
            ("f.start", "people.terms"),
            ("f.date", "events"),
        ):
            told_of = json.loads(desk.post("/date", {"words": "2031-01-02", "name": name, "path": path}).text)["yet"]
            assert asks[language] not in told_of.replace("\u00a0", " ")


HELD = "events[session]"
SESSION = (
    "\n- {{id: session, kind: council-session, name: {{ka: სესია, en: Council}}, date: 2030-06-20, state: held{known},"
    " earlier: [{{until: 2030-06-20, state: planned}}]}}\n"
)


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize(
    ("known", "en", "ka"),
    [
        (
            "2030-06-20",
            "Known since 20 June 2030, when it was over. Briefs for a later day tell that it was held, and what came "
            "of it; those for an earlier day don’t print it.",
            "ცნობილია 2030 წლის 20 ივნისიდან, როცა დასრულდა. უფრო გვიანდელ ცნობებში წერია, რომ გაიმართა და რა "
            "გადაწყდა; უფრო ადრინდელ ცნობებში ეს არ იბეჭდება.",
        ),
        (
            "",
            "It was over on 20 June 2030. Briefs for a later day tell that it was held, and what came of it; those for "
            "that day or an earlier one, that it is to come.",
            "დასრულდა 2030 წლის 20 ივნისს. უფრო გვიანდელ ცნობებში წერია, რომ გაიმართა და რა გადაწყდა; ამ დღისა და "
            "უფრო ადრინდელ ცნობებში კი – რომ გაიმართება.",
        ),
        # What it was until a day before it was known is told nobody.
        ("2030-07-01", "Known since 1 July 2030.", "ცნობილია 2030 წლის 1 ივლისიდან."),
    ],
)
def test_of_an_event_that_was_held_one_day_is_told(root: Path, known: str, en: str, ka: str, language: str) -> None:
    event = SESSION.format(known=f", known_from: {known}" if known else "")
    write(root, "events.yaml", content(root, "events.yaml") + event)
    told = plain_box(root, HELD, language)
    assert {"en": en, "ka": ka}[language] in told
    # The edition is about another event: it tells nothing of this one, whatever its day.
    assert {"en": "The edition", "ka": "გამოცემის („"}[language] not in told or known == "2030-07-01"
    days = {"en": ("20 June", "21 June", "1 July"), "ka": ("20 ივნის", "21 ივნის", "1 ივლის")}[language]
    assert [day in told for day in days] == [known != "2030-07-01", False, known == "2030-07-01"]


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("people.terms[new]", {"people.yaml": "people.terms", "says": "years: 3"}),
        ("cooperation.history[new]", {"cooperation.yaml": "cooperation.history", "says": "date: 2030-06-20"}),
    ],
)
def test_since_when_something_is_known_and_told_so_is_one_sentence(
    root: Path, path: str, fields: dict[str, str], language: str
) -> None:
    term = "id: new, person: second-example, office: secretary_general, start: 2030-06-21, years: 3"
    entry = "id: new, date: 2030-06-20, text: {ka: შეხვდა., en: It met.}"
    days = "known_from: 2030-06-20, earlier: [{until: 2030-06-20, note: Then.}]"
    if path.startswith("people"):
        edit(root, "people.yaml", "\nterms:", f"\nterms:\n  - {{{term}, {days}}}")
    else:
        edit(root, "cooperation.yaml", "\nhistory:", f"\nhistory:\n  - {{{entry}, {days}}}")
    assert {
        "en": "Known since 20 June 2030; what stands here now holds from 21 June 2030 on. Briefs for an earlier day "
        "print what stood here before; those for a day before it was known, nothing of it.",
        "ka": "ცნობილია 2030 წლის 20 ივნისიდან; რაც აქ ახლა წერია, ძალაშია 2030 წლის 21 ივნისიდან. უფრო ადრინდელ "
        "ცნობებში იბეჭდება ის, რაც აქ მანამდე ეწერა, ხოლო იმაზე ადრინდელში, ვიდრე ცნობილი გახდა – არაფერი.",
    }[language] in plain_box(root, path, language)


def plain_box(root: Path, path: str, language: str) -> str:
    with asyncio.Runner() as runner:
        page = Client(root, runner, language).get("/thing", path=path).text
    box = re.search(r'<section class="box" id="known[^"]*">(.*?)</section>', page, re.DOTALL)
    assert box is not None
    return " ".join(unescape(re.sub("<[^>]+>", " ", box[1])).split())
