"""Makes the PDF and the Word file of a brief as anyone would: ``naive.py FOLDER TIMES [FORMAT…]``.

WeasyPrint makes PDF/UA-1 of the page that `plain.py` wrote, python-docx a Word file of the same words in its styles.
Prints the CPU seconds of each time.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def pdf(folder: Path) -> None:
    """Write naive.pdf."""
    from weasyprint import HTML

    HTML(filename=folder / "ka.html").write_pdf(folder / "naive.pdf", pdf_variant="pdf/ua-1")


def docx(folder: Path) -> None:
    """Write naive.docx."""
    import docx as library

    document = library.Document()
    for kind, *told in json.loads((folder / "ka.json").read_text(encoding="utf-8")):
        if kind == "heading":
            document.add_heading(told[1], told[0])
        elif kind == "table":
            table = document.add_table(len(told[0]), len(told[0][0]))
            for row, cells in zip(table.rows, told[0], strict=True):
                for cell, words in zip(row.cells, cells, strict=False):
                    cell.text = words
        else:
            document.add_paragraph(told[0], "List Bullet" if kind == "item" else None)
    document.save(str(folder / "naive.docx"))


folder, times, *formats = sys.argv[1:]
for _ in range(int(times)):
    start = time.process_time()
    for make in (pdf, docx):
        if make.__name__ in formats:
            make(Path(folder))
    print(time.process_time() - start)
