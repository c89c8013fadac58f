"""What isn't typed yet of something new prints as an ellipsis below its texts: nothing that stands in for it shows."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.desk.in_process import Client

HISTORY = "cooperation.history"
BLANK = "…"


def new(desk: Client, path: str, **typed: str) -> dict[str, str]:
    form = desk.get("/add", path=path).form("/add")
    assert form is not None
    return {**form.fields, "new": "yes", "lang": "en", **{f"f.{name}": words for name, words in typed.items()}}


def answer(desk: Client, page: str, fields: dict[str, str], **more: str) -> Any:
    text = desk.post(page, {**fields, **more}).text
    assert "2000" not in text
    return json.loads(text)


@pytest.mark.parametrize("language", ["en", "ka"])
@pytest.mark.parametrize(
    ("path", "expression", "to", "typed", "prints"),
    [
        ("events", "date", "#f-date", {"date": "2031-06"}, "June 2031"),
        ("events", "date | year", "#f-date", {"date": "2031-06-05"}, "2031"),
        ("association.stats", "label", "#f-label-en", {"label.en": "Members"}, "Members"),
        ("association.stats", "value", "#f-value", {"value": "131"}, "131"),
    ],
)
def test_a_fact_that_nobody_has_typed_yet_prints_as_an_ellipsis_and_leads_to_its_field(
    root: Path, runner: asyncio.Runner, language: str, path: str, expression: str, to: str, typed: dict[str, str],
    prints: str,
) -> None:  # fmt: skip
    desk = Client(root, runner, language)
    fields = new(desk, path, **{"text.en": f"It was {{{{ {expression} }}}}."})
    (chip,) = answer(desk, "/printed", fields)["text.en"]
    assert (chip["prints"], chip["wrong"], chip.get("to")) == (BLANK, "", to)
    assert chip["called"]
    said = answer(desk, "/typed", fields)
    assert said["wrong"] == {}
    (chip,) = answer(desk, "/printed", fields | {f"f.{name}": words for name, words in typed.items()})["text.en"]
    assert (chip["prints"], chip["wrong"], chip.get("to")) == (prints, "", None)


def test_what_can_be_put_in_has_no_value_that_stands_in_for_another(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")

    def offered(fields: dict[str, str]) -> dict[str, str]:
        groups = answer(desk, "/insert", fields, field="f.text.en")
        own = next(group["all"] for group in groups if group["of"] == "Of this entry itself")
        return {one["expression"]: one["prints"] for one in own}

    now = offered(new(desk, "events"))
    assert now == {"date": BLANK, "state": BLANK}
    typed = {"date": "2031-06", "number": "3"}
    assert offered(new(desk, "events", **typed)) == {"date": "June 2031", "number": "3", "state": BLANK}
    forms = answer(desk, "/insert", new(desk, "events"), field="f.text.en", expression="date")
    assert [(form["called"], form["prints"]) for form in forms] == [("as it is", BLANK)]
    figure = offered(new(desk, "association.stats"))
    assert (figure["label"], figure["value"]) == (BLANK, BLANK)
