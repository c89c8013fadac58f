"""What a person is asked for, all of it from the schema; on a content of a few lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing.edit import CannotEditError, Edit
from briefgen.content.changing.meant import meant, meant_by, unknown
from briefgen.content.changing.wanted import (
    Question,
    lists,
    missing,
    of_entry,
    of_model,
    of_value,
    restricted,
    wrong,
)
from briefgen.content.schema import Recipient
from briefgen.desk.words import DeskWords
from briefgen.problems.notes import Named
from tests.content import tiny

LANGUAGES = ("ka", "en")
FILES: dict[str, Any] = {
    "people": {
        "persons": [{"id": "ann-lee", "name": {"ka": "ანი", "en": "Ann Lee"}}, {"id": "bo", "name": {"ka": "ბო"}}]
    },
    "association": {"works": [{"id": "guide", "kind": "guidelines", "title": {"en": "A Guide"}}]},
    "sources": [{"id": "s", "title": "S"}],
}


def change(folder: Path, path: str) -> Edit:
    return Edit(tiny.write(folder, **FILES), "content", path)


def entry_of(folder: Path, path: str) -> dict[str, Question]:
    own, sure = of_entry(change(folder, path), LANGUAGES)
    return {each.name: each for each in [*own, *sure]}


def test_the_lists_that_entries_are_added_to() -> None:
    assert sorted(lists()) == [
        "agency.markings", "agency.offices", "association.bodies", "association.offices", "association.programmes",
        "association.stats", "association.works", "cooperation.history", "events", "glossary.phrases",
        "glossary.terms", "kinds.bodies", "kinds.events", "kinds.items", "kinds.memberships", "kinds.works",
        "people.persons", "people.terms", "places.cities", "places.countries", "sources",
    ]  # fmt: skip


def test_what_is_taken_for_granted_is_said_as_one_types_it() -> None:
    own, _ = of_model(Recipient, tiny.content(), LANGUAGES)
    defaults = {each.name: each.default for each in own if each.default}
    assert defaults == {"formats": "pdf", "active": "true", "calendar": "false", "protect": "false", "travels": "false"}


@pytest.mark.parametrize(
    ("path", "own", "sure"),
    [
        (
            "people.persons",
            [
                "id",
                "name.ka",
                "name.en",
                "country",
                "gender",
                "honorific.ka",
                "honorific.en",
                "family_name.ka",
                "family_name.en",
            ],
            ["as_of", "status", "sources", "contradicted_by", "review_by", "note", "audience"],
        ),
        (
            "association.stats",
            [
                "id",
                "label.ka",
                "label.en",
                "text.ka",
                "text.en",
                "row",
                "key",
                "value",
                "qualifier",
                "as_of",
                "sources",
            ],
            ["status", "contradicted_by", "review_by", "note", "audience"],
        ),
        ("places.countries", ["code", "name.ka", "name.en"], ["audience"]),
    ],
)
def test_an_entry_is_asked_for_its_own_fields_then_how_sure_they_are(
    tmp_path: Path, path: str, own: list[str], sure: list[str]
) -> None:
    first, second = of_entry(change(tmp_path, path), LANGUAGES)
    assert ([each.name for each in first], [each.name for each in second]) == (own, sure)


def test_a_figure_within_an_entry_is_asked_for_with_its_date_and_who_says_so(tmp_path: Path) -> None:
    asked = entry_of(tmp_path, "events")
    assert [name for name in asked if name.startswith("participants.people.")] == [
        "participants.people.value", "participants.people.qualifier", "participants.people.as_of",
        "participants.people.sources",
    ]  # fmt: skip
    assert asked["participants.people.value"].within == ("participants", "people")
    assert (asked["name.ka"].within, asked["kind"].within) == (("name",), ())
    assert asked["name.ka"].needed is False
    assert entry_of(tmp_path, "people.persons")["name.ka"].within == ()


def test_what_an_entry_needs_is_told_and_nothing_of_what_is_optional(tmp_path: Path) -> None:
    assert missing(change(tmp_path, "events"), ["id", "kind"]) == ["date", "state"]
    assert missing(change(tmp_path, "people.persons"), []) == ["id", "name.en"]
    assert missing(change(tmp_path, "people.persons"), ["id", "name"]) == []


@pytest.mark.parametrize(
    ("path", "field", "words", "value"),
    [
        ("people.persons", "id", "new", "new"),
        ("people.persons", "sources", "s", ["s"]),
        ("people.persons", "sources", "[s, s]", ["s", "s"]),
        ("people.persons", "sources", "s,  s,", ["s", "s"]),
        ("people.persons", "as_of", "2019", 2019),
        ("association.stats", "value", "0", 0),
        ("association.stats", "row", "false", False),
        ("cooperation.history", "countries", "GE, CH", ["GE", "CH"]),
        ("people.terms", "person", "bo", "bo"),
        ("people.terms", "person", "ანი", "ann-lee"),
        ("people.terms", "person", "Ann Lee (ann-lee)", "ann-lee"),
        ("people.terms", "person", "ANN", "ann-lee"),  # a part that one name alone has
        ("people.terms", "person", "lee", "ann-lee"),
        ("people.terms", "person", "ან", "ann-lee"),
        ("people.terms", "person", "Lee, Ann", "ann-lee"),
        ("people.persons", "sources", "s;", ["s"]),
        ("events", "theme", "guid", "guide"),
    ],
)
def test_what_an_answer_means(tmp_path: Path, path: str, field: str, words: str, value: Any) -> None:
    assert entry_of(tmp_path, path)[field].read(words) == value


def test_of_many_that_there_are_a_few_of_the_likeliest_are_named() -> None:
    known = {f"s-{number}": Named(f"Source {number}", {"ka": f"წყარო {number}"}) for number in range(20)}
    known["report"] = Named("Yearly review, in full", {"en": "Yearly review, in full", "ka": "ანგარიში"})
    told = unknown("yeerly reviews", "sources", known)
    assert re.fullmatch(
        r"there is no yeerly reviews among the sources; there are, among others, report(, s-\d+){4}", told
    )
    assert "ანგარიში, წყარო" in DeskWords("ka")(told)
    assert meant("yearly review, IN full", known) == "report"
    assert meant("nothing", known) == "nothing"


PEOPLE = {
    "ann-lee": Named("Ann Lee", {"ka": "ანი ლი", "en": "Ann Lee"}),
    "anna-lee": Named("Anna Lee", {"ka": "ანა ლი", "en": "Anna Lee"}),
    "kim-orr": Named("Kim Orr", {"ka": "კიმ ორი", "en": "Kim Orr"}),
    "lee-orr": Named("Lee Orr", {"ka": "ლი ორი", "en": "Lee Orr"}),
    "kim-orr-2": Named("Kim Orr", {"ka": "კიმ ორი", "en": "Kim Orr"}),
    "van-der-ek": Named("Jo van der Ek", {"ka": "ჯო ვან დერ ეკი", "en": "Jo van der Ek"}),
    "sea-c": Named("Sea C", {"ka": "ც", "en": "Sea C"}),
}


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("ann", "ann-lee"),  # a whole word counts before the beginning of one
        ("ანა", "anna-lee"),
        ("ლი ორი", "lee-orr"),
        ("orr lee", "lee-orr"),
        ("EK", "van-der-ek"),
        ("van der", "van-der-ek"),
        ("ee", "ee"),  # the midst of a word is no part that somebody types
        ("lee", "lee"),
        ("kim orr", "kim orr"),
        ("kim-orr", "kim-orr"),
        ("ann ორი", "ann ორი"),  # of one language
        ("…", "…"),
        ("v", "v"),  # one letter is likely a slip, though but one name has a word that begins with it
        ("ე", "ე"),
        ("v. d.", "v. d."),
        ("van d", "van-der-ek"),
        ("c", "sea-c"),  # a whole word of it
    ],
)
def test_a_part_of_a_name_is_the_one_that_has_it(words: str, means: str) -> None:
    assert meant(words, PEOPLE) == means


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("Lee, Ann", ["ann-lee"]),  # a surname and what stands before it, though others have the surname
        ("Orr; Lee", ["lee-orr"]),
        ("Ann, Ek", ["ann-lee", "van-der-ek"]),
        ("Lee, Ek", ["Lee", "van-der-ek"]),  # no one has both: it is told who may be meant
        ("ann-lee, Ann", ["ann-lee"]),
        ("Ann, Ek, ann lee", ["ann-lee", "van-der-ek"]),
        ("ann-lee, Lee", ["ann-lee", "Lee"]),  # a word that is typed twice is of two
        ("Lee, Lee Orr", ["Lee", "lee-orr"]),
        ("ann-lee, ann-lee", ["ann-lee", "ann-lee"]),  # which is told where it may not be
        ("new, new", ["new", "new"]),
        ("nobody, Ann", ["nobody", "ann-lee"]),
    ],
)
def test_of_several_names_each_is_meant_or_all_words_are_one(words: str, means: list[str]) -> None:
    assert meant_by(words, PEOPLE, several=True) == means


@pytest.mark.parametrize(
    ("words", "told", "in_georgian"),
    [
        (
            "lee",
            "more than one of the persons can be meant by “lee”: ann-lee, anna-lee, lee-orr; write more of the name",
            "ანი ლი, ანა ლი, ლი ორი",
        ),
        (
            "kim",
            "more than one of the persons can be meant by “kim”: kim-orr, kim-orr-2; write more of the name",
            "კიმ ორი (kim-orr), კიმ ორი (kim-orr-2)",
        ),
    ],
)
def test_a_part_that_several_have_is_told_with_their_names(words: str, told: str, in_georgian: str) -> None:
    said = unknown(words, "persons", PEOPLE)
    assert said == told
    assert in_georgian in DeskWords("ka")(said)


@pytest.mark.parametrize(
    ("path", "field", "words", "says"),
    [
        ("people.persons", "id", "ann_lee", "there is an entry ann_lee already; choose another id"),
        ("people.persons", "id", "bo", "there is an entry bo already"),
        ("agency.offices", "id", "A b", "'A b' can't be an id"),
        ("people.terms", "person", "nnlee", "there is no nnlee among the persons; did you mean ann-lee?"),
        ("people.terms", "person", "ee", "did you mean ann-lee?"),
        ("people.terms", "person", "xyz", "there is no xyz among the persons; there are ann-lee, bo"),
        ("people.terms", "office", "head", "there is no head among the offices"),
        ("people.persons", "sources", "s, t", "there is no t among the sources"),
        ("association.stats", "value", "many", "value needs a whole number, not text"),
        ("association.stats", "value", "1.5", "value needs a whole number, not the number 1.5"),
        ("association.stats", "row", "perhaps", "row is true or false, not text"),
        ("events", "state", "over", "state can't be 'over'; choose 'planned', 'held' or 'cancelled'"),
    ],
)
def test_what_no_answer_is(tmp_path: Path, path: str, field: str, words: str, says: str) -> None:
    with pytest.raises(CannotEditError, match=re.escape(says)):
        entry_of(tmp_path, path)[field].read(words)


@pytest.mark.parametrize(
    ("path", "field", "allowed", "default"),
    [
        ("events", "state", ("one of: planned, held, cancelled",), ""),
        ("association.stats", "qualifier", ("one of: exact, more-than, at-least, about, up-to",), "exact"),
        ("association.stats", "row", ("true or false",), "true"),
        ("association.stats", "value", ("a whole number",), ""),
        ("events", "number", ("a whole number from 1 to 9999",), ""),
        ("events", "date", ("such as 2016, 2016-11, 2016-11-13, 2017-04-11/2017-04-13",), ""),
        ("cooperation.history", "date", ("such as 2016, 2016-11, 2016-11-13, 2017-04-11/2017-04-13, ongoing",), ""),
        ("people.persons", "sources", ("of the sources:", "  s  S", "several with commas between"), ""),
        ("people.terms", "person", ("of the persons:", "  ann-lee  Ann Lee", "  bo  ბო"), ""),
        ("people.terms", "office", ("there are no offices yet; add one first: briefgen add association.offices",), ""),
        ("events", "theme", ("of the works:", "  guide  A Guide"), ""),
        ("events", "city", ("there are no cities yet; add one first: briefgen add places.cities",), ""),
        ("people.persons", "name.ka", (), ""),
    ],
)
def test_what_is_allowed(tmp_path: Path, path: str, field: str, allowed: tuple[str, ...], default: str) -> None:
    question = entry_of(tmp_path, path)[field]
    assert (question.allowed, question.default) == (allowed, default)


def test_what_is_said_of_a_field(tmp_path: Path) -> None:
    persons, events = entry_of(tmp_path, "people.persons"), entry_of(tmp_path, "events")
    assert persons["name.ka"].about == "Plain words on one line: a name, a title, a label."
    assert events["kind"].about == "What sort of event it is."
    assert persons["id"].about.startswith("Lower-case Latin letters, digits")
    history = entry_of(tmp_path, "cooperation.history")
    assert history["label.ka"].about == history["label.en"].about == (
        "A few words for the timeline. If this is empty, the event's name stands there; without an event, the date "
        "alone."
    )  # fmt: skip
    assert persons["country"].about == "ISO 3166-1, two letters."


def test_where_the_persons_cannot_be_read_anybody_may_be_named(tmp_path: Path) -> None:
    tiny.write(tmp_path, **{**FILES, "people": {}})
    (tmp_path / "people.yaml").write_text("persons: [\n", encoding="utf-8")
    asked = of_entry(Edit(tmp_path, "content", "cooperation.history"), LANGUAGES)[0]
    persons = next(each for each in asked if each.name == "persons")
    assert persons.read("whoever") == ["whoever"]
    assert persons.allowed == ("several with commas between",)


def test_only_some_answers_may_be_allowed(tmp_path: Path) -> None:
    one, several = (entry_of(tmp_path, "cooperation.history")[name] for name in ("id", "countries"))
    assert restricted(one, ["a", "b"]).read("a") == "a"
    assert restricted(one, ["a", "b"]).allowed[0] == "of: a, b"
    for question, words in ((one, "c"), (several, "GE, CH"), (several, "GE; CH")):
        with pytest.raises(CannotEditError, match=r"can't be (c|CH); "):
            restricted(question, ["a", "GE"]).read(words)
    assert restricted(several, ["GE"]).read("GE") == ["GE"]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("agency.country", [""]),
        ("agency.name", ["ka", "en"]),
        ("agency.name.ka", [""]),
        ("events[forum].participants_expected", ["value", "as_of", "sources", "qualifier"]),
        ("people.persons[bo].sources", [""]),
    ],
)
def test_what_is_asked_to_set_a_value(tmp_path: Path, path: str, names: list[str]) -> None:
    asked = of_value(change(tmp_path, path), LANGUAGES)
    assert [each.name for each in asked] == names
    assert not any(each.within for each in asked) or "expected" in path


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("people.persons", "people.persons is a list of entries: briefgen add people.persons"),
        ("people.persons[bo]", "people.persons[bo] has fields of its own, name one: "),
        ("agency", "agency has fields of its own, name one: "),
        ("people.persons[bo].forms", "briefgen set 'people.persons[bo].forms' '{ka: {loc: …}}'"),
        ("people.persons[bo].forms.ka", "briefgen set 'people.persons[bo].forms.ka' '{loc: …}'"),
        ("people.persons[bo].forms.ka.loc", "briefgen set 'people.persons[bo].forms.ka.loc' …"),
    ],
)
def test_what_has_no_one_answer(tmp_path: Path, path: str, says: str) -> None:
    with pytest.raises(CannotEditError) as raised:
        of_value(change(tmp_path, path), LANGUAGES)
    assert says in str(raised.value)
    assert "known_until" not in str(raised.value)


def test_what_is_no_list_of_entries(tmp_path: Path) -> None:
    with pytest.raises(CannotEditError, match=r"agency\.name is not a list of entries; there are "):
        of_entry(change(tmp_path, "agency.name"), LANGUAGES)
    assert wrong(change(tmp_path, "cooperation.history"), {"id": "x", "text": {"en": "x"}}) == (
        "give either a date or an event, whose date it then has"
    )
    assert wrong(change(tmp_path, "cooperation.history"), {"id": "x", "date": 2019, "text": {"en": "x"}}) == ""
