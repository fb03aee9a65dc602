"""From rows to figures: counting events in periods, once for all measures.

Each function takes a dataset, the day of each row's event (NaT: the row has none and is not counted), and the periods. Rows
are counted per day first and per period by differences of running totals, so that many periods cost no more than one.
"""

from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.core.chunks import in_chunks
from send_analysis.core.figures import COLUMNS, CROSS, TOTAL, Figures
from send_analysis.core.intervals import wilson
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.registry import definition

#: Status of a figure computed from the authority's own rows, in contrast to one taken from a publication.
COMPUTED = "computed"

Counts = NDArray[np.float64]
Groups = NDArray[np.integer[Any]]


def rate(
    measure: str,
    dataset: Dataset,
    when: pd.Series,
    hit: pd.Series,
    periods: Sequence[Period],
    *,
    topic: str = TOTAL,
    breakdown: pd.Series | None = None,
) -> Figures:
    """Share of the rows whose event falls in a period for which `hit` is true, in percent with a Wilson 95 % interval.

    With a `breakdown` (category, one for each row; missing: the row belongs to none) there is one figure for each
    category and period. A period in which nothing happened has symbol "z", one that the extract does not cover "x".
    """
    names, groups = _groups(breakdown, when)
    of = count_by_day(when, groups, len(names), periods)
    hits = hit.to_numpy(dtype=bool, na_value=False)
    within = count_by_day(when, np.where(hits, groups, -1), len(names), periods)
    return _percent(measure, dataset, periods, topic, names, within, of)


def distribution(
    measure: str,
    dataset: Dataset,
    when: pd.Series,
    category: pd.Series,
    periods: Sequence[Period],
    *,
    topic: str,
    within: Callable[[str], str] | None = None,
) -> Figures:
    """Share of each category among all rows that have one, in percent with a Wilson 95 % interval.

    `within` gives for a category's name the name of the group whose rows it is a share of; without it all rows count. There is
    no figure for the total, which is 100 percent.
    """
    names, groups = _groups(category, when)
    counts = count_by_day(when, groups, len(names), periods)
    return _percent(measure, dataset, periods, topic, names, counts, _group_totals(counts, names, within))


def count(
    measure: str,
    dataset: Dataset,
    when: pd.Series,
    periods: Sequence[Period],
    *,
    topic: str = TOTAL,
    breakdown: pd.Series | None = None,
) -> Figures:
    """Number of rows whose event falls in a period, in the measure's unit; 0 is a true zero, uncovered periods are "x"."""
    names, groups = _groups(breakdown, when)
    counts = count_by_day(when, groups, len(names), periods)
    return as_figures(measure, dataset, periods, topic, names, value=counts, numerator=counts)


def statistic(
    measure: str,
    dataset: Dataset,
    when: pd.Series,
    values: pd.Series,
    periods: Sequence[Period],
    how: Callable[[pd.Series], float],
) -> Figures:
    """A statistic (mean, median, a percentile) of `values` over the rows whose event falls in a period; "z" without rows.

    The denominator is the number of rows; there is no numerator and no interval.
    """
    chosen = [values[when.between(pd.Timestamp(p.start), pd.Timestamp(p.end))] for p in periods]
    value = np.array([[how(rows) if len(rows) else np.nan] for rows in chosen])
    size = np.array([[float(len(rows))] for rows in chosen])
    return as_figures(measure, dataset, periods, TOTAL, [TOTAL], value=value, denominator=size)


def count_by_day(when: pd.Series, groups: Groups, number: int, periods: Sequence[Period]) -> Counts:
    """Rows in each period (first axis) and group (second axis); rows with a missing day or group -1 are not counted."""
    first = min(period.start for period in periods)
    days = (max(period.end for period in periods) - first).days + 1
    times, a_day, before = _times(when, first)
    per_day = np.zeros(days * number, dtype=np.int64)
    adding = Lock()

    def work(rows: slice) -> None:
        # A missing time is the least integer of all, and lies before every day.
        day, group = times[rows] // a_day - before, groups[rows]
        inside = (day >= 0) & (day < days) & (group >= 0)
        if not inside.all():
            day, group = day[inside], group[inside]
        cells = np.bincount(day * number + group, minlength=days * number)
        with adding:
            np.add(per_day, cells, out=per_day)

    in_chunks(len(times), work)
    running = np.vstack([np.zeros((1, number)), per_day.reshape(days, number).cumsum(axis=0)])
    starts = [(period.start - first).days for period in periods]
    ends = [(period.end - first).days + 1 for period in periods]
    return running[ends] - running[starts]


def _times(when: pd.Series, first: date) -> tuple[NDArray[np.int64], int, int]:
    """The times in their unit since 1970, how many of the unit make a day, and how many days lie before the first one."""
    times = when.to_numpy()
    a_day = np.array(1, "timedelta64[D]").astype(times.dtype.str.replace("M8", "m8")).view(np.int64)
    return times.view(np.int64), int(a_day), int(np.datetime64(first, "D").astype(np.int64))


def as_figures(
    measure: str,
    dataset: Dataset,
    periods: Sequence[Period],
    topic: str,
    names: Sequence[str],
    *,
    value: Counts,
    numerator: Counts | None = None,
    denominator: Counts | None = None,
    lower: Counts | None = None,
    upper: Counts | None = None,
) -> Figures:
    """Figures from arrays of periods by categories; a value missing in a covered period is "z", every other missing one "x".

    Nothing is covered where the extract held no rows.
    """
    shape = value.shape
    chosen = [each for _, each in dataset.cut]
    known = [dataset.holds_rows and dataset.covers.contains(period) for period in periods]
    covered = np.repeat(np.array(known, dtype=bool), shape[1]).reshape(shape)
    value = np.where(covered, value, np.nan)

    def flat(numbers: Counts | None) -> Counts:
        return np.full(value.size, np.nan) if numbers is None else np.where(covered, numbers, np.nan).ravel()

    symbol = np.where(covered, np.where(np.isnan(value), "z", ""), "x").ravel()
    frame = pd.DataFrame(
        {
            "measure": measure,
            "area_code": dataset.area.code,
            "area_name": dataset.area.name,
            "period_start": np.repeat([np.datetime64(period.start, "us") for period in periods], shape[1]),
            "period_end": np.repeat([np.datetime64(period.end, "us") for period in periods], shape[1]),
            "breakdown_topic": _within_cut([column for column, _ in dataset.cut], topic),
            "breakdown": np.tile(np.array([_within_cut(chosen, name) for name in names], dtype=object), shape[0]),
            "numerator": flat(numerator),
            "denominator": flat(denominator),
            "value": value.ravel(),
            "unit": definition(measure).unit,
            "lower": flat(lower),
            "upper": flat(upper),
            "symbol": symbol,
            "status": COMPUTED,
            "source": dataset.source,
        }
    )
    return Figures(frame[list(COLUMNS)])


def _within_cut(cut: Sequence[str], name: str) -> str:
    """A topic or breakdown under that of the cut its rows were chosen by: "email / not_met", or "email" for the total."""
    return CROSS.join([*cut, *([] if cut and name == TOTAL else [name])])


def _percent(
    measure: str, dataset: Dataset, periods: Sequence[Period], topic: str, names: Sequence[str], count: Counts, of: Counts
) -> Figures:
    share = 100 * count / np.where(of > 0, of, np.nan)
    lower, upper = wilson(count, of)
    return as_figures(
        measure, dataset, periods, topic, names, value=share, numerator=count, denominator=of, lower=lower, upper=upper
    )


def _groups(breakdown: pd.Series | None, when: pd.Series) -> tuple[list[str], Groups]:
    if breakdown is None:
        return [TOTAL], np.zeros(len(when), dtype=np.int8)
    category = breakdown.astype("category").cat
    return [str(name) for name in category.categories], category.codes.to_numpy()


def _group_totals(counts: Counts, names: Sequence[str], within: Callable[[str], str] | None) -> Counts:
    group = np.array([within(name) if within else TOTAL for name in names])
    totals = np.empty_like(counts)
    for each in dict.fromkeys(group):
        totals[:, group == each] = counts[:, group == each].sum(axis=1, keepdims=True)
    return totals
