"""The same brief in two languages -> one document, side by side: what says the same begins on the same line.

Both are of one template, so they are nearly alike; what stands where is told by kind and by the fields that words came
from. What one language alone has stands beside an empty place, never beside something else.

Each section is a table with a column for what both call it (a label, a date, a number) and one for each language, so
that who hears the page goes down one column, or across. A heading is one, with `Facing` words.

On a card, which is too narrow for two columns, the one stands under the other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain, repeat
from typing import Any, TypeVar

from briefgen.document.shapes import is_in_columns, label_of
from briefgen.document.tree import (
    BOXED,
    CARD,
    PAIRED,
    RUNNING,
    Annexed,
    Block,
    Cell,
    Contents,
    Document,
    Facing,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Row,
    Table,
    Text,
    loosened,
    plain,
    walk,
)
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

T = TypeVar("T", Block, Row)
_Pair = tuple[T | None, T | None]
_INTERFACE = "catalogue["
_BETWEEN = " · "  # two languages in one line
_LABEL_LINE, _TEXT_LINE = 16, 30  # letters of a line, about


class BilingualError(Mistake):
    """Two documents can't stand side by side; the message says why."""


def side_by_side(first: Document, second: Document) -> Document:
    """Return both as one document, whose own language is the first one's; raises `BilingualError`."""
    if first.lang == second.lang:
        raise BilingualError(Told("two languages stand side by side, not {lang} twice", lang=first.lang))
    if first.direction != second.direction:
        raise BilingualError(
            Told("{first} and {second} are read in two directions: they can’t stand side by side",
                 first=first.lang, second=second.lang)
        )  # fmt: skip
    return _Joined(first, second).document()


class _Joined:
    """Joins two documents."""

    def __init__(self, first: Document, second: Document) -> None:
        self.first, self.second = first, second
        self.lang = second.lang

    def document(self) -> Document:
        metadata = self.metadata(self.first.metadata, self.second.metadata)
        blocks = self.stacked() if metadata.paper == CARD else self.blocks()
        return replace(self.first, metadata=metadata, blocks=tuple(blocks))

    def metadata(self, ours: Metadata, theirs: Metadata) -> Metadata:
        above = ("title", "kicker", "edition_line")
        lines: dict[str, Any] = {name: self.facing(getattr(ours, name), getattr(theirs, name)) for name in above}
        lines["marking"] = self.one_line(ours.marking, theirs.marking)
        if ours.paper != CARD:  # there where and when, version and page are on one line: in the first language
            lines["page_label"] = self.one_line(ours.page_label, theirs.page_label)
            for name in ("running_head", "running_foot"):
                lines[name] = (*getattr(ours, name), LineBreak(), Foreign(self.lang, getattr(theirs, name)))
        most = ours.most_pages and ours.most_pages * 2
        return replace(ours, **lines, most_pages=most, language=_BETWEEN.join((ours.language, theirs.language)))

    def facing(self, ours: tuple[Inline, ...], theirs: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return a line in both languages; what both write alike stands once."""
        if not ours or not theirs:
            return ours or (Foreign(self.lang, theirs),)
        return ours if plain(ours) == plain(theirs) else (*ours, Facing(self.lang, theirs))

    def one_line(self, ours: tuple[Inline, ...], theirs: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not theirs or plain(ours) == plain(theirs):
            return ours
        return (*ours, Text(_BETWEEN if ours else ""), Foreign(self.lang, theirs))

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; running text that follows each other is one table."""
        running: list[Row] = []
        for ours, theirs in _paired(self.first.blocks, self.second.blocks):
            if isinstance(ours or theirs, Paragraph | List):
                running += self.running(ours, theirs)
                continue
            if running:
                yield self.table(RUNNING, running)
                running = []
            yield from self.block(ours, theirs)
        if running:
            yield self.table(RUNNING, running)

    def stacked(self) -> Iterator[Block]:
        """Yield the blocks of a card: what the second language says under what the first one does."""
        for ours, theirs in _paired(self.first.blocks, self.second.blocks):
            match ours or theirs:
                case Heading() as one:
                    number, ours_alone, theirs_alone = _numbered(_children(ours), _children(theirs))
                    yield replace(one, children=(*number, *self.one_line(ours_alone, theirs_alone)))
                case Paragraph(role="warning" | "condition") as one:  # one strip, however many languages
                    yield replace(one, children=self.facing(_children(ours), _children(theirs)))
                case Paragraph() | List():
                    yield from self.under(ours, theirs)
                case _:
                    yield from self.block(ours, theirs)

    def under(self, ours: Block | None, theirs: Block | None) -> Iterator[Block]:
        """Yield running text in both languages; of numbered names each has both, so that they are counted once."""
        if isinstance(ours, List) and isinstance(theirs, List) and _counts_alike(ours, theirs):
            pairs = zip(_lines(ours), _lines(theirs), strict=True)
            names = (ListItem((replace(one, children=self.one_line(one.children, other.children)),))
                     for one, other in pairs)  # fmt: skip
            yield replace(ours, items=tuple(names))
            return
        yield from (each for each in (ours, _in(self.lang, theirs)) if each is not None)

    def block(self, ours: Block | None, theirs: Block | None) -> Iterator[Block]:
        match ours or theirs:
            case Heading() as one:
                yield replace(one, children=self.facing(_children(ours), _children(theirs)))
            case Contents() as one:
                title = self.one_line(_title(ours), _title(theirs)) if ours and theirs else one.title
                yield replace(one, title=title)
            case Panel() as one:
                yield self.panel(one.role, _blocks(ours), _blocks(theirs))
            case Table() as one:
                yield self.grid(one, ours, theirs)  # type: ignore[arg-type]
            case Annexed() as one:
                yield one
            case Figure():
                if isinstance(ours, Figure):
                    yield ours
                if isinstance(theirs, Figure):
                    yield replace(theirs, lang=self.lang)

    # Rows ---------------------------------------------------------------------------------------------------------

    def row(self, label: Cell, ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> Row:
        return Row((label, Cell(ours, lang=self.first.lang), Cell(theirs, lang=self.lang)))

    def running(self, ours: Block | None, theirs: Block | None) -> Iterator[Row]:
        """Yield the rows of a paragraph, or of a list: each of its items beside the same one in the other language."""
        if isinstance(ours, List) and isinstance(theirs, List) and _goes_by_items(ours, theirs):
            for one, other in zip(ours.items, theirs.items, strict=True):
                yield self.row(Cell(()), (replace(ours, items=(one,)),), (replace(theirs, items=(other,)),))
            return
        number = next((each.number for each in (ours, theirs) if isinstance(each, Paragraph) and each.number), None)
        label = Cell((Paragraph((Text(f"{number}."),)),)) if number else Cell(())
        sides = ((replace(each, number=None) if isinstance(each, Paragraph) else each) for each in (ours, theirs))
        left, right = (() if each is None else (each,) for each in sides)
        yield self.row(label, left, right)

    def table(self, role: str, rows: Iterable[Row], label: Cell | None = None) -> Table:
        """Return a table whose columns are the languages, by their own names."""
        names = self.first.metadata.language, self.second.metadata.language
        heads = [
            Cell((Paragraph((Text(name),)),), "column", lang)
            for name, lang in zip(names, (self.first.lang, self.lang), strict=True)
        ]
        return Table(role, (Row((label or Cell(()), *heads)),), tuple(rows))

    def panel(self, role: str, ours: Sequence[Any], theirs: Sequence[Any]) -> Table:
        """Return a panel: its heading and its labels stand in the column of labels."""
        rows, label = [], None
        for left, right in _paired(ours, theirs):
            if isinstance(left or right, Heading):
                label = label or self.label(_children(left), _children(right), "column")
                continue
            (named, said), (called, told) = _labelled(left), _labelled(right)
            cell = self.label(named, called, "row") if named or called else Cell(())
            rows.append(self.row(cell, *(((Paragraph(words),) if words else ()) for words in (said, told))))
        return self.table(f"{BOXED}{role}", rows, label)

    def label(self, ours: tuple[Inline, ...], theirs: tuple[Inline, ...], header: Any) -> Cell:
        return Cell(self.both((Paragraph(ours),) if ours else (), (Paragraph(theirs),) if theirs else ()), header)

    def both(self, ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the blocks of a cell that both languages share, one below the other."""
        alike = [plain_of(each) for each in ours] == [plain_of(each) for each in theirs]
        return ours if alike else (*ours, *(_in(self.lang, each) for each in theirs))

    def grid(self, one: Table, ours: Table | None, theirs: Table | None) -> Table:
        """Return a table of both: of labels with what belongs to them, or of more columns with both in each cell."""
        rows, others = (each.rows if each else () for each in (ours, theirs))
        if one.role == PAIRED:  # it is in both languages by itself, and each in the order of its own alphabet
            alone = (other for other in others if not any(_of_same(row, other) for row in rows))
            return replace(one, rows=(*rows, *(_in(self.lang, other) for other in alone)))
        pairs = list(_paired(rows, others))
        if all(len(row.cells) == 2 for row in one.rows):
            heads = [each.head[0].cells[0].blocks if each and each.head else () for each in (ours, theirs)]
            label = Cell(self.both(*heads), "column") if any(heads) else None
            return self.table(one.role, chain.from_iterable(self.pair(*pair) for pair in pairs), label)
        head = _paired(*(each.head if each else () for each in (ours, theirs)))
        return replace(one, head=tuple(self.shared(*pair) for pair in head), rows=tuple(self.shared(*p) for p in pairs))

    def pair(self, ours: Row | None, theirs: Row | None) -> Iterator[Row]:
        """Yield the rows of one: of several paragraphs each begins beside the same one in the other language.

        The label is in both languages in the first of them; where it has no room there, in the other one in the second.
        """
        labels = [each.cells[0].blocks if each else () for each in (ours, theirs)]
        sides = [each.cells[1].blocks if each else () for each in (ours, theirs)]
        both = self.both(*labels)
        pairs = list(_paired(*sides))
        if len(pairs) < 2:
            yield self.row(Cell(both, "row"), *sides)
            return
        beside = max(_lines_of(each, _TEXT_LINE) for each in pairs[0])
        has_room = sum(_lines_of(each, _LABEL_LINE) for each in both) <= beside + 1
        first = len(both) if has_room else len(labels[0]) or len(both)
        heads = chain((both[:first], both[first:]), repeat(()))
        for at, (head, pair) in enumerate(zip(heads, pairs, strict=False)):
            left, right = (() if each is None else (each,) for each in pair)
            yield replace(self.row(Cell(head, "row") if head else Cell(()), left, right), goes_on=at > 0)

    def shared(self, ours: Row | None, theirs: Row | None) -> Row:
        if ours is None or theirs is None:
            return ours or _in(self.lang, theirs)
        cells = zip(ours.cells, theirs.cells, strict=True)
        return replace(
            ours, cells=tuple(replace(one, blocks=self.both(one.blocks, other.blocks)) for one, other in cells)
        )


def _lines_of(block: Block | None, letters: int) -> int:
    """Return how many lines a block takes, about."""
    return 0 if block is None else max(1, -(-len(plain_of(block)) // letters))  # type: ignore[arg-type]


def _goes_by_items(ours: List, theirs: List) -> bool:
    """Tell whether two lists are as many items each; of numbers one counts on, and short names stand in columns."""
    same = len(ours.items) == len(theirs.items)
    return same and not (ours.ordered or theirs.ordered or is_in_columns(ours) or is_in_columns(theirs))


def _counts_alike(ours: List, theirs: List) -> bool:
    """Tell whether two lists count the same things, a line each."""
    same = ours.ordered and theirs.ordered and len(ours.items) == len(theirs.items)
    return same and len(_lines(ours)) == len(_lines(theirs)) == len(ours.items)


def _numbered(ours: tuple[Inline, ...], theirs: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], ...]:
    """Return the number that both headings begin with, if they do, and what each says behind it."""
    match ours, theirs:
        case (Text(source=None) as number, *one), (Text(source=None) as other, *two) if (
            one and two and loosened(number.value) == loosened(other.value)
        ):
            return (number,), tuple(one), tuple(two)
    return (), ours, theirs


def _lines(of: List) -> list[Paragraph]:
    """Return the items that are a paragraph and nothing else."""
    return [
        block for item in of.items if len(item.blocks) == 1 for block in item.blocks if isinstance(block, Paragraph)
    ]


# What belongs together --------------------------------------------------------------------------------------------


def _paired(ours: Sequence[T], theirs: Sequence[T]) -> Iterator[_Pair[T]]:
    """Yield what belongs together, in order; None where one side has nothing."""
    matcher = SequenceMatcher(None, list(map(_key, ours)), list(map(_key, theirs)), autojunk=False)
    for what, start, end, from_, to in matcher.get_opcodes():
        if what == "equal":
            yield from zip(ours[start:end], theirs[from_:to], strict=True)
        else:
            yield from _alike(list(ours[start:end]), list(theirs[from_:to]))


def _alike(ours: list[T], theirs: list[T]) -> Iterator[_Pair[T]]:
    while ours and theirs:
        if _kind(ours[0]) == _kind(theirs[0]) and _of_same(ours[0], theirs[0]):
            yield ours.pop(0), theirs.pop(0)
        elif any(_kind(ours[0]) == _kind(each) and _of_same(ours[0], each) for each in theirs):
            yield None, theirs.pop(0)
        else:
            yield ours.pop(0), None
    yield from ((each, None) for each in ours)
    yield from ((None, each) for each in theirs)


def _key(node: Block | Row) -> Hashable:
    return (_kind(node), next((text.source for text in _texts(node) if text.source), None))


def _kind(node: Block | Row) -> Hashable:
    return (type(node).__name__, getattr(node, "level", None), getattr(node, "role", None))


def _of_same(one: Block | Row, other: Block | Row) -> bool:
    """Tell whether two came of the same fields; what has no words of the content belongs to its like."""
    sources = [
        {text.source for text in _texts(each) if text.source and not text.source.startswith(_INTERFACE)}
        for each in (one, other)
    ]
    return bool(sources[0] & sources[1]) or not (sources[0] or sources[1])


def _texts(node: Any) -> Iterator[Text]:
    return (each for each in walk(node) if isinstance(each, Text))


# Parts of nodes that there may be none of --------------------------------------------------------------------------


def _children(block: Any) -> tuple[Inline, ...]:
    return block.children if block else ()


def _title(block: Any) -> tuple[Inline, ...]:
    return block.title if block else ()


def _blocks(block: Any) -> tuple[Any, ...]:
    return block.blocks if block else ()


def _labelled(block: Any) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Return the label of a panel's paragraph, and what it says."""
    if block is None:
        return (), ()
    found = label_of(block)
    return (found[0].children, found[1]) if found else ((), block.children)


def plain_of(block: Paragraph | List) -> str:
    """Return the words of a block of a cell, footnotes included."""
    return "\n".join(plain((each,), footnotes=True) for each in walk(block) if isinstance(each, Text | Footnote))


def _in(lang: str, node: Any) -> Any:
    """Return a block or a row with its words marked as being in a language."""
    match node:
        case Paragraph():
            return replace(node, children=(Facing(lang, node.children),))
        case List():
            return replace(node, items=tuple(_in(lang, each) for each in node.items))
        case ListItem() | Cell():
            return replace(node, blocks=tuple(_in(lang, each) for each in node.blocks))
        case Row():
            return replace(node, cells=tuple(_in(lang, each) for each in node.cells))
        case _:
            return node
