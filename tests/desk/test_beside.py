"""What takes long runs beside the pages: they answer, and what may not be disturbed isn't."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from briefgen.desk import state
from briefgen.desk.pages import making
from briefgen.project.workshop import only_one
from tests.conftest import DEMO
from tests.desk.conftest import Running

GO_ON = threading.Event()


@pytest.fixture(autouse=True)
def made_soon(desk: Running) -> None:
    """Few files, which are soon made."""
    (desk.root / "briefgen.toml").write_text('languages = ["ka", "en"]\nformats = ["docx"]\n', encoding="utf-8")


@contextmanager
def begun(desk: Running, monkeypatch: pytest.MonkeyPatch, page: str, does: str, **fields: str) -> Iterator[str]:
    """Begin something that goes on while the block runs, and give its page."""
    GO_ON.clear()
    really: Callable[..., Any] = getattr(making, does)

    def waiting(*given: Any, **named: Any) -> Any:
        named["progress"]("the first file")
        assert GO_ON.wait(60)
        return really(*given, **named)

    monkeypatch.setattr(making, does, waiting)
    monkeypatch.setattr(state, "PATIENCE", 0.2)
    headers = {"Origin": desk.base}
    try:
        answer = desk.browser.post(desk.base + page, data=fields, headers=headers, timeout=60, allow_redirects=False)
        assert answer.status_code == 303
        yield answer.headers["Location"]
    finally:
        GO_ON.set()


def ended(desk: Running, page: str) -> requests.Response:
    while (answer := desk.get(page)).status_code == 202:
        pass
    return answer


def to_be_issued(desk: Running) -> str:
    return desk.seen(f"/issue?edition={DEMO}")


def saved(desk: Running, acronym: str) -> requests.Response:
    return desk.post("/thing", **(desk.form("association") | {"f.acronym": acronym, "kind": "always"}))


def test_while_files_are_made_pages_answer_and_what_is_saved_is_saved(
    desk: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.post("/language", language="en", here="/")
    with begun(desk, monkeypatch, "/build", "build", edition=DEMO) as page:
        running = desk.get(page)
        assert (running.status_code, "The first file" in running.text) == (202, True)
        for other in ("/", "/content", "/check", "/thing?path=association", "/build"):
            answer = desk.get(other)
            assert answer.status_code == 200
            assert f'href="{page}"' in answer.text  # it says what runs
        assert saved(desk, "EXB").status_code == 200
        again = desk.post("/build", edition=DEMO)
        assert (again.status_code, "one thing runs at a time" in again.text) == (409, True)
        assert desk.get("/progress/99").status_code == 404
    answer = ended(desk, page)
    assert (answer.status_code, "Made:" in answer.text) == (200, True)
    assert f'href="{page}"' not in desk.get("/").text


def test_nothing_is_changed_while_an_edition_is_issued(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.post("/language", language="en", here="/")
    before = (desk.root / "content" / "association.yaml").read_bytes()
    with begun(desk, monkeypatch, "/issue", "issue", edition=DEMO, seen=to_be_issued(desk)) as page:
        refused = saved(desk, "EXB")
        assert (refused.status_code, "send it again in a moment" in refused.text) == (409, True)
        assert desk.post("/changes", undo="1").status_code == 409
        assert (desk.root / "content" / "association.yaml").read_bytes() == before
        typed = desk.form("association") | {"f.acronym": "EXB"}
        assert '"wrong":{}' in desk.post("/typed", **typed).text  # to look at what one types disturbs nobody
    assert f"{DEMO}@1" in ended(desk, page).text
    assert saved(desk, "EXB").status_code == 200


def test_what_is_saved_meanwhile_waits_for_the_end(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    with begun(desk, monkeypatch, "/issue", "issue", edition=DEMO, seen=to_be_issued(desk)) as page:
        monkeypatch.setattr(state, "PATIENCE", 60)
        with ThreadPoolExecutor() as beside:
            saving = beside.submit(saved, desk, "EXB")
            assert desk.get("/").status_code == 200  # and keeps nobody else waiting
            go_on = threading.Timer(0.2, GO_ON.set)
            go_on.start()
            assert saving.result().status_code == 200
    assert f"{DEMO}@1" in ended(desk, page).text


def test_what_was_changed_since_it_was_shown_is_not_issued(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.post("/language", language="en", here="/")
    file, folder = desk.root / "content" / "association.yaml", desk.root / "content" / "editions" / f"{DEMO}.issued"
    shown = to_be_issued(desk)
    assert saved(desk, "EXB").status_code == 200
    refused = desk.post("/issue", edition=DEMO, seen=shown)
    assert (refused.status_code, "so nothing was issued now" in refused.text) == (409, True)
    assert f'name="seen" value="{to_be_issued(desk)}"' in refused.text  # it asks anew, of what it is now

    # By another run, when the desk has begun.
    with begun(desk, monkeypatch, "/issue", "issue", edition=DEMO, seen=to_be_issued(desk)) as page:
        file.write_text(file.read_text(encoding="utf-8").replace("EXB", "EXC"), encoding="utf-8")
    assert ended(desk, page).status_code == 409
    assert not folder.exists()


def test_who_looks_does_not_wait_for_another_run_that_writes(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.post("/language", language="en", here="/")
    before = (desk.root / "content" / "association.yaml").read_bytes()
    with ThreadPoolExecutor() as beside:
        with only_one(desk.root / "content"):  # as a second desk does
            monkeypatch.setattr(state, "PATIENCE", 0.2)
            refused = saved(desk, "EXB")
            assert (refused.status_code, "nother run of briefgen, as a second desk" in refused.text) == (409, True)
            assert "EXB" in refused.text  # to be copied
            assert (desk.root / "content" / "association.yaml").read_bytes() == before
            monkeypatch.setattr(state, "PATIENCE", 60)
            saving = beside.submit(saved, desk, "EXC")
            assert {desk.get(page).status_code for page in ("/", "/content", "/check")} == {200}
            assert not saving.done()
        assert saving.result().status_code == 200
    assert "EXC" in (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")


def test_what_breaks_down_says_so_and_holds_nothing(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any, **named: Any) -> Any:
        raise RuntimeError("a mistake of the program")

    monkeypatch.setattr(making, "issue", broken)
    assert desk.post("/issue", edition=DEMO, seen=to_be_issued(desk)).status_code == 500
    assert saved(desk, "EXB").status_code == 200


def test_what_went_wrong_is_told_on_its_page(desk: Running) -> None:
    answer = desk.post("/build", edition="nothing")
    assert answer.status_code == 409
    assert "/progress/" in answer.url
    assert "nothing" in answer.text


def test_what_could_not_even_begin_does_not_run_for_ever(desk: Running) -> None:
    settings = desk.root / "briefgen.toml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text("formats = [", encoding="utf-8")
    assert desk.post("/build", edition=DEMO).status_code == 409
    settings.write_text(good, encoding="utf-8")
    assert 'href="/progress/' not in desk.get("/").text
    assert saved(desk, "EXB").status_code == 200
    assert desk.post("/build", edition="nothing").url.endswith("/progress/1")


def test_what_it_came_to_is_there_when_something_else_runs(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.post("/language", language="en", here="/")
    first = desk.post("/build", edition=DEMO).url.removeprefix(desk.base)
    with begun(desk, monkeypatch, "/build", "build", edition=DEMO) as page:
        assert first != page
        answer = desk.get(first)
        assert (answer.status_code, "Made:" in answer.text) == (200, True)


def test_what_is_saved_after_it_began_is_not_in_the_files(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    with begun(desk, monkeypatch, "/build", "build", edition=DEMO) as page:
        assert saved(desk, "LATER").status_code == 200
    assert ended(desk, page).status_code == 200
    for file in (desk.root / "output").rglob("*.docx"):
        assert b"LATER" not in zipfile.ZipFile(file).read("word/document.xml")
    assert "LATER" in (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")
