"""What a redline in Word is after all changes were accepted or rejected."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from briefgen.document.tree import unbind
from briefgen.proof.tracked import Verdict, decide
from tests.formats.docx_reading import parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def decided(docx: bytes, decision: Verdict) -> bytes:
    """Return the file with all changes accepted or rejected."""
    roots = {name: root for name, root in parts(docx).items() if name.startswith("word/") and name.endswith(".xml")}
    assert decide(roots, decision) == []
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, etree.tostring(roots[name]) if name in roots else source.read(name))
    return out.getvalue()


def shown(docx: bytes) -> list[tuple[str, ...]]:
    """Return the words of every paragraph with what says how it looks: its place in a table, style, numbering."""
    roots = parts(docx)
    stories = [root for name, root in sorted(roots.items()) if name.startswith(("word/d", "word/foot", "word/head"))]
    return [_shown(paragraph) for root in stories for paragraph in root.iter(f"{_W}p")]


def _shown(paragraph: etree._Element) -> tuple[str, ...]:
    words = "".join(_words(element) for element in paragraph.iter())
    attributes = (paragraph.find(f"{_W}pPr/{_W}pStyle"), paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl"))
    cells = [f"cell {cell.getparent().index(cell)}" for cell in paragraph.iterancestors(f"{_W}tc")]  # type: ignore[union-attr]
    return (*cells, *(str(each.get(f"{_W}val")) for each in attributes if each is not None), words)


def _words(element: etree._Element) -> str:
    match str(element.tag).removeprefix(_W):
        case "t":
            return element.text or ""
        case "noBreakHyphen":
            return "\u2011"
        case "br":
            return "\n"
        case "drawing":
            return "(picture)"
        case "footnoteReference":
            return f"[{element.get(f'{_W}id')}]"
        case "delText" | "ins" | "del" | "pPrChange":
            raise AssertionError(f"a change is left: {element.tag}")
        case _:
            return ""


def lines(file: bytes) -> list[str]:
    """Return the words of body and footnotes, a line a paragraph, without empty ones; fields' numbers as #."""
    roots = parts(file)
    stories = [roots[name] for name in ("word/document.xml", "word/footnotes.xml") if name in roots]
    read = [_line(paragraph) for story in stories for paragraph in story.iter(f"{_W}p")]
    return [line for line in read if line]


def _line(paragraph: etree._Element) -> str:
    assert not list(paragraph.iter(f"{_W}ins", f"{_W}del"))
    hyphen = f"{_W}noBreakHyphen"
    words = (each.text or "" if each.tag == f"{_W}t" else "-" for each in paragraph.iter(f"{_W}t", hyphen))
    line = unbind("".join(words)).strip()
    # LibreOffice counts the figures itself, and not those whose deletion was rejected.
    return re.sub(r"\d+", "#", line) if list(paragraph.iter(f"{_W}instrText", f"{_W}fldSimple")) else line
