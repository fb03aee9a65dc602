"""Parquet files into rows."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from send_analysis.core.errors import DataError
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows, column_names, raw_rows


def read_parquet(path: Path, layout: Layout, file: str) -> RawRows:
    """The rows of a Parquet file: dates and times stay what they are, everything else becomes text.

    Rows are numbered as if the names of the columns were row 1, as in every other kind of file.
    """
    try:
        table = pq.read_table(path, partitioning=None)
    except pa.ArrowException:
        raise DataError(f"{file}: is not a Parquet file. Save it again.") from None
    names = column_names(table.column_names, file)
    columns = [_plain(column, name, file) for column, name in zip(table.columns, names, strict=True)]
    return raw_rows(pa.Table.from_arrays(columns, names=names), np.arange(2, table.num_rows + 2))


def _plain(column: pa.ChunkedArray, name: str, file: str) -> pa.ChunkedArray:
    """The column as timestamps in microseconds or as text; a list of texts becomes one text with `;` between them."""
    kind = column.type
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        # Through timestamps: pandas makes Python objects of Arrow's dates, a hundred times slower.
        return column.cast(pa.timestamp("us", tz=getattr(kind, "tz", None)), safe=False)
    try:
        if pa.types.is_list(kind) or pa.types.is_large_list(kind):
            return pc.binary_join(column.cast(pa.list_(pa.string())), ";")
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise DataError(f"{file}: column {name} holds {kind}, which is neither text, number, date nor flag.") from None
