"""Which typed numbers stand beside something that the content counts or states, and what it says of that."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.counted import Counted, stated
from briefgen.checks.subject import Subject
from tests.checks.small import subject, told

COMMISSIONS = [
    {"id": "commissions", "kind": "commissions", "name": {"en": "Technical Commissions", "ka": "ტექნიკური კომისიები"}},
    {"id": "one", "kind": "commission", "parent": "commissions", "name": {"en": "Pensions"}},
    {"id": "two", "kind": "commission", "parent": "commissions", "name": {"en": "Health"}},
    {"id": "three", "kind": "commission", "parent": "commissions", "name": {"en": "Work"}},
]
STATS = [{"id": "offices", "label": {"en": "Regional offices"}, "value": 40, "as_of": "2029"}]


def said(about: Subject, path: str = "") -> list[tuple[str, str]]:
    """Return each number that was typed, and what the content says beside it."""
    return [(text.raw[n.start : n.end], thing.says) for text, n, thing in stated(about) if text.path.startswith(path)]


def things(about: Subject) -> list[Counted]:
    return [thing for _, _, thing in stated(about)]


BODIES = "the content has 3 under “Technical Commissions”"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("It has 4 commissions.", "4"),
        ("It has 4 Technical Commissions.", "4"),
        ("It has four new and rather large commissions.", None),  # too far, and linked
        ("It has four new well known big commissions.", "four"),
        ("It has four new well known big old commissions.", None),
        ("It has four-year commissions.", "four"),
        ("It has four of the commissions.", None),
        ("It has four OF our commissions.", None),
        ("It has four, all of them commissions.", None),
        ("It has four (of which one new) commissions.", "four"),
        ("It has four^[Of which one is new.] commissions.", "four"),
        ("It has 3–4 commissions.", None),
        ("It has 4–5 commissions.", None),
        ("It has 4% commissions.", None),
        ("It has 4 commissions, 5% of all.", "4"),
        ("It has about 4 commissions.", None),
        ("It has One commission.", None),
        ("It has two commissions.", "two"),
        ("The 4th commission came.", None),
        ("It has 4.5 commissions.", None),
        ("In all it has 4.5 or 4 commissions.", "4"),
    ],
)
def test_a_number_counts_the_noun_behind_it(words: str, number: str | None) -> None:
    about = told(words, association={"bodies": COMMISSIONS})
    assert said(about) == ([(number, BODIES)] if number else [])


def test_a_body_counts_what_is_under_it_surely_in_its_own_text_and_by_its_full_name() -> None:
    words = {"en": "It has 4 commissions, or 5 Technical Commissions."}
    own = subject(association={"bodies": [{**COMMISSIONS[0], "text": words}, *COMMISSIONS[1:]]})
    assert [(thing.sure, thing.some) for thing in things(own)] == [(True, "never")] * 2
    elsewhere = told(words, association={"bodies": COMMISSIONS})
    assert [(thing.sure, thing.some) for thing in things(elsewhere)] == [(False, "perhaps"), (True, "perhaps")]
    printed = {"en": "It has {{ commissions | count }} in all, 4 commissions in the east."}
    assert said(told(printed, association={"bodies": COMMISSIONS})) == []


def test_a_name_of_one_word_is_as_likely_that_of_others() -> None:
    bodies = [{**COMMISSIONS[0], "name": {"en": "Commissions"}}, *COMMISSIONS[1:]]
    assert [thing.sure for thing in things(told("It has 4 commissions.", association={"bodies": bodies}))] == [False]


def test_a_body_counts_only_its_own_and_its_name_may_have_words_within() -> None:
    other = {"id": "other", "kind": "commission", "parent": "council", "name": {"en": "Other"}}
    about = told("It has 4 Technical and Legal Commissions.", association={"bodies": [*COMMISSIONS, other]})
    assert said(about) == [("4", BODIES)]
    assert [thing.sure for thing in things(about)] == [True]


def test_a_hyphen_in_a_noun_counts_as_a_space() -> None:
    stats = [{"id": "s", "label": {"en": "Regional sub-offices"}, "value": 40, "as_of": "2029"}]
    about = subject(association={"stats": stats, "aim": {"en": "It has 41 sub-offices, 42 sub offices, 43 offices."}})
    assert [number for number, _ in said(about)] == ["41", "42"]


def test_a_number_takes_the_nearest_thing_and_of_several_the_one_that_says_so_too() -> None:
    stats = [
        {"id": "members", "label": {"en": "Members"}, "value": 90, "as_of": "2029"},
        {"id": "branches", "label": {"en": "Branches"}, "value": 80, "as_of": "2029"},
        {"id": "associates", "label": {"en": "Associate members"}, "value": 70, "as_of": "2029"},
    ]
    aim = {"en": "It has 95 members in its branches. It has 70 members of another kind, 80 members in branches."}
    about = subject(association={"stats": stats, "aim": aim})
    found = [(text.raw[n.start : n.end], thing.values) for text, n, thing in stated(about)]
    assert found == [("95", (90,)), ("70", (70,)), ("80", (90,))]
    # The noun beside it is meant, though another one farther off would agree.
    near = subject(association={"stats": stats, "aim": {"en": "It has 80 member branches."}})
    assert [thing.values for thing in things(near)] == [(90,)]


def test_a_figure_is_surely_meant_in_its_own_text() -> None:
    figure = {**STATS[0], "text": {"en": "There are 41 offices."}, "qualifier": "about"}
    about = subject(association={"stats": [figure], "aim": {"en": "It has 42 offices."}})
    own, other = things(about)
    assert (own.sure, own.some, own.rough, own.chance) == (True, "often", True, False)
    assert (other.sure, other.chance) == (False, True)
    assert said(about)[0] == ("41", "the figure “Regional offices” is 40")
    printed = subject(association={"stats": STATS, "aim": {"en": "{{ stats.offices }} in all, 42 offices in Asia."}})
    assert said(printed) == []


@pytest.mark.parametrize(
    ("words", "sure", "chance"),
    [
        ("It has 42 offices.", False, True),
        ("Its members keep 42 offices.", True, False),
        ("Its members, old and very new, keep 42 offices.", False, True),  # farther than three words
        ("The 42 offices of members.", True, False),
        ("EXAS is large and far away, and it has 42 offices.", False, False),
        ("The Association is large and far away, and it has 42 offices.", False, False),
    ],
)
def test_members_or_the_association_beside_a_number_make_its_figure_likelier(
    words: str, sure: bool, chance: bool
) -> None:
    (thing,) = things(subject(association={"stats": STATS, "aim": {"en": words}}))
    assert (thing.sure, thing.chance) == (sure, chance)


def test_a_small_figure_counts_in_texts_about_the_association_alone() -> None:
    small = [{**STATS[0], "value": 19}]
    assert said(subject(association={"stats": small, "aim": {"en": "It has 18 offices."}}))
    assert not said(told("It has 18 offices.", association={"stats": small}))
    assert said(told("It has 18 offices.", association={"stats": [{**STATS[0], "value": 20}]}))


def event(words: str, association: Any = None, **fields: Any) -> Subject:
    one = {"id": "e", "kind": "meeting", "date": "2028", "state": "held", "name": {"en": "Yearly Meeting in Rio"}}
    return subject(association=association, events=[{**one, "text": {"en": words}, **fields}])


PEOPLE, OTHERS = {"value": 50}, {"value": 60, "qualifier": "about"}


@pytest.mark.parametrize(
    ("words", "fields", "expected"),
    [
        ("49 people came.", {}, None),
        ("49 people came.", {"participants": {"people": PEOPLE}}, "the event has 50 people"),
        ("49 people came.", {"participants_expected": PEOPLE}, "the event has 50 people"),
        (
            "49 people came.",
            {"participants_expected": OTHERS, "participants": {"people": PEOPLE}},
            "the event has 50 or 60 people",
        ),
        ("About 49 people came.", {"participants": {"people": PEOPLE}}, None),
        (
            "About 49 people came.",
            {"participants_expected": OTHERS, "participants": {"people": PEOPLE}},
            "the event has 50 or 60 people",
        ),
        ("{{ participants.people }} came, 49 people spoke.", {"participants": {"people": PEOPLE}}, None),
        ("49 institutions came.", {"participants": {"organisations": PEOPLE}}, "the event has 50 organisations"),
        ("3 countries came.", {"participants": {"countries": ["GE", "FR"]}}, "the event lists 2 countries"),
        ("{{ countries | count }}, 3 countries.", {"participants": {"countries": ["GE", "FR"]}}, None),
        (
            "49 countries came.",
            {"participants": {"from_countries": PEOPLE}},
            "the event has participants from 50 countries",
        ),
        ("{{ participants.from_countries }}, 49 countries.", {"participants": {"from_countries": PEOPLE}}, None),
        ("About 49 countries came.", {"participants": {"from_countries": PEOPLE}}, None),
        (
            "About 49 countries came.",
            {"participants": {"from_countries": OTHERS}},
            "the event has participants from 60 countries",
        ),
        ("The 11th meeting.", {"number": 12}, "the number of the event is 12"),
        ("Nearly 11th meeting.", {"number": 12}, "the number of the event is 12"),
        ("The 11th in Europe.", {"number": 12}, None),
        ("The 11 meetings.", {"number": 12}, None),
        ("The fourth meeting.", {"number": 12}, "the number of the event is 12"),
        ("The third meeting.", {"number": 12}, None),
    ],
)
def test_an_event_states_who_came_and_which_it_is(words: str, fields: dict[str, Any], expected: str | None) -> None:
    assert [says for _, says in said(event(words, **fields), "events[e].text")] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("words", "number", "sure"),
    [
        ("They are elected for 5 years.", "5", True),
        ("Their term is of 5 years.", "5", True),
        ("A five-year term.", "five", True),
        ("A five-year-term seat.", "five", True),
        ("The term of all who sit there and in the other one is of 5 years.", "5", False),
        ("It lasted 5 years.", None, False),
    ],
)
def test_years_are_those_of_a_term_where_one_is_named(words: str, number: str | None, sure: bool) -> None:
    about = event(words, term_years=4)
    assert said(about) == ([(number, "the content says of the term: 4 years")] if number else [])
    assert [thing.sure for thing in things(about)] == ([sure] if number else [])


TERM = {"id": "t", "person": "anna", "office": "chair", "years": 6}


def test_terms_come_from_sessions_agendas_and_the_persons_that_an_entry_tells_of() -> None:
    item = {"id": "i", "kind": "election", "title": {"en": "Election"}, "term_years": 3}
    session = {"id": "s", "kind": "meeting", "parent": "e", "date": "2028", "state": "held", "agenda": [item]}
    about = subject(
        events=[
            {"id": "e", "kind": "meeting", "date": "2028", "state": "held", "text": {"en": "A term of 5 years."}},
            session,
        ]
    )
    assert said(about) == [("5", "the content says of the term: 3 years")]
    elsewhere = subject(
        events=[
            {"id": "e", "kind": "meeting", "date": "2028", "state": "held", "text": {"en": "A term of 5 years."}},
            {**session, "parent": "forum"},
        ]
    )
    assert said(elsewhere) == []
    files = {"people": {"persons": [{"id": "anna", "name": {"en": "Anna"}}], "terms": [TERM]}}
    assert said(told("A term of 5 years.", files=files, entry={"persons": ["ben", "anna"]})) == [
        ("5", "the content says of the term: 6 years")
    ]
    assert said(told("A term of 5 years.", files=files)) == []


PROGRAMMES: list[dict[str, Any]] = [
    {"id": "old", "period": "2020/2022"},
    {"id": "new", "period": "2023/2026", "years": 3},
]


def test_years_of_a_programme_are_those_that_it_says_or_its_period_has() -> None:
    own = {**PROGRAMMES[0], "text": {"en": "A programme of 5 years."}}
    about = subject(association={"programmes": [own, {"id": "new", "period": "2023/2026"}]})
    assert said(about) == [("5", "the content says of the programme: 3 years")]
    long = {"programmes": [{"id": f"p{years}", "period": "2020", "years": years} for years in (8, 1)]}
    assert said(told("A programme of 5 years.", association=long)) == [
        ("5", "the content says of the programme: 1 or 8 years")
    ]
    everywhere = {"programmes": [PROGRAMMES[0], {"id": "new", "period": "2023/2026"}]}
    assert said(told("A programme of 5 years.", association=everywhere)) == [
        ("5", "the content says of the programme: 3 or 4 years")
    ]
    assert [thing.sure for thing in things(about)] == [True]
    assert [thing.sure for thing in things(told("A programme of 5 years.", association=everywhere))] == [False]
    item = {"id": "i", "kind": "adoption", "title": {"en": "Adoption"}, "programme": "new"}
    assert said(event("A programme of 5 years.", agenda=[item], association=everywhere)) == [
        ("5", "the content says of the programme: 4 years")
    ]


def test_how_often_a_body_meets_is_near_its_word() -> None:
    body = {"id": "b", "kind": "council", "name": {"en": "Council"}, "meets_every_years": 3}
    about = subject(association={"bodies": [{**body, "text": {"en": "It meets every 4 years, for 2 years it met."}}]})
    assert said(about) == [("4", "the content says that it meets every 3 years")]
    assert [thing.sure for thing in things(about)] == [True]
    assert [thing.sure for thing in things(told("It meets every 4 years.", association={"bodies": [body]}))] == [False]
    both = [{**body, "text": {"en": "It meets every 4 years."}}, {**body, "id": "c", "meets_every_years": 2}]
    assert said(subject(association={"bodies": both})) == [("4", "the content says that it meets every 3 years")]
    assert said(told("It meets every 4 years.", association={"bodies": [*both[1:], {**body, "id": "d"}]})) == [
        ("4", "the content says that it meets every 2 or 3 years")
    ]
    without = {"id": "b", "kind": "council", "name": {"en": "Council"}}
    assert said(told("It meets every 4 years.", association={"bodies": [without]})) == []


def test_votes_and_goals_count_in_their_own_texts() -> None:
    member = {"category": "affiliate", "votes": 0, "text": {"en": "It has 2 votes."}}
    assert said(subject(files={"cooperation": {"membership": member}})) == [("2", "the membership has the votes: 0")]
    goals = {"intro": {"en": "It has 3 goals."}, "items": [{"id": "g", "text": {"en": "Peace."}}]}
    about = subject(association={"goals": goals, "aim": {"en": "It shot 4 goals."}})
    assert said(about) == [("3", "the content lists 1 goals")]


def test_a_noun_of_a_name_is_its_last_word_and_in_french_its_first() -> None:
    stat = {"id": "s", "label": {"en": "Committees of lamps", "fr": "Comités des lampes"}, "value": 40, "as_of": "2029"}
    aim = {"en": "It has 41 committees and 42 lamps.", "fr": "Il a 41 comités et 42 lampes."}
    about = subject(languages=("en", "fr"), association={"stats": [stat], "aim": aim})
    assert [number for number, _ in said(about)] == ["41", "41"]
    article = {"id": "s", "label": {"en": "The committees of lamps"}, "value": 40, "as_of": "2029"}
    assert said(subject(association={"stats": [article], "aim": {"en": "It has 41 committees."}}))


def test_a_noun_that_every_association_counts_is_one_wherever_it_stands_in_a_label() -> None:
    stat = {"id": "s", "label": {"en": "Organisations worldwide"}, "value": 40, "as_of": "2029"}
    assert said(subject(association={"stats": [stat], "aim": {"en": "It has 41 organizations."}}))


def test_what_a_number_counts_is_found_in_a_long_text() -> None:
    words = "Its members keep 42 offices."
    assert things(subject(association={"stats": STATS, "aim": {"en": words}}))
    long = "EXAS " + "is so large, " * 30 + "and it has 42 offices."
    (thing,) = things(subject(association={"stats": STATS, "aim": {"en": long}}))
    assert not thing.chance


def test_numbers_that_are_rough_in_georgian_by_what_follows_are_left_alone() -> None:
    figure = {"id": "s", "label": {"ka": "ოფისები"}, "value": 40, "as_of": "2029"}
    for words, number in (("აქვს 41 ოფისი.", "41"), ("აქვს 41-ზე მეტი ოფისი.", None)):
        about = subject(languages=("ka",), association={"stats": [figure], "aim": {"ka": words}})
        assert [typed for typed, _ in said(about)] == ([number] if number else [])
