"""What the pages that explain a problem show of its help."""

from __future__ import annotations

from html import unescape

from briefgen.desk.explained import as_html
from briefgen.desk.naming import Names
from briefgen.desk.words import DeskWords
from briefgen.making.explaining import help_page


def shown(text: str) -> str:
    words = DeskWords("en")
    return unescape(as_html(text, words, Names(None, words), as_written=False))


def test_signs_of_a_fact_are_explained_where_one_is_shown() -> None:
    assert "stands for a fact" in shown("    The Forum is in {{ city }}.")
    assert "stands for a fact" not in shown("Print the date with `{{ }}`.")


def test_a_remark_that_is_too_long_stands_below_its_line_not_broken_within() -> None:
    text = shown(help_page("date-differs", "en").text)
    assert "met the Director.\n    ← the entry is of September 2016\n" in text
    assert shown("    A forum.        # of 2016") == "<pre><code>A forum.        ← of 2016\n</code></pre>\n"
