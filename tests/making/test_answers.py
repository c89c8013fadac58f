"""What the rules said is kept for the very same content, and asked anew for any other."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.cache.store import Cache
from briefgen.checks import all_rules as checks
from briefgen.checks.subject import AnnexFile
from briefgen.dates import Date
from briefgen.making import answers
from briefgen.making.opened import open_project
from briefgen.online.reply import Reply
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.problems.notes import Named, Told, to_data
from tests.conftest import DemoCopy

FOUND = (
    Diagnostic(
        Place("content/a.yaml", 3, 5, 7), "warning", "spelling", "„სიტყვა“", "hint", "a: „სიტყვა“", "a.b", "yes"
    ),
    Diagnostic(Place("content/a.yaml", 3, 6), "error", "date-order", "a message"),
    Diagnostic(
        Place("content/a.yaml", 4), "note", "fact-undated",
        Told("{what} of {day}", what=Told("a {kind}", kind="figure"), day=Named("May", {"ka": "მაისი"})),
    ),
)  # fmt: skip


class Rules:
    """Stand for the rules: count how often they are asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = 0
        monkeypatch.setattr(answers, "run_rules", self._run)

    def _run(self, subject: checks.Subject) -> tuple[Diagnostic, ...]:
        self.asked += 1
        return FOUND


def subject_of(copy: DemoCopy, **changes: Any) -> checks.Subject:
    project = open_project(copy.root)
    return replace(checks.Subject(project.content, ("en", "ka"), root=copy.root), **changes)


def test_the_very_same_is_asked_once_and_nothing_of_the_answer_is_lost(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = Rules(monkeypatch)
    told = [answers.ask(subject_of(demo_copy), Cache(tmp_path)) for _ in range(3)]
    assert rules.asked == 1
    for found in told:
        assert [repr(problem) for problem in found] == [repr(problem) for problem in FOUND]
        assert [to_data(problem.message) for problem in found] == [to_data(problem.message) for problem in FOUND]


def test_without_a_cache_each_is_asked(demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules(monkeypatch)
    assert answers.ask(subject_of(demo_copy), None) == answers.ask(subject_of(demo_copy), None) == FOUND
    assert rules.asked == 2


OTHER: dict[str, Any] = {
    "languages": ("en",),
    "edition": "2030-05-example-city",
    "on": Date.parse("2030").start,
    "printed": frozenset({"agency.name"}),
    "lengths": (checks.Length("full", "en", 5, 4),),
    "left_out": (checks.LeftOut("full", "en", "Figure 1"),),
    "dates_alone": ("cooperation.history[a].date",),
    "pictures": (checks.PictureFile("logo", Place("theme.toml"), "", 30.0),),
    "annexes": (AnnexFile("editions[a].annexes[b]", "b.pdf", "is locked"),),
    "drifts": (checks.Drift("a@1", "a"),),
    "gone": ("association.goals[a]",),
    "figures": 3,
    "figures_months": 12,
    "replies": (Reply("https://www.association.example/", "gone", "404"),),
    "unchecked": ("spelling",),
}


def test_every_part_of_what_the_rules_look_at_counts(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = Rules(monkeypatch)
    found_itself = {"content", "dictionaries", "memory", "root"}
    assert {field.name for field in fields(checks.Subject)} == {*found_itself, *OTHER}
    answers.ask(subject_of(demo_copy), Cache(tmp_path))
    for asked, (name, value) in enumerate(OTHER.items(), start=2):
        for _ in range(2):
            answers.ask(subject_of(demo_copy, **{name: value}), Cache(tmp_path))
        assert rules.asked == asked, name


@pytest.mark.parametrize(("own", "asked"), [("", 1), ("en", 2)])
def test_a_copy_elsewhere_is_not_asked_again_unless_it_has_a_dictionary_of_its_own(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str, asked: int
) -> None:
    rules = Rules(monkeypatch)
    answers.ask(subject_of(demo_copy), Cache(tmp_path))
    other = DemoCopy(tmp_path / "elsewhere" / "project")
    if own:
        other.write(f".cache/dictionaries/{own}/index.dic", "x")
    assert answers.ask(subject_of(other), Cache(tmp_path)) == FOUND
    assert rules.asked == asked


@pytest.mark.parametrize(
    ("file", "text"),
    [("content/sources.yaml", "\n"), ("content/translations.lock", None), (".cache/dictionaries/en/index.dic", "x"),
     (".cache/dictionaries/en/index.aff", "x")],
)  # fmt: skip
def test_a_file_that_changed_is_looked_at_anew(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str | None
) -> None:
    rules = Rules(monkeypatch)
    answers.ask(subject_of(demo_copy), Cache(tmp_path))
    path = demo_copy.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        path.write_text('agency.name: {en: 00000000=00000000, words: "Words"}\n')
    else:
        path.write_text((path.read_text() if path.exists() else "") + text)
    answers.ask(subject_of(demo_copy), Cache(tmp_path))
    assert rules.asked == 2


def loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [loop, os.mkfifo], ids=["a link to itself", "a pipe"])
def test_what_is_no_dictionary_is_in_nobodys_way(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    rules = Rules(monkeypatch)
    path = demo_copy.root / ".cache" / "dictionaries" / "en" / "index.dic"
    path.parent.mkdir(parents=True)
    make(path)
    for asked in (1, 2):
        assert answers.ask(subject_of(demo_copy), Cache(tmp_path)) == FOUND
        assert rules.asked == asked


def test_answers_of_a_dictionary_that_was_edited_meanwhile_are_not_kept(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = demo_copy.root / ".cache" / "dictionaries" / "en" / "index.dic"
    path.parent.mkdir(parents=True)
    path.write_text("one")

    def rules(subject: checks.Subject) -> tuple[Diagnostic, ...]:
        path.write_text("two")
        path.write_text("one")
        return FOUND

    monkeypatch.setattr(answers, "run_rules", rules)
    answers.ask(subject_of(demo_copy), Cache(tmp_path))
    assert list(tmp_path.glob("answers-*")) == []


def test_other_code_is_asked_anew(demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Rules(monkeypatch)
    answers.ask(subject_of(demo_copy), Cache(tmp_path))
    monkeypatch.setattr(answers, "state", lambda: "another")
    answers.ask(subject_of(demo_copy), Cache(tmp_path))
    assert rules.asked == 2
