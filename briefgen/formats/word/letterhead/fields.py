"""Fields in the header or footer of a letterhead (ECMA-376 17.16): what goes on counting, and what becomes words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefgen.formats.word.letterhead.file import LetterheadFile
from briefgen.formats.word.xml import W
from briefgen.problems.notes import Told

# What Word renews from the brief itself.
_KEPT = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "SYMBOL"}
)
# What tells of the letterhead's own file, of the clock or of a merge: the words that it last showed stay.
_WORDS = frozenset(
    {"FILENAME", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "DOCPROPERTY", "DOCVARIABLE", "MERGEFIELD",
     "COMMENTS", "TEMPLATE", "USERNAME", "USERINITIALS", "LASTSAVEDBY"}
)  # fmt: skip
_WAY = Told("click in it and press Ctrl+Shift+F9, which makes words of it, or delete it")


@dataclass
class _Field:
    """A complex field while it is read."""

    marks: list[etree._Element] = field(default_factory=list)  # its beginning, middle and end
    asked: list[etree._Element] = field(default_factory=list)  # what stands between beginning and middle
    instruction: str = ""
    shown: str = ""
    in_result: bool = False


def settle_fields(file: LetterheadFile, root: etree._Element) -> tuple[list[str], bool]:
    """Make words of the fields that a brief can't renew; refuse what is no field of a letterhead.

    Returns each with what it showed, as messages name it, and whether there was a link.
    """
    told = [f"{name} „{shown.strip()}“" for name, shown in (*_settle_simple(root), *_settle_complex(root))]
    linked = any(each.startswith("HYPERLINK ") for each in told)
    for instruction in instructions(root):
        if _name(instruction) not in _KEPT:
            what = Told(
                "has a field in its header or footer that can't be taken along: {field!r}", field=instruction[:60]
            )
            file.refuse(what, _WAY)
    return list(dict.fromkeys(each for each in told if not each.startswith("HYPERLINK "))), linked


def instructions(root: etree._Element) -> list[str]:
    """Return the instructions of all fields; one may be spread over several runs."""
    found = [element.get(f"{{{W}}}instr", "").strip() for element in root.iter(f"{{{W}}}fldSimple")]
    open_: list[list[str]] = []
    for element in root.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText"):
        kind = element.get(f"{{{W}}}fldCharType")
        if element.tag == f"{{{W}}}instrText":
            if not open_:
                open_.append([])  # an instruction without a beginning: Word would show it as one
            open_[-1].append(element.text or "")
        elif kind == "begin":
            open_.append([])
        elif kind == "end" and open_:
            found.append("".join(open_.pop()).strip())
    return [*found, *("".join(pieces).strip() for pieces in open_)]


def _settle_simple(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in list(root.iter(f"{{{W}}}fldSimple")):
        name, parent = _name(element.get(f"{{{W}}}instr", "")), element.getparent()
        if parent is None or not _becomes_words(name):
            continue
        yield name, "".join(text.text or "" for text in element.iter(f"{{{W}}}t"))
        for child in list(element):
            if child.tag != f"{{{W}}}fldData":
                element.addprevious(child)
        parent.remove(element)


def _settle_complex(root: etree._Element) -> Iterator[tuple[str, str]]:
    open_: list[_Field] = []
    gone: list[etree._Element] = []
    found = []
    for element in list(root.iter()):
        run = element.getparent()
        if run is None or run.tag != f"{{{W}}}r" or element.tag == f"{{{W}}}rPr":
            continue
        kind = element.get(f"{{{W}}}fldCharType") if element.tag == f"{{{W}}}fldChar" else None
        for each in open_ if kind in (None, "begin") else open_[:-1]:
            if not each.in_result:
                each.asked.append(element)
            elif element.tag == f"{{{W}}}t":
                each.shown += element.text or ""
        if kind == "begin":
            open_.append(_Field([element]))
        elif open_ and kind is None and element.tag == f"{{{W}}}instrText":
            open_[-1].instruction += element.text or ""
        elif open_ and kind == "separate":
            open_[-1].marks.append(element)
            open_[-1].in_result = True
        elif open_ and kind == "end":
            done = open_.pop()
            if _becomes_words(_name(done.instruction)):
                gone += [*done.marks, element, *done.asked]
                found.append((_name(done.instruction), done.shown))
    for element in gone:
        _take_out(element)
    yield from found


def _take_out(element: etree._Element) -> None:
    """Take something out of its run, and the run with it that then holds nothing."""
    run = element.getparent()
    if run is not None:
        run.remove(element)
        if all(each.tag == f"{{{W}}}rPr" for each in run) and (parent := run.getparent()) is not None:
            parent.remove(run)


def _name(instruction: str) -> str:
    return instruction.split()[0].upper() if instruction.split() else ""


def _becomes_words(name: str) -> bool:
    return name in _WORDS or name == "HYPERLINK"
