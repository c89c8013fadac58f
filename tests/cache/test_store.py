"""The cache: what is put in comes out, or nothing does."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cache.store import Cache, key_of, open_cache

KEY = key_of("this")
OTHER = key_of("that")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    found = open_cache(tmp_path / "briefgen" / "made")
    assert found is not None
    return found


def entry(cache: Cache) -> Path:
    return cache.folder / f"file-{KEY}"


def test_what_was_put_in_is_there(cache: Cache) -> None:
    cache.put("file", KEY, b"%PDF\n\0")
    assert cache.get("file", KEY) == b"%PDF\n\0"
    assert cache.get("file", OTHER) is None
    assert cache.get("tree", KEY) is None


@given(st.lists(st.binary(max_size=5), max_size=5), st.lists(st.binary(max_size=5), max_size=5))
def test_other_parts_have_another_key(one: list[bytes], other: list[bytes]) -> None:
    assert (key_of(*one) == key_of(*other)) is (one == other)


@pytest.mark.parametrize("damage", [
    lambda data: b"",
    lambda data: data[:-1],
    lambda data: data + b"x",
    lambda data: data.replace(b"words", b"wards"),
    lambda data: data.replace(b"\n", b"", 1),
    lambda data: b"\x80\x04K\x01." + data,
])  # fmt: skip
def test_a_damaged_entry_is_none_and_goes(cache: Cache, damage: object) -> None:
    cache.put("file", KEY, b"words")
    entry(cache).write_bytes(damage(entry(cache).read_bytes()))  # type: ignore[operator]
    assert cache.get("file", KEY) is None
    assert not entry(cache).exists()
    cache.put("file", KEY, b"words")
    assert cache.get("file", KEY) == b"words"


def test_a_name_that_is_no_letters_has_a_key() -> None:
    assert key_of("a\udcff") != key_of("a\udcfe")


@pytest.mark.parametrize("name", [f"file-{OTHER}", f"tree-{KEY}"])
def test_an_entry_under_another_name_is_none(cache: Cache, name: str) -> None:
    cache.put("file", KEY, b"words")
    entry(cache).rename(cache.folder / name)
    kind, _, key = name.partition("-")
    assert cache.get(kind, key) is None


def test_a_link_is_not_followed(cache: Cache, tmp_path: Path) -> None:
    cache.put("file", KEY, b"words")
    entry(cache).rename(tmp_path / "elsewhere")
    entry(cache).symlink_to(tmp_path / "elsewhere")
    assert cache.get("file", KEY) is None


def test_a_pipe_is_not_waited_for(cache: Cache) -> None:
    os.mkfifo(entry(cache))
    assert cache.get("file", KEY) is None


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
@pytest.mark.parametrize("which", ["", ".."])
def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path, mode: int, which: str) -> None:
    folder = tmp_path / "briefgen" / "made"
    folder.mkdir(parents=True)
    for each in (folder, folder.parent):
        each.chmod(0o755)
    assert open_cache(folder)
    (folder / which).chmod(mode)
    assert open_cache(folder) is None


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "a folder that the lock made"])
def test_a_umask_that_lets_the_group_write_keeps_nobody_from_a_cache(tmp_path: Path, there: bool) -> None:
    before = os.umask(0o002)
    try:
        if there:
            (tmp_path / "briefgen").mkdir()
        found = open_cache(tmp_path / "briefgen" / "made")
    finally:
        os.umask(before)
    assert found is not None
    assert [path.stat().st_mode & 0o022 for path in (found.folder, found.folder.parent)] == [0, 0]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_folder_of_another_user_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "briefgen" / "made"
    folder.mkdir(parents=True)
    os.chown(folder, 12345, 12345)
    assert open_cache(folder) is None


def test_a_link_instead_of_the_folder_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "briefgen").mkdir(mode=0o755)
    (tmp_path / "briefgen" / "made").symlink_to(tmp_path / "there")
    assert open_cache(tmp_path / "briefgen" / "made") is None


def test_a_file_instead_of_the_folder_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "briefgen").write_text("mine")
    assert open_cache(tmp_path / "briefgen" / "made") is None


def test_a_full_disk_keeps_nothing_and_harms_nothing(cache: Cache) -> None:
    # What a process may write at most stands for what a disk has left.
    program = (
        "import resource, sys; from pathlib import Path; from briefgen.cache.store import Cache\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"cache = Cache(Path(sys.argv[1])); cache.put('file', {KEY!r}, b'x' * 5000); print(cache.get('file', {KEY!r}))"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    told = subprocess.run(
        [sys.executable, "-c", program, cache.folder], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout == "None\n"
    assert list(cache.folder.iterdir()) == []


def test_a_folder_that_went_meanwhile_is_no_harm(cache: Cache) -> None:
    cache.folder.rmdir()
    cache.put("file", KEY, b"words")
    assert cache.get("file", KEY) is None
    cache.tidy()


def fill(folder: Path, number: int, times: int) -> None:
    cache = Cache(folder, most=40_000)
    for time in range(times):
        key = key_of(str(time % 7))
        found = cache.get("file", key)
        assert found is None or found == key.encode() * 100
        cache.put("file", key, key.encode() * 100)
        if time % 5 == number:
            cache.tidy()


def test_several_processes_never_see_half_an_entry(cache: Cache) -> None:
    start = multiprocessing.get_context("fork").Process
    runs = [start(target=fill, args=(cache.folder, number, 150)) for number in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0, 0]
    assert all(path.name.startswith("file-") for path in cache.folder.iterdir())


def test_a_killed_writer_leaves_the_entry_as_it_was(cache: Cache) -> None:
    cache.put("file", KEY, b"words")
    program = (
        "import os, sys; from pathlib import Path; from briefgen.cache.store import Cache\n"
        "Path.replace = lambda *names: os.kill(os.getpid(), 9)\n"
        f"Cache(Path(sys.argv[1])).put('file', {KEY!r}, b'others')"
    )
    ended = subprocess.run([sys.executable, "-c", program, cache.folder], timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert cache.get("file", KEY) == b"words"
    left = [path for path in cache.folder.iterdir() if path.suffix == ".part"]
    assert len(left) == 1
    cache.put("file", OTHER, b"")
    cache.tidy()
    assert left[0].exists()  # it may be being written just now
    os.utime(left[0], (0, 0))
    cache.put("file", OTHER, b"")
    cache.tidy()
    assert not left[0].exists()


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=3_000)
    for number in range(6):
        cache.put("file", str(number), b"x" * 500)
        os.utime(tmp_path / f"file-{number}", (number, number))
    assert cache.get("file", "0")  # used just now
    cache.tidy()
    assert {path.name for path in tmp_path.iterdir()} == {"file-0", "file-3", "file-4", "file-5"}


def test_runs_that_keep_little_look_seldom_whether_there_is_too_much(cache: Cache) -> None:
    def kept_by_runs(*numbers: int) -> int:
        """Return how much there is once each of some runs has kept one more."""
        for number in numbers:
            Cache(cache.folder, most=3_000).put("file", str(number), b"x" * 500)
        return len(list(cache.folder.iterdir()))

    looked = cache.folder.with_name(f"{cache.folder.name}.looked")
    assert kept_by_runs(*range(10)) == 10  # the first one looked, and there was nothing too much
    os.utime(looked, (0, 0))
    assert kept_by_runs(10) == 4
    assert kept_by_runs(*range(20, 30)) == 14
    one_run = Cache(cache.folder, most=3_000)
    for number in range(50):  # so much that it looks by itself
        one_run.put("file", f"of-one-{number}", b"x" * 500)
    assert len(list(cache.folder.iterdir())) == 4
