"""What was typed and not saved, as the desk keeps it; tests/desk/test_browser.py shows it in a browser."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import pickle
import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefgen.desk.drafts import Drafts, StaleError
from briefgen.mailing.ledger.book import Ledger
from briefgen.mailing.outbox import forget_person
from briefgen.making.opened import open_project
from briefgen.upkeep.editing import add_entry, set_value
from briefgen.upkeep.saving import stand_by
from tests.desk.in_process import Answer, Client
from tests.mailing.letters import letter

PAGE = "/thing association"
TYPED = json.dumps({"f.note": {"was": "", "now": "<b>half a thought</b>"}})


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner)


def test_a_draft_is_kept_for_its_owner_alone_and_shown_on_the_first_page(desk: Client, root: Path) -> None:
    assert desk.post("/draft", {"draft": "0" * 16, "page": PAGE, "kept": TYPED}).status == 200
    (path,) = (root / ".briefgen" / "drafts").rglob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "&lt;b&gt;half a thought&lt;/b&gt;" in desk.get("/").text
    assert "half a thought" in desk.get("/thing", path="association").text
    assert [each.page for each in Drafts(root).of("")] == [PAGE]
    assert Drafts(root).of("somebody@agency.example") == []
    assert desk.post("/draft/gone", {"id": "0" * 16}).status == 303
    assert not path.exists()
    # What was under way when it was thrown away doesn't come back.
    assert desk.post("/draft", {"draft": "0" * 16, "page": PAGE, "kept": TYPED}).status == 200
    assert not path.exists()


def test_a_draft_goes_once_another_one_has_its_words_and_says_so(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    stand = drafts.keep("", "1" * 16, PAGE, TYPED)
    drafts.keep("", f"{'2' * 16},{'1' * 16}:{stand}x", PAGE, TYPED.replace("half", "a whole"))
    assert {each.id for each in drafts.of("")} == {"1" * 16, "2" * 16}  # more was typed since
    drafts.keep("", f"{'2' * 16},{'1' * 16}:{stand}", PAGE, "{}")  # it was decided that nothing of it is meant
    assert drafts.of("") == []


def test_a_draft_is_shown_as_its_form_shows_it_and_goes_once_the_same_was_saved(root: Path) -> None:
    start_of = "people.terms"
    typed = {"f.id": "new-term", "f.person": "first-example", "f.office": "president", "f.start": "17 May 2030"}
    kept = json.dumps({name: {"was": "", "now": words} for name, words in typed.items()})
    figure = json.dumps({"f.label.en": {"was": "", "now": "All members"}})
    with asyncio.Runner() as runner:
        desk = Client(root, runner, "en")
        for number, page, fields in (
            ("1", f"/add {start_of}", kept), ("2", "/thing association.stats[members]", figure),
            ("3", "/settle 7", json.dumps({"because": {"was": "", "now": "they called"}})),
        ):  # fmt: skip
            assert desk.post("/draft", {"draft": number * 16, "page": page, "kept": fields}).status == 200
        home = desk.get("/").text.partition("Typed and not saved")[2].partition("<h2>")[0]
        assert "Terms of the glossary" not in home
        assert re.findall(r"<summary>(.*?) <span class=.where.>last typed ", home)[-1] == "Add a term of office"
        shown = dict(re.findall(r'<p class="where">([^<]*)</p><pre>([^<]*)</pre>', home))
        assert shown["Person"] == "First Example"
        assert shown["Office"] == "President"
        assert shown["Start"] == "17 May 2030"
        assert shown["Label · English"] == "All members"
        assert shown["How do you know?"] == "they called"
        # By another form, or in the file itself.
        add_entry(
            open_project(root), start_of, {n[2:]: "2030-05-17" if n == "f.start" else w for n, w in typed.items()}
        )
        set_value(open_project(root), "association.stats[members].label.en", "All members", always=True)
        Client(root, runner, "en").get("/")
        assert [each.page for each in Drafts(root).of("")] == ["/settle 7"]


@pytest.mark.parametrize("language", ["ka", "en"])
def test_what_is_added_from_a_form_for_its_kind_has_a_draft_of_its_own(root: Path, language: str) -> None:
    """An event that another event is part of; the form that was left has what was typed, and the new one chosen."""

    def ways(page: str, path: str) -> list[str]:
        return [unescape(to) for to in re.findall(r'href="(/add[?][^"]+)"', page) if f"path={path}&" in unescape(to)]

    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)

        def at(address: str) -> Answer:
            page, _, query = address.partition("#")[0].partition("?")
            return desk.get(page, **dict(parse_qsl(query)))

        outer = "/add?path=events"
        (inner,) = [to for to in ways(at(outer).text, "events") if "for=f.parent" in to]
        (inmost,) = [to for to in ways(at(inner).text, "events") if "for=f.parent" in to]
        for number, address in enumerate((outer, inner, inmost)):
            draft = unescape(re.findall(r'action="/add"[^>]* data-draft="([^"]+)"', at(address).text)[0])
            kept = json.dumps({"f.name.en": {"was": "", "now": f"Words {number}"}})
            assert desk.post("/draft", {"draft": str(number) * 16, "page": draft, "kept": kept}).status == 200
        for number, address in enumerate((outer, inner, inmost)):
            assert re.findall("Words [0-9]", at(address).text) == [f"Words {number}"]
        opened = [
            unescape(to) for to in re.findall(r'href="(/add[?][^"]+)">', desk.get("/").text) if "path=events" in to
        ]
        assert {inner, inmost} < {*opened}
        (city,) = ways(at(inner).text, "places.cities")
        (back,) = [each for name, each in parse_qsl(city.partition("?")[2]) if name == "back"]
        assert at(back).form("/add").fields["for"] == "f.parent"  # type: ignore[union-attr]
        form = at(inner).form("/add")
        assert form is not None
        refused = desk.post("/add", {**form.fields, "draft": "1" * 16})
        assert refused.text.count('data-refused="yes"') == 1
        typed = {"f.id": "the-forum", "f.kind": "forum", "f.date": "2031-05-14", "f.state": "planned"}
        typed |= {"f.name.en": "Words", "f.name.ka": "სიტყვები", "kind": "always", "draft": "1" * 16}
        added = desk.post("/add", {**form.fields, **typed})
        assert added.status == 303, added.text
        back, *_others = re.findall(r'class="button" href="(/add[^"]+)"', at(added.headers["location"]).text)
        page = at(unescape(back))
        assert page.form("/add").fields["f.parent"] == "the-forum"  # type: ignore[union-attr]
        assert re.findall("Words [0-9]", page.text) == ["Words 0"]


@pytest.mark.parametrize("language", ["ka", "en"])
def test_nothing_is_offered_as_what_it_is_part_of_itself(root: Path, language: str) -> None:
    path = root / "content" / "events.yaml"
    part = "\n- {id: a-session, kind: meeting, parent: example-forum-2030, date: 2030-05-15, state: planned}\n"
    path.write_text(path.read_text("utf-8") + part, "utf-8")
    with asyncio.Runner() as runner:
        page = Client(root, runner, language).get("/thing", path="events[example-forum-2030]").text
        offered = page.partition('name="f.parent"')[2].partition("</select>")[0]
        assert 'value="example-session-12"' in offered
        assert 'value="example-forum-2030"' not in offered
        assert 'value="a-session"' not in offered  # it is a part of it already
        newest = (root / "content" / "editions" / "2030-05-example-city.yaml").read_text("utf-8")
        for id, of in (("2030-07-later", "2030-05-example-city"), ("2030-01-before", "")):
            later = newest + (f"previous: {of}\n" if of else "")
            (root / "content" / "editions" / f"{id}.yaml").write_text(later, "utf-8")
        page = Client(root, runner, language).get("/thing", path="editions[2030-05-example-city]").text
        offered = page.partition('name="f.previous"')[2].partition("</select>")[0]
        assert re.findall('value="([^"]+)"', offered) == ["2030-01-before"]  # neither itself nor what comes after it


def test_a_reason_and_a_day_that_were_saved_elsewhere_are_no_drafts_any_more(root: Path) -> None:
    at, code, person = "association.stats[members]", "fact-unverified", "people.persons[first-example]"
    typed = {"because": "they  said\nso ", "until": "14 May 2031"}  # which is kept on one line
    with asyncio.Runner() as runner:
        desk = Client(root, runner, "en")
        for number, page, words in (
            ("1", f"/stand {at} {code}", typed),
            ("2", f"/known {person}", {"known": "2030-02"}),
        ):
            kept = json.dumps({name: {"was": "", "now": said} for name, said in words.items()})
            assert desk.post("/draft", {"draft": number * 16, "page": page, "kept": kept}).status == 200
        stand_by(open_project(root), at, code, "another reason", "2031-05-14", dt.date(2030, 1, 1))
        set_value(open_project(root), f"{person}.known_from", "2030-03", always=True)
        Client(root, runner, "en").get("/")
        assert len(Drafts(root).of("")) == 2  # neither is what was typed
        stand_by(open_project(root), at, code, typed["because"], "2031-05-14", dt.date(2030, 1, 1))
        set_value(open_project(root), f"{person}.known_from", "2030-02", always=True)
        Client(root, runner, "en").get("/")
        assert Drafts(root).of("") == []


def test_what_was_typed_about_a_letter_is_offered_until_that_was_decided(root: Path) -> None:
    at, kept = datetime(2026, 3, 2, 9, tzinfo=UTC), json.dumps({"because": {"was": "", "now": "they  called "}})
    with Ledger.open(root / "outbox") as ledger, asyncio.Runner() as runner:
        first, second = ledger.plan([letter("zenobia"), letter("anna")], at)
        ledger.begin(first, at)
        ledger.note(first, "uncertain", "the line broke", at, begun=True)
        for number, about in enumerate((first, second, "9" * 23, "x")):
            draft = {"draft": f"{number:016x}", "page": f"/settle {about}", "kept": kept}
            assert Client(root, runner).post("/draft", draft).status == 200
        desk = Client(root, runner, "en")  # after a crash
        assert desk.get("/outbox").text.count("they  called") == 2
        home = desk.get("/").text
        names = [ledger.message(number).name for number in (first, second)]
        assert [home.count(f'<summary>Mail: {name} <span class="where">last typed ') for name in names] == [1, 1]
        asked = re.findall(r'<p class="where">([^<]*)</p><pre>they  called </pre>', home)
        assert sorted(asked) == ["How do you know?"] * 3 + ["Why is it dropped?"]  # the second one waits
        ledger.decide(first, "sent", "they called", at)  # by the command
        ledger.decide(second, "drop", "another reason", at)
        desk.get("/")
        assert sorted(each.page for each in Drafts(root).of("")) == [
            f"/settle {second}", f"/settle {'9' * 23}", "/settle x",
        ]  # fmt: skip
        assert forget_person(open_project(root), ledger, "anna", at=at) == 1
        assert f"/settle {second}" not in {each.page for each in Drafts(root).of("")}
        told = {"number": "9" * 23, "decision": "drop", "because": "x"}
        assert desk.post("/settle", told).status == 409


def test_what_one_has_saved_or_thrown_away_stops_nobody_elses_draft(root: Path) -> None:
    drafts, id = Drafts(root), "0" * 16
    drafts.forget("anna@agency.example", id)
    assert drafts.keep("anna@agency.example", id, PAGE, TYPED) == ""
    assert drafts.keep("ben@agency.example", id, PAGE, TYPED) != ""
    drafts.forget("anna@agency.example", id)
    assert [each.id for each in drafts.of("ben@agency.example")] == [id]


def test_what_was_told_earlier_and_arrives_later_is_let_go(root: Path) -> None:
    drafts, id = Drafts(root), "0" * 16
    drafts.keep("", id, PAGE, TYPED, 2)
    for words in (TYPED.replace("half", "a quarter"), "{}"):  # before anything was typed
        with pytest.raises(StaleError) as stale:
            drafts.keep("", id, PAGE, words, 1)
        assert stale.value.turn == 2
    (kept,) = drafts.of("")
    assert "half" in kept.words["f.note"]
    drafts.keep("", id, PAGE, TYPED.replace("half", "a whole"), 3)
    (kept,) = drafts.of("")
    assert "a whole" in kept.words["f.note"]


def test_who_tells_what_counts_as_earlier_hears_so_with_the_number_that_it_is_to_be_above(desk: Client) -> None:
    """Else a page whose clock was set back would think that it is kept."""
    told = {"draft": "0" * 16, "page": PAGE}
    assert desk.post("/draft", {**told, "kept": TYPED, "turn": "20"}).status == 200
    later = desk.post("/draft", {**told, "kept": TYPED.replace("half", "a whole"), "turn": "10"})
    assert (later.status, json.loads(later.text)) == (409, {"stand": "", "turn": 20})
    assert desk.post("/draft", {**told, "kept": TYPED.replace("half", "a whole"), "turn": "21"}).status == 200
    assert "a whole a thought" in desk.get("/").text


def test_what_is_remembered_of_saved_forms_is_bounded(root: Path) -> None:
    drafts = Drafts(root)
    for number in range(3000):
        drafts.forget(f"person-{number}", f"{number:016x}")
        drafts.forget("", "x" * 1000 + str(number))  # no name that the desk gave
        drafts.keep(f"person-{number}", f"{number:015x}f", PAGE, "{}", number)
    remembered = [each for each in vars(drafts).values() if isinstance(each, dict)]
    assert len(remembered) == 2
    assert len(pickle.dumps(remembered)) < 200_000
    assert drafts.keep("person-2999", f"{2999:016x}", PAGE, TYPED) == ""


@pytest.mark.parametrize("id", ["", "x", "../../../../x", "0" * 15, "0" * 17, "0" * 15 + "\0", "0" * 15 + "/"])
def test_nothing_but_a_name_that_the_desk_gave_names_a_file(desk: Client, root: Path, id: str) -> None:
    before = sorted(root.parent.rglob("*"))
    desk.post("/draft", {"draft": id, "page": PAGE, "kept": TYPED})
    desk.post("/draft/gone", {"id": f"{id},{id}:x"})
    assert sorted(root.parent.rglob("*")) == before


@pytest.mark.parametrize("kept", ["", "x", "[]", "1", '{"a": 1}', '{"a": {"was": ""}}', "[" * 10_000, '{"a": null}'])
def test_what_is_no_draft_is_refused(desk: Client, root: Path, kept: str) -> None:
    assert desk.post("/draft", {"draft": "0" * 16, "page": PAGE, "kept": kept}).status == 400
    assert not (root / ".briefgen" / "drafts").exists()


def test_a_draft_that_was_spoilt_or_cannot_be_kept_stops_no_page(desk: Client, root: Path) -> None:
    desk.post("/draft", {"draft": "0" * 16, "page": PAGE, "kept": TYPED})
    (path,) = (root / ".briefgen" / "drafts").rglob("*.json")
    for words in ("", "[]", "{", '{"page": 1, "fields": {"a": 1}}', "\0"):
        path.write_text(words)
        assert desk.get("/thing", path="association").status == 200
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("something else")
    assert desk.post("/draft", {"draft": "1" * 16, "page": PAGE, "kept": TYPED}).status == 503  # the browser keeps it


def test_a_saved_form_takes_its_draft_with_it_and_of_others_what_it_took_in(root: Path) -> None:
    drafts = Drafts(root)
    ids = [drafts.new() for _ in range(3)]
    stands = [
        drafts.keep("", id, PAGE, json.dumps({"f.note": {"was": "", "now": words}}))
        for id, words in zip(ids, ("own", "taken in", "typed on"), strict=True)
    ]
    drafts.keep("", ids[2], PAGE, json.dumps({"f.note": {"was": "", "now": "typed on, and more"}}))
    drafts.forget("", f"{ids[0]},{ids[1]}:{stands[1]},{ids[2]}:{stands[2]}")
    assert [each.words for each in drafts.of("", PAGE)] == [{"f.note": "typed on, and more"}]
    assert drafts.gone("") == [ids[0]]
    assert drafts.gone("somebody") == []


def test_what_may_be_a_password_is_in_no_draft(root: Path) -> None:
    with asyncio.Runner() as runner:
        desk = Client(root, runner, "en")
        good = (root / "briefgen.toml").read_text("utf-8")

        def keep(page: str, name: str, was: str, now: str) -> str:
            kept = json.dumps({name: {"was": was, "now": now}})
            return desk.post("/draft", {"draft": "0" * 16, "page": page, "kept": kept}).text

        wrong = ("password = 'hunter2'", "[mail]\npassword='hunter2'", "# smtp_pass: hunter2", 'პაროლი = "hunter2"')
        for words in wrong:
            assert '"private":true' in keep("/settings", "text", good, f"{good}\n{words}\n")
            assert '"private":true' in keep("/settings", "text", f"{words}\n{good}", good)
        assert '"private":true' in keep("/account", "secret", "", "hunter2")
        assert not any(b"hunter2" in path.read_bytes() for path in root.rglob("*") if path.is_file())
        assert "private" not in keep("/settings", "text", good, f'{good}\nlogin = "password"\n')
        assert "data-private=" in desk.get("/settings").text  # nor does the browser keep it


def test_who_is_forgotten_for_good_stands_in_no_draft(root: Path, tmp_path: Path) -> None:
    drafts, at = Drafts(root), datetime(2026, 3, 2, 9, tzinfo=UTC)
    for name, page, words in (
        ("address", "/enrol", "Zenobia, Zenobia@example.org"), ("page", "/recipient zenobia", "Z."),
        ("other", "/enrol", "anna.zenobia@example.org"), ("another", "/recipient zenobia-b", "B."),
    ):  # fmt: skip
        drafts.keep(
            "anna" if name == "page" else "", drafts.new(), page, json.dumps({"a": {"was": name, "now": words}})
        )
    with Ledger.open(tmp_path / "outbox") as ledger:
        (number,) = ledger.plan([letter("zenobia")], at)
        ledger.begin(number, at)
        ledger.note(number, "sent", "250 Ok", at, begun=True)
        assert forget_person(open_project(root), ledger, "zenobia", at=at) == 1
    assert {each.fields["a"]["was"] for each in (*drafts.of(""), *drafts.of("anna"))} == {"other", "another"}


def test_two_drafts_of_one_form_are_told_apart_and_each_is_opened_by_itself(root: Path) -> None:
    drafts = Drafts(root)
    with asyncio.Runner() as runner:
        desk = Client(root, runner, "en")
        for number, page, words in (("a", PAGE, "older"), ("b", "/thing agency", "other"), ("c", PAGE, "newer")):
            drafts.keep("", number * 16, page, json.dumps({"f.note": {"was": "", "now": words}}))
            (path,) = (root / ".briefgen" / "drafts").rglob(f"{number * 16}.json")
            at = datetime(2026, 3, 2, 9, ord(number) - ord("a")).timestamp()
            os.utime(path, (at, at))
        listed = desk.get("/").text.partition("Typed and not saved")[2].partition("</ul>")[0]
        assert re.findall(r"last typed ([^<]+)<", listed) == [f"2 March 2026, 09:0{each}" for each in (2, 0, 1)]
        to = re.findall(r'<a class="button" href="([^"]+)">Open</a>', listed)
        assert [re.findall(r"draft=(\w)", each) for each in to] == [["c"], ["a"], []]
        asked = dict(parse_qsl(urlsplit(unescape(to[1])).query))
        form = unescape(desk.get("/thing", **asked).text)
        assert "older" in form
        assert "newer" not in form
        both = unescape(desk.get("/thing", path=asked["path"]).text)
        assert "older" in both
        assert "newer" in both
