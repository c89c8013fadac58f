"""Where change bars stand, read off boxes as WeasyPrint lays them out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
import pytest

from briefgen.formats.pdf.changes import change_bars, draw_bars
from briefgen.formats.pdf.press import _local_path
from briefgen.look.theme import Theme

PX = 96 / 25.4  # to a millimetre
POINT = 72 / 25.4


@dataclass
class Box:
    element_tag: str = "p"
    children: list[Any] = field(default_factory=list)
    position_y: float = 0
    height: float = 0
    element: Any = None

    def descendants(self) -> list[Any]:
        return [each for child in self.children for each in (child, *child.descendants())]


class LineBox(Box):
    pass


class MarginBox(Box):
    pass


def line(top: float, *tags: str, height: float = 4) -> LineBox:
    """Return a line that begins so many mm from the head, with elements in it."""
    return LineBox("p", [Box(tag) for tag in tags], top * PX, height * PX)


def bars(*boxes: Box) -> list[tuple[float, float]]:
    """Return top and bottom of each bar, in mm."""
    sheet = type("Sheet", (), {"_page_box": Box("html", list(boxes))})
    return [(round(top / POINT, 2), round(bottom / POINT, 2)) for top, bottom in change_bars(sheet)]


@pytest.mark.parametrize("tag", ["ins", "del"])
def test_a_bar_stands_beside_each_line_with_a_change(tag: str) -> None:
    assert bars(Box("body", [line(10, "span", tag), line(30, "span"), line(50, tag)])) == [(10, 14), (50, 54)]
    deep = Box("body", [Box("div", [LineBox("p", [Box("strong", [Box(tag)])], 10 * PX, 4 * PX)])])
    assert bars(deep) == [(10, 14)]


def test_bars_that_are_near_are_one() -> None:
    assert bars(Box("body", [line(10, "ins"), line(18.4, "ins")])) == [(10, 22.4)]
    assert bars(Box("body", [line(10, "ins"), line(18.6, "ins")])) == [(10, 14), (18.6, 22.6)]
    assert bars(Box("body", [line(18, "ins"), line(10, "ins")])) == [(10, 22)]  # as on two columns
    assert bars(Box("body", [line(10, "ins", height=30), line(12, "ins")])) == [(10, 40)]
    assert bars(Box("body", [line(10, "ins"), line(16, "ins"), line(22, "ins")])) == [(10, 26)]


def test_running_lines_have_none() -> None:
    assert bars(MarginBox("body", [line(10, "ins")]), Box("body", [line(50, "ins")])) == [(50, 54)]


def test_a_picture_that_came_or_went_has_one() -> None:
    def figure(**attributes: str) -> Box:
        return Box("figure", [line(32)], 10 * PX, 30 * PX, attributes)

    assert bars(Box("body", [figure()])) == []
    for name in ("inserted", "deleted"):
        assert bars(Box("body", [figure(**{"class": name})])) == [(10, 40)]


def test_bars_are_drawn_in_the_margin_below_all_else_and_only_where_there_are_any(theme: Theme) -> None:
    own = replace(
        theme, page=replace(theme.page, width=210, right=20), colours=replace(theme.colours, secondary="FF8000")
    )
    pdf = pikepdf.new()
    for _ in range(2):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(b"% words")
    draw_bars(pdf, [[(100, 150), (300, 310)], []], own)
    first = pdf.pages[0].Contents
    data = b"\n".join(each.read_bytes() for each in first) if isinstance(first, pikepdf.Array) else first.read_bytes()
    drawing, _, words = data.decode().partition("EMC")
    assert "words" in words
    x = f"{195 * POINT:.2f}"
    assert drawing.splitlines() == [
        "/Artifact <</Type /Layout>> BDC",
        "q 1.000 0.502 0.000 rg",
        f"{x} 692.00 1.2 50.00 re",
        f"{x} 532.00 1.2 10.00 re",
        "f Q",
    ]
    assert pdf.pages[1].Contents.read_bytes() == b"% words"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("file:///a/b%20c.png", "/a/b c.png"),
        ("file://localhost/a", "/a"),
        ("file:///a/../b", "/b"),
        ("file://host/a", None),
        ("http://h/a", None),
        ("/a", None),
    ],
)
def test_only_addresses_of_this_machine_s_files_are_paths(url: str, path: str | None) -> None:
    found = _local_path(url)
    assert (None if found is None else str(found)) == path
