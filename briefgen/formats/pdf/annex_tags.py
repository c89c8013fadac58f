"""Tags of other PDFs in a brief's: which files say that they are accessible, and how their tags come along.

A file that claims PDF/UA-1 and PDF/A with tags is taken at its word, as far as its tags can stand beside the brief's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, String

_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_TAGGED = {"1A", "2A", "3A"}  # parts of PDF/A whose files have tags
_RGB = 3  # channels: of the colours that the brief's own are in


def conforms(pdf: pikepdf.Pdf) -> bool:
    """Tell whether a file says that it is PDF/UA and PDF/A, and has nothing that would be another's beside a brief."""
    try:
        said = pdf.open_metadata()
        claims = said.pdfa_status in _TAGGED and str(said.get(_UA, "")) == "1"
        return claims and _is_plain(pdf) and _is_whole(pdf)
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RecursionError, SyntaxError):
        return False  # what it says, or how it is tagged, can't be read


def _is_plain(pdf: pikepdf.Pdf) -> bool:
    root = pdf.Root
    if "/OCProperties" in root or "/ClassMap" in root.StructTreeRoot:
        return False
    intents = [intent.get("/DestOutputProfile") for intent in root.get("/OutputIntents", Array())]
    # What is tagged inside of a picture that pages share would be numbered twice.
    streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
    return all(profile is not None and profile.get("/N") == _RGB for profile in intents) and not any(
        "/StructParent" in each or "/StructParents" in each for each in streams
    )


def _is_whole(pdf: pikepdf.Pdf) -> bool:
    """Tell whether tags lead to pages of the file, and its pages to their tags; none of them stands in itself."""
    tree = pdf.Root.StructTreeRoot
    pages = {page.obj.objgen for page in pdf.pages}
    roles = {str(role): str(meant) for role, meant in tree.get("/RoleMap", Dictionary()).items()}
    numbers = NumberTree(tree.ParentTree)
    seen: set[tuple[int, int]] = set()
    for element in elements(tree):
        kids = element.get("/K", Array())
        held = [each for each in (list(kids) if isinstance(kids, Array) else [kids]) if isinstance(each, Dictionary)]
        if element.objgen in seen or not element.is_indirect:
            return False
        seen.add(element.objgen)
        if any(each.Pg.objgen not in pages for each in (element, *held) if "/Pg" in each):
            return False
    # A role that leads to another one of the file's own isn't followed.
    return roles.keys().isdisjoint(roles.values()) and all(int(page.obj.StructParents) in numbers for page in pdf.pages)


def bring_tags(pdf: pikepdf.Pdf, annex: pikepdf.Pdf, pages: Mapping[tuple[int, int], Object], name: str) -> None:
    """Put the tags of a file into the brief's: in the place of its first page, which stands blank there.

    `pages` are the blank pages by the ids of those that were copied from the file; `name` sets its notes apart.
    """
    tree, top = pdf.copy_foreign(annex.Root.StructTreeRoot), pdf.Root.StructTreeRoot
    holders = {each.Pg.objgen: each for each in elements(top) if "/Pg" in each}
    blanks = list(pages.values())
    holder = holders[blanks[0].objgen]
    roles = tree.get("/RoleMap", Dictionary())
    named = Array()
    for element in list(elements(tree)):
        if str(element.S) in roles:
            element.S = roles[str(element.S)]
        if Name.Document == element.S:
            element.S = Name.Part
        if "/ID" in element:
            element.ID = String(f"{name}-{element.ID}")
            named.extend([element.ID, element])
        _on_blank(element, pages)
    kids = tree.K if isinstance(tree.K, Array) else Array([tree.K])
    for kid in kids:
        kid.P = holder
    holder.K, holder.Lang = kids, annex.Root.get("/Lang", pdf.Root.Lang)
    _number(top, tree, pages, annex)
    if named:
        names = [*top.IDTree.Names, *named] if "/IDTree" in top else [*named]
        pairs = sorted(zip(names[::2], names[1::2], strict=True), key=lambda pair: bytes(pair[0]))
        top.IDTree = pdf.make_indirect(Dictionary(Names=Array([each for pair in pairs for each in pair])))


def elements(parent: Object) -> Iterator[Object]:
    """Yield the structure elements below another, parents first."""
    kids = parent.get("/K", Array())
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def _on_blank(element: Object, pages: Mapping[tuple[int, int], Object]) -> None:
    """Let an element, and what it holds, stand on the pages of the brief; links and the like are there no more."""
    kids = element.get("/K", Array())
    kept = Array()
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary):
            if kid.get("/Type") == Name.OBJR:
                continue
            if "/Pg" in kid and "/S" not in kid:
                kid.Pg = pages[kid.Pg.objgen]
        kept.append(kid)
    element.K = kept
    if "/Pg" in element:
        element.Pg = pages[element.Pg.objgen]


def _number(top: Object, tree: Object, pages: Mapping[tuple[int, int], Object], annex: pikepdf.Pdf) -> None:
    """Let each page lead to its tags, under the number that its blank one has."""
    theirs = NumberTree(tree.ParentTree)
    ours = NumberTree(top.ParentTree)
    for page, blank in zip(annex.pages, pages.values(), strict=True):
        ours[int(blank.StructParents)] = theirs[int(page.obj.StructParents)]
