"""A stored document is the same document when it is read; what is damaged or hostile is refused in plain words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.document.diff import redline
from briefgen.document.tree import Chart, Document, Figure, Metadata, Paragraph, Picture, Strong, Text
from briefgen.document.tree_json import DEEPEST, FORMAT, LARGEST, StoreError, dump, load
from briefgen.formats.html import page_for_print, write_html
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.proof import prove
from tests.conftest import ROOT, BuiltProject
from tests.golden import check_golden
from tests.soak import examples
from tests.strategies import long_documents, words

META = Metadata((), (), (), (), False, (), (), (), "a", "s", (), "2019-10-14")


def document(*blocks: Paragraph) -> Document:
    return Document("en-GB", META, blocks)


@examples(25, 1000)
@given(long_documents())
def test_what_was_stored_is_read_again(tree: Document) -> None:
    assert load(dump(tree)) == tree
    assert load(dump(tree).encode()) == tree


@examples(10, 500)
@given(long_documents(), long_documents())
def test_so_is_a_redline(old: Document, new: Document) -> None:
    marked = redline(old, replace(new, lang=old.lang))
    assert load(dump(marked)) == marked


@pytest.mark.parametrize("language", ["ka", "en"])
def test_so_is_the_real_brief_with_its_pictures(built: BuiltProject, language: str) -> None:
    tree = built.documents[language]
    assert any(isinstance(block, Figure) for block in tree.blocks)
    assert load(dump(tree)) == tree


def test_a_person_can_read_it() -> None:
    tree = document(Paragraph((Text("ISSA\u2011ს\u00a0წევრი „ა“", "cooperation.history[panama-2016].text"),)))
    assert dump(tree).startswith('{\n "document": {\n  "blocks": [\n   {\n    "children": [\n     {\n')
    assert '      "kind": "text",\n      "source": "cooperation.history[panama-2016].text",\n' in dump(tree)
    # Letters as they are, and code points for what nobody sees.
    assert '"value": "ISSA\\u2011ს\\u00a0წევრი „ა“"' in dump(tree)
    assert f'"format": "{FORMAT}",\n "version": 1\n' in dump(tree)


@given(words)
def test_every_character_survives(value: str) -> None:
    tree = document(Paragraph((Text(value),)))
    assert load(dump(tree)) == tree


def stored(change: Callable[[Any], object]) -> str:
    data = json.loads(dump(document(Paragraph((Text("a", "x"),)))))
    change(data)
    return json.dumps(data)


def block(data: Any) -> Any:
    return data["document"]["blocks"][0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.pop("format"), "does not say that it is a 'briefgen document'"),
        (lambda data: data.update(version=2), "stored in version 2; this program reads version 1"),
        (lambda data: data.update(version=True), "stored in version true"),
        (lambda data: data.update(more=1), "a member 'more' too many"),
        (lambda data: data.pop("document"), "document: one of document is needed, not null"),
        (
            lambda data: data["document"].update(kind="paragraph"),
            'document: one of document is needed, not "paragraph"',
        ),
        (lambda data: block(data).update(kind="__class__"), r"document.blocks\[0\]: one of heading, paragraph"),
        (lambda data: block(data).update(kind=["paragraph"]), "is needed, not a structure"),
        (lambda data: block(data).update(role="loud"), r'blocks\[0\].role: "loud" is none of text, lead, notice'),
        (lambda data: block(data).update(style="x"), "a paragraph has no 'style'"),
        (lambda data: block(data).pop("children"), "the paragraph has no 'children'"),
        (lambda data: block(data).update(children="abc"), 'a list is needed, not "abc"'),
        (lambda data: block(data)["children"][0].update(value=1), r"children\[0\].value: text is needed, not 1"),
        (lambda data: data["document"]["metadata"].update(date="today"), "metadata: Invalid isoformat string"),
        (lambda data: data["document"]["metadata"].update(marking_at_foot=1), "true or false is needed, not 1"),
        (lambda data: data["document"]["metadata"].update(most_pages=1.5), "a whole number is needed, not 1.5"),
    ],
)
def test_what_is_damaged_is_refused_with_its_place(change: Callable[[Any], object], message: str) -> None:
    with pytest.raises(StoreError, match=message):
        load(stored(change))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1, column 2"),
        ("[]", "does not say"),
        (b"\xff{}", "not UTF-8: byte 0"),
        ('{"format": 1, "format": 2}', "'format' stands twice"),
        ('{"format": NaN}', "NaN is no number"),
        ('{"format": ' + "9" * 5000 + "}", "damaged"),
        ("[" * 200_000, "nested too deep"),
        ('{"a":' * 200_000, "nested too deep"),
        (" " * (LARGEST + 1), "more than 20 MB"),
    ],
)
def test_what_is_no_document_is_refused(text: str | bytes, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        load(text)


@pytest.mark.parametrize(
    ("svg", "message"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', "can't hold"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><rect onload="x"/></svg>', 'there is no "onload"'),
        ('<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(http://x)"/></svg>', 'there is no "fill"'),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "more than a drawing"),
        ("<svg", "the picture is damaged"),
    ],
)
def test_a_picture_is_a_drawing_and_nothing_else(svg: str, message: str) -> None:
    picture = {"kind": "picture", "svg": svg, "alt": "a", "width": 1, "height": 1, "labels": []}
    figure = {"kind": "figure", "picture": picture, "caption": []}
    with pytest.raises(StoreError, match=message):
        load(stored(lambda data: data["document"].update(blocks=[figure])))


def test_a_link_leads_to_a_page_or_an_address() -> None:
    link = {"kind": "link", "href": "javascript:alert(1)", "children": []}
    with pytest.raises(StoreError, match="can't be linked"):
        load(stored(lambda data: block(data).update(children=[link])))


def test_what_is_too_deep_is_neither_written_nor_read() -> None:
    def nested(depth: int) -> Document:
        node: Strong | Text = Text("a")
        for _ in range(depth):
            node = Strong((node,))
        return document(Paragraph((node,)))

    deepest = nested(DEEPEST - 2)
    assert load(dump(deepest)) == deepest
    with pytest.raises(StoreError, match="nested more than"):
        dump(nested(DEEPEST - 1))
    text = dump(deepest).replace('"kind": "text"', '"kind": "strong"').replace('"value": "a"', '"children": [{}]')
    with pytest.raises(StoreError, match="nested more than"):
        load(text)


@settings(max_examples=100)
@given(st.data())
def test_a_file_with_a_byte_changed_is_read_or_refused(data: st.DataObject) -> None:
    file = bytearray(dump(document(Paragraph((Text("ა", "x"),)))).encode())
    file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        tree = load(bytes(file))
    except StoreError as error:
        assert str(error)
    else:
        assert load(dump(tree)) == tree


def test_a_tree_that_was_issued_with_a_drawn_picture_is_read_and_printed_the_same(
    theme: Theme, update_golden: bool
) -> None:
    """Whatever trees hold later: the file is never made anew."""
    text = (ROOT / "tests" / "data" / "stored" / "drawn.tree.json").read_text(encoding="utf-8")
    tree = load(text)
    assert dump(tree) == text
    (picture,) = (block.picture for block in tree.blocks if isinstance(block, Figure))
    assert isinstance(picture, Picture)
    assert picture.svg.startswith("<svg ")
    check_golden(ROOT / "tests" / "data" / "stored" / "drawn.html", page_for_print(tree), update_golden)
    prove("drawn", "html", write_html(tree, theme).encode(), tree, theme)
    prove("drawn", "docx", write_docx(tree, theme), tree, theme)
    both = redline(tree, replace(tree, blocks=(*tree.blocks, Paragraph((Text("new"),)))))
    assert [getattr(block, "change", None) for block in both.blocks] == [None, None, "inserted"]
    prove("drawn", "html", write_html(both, theme).encode(), both, theme)


def test_a_picture_that_was_not_drawn_is_not_stored() -> None:
    """What was issued reprints the same bytes, however pictures are drawn by then."""
    undrawn = Document("en-GB", META, (Figure(Chart("map", "Facts", ()), (Text("Caption"),)),))
    with pytest.raises(StoreError, match="picture: a picture that isn't drawn can't stand in what is printed"):
        dump(undrawn)
    chart = {"kind": "chart", "name": "map", "alt": "Facts", "items": []}
    stored = json.loads((ROOT / "tests" / "data" / "stored" / "drawn.tree.json").read_text(encoding="utf-8"))
    (figure,) = (block for block in stored["document"]["blocks"] if block["kind"] == "figure")
    figure["picture"] = chart
    with pytest.raises(StoreError, match="a picture that isn't drawn can't stand in what is printed"):
        load(json.dumps(stored))


def test_a_member_that_stands_twice_is_named() -> None:
    with pytest.raises(StoreError, match="the member 'b' stands twice in one object"):
        load('{"a": 1, "b": 2, "c": 3, "b": 4}')
