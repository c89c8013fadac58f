"""Whose term a new one follows: the form of a term tells of the one that briefs name on the day before it starts."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from pathlib import Path

import pytest

from briefgen.content.knowing.known import known_at
from briefgen.content.knowing.terms import holders
from briefgen.dates import Date, Point
from briefgen.making.opened import open_project
from tests.desk.in_process import Client
from tests.desk.test_forms import content, write

OPEN = "no end"
SESSION = """
- id: session-{0}
  kind: council-session
  date: {0}
  state: held
  agenda: [{{id: a, kind: election, office: president, title: {{ka: არჩევა, en: Election}}}}]
"""
ONE, TWO = "first-example", "second-example"
NAMES = {ONE: "First Example", TWO: "Second Example"}


def written(terms: list[tuple[str, str, str]]) -> str:
    """Return terms as YAML: of each who, from when, and until when."""
    lines = []
    for number, (who, start, end) in enumerate(terms, start=1):
        days = "".join(f", {name}: {day}" for name, day in (("start", start), ("end", end)) if day)
        lines.append(f"  - {{id: t{number}, person: {who}, office: president{days}}}\n")
    return "".join(lines)


def box(root: Path, path: str, language: str = "en") -> str:
    with asyncio.Runner() as runner:
        page = Client(root, runner, language).get("/thing", path=path).text
    return " ".join(unescape(re.sub("<[^>]+>", "", page.partition('id="before">')[2].partition("</div>")[0])).split())


@pytest.mark.parametrize(
    ("terms", "sessions", "who", "end"),
    [
        # One whose start nobody knows, without an end, began before another one up to whose end this one follows.
        ([(ONE, "", ""), (TWO, "2020-03", "2024-05-16"), (ONE, "2024-05-17", "")], [], TWO, "16 May 2024"),
        ([(ONE, "", ""), (TWO, "2020-03", "2024-05"), (ONE, "2024-05-17", "")], [], TWO, "May 2024"),
        ([(ONE, "", ""), (TWO, "2020-03", "2024"), (ONE, "2025", "")], [], TWO, "2024"),
        ([(ONE, "", ""), (TWO, "2020-03", ""), (ONE, "2024-05-17", "")], [], TWO, OPEN),
        # An election whose result nobody knows ended it, before the one that followed long after.
        ([(ONE, "", ""), (TWO, "2022", "2023"), (ONE, "2024-05-17", "")], ["2021-04"], TWO, "2023"),
        ([(ONE, "2010", ""), (TWO, "2022", "2023"), (ONE, "2024-05-17", "")], ["2021-04"], TWO, "2023"),
        # Behind one that is over it may have begun, too: briefs name its holder then.
        ([(ONE, "", ""), (TWO, "2020-03", "2022"), (ONE, "2024-05-17", "")], [], ONE, OPEN),
        ([(ONE, "", ""), (TWO, "2016", "2018"), (ONE, "2024-05-17", "")], ["2021-04"], ONE, OPEN),
        # Of two that are over the one that ended last, whichever began later.
        ([(ONE, "2010", "2022"), (TWO, "2015", "2016"), (ONE, "2024-05-17", "")], [], ONE, "2022"),
        ([(ONE, "2010", ""), (TWO, "2015", "2016"), (ONE, "2024-05-17", "")], [], TWO, "2016"),
    ],
)
def test_the_term_before_is_the_one_that_briefs_name_the_day_before(
    root: Path, terms: list[tuple[str, str, str]], sessions: list[str], who: str, end: str
) -> None:
    people = content(root, "people.yaml").partition("\nterms:")[0]
    write(root, "people.yaml", f"{people}\nterms:\n{written(terms)}")
    write(root, "events.yaml", content(root, "events.yaml") + "".join(map(SESSION.format, sessions)))
    told = box(root, f"people.terms[t{len(terms)}]").replace("\u00a0", " ")
    assert NAMES[who] in told
    assert not any(name in told for name in NAMES.values() if name != NAMES[who])
    assert ("The term before has no end" in told) is (end == OPEN)
    assert end == OPEN or f"Before, the office was held until {end} by" in told


@pytest.mark.parametrize("language", ["ka", "en"])
def test_of_one_that_briefs_name_again_it_is_said_since_when_and_what_to_do(root: Path, language: str) -> None:
    people = content(root, "people.yaml").partition("\nterms:")[0]
    terms = [(ONE, "", ""), (TWO, "2020-03", "2022-04-30"), (ONE, "2024-05-17", "")]
    write(root, "people.yaml", f"{people}\nterms:\n{written(terms)}")
    known = known_at(open_project(root).content, of("2023"))
    assert [each.person for each in holders(known.people.terms, "president", of("2023"))] == [ONE]
    told = box(root, "people.terms[t3]", language).replace("\u00a0", " ")
    assert {
        "en": "Its start isn’t known either: from 1 May 2022 on briefs name its holder again. If it was over before "
        "that, write its end there.",
        "ka": "არც მისი დასაწყისია ცნობილი, ამიტომ 2022 წლის 1 მაისიდან ცნობებში ისევ ეს პირი სახელდება. თუ ვადა "
        "მანამდე დასრულდა, ჩაწერეთ იქ მისი დასასრული.",
    }[language] in told
    write(root, "people.yaml", f"{people}\nterms:\n{written([terms[0], terms[2]])}")
    assert "2022" not in box(root, "people.terms[t2]", language)


def of(day: str) -> Point:
    point = Date.parse(day).start
    assert point is not None
    return point
