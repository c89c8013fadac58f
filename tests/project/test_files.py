"""Writing files: old or new, whole, whatever happens; never over what someone else wrote."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.project import files
from briefgen.project.files import (
    ChangedError,
    NotOursError,
    clear,
    fill_folder,
    new_folder,
    replace_files,
    sweep,
    write_all,
)
from tests.forking import Forking, forking

OLD, NEW = b"old words\n" * 1000, "ახალი სიტყვები\n".encode() * 1000

MANIFEST = json.dumps({"files": {"association.yaml": {"sha256": hashlib.sha256(OLD).hexdigest()}}})

# A run that is killed at one step of writing: before or after it; or half-way, where a step takes bytes.
KILLED = """
import os, signal, sys
from pathlib import Path
from briefgen.project import files

path, step, moment = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
new = "ახალი სიტყვები\\n".encode() * 1000

def die(): os.kill(os.getpid(), signal.SIGKILL)

class Killing:  # stands in the way of one function
    def __init__(self, real): self.real = real
    def __call__(self, *arguments, **named):
        if moment == "before": die()
        result = self.real(*arguments, **named)
        if moment == "after": die()
        return result

class KillingFile:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *error): self.file.close()
    def __getattr__(self, name): return getattr(self.file, name)
    def write(self, data):
        if moment == "before": die()
        self.file.write(data[: len(data) // 2] if moment == "half" else data)
        self.file.flush()
        die()

if step == "write":
    opened = os.fdopen
    os.fdopen = lambda *arguments: KillingFile(opened(*arguments))
elif step == "mkstemp":
    files.tempfile.mkstemp = Killing(files.tempfile.mkstemp)
else:
    setattr(os, step, Killing(getattr(os, step)))
writing = {
    "replace": lambda: files.replace_files(path.parent, {path.name: (path.read_bytes(), new)}, "f"),
    "all": lambda: files.write_all(path.parent, {path.name: new}),
}
writing[sys.argv[4]]()
"""


def replace_file(path: Path, old: bytes | None, new: bytes) -> None:
    replace_files(path.parent, {path.name: (old, new)}, "content")


READY = "import filelock; from briefgen.project import files"


@pytest.fixture(scope="module")
def killed() -> Iterator[Forking]:
    with forking(KILLED, READY) as run:
        yield run


@pytest.fixture(scope="module")
def killed_folder() -> Iterator[Forking]:
    with forking(KILLED_FOLDER, READY) as run:
        yield run


@pytest.fixture(scope="module")
def killed_set() -> Iterator[Forking]:
    with forking(KILLED_SET, READY) as run:
        yield run


@pytest.mark.parametrize("writing", ["replace", "all"])
@pytest.mark.parametrize(
    ("step", "moment", "found"),
    [
        ("mkstemp", "before", OLD),
        ("mkstemp", "after", OLD),
        ("write", "before", OLD),
        ("write", "half", OLD),
        ("write", "after", OLD),
        ("fsync", "before", OLD),
        ("fsync", "after", OLD),
        ("chmod", "before", OLD),
        ("chmod", "after", OLD),
        ("replace", "before", OLD),
        ("replace", "after", NEW),
    ],
)
def test_a_killed_run_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, step: str, moment: str, found: bytes, writing: str, killed: Forking
) -> None:
    path = tmp_path / "association.yaml"
    path.write_bytes(OLD)
    (tmp_path / "manifest.json").write_text(MANIFEST)
    assert killed(str(path), step, moment, writing) == -signal.SIGKILL
    assert path.read_bytes() == found
    # The next run isn't hindered by it, and tidies up.
    replace_file(path, found, b"newer")
    (tmp_path / "manifest.json").unlink()
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("association.yaml", b"newer")]


def test_a_file_that_someone_else_changed_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(
        ChangedError, match=r"content/a\.yaml was changed by someone else meanwhile; nothing was written"
    ):
        replace_file(path, b"what we read", b"ours")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.yaml", b"theirs")]


@pytest.mark.parametrize("old", [None, b"was there"])
def test_a_file_that_came_or_went_meanwhile_is_a_changed_one(tmp_path: Path, old: bytes | None) -> None:
    path = tmp_path / "a.yaml"
    if old is None:
        path.write_bytes(b"theirs")
    with pytest.raises(ChangedError):
        replace_file(path, old, b"ours")
    assert path.exists() == (old is None)


def test_a_change_in_the_last_moment_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    real: Callable[[int], None] = os.fsync

    def fsync(handle: int) -> None:
        path.write_bytes(b"theirs")
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(ChangedError):
        replace_file(path, b"old", b"ours")
    assert path.read_bytes() == b"theirs"


def test_of_two_runs_at_once_one_wins_and_the_other_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    code = """
import sys
from pathlib import Path
from briefgen.project.files import ChangedError, replace_files
path = Path(sys.argv[1]); old = path.read_bytes()
print("read", flush=True); sys.stdin.readline()  # both have read before one writes
try:
    replace_files(path.parent, {path.name: (old, sys.argv[2].encode())}, "f"); print("won")
except ChangedError: print("refused")
"""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), word], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for word in ("one", "two")
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "read\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    told = [run.communicate()[0].strip() for run in runs]
    assert sorted(told) == ["refused", "won"]
    assert path.read_text() == ("one", "two")[told.index("won")]
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


LONG = "a" * 245  # a name that a file can have, but not with what asides add to it


@pytest.mark.parametrize("name", [LONG, f"folder/{LONG}"])
def test_what_the_system_refuses_names_the_file_that_a_person_knows(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match="too long") as error:
        write_all(tmp_path, {name: NEW})
    assert error.value.filename == str(tmp_path / name)
    with pytest.raises(OSError, match="too long") as error:
        replace_files(tmp_path, {name: (None, NEW)}, "content")
    assert error.value.filename == str(tmp_path / name)
    with pytest.raises(OSError, match="too long") as error, new_folder(tmp_path / LONG, LONG):
        pass
    assert error.value.filename == str(tmp_path / LONG)


def test_a_folder_may_be_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_all(Path("all"), {"a": b"1", "under/b": b"2"})
    with new_folder(Path("new"), "new") as aside:
        (aside / "a").write_bytes(b"3")
    Path("fill").mkdir()
    with fill_folder(Path("fill"), "fill") as aside:
        (aside / "a").write_bytes(b"4")
    found = {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert found == {"all/a": b"1", "all/under/b": b"2", "new/a": b"3", "fill/a": b"4"}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_the_mode_of_a_file_stays(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(mode)
    replace_file(path, b"old", b"new")
    assert path.stat().st_mode & 0o777 == mode
    (tmp_path / "manifest.json").write_text(
        json.dumps({"files": {"a.yaml": {"sha256": hashlib.sha256(b"new").hexdigest()}}})
    )
    write_all(tmp_path, {"a.yaml": b"newer", "b.yaml": b"first"})
    assert path.stat().st_mode & 0o777 == mode
    assert (tmp_path / "b.yaml").stat().st_mode & 0o777 == 0o644


def test_what_editors_leave_beside_a_file_is_not_ours_to_delete(tmp_path: Path) -> None:
    (tmp_path / ".a.yaml.swp").write_bytes(b"vim")
    replace_file(tmp_path / "a.yaml", None, b"new")
    assert (tmp_path / ".a.yaml.swp").exists()


# A run that is killed before or after the nth of the steps by which a folder comes into its place.
KILLED_FOLDER = """
import os, signal, sys
from pathlib import Path
from briefgen.project import files

path, wanted, moment, making = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
count = 0

def killing(owner, name):
    real = getattr(owner, name)
    def step(*arguments, **named):
        global count
        count += 1
        here = count == wanted
        if here and moment == "before": os.kill(os.getpid(), signal.SIGKILL)
        result = real(*arguments, **named)
        if here: os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, step)

for name in ("mkdir", "write_bytes", "chmod", "rename"): killing(Path, name)
if making == "fill_folder": killing(Path, "replace")
killing(files.tempfile, "mkdtemp")
killing(os, "fsync")
with getattr(files, making)(path, "v1") as aside:
    (aside / "a").write_bytes(b"one" * 1000)
    (aside / "trees").mkdir()
    (aside / "trees" / "b").write_bytes(b"two" * 1000)
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_run_that_is_killed_at_any_step_leaves_the_whole_folder_or_none(
    tmp_path: Path, moment: str, killed_folder: Forking
) -> None:
    found = []
    for step in range(1, 100):
        path = tmp_path / str(step) / "v1"
        ended = killed_folder(str(path), str(step), moment, "new_folder")
        found.append(path.exists())
        if path.exists():
            assert (path / "a").read_bytes() + (path / "trees" / "b").read_bytes() == b"one" * 1000 + b"two" * 1000
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        if not path.exists():  # the next run isn't hindered, and tidies up
            with new_folder(path, "v1"):
                pass
            assert [each.name for each in path.parent.iterdir()] == ["v1"]
    assert found == sorted(found)  # once it is there it stays
    assert found.count(False) > 10
    assert found.count(True) >= 2


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_run_that_is_killed_while_it_fills_a_folder_fills_it_wholly_or_not_at_all(
    tmp_path: Path, moment: str, killed_folder: Forking
) -> None:
    found = []
    for step in range(1, 100):
        path = tmp_path / str(step)
        path.mkdir()
        ended = killed_folder(str(path), str(step), moment, "fill_folder")
        try:  # the next run isn't hindered, and tidies up
            with fill_folder(path, "v1"):
                pass
        except ChangedError:
            assert (path / "a").read_bytes() + (path / "trees" / "b").read_bytes() == b"one" * 1000 + b"two" * 1000
        found.append((path / "a").exists())
        assert sorted(each.name for each in path.iterdir()) == (["a", "trees"] if found[-1] else [])
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert found == sorted(found)  # once it is there it stays
    assert found.count(False) > 10
    assert found.count(True) >= 3


def test_a_folder_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "v1"
    with new_folder(path, "v1") as aside:
        (aside / "a").write_bytes(b"issued")
    with pytest.raises(ChangedError, match="v1 is there already"), new_folder(path, "v1"):
        pytest.fail("nothing may be made")
    with pytest.raises(FileNotFoundError), new_folder(tmp_path / "v2", "v2") as aside:
        (aside / "a" / "b").write_bytes(b"no such folder")
    assert [each.name for each in tmp_path.iterdir()] == ["v1"]
    assert [(each.name, each.read_bytes()) for each in path.iterdir()] == [("a", b"issued")]


# Several files: killed after the nth step, all are old or, once the next run has been there, all are new.
KILLED_SET = """
import os, signal, sys
from pathlib import Path
from briefgen.project import files

wanted, count = 0, 0

def killing(owner, name):
    real = getattr(owner, name)
    def step(*arguments, **named):
        global count
        result = real(*arguments, **named)
        count += 1
        if count == wanted and sys.argv[3] == "Ctrl-C": raise KeyboardInterrupt
        if count == wanted: os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, step)

for name in ("replace", "unlink"): killing(Path, name)
killing(files.tempfile, "mkstemp")
killing(os, "fsync")
wanted, folder = int(sys.argv[2]), Path(sys.argv[1])
new = {"a": b"new a", "b": b"new b", "gone": None}
files.replace_files(folder, {name: ((folder / name).read_bytes(), data) for name, data in new.items()}, "f")
"""


@pytest.mark.parametrize(("by", "end"), [("kill", -signal.SIGKILL), ("Ctrl-C", 1)])
def test_several_files_are_all_old_or_all_new_wherever_a_run_is_ended(
    tmp_path: Path, killed_set: Forking, by: str, end: int
) -> None:
    old, new = {"a": b"old a", "b": b"old b", "gone": b"old"}, {"a": b"new a", "b": b"new b"}
    steps = range(1, 40)
    for step in steps:
        (tmp_path / str(step)).mkdir()
        for name, data in old.items():
            (tmp_path / str(step) / name).write_bytes(data)
    ends = [killed_set(str(tmp_path / str(step)), str(step), by) for step in steps]
    assert set(ends) == {end, 0}
    found = []
    for step in steps:
        folder = tmp_path / str(step)
        replace_files(folder, {"other": (None, b"x")}, "f")  # any run that writes there next
        there = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert there.pop("other") == b"x"
        assert there in (old, new)
        found.append(there == new)
    assert found == sorted(found)
    assert found.count(False) > 5
    assert sum(ended == end for ended, is_new in zip(ends, found, strict=True) if is_new) > 3


def test_where_one_file_cannot_be_replaced_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"Written by briefgen: old")
    (tmp_path / "c").write_bytes(b"Written by briefgen: old")
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:  # as on Windows, where c is open in Word
        if target.name == "c":
            raise PermissionError(13, "Permission denied", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PermissionError):
        write_all(tmp_path, {"a": b"new", "b": b"new", "c": b"new"})
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left == dict.fromkeys("ac", b"Written by briefgen: old")


@pytest.mark.parametrize("there", ["a file of theirs", "one that was edited since", "a link"])
def test_what_briefgen_did_not_write_stays(tmp_path: Path, there: str) -> None:
    path = tmp_path / "a.docx"
    edited = there == "one that was edited since"
    if edited:
        (tmp_path / "manifest.json").write_text(MANIFEST.replace("association.yaml", "a.docx"))
    if there == "a link":
        (tmp_path / "theirs").write_bytes(b"mine")
        path.symlink_to(tmp_path / "theirs")
    else:
        path.write_bytes(b"mine")
    said = "was changed since" if edited else "is not a file that briefgen wrote"
    with pytest.raises(NotOursError, match=rf"a\.docx {said}"):
        write_all(tmp_path, {"b.docx": b"new", "a.docx": b"new"})
    assert path.read_bytes() == b"mine"
    assert not (tmp_path / "b.docx").exists()


def test_a_promise_that_leads_out_of_its_folder_is_no_promise(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "mine").write_bytes(b"mine")
    (folder / ".promise.briefgen").write_text('[["", "../mine"], ["../mine", "x"]]')
    replace_files(folder, {"a": (None, b"a")}, "f")
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_locks_lie_in_the_project_and_not_in_its_content(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").touch()
    content = tmp_path / "content"
    content.mkdir()
    replace_files(content, {"a": (None, b"a")}, "content")
    assert [path.name for path in content.iterdir()] == ["a"]
    assert len(list((tmp_path / ".briefgen" / "locks").iterdir())) == 1


# Edges


def manifest(**listed: bytes) -> bytes:
    return json.dumps(
        {"files": {name: {"sha256": hashlib.sha256(data).hexdigest()} for name, data in listed.items()}}
    ).encode()


@pytest.mark.parametrize(
    ("there", "is_ours"),
    [
        (b'{"format": "briefgen content"', True),
        (b"# Written by briefgen", True),
        (b"# written by briefgen", True),
        (b'<meta name="generator" content="briefgen">', True),
        (b"x" * 900 + b"written by briefgen", True),
        (b"x" * 1000 + b"written by briefgen", False),
        (b"words", False),
        (b"new", True),  # it says already what shall stand there
    ],
)
def test_by_what_a_file_is_known_as_ours(tmp_path: Path, there: bytes, is_ours: bool) -> None:
    (tmp_path / "a").write_bytes(there)
    if is_ours:
        write_all(tmp_path, {"a": b"new", "b": b"more"})
        assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"new", b"more")
    else:
        with pytest.raises(NotOursError, match="is not a file that briefgen wrote, so it stays"):
            write_all(tmp_path, {"a": b"new", "b": b"more"})
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


@pytest.mark.parametrize("there", [b'{"briefgen": 1}', b'{"files": {"x": {"sha256": "y"}}}', b"{}", b"words"])
def test_a_manifest_is_ours_by_what_it_lists_or_says(tmp_path: Path, there: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(there)
    if there in (b"{}", b"words"):
        with pytest.raises(NotOursError):
            write_all(tmp_path, {"manifest.json": b"new"})
    else:
        write_all(tmp_path, {"manifest.json": b"new"})


def test_what_the_manifest_lists_is_ours_as_long_as_nobody_changed_it(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(manifest(a=b"old", b=b"old"))
    (tmp_path / "a").write_bytes(b"old")
    write_all(tmp_path, {"a": b"new"})
    (tmp_path / "b").write_bytes(b"edited")
    with pytest.raises(NotOursError, match="was changed since briefgen wrote it"):
        write_all(tmp_path, {"b": b"new"})
    with pytest.raises(NotOursError):
        clear(tmp_path, "[ab]")
    assert (tmp_path / "a").exists()
    (tmp_path / "manifest.json").write_bytes(manifest(a=b"new", b=b"edited"))
    (tmp_path / "c").write_bytes(b"mine")
    with pytest.raises(NotOursError, match="is not a file that briefgen wrote"):
        clear(tmp_path, "[abc]")
    clear(tmp_path, "[ab]")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c", "manifest.json"]


def test_a_link_that_leads_nowhere_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")
    with pytest.raises(NotOursError):
        write_all(tmp_path, {"a": b"new"})


def test_a_new_file_has_the_mode_that_is_asked_for_and_an_old_one_its_own(tmp_path: Path) -> None:
    write_all(tmp_path, {"a": b"new"}, mode=0o600)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    (tmp_path / "a").chmod(0o755)
    replace_files(tmp_path, {"a": (b"new", b"newer")}, "c")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o755


def test_what_comes_before_is_called_when_all_is_ready_and_looked_at_again(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    called: list[bytes] = []
    with pytest.raises(ChangedError, match="c/a was changed by someone else meanwhile"):
        replace_files(tmp_path, {"a": (b"other", b"new")}, "c", lambda: called.append(b"x"))
    assert called == []

    def they_write() -> None:
        (tmp_path / "a").write_bytes(b"theirs")

    with pytest.raises(ChangedError):
        replace_files(tmp_path, {"a": (b"old", b"new")}, "c", they_write)
    assert (tmp_path / "a").read_bytes() == b"theirs"
    files.replace_file(tmp_path / "a", b"theirs", b"new", "c/a")
    with pytest.raises(ChangedError, match=r"^c/a was changed"):
        files.replace_file(tmp_path / "a", b"theirs", b"new", "c/a")
    replace_files(tmp_path, {"a": (b"new", None), "d/b": (None, b"1")}, "c")
    assert ((tmp_path / "a").exists(), (tmp_path / "d" / "b").read_bytes()) == (False, b"1")


@pytest.mark.parametrize(
    ("promise", "kept"),
    [
        ('[[".a.12345678.briefgen", "a"], ["", "b"], [".gone.12345678.briefgen", "c"]]', True),
        ("no json", False), ("[1]", False), ('[["/nowhere/else", "a"]]', False), ('[["../x", "a"]]', False),
        ('[["x", "/a"]]', False), ("[" * 100_000, False), ("[]", False),
    ],
)  # fmt: skip
def test_a_promise_is_kept_once_and_what_is_none_is_swept(tmp_path: Path, promise: str, kept: bool) -> None:
    (tmp_path / ".promise.briefgen").write_text(promise, encoding="utf-8")
    for name, data in ((".a.12345678.briefgen", b"new"), ("a", b"old"), ("b", b"old"), ("c", b"old")):
        (tmp_path / name).write_bytes(data)
    (tmp_path / ".d.abc_defg.briefgen").mkdir()
    (tmp_path / ".e.12345678.briefgen").symlink_to(tmp_path)
    (tmp_path / "f.12345678.briefgen").write_bytes(b"mine")
    assert sweep(tmp_path) is kept
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a": b"new" if kept else b"old", **({} if kept else {"b": b"old"}), "c": b"old", "f.12345678.briefgen": b"mine",
    }  # fmt: skip


def test_a_folder_appears_whole_and_readable_or_not_at_all(tmp_path: Path) -> None:
    with new_folder(tmp_path / "n", "n") as aside:
        (aside / "d").mkdir(mode=0o700)
        (aside / "d" / "x").write_bytes(b"1")
        (aside / "d" / "x").chmod(0o600)
    assert [(path.name, path.stat().st_mode & 0o777) for path in sorted((tmp_path / "n").rglob("*"))] == [
        ("d", 0o755), ("x", 0o644),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="stop"), new_folder(tmp_path / "m", "m"):
        raise ValueError("stop")
    (tmp_path / "full" / "inner").mkdir(parents=True)
    with (
        pytest.raises(ChangedError, match="full is not empty; name a new folder"),
        fill_folder(tmp_path / "full", "full"),
    ):
        pass
    with pytest.raises(ChangedError, match="full is there already"), new_folder(tmp_path / "full", "full"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "n"]


def test_what_cannot_all_come_into_a_folder_leaves_it_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, moved = Path.rename, []

    def rename(path: Path, target: Path) -> Path:
        if target.name == "c" and path.parent.name.endswith(".briefgen"):
            raise PermissionError(13, "Permission denied", str(target))
        moved.append((path.parent.name == tmp_path.name, target.name))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)

    def fill() -> None:
        with fill_folder(tmp_path, "here") as aside:
            for name in "abc":
                (aside / name).write_bytes(b"x")

    with pytest.raises(PermissionError):
        fill()
    assert moved == [(False, "a"), (False, "b"), (True, "a"), (True, "b")]
    assert list(tmp_path.iterdir()) == []
