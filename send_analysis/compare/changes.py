"""The change of a figure on its previous year actual (PYA): figures in, figures out."""

from typing import Any

import numpy as np
import pandas as pd

from send_analysis.core.figures import BENCHMARK, COLUMNS, CROSS, KEY, PUBLISHED
from send_analysis.core.intervals import newcombe
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows

#: What is added to the topic and to the breakdown of a figure to name its change.
CHANGE_TOPIC = "change on previous year"
CHANGE = "change"


def changes_on_previous_year(figures: pd.DataFrame, windows: Windows) -> pd.DataFrame:
    """One row for each figure whose PYA is in the table: figure less PYA.

    Parameters
    ----------
    figures : rows in the columns of figures. Those of a publication (benchmarks) and those that are changes have none.
    windows : says which period is the PYA of another.

    Returns
    -------
    Rows in the columns of figures. `breakdown_topic` and `breakdown` are the figure's own followed by " / change on previous
    year" and " / change". Unit: percentage points for percentages, otherwise the figure's. Where both rates have an interval,
    the change has Newcombe's of 95 %; a change of anything else has none. A change of which one side is missing has the
    symbol of that side, the figure's first.
    """
    now, before = _paired(_own(figures), windows)
    percent = now["unit"].eq("percent")
    lower, upper = _interval(now, before, percent & now["lower"].notna() & before["lower"].notna())
    rows = now.assign(
        breakdown_topic=now["breakdown_topic"] + CROSS + CHANGE_TOPIC,
        breakdown=now["breakdown"] + CROSS + CHANGE,
        numerator=np.nan,
        denominator=np.nan,
        value=now["value"] - before["value"],
        unit=now["unit"].mask(percent, "percentage points"),
        lower=lower,
        upper=upper,
        symbol=now["symbol"].mask(now["symbol"].eq(""), before["symbol"]),
    )
    return rows[list(COLUMNS)]


def _own(figures: pd.DataFrame) -> pd.DataFrame:
    """The authority's own figures."""
    published = figures["area_code"].str.startswith(BENCHMARK) | figures["status"].eq(PUBLISHED)
    return figures[~published & ~figures["breakdown_topic"].str.endswith(CROSS + CHANGE_TOPIC)]


def _paired(figures: pd.DataFrame, windows: Windows) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures that have a PYA in the table, and those PYAs in the same order."""
    spans = list(zip(figures["period_start"].dt.date, figures["period_end"].dt.date, strict=True))
    earlier = {span: windows.previous_year(Period(*span)) for span in dict.fromkeys(spans)}
    wanted = figures.assign(
        period_start=pd.to_datetime([earlier[span].start for span in spans]).as_unit("us"),
        period_end=pd.to_datetime([earlier[span].end for span in spans]).as_unit("us"),
    )
    before = wanted[list(KEY)].merge(figures, on=list(KEY), how="left", indicator="held")
    held = before["held"].eq("both")
    return figures[held.to_numpy()].reset_index(drop=True), before[held].reset_index(drop=True)


def _interval(now: pd.DataFrame, before: pd.DataFrame, known: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Newcombe's interval where it is `known` that there is one, elsewhere missing."""
    _, lower, upper = newcombe(_counts(before[known]), _counts(now[known]))
    index = now.index[known]
    return pd.Series(lower, index).reindex(now.index), pd.Series(upper, index).reindex(now.index)


def _counts(rows: pd.DataFrame) -> Any:
    """Numerators and denominators, as the intervals take them."""
    return rows["numerator"].to_numpy(), rows["denominator"].to_numpy()
