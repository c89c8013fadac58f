"""Where a hint says what to write, what is found carries it: put in its place, the text is right."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.all_rules import RULES, Subject, reports
from briefgen.problems.diagnostics import Diagnostic, Fix
from tests.checks.small import told

PEOPLE = {"people": {"persons": [{"id": "anna", "name": {"en": "Anna Smithova", "ka": "ანა სმითოვა"}}]}}
DECLINED = {"people": {"persons": [{**PEOPLE["people"]["persons"][0], "forms": {"ka": {"erg": "ანა სმითოვამ"}}}]}}
FAIR = {"events": [{"id": "fair", "kind": "forum", "name": {"en": "Fair"}, "date": "2028-06", "state": "held"}]}
TERM = {"id": "t", "term": {"en": "Council", "ka": "საბჭო"}, "forbidden": {"en": ["Board"], "ka": ["გამგეობა"]}}
GLOSSARY = {"glossary": {"terms": [TERM]}}
CASES: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("quotes-wrong", "en", "a “word„ here", "a “word” here", {}),
    ("quotes-wrong", "ka", "ეს ”სიტყვა“ აქ", "ეს „სიტყვა“ აქ", {}),
    ("quotes-wrong", "en", "the Agency's house", "the Agency’s house", {}),
    ("dash-wrong", "en", "a word - a house", "a word – a house", {}),
    ("dash-wrong", "en", "a word--a house", "a word – a house", {}),
    ("dash-wrong", "ka", "სიტყვა - სახლი", "სიტყვა – სახლი", {}),
    ("range-wrong", "en", "in 2019-2020", "in 2019–2020", {}),
    ("space-doubled", "en", "a  word", "a word", {}),
    ("space-wrong", "en", "a word , a house", "a word, a house", {}),
    ("space-wrong", "en", "a word,a house", "a word, a house", {}),
    ("space-wrong", "en", "a word(of a house)", "a word (of a house)", {}),
    ("mtavruli", "ka", "ᲡᲐᲮᲚᲘ", "სახლი", {}),
    ("word-doubled", "en", "a house house", "a house ", {}),
    ("ordinal-wrong", "ka", "11-ე სხდომა", "მე-11 სხდომა", {}),
    ("ordinal-wrong", "en", "the 11st session", "the 11th session", {}),
    ("ending-wrong", "ka", "1000მდე", "1000-მდე", {}),
    ("character-invisible", "en", "wo\u200brd", "word", {}),
    ("name-spelled-twice", "en", "Anna Smithowa came", "Anna Smithova came", PEOPLE),
    ("name-typed", "en", "Anna Smithova came", "{{ persons.anna }} came", PEOPLE),
    ("name-typed", "ka", "ანა სმითოვამ თქვა", "{{ persons.anna | erg }} თქვა", DECLINED),
    ("name-typed", "ka", "ქ-ნმა სმითოვამ თქვა", "ქ-ნმა {{ persons.anna | erg }} თქვა", DECLINED),
    ("name-typed", "en", "Ms Smithova came", "Ms {{ persons.anna }} came", PEOPLE),
    ("date-typed", "en", "The fair was in June 2028", "The fair was in {{ events.fair.date }}", FAIR),
    ("date-typed", "ka", "ეს 2028 წლის ივნისს იყო", "ეს {{ events.fair.date | dat }} იყო", FAIR),
    ("glossary-forbidden", "ka", "გამგეობა მოვიდა", "საბჭო მოვიდა", GLOSSARY),
    ("number-in-digits", "en", "it has 7 members", "it has seven members", {}),
    ("link-insecure", "en", "see http://example.org", "see https://example.org", {}),
)  # fmt: skip


def about(words: str, language: str, files: dict[str, Any]) -> Subject:
    return told({language: words}, files=files)


def found(subject: Subject, code: str) -> list[Diagnostic]:
    return [one for one in reports(subject, RULES[code]) if one.path == "cooperation.history[entry].text"]


@pytest.mark.parametrize(("code", "language", "words", "right", "files"), CASES)
def test_what_may_stand_there_makes_it_right(
    code: str, language: str, words: str, right: str, files: dict[str, Any]
) -> None:
    mended = words
    for one in reversed(found(about(words, language, files), code)):
        assert one.language == language
        assert one.fix is not None, one
        end = one.fix.start + one.fix.length
        assert words[one.fix.start : end] == one.fix.here
        mended = mended[: one.fix.start] + one.fix.words[0] + mended[end:]
    assert mended == right
    assert found(about(right, language, files), code) == []


@pytest.mark.parametrize(
    ("code", "language", "words", "files"),
    [
        ("glossary-forbidden", "ka", "გამგეობამ თქვა", GLOSSARY),
        ("ending-wrong", "ka", "{{ event.number }} წლიანი", {}),
    ],
)
def test_where_the_form_of_a_word_would_be_lost_nothing_is_offered(
    code: str, language: str, words: str, files: dict[str, Any]
) -> None:
    assert [one.fix for one in found(about(words, language, files), code)] == [None]


@pytest.mark.parametrize(
    ("code", "words", "here"),
    [
        ("name-typed", "ანა სმითოვამ თქვა", "ანა სმითოვამ"),  # that form nobody has typed yet
        ("date-typed", "ეს 2031 წლის 15 ოქტომბერს იყო", "2031 წლის 15 ოქტომბერს"),  # of several days one
    ],
)
def test_what_a_fact_should_print_is_chosen_where_it_stands(code: str, words: str, here: str) -> None:
    (one,) = found(about(words, "ka", PEOPLE), code)
    assert one.fix == Fix(words.index(here), len(here), here, ())
