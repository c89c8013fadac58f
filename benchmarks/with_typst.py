"""Makes a PDF of every Typst source in a folder, edited before each time: ``with_typst.py FOLDER TIMES``.

Typst keeps what it laid out, so without the edit it would do nothing the second time.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import typst

folder, times = sys.argv[1:]
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(folder) / "fonts"])
EDIT = "// edit here"  # as in plain.py, which would bring briefgen with it
originals = {path: path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.typ"))}
for edit in range(int(times)):
    for path, text in originals.items():
        path.write_text(text.replace(EDIT, f"Edit {edit}\n"), encoding="utf-8")
    start = time.process_time()
    for path in originals:
        typst.compile(path, output=path.with_suffix(".typst.pdf"), font_paths=fonts)
    print(time.process_time() - start)
for path, text in originals.items():
    path.write_text(text, encoding="utf-8")
