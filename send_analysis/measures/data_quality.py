"""Data quality: how many rows of each extract were read, used and left out, as figures like all others."""

import pandas as pd

from send_analysis.core.figures import COLUMNS, CROSS, Area, Figures
from send_analysis.core.period import Period
from send_analysis.measures.tally import COMPUTED

#: What happens to the rows of an extract; read = used + set_aside + dated_after. `events_after` counts later events of used rows.
USES = ("read", "used", "set_aside", "dated_after", "events_after")


def rows(counts: pd.DataFrame, area: Area, period: Period) -> Figures:
    """Rows of each extract by what happened to them, topic "dataset / rows"; unit rows.

    Parameters
    ----------
    counts : one row for each dataset: `dataset`, `path`, and a column for each of :data:`USES`.
    period : the release's period, which the figures are filed under.
    """
    tall = counts.melt(id_vars=["dataset", "path"], value_vars=list(USES), var_name="use", value_name="value")
    frame = tall.assign(
        measure="data_quality.rows",
        area_code=area.code,
        area_name=area.name,
        period_start=pd.Timestamp(period.start),
        period_end=pd.Timestamp(period.end),
        breakdown_topic="dataset" + CROSS + "rows",
        breakdown=tall["dataset"] + CROSS + tall["use"],
        numerator=tall["value"],
        denominator=float("nan"),
        unit="rows",
        lower=float("nan"),
        upper=float("nan"),
        symbol="",
        status=COMPUTED,
        source=tall["path"].str.rsplit("/", n=1).str[-1],
    )
    return Figures(frame[list(COLUMNS)])
