"""What readers may not see doesn't tell on what they get, whatever it says, and whether it is there or not."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from briefgen.content.knowing.readers import Shown
from briefgen.content.schema.audience import Readers
from briefgen.document.tree import Document
from briefgen.issuing.issue import issue
from briefgen.mailing.letter.covering import AttachedFile, Covering, CoveringNote, EarlierCopy
from briefgen.making.opened import open_project
from briefgen.problems.diagnostics import ProblemsError
from tests.interference import (
    EDITION,
    KEPT_BACK,
    TYPES,
    Change,
    alter,
    changed,
    entries,
    filled,
    invented,
    keep_back,
    not_for,
    readers_of,
    reworded,
    taken_out,
    trees,
)
from tests.soak import either

CHANGES = (changed, taken_out, filled)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented(tmp_path_factory.mktemp("interference") / "project")


@pytest.fixture(scope="module")
def before(root: Path) -> dict[str, Document]:
    return trees(root, (*TYPES, "full"))


def altered(root: Path, folder: Path, paths: list[str], change: Change) -> Iterator[Path]:
    """Yield a copy of the project in which values are changed, if any could be."""
    shutil.copytree(root, folder)
    if alter(folder, paths, change):
        yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("brief", TYPES)
def test_what_is_not_for_readers_does_not_tell_on_what_they_get(
    brief: str, change: Change, root: Path, before: dict[str, Document], tmp_path: Path
) -> None:
    paths = not_for(root, readers_of(root, brief))
    every = [*chain.from_iterable(paths.values())]
    assert len(paths) > 100
    for folder in altered(root, tmp_path / "other", every, change):
        now = trees(folder, (brief, "full"))
        assert {name for name in now if now[name] != before[name]} == {"full ka", "full en"}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("brief", ["full", "steering", "cards", "qa", "pack"])
def test_nor_do_notes_or_what_is_for_those_who_travel(brief: str, change: Change, root: Path, tmp_path: Path) -> None:
    paths = not_for(root, readers_of(root, brief))
    assert (("Delegate", "phone") in paths) is (brief != "pack")
    for folder in altered(root, tmp_path / "other", [*chain.from_iterable(paths.values())], change):
        assert trees(folder, [brief]) == trees(root, [brief])


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("brief", TYPES)
def test_nor_does_it_on_the_letters_that_bring_it(brief: str, change: Change, root: Path, tmp_path: Path) -> None:
    def written(folder: Path, readers: Readers) -> list[str]:
        held = open_project(folder)
        letters = Covering(held.project, held.content, EDITION)
        files = (AttachedFile("brief.pdf", "PDF", 400, brief=brief),)
        earlier = EarlierCopy(held.content, EDITION, 1, dt.date(2031, 4, 21))
        mails = [letters.mail(code, CoveringNote(files, readers=readers.audience), earlier) for code in ("ka", "en")]
        return [f"{mail.subject}\n{mail.text}\n{mail.html}" for mail in mails]

    readers = readers_of(root, brief)
    every = [*chain.from_iterable(not_for(root, readers).values())]
    ours = written(root, readers)
    (others,) = [written(folder, readers) for folder in altered(root, tmp_path / "other", every, change)]
    assert others == ours


@pytest.mark.soak
@pytest.mark.parametrize("brief", TYPES)
def test_no_field_does(brief: str, root: Path, before: dict[str, Document], tmp_path: Path) -> None:
    paths = not_for(root, readers_of(root, brief))
    chosen = either(list(paths.items())[::40], list(paths.items()))
    told, tried = [], 0
    for record, those in chosen:
        for change in CHANGES:
            for folder in altered(root, tmp_path / "other", those, change):
                try:
                    now = trees(folder, (brief,))
                except ProblemsError:
                    continue  # what was left is no content: nothing is made of it
                tried += 1
                told += [(record, change.__name__, name) for name in now if now[name] != before[name]]
    assert told == []
    assert tried >= len(chosen) // 2


@pytest.mark.parametrize(
    ("where", "instead"),
    [
        ("briefgen.localise.entities.shown_to", lambda content, readers: Shown(content)),  # no entry is kept back
        ("briefgen.localise.pack.withheld", lambda *_: set()),  # whom we meet is told
    ],
)
def test_a_filter_that_is_broken_is_noticed(
    where: str, instead: Callable[..., object], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [*chain.from_iterable(not_for(root, readers_of(root, "interpreters")).values())]
    monkeypatch.setattr(where, instead)
    ours = trees(root, ["interpreters"])
    (others,) = [trees(folder, ["interpreters"]) for folder in altered(root, tmp_path / "other", paths, taken_out)]
    assert others != ours


def test_what_is_kept_back_is_in_what_the_agency_gets(before: dict[str, Document]) -> None:
    words = repr(before["full en"])
    assert [each for each in ("Debts", "Aside", "A visit", "Nana Magalitadze") if each not in words] == []
    assert sum(map(len, KEPT_BACK.values())) > 12


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(either(2, 80)))
def test_whatever_is_kept_back_does_not(seed: int, root: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)
    folder = shutil.copytree(root, tmp_path / "ours")
    keep_back(folder, chance.sample(entries(folder), 8), chance.choice(["internal", "interpreters", "counterpart"]))
    brief, told = chance.choice(TYPES), []
    try:
        ours = trees(folder, [brief])
    except ProblemsError:
        return  # a text rests on what is kept back, and is refused
    paths = [*chain.from_iterable(not_for(folder, readers_of(folder, brief)).values())]
    for change in CHANGES:
        for other in altered(folder, tmp_path / "other", paths, change):
            try:
                told += [(change.__name__, name) for name, tree in trees(other, [brief]).items() if tree != ours[name]]
            except ProblemsError:
                continue  # what was left is no content
    assert told == []


@pytest.mark.soak
@pytest.mark.slow
def test_nor_does_it_on_the_bytes_of_what_is_handed_out(root: Path, tmp_path: Path) -> None:
    def handed_out(folder: Path) -> dict[str, bytes]:
        project = open_project(folder)
        issue(project, "2031-04-21", EDITION, briefs=["counterpart"], out=folder / "output")
        files = [path for path in folder.rglob("handout/*") if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    shutil.copytree(root, tmp_path / "ours")
    ours = handed_out(tmp_path / "ours")
    assert len(ours) == 5
    every = [*chain.from_iterable(not_for(root, readers_of(root, "counterpart")).values())]
    # Of what is wrong nothing is issued.
    (others,) = [handed_out(folder) for folder in altered(root, tmp_path / "other", every, reworded)]
    assert others == ours
