"""What the structure of a PDF says, element by element, made by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from briefgen.formats.pdf.tags import (
    _artifact,
    _describe,
    _give_body,
    _lead_to_section,
    _outermost,
    _place,
    finish_tags,
)

HTML = etree.fromstring


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    return pikepdf.new()


def described(html: str, role: str, tag: str = "", *, link: bool = False) -> tuple[str, dict[str, Any], str | None]:
    """Return role and attributes of an element that a box of the HTML becomes, and what its link says."""
    element: dict[str, Any] = {"S": role, "A": {}}
    node = HTML(html)
    annotation: dict[str, Any] | None = {"/Subtype": "/Link"} if link else None
    box = SimpleNamespace(element=node, element_tag=tag or node.tag, link_annotation=annotation)
    _describe(element, box, {"S": "/Part"})
    attributes = {**{key: str(value) for key, value in element["A"].items()}}
    if "Lang" in element:
        attributes["Lang"] = element["Lang"].string
    return element["S"], attributes, annotation["Contents"].string if annotation else None


@pytest.mark.parametrize(
    ("html", "role", "tag", "becomes"),
    [
        ('<span class="footnote">a</span>', "/Span", "span", "/Note"),
        ('<span class="footnote">a</span>', "/P", "span::footnote-call", "/Reference"),
        ('<span class="a footnote">a</span>', "/P", "span::footnote-marker", "/Lbl"),
        ('<span class="footnotes">a</span>', "/P", "span::footnote-call", "/P"),
        ("<aside>a</aside>", "/Div", "", "/Sect"),
        ("<nav>a</nav>", "/Div", "", "/Sect"),
        ('<a href="#x">a</a>', "/Link", "a::after", "/Span"),
        ("<p>a</p>", "/P", "", "/P"),
    ],
)
def test_an_element_has_the_role_of_what_it_is(html: str, role: str, tag: str, becomes: str) -> None:
    assert described(html, role, tag)[0] == becomes


def test_an_element_says_what_its_role_can_not() -> None:
    assert described("<ins>a</ins>", "/Span")[1] == {"O": "/Layout", "TextDecorationType": "/Underline"}
    assert described("<del>a</del>", "/Span")[1] == {"O": "/Layout", "TextDecorationType": "/LineThrough"}
    assert described('<th scope="row">a</th>', "/TH")[1] == {"Scope": "/Row"}
    assert described('<th scope="col">a</th>', "/TH")[1] == {"Scope": "/Column"}
    assert described("<ol/>", "/L")[1] == {"O": "/List", "ListNumbering": "/Decimal"}
    assert described("<ul/>", "/L")[1] == {"O": "/List", "ListNumbering": "/Disc"}
    assert described('<span lang="fr">a</span>', "/Span")[1] == {"Lang": "fr"}
    assert described('<html lang="fr"/>', "/Document")[1] == {}  # the file itself says that


def test_a_link_says_its_words_and_where_it_leads() -> None:
    assert described('<a href="https://x">our\n <b>site\u2060</b></a>', "/Link", link=True)[2] == "our site (https://x)"
    assert described('<a href="#section-1">One</a>', "/Link", link=True)[2] == "One"


def element(pdf: pikepdf.Pdf, role: str, *kids: Any, **more: Any) -> Any:
    own = Dictionary(Type=Name.StructElem, S=Name(role), K=Array(list(kids)), Pg=Dictionary(), **more)
    made = pdf.make_indirect(own)
    for kid in kids:
        if isinstance(kid, pikepdf.Object):
            kid.P = made
    return made


def shape(element: Any) -> Any:
    """Return an element as [role, kids…]."""
    return [str(element.S), *(shape(kid) if isinstance(kid, pikepdf.Object) else int(kid) for kid in element.K)]


def test_a_picture_stands_where_points_count_from_the_foot(pdf: pikepdf.Pdf) -> None:
    page = Dictionary(MediaBox=[0, 0, 600, 800])
    figure = pdf.make_indirect(Dictionary(Pg=page, A=Dictionary(BBox=[40, 80, 200, 400])))
    _place(figure)
    assert [float(edge) for edge in figure.A.BBox] == [30, 500, 150, 740]


def test_all_of_an_item_but_its_label_is_its_body(pdf: pikepdf.Pdf) -> None:
    label, one, two = element(pdf, "/Lbl", 1), element(pdf, "/P", 2), element(pdf, "/L", 3)
    item = element(pdf, "/LI", label, one, two)
    _give_body(pdf, item)
    assert shape(item) == ["/LI", ["/Lbl", 1], ["/LBody", ["/P", 2], ["/L", 3]]]
    assert one.P.objgen == item.K[1].objgen
    single = element(pdf, "/LI", element(pdf, "/P", 2))
    _give_body(pdf, single)
    assert shape(single) == ["/LI", ["/LBody", ["/P", 2]]]
    whole = element(pdf, "/LI", element(pdf, "/Lbl", 1), element(pdf, "/LBody", 2))
    before = shape(whole)
    _give_body(pdf, whole)
    assert shape(whole) == before


def test_an_entry_leads_to_its_section_and_holds_those_below(pdf: pikepdf.Pdf) -> None:
    inner = element(pdf, "/TOC", element(pdf, "/TOCI", element(pdf, "/Link", 3)))
    first, second = element(pdf, "/Link", 1), element(pdf, "/Link", 2)
    entry = element(pdf, "/TOCI", element(pdf, "/LBody", first, second), inner)
    assert [str(each.S) for each in _outermost(entry, {"/Link", "/TOC"})] == ["/Link", "/Link", "/TOC"]
    _lead_to_section(pdf, entry)
    assert shape(entry) == ["/TOCI", ["/Reference", ["/Link", 1], ["/Link", 2]], ["/TOC", ["/TOCI", ["/Link", 3]]]]
    assert first.P.objgen == second.P.objgen == entry.K[0].objgen
    assert inner.P.objgen == entry.objgen


def test_what_recurs_by_page_is_told_from_decoration() -> None:
    kinds = {role: str(_artifact(Name(role)).operands[1].Type) for role in ("/Figure", "/P")}
    assert kinds == {"/Figure": "/Layout", "/P": "/Pagination"}


def test_notes_have_names_heads_no_ids_and_what_no_element_holds_is_an_artifact(pdf: pikepdf.Pdf) -> None:
    page = pdf.add_blank_page(page_size=(600, 800))
    page.Contents = pdf.make_stream(
        b"/P <</MCID 0>> BDC EMC /P <</MCID 1>> BDC EMC /Figure <</MCID 2>> BDC EMC /Note <</MCID 3>> BDC EMC"
    )
    head = element(pdf, "/TH", 0, ID=String("x"))
    cell = element(pdf, "/TD", A=Dictionary(Headers=Array(["x"])))
    notes = element(pdf, "/Note", 3), element(pdf, "/Note")
    lost, picture = element(pdf, "/P", 1), element(pdf, "/Figure", 2)
    root = element(pdf, "/StructTreeRoot", element(pdf, "/Div", head, cell), *notes)
    head.Pg = notes[0].Pg = page.obj
    root.ParentTree = Dictionary(Nums=Array([7, pdf.make_indirect(Array([head, lost, picture, notes[0]]))]))
    pdf.Root.StructTreeRoot = root
    page.obj.StructParents = 7
    finish_tags(pdf)
    assert "/ID" not in head
    assert "/Headers" not in cell.A
    assert [str(note.ID) for note in notes] == ["note-0001", "note-0002"]
    assert [str(each) for each in root.IDTree.Names][::2] == ["note-0001", "note-0002"]
    parents = root.ParentTree.Nums[1]
    assert [each is not None for each in parents] == [True, False, False, True]
    marks = [each.operands for each in pikepdf.parse_content_stream(page) if str(each.operator) == "BDC"]
    assert [(str(role), str(properties.get("/Type", ""))) for role, properties in marks] == [
        ("/P", ""), ("/Artifact", "/Pagination"), ("/Artifact", "/Layout"), ("/Note", "")
    ]  # fmt: skip
