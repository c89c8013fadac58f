"""What a rule finds in a text stays with it, and is what it would find if nothing had been looked at before."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.checks import texts
from briefgen.checks.all_rules import RULES, Subject
from briefgen.checks.rules import Found
from tests.checks.small import entry, told

SAID = (
    "Smithova spoke for the Agency, and Smithovas came.",
    "The Agency met Anna Smithova on 20 May 2030.",
    "The Agency  met Ana Smithova on Tuesday, 20 May 2030 ,TODO",
    "At this stage the the Council has 7 members and [სახლი ]{lang=ka}.",
    "Mr Novak of the Glimmer House was elected President - at Xburg",
    "*A* “quotation” of „words“, {{ event.name }} and 300 Membres.",
)  # fmt: skip
SAID_KA = (
    "სააგენტო შეხვდა ანა სმითოვას 2030 წლის 20 მაისს.",
    "ამ ეტაპზე საბჭოს  7 წევრი ჰყავს ,და პრეზიდენტმა ანტონ მილერმა 300 წევრი დაასახელა.",
    "სახლი სახლი - „ციმციმის სახლი",
)
PEOPLE: tuple[dict[str, Any], ...] = (
    {"en": "Anna Smithova", "ka": "ანა სმითოვა"},
    {"en": "Anton Miller", "ka": "ანტონ მილერი"},
)
WORDS: tuple[dict[str, list[str]], ...] = ({}, {"en": ["Membres", "Xburg"]}, {"ka": ["ციმციმის"]})
TERMS: tuple[dict[str, Any], ...] = (
    {"id": "t", "term": {"en": "Glimmer House", "ka": "ციმციმის სახლი"}},
    {"id": "v", "term": {"en": "Smithova House", "ka": "სმითოვას სახლი"}},
    {"id": "u", "term": {"en": "Council", "ka": "საბჭო"}, "forbidden": {"en": ["Agency"], "ka": ["სააგენტო"]}},
)
OFFICES: tuple[dict[str, Any], ...] = (
    {"en": "President", "ka": "პრეზიდენტი"},
    {"en": "Smithova Chair", "ka": "სმითოვას სავარძელი"},
    {"en": "Chair of the House", "ka": "თავმჯდომარე"},
)


@st.composite
def states(draw: st.DrawFn) -> dict[str, Any]:
    """Return what a content says: two texts, and the names and terms that some rules look for in them."""
    said = {"en": draw(st.sampled_from(SAID)), "ka": draw(st.sampled_from(SAID_KA))}
    other = {"en": draw(st.sampled_from(SAID)), "ka": draw(st.sampled_from(SAID_KA))}
    persons = [{"id": f"p{at}", "name": name} for at, name in enumerate(draw(_some(PEOPLE)))]
    return {
        "words": said,
        "history": [entry(said), entry(other, id="other")],
        "people": {"persons": persons},
        "glossary": {"words": draw(st.sampled_from(WORDS)), "terms": draw(_some(TERMS))},
        "offices": [{"id": f"o{at}", "title": title} for at, title in enumerate(draw(_some(OFFICES)))],
    }


def _some(of: tuple[dict[str, Any], ...]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.sampled_from(of), max_size=2, unique_by=str)


def subject(state: dict[str, Any]) -> Subject:
    cooperation = {"title": {"en": "History", "ka": "ისტორია"}, "history": state["history"]}
    files = {"people": state["people"], "glossary": state["glossary"], "cooperation": cooperation}
    return told(state["words"], files=files, association={"offices": state["offices"]})


def found(about: Subject) -> dict[str, list[Found]]:
    return {code: list(rule.find(about)) for code, rule in RULES.items()}


def state(*terms: dict[str, Any], offices: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """Return a state in which a surname stands in a text, and with some terms and titles in the names of others."""
    said = {"en": SAID[0], "ka": SAID_KA[0]}
    return {
        "words": said,
        "history": [entry(said)],
        "people": {"persons": [{"id": "p", "name": PEOPLE[0]}]},
        "glossary": {"words": {}, "terms": list(terms)},
        "offices": [{"id": f"o{at}", "title": title} for at, title in enumerate(offices)],
    }


@settings(max_examples=20)
@example([state(), state(TERMS[1]), state()])
@example([state(), state(offices=OFFICES[1:2]), state(TERMS[0], TERMS[2])])
@given(st.lists(states(), min_size=2, max_size=3))
def test_after_an_edit_rules_find_what_they_find_in_a_content_never_seen(after: list[dict[str, Any]]) -> None:
    texts._lately.clear()
    warm = [found(subject(state)) for state in after]
    cold = []
    for state in after:
        texts._lately.clear()
        cold.append(found(subject(state)))
    assert warm == cold


def test_a_text_that_stays_is_the_same_with_what_was_made_of_it() -> None:
    calls: list[str] = []

    def made(text: texts.TextIn, more: str) -> str:
        calls.append(more)
        return f"{text.raw} {more} {len(calls)}"

    (one,) = texts.as_before([texts.TextIn("a", "en", "en", "lamp")])
    assert [one.once(made, "x"), one.once(made, "x"), one.once(made, "y")] == ["lamp x 1", "lamp x 1", "lamp y 2"]
    same, other = texts.as_before([texts.TextIn("a", "en", "en", "lamp"), texts.TextIn("b", "en", "en", "lamp")])
    assert same is one
    assert same.once(made, "y") == "lamp y 2"
    assert other.once(made, "y") == "lamp y 3"
