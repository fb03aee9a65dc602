"""A figure against that of another area, and what divides all authorities into quarters: figures in, figures or words out."""

import math

import numpy as np
import pandas as pd

from send_analysis.compare.benchmarks import Standing, against_benchmark
from send_analysis.core.figures import COLUMNS, PUBLISHED, TOTAL, Area
from send_analysis.core.intervals import newcombe
from send_analysis.core.topics import CUT_OFF_TOPIC, CUT_OFFS

#: The code of an authority. Source: Department for Education, three-digit code.
_AUTHORITY = r"\d{3}"

#: What one quarter of the authorities is about.
_QUARTER = ["measure", "period_start", "period_end"]


def against_area(figure: pd.Series, other: pd.Series) -> Standing | None:
    """How a figure stands against the same figure of another area: higher or lower only where the intervals leave no doubt.

    Where counts of both are known, Newcombe's 95 % interval of the difference must leave out 0; where only the figure has an
    interval, that must leave out the other's value. An area that holds the other (a region, England) counts as independent of it.

    Returns
    -------
    None where either has no value, or no interval can be had.
    """
    if figure["symbol"] or other["symbol"] or not (_has_counts(figure) and _has_counts(other)):
        return against_benchmark(figure, other)
    _, lower, upper = newcombe(_counts(other), _counts(figure))
    if lower > 0:
        return "higher than"
    return "lower than" if upper < 0 else "not clearly different from"


def quartile_cut_offs(figures: pd.DataFrame, area: Area) -> pd.DataFrame:
    """The values that divide the authorities into quarters, for each measure and period in which one has a value.

    Quantiles of 25, 50 and 75 % between the nearest two values (R's type 7, as the Department's Local Authority Interactive Tool
    takes them). Authorities without a value count for nothing.

    Parameters
    ----------
    figures : rows in the columns of figures; totals of authorities (three-digit codes) are taken, all others passed over.
    area : the area that the rows are given to, as a rule England.

    Returns
    -------
    Rows in the columns of figures, in the unit of the measure, without counts and interval; topic and breakdowns are
    :data:`CUT_OFF_TOPIC` and :data:`CUT_OFFS`.
    """
    authorities = figures[figures["area_code"].str.fullmatch(_AUTHORITY) & figures["breakdown_topic"].eq(TOTAL)]
    known = authorities[authorities["value"].notna()]
    rows = [
        first | {"breakdown": name, "value": float(np.quantile(held["value"], quarter / 4))}
        for _, held in known.groupby(_QUARTER, sort=False)
        for first in [held.iloc[0].to_dict()]
        for quarter, name in enumerate(CUT_OFFS, start=1)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).assign(
        area_code=area.code, area_name=area.name, breakdown_topic=CUT_OFF_TOPIC, status=PUBLISHED,
        **dict.fromkeys(["numerator", "denominator", "lower", "upper"], math.nan),
    )  # fmt: skip


def _has_counts(figure: pd.Series) -> bool:
    return figure["unit"] == "percent" and not math.isnan(figure["numerator"] + figure["denominator"])


def _counts(figure: pd.Series) -> tuple[float, float]:
    return figure["numerator"], figure["denominator"]
