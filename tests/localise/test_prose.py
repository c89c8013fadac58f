from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from briefgen.language import get_language
from briefgen.localise.prose import ProseError, render_prose


def render(text: str, *, inline: bool = False) -> str:
    def evaluate(expression: str, offset: int | None) -> Markup:
        assert offset is not None
        assert text[offset : offset + 2] == "{{"
        return Markup("<span>{}</span>").format(expression.strip())

    return str(render_prose(text, "x.text", evaluate, inline=inline))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo.", '<p data-src="x.text">One two.</p>'),
        ("One.\n\nTwo.", '<p data-src="x.text">One.</p><p data-src="x.text">Two.</p>'),
        ("**a** *b*", '<p data-src="x.text"><strong>a</strong> <em>b</em></p>'),
        ("a & b < c", '<p data-src="x.text">a &amp; b &lt; c</p>'),
        ('a "b"', '<p data-src="x.text">a "b"</p>'),
        ("[a](http://a.example)", '<p data-src="x.text"><a href="http://a.example">a</a></p>'),
        ("<b>no</b>", '<p data-src="x.text">&lt;b&gt;no&lt;/b&gt;</p>'),
        ("# no heading", '<p data-src="x.text"># no heading</p>'),
        ("- a\n- b", '<ul><li><p data-src="x.text">a</p></li><li><p data-src="x.text">b</p></li></ul>'),
        ("1. a\n2. b", '<ol><li><p data-src="x.text">a</p></li><li><p data-src="x.text">b</p></li></ol>'),
        ("{{ date | dat }}, ISSA", '<p data-src="x.text"><span>date | dat</span>, ISSA</p>'),
        ("{{a}}{{a}} {{ a }}", '<p data-src="x.text"><span>a</span><span>a</span> <span>a</span></p>'),
        ("*{{ a }}*", '<p data-src="x.text"><em><span>a</span></em></p>'),
        ("w^[ *e* {{ x }} ], z", '<p data-src="x.text">w<span role="footnote"><em>e</em> <span>x</span></span>, z</p>'),
        ("[workshop]{lang=en}-ებს", '<p data-src="x.text"><span lang="en">workshop</span>-ებს</p>'),
        ("[a](https://example.org/?b&c)", '<p data-src="x.text"><a href="https://example.org/?b&amp;c">a</a></p>'),
        ("a\\\nb", '<p data-src="x.text">a<br>b</p>'),
        ("*a\\\nb*", '<p data-src="x.text"><em>a<br>b</em></p>'),
        ("{{ a }}", '<p data-src="x.text"><span>a</span></p>'),
        ("a []{lang=en}", '<p data-src="x.text">a <span lang="en"></span></p>'),
        ("[a] b{lang=en}", '<p data-src="x.text">[a] b{lang=en}</p>'),
        ("{lang=en} [a", '<p data-src="x.text">{lang=en} [a</p>'),
        ("a [b] c", '<p data-src="x.text">a [b] c</p>'),
        (r"\*a\* \{\{ b }}", '<p data-src="x.text">*a* {{ b }}</p>'),
    ],
)
def test_prose(text: str, html: str) -> None:
    assert render(text) == html


def test_a_line_is_the_inside_of_a_paragraph() -> None:
    assert render("a *b*", inline=True) == '<span data-src="x.text">a <em>b</em></span>'


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("a {% if x %}", "prose takes no {%", 2),
        ("a {# x #}", "prose takes no {#", 2),
        ("a {{ b", "}} is missing", None),
        ("a^[b", "the closing ] of a footnote is missing", None),
        ("[a](javascript:alert)", "can't be linked", 4),
        ("[a](file:///etc/passwd)", "can't be linked", 4),
        ("- a\n-", "a list item has no words", None),
        ("a^[ ]", "a footnote has no words", None),
        ("a\n\n[ ]{lang=en}", "a paragraph has no words", None),
        ("[a]{lang=qq} [b]{lang=qq}", "no language has the code 'qq'", 3),
        ("3. a", "a numbered list starts with 1", None),
        ("a^[b^[c]]", "a footnote can't have a footnote", None),
        ("a^[b [c ^[d]]{lang=en}]", "a footnote can't have a footnote", None),
        ("[a^[b]](https://a.org)", "a footnote can't stand in a link", None),
        ("[*a ^[b]*](https://a.org)", "a footnote can't stand in a link", None),
        ("[a [b [c [d]{lang=en}]{lang=en}]{lang=en}]{lang=en}", "nested too deeply", None),
        ("\n".join("  " * depth + "- a" for depth in range(6)), "nested more than 5 deep", None),
        ("a" * 20_001, "20000 is the most", None),
    ],
)
def test_what_prose_can_not_hold(text: str, message: str, offset: int | None) -> None:
    with pytest.raises(ProseError, match=re.escape(message)) as raised:
        render(text)
    assert raised.value.offset == offset


@pytest.mark.parametrize(("text", "length"), [("a {% if", 2), ("a {# x", 2), ("a [b]{lang=qq}", 9), ("3. a", 1)])
def test_a_problem_marks_so_many_characters(text: str, length: int) -> None:
    with pytest.raises(ProseError) as raised:
        render(text)
    assert raised.value.length == length


@pytest.mark.parametrize("text", ["a\n\nb", "- a"])
def test_a_line_is_one_paragraph(text: str) -> None:
    with pytest.raises(ProseError, match="one paragraph"):
        render(text, inline=True)


@given(st.text(st.sampled_from("ab *_[](){}^-1.\n\\|<&") | st.characters(codec="utf-8"), max_size=80), st.booleans())
def test_any_text_gives_html_or_a_prose_error(text: str, inline: bool) -> None:
    try:
        render_prose(text, "x", lambda expression, offset: Markup("x"), inline=inline)
    except ProseError as error:
        assert str(error)


@pytest.mark.parametrize(
    "href",
    [
        "mailto:ana@agency.example?bcc=spy@example.net",
        "mailto:ninі@agency.example",
        "mailto:a@b",
        "mailto:a,b@c.de",
    ],
)
def test_a_link_writes_to_one_address_and_to_nobody_else(href: str) -> None:
    with pytest.raises(ProseError, match="is no address to write to"):
        render(f"[write]({href})")


@pytest.mark.parametrize("href", ["mailto:ana@agencу.example", "https://іssa.int/about"])
def test_a_link_that_passes_for_another_is_refused(href: str) -> None:
    with pytest.raises(ProseError, match="mixes letters of Cyrillic and Latin"):
        render(f"[write]({href})")


def test_the_problem_of_a_link_stands_at_that_link() -> None:
    for wrong in ("https://іssa.int:80/about", "mailto:ana@agencу.example"):
        text = f"See https://a.example, [it](https://a.example:80/), [him](mailto:a@b.example), [that]({wrong})."
        with pytest.raises(ProseError, match="mixes letters") as raised:
            render(text)
        assert raised.value.offset == text.index(wrong)


def test_a_link_to_a_domain_beyond_ascii_is_written_as_servers_know_it() -> None:
    assert "mailto:ana@xn--lodafveble.xn--node" in render("[write](mailto:ana@მაგალითი.გე)")
    assert 'href="https://' in render("[read](https://მაგალითი.გე/x)")


def _p(words: str) -> str:
    return f'<p data-src="x.text">{words}</p>'


def _list(tag: str, *entries: str) -> str:
    return f"<{tag}>{''.join(f'<li>{_p(each)}</li>' for each in entries)}</{tag}>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("3. Sitzung des Rates", '<p data-src="x.text">3. Sitzung des Rates</p>'),
        ("1. Sitzung des Rates", '<p data-src="x.text">1. Sitzung des Rates</p>'),
        ("Das war\n3. Sitzung {{ a }}.", '<p data-src="x.text">Das war 3. Sitzung <span>a</span>.</p>'),
        ("- 3. Sitzung\n- 7. Sitzung",
         '<ul><li><p data-src="x.text">3. Sitzung</p></li><li><p data-src="x.text">7. Sitzung</p></li></ul>'),
        ("1. a\n2. b", '<ol><li><p data-src="x.text">a</p></li><li><p data-src="x.text">b</p></li></ol>'),
        ("3. Sitzung:\n\n1. a\n2. b",
         '<p data-src="x.text">3. Sitzung:</p>'
         '<ol><li><p data-src="x.text">a</p></li><li><p data-src="x.text">b</p></li></ol>'),
        ("1. a\n   1. x\n   2. y\n2. b",
         '<ol><li><p data-src="x.text">a</p><ol><li><p data-src="x.text">x</p></li>'
         '<li><p data-src="x.text">y</p></li></ol></li><li><p data-src="x.text">b</p></li></ol>'),
        ("1) a", '<ol><li><p data-src="x.text">a</p></li></ol>'),
        # A list, whatever its numbers are.
        ("1. A\n1. B\n1. C", _list("ol", "A", "B", "C")),
        ("1. A\n2. B\n4. C", _list("ol", "A", "B", "C")),
        ("1. A\n2. B\n2. C\n3. D", _list("ol", "A", "B", "C", "D")),
        ("1. a und\n   b\n4. c", _list("ol", "a und b", "c")),
        ("1. A\n\n2. B\n\n2. C", _list("ol", "A", "B", "C")),
        ("1. A\n\n1. B\n\n   3. C", _list("ol", "A", "B").replace("B</p>", 'B</p><p data-src="x.text">3. C</p>')),
        ("Themen:\n1. A\n1. B", _p("Themen:") + _list("ol", "A", "B")),
        ("Tagesordnung\n1. A\n2. B", _p("Tagesordnung") + _list("ol", "A", "B")),
        ("3. Sitzung\n1. A\n2. B", _p("3. Sitzung") + _list("ol", "A", "B")),
        # Text, and no list.
        ("- 1. Januar\n- 2. Januar", _list("ul", "1. Januar", "2. Januar")),
        ("- 1. Januar\n- 1. Februar", _list("ul", "1. Januar", "1. Februar")),
        ("am\n1. Mai und\n2. Juni", _p("am 1. Mai und 2. Juni")),
        ("Der Rat, die Kommission,\n1. Mai", _p("Der Rat, die Kommission, 1. Mai")),
        ("3. Sitzung am\n1. Mai und\n2. Juni", _p("3. Sitzung am 1. Mai und 2. Juni")),
        ("- Der Rat\n  tagte am\n  1. Mai und\n  2. Juni", _list("ul", "Der Rat tagte am 1. Mai und 2. Juni")),
        ("1. Tagung\n\nText\n\n2. Tagung", _p("1. Tagung") + _p("Text") + _p("2. Tagung")),
        ("1. Tagung:\n\n- A\n\n2. Tagung:\n\n- B",
         _p("1. Tagung:") + _list("ul", "A") + _p("2. Tagung:") + _list("ul", "B")),
        ("1. A\n2. B\n\n7. Sitzung", _list("ol", "A", "B") + _p("7. Sitzung")),
        ("- x\n  1. a\n  2. b\n- 3. Sitzung",
         _list("ul", "x", "3. Sitzung").replace("x</p>", "x</p>" + _list("ol", "a", "b"))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", ["de"])
def test_an_ordinal_at_the_beginning_of_a_line_makes_no_list(code: str, text: str, html: str) -> None:
    def evaluate(expression: str, offset: int | None) -> Markup:
        assert offset is not None
        assert text[offset : offset + 2] == "{{"
        return Markup("<span>{}</span>").format(expression.strip())

    ordinals = get_language(code).ordinals_at_starts(text)
    assert render_prose(text, "x.text", evaluate, inline=False, ordinals=ordinals) == html
    if "1. Sitzung" in text:
        assert render_prose(text, "x.text", evaluate, inline=True, ordinals=ordinals)


def test_elsewhere_a_number_with_a_full_stop_begins_a_list() -> None:
    assert get_language("en").ordinals_at_starts("1. a") == []
    with pytest.raises(ProseError, match="a numbered list starts with 1") as told:
        render("3. Council")
    assert "a backslash before its full stop" in told.value.hint
    assert render(r"3\. Council") == '<p data-src="x.text">3. Council</p>'
