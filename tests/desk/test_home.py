"""The first page: who has which version of an edition."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from briefgen.mailing.ledger.book import Ledger, State
from tests.desk.conftest import Running
from tests.mailing.letters import letter
from tests.mailing.projects import STARTER

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def send(ledger: Ledger, who: str, version: int, state: State) -> None:
    planned = replace(letter(who, version=version, edition=STARTER), name=f"<b>{who.title()}")
    (number,) = ledger.plan([planned], NOW)
    ledger.begin(number, NOW)
    ledger.note(number, state, "", NOW + timedelta(minutes=1), begun=True)


def cell(desk: Running) -> str:
    """Return the words that the table of editions has in its last column."""
    (row,) = re.findall(r"<tr role=\"row\"><th scope=\"row\".*?</tr>", desk.get("/").text, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.split("<td[^>]*>", row)[-1])).split())


@pytest.mark.parametrize(
    ("language", "nobody", "told"),
    [
        (
            "en",
            "nobody yet",
            "Version 2, letters: 2 <b>Anna <b>Ben (may have arrived or not) Version 1, letters: 2 <b>Ben <b>Cleo",
        ),
        (
            "ka",
            "ჯერ არავის",
            "ვერსია 2, წერილები: 2 <b>Anna <b>Ben (შეიძლება მივიდა, შეიძლება – არა)"
            " ვერსია 1, წერილები: 2 <b>Ben <b>Cleo",
        ),
    ],
)
def test_the_editions_tell_who_has_which_version(desk: Running, language: str, nobody: str, told: str) -> None:
    desk.post("/language", language=language, here="/")
    assert cell(desk) == nobody
    with Ledger.open(desk.root / "outbox") as ledger:
        for who, version in (("anna", 1), ("ben", 1), ("cleo", 1)):
            send(ledger, who, version, "sent")
        send(ledger, "anna", 2, "sent")
        send(ledger, "ben", 2, "uncertain")
    assert cell(desk) == told


def test_an_outbox_that_cannot_be_read_leaves_the_page_and_is_told(desk: Running) -> None:
    desk.post("/language", language="en", here="/")
    (desk.root / "outbox").mkdir(mode=0o700)
    (desk.root / "outbox" / "ledger.sqlite").write_bytes(b"no ledger")
    answer = desk.get("/")
    assert answer.status_code == 200
    assert cell(desk) == "–"
    assert re.search(r'</table></div>\s*<p class="about">[^<]*ledger', answer.text)


def test_once_its_event_is_over_the_page_heads_with_what_is_to_come(desk: Running) -> None:
    desk.post("/language", language="en", here="/")
    path = desk.root / "content" / "events.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("date: 2030-05-14/2030-05-16", "date: 2020-05-14/2020-05-16")
    path.write_text(text.replace("state: planned", "state: held"), encoding="utf-8")
    page = desk.get("/").text
    assert "<h1>The newest edition</h1>" in page
    assert "the content has no event that is still to come" in page
    assert 'href="/edition"' in page
    more = "- {id: later, kind: meeting, name: {ka: ა, en: Later}, date: 2099-05-01, state: planned}\n"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")
    page = desk.get("/").text
    assert "<h1>Later</h1>" in page
    assert "There is no edition for it yet." in page
    assert 'href="/edition?event=later"' in page
    assert "<h2>The newest edition</h2>" in page


@pytest.mark.parametrize(
    ("language", "passed", "next_one"),
    [
        ("en", "It is planned for 14–16 May 2020; by today’s date that has passed.", "Begin the next edition"),
        (
            "ka",
            "დაგეგმილია: 2020 წლის 14–16 მაისი; დღევანდელი თარიღით ეს დრო უკვე გასულია.",
            "შემდეგი გამოცემის დაწყება",
        ),
    ],
)
def test_an_edition_in_work_for_an_event_whose_day_has_passed_asks_what_came_of_it(
    desk: Running, language: str, passed: str, next_one: str
) -> None:
    """Whoever has just begun it isn't sent to begin the next one, be there another event to come or not."""
    desk.post("/language", language=language, here="/")
    path = desk.root / "content" / "events.yaml"
    text = path.read_text(encoding="utf-8").replace("date: 2030-05-14/2030-05-16", "date: 2020-05-14/2020-05-16")
    later = "- {id: later, kind: meeting, name: {ka: ა, en: Later}, date: 2099-05-01, state: planned}\n"
    for said in (text, f"{text}\n{later}"):
        path.write_text(said, encoding="utf-8")
        page = unescape(desk.get("/").text)
        assert re.search(r"<h1>(Example Forum|სანიმუშო ფორუმი)</h1>", page)
        assert passed in page.replace("\u00a0", " ")
        for field in ("state", "date"):
            assert f"/thing?path=events%5Bexample-forum-2030%5D.{field}&back=%2F" in page
        assert page.count(next_one) == 1  # who wants it can


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ("{id: one, kind: key-message, say: {ka: ერთი რამ., en: One thing.}}", "Nobody has cleared"),
        ("{id: one, kind: key-message, topic: {ka: თემა, en: Topic}, say: {ka: '[TODO].', en: '[TODO].'}}", "TODO"),
    ],
)
def test_what_keeps_the_briefs_from_being_issued_is_said_by_name(desk: Running, point: str, told: str) -> None:
    desk.post("/language", language="en", here="/")
    assert "Nothing keeps the briefs from being issued, but what is listed here is still open" in desk.get("/").text
    path = desk.root / "content" / "editions" / f"{STARTER}.yaml"
    path.write_text(path.read_text("utf-8") + f"\npoints:\n  - {point}\n", "utf-8")
    page = desk.get("/").text
    (keeping,) = re.findall(r'<section class="box error" id="keeping">(.*?)</section>', page, re.DOTALL)
    assert told in keeping
    assert re.search(r'<a href="/thing[?]path=editions[^"]+points', keeping)
    assert told not in page.partition(keeping)[2].partition("<h2>")[0]  # once is enough
    assert "Nobody has verified" not in keeping  # which keeps nothing from going out
    check = desk.get("/check").text  # which says no less
    assert ('href="/#keeping">What keeps the briefs from being issued: 1.' in check) == ("Errors: 0." in check)
    assert "Nothing keeps the briefs" not in check
    assert told in desk.get(f"/issue?edition={STARTER}").text.partition("Errors: they keep it from being issued")[2]
