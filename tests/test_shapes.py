"""Other shapes than an association with bodies: two agencies that work together, without any association."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefgen.making.judge import check
from briefgen.making.press import build
from briefgen.project.folder import find_project
from tests.started import start

TWO_AGENCIES = Path(__file__).parent / "data" / "two_agencies"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("shapes") / "two"
    shutil.copytree(TWO_AGENCIES, folder, ignore=shutil.ignore_patterns("output"))
    project = find_project(folder)
    assert [each.code for each in check(project) if each.severity != "note"] == []
    build(project, formats=["html", "pdf", "docx"])
    return {path.stem[-2:]: path.read_text(encoding="utf-8") for path in folder.glob("output/*/*.html")}


def headings(page: str) -> list[str]:
    return [re.sub("<[^>]*>", "", words).replace("\u2060", "") for words in re.findall(r"<h[12][^>]*>(.*?)</h", page)]


def test_no_heading_stands_over_nothing_and_none_tells_of_an_association(pages: dict[str, str]) -> None:
    assert headings(pages["en"]) == [
        "Example Harbour Office",
        "At a glance",
        "The Harbour Office: activities",
        "Annual Consultations",
        "What we did together",
    ]
    assert headings(pages["fr"])[2] == "L’Office portuaire\u00a0: activités"
    words = re.sub("<[^>]*>", "", pages["en"] + pages["fr"])
    assert "ssociation" not in words
    assert "()" not in words


def test_at_a_glance_names_all_who_lead(tmp_path: Path) -> None:
    start(tmp_path / "project")
    people = tmp_path / "project" / "content" / "people.yaml"
    term = "  - {id: another, person: second-example, office: secretary_general, start: 2029}\n"
    people.write_text(people.read_text("utf-8").replace("terms:\n", f"terms:\n{term}"), "utf-8")
    (made,) = build(find_project(tmp_path / "project"), formats=["html"], languages=["en"]).files
    words = re.sub("<[^>]*>", "", made.path.read_text("utf-8")).replace("\u00a0", " ")
    assert "Who leads: First Example, President; Second Example, Secretary General" in words
