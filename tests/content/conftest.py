"""A copy of the real content that a test may change, and what it changed."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.conftest import ROOT, ProjectCopy


@pytest.fixture
def folder(project_copy: ProjectCopy) -> Path:
    return project_copy.root / "content"


def changed(folder: Path) -> list[str]:
    """Return the lines that differ from the real content, as in a diff without context."""
    lines: list[str] = []
    for path in sorted(folder.rglob("*.yaml")):
        real = ROOT / "content" / path.relative_to(folder)
        old = real.read_text(encoding="utf-8").splitlines() if real.exists() else []
        new = path.read_text(encoding="utf-8").splitlines()
        lines += list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]
