"""Two states of an edition compared on the desk: by meaning, and as the brief with its changes marked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import Running, running
from tests.mailing.conftest import issued_starter, issued_twice
from tests.mailing.projects import STARTER
from tests.started import start

__all__ = ["issued_starter", "issued_twice"]
EVENT = "events[example-forum-2030]"


@pytest.fixture(scope="module")
def desk(issued_twice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = tmp_path_factory.mktemp("compare") / "project"
    shutil.copytree(issued_twice, root)
    with running(root) as found:
        found.get(found.address.removeprefix(found.base))
        yield found


def shown(desk: Running, language: str, **asked: str) -> str:
    desk.post("/language", language=language, here="/")
    answer = desk.get("/compare", params=asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


def options(page: str, name: str) -> list[tuple[str, bool]]:
    (select,) = re.findall(rf'<select name="{name}">(.*?)</select>', page)
    return [(value, bool(on)) for value, on in re.findall(r'<option value="([^"]+)"( selected)?>', select)]


def test_two_issued_versions_are_compared_by_meaning(desk: Running) -> None:
    page = shown(desk, "en", old=f"{STARTER}@1", new=f"{STARTER}@2")
    assert "Example <del>Forum</del><ins>Meeting</ins>" in page
    assert '<dd lang="ka">სანიმუშო <del>ფორუმი</del><ins>კრება</ins></dd>' in page
    assert f'<a href="/thing?path={EVENT.replace("[", "%5B").replace("]", "%5D")}">Example Meeting</a>' in page
    assert re.search(r'<h3>Reworded <span class="count">\d+</span></h3>', page)


def test_the_same_is_told_in_georgian(desk: Running) -> None:
    page = shown(desk, "ka", old=f"{STARTER}@1", new=f"{STARTER}@2")
    assert "<h1>შედარება</h1>" in page
    assert "<h3>სხვაგვარად წერია" in page
    assert ">სანიმუშო კრება</a>" in page
    assert f"{STARTER}@1, გაცემულია 2030-05-02" in page


def test_the_brief_is_shown_with_its_changes_marked(desk: Running) -> None:
    (address,) = re.findall(r'src="(/frame/compare[^"]+)"', shown(desk, "en", old=f"{STARTER}@1", lang="en"))
    frame = desk.get(address.replace("&amp;", "&")).text
    assert '<html lang="en' in frame
    assert re.search(r"<del[^>]*>.*?Forum.*?</del>", frame)
    assert re.search(r"<ins[^>]*>.*?Meeting.*?</ins>", frame)
    assert "<script" not in frame


def test_without_a_choice_the_newest_stands_beside_what_was_issued_last(desk: Running) -> None:
    page = shown(desk, "en")
    assert options(page, "new") == [(STARTER, True), (f"{STARTER}@2", False), (f"{STARTER}@1", False)]
    assert [name for name, on in options(page, "old") if on] == [f"{STARTER}@2"]
    assert "Nothing changed." in page


@pytest.mark.parametrize("new", ["nothing", "../../../etc/passwd", f"{STARTER}@9", "content"])
def test_what_there_is_not_is_not_looked_for(desk: Running, new: str) -> None:
    assert [name for name, on in options(shown(desk, "en", new=new), "new") if on] == [STARTER]


def test_one_state_is_not_compared_with_itself(desk: Running) -> None:
    page = shown(desk, "en", old=STARTER, new=STARTER)
    assert "Both are the same one" in page
    assert "<iframe" not in page


def test_the_pages_lead_there(desk: Running) -> None:
    shown(desk, "en")
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


def test_where_nothing_was_issued_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    start(tmp_path / "project")
    with running(tmp_path / "project") as desk:
        desk.get(desk.address.removeprefix(desk.base))
        assert "There is nothing to compare with yet" in shown(desk, "en")
        assert "/compare" not in desk.get("/").text
