from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.document.digest import PLACE, SOURCE, digest_of, with_digest
from briefgen.document.tree import Document, Emphasis, List, ListItem, Paragraph, Text, walk
from tests.formats.test_html import METADATA

DIGEST = Text(PLACE, SOURCE)


def brief(*words: str, foot: tuple[Text, ...] = (Text("Version 1 · "), DIGEST)) -> Document:
    return Document("en-GB", replace(METADATA, running_foot=foot), tuple(Paragraph((Text(each),)) for each in words))


def test_the_foot_gets_the_digest_of_the_words() -> None:
    document = with_digest(brief("one", "two"))
    digest = digest_of(document)
    assert digest == digest_of(with_digest(brief("one", "two")))
    assert document.metadata.running_foot == (Text("Version 1 · "), Text(digest or "", SOURCE))
    assert digest != PLACE
    assert len(digest or "") == 7
    assert document.blocks == brief("one", "two").blocks


@pytest.mark.parametrize("other", [("one", "too"), ("two", "one"), ("one",), ("onetwo",), ("one", "two", "")])
def test_other_words_have_another_digest(other: tuple[str, ...]) -> None:
    assert digest_of(with_digest(brief(*other))) != digest_of(with_digest(brief("one", "two")))


def test_a_line_beside_the_text_counts() -> None:
    other = brief("one", foot=(Text("Version 2 · "), DIGEST))
    assert digest_of(with_digest(other)) != digest_of(with_digest(brief("one")))


def test_it_stands_wherever_a_template_puts_it() -> None:
    deep = List(False, (ListItem((Paragraph((Emphasis((DIGEST,)),)),)),))
    document = with_digest(replace(brief("one"), blocks=(deep, Paragraph((Text(PLACE),)))))
    values = [node.value for node in walk(document) if isinstance(node, Text)]
    assert values.count(digest_of(document) or "") == 2
    assert values.count(PLACE) == 1  # words that only look like it


def test_a_brief_that_asks_for_none_has_none() -> None:
    document = brief("one", foot=())
    assert with_digest(document) == document
    assert digest_of(document) is None
