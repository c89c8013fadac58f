"""A table of people, CSV or XLSX, as rows of named cells: each with where it stands, for messages."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.reading import TooLargeError, read_file

_MOST_BYTES = 5_000_000
_MOST_UNPACKED = 50_000_000  # bytes of an XLSX, which is a zip
_MOST_ROWS, _MOST_COLUMNS = 5_000, 50


class SheetError(Mistake):
    """A table can't be read; the message says why."""


def read_sheet(path: Path, name: str) -> list[tuple[str, dict[str, str]]]:
    """Return the rows below the first one, which names the columns; cells without words are left out.

    Raises `SheetError`, which calls the file `name`.
    """
    try:
        data = read_file(path, name, _MOST_BYTES)
    except TooLargeError:
        raise SheetError(
            Told(
                "{name} is too large for a list of recipients: {most} MB at most",
                name=name,
                most=_MOST_BYTES // 1000000,
            )
        ) from None
    return read_table(data, name)


def read_table(data: bytes, name: str) -> list[tuple[str, dict[str, str]]]:
    """Return the rows of a table that was read, as `read_sheet` does; raises `SheetError`."""
    rows = _xlsx(data, name) if data.startswith(b"PK") else _csv(data, name)
    if not rows or not any(map(str.strip, rows[0])):
        raise SheetError(Told("{name}: the first row names the columns: name, email, language …", name=name))
    heads = [cell.strip() for cell in rows[0]]
    if len(rows) > _MOST_ROWS or any(cell.strip() for row in rows for cell in row[_MOST_COLUMNS:]):
        raise SheetError(
            Told(
                "{name} has more than {rows} rows or {columns} columns",
                name=name,
                rows=_MOST_ROWS,
                columns=_MOST_COLUMNS,
            )
        )
    found: list[tuple[str, dict[str, str]]] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {head: cell.strip() for head, cell in zip(heads, row, strict=False) if cell.strip()}
        if cells:
            found.append((Told("{name}, row {number}: ", name=name, number=number), cells))
    return found


def _csv(data: bytes, name: str) -> list[list[str]]:
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        raise SheetError(
            Told(
                "{name} is neither XLSX nor text in UTF-8: in Excel, save it as «CSV UTF-8» or as a workbook (.xlsx)",
                name=name,
            )
        ) from None
    head = text.partition("\n")[0]
    sign = max(",;\t", key=head.count)  # Excel writes what the system's lists have
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error as error:
        raise SheetError(Told("{name} can't be read as CSV: {error}", name=name, error=error)) from None


def _xlsx(data: bytes, name: str) -> list[list[str]]:
    try:
        import openpyxl
    except ImportError:
        raise SheetError(
            Told("Excel files need the package openpyxl: pip install 'briefgen[mail]'; or save it as CSV")
        ) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise SheetError(Told("{name} is too large for a list of recipients", name=name))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows: Iterable[Sequence[object]] = book.worksheets[0].iter_rows(
            values_only=True, max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS + 1
        )
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    except SheetError:
        raise
    except Exception as error:  # what a broken file makes the library raise is anything
        raise SheetError(Told("{name} can't be read as an Excel workbook: {error}", name=name, error=error)) from None
