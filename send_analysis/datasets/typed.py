"""From a file's own columns to a dataset's columns and types."""

import numpy as np
import pandas as pd

from send_analysis.core.chunks import side_by_side
from send_analysis.core.errors import DataError
from send_analysis.core.findings import Finding, columns_in_words
from send_analysis.core.params.checking import nearest
from send_analysis.datasets.coerce import Coerced, Kind, coerce
from send_analysis.datasets.month_first import month_first
from send_analysis.datasets.spec import Spec, allowed_in, kind_of
from send_analysis.sources.raw_rows import RawRows

#: What is found where a value cannot be read, as it follows "2 values ".
_UNREADABLE: dict[Kind, str] = {
    "key": "standing for an error in Excel",
    "text": "standing for an error in Excel",
    "date": "not a day such as 2022-06-22 or 22/06/2022 (day before month, year in full, no time of day)",
    "moment": "not a day and time such as 2022-06-22 14:30 or 22/06/2022 14:30",
    "flag": "other than true and false",
}


def check_columns(spec: Spec, raw: RawRows, file: str) -> None:
    """Raise when a required column is missing; the message names all that are.

    Raises
    ------
    DataError
        Where row 1 holds no column of the dataset at all, the message does not repeat it: it may be a person's row.
    """
    found = list(raw.frame.columns)
    missing = [name for name in spec.required if name not in found]
    if not missing:
        return
    if not any(name in found for name in spec.columns):
        known = ", ".join(spec.required)
        raise DataError(f"{file}: row 1 has no column of {spec.name}. Is it a header row? It must have: {known}.")
    are = "is" if len(missing) == 1 else "are"
    near = _did_you_mean(missing, unknown_columns(spec, raw))
    raise DataError(f"{file}: {columns_in_words(missing)} {are} missing. Columns found: {', '.join(found)}{near}")


def _did_you_mean(missing: list[str], others: list[str]) -> str:
    """The end of a sentence that proposes the column nearest to each missing one, where any is near."""
    near = {name: each for name in missing if (each := nearest(name, others)) is not None}
    proposals = [f"`{each}`" + (f" for {name}" if len(missing) > 1 else "") for name, each in near.items()]
    return f"; did you mean {', '.join(proposals)}?" if proposals else "."


def unknown_columns(spec: Spec, raw: RawRows) -> list[str]:
    """The columns of the file that the dataset does not have; they are not read."""
    return [name for name in raw.frame.columns if name not in spec.columns]


def absent_columns(spec: Spec, raw: RawRows) -> list[str]:
    """The columns of the dataset that the file does not have, and may lack."""
    return [name for name in spec.columns if name not in raw.frame.columns]


def typed_rows(spec: Spec, raw: RawRows) -> tuple[pd.DataFrame, list[Finding]]:
    """All rows in the dataset's columns and types, by their number in the file, and what could not be read."""
    index = _numbered(raw)
    nothing = pd.Series(np.nan, index=index, dtype="str")

    def typed(name: str) -> Coerced:
        source = raw.frame[name].set_axis(index) if name in raw.frame else nothing
        return coerce(source, kind_of(spec.columns[name]), allowed_in(spec.columns[name]))

    values, findings = {}, []
    for name, (column, unreadable) in zip(spec.columns, side_by_side(typed, spec.columns, len(index)), strict=True):
        values[name], schema = column, spec.columns[name]
        if swapped := month_first(spec, name, raw.frame[name].set_axis(index), unreadable) if unreadable.any() else None:
            findings.append(swapped)
        other = unreadable & ~np.isin(raw.row_numbers, swapped.rows) if swapped else unreadable
        if other.any():
            what = _UNREADABLE.get(kind_of(schema)) or f"outside {', '.join(allowed_in(schema))}"
            findings.append(Finding(f"{spec.name}.{name}.readable", (name,), what, rows=raw.row_numbers[other]))
        if not schema.nullable and (missing := column.isna().to_numpy() & ~unreadable).any():
            findings.append(Finding(f"{spec.name}.{name}.given", (name,), "missing", rows=raw.row_numbers[missing]))
    return pd.DataFrame(values, index=index, copy=False), findings


def _numbered(raw: RawRows) -> pd.Index:
    """The numbers of the rows; of rows without a gap only the first and the last are kept."""
    numbers = raw.row_numbers
    if len(numbers) and numbers[-1] - numbers[0] + 1 == len(numbers):
        return pd.RangeIndex(int(numbers[0]), int(numbers[-1]) + 1, name="row")
    return pd.Index(numbers, name="row")


def malformed(spec: Spec, raw: RawRows) -> Finding:
    """The rows that are none of the table."""
    rows = raw.malformed["row"].to_numpy()
    return Finding(f"{spec.name}.fields", (), "with more or fewer fields than there are names of columns", rows=rows)


def all_readable(spec: Spec) -> Finding:
    """That every value of every column could be read."""
    return Finding(f"{spec.name}.readable", tuple(spec.columns), "with a value that cannot be read or is missing")
