"""The nine CSV files of COLLECT's export, joined by the keys of their tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from send_analysis.core.errors import DataError
from send_analysis.core.findings import listed
from send_analysis.sen2.fields import HEADER, MODULES, Module, ModuleName
from send_analysis.sen2.forms.export_files import HEADER_FILE, ExportFiles, found_files
from send_analysis.sen2.forms.whole import WholeReturn
from send_analysis.sen2.names import header_field_named, plain
from send_analysis.sen2.tables import LACKS, Batch, Texts, trimmed
from send_analysis.sources.csv_files import read_csv
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows

_NAMES = frozenset(each.xml for fields in (HEADER, *(own.fields for own in MODULES.values())) for each in fields)
_LAYOUT = Layout(header_row=1, known=_NAMES)


@dataclass(frozen=True)
class _Table:
    """The rows of one file, as columns of text."""

    raw: RawRows
    columns: Mapping[str, Texts]

    def has(self, key: str) -> bool:
        """Whether there is a column of a key."""
        return any(plain(name) == key for name in self.columns)

    def key(self, key: str) -> pd.Series:
        """The column of a key."""
        texts = next(texts for name, texts in self.columns.items() if plain(name) == key)
        return pd.Series(trimmed(texts).to_pandas(), dtype="str")


def read_export(path: Path, file: str) -> Batch:
    """The return in one batch: an export is of one authority.

    Parameters
    ----------
    path : the folder of the nine files, a .zip of them, or one of them beside the others.

    Raises
    ------
    DataError
        When files or keys are missing, all of them named, or when a file cannot be read.
    """
    with found_files(path, file) as files:
        tables = {word: _read(each, files.shown[word]) for word, each in files.paths.items()}
        _check_keys(tables, files)
    whole = WholeReturn()
    whole.take_header(tables[HEADER_FILE].columns.items())
    whole.notes += _notes(tables, files)
    above: dict[ModuleName, pd.DataFrame] = {}
    for module, own in MODULES.items():
        if own.file in tables:
            above[module] = _take(own, tables[own.file], above, whole)
    return whole.batch()


def _read(path: Path, file: str) -> _Table:
    try:
        raw = read_csv(path, _LAYOUT, file)
    except OSError as error:
        raise DataError(f"{file}: cannot be opened ({error.strerror}). Is it open in another program?") from None
    return _Table(raw, {str(name): pa.array(raw.frame[name]).cast(pa.string()) for name in raw.frame})


def _notes(tables: Mapping[str, _Table], files: ExportFiles) -> list[str]:
    notes = [f"{files.shown[word]}: {note}" for word, table in tables.items() for note in table.raw.notes]
    if files.missing:
        notes.append(f"{LACKS}, and so no records: {listed(f'{each}.csv' for each in files.missing)}.")
    if (headers := len(tables[HEADER_FILE].raw.frame)) != 1:
        notes.append(f"{files.shown[HEADER_FILE]} has {headers or 'no'} rows in place of 1; the first is used.")
    return notes


def _keys(own: Module) -> list[str]:
    """The keys that a module's file must have: its own if other records hang on it, and that of its parent."""
    has_children = any(each.parent == own.name for each in MODULES.values())
    parent = [f"{MODULES[own.parent].file}tableid"] if own.parent else []
    return [f"{own.file}tableid", *parent] if has_children else parent


def _check_keys(tables: Mapping[str, _Table], files: ExportFiles) -> None:
    """Raise when keys or the header's names are missing; the words of a first row that is none are not for the message."""
    if not any(header_field_named(name) for name in tables[HEADER_FILE].columns):
        raise DataError(
            f"{files.shown[HEADER_FILE]}: row 1 must name the columns of the return's header, such as Collection, Year and "
            "ReferenceDate. It names none of them. Export the return again, whole."
        )
    missing = [
        f"{files.shown[own.file]} has no column {key}"
        for own in MODULES.values()
        if own.file in tables
        for key in _keys(own)
        if not tables[own.file].has(key)
    ]
    if missing:
        raise DataError(f"{'; '.join(missing)}. The files are joined by these columns; row 1 must name them.")


def _take(own: Module, table: _Table, above: Mapping[ModuleName, pd.DataFrame], whole: WholeReturn) -> pd.DataFrame:
    """Take a file's records; by their own key, the person and the request of each, for the records below them."""
    records = table.raw.row_numbers
    if own.parent is None:
        places = pd.DataFrame({"person": table.key(f"{own.file}tableid")})
        places["request"] = pd.Series(pd.NA, places.index, dtype="str")
    else:
        places = _places(own.parent, table.key(f"{MODULES[own.parent].file}tableid"), above)
        if own.name == "requests":
            places["request"] = table.key(f"{own.file}tableid")
    requests = None if own.parent is None else pa.array(places["request"])
    whole.take(own.name, records, pa.array(places["person"]), requests, table.columns.items())
    whole.malformed[own.name] = table.raw.malformed
    if not table.has(f"{own.file}tableid"):
        return places.iloc[:0]
    keyed = places.set_axis(table.key(f"{own.file}tableid"))
    return keyed[keyed.index.notna() & ~keyed.index.duplicated()]


def _places(parent: ModuleName, keys: pd.Series, above: Mapping[ModuleName, pd.DataFrame]) -> pd.DataFrame:
    """The person and the request of the record above each one; missing where there is none."""
    if parent not in above:
        return pd.DataFrame({name: pd.Series(pd.NA, keys.index, dtype="str") for name in ("person", "request")})
    return above[parent].reindex(keys).reset_index(drop=True)
