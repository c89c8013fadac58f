"""The manifest: whose briefs these are, and which files of earlier builds still stand."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.making.output import Built, manifest

IDENTITY = {"edition": "now", "version": 3, "content": "abc"}
NEW = hashlib.sha256(b"new").hexdigest()


def listed(folder: Path, *names: str) -> dict[str, Any]:
    files = [
        Built(
            folder / name, 3, 2 if name.endswith("pdf") else None, 0.1, NEW, brief="full", language="en",
            draft="_draft" in name, version=4 if "_draft" in name else None,
        )
        for name in names
    ]  # fmt: skip
    data = json.loads(manifest(folder, IDENTITY, files))
    assert data["edition"] == "now"
    assert "briefgen" in data["tools"]
    found: dict[str, Any] = data["files"]
    return found


def test_a_file_is_listed_with_its_hash_its_pages_and_whether_it_is_a_draft(tmp_path: Path) -> None:
    files = listed(tmp_path, "b_draft.pdf", "a.html")
    assert list(files) == ["a.html", "b_draft.pdf"]
    assert files["a.html"] == {
        "sha256": NEW, "bytes": 3, "pages": None, "content": "abc", "brief": "full", "language": "en", "version": 3,
    }  # fmt: skip
    draft = files["b_draft.pdf"]
    assert (draft["draft"], draft["version"], draft["pages"]) == (True, 4, 2)


def test_the_digest_at_the_foot_of_a_file_is_listed(tmp_path: Path) -> None:
    files = [Built(tmp_path / "a.pdf", 3, 1, 0.1, NEW, "0a1b2c3"), Built(tmp_path / "b.html", 3, None, 0.1, NEW)]
    data = json.loads(manifest(tmp_path, IDENTITY, files))["files"]
    assert data["a.pdf"]["printed"] == "0a1b2c3"
    assert "printed" not in data["b.html"]


def before(folder: Path, name: str, data: bytes = b"old", sha256: Any = None) -> None:
    entry = {"sha256": sha256 or hashlib.sha256(b"old").hexdigest(), "bytes": 3}
    (folder / "manifest.json").write_text(json.dumps({"files": {name: entry}}))
    if "/" not in name:
        (folder / name).write_bytes(data)


def test_a_file_of_before_stays_listed_while_it_is_unchanged(tmp_path: Path) -> None:
    before(tmp_path, "old.pdf")
    assert sorted(listed(tmp_path, "a.html")) == ["a.html", "old.pdf"]
    before(tmp_path, "old.pdf", b"touched")
    assert sorted(listed(tmp_path, "a.html")) == ["a.html"]
    before(tmp_path, "a.html", b"new")
    assert listed(tmp_path, "a.html")["a.html"]["content"] == "abc"
    before(tmp_path, "a.html", b"new", NEW)
    assert listed(tmp_path, "a.html")["a.html"]["content"] == "abc"
    (tmp_path / "old.pdf").unlink()
    before(tmp_path, "../old.pdf")
    assert sorted(listed(tmp_path)) == []


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', '{"files": {"a": 3}}', "{}", "[" * 100_000])
def test_a_manifest_that_is_not_ours_lists_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert sorted(listed(tmp_path, "a.html")) == ["a.html"]
