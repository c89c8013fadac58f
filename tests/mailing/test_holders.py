"""Who has which version: the newest that each got, what may have arrived, and what went from elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.mailing.holders import Holders, who_has
from briefgen.mailing.ledger.book import Ledger, State
from briefgen.mailing.ledger.marks import marked
from briefgen.making.opened import Opened, open_project
from briefgen.problems.mistakes import Mistake
from tests.mailing.letters import EDITION, letter
from tests.started import start

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path) -> Opened:
    start(tmp_path / "project")
    return open_project(tmp_path / "project", cache=False)


@pytest.fixture
def ledger(project: Opened) -> Iterator[Ledger]:
    with Ledger.open(project.root / "outbox") as ledger:
        yield ledger


def send(ledger: Ledger, who: str, version: int, state: State = "sent", copy: int = 1) -> int:
    reason = "asked for it" if copy > 1 else ""
    (number,) = ledger.plan([letter(who, version=version, copy=copy, reason=reason)], NOW)
    ledger.begin(number, NOW)
    ledger.note(number, state, "", NOW + timedelta(minutes=1), begun=True)
    return number


def test_where_nothing_went_out_nobody_has_anything(project: Opened) -> None:
    assert who_has(project) == {}
    assert not (project.root / "outbox").exists()


def test_each_counts_with_the_newest_version_that_arrived(project: Opened, ledger: Ledger) -> None:
    for who, version in (("anna", 1), ("ben", 1), ("anna", 2), ("cleo", 2)):
        send(ledger, who, version)
    assert who_has(project) == {EDITION: (Holders(2, ("Anna", "Cleo")), Holders(1, ("Ben",)))}


@pytest.mark.parametrize("state", ["uncertain", "drafted"])
def test_of_what_may_have_arrived_nothing_is_claimed(project: Opened, ledger: Ledger, state: State) -> None:
    send(ledger, "anna", 1)
    send(ledger, "anna", 2, state)
    assert who_has(project) == {EDITION: (Holders(2, (), ("Anna",)), Holders(1, ("Anna",)))}


@pytest.mark.parametrize("state", ["refused", "deferred"])
def test_what_did_not_arrive_nobody_has(project: Opened, ledger: Ledger, state: State) -> None:
    send(ledger, "anna", 1, state)
    assert who_has(project) == {}


def test_what_was_settled_as_sent_is_had(project: Opened, ledger: Ledger) -> None:
    number = send(ledger, "anna", 1, "uncertain")
    ledger.decide(number, "sent", "she said so", NOW + timedelta(hours=1))
    assert who_has(project) == {EDITION: (Holders(1, ("Anna",)),)}


def test_of_somebody_forgotten_only_the_number_stays(project: Opened, ledger: Ledger) -> None:
    number = send(ledger, "anna", 1)
    ledger.forget("anna", NOW + timedelta(hours=1))
    assert who_has(project) == {EDITION: (Holders(1, (f"forgotten-{number}",)),)}


def test_letters_of_another_computer_are_counted_without_names(project: Opened, ledger: Ledger, tmp_path: Path) -> None:
    send(ledger, "anna", 1)
    content = project.project.content
    with Ledger.open(tmp_path / "elsewhere") as other:
        number = send(other, "dina", 2)
        with marked(other, content, [number], lambda: NOW):
            pass
    assert who_has(project) == {EDITION: (Holders(2, elsewhere=1), Holders(1, ("Anna",)))}
    ledger.close()
    shutil.rmtree(project.root / "outbox")
    with pytest.raises(Mistake, match="went out from another one"):
        who_has(project)
