"""A title that a letter couldn't print is told before anything is issued."""

from __future__ import annotations

import pytest

from briefgen.making.compose import Job
from briefgen.making.press import build
from briefgen.making.titles import unprintable_titles
from briefgen.problems.diagnostics import ProblemsError
from tests.conftest import EDITION, ProjectCopy


@pytest.mark.parametrize(
    ("title", "faults"),
    [
        ("", []),
        ('title = ""', []),
        ('title = "Briefing note"', []),
        ('title = {ka = "ცნობა", en = "Note"}', []),
        ('title = "Note for the press"', ["the title of 'own' isn't there in ka"]),  # no catalogue has it
        ('title = {en = "Note"}', ["the title of 'own' isn't there in ka"]),
        ('title = "Note {x}"', ["the title of 'own' isn't there in ka", "the message 'Note {x}' needs a value for x"]),
    ],
)
def test_a_title_is_there_in_each_language(title: str, faults: list[str], project_copy: ProjectCopy) -> None:
    project_copy.write("templates/briefs/own.toml", f"{title}\n")
    found = [*unprintable_titles(project_copy.project, [Job(EDITION, "own", each, ()) for each in ("ka", "en")])]
    assert [each.message.partition(",")[0] for each in found] == faults
    assert {str(each.place) for each in found} <= {"templates/briefs/own.toml:1:1"}


def test_a_build_stops_at_it(project_copy: ProjectCopy) -> None:
    project_copy.write("templates/briefs/full.toml", 'title = {en = "Note"}\n')
    with pytest.raises(ProblemsError, match="the title of 'full' isn't there in ka"):
        build(project_copy.project, edition=EDITION, languages=["ka"], briefs=["full"], formats=["html"])
