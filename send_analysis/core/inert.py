"""Tables for a person to open: what a spreadsheet would run as a formula is text in them."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd

#: What a cell begins with that a spreadsheet runs, or takes off before it looks. Source: OWASP, "CSV injection".
_RUN = ("=", "+", "-", "@", "\t", "\r")


def inert(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with a tab before each text and name of a column that a spreadsheet would run; reading trims it off again."""
    return frame.map(_inert).set_axis([_inert(name) for name in frame.columns], axis=1)


def write_csv(frame: pd.DataFrame, path: Path, **options: Any) -> None:
    """Write a table, made inert, as CSV; the options are those of :meth:`pandas.DataFrame.to_csv`."""
    # The writer puts no quotes around a carriage return by itself, and what comes after it would begin a row.
    quoting = csv.QUOTE_ALL if _holds_a_return(frame) else csv.QUOTE_MINIMAL
    as_usual: dict[str, Any] = {"index": False, "lineterminator": "\n", "quoting": quoting}
    inert(frame).to_csv(path, **(as_usual | options))


def _inert(value: Any) -> Any:
    return f"\t{value}" if isinstance(value, str) and value.startswith(_RUN) else value


def _holds_a_return(frame: pd.DataFrame) -> bool:
    texts = (column.astype("str").str for _, column in frame.items() if not pd.api.types.is_numeric_dtype(column.dtype))
    return any("\r" in str(name) for name in frame.columns) or any(
        text.contains("\r", regex=False).fillna(False).any() for text in texts
    )
