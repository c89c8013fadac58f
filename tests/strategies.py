"""Hypothesis strategies for document trees, made from the grammar that the tree's types hold."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from briefgen.document import tree
from briefgen.document.children import child_fields
from briefgen.document.contents import with_contents
from briefgen.document.grammar import Here, fields_of, start
from briefgen.document.numbering import with_numbers
from briefgen.document.tree import (
    Annexed,
    Block,
    Cell,
    Contents,
    Deleted,
    Document,
    Drawn,
    Facing,
    Figure,
    FigureNumber,
    Heading,
    Inserted,
    Letter,
    List,
    Metadata,
    Only,
    Panel,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
    contents_of,
    plain,
    walk,
)
from briefgen.formats.word.embedding import BASE
from briefgen.problems.characters import FORBIDDEN

# Any character that a text may have, with more of those that writers treat with care.
_characters = st.one_of(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")).filter(lambda char: not FORBIDDEN.match(char)),
    st.sampled_from("<>&\"']]>ჰიშ „“–\u2011\u2060\u00a0"),
)
words = st.text(_characters, min_size=1, max_size=12)
USUAL = BASE | {"\u2060"}
_sources = st.none() | st.sampled_from(["agency.name", "history[panama-2016].text", "a<b&c"])
# What matches a pattern of the tree; a pattern without an example stops the tests.
_LIKE = {
    tree.Address: ["https://www.issa.int/a?b=1&c=2", "http://ssa.gov.ge/", "mailto:info@ssa.gov.ge"],
    tree.LanguageTag: ["ka-GE", "en-GB"],
    tree.RoleName: ["facts", "at-a-glance"],
    tree.Day: ["2019-10-14"],
}
_EXAMPLES = {get_args(hint)[1]: st.sampled_from(examples) for hint, examples in _LIKE.items()}
PICTURES = [
    Picture(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60mm" height="20mm" role="img">'
        "<title>Facts in words</title>"
        '<rect x="1" y="1" width="50" height="10" fill="none" stroke="#000000" stroke-width="0.5"/></svg>\n',
        "Facts in words",
        60,
        20,
        (),
    )
]
_DEEPEST = 3  # nodes in one another before only those are drawn that hold no others
_NOT_COUNTED = (tree.ListItem, Row, Cell)
_NEVER_EMPTY = (List, Row, Table)
_DERIVED = {
    "paper",  # no other one stands beside it
    "change",
    "earlier",
    "bound",
    "before",
    "comparison",
    "number",
    "entries",
    "most_pages",
}  # of redlines, or derived
WHOLE, LETTER = (
    replace(here, forbidden=here.forbidden | {(kind, "a document that is no redline") for kind in (Inserted, Deleted)})
    for here in (start(Drawn), start(Letter))
)


@st.composite
def nodes(draw: st.DrawFn, here: Here, depth: int = _DEEPEST) -> Any:
    """Draw what may stand in a place; a contents list is put in later."""
    kinds = [kind for kind in here.kinds if not here.refusal(kind) and kind is not Contents]
    kinds = [kind for kind in kinds if kind not in (Facing, Annexed)]  # two trees side by side; the pages of a file
    if depth <= 0:
        leaves = [kind for kind in kinds if not any(said.kinds for said in fields_of(kind).values())]
        kinds = leaves or [kind for kind in kinds if kind is not List]
    return draw(_node(draw(st.sampled_from(kinds)), here, depth))


@cache
def _node(kind: type, here: Here, depth: int) -> st.SearchStrategy[Any]:
    if kind is Picture:
        return st.sampled_from(PICTURES)
    if kind is Table:
        return _tables(here, depth)
    if kind is FigureNumber:
        return st.just(FigureNumber(1))
    only = {mark.field: st.just(mark.value) for mark in here.marks if isinstance(mark, Only) and mark.kind is kind}
    # Two languages side by side come of two trees (`document.bilingual`), and no redline is made of them.
    beside = {"lang"} if kind in (Cell, Figure) else {"facing"}
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in _DERIVED | beside | only.keys()}
    values = {name: _value(kind, name, hint, here, depth) for name, hint in hints.items()}
    if kind is Heading and "new_page" not in only:
        divider = values["divider"]
        values |= {"new_page": st.just(False), "divider": st.just(False)}
        return st.builds(Heading, **values) | st.builds(
            Heading, **{**values, "level": st.just(1), "new_page": st.just(True), "divider": divider}
        )
    if kind is Heading:
        values["divider"] = st.just(False)
    return st.builds(kind, **values, **only)


def _value(kind: type, name: str, hint: Any, here: Here, depth: int) -> st.SearchStrategy[Any]:
    said = fields_of(kind).get(name)
    if name == "source":
        return _sources
    if name == "by_place":  # paths, not words: see test_by_place
        return st.just(())
    if said and said.kinds:
        below = 1 if kind is Metadata else depth - (kind not in _NOT_COUNTED)  # it has seven lines: most of the time
        inner = nodes(here.within(kind, name), below)
        most = 4 if kind is Document else 2
        return st.lists(inner, min_size=int(kind in _NEVER_EMPTY), max_size=most).map(tuple) if said.many else inner
    if said and said.many:
        return st.lists(words, max_size=2).map(tuple)
    if said:
        return _EXAMPLES[said.like] if said.like else words
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    choices = [choice for choice in get_args(hint) if get_origin(choice) is Literal]  # or None
    return st.none() | st.sampled_from(get_args(choices[0])) if choices else st.booleans()


@st.composite
def _tables(draw: st.DrawFn, here: Here, depth: int) -> Table:
    columns = draw(st.integers(1, 3))
    cells = nodes(here.within(Table, "rows").within(Row, "cells"), depth - 1)
    rows = st.builds(Row, st.lists(cells, min_size=columns, max_size=columns).map(tuple))
    head = draw(st.lists(rows, max_size=1).map(tuple))
    role = draw(_EXAMPLES[get_args(tree.RoleName)[1]])
    return Table(role, head, draw(st.lists(rows, min_size=1, max_size=2).map(tuple)))


def _counted(document: Document) -> Document:
    """Number the figures one after the other, each once."""
    numbers = count(1)

    def has(node: Any) -> bool:
        return any(isinstance(each, FigureNumber) for each in walk(node))

    def block(node: Block) -> Block:
        if not isinstance(node, Figure) or not has(node):
            return node
        words_alone = tuple(each for each in node.caption if not has(each))
        return replace(node, caption=(*words_alone, FigureNumber(next(numbers))))

    return replace(document, blocks=tuple(map(block, document.blocks)))


documents: st.SearchStrategy[Drawn] = nodes(WHOLE).map(_counted)
letters: st.SearchStrategy[Document] = nodes(LETTER)
texts: st.SearchStrategy[Text] = st.builds(Text, words, _sources)


# With what is derived: a contents list, numbers of paragraphs, both or neither.


def _derived(document: Document, *, numbered: bool) -> Document:
    listed = with_contents(document, "always") if contents_of(document) else document
    return with_numbers(listed) if numbered else listed


@st.composite
def long_documents(draw: st.DrawFn) -> Document:
    document = draw(documents)
    at = draw(st.none() | st.integers(0, len(document.blocks)))
    if at is not None:
        contents = Contents(draw(st.lists(texts, max_size=2).map(tuple)), ())
        document = replace(document, blocks=(*document.blocks[:at], contents, *document.blocks[at:]))
    return _derived(document, numbered=draw(st.booleans()))


# A document and one that was made of it: some words, nodes and properties are others.


@st.composite
def edited(draw: st.DrawFn, document: Document) -> Document:
    """A copy with a few changes anywhere: words replaced, nodes left out, doubled, or put in another order."""

    def node(value: Any) -> Any:
        if isinstance(value, Text):
            return Text(draw(words), value.source) if draw(st.integers(0, 2)) == 0 else value
        if isinstance(value, Figure):
            return value  # its number is that of its place
        parts = {name: several(getattr(value, name), isinstance(value, Row)) for name in child_fields(type(value))}
        if isinstance(value, Table):
            parts["rows"] = parts["rows"] or value.rows
        return replace(value, **parts)

    def several(nodes: tuple[Any, ...], keep: bool) -> tuple[Any, ...]:
        changed = [node(each) for each in nodes]
        if changed and not keep and draw(st.integers(0, 5)) == 0:
            at = draw(st.integers(0, len(changed) - 1))
            changed = draw(st.sampled_from([changed[:at] + changed[at + 1 :], [*changed, changed[at]], changed[::-1]]))
        return tuple(changed)

    metadata = replace(node(document.metadata), author=draw(words), marking_at_foot=draw(st.booleans()))
    blocks: list[Block] = []
    for block in several(document.blocks, False):
        if not isinstance(block, Contents) or not any(isinstance(before, Contents) for before in blocks):
            blocks.append(block)
    numbered = any(isinstance(block, Paragraph) and block.number for block in document.blocks)
    return _derived(_counted(replace(document, metadata=metadata, blocks=tuple(blocks))), numbered=numbered)


pairs: st.SearchStrategy[tuple[Document, Document]] = st.one_of(
    st.tuples(long_documents(), long_documents()).map(
        lambda pair: (pair[0], replace(pair[1], lang=pair[0].lang, direction=pair[0].direction))
    ),
    long_documents().flatmap(lambda document: st.tuples(st.just(document), edited(document))),
)


def usual(node: Any) -> Any:
    """Return a node without letters that a Word file has no room for as yet: each takes a second for cutting faces."""
    if isinstance(node, Text):
        return replace(node, value="".join(char if char in USUAL else "x" for char in node.value))
    parts: dict[str, Any] = {name: tuple(map(usual, getattr(node, name))) for name in child_fields(type(node))}
    if isinstance(node, Document):
        parts["metadata"] = usual(node.metadata)
    return replace(node, **parts)


usual_pairs = pairs.map(lambda pair: (usual(pair[0]), usual(pair[1])))


def worded(node: Any) -> Any:
    """Return a node with words in every line and every item, as the reader of HTML wants them."""
    parts: dict[str, Any] = {name: tuple(map(worded, getattr(node, name))) for name in child_fields(type(node))}
    for name, below in parts.items():
        kind: type = type(node)
        kinds = fields_of(kind)[name].kinds
        if Text in kinds and not isinstance(node, Picture) and not plain(below).strip():
            parts[name] = (*below, Text("ა"))
        elif not below and isinstance(node, tree.ListItem | Panel):
            parts[name] = (Paragraph((Text("ა"),)),)
    if isinstance(node, Document):
        parts["metadata"] = worded(node.metadata)
    return replace(node, **parts)
