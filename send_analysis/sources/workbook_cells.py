"""Cells of a workbook into columns of text, each as a person would type it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.sources.workbook_sheets import Cell

#: How many rows are turned into text at a time: the cells of a large sheet are never all there at once.
_ROWS = 8192


def columns_of(rows: Iterator[list[Cell]], width: int) -> tuple[list[pa.ChunkedArray], int]:
    """The columns as text, a blank as an empty text, and how many rows there are.

    A day is written 2022-06-22, a whole number without a decimal point, any other with the 15 digits that Excel keeps. Excel
    does not tell a day from its midnight: where other cells of the column have times, a day is a midnight.
    """
    texts: list[list[pa.Array]] = [[] for _ in range(width)]
    days: list[list[pa.Array]] = [[] for _ in range(width)]
    with_time, number = [False] * width, 0
    while chunk := list(islice(rows, _ROWS)):
        number += len(chunk)
        for at, column in enumerate(zip(*chunk, strict=True)):
            kinds = set(map(type, column))
            texts[at].append(_texts(column, kinds))
            days[at].append(_days(column, kinds))
            with_time[at] |= datetime in kinds
    columns = [pa.chunked_array(pieces, pa.string()) for pieces in texts]
    return [_at_midnight(columns[at], days[at]) if with_time[at] else columns[at] for at in range(width)], number


def _texts(column: Sequence[Cell], kinds: set[type]) -> pa.Array:
    if kinds == {str}:
        return pa.array(column, pa.string())
    return pa.array([_TEXT_OF[type(cell)](cell) for cell in column], pa.string())


def _days(column: Sequence[Cell], kinds: set[type]) -> pa.Array:
    """Which cells are days without a time."""
    if date not in kinds:
        return pa.repeat(pa.scalar(False), len(column))
    return pa.array([type(cell) is date for cell in column])


def _at_midnight(column: pa.ChunkedArray, days: Sequence[pa.Array]) -> pa.ChunkedArray:
    return pc.if_else(pa.chunked_array(days), pc.binary_join_element_wise(column, "00:00", " "), column)


def _of_number(cell: float) -> str:
    return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"


def _of_length(cell: timedelta) -> str:
    """A length of time in hours, for instance 30:05:00."""
    seconds = round(cell.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXT_OF: dict[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda cell: str(cell).lower(),
    int: str,
    float: _of_number,
    datetime: lambda cell: cell.isoformat(" "),
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _of_length,
}
