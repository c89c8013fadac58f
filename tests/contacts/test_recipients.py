"""Who may be in the file of recipients, and whom a name means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.contacts.recipients import Known, RecipientError, check_recipients, chosen, recipients_file
from briefgen.content.reading.yaml_file import parse_yaml
from briefgen.content.schema.recipients import Recipient
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import Project
from briefgen.project.settings import ProjectError, Settings

KNOWN = Known(["ka", "en"], ["full", "changes"], ["public", "internal"])


def line(id: str, **more: Any) -> str:
    fields = {"id": id, "name": id, "email": f"{id}@b.example", "language": "en", "ceiling": "public", **more}
    return "- {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}\n"


def read(*lines: str) -> tuple[Recipient, ...]:
    return check_recipients(parse_yaml("".join(lines), "people.yaml"), KNOWN)


def wrong(*lines: str) -> list[tuple[int, str, str | None]]:
    with pytest.raises(ProblemsError) as raised:
        read(*lines)
    return [(one.place.line, one.message, one.hint) for one in raised.value.problems]


def test_each_name_that_there_is_not_is_told_where_it_stands() -> None:
    assert wrong(line("ana"), line("ben", language="fr", ceiling="publik", briefs="[full, chnges]")) == [
        (2, "there is no language 'fr'", "there are ka, en"),
        (2, "there is no marking 'publik'", "did you mean public?"),
        (2, "there is no type of brief 'chnges'", "did you mean changes?"),
    ]


def test_an_id_is_one_persons_and_no_groups() -> None:
    assert wrong(line("ana"), line("ben"), line("ana", email="o@b.example")) == [
        (3, "the id 'ana' is used twice", "ids are unique")
    ]
    assert wrong(line("ana", groups="[press, ben]"), line("ben", groups="[ana]")) == [
        (1, "'ben' is the id of a recipient, so it can't be a group", "give the group another name"),
        (2, "'ana' is the id of a recipient, so it can't be a group", "give the group another name"),
    ]


def test_a_salutation_has_the_language_of_who_is_greeted() -> None:
    assert wrong(line("ana", salutation='{ka: "ა,"}')) == [
        (1, "there is no salutation in en, the language of the message", "write it, or delete the field")
    ]
    assert read(line("ana", salutation='{en: "Dear Ana,"}'), line("ben", salutation="{}"))


def test_a_box_is_one_address_in_one_language_of_those_who_are_active() -> None:
    same = {"email": "ANA@b.example"}
    told = "ANA@b.example is the address of ana, too: everything would arrive there twice", "make one entry of the two"
    gone = line("dan", active="false")
    assert wrong(line("ana"), gone, line("ben", **same), line("cyn", **same)) == [(3, *told), (4, *told)]
    assert len(read(line("ana"), line("ben", language="ka", **same))) == 2
    assert len(read(line("ana", active="false"), line("ben", **same), line("cyn", active="false", **same))) == 3


def test_whom_names_mean() -> None:
    everybody = read(
        line("ana", groups="[press]"), line("ben", groups="[press, office]"), line("cyn"),
        line("dan", active="false", groups="[office, old]"),
    )  # fmt: skip
    cases: list[tuple[list[str], list[str]]] = [
        ([], ["ana", "ben", "cyn"]), (["cyn", "ana"], ["ana", "cyn"]), (["office"], ["ben"]),
        (["cyn", "press"], ["ana", "ben", "cyn"]), (["ben", "office", "ben"], ["ben"]),
    ]  # fmt: skip
    assert [[one.id for one in chosen(everybody, names)] for names, _ in cases] == [ids for _, ids in cases]
    for names, told in (
        (["ana", "offise"], "nobody is called 'offise'; did you mean office?"),
        (["xyz"], "nobody is called 'xyz'; there are ana, ben, cyn, dan, office, old, press"),
        (["ana", "dan"], "dan is not active; set active: true to send to them again"),
        (["old"], "nobody who is meant is active; set active: true to send to them again"),
    ):
        with pytest.raises(RecipientError) as raised:
            chosen(everybody, names)
        assert str(raised.value) == told
    with pytest.raises(RecipientError, match="nobody who is meant is active"):
        chosen((), [])
    assert RecipientError.exit_code == 2


def test_the_file_lies_in_the_content_if_no_setting_names_another(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    there = root / "content" / "recipients.yaml"
    named: list[dict[str, Any]] = [{}, {"recipients": ""}, {"recipients": 1}]  # what else is wrong says the account
    for mail in named:
        assert recipients_file(Project(root, Settings(("en",), mail=mail))) == (there, "content/recipients.yaml")
    project = Project(root, Settings(("en",), mail={"recipients": "private/list.yaml"}))
    with pytest.raises(ProjectError, match=r"recipients = 'private/list.yaml': there is no such file"):
        recipients_file(project)
    (root / "private").mkdir()
    (root / "private" / "list.yaml").touch()
    assert recipients_file(project) == (root / "private" / "list.yaml", "private/list.yaml")
