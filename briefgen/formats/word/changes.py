"""Tracked changes in Word (ECMA-376 17.13.5): what a reviewer can accept or reject.

Runs stand in ``w:ins`` or ``w:del``; the mark at the end of a paragraph has a change of its own, and so has a row of
a table. A paragraph whose mark goes joins the one after it, and takes that one's looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from briefgen.document.accepting import line_side
from briefgen.document.tree import Inline, Revision, plain
from briefgen.formats.word.xml import NS, W, w

_TAGS: dict[Revision, str] = {"inserted": "ins", "deleted": "del"}
_ROOM = 50  # twentieths of a point: a quarter of the text's size, as in page.css
_DELETED = {f"{{{W}}}t": f"{{{W}}}delText", f"{{{W}}}instrText": f"{{{W}}}delInstrText"}
_TRACKED = tuple(f"{{{W}}}{tag}" for tag in ("ins", "del", "pPrChange"))


@dataclass(frozen=True, slots=True)
class Reviewer:
    """In whose name changes are tracked, on which day (ISO 8601); `names` says it as each language has it."""

    author: str
    date: str
    names: tuple[tuple[str, str], ...] = ()

    def speaking(self, lang: str) -> Reviewer:
        """Return the same as a document in a language names them."""
        return Reviewer(dict(self.names).get(lang, self.author), self.date)

    def mark(self, change: Revision, *content: etree._Element) -> etree._Element:
        """Return the element that says of its content, or of what it stands in, that it was inserted or deleted."""
        return self._tracked(_TAGS[change], *content)

    def run(self, run: etree._Element, change: Revision | None) -> etree._Element:
        """Return a run as it stands in a paragraph."""
        if change == "deleted":
            for element in run:
                element.tag = _DELETED.get(str(element.tag), str(element.tag))
        return self.mark(change, run) if change else run

    def mark_paragraph(self, paragraph: etree._Element, change: Revision | None) -> None:
        """Say of the mark at the end of a paragraph that it was inserted or deleted."""
        if change is None:
            return
        properties = paragraph.find("w:pPr", NS)
        if properties is None:
            properties = w("pPr")
            paragraph.insert(0, properties)
        properties.append(w("rPr", self.mark(change)))

    def settle(self, container: etree._Element) -> None:
        """Let the last paragraph of the body or of a cell have no change at its mark, since it can't go.

        As when a person types on at the end: the mark before it is the new one. Where both sides end in paragraphs of
        their own, the last old one shares its place with the new ones.
        """
        last: list[etree._Element] = []
        for element in reversed(container):
            if element.tag != f"{{{W}}}p" or _change(element) is None:
                break
            last.insert(0, element)
        if not last:
            return
        old = [paragraph for paragraph in last if _change(paragraph) == "deleted"]
        new = [paragraph for paragraph in last if _change(paragraph) == "inserted"]
        before = last[0].getprevious()
        if old and new:
            container.extend([*old, *new])
            gone = old[-1]
            words = [child for child in gone if child.tag != f"{{{W}}}pPr"]
            new[0][1:1] = words  # after its properties, which hold its mark
            container.remove(gone)
            _unmark(new[-1])
            self.restyle(new[-1], gone, new[-1])
            return
        _unmark(last[-1])
        anchor = last[0]  # after a table: its end, which stays as the last line
        if before is not None and before.tag == f"{{{W}}}p":
            anchor = before
            self.mark_paragraph(before, "inserted" if new else "deleted")
        elif before is not None and before.tag == f"{{{W}}}sdt":  # a contents list, which has no end of its own
            anchor = w("p", w("pPr", w("pStyle", val="TableEnd")))
        if anchor is not last[-1]:
            self.restyle(last[-1], *((anchor, last[-1]) if new else (last[-1], anchor)))

    def restyle(self, paragraph: etree._Element, old: etree._Element, new: etree._Element) -> None:
        """Give a paragraph the properties of the new one, and track that it had those of the old one."""
        before, after = _properties(old), _properties(new)
        if etree.tostring(before) == etree.tostring(after):
            return
        if (properties := paragraph.find("w:pPr", NS)) is not None:
            paragraph.remove(properties)
        after.append(self._tracked("pPrChange", before))
        paragraph.insert(0, after)

    def _tracked(self, tag: str, *content: etree._Element) -> etree._Element:
        return w(tag, *content, id=0, author=self.author, date=f"{self.date}T00:00:00Z")


def leave_room(struck: etree._Element) -> None:
    """Leave room behind struck words for those in their place: their last letter is set wider.

    A space between the two would stay on one side, if only in LibreOffice, once all is accepted or rejected.
    """
    run = struck[-1] if len(struck) else None
    words = run[-1] if run is not None and len(run) else None
    if run is None or words is None or words.tag != f"{{{W}}}delText" or not words.text:
        return
    styles = run.find("w:rPr", NS)
    properties = w("rPr") if styles is None else deepcopy(styles)
    properties.insert(len(properties.findall("w:rStyle", NS)), w("spacing", val=_ROOM))
    letter = deepcopy(words)
    letter.text, words.text = words.text[-1], words.text[:-1]
    run.addnext(w("r", properties, letter))
    if not words.text:
        run.remove(words)


def number_changes(roots: Iterable[etree._Element], first: int) -> None:
    """Give each tracked change of a file a number of its own."""
    for root in roots:
        for element in root.iter(*_TRACKED):
            element.set(f"{{{W}}}id", str(first))
            first += 1


def one_sided(nodes: tuple[Inline, ...]) -> Revision | None:
    """Return the change of a line that has words on one side only."""
    sides: tuple[Revision, Revision] = ("inserted", "deleted")
    found = [side for side in sides if plain(line_side(nodes, side), footnotes=True)]
    return found[0] if len(found) == 1 else None


def _change(paragraph: etree._Element) -> Revision | None:
    for change, tag in _TAGS.items():
        if paragraph.find(f"w:pPr/w:rPr/w:{tag}", NS) is not None:
            return change
    return None


def _unmark(paragraph: etree._Element) -> None:
    properties = paragraph.find("w:pPr", NS)
    assert properties is not None
    properties.remove(properties[-1])
    if not len(properties):
        paragraph.remove(properties)


def _properties(paragraph: etree._Element) -> etree._Element:
    """Return the properties of a paragraph without those of its mark."""
    found = paragraph.find("w:pPr", NS)
    return w("pPr", *(deepcopy(each) for each in found if each.tag != f"{{{W}}}rPr")) if found is not None else w("pPr")
