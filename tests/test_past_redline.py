"""A redline of what was issued in 2022, after somebody was elected then and entered later: nothing has changed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from briefgen.content.changing.new import new_edition
from briefgen.issuing.issue import issue
from briefgen.issuing.redline import redline
from tests.formats.docx_changes_reading import decided, shown
from tests.past_project import NEWER, Past
from tests.test_past import CLARK, COUNCIL, HELD, term


@pytest.fixture(scope="module")
def elected(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """Return a project that issued an edition before the session of 2022, and learnt of its result afterwards."""
    past = Past(tmp_path_factory.mktemp("elected") / "project")
    past.new(as_of="2022-10-20")
    issue(past.project, "2022-10-20", NEWER)
    new_edition(past.folder, "content", "2022-11-result", NEWER, None, "2022-11-15")
    for step in (HELD, CLARK, COUNCIL):
        past.do(step)
    past.add("people.terms", term(start="2022-10-28", elected_at="session-22"))
    return past


def test_a_newly_elected_holder_changes_nothing_in_the_redline_of_what_was_issued_before(
    elected: Past, tmp_path: Path
) -> None:
    against, files, *_ = redline(elected.project, NEWER, formats=["docx"], out=tmp_path)
    with zipfile.ZipFile(files[0].path) as file:
        document = file.read("word/document.xml")
    assert against == f"{NEWER}@1"
    assert b"<w:ins " not in document
    assert b"<w:del " not in document
    assert b"Clark" not in document
    assert "President – Cleo Clark" in elected.words("2022-11-result")


def test_what_is_corrected_in_it_is_all_that_its_redline_marks(elected: Past, tmp_path: Path) -> None:
    elected.set("agency.contact.en", "Room 2", always=True)
    _, files, *_ = redline(elected.project, NEWER, formats=["docx"], out=tmp_path)
    data = files[0].path.read_bytes()
    old, new = (shown(decided(data, decision)) for decision in ("rejected", "accepted"))
    # The line at the foot of each page has the digest of the content; what isn't issued is a draft of the next version.
    differing = [(a[-1], b[-1]) for a, b in zip(old, new, strict=True) if a != b]
    assert differing[0] == ("Contact: Room 1", "Contact: Room 2")
    others = {pair for pair in differing[1:] if not (pair[0].startswith("Version 1 · ") and "Version 2 · " in pair[1])}
    assert {(old, f"DRAFT · {old}".replace("Version 1 ", "Version 2 ")) for old, _ in others} == others != set()
