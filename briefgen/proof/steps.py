"""A document as a list of steps, for readers of formats that keep more than words: what begins, words, what ends.

Of the words each stretch says what it stands in: emphasis, a link and its address, a footnote, a change of a redline,
the field that it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.document.shapes import is_boxed, is_facing, is_labelled, is_worksheet
from briefgen.document.tree import (
    Block,
    Contents,
    Deleted,
    Document,
    Emphasis,
    Facing,
    Figure,
    FigureNumber,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inserted,
    LineBreak,
    Link,
    List,
    Panel,
    Paragraph,
    Picture,
    Revision,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    listed_sections,
    plain,
    unbind,
)
from briefgen.proof.reading_order import squeeze

BREAK = "\u2028"
PLAIN: frozenset[str] = frozenset()
_MARKS = {Strong: "strong", Emphasis: "em", Secondary: "small", Inserted: "inserted", Deleted: "deleted"}
Run = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A line of words, or what begins or ends; `runs` are its words by what they stand in."""

    what: str
    runs: tuple[Run, ...] = ()

    def shown(self) -> str:
        """Return how messages name the step."""
        words = "".join(words for words, _ in self.runs).replace(BREAK, " ")
        if not words:
            return self.what
        source = next((mark[5:] for _, marks in self.runs for mark in sorted(marks) if mark.startswith("from ")), "")
        return f"„{words[:60]}{'…' if len(words) > 60 else ''}“ ({source or 'template'})"


def steps_of(document: Document) -> list[Step]:
    """Return a document's steps: running lines, title block, text."""
    return list(_Tree().steps(document))


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the runs with neighbours of the same marks made one, as a person would search for the words."""
    merged: list[Run] = []
    for words, marks in ((unbind(words), marks) for words, marks in runs):
        if merged and merged[-1][1] == marks:
            merged[-1] = merged[-1][0] + words, marks
        elif words:
            merged.append((words, marks))
    return tuple(merged)


@dataclass
class _Tree:
    """Tells a document."""

    notes: int = 0
    change: Revision | None = None

    def steps(self, document: Document) -> Iterator[Step]:
        meta = document.metadata
        running = {
            "marking": meta.marking, "running-head": meta.running_head, "page-label": meta.page_label,
            "marking-foot": meta.marking if meta.marking_at_foot else (), "running-foot": meta.running_foot,
        }  # fmt: skip
        for name, line in running.items():
            if line:
                yield self.line(name, line)
        if document.comparison:
            yield from self.block(document.comparison.panel)
        for name, line in {"kicker": meta.kicker, "title": meta.title, "edition-line": meta.edition_line}.items():
            yield self.line(name, line)
        for block in document.blocks:
            if isinstance(block, Contents):
                yield from self.contents(block, listed_sections(document, block))
            else:
                yield from self.block(block)

    def line(self, what: str, nodes: Iterable[Inline], before: str = "", more: frozenset[str] = PLAIN) -> Step:
        marks = more | ({self.change} if self.change else PLAIN)
        return Step(what, merged([(before, marks), *self.runs(nodes, marks)]))

    def runs(self, nodes: Iterable[Inline], marks: frozenset[str]) -> Iterator[Run]:
        for node in nodes:
            match node:
                case Text():
                    yield node.value, marks | ({f"from {node.source}"} if node.source else PLAIN)
                case LineBreak():
                    yield BREAK, marks
                case FigureNumber():
                    yield str(node.value), marks
                case Foreign() | Facing():
                    yield from self.runs(node.children, marks | {f"in {node.lang}"})
                case Link():
                    yield from self.runs(node.children, marks | {f"a link to {node.href}"})
                case Footnote():
                    self.notes += 1
                    yield from self.runs(node.children, marks | {f"footnote {self.notes}"})
                case _:
                    yield from self.runs(node.children, marks | {_MARKS[type(node)]})

    def inside(self, what: str, change: Revision | None, steps: Iterator[Step]) -> Iterator[Step]:
        """Yield what is in a node between its beginning and its end; all of it stands in the node's change."""
        outer, self.change = self.change, self.change or change
        yield Step(what)
        yield from steps
        yield Step(f"the end of {what}")
        self.change = outer

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Step]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Step]:
        outer, self.change = self.change, self.change or block.change
        match block:
            case Heading():
                page = " of a divider" if block.divider else " on a new page" if block.new_page else ""
                yield self.line(f"a heading of level {block.level}{page}{changed(self.change)}", block.children)
            case Paragraph() if block.number is not None:
                yield self.line("a numbered paragraph", block.children, before=f"{block.number}. ")
            case Paragraph():
                yield self.line(f"a paragraph ({block.role})", block.children)
            case List():
                what = "a numbered list" if block.ordered else "a list"
                yield Step(what)
                for item in block.items:
                    yield from self.inside("an item", item.change, self.blocks(item.blocks))
                yield Step(f"the end of {what}")
            case Panel():
                yield from self.inside(f"a panel ({block.role})", None, self.blocks(block.blocks))
            case Figure(picture=Picture() as picture):
                yield Step(f"a figure{changed(self.change)}{in_language(block.lang)}", ((picture.alt.strip(), PLAIN),))
                yield Step("in the picture", ((squeeze(plain(picture.labels)), PLAIN),))
                yield self.line("a caption", block.caption)
            case Table():
                kind = block.role + " worksheet" * is_worksheet(block) + " labelled" * is_labelled(block)
                kind += " facing" * is_facing(block) + " boxed" * is_boxed(block)
                yield Step(f"a table ({kind})")
                yield from self.rows("a row of heads", block.head)
                yield from self.rows("a row", block.rows)
                yield Step(f"the end of a table ({kind})")
        self.change = outer

    def rows(self, what: str, rows: Iterable[Row]) -> Iterator[Step]:
        for row in rows:
            yield from self.inside(what, row.change, self.cells(row))

    def cells(self, row: Row) -> Iterator[Step]:
        for cell in row.cells:
            what = f"a cell ({cell.header or 'no'} header){in_language(cell.lang)}"
            yield from self.inside(what, None, self.blocks(cell.blocks))

    def contents(self, node: Contents, sections: tuple[int, ...]) -> Iterator[Step]:
        outer, self.change = self.change, node.change
        yield self.line("the heading of a contents list", node.title)
        first = True
        for entry, section in zip(node.entries, sections, strict=False):
            level, first = 1 if first else entry.level, False
            before, self.change = self.change, self.change or entry.change
            yield self.line(f"an entry of level {level} for section {section}", entry.children)
            self.change = before
        self.change = outer


def in_language(lang: str | None) -> str:
    """Return how a step names the language of a cell or a figure, if it says which."""
    return f", in {lang}" if lang else ""


def changed(change: str | None) -> str:
    """Return how a step names the change that it stands in."""
    return f", {change}" if change else ""
