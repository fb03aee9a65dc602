"""Periods as the Department's open data writes them: a time period and its kind, one kind in each file.

Its standard knows calendar years, months, and reporting years, and no file may mix them. A window such as 1 January to 22 June
is none of the first two: it is a "Reporting year", named by the year it ends in, and the filter `reporting_period` says its
days. A file that holds only calendar years joins with the Department's own files by its time columns.
"""

from collections.abc import Callable
from typing import Literal

import pandas as pd

from send_analysis.core.period import MONTH_NAMES, Period

#: The kinds of periods, in the order in which the most exact that fits is chosen, and in which files are listed.
Family = Literal["calendar_years", "months", "other_periods"]
FAMILIES: tuple[Family, ...] = ("calendar_years", "months", "other_periods")

#: The filter that says which days a reporting period has.
REPORTING_PERIOD = "reporting_period"


def family_of(period: Period) -> Family:
    """The most exact kind that a period is of."""
    if period.is_calendar_year():
        return "calendar_years"
    one_month = (period.start.year, period.start.month) == (period.end.year, period.end.month)
    return "months" if one_month and period.is_whole_months() else "other_periods"


def families(frame: pd.DataFrame) -> pd.Series:
    """The kind of the period of each figure."""
    return pd.Series([family_of(period) for period in _periods(frame)], index=frame.index, dtype="str")


def family_for_all(frame: pd.DataFrame) -> Family:
    """The kind that all periods of a table can be written in."""
    kinds = {family_of(period) for period in set(_periods(frame))}
    return kinds.pop() if len(kinds) == 1 else "other_periods"


def time_columns(frame: pd.DataFrame, family: Family) -> pd.DataFrame:
    """`time_period` and `time_identifier` of each figure, and `reporting_period` in words where the kind needs it."""
    identify: dict[Family, Callable[[Period], str]] = {
        "calendar_years": lambda period: "Calendar year",
        "months": lambda period: MONTH_NAMES[period.start.month],
        "other_periods": lambda period: "Reporting year",
    }
    periods = _periods(frame)
    columns: dict[str, list[int] | list[str]] = {
        "time_period": [period.end.year for period in periods],
        "time_identifier": [identify[family](period) for period in periods],
    }
    if family == "other_periods":
        columns[REPORTING_PERIOD] = [period.label for period in periods]
    return pd.DataFrame(columns, index=frame.index)


def _periods(frame: pd.DataFrame) -> list[Period]:
    days = zip(frame["period_start"].dt.date, frame["period_end"].dt.date, strict=True)
    return [Period(start, end) for start, end in days]
