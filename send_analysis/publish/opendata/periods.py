"""When a figure is about, in the Department's columns `time_period` and `time_identifier`.

A file has one family of identifiers. A release shows months beside years, and windows that are neither (the year up to the
day of the extract, a month that is not over, two years from a launch). So:

* a file all of whose periods are calendar years, academic years, financial years or whole months is of that family;
* any other file is of "Reporting year": `time_period` is the year that the period ends in, and the filter
  `reporting_window` gives its first and last day. One column and not two, because the standard asks of each filter that it has
  two items or more, and of several windows the first day, or the last, is often the same;
* a file whose only period is such a window says it in each label, for a filter of one item is no filter.

A section's whole file is nearly always of "Reporting year". So its calendar years stand in a file of their own as well, which
joins the Department's.
"""

from collections.abc import Sequence

import pandas as pd

from send_analysis.core.period import MONTH_NAMES, YEAR_STARTS, Period

CALENDAR_YEAR, REPORTING_YEAR, MONTH = "Calendar year", "Reporting year", "month"

#: First month of the years that have a name of six digits.
_SPLIT_YEARS = {"Academic year": YEAR_STARTS["academic"], "Financial year": YEAR_STARTS["financial"]}


def family(periods: Sequence[Period]) -> str:
    """The family of identifiers that a file with these periods is of."""
    if all(period.is_calendar_year() for period in periods):
        return CALENDAR_YEAR
    if all(_is_whole_month(period) for period in periods):
        return MONTH
    for name, first_month in _SPLIT_YEARS.items():
        if all(_is_year_from(period, first_month) for period in periods):
            return name
    return REPORTING_YEAR


def time_columns(period: Period, of_family: str) -> tuple[str, str]:
    """What stands in `time_period` and in `time_identifier`."""
    if of_family == MONTH:
        return str(period.start.year), MONTH_NAMES[period.start.month]
    if of_family in _SPLIT_YEARS:
        return f"{period.start.year}{period.end.year % 100:02d}", of_family
    return str(period.end.year), of_family


def window(period: Period) -> str:
    """First and last day of a period: "2022-05-01 to 2022-06-22"."""
    return f"{period.start.isoformat()} to {period.end.isoformat()}"


def periods_of(rows: pd.DataFrame) -> list[Period]:
    """The periods of figures, one a row."""
    pairs = zip(pd.to_datetime(rows["period_start"]), pd.to_datetime(rows["period_end"]), strict=True)
    return [Period(start.date(), end.date()) for start, end in pairs]


def _is_whole_month(period: Period) -> bool:
    return period.is_whole_months() and next(period.months()) == period


def _is_year_from(period: Period, first_month: int) -> bool:
    return period == Period.of_months(period.start.year, first_month, 12)
