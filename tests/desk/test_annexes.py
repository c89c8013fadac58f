"""A clerk gives the PDF of an annex by choosing it: what a pack would refuse is told at once, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from briefgen.content.changing import journal
from briefgen.desk.guard import MOST_OF_A_FILE
from briefgen.making.annexes import LARGEST
from briefgen.making.opened import open_project
from briefgen.problems.mistakes import Mistake
from briefgen.project.reserved import is_reserved
from briefgen.upkeep.annexes import bringing, keep_annex
from briefgen.upkeep.editing import PathError, add_entry, redo, undo
from tests.annexes import annex, locked, run_on_opening
from tests.conftest import DEMO, ROOT
from tests.desk.in_process import Client
from tests.desk.test_forms import opened
from tests.started import start

LISTED = f"editions[{DEMO}].annexes"
DRAFT = annex(words="Draft agenda")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("annexes") / "project"
    start(root)
    return root


@pytest.fixture(scope="module")
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def give(desk: Client, name: str, data: bytes) -> dict[str, str]:
    answer = desk.send("/annex", data, name=name)
    said: dict[str, str] = json.loads(answer.text)
    assert answer.status == (200 if "name" in said else 409)
    return said


def save(desk: Client, name: str, title: str) -> str:
    typed = {"f.title.ka": "ა", "f.title.en": title, "f.file": name, "kind": "always"}
    answer = desk.post("/add", {**opened(desk, "/add", path=LISTED).fields, **typed})
    assert answer.status == 303
    return parse_qs(answer.headers["location"].partition("?")[2])["path"][0]


def kept(root: Path) -> dict[str, bytes]:
    folder = root / "content" / "annexes"
    return {each.name: each.read_bytes() for each in folder.iterdir()} if folder.is_dir() else {}


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("draft agenda.pdf", "draft agenda.pdf"),
        ("C:\\Users\\nino\\Desktop\\plan.PDF", "plan.pdf"),
        ("../../content/agency.pdf", "agency.pdf"),
        ("…/დღის წესრიგი.pdf", "დღის წესრიგი.pdf"),
        ("a\u202efdp.exe.pdf", "a fdp.exe.pdf"),
        ('what? "this": 1*2<3>|.pdf', "what this 1 2 3.pdf"),
        ("..hidden.pdf", "hidden.pdf"),
        ("con.pdf", "annex con.pdf"),
        ("", "annex.pdf"),
        ("ა" * 300 + ".pdf", "ა" * 60 + ".pdf"),
        ("scan", "scan.pdf"),
    ],
)
def test_a_file_gets_a_name_that_every_system_has(desk: Client, root: Path, name: str, called: str) -> None:
    data = annex(words=f"Name {len(kept(root))}")
    said = give(desk, name, data)
    assert said["name"] == called
    assert said["told"].startswith(f"The desk has {called}.")  # no other file has its name
    assert not is_reserved(called)
    assert called not in kept(root)
    save(desk, called, f"An annex {len(kept(root))}")
    assert kept(root)[called] == data


def test_nothing_is_written_over(desk: Client, root: Path) -> None:
    first, other = annex(words="First"), annex(words="Other")
    assert give(desk, "Twice.pdf", first)["name"] == "Twice.pdf"
    assert give(desk, "Twice.pdf", first)["name"] == "Twice.pdf"  # it is there already
    said = give(desk, "twice.pdf", other)  # on some systems the same name
    assert said["name"] == "twice (2).pdf"
    assert said["told"].startswith("Another file has this name, so this one is called twice (2).pdf.")
    for name in ("Twice.pdf", "twice (2).pdf"):
        save(desk, name, name)
    assert give(desk, "twice.pdf", other)["name"] == "twice (2).pdf"
    assert {name: data for name, data in kept(root).items() if "wice" in name} == {
        "Twice.pdf": first,
        "twice (2).pdf": other,
    }


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04", "agenda.pdf is no PDF, or is damaged"),
        (locked(), "agenda.pdf"),
        (annex(spoil=run_on_opening), "agenda.pdf"),
        (b"%PDF-1.7" + b" " * LARGEST, "agenda.pdf is larger than 30 MB"),
    ],
    ids=["word", "locked", "script", "large"],
)
def test_what_no_pack_takes_is_refused(desk: Client, root: Path, data: bytes, why: str) -> None:
    before = kept(root)
    assert give(desk, "agenda.pdf", data)["wrong"].casefold().startswith(why.casefold())
    assert kept(root) == before


def test_why_a_file_is_not_kept_is_told_to_the_script(tmp_path: Path) -> None:
    root = tmp_path / "project"
    start(root)
    (root / "content" / "annexes").write_bytes(b"")  # where a folder would be
    with asyncio.Runner() as runner:
        desk = Client(root, runner, "en")
        assert "not a directory" in give(desk, "agenda.pdf", DRAFT)["wrong"]
        (root / "briefgen.toml").write_text("languages = 1\n", encoding="utf-8")
        assert "languages" in give(desk, "agenda.pdf", DRAFT)["wrong"]


def test_the_guide_lets_an_annex_through_nginx() -> None:
    guide = (ROOT / "docs" / "desk_on_a_server.md").read_text(encoding="utf-8")
    (most,) = re.findall(r"client_max_body_size (\d+)m;", guide)
    assert int(most) * 1_000_000 >= MOST_OF_A_FILE


def test_a_file_comes_with_the_form_that_names_it_and_not_before(desk: Client, root: Path) -> None:
    before, data = kept(root), annex(words="Comes with its form")
    assert give(desk, "with its form.pdf", data)["name"] == "with its form.pdf"
    with pytest.raises(PathError), bringing(open_project(root), LISTED, "with its form.pdf"):
        add_entry(open_project(root), "editions[no-edition].annexes", {})
    assert kept(root) == before
    with bringing(open_project(root), LISTED, "../annexes/with its form.pdf"):
        assert kept(root) == before
    path = save(desk, "with its form.pdf", "With its form")
    assert kept(root) == {**before, "with its form.pdf": data}
    assert not [*(root / ".briefgen" / "annexes").glob("with*")]
    made = journal.last(root / "content")
    assert made is not None
    assert "with its form.pdf stays among the annexes" in made.stays
    # Another one is chosen in the form that is there: what the check says of it while it is typed isn't that it lacks.
    other = annex(words="Another one")
    assert give(desk, "another.pdf", other)["name"] == "another.pdf"
    changed = {**opened(desk, "/thing", path=path).fields, "f.file": "another.pdf"}
    assert "another.pdf" not in desk.post("/checked", changed).text
    assert "lost.pdf" in desk.post("/checked", {**changed, "f.file": "lost.pdf"}).text
    assert desk.post("/thing", changed).status == 303
    assert kept(root)["another.pdf"] == other


def test_no_more_is_kept_aside_than_some_files(tmp_path: Path) -> None:
    start(tmp_path / "project")
    project = open_project(tmp_path / "project")
    for number in range(25):
        keep_annex(project, f"{number}.pdf", annex(words=str(number)))
    aside = {each.name for each in (tmp_path / "project" / ".briefgen" / "annexes").iterdir()}
    assert aside == {f"{number}.pdf" for number in range(5, 25)}


def test_a_link_leads_nowhere(tmp_path: Path) -> None:
    start(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project" / "content" / "annexes").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Mistake):
        keep_annex(open_project(tmp_path / "project"), "agenda.pdf", DRAFT)
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_the_form_of_an_annex_takes_a_file_and_says_what_is_wrong_with_a_path(desk: Client) -> None:
    page = desk.get("/add", path=LISTED)
    assert 'type="file"' in page.text
    assert "content/annexes" not in page.text  # a folder, of which nobody needs to know
    form = page.form("/add")
    assert form is not None
    typed = {"f.title.ka": "ა", "f.title.en": "B", "f.file": "C:\\Users\\nino\\draft agenda.pdf", "kind": "always"}
    refused = unescape(desk.post("/add", {**form.fields, **typed}).text)
    assert "says where a file lies" in refused
    assert "choose the PDF with the button" in refused


def test_a_file_that_no_annex_names_is_taken_out_and_comes_back_once_one_does(desk: Client, root: Path) -> None:
    data = annex(words="No longer named")
    before = kept(root)
    give(desk, "plan of the hall.pdf", data)
    assert "plan of the hall.pdf" not in desk.get("/build").text
    path = save(desk, "plan of the hall.pdf", "Plan of the hall")
    assert "plan of the hall.pdf" not in desk.get("/build").text.partition('id="unnamed"')[2]
    refused = desk.post("/annex/out", {"name": "plan of the hall.pdf"})
    assert refused.status == 409
    assert kept(root) == {**before, "plan of the hall.pdf": data}  # no file that is named is ever lost
    removed = opened(desk, "/remove", path=path)
    assert desk.post("/remove", {**removed.fields, "kind": "always"}).status == 303
    page = desk.get("/build")
    assert "plan of the hall.pdf" in page.text.partition('id="unnamed"')[2]
    assert '<a href="/build#unnamed">No edition has an annex with the file plan of the hall' in desk.get("/").text
    assert 'href="/build#unnamed">Go to the files</a>' in desk.get("/check").text
    for wrong in ("", "../annexes/plan of the hall.pdf", "PLAN of the hall.pdf"):
        assert desk.post("/annex/out", {"name": wrong}).status == 409
    assert desk.post("/annex/out", {"name": "plan of the hall.pdf"}).status == 303
    assert kept(root) == before
    project = open_project(root)
    undo(project)  # and the annex is there again
    assert kept(root) == {**before, "plan of the hall.pdf": data}
    redo(project)
    assert desk.post("/annex/out", {"name": "plan of the hall.pdf"}).status == 303
    # Another file of the name is another file; what is given once more is the same.
    assert give(desk, "plan of the hall.pdf", annex(words="Another hall"))["name"] == "plan of the hall (2).pdf"
    assert give(desk, "plan of the hall.pdf", data)["name"] == "plan of the hall.pdf"
    save(desk, "plan of the hall.pdf", "Once more")
    assert kept(root) == {**before, "plan of the hall.pdf": data}


@pytest.fixture
def aside(tmp_path: Path) -> Iterator[tuple[Client, Path, bytes]]:
    """A desk whose annex is taken out, and then its file; with what it held."""
    root = tmp_path / "project"
    start(root)
    data = annex(words="Put by")
    with asyncio.Runner() as runner:
        desk = Client(root, runner, "en")
        give(desk, "plan.pdf", data)
        path = save(desk, "plan.pdf", "Plan")
        removed = opened(desk, "/remove", path=path)
        assert desk.post("/remove", {**removed.fields, "kind": "always"}).status == 303
        assert desk.post("/annex/out", {"name": "plan.pdf"}).status == 303
        yield desk, root, data


@pytest.mark.parametrize("same", [True, False])
def test_a_file_that_is_there_again_is_what_the_next_annex_names(
    aside: tuple[Client, Path, bytes], *, same: bool
) -> None:
    desk, root, data = aside
    there = data if same else annex(words="A colleague's")
    (root / "content" / "annexes" / "plan.pdf").write_bytes(there)
    path = save(desk, "plan.pdf", "Plan")  # and is refused by nothing
    assert desk.post("/thing", {**opened(desk, "/thing", path=path).fields, "f.title.en": "Hall"}).status == 303
    assert kept(root) == {"plan.pdf": there}


def test_another_file_of_a_name_that_is_kept_is_not_taken_out(aside: tuple[Client, Path, bytes]) -> None:
    desk, root, data = aside
    other = annex(words="A colleague's")
    (root / "content" / "annexes" / "plan.pdf").write_bytes(other)
    refused = desk.post("/annex/out", {"name": "plan.pdf"})
    assert refused.status == 409
    assert "Another file called plan.pdf was taken out before" in refused.text
    (root / "content" / "annexes" / "plan.pdf").rename(root / "content" / "annexes" / "other plan.pdf")
    assert desk.post("/annex/out", {"name": "other plan.pdf"}).status == 303
    undo(open_project(root))
    assert kept(root) == {"plan.pdf": data}  # the one that the annex named


def test_a_file_comes_back_wherever_an_annex_names_it(aside: tuple[Client, Path, bytes]) -> None:
    _, root, data = aside
    entry = {"id": "plan", "title": {"ka": "ა", "en": "Plan"}, "file": "plan.pdf"}
    add_entry(open_project(root), LISTED, entry, always=True)  # as `briefgen add`, and as the text of a file
    assert kept(root) == {"plan.pdf": data}


def test_what_is_taken_out_is_told_among_the_changes(aside: tuple[Client, Path, bytes]) -> None:
    desk, root, data = aside
    page = unescape(desk.get("/changes").text)
    assert "Taken out of the annexes: plan.pdf" in page
    assert "stays among the annexes" not in page
    newest = journal.last(root / "content")
    assert newest is not None
    assert "brings it back" in desk.get(f"/changes/{newest.number}").text
    assert undo(open_project(root)).number < newest.number  # an undo takes back what the content says
    assert kept(root) == {"plan.pdf": data}


def test_every_page_tells_of_the_same_files(aside: tuple[Client, Path, bytes]) -> None:
    desk, root, _ = aside
    folder = root / "content" / "annexes"
    for name in ("Scan.PDF", "notes.docx", "._plan.pdf", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    (folder / "dir.pdf").mkdir()
    listed = re.findall(r'name="name" value="([^"]+)"', desk.get("/build").text.partition('id="unnamed"')[2])
    told = set(re.findall(r"No edition has an annex with the file ([^<]*?)[.<]*<", desk.get("/check").text))
    assert listed == ["Scan.PDF", "notes.docx"]
    assert {each.strip().rstrip(".") for each in told} == set(listed)
    for name in listed:
        assert desk.post("/annex/out", {"name": name}).status == 303
    assert not [each for each in folder.iterdir() if each.name in listed]
