"""Opened data on disk, so that extracts are read and checked once per run and each section maps the typed rows.

The files hold rows about persons: they belong in a folder that is never published, and are removed with it.
"""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from send_analysis.core.checks import Check
from send_analysis.core.params import Params
from send_analysis.core.params.release import DATASETS, DatasetName
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.last_report import LastReport
from send_analysis.datasets.opening import OpenedData
from send_analysis.sources.raw_rows import Part

_ABOUT = "about.json"
_COUNTS = "counts.arrow"
_LAST_REPORT = "last-report.arrow"


def save(opened: OpenedData, folder: Path) -> None:
    """Write opened data into a folder, which is made when it is missing.

    Each dataset's rows become `<dataset>.arrow`, in one piece so that it can be mapped; all else stands beside.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, dataset in opened.datasets.items():
        _write(dataset.rows, folder / f"{name}.arrow")
        _write(opened.set_aside[name], folder / f"{name}.set-aside.arrow")
    _write(opened.counts, folder / _COUNTS)
    last = opened.last_report
    if last is not None:
        _write(last.actions, folder / _LAST_REPORT)
    about = {
        "last_report": None if last is None else {"name": last.name, "as_at": last.as_at.isoformat()},
        "datasets": {name: _about(dataset) for name, dataset in opened.datasets.items()},
        "checks": [asdict(check) for check in opened.checks],
        "digests": opened.digests,
        "parts": {name: [asdict(part) for part in parts] for name, parts in opened.parts.items()},
    }
    (folder / _ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")


def load(folder: Path, params: Params) -> OpenedData:
    """What :func:`save` wrote, with the rows mapped from disk; area and windows come from the params.

    Raises
    ------
    FileNotFoundError
        When nothing was saved there.
    """
    about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    names = [name for name in DATASETS if name in about["datasets"]]
    return OpenedData(
        datasets={name: _dataset(folder, params, name, about["datasets"][name]) for name in names},
        checks=[Check(**check) for check in about["checks"]],
        set_aside={name: _read(folder / f"{name}.set-aside.arrow") for name in names},
        counts=_read(folder / _COUNTS),
        digests=about["digests"],
        parts={name: tuple(Part(**part) for part in parts) for name, parts in about["parts"].items()},
        last_report=_last_report(folder, about["last_report"]),
    )


def _last_report(folder: Path, about: dict[str, str] | None) -> LastReport | None:
    if about is None:
        return None
    return LastReport(about["name"], date.fromisoformat(about["as_at"]), _read(folder / _LAST_REPORT))


def _about(dataset: Dataset) -> dict[str, Any]:
    return {
        "source": dataset.source,
        "covers_from": dataset.covers.start.isoformat(),
        "covers_to": dataset.covers.end.isoformat(),
        "holds_rows": dataset.holds_rows,
        "absent": sorted(dataset.absent),
    }


def _dataset(folder: Path, params: Params, name: DatasetName, about: dict[str, Any]) -> Dataset:
    covers = Period(date.fromisoformat(about["covers_from"]), date.fromisoformat(about["covers_to"]))
    rows = _read(folder / f"{name}.arrow")
    kept = {"holds_rows": about["holds_rows"], "absent": frozenset(about["absent"])}
    return Dataset(name, rows, params.area, covers, about["source"], params.windows_of(name), **kept)


def _write(frame: pd.DataFrame, path: Path) -> None:
    table = pa.Table.from_pandas(frame, preserve_index=True)
    # One batch, even of no rows: a table without any would lose the categories of its columns.
    columns = [column.chunk(0) if column.num_chunks == 1 else column.combine_chunks() for column in table.columns]
    batch = pa.RecordBatch.from_arrays(columns, schema=table.schema)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)


def _read(path: Path) -> pd.DataFrame:
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all().to_pandas(split_blocks=True)
