"""`briefgen add recipients`: one by fields, many from a table as people keep it, shown before it is written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from briefgen.contacts.enrolment import EnrolmentError, plan_enrolment, write_enrolment
from briefgen.contacts.recipients import Known, read_recipients
from briefgen.contacts.sheets import SheetError, read_sheet
from briefgen.content.changing import journal
from briefgen.content.changing.journal_apart import KEPT, kept_in
from briefgen.content.changing.set import set_value
from briefgen.problems.mistakes import Mistake
from briefgen.project.files import ChangedError
from briefgen.project.folder import Project, find_project
from briefgen.upkeep.editing import changes_made, redo, undo
from briefgen.upkeep.editing import set_value as set_value_at_the_front
from briefgen.upkeep.starter import start
from tests.test_cli import run

KNOWN = Known(["ka", "en"], ["full", "changes"], ["public", "internal"])
ALL = [("language", "ka"), ("ceiling", "internal")]
SHIPPED = "# Nobody is known yet.\n#\n# - id: front-desk\n\n[]\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    start(tmp_path / "project")
    (tmp_path / "project" / "content" / "recipients.yaml").write_text(SHIPPED, encoding="utf-8")
    return find_project(tmp_path / "project")


def text_of(project: Project) -> str:
    return (project.content / "recipients.yaml").read_text(encoding="utf-8")


def table(folder: Path, data: bytes | str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("twice", ["language", "salutation.ka"])
def test_a_field_that_is_named_twice_is_refused(project: Project, twice: str) -> None:
    fields = [("id", "ana"), ("name", "A"), ("email", "a@b.example"), ("salutation.ka", "ა,"), *ALL, (twice, "en")]
    with pytest.raises(EnrolmentError, match=f"--field {twice} is named twice: say it once"):
        plan_enrolment(project, KNOWN, [("", {})], fields)
    assert text_of(project) == SHIPPED


def test_one_by_its_fields_comes_where_nobody_was(project: Project) -> None:
    fields = [
        ("id", "ana"), ("name", "ანა მაგალითი"), ("email", "ana@მაგალითი.გე"), ("groups", "[delegation, office]"),
        ("calendar", "yes"), ("salutation.ka", "ქალბატონო ანა,"), *ALL,
    ]  # fmt: skip
    assert write_enrolment(project, plan_enrolment(project, KNOWN, [("", {})], fields)) == ("content/recipients.yaml",)
    assert text_of(project).startswith("# Nobody is known yet.\n#\n# - id: front-desk\n")
    (ana,) = read_recipients(project.content / "recipients.yaml", "x", KNOWN)
    assert (ana.name, ana.email, ana.groups) == (
        "ანა მაგალითი",
        "ana@xn--lodafveble.xn--node",
        ["delegation", "office"],
    )
    assert (ana.calendar, ana.salutation) == (True, {"ka": "ქალბატონო ანა,"})


def test_a_file_of_comments_alone_or_none_is_begun(project: Project) -> None:
    path = project.content / "recipients.yaml"
    for text in ("# only this", None):
        path.unlink()
        if text:
            path.write_text(text, encoding="utf-8")
        write_enrolment(
            project, plan_enrolment(project, KNOWN, [("", {"id": "ana", "name": "A", "email": "a@b.example"})], ALL)
        )
        assert [one.id for one in read_recipients(path, "x", KNOWN)] == ["ana"]
        assert text is None or text_of(project).startswith("# only this\n")


def test_comments_and_people_who_are_there_stay(project: Project) -> None:
    there = "- id: ben    # since 2019\n  name: Ben\n  email: ben@b.example\n  language: en\n  ceiling: public\n"
    (project.content / "recipients.yaml").write_text(there, encoding="utf-8")
    rows = [
        ("", {"name": "Ben again", "email": "BEN@b.example", "language": "en"}),
        ("", {"id": "ana", "name": "A", "email": "a@b.example"}),
    ]
    asked = plan_enrolment(project, KNOWN, rows[:1], [*ALL, ("id", "x")])
    assert asked.notes == ("BEN@b.example is there already, as ben",)
    assert write_enrolment(project, asked) == ()
    write_enrolment(
        project, plan_enrolment(project, KNOWN, [("", {"id": "ana", "name": "A", "email": "a@b.example"})], ALL)
    )
    assert text_of(project).startswith(there)
    with pytest.raises(EnrolmentError, match="somebody called ana already"):
        plan_enrolment(project, KNOWN, [("", {"id": "ana", "name": "Other", "email": "o@b.example"})], ALL)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_as_programs_write_it(tmp_path: Path, sign: str, coding: str) -> None:
    lines = [["სახელი და გვარი", "ელ. ფოსტა"], ['"ანა, „ბ“"', "ana@b.example"], ["", ""], ["ბენი", "ben@b.example"]]
    data = "\r\n".join(sign.join(line) for line in lines).encode(coding)
    assert read_sheet(table(tmp_path, data), "people.csv") == [
        ("people.csv, row 2: ", {"სახელი და გვარი": "ანა, „ბ“", "ელ. ფოსტა": "ana@b.example"}),
        ("people.csv, row 4: ", {"სახელი და გვარი": "ბენი", "ელ. ფოსტა": "ben@b.example"}),
    ]


def test_a_workbook_is_shown_and_written_once_it_is_confirmed(project: Project, tmp_path: Path) -> None:
    rows = [
        ("Name", "E-mail", "Groups", "Language"),
        ("Ana One", "ana.one@b.example", "delegation, office", "en"),
        ("Ana Two", "ana.one@c.example", None, None),
    ]
    path = str(table(tmp_path, workbook(*rows), "people.xlsx"))
    command = ["add", "recipients", "--from", path, "--field", "language=ka", "--field", "ceiling=internal"]
    before = text_of(project)
    shown = run(*command, folder=project.root, typed="n\n", environment={"COLUMNS": "200"})
    assert "Add 2 recipients to content/recipients.yaml? [y/N]" in shown.output
    assert "ana.one@c.example" in shown.output
    assert "nothing was added" in shown.output
    assert text_of(project) == before
    assert run(*command, folder=project.root, typed="y\n").exit_code == 0
    found = read_recipients(project.content / "recipients.yaml", "x", KNOWN)
    assert [(one.id, one.language, one.groups) for one in found] == [
        ("ana-one", "en", ["delegation", "office"]), ("ana-one-2", "ka", [])
    ]  # fmt: skip
    again = run(*command, "--yes", folder=project.root)
    assert "row 2: ana.one@b.example is there already, as ana-one" in again.output
    assert "nobody to add" in again.output


def test_all_that_is_wrong_is_told_with_its_row_and_nothing_is_written(project: Project, tmp_path: Path) -> None:
    text = "name,email,language,calendar\nAna,no address,ka,yes\nBen,ben@b.example,ka,perhaps\n,c@b.example,ka,no\n"
    rows = read_sheet(table(tmp_path, text), "p.csv")
    before = text_of(project)
    with pytest.raises(EnrolmentError) as refused:
        plan_enrolment(project, KNOWN, rows, [("ceiling", "internal")])
    told = str(refused.value)
    assert "p.csv, row 2: 'no address' is not an email address; write it as" in told
    assert "p.csv, row 3: calendar is yes or no, not 'perhaps'" in told
    assert "p.csv, row 4: name is missing" in told
    with pytest.raises(EnrolmentError, match="there is no field 'emial'; did you mean email"):
        plan_enrolment(project, KNOWN, [("", {"emial": "x"})], [])
    assert text_of(project) == before


def test_a_table_that_cant_be_one_is_told(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("x", b"\0" * 60_000_000)
    for data, told in (
        ("სახელი".encode("cp1251", "replace") + b"\xff", "CSV UTF-8"),
        (b"", "the first row names the columns"),
        (b"PK\x03\x04 broken", "can't be read as an Excel workbook"),
        (bomb.getvalue(), "too large"),
        (b"name\n" * 6000, "more than 5000 rows"),
    ):
        with pytest.raises(SheetError, match=told):
            read_sheet(table(tmp_path, data), "people")


def test_what_was_added_is_listed_without_names_and_taken_back(project: Project) -> None:
    file = project.content / "recipients.yaml"
    before = file.read_bytes()
    set_value(project.content, "content", "agency.note", "before", always=True)
    write_enrolment(
        project, plan_enrolment(project, KNOWN, [("", {"id": "ana", "name": "Ana", "email": "a@b.example"})], ALL)
    )
    entry = journal.next_undo(project.content)
    assert entry.what == f"1 recipient added to {project.name_of(project.content)}/recipients.yaml"
    assert undo(project) == entry
    assert file.read_bytes() == before
    assert "note" in journal.next_undo(project.content).what  # the change before was not taken back with it
    redo(project)
    assert b"a@b.example" in file.read_bytes()


@pytest.mark.parametrize("file", [".r.yaml", ".mailing/list.yaml"], ids=["a link", "a setting"])
def test_a_list_that_is_called_otherwise_is_taken_back_as_well(project: Project, file: str) -> None:
    there = project.content / file
    there.parent.mkdir(exist_ok=True)
    there.write_text(SHIPPED, encoding="utf-8")
    (project.content / "recipients.yaml").unlink()
    if file == ".r.yaml":
        (project.content / "recipients.yaml").symlink_to(file)
    else:
        settings = project.root / "briefgen.toml"
        named = f'\n[mail]\nrecipients = "content/{file}"\n'
        settings.write_text(settings.read_text(encoding="utf-8") + named, encoding="utf-8")
        project = find_project(project.root)
    write_enrolment(
        project, plan_enrolment(project, KNOWN, [("", {"id": "ana", "name": "Ana", "email": "a@b.example"})], ALL)
    )
    assert "a@b.example" in there.read_text(encoding="utf-8")
    assert undo(project).place == journal.RECIPIENTS
    assert there.read_text(encoding="utf-8") == SHIPPED
    assert (project.content / "recipients.yaml").is_symlink() == (file == ".r.yaml")


def with_list(project: Project, file: Path) -> Project:
    settings = project.root / "briefgen.toml"
    said = settings.read_text(encoding="utf-8").partition("\n[mail]")[0]
    settings.write_text(f"{said}\n[mail]\nrecipients = '{file.as_posix()}'\n", encoding="utf-8")
    return find_project(project.root)


def add(project: Project, id: str) -> None:
    row = {"id": id, "name": id.title(), "email": f"{id}@b.example"}
    write_enrolment(project, plan_enrolment(project, KNOWN, [("", row)], ALL))


def test_a_list_out_of_the_project_keeps_apart_what_the_journals_of_its_projects_have(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, beside = tmp_path / "people.yaml", tmp_path / ".people.yaml.undo"
    there.write_text(SHIPPED, encoding="utf-8")
    start(tmp_path / "other")
    one, other = with_list(project, there), with_list(find_project(tmp_path / "other"), there)
    # Both changes have one number and one moment.
    now = datetime.now().astimezone()
    monkeypatch.setattr(journal, "datetime", SimpleNamespace(now=lambda: now))
    add(one, "ana")
    add(other, "nino")
    assert [(changes_made(each)[0].number, changes_made(each)[0].people) for each in (one, other)] == [
        (1, ("Ana",)), (1, ("Nino",)),
    ]  # fmt: skip
    assert not [path for path in (one.root / ".briefgen").rglob("*.json") if "Ana" in path.read_text(encoding="utf-8")]
    undo(other)
    assert "nino@" not in there.read_text(encoding="utf-8")
    # What was taken back goes with the next change of its project, and with any change of the content.
    left = tmp_path / ".people.yaml.undo.new"  # by a run that was killed
    left.write_text("nino@b.example", encoding="utf-8")
    add(other, "lia")
    assert (left.exists(), "nino@" in beside.read_text(encoding="utf-8")) == (False, False)
    assert len(kept_in(beside)) == 2
    undo(other)
    monkeypatch.setattr(journal, "datetime", SimpleNamespace(now=lambda: now - KEPT - timedelta(days=1)))
    add(other, "eka")
    assert {each.people for each in kept_in(beside).values()} == {("Ana",)}  # too old already
    beside.write_text(beside.read_text(encoding="utf-8").replace(now.strftime("%Y-%m-%d"), "2001-01-01"), "utf-8")
    set_value_at_the_front(other, "agency.note", "x", always=True)
    assert kept_in(beside) == {}
    left.write_text("nino@b.example", encoding="utf-8")
    set_value_at_the_front(other, "agency.note", "y", always=True)
    assert not left.exists()


def test_what_cannot_be_read_just_now_can_be_taken_back_later(project: Project, tmp_path: Path) -> None:
    there, beside, second = tmp_path / "people.yaml", tmp_path / ".people.yaml.undo", tmp_path / "second.yaml"
    there.write_text(SHIPPED, encoding="utf-8")
    second.write_text(SHIPPED, encoding="utf-8")
    project = with_list(project, there)
    add(project, "ana")
    beside.rename(tmp_path / "away")
    beside.mkdir()
    with pytest.raises(Mistake, match="what undo needs beside the list of recipients can't be read"):
        undo(project)
    beside.rmdir()
    (tmp_path / "away").rename(beside)
    project = with_list(project, second)
    with pytest.raises(Mistake, match="is another list of recipients than the one that was changed"):
        undo(project)
    project = with_list(project, there)
    assert undo(project).people == ("Ana",)
    assert (there.read_text(encoding="utf-8"), second.read_text(encoding="utf-8")) == (SHIPPED, SHIPPED)


def test_a_list_that_was_changed_is_not_taken_back_in_another(project: Project) -> None:
    """Not even where both say the same."""
    before = text_of(project)
    add(project, "ana")
    second = project.root / "second" / "recipients.yaml"
    second.parent.mkdir()
    second.write_text(text_of(project), encoding="utf-8")
    with pytest.raises(Mistake, match="is another list of recipients than the one that was changed"):
        undo(with_list(project, second))
    assert second.read_text(encoding="utf-8") == text_of(project)
    (project.root / "briefgen.toml").write_text('languages = ["ka", "en"]\n', encoding="utf-8")
    undo(find_project(project.root))
    assert text_of(project) == before


def test_a_list_that_is_made_again_is_its_owners_alone(project: Project) -> None:
    file = project.content / "recipients.yaml"
    file.unlink()
    add(project, "ana")
    undo(project)
    assert not file.exists()
    redo(project)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_link_out_of_the_content_is_told_with_the_way_out(project: Project, tmp_path: Path) -> None:
    there = tmp_path / "shared" / "people.yaml"
    there.parent.mkdir()
    there.write_text(SHIPPED, encoding="utf-8")
    (project.content / "recipients.yaml").unlink()
    (project.content / "recipients.yaml").symlink_to(there)
    rows: Any = [("", {"id": "ana", "name": "Ana", "email": "a@b.example"})]
    with pytest.raises(EnrolmentError, match="is a link out of the content") as told:
        plan_enrolment(project, KNOWN, rows, ALL)
    assert there.read_text(encoding="utf-8") == SHIPPED
    line = re.search(r"recipients = '.*'", str(told.value))
    assert line  # what it says to write works
    settings = project.root / "briefgen.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}\n[mail]\n{line[0]}\n", encoding="utf-8")
    project = find_project(project.root)
    write_enrolment(project, plan_enrolment(project, KNOWN, rows, ALL))
    assert "a@b.example" in there.read_text(encoding="utf-8")


def test_what_somebody_else_wrote_meanwhile_stays(project: Project) -> None:
    asked = plan_enrolment(project, KNOWN, [("", {"id": "ana", "name": "A", "email": "a@b.example"})], ALL)
    (project.content / "recipients.yaml").write_text("# mine\n", encoding="utf-8")
    with pytest.raises(ChangedError):
        write_enrolment(project, asked)
    assert text_of(project) == "# mine\n"
