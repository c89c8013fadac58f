"""The page on which somebody stands by a problem: what it quotes, and what it is where there is nothing to stand by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.in_process import Client
from tests.desk.test_forms import content, follow, opened, write
from tests.desk.test_problems import desk, words

__all__ = ["desk"]  # the fixture
UNSURE = "status: unverified\n"
ABOUT = {"path": "association", "code": "fact-unverified"}
REASON = "acknowledge:\n  - {code: fact-unverified, because: asked the Council, until: 2040}\n"


def test_of_what_the_check_does_not_find_there_is_nothing_to_fill_in(desk: Client) -> None:
    page = desk.get("/stand", **ABOUT, back="/check?at=1-x")
    assert "The check no longer finds this here: there is nothing to stand by." in words(page.text)
    assert page.form("/stand") is None
    assert 'href="/check?at=1-x">Back to the check</a>' in page.text
    refused = desk.post("/stand", {**ABOUT, "because": "half a thought", "until": "soon"})
    assert (refused.status, refused.form("/stand")) == (409, None)
    assert "half a thought" in refused.text  # it can be copied


def test_the_page_quotes_what_was_found_and_saves_a_reason_that_stands_already(desk: Client, root: Path) -> None:
    write(root, "association.yaml", content(root, "association.yaml") + UNSURE)
    page = desk.get("/stand", **ABOUT).text
    assert "Nobody has verified this" in words(page.partition('id="finding"')[2].partition("</p>")[0])
    assert "Stand by it</button>" in page
    follow(desk, desk.post("/stand", {**opened(desk, "/stand", **ABOUT).fields, "because": "so", "until": "2040"}))
    page = desk.get("/stand", **ABOUT).text
    assert "Nobody has verified this" in words(page.partition('id="finding"')[2].partition("</p>")[0])
    assert '<button class="main">Save</button>' in page
    assert 'id="covers"' not in page


def test_a_reason_that_is_not_needed_any_more_is_taken_out_where_it_would_be_changed(desk: Client, root: Path) -> None:
    before = content(root, "association.yaml")
    write(root, "association.yaml", before + REASON)
    page = desk.get("/stand", **ABOUT, back="/check")
    said = words(page.text)
    assert "The check no longer finds “" in said
    assert "asked the Council" in said
    assert "then the check mentions it again" not in said
    assert 'id="covers"' not in page.text  # what says that it isn't needed is not silent because of it
    assert page.form("/stand") is None
    form = page.form("/unstand")
    assert form is not None
    follow(desk, desk.post("/unstand", {**form.fields, **dict(form.buttons)}))
    assert content(root, "association.yaml") == before


@pytest.mark.parametrize("kind", ["translation-behind", "date-typed"])
def test_a_kind_of_which_there_is_nothing_leads_to_all_that_the_check_finds(desk: Client, kind: str) -> None:
    page = desk.get("/check", kind=kind).text.partition("<main")[2]
    assert "The check finds none of these now. See all that the check finds" in words(page)
    assert "No errors" not in page
    assert 'class="count"' not in page
