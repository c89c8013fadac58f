"""The pages that the contents list of a Word file names, and those on which LibreOffice has its sections.

LibreOffice isn't Word, but breaks the pages by itself, too, by the same properties of paragraphs and rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from tests.formats.docx_reading import parts
from tests.libreoffice import to_pdf

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def named_in_word(docx: Path) -> list[int]:
    """Return the pages that the contents list names; nothing if there is none."""
    root = parts(docx.read_bytes())["word/document.xml"]
    links = (link for link in root.iter(f"{_W}hyperlink") if link.get(f"{_W}anchor", "").startswith("_Toc"))
    return [int(list(link.iter(f"{_W}t"))[-1].text or "") for link in links]


def misnamed(files: Sequence[Path], folder: Path) -> Iterator[str]:
    """Yield each section that stands on another page than its Word file's contents list names."""
    listed = {file: named for file in files if (named := named_in_word(file))}
    if listed:
        to_pdf(listed, folder)
    for file, named in listed.items():
        with pikepdf.open(folder / f"{file.stem}.pdf") as pdf, pdf.open_outline() as outline:
            page_of = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
            sections = [
                (str(item.title), page_of[item.destination[0].objgen])  # type: ignore[index]
                for section in outline.root
                for item in (section, *section.children)
            ]
        # LibreOffice names a heading in a frame, beside its text, before all others.
        for (title, page), said in zip(sorted(sections, key=lambda section: section[1]), named, strict=True):
            if page != said:
                yield f"{file.stem}.docx: {title!r} is on page {page}, not {said}"
