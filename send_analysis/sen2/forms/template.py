"""The Excel workbook in which a return is submitted: a table for each module, joined by Person ID and Requests record ID."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.core.errors import DataError
from send_analysis.core.findings import listed
from send_analysis.sen2.fields import MODULES, ModuleName
from send_analysis.sen2.forms.template_tables import HEADER_TABLE, Cell, Row, SheetTable, find_tables
from send_analysis.sen2.forms.whole import WholeReturn
from send_analysis.sen2.names import PERSON_KEYS, REQUEST_KEYS, field_named, is_housekeeping, plain
from send_analysis.sen2.tables import Batch, Texts, trimmed
from send_analysis.sources.raw_rows import UNNAMED
from send_analysis.sources.workbook_sheets import load, opened

#: Without these there is no return; without another table there are no records of its module.
INDISPENSABLE: tuple[ModuleName, ...] = ("person", "requests")

#: Day 0 of Excel's calendar, and the days that a number in place of a date can mean: 1927 to 2119.
_DAY_0, _FIRST_DAY, _LAST_DAY = date(1899, 12, 30), 10_000, 80_000


def read_template(path: Path, file: str) -> Batch:
    """The return in one batch: a workbook is of one authority.

    Raises
    ------
    DataError
        When it is no workbook, or tables or keys are missing, all of them named.
    """
    with opened(path, file) as workbook:
        sheets = {name: list(load(path, workbook, name).rows()) for name in workbook.sheet_names}
    found = find_tables(sheets, file)
    tables = {module: _Table(module, found[module]) for module in MODULES if module in found}
    _check(tables, file)
    whole = WholeReturn()
    if HEADER_TABLE in found:
        whole.take_header(_columns(found[HEADER_TABLE].names, [row for _, row in found[HEADER_TABLE].rows]))
    missing = [title for name, title in _TITLES.items() if name not in found]
    if missing:
        whole.notes.append(f"Tables that the workbook does not have, and so no records: {listed(missing)}.")
    persons, requests = tables["person"].person, tables["requests"].request
    for table in tables.values():
        _take(table, persons, requests, whole)
    return whole.batch()


_TITLES = {HEADER_TABLE: "Header Record"} | {name: own.title for name, own in MODULES.items()}


class _Table:
    """The records of one table: rows with a value besides what the template fills itself."""

    def __init__(self, module: ModuleName, table: SheetTable) -> None:
        self.module = module
        self.sheet = table.sheet
        ours = [place for place, cell in enumerate(table.names) if not _is_added(cell)]
        kept = [(number, row) for number, row in table.rows if any(_is_filled(row[place]) for place in ours)]
        self.records = np.array([number for number, _ in kept], dtype=np.int64)
        dates = {place for place, cell in enumerate(table.names) if _is_date(module, cell)}
        self.columns = list(_columns(table.names, [row for _, row in kept], dates))

    def has(self, keys: Sequence[str]) -> bool:
        """Whether there is a column of a key."""
        return any(plain(name) in keys for name, _ in self.columns)

    def _key(self, keys: Sequence[str]) -> pd.Series:
        texts = next(texts for name, texts in self.columns if plain(name) in keys)
        return pd.Series(trimmed(texts).to_pandas(), dtype="str")

    @property
    def person(self) -> pd.Series:
        """The key of each record's person."""
        return self._key(PERSON_KEYS)

    @property
    def request(self) -> pd.Series:
        """The key of each record's request: the person's and its own together."""
        return self.person + "-" + self._key(REQUEST_KEYS)


def _check(tables: dict[ModuleName, _Table], file: str) -> None:
    missing = [MODULES[name].title for name in INDISPENSABLE if name not in tables]
    if missing:
        raise DataError(
            f"{file}: is no SEN2 template: there is no table {listed(missing, 'and no table')} with its columns below."
        )
    without = [
        f"the table {MODULES[name].title} on sheet {table.sheet} has no column {title}"
        for name, table in tables.items()
        for title, keys in (("Person ID", PERSON_KEYS), ("Requests record ID", REQUEST_KEYS))
        if not table.has(keys) and (name != "person" or keys == PERSON_KEYS)
    ]
    if without:
        raise DataError(f"{file}: {'; '.join(without)}. The tables are joined by these columns.")


def _take(table: _Table, persons: pd.Series, requests: pd.Series, whole: WholeReturn) -> None:
    """Take a table's records; a person or request that has no record of its own is missing."""
    person = table.person if table.module == "person" else table.person.where(table.person.isin(persons))
    if table.module == "person":
        request = None
    else:
        own = table.request
        request = pa.array(own if table.module == "requests" else own.where(own.isin(requests)))
    whole.take(table.module, table.records, pa.array(person), request, table.columns)


def _columns(names: Row, rows: Sequence[Row], dates: Sequence[int] | set[int] = ()) -> Iterator[tuple[str, Texts]]:
    """The columns that have a name or a value, as text."""
    for place, name in enumerate(names):
        texts = pa.array([_as_text(row[place], is_date=place in dates) for row in rows], pa.string())
        if _is_filled(name):
            yield str(name), texts
        elif any(_is_filled(row[place]) for row in rows):
            yield UNNAMED.format(place + 1), texts


def _is_filled(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def _is_added(name: Cell) -> bool:
    """Whether the template fills the column itself, also where there is no record."""
    return isinstance(name, str) and is_housekeeping(name) and plain(name) not in PERSON_KEYS + REQUEST_KEYS


def _is_date(module: ModuleName, name: Cell) -> bool:
    own = field_named(module, name) if isinstance(name, str) else None
    return any(each.name == own and each.kind == "date" for each in MODULES[module].fields)


def _as_text(cell: Cell, *, is_date: bool) -> str:
    """A cell as it would be typed; in a column of dates a number is a day of Excel's calendar."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float) and is_date and _FIRST_DAY <= cell <= _LAST_DAY:
        return (_DAY_0 + timedelta(days=int(cell))).isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)
