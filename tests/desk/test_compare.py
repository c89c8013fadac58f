"""Two states of an edition compared on the desk: by meaning, and as the brief with its changes marked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk.pages import compare
from briefgen.desk.pages.compare import _before, compared_with, earlier_states
from tests.desk.conftest import Running, running
from tests.mailing.conftest import issued_starter, issued_twice
from tests.mailing.projects import STARTER

__all__ = ["issued_starter", "issued_twice"]
EVENT = "events[example-forum-2030]"


@pytest.fixture(scope="module")
def desk(issued_twice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = tmp_path_factory.mktemp("compare") / "project"
    shutil.copytree(issued_twice, root)
    with running(root) as found:
        found.get(found.address.removeprefix(found.base))
        yield found


@pytest.fixture(autouse=True)
def in_english(desk: Running) -> None:
    desk.post("/language", language="en", here="/")


def shown(desk: Running, language: str, **asked: str) -> str:
    desk.post("/language", language=language, here="/")
    answer = desk.get("/compare", params=asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


def selected(page: str, name: str) -> str:
    (select,) = re.findall(rf'<select name="{name}">(.*?)</select>', page)
    (found,) = re.findall(r'<option value="([^"]+)" selected>', select)
    return str(found)


def test_two_issued_versions_are_compared_by_meaning(desk: Running) -> None:
    page = shown(desk, "en", old=f"{STARTER}@1", new=f"{STARTER}@2")
    assert "Example <del>Forum</del><ins>Meeting</ins>" in page
    # Each language is a line of its own, below one heading.
    georgian = '<span class="where">Georgian</span> <span lang="ka">სანიმუშო <del>ფორუმი</del><ins>კრება</ins></span>'
    english = '<span class="where">English</span> <span lang="en">Example <del>Forum</del><ins>Meeting</ins></span>'
    assert f'<span class="where">Name</span></dt> <dd>{georgian}</dd><dd>{english}</dd>' in page
    assert f'<a href="/thing?path={EVENT.replace("[", "%5B").replace("]", "%5D")}">Example Meeting</a>' in page
    assert re.search(r'<h3>Reworded <span class="count">\d+</span></h3>', page)


def test_the_same_is_told_in_georgian(desk: Running) -> None:
    page = shown(desk, "ka", old=f"{STARTER}@1", new=f"{STARTER}@2")
    assert "<h1>შედარება</h1>" in page
    assert "<h3>შეცვლილი ტექსტი" in page
    assert ">სანიმუშო კრება</a>" in page
    assert '<span class="where">სახელი</span></dt> <dd><span class="where">ქართული</span>' in page


def test_the_brief_is_shown_with_its_changes_marked(desk: Running) -> None:
    (address,) = re.findall(r'src="(/frame/compare[^"]+)"', shown(desk, "en", old=f"{STARTER}@1", lang="en"))
    frame = desk.get(address.replace("&amp;", "&")).text
    assert '<html lang="en' in frame
    assert re.search(r"<del[^>]*>.*?Forum.*?</del>", frame)
    assert re.search(r"<ins[^>]*>.*?Meeting.*?</ins>", frame)
    assert "<script" not in frame


def test_without_a_choice_the_newest_stands_beside_what_was_issued_last(desk: Running) -> None:
    page = shown(desk, "en")
    assert (selected(page, "old"), selected(page, "new")) == (f"{STARTER}@2", STARTER)
    assert "Nothing differs." in page


def test_the_content_as_it_stands_is_shown_by_the_edition_of_the_other_side(desk: Running) -> None:
    frame = desk.get(f"/frame/compare?old={STARTER}@1&new=content&lang=en").text
    assert re.search(r"<del[^>]*>.*?Forum.*?</del><ins[^>]*>.*?Meeting", frame, re.DOTALL)


@pytest.mark.parametrize("page", ["/compare", "/frame/compare"])
@pytest.mark.parametrize("new", ["briefgen.toml", "../../../etc/passwd", f"{STARTER}@9"])
def test_what_there_is_not_is_not_looked_for(desk: Running, page: str, new: str) -> None:
    assert "There is nothing called " in desk.get(page, params={"new": new}).text


def test_the_pages_lead_there(desk: Running) -> None:
    assert f'href="/compare?old={STARTER}%402&amp;new={STARTER}"' in desk.get("/").text
    assert f'href="/compare?new={STARTER}"' in desk.get("/build").text


def test_what_was_issued_and_is_not_as_it_was_is_told(desk: Running) -> None:
    (frozen,) = desk.root.glob("content/editions/*.issued/v1/content.json")
    kept = frozen.read_bytes()
    frozen.write_bytes(kept + b" ")
    try:
        answer = desk.get("/compare", params={"old": f"{STARTER}@1"})
    finally:
        frozen.write_bytes(kept)
    assert answer.status_code == 409
    assert "content.json was changed" in answer.text


def test_content_that_cannot_be_read_is_told(desk: Running) -> None:
    events = desk.root / "content" / "events.yaml"
    kept = events.read_bytes()
    events.write_bytes(kept.replace(b"state: planned", b"state: dreamt"))
    try:
        answer, frame = desk.get("/compare"), desk.get(f"/frame/compare?old={STARTER}@1&new={STARTER}")
    finally:
        events.write_bytes(kept)
    assert (answer.status_code, frame.status_code) == (409, 200)
    assert "dreamt" in answer.text
    assert "dreamt" in frame.text


def test_what_is_compared_with_is_another_one_the_likeliest_first() -> None:
    editions = ["2033", "2032", "2031", "2030"]  # the newest first
    issued = ["2033@1", "2032@2", "2032@1", "2030@1"]
    assert compared_with("2032", editions, issued) == [
        "2032@2", "2032@1", "2031", "2030", "2030@1", "2033", "2033@1",
    ]  # fmt: skip
    assert compared_with("2033", editions, []) == ["2032", "2031", "2030"]
    assert compared_with("2033", ["2033"], []) == []


def test_what_was_issued_is_compared_with_the_edition_before_and_no_redline_is_since_a_later_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editions = ["2033", "2032", "2031"]  # the newest first
    issued = ["2033@1", "2032@2", "2032@1", "2031@1"]
    same = {"2032": "2032@2"}
    monkeypatch.setattr(compare, "same_as", lambda project, edition, issued: same.get(edition, ""))
    project: Any = None
    for new, old in (
        ("2033@1", "2032@2"), ("2032@2", "2032@1"), ("2032@1", "2031@1"), ("2031@1", "2033"),
        ("2032", "2031@1"), ("2033", "2033@1"),
    ):  # fmt: skip
        assert _before(project, new, editions, issued) == old, new
    assert earlier_states(project, "2032", editions, issued) == ["2032@1", "2031", "2031@1", "2032@2"]


def test_a_single_edition_is_compared_with_the_content_of_today(desk: Running) -> None:
    page = shown(desk, "en", old=f"{STARTER}@2", new=f"{STARTER}@2")  # nothing is compared with itself
    assert (selected(page, "old"), selected(page, "new")) == (f"{STARTER}@1", f"{STARTER}@2")
    page = shown(desk, "en", old=f"{STARTER}@1", new=f"{STARTER}@1")
    assert (selected(page, "old"), selected(page, "new")) == (STARTER, f"{STARTER}@1")


def test_what_is_compared_is_called_as_people_call_it(desk: Running) -> None:
    edition = desk.root / "content" / "editions" / f"{STARTER}.yaml"
    people = desk.root / "content" / "people.yaml"
    kept = edition.read_bytes(), people.read_bytes()
    point = (
        "\nnumber: 12/345\npoints:\n  - id: offer\n    kind: red-line\n    say: {ka: სკოლა., en: A school.}\n"
        "    acknowledge: {code: fact-unverified, because: We know., until: 2031-05}\n"
    )
    edition.write_text(kept[0].decode() + point, "utf-8")
    people.write_text(re.sub(r"country: \w+", "country: FR", kept[1].decode(), count=1), "utf-8")
    try:
        page = shown(desk, "ka", old=f"{STARTER}@1", new=STARTER)
    finally:
        edition.write_bytes(kept[0])
        people.write_bytes(kept[1])
    assert '<dd><ins>სახე: მიუღებელია</ins></dd><dd><span class="where">სათქმელი ·</span>' in page
    assert "საფრანგეთი" in page
    assert not re.search(r"acknowledge|because|red-line|fact-unverified|say\.", re.sub(r"<[^>]+>", "", page))
    assert ">ნომერი<" in page  # of one edition from version to version it is a change


def test_what_an_edition_stands_by_is_told_in_words(desk: Running) -> None:
    edition = desk.root / "content" / "editions" / f"{STARTER}.yaml"
    kept = edition.read_text("utf-8")
    says = "“2029 წელს”, but that was on 14–16 May 2030"
    standing = "{code: date-differs, because: Another seminar., until: 2031-12, field: objectives.ka, says: '%s'}"
    unused = "{code: event-told-otherwise, because: We know., until: 2032}"
    edition.write_text(f"{kept}\nacknowledge: [{standing % says}, {unused}]\n", "utf-8")
    try:
        pages = {
            language: shown(desk, language, old=f"{STARTER}@1", new=STARTER).partition('class="still"')[0]
            for language in ("ka", "en")
        }
    finally:
        edition.write_text(kept, "utf-8")
    for page in pages.values():
        plain = re.sub(r"<[^>]+>", "", page)
        assert not re.search("date-differs|event-told|because|objectives|code:|until:|2031-12", plain)
    assert "Objectives · Georgian" in pages["en"]
    assert f"{says}: Another seminar. (until December 2031)" in pages["en"]
    assert "მიზნები · ქართული" in pages["ka"]
    assert ": Another seminar. (2031 წლის დეკემბრამდე)" in pages["ka"]
    assert "but that was" not in pages["ka"]  # what the check finds no more has no words in Georgian


def test_of_several_events_with_one_name_it_says_which(desk: Running) -> None:
    events = desk.root / "content" / "events.yaml"
    kept = events.read_text("utf-8")
    again = "\n- id: again\n  kind: forum\n  name: {ka: სანიმუშო კრება, en: Example Meeting}\n  date: 2033-05\n"
    events.write_text(f"{kept}{again}  state: planned\n", "utf-8")
    try:
        page = shown(desk, "en", old=f"{STARTER}@1", new=f"{STARTER}")
    finally:
        events.write_text(kept, "utf-8")
    assert ">Example Meeting (May 2033)</a>" in page
