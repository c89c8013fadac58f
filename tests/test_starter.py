"""`briefgen init` starts a project that builds as it is, or leaves no trace."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any, get_args
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.content.reading.yaml_file import parse_yaml
from briefgen.content.schema.points import PointKind, TalkingPoint
from briefgen.making.judge import check
from briefgen.making.press import build
from briefgen.project.folder import find_project
from briefgen.upkeep import starter
from briefgen.upkeep.starter import StarterError, start
from briefgen.upkeep.starter.example import example_points
from tests.forking import forking
from tests.pdf_reading import page_text


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_gets_the_whole_project(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    assert files(tmp_path / "demo") == files(starter.PROJECT)
    assert {"briefgen.toml", "README.md", "content/editions/2030-05-example-city.yaml"} <= files(
        tmp_path / "demo"
    ).keys()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


# A run that is killed before or after the nth time that it moves a file.
KILLED = """
import os, signal, sys
from pathlib import Path
from unittest.mock import Mock
from briefgen.upkeep import starter
real, count = Path.rename, 0
def rename(*arguments):
    global count
    count += 1
    if count == int(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments)
Path.rename = rename
starter.start(Path(sys.argv[1]))
"""


def test_what_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    ends = []
    with forking(KILLED, "import filelock; from briefgen.upkeep import starter") as run:
        for step in range(1, 8):
            folder = tmp_path / str(step)
            folder.mkdir()
            ends.append(run(str(folder), str(step)))
            if ends[-1] == 0:
                break
            start(folder)  # once more, as a person would
            shutil.rmtree(folder / ".briefgen", ignore_errors=True)  # locks
            assert files(folder) == files(starter.PROJECT)
    assert set(ends) == {-signal.SIGKILL, 0}


def test_a_started_project_that_was_touched_is_not_started_again(tmp_path: Path) -> None:
    start(tmp_path)
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(StarterError, match="is not empty"):
        start(tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_stays_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tmp_path.stat().st_ino
    monkeypatch.chdir(tmp_path)
    start(Path())
    assert tmp_path.stat().st_ino == before
    assert files(tmp_path) == files(starter.PROJECT)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [".gitattributes", ".gitignore", "README.md", "briefgen.toml", "content"]


def test_version_control_takes_the_content_and_leaves_files_and_addresses(tmp_path: Path) -> None:
    start(tmp_path)
    for name in ("output/x/x.pdf", "output/x.mail/ana.eml", "outbox/ledger.sqlite"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "content" / "output").mkdir()
    (tmp_path / "content" / "output" / "mine.yaml").write_bytes(b"x")
    # In a hook of our own repository git's variables would mean that one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for command in (["init", "-q"], ["add", "-A"], ["ls-files"]):
        done = subprocess.run(
            ["git", *command], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        )
    assert set(done.stdout.split()) == {*files(starter.PROJECT), "content/output/mine.yaml"}


def test_the_files_can_be_edited(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    assert all(path.stat().st_mode & 0o200 for path in (tmp_path / "demo").rglob("*"))


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StarterError, match="not empty") as error:
        start(tmp_path)
    assert error.value.exit_code == 2
    assert files(tmp_path) == {"mine.txt": b"mine"}


@pytest.mark.parametrize("made", ["file", "dangling link"])
def test_what_is_no_folder_is_refused(made: str, tmp_path: Path) -> None:
    if made == "file":
        (tmp_path / "demo").write_text("mine", encoding="utf-8")
    else:
        (tmp_path / "demo").symlink_to(tmp_path / "nowhere")
    with pytest.raises(StarterError, match="not a folder"):
        start(tmp_path / "demo")
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_a_parent_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StarterError, match=r"there is no folder .*nowhere"):
        start(tmp_path / "nowhere" / "demo")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exists", [False, True])
def test_nothing_half_made_stays_behind(exists: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "demo"
    if exists:
        folder.mkdir()

    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "events.yaml":
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StarterError, match=r"can't write to .*no space left on device"):
        start(folder)
    assert list(tmp_path.rglob("*")) == ([folder] if exists else [])


def test_a_move_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "content" and Path(target).parent == tmp_path:
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(StarterError, match="permission denied"):
        start(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["init", "demo"])
    assert result.exit_code == 0
    assert "cd demo\n  briefgen build" in result.output
    again = CliRunner().invoke(main, ["init", "demo"])
    assert again.exit_code == 2
    assert again.output == (
        "briefgen: demo is not empty; name a new folder; "
        "there is a project in it: go there, and see with briefgen check\n"
    )


def test_the_project_has_no_problems_and_shows_every_section(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    project = find_project(tmp_path / "demo")
    assert check(project) == ()
    result = build(project)
    assert len(result.files) == 4
    assert {gap.path for gap in result.gaps} == {
        "agency.contact",
        "agency.offices[director]",
        "association.offices[secretary_general]",
        "editions[2030-05-example-city].delegation",
        "editions[2030-05-example-city].drafter",
        "editions[2030-05-example-city].objectives",
    }
    english = page_text(next(file.path for file in result.files if file.path.name.endswith("_en.pdf")))
    for phrase in (
        "Key facts",
        "more than 100",
        "President – First Example (Georgia)",
        "Governing bodies",
        "The Association has two commissions.",
        "1. The commissions: 1. First Example Commission; 2. Second Example Commission.",
        "Activities of the Association",
        "The strategic goals are:",
        "The programme for 2031–2033 provides for new examples.",
        "Example City, 14–16 May 2030",
        "Brief history of cooperation",
        "30 November–2 December 2027",
        "Ongoing",
    ):
        assert phrase in english
    assert "Second Example" not in english.replace("Second Example Commission", "")


def test_the_content_is_clearly_invented() -> None:
    text = b"".join(files(starter.PROJECT).values()).decode()
    assert not [name for name in ("ISSA", "Social Service", "Brussels", "სოციალური") if name in text]


def test_what_cannot_be_written_names_the_folder_and_says_why_in_small_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    for error, why in ((OSError(28, "No Space"), "no space"), (OSError("Odd"), "odd")):
        monkeypatch.setattr(starter, "_copy", Mock(side_effect=error))
        for folder, named in ((tmp_path / "there", tmp_path / "there"), (tmp_path / "new", tmp_path)):
            with pytest.raises(StarterError) as raised:
                start(folder)
            assert str(raised.value) == f"can't write to {named}: {why}"
            assert raised.value.exit_code == 2


def test_only_a_folder_with_a_project_in_it_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StarterError) as error:
        start(tmp_path)
    assert "there is a project in it" not in str(error.value)
    (tmp_path / "briefgen.toml").write_text("mine")
    with pytest.raises(StarterError, match=r"; there is a project in it: go there, and see with briefgen check$"):
        start(tmp_path)


def test_a_file_is_no_folder_to_start_in(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StarterError, match="there is no folder"):
        start(tmp_path / "file" / "new")
    (tmp_path / "pipe").symlink_to("/dev/null")
    with pytest.raises(StarterError, match="is not a folder"):
        start(tmp_path / "pipe")


def test_every_byte_of_the_project_comes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project" / "in" / "deep").mkdir(parents=True)
    (tmp_path / "project" / "in" / "deep" / "a.bin").write_bytes(b" \r\n\xff\n")
    (tmp_path / "project" / "empty").mkdir()
    monkeypatch.setattr(starter, "PROJECT", tmp_path / "project")
    (tmp_path / "new").mkdir()
    start(tmp_path / "new")
    assert files(tmp_path / "new") == {"in/deep/a.bin": b" \r\n\xff\n"}
    assert (tmp_path / "new" / "empty").is_dir()


@pytest.mark.parametrize("languages", [("ka", "en"), ("fr",), ("de", "es")])
def test_a_filled_point_of_each_kind_is_shown_to_be_replaced(languages: tuple[str, ...]) -> None:
    kept = example_points(languages)
    assert all(line.startswith("# ") for line in kept.splitlines())
    shown = "\n".join(line.removeprefix("# ") for line in kept.splitlines()[2:])
    points: Any = parse_yaml(shown, "points").value
    found = [TalkingPoint.model_validate(each) for each in points["points"]]
    assert {each.kind for each in found} == {*get_args(PointKind)}
    assert all(each.say and {*each.say.root} == {*languages} for each in found)
    edition = "content/editions/2030-05-example-city.yaml"
    assert f"#\n{example_points(('ka', 'en'))}\nevent: " in (starter.PROJECT / edition).read_text("utf-8")


def test_the_example_of_points_can_be_used_as_it_is(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    edition = tmp_path / "demo" / "content" / "editions" / "2030-05-example-city.yaml"
    text = edition.read_text("utf-8")
    edition.write_text(re.sub(r"(?m)^# (points:| )", r"\1", text), "utf-8")
    problems = check(find_project(tmp_path / "demo"))
    assert {each.code for each in problems} == {"point-uncleared", "translation-unconfirmed"}
    assert {each.severity for each in problems} == {"warning"}
