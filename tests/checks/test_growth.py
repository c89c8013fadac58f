"""No rule takes out of proportion long for any text: with four times the text about four times the time.

CPU time is compared with CPU time of the same process, small amounts don't count, and what seems to grow is measured
again; so neither a slow nor a busy machine matters.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from markupsafe import Markup

from briefgen.checks import all_rules as checks
from briefgen.checks.rules import Rule
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.reading.yaml_file import LONGEST_WORD
from briefgen.content.schema.base import Translated
from briefgen.language import get_language
from briefgen.language.binding import bind
from briefgen.localise.prose import ProseError, render_prose
from briefgen.project.folder import find_project
from briefgen.upkeep import starter
from tests import soak

SHORT, LONG = 2_000, 8_000  # characters
MOST = 8  # times as long for four times the text; a matcher that begins anew at each place takes 16 times
NEGLIGIBLE = 0.15  # seconds of CPU for the long text

# Pieces of which texts are made that a matcher may read again from each place.
PIECES = {
    "letters": "a", "Georgian letters": "ა", "digits": "1", "letters and digits": "a1", "hyphens": "a-",
    "Georgian hyphens": "ა-", "words": "a ", "numbers": "1 ", "groups of digits": "100 ", "decimals": "1,",
    "days": "1.", "ordinals": "1-ე ", "years": "2019–", "dates": "14 October ", "figures": "300 members ",
    "opening quotes": "„a", "quotes and paragraphs": "“a\n\n", "apostrophes": "'a", "round brackets": "(",
    "square brackets": "[", "footnotes that don't end": "^[", "expressions that don't end": "{{",
    "expressions": "{{ event.number }} ", "foreign phrases": "[a]{lang=ka} ", "links": "[a](https://a) ",
    "asterisks": "*a", "emphasis": "*a* ", "list entries": "\n- a", "lines": "\n", "spaces": "  ", "tabs": "\t",
    "underscores": "_", "addresses of mail": "a@", "addresses": "www.", "domains": "a.", "capitals": "Ab ",
    "names": "Maria Ab ", "titles": "President ", "Georgian words": "საქართველოს ", "dashes": "–", "percent": "1%",
    "what is told": "Mr Example, President of Geneva, Austria, and Abkhazia, Monday 14 - 18 October 2019, 10:00, ",
}  # fmt: skip
FEW = (
    "Georgian letters", "hyphens", "numbers", "quotes and paragraphs", "expressions that don't end", "lines",
    "what is told", "addresses", "Georgian words",
)  # fmt: skip
COUNT = count()
CASES = soak.either(FEW, tuple(PIECES))


def text_of(piece: str, length: int) -> str:
    """Return a text of such pieces, with a space where a word would be longer than content may have it."""
    once = (piece * LONGEST_WORD)[: LONGEST_WORD - LONGEST_WORD % len(piece)]
    return ((once if any(map(str.isspace, piece)) else f"{once} ") * length)[:length]


@cache
def content(folder: Path) -> Content:
    starter.start(folder / "project")
    project = find_project(folder / "project")
    return load(project.content, "content")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("growth")


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def grows(short: Callable[[], object], long: Callable[[], object]) -> bool:
    """Tell whether the long text takes out of proportion long, each time that it is tried."""
    for _ in range(3):
        most = seconds(long)
        if most < NEGLIGIBLE or most < MOST * seconds(short):
            return False
    return True


@pytest.mark.soak
@pytest.mark.parametrize("name", soak.some(tuple(CASES), 3))
def test_no_rule_reads_a_text_again_from_each_place(folder: Path, name: str) -> None:
    def subject(length: int) -> checks.Subject:
        found = content(folder)
        path = "cooperation.history[statistics].text"
        words = f"{text_of(PIECES[name], length)} {next(COUNT)}"  # what is kept of a text that was seen tells nothing
        said = Translated.model_construct(root={"ka": words, "en": words})
        items = {**found.items, path: replace(found.items[path], value=said)}
        return checks.Subject(replace(found, items=items), ("ka", "en"), next(iter(found.editions)))

    def find(rule: Rule, length: int) -> Callable[[], object]:
        return lambda: list(rule.find(subject(length)))

    slow = [rule.code for rule in checks.RULES.values() if grows(find(rule, SHORT), find(rule, LONG))]
    assert not slow


@pytest.mark.soak
@pytest.mark.parametrize("name", CASES)
def test_a_text_is_bound_and_rendered_in_proportion(name: str) -> None:
    def bound(length: int) -> Callable[[], object]:
        return lambda: [bind(text_of(PIECES[name], length), get_language(code).binding) for code in ("ka", "en", "fr")]

    def rendered(length: int) -> Callable[[], object]:
        def work() -> None:
            with suppress(ProseError):
                render_prose(text_of(PIECES[name], length), "a", lambda source, at: Markup(""), inline=False)

        return work

    assert not grows(bound(SHORT), bound(LONG))
    assert not grows(rendered(SHORT), rendered(LONG))


def test_what_grows_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "seconds", lambda work: work())  # which a busy machine can't change
    assert grows(lambda: 0.1, lambda: 1.6)
    assert not grows(lambda: 0.1, lambda: 0.4)
    assert not grows(lambda: 0.001, lambda: NEGLIGIBLE / 2)
    once = iter([1.6, 0.4])
    assert not grows(lambda: 0.1, lambda: next(once))  # a machine that paused
