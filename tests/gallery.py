"""Every page of every product as a picture, the PDF's beside Word's: ``make gallery`` writes docs/gallery/.

The products are those of the project, and every type of brief of an invented one that has all that a pack may hold.

For eyes, not for a test: what is ugly no validator sees. Word's pages are LibreOffice's, which isn't Word.
A gallery that was moved to docs/gallery-before/ is shown beside the new one, page by page.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import zip_longest
from pathlib import Path

from briefgen.issuing.redline import redline
from briefgen.making.compose import CHANGE_NOTE
from briefgen.making.opened import opened
from briefgen.making.press import build
from briefgen.making.templating import template_names
from briefgen.project.folder import Project, find_project
from briefgen.upkeep.next_edition import list_todo, start_edition, write_todo
from tests.formats.letterheads import letterhead
from tests.libreoffice import to_pdf

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"
THEMES = ("plain", "sober", "large")
LETTERHEAD = "letterhead.docx"
NEXT, AS_OF = "2022-10-next", "2022-10-01"  # an edition just begun: its sheet has much to do, its draft many problems
FORMATS = ("pdf", "docx")
_DPI = 110
STYLE = """
body { font: 16px/1.4 sans-serif; margin: 2em; background: #e8e8e8; color: #111 }
div { display: flex; gap: 1em; margin: 0 0 2em }
figure { flex: 1; margin: 0 }
img { width: 100%; background: #fff; border: 1px solid #bbb }
"""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme, with the letterhead of the tests or without one."""

    theme: str
    letterhead: bool = False

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.theme}-letterhead" if self.letterhead else self.theme


PACK = Path(__file__).resolve().parent / "data" / "pack_project"
LOOKS = (*(Look(theme) for theme in THEMES), Look("plain", letterhead=True))


@dataclass(frozen=True, slots=True)
class Brief:
    """The pictures of one brief: of the pages of its PDF, and of its Word file."""

    title: str
    pdf: list[Path]
    word: list[Path]


def make_gallery(folder: Path) -> Path:
    """Write the pictures and the page that shows them; returns that page."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    briefs = [brief for look in LOOKS for brief in (*photograph(look, folder), *photograph_pack(look, folder))]
    page = folder / "index.html"
    page.write_text(_page(briefs, folder, folder.with_name(f"{folder.name}-before")), encoding="utf-8")
    return page


def photograph(look: Look, folder: Path) -> Iterator[Brief]:
    """Write every product of every edition and language in one look, and photograph the pages."""
    with tempfile.TemporaryDirectory(prefix="gallery-") as name:
        project = _project(Path(name) / "project", look)
        out, office = project.output, Path(name) / "office"
        office.mkdir()
        for edition, facts in opened(project).content.editions.items():
            # The first edition has none before it, and so no change note.
            kinds = [kind for kind in template_names(project.template_folders) if kind != CHANGE_NOTE or facts.previous]
            build(project, edition=edition, briefs=kinds, formats=FORMATS)
            if facts.previous:
                redline(project, edition, facts.previous, formats=FORMATS)
        start_edition(project, NEXT, as_of=AS_OF)
        build(project, edition=NEXT, formats=FORMATS, draft=True)
        write_todo(project, list_todo(project, NEXT), project.settings.languages, FORMATS)
        yield from _photographed(out, look, folder, office)


def photograph_pack(look: Look, folder: Path) -> Iterator[Brief]:
    """Write every type of brief of the invented project in one look, filled, and photograph the pages."""
    with tempfile.TemporaryDirectory(prefix="gallery-") as name:
        project = _project(Path(name) / "project", look, PACK)
        office = Path(name) / "office"
        office.mkdir()
        kinds = [kind for kind in template_names(project.template_folders) if kind != CHANGE_NOTE]
        for kind in kinds:
            build(project, briefs=[kind], formats=FORMATS)
        yield from _photographed(project.output, look, folder, office)


def _photographed(out: Path, look: Look, folder: Path, office: Path) -> Iterator[Brief]:
    files = sorted(out.rglob("*.pdf"))
    to_pdf([file.with_suffix(".docx") for file in files], office)
    for file in files:
        title = f"{file.stem}, {look.theme}{' on a letterhead' if look.letterhead else ''}"
        print(f"  {title}", flush=True)
        word = office / f"{file.stem}.pdf"
        target = folder / look.name
        yield Brief(title, _pages(file, target / "pdf"), _pages(word, target / "word"))


def _project(root: Path, look: Look, of: Path = ROOT) -> Project:
    """Return a copy of a project in one look."""
    shutil.copytree(of / "content", root / "content")
    shutil.copy(of / "briefgen.toml", root)
    if look.letterhead:
        (root / LETTERHEAD).write_bytes(letterhead(first=True))
    project = find_project(root)
    settings = replace(
        project.settings,
        theme=look.theme,
        letterhead=LETTERHEAD if look.letterhead else "",
    )
    return replace(project, settings=settings)


def _pages(pdf: Path, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["pdftoppm", "-png", "-r", str(_DPI), pdf, folder / pdf.stem], check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def _page(briefs: list[Brief], folder: Path, before: Path) -> str:
    contents = "".join(f'<li><a href="#b{number}">{escape(b.title)}</a></li>\n' for number, b in enumerate(briefs))
    shown = ""
    for number, brief in enumerate(briefs):
        shown += f'<h2 id="b{number}">{escape(brief.title)}</h2>\n'
        columns = {"PDF": brief.pdf, "Word (LibreOffice)": brief.word}
        if before.is_dir():
            columns |= {f"{kind} before": _then(pages, folder, before) for kind, pages in columns.items()}
            columns = dict(sorted(columns.items(), reverse=True))
        for page, pictures in enumerate(zip_longest(*columns.values()), 1):
            figures = (
                figure(path, folder, f"{kind}, page {page}") for kind, path in zip(columns, pictures, strict=True)
            )
            shown += f"<div>\n{''.join(figures)}</div>\n"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Gallery</title>\n'
        f"<style>{STYLE}</style>\n<h1>Every page of every brief</h1>\n<ol>\n{contents}</ol>\n{shown}</html>\n"
    )


def _then(pages: list[Path], folder: Path, before: Path) -> list[Path]:
    """Return the pictures that another gallery has of the same file; it may have had fewer pages, or more."""
    first = before / pages[0].relative_to(folder)
    return sorted(first.parent.glob(f"{first.stem.rpartition('-')[0]}-*.png"))


def figure(path: Path | None, folder: Path, what: str) -> str:
    """Return a picture in a folder as HTML; `what` it is stands above."""
    if path is None:
        return f"<figure><figcaption>{what}: there is none</figcaption></figure>\n"
    source = escape(Path(os.path.relpath(path, folder)).as_posix())
    return (
        f"<figure><figcaption>{what}</figcaption>"
        f'<a href="{source}"><img src="{source}" alt="{what}" loading="lazy"></a></figure>\n'
    )


if __name__ == "__main__":
    print(f"Wrote {make_gallery(Path(sys.argv[1]) if len(sys.argv) > 1 else GALLERY)}")
