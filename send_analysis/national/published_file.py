"""A published CSV file as it is: its rows as texts, under our names of its columns, or a sentence on why it is none."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pandas as pd

from send_analysis.core.errors import DataError
from send_analysis.national.layouts import Layout, layout_of
from send_analysis.national.vintage import Vintage, sidecar, vintage_of

#: How much of a file is looked at to see what it is.
_LOOKED_AT = 4096


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

    @property
    def headline(self) -> pd.DataFrame:
        """The rows about all cases."""
        return self.rows[self.layout.is_headline(self.rows)]


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
        When it is none that is read, is cut short, or holds a period that is no calendar year.
    """
    header = header_of(path)
    layout = layout_of(header)
    if layout is None:
        columns = f"{', '.join(header[:8])}{' …' if len(header) > 8 else ''}"
        raise DataError(
            f"{path.name} is not a file that is read here: its columns are {columns}. Those that are read hold 20-week "
            "timeliness, requests, assessments, annual reviews, the return's management information, or appeal rates."
        )
    rows = _rows(path, layout.named(header))
    rows["year"] = _years(path, rows)
    return PublishedFile(path, layout, vintage_of(path, layout.publication, int(rows["year"].max())), header, rows)


def _rows(path: Path, names: list[str]) -> pd.DataFrame:
    try:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", header=None, skiprows=1)
        rows.columns = pd.Index(_each_once(names))
    except (ValueError, UnicodeDecodeError, pd.errors.ParserError):  # what pandas raises of a file that is no CSV
        raise DataError(f"{path.name} is damaged: its rows have not as many values as columns. Download it again.") from None
    rows.index = pd.RangeIndex(2, len(rows) + 2)
    short = rows.isna().any(axis=1)
    if rows.empty or short.any():
        where = f"row {short.idxmax()} has fewer values than there are columns" if short.any() else "it has no rows"
        raise DataError(f"{path.name} is cut short: {where}. Download it again.")
    return rows


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
