"""Word files of a few lines, made by hand, with anything wrong that a test wants."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from briefgen.formats.word.xml import R, W

NS = f'xmlns:w="{W}" xmlns:r="{R}"'
FAMILY = "FiraGO"


def fonts(family: str = FAMILY) -> str:
    return f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:cs="{family}" w:eastAsia="{family}"/>'


def style(id: str, inside: str = "", *, kind: str = "paragraph", name: str = "", default: str = "") -> str:
    is_default = f' w:default="{default}"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}"{is_default}><w:name w:val="{name or id}"/>{inside}</w:style>'


DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts()}<w:lang w:val="ka-GE"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
NUMBERED = style("Num", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>', name="Numbered Text")


def level(start: str = "1", format: str = "decimal", ilvl: str = "0") -> str:
    return f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/></w:lvl>'


def numbering(levels: str) -> str:
    instance = '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{instance}'


def p(words: str, style: str = "", run: str = "") -> str:
    """Return a paragraph of one run; `run` are the run's properties."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r>{f'<w:rPr>{run}</w:rPr>' if run else ''}<w:t>{words}</w:t></w:r></w:p>"


PAGE = '<w:p><w:fldSimple w:instr=" PAGE "/></w:p>'
CONTINUATION = '<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'
SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'


def parts(
    body: str = "", *, styles: str = DEFAULTS, notes: str = "", header: str = "", footer: str = PAGE, numbers: str = ""
) -> dict[str, str]:
    """Return the parts of a Word file."""
    return {
        "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NS}>{styles}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {NS}>{SEPARATOR}{CONTINUATION}{notes}</w:footnotes>",
        "word/header.xml": f"<w:hdr {NS}>{header}</w:hdr>",
        "word/footer.xml": f"<w:ftr {NS}>{footer}</w:ftr>",
        "word/numbering.xml": f"<w:numbering {NS}>{numbers}</w:numbering>",
    }


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()


def roots(parts: dict[str, str]) -> dict[str, etree._Element]:
    return {name: etree.fromstring(text) for name, text in parts.items()}
