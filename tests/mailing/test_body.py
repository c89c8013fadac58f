"""The body of a message: plain in every mail program, readable in light and in dark, fetching nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import tinycss2  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.document.errors import UnsupportedNodeError
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    Deleted,
    Document,
    Emphasis,
    Figure,
    FigureNumber,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inserted,
    LineBreak,
    Link,
    List,
    ListItem,
    Panel,
    Paragraph,
    Picture,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
)
from briefgen.mailing.letter.body import COLUMNS, FONTS, write_mail, write_mail_text
from tests.conftest import ROOT
from tests.formats.test_html import METADATA

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
GMAIL_CUTS = 102 * 1024
# Letters as they are written; tests/mailing/test_covering.py holds them to that.
LETTERS = sorted((ROOT / "tests" / "data" / "golden" / "mail").glob("*.html"), key=lambda path: path.name)
LONG = "საბრიფინგო ცნობა სოციალური უზრუნველყოფის საერთაშორისო ასოციაციის შესახებ "


def paragraph(*nodes: Inline, **more: Any) -> Paragraph:
    return Paragraph(nodes, **more)


def document(*blocks: Block) -> Document:
    return Document("ka-GE", METADATA, blocks)


EVERYTHING = document(
    Heading(1, (Text("One"),)),
    Heading(2, (Text("Two"),)),
    paragraph(Text("ISSA\u2011ს 14–18\u00a0ოქტომბერი "), Strong((Text("strong"),)), Emphasis((Text("stress"),))),
    paragraph(Secondary((Text("beside"),)), LineBreak(), Foreign("en", (Text("abroad"),))),
    paragraph(Link("https://example.org/x?a=1&b=2", (Text("a link"),)), role="notice"),
    paragraph(Text("Numbered"), number=7),
    paragraph(Text("Lead"), role="lead"),
    List(
        False,
        (
            ListItem(
                (
                    paragraph(
                        Text("<bullet> & more"),
                    ),
                )
            ),
            ListItem((paragraph(Text(LONG * 3)),)),
        ),
    ),
    List(True, (ListItem((paragraph(Text("first")), List(False, (ListItem((paragraph(Text("inner")),)),)))),)),
    Panel("at-a-glance", (paragraph(Text("Panel")),)),
    Table(
        "facts",
        (Row((Cell((paragraph(Text("Item")),), "column"), Cell((paragraph(Text("Data")),), "column"))),),
        (Row((Cell((paragraph(Text("Founded")),), "row"), Cell((paragraph(Text("1927")),)))),),
    ),
)


class Page(HTMLParser):
    """What of a page a mail program would act on: each element, with the colours that its words have."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[tuple[str, list[dict[str, str]]]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.sheet = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in ("meta", "br"):
            self._open.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self.sheet += data
        elif data.strip() and any(tag == "body" for tag, _ in self._open):
            self.words.append((data, [attributes for _, attributes in self._open]))


def declared(css: str) -> dict[str, str]:
    found = tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
    assert all(each.type == "declaration" for each in found), css
    return {each.lower_name: tinycss2.serialize(each.value).replace("!important", "").strip() for each in found}


def dark_rules(sheet: str) -> dict[str, dict[str, str]]:
    """Return the declarations of each class in the dark scheme."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    (media,) = (rule for rule in rules if rule.type == "at-rule")
    assert tinycss2.serialize(media.prelude).strip() == "(prefers-color-scheme: dark)"
    inside = tinycss2.parse_rule_list(media.content, skip_comments=True, skip_whitespace=True)
    return {
        tinycss2.serialize(rule.prelude).strip().removeprefix("."): declared(tinycss2.serialize(rule.content))
        for rule in inside
    }


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shown(chain: list[dict[str, str]], dark: dict[str, dict[str, str]], name: str) -> str:
    """Return the value that words inside some elements have, the innermost last."""
    value = ""
    for attributes in chain:
        styles = declared(attributes.get("style", ""))
        for each in attributes.get("class", "").split():
            styles |= dark.get(each, {})
        value = styles.get(name, value)
    return value


PAGES = [
    pytest.param(write_mail(EVERYTHING), id="everything"),
    *(pytest.param(path.read_text(encoding="utf-8"), id=path.stem) for path in LETTERS),
]


@pytest.mark.parametrize("html", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_can_be_read_in_both_schemes(scheme: str, html: str) -> None:
    page = Page(html)
    dark = dark_rules(page.sheet) if scheme == "dark" else {}
    grounds = set()
    for words, (_html, _body, *chain) in page.words:  # which webmail may take away
        ink, ground = (shown(chain, dark, name) for name in ("color", "background-color"))
        assert contrast(ink, ground) >= LEAST_CONTRAST, words
        grounds.add(ground)
    assert len(page.words) > 15
    assert all((luminance(ground) < 0.1) == (scheme == "dark") for ground in grounds)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#ffffff") < LEAST_CONTRAST


def test_both_schemes_are_announced_and_every_dark_colour_wins_over_the_element_s_own() -> None:
    html = write_mail(EVERYTHING)
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "color-scheme:light dark" in Page(html).sheet
    media = html.partition("prefers-color-scheme")[2].partition("</style>")[0]
    assert media.count("color:") == media.count("!important")
    used = {name for _, attributes in Page(html).elements for name in attributes.get("class", "").split()}
    assert used == set(dark_rules(Page(html).sheet))


@pytest.mark.parametrize("html", PAGES)
def test_nothing_is_fetched_and_nothing_runs(html: str) -> None:
    page = Page(html)
    assert not {tag for tag, _ in page.elements} & {
        "img", "link", "script", "iframe", "object", "embed", "video", "audio", "form", "input", "svg", "base",
    }  # fmt: skip
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name in ("src", "srcset", "background") for name in attributes)
        assert ("href" in attributes) == (tag == "a")
    styles = page.sheet + "".join(attributes.get("style", "") for _, attributes in page.elements)
    assert not re.search(r"url\s*\(|@import|@font-face|expression|position|float|flex|grid|var\(", styles)


def test_every_element_that_looks_like_something_says_so_itself() -> None:
    for tag, attributes in Page(write_mail(EVERYTHING)).elements:
        plain = ("html", "head", "meta", "title", "style", "tr", "br", "strong", "em")
        assert "style" in attributes or tag in plain or "lang" in attributes, tag


def test_the_page_and_phrases_say_their_language() -> None:
    html = write_mail(EVERYTHING)
    assert html.startswith('<!DOCTYPE html>\n<html lang="ka-GE">')
    assert '<div class="ink" lang="ka-GE"' in html  # some programs take only what is inside the body
    assert '<span lang="en">abroad</span>' in html


def test_every_system_has_a_face_with_georgian_letters() -> None:
    assert {"'Segoe UI'", "Sylfaen"} <= set(FONTS.split(", "))  # Windows
    assert "-apple-system" in FONTS  # macOS and iOS
    assert "'Noto Sans Georgian'" in FONTS  # Android and Linux


def test_words_are_escaped_and_have_ordinary_hyphens() -> None:
    html = write_mail(EVERYTHING)
    assert "&lt;bullet&gt; &amp; more" in html
    assert 'href="https://example.org/x?a=1&amp;b=2"' in html
    assert '<span style="white-space:nowrap">ISSA-ს</span>' in html
    assert "\u2011" not in html
    assert "\u2060" not in html


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_is_far_smaller_than_what_is_cut(path: Path) -> None:
    assert 2_000 < path.stat().st_size < 20_000 < GMAIL_CUTS


def test_a_letter_of_each_kind_is_looked_at() -> None:
    assert {"issa_first_ka", "issa_next_en", "issa_version_2_ka", "second_fr"} <= {path.stem for path in LETTERS}


def test_a_message_of_a_usual_length_is_never_cut() -> None:
    lines = tuple(ListItem((paragraph(Text(LONG)),)) for _ in range(40))
    html = write_mail(document(*(paragraph(Text(LONG * 4)) for _ in range(10)), List(False, lines)))
    assert len(html.encode()) < GMAIL_CUTS


# Plain text ----------------------------------------------------------------------------------------------------------


def test_plain_text_reads_like_a_letter() -> None:
    items = (paragraph(Text("one"), LineBreak(), Text("two")), paragraph(Text(LONG)))
    address = Link("mailto:x@example.org", (Text("x@example.org"),))
    text = write_mail_text(
        document(
            paragraph(Text("მოგესალმებით,")),
            paragraph(Text(LONG * 2)),
            List(False, tuple(ListItem((each,)) for each in items)),
            paragraph(address, Text(", "), Link("https://a.b", (Text("a"),))),
        )
    )
    assert text == (
        "m\nk\n\n"
        "მოგესალმებით,\n\n"
        "საბრიფინგო ცნობა სოციალური უზრუნველყოფის საერთაშორისო ასოციაციის შესახებ\n"
        "საბრიფინგო ცნობა სოციალური უზრუნველყოფის საერთაშორისო ასოციაციის შესახებ\n\n"
        "- one\n  two\n"
        "- საბრიფინგო ცნობა სოციალური უზრუნველყოფის საერთაშორისო ასოციაციის შესახებ\n\n"
        "x@example.org, a <https://a.b>\n\n"
        "f\n"
    )


def test_both_bodies_say_the_same() -> None:
    html = " ".join(" ".join(words for words, _ in Page(write_mail(EVERYTHING)).words).split())
    text = " ".join(write_mail_text(EVERYTHING).split())
    for word in (
        "One",
        "Two",
        "ISSA-ს",
        "strong",
        "stress",
        "beside",
        "abroad",
        "7. Numbered",
        "Lead",
        "<bullet> & more",
    ):
        assert word in html
        assert word in text
    assert "Founded: 1927" in text
    assert "\n- inner" not in write_mail_text(EVERYTHING)  # a list in a list is set in
    assert "\n   - inner" in write_mail_text(EVERYTHING)


@settings(max_examples=100)
@given(st.lists(st.text("აx–字\u0301", min_size=1, max_size=30), min_size=1, max_size=40))
def test_lines_have_76_columns_at_most_and_no_word_is_cut_or_lost(words: list[str]) -> None:
    text = write_mail_text(document(paragraph(Text(" ".join(words)))))
    body = text.split("\n\n")[1]
    assert body.replace("\n", " ") == " ".join(words)
    for line in body.split("\n"):
        wide = sum(char == "字" for char in line) - sum(char == "\u0301" for char in line)
        assert len(line) + wide <= COLUMNS or " " not in line


@pytest.mark.parametrize("ordered", [False, True])
def test_so_have_the_lines_of_lists_with_their_marks(ordered: bool) -> None:
    for letters in range(1, 12):
        item = ListItem((paragraph(Text(" ".join(["x" * letters] * 80))),))
        lines = write_mail_text(document(List(ordered, (item,)))).splitlines()
        assert max(map(len, lines)) <= COLUMNS


def test_what_belongs_together_stays_on_a_line() -> None:
    text = write_mail_text(document(paragraph(Text("x" * 66 + " 14–18\u00a0ოქტომბერი"))))
    assert "\n14–18 ოქტომბერი\n" in text


def cell(words: str, header: str | None = None) -> Cell:
    return Cell((paragraph(Text(words)),) if words else (), header)  # type: ignore[arg-type]


def body(*blocks: Block) -> str:
    """Return the paragraphs between the head and the foot of the plain text."""
    return write_mail_text(document(*blocks)).removeprefix("m\nk\n\n").removesuffix("\n\nf\n")


def test_a_table_is_a_line_a_row_with_colons_between_its_cells() -> None:
    head = Row((cell("Item", "column"), cell("Data", "column"), cell("More", "column")))
    lists = Cell((paragraph(Text("a"), LineBreak(), Text("b")), paragraph(Text("c"))))
    rows = Row((cell("Founded", "row"), cell("1927"), cell("x"))), Row((cell("y"), cell(""), lists))
    assert body(Table("facts", (head,), rows)) == "Item: Data: More\nFounded: 1927: x\ny: a\nb c"
    long = Table("facts", (), (Row((cell(LONG.strip()), cell(LONG.strip()))),))
    assert body(long) == f"{LONG.strip()}:\n{LONG.strip()}"


def test_lists_are_numbered_from_one_and_hang_on_their_marks() -> None:
    ten = List(
        True, tuple(ListItem((paragraph(Text(f"item {number}"), LineBreak(), Text("on")),)) for number in range(10))
    )
    lines = body(ten).split("\n")
    assert lines[:3] == ["1. item 0", "   on", "2. item 1"]
    assert lines[-2:] == ["10. item 9", "    on"]
    assert (
        body(paragraph(Text("a"), number=7), Panel("x", (paragraph(Text("b")), paragraph(Text("c")))))
        == "7. a\n\nb\n\nc"
    )


def test_a_link_has_its_address_unless_its_words_are_that() -> None:
    def link(href: str, words: str) -> str:
        return body(paragraph(Link(href, (Text(words),))))

    assert link("https://a.b/c", "a") == "a <https://a.b/c>"
    assert link("https://a.b/c", "a.b") == "a.b <https://a.b/c>"
    assert link("https://a.b/c", "https://a.b/c") == "https://a.b/c"
    assert link("mailto:x@a.b", "write to us") == "write to us <x@a.b>"


def test_letters_of_east_asia_take_two_columns_and_marks_on_letters_none() -> None:
    words = "字" * 37
    assert body(paragraph(Text(f"{words} b c"))) == f"{words} b\nc"
    full = "\uff21" * 37
    assert body(paragraph(Text(f"{full} b c"))) == f"{full} b\nc"
    marked = "e\u0301" * 74
    assert body(paragraph(Text(f"{marked} b c"))) == f"{marked} b\nc"
    assert body(paragraph(Text("x" * 74 + " y z"))) == "x" * 74 + " y\nz"


def html(*blocks: Block) -> str:
    """Return the blocks of the page, without their styles."""
    page = write_mail(document(*blocks)).partition("</p>\n</div>\n")[2].rpartition("<p class")[0]
    return re.sub(r' style="[^"]*"', "", page)


def test_headings_are_as_deep_as_in_the_brief_and_those_of_sections_the_largest() -> None:
    page = write_mail(document(*(Heading(level, (Text("a"),)) for level in (1, 2, 3))))
    assert re.findall(r'<(h\d) style="[^"]*font-size:(\d+)px', page) == [("h2", "18"), ("h3", "16"), ("h4", "16")]


def test_cells_say_what_they_are_the_heads_of() -> None:
    row = Row((cell("a", "row"), cell("b", "column"), cell("c")))
    assert re.findall(r"<(t[hd][^>]*)>", html(Table("x", (row,), (row,)))) == [
        'th scope="row" class="rule"', 'th scope="col" class="rule"', 'td class="rule"'
    ] * 2  # fmt: skip


def test_an_item_of_one_plain_paragraph_is_that_and_of_others_holds_them() -> None:
    def item(*blocks: Paragraph) -> str:
        return html(List(False, (ListItem(blocks),))).replace("\n", "")

    assert item(paragraph(Text("a"))) == "<ul><li>a</li></ul>"
    assert item(paragraph(Text("a"), number=3)) == "<ul><li><p>3. a</p></li></ul>"
    assert item(paragraph(Text("a"), role="notice")) == '<ul><li><p class="quiet">a</p></li></ul>'
    assert item(paragraph(Text("a")), paragraph(Text("b"))) == "<ul><li><p>a</p><p>b</p></li></ul>"
    assert html(List(True, (ListItem((paragraph(Text("a")),)),))).startswith("<ol>")


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("113\u2011e", True),
        ("a" * 22 + "\u2011e", True),  # of 24 letters
        ("a" * 23 + "\u2011e", False),
        ("14–\u206018", True),
        ("113-e", False),
        ("plain", False),
    ],
)
def test_words_that_are_bound_stay_together_unless_they_are_long(words: str, bound: bool) -> None:
    plain = words.replace("\u2011", "-").replace("\u2060", "")
    inside = f'<span style="white-space:nowrap">{plain}</span>' if bound else plain
    assert f">x {inside} y</p>" in write_mail(document(paragraph(Text(f"x {words} y"))))


def test_what_a_no_break_space_binds_is_one() -> None:
    page = write_mail(document(paragraph(Text("14–\u206018\u00a0May"))))
    assert '<span style="white-space:nowrap">14–18\u00a0May</span>' in page


# What it can't show --------------------------------------------------------------------------------------------------

PICTURE = Picture("<svg/>", "words", 10, 10, ())


@pytest.mark.parametrize(
    "block",
    [
        Figure(PICTURE, (Text("caption"),)),
        Contents((Text("Contents"),), ()),
        paragraph(Text("x"), Footnote((Text("note"),))),
        paragraph(FigureNumber(1)),
        paragraph(Inserted((Text("x"),))),
        paragraph(Deleted((Text("x"),))),
        paragraph(Text("x"), change="inserted"),
        List(False, (ListItem((paragraph(Text("x")),), change="deleted"),)),
        List(False, (ListItem((paragraph(Text("x"), change="deleted"),)),)),
        Table("facts", (), (Row((Cell((paragraph(Text("x")),)),), change="inserted"),)),
    ],
)
def test_what_a_message_cannot_show_is_an_error_and_never_left_out(block: Block) -> None:
    for write in (write_mail, write_mail_text):
        with pytest.raises(UnsupportedNodeError, match="a message can't show"):
            write(document(block))
    redline = replace(document(), before=METADATA)
    for write in (write_mail, write_mail_text):
        with pytest.raises(UnsupportedNodeError, match="redline"):
            write(redline)
