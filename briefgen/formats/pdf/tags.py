"""What a screen reader is told beyond WeasyPrint's own tags.

`described` makes the structure elements keep what the HTML says (footnote, scope, language, kind of list) while
WeasyPrint builds them: afterwards nothing leads from an element back to its HTML. `finish_tags` does the rest in the
finished file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Operator, String

from briefgen.document.tree import unbind
from briefgen.formats.pdf.line_ends import Instructions, with_spaces
from briefgen.formats.pdf.notes import CALL, MARKER, tell_notes

# What may go on in the next line or over the next page, and yet is one thing. A link isn't: each line has its own.
_CONTINUED = frozenset(
    {"/Part", "/Span", "/P", "/L", "/LI", "/Table", "/TBody", "/TR", "/TH", "/TD", "/Note", "/TOC", "/TOCI"}
)
_FOOTNOTE = {"": "/Note", CALL: "/Reference", MARKER: "/Lbl"}
_CONTENTS = {"/L": "/TOC", "/LI": "/TOCI"}
_SCOPE = {"row": "/Row", "col": "/Column"}
_DECORATION = {"ins": "/Underline", "del": "/LineThrough"}

# While WeasyPrint builds the elements -----------------------------------------------------------------------------


@contextmanager
def described() -> Iterator[None]:
    """Let the structure elements that WeasyPrint builds meanwhile keep what the HTML says of them.

    WeasyPrint offers no hook, so its function that turns a box into elements is wrapped; pyproject.toml holds its
    version to those that have it.
    """
    from weasyprint.pdf import tags

    build = tags._build_box_tree
    begun: dict[tuple[Any, str, str], Any] = {}  # what each HTML element, or what stands before or after, became first
    heads: set[Any] = set()  # of tables, and all that is in them: repeated on each page, heard once
    contents: set[Any] = set()  # all that is in the contents list

    def build_and_describe(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        if box.element is not None and box.element.tag == "img":
            box.element.set("alt", "decoration")  # WeasyPrint knows no other pictures than those with words
            list(build(box, parent, pdf, *rest))
            return
        if box.element is not None and box.element.tag == "nav":
            contents.update(box.element.iter())
        for element in build(box, parent, pdf, *rest):
            if getattr(box, "is_leader", False):
                continue  # the dots before a page number: seen, not heard
            if box.element is not None:
                _describe(element, box, parent)
                if box.element in contents and element["S"] in _CONTENTS:
                    element["S"] = _CONTENTS[element["S"]]
                    element.pop("A", None)  # how a list is numbered
                first = begun.setdefault((box.element, box.element_tag, element["S"]), element)
                if element["S"] == "/THead":
                    heads.update(box.element.iter())
                    if first is not element:
                        continue
                elif first is not element and element["S"] in _CONTINUED and box.element not in heads:
                    first["K"] += element["K"]
                    for kid in element["K"]:
                        pdf.objects[int(kid.split()[0])]["P"] = first.reference
                    continue
            yield element

    tags._build_box_tree = build_and_describe
    try:
        yield
    finally:
        tags._build_box_tree = build


def _describe(element: Any, box: Any, parent: Any) -> None:  # noqa: C901
    """Write into a structure element what its HTML says."""
    import pydyf

    html = box.element
    if "footnote" in html.get("class", "").split():
        element["S"] = _FOOTNOTE.get(box.element_tag.partition("::")[2], "/Span")
        if box.link_annotation:
            element["S"] = "/Link"  # notes puts it into what it would be otherwise
    elif html.tag == "bdi":
        # In reading order, to who hears the page; not beside the letters, where MuPDF would lay it over them.
        element["S"] = "/Span"
        element["ActualText"] = pydyf.String(unbind("".join(html.itertext())))
    elif html.tag in ("aside", "nav"):
        element["S"] = "/Sect"
    elif box.element_tag == "a::after":
        element["S"] = "/Span"  # the number of the page: in the link, no link of its own
    elif box.element_tag.partition("::")[0] in _DECORATION and "::" in box.element_tag:
        element["S"] = "/Span"
        place = box.element_tag.partition("::")[2]
        if words := html.get(f"data-{place}"):  # none where a redline says nothing of itself
            element["ActualText"] = pydyf.String(f" {words} ")
    elif html.tag in _DECORATION:
        element["S"] = "/Span"
        element["A"] = pydyf.Dictionary({"O": "/Layout", "TextDecorationType": _DECORATION[html.tag]})
    elif element["S"] == parent["S"] == "/P":
        element["S"] = "/NonStruct"  # the lines of a paragraph above or below a block that stands in it
    elif element["S"] == "/TH":
        element["A"]["Scope"] = _SCOPE[html.get("scope")]
    elif element["S"] == "/L":
        numbering = "/Decimal" if html.tag == "ol" else "/Disc"
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
    if html.tag != "html" and (lang := html.get("lang")):
        element["Lang"] = pydyf.String(lang)
    if box.link_annotation and html.tag == "a":
        # Where a link leads is said with its words; WeasyPrint's own alternate description is the bare address.
        words = " ".join("".join(html.itertext()).replace("\u2060", "").split())
        where = html.get("href")
        box.link_annotation["Contents"] = pydyf.String(words if where.startswith("#") else f"{words} ({where})")


# In the finished file ---------------------------------------------------------------------------------------------


def finish_tags(pdf: pikepdf.Pdf, note: str = "", back: str = "") -> None:
    """Give notes their names and list items their bodies, and turn what the structure leaves out into artifacts.

    `note` and `back` are what footnotes and the way back from them are called (see `notes`).
    """
    root = pdf.Root.StructTreeRoot
    tell_notes(pdf, list(_elements(root)), note, back)
    inside: set[tuple[int, int]] = set()
    notes = Array()
    for element in _elements(root):
        inside.add(element.objgen)
        match str(element.S):
            case "/Note":
                element.ID = String(f"note-{len(notes) // 2 + 1:04}")  # padded: a name tree is sorted
                notes.extend([element.ID, element])
            case "/LI":
                _give_body(pdf, element)
            case "/TOCI":
                _lead_to_section(pdf, element)
            case "/TH":
                del element.ID  # it holds for one page only; the scope says it for all
            case "/TD":
                del element.A.Headers
            case "/Figure":
                _place(element)
    if notes:
        root.IDTree = pdf.make_indirect(Dictionary(Names=notes))
    numbers = list(root.ParentTree.Nums)  # pikepdf 9 takes no slices
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    pages = [
        _with_artifacts(pikepdf.parse_content_stream(page), parents[int(page.obj.StructParents)], inside)
        for page in pdf.pages
    ]
    with_spaces(pages, pdf, _elements(root))
    for page, instructions in zip(pdf.pages, pages, strict=True):
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _elements(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the structure elements below another, parents first."""
    for kid in list(parent.K):
        if isinstance(kid, pikepdf.Object) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _place(figure: pikepdf.Object) -> None:
    """Say where a picture stands as PDF counts, in points from the foot; WeasyPrint says it in pixels from the head."""
    height = float(figure.Pg.MediaBox[3])
    left, top, right, bottom = (float(edge) * 0.75 for edge in figure.A.BBox)
    figure.A.BBox = Array([left, height - bottom, right, height - top])


def _give_body(pdf: pikepdf.Pdf, item: pikepdf.Object) -> None:
    """Put all of a list item but its label into one body."""
    labels = [kid for kid in item.K if Name.Lbl == kid.S]
    content = [kid for kid in item.K if kid.S not in (Name.Lbl, Name.LBody)]
    if content:
        body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=content))
        for kid in content:
            kid.P = body
        item.K = Array([*labels, body])


def _lead_to_section(pdf: pikepdf.Pdf, entry: pikepdf.Object) -> None:
    """Make of an entry of the contents list what PDF wants (ISO 32000-1, 14.8.4.2): a reference, and a list below."""
    links, lists = Array(), Array()
    for element in _outermost(entry, {"/Link", "/TOC"}):
        (links if Name.Link == element.S else lists).append(element)
    reference = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Reference, P=entry, Pg=entry.Pg, K=links))
    for link in links:
        link.P = reference
    for below in lists:
        below.P = entry
    entry.K = Array([reference, *lists])


def _outermost(parent: pikepdf.Object, roles: set[str]) -> Iterator[pikepdf.Object]:
    """Yield the structure elements of some roles below another, not those inside them."""
    for kid in parent.K:
        if isinstance(kid, pikepdf.Object) and "/S" in kid:
            if str(kid.S) in roles:
                yield kid
            else:
                yield from _outermost(kid, roles)


def _with_artifacts(
    instructions: Iterable[ContentStreamInstruction | ContentStreamInlineImage],
    parents: pikepdf.Object,
    inside: set[tuple[int, int]],
) -> Instructions:
    """Say of what no element of the structure holds that it recurs by page, as running lines do, or is decoration."""
    outside = {id for id, element in enumerate(parents) if element.objgen not in inside}
    for id in outside:
        parents[id] = None
    return [
        _artifact(instruction.operands[0])
        if instruction.operator == Operator("BDC") and instruction.operands[1].get("/MCID") in outside
        else instruction
        for instruction in instructions
    ]


def _artifact(role: pikepdf.Object) -> ContentStreamInstruction:
    kind = Name.Layout if Name.Figure == role else Name.Pagination
    return ContentStreamInstruction([Name.Artifact, Dictionary(Type=kind)], Operator("BDC"))
