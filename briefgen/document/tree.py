"""The document tree: the one thing that every writer takes.

The tree is frozen, holds one language, and says what things are, never how they look. Every `Text` carries the
path of the content field it came from (``cooperation.history[panama-2016].text``) or of the interface word
(``catalogue[Founded]``); punctuation that a template adds has none.

Text holds two characters with a meaning of their own, which each writer renders in its own way:
U+2011 is a hyphen, and U+2060 a place, where a line must not break.

A redline is a tree, too, which holds both sides: what only the new document has is marked as inserted, what only the
old one had as deleted. `document.accepting` takes each side out of it.

What may stand where is said by the types, and nowhere else: a field's type names the nodes that it holds, and
`Nowhere`, `Only`, `AtMost` and `Like` beside it what such a type can't say. `document.grammar` reads them for the
reader of HTML, the store and the tests, so whatever these let through, every writer can show.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeGuard

NO_BREAK_HYPHEN = "\u2011"
WORD_JOINER = "\u2060"


# What the types of fields say besides ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, init=False)
class Nowhere:
    """These nodes don't stand in this place, however deep below."""

    kinds: tuple[type, ...]

    def __init__(self, *kinds: type) -> None:
        object.__setattr__(self, "kinds", kinds)


@dataclass(frozen=True, slots=True, init=False)
class Only:
    """Directly in this place, a field of such a node has one value only."""

    kind: type
    field: str
    value: Any

    def __init__(self, kind: type, **value: Any) -> None:
        ((name, only),) = value.items()
        for field, said in (("kind", kind), ("field", name), ("value", only)):
            object.__setattr__(self, field, said)


@dataclass(frozen=True, slots=True)
class AtMost:
    """No more than so many of these nodes stand in one another."""

    number: int
    kind: type


@dataclass(frozen=True, slots=True)
class Like:
    """The text matches from beginning to end, or else it is `wrong`, in words that go on from it."""

    pattern: re.Pattern[str]
    wrong: str


Address = Annotated[str, Like(re.compile(r"(?:https?://|mailto:)[^\s<>\"]+"), "can't be linked")]
LanguageTag = Annotated[str, Like(re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?"), "is not a language tag")]
RoleName = Annotated[str, Like(re.compile(r"[a-z]+(?:-[a-z]+)*"), "is not a role")]
_DAY = Like(re.compile(r"\d{4}-\d\d-\d\d"), "is not a day")
Day = Annotated[str, _DAY]
Days = Annotated[tuple[str, ...], _DAY]

FileName = Annotated[str, Like(re.compile(r"[^/\\:*?\"<>|]+\.(?:pdf|PDF)"), "is not the name of a PDF")]
Hash = Annotated[str, Like(re.compile(r"(?:[0-9a-f]{64})?"), "is not a SHA-256")]

Direction = Literal["ltr", "rtl"]  # of words, and so of a page

# In a redline: which side alone has a block, row, item or entry, with all that is in it. None: both have it.
Revision = Literal["inserted", "deleted"]


# Inline nodes ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words and the content field it came from."""

    value: str
    source: str | None = None
    earlier: str | None = None  # in a redline: the field the same words came from in the old document; "" for none
    bound: str | None = None  # in a redline: the same words, as lines might break in them in the old document


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress, or the title of a work."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Secondary:
    """Words of lesser weight beside the main ones, such as the as-of date of a figure."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A phrase in another language than the document's; `lang` is a BCP 47 tag (``en``)."""

    lang: LanguageTag
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Facing:
    """The same once more in a brief's other language: in the column of that one, or below, as there is room."""

    lang: LanguageTag
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A live link; `href` is an absolute http, https or mailto address."""

    href: Address
    children: InLink


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced end of line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote that hangs on the text before it. Writers number footnotes 1…n in document order."""

    children: InFootnote


@dataclass(frozen=True, slots=True)
class FigureNumber:
    """The number of a figure in its own caption; a field in Word, which counts for itself."""

    value: int

    def __post_init__(self) -> None:
        """Refuse what nobody counts with."""
        if self.value < 1:
            raise ValueError("figures are numbered from 1")


@dataclass(frozen=True, slots=True)
class Inserted:
    """In a redline: what only the new document has."""

    children: InChange


@dataclass(frozen=True, slots=True)
class Deleted:
    """In a redline: what only the old document had."""

    children: InChange


Inline = (
    Text
    | Strong
    | Emphasis
    | Secondary
    | Foreign
    | Facing
    | Link
    | LineBreak
    | Footnote
    | FigureNumber
    | Inserted
    | Deleted
)

# Figures are numbered in their captions; footnotes hang on the text of a page, not on what runs on each.
Caption = tuple[Inline, ...]
Line = Annotated[tuple[Inline, ...], Nowhere(FigureNumber)]
RunningLine = Annotated[tuple[Inline, ...], Nowhere(Footnote, Link, FigureNumber, Facing)]
# A line of the contents list.
Bare = Annotated[tuple[Inline, ...], Nowhere(Footnote, Link, LineBreak, FigureNumber, Facing)]
InLink = Annotated[tuple[Inline, ...], Nowhere(Link, Footnote, Facing)]
InFootnote = Annotated[tuple[Inline, ...], Nowhere(Footnote, FigureNumber, Facing)]
InChange = Annotated[tuple[Inline, ...], Nowhere(Inserted, Deleted)]


# Block nodes ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading. Level 1 is a section of the brief; the brief's own title is in `Metadata`.

    A `divider` is the title page of what is no part of the brief itself, such as an annex.
    """

    level: Literal[1, 2, 3]
    children: Line
    new_page: bool = False  # begins a page; for sections of level 1
    change: Revision | None = None
    divider: bool = False

    def __post_init__(self) -> None:
        """Refuse a page that begins with less than a section."""
        if self.new_page and self.level != 1:
            raise ValueError("only a section of level 1 begins a page")
        if self.divider and not self.new_page:
            raise ValueError("a divider begins a page")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. The role says what it is: running text, the line under a heading, or a notice to the reader.

    A «warning» says of what follows that it isn't to be said, a «condition» that it is said only if it comes to that;
    «unsaid» are words that aren't to be said.
    `number` is that by which a numbered brief calls it («see paragraph 7»); in Word a field, which counts for itself.
    In a redline it is the new one, and the old one only of what is gone.
    """

    children: Line
    role: Literal["text", "lead", "notice", "warning", "condition", "unsaid"] = "text"
    number: int | None = None
    change: Revision | None = None

    def __post_init__(self) -> None:
        """Refuse a number that no reader would look for."""
        if self.number is not None and (self.role != "text" or self.number < 1):
            raise ValueError("only running text is numbered, from 1")


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: InItem
    change: Revision | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list."""

    ordered: bool
    items: tuple[ListItem, ...]
    change: Revision | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `header` says what it is the header of, if of anything.

    `lang` is its language, if it is one of two: so are the cells of a brief whose languages stand side by side.
    """

    blocks: InCell
    header: Literal["row", "column"] | None = None
    lang: LanguageTag | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; one that `goes_on` belongs to the row above, and no rule is between them."""

    cells: tuple[Cell, ...]
    change: Revision | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of labels (first column, row headers) and what belongs to them, under rows of column headers.

    `role` names the kind for the style sheet: ``facts``, ``bodies``, ``history`` …; all rows have equally many cells.
    """

    role: RoleName
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    change: Revision | None = None

    def __post_init__(self) -> None:
        """Refuse what isn't one grid."""
        if not self.rows or not self.rows[0].cells:
            raise ValueError("a table has no rows, or no cells in them")
        if len({len(row.cells) for row in (*self.head, *self.rows)}) != 1:
            raise ValueError("the rows of a table have different numbers of cells")


@dataclass(frozen=True, slots=True)
class Panel:
    """A box that stands out, such as «at a glance»: a heading and paragraphs. `role` names the kind."""

    role: RoleName
    blocks: InPanel
    change: Revision | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: SVG whose words are text in the theme's face, and the same facts in words for who can't see it.

    `labels` are the words that stand in the drawing, in the order in which they are painted.
    """

    svg: str
    alt: str
    width: float  # mm
    height: float  # mm
    labels: tuple[Text, ...]

    def __post_init__(self) -> None:
        """Refuse a picture that says nothing to who can't see it, or that no page has room for."""
        if not self.alt.strip():
            raise ValueError("a picture needs its facts in words: alt is empty")
        if not (0 < self.width <= LARGEST_PICTURE and 0 < self.height <= LARGEST_PICTURE):
            raise ValueError(f"a picture is at most {LARGEST_PICTURE} mm wide and high")


@dataclass(frozen=True, slots=True)
class ChartItem:
    """A thing that a chart shows: its words, its first and last day if it has some, and what belongs to it.

    `role` says what it is, as the chart's drawing knows it: ``elector``, ``strip`` …
    """

    role: RoleName
    words: tuple[Text, ...]
    days: Days = ()
    items: tuple[ChartItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture is drawn from as soon as a paper says how wide: things and their words, no places.

    `name` says which drawing it is for, `alt` the same facts in words.
    """

    name: RoleName
    alt: str
    items: tuple[ChartItem, ...]
    direction: Direction = "ltr"  # of its words, and of time


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with a caption: as a chart until a paper is known, then drawn.

    `lang` is its language, if it isn't the document's: figures are numbered in each language by themselves.
    """

    picture: Picture | Chart
    caption: Caption
    change: Revision | None = None
    lang: LanguageTag | None = None


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents list: the words of a section's heading, without footnotes and links."""

    level: Literal[1, 2]
    children: Bare
    change: Revision | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list: its own heading, and an entry for each of the `sections`, in their order.

    Of a pack the sections are `tabs`: it has a list however short it is, and each section bears its number.
    On which page a section stands is no part of the tree: the PDF knows it once it is laid out.
    """

    title: Bare
    entries: tuple[ContentsEntry, ...]
    change: Revision | None = None
    tabs: bool = False


@dataclass(frozen=True, slots=True)
class Annexed:
    """The pages of a file that is no brief, as they are, behind the page before: in the PDF alone.

    Of the file itself the tree knows its name, and once it was looked at how many `pages` it has, its `sha256`, and
    whether it says of itself that it `conforms` to the standards that briefs keep.
    """

    file: FileName
    pages: int = 0
    sha256: Hash = ""
    conforms: bool = False
    change: Revision | None = None

    def __post_init__(self) -> None:
        """Refuse what is no number of pages."""
        if self.pages < 0:
            raise ValueError("a file has no less than no pages")


Block = Heading | Paragraph | List | Table | Panel | Figure | Contents | Annexed

# Roles of tables whose languages stand side by side: of running text, and of what stands in a box.
RUNNING = "running"
PAIRED = "terms"  # the role of a table that says the same in two languages
BOXED = "boxed-"
CARD = "card"  # the paper whose lines are short, and which has no room for two columns
LIST_LEVELS = 5  # as many as Word has list styles for
LARGEST_PICTURE = 1000  # mm
_TEXT = Only(Paragraph, role="text")
_UNNUMBERED = Only(Paragraph, number=None)  # numbered is the running text of the document itself
InItem = Annotated[tuple[Paragraph | List, ...], _TEXT, _UNNUMBERED, AtMost(LIST_LEVELS, List)]
InCell = Annotated[tuple[Paragraph | List, ...], _UNNUMBERED]
InPanel = Annotated[tuple[Heading | Paragraph, ...], _TEXT, _UNNUMBERED, Only(Heading, new_page=False)]


# The document ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands around the running text: title block, running lines, and the properties of the file.

    Titles and running lines are inline nodes, since they carry provenance; the rest goes into file properties only.
    """

    title: Line
    kicker: Line  # the kind of brief, above the title
    edition_line: Line  # event, dates, place: under the title
    marking: RunningLine  # classification, at the head of each page
    marking_at_foot: bool  # repeated at the foot when above public
    running_head: RunningLine  # event, at the head of each page
    running_foot: RunningLine  # version, as-of date, at the foot of each page
    page_label: RunningLine  # word before «x / y»
    author: str
    subject: str
    keywords: tuple[str, ...]
    date: Day  # ISO 8601 date: created and modified, instead of the clock
    most_pages: int | None = None  # how long a brief of this type may be
    footnote: str = ""  # what a footnote is called, before its number; without both no mark leads to its note
    back_to_text: str = ""  # where a footnote leads back to
    status: str = ""  # what a draft is called, if this is one
    language: str = ""  # what the document's language calls itself
    paper: str = ""  # which of the theme's papers it is for; without a name on the theme's own
    by_place: tuple[str, ...] = ()  # lists of which files number the entries (`document.by_place`)

    def __post_init__(self) -> None:
        """Refuse a day that there isn't."""
        dt.date.fromisoformat(self.date)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a redline says of itself to its reader: no part of either side."""

    name: str  # what such a file is called
    title: str  # the same, with what it compares with
    panel: Panel  # its title, what is compared, how many changes there are, and the key to their marks
    redrawn: str  # of a figure
    moved: str  # of what stood elsewhere before
    gone: str  # to who hears the page: what was deleted follows
    new: str  # what was inserted follows
    end: str  # here a change ends
    was: str = ""  # the status of the old state, as of a draft


@dataclass(frozen=True, slots=True)
class Document:
    """A brief in one language; `lang` is a BCP 47 tag with region (``ka-GE``), `direction` that of its words."""

    lang: LanguageTag
    metadata: Metadata
    blocks: tuple[Block, ...]
    before: Metadata | None = None  # of a redline: that of the old document, if its properties were others
    comparison: Comparison | None = None  # of a redline that is made to be read
    direction: Direction = "ltr"


# What is pressed, proved and stored: a paper was chosen, and every picture drawn for it.
Drawn = Annotated[Document, Nowhere(Chart)]
# What a message can show: it has no pages, so neither pictures nor footnotes, and nobody reviews it.
Letter = Annotated[Document, Nowhere(Figure, Contents, Annexed, Footnote, Inserted, Deleted)]

Node = Document | Metadata | Block | ListItem | Row | Cell | Picture | Chart | ChartItem | ContentsEntry | Inline


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below a node, in reading order (title block and running lines first)."""
    match node:
        case Document():
            return (node.metadata, *node.blocks)
        case Metadata():
            return (
                *node.marking,
                *node.running_head,
                *node.kicker,
                *node.title,
                *node.edition_line,
                *node.running_foot,
                *node.page_label,
            )
        case List() | Chart():
            return node.items
        case ChartItem():
            return (*node.words, *node.items)
        case Table():
            return (*node.head, *node.rows)
        case Row():
            return node.cells
        case ListItem() | Cell() | Panel():
            return node.blocks
        case Figure():
            return (node.picture, *node.caption)
        case Contents():
            return (*node.title, *node.entries)
        case Picture():
            return node.labels
        case Text() | LineBreak() | FigureNumber() | Annexed():
            return ()
        case _:
            return node.children


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def contents_of(document: Document) -> Contents | None:
    """Return the contents list, if the document has one."""
    return next((block for block in document.blocks if isinstance(block, Contents)), None)


def is_section(block: Block) -> TypeGuard[Heading]:
    """Say whether a block of the document itself begins what a contents list names: levels 1 and 2."""
    return isinstance(block, Heading) and block.level <= 2


def listed_sections(document: Document, contents: Contents) -> tuple[int, ...]:
    """Return which sections of the document the entries of a contents list name, each by its number from 1.

    In a redline the sections of both sides are counted together; a list that one side alone has names that one's.
    """
    sections = enumerate(filter(is_section, document.blocks), start=1)
    return tuple(
        number
        for number, section in sections
        if None in (contents.change, section.change) or contents.change == section.change
    )


def plain(nodes: tuple[Inline, ...], *, footnotes: bool = False) -> str:
    """Return the words of inline nodes; ordinary hyphens, no joiners; line breaks as spaces."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case Text():
                parts.append(node.value)
            case LineBreak():
                parts.append(" ")
            case FigureNumber():
                parts.append(str(node.value))
            case Footnote() if not footnotes:
                pass
            case Facing():
                between = " · " if parts else ""
                parts.append(f"{between}{plain(node.children, footnotes=footnotes)}")
            case _:
                parts.append(plain(node.children, footnotes=footnotes))
    return unbind("".join(parts))


def loosened(text: str) -> str:
    """Return text without anything that keeps a line from breaking in it."""
    return unbind(text).replace("\u00a0", " ")


def unbind(text: str) -> str:
    """Return text with ordinary hyphens and without joiners, as a person would search for it."""
    return text.replace(NO_BREAK_HYPHEN, "-").replace(WORD_JOINER, "")
