"""What became of what a committee resolved and asked when it last met."""

import numpy as np
import pandas as pd

from send_analysis.core.figures import TOTAL, Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.tally import as_figures

MEASURE = "committee_paper.resolutions"

#: What can have become of a resolution or question, in the order in which a paper tells it.
STATUSES = ("overdue", "open", "open_without_a_date", "answered", "for_the_record")


def resolutions(asked: Dataset) -> Figures:
    """Resolutions and questions: all of them, and by what became of them (topic "status", one of :data:`STATUSES`).

    Parameters
    ----------
    asked : one row for each resolution and question, the columns of the dataset `resolutions`.

    Returns
    -------
    Figures, unit items; the period is the day of the dataset. 0 is a true zero; where none were recorded, [x].
    """
    day = [Period(asked.windows.as_at, asked.windows.as_at)]
    found = status(asked)
    counts = np.array([[float(found.eq(name).sum()) for name in STATUSES]])
    whole = np.array([[float(len(found))]])
    return concat_figures(
        [
            as_figures(MEASURE, asked, day, TOTAL, [TOTAL], value=whole, numerator=whole),
            as_figures(MEASURE, asked, day, "status", STATUSES, value=counts, numerator=counts),
        ]
    )


def status(asked: Dataset) -> pd.Series:
    """What became of each row by the end of the dataset's day, one of :data:`STATUSES`.

    Answered where there is an answer by then; `for_the_record` where nothing is asked for. The others are open: overdue from the
    day after the day by which they are due, and without a date where no day is given, whatever is said of it in words.
    """
    rows, as_at = asked.rows, pd.Timestamp(asked.windows.as_at)
    return pd.Series(
        np.select(
            [
                rows["answered_on"].notna(),
                ~rows["asks_for_action"].fillna(True).astype(bool),
                rows["due_on"].isna(),
                rows["due_on"] < as_at,
            ],
            ["answered", "for_the_record", "open_without_a_date", "overdue"],
            "open",
        ),
        index=rows.index,
        dtype="str",
    )
