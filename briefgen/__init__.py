"""briefgen turns structured content into printable briefing notes, in Word and PDF, in several languages.

What a program can call stands in `__init__.pyi`, a line each, and in docs/api.md. A name is imported when it is used.
"""

from __future__ import annotations

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Return what the public API calls so, with all that it needs; raises `AttributeError`."""
    from importlib import import_module

    if name not in (listed := _listed()):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, called = listed[name]
    globals()[name] = value = getattr(import_module(module), called)
    return value


def __dir__() -> list[str]:
    """Return the names of the public API beside those that are loaded already."""
    return sorted({*globals(), *_listed()})


def _listed() -> dict[str, tuple[str, str]]:
    """Return each name of the public API, and the module and the name there that it stands for."""
    import re
    from pathlib import Path

    stub = Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    return {
        name: (module, called) for module, called, name in re.findall(r"(?m)^from (\S+) import (\w+) as (\w+)$", stub)
    }
