"""The real brief as it is, and as a colleague might have brought it up to date: every kind of change is among these."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefgen.document.children import child_fields
from briefgen.document.diff import redline
from briefgen.document.tree import (
    Block,
    Cell,
    Comparison,
    Deleted,
    Document,
    Figure,
    Footnote,
    Heading,
    List,
    ListItem,
    Panel,
    Paragraph,
    Picture,
    Row,
    Strong,
    Table,
    Text,
    walk,
)

NEW_WORDS = {"ka": "სრულიად ახალი სიტყვები", "en": "entirely new words"}


def brought_up_to_date(document: Document) -> Document:
    """Return the brief with other words, a row, an item and a section more, and some that are gone."""
    language = document.lang.partition("-")[0]
    words = NEW_WORDS[language]

    def text(value: str, source: str) -> Paragraph:
        return Paragraph((Text(value, source),))

    blocks: list[Block] = list(document.blocks)
    tables = [n for n, block in enumerate(blocks) if isinstance(block, Table)]
    facts, history = (blocks[n] for n in (tables[0], tables[-1]))
    assert isinstance(facts, Table)
    assert isinstance(history, Table)
    new_row = Row((Cell((text("2019", "new.date"),), "row"), Cell((text(words, "new.text"), text(words, "new.more")))))
    more = replace(facts.rows[0].cells[-1], blocks=(*facts.rows[0].cells[-1].blocks, text(words, "more.text")))
    fact = replace(facts.rows[0], cells=(*facts.rows[0].cells[:-1], more))
    blocks[tables[0]] = replace(facts, rows=(fact, *facts.rows[1:]))
    blocks[tables[-1]] = replace(history, rows=(*history.rows[1:], new_row))
    at = next(n for n, block in enumerate(blocks) if isinstance(block, List))
    items = blocks[at]
    assert isinstance(items, List)
    blocks[at] = replace(items, items=(ListItem((text(words, "new.item"),)), *items.items[1:]))
    drawn = next(n for n, block in enumerate(blocks) if isinstance(block, Figure))
    figure = blocks[drawn]
    assert isinstance(figure, Figure)
    picture = figure.picture
    assert isinstance(picture, Picture)
    blocks[drawn] = replace(figure, picture=replace(picture, svg=picture.svg.replace(picture.alt, words), alt=words))
    gone = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and n > at)
    del blocks[gone : gone + 2]
    note = Footnote((Text(words, "new.note"),))
    blocks += [Heading(1, (Text(words, "new.title"),)), Paragraph((Text(words, "new.text"), note)), text(words, "x")]
    title = (*document.metadata.title, Text(f" – {words}", "new.kind"))
    metadata = replace(document.metadata, title=title, author="Another", running_foot=(Text(words, "new.foot"),))
    changed = _with_other_words(replace(document, blocks=tuple(blocks)), words)
    return replace(changed, metadata=metadata)


OWN = Comparison(
    name="Redline",
    title="Redline · Before: Version 1",
    panel=Panel(
        "redline",
        (
            Paragraph((Strong((Text("What has changed"),)),)),
            Paragraph((Strong((Text("Before:"),)), Text(" Version 1"))),
            Paragraph((Strong((Text("Key:"),)), Text(" "), Deleted((Text("struck"),)), Text(" – gone"))),
        ),
    ),
    redrawn="drawn anew",
    moved="moved here",
    gone="removed:",
    new="added:",
    end="end of the change",
)


def real_redline(document: Document) -> Document:
    """Return the redline of the brief and the one brought up to date, which says what it is."""
    return replace(redline(document, brought_up_to_date(document)), comparison=OWN)


def _with_other_words(document: Document, words: str) -> Document:
    """Change the last word of every third longer text, and of every footnote."""
    long = [node for node in walk(document) if isinstance(node, Text) and node.value.count(" ") > 5 and node.source]
    chosen = {id(node) for node in long[::3]}

    def change(node: Any) -> Any:
        if isinstance(node, Text):
            return replace(node, value=f"{node.value.rpartition(' ')[0]} {words}") if id(node) in chosen else node
        return replace(node, **{name: tuple(map(change, getattr(node, name))) for name in child_fields(type(node))})

    return change(document)  # type: ignore[no-any-return]
