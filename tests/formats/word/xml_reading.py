"""Word's XML in tests, without its namespaces."""

from __future__ import annotations

import re

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from briefgen.formats.word.changes import Reviewer
from briefgen.formats.word.inline import Shared, Story
from briefgen.formats.word.package import add_part
from briefgen.formats.word.xml import R, W, w

REVIEWER = Reviewer("R", "2020-01-02")


def parsed(inside: str, tag: str = "body") -> etree._Element:
    """Return an element with XML inside, in which Word's prefixes need no declaration."""
    return etree.fromstring(f'<w:{tag} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{tag}>')


def bare(element: etree._Element) -> str:
    """Return an element as XML with neither namespaces, nor what tells who changed something when."""
    text = re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode"))
    text = re.sub(r' w:(author|date)="[^"]*"| xml:space="preserve"', "", text)
    return re.sub(r"(?<=[</ ])w:", "", text)


def inside(element: etree._Element) -> str:
    return "".join(map(bare, element))


def document_part() -> Part:
    return add_part(OpcPackage(), "document", w("document", w("body")))


def new_story(part: Part | None = None) -> Story:
    """Return a story whose footnotes are numbered 7, and nowhere written."""
    return Story(part or document_part(), Shared(REVIEWER), lambda nodes, change: 7)
