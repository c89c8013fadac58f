"""What becomes of a figure's present value is said as the new one's date is typed; and what to type if it can't be."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.desk.in_process import Client
from tests.desk.test_forms import opened

FIGURE = "association.stats[members]"  # 100, as of 31 December 2029


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2030-04", "Once this is saved, the present value goes to the history: 100 (31 December 2029)."),
        (
            "2019-04",
            "Once this is saved, it goes to the history, and the present value stays: 100 (31 December 2029), which is "
            "of a later date; if this one is newer, name a later date than that.",
        ),
        (
            "31.12.2029",
            "Once this is saved, it takes the place of the present value, 100, which is of the same date and isn’t "
            "kept; to keep both, name another date.",
        ),
    ],
)
def test_the_date_of_a_new_figure_says_what_becomes_of_the_value_of_now(desk: Client, day: str, told: str) -> None:
    sent = {"words": day, "name": "f.new.as_of", "path": FIGURE}
    said = json.loads(desk.post("/date", sent).text)["yet"].replace("\u00a0", " ")
    assert told in said
    mended = json.loads(desk.post("/date", {**sent, "name": "f.as_of"}).text)["yet"]
    assert "nce this is saved" not in mended  # of the figure as it stands nothing goes anywhere


def test_what_is_said_comes_true(desk: Client) -> None:
    for day, value, now in (("2030-04", "110", "110"), ("2019-04", "90", "110"), ("April 2030", "111", "111")):
        form = opened(desk, "/thing", "/figure", path=FIGURE)
        typed = {"f.new.value": value, "f.new.as_of": day, "f.new.sources": "example-page", "kind": "always"}
        saved = desk.post("/figure", {**form.fields, **typed})
        assert saved.status == 303, saved.text
        assert opened(desk, "/thing", path=FIGURE).fields["f.value"] == now
    history = re.findall(r"association\.stats%5Bmembers%5D\.history%5B([^%]+)%5D", desk.get("/thing", path=FIGURE).text)
    assert [*dict.fromkeys(history)] == ["2029-12-31", "2019-04"]


def test_a_date_that_the_history_has_and_a_value_without_one_are_told_at_the_field_with_what_to_do(
    desk: Client, root: Path
) -> None:
    def refused(day: str) -> str:
        form = opened(desk, "/thing", "/figure", path=FIGURE)
        typed = {"f.new.value": "99", "f.new.as_of": day, "f.new.sources": "example-page", "kind": "always"}
        answer = desk.post("/figure", {**form.fields, **typed})
        assert answer.status == 409
        typing = json.loads(desk.post("/typed", {**form.fields, **typed}).text)["wrong"]["new.as_of"]
        assert typing in unescape(answer.text)
        (at,) = re.findall(r'id="f-new-as_of-said" role="alert"><p class="wrong">([^<]+)<', answer.text)
        return unescape(str(at))

    form = opened(desk, "/thing", "/figure", path=FIGURE)
    typed = {"f.new.value": "110", "f.new.as_of": "2030-04", "f.new.sources": "example-page", "kind": "always"}
    assert desk.post("/figure", {**form.fields, **typed}).status == 303
    assert refused("2029-12-31").startswith(
        "The history has a value of this date already, 100: correct that one, below under"
    )
    path = root / "content" / "association.yaml"
    undated = re.sub(r"\n    as_of: 2030-04\b[^\n]*", "", path.read_text("utf-8"), count=1)
    path.write_text(re.sub(r"\n    history:\n(      [^\n]*\n)+", "\n", undated, count=1), "utf-8")
    assert "give it one first, under “The figure as it stands”" in refused("2031-04")
    assert "The date decides" not in desk.get("/thing", path=FIGURE).text
