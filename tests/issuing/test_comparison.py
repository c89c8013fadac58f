"""What a redline says of itself: what is compared, how many changes there are, what their marks mean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from briefgen.document.diff import redline
from briefgen.document.digest import SOURCE
from briefgen.document.showing import counted
from briefgen.document.tree import Document, Paragraph, Text, plain
from briefgen.issuing.comparison import State, with_comparison
from tests.formats.trees import document, paragraph

PROJECT: Any = SimpleNamespace(catalogue_files=lambda language: (), name_of=Path.as_posix)


def brief(words: str, foot: str = "Version 1", head: str = "Forum", status: str = "", lang: str = "en-GB") -> Document:
    tree = document(paragraph("What stays in both of them. " + words), Paragraph((Text(words, SOURCE),), "notice"))
    metadata = replace(tree.metadata, running_foot=(Text(foot),), running_head=(Text(head),), status=status)
    return replace(tree, lang=lang, metadata=metadata)


def told(old: Document, new: Document, *, is_issued: bool = False) -> list[str]:
    both = with_comparison(redline(old, new), State(old, is_issued), State(new, is_issued=False), PROJECT)
    assert both.comparison
    return [plain(block.children).replace("\u00a0", " ") for block in both.comparison.panel.blocks]


def test_it_names_both_states_counts_and_explains() -> None:
    old, new = brief("one", "Version 1 · As of May"), brief("two", "Version 2 · As of June", status="DRAFT")
    assert told(old, new, is_issued=True) == [
        "Redline: what has changed",
        "Before: Version 1 · As of May · as issued",
        "Now: Version 2 · As of June · DRAFT",
        "Changes: 1 (reworded: 1)",
        "Key: struck through – removed; underlined – added",
    ]


def test_that_one_of_them_was_a_draft_is_no_change_whichever_it_is() -> None:
    """So a page, where an edition stands as a draft, counts what a file of two final ones does."""
    level = (Text("For internal use"),)
    for was_draft, is_draft in ((True, False), (False, True), (True, True), (False, False)):
        old, new = (
            replace(
                made := brief(words, status="DRAFT" if draft else ""),
                metadata=replace(made.metadata, marking=(Text("DRAFT · "), *level) if draft else level),
            )
            for words, draft in (("one", was_draft), ("two", is_draft))
        )
        assert "Changes: 1 (reworded: 1)" in told(old, new), (was_draft, is_draft)
        both = with_comparison(redline(old, new), State(old, is_issued=False), State(new, is_issued=False), PROJECT)
        assert counted(both).total == 1
    other = replace(brief("one"), metadata=replace(brief("one").metadata, marking=(Text("Strictly internal"),)))
    assert "Changes: none" not in told(other, brief("one"))


def test_states_of_one_version_are_told_apart_by_their_digest_and_of_two_events_by_these() -> None:
    assert told(brief("one"), brief("two"))[1:3] == ["Before: Version 1 · one", "Now: Version 1 · two"]
    assert told(brief("one", head="Forum", foot="1"), brief("two", head="Session", foot="2"))[1:3] == [
        "Before: Forum · 1",
        "Now: Session · 2",
    ]


def test_the_key_explains_the_marks_that_there_are() -> None:
    assert told(brief("a"), brief("a b c"))[-1] == "Key: underlined – added"
    assert told(brief("a b c"), brief("a"))[-1] == "Key: struck through – removed"
    assert told(brief("a"), brief("a"))[-1] == "Changes: none"


def test_it_speaks_the_brief_s_language() -> None:
    assert told(brief("one", lang="ka-GE"), brief("two", lang="ka-GE"))[3].startswith("ცვლილებები: 1 (შეცვლილი: 1)")
