"""A project is watched: each change is told once, and what was read is read anew."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.making.opened import Opened, open_project
from briefgen.making.watch import changes
from briefgen.project.settings import ProjectError
from tests.conftest import DemoCopy


class Watched:
    """A project that is watched; `edits` are made one at each look."""

    def __init__(self, root: Path, *edits: Callable[[], object]) -> None:
        self.project: Opened = open_project(root, cache=False)
        self._edits: Iterator[Callable[[], object]] = iter(edits)
        self.told = changes(self.project, self._wait)

    def _wait(self) -> None:
        next(self._edits)()


def nothing() -> None: ...


def add_a_line(path: Path) -> Callable[[], object]:
    return lambda: path.write_bytes(path.read_bytes() + b"\n")


def test_a_change_is_told_once_and_what_rests_on_it_read_anew(demo_copy: DemoCopy) -> None:
    file = demo_copy.root / "content" / "association.yaml"

    def rename() -> None:
        demo_copy.edit("content/association.yaml", "Example Association", "Sample Association")

    watched = Watched(demo_copy.root, nothing, rename, nothing, add_a_line(file))
    before = watched.project.content
    assert next(watched.told) == (file,)
    assert watched.project.content is not before
    assert watched.project.content.association.name.root["en"] == "Sample Association"
    assert next(watched.told) == (file,)


def test_files_that_come_and_go_are_told(demo_copy: DemoCopy) -> None:
    template = demo_copy.root / "templates" / "briefs" / "full.html.jinja"
    template.parent.mkdir(parents=True)
    watched = Watched(demo_copy.root, lambda: template.write_text("x"), template.unlink)
    assert next(watched.told) == (template,)
    assert next(watched.told) == (template,)


def test_what_changed_before_the_first_look_is_told(demo_copy: DemoCopy) -> None:
    watched = Watched(demo_copy.root, nothing)
    file = demo_copy.root / "content" / "association.yaml"
    add_a_line(file)()  # while the first build runs
    assert next(watched.told) == (file,)


def test_settings_that_name_another_folder_are_told_once(demo_copy: DemoCopy) -> None:
    settings, other = demo_copy.root / "briefgen.toml", demo_copy.root / "other" / "x.jinja"
    other.parent.mkdir()
    other.write_text("x")

    def turn() -> None:
        settings.write_text(f'templates = "other"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")

    watched = Watched(demo_copy.root, turn, nothing, add_a_line(other))
    assert next(watched.told) == (settings,)
    assert next(watched.told) == (other,)


def test_of_a_project_within_another_the_other_is_never_built(demo_copy: DemoCopy) -> None:
    settings = demo_copy.root / "briefgen.toml"
    outer = demo_copy.root.parent / "briefgen.toml"
    outer.write_bytes(settings.read_bytes())
    good = settings.read_bytes()
    watched = Watched(demo_copy.root, settings.unlink, lambda: settings.write_bytes(good))
    try:
        assert next(watched.told) == (settings,)
        with pytest.raises(ProjectError, match="any more"):
            _ = watched.project.project
        assert next(watched.told) == (settings,)
        assert watched.project.project.root == demo_copy.root
    finally:
        outer.unlink()


def test_settings_that_are_broken_for_a_while_are_waited_for(demo_copy: DemoCopy) -> None:
    settings = demo_copy.root / "briefgen.toml"
    good = settings.read_bytes()
    watched = Watched(
        demo_copy.root, lambda: settings.write_text("languages = ["), nothing, lambda: settings.write_bytes(good)
    )
    assert next(watched.told) == (settings,)
    assert next(watched.told) == (settings,)
    assert watched.project.project.settings.languages == ("ka", "en")


def test_what_a_look_cannot_tell_is_not_watched(demo_copy: DemoCopy) -> None:
    (demo_copy.root / "content" / "elsewhere").symlink_to(demo_copy.root)
    with pytest.raises(OSError, match="is a link to a folder"):
        next(Watched(demo_copy.root).told)


# A run in the background ignores Ctrl-C.
RUN = """import signal
from briefgen.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


def test_the_command_builds_again_after_each_change_and_mistake_until_ctrl_c(demo_copy: DemoCopy) -> None:
    command = [sys.executable, "-u", "-c", RUN, "build", "--watch", "--format", "html", "--lang", "en"]
    run = subprocess.Popen(
        command, cwd=demo_copy.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    assert run.stdout is not None

    def said(words: str) -> None:
        for line in run.stdout:  # type: ignore[union-attr]
            if words in line:
                return
        raise AssertionError(f"it ended without {words!r}")

    try:
        said("Waiting for a change")
        (made,) = (demo_copy.root / "output").rglob("*.html")
        demo_copy.edit("content/association.yaml", "Example Association", "Sample Association")
        said("Changed: content/association.yaml")
        said("Waiting for a change")
        assert "Sample Association" in made.read_text(encoding="utf-8")
        demo_copy.edit("content/association.yaml", "acronym: EXA", "acronim: EXA")
        said("content/association.yaml")
        said("Waiting for a change")
        assert "Sample Association" in made.read_text(encoding="utf-8")
        demo_copy.edit("content/association.yaml", "acronim: EXA", "acronym: EXB")
        said("Waiting for a change")
        assert "EXB" in made.read_text(encoding="utf-8")
        os.kill(run.pid, signal.SIGINT)
        assert run.wait(timeout=120) == 0
    finally:
        run.kill()
        run.wait()
        run.stdout.close()


class Circle:
    """Refers to itself, so that only the garbage collector can free it."""

    def __init__(self) -> None:
        self.me = self


def test_between_two_builds_what_they_have_done_with_is_freed(demo_copy: DemoCopy) -> None:
    names = ("Example Association", "Sample Association")
    edits = (lambda: demo_copy.edit("content/association.yaml", *names),
             lambda: demo_copy.edit("content/association.yaml", *reversed(names)))  # fmt: skip
    watched = Watched(demo_copy.root, *edits)
    next(watched.told)
    gc.disable()  # a command looks so seldom that it comes to the same
    try:
        left = weakref.ref(Circle())
        assert left() is not None
        next(watched.told)
        assert left() is None
    finally:
        gc.enable()
