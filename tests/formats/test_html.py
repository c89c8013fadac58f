from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from briefgen.document.errors import UnsupportedNodeError
from briefgen.document.tree import (
    Cell,
    Contents,
    ContentsEntry,
    Deleted,
    Document,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inserted,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Picture,
    Revision,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    unbind,
    walk,
)
from briefgen.formats.html import page_for_print, style_sheet, write_html
from briefgen.look.errors import ThemeError
from briefgen.look.logo import Logo
from briefgen.look.theme import Theme
from tests.soak import examples
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
    assert "<title>T &amp; t · e · k · f</title>" in html
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
        '<tbody><tr class="with-next"><th scope="row"><p>b</p></th></tr><tr><td><p>c</p></td></tr></tbody></table>'
    )


def test_a_row_that_goes_on_with_the_one_above_says_so_and_what_leads_keeps_what_follows() -> None:
    lead, text = (Cell((Paragraph((Text("a"),), role=role),)) for role in ("lead", "text"))
    html = page(Table("running", (), (Row((lead,)), Row((text,), goes_on=True), Row((text,)), Row((text,)))))
    assert re.findall(r"<tr[^>]*>", html) == [
        '<tr class="with-next">',
        '<tr class="goes-on">',
        '<tr class="with-next">',
        "<tr>",
    ]


def test_a_table_to_be_filled_in_by_hand_is_called_a_worksheet() -> None:
    words, blank = Cell((Paragraph((Text("a"),)),)), Cell(())
    assert '<table class="todo worksheet">' in page(Table("todo", (), (Row((words, words, blank)),)))
    assert '<table class="todo">' in page(Table("todo", (), (Row((words, words, words)),)))
    assert '<table class="todo">' in page(Table("todo", (), (Row((words, blank)),)))


@pytest.mark.parametrize(("label", "kind"), [("What happens:", "label"), ("What happens" * 3, "label above")])
def test_a_label_of_a_panel_too_long_for_its_column_stands_above_its_text(label: str, kind: str) -> None:
    panel = Panel("glance", (Paragraph((Strong((Text(label),)), Text(" a"))),))
    assert f'<p><span class="{kind}"><strong>{label}</strong> </span>a</p>' in page(panel)


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
@examples(30, 1000)
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


@pytest.mark.parametrize("css", ["p { background: image-set('x' 1x) }", "@IMPORT 'x.css';", "p { background: Url(x) }"])
def test_so_it_does_however_that_is_spelled(theme: Theme, tmp_path: Path, css: str) -> None:
    (tmp_path / "page.css").write_text(css, encoding="utf-8")
    with pytest.raises(ThemeError, match="stands alone"):
        write_html(Document("en-GB", METADATA, ()), replace(theme, folder=tmp_path))


def test_a_style_sheet_with_a_lone_dollar_is_refused(theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("p { width: 3$ }", encoding="utf-8")
    with pytest.raises(ThemeError, match="no such token"):
        style_sheet(replace(theme, folder=tmp_path))


def test_a_theme_s_sheet_is_read_after_that_of_the_theme_it_extends(theme: Theme, tmp_path: Path) -> None:
    for name in ("base", "own"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.css").write_text(f".{name} {{ color: $colours_ink }}", encoding="utf-8")
    sheet = style_sheet(replace(theme, folder=tmp_path / "own", bases=(tmp_path / "base",)))
    ink = theme.colours.ink
    assert sheet == f".base {{ color: #{ink} }}\n.own {{ color: #{ink} }}"


def test_running_lines_without_words_are_left_out_and_the_marking_may_stand_at_the_foot() -> None:
    whole = page(marking_at_foot=True)
    assert '<div class="foot">\n<div class="marking-foot">m</div>\n<div class="running-foot">f</div>\n</div>' in whole
    assert "marking-foot" not in page()
    without = page(marking=(), running_head=(), page_label=(), running_foot=(), marking_at_foot=True)
    assert '<div class="' not in without.replace('<div class="foot">\n</div>', "")


def test_the_title_block_has_its_three_lines_in_order() -> None:
    title = '<h1 data-bookmark="T &amp; t · e · k · f">T &amp; t</h1>'
    lines = f'<p class="kicker">k</p>\n{title}\n<p class="edition-line">e</p>\n'
    assert f"<header>\n{lines}</header>" in page()


def test_properties_without_words_are_left_out() -> None:
    assert '<meta name="keywords" content="x, y">' in page()
    without = page(author="", subject="", keywords=())
    assert not any(f'name="{name}"' in without for name in ("author", "description", "keywords"))


def test_only_roles_that_look_different_are_classes_and_new_pages_are_one() -> None:
    roles = [main(page(Paragraph((Text("a"),), role))) for role in ("text", "lead", "warning")]
    assert roles == ["<p>a</p>\n", '<p class="lead">a</p>\n', '<p class="warning">a</p>\n']
    assert main(page(Heading(1, (Text("a"),), new_page=True))) == '<h2 class="new-page">a</h2>\n'
    assert main(page(Heading(1, (Text("a"),), new_page=True, divider=True))) == '<h2 class="divider">a</h2>\n'


def test_a_worksheet_may_have_column_heads_or_none() -> None:
    words, blank = Cell((Paragraph((Text("a"),)),)), Cell(())
    head = Row((words, words, words))
    assert '<table class="todo worksheet">\n<thead>' in page(Table("todo", (head,), (Row((words, words, blank)),)))
    assert "<thead>" not in page(Table("todo", (), (head,)))


def test_sources_addresses_and_languages_are_escaped(theme: Theme) -> None:
    text = write_html(Document("en-GB", METADATA, (Paragraph((Text("a", 'x["y"]'),)),)), theme)
    assert '<span data-src="x[&quot;y&quot;]">a</span>' in text
    assert paragraph(Link('https://x/"', (Text("a"),))) == '<p><a href="https://x/&quot;">a</a></p>\n'


def test_texts_that_touch_are_one_on_paper_and_what_stands_between_them_stays() -> None:
    nodes = Text("a"), Text("b"), Strong((Text("c"),)), LineBreak(), Text("d"), Text("e")
    assert paragraph(*nodes) == "<p>ab<strong>c</strong><br>de</p>\n"


def test_what_stands_below_a_section_stands_below_its_entry() -> None:
    levels = ((1, "One"), (2, "a"), (1, "Two"), (2, "b"), (2, "c"))
    entries = tuple(ContentsEntry(level, (Text(words),)) for level, words in levels)  # type: ignore[arg-type]
    headings = (Heading(level, (Text(words),)) for level, words in levels)  # type: ignore[arg-type]
    html = main(page(Contents((Text("C"),), entries), *headings)).replace("\n", "")
    inside = html.partition("</h2>")[2].partition("</nav>")[0].replace("<li>", "(").replace("</li>", ")")
    assert re.sub("<[^>]+>", "", inside) == "(One(a))(Two(b)(c))"


def test_a_list_that_begins_below_begins_all_the_same() -> None:
    entries = ContentsEntry(2, (Text("Below"),)), ContentsEntry(1, (Text("One"),))
    html = main(page(Contents((Text("C"),), entries), Heading(2, (Text("Below"),)), Heading(1, (Text("One"),))))
    assert '<ol>\n<li><a href="#section-1">Below</a></li>\n<li><a href="#section-2">One</a></li>\n</ol>' in html


# Redlines ------------------------------------------------------------------------------------------------------------

OLD, NEW = Deleted((Text("old"),)), Inserted((Text("new"),))


def test_words_that_came_or_went_are_marked_and_a_block_as_a_whole() -> None:
    assert paragraph(Text("a "), OLD, NEW) == '<p>a <del>old</del><ins class="instead">new</ins></p>\n'
    assert main(page(Paragraph((Text("a"),), change="inserted"))) == "<p><ins>a</ins></p>\n"
    assert main(page(Paragraph((), change="inserted"))) == "<p></p>\n"
    numbered = Paragraph((Text("a"),), number=7, change="deleted")
    assert main(page(numbered)) == '<p class="numbered"><del><span class="number">7. </span>a</del></p>\n'


def test_what_stands_in_a_change_has_it_and_what_follows_has_not() -> None:
    def item(words: str, change: Revision | None) -> ListItem:
        return ListItem((Paragraph((Text(words),)),), change)

    items = List(False, (item("a", "deleted"), item("b", None), item("c", "inserted")))
    assert main(page(items, Paragraph((Text("d"),)))).replace("\n", "") == (
        "<ul><li><p><del>a</del></p></li><li><p>b</p></li><li><p><ins>c</ins></p></li></ul><p>d</p>"
    )
    cells = (Cell((Paragraph((Text("a"),)),)),)
    table = Table("facts", (), (Row(cells, "deleted"), Row(cells)))
    assert main(page(table)).count("<del>a</del>") == main(page(table)).count("<p>a</p>") == 1
    whole = replace(items, change="inserted", items=(item("b", None), item("c", None)))
    assert main(page(whole)).count("<ins>") == 2


def test_a_footnote_that_came_has_marked_words() -> None:
    note = Footnote((Text("n"),))
    assert paragraph(Inserted((note,))) == '<p><ins><span class="footnote"><ins>n</ins></span></ins></p>\n'
    assert paragraph(Deleted((note,))) == '<p><del><span class="footnote"><del>n</del></span></del></p>\n'


def test_a_picture_that_is_gone_is_crossed_out_and_a_new_one_is_not() -> None:
    picture = Picture('<svg xmlns="http://www.w3.org/2000/svg" role="img"></svg>', "Facts", 40, 30, (Text("a"),))

    def drawn(change: Revision | None) -> str:
        return main(page(Figure(picture, (Text("A caption"),), change=change)))

    assert "<line" not in drawn(None) + drawn("inserted")
    for line in ('x1="0" y1="0" x2="100%" y2="100%"', 'x1="0" y1="100%" x2="100%" y2="0"'):
        assert f'<line {line} stroke="#999999" stroke-width="0.4"/>' in drawn("deleted")
    assert [drawn(change).partition("\n")[0] for change in (None, "inserted", "deleted")] == [
        "<figure>", '<figure class="inserted">', '<figure class="deleted">'
    ]  # fmt: skip


def test_a_heading_s_bookmark_has_its_new_words_alone() -> None:
    def heading(*nodes: Inline, change: Revision | None = None) -> str:
        return main(page(Heading(1, nodes, change=change)))

    assert heading(Text("same")) == "<h2>same</h2>\n"
    assert heading(NEW) == "<h2><ins>new</ins></h2>\n"
    assert heading(OLD, Inserted((Text('"n"'),))).startswith('<h2 data-bookmark="&quot;n&quot;">')
    assert heading(OLD).startswith('<h2 data-bookmark="">')
    assert heading(Text("a"), change="deleted") == '<h2 class="deleted"><del>a</del></h2>\n'
    assert "<title>new · e · k · f</title>" in page(title=(OLD, NEW))


def test_sections_and_entries_of_a_contents_list_come_and_go() -> None:
    entries = ContentsEntry(1, (Text("One"),), "deleted"), ContentsEntry(1, (Text("Two"),))
    html = main(
        page(Contents((Text("C"),), entries), Heading(1, (Text("One"),), change="deleted"), Heading(1, (Text("Two"),)))
    )
    assert '<a href="#section-1"><del>One</del></a>' in html
    assert '<a href="#section-2">Two</a>' in html
    assert '<h2 id="section-1" class="deleted"><del>One</del></h2>' in html
    assert '<h2 id="section-2">Two</h2>' in html


def test_a_theme_s_logo_is_a_picture_without_words(tmp_path: Path) -> None:
    for kind in ("png", "svg"):
        logo = Logo(kind, b"x", 30, 12.5)
        html = page_for_print(Document("en-GB", METADATA, ()), logo)
        assert f'<img class="logo" alt="" src="{logo.address}" style="width: 30.00mm; height: 12.50mm">' in html
    assert "<img" not in page()


def test_what_a_style_sheet_notes_stays_behind(theme: Theme, tmp_path: Path) -> None:
    own = replace(theme, folder=tmp_path)
    (tmp_path / "page.css").write_text(
        "/* who */ p::after { content: \"/* '\" } /* it's */ b {} a/* who */b {} /* who", "utf-8"
    )
    assert style_sheet(own) == ' p::after { content: "/* \'" }  b {} a/**/b {} '
    assert "/*" not in style_sheet(theme).replace("/**/", "")
