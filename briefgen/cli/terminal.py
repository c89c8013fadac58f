"""What is printed for people: the one gate to the terminal.

What comes from a file (a snapshot, the ledger, an issued folder) may hold characters that a terminal obeys or that
turn its words round. Nothing is printed but through here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment


def echo(text: object = "", *, err: bool = False) -> None:
    """Print a text and end the line."""
    click.echo(shown(str(text)), err=err)


def shown(text: str) -> str:
    """Return a text as it is printed."""
    from briefgen.problems.characters import cleaned

    return cleaned(text)


def new_console(**settings: Any) -> Console:
    """Return a console that prints tables and the like; what isn't its own control codes is cleaned."""
    from rich import console, segment

    from briefgen.problems.characters import cleaned

    class CleanConsole(console.Console):
        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
            for part in super().render(renderable, options):
                yield part if part.control else segment.Segment(cleaned(part.text), part.style)

    return CleanConsole(**settings)


def take_all_letters() -> None:
    """Let the output hold any letter: in a file it is UTF-8, as all our files; on a screen what it lacks is escaped.

    Windows gives a redirected command the machine's code page, which has no Georgian.
    """
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "").replace("_", "")
        if hasattr(stream, "reconfigure") and not encoding.startswith("utf"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8")
