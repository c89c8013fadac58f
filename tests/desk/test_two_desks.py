"""Two desks, each a process of its own, on one project: each sees what the other has saved, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Barrier

import pytest
import requests

from briefgen.content.changing.journal import entries
from tests.desk.conftest import FormReader, Running
from tests.started import start

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
import sys
from pathlib import Path
from briefgen.desk.server import DeskServer
from briefgen.making.opened import open_project
server = DeskServer(open_project(Path(sys.argv[1]), cache=False))
print(server.address, flush=True)
server.run()
"""
ROUNDS = 4


@contextmanager
def serving(root: Path) -> Iterator[Running]:
    """Run a desk in a process of its own."""
    command = [sys.executable, "-c", SERVE, str(root)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child, requests.Session() as browser:
        try:
            assert child.stdout is not None
            address = child.stdout.readline().strip()
            browser.trust_env = False
            desk = Running(root, address[: address.index("/", 8)], address, browser)
            assert browser.get(address, timeout=60).status_code == 200
            yield desk
        finally:
            child.terminate()
    assert child.returncode == 0 or child.returncode == -15


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Running, Running]]:
    root = tmp_path / "project"
    start(root)
    with ExitStack() as stack:
        yield stack.enter_context(serving(root)), stack.enter_context(serving(root))


def send(desk: Running, page: str, fields: dict[str, str]) -> requests.Response:
    """Send a form, and don't go on to the page that comes next."""
    headers = {"Origin": desk.base}
    return desk.browser.post(desk.base + page, data=fields, headers=headers, timeout=60, allow_redirects=False)


def text(desk: Running, name: str) -> str:
    return (desk.root / "content" / name).read_text("utf-8")


def again(answer: requests.Response) -> dict[str, str]:
    """Return the fields of the form of an answer."""
    reader = FormReader()
    reader.feed(answer.text)
    return reader.fields


def test_two_desks_on_one_project_lose_nothing(both: tuple[Running, Running]) -> None:
    one, other = both
    before = {path: path.read_text("utf-8") for path in sorted((one.root / "content").rglob("*.yaml"))}

    # What one saves, the other shows.
    fields = one.form("association")
    assert send(one, "/thing", {**fields, "f.note": "said by one", "kind": "always"}).status_code == 303
    assert other.form("association")["f.note"] == "said by one"

    # The same field: whoever is later is shown both, and nothing is written before they have seen it.
    forms = [desk.form("association") for desk in both]
    assert send(one, "/thing", {**forms[0], "f.note": "one again", "kind": "always"}).status_code == 303
    refused = send(other, "/thing", {**forms[1], "f.note": "the other", "kind": "always"})
    assert refused.status_code == 409
    assert "one again" in refused.text
    assert again(refused)["f.note"] == "the other"
    assert "one again" in text(one, "association.yaml")
    assert send(other, "/thing", {**again(refused), "kind": "always"}).status_code == 303
    assert one.form("association")["f.note"] == "the other"

    # Other fields of one thing: both.
    forms = [desk.form("association") for desk in both]
    assert send(one, "/thing", {**forms[0], "f.note": "a note of one", "kind": "always"}).status_code == 303
    assert send(other, "/thing", {**forms[1], "f.acronym": "EXB", "kind": "always"}).status_code == 303
    assert [one.form("association")[name] for name in ("f.note", "f.acronym")] == ["a note of one", "EXB"]

    at_the_same_moment(both)
    taken_back_by_both(both)
    whole(one.root, before)


def at_the_same_moment(both: tuple[Running, Running]) -> None:
    """Both add to the same list and write into the same file: what doesn't collide is saved at once."""
    barrier = Barrier(2)

    def work(which: int) -> None:
        desk, mine = both[which], ("first-example", "second-example")[which]
        for number in range(ROUNDS):
            name = {"f.name.ka": f"კაცი {which}{number}", "f.name.en": f"Man {which}{number}"}
            person = {"path": "people.persons", "f.id": f"p{which}-{number}", **name}
            thing = {**desk.form(f"people.persons[{mine}]"), "f.note": f"n{which}-{number}"}
            for page, fields in (("/add", person), ("/thing", thing)):
                barrier.wait(60)
                assert send(desk, page, {**fields, "kind": "always"}).status_code == 303

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    file = text(both[0], "people.yaml")
    for which in range(2):
        assert [file.count(f"id: p{which}-{number}\n") for number in range(ROUNDS)] == [1] * ROUNDS
        assert f"n{which}-{ROUNDS - 1}" in file
        assert both[1 - which].form(f"people.persons[p{which}-0]")["f.name.en"] == f"Man {which}0"


def taken_back_by_both(both: tuple[Running, Running]) -> None:
    """Both take the newest change back at the same moment: it goes back once."""
    before, newest = text(both[0], "people.yaml"), entries(both[0].root / "content")[-1]
    forms = [{"undo": str(newest.number), "seen": desk.seen("/changes")} for desk in both]
    barrier = Barrier(2)

    def work(which: int) -> int:
        barrier.wait()
        return send(both[which], "/changes", forms[which]).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(work, range(2))) == [303, 409]
    now = text(both[0], "people.yaml")
    assert newest.files["people.yaml"] == (now, before)
    assert [entry.number for entry in entries(both[0].root / "content") if entry.undone] == [newest.number]


def whole(root: Path, before: dict[Path, str]) -> None:
    """The journal has each change once, each begins where the one before ended, and the last is what the files say."""
    content = root / "content"
    kept = [entry for entry in entries(content) if not entry.undone]
    assert [entry.number for entry in kept] == list(range(1, len(kept) + 1))
    now = {path.relative_to(content).as_posix(): words for path, words in before.items()}
    for entry in kept:
        for file, (was, is_now) in entry.files.items():
            assert (was or "") == now.get(file, ""), (entry.number, file)
            now[file] = is_now or ""
    assert now == {path.relative_to(content).as_posix(): path.read_text("utf-8") for path in content.rglob("*.yaml")}
    assert sorted(path.suffix for path in (root / ".briefgen" / "journal").iterdir()) == [".json"] * (len(kept) + 1)
