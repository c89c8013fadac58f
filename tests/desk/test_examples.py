"""Beside each field that a clerk fills in stands what it may say, in the language of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from briefgen.content import schema
from briefgen.content.changing.wanted import Question, of_model
from briefgen.content.model import Values
from briefgen.content.schema.base import Entity, Record
from briefgen.desk.words import DeskWords
from tests.desk.conftest import Running

NOTHING = Values(items={}, index={}, files={})


def kinds(kind: type[Record] = Record) -> Iterator[type[Record]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


def asked() -> list[tuple[str, Question]]:
    models: list[type[BaseModel]] = [schema.Recipient]
    for kind in kinds(Entity):
        if kind.__module__.startswith(schema.__name__) and kind.__doc__ and not kind.__name__.startswith("Earlier"):
            models.append(kind)
    return [
        (model.__name__, question)
        for model in models
        for questions in of_model(model, NOTHING, ["ka", "en"])
        for question in questions
    ]


def test_each_field_that_is_typed_has_an_example() -> None:
    typed = [(name, each) for name, each in asked() if not each.refers and not each.choices and each.kind != "truth"]
    assert len(typed) > 100
    # What is chosen from a list needs none: it would be an id that isn't there.
    assert [f"{name}.{each.name}" for name, each in typed if not (each.such_as or each.examples)] == []


@pytest.mark.parametrize("kind", sorted(kinds(), key=str), ids=str)
def test_an_example_is_of_a_field_that_there_is(kind: type[Record]) -> None:
    if "such_as" in vars(kind):
        assert set(kind.such_as) <= set(kind.model_fields), kind


def test_an_example_can_be_what_the_field_says() -> None:
    for name, question in asked():
        if question.such_as and not question.language and not question.several and not question.refers:
            assert question.read(question.such_as) is not None, f"{name}.{question.name}"


def test_the_example_of_a_text_is_in_its_language(desk: Running) -> None:
    for language in ("ka", "en"):
        desk.post("/language", language=language, here="/")
        page = desk.get("/add?path=events").text
        told = re.findall(r'id="f-name-(?:ka|en)-about">\s*(.*?)\s*</p>', page, re.DOTALL)
        assert [re.sub(r"\s+", " ", each) for each in told] == [
            f'{DeskWords(language)("For example: {examples}", examples="").strip()} <span lang="{of}">{words}</span>'
            for of, words in (("ka", "ყოველწლიური ფორუმი"), ("en", "Annual Forum"))
        ]


def test_what_is_chosen_has_no_example_in_words_of_a_file(desk: Running) -> None:
    desk.post("/language", language="en", here="/")
    page = desk.get("/recipient", params={"id": "front-desk"}).text + desk.get("/add?path=events").text
    chosen = re.findall(r"<select (?:(?!</select>).)*</select>\s*<p class=\"about\".*?</p>", page, re.DOTALL)
    assert len(chosen) > 4
    assert [each for each in chosen if "For example" in each] == []


def test_the_day_by_which_to_look_again_is_to_come(desk: Running) -> None:
    desk.post("/language", language="en", here="/")
    about = desk.get("/add?path=events").text.partition('id="f-review_by-about">')[2].partition("</p>")[0]
    assert "For example: <span>31 January 2032</span>" in " ".join(about.split())
