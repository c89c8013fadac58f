"""`add`, `set` and `new` without their values, in a real terminal: plain questions, and nothing written unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from briefgen.cli import asking, main
from briefgen.content import schema
from briefgen.content.changing import wanted
from briefgen.content.changing.edit import CannotEditError, Edit
from briefgen.content.changing.journal import next_undo
from briefgen.content.schema.base import ABOUT, PAST
from briefgen.upkeep import starter
from tests.past_project import NEWER, Past
from tests.terminals import Terminal


@pytest.fixture
def project(tmp_path: Path) -> Path:
    starter.start(tmp_path / "p")
    return tmp_path / "p"


def files(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((project / "content").rglob("*.yaml"))}


def talk(terminal: Terminal, *turns: tuple[str, str]) -> int:
    """Answer the questions in this order, and return the exit code."""
    for question, answer in turns:
        terminal.answer(f"{question}: ", answer)
    return terminal.end()


# Adding --------------------------------------------------------------------------------------------------------------


def test_an_entry_is_asked_for_field_by_field_and_shown_before_it_is_written(project: Path) -> None:
    before = files(project)
    terminal = Terminal(project, "add", "people.terms")
    for question, answer in [
        ("id", "Ana"), ("id", "first-example-president"), ("id", "first-example-secretary"),
        ("person", "econd"), ("person", "Second"), ("office", "boss"), ("office", "secretary_general"),
        ("start", "2019/2020"), ("start", "2030-02-01"), ("end", ""), ("years", "33"), ("years", "3"),
        ("elected_at", ""),
    ]:  # fmt: skip
        terminal.answer(f"{question}: ", answer)
    terminal.answer("Say that, too? [y/N]: ", "y")
    for question, answer in [
        ("as_of", ""), ("status", "sure"), ("status", "unverified"), ("sources", "example-page, other"),
        ("sources", "example-page"), ("contradicted_by", ""), ("review_by", ""), ("note", "მოვიკითხოთ"),
        ("audience", ""),
    ]:  # fmt: skip
        terminal.answer(f"{question}: ", answer)
    terminal.until("Write this? [y/N]: ")
    assert files(project) == before
    terminal.answer("", "y")
    assert terminal.end() == 0
    for words in (
        "id – lower-case Latin letters, digits, hyphens and underscores",
        "'Ana' can't be an id; use a–z, 0–9, hyphens and underscores",
        "there is an entry first-example-president already; choose another id",
        "  second-example  Second Example\n",
        "there is no econd among the persons; did you mean second-example?",
        "there is no boss among the offices",
        "such as 2016, 2016-11, 2016-11-13\n",
        "write one point in time: 2016, 2016-11 or 2016-11-13",
        "  a whole number from 1 to 20\n  leave empty to skip",
        "one of: verified, unverified, disputed",
        "choose 'verified', 'unverified' or 'disputed'",
        "there is no other among the sources",
        "  +  - id: first-example-secretary\n",
        "people.terms[first-example-secretary] was added to content/people.yaml",
    ):
        assert words in terminal.shown, words
    added = (project / "content" / "people.yaml").read_text(encoding="utf-8")
    assert added == before[str(project / "content" / "people.yaml")].decode() + (
        "\n  - id: first-example-secretary\n    person: second-example\n    office: secretary_general\n"
        "    start: 2030-02-01\n    years: 3\n"
        "    status: unverified\n    sources: [example-page]\n    note: მოვიკითხოთ\n"
    )
    assert next_undo(project / "content").what.startswith("people.terms[first-example-secretary] was added")


def test_ctrl_c_and_no_write_nothing(project: Path) -> None:
    before = files(project)
    terminal = Terminal(project, "add")
    terminal.answer("list: ", "places")
    terminal.answer("places is not a list of entries; there are events, sources", "")
    terminal.answer("list: ", "sources")
    terminal.answer("id: ", "page")
    terminal.until("title: ")
    terminal.interrupt()
    assert terminal.end() == 1
    terminal = Terminal(project, "add", "places.cities")
    turns = [("id", "tbilisi"), ("country", "Georgia"), ("country", "GE"), ("name.ka", ""), ("name.ka", "თბილისი"),
             ("name.en", "Tbilisi"), ("Say that, too? [y/N]", "n"), ("Write this? [y/N]", "n")]  # fmt: skip
    assert talk(terminal, *turns) == 0
    assert "'Georgia' is not a country code; use ISO 3166-1, such as GE" in terminal.shown
    assert "this is needed" in terminal.shown
    assert terminal.shown.endswith("nothing was written\n")
    assert files(project) == before


def test_what_is_wrong_with_an_entry_as_a_whole_is_asked_again(project: Path) -> None:
    terminal = Terminal(project, "add", "cooperation.history")
    turns = [("id", "visit"), ("date", ""), ("event", ""), ("city", ""), ("countries", ""), ("persons", ""),
             ("works", ""), ("label.ka", ""), ("text.ka", "ვიზიტი."), ("text.en", "A visit."), ("summary.ka", ""),
             ("Say that, too? [y/N]", "n"),
             ("which field do you want to say again", "date"), ("date", "2029-03"),
             ("Write this? [y/N]", "y")]  # fmt: skip
    assert talk(terminal, *turns) == 0
    assert "give either a date or an event, whose date it then has" in terminal.shown
    assert "- id: visit\n    date: 2029-03\n    text: {ka: ვიზიტი., en: A visit.}" in (
        project / "content" / "cooperation.yaml"
    ).read_text(encoding="utf-8").replace(
        "text:\n      ka: ვიზიტი.\n      en: A visit.", "text: {ka: ვიზიტი., en: A visit.}"
    )


def test_what_an_entry_needs_is_asked_first(project: Path) -> None:
    terminal = Terminal(project, "add", "association.stats[members].history")
    turns = [("as_of", ""), ("as_of", "2010"), ("value", "5"), ("qualifier", ""), ("sources", ""),
             ("It can have more: status, contradicted_by, review_by, note, audience. Say that, too? [y/N]", "n"),
             ("Write this? [y/N]", "y")]  # fmt: skip
    assert talk(terminal, *turns) == 0
    written = (project / "content" / "association.yaml").read_text(encoding="utf-8")
    assert "history:\n      - as_of: 2010\n        value: 5\n" in written


def test_a_date_that_a_history_cannot_take_is_asked_for_again(project: Path) -> None:
    before = files(project)
    terminal = Terminal(project, "add", "association.stats[members].history")
    turns = [("as_of", "2029"), ("value", "5"), ("qualifier", ""), ("sources", ""), ("Say that, too? [y/N]", "n"),
             ("which field do you want to say again", "as_of"), ("as_of", "2010"),
             ("Write this? [y/N]", "n")]  # fmt: skip
    assert talk(terminal, *turns) == 0
    assert "100 is the value of 2029-12-31 already; to mend that one: " in terminal.shown
    assert "  +      - as_of: 2010\n  +        value: 5\n" in terminal.shown.partition("Write this?")[0]
    assert files(project) == before


def test_a_new_figure_is_asked_for_with_its_date(project: Path) -> None:
    change = Edit(project / "content", "content", "association.stats")
    own, sure = wanted.of_entry(change, ["ka", "en"])
    assert {each.name: each.needed for each in own if each.name in ("as_of", "value")} == {
        "value": True,
        "as_of": False,
    }
    assert "as_of" not in {each.name for each in sure}


def test_what_is_wrong_within_an_entry_is_told_by_its_own_name(project: Path) -> None:
    change = Edit(project / "content", "content", "association.stats[members].history")
    right: dict[str, Any] = {"as_of": 2010, "value": 5}
    wrongs: list[tuple[dict[str, Any], str]] = [
        ({"value": 5}, "as_of is missing"),
        (right | {"valu": 5}, "there is no field valu here; did you mean value?"),
        (right | {"sources": [1]}, "sources needs text, not the number 1; put the value in quotes"),
        (right | {"status": "disputed"},
         "a disputed fact needs a note and contradicted_by, the source that says otherwise"),
    ]  # fmt: skip
    for entry, told in wrongs:
        assert wanted.wrong(change, entry) == told


def test_a_recipient_is_asked_for_too(project: Path) -> None:
    terminal = Terminal(project, "add", "recipients")
    turns = [("id", "nino"), ("name", "ნინო"), ("email", "nino"), ("email", "nino@agency.example"), ("language", "fr"),
             ("language", "ka"), ("ceiling", "secret"), ("ceiling", "internal"), ("who", "everyone"),
             ("who", "interpreters"), ("travels", ""), ("briefs", ""), ("formats", "pdf"),
             ("salutation.ka", ""), ("salutation.en", ""), ("groups", "board, staff"), ("active", ""),
             ("calendar", "true"), ("protect", ""), ("note", ""),
             ("recipients.yaml? [y/N]", "y")]  # fmt: skip
    assert talk(terminal, *turns) == 0
    for words in ("write it as name@agency.example", "language can't be fr", "ceiling can't be secret", "of: ka, en"):
        assert words in terminal.shown
    written = (project / "content" / "recipients.yaml").read_text(encoding="utf-8")
    assert "- id: nino\n  name: ნინო\n  email: nino@agency.example\n" in written
    assert "groups: [board, staff]" in written
    assert "calendar: true" in written
    assert "who: interpreters" in written


# Setting -------------------------------------------------------------------------------------------------------------


def test_a_figure_is_asked_for_with_its_date_and_source(project: Path) -> None:
    terminal = Terminal(project, "set", "stats.members")
    turns = [("value", "many"), ("value", "120"), ("as_of", "2030-03"), ("sources", "example-page"), ("qualifier", ""),
             ("Write this? [y/N]", "y")]  # fmt: skip
    assert talk(terminal, *turns) == 0
    assert "association.stats[members] is now: {id: members" in terminal.shown
    assert "value: 120" in (project / "content" / "association.yaml").read_text(encoding="utf-8")
    assert "the old value, as of 2029-12-31, is kept in the history" in terminal.shown


def test_texts_and_choices_are_asked_for(project: Path) -> None:
    terminal = Terminal(project, "set", "agency.contact")
    turns = [("ka", "ოთახი, 1"), ("en", "Room 1: west"), ("Write this? [y/N]", "y")]
    assert talk(terminal, *turns) == 0
    assert "contact: {ka: \"ოთახი, 1\", en: 'Room 1: west'}" in (
        (project / "content" / "agency.yaml").read_text(encoding="utf-8").replace('"Room 1: west"', "'Room 1: west'")
    )
    terminal = Terminal(project, "set")
    turns = [("path", "events"), ("path", "events[example-forum-2030].state"), ("value", ""), ("value", "held?"),
             ("value", "held"), ("Write this? [y/N]", "y")]  # fmt: skip
    assert talk(terminal, *turns) == 0
    assert "events[example-forum-2030].state is now: planned" in terminal.shown
    assert "one of: planned, held, cancelled" in terminal.shown
    assert "state: held  # planned" in (project / "content" / "events.yaml").read_text(encoding="utf-8")


def test_an_empty_answer_keeps_what_stands_there(project: Path) -> None:
    agency, events = project / "content" / "agency.yaml", project / "content" / "events.yaml"
    agency.write_text(
        agency.read_text(encoding="utf-8").replace("contact: null", "contact: {ka: ოთახი, en: Room 1}"),
        encoding="utf-8",
    )
    terminal = Terminal(project, "set", "agency.contact")
    assert talk(terminal, ("ka", "ოთახი 2"), ("en", "null"), ("en", ""), ("Write this? [y/N]", "y")) == 0
    assert "  leave empty to keep Room 1\n" in terminal.shown
    assert "say what it is to be, or leave it empty to keep what stands there" in terminal.shown
    assert "to skip" not in terminal.shown
    assert "contact: {ka: ოთახი 2, en: Room 1}\n" in agency.read_text(encoding="utf-8")
    before = events.read_text(encoding="utf-8")
    terminal = Terminal(project, "set", "events[example-forum-2030].text")
    assert talk(terminal, ("ka", ""), ("en", "It will take place."), ("Write this? [y/N]", "y")) == 0
    english = "en: The {{ name }} will take place in {{ city }} on {{ date }}.\n"
    assert events.read_text(encoding="utf-8") == before.replace(english, "en: It will take place.\n")
    terminal = Terminal(project, "set", "agency.name")
    assert talk(terminal, ("ka", ""), ("en", "")) == 0
    assert terminal.shown.endswith("nothing to change\n")


def test_one_language_of_an_empty_text_is_a_text(project: Path) -> None:
    assert talk(Terminal(project, "set", "agency.contact.en"), ("value", "Room 1"), ("Write this? [y/N]", "y")) == 0
    assert "contact: {en: Room 1}" in (project / "content" / "agency.yaml").read_text(encoding="utf-8")


def test_a_figure_that_is_mended_keeps_what_is_not_said(project: Path) -> None:
    terminal = Terminal(project, "set", "stats.members")
    turns = [("value", "101"), ("as_of", ""), ("sources", ""), ("qualifier", ""), ("Write this? [y/N]", "y")]
    assert talk(terminal, *turns) == 0
    assert "  leave empty to mend the value of 2029-12-31\n" in terminal.shown
    assert "  leave empty to keep more-than\n" in terminal.shown
    assert "value: 101\n    qualifier: more-than\n" in (
        (project / "content" / "association.yaml").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize(
    ("path", "turns", "told"),
    [
        ("events[example-session-12].number", [("value", "null"), ("Write this?", "y")], ".number was taken out"),
        ("events[example-forum-2030].city", [("value", "null"), ("Write this?", "y")], ".city was taken out"),
        ("events[example-forum-2030].sources", [("value", "null"), ("Write this?", "y")], ".sources was taken out"),
        ("agency.website", [("value", "null")], "nothing to change"),
        ("agency.country", [("value", "null"), ("value", "CH"), ("Write this?", "y")], "value can't be left empty"),
        ("agency.contact", [("ka", "null"), ("ka", "ა"), ("en", "null"), ("Write this?", "y")], "{ka: ა}"),
        ("stats.members", [("value", "null"), ("value", "1"), ("as_of", "null"), ("sources", "null"),
                           ("qualifier", ""), ("Write this?", "y")], "value can't be left empty"),
    ],
)  # fmt: skip
def test_null_empties_a_field_that_may_be_empty(
    project: Path, path: str, turns: list[tuple[str, str]], told: str
) -> None:
    terminal = Terminal(project, "set", path)
    assert talk(terminal, *((f"{each} [y/N]" if "?" in each else each, answer) for each, answer in turns)) == 0
    assert told in terminal.shown
    assert "Traceback" not in terminal.shown
    assert ("  null empties it\n" in terminal.shown) == (told.endswith("was taken out"))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("events[example-forum-2030]", "has fields of its own, name one: .*state"),
        ("cooperation.history", "is a list of entries: briefgen add cooperation.history"),
        ("people", "has fields of its own, name one: persons, terms"),
        ("agency.forms", r"not asked for: .* briefgen set agency.forms '\{ka: \{loc: …\}\}'"),
        ("places.cities[example-city].forms.ka", r"briefgen set 'places.cities\[example-city\].forms.ka' '\{loc: …\}'"),
        ("places.cities[example-city].forms.ka.loc", r"briefgen set 'places.cities\[example-city\].forms.ka.loc' …"),
    ],
)
def test_what_has_no_value_says_what_has(project: Path, path: str, message: str) -> None:
    with pytest.raises(CannotEditError, match=message):
        wanted.of_value(Edit(project / "content", "content", path), ["ka", "en"])


# A new edition -------------------------------------------------------------------------------------------------------


def test_a_new_edition_is_asked_for(project: Path) -> None:
    terminal = Terminal(project, "new")
    turns = [("edition", "Two 2"), ("edition", "2030-05-example-city"), ("edition", "2031-01-second"),
             ("event", "orum"), ("event", "example-forum-2030"), ("as_of", ""),
             ("Write this? [y/N]", "y")]  # fmt: skip
    assert talk(terminal, *turns) == 0
    assert "use a–z, 0–9 and hyphens, no spaces and no capitals, as in 2022-10-marrakesh" in terminal.shown
    assert "there is an edition 2030-05-example-city already" in terminal.shown
    assert "there is no orum among the events; did you mean example-forum-2030?" in terminal.shown
    assert "leave empty for 2030-05-14" in terminal.shown
    written = (project / "content" / "editions" / "2031-01-second.yaml").read_text(encoding="utf-8")
    assert "as_of: 2030-05-14" in written
    assert "  +as_of: 2030-05-14" in terminal.shown


def test_all_that_a_new_edition_writes_is_shown_before(tmp_path: Path) -> None:
    past = Past(tmp_path / "past")
    past.add("cooperation.history", {"id": "visit", "date": 2021, "text": {"en": "A visit."}}, always=True)
    past.set("events[next-forum].state", "cancelled", always=True)
    before = files(tmp_path / "past")
    for answer in ("n", "y"):
        assert files(tmp_path / "past") == before
        terminal = Terminal(tmp_path / "past", "new", NEWER)
        terminal.answer("event: ", "next-forum")
        terminal.answer("as_of: ", "2022-11-15")
        terminal.answer("Write this? [y/N]: ", answer)
        assert terminal.end() == 0
        shown, written = terminal.shown.split("Write this?")
        names = [f"content/{name}.yaml" for name in (f"editions/{NEWER}", "cooperation", "events")]
        assert [shown.count(f"\n{name}:\n") for name in names] == [1, 1, 1]
        assert "  +    known_from: " in shown
        assert "state: planned" in shown
    assert f"wrote {', '.join(names)}\n" in written
    after = files(tmp_path / "past")
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {str(tmp_path / "past" / name) for name in names}


def test_files_that_are_written_beside_are_named_before(project: Path) -> None:
    terminal = Terminal(project, "set", "events[example-session-12].number")
    terminal.answer("value: ", "null")
    terminal.answer("Write this? [y/N]: ", "y")
    assert terminal.end() == 0
    assert "content/removed.lock is kept up with it" in terminal.shown.partition("Write this?")[0]
    assert (project / "content" / "removed.lock").exists()
    lock = (project / "content" / "translations.lock").read_bytes()
    terminal = Terminal(project, "set", "events[example-forum-2030].text", "--since", "2030-05-17")
    turns = [("ka", ""), ("en", "It took place."), ("Write this? [y/N]", "y")]
    assert talk(terminal, *turns) == 0
    assert "content/translations.lock is kept up with it" in terminal.shown.partition("Write this?")[0]
    assert (project / "content" / "translations.lock").read_bytes() != lock


# Where nobody can be asked -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["new"], "Missing argument 'EDITION'"),
        (["set"], "Missing argument 'PATH'"),
        (["set", "agency.contact.en"], "Missing argument 'VALUE'"),
        (["add"], "Missing argument 'PATH'"),
        (["add", "sources"], "a new entry of sources needs id and title: --field id=… --field title=…"),
        (
            ["add", "places.cities", "--field", "id=a"],
            "needs country and name.ka and name.en: --field country=… --field n",
        ),
        (["add", "recipients"], "id is missing"),
    ],
)
def test_without_a_terminal_what_is_missing_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], message: str
) -> None:
    monkeypatch.chdir(project)
    done = CliRunner().invoke(main, command)
    assert done.exit_code in (1, 2)
    assert message in done.output


# The questions are the schema's --------------------------------------------------------------------------------------


def models(model: Any) -> Iterator[type[BaseModel]]:
    """Yield the models of the entities that the content has, from a file's on."""
    if isinstance(model, type) and issubclass(model, schema.base.Entity):
        yield model
        for name, info in model.model_fields.items():
            if name not in ("earlier", "acknowledge"):
                yield from models(info.annotation)
    for part in get_args(model):
        yield from models(part)


def test_every_question_says_what_is_asked(project: Path) -> None:
    values = Edit(project / "content", "content", "agency").values
    bare = set()
    for model in {each for file in (*schema.FILES.values(), schema.Edition) for each in models(file)}:
        own, sure = wanted.of_model(model, values, ["ka", "en"])
        bare |= {f"{model.__name__}.{each.name}" for each in (*own, *sure) if not each.about}
    assert bare == set()


@pytest.mark.parametrize(
    ("about", "shown"),
    [("ISO 3166-1, two letters.", "ISO 3166-1, two letters"), ("A figure.", "a figure"), ("Who did it.", "who did it")],
)
def test_an_abbreviation_keeps_its_capitals(about: str, shown: str) -> None:
    assert asking.in_sentence(about) == shown


def test_every_field_of_every_list_is_asked_for(project: Path) -> None:
    assert {"people.terms", "events", "cooperation.history", "glossary.terms"} <= set(wanted.lists())
    for path in wanted.lists():
        change = Edit(project / "content", "content", path)
        model = change.model((*change.spot.keys, *change.spot.missing, 0))
        own, sure = wanted.of_entry(change, ["ka", "en"])
        asked = {question.keys[0] for question in (*own, *sure)}
        lists = {name for name in model.model_fields if name in ("agenda", "history")}
        assert asked == {*model.model_fields} - {*PAST, "acknowledge", "forms"} - lists, path
        assert {question.keys[0] for question in sure} <= {*ABOUT, "audience"}
        assert not any(question.needed for question in sure)
        needed = {question.keys[0] for question in own if question.needed and not question.within}
        assert needed == {name for name, field in model.model_fields.items() if field.is_required()}
        for question in own:
            if question.keys == ("id",) or (question.allowed and not question.allowed[0].startswith("several")):
                with pytest.raises(CannotEditError):
                    question.read(" \n?")
    assert "recipients" not in wanted.lists()  # asked for with what the project has
    assert schema.RECIPIENTS == "recipients"
