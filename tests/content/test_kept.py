"""What was read of a text is kept, and what a file said long ago isn't."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from briefgen.content.reading.kept import LastOfEach
from briefgen.content.reading.yaml_file import YamlFile
from briefgen.making.opened import open_project
from tests.started import start


def test_the_last_few_of_each_file_are_kept() -> None:
    made: list[tuple[int, str]] = []

    def make(of: int, file: str) -> int:
        made.append((of, file))
        return -of

    keep = LastOfEach(make)
    for file in ("a", "b"):
        assert [keep(of, file) for of in (1, 2, 3, 4, 3, 2, 1)] == [-1, -2, -3, -4, -3, -2, -1]
    assert made == [(of, file) for file in ("a", "b") for of in (1, 2, 3, 4)]
    keep(5, "a")
    keep(4, "a")  # the one used longest ago
    keep(4, "b")
    assert made[8:] == [(5, "a"), (4, "a")]


def test_what_cannot_be_made_is_not_kept() -> None:
    keep: LastOfEach[str, int] = LastOfEach(lambda of, file: int(of))
    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            keep("x", "a")


def test_an_edit_leaves_nothing_of_what_a_file_said_long_ago(tmp_path: Path) -> None:
    start(tmp_path / "project")
    project = open_project(tmp_path / "project", cache=False)
    path = tmp_path / "project" / "content" / "association.yaml"
    text = path.read_text(encoding="utf-8")

    def living() -> int:
        gc.collect()
        return sum(isinstance(each, YamlFile) for each in gc.get_objects())

    counts = []
    for number in range(30):
        path.write_text(text + f"# {number}\n", encoding="utf-8")
        project.changed(path)
        assert project.content.association.acronym == "EXA"
        if number in (9, 29):
            counts.append(living())
    assert counts[0] == counts[1]
