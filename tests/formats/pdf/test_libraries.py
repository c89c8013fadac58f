"""How the libraries that WeasyPrint stands on are found."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import ctypes.util
asked = []
ctypes.util.find_library = before = lambda name: asked.append(name)
from briefgen.formats.pdf.press import PdfWriter
from briefgen.look.theme_file import load_theme
from briefgen.project.folder import built_in_templates
PdfWriter(load_theme(built_in_templates() / "themes" / "plain"))
assert ctypes.util.find_library is before
print([name for name in asked if "pango" in name or "gobject" in name])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they are looked up, which costs nothing there")
def test_no_compiler_is_started_to_find_them() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
