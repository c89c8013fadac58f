"""Makes a PDF of every page in a folder, as everyone calls WeasyPrint: ``with_weasyprint.py FOLDER TIMES``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from weasyprint import HTML

folder, times = sys.argv[1:]
for _ in range(int(times)):
    start = time.process_time()
    for page in sorted(Path(folder).glob("*.html")):
        HTML(filename=page).write_pdf(page.with_suffix(".weasyprint.pdf"))
    print(time.process_time() - start)
