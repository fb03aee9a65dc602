"""A data file and its meta data as they are read for the screener: every cell as text, nothing mended."""

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from send_analysis.publish.opendata.keys import GROUPING, STANDARD

META_ENDING = ".meta.csv"

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Sheet:
    """One CSV file.

    Parameters
    ----------
    header : the names of the columns as they stand, repeats included; `cells` has each name once.
    cells : index: the number of the row, where the header is row 1; blank where a row is too short.
    uneven, blank : the numbers of the rows with more or fewer cells than the header, and of those with none.
    """

    path: Path
    is_utf8: bool
    has_mark: bool
    header: tuple[str, ...]
    cells: pd.DataFrame
    uneven: tuple[int, ...]
    blank: tuple[int, ...]


@dataclass(frozen=True)
class Pair:
    """A data file with its meta data, where it has any."""

    data: Sheet
    meta: Sheet | None

    @property
    def name(self) -> str:
        """The name of the data file."""
        return self.data.path.name

    def described(self, kind: str) -> list[str]:
        """The columns of the data that the meta data call "Filter" or "Indicator".

        Without meta data a column `breakdown` is a filter, and each other that is not of time or geography an indicator.
        """
        columns = list(self.data.cells.columns)
        meta = self._usable_meta
        if meta is not None:
            return [name for name in meta.loc[meta["col_type"] == kind, "col_name"] if name in columns]
        filters = [name for name in columns if name == "breakdown"]
        others = [name for name in columns if name not in (*STANDARD, *filters, GROUPING)]
        return filters if kind == "Filter" else others

    @property
    def groupings(self) -> list[str]:
        """The columns that group the items of filters."""
        meta = self._usable_meta
        if meta is None or "filter_grouping_column" not in meta:
            return [name for name in (GROUPING,) if name in self.data.cells]
        return [name for name in meta["filter_grouping_column"].unique() if name and name in self.data.cells]

    @cached_property
    def _usable_meta(self) -> pd.DataFrame | None:
        meta = None if self.meta is None else self.meta.cells
        return meta if meta is not None and {"col_name", "col_type"} <= set(meta.columns) else None


def read_pair(path: Path) -> Pair:
    """The data file with this path, and the meta data beside it."""
    meta = path.with_name(path.name.removesuffix(".csv") + META_ENDING)
    return Pair(read_sheet(path), read_sheet(meta) if meta.is_file() else None)


def read_sheet(path: Path) -> Sheet:
    """One CSV file, whatever it holds."""
    raw = path.read_bytes()
    try:
        text, is_utf8 = raw.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        text, is_utf8 = raw.decode("latin-1"), False
    rows = list(csv.reader(io.StringIO(text.replace("\x00", "\ufffd"), newline="")))
    header = tuple(rows[0]) if rows else ()
    numbered = dict(enumerate(rows[1:], start=2))
    blank = tuple(number for number, row in numbered.items() if not any(cell.strip() for cell in row))
    uneven = tuple(number for number, row in numbered.items() if number not in blank and len(row) != len(header))
    skipped, width = set(blank), len(header)
    kept = {number: (row + [""] * width)[:width] for number, row in numbered.items() if number not in skipped}
    first = {name: at for at, name in reversed(list(enumerate(header)))}
    order = sorted(first, key=lambda name: first[name])
    columns = {name: [row[first[name]] for row in kept.values()] for name in order}
    cells = pd.DataFrame(columns, index=list(kept), columns=order, dtype="object")
    return Sheet(path, is_utf8, raw.startswith(_BYTE_ORDER_MARK), header, cells, uneven, blank)
