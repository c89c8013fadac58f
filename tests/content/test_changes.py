"""What staff ask for from the command line: values, figures with their history, new entries, and what is refused."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from briefgen.content.changes import ChangeError, add_entry, as_typed, read_entry, set_value
from briefgen.content.editor import EditError
from briefgen.content.layout import in_line, same
from briefgen.content.loader import load
from briefgen.content.order import type_at
from briefgen.content.paths import PathError
from briefgen.content.schema import FILES, Edition
from briefgen.content.source import read_source
from briefgen.diagnostics import ProblemsError
from briefgen.files import ChangedError
from tests.conftest import ROOT, ProjectCopy
from tests.content.test_editor import FILES as CONTENT
from tests.content.test_editor import every_place

TAKEN = "; until you give it one, it is taken to end when this term starts"
NAME = {"ka": "ა", "en": "b"}
EDITION = "editions[2019-10-brussels]"


@pytest.fixture
def folder(project_copy: ProjectCopy) -> Path:
    return project_copy.root / "content"


def changed(folder: Path) -> list[str]:
    """Return the lines that differ from the real content, as in a diff without context."""
    lines: list[str] = []
    for path in sorted(folder.rglob("*.yaml")):
        real = ROOT / "content" / path.relative_to(folder)
        old = real.read_text(encoding="utf-8").splitlines() if real.exists() else []
        new = path.read_text(encoding="utf-8").splitlines()
        lines += list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]


def refusal(folder: Path, path: str, words: str) -> str:
    """Return the message with which a value is refused; nothing is written."""
    with pytest.raises((ProblemsError, EditError, ChangeError, PathError)) as raised:
        set_value(folder, "content", path, words)
    assert changed(folder) == []
    return str(raised.value)


# What a person types


@pytest.mark.parametrize("file", CONTENT.values(), ids=CONTENT)
def test_what_is_shown_of_a_value_is_what_one_types_for_it(file: Path) -> None:
    source = read_source(file, file.name)
    model = Edition if file.parent.name == "editions" else FILES[file.stem]
    for keys, value in every_place(source.value):
        types = type_at(model, keys)
        assert types, keys
        words = value if isinstance(value, str) else in_line(value)
        assert same(as_typed(words, types), value), keys


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
    told = set_value(folder, "content", f"{EDITION}.drafter", "N. N.: the #1")
    assert told[1] == "the comment there stays, delete it if it is no longer true: # not supplied"
    assert changed(folder)[1] == '+drafter: "N. N.: the #1"  # not supplied'
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
        ("people.persons[breuer]", "null", "only fields can be taken out; delete the entry in its file"),
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
    project_copy.edit("content/people.yaml", "sources: [agency-brief-2019]", "sources:  # two\n    - agency-brief-2019")
    before = (folder / "people.yaml").read_bytes()
    with pytest.raises(EditError, match="there are comments inside, which would be lost"):
        set_value(folder, "content", "people.persons[breuer].sources", "[issa-history]")
    assert (folder / "people.yaml").read_bytes() == before


def test_a_file_with_two_mistakes_is_mended_one_by_one(folder: Path, project_copy: ProjectCopy) -> None:
    project_copy.edit("content/people.yaml", "country: DE", "country: Germany")
    project_copy.edit("content/people.yaml", "country: RU", "country: Russia")
    set_value(folder, "content", "people.persons[breuer].country", "DE")
    set_value(folder, "content", "people.persons[kozlov].country", "RU")
    assert changed(folder) == []
    load(folder)


def test_a_file_that_cannot_be_read_is_not_changed(folder: Path, project_copy: ProjectCopy) -> None:
    project_copy.edit("content/people.yaml", "persons:\n", "persons\n")
    with pytest.raises(ProblemsError, match=r"content/people.yaml:\d+:\d+: error"):
        set_value(folder, "content", "people.persons[breuer].country", "AT")


def test_a_link_out_of_the_content_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "people.yaml"
    (folder / "people.yaml").rename(outside)
    (folder / "people.yaml").symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(ProblemsError, match=r"content/people\.yaml:1:1: error\[link-outside\]"):
        set_value(folder, "content", "people.persons", "[]")
    assert outside.read_bytes() == before


def test_no_file_is_started_through_a_link_out_of_the_content(folder: Path, tmp_path: Path) -> None:
    (folder / "glossary.yaml").unlink()
    (folder / "glossary.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(ChangeError, match=r"content/glossary\.yaml: this link leads out of the content"):
        add_entry(folder, "content", "glossary.terms", {"id": "x", "term": NAME})
    assert not (tmp_path / "outside.yaml").exists()


def test_a_link_within_the_content_stays_a_link(folder: Path) -> None:
    (folder / "people.yaml").rename(folder / ".people-shared")
    (folder / "people.yaml").symlink_to(".people-shared")
    set_value(folder, "content", "people.persons[breuer].country", "AT")
    assert (folder / "people.yaml").is_symlink()
    assert "country: AT" in (folder / ".people-shared").read_text(encoding="utf-8")


def test_what_someone_else_writes_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "people.yaml"
    theirs = path.read_bytes() + b"# a comment of someone else\n"

    def while_looking(*arguments: object) -> object:
        path.write_bytes(theirs)
        return load(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("briefgen.content.changes._dangling", lambda values: set())
    monkeypatch.setattr("briefgen.content.changes.load", lambda *a: load(*a) if len(a) == 2 else while_looking(*a))
    with pytest.raises(ChangedError, match="was changed by someone else meanwhile"):
        set_value(folder, "content", "people.persons[breuer].country", "AT")
    assert path.read_bytes() == theirs


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
    assert told[-1] == "this mends the value; a new one with a later --as-of sends the old one to the history"
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
    with pytest.raises(ChangeError) as raised:
        set_value(folder, "content", path, "2", **options)
    assert message in str(raised.value)
    assert changed(folder) == []


# New entries


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
        ("glossary.terms", {"id": "x", "term": NAME}, "terms:\n  - id: x\n    term: {ka: ა, en: b}\n"),
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
        ("people.persons", {"name": NAME}, "a new entry of people.persons needs an id"),
        ("people.persons", {"id": "breuer", "name": NAME}, "has an entry breuer already"),
        ("agency.offices", {"id": "president", "title": NAME}, "'president' is used twice for offices"),
        ("people.persons", {"id": "x"}, "error[field-missing]: name is missing"),
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
    told = add_entry(folder, "content", "people.terms", entry)
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
    assert add_entry(folder, "content", "people.terms", given, ends_earlier=ends_earlier)[1:] == told
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
