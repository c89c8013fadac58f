"""briefgen's own folders: made for their owner alone, and never anybody else's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.project import workshop
from briefgen.project.workshop import WorkshopError, cache_folder, make_workshop, only_one, own_folder, workshop_of


def test_the_own_folder_of_a_project_is_that_of_the_nearest_settings(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    inner = root / "a" / "b"
    inner.mkdir(parents=True)
    assert workshop_of(inner) is None
    (root / "briefgen.toml").touch()
    assert workshop_of(inner) == workshop_of(root) == workshop_of(root / "briefgen.toml") == root / ".briefgen"
    (root / "a" / "briefgen.toml").touch()
    assert workshop_of(inner) == root / "a" / ".briefgen"
    (inner / "briefgen.toml").mkdir()  # no file
    assert workshop_of(inner) == root / "a" / ".briefgen"


def test_it_is_made_once_for_its_owner_alone_and_left_out_of_version_control(tmp_path: Path) -> None:
    folder = tmp_path / ".briefgen"
    make_workshop(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    (folder / ".gitignore").write_text("mine\n", encoding="utf-8")
    make_workshop(folder)
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("there", ["a file", "a link", "a link to nowhere"])
def test_what_is_no_folder_is_named_and_stays(tmp_path: Path, there: str) -> None:
    path = tmp_path / "own"
    if there == "a file":
        path.write_text("mine", encoding="utf-8")
    else:
        path.symlink_to(tmp_path if there == "a link" else tmp_path / "nowhere")
    with pytest.raises(WorkshopError, match="own is not a folder of briefgen's own: move it away"):
        own_folder(path)
    assert path.is_symlink() or path.read_text(encoding="utf-8") == "mine"
    own_folder(tmp_path)  # one that is there is fine


def test_what_the_system_refuses_is_told_with_what_the_folder_is_for(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match=r"c, where briefgen keeps its locks .* undo needs: no such file or dir"):
        own_folder(tmp_path / "b" / "c")
    with pytest.raises(WorkshopError, match=r"what undo needs: broken$"), workshop._plainly(tmp_path):
        raise OSError("Broken")
    with pytest.raises(FileExistsError), workshop._plainly(tmp_path):
        raise FileExistsError("there")


def test_the_cache_is_where_xdg_says_or_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for said, found in (("", tmp_path / ".cache"), ("relative", tmp_path / ".cache"), ("/cache", Path("/cache"))):
        monkeypatch.setenv("XDG_CACHE_HOME", said)
        assert cache_folder() == found / "briefgen"


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of a user who has no home."""

    def home() -> Path:
        raise RuntimeError

    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setattr(Path, "home", home)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"briefgen-{os.getuid()}"


def test_who_has_no_home_gets_a_folder_of_their_own_among_all(nobody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == cache_folder() == nobody
    assert nobody.stat().st_mode & 0o777 == 0o700
    monkeypatch.delattr(os, "getuid")  # as on Windows, where each user has a folder for such things
    assert cache_folder() == nobody.parent / "briefgen"


MADE: dict[str, Callable[[Path, pytest.MonkeyPatch], None]] = {
    "open to others": lambda path, _: (path.mkdir(), path.chmod(0o750))[1],  # type: ignore[func-returns-value]
    "a link": lambda path, _: ((path.parent / "x").mkdir(0o700), path.symlink_to(path.parent / "x"))[1],  # type: ignore[func-returns-value]
    "a file": lambda path, _: (path.touch(), path.chmod(0o600))[1],  # type: ignore[func-returns-value]
}


@pytest.mark.parametrize("there", MADE)
def test_no_code_is_run_from_a_folder_of_others(nobody: Path, there: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MADE[there](nobody, monkeypatch)
    with pytest.raises(WorkshopError, match="is not a folder of yours alone"):
        cache_folder()


def test_a_folder_that_somebody_else_made_is_not_used(nobody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody.mkdir(0o700)
    there = nobody.lstat()
    monkeypatch.setattr(Path, "lstat", lambda path: os.stat_result((*there[:4], there.st_uid + 1, *there[5:])))
    with pytest.raises(WorkshopError, match="is not a folder of yours alone"):
        cache_folder()


@pytest.mark.parametrize("there", ["a folder", "a pipe", "a link"])
def test_what_is_no_lock_is_neither_opened_nor_waited_for(tmp_path: Path, there: str) -> None:
    (tmp_path / "briefgen.toml").touch()
    with only_one(tmp_path), only_one(tmp_path):  # who has it may take it again
        (lock,) = (tmp_path / ".briefgen" / "locks").iterdir()
    lock.unlink(missing_ok=True)
    if there == "a folder":
        lock.mkdir()
    elif there == "a pipe":
        os.mkfifo(lock)
    else:
        lock.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WorkshopError, match=r"\.lock is not a lock of briefgen's own: delete it"), only_one(tmp_path):
        pytest.fail("nobody may go on")
    assert not (tmp_path / "elsewhere").exists()


def test_outside_of_projects_the_lock_lies_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "folder").mkdir()
    with only_one(tmp_path / "folder"):
        (lock,) = (tmp_path / "cache" / "briefgen" / "locks").iterdir()
        assert len(lock.name) == len("abc.lock")
    assert list((tmp_path / "folder").iterdir()) == []
