from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from briefgen.document.tree import (
    Cell,
    Contents,
    ContentsEntry,
    Document,
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
    unbind,
    walk,
)
from briefgen.formats.html import page_for_print, style_sheet, write_html
from briefgen.look.errors import UnsupportedNodeError
from briefgen.look.theme import Theme, ThemeError
from tests.strategies import documents

METADATA = Metadata(
    title=(Text("T & t"),),
    kicker=(Text("k"),),
    edition_line=(Text("e"),),
    marking=(Text("m"),),
    marking_at_foot=False,
    running_head=(Text("h"),),
    running_foot=(Text("f"),),
    page_label=(Text("p."),),
    author="A",
    subject='S "s"',
    keywords=("x", "y"),
    date="2019-10-01",
)


def page(*blocks: object, **metadata: object) -> str:
    meta = replace(METADATA, **metadata)  # type: ignore[arg-type]
    return page_for_print(Document("ka-GE", meta, blocks))  # type: ignore[arg-type]


def main(html: str) -> str:
    return html.partition("<main>\n")[2].partition("</main>")[0]


def paragraph(*nodes: Inline) -> str:
    return main(page(Paragraph(nodes)))


def test_the_page_says_its_language_and_properties() -> None:
    html = page()
    assert '<html lang="ka-GE">' in html
    assert "<title>T &amp; t</title>" in html
    assert '<meta name="description" content="S &quot;s&quot;">' in html
    assert '<meta name="dcterms.created" content="2019-10-01">' in html
    assert "marking-foot" not in html
    assert '<div class="marking-foot">m</div>' in page(marking_at_foot=True)


def test_blocks() -> None:
    items = (ListItem((Paragraph((Text("a"),)), List(False, (ListItem((Paragraph((Text("b"),)),)),)))),)
    assert main(page(Heading(2, (Text("H"),)), Paragraph((Text("L"),), "lead"), List(True, items))) == (
        '<h3>H</h3>\n<p class="lead">L</p>\n<ol>\n<li><p>a</p>\n<ul>\n<li><p>b</p></li>\n</ul></li>\n</ol>\n'
    )


def test_tables() -> None:
    def cell(words: str, header: str | None = None) -> Cell:
        return Cell((Paragraph((Text(words),)),), header)  # type: ignore[arg-type]

    table = Table("facts", (Row((cell("a", "column"),)),), (Row((cell("b", "row"),)), Row((cell("c"),))))
    assert "".join(main(page(table)).split("\n")) == (
        '<table class="facts"><thead><tr><th scope="col"><p>a</p></th></tr></thead>'
        '<tbody><tr><th scope="row"><p>b</p></th></tr><tr><td><p>c</p></td></tr></tbody></table>'
    )


def test_a_table_to_be_filled_in_by_hand_is_called_a_worksheet() -> None:
    words, blank = Cell((Paragraph((Text("a"),)),)), Cell(())
    assert '<table class="todo worksheet">' in page(Table("todo", (), (Row((words, words, blank)),)))
    assert '<table class="todo">' in page(Table("todo", (), (Row((words, words, words)),)))
    assert '<table class="todo">' in page(Table("todo", (), (Row((words, blank)),)))


def test_inlines() -> None:
    assert paragraph(Strong((Text("a<"),)), LineBreak(), Secondary((Text("b"),)), Foreign("en", (Text("c"),))) == (
        '<p><strong>a&lt;</strong><br><small>b</small><span lang="en">c</span></p>\n'
    )
    assert paragraph(Link("https://x.org/?a&b", (Text("l"),)), Footnote((Text("n"),))) == (
        '<p><a href="https://x.org/?a&amp;b">l</a><span class="footnote">n</span></p>\n'
    )


def test_a_bound_hyphen_is_an_ordinary_one_with_a_joiner() -> None:
    assert paragraph(Text("ISSA\u2011ს 14–\u206018")) == "<p>ISSA-\u2060ს 14–\u206018</p>\n"


def test_only_the_page_to_keep_says_where_texts_come_from(theme: Theme) -> None:
    document = Document("en-GB", METADATA, (Paragraph((Text("a", "x.y"), Text("b", "x.z"))),))
    assert '<span data-src="x.y">a</span><span data-src="x.z">b</span>' in write_html(document, theme)
    assert "<p>ab</p>" in page_for_print(document)


def test_a_node_that_html_does_not_know_is_refused() -> None:
    with pytest.raises(UnsupportedNodeError, match="Cell"):
        page(Cell(()))
    with pytest.raises(UnsupportedNodeError, match="Row"):
        paragraph(Row(()))  # type: ignore[arg-type]


def test_a_style_sheet_with_an_unknown_token_is_refused(theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("p { color: $colours_none }", encoding="utf-8")
    with pytest.raises(ThemeError, match="colours_none"):
        style_sheet(replace(theme, folder=tmp_path))


@pytest.mark.parametrize("css", ["@import 'x.css';", "p { background: URL (x.svg) }", "</style><script>", "\\75rl(x)"])
def test_a_page_that_stands_alone_fetches_nothing(theme: Theme, tmp_path: Path, css: str) -> None:
    (tmp_path / "page.css").write_text(css, encoding="utf-8")
    with pytest.raises(ThemeError, match="stands alone"):
        write_html(Document("en-GB", METADATA, ()), replace(theme, folder=tmp_path))


class Words(HTMLParser):
    """The words of the body, by Python's own parser."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.feed(html.partition("</head>")[2])
        self.close()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.slow
@given(documents)
def test_the_page_has_the_words_of_the_tree(document: Document) -> None:
    found = "".join(unbind("".join(Words(page_for_print(document)).words)).split())
    for node in walk(document):
        if isinstance(node, Text):
            assert "".join(unbind(node.value).split()) in found


def test_entries_of_the_contents_list_lead_to_their_sections() -> None:
    entries = (ContentsEntry(1, (Text("One"),)), ContentsEntry(2, (Text("Below"),)), ContentsEntry(1, (Text("Two"),)))
    headings = (Heading(1, (Text("One"),)), Heading(2, (Text("Below"),)), Heading(3, (Text("x"),)))
    html = main(page(Contents((Text("Contents"),), entries), *headings, Heading(1, (Text("Two"),))))
    assert html == (
        '<nav class="contents">\n<h2>Contents</h2>\n<ol>\n<li><a href="#section-1">One</a><ol>\n'
        '<li><a href="#section-2">Below</a></li>\n</ol></li>\n<li><a href="#section-3">Two</a></li>\n</ol>\n</nav>\n'
        '<h2 id="section-1">One</h2>\n<h3 id="section-2">Below</h3>\n<h4>x</h4>\n<h2 id="section-3">Two</h2>\n'
    )


def test_the_number_of_a_paragraph_stands_before_its_words() -> None:
    html = main(page(Paragraph((Text("Words"),), number=7)))
    assert html == '<p class="numbered"><span class="number">7. </span>Words</p>\n'
