"""Who gets the briefs, on the desk: added, changed, taken out; their file's other lines stay, comments and all."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from html import unescape
from pathlib import Path

import pytest

from briefgen.contacts.enrolment import forget_recipients_before
from briefgen.project.folder import find_project
from tests.desk.conftest import FormReader, Running
from tests.desk.in_process import Client
from tests.mailing.conftest import InMemory, in_memory

__all__ = ["in_memory"]

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
    assert all(words in desk.get("/recipients").text for words in (">Status<", "gets nothing at present"))
    assert desk.post("/recipient", **(form(desk, "ana") | {"f.active": "true"})).status_code == 200
    assert ">Status<" not in desk.get("/recipients").text  # where there is nothing to say
    assert "active: true}" in file.read_text(encoding="utf-8")
    assert desk.post("/recipient", **(form(desk, "front-desk") | {"f.salutation.en": ""})).status_code == 200
    assert "salutation" not in file.read_text(encoding="utf-8")


def test_without_a_short_name_one_is_made_from_the_address(desk: Running, file: Path) -> None:
    typed = {"f.name": "Nino", "f.language": "ka", "f.ceiling": "public"}
    for id, email in (("", "Ana@x.example"), ("Big", "b@x.example")):
        assert "done=saved" in desk.post("/recipients", **typed, **{"f.id": id, "f.email": email}).url
    assert re.findall(r"id: ([\w-]+)", file.read_text(encoding="utf-8")) == ["front-desk", "ana", "ana-2", "big"]


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("email", "nobody", "nobody"),
        ("email", "ana@agency.example", "would arrive there twice"),
        ("language", "fr", "fr can’t stand here"),
        ("ceiling", "secret", "secret"),
        ("name", "", "can’t be left out"),
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


def at_field(page: str, name: str) -> str:
    (at,) = re.findall(rf'<div class="said" id="f-{name}-said" role="alert">(.*?)</div>', page, re.DOTALL)
    return str(at)


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("email", "nobody", "is not an email address; write it as name@agency.example"),
        ("email", "ana@agency.example", "would arrive there twice; make one entry of the two"),
        ("groups", "staff, ana", "is the short name of a recipient"),
        ("salutation-ka", "გამარჯობა,", "there is no salutation in en"),
        ("ceiling", "secret", "secret can’t stand here"),
    ],
)
def test_what_cannot_be_stands_at_its_field(desk: Running, file: Path, field: str, words: str, said: str) -> None:
    text = FILE.replace("language: ka", "language: en").replace(", active: false", "")
    file.write_text(text, encoding="utf-8")
    name = field.replace("-", ".")
    page = desk.post("/recipient", **(form(desk, "front-desk") | {f"f.{name}": words})).text
    assert said.lower() in at_field(page, "salutation-en" if name.startswith("salutation") else field).lower()
    assert "This can’t be written yet" not in page


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"email": "nobody"}, "email", "is not an email address"),
        ({"email": ""}, "email", "can’t be left out"),
        ({"id": "ana"}, "id", "There is an entry “ana” already"),
        ({"id": "Nino B"}, "id", "can’t be a short name"),
        ({"ceiling": ""}, "ceiling", "can’t be left out"),
        ({"briefs": "cards, pack", "travels": "false"}, "briefs", "is for those who travel"),
    ],
)
def test_who_cannot_be_added_is_told_at_the_field(
    desk: Running, file: Path, sent: dict[str, str], field: str, said: str
) -> None:
    nino = {"id": "nino", "name": "ნინო", "email": "nino@agency.example", "language": "ka", "ceiling": "internal"}
    answer = desk.post("/recipients", **{f"f.{name}": words for name, words in (nino | sent).items()})
    assert answer.status_code == 409
    assert said.lower() in at_field(answer.text, field).lower()
    assert 'value="ნინო"' in answer.text
    assert file.read_text(encoding="utf-8") == FILE
    assert desk.post("/recipients", **{f"f.{name}": words for name, words in nino.items()}).status_code == 200
    assert "nino@agency.example" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "broken",
    ["- {id: front-desk, name: [\n", FILE.replace("email: front.desk@agency.example", "email: front.desk"), "x"],
)
def test_a_file_that_cannot_be_read_is_mended_on_the_desk(desk: Running, file: Path, broken: str) -> None:
    file.write_text(broken, encoding="utf-8")
    for page in ("/recipients", "/check"):
        (link,) = set(re.findall(r'href="(/addresses\?line=\d+)"', desk.get(page).text))
    page = desk.get(link).text
    assert re.search(r'name="text"[^>]*data-line="\d+"', page)
    refused = desk.post("/addresses", was=broken, text=f"{broken}- {{\n")
    assert (refused.status_code, "This can’t be written yet" in refused.text) == (409, True)
    assert file.read_text(encoding="utf-8") == broken
    assert desk.post("/addresses", was=broken, text=FILE).status_code == 200
    assert file.read_text(encoding="utf-8") == FILE
    assert "ana@agency.example" in desk.get("/recipients").text


def test_a_file_that_somebody_else_changed_is_not_overwritten(desk: Running, file: Path) -> None:
    theirs = FILE.replace("Front Desk", "Their Desk")
    file.write_text(theirs, encoding="utf-8")
    answer = desk.post("/addresses", was=FILE, text=FILE.replace("Front Desk", "Our Desk"))
    assert (answer.status_code, "Their Desk" in answer.text, "Our Desk" in answer.text) == (409, True, True)
    assert file.read_text(encoding="utf-8") == theirs
    file.write_bytes(b"\xff")
    assert "UTF-8" in desk.get("/addresses").text
    assert desk.get("/recipients").status_code == 409


def test_what_was_typed_and_not_saved_comes_back_until_the_person_is_taken_out(desk: Running, file: Path) -> None:
    for page, about in (
        ("/recipient?id=ana", "/recipient ana"),
        ("/recipients", "/recipients"),
        ("/addresses", "/addresses"),
    ):
        found = re.findall(r'data-draft="([^"]+)" data-who="" data-ids="([^"]+)"', desk.get(page).text)
        assert [draft for draft, _ in found] == [about, *(["/enrol"] if about == "/recipients" else [])]
        kept = '{"f.note": {"was": "", "now": "half a thought of ' + about + '"}}'
        assert desk.post("/draft", draft=found[0][1], page=about, kept=kept).status_code == 200
        assert f"half a thought of {about}" in desk.get(page).text
    home = desk.get("/").text
    assert {'href="/recipient?id=ana"', 'href="/recipients"', 'href="/addresses"'} <= set(
        re.findall(r'href="[^"]+"', home)
    )
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get("/recipient?id=ana").text)
    assert desk.post("/unenrol", id="ana", seen=seen).status_code == 200
    assert "half a thought of /recipient ana" not in desk.get("/").text
    assert "half a thought of /addresses" in desk.get("/").text


@pytest.mark.parametrize("way", ["taken out", "deleted in the file"])
def test_the_address_of_who_is_gone_stays_in_no_draft(desk: Running, file: Path, way: str) -> None:
    drafts = desk.root / ".briefgen" / "drafts"
    for page, was, now in (
        ("/recipient ana", "ana@agency.example", "ana@elsewhere.example"),
        ("/addresses", FILE, FILE + "# more"),
        ("/recipients", "", "Ana@Agency.example"),
        ("/enrol", "", "ანა;ana@agency.example;ka"),
        ("/recipients", "", "hanna.ana@agency.example"),  # somebody else
        ("/enrol", "", "front.desk2@agency.example"),
    ):
        kept = json.dumps({"text": {"was": was, "now": now}})
        assert desk.post("/draft", draft=secrets.token_hex(8), page=page, kept=kept).status_code == 200
    if way == "taken out":
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get("/recipient?id=ana").text)
        assert "done=removed" in desk.post("/unenrol", id="ana", seen=seen).url
    else:
        without = FILE.partition("# On leave")[0]
        assert "done=saved" in desk.post("/addresses", was=FILE, text=without).url
    left = [json.loads(path.read_text(encoding="utf-8")) for path in drafts.glob("*/*.json")]
    assert sorted(each["fields"]["text"]["now"] for each in left) == [
        "front.desk2@agency.example",
        "hanna.ana@agency.example",
    ]


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
    # About people nothing is kept elsewhere but what undo needs, for a while.
    own = desk.root / ".briefgen"
    kept = [path for path in own.rglob("*.json") if "ana@" in path.read_text(encoding="utf-8")]
    assert [path.relative_to(own).as_posix() for path in kept] == ["journal/00000001.json"]
    assert "A recipient taken out" in desk.get("/changes").text


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
    assert (refused.status_code, "the table, row 2" in refused.text.lower(), "nobody" in refused.text) == (
        409,
        True,
        True,
    )
    wrong_in = re.findall(r'<li><a href="#table" data-to-line="(\d+)">', refused.text)
    assert wrong_in == ["2", "2", "2"]  # the address, and what is left out
    assert 'aria-invalid="true" aria-describedby="refused"' in refused.text
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
    # It lies there since others read the project: so what undo needs is kept beside it, for its owner alone.
    own = desk.root / ".briefgen" / "journal"
    assert not [path for path in own.iterdir() if "agency.example" in path.read_text(encoding="utf-8")]
    beside = tmp_path / ".people.yaml.undo"
    assert (beside.stat().st_mode & 0o077, "front.desk@" in beside.read_text(encoding="utf-8")) == (0, True)
    assert "Desk" in desk.get("/changes/1").text
    for what, says in (("undo", FILE), ("redo", FILE.replace("name: Front Desk", "name: Desk"))):
        assert desk.post("/changes", seen=desk.seen("/changes"), **{what: "1"}).status_code == 200
        assert elsewhere.read_text(encoding="utf-8") == says
    assert not [path for path in own.iterdir() if "agency.example" in path.read_text(encoding="utf-8")]
    beside.write_text('{"x": ["2026", {"a": [1, 2]}], "y": 5}', encoding="utf-8")
    assert desk.get("/changes").status_code == 200
    assert 'name="undo"' not in desk.get("/changes").text
    beside.unlink()
    assert desk.post("/recipient", **(form(desk, "front-desk") | {"f.name": "D"})).status_code == 200
    forget_recipients_before(find_project(desk.root))
    assert (list(own.iterdir()), beside.exists()) == ([], False)


def test_an_address_is_one_line(desk: Running) -> None:
    page = desk.get("/recipients").text
    assert '<input id="f-email"' in page
    assert '<textarea id="f-note"' in page


def test_the_password_of_locked_pdfs_is_kept_and_never_shown(
    desk: Running, file: Path, in_memory: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BRIEFGEN_PDF_PASSWORD", raising=False)
    assert 'action="/locked"' not in desk.get("/recipient?id=ana").text
    file.write_text(FILE.replace("active: false", "protect: true"), encoding="utf-8")
    assert "It is not known here yet." in desk.get("/recipient?id=ana").text
    shown = [desk.post("/locked", id="ana", secret="agreed-ნინო-17")]
    assert in_memory.entries == {("briefgen-pdf", "ana"): "agreed-ნინო-17"}
    for id, wrong in (("ana", " "), ("ana", "ნ" * 99), ("nobody", "agreed-2")):
        shown.append(desk.post("/locked", id=id, secret=wrong))
        assert shown[-1].status_code == 409
    assert "is too long: it has 297 bytes" in shown[2].text
    shown.append(desk.get("/recipient?id=ana"))
    assert "It is kept in the keyring of this computer." in shown[-1].text
    assert not [each for each in shown if re.search("agreed-|ნნნ", each.text + each.url)]
    assert desk.post("/locked", id="ana", forget="yes").status_code == 200
    assert in_memory.entries == {}
    monkeypatch.setenv("BRIEFGEN_PDF_PASSWORD", "of-all")
    page = desk.get("/recipient?id=ana").text
    assert ("There is one for all who have none of their own." in page, "of-all" in page) == (
        True,
        False,
    )


NOBODY = "As things are, nobody would get this version by email."


def test_types_that_nobody_is_sent_are_told_where_they_are_issued(root: Path, runner: asyncio.Runner) -> None:
    desk, edition = Client(root, runner, "en"), "2030-05-example-city"

    def told(*briefs: str) -> str:
        page = desk.get("/issue", edition=edition, chosen="yes", **{f"of.{each}": "yes" for each in briefs}).text
        part = page.partition('id="unsent">')[2].partition("</div>")[0]
        return " ".join(unescape(re.sub("<[^>]+>", " ", part)).split())

    path, agency = root / "content" / "recipients.yaml", root / "content" / "agency.yaml"
    path.write_text("[]\n", "utf-8")
    assert told("full", "cards") == ""  # nobody is named: all are for the printer
    ana = "- {id: ana, name: Ana, email: ana@agency.example, language: en, ceiling: internal"
    path.write_text(ana + "}\n", "utf-8")
    domains = agency.read_text("utf-8")
    agency.write_text(domains.replace("    domains: [agency.example]", "    domains: []"), "utf-8")
    said = told("full", "cards")
    assert said.startswith(f"{NOBODY} Ana: ")
    assert said.endswith(" Change who gets the briefs · See what letters lack")
    agency.write_text(domains, "utf-8")
    assert told("full", "cards", "qa").startswith("By email nobody gets: Speaking cards, ")
    assert told("full") == ""
    path.write_text(ana + ", briefs: [full, cards]}\n", "utf-8")
    assert told("full", "cards") == ""
    path.write_text(ana + ", briefs: [full, cards], active: false}\n" + ana.replace("ana", "bo") + "}\n", "utf-8")
    assert told("full", "cards").startswith("By email nobody gets: Speaking cards.")
    path.write_text(ana + ", active: false}\n", "utf-8")
    assert told("full").startswith(
        f"{NOBODY} All who are named get nothing at present."
    )  # she is named, and gets nothing
    path.write_text(ana + ", formats: [docx]}\n", "utf-8")
    assert told("full") == ""
    path.write_text(ana + ", formats: [docx], protect: true}\n", "utf-8")
    assert told("full").startswith(NOBODY)  # it can't be locked
    path.write_text(ana + ", formats: [docx], briefs: [full, cards]}\n", "utf-8")
    settings = root / "briefgen.toml"
    settings.write_text(re.sub("(?m)^formats = .*$", 'formats = ["pdf"]', settings.read_text("utf-8")), "utf-8")
    assert told("full", "cards").startswith(NOBODY)
    path.write_text("[\n", "utf-8")
    assert told("full", "cards") == ""  # its own page says what is wrong
