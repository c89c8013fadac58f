"""Fields that are for one kind of thing alone are folded for the others, but never while they say something."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from briefgen.content.schema.base import Entity
from tests.desk.in_process import Client
from tests.desk.test_elected import edit
from tests.desk.test_examples import kinds

AGENDA = "events[example-session-12].agenda"
ELECTION, ADOPTION = {"office", "body", "term_years", "candidates", "vote_for", "elected"}, {"work", "programme"}


@pytest.fixture
def desk(root: Path, runner: asyncio.Runner) -> Client:
    items = (
        "    - {id: report, kind: report, title: {ka: ანგარიში, en: Report}}\n"
        "    - {id: told, kind: report, office: president, title: {ka: ანგარიში, en: Report}}\n"
        "    - {id: head, kind: election, title: {ka: არჩევა, en: Election}}\n"
        "    - {id: plan, kind: adoption, title: {ka: გეგმა, en: Plan}}\n"
        "    - {id: chair, kind: appointment, title: {ka: დანიშვნა, en: Appointment}}\n"
        "    - {id: oath, kind: oath, title: {ka: ფიცი, en: Oath}}\n"
    )
    edit(root, "events.yaml", "  number: 12\n", f"  number: 12\n  agenda:\n{items}")
    (root / "content" / "kinds.yaml").write_text(
        "items:\n  - {id: appointment, like: election, name: {ka: დანიშვნა, en: appointment}}\n"
        "  - {id: oath, name: {ka: ფიცი, en: oath}}\n",
        "utf-8",
    )
    return Client(root, runner, "en")


def folds(page: str) -> list[tuple[bool, str, set[str]]]:
    """Return of each fold for some kinds whether it is open, what it is called, and the fields in it."""
    found = re.findall(r'<details class="folded" data-kinds="[^"]*"( open)?><summary>(.*?)</summary>(.*?)</details>',
                       page, re.DOTALL)  # fmt: skip
    return [(bool(is_open), said, set(re.findall(r'data-field="([a-z_]+)', inside))) for is_open, said, inside in found]


@pytest.mark.parametrize(
    ("item", "is_open"),
    [
        ("report", (False, False)),
        ("told", (True, False)),  # its office is filled
        ("head", (True, False)),
        ("plan", (False, True)),
        ("chair", (True, False)),  # is like an election
        ("oath", (True, True)),  # nobody knows what it is like
    ],
)
def test_what_is_for_other_kinds_is_folded(desk: Client, item: str, is_open: tuple[bool, bool]) -> None:
    election, adoption = folds(desk.get("/thing", path=f"{AGENDA}[{item}]").text)
    assert (election[0], adoption[0]) == is_open
    assert (election[1], adoption[1]) == ("Only for: Election, Appointment, Oath", "Only for: Adoption, Oath")
    assert (election[2], adoption[2]) == (ELECTION, ADOPTION)


def test_a_new_item_opens_what_is_typed_for_its_kind(desk: Client) -> None:
    assert [fold[0] for fold in folds(desk.get("/add", path=AGENDA).text)] == [False, False]
    refused = desk.post("/add", {"path": AGENDA, "f.kind": "adoption", "f.elected": "first-example"}).text
    assert [fold[0] for fold in folds(refused)] == [True, True]


@pytest.mark.parametrize("kind", sorted(kinds(Entity), key=str), ids=str)
def test_what_is_for_some_kinds_is_a_field_that_can_be_left_out(kind: type[Entity]) -> None:
    for names in kind.for_kinds.values():
        assert not any(kind.model_fields[name].is_required() for name in names.split())
