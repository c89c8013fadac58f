"""What a newcomer stumbled over on a walk of the desk, each as it is now."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote

import pytest

from briefgen.desk.pages import shown
from briefgen.making.judge import check
from briefgen.making.opened import open_project
from tests.desk.in_process import Client
from tests.desk.test_forms import AGENDA, before_it, content, edit, follow, opened, write

REPORT = "events[during].agenda[report]"
HISTORY = "cooperation.history"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def plain(page: str) -> str:
    return unescape(page).replace("\u00a0", " ")


def next_edition(root: Path, as_of: str = "2031-06") -> None:
    """Let there be an edition after the newest one, about an event of its own."""
    event = "\n- id: later-forum\n  kind: forum\n  name: {ka: ფორუმი, en: Later Forum}\n  city: example-city\n"
    write(root, "events.yaml", content(root, "events.yaml") + f"{event}  date: 2031-06-10\n  state: planned\n")
    newest = content(root, "editions/2030-05-example-city.yaml")
    later = newest.replace("as_of: 2030-05", f"as_of: {as_of}").replace("example-forum-2030", "later-forum")
    write(root, "editions/2031-06-later.yaml", later)


def test_a_wrong_expression_in_what_only_the_next_brief_prints_is_told_as_it_is_saved(desk: Client, root: Path) -> None:
    before_it(root)
    form = opened(desk, "/add", path=HISTORY)
    wrong = {"f.id": "new", "f.date": "2030-11-20", "f.text.ka": "სააგენტო.", "f.text.en": "The {{ agency.nme }}."}
    page = plain(follow(desk, desk.post("/add", {**form.fields, **wrong})))
    assert "known_from: 2030-11-20" in content(root, "cooperation.yaml")  # no edition prints it
    assert "The check finds something in these fields" in page
    assert "nme" in page.partition('id="f-text-en-said"')[2].partition("</div>\n</div>")[0]
    assert "nme" in plain(desk.get("/check").text)
    assert "Errors keep" not in desk.get("/issue", edition="2030-05-example-city").text


@pytest.mark.parametrize("issued", [True, False])
def test_a_result_that_comes_when_its_brief_has_gone_out_leaves_that_as_it_was(
    desk: Client, root: Path, monkeypatch: pytest.MonkeyPatch, *, issued: bool
) -> None:
    if issued:
        (root / "content" / "editions" / "2030-05-example-city.issued" / "v1").mkdir(parents=True)
    monkeypatch.setattr(shown, "today", lambda: dt.date(2031, 7, 1))
    held = AGENDA.replace("state: planned", "state: held")
    write(root, "events.yaml", content(root, "events.yaml") + held)
    edit(root, "events.yaml", "      outcome: {ka: მოისმინა., en: It was heard.}\n", "")
    next_edition(root)
    edit(root, "editions/2030-05-example-city.yaml", "as_of: 2030-05 ", "as_of: 2030-05-20 ")
    form = opened(desk, "/thing", path=REPORT)
    result = {"f.outcome.ka": "მოისმინა.", "f.outcome.en": "It was heard."}
    asked = desk.post("/thing", {**form.fields, **result}).form("/thing")
    assert asked is not None
    page = follow(desk, desk.post("/thing", {**asked.fields, "kind": "since"}))
    told = plain(page).partition('id="unprinted"')[2].partition("</p>")[0]
    assert "this was known: it stays as it was" in told or "known yet: it stays as it was" in told
    assert ("went out before this was known" in told) is issued
    assert "editions[" not in unquote(told)  # nobody gives what went out another date
    assert "path=cooperation.history&f.event=example-forum-2030" in unquote(told)
    assert asked.fields["since"] == "June 2031"


def asked_once_of(desk: Client, action: str, fields: dict[str, str], field: str, words: str) -> None:
    """Send a form that is asked about at a field, and is written once somebody has said there that it stays so."""
    asked = desk.post(action, fields)
    page = re.sub(r"</?span[^>]*>", "", plain(asked.text))
    assert (asked.status, page.count(words)) == (409, 2), page  # above the form, and at its field
    assert f'href="#{field}"' in page
    form = asked.form(action)
    assert form is not None
    again = {**form.fields, **{name: each for name, each in fields.items() if name in form.fields}}
    assert desk.post(action, again).status == 409  # to press the button again says nothing
    assert desk.post(action, {**again, **boxes(asked.text)}).status == 303


def boxes(page: str) -> dict[str, str]:
    """Return what the boxes of a form say by which what is likely a slip stays as it stands."""
    found = re.findall(r'<input type="checkbox" name="(sure\.[^"]+)" value="([^"]*)">', page)
    return {name: unescape(says) for name, says in found}


def test_what_is_asked_of_one_field_is_not_answered_by_what_is_done_in_another(desk: Client, root: Path) -> None:
    form = opened(desk, "/thing", "/figure", path="association.stats[members]")
    new = {**form.fields, "f.new.value": "many", "f.new.as_of": "2207-06", "kind": "always"}
    asked = desk.post("/figure", new)
    assert boxes(asked.text).keys() == {"sure.new.as_of", "sure.new.sources"}
    mended = {**new, "f.new.value": "140"}
    refused = desk.post("/figure", mended)
    assert (refused.status, set(boxes(refused.text))) == (409, {"sure.new.as_of", "sure.new.sources"})
    # One answered is asked no more, until something else stands there.
    sources = {"sure.new.sources": boxes(refused.text)["sure.new.sources"]}
    refused = desk.post("/figure", {**mended, **sources})
    assert (refused.status, set(boxes(refused.text))) == (409, {"sure.new.as_of"})
    kept = refused.form("/figure")
    assert kept is not None
    assert sources.items() <= kept.fields.items()
    other = {**mended, **sources, **boxes(refused.text), "f.new.as_of": "2208-06"}
    assert boxes(desk.post("/figure", other).text).keys() == {"sure.new.as_of", "sure.new.sources"}
    assert desk.post("/figure", {**mended, **sources, **boxes(refused.text)}).status == 303


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2196-08-01", "Its event (14–16 May 2030) was over more than 165 years earlier."),
        ("2031-08-01", "Its event (14–16 May 2030) was over 442 days earlier."),
        ("2028-08-01", "Its event (14–16 May 2030) begins only 651 days later."),
    ],
)
def test_a_brief_of_a_day_far_from_its_event_is_asked_about(desk: Client, root: Path, as_of: str, words: str) -> None:
    first = root / "content" / "editions" / "2030-05-example-city.yaml"
    first.write_text(first.read_text("utf-8").replace("as_of: 2030-05 ", "as_of: 2027-01 "), "utf-8")
    form = opened(desk, "/edition")
    odd = {**form.fields, "event": "example-forum-2030", "name": "2033-08-late", "as_of": as_of}
    asked_once_of(desk, "/edition", odd, "as_of", words)


def test_a_wrong_expression_is_told_beside_the_question_since_when_and_once(desk: Client, root: Path) -> None:
    before_it(root)
    for page, path in (("/thing", "association.goals.items[first_goal]"), ("/add", "association.goals.items")):
        form = opened(desk, page, path=path)
        typed = {"f.text.ka": "მიზანი.", "f.text.en": "The goal of {{ agency.nme }}."}
        typed |= {"f.id": "new"} if page == "/add" else {}
        asked = desk.post(page, {**form.fields, **typed})
        told = plain(asked.text)
        assert (asked.status, 'id="undecided"' in told, told.count("nme”")) == (409, True, 2), path  # at its field, too
        assert "#f-text-en" in told.partition('id="refused"')[2].partition("</div>")[0]
    # Of what is typed the form tells; the check of all else.
    live = {**opened(desk, "/thing", path="association.goals.items[first_goal]").fields, "lang": "en"}
    wrong_there = {**live, "f.text.en": typed["f.text.en"]}
    assert [*json.loads(desk.post("/typed", wrong_there).text)["wrong"]] == ["text.en"]
    assert "nme" not in json.loads(desk.post("/checked", wrong_there).text)["found"].get("text.en", "")
    assert desk.post("/thing", {**wrong_there, "kind": "always"}).status == 303
    other = {**opened(desk, "/thing", path="association.goals.items[first_goal]").fields, "lang": "en"}
    other["f.text.ka"] = "სხვა მიზანი."
    assert json.loads(desk.post("/typed", other).text)["wrong"] == {}
    assert "nme" in json.loads(desk.post("/checked", other).text)["found"]["text.en"]


def test_a_figure_without_a_source_is_asked_about(desk: Client, root: Path) -> None:
    form = opened(desk, "/thing", "/figure", path="association.stats[members]")
    new = {**form.fields, "f.new.value": "140", "f.new.as_of": "2030-06", "kind": "always"}
    asked_once_of(desk, "/figure", new, "f-new-sources", "No source is named for this value.")
    assert "value: 140" in content(root, "association.yaml")
    past = {**opened(desk, "/thing", "/figure", path="association.stats[members]").fields, "f.new.value": "3"}
    refused = plain(desk.post("/figure", {**past, "f.new.as_of": "2001"}).text)
    assert "No source is named" not in refused  # it has to have one
    assert "Say where this is from" in refused


def test_a_term_that_overlaps_one_that_no_brief_knows_yet_is_refused_and_leads_there(desk: Client, root: Path) -> None:
    term = {"f.person": "second-example", "f.office": "secretary_general", "kind": "always"}
    form = opened(desk, "/add", path="people.terms")
    one = {**form.fields, **term, "f.id": "one", "f.start": "2030-09", "f.end": "2030-12"}
    assert desk.post("/add", one).status == 303
    form = opened(desk, "/add", path="people.terms")
    other = {**form.fields, **term, "f.person": "first-example", "f.id": "other", "f.start": "2030-11"}
    words = (
        "holds this office from September 2030 until December 2030. Correct this day, or first the days of that term"
    )
    refused = desk.post("/add", other)
    assert (refused.status, boxes(refused.text)) == (409, {})
    assert plain(refused.text).count(words) == 2  # above the form, and at its field
    assert "/thing?path=people.terms[one].end&back=/add" in unquote(refused.text.replace("&amp;", "&"))
    form = opened(desk, "/thing", path="people.terms[one]")
    assert desk.post("/thing", {**form.fields, "f.end": "2030-10", "kind": "always"}).status == 303
    assert desk.post("/add", other).status == 303
    form = opened(desk, "/thing", path="people.terms[one]")
    refused = desk.post("/thing", {**form.fields, "f.end": "2030-12-20"})
    assert "holds this office from November 2030 on. Correct this day" in plain(refused.text)
    assert "path=people.terms[other].start" in unquote(refused.text)
    assert [each.code for each in check(open_project(root)) if each.code == "office-twice"] == []


def test_terms_that_overlap_already_are_mended_one_by_one(desk: Client, root: Path) -> None:
    """The day on which the one followed the other lies between those that stand there."""
    terms = (
        "\n  - {id: one, person: second-example, office: secretary_general, start: 2031-01, end: 2035-12}"
        "\n  - {id: two, person: first-example, office: secretary_general, start: 2033-01}\n"
    )
    text = content(root, "people.yaml")
    write(root, "people.yaml", text.replace("\nterms:", f"\nterms:{terms}", 1))
    form = opened(desk, "/thing", path="people.terms[one]")
    assert desk.post("/thing", {**form.fields, "f.end": "2034-06", "kind": "always"}).status == 303
    form = opened(desk, "/thing", path="people.terms[two]")
    assert desk.post("/thing", {**form.fields, "f.start": "2034-06", "kind": "always"}).status == 303
    form = opened(desk, "/thing", path="people.terms[one]")
    assert desk.post("/thing", {**form.fields, "f.end": "2035-06"}).status == 409  # now it would overlap anew


def test_what_cannot_be_printed_of_a_new_entry_is_told_as_often_as_it_is_refused(desk: Client) -> None:
    form = opened(desk, "/add", path=HISTORY)
    fields = {
        **form.fields,
        "f.text.en": "We have {{ nope }} members.",
        "f.text.ka": "ტექსტი",
        "f.date": "2031-05-01",  # to come
    }
    for _ in range(2):
        refused = desk.post("/add", fields)
        assert (refused.status, "There is no “nope” here" in unescape(refused.text)) == (409, True)
        again = refused.form("/add")
        assert again is not None
        fields = again.fields


def test_a_list_that_is_not_there_is_told_plainly(desk: Client) -> None:
    answer = desk.get("/content", list="people.offices")
    assert (answer.status, "There is no such entry" in answer.text) == (409, True)


def test_an_event_to_come_is_told_of_as_held_only_if_somebody_says_so(desk: Client, root: Path) -> None:
    edit(root, "editions/2030-05-example-city.yaml", "as_of: 2030-05 ", "as_of: 2030-05-20 ")
    event = "\n- {id: late, kind: forum, name: {ka: ფორუმი, en: Late}, date: 2031-06-10, state: planned}\n"
    write(root, "events.yaml", content(root, "events.yaml") + event)
    entry = {"f.id": "new", "f.event": "late", "kind": "always"}
    held = {"f.text.ka": "ფორუმი გაიმართა.", "f.text.en": "The Forum was held."}
    to_come = {"f.text.ka": "ფორუმი გაიმართება.", "f.text.en": "The Forum will be held."}
    form = opened(desk, "/add", path=HISTORY)
    asked_once_of(
        desk, "/add", {**form.fields, **entry, **held}, "f-event", "This event is still to come (10 June 2031)"
    )
    found = [(each.path, str(each.message)) for each in check(open_project(root))]
    assert (f"{HISTORY}[new].event", "this is told of 10 June 2031, but the brief is of 20 May 2030") in found
    assert desk.post("/add", {**form.fields, **entry, "f.id": "other", **to_come}).status == 303


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_point_without_words_is_not_saved(root: Path, language: str) -> None:
    path = "editions[2030-05-example-city].points"
    told = {"en": "Write what is said: a point without words would be an empty row", "ka": "დაწერეთ, რა ითქმის"}
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        empty = {
            "f.id": "empty",
            "f.kind": "key-message",
            "f.topic.ka": "თემა",
            "f.topic.en": "Topic",
            "kind": "always",
        }
        refused = desk.post("/add", {**opened(desk, "/add", path=path).fields, **empty})
        assert (refused.status, told[language] in plain(refused.text)) == (409, True)
        words = {"f.say.ka": "სიტყვა.", "f.say.en": "A word."}
        assert desk.post("/add", {**opened(desk, "/add", path=path).fields, **empty, **words}).status == 303
        form = opened(desk, "/thing", path=f"{path}[empty]")
        refused = desk.post("/thing", {**form.fields, **dict.fromkeys(words, "")})
        assert (refused.status, told[language] in plain(refused.text)) == (409, True)
        line = {"f.kind": "red-line", "f.never.ka": "თანხა.", "f.never.en": "No sum."}
        assert desk.post("/thing", {**form.fields, **dict.fromkeys(words, ""), **line}).status == 303


def test_who_cannot_get_the_briefs_is_told_by_row_and_name_as_it_was_typed(desk: Client, root: Path) -> None:
    rows = (
        "name\temail\tlanguage\thighest marking",
        "Ana\tana@agency.example\tfr\tsecret",
        "Ben\tnobody\tka\tinternal",
    )
    page = plain(desk.post("/enrol", {"table": "\n".join(rows)}).text)
    told = page.partition('id="refused"')[2].partition("</div>")[0]
    assert "row 2: language: there is no language “fr”" in told
    assert "row 2: highest marking: there is no marking “secret”" in told
    assert "row 3: “nobody” is not an email address" in told
    typed = {"f.name": "Ana", "f.email": "ana.one@agency.example", "f.language": "ka", "f.ceiling": "internal"}
    assert desk.post("/recipients", typed).status == 303
    again = plain(desk.post("/recipients", {**typed, "f.name": "Anna"}).text)
    assert '<a href="#f-email">Ana has this address already' in again
    lacks = {**typed, "f.email": "other@agency.example", "f.salutation.en": "Dear Ana,"}
    again = plain(desk.post("/recipients", lacks).text)
    assert '<a href="#f-salutation-ka">Salutation: there is no salutation in Georgian' in again
    assert "line" not in again.partition('id="refused"')[2].partition("</div>")[0]


def test_a_term_that_wants_an_end_leads_to_its_field(desk: Client) -> None:
    form = opened(desk, "/add", path="people.terms")
    new = {"f.id": "new", "f.person": "second-example", "f.office": "president", "f.start": "2029-02", "kind": "always"}
    follow(desk, desk.post("/add", {**form.fields, **new}))
    path = "people.terms[first-example-president]"
    assert "Give this term an end" in (page := desk.get("/check").text)
    assert f'<a href="/thing?path={quote(path)}.end">First Example, President – End</a>' in plain(page)
    here = plain(desk.get("/thing", path=path).text).partition("Give this term an end")[2]
    assert '<a href="#f-end">' in here[:600]


def test_beside_the_form_of_an_older_edition_stands_its_own_brief(desk: Client, root: Path) -> None:
    before_it(root)
    next_edition(root)
    for edition in ("2030-01-before", "2031-06-later"):
        page = desk.get("/thing", path=f"editions[{edition}]")
        (src,) = re.findall(r'<iframe [^>]*src="/frame/brief\?([^"]+)"', plain(page.text))
        own = f'data-src="editions[{edition}].version"'
        assert own in desk.get("/frame/brief", **dict(parse_qsl(src))).text
        form = page.form("/thing")
        assert form is not None
        typed = json.loads(desk.post("/typed", {**form.fields, "lang": "en"}).text)
        assert own in typed["body"]
    (src,) = re.findall(r'<iframe [^>]*src="/frame/brief\?([^"]+)"', plain(desk.get("/thing", path="association").text))
    assert "edition" not in src


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_change_calls_what_is_there_no_more_as_it_was_called(root: Path, language: str) -> None:
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        event = {"f.kind": "forum", "f.state": "planned", "f.date": "2033-05", "kind": "always"}
        names = {"f.id": "wide-forum-2033", "f.name.ka": "დიდი ფორუმი", "f.name.en": "Wide Forum"}
        follow(desk, desk.post("/add", {**opened(desk, "/add", path="events").fields, **event, **names}))
        part = {
            "f.id": "wide-session-2033",
            "f.parent": "wide-forum-2033",
            "f.name.ka": "სესია",
            "f.name.en": "Session",
        }
        follow(desk, desk.post("/add", {**opened(desk, "/add", path="events").fields, **event, **part}))
        taken = next(form for form in desk.get("/changes").forms if form.action == "/changes")
        assert desk.post("/changes", {**taken.fields, "undo": "1", "agreed": "yes"}).status == 303
        for page in ("/changes", "/changes/2"):
            shown = desk.get(page).text.partition("<main")[2].partition("<pre")[0]
            assert "wide-forum-2033" not in re.sub(r"<[^>]+>", "", shown)
        assert {"ka": "დიდი ფორუმი", "en": "Wide Forum"}[language] in shown


def test_who_was_elected_and_has_no_term_is_given_one_by_a_press(desk: Client, root: Path) -> None:
    nameless = AGENDA.replace("state: planned", "state: held").replace("  name: {ka: სესია, en: Council}\n", "")
    write(root, "events.yaml", content(root, "events.yaml") + nameless)
    elected = "en: Election of the President}\n"
    edit(root, "events.yaml", elected, f"{elected}      elected: [second-example]\n      term_years: 4\n")
    edit(root, "editions/2030-05-example-city.yaml", "as_of: 2030-05 ", "as_of: 2030-06-20 ")
    page = plain(desk.get("/check").text)
    assert "Elected · 1:" in page  # people count from one
    (to,) = re.findall(r'<a class="button" href="/add\?([^"]+)">Add a term of office</a>', page)
    form = desk.get("/add", **dict(parse_qsl(to))).form("/add")
    assert form is not None
    given = {name: form.fields[f"f.{name}"] for name in ("person", "office", "elected_at", "years")}
    assert given == {"person": "second-example", "office": "president", "elected_at": "during", "years": "4"}


def test_an_event_without_a_name_is_called_by_what_it_is(root: Path) -> None:
    nameless = AGENDA.replace("state: planned", "state: held").replace("  name: {ka: სესია, en: Council}\n", "")
    write(root, "events.yaml", content(root, "events.yaml") + nameless.replace("2030-05-15", "2029-05-15"))
    for language, called in (("ka", "2029 წლის 15 მაისი"), ("en", "15 May 2029 lies outside Example Forum")):
        with asyncio.Runner() as runner:
            assert called in plain(Client(root, runner, language).get("/check").text)
    edit(root, "events.yaml", "  kind: forum\n", "  kind: forum\n  parent: during\n")
    with asyncio.Runner() as runner:
        page = plain(re.sub(r"<[^>]+>", "", Client(root, runner, "en").get("/check").text))
        assert "during" not in page.replace("during which", "").replace("during its", "").replace("during the", "")


@pytest.mark.parametrize("words", ["13/2022", "0/2022", "13-2022"])
def test_a_date_that_there_is_not_is_told_as_it_was_typed(desk: Client, words: str) -> None:
    said = json.loads(desk.post("/date", {"words": words, "name": "f.date", "path": "events"}).text)["wrong"]
    assert said == f"There is no such date as “{words}”."


def test_help_calls_terms_of_office_by_no_other_name(desk: Client) -> None:
    page = plain(desk.get("/explain/elected-otherwise").text)
    assert "Person: kozlov" in page
    assert "glossary" not in page


def test_what_nobody_has_cleared_leads_to_who_has(desk: Client, root: Path) -> None:
    path = "editions[2030-05-example-city].points"
    point = {"f.id": "new", "f.kind": "key-message", "f.say.ka": "სიტყვა.", "f.say.en": "A word.", "kind": "always"}
    page = plain(follow(desk, desk.post("/add", {**opened(desk, "/add", path=path).fields, **point})))
    assert (
        "Nobody has cleared this yet" in page.partition('id="f-cleared_by-said"')[2].partition('<div class="field')[0]
    )
    assert "Nobody has cleared this yet" not in page.partition('id="f-id-said"')[2].partition('<div class="field')[0]


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_time_and_a_language_are_typed_as_people_write_them(root: Path, language: str) -> None:
    path = "editions[2030-05-example-city].meetings"
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        form = opened(desk, "/add", path=path)
        chosen = desk.get("/add", path=path).text.partition('name="f.language"')[2].partition("</select>")[0]
        assert f'<option value="en">{ {"ka": "ინგლისური", "en": "English"}[language] }</option>' in chosen
        typed = {"f.id": "talk", "f.name.ka": "შეხვედრა", "f.name.en": "Talk", "f.time": "9.30", "kind": "always"}
        wrong = plain(desk.post("/add", {**form.fields, **typed, "f.time": "25:00"}).text)
        assert {"ka": "„25:00“ დღის დრო არ არის", "en": "“25:00” is no time of day"}[language] in wrong
        follow(desk, desk.post("/add", {**form.fields, **typed, "f.language": "en"}))
        assert 'time: "09:30"' in content(root, "editions/2030-05-example-city.yaml").replace("'", '"')
