"""CSV files into rows."""

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv

from send_analysis.core.errors import DataError
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows, column_names, malformed_rows, raw_rows

#: The longest row that is read, in bytes: a quotation mark that is never closed makes one row of the rest of the file.
LONGEST_ROW = 1 << 24

_UNCLOSED = 'a quotation mark (") is opened and never closed. Close it, or remove it.'


def read_csv(path: Path, layout: Layout, file: str) -> RawRows:
    """The rows of a CSV file in UTF-8, with or without a byte-order mark; values in quotation marks may hold line breaks."""
    data = path.read_bytes()
    _check_text(data, file)
    header = _header(data, file)
    # A row without values ends the text. If it does not come out as the last row, a quotation mark has swallowed it.
    data = b"".join([data, b"\n", b"," * (len(header) - 1), b"\n"])
    table, malformed = _parse(data, len(header), file)
    _check_quotation_marks(table, malformed, file)
    numbers = np.arange(1, len(table) + len(malformed) + 1)
    numbers = np.delete(numbers, malformed["row"].to_numpy() - 1)
    names = column_names(header, file)
    return raw_rows(table.slice(1).rename_columns(names), numbers[1:], malformed)


def _check_text(data: bytes, file: str) -> None:
    """Raise when the file is something other than its ending says."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DataError(f"{file}: is a workbook, not a CSV file. Give it the ending .xlsx, or save it as CSV UTF-8.")
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise DataError(f"{file}: is a web page, not a CSV file. Perhaps the export asked for a login; export it again.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{file}: is not UTF-8 text (line {line}). Save it again as CSV UTF-8.") from None
    if b"\x00" in data:
        raise DataError(f"{file}: holds bytes that are not text. Save it again as CSV UTF-8.")


def _header(data: bytes, file: str) -> list[str]:
    """The fields of row 1."""
    start = data[:LONGEST_ROW].decode("utf-8-sig", errors="ignore")
    header = next(csv.reader(io.StringIO(start, newline="")), [])
    if not any(name.strip() for name in header):
        raise DataError(f"{file}: row 1 is blank; the names of the columns must stand in it.")
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise DataError(f"{file}: the columns are not separated by commas. Save it again as CSV UTF-8 (comma delimited).")
    return header


def _parse(data: bytes, columns: int, file: str) -> tuple[pa.Table, pd.DataFrame]:
    """All rows, the header among them, and those that have more or fewer fields than the header."""
    numbers, texts = [], []

    def keep(row: pa_csv.InvalidRow) -> str:
        numbers.append(row.number)
        texts.append(row.text)
        return "skip"

    types = {f"f{number}": pa.string() for number in range(columns)}
    try:
        table = pa_csv.read_csv(
            pa.BufferReader(data),
            # Only one thread knows the number of the row that it is at.
            pa_csv.ReadOptions(use_threads=False, block_size=LONGEST_ROW, autogenerate_column_names=True),
            pa_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep),
            pa_csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""]),
        )
    except pa.ArrowInvalid:
        raise DataError(f"{file}: {_UNCLOSED}") from None
    return table, malformed_rows(numbers, texts)


def _check_quotation_marks(table: pa.Table, malformed: pd.DataFrame, file: str) -> None:
    rows = len(table) + len(malformed)
    swallowed = rows in malformed["row"].to_numpy()
    if swallowed or any(column[-1].is_valid for column in table.columns):
        raise DataError(f"{file}: row {rows}: {_UNCLOSED}")
