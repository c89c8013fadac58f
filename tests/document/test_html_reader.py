from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document.html_reader import read_html
from briefgen.document.tree import (
    Cell,
    Chart,
    Contents,
    Document,
    Emphasis,
    Figure,
    FigureNumber,
    Footnote,
    Foreign,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
)
from briefgen.problems.diagnostics import ProblemsError

FRAME = """<html lang="ka-GE"><head><meta name="author" content="A"><meta name="subject" content="S">
<meta name="keywords" content="K; L"><meta name="date" content="2019-10-01"></head><body>
<header><p role="marking">m</p><p role="running-head">h</p><p role="kicker">k</p><h1>t</h1>
<p role="edition-line">e</p></header><main>{}</main>
<footer><p role="running-foot">f</p><p role="page-label">p.</p></footer></body></html>"""


def read(main: str) -> Document:
    return read_html(FRAME.format(main))


def problem(html: str) -> str:
    with pytest.raises(ProblemsError) as raised:
        read_html(html)
    (found,) = raised.value.problems
    return f"{found.place}: {found.message}"


def test_the_frame_gives_the_metadata() -> None:
    meta = read("").metadata
    assert (meta.title, meta.kicker, meta.marking) == ((Text("t"),), (Text("k"),), (Text("m"),))
    assert (meta.author, meta.keywords, meta.date, meta.marking_at_foot) == ("A", ("K", "L"), "2019-10-01", False)


def test_blocks() -> None:
    document = read(
        "<section><h2>Heads</h2><p role='lead'>Lead</p><ul><li>one</li><li><p>two</p><ol><li>three</li></ol></li></ul>"
        "</section>"
    )
    three = List(True, (ListItem((Paragraph((Text("three"),)),)),))
    assert document.blocks == (
        Heading(1, (Text("Heads"),)),
        Paragraph((Text("Lead"),), "lead"),
        List(False, (ListItem((Paragraph((Text("one"),)),)), ListItem((Paragraph((Text("two"),)), three)))),
    )


def test_tables_have_header_cells() -> None:
    document = read(
        "<table role='facts'><thead><tr><th scope='col'>a</th><th scope='col'>b</th></tr></thead>"
        "<tbody><tr><th scope='row'>c</th><td><p>d</p><p>e</p></td></tr></tbody></table>"
    )

    def cell(*words: str, header: str | None = None) -> Cell:
        return Cell(tuple(Paragraph((Text(word),)) for word in words), header)  # type: ignore[arg-type]

    head = Row((cell("a", header="column"), cell("b", header="column")))
    assert document.blocks == (Table("facts", (head,), (Row((cell("c", header="row"), cell("d", "e"))),)),)


def test_inlines_carry_the_nearest_source() -> None:
    document = read(
        "<p data-src='x.text'>A <span data-src='y.name'>B</span> <em>C</em><small>D</small>"
        "<a href='https://example.org'>E</a><span lang='en'>F</span><span role='footnote'> G </span></p>"
    )
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (
        Text("A ", "x.text"),
        Text("B", "y.name"),
        Text(" ", "x.text"),
        Emphasis((Text("C", "x.text"),)),
        Secondary((Text("D", "x.text"),)),
        Link("https://example.org", (Text("E", "x.text"),)),
        Foreign("en", (Text("F", "x.text"),)),
        Footnote((Text("G", "x.text"),)),
    )


def test_white_space_around_the_whole_and_characters_by_name_are_read() -> None:
    html = FRAME.format("<p>a &amp; b&#8211;c</p>").replace('content="A"', 'content=" A "')
    document = read_html(f"\n{html}\n")
    assert document.metadata.author == "A"
    assert document.blocks == (Paragraph((Text("a & b–c"),)),)


def test_an_item_may_be_a_link_and_there_are_three_levels_of_headings() -> None:
    (made,) = read('<ul><li><a href="https://a.example">x</a></li></ul>').blocks
    assert made == List(False, (ListItem((Paragraph((Link("https://a.example", (Text("x"),)),)),)),))
    levels = [
        block.level for block in read("<h2>a</h2><h3>b</h3><h4>c</h4><p>d</p>").blocks if isinstance(block, Heading)
    ]
    assert levels == [1, 2, 3]


def test_a_tag_may_close_itself() -> None:
    (paragraph,) = read("<p>a<br/>b</p>").blocks
    assert paragraph == Paragraph((Text("a"), LineBreak(), Text("b")))


def test_white_space_collapses_across_nodes() -> None:
    (paragraph,) = read("<p>\n  A\n <strong> B </strong>\n C \n</p>").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Text("A "), Strong((Text("B "),)), Text("C"))


@pytest.mark.parametrize(
    ("main", "message"),
    [
        ("<div>x</div>", "briefs have no <div>"),
        ("<img src='x'>", "briefs have no <img>"),
        ("<p style='color: red'>x</p>", "<p> has no attribute 'style'"),
        ("<p role='shout'>x</p>", "a paragraph has no role 'shout'"),
        ("<p><span role='x'>x</span></p>", "a span has no role 'x'"),
        ("<p></p>", "<p> has no words"),
        ("<p/>", "<p> has no words"),
        ("<p> <br> </p>", "<p> has no words"),
        ("loose words", "„loose words“ stands outside a paragraph"),
        ("<p>x", "<p> is not closed where </main> stands"),
        ("<p><a href='javascript:x'>x</a></p>", "'javascript:x' can't be linked"),
        ("<p><a href='file:///etc/passwd'>x</a></p>", "'file:///etc/passwd' can't be linked"),
        ("<h2>Alone</h2>", "this heading has nothing under it"),
        ("<h2>One</h2><h2>Two</h2><p>x</p>", "this heading has nothing under it"),
        ("<table role='facts'><tbody></tbody></table>", "a table has no rows"),
        (
            "<table role='a'><tbody><tr><td>x</td></tr><tr><td>x</td><td>y</td></tr></tbody></table>",
            "different numbers",
        ),
        ("<table role='facts'><tbody><tr><th>x</th></tr></tbody></table>", "a header cell needs scope"),
        ("<table><tbody><tr><td>x</td></tr></tbody></table>", "<table> needs a role"),
        ("<ul><p>x</p></ul>", "<p> can't stand inside <ul>"),
        ("<p><p>x</p></p>", "<p> can't stand inside <p>"),
        ("<!-- x -->", "HTML comments are not kept"),
        ("<![CDATA[x]]>", "only tags and text"),
        ("<section>" * 100 + "</section>" * 100, "nested too deeply"),
    ],
)
def test_what_is_not_listed_is_refused(main: str, message: str) -> None:
    assert message in problem(FRAME.format(main))


def test_a_cell_to_be_filled_in_by_hand_is_empty_but_a_header_never_is() -> None:
    (table,) = read('<table role="x"><tbody><tr><th scope="row">a</th><td> </td></tr></tbody></table>').blocks
    assert isinstance(table, Table)
    assert table.rows[0].cells[1] == Cell(())
    assert "<th> has no words" in problem(
        FRAME.format('<table role="x"><tbody><tr><th scope="row"> </th><td>a</td></tr></tbody></table>')
    )


def test_a_heading_over_a_deeper_heading_is_not_empty() -> None:
    assert len(read("<h2>One</h2><h3>Two</h3><p>x</p>").blocks) == 3


def test_a_problem_has_the_place_that_templating_wrote_into_the_tag() -> None:
    html = FRAME.format('<section data-at="briefs/x.jinja:7:3"><div data-at="parts/y.html.jinja:4:9"></div></section>')
    assert problem(html) == "templates/parts/y.html.jinja:4:9: briefs have no <div>"


@pytest.mark.parametrize("line", ["marking", "running-head", "kicker", "edition-line", "running-foot", "page-label"])
def test_no_line_of_the_frame_may_lack(line: str) -> None:
    html = FRAME.format("<p>x</p>")
    start = html.index(f'<p role="{line}">')
    html = html[:start] + html[html.index("</p>", start) + 4 :]
    assert f"<p role={line!r}> is missing" in problem(html)


marks = st.sampled_from(["<p>", "</p>", "<ul>", "</ul>", "<li>", "&", "<", "<br>", "a", "<!"])


@given(st.text() | st.lists(marks).map("".join))
def test_any_html_is_a_document_or_a_problem(main: str) -> None:
    try:
        assert isinstance(read(main.replace("{", "").replace("}", "")), Document)
    except ProblemsError as error:
        assert error.problems


def test_a_template_says_where_a_contents_list_may_stand() -> None:
    document = read("<nav><h2>Contents</h2></nav><section><h2>One</h2><p>Words</p></section>")
    assert document.blocks[0] == Contents((Text("Contents"),), ())


@pytest.mark.parametrize(
    ("main", "message"),
    [
        ("<nav><h2>C</h2></nav><nav><h2>C</h2></nav>", "a brief has one contents list"),
        ("<nav></nav>", "<nav> holds <h2>"),
        ("<nav><h2>C</h2><p>entry</p></nav>", "<nav> holds <h2>"),
        ("<nav><h2> </h2></nav>", "<h2> has no words"),
        ("<ul><li><nav><h2>C</h2></nav></li></ul>", "a contents list can't stand in a list item"),
    ],
)
def test_a_contents_list_is_a_heading_in_its_place(main: str, message: str) -> None:
    assert message in problem(FRAME.format(main))


# Edges of the frame, of links, figures and panels --------------------------------------------------------------------

CHART = Chart("map", "facts in words", ())


def framed(old: str, new: str, main: str = "<p>x</p>") -> str:
    html = FRAME.format(main)
    assert html.count(old) == 1
    return html.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('<meta name="author" content="A">', "", "<meta name='author'> is missing"),
        ('<meta name="date" content="2019-10-01">', "", "<meta name='date'> is missing"),
        ('<meta name="author" content="A">', '<meta name="author" content="A">' * 2, "once for each of"),
        ('<meta name="author" content="A">', '<meta name="colour" content="A">', "once for each of"),
        ("2019-10-01", "1 October", "1 October"),
        ("<h1>t</h1>", "", "<h1> is missing"),
        ("<h1>t</h1>", "<h1>t</h1><h1>u</h1>", "the title block and running lines are"),
        ('<p role="kicker">k</p>', '<p role="kicker">k</p>' * 2, "the title block and running lines are"),
        ('<p role="kicker">k</p>', '<p role="shout">k</p>', "the title block and running lines are"),
        ('<p role="kicker">k</p>', "<h2>k</h2>", "the title block and running lines are"),
        ("<body>", "<body>words", "„words“ stands outside a paragraph"),
        ("<footer>", "<main></main><footer>", "<body> holds <header>, <main>, <footer>, each once and in this order"),
        ('lang="ka-GE"', 'lang="x y"', "x y"),
        ("</head>", '<meta name="pages" content="0"></head>', "'0' is not a number of pages"),
        ("</head>", '<meta name="pages" content="1000"></head>', "'1000' is not a number of pages"),
        ("</html>", "</html><html></html>", "a brief's template gives one <html> element"),
        ("</html>", "</html>words", "a brief's template gives one <html> element"),
        ("</html>", "</html><p>x</p>", "a brief's template gives one <html> element"),
        ("</html>", "", "<html> is not closed"),
    ],
)
def test_the_frame_is_as_it_should_be_or_is_refused(old: str, new: str, message: str) -> None:
    assert message in problem(framed(old, new))


def test_the_frame_may_say_how_long_a_brief_is_and_where_its_marking_stands() -> None:
    meta = read_html(framed("</head>", '<meta name="pages" content="999"></head>')).metadata
    assert meta.most_pages == 999
    assert read("").metadata.most_pages is None
    foot = read_html(framed("<header>", '<header data-marking-at-foot="yes">')).metadata
    assert foot.marking_at_foot
    assert not read_html(framed("<header>", '<header data-marking-at-foot="no">')).metadata.marking_at_foot
    words = read_html(framed('content="K; L"', 'content=" K ;; L ; "')).metadata.keywords
    assert words == ("K", "L")


@pytest.mark.parametrize(
    ("href", "page", "letter"),
    [
        ("https://a.example/b?c#d", True, False),
        ("https://a.example/b#d", True, True),
        ("https://a.example", True, True),
        ("http://a.example", True, False),
        ("https://user@a.example", True, False),
        ("mailto:a@b.example", True, True),
        ("mailto:a@b.example?bcc=c@d.example", False, False),
        ("https://a b", False, False),
        ("ftp://a.example", False, False),
        ("", False, False),
    ],
)
def test_a_link_leads_where_a_page_or_a_letter_may(href: str, page: bool, letter: bool) -> None:
    html = FRAME.format(f'<p><a href="{href}">x</a></p>')
    for is_letter, fine in ((False, page), (True, letter)):
        try:
            made = read_html(html, letter=is_letter)
        except ProblemsError:
            assert not fine, is_letter
        else:
            assert fine, is_letter
            (paragraph,) = made.blocks
            assert isinstance(paragraph, Paragraph)
            assert paragraph.children == (Link(href, (Text("x"),)),)


def figure(caption: str, name: str = "map") -> str:
    return f'<figure data-picture="{name}"><figcaption>{caption}</figcaption></figure>'


def read_figure(main: str) -> Document:
    return read_html(FRAME.format(main), pictures={"map": CHART, "none": None})


def test_a_figure_names_a_picture_that_there_is_and_has_one_number() -> None:
    number = '<span role="figure-number"></span>'
    two = read_figure(figure(f"Figure {number}") + figure(f"Figure {number}: b")).blocks
    assert [block.caption[1] for block in two if isinstance(block, Figure)] == [FigureNumber(1), FigureNumber(2)]
    assert two[0] == Figure(CHART, (Text("Figure "), FigureNumber(1)))
    for main, message in (
        (figure("a", "other"), "there is no picture 'other' here"),
        (figure("a", "none"), "there is no picture 'none' here"),
        (figure(number * 2 + "a"), "a figure has one number"),
        ('<figure data-picture="map"></figure>', "<figure> holds <figcaption>"),
    ):
        with pytest.raises(ProblemsError, match=message) as raised:
            read_figure(main)
        assert raised.value.problems[0].hint in ("there are: map", "")


@pytest.mark.parametrize(
    ("main", "message"),
    [
        ('<aside role="glance"><h2>a</h2></aside>', "<aside> holds a heading and paragraphs"),
        ("<aside><p>a</p></aside>", "<aside> needs a role"),
        ("<section><section><h2>a</h2></section><p>b</p></section>", None),
        ("<section><h2>a</h2></section><section><p>b</p></section>", None),
        ('<h2>a</h2><aside role="glance"><p>b</p></aside>', None),
        ("<section><h2>a</h2></section>", "this heading has nothing under it"),
        ('<h3>a</h3><aside role="glance"><h2>b</h2><p>c</p></aside>', "this heading has nothing under it"),
        ("<h3>a</h3><h2>b</h2><p>c</p>", "this heading has nothing under it"),
        ("<h3>a</h3><h3>b</h3><p>c</p>", "this heading has nothing under it"),
        ("<h2>a</h2><h4>b</h4><p>c</p>", None),
        ("<p>a</p><h4>b</h4>", "this heading has nothing under it"),
        ('<p>a<span role="footnote"> <br> </span></p>', "a footnote has no words"),
        (
            '<p>a<span role="footnote">b<span role="footnote">c</span></span></p>',
            "a footnote can't stand in a footnote",
        ),
        ("<ul><li><section><p>a</p></section></li></ul>", "<section> can't stand here"),
        ("<p>a\u0007</p>", "U+0007"),
    ],
)
def test_what_stands_in_the_main_part(main: str, message: str | None) -> None:
    if message is None:
        assert read(main).blocks
    else:
        assert message in problem(FRAME.format(main))


def test_a_list_item_is_a_line_or_blocks_and_a_span_has_a_language() -> None:
    (plain_items,) = read("<ol><li>a <em>b</em></li><li><p>c</p><ul><li>d</li></ul></li></ol>").blocks
    assert isinstance(plain_items, List)
    assert plain_items.ordered
    assert [len(item.blocks) for item in plain_items.items] == [1, 2]
    (paragraph,) = read('<p data-src="a">x <span data-src="b" lang="en">y</span> z</p>').blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Text("x ", "a"), Foreign("en", (Text("y", "b"),)), Text(" z", "a"))
    roles = ["lead", "notice", "warning", "condition", "unsaid", "text"]
    blocks = read("".join(f'<p role="{role}">a</p>' for role in roles)).blocks
    assert [block.role for block in blocks] == roles  # type: ignore[union-attr]


def test_a_message_says_what_it_is_of_and_what_may_stand_there() -> None:
    assert problem(FRAME.format("<p>a\u0007</p>")) == "templates:1:1: U+0007 is a control character"
    assert problem(FRAME.format('<p data-src="x.text">a\u0007</p>')).startswith("templates:1:1: x.text: U+0007")
    with pytest.raises(ProblemsError) as raised:
        read("<ul><li><h2>x</h2></li></ul>")
    assert raised.value.problems[0].hint == "there may be a paragraph, a list"
    with pytest.raises(ProblemsError) as raised:
        read('<p><a href="https://a.example"><span role="footnote">x</span></a></p>')
    hint = raised.value.problems[0].hint
    assert "a foreign phrase" in hint
    assert "a footnote" not in hint
    assert "a link" not in hint
    with pytest.raises(ProblemsError, match="there is no picture 'map' here") as raised:
        read(figure("a"))
    assert raised.value.problems[0].hint == "there are: none"


def test_a_place_is_taken_only_where_it_is_one() -> None:
    for at, place in (
        ("briefs/x.jinja:7:3", "templates/briefs/x.jinja:7:3"),
        ("x", "templates:1:1"),
        ("x:y:3", "templates:1:1"),
    ):
        assert problem(f'<div data-at="{at}">').startswith(place)
