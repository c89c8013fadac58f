"""What the desk calls what the content has in machine form: things and their fields by name, days in words."""

from __future__ import annotations

import asyncio
import pickle
from pathlib import Path
from typing import Literal

import pytest

from briefgen.checks.about import in_words, when
from briefgen.content.reading.validation import complaint
from briefgen.dates import Date
from briefgen.desk.naming import Names, named
from briefgen.desk.values import ValueWords
from briefgen.desk.words import LANGUAGES, DeskWords
from briefgen.language.dictionaries import how_to_get
from briefgen.making.opened import Opened, open_project
from briefgen.problems.notes import Named, SchemaWord, Told, Written, from_data, looked_up, to_data
from briefgen.upkeep.due import due_after
from briefgen.upkeep.editing import add_entry, set_value
from briefgen.upkeep.forms import edition_form
from briefgen.upkeep.things import editions_of
from tests.conftest import ROOT
from tests.desk.in_process import Client
from tests.started import start

FORUM = "events[example-forum-2030]"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    root = tmp_path_factory.mktemp("naming") / "project"
    start(root)
    return open_project(root, cache=False)


def speaking(language: str, project: Opened | None = None) -> DeskWords:
    words = DeskWords(language)
    words.names = Names(project, words)
    return words


@pytest.mark.parametrize(
    ("value", "georgian", "english"),
    [
        ("association.stats[members].text", "წევრი ორგანიზაციები – ტექსტი", "Member organizations – Text"),
        ("events[example-forum-2030]", "სანიმუშო ფორუმი", "Example Forum"),
        ("events[example-forum-2030].name.ka", "სანიმუშო ფორუმი – სახელი · ქართული", "Example Forum – Name · Georgian"),
        (
            "association.programmes[programme-2031-2033]",
            "… პროგრამა ითვალისწინებს ახალ მაგალითებს.",
            "The programme for … provides for new examples.",
        ),
        ("people.persons[nobody]", "პირები: nobody", "People: nobody"),  # there is none, or no more
        ("people.terms[x].end", "უფლებამოსილების ვადები: x – დასასრული", "Terms of office: x – End"),
        ("content/people.yaml", "პირები და უფლებამოსილების ვადები", "People and terms of office"),
        (
            "people.yaml",
            "პირები და უფლებამოსილების ვადები",
            "People and terms of office",
        ),  # by its name within the content
        ("2030-05-14", "2030 წლის 14 მაისი", "14 May 2030"),
        ("2030-05", "2030 წლის მაისი", "May 2030"),
        ("2030-05-14/2030-05-18", "2030 წლის 14–18 მაისი", "14–18 May 2030"),
        ("2031/2033", "2031–2033 წწ.", "2031–2033"),
        ("'ka'", "ქართული", "Georgian"),
        ("2030-05-example-city", "სანიმუშო ფორუმი, 2030 წლის 14–16 მაისი", "Example Forum, 14–16 May 2030"),
        (
            "2030-05-example-city@2",
            "სანიმუშო ფორუმი, 2030 წლის 14–16 მაისი, ვერსია 2",
            "Example Forum, 14–16 May 2030, version 2",
        ),
        (
            "editions[2030-05-example-city].version",
            "გამოცემა „სანიმუშო ფორუმი, 2030 წლის 14–16 მაისი“ – ვერსია",
            "edition “Example Forum, 14–16 May 2030” – Version",
        ),
        ("events[example-forum-2030], 2030-05", "სანიმუშო ფორუმი, 2030 წლის მაისი", "Example Forum, May 2030"),
        # What no clerk has to be told otherwise.
        ("2030", "2030", "2030"),
        ("2030-05-other-city", "2030-05-other-city", "2030-05-other-city"),
        ("www.example.org", "www.example.org", "www.example.org"),
        ("it began on 2030-05-14", "it began on 2030-05-14", "it began on 2030-05-14"),
    ],
)
def test_what_stands_in_a_sentence_is_called_as_people_call_it(
    project: Opened, value: str, georgian: str, english: str
) -> None:
    told = Told("{path} was taken out of {file}", path=value, file="content/people.yaml")
    assert speaking("ka", project)(told).replace("\u00a0", " ") == f"წაიშალა: {georgian}"
    assert speaking("en", project)(told).replace("\u00a0", " ") == f"{english} was taken out"
    assert str.__str__(told) == f"{value} was taken out of content/people.yaml"  # a terminal has it as it is


def test_a_day_stands_in_the_case_that_its_sentence_wants() -> None:
    words = speaking("ka")
    for day in (
        "2026-10-14",
        in_words(Date.parse("2026-10-14")),
        from_data(to_data(in_words(Date.parse("2026-10-14")))),
    ):
        assert words(Told("as of {day}", day=day)) == "2026 წლის 14 ოქტომბრის მდგომარეობით"
        assert words(Told("since {day}", day=day)) == "2026 წლის 14 ოქტომბრიდან"
    assert words(when(Date.parse("2026-10-14"))) == "2026 წლის 14 ოქტომბერს"
    assert words(when(Date.parse("2026-10"))) == "2026 წლის ოქტომბერს"
    assert words(Told("as of {day}", day="ხვალ")) == "ხვალ მდგომარეობით"  # words have no cases here


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_one_name_have_two(language: str) -> None:
    words = DeskWords(language)
    lists = ("people.terms", "glossary.terms")
    assert {"ka": ("უფლებამოსილების ვადები", "ტერმინები"), "en": ("Terms of office", "Terms of the glossary")}[
        language
    ] == tuple(map(words.list_at, lists))
    added = [words.add_to(path) for path in (*lists, "events", "association.goals.items")]
    assert (
        added
        == {
            "ka": ["უფლებამოსილების ვადის დამატება", "ტერმინის დამატება", "ღონისძიების დამატება", "მიზნის დამატება"],
            "en": ["Add a term of office", "Add a term of the glossary", "Add an event", "Add a goal"],
        }[language]
    )


def test_of_several_things_with_one_name_each_says_which_it_is(tmp_path: Path) -> None:
    """A forum comes again under its name, and the history tells of each."""
    start(tmp_path / "project")
    path = tmp_path / "project" / "content" / "events.yaml"
    again = "\n- id: again\n  kind: forum\n  name: {ka: სანიმუშო ფორუმი, en: Example Forum}\n"
    path.write_text(f"{path.read_text('utf-8')}{again}  date: 2033-05\n  state: planned\n", encoding="utf-8")
    project = open_project(tmp_path / "project", cache=False)
    names = Names(project, words := speaking("en", project))
    assert str(names.where("events[again].name")) == "Example Forum (May 2033) – Name"
    assert str(names.where(FORUM)) == "Example Forum (14–16 May 2030)"
    assert names.where("cooperation.history[session-2027]").thing == "Example Session (History)"
    assert names.where("events[example-session-12]").thing == "Example Session"
    values = ValueWords(project, words, names)
    assert values(Named("again", {"en": "Example Forum"})) == "Example Forum (May 2033)"
    assert values(Named("again", {"en": "Its old name"})) == "Its old name"


def test_a_term_says_at_which_of_several_sessions_it_was_given() -> None:
    names = Names(project := open_project(ROOT, cache=False), speaking("en"))
    term = "people.terms[caetano-secretary-general]"
    assert names.where(term).thing.endswith(", Secretary General, Session of the ISSA Council (7 December 2018)")
    assert Names(project, speaking("ka")).where(term).thing.endswith("ISSA-ს საბჭოს სესია (2018 წლის 7 დეკემბერი)")


@pytest.mark.parametrize(
    ("language", "called"),
    [
        ("ka", "საბჭოს სესია, მაგალითი, 2030 წლის 15 მაისი"),
        ("en", "Council session, Example City, 15 May 2030"),
    ],
)
def test_a_session_without_a_name_has_one_name_everywhere(root: Path, language: str, called: str) -> None:
    """That is its kind, where it is – with the event that it is held during, if it says no other – and when."""
    project = open_project(root)
    fields = {"kind": "council-session", "parent": "example-forum-2030", "date": "2030-05-15", "state": "planned"}
    add_entry(project, "events", [("id", "council-x"), *fields.items()], always=True)
    set_value(project, "cooperation.history[session-2027].event", "council-x", always=True)
    set_value(project, f"{FORUM}.state", "held", always=True)
    set_value(project, "editions[2030-05-example-city].event", "council-x", always=True)
    names = Names(project := open_project(root, cache=False), words := DeskWords(language))
    words.names = names
    values = ValueWords(project, words, names)
    choices = edition_form(project).event.choices or {}
    due = [each for each in due_after(project, FORUM) if each.path.startswith("events[council-x]")]
    assert due
    said = [
        names("events[council-x]"),
        names.edition("2030-05-example-city"),
        values("council-x"),
        values(Named("council-x", {})),  # as the check names it
        values.choice("council-x", choices, "events"),
        *(named(each.event, language) for each in editions_of(project)),
        *(named(each.of, language) for each in due),
    ]
    assert {each.replace("\u00a0", " ") for each in said} == {called}
    history = names.where("cooperation.history[session-2027]").thing
    assert history.replace("\u00a0", " ").startswith(called)
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        title = desk.get("/thing", path="editions[2030-05-example-city]").text.replace("\u00a0", " ")
        assert f"<h1>{called}</h1>" in title  # and not who may read it
        assert called in desk.get("/content", list="events", find=called[:15].upper()).text.replace("\u00a0", " ")


def test_after_a_session_it_is_asked_what_was_decided(root: Path) -> None:
    session = "events[example-session-12]"  # held, with an agenda of nothing
    due = due_after(open_project(root), session)
    assert [each.path for each in due if each.what == "agenda"] == [f"{session}.agenda"]
    set_value(open_project(root), f"{session}.kind", "seminar", always=True)
    assert [each for each in due_after(open_project(root), session) if each.what == "agenda"] == []


def test_a_list_tells_when_an_entry_was_and_calls_a_country_in_the_language_of_the_page(root: Path) -> None:
    path = root / "content" / "places.yaml"
    country = "\ncountries:\n  - code: MD\n    name: {en: Republic of Moldova}\n"
    path.write_text(path.read_text("utf-8") + country, encoding="utf-8")
    with asyncio.Runner() as runner:
        for language, name, day in (("ka", "მოლდოვა", "2027 წლის 30"), ("en", "Republic of Moldova", "30 November")):
            desk = Client(root, runner, language)
            assert f">{name}</a>" in desk.get("/content", list="places.countries").text
            assert day in desk.get("/content", list="cooperation.history").text.replace("\u00a0", " ")


def test_a_domain_is_no_path(project: Opened) -> None:
    words = speaking("en", project)
    assert ValueWords(project, words, Names(project, words))(["agency.example", "events.ge"]) == (
        "agency.example, events.ge"
    )


def test_a_moment_is_told_to_the_minute(project: Opened) -> None:
    assert Names(project, DeskWords("ka")).moment("2026-11-27T19:05:11") == "2026 წლის 27 ნოემბერი, 19:05"


def test_a_terminal_keeps_its_words_and_the_desk_has_its_own() -> None:
    told = Told("if it does: {path}", path=Told("briefgen translations --accept '{path}'", path="agency.name"))
    assert told == "if it does: briefgen translations --accept 'agency.name'"
    assert DeskWords("en")(told) == "if it does: confirm it in its form"
    assert DeskWords("ka")(told) == "თუ ასეა: დაადასტურეთ მის ფორმაში"
    missing = Told("{holds}.yaml is missing", holds=looked_up("people"))
    assert (missing, DeskWords("en")(missing)) == (
        "people.yaml is missing",
        "the list “people and terms of office” is missing as a whole",
    )


@pytest.mark.parametrize("typed", ["2019-10", "ka", "2030-05-14/2030-05-18", "events[example-forum-2030]", "a, 2019"])
def test_what_somebody_typed_is_quoted_as_it_was_typed(project: Opened, typed: str) -> None:
    words = speaking("ka", project)
    for told in (
        Told("{given!r} can't be an id", given=typed),
        Told("“{words}”: write the year with all its four figures", words=typed),
        Told("there is an edition {words} already", words=Written(typed)),
        from_data(to_data(Told("there is an edition {words} already", words=Written(typed)))),
    ):
        assert typed in words(told)
        assert typed in words(pickle.loads(pickle.dumps(told)))
        assert typed in ValueWords(project, words, Names(project, words))(told)


@pytest.mark.parametrize("typed", ["'soon'", "“soon”", "it's", "a\\b", "'a' or 'b'"])
def test_quotation_marks_that_somebody_typed_are_told_as_they_are(typed: str) -> None:
    for told in (
        Told("{given!r} can't be an id", given=typed),
        from_data(to_data(Told("{given!r} can't be an id", given=typed))),
    ):
        assert f"“{typed}”" in DeskWords("en")(told)
        assert f"„{typed}“" in DeskWords("ka")(told)
    told = Told("“{words}”: write the year with all its four figures", words=typed)
    assert f"“{typed}”" in DeskWords("en")(told)


@pytest.mark.parametrize(
    ("told", "georgian", "english"),
    [
        (
            Told("{name} is missing", name=SchemaWord("field", "as_of")),
            "მდგომარეობის თარიღი",
            "As of (date) is missing",
        ),
        (complaint("dreamt", Literal["planned", "held"], "state"), "„dreamt“ არ გამოდგება", "“dreamt”"),
        (complaint("dreamt", Literal["planned", "held"], "state"), "აირჩიეთ: „დაგეგმილი“", "choose “planned”"),
        (complaint("x", int, "port"), "პორტი", "Port: a whole number"),
        (complaint("x", int, "retry_seconds"), "წამ", "Seconds until it may be sent again: a whole number"),
        (complaint(1, str, "ka"), "ქართული", "Georgian"),  # no field, but a language
    ],
)
def test_a_field_and_a_choice_are_called_in_a_sentence_as_in_a_form(told: str, georgian: str, english: str) -> None:
    assert georgian in speaking("ka")(told)
    assert english in speaking("en").sentence(told)


def test_a_word_is_a_choice_only_where_its_field_has_that(project: Opened) -> None:
    words = speaking("ka", project)
    values = ValueWords(project, words, Names(project, words))
    told = "{path}: {old} → {new}"
    for path, planned, held in (
        (f"{FORUM}.state", "დაგეგმილი", "გაიმართა"),
        ("association.note", "planned", "held"),  # a word of a text
        (f"{FORUM}.kind", "planned", "held"),  # a choice of another field
    ):
        assert (values("held", path), values(["planned", "held"], path)) == (held, f"{planned}, {held}")
        assert f"{planned} → {held}" in values(Told(told, path=path, old="planned", new="held"))
    assert values({"state": "held", "note": "held"}) == "სტატუსი: გაიმართა; შენიშვნა: held"
    assert values("held") == "held"


def test_a_form_that_is_refused_says_what_was_typed(root: Path) -> None:
    with asyncio.Runner() as runner:
        client = Client(root, runner, "en")
        typed = {"name": "2019-10", "previous": "", "event": "", "as_of": "ka"}
        said = client.post("/edition", typed).text
        assert "“ka” is not a date" in said
        assert client.post("/edition", typed | {"as_of": "", "event": "example-forum-2030"}).status == 303
        said = client.post("/edition", typed).text
        assert "There is an edition 2019-10 already" in said


@pytest.mark.parametrize("words", ["Courses.", "Courses  and\nmeetings."])
def test_a_change_of_a_text_is_called_by_its_thing_and_its_field(root: Path, words: str) -> None:
    project = open_project(root)
    set_value(project, "association.activities.en", words, always=True)
    set_value(project, "association.goals.items[first_goal].text.en", f"{words} ;", always=True)
    with asyncio.Runner() as runner:
        page = Client(root, runner, "en").get("/changes").text
    assert "Example Association – Activities · English: The Association organizes example" in page
    assert "association." not in page


def test_a_task_and_a_heading_speak_the_language_of_the_page(root: Path) -> None:
    with asyncio.Runner() as runner:
        home = {language: Client(root, runner, language).get("/").text for language in LANGUAGES}
    assert "Who holds the office: Director." in home["en"]
    assert "ვის უკავია თანამდებობა: დირექტორი." in home["ka"]
    heading = speaking("en").heading
    assert [heading(each) for each in ("edition “x”", "people.yaml", "localhost:2525 is gone")] == [
        "Edition “x”",
        "people.yaml",
        "localhost:2525 is gone",
    ]


def test_the_file_of_the_recipients_is_none_of_the_content(root: Path) -> None:
    with (root / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write('[mail]\nsender = "a@agency.example"\nserver = "x"\nrecipients = "../people.yaml"\n')
    (root.parent / "people.yaml").touch()
    words = speaking("en", open_project(root))
    assert [words.names(each) for each in ("people.yaml", "content/people.yaml")] == [
        "people.yaml",
        "People and terms of office",
    ]


def test_a_dictionary_that_is_missing_is_told_of_without_a_terminal() -> None:
    said = [speaking(language)(how_to_get(("ka_GE", "dictionary-ka"))) for language in LANGUAGES]
    assert [each for each in said if "type" in each or "project’s folder" in each] == []


def test_no_georgian_letter_is_made_a_capital_in_an_english_page() -> None:
    assert DeskWords("en").heading("ფორუმი and more") == "ფორუმი and more"
    assert DeskWords("en").heading("eu-LISA of Example") == "eu-LISA of Example"
    assert DeskWords("en").sentence("forum") == "Forum."


def test_a_programme_without_a_text_is_called_by_its_years(tmp_path: Path) -> None:
    start(tmp_path / "project")
    file = tmp_path / "project" / "content" / "association.yaml"
    entry = "programmes:\n  - {id: programme-x, period: 2034/2036, sources: [example-page]}\n"
    file.write_text(file.read_text("utf-8").replace("programmes:\n", entry), "utf-8")
    words = speaking("en", open_project(tmp_path / "project", cache=False))
    assert words.names("association.programmes[programme-x]") == "2034–2036"
