"""What the tables of letters share: where they are shown, moments and numbers as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from briefgen.cli.terminal import new_console

_WIDE = 200  # columns, where there is no terminal


def show_table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, or where it would break words (names and addresses are what people look for) a list."""
    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == "To")
    listed = Table.grid(padding=(0, 2))
    listed.add_column(max_width=10)
    listed.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
        for column, value in zip(columns, row, strict=True):
            listed.add_row(column, value)
        listed.add_row()
    if rows:
        fits = Measurement.get(console, console.options.update(width=_WIDE * 10), table).minimum <= console.width
        console.print(table if fits else listed)


def wide_console() -> Console:
    """Return where tables are printed."""
    console = new_console(highlight=False)
    if not console.is_terminal:  # a file or another program has no width
        console.width = max(console.width, _WIDE)
    return console


def letters(number: int) -> str:
    """Return a number of letters in words: 1 letter."""
    return f"{number} letter{'' if number == 1 else 's'}"


def local_time(at: datetime, *, day: bool = False) -> str:
    """Return a moment as the clock of this computer has it, or its day."""
    return at.astimezone().strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M")
