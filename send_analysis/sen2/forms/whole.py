"""A return that is read as a whole, from tables whose columns have names of the form."""

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray

from send_analysis.core.findings import Finding
from send_analysis.sen2.fields import MODULES, ModuleName
from send_analysis.sen2.names import field_named, header_field_named, is_housekeeping, nothing_named
from send_analysis.sen2.tables import Batch, Texts, empty_table, given_twice, module_table, trimmed
from send_analysis.sen2.versions import filled_fields, header_of, notes_on

#: The columns of one table with the names that the form has for them.
Columns: TypeAlias = Iterable[tuple[str, Texts]]


class WholeReturn:
    """What has been read of a return.

    Attributes
    ----------
    malformed, notes : as in a batch; for the reader to fill.
    """

    def __init__(self) -> None:
        self.malformed: dict[ModuleName, pd.DataFrame] = {}
        self.notes: list[str] = []
        self._header: dict[str, str] = {}
        self._tables: dict[ModuleName, pd.DataFrame] = {}
        self._faults: dict[ModuleName, list[Finding]] = {}
        self._unknown: set[str] = set()

    def take_header(self, columns: Columns) -> None:
        """Take the header from the first row of its columns."""
        unknown = []
        is_named = False
        for name, texts in columns:
            own = header_field_named(name)
            is_named |= own is not None
            if own is None:
                unknown.append(name)
            elif len(texts) and (value := trimmed(texts)[0].as_py()) is not None:
                self._header.setdefault(own, value)
        self._note(unknown, "Header", is_named=is_named)

    def take(self, module: ModuleName, records: NDArray[np.int64], persons: Any, requests: Any, columns: Columns) -> None:
        """Take the records of a module; persons and requests as in :func:`module_table`."""
        fields: dict[str, Texts] = {}
        unknown = []
        for name, texts in columns:
            own = field_named(module, name)
            if own is None:
                unknown.append(name)
            else:
                fields[own] = self._joined(module, own, records, fields.get(own), trimmed(texts))
        self._note(unknown, MODULES[module].element, is_named=bool(fields))
        self._tables[module] = module_table(module, records, persons, requests, fields)

    def _joined(
        self, module: ModuleName, name: str, records: NDArray[np.int64], first: Texts | None, second: Texts
    ) -> Texts:
        """One field from two columns: the first, and the second where the first has nothing."""
        if first is None:
            return second
        twice = records[np.asarray(pc.and_(pc.is_valid(first), pc.is_valid(second)))]
        if twice.size:
            self._faults.setdefault(module, []).append(given_twice(module, name, twice))
        return pc.coalesce(first, second)

    def _note(self, names: Iterable[str], element: str, *, is_named: bool) -> None:
        """Keep names that mean nothing; not the names themselves where no field is named: they may be a record's values."""
        names = [name for name in names if not is_housekeeping(name)]
        if names and not is_named:
            self._unknown.add(nothing_named(element))
        else:
            self._unknown.update(f"{element}/{' '.join(name.split())}" for name in names)

    def batch(self) -> Batch:
        """The return as one batch; a module that was not taken has no records."""
        tables = {module: self._tables[module] if module in self._tables else empty_table(module) for module in MODULES}
        filled = filled_fields(tables)
        header = header_of(self._header, filled)
        return Batch(
            header,
            tables,
            tuple(sorted(self._unknown)),
            {module: tuple(faults) for module, faults in self._faults.items()},
            {module: rows for module, rows in self.malformed.items() if len(rows)},
            (*self.notes, *notes_on(header.version, filled)),
        )
