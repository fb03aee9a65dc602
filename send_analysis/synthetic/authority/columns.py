"""From numpy and pandas to the columns that are written: Arrow's texts, dates, moments and flags."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

#: Rows that are made and written at a time.
CHUNK = 200_000

Columns = Mapping[str, pa.Array]


def slices(size: int, rows: int = CHUNK) -> Iterator[slice]:
    """Pieces that cover so many rows, in order."""
    for start in range(0, size, rows):
        yield slice(start, min(start + rows, size))


def keys(prefix: str, numbers: NDArray[np.int64] | pd.Series, digits: int = 7) -> pa.Array:
    """Keys that say they are made up: "SYN-R0000001"."""
    texts = pc.utf8_lpad(pa.array(np.asarray(numbers, dtype=np.int64)).cast(pa.string()), digits, "0")
    return pc.binary_join_element_wise(f"SYN-{prefix}", texts, "")


def dates(days: pd.Series | NDArray[Any]) -> pa.Array:
    """Days; a missing one is null."""
    days = np.asarray(days).astype("datetime64[D]")
    return pa.array(days.astype(np.int64).astype(np.int32), mask=np.isnat(days)).cast(pa.date32())


def moments(minutes: NDArray[Any]) -> pa.Array:
    """Wall times to the minute."""
    return pa.array(np.asarray(minutes).astype("datetime64[s]"), pa.timestamp("s"))


def texts(values: pd.Series | pd.Categorical, names: Mapping[str, str] | None = None) -> pa.Array:
    """Codes as text, under other names where they are given; a missing one is null."""
    categorical = values.array if isinstance(values, pd.Series) else values
    if not isinstance(categorical, pd.Categorical):
        categorical = pd.Categorical(categorical)
    known = [str(each) for each in categorical.categories]
    words = pa.array([names.get(each, each) for each in known] if names else known, pa.string())
    places = pa.array(categorical.codes.astype(np.int32), mask=categorical.codes < 0)
    return pc.take(words, places)


def only(column: pa.Array, flags: pd.Series | NDArray[np.bool_]) -> pa.Array:
    """The values where a flag is true, null elsewhere."""
    return pc.if_else(pa.array(np.asarray(flags, dtype=bool)), column, pa.scalar(None, column.type))


def flags(values: pd.Series | NDArray[np.bool_]) -> pa.Array:
    """True and false."""
    return pa.array(np.asarray(values, dtype=bool))


def same(text: str, size: int) -> pa.Array:
    """One text in every row."""
    return pa.repeat(pa.scalar(text, pa.string()), size)


def stacked(parts: list[tuple[NDArray[np.bool_], Columns]]) -> pa.Table:
    """Several rows of each case, case by case: each part has a row for the cases that its flags name."""
    rows = [np.flatnonzero(there) for there, _ in parts]
    tables = [pa.table(dict(values)).take(pa.array(row)) for row, (_, values) in zip(rows, parts, strict=True)]
    order = np.argsort(np.concatenate(rows), kind="stable")
    return pa.concat_tables(tables).take(pa.array(order))
