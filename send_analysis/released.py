"""A release as its folder tells of it: its manifest, and the figures that it released."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from send_analysis.compare.revised import MATCHED
from send_analysis.core.errors import CheckError
from send_analysis.core.figures import COLUMNS
from send_analysis.core.params import Params

#: Where a release keeps the figures that it released.
RELEASED = "internal/released.parquet"

#: Where it keeps what disclosure control did.
AUDIT = "internal/disclosure-audit.json"

#: Where superseded releases are kept, beside the releases of the authority.
REVISIONS = ".revisions"

_KINDS = {"value": "f", "numerator": "f", "denominator": "f", "period_start": "M", "period_end": "M"}


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release.

    Raises
    ------
    CheckError
        When the folder is no release, or its manifest is not as a run writes it.
    """
    path = folder / "manifest.json"
    if not path.is_file():
        raise CheckError(
            f"{folder} is not a release: it has no manifest.json. Name a folder such as outputs/swindon/2022-06."
        )
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        said = None
    if not isinstance(said, dict) or "authority" not in said:
        raise CheckError(f"{folder.name}/manifest.json is not as a run has written it. Run that release again.")
    return said


def read_released(folder: Path) -> pd.DataFrame:
    """The figures that a release released, in the columns of figures.

    Raises
    ------
    CheckError
        When they are not there, or not as a run writes them.
    """
    try:
        frame = pd.read_parquet(folder / RELEASED)
    except (OSError, ValueError, pa.ArrowException):  # what the reader of Parquet raises of a damaged file
        frame = pd.DataFrame()
    if set(COLUMNS) - set(frame.columns) or frame.duplicated(list(MATCHED)).any() or not _typed(frame):
        raise CheckError(f"{folder.name}/{RELEASED} is not as a run has written it. Run that release again.")
    return frame[list(COLUMNS)]


def revision_folder(target: Path, number: int) -> Path:
    """Where a revision of a release is kept once another has taken its place."""
    return target.parent / REVISIONS / target.name / str(number)


def last_revision(params: Params) -> Path | None:
    """The folder of the revision that params supersede: where it is kept, or in place until then; None where there is none.

    Raises
    ------
    CheckError
        When the manifest of what is in place is not as a run writes it.
    """
    number = params.release.revision.number
    if not number:
        return None
    if (kept := revision_folder(params.output_folder, number - 1)).is_dir():
        return kept
    if not (params.output_folder / "manifest.json").is_file():
        return None
    said = read_manifest(params.output_folder)
    revision = said.get("revision", {"number": 0})
    stands = isinstance(revision, dict) and revision.get("number", 0) == number - 1
    return params.output_folder if stands and said.get("status", "draft") != "draft" else None


def read_earlier(params: Params) -> list[pd.DataFrame]:
    """The figures that the last edition and the last revision of this one released, as far as there are any.

    A run stops or warns where one should be there and is not (`run.last_edition`, `run.last_revision`); a notebook by itself
    only marks nothing then.
    """
    name = params.release.last_edition
    last_edition = None if name is None else params.output_folder.with_name(name)
    found = []
    for folder in (last_edition, last_revision(params)):
        if folder is not None:
            with suppress(CheckError):
                found.append(read_released(folder))
    return found


def _typed(frame: pd.DataFrame) -> bool:
    return not len(frame) or all(frame[name].dtype.kind == kind for name, kind in _KINDS.items())


def withheld_up_to(folder: Path) -> int:
    """The limit up to which a release withheld counts of people, as its disclosure audit says.

    Raises
    ------
    CheckError
        When the audit is not there or does not say it.
    """
    try:
        return int(json.loads((folder / AUDIT).read_text(encoding="utf-8"))["withhold_up_to"])
    except (OSError, ValueError, KeyError, TypeError):
        raise CheckError(f"{folder.name}/{AUDIT} is not as a run has written it. Run that release again.") from None
