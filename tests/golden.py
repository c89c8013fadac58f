"""Golden files: expected output that a human can read, rewritten by one flag."""

from __future__ import annotations

from pathlib import Path

UPDATE_FLAG = "--update-golden"


def check_golden(path: Path, text: str, update: bool) -> None:
    """Compare text with the golden file at `path`; `update` writes the file instead (fixture `update_golden`)."""
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    assert path.exists(), f"golden file {path.name} is missing: run pytest with {UPDATE_FLAG}, then read and commit it"
    expected = path.read_text(encoding="utf-8")
    assert text == expected, f"differs from golden file {path.name}: if that is meant, run pytest with {UPDATE_FLAG}"
