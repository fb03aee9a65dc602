"""Days written with the month before the day: where some show it, the others of their column are read wrongly without a sign."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.core.findings import Finding
from send_analysis.datasets.spec import Spec, kind_of

_FORM = r"(?:0?[1-9]|1[0-2])[/-](?:1[3-9]|2\d|3[01])[/-][1-9]\d{3}(?:[ T].*)?"

#: So many such values are no slips of typing, where they are most of what cannot be read.
AT_LEAST = 3


def month_first(spec: Spec, name: str, source: pd.Series, unreadable: NDArray[np.bool_]) -> Finding | None:
    """The values of a date column that make sense only with the month first, where that seems to be how the column is written.

    Parameters
    ----------
    source : the column as it was read, by the row's number.
    unreadable : whether each value cannot be read as it stands.
    """
    if kind_of(spec.columns[name]) not in ("date", "moment") or source.dtype != "str" or unreadable.sum() < AT_LEAST:
        return None
    bad = source[unreadable]
    swapped = bad[bad.str.fullmatch(_FORM)]
    if len(swapped) < AT_LEAST or 2 * len(swapped) <= len(bad):
        return None
    sentence = (
        "Days are read day first, so the other days of this column are wrong too. "
        f"Say how they are written: `date_formats: {{{name}: '%m/%d/%Y'}}` in the params."
    )
    rows = swapped.index.to_numpy()
    return Finding(f"{spec.name}.{name}.day_first", (name,), "with the month before the day", sentence, rows, stops=True)
