"""A check looks at every edition, and composes once those that see the same; what is wrong in any is found."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.content.digest import digest
from briefgen.content.reading.loader import load
from briefgen.issued import store
from briefgen.issued.facts import Facts
from briefgen.making import judge
from briefgen.making.compose import Job
from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.making.sights import Sights
from briefgen.making.trees import compose_all
from tests.conftest import DEMO, DemoCopy
from tests.started import GOES_ON

NEW = "2030-05-more"


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the editions that are composed, as they are."""
    found: list[str] = []

    def counted(project: Any, content: Any, jobs: Sequence[Job], *rest: Any, **more: Any) -> Any:
        found.append(jobs[0].edition)
        return compose_all(project, content, jobs, *rest, **more)

    monkeypatch.setattr(judge, "compose_all", counted)
    return found


def add_edition(copy: DemoCopy, id: str, *replacements: tuple[str, str]) -> None:
    text = (copy.root / f"content/editions/{DEMO}.yaml").read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    copy.write(f"content/editions/{id}.yaml", text)


NO_OBJECTIVES = "objectives: null  # not supplied"
OBJECTIVES = "objectives: {ka: ვუსმენთ., en: We listen.}"
EARLIER = '    earlier:\n      - until: 2030-04-10\n        text: {ka: "{{ nothing }}", en: "{{ nothing }}"}\n'


def on(day: int) -> tuple[str, str]:
    """Return what makes an edition of a day in April of the one in May."""
    return "as_of: 2030-05 ", f"as_of: 2030-04-{day:02} "


def line_of(copy: DemoCopy, words: str) -> int:
    lines = (copy.root / "content/cooperation.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_of_many_editions_that_see_the_same_one_is_composed(demo_copy: DemoCopy, composed: list[str]) -> None:
    for number in range(10, 14):
        add_edition(demo_copy, f"{NEW}-{number}", on(number))
    check(demo_copy.project)
    assert composed == [DEMO]


def test_what_is_wrong_in_an_older_edition_is_found_in_its_own_texts(demo_copy: DemoCopy, composed: list[str]) -> None:
    wrong = 'objectives: {ka: "{{ nothing }}", en: "{{ nothing }}"}'
    for number in (10, 11):
        add_edition(demo_copy, f"{NEW}-{number}", on(number), (NO_OBJECTIVES, wrong))
    found = check(demo_copy.project)
    assert composed == [DEMO, f"{NEW}-10", f"{NEW}-11"]  # one being wrong says nothing of the other
    assert {problem.place.file for problem in found if problem.code == "expression-wrong"} == {
        f"content/editions/{NEW}-10.yaml",
        f"content/editions/{NEW}-11.yaml",
    }


def test_what_is_wrong_in_a_wording_of_before_is_found(demo_copy: DemoCopy, composed: list[str]) -> None:
    demo_copy.edit("content/cooperation.yaml", "    date: 2028-09\n", f"    date: 2028-09\n{EARLIER}")
    for number in (9, 10, 11, 12):
        add_edition(demo_copy, f"{NEW}-{number}", on(number))
    found = [problem for problem in check(demo_copy.project) if problem.code == "expression-wrong"]
    assert composed == [DEMO, f"{NEW}-10", f"{NEW}-9"]
    assert {problem.path for problem in found} == {"cooperation.history[guidelines-2028].text"}
    assert {problem.place.line for problem in found} == {line_of(demo_copy, "{{ nothing }}")}


def test_what_was_issued_and_has_not_changed_is_not_composed(demo_copy: DemoCopy, composed: list[str]) -> None:
    add_edition(demo_copy, f"{NEW}-1", on(1), (NO_OBJECTIVES, OBJECTIVES))
    content = load(demo_copy.project.content)
    folder = store.folder_of(demo_copy.project.content, f"{NEW}-1", 1)
    folder.mkdir(parents=True)
    facts = Facts(
        edition=f"{NEW}-1", version=1, as_of="2030-04-01", issued="2030-04-02", content=digest(content, f"{NEW}-1"),
        theme="plain", letterhead=None, tools={}, files={}, frozen={},
    )  # fmt: skip
    (folder / store.FACTS).write_text(facts.sealed().text(), encoding="utf-8")
    check(demo_copy.project)
    assert composed == [DEMO]
    demo_copy.edit(f"content/editions/{NEW}-1.yaml", "We listen.", "We speak.")
    check(demo_copy.project)
    assert composed[1:] == [DEMO, f"{NEW}-1"]


def test_a_character_that_the_faces_lack_is_looked_for_in_what_differs(demo_copy: DemoCopy) -> None:
    for number in (11, 12):
        add_edition(demo_copy, f"{NEW}-{number}", on(number), ("version: 1", "version: 8"))
    content = load(demo_copy.project.content)

    def known(lacking: str) -> list[bool]:
        theme: Any = SimpleNamespace(missing_glyphs=lambda texts: set(lacking) & set("".join(texts)))
        sights = Sights(demo_copy.project, content, theme)
        sights.add(f"{NEW}-11")
        return [sights.know(f"{NEW}-{number}") for number in (11, 12)]

    assert known("Q") == [True, True]
    assert known("2") == known("8") == known("e") == [False, False]


def test_editions_with_a_change_note_are_not_alike(demo_copy: DemoCopy) -> None:
    demo_copy.edit("briefgen.toml", 'briefs = ["full"]', 'briefs = ["full", "changes"]')
    project = demo_copy.project
    sights = Sights(project, load(project.content), open_project(project.root).theme)
    sights.add(DEMO)
    assert not sights.know(DEMO)


NEXT = (
    '  - {id: next, date: 2028-11, known_from: 2031-01-01, text: {ka: "{{ nothing }}", en: "It {{ agency.nme }}."}}\n'
)


def test_what_is_wrong_in_a_text_that_only_a_later_edition_prints_is_found_and_stops_nothing(
    demo_copy: DemoCopy, composed: list[str]
) -> None:
    demo_copy.edit("content/cooperation.yaml", GOES_ON, f"{NEXT}{GOES_ON}")
    found = [problem for problem in check(demo_copy.project) if problem.code == "expression-wrong"]
    assert {(problem.path, problem.language, problem.severity) for problem in found} == {
        ("cooperation.history[next].text", "ka", "warning"),
        ("cooperation.history[next].text", "en", "warning"),
    }
    assert {problem.place.line for problem in found} == {line_of(demo_copy, "agency.nme")}
    demo_copy.edit("content/cooperation.yaml", ", known_from: 2031-01-01", "")
    found = [problem for problem in check(demo_copy.project) if problem.code == "expression-wrong"]
    assert {problem.severity for problem in found} == {"error"}  # told once, as what it is in the newest


def test_of_what_changes_later_both_wordings_are_looked_at(demo_copy: DemoCopy, composed: list[str]) -> None:
    until = '    earlier:\n      - until: 2031-01-10\n        text: {ka: "{{ nothing }}", en: "{{ nothing }}"}\n'
    demo_copy.edit("content/cooperation.yaml", "    date: 2028-09\n", f"    date: 2028-09\n{until}")
    found = [problem for problem in check(demo_copy.project) if problem.code == "expression-wrong"]
    assert {problem.severity for problem in found} == {"error"}
    text = (demo_copy.root / "content/cooperation.yaml").read_text("utf-8")
    entry = text[text.index("id: guidelines-2028") :]
    words = next(line for line in entry.splitlines() if line.strip().startswith("en: "))
    demo_copy.edit("content/cooperation.yaml", words, words + " {{ agency.nme }}")
    found = [problem for problem in check(demo_copy.project) if "agency.nme" in problem.excerpt]
    assert [problem.severity for problem in found] == ["warning"]


def test_a_name_of_something_to_come_is_looked_at_too(demo_copy: DemoCopy) -> None:
    person = '  - {id: to-come, known_from: 2031-01-01, name: {ka: "{{ x }}", en: Somebody}}\n'
    demo_copy.edit("content/people.yaml", "persons:\n", f"persons:\n{person}")
    found = [problem for problem in check(demo_copy.project) if problem.code == "expression-wrong"]
    assert [(problem.path, problem.severity) for problem in found] == [("people.persons[to-come].name", "warning")]
