"""A project by value: what goes to a worker, what doesn't, and that nothing in it leads out of the worker's folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.making.opened import open_project
from briefgen.making.parcel import ParcelError, pack, unpack
from briefgen.making.press import prepare
from briefgen.project.settings import ProjectError
from tests.conftest import DemoCopy

MAIL = '\n[mail]\nserver = "mail.agency.example"\nrecipients = "content/them.yaml"\n'


def test_what_is_unpacked_is_what_a_build_reads(demo_copy: DemoCopy, tmp_path: Path) -> None:
    demo_copy.write("templates/briefs/own.html.jinja", "{# ours #}")
    demo_copy.write("output/left/behind.pdf", "no input")
    held = open_project(demo_copy.root)
    project = unpack(pack(held), tmp_path / "there")
    there = {path.relative_to(project.root).as_posix() for path in project.root.rglob("*") if path.is_file()}
    assert "templates/briefs/own.html.jinja" in there
    assert {name.partition("/")[0] for name in there} == {"content", "templates"}
    assert all((demo_copy.root / name).read_bytes() == (project.root / name).read_bytes() for name in there)
    assert prepare(project).prints == prepare(held).prints


def test_those_whom_briefs_are_mailed_to_stay_here(demo_copy: DemoCopy) -> None:
    demo_copy.write("content/them.yaml", "- {id: kaja, address: kaja@agency.example}\n")
    with (demo_copy.root / "briefgen.toml").open("a", encoding="utf-8") as settings:
        settings.write(MAIL)
    assert (demo_copy.root / "content" / "recipients.yaml").exists()
    parcel = pack(open_project(demo_copy.root))
    assert not {"content/recipients.yaml", "content/them.yaml"} & set(parcel.files)
    assert parcel.settings.mail == {}
    told = b"".join(parcel.files.values())
    assert b"kaja@agency.example" not in told
    assert b"mail.agency.example" not in told


def test_any_other_file_gives_another_key(demo_copy: DemoCopy) -> None:
    before = pack(open_project(demo_copy.root))
    assert pack(open_project(demo_copy.root)).key == before.key
    demo_copy.write("templates/briefs/own.html.jinja", "x")
    assert pack(open_project(demo_copy.root)).key != before.key


def test_a_link_is_refused_rather_than_left_out(demo_copy: DemoCopy) -> None:
    places = demo_copy.root / "content" / "places.yaml"
    places.rename(demo_copy.root / "shared.yaml")
    places.symlink_to("../shared.yaml")
    with pytest.raises(ProjectError, match=r"content/places\.yaml is a link"):
        pack(open_project(demo_copy.root))


def test_what_the_settings_name_may_be_a_link_within_the_project(demo_copy: DemoCopy, tmp_path: Path) -> None:
    demo_copy.write("ours/briefs/own.html.jinja", "{# ours #}")
    (demo_copy.root / "content").rename(demo_copy.root / "shared")
    (demo_copy.root / "content").symlink_to("shared")
    (demo_copy.root / "templates").symlink_to("ours")
    held = open_project(demo_copy.root)
    project = unpack(pack(held), tmp_path / "there")
    assert (project.template_folders[0] / "briefs" / "own.html.jinja").read_text() == "{# ours #}"
    assert prepare(project).prints == prepare(held).prints


def test_a_link_out_of_the_project_is_refused(demo_copy: DemoCopy, tmp_path: Path) -> None:
    (demo_copy.root / "content").rename(tmp_path / "elsewhere")
    (demo_copy.root / "content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProjectError, match="content = 'content' leaves the project"):
        pack(open_project(demo_copy.root))


@pytest.mark.parametrize(
    "name", ["../out", "content/../../out", "/out", "C:/out", "C:out", r"content\..\..\out", "", "content/./x", "x\0y"]
)
def test_nothing_is_written_for_a_name_that_leads_elsewhere(demo_copy: DemoCopy, tmp_path: Path, name: str) -> None:
    parcel = pack(open_project(demo_copy.root))
    there = tmp_path / "in" / "there"
    there.mkdir(parents=True)
    with pytest.raises(ParcelError):
        unpack(replace(parcel, files={"content/good.yaml": b"", name: b"out"}), there)
    assert [path.name for path in (tmp_path / "in").rglob("*")] == ["there"]
