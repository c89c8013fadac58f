"""Who gets the briefs, on the desk: added, changed, taken out; their file's other lines stay, comments and all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desk.conftest import FormReader, Running

FILE = """# Who gets the briefs.
- id: front-desk  # by the door
  name: Front Desk
  email: front.desk@agency.example   # no person's
  language: en
  ceiling: internal
  # They asked for Word.
  formats: [docx]

# On leave until spring.
- {id: ana, name: ანა, email: ana@agency.example, language: ka, ceiling: internal, active: false}
"""


@pytest.fixture
def file(desk: Running) -> Path:
    desk.post("/language", language="en", here="/")
    path = desk.root / "content" / "recipients.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def form(desk: Running, id: str) -> dict[str, str]:
    reader = FormReader()
    reader.feed(desk.get(f"/recipient?id={id}").text)
    return reader.fields


def test_one_is_changed_and_every_other_line_stays(desk: Running, file: Path) -> None:
    assert "done=nothing" in desk.post("/recipient", **form(desk, "front-desk")).url
    assert file.read_text(encoding="utf-8") == FILE
    fields = form(desk, "front-desk") | {
        "f.email": "desk@agency.example", "f.formats": "docx, pdf", "f.salutation.en": "Dear colleagues,",
    }  # fmt: skip
    answer = desk.post("/recipient", **fields)
    assert (answer.status_code, "done=saved" in answer.url) == (200, True)
    assert file.read_text(encoding="utf-8") == FILE.replace("front.desk@agency", "desk@agency").replace(
        "formats: [docx]\n", 'formats: [docx, pdf]\n  salutation: {en: "Dear colleagues,"}\n'
    )
    assert desk.post("/recipient", **(form(desk, "ana") | {"f.active": "true"})).status_code == 200
    assert "active: true}" in file.read_text(encoding="utf-8")
    assert desk.post("/recipient", **(form(desk, "front-desk") | {"f.salutation.en": ""})).status_code == 200
    assert "salutation" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("email", "nobody", "nobody"),
        ("email", "ana@agency.example", "would arrive there twice"),
        ("language", "fr", "language can&#39;t be fr"),
        ("ceiling", "secret", "secret"),
        ("name", "", "can&#39;t be left out"),
        ("formats", "html", "html"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    desk: Running, file: Path, field: str, words: str, said: str
) -> None:
    text = FILE.replace("language: ka", "language: en").replace(", active: false", "")
    file.write_text(text, encoding="utf-8")
    answer = desk.post("/recipient", **(form(desk, "front-desk") | {f"f.{field}": words, "f.note": "typed as well"}))
    assert answer.status_code == 409
    assert said.lower() in answer.text.lower()
    assert "typed as well" in answer.text
    assert file.read_text(encoding="utf-8") == text


def test_what_somebody_else_changed_is_not_overwritten(desk: Running, file: Path) -> None:
    first, second = form(desk, "front-desk"), form(desk, "front-desk")
    first["f.name"], second["f.name"] = "The First", "The Second"
    assert desk.post("/recipient", **first).status_code == 200
    answer = desk.post("/recipient", **second)
    assert (answer.status_code, "<blockquote>The First<" in answer.text, '"The Second"' in answer.text) == (
        409,
        True,
        True,
    )
    assert "The Second" not in file.read_text(encoding="utf-8")


def test_an_id_stays_since_the_outbox_knows_by_it_who_has_what(desk: Running, file: Path) -> None:
    assert "done=nothing" in desk.post("/recipient", **(form(desk, "front-desk") | {"f.id": "other"})).url
    assert file.read_text(encoding="utf-8") == FILE


def test_one_is_taken_out_if_they_are_still_as_they_were_shown(desk: Running, file: Path) -> None:
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get("/recipient?id=ana").text)
    file.write_text(FILE.replace("name: ანა", "name: ანა ბანა"), encoding="utf-8")
    assert desk.post("/unenrol", id="ana", seen=seen).status_code == 409
    assert "ანა ბანა" in file.read_text(encoding="utf-8")
    file.write_text(FILE, encoding="utf-8")
    assert desk.post("/unenrol", id="ana", seen=seen).status_code == 200
    left = file.read_text(encoding="utf-8")
    assert "ana@agency.example" not in left
    assert left.startswith(FILE[: FILE.index("\n\n# On leave")])
    assert desk.post("/unenrol", id="ana", seen=seen).status_code == 409
    assert desk.get("/recipient?id=ana").status_code == 409
    # Nothing about people is kept elsewhere.
    assert not [
        path for path in (desk.root / ".briefgen").rglob("*.json") if "ana@" in path.read_text(encoding="utf-8")
    ]
    assert "a recipient taken out" in desk.get("/changes").text


def test_a_table_is_pasted_and_who_is_there_stays(desk: Running, file: Path) -> None:
    rows = ("name email language ceiling", "ნინო nino@agency.example ka internal", "Ana ana@agency.example ka internal")
    table = "\n".join(row.replace(" ", "\t") for row in rows)
    answer = desk.post("/enrol", table=table)
    assert answer.status_code == 200
    assert "Added: 1." in answer.text
    assert "ana@agency.example is there already" in answer.text
    text = file.read_text(encoding="utf-8")
    assert text.startswith(FILE.rstrip("\n"))
    assert "nino@agency.example" in text
    refused = desk.post("/enrol", table="name\temail\nX\tnobody\n")
    assert (refused.status_code, "the table, row 2" in refused.text, "nobody" in refused.text) == (409, True, True)
    assert desk.post("/enrol", table=" ").status_code == 409
    assert file.read_text(encoding="utf-8") == text


def test_a_file_out_of_the_content_is_changed_as_well(desk: Running, file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "people.yaml"
    elsewhere.write_text(FILE, encoding="utf-8")
    mail = f'languages = ["ka", "en"]\n[mail]\nsender = "a@agency.example"\nrecipients = "{elsewhere}"\n'
    (desk.root / "briefgen.toml").write_text(mail, encoding="utf-8")
    assert desk.post("/recipient", **(form(desk, "front-desk") | {"f.name": "Desk"})).status_code == 200
    assert elsewhere.read_text(encoding="utf-8") == FILE.replace("name: Front Desk", "name: Desk")
    assert file.read_text(encoding="utf-8") == FILE


def test_an_address_is_one_line(desk: Running) -> None:
    page = desk.get("/recipients").text
    assert '<input id="f-email"' in page
    assert '<textarea id="f-note"' in page
