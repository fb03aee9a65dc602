"""What a committee resolved and asked when it last met: from an extract, or from the params themselves, as one dataset."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from send_analysis.core.params import Params
from send_analysis.core.params.committee_paper import Resolution
from send_analysis.core.period import Period, in_words
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.preparing import prepare
from send_analysis.datasets.reading import NO_LIMIT
from send_analysis.datasets.specs.resolutions import RESOLUTIONS
from send_analysis.sources.raw_rows import RawRows


def resolutions_of(params: Params, datasets: Mapping[str, Dataset]) -> Dataset:
    """The dataset `resolutions` of a release, typed and checked in the same way wherever it comes from.

    Parameters
    ----------
    datasets : those opened from extracts; where `resolutions` is among them, it is the one.

    Returns
    -------
    The rows of the extract, or of `committee_paper.resolutions`. Where there are neither it holds no rows and says so
    (`holds_rows`): nothing is known then.
    """
    if RESOLUTIONS.name in datasets:
        return datasets[RESOLUTIONS.name]
    paper = params.release.committee_paper
    given = paper.resolutions if paper else ()
    as_at = params.release.as_at
    raw = _as_raw_rows(given)
    rows = prepare(RESOLUTIONS, raw, as_at).rows
    source = f"committee_paper in the params file, as at {in_words(as_at)}"
    covers = Period(NO_LIMIT, as_at)
    return Dataset(RESOLUTIONS.name, rows, params.area, covers, source, params.windows, holds_rows=bool(given))


def _as_raw_rows(given: Sequence[Resolution]) -> RawRows:
    """The rows as a reader of a file would give them: all text, numbered as they stand."""
    rows = [{name: _as_text(value) for name, value in each.model_dump().items()} for each in given]
    frame = pd.DataFrame(rows, columns=list(RESOLUTIONS.columns), dtype="str")
    return RawRows(frame, np.arange(1, len(frame) + 1))


def _as_text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value).strip() or None
