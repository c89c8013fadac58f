"""Hypothesis strategies for document trees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from briefgen.document.contents import with_contents
from briefgen.document.numbering import with_numbers
from briefgen.document.sides import child_fields
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    contents_of,
)
from briefgen.writers.docx_embedding import BASE

# Any character of a text but controls and surrogates, with more of those that writers treat with care.
_characters = st.one_of(
    st.characters(exclude_categories=("Cc", "Cs", "Cn")),
    st.sampled_from("<>&\"']]>ჰიშ „“–\u2011\u2060\u00a0"),
)
words = st.text(_characters, min_size=1, max_size=12)
texts = st.builds(Text, words, st.none() | st.sampled_from(["agency.name", "history[panama-2016].text", "a<b&c"]))
USUAL = BASE | {"\u2060"}  # which no Word file has, whatever the tree says
hrefs = st.sampled_from(["https://www.issa.int/a?b=1&c=2", "http://ssa.gov.ge/", "mailto:info@ssa.gov.ge"])


def _lines(*, links: bool, footnotes: bool) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Inline nodes, nested a little; links and footnotes only where they can stand."""

    def nest(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
        several = st.lists(inner, min_size=1, max_size=2).map(tuple)
        marks = [st.builds(kind, several) for kind in (Strong, Emphasis, Secondary)]
        return st.one_of(*marks, st.builds(Foreign, st.sampled_from(["en", "fr"]), several))

    leaves: st.SearchStrategy[Inline] = texts | st.builds(LineBreak)
    nodes = [st.recursive(leaves, nest, max_leaves=3)]
    if links:
        nodes.append(st.builds(Link, hrefs, st.lists(nodes[0], min_size=1, max_size=2).map(tuple)))
    if footnotes:
        nodes.append(st.builds(Footnote, _lines(links=True, footnotes=False)))
    return st.lists(st.one_of(nodes), max_size=3).map(tuple)


running_lines = _lines(links=False, footnotes=False)
lines = _lines(links=True, footnotes=True)

paragraphs = st.builds(Paragraph, lines, st.sampled_from(["text", "lead", "notice"]))
headings = st.builds(Heading, st.sampled_from([1, 2, 3]), lines)


def _list_of(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[List]:
    items = st.builds(ListItem, st.lists(blocks, max_size=2).map(tuple))
    return st.builds(List, st.booleans(), st.lists(items, min_size=1, max_size=2).map(tuple))


running_text: st.SearchStrategy[Block] = st.builds(Paragraph, lines)
lists = _list_of(running_text | _list_of(running_text))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    blocks = st.lists(paragraphs | lists, max_size=2).map(tuple)
    cells = st.builds(Cell, blocks, st.sampled_from([None, "row", "column"]))
    rows = st.builds(Row, st.lists(cells, min_size=columns, max_size=columns).map(tuple))
    head = draw(st.lists(rows, max_size=1).map(tuple))
    return Table("facts", head, draw(st.lists(rows, min_size=1, max_size=2).map(tuple)))


metadata = st.builds(
    Metadata,
    title=lines,
    kicker=lines,
    edition_line=lines,
    marking=running_lines,
    marking_at_foot=st.booleans(),
    running_head=running_lines,
    running_foot=running_lines,
    page_label=running_lines,
    author=words,
    subject=words,
    keywords=st.lists(words, max_size=2).map(tuple),
    date=st.just("2019-10-14"),
)

documents = st.builds(
    Document,
    lang=st.sampled_from(["ka-GE", "en-GB"]),
    metadata=metadata,
    blocks=st.lists(headings | paragraphs | lists | tables(), max_size=4).map(tuple),
)


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
        parts = {name: several(getattr(value, name), isinstance(value, Row)) for name in child_fields(type(value))}
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
        if isinstance(block, Contents):
            possible = not any(isinstance(before, Contents) for before in blocks)
        else:
            possible = not isinstance(block, Table) or (
                bool(block.rows) and len({len(row.cells) for row in (*block.head, *block.rows)}) == 1
            )
        blocks += [block] if possible else []
    numbered = any(isinstance(block, Paragraph) and block.number for block in document.blocks)
    return _derived(replace(document, metadata=metadata, blocks=tuple(blocks)), numbered=numbered)


pairs: st.SearchStrategy[tuple[Document, Document]] = st.one_of(
    st.tuples(long_documents(), long_documents()).map(lambda pair: (pair[0], replace(pair[1], lang=pair[0].lang))),
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
