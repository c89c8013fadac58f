"""Charts become pictures; where one doesn't fit, the document is as if its figure had never been there."""

from __future__ import annotations

from briefgen.document.figures import with_pictures
from briefgen.document.tree import (
    Block,
    Chart,
    Contents,
    Document,
    Figure,
    FigureNumber,
    Heading,
    Inline,
    Metadata,
    Paragraph,
    Picture,
    Strong,
    Text,
)

META = Metadata((Text("Title"),), (), (), (), False, (), (), (), "a", "s", (), "2019-10-14")
WORDS = Paragraph((Text("x"),))


def drawing(name: str) -> Picture:
    return Picture("<svg/>", name, 50, 20, (Text(name, "x"),))


def draw(chart: Chart) -> Picture | None:
    return None if chart.name == "wide" else drawing(chart.name)


def document(*blocks: Block) -> Document:
    return Document("en-GB", META, blocks)


def drawn(*blocks: Block) -> tuple[Block, ...]:
    return with_pictures(document(*blocks), draw).blocks


def chart(name: str, *caption: Inline) -> Figure:
    return Figure(Chart(name, "facts", ()), caption)


def heading(level: int) -> Heading:
    return Heading(level, (Text(f"level {level}"),))  # type: ignore[arg-type]


def test_each_chart_is_drawn_in_its_place_and_nothing_else_changes() -> None:
    caption = (Text("Figure "), FigureNumber(1))
    old = Figure(drawing("issued once"), (Text("old"),))
    contents = Contents((Text("Contents"),), ())
    found = drawn(contents, heading(1), WORDS, chart("map", *caption), old)
    assert found == (contents, heading(1), WORDS, Figure(drawing("map"), caption), old)
    whole = document(heading(1), heading(2))  # not for us to mend
    assert with_pictures(whole, draw) == whole


def test_figures_are_numbered_as_if_the_one_that_does_not_fit_had_not_been_there() -> None:
    def figure(name: str, number: int) -> Figure:
        return chart(name, Strong((Text("Figure "), FigureNumber(number))))

    found = drawn(WORDS, figure("a", 1), figure("wide", 2), chart("b", Text("no number")), figure("c", 3))
    captions = [block.caption for block in found if isinstance(block, Figure)]
    assert captions == [
        (Strong((Text("Figure "), FigureNumber(1))),),
        (Text("no number"),),
        (Strong((Text("Figure "), FigureNumber(2))),),
    ]


def test_a_heading_goes_with_the_only_thing_under_it() -> None:
    wide = chart("wide", Text("c"))
    assert drawn(WORDS, heading(1), wide) == (WORDS,)
    assert drawn(heading(1), WORDS, heading(2), heading(3), wide, heading(1), WORDS) == (
        heading(1), WORDS, heading(1), WORDS,
    )  # fmt: skip
    # What stands deeper is under it, too.
    assert drawn(heading(1), wide, heading(2), WORDS) == (heading(1), heading(2), WORDS)
    assert drawn(heading(1), wide, WORDS) == (heading(1), WORDS)
    assert drawn(heading(2), wide, heading(1), WORDS) == (heading(1), WORDS)
