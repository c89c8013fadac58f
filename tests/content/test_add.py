"""New entries of lists, written as their neighbours are; terms end one another."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing import add as entries
from briefgen.content.changing.add import put_as_known, read_entry
from briefgen.content.changing.edit import CannotEditError, Edit
from briefgen.content.changing.learning import Learning, UndecidedError
from briefgen.content.changing.paths import PathError
from briefgen.content.changing.set import set_value
from briefgen.content.reading.loader import load
from briefgen.content.reading.yaml_file import read_yaml
from briefgen.problems.diagnostics import ProblemsError
from tests.conftest import DemoCopy
from tests.content import tiny
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
        "+  - id: forum",
        "+    event: wssf-2019",
        "+    text:",
        "+      en: >-",
        "+        The Forum was held.",
        "+      ka: >-",
        "+        ფორუმი გაიმართა.",
        "+",
    ]


@pytest.mark.parametrize(
    ("entry", "before"),
    [
        ({"date": "2027-12"}, ["session-2027", "newer"]),
        ({"event": "example-forum-2030"}, ["guidelines-2028", "newer", "statistics"]),  # not behind what goes on
        ({"date": "2020"}, ["newer", "session-2027"]),
        ({"date": "ongoing"}, ["statistics", "newer"]),
    ],
)
def test_an_entry_of_the_history_stands_where_its_date_is(
    demo_copy: DemoCopy, entry: dict[str, str], before: list[str]
) -> None:
    demo = demo_copy.root / "content"
    add_entry(demo, "content", "cooperation.history", {"id": "newer", "text": NAME, **entry})
    ids = [each.id for each in load(demo).cooperation.history]
    at = ids.index(before[0])
    assert ids[at : at + len(before)] == before
    text = (demo / "cooperation.yaml").read_text("utf-8")
    assert text.index("# What goes on") < text.index("id: statistics")


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
    with pytest.raises((ProblemsError, CannotEditError, PathError)) as raised:
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
    with pytest.raises(CannotEditError, match="write the fields of one entry"):
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
    with pytest.raises(CannotEditError, match=f"2022 is not before 2019, .* {how}"):
        add_entry(folder, "content", history, {"as_of": 2022, "value": 340})
    with pytest.raises(CannotEditError, match=how):
        add_entry(folder, "content", "association.stats", {"id": "member_organisations", "as_of": 2022, "value": 340})
    assert changed(folder) == []


def test_a_value_of_the_present_values_date_overwrites_nothing(folder: Path) -> None:
    figure = "association.stats[member_organisations]"
    mend = re.escape(f"330 is the value of 2019 already; to mend that one: briefgen set '{figure}' 5")
    with pytest.raises(CannotEditError, match=f"{mend}$"):
        add_entry(folder, "content", f"{figure}.history", [("as_of", "2019-12-31"), ("value", "5")])
    entry = {"id": "member_organisations", "as_of": 2019, "value": 5}
    with pytest.raises(CannotEditError, match=f"has an entry member_organisations already; {mend}$"):
        add_entry(folder, "content", "association.stats", entry)
    assert changed(folder) == []


def test_a_history_has_one_value_of_a_date(folder: Path) -> None:
    history = "association.stats[member_organisations].history"
    value = f"{history}[2019-02-01].value"
    mend = re.escape(f"there is a value of 2019-02-01 already, 320; to mend that one: briefgen set '{value}' 5")
    with pytest.raises(CannotEditError, match=f"^{mend}$"):
        add_entry(folder, "content", history, {"as_of": "2019-02-01", "value": 5})
    assert changed(folder) == []
    set_value(folder, "content", value, "5", always=True)
    assert changed(folder) == ["-        value: 320", "+        value: 5"]


@pytest.mark.parametrize("twice", [("as_of", "2021"), ("as_of.x", "2021")])
def test_a_field_is_named_once(folder: Path, twice: tuple[str, str]) -> None:
    fields = [("value", "5"), ("as_of", "2010"), twice]
    with pytest.raises(CannotEditError, match=r"--field as_of.*: as_of has a value already"):
        add_entry(folder, "content", "association.stats[member_organisations].history", fields)
    with pytest.raises(CannotEditError, match="--field name: name has a value already"):
        add_entry(folder, "content", "people.persons", [("id", "x"), ("name.ka", "ა"), ("name", "b")])
    assert changed(folder) == []


def test_the_day_from_which_an_entry_is_known_is_told(folder: Path) -> None:
    entry = {"id": "x", "date": "2019-10-20", "text": NAME}
    told = entries.add_entry(folder, "content", "cooperation.history", entry, since="2019-10-20")
    known = "known_from 2019-10-20 was written there: editions of before that day don't know it"
    assert known in told
    assert "+    known_from: 2019-10-20" in changed(folder)


# Edges, with a content of a few lines

PEOPLE = [{"id": each, "name": {"en": each}} for each in "abc"]
OPEN = {"id": "a-1", "person": "a", "office": "head", "start": 2016}


def meeting(
    id: str, date: str, office: str = "head", kind: str = "election", state: str = "held", **more: Any
) -> dict[str, Any]:
    item = {"id": "i", "kind": kind, "title": {"en": "x"}, "office": office, **more}
    return {"id": id, "kind": "meeting", "date": date, "state": state, "agenda": [item]}


def new_term(
    folder: Path, terms: list[dict[str, Any]], *meetings: dict[str, Any], ends: bool | None = None,
    since: str | None = None, **fields: Any,
) -> tuple[list[str], list[Any]]:  # fmt: skip
    """Add a term of b, begun on 18 October 2019; return what was told of others, and all ends as they are written."""
    events = [*tiny.FILES["events"], *meetings]
    offices = [{"id": id, "title": {"en": id}} for id in ("head", "tail")]
    tiny.write(folder, people={"persons": PEOPLE, "terms": terms}, events=events, agency={"offices": offices})
    entry = {"id": "b-1", "person": "b", "office": "head", "start": "2019-10-18", **fields}
    told = entries.add_entry(folder, "content", "people.terms", {k: v for k, v in entry.items() if v is not None},
                             ends_earlier=ends, since=since)  # fmt: skip
    value: Any = read_yaml(folder / "people.yaml", "x").value
    assert value["terms"][-1]["id"] == "b-1"
    return [line for line in told if "b-1" not in line], [each.get("end") for each in value["terms"]]


ENDED = "a-1 had no end: it now ends on 2019-10-17, the day before (--keep-earlier leaves it open)"


@pytest.mark.parametrize(
    ("term", "start", "ends", "told", "end"),
    [
        (OPEN, "2019-10-18", None, ENDED, "2019-10-17"),
        ({**OPEN, "start": None}, "2019-10-18", None, ENDED, "2019-10-17"),
        ({**OPEN, "start": "2019-10-18"}, "2019-10-18", None, "", None),
        ({**OPEN, "start": 2020}, "2019-10-18", None, "", None),
        ({**OPEN, "office": "tail"}, "2019-10-18", None, "", None),
        ({**OPEN, "end": "2018"}, "2019-10-18", None, "", "2018"),
        (OPEN, "2019-10-18", False, "", None),
        (OPEN, "2019-10", None, f"a-1 has no end{TAKEN}", None),
        (OPEN, None, None, "", None),
        ({**OPEN, "status": "verified"}, "2019-10-18", None,
         "a-1 has no end, and got none, since it is verified; if it ended on 2019-10-17: "
         "briefgen set 'people.terms[a-1].end' 2019-10-17", None),
        ({**OPEN, "status": "verified"}, "2019-10-18", True, ENDED, "2019-10-17"),
    ],
)  # fmt: skip
def test_what_a_new_term_does_to_the_one_before(
    tmp_path: Path, term: dict[str, Any], start: str | None, ends: bool | None, told: str, end: str | None
) -> None:
    term = {name: value for name, value in term.items() if value is not None}
    said, written = new_term(tmp_path, [term], ends=ends, start=start)
    assert (said, written) == ([told] if told else [], [end, None])


def test_a_term_is_known_since_the_event_that_elected_is(tmp_path: Path) -> None:
    """Editions of before know no such event, and a term that names one would be wrong there."""
    elected = meeting("m", "2019-11-20")
    new_term(tmp_path, [], {**elected, "known_from": "2019-11-20"}, start="2019-11-21", elected_at="m")
    assert str(load(tmp_path).items["people.terms[b-1]"].value.known_from) == "2019-11-20"
    new_term(tmp_path, [], {**elected, "known_from": "2019-11-20"}, start="2019-11-21", elected_at="m", since="2020")
    assert str(load(tmp_path).items["people.terms[b-1]"].value.known_from) == "2020"
    new_term(tmp_path, [], elected, start="2019-11-21", elected_at="m")
    assert load(tmp_path).items["people.terms[b-1]"].value.known_from is None


def test_of_a_start_by_its_month_it_is_told_that_an_election_lies_in_between(tmp_path: Path) -> None:
    """Not that the term before goes on until then: no brief says so."""
    (told,), ends = new_term(tmp_path, [OPEN], meeting("m", "2018"), start="2019-10")
    assert "until you say who was elected there, nobody is known to hold the office" in told
    assert TAKEN not in told
    assert ends == [None, None]


def test_every_open_term_before_is_looked_at(tmp_path: Path) -> None:
    other = {"id": "t", "person": "c", "office": "tail", "start": 2010}
    closed = {"id": "c-1", "person": "c", "office": "head", "start": 2010, "end": 2015}
    assert new_term(tmp_path, [other, closed, OPEN])[1] == [None, 2015, "2019-10-17", None]


@pytest.mark.parametrize("start", [2000, None])  # a start that isn't known lies before all others
def test_a_term_after_which_another_one_began_is_not_ended_by_a_third(tmp_path: Path, start: int | None) -> None:
    """It ended before that one began, not after it."""
    first = {key: value for key, value in {**OPEN, "start": start}.items() if value is not None}
    second = {"id": "c-1", "person": "c", "office": "head", "start": 2010, "end": 2015}
    assert new_term(tmp_path, [first, second]) == ([], [None, 2015, None])


def test_an_end_that_is_new_since_a_day_leaves_the_term_open_before(tmp_path: Path) -> None:
    assert new_term(tmp_path, [OPEN], since="2019-11")[1] == ["2019-10-17", None]
    value: Any = read_yaml(tmp_path / "people.yaml", "x").value
    assert value["terms"][0]["earlier"] == [{"until": "2019-10-31", "end": None}]
    assert value["terms"][1]["known_from"] == "2019-11"


@pytest.mark.parametrize(
    ("meetings", "fields", "between"),
    [
        ([meeting("m", "2018")], {"elected_at": "n"}, "m"),
        ([meeting("m", "2018")], {}, "m"),  # nobody says that whoever began ten months later was elected there
        ([meeting("m", "2018", elected=["b"])], {}, None),
        ([meeting("m", "2019-10-17")], {}, None),  # there whoever began the day after was elected
        ([meeting("m", "2018"), meeting("n", "2019-10-18")], {}, "m"),
        ([meeting("n", "2019-10-18"), meeting("m", "2018")], {}, "m"),
        ([meeting("n", "2019-10-18")], {"elected_at": "x"}, "n"),
        ([meeting("n", "2019-10-19")], {"elected_at": "x"}, None),
        ([meeting("m", "2016-12-31")], {"elected_at": "x"}, None),
        ([meeting("m", "2017-01-01")], {"elected_at": "x"}, "m"),
        ([meeting("m", "2018", office="tail")], {"elected_at": "x"}, None),
        ([meeting("m", "2018", kind="report")], {"elected_at": "x"}, None),
        ([meeting("m", "2018", state="cancelled")], {"elected_at": "x"}, None),
        ([meeting("m", "2018", state="planned")], {"elected_at": "x"}, "m"),
        ([meeting("own", "2018")], {"elected_at": "x"}, None),
        ([meeting("m", "ongoing")], {"elected_at": "x"}, None),
    ],
)
def test_after_another_election_nobody_knows_how_long_the_term_before_was(
    tmp_path: Path, meetings: list[dict[str, Any]], fields: dict[str, Any], between: str | None
) -> None:
    told, (end, _) = new_term(tmp_path, [{**OPEN, "elected_at": "own"}], *meetings, **fields)
    assert end == (None if between else "2019-10-17")
    assert f"since {between} elected in between" in told[0] or not between


STATS = {"stats": [{"id": "big-number", "label": {"en": "M"}, "value": 9, "as_of": "2019-10"}]}
HISTORY = "association.stats[big-number].history"


@pytest.mark.parametrize(
    ("path", "entry", "says"),
    [
        ("association.stats", {"id": "big_number", "label": {"en": "x"}, "value": 1},
         "has an entry big_number already; a value of another date, newer or older: "
         "briefgen set 'association.stats[big-number]' 1 --as-of DATE"),
        ("association.stats", {"id": "big-number", "value": 1, "as_of": "2019-10-31"},
         "9 is the value of 2019-10 already"),
        ("agency.markings", {"id": "open", "name": {"en": "x"}}, "has an entry open already; choose another id"),
        ("agency.markings[open].domains", {"id": "x"}, "is not a list of entries, such as"),
        ("agency", {"id": "x"}, "is not a list of entries, such as"),
        (HISTORY, {"as_of": "2019-10-31", "value": 1}, "9 is the value of 2019-10 already; to mend that one"),
        (HISTORY, {"as_of": "2020", "value": 1}, "2020 is not before 2019-10, the date of the present value"),
        (HISTORY, {"value": 1}, "needs as_of: --field as_of=…"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_to_a_small_content(tmp_path: Path, path: str, entry: dict[str, Any], says: str) -> None:
    tiny.write(tmp_path, association=STATS)
    with pytest.raises((CannotEditError, PathError), match=re.escape(says)):
        entries.add_entry(tmp_path, "content", path, entry)


def test_an_unknown_field_is_told_of_with_its_place(tmp_path: Path) -> None:
    tiny.write(tmp_path)
    with pytest.raises(
        ProblemsError, match=r"content/sources\.yaml:\d+:\d+: error\[field-unknown\]: there is no field titel"
    ):
        entries.add_entry(tmp_path, "content", "sources", {"id": "x", "titel": "y"})


def test_earlier_values_stand_from_new_to_old_and_other_entries_last(tmp_path: Path) -> None:
    tiny.write(tmp_path, association=STATS)
    for year in (2015, 2017, 2016, 2014):
        told = entries.add_entry(tmp_path, "content", HISTORY, [("as_of", f"{year}"), ("value", "1")])
        assert told == [f"{HISTORY}[{year}] was added to content/association.yaml"]
    content = load(tmp_path)
    assert [each.id for each in content.items[HISTORY].value] == ["2017", "2016", "2015", "2014"]
    with pytest.raises(CannotEditError, match="there is a value of 2015 already, 1"):
        entries.add_entry(tmp_path, "content", HISTORY, {"as_of": "2015-12-31", "value": 2})
    for id in ("x", "a"):
        entries.add_entry(tmp_path, "content", "sources", {"id": id, "title": "y"})
    assert [each.id for each in load(tmp_path).sources] == ["x", "a"]


FIGURE = {"label": {"en": "x"}, "value": 1}
SESSION = {"kind": "council-session", "parent": "forum", "state": "planned", "date": "2019-10-14/2019-10-18"}


@pytest.mark.parametrize(
    ("path", "entry", "known_from"),
    [
        ("association.stats", {**FIGURE, "as_of": "2019-11"}, "2019-11"),
        ("association.stats", {**FIGURE, "as_of": "2019-10"}, None),
        ("association.stats", FIGURE, None),
        ("events", SESSION, "2019-10-18"),
        ("events", {**SESSION, "as_of": "2019-11"}, "2019-10-18"),
        ("events", {**SESSION, "date": "ongoing"}, None),
        ("cooperation.history", {"text": {"en": "x"}, "event": "to-come"}, None),
        ("cooperation.history", {"text": {"en": "x"}, "event": "held", "as_of": "2019-11"}, "2019-11"),
        ("cooperation.history", {"text": {"en": "x"}, "event": "held"}, None),
    ],
)  # fmt: skip
def test_what_is_new_by_its_own_date_is_known_from_then(
    tmp_path: Path, path: str, entry: dict[str, Any], known_from: str | None
) -> None:
    others = [
        {"id": "held", "kind": "meeting", "date": "2019-09-20", "state": "held"},
        {"id": "to-come", "kind": "meeting", "date": "2030", "state": "planned"},
    ]
    past = {"title": {"en": "x"}, "history": [{"id": "old", "date": 2010, "text": {"en": "x"}}]}
    events = [*tiny.FILES["events"], *others]
    tiny.write(tmp_path, events=events, cooperation=past, editions={"next": {"as_of": "2022"}})
    new = {"id": "new", **entry}
    looked_at = Edit(tmp_path, "content", path)  # before anything is written it is looked at as it would be
    put_as_known(looked_at, new, Learning())
    said = re.findall("known_from: (.*)", looked_at.editor.raw)
    assert said == ([known_from] if known_from else [])
    if known_from is None:
        with pytest.raises(UndecidedError):
            entries.add_entry(tmp_path, "content", path, new)
        return
    told = entries.add_entry(tmp_path, "content", path, new)
    assert told[1:2] == [f"known_from {known_from} was written there: editions of before that day don't know it"]
    assert str(load(tmp_path).items[f"{path}[new]"].value.known_from) == known_from
    assert looked_at.editor.raw == looked_at.file.read_text("utf-8")


def test_where_one_edition_saw_the_day_it_has_to_be_decided(tmp_path: Path) -> None:
    tiny.write(
        tmp_path, editions={"first": {"as_of": "2019-10"}, "second": {"as_of": "2021"}, "third": {"as_of": "2022"}}
    )
    with pytest.raises(UndecidedError):
        entries.add_entry(tmp_path, "content", "association.stats",
                          {"id": "s", "label": {"en": "x"}, "value": 1, "as_of": "2020"})  # fmt: skip


def test_what_is_new_since_a_day_says_so_and_what_has_no_past_cannot(tmp_path: Path) -> None:
    tiny.write(tmp_path)
    told = entries.add_entry(tmp_path, "content", "agency.offices", {"id": "o", "title": {"en": "O"}}, since="2019-11")
    assert "known_from 2019-11 was written there: editions of before that day don't know it" in told
    assert str(getattr(load(tmp_path).agency.offices[0], "known_from", None)) == "2019-11"
    acknowledged = {"code": "a-b", "because": "x", "until": "2030"}
    with pytest.raises(CannotEditError, match="has no past: leave --since out"):
        entries.add_entry(tmp_path, "content", "agency.acknowledge", acknowledged, since="2019-11")


@pytest.mark.parametrize("text", ["- id: x\n- id: z\n", "[]", "- [a]\n"])
def test_one_entry_is_read_at_a_time(text: str) -> None:
    with pytest.raises(CannotEditError, match="write the fields of one entry"):
        read_entry(text)
    assert read_entry("") == {}


def test_fields_are_read_by_their_own_types(tmp_path: Path) -> None:
    tiny.write(tmp_path)
    fields = [
        ("id", "s"),
        ("label.en", "2019"),
        ("value", "12"),
        ("row", "true"),
        ("text.en", "yes"),
        ("as_of", "2019"),
    ]
    entries.add_entry(tmp_path, "content", "association.stats", fields)
    (stat,) = load(tmp_path).association.stats
    assert (stat.label.root, stat.value, stat.row, str(stat.as_of)) == ({"en": "2019"}, 12, True, "2019")
    event = [("id", "e"), ("kind", "meeting"), ("date", "2019"), ("state", "held"), ("participants.people.value", "12")]
    entries.add_entry(tmp_path, "content", "events", event)
    assert load(tmp_path).items["events[e].participants.people.value"].value == 12
    with pytest.raises(CannotEditError, match=r"--field label\.en: en has a value already"):
        entries.add_entry(tmp_path, "content", "association.stats", [("label.en", "a"), ("label.en", "b")])
