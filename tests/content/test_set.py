"""What staff ask for from the command line: values, figures with their history, new entries, and what is refused."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing import add as entries
from briefgen.content.changing import set as changes
from briefgen.content.changing.edit import CannotEditError
from briefgen.content.changing.editor import EditorError
from briefgen.content.changing.paths import PathError
from briefgen.content.reading.loader import load
from briefgen.problems.diagnostics import ProblemsError
from tests.conftest import ProjectCopy
from tests.content import tiny
from tests.content.conftest import changed

# How files are changed, whichever editions print it: tests/test_learning.py asks which of the two a change is.
set_value = partial(changes.set_value, always=True)
add_entry = partial(entries.add_entry, always=True)

EDITION = "editions[2019-10-brussels]"


def refusal(folder: Path, path: str, words: str) -> str:
    """Return the message with which a value is refused; nothing is written."""
    with pytest.raises((ProblemsError, EditorError, CannotEditError, PathError)) as raised:
        set_value(folder, "content", path, words)
    assert changed(folder) == []
    return str(raised.value)


# One value


def test_a_value_is_set_and_nothing_else_changes(folder: Path) -> None:
    told = set_value(folder, "content", f"{EDITION}.as_of", "2019-11")
    assert told == [f"{EDITION}.as_of: 2019-10 → 2019-11"]
    assert changed(folder) == ["-as_of: 2019-10", "+as_of: 2019-11"]


def test_the_same_value_writes_nothing(folder: Path) -> None:
    path = folder / "association.yaml"
    before = path.stat().st_mtime_ns
    assert set_value(folder, "content", "stats.member_countries", "158") == ["nothing to change"]
    assert path.stat().st_mtime_ns == before


def test_a_text_keeps_its_look(folder: Path) -> None:
    words = "At the {{ event.number | ordinal }} meeting: " + "the Agency became a member " * 6 + "at last."
    set_value(folder, "content", "cooperation.history[panama-2016].text.en", words)
    added = [line[1:] for line in changed(folder) if line.startswith("+")]
    assert all(line.startswith(" " * 8) and len(line) <= 110 for line in added)
    assert " ".join(line.strip() for line in added) == words


def test_what_a_file_has_no_place_for_yet_gets_one_where_the_schema_has_it(folder: Path) -> None:
    set_value(folder, "content", "persons.konkolewsky.country", "DK")
    set_value(folder, "content", "agency.website", "https://ssa.gov.ge")
    set_value(folder, "content", "cooperation.history[panama-2016].summary.en", "The Agency became a member")
    text = (folder / "people.yaml").read_text(encoding="utf-8")
    assert "en: Hans-Horst Konkolewsky}\n    country: DK\n    status: unverified\n" in text
    assert "country: GE\nwebsite: https://ssa.gov.ge\n" in (folder / "agency.yaml").read_text(encoding="utf-8")


def test_a_gap_is_filled_and_emptied_again(folder: Path) -> None:
    set_value(folder, "content", f"{EDITION}.drafter", "N. N.: the #1")
    assert changed(folder)[1] == '+drafter: "N. N.: the #1"'
    set_value(folder, "content", f"{EDITION}.drafter", "null")
    assert changed(folder) == []


def test_nothing_takes_a_field_out_that_can_be_left_out(folder: Path) -> None:
    assert set_value(folder, "content", "persons.kozlov.note", "null") == ["people.persons[kozlov].note was taken out"]
    assert changed(folder) == ["-    note: Nothing was found; the Latin spelling may be Nikolay."]


def test_windows_files_and_their_mark_stay_as_they_are(folder: Path) -> None:
    path = folder / "people.yaml"
    old = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(old)
    set_value(folder, "content", "persons.breuer.country", "AT")
    assert path.read_bytes() == old.replace(b"country: DE", b"country: AT")
    add_entry(folder, "content", "people.persons", [("id", "x"), ("name.ka", "ა"), ("name.en", "b")])
    new = path.read_bytes()
    assert b"\r\n\r\n  - id: x\r\n    name: {" in new
    assert new.count(b"\n") == new.count(b"\r\n")


# What is refused


@pytest.mark.parametrize(
    ("path", "words", "message"),
    [
        ("stats.member_countries", "many", ":43:12: error[value-wrong]: value needs a whole number, not text\n   43 |"),
        ("events[wssf-2019].state", "over", "error[value-wrong]: state can't be 'over'\n"),
        ("events[wssf-2019].date", "2019-13", "there is no such date as '2019-13'"),
        ("people.persons[breuer].id", "kozlov", "error[id-twice]: the id 'kozlov' is used twice for persons"),
        ("people.persons[breuer].name", "null", "name is missing"),
        ("people.persons[breuer]", "null", "is an entry: take it out with briefgen remove 'people.persons[breuer]'"),
        ("people.persons[breuer].name.en", "a\x07b", "U+0007 is a control character; nothing was written"),
        ("people.persons[breuor].country", "DE", "people.persons has no entry breuor; did you mean breuer?"),
        ("people.persons[breuer].contry", "DE", "there is no field contry; did you mean country?"),
        ("poeple.persons", "x", "there is no poeple; did you mean people?"),
        ("people.persons.breuer", "x", "people.persons is a list: name an entry, as in [id]"),
        ("people.persons[breuer].country.x", "y", "people.persons[breuer].country has no fields"),
        ("people..persons", "y", "write a path such as"),
        ("offices.presidnt.title", "y", "there is no presidnt among the offices; did you mean president?"),
        ("people.persons[breuer].sources", "[a", "the value:1:1: error[unclosed-bracket]"),
    ],
)
def test_what_cannot_stand_there_is_refused_in_plain_words(folder: Path, path: str, words: str, message: str) -> None:
    assert message in refusal(folder, path, words)


def test_comments_inside_a_list_are_not_lost(folder: Path, project_copy: ProjectCopy) -> None:
    project_copy.edit(
        "content/people.yaml", "sources: [agency-brief-2019]", "sources:\n      # two\n    - agency-brief-2019"
    )
    before = (folder / "people.yaml").read_bytes()
    with pytest.raises(EditorError, match="there are comments inside, which would be lost"):
        set_value(folder, "content", "people.persons[breuer].sources", "[issa-history]")
    assert (folder / "people.yaml").read_bytes() == before


def test_a_comment_behind_the_key_of_a_list_stays_there(folder: Path, project_copy: ProjectCopy) -> None:
    project_copy.edit(
        "content/people.yaml", "sources: [agency-brief-2019]", "sources:  # two\n      - agency-brief-2019"
    )
    set_value(folder, "content", "people.persons[breuer].sources", "[issa-history]")
    assert "sources:  # two\n      - issa-history\n" in (folder / "people.yaml").read_text(encoding="utf-8")


# Figures


def test_a_new_figure_sends_the_old_one_to_the_history_with_all_that_was_said_about_it(folder: Path) -> None:
    told = set_value(
        folder, "content", "stats.member_organisations", "334", as_of="2024-06", sources=["issa-history"]
    )  # fmt: skip
    assert told == [
        "association.stats[member_organisations]: 330 → 334, as of 2024-06",
        "the old value, as of 2019, is kept in the history",
        "its status is unverified until someone has checked it",
    ]
    new, *past = load(folder).association.stats[0], *load(folder).association.stats[0].history
    assert (new.value, str(new.as_of), new.status, new.sources, new.note) == (
        334, "2024-06", "unverified", ["issa-history"], "",
    )  # fmt: skip
    assert [(each.value, str(each.as_of), each.status) for each in past] == [
        (330, "2019", "disputed"),
        (320, "2019-02-01", "verified"),
    ]
    assert past[0].note.startswith("ISSA says “more than 330”")
    assert past[0].contradicted_by == ["issa-history-1991-today", "issa-release-2019-02-01"]


def test_an_earlier_figure_goes_to_its_place_in_the_history(folder: Path) -> None:
    for date, value in (("2010", "154"), ("2013-01", "155"), ("2019-06", "157")):
        set_value(folder, "content", "stats.member_countries.value", value, as_of=date, sources=["issa-history"])
    stat = load(folder).association.stats[1]
    assert stat.value == 158
    assert [(str(past.as_of), past.value) for past in stat.history] == [
        ("2019-06", 157), ("2019-02-01", 156), ("2013-01", 155), ("2010", 154),
    ]  # fmt: skip
    assert not any(line.startswith("-") for line in changed(folder))


def test_a_figure_says_what_was_taken_for_granted(folder: Path) -> None:
    path = "events[wssf-2019].participants_expected"
    set_value(folder, "content", f"{path}.as_of", "2019-08")
    set_value(folder, "content", f"{path}.review_by", "2019-09")
    told = set_value(folder, "content", path, "1200", as_of="2019-09")
    assert "it was up-to; the new value is exact unless you say --qualifier" in told
    assert "it has no source: say --source ID" in told
    assert "its review_by, 2019-09, was taken out: set a new one" in told


def test_a_figure_of_the_same_date_is_mended(folder: Path) -> None:
    told = set_value(folder, "content", "stats.member_countries", "159", as_of="2019")
    assert told[1] == "this mends the value; a new one with a later --as-of sends the old one to the history"
    assert changed(folder) == ["-    value: 158", "+    value: 159"]


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        ("stats.member_countries", {"as_of": "2020", "sources": ["x"]}, "there is no source 'x'; add it first"),
        ("stats.member_countries", {"as_of": "soon"}, "'soon' is not a date"),
        ("stats.member_countries", {"as_of": "2019-02-01"}, "has a value of 2019-02-01 already"),
        ("events[wssf-2019].participants_expected", {"as_of": "2020"}, "has no date, so it can't go to the history"),
        ("cooperation.membership.votes", {"as_of": "2020"}, "only figures such as association.stats[…] have --as-of"),
    ],
)
def test_a_figure_that_cannot_be_dated_is_refused(folder: Path, path: str, options: dict, message: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(CannotEditError) as raised:
        set_value(folder, "content", path, "2", **options)
    assert message in str(raised.value)
    assert changed(folder) == []


def test_a_figure_that_is_not_there_yet_is_written_with_its_date(folder: Path) -> None:
    set_value(folder, "content", "events[wssf-2019].participants", "null")
    told = set_value(
        folder, "content", "events[wssf-2019].participants.people", "1300",
        as_of="2019-10-18", sources=["issa-forum-2019"], qualifier="about",
    )  # fmt: skip
    assert told[0].startswith("events[wssf-2019].participants.people: nothing → {value: 1300, qualifier: about, ")
    people = load(folder).events[0].participants
    assert people is not None
    assert people.people is not None
    assert (people.people.value, people.people.qualifier, str(people.people.as_of)) == (1300, "about", "2019-10-18")


def test_a_figure_can_be_taken_out(folder: Path) -> None:
    set_value(folder, "content", "events[wssf-2019].participants_expected", "null")
    assert load(folder).events[0].participants_expected is None


def test_a_list_of_entries_is_not_wiped_out(folder: Path) -> None:
    for words in ("null", "[]"):
        message = refusal(folder, "people.terms", words)
        assert (
            message == "people.terms is a list of entries: add to it with briefgen add people.terms, take one out with"
            " briefgen remove 'people.terms[ID]'"
        )


# Edges, with a content of a few lines: what is set, how; what is told; the lines that differ

STAT = {"id": "m", "label": {"en": "M"}, "value": 9, "as_of": "2019-10"}
SURE = {"qualifier": "about", "status": "verified", "sources": ["s"], "note": "noted", "review_by": 2022}
SOURCES = [{"id": "s", "title": "S"}, {"id": "t", "title": "T"}]


def stat(**fields: Any) -> dict[str, Any]:
    return {"association": {"stats": [{**STAT, **fields}]}, "sources": SOURCES}


MENDED = "this mends the value; a new one with a later --as-of sends the old one to the history"
SETS: dict[str, tuple[dict[str, Any], str, str, dict[str, Any], list[str], list[str]]] = {
    "nothing for a figure takes it out": (
        {"events": [{**tiny.FILES["events"][0], "participants_expected": {"value": 5}}]},
        "events[forum].participants_expected", "null", {},
        ["events[forum].participants_expected was taken out"], ["-  participants_expected: {value: 5}"],
    ),
    "a figure of none with a later date": (
        stat(), "association.stats[m]", "0", {"as_of": "2020", "sources": ["s"]},
        ["association.stats[m]: 9 → 0, as of 2020", "the old value, as of 2019-10, is kept in the history"],
        ["-    value: 9", "-    as_of: 2019-10", "+    value: 0", "+    as_of: 2020", "+    sources: [s]",
         "+    history:", "+      - as_of: 2019-10", "+        value: 9"],
    ),
    "a figure that was none": (
        stat(value=0), "association.stats[m]", "3", {"as_of": "2020", "sources": ["s"], "qualifier": "about"},
        ["association.stats[m]: 0 → 3, as of 2020", "the old value, as of 2019-10, is kept in the history"],
        ["-    value: 0", "-    as_of: 2019-10", "+    value: 3", "+    qualifier: about", "+    as_of: 2020",
         "+    sources: [s]", "+    history:", "+      - as_of: 2019-10", "+        value: 0"],
    ),
    "what was said of a value goes with it": (
        stat(**SURE), "association.stats[m]", "10", {"as_of": "2020", "sources": ["t"], "qualifier": "up-to"},
        ["association.stats[m]: 9 → 10, as of 2020", "the old value, as of 2019-10, is kept in the history",
         "its status is unverified until someone has checked it",
         "its review_by, 2022, was taken out: set a new one"],
        ["-    value: 9", "-    as_of: 2019-10", "-    qualifier: about", "-    status: verified", "-    sources: [s]",
         "-    note: noted", "-    review_by: 2022", "+    value: 10", "+    as_of: 2020", "+    qualifier: up-to",
         "+    status: unverified", "+    sources: [t]", "+    history:", "+      - as_of: 2019-10",
         "+        value: 9",
         "+        qualifier: about", "+        status: verified", "+        sources: [s]", "+        note: noted"],
    ),
    "a new value without a source, the old one had one": (
        stat(sources=["s"]), "association.stats[m]", "10", {"as_of": "2020"},
        ["association.stats[m]: 9 → 10, as of 2020", "the old value, as of 2019-10, is kept in the history",
         "it has no source: say --source ID"],
        ["-    value: 9", "-    as_of: 2019-10", "-    sources: [s]", "+    value: 10", "+    as_of: 2020",
         "+    history:", "+      - as_of: 2019-10", "+        value: 9", "+        sources: [s]"],
    ),
    "a day of the month that the figure is of mends it": (
        stat(), "association.stats[m].value", "10", {"as_of": "2019-10-31", "qualifier": "exact"},
        ["association.stats[m].value: 9 → 10", MENDED],
        ["-    value: 9", "-    as_of: 2019-10", "+    value: 10", "+    as_of: 2019-10-31"],
    ),
    "that it is exact is said by leaving it out": (
        stat(qualifier="about"), "association.stats[m]", "9", {"qualifier": "exact"},
        [MENDED], ["-    qualifier: about"],
    ),
    "the same once more": (stat(), "association.stats[m]", "9", {}, ["nothing to change"], []),
    "an earlier value, behind those that are later": (
        stat(history=[{"as_of": 2018, "value": 8}]), "association.stats[m]", "7", {"as_of": "2017", "sources": ["s"]},
        ["2017 is before 2019-10, the date of the present value: kept in the history"],
        ["+", "+      - as_of: 2017", "+        value: 7", "+        sources: [s]"],
    ),
    "an earlier value, before one that is earlier still": (
        stat(history=[{"as_of": 2016, "value": 8}]), "association.stats[m]", "7", {"as_of": "2017"},
        ["2017 is before 2019-10, the date of the present value: kept in the history",
         "it has no source: say --source ID"],
        ["+", "+      - as_of: 2017", "+        value: 7"],
    ),
    "a new value since a day, and what the old one was told as before": (
        stat(earlier=[{"until": 2018, "value": 8}, {"until": 2017, "label": {"en": "Old"}, "value": 7},
                      {"until": 2016, "label": {"en": "Oldest"}}]),
        "association.stats[m]", "10", {"as_of": "2019-11", "since": "2019-12", "always": False},
        ["association.stats[m]: 9 → 10, as of 2019-11", "the old value, as of 2019-10, is kept in the history",
         "it has no source: say --source ID", "editions of before 2019-12 stay as they were: first"],
        ["-    value: 9", "-    as_of: 2019-10", "+    value: 10", "+    as_of: 2019-11", "+    history:",
         "+      - as_of: 2019-10", "+        value: 9", "+        earlier:", "+          - until: 2018",
         "+            value: 8",
         "+          - until: 2017", "+            value: 7", "+    known_from: 2019-12",
         "-      - until: 2018", "-        value: 8",
         "-        value: 7"],
    ),
    "a figure that isn't there yet": (
        {"sources": SOURCES}, "events[forum].participants.people.value", "0", {"qualifier": "about", "sources": ["s"]},
        ["events[forum].participants.people.value: nothing → {value: 0, qualifier: about, sources: [s]}"],
        ["+  participants:", "+    people:", "+      value: 0", "+      qualifier: about", "+      sources: [s]"],
    ),
    "no votes": (
        {"cooperation": {"membership": {"category": "affiliate"}}}, "cooperation.membership.votes", "0", {},
        ["cooperation.membership.votes: nothing → 0"], ["-membership: {category: affiliate}",
                                                        "+membership: {category: affiliate, votes: 0}"],
    ),
    "nothing where nothing is": ({}, "agency.contact.en", "null", {}, ["nothing to change"], []),
    "a text below what isn't there": (
        {}, "agency.contact.en", "Room 1", {}, ["agency.contact.en: nothing → Room 1"], ["+contact: {en: Room 1}"],
    ),
    "what a complete brief has stays, empty": (
        {"agency": {"contact": {"en": "Room 1"}}}, "agency.contact", "null", {},
        ["agency.contact: {en: Room 1} → nothing"], ["-contact: {en: Room 1}", "+contact: null  # not supplied"],
    ),
    "what was emptied already stays so": (
        {"agency": {"website": None}}, "agency.website", "null", {}, ["nothing to change"], [],
    ),
    "a list of words is emptied": (
        {"people": {"persons": [{"id": "a", "name": {"en": "A"}, "sources": ["s"]}]}, "sources": SOURCES},
        "people.persons[a].sources", "[]", {},
        ["people.persons[a].sources: [s] → []"], ["-    sources: [s]", "+    sources: []"],
    ),
    "what is verified is no longer doubtful": (
        {"agency": {"status": "unverified", "note": "doubtful"}}, "agency.status", "verified", {},
        ["agency.status: unverified → verified", "its note, of what was doubtful, was taken out: doubtful"],
        ["-status: unverified", "-note: doubtful", "+status: verified"],
    ),
    "what is doubtful keeps its note": (
        {"agency": {"status": "verified", "note": "n"}}, "agency.status", "unverified", {},
        ["agency.status: verified → unverified"], ["-status: verified", "+status: unverified"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SETS.values(), ids=SETS)
def test_a_value_is_set_in_a_small_content(tmp_path: Path, case: tuple[Any, ...]) -> None:
    files, path, words, options, notes, lines = case
    how = {"always": True, **options}
    told, differ = tiny.done(tmp_path, lambda folder: changes.set_value(folder, "content", path, words, **how), **files)
    assert (told, sorted(differ)) == (notes, sorted(lines))


@pytest.mark.parametrize(
    ("files", "path", "words", "options", "says"),
    [
        (stat(), "association.stats[m]", "1", {"as_of": "2020", "sources": ["x"]}, "there is no source 'x'"),
        ({}, "events[forum].participants_expected", "1", {"sources": ["x"]}, "there is no source 'x'"),
        ({}, "agency.country", "CH", {"qualifier": "about"}, "is not a figure"),
        (stat(history=[{"as_of": 2018, "value": 8}]), "association.stats[m]", "1", {"as_of": "2018-12-31"},
         "has a value of 2018-12-31 already"),
        ({}, "agency.markings[open]", "null", {}, "take it out with briefgen remove"),
        ({}, "agency.markings", "null", {}, "is a list of entries: add to it"),
        (stat(as_of=None), "association.stats[m]", "1", {"as_of": "2020"}, "give it one first"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_in_a_small_content(
    tmp_path: Path, files: dict[str, Any], path: str, words: str, options: dict[str, Any], says: str
) -> None:
    tiny.write(tmp_path, **files)
    with pytest.raises(CannotEditError, match=re.escape(says)):
        changes.set_value(tmp_path, "content", path, words, always=True, **options)
