"""Where the tables of the Excel template stand: one below the other on one sheet, or each on a sheet of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from send_analysis.core.errors import DataError
from send_analysis.sen2.fields import ModuleName
from send_analysis.sen2.names import field_named, header_field_named, module_named, plain

Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
Row: TypeAlias = Sequence[Cell]

#: The table of the header beside those of the modules.
HEADER_TABLE: Literal["header"] = "header"
TableName: TypeAlias = ModuleName | Literal["header"]

#: The sheet on which the tables stand one below the other.
SHEET = "Data Entry Template"

#: How many rows with cells there may be from a title to the names of its columns, these among them.
_ROWS_DOWN = 4

#: How many fields of its own the row with the names of a table's columns has at least.
_FIELDS = 2


@dataclass(frozen=True)
class SheetTable:
    """One table of the template.

    Parameters
    ----------
    sheet : the sheet that it stands on.
    names : the row with the names of its columns.
    rows : each row below the names with its number in the sheet, down to the next table.
    """

    sheet: str
    names: Row
    rows: Sequence[tuple[int, Row]]


def find_tables(sheets: Mapping[str, Sequence[Row]], file: str) -> dict[TableName, SheetTable]:
    """All tables of a workbook, by module.

    Raises
    ------
    DataError
        When a table is there twice.
    """
    of_one_name = [{name: rows} for name, rows in sheets.items() if plain(name) == plain(SHEET)]
    for some in (*of_one_name, sheets):
        found: dict[TableName, SheetTable] = {}
        for sheet, rows in some.items():
            for name, table in _tables_of(sheet, rows):
                if name in found:
                    where = f"sheet {sheet}" if sheet == found[name].sheet else f"sheets {found[name].sheet} and {sheet}"
                    raise DataError(f"{file}: {where}: the table of {name} is there twice. Leave the one that is meant.")
                found[name] = table
        if found:
            return found
    return {}


def _tables_of(sheet: str, rows: Sequence[Row]) -> Iterator[tuple[TableName, SheetTable]]:
    """The tables of a sheet, each below its title; or the one that the sheet itself is called by."""
    titles = list(_titles(rows))
    if not titles and (own := _table_named(sheet)) is not None:
        titles = [(0, own, header)] if (header := _header(rows, 0, own)) is not None else []
    edges = [*(start for start, _, _ in titles), len(rows)]
    for (_, name, header), end in zip(titles, edges[1:], strict=True):
        below = [(number, rows[number - 1]) for number in range(header + 2, end + 1)]
        yield name, SheetTable(sheet, rows[header], below)


def _titles(rows: Sequence[Row]) -> Iterator[tuple[int, TableName, int]]:
    """The row of each title, its table, and the row with the names of the columns, all counted from 0."""
    for number, row in enumerate(rows):
        if (name := _title(row)) is not None and (header := _header(rows, number + 1, name)) is not None:
            yield number, name, header


def _title(row: Row) -> TableName | None:
    first = next((cell for cell in row if cell != ""), "")
    return _table_named(first) if isinstance(first, str) else None


def _table_named(title: str) -> TableName | None:
    return HEADER_TABLE if plain(title) in ("header", "headerrecord", "headerrecords") else module_named(title)


def _header(rows: Sequence[Row], start: int, table: TableName) -> int | None:
    """The row with the names of a table's columns: a record whose first cell names its module is no title, and has none below."""
    filled = (number for number in range(start, len(rows)) if any(cell != "" for cell in rows[number]))
    for number, _ in zip(filled, range(_ROWS_DOWN), strict=False):
        if _fields_in(rows[number], table) >= _FIELDS:
            return number
        if _title(rows[number]) is not None:
            return None
    return None


def _fields_in(row: Row, table: TableName) -> int:
    names = [cell for cell in row if isinstance(cell, str)]
    fields = (header_field_named(name) if table == "header" else field_named(table, name) for name in names)
    return len({each for each in fields if each is not None})
