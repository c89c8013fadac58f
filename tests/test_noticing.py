"""What was issued and would print other words now, by a change in the file that no record tells of, is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checks.pages import explain
from briefgen.issuing.issue import issue
from briefgen.making.judge import check
from briefgen.problems.diagnostics import Diagnostic
from tests.past_project import NEWER, OLDER, Past

CODE = "issued-differs"
BEFORE, AFTER = (f"{edition}@1" for edition in OLDER)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of which both editions were issued, and a third one was started."""
    past = Past(tmp_path_factory.mktemp("issued") / "project")
    for edition in OLDER:
        issue(past.project, "2019-12-01", edition)
    assert noticed(past) == []
    past.new()
    assert noticed(past) == []
    return past.project.root


@pytest.fixture
def past(issued: Path, tmp_path: Path) -> Past:
    return Past(tmp_path / "project", issued)


def noticed(past: Past, edition: str | None = None) -> list[Diagnostic]:
    return [problem for problem in check(past.project, edition) if problem.code == CODE]


def edit(past: Past, name: str, old: str, new: str) -> None:
    """Edit a file as a person does who knows no commands."""
    path = past.folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


WAVES = "  - {id: waves, kind: commission, parent: commissions, name: {en: Commission on Waves}}\naim:"
LETTERS = "  - id: letters\n    date: ongoing\n    text: {en: Letters are written.}\n    sources: [page]\n"
# The file, what was edited there, and where that is reported and how.
EDITS: dict[str, tuple[str, str, str, str, str]] = {
    "a contact": ("agency.yaml", "Room 1", "Room 2", "agency.contact", "«Room 1» → «Room 2»"),
    "an entry": ("cooperation.yaml", "Letters are", "Letters were", "cooperation.history[letters].text",
                 "«Letters are written.» → «Letters were written.»"),
    "an entry taken out": ("cooperation.yaml", LETTERS, "", "cooperation.history", "this was taken out"),
    "an entry added": ("cooperation.yaml", "  - id: letters",
                       "  - {id: calls, date: ongoing, text: {en: Calls.}, sources: [page]}\n  - id: letters",
                       "cooperation.history[calls]", "this was added"),
    "a figure": ("association.yaml", "value: 320", "value: 321", "association.stats[members]",
                 "more-than 320 → more-than 321"),
    "a commission": ("association.yaml", "aim:", WAVES, "association.bodies[waves]", "this was added"),
    "a name": ("people.yaml", "Bob Green", "Rob Green", "people.persons[green].name", "«Bob Green» → «Rob Green»"),
    "an office": ("association.yaml", "{en: Treasurer}", "{en: Bursar}", "association.offices[treasurer].title",
                  "«Treasurer» → «Bursar»"),
    "a city": ("places.yaml", "Port", "Harbour", "places.cities[port].name", "«Port» → «Harbour»"),
    "a work that a text names": ("association.yaml", "Guide to Fog", "Guide", "association.works[guide].title",
                                 "«Guide to Fog» → «Guide»"),
    "an event": ("events.yaml", "Forum of 2022", "Congress", "events[next-forum].name", "«Forum of 2022» → «Congress»"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_what_was_changed_in_the_file_without_a_record_is_noticed(past: Past, name: str) -> None:
    file, old, new, path, told = EDITS[name]
    edit(past, file, old, new)
    assert [(problem.severity, problem.path) for problem in noticed(past)] == [("warning", path)]
    [problem] = noticed(past)
    assert f": {told}, without a record of since when; {BEFORE}" in problem.message
    assert "--since DATE" in problem.hint or ".known_from' DATE --always" in problem.hint
    assert f"briefgen issue {OLDER[0]} --bump" in problem.hint
    assert problem.place.file == f"content/{file}"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("agency.yaml", "contact:", "# a comment\ncontact:"),
        ("people.yaml", "persons:", "persons:\n  - {id: clark, name: {en: Cleo Clark}}"),
        ("places.yaml", "cities:", "cities:\n  - {id: bay, country: GE, name: {en: Bay}}"),
        ("association.yaml", "founded: 1950", "founded: 1950\nnote: asked by letter"),
    ],
)
def test_what_no_issued_page_shows_is_passed_over(past: Past, file: str, old: str, new: str) -> None:
    edit(past, file, old, new)
    assert noticed(past) == []


def test_what_was_recorded_is_no_matter(past: Past) -> None:
    past.set("agency.contact.en", "Room 2", since="2022-11-01")
    past.remove("cooperation.history[letters]", since="2022-11-01")
    past.set("events[next-forum].state", "held", since="2022-11-01")
    assert noticed(past) == []


# Both ways out


def test_made_new_from_a_day_on_nothing_is_left_to_say(past: Past) -> None:
    edit(past, "agency.yaml", "Room 1", "Room 2")
    past.set("agency.contact.en", "Room 1", always=True)
    past.set("agency.contact.en", "Room 2", since="2022-11-01")
    assert noticed(past) == []
    assert "Room 1" in past.words(OLDER[0])
    assert "Room 2" in past.words(NEWER)


def test_so_it_is_of_what_was_added(past: Past) -> None:
    edit(past, "association.yaml", "aim:", WAVES)
    assert "briefgen set 'association.bodies[waves].known_from' DATE --always" in noticed(past)[0].hint
    past.set("association.bodies[waves].known_from", "2022-11-01", always=True)
    assert noticed(past) == []
    assert "Commission on Waves" not in past.words(OLDER[0])
    assert "Commission on Waves" in past.words(NEWER)


def test_what_was_wrong_is_issued_anew(past: Past) -> None:
    past.set("agency.contact.en", "Room 2", always=True)
    assert [problem.message.rpartition("; ")[2] for problem in noticed(past)] == [
        f"{BEFORE}, {AFTER} printed it as it was"
    ]
    issue(past.project, "2022-11-02", OLDER[0], bump=True)
    assert [problem.message.rpartition("; ")[2] for problem in noticed(past)] == [f"{AFTER} printed it as it was"]
    past.set(f"editions[{OLDER[1]}].version", "2")  # and one that is on its way
    assert noticed(past) == []


def test_someone_may_stand_by_it(past: Past) -> None:
    edit(past, "agency.yaml", "contact: {en: Room 1}", "contact: {en: Room 2}\nacknowledge:\n  - code: issued-differs\n"
         "    because: everybody was told\n    until: 2023-01-01\n")  # fmt: skip
    [problem] = noticed(past)
    assert problem.acknowledged == "everybody was told (until 2023-01-01)"
    assert [problem.code for problem in check(past.project) if problem.code.startswith("acknowledge")] == []


# The newest edition, and what can't be compared


def test_the_newest_edition_lives_on_with_a_note(past: Past) -> None:
    (past.folder / "editions" / f"{NEWER}.yaml").unlink()
    past.set("agency.contact.en", "Room 2", always=True)
    found = {problem.severity: problem for problem in noticed(past)}
    assert found["warning"].message.endswith(f"; {BEFORE} printed it as it was")
    note = found["note"]
    assert note.path == f"editions[{OLDER[1]}].version"
    assert note.message == f"since {AFTER} was issued, other words stand at agency.contact"
    assert note.hint == f"when it goes out again: briefgen issue {OLDER[1]} --bump"
    past.set(f"editions[{OLDER[1]}].version", "2")
    assert [problem.severity for problem in noticed(past)] == ["warning"]


def test_what_can_not_be_compared_is_said(past: Past) -> None:
    edit(past, "agency.yaml", "Room 1", "Room 2")
    (past.folder / "editions" / f"{OLDER[0]}.issued" / "v1" / "content.json").write_text("{}", encoding="utf-8")
    found = {problem.path: problem.message for problem in noticed(past)}
    assert found[f"editions[{OLDER[0]}]"].startswith(f"{BEFORE} can't be compared with what its edition would print")
    assert found["agency.contact"].endswith(f"; {AFTER} printed it as it was")


def test_help_says_both_ways_out() -> None:
    text = explain(CODE)
    assert text
    assert "--since" in text
    assert "--bump" in text
