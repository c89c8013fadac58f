from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.checks.all_rules import RULES, Subject
from briefgen.checks.families import glossary
from briefgen.content.reading.loader import load
from tests.checks.small import found, marked, paths, severities, subject, told
from tests.conftest import DEMO, DemoCopy


def test_a_text_lacks_the_long_name_and_the_short_one_once(demo_copy: DemoCopy) -> None:
    ka, en = "სააგენტო ასოციაციას აწვდის სანიმუშო", "The Agency provides the Association with"
    demo_copy.edit("content/cooperation.yaml", ka, "სანიმუშო სააგენტო და სააგენტო აწვდის")
    demo_copy.edit("content/cooperation.yaml", en, "It provides")
    subject = Subject(load(demo_copy.root / "content"), ("ka", "en"), DEMO)
    (found,) = RULES[glossary.glossary_unused.code].find(subject)
    assert found.message == "the text in 'ka' says „სანიმუშო სააგენტო“, this one doesn't say „Example Agency“"


def terms(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"glossary": {"terms": list(entries)}}


AUDIT = {
    "id": "audit",
    "term": {"en": "Control Commission", "ka": "საკონტროლო კომისია"},
    "also": {"en": ["audit body", "watch body"]},
    "forbidden": {"en": ["Audit Committee", "Control committee board"], "ka": ["აუდიტის კომიტეტი"]},
    "note": "since 2020",
}
OFFICE = {"id": "chief", "title": {"en": "Secretary General", "ka": "გენერალური მდივანი"}}
DIRECTOR = {"id": "d", "term": OFFICE["title"], "forbidden": {"en": ["Director General"]}}


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("The Director General spoke.", "error"),
        ("The EXAS Director General spoke.", "error"),
        ("The WTO Director General spoke.", None),  # an office of others
        ("The group’s Director General spoke.", "warning"),
        ("The Secretary General spoke.", None),
    ],
)
def test_what_is_ruled_out_is_an_error_of_ours_and_others_may_have_such_an_office(
    words: str, severity: str | None
) -> None:
    about = told(words, files=terms(DIRECTOR), association={"offices": [OFFICE]})
    assert severities(about, "glossary-forbidden") == ([severity] if severity else [])


def test_an_office_of_others_hides_no_wrong_name_of_ours_behind_it() -> None:
    words = "The WTO Director General met our Director General."
    assert severities(told(words, files=terms(DIRECTOR), association={"offices": [OFFICE]}), "glossary-forbidden") == [
        "error"
    ]
    assert paths(told({"en": "A.", "qq": "Director General"}, files=terms(DIRECTOR)), "glossary-forbidden") == []


def test_an_office_may_be_called_like_the_term_in_one_language_alone() -> None:
    office = {"id": "chief", "title": {"en": "Chief Clerk", "ka": "გენერალური მდივანი"}}
    about = told("The WTO Director General spoke.", files=terms(DIRECTOR), association={"offices": [office]})
    assert severities(about, "glossary-forbidden") == []


def test_what_others_have_is_ruled_out_too_if_no_office_is_called_so() -> None:
    about = told("The WTO Audit Committee met.", files=terms(AUDIT))
    assert severities(about, "glossary-forbidden") == ["warning"]


def test_an_acronym_of_the_glossary_is_ours() -> None:
    wto = {"id": "wto", "term": {"en": "WTO"}}
    lower = {"id": "council", "term": {"en": "Council"}}
    about = told("The WTO Audit Committee met.", files=terms(AUDIT, wto, lower))
    assert severities(about, "glossary-forbidden") == ["error"]


def test_a_body_that_the_glossary_names_in_words_is_not_ours_for_that() -> None:
    house = {"id": "house", "term": {"en": "Lamp House"}}
    about = told("The Audit Committee of the Lamp House met.", files=terms(AUDIT, house))
    assert severities(about, "glossary-forbidden") == ["warning"]


def test_the_glossary_itself_may_say_what_it_rules_out() -> None:
    other = {"id": "other", "term": {"en": "Audit Committee board"}}
    assert paths(told("It met.", files=terms(AUDIT, other)), "glossary-forbidden") == []


def test_what_is_ruled_out_is_marked_once_with_the_term_and_the_note() -> None:
    short = {"id": "board", "term": {"en": "Council"}, "forbidden": {"en": ["Control committee"]}}
    about = told("The Control committee board met.", files=terms(AUDIT, short))
    (only,) = found(about, "glossary-forbidden")
    assert marked(about, "glossary-forbidden") == ["Control committee board"]
    assert only.message == "the glossary rules out „Control committee board“"
    assert only.hint == "the term is „Control Commission“: since 2020"


def test_what_one_term_rules_out_and_another_allows_may_stand() -> None:
    other = {"id": "other", "term": {"en": "Audit Committee"}}
    assert not found(told("The Audit Committee met.", files=terms(AUDIT, other)), "glossary-forbidden")
    # The name of a body may be wrong itself.
    body = {"id": "b", "kind": "control", "name": {"en": "Audit Committee"}}
    about = told("The Audit Committee met.", files=terms(AUDIT), association={"bodies": [body]})
    assert paths(about, "glossary-forbidden") == ["association.bodies[b].name", "cooperation.history[entry].text"]


KA, EN = "საკონტროლო კომისია შეიკრიბა.", "The Control Commission met."


def unused(ka: str, en: str, *entries: dict[str, Any], languages: str = "ka en", **said: Any) -> list[tuple[str, str]]:
    files = {**terms(*(entries or (AUDIT,))), **said.pop("files", {})}
    words = {code: {"ka": ka, "en": en}[code] for code in languages.split()}
    about = told(words, files=files, **said)
    return [(one.language, one.message) for one in found(about, "glossary-unused") if one.path.startswith("coop")]


@pytest.mark.parametrize(
    ("ka", "en", "lacks"),
    [
        (KA, EN, []),
        (KA, "It met.", ["en"]),
        ("შეიკრიბა.", EN, ["ka"]),
        (KA, "The audit body met.", []),  # stands for it
        (KA, "The watch body met.", []),
        ("შეიკრიბა.", "The audit body met.", []),  # may mean something else
        (KA, "The Audit Committee met.", []),  # has a report of its own
        ("აუდიტის კომიტეტი შეიკრიბა.", EN, []),
        (KA, "The control commission met.", []),
        ("შეიკრიბა.", "The control commission met.", []),  # in small letters: any such commission
        (KA, "{{ bodies.control }} met.", []),
        (KA, "{{ bodies.council }} met.", ["en"]),
    ],
)
def test_a_term_is_rendered_by_its_term_in_both_directions(ka: str, en: str, lacks: list[str]) -> None:
    bodies = [{"id": "control", "kind": "control", "name": AUDIT["term"]}]
    bodies += [{"id": "council", "kind": "council", "name": {"en": "Board", "ka": "გამგეობა"}}]
    assert [language for language, _ in unused(ka, en, association={"bodies": bodies})] == lacks


def test_a_title_that_is_printed_renders_its_term() -> None:
    offices: dict[str, Any] = {"association": {"offices": [OFFICE]}}
    assert unused("გენერალური მდივანი.", "{{ offices.chief }}.", DIRECTOR, **offices) == []
    assert unused("გენერალური მდივანი.", "{{ offices.other }}.", DIRECTOR, **offices) != []


def test_of_a_language_that_briefgen_does_not_know_nothing_is_said() -> None:
    words = {"qq": "Control Commission", "ka": KA, "en": "It met."}
    assert [one.language for one in found(told(words, files=terms(AUDIT)), "glossary-unused")] == []
    assert [
        one.language
        for one in found(told({"ka": KA, "qq": "", "en": "It met."}, files=terms(AUDIT)), "glossary-unused")
    ] == ["en"]


def test_a_variant_of_three_words_means_the_term_one_of_two_may_not() -> None:
    long = {**AUDIT, "also": {"en": ["Board of Control", "Control Board"]}}
    assert unused("შეიკრიბა.", "The Board of Control met.", long)
    assert not unused("შეიკრიბა.", "The Control Board met.", long)


def test_of_a_long_and_a_short_term_the_long_one_is_missed_and_each_once() -> None:
    short = {"id": "commission", "term": {"en": "Commission", "ka": "კომისია"}}
    assert unused(KA, "It met.", AUDIT, short) == [
        ("en", "the text in 'ka' says „საკონტროლო კომისია“, this one doesn't say „Control Commission“")
    ]
    (only,) = found(told({"ka": KA, "en": "It met."}, files=terms(AUDIT)), "glossary-unused")
    assert (only.offset, only.length) == (0, len("It met."))
    twice = unused(f"{KA} {KA}", "It met.", AUDIT)
    assert len(twice) == 1
    lamp = {"id": "lamp", "term": {"en": "lamp", "ka": "ლამპარი"}}
    assert [language for language, _ in unused("ანათებს.", "Lamps burn.", lamp)] == ["ka"]  # a capital of its place
    both = unused(f"{KA} ლამპარი ანათებს.", "It met.", AUDIT, {"id": "lamp", "term": {"en": "Lamp", "ka": "ლამპარი"}})
    assert len(both) == 2


def test_a_text_that_lacks_a_term_is_told_once_though_several_languages_have_it() -> None:
    lamp = {"id": "lamp", "term": {"en": "lamp", "ka": "ლამპარი", "fr": "lampe"}}
    about = told({"ka": "ანათებს.", "en": "A lamp.", "fr": "Une lampe."}, files=terms(lamp))
    assert paths(about, "glossary-unused") == ["cooperation.history[entry].text"]


def test_a_term_without_a_word_in_a_language_asks_for_none_there() -> None:
    assert unused(KA, "It met.", {"id": "audit", "term": {"ka": "საკონტროლო კომისია", "en": " "}}) == []
    assert unused(KA, "It met.", {"id": "audit", "term": {"ka": "საკონტროლო კომისია"}}) == []


def test_names_of_bodies_and_offices_are_terms_those_of_commissions_and_half_translated_ones_are_not() -> None:
    def missing(kind: str, name: dict[str, str]) -> bool:
        other = {"id": "other", "term": {"en": "Other", "ka": "სხვა"}}
        bodies = [{"id": "b", "kind": kind, "name": name}]
        return bool(unused("დარბაზი შეიკრიბა.", "It met.", other, association={"bodies": bodies}))

    assert missing("council", {"ka": "დარბაზი", "en": "Hall"})
    assert not missing("commission", {"ka": "დარბაზი", "en": "Hall"})
    assert not missing("council", {"ka": "დარბაზი"})
    assert not missing("council", {"ka": "დარბაზი", "en": " "})
    agency = {"name": {"ka": "ფონდი", "en": "Fund"}, "short_name": {"ka": "დარბაზი", "en": "Hall"}}
    assert unused("დარბაზი შეიკრიბა.", "It met.", {"id": "o", "term": {"en": "O", "ka": "ო"}}, agency=agency)
    # What the glossary has under this name, in small letters or not, is said there.
    hall = {"id": "hall", "term": {"en": "grand hall", "ka": "დარბაზი"}}
    council = [{"id": "b", "kind": "council", "name": {"en": "Grand Hall", "ka": "სასახლე"}}]
    ((_, message),) = unused("შეიკრიბა.", "Grand Hall met.", hall, languages="en ka", association={"bodies": council})
    assert message == "the text in 'en' says „Grand Hall“, this one doesn't say „დარბაზი“"
    said = {"id": "hall", "term": {"ka": "დარბაზი", "en": "Chamber"}}
    bodies = [{"id": "b", "kind": "council", "name": {"ka": "დარბაზი", "en": "Hall"}}]
    assert unused("დარბაზი შეიკრიბა.", "The Chamber met.", said, association={"bodies": bodies}) == []


def test_titles_of_works_and_names_of_bodies_are_names_whatever_their_words_mean() -> None:
    names = {"ka": "საკონტროლო კომისია", "en": "The watchers"}
    works = [{"id": "w", "kind": "theme", "title": names}]
    bodies = [{"id": "b", "kind": "commission", "name": names, "text": names}]
    about = subject(languages=("ka", "en"), files=terms(AUDIT), association={"works": works, "bodies": bodies})
    assert paths(about, "glossary-unused") == ["association.bodies[b].text"]
    titles = {"offices": [{"id": "o", "title": names}]}
    about = subject(languages=("ka", "en"), files=terms(AUDIT), association=titles)
    assert paths(about, "glossary-unused") == ["association.offices[o].title"]


def test_while_something_could_not_be_read_no_term_is_missed() -> None:
    about = told({"ka": KA, "en": "It met."}, files=terms(AUDIT))
    assert paths(about, "glossary-unused")
    unread = replace(about.content, unread=frozenset({"events"}))
    assert paths(replace(about, content=unread), "glossary-unused") == []


def test_a_phrase_to_avoid_says_what_to_write_and_why_in_the_form_that_stands_there() -> None:
    entry = {"id": "x", "avoid": {"en": ["key stakeholder"]}, "write": {"en": ["partner", "party"]}, "note": "plain"}
    about = told("A key stakeholder came; key stakeholders left.", files={"glossary": {"phrases": [entry]}})
    first, second = found(about, "phrase-avoided")
    assert (first.hint, first.fix) == ("write “partner” / “party”: plain", ("partner", "party"))
    assert (second.fix, marked(about, "phrase-avoided")) == ((), ["key stakeholder", "key stakeholders"])
    bare = told("A key stakeholder.", files={"glossary": {"phrases": [{"id": "x", "avoid": entry["avoid"]}]}})
    assert [one.hint for one in found(bare, "phrase-avoided")] == ["say it otherwise"]
    assert severities(bare, "phrase-avoided") == ["warning"]
