"""The page of a brief while somebody writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.making.opened import Opened, open_project
from briefgen.making.press import build
from briefgen.making.preview import preview, standing
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.notes import to_data
from briefgen.project.settings import ProjectError
from briefgen.upkeep.saving import FieldChange, FieldsError, with_changes
from briefgen.upkeep.things import Thing, ThingField, editions_of, lists_of, thing
from tests.conftest import DEMO, ROOT, DemoCopy, ProjectCopy
from tests.started import start


def test_it_is_the_page_that_a_draft_has_and_says_what_is_not_supplied(demo_copy: DemoCopy) -> None:
    project = open_project(demo_copy.root)
    shown = preview(project, language="en")
    done = build(project, languages=["en"], formats=["html"])
    assert "DRAFT" in shown.html
    whole = done.files[0].path.read_text(encoding="utf-8")
    # The digest is of all that is printed: of the word DRAFT, too.
    drawn, previewed = (re.sub(">[0-9a-f]{7}<", "><", html.partition("<main>")[2]) for html in (whole, shown.html))
    assert len(drawn) > 1000
    assert previewed == drawn
    assert shown.gaps == done.gaps


def test_an_edit_is_seen_at_once(demo_copy: DemoCopy) -> None:
    project = open_project(demo_copy.root)
    assert "Sample Association" not in preview(project, language="en").html
    demo_copy.edit("content/association.yaml", "Example Association", "Sample Association")
    project.changed(Path("content/association.yaml"))
    assert "Sample Association" in preview(project, DEMO, brief="full", language="en").html
    assert '<html lang="ka' in preview(project).html


def test_what_the_rules_would_stop_is_shown_and_what_cannot_be_printed_is_marked_in_its_place(
    demo_copy: DemoCopy,
) -> None:
    project = open_project(demo_copy.root)
    demo_copy.edit("content/association.yaml", "Example Association", "Example  Associatiom")
    project.changed()
    assert "Associatiom" in preview(project, language="en").html
    demo_copy.edit("content/association.yaml", "{{ value }} countries", "{{ valve }} countries")
    project.changed()
    shown = preview(project, language="en")
    assert [(each.code, each.path) for each in shown.lacking] == [
        ("expression-wrong", "association.stats[countries].text")
    ]
    assert "[…] countries" in re.sub("<[^>]+>", "", shown.html)
    assert "Associatiom" in shown.html
    with pytest.raises(ProblemsError, match="valve"):
        standing(project, language="en")
    with pytest.raises(ProjectError, match="there is no edition"):
        preview(project, "2031-01-none")


def test_nothing_of_it_is_kept(demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    preview(open_project(demo_copy.root))
    assert [path for path in tmp_path.rglob("*") if path.name.startswith(("tree-", "file-"))] == []


def things(project: Opened) -> Iterator[Thing]:
    """Yield all that has a form, and what is in its lists."""
    files = lists_of(project)
    due = [file.path for file in files if file.has_form] + [edition.path for edition in editions_of(project)]
    due += [entry.path for file in files for each in file.lists for entry in each.entries]
    for path in due:
        found = thing(project, path)
        yield found
        due += [entry.path for each in found.lists for entry in each.entries if entry.path not in due]


def filled(found: Thing) -> dict[tuple[str, ...], list[ThingField]]:
    """Return the fields that say something, each alone and all that are parts of one, by what they are parts of."""
    parts: dict[tuple[str, ...], list[ThingField]] = {}
    for field in (*found.own, *found.sure):
        for upto in range(1, len(field.question.keys) + 1):
            if field.now:
                parts.setdefault(field.question.keys[:upto], []).append(field)
    return parts


PLAIN = {
    "this can't be left out", "… missing", "… is not supplied", "an edition is about this event: it needs a name",
    "the history needs a title, its heading", "give either a date or an event, whose date it then has",
    "contradicted_by belongs to a fact with status: disputed",
    "a figure with a history needs as_of, the date of its latest value",
    "a disputed fact needs a note and contradicted_by, the source that says otherwise",
}  # fmt: skip
LEAST = {"this can't be left out", "… is not supplied", "an edition is about this event: it needs a name"}


def test_whatever_is_left_empty_ends_in_a_brief_or_in_plain_words(tmp_path: Path) -> None:
    start(tmp_path / "project")
    emptied: set[str] = set()
    told: set[str] = set()
    for project in (open_project(root, cache=False) for root in (tmp_path / "project", ROOT)):
        for found, keys, fields in ((each, *of) for each in things(project) for of in filled(each).items()):
            # How sure they are all kinds say alike.
            kind = "" if fields[0] in found.sure else re.sub(r"\[[^]]*\]", "[]", found.path)
            which = ".".join([kind, *keys])
            if which in emptied:
                continue
            emptied.add(which)
            changes = [FieldChange(field.question.name, field.now, "") for field in fields]
            try:
                standing(with_changes(project, found.path, changes), language="en")
            except FieldsError as error:
                told |= {*error.wrong.values()}
            except ProblemsError as error:
                told |= {
                    re.sub(r"„.*“|^[a-z]+ is|^\S+\.\S+(?= is not)", "…", problem.message) for problem in error.problems
                }
    assert len(emptied) > 120
    assert told <= PLAIN
    assert told >= LEAST


def test_what_is_not_supplied_is_told_in_every_language_from_the_cache_too(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = [build(open_project(demo_copy.root), languages=["en"], formats=["html"]).gaps for _ in range(2)]
    held = [to_data(gap.what) for gap in made[0] if ".offices[" in gap.path]
    assert held[0]["words"] == "who holds the office: {title}"
    assert held[0]["about"]["title"]["texts"] == {"ka": "გენერალური მდივანი", "en": "Secretary General"}
    assert [to_data(gap.what) for gap in made[1] if ".offices[" in gap.path] == held


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ka", "(მდგომარეობა: 2019 წელი; ქვეყნების რაოდენობა: 2019 წლის ივნისი)"),
        ("en", "(as of 2019; Countries: June 2019)"),
    ],
)
def test_the_day_of_a_figure_that_another_one_quotes_is_said_once(
    project_copy: ProjectCopy, language: str, told: str
) -> None:
    path = project_copy.root / "content" / "association.yaml"
    before, figure, behind = path.read_text("utf-8").partition("  - id: member_countries\n")
    path.write_text(before + figure + behind.replace("as_of: 2019\n", "as_of: 2019-06\n", 1), "utf-8")
    html = preview(open_project(project_copy.root), "2019-11-after-brussels", language=language).html
    assert told in re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ")
