"""How the text of a CSV file is laid out: what separates its columns, and which row holds their names."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from send_analysis.core.errors import DataError
from send_analysis.sources.header import ROWS_LOOKED_AT, find_header, names_known
from send_analysis.sources.layout import Layout

#: What may separate columns, the likeliest first, and how that is said.
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}

#: The line with which Excel is told what separates columns. Excel does not show it as a row.
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?(\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How one text is laid out.

    Parameters
    ----------
    delimiter : what separates columns.
    names : the fields of the header, as they stand there.
    header_row : its number.
    start : how many bytes come before it.
    notes : what had to be found out.
    """

    delimiter: str
    names: tuple[str, ...]
    header_row: int
    start: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Rows:
    """The first rows of a text under one delimiter, and for each of them how many characters come before it."""

    cells: list[list[str]]
    starts: list[int]


def find_dialect(start: bytes, layout: Layout, file: str) -> Dialect:
    """The layout of a text, by its first rows and by what params say.

    Parameters
    ----------
    start : the first part of the text, in UTF-8.

    Raises
    ------
    DataError
        When the row that holds, or must hold, the names of the columns is blank.
    """
    text = start.decode("utf-8", errors="ignore")
    line = _SEPARATOR_LINE.match(text)
    before = line.end() if line else 0
    asked = layout.delimiter or (line[1] if line else None)
    if asked and (not asked.isascii() or asked in '"\r\n'):
        raise DataError(f"{file}: columns cannot be separated by this `delimiter`; use one plain character, for instance ;")
    wanted = layout.header_row or ROWS_LOOKED_AT
    readings = {each: _first_rows(text[before:], each, wanted) for each in ([asked] if asked else _SEPARATORS)}
    delimiter = max(readings, key=lambda each: _fit(readings[each], layout))
    rows, header = readings[delimiter], _header(readings[delimiter], layout)
    if header >= len(rows.cells) or not any(name.strip() for name in rows.cells[header]):
        raise DataError(f"{file}: row {header + 1} is blank; the names of the columns must stand in it.")
    notes = []
    if delimiter != "," and layout.delimiter is None:
        notes.append(f"Columns are separated by {_SEPARATORS.get(delimiter, delimiter)}.")
    if header > 0 and layout.header_row is None:
        notes.append(f"Row {header + 1} holds the names of the columns.")
    skipped = len(text[: before + rows.starts[header]].encode())
    return Dialect(delimiter, tuple(rows.cells[header]), header + 1, skipped, tuple(notes))


def _first_rows(text: str, delimiter: str, wanted: int) -> _Rows:
    """The first rows; fewer where a quotation mark is opened in one of them and not closed for long."""
    rows = _Rows([], [])
    lines = _Counted(text)
    reader = csv.reader(lines, delimiter=delimiter)
    while len(rows.cells) < wanted:
        start = lines.characters
        try:
            cells = next(reader, None)
        except csv.Error:
            break
        if cells is None:
            break
        rows.cells.append(cells)
        rows.starts.append(start)
    return rows


class _Counted(Iterator[str]):
    """The lines of a text, with a count of the characters that were given out."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.characters = 0

    def __next__(self) -> str:
        line = next(self._lines)
        self.characters += len(line)
        return line


def _header(rows: _Rows, layout: Layout) -> int:
    """The place of the header, counted from 0."""
    return layout.header_row - 1 if layout.header_row else find_header(rows.cells, layout.known)


def _fit(rows: _Rows, layout: Layout) -> tuple[int, bool, float, int]:
    """How well a delimiter fits: known names in the header, then several columns, then rows that all have as many."""
    header = _header(rows, layout)
    names = [name.strip() for name in rows.cells[header]] if header < len(rows.cells) else []
    below = [len(cells) for cells in rows.cells[header + 1 :] if cells]
    fitting = below.count(len(names)) / len(below) if below else 1.0
    return names_known(names, layout.known), len(names) > 1, fitting, len(names)
