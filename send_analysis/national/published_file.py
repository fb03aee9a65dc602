"""A published CSV file as it is: its rows as texts, under our names of its columns, or a sentence on why it is none."""

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv

from send_analysis.core.errors import DataError
from send_analysis.national.layouts import Layout, layout_of
from send_analysis.national.symbols import read_numbers
from send_analysis.national.vintage import Vintage, sidecar, vintage_of

#: How much of a file is looked at to see what it is.
_LOOKED_AT = 4096

#: The columns that tell what a row is about.
_KEY = ("time_period", "geographic_level", "region_code", "new_la_code", "old_la_code", "breakdown_topic", "breakdown")


@dataclass(frozen=True)
class PublishedFile:
    """One of the Department's tidy files.

    Parameters
    ----------
    header : the columns as the file calls them.
    rows : texts under our names of the columns, and `year` (whole number); the index is the row in the file, the header being 1.
    """

    path: Path
    layout: Layout
    vintage: Vintage
    header: tuple[str, ...]
    rows: pd.DataFrame

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @cached_property
    def headline(self) -> pd.DataFrame:
        """The rows about all cases."""
        return self.rows[self.layout.is_headline(self.rows)]

    def numbers(self, column: str) -> tuple[pd.Series, pd.Series]:
        """A column's numbers and the symbols of those that are missing, see `symbols.read_numbers`; read once.

        Raises
        ------
        DataError
            When a text is neither.
        """
        if column not in self._numbers:
            try:
                self._numbers[column] = read_numbers(self.rows[column])
            except DataError as error:
                raise DataError(f"{self.name}, {error}") from None
        return self._numbers[column]

    @cached_property
    def _numbers(self) -> dict[str, tuple[pd.Series, pd.Series]]:
        return {}


def beginning_of(path: Path) -> str:
    """The first characters of a text file.

    Raises
    ------
    DataError
        When the file is empty, a web page, or no text.
    """
    with path.open("rb") as stream:
        start = stream.read(_LOOKED_AT)
    if not start.strip():
        raise DataError(f"{path.name} is empty. Download it again.")
    text = start.decode("utf-8-sig", errors="replace")
    if text.lstrip().startswith(("<", "{")):
        raise DataError(
            f"{path.name} is a web page or an error message that was saved under the name of a file, not the file. "
            "Download it again."
        )
    if "\x00" in text or text.count("\ufffd") > len(text) // 50:
        raise DataError(f"{path.name} is no text in UTF-8, so it is not a CSV file of the Department. Download it again.")
    return text


def header_of(path: Path) -> tuple[str, ...]:
    """The columns of a CSV file as it calls them, or as the Department does where the file beside it tells that."""
    first = next(csv.reader(StringIO(beginning_of(path))), [])
    names = sidecar(path).get("labels") or {}
    return tuple(str(names.get(each, each)) for each in first)


def read_published(path: Path) -> PublishedFile:
    """Read one of the tidy files.

    Raises
    ------
    DataError
        When it is none that is read, lacks a column, is cut short, or holds a period that is no calendar year.
    """
    header = header_of(path)
    layout = layout_of(header)
    if layout is None:
        columns = f"{', '.join(header[:8])}{' …' if len(header) > 8 else ''}"
        raise DataError(
            f"{path.name} is not a file that is read here: its columns are {columns}. Those that are read hold 20-week "
            "timeliness, requests, assessments, annual reviews, the return's management information, or appeal rates."
        )
    names = layout.named(header)
    if missing := [name for name in layout.required if name not in names]:
        raise DataError(f"{path.name} lacks the columns {', '.join(missing)}. Download it again.")
    rows = _rows(path, names)
    rows["year"] = _years(path, rows)
    _refuse_repeated(path, rows)
    return PublishedFile(path, layout, vintage_of(path, layout.publication, int(rows["year"].max())), header, rows)


def _rows(path: Path, names: list[str]) -> pd.DataFrame:
    columns = _each_once(names)
    texts = arrow_csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False)
    reading = arrow_csv.ReadOptions(column_names=columns, skip_rows=1, use_threads=False)  # then it tells the row of a fault
    try:
        rows = arrow_csv.read_csv(path, reading, convert_options=texts).to_pandas()
    except pa.ArrowInvalid as error:
        row = re.search(r"Row #(\d+): Expected \d+ columns, got \d+", str(error))
        where = f"row {row[1]} has not as many values as there are columns" if row else "its rows cannot be told apart"
        raise DataError(f"{path.name} is cut short or damaged: {where}. Download it again.") from None
    if rows.empty:
        raise DataError(f"{path.name} is cut short: it has no rows. Download it again.")
    rows.index = pd.RangeIndex(2, len(rows) + 2)
    return rows


def _refuse_repeated(path: Path, rows: pd.DataFrame) -> None:
    """No two rows are about the same area, year and breakdown: a sum would count it twice."""
    key = [each for each in _KEY if each in rows]
    again = rows.duplicated(key)
    if again.any():
        row = rows[again].iloc[0]
        area = next(filter(None, (row["la_name"], row["region_name"], row["country_name"])))
        raise DataError(
            f"{path.name}, row {row.name}: {area} {row['year']} stands twice. {int(again.sum())} rows do. Download it again."
        )


def _each_once(names: list[str]) -> list[str]:
    """The names, a repeated one with its number behind it: a file of 2025 has the same column twice."""
    return [name if name not in names[:at] else f"{name} ({names[: at + 1].count(name)})" for at, name in enumerate(names)]


def _years(path: Path, rows: pd.DataFrame) -> pd.Series:
    # Six figures beside "Calendar year" break the Department's own rule and were published all the same: 202425 is 2024.
    texts = rows["time_period"].str.strip()
    years = pd.to_numeric(texts.where(texts.str.fullmatch(r"\d{4}(\d{2})?")).str[:4], errors="coerce")
    if years.isna().any():
        at = int(years.isna().to_numpy().argmax())
        raise DataError(f"{path.name}, row {rows.index[at]}, column time_period: {texts.iloc[at][:20]!r} is not a year.")
    return years.astype("int64")
