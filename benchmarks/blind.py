"""Pages for eyes that don't know whose they are: ours and the same words set with care in Typst, the sides by chance.

    python benchmarks/blind.py OUT  [--project FOLDER …] [--pages 3] [--seed 1]

OUT/pages has a pair of pictures for each page, such as `1-en-2-a.png` and `1-en-2-b.png`; OUT/key.json says which is
ours, and OUT/files has the PDF files. Show the pages only. Typst is in the extra `bench`; `rival.typ` is its template.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable
from pathlib import Path

import plain
import pypdfium2
import typst
from PIL import Image
from plain import typst_inline, typst_string, typst_words

from briefgen.document.tree import (
    Annexed,
    Block,
    Cell,
    Contents,
    Drawn,
    Figure,
    Heading,
    Inline,
    List,
    Panel,
    Paragraph,
    Picture,
    Secondary,
    Table,
)
from briefgen.making.compose import compose, on_paper, plan
from briefgen.making.opened import opened
from briefgen.making.press import build
from briefgen.project.folder import find_project

HERE = Path(__file__).resolve().parent
DPI = 110


class Rival:
    """Writes the Typst source of a brief into a folder, its pictures beside it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name, self.pictures = folder, name, 0

    def source(self, document: Drawn) -> str:
        """Return the source of a document."""
        meta = document.metadata
        words = {"kicker": meta.kicker, "title": meta.title, "edition": meta.edition_line, "marking": meta.marking}
        words |= {"head": meta.running_head, "foot": meta.running_foot, "label": meta.page_label}
        given = ", ".join(f"{key}: [{typst_words(value)}]" for key, value in words.items())
        at_foot = str(meta.marking_at_foot).lower()
        show = f'#show: brief.with(lang: "{document.lang[:2]}", marking-at-foot: {at_foot}, {given})'
        return f'#import "rival.typ": *\n{show}\n\n{self._blocks(document.blocks)}\n'

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "\n\n".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"{'=' * block.level} {_words(block.children)}"
            case Paragraph(role="lead"):
                return f"#lead[{_words(block.children)}]"
            case Paragraph():
                words = _words(block.children)
                return words if block.number is None else f"#numbered({block.number})[{words}]"
            case List():
                items = "".join(f"[{self._blocks(item.blocks)}]," for item in block.items)
                return f"#{'enum' if block.ordered else 'list'}({items})"
            case Table():
                return self._table(block)
            case Panel():
                return f"#panel[\n{self._blocks(block.blocks)}\n]"
            case Figure():
                return self._figure(block)
            case Annexed():
                return ""
            case Contents():
                return f"#panel[\n== {_words(block.title)}\n#outline(title: none, depth: 2)\n]"

    def _table(self, table: Table) -> str:
        count = len(table.rows[0].cells)
        columns = ["label-column", *["1fr"] * (count - 1)]
        head = "".join(self._cell(cell) for row in table.head for cell in row.cells)
        cells = "".join(self._cell(cell) for row in table.rows for cell in row.cells)
        return f"#rows(({', '.join(columns)},), ({head}), {cells})"

    def _cell(self, cell: Cell) -> str:
        words = self._blocks(cell.blocks)
        return f"[#strong[{words}]]," if cell.header == "row" else f"[{words}],"

    def _figure(self, figure: Figure) -> str:
        assert isinstance(figure.picture, Picture)
        self.pictures += 1
        file = f"{self.name}-{self.pictures}.svg"
        (self.folder / file).write_text(figure.picture.svg, encoding="utf-8")
        return f"#drawing({typst_string(file)}, [{_words(figure.caption)}])"


def _words(nodes: Iterable[Inline]) -> str:
    return "".join(
        f"#secondary[{typst_words(node.children)}];" if isinstance(node, Secondary) else typst_inline(node)
        for node in nodes
    )


def pictures(file: Path, most: int) -> list[Image.Image]:
    """Return the first pages."""
    with pypdfium2.PdfDocument(file) as pdf:
        return [pdf[number].render(scale=DPI / 72).to_pil() for number in range(min(most, len(pdf)))]


def both(folder: Path, out: Path, at: int) -> dict[str, tuple[Path, Path]]:
    """Write a project's newest briefs, by us and by the rival; return the two files of each, by a name."""
    project = find_project(folder)
    held = opened(project)
    made = build(held, formats=("pdf",), out=out / "files" / f"ours-{at}")
    ours = {file.path.stem: file.path for file in made.files}
    space = out / "files" / f"rival-{at}"
    space.mkdir(parents=True, exist_ok=True)
    (space / "rival.typ").write_bytes((HERE / "rival.typ").read_bytes())
    if not (space / "fonts").exists():
        plain.write_fonts(held.theme, space / "fonts")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[space / "fonts"])
    found = {}
    for job in plan(project, held.content):
        document = on_paper(compose(project, held.content, job)[1], held.theme, project.settings.contents)
        source = space / f"{job.stem}.typ"
        source.write_text(Rival(space, job.stem).source(document), encoding="utf-8")
        typst.compile(source, output=source.with_suffix(".pdf"), font_paths=fonts)
        found[f"{at}-{job.language}"] = (ours[job.stem], source.with_suffix(".pdf"))
    return found


def main() -> None:
    """Write the pages and the key."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--project", type=Path, action="append", help="this one by default")
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1, help="chooses the sides")
    asked = parser.parse_args()
    chance, key = random.Random(asked.seed), {}
    shown = asked.out / "pages"
    shown.mkdir(parents=True, exist_ok=True)
    for at, folder in enumerate(asked.project or [HERE.parent], 1):
        for name, files in both(folder, asked.out, at).items():
            for page, pair in enumerate(zip(*(pictures(file, asked.pages) for file in files), strict=False), 1):
                sides = chance.sample("ab", 2)
                for side, picture in zip(sides, pair, strict=True):
                    picture.save(shown / f"{name}-{page}-{side}.png")
                key[f"{name}-{page}"] = {"ours": sides[0], "rival": sides[1]}
    (asked.out / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")
    print(f"{len(key)} pairs in {shown}; key.json beside it says which is which")


if __name__ == "__main__":
    main()
