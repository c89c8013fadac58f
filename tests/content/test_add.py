"""New entries of lists, written as their neighbours are; terms end one another."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from briefgen.content.changing import add as entries
from briefgen.content.changing.add import read_entry
from briefgen.content.changing.change import ChangeError
from briefgen.content.changing.paths import PathError
from briefgen.content.changing.set import set_value
from briefgen.content.reading.loader import load
from briefgen.problems.diagnostics import ProblemsError
from tests.content.conftest import changed

# How files are changed, whichever editions print it: tests/test_learning.py asks which of the two a change is.
add_entry = partial(entries.add_entry, always=True)

TAKEN = "; until you give it one, it is taken to end when this term starts"
NAME = {"ka": "ა", "en": "b"}


def test_an_entry_is_written_as_its_neighbours_are(folder: Path) -> None:
    told = add_entry(
        folder, "content", "cooperation.history",
        [("text.en", "The Forum was held."), ("text.ka", "ფორუმი გაიმართა."), ("event", "wssf-2019"), ("id", "forum")],
    )  # fmt: skip
    assert told == ["cooperation.history[forum] was added to content/cooperation.yaml"]
    assert changed(folder) == [
        "+",
        "+  - id: forum",
        "+    event: wssf-2019",
        "+    text:",
        "+      en: >-",
        "+        The Forum was held.",
        "+      ka: >-",
        "+        ფორუმი გაიმართა.",
    ]


@pytest.mark.parametrize(
    ("path", "entry", "file"),
    [
        ("sources", {"id": "x", "title": "A: b", "date": 2020}, '\n\n- id: x\n  title: "A: b"\n  date: 2020\n'),
        ("glossary.terms", {"id": "x", "term": NAME}, "\n\n  - id: x\n    term: {ka: ა, en: b}\n"),
        ("places.cities", {"id": "x", "country": "GE", "name": NAME}, "\n  - id: x\n    country: GE\n"),
        ("events[wssf-2019].agenda", {"id": "x", "kind": "report", "title": NAME}, "  agenda:\n    - id: x\n"),
        ("association.goals.items", {"id": "x", "text": NAME}, "\n\n    - id: x\n      text:\n        ka:"),
    ],
)  # fmt: skip
def test_entries_are_added_to_any_list(folder: Path, path: str, entry: dict, file: str) -> None:  # type: ignore[type-arg]
    add_entry(folder, "content", path, entry)
    load(folder)
    assert any(file in each.read_text(encoding="utf-8") for each in folder.rglob("*.yaml"))


def test_a_file_that_is_not_there_yet_is_started(folder: Path) -> None:
    (folder / "glossary.yaml").unlink()
    add_entry(folder, "content", "glossary.terms", {"id": "x", "term": {"ka": "ა", "en": "b"}})
    text = (folder / "glossary.yaml").read_text(encoding="utf-8")
    assert text == "terms:\n  - id: x\n    term: {ka: ა, en: b}\n"


@pytest.mark.parametrize(
    ("path", "entry", "message"),
    [
        ("people.persons", {"name": NAME}, "a new entry of people.persons needs id: --field id=…"),
        ("people.persons", {"id": "breuer", "name": NAME}, "has an entry breuer already"),
        ("agency.offices", {"id": "president", "title": NAME}, "'president' is used twice for offices"),
        ("people.persons", {"id": "x"}, "a new entry of people.persons needs name.ka and name.en: "),
        ("people.persons", {"id": "x", "nam": {"ka": "ა"}}, "there is no field nam here"),
        ("people.persons[breuer].name", {"id": "x"}, "is not a list of entries"),
        ("people.persons[breuer].sources", {"id": "x"}, "is not a list of entries"),
        ("cooperation.history", {"id": "statistics", "date": "ongoing", "text": {}}, "has an entry statistics already"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_added_is_refused(folder: Path, path: str, entry: dict, message: str) -> None:  # type: ignore[type-arg]
    with pytest.raises((ProblemsError, ChangeError, PathError)) as raised:
        add_entry(folder, "content", path, entry)
    assert message in str(raised.value)
    assert changed(folder) == []


def test_a_new_term_ends_the_one_before_it_and_says_so(folder: Path) -> None:
    entry = {"id": "next-president", "person": "caetano", "office": "president", "start": "2019-10-18"}
    told = add_entry(folder, "content", "people.terms", entry, ends_earlier=True)
    assert (
        told[1]
        == "breuer-president had no end: it now ends on 2019-10-17, the day before (--keep-earlier leaves it open)"
    )
    assert changed(folder)[0] == "+    end: 2019-10-17"


@pytest.mark.parametrize(
    ("start", "ends_earlier", "told"),
    [
        ("2019-10-18", False, []),
        ("2019-10", True, [f"breuer-president has no end{TAKEN}"]),
        (None, True, []),
    ],
)  # fmt: skip
def test_an_end_that_nobody_knows_is_not_invented(
    folder: Path, start: str | None, ends_earlier: bool, told: list[str]
) -> None:
    entry = {"id": "next-president", "person": "caetano", "office": "president", "start": start}
    given = {name: value for name, value in entry.items() if value is not None}
    said = add_entry(folder, "content", "people.terms", given, ends_earlier=ends_earlier)
    assert [line for line in said if "breuer" in line] == told
    assert not any("end:" in line for line in changed(folder))


def test_a_term_before_another_one_ends_nothing(folder: Path) -> None:
    entry = {
        "id": "earlier",
        "person": "breuer",
        "office": "secretary_general",
        "start": "2000-01-01",
        "end": "2004-12-31",
    }
    assert len(add_entry(folder, "content", "people.terms", entry)) == 1


def test_an_id_that_leads_nowhere_yet_is_named(folder: Path) -> None:
    told = add_entry(folder, "content", "people.terms", {"id": "x", "person": "nobody", "office": "director"})
    assert told[-1] == "there is no nobody among the persons yet: add it, else briefgen check will say so"


def test_an_entry_can_be_given_as_yaml() -> None:
    assert (
        read_entry("id: x\ntext: {ka: ა}\n")
        == read_entry("- id: x\n  text:\n    ka: ა\n")
        == {"id": "x", "text": {"ka": "ა"}}
    )
    with pytest.raises(ChangeError, match="write the fields of one entry"):
        read_entry("just words")


def test_an_earlier_value_of_a_figure_goes_to_its_place_in_the_history(folder: Path) -> None:
    history = "association.stats[member_organisations].history"
    for year, value in ((2015, 300), (2017, 310)):
        add_entry(folder, "content", history, {"as_of": year, "value": value})
    figure = load(folder).items["association.stats[member_organisations]"].value
    assert [(str(one.as_of), one.value) for one in figure.history] == [
        ("2019-02-01", 320), ("2017", 310), ("2015", 300),
    ]  # fmt: skip


def test_a_new_value_of_a_figure_is_no_entry_of_its_history(folder: Path) -> None:
    history = "association.stats[member_organisations].history"
    how = r"briefgen set 'association.stats\[member_organisations\]' 340 --as-of 2022"
    with pytest.raises(ChangeError, match=f"2022 is not before 2019, .* {how}"):
        add_entry(folder, "content", history, {"as_of": 2022, "value": 340})
    with pytest.raises(ChangeError, match=how):
        add_entry(folder, "content", "association.stats", {"id": "member_organisations", "as_of": 2022, "value": 340})
    assert changed(folder) == []


def test_a_value_of_the_present_values_date_overwrites_nothing(folder: Path) -> None:
    figure = "association.stats[member_organisations]"
    mend = re.escape(f"330 is the value of 2019 already; to mend that one: briefgen set '{figure}' 5")
    with pytest.raises(ChangeError, match=f"{mend}$"):
        add_entry(folder, "content", f"{figure}.history", [("as_of", "2019-12-31"), ("value", "5")])
    entry = {"id": "member_organisations", "as_of": 2019, "value": 5}
    with pytest.raises(ChangeError, match=f"has an entry member_organisations already; {mend}$"):
        add_entry(folder, "content", "association.stats", entry)
    assert changed(folder) == []


def test_a_history_has_one_value_of_a_date(folder: Path) -> None:
    history = "association.stats[member_organisations].history"
    value = f"{history}[2019-02-01].value"
    mend = re.escape(f"there is a value of 2019-02-01 already, 320; to mend that one: briefgen set '{value}' 5")
    with pytest.raises(ChangeError, match=f"^{mend}$"):
        add_entry(folder, "content", history, {"as_of": "2019-02-01", "value": 5})
    assert changed(folder) == []
    set_value(folder, "content", value, "5", always=True)
    assert changed(folder) == ["-        value: 320", "+        value: 5"]


@pytest.mark.parametrize("twice", [("as_of", "2021"), ("as_of.x", "2021")])
def test_a_field_is_named_once(folder: Path, twice: tuple[str, str]) -> None:
    fields = [("value", "5"), ("as_of", "2010"), twice]
    with pytest.raises(ChangeError, match=r"--field as_of.*: as_of has a value already"):
        add_entry(folder, "content", "association.stats[member_organisations].history", fields)
    with pytest.raises(ChangeError, match="--field name: name has a value already"):
        add_entry(folder, "content", "people.persons", [("id", "x"), ("name.ka", "ა"), ("name", "b")])
    assert changed(folder) == []


def test_the_day_from_which_an_entry_is_known_is_told(folder: Path) -> None:
    entry = {"id": "x", "date": "2019-10-20", "text": NAME}
    told = entries.add_entry(folder, "content", "cooperation.history", entry, since="2019-10-20")
    known = "known_from 2019-10-20 was written there: editions of before that day don't know it"
    assert known in told
    assert "+    known_from: 2019-10-20" in changed(folder)
