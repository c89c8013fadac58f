"""Asking the content: what it says, and an honest «not known» where it doesn't."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.cli.answers import answer_lines
from briefgen.content.changing.add import add_entry
from briefgen.content.changing.get import Answer, ask
from briefgen.content.changing.paths import PathError
from briefgen.content.changing.set import set_value
from briefgen.content.model import Values
from briefgen.content.reading.loader import LoadError, load
from briefgen.dates import Date
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from tests.conftest import ROOT, ProjectCopy
from tests.content import tiny

BREUER = "იოაკიმ ბროიერი / Joachim Breuer"
CAETANO = "მარსელო აბი-რამია კაეტანო / Marcelo Abi-Ramia Caetano from 2019-02-01"
KONKOLEWSKY = "ჰანს-ჰორსტ კონკოლევსკი / Hans-Horst Konkolewsky from 2005 to 2019-01 (unverified)"
PAST = "156, as of 2019-02-01 (verified; issa-release-2019-02-01)"
PRESENT = "158, as of 2019 (verified; agency-brief-2019, issa-history-1991-today)"


def answer(path: str, day: str | None = None, folder: Path = ROOT / "content") -> Answer:
    values: Values
    problems: tuple[Diagnostic, ...]
    try:
        values, problems = load(folder), ()
    except LoadError as error:
        values, problems = error.read, error.problems
    return ask(values, problems, path, Date.parse(day).start if day else None)


def told(path: str, day: str | None = None, folder: Path = ROOT / "content") -> tuple[list[str], bool]:
    """Return an answer as a person reads it, and whether it is known."""
    found = answer(path, day, folder)
    return [*answer_lines(found)], found.known


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("agency.name", ("ka: სოციალური მომსახურების სააგენტო", "en: Social Service Agency")),
        ("agency.name.en", ("Social Service Agency",)),
        ("editions[2019-10-brussels].as_of", ("2019-10",)),
        ("association.founded", ("1927-10-04",)),
        ("stats.member_countries.row", ("false",)),
        ("stats.member_countries", (PRESENT, PAST)),
        ("association.stats[member_countries].value", (PRESENT, PAST)),
        ("cities.brussels.name", ("ka: ბრიუსელი", "en: Brussels")),
        ("people.persons[breuer].sources", ("- agency-brief-2019",)),
        ("goals-2013", ()),
    ],
)
def test_what_stands_at_a_path(path: str, lines: tuple[str, ...]) -> None:
    if not lines:
        with pytest.raises(PathError, match="there is no goals-2013"):
            answer(path)
    else:
        assert told(path) == ([*lines], True)


def test_an_entity_is_shown_as_it_is_written() -> None:
    assert told("sources[issa-tc-inj]")[0] == [
        "id: issa-tc-inj",
        "title: ISSA Technical Commission on Insurance against Employment Accidents and Occupational Diseases",
        "publisher: ISSA",
        "note: On issa.int.",
    ]


@pytest.mark.parametrize(
    ("path", "day", "line"),
    [
        (
            "stats.member_organisations",
            "2019-02",
            "more than 320, as of 2019-02-01 (verified; issa-release-2019-02-01)",
        ),
        ("stats.member_organisations.value", "2019-10", "330, as of 2019 (disputed; agency-brief-2019)"),
        ("offices.secretary_general", "2016-11-18", KONKOLEWSKY),
        ("offices.secretary-general", "2019-01", KONKOLEWSKY),
        ("association.offices[secretary_general]", "2019-02-01", CAETANO),
    ],
)
def test_what_was_on_a_day(path: str, day: str, line: str) -> None:
    lines, known = told(path, day)
    assert known
    sure = " (verified; agency-brief-2019, issa-release-secretary-general)"
    assert [one.removesuffix(sure) for one in lines] == [line]


@pytest.mark.parametrize(
    ("path", "day", "line"),
    [
        ("offices.president", "2016-11-18", "; when this term began is not known"),
        ("offices.secretary_general", "2001", "not known: who was secretary_general on 2001"),
        ("offices.secretary_general", "2030", "; the content was last brought up to date for 2019-11"),
        ("offices.director", None, "not known: who is director; there is no term in people.yaml"),
        ("stats.member_countries", "2018", f"on 2018; the earliest value is {PAST}"),
        ("events[wssf-2019].participants_expected", "2019", "its value has no date"),
        ("agency.contact", None, "not known: agency.contact was not supplied"),
        ("agency.website", None, "not known: agency.website was not supplied"),
    ],
)
def test_what_is_not_known_is_not_guessed(path: str, day: str | None, line: str) -> None:
    (only,), known = told(path, day)
    assert not known
    assert only.startswith("not known")
    assert only.endswith(line)


def test_the_earliest_known_holder_is_named_where_the_start_is_not() -> None:
    assert told("offices.president", "2016-11-18")[0][0].startswith(f"not known for certain: {BREUER} (verified; ")


def test_the_holders_of_an_office_are_listed_the_newest_first(project_copy: ProjectCopy) -> None:
    folder = project_copy.project.content
    term = {"id": "next", "person": "caetano", "office": "president", "start": "2019-10-18"}
    add_entry(folder, "content", "people.terms", term, ends_earlier=True, always=True)
    set_value(folder, "content", "people.terms[breuer-president].start", "2016-11-18", always=True)
    lines, _ = told("offices.president", folder=folder)
    assert [line.partition(" (")[0] for line in lines] == [
        "მარსელო აბი-რამია კაეტანო / Marcelo Abi-Ramia Caetano from 2019-10-18",
        f"{BREUER} from 2016-11-18 to 2019-10-17",
    ]
    assert told("offices.president", "2016-11-18", folder) == (lines[1:], True)
    assert told("offices.president", "2019-10-17", folder) == (lines[1:], True)
    assert told("offices.president", "2019-10-18", folder) == (lines[:1], True)


def test_only_what_changes_with_time_has_days() -> None:
    with pytest.raises(PathError, match="only figures and offices are different on another day"):
        answer("agency.name", "2019")


def test_a_broken_file_is_reported_only_if_it_is_asked_for(project_copy: ProjectCopy) -> None:
    folder = project_copy.project.content
    project_copy.edit("content/people.yaml", "persons:\n", "persons\n")
    assert told("agency.name.en", folder=folder) == (["Social Service Agency"], True)
    with pytest.raises(ProblemsError, match=r"content/people\.yaml:"):
        answer("persons.breuer", folder=folder)
    project_copy.edit("content/agency.yaml", "country: GE", "country: Georgia")
    with pytest.raises(ProblemsError, match="'Georgia' is not a country code"):
        answer("agency.name.en", folder=folder)


# Edges, with a content of a few lines

SMALL: dict[str, Any] = {
    "agency": {
        "contact": {"en": " Room 1 \n"}, "website": None, "status": "unverified",
        "markings": [{"id": "open", "name": {"en": "Open"}, "domains": []}],
        "offices": [{"id": "head", "title": {"en": "Head"}}],
    },
    "association": {
        "stats": [
            {"id": "m", "label": {"en": "M"}, "value": 9, "qualifier": "about", "as_of": 2019, "sources": ["s", "t"],
             "history": [{"as_of": 2016, "value": 5, "qualifier": "up-to"}, {"as_of": 2015, "value": 0}]},
            {"id": "n", "label": {"en": "N"}, "value": 3},
        ],
    },
    "people": {
        "persons": [{"id": "a", "name": {"ka": "ა", "en": "A"}}],
        "terms": [
            {"id": "1", "person": "a", "office": "head", "start": 2010, "end": "2014-06"},
            {"id": "2", "person": "nobody", "office": "head", "start": "2015-02", "status": "verified"},
        ],
    },
    "editions": {"first": {"as_of": "2019-10"}, "second": {"as_of": "2019-11-15"}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "day", "lines", "known"),
    [
        ("agency.contact", None, ["en: Room 1"], True),
        ("agency.contact.en", None, ["Room 1"], True),
        ("agency.markings[open].domains", None, ["not known: agency.markings[open].domains was not supplied"], False),
        ("agency.website", None, ["not known: agency.website was not supplied"], False),
        ("agency.seat", None, None, False),
        ("stats.m", None, ["about 9, as of 2019 (s, t)", "up to 5, as of 2016", "0, as of 2015"], True),
        ("stats.m.value", "2017", ["up to 5, as of 2016"], True),
        ("stats.m", "2014", ["not known: association.stats[m] on 2014; the earliest value is 0, as of 2015"], False),
        ("stats.n", "2014", ["not known: association.stats[n] on 2014; its value has no date"], False),
        ("stats.n", None, ["3"], True),
        ("offices.head", None, ["nobody from 2015-02 (verified)", "ა / A from 2010 to 2014-06"], True),
        ("offices.head", "2014-06-30", ["ა / A from 2010 to 2014-06"], True),
        ("offices.head", "2014-07", ["not known: who was head on 2014-07"], False),
        ("offices.head", "2019-11-15", ["nobody from 2015-02 (verified)"], True),
        ("offices.head", "2019-11-16", [
            "not known for certain: nobody from 2015-02 (verified); "
            "the content was last brought up to date for 2019-11-15"
        ], False),
    ],
)  # fmt: skip
def test_what_a_small_content_says(
    tmp_path: Path, path: str, day: str | None, lines: list[str] | None, known: bool
) -> None:
    folder = tiny.write(tmp_path, **SMALL)
    if lines is None:
        with pytest.raises(PathError, match="there is no field seat"):
            answer(path, day, folder)
    else:
        assert told(path, day, folder) == (lines, known)


def test_only_figures_and_offices_are_asked_for_a_day_also_where_nothing_is(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, **SMALL)
    for path in ("agency.country", "association.website"):
        with pytest.raises(PathError, match="leave --on out"):
            answer(path, "2019", folder)
