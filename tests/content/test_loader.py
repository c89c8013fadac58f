from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.checks.all_rules import Subject, run_rules
from briefgen.content.model import root_of
from briefgen.content.reading.loader import LoadError, is_id, load
from briefgen.problems.diagnostics import ProblemsError
from tests.conftest import NEWEST, ROOT, ProjectCopy
from tests.content import tiny
from tests.golden import check_golden
from tests.test_cli import run

GOLDEN = ROOT / "tests" / "data" / "golden" / "diagnostics"


def problems(folder: Path) -> str:
    with pytest.raises(ProblemsError) as raised:
        load(folder)
    return "\n\n".join(problem.render() for problem in raised.value.problems) + "\n"


def test_the_real_content_has_no_problems() -> None:
    content = load(ROOT / "content")
    assert run_rules(Subject(content, ("ka", "en"), NEWEST)) == ()


def test_every_value_has_a_path_and_a_place() -> None:
    content = load(ROOT / "content")
    item = content.items["cooperation.history[panama-2016].text"]
    problem = content.problem(item.path, "x", "m", within=("ka",), offset=0)
    assert problem.excerpt[problem.place.column - 1 :].startswith("ISSA")
    assert {root_of(path) for path in content.items} == {
        *content.files,
        "kinds",
    }  # of which this project names none of its own


def test_all_mistakes_of_all_files_are_reported_at_once(project_copy: ProjectCopy, update_golden: bool) -> None:
    project_copy.edit("content/association.yaml", "founded: 1927-10-04", "founded: 4 October 1927")
    project_copy.edit("content/association.yaml", "acronym: ISSA", "acronim: ISSA")
    project_copy.edit("content/people.yaml", "country: DE", "country: Germany")
    project_copy.edit("content/events.yaml", "kind: forum", "kind: congress")
    project_copy.edit("content/events.yaml", "date: 2019-10-14/2019-10-18", "date: 2019-10-18/2019-10-14")
    project_copy.edit("content/cooperation.yaml", "category: affiliate", "category: full")
    project_copy.write("content/editions/New Edition.yaml", "version: 0\n")
    project_copy.write("content/persons.yaml", "[]\n")
    (project_copy.root / "content" / "agency.yaml").unlink()
    check_golden(GOLDEN / "loader.txt", problems(project_copy.project.content), update_golden)


def test_unknown_references_and_missing_translations(project_copy: ProjectCopy, update_golden: bool) -> None:
    project_copy.edit("content/people.yaml", "person: breuer", "person: breuor")
    project_copy.edit("content/people.yaml", "country: DE", "country: XQ")
    project_copy.edit("content/events.yaml", "city: brussels", "city: bruxelles")
    project_copy.edit("content/association.yaml", ", en: Council}", "}")
    project_copy.edit("content/association.yaml", "en: President}", "en: President, fr: Président}")
    project_copy.edit("content/cooperation.yaml", "title:\n", 'title:\n  de: ""\n')
    content = load(project_copy.project.content)
    problems = run_rules(Subject(content, ("ka", "en"), "2019-10-brussels"))
    report = "\n\n".join(problem.render() for problem in problems if problem.severity == "error") + "\n"
    check_golden(GOLDEN / "checks.txt", report, update_golden)


def test_ids_may_not_differ_in_a_hyphen_alone(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/cooperation.yaml", "- id: academy-2017\n", "- id: panama-2016\n")
    assert "the id 'panama-2016' is used twice for cooperation.history" in problems(project_copy.project.content)
    project_copy.edit("content/events.yaml", "- id: bureau-113\n", "- id: council_37\n")
    assert "the id 'council-37' is used twice for events" in problems(project_copy.project.content) or (
        "the id 'council_37' is used twice for events" in problems(project_copy.project.content)
    )


@pytest.mark.parametrize("said", ["", "{i}note: A source says 1200.", "{i}contradicted_by: [issa-history]"])
def test_a_disputed_fact_says_what_contradicts_it_and_why(project_copy: ProjectCopy, said: str) -> None:
    project_copy.edit("content/events.yaml", "status: verified", f"status: disputed{said.format(i=chr(10) + ' ' * 6)}")
    assert "a disputed fact needs a note and contradicted_by" in problems(project_copy.project.content)


@pytest.mark.parametrize("missing", ["content", "content/events.yaml", "content/editions"])
def test_what_lacks_is_named(project_copy: ProjectCopy, missing: str) -> None:
    path = project_copy.root / missing
    path.rename(project_copy.root / "elsewhere")
    report = problems(project_copy.project.content)
    assert missing in report
    assert "error[" in report


@pytest.mark.parametrize(
    ("file", "old", "hint"),
    [
        ("agency.yaml", "country: GE", "write the text, or delete the line"),
        ("people.yaml", "", "write its fields: persons"),
        ("agency.yaml", "", "write its fields: "),
        ("sources.yaml", "", "start each entry with a hyphen; or delete the file"),
    ],
)
def test_what_is_empty_is_to_be_filled(project_copy: ProjectCopy, file: str, old: str, hint: str) -> None:
    if old:
        project_copy.edit(f"content/{file}", old, old.partition(" ")[0])
    else:
        project_copy.write(f"content/{file}", "# nothing yet\n")
    report = problems(project_copy.project.content)
    assert f"content/{file}:" in report
    assert hint in report
    assert ("nothing is written in this file" in report) == (not old)
    assert ("or delete the file" in report) == (file in ("people.yaml", "sources.yaml"))


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "desktop.ini", "~$people.yaml", "people.yaml.bak", "people.yaml~", ".DS_Store"]
)
def test_what_windows_and_editors_leave_is_no_mistake(project_copy: ProjectCopy, name: str) -> None:
    for folder in ("content", "content/editions"):
        project_copy.write(f"{folder}/{name}", "x")
    assert load(project_copy.project.content).editions


def test_what_may_be_meant_as_content_is_told(project_copy: ProjectCopy) -> None:
    project_copy.write("content/people - Copy.yaml", "[]\n")
    assert "nothing reads people - Copy.yaml" in problems(project_copy.project.content)


# Edges, with a content of a few lines


def told(folder: Path) -> list[str]:
    """Return what is wrong with a content: place, code and message of each problem."""
    with pytest.raises(LoadError) as raised:
        load(folder, "c")
    return [f"{each.place} {each.code}: {each.message}" for each in raised.value.problems]


def test_what_is_read_and_how_it_is_found(tmp_path: Path) -> None:
    persons = [{"id": "a-b", "name": {"en": "A"}}]
    content = load(tiny.write(tmp_path, people={"persons": persons}, editions={"next": {"as_of": "2020"}}))
    assert list(content.editions) == ["first", "next"]
    assert content.index["editions"] == {"first": "editions[first]", "next": "editions[next]"}
    assert content.index["persons"] == {"a-b": "people.persons[a-b]"}
    assert content.entity("persons", "a-b").name.root == {"en": "A"}
    assert (content.places.cities, content.sources, content.glossary.terms) == ([], [], [])
    assert "places.cities" in content.items  # of a file that isn't there
    assert content.lock is not None
    assert not content.lock.exists
    assert content.unread == frozenset()


@pytest.mark.parametrize("name", ["association", "agency", "events"])
def test_without_these_files_there_is_no_brief(tmp_path: Path, name: str) -> None:
    (tiny.write(tmp_path) / f"{name}.yaml").unlink()
    assert told(tmp_path) == [f"c/{name}.yaml:1:1 file-missing: {name}.yaml is missing"]


def test_a_file_in_place_of_the_folder_is_no_content(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x", encoding="utf-8")
    with pytest.raises(LoadError, match="there is no folder c"):
        load(tmp_path / "content", "c")


LITTER = [
    "Thumbs.db",
    "ehthumbs.db",
    "Desktop.INI",
    "Icon\r",
    "~$x.yaml",
    "a.bak",
    "a.yaml~",
    "a.TMP",
    "a.swp",
    ".git",
    "._a",
]


@pytest.mark.parametrize("folder", ["", "editions"])
def test_what_systems_and_editors_leave_is_passed_over(tmp_path: Path, folder: str) -> None:
    tiny.write(tmp_path)
    for name in LITTER:
        (tmp_path / folder / name).write_text("x", encoding="utf-8")
    (tmp_path / "editions" / "._first.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "removed.lock").write_text("# x\n", encoding="utf-8")
    (tmp_path / "recipients.yaml").write_text("[]\n", encoding="utf-8")
    for ending in ("issued", "sent"):
        (tmp_path / "editions" / f"first.{ending}").mkdir()
    assert list(load(tmp_path).editions) == ["first"]


@pytest.mark.parametrize(
    ("path", "folder", "says"),
    [
        ("people.txt", False, "c/people.txt:1:1 file-unknown: nothing reads people.txt"),
        ("people.yml", False, "c/people.yml:1:1 file-unknown: nothing reads people.yml"),
        ("peeple.yaml", False, "c/peeple.yaml:1:1 file-unknown: nothing reads peeple.yaml"),
        ("backup.bak", True, "c/backup.bak:1:1 file-unknown: nothing reads backup.bak"),
        ("editions/x.yml", False, "c/editions/x.yml:1:1 file-unknown: an edition's file ends in .yaml"),
        ("editions/x.issued", False, "c/editions/x.issued:1:1 file-unknown: an edition's file ends in .yaml"),
        ("editions/sub", True, "c/editions/sub:1:1 file-unknown: an edition's file ends in .yaml"),
    ],
)
def test_what_nothing_reads_is_told(tmp_path: Path, path: str, folder: bool, says: str) -> None:
    tiny.write(tmp_path)
    (tmp_path / path).mkdir() if folder else (tmp_path / path).write_text("[]\n", encoding="utf-8")
    assert told(tmp_path) == [says]


@pytest.mark.parametrize("name", ["First", "con", "a b", ".hidden", "a--b"])
def test_an_edition_has_a_name_that_any_system_can_have(tmp_path: Path, name: str) -> None:
    tiny.write(tmp_path)
    text = (tmp_path / "editions" / "first.yaml").read_text(encoding="utf-8")
    (tmp_path / "editions" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert told(tmp_path) == [f"c/editions/{name}.yaml:1:1 bad-name: an edition's file is named like 2019-10-brussels"]
    assert not is_id(name)
    assert is_id("2019-10-brussels")


def test_without_an_edition_there_is_nothing_to_print(tmp_path: Path) -> None:
    (tiny.write(tmp_path) / "editions" / "first.yaml").unlink()
    assert told(tmp_path) == ["c/editions:1:1 no-edition: there is no edition"]


def test_links_are_followed_within_the_content_and_nowhere_else(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "content")
    (tmp_path / "people.yaml").write_text("persons: []\n", encoding="utf-8")
    (folder / "people.yaml").symlink_to(tmp_path / "people.yaml")
    (folder / "places.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert told(folder) == [
        "c/people.yaml:1:1 link-outside: this link leads out of the content",
        "c/places.yaml:1:1 link-outside: this link leads out of the content",
    ]


def test_ids_are_unique_and_only_the_outermost_is_told_of(tmp_path: Path) -> None:
    talk = {"id": "h", "date": 2010, "text": {"en": "x"}}
    agenda = [{"id": "i", "kind": "report", "title": {"en": "x"}}]
    events = [{**tiny.FILES["events"][0], "id": id, "agenda": agenda} for id in ("a-b", "a_b", "c", "c")]
    tiny.write(tmp_path, cooperation={"title": {"en": "x"}, "history": [talk, talk]}, events=events)
    assert [line.partition(" ")[2] for line in told(tmp_path)] == [
        "id-twice: the id 'h' is used twice for cooperation.history",
        "id-twice: the id 'a_b' is used twice for events",
        "id-twice: the id 'c' is used twice for events",
    ]
    with pytest.raises(LoadError, match="'h' is used twice"):
        tiny.content(cooperation={"title": {"en": "x"}, "history": [talk, talk]})
    with pytest.raises(LoadError) as raised:
        tiny.content(events=[events[0], events[1]])
    assert str(raised.value).startswith("events:1:1: error[id-twice]")


def test_every_problem_of_every_file_is_told_and_what_could_be_read_is_kept(tmp_path: Path) -> None:
    tiny.write(tmp_path, agency={"country": "x", "website": "y"}, association={"acronym": ""})
    (tmp_path / "people.yaml").write_text("persons: [\n", encoding="utf-8")
    (tmp_path / "translations.lock").write_text("- x\n", encoding="utf-8")
    with pytest.raises(LoadError) as raised:
        load(tmp_path, "c")
    found = [(each.place.file, each.code) for each in raised.value.problems]
    assert found == [
        ("c/agency.yaml", "value-wrong"), ("c/agency.yaml", "value-wrong"), ("c/association.yaml", "value-wrong"),
        ("c/people.yaml", "unclosed-bracket"), ("c/translations.lock", "lock-damaged"),
    ]  # fmt: skip
    read = raised.value.read
    assert read.unread == {"persons", "terms", "offices", "bodies", "works", "programmes", "markings"}
    assert ("events[forum]" in read.items, "agency" in read.items, read.lock) == (True, False, None)


@pytest.mark.parametrize(
    ("files", "says", "hint"),
    [
        ({"agency": {"name": "Us"}}, "name needs fields, not text", "write en: … under it"),
        ({"agency": {"name": "Us", "short_name": {"es": "x", "fr": "x"}}}, "name needs fields, not text",
         "write es: …, fr: …, en: … under it"),
        ({"association": {"acronym": {"en": "A", "es": "A"}}}, "acronym needs text, not fields",
         "write it as one text"),
        ({"association": {"stats": [{"id": "m", "label": {"en": "x"}, "value": 1, "history": 5}]}},
         "history needs a list, not the number 5", "start each entry with a hyphen"),
        ({"events": [{"id": "x", "kind": "forum", "name": {"en": "x"}, "date": "2030", "state": "held",
          "participants": {"people": 121}}]}, "people needs fields, not the number 121",
         "write {value: 121, as_of: …}"),
        ({"events": [{"id": "x", "kind": "forum", "name": {"en": "x"}, "date": "2030", "state": "held",
          "participants": "x"}]}, "participants needs fields, not text", "write its fields: people, organisations"),
        ({"agency": {"name": {"en": 5}}}, "en needs text, not the number 5", "put the value in quotes"),
        ({"agency": {"name": {"en": None}}}, "en needs text, not nothing", "write the text, or delete the line"),
        ({"agency": {"name": {"English": "x"}}}, "'English' is not the code of a language", "use two or three letters"),
        ({"agency": {"contry": "GE"}}, "there is no field contry here", "did you mean country?"),
        ({"agency": {"markings": [{"id": "a", "name": {"en": "x"}, "domain": []}]}}, "there is no field domain here",
         "did you mean domains?"),
        ({"agency": {"markings": "x"}}, "markings needs a list, not text", "start each entry with a hyphen"),
        ({"agency": {"markings": None}}, "markings needs a list, not nothing", "start each entry with a hyphen"),
        ({"agency": {"country": "x" * 61}}, f"'{'x' * 60}…' is not a country code", "use ISO 3166-1, such as GE"),
        ({"agency": {"country": "x" * 60}}, f"'{'x' * 60}' is not a country code", "use ISO 3166-1, such as GE"),
        ({"agency": {"website": "x"}}, "'x' is not a web address", "start with https://"),
        (
            {"agency": {"website": "https://a.example/b c"}},
            "'https://a.example/b c' is not a web address", "there is a space in it: write %20 in its place",
        ),
        ({"agency": {"markings": [{"id": "A", "name": {"en": "x"}}]}}, "'A' can't be an id", "use a–z, 0–9, hyphens"),
        ({"agency": {"markings": [{"id": "a", "name": {"en": "x"}, "domains": ["x"]}]}}, "'x' is not a domain",
         "write what follows the @: agency.example"),
        ({"association": {"stats": [{"id": "m", "label": {"en": "x"}, "value": True}]}},
         "value needs a whole number, not true or false", ""),
        ({"association": {"stats": [{"id": "m", "label": {"en": "x"}, "value": 1, "row": 1}]}},
         "row is true or false, not the number 1", ""),
        ({"association": {"acronym": "a\nb"}}, "acronym can't be 'a\\nb'", "write plain words on one line"),
        ({"editions": {"first": {"drafter_email": "іn@a.example"}}}, "'іn@a.example' is not an email address",
         "«і» is cyrillic small letter byelorussian-ukrainian i"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_value_in_plain_words(tmp_path: Path, files: dict[str, Any], says: str, hint: str) -> None:
    with pytest.raises(LoadError) as raised:
        load(tiny.write(tmp_path, **files), "c")
    (problem,) = raised.value.problems
    assert says in problem.message
    assert problem.hint.startswith(hint) if not hint.startswith("«") else hint in problem.hint


def test_a_project_without_its_content_says_so_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('languages = ["ka"]\n', encoding="utf-8")
    for verb in (["check"], ["build"], ["todo"], ["translations"], ["snapshot", "x.json"], ["new", "2031-01-next"]):
        result = run(*verb, folder=tmp_path)
        assert result.exit_code == 1, (verb, result.output)
        assert "there is no folder content" in result.output
        assert "Traceback" not in result.output
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["briefgen.toml"]
