"""Changes as reviewers and programs get them."""

from __future__ import annotations

import json
import re

import pytest

from briefgen.changes.compare import Side, compare
from briefgen.changes.render import as_html, as_json, plain_text
from briefgen.changes.sides import two_sides
from briefgen.content.reading.loader import load
from tests.conftest import EDITION, ROOT

CONTENT = load(ROOT / "content")
A, B = two_sides(CONTENT, EDITION, "2019-11-after-brussels")
CHANGES = compare(A, B)


def test_the_terminal_shows_old_and_new_with_marks() -> None:
    text = plain_text(A, B, CHANGES)
    assert "events[wssf-2019].state\n    [-planned-] → {+held+}" in text
    assert "[-იოაკიმ ბროიერი-] → {+nobody known+}" in text
    assert "The guidelines [-are ready for approval-]{+were launched+} at the" in text
    assert "people: about 1300 (as of 2019-10-18; issa-forum-2019)" in text


def test_a_program_gets_every_change() -> None:
    data = json.loads(as_json(A, B, CHANGES))
    assert (data["format"], data["version"]) == ("briefgen changes", 1)
    assert (data["from"]["as_of"], data["to"]["edition"]) == ("2019-10", "2019-11-after-brussels")
    assert [change["path"] for change in data["changes"]] == [change.path for change in CHANGES]


def test_the_page_needs_nothing_beside_it_and_marks_what_changed() -> None:
    page = as_html(A, B, CHANGES)
    assert not re.search(r"<(script|link|img)|src=|url\(", page)
    assert "<del>are ready for approval</del><ins>were launched</ins>" in page
    assert page.count("<dd") == page.count("</dd>") == len(CHANGES)


def test_markup_in_the_content_stays_text() -> None:
    old = Side("<b>", CONTENT)
    text = as_html(old, B, CHANGES)
    assert "From &lt;b&gt; to" in text
    assert not re.search("<b>", text)


@pytest.mark.parametrize("render", [plain_text, as_json, as_html])
def test_nothing_changed_is_said(render: object) -> None:
    assert callable(render)
    text = render(A, A, ())
    assert "othing changed" in text or json.loads(text)["changes"] == []
