"""How columns and cells become people, and which id each gets: in a folder with a list alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from briefgen.contacts.enrolment import Enrolment, EnrolmentError, plan_enrolment, write_enrolment
from briefgen.contacts.recipients import Known
from briefgen.content.changing import journal
from briefgen.content.schema.recipients import Recipient
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import Project
from briefgen.project.settings import Settings

KNOWN = Known(["ka", "en"], ["full", "changes"], ["public", "internal"])
COMMON = [("language", "en"), ("ceiling", "public")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "content").mkdir()
    return Project(tmp_path.resolve(), Settings(("en",), mail={"recipients": "list.yaml"}))


def asked(project: Project, *rows: tuple[str, Mapping[str, Any]], there: str = "") -> Enrolment:
    (project.root / "list.yaml").write_text(there, encoding="utf-8")
    return plan_enrolment(project, KNOWN, rows, COMMON)


def one(project: Project, **cells: str) -> Recipient:
    (found,) = asked(project, ("row: ", {"name": "A", "email": "a@b.example", **cells})).new
    return found


def refused(project: Project, *rows: tuple[str, Mapping[str, Any]], there: str = "") -> list[str]:
    with pytest.raises(EnrolmentError) as raised:
        asked(project, *rows, there=there)
    head, *faults = str(raised.value).split("\n  ")
    assert head == "nothing was added:"
    assert (project.root / "list.yaml").read_text(encoding="utf-8") == there
    return faults


@pytest.mark.parametrize(
    ("head", "cell", "field", "value"),
    [
        ("Full  Name", "B", "name", "B"), ("სახელი, გვარი", "ბ", "name", "ბ"), ("სახელი", "ბ", "name", "ბ"),
        ("E-Mail", "b@c.example", "email", "b@c.example"), ("ელფოსტა", "b@c.example", "email", "b@c.example"),
        ("Mail", "b@c.example", "email", "b@c.example"), ("address", "b@c.example", "email", "b@c.example"),
        ("ელ.ფოსტა", "b@c.example", "email", "b@c.example"), ("ელ.  ფოსტა", "b@c.example", "email", "b@c.example"),
        ("ენა", "ka", "language", "ka"),
        ("Marking", "internal", "ceiling", "internal"), ("Brief", "full", "briefs", ["full"]),
        ("format", "docx", "formats", ["docx"]), ("Group", "press", "groups", ["press"]),
        ("ჯგუფი", "press", "groups", ["press"]), ("ჯგუფები", "[x, y]", "groups", ["x", "y"]),
        ("groups", "w;x y,, z", "groups", ["w", "x", "y", "z"]), ("შენიშვნა", "ნახე", "note", "ნახე"),
        ("active", "No", "active", False), ("active", "0", "active", False), ("Active", "არა", "active", False),
        ("calendar", "Yes", "calendar", True), ("calendar", "TRUE", "calendar", True),
        ("protect", "1", "protect", True),
        ("protect", "დიახ", "protect", True), ("calendar", "false", "calendar", False),
        ("salutation.en", "Dear B,", "salutation", {"en": "Dear B,"}), ("id", "b", "id", "b"),
    ],
)  # fmt: skip
def test_what_a_column_may_be_called_and_a_cell_may_say(
    project: Project, head: str, cell: str, field: str, value: object
) -> None:
    cells = {"name": "A", "email": "a@b.example"}
    cells.pop(field, None)
    (found,) = asked(project, ("row: ", {**cells, head: cell})).new
    assert getattr(found, field) == value


def test_a_row_goes_before_what_all_have_and_two_salutations_stand_together(project: Project) -> None:
    found = one(project, language="ka", **{"salutation.ka": "ა,", "salutation.en": "A,"})
    assert (found.language, found.ceiling, found.salutation) == ("ka", "public", {"ka": "ა,", "en": "A,"})


def test_what_yaml_has_a_kind_for_is_taken_as_it_is(project: Project) -> None:
    said = {"id": "ana", "name": "A", "email": "a@b.example", "calendar": True, "groups": ["x y"], "active": False}
    with pytest.raises(EnrolmentError, match=r"^nothing was added:\n  groups.0 can't be 'x y'$"):
        asked(project, ("", said))
    (found,) = asked(project, ("", {**said, "groups": ["x"]})).new
    assert (found.calendar, found.groups, found.active) == (True, ["x"], False)


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("Nino.Beridze_1@b.example", "nino-beridze-1"),
        ("a+b@b.example", "a-b"),
        ("_@b.example", "recipient"),
        ("a" * 39 + ".b@b.example", "a" * 39),
        ("a" * 45 + "@b.example", "a" * 40),
    ],
)
def test_an_id_is_made_of_what_stands_before_the_at(project: Project, address: str, id: str) -> None:
    assert one(project, email=address).id == id


def test_ids_that_are_taken_get_numbers_and_one_that_is_said_stays(project: Project) -> None:
    there = "- {id: ana, name: A, email: ana@x.example, language: en, ceiling: public}\n"
    rows = [("row: ", {"name": "A", "email": f"ana@{place}.example"}) for place in "bcd"]
    found = asked(project, *rows, ("row: ", {"id": "mine", "name": "A", "email": "ana@e.example"}), there=there)
    assert [each.id for each in found.new] == ["ana-2", "ana-3", "ana-4", "mine"]
    assert found.text.startswith(there)
    assert "salutation" not in found.text  # what nobody said isn't written


def test_who_is_there_is_told_once_and_the_same_row_twice_is_one(project: Project) -> None:
    row = {"name": "A", "email": "Ana@b.example"}
    found = asked(
        project,
        ("row 2: ", row),
        ("row 3: ", {**row, "email": "ANA@b.example"}),
        ("row 4: ", {**row, "language": "ka"}),
    )
    assert [each.id for each in found.new] == ["ana", "ana-2"]
    assert found.notes == ("row 3: ANA@b.example is there already, as ana",)


def test_every_fault_of_every_row_is_told(project: Project) -> None:
    good = {"name": "A", "email": "a@b.example"}
    assert refused(
        project,
        ("row 2: ", {"name": "A", "email": "no"}), ("row 3: ", {**good, "calendar": "maybe"}),
        ("row 4: ", {"email": "b@b.example"}), ("row 5: ", {**good, "nme": "x"}),
        ("row 6: ", {**good, "format": "odt"}),
        ("row 7: ", {**good, "id": "x"}), ("row 8: ", {**good, "email": "c@b.example", "id": "x"}),
    ) == [
        "row 2: 'no' is not an email address; write it as name@agency.example",
        "row 3: calendar is yes or no, not 'maybe'",
        "row 4: name is missing",
        "row 5: there is no field 'nme'; did you mean name?",
        "row 6: formats.0: input should be 'pdf' or 'docx'",
        "row 8: there is somebody called x already: give them another id",
    ]  # fmt: skip


def test_without_a_table_the_id_is_said(project: Project) -> None:
    assert refused(project, ("", {"name": "A", "email": "a@b.example"})) == ["id is missing"]


def test_all_that_the_list_can_not_have_is_told_at_once_with_its_row(project: Project) -> None:
    wrong = {"ceiling": "secret", "language": "fr", "email": "nobody", "active": "perhaps"}
    assert refused(
        project, ("row 2: ", {"name": "A", **wrong}), ("row 3: ", {"email": "b@c.example", "aktive": "3"})
    ) == [
        "row 2: active is yes or no, not 'perhaps'",
        "row 2: 'nobody' is not an email address; write it as name@agency.example",
        "row 2: language: there is no language 'fr'; there are ka, en",
        "row 2: ceiling: there is no marking 'secret'; there are public, internal",
        "row 3: there is no field 'aktive'; did you mean active?",
        "row 3: name is missing",
    ]


def test_what_the_list_can_not_have_is_refused_with_its_place(project: Project) -> None:
    with pytest.raises(ProblemsError, match="there is no language 'fr'"):
        asked(project, there="- {id: a, name: A, email: a@b.example, language: fr, ceiling: public}\n")


def test_what_is_written_and_told(project: Project) -> None:
    rows = [("row: ", {"name": "A", "email": f"{id}@b.example"}) for id in ("b", "a")]
    assert write_enrolment(project, asked(project)) == ()
    found = asked(project, *rows)
    assert write_enrolment(project, found) == ("list.yaml",)
    assert (project.root / "list.yaml").read_text(encoding="utf-8") == found.text
    assert not (project.root / ".briefgen").exists()  # outside the content it is no change to take back
    (project.root / "list.yaml").unlink()
    (project.root / "content/recipients.yaml").touch()
    (project.root / "briefgen.toml").touch()
    inside = Project(project.root, Settings(("en",)))
    assert write_enrolment(inside, plan_enrolment(inside, KNOWN, rows, COMMON)) == ("content/recipients.yaml",)
    assert journal.next_undo(inside.content).what == "2 recipients added to content/recipients.yaml"
