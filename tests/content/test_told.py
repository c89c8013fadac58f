"""What the content says is told again from what was kept, in the same words, wherever the schema isn't needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from briefgen.cli.answers import NOT_SUPPLIED, answer_lines
from briefgen.content.changing import get, told
from briefgen.content.model import Content
from briefgen.content.names import spoken
from briefgen.content.reading.loader import load
from briefgen.problems.characters import cleaned
from briefgen.problems.mistakes import Mistake
from tests.conftest import ROOT

WRONG = ("", ".", "[", "x", "editions", "editions[x", "editions[x]", "stats.x", "offices[x]", "agency name",
         "translations", "recipients", "events[0]", "events.title", "people.persons[x].name", "a" * 300,
         "agency..id")  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Content:
    return load(ROOT / "content")


@pytest.fixture(scope="module")
def kept(content: Content) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(get.kept(content, answer_lines, NOT_SUPPLIED))
    return read


def asked(content: Content, path: str) -> tuple[str, bool] | None:
    try:
        answer = get.ask(content, (), path)
    except Mistake:
        return None
    return cleaned("\n".join(answer_lines(answer))), answer.known


def test_it_says_the_same_at_every_path(content: Content, kept: dict[str, Any]) -> None:
    assert len(content.items) > 2_000
    for path in content.items:
        assert told.say(kept, path) == asked(content, path) is not None, path


def other_names(content: Content) -> Iterator[str]:
    """Yield paths as people write them: by kind, with hyphens or underscores, to one language, to a history's entry."""
    for kind, paths in content.index.items():
        for id in paths:
            yield from (f"{kind}.{spoken(id)}", f"{kind}[{id}]", f"{kind}[{id}].name.ka", f"{kind}[{id}].name")
    for path, item in content.items.items():
        if path.endswith(".history") and item.value:
            yield f"{path}[{item.value[0].as_of}].value"
    yield from ("stats.member_organisations", "stats.member_organisations.value", "association.stats[countries]value")


def test_it_knows_every_name_of_a_path(content: Content, kept: dict[str, Any]) -> None:
    found = {path: (told.say(kept, path), asked(content, path)) for path in other_names(content)}
    answered = [path for path, (said, right) in found.items() if right]
    assert len(answered) > 150
    assert [path for path in answered if found[path][0] != found[path][1]] == []
    assert [path for path, (said, right) in found.items() if said and not right] == []


def test_a_mistake_is_left_to_whoever_knows_the_schema(content: Content, kept: dict[str, Any]) -> None:
    some = [*content.items][::60]
    for path in (*WRONG, *(path + wrong for path in some for wrong in (".nothing", "[nothing]", ".", "]"))):
        assert told.say(kept, path) in (None, asked(content, path)), path
        assert asked(content, path) or told.say(kept, path) is None, path
    assert asked(content, "editions[x") is None  # and no traceback
