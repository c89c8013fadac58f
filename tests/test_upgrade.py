"""What `make upgrade` says: versions that moved, pages that changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.upgrade import compare, main, moved


def picture(path: Path, ink: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", (40, 40), "white")
    image.putpixel((20, 20), (ink, ink, ink))
    image.save(path)


def test_what_moved_is_told_with_both_versions() -> None:
    before = {"babel": "2.18.0", "npm:dictionary-ka": "1.1.0", "gone": "1", "same": "1"}
    after = {"babel": "2.19.0", "npm:dictionary-ka": "1.2.0", "new": "2", "same": "1"}
    assert moved(before, after) == [
        "babel 2.18.0 → 2.19.0", "gone 1 → not there", "new not there → 2", "npm:dictionary-ka 1.1.0 → 1.2.0",
    ]  # fmt: skip
    assert moved(after, after) == []


def test_the_pages_that_changed_are_shown_before_and_after(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for side, ink in (("before", 0), ("after", 10)):
        picture(tmp_path / side / "plain" / "pdf" / "same-1.png", 0)
        picture(tmp_path / side / "plain" / "pdf" / "brief-1.png", ink)
    picture(tmp_path / "after" / "plain" / "word" / "longer-2.png", 0)
    main("compare", str(tmp_path))
    names = ["plain/pdf/brief-1.png", "plain/word/longer-2.png"]
    assert compare(tmp_path) == names
    assert capsys.readouterr().out.split("\n  ")[1:] == [names[0], f"{names[1]}\n"]
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "2 pages changed" in page
    assert 'src="before/plain/pdf/brief-1.png"' in page
    assert 'src="after/plain/pdf/brief-1.png"' in page
    assert "before: there is none" in page
    assert "same-1" not in page
