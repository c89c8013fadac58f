"""Whatever lies in the place of a file that is read: it is no plain file, the command says so and ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.contacts.account import Account, sign_key
from briefgen.mailing.ledger.book import Ledger
from briefgen.project.reading import NotPlainError, TooLargeError, read_file, read_plain
from briefgen.project.settings import ProjectError
from briefgen.project.workshop import WorkshopError, cache_folder
from tests.conftest import DEMO, DemoCopy
from tests.formats.letterheads import letterhead
from tests.logos import raster
from tests.test_cli import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes, and links need a right")
WAITS = 60  # seconds after which a run that waits for a pipe is ended: only one that fails takes them


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    def end(*_: object) -> None:
        raise AssertionError("it waits")

    signal.signal(signal.SIGALRM, end)
    signal.alarm(WAITS)
    yield
    signal.alarm(0)


def as_pipe(path: Path) -> None:
    os.mkfifo(path)


def as_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def as_large(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 34)  # a hole: it takes no room


THEME = 'extends = "plain"\n[logo]\nfile = "logo.png"\nwidth = 20\n'
READ = {
    "content/people.yaml": ["check"],
    "content/glossary.yaml": ["check"],
    f"content/editions/{DEMO}.yaml": ["check"],
    "content/editions/another.yaml": ["check"],
    "content/translations.lock": ["translations", "--accept", "--all"],
    "content/events.yaml": ["set", "events.example-forum-2030.city", "null"],
    "content/recipients.yaml": ["add", "recipients", "--from", "people.csv", "--yes"],
    "briefgen.toml": ["check"],
    "letterhead.docx": ["build", "--format", "docx"],
    "templates/briefs/full.html.jinja": ["build", "--format", "html"],
    "templates/themes/own/theme.toml": ["build", "--format", "html"],
    "templates/themes/own/page.css": ["build", "--format", "html"],
    "templates/themes/own/logo.png": ["build", "--format", "html"],
    "catalogues/ka.po": ["build", "--format", "html"],
    "then.json": ["diff", "then.json"],
    "people.csv": ["add", "recipients", "--from", "people.csv", "--yes"],
    "outbox/ledger.sqlite": ["outbox"],
    "brief.pdf": ["outbox", "find", "brief.pdf"],
}


@pytest.fixture
def project(demo_copy: DemoCopy) -> DemoCopy:
    """A project that has each of these files."""
    (demo_copy.root / "letterhead.docx").write_bytes(letterhead())
    demo_copy.edit("briefgen.toml", "languages", 'theme = "own"\nletterhead = "letterhead.docx"\nlanguages')
    demo_copy.write("templates/themes/own/theme.toml", THEME)
    (demo_copy.root / "templates/themes/own/logo.png").write_bytes(raster(400, 100))
    demo_copy.write("people.csv", "name,email,language\nA B,a@example.org,en\n")
    for folder in ("templates/briefs", "catalogues"):
        (demo_copy.root / folder).mkdir(exist_ok=True)
    Ledger.open(demo_copy.root / "outbox").close()
    return demo_copy


@pytest.mark.parametrize("odd", [as_pipe, as_endless, as_large])
@pytest.mark.parametrize("file", READ)
def test_what_is_no_plain_file_is_named_and_not_waited_for(
    project: DemoCopy, file: str, odd: Callable[[Path], None]
) -> None:
    path = project.root / file
    path.unlink(missing_ok=True)
    odd(path)
    result = run(*READ[file], folder=project.root)
    assert result.exit_code in (1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert path.name in result.output
    assert odd is not as_large or re.search("larg|is not a database", result.output)


def test_a_template_that_is_a_link_out_gives_way_to_no_other(project: DemoCopy, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("root:", encoding="utf-8")
    (project.root / "templates/briefs/full.html.jinja").symlink_to(tmp_path / "outside")
    result = run("build", "--format", "html", folder=project.root)
    assert result.exit_code == 1
    assert "there is no template briefs/full.html.jinja" in result.output


def test_the_key_for_signatures_is_a_plain_file(demo_copy: DemoCopy) -> None:
    account = Account(sender="a@agency.example", sign="../key.pem")
    as_pipe(demo_copy.root.parent / "key.pem")
    with pytest.raises(NotPlainError, match=r"key\.pem is not a plain file"):
        sign_key(account, demo_copy.project)


@pytest.mark.parametrize("place", ["", "locks", "journal", "locks/*", "journal/new"])
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_lies_in_the_place_of_our_own_files_is_neither_followed_nor_waited_for(
    demo_copy: DemoCopy, tmp_path: Path, place: str, kind: str
) -> None:
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    assert run("set", "events.example-forum-2030.note", "one", folder=demo_copy.root).exit_code == 0
    own = demo_copy.root / ".briefgen"
    for path in [*own.glob(place)] if "*" in place else [own / place]:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        path.symlink_to(mine) if kind == "link" else os.mkfifo(path)
    file = demo_copy.root / "content/events.yaml"
    before = file.read_bytes()
    result = run("set", "events.example-forum-2030.note", "two", folder=demo_copy.root)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert mine.read_bytes() == b"mine"
    if place == "journal/new":  # nothing is kept there, so it can go
        assert result.exit_code == 0
    else:
        assert (result.exit_code, file.read_bytes()) == (1, before)
        assert f".briefgen/{place.replace('*', '')}".rstrip("/") in result.output


def test_undo_follows_no_link(demo_copy: DemoCopy, tmp_path: Path) -> None:
    assert run("set", "events.example-forum-2030.note", "one", folder=demo_copy.root).exit_code == 0
    file = demo_copy.root / "content/events.yaml"
    shutil.move(file, tmp_path / "events.yaml")
    file.symlink_to(tmp_path / "events.yaml")
    before = (tmp_path / "events.yaml").read_bytes()
    result = run("undo", "--yes", folder=demo_copy.root)
    assert (result.exit_code, (tmp_path / "events.yaml").read_bytes()) == (1, before)
    assert "events.yaml is a link, not a file" in result.output


def test_a_file_is_read_to_its_last_byte_and_no_further(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 2000)
    assert read_file(path, most=2000) == b"x" * 2000
    with pytest.raises(TooLargeError, match="the list is larger than 1 KB"):
        read_file(path, "the list", most=1999)
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "b")


def test_a_project_that_only_others_may_write_to_is_named(demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", denied)
    before = (demo_copy.root / "content/events.yaml").read_bytes()
    result = run("set", "events.example-forum-2030.note", "one", folder=demo_copy.root)
    assert result.exit_code == 1
    assert "/.briefgen, where briefgen keeps its locks and what undo needs: permission denied" in result.output
    assert (demo_copy.root / "content/events.yaml").read_bytes() == before


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be a user without a home; return the folder for what is temporary, in which all may write."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_who_has_no_home_has_a_place_of_their_own(shared: Path) -> None:
    for _ in range(2):
        folder = cache_folder()
        assert folder == shared / f"briefgen-{os.getuid()}"
        assert folder.stat().st_mode & 0o777 == 0o700


def test_where_users_have_no_numbers_there_is_a_place_too(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "getuid")  # as on Windows, where each user has their own folder for what is temporary
    assert cache_folder() == shared / "briefgen"


@pytest.mark.parametrize("planted", ["open to all", "a link", "a file", "somebody else's"])
def test_what_another_user_may_have_put_there_is_not_used(
    shared: Path, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    folder = shared / f"briefgen-{os.getuid()}"
    if planted == "a link":
        (shared / "theirs").mkdir(mode=0o700)
        folder.symlink_to("theirs")
    elif planted == "a file":
        folder.touch()
    else:
        folder.mkdir()
        folder.chmod(0o777 if planted == "open to all" else 0o700)
    if planted == "somebody else's":
        other = os.getuid() + 1
        monkeypatch.setattr(os, "getuid", lambda: other)
        folder.rename(shared / f"briefgen-{os.getuid()}")
    with pytest.raises(WorkshopError, match=r"is not a folder of yours alone.*XDG_CACHE_HOME"):
        cache_folder()


@pytest.mark.parametrize("name", ["~nobody-has-this-name/key.pem", "a\0b"])
def test_what_can_be_no_path_is_told_of(demo_copy: DemoCopy, name: str) -> None:
    with pytest.raises(ProjectError, match=r"briefgen\.toml: .* is no path"):
        demo_copy.project.anywhere(name)


def test_a_link_above_the_folder_is_nobodys_concern_and_one_below_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real" / "content" / "d").mkdir(parents=True)
    (tmp_path / "real" / "content" / "d" / "a").write_bytes(b"1")
    (tmp_path / "way").symlink_to(tmp_path / "real")
    folder = tmp_path / "way" / "content"
    assert read_plain(folder, "d/a") == b"1"
    (folder / "e").symlink_to(folder / "d")
    (folder / "b").symlink_to(folder / "d" / "a")
    for name in ("e/a", "b"):
        with pytest.raises(NotPlainError, match=f"{name} is a link, not a file"):
            read_plain(folder, name)


@pytest.mark.parametrize(("most", "says"), [(5, None), (4, "larger than 0 KB")])
def test_as_many_bytes_as_are_allowed_are_read(tmp_path: Path, most: int, says: str | None) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    if says is None:
        assert read_file(path, "a", most) == b"12345"
    else:
        with pytest.raises(TooLargeError, match=f"^b is {says}$"):
            read_file(path, "b", most)


@pytest.mark.parametrize(
    ("most", "size"), [(999_999, "999 KB"), (1_000_000, "1 MB"), (2_500_000, "2 MB"), (2048, "2 KB")]
)
def test_the_size_that_is_too_large_is_said_in_round_numbers(tmp_path: Path, most: int, size: str) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(most + 1)
    with pytest.raises(TooLargeError, match=f"a is larger than {size}$"):
        read_file(path, "a", most)
