"""A build is not run again where nothing that it rests on has changed, and is wherever something has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cache import unchanged
from briefgen.cli import main
from briefgen.making import again
from briefgen.making.again import look_at, look_at_content, remember
from briefgen.making.opened import open_project
from briefgen.making.output import Built
from tests.conftest import ROOT, DemoCopy

HTML = ("build", "--format", "html", "--lang", "en")


def briefgen(folder: Path, *arguments: str, cache: Path | None = None) -> str:
    """Run the command in a folder as people do; return what it printed."""
    environment = {**os.environ, **({"XDG_CACHE_HOME": str(cache)} if cache else {})}
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments], cwd=folder, env=environment, capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_the_second_time_it_says_that_nothing_has_changed(demo_copy: DemoCopy, tmp_path: Path) -> None:
    first = briefgen(demo_copy.root, *HTML, cache=tmp_path / "cache")
    (made,) = (demo_copy.root / "output").rglob("*.html")
    before = made.read_bytes()
    again = briefgen(demo_copy.root, *HTML, cache=tmp_path / "cache")
    assert again.startswith("Nothing has changed since this was written to output/")
    assert made.name in again
    assert [line for line in first.splitlines() if line.startswith("  association")] == [
        line for line in again.splitlines() if line.startswith("  association")
    ]
    made.write_text("mine")
    made.unlink()
    assert "Nothing" not in briefgen(demo_copy.root, *HTML, "--no-cache", cache=tmp_path / "cache")
    assert made.read_bytes() == before


def test_a_question_is_answered_again_until_the_content_or_its_settings_change(
    demo_copy: DemoCopy, tmp_path: Path
) -> None:
    asked = ("get", "agency.name")
    first = briefgen(demo_copy.root, *asked, cache=tmp_path / "cache")
    assert [*(tmp_path / "cache" / "briefgen" / "made").glob("command-*")]
    assert briefgen(demo_copy.root, *asked, cache=tmp_path / "cache") == first
    file = demo_copy.root / "content" / "agency.yaml"
    name = first.splitlines()[0].partition(": ")[2]
    file.write_text(file.read_text(encoding="utf-8").replace(name, f"{name} X"), encoding="utf-8")
    assert f"{name} X" in briefgen(demo_copy.root, *asked, cache=tmp_path / "cache")


ASK = (
    "import sys; from briefgen.__main__ import main\n"
    "try: main()\n"
    "finally: print(*({'pydantic', 'click', 'yaml'} & {*sys.modules}), file=sys.stderr)"
)


def test_of_content_that_was_asked_once_anything_is_told_without_reading_it(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*words: str) -> tuple[int, str, str]:
        environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", ASK, "get", *words], cwd=demo_copy.root, env=environment, capture_output=True
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode().splitlines()[-1]

    def right(*words: str) -> tuple[int, str]:
        whole = CliRunner().invoke(main, ["get", *words])
        return whole.exit_code, whole.stdout

    monkeypatch.chdir(demo_copy.root)
    assert "pydantic" in ask("agency.note")[2]
    for path, brought in (("agency.note", ""), ("agency.name", ""), ("agency", "yaml")):
        assert ask(path) == (*right(path), brought)
    for words in (("agency.nothing",), ("stats.members", "--on", "2019")):
        assert ask(*words)[:2] == right(*words)
    demo_copy.edit("content/agency.yaml", "\n", "\n# a remark\n")
    assert "pydantic" in ask("agency.note")[2]


def test_of_several_projects_a_change_in_any_of_them_is_seen(tmp_path: Path) -> None:
    copies = [DemoCopy(tmp_path / name) for name in ("health", "labour")]
    listed = tmp_path / "agencies.txt"
    listed.write_text("health\nlabour\n", encoding="utf-8")
    for changed in (
        listed,
        *(copy.root / "content" / "people.yaml" for copy in copies),
        copies[0].root / "briefgen.toml",
    ):
        seen = look_at(*(open_project(copy.root) for copy in copies), also=[listed])
        assert seen is not None
        assert unchanged.same(seen.told, seen.places)
        changed.write_bytes(changed.read_bytes() + b" ")
        assert not unchanged.same(seen.told, seen.places), changed


def add_a_line(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


EDITS: dict[str, Callable[[Path], object]] = {
    "content": lambda root: add_a_line(root / "content" / "sources.yaml"),
    "new edition": lambda root: (root / "content" / "editions" / "2031-01-next.yaml").write_text("x"),
    "settings": lambda root: add_a_line(root / "briefgen.toml"),
    "template": lambda root: (root / "templates" / "briefs" / "full.html.jinja").write_text("x"),
    "theme": lambda root: (root / "templates" / "themes" / "ours" / "theme.toml").write_text("x"),
    "letterhead": lambda root: (root / "letterhead.docx").write_bytes(b"x"),
    "catalogue": lambda root: (root / "catalogues" / "en.po").write_text("x"),
    "dictionary": lambda root: (root / ".cache" / "dictionaries" / "en" / "index.aff").write_text("x"),
}


@pytest.mark.parametrize("edit", [EDITS["content"], EDITS["new edition"], EDITS["settings"]])
def test_whatever_an_answer_rests_on_is_looked_at(demo_copy: DemoCopy, edit: Callable[[Path], object]) -> None:
    seen = look_at_content(open_project(demo_copy.root))
    assert seen is not None
    assert unchanged.same(seen.told, seen.places)
    edit(demo_copy.root)
    assert not unchanged.same(seen.told, seen.places)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_whatever_a_build_rests_on_is_looked_at(demo_copy: DemoCopy, edit: Callable[[Path], object]) -> None:
    root = demo_copy.root
    with (root / "briefgen.toml").open("a") as settings:
        settings.write('\nletterhead = "letterhead.docx"\n')
    for folder in ("templates/briefs", "templates/themes/ours", "catalogues", ".cache/dictionaries/en"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "letterhead.docx").write_bytes(b"")
    seen = look_at(open_project(root))
    assert seen is not None
    assert unchanged.same(seen.told, seen.places)
    edit(root)
    assert not unchanged.same(seen.told, seen.places)


def written(path: Path) -> Built:
    path.parent.mkdir(exist_ok=True)
    path.write_text("made")
    return Built(path, 4, None, 0.0, sha256(b"made").hexdigest())


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[str], str, str]]:
    """What is kept: the places, what a look at them told, what was said."""
    kept: list[tuple[Sequence[str], str, str]] = []
    monkeypatch.setattr(unchanged, "keep", lambda folder, command, *told: kept.append(told))
    return kept


Kept = list[tuple[Sequence[str], str, str]]


def test_what_changed_while_it_was_built_is_built_again(demo_copy: DemoCopy, kept: Kept) -> None:
    seen = look_at(open_project(demo_copy.root))
    made = written(demo_copy.root / "out.html")
    remember(seen, ["build"], [made], "first")
    EDITS["content"](demo_copy.root)
    remember(seen, ["build"], [made], "second")
    assert [said for _, _, said in kept] == ["first"]


def test_what_another_build_has_written_over_is_built_again(demo_copy: DemoCopy, kept: Kept) -> None:
    seen = look_at(open_project(demo_copy.root))
    made = written(demo_copy.root / "out.html")
    made.path.write_text("from content of before")
    remember(seen, ["build"], [made], "said")
    assert kept == []


def test_with_a_library_that_was_renewed_meanwhile_nothing_is_kept(
    demo_copy: DemoCopy, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = look_at(open_project(demo_copy.root))
    made = written(demo_copy.root / "out.html")
    monkeypatch.setattr(again, "_LOADED", tmp_path / "maps")
    for end in (" (deleted)", ""):
        (tmp_path / "maps").write_text(f"7f-7e r-xp 0 fe:00 1 /usr/lib/libpango.so.0{end}\n")
        remember(seen, ["build"], [made], f"said{end}")
    assert [said for _, _, said in kept] == ["said"]


@pytest.mark.parametrize("folder", ["content", "templates", "output"])
def test_a_link_that_comes_to_lead_elsewhere_is_seen(demo_copy: DemoCopy, kept: Kept, folder: str) -> None:
    root = demo_copy.root
    (root / folder).rename(root / "one") if (root / folder).exists() else (root / "one").mkdir()
    shutil.copytree(root / "one", root / "other")
    (root / folder).symlink_to("one")
    (root / "output").mkdir(exist_ok=True)
    project = open_project(root)
    remember(look_at(project), ["build"], [written(project.project.output / "e" / "a.html")], "said")
    ((places, told, _),) = kept
    assert unchanged.same(told, places)
    (root / folder).unlink()
    (root / folder).symlink_to("other")
    (root / "other" / "new.yaml").write_text("x")
    assert not unchanged.same(told, places)


def test_a_project_that_begins_between_here_and_the_one_above_is_seen(
    demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = demo_copy.root / "below" / "here"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    seen = look_at(open_project(Path.cwd()))
    assert seen is not None
    assert unchanged.same(seen.told, seen.places)
    (below.parent / "briefgen.toml").write_text("")
    assert not unchanged.same(seen.told, seen.places)


def test_where_a_look_is_not_enough_nothing_is_kept(demo_copy: DemoCopy) -> None:
    (demo_copy.root / "templates").mkdir(exist_ok=True)
    (demo_copy.root / "templates" / "elsewhere").symlink_to(demo_copy.root)
    assert look_at(open_project(demo_copy.root)) is None


SPY = """
import os, sys
seen = open(sys.argv.pop(1), "w")
def spy(event, told):
    if event == "open" and isinstance(told[0], (str, bytes)):
        print(os.path.abspath(os.fsdecode(told[0])), file=seen)
sys.addaudithook(spy)
sys.argv[0] = "briefgen"
from briefgen.__main__ import main
main()
"""


def test_a_build_reads_nothing_that_is_not_looked_at(demo_copy: DemoCopy, tmp_path: Path) -> None:
    listed = tmp_path / "read"
    command = [sys.executable, "-c", SPY, str(listed), *HTML[:3], "--format", "docx", "--format", "pdf"]
    done = subprocess.run(command, cwd=demo_copy.root, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    seen = look_at(open_project(demo_copy.root))
    assert seen is not None
    places = [place for place in seen.places if not place.endswith("/")]
    # A folder isn't read when it is opened: filelock 4 makes a nameless file in it, to see what the system can.
    read = {line for line in listed.read_text().splitlines() if Path(line).is_file()}
    assert str(demo_copy.root / "content" / "association.yaml") in read
    known = [*places, *_not_the_projects(demo_copy.root)]
    assert {path for path in read if not any(within(path, place) for place in known)} == set()


def within(path: str, place: str) -> bool:
    return path == place or (path.startswith(f"{place}/") and place != tempfile.gettempdir())


def _not_the_projects(root: Path) -> Iterator[str]:
    """Yield what belongs to Python, its packages and the system, and what is a cache, a lock or a product."""
    yield from (sys.prefix, sys.base_prefix, os.path.realpath(sys.base_prefix), "/etc", "/usr", "/proc", "/dev", "/sys")
    yield from map(str, (root / ".briefgen", root / "output", os.environ["XDG_CACHE_HOME"]))
    yield tempfile.gettempdir()
    yield str(ROOT / "pyproject.toml")  # of a checkout: nothing of it is printed
