"""Rules asked of one edition after another say what they say of each alone, and are asked no more than they must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from random import Random

import pytest

from briefgen.checks.all_rules import RULES, reports, run_rules
from briefgen.checks.kept import Watched, answers
from briefgen.checks.rules import Found, Rule, rule
from briefgen.checks.subject import Drift, Length, PictureFile, Subject
from briefgen.content.model import Content
from briefgen.dates import Date, Point
from briefgen.making.opened import open_project
from briefgen.problems.diagnostics import Diagnostic, Place
from tests.checks import small
from tests.conftest import ROOT
from tests.soak import times

LANGUAGES = ("ka", "en")


@pytest.fixture(scope="module")
def content() -> Content:
    return open_project(ROOT).content


def on(day: str) -> Point:
    start = Date.parse(day).start
    assert start is not None
    return start


@pytest.mark.soak
def test_what_is_said_of_editions_in_turn_is_what_is_said_of_each_alone(content: Content) -> None:
    random = Random(14)
    paths = sorted(content.items)
    for _ in range(times(5, 100)):
        edition = random.choice(sorted(content.editions))
        subject = Subject(
            content,
            random.choice([LANGUAGES, ("en",)]),
            edition,
            random.choice([None, on("2019-10-01"), on("2031")]),
            random.choice([None, frozenset(), frozenset(random.sample(paths, len(paths) // 2))]),
            random.choice([(), (Length("full", "ka", 9, 4),)]),
            random.choice([(), (PictureFile("the logo", Place("theme.toml", 1), "file", 30.0, 20),)]),
            random.choice([(), (Drift("x@1", edition, "agency.name", "another name"),)]),
        )
        alone = replace(subject, content=replace(content))
        assert run_rules(subject) == run_rules(alone)


def test_a_rule_is_asked_again_only_where_it_has_looked_at_something_else(content: Content) -> None:
    asked: Counter[str] = Counter()

    def date_of(subject: Subject) -> str:
        asked["index"] += 1
        return str(subject.as_of)

    @rule("of-content", "warning", "…")
    def of_content(subject: Subject) -> Iterator[Found]:
        asked["of-content"] += 1
        yield from (Found(text.path, "text") for text in subject.texts[:1])

    @rule("of-dates", "warning", "…")
    def of_dates(subject: Subject) -> Iterator[Found]:
        asked["of-dates"] += 1
        yield Found("file", subject.once(date_of))

    @rule("of-dates-too", "warning", "…")
    def of_dates_too(subject: Subject) -> Iterator[Found]:
        asked["of-dates-too"] += 1
        yield Found("file", subject.once(date_of))

    @rule("of-dictionaries", "warning", "…")
    def of_dictionaries(subject: Subject) -> Iterator[Found]:
        asked["of-dictionaries"] += 1
        yield Found("file", str(subject.root))

    rules = (of_content, of_dates, of_dates_too, of_dictionaries)
    values = replace(content)
    first = Subject(values, LANGUAGES, "one", on("2019-10"), root=Path("/"), dictionaries="a")

    def said(subject: Subject) -> list[str]:
        return [problem.message for problem in answers(subject, rules, reports)]

    assert said(first) == ["text", "2019-10", "2019-10", "/"]
    once = Counter({"of-content": 1, "of-dates": 1, "of-dates-too": 1, "index": 1, "of-dictionaries": 1})
    assert asked == once
    said(replace(first, edition="two", printed=frozenset({"agency"})))
    assert asked == once  # nobody has looked at these
    assert said(replace(first, on=on("2020-01"))) == ["text", "2020-01", "2020-01", "/"]
    assert asked == once + Counter({"of-dates": 1, "of-dates-too": 1, "index": 1})
    said(replace(first, dictionaries="b"))
    assert asked["of-dictionaries"] == 2
    said(replace(first, dictionaries=None))
    said(replace(first, dictionaries=None))
    assert asked["of-dictionaries"] == 4  # they may be others
    said(replace(first, languages=("en",)))
    assert asked["of-content"] == 2
    said(replace(first, content=replace(content)))
    assert asked["of-content"] == 3


def test_whatever_else_a_rule_can_look_at_is_noted(content: Content) -> None:
    watched = Watched(Subject(content, LANGUAGES))
    others = {field.name for field in fields(Subject)} - {"content", "languages"}
    others |= {"as_of", "shown"}  # concluded from them
    for name in others:
        assert name in watched.watch(partial(getattr, watched, name))[0]


def test_most_rules_look_at_the_content_alone(content: Content) -> None:
    asked: Counter[str] = Counter()

    def look(subject: Subject, rule: Rule) -> Sequence[Diagnostic]:
        asked[rule.code] += 1
        return reports(subject, rule)

    values = replace(content)
    for day in ("2019-10", "2020-01"):
        answers(Subject(values, LANGUAGES, day, on(day), frozenset({day})), RULES.values(), look)
    assert sum(count == 1 for count in asked.values()) > len(RULES) / 2


def test_what_is_kept_of_a_text_is_no_more_when_rules_look_at_it_again() -> None:
    words = {
        "ka": "ფორუმი 2028 წლის მაისში გაიმართა, 45 მონაწილით. მას „დიდი“ ეწოდა.",
        "en": "The Forum was held in May 2028, with 45 participants. It was called “big”.",
    }
    about = small.told(words)
    made = []
    for _ in range(2):
        for each in RULES.values():
            list(each.find(about))
        made.append(sum(len(text._made) for text in about.everything))
    assert made[0] == made[1] > 0
