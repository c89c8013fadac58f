"""briefgen turns structured content into printable briefing notes, in Word and PDF, in several languages.

What a program can call stands in `__init__.pyi`, a line each, and in docs/api.md. A name is imported when it is used.
"""

from __future__ import annotations

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Return what the public API calls so, with all that it needs; raises `AttributeError`."""
    import re
    from importlib import import_module
    from pathlib import Path

    listed = Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    found = re.search(rf"^from (\S+) import (\w+) as {re.escape(name)}$", listed, re.MULTILINE)
    if found is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(found[1]), found[2])
    return value
