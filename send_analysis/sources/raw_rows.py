"""Rows as a file has them, before anything is known about what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from send_analysis.core.errors import DataError
from send_analysis.core.findings import Finding

#: How a column without a name is called, by its number.
UNNAMED = "column {} (no name)"


def _no_malformed() -> pd.DataFrame:
    return malformed_rows([], [])


@dataclass(frozen=True)
class Part:
    """One file of several that are read as one.

    Parameters
    ----------
    name : the file's name, without its folder.
    before : what is added to a row's number in the file to give its number in the whole.
    """

    name: str
    before: int


@dataclass(frozen=True)
class RawRows:
    """The rows of one extract.

    Parameters
    ----------
    frame : the columns as text (`str`; trimmed, a blank is missing), or as `datetime64` where the file itself types them. The
        names are the source's own, or the dataset's once `columns:` of the params has been applied. Of a long file of text,
        columns may be typed too, where that keeps all of them: `datetime64[s]` for days without a time, `datetime64[us]` for
        days with one (see `forms`), `category` for few distinct texts.
    row_numbers : for each row of `frame` its number as a person sees it in the file or sheet, where the header is row 1; where
        several files are read as one, see `parts`. Each number is there once, in rising order.
    malformed : rows with more or fewer fields than the header has: `row`, its number, and `text`, all of it.
    parts : the files that the rows come from, where they are several.
    notes : how the source was read, where that had to be found out: sentences for the checks, without a value of a row.
    faults : what the reader itself found wrong; the rows named are set aside.
    source : the rows in the source's own columns and words, where `frame` differs from them; the same rows in the same order.
    digest : SHA-256 of what was read, where no file of this machine shows it.
    forms : by the name in `own`, how the source writes the times of a column that a reader of text has typed.
    """

    frame: pd.DataFrame
    row_numbers: NDArray[np.int64]
    malformed: pd.DataFrame = field(default_factory=_no_malformed)
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[Finding, ...] = ()
    source: pd.DataFrame | None = None
    digest: str | None = None
    forms: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.frame) + len(self.malformed)

    @property
    def own(self) -> pd.DataFrame:
        """The rows in the source's own columns and words."""
        return self.frame if self.source is None else self.source


def malformed_rows(numbers: Sequence[int], texts: Sequence[str]) -> pd.DataFrame:
    """The table that :class:`RawRows` keeps malformed rows in."""
    return pd.DataFrame({"row": pd.Series(numbers, dtype="int64"), "text": pd.Series(texts, dtype="str")})


def column_names(header: Sequence[str | None], file: str, row: int = 1) -> list[str]:
    """The names in the header row without white space around them; a column without a name gets one that says so.

    Raises
    ------
    DataError
        When two columns have the same name. The message gives their numbers: where the row is not a header but a person's
        row, its words are not for a message.
    """
    names = [(name or "").strip() or UNNAMED.format(number) for number, name in enumerate(header, start=1)]
    first_of: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        first = first_of.setdefault(name, number)
        if first < number:
            raise DataError(f"{file}: columns {first} and {number} have the same name in row {row}. Rename one of them.")
    return names


def raw_rows(table: pa.Table, row_numbers: NDArray[np.int64], malformed: pd.DataFrame | None = None) -> RawRows:
    """Rows from a table whose columns are text or timestamps: white space is trimmed, and rows without any value left out."""
    columns = [_trimmed(column) if pa.types.is_string(column.type) else column for column in table.columns]
    table = pa.Table.from_arrays(columns, names=table.column_names)
    filled = np.zeros(table.num_rows, dtype=bool)
    for column in table.columns:
        filled |= pc.is_valid(column).to_numpy()
    if not filled.all():
        table, row_numbers = table.filter(pa.array(filled)), row_numbers[filled]
    return RawRows(table.to_pandas(), row_numbers, _no_malformed() if malformed is None else malformed)


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    trimmed = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)
