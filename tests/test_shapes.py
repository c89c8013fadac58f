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


# Whether the President is known, and who leads then.
@pytest.mark.parametrize(
    ("known", "who"),
    [
        (True, "First Example, President"),
        (False, "Second Example, Secretary General; Third Example, Treasurer"),
    ],
)
def test_at_a_glance_names_the_head_or_else_all_who_are_known(tmp_path: Path, known: bool, who: str) -> None:
    start(tmp_path / "project")
    content = tmp_path / "project" / "content"

    def edit(name: str, old: str, new: str) -> None:
        text = (content / name).read_text("utf-8")
        assert old in text
        (content / name).write_text(text.replace(old, new, 1), "utf-8")

    if not known:
        edit("people.yaml", (content / "people.yaml").read_text("utf-8").partition("terms:\n")[2], "")
    edit("people.yaml", "persons:\n", "persons:\n  - {id: third, name: {ka: მესამე, en: Third Example}}\n")
    for id, person in (("secretary_general", "second-example"), ("treasurer", "third")):
        term = f"  - {{id: {person}-now, person: {person}, office: {id}, start: 2029}}\n"
        edit("people.yaml", "terms:\n", f"terms:\n{term}")
    office = "  - {id: treasurer, title: {ka: ხაზინადარი, en: Treasurer}}\n"
    edit("association.yaml", "# Bodies. Commissions", f"{office}\n# Bodies. Commissions")
    (made,) = build(find_project(tmp_path / "project"), formats=["html"], languages=["en"]).files
    words = re.sub("<[^>]*>", "", made.path.read_text("utf-8")).replace("\u00a0", " ")
    assert f"Leadership: {who}\n" in words
