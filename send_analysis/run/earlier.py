"""The release before this one, as its fingerprints and its manifest tell of it."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa

from send_analysis.core.checks import Check
from send_analysis.core.errors import CheckError
from send_analysis.core.params import Params
from send_analysis.datasets.opening import OpenedData
from send_analysis.datasets.outcome import naming_of
from send_analysis.datasets.sense.corrections import COLUMNS, correction_checks, corrections, fingerprints

#: Where a release keeps the fingerprints of its rows.
FINGERPRINTS = "row-fingerprints.parquet"

#: What its columns of numbers and of days hold, where there are rows.
_KINDS = {"key": "u", "content": "u", "on": "M", "from": "M", "as_at": "M"}

#: How the names of checks end that depend on what this machine has published before: they never reach the page.
LATE_CORRECTIONS = ".late_corrections"


@dataclass(frozen=True)
class Earlier:
    """An earlier release of the authority: the name of its folder, its day, and the file with its fingerprints."""

    name: str
    as_at: date
    fingerprints: Path


def earlier_release(params: Params) -> Earlier | None:
    """The latest whole release of the same authority whose as_at is earlier than this one's; None where there is none.

    Raises
    ------
    CheckError
        When the manifest of a release cannot be read.
    """
    found = []
    for manifest in params.output_folder.parent.glob("*/manifest.json"):
        kept = manifest.parent / "internal" / FINGERPRINTS
        if "-only-" not in manifest.parent.name and kept.is_file():
            found.append(Earlier(manifest.parent.name, _as_at(manifest), kept))
    before = [each for each in found if each.as_at < params.release.as_at]
    return max(before, key=lambda each: (each.as_at, each.name), default=None)


def _as_at(manifest: Path) -> date:
    try:
        return date.fromisoformat(json.loads(manifest.read_text(encoding="utf-8"))["as_at"])
    except (ValueError, KeyError, TypeError):
        raise CheckError(f"{manifest.parent.name}/manifest.json is not as a run has written it.") from None


def _kept(earlier: Earlier) -> pd.DataFrame:
    """The fingerprints of an earlier release.

    Raises
    ------
    CheckError
        When they are not as this version of the program writes them.
    """
    try:
        kept = pd.read_parquet(earlier.fingerprints)
    except (OSError, ValueError, pa.ArrowException):  # what the reader of Parquet raises of a damaged file
        kept = pd.DataFrame()
    kinds = {name: column.dtype.kind for name, column in kept.items() if name in _KINDS}
    if list(kept.columns) != list(COLUMNS) or (len(kept) and kinds != _KINDS):
        raise CheckError(f"{earlier.name}/internal/{FINGERPRINTS} is not as a run has written it.")
    return kept


def late_corrections(params: Params, opened: OpenedData) -> list[Check]:
    """What was corrected since the earlier release about days that it reported; it is told internally alone."""
    name = f"release{LATE_CORRECTIONS}"
    try:
        earlier = earlier_release(params)
        kept = None if earlier is None else _kept(earlier)
    except CheckError as error:
        advice = "Run that release again, or move its folder away. This one was not compared with any."
        return [Check(name, "WARNING", str(error), 0, advice)]
    if earlier is None or kept is None:
        return [Check(name, "PASS", "There is no earlier release to compare with.")]
    found = corrections(opened.datasets, kept)
    namings = {name: naming_of(parts) for name, parts in opened.parts.items()}
    checks = correction_checks(found, kept, earlier.name, params.authority.data_policy.late_corrections, namings)
    files = {str(name): extract.shown for name, extract in params.release.extracts.items()}
    return [replace(check, file=files[check.dataset]) for check in checks]


def write_fingerprints(opened: OpenedData, path: Path) -> None:
    """Keep a fingerprint of every row used, for the next release to be compared with."""
    fingerprints(opened.datasets).to_parquet(path, index=False)
