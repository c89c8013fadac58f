"""Whatever becomes of the cache, a build gives the files of a build from nothing, and keeps whole entries again."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefgen.cache.store import Cache
from briefgen.making.opened import Opened
from briefgen.making.press import build
from briefgen.project.folder import find_project
from tests.conftest import DemoCopy, ProjectCopy
from tests.making.test_again import briefgen
from tests.soak import either

FORMATS = either(("docx", "html"), ("pdf", "docx", "html"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where entries will lie."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "briefgen" / "made"


def built(root: Path, *, cache: bool = True, formats: Sequence[str] = FORMATS) -> dict[str, bytes]:
    """Build what is held in a project that was just opened; return its files."""
    done = build(Opened(find_project(root), cache=cache), languages=["en"], formats=formats)
    return {file.path.name: file.path.read_bytes() for file in done.files}


def said_of(root: Path) -> list[str]:
    """Build several briefs; return what is said of a cache that isn't used."""
    done = build(Opened(find_project(root)), formats=["html"])
    assert len(done.files) == 2
    return [note for note in done.notes if "made anew" in note]


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def whole(folder: Path) -> bool:
    """Tell whether each entry is what it says it is."""
    names = [path.name.partition("-") for path in entries(folder)]
    return all(Cache(folder).get(kind, key) is not None for kind, _, key in names)


def _truncated(paths: list[Path]) -> None:
    for path in paths:
        path.write_bytes(path.read_bytes()[:-1])


def _emptied(paths: list[Path]) -> None:
    for path in paths:
        path.write_bytes(b"")


def _flipped(paths: list[Path]) -> None:
    for path in paths:
        data = bytearray(path.read_bytes())
        data[len(data) * 2 // 3] ^= 1
        path.write_bytes(data)


def _exchanged(paths: list[Path]) -> None:
    held = [path.read_bytes() for path in paths]
    for path, data in zip(paths, [*held[1:], held[0]], strict=True):
        path.write_bytes(data)


def _linked(paths: list[Path]) -> None:
    for path in paths:
        path.unlink()
        path.symlink_to("/etc/hostname")


@pytest.mark.soak
@pytest.mark.parametrize(
    "damage", either([_flipped, _exchanged], [_truncated, _emptied, _flipped, _exchanged, _linked]),
    ids=lambda damage: damage.__name__.strip("_"),
)  # fmt: skip
def test_damaged_entries_are_made_anew(demo_copy: DemoCopy, folder: Path, damage: Callable[[list[Path]], None]) -> None:
    usual = built(demo_copy.root)
    before = entries(folder)
    kinds = {path.name.partition("-")[0] for path in before}
    assert kinds >= {"answers", "tree", "file"}, kinds
    damage(before)
    assert built(demo_copy.root) == usual
    assert {path.name for path in before if not path.name.startswith("spelling")} <= {
        path.name for path in entries(folder)
    }
    assert whole(folder)


def test_damaged_pages_and_pictures_are_made_anew(project_copy: ProjectCopy, folder: Path) -> None:
    project_copy.edit("briefgen.toml", "languages =", 'contents = "always"\nlanguages =')
    usual = built(project_copy.root, formats=["docx"])
    before = entries(folder)
    parts = [path for path in before if path.name.startswith(("layout-", "picture-"))]
    assert {path.name.partition("-")[0] for path in parts} == {"layout", "picture"}
    for path in before:  # what rests on them is gone: else nobody would ask for them
        if path.name.startswith("file-"):
            path.unlink()
    _exchanged(parts)
    assert built(project_copy.root, formats=["docx"]) == usual
    assert whole(folder)
    assert all(path.exists() for path in before)


@pytest.mark.soak
def test_damaged_records_of_commands_are_made_anew(demo_copy: DemoCopy, folder: Path, tmp_path: Path) -> None:
    commands = ("build", "--format", "html"), ("get", "agency.name")

    def run() -> list[str]:
        return [briefgen(demo_copy.root, *command, cache=tmp_path / "cache") for command in commands]

    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (demo_copy.root / "output").rglob("*.html")}

    _, answer = run()
    usual = files()
    records = [*folder.glob("command-*")]
    assert len(records) == len(commands)
    for damage in either([_exchanged], [_exchanged, _truncated, _emptied, _flipped]):
        damage(records)
        told, again = run()
        assert "Nothing has changed" not in told
        assert again == answer
        assert files() == usual
    assert run()[0].startswith("Nothing has changed")
    assert run()[1] == answer


def test_a_folder_that_others_may_write_to_is_neither_read_nor_written(demo_copy: DemoCopy, folder: Path) -> None:
    usual = built(demo_copy.root)
    _exchanged(entries(folder))
    before = {path: path.read_bytes() for path in entries(folder)}
    folder.chmod(0o777)
    assert built(demo_copy.root) == usual
    (said,) = said_of(demo_copy.root)
    assert said.startswith(f"{folder} is no folder that only you may write to")
    assert {path: path.read_bytes() for path in entries(folder)} == before
    folder.chmod(0o700)
    assert built(demo_copy.root) == usual
    assert whole(folder)
    assert said_of(demo_copy.root) == []


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root gives files away")
def test_a_folder_of_somebody_else_is_neither_read_nor_written(demo_copy: DemoCopy, folder: Path) -> None:
    usual = built(demo_copy.root)
    _exchanged(entries(folder))
    before = {path: path.read_bytes() for path in entries(folder)}
    os.chown(folder, 65_534, 65_534)
    assert built(demo_copy.root) == usual
    assert len(said_of(demo_copy.root)) == 1
    assert {path: path.read_bytes() for path in entries(folder)} == before


PROGRAM = """
import os, sys
from pathlib import Path
from briefgen.cache.store import Cache
home = os.environ["XDG_CACHE_HOME"]
from tests.cache.test_whole_builds import built
os.environ["XDG_CACHE_HOME"] = home  # which the tests have a value of their own for
put, left = Cache.put, [int(sys.argv[2])]
def spoilt(cache, kind, key, data):
    left[0] -= 1
    if left[0] == 0:
        how = sys.argv[3]
        if how == "before":
            os.kill(os.getpid(), 9)
        if how == "between":
            Path.replace = lambda *names: os.kill(os.getpid(), 9)
        if how == "full":
            import resource
            resource.setrlimit(resource.RLIMIT_FSIZE, (400, resource.RLIM_INFINITY))
            put(cache, kind, key, data)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            left[0] = 1  # the next is met by a full disk, too
            return
    put(cache, kind, key, data)
    if left[0] == 0 and sys.argv[3] == "behind":
        os.kill(os.getpid(), 9)
Cache.put = spoilt
built(Path(sys.argv[1]), formats=["html"])
"""


def spoilt(root: Path, number: int, how: str) -> int:
    """Build in a process of its own that something happens to at the so-manieth entry; return how it ended."""
    return subprocess.run([sys.executable, "-c", PROGRAM, str(root), str(number), how], timeout=300).returncode


@pytest.mark.soak
@pytest.mark.parametrize(
    ("number", "how"),
    either([(2, "between")], [(n, how) for n in (1, 2, 3, 4) for how in ("before", "between", "behind")]),
)
def test_after_a_killed_build_the_next_one_is_right(demo_copy: DemoCopy, folder: Path, number: int, how: str) -> None:
    usual = built(demo_copy.root, cache=False, formats=["html"])
    assert spoilt(demo_copy.root, number, how) == -signal.SIGKILL
    assert built(demo_copy.root, formats=["html"]) == usual
    assert whole(folder) or any(path.suffix == ".part" for path in entries(folder))


def test_on_a_full_disk_a_build_is_right_and_keeps_nothing(demo_copy: DemoCopy, folder: Path) -> None:
    usual = built(demo_copy.root, cache=False, formats=["html"])
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    assert spoilt(demo_copy.root, 1, "full") == 0
    made = {path.name: path.read_bytes() for path in (demo_copy.root / "output").rglob("*.html")}
    assert made == usual
    assert [path.name for path in entries(folder) if path.stat().st_size > 400] == []
    assert whole(folder)


@pytest.mark.soak
def test_two_builds_at_once_with_one_cache_are_right(demo_copy: DemoCopy, folder: Path, tmp_path: Path) -> None:
    other = DemoCopy(tmp_path / "other")
    other.edit("content/association.yaml", "Example Association", "Sample Association")
    usual = [built(root, cache=False, formats=["html"]) for root in (demo_copy.root, other.root)]
    assert usual[0] != usual[1]
    for roots in either([(demo_copy.root, other.root)], [(demo_copy.root, other.root)] * 4 + [(other.root,) * 2] * 4):
        for path in [*tmp_path.glob("*/output"), *(entries(folder) if folder.exists() else ())]:
            subprocess.run(["rm", "-r", path], check=True)
        runs = [subprocess.Popen([sys.executable, "-c", PROGRAM, str(root), "0", "not at all"]) for root in roots]
        assert [run.wait(timeout=300) for run in runs] == [0] * len(runs)
        for root, right in zip((demo_copy.root, other.root), usual, strict=True):
            made = {path.name: path.read_bytes() for path in (root / "output").rglob("*.html")}
            assert made == (right if root in roots else {})
        assert whole(folder)
