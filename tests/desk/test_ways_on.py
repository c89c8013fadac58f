"""Where a page says what is missing or what was done, it leads on from there."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections import deque
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

import pytest

from briefgen.desk.pages import making, version
from briefgen.issued.store import sha256
from briefgen.mailing.outbox import open_outbox
from briefgen.making.opened import open_project
from briefgen.making.output import Built
from briefgen.making.press import Result
from tests.desk.in_process import Answer, Client
from tests.desk.test_ways_back import EVENT
from tests.mailing.conftest import InMemory, in_memory, issued_starter, office, server
from tests.mailing.projects import STARTER, Office
from tests.mailing.scripted import PASSWORD, Scripted, certificates
from tests.started import start

__all__ = ["InMemory", "certificates", "in_memory", "issued_starter", "office", "server"]
NAME = f"{STARTER}@1"


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)


@pytest.fixture
def root(issued_starter: Path, tmp_path: Path) -> Path:
    shutil.copytree(issued_starter, tmp_path / "copy")
    return tmp_path / "copy"


def internal(office: Office) -> None:
    """Give the edition a marking that goes only where somebody said, which nobody did."""
    path = office.root / "content" / "agency.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\n +domains: .*", "", text), encoding="utf-8")


def test_who_gets_nothing_for_want_of_domains_is_led_to_them(office: Office, runner: asyncio.Runner) -> None:
    internal(office)
    page = Client(office.root, runner, "en").get("/send", name=NAME).text
    assert "write the part after the @ into the marking in the agency’s form, such as agency.example." in page
    (to,) = re.findall(r'href="(/thing[^"]+)"', page)
    path, _, field = unescape(to).partition("#")
    asked = dict(parse_qsl(urlsplit(path).query))
    assert (asked["path"], field) == ("agency.markings[internal]", "f-domains")
    form = Client(office.root, runner, "en").get("/thing", **asked).text
    assert f'id="{field}"' in form
    assert f'href="/send?{urlencode({"name": NAME})}">Back to sending</a>' in form
    assert "/recipient?id=" not in page.partition("<main")[2]  # nothing in their own forms would change it
    assert "Send it once more" not in page
    assert "Nobody gets it yet." in page


def test_what_letters_lack_has_the_domains_before_the_edition_is_issued(office: Office, runner: asyncio.Runner) -> None:
    desk = Client(office.root, runner, "en")
    assert "f-domains" not in desk.get("/outbox").text
    internal(office)
    shutil.rmtree(office.root / "content" / "issued", ignore_errors=True)
    page = desk.get("/outbox").text
    lacks = page.partition('id="lacks"')[2].partition("</div>")[0]
    assert "The newest edition, " in lacks
    (to,) = re.findall(r'href="(/[^"]+)"', lacks)
    path, _, field = unescape(to).partition("#")
    assert (dict(parse_qsl(urlsplit(path).query))["path"], field) == ("agency.markings[internal]", "f-domains")
    office.write_people("id: ana; ceiling: public")  # whom no domain would help
    assert "f-domains" not in desk.get("/outbox").text
    office.people.write_text("[]\n", encoding="utf-8")  # nobody yet: whoever comes would need one
    assert "f-domains" in desk.get("/outbox").text


def test_a_text_that_has_changed_since_it_was_issued_is_told_wherever_the_version_is(
    office: Office, runner: asyncio.Runner
) -> None:
    desk = Client(office.root, runner, "en")
    since = "The text has changed since version 1 was issued"
    drafts = "Files made now, if their text differs, are drafts of version 2 and say so on every page."
    pages = {"/": since, "/build": f"{since}. {drafts}"}
    pages["/send"] = f"{since}. What is sent is version 1 as it was issued"
    assert [page for page in pages if since in desk.get(page, name=NAME).text] == []
    path = office.root / "content" / "cooperation.yaml"
    issued = " ".join(re.sub(r"<[^>]*>", " ", desk.get("/build").text).split())
    told = rf"version 1, as issued \d+ \w+ 20\d\d, [\d:]+ · {STARTER}_full_en "
    note = "Briefing note – English"
    assert re.search(rf"{note}, PDF \(opens in a new tab\) · {note}, Word {told}", issued)
    path.write_text(path.read_text(encoding="utf-8").replace("Brief history", "History"), encoding="utf-8")
    made = office.run("build", "--format", "html", "--lang", "en")
    assert made.exit_code == 0, made.output
    files = " ".join(re.sub(r"<[^>]*>", " ", desk.get("/build").text).split())
    assert re.search(rf"Briefing note – English, HTML draft of version 2 [^<]* · {STARTER}_full_en_draft ", files)
    assert files.count("version 1, as issued") == issued.count("version 1, as issued") > 0
    path.write_text(path.read_text(encoding="utf-8").replace("History of", "Story of"), encoding="utf-8")
    assert "draft of version 2, text from before the last change" in desk.get("/build").text
    assert [page for page, told in pages.items() if told not in desk.get(page, name=NAME).text] == []


def test_who_may_not_have_it_at_all_is_not_kept_from_it_by_domains(office: Office, runner: asyncio.Runner) -> None:
    internal(office)
    office.write_people("id: ana; ceiling: public")
    page = Client(office.root, runner, "en").get("/send", name=NAME).text
    (to,) = re.findall(r'<a href="(/recipient[?]id=ana&[^"]+)"', page)
    form = Client(office.root, runner, "en").get("/recipient", **dict(parse_qsl(urlsplit(unescape(to)).query))).text
    assert f'href="/send?{urlencode({"name": NAME})}">Back to sending</a>' in form
    assert "#f-domains" not in page


def test_without_an_account_it_is_told_as_well_who_would_not_get_it(office: Office, runner: asyncio.Runner) -> None:
    internal(office)
    path = office.root / "briefgen.toml"
    path.write_text(path.read_text(encoding="utf-8").partition("[mail]")[0], encoding="utf-8")
    page = Client(office.root, runner, "en").get("/send", name=NAME).text
    assert "No mail account is set up yet." in page
    assert "write the part after the @ into the marking in the agency’s form, such as agency.example." in page
    assert "#f-domains" in page
    assert "Yes, send it" not in page
    (office.root / "content" / "recipients.yaml").write_text("- {id: ana}\n", encoding="utf-8")
    assert "No mail account is set up yet." in Client(office.root, runner, "en").get("/send", name=NAME).text


@pytest.mark.parametrize("language", ["ka", "en"])
def test_without_an_account_it_is_told_who_would_get_what(
    office: Office, runner: asyncio.Runner, language: str
) -> None:
    path = office.root / "briefgen.toml"
    path.write_text(path.read_text(encoding="utf-8").partition("[mail]")[0], encoding="utf-8")
    people = [
        "- {id: ana, name: Ana, email: ana@agency.example, language: ka, ceiling: internal}",
        "- {id: ben, name: Ben, email: ben@agency.example, language: en, ceiling: internal}",
        "- {id: cat, name: Cat, email: cat@agency.example, language: en, ceiling: public}",
    ]
    (office.root / "content" / "recipients.yaml").write_text("\n".join(people), encoding="utf-8")
    page = Client(office.root, runner, language).get("/send", name=NAME).text
    told = {"ka": "ვის გაეგზავნებოდა", "en": "Who would get it"}[language]
    table = page.partition(f"<h2>{told}</h2>")[2].partition("</table>")[0]
    rows = re.findall(r"<tr role=\"row\"><td.*?</tr>", table, re.DOTALL)
    assert [[name in row for name in ("Ana", "Ben", "Cat")] for row in rows] == [
        [True, False, False],
        [False, True, False],
    ]
    assert [re.findall(rf"{STARTER}_full_(\w\w)", row)[0] for row in rows] == ["ka", "en"]
    assert "<input" not in table  # nothing can be chosen yet
    assert ("Cat" in page, 'action="/send"' in page, 'action="/letters"' in page) == (True, False, False)


def test_what_went_out_can_go_once_more(office: Office, runner: asyncio.Runner) -> None:
    assert office.send().exit_code == 0
    assert "Send it once more to all, because" in Client(office.root, runner, "en").get("/send", name=NAME).text


@pytest.mark.parametrize(
    ("file", "old"),
    [("people", "- id: first-example\n"), (f"editions/{STARTER}", "event: example-forum")],
    ids=["a holder", "the event"],
)
def test_what_names_what_is_not_there_closes_no_page_and_leads_to_it(
    root: Path, runner: asyncio.Runner, file: str, old: str
) -> None:
    desk = Client(root, runner, "en")
    path = root / "content" / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, f"{old.rstrip()}-no-more{old[len(old.rstrip()) :]}"), "utf-8")
    pages = ("/", "/content", "/check", "/build", "/issue", "/outbox", "/compare", "/changes", "/edition", "/brief",
             "/recipients", f"/issued/{NAME}")  # fmt: skip
    answers = {page: desk.get(page) for page in pages} | {"/send": desk.get("/send", name=NAME)}
    assert {page for page, each in answers.items() if each.status == 409} == {"/issue", "/send"}  # which say why not
    assert {each.status for each in answers.values()} == {200, 409}
    assert "The text has changed since version 1 was issued" in answers["/"].text
    assert "example" in answers["/check"].text


def test_an_issued_version_has_a_page_with_its_files(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    assert f'<a href="/issued/{NAME}">Version 1</a> (2 May 2030)' in desk.get("/").text  # in the row of its edition
    for page in ("/build", "/outbox"):
        assert f'<a href="/issued/{NAME}">Example Forum, 14–16 May 2030, version 1</a>' in desk.get(page).text, page
    page = desk.get(f"/issued/{NAME}").text
    assert "Issued on 2 May 2030" in page
    files = re.findall(rf'href="/issued/{NAME}/([^"]+)"', page)
    assert sorted(files) == sorted(path.name for path in (root / "output" / STARTER).glob(f"{STARTER}_*.*"))
    answer = desk.get(f"/issued/{NAME}/{files[0]}")
    assert answer.status == 200
    assert answer.body == (root / "output" / STARTER / files[0]).read_bytes()
    assert files[0] in answer.headers["content-disposition"]
    for other in (f"/issued/{NAME}/manifest.json", f"/issued/{NAME}/issued.json", f"/issued/{STARTER}@9",
                  f"/issued/{STARTER}@9/{files[0]}", f"/issued/..@1/{files[0]}"):  # fmt: skip
        assert desk.get(other).status in (404, 409), other


def test_a_file_that_was_built_anew_is_not_the_one_that_was_issued_until_that_is_made_again(
    root: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Client(root, runner, "en")
    (file, *_) = re.findall(rf'href="/issued/{NAME}/([^"]+)"', desk.get(f"/issued/{NAME}").text)
    path = root / "output" / STARTER / file
    issued = path.read_bytes()
    path.write_bytes(b"another")
    page = desk.get(f"/issued/{NAME}").text
    assert (f'/{file}"' in page, '<form method="post" action="/reprint">' in page) == (False, True)
    assert desk.get(f"/issued/{NAME}/{file}").status == 404

    def made(project: object, name: str, **more: object) -> None:  # the real one is tested with the verb
        (root / "output" / name).mkdir()
        (root / "output" / name / file).write_bytes(issued)

    monkeypatch.setattr(version, "reprint", made)
    work = desk.post("/reprint", {"name": NAME})
    while (ended := desk.get(work.headers["location"])).status == 202:
        pass
    assert ended.headers["location"] == f"/issued/{NAME}"
    assert f'/{file}"' in desk.get(f"/issued/{NAME}").text
    assert sha256(path.read_bytes()) != sha256(issued)


def test_who_has_a_version_stands_on_its_page(office: Office, runner: asyncio.Runner) -> None:
    desk = Client(office.root, runner, "en")
    assert "nobody yet" in desk.get(f"/issued/{NAME}").text
    assert office.send().exit_code == 0
    assert "<li>Ana</li><li>Ben</li>" in desk.get(f"/issued/{NAME}").text


def test_a_version_that_says_the_same_is_the_last_to_be_compared_with(root: Path, runner: asyncio.Runner) -> None:
    issued = root / "content" / "editions" / f"{STARTER}.issued"
    desk = Client(root, runner, "en")
    path = root / "content" / "editions" / "2029-05-older.yaml"
    text = (root / "content" / "editions" / f"{STARTER}.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace(STARTER, path.stem).replace("2030-05", "2029-05"), encoding="utf-8")
    assert issued.is_dir()

    def offered() -> list[str]:
        section = desk.get("/build").text.partition('value="2030-05-example-city"')[2].partition("</section>")[0]
        choice = section.partition('action="/redline"')[2].partition("</select>")[0]
        return re.findall(r'<option value="([^"]+)"', choice)

    assert offered() == ["2029-05-older", NAME]
    file = root / "content" / "association.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Association", "Federation"), encoding="utf-8")
    assert offered() == [NAME, "2029-05-older"]


# What a list lacks is added, and one comes back.


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    start(tmp_path / "project")
    return tmp_path / "project"


def links(page: str, to: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'href="([^"]+)"', page) if to in unquote(each)]


def test_what_a_form_lacks_in_its_lists_is_a_link_away_and_leads_back(plain: Path, runner: asyncio.Runner) -> None:
    desk = Client(plain, runner, "en")
    term = desk.get("/add", path="people.terms").text
    (address,) = links(term, "path=people.persons")
    assert parse_qs(urlsplit(address).query)["back"] == ["/add?path=people.terms"]
    offered = term.partition("Not in the list? Add an office: ")[2].partition("</p>")[0]
    assert re.findall(r">([^<]+)</a>", offered) == ["Example Association", "Example Agency"]
    assert links(desk.get("/thing", path="association.stats[members]").text, "/add?path=sources")
    form = desk.get("/add", path="people.persons", back="/add?path=people.terms").form("/add")
    assert form is not None
    refused = desk.post("/add", {**form.fields, "f.id": "", "f.name.en": ""})
    assert refused.status == 409
    form = refused.form("/add")
    assert form is not None
    person = {"f.id": "new-one", "f.name.en": "New One", "f.name.ka": "ახალი ერთი"}
    added = desk.post("/add", {**form.fields, **person})
    assert added.status == 303, added.text
    page = desk.get("/thing", **dict(parse_qsl(urlsplit(added.headers["location"]).query))).text
    back = '<a class="button" href="/add?path=people.terms">Back to the form that you came from</a>'
    assert back in page
    reached = dict(parse_qsl(urlsplit(added.headers["location"]).query))
    for address in ("/confirm", "/thing", "/move"):  # no save of that page loses it
        form = desk.get("/thing", **reached).form(address)
        assert form is not None, address
        more = {"/thing": {"f.name.en": "Newer One"}, "/confirm": dict(form.buttons), "/move": dict(form.buttons)}
        saved = desk.post(address, {**form.fields, **more[address]})
        assert saved.status == 303, saved.text
        reached = dict(parse_qsl(urlsplit(saved.headers["location"]).query))
        assert back in desk.get("/thing", **reached).text, address


TIME = r"(?:[\w\s]+, )?\d\d:\d\d"  # with the day, if that is tomorrow


def test_a_letter_that_was_put_off_is_tried_again_and_is_not_called_tried_before_its_time(
    office: Office, server: Scripted, runner: asyncio.Runner
) -> None:
    office.serve(server, retry_seconds=[3600])
    server.script.rcpt["ben@agency.example"] = deque(["451 later"] * 9)
    desk = Client(office.root, runner, "en")

    def sent() -> str:
        form = desk.get("/send", name=NAME).form("/send")
        assert form is not None
        work = desk.post("/send", form.fields)
        while (ended := desk.get(work.headers["location"])).status == 202:
            pass
        return unescape(ended.text).partition("Who has what")[0]

    first, second = sent(), sent()
    assert re.search(
        rf"Ben \(ben@agency.example\): was put off: the mail server did not take it yet, and asks to try again later;"
        rf" it can be sent again from {TIME} on – the mail server said: “451 later”</li>",
        first,
    )
    told = rf"Ben \([^)]+\): not tried this time, since it is too early; it may be tried from {TIME} on</li>"
    assert re.search(told, second)
    assert "451" not in second
    shut = r'<button[^>]* disabled data-opens="(\d+)" aria-describedby="(early[-\d]*)">'
    why = rf'</button> <span class="where" id="\2">What was put off can be tried again from {TIME} on.'
    for page in (first, second, desk.get("/outbox").text):
        assert 'action="/send"' in page
        found = re.search(shut + "Look at what waits, and send it…" + why, page)
        assert found, page
        assert 3400 < int(found[1]) <= 3600
    asked = desk.get("/send", name=NAME).text
    assert re.search(shut + "Yes, send it" + why, asked)
    assert re.search(rf"<p>Put off until {TIME}: Ben.</p>", asked)
    with closing(open_outbox(open_project(office.root))) as outbox, outbox._database.writing() as connection:
        connection.execute("UPDATE messages SET next_try = '2026-01-01T00:00:00Z' WHERE next_try IS NOT NULL")
    due = desk.get("/send", name=NAME).text
    assert (
        '<p class="choice">Still waiting, and sent now: <label><input type="checkbox" form="send" name="to.ben"' in due
    )
    for page in (due, desk.get("/outbox").text.partition("Who has what")[2]):
        assert re.search(r"<button[^>]*>(?:Yes, send it|Look at what waits, and send it…)<", page)
        assert "data-opens" not in page
    form = desk.get("/outbox").form("/settle")
    assert form is not None
    assert [value for _, value in form.buttons] == ["drop"]  # nothing else can be decided of what waits


def test_what_could_not_be_sent_waits_and_leads_to_what_is_wrong(
    office: Office, server: Scripted, runner: asyncio.Runner
) -> None:
    """A server that lets nobody in is told on the page of letters, and one that refuses an address leads to it."""
    office.serve(server)
    desk = Client(office.root, runner, "en")

    def sent(**also: str) -> Answer:
        form = desk.get("/send", name=NAME, **also).form("/send")
        assert form is not None
        work = desk.post("/send", form.fields)
        while (ended := desk.get(work.headers["location"])).status == 202:
            pass
        return ended

    server.script.password = "another one"
    failed = sent()
    assert failed.status == 409
    (told,) = re.findall(r'<p class="box error" role="alert">(.*?)</p>', failed.text)
    assert "What was not sent waits below" in told
    assert '<a href="/account">Mail account</a>' in told
    assert failed.text.count("Waits") == 2
    server.script.password = PASSWORD
    server.script.rcpt["ben@agency.example"] = deque(["550 no such user"])
    hint = "If the address is wrong, correct it, then send it again:"
    page = sent().text
    assert page.count(hint) == 1
    assert links(page.partition(hint)[2], "/recipient?id=ben")
    before = "The last letter to this address was refused ("
    asked = desk.get("/send", name=NAME).text
    assert asked.count(before) == 1  # before it is tried once more
    assert "550 no such user" in asked.partition(before)[2].partition("</td>")[0]
    sent(also="ben")  # as the way from the letter has it
    assert before not in desk.get("/send", name=NAME, again="asked").text
    assert hint not in desk.get("/outbox").text  # it was tried once more, and arrived


def test_who_is_left_out_gets_nothing_of_what_waits_and_who_is_gone_neither(
    office: Office, server: Scripted, runner: asyncio.Runner
) -> None:
    """What the page says is taken back is taken back, whoever is left out."""
    office.serve(server, retry_seconds=[3600])
    for id in ("ana", "ben"):
        server.script.rcpt[f"{id}@agency.example"] = deque(["451 later"])
    office.send()
    with closing(open_outbox(open_project(office.root))) as outbox, outbox._database.writing() as connection:
        connection.execute("UPDATE messages SET next_try = '2026-01-01T00:00:00Z' WHERE next_try IS NOT NULL")
    desk = Client(office.root, runner, "en")
    told = "Once they are removed, or get nothing at present, it isn’t sent any more"
    assert told in unescape(desk.get("/recipient", id="ben").text)
    office.write_people("id: ana; language: ka", "id: cyn", "id: dora")
    assert told not in unescape(desk.get("/recipient", id="cyn").text)
    page = desk.get("/send", name=NAME)
    assert re.search(r"Letter \d+ \(Ben\) is taken back: ben no longer gets anything", page.text)
    assert "the letter waits under “Mail”" in page.text
    form = page.form("/send")
    assert form is not None
    fields = {name: words for name, words in form.fields.items() if name not in ("to.ana", "to.dora")}
    assert {*form.fields} - {*fields} == {"to.ana", "to.dora"}
    work = desk.post("/send", fields)
    while desk.get(work.headers["location"]).status == 202:
        pass
    assert [one.address for one in server.mailbox] == ["cyn@agency.example"]
    with closing(open_outbox(open_project(office.root))) as outbox:
        states = {each.recipient: each.state for each in outbox.messages()}
    assert states == {"ana": "deferred", "ben": "dropped", "cyn": "sent"}


def test_what_was_refused_goes_again_only_to_those_who_were_chosen(
    office: Office, server: Scripted, runner: asyncio.Runner
) -> None:
    office.serve(server, retry_seconds=[3600])
    server.script.rcpt["ana@agency.example"] = deque(["451 later"])
    server.script.rcpt["ben@agency.example"] = deque(["550 no such user"] * 9)
    office.send()
    with closing(open_outbox(open_project(office.root))) as outbox, outbox._database.writing() as connection:
        connection.execute("UPDATE messages SET next_try = '2026-01-01T00:00:00Z' WHERE next_try IS NOT NULL")
    desk = Client(office.root, runner, "en")
    tried: list[str] = []

    def send(page: Answer) -> Answer:
        (form,) = [each for each in page.forms if "seen" in each.fields]
        answer = desk.post("/send", form.fields)
        at = answer.headers["location"]
        while answer.status in (202, 303):
            answer = desk.get(at)
        tried[:] = re.findall(r"<li>(\w+) [(]", answer.text.partition("What became of it")[2].partition("</ul>")[0])
        return answer

    page = desk.get("/send", name=NAME)
    assert '<input type="checkbox" form="send" name="to.ben" value="yes">' in page.text  # what waits is Ana's
    assert ": sent" in send(page).text
    assert tried == ["Ana"]
    page = desk.get("/send", name=NAME)
    nobody = send(page)
    assert (nobody.status, tried, "Nobody was chosen" in nobody.text) == (409, [], True)
    (again,) = [to for to in links(desk.get("/outbox").text, "/send") if "also" in to]
    page = desk.get("/send", **dict(parse_qsl(urlsplit(again).query)))
    server.script.rcpt.clear()
    send(page)
    assert tried == ["Ben"]


def test_what_waits_of_an_earlier_version_goes_out_as_the_newest(
    office: Office, server: Scripted, runner: asyncio.Runner
) -> None:
    office.serve(server, retry_seconds=[3600])
    server.script.rcpt["ben@agency.example"] = deque(["451 later"] * 9)
    office.send()
    assert office.run("issue", "--bump", "--on", "2030-05-03").exit_code == 0
    desk = Client(office.root, runner, "en")
    newest = f"{STARTER}@2"
    waits = desk.get("/outbox").text.partition("Who has what")[2]
    assert f'name="name" value="{newest}"><button>Look at what waits, and send it…<' in " ".join(waits.split())
    page = desk.get("/send", name=newest)
    assert page.form("/send") is not None
    assert re.search(r"Letter \d+ \(Ben\) is taken back: version 2 was issued meanwhile.", page.text)
    older = desk.get(f"/issued/{NAME}").text
    assert "Send it" not in older
    assert "A later version was issued since, and that one can be sent:" in older
    assert links(desk.get(f"/issued/{newest}").text, "/send")
    refused = unescape(desk.get("/send", name=NAME).text)
    assert "version 2 of Example Forum" in refused
    assert "@" not in refused.partition("<main")[2]


def test_who_sends_a_letter_again_has_nothing_to_know(office: Office, runner: asyncio.Runner) -> None:
    assert office.send().exit_code == 0
    with closing(open_outbox(open_project(office.root))) as outbox, outbox._database.writing() as connection:
        connection.execute("UPDATE messages SET state = 'uncertain'")
    desk = Client(office.root, runner, "en")
    form = desk.get("/outbox").form("/settle")
    assert form is not None
    assert desk.post("/settle", {**form.fields, "because": "", "decision": "sent"}).status == 409
    assert desk.post("/settle", {**form.fields, "because": "", "decision": "again"}).status == 303
    assert "It is to be sent again." in desk.get("/outbox").text


def test_what_was_added_for_a_field_is_chosen_in_it_on_return(plain: Path, runner: asyncio.Runner) -> None:
    desk = Client(plain, runner, "en")
    for left, about in (("/add", {"path": "events"}), ("/thing", {"path": "events[example-forum-2030]"})):
        (address, *_) = links(desk.get(left, **about).text, "/add?path=places")
        page, asked = address.split("?")
        form = desk.get(page, **dict(parse_qsl(asked))).form("/add")
        assert form is not None
        city = {"f.id": f"new{left[1:]}", "f.name.en": "New", "f.name.ka": "ახალი", "f.country": "GE"}
        added = desk.post("/add", {**form.fields, **city})
        assert added.status == 303, added.text
        shown = desk.get("/thing", **dict(parse_qsl(urlsplit(added.headers["location"]).query))).text
        (back,) = re.findall(r'<a class="button" href="([^"]+)">Back to the form', shown)
        there = urlsplit(unescape(back))
        answer = desk.get(there.path, **dict(parse_qsl(there.query)))
        form = answer.form(left)
        assert form is not None
        assert f"new{left[1:]}" in {form.fields.get("f.place"), form.fields.get("f.city")}
        assert (there.fragment, f'id="{there.fragment}"' in answer.text) == ("f-city", True)  # there it lands
        says = "What you have just added is chosen here. It is not saved yet."
        assert answer.text.count(says) == (left == "/thing")  # of what is new all is to be saved


def test_a_source_that_was_added_for_a_figure_is_chosen_beside_the_others(plain: Path, runner: asyncio.Runner) -> None:
    file = plain / "content" / "association.yaml"
    first = file.read_text("utf-8").replace("  - id: members\n", "  - id: members\n    sources: [example-page]\n")
    file.write_text(first, "utf-8")
    desk = Client(plain, runner, "en")
    for action, name, before in (("/thing", "f.sources", "example-page, "), ("/figure", "f.new.sources", "")):
        there = links(desk.get("/thing", path="association.stats[members]").text, "/add?path=sources")
        asked = next(found for each in there if (found := dict(parse_qsl(urlsplit(each).query))).get("for") == name)
        form = desk.get("/add", **asked).form("/add")
        assert form is not None
        source = {
            "f.id": f"from{action[1:]}",
            "f.title": "New",
            "f.publisher": "A",
            "f.url": "https://example.org/",
        }
        added = desk.post("/add", {**form.fields, **source})
        assert added.status == 303, added.text
        shown = desk.get("/thing", **dict(parse_qsl(urlsplit(added.headers["location"]).query))).text
        (back,) = re.findall(r'<a class="button" href="([^"]+)">Back to the form', shown)
        answer = desk.get("/thing", **dict(parse_qsl(urlsplit(unescape(back)).query)))
        assert answer.text.count("What you have just added is chosen here. It is not saved yet.") == 1
        form = answer.form(action)
        assert form is not None
        assert form.fields[name] == f"{before}from{action[1:]}"


def test_a_figure_of_an_earlier_day_is_told_to_be_kept_in_the_history(plain: Path, runner: asyncio.Runner) -> None:
    desk = Client(plain, runner, "en")
    form = desk.get("/thing", path="association.stats[members]").form("/figure")
    assert form is not None
    typed = {"f.new.value": "90", "f.new.as_of": "May 2011", "f.new.sources": "example-page", "kind": "always"}
    saved = desk.post("/figure", {**form.fields, **typed})
    assert saved.status == 303, saved.text
    page = desk.get("/thing", **dict(parse_qsl(urlsplit(saved.headers["location"]).query))).text
    assert "the value is in the history, since its date is before" in page


def test_a_refused_field_is_named_once(plain: Path, runner: asyncio.Runner) -> None:
    desk = Client(plain, runner, "en")
    form = desk.get("/thing", path="editions[2030-05-example-city]").form("/thing")
    assert form is not None
    text = desk.post("/thing", {**form.fields, "f.version": "0"}).text
    (told,) = re.findall(r'<a href="#f-version">(.*)</li>', text)
    assert "to be 1 or more" in told
    assert told.casefold().count("version") == 1


def test_who_adds_the_event_of_an_edition_comes_back_to_begin_it(plain: Path, runner: asyncio.Runner) -> None:
    desk = Client(plain, runner, "en")
    (address,) = links(desk.get("/edition").text, "/add?path=events")
    page, about = address.split("?")
    form = desk.get(page, **dict(parse_qsl(about))).form("/add")
    assert form is not None
    added = desk.post("/add", {**form.fields, **EVENT})
    assert added.status == 303, added.text
    page = desk.get("/thing", **dict(parse_qsl(urlsplit(added.headers["location"]).query))).text
    assert '<a class="button" href="/edition?event=new-event">Back to the next edition</a>' in page
    form = desk.get("/edition", event="new-event").form("/edition")
    assert form is not None
    assert form.fields["event"] == "new-event"


@pytest.mark.parametrize(
    "back", ["https://hit.example", "//hit.example", "/\\hit.example", "/\t/hit.example", "/\n/x", "javascript:x", "x"]
)
def test_the_way_back_stays_on_the_desk(plain: Path, runner: asyncio.Runner, back: str) -> None:
    desk = Client(plain, runner, "en")
    assert 'name="back" value="/"' in desk.get("/add", path="sources", back=back).text
    assert '<a class="button" href="/">Back' in desk.get("/thing", path="association", back=back).text


def test_the_way_back_to_a_page_that_is_no_form_says_so(plain: Path, runner: asyncio.Runner) -> None:
    for back, told in (("/outbox", "page"), ("/thing?path=agency", "form")):
        page = Client(plain, runner, "en").get("/thing", path="association", back=back).text
        assert f'<a class="button" href="{back}">Back to the {told} that you came from</a>' in page
    page = Client(plain, runner, "ka").get("/thing", path="association", back="/outbox").text
    assert '<a class="button" href="/outbox">იმ გვერდზე დაბრუნება, საიდანაც მოხვედით</a>' in page


def test_editions_are_among_the_content_and_lead_to_their_forms(plain: Path, runner: asyncio.Runner) -> None:
    desk, form = Client(plain, runner, "en"), f"/thing?path=editions[{STARTER}]"
    listed = desk.get("/content").text.partition('<details id="list-editions"')[2].partition("</details>")[0]
    assert [unquote(each) for each in links(listed, "/thing")] == [form]
    assert "Example Forum, 14–16 May 2030</a>" in unescape(listed)
    assert 'id="list-editions"' in desk.get("/content", find="forum").text
    assert 'id="list-editions"' not in desk.get("/content", find="lighthouse").text
    crumbs = desk.get("/thing", path=f"editions[{STARTER}]").text.partition("<h1>")[0]
    assert '<a href="/content#list-editions">Editions</a>' in crumbs
    assert form in [unquote(each) for each in links(desk.get("/build").text, "/thing")]


def test_an_office_that_nobody_holds_leads_to_a_new_term_in_it(root: Path, runner: asyncio.Runner) -> None:
    desk, office = Client(root, runner, "en"), "association.offices[secretary_general]"
    for page, about in (("/", {}), ("/thing", {"path": office})):
        found = [address for address in links(desk.get(page, **about).text, "/add") if "people.terms" in address]
        asked = [dict(parse_qsl(urlsplit(address).query)) for address in found]
        (one,) = [each for each in asked if each.get("f.office") == "secretary_general"]
        form = desk.get("/add", **one).form("/add")
        assert form is not None
        assert form.fields["f.office"] == "secretary_general"
        (person,) = links(desk.get("/add", **one).text, "/add?path=people.persons")
        back = dict(parse_qsl(urlsplit(person).query))["back"]
        assert "f.office=secretary_general" in back  # it is still chosen when a person was added for it
    assert links(desk.get("/thing", path="association.stats[members]").text, "/add?path=people.terms") == []


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "“At a glance” names only who holds the first in their list"),
     ("ka", "„მოკლედ“ მხოლოდ ის სახელდება, ვისაც მათი სიის პირველი თანამდებობა უკავია")],
)  # fmt: skip
def test_where_an_office_or_a_term_is_written_it_is_told_whom_a_brief_names_at_a_glance(
    root: Path, runner: asyncio.Runner, language: str, told: str
) -> None:
    desk = Client(root, runner, language)
    for page, path in (
        ("/thing", "association.offices[secretary_general]"),
        ("/thing", "people.terms[first-example-president]"),
        ("/add", "people.terms"),
    ):
        assert told in unescape(desk.get(page, path=path).text).replace("\u00a0", " "), path


def test_entries_that_a_type_of_brief_wants_are_added_where_their_lack_is_told(
    root: Path, runner: asyncio.Runner
) -> None:
    desk = Client(root, runner, "en")
    (adds,) = links(desk.get("/todo", group="gaps").text, f"/add?path=editions[{STARTER}].delegation")
    assert 'name="f.person"' in desk.get("/add", **dict(parse_qsl(urlsplit(adds).query))).text


def test_what_the_check_says_is_counted_alike_whichever_files_were_made(
    root: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change note prints fewer of the facts that nobody has verified."""
    path = root / "content" / "association.yaml"
    path.write_text(
        path.read_text("utf-8").replace("acronym: EXA", "acronym: EXA\nnote: x\nstatus: unverified"), "utf-8"
    )
    made = Built(root / "output" / STARTER / "x.html", 1, None, 0.0, "")
    monkeypatch.setattr(making, "build", lambda *_given, **_named: Result((made,), (), ()))
    desk = Client(root, runner, "en")
    answer = desk.post("/build", {"edition": STARTER, "changes": "on"})
    while answer.status in (202, 303):
        answer = desk.get(answer.headers.get("location", "/progress/1"))
    built = re.findall(r'What the check says <span class="count">(\d+)', answer.text)
    of_each = re.findall(
        r'(?:being issued|Warnings and notes) <span class="count">(\d+)', desk.get("/issue", edition=STARTER).text
    )
    assert (len(built), [str(sum(map(int, of_each)))]) == (1, built)


def test_each_button_of_the_files_makes_its_brief(
    root: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[list[str]] = []

    def built(*_given: Any, briefs: list[str], **_named: Any) -> Result:
        made.append(briefs)
        return Result((), (), ())

    monkeypatch.setattr(making, "build", built)
    desk = Client(root, runner, "en")
    page = desk.get("/build").text
    assert "Make the note to hand over" in page
    assert '<option value="cards">Speaking cards</option>' in page
    for fields in ({}, {"changes": "on"}, {"counterpart": "on"}, {"other": "on", "brief": "cards"}):
        answer = desk.post("/build", {"edition": STARTER, **fields})
        while answer.status in (202, 303):
            answer = desk.get(answer.headers.get("location", "/progress/1"))
    assert made == [[], ["changes"], ["counterpart"], ["cards"]]


@pytest.mark.parametrize(("page", "more"), [("/letters", {}), ("/send", {"seen": "something else"})])
def test_who_was_left_out_stays_so_when_the_table_is_shown_again(
    page: str, more: dict[str, str], office: Office, server: Scripted, runner: asyncio.Runner
) -> None:
    office.serve(server)
    desk = Client(office.root, runner, "en")
    form = desk.get("/send", name=NAME).form("/send")
    assert form is not None
    assert {"to.ana", "to.ben"} <= form.fields.keys()
    del form.fields["to.ben"]
    answer = desk.post(page, form.fields | more)
    at = answer.headers["location"]
    while answer.status in (202, 303):
        answer = desk.get(at)
    again = answer.form("/send")
    assert again is not None
    assert {name for name in again.fields if name.startswith("to.")} == {"to.ana"}


def test_who_is_to_name_a_source_is_led_to_that_field(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, language="en", runner=runner)
    text = "- {id: unsourced, kind: meeting, name: {ka: ა, en: Unsourced}, date: 2029-05-01, state: held}\n"
    path = root / "content" / "events.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    leads = r'<a href="([^"]+)">No source is named for this'
    for page in ("/check", "/"):
        (to, *_) = re.findall(leads, desk.get(page).text)
        assert to.startswith("/thing?path=events%5Bunsourced%5D.sources&"), page
    form = desk.get("/thing", path="events[unsourced].sources").text
    assert re.findall(leads, form) == ["#f-sources"]
    assert 'id="f-sources"' in form
    assert re.search(r"<details open>\s*<summary>Sources and certainty</summary>", desk.get("/add", path="events").text)


def test_what_is_to_be_added_has_its_button_at_the_message_and_leads_back_to_the_list(
    root: Path, runner: asyncio.Runner
) -> None:
    desk = Client(root, language="en", runner=runner)

    def follow(to: str) -> str:
        page = urlsplit(unescape(to))
        return desk.get(page.path, **dict(parse_qsl(page.query))).text

    path = root / "content" / "cooperation.yaml"
    path.write_text(re.sub(r"date: 20\d\d", "date: 2010", path.read_text("utf-8")), "utf-8")
    (to, *_) = re.findall(r'<a href="([^"]+)">The last entry of the history is of', desk.get("/").text)
    form = follow(to)
    (button,) = re.findall(r'<a class="button" href="([^"]+)">Add to the history</a>', form)
    assert button.startswith("/add?path=cooperation.history&amp;back=%2F%3F")
    assert ">Back to the to-do list</a>" in follow(button)
    for adds in re.findall(r'<a class="button" href="([^"]+)">Add</a>', form):
        assert "&amp;back=%2F%3F" in adds


def test_a_later_entry_of_the_history_without_a_summary_is_led_to_by_a_button(
    root: Path, runner: asyncio.Runner
) -> None:
    path = root / "content" / "cooperation.yaml"
    text = path.read_text("utf-8")
    summary = "    summary: {ka: სააგენტო წევრია, en: The Agency is a member}\n    text:\n"
    path.write_text(text.replace("    text:\n", summary, 1), "utf-8")
    desk = Client(root, language="en", runner=runner)
    page = desk.get("/check").text
    assert "Write a summary for this later entry of the history, or for another one of since." in page
    (button,) = re.findall(r'<a class="button" href="([^"]+)">Write what “At a glance” says of it</a>', page)
    to = urlsplit(unescape(button))
    asked = dict(parse_qsl(to.query))
    assert (asked["path"], asked["back"][:6]) == ("cooperation.history[guidelines-2028].summary", "/check")
    form = desk.get(to.path, **asked).text
    assert 'data-path="cooperation.history[guidelines-2028].summary"' in form
    assert "What the briefs call new is of" in form
