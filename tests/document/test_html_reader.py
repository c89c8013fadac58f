from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document.html_reader import read_html
from briefgen.document.tree import (
    Cell,
    Contents,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
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
