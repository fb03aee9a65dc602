"""A return into the files of its datasets, batch by batch, and all of them at once or none."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from send_analysis.core.checks import Check, checks_frame, worst_first
from send_analysis.core.errors import DataError
from send_analysis.core.exchange import exchange, staging
from send_analysis.core.findings import reasons, rows_of
from send_analysis.core.inert import write_csv
from send_analysis.core.params.release import IN_SEN2, DatasetName
from send_analysis.sen2.fields import MODULES, Header, ModuleName
from send_analysis.sen2.rules.header import reference_date
from send_analysis.sen2.streaming import Count, Stream
from send_analysis.sen2.to_datasets import HUBS
from send_analysis.sources.raw_rows import RawRows

CHECKS, REJECTED, SNIPPET = "checks.csv", "rejected", "extracts.yaml"

#: What an import leaves in its folder, and so may replace there.
OURS = frozenset({CHECKS, REJECTED, SNIPPET, *(f"{name}.csv" for name in IN_SEN2)})


@dataclass(frozen=True)
class Written:
    """What became of the rows of one dataset: read = used + set_aside."""

    read: int = 0
    used: int = 0
    set_aside: int = 0


@dataclass(frozen=True)
class Imported:
    """What an import wrote.

    Parameters
    ----------
    folder : where it is.
    rows : for each dataset how many rows were written, and how many set aside.
    checks, header, counts : as in a return that is read whole.
    """

    folder: Path
    rows: Mapping[DatasetName, Written]
    checks: list[Check]
    header: Header
    counts: Mapping[ModuleName, Count]

    @property
    def summary(self) -> str:
        """What was written and what was found, worst first, as a terminal shows it."""
        found = [check for check in worst_first(self.checks) if check.found_something]
        return "\n".join(
            [
                *(f"{name}: {each.used:,} rows written, {each.set_aside:,} set aside" for name, each in self.rows.items()),
                *(f"  {check.check}: {check.message}" for check in found),
                f"{len(self.checks) - len(found):,} of {len(self.checks):,} rules found nothing. "
                f"All are listed in {(self.folder / CHECKS).as_posix()}.",
                f"To publish from these files, paste {(self.folder / SNIPPET).as_posix()} into the params of a release.",
            ]
        )


def import_return(path: Path, to: Path, file: str | None = None) -> Imported:
    """Write the datasets of a return, the outcome of every rule, and the lines that name the files in params.

    Parameters
    ----------
    to : a folder that is not there, is empty, or holds an earlier import, which is replaced.
    file : what messages call the return; its path when left out.

    Raises
    ------
    DataError
        When it cannot be read as a return, or the folder holds anything else. Nothing is written then.
    SetupError
        When the folder cannot be written, or another import is writing there. What was there is kept.
    """
    check_target(to)
    stream = Stream(path, file or path.as_posix())
    with staging(to) as folder:
        with ExitStack() as files:
            writers = {name: _Writer(folder, name, files) for name in IN_SEN2}
            for batch in stream:
                for name, rows in batch.items():
                    writers[name].add(rows)
        checks = stream.checks()
        write_csv(checks_frame(checks), folder / CHECKS)
        (folder / SNIPPET).write_text(snippet(to, stream.header), encoding="utf-8")
        exchange(folder, to)
    return Imported(to, {name: each.written for name, each in writers.items()}, checks, stream.header, stream.counts)


def check_target(to: Path) -> None:
    """Raise where a folder holds what no import left there."""
    if to.is_file():
        raise DataError(f"{to.as_posix()}: is a file. Name a folder.")
    held = {each.name for each in to.iterdir()} if to.is_dir() else set()
    if held and not (SNIPPET in held and held <= OURS):
        raise DataError(f"{to.as_posix()}: holds other files than those of an import. Name an empty folder.")


def snippet(to: Path, header: Header) -> str:
    """The lines that name the files as extracts."""
    day = reference_date(header)
    lines = [
        "# Paste this into the params of a release. There a path is read from the folder that holds params/; these are as the",
        "# import was told, relative to the folder you were in.",
        "extracts:",
    ]
    for name in IN_SEN2:
        dates = f", as_at: {day.isoformat()}, from: {date(day.year - 1, 1, 1).isoformat()}" if day else ""
        path = json.dumps(f"{(to / name).as_posix()}.csv", ensure_ascii=False)  # as YAML reads it too, whatever it holds
        lines.append(f"  {name}: {{path: {path}{dates}}}")
    return "\n".join(lines) + "\n"


class _Writer:
    """The files of one dataset."""

    def __init__(self, folder: Path, name: DatasetName, files: ExitStack) -> None:
        self.path = folder / f"{name}.csv"
        self.rejected = folder / REJECTED / f"{name}.csv"
        self.element = MODULES[HUBS[name]].element
        self.files = files
        self.csv: pa.csv.CSVWriter | None = None
        self.written = Written()

    def add(self, rows: RawRows) -> None:
        """Write rows: those that break no rule to the dataset's file, the others beside with their reasons."""
        broken = np.concatenate([rows_of(rows.faults), rows.malformed["row"].to_numpy()])
        sound = ~np.isin(rows.row_numbers, broken)
        table = _table(rows.frame[sound])
        if self.csv is None:
            self.csv = self.files.enter_context(pa.csv.CSVWriter(self.path, table.schema))
        self.csv.write(table)
        if broken.size:
            self._reject(rows, sound)
        read, used = self.written.read + len(rows), self.written.used + int(sound.sum())
        self.written = Written(read, used, read - used)

    def _reject(self, rows: RawRows, sound: np.ndarray) -> None:
        """Add the rows that are set aside: of a record what its row would hold, of a line that is none its number alone."""
        numbers = rows.row_numbers[~sound]
        ours = {
            "row": numbers,
            "record": [f"{self.element} {number}" for number in numbers],
            "reasons": reasons(rows.faults).reindex(numbers).to_numpy(),
        }
        rejected = pd.concat([pd.DataFrame(ours), rows.frame[~sound].reset_index(drop=True)], axis=1)
        lines = pd.DataFrame(
            {"row": rows.malformed["row"], "reasons": "with more or fewer fields than there are names of columns."}
        )
        rejected = pd.concat([rejected, lines], ignore_index=True) if len(lines) else rejected
        is_first = not self.rejected.exists()
        self.rejected.parent.mkdir(exist_ok=True)
        write_csv(rejected, self.rejected, mode="a", header=is_first, date_format="%Y-%m-%d")


def _table(frame: pd.DataFrame) -> pa.Table:
    """Rows as Arrow writes them: dates without a time of day."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    types = [pa.date32() if pa.types.is_timestamp(each.type) else each.type for each in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, types, strict=True))))
