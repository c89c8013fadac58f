"""Tables of people at their edges: how much is read, what names the columns, and where a row is said to stand."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from briefgen.contacts import sheets
from briefgen.contacts.sheets import SheetError, read_sheet


def read(folder: Path, data: bytes | str) -> list[tuple[str, dict[str, str]]]:
    path = folder / "people"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_sheet(path, "people")


def refused(folder: Path, data: bytes | str) -> str:
    with pytest.raises(SheetError) as raised:
        read(folder, data)
    return str(raised.value)


def workbook(*sheets_of_rows: list[tuple[object, ...]]) -> bytes:
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets_of_rows:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("name\n", []),
        (" name , email \n Ana , a@b \n", [("people, row 2: ", {"name": "Ana", "email": "a@b"})]),
        ("name,email\nAna\n", [("people, row 2: ", {"name": "Ana"})]),
        ("name\nAna,more\n", [("people, row 2: ", {"name": "Ana"})]),
        (",name\nx,Ana\n", [("people, row 2: ", {"": "x", "name": "Ana"})]),
        ("name,email\n ,\n\n,e\n", [("people, row 4: ", {"email": "e"})]),
        ("name;a,b\nAna;1\n", [("people, row 2: ", {"name;a": "Ana;1"})]),  # as many of both: a comma
        ("a;b;c,d\n1;2,5;3\n", [("people, row 2: ", {"a": "1", "b": "2,5", "c,d": "3"})]),
        ("a\n1;2;3\n", [("people, row 2: ", {"a": "1;2;3"})]),  # the first row alone tells what parts cells
    ],
)
def test_how_rows_are_read(tmp_path: Path, text: str, rows: object) -> None:
    assert read(tmp_path, text) == rows


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_both_orders_of_utf_16_are_known_by_their_mark(tmp_path: Path, coding: str) -> None:
    data = "\ufeffname\nანა\n".encode(coding)
    assert read(tmp_path, data) == [("people, row 2: ", {"name": "ანა"})]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("", "people: the first row names the columns: name, email, language …"),
        (" , \nAna,a@b\n", "people: the first row names the columns: name, email, language …"),
        (b"name\n\xff\n", "people is neither XLSX nor text in UTF-8: in Excel, save it as «CSV UTF-8»"),
        ('name\n"Ana"x\n', "people can't be read as CSV: "),
        (",".join(["c"] * 51), "people has more than 5000 rows or 50 columns"),
        ("c\n" + ",".join(["1"] * 51), "people has more than 5000 rows or 50 columns"),
        ("c\n" * 5001, "people has more than 5000 rows or 50 columns"),
        (b"PK", "people can't be read as an Excel workbook: "),
    ],
)
def test_what_can_be_no_table_is_told(tmp_path: Path, data: bytes | str, told: str) -> None:
    assert refused(tmp_path, data).startswith(told)


def test_as_much_as_is_read_is_read(tmp_path: Path) -> None:
    assert len(read(tmp_path, "c\n" * 5000)) == 4999
    assert len(read(tmp_path, ",".join(map(str, range(50))) + "\n" + ",".join(["x"] * 50))[0][1]) == 50


def test_a_workbook_is_bounded_as_a_csv_is(tmp_path: Path) -> None:
    told = "people has more than 5000 rows or 50 columns"
    assert refused(tmp_path, workbook([("c",) * 51])) == told  # the last one isn't left out
    assert refused(tmp_path, workbook([("c",), *[("x",)] * 5000])) == told
    assert read(tmp_path, workbook([("c",), ("x", *[" "] * 60)])) == [("people, row 2: ", {"c": "x"})]
    assert read(tmp_path, "c" + "," * 60 + "\nx") == [("people, row 2: ", {"c": "x"})]  # no words, no column


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "people is too large for a list of recipients"
    assert refused(tmp_path, b"x" * 5_000_001) == f"{told}: 5 MB at most"
    book = workbook([("name",), ("Ana",)])
    monkeypatch.setattr(sheets, "_MOST_UNPACKED", 1000)
    assert refused(tmp_path, book) == told


def test_the_first_sheet_of_a_workbook_is_the_table(tmp_path: Path) -> None:
    book = workbook([("name", "active"), ("Ana", True), (None, None), (7, 0)], [("other",), ("sheet",)])
    assert read(tmp_path, book) == [
        ("people, row 2: ", {"name": "Ana", "active": "True"}),
        ("people, row 4: ", {"name": "7", "active": "0"}),
    ]


def test_without_the_package_for_workbooks_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert refused(tmp_path, b"PK\x03\x04").startswith("Excel files need the package openpyxl: pip install")
    assert read(tmp_path, "name\nAna\n")
