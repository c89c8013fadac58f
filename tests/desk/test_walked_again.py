"""What a clerk stumbled over on a later walk of the desk, each as it is now: choices, years, labels, numbers, names."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from briefgen.checks.about import when
from briefgen.checks.families.holders import _spans
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from briefgen.desk.pages.shown import under_label
from briefgen.desk.pages.thing import _begun
from briefgen.desk.words import DeskWords
from briefgen.mailing.ways.tokens import LOGINS
from briefgen.making.opened import open_project
from briefgen.problems.notes import SchemaWord, Told
from briefgen.upkeep.forms import as_id, entry_form
from briefgen.upkeep.translations import accept_translations
from tests.desk.in_process import Client

PACK = Path(__file__).parent.parent / "data" / "pack_project"
EDITION = "editions[2031-05-sample-bay]"
FILE = "content/editions/2031-05-sample-bay.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(PACK, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "ka")


def shown(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ").split())


def test_the_types_of_brief_of_a_profile_are_chosen_by_their_names(desk: Client, root: Path) -> None:
    for page in (
        desk.get("/thing", path=f"{EDITION}.profiles[director]"),
        desk.get("/add", path=f"{EDITION}.profiles"),
    ):
        field = page.text.partition('data-field="briefs"')[2].partition('data-field="languages"')[0]
        offered = dict(re.findall(r'<option value="([^"]+)">([^<]+)</option>', field))
        assert {"full": "საბრიფინგო ცნობა", "cards": "სათქმელის ბარათები"}.items() <= offered.items()
        assert not set(offered.values()) & set(offered)  # none by its short name
    form = desk.get("/thing", path=f"{EDITION}.profiles[director]").form("/thing")
    assert form is not None
    refused = desk.post("/thing", {**form.fields, "f.briefs": "full, unknown", "kind": "always"})
    assert refused.status == 409
    assert desk.post("/thing", {**form.fields, "f.briefs": "full, cards", "kind": "always"}).status == 303
    assert "briefs: [full, cards]" in (root / FILE).read_text("utf-8")


def test_a_language_that_the_project_has_no_more_can_be_taken_out_of_a_profile(desk: Client, root: Path) -> None:
    path = root / FILE
    text = path.read_text("utf-8")
    assert text.count("    languages: [ka]\n") == 1
    path.write_text(text.replace("    languages: [ka]\n", "    languages: [ka, fr]\n"), "utf-8")
    page = desk.get("/thing", path=f"{EDITION}.profiles[director]").text
    field = page.partition('data-field="languages"')[2].partition('data-field="bilingual"')[0]
    assert re.findall(r'<option value="([^"]+)">', field) == ["ka", "en", "fr"]


def test_a_day_of_the_scenario_takes_the_year_of_the_event(desk: Client, root: Path) -> None:
    path = f"{EDITION}.scenario"
    said = json.loads(desk.post("/date", {"words": "14 მაისი", "path": path, "name": "f.date"}).text)
    assert said["date"] == "2031-05-14"
    meeting = desk.post("/date", {"words": "14 მაისი", "path": f"{EDITION}.meetings", "name": "f.date"})
    assert json.loads(meeting.text)["date"] == "2031-05-14"
    assert "wrong" in json.loads(desk.post("/date", {"words": "14 მაისი", "path": "events", "name": "f.date"}).text)
    form = desk.get("/add", path=path).form("/add")
    assert form is not None
    step = {
        "f.id": "closing",
        "f.date": "14 მაისი",
        "f.what.ka": "დახურვა.",
        "f.what.en": "Closing.",
        "f.minutes": "1 სთ 30",
    }
    answer = desk.post("/add", {**form.fields, **step, "kind": "always"})
    assert answer.status == 303, shown(answer.text)
    text = (root / FILE).read_text("utf-8").partition("- id: closing")[2]
    assert "date: 2031-05-14" in text.partition("- id")[0]
    assert "minutes: 90" in text.partition("- id")[0]
    form = desk.get("/thing", path=f"{path}[arrival]").form("/thing")
    assert form is not None
    assert desk.post("/thing", {**form.fields, "f.date": "15 მაისი", "kind": "always"}).status == 303
    assert "date: 2031-05-15" in (root / FILE).read_text("utf-8").partition("- id: arrival")[2].partition("- id")[0]


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_message_under_a_label_does_not_repeat_it(language: str) -> None:
    words = DeskWords(language)
    said = Told("{name} needs a whole number, not {kind}", name=SchemaWord("field", "port"), kind=Told("text"))
    label = words.within("field", "port")
    assert words.sentence(said).startswith(f"{label}: ")
    assert not under_label(words, label, said).startswith(label)


def test_a_heading_of_one_part_stands_once(desk: Client) -> None:
    page = desk.get("/thing", path="cooperation").text
    (whole,) = re.findall(r"<summary>(წევრობა)</summary>", page)
    assert f"<legend>{whole}</legend>" not in page


@pytest.mark.parametrize("language", ["ka", "en"])
def test_what_refuses_a_sign_in_names_no_setting(language: str) -> None:
    told = Told(
        "{where} takes no sign-in by token (it offers {offered}): ask your IT to allow it («Authenticated SMTP» at "
        'Microsoft 365), or whether [mail] login = "password" is right for this server',
        where="mail.agency.example", offered="PLAIN",
    )  # fmt: skip
    said = [DeskWords(language)(each) for each in (told, *LOGINS.values())]
    assert not any("[mail]" in each or "BRIEFGEN_" in each for each in said), said


def test_a_text_in_a_list_is_cut_before_an_expression_or_behind_it() -> None:
    assert _begun("short {{ votes }}") == "short {{ votes }}"
    assert _begun(f"{'a' * 50} {{{{ agency.short_name | dat }}}} more") == f"{'a' * 50} …"
    assert _begun("a " * 40).endswith("a …")


def test_what_waits_to_be_confirmed_shows_what_an_expression_prints(desk: Client, root: Path) -> None:
    accept_translations(open_project(root).project)
    form = desk.get("/thing", path="cooperation").form("/thing")
    assert form is not None
    typed = {name: f"{words} " + ("და" if name.endswith("ka") else "and") for name, words in form.fields.items()
             if name.startswith(("f.title.", "f.membership.text."))}  # fmt: skip
    assert len(typed) == 4
    assert desk.post("/thing", {**form.fields, **typed, "kind": "always"}).status == 303
    translations = desk.get("/thing", path="cooperation").text.partition('id="translations"')[2].partition("</form>")[0]
    assert "აქვს 1 ხმა" in shown(translations)
    assert "{{" not in shown(translations)


@pytest.mark.parametrize(
    ("words", "made"),
    [("member\u00adship", "membership"), ("O’Brien", "obrien"), ("წევ\u00adრი", "tsevri"), ("2027-04-14", "")],
)
def test_a_short_name_has_nothing_of_what_nobody_sees(words: str, made: str) -> None:
    assert as_id(words) == made


def test_who_was_not_in_an_office_is_told_so_that_it_can_be_read() -> None:
    term = Term(id="t", person="p", office="o", start=Date.parse("2021-10"))
    told = Told(
        "{person} wasn't {office} {on}: {terms}", person="ა. ბ.", office="პრეზიდენტი", on=when(Date.parse("2020-05")),
        terms=_spans([term]),
    )  # fmt: skip
    said = DeskWords("ka")(told).replace("\u00a0", " ")
    assert said == "2020 წლის მაისს პრეზიდენტი ა. ბ. არ იყო; ამ თანამდებობის ვადა: 2021 წლის ოქტომბრიდან"


@pytest.mark.parametrize("code", ["date-typed", "space-doubled", "range-wrong", "name-typed"])
@pytest.mark.parametrize("language", ["ka", "en"])
def test_help_shows_no_signs_of_a_file(root: Path, code: str, language: str) -> None:
    with asyncio.Runner() as runner:
        page = Client(root, runner, language).get(f"/explain/{code}")
    assert page.status == 200
    assert ">-" not in shown(page.text)
    assert not re.search(r"<p>[^\n]*\| *dat", page.text)


@pytest.mark.parametrize(
    ("path", "entry", "made"),
    [
        ("events", {"name": {"en": "Session of the Council"}, "date": "2031-05-12/2031-05-14"},
         "session-of-the-council-2031"),
        ("events", {"name": {"en": "Session of the Council"}, "date": 2031, "city": "example-city"},
         "session-of-the-council-example-city-2031"),
        ("events", {"name": {"en": "Example City Forum 2031"}, "date": "2031-05", "city": "example-city"},
         "example-city-forum-2031"),
        ("events", {"name": {"ka": "საბჭოს სესია"}, "date": "2031"}, "sabchos-sesia-2031"),
        ("events", {"name": {"en": "Forum"}, "date": "ongoing"}, "forum"),
        ("events",
         {"name": {"en": "A forum of members on the extension of coverage"}, "date": "2031", "city": "example-city"},
         "a-forum-of-members-on-example-city-2031"),
        ("events", {"kind": "seminar", "date": "2031-05", "city": "example-city"}, "seminar-example-city-2031"),
        ("events", {"kind": "seminar", "date": "2031-05", "city": "san-fernando-del-valle-de-catamarca"},
         "seminar-san-fernando-del-valle-de-2031"),  # no longer than other names, and whole words of it
        ("events", {"kind": "seminar", "date": "2031-05", "city": "x" * 60}, f"seminar-{'x' * 27}-2031"),
        ("events", {"name": {"en": "y" * 60}, "date": "2031-05", "city": "example-city"}, f"{'y' * 35}-2031"),
        ("editions[2031-05-sample-bay].points",
         {"kind": "line-to-take", "say": {"en": "We would gladly host {{ events.x.name }} the next seminar."}},
         "we-would-gladly-host-the"),
        ("editions[2031-05-sample-bay].points",
         {"kind": "ask", "topic": {"en": "Training"}, "say": {"en": "We ask for more."}}, "training"),
        ("editions[2031-05-sample-bay].points", {"kind": "red-line", "never": {"ka": "თანხა არ დასახელდეს."}},
         "tankha-ar-dasakheldes"),
        ("editions[2031-05-sample-bay].scenario", {"what": {"en": "Arrival; the host leads to the hall."}},
         "arrival-the-host-leads-to"),
        ("editions[2031-05-sample-bay].questions",
         {"topic": {"en": "Fees"}, "question": {"en": "Who pays?"}, "answer": {"en": "We."}}, "fees"),
        ("cooperation.history", {"event": "example-forum-2030", "date": "2030-05"}, "example-forum-2030-2030-05"),
    ],
)  # fmt: skip
def test_a_short_name_is_made_of_what_tells_an_entry_from_the_next(
    root: Path, path: str, entry: dict[str, Any], made: str
) -> None:
    assert entry_form(open_project(root), path).named(entry)["id"] == made
