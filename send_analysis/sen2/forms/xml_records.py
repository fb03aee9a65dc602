"""Persons of the XML message into the tables of their modules."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd
from lxml import etree

from send_analysis.core.findings import Finding
from send_analysis.sen2.fields import MODULES, ModuleName
from send_analysis.sen2.names import field_named, local, module_named, nothing_named
from send_analysis.sen2.tables import Batch, given_twice, module_table
from send_analysis.sen2.versions import filled_fields, header_of, notes_on


class _FieldNames(dict[str, str | None]):
    """Our names of a module's fields by their elements, each looked up once: there are few, and millions of elements."""

    def __init__(self, module: ModuleName) -> None:
        self._module = module

    def __missing__(self, element: str) -> str | None:
        self[element] = field_named(self._module, element) if isinstance(element, str) else None
        return self[element]


class _Rows:
    """The records of one module that have not been given out yet."""

    def __init__(self, module: ModuleName) -> None:
        self.module = module
        self.names = _FieldNames(module)
        self.unknown: set[str] = set()
        self.before = 0
        self._start()

    def _start(self) -> None:
        self.persons: list[str] = []
        self.requests: list[str | None] = []
        self.rows: list[dict[str, str | None]] = []
        self.repeated: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, person: str, request: str | None) -> dict[str, str | None]:
        """A record, to be filled."""
        row: dict[str, str | None] = {}
        self.persons.append(person)
        self.requests.append(request)
        self.rows.append(row)
        return row

    def told_unknown(self) -> set[str]:
        """The elements that mean nothing to us; not their names where nothing beside them is known."""
        is_known = any(name is not None or module_named(element) for element, name in self.names.items())
        return self.unknown if is_known or not self.unknown else {nothing_named(MODULES[self.module].element)}

    def repeat(self, name: str) -> None:
        """Keep in mind that the last record has a field more than once."""
        records, record = self.repeated[name], self.before + len(self.rows)
        if record not in records[-1:]:
            records.append(record)

    def give(self) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
        """The records as a table, and what is wrong with them; the next ones are numbered on."""
        numbers = np.arange(self.before + 1, self.before + len(self.rows) + 1)
        requests = None if self.module == "person" else self.requests
        met = {name for name in self.names.values() if name is not None}
        values = {name: [row.get(name) for row in self.rows] for name in met}
        table = module_table(self.module, numbers, self.persons, requests, values)
        faults = tuple(given_twice(self.module, name, records) for name, records in sorted(self.repeated.items()))
        self.before += len(self.rows)
        self._start()
        return table, faults


class Records:
    """The records of a message, taken person by person and given out in batches.

    Attributes
    ----------
    persons, batches : how many have been taken, and given out.
    unknown : elements that mean nothing to us, each after the one that it stands in; those of records are with their rows.
    """

    def __init__(self) -> None:
        self.persons = self.batches = 0
        self.unknown: set[str] = set()
        self._rows = {module: _Rows(module) for module in MODULES}
        self._filled: set[tuple[ModuleName, str]] = set()
        self._requests = 0

    @property
    def waiting(self) -> int:
        """How many persons have been taken and not given out."""
        return len(self._rows["person"].rows)

    def take_person(self, element: etree._Element) -> None:
        """Take a person with all that stands below."""
        self.persons += 1
        self._requests = 0
        self._take(element, "person", f"P{self.persons:06}", None)

    def _take(self, element: etree._Element, module: ModuleName, person: str, request: str | None) -> None:
        rows = self._rows[module]
        names, row = rows.names, rows.add(person, request)
        for child in element:
            name = names[child.tag]
            if name is None:
                self._take_below(child, rows, element, person, request)
            elif name in row:
                rows.repeat(name)
            else:
                row[name] = child.text
                if len(child):
                    self.unknown.update(within(each, child) for each in child)
            if child.tail is not None:
                self._note_text(child.tail, element)
        if element.text is not None:
            self._note_text(element.text, element)

    def _take_below(
        self, child: etree._Element, rows: _Rows, above: etree._Element, person: str, request: str | None
    ) -> None:
        module = module_named(child.tag)
        if module is None or module == "person":
            rows.unknown.add(within(child, above))
            return
        if module == "requests":
            self._requests += 1
            request = f"{person}-{self._requests}"
        self._take(child, module, person, request)

    def _note_text(self, text: str, element: etree._Element) -> None:
        if not text.isspace():
            self.unknown.add(f"{local(element.tag)}/text between the elements")

    def batch(self, header: Mapping[str, str]) -> Batch:
        """What has been taken since the last batch."""
        given = {module: rows.give() for module, rows in self._rows.items()}
        tables = {module: table for module, (table, _) in given.items()}
        self.batches += 1
        self._filled |= filled_fields(tables)
        own = header_of(header, self._filled)
        unknown = self.unknown.union(*(rows.told_unknown() for rows in self._rows.values()))
        return Batch(
            own,
            tables,
            tuple(sorted(unknown)),
            {module: faults for module, (_, faults) in given.items() if faults},
            notes=notes_on(own.version, self._filled),
        )


def within(element: etree._Element, above: etree._Element) -> str:
    """An element by its name and that of the one it stands in, for instance "Requests/Colour"."""
    return f"{local(above.tag)}/{local(element.tag)}"
