"""A snapshot holds all that the content says, and gives it back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.content.reading.loader import load
from briefgen.content.snapshot import SnapshotError, as_data, restore, snapshot
from briefgen.content.translation_lock import Confirmed, Lock, Pair
from briefgen.upkeep.starter import start
from tests.content import tiny

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["issa", "second", "starter"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "starter":
        start(tmp_path / "new")
        return tmp_path / "new" / "content"
    return ROOT / "content" if request.param == "issa" else ROOT / "tests/data/second_project/content"


def test_nothing_is_lost_on_the_way_to_a_snapshot_and_back(folder: Path) -> None:
    content = load(folder)
    again = restore(snapshot(content))
    assert {path: item.value for path, item in again.items.items()} == {
        path: item.value for path, item in content.items.items()
    }
    assert again.index == content.index
    assert again.lock is not None
    assert content.lock is not None
    assert (again.lock.exists, again.lock.texts) == (content.lock.exists, content.lock.texts)
    assert snapshot(again) == snapshot(content)


def test_what_was_acknowledged_is_kept(folder: Path) -> None:
    content = load(folder)
    path = folder / "agency.yaml"
    text = path.read_text(encoding="utf-8") + "\nacknowledge: {code: fact-disputed, because: asked, until: 2031-12}\n"
    changed = load(folder, instead={path: text})
    again = restore(snapshot(changed))
    assert not content.agency.acknowledge
    assert [one.because for one in again.agency.acknowledge] == ["asked"]


def test_a_person_finds_the_files_and_their_words_in_it() -> None:
    data = json.loads(text := snapshot(load(ROOT / "content")))
    assert list(data["files"]) == sorted(data["files"])
    assert "editions/2019-10-brussels" in data["files"]
    assert "სოციალური მომსახურების სააგენტო" in text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no json", "is no JSON"),
        ("[]", "is no snapshot"),
        ('{"format": "other"}', "is no snapshot"),
        ('{"format": "briefgen content", "version": 99}', "version 99"),
        ('{"format": "briefgen content", "version": 1}', "is damaged"),
        ('{"format": "briefgen content", "version": 1, "files": {"agency": {"id": 3}}}', "can't be read"),
        ('{"format": "briefgen content", "version": 1, "files": {"unknown": {}}}', "is damaged"),
        ('{"format": "briefgen content", "version": 1, "files": []}', "is damaged"),
        ('{"format": "briefgen content", "version": 0, "files": {}}', "version 0"),
        ("[" * 100_000, "nested too deep"),
        ('{"format": "briefgen content", "version": 1, "files": {}}', "is damaged"),
    ],
)
def test_what_is_no_snapshot_is_refused_in_plain_words(text: str, says: str) -> None:
    with pytest.raises(SnapshotError, match=says):
        restore(text, "old.json")


def test_what_nobody_confirmed_is_told_from_a_lock_without_texts() -> None:
    content = tiny.content()
    texts = {"b": Confirmed("two", {"ka": Pair("1", "2"), "en": Pair("3", "4")}), "a": Confirmed("one", {})}
    for lock, says in (
        (Lock("x"), None),
        (None, None),
        (Lock("x", True), {}),
        (Lock("x", True, texts), {"a": {"words": "one", "pairs": {}},
                                  "b": {"words": "two", "pairs": {"en": ["3", "4"], "ka": ["1", "2"]}}}),
    ):  # fmt: skip
        text = snapshot(replace(content, lock=lock))
        assert json.dumps(json.loads(text)["translations"]) == json.dumps(says)
        assert text.endswith("\n}\n")
        again = restore(text).lock
        assert again is not None
        assert (again.exists, again.texts) == ((lock.exists, lock.texts) if lock else (False, {}))


def test_a_value_as_it_was_written_or_with_all_its_fields() -> None:
    event = tiny.content().events[0]
    assert as_data(event) == {"id": "forum", "kind": "forum", "date": "2019-10-14/2019-10-18", "state": "planned"}
    whole = as_data(event, whole=True)
    assert (whole["parent"], whole["agenda"], whole["date"]) == (None, [], "2019-10-14/2019-10-18")


def test_a_snapshot_that_is_no_text_says_where() -> None:
    with pytest.raises(SnapshotError, match=r"old\.json is not UTF-8: byte 2 is damaged"):
        restore(b"{}\xff", "old.json")
