"""Terms and offices at their edges; the edition is of 15 May 2030, and about a forum on 20 May."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.families import holders, people
from briefgen.checks.subject import Subject
from tests.checks.small import found, marked, paths, severities, subject, told

TWICE, VACANT = people.office_twice.code, people.office_vacant.code
SOON, UNFIT, OUTSIDE = people.term_ends_soon.code, people.term_unfit.code, holders.holder_outside_term.code
OFFICES = [
    {"id": "chair", "title": {"en": "Chair", "ka": "თავმჯდომარე"}},
    {"id": "chief-clerk", "title": {"en": "Chief Clerk", "ka": "მდივანი"}},
]
PERSONS = [
    {"id": "anna-1", "name": {"en": "Anna Smith", "ka": "ანა სმიტი"}},
    {"id": "ben", "name": {"en": "Ben Jones"}},
]


def term(id: str, start: str | None = None, end: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"id": id, "person": "anna-1", "office": "chair", "start": start, "end": end, **fields}


def terms(*all_of_them: dict[str, Any], **said: Any) -> Subject:
    files = {"people": {"persons": PERSONS, "terms": list(all_of_them)}, **said.pop("files", {})}
    association = {"offices": OFFICES, **said.pop("association", {})}
    return subject(files=files, association=association, **said)


def ids(about: Subject, code: str) -> list[str]:
    return [path.partition("[")[2].partition("]")[0] for path in paths(about, code)]


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        (("2020", "2025"), ("2026", "2028"), False),
        (("2020", "2025"), ("2024", "2028"), True),
        (("2020", "2025"), ("2025", "2028"), False),  # in one year the one may end before the other starts
        (("2020-01-01", "2025-03-01"), ("2025-03-01", "2028"), False),  # on the day of change
        (("2020-01-01", "2025-03-02"), ("2025-03-01", "2028"), True),
        (("2020-01-01", "2025-03"), ("2025-03", "2028"), False),
        (("2020", "2024-06"), ("2024", "2028"), False),
        (("2020", None), ("2024", "2028"), False),  # it ends when the later one starts
        ((None, "2025"), ("2024-06", "2028"), True),
        ((None, "2024"), ("2024-06", "2028"), False),
        ((None, "2025-01-01"), (None, "2025-01-01"), True),
        ((None, "2024"), (None, "2025"), False),
        (("2020", "2025"), ("2020", "2025"), True),
        ((None, None), ("2020", "2025"), False),
    ],
)
def test_terms_in_an_office_overlap_if_they_surely_do(
    one: tuple[str, str], other: tuple[str, str], twice: bool
) -> None:
    assert bool(ids(terms(term("one", *one), term("two", *other)), TWICE)) is twice
    apart = terms(term("one", *one), term("two", *other, office="chief-clerk"))
    assert ids(apart, TWICE) == []


def test_each_term_that_overlaps_is_told_once() -> None:
    three = [term("one", "2020", "2025"), term("two", "2021", "2024"), term("three", "2021", "2024")]
    assert ids(terms(*three), TWICE) == ["two", "three"]
    # Once a pair is mended, the next shows.
    chain = [term("one", "2020", "2030-06"), term("two", "2029", "2033"), term("three", "2032", "2034")]
    assert ids(terms(*chain), TWICE) == ["two"]
    # A term without an end ends with the next one, not with one later still.
    assert ids(terms(term("one", "2020"), term("two", "2022", "2023"), term("three", "2025")), TWICE) == []
    now = [term("one", "2020", "2035"), term("two", "2021", "2034"), term("three", "2022", "2033")]
    # On the edition's date the first holds it, and the others stand beside it.
    (first, second) = found(terms(*now), TWICE)
    assert [first.path, second.path] == ["people.terms[two]", "people.terms[three]"]
    assert first.hint == "give the earlier term an end"
    assert first.message.startswith("on 15 May 2030 the office “Chair” has two holders, Anna Smith among them")
    editions = {"old": {"as_of": "2029"}}
    assert len(found(terms(*now, editions=editions), TWICE)) == 2


@pytest.mark.parametrize(
    ("start", "end", "years", "vacant"),
    [
        ("2020", "2030-05-14", None, True),
        ("2020", "2030-05-15", None, False),
        ("2020", "2030-05", None, False),
        ("2020", "2030-04", None, True),
        ("2020", None, None, False),
        ("2026-05-14", None, 4, True),
        ("2026-05-15", None, 4, False),
        ("2026", None, 4, False),
        ("2025", None, 4, True),
        ("2028-02-29", None, 2, True),
        ("2031", None, None, True),
        (None, None, None, False),
    ],
)
def test_an_office_is_vacant_when_its_last_term_is_over(
    start: str | None, end: str | None, years: int | None, vacant: bool
) -> None:
    assert ids(terms(term("one", start, end, years=years)), VACANT) == (["one"] if vacant else [])


def test_a_month_that_has_not_passed_leaves_a_derived_end_open() -> None:
    about = terms(term("one", "2026-05", None, years=4), edition={"as_of": "2030-05"})
    assert ids(about, VACANT) == []
    assert ids(terms(term("one", "2026-04", None, years=4), edition={"as_of": "2030-05"}), VACANT) == ["one"]
    assert ids(terms(term("one", "2026-05-10", None, years=4), edition={"as_of": "2030-05"}), VACANT) == []
    # The edition of a whole month: an end within it may be after the edition's day.
    assert ids(terms(term("one", "2020", "2030-05-10"), edition={"as_of": "2030-05"}), VACANT) == ["one"]
    assert ids(terms(term("one", "2020", "2030-05-31"), edition={"as_of": "2030-05"}), VACANT) == []


def test_the_message_says_how_the_last_term_ended() -> None:
    (ended,) = found(terms(term("one", "2020", "2029-03")), VACANT)
    assert ended.message == "the office “Chair” is held by nobody on 15 May 2030: this term ended March 2029"
    (derived,) = found(terms(term("one", "2024-02-29", None, years=5)), VACANT)
    assert derived.message == (
        "the brief still names Anna Smith as Chair, but 5 years from 29 February 2024 are over: 28 February 2029"
    )
    (leap,) = found(terms(term("one", "2025-03-31", None, years=5)), VACANT)
    assert leap.message.endswith("are over: 31 March 2030")
    (day,) = found(terms(term("one", "2025-03-29", None, years=5)), VACANT)
    assert day.message.endswith("are over: 29 March 2030")


def test_the_last_term_is_the_one_that_starts_last_and_of_these_the_one_that_ends_last() -> None:
    assert ids(terms(term("new", "2025", "2031"), term("old", "2020", "2024")), VACANT) == []
    assert ids(terms(term("a", "2025", "2031"), term("b", "2025", "2029")), VACANT) == []
    assert ids(terms(term("b", "2025", "2029"), term("a", "2025", "2031")), VACANT) == []
    assert ids(terms(term("b", "2025", "2029"), term("a", "2025")), VACANT) == []
    assert ids(terms(term("b", "2025", "2029"), term("a", "2025-06", "2031")), VACANT) == []
    other = term("b", "2020", "2029", office="nothing")  # no office of the content
    assert ids(terms(other), VACANT) == []


def test_a_gap_that_a_session_left_open_is_a_matter_of_the_build_and_the_next_office_is_looked_at() -> None:
    item = {"id": "i", "kind": "election", "office": "chair", "title": {"en": "Election"}}
    held = {"id": "s", "kind": "meeting", "date": "2029-03-05", "state": "held", "agenda": [item]}
    both = [term("one", "2020", "2029-03-05"), term("two", "2020", "2029", office="chief-clerk")]
    assert ids(terms(*both, events=[held]), VACANT) == ["two"]
    assert ids(terms(*both), VACANT) == ["one", "two"]


def test_an_office_whose_terms_start_later_is_vacant_until_then() -> None:
    about = terms(term("one", "2031"), term("two", "2033"))
    assert ids(about, VACANT) == ["one"]
    assert severities(about, VACANT) == ["warning"]
    assert ids(terms(term("old", "2020", "2031"), term("one", "2032")), VACANT) == []


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("2030-05-14", None),  # over: the office is vacant
        ("2030-05-15", "before the event ends"),
        ("2030-05-21", "before the event ends"),
        ("2030-05-22", "on the last day of the event"),
        ("2030-05-23", "within 90 days after the event"),
        ("2030-08-20", "within 90 days after the event"),
        ("2030-08-21", None),
        ("2030-08", None),
        ("2030-07", "within 90 days after the event"),
        (None, None),
    ],
)
def test_a_term_ends_soon_within_ninety_days_after_the_events_last_day(end: str | None, said: str | None) -> None:
    event = {"id": "days", "kind": "forum", "date": "2030-05-18/2030-05-22", "state": "planned"}
    about = terms(term("one", "2020", end), events=[event], edition={"event": "days"})
    assert [one.message.rpartition(", ")[2] for one in found(about, SOON)] == ([said] if said else [])


def test_a_term_without_an_office_of_the_content_ends_unsaid() -> None:
    assert ids(terms(term("one", "2020", "2030-06", office="nothing")), SOON) == []
    assert ids(terms(term("one", "2020", "2030-06")), SOON) == ["one"]
    assert ids(terms(term("one", "2028-06", None, years=2)), SOON) == ["one"]
    side_by_side = [term("one", "2020", "2040"), term("two", "2020", "2030-06", person="ben")]
    assert ids(terms(*side_by_side), SOON) == ids(terms(*side_by_side[::-1]), SOON) == ["two"]
    assert ids(terms(term("one", "2020", None, years=5)), SOON) == []  # over: the office is vacant


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020", "2019", [("end", "error"), ("start", "warning")]),
        ("2028", "2028", []),
        ("2026", "2029", [("start", "warning")]),  # elected in 2027
        ("2027", "2029", []),
        (None, "2026", [("end", "error")]),
        (None, "2027", []),
        ("2025", "2026", [("start", "warning")]),
        ("2028", "2025", [("end", "error"), ("end", "error")]),
    ],
)
def test_a_term_starts_before_it_ends_and_after_the_election(
    start: str | None, end: str, expected: list[tuple[str, str]]
) -> None:
    elected = {"id": "e", "kind": "meeting", "date": "2027-06-01", "state": "held"}
    about = terms(term("one", start, end, elected_at="e"), events=[elected])
    places = [path.rpartition(".")[2] for path in paths(about, UNFIT)]
    assert list(zip(places, severities(about, UNFIT), strict=True)) == expected


def test_the_messages_of_terms_name_dates_and_what_there_is_of_names() -> None:
    assert paths(terms(term("one", "2020", "2019")), UNFIT) == ["people.terms[one].end"]  # elected nowhere
    elected = {"id": "e", "kind": "meeting", "date": "2027-06-01", "state": "held", "name": {"en": "Vote"}}
    (early,) = found(terms(term("one", "2026", "2030", elected_at="e"), events=[elected]), UNFIT)
    assert early.message == "elected at Vote, 1 June 2027, but in office from 2026"
    (later,) = found(terms(term("one", "2031-03")), VACANT)
    assert later.message == "the office “Chair” is held by nobody on 15 May 2030: this term starts March 2031"
    both = [term("one", "2020", "2025", office="gone"), term("two", "2024", "2028", office="gone", person="nobody")]
    assert found(terms(*both), TWICE)[0].message == "this overlaps the term 'one' in the office “gone”"
    # Of two terms that start together the one that may end later is the last.
    for pair in ([("a", "2029"), ("b", "2029-06")], [("b", "2029-06"), ("a", "2029")]):
        assert ids(terms(*(term(id, "2020", end) for id, end in pair)), VACANT) == ["a"]


def holder(words: str, language: str = "en", **said: Any) -> Subject:
    """Return an entry of 2025; Anna is Chair from 2027 to 2029, Ben was until 2026."""
    both = [term("anna", "2027", "2029"), term("ben", "2020", "2026", person="ben")]
    files = {"people": {"persons": PERSONS, "terms": said.pop("terms", both)}}
    said = {"entry": {"date": "2025"}, "association": {"offices": OFFICES}, **said}
    return told({language: words}, files=files, **said)


PRINTED = "{{ persons.anna_1 }}"


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        (f"So Chair {PRINTED} came.", [PRINTED]),
        ("So Chair Anna Smith came.", ["Anna Smith"]),
        ("So the Chair, Anna Smith, came.", ["Anna Smith"]),
        ("So the Chair of EXAS, Anna Smith, came.", ["Anna Smith"]),
        ("So the Chair of the Council, Anna Smith, came.", ["Anna Smith"]),
        ("So the Chair was Anna Smith.", ["Anna Smith"]),
        ("So the Chair, Ms Anna Smith, came.", ["Anna Smith"]),
        ("So Anna Smith, the Chair, came.", ["Anna Smith"]),
        ("So Anna Smith’s Chair came.", ["Anna Smith"]),
        ("So Anna Smith (Chair) came.", ["Anna Smith"]),
        (f"So {{{{ offices.chair }}}} {PRINTED} came.", [PRINTED]),
        (f"So {PRINTED}, {{{{ offices.chair | dat }}}}, came.", [PRINTED]),
        (f"So {{{{ offices.chief_clerk }}}} {PRINTED} came.", []),  # an office that she never held
        ("So Chair Ben Jones came.", []),
        ("So Chair Anna Smithson came.", ["Anna Smith"]),
        ("So the Chair met Anna Smith.", []),
        ("So Armchair Anna Smith came.", []),
        ("So Chair JoAnna Smith came.", []),
        ("So JoAnna Smith, the Chair, came.", []),
        ("So Anna Smith, the former Chair, came.", []),
        ("So then Chair Anna Smith came.", []),
        ("They elected as the new Chair of the house Anna Smith.", []),
        ("They elected a b c d e f g h i j Chair Anna Smith.", ["Anna Smith"]),  # far before
        ("So Chair Anna Smith was elected.", []),
        ("So Chair Anna Smith came and was then elected.", ["Anna Smith"]),  # far behind
        ("They elected others. Chair Anna Smith came.", ["Anna Smith"]),  # in another sentence
        ("So Chair {{ persons.nobody }} came.", []),
    ],
)
def test_whoever_stands_beside_a_title_held_that_office_then(words: str, marks: list[str]) -> None:
    assert marked(holder(words), OUTSIDE) == marks


@pytest.mark.parametrize(
    ("dates", "outside"),
    [
        ([("2027", "2029")], True),
        ([("2020", "2024")], True),
        ([("2020", "2025")], False),
        ([("2025-06", "2029")], False),
        ([(None, None)], False),
        ([("2020", "2022"), ("2024", "2026")], False),
        ([("2020", "2022"), ("2027", "2028")], True),
    ],
)
def test_a_term_is_outside_a_date_if_it_surely_is(dates: list[tuple[str | None, str | None]], outside: bool) -> None:
    own = [term(f"t{number}", *each) for number, each in enumerate(dates)]
    assert marked(holder("So Chair Anna Smith came.", terms=own), OUTSIDE) == (["Anna Smith"] if outside else [])


@pytest.mark.parametrize(("start", "outside"), [("2024", True), ("2025", False), ("2025-06", False), ("2023", True)])
def test_a_term_without_an_end_is_over_when_the_next_starts(start: str, outside: bool) -> None:
    both = [term("anna", "2020"), term("ben", start, person="ben")]
    assert marked(holder("So Chair Anna Smith came.", terms=both), OUTSIDE) == (["Anna Smith"] if outside else [])
    elsewhere = [both[0], {**both[1], "office": "chief-clerk"}]
    assert marked(holder("So Chair Anna Smith came.", terms=elsewhere), OUTSIDE) == []


def test_a_text_without_a_date_of_its_own_has_that_of_its_fact_or_of_the_edition() -> None:
    words = {"en": "Its Chair Anna Smith leads."}
    people_of = {"people": {"persons": PERSONS, "terms": [term("anna", "2027", "2029")]}}

    def aim(**fields: str) -> list[str]:
        return marked(subject(association={"offices": OFFICES, "aim": words, **fields}, files=people_of), OUTSIDE)

    assert aim(as_of="2028") == []
    assert aim(as_of="2026") == ["Anna Smith"]
    assert aim() == ["Anna Smith"]
    ongoing = holder("So Chair Anna Smith came.", entry={"date": "ongoing"}, terms=[term("anna", "2027")])
    assert marked(ongoing, OUTSIDE) == []
    over = holder("So Chair Anna Smith came.", entry={"date": "ongoing"}, terms=[term("anna", "2020", "2024")])
    assert marked(over, OUTSIDE) == ["Anna Smith"]  # what goes on is of the edition's day


def test_the_message_says_when_somebody_was_in_office() -> None:
    (only,) = found(holder("So Chair Anna Smith came.", terms=[term("anna", "2027")]), OUTSIDE)
    assert only.message == "Anna Smith wasn't Chair in 2025: in office since 2027"


def test_those_whom_an_entry_lists_held_the_office_that_it_names() -> None:
    def listed(words: str, persons: list[str], **said: Any) -> list[str]:
        date = said.pop("when", {"date": "2025"})
        return paths(holder(words, entry={**date, "persons": persons}, **said), OUTSIDE)

    at = "cooperation.history[entry].persons"
    assert listed("It met the Chair.", ["anna-1"]) == [f"{at}[0]"]
    assert listed("It met the Chair.", ["ben", "anna-1"]) == []  # the text may mean him
    assert listed("It met the Clerk.", ["anna-1"]) == []
    assert listed("It met the Chief Clerk.", ["anna-1"]) == []  # never hers
    assert listed("It met the Chair.", []) == []
    assert listed("It met the former Chair.", ["anna-1"]) == []
    assert listed("It met the former Chair. The Chair spoke.", ["anna-1"]) == [f"{at}[0]"]
    assert listed("It met the Chair.", ["anna-1"], when={"date": "ongoing"}) == []
    elected = [term("anna", "2027", "2029", elected_at="e"), term("ben", "2028", "2030", person="ben")]
    event = {"id": "e", "kind": "meeting", "date": "2025", "state": "held"}
    said = {"terms": elected, "events": [event], "when": {"event": "e"}}
    assert listed("It met the Chair.", ["anna-1", "ben"], **said) == []  # elected there
    unlinked = [term("anna", "2027", "2029"), term("ben", "2028", "2030", person="ben")]
    assert listed("It met the Chair.", ["anna-1", "ben"], **{**said, "terms": unlinked}) == [f"{at}[0]", f"{at}[1]"]


def test_in_georgian_a_title_and_a_name_take_endings() -> None:
    assert marked(holder("მოვიდა თავმჯდომარე ანა სმიტი.", "ka"), OUTSIDE) == ["ანა სმიტი"]
    assert marked(holder("მოვიდა თავმჯდომარე ქალბატონი ანა სმიტი.", "ka"), OUTSIDE) == ["ანა სმიტი"]
