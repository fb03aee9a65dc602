"""Sheets of workbooks into rows: .xlsx, .xlsm, .xlsb, .xls and .ods."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.core.errors import DataError
from send_analysis.core.findings import counted
from send_analysis.sources.header import ROWS_LOOKED_AT, find_header, is_totals, names_known
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows, column_names, raw_rows
from send_analysis.sources.workbook_cells import columns_of
from send_analysis.sources.workbook_sheets import Sheet, chosen, opened


def read_workbook(path: Path, layout: Layout, file: str) -> RawRows:
    """The rows of a sheet, every cell as text; rows are numbered as in the sheet.

    The row with the names of the columns is the one that params name, or that knows the most of them; the rows above it are no
    part of the table. Rows of totals at the end are left out. Rows and columns that are hidden or filtered away are read.
    """
    with opened(path, file) as workbook:
        sheet, notes = chosen(path, workbook, layout.sheet, layout.known)
    header, names = _header(sheet, layout, file)
    rows = _table(sheet, header, names, file)
    rows, totals = _without_totals(rows)
    return replace(rows, notes=(*notes, *_notes(sheet, header), *totals))


def _header(sheet: Sheet, layout: Layout, file: str) -> tuple[int, list[str | None]]:
    """The position of the row with the names of the columns, and the names."""
    rows = sheet.top(max(layout.header_row or 0, ROWS_LOOKED_AT))
    if not any(any(row) for row in rows) and not sheet.cells.height:
        raise DataError(f"{file}: sheet {sheet.name} is empty; it has not even a header row.")
    at = find_header(rows, layout.known) if layout.header_row is None else layout.header_row - 1
    names = _names(rows, at, layout.known)
    if not any(names):
        raise DataError(
            f"{file}: row {at + 1} of sheet {sheet.name} is blank; the names of the columns must stand in it. "
            "Where they stand in another row, give its number as `header_row`."
        )
    return at, names


def _names(rows: Sequence[Sequence[str | None]], at: int, known: frozenset[str]) -> list[str | None]:
    """The names in a row; above a blank one, where groups of columns have titles, the name may stand in the row before."""
    row = rows[at] if at < len(rows) else ()
    above = rows[at - 1] if row and at else [None] * len(row)
    return [own or (name if names_known([name], known) else None) for own, name in zip(row, above, strict=True)]


def _table(sheet: Sheet, header: int, names: Sequence[str | None], file: str) -> RawRows:
    """The rows below the header, without the columns that have neither a name nor a value."""
    columns, number = columns_of(islice(sheet.rows(), header + 1, None), len(names))
    used = [at for at, name in enumerate(names) if name or _has_values(columns[at])]
    called = column_names(names[: used[-1] + 1], file, header + 1)
    table = pa.Table.from_arrays([columns[at] for at in used], names=[called[at] for at in used])
    return raw_rows(table, np.arange(header + 2, header + 2 + number))


def _has_values(column: pa.ChunkedArray) -> bool:
    return bool(pc.any(pc.not_equal(pc.utf8_trim_whitespace(column), "")).as_py())


def _without_totals(rows: RawRows) -> tuple[RawRows, list[str]]:
    """The rows but for those at the end that add up the others, and what is to be said of it."""
    end, notes = len(rows.frame), []
    while end and is_totals([None if value != value else value for value in rows.frame.iloc[end - 1]]):
        end -= 1
        notes.append(f"Row {rows.row_numbers[end]:,} is a totals row and is not read.")
    return replace(rows, frame=rows.frame.iloc[:end], row_numbers=rows.row_numbers[:end]), notes[::-1]


def _notes(sheet: Sheet, header: int) -> list[str]:
    """What had to be found out about the sheet, or may surprise."""
    notes = [f"Row {header + 1} holds the names of the columns."] if header else []
    below = [1 for (first, _), (last, _) in sheet.cells.merged_cell_ranges or () if header < first < last]
    if below:
        notes.append(f"{counted(len(below), 'value')} merged over several rows: only the first of the rows has it.")
    if sheet.passed_over.not_calculated:
        cells = counted(sheet.passed_over.not_calculated, "cell")
        notes.append(f"{cells} with a formula that was never calculated. Open the workbook in Excel and save it.")
    return [*notes, *(["Hidden rows and columns are read like the others."] if sheet.passed_over.hidden else [])]
