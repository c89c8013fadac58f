"""What the page of mail says of a letter after whose version another one was issued can be done, and comes true."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from pathlib import Path

import pytest

from tests.desk.conftest import Running, running
from tests.mailing.conftest import issued_starter, issued_twice, office, server
from tests.mailing.projects import STARTER, Office
from tests.mailing.scripted import DROP_ACCEPTED, PASSWORD, Scripted, certificates

__all__ = ["certificates", "issued_starter", "issued_twice", "office", "server"]
pytestmark = pytest.mark.slow
GONE = {
    "en": "Version 2 was issued since, so this letter doesn’t go out any more. The button “Look at what waits, and",
    "ka": "მას შემდეგ ვერსია 2 გაიცა, ამიტომ ეს წერილი აღარ გაიგზავნება. ღილაკი",
}
NOT_AGAIN = {
    "en": "Version 2 was issued since, so this letter doesn’t go out once more. If nobody got it, press “Drop it”",
    "ka": "მას შემდეგ ვერსია 2 გაიცა, ამიტომ ეს წერილი ხელახლა არ გაიგზავნება.",
}


def rows(desk: Running) -> dict[str, str]:
    """Return what the page of mail says of each letter with version 1, by whom it is to."""
    found = re.findall(r'<tr role="row" id="letter-\d+">(.*?)</tr>', desk.get("/outbox").text, re.DOTALL)
    of_first = [row for row in found if f"{STARTER}@1" in row]
    return {re.findall(">(Ana|Ben|Cid)<", row)[0]: unescape(row) for row in of_first}


def send(desk: Running, version: int) -> str:
    page = f"/send?name={STARTER}@{version}"
    return str(desk.post("/send", name=f"{STARTER}@{version}", seen=desk.seen(page)).text)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_letters_with_a_version_before_say_what_becomes_of_them(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch, issued_twice: Path, language: str
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    server.script.rcpt["ben@agency.example"] = deque(["451 later"])
    server.script.content["ana@agency.example"] = deque([DROP_ACCEPTED, DROP_ACCEPTED])
    server.script.content["cid@agency.example"] = deque([DROP_ACCEPTED])
    office.write_people("id: ana", "id: ben", "id: cid")
    with running(office.root) as desk:
        desk.get(desk.address.removeprefix(desk.base))
        desk.post("/language", language=language, here="/")
        send(desk, 1)
        number = re.findall(r'id="letter-(\d+)">(?:(?!</tr>).)*Ana', desk.get("/outbox").text, re.DOTALL)[0]
        desk.post("/settle", number=number, decision="again", because="")
        assert not [row for row in rows(desk).values() if GONE[language] in row or NOT_AGAIN[language] in row]
        assert 'value="again"' in rows(desk)["Cid"]
        assert 'id="unsent"' not in desk.get(f"/send?name={STARTER}@1").text
        office.write_people("id: ana; briefs: [cards]", "id: ben; briefs: [cards]", "id: cid; briefs: [cards]")
        unsent = desk.get(f"/send?name={STARTER}@1").text.partition('id="unsent"')[2].partition("</p>")[0]
        assert {"en": "Briefing note", "ka": "საბრიფინგო ცნობა"}[language] in unsent
        office.write_people("id: ana", "id: ben", "id: cid")

        office.take(issued_twice)
        told = rows(desk)
        assert GONE[language] in told["Ana"]  # is to be sent again
        assert GONE[language] in told["Ben"]  # was put off
        assert (NOT_AGAIN[language] in told["Cid"], 'value="again"' in told["Cid"]) == (True, False)  # is uncertain
        assert f'<input type="hidden" name="name" value="{STARTER}@2">' in desk.get("/outbox").text  # its button

        desk.post("/settle", number=re.findall(r'name="number" value="(\d+)"', told["Cid"])[0], decision="drop",
                  because="asked")  # fmt: skip
        server.script.content.clear()
        send(desk, 2)
        dropped = {"en": "Was dropped", "ka": "გაუქმდა"}[language]
        assert all(dropped in row for row in rows(desk).values())
    assert sorted(mail.address.partition("@")[0] for mail in server.mailbox[-3:]) == ["ana", "ben", "cid"]
