"""A file that differs from its tree is found out, and named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document.contents import with_contents
from briefgen.document.diff import redline
from briefgen.document.tree import Contents, Document, Footnote, Inline, List, Paragraph, Table, Text
from briefgen.formats.html import write_html
from briefgen.formats.pdf.press import PdfWriter
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.proof import ProofError, prove
from briefgen.proof.reading_order import notes, pieces
from tests.conftest import BuiltProject, Pressed
from tests.redlines import brought_up_to_date, real_redline
from tests.soak import examples

formats = pytest.mark.parametrize("format", ["pdf", "docx"])


@formats
@pytest.mark.parametrize("language", ["ka", "en"])
def test_what_was_built_is_proved(built: BuiltProject, theme: Theme, language: str, format: str) -> None:
    prove("x", format, built.path(language, format).read_bytes(), built.documents[language], theme)


def change_first_text(nodes: tuple[Inline, ...], words: str) -> tuple[Inline, ...]:
    first = nodes[0]
    assert isinstance(first, Text)
    return (replace(first, value=words), *nodes[1:])


def with_other_title(document: Document) -> Document:
    title = change_first_text(document.metadata.title, "Another title")
    return replace(document, metadata=replace(document.metadata, title=title))


def with_other_running_line(document: Document) -> Document:
    foot = change_first_text(document.metadata.running_foot, "Version 9")
    return replace(document, metadata=replace(document.metadata, running_foot=foot))


def with_other_marking(document: Document) -> Document:
    marking = change_first_text(document.metadata.marking, "Only for you")
    return replace(document, metadata=replace(document.metadata, marking=marking))


def without_last_paragraph(document: Document) -> Document:
    last = max(i for i, block in enumerate(document.blocks) if isinstance(block, Paragraph))
    return replace(document, blocks=document.blocks[:last] + document.blocks[last + 1 :])


def with_one_more_paragraph(document: Document) -> Document:
    return replace(document, blocks=(*document.blocks, Paragraph((Text("One more", "x.text"),))))


def with_rows_in_other_order(document: Document) -> Document:
    blocks = tuple(
        replace(block, rows=block.rows[::-1]) if isinstance(block, Table) else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


def with_one_item_less(document: Document) -> Document:
    blocks = tuple(
        replace(block, items=block.items[:-1]) if isinstance(block, List) else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


def with_one_more_footnote(document: Document) -> Document:
    return replace(document, blocks=(*document.blocks, Paragraph((Text("a"), Footnote((Text("A note"),))))))


@formats
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (with_other_title, "Anothertitle"),
        (with_other_running_line, "running line|Version"),
        (with_other_marking, "running line|Only"),
        (without_last_paragraph, "instead of|missing|doesn't have"),
        (with_one_more_paragraph, "Onemore"),
        (with_rows_in_other_order, "missing|instead of"),
        (with_one_item_less, "missing|instead of"),
        (with_one_more_footnote, "a2|footnote"),
        (lambda document: replace(document, lang="fr-FR"), "language"),
    ],
)
def test_a_difference_is_found(
    built: BuiltProject, theme: Theme, format: str, change: Callable[[Document], Document], named: str
) -> None:
    changed = change(built.documents["en"])
    with pytest.raises(ProofError, match=named):
        prove("x", format, built.path("en", format).read_bytes(), changed, theme)


@formats
def test_another_face_is_found(built: BuiltProject, theme: Theme, format: str) -> None:
    other = replace(theme, faces=replace(theme.faces, family="Other"))
    with pytest.raises(ProofError, match="face"):
        prove("x", format, built.path("ka", format).read_bytes(), built.documents["ka"], other)


def test_words_changed_inside_the_word_file_are_found(built: BuiltProject, theme: Theme) -> None:
    source = zipfile.ZipFile(io.BytesIO(built.path("en", "docx").read_bytes()))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            package.writestr(name, source.read(name).replace(b"Founded", b"Foundet"))
    with pytest.raises(ProofError, match="Founded"):
        prove("x", "docx", target.getvalue(), built.documents["en"], theme)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (with_other_title, "its title is|Another title"),
        (with_other_running_line, "Version 9"),
        (with_other_marking, "Only for you"),
        (without_last_paragraph, "more than the content has|instead of|not in its place"),
        (with_one_more_paragraph, "„One more“ \\(x.text\\) is missing"),
        (with_rows_in_other_order, "not in its place"),
        (with_one_item_less, "more than|not in its place"),
        (with_one_more_footnote, "„aA note“"),
        (lambda document: replace(document, lang="fr-FR"), "the language is 'en-GB', not fr-FR"),
    ],
)
def test_a_page_that_differs_is_found(
    pressed: Pressed, theme: Theme, change: Callable[[Document], Document], named: str
) -> None:
    document = pressed.documents["en.html"]
    with pytest.raises(ProofError, match=named):
        prove("x", "html", write_html(document, theme).encode(), change(document), theme)


@pytest.mark.parametrize(
    ("pattern", "instead", "named"),
    [
        ("Founded", "Foundet", "Founded"),
        (r"(<td>.*?)(<p>.*?</p>)", r"\1", "is missing, or not in its place"),
        (r"(?s)(<tr>.*?</tr>\n)(<tr>.*?</tr>\n)", r"\2\1", "is missing, or not in its place"),
        (r'<span class="footnote">.*?</span></span>', "", "isn't marked as it should be|is missing"),
        (r'<span class="footnote">', "<span>", "isn't marked as it should be"),
        (r"</?strong>", "", "isn't marked as it should be.*plain|strong"),
        (r' data-src="[^"]*"', "", "isn't marked as it should be.*is plain"),
        (r'<th scope="row">(.*?)</th>', r"<td>\1</td>", r"a cell \(row header\) is missing"),
        (r'"img">\n<title>.*?</title>', '"img">', "is missing, or not in its place"),
        ("<figcaption>.*?</figcaption>", "", "a figure is not a picture and its caption"),
        ("</main>", "words</main>", "„words“ stands outside a paragraph"),
        ("</main>", "<script>alert(1)</script></main>", "a <script> that the content doesn't have"),
        ("<main>", "<div>", "not one header and one main part"),
        ("<li>", "<dd>", "a <dd> that the content doesn't have"),
        (r'name="author" content="', 'name="author" content="x', "its author is"),
        (r' data-src="[^"]*">Version', ">Version", "isn't marked"),
    ],
)  # fmt: skip
def test_a_fault_in_a_page_is_found(pressed: Pressed, theme: Theme, pattern: str, instead: str, named: str) -> None:
    document = pressed.documents["en.html"]
    page = write_html(document, theme)
    spoiled = re.sub(pattern, instead, page, count=2 if "/?" in pattern else 1)
    assert spoiled != page
    with pytest.raises(ProofError, match=named):
        prove("x", "html", spoiled.encode(), document, theme)


@pytest.mark.parametrize("mark", ["ins", "del"])
def test_a_mark_that_a_redlined_page_lost_is_found(pressed: Pressed, theme: Theme, mark: str) -> None:
    both = real_redline(pressed.documents["en.html"])
    page = write_html(both, theme)
    prove("x", "html", page.encode(), both, theme)
    spoiled = re.sub(rf"<{mark}\b[^>]*>((?:(?!</?{mark}\b).)*)</{mark}>", r"\1", page, count=1)
    assert spoiled != page
    with pytest.raises(ProofError, match=r"isn't marked as it should be|not in its place"):
        prove("x", "html", spoiled.encode(), both, theme)


def test_a_contents_list_that_leads_elsewhere_is_found(theme: Theme, pressed: Pressed) -> None:
    blocks = (Contents((Text("Contents"),), ()), *pressed.documents["en.html"].blocks)
    document = with_contents(replace(pressed.documents["en.html"], blocks=blocks), "always")
    page = write_html(document, theme)
    prove("x", "html", page.encode(), document, theme)
    for old, new in (
        ('href="#section-2"', 'href="#section-3"'),
        ('id="section-1"', 'id="section-x"'),
        ("<nav", "<nav hidden><p>x</p></nav><nav"),
        ('<a href="#section-1">', ""),
    ):
        assert old in page
        with pytest.raises(ProofError):
            prove("x", "html", page.replace(old, new, 1).encode(), document, theme)


def test_the_message_names_the_field(built: BuiltProject, theme: Theme) -> None:
    changed = with_one_more_paragraph(built.documents["en"])
    with pytest.raises(ProofError, match=re.escape("(x.text)")):
        prove("x", "pdf", built.path("en", "pdf").read_bytes(), changed, theme)


def test_pieces_hold_the_numbers_of_footnotes(built: BuiltProject) -> None:
    document = built.documents["en"]
    assert len(notes(document)) == 1
    assert any("commissions,1which" in piece.words for piece in pieces(document))


@pytest.mark.slow
@examples(10, 500)
@given(data=st.data())
def test_any_changed_letter_in_the_word_file_is_found(built: BuiltProject, theme: Theme, data: st.DataObject) -> None:
    document = built.documents["en"]
    texts = [block for block in document.blocks if isinstance(block, Paragraph)]
    block = data.draw(st.sampled_from(texts))
    changed = replace(block, children=(*block.children, Text("x")))
    at = document.blocks.index(block)
    spoiled = replace(document, blocks=(*document.blocks[:at], changed, *document.blocks[at + 1 :]))
    with pytest.raises(ProofError):
        prove("x", "docx", write_docx(spoiled, theme), document, theme)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_both_sides_of_a_redline_are_proved(built: BuiltProject, theme: Theme, language: str) -> None:
    both = real_redline(built.documents[language])
    prove("x", "docx", write_docx(both, theme), both, theme)


def test_a_word_lost_on_one_side_of_a_redline_is_found(built: BuiltProject, theme: Theme) -> None:
    old, new = built.documents["en"], brought_up_to_date(built.documents["en"])
    both = redline(old, new)
    with pytest.raises(ProofError, match="with all changes rejected"):
        prove("x", "docx", write_docx(redline(with_other_title(old), new), theme), both, theme)
    with pytest.raises(ProofError, match="with all changes accepted"):
        prove("x", "docx", write_docx(redline(old, with_other_title(new)), theme), both, theme)


def test_changes_that_nobody_asked_for_are_found(built: BuiltProject, theme: Theme) -> None:
    old = built.documents["en"]
    with pytest.raises(ProofError, match="there are tracked changes in it"):
        prove("x", "docx", write_docx(real_redline(old), theme), old, theme)


def with_words(file: bytes, words: str, *, before: str) -> bytes:
    """Return a Word file with words put in before others, as a hand would."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            # The parts may spell letters as references.
            spelled = words if b"encoding='UTF-8'" in data[:80] else words.encode("ascii", "xmlcharrefreplace").decode()
            package.writestr(name, data.replace(before.encode(), f"{spelled}{before}".encode()))
    return target.getvalue()


@pytest.mark.parametrize(
    ("letter", "message"),
    [("\u2060", r"word joiners \(U\+2060\) in word/document\.xml"), ("字", r"the face FiraGO has no „字“ \(U\+5B57\)")],
)
def test_what_readers_draw_as_a_box_is_found(built: BuiltProject, theme: Theme, letter: str, message: str) -> None:
    file = built.path("en", "docx").read_bytes()
    with pytest.raises(ProofError, match=message):
        prove("x", "docx", with_words(file, letter, before="Founded"), built.documents["en"], theme)


def test_a_hyphen_at_the_end_of_a_line_is_one(built: BuiltProject, theme: Theme) -> None:
    long = Paragraph((Text("-".join(["word"] * 200), "x.text"),))
    tree = replace(built.documents["en"], blocks=(long,))
    pdf = PdfWriter(theme).write(tree).data
    prove("x", "pdf", pdf, tree, theme)
