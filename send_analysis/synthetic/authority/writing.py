"""Tables into files: CSV, Parquet or a workbook."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from send_analysis.core.errors import UsageError
from send_analysis.synthetic.authority.columns import CHUNK
from send_analysis.synthetic.authority.xlsx import Workbook

#: The forms in which the made-up authority can be written.
Form = Literal["csv", "xlsx", "parquet", "sen2-xml", "sen2-csv", "sen2-template"]
FORMS: tuple[Form, ...] = get_args(Form)

#: The ending of a dataset's file; the datasets that a SEN2 return does not hold stand beside it as CSV.
ENDINGS: dict[Form, str] = dict.fromkeys(FORMS, ".csv") | {"xlsx": ".xlsx", "parquet": ".parquet"}


#: What a stream of a dataset's rows is made of: Arrow's tables (which have no types of their own to name here), and lists of
#: lines of a CSV file that are no rows of one.
Piece: TypeAlias = Any


def write_tables(path: Path, pieces: Iterable[Piece]) -> int:
    """Write tables with the same columns, one after the other, into a file; its ending says how. The number of rows is returned.

    Only in a CSV file may a column be of one type in one table and text in another.
    """
    return {".csv": _write_csv, ".parquet": _write_parquet, ".xlsx": _write_workbook}[path.suffix](path, pieces)


def _write_csv(path: Path, pieces: Iterable[Piece]) -> int:
    rows = 0
    with path.open("wb") as file:
        for number, piece in enumerate(pieces):
            if isinstance(piece, list):
                file.write("".join(f"{line}\n" for line in piece).encode())
            else:
                options = pa_csv.WriteOptions(quoting_style="none", quoting_header="none", include_header=number == 0)
                pa_csv.write_csv(piece, file, options)
            rows += len(piece)
    return rows


def _write_parquet(path: Path, pieces: Iterable[Piece]) -> int:
    rows, writer = 0, None
    for table in _larger(pieces):
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
        rows += table.num_rows
    if writer is not None:
        writer.close()
    return rows


def _larger(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Small tables together: each one written is a group of rows by itself."""
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(len(each) for each in waiting) >= CHUNK:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _write_workbook(path: Path, pieces: Iterable[Piece]) -> int:
    rows = 0
    with Workbook(path) as workbook:
        for number, table in enumerate(pieces):
            if number == 0:
                workbook.start_sheet(path.stem)
                workbook.add_names(table.column_names)
            workbook.add_rows(table)
            rows += table.num_rows
    return rows


def all_text(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The tables with every column as text: where values cannot be read, a column has no other type."""
    for table in pieces:
        yield pa.table({name: table[name].cast(pa.string()) for name in table.column_names})


def checked_form(form: str) -> Form:
    """The form, when there is such a form.

    Raises
    ------
    UsageError
        When there is not; the message names those there are.
    """
    for known in FORMS:
        if form == known:
            return known
    raise UsageError(f"{form!r} is not a form to write in; the forms are {', '.join(FORMS)}.")
