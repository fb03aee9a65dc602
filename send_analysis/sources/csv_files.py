"""CSV files into rows."""

import codecs
from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.core.errors import DataError
from send_analysis.sources.csv_blocks import IrregularQuotesError, blocks_of_rows
from send_analysis.sources.csv_dialect import Dialect, find_dialect
from send_analysis.sources.csv_parts import Part, read_part, read_parts
from send_analysis.sources.csv_text import Text, check_utf_8, open_text, other_text
from send_analysis.sources.exact_columns import whole_column
from send_analysis.sources.layout import Layout
from send_analysis.sources.lean_memory import lean_memory
from send_analysis.sources.raw_rows import RawRows, column_names, malformed_rows

#: The longest row that is read, in bytes: a quotation mark that is never closed makes one row of the rest of the file.
LONGEST_ROW = 1 << 24

#: From which length on, in bytes, columns are typed as they are read. As text a longer file would fill the memory.
TYPED_FROM = 1 << 22

#: How much of the text is looked at to find its layout, in bytes.
_START = 1 << 20

_UNCLOSED = 'a quotation mark (") is opened and never closed. Close it, or remove it.'


def read_csv(path: Path, layout: Layout, file: str) -> RawRows:
    """The rows of a CSV file in any encoding, with any delimiter; values in quotation marks may hold line breaks.

    What params do not say of it is found out, and told in the notes. A last row that holds totals is no row.
    """
    typed = layout.typed and path.stat().st_size >= TYPED_FROM
    with lean_memory():
        try:
            return _rows(open_text(path, layout.encoding, file), layout, file, typed=typed)
        except UnicodeDecodeError:
            return _rows(other_text(path, layout.encoding, file), layout, file, typed=typed)


def _rows(text: Text, layout: Layout, file: str, *, typed: bool) -> RawRows:
    with text.stream as stream:
        begin = stream.tell()
        dialect = find_dialect(_start(stream), layout, file)
        try:
            stream.seek(begin + dialect.start)
            parts = _parts(stream, dialect, file, typed=typed)
        except IrregularQuotesError:
            stream.seek(begin + dialect.start)
            parts = [_whole(stream.read(), dialect, file, typed=typed)]
    return _joined(parts, dialect, text.notes, file)


def _start(stream: BinaryIO) -> bytes:
    start = stream.read(_START)
    codecs.getincrementaldecoder("utf-8")().decode(start, final=len(start) < _START)
    return start


def _parts(stream: BinaryIO, dialect: Dialect, file: str, *, typed: bool) -> list[Part]:
    """The rows in parts, read side by side.

    Raises
    ------
    IrregularQuotesError
        When they have to be read in one.
    """
    read = partial(read_part, width=len(dialect.names), delimiter=dialect.delimiter, typed=typed)

    def read_block(numbered: tuple[int, bytes]) -> Part:
        number, block = numbered
        check_utf_8(block, file)
        return read(block, skip=1 if number == 0 else 0)

    parts = list(read_parts(enumerate(blocks_of_rows(stream, dialect.delimiter)), read_block))
    # A row in the middle that looks like totals is a row.
    last = max((number for number, part in enumerate(parts) if not part.is_blank), default=0)
    if any(part.totals is not None for part in parts[:last]):
        raise IrregularQuotesError
    return parts


def _whole(data: bytes, dialect: Dialect, file: str, *, typed: bool) -> Part:
    """The rows in one part.

    Raises
    ------
    DataError
        When a quotation mark is never closed.
    """
    check_utf_8(data, file)
    width = len(dialect.names)
    # A row without values ends the text. If it does not come out as the last row, a quotation mark has swallowed it.
    ended = b"".join([data, b"\n", dialect.delimiter.encode() * (width - 1), b"\n"])
    try:
        part = read_part(ended, width, dialect.delimiter, skip=1, typed=typed, longest=LONGEST_ROW)
    except pa.ArrowInvalid:
        raise DataError(f"{file}: {_UNCLOSED}") from None
    if part.rows not in part.left_out or part.rows in part.malformed or part.totals == part.rows:
        raise DataError(f"{file}: row {part.rows + dialect.header_row}: {_UNCLOSED}")
    return part


def _joined(parts: Sequence[Part], dialect: Dialect, notes: Sequence[str], file: str) -> RawRows:
    """The parts as one table, each row by its number in the file."""
    names = column_names(dialect.names, file, dialect.header_row)
    before = list(accumulate((part.rows for part in parts), initial=dialect.header_row))
    left_out = np.concatenate([part.left_out + rows for part, rows in zip(parts, before, strict=False)])
    numbers = np.arange(dialect.header_row + 1, before[-1] + 1)
    if left_out.size:
        numbers = np.delete(numbers, left_out - dialect.header_row - 1)
    columns, forms = {}, {}
    for name in names:
        # The parts let go of what the column now holds.
        columns[name], form = whole_column([part.columns.pop(0) for part in parts])
        if form:
            forms[name] = form
    malformed = {
        number + rows: text for part, rows in zip(parts, before, strict=False) for number, text in part.malformed.items()
    }
    totals = [
        f"Row {part.totals + rows:,} is a totals row and is not read."
        for part, rows in zip(parts, before, strict=False)
        if part.totals
    ]
    return RawRows(
        pd.DataFrame(columns, copy=False),
        numbers,
        malformed_rows(list(malformed), list(malformed.values())),
        notes=(*notes, *dialect.notes, *totals),
        forms=forms,
    )
