"""What a language asks of people and offices: a woman's title, an honorific, which word is the family name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.document.tree import unbind
from briefgen.making.judge import check
from briefgen.making.press import build
from briefgen.project.folder import find_project
from tests.test_own_kinds import edit, second

PERSON = """\
  - id: first-example
    name: {en: First Example, fr: Prénom Exemple}
    gender: woman
    honorific: {en: Dr, fr: Dr}
    family_name: {en: First, fr: Prénom}
    country: CH
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = second(tmp_path)
    edit(folder, "people.yaml", r"  - id: first-example\n.*\n    country: CH\n", PERSON)
    edit(
        folder,
        "association.yaml",
        "    title: {en: Chair, fr: Présidence}",
        "    title: {en: Chairman, fr: Président}\n    of_a_woman: {en: Chairwoman, fr: Présidente}",
    )
    return folder


def test_offices_are_listed_with_a_womans_title_and_an_honorific(project: Path) -> None:
    build(find_project(project), formats=["html"])
    words = {
        path.stem[-2:]: " ".join(unbind(re.sub("<[^>]*>", "", path.read_text(encoding="utf-8"))).split())
        for path in project.glob("output/*/*.html")
    }
    assert "Chairwoman – Dr First Example (Switzerland)" in words["en"]
    assert "Dr First Example, Chairwoman" in words["en"]  # at a glance
    assert "Présidente – Dr Prénom Exemple (Confédération suisse)" in words["fr"]
    assert "Keeper of the Seal – " not in words["en"]


@pytest.mark.parametrize(("words", "wrong"), [("Mr First opened it.", True), ("Ms First opened it.", False)])
def test_texts_are_compared_with_what_is_said_of_the_person(project: Path, words: str, wrong: bool) -> None:
    """The family name stands first here, so that it alone is the person's, too."""
    edit(project, "cooperation.yaml", "A visit to", f"{words} A visit to")
    found = [each for each in check(find_project(project)) if "Mr" in each.message]
    assert bool(found) == wrong


def test_a_text_names_a_woman_as_her_title_is(project: Path) -> None:
    """By the field; a language that has one title for both prints that in its place."""
    edit(project, "cooperation.yaml", "A visit to", "The {{ offices.chair }} came. A visit to")
    assert "placeholder-differs" in {each.code for each in check(find_project(project))}
    edit(project, "cooperation.yaml", "fr: Visite", "fr: La {{ offices.chair.of_a_woman }} est venue. Visite")
    assert "placeholder-differs" not in {each.code for each in check(find_project(project))}
    build(find_project(project), formats=["html"])
    page = next(project.glob("output/*/*_fr.html")).read_text(encoding="utf-8")
    assert "La Présidente est venue." in " ".join(unbind(re.sub("<[^>]*>", "", page)).split())
