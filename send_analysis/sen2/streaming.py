"""A return batch by batch: its rows for the datasets, and an account of every record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.findings import rows_in_words
from send_analysis.core.params.release import DatasetName
from send_analysis.sen2.fields import MODULES, Header, ModuleName
from send_analysis.sen2.joined import Joined
from send_analysis.sen2.reading import read_batches
from send_analysis.sen2.rules.header import WHOLE_LINES, header_checks, reference_day
from send_analysis.sen2.rules.register import Tally
from send_analysis.sen2.tables import Batch
from send_analysis.sen2.to_datasets import to_datasets
from send_analysis.sources.raw_rows import RawRows


@dataclass(frozen=True)
class Count:
    """What became of the records of one module: read = mapped + set_aside.

    Parameters
    ----------
    mapped : those that go into a row of a dataset.
    set_aside : those that cannot: orphans, persons without a request, rows of a file that are no records.
    """

    read: int = 0
    mapped: int = 0
    set_aside: int = 0

    def __post_init__(self) -> None:
        if self.read != self.mapped + self.set_aside:
            raise AssertionError(f"{self.read} records read, {self.mapped} mapped and {self.set_aside} set aside")

    def __add__(self, other: "Count") -> "Count":
        return Count(self.read + other.read, self.mapped + other.mapped, self.set_aside + other.set_aside)


@dataclass
class Stream:
    """A return as it is read; what it says is whole once all batches are."""

    path: Path
    file: str
    header: Header = field(default_factory=Header)
    counts: dict[ModuleName, Count] = field(default_factory=lambda: dict.fromkeys(MODULES, Count()))
    _tally: Tally = field(default_factory=Tally)
    _unknown: tuple[str, ...] = ()
    _notes: tuple[str, ...] = ()
    _malformed: dict[ModuleName, np.ndarray] = field(default_factory=dict)

    def __iter__(self) -> Iterator[dict[DatasetName, RawRows]]:
        """The rows of each batch for each dataset."""
        for batch in read_batches(self.path, self.file):
            self.header, self._unknown, self._notes = batch.header, batch.unknown, batch.notes
            the = Joined.of(batch, reference_day(batch.header))
            rows = to_datasets(the, self._tally.add(batch, the), batch.malformed)
            self._count(batch, the, rows)
            yield rows

    def checks(self) -> list[Check]:
        """The outcome of every rule."""
        checks = [
            *header_checks(self.header, self._unknown, self._notes),
            self._records_check(),
            *self._malformed_checks(),
            *self._tally.checks(),
        ]
        return [replace(check, file=self.file) for check in checks]

    def _count(self, batch: Batch, the: Joined, rows: Mapping[DatasetName, RawRows]) -> None:
        for module in MODULES:
            malformed = batch.malformed.get(module)
            lines = np.empty(0, dtype=np.int64) if malformed is None else malformed["row"].to_numpy()
            self._malformed[module] = np.concatenate([self._malformed.get(module, lines[:0]), lines])
            apart = _apart(the, module) + len(lines)
            self.counts[module] += Count(the.size(module) + len(lines), _mapped(the, module), apart)
        for name, module in _ALL_ROWS.items():
            if len(rows[name]) != the.size(module) + len(batch.malformed.get(module, ())):
                raise AssertionError(f"{name}: {len(rows[name])} rows of {the.size(module)} {module} records")

    def _records_check(self) -> Check:
        read = ", ".join(f"{MODULES[name].element} {each.read:,}" for name, each in self.counts.items())
        apart = sum(each.set_aside for each in self.counts.values())
        return Check("sen2.records", "PASS", f"Records read: {read}. Of them {apart:,} belong to no row of a dataset.")

    def _malformed_checks(self) -> Iterator[Check]:
        rule, found = WHOLE_LINES, {name: rows for name, rows in self._malformed.items() if rows.size}
        if not found:
            yield rule.passed("So in all.")
        for name, rows in found.items():
            where = f"the file of {MODULES[name].element}, {rows_in_words(rows)}"
            yield rule.broken(f"Not so in {where}. They are not read.", rows.size, part=name)


#: The datasets that have a row for every record of a module.
_ALL_ROWS: dict[DatasetName, ModuleName] = {
    "requests": "requests",
    "needs": "senneed",
    "placements": "placementdetail",
}


def _mapped(the: Joined, module: ModuleName) -> int:
    """The records that a row of a dataset is made of, as its request finds them."""
    if module == "requests":
        return the.size(module)
    if module == "person":
        return len(pd.unique(the.at("requests", "person")[the.at("requests", "person") >= 0]))
    first = the.at("requests", "requests")[~the.text("requests", "request_id").duplicated().to_numpy(dtype=bool)]
    return int(the.number_of("requests", module)[first].sum())


def _apart(the: Joined, module: ModuleName) -> int:
    """The records that belong to no row, as they see it themselves."""
    if module == "requests":
        return 0
    alone = the.number_of("person", "requests") == 0 if module == "person" else the.at(module, "requests") < 0
    return int(alone.sum())
