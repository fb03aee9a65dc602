"""Blocks of a CSV file's rows into columns, several blocks at once."""

import codecs
import csv
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
from numpy.typing import NDArray

from send_analysis.sources.exact_columns import Piece, narrow, times_or_text
from send_analysis.sources.header import is_totals

Block = TypeVar("Block")

#: How much of a row's text is looked at for a word such as "Total"; of a very long field `csv` raises.
_BEGINNING = 1_000


class Part(NamedTuple):
    """Some rows of a file.

    Parameters
    ----------
    columns : of the rows that have a value and as many fields as the header.
    rows : how many rows there are, whatever they hold.
    left_out : the numbers, counted from 1, of rows that are in no column: blank ones, malformed ones, the totals.
    malformed : the rows with more or fewer fields than the header: all of their text, by number.
    totals : the number of the last row that is not blank, where it holds totals.
    """

    columns: list[Piece]
    rows: int
    left_out: NDArray[np.int64]
    malformed: dict[int, str]
    totals: int | None

    @property
    def is_blank(self) -> bool:
        """Whether no row holds anything."""
        return not self.malformed and self.totals is None and self.rows == len(self.left_out)


def read_part(block: bytes, width: int, delimiter: str, *, skip: int = 0, typed: bool = False, longest: int = 0) -> Part:
    """Rows into columns.

    Parameters
    ----------
    block : whole rows, in UTF-8.
    skip : how many rows at the start are none of the table, nor counted.
    typed : take columns in a narrower type than text where that keeps all of them.
    longest : raise when a row is longer than so many bytes; 0 for no limit.

    Raises
    ------
    pyarrow.ArrowInvalid
        When a row is longer than the longest.
    """
    table, malformed = _parsed(block, width, delimiter, longest or len(block) + 1)
    rows = len(table) + len(malformed) - skip
    malformed = {number - skip: text for number, text in malformed.items()}
    numbers = np.delete(np.arange(1, rows + 1), np.array(list(malformed), dtype=np.int64) - 1)
    columns = [_in_one(column) for column in table.slice(skip).columns]
    pieces = [times_or_text(column, typed=typed) for column in columns]
    filled = _filled(pieces)
    totals = _totals_row(columns, numbers[filled], np.flatnonzero(filled), malformed, delimiter)
    malformed.pop(totals or 0, None)
    if totals is not None:
        # What comes after is blank, and the totals are not of the form of what comes before.
        before = int(np.searchsorted(numbers, totals))
        pieces = [times_or_text(column.slice(0, before), typed=typed) for column in columns]
        filled, numbers = filled[:before], numbers[:before]
    if not filled.all():
        pieces = [Piece(piece.values.filter(pa.array(filled)), piece.form) for piece in pieces]
    pieces = [narrow(piece) if typed else piece for piece in pieces]
    left_out = np.delete(np.arange(1, rows + 1), numbers[filled] - 1)
    return Part(pieces, rows, left_out, malformed, totals)


def read_parts(blocks: Iterable[Block], read: Callable[[Block], Part]) -> Iterator[Part]:
    """Each block read, in order. No more blocks are held than are being read."""
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Part]] = deque()
        for block in blocks:
            waiting.append(pool.submit(read, block))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _parsed(block: bytes, width: int, delimiter: str, longest: int) -> tuple[pa.Table, dict[int, str]]:
    """All rows as text, and those with more or fewer fields by their number."""
    malformed: dict[int, str] = {}

    def keep(row: pa_csv.InvalidRow) -> str:
        malformed[row.number] = row.text
        return "skip"

    names = [f"f{number}" for number in range(width)]
    # Arrow takes a mark at the start of any block for one of the file's, and leaves it out.
    block = codecs.BOM_UTF8 + block if block.startswith(codecs.BOM_UTF8) else block
    table = pa_csv.read_csv(
        pa.BufferReader(block),
        # Only one thread knows the number of the row that it is at.
        pa_csv.ReadOptions(use_threads=False, block_size=longest, column_names=names),
        pa_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=b'"' in block, ignore_empty_lines=False, invalid_row_handler=keep
        ),
        pa_csv.ConvertOptions(
            # Whether it is UTF-8 has been looked at.
            check_utf8=False,
            column_types=dict.fromkeys(names, pa.large_string()),
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
    return table, malformed


def _in_one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _filled(pieces: Sequence[Piece]) -> NDArray[np.bool_]:
    """Whether each row has a value."""
    filled = np.zeros(len(pieces[0].values), dtype=bool)
    for piece in pieces:
        if piece.values.null_count == 0:
            return np.ones_like(filled)
        filled |= piece.values.is_valid().to_numpy(zero_copy_only=False)
    return filled


def _totals_row(
    columns: Sequence[pa.Array],
    numbers: NDArray[np.int64],
    places: NDArray[np.intp],
    malformed: dict[int, str],
    delimiter: str,
) -> int | None:
    """The number of the last row with a value, or of a later malformed one, where it holds totals."""
    last, last_malformed = int(numbers[-1]) if numbers.size else 0, max(malformed, default=0)
    if last_malformed > last:
        return last_malformed if is_totals(_first_cells(malformed[last_malformed], delimiter)) else None
    if last and is_totals([column[int(places[-1])].as_py() for column in columns]):
        return last
    return None


def _first_cells(text: str, delimiter: str) -> list[str]:
    """The cells at the beginning of a row's text, without one that is cut there."""
    cells = next(csv.reader([text[:_BEGINNING]], delimiter=delimiter), [])
    return cells[:-1] if len(text) > _BEGINNING else cells
