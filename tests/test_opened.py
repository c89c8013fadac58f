"""A project that is held open: read once, and read again when it is told what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.content.reading.loader import LoadError
from briefgen.making.judge import check
from briefgen.making.opened import Opened, open_project, opened
from briefgen.making.press import prepare
from briefgen.project.settings import ProjectError
from briefgen.upkeep.asking import get_value
from briefgen.upkeep.next_edition import list_todo
from briefgen.upkeep.translations import pending_translations
from tests.conftest import DEMO, DemoCopy


def test_what_was_read_is_kept_until_somebody_says_that_it_changed(demo_copy: DemoCopy) -> None:
    held = open_project(demo_copy.root / "content")
    content, theme, project = held.content, held.theme, held.project
    assert held.letterhead is None
    assert (held.content, held.theme, held.project) == (content, theme, project)
    assert held.content is content
    assert held.theme is theme
    agency = demo_copy.root / "content" / "agency.yaml"
    name = content.agency.name.root["en"]
    demo_copy.edit("content/agency.yaml", name, f"New {name}")
    assert held.content is content
    held.changed(agency)
    assert held.content.agency.name.root["en"] == f"New {name}"
    assert held.theme is theme
    content = held.content
    held.changed(demo_copy.root / "templates")
    assert held.content is content
    assert held.theme is not theme
    theme = held.theme
    held.changed(demo_copy.root)
    assert held.content is not content
    assert held.theme is not theme
    assert held.project is not project


def test_what_is_asked_of_one_is_asked_of_the_same_content(demo_copy: DemoCopy) -> None:
    held = open_project(demo_copy.root)
    content = held.content
    check(held)
    list_todo(held)
    demo_copy.edit("content/agency.yaml", content.agency.name.root["en"], "Another Name")
    assert get_value(held, "agency.name").texts["en"] != "Another Name"  # nobody has said that it changed
    assert "agency.name" not in {one.path for one in pending_translations(held)}
    assert prepare(held, languages=["en"], formats=["html"]).content is content
    assert opened(held) is held
    assert opened(demo_copy.project).content is not content
    held.changed(demo_copy.root / "content")
    assert get_value(held, "agency.name").texts["en"] == "Another Name"
    assert "agency.name" in {one.path for one in pending_translations(held)}


def test_other_settings_count_once_they_are_told(demo_copy: DemoCopy) -> None:
    held = open_project(demo_copy.root)
    settings = demo_copy.root / "briefgen.toml"
    assert held.project.settings.theme == "plain"
    settings.write_text(settings.read_text(encoding="utf-8") + '\ncolour = "red"\n', encoding="utf-8")
    assert held.theme.name
    held.changed()
    with pytest.raises(ProjectError, match="no such setting: colour"):
        _ = held.theme


def test_content_that_cannot_be_read_says_so_each_time_until_it_is_mended(demo_copy: DemoCopy) -> None:
    agency = demo_copy.root / "content" / "agency.yaml"
    good = agency.read_text(encoding="utf-8")
    agency.write_text("name: [\n", encoding="utf-8")
    held: Opened = open_project(demo_copy.root)
    with pytest.raises(LoadError) as first:
        _ = held.content
    with pytest.raises(LoadError) as second:
        _ = held.content
    assert second.value.problems == first.value.problems == check(held)
    agency.write_text(good, encoding="utf-8")
    held.changed(agency)
    assert held.content.editions.keys() == {DEMO}


@pytest.mark.parametrize("by", ["relative", "linked"])
def test_a_change_is_seen_however_the_file_is_named(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.chdir(tmp_path)  # a relative path is one of the project's, wherever a person is
    other = tmp_path / "linked"
    other.symlink_to(demo_copy.root)
    folder = Path() if by == "relative" else other
    held = open_project(other)
    content, theme = held.content, held.theme
    held.changed(folder / "content" / "agency.yaml")
    assert held.content is not content
    assert held.theme is theme
    content = held.content
    held.changed(folder / "templates")
    assert held.content is content
    assert held.theme is not theme
    held.changed(folder / "briefgen.toml")
    assert held.content is not content


def test_a_file_of_the_content_that_became_a_link_out_of_it_counts(demo_copy: DemoCopy, tmp_path: Path) -> None:
    agency = demo_copy.root / "content" / "agency.yaml"
    held = open_project(demo_copy.root)
    assert held.content
    agency.rename(tmp_path / "agency.yaml")
    agency.symlink_to(tmp_path / "agency.yaml")
    held.changed(agency)
    with pytest.raises(LoadError, match="leads out of the content"):
        _ = held.content
    agency.unlink()
    (tmp_path / "agency.yaml").rename(agency)
    held.changed(tmp_path)  # what lies around the project is the project, too
    assert held.content
