"""What a clerk reads on the pages in Georgian: dates in their case, things and values by name, nothing of the files."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from smtplib import SMTPServerDisconnected

import pytest

from briefgen.desk.words import DeskWords
from briefgen.mailing.ways.replies import reason
from briefgen.mailing.ways.smtp_connection import Server, connection_error
from briefgen.making.opened import Opened, open_project
from briefgen.problems.notes import Told, Written
from briefgen.upkeep.editing import add_entry, next_undo, set_value, undo
from tests.desk.in_process import Client
from tests.started import start


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words") / "project"
    start(folder)
    return folder


@pytest.fixture(scope="module")
def georgian(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "ka")


def shown(html: str) -> str:
    """Return the words of a page, with one space between."""
    main = html.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_first_page_says_for_when_the_brief_is_true_in_the_genitive(georgian: Client) -> None:
    assert "მაისის მდგომარეობას" in shown(georgian.get("/").text)


def test_who_stands_by_something_sees_what_and_the_way_back(georgian: Client) -> None:
    page = georgian.get("/stand", path="events[example-forum-2030]", code="event-planned-past").text
    assert "სანიმუშო ფორუმი" in shown(page)
    assert "სწორად მიჩნევა" in shown(page)
    assert shown(page).endswith("შემოწმებაზე დაბრუნება")  # the check finds it no more


def test_until_when_somebody_stands_by_something_is_said_in_georgian() -> None:
    words = Told("{because} (until {until})", because="ვიცით", until="2027-12")
    assert "(2027 წლის დეკემბრამდე)" in DeskWords("ka")(words).replace("\u00a0", " ")


EVENT = "events[example-forum-2030]"
NEW = {"id": "other-forum-2031", "kind": "forum", "name.ka": "სხვა ფორუმი", "name.en": "Other Forum"}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A project with changes: a choice, a date, a text with a fact in it, and an event that came and went."""
    folder = tmp_path_factory.mktemp("changed") / "project"
    start(folder)
    set_value(folder_of(folder), f"{EVENT}.state", "cancelled", always=True)
    set_value(folder_of(folder), "association.founded", "1927-10-04", always=True)
    set_value(folder_of(folder), f"{EVENT}.text.ka", "{{ name }} {{ city | loc }} გაიმართება.", always=True)
    add_entry(folder_of(folder), "events", [*NEW.items(), ("date", "2031-05-12"), ("state", "planned")], always=True)
    undo(folder_of(folder), next_undo(folder_of(folder)))
    with asyncio.Runner() as runner:
        yield Client(folder, runner, "ka")


def folder_of(folder: Path) -> Opened:
    return open_project(folder, cache=False)


def test_changes_are_told_in_words_also_of_what_is_there_no_more(changed: Client) -> None:
    page = shown(changed.get("/changes").text)
    assert "დაგეგმილი → გაუქმებული" in page
    assert "→ 1927 წლის 4 ოქტომბერი" in page.replace("\u00a0", " ")
    assert "დაემატა: სხვა ფორუმი" in page
    assert not re.search(r"\{\{|planned|cancelled|other-forum|1927-10", page)


def test_a_change_has_a_page_with_each_field_before_and_after(changed: Client) -> None:
    def fields(number: int) -> str:
        return shown(changed.get(f"/changes/{number}").text.partition("<details")[0])

    assert fields(1).endswith("სანიმუშო ფორუმი სტატუსი დაგეგმილი → გაუქმებული")
    assert "ტექსტი · ქართული" in fields(3)
    assert fields(3).endswith("→ სანიმუშო ფორუმი მაგალითში გაიმართება.")
    assert "სხვა ფორუმი" in fields(4)
    assert "თარიღი (ცარიელი) → 2031 წლის 12 მაისი" in fields(4).replace("\u00a0", " ")


def test_a_table_takes_languages_and_markings_by_name_and_tells_what_lacks_in_georgian(
    root: Path, georgian: Client
) -> None:
    head = "სახელი\tელფოსტა\tენა\tუმაღლესი გრიფი"
    refused = shown(georgian.post("/enrol", {"table": f"{head}\nანა\tana@agency.example\tქართული\t"}).text)
    assert "ცხრილი, სტრიქონი 2: აკლია: უმაღლესი გრიფი" in refused
    assert "ceiling" not in refused.partition("ცხრილი")[0]
    agency = (root / "content" / "agency.yaml").read_text(encoding="utf-8")
    marking = re.findall(r"name: \{ka: ([^,]+), en: [^}]+\}", agency.partition("markings:")[2])[0]
    row = f"ანა\tana@agency.example\tქართული\t{marking}"
    assert georgian.post("/enrol", {"table": f"{head}\n{row}"}).status == 303


def test_a_page_of_what_is_there_no_more_lists_no_ids(georgian: Client) -> None:
    page = georgian.get("/thing", path="events[nope]")
    assert page.status == 409
    assert "ასეთი ჩანაწერი არ არის" in shown(page.text)
    assert "example-forum-2030" not in shown(page.text)


def test_choices_are_called_by_their_names_alone(georgian: Client) -> None:
    page = georgian.get("/thing", path="events[example-forum-2030]").text
    assert 'value="example-city" selected>მაგალითი</option>' in page


@pytest.mark.parametrize("words", ["The Georgian name lacks “Compliance”.", "იხ. წყარო"])
def test_a_note_of_the_content_is_quoted_as_what_it_is(words: str) -> None:
    said = DeskWords("ka").sentence(Written(words))
    assert re.fullmatch(rf"შენიშვნა: „{re.escape(words)}“\.?", said)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SMTPServerDisconnected("Connection unexpectedly closed"), "კავშირი მოულოდნელად გაწყდა"),
        (
            SMTPServerDisconnected("Connection unexpectedly closed: [Errno 104] Connection reset by peer"),
            "კავშირი მოულოდნელად გაწყდა: მეორე მხარემ კავშირი გაწყვიტა",
        ),
        (TimeoutError("timed out"), "ლოდინის დრო ამოიწურა"),
        (ConnectionRefusedError(111, "Connection refused"), "კავშირი უარყოფილია"),
    ],
)
def test_what_the_system_says_of_a_connection_is_said_in_georgian(error: OSError, told: str) -> None:
    assert DeskWords("ka")(reason(error)) == told
    of_server = connection_error(Server("mail.agency.example", 25, "tls", None, "desk"), error)
    assert DeskWords("ka")(str(of_server)).endswith(told)


def test_a_type_of_brief_is_called_by_its_name_in_georgian() -> None:
    words = Told("no {brief} brief was issued in {language}", brief="cards", language="ka")
    assert DeskWords("ka")(words) == "ცნობის ეს სახე ამ ენაზე (ka) არ გაცემულა: სათქმელის ბარათები"
    assert DeskWords("ka")(Told("no {brief} brief was issued", brief="own")).endswith("own")  # the project's own
