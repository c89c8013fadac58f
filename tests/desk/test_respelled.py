"""A word that is spelt as the check proposes says what it said: its translations stay confirmed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.upkeep.translations import accept_translations, pending_translations
from tests.desk.in_process import Client
from tests.desk.test_forms import content, edit, opened

KA, EN = (
    "ასოციაციის მიზანია, **მაგალითი** მისცეს ყველას.",
    "The aim of the Association is to set an **example** to everybody.",
)


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    edit(root, "association.yaml", "მაგალითი** მისცეს", "მაგალიოთი** მისცეს")
    edit(root, "association.yaml", "to everybody", "to evrybody")
    accept_translations(open_project(root))
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def after(desk: Client, root: Path, **texts: str) -> list[tuple[str, str]]:
    """Return which translations of the aim wait for a person once these texts of it are saved."""
    form = opened(desk, "/thing", path="association")
    typed = {f"f.aim.{language}": words for language, words in texts.items()}
    assert desk.post("/thing", {**form.fields, **typed, "kind": "always"}).status == 303
    for words in texts.values():
        assert words in content(root, "association.yaml")
    return [(each.state, each.path) for each in pending_translations(open_project(root), ["association.aim"])]


def test_the_check_proposes_how_both_are_spelt(desk: Client, root: Path) -> None:
    assert desk
    fixes = {
        each.fix.here: each.fix.words for each in check(open_project(root)) if each.fix and each.code == "spelling"
    }
    assert "მაგალითი" in fixes["მაგალიოთი"]
    assert "everybody" in fixes["evrybody"]


@pytest.mark.parametrize("texts", [{"ka": KA}, {"en": EN}, {"ka": KA, "en": EN}])
def test_what_is_spelt_as_proposed_stays_confirmed(desk: Client, root: Path, texts: dict[str, str]) -> None:
    assert after(desk, root, **texts) == []
    assert not [each for each in check(open_project(root)) if each.code.startswith("translation-")]


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        ({"ka": KA.replace("ყველას", "არავის")}, "behind"),  # more than the spelling
        ({"ka": KA.replace("მაგალითი", "მაგალით")}, "behind"),  # another word
        ({"en": EN.replace("everybody", "nobody")}, "unconfirmed"),
        ({"ka": KA, "en": EN.replace("to set", "not to set")}, "unconfirmed"),
    ],
)
def test_what_says_something_else_waits_for_a_person(
    desk: Client, root: Path, texts: dict[str, str], state: str
) -> None:
    assert after(desk, root, **texts) == [(state, "association.aim")]


def test_what_was_not_confirmed_is_not_by_its_spelling(desk: Client, root: Path) -> None:
    edit(root, "association.yaml", "The aim of", "An aim of")
    assert after(desk, root, ka=KA) == [("unconfirmed", "association.aim")]
