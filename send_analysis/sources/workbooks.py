"""Sheets of Excel workbooks into rows."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from send_analysis.core.errors import DataError
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows, column_names, raw_rows
from send_analysis.sources.workbook_errors import error_cells

Cell = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(path: Path, layout: Layout, file: str) -> RawRows:
    """The rows of a sheet, every cell as text: a date as 2022-06-22, a whole number without a decimal point."""
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            name = _sheet_name(workbook.sheet_names, layout.sheet, file)
            cells: list[list[Cell]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        errors = error_cells(path, name)
    except (CalamineError, BadZipFile, ParseError, KeyError):
        raise DataError(f"{file}: is not a workbook in .xlsx form, or has a password. Save it again as .xlsx.") from None
    if not cells:
        raise DataError(f"{file}: sheet {name} is empty; it has not even a header row.")
    # Excel's errors (#N/A, #REF!) come as blank cells; what a cell should have said would be lost without a word.
    for (row, column), text in errors.items():
        cells[row][column] = text
    return _rows(cells, name, file)


def _sheet_name(names: list[str], wanted: str | None, file: str) -> str:
    if wanted is None:
        return names[0]
    if wanted not in names:
        raise DataError(f"{file}: there is no sheet {wanted}. Its sheets are: {', '.join(names)}.")
    return wanted


def _rows(cells: list[list[Cell]], sheet: str, file: str) -> RawRows:
    """Row 1 as names, the others as rows; columns to the right that have neither a name nor a value are left out."""
    header = [_as_text(cell, with_time=False) for cell in cells[0]]
    columns = [list(column) for column in zip(*cells[1:], strict=True)] or [[] for _ in header]
    used = [number for number, name in enumerate(header) if name or any(cell != "" for cell in columns[number])]
    if not any(header):
        raise DataError(f"{file}: row 1 of sheet {sheet} is blank; the names of the columns must stand in it.")
    names = [column_names(header, file)[number] for number in used]
    texts = [_column_as_text(columns[number]) for number in used]
    return raw_rows(pa.Table.from_arrays(texts, names=names), np.arange(2, len(cells) + 1))


def _column_as_text(cells: list[Cell]) -> pa.ChunkedArray:
    # Excel does not tell a day from its midnight: where other cells of the column have times, a day is a midnight.
    with_time = any(isinstance(cell, datetime) for cell in cells)
    return pa.chunked_array([[_as_text(cell, with_time=with_time) for cell in cells]], pa.string())


def _as_text(cell: Cell, *, with_time: bool) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat() + (" 00:00" if with_time else "")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
