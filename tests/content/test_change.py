"""A change as a whole: what is typed, when it is written, and when it isn't."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from briefgen.content.changing import add as entries
from briefgen.content.changing import set as changes
from briefgen.content.changing.change import as_typed
from briefgen.content.changing.layout import in_line, same
from briefgen.content.changing.order import type_at
from briefgen.content.reading.loader import load
from briefgen.content.reading.source import read_source
from briefgen.content.schema import FILES, RECIPIENTS, Edition, Recipient
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.files import ChangedError
from tests.conftest import ProjectCopy
from tests.content.conftest import changed
from tests.content.test_editor import FILES as CONTENT
from tests.content.test_editor import every_place

# How files are changed, whichever editions print it: tests/test_learning.py asks which of the two a change is.
set_value = partial(changes.set_value, always=True)
add_entry = partial(entries.add_entry, always=True)

NAME = {"ka": "ა", "en": "b"}


@pytest.mark.parametrize("file", CONTENT.values(), ids=CONTENT)
def test_what_is_shown_of_a_value_is_what_one_types_for_it(file: Path) -> None:
    source = read_source(file, file.name)
    models = {**FILES, RECIPIENTS: list[Recipient]}
    model = Edition if file.parent.name == "editions" else models[file.stem]
    for keys, value in every_place(source.value):
        types = type_at(model, keys)
        assert types, keys
        words = value if isinstance(value, str) else in_line(value)
        assert same(as_typed(words, types), value), keys


def test_a_file_with_two_mistakes_is_mended_one_by_one(folder: Path, project_copy: ProjectCopy) -> None:
    project_copy.edit("content/people.yaml", "country: DE", "country: Germany")
    project_copy.edit("content/people.yaml", "country: RU", "country: Russia")
    set_value(folder, "content", "people.persons[breuer].country", "DE")
    set_value(folder, "content", "people.persons[kozlov].country", "RU")
    assert changed(folder) == []
    load(folder)


def test_a_file_that_cannot_be_read_is_not_changed(folder: Path, project_copy: ProjectCopy) -> None:
    project_copy.edit("content/people.yaml", "persons:\n", "persons\n")
    with pytest.raises(ProblemsError, match=r"content/people.yaml:\d+:\d+: error"):
        set_value(folder, "content", "people.persons[breuer].country", "AT")


def test_a_link_out_of_the_content_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "people.yaml"
    (folder / "people.yaml").rename(outside)
    (folder / "people.yaml").symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(ProblemsError, match=r"content/people\.yaml:1:1: error\[link-outside\]"):
        set_value(folder, "content", "people.persons[breuer].country", "AT")
    assert outside.read_bytes() == before


def test_no_file_is_started_through_a_link_out_of_the_content(folder: Path, tmp_path: Path) -> None:
    (folder / "glossary.yaml").unlink()
    (folder / "glossary.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(ProblemsError, match=r"content/glossary\.yaml:1:1: error\[link-outside\]"):
        add_entry(folder, "content", "glossary.terms", {"id": "x", "term": NAME})
    assert not (tmp_path / "outside.yaml").exists()


def test_a_link_within_the_content_stays_a_link(folder: Path) -> None:
    (folder / "people.yaml").rename(folder / ".people-shared")
    (folder / "people.yaml").symlink_to(".people-shared")
    set_value(folder, "content", "people.persons[breuer].country", "AT")
    assert (folder / "people.yaml").is_symlink()
    assert "country: AT" in (folder / ".people-shared").read_text(encoding="utf-8")


def test_a_file_that_changes_while_it_is_read_is_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "people.yaml"
    theirs = path.read_bytes().replace(b"persons:\n", b"persons:\n  - id: first\n    name: {ka: x, en: x}\n", 1)

    def then_they_write(*arguments: object) -> object:
        content = load(*arguments)  # type: ignore[arg-type]
        path.write_bytes(theirs)
        return content

    monkeypatch.setattr("briefgen.content.changing.change.load", then_they_write)
    with pytest.raises(ChangedError, match="was changed by someone else just now"):
        set_value(folder, "content", "people.persons[breuer].name.en", "Another")
    assert path.read_bytes() == theirs


def test_what_someone_else_writes_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "people.yaml"
    theirs = path.read_bytes() + b"# a comment of someone else\n"

    def while_looking(*arguments: object) -> object:
        path.write_bytes(theirs)
        return load(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("briefgen.content.changing.change._dangling", lambda values: set())
    monkeypatch.setattr(
        "briefgen.content.changing.change.load", lambda *a: load(*a) if len(a) == 2 else while_looking(*a)
    )
    with pytest.raises(ChangedError, match="was changed by someone else meanwhile"):
        set_value(folder, "content", "people.persons[breuer].country", "AT")
    assert path.read_bytes() == theirs
