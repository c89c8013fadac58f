"""What a brief says at a glance of the agenda: what came of it, and what we may do where it has that."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from briefgen.making.opened import open_project
from briefgen.making.preview import preview
from tests.started import start

EDITION = "2030-05-example-city"
ADOPTION = "{id: plan, kind: adoption, title: {ka: გეგმის დამტკიცება, en: Adoption of the plan}%s}"
ELECTION = (
    "{id: head, kind: election, office: president, title: {ka: პრეზიდენტის არჩევა, en: Election of the President}%s}"
)
RIGHTS = "take part in the elections"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    start(tmp_path / "project")
    return tmp_path / "project"


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "content" / name
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def agenda(root: Path, *items: str, state: str = "planned") -> None:
    """Give the forum an agenda of its own, and its state."""
    edit(root, "events.yaml", "  state: planned", f"  state: {state}\n  agenda: [{', '.join(items)}]")


def glance(root: Path, brief: str = "full") -> list[str]:
    page = preview(open_project(root), EDITION, brief=brief, language="en").html
    panel = page.partition("At a glance")[2].partition("</aside>")[0]
    lines = re.findall(r"<p\b[^>]*>(.*?)</p>", panel, re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]+>", "", each)).replace("\u00a0", " ").split()) for each in lines]


def rights(root: Path, of: str) -> None:
    line = f"  votes: 1\n  rights: {{ka: არჩევნებში მონაწილეობა, en: {RIGHTS}}}\n{of}"
    edit(root, "cooperation.yaml", "  votes: 1\n", line)


def says_rights(root: Path) -> bool:
    return any(RIGHTS in each for each in glance(root))


def test_rights_in_elections_are_named_where_there_are_any_or_nobody_knows_yet(root: Path) -> None:
    rights(root, "  only_in_elections: true\n")
    assert says_rights(root)
    agenda(root, ADOPTION % "")
    assert not says_rights(root)
    edit(root, "events.yaml", "agenda: [", f"agenda: [{ELECTION % ''}, ")
    assert says_rights(root)


@pytest.mark.parametrize("of", ["", "  only_in_elections: false\n"])
def test_rights_in_all_that_is_decided_are_named_whatever_it_is(root: Path, of: str) -> None:
    rights(root, of)
    agenda(root, ADOPTION % "")
    assert says_rights(root)


def test_what_came_of_the_agenda_is_said_and_what_is_not_known_stays_what_was_on_it(root: Path) -> None:
    decided = ", outcome: {ka: დამტკიცდა სამი წლით., en: It was adopted for three years.}"
    agenda(root, ELECTION % ", elected: [first-example]", ADOPTION % decided, state="held")
    lines = glance(root)
    assert "What was decided: Election of the President – First Example" in lines
    assert "Adoption of the plan – It was adopted for three years." in lines
    assert not any(each.startswith("Agenda:") for each in lines)
    edit(root, "events.yaml", "elected: [first-example]", "elected: []")
    assert "What was decided: Election of the President – Nobody was elected" in glance(root)
    edit(root, "events.yaml", ", elected: []", "")
    lines = glance(root)
    assert "Agenda: Election of the President" in lines
    assert "What was decided: Adoption of the plan – It was adopted for three years." in lines


def test_of_the_offices_only_the_first_is_named_while_somebody_is_known_to_hold_it(root: Path) -> None:
    second = "  - {id: second, person: second-example, office: secretary_general, start: 2028}\n"
    edit(root, "people.yaml", "\nterms:\n", f"\nterms:\n{second}")
    assert "Leadership: First Example, President" in glance(root)
    edit(root, "people.yaml", "    start: 2028-01\n", "    start: 2028-01\n    end: 2029-12\n")
    assert "Leadership: Second Example, Secretary General" in glance(root)


def test_before_it_is_held_its_agenda_is_named(root: Path) -> None:
    agenda(root, ELECTION % "", ADOPTION % "")
    assert "Agenda: Election of the President; Adoption of the plan" in glance(root)
