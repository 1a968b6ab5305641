"""Tables in files: XLSX, and CSV as Excel writes it here (GBK) and elsewhere (UTF-8 with or without a mark)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from app.errors import BadInput
from app.phrases import phrase

MAX_BYTES = 50 * 1024 * 1024
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula, and would run it."""


def read(path: Path) -> list[list[str]]:
    """The cells of the first sheet, as text.

    Raises:
        BadInput: the file is too large, or is not what its name says.
    """
    if path.stat().st_size > MAX_BYTES:
        raise BadInput(phrase("Import", "The file is larger than 50 MB"))
    return _read_xlsx(path) if path.suffix.lower() in (".xlsx", ".xls", ".xlsb", ".ods") else _read_csv(path)


def write_xlsx(path: Path, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    """One sheet, the first row fixed as its head. Every cell is text, so none is ever run as a formula."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        head, body = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, body if number else head)
        sheet.freeze_panes(1, 0)


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """UTF-8 with the mark that makes Excel read it as such; risky beginnings get an apostrophe before them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_tamed(cell) for cell in row] for row in rows)


def _read_xlsx(path: Path) -> list[list[str]]:
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError, IndexError) as exc:
        raise BadInput(phrase("Import", "This is not a readable spreadsheet")) from exc
    return [[_cell(cell) for cell in row] for row in rows]


def _read_csv(path: Path) -> list[list[str]]:
    text = _decoded(path.read_bytes())
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as exc:
        raise BadInput(phrase("Import", "This is not a readable CSV file")) from exc
    return [[_untamed(cell) for cell in row] for row in rows]


def _decoded(data: bytes) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadInput(phrase("Import", "The file is neither UTF-8 nor GBK text"))


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _tamed(cell: str) -> str:
    return "'" + cell if cell.startswith((*_RISKY, "'")) else cell


def _untamed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_RISKY, "'")) else cell
