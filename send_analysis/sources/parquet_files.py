"""Parquet files into rows."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from send_analysis.core.chunks import side_by_side
from send_analysis.core.errors import DataError
from send_analysis.sources.exact_columns import Piece, narrow, times_or_text, trimmed, whole_column
from send_analysis.sources.layout import Layout
from send_analysis.sources.lean_memory import lean_memory
from send_analysis.sources.raw_rows import RawRows, column_names

#: From how many rows on columns of text are typed as they are read (see the module `exact_columns`).
TYPED_FROM = 50_000


def read_parquet(path: Path, layout: Layout, file: str) -> RawRows:
    """The rows of a Parquet file: dates and times stay what they are, everything else becomes text.

    Rows are numbered as if the names of the columns were row 1, as in every other kind of file.
    """
    with lean_memory():
        return _rows(path, layout, file)


def _rows(path: Path, layout: Layout, file: str) -> RawRows:
    try:
        table = pq.read_table(path, partitioning=None)
    except pa.ArrowException:
        raise DataError(f"{file}: is not a Parquet file. Save it again.") from None
    names = column_names(table.column_names, file)
    numbers = np.arange(2, table.num_rows + 2)
    typed = layout.typed and table.num_rows >= TYPED_FROM
    columns = side_by_side(partial(_plain, file=file), zip(table.columns, names, strict=True), table.num_rows)
    del table
    filled = _filled(columns)
    if not filled.all():
        columns, numbers = [column.filter(pa.array(filled)) for column in columns], numbers[filled]
    # The columns go one by one, so that no two copies of all of them are in memory.
    series = {name: _series(columns.pop(0), typed=typed) for name in names}
    forms = {name: form for name, (_, form) in series.items() if form}
    frame = pd.DataFrame({name: values for name, (values, _) in series.items()}, copy=False)
    return RawRows(frame, numbers, forms=forms)


def _series(column: pa.ChunkedArray, *, typed: bool) -> tuple[pd.Series, str]:
    """The column, and the form of the times that it was text for."""
    if pa.types.is_timestamp(column.type):
        return column.to_pandas(), ""
    chunks = column.chunks or [pa.array([], pa.large_string())]
    return whole_column([narrow(times_or_text(chunk)) if typed else Piece(chunk) for chunk in chunks])


def _filled(columns: Sequence[pa.ChunkedArray]) -> NDArray[np.bool_]:
    """Whether each row has a value."""
    if any(column.null_count == 0 for column in columns):
        return np.ones(len(columns[0]), dtype=bool)
    filled = np.zeros(len(columns[0]), dtype=bool)
    for column in columns:
        filled |= pc.is_valid(column).to_numpy()
    return filled


def _plain(named: tuple[pa.ChunkedArray, str], file: str) -> pa.ChunkedArray:
    """The column as timestamps in microseconds or as text; a list of texts becomes one text with `;` between them."""
    column, name = named
    kind = column.type
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        # Through timestamps: pandas makes Python objects of Arrow's dates, a hundred times slower.
        return column.cast(pa.timestamp("us", tz=getattr(kind, "tz", None)), safe=False)
    try:
        if pa.types.is_list(kind) or pa.types.is_large_list(kind):
            column = pc.binary_join(column.cast(pa.list_(pa.string())), ";")
        texts = column.cast(pa.large_string())
        return pa.chunked_array([trimmed(chunk) for chunk in texts.chunks], texts.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise DataError(f"{file}: column {name} holds {kind}, which is neither text, number, date nor flag.") from None
