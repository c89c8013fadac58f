"""Whether anything has changed is seen by a look, and never overlooked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.cache import unchanged
from briefgen.cache.store import open_cache
from briefgen.project.workshop import cache_folder

LONG_AGO = 1_500_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    (made / "below").mkdir(parents=True)
    for name in ("one.yaml", "below/two.yaml"):
        (made / name).write_text("words")
    return made


@pytest.fixture
def kept(tmp_path: Path) -> str:
    assert open_cache(tmp_path / "briefgen" / "made")
    return str(tmp_path / "briefgen" / "made")


def edit_in_place(folder: Path) -> None:
    """Edit a file so that its size and the time of its last change stay as they are."""
    path = folder / "one.yaml"
    about = path.stat()
    with path.open("r+") as file:
        file.write("wards")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def put_instead(folder: Path, make: Callable[[Path], object]) -> None:
    (folder / "one.yaml").unlink()
    make(folder / "one.yaml")


CHANGES: dict[str, Callable[[Path], object]] = {
    "size and time stay": edit_in_place,
    "longer": lambda folder: (folder / "one.yaml").write_text("words and words"),
    "new file": lambda folder: (folder / "below" / "new.yaml").write_text(""),
    "hidden file": lambda folder: (folder / ".hidden").write_text(""),
    "new folder": lambda folder: (folder / "new").mkdir(),
    "file gone": lambda folder: (folder / "below" / "two.yaml").unlink(),
    "other name": lambda folder: (folder / "one.yaml").rename(folder / "One.yaml"),
    "other file": lambda folder: ((folder / "new").write_text("wards"), (folder / "new").replace(folder / "one.yaml")),
    "folder instead": lambda folder: put_instead(folder, Path.mkdir),
    "pipe instead": lambda folder: put_instead(folder, os.mkfifo),
    "all gone": lambda folder: folder.rename(folder.parent / "away"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("young", [True, False], ids=["told by its bytes", "told by its times"])
def test_any_change_is_seen(
    folder: Path, change: Callable[[Path], object], young: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not young:
        monkeypatch.setattr(unchanged, "_YOUNG", -(10**12))
    told = unchanged.look([str(folder)])
    assert ("\n=" in told) is young
    assert unchanged.same(told, [str(folder)])
    change(folder)
    assert not unchanged.same(told, [str(folder)])


def test_a_place_that_was_not_there_is_seen_once_it_is(folder: Path) -> None:
    places = [str(folder / "none.yaml"), str(folder / "one.yaml" / "none")]
    told = unchanged.look(places)
    assert unchanged.same(told, places)
    (folder / "none.yaml").write_text("")
    assert not unchanged.same(told, places)


def test_of_a_folder_with_a_slash_only_its_entries_count(folder: Path) -> None:
    places = [f"{folder}/"]
    told = unchanged.look(places)
    (folder / "below" / "two.yaml").write_text("other words")
    assert unchanged.same(told, places)
    os.utime(folder, (LONG_AGO, LONG_AGO))
    assert not unchanged.same(told, places)


def test_compiled_code_does_not_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = unchanged.look([str(folder)])
    (folder / "__pycache__").mkdir()
    assert not unchanged.same(told, [str(folder)])  # in a project it is a folder as any other
    monkeypatch.setattr(unchanged, "PACKAGE", str(folder))
    assert unchanged.same(told, [str(folder)])


def test_a_folder_that_goes_while_it_is_looked_at_is_gone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def scan(path: str) -> object:
        if path.endswith("below"):
            Path(path).rename(f"{folder}-away")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan)
    assert unchanged.look([str(folder)]).splitlines()[1] == f"- {folder / 'below'}"


def test_a_link_to_a_folder_is_not_looked_at(folder: Path) -> None:
    (folder / "link").symlink_to(folder.parent)
    with pytest.raises(unchanged.Strange):
        unchanged.look([str(folder)])


def test_a_link_to_a_file_is_looked_through(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("words")
    (folder / "link").symlink_to(tmp_path / "there")
    told = unchanged.look([str(folder)])
    assert unchanged.same(told, [str(folder)])
    (tmp_path / "there").write_text("other")
    assert not unchanged.same(told, [str(folder)])


def remembered(folder: Path, kept: str, arguments: list[str]) -> None:
    places = [str(folder)]
    unchanged.keep(kept, unchanged.command_line(arguments), places, unchanged.look(places), "said\n")


def test_a_command_says_the_same_again_until_something_changes(folder: Path, kept: str) -> None:
    remembered(folder, kept, ["build"])
    assert unchanged.said_again(kept, ["build"]) == "said\n"
    assert unchanged.said_again(kept, ["build", "--draft"]) is None
    edit_in_place(folder)
    assert unchanged.said_again(kept, ["build"]) is None


def test_what_was_young_is_told_by_its_times_once_it_is_older(
    folder: Path, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered(folder, kept, ["build"])
    (record,) = Path(kept).iterdir()
    assert b"\n=" in record.read_bytes()
    monkeypatch.setattr(unchanged, "_YOUNG", -(10**12))
    assert unchanged.said_again(kept, ["build"]) == "said\n"
    assert b"\n=" not in record.read_bytes()
    assert unchanged.said_again(kept, ["build"]) == "said\n"
    edit_in_place(folder)
    assert unchanged.said_again(kept, ["build"]) is None


@pytest.mark.parametrize("damage", [
    lambda data: b"",
    lambda data: data[:-4],
    lambda data: data.replace(b"said", b"lied"),
    lambda data: data.replace(b"\0\0", b"\0"),
])  # fmt: skip
def test_a_damaged_record_says_nothing(folder: Path, kept: str, damage: Callable[[bytes], bytes]) -> None:
    remembered(folder, kept, ["build"])
    (record,) = Path(kept).iterdir()
    record.write_bytes(damage(record.read_bytes()))
    assert unchanged.said_again(kept, ["build"]) is None


def test_another_place_or_environment_is_another_command(
    folder: Path, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered(folder, kept, ["build"])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert unchanged.said_again(kept, ["build"]) is None
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert unchanged.said_again(kept, ["build"]) == "said\n"
    monkeypatch.chdir(folder)
    assert unchanged.said_again(kept, ["build"]) is None


@pytest.mark.parametrize(
    "name", ["BRIEFGEN_MAIL_PASSWORD", "HOMEBREW_GITHUB_API_TOKEN", "LANGCHAIN_API_KEY", "LC_PASSWORD", "PYTHON_TOKEN"]
)
def test_no_password_is_kept(folder: Path, kept: str, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "geheim")
    remembered(folder, kept, ["build"])
    (record,) = Path(kept).iterdir()
    assert b"geheim" not in record.read_bytes()


def test_a_record_is_for_its_owner_alone(folder: Path, kept: str) -> None:
    remembered(folder, kept, ["build"])
    (record,) = Path(kept).iterdir()
    assert record.stat().st_mode & 0o077 == 0


def test_an_installation_is_told_by_what_a_link_leads_to(folder: Path) -> None:
    (folder / "1" / "briefgen" / "cache").mkdir(parents=True)
    copy = folder / "1" / "briefgen" / "cache" / "unchanged.py"
    copy.write_bytes(Path(unchanged.__file__).read_bytes())
    (folder / "current").symlink_to("1")
    program = "import runpy, sys; print(runpy.run_path(sys.argv[1])['command_line']([]))"
    told = subprocess.run(
        [sys.executable, "-c", program, folder / "current" / "briefgen" / "cache" / "unchanged.py"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert str(copy) in told.stdout


@pytest.mark.parametrize("mode", [0o770, 0o707])
@pytest.mark.parametrize("which", ["", ".."])
def test_a_folder_that_others_may_write_says_nothing(folder: Path, kept: str, mode: int, which: str) -> None:
    remembered(folder, kept, ["build"])
    Path(kept, which).chmod(mode)
    assert unchanged.said_again(kept, ["build"]) is None


def test_a_folder_that_is_none_keeps_nothing(folder: Path, tmp_path: Path) -> None:
    remembered(folder, str(tmp_path / "none"), ["build"])
    assert unchanged.said_again(str(tmp_path / "none"), ["build"]) is None


def test_the_folder_is_that_of_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unchanged.folder_of_user() == str(cache_folder() / "made")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert unchanged.folder_of_user() == str(cache_folder() / "made")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert unchanged.folder_of_user() == str(cache_folder() / "made")


def test_next_to_nothing_is_imported() -> None:
    program = "import sys; before = {*sys.modules}; import briefgen.cache.unchanged; print(*{*sys.modules} - before)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert set(told.stdout.split()) <= {"briefgen", "briefgen.cache", "briefgen.cache.unchanged", "zlib", "__future__"}
