"""Builds a project several times in one process, and prints the CPU seconds of each.

``with_briefgen.py OUT TIMES FORMAT…``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from briefgen.making.press import build
from briefgen.project.folder import find_project

out, times, *formats = sys.argv[1:]
project = find_project(Path.cwd())
for _ in range(int(times)):
    start = time.process_time()
    build(project, formats=formats, out=Path(out))
    print(time.process_time() - start)
