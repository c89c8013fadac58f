"""Publishers and drafters that are nearly those of the content."""

from __future__ import annotations

import pytest

from tests.checks.small import found, marked, paths, subject

ASSOCIATION = {"name": {"en": "International Social Security Association"}}


def published(name: str, agency: str = "Social Service Agency") -> list[str]:
    """Return where a publisher is told of as nearly the agency, or the association."""
    source = {"id": "page", "title": "Page", "publisher": name}
    files = {"sources": [source]}
    return paths(subject(association=ASSOCIATION, agency={"name": {"en": agency}}, files=files), "name-nearly")


@pytest.mark.parametrize(
    "name",
    [
        "Social Security Agency",
        "Social Service Fund",
        "International Social Security Review",
        "European Social Security Association",
        "Social Service Agency",
    ],
)
def test_another_organisation_is_none_of_ours(name: str) -> None:
    assert published(name) == []


@pytest.mark.parametrize("name", ["Social Servise Agency", "International Social Insurance Association"])
def test_a_publisher_that_is_nearly_ours_is_told_of(name: str) -> None:
    assert published(name) == ["sources[page].publisher"]


def test_an_office_that_is_known_is_itself() -> None:
    assert published("International Labour Office", "International Labour Offices") == []


@pytest.mark.parametrize("drafter", ["ana example", "ANA EXAMPLE", "Dr Ana Example"])
def test_of_a_known_person_the_name_is_to_be_written_as_there(drafter: str) -> None:
    files = {"people": {"persons": [{"id": "ana", "name": {"en": "Ana Example", "ka": "ანა მაგალითაძე"}}]}}
    about = subject(languages=("ka", "en"), edition={"drafter": drafter}, files=files)
    assert [one.hint for one in found(about, "name-untranslated")] == [
        "write the name just as it stands among the people"
    ]
    assert (
        marked(subject(languages=("ka", "en"), edition={"drafter": "Ana Example"}, files=files), "name-untranslated")
        == []
    )
